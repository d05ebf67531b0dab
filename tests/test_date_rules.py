"""The rules about dates: how versions of different days relate (their tables of cases are run by test_examples)."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

import transcheck as tc
from transcheck.facts.agreement_dates import agreement
from transcheck.facts.surroundings import DURATIONS
from transcheck.model import Date, Duration, Time


def codes(candidate: str, source: str, languages: tuple[str, str], *, days: tuple[int, int] | None = None) -> list[tuple[str, str]]:
    published = [datetime.date(2026, 2, d) for d in days] if days else [None, None]
    report = tc.compare(
        tc.Document.from_text(candidate, language=languages[0], published=published[0]),
        source=tc.Document.from_text(source, language=languages[1], role="source", published=published[1]),
    )
    assert not report.skipped
    return [(f.code, f.severity) for f in report.findings]


def test_yesterday_carried_over_to_another_day_is_major() -> None:
    found = codes("They met yesterday.", "Họ gặp nhau hôm qua.", ("en", "vi"), days=(8, 7))
    assert ("D203", "major") in found


def test_yesterday_of_the_same_day_is_no_finding() -> None:
    found = codes("They met yesterday.", "Họ gặp nhau hôm qua.", ("en", "vi"), days=(7, 7))
    assert not any(c == "D203" for c, _ in found)


def test_a_relative_date_may_be_written_out() -> None:
    found = codes("They met on February 6.", "Họ gặp nhau hôm qua.", ("en", "vi"), days=(8, 7))
    assert not any(c.startswith("D") for c, _ in found)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (Date(month=2, day=3), Date(month=2, day=3), "same"),
        (Date(year=2026, month=2, day=3), Date(month=2, day=3), "compatible"),
        (Date(year=2026, month=2, day=3), Date(weekday=2, grain="weekday"), "compatible"),
        (Date(year=2026, month=2, day=3), Date(weekday=1, grain="weekday"), "different"),
        (Date(month=2, day=3), Date(month=3, day=2), "different"),
        (Date(year=1990, grain="decade"), Date(year=1994, grain="year"), "compatible"),
        (Date(year=1990, grain="decade"), Date(year=1984, grain="year"), "different"),
        (Date(year=2025, quarter=3, grain="quarter"), Date(year=2025, month=8, grain="month"), "compatible"),
        (Date(year=2025, quarter=3, grain="quarter"), Date(year=2025, month=10, grain="month"), "different"),
        (Date(month=6, grain="month"), Date(weekday=6, grain="weekday"), None),
        (Date(relative="day:-1", grain="day"), Date(month=2, day=3), "compatible"),
        (Time(hours=(20,)), Time(hours=(20,)), "same"),
        (Time(hours=(7, 19), minute=30), Time(hours=(19,), minute=30), "compatible"),
        (Time(hours=(17,), minute=30), Time(hours=(19,), minute=30), "different"),
        (Time(hours=(20,), zone="Asia/Ho_Chi_Minh"), Time(hours=(13,), zone="UTC"), "compatible"),
    ],
)
def test_relation_of_two_statements_of_time_is_symmetric(one: Date | Time, other: Date | Time, wanted: str | None) -> None:
    assert agreement(one, other) == wanted
    assert agreement(other, one) == wanted


@pytest.mark.parametrize("unit", sorted(DURATIONS))
@pytest.mark.parametrize("other", sorted(DURATIONS))
def test_every_length_of_time_is_compared_with_every_other(unit: str, other: str) -> None:
    one, two = Duration(amount=Decimal(3), unit=unit), Duration(amount=Decimal(3), unit=other)
    assert (agreement(one, two) == "same") == (unit == other)


def test_a_fortnight_is_fifteen_days_in_other_languages() -> None:
    assert codes("La entrada será gratuita durante quince días.", "Admission is free for a fortnight.", ("es", "en")) == []
