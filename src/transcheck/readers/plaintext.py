"""Plain text: blocks between blank lines, positions exact."""

from __future__ import annotations

from transcheck.model import SegmentKind, Unit
from transcheck.readers import blocks as kinds
from transcheck.readers import frontmatter
from transcheck.readers.assembly import Block, line_marks
from transcheck.readers.parsed import Parsed


def read_plain(text: str, path: str) -> Parsed:
    """A plain-text article, front matter allowed."""
    head, body = frontmatter.split(text)
    return with_head(head, kinds.with_bylines(segment(body, first_line=head.lines + 1)), path)


def with_head(head: frontmatter.Head, found: list[Block], path: str) -> Parsed:
    """The blocks with what the front matter says."""
    role, published = head.text("role"), head.text("published", "date", "publishdate", "pubdate")
    return Parsed(
        found,
        head.language,
        frontmatter.role(role, f"{path}: role") if role else None,
        frontmatter.date(published, f"{path}: published") if published else None,
        head.text("title", "headline"),
    )


def segment(text: str, *, unit: Unit = "paragraph", first_line: int = 1) -> list[Block]:
    """``unit="line"``: every line, empty ones too, is a block. Otherwise blank lines part the blocks, which keep their inner line breaks."""
    lines = text.split("\n")
    if unit == "line":
        if len(lines) > 1 and not lines[-1]:
            lines.pop()
        return [Block(line.strip(), line_marks("", i, 1 + len(line) - len(line.lstrip()))) for i, line in enumerate(lines, first_line)]
    groups = _groups(lines, first_line)
    out: list[Block] = []
    for start, group in groups:
        stripped = [line.strip() for line in group]
        if kinds.paragraph_per_line(stripped, alone=len(groups) == 1):
            out += [_block([line], start + i) for i, line in enumerate(group)]
        else:
            out.append(_block(group, start))
    return out


def _groups(lines: list[str], first_line: int) -> list[tuple[int, list[str]]]:
    groups: list[tuple[int, list[str]]] = []
    open_group = False
    for number, line in enumerate(lines, first_line):
        if not line.strip():
            open_group = False
        elif open_group:
            groups[-1][1].append(line)
        else:
            groups.append((number, [line]))
            open_group = True
    return groups


def _block(lines: list[str], first: int, kind: SegmentKind = "paragraph") -> Block:
    """Lines as they stand, without the white space around the block; each keeps its own column."""
    text = "\n".join(lines)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    return Block(stripped, line_marks(stripped, first, 1 + lead), kind)
