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

import transcheck as tc
from transcheck.model import Duration, Money, Number, Percent, Quantity

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
