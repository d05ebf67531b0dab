"""F101 to F108, D202, D206, D209: what the numbers and dates of the versions say of the candidate's."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.checks import chain, confidence, fitting, wording
from transcheck.checks.agreement import agreement, magnitude_slip
from transcheck.checks.consistency import disputed
from transcheck.checks.matching import Matched, Pair, matched, restates
from transcheck.checks.passages import sentence_of
from transcheck.facts import calendars
from transcheck.model import (
    Date,
    Duration,
    Example,
    Fact,
    Finding,
    Money,
    Name,
    Number,
    Percent,
    Place,
    Quantity,
    Rule,
    Severity,
    Time,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Bound, Span


BESIDE = 16  # code points between a time and the day it stands on
LEAP = 2000  # a year that has every day


@dataclass(frozen=True, slots=True)
class _Hop:
    """Where a departure from a reference came in, and how many severities lower it weighs."""

    introduced_in: str
    lowered: int


def hop(comparison: Comparison, r: int, *, theirs: Fact | None, ours: Fact | None, bound: bool = False) -> _Hop | None:
    """Who departed from reference ``r``: None where the source shows that it is not worth a finding (it is judged there, or carried).

    ``theirs`` is the reference's fact, ``ours`` the candidate's in its place; ``bound``: it is the bound of the figure that differs.
    """
    if comparison.references[r].role == "source":
        return _Hop("candidate", 0)
    source = comparison.source
    if source is None:
        return _Hop("unknown", 1)
    if theirs and _carried(comparison, source, theirs, bound=bound):
        return None
    if ours and not _carried(comparison, source, ours, bound=bound):
        return None
    return _Hop("source", 1)


def _carried(comparison: Comparison, document: int, fact: Fact, *, bound: bool = False) -> bool:
    return any(
        (found := agreement(fact.value, f.value)) and found.rank < 3 and (not bound or _same_bound(fact.value, f.value))
        for f in comparison.facts_of(document)
    )


def _same_bound(a: Value, b: Value) -> bool:
    return isinstance(a, Number) and isinstance(b, Number) and (a.bound == b.bound or bool(a.bound and b.bound and _kin(a.bound, b.bound)))


def _finding(
    comparison: Comparison,
    m: Matched,
    code: str,
    severity: Severity,
    message: str,
    *,
    ours: Fact | None,
    theirs: Fact | None,
    where: _Hop,
    fix: str | None = None,
) -> Finding:
    believed = confidence.of(code, severity) * max(0.3, m.bead.confidence)
    severity = chain.lower(severity, where.lowered)
    place = comparison.place(-1, ours) if ours else comparison.spot(-1, m.bead.candidate[0])
    evidence: tuple[Place, ...] = (
        comparison.place(m.reference, theirs) if theirs else comparison.place_of(m.reference, m.bead.reference[0]),
    )
    details = tuple(
        (f"{f.text} ({comparison.document(d).language})", wording.say(f.value)) for f, d in ((theirs, m.reference), (ours, -1)) if f
    )
    return Finding(
        code,
        severity,
        round(believed, 2),
        message,
        place,
        evidence,
        fix,
        where.introduced_in,
        details=details,
    )


def _slight(value: Number) -> bool:
    """One and two are said in other ways (both, a pair, again, a dual, monthly) more often than they are lost."""
    return (type(value) is Number and value.amount <= 2) or (isinstance(value, Duration) and value.amount == 1)


def _renamed(comparison: Comparison, fact: Fact, m: Matched) -> bool:
    """The number of a designation that the candidate calls otherwise altogether (COVID-19, the coronavirus)."""
    label = fact.value.label if isinstance(fact.value, Number) else ""
    return bool(label) and not any(label in comparison.candidate.segments[i].text.lower() for i in m.bead.candidate)


def _pair_of_two(fact: Fact) -> bool:
    """Two, written out: both, a pair, a couple say it too."""
    return isinstance(fact.value, Number) and fact.value.written == "words" and fact.value.amount <= 2


# --- missing and added ------------------------------------------------------------------------------------------------


def _weight(fact: Fact) -> Severity | None:
    """How grave the loss of a fact is: None where nobody asserted it (an hour; last week)."""
    value = fact.value
    if isinstance(value, Number):
        if value.written == "article" or (value.ordinal and value.amount == 1):  # No. 1 leads, the first
            return None
        if isinstance(value, Percent) and value.amount == WHOLE:
            return "minor"
        return "major" if value.written in ("digits", "mixed") and not _slight(value) else "minor"
    if isinstance(value, Date):
        if value.relative and not _day_of_month(value):
            return "minor" if _counted(value.relative) else None
        if value.month is None and value.year is None:
            return None
        coarse = value.grain in ("decade", "century", "quarter", "half", "week") or (value.day is None and value.year is None)
        return "minor" if coarse else "major"
    return "minor"


def _day_of_month(value: Date) -> bool:
    """The 12th of next month, where it is known which month that is."""
    return value.month is not None and value.grain == "day" and (value.relative or "").startswith("month:")


def _counted(relative: str) -> bool:
    """Whether a relative date counts what it goes back or forward (18 years ago), rather than names it (last year)."""
    step = relative.rpartition(":")[2]
    return step.lstrip("+-").isdecimal() and abs(int(step)) > 1


WHOLE = 100  # per cent: as often "wholly" as a measurement


def _missing(comparison: Comparison, wanted: Callable[[Fact], bool], code: str, sentence: str) -> Iterator[Finding]:
    for m in comparison.once(matched):
        for fact in m.missing:
            severity = _weight(fact)
            if severity is None or not wanted(fact) or _pair_of_two(fact) or _renamed(comparison, fact, m):
                continue
            where = hop(comparison, m.reference, theirs=fact, ours=None)
            if where is None or (where.lowered and (severity == "minor" or _told_otherwise(comparison, m, fact))):
                continue
            if where.introduced_in == "source" and not _told_of(comparison, m, fact):
                continue
            if _headline_only(comparison, m, fact):
                continue
            echo = -1 - fact.span.start in m.echo
            if echo:
                severity = chain.lower(severity)
            reference = comparison.references[m.reference]
            message = sentence.format(role=wording.role(reference), text=fact.text, value=_shown(fact))
            if where.introduced_in == "source":
                message = f"Only the {wording.role(reference).lower()} has {_shown(fact)}; neither the source nor the candidate does."
            yield _finding(comparison, m, code, severity, message, ours=None, theirs=fact, where=where)


def _headline_only(comparison: Comparison, m: Matched, fact: Fact) -> bool:
    """Whether a headline alone lost a figure that the candidate's article has: headlines are written anew."""
    segments = comparison.references[m.reference].segments
    return all(segments[i].kind == "heading" for i in m.bead.reference) and _carried(comparison, -1, fact)


