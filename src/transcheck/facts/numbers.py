"""Numbers, sums, percentages and quantities: digits in any script, spelled out, or both.

A numeral is found first (digits with their separators, or words), then what stands around it says what it is: a magnitude after it
(1.5 million, 3億5千万), a currency on either side, a percent sign, a unit, a bound (at least, 以上). Nothing here knows a language: the
words are the vocabulary's, the separators the locale's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from transcheck.facts.date_atoms import Taken
from transcheck.languages import numerals
from transcheck.languages.numeral_grammar import ATOMS
from transcheck.model import Duration, Fact, Money, Number, Percent, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Hit, Language
    from transcheck.model import Bound, Written

# Groups of three may be set off by one of these anywhere; other separators only between digits.
_NUMERAL = re.compile(
    r"\d{1,3}[\u00a0\u202f\u2009 ]0\d{3,}(?!\d)|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3}(?!\d))+(?:[.,٫]\d+)?|\d+(?:[.,٫٬'’·，．]\d+)*"
)
_DIGIT = re.compile(r"\d")
_VULGAR = {
    c: Fraction(n)
    for c, n in zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        ("1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5", "1/6", "5/6", "1/8", "3/8", "5/8", "7/8"),
        strict=True,
    )
}
_VULGAR_SIGN = re.compile("[" + "".join(_VULGAR) + "]")
_BLANK = " \u00a0\u202f\u2009"
_DASHES = "-‐‑–−"
_CODED = frozenset({"currency", "unit", "magnitude"})
MANY = 1000  # from here on what is counted may follow a link (millions of euros)
CODE = 3  # letters: a currency code or a unit's symbol this short means something only in its own case (KM, km)
_FAMILY = (
    "currency",
    "percent",
    "points",
    "unit",
    "bound",
    "bound-after",
    "ordinal-suffix",
    "ordinal-prefix",
    "fraction",
    "magnitude",
    "magnitude-link",
    "counter",
)


@dataclass(slots=True)
class _Numeral:
    """A numeral before its surroundings are read; offsets into the scanned text."""

    start: int
    end: int
    amounts: tuple[Decimal, ...]  # what readers of the locale may read
    foreign: tuple[Decimal, ...]  # what only readers of other locales read
    written: Written
    ordinal: bool = False
    weak: bool = False
    scale: Decimal = Decimal(1)  # the magnitude after it
    label: str = ""


def numbers(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """Every number of the text that no earlier extractor claimed."""
    text = scanned.text
    if not (_DIGIT.search(text) or _VULGAR_SIGN.search(text) or scanned.of(*ATOMS, "numeral-part")):
        return []
    taken = Taken([(f.span.start - scanned.base, f.span.end - scanned.base) for f in claimed])
    found = list(_digits(text, scanned.language, taken, {h.end: h.end - h.start for h in scanned.of("currency") if h.exact}))
    taken.add((n.start, n.end) for n in found)
    around = _Around(text, scanned.hits)
    words = list(_words(scanned, taken))
    taken.add((n.start, n.end) for n in words)
    found += words
    found += _fractions(around, taken)
    found.sort(key=lambda n: n.start)
    return list(_facts(scanned, found, around, taken))


# --- digits ---------------------------------------------------------------------------------------------------------


_SLASHED = re.compile(r"(?<![\d/.,])([1-9])/([2-9]|10)(?![\d/])")


def _digits(text: str, language: Language, taken: Taken, signs: dict[int, int]) -> Iterator[_Numeral]:
    """Digits with their separators; ``signs`` are the lengths of the currency signs by where they end (RM3.5 is a sum, B12 is not)."""
    if "/" in text:
        slashed = [m for m in _SLASHED.finditer(text) if int(m[1]) < int(m[2]) and taken.free(*m.span())]
        taken.add(m.span() for m in slashed)
        yield from (_Numeral(*m.span(), (_decimal(Fraction(int(m[1]), int(m[2]))),), (), "digits") for m in slashed)
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if not taken.free(start, end):
            # a date may hold the first groups of what looks like one number (2026, 12 people)
            for part in _DIGITS.finditer(text, start, end):
                if taken.free(*part.span()):
                    yield _plain(part.group(), *part.span())
            continue
        amounts, foreign = readings(match.group(), language)
        money = start in signs and (signs[start] > 1 or not match.group().isdecimal())
        if amounts:
            label = "" if money else _label(text, start)
            yield _Numeral(start, end, amounts, foreign, "label" if label else "digits", label=label)
        else:
            yield from (_plain(part.group(), *part.span()) for part in _DIGITS.finditer(text, start, end))


_DIGITS = re.compile(r"\d+")


def _plain(digits: str, start: int, end: int) -> _Numeral:
    return _Numeral(start, end, (Decimal(int(digits)),), (), "digits")


def _label(text: str, start: int) -> str:
    """The letters of a designation that the digits belong to (G20, COVID-19, MH370, F-16), in lower case; empty where they are a number.

    After a hyphen a word in small letters makes none: mid-2000s counts years.
    """
    end = start
    hyphen = bool(start and text[start - 1] in _DASHES)
    end -= hyphen
    begin = end
    while begin and end - begin < _LETTERS and text[begin - 1].isascii() and text[begin - 1].isalpha():
        begin -= 1
    letters = text[begin:end]
    return "" if hyphen and letters.islower() else letters.lower()


_LETTERS = 24  # of the longest designation

_SEPARATORS = re.compile(r"[^\d]")
_SLIP = re.compile(r"^\d{1,3}\D\d{4,}$")  # 3.0000 where the point groups: a digit too many, not a fraction


def readings(numeral: str, language: Language) -> tuple[tuple[Decimal, ...], tuple[Decimal, ...]]:
    """What a run of digits and separators amounts to: for readers of the locale, and what only readers elsewhere read.

    >>> from transcheck import languages
    >>> readings("1.500", languages.load("vi"))
    ((Decimal('1500'),), (Decimal('1.500'),))
    >>> readings("1.500", languages.load("en"))
    ((Decimal('1.500'),), (Decimal('1500'),))

    Both empty where it is no number at all (1.2.3).
    """
    if numeral.isdecimal():
        return (Decimal(int(numeral)),), ()
    signs = _SEPARATORS.findall(numeral)
    possible = _possible(numeral, signs)
    sign = signs[0]
    if len(possible) < 2:
        slipped = len(signs) == 1 and _SLIP.search(numeral) and (sign in language.groups or sign.isspace() or numeral[-1] == "0")
        return (Decimal(int(_SEPARATORS.sub("", numeral))),) if slipped else tuple(possible.values()), ()
    local: list[Decimal] = []
    for decimal, groups in language.number_signs:
        if sign == decimal:
            local.append(possible["decimal"])
        elif sign in groups or sign in "'’\u00a0\u202f\u2009 ":
            local.append(possible["group"])
    local = list(dict.fromkeys(local)) or [possible["group"]]
    return tuple(local), tuple(v for v in possible.values() if v not in local)


def _possible(numeral: str, signs: list[str]) -> dict[str, Decimal]:
    """Readings by the role of the (last) sign: "decimal", "group"."""
    first, *rest = _SEPARATORS.split(numeral)
    distinct = set(signs)
    grouped = all(len(g) == 3 for g in rest) and len(first) <= 3 and first[0] not in "0٠०"
    lakh = len(rest) > 1 and len(rest[-1]) == 3 and all(len(g) == 2 for g in rest[:-1]) and len(first) <= 2
    whole = "".join((first, *rest))
    if len(distinct) == 1 and len(signs) > 1:
        return {"group": Decimal(int(whole))} if grouped or lakh else {}
    if len(distinct) == 2:
        return _mixed(first, rest, signs)
    if len(distinct) > 2:
        return {}
    fraction = Decimal(f"{int(first)}.{_ascii(rest[0])}")
    if signs[0] in " \u00a0\u202f\u2009'’":
        return {"group": Decimal(int(whole))} if grouped else {}
    return {"decimal": fraction, "group": Decimal(int(whole))} if grouped else {"decimal": fraction}


def _mixed(first: str, rest: list[str], signs: list[str]) -> dict[str, Decimal]:
    """1.234,56: the last sign is the decimal one if it stands once."""
    if signs.count(signs[-1]) > 1:
        return {}
    groups = rest[:-1]
    if not (len(first) <= 3 and all(len(g) in (2, 3) for g in groups) and len(groups[-1]) == 3):
        return {}
    return {"decimal": Decimal(f"{int(''.join((first, *groups)))}.{_ascii(rest[-1])}")}


def _ascii(digits: str) -> str:
    return digits if digits.isascii() else "".join(str(int(c)) for c in digits)


# --- words ----------------------------------------------------------------------------------------------------------


def _words(scanned: Scanned, taken: Taken) -> Iterator[_Numeral]:
    longer = {h.start: h.end for h in scanned.of("unit", "currency")} if not scanned.language.spaced else {}
    for n in scanned.numerals:
        if not taken.free(n.start, n.end) or longer.get(n.start, 0) > n.end:  # 千 of 千瓦 counts nothing
            continue
        # one, first, thousands of: languages say them where others do not; a capital inside a sentence makes a name (Four Corners)
        unmeant = n.article or n.weak or n.fraction or n.magnitude_only or n.value <= 1 or _titled(scanned.text, n.start)
        written: Written = "article" if unmeant else "words"
        # the final third, dernier tiers: an ordinal may be a fraction
        amounts = (n.value, 1 / n.value) if n.ordinal and 2 < n.value <= 10 else (n.value,)
        yield _Numeral(n.start, n.end, amounts, (), written, n.ordinal, n.weak)


def _titled(text: str, start: int) -> bool:
    """Whether a word begins with a capital where no sentence begins."""
    before = text[max(0, start - 3) : start].rstrip(_BLANK)[-1:]
    return text[start].isupper() and not text[start : start + 2].isupper() and bool(before) and (before.isalnum() or before in ",;")


def _fractions(around: _Around, taken: Taken) -> Iterator[_Numeral]:
    for match in _VULGAR_SIGN.finditer(around.text):
        value = _VULGAR[match.group()]
        start = match.start()
        if taken.free(start, start + 1):
            yield _Numeral(start, start + 1, (_decimal(value),), (), "digits")
    for hit in around.of("fraction"):
        if taken.free(hit.start, hit.end):
            yield _Numeral(hit.start, hit.end, (_decimal(Fraction(hit.value)),), (), "article")


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


# --- surroundings ---------------------------------------------------------------------------------------------------


class _Side(NamedTuple):
    """A word of the vocabulary that may stand beside a numeral."""

    kind: str
    value: Any
    start: int
    end: int


class _Around:
    """The words that may stand beside a numeral, by where they begin and end."""

    def __init__(self, text: str, hits: list[Hit]) -> None:
        self.text = text
        self._begin: dict[int, list[_Side]] = {}
        self._end: dict[int, list[_Side]] = {}
        for hit in hits:
            for entry in hit.entries:
                if entry.kind in _FAMILY and (
                    entry.kind not in _CODED
                    or len(entry.form) > CODE
                    or not entry.form.isalpha()
                    or text[hit.start : hit.end] == entry.form
                ):
                    side = _Side(entry.kind, entry.value, hit.start, hit.end)
                    self._begin.setdefault(hit.start, []).append(side)
                    self._end.setdefault(hit.end, []).append(side)

    def of(self, kind: str) -> Iterator[_Side]:
        return (side for row in self._begin.values() for side in row if side.kind == kind)

    def after(self, position: int, *kinds: str, gap: str = _BLANK + "-‐‑") -> _Side | None:
        """The longest word of one of the kinds that follows ``position``, one blank or hyphen allowed between."""
        best: _Side | None = None
        steps = (position, position + 1) if position < len(self.text) and self.text[position] in gap else (position,)
        for start in steps:
            for side in self._begin.get(start, ()):
                if side.kind in kinds and (best is None or side.end > best.end):
                    best = side
        return best

    def before(self, position: int, *kinds: str) -> _Side | None:
        """The longest word of one of the kinds that ends at ``position``, one blank allowed between."""
        best: _Side | None = None
        steps = (position, position - 1) if position and self.text[position - 1] in _BLANK else (position,)
        for end in steps:
            for side in self._end.get(end, ()):
                if side.kind in kinds and (best is None or side.start < best.start):
                    best = side
        return best


_RANGE = 6  # characters that may stand between the ends of a range (2.5 to 3.5 million, 10–15 %)


def _ranged(text: str, found: list[_Numeral]) -> Iterator[_Numeral]:
    """The lower end of a range may share the magnitude of the upper one: both amounts are kept."""
    for low, high in zip_longest(found, found[1:]):
        if high and low.scale == 1 < high.scale and high.start - low.end <= _RANGE and low.amounts[0] * high.scale < high.amounts[0]:
            between = text[low.end : high.start]
            if not set(between) & set(".,;()"):
                low.amounts += tuple(a * high.scale for a in low.amounts)
        yield low


def _facts(scanned: Scanned, found: list[_Numeral], around: _Around, taken: Taken) -> Iterator[Fact]:
    previous: _Numeral | None = None
    facts: list[tuple[Number, int, int]] = []
    for numeral in _ranged(scanned.text, list(_scaled(scanned, found, around))):
        start, end = numeral.start, numeral.end
        if previous and start < previous.end:
            continue
        previous = numeral
        value, start, end = _value(numeral, around, start, end)
        if not taken.free(start, numeral.start) or not taken.free(numeral.end, end):
            start, end = numeral.start, numeral.end
        facts.append((value, start, end))
    yield from (scanned.fact(*fact) for fact in _shared(scanned.text, list(_composed(scanned.text, facts))))


def _shared(text: str, facts: list[tuple[Number, int, int]]) -> Iterator[tuple[Number, int, int]]:
    """The lower end of a range is of the upper one's kind: 1 to 4 inches, 10–15 %."""
    for (value, start, end), following in zip_longest(facts, facts[1:]):
        if following and type(value) is Number and type(following[0]) is not Number and not value.ordinal and value.written != "label":
            high, then, _ = following
            if 0 < then - end <= _RANGE and value.amount < high.amount and not set(text[end:then]) & set(".,;:()/"):
                yield (
                    replace(
                        high, amount=value.amount, readings=value.readings, foreign=value.foreign, bound=value.bound, written=value.written
                    ),
                    start,
                    end,
                )
                continue
        yield value, start, end


