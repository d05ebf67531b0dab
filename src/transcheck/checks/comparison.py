"""What a rule sees: the documents, their alignment and their facts. Values, never text patterns, never a language."""

from __future__ import annotations

import functools
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from transcheck.config import Config
from transcheck.model import Alignment, Bead, Document, Fact, Place, Span

if TYPE_CHECKING:
    from collections.abc import Callable

CANDIDATE = -1
T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Comparison:
    """One candidate against its references. Document indices: −1 the candidate, 0 … the references (wire first, then source, as given).

    ``facts[0]`` are the candidate's, ``facts[i + 1]`` those of reference i; each in order of ``span.start``.
    """

    candidate: Document
    references: tuple[Document, ...]
    alignments: tuple[Alignment, ...]
    facts: tuple[tuple[Fact, ...], ...]
    config: Config = field(default_factory=Config)
    _memo: dict[object, object] = field(default_factory=dict, init=False, repr=False)

    def once(self, compute: Callable[[Comparison], T]) -> T:
        """``compute(self)``, worked out once and shared by all rules."""
        memo = self._memo
        if compute not in memo:
            memo[compute] = compute(self)
        return cast("T", memo[compute])

    def document(self, index: int) -> Document:
        return self.candidate if index == CANDIDATE else self.references[index]

    def facts_of(self, index: int) -> tuple[Fact, ...]:
        """All facts of one document."""
        return self.facts[index + 1]

    def facts_in(self, index: int, segments: tuple[int, ...]) -> list[Fact]:
        """Facts that begin inside the given segments of one document."""
        if len(self.document(index).segments) == len(segments) == 1:
            return list(self.facts_of(index))
        found: list[Fact] = []
        for s in segments:
            found += self.facts_within(index, self.document(index).segments[s].span)
        return found

    def facts_within(self, index: int, span: Span) -> tuple[Fact, ...]:
        """Facts that begin inside a span of one document."""
        starts = self._starts[index + 1]
        return self.facts_of(index)[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @functools.cached_property
    def _starts(self) -> tuple[list[int], ...]:
        return tuple([f.span.start for f in facts] for facts in self.facts)

    @functools.cached_property
    def source(self) -> int | None:
        """Index of the text that was translated (role source), where it was given."""
        return next((i for i, r in enumerate(self.references) if r.role == "source"), None)

    def strict(self, reference: int) -> bool:
        """Whether full fidelity is expected: against the source, and against a lone reference in place of one."""
        return self.references[reference].role == "source"

    def beads(self, reference: int) -> tuple[Bead, ...]:
        """The beads to compare; none where the alignment is too weak to trust (X904 says so)."""
        alignment = self.alignments[reference]
        return () if alignment.weak else alignment.beads

    @functools.cached_property
    def pairs(self) -> tuple[tuple[int, Bead], ...]:
        """(reference, bead) for every bead with text on both sides."""
        return tuple((r, bead) for r in range(len(self.references)) for bead in self.beads(r) if bead.candidate and bead.reference)

    def place(self, index: int, fact: Fact) -> Place:
        """Where a fact stands."""
        segment = self.document(index).segment_at(fact.span.start)
        return Place(index, segment or 0, fact.span, fact.text, fact.value)

    def spot(self, index: int, segment: int) -> Place:
        """Where something is missing: an empty place at the beginning of a segment."""
        start = self.document(index).segments[segment].span.start
        return Place(index, segment, Span(start, start), "")

    def place_of(self, index: int, segment: int) -> Place:
        """A whole segment as a place."""
        s = self.document(index).segments[segment]
        return Place(index, segment, s.span, s.text)

    def stretch(self, index: int, span: Span) -> Place:
        """A stretch of a segment (a sentence) as a place."""
        document = self.document(index)
        return Place(index, document.segment_at(span.start) or 0, span, document.text[span.start : span.end])
