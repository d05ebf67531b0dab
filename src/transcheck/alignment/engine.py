"""The order of the steps: count, make the table, score, decode; learn from what was found, and once more."""

from __future__ import annotations

import functools
import math
import statistics
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from transcheck import tags
from transcheck.alignment import anchors, concepts, dynamic, joins, learning, moves, scores, table, tokens, vocabulary
from transcheck.alignment.moves import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transcheck.alignment.lexicon import Lexicon
    from transcheck.alignment.table import Table
    from transcheck.alignment.vocabulary import Counted, Side
    from transcheck.model import Document, Fact

    Floats = NDArray[np.float64]
    Stems = tuple[NDArray[np.int32], NDArray[np.int32], Floats, Floats]  # numbers of stems, t(b | a), t(a | b)
    Part = tuple[NDArray[np.int32], NDArray[np.int32], Floats, Floats]

PRIOR_BEADS = 25.0  # beads that the given priors of beads weigh as much as
PRIOR_RATIOS = 6.0  # paragraphs that the given ratio of lengths weighs as much as
PROMISE = 0.01  # probabilities below say too little to be kept
COLD_DISCOUNT = 0.25
COLD_TRUST = 1.5
WARM_DISCOUNT = 0.4
WARM_TRUST = 2.0
COLD_WEIGHT = 4.0
SURE = 0.4
ENOUGH = 40
DENSE_COLD, DENSE_LEXICON, DENSE_WARM = 0.8, 0.3, 0.8  # of the weight of what is not accounted for, where tokens are overlapping grams
INDEPENDENT = frozenset({"wire", "reference"})  # versions that need not be what was translated
FREE_SPREAD, FREE_ALONE = 0.4, (0.2, 0.2)  # of lengths, where two texts were written apart; and how much of them stands alone
LEXICON_GAIN, LEXICON_LOSS = 0.5, 0.5
UNLIKE = 0.2  # logarithm of the ratio of sentences' lengths, beyond that of the languages, from which their numbers say little
ROUNDS = 2  # times that a lexicon is learnt from the beads found
SAMPLE = 5_000  # segments that are learnt from
WORK = 4_000_000  # pairs of tokens that are learnt from


@dataclass(frozen=True, eq=False)
class Outcome:
    """The links of every document, and what they were found by."""

    links: list[list[Link]]
    a: Side
    b: Side
    table: Table
    model: scores.Model
    same: bool  # both texts are in one language
    cold: Table | None  # what was known before anything was learnt from these texts; None where that is what looks alike only
    concepts: Table | None  # the same where it is of names of concepts, without a lexicon

    @functools.cached_property
    def number_a(self) -> dict[str, int]:
        return {t: i for i, t in enumerate(self.a.types)}

    @functools.cached_property
    def number_b(self) -> dict[str, int]:
        return {t: i for i, t in enumerate(self.b.types)}


def run(
    pairs: Sequence[tuple[Document, Document]],
    facts: Sequence[tuple[tuple[Fact, ...], tuple[Fact, ...]]],
    lexicon: Lexicon | None = None,
) -> Outcome:
    """Aligns pairs of documents in the same two languages; what is learnt from one serves all."""
    two = pairs[0][0].language, pairs[0][1].language
    same = tags.base(two[0]) == tags.base(two[1])
    a, b = (vocabulary.count([p[side] for p in pairs], [() if same else f[side] for f in facts]) for side in (0, 1))
    alike = table.resemblances(a.types, b.types, same=same)
    model = scores.Model(ratio=_ratio(two, a, b, same))
    if same or pairs[0][1].role in INDEPENDENT:
        model = replace(model, spread=FREE_SPREAD, alone=FREE_ALONE)
    model = replace(model, counting=model.counting * _counting(a, b, model.ratio))
    crowded = tokens.dense(a.types) or tokens.dense(b.types)
    model = replace(model, loss=model.loss * (DENSE_COLD if crowded else 1.0))
    known = None if same else _cold(two, a, b)
    if lexicon is not None and not same:
        known = _joined(_of_lexicon(lexicon.for_languages(*two), a, b), known, len(a.stems), len(b.stems))
        model = replace(model, surprise=0.3, gain=LEXICON_GAIN, loss=LEXICON_LOSS * (DENSE_LEXICON if crowded else 1.0))
    pair_table = table.build([alike, *(_expand(a, b, *known) if known else ())])
    cold = pair_table
    samples = _samples(a, b, pair_table)
    sampled = samples[0] is not a
    steps = _pass(*samples, pair_table, model)
    model = _estimate(*samples, steps, model)
    beads = sum(1 for links in steps for k in links if k.p and k.q)
    learns = beads >= ENOUGH and not same
    for left in range(ROUNDS if learns else 0, 0, -1):
        pair_table = table.build([alike, *_expand(a, b, *_warm(*samples, steps, known))])
        model = replace(model, surprise=0.25, gain=scores.WARM_GAIN, loss=scores.WARM_LOSS * (DENSE_WARM if crowded else 1.0))
        if left > 1 or not sampled:
            steps = _pass(*samples, pair_table, model)
            model = _estimate(*samples, steps, model)
    links = _pass(a, b, pair_table, model) if sampled or not learns else steps
    if same:
        stems = a.stem_of, b.stem_of
        links = [joins.joined(k, x, y, stems, pair_table, model) for k, x, y in zip(links, a.documents, b.documents, strict=True)]
    told = cold if same or known is not None else None
    return Outcome(links, a, b, pair_table, model, same, told, None if same or lexicon is not None else told)


