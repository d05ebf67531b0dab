"""Dates: absolute in every everyday writing, ranges, decades and centuries, weekdays, and dates told from today.

The text becomes a line of letters (``date_atoms``); one grammar over the letters finds what can be a date, whatever the language, and a
reader per form makes the value. Where digits alone would do (3/2, 1990, 10-12), a date is only believed when a word of dates, the
writing of the locale or its own shape speaks for it: a fraction or a score read as a date costs an editor more than a date left unread.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck.facts.date_atoms import LINK, RANGE, Atom, Line, Taken, line
from transcheck.facts.date_chunks import Chunk, Found
from transcheck.facts.date_grammar import FORMS, GRAMMAR, WINDOW, later
from transcheck.facts.dates_in_figures import (
    read_day_month,
    read_days_numeric,
    read_iso,
    read_month_year,
    read_numeric,
    read_year_month,
    read_year_span,
)
from transcheck.facts.dates_in_words import (
    read_day,
    read_era_first,
    read_month,
    read_named,
    read_named_short,
    read_prefixed,
    read_roman,
    read_suffixed,
    read_weekday,
    read_weekday_day,
)
from transcheck.facts.relative_dates import (
    read_ago,
    read_counted_relative,
    read_day_of_month,
    read_in_week,
    read_modified,
    read_month_of_year,
    read_relative,
)
from transcheck.facts.years import read_century, read_decade, read_half, read_quarter, read_year
from transcheck.model import Date, Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from transcheck.facts.scanned import Scanned

NEAR = 18  # code points between “at least” and the date it bounds


def dates(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """Every date of the text. Facts claimed by earlier extractors are left alone."""
    letters = line(scanned)
    if not letters.letters:
        return []
    found: Found = []
    position = 0
    while match := GRAMMAR.search(letters.letters, position):
        chunk = Chunk(scanned, letters, match.start(), match.end())
        values, position = _read_at(chunk, int((match.lastgroup or "_0")[1:]))
        found += values
    found = _inherited(scanned, [f for f in found if f[1] >= 0], letters)
    taken = Taken([(f.span.start - scanned.base, f.span.end - scanned.base) for f in claimed])
    least = [
        hit.end for hit in scanned.of("bound") if hit.value("bound") == "at-least" and "date-preposition" not in hit.kinds
    ]  # not since
    return [scanned.fact(_at_least(_bounded(d, s, letters), s, least, scanned.text), s, e) for d, s, e in found if taken.free(s, e)]


def _at_least(value: Date, start: int, ends: list[int], text: str) -> Date:
    """“At least” before a date, but for a word or two between them (until, bis zum, fino al), bounds it."""
    if any(0 < start - end <= NEAR and text[end:start].replace(" ", "x").isalpha() for end in ends):
        return replace(value, bound="at-least")
    return value


def _read_at(chunk: Chunk, form: int) -> tuple[Found, int]:
    """What the first form that reads the letters as a date makes of them, and where to go on; ``form`` is the first that matched."""
    values = _READERS[FORMS[form][0]](chunk)
    if values:
        return values, chunk.end
    for other, end in later(chunk.line.letters[chunk.start : chunk.start + WINDOW], form):
        values = _READERS[FORMS[other][0]](chunk._replace(end=chunk.start + end))
        if values:
            return values, chunk.start + end
    return [], chunk.start + 1


_READERS: dict[str, Callable[[Chunk], Found]] = {
    "iso": read_iso,
    "days_numeric": read_days_numeric,
    "numeric": read_numeric,
    "month_year": read_month_year,
    "year_month": read_year_month,
    "quarter": read_quarter,
    "half": read_half,
    "century": read_century,
    "decade": read_decade,
    "era_first": read_era_first,
    "named": read_named,
    "named_short": read_named_short,
    "roman": read_roman,
    "suffixed": read_suffixed,
    "prefixed": read_prefixed,
    "month": read_month,
    "day_month": read_day_month,
    "ago": read_ago,
    "counted": read_counted_relative,
    "month_of_year": read_month_of_year,
    "day_of_month": read_day_of_month,
    "in_week": read_in_week,
    "modified": read_modified,
    "relative": read_relative,
    "year_span": read_year_span,
    "year": read_year,
    "weekday": read_weekday,
    "day": read_day,
    "weekday_day": read_weekday_day,
}


def _inherited(scanned: Scanned, found: Found, letters: Line) -> Found:
    """In a range the first date takes from the second the month and the year that it does not say: January to March 2025, 3/2–5/3/2026."""
    if len(found) < 2:
        return found
    result = list(found)
    for k in range(len(result) - 1):
        (a, s, e), (b, s2, e2) = result[k], result[k + 1]
        between = scanned.text[e:s2].strip(" .\u00a0")
        if len(between) > 8 or not _spans(between, e, s2, letters):
            continue
        if a.year is None and b.year is not None and a.month is not None and b.month is not None and not a.relative and not b.relative:
            order = (a.month, a.day or 0) <= (b.month, b.day or 31)
            year = b.year if order else b.year - 1
            readings = tuple(replace(r, year=year) for r in a.readings)
            result[k] = (replace(a, year=year, readings=readings), s, e)
        elif a.month is not None and b.month is None and b.day is not None and b.year is None and a.day is not None and not b.relative:
            result[k + 1] = (replace(b, month=a.month, year=a.year), s2, e2)
        elif a.day is not None and a.month is None and b.month is not None and b.day is not None:
            result[k] = (replace(a, month=b.month, year=b.year), s, e)
    return result


def _spans(between: str, start: int, end: int, letters: Line) -> bool:
    if between in ("-", "–", "—", "~", "〜", "～", "‐", "‑"):
        return True
    return any(
        atom is not None and atom.letter in RANGE and start <= atom.start and atom.end <= end for atom in _between(letters, start, end)
    )


def _between(letters: Line, start: int, end: int) -> Iterable[Atom | None]:
    i = bisect_left(letters.starts, start)
    while i < len(letters.starts) and letters.starts[i] < end:
        yield letters.atoms[i]
        i += 1


def _bounded(value: Date, start: int, letters: Line) -> Date:
    """Early, mid and late bound a month, a year or a decade as “about”."""
    if value.grain in ("day", "weekday"):
        return value
    i = bisect_left(letters.starts, start) - 1
    while i >= 0 and letters.letters[i] in " -" + LINK:
        i -= 1
    atom = letters.atoms[i] if i >= 0 else None
    return replace(value, bound="about") if atom is not None and atom.letter == "f" else value


def habit(facts: Iterable[Fact]) -> str | None:
    """The order of day and month that a document shows where it cannot be read otherwise ("dmy", "mdy"); None for neither or both."""
    seen = set()
    for fact in facts:
        value = fact.value
        if not isinstance(value, Date) or value.readings or not value.style or value.day is None or value.day <= 12:
            continue
        fields = [x for x in value.style if x in "dm"]
        seen.add("dmy" if fields == ["d", "m"] else "mdy" if fields == ["m", "d"] and value.style[0] != "y" else "")
    seen.discard("")
    return seen.pop() if len(seen) == 1 else None