def _told_of(comparison: Comparison, m: Matched, fact: Fact) -> bool:
    """Whether the candidate tells what the sentence of an earlier version tells: some other figure or name of it is there.

    Two reports of one event share a paragraph and have sentences of their own in it, which nobody lost.
    """
    sentence = sentence_of(comparison.references[m.reference], fact.span.start)
    here = [f.value for f in comparison.facts_in(-1, m.bead.candidate)]
    return any(_answers(f.value, value) for f in comparison.facts_within(m.reference, sentence) if f != fact for value in here)


def _answers(theirs: Value, ours: Value) -> bool:
    if isinstance(theirs, Name) and isinstance(ours, Name):
        return not set(theirs.key.split()).isdisjoint(ours.key.split())
    found = agreement(theirs, ours)
    return found is not None and found.rank < 3


def _told_otherwise(comparison: Comparison, m: Matched, fact: Fact) -> bool:
    """Whether an earlier version's figure is no loss: the source has another count in its place, or the hours between two times stand there."""
    if (m.reference, fact.span.start) in comparison.once(disputed):
        return True
    value = fact.value
    if not isinstance(value, Duration) or value.unit != "hour":
        return False
    hours = [f.value.hours[0] for f in comparison.facts_in(-1, m.bead.candidate) if isinstance(f.value, Time)]
    return any((b - a) % 24 == value.amount for a, b in pairwise(hours))


def _shown(fact: Fact) -> str:
    """The fact as it stands in the text, with what it was read as where that is not the same figure."""
    said = wording.say(fact.value)
    return fact.text if wording.repeats(fact.text, fact.value) else f"{fact.text} ({said})"


