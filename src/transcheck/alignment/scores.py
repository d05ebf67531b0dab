"""How well a run of segments of one text says what a run of the other says: log-likelihood ratios against chance.

Length: the logarithm of the ratio of lengths follows a Student distribution around the languages' own ratio, narrower for longer text
(after Gale and Church 1993, made symmetric and heavy-tailed). Words: IBM model 1 (Brown et al. 1993) in both directions, each token against
its frequency in the document, from a sparse table of translation probabilities. Sentences: how many either side has, which translators seldom
change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from transcheck.alignment import learning

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcheck.alignment.table import Sparse, Table
    from transcheck.alignment.vocabulary import Counted

    Floats = NDArray[np.float64]

BEADS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (2, 3), (3, 2), (1, 4), (4, 1))
SWAP = len(BEADS)  # two neighbours that changed places: (i, j + 1) and (i + 1, j)
MOST = 4  # segments on one side of a bead
NEVER = -1e9
COLD_GAIN, COLD_LOSS = 0.65, 0.3  # weights of words before anything was learnt from the texts themselves
WARM_GAIN, WARM_LOSS = 0.55, 0.7  # and after
SEVERAL = 1.2  # sentences in a segment, in the mean, from which their numbers are compared: below, the segments are sentences
MIXED = 2.5  # how much worse different kinds of markup are inside one bead of several segments: nobody merges a heading with what follows
MANY = 40  # sentences from which their number is no longer told apart
ROWS = 48  # rows scored at a time: what one block needs in memory grows with it


@dataclass(frozen=True)
class Model:
    """What scoring goes by. ``ratio``: logarithm of the length of B for one of A; ``priors``: of each bead, the swap and a left-over segment."""

    ratio: float = 0.0
    spread: float = 0.1  # of the logarithm of the ratio, for very long text
    jitter: float = 1.3  # what short text adds to it: standard deviation of a text of one character
    freedom: float = 8.0
    surprise: float = 0.4  # λ: share of tokens that nothing on the other side accounts for
    gain: float = COLD_GAIN  # weight of words that the other side accounts for, in either direction
    loss: float = COLD_LOSS  # weight of words that it ought to account for and does not
    ceiling: float = 4.0  # most that one token may say
    unequal: float = 0.15  # chance that a sentence is parted or joined in translation
    counting: float = 0.75  # weight of the numbers of sentences
    priors: tuple[float, ...] = (0.72, 0.04, 0.04, 0.008, 0.006, 0.006, 0.002, 0.002, 0.001, 0.001, 0.004)
    alone: tuple[float, float] = (0.07, 0.07)


@dataclass(frozen=True, eq=False)
class Scores:
    """``values[k, i, w]``: the score of bead k that starts at segment i of A and segment ``low[i] + w`` of B."""

    values: NDArray[np.float32]
    low: NDArray[np.int64]
    gaps: tuple[float, float]


def score(
    a: Counted,
    b: Counted,
    stems: tuple[NDArray[np.int32], NDArray[np.int32]],
    table: Table,
    model: Model,
    low: NDArray[np.int64],
    width: int,
) -> Scores:
    """Scores every bead inside the band: in row i the columns ``low[i]`` to ``low[i] + width − 1``."""
    n = len(a)
    values = np.full((SWAP + 1, n, width), NEVER, np.float32)
    words = _Words(a, b, stems, table, model)
    lengths = _Lengths(a.widths, b.widths, model)
    kinds = _kinds(a, b)
    sentences = _Sentences(a.sentences, b.sentences, model)
    for first in range(0, n, ROWS):
        last = min(first + ROWS, n)
        begin, end = int(low[first]), min(int(low[last - 1]) + width, len(b))
        rows, columns = slice(first, min(last + MOST - 1, n)), slice(begin, min(end + MOST - 1, len(b)))
        if begin >= end:
            continue
        forward, backward = words.block(rows, columns)
        marked = kinds(rows, columns) if kinds else None
        for k, (p, q) in enumerate(BEADS):
            height, breadth = min(last, n - p + 1) - first, min(end, len(b) - q + 1) - begin
            if height <= 0 or breadth <= 0:
                continue
            total = lengths(first, height, p, begin, breadth, q) + math.log(model.priors[k])
            if sentences.telling:
                total = total + sentences(first, height, p, begin, breadth, q)
            total = total + _slide(forward[p], q, 1)[:height, :breadth] + _slide(backward[q], p, 0)[:height, :breadth]
            if marked is not None:
                both = _slide(_slide(marked, q, 1), p, 0)[:height, :breadth]
                total = total + np.where(both > 0, both / (p * q), both * (1 if p == q == 1 else MIXED))
            _place(values[k], total, first, begin, low, width)
    _swaps(values, low, math.log(model.priors[SWAP]) - 2 * math.log(model.priors[0]))
    return Scores(values, low, (math.log(model.alone[0]), math.log(model.alone[1])))


def words(a: Counted, b: Counted, stems: tuple[NDArray[np.int32], NDArray[np.int32]], table: Table, model: Model) -> Floats:
    """[segment of A, segment of B]: what the words alone say, in both directions."""
    forward, backward = _Words(a, b, stems, table, model).block(slice(0, len(a)), slice(0, len(b)))
    return forward[1] + backward[1]


def _place(into: NDArray[np.float32], total: Floats, first: int, begin: int, low: NDArray[np.int64], width: int) -> None:
    height, breadth = total.shape
    offsets = low[first : first + height] - begin
    if not offsets.any() and width >= breadth:
        into[first : first + height, :breadth] = total
        return
    for r, offset in enumerate(offsets):
        piece = total[r, offset : offset + width]
        into[first + r, : len(piece)] = piece


def _slide(matrix: NDArray[Any], size: int, axis: int) -> NDArray[Any]:
    """Sums over ``size`` neighbours along an axis (shorter by ``size`` − 1)."""
    if size == 1:
        return matrix
    length = matrix.shape[axis] - size + 1
    if length <= 0:
        return matrix[:0] if axis == 0 else matrix[:, :0]
    return sum((matrix[s : s + length] if axis == 0 else matrix[:, s : s + length]) for s in range(size))  # type: ignore[return-value]


def _swaps(values: NDArray[np.float32], low: NDArray[np.int64], prior: float) -> None:
    singles = values[0]
    n, width = singles.shape
    if n < 2 or width < 2:
        return
    step = (low[1:] - low[:-1])[:, None]
    columns = np.arange(width - 1)[None, :] - step
    below = np.where((columns >= 0) & (columns < width), np.take_along_axis(singles[1:], np.clip(columns, 0, width - 1), 1), NEVER)
    values[SWAP, : n - 1, : width - 1] = np.maximum(singles[:-1, 1:] + below + prior, NEVER)


class _Lengths:
    def __init__(self, a: Floats, b: Floats, model: Model) -> None:
        self.model = model
        self.sums = tuple(np.concatenate([[0.0], np.cumsum(x + 1.0)]) for x in (a, b))
        self.typical = tuple(_typical(x + 1.0) for x in (a, b))
        m = model
        self.scale = math.lgamma((m.freedom + 1) / 2) - math.lgamma(m.freedom / 2) - 0.5 * math.log(m.freedom * math.pi)

    def __call__(self, first: int, height: int, p: int, begin: int, breadth: int, q: int) -> Floats:
        """The ratio for p segments of A from each row and q of B from each column."""
        m = self.model
        a = self.sums[0][first + p : first + p + height] - self.sums[0][first : first + height]
        b = self.sums[1][begin + q : begin + q + breadth] - self.sums[1][begin : begin + breadth]
        log_a, log_b = np.log(a)[:, None], np.log(b)[None, :]
        apart = log_b - log_a - m.ratio
        deviation = np.sqrt(m.spread**2 + m.jitter**2 / np.sqrt(a[:, None] * b[None, :]) / 2)
        together = self.scale - np.log(deviation) - (m.freedom + 1) / 2 * np.log1p((apart / deviation) ** 2 / m.freedom)
        chance = 0.5 * (self._chance(log_a, 0, p) + self._chance(log_b, 1, q))
        return np.asarray(np.clip(together - chance, -12.0, 6.0))

    def _chance(self, log: Floats, side: int, size: int) -> Floats:
        mean, deviation = self.typical[side]
        deviation /= math.sqrt(size)
        z = (log - mean - math.log(size)) / deviation
        return np.asarray(np.maximum(-0.5 * z * z, -6.0) - math.log(deviation) - 0.919)


class _Sentences:
    """Translators seldom join or part sentences, so that the numbers of sentences of what belongs together are mostly equal."""

    def __init__(self, a: NDArray[np.int64], b: NDArray[np.int64], model: Model) -> None:
        self.telling = a.sum() + b.sum() >= SEVERAL * (len(a) + len(b))
        self.sums = tuple(np.concatenate([[0], np.cumsum(x)]) for x in (a, b))
        self.usual = tuple(_spread(x) for x in (a, b))
        self.model = model

    def __call__(self, first: int, height: int, p: int, begin: int, breadth: int, q: int) -> Floats:
        a = self.sums[0][first + p : first + p + height] - self.sums[0][first : first + height]
        b = self.sums[1][begin + q : begin + q + breadth] - self.sums[1][begin : begin + breadth]
        apart = np.abs(b[None, :] - a[:, None])
        size = np.sqrt(a[:, None] * b[None, :])
        miss = 1.0 - (1.0 - self.model.unequal) ** size
        together = np.where(apart == 0, np.log1p(-miss), np.log(miss * 0.325) + (apart - 1) * math.log(0.35))
        chance = 0.5 * (self.usual[0][p - 1][np.minimum(a, MANY)][:, None] + self.usual[1][q - 1][np.minimum(b, MANY)][None, :])
        return np.asarray(self.model.counting * np.clip(together - chance, -6.0, 4.0))


def _spread(counts: NDArray[np.int64]) -> list[Floats]:
    """For 1 … 4 neighbours: the logarithm of how often they hold so many sentences, by that number."""
    one = np.bincount(np.minimum(counts, MANY), minlength=MANY + 1).astype(np.float64)
    typical = 0.5 ** np.arange(MANY + 1)
    typical[0] = 0.0
    one = (one + 4 * typical / typical.sum()) / (one.sum() + 4)
    found, whole = [], np.array([1.0])
    for _ in range(MOST):
        whole = np.convolve(whole, one)
        whole = np.append(whole[:MANY], whole[MANY:].sum())
        found.append(np.log(np.maximum(whole, 1e-6)))
    return found


def _typical(widths: Floats) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm of the lengths, drawn towards those of news paragraphs where there are few."""
    logs = np.log(widths)
    mean = float(logs.mean()) if len(logs) else 0.0
    variance = (float(((logs - mean) ** 2).sum()) + 8 * 0.6**2) / (len(logs) + 8)
    return mean, math.sqrt(variance)


