"""Which hop lost it: what several references say of one finding, settled into one.

With wire → source → candidate a departure is reported once, against the hop that made it. Rules look at one reference at a time and set
``introduced_in`` where they know; here the same finding against several references becomes one, and what is left open is closed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck.model import SEVERITIES, Finding, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transcheck.checks.comparison import Comparison


QUOTED = "Q304"  # a meaning changed inside a quotation: the gravest way to say what one of these says of the same words
CUT = ("Q301", "Q308")  # words of a speaker that are gone
LOST = "S410"  # a sentence that is gone
PLAIN = ("F101", "F102", "F103", "F104", "F105", "F106", "F107", "F108", "F120", "F121")


def settle(comparison: Comparison, findings: Iterable[Finding]) -> list[Finding]:
    """Findings of one code on the same words of the candidate become one, with all their evidence; the first one's message stays.

    What changed in a speaker's words, or went with them, weighs once, in the quotation's finding.
    """
    findings = list(findings)
    cut = [p for f in findings if f.code in CUT for p in f.evidence]
    quoted = {(p.document, p.span) for f in findings if f.code == QUOTED for p in _places(f)}
    merged: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        known = finding.code in PLAIN and any((p.document, p.span) in quoted for p in _places(finding))
        if known or (finding.code == LOST and any(_mostly(p, q) for p in finding.evidence for q in cut)):
            finding = replace(finding, severity=min(finding.severity, "minor", key=SEVERITIES.index))
        key = (finding.code, finding.candidate and finding.candidate.span, _subject(finding))
        twin = merged.get(key)
        if twin is None:
            merged[key] = finding
            continue
        shown = {(p.document, p.span) for p in twin.evidence}
        more = tuple(p for p in finding.evidence if (p.document, p.span) not in shown)
        stronger = finding if SEVERITIES.index(finding.severity) > SEVERITIES.index(twin.severity) else twin
        merged[key] = replace(stronger, evidence=twin.evidence + more, confidence=max(twin.confidence, finding.confidence))
    return [_closed(comparison, f) for f in merged.values()]


def _mostly(sentence: Place, words: Place) -> bool:
    """Whether at least half of a sentence is in somebody's words."""
    one, other = sentence.span, words.span
    return sentence.document == words.document and 2 * (min(one.end, other.end) - max(one.start, other.start)) >= len(one)


def _places(finding: Finding) -> Iterator[Place]:
    yield from (p for p in (finding.candidate, *finding.evidence) if p and len(p.span))


def _subject(finding: Finding) -> object:
    """What tells two findings on one passage apart: the value that the evidence states."""
    return finding.evidence[0].value if finding.evidence and finding.evidence[0].value is not None else finding.message


def _closed(comparison: Comparison, finding: Finding) -> Finding:
    """What no rule could place: with a source, what stands in the candidate and no other version shows as well came in with the candidate."""
    if finding.introduced_in != "unknown" or comparison.source is None:
        return finding
    shown = {p.document for p in finding.evidence if p.document >= 0}
    if comparison.source in shown or (finding.candidate and not shown):
        return replace(finding, introduced_in="candidate")
    return finding


def lower(severity: Severity, times: int = 1) -> Severity:
    """So many severities lower, never under neutral: what an earlier hop did is not the translator's fault."""
    return SEVERITIES[max(0, SEVERITIES.index(severity) - times)]


def position(finding: Finding) -> tuple[float, float, str, str]:
    """Sort key: the candidate's order, then code; findings without a place in the candidate at the end."""
    place = finding.candidate
    return (place.span.start if place else float("inf"), place.span.end if place else 0, finding.code, finding.message)
