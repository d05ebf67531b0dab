"""A house rule: a heading is not written in capitals."""

from __future__ import annotations

from collections.abc import Iterator

from transcheck.checks.comparison import CANDIDATE, Comparison
from transcheck.model import Finding, Rule


def shouting_heading(comparison: Comparison) -> Iterator[Finding]:
    """A heading stands in capitals from end to end.

    House style writes headings as sentences. Headings of one word are left alone: they are often abbreviations.
    """
    for i, segment in enumerate(comparison.candidate.segments):
        if segment.kind == "heading" and segment.text.isupper() and " " in segment.text:
            yield Finding("Z001", "minor", 0.9, f"The heading “{segment.text}” stands in capitals.", comparison.place_of(CANDIDATE, i))


RULES = (Rule("Z001", "shouting-heading", "minor", ("Style", "House style"), shouting_heading),)
