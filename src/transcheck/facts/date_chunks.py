"""A stretch of letters that can be a date, and the steps that the readers of all forms share: fields, calendars, what a date must be like."""

from __future__ import annotations

import calendar as gregorian_calendar
import datetime
import functools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from transcheck.facts import calendars
from transcheck.facts.date_atoms import Atom, Line, abbreviations
from transcheck.model import Date

if TYPE_CHECKING:
    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Language

Grain = Literal["day", "weekday", "week", "month", "quarter", "half", "year", "decade", "century"]


NEAR = 45  # days from publication within which an event of the news is likely to lie
PIVOT = 2025  # two-digit years are read as 80 years before to 19 after the year of publication, or after this one


class Chunk(NamedTuple):
    """A stretch of letters that can be a date: ``line.letters[start:end]``."""

    scanned: Scanned
    line: Line
    start: int
    end: int

    @property
    def letters(self) -> str:
        return self.line.letters[self.start : self.end]

    def atoms(self) -> list[tuple[int, Atom]]:
        return [(i, a) for i in range(self.start, self.end) if (a := self.line.atoms[i]) is not None]

    def span(self, first: int | None = None, last: int | None = None) -> tuple[int, int]:
        """Offsets into the text of letters ``first`` to ``last`` (inclusive), signs at the end left out unless they belong to a number."""
        i, j = self.start if first is None else first, self.end - 1 if last is None else last
        while j > i and (
            self.line.letters[j] in " ,;(~`/" or (self.line.letters[j] == "o" and self.scanned.text[self.line.starts[j]] in "'’ʼ")
        ):
            j -= 1
        end = self.line.ends[j]
        if "(" in self.line.letters[i:j] and self.scanned.text[end : end + 1] in (")", "）"):
            end += 1
        return self.line.starts[i], end

    def before(self) -> str:
        """The letter of the word before, across one space; "(" where a bracket opens."""
        letters, i = self.line.letters, self.start - 1
        while i >= 0 and letters[i] in " ,":
            i -= 1
        return letters[i] if i >= 0 else ""

    def after(self) -> str:
        letters, i = self.line.letters, self.end
        while i < len(letters) and letters[i] == " ":
            i += 1
        return letters[i] if i < len(letters) else ""

    def alone(self) -> bool:
        """Whether the text says nothing else: a cell, a dateline."""
        text, start, end = self.scanned.text, self.line.starts[self.start], self.line.ends[self.end - 1]
        return start <= 3 and len(text) - end <= 3 and not any(map(str.isalnum, text[:start] + text[end:]))

    def stops(self) -> bool:
        """Whether the sentence, or a part of it, ends after the chunk."""
        text, end = self.scanned.text, self.line.ends[self.end - 1]
        return (
            not text[end : end + 1].strip() and not text[end + 1 : end + 2].strip()
            if end + 1 >= len(text)
            else text[end] in '.,;:!?)]»”"，。、；）'
        )

    def preposition(self) -> Any:
        """The value of a preposition of dates directly before, or None."""
        i = self.start - 1
        while i >= 0 and self.line.letters[i] in " ":
            i -= 1
        last = self.line.atoms[i] if i >= 0 else None
        if (
            last is not None
            and last.letter in "ζlL1"
            and "date-preposition" not in last.roles
            and i > 1
            and self.line.letters[i - 1] == " "
        ):
            i -= 2  # on the 3rd, no dia 3
        atom = self.line.atoms[i] if i >= 0 else None
        value = atom.roles.get("date-preposition") if atom is not None else None
        return None if value == "after" else value

    def postposition(self) -> bool:
        """Whether a word follows that vouches for the date before it (جون میں: in June)."""
        letters, i = self.line.letters, self.end
        while i < len(letters) and letters[i] == " ":
            i += 1
        atom = self.line.atoms[i] if i < len(letters) else None
        return atom is not None and atom.roles.get("date-preposition") == "after"


Found = list[tuple[Date, int, int]]


NOTHING: Found = [(Date(), -1, -1)]  # what a form reads as no date at all, so that no later form tries again


