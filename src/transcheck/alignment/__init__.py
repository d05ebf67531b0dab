"""Alignment: which segments of two documents say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.alignment import engine
from transcheck.errors import AlignmentError
from transcheck.model import Alignment, Bead

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from transcheck.model import Document, Fact, Unit


def align(
    candidate: Document,
    reference: Document,
    *,
    unit: Unit = "paragraph",
    lexicon: str | Path | None = None,
    facts: tuple[tuple[Fact, ...], tuple[Fact, ...]] | None = None,
) -> Alignment:
    """The alignment of two documents."""
    return _together([(candidate, reference)], [facts] if facts else [None])[0]


def align_many(pairs: Sequence[tuple[Document, Document]], *, unit: Unit = "paragraph") -> list[Alignment]:
    """Alignments of many pairs in the same two languages."""
    return _together(pairs, [None] * len(pairs))


def _together(pairs, facts):  # type: ignore[no-untyped-def]
    for a, b in pairs:
        if not a.segments or not b.segments:
            raise AlignmentError("One of the two texts is empty, so there is nothing to align.")
    out = []
    for steps in engine.run(pairs, facts):
        beads = []
        for t in steps:
            if t.swapped:
                beads += [Bead((t.a,), (t.b + 1,), t.probability), Bead((t.a + 1,), (t.b,), t.probability)]
            else:
                beads.append(Bead(tuple(range(t.a, t.a + t.p)), tuple(range(t.b, t.b + t.q)), t.probability))
        out.append(Alignment(0, tuple(beads)))
    return out
