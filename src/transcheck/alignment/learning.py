"""IBM model 1 in both directions, by expectation maximisation over bags of tokens (Brown et al. 1993), in arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NULL = 0.2  # share of the tokens of a unit that stand for nothing on the other side


@dataclass(frozen=True, eq=False)
class Bags:
    """Units of tokens: ``ids[starts[u]:starts[u + 1]]`` belong to unit u."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, units: Sequence[NDArray[np.int32]]) -> Bags:
        """The units one after the other."""
        starts = np.concatenate([[0], np.cumsum([len(u) for u in units])]).astype(np.int64)
        return cls(np.concatenate(units) if len(units) else np.zeros(0, np.int32), starts)

    @property
    def sizes(self) -> NDArray[np.int64]:
        return np.diff(self.starts)


@dataclass(frozen=True, eq=False)
class Learnt:
    """For the pairs (``a``, ``b``), sorted: how often b was expected to stand for a (``forward``) and a for b; ``total_*`` by token."""

    a: NDArray[np.int32]
    b: NDArray[np.int32]
    forward: Floats
    backward: Floats
    total_a: Floats
    total_b: Floats


def learn(a: Bags, b: Bags, size_a: int, size_b: int, *, rounds: int = 4, weights: Floats | None = None) -> Learnt:
    """Expected counts after ``rounds`` of expectation maximisation over paired units.

    Time and memory go with the sum of the products of the units' sizes.
    """
    unit, left, right = _products(a, b)
    key = a.ids[left].astype(np.int64) * size_b + b.ids[right]
    pairs, where = numbered(key)
    pa, pb = (pairs // size_b).astype(np.int32), (pairs % size_b).astype(np.int32)
    weight = np.ones(len(unit)) if weights is None else weights[unit]
    forward = _direction(where, right, pa, len(pairs), size_a, b, size_b, weight, rounds)
    backward = _direction(where, left, pb, len(pairs), size_b, a, size_a, weight, rounds)
    total_a = np.bincount(pa, forward, size_a).astype(np.float64)
    total_b = np.bincount(pb, backward, size_b).astype(np.float64)
    return Learnt(pa, pb, forward, backward, total_a, total_b)


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The different values, sorted. (``np.unique`` hashes first in newer releases, which is many times slower here.)"""
    ordered = np.sort(values, kind="stable")
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def numbered(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The different values, sorted, and which of them each value is."""
    order = np.argsort(values)
    ordered = values[order]
    first = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(values)]
    where = np.empty(len(values), np.int64)
    where[order] = np.cumsum(first) - 1
    return ordered[first], where


def _products(a: Bags, b: Bags) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Every token of A with every token of B of the same unit: (unit, place in A, place in B)."""
    sizes = b.sizes[np.repeat(np.arange(len(a.sizes)), a.sizes)]
    left = np.repeat(np.arange(len(a.ids)), sizes)
    unit_of = np.repeat(np.arange(len(a.sizes)), a.sizes)
    begin = b.starts[:-1][unit_of]
    right = np.arange(len(left)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(begin, sizes)
    return unit_of[left], left, right


def _direction(
    where: NDArray[np.int64],
    told: NDArray[np.int64],
    given_type: NDArray[np.int32],
    size: int,
    given_size: int,
    bags: Bags,
    told_size: int,
    weight: Floats,
    rounds: int,
) -> Floats:
    """Expected counts of t(told | given) for every pair."""
    frequency = np.bincount(bags.ids, minlength=told_size) / max(len(bags.ids), 1)
    # The null word accounts for its share of the told tokens with their own frequency, scaled to the mass of the unit.
    null = NULL / (1 - NULL) * np.bincount(told, minlength=len(bags.ids)) * frequency[bags.ids]
    counts: Floats = np.bincount(where, weight, size).astype(np.float64)
    for _ in range(rounds):
        total = np.bincount(given_type, counts, given_size)
        probability = counts / np.maximum(total[given_type], 1e-12)
        share = probability[where]
        explained = np.bincount(told, share, len(bags.ids))
        counts = np.bincount(where, weight * share / (explained + null)[told], size).astype(np.float64)
    return counts
