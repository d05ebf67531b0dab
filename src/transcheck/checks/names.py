"""F110 to F113 and C501: names gone, exchanged, stripped of their diacritics, given another office, spelled in two ways.

A name is looked for in the whole text that corresponds, not only among the names read there: an ending, a compound, a lower-case
adjective, an exonym, a transliteration or the words of an acronym carry it. In an article of several paragraphs a name that the
candidate has anywhere is not missing: the president, he and the surname stand for it in good prose.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, Prefix

from transcheck import languages
from transcheck.checks import chain, house, wording
from transcheck.checks.comparison import CANDIDATE
from transcheck.languages import naming
from transcheck.languages.latin import VOWELS, Words, alike, fold, plain, respell, romanise, same_said, sounds, telling, unlike
from transcheck.model import Cue, Example, Finding, Name, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language
    from transcheck.languages.naming import Calling, Naming
    from transcheck.model import Bead, Fact, Span

_LEAST = 3  # letters of a word that may be a name respelled
_SLIP = 6  # letters of the shortest name in which one other letter is a slip rather than another name
_CASES = 4  # letters of the longest ending that a case or a feminine form adds to a family name (Cappovou)
_STEM = 4  # letters of a name that its adjectives and cases keep (Colombia, colombien)
_MANY = 120  # names of one passage that are looked for: a passage with more is no prose, and the search stays linear
_TWO = 2  # names that a text must have for two spellings of one
_GENERAL = frozenset(("minister", "chairman"))  # offices that also stand for more special ones
_CLEARLY = 85  # per cent of the sounds of a name heard in another passage
_EXACTLY = 87  # the same of one word of a name of several
_LETTERS = 12  # letters before a name that may hold a family name
_SYLLABLE = 5  # letters of the longest syllable of a name written syllable by syllable
_ACRONYM = 6  # letters of the longest acronym that the initials of other words may spell out
_SURE, _LIKELY, _PART = 0.75, 0.6, 0.5  # confidence: a name of several words or capitals; of one word; a part of a name


@dataclass(frozen=True)
class _Text:
    """A text in which names are looked for."""

    words: Words
    theirs: Words  # the words of the text that the names stand in
    language: Language
    naming: Naming  # what is known of names in the language that the names stand in
    respelled: bool  # whether either language writes foreign names as they sound
    own_letters: bool  # whether it shares its script with the text the names stand in
    own_language: bool

    @functools.cached_property
    def left_over(self) -> tuple[str, ...]:
        """The capitalised words of the text of which the text that the names stand in has nothing: a name respelled is one of them."""
        known = naming.of(self.language)
        return tuple(
            w
            for w in self.words.glued
            if len(w) >= _LEAST and not (self.theirs.resembles(f := fold(w)) or self.theirs.holds(f) or known.translates(f))
        )


@dataclass(frozen=True, slots=True)
class _Gone:
    """A name of a reference that the candidate lacks: which of its words, and the name that stands in its place, if any."""

    reference: int
    bead: Bead
    fact: Fact
    name: Name
    words: tuple[str, ...]
    instead: Fact | None

    @property
    def whole(self) -> bool:
        return len(self.words) >= len(self.name.core)


# --- looking for a name -------------------------------------------------------------------------------------------------


@functools.cache
def _territory_forms(language: Language) -> Mapping[str, tuple[str, ...]]:
    """ISO code → what the language calls the territory, folded."""
    forms: dict[str, list[str]] = {}
    for form, code in language.kind("territory").items():
        if code and len(form) > 1:
            forms.setdefault(code, []).append(fold(form))
    for code, name in naming.short_lands().items():  # Macedonia, of North Macedonia
        words = [w for form in forms.get(code, ()) for w in form.replace("-", " ").split()]
        forms.setdefault(code, []).extend(w for w in words if alike(w, name))
    return {code: tuple(found) for code, found in forms.items()}


def _stands(form: str, words: Words) -> bool:
    """Whether a spelling stands in the text; of a longer Latin word the last letters may change with its case."""
    if " " in form and form.isascii() and form not in words.folded:
        return words.follow([w[: max(_STEM - 1, len(w) - 2)] for w in form.split()])
    if form.isascii() and len(form) > _STEM and " " not in form:
        form = form[: -2 if len(form) > _STEM + 2 else -1]
    return form in words.folded and (len(form) >= _STEM or not form.isascii() or words.holds(form))


def _adjective(form: str, words: Words) -> bool:
    """Whether a word of the text begins as a territory does (Finnland, finnische), a short name before the ending of an adjective (Kina, kineski)."""
    if not form.isascii() or len(form) < _STEM:
        return False
    if len(form) > _STEM + 1:
        return any(w.startswith(form[: max(_STEM, len(form) - _STEM)]) for w in words.words)
    stem = form[:-1] if form[-1] in VOWELS else form
    adjectives = tuple(stem + ending for ending in naming.adjectives())
    return any(w.startswith(adjectives) for w in words.words)


def _elsewhere(word: str, text: _Text) -> bool:
    return any(_stands(form, text.words) for form in naming.elsewhere(word))


def _carried(word: str, text: _Text) -> bool:
    """Whether a word of a name stands in the text in any of its spellings."""
    words = text.words
    if words.holds(word) or (3 <= len(word) <= _ACRONYM and word in words.initials):
        return True
    if text.own_letters:
        return words.resembles(word) or _elsewhere(word, text)
    if text.naming.calling and text.language.cased:
        return _heard_in((word,), text, text.naming.calling) or _elsewhere(word, text)
    return words.echoes(word, capitals=text.language.cased) or _elsewhere(word, text)


def _gone(name: Name, text: _Text) -> tuple[str, ...]:
    """The words of a name that the text does not carry; none where it carries the name under another form."""
    core = name.core
    if (len(name.text) > _SYLLABLE or not (name.text.isascii() and name.text.isalpha())) and name.text in text.words.text:
        return ()
    if not text.own_letters and (name.kind == "organisation" or not (name.kind == "person" or name.territory or len(core) > 1)):
        return ()  # what is written in another script may be translated or go by other initials: only people and countries are told
    if _in_one(name.key, text.words):
        return ()
    if text.naming.calling and not (text.own_letters or name.territory or name.text.isascii()):
        return () if _called(name, text, text.naming.calling) else core
    missing = tuple(w for w in core if not _carried(w, text))
    if not text.own_letters and not name.territory:
        if calling := _spelled(name, text):
            return () if _uttered(name, text, calling) else core
        return core if _silent(core, missing, text) and not _elsewhere(name.key, text) else ()
    if not missing and (core or not text.own_language) and not name.territory:
        return _torn(name, text) if len(core) < name.key.count(" ") and text.own_letters and not text.own_language else ()
    if name.territory and any(
        _stands(f, text.words) or _adjective(f, text.words) or _elsewhere(f, text)
        for f in _territory_forms(text.language).get(name.territory, ())
    ):
        return ()
    if not core and text.own_language:
        core = tuple(w for w in name.key.split() if len(w) > 1)
        missing = () if any(_carried(w, text) for w in core) else core
    if not missing or _elsewhere(name.key, text):
        return ()
    if text.own_language and len(missing) < len(core):
        return tuple(w for w in missing if w == core[-1] and not text.words.roughly(w))
    if not text.own_language:
        missing = _unheard(name, tuple(w for w in missing if not _abbreviated(w, name, text)), text)
        if missing and name.kind != "person" and _mostly(name, missing):
            return ()
        if not text.naming.listed and len(missing) < len(core):  # the rest of the name is there: what stands before it may be a word
            missing = tuple(w for w in missing if (w == core[-1] and len(w) >= _STEM) or w in text.naming.given)
    return missing


def _unheard(name: Name, missing: tuple[str, ...], text: _Text) -> tuple[str, ...]:
    """Those of a name's missing words that are not said by a left-over word of the text: alone, or together with their neighbours."""
    if not missing:
        return missing
    written = list(Words(name.text).spelled)
    spelled = {fold(w): w for w in written}
    if not text.naming.listed:
        missing = tuple(w for w in missing if not any(_bare(w, n, text) for n in text.words.names))
    missing = tuple(w for w in missing if not any(_said(spelled.get(w, w), o, text) for o in text.left_over))
    if missing and len(written) > 1 and all(len(w) <= _SYLLABLE for w in written):  # written syllable by syllable
        given = "".join(written[1:])
        if len(given) > _STEM and any(same_said(given, o) for o in (*text.words.glued, *text.words.neighbours)):
            return ()
    return missing


