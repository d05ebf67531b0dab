"""Annotations of merge requests: GitHub workflow commands and GitLab's code quality report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from transcheck.model import SEVERITIES
from transcheck.writers import catalogue
from transcheck.writers.locations import relative
from transcheck.writers.text import shown, where

if TYPE_CHECKING:
    from transcheck.model import Finding, Report

SHOWN = 10  # annotations of one kind that GitHub shows for a step
_COMMANDS = {"critical": "error", "major": "error", "minor": "warning", "neutral": "notice"}
_GITLAB = {"critical": "critical", "major": "major", "minor": "minor", "neutral": "info"}


def github(*reports: Report) -> str:
    """Workflow commands, the most severe first, and a notice of how many the platform's limit hides."""
    found = [(report, f) for report in reports for f in shown(report)]
    found.sort(key=lambda pair: -SEVERITIES.index(pair[1].severity))
    lines = [_command(report, f) for report, f in found]
    counts = {kind: sum(_COMMANDS[f.severity] == kind for _, f in found) for kind in ("error", "warning", "notice")}
    hidden = sum(max(0, n - SHOWN) for n in counts.values())
    if hidden:
        text = f"{len(found)} findings, of which GitHub shows {len(found) - hidden} (at most {SHOWN} of a kind in a step); the page and the log have all."
        lines.insert(0, f"::notice title=transcheck::{_data(text)}")
    return "".join(f"{line}\n" for line in lines)


def _command(report: Report, finding: Finding) -> str:
    path, line, column = where(report, finding)
    place = finding.candidate
    end = ""
    if place is not None:
        _, _, end_line, end_column = report.candidate.extent(place.span)
        end = f",endLine={end_line}" + (f",endColumn={max(end_column - 1, column)}" if end_line == line else "")
    title = _property(f"{finding.code} {catalogue.entry(finding.code).name} ({finding.severity})")
    column_part = f",col={column}" if not end or "endColumn" in end else ""  # columns of several lines are not allowed
    return f"::{_COMMANDS[finding.severity]} file={_property(relative(path))},line={line}{column_part}{end},title={title}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def gitlab(*reports: Report) -> str:
    """The code quality artifact: an array of issues with unique fingerprints."""
    rows = []
    for report in reports:
        for finding in shown(report):
            path, line, _ = where(report, finding)
            rows.append(
                {
                    "description": finding.message,
                    "check_name": f"{finding.code} {catalogue.entry(finding.code).name}",
                    "fingerprint": f"{relative(report.candidate.path)} {finding.fingerprint}",
                    "severity": _GITLAB[finding.severity],
                    "location": {"path": relative(path), "lines": {"begin": line}},
                }
            )
    return msgspec.json.format(msgspec.json.encode(rows), indent=2).decode() + "\n"
