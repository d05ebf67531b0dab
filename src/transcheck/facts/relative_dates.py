"""Dates told from the day of publication: yesterday, last Tuesday, two weeks ago, the 12th of last month."""

from __future__ import annotations

import datetime
import functools
import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from transcheck.facts.date_chunks import NOTHING, Chunk, Found, exists, fields_of, is_cased, is_short, prefixes
from transcheck.model import Date

if TYPE_CHECKING:
    from transcheck.languages import Hit, Language


def read_relative(c: Chunk) -> Found:
    atom = c.atoms()[0][1]
    if "date-doubtful" in atom.roles and c.preposition() is None:
        return []
    if c.scanned.text[atom.end : atom.end + 1].isspace() and _fraction_at(c.scanned.hits, atom.end + 1):
        return []  # the next year and a half
    return [(told_from(str(atom.value), c.scanned.published), atom.start, atom.end)]


def _fraction_at(hits: list[Hit], start: int) -> bool:
    """Whether “and a half” and the like begins there."""
    i = bisect_left(hits, start, key=lambda h: h.start)
    while i < len(hits) and hits[i].start == start:
        if "fraction-after" in hits[i].kinds:
            return True
        i += 1
    return False


def read_modified(c: Chunk) -> Found:
    """Last Tuesday, next May, el año pasado, за прошлый год."""
    atoms = c.atoms()
    count = next(int(str(a.value).partition(":")[2]) for _, a in atoms if a.letter == "R")
    other = next(a for _, a in atoms if a.letter in "WMuDTJXQEC")
    language = c.scanned.language
    if other.letter == "W":
        if is_short(language, other) or ("date-doubtful" in other.roles and c.preposition() is None):
            return []
        return [(told_from(_counted(f"weekday:{count}"), c.scanned.published, weekday=int(other.value)), *c.span())]
    if other.letter == "M":
        if isinstance(other.value, tuple) or is_short(language, other) or not is_cased(c, other):
            return []
        return [(Date(year=_year_of_month(other.value, count, c.scanned.published), month=other.value, grain="month"), *c.span())]
    unit = str(other.roles.get("unit", other.value))
    if unit in ("hour", "minute", "second", "day") or other.form.lower() not in _singular(language) or (c.before() and c.before() in "FuX"):
        return []
    return [(told_from(_counted(f"{unit}:{count}"), c.scanned.published), *c.span())]


def _counted(relative: str) -> str:
    """A relative date as the vocabulary writes it: "week:+1", "week:0"."""
    unit, _, count = relative.partition(":")
    return f"{unit}:{int(count):+d}" if int(count) else f"{unit}:0"


@functools.lru_cache(maxsize=256)
def _singular(language: Language) -> frozenset[str]:
    """Words for units as they stand in “last week” and the like, which tells them from the plural of “the last weeks”."""
    forms = [w for f in language.kind("relative") for w in re.split(r"[\s'’]+", f.lower())]
    return frozenset((*forms, *(f.lower() for f, v in language.kind("date-marker").items() if v in ("year", "month"))))


def read_counted_relative(c: Chunk) -> Found:
    """hai năm trước: two years ago, where the words for “last year” follow a number; several years ago is no date."""
    (_, count), (_, word) = c.atoms()
    language = c.scanned.language
    if count.letter == "F":
        return NOTHING
    if not prefixes(language):
        return []
    unit, _, number = str(word.value).partition(":")
    ago = language.kind("relative-past")
    if int(number) < 0 and any(f in word.form.lower() for f in ago) and 1 <= int(count.value if count.letter != "1" else 1) <= 999:
        amount = 1 if count.letter == "1" else int(count.value)
        return [(told_from(f"{unit}:-{amount}", c.scanned.published), *c.span())]
    return NOTHING


def read_day_of_month(c: Chunk) -> Found:
    """The 12th of last month, 지난달 12일."""
    atoms = c.atoms()
    word = next(a for _, a in atoms if a.letter == "r")
    number = next(a for _, a in atoms if a.letter in "abvO")
    weekday = next((int(a.value) for _, a in atoms if a.letter == "W"), None)
    if not str(word.value).startswith("month:") or not ("D" in c.letters or "o" in c.letters or number.letter == "O"):
        return []
    value = told_from(str(word.value), c.scanned.published)
    if not exists(value.year, value.month, number.value):
        return []
    return [(replace(value, day=number.value, weekday=weekday, grain="day"), *c.span())]


