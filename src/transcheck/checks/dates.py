"""D201, D203 to D205, D207, D208, D210: dates and numbers that readers may take for others than were meant.

D202, D206 and D209 compare the values themselves and come out of the matching of all facts (``checks.facts``).
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck import languages, tags
from transcheck.checks import chain, fitting, house, wording
from transcheck.checks.comparison import CANDIDATE
from transcheck.checks.facts import hop
from transcheck.checks.matching import matched
from transcheck.facts import calendars
from transcheck.facts.date_chunks import NEAR, distance
from transcheck.facts.dates import habit
from transcheck.model import Date, Example, Fact, Finding, Number, Rule, Severity, Time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language

# --- D201 -------------------------------------------------------------------------------------------------------------


def ambiguous_order(comparison: Comparison) -> Iterator[Finding]:
    """An all-numeric date that readers of the text, or of its versions, read in two ways: some put the day first, others the month.

    3/2 is 3 February and March 2. A language without a region has readers of every region. Where the text names a region, its readers agree among themselves; the date is
    then reported only if it was copied with its figures from a version whose readers put the other part first. What was meant is decided
    by, in this order: an unambiguous mention of one of the two days in the text, the other versions, the day of publication, the order that the
    document keeps elsewhere, the locale. 2/2 is one day in any order; 13/2 can be read in one way only.
    """
    partners = _partners(comparison)
    for fact in comparison.facts_of(CANDIDATE):
        value = fact.value
        if not isinstance(value, Date) or not value.style or value.day is None:
            continue
        theirs = partners.get(fact.span.start, [])
        swapped = _swapped(value)
        if value.readings and len({(r.year, r.month, r.day) for r in value.readings}) > 1:
            yield _two_readings(comparison, fact, value, theirs)
        elif swapped is not None:
            copied = [(r, f) for r, f in theirs if isinstance(f.value, Date) and f.value.style and _same_day(f.value, swapped)]
            if copied:
                yield _copied(comparison, fact, value, copied)


def _two_readings(comparison: Comparison, fact: Fact, value: Date, theirs: list[tuple[int, Fact]]) -> Finding:
    meant, decided = decide(value, comparison, [f.value for _, f in theirs if isinstance(f.value, Date)])
    one, other = value.readings[0], value.readings[1]
    message = f"“{fact.text}” is {wording.date(one)} to some readers and {wording.date(other)} to others"
    message += f"; {_because(decided, wording.date(meant))}." if decided else "."
    return _finding(
        comparison,
        "D201",
        "major",
        0.9 if decided in ("reference", "neighbour") else 0.75,
        message,
        fact,
        theirs,
        fix=fitting.fitting(comparison, fact, meant, words=True) if decided else None,
        introduced_in="candidate" if theirs else "unknown",
        details=(("readings", wording.readings(value)), ("decided by", _DECIDERS[decided])),
    )


_DECIDERS = {
    None: "nothing in the text or its versions",
    "neighbour": "another date of the text",
    "reference": "the other version",
    "published": "the day of publication",
    "habit": "how the text writes its dates",
    "locale": "the text's locale",
}


def _because(decided: str, meant: str) -> str:
    reasons = {
        "neighbour": f"the text itself names {meant} elsewhere",
        "reference": f"the other version means {meant}",
        "published": f"the day of publication speaks for {meant}",
        "habit": f"elsewhere the text writes its dates so that {meant} is meant",
        "locale": f"the text's locale reads {meant}",
    }
    return reasons[decided]


def _copied(comparison: Comparison, fact: Fact, value: Date, copied: list[tuple[int, Fact]]) -> Finding:
    r, theirs = copied[0]
    language = comparison.candidate.language
    role = wording.role(comparison.references[r])
    meant = wording.say(theirs.value)
    return _finding(
        comparison,
        "D201",
        "major",
        0.9,
        f"Readers of {language} take “{fact.text}” for {wording.date(value)}; {role} means {meant}.",
        fact,
        copied,
        fix=fitting.fitting(comparison, fact, theirs.value, words=True),
        introduced_in="candidate",
        details=(
            ("readings", f"{wording.date(value)} or {meant}"),
            ("decided by", f"the {role.lower()} ({comparison.references[r].language})"),
        ),
    )


def decide(value: Date, comparison: Comparison, theirs: list[Date]) -> tuple[Date, str | None]:
    """The reading that was meant and what decided it."""
    readings = value.readings or (value,)
    for name, wanted in (
        ("neighbour", [v for v in _unambiguous(comparison) if v is not value]),
        ("reference", [v for v in theirs if not v.readings]),
    ):
        hits = [r for r in readings if any(_same_day(v, r) for v in wanted)]
        if len(hits) == 1:
            return hits[0], name
    published = comparison.candidate.published
    if published is not None:
        near = [r for r in readings if distance(r, published) <= NEAR]
        if len(near) == 1:
            return near[0], "published"
    order = comparison.once(_habits)
    if order:
        fields = [p for p in order if p in "dm"]
        for reading in readings:
            if [p for p in value.style if p in "dm"] == fields:
                return reading, "habit"
    return readings[0], None


def _habits(comparison: Comparison) -> str | None:
    return habit(comparison.facts_of(CANDIDATE))


def _unambiguous(comparison: Comparison) -> list[Date]:
    return comparison.once(_days_named)


def _days_named(comparison: Comparison) -> list[Date]:
    """Days that the candidate names beyond doubt: with the month in words, or in the order of a year-first date."""
    return [
        f.value
        for f in comparison.facts_of(CANDIDATE)
        if isinstance(f.value, Date)
        and f.value.day is not None
        and f.value.month is not None
        and not f.value.readings
        and not f.value.relative
    ]


def _swapped(value: Date) -> Date | None:
    """The same figures read in the other order, where that is another day that exists."""
    if value.month is None or value.day is None or value.day == value.month or value.day > 12 or value.style.startswith("y"):
        return None
    return replace(value, month=value.day, day=value.month, readings=(), decided_by=None)


def _same_day(a: Date, b: Date) -> bool:
    years_fit = a.year is None or b.year is None or a.year == b.year
    return years_fit and (a.month, a.day) == (b.month, b.day)


# --- D203 -------------------------------------------------------------------------------------------------------------


def relative_unanchored(comparison: Comparison) -> Iterator[Finding]:
    """A date that is told from “now” and means another day to another reader, or on another day.

    Major where versions published on different days carry the same word over (yesterday of the 7th is not yesterday of the 8th). Minor
    where another version names the month or the day that the candidate leaves to be counted from the day of reading, and in an article of
    which neither the date of publication is known nor any date tells when it was written.
    """
    partners = _partners(comparison)
    adrift = comparison.once(_adrift)
    for fact in comparison.facts_of(CANDIDATE):
        value = fact.value
        if not isinstance(value, Date) or not value.relative:
            continue
        theirs = [(r, f) for r, f in partners.get(fact.span.start, []) if isinstance(f.value, Date)]
        moved = [(r, f) for r, f in theirs if _moved(value, f.value)]
        otherwise = [(r, f) for r, f in theirs if _another_day(value, f.value)]
        named = [(r, f) for r, f in theirs if _names(f.value) and _tells(value)]
        if moved or otherwise:
            r, other = min(moved or otherwise, key=lambda row: not _names(row[1].value))  # a version that names the day tells more
            role = wording.role(comparison.references[r])
            message = f"“{fact.text}” is {wording.date(value)} here; in {role} “{other.text}” is {wording.say(other.value)}."
            if not moved:
                message = _counted(fact, value, role, other)
            by_source = any(comparison.references[n].role == "source" for n, _ in moved or otherwise)
            severity: Severity = "major" if by_source else "minor"
            yield _finding(comparison, "D203", severity, 0.8, message, fact, moved or otherwise, fix=_named(comparison, fact, other))
        elif named:
            r, other = named[0]
            role = wording.role(comparison.references[r])
            yield _finding(
                comparison, "D203", "minor", 0.6, _counted(fact, value, role, other), fact, named, fix=_named(comparison, fact, other)
            )
        elif adrift and _tells(value):
            message = f"“{fact.text}” hangs on no date: the article does not say when it was written."
            yield _finding(comparison, "D203", "minor", 0.4, message, fact, theirs)


def _counted(fact: Fact, value: Date, role: str, other: Fact) -> str:
    """What a relative date comes to, counted from the article's own date, beside what the other version names."""
    theirs, meant = wording.say(other.value), other.value
    if value.month is None or not isinstance(meant, Date):
        return f"“{fact.text}” moves with the day of reading; {role} says {theirs}."
    by_weekday = meant.month is None and meant.day is None and meant.weekday is not None
    told = value if value.day and (meant.day or by_weekday) else replace(value, day=None)
    ours = wording.date(told if meant.year else replace(told, year=None))
    if by_weekday and value.year and value.day:
        day = datetime.date(value.year, value.month, value.day)
        ours, same = f"{wording.WEEKDAYS[day.weekday()]}, {ours}", day.isoweekday() == meant.weekday
    else:
        same = (value.month, told.day) == (meant.month, meant.day if told.day else None)
    if same:
        return f"“{fact.text}” means {ours} only while the article is new; {role} says {theirs}."
    return f"“{fact.text}” = {ours}; {role.lower()}: {theirs}."


