"""Which quotation marks belong together.

A mark opens or closes by what touches it (a space before and a letter after: it opens); where that does not decide, by its role in the
language (CLDR delimiters: “ closes in German), then by its shape, then by whether one is open. One pass with a stack over the whole
document: a quotation may run over paragraphs, reopened in each and closed once (the English habit), or not reopened at all (a document
of one sentence a segment). Apostrophes, feet and inches are no quotation marks. Linear in the text, whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.languages import Language

LOOKAHEAD = 8  # paragraphs without any mark that a quotation may run through
NOISE = 20_000  # code points of a paragraph from which one mark in eight of them is noise
_COUNTED = "\"“”„«»「」『』'"
_OPEN, _CLOSE, _EITHER = 1, 2, 3
_FAMILY = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "＂", "〝", "〞", "〟", "``", "''"), "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‹›", "single-angle"),
    **dict.fromkeys("「」﹁﹂", "corner"),
    **dict.fromkeys("『』﹃﹄", "white-corner"),
    **dict.fromkeys("《》", "book"),
}
_SHAPE = dict.fromkeys("“„‟«‹「『《﹁﹃〝", _OPEN) | dict.fromkeys("”»›」』》﹂﹄〞〟", _CLOSE) | {"``": _OPEN, "''": _CLOSE}
_FIXED = frozenset("「」『』《》﹁﹂﹃﹄")
TITLE_FAMILIES = frozenset({"book"})
_MARK = re.compile(r"``|''|[\"“”„‟＂〝〞〟«»‹›「」『』《》﹁﹂﹃﹄]")
_SINGLE_OPEN = re.compile(r"(?:^|(?<=[\s(\[“\"«—–]))['‘‚](?=[^\W\d]|[¿¡\"“«])")
_TURNED_OPEN = re.compile(_SINGLE_OPEN.pattern.replace("['‘‚]", "['‘‚’]"))  # where ’ opens: Swedish ’…’, Urdu ’…‘
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[{«„“‘])['’‘](?=$|[\s.,;:!?)\]\"”»—–।۔،-])")
_BEFORE_OPENING = frozenset("([{¿¡—–-/‘“„«「『《\"'：:")
_AFTER_CLOSING = frozenset(",.;:!?)]}—–-/’”»」』》\"'…。，、；：！？）،؛؟۔।")
_STOPS = frozenset(".,!?…。！？，،؟۔।")


@dataclass(slots=True)
class _Open:
    """An opening mark waiting for its closing one; ``inner`` are pairs that closed since."""

    start: int
    inside: int
    family: str
    parts: list[Span] = field(default_factory=list)
    inner: list[Marked] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between marks: ``span`` with them, ``parts`` without (one a paragraph). ``balanced`` false where one mark is missing."""

    span: Span
    parts: tuple[Span, ...]
    family: str
    balanced: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: int
    family: str


def marked(text: str, paragraphs: Sequence[Span], language: Language) -> list[Marked]:
    """The outermost stretches between quotation marks, in order. ``paragraphs`` are spans of ``text`` in order."""
    marks = [_marks(text, p, language) for p in paragraphs]
    found: list[Marked] = []
    stack: list[_Open] = []
    for index, paragraph in enumerate(paragraphs):
        todo = marks[index]
        if stack:
            stack[0].inside = max(stack[0].inside, paragraph.start)
        if stack and todo and _reopens(text, paragraph, todo[0], stack[0]):
            stack[0].inside = todo[0].end
            todo = todo[1:]
        for mark in todo:
            _take(text, paragraph, mark, stack, found)
        if not stack:
            continue
        if _runs_on(text, marks, paragraphs, index, stack[0]):
            _carry(stack, paragraph)
        else:
            _abandon(text, stack, paragraph.end, found)
    found.sort(key=lambda m: m.span.start)
    turned = any(first == "’" for first, _ in language.quotes)
    return _with_singles(text, paragraphs, found, _TURNED_OPEN if turned else _SINGLE_OPEN)


def _marks(text: str, paragraph: Span, language: Language) -> list[_Mark]:
    """The marks of a paragraph; none where it has so many that they quote nothing."""
    found: list[_Mark] = []
    if len(paragraph) > NOISE and sum(text.count(c, paragraph.start, paragraph.end) for c in _COUNTED) * 8 > len(paragraph):
        return found
    for m in _MARK.finditer(text, paragraph.start, paragraph.end):
        mark = m.group()
        role = _SHAPE[mark] if mark in _FIXED else _role(text, paragraph, m.start(), m.end(), mark, language)
        if role:
            found.append(_Mark(m.start(), m.end(), role, _FAMILY[mark]))
    return found