_SMALLER = {  # a measure said in two steps: two years and six months, six feet two
    ("year", "month"): 12, ("year", "week"): 52, ("month", "week"): 4, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60,
    ("minute", "second"): 60, ("foot", "inch"): 12, ("stone", "pound"): 14, ("pound", "ounce"): 16,
}  # fmt: skip
_STEP = 6  # characters that may stand between the two


def _composed(text: str, facts: list[tuple[Number, int, int]]) -> Iterator[tuple[Number, int, int]]:
    """Measures of two steps as one, in the smaller unit."""
    waiting: tuple[Number, int, int] | None = None
    for value, start, end in facts:
        if waiting:
            larger, first, last = waiting
            times = _SMALLER.get((getattr(larger, "unit", ""), getattr(value, "unit", "")))
            if (
                times
                and larger.written != "article"
                and start - last <= _STEP
                and value.amount < times
                and not set(text[last:start]) & set(".;:()/")
            ):
                waiting = None
                yield replace(value, amount=larger.amount * times + value.amount, readings=(), foreign=(), bound=larger.bound), first, end
                continue
            yield waiting
        waiting = (value, start, end)
    if waiting:
        yield waiting


def _scaled(scanned: Scanned, found: list[_Numeral], around: _Around) -> Iterator[_Numeral]:
    """Numerals with the magnitudes after them; 1 tỷ 200 triệu and 3億5千万 become one."""
    text, current, last = scanned.text, None, Decimal(0)
    for numeral in found:
        scale = numerals.magnitude_after(text, scanned.hits, numeral.end) if numeral.written != "label" else None
        if scale and scale[1] - numeral.end <= 2 and around.after(numeral.end, "unit") and not around.before(numeral.start, "currency"):
            scale = None  # 1,98 m is a length; £125m is a sum
        if (
            scale
            and scale[1] - numeral.end == 1
            and text[numeral.end].isascii()
            and _places(numeral.amounts) > 1
            and not around.before(numeral.start, "currency")
        ):
            scale = None  # 802.11b
        if current and numeral.start < current.end:
            continue
        joined = current is not None and last > 1 and _adjacent(text, current.end, numeral.start, scanned.language.spaced)
        if scale:
            factor, numeral.end = scale
            numeral.scale = factor
            numeral.amounts = tuple(a * factor for a in numeral.amounts)
            numeral.foreign = tuple(a * factor for a in numeral.foreign)
            if numeral.written == "words":
                numeral.written = "mixed"
        else:
            factor = Decimal(1)
        if (
            joined
            and current
            and factor < last
            and numeral.amounts
            and numeral.amounts[0] < last
            and (scale or not scanned.language.spaced or numeral.start == current.end)
        ):
            current.amounts = (current.amounts[0] + numeral.amounts[0],)
            current.foreign = ()
            current.end = numeral.end
            last = factor
            continue
        if current:
            yield current
        current, last = numeral, factor
    if current:
        yield current


