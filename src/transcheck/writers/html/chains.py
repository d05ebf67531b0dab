"""A quotation on its way: where each version has the words that a finding is about."""

from __future__ import annotations

from collections.abc import Sequence

from transcheck.model import Bead, Fact, Finding, Place, Quote, Report


def chain_places(report: Report, finding: Finding) -> tuple[Place, ...]:
    """The same quotation in the source and the wire where the finding's evidence does not hold it already.

    Taken only where the aligned passages hold equally many quotations: then the n-th is the n-th. Nothing is guessed at.
    """
    place = finding.candidate
    if place is None or not isinstance(place.value, Quote):
        return ()
    held = {p.document for p in finding.evidence}
    found = []
    for alignment in report.alignments:
        reference = report.references[alignment.reference]
        if alignment.reference in held or alignment.weak or reference.role == "reference" or len(report.facts) <= alignment.reference + 1:
            continue
        bead = next((b for b in alignment.beads if place.segment in b.candidate and b.reference), None)
        if bead is not None:
            twin = _twin(report, place, alignment.reference, bead)
            found += [twin] if twin else []
    return tuple(found)


def _twin(report: Report, place: Place, reference: int, bead: Bead) -> Place | None:
    ours = _quotes(report, -1, bead.candidate)
    theirs = _quotes(report, reference, bead.reference)
    at = next((n for n, f in enumerate(ours) if f.span.overlaps(place.span)), None)
    if at is None or len(ours) != len(theirs):
        return None
    fact = theirs[at]
    return Place(reference, report.references[reference].segment_at(fact.span.start) or 0, fact.span, fact.text, fact.value)


def _quotes(report: Report, document: int, segments: Sequence[int]) -> list[Fact]:
    spans = [report.document(document).segments[s].span for s in segments]
    quotes = (f for f in report.facts[document + 1] if isinstance(f.value, Quote) and f.value.kind in ("direct", "partial", "block"))
    return [f for f in quotes if any(s.start <= f.span.start < s.end for s in spans)]
