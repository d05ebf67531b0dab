"""Who is meant: the names of a text, and the name that a pronoun, a surname or a title stands for.

One place finds names (``mentions``), so that a better reader of names can take it over. In scripts with capitals a name is a run of
capitalised words, freed of the titles and countries before it; elsewhere only what other extractors found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from transcheck.facts.scanned import WORD
from transcheck.languages import lower, naming
from transcheck.languages.latin import fold
from transcheck.model import Name

if TYPE_CHECKING:
    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Language
    from transcheck.model import Fact, Span

_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "di",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ten",
        "ter",
        "bin",
        "binti",
        "ibn",
        "al",
        "zu",
    ]
)
_INITIAL = re.compile(r"[^\W\d_]\.?(?:[^\W\d_]\.)*")
BEARERS = 400  # people with titles of one document that are remembered
_OWNER = re.compile(r"[’']s$|[’'.]+$")
_KEPT_DOT = re.compile(r"\b(?:Jr|Sr|[A-Z])\.$")
_BREAK = frozenset('.,;:!?"“”')
_STOPS = frozenset(".!?\n…")
_STOPS_OR_COMMA = _STOPS | {","}
_ENDS = frozenset(".…")
RECENT = 40  # names among which that of a pronoun is sought
CONTEXT = 4  # words before a name that may hold its title
BESIDE = 20  # code points behind a lone word of a title in which the name of its bearer may begin
TITLE = 160  # code points from which a line is no headline
HEADLINE = 5  # longer words from which capitals say that a line is one


Token = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text; ``bare`` is the name without titles, ``titles`` the words around it that say what its bearer is."""

    start: int
    end: int
    bare: str
    titles: frozenset[str]
    person: bool  # not known for a place or a body
    gender: str = ""
    first: bool = False  # stands where a sentence begins, or is the first name of it and no part of a phrase
    owner: bool = False  # owns what follows (the Sierra Fund’s director)
    sure: bool = False  # a person by a full name, a title or a gender given somewhere in the document


@dataclass(frozen=True, slots=True)
class Heard:
    """What a pronoun is read by: who spoke last in the paragraph and at all, where the text since the last quotation of the paragraph
    begins, and from where on a name that begins a sentence counts (in the paragraph before, where a quotation opens its own).
    """

    near: str | None = None
    last: str | None = None
    paragraph: int = 0
    since: int = 0


@dataclass
class Cast:
    """The people of a document: every mention in order, and the fullest form of each name."""

    language: Language
    mentions: list[Mention] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    bearers: tuple[tuple[str, frozenset[str]], ...] = ()
    _starts: list[int] = field(default_factory=list)
    _heard: list[Mention] = field(default_factory=list)  # those that a pronoun may stand for
    _heard_starts: list[int] = field(default_factory=list)

    def canonical(self, name: str) -> str:
        """The fullest form that the document gives of a name."""
        return self.full.get(_key(name), name)

    def between(self, start: int, end: int) -> list[Mention]:
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def titled(self, words: Sequence[str], before: int, since: int) -> str | None:
        """The person whom a title stands for (the U.S. president): who was given it in the same words, or has it and was named since."""
        roles = frozenset(w for w in words if _role(self.language, w).startswith("person"))
        bearers = [(name, titles) for name, titles in self.bearers if roles & titles] if roles else []
        if not bearers:
            return None
        small = self.language.kind("function-word")
        others = frozenset(w for w in words if w not in roles and w not in small)
        names = {name for name, _ in bearers}
        if len(names) == 1 and not others:
            return bearers[0][0]
        best = max(bearers, key=lambda b: (len(others & b[1]), len(roles & b[1])))
        if others & best[1]:
            return best[0]
        near = [m for m in self.between(since, before)[-40:] if self.canonical(m.bare) in names]
        return self.canonical(near[-1].bare) if near else None

    def pronoun(self, person: str, before: int, heard: Heard) -> str | None:
        """The person a pronoun of the third person stands for.

        In this order: a name that begins a sentence since ``heard.since``, who spoke last in the paragraph, any name in the paragraph
        since then, who spoke last, the last name that began a sentence. A lone name that may be a person's counts where no sure one
        stands in its place.
        """

        other = {"3sm": "f", "3sf": "m"}.get(person, "n")

        def fits(name: str) -> bool:
            return self.gender.get(_key(name)) != other

        at = bisect_left(self._heard_starts, before)
        maybe = [m for m in self._heard[max(0, at - RECENT) : at] if m.gender != other]
        people = [m for m in maybe if m.sure]
        begins = next((m for m in people if m.first and m.start >= heard.since), None)
        if begins:
            return self.canonical(self._fuller(begins, people).bare)
        if heard.near and fits(heard.near):
            return heard.near
        lone = next((m for m in maybe if m.first and m.start >= heard.since), None)
        here = next((m for m in people if m.start >= heard.paragraph), None)
        if lone or here:
            return self.canonical(self._fuller(lone or here, people).bare)  # type: ignore[arg-type]
        if heard.last and fits(heard.last):
            return heard.last
        subject = next((m for some in (people, maybe) for m in reversed(some) if m.first), people[-1] if people else None)
        return self.canonical(subject.bare) if subject else None

    def _fuller(self, m: Mention, people: Sequence[Mention]) -> Mention:
        """A name in full right behind a lone word that nobody is called by otherwise (the minister of Thủy sản Iceland Sigurdur Palsson)."""
        if " " in m.bare or _key(m.bare) in self.full:
            return m
        return next((p for p in people if 0 < p.start - m.end <= BESIDE and " " in p.bare), m)

    def knows(self, name: str) -> bool:
        """Whether a speaker is one of the people named."""
        return _key(name) in self.known


