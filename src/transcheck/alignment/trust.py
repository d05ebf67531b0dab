"""Whether an alignment can be trusted as a whole, or the two texts are not versions of one article."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import rejoin, scores

if TYPE_CHECKING:
    from transcheck.alignment.engine import Outcome
    from transcheck.alignment.moves import Link

MATCHED = 0.2  # least share of either text that stands in beads with text on both sides
FEW = 4  # segments of the shorter side from which the words are asked
MOST = 48  # beads whose words are asked
# Least of: what the words of a bead say for it beyond what they say for a wrong partner, in the mean, times the square root of the number of
# beads (noise falls with it), times the share that matched. On news of six languages nineteen of twenty pairs of different articles lie
# below and no right pair does. Texts of one language share words by chance, so more is asked of them.
TELLING, TELLING_SAME = 2.8, 9.0
# The relation below which two short texts are strangers: by each different word beyond so many, and the most. Of news in six languages about a
# third of the pairs of different paragraphs lie below from 45 words on, and one right pair in three hundred.
STRANGE, ENOUGH, MOST_STRANGE = 0.0044, 25, 0.2


def weakness(outcome: Outcome, index: int, links: list[Link]) -> str | None:
    """Why not to trust the alignment of one pair, as a sentence; None where there is no reason."""
    a, b = outcome.a.documents[index], outcome.b.documents[index]
    both = [k for k in links if k.p and k.q]
    matched_a = sum(float(a.widths[k.a : k.a + k.p].sum()) * k.probability for k in both) / max(float(a.widths.sum()), 1.0)
    matched_b = sum(float(b.widths[k.b : k.b + k.q].sum()) * k.probability for k in both) / max(float(b.widths.sum()), 1.0)
    share = max(matched_a, matched_b)
    if share < MATCHED:
        return f"Only {share:.0%} of the text found a counterpart: these are hardly versions of one article."
    if min(len(a), len(b)) < FEW:
        return (
            "The two texts have hardly a word or a figure in common: these are hardly versions of one."
            if _strange(outcome, index)
            else None
        )
    if outcome.cold is None:
        return None
    ones = [k for k in both if k.p == 1 and k.q == 1]
    if len(ones) < 2:
        return None if share >= 0.5 else f"Only {share:.0%} of the text found a counterpart, and no two paragraphs say so."
    if _telling(outcome, index, ones) * share * math.sqrt(len(ones)) < (TELLING_SAME if outcome.same else TELLING):
        return "The paragraphs share hardly more words and figures than those of any two articles: these are hardly versions of one."
    return None


def _strange(outcome: Outcome, index: int) -> bool:
    """Whether two short texts have too little in common for their length. What is short may be right and share nothing that is known before."""
    if outcome.concepts is None:
        return False
    sizes = len(outcome.a.documents[index]), len(outcome.b.documents[index])
    related, size = rejoin.relation(outcome, index, *map(range, sizes))
    return related < min(STRANGE * (size - ENOUGH), MOST_STRANGE)


def _telling(outcome: Outcome, index: int, ones: list[Link]) -> float:
    """What words say for the partners found, beyond what they say for the others, in the mean."""
    picked = ones[:: -(-len(ones) // MOST)]
    a = outcome.a.documents[index].arranged([k.a for k in picked])
    b = outcome.b.documents[index].arranged([k.b for k in picked])
    assert outcome.cold is not None
    model = scores.Model(ratio=outcome.model.ratio)
    found = scores.words(a, b, (outcome.a.stem_of, outcome.b.stem_of), outcome.cold, model)
    size = len(picked)
    right = float(np.trace(found)) / size
    return right - (float(found.sum()) - right * size) / (size * size - size)
