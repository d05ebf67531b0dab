"""Alignment: which segments of two documents say the same, cold or with a lexicon, in one language or across two.

``align`` takes one pair; ``align_many`` pools what it learns over many pairs of the same two languages. The same input gives the same
alignment: nothing is kept between calls but data files that were read.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from transcheck.alignment import engine, rejoin, sentences, trust
from transcheck.alignment.lexicon import Lexicon
from transcheck.errors import AlignmentError
from transcheck.model import Alignment, Bead, Lost

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.model import Document, Fact, Unit

__all__ = ["Lexicon", "align", "align_many", "require_text"]


def align(
    candidate: Document,
    reference: Document,
    *,
    unit: Unit = "paragraph",
    lexicon: str | Path | Lexicon | None = None,
    facts: tuple[tuple[Fact, ...], tuple[Fact, ...]] = ((), ()),
) -> Alignment:
    """The alignment of two documents' segments; ``facts`` are those already read out of both, ``lexicon`` one learnt for the two languages.

    ``unit`` is how the documents were segmented; sentences inside paragraphs are looked into only for paragraphs.
    Raises AlignmentError where one side is empty, and for a lexicon that cannot be read or is for other languages.
    """
    return _aligned([(candidate, reference)], [facts], unit, _lexicon(lexicon))[0]


def align_many(
    pairs: Sequence[tuple[Document, Document]],
    *,
    unit: Unit = "paragraph",
    lexicon: str | Path | Lexicon | None = None,
    facts: Sequence[tuple[tuple[Fact, ...], tuple[Fact, ...]]] | None = None,
) -> list[Alignment]:
    """Alignments of many pairs; pairs of the same two languages learn from each other. Raises as ``align`` does.

    Translations learn from translations, and versions written apart from such: what is usual among them differs.
    """
    known = _lexicon(lexicon)
    read = [((), ())] * len(pairs) if facts is None else facts
    groups: dict[tuple[str, str, bool], list[int]] = {}
    for n, (a, b) in enumerate(pairs):
        groups.setdefault((a.language, b.language, b.role in engine.INDEPENDENT), []).append(n)
    found: dict[int, Alignment] = {}
    for members in groups.values():
        found.update(zip(members, _aligned([pairs[n] for n in members], [read[n] for n in members], unit, known), strict=True))
    return [found[n] for n in range(len(pairs))]


def _lexicon(given: str | Path | Lexicon | None) -> Lexicon | None:
    if given is None or isinstance(given, Lexicon):
        return given
    path = Path(given)
    try:
        state = path.stat()
    except OSError:
        return Lexicon.load(path)  # which says what is wrong
    return _loaded(path, state.st_mtime_ns, state.st_size)


@functools.lru_cache(maxsize=8)
def _loaded(path: Path, changed: int, size: int) -> Lexicon:  # noqa: ARG001 — a file that changed is another
    """A lexicon file, read once for as many articles as use it."""
    return Lexicon.load(path)


def require_text(*documents: Document) -> None:
    """Raises AlignmentError for a document without text."""
    for document in documents:
        if not any(s.text.strip() for s in document.segments):
            raise AlignmentError(f"{document.path or 'One of the two texts'} is empty, so there is nothing to align.")


def _equal(a: Document, b: Document) -> bool:
    return a.text == b.text and [s.span for s in a.segments] == [s.span for s in b.segments]


def _aligned(
    pairs: Sequence[tuple[Document, Document]],
    facts: Sequence[tuple[tuple[Fact, ...], tuple[Fact, ...]]],
    unit: Unit,
    lexicon: Lexicon | None,
) -> list[Alignment]:
    for a, b in pairs:
        require_text(a, b)
    if lexicon is not None and pairs:
        lexicon = lexicon.for_languages(pairs[0][0].language, pairs[0][1].language)
    if all(_equal(a, b) for a, b in pairs):
        return [Alignment(0, tuple(Bead((i,), (i,), 1.0) for i in range(len(a.segments)))) for a, _ in pairs]
    outcome = engine.run(pairs, facts, lexicon)
    found = []
    for n, (links, (candidate, reference)) in enumerate(zip(outcome.links, pairs, strict=True)):
        if unit == "paragraph":
            links = rejoin.rejoined(outcome, n, links)
        beads = tuple(Bead(k.all_a, k.all_b, round(min(max(k.probability, 0.0), 1.0), 4)) for k in links)
        weak = trust.weakness(outcome, n, links)
        lost: tuple[Lost, ...] = ()
        if unit == "paragraph" and weak is None:
            lost = sentences.lost(sentences.Texts.of(outcome, n, candidate, reference, facts[n]), links)
        found.append(Alignment(0, beads, weak, lost))
    return found
