"""Numbers, sums, percentages and quantities: digits in any script, spelled out, or both.

A numeral is found first (digits with their separators, or words), then what stands around it says what it is: a magnitude after it
(1.5 million, 3億5千万), a currency on either side, a percent sign, a unit, a bound (at least, 以上). Nothing here knows a language: the
words are the vocabulary's, the separators the locale's.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from transcheck.facts.date_atoms import Taken
from transcheck.facts.figures import DASHES, Numeral, any_in, decimal_of, numerals_in
from transcheck.facts.surroundings import BLANK, CODE, DURATIONS, MANY, Around, Side
from transcheck.languages import letter, numerals, units
from transcheck.model import Duration, Fact, Money, Number, Percent, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.facts.scanned import Scanned
    from transcheck.languages.numeral_grammar import Grammar
    from transcheck.model import Bound

_BOUNDS = ("bound", "bound-after")


def numbers(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """Every number of the text that no earlier extractor claimed."""
    if not any_in(scanned):
        return []
    spans = [(f.span.start - scanned.base, f.span.end - scanned.base) for f in claimed]
    taken = Taken(spans)
    around = Around(scanned, taken if spans else None, frozenset([start for start, _ in spans]))
    return list(_facts(scanned, numerals_in(scanned, around, taken), around, taken))


_FALL = 10  # times as much as its end a falling range may begin with (from 410 to 355 million)
_RANGE = 10  # characters that may stand between the ends of a range (2.5 to 3.5 million, 10–15 %)


def _spans(between: str, grammar: Grammar) -> bool:
    """Whether what stands between two numerals makes them the ends of a range."""
    core = between.strip(BLANK)
    if not core or len(between) > _RANGE:
        return False
    if core in _TILDES:
        return True
    return core.lower() in grammar.ranges if grammar.ranges else core.isalpha()


_TILDES = frozenset((*DASHES, "~", "～", "〜", "..", "…"))


def _ranged(text: str, found: list[Numeral], grammar: Grammar) -> Iterator[Numeral]:
    """The lower end of a range may share the magnitude of the upper one: both amounts are kept."""
    for low, high in zip_longest(found, found[1:]):
        if (
            high
            and low.scale == 1 < high.scale
            and low.amounts[0] * high.scale < _FALL * high.amounts[0]
            and _spans(text[low.end : high.start], grammar)
        ):
            low.amounts += tuple(a * high.scale for a in low.amounts)
        yield low


@dataclass(slots=True)
class _Read:
    """A value with its place, and the numeral it was read from."""

    value: Number
    start: int
    end: int


def _facts(scanned: Scanned, found: list[Numeral], around: Around, taken: Taken) -> Iterator[Fact]:
    text, grammar = scanned.text, scanned.language.grammar
    rows: list[_Read] = []
    reach = 0
    for numeral in _ranged(text, list(_scaled(scanned, found, around)), grammar):
        if numeral.start < reach:
            continue
        value, start, end = _value(numeral, around, numeral.start, numeral.end)
        reach = max(numeral.end, end)
        if not taken.free(start, numeral.start) or not taken.free(numeral.end, end):
            start, end = numeral.start, numeral.end
        rows.append(_Read(value, start, end))
    _share(text, rows, grammar)
    rows = list(_composed(text, rows, grammar))
    if around.has((*_BOUNDS, "bound-beside")):
        _excuse(rows, around)
    yield from (scanned.fact(row.value, row.start, row.end) for row in rows)


def _share(text: str, rows: list[_Read], grammar: Grammar) -> None:
    """The lower end of a range is of the upper one's kind: 1 to 4 inches, 10–15 %."""
    for low, high in pairwise(rows):
        value, other = low.value, high.value
        if other.bound in ("at-most", "at-least") and _spans(text[low.end : high.start], grammar) and value.amount < other.amount:
            other = high.value = replace(other, bound=None)  # від 5 до 10
        if (
            type(value) is Number
            and type(other) is not Number
            and not value.ordinal
            and value.written != "label"
            and value.amount < other.amount
            and _spans(text[low.end : high.start], grammar)
        ):
            low.value = replace(
                other, amount=value.amount, readings=value.readings, foreign=value.foreign, bound=value.bound, written=value.written
            )


