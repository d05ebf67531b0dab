"""The body of the page: one row per aligned unit, whichever version is shown.

A unit is the smallest group of candidate segments that no version's bead cuts apart, so the candidate stands once and its row is the same
under every version. What a version has and the candidate lacks is a row of its own, where it was lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcheck.model import Alignment, Bead, Report


@dataclass(frozen=True, slots=True)
class Unit:
    """``candidate``: segments of the candidate, ascending; ``beads``: (reference, bead), by reference. ``gap``: the reference whose passage is
    lost here, for a row without candidate text.
    """

    candidate: tuple[int, ...]
    beads: tuple[tuple[int, Bead], ...]
    gap: int | None = None


def units(report: Report) -> list[Unit]:
    """The rows in the candidate's order."""
    groups = _groups(len(report.candidate.segments), report.alignments)
    row_of = {s: n for n, group in enumerate(groups) for s in group}
    inside: list[list[tuple[int, Bead]]] = [[] for _ in groups]
    after: list[list[tuple[int, Bead]]] = [[] for _ in range(len(groups) + 1)]  # index 0: before the first row
    for alignment in report.alignments:
        last = -1
        for bead in alignment.beads:
            if bead.candidate:
                last = row_of[bead.candidate[0]]
                inside[last].append((alignment.reference, bead))
            else:
                after[last + 1].append((alignment.reference, bead))
    return list(_ordered(groups, inside, after))


def _ordered(groups: list[list[int]], inside: list[list[tuple[int, Bead]]], after: list[list[tuple[int, Bead]]]) -> Iterator[Unit]:
    for reference, bead in after[0]:
        yield Unit((), ((reference, bead),), reference)
    for group, beads, lost in zip(groups, inside, after[1:], strict=True):
        yield Unit(tuple(group), tuple(beads))
        for reference, bead in lost:
            yield Unit((), ((reference, bead),), reference)


def _groups(size: int, alignments: Sequence[Alignment]) -> list[list[int]]:
    """Candidate segments joined by any bead, by their first (union–find, each root the smallest)."""
    parent = list(range(size))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for alignment in alignments:
        for bead in alignment.beads:
            for other in bead.candidate[1:]:
                a, b = sorted((root(bead.candidate[0]), root(other)))
                parent[b] = a
    groups: dict[int, list[int]] = {}
    for i in range(size):
        groups.setdefault(root(i), []).append(i)
    return list(groups.values())


def moved(alignment: Alignment) -> frozenset[int]:
    """Positions in ``beads`` that stand out of the reference's order: all that are in no longest ascending run (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    paired = [(n, b.reference[0]) for n, b in enumerate(alignment.beads) if b.candidate and b.reference]
    for n, first in paired:
        at = bisect_left(tops, first)
        before[n] = ends[at - 1] if at else None
        tops[at : at + 1] = [first]
        ends[at : at + 1] = [n]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return frozenset(n for n, _ in paired if n not in kept)


def kind(bead: Bead, *, out_of_order: bool) -> str:
    """The kind of a bead in a word or two."""
    c, r = len(bead.candidate), len(bead.reference)
    if not r:
        return "no counterpart"
    if not c:
        return "left out"
    shape = "" if c == r == 1 else "split" if c > 1 and r == 1 else "merged" if r > 1 and c == 1 else f"{c} : {r}"
    return ", ".join(w for w in (shape, "moved" if out_of_order else "") if w)
