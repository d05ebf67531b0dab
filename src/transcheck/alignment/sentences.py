"""Inside a bead: sentences of the reference that nothing in the candidate corresponds to.

Length tells that something is missing, the order of the sentences' lengths and the words tell what. Every run of sentences is tried as the lost one:
how much better do the two paragraphs fit without it, as a whole (length) and sentence by sentence (the scores of ``scores.score``)? A translation that
is merely terse fits no better without any one of its sentences.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import dynamic, scores, tokens
from transcheck.alignment.vocabulary import Counted, fact_tokens
from transcheck.model import Lost, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transcheck.alignment.engine import Outcome
    from transcheck.alignment.moves import Link
    from transcheck.model import Document, Fact

    Floats = NDArray[np.float64]
    Facts = tuple[tuple[Fact, ...], tuple[Fact, ...]]

TOO_SHORT = 0.3  # standard deviations of length that the candidate is at least too short by
FOUND = 2.65  # least support for a lost run of sentences: four untouched paragraphs of a thousand reach it
ORDERED = 0.5  # weight of the fit sentence by sentence beside that of the whole length
UNCOUNTED = 0.5  # share of this weight that holds even where the numbers of sentences cannot be compared
FEWER = 0.6  # weight of the logarithm of how many times as many sentences the reference has
MOST_ORDERED = 12.0  # most that fit may say
MOST_LENGTH, LEAST_LENGTH = 8.0, -15.0
CLEAR = 0.6  # share of all runs' weight from which the best one is surely the lost one
KNOWN, SEEN = 0.15, 0.07  # standard deviations of the ratio of lengths: as the languages have it, as the rest of the document has it
LEAST = 18  # characters of a passage worth reporting, as long as it would be in the longer language
MOST = 40  # sentences of a bead that is looked into
FINER = 2  # by how many sentences one side may have more before short neighbours are taken together: they were cut by another measure
APART = -1e5  # cost of a sentence of the reference that stands alone, where none may


@dataclass(frozen=True, eq=False)
class Texts:
    """Two documents with what is known of their words, to be looked at sentence by sentence."""

    outcome: Outcome
    index: int
    documents: tuple[Document, Document]
    facts: tuple[list[tuple[int, list[str]]], list[tuple[int, list[str]]]]  # (start, tokens) by start

    @classmethod
    def of(cls, outcome: Outcome, index: int, candidate: Document, reference: Document, facts: Facts) -> Texts:
        """The texts of one pair of the outcome; ``facts`` are those the alignment was found by."""
        a, b = (sorted((f.span.start, found) for f in side if (found := fact_tokens(f))) for side in facts)
        return cls(outcome, index, (candidate, reference), (a, b))


@dataclass(frozen=True, slots=True)
class Run:
    """Sentences ``first`` to ``last`` − 1 as the lost ones, and how much speaks for it."""

    first: int
    last: int
    support: float


def lost(texts: Texts, links: list[Link]) -> tuple[Lost, ...]:
    """The passages lost from one document, in the order of the beads: at most one of each."""
    a, b = (side.documents[texts.index] for side in (texts.outcome.a, texts.outcome.b))
    reference = texts.documents[1]
    whole = _widths(a, b, [k for k in links if k.p and k.q and k.probability > 0.6])
    found = []
    for place, link in enumerate(links):
        if not link.p or link.q != 1 or link.p > 2 or link.probability < 0.6:
            continue
        segment = reference.segments[link.b]
        if not 2 <= len(segment.sentences) <= MOST or segment.kind == "image":
            continue
        own = _widths(a, b, [link])
        usual, doubt = _usual(texts.outcome.model.ratio, whole[0] - own[0], whole[1] - own[1])
        shift = math.log((own[1] + 1) / (own[0] + 1)) - usual
        if shift < TOO_SHORT * _spread(own[0], own[1], doubt):
            continue
        told = [s for k in range(link.a, link.a + link.p) for s in _spans(texts.documents[0], k)]
        units = _coarse(segment.sentences, len(told) + FINER)
        told = _coarse(told, len(units) + FINER)
        runs = sorted(_runs(texts, told, units, usual, doubt), key=lambda r: -r.support)
        if runs and runs[0].support >= FOUND:
            first, last, sure = _named(runs, len(units))
            confidence = 1.0 / (1.0 + math.exp(2.0 - runs[0].support))
            found.append(Lost(place, link.b, Span(units[first].start, units[last - 1].end), round(min(confidence, 0.97), 4), exact=sure))
    return tuple(found)


def _named(runs: list[Run], size: int) -> tuple[int, int, bool]:
    """The passage to name, and whether it surely is the lost one: with its rival where that is beside it and nearly as likely."""
    weights = [math.exp(r.support - runs[0].support) for r in runs]
    best = runs[0]
    if weights[0] >= CLEAR * sum(weights):
        return best.first, best.last, True
    rival = runs[1]
    first, last = min(best.first, rival.first), max(best.last, rival.last)
    beside = rival.first <= best.last and best.first <= rival.last
    return (first, last, False) if beside and last - first < size else (best.first, best.last, False)


def _spans(document: Document, index: int) -> tuple[Span, ...]:
    segment = document.segments[index]
    return segment.sentences or (segment.span,)


def _widths(a: Counted, b: Counted, links: list[Link]) -> tuple[float, float]:
    return sum(float(a.widths[k.a : k.a + k.p].sum()) for k in links), sum(float(b.widths[k.b : k.b + k.q].sum()) for k in links)


def _usual(known: float, rest_a: float, rest_b: float) -> tuple[float, float]:
    """Logarithm of the ratio of lengths to be expected, from the languages and from the rest of the document, and its variance."""
    if min(rest_a, rest_b) < 1:
        return known, KNOWN**2
    seen = SEEN**2 + _JITTER / math.sqrt(rest_a * rest_b)
    weight = KNOWN**2 / (KNOWN**2 + seen)
    return weight * math.log(rest_b / rest_a) + (1 - weight) * known, weight * seen


_JITTER = scores.Model().jitter ** 2 / 2


def _spread(la: float, lb: float, doubt: float) -> float:
    return math.sqrt(scores.Model().spread ** 2 + _JITTER / math.sqrt((la + 1) * (lb + 1)) + doubt)


def _fit(la: float, lb: float, usual: float, doubt: float) -> float:
    """Logarithm of how likely the ratio of two lengths is, up to a constant: Student's distribution, as in ``scores``."""
    freedom, spread = scores.Model().freedom, _spread(la, lb, doubt)
    return -math.log(spread) - (freedom + 1) / 2 * math.log1p(((math.log((lb + 1) / (la + 1)) - usual) / spread) ** 2 / freedom)