def _role(text: str, paragraph: Span, start: int, end: int, mark: str, language: Language) -> int:
    """Whether a mark opens, closes, or may do either; 0 for a sign that stands inside a word."""
    before = text[start - 1] if start > paragraph.start else " "
    after = text[end] if end < paragraph.end else " "
    opens = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace() and after not in ",;:.!?)]}»”"
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    if opens and closes and (before in _STOPS or before.isalnum()) != (after.isalnum()):
        opens = not closes if not after.isalnum() else opens
        closes = closes and not after.isalnum()
    if opens != closes:
        return _OPEN if opens else _CLOSE
    if mark in ('"', "＂"):
        if before.isalnum() and after.isalnum():
            return 0 if language.boundary == "word" else _EITHER
        return _EITHER
    return _in_language(mark, language) or _SHAPE.get(mark, _EITHER)


def _in_language(mark: str, language: Language) -> int:
    role = 0
    for first, last in language.quotes:
        role |= _OPEN * (mark == first) | _CLOSE * (mark == last)
    return role


def _take(text: str, paragraph: Span, mark: _Mark, stack: list[_Open], found: list[Marked]) -> None:
    at = next((i for i in range(len(stack) - 1, max(-1, len(stack) - 4), -1) if stack[i].family == mark.family), None)
    role = mark.role
    if role == _EITHER:
        role = _OPEN if at is None else _CLOSE
    elif role == _OPEN and at is not None and text[mark.start] not in _FIXED and text[mark.start - 1] in _STOPS:
        role = _CLOSE  # typed the wrong way round: “…，“ he said
    if role == _OPEN:
        stack.append(_Open(mark.start, mark.end, mark.family))
        return
    if at is None:
        orphan = _orphan(text, paragraph, mark, stack, found)
        if orphan:
            found.append(orphan)
        return
    del stack[at + 1 :]
    opened = stack.pop()
    parts = (*opened.parts, Span(opened.inside, mark.start))
    pair = Marked(Span(opened.start, mark.end), parts, mark.family)
    (stack[-1].inner if stack else found).append(pair)


def _orphan(text: str, paragraph: Span, mark: _Mark, stack: list[_Open], found: list[Marked]) -> Marked | None:
    """A closing mark whose opening one is missing: the words from the paragraph's start; none after what looks like a measure."""
    start = paragraph.start
    if stack or (found and found[-1].span.end > start) or mark.family == "single" or mark.start == start:
        return None
    inside = text[mark.start - 1] in _STOPS
    ends = text[mark.end : mark.end + 1] in (",", ".", "，", "。", "،") and text[mark.start] not in "\"'＂"
    if not (inside or ends):
        return None
    return Marked(Span(start, mark.end), (Span(start, mark.start),), mark.family, balanced=False)


def _reopens(text: str, paragraph: Span, mark: _Mark, outer: _Open) -> bool:
    return mark.family == outer.family and mark.role != _CLOSE and not text[paragraph.start : mark.start].strip()


def _runs_on(text: str, marks: list[list[_Mark]], paragraphs: Sequence[Span], index: int, outer: _Open) -> bool:
    """Whether the quotation open at the end of a paragraph goes on in the next ones."""
    for following in range(index + 1, min(index + 1 + LOOKAHEAD, len(paragraphs))):
        if marks[following]:
            first = marks[following][0]
            if first.family != outer.family:
                return False
            whole = not text[outer.inside : outer.inside + 1].islower()  # a fragment of a sentence does not go on in the next paragraph
            return first.role == _CLOSE or (whole and following == index + 1 and _reopens(text, paragraphs[following], first, outer))
    return False


def _carry(stack: list[_Open], paragraph: Span) -> None:
    """Keeps the outermost quotation open over the end of a paragraph; inner ones that never closed are forgotten."""
    outer = stack[0]
    outer.parts.append(Span(outer.inside, paragraph.end))
    outer.inside = paragraph.end
    del stack[1:]