def _key(name: str) -> str:
    words = name.split()
    return words[-1].strip(".’'").casefold() if words else ""


def _role(language: Language, word: str) -> str:
    return str(language.kind("role").get(word) or "")


def cast(scans: Sequence[Scanned], language: Language, facts: Sequence[Fact] = (), quoted: Sequence[Span] = ()) -> Cast:
    """Everybody named in the document. Names that the reader of names found sort out capitals that are no names.

    ``quoted`` are the stretches between marks, in order: no pronoun outside them stands for a name inside.
    """
    people = Cast(language)
    known_names = sorted((f for f in facts if isinstance(f.value, Name)), key=lambda f: f.span.start)
    starts = [f.span.start for f in known_names]
    for scanned in scans:
        here = known_names[bisect_left(starts, scanned.base) : bisect_left(starts, scanned.base + len(scanned.text))]
        if here or not known_names:
            people.mentions += _confirmed(mentions(scanned, here), here)
    longest: dict[str, str] = {}
    for m in people.mentions:
        words = m.bare.split()
        if len(words) < 2 or not m.person:
            continue
        for key in {_key(m.bare), _key(words[-2]) if len(words) > 2 else _key(m.bare)}:
            if key not in longest:
                longest[key] = m.bare
    people.full = longest
    for m in people.mentions:
        if m.gender:
            people.gender.setdefault(_key(m.bare), m.gender)
    people.mentions = known = [
        replace(m, sure=_sure(m, longest, language), gender=people.gender.get(_key(m.bare), "")) for m in people.mentions
    ]
    opened = [q.start for q in quoted]
    people._starts = [m.start for m in known]
    people._heard = [
        m for m in known if m.person and not m.owner and not ((q := bisect_left(opened, m.end) - 1) >= 0 and m.start < quoted[q].end)
    ]
    people._heard_starts = [m.start for m in people._heard]
    people.known = frozenset(_key(m.bare) for m in known if m.person)
    people.bearers = tuple(dict.fromkeys((people.canonical(m.bare), m.titles) for m in known if m.sure and m.titles))[:BEARERS]
    return people


def _sure(m: Mention, longest: Mapping[str, str], language: Language) -> bool:
    return m.person and (" " in m.bare or _key(m.bare) in longest or bool(m.gender or _roles(m, language)))


