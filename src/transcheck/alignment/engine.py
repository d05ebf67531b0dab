"""The order of the steps: count, make the table, score, decode; learn from what was found, and once more."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import anchors, concepts, dynamic, learning, moves, scores, table, vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transcheck.alignment.moves import Link
    from transcheck.alignment.vocabulary import Counted, Side
    from transcheck.model import Document, Fact

    Floats = NDArray[np.float64]
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
ROUNDS = 2  # times that a lexicon is learnt from the beads found
SAMPLE = 5_000  # segments that are learnt from
WORK = 4_000_000  # pairs of tokens that are learnt from


def run(pairs: Sequence[tuple[Document, Document]], facts: Sequence[tuple[tuple[Fact, ...], tuple[Fact, ...]] | None]) -> list[list[Link]]:
    a = vocabulary.count([p[0] for p in pairs], [f and f[0] for f in facts])
    b = vocabulary.count([p[1] for p in pairs], [f and f[1] for f in facts])
    tags = pairs[0][0].language, pairs[0][1].language
    same = tags[0].split("-")[0].lower() == tags[1].split("-")[0].lower()
    alike = table.resemblances(a.types, b.types, same=same)
    cold = None if same else _cold(tags, a, b)
    pair_table = table.build([alike, *(_expand(a, b, *cold) if cold else ())])
    model = scores.Model(ratio=_ratio(tags, a, b, same))
    samples = _samples(a, b, pair_table)
    sampled = samples[0] is not a
    steps = _pass(*samples, pair_table, model)
    model = _estimate(*samples, steps, model)
    beads = sum(1 for links in steps for k in links if k.p and k.q)
    learns = beads >= ENOUGH and not same
    for left in range(ROUNDS if learns else 0, 0, -1):
        pair_table = table.build([alike, *_expand(a, b, *_warm(*samples, steps, cold))])
        model = replace(model, surprise=0.25, gain=scores.WARM_GAIN, loss=scores.WARM_LOSS)
        if left > 1 or not sampled:
            steps = _pass(*samples, pair_table, model)
            model = _estimate(*samples, steps, model)
    return _pass(a, b, pair_table, model) if sampled or not learns else steps


def _samples(a: Side, b: Side, pair_table: table.Table) -> tuple[Side, Side]:
    """The documents themselves; of very long ones pieces from everywhere, enough to learn from."""
    if sum(map(len, a.documents)) <= SAMPLE:
        return a, b
    parts = [
        (x.part(i, k), y.part(j, m)) for x, y in zip(a.documents, b.documents, strict=True) for i, k, j, m, _ in anchors.pieces(x, y, pair_table)
    ]
    parts = [p for p in parts if len(p[0]) and len(p[1])]
    step = max(1, round(sum(len(x) for x, _ in parts) / SAMPLE))
    kept = parts[step // 2 :: step] if len(parts) > step else parts
    return replace(a, documents=tuple(x for x, _ in kept)), replace(b, documents=tuple(y for _, y in kept))


def _pass(a: Side, b: Side, pair_table: table.Table, model: scores.Model) -> list[list[Link]]:
    return [_document(a, b, x, y, pair_table, model) for x, y in zip(a.documents, b.documents, strict=True)]


def _document(a: Side, b: Side, x: Counted, y: Counted, pair_table: table.Table, model: scores.Model) -> list[Link]:
    found: list[Link] = []
    for first_a, last_a, first_b, last_b, low in anchors.pieces(x, y, pair_table):
        part_a, part_b = x.part(first_a, last_a), y.part(first_b, last_b)
        width = min(anchors.WIDTH, len(part_b) + 1) if low.any() or len(x) * len(y) > anchors.SMALL else len(part_b) + 1
        scored = scores.score(part_a, part_b, (a.stem_of, b.stem_of), pair_table, model, low, width)
        steps = dynamic.decode(dynamic.posterior(scored, len(part_b)), low, len(part_b))
        links = moves.settle(steps, scored, len(part_a), len(part_b))
        found += [replace(k, a=k.a + first_a, b=k.b + first_b) for k in links] if first_a or first_b else links
    return found


def _ratio(tags: tuple[str, str], a: Side, b: Side, same: bool) -> float:
    """Length of B for one of A: from the names of concepts, and from the documents as far as they are many."""
    prior = 0.0 if same else concepts.ratio(*tags)
    logs = [math.log((y.widths.sum() + 1) / (x.widths.sum() + 1)) for x, y in zip(a.documents, b.documents, strict=True)]
    seen = float(np.median(logs))
    if prior is None:
        return seen
    weight = PRIOR_RATIOS / (PRIOR_RATIOS + sum(len(x) for x in a.documents) / 4)
    return weight * prior + (1 - weight) * seen


def _estimate(a: Side, b: Side, steps: list[list[Link]], model: scores.Model) -> scores.Model:
    """Ratio, spread and priors anew, from the beads found and from the model so far as a number of beads seen before."""
    ratios, weights = [], []
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
    return replace(model, ratio=ratio, spread=spread, priors=tuple(new[:-2]), alone=(float(new[-2]), float(new[-1])))


def _cold(tags: tuple[str, str], a: Side, b: Side):  # type: ignore[no-untyped-def]
    """Probabilities from the concepts: (stems of A, stems of B, forward, backward)."""
    found = concepts.learnt(*tags, set(a.stems), set(b.stems))
    if found is None:
        return None
    stems_a, stems_b, learnt = found
    place_a, place_b = ({s: i for i, s in enumerate(x.stems)} for x in (a, b))
    number_a = np.array([place_a.get(s, -1) for s in stems_a], np.int32)
    number_b = np.array([place_b.get(s, -1) for s in stems_b], np.int32)
    forward, backward = _probabilities(learnt, COLD_DISCOUNT, COLD_TRUST)
    x, y = number_a[learnt.a], number_b[learnt.b]
    kept = (x >= 0) & (y >= 0) & (np.maximum(forward, backward) > PROMISE)
    return x[kept], y[kept], forward[kept], backward[kept]


def _probabilities(learnt: learning.Learnt, discount: float, trust: float) -> tuple[Floats, Floats]:
    return (
        np.maximum(learnt.forward - discount, 0.0) / (learnt.total_a[learnt.a] + trust),
        np.maximum(learnt.backward - discount, 0.0) / (learnt.total_b[learnt.b] + trust),
    )


def _warm(a: Side, b: Side, steps: list[list[Link]], cold):  # type: ignore[no-untyped-def]
    """Probabilities learnt from the beads found, with the cold ones as counts seen before."""
    bags_a, bags_b, weights = [], [], []
    for x, y, doc in zip(a.documents, b.documents, steps, strict=True):
        for s in doc:
            if s.p and s.q and s.probability > SURE:
                bags_a.append(learning.distinct(a.stem_of[x.ids[x.starts[s.a] : x.starts[s.a + s.p]]]))
                bags_b.append(learning.distinct(b.stem_of[y.ids[y.starts[s.b] : y.starts[s.b + s.q]]]))
                weights.append(s.probability)
    bags_a, bags_b, weights = _sampled(bags_a, bags_b, weights)
    learnt = learning.learn(_bags(bags_a), _bags(bags_b), len(a.stems), len(b.stems), weights=np.array(weights))
    size = len(b.stems)
    key = learnt.a.astype(np.int64) * size + learnt.b
    forward, backward = np.maximum(learnt.forward - WARM_DISCOUNT, 0.0), np.maximum(learnt.backward - WARM_DISCOUNT, 0.0)
    if cold is not None:
        x, y, cold_forward, cold_backward = cold
        cold_key = x.astype(np.int64) * size + y
        everything = learning.distinct(np.concatenate([key, cold_key]))
        joined = np.zeros((2, len(everything)))
        where = np.searchsorted(everything, key)
        joined[0, where] += forward
        joined[1, where] += backward
        where = np.searchsorted(everything, cold_key)
        joined[0, where] += COLD_WEIGHT * cold_forward
        joined[1, where] += COLD_WEIGHT * cold_backward
        key, (forward, backward) = everything, joined
    na, nb = (key // size).astype(np.int32), (key % size).astype(np.int32)
    # the prior weighs only for stems that the cold lexicon knows
    cold_a = np.bincount(cold[0], cold[2], len(a.stems)) * COLD_WEIGHT if cold is not None else np.zeros(len(a.stems))
    cold_b = np.bincount(cold[1], cold[3], len(b.stems)) * COLD_WEIGHT if cold is not None else np.zeros(len(b.stems))
    forward = forward / (learnt.total_a + cold_a + WARM_TRUST)[na]
    backward = backward / (learnt.total_b + cold_b + WARM_TRUST)[nb]
    kept = np.maximum(forward, backward) > PROMISE
    return na[kept], nb[kept], forward[kept], backward[kept]


def _sampled(bags_a: list[NDArray[np.int32]], bags_b: list[NDArray[np.int32]], weights: list[float]):  # type: ignore[no-untyped-def]
    """Every n-th bead where all of them would be more than learning has memory for."""
    work = sum(len(x) * len(y) for x, y in zip(bags_a, bags_b, strict=True))
    step = -(-work // WORK)
    return (bags_a[::step], bags_b[::step], weights[::step]) if step > 1 else (bags_a, bags_b, weights)


def _bags(parts: list[NDArray[np.int32]]) -> learning.Bags:
    starts = np.concatenate([[0], np.cumsum([len(p) for p in parts])]).astype(np.int64)
    return learning.Bags(np.concatenate(parts) if parts else np.zeros(0, np.int32), starts)


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