def _abandon(text: str, stack: list[_Open], end: int, found: list[Marked]) -> None:
    """A quotation that never closes: it ends with its paragraph, or where the next pair inside it begins."""
    outer = stack[0]
    inner = [m for o in stack for m in o.inner]
    stop = min((m.span.start for m in inner), default=stack[1].start if len(stack) > 1 else end)
    inside = Span(outer.inside, max(outer.inside, stop))
    if text[inside.start : inside.end].strip():
        found.append(Marked(Span(outer.start, inside.end), (*outer.parts, inside), outer.family, balanced=False))
    found += inner
    stack.clear()


def _with_singles(text: str, paragraphs: Sequence[Span], doubles: list[Marked], opening: re.Pattern[str]) -> list[Marked]:
    """Adds stretches between single marks that stand outside the others; one that holds whole others takes their place."""
    singles = _all_singles(text, paragraphs, opening) if opening.search(text) else []
    if not singles:
        return doubles
    found: list[Marked] = []
    d = 0
    for single in singles:
        while d < len(doubles) and doubles[d].span.end <= single.span.start:
            found.append(doubles[d])
            d += 1
        if d < len(doubles) and doubles[d].span.start < single.span.start:
            continue
        held = d
        while held < len(doubles) and doubles[held].span.end <= single.span.end:
            held += 1
        if held < len(doubles) and doubles[held].span.start < single.span.end:
            continue
        d = held
        found.append(single)
    return found + doubles[d:]


def _all_singles(text: str, paragraphs: Sequence[Span], opening: re.Pattern[str]) -> list[Marked]:
    """Stretches between single marks. One that opens after a colon, or a paragraph, with a capital may run through the next paragraphs."""
    found: list[Marked] = []
    carried: list[Span] = []
    opened, since = -1, 0
    for index, paragraph in enumerate(paragraphs):
        opens = [m.start() for m in opening.finditer(text, paragraph.start, paragraph.end)]
        if opened < 0 and not opens:
            continue
        closes = [m.start() for m in _SINGLE_CLOSE.finditer(text, paragraph.start, paragraph.end)]
        if opened >= 0:
            start = paragraph.start
            if opens and opens[0] == start:
                start += 1
                opens = opens[1:]
            if closes and (not opens or closes[0] < opens[0]):
                found.append(Marked(Span(opened, closes[0] + 1), (*carried, Span(start, closes[0])), "single"))
                opens = [o for o in opens if o > closes[0]]
                closes = closes[1:]
                opened = -1
            elif opens or index - since >= LOOKAHEAD:
                opened = -1
            else:
                carried.append(Span(start, paragraph.end))
                continue
        left = _singles(text, paragraph, opens, closes, found)
        if left >= 0 and not text[left + 1].islower() and _leads(text, paragraph, left):
            opened, since, carried = left, index, [Span(left + 1, paragraph.end)]
    if len(paragraphs) == 1 and opened >= 0:
        found.append(Marked(Span(opened, paragraphs[0].end), tuple(carried), "single", balanced=False))
    return found


def _leads(text: str, paragraph: Span, at: int) -> bool:
    """Whether what stands before a mark leads up to speech: nothing, a colon or a comma."""
    before = text[paragraph.start : at].rstrip()
    return not before or before[-1] in (":,：" if text[at + 1].isupper() else ":,：.।。")


def _singles(text: str, paragraph: Span, opens: list[int], closes: list[int], found: list[Marked]) -> int:
    """Adds the pairs of one paragraph to ``found``; gives the last mark that opens and never closes, or −1.

    The s' of a plural (workers' rights) closes only where nothing else does.
    """
    c = 0
    left = -1
    for i, start in enumerate(opens):
        limit = opens[i + 1] if i + 1 < len(opens) else paragraph.end
        while c < len(closes) and closes[c] <= start + 1:
            c += 1
        plural = None
        left = start
        while c < len(closes) and closes[c] < limit:
            end = closes[c]
            c += 1
            if text[end - 1] == "s" and end + 1 < paragraph.end and text[end + 1 : end + 3].strip().islower() and text[end + 1].isspace():
                plural = end
                continue
            plural, left = None, -1
            found.append(Marked(Span(start, end + 1), (Span(start + 1, end),), "single"))
            break
        if plural is not None:
            left = -1
            found.append(Marked(Span(start, plural + 1), (Span(start + 1, plural),), "single"))
    return left