class Fields(NamedTuple):
    """What the letters of a chunk say, before it is a date."""

    year: int | None
    month: int | None
    days: list[tuple[int, Atom]]
    weekday: int | None
    era: str | None
    calendar: str


def fields_of(c: Chunk) -> Fields | None:
    """Each number its role, by the markers beside it; what is left is the day."""
    letters = c.line.letters
    suffixed = not prefixes(c.scanned.language)
    year = month = weekday = era = None
    calendar = "gregorian"
    days: list[tuple[int, Atom]] = []
    for i, atom in c.atoms():
        letter = atom.letter
        if letter == "M":
            if month is None:
                calendar, month = atom.value if isinstance(atom.value, tuple) else ("gregorian", atom.value)
        elif letter == "W":
            weekday = int(atom.value)
        elif letter == "e":
            era = era or atom.value
        elif letter == "J" and atom.value == "first-year":
            year = 1
        elif letter in "yVn":
            year = atom.value
        elif letter in "abcvO1":
            role = _role(letters, i, c.start, c.end, suffixed=suffixed)
            if role == "T":
                month = atom.value
            elif role in ("J", "e") and year is None:
                year = atom.value
            elif role == "'":
                year = full_year(atom.value, c.scanned.published)
            elif letter != "c":
                days.append((i, atom))
    if len(days) > 2 or (month is not None and not 1 <= month <= 13):
        return None
    return Fields(year, month, days, weekday, era, calendar)


def _role(letters: str, i: int, start: int, end: int, *, suffixed: bool) -> str:
    """The marker that a number belongs to: the one after it in languages that put it there, otherwise the one before."""
    before = letters[start:i].rstrip(" h")[-1:]
    after = letters[i + 1 : end].lstrip(" o.-")[:1]
    if before == "'":
        return "'"
    if suffixed and after in ("T", "D", "J", "e"):
        return after
    if before in ("D", "T", "J", "e") and not (suffixed and re.search(rf"[abcnyvVO]-?o?-? ?{before}h?$", letters[start:i].rstrip(" "))):
        return before
    return after if after in ("D", "J", "e") else ""


def prefixes(language: Language) -> bool:
    """Whether the words for day, month and year stand before their number (ngày 3 tháng 2), not after (2月3日)."""
    return language.date_order != "ymd" and "month" in language.kind("date-marker").values()


def date_of(c: Chunk, fields: Fields, day: int | None, grain: Grain = "day") -> Date | None:
    """The date of the fields, in the Gregorian calendar; None where there is no such date."""
    calendar = fields.calendar
    year = fields.year
    if calendar == "gregorian":
        calendar = fields.era or calendar_of_year(c.scanned.language, year)
    if calendar in ("gregorian", "ad"):
        if not exists(year, fields.month, day):
            return None
        return Date(year=year, month=fields.month, day=day, weekday=fields.weekday, grain=grain)
    if year is None:
        return None
    try:
        moved = calendars.gregorian(calendar, year, fields.month, day)
    except ValueError:
        return None
    if moved.year is None or (calendar != "bc" and not 1 <= moved.year <= 2999):
        return None
    return Date(
        year=moved.year,
        month=moved.month,
        day=moved.day,
        weekday=fields.weekday,
        grain=grain,
        calendar="gregorian" if calendar == "bc" else calendar,
    )


def calendar_of_year(language: Language, year: int | None) -> str:
    """The calendar that a bare year of the language must be of, where its own calendar counts other years."""
    if year is None:
        return "gregorian"
    own = next(iter(language.kind("calendar").values()), None)
    if own == "buddhist" and 2400 <= year <= 2700:
        return "buddhist"
    if own == "persian" and 1250 <= year <= 1450:
        return "persian"
    if own == "bikram" and 2065 <= year <= 2095:  # 2050 and 2060 are goals of the world's, whose years are Gregorian
        return "bikram"
    return "gregorian"


