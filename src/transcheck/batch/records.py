"""What is kept of a report: flat records, the same in a shard and in the Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from transcheck.writers import json as schema_json
from transcheck.writers.html import index_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.batch.rows import Broken, Row
    from transcheck.config import Config
    from transcheck.model import Report, Severity

# table → column → its DuckDB type; ``article`` is the row's number in the manifest
TABLES: dict[str, dict[str, str]] = {
    "articles": {
        "article": "BIGINT",
        "id": "VARCHAR",
        "path": "VARCHAR",
        "language": "VARCHAR",
        "source_language": "VARCHAR",
        "published": "DATE",
        "paragraphs": "INTEGER",
        "critical": "INTEGER",
        "major": "INTEGER",
        "minor": "INTEGER",
        "neutral": "INTEGER",
        "known": "INTEGER",
        "skipped": "VARCHAR[]",
        "fails": "BOOLEAN",
        "state": "VARCHAR",
        "verdict": "VARCHAR",
        "languages": "VARCHAR",
        "sha256": "VARCHAR",
    },
    "findings": {
        "article": "BIGINT",
        "number": "INTEGER",
        "id": "VARCHAR",
        "path": "VARCHAR",
        "language": "VARCHAR",
        "source_language": "VARCHAR",
        "published": "DATE",
        "code": "VARCHAR",
        "name": "VARCHAR",
        "severity": "VARCHAR",
        "confidence": "DOUBLE",
        "message": "VARCHAR",
        "paragraph": "INTEGER",
        "line": "INTEGER",
        "column": "INTEGER",
        "text": "VARCHAR",
        "evidence": "VARCHAR",
        "evidence_role": "VARCHAR",
        "introduced_in": "VARCHAR",
        "fix": "VARCHAR",
        "fingerprint": "VARCHAR",
        "status": "VARCHAR",
        "reason": "VARCHAR",
        "unit": "VARCHAR",
    },
    "failures": {"article": "BIGINT", "id": "VARCHAR", "path": "VARCHAR", "stage": "VARCHAR", "why": "VARCHAR"},
}
LEVELS: tuple[Severity, ...] = ("critical", "major", "minor", "neutral")


def of_report(row: Row, report: Report, settings: Config) -> Iterator[tuple[str, dict[str, Any]]]:
    """(table, record) of one article: itself, then its findings in their order."""
    candidate = report.candidate
    source = next((r.language for r in report.references if r.role == "source"), None)
    published = candidate.published.isoformat() if candidate.published else None
    common = {"article": row.number, "id": row.id, "path": candidate.path, "language": candidate.language}
    common |= {"source_language": source, "published": published}
    shown = index_page.article(row.id, "", report, blocking=settings.fail_on or "major")
    bar = LEVELS.index(settings.fail_on) if settings.fail_on else -1
    counts = {s: report.count(s) for s in LEVELS}
    yield (
        "articles",
        common
        | counts
        | {
            "paragraphs": len(candidate.segments),
            "known": shown.known,
            "skipped": [f"{s.what}: {s.why}" for s in report.skipped],
            "fails": any(list(counts.values())[: bar + 1]),
            "state": shown.state,
            "verdict": shown.verdict,
            "languages": shown.languages,
            "sha256": candidate.sha256,
        },
    )
    for number, found in enumerate(report.findings, 1):
        given = schema_json.finding(report, found)
        place, evidence = given.candidate, given.evidence[0] if given.evidence else None
        yield (
            "findings",
            common
            | {
                "number": number,
                "code": given.code,
                "name": given.name,
                "severity": given.severity,
                "confidence": given.confidence,
                "message": given.message,
                "paragraph": place.paragraph if place else None,
                "line": place.line if place else None,
                "column": place.column if place else None,
                "text": place.text if place else None,
                "evidence": evidence.text if evidence else None,
                "evidence_role": report.references[evidence.reference].role if evidence else None,
                "introduced_in": given.introduced_in,
                "fix": given.fix,
                "fingerprint": given.fingerprint,
                "status": given.status,
                "reason": given.reason,
                "unit": found.key,
            },
        )


def of_failure(row: Row | Broken, stage: str, why: str) -> tuple[str, dict[str, Any]]:
    """(table, record) of a row that has no report. ``stage``: manifest, read, check, killed, time or memory."""
    candidate = getattr(row, "candidate", None)
    path = (candidate.path or "") if candidate else ""
    return "failures", {"article": row.number, "id": row.id, "path": path, "stage": stage, "why": why}


def line(table: str, record: dict[str, Any]) -> bytes:
    """One line of a shard. Halves of surrogate pairs, which no file can hold, become question marks."""
    try:
        return msgspec.json.encode({"table": table, **record}) + b"\n"
    except UnicodeEncodeError:
        return msgspec.json.encode({"table": table, **{k: _clean(v) for k, v in record.items()}}) + b"\n"


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return [_clean(v) for v in value] if isinstance(value, list) else value
