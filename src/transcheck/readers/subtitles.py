"""SubRip (.srt) and WebVTT (.vtt): a segment a cue, keyed by its number; times and styles are no text."""

from __future__ import annotations

import re

from transcheck.readers.assembly import Block, line_marks
from transcheck.readers.parsed import Parsed

_TIME = re.compile(r"\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>|\{\\[^{}]{0,80}\}|<\d[\d:.]{3,12}>")


def read_subtitles(text: str, path: str) -> Parsed:
    """Cues in order. A line of dialogue keeps its own place; tags within a line shift the columns after them."""
    del path
    lines = text.split("\n")
    times = [i for i, line in enumerate(lines) if _TIME.match(line)]
    blocks: list[Block] = []
    for n, at in enumerate(times):
        stop = times[n + 1] if n + 1 < len(times) else len(lines)
        body = []
        for i in range(at + 1, stop):
            if not lines[i].strip():
                break
            body.append(i)
        named = lines[at - 1].strip() if at else ""
        key = named if named and not named.startswith("WEBVTT") else str(n + 1)
        words = "\n".join(_TAG.sub("", lines[i]).strip() for i in body)
        if words.strip():
            first = lines[body[0]]
            blocks.append(Block(words, line_marks(words, body[0] + 1, 1 + len(first) - len(first.lstrip())), "paragraph", None, key))
    language = re.search(r"^Language:\s*([A-Za-z-]{2,20})\s*$", text[:500], re.MULTILINE)
    return Parsed(blocks, language[1] if language and text.startswith("WEBVTT") else None)
