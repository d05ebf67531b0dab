"""Text of the inputs as safe HTML: everything escaped, invisible controls made visible, stretches marked.

The inputs' own Markdown and HTML is text here; nothing of it is ever interpreted.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

# Unicode's bidi controls (UAX 9, section 2), C0 and C1 controls, the byte order mark, and surrogates that a reader let through.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_KEPT = frozenset("\u061c\u200e\u200f")  # marks without a scope: they do no harm, and right-to-left text needs them
_NAMES = {
    "\0": "NUL", "\u061c": "ALM", "\u200e": "LRM", "\u200f": "RLM", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO",
    "\u202e": "RLO", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
}  # fmt: skip


def _name(char: str) -> str:
    return _NAMES.get(char, f"U+{ord(char):04X}")


def plain(text: str) -> str:
    """For attributes, titles and JSON: controls written out as ⟨RLO⟩. Not escaped."""
    return _CONTROL.sub(lambda m: f"⟨{_name(m[0])}⟩", text)


def shown(text: str) -> Markup:
    """Escaped for the content of an element (never for an attribute: quotation marks stay); each control as a small visible label in its
    place. Overrides and isolates lose their effect.
    """
    safe = str(escape(text)).replace("&#34;", '"').replace("&#39;", "'")
    return Markup(_CONTROL.sub(_label, safe) if _CONTROL.search(text) else safe)


def _label(found: re.Match[str]) -> str:
    char = found[0]
    return f'{char if char in _KEPT else ""}<b class="ctl">{_name(char)}</b>'


# Letters of the blocks whose scripts run from right to left (Hebrew to Arabic Extended-A, presentation forms, the supplementary ones).
_LETTERS = "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = re.compile(rf"{_LETTERS}+(?:[\s\d]+{_LETTERS}+)*")


def isolated(text: str) -> list[Ink]:
    """Ink that keeps right-to-left words in a left-to-right sentence from turning the signs around them."""
    return [Ink(m.start(), m.end(), "<bdi>", "</bdi>", weak=True) for m in _RUN.finditer(text)]


@dataclass(frozen=True, slots=True)
class Ink:
    """Markup around ``start`` … ``end``. ``weak`` ink gives way where it would cross other ink; strong ink is cut into pieces, each with
    ``before`` and ``after``, and ``last`` follows the last piece.
    """

    start: int
    end: int
    before: str
    after: str
    last: str = ""
    weak: bool = False


def painted(text: str, start: int, end: int, inks: Iterable[Ink]) -> Markup:
    """``text[start:end]`` with its ink, properly nested whatever overlaps. O(n log n) in the ink for ink that nests."""
    queue = [
        (max(i.start, start), -min(i.end, end), i.weak, n, i)
        for n, i in enumerate(inks)
        if i.start < end and i.end > start and i.end > i.start
    ]
    heapq.heapify(queue)
    out: list[str] = []
    stack: list[tuple[int, Ink, bool]] = []
    at = start
    while queue or stack:
        if stack and (not queue or stack[-1][0] <= queue[0][0]):
            stop, ink, final = stack.pop()
            out += (shown(text[at:stop]), ink.after, ink.last if final else "")
            at = stop
            continue
        begin, minus_stop, weak, n, ink = heapq.heappop(queue)
        stop, final = -minus_stop, True
        if stack and stop > stack[-1][0]:
            if weak:
                continue
            heapq.heappush(queue, (stack[-1][0], -stop, weak, n, ink))
            stop, final = stack[-1][0], False
        if begin > at:
            out.append(shown(text[at:begin]))
            at = begin
        out.append(ink.before)
        stack.append((stop, ink, final))
    out.append(shown(text[at:end]))
    return Markup("".join(out))
