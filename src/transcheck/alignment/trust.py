"""Whether an alignment can be trusted as a whole, or the two texts are not versions of one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transcheck.alignment.engine import Outcome
    from transcheck.alignment.moves import Link

MATCHED = 0.2  # least share of the shorter text that stands in beads with text on both sides


def weakness(outcome: Outcome, index: int, links: list[Link]) -> str | None:
    """Why not to trust the alignment of one pair, as a sentence; None where there is no reason."""
    a, b = outcome.a.documents[index], outcome.b.documents[index]
    matched_a = sum(float(a.widths[k.a : k.a + k.p].sum()) * k.probability for k in links if k.p and k.q)
    matched_b = sum(float(b.widths[k.b : k.b + k.q].sum()) * k.probability for k in links if k.p and k.q)
    share = max(matched_a / max(float(a.widths.sum()), 1.0), matched_b / max(float(b.widths.sum()), 1.0))
    if share >= MATCHED:
        return None
    return f"Only {share:.0%} of the text of either side found a counterpart: these are hardly versions of one article."
