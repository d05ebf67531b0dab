"""Markdown: markdown-it-py's blocks and inline text, every character mapped to where it stands in the file.

markdown-it-py gives line ranges of blocks but no columns. The inline parser here notes where in the block each token begins, so that columns
are exact after emphasis, links, escapes and entities.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from transcheck.model import Mark, SegmentKind
from transcheck.readers import blocks as kinds
from transcheck.readers import frontmatter
from transcheck.readers.assembly import Block
from transcheck.readers.markup_strip import strip_tags
from transcheck.readers.plaintext import with_head

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

    from markdown_it.token import Token

    from transcheck.readers.parsed import Parsed

_ENTITIES_ONLY = re.compile(r"(?:\s*&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);\s*)+", re.IGNORECASE)
BRACKETS = 500  # in one paragraph: beyond that it is no prose, and the parser tries every bracket as a link many times over
_WORD = re.compile(r"\w")
_PENDING: Any = StateInline.__dict__["pending"]


class _State(StateInline):
    """An inline state whose tokens know where they begin: ``token.meta["at"]``, an offset into ``src``."""

    _begun = 0
    _repeated = (-1, 0)

    def append_pending(self, text: str) -> None:
        if not self._pending and not self._pending_buffer:
            self._begun = self.pos
        super().append_pending(text)

    @property
    def pending(self) -> str:
        return str(_PENDING.fget(self))

    @pending.setter
    def pending(self, value: str) -> None:
        if value and not self._pending and not self._pending_buffer:
            self._begun = self.pos
        _PENDING.fset(self, value)

    def pushPending(self) -> Token:  # noqa: N802 — the parser's own name
        begun = self._begun
        token = super().pushPending()
        token.meta = {"at": begun}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        at, times = self._repeated  # a run of *** is pushed sign by sign from one position
        times = times + 1 if at == self.pos and ttype == "text" else 0
        self._repeated = (self.pos, times)
        token.meta = {"at": self.pos + times}
        return token


def _literal(state: _State) -> list[Token]:
    """The block's lines as they stand."""
    for at, line in enumerate(state.src.split("\n")):
        if at:
            state.push("softbreak", "br", 0)
            state.pos += 1
        state.push("text", "", 0).content = line
        state.pos += len(line)
    return state.tokens


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        if src.count("[") > BRACKETS:
            return _literal(state)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


@functools.cache
def _parser() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).disable(["code"])
    )  # indented text is a paragraph in a newsroom
    rules = parser.inline.ruler
    inline = _Inline()
    inline.ruler = rules
    inline.ruler2 = parser.inline.ruler2
    inline.ruler2.disable(["fragments_join"])  # joining text tokens would lose their places
    parser.inline = inline
    parser.core.ruler.disable(["text_join"])
    return parser


@dataclass(frozen=True, slots=True)
class _Piece:
    """Clean text and where it begins in the block's source; ``image`` is the target of an image, whose text is then its raw markup."""

    text: str
    at: int
    image: str | None = None


def read_markdown(text: str, path: str) -> Parsed:
    """A Markdown article with or without front matter."""
    head, body = frontmatter.split(text)
    found = _Reader(body, head.lines + 1).blocks()
    return with_head(head, kinds.with_bylines(_captions(found)), path)


class _Reader:
    def __init__(self, body: str, first_line: int) -> None:
        self.lines = body.split("\n")
        self.first_line = first_line
        self.tokens = _parser().parse(body)

    def blocks(self) -> list[Block]:
        out: list[Block] = []
        stack: list[str] = []
        cursor = (0, 0)  # line and column after the last cell of a table: several cells share a line
        alone = sum(t.type == "inline" for t in self.tokens) == 1
        for token in self.tokens:
            if token.nesting == 1:
                stack.append(token.type.removesuffix("_open"))
            elif token.nesting == -1:
                stack.pop()
            elif token.type == "inline" and token.map:
                row = token.map[0]
                if stack[-1] in ("td", "th"):
                    cursor = (row, cursor[1] if cursor[0] == row else 0)
                places = self._places(token.content, row, cursor[1] if stack[-1] in ("td", "th") else 0)
                if stack[-1] in ("td", "th"):
                    cursor = (row, places[-1].column - 1 + len(token.content) - places[-1].offset)
                out += self._inline(token, places, _kind(stack), alone)
            elif token.type in ("fence", "code_block") and token.map:
                first = token.map[0] + (token.type == "fence")
                content = token.content.rstrip("\n")
                if content.strip():
                    out.append(Block(content, tuple(self._places(content, first, 0))))
            elif token.type == "html_block" and token.map:
                out += self._html(token.content, token.map[0])
        return out

    def _places(self, content: str, row: int, column: int) -> list[Mark]:
        """Where each line of a block's content stands: what precedes it on its line are the signs of the block (``>``, ``-``, ``#``)."""
        marks: list[Mark] = []
        offset = 0
        for i, line in enumerate(content.split("\n")):
            raw = self.lines[row + i] if row + i < len(self.lines) else ""
            found = raw.find(line.strip(), column if i == 0 else 0)
            lead = len(line) - len(line.lstrip())
            marks.append(Mark(offset, self.first_line + row + i, max(0, found - lead) + 1))
            offset += len(line) + 1
        return marks

    def _inline(self, token: Token, places: list[Mark], kind: SegmentKind, alone: bool) -> list[Block]:
        content = token.content
        if _ENTITIES_ONLY.fullmatch(content):  # a paragraph of nothing but &nbsp; is a leftover of the page, not a blank
            return [Block(content, tuple(places), kind)]
        lines = _lines(token.children or [], content)
        groups: list[list[list[_Piece]]] = []
        if kind == "paragraph" and kinds.paragraph_per_line([_plain(line) for line in lines], alone=alone):
            groups = [[line] for line in lines]
        else:
            groups = _around_images(lines)
        out: list[Block] = []
        after_image = False
        for group in groups:
            for made in _split_images(group, places, kind):
                if made.kind == "paragraph" and after_image:
                    made = Block(made.text, made.marks, "caption")
                after_image = made.kind == "image"
                out.append(made)
        return out

    def _html(self, content: str, row: int) -> list[Block]:
        return [
            Block(b.text, tuple(Mark(m.offset, m.line + self.first_line + row - 1, m.column) for m in b.marks), b.kind, b.target)
            for b in strip_tags(content)
        ]