def number_missing(comparison: Comparison) -> Iterator[Finding]:
    """A number that the reference states has no counterpart in the candidate.

    Readers lose a fact: how many, how much, how long. A number that stands in a neighbouring paragraph has moved and is not reported;
    neither is one that nobody asserted (“an hour”, “một giờ”), a sum converted right, or a spelled-out number written in digits.
    """
    yield from _missing(comparison, lambda f: isinstance(f.value, Number), "F101", "{role} says {value}; the candidate has no such number.")


def date_missing(comparison: Comparison) -> Iterator[Finding]:
    """A date or a time that the reference states has no counterpart in the candidate.

    Without it the reader cannot tell when the thing happened. Relative dates (last week) and bare weekdays are not counted as lost.
    """
    yield from _missing(comparison, lambda f: isinstance(f.value, Date | Time), "D206", "{role} gives {value}; the candidate does not.")
    for m in comparison.once(matched):
        said = {part for p in m.pairs if isinstance(p.candidate.value, Date) for part in _parts(p.candidate.value)}
        said |= {("day", int(f.value.amount)) for f in m.added if isinstance(f.value, Number) and f.value.amount <= 31}
        if published := comparison.candidate.published:
            said.add(("year", published.year))  # of a date without a year readers take the article's
        for pair in m.pairs:
            if not (pair.agreement and _plain_date(pair.reference) and _plain_date(pair.candidate)):
                continue
            kept = {name for name, _ in _parts(pair.candidate.value)}
            if _weekday_for_day(pair):
                continue
            if any(name not in kept for name, _ in _parts(pair.reference.value) - said):
                role = wording.role(comparison.references[m.reference])
                message = f"{role} gives {_shown(pair.reference)}; the candidate only {_shown(pair.candidate)}."
                yield from _pair(comparison, m, pair, "D206", "minor", message=message)


def _weekday_for_day(pair: Pair) -> bool:
    """The 23rd, which the candidate calls Thursday: as much of a date, for whoever knows when it was written."""
    a, b = pair.reference.value, pair.candidate.value
    return isinstance(a, Date) and isinstance(b, Date) and a.month is None and a.day is not None and b.weekday is not None


def _plain_date(fact: Fact) -> bool:
    return isinstance(fact.value, Date) and not fact.value.relative and not fact.value.readings


def _parts(value: Value) -> set[tuple[str, int]]:
    """The fields that a date itself states."""
    if not isinstance(value, Date) or value.relative or value.readings:
        return set()
    return {(name, part) for name, part in (("day", value.day), ("month", value.month), ("year", value.year)) if part is not None}


def number_added(comparison: Comparison) -> Iterator[Finding]:
    """A number of the candidate that no version has.

    An invented figure, or background the translator added. Spelled-out numbers are not counted: languages differ in when they count.
    """
    rows = comparison.once(matched)
    seen: set[int] = set()
    for m in rows:
        times = [f for f in comparison.facts_in(-1, m.bead.candidate) if isinstance(f.value, Time)] if m.added else []
        for fact in m.added:
            if fact.span.start in seen or _weight(fact) != "major" or fact.span.start in m.echo or _part_of_date(fact, m) or _one(fact):
                continue
            if _known(comparison, fact, m) or _next_day_elsewhere(comparison, times, fact):
                continue
            seen.add(fact.span.start)
            where = _Hop("candidate", 0)
            roles = " or ".join(wording.role(r).lower() for r in comparison.references) if len(comparison.references) < 3 else "version"
            message = f"The candidate says {_shown(fact)}; no {roles} has it."
            yield _finding(comparison, m, "F103", "minor", message, ours=fact, theirs=None, where=where)


def _next_day_elsewhere(comparison: Comparison, times: list[Fact], fact: Fact) -> bool:
    """A day that stands beside a time put into another zone (7 p.m. local time; 7h on 7/12, Hanoi time) and is next to one of the versions'."""
    day = fact.value
    if not isinstance(day, Date) or None in (day.month, day.day):
        return False
    if len(times) < 2 or not any(f.value.zone and abs(f.span.end - fact.span.start) <= BESIDE for f in times if isinstance(f.value, Time)):
        return False
    return any(
        isinstance(f.value, Date) and f.value.month and f.value.day and _days_apart(f.value, day) == 1
        for r in range(len(comparison.references))
        for f in comparison.facts_of(r)
    )


def _days_apart(one: Date, other: Date) -> int:
    """Days between two dates; a year that one does not tell is the other's."""
    year = one.year or other.year or LEAP
    try:
        return abs(
            (datetime.date(year, one.month or 1, one.day or 1) - datetime.date(other.year or year, other.month or 1, other.day or 1)).days
        )
    except ValueError:
        return LEAP