def _confirmed(found: list[Mention], names: Sequence[Fact]) -> list[Mention]:
    """The mentions that overlap a name, all of them where no name is known; places and bodies are no people."""
    if not names:
        return found
    starts = [f.span.start for f in names]
    kept = []
    for m in found:
        i = bisect_left(starts, m.end) - 1
        while i >= 0 and names[i].span.end > m.start:
            value = names[i].value
            assert isinstance(value, Name)
            covers = names[i].span.start <= m.start + 1 and names[i].span.end >= m.end - 2
            kept.append(replace(m, person=m.person and not (covers and value.kind in ("place", "organisation"))))
            break
    return kept


def _roles(mention: Mention, language: Language) -> bool:
    return any(_role(language, w).startswith("person") for w in mention.titles)


def at_home(name: str, language: Language) -> bool | None:
    """Whether a name, in the language's letters or in Latin ones, is one of its own: by family name and syllables, or by the signs it is
    written with. None where the data does not know what native names are like.
    """
    known, words = naming.of(language), lower(name).split()
    if known.calling and known.calling.family and not name.isascii():
        return known.calling.foreign.isdisjoint(name) and any(known.calling.own(w) for w in words)
    if len(words) < 2:  # a family name alone is in many languages
        return None
    if known.syllable:
        native = words[0] in known.family and all(known.syllable.fullmatch(fold(w)) for w in words[1:])
        return native or known.spells(fold(name))
    if known.calling and known.calling.signs and name.isascii():
        return not known.calling.spells(words)
    return None


def mentions(scanned: Scanned, names: Sequence[Fact] = ()) -> list[Mention]:
    """The names of one text, in the document's coordinates, in order; where ``names`` are known, those that may be one of them."""
    text, language = scanned.text, scanned.language
    if not any(c.isupper() for c in text[:200]) or text[:200].isupper():
        return []
    small, pronouns = language.kind("function-word"), language.kind("pronoun")
    places = {h.start: h.end for h in scanned.of("territory", "weekday") if text[h.start].isupper()}
    reporting = language.kind("reporting")
    words = scanned.words
    headlines = _headlines(text)
    ends = [f.span.end - scanned.base for f in names]
    found: list[Mention] = []
    i = n = 0
    while i < len(words):
        start, _, word, low = words[i]
        if not word[0].isupper() or low in small or low in pronouns or (low in reporting and _begins(text, start)):
            i += 1
            continue
        j = _run(text, words, i)
        while n < len(ends) and ends[n] <= start:
            n += 1
        if (names and (n == len(ends) or names[n].span.start - scanned.base >= words[j - 1][1])) or any(
            a <= start < b for a, b in headlines
        ):
            i = j
            continue
        mention = _mention(text, scanned, words, i, j, places)
        if mention:
            since = found[-1].end - scanned.base if found else 0
            stops = _STOPS if not found or found[-1].first else _STOPS_OR_COMMA  # In Trenton, Ms. Ramos declined
            if not mention.first and i and words[i - 1][3] not in small and not stops.isdisjoint(text[since:start]):
                mention = replace(mention, first=True)
            found.append(mention)
        i = j
    return found


def _headlines(text: str) -> list[tuple[int, int]]:
    """The lines with capitals on most words, in which no name can be told."""
    found = []
    start = 0
    for line in text.splitlines(keepends=True):
        if len(line) < TITLE and line.rstrip()[-1:] not in _ENDS:
            long = [w for w in WORD.findall(line) if len(w) > 3]
            if len(long) >= HEADLINE and sum(w[0].isupper() for w in long) >= 0.8 * len(long):
                found.append((start, start + len(line)))
        start += len(line)
    return found


def _begins(text: str, start: int) -> bool:
    head = text[max(0, start - 3) : start].rstrip(" \"“«'‘„")
    return not head or head[-1] in ".!?:\n…"


