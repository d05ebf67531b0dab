"""Two wordings of one quotation: what was removed and what was added, each with its class."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape
from rapidfuzz.distance import Indel

from transcheck.model import Edit
from transcheck.writers.html.marking import Ink, painted, plain

_WORDS = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
BRIDGE = 3  # letters of a word that is taken into the changes on both its sides


def marked(was: str, now: str, edits: Sequence[Edit]) -> tuple[Markup, Markup]:
    """Both texts, with ``del`` and ``ins`` around the words of each edit. Edits that cannot be found in order in both texts are not
    guessed at: the words are then compared here, without classes.
    """
    spans = _located(was, now, edits) or _compared(was, now)
    return (
        painted(was, 0, len(was), [_ink(a, b, "del", kind) for kind, a, b, _, _ in spans if b > a]),
        painted(now, 0, len(now), [_ink(a, b, "ins", kind) for kind, _, _, a, b in spans if b > a]),
    )


def _ink(start: int, end: int, tag: str, kind: str) -> Ink:
    """The style sheet says “removed” and “added” to who listens."""
    hint = f' title="{escape(plain(kind))}"' if kind else ""
    return Ink(start, end, f"<{tag}{hint}>", f"</{tag}>")


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
    """Longest common subsequence of words (rapidfuzz's Indel opcodes); a lone short word between two changes is taken into them, so that
    a sentence said anew reads as two wordings and not as a pattern of stripes.
    """
    left, right = list(_WORDS.finditer(was)), list(_WORDS.finditer(now))
    found: list[list[int]] = []
    for code in Indel.opcodes([m[0].casefold() for m in left], [m[0].casefold() for m in right]):
        if code.tag == "equal":
            continue
        a, b, c, d = code.src_start, code.src_end, code.dest_start, code.dest_end
        if found and a - found[-1][1] <= 1 and all(len(m[0]) <= BRIDGE for m in left[found[-1][1] : a]):
            found[-1][1], found[-1][3] = b, d
        else:
            found.append([a, b, c, d])
    return [("", *_stretch(left, a, b), *_stretch(right, c, d)) for a, b, c, d in found]


def _stretch(words: Sequence[re.Match[str]], start: int, end: int) -> tuple[int, int]:
    return (words[start].start(), words[end - 1].end()) if end > start else (0, 0)
