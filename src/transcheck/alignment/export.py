"""An alignment as a translation memory: TMX 1.4."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from transcheck import __version__

if TYPE_CHECKING:
    from transcheck.model import Alignment, Document

# What XML 1.0 cannot hold, not even as a character reference.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


SEGMENTS = {"paragraph": "paragraph", "sentence": "sentence", "line": "block"}


def tmx(alignment: Alignment, candidate: Document, reference: Document, *, unit: str = "paragraph") -> str:
    """The beads with text on both sides as TMX 1.4 that validates against its DTD, the reference as source language.

    ``unit``: paragraph, sentence, or line (a block in terms of TMX). Each unit carries its confidence as a property. No date is written: the same alignment gives the same bytes.
    """
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'  <header creationtool="transcheck" creationtoolversion={quoteattr(__version__)} segtype={quoteattr(SEGMENTS[unit])} o-tmf="transcheck"'
        f' adminlang="en" srclang={quoteattr(reference.language)} datatype="plaintext"/>\n  <body>\n'
    )
    units = []
    for n, bead in enumerate(alignment.beads, 1):
        source, target = _text(reference, bead.reference), _text(candidate, bead.candidate)
        if not source or not target:
            continue
        units.append(
            f'    <tu tuid="{n}">\n      <prop type="x-confidence">{bead.confidence:.4f}</prop>\n'
            f"      <tuv xml:lang={quoteattr(reference.language)}><seg>{source}</seg></tuv>\n"
            f"      <tuv xml:lang={quoteattr(candidate.language)}><seg>{target}</seg></tuv>\n    </tu>\n"
        )
    return head + "".join(units) + "  </body>\n</tmx>\n"


def _text(document: Document, segments: tuple[int, ...]) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", " ".join(document.segments[i].text for i in segments))).strip()
