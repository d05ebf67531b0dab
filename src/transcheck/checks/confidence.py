"""How far a finding is to be believed: measured, by rule and severity.

Measured by ``benchmarks/calibration.py`` on 22 November 2026 on good translations of news (60 documents, English and 17 languages, both
directions): one error at a time was planted in a line, and of all findings of a class on such lines this share was the error's; the rest
were there before. A share of one is written as 0.99: no rule is sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transcheck.model import Severity

MEASURED: Mapping[tuple[str, Severity], float] = {
    ("D202", "critical"): 0.99,
    ("D202", "major"): 0.99,
    ("D202", "minor"): 0.63,
    ("D206", "major"): 0.98,
    ("D206", "minor"): 0.96,
    ("D209", "major"): 0.99,
    ("F101", "major"): 0.98,
    ("F101", "minor"): 0.79,
    ("F102", "major"): 0.98,
    ("F102", "minor"): 0.98,
    ("F103", "minor"): 0.99,
    ("F104", "critical"): 0.99,
    ("F104", "minor"): 0.99,
    ("F105", "critical"): 0.99,
    ("F106", "major"): 0.99,
    ("F108", "minor"): 0.77,
    ("F108", "neutral"): 0.36,
}
UNMEASURED: Mapping[Severity, float] = {"critical": 0.8, "major": 0.8, "minor": 0.6, "neutral": 0.5}


def of(code: str, severity: Severity) -> float:
    """The share of findings of this rule and severity that were planted errors; where none were planted, a guess by severity."""
    return MEASURED.get((code, severity), UNMEASURED[severity])