def _named(comparison: Comparison, fact: Fact, other: Fact) -> str | None:
    """The day that another version names, as the candidate writes days."""
    meant = other.value
    return fitting.fitting(comparison, fact, meant) if isinstance(meant, Date) else None


def _moved(ours: Date, theirs: object) -> bool:
    """The same relative words, hung on different days, so that they mean different days, months or years."""
    if not isinstance(theirs, Date) or not theirs.relative or ours.anchor is None or theirs.anchor is None or ours.anchor == theirs.anchor:
        return False
    if ours.relative != theirs.relative or (ours.relative == "day:0" and abs((ours.anchor - theirs.anchor).days) <= 1):
        return False  # today and tonight are the same day across time zones
    return (ours.year, ours.month, ours.day, ours.quarter) != (theirs.year, theirs.month, theirs.day, theirs.quarter) and not (
        ours.grain == "week" and _same_week(ours, theirs)
    )


def _another_day(ours: Date, theirs: object) -> bool:
    """Yesterday or tomorrow of the candidate beside a day or a weekday of a version that is not that day."""
    if (
        not isinstance(theirs, Date)
        or theirs.relative
        or ours.anchor is None
        or not _tells(ours)
        or not str(ours.relative).startswith("day:")
    ):
        return False
    if ours.year is None or ours.month is None or ours.day is None:
        return False
    day = datetime.date(ours.year, ours.month, ours.day)
    if theirs.day is not None and theirs.month is not None:
        return (theirs.month, theirs.day) != (day.month, day.day)
    return theirs.weekday is not None and theirs.day is None and theirs.weekday != day.isoweekday()


