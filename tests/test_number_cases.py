"""Numbers in sentences of news, language by language: every line of tests/cases/numbers through the public API.

A line is a text, the facts that must be read out of it, in order, and why it stands there. ``unit`` is a CLDR unit id, ``currency`` the likeliest
ISO code, ``bound``, ``ordinal`` and ``points`` are given where the text has them. Amounts that nobody asserts (an hour, half of) and parts of
designations (COVID-19) are not counted.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from babel import Locale, numbers
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import transcheck as tc
from transcheck.languages import available
from transcheck.model import Duration, Money, Number, Percent, Quantity, Quote

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases" / "numbers"
KINDS: tuple[tuple[type[Number], str], ...] = (
    (Money, "money"),
    (Percent, "percent"),
    (Duration, "duration"),
    (Quantity, "quantity"),
    (Number, "number"),
)
UNASSERTED = frozenset({"article", "label"})
ALLOWED = {"text", "facts", "why", "xfail"}


def table() -> list[ParameterSet]:
    found = []
    for file in sorted(CASES.glob("*.jsonl")):
        for line, row in enumerate(map(json.loads, file.read_text(encoding="utf-8").splitlines()), 1):
            assert not row.keys() - ALLOWED, f"{file.name}:{line}: unknown {row.keys() - ALLOWED}"
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
            found.append(pytest.param(file.stem, row["text"], row["facts"], id=f"{file.stem}:{line} {row['why']}", marks=marks))
    return found


def described(value: Number) -> dict[str, Any]:
    """The value as the case files write it."""
    kind = next(name for type_, name in KINDS if isinstance(value, type_))
    row: dict[str, Any] = {"kind": kind, "amount": plain(value.amount)}
    if isinstance(value, Quantity | Duration):
        row["unit"] = value.unit
    if isinstance(value, Money):
        row["currency"] = value.currencies[0]
    if isinstance(value, Percent) and value.points:
        row["points"] = True
    if value.ordinal:
        row["ordinal"] = True
    if value.bound:
        row["bound"] = value.bound
    return row


def plain(amount: Decimal) -> str:
    """The amount without an exponent and without zeros that say nothing."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@pytest.mark.parametrize(("language", "text", "expected"), table())
def test_numbers_of_a_sentence_are_read(language: str, text: str, expected: list[dict[str, Any]]) -> None:
    facts = tc.extract(text, language=language)
    found = [described(f.value) for f in facts if isinstance(f.value, Number) and f.value.written not in UNASSERTED]
    assert found == expected
    assert all(text[f.span.start : f.span.end] == f.text for f in facts)


@pytest.mark.parametrize("unit", ["7", "1 ", "1,", "1-", "1/", "1.", "3/2 ", "12:30 ", "2020 ", "5% ", "$5 ", "“7” ", "½ ", "۱/"])
def test_a_dump_of_figures_states_nothing_and_is_survived(unit: str) -> None:
    facts = tc.extract(f"Report: {unit * 6000} and 12 boats.", language="en")
    assert [f.text for f in facts if isinstance(f.value, Number)][-1:] == ["12"]
    assert unit in ("½ ", "۱/") or sum(f.text[:1].isdigit() for f in facts if not isinstance(f.value, Quote)) == 1


def test_a_row_of_figures_is_read() -> None:
    facts = tc.extract("Turnout by district: " + " ".join(str(n) for n in range(10, 70)), language="en")
    assert len([f for f in facts if isinstance(f.value, Number)]) == 60


# --- what CLDR's patterns write is read back ------------------------------------------------------------------------

LOCALES = {tag: Locale.parse(tag.replace("-", "_")) for tag in available()}
MISWRITTEN = frozenset({"ne", "sw"})  # Babel divides their compact numbers by another power than it names


def test_every_language_with_data_is_formatted() -> None:
    assert len(LOCALES) == len(available()) >= 100


def read_back(text: str, tag: str) -> Number:
    """The one number of a text in brackets."""
    found = [f.value for f in tc.extract(f"({text})", language=tag) if isinstance(f.value, Number)]
    assert len(found) == 1, (tag, text, found)
    return found[0]


values = st.one_of(
    st.integers(2, 99),
    st.integers(100, 99_999),
    st.integers(10**5, 10**8),
    st.decimals("0.1", "99999", places=1),
    st.decimals("1", "999", places=2),
).map(Decimal)
digits = st.sampled_from(["default", "latn"])
tags = st.sampled_from(sorted(LOCALES))


@given(tags, values, digits)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_number_in_figures_is_read_back_in_every_language(tag: str, value: Decimal, system: str) -> None:
    text = numbers.format_decimal(value, locale=LOCALES[tag], numbering_system=system)
    assert value in read_back(text, tag).amounts, text


@given(tags, st.integers(1, 999), digits)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_percentage_is_read_back_in_every_language(tag: str, value: int, system: str) -> None:
    text = numbers.format_percent(Decimal(value) / 1000, locale=LOCALES[tag], format=None, numbering_system=system)
    found = read_back(text, tag)
    assert isinstance(found, Percent)
    assert abs(found.amount - Decimal(value) / 10) <= Decimal("0.5"), text  # CLDR's pattern rounds to whole per cent


@given(tags, values, st.sampled_from(["USD", "EUR", "JPY"]), digits)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_sum_with_its_sign_is_read_back_in_every_language(tag: str, value: Decimal, currency: str, system: str) -> None:
    text = numbers.format_currency(
        value, currency, locale=LOCALES[tag], numbering_system=system, currency_digits=False, decimal_quantization=False
    )
    found = read_back(text, tag)
    assert isinstance(found, Money), text
    assert currency in found.currencies
    assert value in found.amounts


SIGNS = {
    "US$5": "USD",
    "A$5": "AUD",
    "C$5": "CAD",
    "HK$5": "HKD",
    "R$5": "BRL",
    "€5": "EUR",
    "£5": "GBP",
    "CN¥5": "CNY",
    "₹5": "INR",
    "5 ₽": "RUB",
}


@pytest.mark.parametrize("tag", sorted(LOCALES))
def test_signs_of_money_mean_the_same_in_every_language(tag: str) -> None:
    read = {text: value.currencies[0] if isinstance(value := read_back(text, tag), Money) else None for text in SIGNS}
    assert read == SIGNS


@given(tags, st.integers(2, 10**6), st.sampled_from(["USD", "EUR", "JPY"]), digits)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_sum_with_the_name_of_its_currency_is_read_back_in_every_language(tag: str, value: int, currency: str, system: str) -> None:
    text = numbers.format_currency(value, currency, locale=LOCALES[tag], format_type="name", numbering_system=system, currency_digits=False)
    found = read_back(text, tag)
    assert isinstance(found, Money), text
    assert value in found.amounts


@given(tags.filter(lambda t: t not in MISWRITTEN), st.integers(11, 99), st.sampled_from([10**6, 10**9]), digits)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_number_with_its_magnitude_is_read_back_in_every_language(tag: str, figures: int, magnitude: int, system: str) -> None:
    value = Decimal(figures) / 10 * magnitude
    try:
        text = numbers.format_compact_decimal(value, format_type="long", locale=LOCALES[tag], fraction_digits=1, numbering_system=system)
    except KeyError:
        assume(False)  # Babel has no patterns of the language
    assert abs(read_back(text, tag).amounts[0] - value) <= value / 20, text
