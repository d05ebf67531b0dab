"""Fingerprints, baseline, suppressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcheck.model import Finding, Report


def fingerprinted(report: Report) -> tuple[Finding, ...]:
    """The report's findings, each with its fingerprint: rule, role and normalised values, equal ones told apart by count."""
    return report.findings