def _same_week(a: Date, b: Date) -> bool:
    try:
        x = datetime.date(a.year or 1, a.month or 1, a.day or 1)
        y = datetime.date(b.year or 1, b.month or 1, b.day or 1)
    except ValueError:
        return False
    return x.isocalendar()[:2] == y.isocalendar()[:2]


def _names(value: object) -> bool:
    """Whether a date is absolute down to the month."""
    return isinstance(value, Date) and not value.relative and value.month is not None


def _tells(value: Date) -> bool:
    """Whether the relative date places an event (last month), rather than the reader (this year, today)."""
    unit, _, count = (value.relative or "").partition(":")
    return unit in ("day", "week", "month", "weekday") and count not in ("0", "")


def _adrift(comparison: Comparison) -> bool:
    """An article (more than one paragraph) that nothing dates."""
    document = comparison.candidate
    if document.published is not None or len(document.segments) < 2:
        return False
    dated = (f.value for f in comparison.facts_of(CANDIDATE) if isinstance(f.value, Date))
    return not any(v.year is not None and v.month is not None and not v.relative for v in dated)


# --- D204 -------------------------------------------------------------------------------------------------------------


def foreign_format(comparison: Comparison) -> Iterator[Finding]:
    """A date is written as another locale writes it: readers stumble, and what is a month and what a day is left to guess.

    10/2025 or 03.02.2026 in American copy, 2/13/2026 in Vietnamese. A year-first date (2026-02-03) is at home everywhere. Where the
    settings name the house's date style, all-numeric dates are held to that instead.
    """
    if comparison.config.dates:
        yield from house.dates(comparison)
        return
    language = languages.load(comparison.candidate.language)
    unusual = language.kind("unusual-date")
    partners = _partners(comparison)
    for fact in comparison.facts_of(CANDIDATE):
        value = fact.value
        if not isinstance(value, Date) or not value.style or value.style.startswith("y") or value.calendar != "gregorian":
            continue
        copied = any(isinstance(f.value, Date) and f.value.style == value.style for _, f in partners.get(fact.span.start, []))
        if value.style in unusual or _wrong_order(language, value) or (copied and _wrong_sign(language, value)):
            theirs = [(r, f) for r, f in partners.get(fact.span.start, []) if isinstance(f.value, Date)]
            message = f"“{fact.text}” is not how dates are written in {language.name}: {wording.date(value)}."
            yield _finding(
                comparison,
                "D204",
                "minor",
                0.7,
                message,
                fact,
                theirs,
                fix=fitting.fitting(comparison, fact, value, words=value.day is None),
                introduced_in="candidate" if theirs else "unknown",
            )


