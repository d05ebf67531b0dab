"""A report as JSON, schema 1."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING

import msgspec
from msgspec import UNSET

from transcheck import model
from transcheck.writers import catalogue, schema

if TYPE_CHECKING:
    from decimal import Decimal


def json_text(*reports: model.Report) -> str:
    """The same bytes for the same input and configuration. One report is an object, several (or none) are an array."""
    return schema.encode(document(reports[0]) if len(reports) == 1 else [document(r) for r in reports])


def jsonl_text(*reports: model.Report) -> str:
    """One finding a line: its article's path and language, then what the finding has in ``json``."""
    lines = []
    for report in reports:
        for found in report.findings:
            row = {"path": report.candidate.path, "language": report.candidate.language, **msgspec.to_builtins(finding(report, found))}
            lines.append(msgspec.json.encode(row).decode())
    return "".join(f"{line}\n" for line in lines)


def document(report: model.Report) -> schema.Report:
    """The report in the types of the schema."""
    return schema.Report(
        schema=1,
        tool=schema.Tool("transcheck", catalogue.version(), report.signature),
        candidate=schema.Side(*_side(report.candidate)),
        references=tuple(schema.Reference(r.role, *_side(r)) for r in report.references),
        alignments=tuple(
            schema.Alignment(a.reference, tuple(schema.Bead(b.candidate, b.reference, _share(b.confidence)) for b in a.beads))
            for a in report.alignments
        ),
        findings=tuple(finding(report, f) for f in report.findings),
        skipped=tuple(schema.Skipped(s.what, s.why) for s in report.skipped),
        summary=schema.Summary(
            report.count("critical"),
            report.count("major"),
            report.count("minor"),
            report.count("neutral"),
            sum(f.status == "baseline" for f in report.findings),
            sum(f.status == "suppressed" for f in report.findings),
        ),
    )


def finding(report: model.Report, found: model.Finding) -> schema.Finding:
    """One finding in the types of the schema."""
    rule = catalogue.entry(found.code)
    return schema.Finding(
        code=found.code,
        name=rule.name,
        severity=found.severity,
        confidence=_share(found.confidence),
        mqm=schema.Mqm(*rule.mqm),
        message=found.message,
        candidate=schema.Place(*_place(report, found.candidate)) if found.candidate else None,
        evidence=tuple(schema.Evidence(p.document, *_place(report, p)) for p in found.evidence if p.document >= 0),
        introduced_in=found.introduced_in,
        fix=found.fix,
        fingerprint=found.fingerprint,
        status=found.status,
        reason=found.reason,
        key=UNSET if found.key is None else found.key,
    )


def _side(document: model.Document) -> tuple[str, str, int, str]:
    return document.path, document.language, len(document.segments), document.sha256


def _share(confidence: float) -> float:
    return round(min(1.0, max(0.0, confidence)), 3)


def _place(report: model.Report, place: model.Place) -> tuple[int, int, int, int, int, str, schema.Value | None]:
    document = report.document(place.document)
    return (place.segment + 1, *document.extent(place.span), place.text, value(place.value) if place.value is not None else None)


def _amount(amount: Decimal) -> str:
    written = format(amount, "f")
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def value(given: model.Value) -> schema.Value:
    """A value in the types of the schema. Words that may be a default are interned: msgspec leaves a default out by its identity."""
    match given:
        case model.Number():
            return _number(given)
        case model.Date():
            return _date(given)
        case model.Time():
            return schema.Time(given.hours, given.minute, given.second, given.zone)
        case model.Name():
            return schema.Name(given.text, given.key, intern(given.kind), given.territory, given.title)
        case model.Quote():
            return schema.Quote(given.words, intern(given.kind), given.speaker, given.cue)
        case model.Cue():
            return schema.Cue(given.family, given.value)
        case model.Markup():
            return schema.Markup(given.value)


def _number(given: model.Number) -> schema.Value:
    common = (_amount(given.amount), tuple(map(_amount, given.readings)), given.bound, given.ordinal)
    match given:
        case model.Quantity():
            return schema.Quantity(*common, unit=given.unit)
        case model.Duration():
            return schema.Duration(*common, unit=given.unit)
        case model.Money():
            return schema.Money(*common, currencies=given.currencies)
        case model.Percent():
            return schema.Percent(*common, given.points)
        case _:
            return schema.Number(*common)


def _date(given: model.Date) -> schema.Date:
    return schema.Date(
        given.year,
        given.month,
        given.day,
        given.weekday,
        given.quarter,
        intern(given.grain),
        tuple(_date(r) for r in given.readings),
        given.decided_by,
        given.relative,
        intern(given.calendar),
        given.bound,
    )
