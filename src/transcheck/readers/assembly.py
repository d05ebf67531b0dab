"""Blocks with their places in a file → a ``Document`` whose text is clean, NFC, and mapped back to the file."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from transcheck import languages, tags
from transcheck.errors import LanguageError
from transcheck.model import Document, Mark, Role, Segment, SegmentKind, Span
from transcheck.sentences import split

SEPARATOR = "\n\n"
# A base with what may compose with it: starts at a code point that never composes with the one before. The class lists the starters that do
# (Unicode 15 derived property NFC_Quick_Check=Maybe with combining class 0: Hangul vowels and finals, some vowel signs of Indian scripts).
_JOINING = (
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1161-\u1175\u11a8-\u11c2\u1b35"
    "\U000110ba\U00011127\U0001133e\U00011357\U000114b0\U000114ba\U000114bd\U000115af\U00011930"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_JOINS = re.compile(f"[{_JOINING}]")


@dataclass(frozen=True, slots=True)
class Block:
    """A segment as a reader found it: clean text, its kind, and where its characters stand in the file.

    ``marks`` are offsets into ``text`` in ascending order, the first at 0.
    """

    text: str
    marks: tuple[Mark, ...]
    kind: SegmentKind = "paragraph"
    target: str | None = None
    key: str | None = None


def assemble(
    blocks: list[Block],
    *,
    path: str,
    role: Role,
    language: str,
    published: datetime.date | None = None,
    sha256: str = "",
    title: str | None = None,
) -> Document:
    """Joins the blocks by blank lines; sentences are found where the kind is running text. ``path`` may be no UTF-8: then it is shown as near."""
    language = tags.canonical(language)
    texts: list[str] = []
    segments: list[Segment] = []
    marks: list[Mark] = []
    at = 0
    for block in blocks:
        text, own = compose(block.text, block.marks)
        segments.append(Segment(text, Span(at, at + len(text)), block.kind, block.key, sentences(text, language, at), block.target))
        marks += [Mark(at + m.offset, m.line, m.column) for m in own]
        texts.append(text)
        at += len(text) + len(SEPARATOR)
    joined = SEPARATOR.join(texts)
    digest = sha256 or hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(whole(path), role, language, published, joined, tuple(segments), tuple(marks) or (Mark(0, 1, 1),), digest, title)


def sentences(text: str, language: str, base: int) -> tuple[Span, ...]:
    """Spans of the sentences of one block, in the document's coordinates; one where there is no data for the language."""
    try:
        return split(text, languages.load(language), base)
    except LanguageError:
        return (Span(base, base + len(text)),) if text else ()


def compose(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    """NFC of ``text`` and its marks, with a mark more wherever composing moved what follows."""
    if unicodedata.is_normalized("NFC", text):
        return text, marks
    pieces: list[str] = []
    out: list[Mark] = []
    starts = [m.offset for m in marks]
    at = 0
    moved, passed = True, 0
    for begin, end in _clusters(text):
        piece = unicodedata.normalize("NFC", text[begin:end])
        here = bisect_right(starts, begin)
        if moved or here != passed:
            mark = marks[max(0, here - 1)]
            out.append(Mark(at, mark.line, mark.column + begin - mark.offset))
        moved, passed = len(piece) != end - begin, here
        pieces.append(piece)
        at += len(piece)
    return "".join(pieces), tuple(out)


def _clusters(text: str) -> list[tuple[int, int]]:
    cuts: list[int] = []
    for i, c in enumerate(text):
        if not i or text[i - 1] == "\n" or not (unicodedata.combining(c) or (c > "\u09bd" and _joins(text[cuts[-1] : i], c))):
            cuts.append(i)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _joins(before: str, starter: str) -> bool:
    """Whether a starter that may compose does compose with what stands before it."""
    if not _JOINS.match(starter):
        return False
    return unicodedata.normalize("NFC", before + starter) != unicodedata.normalize("NFC", before) + starter


def whole(text: str) -> str:
    """``text`` with U+FFFD for every half of a character, which no encoding can write."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def line_marks(text: str, line: int, column: int = 1) -> tuple[Mark, ...]:
    """Marks of a text that stands in the file as it is, beginning at ``line`` and ``column``."""
    marks = [Mark(0, line, column)]
    at = text.find("\n")
    while at >= 0:
        line += 1
        marks.append(Mark(at + 1, line, 1))
        at = text.find("\n", at + 1)
    return tuple(marks)
