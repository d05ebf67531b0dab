"""The best sequence of beads: forward and backward sums over a band, then the sequence with the most right beads to be expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from transcheck.alignment.scores import BEADS, NEVER, SWAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from transcheck.alignment.scores import Scores

    Floats = NDArray[np.float64]

SHAPES = (*BEADS, (2, 2))  # the last is the swap
REACH = 4  # most segments of either side in a step
_FROM = np.array([*SHAPES, (1, 0)])  # the last leaves a segment of A over
_ORDER = sorted(range(len(SHAPES)), key=lambda k: -SHAPES[k][0])  # what comes furthest first
_INTO = _FROM[[*_ORDER, len(SHAPES)]]
IMPOSSIBLE = -1e8
LEAST = 1e-4  # probability of a bead worth considering
RELUCTANT = 0.8  # what a segment left over counts for: a false claim that something was dropped is worse than a bead too long


@dataclass(frozen=True, eq=False)
class Posterior:
    """Probabilities: of bead k from (i, ``low[i]`` + w); of a segment of A, of B, to be left over; ``evidence``: the logarithm of all paths' sum."""

    beads: Floats
    alone_a: Floats
    alone_b: Floats
    evidence: float


def posterior(scores: Scores, m: int) -> Posterior:
    """Every bead's probability given all sequences inside the band (forward–backward).

    Rows are vectors: a left-over segment of B is a step inside a row, which a running log-sum takes in one go.
    """
    values, low, (gap_a, gap_b) = scores.values, scores.low, scores.gaps
    _, n, width = values.shape
    ends = np.append(low, low[-1] if n else 0)
    forward, backward = sums(scores, m)
    last = m - int(ends[n])
    total = float(forward[n, last]) if 0 <= last <= width else NEVER
    beads = np.zeros(values.shape)
    for k, (p, q) in enumerate(SHAPES):
        if n >= p:
            after = _gathered(backward[p:], ends[: n - p + 1] - ends[p:] + q, width)
            beads[k, : n - p + 1] = np.exp(np.minimum(forward[: n - p + 1, :-1] + values[k, : n - p + 1] + after - total, 0.0))
    after = _gathered(backward[1:], ends[:-1] - ends[1:], width + 1)
    alone_a = np.exp(np.minimum(forward[:-1] + (gap_a - total) + after, 0.0)).sum(axis=1)
    steps = np.exp(np.minimum(forward[:, :-1] + (gap_b - total) + backward[:, 1:], 0.0))
    places = ends[:, None] + np.arange(width)[None, :]
    inside = places < m
    alone_b = np.bincount(places[inside], steps[inside], m)[:m].astype(np.float64)
    return Posterior(beads, np.minimum(alone_a, 1.0), np.minimum(alone_b, 1.0), total)


def sums(scores: Scores, m: int) -> tuple[Floats, Floats]:
    """[i, w]: the logarithm of the sum of all ways from the beginning to segment i of A and ``low[i] + w`` of B, and from there to the end."""
    low, (gap_a, gap_b) = scores.low, scores.gaps
    _, n, width = scores.values.shape
    ends = np.append(low, low[-1] if n else 0)
    ramp = gap_b * np.arange(width + 1)
    forward = _swept(scores.values, np.full(n, gap_a), lambda _: ramp, ends, m, np.logaddexp, NEVER)
    return forward, _swept_back(scores.values, gap_a, ramp, ends, m)


def _gathered(rows: Floats, shifts: NDArray[np.int64], size: int) -> Floats:
    """Of each row the ``size`` values from its shift on, with what lies outside impossible."""
    columns = np.arange(size)[None, :] + shifts[:, None]
    outside = (columns < 0) | (columns >= rows.shape[1])
    found = np.take_along_axis(rows, np.clip(columns, 0, rows.shape[1] - 1), axis=1)
    found[outside] = NEVER
    return found


def _swept(
    values: NDArray[Any], alone_a: Floats, ramp: Callable[[int], Floats], ends: NDArray[np.int64], m: int, combine: np.ufunc, worst: float
) -> Floats:
    """[i, w]: all ways to come to segment i of A and ``ends[i] + w`` of B, combined. ``ramp``: what the segments of B from a row's first on cost alone.

    What the last four rows pass on lies in a ring with room on either side, so that a row is one look-up and one reduction.
    """
    _, n, width = values.shape
    found = np.full((n + 1, width + 1), worst)
    found[0, 0 - int(ends[0])] = 0.0
    length = REACH + 2 * (width + 1)
    ring = np.full((REACH, len(_INTO), length), worst)
    flat = ring.reshape(-1)
    rows = np.arange(n + 1)[:, None] - _INTO[:, 0]
    shift = np.minimum(ends[:, None] - ends[np.maximum(rows, 0)] - _INTO[:, 1], width + 1)
    begin = (rows % REACH * len(_INTO) + np.arange(len(_INTO))) * length + REACH + shift
    columns = np.arange(width + 1)
    for i in range(n + 1):
        row, base = found[i], int(ends[i])
        if i:
            combine.reduce(flat[begin[i][:, None] + columns], axis=0, initial=worst, out=row)
        alone = ramp(base)
        combine.accumulate(row - alone, out=row)
        row += alone
        row[m - base + 1 :] = worst
        if i < n:
            here = ring[i % REACH]
            np.add(values[_ORDER, i], row[:-1], out=here[:-1, REACH : REACH + width])
            np.add(row, alone_a[i], out=here[-1, REACH : REACH + width + 1])
    return found