def day_dates(c: Chunk, fields: Fields) -> Found:
    made: Found = []
    letters = c.line.letters
    if len(fields.days) == 2 and fields.days[0][1].value >= fields.days[1][1].value:
        # 4-1 de febrero: a score, then the first of February
        month = next((n for n in range(c.start, c.end) if letters[n] in "MT"), c.end)
        if month < fields.days[0][0]:
            return []
        i = fields.days[1][0]
        return day_dates(c._replace(start=i), fields._replace(days=fields.days[1:]))
    for k, (i, day) in enumerate(fields.days):
        value = date_of(c, fields, day.value)
        if value is None and len(fields.days) == 1 and 29 <= day.value <= 31 and fields.month is not None:
            value = date_of(c, fields, None, "month")  # 30 February: a slip, and a statement of the month
        if value is None:
            return []
        if len(fields.days) == 1:
            made.append((value, *c.span()))
            continue
        # Of two days the month and the year belong to the one that stands beside them.
        month_before = next((n for n in range(c.start, c.end) if letters[n] in "MT"), c.end) < i
        first = c.start if k == 0 and month_before else None if k == 0 else i
        last = i + (1 if letters[i + 1 : i + 2] in ("o", "D") else 0) if k == 0 else None
        made.append((value, *c.span(first, last)))
    return made


def one(c: Chunk, year: int | None, month: int, day: int, **more: Any) -> Found:
    return [(Date(year=year, month=month, day=day, **more), *c.span())] if exists(year, month, day) else []


def exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has such a day; 29 February without a year has a chance."""
    if month is None:
        return True
    if not 1 <= month <= 12:
        return False
    if day is None:
        return True
    leap = 2024 if year is None or year < 1 else year
    return 1 <= day <= gregorian_calendar.monthrange(leap, month)[1]


def short_year(c: Chunk, value: int) -> int:
    """A year of two digits in the calendar of the language (69 is 2569 in Thailand)."""
    own = next(iter(c.scanned.language.kind("calendar").values()), None)
    return 2500 + value if own == "buddhist" else full_year(value, c.scanned.published)


def full_year(value: int, published: datetime.date | None) -> int:
    last = (published.year if published else PIVOT) + 19
    year = last // 100 * 100 + value
    return year if year <= last else year - 100


def preferred(values: list[Date], published: datetime.date | None) -> Date:
    """The preferred reading with all of them inside it: the one near the day of publication where only one is, else the locale's first."""
    if len(values) == 1:
        return values[0]
    decided: str | None = None
    if published is not None:
        near = [v for v in values if distance(v, published) <= NEAR]
        if len(near) == 1:
            decided = "published"
            values = [near[0], *(v for v in values if v is not near[0])]
    return replace(values[0], readings=tuple(values), decided_by=decided)


def distance(date: Date, published: datetime.date) -> int:
    """Days between a date and publication; a date without a year is taken in the year that brings it nearest."""
    years = (date.year,) if date.year is not None else (published.year - 1, published.year, published.year + 1)
    apart = []
    for year in years:
        try:
            apart.append(abs((datetime.date(year, date.month or 1, date.day or 1) - published).days))
        except ValueError:
            continue
    return min(apart, default=10**6)


def is_weak(language: Language, atom: Atom) -> bool:
    """Whether a month or weekday is written in a short form, or in one that the data calls doubtful."""
    return "date-doubtful" in atom.roles or is_short(language, atom)


def is_short(language: Language, atom: Atom) -> bool:
    """Whether a month or weekday is abbreviated."""
    return atom.form in abbreviations(language, "month" if atom.letter == "M" else "weekday")


def is_cased(c: Chunk, atom: Atom) -> bool:
    """Whether a word that the language capitalises is capitalised here; a text without any capitals has no say."""
    if _uncased(c.scanned):
        return True
    return not atom.form[:1].isupper() or atom.exact or c.scanned.text[atom.start].isupper()


@functools.lru_cache(maxsize=8)
def _uncased(scanned: Scanned) -> bool:
    """Whether the text has letters with a lower case and no capitals."""
    return scanned.text.islower()