def _bare(word: str, other: str, text: _Text) -> bool:
    """Whether a word is another with the ending of a case or of a woman's name (Harlemista, Mayová), or a compound of it (Newportpolisen)."""
    if not word.startswith(other):
        return False
    tail = len(word) - len(other)
    if tail > _SYLLABLE:
        return len(other) > _STEM or (len(other) == _STEM and tail > _ACRONYM)
    return text.naming.cases and len(other) >= (_STEM if len(word) > _SYLLABLE + _LEAST else _LEAST)


def _mostly(name: Name, missing: tuple[str, ...]) -> bool:
    """Whether of a name of three words or more most stand in the text: the rest may be translated. Of a name in syllables all must."""
    joined = any(w.islower() for w in name.text.split())  # two names with an and between them, as often as one
    return 2 * len(missing) < len(name.core) and not joined and any(len(w) > _SYLLABLE for w in name.core)


def _said(word: str, other: str, text: _Text) -> bool:
    return same_said(word, other, endings=text.naming.cases, respelled=text.respelled)


def _in_one(key: str, words: Words) -> bool:
    """Whether a name of short syllables stands in one word, or one word in syllables (Hà Nội, Hanoi)."""
    if " " in key:
        joined = key.replace(" ", "")
        return all(len(w) <= _SYLLABLE for w in key.split()) and (
            joined in words.lone
            or (len(joined) > _SYLLABLE and any(w.startswith(joined) and len(w) - len(joined) < _STEM for w in words.words))
        )
    return _SYLLABLE <= len(key) <= 2 * _SYLLABLE and key in words.pairs


def _heard_in(core: tuple[str, ...], text: _Text, calling: Calling) -> bool:
    """Whether a text with capitals has a name of a script without them, by its sound."""
    return text.words.calls(core, naming.of(text.language).translates, hushed=calling.syllables, vowels=calling.vowels)


def _spelled(name: Name, text: _Text) -> Calling | None:
    """How a text without capitals spells a person's name of a Latin script, where it writes it as it sounds."""
    if name.kind != "person" or name.territory or text.own_letters or text.language.cased or text.naming.calling:
        return None
    calling = naming.of(text.language).calling
    if calling is None or not calling.spells(name.core):
        return None
    return calling if calling.signs is None or len(name.core) > 1 or telling(name.core[0]) else None


def _uttered(name: Name, text: _Text, calling: Calling) -> bool:
    """Whether a text without capitals carries a person's name of a Latin script: in its letters, under a known form, or by its sound."""
    if any(text.words.holds(w) or _elsewhere(w, text) for w in (*name.core, name.key)):
        return True
    return text.words.utters(name.core, calling.forms, vowels=calling.vowels, hushed=calling.syllables, signs=calling.signs)


def _called(name: Name, text: _Text, calling: Calling) -> bool:
    """Whether a name of a script without capitals stands in the text; one that nothing but its signs tells may be a common word there."""
    if name.kind != "person" and (not telling("".join(name.core)) or text.words.speaks(name.core)):
        return True
    return _heard_in(name.core, text, calling) or any(_elsewhere(w, text) for w in (name.key, *name.core))


