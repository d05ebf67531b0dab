"""Inside a bead: which sentence of the candidate answers to which of the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.checks.comparison import CANDIDATE
from transcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Bead, Document

MISSING = 0.85  # share of the usual length under which a stretch has lost a sentence


def spans(comparison: Comparison, index: int, segments: tuple[int, ...]) -> list[Span]:
    """The spans of some segments of one document."""
    return [comparison.document(index).segments[i].span for i in segments]


def bead_sentences(comparison: Comparison, reference: int, bead: Bead) -> list[tuple[Span, Span]]:
    """``sentence_pairs`` of a whole bead, without the sentences that were lost from it."""
    gone = [x.span for x in comparison.alignments[reference].lost]
    theirs = _sentences(comparison, reference, spans(comparison, reference, bead.reference))
    kept = [s for s in theirs if not any(x.start <= s.start and s.end <= x.end for x in gone)]
    return sentence_pairs(comparison, spans(comparison, CANDIDATE, bead.candidate), reference, kept)


def sentence_of(document: Document, offset: int) -> Span:
    """The sentence that a place stands in; its segment where that has none."""
    segment = document.segments[document.segment_at(offset) or 0]
    return next((s for s in segment.sentences if s.start <= offset < s.end), segment.span)


def sentence_pairs(comparison: Comparison, candidate: Sequence[Span], reference: int, stretches: Sequence[Span]) -> list[tuple[Span, Span]]:
    """The sentences of stretches that correspond, in order where both sides have as many, otherwise all as one.

    None where one side is so much shorter than usual that a sentence is missing from it, which other rules say.
    """
    here, there = _sentences(comparison, CANDIDATE, candidate), _sentences(comparison, reference, stretches)
    if len(here) == len(there):
        return list(zip(here, there, strict=True))
    if not here or not there or _uneven(comparison, here, reference, there):
        return []
    return [(Span(here[0].start, here[-1].end), Span(there[0].start, there[-1].end))]


def _uneven(comparison: Comparison, here: list[Span], reference: int, there: list[Span]) -> bool:
    """Whether a stretch is so much shorter or longer than usual that a sentence is missing from it, which other rules say."""
    usual = len(comparison.candidate.text) / max(1, len(comparison.document(reference).text))
    ratio = sum(map(len, here)) / max(1, sum(map(len, there)))
    return not MISSING < ratio / usual < 1 / MISSING


def _sentences(comparison: Comparison, index: int, spans: Sequence[Span]) -> list[Span]:
    """The sentences of some stretches, cut at their ends."""
    document = comparison.document(index)
    found = []
    for span in spans:
        first = document.segment_at(span.start)
        for segment in document.segments[first or 0 :]:
            if segment.span.start >= span.end:
                break
            for s in segment.sentences or (segment.span,):
                start, end = max(s.start, span.start), min(s.end, span.end)
                if any(c.isalpha() for c in document.text[start:end]):
                    found.append(Span(start, end))
    return found
