"""Which token may stand for which: one sparse table of probabilities per direction, from resemblance and from lexicons."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from transcheck.alignment.tokens import romanised, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

CROWD = 60  # types that share a stem: more of them say nothing about which two belong together
STEM = 5  # letters that two words must share at their beginning to be taken for relatives


class Sparse:
    """Rows of (column, probability), found by the number of a row."""

    def __init__(self, rows: NDArray[Any], columns: NDArray[Any], values: NDArray[np.float64], size: int | None = None) -> None:
        """``rows`` ascend; ``size`` is how many there are, where the last may be without entries."""
        count = size if size is not None else int(rows[-1]) + 1 if len(rows) else 0
        self.starts = np.searchsorted(rows, np.arange(count + 1))
        self.columns, self.values = columns, values

    def expand(self, ids: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each id all its entries: (place in ``ids``, place in ``columns``)."""
        inside = np.minimum(ids, len(self.starts) - 2) if len(self.starts) > 1 else None
        if inside is None:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        begin = self.starts[inside]
        lengths = np.where(ids < len(self.starts) - 1, self.starts[inside + 1] - begin, 0)
        where = np.repeat(np.arange(len(ids)), lengths)
        offsets = np.arange(len(where)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return where, np.repeat(begin, lengths) + offsets

    def part(self, rows: NDArray[np.int32], columns: NDArray[np.int32]) -> Sparse:
        """The entries of these rows and columns, numbered by their places among them. Both ascending, none twice."""
        where, entry = self.expand(rows)
        place = np.full(max(int(self.columns.max(initial=0)), int(columns.max(initial=0))) + 1, -1, np.int64)
        place[columns] = np.arange(len(columns))
        column = place[self.columns[entry]]
        kept = np.flatnonzero(column >= 0)
        return Sparse(where[kept], column[kept], self.values[entry[kept]], len(rows))


@dataclass(frozen=True, eq=False)
class Table:
    """For the pairs (``a``, ``b``) of token numbers, sorted, no pair twice: ``forward`` is t(b | a) by a, ``backward`` t(a | b) by b."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    forward: Sparse
    backward: Sparse


def build(parts: Iterable[tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]]) -> Table:
    """Joins pairs from several sources; of one pair the higher probability holds."""
    given = [p for p in parts if len(p[0])]
    if not given:
        none = np.zeros(0, np.int32)
        return Table(none, none, Sparse(none, none, np.zeros(0)), Sparse(none, none, np.zeros(0)))
    a, b, forward, backward = (np.concatenate([p[k] for p in given]) for k in range(4))
    key = a.astype(np.int64) << 32 | b.astype(np.int64)
    order = np.argsort(key, kind="stable")
    key, forward, backward = key[order], forward[order], backward[order]
    first = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
    forward, backward = np.maximum.reduceat(forward, first), np.maximum.reduceat(backward, first)
    a, b = (key[first] >> 32).astype(np.int32), (key[first] & 0xFFFFFFFF).astype(np.int32)
    turned = np.argsort(b, kind="stable")
    return Table(a, b, Sparse(a, b, forward), Sparse(b[turned], a[turned], backward[turned]))


def resemblances(
    a_types: list[str], b_types: list[str], *, same: bool
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]:
    """Pairs that look alike: equal, of one stem, or with the same consonants once romanised. ``same``: both texts are in one language.

    Linear in the number of types.
    """
    pairs: dict[tuple[int, int], float] = {}
    by_form: dict[str, list[int]] = defaultdict(list)
    by_stem: dict[str, list[int]] = defaultdict(list)
    by_skeleton: dict[str, list[int]] = defaultdict(list)
    plain_b = [romanised(t) for t in b_types]
    for j, plain in enumerate(plain_b):
        by_form[plain].append(j)
        if plain[:1].isalpha() and len(plain) >= STEM:
            by_stem[plain[:STEM]].append(j)
        if plain[:1].isalpha() and len(plain) >= 4 and (bones := skeleton(plain)):
            by_skeleton[bones].append(j)
    for i, token in enumerate(a_types):
        plain = romanised(token)
        for j in by_form.get(plain, ())[:CROWD]:
            pairs[i, j] = max(pairs.get((i, j), 0.0), _equal(token, b_types[j], same))
        if not plain[:1].isalpha():
            continue
        if len(plain) >= STEM:
            relatives = by_stem.get(plain[:STEM], ())
            for j in relatives if len(relatives) <= CROWD else ():
                strength = _kin(plain, plain_b[j])
                if strength > pairs.get((i, j), 0.0):
                    pairs[i, j] = strength
        if len(plain) >= 4 and (bones := skeleton(plain)):
            relatives = by_skeleton.get(bones, ())
            for j in relatives if len(relatives) <= CROWD else ():
                if not (token.isascii() and b_types[j].isascii()) and not same:
                    pairs[i, j] = max(pairs.get((i, j), 0.0), 0.1 if len(bones) == 3 else 0.35)
    if not pairs:
        none = np.zeros(0, np.int32)
        return none, none, np.zeros(0), np.zeros(0)
    keys = np.array(list(pairs), np.int32)
    values = np.array(list(pairs.values()))
    return keys[:, 0], keys[:, 1], values, values


def _equal(a: str, b: str, same: bool) -> float:
    if a[0] in "#=":
        return 0.9 if len(a) > 2 else 0.7
    if a[0] == "§":
        return 0.7
    if a != b:
        return 0.5 if len(a) > 3 else 0.1
    if same or not a.isascii():
        return 0.8
    return 0.7 if len(a) > 3 else 0.4 if len(a) == 3 else 0.1


def _kin(a: str, b: str) -> float:
    """Words with a common beginning: the longer it is in proportion, the surer."""
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    share = shared / max(len(a), len(b))
    return 0.5 * share if share >= 0.55 else 0.0