def _silent(core: tuple[str, ...], missing: tuple[str, ...], text: _Text) -> bool:
    """Whether no word of a name is heard in a text of another script; words too short to be told are heard together only."""
    if any(w not in missing and (telling(w) or _elsewhere(w, text)) for w in core):
        return False
    if len(missing) == len(core) or not text.language.cased:
        return len(missing) == len(core) > 0
    return not text.words.resounds(core, capitals=True)


def _abbreviated(word: str, name: Name, text: _Text) -> bool:
    """Whether a word is an abbreviation whose letters the other language orders in its own way (UE, EU; OTAN, NATO)."""
    if not 2 <= len(word) <= _ACRONYM or word.upper() not in name.text:
        return False
    return any(sorted(w) == sorted(word) for w in text.words.names)


def _torn(name: Name, text: _Text) -> tuple[str, ...]:
    """Everyday words of a name that the text lacks though it left others of them untranslated (Big Brother → Brother)."""
    if name.key.count(" ") > 1:
        return ()  # of so many words some may be translated and others left
    others = [w for w in name.key.split() if w not in name.core and len(w) >= _STEM and not text.naming.translates(w)]
    kept = [w for w in others if w in text.words.names]
    return tuple(w for w in others if not _carried(w, text)) if kept and len(kept) < len(others) else ()


def _listed(comparison: Comparison) -> tuple[tuple[tuple[Fact, Name], ...], ...]:
    """The names of the candidate, then of each reference, in order."""
    return tuple(tuple((f, f.value) for f in facts if isinstance(f.value, Name)) for facts in comparison.facts)


def _names(comparison: Comparison, index: int, segments: tuple[int, ...]) -> Sequence[tuple[Fact, Name]]:
    listed = comparison.once(_listed)[index + 1]
    if not listed or len(comparison.document(index).segments) == 1:
        return listed
    return [(f, f.value) for f in comparison.facts_in(index, segments) if isinstance(f.value, Name)]


def _text(comparison: Comparison, index: int, other: int, words: Words, theirs: Words) -> _Text:
    """The words of document ``index``, for names of document ``other``, whose words are ``theirs``."""
    language = languages.load(comparison.document(index).language)
    foreign = languages.load(comparison.document(other).language)
    known = naming.of(foreign)
    respelled = language is not foreign and (known.respells or naming.of(language).respells)
    return _Text(words, theirs, language, known, respelled, language.script == foreign.script, language.language == foreign.language)


def _both(comparison: Comparison, index: int, segments: tuple[int, ...], other: int, theirs: tuple[int, ...]) -> _Text:
    """A passage of document ``index``, for names of the passage of document ``other`` that corresponds."""
    return _text(comparison, index, other, _words(comparison, index, segments), _words(comparison, other, theirs))


def _words(comparison: Comparison, index: int, segments: tuple[int, ...]) -> Words:
    document = comparison.document(index)
    return Words(document.segments[segments[0]].text if len(segments) == 1 else "\n".join(document.segments[s].text for s in segments))


def _whole(comparison: Comparison) -> tuple[Words, ...]:
    """The candidate's words, then those of each reference."""
    return tuple(Words(d.text) for d in (comparison.candidate, *comparison.references))


def _absent(comparison: Comparison, index: int, other: int, name: Name, words: tuple[str, ...] = ()) -> bool:
    """Whether the whole of document ``index`` carries none of ``words``, or of all a name's words, of document ``other``.

    The family name stands for the whole; of a name of three short syllables (Phạm Minh Chính) only its last does, for the others are shared.
    """
    whole = comparison.once(_whole)
    text = _text(comparison, index, other, whole[index + 1], whole[other + 1])
    if (text.naming.calling and not (text.own_letters or name.territory)) or _spelled(name, text):
        return bool(_gone(name, text))
    if not words:
        if not _gone(name, text):
            return False
        syllables = len(name.core) > 2 and all(len(w) <= _SYLLABLE for w in name.core)
        words = name.core[-1:] if syllables else name.core
    return not any(_carried(w, text) for w in words)


def _calling(comparison: Comparison, index: int) -> Calling | None:
    """How a document's language calls people, where it has no capitals to tell them by."""
    return naming.of(languages.load(comparison.document(index).language)).calling


def names_gone(comparison: Comparison) -> frozenset[tuple[int, Span]]:
    """Where the names stand that the candidate lacks: (reference, span)."""
    return frozenset((gone.reference, gone.fact.span) for gone in comparison.once(_missing))


def _missing(comparison: Comparison) -> list[_Gone]:
    """Every name of a reference that the candidate lacks, each once a document."""
    found: list[_Gone] = []
    seen: set[tuple[int, str]] = set()
    absent: dict[tuple[int, Name, tuple[str, ...]], bool] = {}
    alone = len(comparison.candidate.segments) == 1

    def nowhere(reference: int, name: Name, words: tuple[str, ...] = ()) -> bool:
        key = (reference, name, words)
        if key not in absent:
            absent[key] = _absent(comparison, CANDIDATE, reference, name, words)
        return absent[key]

    for reference, bead in comparison.pairs:
        credit = any(comparison.references[reference].segments[s].kind == "byline" for s in bead.reference)  # S409 speaks of it
        names = _names(comparison, reference, bead.reference)[:_MANY]
        if credit or not names:
            continue
        text = _both(comparison, CANDIDATE, bead.candidate, reference, bead.reference)
        others: list[tuple[Fact, Name]] | None = None
        translated: bool | None = None
        codes = {n.territory for _, n in _names(comparison, CANDIDATE, bead.candidate)}
        for fact, name in names:
            if name.territory in codes and name.territory:
                continue
            if name.territory and (other := _confused(comparison, reference, bead, name, text)):
                if (reference, name.territory) not in seen:
                    seen.add((reference, name.territory))
                    found.append(_Gone(reference, bead, fact, name, name.core, other))
                continue
            words = _gone(name, text)
            if not words or (reference, words[-1]) in seen:
                continue
            if not (alone or nowhere(reference, name, words[-1:] if words[-1:] == name.core[-1:] else ())):
                continue
            if _doubtful(name, text):
                translated = _translated(comparison, reference, bead) if translated is None else translated
                if translated:
                    continue
            others = _unknown(comparison, reference, bead) if others is None else others
            instead = _instead(comparison, reference, bead, fact, name, words, others)
            if not (alone or instead or nowhere(reference, name)) or (instead and _akin(name, instead, text)):
                continue
            seen.add((reference, words[-1]))
            found.append(_Gone(reference, bead, fact, name, words, instead))
    return found


