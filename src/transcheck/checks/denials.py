"""Sentences that deny what their counterpart in another language states, or the other way round: for F120, and for Q304 inside quotations."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from transcheck import languages
from transcheck.checks.comparison import CANDIDATE
from transcheck.checks.passages import sentence_pairs
from transcheck.facts.denials import Denials, denials, difference, judged
from transcheck.model import Cue, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transcheck.checks.comparison import Comparison


BOTH = 2  # flips of a passage, one denial gone and another come
CLEARLY = 0.5  # misfit of lengths (natural logarithm, of two sentences) by which the order of the text must fit better than the other


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
    where nothing in all of them stands for it. A denial that came does not make up for one that went, unless the two sentences fit each
    other better the other way round by their lengths: then they changed places.
    """
    ours, theirs = (languages.load(comparison.document(d).language) for d in (CANDIDATE, reference))
    if not (judged(ours) and judged(theirs)) or not (_negations(comparison, CANDIDATE, candidate) or _negations(comparison, reference, spans)):
        return
    found = []
    for a, b in sentence_pairs(comparison, candidate, reference, spans):
        if not _suspect(comparison, a, reference, b):
            continue
        seen = difference(_read(comparison, reference, b), _read(comparison, CANDIDATE, a))
        if seen is not None:
            word = seen.word and Span(a.start + seen.word.start, a.start + seen.word.end)
            found.append(Flip(a, b, seen.what, word))
    if len({f.what for f in found}) == 1 or (len(found) == BOTH and not _exchanged(*found)):
        yield from found


def _exchanged(one: Flip, other: Flip) -> bool:
    """Whether two sentences may have changed places: their lengths fit as well, or nearly as well, crosswise."""
    straight = _misfit(one.candidate, one.reference) + _misfit(other.candidate, other.reference)
    crossed = _misfit(one.candidate, other.reference) + _misfit(other.candidate, one.reference)
    return crossed < straight + CLEARLY


def _misfit(one: Span, other: Span) -> float:
    return abs(math.log(len(one) / len(other)))


def _read(comparison: Comparison, index: int, span: Span) -> Denials:
    document = comparison.document(index)
    return denials(document.text[span.start : span.end], languages.load(document.language))


def _suspect(comparison: Comparison, candidate: Span, reference: int, span: Span) -> bool:
    """Whether the cues already read allow for a flip: most sentences have none, or one on both sides, and are not read again."""
    here, there = _negations(comparison, CANDIDATE, (candidate,)), _negations(comparison, reference, (span,))
    plain, other = sum(v != "lexical" for v in here), sum(v != "lexical" for v in there)
    return bool(plain or other) and (plain != other or len(here) > plain or len(there) > other or len(here) > 1)


def _negations(comparison: Comparison, index: int, spans: Sequence[Span]) -> list[str]:
    return [
        f.value.value
        for span in spans
        for f in comparison.facts_within(index, span)
        if isinstance(f.value, Cue) and f.value.family == "negation"
    ]
