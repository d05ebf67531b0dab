"""What stands in another order: segments that left their place are found by exchanging beads for better ones, the best gain first."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment.scores import BEADS, NEVER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from transcheck.alignment.dynamic import Step
    from transcheck.alignment.scores import Scores

    Rest = tuple[int, int, int, int]

EVEN = 1e-6  # gains closer to nothing are looked at twice
MOVED = 0.01  # prior probability that a segment left its place
PASSES = 4
_PLACES = {shape: k for k, shape in enumerate(BEADS)}


@dataclass(frozen=True, slots=True)
class Link:
    """A bead: ``p`` segments of A from ``a``, ``q`` of B from ``b``."""

    a: int
    p: int
    b: int
    q: int
    probability: float
    fresh: bool = False  # made by an exchange
    also_a: tuple[int, ...] = ()  # one more segment of A, which stands elsewhere
    also_b: tuple[int, ...] = ()  # and of B

    @property
    def all_a(self) -> tuple[int, ...]:
        """The segments of A, ascending."""
        return tuple(sorted((*range(self.a, self.a + self.p), *self.also_a)))

    @property
    def all_b(self) -> tuple[int, ...]:
        """The segments of B, ascending."""
        return tuple(sorted((*range(self.b, self.b + self.q), *self.also_b)))


def settle(steps: list[Step], scored: Scores, n: int, m: int) -> list[Link]:
    """The beads of the path, after every exchange that makes the whole more likely. A bead out of order pays for it."""
    return _Links(steps, scored, n, m).improved()


class _Links:
    def __init__(self, steps: list[Step], scored: Scores, n: int, m: int) -> None:
        self.scored, self.n, self.m = scored, n, m
        self.fee = math.log(MOVED) - math.log(max(n, m))
        self.of_a: list[Link | None] = [None] * n
        self.of_b: list[Link | None] = [None] * m
        self.alone_a, self.alone_b = [0.5] * n, [0.5] * m
        for s in steps:
            if s.swapped:
                self._put(Link(s.a, 1, s.b + 1, 1, s.probability))
                self._put(Link(s.a + 1, 1, s.b, 1, s.probability))
            elif s.p and s.q:
                self._put(Link(s.a, s.p, s.b, s.q, s.probability))
            elif s.p:
                self.alone_a[s.a] = s.probability
            else:
                self.alone_b[s.b] = s.probability

    def _put(self, link: Link) -> None:
        for i in range(link.a, link.a + link.p):
            self.of_a[i] = link
        for j in range(link.b, link.b + link.q):
            self.of_b[j] = link

    def _drop(self, link: Link) -> None:
        for i in range(link.a, link.a + link.p):
            self.of_a[i] = None
        for j in range(link.b, link.b + link.q):
            self.of_b[j] = None

    def _value(self, a: int, p: int, b: int, q: int) -> float:
        """Score of a bead over that of leaving its segments alone."""
        if not p or not q:
            return 0.0
        k = _PLACES.get((p, q))
        w = b - int(self.scored.low[a])
        if k is None or not 0 <= w < self.scored.values.shape[2]:
            return NEVER
        return float(self.scored.values[k, a, w]) - p * self.scored.gaps[0] - q * self.scored.gaps[1]

    def improved(self) -> list[Link]:
        for _ in range(PASSES):
            if not self._exchange():
                break
            self._absorb()
        return self._listed()

    def _exchange(self) -> bool:
        """One round over the pairs that would be worth it by themselves, the best first.

        Only pairs are looked at whose exchange gains as things stand when the round begins, or whose segments have changed hands since.
        """
        singles = self.scored.values[0] - self.scored.gaps[0] - self.scored.gaps[1] + self.fee
        rows, places = np.nonzero(singles > 0)
        columns = places + self.scored.low[rows]
        gains = singles[rows, places].astype(np.float64)
        order = np.lexsort((columns, rows, -gains))
        order = order[columns[order] < self.m]
        rows, columns, gains = rows[order], columns[order], gains[order]
        given_up = self._cost(self.of_a, _without_a)[rows] + self._cost(self.of_b, _without_b)[columns]
        waiting = np.flatnonzero(gains - given_up > -EVEN).tolist()
        changed = False
        while waiting:
            at = heapq.heappop(waiting)
            while waiting and waiting[0] == at:
                heapq.heappop(waiting)
            touched = self._exchanged(float(gains[at]), int(rows[at]), int(columns[at]))
            if touched:
                changed = True
                later = np.isin(rows[at + 1 :], touched[0]) | np.isin(columns[at + 1 :], touched[1])
                for k in np.flatnonzero(later).tolist():
                    heapq.heappush(waiting, at + 1 + k)
        return changed

    def _cost(self, owners: list[Link | None], without: Callable[[Link | None, int], Rest | None]) -> NDArray[np.float64]:
        """By segment: what its bead loses without it."""
        found = np.zeros(len(owners))
        for i, link in enumerate(owners):
            if link is not None:
                rest = without(link, i)
                found[i] = -NEVER if rest is None else self._value(link.a, link.p, link.b, link.q) - self._value(*rest)
        return found

    def _exchanged(self, gain: float, i: int, j: int) -> tuple[list[int], list[int]] | None:
        """Makes a bead of i and j if that gains, and says which segments changed hands."""
        old_a, old_b = self.of_a[i], self.of_b[j]
        if old_a is not None and old_a is old_b:
            return None
        rests: list[Rest] = []
        delta = gain
        for old, rest in ((old_a, _without_a(old_a, i)), (old_b, _without_b(old_b, j))):
            if old is None:
                continue
            if rest is None:
                return None
            delta += self._value(*rest) - self._value(old.a, old.p, old.b, old.q)
            if rest[1] and rest[3]:
                rests.append(rest)
        if delta <= 0:
            return None
        touched: tuple[list[int], list[int]] = ([i], [j])
        for old in (old_a, old_b):
            if old is not None:
                self._drop(old)
                touched[0].extend(range(old.a, old.a + old.p))
                touched[1].extend(range(old.b, old.b + old.q))
        for a, p, b, q in rests:
            self._put(Link(a, p, b, q, 0.8, True))
        self._put(Link(i, 1, j, 1, 1 / (1 + math.exp(-min(delta, 30.0))), True))
        return touched

    def _absorb(self) -> bool:
        """Joins a left-over segment to the bead beside it where the longer bead is more likely."""
        changed = False
        for link in self._links():
            if not link.fresh or self.of_a[link.a] is not link:
                continue
            here = self._value(link.a, link.p, link.b, link.q)
            options = [(self._value(a, p, b, q) - here, (a, p, b, q)) for a, p, b, q in self._longer(link)]
            gain, best = max(options, default=(0.0, (0, 0, 0, 0)))
            if gain > 0:
                self._drop(link)
                self._put(Link(*best, link.probability, True))
                changed = True
        return changed

    def _longer(self, link: Link) -> Iterator[tuple[int, int, int, int]]:
        a, p, b, q = link.a, link.p, link.b, link.q
        if a > 0 and self.of_a[a - 1] is None:
            yield a - 1, p + 1, b, q
        if a + p < self.n and self.of_a[a + p] is None:
            yield a, p + 1, b, q
        if b > 0 and self.of_b[b - 1] is None:
            yield a, p, b - 1, q + 1
        if b + q < self.m and self.of_b[b + q] is None:
            yield a, p, b, q + 1

    def _links(self) -> list[Link]:
        return [link for i, link in enumerate(self.of_a) if link is not None and link.a == i]

    def _listed(self) -> list[Link]:
        """Beads in the order of A; what is left over of B after the beads that hold what precedes it."""
        found: list[Link] = []
        after: dict[int, list[int]] = {}
        last = -1
        for j, owner in enumerate(self.of_b):
            if owner is None:
                after.setdefault(last, []).append(j)
            else:
                last = owner.a + owner.p - 1
        left = iter(after.pop(-1, ()))
        found += (Link(0, 0, j, 1, self.alone_b[j]) for j in left)
        i = 0
        while i < self.n:
            link = self.of_a[i]
            found.append(link or Link(i, 1, 0, 0, self.alone_a[i]))
            size = link.p if link else 1
            for k in range(i, i + size):
                found += (Link(0, 0, j, 1, self.alone_b[j]) for j in after.pop(k, ()))
            i += size
        return found


def _without_a(link: Link | None, i: int) -> tuple[int, int, int, int] | None:
    """The bead without its segment i of A; None where that would tear it."""
    if link is None:
        return None
    if link.p == 1:
        return link.a, 0, link.b, link.q
    if i == link.a:
        return link.a + 1, link.p - 1, link.b, link.q
    return (link.a, link.p - 1, link.b, link.q) if i == link.a + link.p - 1 else None


def _without_b(link: Link | None, j: int) -> tuple[int, int, int, int] | None:
    if link is None:
        return None
    if link.q == 1:
        return link.a, link.p, link.b, 0
    if j == link.b:
        return link.a, link.p, link.b + 1, link.q - 1
    return (link.a, link.p, link.b, link.q - 1) if j == link.b + link.q - 1 else None