def _akin(name: Name, instead: Fact, text: _Text) -> bool:
    """Whether the name in the place of a missing one may be that one, spelled from or to a script without capitals in a way of its own."""
    if text.own_letters or (text.language.cased and text.naming.calling is None):
        return False
    other = instead.value.core if isinstance(instead.value, Name) else ()
    return any(not unlike(a, b, loosely=True) for a in name.core[-1:] for b in other[-1:] if telling(a) and telling(b))


def _confused(comparison: Comparison, reference: int, bead: Bead, name: Name, text: _Text) -> Fact | None:
    """The candidate's country, unknown to the reference, whose name shares a word with the one that is missing (North Korea, South Korea)."""
    forms = _territory_forms(text.language)
    ours = forms.get(name.territory or "", ())
    known = {n.territory for _, n in _names(comparison, reference, bead.reference)}
    for fact, other in _names(comparison, CANDIDATE, bead.candidate)[:_MANY]:
        if (
            other.territory
            and other.territory not in known
            and any(_kindred(a, b) for a in forms.get(other.territory, ()) for b in ours if not _stands(b, text.words))
        ):
            return fact
    return None


def _kindred(one: str, other: str) -> bool:
    """Whether two names of countries are of several words and differ in one: north korea, south korea."""
    a, b = set(one.split()), set(other.split())
    return len(a) > 1 and len(b) > 1 and len(a ^ b) == 2 and any(len(w) >= _STEM for w in a & b)


def _doubtful(name: Name, text: _Text) -> bool:
    """Whether a name of another language, whose everyday words are not all known, may be made of such words."""
    if text.own_language or text.naming.listed or name.kind == "person" or (text.naming.informed and " " not in name.key):
        return False
    return not any(w in text.naming.given or naming.elsewhere(w) for w in name.core)


def _translated(comparison: Comparison, reference: int, bead: Bead) -> bool:
    """Whether the candidate has a name of everyday words in a bead (Labour Party) that may be what a name of the reference means."""
    ours = [n for _, n in _names(comparison, CANDIDATE, bead.candidate)[:_MANY] if not (n.core or n.territory)]
    if not ours:
        return False
    text = _both(comparison, reference, bead.reference, CANDIDATE, bead.candidate)
    return any(not all(_carried(w, text) for w in n.key.split() if len(w) >= _STEM) for n in ours)


def _unknown(comparison: Comparison, reference: int, bead: Bead) -> list[tuple[Fact, Name]]:
    """The candidate's names in a bead that the reference does not carry there."""
    ours = [(f, n) for f, n in _names(comparison, CANDIDATE, bead.candidate)[:_MANY] if n.core]
    if not ours:
        return []
    text = _both(comparison, reference, bead.reference, CANDIDATE, bead.candidate)
    return [(f, n) for f, n in ours if n.core[-1] in _gone(n, text)]


def _instead(
    comparison: Comparison, reference: int, bead: Bead, fact: Fact, name: Name, words: tuple[str, ...], unknown: list[tuple[Fact, Name]]
) -> Fact | None:
    """The candidate's name that stands in the place of a missing one: with its office or its given name, or in one language with none
    of its own in the reference."""
    kept = set(name.core).difference(words)
    for f, n in unknown:
        shared = kept.intersection(n.core) or (name.title and n.title and _same_office(name.title, n.title))
        if shared and "person" in (name.kind, n.kind) and set(words) <= set(name.core):
            return f
    if unknown and len(words) >= len(name.core) and comparison.strict(reference) and _one_language(comparison, reference):
        start = comparison.references[reference].segments[bead.reference[0]].span.start
        ours_start = comparison.candidate.segments[bead.candidate[0]].span.start
        return min((f for f, _ in unknown), key=lambda f: abs((f.span.start - ours_start) - (fact.span.start - start)))
    return None


def _hop(comparison: Comparison, gone: _Gone) -> tuple[str, int] | None:
    """Which version lost the name, and how many severities lower it weighs; None where the source has it and is judged for it."""
    if comparison.strict(gone.reference):
        return "candidate", 0
    source = comparison.source
    if source is None:
        return "unknown", 1
    return ("source", 1) if _absent(comparison, source, gone.reference, gone.name) else None


# --- rules --------------------------------------------------------------------------------------------------------------


def name_missing(comparison: Comparison) -> Iterator[Finding]:
    """A name of the reference stands nowhere in the corresponding text, and in an article of several paragraphs nowhere in the article.

    A name that is translated as a matter of course (Supreme Court, the Germans) is not asserted between languages; a country or city is,
    unless one of its names in the candidate's language stands there. A given name dropped before its surname is minor.
    """
    for gone in comparison.once(_missing):
        where = _hop(comparison, gone)
        if gone.instead or not where:
            continue
        role = wording.role(comparison.references[gone.reference])
        core = gone.name.core
        part = bool(core) and not (gone.whole and core[-1] in gone.words)
        guessed = _guessed(comparison, gone)
        lost = (
            gone.fact.text if not part else " ".join(w for w in gone.fact.text.replace("-", " ").split() if fold(w).startswith(gone.words))
        )
        message = (
            f"{role} names {gone.fact.text}; candidate leaves out {lost or 'part of it'}."
            if part
            else f"{role} names {lost}; candidate does not."
        )
        confidence = _PART if part else _SURE if len(core) > 1 or gone.name.kind == "organisation" else _LIKELY
        yield Finding(
            "F110",
            chain.lower("minor" if guessed or (part and core[-1] not in gone.words) else "major", where[1]),
            round(confidence * max(0.3, gone.bead.confidence), 2),
            message,
            comparison.place_of(CANDIDATE, gone.bead.candidate[0]),
            (comparison.place(gone.reference, gone.fact),),
            introduced_in=where[0],
        )


