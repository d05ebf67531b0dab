"""Numbers written in words, in any language: the words are the vocabulary's, the grammar of numerals is one for all.

A numeral is a run of atoms (three, hundert, 二) whose values fit together. Each atom leaves *room*: after twenty there is room for 1 to 9,
after three hundred for 1 to 99, after five for nothing. An atom that fits is added; a magnitude multiplies what stands before it and is
smaller. What fits no more begins a numeral of its own, so that "one one two" are three numerals and "between one and two million" two.
What differs between languages is data, the table ``spelling`` of the language (``docs/language-data.md``): units before tens
(einundzwanzig), scores with teens (quatre-vingt-dix), compounds written as one word, digits read by position (二〇二六), years in pairs.

All of it is linear in the text (``numeral_sums``).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from unicodedata import category

from transcheck.languages.numeral_atoms import atoms_of
from transcheck.languages.numeral_grammar import ATOMS, BLANKS, PARTS, Grammar, Numeral
from transcheck.languages.numeral_sums import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.languages import Hit, Language

__all__ = ["Grammar", "Numeral", "magnitude_after", "read_numerals"]

_NAMED = frozenset({"weekday", "month"})
_POWERS = frozenset({10, 100, 1000, 10000, 100000, 10**6, 10**7, 10**8, 10**9, 10**12})
_READ = ATOMS | PARTS
_ARTICLE = frozenset({"article"})
_FOLLOWED = frozenset({"unit", "currency", "percent", "points", "counter"})  # what makes an article, or a lone sign, a count


def read_numerals(text: str, hits: list[Hit], language: Language) -> list[Numeral]:
    """Every number in words, in order, none overlapping; magnitudes that follow digits are left to ``magnitude_after``."""
    kinds = frozenset().union(*(h.kinds for h in hits))
    read = kinds & _READ
    if not read or (read == _ARTICLE and kinds.isdisjoint(_FOLLOWED)):
        return []
    grammar = language.grammar
    atoms = atoms_of(text, hits, grammar)
    found: list[Numeral] = []
    i = 0
    while i < len(atoms):
        numeral, i = compose(atoms, i, grammar)
        if numeral is not None:
            found.append(numeral)
    if grammar.years:
        found = list(_years(text, found))
    if found:
        found = list(_plausible(text, found, hits, grammar))
    return found


def magnitude_after(text: str, hits: list[Hit], position: int) -> tuple[Decimal, int] | None:
    """The magnitude that begins at ``position`` or after one space, with those that multiply it (nghìn tỷ, 千万, hundred million).

    Gives the factor and where it ends, or None.
    """
    at = position + 1 if position < len(text) and text[position] in " \u00a0\u202f\u2009-" else position
    factor, end, last = Decimal(1), position, 0
    while (hit := _magnitude_at(hits, at)) is not None and (value := int(hit.value("magnitude"))) > last:
        factor *= value
        end, last = _stem_end(text, hit), value
        at = end + 1 if end < len(text) and text[end] in " \u00a0\u202f" else end
    return (factor, end) if last else None


def _stem_end(text: str, hit: Hit) -> int:
    """The end of the word of a stem (25-тысячный)."""
    end = hit.end
    if any(e.stem and e.kind == "magnitude" for e in hit.entries):
        while end < len(text) and (text[end].isalpha() or category(text[end])[0] == "M"):
            end += 1
    return end


def _magnitude_at(hits: list[Hit], start: int) -> Hit | None:
    """The longest magnitude that begins there."""
    for i in range(bisect_left(hits, start, key=lambda h: h.start), len(hits)):
        if hits[i].start > start:
            break
        if "magnitude" in hits[i].kinds:
            return hits[i]
    return None


# --- what the neighbourhood says ------------------------------------------------------------------------------------


def _years(text: str, found: list[Numeral]) -> Iterator[Numeral]:
    """nineteen eighty-four, twenty twenty-six, nineteen oh four: two pairs of digits."""
    i = 0
    while i < len(found):
        a = found[i]
        b = found[i + 1] if i + 1 < len(found) else None
        if b is not None and _pair(a) and 11 <= a.value <= 20 and text[a.end : b.start] == " ":
            if _pair(b) and not _hyphened(text, b.end):
                yield Numeral(a.start, b.end, a.value * 100 + b.value, year=True)
                i += 2
                continue
            c = found[i + 2] if i + 2 < len(found) else None
            if b.value == 0 and b.weak and c is not None and 1 <= c.value <= 9 and text[b.end : c.start] in (" ", "-"):
                yield Numeral(a.start, c.end, a.value * 100 + c.value, year=True)
                i += 3
                continue
        yield a
        i += 1


def _beside_digit(text: str, start: int, end: int) -> bool:
    """năm 2020, 20 năm: beside digits an ambiguous word is not another number."""
    after = end + 1 if text[end : end + 1].isspace() else end
    before = start - 1 if start and text[start - 1].isspace() else start
    return text[after : after + 1].isdigit() or (before > 0 and text[before - 1].isdigit())


def _pair(n: Numeral) -> bool:
    return not (n.ordinal or n.magnitude_only or n.article or n.fraction) and 10 <= n.value <= 99 and n.value == int(n.value)


def _hyphened(text: str, end: int) -> bool:
    return end + 1 < len(text) and text[end] in "-‐‑" and text[end + 1].isalpha()


def _plausible(text: str, found: list[Numeral], hits: list[Hit], grammar: Grammar) -> Iterator[Numeral]:
    """With the signs of ordinals; without articles that count nothing; a lone sign of a script without spaces is weak unless something is counted."""
    follows: set[int] = set()
    counters: set[int] = set()
    prefixes: dict[int, int] = {}
    suffixes: dict[int, int] = {}
    several: set[int] = set()
    named: set[tuple[int, int]] = set()
    for h in hits:
        if not _FOLLOWED.isdisjoint(h.kinds):
            follows.add(h.start)
            if "counter" in h.kinds:
                counters.add(h.start)
        if "ordinal-prefix" in h.kinds:
            prefixes[h.end] = h.start
        if "indefinite" in h.kinds:
            several.add(h.end)
        if not _NAMED.isdisjoint(h.kinds):
            named.add((h.start, h.end))
        if "ordinal-suffix" in h.kinds:
            suffixes[h.start] = h.end
    for i, n in enumerate(found):
        spaced_end = n.end + 1 if n.end < len(text) and text[n.end] in BLANKS + "-" else n.end
        counted = n.end in follows or spaced_end in follows
        if n.article and n.weak:
            if counted or (i + 1 < len(found) and text[n.end : found[i + 1].start].strip(BLANKS).lower() in grammar.ranges):  # en til to
                yield Numeral(n.start, n.end, n.value, article=True)
            continue
        if n.weak and (n.value == 0 or _beside_digit(text, n.start, n.end)):
            continue
        if n.start in several or (n.start - 1 in several and text[n.start - 1] in BLANKS):  # 数十, vài chục
            n = replace(n, magnitude_only=n.magnitude_only or n.value in _POWERS)
        start = (
            None
            if n.magnitude_only
            else prefixes.get(n.start, prefixes.get(n.start - 1) if n.start and text[n.start - 1] in BLANKS else None)
        )
        end = suffixes.get(n.end, suffixes.get(spaced_end) if grammar.ordinals else None)
        if end is None and grammar.ordinals and text.startswith(grammar.ordinals, n.end):
            end = n.end + next(len(o) for o in grammar.ordinals if text.startswith(o, n.end))
        if start is not None or (end is not None and not text[n.start : end].isascii()):
            n = replace(
                n,
                start=n.start if start is None else start,
                end=n.end if end is None else end,
                ordinal=True,
                weak=False,
                magnitude_only=False,
            )
        elif n.weak and (n.end in counters or spaced_end in counters):
            n = replace(n, weak=False)
        elif not grammar.spaced and not n.weak and not counted and n.end - n.start == 1:
            n = replace(n, weak=True)
        if not n.weak and (n.start, n.end) in named:  # thứ ba: Tuesday, or the third
            n = replace(n, weak=True)
        yield n