def _one(fact: Fact) -> bool:
    """One hour, one metre: what other languages say without a number (the hour-long course)."""
    return isinstance(fact.value, Quantity | Duration) and fact.value.amount == 1


def _part_of_date(fact: Fact, m: Matched) -> bool:
    """Tuesday, the 28th: the day of a date that was paired by its weekday."""
    days = {
        p.reference.value.day
        for p in m.pairs
        if isinstance(p.reference.value, Date) and isinstance(p.candidate.value, Date) and not p.candidate.value.day
    }
    return isinstance(fact.value, Number) and fact.value.amount in days


def _known(comparison: Comparison, fact: Fact, judged: Matched) -> bool:
    """Whether some version states the value after all: paired against another reference, or standing in one where nothing answers it."""
    if len(comparison.references) == 1 and len(comparison.candidate.segments) == 1:
        return False
    if any(reference != judged.reference for reference in comparison.once(_paired).get(fact.span, ())):
        return True
    return any((found := agreement(fact.value, value)) and found.rank < 3 for value in comparison.once(_unanswered))


def _paired(comparison: Comparison) -> dict[Span, set[int]]:
    """The references against which each fact of the candidate is paired."""
    found: dict[Span, set[int]] = {}
    for m in comparison.once(matched):
        for p in m.pairs:
            found.setdefault(p.candidate.span, set()).add(m.reference)
    return found


def _unanswered(comparison: Comparison) -> tuple[Value, ...]:
    """What a number may be, of all that the references state and nothing in the candidate is paired with; each value once."""
    answered = {(m.reference, p.reference.span) for m in comparison.once(matched) for p in m.pairs}
    return tuple(
        dict.fromkeys(
            f.value
            for r in range(len(comparison.references))
            for f in comparison.facts_of(r)
            if isinstance(f.value, Number | Date | Time) and (r, f.span) not in answered
        )
    )


# --- changed ----------------------------------------------------------------------------------------------------------


def _changed(comparison: Comparison) -> Iterator[tuple[Matched, Pair]]:
    for m in comparison.once(matched):
        for pair in m.pairs:
            if pair.agreement is None:
                yield m, pair


def _differing(comparison: Comparison, issue: str) -> Iterator[tuple[Matched, Pair]]:
    for m in comparison.once(matched):
        for pair in m.pairs:
            if pair.agreement and pair.agreement.issue == issue:
                yield m, pair


def _pair(
    comparison: Comparison,
    m: Matched,
    pair: Pair,
    code: str,
    severity: Severity,
    *,
    message: str = "",
    small: bool = False,
) -> Iterator[Finding]:
    where = hop(comparison, m.reference, theirs=pair.reference, ours=pair.candidate, bound=code == "F108")
    if where is None or (where.lowered and severity == "minor" and not small):
        return
    role = wording.role(comparison.references[m.reference])
    slip = wording.slip(pair.candidate.value, pair.reference.value) if code == "F104" else ""
    sentence = message or f"{role} says {_shown(pair.reference)}; the candidate says {_shown(pair.candidate)}{slip and ', '}{slip}."
    yield _finding(
        comparison,
        m,
        code,
        severity,
        sentence,
        ours=pair.candidate,
        theirs=pair.reference,
        where=where,
        fix=_suggested(comparison, pair, code),
    )


def _suggested(comparison: Comparison, pair: Pair, code: str) -> str | None:
    """What the reference says as the candidate would write it; where it is the bound that differs, the candidate's figure with the bound."""
    meant = pair.reference.value
    if code == "F108":
        bound = getattr(meant, "bound", None)
        return fitting.bounded(comparison, pair.candidate, bound) if bound else None
    return fitting.fitting(comparison, pair.candidate, meant)


def _figures_slipped(pair: Pair) -> bool:
    a, b = pair.reference.value, pair.candidate.value
    return isinstance(a, Number) and isinstance(b, Number) and magnitude_slip(a, b)


def _both_numbers(pair: Pair) -> bool:
    return isinstance(pair.reference.value, Number) or isinstance(pair.candidate.value, Number)