def _guessed(comparison: Comparison, gone: _Gone) -> bool:
    """Whether nothing but its place or its capital made a name of it: no person, no country, in a language whose everyday words are not listed."""
    if gone.name.territory or gone.name.kind == "person":
        return False
    known = naming.of(languages.load(comparison.references[gone.reference].language))
    return not known.listed or (_calling(comparison, gone.reference) is not None and gone.name.kind == "other")


def name_changed(comparison: Comparison) -> Iterator[Finding]:
    """Another name stands where the reference has one: with the same office or given name, or, in one language, a name that the
    reference does not know at all. So does a person, named in full, whom a source in a script without capitals does not name."""
    yield from _strangers(comparison)
    yield from _namesakes(comparison)
    for gone in comparison.once(_missing):
        where = _hop(comparison, gone)
        if not gone.instead or not where:
            continue
        role = wording.role(comparison.references[gone.reference])
        yield Finding(
            "F111",
            chain.lower("critical", where[1]),
            round(_SURE * max(0.3, gone.bead.confidence), 2),
            f"{role} names {gone.fact.text}; candidate names {gone.instead.text}.",
            comparison.place(CANDIDATE, gone.instead),
            (comparison.place(gone.reference, gone.fact),),
            fix=gone.fact.text
            if comparison.candidate.language.split("-")[0] == comparison.references[gone.reference].language.split("-")[0]
            else None,
            introduced_in=where[0],
        )


def _segments(comparison: Comparison, index: int) -> tuple[Words, ...]:
    words = comparison.once(_by_segment)[index + 1]
    return words if len(words) > 1 else ()


def _by_segment(comparison: Comparison) -> tuple[tuple[Words, ...], ...]:
    return tuple(tuple(Words(s.text) for s in d.segments[:_MANY]) for d in (comparison.candidate, *comparison.references))


def _word_before(comparison: Comparison, fact: Fact) -> str:
    """The word before a name, folded: what begins a sentence may be a family name (He Zhenyu)."""
    before = comparison.candidate.text[max(0, fact.span.start - _LETTERS) : fact.span.start].split()
    return fold(before[-1]) if before and before[-1].istitle() else ""


def _reads(name: Name, words: Words) -> bool:
    """Whether a name spelled by syllables (He Zhenyu) stands in a text of signs, read one after the other."""
    return name.key.replace(" ", "") in words.read or any(f in words.folded for f in naming.elsewhere(name.key))


def _heard(name: Name, words: Words, known: Naming, least: float | None = None) -> bool:
    """Whether a text in a script without capitals has a person's name: in Latin letters, under a known form, or by its sound."""
    if any(words.holds(w) or any(f in words.folded for f in naming.elsewhere(w)) for w in (*name.core, name.key)):
        return True
    calling = known.calling
    if calling is not None and calling.spells(name.core):
        return words.utters(name.core, calling.forms, vowels=calling.vowels, hushed=calling.syllables, signs=calling.signs, least=_EXACTLY)
    return words.resounds(name.core, least=least)


def _namesakes(comparison: Comparison) -> Iterator[Finding]:
    """People whose given name the candidate keeps beside another family name, though the right one may stand elsewhere in the article."""
    said = {(g.reference, g.fact.span) for g in comparison.once(_missing)}
    seen: set[tuple[int, str]] = set()
    for reference, bead in comparison.pairs:
        theirs = _people(comparison, reference, bead.reference)
        ours = _people(comparison, CANDIDATE, bead.candidate) if theirs and comparison.strict(reference) else []
        if not ours:
            continue
        here = _both(comparison, CANDIDATE, bead.candidate, reference, bead.reference)
        there = _text(comparison, reference, CANDIDATE, comparison.once(_whole)[reference + 1], here.words)
        for fact, name in theirs:
            twin = next((f for f, n in ours if _renamed(name, n, here, there)), None)
            if twin is None or (reference, fact.span) in said or (reference, twin.text) in seen:
                continue
            seen.add((reference, twin.text))
            yield Finding(
                "F111",
                "critical",
                round(_LIKELY * max(0.3, bead.confidence), 2),
                f"{wording.role(comparison.references[reference])} names {fact.text}; candidate names {twin.text}.",
                comparison.place(CANDIDATE, twin),
                (comparison.place(reference, fact),),
                introduced_in="candidate",
            )


def _people(comparison: Comparison, index: int, segments: tuple[int, ...]) -> list[tuple[Fact, Name]]:
    """The names of a passage that are a given name and a family name."""
    return [
        (f, n) for f, n in _names(comparison, index, segments)[:_MANY] if len(n.core) == 2 and not n.territory and n.kind != "organisation"
    ]


def _renamed(theirs: Name, ours: Name, here: _Text, there: _Text) -> bool:
    """Whether two names share the given name, and each has a family name that the other text does not know."""
    if theirs.key.count(" ") > 1 or ours.key.count(" ") > 1:
        return False  # written syllable by syllable: which is the family name is not known
    (given, family), (other, last) = theirs.core, ours.core
    if given != other and not (len(given) >= _STEM and len(sounds(given)) > 1 and sounds(given) == sounds(other)):
        return False
    if family == last or not (telling(family) and telling(last)):
        return False
    if not here.own_letters:
        loosely = here.naming.calling is not None or there.naming.calling is not None
        return unlike(family, last, loosely=loosely) and not _carried(family, here)
    if given == other and len(given) >= _STEM and not (here.respelled or there.respelled):
        return family not in here.words.sequence and last not in there.words.sequence and _other_family(family, last)
    return not (_carried(family, here) or _carried(last, there) or _said(family, last, here) or _said(last, family, there))