def read_month_of_year(c: Chunk) -> Found:
    """October last year, 去年10月, tháng 10 năm ngoái."""
    atoms = c.atoms()
    count: int | None = None
    for _, a in atoms:
        if (a.letter == "r" and str(a.value).startswith("year:")) or (
            a.letter == "R" and any(b.letter in "Ju" and str(b.roles.get("unit", b.value)) == "year" for _, b in atoms)
        ):
            count = int(str(a.value).partition(":")[2])
    fields = fields_of(c)
    if count is None or fields is None or fields.month is None or fields.calendar != "gregorian" or not 1 <= fields.month <= 12:
        return []
    month = next((a for _, a in atoms if a.letter == "M"), None)
    if month is not None and (is_short(c.scanned.language, month) or not is_cased(c, month)):
        return []
    value = told_from(_counted(f"year:{count}"), c.scanned.published)
    return [(replace(value, month=fields.month, grain="month"), *c.span())]


def _year_of_month(month: int, count: int, published: datetime.date | None) -> int | None:
    """Last May is the latest one before the day of publication, next May the first one after."""
    if published is None:
        return None
    if count < 0:
        return published.year if month < published.month else published.year - 1
    if count > 0:
        return published.year if month > published.month else published.year + 1
    return published.year


def read_in_week(c: Chunk) -> Found:
    """thứ Ba tuần trước, 先週の火曜日, Tuesday of last week; a weekday after another relative date stands for itself."""
    week = next(a for _, a in c.atoms() if a.letter == "r")
    weekday = next(a for _, a in c.atoms() if a.letter == "W")
    if is_short(c.scanned.language, weekday):
        return []
    if not str(week.value).startswith("week:"):
        return []
    count = int(str(week.value).partition(":")[2])
    value = told_from(str(week.value), c.scanned.published)
    published = c.scanned.published
    if published is None:
        return [(replace(value, weekday=int(weekday.value), grain="weekday"), *c.span())]
    monday = published - datetime.timedelta(days=published.weekday()) + datetime.timedelta(weeks=count)
    day = monday + datetime.timedelta(days=int(weekday.value) - 1)
    return [(replace(value, year=day.year, month=day.month, day=day.day, weekday=int(weekday.value), grain="day"), *c.span())]


def read_ago(c: Chunk) -> Found:
    """Two weeks ago, hace tres días, 3天前."""
    atoms = c.atoms()
    count = next((a for _, a in atoms if a.letter in "abcnvz1O"), None)
    unit = next((a for _, a in atoms if a.letter in "uDTJXQEC"), None)
    way = next(a for _, a in atoms if a.letter in "gGNY")
    if unit is None or count is None or count.letter in "O" or (count.letter == "z" and not count.value):
        return []
    amount = 1 if count.letter == "1" else int(count.value)
    name = str(unit.roles.get("unit", unit.value))
    if name in ("hour", "minute", "second") or not 1 <= amount <= 999:
        return []
    sign = -1 if way.letter in "gN" else 1
    return [(told_from(f"{name}:{sign * amount:+d}", c.scanned.published), *c.span())]


def told_from(relative: str, published: datetime.date | None, weekday: int | None = None) -> Date:
    """A relative date ("month:-1") resolved from the day of publication; without one only its wording is known.

    "week:-2" is the day two weeks earlier with grain week; "weekday:-1" the last such weekday before publication, "weekday:+1" the next
    after it, "weekday:0" that of the same week.
    """
    unit, _, text = relative.partition(":")
    count = int(text)
    grain: Any = {"weekday": "day" if published else "weekday"}.get(unit, unit)
    if published is None:
        return Date(grain=grain, relative=relative, weekday=weekday)
    base: dict[str, Any] = {"grain": grain, "relative": relative, "anchor": published, "weekday": weekday}
    try:
        return _told(unit, count, published, weekday, base)
    except (ValueError, OverflowError):
        return Date(grain=grain, relative=relative, weekday=weekday)


def _told(unit: str, count: int, published: datetime.date, weekday: int | None, base: dict[str, Any]) -> Date:
    if unit in ("day", "week"):
        day = published + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        return Date(year=day.year, month=day.month, day=day.day, **base)
    if unit == "weekday":
        apart = (weekday or 1) - published.isoweekday()
        if count < 0:
            apart -= 7 if apart >= 0 else 0
        elif count > 0:
            apart += 7 if apart <= 0 else 0
        day = published + datetime.timedelta(days=apart)
        return Date(year=day.year, month=day.month, day=day.day, **base)
    if unit in ("month", "quarter", "half"):
        months = {"month": 1, "quarter": 3, "half": 6}[unit]
        index = published.year * 12 + published.month - 1 + count * months
        year, month = index // 12, index % 12 + 1
        if unit == "month":
            return Date(year=year, month=month, **base)
        return Date(year=year, quarter=(month - 1) // months + 1, **base)
    span = {"year": 1, "decade": 10, "century": 100}[unit]
    year = published.year + count * span
    return Date(year=(year - 1) // 100 * 100 + 1 if unit == "century" else year // span * span, **base)
