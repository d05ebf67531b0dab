"""Long documents: points that surely correspond, the pieces between them, and a band around them. Linear in the text."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from transcheck.alignment.table import Table
    from transcheck.alignment.vocabulary import Counted

SMALL = 250_000  # pairs of segments up to which every one is scored
PIECE = 400  # segments of A that are aligned at a time in a longer document
WIDTH = 96  # columns of the band
RARE = 5  # occurrences of a token up to which it is taken for a sign of its place
STRONG = 0.5  # least weight of a point


def pieces(a: Counted, b: Counted, table: Table) -> list[tuple[int, int, int, int, NDArray[np.int64]]]:
    """(first and last of A, first and last of B, the band's first column in each row, from the piece's first of B on)."""
    n, m = len(a), len(b)
    if n * m <= SMALL:
        return [(0, n, 0, m, np.zeros(n, np.int64))]
    points = chain(a, b, table)
    centre = _path(points, n, m)
    cuts = [*_stepped(_cuts(points, centre, n, m), centre)]
    found = []
    for (i, j), (k, last) in itertools.pairwise(cuts):
        size = min(WIDTH, last - j + 1)
        low = np.clip(np.rint(centre[i:k]).astype(np.int64) - j - size // 2, 0, last - j + 1 - size)
        found.append((i, k, j, last, np.maximum.accumulate(low)))
    return found


def _stepped(cuts: list[tuple[int, int]], centre: NDArray[np.float64]) -> Iterator[tuple[int, int]]:
    """The cuts, with two more wherever the path leaps further in one row than the band is wide: what lies between belongs to no segment of A."""
    yield cuts[0]
    for (i, j), (k, last) in itertools.pairwise(cuts):
        at = j
        for row, column in [*((r, round(float(centre[r]))) for r in range(i, k)), (k, last)]:
            aim = min(max(column, at), last)
            if aim - at > WIDTH // 2 - 8:
                yield row, at + WIDTH // 4
                yield row, aim - WIDTH // 8
            at = aim
        yield k, last


def chain(a: Counted, b: Counted, table: Table) -> list[tuple[int, int]]:
    """The heaviest run of points that ascend on both sides: pairs of segments that share rare tokens."""
    rows, columns, weights = _points(a, b, table)
    order = np.lexsort((-columns, rows))
    tails_column: list[int] = []  # Pareto front: by column ascending, best weight of a chain that ends there, ascending too
    tails_weight: list[float] = []
    tails_point: list[int] = []
    before: list[int] = [-1] * len(rows)
    for at in order.tolist():
        column, weight = int(columns[at]), float(weights[at])
        place = bisect_left(tails_column, column)
        total = weight
        if place:
            total += tails_weight[place - 1]
            before[at] = tails_point[place - 1]
        if place < len(tails_column) and tails_column[place] == column and tails_weight[place] >= total:
            continue
        end = place
        while end < len(tails_column) and tails_weight[end] <= total:
            end += 1
        tails_column[place:end], tails_weight[place:end], tails_point[place:end] = [column], [total], [at]
    found = []
    at = tails_point[-1] if tails_point else -1
    while at >= 0:
        found.append((int(rows[at]), int(columns[at])))
        at = before[at]
    return found[::-1]


def _points(a: Counted, b: Counted, table: Table) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    size_a, size_b = (int(x.max()) + 1 if len(x) else 1 for x in (table.a, table.b))
    count_a, count_b = np.bincount(a.ids, minlength=size_a), np.bincount(b.ids, minlength=size_b)
    times_a, times_b = count_a[table.a], count_b[table.b]
    kept = (times_a > 0) & (times_b > 0) & (times_a <= RARE) & (times_b <= RARE) & (table.forward.values > 0.2)
    x, y, weight = table.a[kept], table.b[kept], table.forward.values[kept]
    times_a, times_b = times_a[kept], times_b[kept]
    total = times_a * times_b
    pair = np.repeat(np.arange(len(x)), total)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(total) - total, total)
    rows = _where(a, x, pair, offset // np.maximum(times_b[pair], 1), len(count_a))
    columns = _where(b, y, pair, offset % np.maximum(times_b[pair], 1), len(count_b))
    key = rows * len(b) + columns
    order = np.argsort(key, kind="stable")
    key, value = key[order], (weight / np.sqrt(total))[pair][order]
    if not len(key):
        return key, key, value
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    value, key = np.add.reduceat(value, first), key[first]
    strong = value >= STRONG
    return key[strong] // len(b), key[strong] % len(b), value[strong]


def _where(side: Counted, types: NDArray[np.int32], pair: NDArray[np.int64], nth: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The segment in which the nth occurrence of a token stands."""
    order = np.argsort(side.ids, kind="stable")
    counts = np.bincount(side.ids, minlength=size)
    segment = np.repeat(np.arange(len(side)), np.diff(side.starts))[order]
    return np.asarray(segment[(np.cumsum(counts) - counts)[types][pair] + nth])


def _path(points: list[tuple[int, int]], n: int, m: int) -> NDArray[np.float64]:
    """Where in B each segment of A is expected, by the points before and after it."""
    rows = np.array([-1, *(i for i, _ in points), n], np.float64)
    columns = np.array([-1, *(j for _, j in points), m], np.float64)
    return np.interp(np.arange(n), rows, columns)


def _cuts(points: list[tuple[int, int]], centre: NDArray[np.float64], n: int, m: int) -> list[tuple[int, int]]:
    """Places to cut at: between two points that follow each other on both sides where there are any near."""
    pairs = set(points)
    safe = [(i, j) for i, j in points if (i - 1, j - 1) in pairs and (i + 1, j + 1) in pairs]
    rows = [i for i, _ in safe]
    found = [(0, 0)]
    at = 0
    while n - at > PIECE * 3 // 2:
        k = bisect_left(rows, at + PIECE)
        nearest = [safe[x] for x in (k - 1, k) if 0 <= x < len(safe) and at + PIECE // 3 < safe[x][0] < at + 2 * PIECE]
        i, j = min(nearest, key=lambda p: abs(p[0] - at - PIECE)) if nearest else (at + PIECE, round(float(centre[at + PIECE])))
        found.append((i, max(j, found[-1][1])))
        at = i
    return [*found, (n, m)]
