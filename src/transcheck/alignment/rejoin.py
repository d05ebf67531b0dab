"""What was left over on both sides at the same place: two paragraphs of which one lost half, or the only paragraphs of two short articles.

Their lengths do not agree, and inside an article of one paragraph no word is rarer than another, so that the scores of ``scores`` say nothing for
them. Here words speak for themselves: how many of either side the other accounts for, against what any two paragraphs have in common.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import learning
from transcheck.alignment.moves import Link

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcheck.alignment.engine import Outcome
    from transcheck.alignment.vocabulary import Side

# Least relation of two stretches that are taken for one: for the shortest, more for each different word, and the most. Of news in six languages one
# pair of different paragraphs in a hundred reaches it, and three quarters of those that are one do.
RELATED, BY_SIZE, MOST_RELATED = 0.25, 0.008, 0.6
AMONG_OTHERS = 1.0  # the same in articles of several paragraphs
FEW = 4  # segments of the shorter text below which it says little about its own words
PROBABILITY = 0.7  # of a bead that was made here
MOST = 9  # pairs of segments at one place that are looked at


def rejoined(outcome: Outcome, index: int, links: list[Link]) -> list[Link]:
    """The links, with segments left over at the same place joined where their words say that they are one.

    Only from words that were known before anything was learnt: in two texts of one language, or with a lexicon, any two paragraphs share many.
    """
    if outcome.concepts is None:
        return links
    found: list[Link] = []
    loose: list[Link] = []
    for link in links:
        if link.p and link.q:
            found += _joined(outcome, index, loose)
            found.append(link)
            loose = []
        else:
            loose.append(link)
    return found + _joined(outcome, index, loose)


def _joined(outcome: Outcome, index: int, loose: list[Link]) -> list[Link]:
    """The links of one place: the two that are most related become one, then what precedes and what follows them is looked at."""
    a, b = [k for k in loose if k.p], [k for k in loose if k.q]
    if not a or not b or len(a) * len(b) > MOST:
        return loose
    over, x, y = max((_over(outcome, index, i.a, j.b), -n, -m) for n, i in enumerate(a) for m, j in enumerate(b))
    if over < 0:
        return loose
    one = Link(a[-x].a, 1, b[-y].b, 1, PROBABILITY, True)
    before, after = _joined(outcome, index, [*a[:-x], *b[:-y]]), _joined(outcome, index, [*a[-x + 1 :], *b[-y + 1 :]])
    return [*before, one, *after]


def _over(outcome: Outcome, index: int, i: int, j: int) -> float:
    """By how much two segments are more related than two that are one must be.

    In an article of several paragraphs the scores knew which words are rare in it and refused the two nevertheless: then more is asked.
    """
    related, size = relation(outcome, index, range(i, i + 1), range(j, j + 1))
    short = min(len(outcome.a.documents[index]), len(outcome.b.documents[index])) < FEW
    return related - (min(RELATED + BY_SIZE * size, MOST_RELATED) if short else AMONG_OTHERS)


def relation(outcome: Outcome, index: int, rows: range, columns: range) -> tuple[float, int]:
    """How much of the words of two stretches is accounted for, over the root of their number (which chance goes by); and that number."""
    types_a, types_b = (_types(side, index, k) for side, k in ((outcome.a, rows), (outcome.b, columns)))
    size = min(len(types_a), len(types_b))
    if outcome.concepts is None or not size:
        return 0.0, size
    best_a, best_b = np.zeros(len(types_a)), np.zeros(len(types_b))
    there, back = outcome.concepts.forward.part(types_a, types_b), outcome.concepts.backward.part(types_b, types_a)
    for table, given, told in ((there, best_a, best_b), (back, best_b, best_a)):
        np.maximum.at(given, np.repeat(np.arange(len(given)), np.diff(table.starts)), table.values)
        np.maximum.at(told, table.columns, table.values)
    return float(best_a.sum() + best_b.sum()) / 2 / math.sqrt(size), size


def _types(side: Side, index: int, segments: range) -> NDArray[np.int32]:
    """The different words, figures and facts of some segments, without their marks."""
    document = side.documents[index]
    ids = learning.distinct(document.ids[document.starts[segments.start] : document.starts[segments.stop]])
    return np.array([i for i in ids.tolist() if side.types[i][0] != "§"], np.int32)