def _samples(a: Side, b: Side, pair_table: Table) -> tuple[Side, Side]:
    """The documents themselves; of very long ones pieces from everywhere, enough to learn from."""
    if sum(map(len, a.documents)) <= SAMPLE:
        return a, b
    parts = [
        (x.part(i, k), y.part(j, m))
        for x, y in zip(a.documents, b.documents, strict=True)
        for i, k, j, m, _ in anchors.pieces(x, y, pair_table)
    ]
    parts = [p for p in parts if len(p[0]) and len(p[1])]
    step = max(1, round(sum(len(x) for x, _ in parts) / SAMPLE))
    kept = parts[step // 2 :: step] if len(parts) > step else parts
    return replace(a, documents=tuple(x for x, _ in kept)), replace(b, documents=tuple(y for _, y in kept))


def _pass(a: Side, b: Side, pair_table: Table, model: scores.Model) -> list[list[Link]]:
    return [_document(a, b, x, y, pair_table, model) for x, y in zip(a.documents, b.documents, strict=True)]


def _document(a: Side, b: Side, x: Counted, y: Counted, pair_table: Table, model: scores.Model) -> list[Link]:
    found: list[Link] = []
    for first_a, last_a, first_b, last_b, low in anchors.pieces(x, y, pair_table):
        if first_a == last_a or first_b == last_b:
            found += (Link(i, 1, 0, 0, 0.9) for i in range(first_a, last_a))
            found += (Link(0, 0, j, 1, 0.9) for j in range(first_b, last_b))
            continue
        part_a, part_b = x.part(first_a, last_a), y.part(first_b, last_b)
        width = min(anchors.WIDTH, len(part_b) + 1) if low.any() or len(x) * len(y) > anchors.SMALL else len(part_b) + 1
        scored = scores.score(part_a, part_b, (a.stem_of, b.stem_of), pair_table, model, low, width)
        steps = dynamic.decode(dynamic.posterior(scored, len(part_b)), scored, len(part_b))
        links = moves.settle(steps, scored, len(part_a), len(part_b))
        found += [replace(k, a=k.a + first_a, b=k.b + first_b) for k in links] if first_a or first_b else links
    return found


def _ratio(tags: tuple[str, str], a: Side, b: Side, same: bool) -> float:
    """Length of B for one of A: from the names of concepts, and from the documents as far as they are many."""
    prior = 0.0 if same else concepts.ratio(*tags)
    logs = [math.log((y.widths.sum() + 1) / (x.widths.sum() + 1)) for x, y in zip(a.documents, b.documents, strict=True)]
    seen = statistics.median(logs)  # numpy's loads masked arrays for it
    if prior is None:
        return seen
    weight = PRIOR_RATIOS / (PRIOR_RATIOS + sum(len(x) for x in a.documents) / 4)
    return weight * prior + (1 - weight) * seen


def _counting(a: Side, b: Side, ratio: float) -> float:
    """How far the numbers of sentences may be compared: not where one side's sentences are much shorter than its language makes them."""
    lengths = [math.log((sum(x.widths.sum() for x in s.documents) + 1) / (sum(x.sentences.sum() for x in s.documents) + 1)) for s in (a, b)]
    return math.exp(-(((lengths[1] - lengths[0] - ratio) / UNLIKE) ** 2))


def _estimate(a: Side, b: Side, steps: list[list[Link]], model: scores.Model) -> scores.Model:
    """Ratio, spread and priors anew, from the beads found and from the model so far as a number of beads seen before."""
    ratios, weights = [], []
    unequal, counted = 0.0, 0.0
    tally = np.zeros(len(dynamic.SHAPES))
    alone = np.zeros(2)
    places = {shape: k for k, shape in enumerate(scores.BEADS)}
    for x, y, doc in zip(a.documents, b.documents, steps, strict=True):
        for s in doc:
            if not s.p or not s.q:
                alone[0 if s.p else 1] += 1
                continue
            tally[places[s.p, s.q]] += 1
            if s.probability > 0.5:
                sa, sb = int(x.sentences[s.a : s.a + s.p].sum()), int(y.sentences[s.b : s.b + s.q].sum())
                unequal += float(sa != sb) * s.probability
                counted += math.sqrt(sa * sb) * s.probability
                la, lb = x.widths[s.a : s.a + s.p].sum() + 1, y.widths[s.b : s.b + s.q].sum() + 1
                if min(la, lb) > 12:
                    ratios.append(math.log(lb / la))
                    weights.append(s.probability)
    prior = np.array([*model.priors, *model.alone])
    prior = prior / prior.sum()
    total = np.concatenate([tally, alone])
    new = (total + PRIOR_BEADS * prior) / (total.sum() + PRIOR_BEADS)
    ratio = model.ratio
    spread = model.spread
    if ratios:
        middle = float(np.average(ratios, weights=weights))
        ratio = (PRIOR_RATIOS * ratio + sum(weights) * middle) / (PRIOR_RATIOS + sum(weights))
    return replace(
        model,
        ratio=ratio,
        spread=spread,
        unequal=(unequal + PRIOR_BEADS * model.unequal) / (counted + PRIOR_BEADS),
        priors=tuple(new[:-2]),
        alone=(float(new[-2]), float(new[-1])),
    )


def _cold(tags: tuple[str, str], a: Side, b: Side) -> Stems | None:
    """Probabilities from the concepts; None where one of the languages has none."""
    found = concepts.learnt(*tags, set(a.stems), set(b.stems))
    if found is None:
        return None
    stems_a, stems_b, learnt = found
    forward = np.maximum(learnt.forward - COLD_DISCOUNT, 0.0) / (learnt.total_a[learnt.a] + COLD_TRUST)
    backward = np.maximum(learnt.backward - COLD_DISCOUNT, 0.0) / (learnt.total_b[learnt.b] + COLD_TRUST)
    x, y = _numbers(stems_a, a)[learnt.a], _numbers(stems_b, b)[learnt.b]
    kept = (x >= 0) & (y >= 0) & (np.maximum(forward, backward) > PROMISE)
    return x[kept], y[kept], forward[kept], backward[kept]


def _numbers(stems: Sequence[str], side: Side) -> NDArray[np.int32]:
    """The numbers that these stems have in a text, −1 where they do not occur."""
    place = {s: i for i, s in enumerate(side.stems)}
    return np.array([place.get(s, -1) for s in stems], np.int32)


def _of_lexicon(lexicon: Lexicon, a: Side, b: Side) -> learning.Learnt:
    """What a lexicon says of the stems of two texts, as counts."""
    number_a, number_b = _numbers(lexicon.stems_a, a), _numbers(lexicon.stems_b, b)
    x, y = number_a[lexicon.a], number_b[lexicon.b]
    kept = (x >= 0) & (y >= 0)
    forward, backward = lexicon.forward * lexicon.total_a[lexicon.a], lexicon.backward * lexicon.total_b[lexicon.b]
    total_a, total_b = np.zeros(len(a.stems)), np.zeros(len(b.stems))
    total_a[number_a[number_a >= 0]] = lexicon.total_a[number_a >= 0]
    total_b[number_b[number_b >= 0]] = lexicon.total_b[number_b >= 0]
    return learning.Learnt(x[kept], y[kept], forward[kept], backward[kept], total_a, total_b)


def _warm(a: Side, b: Side, steps: list[list[Link]], known: Stems | None) -> Stems:
    """Probabilities learnt from the beads found, with those known before as so many counts."""
    bags_a, bags_b, weights = [], [], []
    for x, y, doc in zip(a.documents, b.documents, steps, strict=True):
        for s in doc:
            if s.p and s.q and s.probability > SURE:
                bags_a.append(learning.distinct(a.stem_of[x.ids[x.starts[s.a] : x.starts[s.a + s.p]]]))
                bags_b.append(learning.distinct(b.stem_of[y.ids[y.starts[s.b] : y.starts[s.b + s.q]]]))
                weights.append(s.probability)
    # every n-th bead where all of them would be more than learning has memory for
    step = max(1, -(-sum(len(x) * len(y) for x, y in zip(bags_a, bags_b, strict=True)) // WORK))
    chosen = learning.Bags.of(bags_a[::step]), learning.Bags.of(bags_b[::step])
    learnt = learning.learn(*chosen, len(a.stems), len(b.stems), weights=np.array(weights[::step]))
    forward, backward = np.maximum(learnt.forward - WARM_DISCOUNT, 0.0), np.maximum(learnt.backward - WARM_DISCOUNT, 0.0)
    return _joined(
        learning.Learnt(learnt.a, learnt.b, forward, backward, learnt.total_a, learnt.total_b), known, len(a.stems), len(b.stems)
    )


def _joined(counts: learning.Learnt, known: Stems | None, size_a: int, size_b: int) -> Stems:
    """Probabilities from counts, with those known before weighing as ``COLD_WEIGHT`` occurrences of every stem they know."""
    key = counts.a.astype(np.int64) * size_b + counts.b
    forward: Floats = counts.forward
    backward: Floats = counts.backward
    before_a: Floats = np.zeros(size_a)
    before_b: Floats = np.zeros(size_b)
    if known is not None:
        x, y, known_forward, known_backward = known
        known_key = x.astype(np.int64) * size_b + y
        everything = learning.distinct(np.concatenate([key, known_key]))
        joined = np.zeros((2, len(everything)))
        for keys, values in ((key, (forward, backward)), (known_key, (COLD_WEIGHT * known_forward, COLD_WEIGHT * known_backward))):
            where = np.searchsorted(everything, keys)
            joined[0, where] += values[0]
            joined[1, where] += values[1]
        key, forward, backward = everything, np.asarray(joined[0]), np.asarray(joined[1])
        before_a = np.asarray(np.bincount(x, known_forward, size_a) * COLD_WEIGHT, np.float64)
        before_b = np.asarray(np.bincount(y, known_backward, size_b) * COLD_WEIGHT, np.float64)
    na, nb = (key // size_b).astype(np.int32), (key % size_b).astype(np.int32)
    total_a, total_b = counts.total_a + before_a + WARM_TRUST, counts.total_b + before_b + WARM_TRUST
    likely_b, likely_a = forward / total_a[na], backward / total_b[nb]
    kept = np.maximum(likely_b, likely_a) > PROMISE
    return na[kept], nb[kept], likely_b[kept], likely_a[kept]


def _expand(a: Side, b: Side, x: NDArray[np.int32], y: NDArray[np.int32], forward: Floats, backward: Floats) -> list[Part]:
    """Pairs of stems → pairs of the tokens that have these stems."""
    order_a, order_b = np.argsort(a.stem_of, kind="stable"), np.argsort(b.stem_of, kind="stable")
    size_a, size_b = np.bincount(a.stem_of, minlength=len(a.stems)), np.bincount(b.stem_of, minlength=len(b.stems))
    start_a, start_b = np.cumsum(size_a) - size_a, np.cumsum(size_b) - size_b
    times = size_a[x] * size_b[y]
    pair = np.repeat(np.arange(len(x)), times)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(times) - times, times)
    width = size_b[y][pair]
    left = order_a[start_a[x][pair] + offset // np.maximum(width, 1)]
    right = order_b[start_b[y][pair] + offset % np.maximum(width, 1)]
    return [(left.astype(np.int32), right.astype(np.int32), forward[pair], backward[pair])]