def _other_family(one: str, other: str) -> bool:
    """Whether two family names in Latin letters are two (Hartwig, Hartmann): no ending more or other, nor the same sounds in other letters."""
    if respell(one) == respell(other) or sounds(one) == sounds(other) or same_said(one, other, endings=True):
        return False
    shared = Prefix.similarity(one, other)
    tails = sorted((len(one) - shared, len(other) - shared))
    return tails[0] > 2 or (tails[0] == 0 and tails[1] > _CASES) or (tails[0] > 0 and tails[1] > 2)


def _strangers(comparison: Comparison) -> Iterator[Finding]:
    """People of the candidate, with given and family names, of whom a source whose script tells no names by capitals has no sound."""
    source = comparison.source
    if (
        source is None
        or languages.load(comparison.references[source].language).cased
        or not languages.load(comparison.candidate.language).cased
    ):
        return
    seen: set[str] = set()
    known = naming.of(languages.load(comparison.references[source].language))
    for bead in comparison.beads(source):
        if not (bead.candidate and bead.reference):
            continue
        named = _names(comparison, CANDIDATE, bead.candidate)[:_MANY]
        people = [(f, n) for f, n in named if n.kind == "person" and len(n.core) > 1]
        spelled = [(f, n) for f, n in named if known.spells(n.key) or known.spells(f"{_word_before(comparison, f)} {n.key}")]
        if not (people or spelled):
            continue
        words = _words(comparison, source, bead.reference)
        strangers = [(f, n) for f, n in spelled if not _reads(n, words) and not _reads(n, comparison.once(_whole)[source + 1])]
        strangers += [
            (f, n)
            for f, n in people
            if not (
                known.spells(n.key) or _heard(n, words, known) or any(_heard(n, w, known, _CLEARLY) for w in _segments(comparison, source))
            )
        ]
        for fact, name in strangers:
            if name.key in seen:
                continue
            seen.add(name.key)
            yield Finding(
                "F111",
                "major",
                round(_PART * max(0.3, bead.confidence), 2),
                f"Candidate names {fact.text}; the source names nobody so.",
                comparison.place(CANDIDATE, fact),
                (comparison.place_of(source, bead.reference[0]),),
                introduced_in="candidate",
            )


def _marked(comparison: Comparison) -> list[tuple[int, Fact, Fact, bool]]:
    """(reference, its name with diacritics, the candidate's writing of the name, whether that keeps them), each writing once."""
    found: list[tuple[int, Fact, Fact, bool]] = []
    seen: set[str] = set()
    source = comparison.source
    for reference, bead in comparison.pairs:
        if source not in (None, reference):
            continue
        theirs: dict[str, Fact] = {}
        for fact, name in _names(comparison, reference, bead.reference):
            if not name.territory and not fact.text.isascii() and fold(fact.text).isascii():
                theirs.setdefault(name.key, fact)
        if theirs:
            for fact, name in _names(comparison, CANDIDATE, bead.candidate):
                other = theirs.get(name.key)
                if other is not None and fact.text not in seen:
                    seen.add(fact.text)
                    found.append((reference, other, fact, fact.text.casefold() == other.text.casefold()))
    return found


def name_diacritics(comparison: Comparison) -> Iterator[Finding]:
    """A name keeps or drops its diacritics against the habit of the text: what most of its other names do, where there are several; else
    that they are kept. A house style in the settings goes before the habit."""
    marked = comparison.once(_marked)
    kept = sum(k for *_, k in marked)
    style = comparison.config.house_diacritics
    keep = style if style is not None else kept * 2 > len(marked) if len(marked) > 1 and kept * 2 != len(marked) else True
    if (
        style is None
        and keep
        and not kept
        and marked
        and comparison.candidate.text.isascii()
        and not _one_language(comparison, marked[0][0])
    ):
        return  # a translation that has no diacritics at all has a habit of its own
    for reference, other, fact, kept_here in marked:
        if kept_here is keep:
            continue
        habit = "as the house style does" if style is not None or len(marked) == 1 else "as the rest of the text does"
        yield Finding(
            "F112",
            "neutral",
            0.8,
            f"{wording.role(comparison.references[reference])} writes {other.text}; candidate writes {fact.text}, and does not {'keep' if keep else 'drop'} diacritics {habit}.",
            comparison.place(CANDIDATE, fact),
            (comparison.place(reference, other),),
            fix=other.text if keep else plain(fact.text),
            introduced_in="candidate" if comparison.strict(reference) else "unknown",
        )


def _one_language(comparison: Comparison, reference: int) -> bool:
    return comparison.candidate.language.split("-")[0] == comparison.references[reference].language.split("-")[0]


def _same_office(one: str, other: str) -> bool:
    """Whether two offices, each of one or more readings, may be the same: equal, or one the general word for the other."""
    return any(a == b or a.endswith("-" + b) or b.endswith("-" + a) for a in one.split() for b in other.split())


def _offices(comparison: Comparison) -> tuple[Mapping[str, frozenset[str]], ...]:
    """For the candidate and each reference: last word of a person's name → every office the text gives the person."""
    tables = []
    for names in comparison.once(_listed):
        table: dict[str, set[str]] = {}
        for _, name in names:
            if name.title and name.core:
                table.setdefault(name.core[-1], set()).add(name.title)
        tables.append({k: frozenset(v) for k, v in table.items()})
    return tuple(tables)


