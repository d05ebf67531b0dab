"""F110 and F111: names gone and names exchanged; and the table of the rules of names.

In an article of several paragraphs a name that the candidate has anywhere (``name_search``) is not missing: the president, he and the surname stand
for it in good prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Prefix

from transcheck import languages, tags
from transcheck.checks import chain, offices, wording
from transcheck.checks import name_search as search
from transcheck.checks.comparison import CANDIDATE
from transcheck.checks.offices import title_changed
from transcheck.checks.spellings import name_diacritics, name_two_spellings
from transcheck.languages import naming
from transcheck.languages.latin import Words, fold, respell, same_said, sounds, telling, unlike
from transcheck.model import Example, Finding, Name, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.languages.naming import Naming
    from transcheck.model import Bead, Fact, Span

_CASES = 4  # letters of the longest ending that a case or a feminine form adds to a family name (Cappovou)
_CLEARLY = 85  # per cent of the sounds of a name heard in another passage
_EXACTLY = 87  # the same of one word of a name of several
_LETTERS = 12  # letters before a name that may hold a family name
_SURE, _LIKELY, _PART = 0.75, 0.6, 0.5  # confidence: a name of several words or capitals; of one word; a part of a name


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
            absent[key] = search.absent(comparison, CANDIDATE, reference, name, words)
        return absent[key]

    for reference, bead in comparison.pairs:
        credit = any(comparison.references[reference].segments[s].kind == "byline" for s in bead.reference)  # S409 speaks of it
        names = search.names_in(comparison, reference, bead.reference)[: search.MANY]
        if credit or not names:
            continue
        text = search.passage(comparison, CANDIDATE, bead.candidate, reference, bead.reference)
        others: list[tuple[Fact, Name]] | None = None
        translated: bool | None = None
        codes = {n.territory for _, n in search.names_in(comparison, CANDIDATE, bead.candidate)}
        for fact, name in names:
            if name.territory in codes and name.territory:
                continue
            if name.territory and (other := _confused(comparison, reference, bead, name, text)):
                if (reference, name.territory) not in seen:
                    seen.add((reference, name.territory))
                    found.append(_Gone(reference, bead, fact, name, name.core, other))
                continue
            words = search.words_gone(name, text)
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


def _akin(name: Name, instead: Fact, text: search.Text) -> bool:
    """Whether the name in the place of a missing one may be that one, spelled from or to a script without capitals in a way of its own."""
    if text.own_letters or (text.language.cased and text.naming.calling is None):
        return False
    other = instead.value.core if isinstance(instead.value, Name) else ()
    return any(not unlike(a, b, loosely=True) for a in name.core[-1:] for b in other[-1:] if telling(a) and telling(b))


def _confused(comparison: Comparison, reference: int, bead: Bead, name: Name, text: search.Text) -> Fact | None:
    """The candidate's country, unknown to the reference, whose name shares a word with the one that is missing (North Korea, South Korea)."""
    forms = search.territory_forms(text.language)
    ours = forms.get(name.territory or "", ())
    known = {n.territory for _, n in search.names_in(comparison, reference, bead.reference)}
    for fact, other in search.names_in(comparison, CANDIDATE, bead.candidate)[: search.MANY]:
        if (
            other.territory
            and other.territory not in known
            and any(_kindred(a, b) for a in forms.get(other.territory, ()) for b in ours if not search.stands(b, text.words))
        ):
            return fact
    return None


def _kindred(one: str, other: str) -> bool:
    """Whether two names of countries are of several words and differ in one: north korea, south korea."""
    a, b = set(one.split()), set(other.split())
    return len(a) > 1 and len(b) > 1 and len(a ^ b) == 2 and any(len(w) >= search.STEM for w in a & b)


def _doubtful(name: Name, text: search.Text) -> bool:
    """Whether a name of another language, whose everyday words are not all known, may be made of such words."""
    if text.own_language or text.naming.listed or name.kind == "person" or (text.naming.informed and " " not in name.key):
        return False
    return not any(w in text.naming.given or naming.elsewhere(w) for w in name.core)


def _translated(comparison: Comparison, reference: int, bead: Bead) -> bool:
    """Whether the candidate has a name of everyday words in a bead (Labour Party) that may be what a name of the reference means."""
    ours = [n for _, n in search.names_in(comparison, CANDIDATE, bead.candidate)[: search.MANY] if not (n.core or n.territory)]
    if not ours:
        return False
    text = search.passage(comparison, reference, bead.reference, CANDIDATE, bead.candidate)
    return any(not all(search.carries(w, text) for w in n.key.split() if len(w) >= search.STEM) for n in ours)


def _unknown(comparison: Comparison, reference: int, bead: Bead) -> list[tuple[Fact, Name]]:
    """The candidate's names in a bead that the reference does not carry there."""
    ours = [(f, n) for f, n in search.names_in(comparison, CANDIDATE, bead.candidate)[: search.MANY] if n.core]
    if not ours:
        return []
    text = search.passage(comparison, reference, bead.reference, CANDIDATE, bead.candidate)
    return [(f, n) for f, n in ours if n.core[-1] in search.words_gone(n, text)]


