"""What a house has settled for itself: its date style, its spellings, its glossary. Parts of D204, C501 and C502, silent without settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck import glossary, languages
from transcheck.checks import wording
from transcheck.checks.comparison import CANDIDATE
from transcheck.languages.latin import fold
from transcheck.model import Date, Finding, Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Fact

_FIELDS = {"mdy": "mdy", "dmy": "dmy", "iso": "ymd"}
_FEW = 5  # findings of one spelling; the sixth says nothing new


# --- dates --------------------------------------------------------------------------------------------------------------


def dates(comparison: Comparison) -> Iterator[Finding]:
    """All-numeric dates of the candidate whose fields do not stand in the house's order. A date that may be read in two ways may be right."""
    house = comparison.config.dates
    if house is None:
        return
    for fact in comparison.facts_of(CANDIDATE):
        value = fact.value
        if isinstance(value, Date) and value.style and value.calendar == "gregorian" and not value.readings and not _follows(value, house):
            wanted = _written(fact, value, house)
            yield Finding(
                "D204",
                "minor",
                0.8,
                f"Candidate writes {fact.text} ({wording.date(value)}); the house style is {house}{f': {wanted}' if wanted else ''}.",
                comparison.place(CANDIDATE, fact),
                fix=wanted or wording.date(value),
                introduced_in="candidate",
            )


def _follows(value: Date, house: str) -> bool:
    fields = "".join(c for c in value.style if c in "dmy")
    return fields == "".join(c for c in _FIELDS[house] if c in fields) and (house != "iso" or value.style.strip("dmy")[:1] in ("-", ""))


def _written(fact: Fact, value: Date, house: str) -> str:
    """The date in the house's order, with the signs it has; empty where the text does not give all of it."""
    if value.month is None or value.day is None or (house == "iso" and value.year is None):
        return ""
    if house == "iso":
        return f"{value.year}-{value.month:02}-{value.day:02}"
    sign = "/" if value.style.startswith("y") else next((c for c in fact.text if c in "/.-"), "/")
    shown = {"d": value.day, "m": value.month, "y": value.year}
    fields = [c for c in _FIELDS[house] if c in value.style and shown[c] is not None]
    return sign.join(str(shown[c]) for c in fields)


# --- spellings ----------------------------------------------------------------------------------------------------------


def spellings(comparison: Comparison) -> Iterator[Finding]:
    """Spellings in the candidate that the house writes otherwise, as whole words; also with a capital at their head."""
    document = comparison.candidate
    if not comparison.config.spellings:
        return
    spaced = languages.load(document.language).spaced
    for unwanted, wanted in comparison.config.spellings.items():
        pairs = dict.fromkeys(((unwanted, wanted), (_capital(unwanted), _capital(wanted))))
        spots = sorted((at, word, better) for word, better in pairs for at in found(word, document.text, spaced=spaced))
        for at, word, better in spots[:_FEW]:
            place = _place(comparison, CANDIDATE, at, len(word))
            if place is None or better in document.text[at - len(better) : at + len(better)]:
                continue  # a part of the right one: “New Delhi” for “Delhi”
            message = f"Candidate writes {word}; the house writes {better}."
            yield Finding("C501", "minor", 0.9, message, place, fix=better, introduced_in="candidate")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- the glossary -------------------------------------------------------------------------------------------------------


def glossary_terms(comparison: Comparison) -> Iterator[Finding]:
    """Terms of the source that the glossary renders, in passages whose candidate has none of the renderings."""
    path, source = comparison.config.glossary, comparison.source
    if path is None or source is None:
        return
    document = comparison.document(source)
    terms = glossary.terms(path, document.language, comparison.candidate.language)
    spaced = languages.load(document.language).spaced
    lowered = document.text.lower()
    lowered = lowered if len(lowered) == len(document.text) else document.text  # İ is two when lower: offsets must stay
    for term, renderings in terms:
        for at in found(term.lower(), lowered, spaced=spaced):
            place = _place(comparison, source, at, len(term))
            beads = [b for b in comparison.beads(source) if place is not None and place.segment in b.reference and b.candidate]
            if place is None or not beads or any(_renders(comparison, beads[0].candidate, r) for r in renderings):
                continue
            yield Finding(
                "C502",
                "minor",
                round(0.7 * beads[0].confidence, 2),
                f"Source says {place.text}; the glossary wants {' or '.join(renderings[:3])}, which the candidate does not use.",
                comparison.place_of(CANDIDATE, beads[0].candidate[0]),
                (place,),
                fix=renderings[0],
                introduced_in="candidate",
            )


def _renders(comparison: Comparison, segments: tuple[int, ...], rendering: str) -> bool:
    """Whether a rendering stands in the segments, with or without endings and diacritics."""
    return any(fold(rendering) in fold(comparison.candidate.segments[s].text) for s in segments)


# --- text ---------------------------------------------------------------------------------------------------------------


def found(words: str, text: str, *, spaced: bool) -> Iterator[int]:
    """Where ``words`` stand in the text, as whole words where the language has them."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not spaced or not ((at and text[at - 1].isalnum()) or (end < len(text) and text[end].isalnum())):
            yield at
        at = text.find(words, end)


def _place(comparison: Comparison, index: int, at: int, length: int) -> Place | None:
    document = comparison.document(index)
    segment = document.segment_at(at)
    return None if segment is None else Place(index, segment, Span(at, at + length), document.text[at : at + length])