def _swept_back(values: NDArray[np.float32], gap: float, ramp: Floats, ends: NDArray[np.int64], m: int) -> Floats:
    """[i, w]: the logarithm of the sum of all ways from segment i of A and ``ends[i] + w`` of B to the end."""
    _, n, width = values.shape
    length = 2 * (width + 1) + REACH
    padded = np.full((n + 1 + REACH, length), NEVER)
    found = padded[: n + 1, width + 1 : 2 * width + 2]
    flat = padded.reshape(-1)
    found[n, m - int(ends[n])] = 0.0
    rows = np.arange(n + 1)[:, None] + _FROM[:, 0]
    begin = rows * length + width + 1 + np.maximum(ends[:, None] - ends[np.minimum(rows, n)] + _FROM[:, 1], -(width + 1))
    columns = np.arange(width + 1)
    for i in range(n, -1, -1):
        row = found[i]
        if i < n:
            np.logaddexp.reduce(values[:, i] + flat[begin[i, :-1, None] + columns[:-1]], axis=0, initial=NEVER, out=row[:-1])
            np.logaddexp(row, gap + flat[begin[i, -1] + columns], out=row)
        row[:] = (np.logaddexp.accumulate(row[::-1] - ramp) + ramp)[::-1]
        row[m - int(ends[i]) + 1 :] = NEVER
    return found


@dataclass(frozen=True, slots=True)
class Step:
    """One bead of the path: segments ``a`` to ``a + p``, ``b`` to ``b + q``; ``probability`` of exactly this bead."""

    a: int
    b: int
    p: int
    q: int
    probability: float
    swapped: bool = False


def decode(found: Posterior, scored: Scores, m: int) -> list[Step]:
    """The sequence whose expected number of right beads is highest.

    Where every place is as likely as the next (the same paragraph a hundred times) no bead is likely by itself, and that sequence would leave
    most segments alone that surely have a counterpart somewhere: then it is the most likely sequence (Viterbi).
    """
    gains = found.beads.copy()
    gains[SWAP] *= 2.0
    gains[found.beads <= LEAST] = IMPOSSIBLE
    steps = _best(gains, RELUCTANT * found.alone_a, RELUCTANT * found.alone_b, scored.low, m, found)
    together = sum(s.p for s in steps if s.q)
    if together >= 0.5 * float((1.0 - found.alone_a).sum()):
        return steps
    n = scored.values.shape[1]
    return _best(scored.values.astype(np.float64), np.full(n, scored.gaps[0]), np.full(m, scored.gaps[1]), scored.low, m, found)


def _best(gains: Floats, alone_a: Floats, alone_b: Floats, low: NDArray[np.int64], m: int, found: Posterior) -> list[Step]:
    """The sequence with the highest sum."""
    _, n, width = gains.shape
    ends = np.append(low, low[-1] if n else 0)
    running = np.concatenate([[0.0], np.cumsum(alone_b), np.full(width + 1, alone_b.sum())])
    best = _swept(gains, alone_a, lambda base: running[base : base + width + 1], ends, m, np.maximum, IMPOSSIBLE)
    return _trace(best, gains, alone_a, alone_b, ends, m, found)


def _trace(best: Floats, gains: Floats, alone_a: Floats, alone_b: Floats, ends: NDArray[np.int64], m: int, found: Posterior) -> list[Step]:
    n, width = best.shape[0] - 1, best.shape[1] - 1
    steps: list[Step] = []
    i, j = n, m

    def value(x: int, y: int) -> float:
        w = y - int(ends[x])
        return float(best[x, w]) if 0 <= w <= width else IMPOSSIBLE

    while i or j:
        options = []
        for k, (p, q) in enumerate(SHAPES):
            if p <= i and q <= j and 0 <= (w := j - q - int(ends[i - p])) < width and gains[k, i - p, w] > IMPOSSIBLE / 2:
                options.append((value(i - p, j - q) + float(gains[k, i - p, w]), -k, p, q, float(found.beads[k, i - p, w])))
        if i:
            options.append((value(i - 1, j) + float(alone_a[i - 1]), -98, 1, 0, float(found.alone_a[i - 1])))
        if j:
            options.append((value(i, j - 1) + float(alone_b[j - 1]), -99, 0, 1, float(found.alone_b[j - 1])))
        _, k, p, q, probability = max(options)
        i, j = i - p, j - q
        steps.append(Step(i, j, p, q, min(probability, 1.0), -k == SWAP))
    return steps[::-1]
