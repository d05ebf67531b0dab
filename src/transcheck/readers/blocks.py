"""What kind of segment a block of lines is: hard-wrapped or a paragraph a line, image, caption, byline."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck.credits import agencies_in, begins_byline, has_photo_credit

if TYPE_CHECKING:
    from transcheck.readers.assembly import Block

WRAP = 120  # columns: no editor wraps prose later than this
BYLINE = 90  # columns
CAPTION = 320  # columns
_ENDS = frozenset(".?!…。？！．｡։۔؟।॥።။៖")
_CLOSERS = " \t\"'”’»«›)]）】」』*_|"


def width(text: str) -> int:
    """Columns on a terminal: wide and full-width characters count two."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def ends_sentence(line: str) -> bool:
    """Whether the line ends in a full stop or its like, closing quotes and brackets aside."""
    return line.rstrip(_CLOSERS)[-1:] in _ENDS if line.rstrip(_CLOSERS) else False


def paragraph_per_line(lines: list[str], *, alone: bool = False) -> bool:
    """Whether every line of a block without blank lines is a paragraph of its own.

    Hard-wrapped prose breaks inside sentences and keeps under ``WRAP`` columns; a paragraph a line ends its sentences and runs over. ``alone``
    says that the whole document is this one block: then short lines that all end sentences are paragraphs too.
    """
    if len(lines) < 2:
        return False
    inner = lines[:-1]
    long = [line for line in inner if width(line) > WRAP] or (inner if width(lines[-1]) > WRAP else [])
    if long:
        return sum(map(ends_sentence, long)) >= len(long) / 2
    return alone and len(lines) > 2 and sum(map(ends_sentence, inner)) >= 0.8 * len(inner)


def is_caption(text: str) -> bool:
    """Whether a paragraph after an image is its caption: it names who took the picture."""
    return width(text) <= CAPTION and has_photo_credit(text)


def with_bylines(blocks: list[Block]) -> list[Block]:
    """The blocks with the author's line, first or last of the text, marked as a byline."""
    texts = [i for i, b in enumerate(blocks) if b.kind not in ("image", "caption", "table-cell")]
    if len(texts) < 3:
        return blocks
    out = list(blocks)
    for i in texts[1:3]:
        if out[i].kind == "paragraph" and width(out[i].text) <= BYLINE and begins_byline(out[i].text):
            out[i] = replace(out[i], kind="byline")
    last = texts[-1]
    if out[last].kind == "paragraph" and is_signature(out[last].text):
        out[last] = replace(out[last], kind="byline")
    return out


def is_signature(text: str) -> bool:
    """A short last line that is no sentence: a name, a desk, an agency."""
    if "\n" in text or width(text) > BYLINE:
        return False
    if agencies_in(text) and len(text.split()) <= 10:
        return not ends_sentence(text) or text.rstrip()[-1:] in ")）]】" or len(text.split()) <= 3
    if begins_byline(text):
        return True
    if text.rstrip()[-1:] in ")）":
        text = text[: max(text.rfind("("), text.rfind("（"))]  # the name before the credit, which may have small words
    words = [w for w in text.split() if w[:1].isalpha()]
    return 2 <= len(words) <= 5 and not ends_sentence(text) and text.strip()[-1:] not in ':,;"”»' and all(w[:1].isupper() for w in words)