def _instead(
    comparison: Comparison, reference: int, bead: Bead, fact: Fact, name: Name, words: tuple[str, ...], unknown: list[tuple[Fact, Name]]
) -> Fact | None:
    """The candidate's name that stands in the place of a missing one: with its office or its given name, or in one language with none
    of its own in the reference."""
    kept = set(name.core).difference(words)
    for f, n in unknown:
        shared = kept.intersection(n.core) or (name.title and n.title and offices.same_office(name.title, n.title))
        if shared and "person" in (name.kind, n.kind) and set(words) <= set(name.core):
            return f
    if unknown and len(words) >= len(name.core) and comparison.strict(reference) and search.one_language(comparison, reference):
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
    return ("source", 1) if search.absent(comparison, source, gone.reference, gone.name) else None


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
    return not known.listed or (search.calling_of(comparison, gone.reference) is not None and gone.name.kind == "other")


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
            if tags.base(comparison.candidate.language) == tags.base(comparison.references[gone.reference].language)
            else None,
            introduced_in=where[0],
        )


def _segments(comparison: Comparison, index: int) -> tuple[Words, ...]:
    words = comparison.once(_by_segment)[index + 1]
    return words if len(words) > 1 else ()


def _by_segment(comparison: Comparison) -> tuple[tuple[Words, ...], ...]:
    return tuple(tuple(Words(s.text) for s in d.segments[: search.MANY]) for d in (comparison.candidate, *comparison.references))


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
    """People whose given name the candidate keeps beside another family name, though the right one may stand elsewhere in the article; and
    people whose family name it keeps beside another given name."""
    said = {(g.reference, g.fact.span) for g in comparison.once(_missing)}
    seen: set[tuple[int, str]] = set()
    for reference, bead in comparison.pairs:
        theirs = _people(comparison, reference, bead.reference)
        ours = _people(comparison, CANDIDATE, bead.candidate) if theirs and comparison.strict(reference) else []
        if not ours:
            continue
        here = search.passage(comparison, CANDIDATE, bead.candidate, reference, bead.reference)
        there = search.text_for(comparison, reference, CANDIDATE, comparison.once(search.whole_texts)[reference + 1], here.words)
        for fact, name in theirs:
            twin = next((f for f, n in ours if _renamed(name, n, here, there) or _other_given(name, n, here, there)), None)
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
        (f, n)
        for f, n in search.names_in(comparison, index, segments)[: search.MANY]
        if len(n.core) == 2 and not n.territory and n.kind != "organisation"
    ]


def _renamed(theirs: Name, ours: Name, here: search.Text, there: search.Text) -> bool:
    """Whether two names share the given name, and each has a family name that the other text does not know."""
    if theirs.key.count(" ") > 1 or ours.key.count(" ") > 1:
        return False  # written syllable by syllable: which is the family name is not known
    (given, family), (other, last) = theirs.core, ours.core
    if given != other and not (len(given) >= search.STEM and len(sounds(given)) > 1 and sounds(given) == sounds(other)):
        return False
    if family == last or not (telling(family) and telling(last)):
        return False
    if not here.own_letters:
        loosely = here.naming.calling is not None or there.naming.calling is not None
        return unlike(family, last, loosely=loosely) and not search.carries(family, here)
    if given == other and len(given) >= search.STEM and not (here.respelled or there.respelled):
        return family not in here.words.sequence and last not in there.words.sequence and _other_family(family, last)
    return not (
        search.carries(family, here)
        or search.carries(last, there)
        or search.sounds_like(family, last, here)
        or search.sounds_like(last, family, there)
    )


def _other_given(theirs: Name, ours: Name, here: search.Text, there: search.Text) -> bool:
    """Whether two names share the family name, and neither text has the other's given name beside it. Short forms (Bob) are no other name."""
    if not here.own_letters or here.respelled or there.respelled:
        return False
    (given, family), (other, last) = theirs.core, ours.core
    if family != last or len(family) < search.STEM or min(len(given), len(other)) < search.STEM or given[0] == other[0]:
        return False
    return f"{other} {last}" not in there.words.folded and not search.carries(given, here) and unlike(given, other)


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
        named = search.names_in(comparison, CANDIDATE, bead.candidate)[: search.MANY]
        people = [(f, n) for f, n in named if n.kind == "person" and len(n.core) > 1]
        spelled = [(f, n) for f, n in named if known.spells(n.key) or known.spells(f"{_word_before(comparison, f)} {n.key}")]
        if not (people or spelled):
            continue
        words = search.words_of(comparison, source, bead.reference)
        strangers = [(f, n) for f, n in spelled if not _reads(n, words) and not _reads(n, comparison.once(search.whole_texts)[source + 1])]
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