def title_changed(comparison: Comparison) -> Iterator[Finding]:
    """A person has another office in the candidate than in the reference, and neither text gives the person the other's office too."""
    if not any(isinstance(f.value, Cue) and f.value.family == "title" for f in comparison.facts_of(CANDIDATE)):
        return
    offices = comparison.once(_offices)
    seen: set[tuple[int, str]] = set()
    for reference, bead in comparison.pairs if offices[0] else ():
        ours = {n.core[-1]: (f, n) for f, n in _names(comparison, CANDIDATE, bead.candidate) if n.title and n.core}
        if not ours:
            continue
        for fact, name in _names(comparison, reference, bead.reference):
            if not (name.title and name.core):
                continue
            word = name.core[-1]
            same = ours.get(word) or next((o for w, o in ours.items() if respell(w) == respell(word)), None)
            if same is None or (reference, word) in seen:
                continue
            mine, other = same[1].title or "", name.title
            known = offices[0].get(same[1].core[-1], frozenset()) | offices[reference + 1].get(word, frozenset())
            if _same_office(mine, other) or any(_same_office(o, mine) and _same_office(o, other) for o in known):
                continue
            if any(_same_office(o, other) for o in offices[0][same[1].core[-1]]) or any(
                _same_office(o, mine) for o in offices[reference + 1][word]
            ):
                continue
            seen.add((reference, word))
            strict = comparison.strict(reference)
            yield Finding(
                "F113",
                "major" if strict else "minor",
                round(0.7 * max(0.3, bead.confidence), 2),
                f"{wording.role(comparison.references[reference])} calls {fact.text} {_spoken(other)}; candidate says {_spoken(mine)}.",
                comparison.place(CANDIDATE, same[0]),
                (comparison.place(reference, fact),),
                introduced_in="candidate" if strict else "unknown",
            )
    yield from _exchanged(comparison, seen)


def _sole_office(facts: list[Fact]) -> Fact | None:
    """The fact of the only office a passage names, if it names one only."""
    offices = [f for f in facts if isinstance(f.value, Cue) and f.value.family == "title"]
    return offices[0] if len({f.value.value for f in offices}) == 1 else None  # type: ignore[union-attr]


def _exchanged(comparison: Comparison, seen: set[tuple[int, str]]) -> Iterator[Finding]:
    """Passages of the source that name one office and one only, where the candidate names one and one only, and another."""
    if comparison.source is None:
        return
    for bead in comparison.beads(comparison.source):
        if not (bead.candidate and bead.reference):
            continue
        theirs = _sole_office(comparison.facts_in(comparison.source, bead.reference))
        ours = _sole_office(comparison.facts_in(CANDIDATE, bead.candidate))
        if theirs is None or ours is None or any(r == comparison.source for r, _ in seen):
            continue
        other, mine = theirs.value.value, ours.value.value  # type: ignore[union-attr]
        if _same_office(other, mine) or _GENERAL.intersection((*other.split(), *mine.split())):
            continue
        yield Finding(
            "F113",
            "major",
            round(0.6 * max(0.3, bead.confidence), 2),
            f"Source says {_explained(theirs.text, other)}; candidate says {_explained(ours.text, mine)}.",
            comparison.place(CANDIDATE, ours),
            (comparison.place(comparison.source, theirs),),
            introduced_in="candidate",
        )


def _spoken(office: str) -> str:
    return office.split()[0].replace("-", " ")


def _explained(text: str, office: str) -> str:
    """A title as the text has it, with the office that it was read as where that says more."""
    return text if text.casefold() == _spoken(office) else f"{text} ({_spoken(office)})"


def name_two_spellings(comparison: Comparison) -> Iterator[Finding]:
    """The candidate spells one name in two ways: spellings that usual transliterations vary between (Zelensky, Zelenskyy), or the same
    letters with and without diacritics. Two given names (Sara, Sarah) are two people's, and spellings that a reference has both are its own.
    Spellings that the settings' house style replaces are found too, of names and of other words."""
    yield from house.spellings(comparison)
    names = comparison.once(_listed)[0]
    if len(names) < _TWO:
        return
    naming_of_ours = naming.of(languages.load(comparison.candidate.language))
    known, cases = naming_of_ours.given, naming_of_ours.cases
    first: dict[str, tuple[str, Fact]] = {}
    said: set[str] = set()
    whole = comparison.once(_whole)
    for fact, word, other, twin in _cases_left(comparison):
        pair = _surface(other, twin), _surface(fact, word)
        if word in said or twin in said or len(said) > _MANY:
            continue
        said |= {word, twin, respell(word)}
        yield _two_spellings(comparison, fact, pair[1], other, pair[0])
    for fact, name in names:
        if name.territory or not name.core:
            continue
        shown = (
            {name.key: fact.text}
            if fact.text.isalpha()
            else {fold(w): w for w in (w.partition("'")[0] for w in fact.text.replace("-", " ").replace("’", "'").split())}
        )
        if len(shown) == 2 and len(name.core) == 2:
            shown["".join(name.core)] = fact.text
        for word in (*name.core, *(k for k in shown if k not in name.core)):
            if len(word) <= _STEM or word in known or word not in shown:
                continue
            key = respell(word)
            spelled = shown[word]
            before = first.setdefault(key, (spelled, fact))
            if (
                before[0].casefold() == spelled.casefold()
                or key in said
                or _inflected(fold(before[0]), word)
                or (cases and before[0][:-1] == spelled[:-1])
            ):
                continue
            if fold(before[0]).isascii() != fold(spelled).isascii():
                continue  # its name in Latin letters beside it: 만다기(Mandagi)
            said.add(key)
            if len(said) > _MANY or any(before[0] in r.text and spelled in r.text for r in whole[1:]):
                continue
            yield _two_spellings(comparison, fact, spelled, before[1], before[0])
    for fact, word, other, twin in _slips(comparison, known):
        if word not in said and twin not in said:
            said |= {word, twin}
            yield _two_spellings(comparison, fact, _surface(fact, word), other, _surface(other, twin))


