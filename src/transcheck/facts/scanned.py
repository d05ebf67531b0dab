"""One text, scanned once: what every extractor starts from."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck.languages import numerals
from transcheck.model import Fact, Span

if TYPE_CHECKING:
    from transcheck.languages import Hit, Language

WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_SHORT = 400  # code points: a shorter text holds no dump
_DUMP = 200  # figures with no letter between them: a dump, and no statement
_FIGURES = re.compile(r"(?<!\d)(?:\d++[\W_]{1,8}+){2,}+")
_FIGURE = re.compile(r"\d+")


def prose(text: str) -> str:
    """The text with blanks in place of its dumps of figures, which state nothing."""
    if len(text) <= _SHORT:
        return text
    kept, position = [], 0
    for run in _FIGURES.finditer(text):
        start, end = run.span()
        if end - start > _SHORT and len(_FIGURE.findall(text, start, end)) >= _DUMP:
            kept += [text[position:start], " " * (end - start)]
            position = end
    return "".join([*kept, text[position:]]) if kept else text


@dataclass(frozen=True, eq=False)
class Scanned:
    """A stretch of text in one language with its vocabulary hits; ``base`` is its offset in the document.

    Extractors work with offsets into ``text`` and give facts through ``fact``, which adds ``base``.
    """

    text: str
    language: Language
    published: datetime.date | None = None
    base: int = 0

    @functools.cached_property
    def hits(self) -> list[Hit]:
        """Every occurrence of the language's vocabulary (overlapping too), by start then longest first."""
        return self.language.scan(self.text)

    @functools.cached_property
    def numerals(self) -> list[numerals.Numeral]:
        """Every number in words."""
        return numerals.read_numerals(self.text, self.hits, self.language)

    @functools.cached_property
    def words(self) -> list[tuple[int, int, str, str]]:
        """The words that begin with a letter, as (start, end, as written, in lower case); a full stop at the end of one is part of it."""
        return [(m.start(), m.end(), w := m.group(), w.casefold()) for m in WORD.finditer(self.text)]

    def of(self, *kinds: str) -> list[Hit]:
        """The hits that may be of one of ``kinds``."""
        return [h for h in self.hits if not h.kinds.isdisjoint(kinds)]

    def fact(self, value: Fact | object, start: int, end: int) -> Fact:
        """A fact at ``text[start:end]``, in the document's coordinates."""
        return Fact(value, self.text[start:end], Span(self.base + start, self.base + end))  # type: ignore[arg-type]
