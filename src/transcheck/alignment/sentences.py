"""Inside a bead: sentences of the reference that nothing in the candidate corresponds to.

Length tells whether a sentence is missing, words tell which one. Both must say so: a translation that is merely terse is not reported. Where the
candidate has fewer sentences, less length is asked and more of the words: two sentences that became one are as long as they were.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import dynamic, scores, tokens
from transcheck.alignment.vocabulary import Counted
from transcheck.model import Lost, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.alignment.engine import Outcome
    from transcheck.alignment.moves import Link
    from transcheck.model import Document

SHORT = 1.7  # standard deviations that the candidate must be too short by
FEWER = 0.6, 0.16  # where it has fewer sentences besides: standard deviations, and the least logarithm of the ratio
NARROW = 0.17  # least standard deviation of the logarithm of the ratio of two paragraphs' lengths
SURE = 0.6  # least probability that a sentence stands alone
SURER = 0.85  # where the length says less
SLACK = 0.02  # by how much the rest may then fit worse than the whole did
LEAST = 18  # characters of a sentence worth reporting, as long as it would be in the longer language
MOST = 40  # sentences of a bead that is looked into


def lost(outcome: Outcome, index: int, links: list[Link], candidate: Document, reference: Document) -> tuple[Lost, ...]:
    """The sentences lost from one document, in the order of the beads."""
    a, b = outcome.a.documents[index], outcome.b.documents[index]
    usual, spread = _usual(a, b, links)
    found = []
    for place, link in enumerate(links):
        if not link.p or link.q != 1 or link.p > 2 or link.probability < 0.6:
            continue
        segment = reference.segments[link.b]
        if not 2 <= len(segment.sentences) <= MOST or segment.kind == "image":
            continue
        la, lb = a.widths[link.a : link.a + link.p].sum() + 1, b.widths[link.b] + 1
        shift = math.log(lb / la) - usual
        told = [s for k in range(link.a, link.a + link.p) for s in _spans(candidate, k)]
        short = shift >= SHORT * spread
        if not short and (len(told) >= len(segment.sentences) or shift < max(FEWER[0] * spread, FEWER[1])):
            continue
        for n, probability in _alone(outcome, candidate, told, reference, segment.sentences):
            span = segment.sentences[n]
            width = tokens.width(reference.text[span.start : span.end])
            if width >= lb or width * max(1.0, math.exp(-usual)) < LEAST:
                continue
            rest = math.log((lb - width) / la) - usual
            if rest > -SHORT * spread and (short or (probability >= SURER and -rest <= shift + SLACK)):
                found.append(Lost(place, link.b, span, round(min(probability, 0.97), 4)))
    return tuple(found)


def _spans(document: Document, index: int) -> tuple[Span, ...]:
    segment = document.segments[index]
    return segment.sentences or (segment.span,)


def _usual(a: Counted, b: Counted, links: list[Link]) -> tuple[float, float]:
    """Median and spread of the logarithm of the ratio of lengths over the beads."""
    ratios = [
        math.log((b.widths[k.b : k.b + k.q].sum() + 1) / (a.widths[k.a : k.a + k.p].sum() + 1))
        for k in links
        if k.p and k.q and k.probability > 0.6
    ]
    if len(ratios) < 3:
        return (ratios[0] if ratios else 0.0), 1.0
    middle = statistics.median(ratios)
    return middle, max(NARROW, 1.4826 * statistics.median(abs(r - middle) for r in ratios))


def _alone(
    outcome: Outcome, candidate: Document, told: Sequence[Span], reference: Document, sentences: Sequence[Span]
) -> list[tuple[int, float]]:
    """Sentences of the reference that are probably left over, with the probability."""
    a = _counted(candidate, told, outcome.number_a)
    b = _counted(reference, sentences, outcome.number_b)
    low = np.zeros(len(a), np.int64)
    model = replace(outcome.model, alone=(0.03, 0.12))
    scored = scores.score(a, b, (outcome.a.stem_of, outcome.b.stem_of), outcome.table, model, low, len(b) + 1)
    found = dynamic.posterior(scored, len(b))
    return [(n, float(p)) for n, p in enumerate(found.alone_b) if p >= SURE]


def _counted(document: Document, spans: Sequence[Span], numbers: dict[str, int]) -> Counted:
    ids: list[int] = []
    starts = [0]
    for span in spans:
        ids += [numbers[t] for t in tokens.tokens(document.text[span.start : span.end]) if t in numbers]
        starts.append(len(ids))
    widths = np.array([tokens.width(document.text[s.start : s.end]) for s in spans], np.float64)
    return Counted(
        np.array(ids, np.int32), np.array(starts, np.int64), widths, np.zeros(len(spans), np.int8), np.ones(len(spans), np.int64)
    )
