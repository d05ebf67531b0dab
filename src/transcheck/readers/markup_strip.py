"""A stretch of HTML → its blocks of text with their places."""

from __future__ import annotations

import re

from transcheck.model import Mark, SegmentKind
from transcheck.readers.assembly import Block
from transcheck.readers.html_tokens import Token, tokens

_KINDS: dict[str, SegmentKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "table-cell"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(
        ("p", "div", "section", "article", "main", "header", "footer", "aside", "nav", "figure", "address", "table", "tr"), "paragraph"
    ),
    **dict.fromkeys(("ul", "ol", "dl", "body", "html", "tbody", "thead", "pre", "form", "details", "summary", "hr", "center"), "paragraph"),
    "blockquote": "quotation",
}
_SILENT = frozenset({"template", "svg", "head", "object", "button", "select", "textarea", "math"})
_SHOWN = frozenset({"heading", "list-item", "table-cell", "caption", "quotation"})
_WORDS = re.compile(r"[^ \t\n\r\f]+|\n")


def strip_tags(source: str) -> list[Block]:
    """Blocks of an HTML stretch in reading order; lines and columns count from its start. Never fails: broken markup is read as browsers do."""
    page = _Page(source)
    for token in tokens(source):
        page.take(token)
    page.flush()
    return page.blocks


class _Page:
    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.marks: list[Mark] = []
        self.length = 0
        self.open: list[tuple[str, SegmentKind]] = []
        self.silent: list[str] = []
        self.space = False
        self.line, self.start, self.seen = 1, 0, 0  # the line that ``seen`` is on, and where it begins

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset; offsets come in order."""
        breaks = self.source.count("\n", self.seen, offset)
        if breaks:
            self.line += breaks
            self.start = self.source.rindex("\n", self.seen, offset) + 1
        self.seen = offset
        return self.line, offset - self.start + 1

    def take(self, token: Token) -> None:
        if token.kind == "text":
            if not self.silent:
                self.add(token)
        elif token.kind == "open":
            self.begin(token)
        elif self.silent:
            if token.text in self.silent:
                del self.silent[self.silent.index(token.text) :]
        elif token.text in _KINDS:
            self.flush()
            last = next((i for i in range(len(self.open) - 1, max(-1, len(self.open) - 200), -1) if self.open[i][0] == token.text), None)
            if last is not None:
                del self.open[last:]

    def begin(self, token: Token) -> None:
        tag = token.text
        closed = token.raw.endswith("/>")
        if tag in _SILENT and not closed:
            self.silent.append(tag)
        if self.silent:
            return
        if tag == "br":
            self.space = True
        elif tag == "img":
            self.flush()
            given = token.attributes
            target = given.get("src") or given.get("data-src") or given.get("data-original") or given.get("srcset") or ""
            self.blocks.append(Block(" ".join(token.raw.split()), (Mark(0, *self.place(token.offset)),), "image", target.strip()))
        elif tag in _KINDS:
            self.flush()
            if tag in ("p", "li", "td", "th", "tr", "dt", "dd") and self.open and self.open[-1][0] == tag:
                self.open.pop()  # its end tag may be left out
            if not closed and tag != "hr":
                self.open.append((tag, _KINDS[tag]))

    def add(self, token: Token) -> None:
        """White space counts as one space, as on the page; a mark wherever text and file part ways."""
        as_written = token.text == token.raw
        for match in _WORDS.finditer(token.text):
            if match[0] == "\n":
                self.space = True
                continue
            if self.length and (self.space or (match.start() and token.text[match.start() - 1] in " \t\n\r\f")):
                self.text.append(" ")
                self.length += 1
            self.space = False
            self.marks.append(Mark(self.length, *self.place(token.offset + (match.start() if as_written else 0))))
            self.text.append(match[0])
            self.length += len(match[0])
        if token.text[-1:] in (" ", "\t", "\n", "\r", "\f"):
            self.space = True

    def flush(self) -> None:
        text = "".join(self.text)
        if text.strip("\xa0 "):
            own: SegmentKind = next((k for _, k in reversed(self.open[-200:]) if k in _SHOWN), "paragraph")
            self.blocks.append(Block(text, tuple(self.marks), own))
        self.text, self.marks, self.length, self.space = [], [], 0, False