def number_changed(comparison: Comparison) -> Iterator[Finding]:
    """The candidate states another number in the place of the reference's.

    Compared as values: 12.000 in Vietnamese is 12,000 in English, one and a half million is 1.5 million, a right conversion passes.
    """
    for m, pair in _changed(comparison):
        if _both_numbers(pair) and not _figures_slipped(pair):
            grave = _weight(pair.reference) == _weight(pair.candidate) == "major"
            yield from _pair(comparison, m, pair, "F102", "major" if grave else "minor")
    for m in comparison.once(matched):
        for pair in m.pairs:
            if pair.agreement and pair.agreement.rank < 2 and _zeros_added(pair):
                yield from _pair(comparison, m, pair, "F102", "minor")


def _zeros_added(pair: Pair) -> bool:
    """7.5 → 7.50: the same value, said with a precision that nobody measured; often a slip of the finger for 750."""
    a, b = pair.reference.value, pair.candidate.value
    if not (isinstance(a, Number) and isinstance(b, Number)) or (isinstance(b, Money) and b.amount < MILLION):
        return False
    return a.written == b.written == "digits" and _places(b) > _places(a) > 0


MILLION = 1_000_000  # a sum with a magnitude after it: 2.8 billion, which nobody writes 2.80 billion


def _places(value: Number) -> int:
    return max(0, -int(value.amount.as_tuple().exponent))


def magnitude_slipped(comparison: Comparison) -> Iterator[Finding]:
    """The figures agree and the power of ten does not: readers take the sum or count for many times more or less than it is.

    1,5 tỷ → 1.5 million; 3亿 → 3 billion.
    """
    for m, pair in _changed(comparison):
        if _figures_slipped(pair):
            grave = _weight(pair.reference) == _weight(pair.candidate) == "major"
            yield from _pair(comparison, m, pair, "F104", "critical" if grave else "minor")


def money_changed(comparison: Comparison) -> Iterator[Finding]:
    """The same figure stands in another currency, which is another sum.

    2 tỷ đồng → $2 billion; US$ → A$.
    """
    for m, pair in _differing(comparison, "F105"):
        yield from _pair(comparison, m, pair, "F105", "critical")


def unit_changed(comparison: Comparison) -> Iterator[Finding]:
    """The same figure stands with another unit, which is another measure. A conversion that is right within its own rounding passes.

    30 km → 30 miles is found; 30 km → 19 miles is not.
    """
    for m, pair in _differing(comparison, "F106"):
        yield from _pair(comparison, m, pair, "F106", "major")


def percent_points(comparison: Comparison) -> Iterator[Finding]:
    """Percentage points and per cent are confused: points are the difference of two shares, per cent is a part of the first.

    A rate that rises 2 points from 4 % rises by half, not by 2 %.
    """
    for m, pair in _differing(comparison, "F107"):
        yield from _pair(comparison, m, pair, "F107", "major")


_GROUPS = {"at-least": "floor", "more-than": "floor", "at-most": "ceiling", "less-than": "ceiling", "nearly": "ceiling", "about": "about"}


def bound_lost(comparison: Comparison) -> Iterator[Finding]:
    """A figure that was given as a floor, a ceiling or an estimate stands as exact, or under another bound: readers take it for a final count.

    “At least 9” became “9”: a toll that may rise reads as final.
    """
    for m in comparison.once(matched):
        for pair in m.pairs:
            a, b = pair.reference.value, pair.candidate.value
            if isinstance(a, Date) and isinstance(b, Date) and a.bound == "at-least" and not b.bound and pair.agreement:
                role = wording.role(comparison.references[m.reference])
                message = f"{role} says at least {pair.reference.text}; the candidate says {pair.candidate.text} without “at least”."
                yield from _pair(comparison, m, pair, "F108", "minor", message=message, small=True)
            if not (pair.agreement and pair.agreement.issue is None and isinstance(a, Number) and isinstance(b, Number)):
                continue
            if isinstance(a, Duration) and a.bound in ("more-than", "less-than"):
                continue  # over the past two years, within 24 hours: how long, not at least how long
            if a.bound and not b.bound and a.written != "article" and not _said_beside(comparison, m, a.bound, pair.candidate):
                # a ceiling that is lost overstates less than a floor or an estimate that reads as a count
                grave: Severity = "neutral" if a.bound in ("at-most", "less-than") else "minor"
                yield from _pair(comparison, m, pair, "F108", grave, small=True)
            elif a.bound and b.bound and _GROUPS[a.bound] != _GROUPS[b.bound] and "about" not in (a.bound, b.bound):
                yield from _pair(comparison, m, pair, "F108", "minor")


