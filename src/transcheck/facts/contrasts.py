"""Whether a text turns against what it has just said: a but, a though (“we made a profit, but …”)."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from transcheck.facts.scanned import WORD
from transcheck.languages import lower

if TYPE_CHECKING:
    from transcheck.languages import Language


def contrasts(text: str, language: Language) -> bool:
    """Whether a text has a word (or, with -, a word's ending) that sets a clause against another; in a script without spaces, anywhere."""
    words, endings, phrases = _forms(language)
    text = lower(text)
    if not language.spaced:
        return any(w in text for w in (*words, *phrases))
    if any(p in text for p in phrases):
        return True
    found = [m.group() for m in WORD.finditer(text)]
    return not words.isdisjoint(found) or (bool(endings) and any(w.endswith(endings) for w in found))


@functools.cache
def _forms(language: Language) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    forms = list(language.kind("contrast"))
    return (
        frozenset(f for f in forms if " " not in f and f[0] != "-"),
        tuple(f[1:] for f in forms if f[0] == "-"),
        tuple(f for f in forms if " " in f),
    )
