"""Fingerprints: what a finding is, whatever else changes in the article.

Rule, role and normalised values make the identity; equal ones are told apart by count. Such fingerprints survive edits elsewhere in the
paragraph and paragraphs put in before it, which identities built on lines or on the paragraph's text do not.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck.model import Cue, Date, Duration, Markup, Money, Name, Number, Percent, Quantity, Quote, Time

if TYPE_CHECKING:
    from decimal import Decimal

    from transcheck.model import Finding, Place, Report, Value

SCHEME = "tc1"


def fingerprinted(report: Report) -> tuple[Finding, ...]:
    """The report's findings, each with its fingerprint: the second of two equal ones ends in ``#2``, and so on."""
    seen: Counter[str] = Counter()
    out = []
    for finding in report.findings:
        own = fingerprint(finding, report)
        seen[own] += 1
        out.append(replace(finding, fingerprint=own if seen[own] == 1 else f"{own}#{seen[own]}"))
    return tuple(out)


def fingerprint(finding: Finding, report: Report) -> str:
    """``tc1:`` and 16 hexadecimal digits: rule, role of the version it was judged by, values on both sides (and the key of the unit)."""
    judge = _judge(finding, report)
    role = report.references[judge.document].role if judge is not None else ""
    parts = (finding.code, role, _of(finding.candidate), _of(judge), finding.key or "")
    return f"{SCHEME}:{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _judge(finding: Finding, report: Report) -> Place | None:
    """The place in the version that decides: the source's where there is one, so that adding a wire report changes no identity."""
    places = [p for p in finding.evidence if p.document >= 0]
    return next((p for p in places if report.references[p.document].role == "source"), places[0] if places else None)


def _of(place: Place | None) -> str:
    if place is None:
        return ""
    return _value(place.value) if place.value is not None else f"text {_folded(place.text)}"


def _value(value: Value) -> str:
    """The value without what depends on its writing or surroundings (readings, what decided, an anchor)."""
    match value:
        case Money():
            return f"money {_amount(value.amount)} {value.currencies[0] if value.currencies else ''}"
        case Percent():
            return f"percent {_amount(value.amount)} {value.points}"
        case Quantity() | Duration():
            return f"quantity {_amount(value.amount)} {value.unit}"
        case Number():
            return f"number {_amount(value.amount)}"
        case Date():
            return f"date {value.year} {value.month} {value.day} {value.weekday} {value.grain} {value.relative}"
        case Time():
            return f"time {value.hours} {value.minute} {value.second}"
        case Name():
            return f"name {value.key}"
        case Quote():
            return f"quote {_folded(value.words)}"
        case Cue():
            return f"cue {value.family} {value.value}"
        case Markup():
            return f"markup {value.value}"


def _amount(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