def _slips(comparison: Comparison, given: frozenset[str]) -> Iterator[tuple[Fact, str, Fact, str]]:
    """Names of the candidate that differ by one letter before their ending (Nishioka, Nishoka), of which no version has both, and one has
    one of them where it is written in the same letters: (later, its word, earlier, its word)."""
    seen: dict[str, Fact] = {}
    for fact, name in comparison.once(_listed)[0][:_MANY]:
        for word in name.core if not name.territory else ():
            if len(word) >= _SLIP and word.isalpha() and word not in given:
                seen.setdefault(word, fact)
    close = [
        (a, b)
        for a, b in itertools.combinations(seen, 2)
        if a[0] == b[0] and a[-2:] == b[-2:] and abs(len(a) - len(b)) <= 1 and OSA.distance(a, b, score_cutoff=1) == 1
    ]
    if not close:
        return
    for a, b in close:
        told = [{romanise(w) for w in words.spelled} for words in comparison.once(_whole)[1:]]
        latin = [words.text.isascii() or _latin(comparison, r) for r, words in enumerate(comparison.once(_whole)[1:])]
        if any(a in t and b in t for t in told) or (any(latin) and not any(a in t or b in t for t in told)):
            continue
        yield seen[b], b, seen[a], a


def _latin(comparison: Comparison, reference: int) -> bool:
    return languages.load(comparison.references[reference].language).script == "Latn"


def _two_spellings(comparison: Comparison, fact: Fact, spelled: str, other: Fact, before: str) -> Finding:
    return Finding(
        "C501",
        "minor",
        0.7,
        f"Candidate spells one name {before} and {spelled}.",
        comparison.place(CANDIDATE, fact),
        (comparison.place(CANDIDATE, other),),
        fix=before,
        introduced_in="candidate",
    )


def _surface(fact: Fact, word: str) -> str:
    """A folded word of a name as it is written."""
    return next((w for w in fact.text.replace("-", " ").split() if fold(w) == word), fact.text)


def _cases_left(comparison: Comparison) -> Iterator[tuple[Fact, str, Fact, str]]:
    """Names that stand in a case of the source's in a language without cases, and plain elsewhere (Sieradz, Sieradzu): (name, its word, the
    other, its word)."""
    source = comparison.source
    if source is None:
        return
    known, foreign = (naming.of(languages.load(comparison.document(i).language)) for i in (CANDIDATE, source))
    if known.cases or not foreign.cases:
        return
    ours, theirs = comparison.once(_listed)[0], {w for _, name in comparison.once(_listed)[source + 1] for w in name.core}
    written = {word: fact for fact, name in reversed(ours) for word in name.core if word not in theirs}
    for fact, name in ours:
        for word in name.core:
            stems = (word[:-n] for n in (1, 2) if word in theirs and len(word) - n > _STEM and word[-1] != "s")
            if twin := next((w for w in stems if w in written), ""):
                yield fact, word, written[twin], twin


def _inflected(one: str, other: str) -> bool:
    """Whether two different words are one with an ending (Müller, Müllers), not a letter doubled or exchanged."""
    short, long = sorted((one, other), key=len)
    return one != other and long.startswith(short) and long[len(short) :] not in (short[-1], "")


NAME_RULES = (
    Rule(
        "F110",
        "name-missing",
        "major",
        ("Accuracy", "Omission"),
        name_missing,
        examples=(
            Example("The president left at noon.", "Tổng thống Donald Trump rời đi vào buổi trưa.", True, "the name is gone", ("en", "vi")),
            Example(
                "Trump left at noon.",
                "Tổng thống Donald Trump rời đi.",
                False,
                "the surname stands for the full name's bearer",
                ("en", "en"),
            ),
            Example(
                "Der Außenminister flog nach London.", "The foreign minister flew to London.", False, "the city is there", ("de", "en")
            ),
            Example(
                "Il ministro è arrivato a Londra.",
                "The minister arrived in London.",
                False,
                "Londra is what Italian calls London",
                ("it", "en"),
            ),
        ),
    ),
    Rule(
        "F111",
        "name-changed",
        "critical",
        ("Accuracy", "Mistranslation"),
        name_changed,
        examples=(
            Example(
                "Prime Minister Pham Binh Khiem spoke.",
                "Thủ tướng Phạm Minh Chính phát biểu.",
                True,
                "another man holds the office",
                ("en", "vi"),
            ),
            Example(
                "Prime Minister Pham Minh Chinh spoke.",
                "Thủ tướng Phạm Minh Chính phát biểu.",
                False,
                "the same name without diacritics",
                ("en", "vi"),
            ),
        ),
    ),
    Rule(
        "F112",
        "name-diacritics",
        "neutral",
        ("Locale", "Name format"),
        name_diacritics,
        examples=(
            Example("Nicolas Maduro spoke.", "Nicolás Maduro spoke.", True, "the accent of the name is lost"),
            Example("Nicolás Maduro spoke.", "Nicolás Maduro spoke.", False, "kept as it is"),
        ),
    ),
    Rule(
        "F113",
        "title-changed",
        "major",
        ("Accuracy", "Mistranslation"),
        title_changed,
        examples=(
            Example(
                "Prime Minister Gustavo Petro spoke.", "Tổng thống Gustavo Petro phát biểu.", True, "tổng thống is president", ("en", "vi")
            ),
            Example("President Gustavo Petro spoke.", "Tổng thống Gustavo Petro phát biểu.", False, "the same office", ("en", "vi")),
        ),
    ),
    Rule(
        "C501",
        "name-two-spellings",
        "minor",
        ("Terminology", "Inconsistent"),
        name_two_spellings,
        examples=(
            Example(
                "Then Zelensky left. Later Zelenskyy returned.",
                "Then Zelensky left. Later Zelensky returned.",
                True,
                "one man in two spellings",
            ),
            Example("Then Zelensky left. Later Zelensky returned.", "Then Zelensky left. Later Zelensky returned.", False, "one spelling"),
        ),
    ),
)
