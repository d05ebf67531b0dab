"""SARIF 2.1.0 (OASIS 2020): rules with help, related locations for the evidence, suppressions, stable fingerprints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from transcheck.writers import catalogue
from transcheck.writers.locations import uri

if TYPE_CHECKING:
    from transcheck.model import Finding, Place, Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"critical": "error", "major": "error", "minor": "warning", "neutral": "note"}
_RANKS = {"critical": 100.0, "major": 75.0, "minor": 40.0, "neutral": 10.0}


def sarif_text(*reports: Report) -> str:
    """One run for all reports. Columns count code points. What was not checked is a notification of the invocation."""
    codes = sorted({f.code for report in reports for f in report.findings})
    notes = [
        {"level": "warning", "message": {"text": f"{s.what}: {s.why}"}, "descriptor": {"id": "not-checked"}}
        for report in reports
        for s in report.skipped
    ]
    run = {
        "tool": {
            "driver": {
                "name": "transcheck",
                "semanticVersion": catalogue.version(),
                "rules": [_rule(code) for code in codes],
                "notifications": [{"id": "not-checked", "shortDescription": {"text": "A part of the input was not checked"}}],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notes}],
        "results": [_result(report, f, codes.index(f.code)) for report in reports for f in report.findings],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _rule(code: str) -> dict[str, Any]:
    entry = catalogue.entry(code)
    summary = entry.help.split("\n\n")[0].replace("\n", " ").strip() or entry.name
    return {
        "id": code,
        "name": entry.name,
        "shortDescription": {"text": " ".join(summary.split())},
        "help": {"text": entry.help or entry.name},
        "defaultConfiguration": {"level": _LEVELS[entry.severity], "rank": _RANKS[entry.severity]},
        "properties": {"tags": list(dict.fromkeys(("translation", *(part.lower() for part in entry.mqm))))},
    }


def _result(report: Report, finding: Finding, index: int) -> dict[str, Any]:
    related = [_location(report, p) for p in finding.evidence]
    place = finding.candidate
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "rank": round(_RANKS[finding.severity] * finding.confidence, 1),
        "message": {"text": finding.message},
        "locations": [_location(report, place)]
        if place
        else [{"physicalLocation": {"artifactLocation": {"uri": uri(report.candidate.path)}}}],
        "partialFingerprints": {"transcheck/v1": finding.fingerprint},
        "properties": {"severity": finding.severity, "confidence": round(finding.confidence, 3), "introducedIn": finding.introduced_in},
    }
    if finding.key is not None:
        result["properties"]["key"] = finding.key
    if related:
        result["relatedLocations"] = [{**r, "id": i} for i, r in enumerate(related)]
    if finding.status == "baseline":
        result["baselineState"] = "unchanged"
    if finding.status != "new":
        kind = "inSource" if finding.status == "suppressed" else "external"
        result["suppressions"] = [{"kind": kind, "status": "accepted", "justification": finding.reason or ""}]
    return result


def _location(report: Report, place: Place) -> dict[str, Any]:
    document = report.document(place.document)
    line, column, end_line, end_column = document.extent(place.span)
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(document.path)},
            "region": {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": max(end_column, column) if end_line == line else end_column,
                "snippet": {"text": place.text},
            },
        },
        "message": {"text": f"{document.role} ({document.language}): {place.text}"},
    }