_SMALLER = {  # a measure said in two steps: two years and six months, six feet two, 9 m 40 cm
    ("year", "month"): 12, ("year", "week"): 52, ("month", "week"): 4, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60,
    ("minute", "second"): 60, ("foot", "inch"): 12, ("stone", "pound"): 14, ("pound", "ounce"): 16, ("yard", "foot"): 3,
    ("kilometer", "meter"): 1000, ("meter", "centimeter"): 100, ("centimeter", "millimeter"): 10, ("kilogram", "gram"): 1000,
    ("tonne", "kilogram"): 1000,
}  # fmt: skip
_UNSAID = {"foot": ("inch", "-‐‑ "), "meter": ("centimeter", "")}  # the smaller unit that need not be said, and what may stand between
_TALL = 9  # feet or metres up to which a bare number after them is the rest of a height
_STEP = 7  # characters that may stand between the two


def _composed(text: str, rows: list[_Read], grammar: Grammar) -> Iterator[_Read]:
    """Measures of two steps as one, in the smaller unit; two years and a half."""
    waiting: _Read | None = None
    for row in rows:
        if waiting and (value := _together(waiting.value, row.value, text[waiting.end : row.start], grammar)):
            waiting = _Read(value, waiting.start, row.end)
            continue
        if waiting:
            yield waiting
        waiting = row
    if waiting:
        yield waiting


def _together(larger: Number, rest: Number, between: str, grammar: Grammar) -> Number | None:
    """The measure that the two make, or None."""
    unit, smaller = getattr(larger, "unit", ""), getattr(rest, "unit", "")
    if not unit or rest.ordinal or len(between) > _STEP or larger.amount % 1:
        return None
    said = between.strip(BLANK).lower() in grammar.joins
    tail, gaps = _UNSAID.get(unit, ("", ""))
    if type(rest) is Number:
        if said and between.strip(BLANK) and larger.amount and rest.amount == _HALF and rest.written == "article":
            written = "words" if larger.written == "article" else larger.written  # a year and a half
            return replace(larger, amount=larger.amount + _HALF, readings=(), foreign=(), written=written)
        if tail and between in gaps and larger.amount <= _TALL and rest.written in ("digits", "words"):
            smaller, said = tail, True
    times = _SMALLER.get((unit, smaller))
    if not said or not times or not 0 < rest.amount < times or (larger.written == "article" and rest.written != "digits"):
        return None
    if larger.written == "article":  # an hour and 50 minutes
        larger = replace(larger, written="words")
    amount = larger.amount * times + rest.amount
    return replace(larger, amount=amount, readings=(), foreign=(), unit=smaller)  # type: ignore[call-arg]


_HALF = Decimal("0.5")


_NEAR = 40  # characters before a figure, and after it, within which a bound may be meant for it
_STOP = re.compile("[.!?;:](?=[^0-9])|[。！？；।۔؛]")


def _excuse(rows: list[_Read], around: Around) -> None:
    """Notes the bounds that stand in a figure's clause without touching it: an estimated fortune of 11 million."""
    sides = sorted((s for s in around.of(*_BOUNDS, "bound-beside") if s.start not in around.meant), key=lambda s: s.start)
    starts = [s.start for s in sides]
    text = around.text
    for row in rows:
        if row.value.bound:
            continue
        near = []
        for side in sides[bisect_left(starts, row.start - _NEAR) : bisect_right(starts, row.end + _NEAR)]:
            between = text[side.end : row.start] if side.end <= row.start else text[row.end : side.start]
            if not _STOP.search(between):
                near.append(side.value)
        if near:
            row.value = replace(row.value, beside=tuple(dict.fromkeys(near)))