class _Words:
    """The word scores of a block, in both directions and for every number of neighbours that may stand together.

    Tokens are numbered anew, those of these two texts only, and the table is cut down to them: a block then costs what its own words cost,
    however many words the whole document has.
    """

    def __init__(self, a: Counted, b: Counted, stems: tuple[NDArray[np.int32], NDArray[np.int32]], table: Table, model: Model) -> None:
        (types_a, ids_a), (types_b, ids_b) = learning.numbered(a.ids), learning.numbered(b.ids)
        self.a, self.b, self.model = replace(a, ids=ids_a.astype(np.int32)), replace(b, ids=ids_b.astype(np.int32)), model
        self.forward, self.backward = table.forward.part(types_a, types_b), table.backward.part(types_b, types_a)
        self.chance_a, self.chance_b = _frequencies(ids_a, stems[0][types_a]), _frequencies(ids_b, stems[1][types_b])
        self.usual_a, self.usual_b = _usual(ids_b, self.backward, self.chance_a), _usual(ids_a, self.forward, self.chance_b)

    def block(self, rows: slice, columns: slice) -> tuple[list[Floats], list[Floats]]:
        """For 0 … 4 neighbours p: [row, column] the score of B's column given p of A's from row; and A's row given p of B's from column."""
        m = self.model
        none = np.zeros((rows.stop - rows.start, columns.stop - columns.start))
        forward = _explain(self.a, rows, self.b, columns, self.forward, self.usual_b, self.chance_b, m)
        backward = [x.T for x in _explain(self.b, columns, self.a, rows, self.backward, self.usual_a, self.chance_a, m)]
        return [none, *forward], [none, *backward]


