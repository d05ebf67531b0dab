"""The best sequence of beads: forward and backward sums over a band, then the sequence with the most right beads to be expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment.scores import BEADS, NEVER, SWAP

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcheck.alignment.scores import Scores

    Floats = NDArray[np.float64]

SHAPES = (*BEADS, (2, 2))  # the last is the swap
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
    forward = np.full((n + 1, width + 1), NEVER)
    backward = np.full((n + 1, width + 1), NEVER)
    ramp = gap_b * np.arange(width + 1)
    forward[0, 0 - int(ends[0])] = 0.0
    for i in range(n + 1):
        row = forward[i]
        np.logaddexp.accumulate(row - ramp, out=row)
        row += ramp
        row[m - int(ends[i]) + 1 :] = NEVER
        if i == n:
            break
        _push(forward, row[:-1], row, values[:, i], i, ends, gap_a, n)
    last = m - int(ends[n])
    total = float(forward[n, last]) if 0 <= last <= width else NEVER
    backward[n, last] = 0.0
    for i in range(n, -1, -1):
        row = backward[i]
        if i < n:
            _pull(backward, row, values[:, i], i, ends, gap_a, n)
        turned = row[::-1]
        summed = np.logaddexp.accumulate(turned - ramp) + ramp
        row[:] = summed[::-1]
        row[m - int(ends[i]) + 1 :] = NEVER
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


def _gathered(rows: Floats, shifts: NDArray[np.int64], size: int) -> Floats:
    """Of each row the ``size`` values from its shift on, with what lies outside impossible."""
    columns = np.arange(size)[None, :] + shifts[:, None]
    outside = (columns < 0) | (columns >= rows.shape[1])
    found = np.take_along_axis(rows, np.clip(columns, 0, rows.shape[1] - 1), axis=1)
    found[outside] = NEVER
    return found


def _shifted(row: Floats, shift: int, size: int) -> Floats:
    """``row[shift : shift + size]``, with what lies outside impossible."""
    if shift >= 0:
        piece = row[shift : shift + size]
        return piece if len(piece) == size else np.concatenate([piece, np.full(size - len(piece), NEVER)])
    return np.concatenate([np.full(min(-shift, size), NEVER), row[: max(size + shift, 0)]])


def _push(
    forward: Floats, starts: Floats, row: Floats, values: NDArray[np.float32], i: int, ends: NDArray[np.int64], gap: float, n: int
) -> None:
    for k, (p, q) in enumerate(SHAPES):
        if i + p <= n:
            _add(forward[i + p], starts + values[k], int(ends[i]) - int(ends[i + p]) + q)
    _add(forward[i + 1], row + gap, int(ends[i]) - int(ends[i + 1]))


def _add(into: Floats, given: Floats, shift: int) -> None:
    source = given[max(0, -shift) :]
    target = into[max(0, shift) : max(0, shift) + len(source)]
    if len(target):
        np.logaddexp(target, source[: len(target)], out=target)


def _pull(backward: Floats, row: Floats, values: NDArray[np.float32], i: int, ends: NDArray[np.int64], gap: float, n: int) -> None:
    width = len(row) - 1
    for k, (p, q) in enumerate(SHAPES):
        if i + p <= n:
            np.logaddexp(row[:-1], values[k] + _shifted(backward[i + p], int(ends[i]) - int(ends[i + p]) + q, width), out=row[:-1])
    np.logaddexp(row, gap + _shifted(backward[i + 1], int(ends[i]) - int(ends[i + 1]), width + 1), out=row)


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
    best = np.full((n + 1, width + 1), IMPOSSIBLE)
    best[0, 0 - int(ends[0])] = 0.0
    for i in range(n + 1):
        row, base = best[i], int(ends[i])
        ramp = running[base : base + width + 1]
        np.maximum.accumulate(row - ramp, out=row)
        row += ramp
        row[m - base + 1 :] = IMPOSSIBLE
        if i < n:
            for k, (p, q) in enumerate(SHAPES):
                if i + p <= n:
                    _raise(best[i + p], row[:-1] + gains[k, i], base - int(ends[i + p]) + q)
            _raise(best[i + 1], row + alone_a[i], base - int(ends[i + 1]))
    return _trace(best, gains, alone_a, alone_b, ends, m, found)


def _raise(into: Floats, given: Floats, shift: int) -> None:
    source = given[max(0, -shift) :]
    target = into[max(0, shift) : max(0, shift) + len(source)]
    if len(target):
        np.maximum(target, source[: len(target)], out=target)


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