def _scaled(scanned: Scanned, found: list[Numeral], around: Around) -> Iterator[Numeral]:
    """Numerals with the magnitudes after them; 1 tỷ 200 triệu and 3億5千万 become one."""
    text, current, last = scanned.text, None, Decimal(0)
    for numeral in found:
        scale = numerals.magnitude_after(text, scanned.hits, numeral.end) if numeral.written != "label" else None
        if (
            scale
            and scale[1] - numeral.end <= 2
            and (unit := around.after(numeral.end, "unit"))
            and unit.value not in _FAINT
            and not around.before(numeral.start, "currency")
        ):
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
        grammar = scanned.language.grammar
        joined = current is not None and last > 1 and _adjacent(text, current.end, numeral.start, grammar, scaled=scale is not None)
        if scale and joined and current and grammar.steps and scale[0] > last > numeral.amounts[0] and current.written == "digits":
            rest = current.amounts[0] + numeral.amounts[0]  # २ हजार ५०० करोड
            current.amounts, current.foreign, current.end = (rest * scale[0],), (), scale[1]
            current.scale = last = scale[0]
            continue
        if scale:
            factor, numeral.end = scale
            numeral.scale = factor
            numeral.amounts = tuple(a * factor for a in numeral.amounts)
            numeral.foreign = tuple(a * factor for a in numeral.foreign)
            if numeral.written == "words":
                numeral.written = "mixed"
            if half := around.after(numeral.end, "fraction-after"):  # 2 triệu rưỡi
                numeral.amounts = (numeral.amounts[0] + factor * decimal_of(Fraction(half.value)),)
                numeral.foreign, numeral.end = (), half.end
        elif numeral.written == "words":
            factor = _last_magnitude(numeral.amounts[0])
        else:
            factor = Decimal(1)
            half = around.after(numeral.end, "fraction-after") if numeral.written == "digits" else None
            if half and around.after(half.end, "percent", "points", "currency", "unit"):  # ۳۵ و نیم درصد
                numeral.amounts, numeral.foreign, numeral.end = (numeral.amounts[0] + decimal_of(Fraction(half.value)),), (), half.end
        if (
            joined
            and current
            and factor < last
            and numeral.amounts
            and numeral.amounts[0] < last
            and (scale or not grammar.spaced or numeral.start == current.end or _step(text, current, numeral, last, grammar))
        ):
            rest = numeral.amounts[0]
            current.amounts = (current.amounts[0] + (rest * last if 0 < rest < 1 else rest),)  # 2 ล้านครึ่ง
            current.foreign = ()
            current.end = numeral.end
            last = factor
            continue
        if current:
            yield current
        current, last = numeral, factor
    if current:
        yield current


def _last_magnitude(amount: Decimal) -> Decimal:
    """The magnitude that a number in words ends with (تین لاکھ): a smaller one in digits may go on from there."""
    return next((m for m in _MAGNITUDES if not amount % m), Decimal(1)) if amount >= MANY else Decimal(1)


_MAGNITUDES = tuple(Decimal(10) ** n for n in (12, 9, 7, 6, 5, 3))
_FAINT = frozenset({"kelvin", "byte", "bit"})  # units whose sign is a magnitude's as a rule: 98K, 42.8B


def _places(amounts: tuple[Decimal, ...]) -> int:
    """Decimal places written."""
    return max((-int(a.as_tuple().exponent) for a in amounts), default=0)


def _adjacent(text: str, end: int, start: int, grammar: Grammar, *, scaled: bool) -> bool:
    between = text[end:start]
    if not grammar.spaced:
        return between == "" or (scaled and between == " ")  # 3 หมื่น 5 พัน
    return between in ("", " ", "\u00a0") or (
        grammar.steps and len(between) <= _STEP and between.strip(BLANK + "-־").lower() in grammar.links
    )


