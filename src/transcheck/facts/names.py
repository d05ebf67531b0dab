"""Names of people, places and bodies, told by capitals and by what the language's data knows of its everyday words.

A capital within a sentence makes a name of a word outside the everyday vocabulary. An everyday word is one where a given name or a form
of address stands before it (Elizabeth Warren, Mr Brown), or where it is a known family name and no article precedes. In a language
that writes every noun with a capital only the company a word keeps makes it a name; in a script without capitals, Latin words and
territories are read. What is left aside: lines all in capitals, and in headlines with a capital on each word all everyday words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transcheck.facts.date_atoms import Taken
from transcheck.facts.names_uncased import people
from transcheck.languages import naming
from transcheck.languages.latin import fold, romanise
from transcheck.languages.naming import HEAD
from transcheck.model import Cue, Money, Name, Time

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transcheck.facts.scanned import Scanned
    from transcheck.languages.naming import Naming
    from transcheck.model import Document, Fact

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ‘.&][^\W_]+)*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9]*(?:['’.&-][A-Za-z0-9\u00c0-\u024f]+)*")
_MARKS = re.compile(r"['’ʼ‘]")
_ROMAN = re.compile(r"[IVXLC]{2,}(?:e|er|ème|ª|º)?")
_OPENING = " ¿¡\"“”‘’'«»„‹›([*_\u00a0\u202f"
_QUOTES = '"“”„«»‹›»'
_STOPS = '.!?…"”»'  # a headline has none
_ENDS = ".!?…:;|\n\u2028。！？"
_LONGEST_TERRITORY = 5  # words
_TITLE_CASE = 0.7  # share of longer words with a capital from which a line is a headline that capitalises everything
_FEW, _MANY = 4, 6  # long words from which a line may be such a headline; where everyday words are not known
_SHORT = 3  # letters up to which an abbreviation is likely to be another one elsewhere (ONZ, IA)
_LONGEST_RUN = 40  # words with capitals in a row beyond which they are no name but a list or noise
_NAME = 3  # syllables of most names where the family name comes first


class _Word(NamedTuple):
    """A capitalised word: where it stands, its comparable form, whether it opens a sentence or quotation."""

    start: int
    end: int
    key: str
    initial: bool
    capitals: bool  # nothing but capitals (and digits)
    marked: bool = False  # holds letters that folding changes
    low: str = ""  # lower case with its diacritics, where the language tells syllables by them


def names(document: Document, scans: tuple[Scanned, ...], facts: list[Fact]) -> list[Fact]:
    """The names of a document and the offices it speaks of, segment by segment."""
    del document
    if not scans:
        return []
    known = naming.of(scans[0].language)
    found: list[Fact] = []
    for scanned in scans:
        found += _offices(scanned)
        found += _cased(scanned, known) if scanned.language.cased else _uncased(scanned, known)
    # 8 p.m. Hanoi time, Rp18,5 miliar
    taken = Taken([(f.span.start, f.span.end) for f in facts if isinstance(f.value, Money) or (isinstance(f.value, Time) and f.value.zone)])
    return [f for f in found if taken.free(f.span.start, f.span.end)]


def _offices(scanned: Scanned) -> Iterator[Fact]:
    """Every office a text names (president, 首席财务官), the longest reading of each place, with a person or without."""
    end = -1
    for hit in scanned.hits:
        if hit.start >= end and "title" in hit.kinds and (office := hit.value("title")):
            end = hit.end
            yield scanned.fact(Cue(family="title", value=office), hit.start, hit.end)


def _uncased(scanned: Scanned, known: Naming) -> list[Fact]:
    """Territories and words in Latin letters, in a script without capitals."""
    found = list(people(scanned, known))
    named = {position for f in found for position in range(f.span.start - scanned.base, f.span.end - scanned.base)}
    taken = -1
    for hit in scanned.of("territory"):
        if hit.start >= taken:
            taken = hit.end
            text = scanned.text[hit.start : hit.end]
            found.append(
                scanned.fact(Name(text=text, key=romanise(text), kind="place", territory=hit.value("territory")), hit.start, hit.end)
            )
    for m in _LATIN.finditer(scanned.text):
        word = m.group()
        if word != word.lower() and len(word) > 1 and m.start() not in named:
            key = fold(word).replace(".", "")
            core = () if key in known.common else (key,)
            found.append(scanned.fact(Name(text=word, key=key, core=core), *m.span()))
    return found


def _cased(scanned: Scanned, known: Naming) -> list[Fact]:
    text = scanned.text
    tokens = list(_TOKEN.finditer(text))
    lifted = [(i, m, token) for i, m in enumerate(tokens) if not (token := m.group()).islower()]
    if not lifted:
        return []
    shortest = 1 if known.syllable else _FEW
    capital = len([1 for _, _, token in lifted if len(token) >= shortest])
    long = len([m for m in tokens if m.end() - m.start() >= shortest]) if capital >= _FEW - 1 else 0  # fewer are no headline
    if long and len([1 for *_, token in lifted if token.isupper() and len(token) >= shortest]) >= max(3, _TITLE_CASE * long):
        return []
    runs: list[tuple[int, list[_Word]]] = []  # (index of the first token, its words)
    run: list[_Word] = []
    last = owner = -_FEW  # index of the token that ended the run so far; of the last that had an ending after an apostrophe
    for i, m, token in lifted:
        if token[0].isdigit() or (not token.isascii() and token == token.lower()):
            continue
        if token.isascii() and token.isalpha() and token[1:].islower():
            (start, end), key = m.span(), token.lower()
        else:
            start, end, key = _trimmed(m.start(), token, known)
        if not key or (token[0] in "IVXLC" and _ROMAN.fullmatch(token)):
            continue
        joined = (
            bool(run) and (last == i - 1 or _near(text, tokens, last, i, known)) and _joined(text, tokens[i - 1].end(), m.start(), run[-1])
        )
        if joined and owner == i - 1 and (run[-1].key in known.also or not known.everyday(run[-1].key)):
            joined = False  # what belongs to somebody (Macedonia's PM Zoran Zaev) is another name
        # an ending after an apostrophe tells a name
        initial = not (joined or (known.cases and end < m.end())) and _initial(text, m.start())
        low = text[start:end].lower() if known.syllable else ""
        word = _Word(start, end, key, initial, token.isupper(), not token.isascii(), low)
        if joined:
            run.append(word)
        else:
            run = [word]
            runs.append((i, run))
        last = i
        if end < m.end():
            owner = i
    if runs and runs[0][0] == 0 and _dateline(text, runs[0][1]):
        runs = runs[1:]
    headline = 0 < _TITLE_CASE * long <= capital and (long >= _FEW if known.listed else long >= _MANY and text.rstrip()[-1] not in _STOPS)
    found: list[Fact] = []
    for first, words in runs:
        if len(words) > _LONGEST_RUN:
            continue
        if known.quoted and words[0].initial and _quoted(text, words):
            words[0] = words[0]._replace(initial=False)
        before = [tokens[k].group() for k in range(max(0, first - 3), first)] if first else []
        found += _read(scanned, words, before, known, headline)
    return found


def _near(text: str, tokens: list[re.Match[str]], last: int, i: int, known: Naming) -> bool:
    """Whether nothing but particles (van der), with a space before each, stands between two tokens."""
    return i - last <= _FEW and all(
        tokens[k].group() in known.particles and text[tokens[k - 1].end() : tokens[k].start()] == " " for k in range(last + 1, i)
    )


def _dateline(text: str, words: list[_Word]) -> bool:
    """Whether a text begins with the place and date of a dispatch (HANOI, Sept. 6 –), which every version writes of its own."""
    end = words[-1].end
    return all(w.capitals for w in words) and words[-1].end - words[0].start >= _FEW and text[end : end + 2].strip()[:1] in ",(–—-"


def _trimmed(start: int, token: str, known: Naming) -> tuple[int, int, str]:
    """Where a token's name stands and its key: without an elided article, a possessive or an ending after an apostrophe."""
    end = start + len(token)
    if token.isalpha():
        if token[-1] == "s" and len(token) > 2 and token[:-1].isupper():  # MPs
            token, end = token[:-1], end - 1
        if token[0].islower():  # iPhone
            return start, end, fold(token)
        return start, end, fold(token) if token.isascii() else romanise(token)
    pieces = _MARKS.split(token)
    if len(pieces) > 1:
        if fold(pieces[0]) in known.elisions and len(pieces[0]) < 6 and not (pieces[0][0].isupper() and pieces[0] == "O"):
            start += len(pieces[0]) + 1
            pieces = pieces[1:]
        if len(pieces) > 1 and not pieces[-1][0].isupper():
            end -= len(pieces[-1]) + 1
            pieces = pieces[:-1]
        if pieces[0].islower():
            return start, end, ""
    plain = max(pieces, key=len)
    if "." in plain:
        head, _, tail = plain.partition(".")
        plain = head if tail.isdigit() else plain.replace(".", "")
    return start, end, romanise(plain)