def _coarse(spans: Sequence[Span], most: int) -> list[Span]:
    """The sentences, the shortest neighbours taken together until there are no more than ``most``."""
    found = list(spans)
    sizes = [s.end - s.start for s in found]
    while len(found) > max(most, 2):
        k = min(range(len(found) - 1), key=lambda i: (sizes[i] + sizes[i + 1], i))
        found[k : k + 2] = [Span(found[k].start, found[k + 1].end)]
        sizes[k : k + 2] = [sizes[k] + sizes[k + 1]]
    return found


def _runs(texts: Texts, told: Sequence[Span], units: Sequence[Span], usual: float, doubt: float) -> list[Run]:
    """Every run of the reference's sentences that is not all of them, as the lost one."""
    a, b = _counted(texts, 0, told), _counted(texts, 1, units)
    gains, comparable = _without(texts, a, b), texts.outcome.model.counting / scores.Model().counting
    weight = ORDERED * (UNCOUNTED + (1 - UNCOUNTED) * comparable)
    fewer = FEWER * comparable * max(math.log(len(units) / len(told)), 0.0)
    la, before = float(a.widths.sum()), np.concatenate([[0.0], np.cumsum(b.widths)])
    lb = float(before[-1])
    whole = _fit(la, lb, usual, doubt)
    found = []
    for i in range(len(units)):
        for j in range(i + 1, len(units) + 1):
            width = float(before[j] - before[i])
            if j - i == len(units) or width * max(1.0, math.exp(-usual)) < LEAST:
                continue
            length = min(max(_fit(la, lb - width, usual, doubt) - whole, LEAST_LENGTH), MOST_LENGTH)
            found.append(Run(i, j, length + fewer + weight * min(float(gains[i, j]), MOST_ORDERED)))
    return found


def _without(texts: Texts, a: Counted, b: Counted) -> Floats:
    """[i, j]: by how much the logarithm of the sum over all alignments grows when sentences i to j − 1 of B are left out."""
    outcome, n, m = texts.outcome, len(a), len(b)
    model = replace(outcome.model, alone=(0.03, 0.12))
    scored = scores.score(a, b, (outcome.a.stem_of, outcome.b.stem_of), outcome.table, model, np.zeros(n, np.int64), m + 1)
    to, back = dynamic.sums(replace(scored, gaps=(scored.gaps[0], APART)), m)
    found = np.zeros((m + 1, m + 1))
    for i in range(m):
        found[i] = np.logaddexp.reduce(to[:, i, None] + back[:, : m + 1], axis=0) - to[n, m]
    return found


def _counted(texts: Texts, side: int, spans: Sequence[Span]) -> Counted:
    numbers = (texts.outcome.number_a, texts.outcome.number_b)[side]
    text, facts = texts.documents[side].text, texts.facts[side]
    ids: list[int] = []
    starts = [0]
    for span in spans:
        ids += [numbers[t] for t in tokens.tokens(text[span.start : span.end]) if t in numbers]
        here = facts[bisect_left(facts, (span.start,)) : bisect_left(facts, (span.end,))]
        ids += [numbers[t] for _, found in here for t in found if t in numbers]
        starts.append(len(ids))
    widths = np.array([tokens.width(text[s.start : s.end]) for s in spans], np.float64)
    return Counted(
        np.array(ids, np.int32), np.array(starts, np.int64), widths, np.zeros(len(spans), np.int8), np.ones(len(spans), np.int64)
    )
