"""Facts: what a text states, as values free of language.

An extractor of ``SEGMENT`` reads one scanned stretch of text; one of ``DOCUMENT`` reads all of a document's (quotations run over
paragraphs, names refer back). Both give facts in the document's coordinates. Adding one touches its module, this table, its cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.facts.cues import cues
from transcheck.facts.dates import dates
from transcheck.facts.markup import bylines, markup
from transcheck.facts.names import names
from transcheck.facts.numbers import numbers
from transcheck.facts.quotes import quotes
from transcheck.facts.scanned import Scanned, prose
from transcheck.facts.times import times

if TYPE_CHECKING:
    from collections.abc import Callable

    from transcheck.model import Document, Fact

SEGMENT: tuple[Callable[[Scanned, list[Fact]], list[Fact]], ...] = (
    markup,
    dates,
    times,
    numbers,
    cues,
)  # (text, facts that earlier extractors claimed) → facts
DOCUMENT: tuple[Callable[[Document, tuple[Scanned, ...], list[Fact]], list[Fact]], ...] = (names, quotes, bylines)


def read(document: Document) -> tuple[Fact, ...]:
    """Every fact of the document, in order of their start.

    Raises LanguageError where there is no data for the document's language.
    """
    language = languages.load(document.language)
    scans = tuple(Scanned(prose(s.text), language, document.published, s.span.start) for s in document.segments)
    found: list[Fact] = []
    for scanned in scans:
        claimed: list[Fact] = []
        for extract in SEGMENT:
            claimed += extract(scanned, claimed)
        found += claimed
    for extract_document in DOCUMENT:
        found += extract_document(document, scans, found)
    found.sort(key=lambda f: (f.span.start, -f.span.end))
    return tuple(found)