def _usual(given: NDArray[np.int64], table: Sparse, chance: Floats) -> Floats:
    """By the number of a told token: what a stretch of ``given`` picked at random says for it; 0 where nothing in the document does."""
    counts = np.bincount(given, minlength=len(table.starts) - 1)
    mass = np.bincount(table.columns, np.repeat(counts, np.diff(table.starts)) * table.values, len(chance))
    return np.asarray(mass / max(len(given), 1) / chance)


def _frequencies(ids: NDArray[np.int64], stem_of: NDArray[np.int32]) -> Floats:
    """By the number of a token: how often its stem occurs in the document."""
    _, stems = learning.numbered(stem_of)
    counts = np.bincount(stems[ids])
    return np.asarray(counts[stems] / (len(ids) + 20.0))


def _explain(
    given: Counted, rows: slice, told: Counted, columns: slice, table: Sparse, usual: Floats, chance: Floats, model: Model
) -> list[Floats]:
    """[row, column]: how well 1 … 4 segments of ``given`` from a row on account for the tokens of one segment of ``told``."""
    n, m = rows.stop - rows.start, columns.stop - columns.start
    first, last = told.starts[columns.start], told.starts[columns.stop]
    ids = told.ids[first:last]
    informative = np.flatnonzero(usual[ids] > 0.0)
    segment = np.repeat(np.arange(m), np.diff(told.starts[columns.start : columns.stop + 1]))[informative]
    kept_ids = ids[informative]
    seen = np.zeros(len(usual), np.bool_)
    seen[kept_ids] = True
    types = np.flatnonzero(seen)
    if not len(types):
        return [np.zeros((n, m))] * MOST
    place = np.full(len(usual), -1, np.int64)
    place[types] = np.arange(len(types))
    local = place[kept_ids]
    begin, end = given.starts[rows.start], given.starts[rows.stop]
    where, entry = table.expand(given.ids[begin:end])
    row = np.repeat(np.arange(n), np.diff(given.starts[rows.start : rows.stop + 1]))[where]
    column = place[table.columns[entry]]
    kept = column >= 0
    evidence = (
        np.bincount(row[kept] * len(types) + column[kept], table.values[entry[kept]], n * len(types))
        .astype(np.float32)
        .reshape(n, len(types))
    )
    sizes = np.diff(given.starts[rows.start : rows.stop + 1]).astype(np.float64)
    filled, begins = _heads(segment)
    least = np.maximum(model.surprise, 1.0 - usual[types])
    scale, least = (1.0 / (least + usual[types]) / chance[types]).astype(np.float32), (least / (least + usual[types])).astype(np.float32)
    steeper, flatter = np.float32(max(model.gain, model.loss)), np.float32(min(model.gain, model.loss))
    bend = np.maximum if model.gain >= model.loss else np.minimum
    found = []
    near, tokens = evidence, sizes
    for size in range(1, MOST + 1):
        if n - size + 1 <= 0:
            found.append(np.zeros((0, m)))
            continue
        if size > 1:
            near, tokens = near[:-1] + evidence[size - 1 :], tokens[:-1] + sizes[size - 1 :]
        gain = near / np.maximum(tokens, 1.0).astype(np.float32)[:, None]
        gain *= scale
        gain += least
        np.log(gain, out=gain)
        np.minimum(gain, model.ceiling, out=gain)
        bend(gain * steeper, gain * flatter, out=gain)  # the one weight above nothing, the other below
        # Summed by place, not by matrix product: threads of a linear algebra library cost many times more than they give on blocks this small.
        total = np.zeros((len(gain), m))
        total[:, filled] = np.add.reduceat(gain[:, local], begins, axis=1)
        found.append(total)
    return found


def _heads(segment: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Of ascending segment numbers: the different ones, and where each begins."""
    begins = np.flatnonzero(np.concatenate([[True], segment[1:] != segment[:-1]]))
    return segment[begins], begins


def _kinds(a: Counted, b: Counted):  # type: ignore[no-untyped-def]
    """A function for the scores of markup kinds of a block, or None where both sides are paragraphs only."""
    if not a.kinds.any() and not b.kinds.any():
        return None
    image = 6

    def of(rows: slice, columns: slice) -> Floats:
        x, y = a.kinds[rows, None], b.kinds[None, columns]
        found = np.where(x == y, np.where(x == 0, 0.0, np.where(x == image, 6.0, 2.0)), -2.0)
        return np.asarray(np.where((x == image) != (y == image), -60.0, found))

    return of