def _joined(text: str, end: int, start: int, before: _Word) -> bool:
    """Whether two neighbouring capitalised words belong to one name: a space between, or the dot of an initial."""
    gap = text[end:start]
    return gap in (" ", "\u00a0", "-") or (gap == ". " and before.end - before.start <= 2)


def _initial(text: str, start: int) -> bool:
    """Whether a word opens the text, a sentence or a quotation, so that its capital says nothing."""
    i = start - 1
    if i >= 0 and text[i] in '"“„«‹‘([*_¿¡':
        return True
    while i >= 0 and text[i] in _OPENING:
        i -= 1
    if i < 0 or (i < 3 and not text[:i].strip(" -–—•*#>")):
        return True
    if text[i] in "–—" or (text[i] == "-" and text[i - 1] == " "):
        return True
    if text[i] not in _ENDS:
        return False
    return not (text[i] == "." and (i < 2 or text[i - 2] in " .\u00a0(" or text[i - 1].isupper()))


def _quoted(text: str, words: list[_Word]) -> bool:
    """Whether quotation marks hold nothing but a name („Livingston“), and stand within a sentence or at its head, not around one."""
    start, end = words[0].start, words[-1].end
    return start > 0 and text[start - 1] in _QUOTES and text[end : end + 1] in _QUOTES and end < len(text) and end - start >= _FEW


