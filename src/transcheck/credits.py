"""Credits: news agencies, photo credits and bylines as they are written. The words are data, in ``credits.toml``."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import ahocorasick_rs
import tomli


@functools.cache
def _data() -> dict[str, Any]:
    return tomli.loads((resources.files("transcheck") / "credits.toml").read_text(encoding="utf-8"))


@functools.cache
def _agencies() -> tuple[ahocorasick_rs.AhoCorasick, tuple[str, ...]]:
    forms = [(form, agency) for agency, spellings in _data()["agencies"].items() for form in spellings]
    automaton = ahocorasick_rs.AhoCorasick([f for f, _ in forms], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return automaton, tuple(a for _, a in forms)


def agencies_in(text: str) -> list[tuple[str, int, int]]:
    """(agency, start, end) of every news agency named in ``text``; names in letters with spaces between words must stand alone."""
    automaton, names = _agencies()
    found = []
    for index, start, end in automaton.find_matches_as_indexes(text):
        if _touches(text, start - 1, start) or _touches(text, end, end - 1):
            continue
        found.append((names[index], start, end))
    return found


def _touches(text: str, outside: int, inside: int) -> bool:
    """Whether the letter outside continues the word: of a script with words, the same case-bearing kind on both sides."""
    if not 0 <= outside < len(text):
        return False
    a, b = text[outside], text[inside]
    return a.isalnum() and b.isalnum() and not (a > "\u2e80" or b > "\u2e80")


def has_photo_credit(text: str) -> bool:
    """Whether the text says who took a picture ("Photo: …", "Ảnh: …", "© …")."""
    low = text.lower()
    return any(word in low for word in _data()["photo"])


def begins_byline(text: str) -> bool:
    """Whether the text begins as an author's line does ("By Jane Doe"): a byline word, then a name."""
    stripped = text.strip(" *_—–-")
    for word in _data()["by"]:
        if stripped.startswith(word):
            rest = stripped[len(word) :].strip().split()
            return 1 <= len(rest) <= 8 and rest[0][:1] == rest[0][:1].upper() and not stripped.endswith((".", "?", "!", ":"))
    return False
