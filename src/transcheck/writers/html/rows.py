"""The body of the page: one row per aligned unit of the first version offered, whichever version is shown.

The candidate stands once, in its own order, and its rows are the same under every version: what the first version joins stands in one row.
A bead of another version that reaches into several rows stands where most of it belongs, and the others say where. What a version has and the
candidate lacks is a row of its own, where it was lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from transcheck.model import Alignment, Bead, Report

TABS = ("source", "wire", "reference")  # the order in which the version switch offers them


@dataclass(frozen=True, slots=True)
class Unit:
    """``candidate``: segments of the candidate, ascending; ``beads``: (reference, bead), by reference; ``held``: those that stand in another
    row. ``gap``: the reference whose passage is lost here, for a row without candidate text.
    """

    candidate: tuple[int, ...]
    beads: tuple[tuple[int, Bead], ...]
    held: tuple[tuple[int, Bead], ...] = ()
    gap: int | None = None


def units(report: Report) -> list[Unit]:
    """The rows in the candidate's order."""
    groups = _groups(report)
    row_of = {s: n for n, group in enumerate(groups) for s in group}
    inside: list[list[tuple[int, Bead]]] = [[] for _ in groups]
    held: list[list[tuple[int, Bead]]] = [[] for _ in groups]
    after: list[list[tuple[int, Bead]]] = [[] for _ in range(len(groups) + 1)]  # index 0: before the first row
    for alignment in report.alignments:
        last = -1
        for bead in alignment.beads:
            if not bead.candidate:
                after[last + 1].append((alignment.reference, bead))
                continue
            longest = max(_runs(bead.candidate), key=lambda run: sum(len(report.candidate.segments[s].span) for s in run))
            home = row_of[longest[0]]
            inside[home].append((alignment.reference, bead))
            for n in sorted({row_of[s] for s in bead.candidate} - {home}):
                held[n].append((alignment.reference, bead))
            last = row_of[longest[-1]]
    return list(_ordered(groups, inside, held, after))


def _ordered(
    groups: list[tuple[int, ...]],
    inside: list[list[tuple[int, Bead]]],
    held: list[list[tuple[int, Bead]]],
    after: list[list[tuple[int, Bead]]],
) -> Iterator[Unit]:
    for reference, bead in after[0]:
        yield Unit((), ((reference, bead),), gap=reference)
    for group, beads, elsewhere, lost in zip(groups, inside, held, after[1:], strict=True):
        yield Unit(group, tuple(beads), tuple(elsewhere))
        for reference, bead in lost:
            yield Unit((), ((reference, bead),), gap=reference)


def _groups(report: Report) -> list[tuple[int, ...]]:
    """Candidate segments that stand side by side in one bead of the first version, each of the others by itself."""
    size = len(report.candidate.segments)
    first = min(report.alignments, key=lambda a: (TABS.index(report.references[a.reference].role), a.reference), default=None)
    joined = {run[0]: run for bead in (first.beads if first else ()) if bead.candidate for run in _runs(bead.candidate)}
    groups: list[tuple[int, ...]] = []
    while (at := groups[-1][-1] + 1 if groups else 0) < size:
        groups.append(joined.get(at, (at,)))
    return groups


def _runs(segments: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Ascending segments, cut where others stand between them."""
    cuts = [0, *(n for n in range(1, len(segments)) if segments[n] != segments[n - 1] + 1), len(segments)]
    return [segments[a:b] for a, b in pairwise(cuts)]


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
