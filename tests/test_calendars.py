"""Other calendars against days that are known, and against each other."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck.facts import calendars


@pytest.mark.parametrize(
    ("calendar", "fields", "wanted"),
    [
        ("reiwa", (8, 2, 3), (2026, 2, 3)),
        ("showa", (43, 4, None), (1968, 4, None)),
        ("buddhist", (2569, 2, 3), (2026, 2, 3)),
        ("roc", (115, 2, 3), (2026, 2, 3)),
        ("persian", (1404, 11, 14), (2026, 2, 3)),
        ("persian", (1404, 1, 1), (2025, 3, 21)),
        ("persian", (1403, 12, 30), (2025, 3, 20)),
        ("hebrew", (5786, 1, 1), (2025, 9, 23)),
        ("hebrew", (5784, 6, 1), (2024, 2, 10)),
        ("hijri", (1447, 9, 1), (2026, 2, 18)),
        ("bc", (44, 3, 15), (-43, 3, 15)),
        ("ad", (79, None, None), (79, None, None)),
    ],
)
def test_known_days(calendar: str, fields: tuple[int, int | None, int | None], wanted: tuple[int, int | None, int | None]) -> None:
    assert tuple(calendars.gregorian(calendar, *fields)) == wanted


def test_an_unknown_calendar_is_an_error() -> None:
    with pytest.raises(ValueError, match="martian"):
        calendars.gregorian("martian", 12)


@pytest.mark.parametrize("convert", [calendars.islamic, calendars.persian, calendars.hebrew])
def test_a_day_that_cannot_be_is_an_error(convert: object) -> None:
    with pytest.raises(ValueError, match="no such"):
        convert(1400, 15, 1)  # type: ignore[operator]


@given(year=st.integers(1300, 1500), month=st.integers(1, 11))
def test_persian_months_follow_each_other(year: int, month: int) -> None:
    length = 31 if month <= 6 else 30
    assert calendars.persian(year, month, length) + datetime.timedelta(days=1) == calendars.persian(year, month + 1, 1)


@given(year=st.integers(5500, 5900))
def test_hebrew_years_have_one_of_six_lengths(year: int) -> None:
    assert (calendars.hebrew(year + 1, 1, 1) - calendars.hebrew(year, 1, 1)).days in {353, 354, 355, 383, 384, 385}


@given(year=st.integers(1300, 1500))
def test_islamic_years_have_one_of_two_lengths(year: int) -> None:
    assert (calendars.islamic(year + 1, 1, 1) - calendars.islamic(year, 1, 1)).days in {354, 355}


@given(year=st.integers(1950, 2050), calendar=st.sampled_from(["hijri", "persian", "buddhist", "reiwa", "roc"]))
def test_the_years_of_an_era_contain_the_one_that_converts_back(year: int, calendar: str) -> None:
    found = calendars.era_years(calendar, year)
    assert found
    assert all(abs((calendars.gregorian(calendar, y, 6, 15).year or 0) - year) <= 1 for y in found)
