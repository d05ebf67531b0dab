"""Whether two statements of time say the same, whatever language and precision each was written in.

``agreement`` answers with
- "same": the same fields with the same values;
- "compatible": nothing contradicts, but one says less (a weekday for a date, a decade for a year, yesterday for 3 February);
- "ambiguous": some of the readings agree and some do not (3/2 and 3 February);
- "different": they contradict each other;
- None: there is nothing to compare (a month and a time of day).
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from transcheck.model import Date, Duration, Time

Relation = Literal["same", "compatible", "ambiguous", "different"]

DAYS = {
    "weekday": 1,
    "day": 1,
    "week": 7,
    "fortnight": 14,
    "month": 31,
    "quarter": 92,
    "half": 184,
    "year": 366,
    "decade": 3653,
    "century": 36525,
}
# Months and years are averages of the Gregorian calendar in neither case: 12 months are a year, 7 days a week, 24 hours a day, exactly.
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "fortnight": 1209600}
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
SPANS = {"year": 1, "decade": 10, "century": 100}
RELATIVE_TOLERANCE = 1  # days: yesterday and tonight, written before and after midnight or in another time zone


def agreement(a: Date | Time | Duration, b: Date | Time | Duration) -> Relation | None:
    """How two values relate; symmetric."""
    if isinstance(a, Date) and isinstance(b, Date):
        return _dates(a, b)
    if isinstance(a, Time) and isinstance(b, Time):
        return _times(a, b)
    if isinstance(a, Duration) and isinstance(b, Duration):
        return _durations(a, b)
    for one, other in ((a, b), (b, a)):
        if isinstance(one, Date) and isinstance(other, Duration):
            return _date_and_duration(one, other)
        if isinstance(one, Time) and isinstance(other, Duration):
            return _time_and_duration(one, other)
    return None


# --- dates ----------------------------------------------------------------------------------------------------------


def _dates(a: Date, b: Date) -> Relation | None:
    if _copied_figures(a, b):
        return "ambiguous"
    relations = {_readings(x, y) for x in (a.readings or (a,)) for y in (b.readings or (b,))}
    if len(relations) == 1:
        return relations.pop()
    agreeing = relations & {"same", "compatible"}
    if "different" in relations or None in relations:
        return "ambiguous" if agreeing else "different"
    return "compatible"


def _copied_figures(a: Date, b: Date) -> bool:
    """The same figures in the same places, read in two orders: 3/2 of a day-first text copied into a month-first one.

    That is one date written so that it is misread, not two dates.
    """
    if not (a.style and b.style) or a.readings or b.readings or a.month == b.month or (a.month, a.day) != (b.day, b.month):
        return False
    years_fit = a.year is None or b.year is None or a.year == b.year
    return years_fit and not a.style.startswith("y") and not b.style.startswith("y")


def _readings(a: Date, b: Date) -> Relation | None:
    if (a.relative and a.anchor is None) or (b.relative and b.anchor is None):
        named = [(x, y) for x, y in ((a.month, b.month), (a.day, b.day)) if x is not None and y is not None]
        if any(x != y for x, y in named):
            return "different"  # October last year, last January
    if a.relative and b.relative and (a.anchor is None or b.anchor is None or a.anchor == b.anchor):
        return _both_relative(a, b)
    if (a.relative and a.anchor is None) or (b.relative and b.anchor is None):
        return "compatible" if _grain(a) <= 366 and _grain(b) <= 366 else None
    if a.relative or b.relative:
        return _resolved(a, b)
    if a.grain in ("decade", "century") or b.grain in ("decade", "century"):
        return _year_spans(a, b)
    if a.grain in ("quarter", "half") or b.grain in ("quarter", "half"):
        return _quarters(a, b)
    return _fields(a, b)


def _grain(d: Date) -> int:
    return DAYS[d.grain]


def _fields(a: Date, b: Date) -> Relation | None:
    """Field by field; a two-digit or missing field says nothing."""
    pairs = [(x, y) for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day)) if x is not None and y is not None]
    if any(x != y for x, y in pairs):
        return "different"
    if not _weekdays_fit(a, b):
        return "different"
    if (a.year, a.month, a.day) == (b.year, b.month, b.day) and (a.weekday is None) == (b.weekday is None):
        return "same"
    if pairs or (a.weekday and b.weekday) or (a.weekday and b.day) or (b.weekday and a.day):
        return "compatible"
    return None


def _weekdays_fit(a: Date, b: Date) -> bool:
    """The weekday that one names against the one that the other names or that its date falls on (unknown fits).

    Where both give the day, a wrong weekday beside it is another matter (D205).
    """
    if a.day is not None and b.day is not None:
        return True
    x, y = a.weekday or _weekday(a), b.weekday or _weekday(b)
    return x is None or y is None or x == y


def _weekday(d: Date) -> int | None:
    whole = _as_date(d)
    return whole.isoweekday() if whole else None


def _as_date(d: Date) -> datetime.date | None:
    if d.year is None or d.month is None or d.day is None:
        return None
    try:
        return datetime.date(d.year, d.month, d.day)
    except ValueError:
        return None


def _year_spans(a: Date, b: Date) -> Relation | None:
    x, y = _years(a), _years(b)
    if x is None or y is None:
        return None
    if x == y and a.grain == b.grain:
        return "same"
    slack = 1 if "century" in (a.grain, b.grain) else 0  # 1900 and 2000 are counted to either century
    if (x[0] - slack <= y[0] and y[1] <= x[1] + slack) or (y[0] - slack <= x[0] and x[1] <= y[1] + slack):
        return "compatible"
    return "different"


def _years(d: Date) -> tuple[int, int] | None:
    """First and last year that a date stays inside."""
    if d.year is None:
        return None
    return d.year, d.year + SPANS.get(d.grain, 1) - 1


def _quarters(a: Date, b: Date) -> Relation | None:
    """Quarters and halves by the months that they hold; without a year on both sides only the months count."""
    if a.year is not None and b.year is not None and a.year != b.year:
        return "different"
    x, y = _months(a), _months(b)
    if x is None or y is None:
        return "compatible" if a.year is not None and a.year == b.year else None
    if x == y:
        return "same" if a.year == b.year else "compatible"
    return "compatible" if x <= y or y <= x else "different"


def _months(d: Date) -> frozenset[int] | None:
    if d.grain == "quarter" and d.quarter:
        return frozenset(range(3 * d.quarter - 2, 3 * d.quarter + 1))
    if d.grain == "half" and d.quarter:
        return frozenset(range(6 * d.quarter - 5, 6 * d.quarter + 1))
    return frozenset((d.month,)) if d.month else None


def _both_relative(a: Date, b: Date) -> Relation:
    """Two relative dates that hang on the same day, or on days that nobody told."""
    if a.relative == b.relative:
        said = (
            ((a.weekday, b.weekday), (a.month, b.month), (a.day, b.day))
            if a.anchor is None or b.anchor is None
            else ((a.weekday, b.weekday),)
        )
        return "different" if any(x != y and None not in (x, y) for x, y in said) else "same"
    x, y = _offset(a), _offset(b)
    if x is None or y is None:
        return "compatible"
    apart, far = abs(x[0] - y[0]), max(abs(x[0]), abs(y[0]))
    if x[1] == y[1] or not far:  # “this year” and “today”
        return "different" if apart else "compatible"
    return "compatible" if 5 * apart <= far else "different"  # “a week ago” and “seven days ago”, “last year” and “twelve months ago”


def _offset(d: Date) -> tuple[int, int] | None:
    """Days from the anchor and the length of the unit in days; None where a weekday has to be counted from an unknown day."""
    unit, _, count = (d.relative or "").partition(":")
    if unit == "weekday" or unit not in DAYS:
        return None
    return int(count) * DAYS[unit], DAYS[unit]


def _resolved(a: Date, b: Date) -> Relation | None:
    """At least one relative date with an anchor: compares the days meant, with a tolerance of what a relative date leaves open."""
    if a.grain in ("decade", "century") or b.grain in ("decade", "century"):
        return _year_spans(a, b)
    plain = _fields(replace(a, weekday=None), replace(b, weekday=None))
    if plain != "different":
        x, y = _as_date(a), _as_date(b)
        if plain is not None and (x is None or y is None) and not _near_weekday(a, b):
            return "different"
        return "compatible" if plain in ("same", "compatible", None) else plain
    x, y = _as_date(a), _as_date(b)
    slack = max(_slack(a), _slack(b))
    if x is None or y is None:
        return _partly(a, b, slack)
    return "compatible" if abs((x - y).days) <= slack else "different"


def _slack(d: Date) -> int:
    """Days that a relative date may miss by: “a week ago” is no exact day."""
    unit, _, count = (d.relative or "").partition(":")
    if not d.relative:
        return 0
    if unit in ("day", "weekday"):
        return RELATIVE_TOLERANCE if unit == "day" else 7
    if d.grain == "day" and unit in ("month", "year"):  # the 12th of next month
        return 0
    return max(7, DAYS.get(unit, 1) // 2 * min(abs(int(count or 0)), 2))


def _partly(a: Date, b: Date, slack: int) -> Relation:
    """One side lacks a field: a month named beside a day, a year beside a month; the ends of the other are moved by the tolerance."""
    for one, other in ((a, b), (b, a)):
        day = _as_date(one)
        if day is None:
            continue
        for shift in (-slack, slack):
            moved = day + datetime.timedelta(days=shift)
            shifted = replace(one, year=moved.year, month=moved.month, day=moved.day)
            if _fields(replace(shifted, weekday=None), replace(other, weekday=None)) != "different":
                return "compatible"
    if a.month and b.month and a.day is None and b.day is None and slack > 7:
        apart = abs(((a.year or b.year or 0) * 12 + a.month) - ((b.year or a.year or 0) * 12 + b.month))
        return "compatible" if min(apart, abs(12 - apart)) <= 1 else "different"
    return "different"


def _near_weekday(a: Date, b: Date) -> bool:
    """Whether a weekday alone is at most the tolerance away from the day that the other means."""
    for one, other in ((a, b), (b, a)):
        day = _weekday(other)
        if one.weekday and day and one.day is None:
            apart = abs(one.weekday - day)
            return min(apart, 7 - apart) <= max(_slack(other) if other.relative and other.relative.startswith("day") else 0, 0)
    return True


# --- times and lengths of time ----------------------------------------------------------------------------------------


def _times(a: Time, b: Time) -> Relation:
    seconds_fit = a.second is None or b.second is None or a.second == b.second
    if a.minute == b.minute and seconds_fit and set(a.hours) & set(b.hours):
        exact = a.hours == b.hours and a.zone == b.zone and a.second == b.second
        return "same" if exact else "compatible"
    if a.zone and b.zone and a.zone != b.zone and "said" not in (a.zone, b.zone) and seconds_fit and _shifted(a, b):
        return "compatible"
    return "different"


def _shifted(a: Time, b: Time) -> bool:
    """Whether the two are the same moment in their zones, in summer or in winter; zones that only a place can tell are believed by the half-hour."""
    offsets = [
        (x, y) for month in (1, 7) if (x := _utc_offset(a.zone, month)) is not None and (y := _utc_offset(b.zone, month)) is not None
    ]
    if not offsets:
        return (a.minute - b.minute) % 30 == 0
    return any((h * 60 + a.minute - x - (k * 60 + b.minute - y)) % 1440 == 0 for x, y in offsets for h in a.hours for k in b.hours)


def _utc_offset(zone: str | None, month: int) -> int | None:
    """Minutes east of UTC in that month of 2025, or None where the name does not tell."""
    if zone in (None, "local", "named", "said"):
        return None
    if zone.startswith("UTC"):
        sign, _, rest = zone[3:4], None, zone[4:]
        hours, _, minutes = rest.partition(":")
        return (-1 if sign in "-−" else 1) * (int(hours or 0) * 60 + int(minutes or 0)) if rest else 0
    try:
        offset = datetime.datetime(2025, month, 15, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):
        return None
    return int(offset.total_seconds() // 60) if offset is not None else None


def _durations(a: Duration, b: Duration) -> Relation:
    for x in a.amounts:
        for y in b.amounts:
            if x == y and a.unit == b.unit:
                return "same" if len(a.amounts) == len(b.amounts) == 1 else "compatible"
    return "compatible" if any(_same_length(x, a.unit, y, b.unit) for x in a.amounts for y in b.amounts) else "different"


def _same_length(x: Decimal, unit: str, y: Decimal, other: str) -> bool:
    if "fortnight" in (unit, other) and "day" in (unit, other):  # quinze jours
        return abs(x * SECONDS[unit] - y * SECONDS[other]) <= SECONDS["day"]
    for factors in (SECONDS, MONTHS):
        if unit in factors and other in factors:
            return x * factors[unit] == y * factors[other]
    # Between weeks and months only the loose everyday equation is left: 30 days are a month, 365 days or 52 weeks a year.
    days, months = (x * SECONDS[unit] / 86400, y * MONTHS[other]) if unit in SECONDS else (y * SECONDS[other] / 86400, x * MONTHS[unit])
    return bool(months) and abs(days - months * Decimal("30.44")) <= months * Decimal("0.5")


def _date_and_duration(date: Date, duration: Duration) -> Relation | None:
    """“Two weeks ago” beside “two weeks”; 3日, which is the third or three days."""
    if date.relative:
        unit, _, count = date.relative.partition(":")
        if unit in SECONDS or unit in MONTHS:
            lengths = [a for a in duration.amounts if _same_length(a, duration.unit, Decimal(abs(int(count))), unit)]
            return "compatible" if lengths else None
    if date.day is not None and date.month is None and duration.unit == "day":
        return "ambiguous" if date.day in duration.amounts else None
    return None


def _time_and_duration(time: Time, duration: Duration) -> Relation | None:
    """2 giờ: two o'clock or two hours."""
    if duration.unit != "hour" or time.minute:
        return None
    hours = {*time.hours, *((h - 12) % 24 for h in time.hours), *(h or 24 for h in time.hours)}
    return "ambiguous" if any(a in hours for a in duration.amounts) else None