def _run(text: str, words: list[Token], i: int) -> int:
    """The index after the last word of the capitalised run that begins at word i."""
    j = i + 1
    while j < len(words):
        gap = text[words[j - 1][1] : words[j][0]]
        if gap != " " and gap != "\u00a0":
            break
        previous = words[j - 1][2]
        if previous.endswith(("'s", "’s")) or (previous.endswith(".") and len(previous) > 4):
            break
        if words[j][2][0].isupper():
            j += 1
        else:
            k = j
            while k < min(j + 3, len(words) - 1) and words[k][3] in _PARTICLES and words[k + 1][0] - words[k][1] == 1:
                k += 1
            if k == j or not words[k][2][0].isupper():
                break
            j = k + 1
    return j


def _mention(text: str, scanned: Scanned, words: list[Token], i: int, j: int, places: dict[int, int]) -> Mention | None:
    language = scanned.language
    k = i
    for n in range(i, j):  # after the last title, if a name is left
        low = words[n][3].rstrip(".")
        pair = f"{low} {words[n + 1][3]}" if n + 1 < j else ""
        if _role(language, low).startswith("person") and n + 1 < j:
            k = n + 1
        elif _role(language, pair).startswith("person") and n + 2 < j:
            k = n + 2
    if i > 1 and k == i and j - i > 2 and _office(language, words[i - 2][3], words[i - 1][3]):
        k = i + 1
    while k + 1 < j and words[k][0] in places:
        end = places[words[k][0]]
        if end >= words[j - 1][1] - 2:
            return None
        k += 1
        while k + 1 < j and words[k][0] < end:
            k += 1
    name = text[words[k][0] : words[j - 1][1]]
    if name[-1] in "’'.s" and not _KEPT_DOT.search(name):
        name = _OWNER.sub("", name)
    if not name or (words[k][0] in places and places[words[k][0]] >= words[j - 1][1] - 2):
        return None
    titles = set()
    small = language.kind("function-word")
    belonging = language.kind("belonging")
    held = i > 0 and bool(belonging) and small.get(words[i - 1][3]) == "preposition" and words[i - 1][3] not in belonging
    for n in range(i if held else max(0, i - CONTEXT), k):  # the minister on France Info: not the station's title
        if n < i and not _BREAK.isdisjoint(text[words[n][1] : words[i][0]]):
            continue
        titles.add(words[n][3].rstrip("."))
        if n + 1 < k:
            titles.add(f"{words[n][3]} {words[n + 1][3]}")
    titles |= _apposition(text, words, j, small)
    tokens = [words[n][3].rstrip(".") for n in range(k, j)]
    person = not any(_role(language, t) == "org" for t in tokens) and not name.isupper() and words[k][0] not in places
    gender = next((g[7:] for t in sorted(titles) if (g := _role(language, t)).startswith("person-")), "")
    return Mention(
        scanned.base + words[k][0],
        scanned.base + words[k][0] + len(name),
        name,
        frozenset(titles),
        person,
        gender,
        _begins(text, words[_addressed(language, text, words, i)][0]),
        text[words[k][0] + len(name) : words[k][0] + len(name) + 2] in ("'s", "’s"),
    )


def _addressed(language: Language, text: str, words: list[Token], i: int) -> int:
    """The index of the word by which a name is addressed where one stands before it (Chị Vũ Thị Lụa), that of the name otherwise."""
    if not i or text[words[i - 1][1] : words[i][0]] != " ":
        return i
    before = words[i - 1][3]
    return i - 1 if before in language.kind("honorific") or before.rstrip(".") in language.kind("honorific") else i


def _office(language: Language, title: str, link: str) -> bool:
    """Whether two words lead up to an office (Secretary of State Mike Pompeo): the next word belongs to it, not to the name."""
    return _role(language, title).startswith("person") and language.kind("function-word").get(link) == "preposition"


def _apposition(text: str, words: list[Token], j: int, small: Mapping[str, str]) -> set[str]:
    """The words of “, the mayor of Lima,” after a name."""
    titles: set[str] = set()
    if j >= len(words) or text[words[j - 1][1] : words[j][0]] != ", ":
        return titles
    for n in range(j, min(j + 6, len(words))):
        if n > j and text[words[n - 1][1] : words[n][0]] != " ":
            break
        if n == j and small.get(words[n][3]) == "relative":
            break
        titles.add(words[n][3])
    return titles
