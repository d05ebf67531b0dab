"""Independent reports of one event: what one paragraph of the candidate says may stand in two places of the reference."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import scores

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
    """The links, with left-over segments of B joined to a link of one segment each where both together are much more likely.

    The score is that of a bead of one and two segments, with the left-over one moved to its partner's side.
    """
    lonely = [k.b for k in links if not k.p]
    if not lonely or len(a) > MOST or len(b) > MOST:
        return links
    low = np.zeros(len(a), np.int64)
    plain = scores.score(a, b, stems, table, model, low, len(b) + 1)
    taken: dict[int, int] = {}
    for j in lonely:
        partners = {k.a: k for k in links if k.p == 1 and k.q == 1 and k.a not in taken and abs(k.b - j) > 1}
        worth = {i: float(plain.values[0, i, j]) - sum(plain.gaps) for i in partners}
        i = max(worth, key=lambda x: (worth[x], -x), default=-1)
        if i < 0 or worth[i] < PROMISING:
            continue
        order, at = _beside(len(b), partners[i].b, j)
        together = scores.score(a, b.arranged(order), stems, table, model, low, len(b) + 1).values[1, i, at]
        if float(together) - float(plain.values[0, i, partners[i].b]) - plain.gaps[1] >= GAIN:
            taken[i] = j
    return [replace(k, also=taken[k.a]) if k.p and k.q and k.a in taken else k for k in links if k.p or k.b not in taken.values()]


def _beside(size: int, partner: int, moved: int) -> tuple[list[int], int]:
    """The order of segments with ``moved`` beside ``partner``, and where the two begin."""
    rest = [x for x in range(size) if x != moved]
    at = rest.index(partner)
    rest.insert(at if moved < partner else at + 1, moved)
    return rest, at
