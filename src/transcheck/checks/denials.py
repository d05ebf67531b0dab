"""Sentences that deny what their counterpart in another language states, or the other way round: for F120, and for Q304 inside quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from transcheck import languages
from transcheck.checks.comparison import CANDIDATE
from transcheck.facts.denials import Denials, denials, difference, judged
from transcheck.model import Cue, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transcheck.checks.comparison import Comparison


MISSING = 0.85  # share of the usual length under which a stretch has lost a sentence


@dataclass(frozen=True, slots=True)
class Flip:
    """A stretch of the candidate (a sentence, where both sides have as many) and its counterpart, of which one denies what the other states.

    “lost”: the reference denies it; “added”: the candidate does. ``word`` is the candidate's word that does it, where there is one. Spans are
    those of the two documents.
    """

    candidate: Span
    reference: Span
    what: Literal["lost", "added"]
    word: Span | None


def flips(comparison: Comparison, candidate: Sequence[Span], reference: int, spans: Sequence[Span]) -> Iterator[Flip]:
    """The flips between stretches of the candidate and those of a reference that correspond to them, in two languages.

    Sentences are paired in order where both sides have as many; otherwise the stretches are judged whole, and a denial counts as lost only
    where nothing in all of them stands for it. Nothing where one denial went and another came: the sentences changed places.
    """
    ours, theirs = (languages.load(comparison.document(d).language) for d in (CANDIDATE, reference))
    if not (judged(ours) and judged(theirs)) or not _suspect(comparison, candidate, reference, spans):
        return
    here, there = _sentences(comparison, CANDIDATE, candidate), _sentences(comparison, reference, spans)
    if len(here) != len(there):
        if _uneven(comparison, here, reference, there):
            return
        here, there = [Span(here[0].start, here[-1].end)] if here else [], [Span(there[0].start, there[-1].end)] if there else []
    found = []
    for a, b in zip(here, there, strict=False):
        if (seen := difference(_read(comparison, reference, b), _read(comparison, CANDIDATE, a))) is not None:
            word = seen.word and Span(a.start + seen.word.start, a.start + seen.word.end)
            found.append(Flip(a, b, seen.what, word))
    if len({f.what for f in found}) == 1:
        yield from found


def _uneven(comparison: Comparison, here: list[Span], reference: int, there: list[Span]) -> bool:
    """Whether a stretch is so much shorter or longer than usual that a sentence is missing from it, which other rules say."""
    usual = len(comparison.candidate.text) / max(1, len(comparison.document(reference).text))
    ratio = sum(map(len, here)) / max(1, sum(map(len, there)))
    return not MISSING < ratio / usual < 1 / MISSING


def _read(comparison: Comparison, index: int, span: Span) -> Denials:
    document = comparison.document(index)
    return denials(document.text[span.start : span.end], languages.load(document.language))


def _suspect(comparison: Comparison, candidate: Sequence[Span], reference: int, spans: Sequence[Span]) -> bool:
    """Whether the cues already read allow for a flip: most passages have none, or as many on both sides, and are not read again."""
    here, there = _negations(comparison, CANDIDATE, candidate), _negations(comparison, reference, spans)
    plain, other = sum(v != "lexical" for v in here), sum(v != "lexical" for v in there)
    return bool(plain or other) and (plain != other or len(here) > plain or len(there) > other or len(here) > 1)


def _negations(comparison: Comparison, index: int, spans: Sequence[Span]) -> list[str]:
    return [
        f.value.value
        for span in spans
        for f in comparison.facts_within(index, span)
        if isinstance(f.value, Cue) and f.value.family == "negation"
    ]


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
