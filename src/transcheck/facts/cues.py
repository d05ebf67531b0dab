"""Cues: words that change how a statement is meant — negation, hedge, attribution and reporting verbs.

A cue's value is its class ("not", "alleged", "warn"), so that cues of two languages can be compared. A form inside a longer one of
the same family is not counted again (no longer, not verified), and a cue that starts earlier wins over one that it overlaps.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.facts.denials import inside_words, numbering
from transcheck.model import Cue, Fact, Span

if TYPE_CHECKING:
    from transcheck.facts.scanned import Scanned
    from transcheck.model import Document

LONGEST = 8  # words of an authority that are shown
_PAUSE = re.compile(r"[,;:–—()«»“”\"，、；：。「」،؛।]|[.!?…]+(?=\s|$)")
_SPACED = re.compile(r"\S+")
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


def authority(document: Document, attribution: Fact) -> Span:
    """Whom an attribution names, with its words: “theo Bộ Xây dựng”, “emniyetin açıklamasına göre”; at most LONGEST words to one side."""
    segment = document.segments[document.segment_at(attribution.span.start) or 0].span
    text, (start, end) = document.text, (attribution.span.start, attribution.span.end)
    language = languages.load(document.language)
    hits = language.scan(attribution.text)
    follows = any(e.kind == "attribution" and str(e.value).endswith("<") for hit in hits for e in hit.entries)
    if follows:
        begin = max((m.end() for m in _PAUSE.finditer(text, segment.start, start)), default=segment.start)
        words = list(_SPACED.finditer(text, begin, start))[-LONGEST:]
        words = words[len(words) > 0 and languages.lower(words[0].group()) in language.kind("contrast") :]
        return Span(words[0].start() if words else start, end)
    pause = _PAUSE.search(text, end, segment.end)
    words = list(_SPACED.finditer(text, end, pause.start() if pause else segment.end))[:LONGEST]
    return Span(start, words[-1].end() if words else end)


def named_next(text: str, start: int, end: int) -> bool:
    """Whether a form that is an attribution only at times (theo, laut, segundo; value with ?) is one here: a capital follows, or begins it."""
    return text[start].isupper() or text[end + 1 : end + 2].isupper()
