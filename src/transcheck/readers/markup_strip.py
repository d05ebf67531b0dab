"""A stretch of HTML → its blocks of text with their places: the standard library's tokenizer, which says where each token stands."""

from __future__ import annotations

import html
from html.parser import HTMLParser

from transcheck.model import Mark, SegmentKind
from transcheck.readers.assembly import Block

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
_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "button", "select", "textarea", "math"})
_INHERITED = frozenset({"list-item", "table-cell", "caption", "quotation"})


def strip_tags(source: str) -> list[Block]:
    """Blocks of an HTML stretch in reading order; lines and columns count from its start. Never fails: broken markup is read as browsers do."""
    tokens = _Tokens()
    tokens.feed(source)
    tokens.close()
    tokens.flush()
    return tokens.blocks


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.marks: list[Mark] = []
        self.length = 0
        self.kinds: list[tuple[str, SegmentKind]] = []
        self.silent: list[str] = []
        self.break_pending = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        if self.silent:
            return
        if tag == "br":
            self.add("\n", self.getpos())
        elif tag == "img":
            self.flush()
            line, column = self.getpos()
            given = dict(attrs)
            target = given.get("src") or given.get("data-src") or given.get("data-original") or given.get("srcset") or ""
            raw = " ".join((self.get_starttag_text() or "<img>").split())
            self.blocks.append(Block(raw, (Mark(0, line, column + 1),), "image", target.strip()))
        elif tag in _KINDS:
            self.flush()
            self.kinds.append((tag, _KINDS[tag]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _KINDS or tag in _SILENT:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                del self.silent[self.silent.index(tag) :]
            return
        if tag in _KINDS:
            self.flush()
            for i in range(len(self.kinds) - 1, -1, -1):
                if self.kinds[i][0] == tag:
                    del self.kinds[i:]
                    break

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.add(data, self.getpos())

    def handle_entityref(self, name: str) -> None:
        self.reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.reference(f"&#{name};")

    def reference(self, written: str) -> None:
        if not self.silent:
            self.add(html.unescape(written), self.getpos())

    def add(self, data: str, place: tuple[int, int]) -> None:
        """White space runs count as one space, as on the page; a mark wherever text and file part ways."""
        line, column = place[0], place[1] + 1
        at = 0
        while at < len(data):
            end = at
            while (end < len(data) and not data[end].isspace()) or (end < len(data) and data[end] == "\xa0"):
                end += 1
            if end > at:
                if self.break_pending and self.length:
                    self.text.append(" ")
                    self.length += 1
                self.break_pending = False
                self.marks.append(Mark(self.length, line, column))
                self.text.append(data[at:end])
                self.length += end - at
                column += end - at
            while end < len(data) and data[end].isspace() and data[end] != "\xa0":
                if data[end] == "\n" and data != "\n":
                    line, column = line + 1, 1
                else:
                    column += 1
                self.break_pending = True
                end += 1
            at = end

    def flush(self) -> None:
        text = "".join(self.text)
        if text.strip("\xa0 "):
            own = [k for _, k in self.kinds if k in _INHERITED or k == "heading"]
            self.blocks.append(Block(text, tuple(self.marks), own[-1] if own else "paragraph"))
        self.text, self.marks, self.length, self.break_pending = [], [], 0, False