def _read(scanned: Scanned, words: list[_Word], before: list[str], known: Naming, headline: bool) -> Iterator[Fact]:
    """The names in one run of capitalised words, territories apart, with the office named before them."""
    title, i = _office(before, words, known)
    honoured = bool(before) and not words[0].initial and fold(before[-1]) in known.honorifics
    article = bool(before) and (
        before[-1].lower() in known.articles or (before[-1] in known.links and len(before) > 1 and not before[-2].islower())
    )
    part: list[_Word] = []
    while i < len(words):
        n, code = _territory(words, i, known)
        if code:
            if part:
                yield from _name(scanned, part, known, title, honoured, article, headline)
            start, end = words[i].start, words[i + n - 1].end
            key = " ".join(w.key for w in words[i : i + n])
            core = (words[i].key,) if n == 1 else tuple(w.key for w in words[i : i + n] if not known.everyday(w.key))
            yield scanned.fact(Name(text=scanned.text[start:end], key=key, kind="place", territory=code, core=core), start, end)
        elif i and words[i].key in known.offices and (office := _office([], words[i : i + _FEW], known))[0]:
            title, n = office
            if part and any(not known.translates(w.key) for w in part):
                yield from _name(scanned, part, known, None, honoured, article, headline)
        else:
            part.append(words[i])
            i += 1
            continue
        part, i = [], i + n
    if known.family and len(part) > _NAME and part[-_NAME].low in known.family:  # a place, then a person: Cô Tô Lê Văn Thao
        yield from _name(scanned, part[:-_NAME], known, None, honoured, article, headline)
        part = part[-_NAME:]
    if part:
        yield from _name(scanned, part, known, title, honoured, article, headline)


def _territory(words: list[_Word], i: int, known: Naming) -> tuple[int, str | None]:
    """How many words from ``i`` on make a territory's name, and its code."""
    first = words[i]
    if first.key[:HEAD] not in known.heads:
        return 0, None
    for n in range(min(_LONGEST_TERRITORY, len(words) - i), 0, -1):
        if n == 1 and len(first.key) < 3 and not (first.capitals or first.marked):
            break
        if first.low and " ".join(w.low for w in words[i : i + n]) not in known.lands:
            continue
        if code := known.territory([w.key for w in words[i : i + n]]):
            return n, code
    return 0, None