def _step(text: str, current: Numeral, numeral: Numeral, last: Decimal, grammar: Grammar) -> bool:
    """Whether figures after a magnitude are the rest of its number (36 ezer 400, 3 millions 400 000, 18만 7500): all the figures that the
    magnitude has room for, or fewer where the language says numbers in steps."""
    if numeral.written != "digits" or current.written != "digits" or len(numeral.amounts) > 1 or current.amounts[0] % last:
        return False
    figures = sum(c.isdigit() for c in text[numeral.start : numeral.end])
    return numeral.amounts[0] % 1 == 0 and (grammar.steps or (10**figures == last and text[numeral.start] not in _ZEROS))


_ZEROS = frozenset("0٠۰०০")


def _value(n: Numeral, around: Around, start: int, end: int) -> tuple[Number, int, int]:
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
    if n.unit:
        return (Duration if n.unit in DURATIONS else Quantity)(unit=n.unit, **common), start, end  # type: ignore[arg-type]
    suffix = around.after(end, "ordinal-suffix", gap="")
    prefix = around.before(start, "ordinal-prefix")
    if (suffix or prefix) and not n.ordinal:
        common["ordinal"] = True
        end = suffix.end if suffix else end
    points, share = around.after(end, "points"), around.after(end, "percent") or around.before(start, "percent")
    if (
        share and share.start < start and around.text[max(0, share.start - 2) : share.start].rstrip()[-1:].isdigit()
    ):  # 12 prosenttia 1,2 miljoonaan
        share = None
    if share and share.value == "tenth" and share.start < end:  # 完成 3
        share = None
    link = around.after(end, "magnitude-link") if n.amounts[0] >= MANY else None  # millones de euros
    reach = link.end if link else end
    unit = around.after(reach, "unit") or (around.before(start, "unit") if around.measure_first else None)
    currency = _currency(around, start, reach)
    if points and (not share or points.end >= share.end):
        value, end = Percent(points=True, **common), points.end  # type: ignore[arg-type]
    elif share:
        if share.value in _SHARES:
            common["amount"] *= _SHARES[share.value]  # type: ignore[operator]
            common["readings"] = ()
        if n.written == "article" and n.amounts[0] > 1:  # yüzde kırk: beside its sign a doubtful word is meant
            common["written"] = "words"
        value = Percent(**common)  # type: ignore[arg-type]
        start, end = min(start, share.start), max(end, share.end)
    elif currency and (not unit or currency.end >= unit.end or currency.end <= start):
        value = Money(currencies=tuple(currency.value.split()), **common)  # type: ignore[arg-type]
        start, end = min(start, currency.start), max(end, currency.end)
    elif unit and not (common["ordinal"] and unit.value in DURATIONS):  # the first fortnight is no fortnight
        name = unit.value
        if (speed := around.before(min(start, unit.start), "speed")) and f"{name}-per-{speed.value}" in units():  # 秒速40メートル
            name, start = f"{name}-per-{speed.value}", speed.start
        kind = Duration if name in DURATIONS else Quantity
        start, end = min(start, unit.start), max(end, unit.end)
        half = around.after(end, "fraction-after")
        if half and (n.written in ("digits", "words") or n.amounts[0] == 1):  # 2年半, một năm rưỡi
            common["amount"], common["readings"], end = n.amounts[0] + decimal_of(Fraction(half.value)), (), half.end
            common["written"] = n.written if n.written == "digits" else "words"
        value = kind(unit=name, **common)  # type: ignore[arg-type]
    else:
        value = Number(**common)  # type: ignore[arg-type]
    bound = _bound(around, start, end, bare=end == n.end, span=isinstance(value, Duration))
    return (replace(value, bound=bound) if bound else value), start, end


