"""The words that may stand beside a numeral and say what it is: signs of money, units, bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transcheck.facts.date_atoms import Taken
    from transcheck.facts.scanned import Scanned

BLANK = " \u00a0\u202f\u2009"
CODE = 3  # letters: a currency code or a unit's symbol this short means something only in its own case (KM, km)
MANY = 1000  # from here on what is counted may follow a link (millions of euros)
DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"})
WHOLE = ("implied", "measure")
_MARKS = ("\u200b", "\u200e", "\u200f", "\u061c")  # of width and direction: nothing to see
_CODED = frozenset({"currency", "unit", "magnitude"})
_FAMILY = frozenset(
    {
        "currency", "percent", "points", "unit", "bound", "bound-after", "bound-link", "bound-span", "bound-counted", "not-bound", "ratio", "negation", "speed",
        "ordinal-suffix", "ordinal-prefix", "fraction", "fraction-after", "fraction-link", "magnitude", "magnitude-link", "counter", "decimal-link", "bound-beside", *WHOLE,
    }
)  # fmt: skip
_DEGREES = re.compile("[º˚] ?[CСF]|[℃℉]")  # signs that stand for the degree's own


class Side(NamedTuple):
    """A word of the vocabulary that may stand beside a numeral."""

    kind: str
    value: Any
    start: int
    end: int


Places = dict[int, Side]  # a place in the text → the longest of the words that begin (or end) there


class Around:
    """The words of a text that may stand beside its numerals. Most texts have words of few kinds: asking for one of another costs a look."""

    def __init__(self, scanned: Scanned, claimed: Taken | None, dated: frozenset[int]) -> None:
        text = self.text = scanned.text
        self.measure_first = scanned.language.grammar.measure_first
        self.spaced = scanned.language.grammar.spaced
        self.meant: set[int] = set()  # where the bounds begin that belong to a figure
        self._sides: dict[str, list[Side]] = {}
        self._begin: dict[tuple[str, ...], Places] = {}
        self._end: dict[tuple[str, ...], Places] = {}
        for hit in scanned.hits:
            if _FAMILY.isdisjoint(hit.kinds) or (claimed and not claimed.free(hit.start, hit.end)):
                continue
            if "date-marker" in hit.kinds and (hit.end + 1) in dated:  # في الدقيقة 89 يوم السبت
                continue
            for entry in hit.entries:
                kind = entry.kind
                if kind in _FAMILY and (
                    kind not in _CODED or len(entry.form) > CODE or not entry.form.isalpha() or text[hit.start : hit.end] == entry.form
                ):
                    self._sides.setdefault(kind, []).append(Side(kind, entry.value, hit.start, hit.end))
        if "º" in text or "˚" in text or "℃" in text or "℉" in text:
            for match in _DEGREES.finditer(text):
                self._sides.setdefault("unit", []).append(
                    Side("unit", "fahrenheit" if match.group()[-1] in "F℉" else "celsius", *match.span())
                )

    def has(self, kinds: Iterable[str]) -> bool:
        """Whether any word of one of the kinds stands in the text."""
        return not self._sides.keys().isdisjoint(kinds)

    def of(self, *kinds: str) -> Iterator[Side]:
        return (side for kind in kinds for side in self._sides.get(kind, ()))

    def after(self, position: int, *kinds: str, gap: str = BLANK + "-‐‑") -> Side | None:
        """The longest word of one of the kinds that follows ``position``, one blank or hyphen allowed between."""
        places = self._begin.get(kinds)
        if places is None:
            places = self._begin[kinds] = self._by_start(kinds)
        if not places:
            return None
        text, best, at = self.text, places.get(position), position
        if position < len(text) and text[position] in gap:
            at += 1
            best = _longer(best, places.get(at))
        if text[at : at + 1] in _MARKS:
            best = _longer(best, places.get(at + 1))
        return best

    def before(self, position: int, *kinds: str, gap: str = BLANK) -> Side | None:
        """The longest word of one of the kinds that ends at ``position``, one blank (or other sign of ``gap``) allowed between."""
        places = self._end.get(kinds)
        if places is None:
            places = self._end[kinds] = self._by_end(kinds)
        if not places:
            return None
        best = places.get(position)
        if position and self.text[position - 1] in gap:
            other = places.get(position - 1)
            best = other if best is None or (other and other.start < best.start) else best
        return best

    def ending(self, first: int, last: int, kind: str) -> Iterator[Side]:
        """The words of a kind that end at one of these places."""
        return (side for side in self.of(kind) if first <= side.end <= last)

    def _by_start(self, kinds: tuple[str, ...]) -> Places:
        places: Places = {}
        for side in self.of(*kinds):
            known = places.get(side.start)
            if known is None or side.end > known.end:
                places[side.start] = side
        return places

    def _by_end(self, kinds: tuple[str, ...]) -> Places:
        places: Places = {}
        for side in self.of(*kinds):
            known = places.get(side.end)
            if known is None or side.start < known.start:
                places[side.end] = side
        return places


def _longer(best: Side | None, other: Side | None) -> Side | None:
    return other if best is None or (other is not None and other.end > best.end) else best
