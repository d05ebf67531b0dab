"""F130: the placeholders and inline tags of a unit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transcheck.checks.comparison import CANDIDATE
from transcheck.model import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison


def placeholder_changed(comparison: Comparison) -> Iterator[Finding]:
    """A placeholder ({name}, %s) or an inline tag (<g>, <x/>) of a unit is missing from the candidate, or the candidate has one more.

    The program or the page puts values in their place: one that is lost or misspelt shows in print or stops the program. Their order is free,
    and a numbered form (%1$s) counts as the plain one (%s), for languages put words in another order.
    """
    for r, bead in comparison.pairs:
        reference = comparison.references[r]
        here = Counter(_plain(c) for i in bead.candidate for c in comparison.candidate.segments[i].codes)
        there = Counter(_plain(c) for i in bead.reference for c in reference.segments[i].codes)
        if here == there or not comparison.strict(r):
            continue
        lost, added = there - here, here - there
        if lost:
            message = f"Source has {_list(lost)}; the candidate {f'has {_list(added)}' if added else 'does not'}."
        else:
            message = f"The candidate has {_list(added)}; the source does not."
        yield Finding(
            "F130", "major", 0.95, message, comparison.place_of(CANDIDATE, bead.candidate[0]), (comparison.place_of(r, bead.reference[0]),)
        )


def _plain(code: str) -> str:
    """%1$s as %s."""
    return f"%{code.partition('$')[2]}" if code.startswith("%") and "$" in code else code


def _list(codes: Counter[str]) -> str:
    return ", ".join(f"“{c}”" + (f" {n} times" if n > 1 else "") for c, n in sorted(codes.items()))


PLACEHOLDER_RULES = (Rule("F130", "placeholder-changed", "major", ("Accuracy", "Do not translate"), placeholder_changed),)
