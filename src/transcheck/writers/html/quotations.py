"""Two wordings of one quotation: what was removed and what was added, each with its class."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape
from rapidfuzz.distance import Indel

from transcheck.model import Edit
from transcheck.writers.html.marking import Ink, painted, plain

_WORDS = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")


def marked(was: str, now: str, edits: Sequence[Edit]) -> tuple[Markup, Markup]:
    """Both texts, with ``del`` and ``ins`` around the words of each edit. Edits that cannot be found in order in both texts are not
    guessed at: the words are then compared here, without classes.
    """
    spans = _located(was, now, edits) or _compared(was, now)
    return (
        painted(was, 0, len(was), [_ink(a, b, "del", "removed", kind) for kind, a, b, _, _ in spans if b > a]),
        painted(now, 0, len(now), [_ink(a, b, "ins", "added", kind) for kind, _, _, a, b in spans if b > a]),
    )


def _ink(start: int, end: int, tag: str, spoken: str, kind: str) -> Ink:
    hint = f' title="{escape(plain(kind))}"' if kind else ""
    return Ink(start, end, f'<{tag}{hint}><span class="sr">[{spoken}: </span>', f'<span class="sr">]</span></{tag}>')


def _located(was: str, now: str, edits: Sequence[Edit]) -> list[tuple[str, int, int, int, int]]:
    found = []
    i = j = 0
    for edit in edits:
        a, b = was.find(edit.was, i), now.find(edit.now, j)
        if a < 0 or b < 0:
            return []
        i, j = a + len(edit.was), b + len(edit.now)
        found.append((edit.kind.replace("-", " "), a, i, b, j))
    return found


def _compared(was: str, now: str) -> list[tuple[str, int, int, int, int]]:
    """Longest common subsequence of words (rapidfuzz's Indel opcodes)."""
    left, right = _tokens(was), _tokens(now)
    a, b = _starts(left), _starts(right)
    codes = Indel.opcodes([t.casefold() for t in left], [t.casefold() for t in right])
    return [("", a[c.src_start], a[c.src_end], b[c.dest_start], b[c.dest_end]) for c in codes if c.tag != "equal"]


def _tokens(text: str) -> list[str]:
    return _WORDS.findall(text)


def _starts(tokens: list[str]) -> list[int]:
    """Offset of each token, and the end."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
