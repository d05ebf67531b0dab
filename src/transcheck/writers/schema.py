"""JSON, schema 1, as types: what is written, what is read back, and where the published schema comes from.

Lines, columns and paragraphs are 1-based (columns in code points; the end is the column after the last character); the indices of beads
and references 0-based; amounts are decimal strings, dates year, month and day as far as they are known.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

Severity = Literal["neutral", "minor", "major", "critical"]
Amount = Annotated[str, Meta(pattern=r"^-?\d+(\.\d+)?$")]
Index = Annotated[int, Meta(ge=0)]
Ordinal = Annotated[int, Meta(ge=1)]
Share = Annotated[float, Meta(ge=0, le=1)]


class _Value(Struct, frozen=True, tag_field="kind", omit_defaults=True, forbid_unknown_fields=True):
    pass


class _Amounts(_Value, frozen=True):
    amount: Amount
    readings: tuple[Amount, ...] = ()
    bound: str | None = None
    ordinal: bool = False


class Number(_Amounts, frozen=True, tag="number"):
    """A count."""


class Quantity(_Amounts, frozen=True, tag="quantity", kw_only=True):
    """A number with a unit (CLDR unit id)."""

    unit: str


class Money(_Amounts, frozen=True, tag="money", kw_only=True):
    """A sum; ISO 4217 codes, the most likely first."""

    currencies: tuple[str, ...]


class Percent(_Amounts, frozen=True, tag="percent"):
    """A share in hundredths, or percentage points."""

    points: bool = False


class Duration(_Amounts, frozen=True, tag="duration", kw_only=True):
    """A length of time."""

    unit: str


class Date(_Value, frozen=True, tag="date"):
    """A date as far as the text gives it, with every reading where it allows several."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    grain: str = "day"
    readings: tuple[Date, ...] = ()
    decided_by: str | None = None
    relative: str | None = None
    calendar: str = "gregorian"
    bound: str | None = None


class Time(_Value, frozen=True, tag="time"):
    """A time of day; every hour the text allows."""

    hours: tuple[int, ...]
    minute: int = 0
    second: int | None = None
    zone: str | None = None


class Name(_Value, frozen=True, tag="name"):
    """A proper name with its comparable form."""

    text: str
    key: str
    type: str = "other"
    territory: str | None = None
    title: str | None = None


class Quote(_Value, frozen=True, tag="quote"):
    """A quotation: the words between the marks."""

    words: str
    type: str = "direct"
    speaker: str | None = None
    cue: str | None = None


class Cue(_Value, frozen=True, tag="cue"):
    """A word that changes how a statement is meant."""

    family: str
    value: str


class Markup(_Value, frozen=True, tag="markup"):
    """A leftover of the page the text came from."""

    value: str


Value = Number | Quantity | Money | Percent | Duration | Date | Time | Name | Quote | Cue | Markup


class Tool(Struct, frozen=True):
    name: str
    version: str
    signature: str


class Side(Struct, frozen=True):
    path: str
    language: str
    paragraphs: Index
    sha256: str


class Reference(Struct, frozen=True):
    role: Literal["source", "wire", "reference", "candidate"]
    path: str
    language: str
    paragraphs: Index
    sha256: str


class Bead(Struct, frozen=True):
    candidate: tuple[Index, ...]
    reference: tuple[Index, ...]
    confidence: Share


class Alignment(Struct, frozen=True):
    reference: Index
    beads: tuple[Bead, ...]


class Mqm(Struct, frozen=True):
    dimension: str
    type: str


class Place(Struct, frozen=True):
    paragraph: Ordinal
    line: Ordinal
    column: Ordinal
    end_line: Ordinal
    end_column: Ordinal
    text: str
    value: Value | None


class Evidence(Struct, frozen=True):
    reference: Index
    paragraph: Ordinal
    line: Ordinal
    column: Ordinal
    end_line: Ordinal
    end_column: Ordinal
    text: str
    value: Value | None


class Finding(Struct, frozen=True):
    code: str
    name: str
    severity: Severity
    confidence: Share
    mqm: Mqm
    message: str
    candidate: Place | None
    evidence: tuple[Evidence, ...]
    introduced_in: str
    fix: str | None
    fingerprint: str
    status: Literal["new", "baseline", "suppressed"]
    reason: str | None
    key: str | UnsetType = UNSET


class Skipped(Struct, frozen=True):
    what: str
    why: str


class Summary(Struct, frozen=True):
    critical: Index
    major: Index
    minor: Index
    neutral: Index
    baseline: Index
    suppressed: Index


class Report(Struct, frozen=True):
    """The result of one comparison."""

    schema: Literal[1]
    tool: Tool
    candidate: Side
    references: tuple[Reference, ...]
    alignments: tuple[Alignment, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    summary: Summary


def encode(report: Report | list[Report]) -> str:
    """The bytes that ``--format json`` writes: two spaces of indentation, one line feed at the end."""
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


def decode(text: str) -> Report:
    """Reads a report back; msgspec.ValidationError where it is not schema 1."""
    return msgspec.json.decode(text, type=Report)


def json_schema() -> str:
    """The JSON Schema (2020-12) of what ``encode`` writes."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "transcheck report, schema 1",
        **msgspec.json.schema(Report),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"