def _wrong_order(language: Language, value: Date) -> bool:
    """Day and month in an order that no reader of the locale uses; seen where the day is over 12."""
    fields = "".join(p for p in value.style if p in "dmy")
    if value.day is None or value.day <= 12 or "d" not in fields or "m" not in fields:
        return False
    if language.date_order == "ymd":
        return False
    known = {o.replace("y", "") for o in language.date_orders}
    return fields.replace("y", "") not in known


def _wrong_sign(language: Language, value: Date) -> bool:
    sign = value.style.strip("dmy")[:1]
    return bool(sign) and bool(language.date_separators) and sign != language.date_separators[0] and language.date_order == "mdy"


# --- D205 -------------------------------------------------------------------------------------------------------------


def weekday_disagrees(comparison: Comparison) -> Iterator[Finding]:
    """The weekday and the date beside it are not the same day: one of the two is wrong.

    “Monday, Feb. 3, 2026” was a Tuesday. A date without a year is taken in the year that brings it nearest to publication. Where the source has the same mistake it is the source's.
    """
    partners = _partners(comparison)
    for fact in comparison.facts_of(CANDIDATE):
        value = fact.value
        if not isinstance(value, Date) or value.weekday is None or value.day is None or value.relative or value.calendar != "gregorian":
            continue
        theirs = [(r, f) for r, f in partners.get(fact.span.start, []) if isinstance(f.value, Date)]
        right = _true_weekday(value, comparison.candidate.published, theirs)
        if right is None or right == value.weekday:
            continue
        same = [(r, f) for r, f in theirs if isinstance(f.value, Date) and f.value.weekday == value.weekday and _same_day(f.value, value)]
        severity: Severity = "minor" if same else "major"
        message = f"“{fact.text}”: {wording.date(replace(value, weekday=None))} is a {wording.WEEKDAYS[right - 1]}, not a {wording.WEEKDAYS[value.weekday - 1]}."
        where = "source" if same else "candidate" if theirs else "unknown"
        yield _finding(
            comparison, "D205", severity, 0.85, message, fact, theirs, fix=fitting.weekday(comparison, fact, right), introduced_in=where
        )


def _true_weekday(value: Date, published: datetime.date | None, theirs: list[tuple[int, Fact]]) -> int | None:
    """The weekday that the date falls on, or None where that cannot be told or one of its readings fits."""
    if value.year is not None and not 1800 <= value.year <= 2200:
        return None  # another calendar, or another reckoning of the weekdays
    readings = value.readings or (value,)
    found: list[int] = []
    for reading in readings:
        day = _whole(reading, published)
        if day is None:
            return _weekday_of_others(value, theirs)
        if day.isoweekday() == value.weekday:
            return None
        found.append(day.isoweekday())
    return found[0]


def _whole(value: Date, published: datetime.date | None) -> datetime.date | None:
    if value.month is None or value.day is None:
        return None
    years = [value.year] if value.year is not None else [published.year + k for k in (-1, 0, 1)] if published else []
    days = []
    for year in years:
        try:
            days.append(datetime.date(year, value.month, value.day))
        except ValueError:
            continue
    if not days:
        return None
    return min(days, key=lambda d: abs((d - published).days)) if published and value.year is None else days[0]


def _weekday_of_others(value: Date, theirs: list[tuple[int, Fact]]) -> int | None:
    """The weekday that another version names beside the same day."""
    for _, fact in theirs:
        other = fact.value
        if isinstance(other, Date) and other.day is not None and _same_day(other, value):
            told = other.weekday or ((day := _whole(other, None)) and day.isoweekday())
            if told:
                return told
    return None


# --- D207 -------------------------------------------------------------------------------------------------------------


