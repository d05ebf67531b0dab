"""Cues: words that change how a statement is meant — negation, hedge, attribution and reporting verbs.

A cue's value is its class ("not", "alleged", "warn"), so that cues of two languages can be compared. A form inside a longer one of
the same family is not counted again (no longer, not verified), and a cue that starts earlier wins over one that it overlaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.facts.denials import inside_words, numbering
from transcheck.model import Cue, Fact, Span

if TYPE_CHECKING:
    from transcheck.facts.scanned import Scanned

FAMILIES = ("negation", "hedge", "attribution", "reporting")


def cues(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """The cues of a text, in order of their start; two families may share a word (alleged: hedge and reporting)."""
    del claimed
    ends = dict.fromkeys(FAMILIES, 0)
    base, text = scanned.base, scanned.text
    found: list[Fact] = []
    for hit in scanned.hits:
        for entry in hit.entries:
            family = entry.kind
            if family in ends and hit.start >= ends[family] and (entry.value[-1] != "?" or named_next(text, hit.start, hit.end)):
                ends[family] = hit.end
                if entry.value == "none" or (family == "negation" and numbering(text, hit.start, hit.end, scanned.language)):
                    continue
                span = Span(base + hit.start, base + hit.end)
                found.append(Fact(Cue(family=family, value=entry.value.rstrip("<?")), text[hit.start : hit.end], span))
    if inside := inside_words(text, scanned.language):
        found += (Fact(Cue(family="negation", value="not"), text[a:b], Span(base + a, base + b)) for a, b in inside)
        found.sort(key=lambda f: f.span.start)
    return found


def named_next(text: str, start: int, end: int) -> bool:
    """Whether a form that is an attribution only at times (theo, laut, segundo; value with ?) is one here: a capital follows, or begins it."""
    return text[start].isupper() or text[end + 1 : end + 2].isupper()
