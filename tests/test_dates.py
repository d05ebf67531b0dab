"""Dates in sentences of news, language by language (tests/cases/dates), and what must hold for every one that is read.

A line of a case file is a text, the dates that must be read out of it, in order, and why it stands there. They are written short: ``2026-02-03``
(``?`` for what the text does not say), ``w2`` for a named weekday, ``|`` between readings, ``1990s``, ``c20``, ``2025-Q3``, ``day:-1``. ``spans``
are the texts of the dates, where the row gives them.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

import transcheck as tc
from transcheck import languages
from transcheck.facts.dates import habit
from transcheck.model import Date, Fact

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases" / "dates"
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2040, 12, 31))


def table() -> list[ParameterSet]:
    found = []
    for file in sorted(CASES.glob("*.jsonl")):
        for line, row in enumerate(map(json.loads, file.read_text(encoding="utf-8").splitlines()), 1):
            language = row.get("language", file.stem)
            found.append(pytest.param(language, row["text"], row["dates"], row.get("spans"), id=f"{file.stem}:{line} {row['why']}"))
    return found


def dates(text: str, language: str, published: datetime.date | None = None) -> list[tuple[Fact, Date]]:
    return [(f, f.value) for f in tc.extract(text, language=language, published=published) if isinstance(f.value, Date)]


def short(value: Date) -> str:
    """The date as the case files write it."""
    return "|".join(one(r) for r in value.readings) or one(value)


def one(value: Date) -> str:
    weekday = f" w{value.weekday}" if value.weekday and (value.grain != "weekday" or value.relative) else ""
    if value.relative:
        return value.relative + (f" d{value.day}" if value.day and not value.anchor else "") + weekday
    year, month, day = part(value.year, 4), part(value.month, 2), part(value.day, 2)
    coarse = {
        "weekday": f"weekday-{value.weekday}",
        "century": f"c{((value.year or 0) - 1) // 100 + 1}",
        "decade": f"{value.year}s",
        "quarter": f"{year}-Q{value.quarter}",
        "half": f"{year}-H{value.quarter}",
        "year": year,
        "month": f"{year}-{month}",
    }
    return coarse.get(value.grain, f"{year}-{month}-{day}") + weekday


def part(number: int | None, width: int) -> str:
    return "?" if number is None else f"{number:0{width}d}" if number >= 0 else str(number)


@pytest.mark.parametrize(("language", "text", "wanted", "spans"), table())
def test_dates_of_a_sentence(language: str, text: str, wanted: list[str], spans: list[str] | None) -> None:
    found = dates(text, language)
    assert [short(value) for _, value in found] == wanted
    assert all(text[fact.span.start : fact.span.end] == fact.text for fact, _ in found)
    assert spans is None or [fact.text for fact, _ in found] == spans


def test_at_least_45_languages_have_15_sentences_with_dates() -> None:
    rows = {file.stem: len(file.read_text(encoding="utf-8").splitlines()) for file in CASES.glob("*.jsonl")}
    assert sum(n >= 15 for n in rows.values()) >= 45


@given(day=DAYS)
def test_long_english_dates_are_read_back(day: datetime.date) -> None:
    text = f"They met on {MONTHS[day.month - 1]} {day.day}, {day.year}, in Hanoi."
    assert [short(value) for _, value in dates(text, "en")] == [day.isoformat()]


@given(day=DAYS)
def test_vietnamese_dates_are_read_back(day: datetime.date) -> None:
    for text in (f"Họ gặp nhau ngày {day.day}/{day.month}/{day.year}.", f"Họ gặp nhau ngày {day.day} tháng {day.month} năm {day.year}."):
        assert [short(value) for _, value in dates(text, "vi")] == [day.isoformat()]


@given(day=DAYS)
def test_japanese_dates_are_read_back(day: datetime.date) -> None:
    assert [short(value) for _, value in dates(f"大統領は{day.year}年{day.month}月{day.day}日に訪れた。", "ja")] == [day.isoformat()]


@settings(deadline=None)
@given(day=DAYS, language=st.sampled_from(languages.available()), style=st.sampled_from(["full", "long", "medium"]))
def test_a_date_as_cldr_writes_it_is_read_back_in_every_language(day: datetime.date, language: str, style: str) -> None:
    text = format_date(day, style, locale=language.replace("-", "_"))
    ((_, value),) = dates(text, language)
    assert (day.year, day.month, day.day) in {(v.year, v.month, v.day) for v in value.readings or (value,)}


@settings(deadline=None)
@given(day=DAYS, language=st.sampled_from(languages.available()))
def test_iso_dates_are_read_in_every_language(day: datetime.date, language: str) -> None:
    assert [short(value) for _, value in dates(f"({day.isoformat()})", language)] == [day.isoformat()]


@given(day=DAYS)
def test_an_ambiguous_date_keeps_both_readings_and_no_others(day: datetime.date) -> None:
    found = dates(f"They met on {day.day}/{day.month}/{day.year}.", "en")
    assert len(found) == 1
    readings = {(r.year, r.month, r.day) for r in found[0][1].readings}
    if day.day > 12 or day.day == day.month:
        assert not readings
    else:
        assert readings == {(day.year, day.month, day.day), (day.year, day.day, day.month)}


@given(published=DAYS, count=st.integers(2, 300))
def test_days_ago_count_back_from_publication(published: datetime.date, count: int) -> None:
    ((_, value),) = dates(f"It began {count} days ago.", "en", published)
    assert datetime.date(value.year or 1, value.month or 1, value.day or 1) == published - datetime.timedelta(days=count)


@given(published=DAYS)
def test_last_tuesday_is_a_tuesday_in_the_week_before(published: datetime.date) -> None:
    ((_, value),) = dates("They met last Tuesday.", "en", published)
    day = datetime.date(value.year or 1, value.month or 1, value.day or 1)
    assert day.isoweekday() == 2
    assert 1 <= (published - day).days <= 7


@settings(max_examples=200)
@given(
    text=st.text("0123456789/.-–, ()'maydnMTtuefbr日月年年ngày", max_size=60),
    language=st.sampled_from(["en", "vi", "ja", "de", "ar", "th"]),
)
def test_any_text_is_read_without_overlap(text: str, language: str) -> None:
    end = -1
    for fact, _ in sorted(dates(text, language), key=lambda row: row[0].span.start):
        assert fact.span.start >= end
        assert text[fact.span.start : fact.span.end] == fact.text
        end = fact.span.end


def test_publication_decides_when_only_one_reading_is_near() -> None:
    ((_, value),) = dates("They met on 3/9.", "en", datetime.date(2026, 9, 4))
    assert (value.month, value.day, value.decided_by) == (9, 3, "published")


def test_a_short_year_is_the_one_nearest_publication() -> None:
    assert [short(v) for _, v in dates("Signed on 13/02/26.", "en", datetime.date(2026, 3, 1))] == ["2026-02-13"]
    assert [short(v) for _, v in dates("Signed on 13/02/74.", "en", datetime.date(2026, 3, 1))] == ["1974-02-13"]


def test_habit_is_the_order_of_dates_that_have_only_one() -> None:
    facts = [fact for fact, _ in dates("From 13/2/2026 to 28/3/2026.", "en")]
    assert habit(facts) == "dmy"
    assert habit([]) is None


def test_a_line_of_digits_is_no_date() -> None:
    assert not dates("1 " * 2000, "en")
    assert not dates("1," * 2000, "en")
    assert not dates("12345678901234567890", "en")