def timezone_lost(comparison: Comparison) -> Iterator[Finding]:
    """A time of day lost the zone that the reference names. Readers elsewhere reckon with the wrong hour.

    20h giờ Hà Nội → 8 p.m.
    """
    for m in comparison.once(matched):
        zoned = {f.value.zone for f in comparison.facts_in(CANDIDATE, m.bead.candidate) if isinstance(f.value, Time)} - {None}
        if zoned:
            continue
        for pair in m.pairs:
            a, b = pair.reference.value, pair.candidate.value
            if not (isinstance(a, Time) and isinstance(b, Time) and a.zone not in (None, "said") and not b.zone):
                continue
            where = hop(comparison, m.reference, theirs=pair.reference, ours=pair.candidate)
            if where is None:
                continue
            role = wording.role(comparison.references[m.reference])
            message = (
                f"{role} gives the zone with the time, “{pair.reference.text}”; the candidate says “{pair.candidate.text}” without one."
            )
            severity: Severity = "neutral" if where.lowered else "minor"
            yield _finding(
                comparison,
                "D207",
                severity,
                0.7,
                message,
                pair.candidate,
                [(m.reference, pair.reference)],
                introduced_in=where.introduced_in,
            )


# --- D208 -------------------------------------------------------------------------------------------------------------


def calendar_system(comparison: Comparison) -> Iterator[Finding]:
    """A year of another calendar was copied instead of converted: readers take it for a year of their own.

    令和8年 → “8” or “Reiwa 8”, พ.ศ. 2569 → “2569”, 1447 هـ → “1447”.
    """
    for m in comparison.once(matched):
        document = comparison.references[m.reference]
        if tags.base(comparison.candidate.language) == tags.base(document.language):
            continue
        theirs = [
            f for f in comparison.facts_in(m.reference, m.bead.reference) if isinstance(f.value, Date) and f.value.calendar != "gregorian"
        ]
        if not theirs:
            continue
        for fact in comparison.facts_in(CANDIDATE, m.bead.candidate):
            value = fact.value
            if not (isinstance(value, Date) and not value.relative) and type(value) is not Number:
                continue
            origin = _copied_year(value, theirs)
            if origin is None:
                continue
            meant = origin.value.year if isinstance(origin.value, Date) else None
            role = wording.role(document)
            message = f"{role} counts years in another calendar, “{origin.text}”, which is {meant}; the candidate says “{fact.text}”."
            yield _finding(
                comparison, "D208", "major", 0.85, message, fact, [(m.reference, origin)], fix=str(meant), introduced_in="candidate"
            )


def _copied_year(value: Date | Number, theirs: list[Fact]) -> Fact | None:
    for fact in theirs:
        other = fact.value
        if not isinstance(other, Date) or other.year is None:
            continue
        if isinstance(value, Number):
            if value.amount > 1000 and value.amount in calendars.era_years(other.calendar, other.year):
                return fact
            continue
        if value.calendar != "gregorian" and value.calendar == other.calendar:
            return fact
        years = calendars.era_years(other.calendar, other.year) - {other.year}
        if value.calendar == "gregorian" and value.year in years:
            return fact
    return None


# --- D210 -------------------------------------------------------------------------------------------------------------


def number_format(comparison: Comparison) -> Iterator[Finding]:
    """A number was copied with signs that the two locales read differently: the sign that groups thousands in one is the decimal sign in the other.

    1.500 is 1,500 in Vietnamese and 1.5 in English.
    """
    for m in comparison.once(matched):
        for pair in m.pairs:
            if not (pair.agreement and pair.agreement.issue == "D210"):
                continue
            where = hop(comparison, m.reference, theirs=pair.reference, ours=pair.candidate)
            if where is None:
                continue
            role = wording.role(comparison.references[m.reference])
            said, meant = wording.say(pair.candidate.value), wording.say(pair.reference.value)
            slip = wording.slip(pair.candidate.value, pair.reference.value)
            message = (
                f"“{pair.candidate.text}” is {said} to readers of {comparison.candidate.language}{slip and ', '}{slip}; "
                f"{role} means {meant} (“{pair.reference.text}”)."
            )
            # nobody counts ten people as 10.000; a sum or a measure may well have three decimals
            value = pair.candidate.value
            round_figure = (
                type(value) is Number and value.written == "digits" and all(str(a)[-1] == "0" and a < 1000 for a in value.amounts)
            )
            severity: Severity = "minor" if round_figure else "major"
            severity = chain.lower(severity, where.lowered)
            yield _finding(
                comparison,
                "D210",
                severity,
                0.85,
                message,
                pair.candidate,
                [(m.reference, pair.reference)],
                fix=fitting.fitting(comparison, pair.candidate, pair.reference.value),
                introduced_in=where.introduced_in,
            )


# --- shared -------------------------------------------------------------------------------------------------------------


