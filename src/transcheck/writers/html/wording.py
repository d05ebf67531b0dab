"""Words of the page: names of roles, kinds, confidences, values. One place, so that the page speaks one language."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from transcheck import languages
from transcheck.checks import wording as said
from transcheck.errors import LanguageError
from transcheck.model import (
    SEVERITIES,
    Cue,
    Date,
    Document,
    Name,
    Number,
    Place,
    Quote,
    Severity,
    Time,
    Value,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ROLES = {"candidate": "Candidate", "source": "Source", "wire": "Wire", "reference": "Reference"}
DECIDERS = {
    "neighbour": "a date beside it",
    "reference": "the aligned date in another version",
    "published": "the date of publication",
    "habit": "the document’s own habit",
    "locale": "the reader’s locale",
}
TOLD = ("reporting", "hedge", "title")  # cues whose class says something to a reader
WORST_FIRST: tuple[Severity, ...] = tuple(reversed(SEVERITIES))


def title(name: str) -> str:
    """A rule's name as words: ambiguous-order → Ambiguous order."""
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


def counted(n: int, one: str, many: str = "") -> str:
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def by_severity(counts: Sequence[int]) -> str:
    """``counts`` in the order of WORST_FIRST → “2 critical, 3 major”."""
    return ", ".join(f"{n:,} {s}" for n, s in zip(counts, WORST_FIRST, strict=True) if n)


def joined(words: Sequence[str]) -> str:
    """“a, b and c”."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def sure(confidence: float) -> str:
    return "sure" if confidence >= 0.9 else "likely" if confidence >= 0.7 else "unsure" if confidence >= 0.5 else "weak"


def language(document: Document) -> tuple[str, str]:
    """(name of the language, direction); from its data, otherwise from the first letter with a direction."""
    try:
        known = languages.load(document.language)
    except LanguageError:
        strong = next((d for c in document.text[:2000] if (d := unicodedata.bidirectional(c)) in ("L", "R", "AL")), "L")
        return document.language, "ltr" if strong == "L" else "rtl"
    return known.name, known.direction


def roles(documents: Sequence[Document]) -> list[str]:
    """A label for each version: its role, numbered where several have it."""
    labels = []
    for i, document in enumerate(documents):
        twins = [j for j, d in enumerate(documents) if d.role == document.role]
        labels.append(ROLES[document.role] + (f" {twins.index(i) + 1}" if len(twins) > 1 else ""))
    return labels


def _number(value: Number) -> str:
    """Every amount that it may be, as the messages say them: 1,500 or 1.5; VND 5 billion; 12,000 cubic meters per second."""
    return " or ".join(
        said.say(replace(value, amount=a, readings=(), bound=value.bound if n == 0 else None)) for n, a in enumerate(value.amounts)
    )


def date(value: Date) -> str:
    """3 Feb 2026, Oct 2025, 2022, or what of it is known."""
    month = MONTHS[value.month - 1] if value.month else None
    parts = [str(value.day) if value.day else None, month, str(value.year) if value.year else None]
    text = " ".join(p for p in parts if p)
    if value.quarter and not month:
        text = f"Q{value.quarter} {text}".strip()
    return text or (value.relative or value.grain)


def reading(value: Value | None) -> str:
    """The value in plain words: how the text was read."""
    match value:
        case Date(readings=readings) if readings:
            return " or ".join(dict.fromkeys(date(r) for r in readings))
        case Date():
            return date(value)
        case Number():
            return _number(value)
        case Time():
            return " or ".join(f"{h:02d}:{value.minute:02d}" for h in value.hours)
        case Name(text=text):
            return text  # its comparable form says nothing to a reader
        case Quote():
            return f"said by {value.speaker}" if value.speaker else ""
        case Cue():
            return f"{value.family}: {value.value}" if value.family in TOLD else ""
        case _:
            return ""


def decided(places: Sequence[Place]) -> str:
    """What chose among the readings of a date, or an empty text."""
    by = next((p.value.decided_by for p in places if isinstance(p.value, Date) and p.value.decided_by), None)
    return DECIDERS.get(by, by) if by else ""
