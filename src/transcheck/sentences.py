"""Where one sentence ends and the next begins: one set of rules for all languages, with their abbreviations as data.

The kinds of words that decide (``supplements/sentences``): ``abbreviation`` with the value "inside" (never the end: Mr., z. B.) or "either"
(may be the end: etc., p.m., U.S.), and ``sentence-start``, words whose capital letter says that a sentence begins (The, He) rather than that
a name goes on. Months, days and units that are written with a full stop count as "either".
"""

from __future__ import annotations

import functools
import itertools
import re
from typing import TYPE_CHECKING

from transcheck.model import Span

if TYPE_CHECKING:
    from transcheck.languages import Language

# A run of signs that may end a sentence, then what closes around them. Possessive: a run is read once, however long.
_STOP = re.compile(r"[.?!…‼⁇⁈⁉。！？｡．؟۔।॥։።፧፨།༎။៕៖។¿]++[\"'”’»›」』）)\]】〉》*_]*+")
_WIDE = frozenset("。！？｡．।॥།༎။៕។")  # ends a sentence whatever follows
_CLOSERS = frozenset("\"'”’»›」』）)]】〉》*_")
_OPENERS = frozenset("\"'“‘«‹„「『（([【〈《¿¡*_–—-")
_OPENING = "".join(sorted(_OPENERS))
_BREAK = re.compile(r"\n\s*\n")
_SPACE = re.compile(r"\s+")
_KNOWN = ("inside", "either")
_LOOK = 28  # characters before a full stop that may belong to an abbreviation
MARKS = 8  # characters without a letter or digit that are no sentence
SHORTEST = 24  # characters of a Thai, Lao or Khmer phrase that may stand as a sentence of its own
_PHRASED = frozenset({"Thai", "Laoo", "Khmr", "Mymr"})  # scripts that part sentences by spaces
_ABBREVIATED = ("month", "weekday", "unit", "day-period", "era", "title", "currency")


def split(text: str, language: Language, base: int = 0) -> tuple[Span, ...]:
    """The sentences of a text, without the white space between them; ``base`` is added to every offset. Linear in the text.

    A quotation's closing mark belongs to the sentence it closes; ``“Why?” he asked.`` is one sentence. Known limits: a sentence that ends in
    a name's initial, and headings without a full stop run into what follows on the same line.
    """
    cuts = _cuts(text, language)
    if not cuts and text and not text[0].isspace() and not text[-1].isspace():
        return (Span(base, base + len(text)),)
    spans: list[Span] = []
    for start, end in itertools.pairwise((0, *cuts, len(text))):
        piece = text[start:end]
        bare = piece.strip()
        if not bare:
            continue
        left = base + start + len(piece) - len(piece.lstrip())
        if spans and len(bare) <= MARKS and not any(map(str.isalnum, bare)):
            spans[-1] = Span(spans[-1].start, left + len(bare))  # a dash or a closing mark on its own
        else:
            spans.append(Span(left, left + len(bare)))
    return tuple(spans)


def _cuts(text: str, language: Language) -> list[int]:
    """Offsets at which a sentence is over, ascending."""
    words = _words(language)
    found = [m.end() for m in _BREAK.finditer(text)] if "\n" in text else []
    for match in _STOP.finditer(text):
        end = match.end()
        if end < len(text) and _ends(text, match.start(), end, words):
            found.append(end)
    if language.script in _PHRASED:
        found += _phrases(text)
    return sorted(set(found)) if len(found) > 1 else found


def _ends(text: str, start: int, end: int, words: _Words) -> bool:
    """Whether the signs at ``text[start:end]`` end a sentence."""
    signs = text[start:end]
    following = text[end]
    if signs[-1] in "¿":
        return False
    if not _WIDE.isdisjoint(signs):
        # 「…。」と述べた goes on: a closed quotation ends the sentence only where none of its marks is followed by more of it.
        return not (signs[-1] in _CLOSERS and (following.isalpha() or following in "、，,"))
    if not following.isspace():
        return False
    after = _next(text, end)
    if after is None:
        return True
    first = text[after]
    if first.islower():
        return False
    if signs[0] != "." or signs.startswith(".."):
        return True
    return _stops(text, start, after, words)


def _next(text: str, at: int) -> int | None:
    """Offset of the next character that is neither white space nor an opening mark, within reach."""
    for i in range(at, min(at + 12, len(text))):
        if not text[i].isspace() and text[i] not in _OPENERS:
            return i
    return None


def _stops(text: str, stop: int, after: int, words: _Words) -> bool:
    """Whether a full stop at ``stop`` is more than that of an abbreviation, an initial or an ordinal numeral."""
    parts = text[max(0, stop - _LOOK) : stop].rsplit(None, 2)
    word = parts[-1].lstrip(_OPENING) if parts and not text[stop - 1].isspace() else ""
    if not word:
        return True
    begins = _word_at(text, after).casefold() in words.starts
    plain = word.casefold()
    pair = f"{parts[-2].lstrip(_OPENING)} {word}".casefold() if len(parts) > 1 else ""
    kind = words.abbreviations.get(pair) or words.abbreviations.get(plain, "")
    if kind == "inside":
        return False
    if kind == "either":
        return begins
    last = word.rpartition(".")[2]
    if len(last) == 1 and last.isupper():  # an initial, or the last letter of U.S.
        return begins
    if "." in word and len(last) <= 2 and last.isalpha():  # e.g., p.m., z.B.
        return begins
    if word.isdigit() and len(word) <= 3 and stop - len(word) <= 1:
        return False  # the number of an item at the head of the text
    return begins or not (word.isdigit() and len(word) <= 2 and words.dotted_ordinals)


def _word_at(text: str, at: int) -> str:
    end = at
    while end < len(text) and end - at < 24 and (text[end].isalpha() or text[end] in "'’"):
        end += 1
    return text[at:end]


def _phrases(text: str) -> list[int]:
    """Cuts at the spaces of a script that has no full stop: not beside digits, Latin letters or quotation marks, and not too short."""
    found = []
    last = 0
    for match in _SPACE.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not before or not after or match.start() - last < SHORTEST:
            continue
        if before > "\u0e00" and before.isprintable() and after > "\u0e00" and not (before.isdigit() or after.isdigit() or after in "ๆฯ"):
            found.append(match.end())
            last = match.end()
    return found


class _Words:
    def __init__(self, language: Language) -> None:
        forms = sorted(language.kind("abbreviation").items(), key=lambda entry: entry[1] in _KNOWN)  # the more precise value wins
        given = {form.rstrip(".").casefold(): kind if kind in _KNOWN else "inside" for form, kind in forms if kind}
        for name in _ABBREVIATED:
            for form in language.kind(name):
                if form.endswith("."):
                    given.setdefault(form.rstrip(".").casefold(), "either")
        for form in [f for f in given if " " in f]:
            given.setdefault(form.split(" ")[0].rstrip("."), "inside")  # the first half of z. B.
        self.abbreviations = given
        self.starts = frozenset(form.casefold() for form, on in language.kind("sentence-start").items() if on)
        self.dotted_ordinals = bool(language.kind("ordinal-stop"))


@functools.lru_cache(maxsize=256)
def _words(language: Language) -> _Words:
    return _Words(language)