def _kind(stack: list[str]) -> SegmentKind:
    if stack[-1] == "heading":
        return "heading"
    if stack[-1] in ("td", "th"):
        return "table-cell"
    if "blockquote" in stack:
        return "quotation"
    return "list-item" if "list_item" in stack else "paragraph"


def _lines(children: list[Token], content: str) -> list[list[_Piece]]:
    """The pieces of a block's text, line by line."""
    lines: list[list[_Piece]] = [[]]
    for child in children:
        at: int = (child.meta or {}).get("at", 0)
        if child.type in ("softbreak", "hardbreak"):
            lines.append([])
        elif child.type == "image":
            raw = content[at : _image_end(content, at)]
            lines[-1].append(_Piece(raw, at, str(child.attrs.get("src", ""))))
        elif child.type == "code_inline":
            found = content.find(child.content.strip() or "`", at)
            lines[-1].append(_Piece(child.content.strip(), max(found, at)))
        elif child.type == "html_inline":
            if child.content.lower().startswith("<br"):
                lines.append([])
        elif child.content:
            lines[-1].append(_Piece(child.content, at))
    return [line for line in lines if _plain(line).strip()]


def _image_end(content: str, at: int) -> int:
    """The end of ``![alt](target "title")`` or ``![alt][ref]``: brackets counted."""
    depth = 0
    end = at + 1
    while end < len(content):
        char = content[end]
        if char == "\\":
            end += 1
        elif char in "[(":
            depth += 1
        elif char in "])":
            depth -= 1
            if depth == 0 and not (char == "]" and content[end + 1 : end + 2] in ("(", "[")):
                return end + 1
        end += 1
    return len(content)


def _plain(line: list[_Piece]) -> str:
    return "".join(p.text for p in line)


def _around_images(lines: list[list[_Piece]]) -> list[list[list[_Piece]]]:
    """Lines in groups: a line that is an image stands alone, the others stay together."""
    groups: list[list[list[_Piece]]] = []
    for line in lines:
        image = any(p.image is not None for p in line)
        if image or not groups or any(p.image is not None for p in groups[-1][-1]):
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _split_images(group: list[list[_Piece]], places: list[Mark], kind: SegmentKind) -> Iterator[Block]:
    """The blocks of a group of lines: an image with what trails it is a segment of its own, words around it are text."""
    run: list[list[_Piece]] = [[]]
    for line in group:
        if run[-1]:
            run.append([])
        for i, piece in enumerate(line):
            if piece.image is None:
                run[-1].append(piece)
                continue
            yield from _made(run, places, kind)
            rest = line[i + 1 :]
            trail = [] if _WORD.search(_plain(rest)) or any(p.image is not None for p in rest) else rest
            made = _build([[piece, *trail]], places, "image")
            if made:
                yield Block(made.text, made.marks, "image", piece.image)
            run = [[]]
            if trail:
                break
    yield from _made(run, places, kind)


def _made(run: list[list[_Piece]], places: list[Mark], kind: SegmentKind) -> Iterator[Block]:
    made = _build([line for line in run if line], places, kind)
    if made:
        yield made


def _build(lines: list[list[_Piece]], places: list[Mark], kind: SegmentKind) -> Block | None:
    text: list[str] = []
    marks: list[Mark] = []
    starts = [m.offset for m in places]
    length = 0
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
            length += 1
        for piece in line:
            place = places[max(0, bisect_right(starts, piece.at) - 1)]
            marks.append(Mark(length, place.line, place.column + piece.at - place.offset))
            text.append(piece.text)
            length += len(piece.text)
    joined = "".join(text)
    lead = len(joined) - len(joined.lstrip())
    clean = joined.strip()
    return Block(clean, _shift(marks, lead), kind) if clean else None


def _shift(marks: list[Mark], lead: int) -> tuple[Mark, ...]:
    """Marks after ``lead`` characters were cut from the front."""
    if not lead:
        return tuple(marks)
    first = bisect_right([m.offset for m in marks], lead) - 1
    begin = marks[first]
    return (Mark(0, begin.line, begin.column + lead - begin.offset), *(Mark(m.offset - lead, m.line, m.column) for m in marks[first + 1 :]))


def _captions(found: list[Block]) -> list[Block]:
    out: list[Block] = []
    for block in found:
        if out and out[-1].kind == "image" and block.kind == "paragraph" and kinds.is_caption(block.text):
            block = Block(block.text, block.marks, "caption")
        out.append(block)
    return out