def _said_beside(comparison: Comparison, m: Matched, bound: Bound, fact: Fact) -> bool:
    """An estimated fortune of 11 million; about 15 miles (20 km): the bound stands elsewhere in the clause, or with the same measure in another unit."""
    if isinstance(fact.value, Number) and any(_kin(bound, other) for other in fact.value.beside):
        return True
    return any(
        isinstance(f.value, Number) and f.value.bound and f is not fact and restates(fact, f)
        for f in comparison.facts_in(-1, m.bead.candidate)
    )


def _kin(a: Bound, b: Bound) -> bool:
    """Whether two bounds may stand for each other."""
    return _GROUPS[a] == _GROUPS[b] or {a, b} <= {"about", "nearly"}


def date_changed(comparison: Comparison) -> Iterator[Finding]:
    """The candidate's date is another day than the reference's, often because day and month were taken in the other order.

    3/2 in Vietnamese is 3 February, not March 2.
    """
    for m, pair in _changed(comparison):
        a, b = pair.reference.value, pair.candidate.value
        if isinstance(a, Date) and isinstance(b, Date):
            if a.calendar != "gregorian" and a.year is not None and b.year in calendars.era_years(a.calendar, a.year):
                continue  # the year of another calendar was copied: D208
            if _weight(pair.reference) is None and _weight(pair.candidate) is None:
                grave: Severity = "minor"
            elif None not in (a.month, b.month) and a.month != b.month and None in (a.day, b.day):
                grave = "major"  # October last year is not in July, whatever last year is
            elif _weight(pair.reference) is None or _weight(pair.candidate) is None:
                if not _count_lost(a, b):
                    continue
                grave = "minor"
            else:
                grave = "critical" if a.day and b.day else "major"
            yield from _pair(comparison, m, pair, "D202", grave)
    for m in comparison.once(matched):
        for pair in m.pairs:
            a, b = pair.reference.value, pair.candidate.value
            if (
                pair.agreement
                and isinstance(a, Date)
                and isinstance(b, Date)
                and a.grain == "decade"
                and b.grain == "year"
                and a.year != b.year
            ):
                yield from _pair(comparison, m, pair, "D202", "minor")


def _count_lost(reference: Date, candidate: Date) -> bool:
    """Whether a length of time that was counted became the last or next one: 18 years ago, last year."""
    unit = (reference.relative or "").partition(":")[0]
    return bool(reference.relative and _counted(reference.relative) and (candidate.relative or "").startswith(unit + ":"))


def time_changed(comparison: Comparison) -> Iterator[Finding]:
    """The candidate gives another time of day than the reference, often a slip between the 12-hour and the 24-hour clock.

    17h30 → 7:30 p.m.; 7:30 p.m. → 7h30, where readers reckon with 24 hours.
    """
    for m, pair in _changed(comparison):
        if isinstance(pair.reference.value, Time) and isinstance(pair.candidate.value, Time):
            yield from _pair(comparison, m, pair, "D209", "major")
    language = languages.load(comparison.candidate.language)
    if language.hours == 24 and (language.root or language).hours == 24:  # the British say p.m. as well
        for m in comparison.once(matched):
            for pair in m.pairs:
                a, b = pair.reference.value, pair.candidate.value
                if pair.agreement and isinstance(a, Time) and isinstance(b, Time) and _halved(a, b, pair.candidate.text):
                    yield from _pair(comparison, m, pair, "D209", "major")


def _halved(reference: Time, candidate: Time, text: str) -> bool:
    """Whether 11:20 p.m. became 11.20, which readers of a clock of 24 hours take for the morning.

    In words, and of full hours, the part of the day may be left to the sentence (8 Uhr, a quarter past five).
    """
    figures = sum(map(str.isdecimal, text)) > 2
    halved = len(candidate.hours) > 1 and len(reference.hours) == 1 and reference.hours[0] == candidate.hours[0] + 12
    return bool(figures and candidate.minute and halved)