def _places(amounts: tuple[Decimal, ...]) -> int:
    """Decimal places written."""
    return max((-int(a.as_tuple().exponent) for a in amounts), default=0)


def _adjacent(text: str, end: int, start: int, spaced: bool) -> bool:
    between = text[end:start]
    return between in ("", " ", "\u00a0") if spaced else between == ""


def _value(n: _Numeral, around: _Around, start: int, end: int) -> tuple[Number, int, int]:
    """What the numeral is, and the span with what belongs to it."""
    common = {
        "amount": n.amounts[0],
        "readings": n.amounts if len(n.amounts) > 1 else (),
        "foreign": n.foreign,
        "written": n.written,
        "ordinal": n.ordinal,
        "label": n.label,
    }
    value: Number
    suffix = around.after(end, "ordinal-suffix", gap="")
    prefix = around.before(start, "ordinal-prefix")
    if (suffix or prefix) and not n.ordinal:
        common["ordinal"] = True
        end = suffix.end if suffix else end
    points, share = around.after(end, "points"), around.after(end, "percent") or around.before(start, "percent")
    link = around.after(end, "magnitude-link") if n.amounts[0] >= MANY else None  # millones de euros
    reach = link.end if link else end
    unit = around.after(reach, "unit")
    currency = _currency(around, start, reach)
    if points and (not share or points.end >= share.end):
        value, end = Percent(points=True, **common), points.end  # type: ignore[arg-type]
    elif share:
        if share.value == "permille":
            common["amount"] /= 10  # type: ignore[operator]
        value = Percent(**common)  # type: ignore[arg-type]
        start, end = min(start, share.start), max(end, share.end)
    elif currency and (not unit or currency.end >= unit.end or currency.end <= start):
        value = Money(currencies=tuple(currency.value.split()), **common)  # type: ignore[arg-type]
        start, end = min(start, currency.start), max(end, currency.end)
    elif unit:
        name = unit.value
        kind = Duration if name in DURATIONS else Quantity
        value, end = kind(unit=name, **common), unit.end  # type: ignore[arg-type]
    else:
        value = Number(**common)  # type: ignore[arg-type]
    bound = _bound(around, start, end)
    if bound:
        value = _with_bound(value, bound)
    return value, start, end


DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"})


def _currency(around: _Around, start: int, reach: int) -> _Side | None:
    """The currency on either side; a sign glued to the numeral wins over a word a blank away. ``reach``: where the numeral ends, with the link after it."""
    before, after = around.before(start, "currency"), around.after(reach, "currency")
    if before and after:
        return after if after.end - after.start > before.end - before.start and before.end < start else before
    return before or after


def _bound(around: _Around, start: int, end: int) -> Bound | None:
    hit = around.before(start, "bound")
    if hit:
        found: Bound = hit.value
        return found
    hit = around.after(end, "bound-after")
    if not hit and (counter := around.after(end, "counter")):  # 200人以上
        hit = around.after(counter.end, "bound-after")
    if not hit and (tail := _tail(around.text, end)) > end:  # 20 milyondan fazla, yüzde 10'undan fazla
        hit = around.after(tail, "bound-after")
    return hit.value if hit else None


def _tail(text: str, end: int) -> int:
    """Where the case ending glued to a numeral or its unit ends."""
    tail = end
    while tail < len(text) and tail - end < _ENDING and (text[tail].isalpha() or text[tail] in "'’"):
        tail += 1
    return tail


_ENDING = 9  # letters of the longest case ending, its apostrophe counted


def _with_bound(value: Number, bound: Bound) -> Number:
    return replace(value, bound=bound)
