"""Markdown for a job summary or a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.model import SEVERITIES
from transcheck.writers import catalogue
from transcheck.writers.locations import relative
from transcheck.writers.text import NEIGHBOURS, nearby, one_line, quoted, shown, where

if TYPE_CHECKING:
    from transcheck.model import Finding, Report

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]()#+-!|~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"})


def markdown(*reports: Report) -> str:
    """A heading and a table for each article; every text escaped, so that an article cannot mention people or draw tables."""
    return "\n".join(_article(report) for report in reports)


def _article(report: Report) -> str:
    found = shown(report)
    counts = ", ".join(f"{n} {s}" for s in reversed(SEVERITIES) if (n := report.count(s))) or "no findings"
    lines = [f"### {_text(relative(report.candidate.path))}: {counts}", ""]
    if found:
        lines += ["| severity | rule | place | finding |", "|---|---|---|---|"]
        for finding in sorted(found, key=lambda f: -SEVERITIES.index(f.severity)):
            path, line, column = where(report, finding)
            place = f"{_text(relative(path))}:{line}:{column}"
            rule = f"{finding.code} {_text(catalogue.entry(finding.code).name)}"
            words = _around(report, finding)
            lines.append(f"| {finding.severity} | {rule} | {place} | {_text(finding.message)}{f'<br>{_text(words)}' if words else ''} |")
        lines.append("")
    lines += [f"Not checked: {_text(s.what)}: {_text(s.why)}" for s in report.skipped]
    return "\n".join(lines).rstrip("\n") + "\n"


def _around(report: Report, finding: Finding) -> str:
    """A few words of the candidate: what a bare figure counts, or where a loss would have stood."""
    place = finding.candidate
    if place is not None and place.value is not None and place.text and len(place.text) <= NEIGHBOURS:
        return quoted(report, place)
    near = nearby(report, finding)
    return f"expected in: {near}" if near else ""


def _text(words: str) -> str:
    return one_line(words).translate(_SPECIAL)
