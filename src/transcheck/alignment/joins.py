"""Independent reports of one event: what one paragraph of the candidate says may stand in two places of the reference."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import scores
from transcheck.alignment.scores import BEADS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcheck.alignment.moves import Link
    from transcheck.alignment.scores import Model
    from transcheck.alignment.table import Table
    from transcheck.alignment.vocabulary import Counted

MOST = 120  # segments of a document that is searched in
PROMISING = 1.0  # least score of a left-over segment against the one it may belong to, over leaving both alone
GAIN = 0.5  # least gain of joining it


def joined(
    links: list[Link], a: Counted, b: Counted, stems: tuple[NDArray[np.int32], NDArray[np.int32]], table: Table, model: Model
) -> list[Link]:
    """The links, with left-over segments joined to a link of one segment each where both together are much more likely.

    The score is that of a bead of one and two segments, with the left-over one moved to its partner's side.
    """
    if len(a) > MOST or len(b) > MOST:
        return links
    low = np.zeros(len(a), np.int64)

    def scored(x: Counted, y: Counted) -> NDArray[np.float32]:
        return scores.score(x, y, stems, table, model, low, len(b) + 1).values

    singles = scored(a, b)[0]
    gap_a, gap_b = (math.log(p) for p in model.alone)
    taken: dict[int, Link] = {}
    gone: list[Link] = []
    for lonely in [k for k in links if not k.p or not k.q]:
        in_a, own = not lonely.q, lonely.a if not lonely.q else lonely.b
        options = [
            (float(singles[own, k.b] if in_a else singles[k.a, own]) - gap_a - gap_b, -place)
            for place, k in enumerate(links)
            if k.p == k.q == 1 and place not in taken and abs((k.a if in_a else k.b) - own) > 1
        ]
        worth, place = max(options, default=(0.0, 0))
        if worth < PROMISING:
            continue
        partner = links[-place]
        if in_a:
            order, at = _beside(len(a), partner.a, own)
            together = float(scored(a.arranged(order), b)[BEADS.index((2, 1)), at, partner.b]) - gap_a
        else:
            order, at = _beside(len(b), partner.b, own)
            together = float(scored(a, b.arranged(order))[BEADS.index((1, 2)), partner.a, at]) - gap_b
        if together - float(singles[partner.a, partner.b]) >= GAIN:
            taken[-place] = replace(partner, also_a=(own,)) if in_a else replace(partner, also_b=(own,))
            gone.append(lonely)
    return [taken.get(n, k) for n, k in enumerate(links) if k not in gone]


def _beside(size: int, partner: int, moved: int) -> tuple[list[int], int]:
    """The order of segments with ``moved`` beside ``partner``, and where the two begin."""
    rest = [x for x in range(size) if x != moved]
    at = rest.index(partner)
    rest.insert(at if moved < partner else at + 1, moved)
    return rest, at