def _partners(comparison: Comparison) -> dict[int, list[tuple[int, Fact]]]:
    """Start of a candidate's fact → the facts of the references that it was matched with; the source first."""
    return comparison.once(_paired)


def _paired(comparison: Comparison) -> dict[int, list[tuple[int, Fact]]]:
    found: dict[int, list[tuple[int, Fact]]] = {}
    for m in comparison.once(matched):
        for pair in m.pairs:
            found.setdefault(pair.candidate.span.start, []).append((m.reference, pair.reference))
    source = comparison.source
    for rows in found.values():
        rows.sort(key=lambda row: (row[0] != source, row[0], row[1].span.start))
    return found


def _finding(
    comparison: Comparison,
    code: str,
    severity: Severity,
    confidence: float,
    message: str,
    fact: Fact,
    theirs: list[tuple[int, Fact]],
    *,
    fix: str | None = None,
    introduced_in: str = "unknown",
    details: tuple[tuple[str, str], ...] = (),
) -> Finding:
    evidence = tuple(comparison.place(r, f) for r, f in theirs)
    place = comparison.place(CANDIDATE, fact)
    return Finding(code, severity, confidence, message, place, evidence, fix, introduced_in, details=details)


DATE_RULES: tuple[Rule, ...] = (
    Rule("D201", "ambiguous-order", "major", ("Locale convention", "Date format"), ambiguous_order, (
        Example("The leaders met on 3/2 in Washington.", "Hai lãnh đạo gặp nhau ngày 3/2 tại Washington.", True, "3 February or March 2", ("en", "vi")),
        Example("The leaders met on 2/2 in Washington.", "Hai lãnh đạo gặp nhau ngày 2/2 tại Washington.", False, "the same day in either order", ("en", "vi")),
    )),
    Rule("D203", "relative-unanchored", "minor", ("Accuracy", "Mistranslation"), relative_unanchored, (
        Example("Last month the two sides signed the deal.", "Tháng 1/2026, hai bên ký thỏa thuận.", True, "the source names the month", ("en", "vi")),
        Example("In January 2026 the two sides signed the deal.", "Tháng 1/2026, hai bên ký thỏa thuận.", False, "the month is named", ("en", "vi")),
    )),
    Rule("D204", "foreign-format", "minor", ("Locale convention", "Date format"), foreign_format, (
        Example("In 10/2025 the minister resigned.", "Tháng 10/2025, bộ trưởng từ chức.", True, "English writes October 2025", ("en-US", "vi")),
        Example("In October 2025 the minister resigned.", "Tháng 10/2025, bộ trưởng từ chức.", False, "the month in words", ("en-US", "vi")),
    )),
    Rule("D205", "weekday-disagrees", "major", ("Accuracy", "Mistranslation"), weekday_disagrees, (
        Example("They met on Monday, February 3, 2026.", "Họ gặp nhau ngày 3/2/2026.", True, "3 February 2026 was a Tuesday", ("en", "vi")),
        Example("They met on Tuesday, February 3, 2026.", "Họ gặp nhau ngày 3/2/2026.", False, "a Tuesday", ("en", "vi")),
    )),
    Rule("D207", "timezone-lost", "minor", ("Accuracy", "Omission"), timezone_lost, (
        Example("The match starts at 8 p.m.", "Trận đấu bắt đầu lúc 20h giờ Hà Nội.", True, "whose eight o'clock?", ("en", "vi")),
        Example("The match starts at 8 p.m. Hanoi time.", "Trận đấu bắt đầu lúc 20h giờ Hà Nội.", False, "the zone is kept", ("en", "vi")),
    )),
    Rule("D208", "calendar-system", "major", ("Accuracy", "Mistranslation"), calendar_system, (
        Example("The law took effect in 2569.", "กฎหมายมีผลบังคับใช้ในปี พ.ศ. 2569", True, "a year of the Buddhist calendar", ("en", "th")),
        Example("The law took effect in 2026.", "กฎหมายมีผลบังคับใช้ในปี พ.ศ. 2569", False, "converted", ("en", "th")),
    )),
    Rule("D210", "number-format-ambiguous", "major", ("Locale convention", "Number format"), number_format, (
        Example("The plant employs 1.500 people.", "Nhà máy có 1.500 công nhân.", True, "1.5 to English readers", ("en-US", "vi")),
        Example("The plant employs 1,500 people.", "Nhà máy có 1.500 công nhân.", False, "grouped as English does", ("en-US", "vi")),
    )),
)  # fmt: skip