FACT_RULES: tuple[Rule, ...] = (
    Rule("F101", "number-missing", "major", ("Accuracy", "Omission"), number_missing, (
        Example("The storm left people hurt in the port.", "Bão làm 12 người bị thương ở cảng.", True, "the count is gone", ("en", "vi")),
        Example("The storm left twelve people hurt in the port.", "Bão làm 12 người bị thương ở cảng.", False, "spelled out is the same number", ("en", "vi")),
    )),
    Rule("F102", "number-changed", "major", ("Accuracy", "Mistranslation"), number_changed, (
        Example("The plant employs 1,300 people.", "Nhà máy có 12.000 công nhân.", True, "another figure", ("en", "vi")),
        Example("The plant employs 12,000 people.", "Nhà máy có 12.000 công nhân.", False, "the point groups thousands in Vietnamese", ("en", "vi")),
    )),
    Rule("F103", "number-added", "minor", ("Accuracy", "Addition"), number_added, (
        Example("At least 40 boats were damaged.", "Nhiều thuyền bị hư hại.", True, "no version counts the boats", ("en", "vi")),
        Example("Two boats were damaged.", "Hai chiếc thuyền bị hư hại.", False, "counted in words on both sides", ("en", "vi")),
    )),
    Rule("F104", "magnitude-slip", "critical", ("Accuracy", "Mistranslation"), magnitude_slipped, (
        Example("The loan is worth 1.5 million dong.", "Khoản vay trị giá 1,5 tỷ đồng.", True, "tỷ is a billion", ("en", "vi")),
        Example("The loan is worth 1.5 billion dong.", "Khoản vay trị giá 1,5 tỷ đồng.", False, "tỷ is a billion", ("en", "vi")),
    )),
    Rule("F105", "money-changed", "critical", ("Accuracy", "Mistranslation"), money_changed, (
        Example("The project costs $2 billion.", "Dự án tốn 2 tỷ đồng.", True, "dong became dollars", ("en", "vi")),
        Example("The project costs 2 billion dong.", "Dự án tốn 2 tỷ đồng.", False, "the same currency", ("en", "vi")),
    )),
    Rule("F106", "unit-changed", "major", ("Locale convention", "Measurement format"), unit_changed, (
        Example("The road is 30 miles long.", "Con đường dài 30 km.", True, "the unit changed and the figure did not", ("en", "vi")),
        Example("The road is 19 miles long.", "Con đường dài 30 km.", False, "a right conversion", ("en", "vi")),
    )),
    Rule("F107", "percent-vs-points", "major", ("Accuracy", "Mistranslation"), percent_points, (
        Example("The rate rose 2 percent.", "Lãi suất tăng 2 điểm phần trăm.", True, "points are not per cent", ("en", "vi")),
        Example("The rate rose 2 percentage points.", "Lãi suất tăng 2 điểm phần trăm.", False, "points on both sides", ("en", "vi")),
    )),
    Rule("F108", "bound-lost", "minor", ("Accuracy", "Under-translation"), bound_lost, (
        Example("The quake killed 9 people.", "Trận động đất làm ít nhất 9 người chết.", True, "the toll may rise", ("en", "vi")),
        Example("The quake killed at least 9 people.", "Trận động đất làm ít nhất 9 người chết.", False, "the bound is kept", ("en", "vi")),
    )),
    Rule("D202", "resolved-differently", "critical", ("Accuracy", "Mistranslation"), date_changed, (
        Example("They met on March 2.", "Họ gặp nhau ngày 3/2.", True, "3/2 is 3 February in Vietnamese", ("en-US", "vi")),
        Example("They met on February 3.", "Họ gặp nhau ngày 3/2.", False, "the day comes first in Vietnamese", ("en-US", "vi")),
    )),
    Rule("D206", "date-missing", "major", ("Accuracy", "Omission"), date_missing, (
        Example("The court ruled on the case.", "Tòa tuyên án ngày 14 tháng 3 năm 2025.", True, "the date is gone", ("en", "vi")),
        Example("The court ruled on March 14, 2025.", "Tòa tuyên án ngày 14 tháng 3 năm 2025.", False, "the same date", ("en", "vi")),
    )),
    Rule("D209", "time-changed", "major", ("Accuracy", "Mistranslation"), time_changed, (
        Example("The match starts at 7:30 p.m.", "Trận đấu bắt đầu lúc 17h30.", True, "17:30 is 5:30 p.m.", ("en", "vi")),
        Example("The match starts at 5:30 p.m.", "Trận đấu bắt đầu lúc 17h30.", False, "the same time", ("en", "vi")),
    )),
)  # fmt: skip