def _office(before: list[str], words: list[_Word], known: Naming) -> tuple[str | None, int]:
    """The office before a name, and how many of the run's words it takes (President Petro; tổng thống Petro)."""
    if words[0].key in known.offices:
        for n in range(min(3, len(words) - 1), 0, -1):
            if found := known.title(" ".join(w.key for w in words[:n])):
                return found, n
    if before and (last := romanise(before[-1])) in known.offices:
        keys = [*(romanise(b) for b in before[:-1]), last]
        for n in range(len(keys), 0, -1):
            if found := known.title(" ".join(keys[-n:])):
                return found, 0
    if before and len(words) > 1 and words[0].key in known.offices:
        keys = [*map(romanise, before), words[0].key]
        for n in range(len(keys), 1, -1):
            if found := known.title(" ".join(keys[-n:])):
                return found, 1
    return None, 0


def _name(
    scanned: Scanned, words: list[_Word], known: Naming, title: str | None, honoured: bool, article: bool, headline: bool
) -> Iterable[Fact]:
    """One name, or nothing where the words are everyday words with a capital."""
    while words and words[0].key in known.honorifics and (words[0].initial or known.syllable is None):
        honoured, words = True, words[1:]
    if not words:
        return
    if len(words) >= 3 and all(w.capitals for w in words):
        return
    core = tuple(_core(words, known, bool(title) or honoured, article, headline, honoured))
    if not core:
        while words and words[0].initial:
            words = words[1:]
        if not words or known.nouns or headline:
            return
        if len(words) == 1 and words[0].key not in known.peoples and known.everyday(words[0].key):
            return
    elif words[0].initial and words[0].key not in core and known.everyday(words[0].key):
        words = words[1:]
    if headline:  # its everyday words say nothing
        kept = [i for i, w in enumerate(words) if w.key in core]
        words = words[kept[0] : kept[-1] + 1]
    text = scanned.text[words[0].start : words[-1].end]
    person = bool(title) or honoured or any(w.key in known.given for w in words) or (len(words) > 1 and words[0].low in known.family)
    person = person or (len(words) > 2 and any(len(w.key) == 1 for w in words[1:-1]))  # Dionisio A. Lind
    kind = "person" if person and core else "organisation" if any(w.capitals for w in words) else "other"
    value = Name(text=text, key=" ".join(w.key for w in words), kind=kind, title=title if core else None, core=core)  # type: ignore[arg-type]
    yield scanned.fact(value, words[0].start, words[-1].end)


def _core(words: list[_Word], known: Naming, named: bool, article: bool, headline: bool, honoured: bool) -> Iterator[str]:
    """The words of a run that translators keep letter by letter."""
    alone = len(words) == 1
    family = known.syllable is not None and len(words) > 1 and words[0].low in known.family
    for i, word in enumerate(words):
        key = word.key
        if len(key) < 2 or (word.capitals and len(key) < 3) or key.isdigit() or (len(key) < 3 and key in known.particles):
            continue
        after = words[i - 1].key if i else ""
        called = after in known.given or after in known.honorifics or (i == 0 and named)
        if known.syllable is not None and known.syllable.fullmatch(key):
            kept = family
        elif (
            key in known.given
            and (not alone or not (headline or known.nouns))
            and not (i == 0 and word.initial and (alone or not known.listed))
        ):
            kept = not known.translates(key)
        elif key in known.also and known.everyday(key) and (not known.translates(key) or called):
            kept = (
                called
                or bool(i and not known.everyday(after))
                or (alone and not (article or headline) and (not word.initial or key in known.leading))
            )
        elif known.everyday(key):
            surname = after in known.given and i == len(words) - 1 and not (key in known.offices or naming.place(after))
            kept = (honoured and i == 0) or (surname and not known.translates(key))
            kept = kept or (
                alone
                and known.listed
                and not (article or headline or word.initial or word.capitals or known.translates(key) or key in known.offices)
            )
        elif known.nouns:
            kept = word.capitals or key in known.given or called
        elif known.listed:
            kept = True
        elif headline or (word.capitals and len(key) <= _SHORT):
            kept = (word.capitals and len(key) > _SHORT) or key in known.given or naming.place(key)
        else:
            kept = word.capitals or not word.initial or (not alone and key in known.given) or naming.place(key)
        if kept:
            yield key
