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
    for links in engine.run(pairs, facts):
        beads = tuple(Bead(tuple(range(k.a, k.a + k.p)), tuple(range(k.b, k.b + k.q)), round(min(k.probability, 1.0), 4)) for k in links)
        out.append(Alignment(0, beads))
    return out
