"""What writers say about rules: name, MQM category, documentation. Findings of the run itself and of third-party rules are covered too."""

from __future__ import annotations

import functools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule as writers show it. ``help`` is its documentation, empty where there is none."""

    code: str
    name: str
    severity: str
    mqm: tuple[str, str]
    help: str


def version() -> str:
    """The version of the program."""
    import transcheck

    return transcheck.__version__


@functools.cache
def _entries() -> dict[str, Entry]:
    from transcheck import checks

    return {r.code: Entry(r.code, r.name, r.severity, r.mqm, (r.run.__doc__ or "").strip()) for r in checks.RULES}


def entry(code: str) -> Entry:
    """The rule of a code; a code that no rule of this run has is shown by itself."""
    return _entries().get(code) or Entry(code, code.lower(), "minor", ("Other", "Other"), "")


# classes of edits that seldom change the sense of a quotation, the graver first
_LIGHT = ("deletion", "addition", "function", "article", "interjection", "spelling", "typography")


def weight(kind: str) -> int:
    """Sort key of a class of edit: −1 for those that change the sense, then the lighter the higher."""
    return next((i for i, light in enumerate(_LIGHT) if light in kind), -1)


# what an editor calls the classes of edits whose own names are a linguist's
_PLAIN = {
    "content": "other words",
    "form": "word form",
    "function word": "small words",
    "modal": "can, may, will",
    "person": "who speaks",
    "deletion inside": "left out",
    "deletion at start": "cut off",
    "deletion at end": "cut off",
    "addition": "added",
}


def edit_name(kind: str) -> str:
    """The class of an edit in plain words."""
    words = kind.replace("-", " ")
    return _PLAIN.get(words, words)
