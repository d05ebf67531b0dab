"""Dates with a month or a weekday in words, or with the words for day, month and year: 3 February, ngày 3 tháng 2, 2月3日, Tuesday."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transcheck.facts.date_atoms import LINK, RANGE, Atom
from transcheck.facts.date_chunks import Chunk, Found, date_of, day_dates, fields_of, is_cased, is_short, is_weak, one, prefixes, short_year
from transcheck.model import Date

if TYPE_CHECKING:
    from transcheck.languages import Language


def read_named(c: Chunk) -> Found:
    """A month in words with a day and perhaps a year, in any order; two days make two dates."""
    fields = fields_of(c)
    if fields is None or not fields.days:
        return []
    if len(fields.days) == 2 and _from_only(c, fields.days):
        return read_named(c._replace(end=fields.days[0][0] + 1))
    letters = c.letters
    atoms = c.atoms()
    first_month = next((k for k, (_, a) in enumerate(atoms) if a.letter == "M"), 0)
    month_atom = atoms[first_month][1]
    day_first = any(i < atoms[first_month][0] for i, _ in fields.days)
    has_year = fields.year is not None
    weekday = fields.weekday
    if not has_year and not weekday and not _believed(c, month_atom, fields.days[0][1], day_first=day_first):
        return []
    if (
        day_first
        and has_year
        and letters[0] in "yV"
        and letters[1:2] not in ("J", "o", ".", ";", " ")
        and c.scanned.language.date_order != "ymd"
    ):
        return []
    return day_dates(c, fields)


def _from_only(c: Chunk, days: list[tuple[int, Atom]]) -> bool:
    """Whether the ending of the first day only says since when (ಮೇ 3ರಿಂದ 5 …): the month came before, and no word or ending says until."""
    (i, first), (k, _) = days
    between = next((a for a in c.line.atoms[i + 1 : k] if a is not None), None)
    glued = between is not None and between.start == first.end and between.end - between.start > 1 and between.form[:1].isalpha()
    if not glued or c.line.letters.find("M", c.start, i) < 0:
        return False
    rest = c.line.letters[k + 1 : k + 4].lstrip(" -")
    return not rest or rest[0] not in "oD" + RANGE


def read_named_short(c: Chunk) -> Found:
    """3 Jan 12, Feb. 3, 26: the last number is a year only where the sentence stops after it."""
    last = c.atoms()[-1][1]
    tail = c.scanned.text[last.end : last.end + 1]
    before = c.scanned.text[last.start - 1 : last.start]
    if (
        last.end - last.start != 2
        or (tail == "-" and c.scanned.text[last.end + 1 : last.end + 2].isalpha())
        or (before not in "-/.'’" and (tail.isspace() or tail.isalnum() or tail in ("%", "$", "€")))
    ):
        return []
    if before.isspace() and c.scanned.text[last.start - 2 : last.start - 1] == ",":
        return []
    fields = fields_of(c._replace(end=c.end - 1))
    if fields is None or not fields.days or fields.year is not None or fields.month is None:
        return []
    return day_dates(c, fields._replace(year=short_year(c, int(last.value)), days=fields.days[:1]))


def _believed(c: Chunk, month: Atom, day: Atom, *, day_first: bool) -> bool:
    """Whether a month beside a number, without a year or a weekday, is a date: “20 may” may be something else, “febrero 12” a count."""
    language = c.scanned.language
    text = c.scanned.text
    said = any(a.letter in "DOh" for _, a in c.atoms()) or "o" in c.letters
    if not day_first and not said and (day.letter == "v" or not _month_then_day(language)) and not c.stops():
        return False  # im März 3 Tote, in May two people
    preposition = c.preposition()
    joined = day_first and text[month.start - 1] in "-/"
    if joined or c.alone() or (said and (preposition is not None or re.search(rf"[{LINK}]", c.letters))):
        return True
    capital = text[month.start].isupper() or (month.exact and month.form[:1].isupper())
    dotted = text[month.end : month.end + 1] == "." or text[month.end - 1] == "."
    if "date-doubtful" in month.roles and is_short(language, month):
        return (
            capital and (preposition is not None or month.exact or c.stops())
            if not dotted
            else capital or bool(text[month.end + 1 :].strip())
        )
    if "date-doubtful" not in month.roles or capital:
        return is_cased(c, month) or "date-doubtful" not in month.roles
    if not is_cased(c, month):
        return preposition is not None or (not day_first and c.stops())
    return said or preposition is not None or is_cased(c, month)


def _year_first(language: Language) -> bool:
    """Whether the language says “2026 February” in words."""
    return language.date_order == "ymd" or "md" in language.kind("text-date-order").values()


def _month_then_day(language: Language) -> bool:
    """Whether the language says “February 3” in words."""
    return language.date_orders != ("dmy",) or "md" in language.kind("text-date-order").values()


def read_suffixed(c: Chunk) -> Found:
    """2026年2月3日, 2월 3일."""
    if prefixes(c.scanned.language):
        return []
    fields = fields_of(c)
    if fields is None or fields.month is None:
        return []
    touching = re.search(r"[av]o?-?T", c.letters)
    if not fields.days:
        if not touching and fields.year is None:
            return []
        value = date_of(c, fields, None, "month")
        return [(value, *c.span())] if value else []
    if not touching and "D" not in c.letters and fields.year is None and not re.search(r"T [ab]o", c.letters):
        return []
    return day_dates(c, fields)


def read_prefixed(c: Chunk) -> Found:
    """ngày 3 tháng 2 năm 2026, tháng 10, เดือน 2."""
    if not prefixes(c.scanned.language):
        return []
    fields = fields_of(c)
    if fields is None or fields.month is None or not 1 <= fields.month <= 12:
        return []
    if not fields.days:
        value = date_of(c, fields, None, "month")
        return [(value, *c.span())] if value else []
    if "D" not in c.letters and fields.year is None and fields.weekday is None and c.preposition() is None:
        text = c.scanned.text
        start, end = c.span()
        if text[start - 1 : start].isspace() and (text[end : end + 1].isspace() or text[end : end + 1].isalnum()):
            return []  # 23 tháng 11 …: months may be counted
    return day_dates(c, fields)


def read_roman(c: Chunk) -> Found:
    day, month, year = (a.value for _, a in c.atoms())
    return one(c, year, month, day) if 1 <= month <= 12 else []


def read_month(c: Chunk) -> Found:
    """A month with a year, or alone where it is clearly one."""
    fields = fields_of(c)
    if fields is None or fields.month is None:
        return []
    letters = c.letters
    atom = next(a for _, a in c.atoms() if a.letter == "M")
    if (
        fields.year is not None
        and letters[0] in "yV"
        and not _year_first(c.scanned.language)
        and not re.match(r"(?:J ?)?(?:e ?)?[yV]\W?[oJ;.]", letters)
    ):
        return []
    if fields.year is None and not _plain_month(c, atom):
        return []
    if fields.year is not None and "date-doubtful" in atom.roles and not atom.exact and atom.form[:1].isupper():
        return []
    value = date_of(c, fields, None, "month")
    return [(value, *c.span())] if value else []


def _plain_month(c: Chunk, atom: Atom) -> bool:
    """A month that stands alone: written out, with its capital where it has one, and not a common word unless a preposition vouches."""
    language = c.scanned.language
    if any(a.letter == "T" for _, a in c.atoms()):
        return True
    cased = atom.form[:1].isupper()
    if cased and not atom.exact and not c.scanned.text[atom.start].isupper():
        return False
    before = c.before()
    vouched = c.preposition() is not None or c.postposition() or (before != "" and before in "fR" + RANGE)
    dotted = atom.form.endswith(".") or c.scanned.text[atom.end : atom.end + 1] == "."
    if is_short(language, atom) and not (dotted and len(atom.form.rstrip(".")) > 3 - c.scanned.text[atom.start].isupper()):
        return False
    if "date-doubtful" in atom.roles:
        return vouched and (not cased or c.scanned.text[atom.start].isupper())
    return vouched if is_weak(language, atom) else True


def read_weekday(c: Chunk) -> Found:
    """A weekday alone, written out."""
    atom = c.atoms()[0][1]
    language = c.scanned.language
    text = c.scanned.text
    cased = atom.form[:1].isupper()
    if cased and not atom.exact and not text[atom.start].isupper():
        return []
    preposition = c.preposition()
    if is_short(language, atom):
        return []
    if (
        "date-doubtful" in atom.roles
        and preposition is None
        and not (c.before() and c.before() in "pR")
        and not (c.after() and (c.after() == "p" or (c.after() in LINK and not cased and atom.form.lower() == atom.form.upper())))
    ):
        return []
    return [(Date(weekday=int(atom.value), grain="weekday"), atom.start, atom.end)]


def read_day(c: Chunk) -> Found:
    """ngày 3, 3日: a day of a month that is understood."""
    language = c.scanned.language
    atoms = c.atoms()
    number = next(a for _, a in atoms if a.letter in "abv")
    marker = next(a for _, a in atoms if a.letter == "D")
    before = marker.start < number.start
    if before != prefixes(language) and not (before and "unit" not in marker.roles):
        return []
    if (before and "unit" in marker.roles and c.preposition() is None) or (c.before() and c.before() in "FuX"):
        return []
    after = c.after()
    if after and after in "xujgGT":
        return []
    if (not before and c.scanned.text[marker.end : marker.end + 1] in ("間", "間")) or number.value > 31:
        return []
    weekday = next((int(a.value) for _, a in atoms if a.letter == "W"), None)
    return [(Date(day=number.value, weekday=weekday), *c.span())]


def read_weekday_day(c: Chunk) -> Found:
    """Segunda-feira (2): the weekday and its day."""
    atoms = [a for _, a in c.atoms()]
    weekday, day = next(a for a in atoms if a.letter == "W"), atoms[-1]
    if c.scanned.text[day.end : day.end + 1] not in (")", "）"):
        return []
    return [(Date(day=day.value, weekday=int(weekday.value)), *c.span())]


def read_era_first(c: Chunk) -> Found:
    fields = fields_of(c)
    if fields is None or fields.month is None:
        return []
    day = fields.days[0][1].value if fields.days else None
    value = date_of(c, fields, day, "day" if day else "month")
    return [(value, *c.span())] if value else []
