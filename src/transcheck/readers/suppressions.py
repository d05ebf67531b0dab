"""Comments in an article that accept findings.

``<!-- transcheck: ignore F102 -- reason -->`` holds for the paragraph it stands in or before; with a quoted text (``ignore F102 "1,200"``) for
that value only; ``ignore-file F102`` for the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from transcheck.model import Document, Suppression

_COMMENT = re.compile(r"<!--\s{0,9}transcheck:\s{0,9}(ignore-file|ignore)\b([^<>]{0,500}?)-->")
_BODY = re.compile(r"""\s*((?:[A-Za-z]\d{0,4}[\s,]*)*)(?:["“]([^"”]*)["”])?\s*(?:--+\s*|[–—]\s*)?(.*)$""", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment as it stands: where, for the file or a paragraph, and what it says."""

    line: int
    whole_file: bool
    codes: tuple[str, ...]
    value: str | None
    reason: str


def taken_out(text: str) -> tuple[str, list[Comment]]:
    """The text with blanks in place of the comments, so that nothing moves, and the comments."""
    if "transcheck:" not in text:
        return text, []
    found: list[Comment] = []
    pieces: list[str] = []
    at = 0
    for match in _COMMENT.finditer(text):
        body = _BODY.match(match[2])
        codes = tuple(c.upper() for c in re.split(r"[\s,]+", body[1]) if c) if body else ()
        reason = " ".join(body[3].split()) if body else ""
        found.append(Comment(text.count("\n", 0, match.start()) + 1, match[1] == "ignore-file", codes, body[2] if body else None, reason))
        pieces += (text[at : match.start()], re.sub(r"[^\n]", " ", match[0]))
        at = match.end()
    return "".join((*pieces, text[at:])), found


def placed(document: Document, comments: list[Comment]) -> tuple[Suppression, ...]:
    """The comments with the segment each holds for: the first that ends on its line or later (the last one where none does)."""
    ends = [document.extent(s.span)[2] for s in document.segments]
    out = []
    for comment in comments:
        segment = next((i for i, end in enumerate(ends) if end >= comment.line), len(ends) - 1)
        out.append(Suppression(comment.codes, None if comment.whole_file else segment, comment.value, comment.reason, comment.line))
    return tuple(out)