_NOUN = 24  # letters of what is counted, where it stands before its figure
_WORD = r"[^\s\d_,.;:!?()-]+"
_COUNTED = re.compile(rf"(?<=\S[{BLANK}])(?:{_WORD}[{BLANK}](?:{_WORD}-)?|{_WORD}-)$")

_SHARES = {"permille": Decimal("0.1"), "tenth": Decimal(10)}  # in hundredths


def _currency(around: Around, start: int, reach: int) -> Side | None:
    """The currency on either side; a sign glued to the numeral wins over a word a blank away. ``reach``: where the numeral ends, with the link after it."""
    before, after = around.before(start, "currency"), around.after(reach, "currency")
    if before and not around.measure_first and _plain_word(around.text[before.start : before.end]):
        before = None  # won 3 medals, som 5 personer: the names of currencies follow their figure
    if before and around.spaced and before.start and around.text[before.start].isalpha() and around.text[before.start - 1].isalpha():
        before = None  # בין 3: between, not for yen
    if before and after:
        return after if after.end - after.start > before.end - before.start and before.end < start else before
    return before or after


def _plain_word(word: str) -> bool:
    """A word in small letters, of a script that has capitals, that is too long for a sign (kr, rs)."""
    return len(word) >= CODE and word.isalpha() and word.islower()


def _bound(around: Around, start: int, end: int, *, bare: bool, span: bool) -> Bound | None:
    """The bound beside a figure; ``bare``: nothing is counted by it, ``span``: it is a length of time (over 24 hours lasts them)."""
    if not around.has(_BOUNDS):
        return None
    hit = around.before(start, "bound", "not-bound", gap=BLANK + "-־")  # יותר מ-20
    if not hit and (link := around.before(start, "bound-link")):  # примерно в 27 метрах
        hit = around.before(link.start, "bound", "not-bound")
    if not hit and bare and around.measure_first and (counted := _COUNTED.search(around.text, max(0, start - _NOUN), start)):
        hit = around.before(counted.start(), "bound", "not-bound")  # zaidi ya wanafunzi 300
    if hit:
        around.meant.add(hit.start)
        if around.before(start, "ratio") and around.text[max(0, hit.start - 2) : hit.start].strip()[-1:].isdigit():  # 431 trên 452
            return None
        during = around.before(hit.end, "bound-span") if span else None
        if hit.kind == "not-bound" or (during and during.start == hit.start):  # thấp hơn 12%: lower by so much
            return None
    else:
        hit = around.after(end, "bound-after")
        if hit and bare and around.after(end, "bound-counted"):  # 震度6弱
            return None
        if not hit and (counter := around.after(end, "counter")):  # 200人以上
            hit = around.after(counter.end, "bound-after")
        if not hit and (tail := _tail(around.text, end)) > end:  # 20 milyondan fazla, yüzde 10'undan fazla
            hit = around.after(tail, "bound-after")
        if hit:
            around.meant.add(hit.start)
    return (_denied(around, hit) or hit.value) if hit else None


def _denied(around: Around, hit: Side) -> Bound | None:
    """The bound that a negation before it makes of another: does not cost more than 35."""
    if hit.value not in _DENIED or not around.has(("negation",)):
        return None
    near = around.ending(hit.start - _DENIAL, hit.start, "negation")
    denied = any(side.value in _NEGATIONS and not _STOP.search(around.text[side.end : hit.start]) for side in near)
    return _DENIED[hit.value] if denied else None


_DENIED: dict[str, Bound] = {"more-than": "at-most", "less-than": "at-least"}
_DENIAL = 16  # characters between the two
_NEGATIONS = ("not", "no", "never")


def _tail(text: str, end: int) -> int:
    """Where the case ending glued to a numeral or its unit ends."""
    tail = end
    while tail < len(text) and tail - end < _ENDING and (letter(text[tail]) or text[tail] in "'’"):
        tail += 1
    return tail


_ENDING = 9  # letters of the longest case ending, its apostrophe counted
