"""Documents as arrays: every segment a run of token numbers, with its length and kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import tokens
from transcheck.model import Date, Fact, Name, Number, Percent, Quote

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from transcheck.model import Document

IMAGE_WIDTH = 20  # an image has no length: its path says nothing about its counterpart's
KINDS = ("paragraph", "heading", "list-item", "table-cell", "caption", "byline", "image", "quotation")


@dataclass(frozen=True, eq=False)
class Counted:
    """One document: ``ids[starts[i]:starts[i + 1]]`` are the tokens of segment i; ``widths`` are characters without white space,
    ``sentences`` how many a segment has."""

    ids: NDArray[np.int32]
    starts: NDArray[np.int64]
    widths: NDArray[np.float64]
    kinds: NDArray[np.int8]
    sentences: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.widths)

    def part(self, first: int, last: int) -> Counted:
        """Segments ``first`` to ``last`` − 1 as a document of their own."""
        begin, end = self.starts[first], self.starts[last]
        return Counted(
            self.ids[begin:end],
            self.starts[first : last + 1] - begin,
            self.widths[first:last],
            self.kinds[first:last],
            self.sentences[first:last],
        )

    def arranged(self, order: Sequence[int]) -> Counted:
        """These segments, in this order, as a document of their own."""
        runs = [self.ids[self.starts[x] : self.starts[x + 1]] for x in order]
        starts = np.concatenate([[0], np.cumsum([len(r) for r in runs])]).astype(np.int64)
        return Counted(np.concatenate(runs), starts, self.widths[list(order)], self.kinds[list(order)], self.sentences[list(order)])


@dataclass(frozen=True, eq=False)
class Side:
    """All documents of one language: their token types (a token's number is its place here) and the stems of these."""

    types: list[str]
    stems: list[str]
    stem_of: NDArray[np.int32]  # by the number of a token
    documents: tuple[Counted, ...]


def count(documents: Sequence[Document], facts: Sequence[tuple[Fact, ...]]) -> Side:
    """Numbers the tokens of several documents of one language."""
    numbers: dict[str, int] = {}
    counted = tuple(_count(d, f, numbers) for d, f in zip(documents, facts, strict=True))
    stems: dict[str, int] = {}
    clitics = tokens.clitics_of(documents[0].language)
    stem_of = np.array([stems.setdefault(tokens.stem(t, clitics), len(stems)) for t in numbers], np.int32)
    return Side(list(numbers), list(stems), stem_of, counted)


def _count(document: Document, facts: tuple[Fact, ...], numbers: dict[str, int]) -> Counted:
    extra: dict[int, list[str]] = {}
    for fact in facts:
        index = document.segment_at(fact.span.start)
        if index is not None:
            extra.setdefault(index, []).extend(fact_tokens(fact))
    ids: list[int] = []
    starts = [0]
    for i, segment in enumerate(document.segments):
        text = "" if segment.kind == "image" else segment.text
        found = tokens.tokens(text)
        if i in extra:
            found += extra[i]
        ids += [numbers.setdefault(t, len(numbers)) for t in found]
        starts.append(len(ids))
    return Counted(
        np.array(ids, np.int32),
        np.array(starts, np.int64),
        np.array([IMAGE_WIDTH if s.kind == "image" else tokens.width(s.text) for s in document.segments], np.float64),
        np.array([KINDS.index(s.kind) for s in document.segments], np.int8),
        np.array([max(1, len(s.sentences)) for s in document.segments], np.int64),
    )


def fact_tokens(fact: Fact) -> list[str]:
    """What a fact adds to its segment: tokens free of language, so that they are the same on both sides."""
    value = fact.value
    if isinstance(value, Quote):
        return []
    if isinstance(value, Date):
        return [f"={name}{part}" for name, part in (("y", value.year), ("m", value.month), ("d", value.day)) if part is not None]
    if isinstance(value, Percent):
        return [f"=%{value.amount.normalize():f}"]
    if isinstance(value, Number):
        return [f"={value.amount.normalize():f}"] if value.written != "article" else []
    if isinstance(value, Name):
        return [f"=@{value.territory}"] if value.territory else [f"=@{part}" for part in value.key.split()[:6]]
    return []
