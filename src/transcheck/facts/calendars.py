"""Other calendars into Gregorian dates, by their published algorithms. Years are astronomical: 44 BC is −43, 1 BC is 0.

Sources: E. G. Richards, “Calendars”, in Explanatory Supplement to the Astronomical Almanac (3rd ed., 2013), section 15.11 (tabular Islamic
calendar, Julian day numbers); K. M. Borkowski, “The Persian calendar for 3000 years”, Earth, Moon, and Planets 74 (1996) (the 2820-year
arithmetic is not used: leap years are those of the 33-year cycle, which agrees with the observed calendar from 1799 to 2256);
N. Dershowitz and E. M. Reingold, Calendrical Calculations (4th ed., 2018), chapters 4 (Ethiopic), 8 (Hebrew) and 10 (the sidereal year and the solar
months of the Sūrya-Siddhānta, which the Bikram Sambat of Nepal counts by).
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

# Era → offset: Gregorian year = year of the era + offset. Japan: Meiji 6 adopted the Gregorian calendar; earlier eras are not converted.
YEAR_OFFSETS = {
    "buddhist": -543,
    "roc": 1911,
    "minguo": 1911,
    "reiwa": 2018,
    "heisei": 1988,
    "showa": 1925,
    "taisho": 1911,
    "taishō": 1911,
    "shōwa": 1925,
    "meiji": 1867,
    "saka": 78,
    "indian": 78,
    "juche": 1911,
    "dangi": -2333,
    "bikram": -57,
    "ethiopic": 7,
    "coptic": 283,
}
# Calendars whose months are the Gregorian ones, so that only the year is moved.
SAME_MONTHS = frozenset({"buddhist", "roc", "minguo", "reiwa", "heisei", "showa", "shōwa", "taisho", "taishō", "meiji", "juche"})
TOLERANCE = {"islamic": 2, "hijri": 2}  # days by which a sighted or Umm al-Qura date may differ from the arithmetical one

_ISLAMIC_EPOCH = 1948440  # Julian day of 1 Muharram 1, civil reckoning
_HEBREW_EPOCH = -1373428  # fixed day of Tishri 1, year 1, less one: 1 January 1 is fixed day 1
_PERSIAN_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})  # years of the 33-year cycle


class Gregorian(NamedTuple):
    """As much of a date as is certain: a year of another calendar covers parts of two, the first of which is ``year``."""

    year: int | None
    month: int | None
    day: int | None


def gregorian(calendar: str, year: int | None, month: int | None = None, day: int | None = None) -> Gregorian:
    """A date of another calendar as a Gregorian one, as far as its fields allow.

    Where months do not coincide and the day is missing, the middle of the month decides the month, and a year alone gives the Gregorian
    year that holds most of it. Raises ValueError for a date that the calendar does not have.
    """
    if calendar in SAME_MONTHS and year is not None:
        return Gregorian(year + YEAR_OFFSETS[calendar], month, day)
    if calendar in ("gregorian", "ad") or year is None:
        return Gregorian(year, month if calendar in ("gregorian", "ad") else None, day if calendar in ("gregorian", "ad") else None)
    if calendar == "bc":
        return Gregorian(1 - year, month, day)
    to_fixed = _CONVERTERS.get(calendar)
    if to_fixed is None:
        offset = YEAR_OFFSETS.get(calendar)
        if offset is None:
            raise ValueError(f"unknown calendar {calendar!r}")
        return Gregorian(year + offset, None, None)
    if month is None:
        offset = YEAR_OFFSETS.get(calendar)
        middle = to_fixed(year, 6, 15)
        return Gregorian(year + offset if offset is not None else middle.year if calendar != "persian" else year + 621, None, None)
    whole = to_fixed(year, month, day or 15)
    return Gregorian(whole.year, whole.month, whole.day if day is not None else None)


def era_years(calendar: str, year: int) -> frozenset[int]:
    """Years of another calendar that fall into a Gregorian year: what a translator would have copied. Empty for an unknown calendar.

    >>> sorted(era_years("hijri", 2026))
    [1447, 1448]
    """
    if calendar in ("hijri", "islamic"):
        first = (year - 622) * 33 // 32
        return frozenset(y for y in range(first - 1, first + 3) if year - 0.97 < (y - 1) * 0.970224 + 622.54 < year + 1)
    if calendar == "persian":
        return frozenset((year - 622, year - 621))
    if calendar == "hebrew":
        return frozenset((year + 3760, year + 3761))
    offset = YEAR_OFFSETS.get(calendar)
    if offset is None:
        return frozenset()
    return frozenset((year - offset,) if calendar in SAME_MONTHS else (year - offset - 1, year - offset))


def islamic(year: int, month: int, day: int) -> datetime.date:
    """The arithmetical (civil, 30-year cycle) Islamic calendar; what is announced may differ by ``TOLERANCE`` days.

    >>> islamic(1447, 9, 1)
    datetime.date(2026, 2, 18)
    """
    _within(1 <= month <= 12 and 1 <= day <= 30, "Islamic", year, month, day)
    julian = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _ISLAMIC_EPOCH - 1
    return _from_julian(julian)


def persian(year: int, month: int, day: int) -> datetime.date:
    """The solar Hijri calendar, leap years by the 33-year cycle (right for 1178–1634 SH, 1799–2256).

    >>> persian(1404, 11, 14)
    datetime.date(2026, 2, 3)
    """
    _within(1 <= month <= 12 and 1 <= day <= 31, "Persian", year, month, day)
    # 1 Farvardin 1375, a leap year at position 22 of its cycle, was 20 March 1996.
    days = (datetime.date(1996, 3, 20) - datetime.date(1, 1, 1)).days + (year - 1375) * 365 + _leaps(year) - _leaps(1375)
    days += 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return _date(datetime.date(1, 1, 1).toordinal() + days + day - 1)


def _leaps(year: int) -> int:
    """Leap years before ``year``, counted from the first of the cycle."""
    cycles, position = divmod(year - 1, 33)
    return cycles * 8 + sum(1 for leap in _PERSIAN_LEAPS if leap <= position)


def hebrew(year: int, month: int, day: int) -> datetime.date:
    """The Hebrew calendar; months as CLDR counts them: Tishri 1, …, Shevat 5, Adar I 6 (leap years only), Adar 7, Nisan 8, …, Elul 13.

    >>> hebrew(5786, 5, 16)
    datetime.date(2026, 2, 3)
    """
    _within(1 <= month <= 13 and 1 <= day <= 30, "Hebrew", year, month, day)
    start = _hebrew_new_year(year)
    length = _hebrew_new_year(year + 1) - start
    leap = (7 * year + 1) % 19 < 7
    months = [30, 30 if length % 10 == 5 else 29, 29 if length % 10 == 3 else 30, 29, 30, 30 if leap else 0, 29, 30, 29, 30, 29, 30, 29]
    return _date(start + sum(months[: month - 1]) + day - 1)


def ethiopic(year: int, month: int, day: int) -> datetime.date:
    """The Ethiopian calendar of the Incarnation era: twelve months of 30 days and a rest, a leap day every fourth year.

    >>> ethiopic(2018, 5, 26)
    datetime.date(2026, 2, 3)
    """
    _within(1 <= month <= 13 and 1 <= day <= (30 if month < 13 else 6), "Ethiopian", year, month, day)
    return _date(_ETHIOPIC_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day)


def bikram(year: int, month: int, day: int) -> datetime.date:
    """The Bikram Sambat of Nepal: a month begins on the day on which the sun enters its sign, by the lengths of the months.

    What is printed is decided year by year; the beginnings of the signs are fitted to the months of 2070 to 2080, all of which begin on the
    day computed here, and may be a day off elsewhere.

    >>> bikram(2082, 10, 20)
    datetime.date(2026, 2, 3)
    """
    _within(1 <= month <= 12 and 1 <= day <= 32, "Bikram Sambat", year, month, day)
    return _date(int(_BIKRAM_2070 + (year - 2070) * _SIDEREAL_YEAR + _BIKRAM_MONTHS[month - 1]) + day - 1)


_ETHIOPIC_EPOCH = 2795  # fixed day before 1 Meskerem 1 (29 August 8, Julian)
_SIDEREAL_YEAR = 365.258756481  # days, of the Sūrya-Siddhānta
_BIKRAM_2070 = 734972.14  # fixed day on which the sun entered Mesha: 14 April 2013
_BIKRAM_MONTHS = (-0.05, 30.95, 62.43, 93.7, 125.43, 156.44, 186.95, 216.84, 246.33, 275.95, 305.07, 334.95)  # days from there to each sign


def _hebrew_new_year(year: int) -> int:
    """Fixed day of 1 Tishri (Calendrical Calculations, “hebrew-calendar-elapsed-days” and “year-length-correction”)."""

    def elapsed(y: int) -> int:
        months = (235 * y - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if (3 * (day + 1)) % 7 < 3 else day

    before, this, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    correction = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + correction + 1


def _within(fits: bool, name: str, *fields: int) -> None:
    if not fits:
        raise ValueError(f"no such {name} date: {fields}")


def _from_julian(julian: int) -> datetime.date:
    return _date(julian - 1721425)


def _date(fixed: int) -> datetime.date:
    if not 1 <= fixed <= datetime.date.max.toordinal():
        raise ValueError("outside the years 1 to 9999")
    return datetime.date.fromordinal(fixed)


_CONVERTERS = {"hijri": islamic, "islamic": islamic, "persian": persian, "hebrew": hebrew, "ethiopic": ethiopic, "bikram": bikram}
