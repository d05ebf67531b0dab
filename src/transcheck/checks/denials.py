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


CLEARLY = 0.3  # misfit of lengths (natural logarithm, of two sentences) by which the order of the text must fit better than the other


@dataclass(frozen=True, slots=True)
class Flip:
    """A stretch of the candidate (a sentence, where both sides have as many) and its counterpart, of which one denies what the other states.

    “lost”: the reference denies it; “added”: the candidate does. ``word`` is the candidate's word that does it, where there is one. Spans are
    those of the two documents. ``sure`` as of ``Difference``.
    """

    candidate: Span
    reference: Span
    what: Literal["lost", "added"]
    word: Span | None
    sure: bool = False


def flips(comparison: Comparison, candidate: Sequence[Span], reference: int, spans: Sequence[Span]) -> Iterator[Flip]:
    """The flips between stretches of the candidate and those of a reference that correspond to them, in two languages.

    Sentences are paired in order where both sides have as many; otherwise the stretches are judged whole, and a denial counts as lost only
    where nothing in all of them stands for it. A denial that came does not make up for one that went, unless the two sentences fit each
    other better the other way round by their lengths: then they changed places.
    """
    ours, theirs = (languages.load(comparison.document(d).language) for d in (CANDIDATE, reference))
    if not (judged(ours) and judged(theirs)) or not (
        _negations(comparison, CANDIDATE, candidate) or _negations(comparison, reference, spans)
    ):
        return
    pairs = sentence_pairs(comparison, candidate, reference, spans)
    more = [len(_plain(comparison, CANDIDATE, a)) - len(_plain(comparison, reference, b)) for a, b in pairs]
    for (a, b), gained in zip(pairs, more, strict=True):
        if not _suspect(comparison, a, reference, b):
            continue
        seen = difference(_read(comparison, reference, b), _read(comparison, CANDIDATE, a))
        if seen is None or any(gained * other < 0 and _exchanged((a, b), pair) for pair, other in zip(pairs, more, strict=True)):
            continue
        word = seen.word and Span(a.start + seen.word.start, a.start + seen.word.end)
        yield Flip(a, b, seen.what, word, seen.sure)


def _exchanged(one: tuple[Span, Span], other: tuple[Span, Span]) -> bool:
    """Whether two sentences may have changed places: their lengths fit as well, or nearly as well, crosswise."""
    straight = _misfit(*one) + _misfit(*other)
    crossed = _misfit(one[0], other[1]) + _misfit(other[0], one[1])
    return crossed < straight + CLEARLY


def _misfit(one: Span, other: Span) -> float:
    return abs(math.log(len(one) / len(other)))


def _read(comparison: Comparison, index: int, span: Span) -> Denials:
    document = comparison.document(index)
    return denials(document.text[span.start : span.end], languages.load(document.language))


def _suspect(comparison: Comparison, candidate: Span, reference: int, span: Span) -> bool:
    """Whether the cues already read allow for a flip: most sentences have none, or one on both sides, and are not read again."""
    here, there = _negations(comparison, CANDIDATE, (candidate,)), _negations(comparison, reference, (span,))
    plain, other = len(_plain(comparison, CANDIDATE, candidate)), len(_plain(comparison, reference, span))
    return bool(plain or other) and (plain != other or len(here) > plain or len(there) > other or len(here) > 1)


def _plain(comparison: Comparison, index: int, span: Span) -> list[str]:
    return [v for v in _negations(comparison, index, (span,)) if v != "lexical"]


def _negations(comparison: Comparison, index: int, spans: Sequence[Span]) -> list[str]:
    return [
        f.value.value
        for span in spans
        for f in comparison.facts_within(index, span)
        if isinstance(f.value, Cue) and f.value.family == "negation"
    ]
