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
from transcheck.facts.surroundings import BLANK, CODE, WHOLE, Around, Side
from transcheck.languages import letter, numerals, units
from transcheck.languages.numeral_grammar import ATOMS, PARTS
from transcheck.model import Duration, Fact, Money, Number, Percent, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Language
    from transcheck.languages.numeral_grammar import Grammar
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
_DASHES = "-‐‑–−"
_SPELLED = ATOMS.union(PARTS, WHOLE)
_ALONE = frozenset({*WHOLE, "fraction", "fraction-after"})
MANY = 1000  # from here on what is counted may follow a link (millions of euros)
_BOUNDS = ("bound", "bound-after")


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
    unit: str = ""  # of a word that is a measure by itself (나흘, сутки)


def numbers(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """Every number of the text that no earlier extractor claimed."""
    text = scanned.text
    if not (_DIGIT.search(text) or _VULGAR_SIGN.search(text)):
        kinds = frozenset().union(*(h.kinds for h in scanned.hits))
        if kinds.isdisjoint(_SPELLED) or (kinds.isdisjoint(_ALONE) and not scanned.numerals):
            return []
    spans = [(f.span.start - scanned.base, f.span.end - scanned.base) for f in claimed]
    taken = Taken(spans)
    around = Around(scanned, taken if spans else None, frozenset([start for start, _ in spans]))
    found = list(_digits(text, scanned.language, taken, {h.end: h.end - h.start for h in scanned.of("currency") if h.exact}))
    found = _ratios(around, found)
    taken.add((n.start, n.end) for n in found)
    words = [*_wholes(around, taken)]
    taken.add((n.start, n.end) for n in words)
    found += words
    words = list(_words(scanned, taken))
    taken.add((n.start, n.end) for n in words)
    found += words
    found += _fractions(around, taken)
    found += _unsaid_one(around, taken, found)
    found.sort(key=lambda n: n.start)
    if scanned.language.grammar.measure_first or scanned.language.grammar.magnitude_first:
        found = list(_multiplied(found))
    return list(_facts(scanned, found, around, taken))


# --- digits ---------------------------------------------------------------------------------------------------------


_SLASHED = re.compile(r"(?<![\d/.,])([^\D0۰-۹])/([^\D0۰-۹]|10)(?![\d/])")

_PERSIAN = re.compile(r"(?<![\d/.,٫])([۰-۹]{1,3})/([۰-۹]{1,2})(?![\d/])")  # ۱/۵ is 1.5 as often as a fifth


def _digits(text: str, language: Language, taken: Taken, signs: dict[int, int]) -> Iterator[_Numeral]:
    """Digits with their separators; ``signs`` are the lengths of the currency signs by where they end (RM3.5 is a sum, B12 is not)."""
    if "/" in text:
        slashed = [m for m in _SLASHED.finditer(text) if int(m[1]) < int(m[2]) and taken.free(*m.span())]
        taken.add(m.span() for m in slashed)
        yield from (_Numeral(*m.span(), (_decimal(Fraction(int(m[1]), int(m[2]))),), (), "digits") for m in slashed)
    if "/" in text:
        slashed = [m for m in _PERSIAN.finditer(text) if taken.free(*m.span())]
        taken.add(m.span() for m in slashed)
        yield from (
            _Numeral(*m.span(), (Decimal(f"{int(m[1])}.{_ascii(m[2])}"), _decimal(Fraction(int(m[1]), int(m[2])))), (), "digits")
            for m in slashed
            if int(m[2])
        )
    if ":" in text:
        slipped = [m for m in _SLIPPED_CLOCK.finditer(text) if taken.free(*m.span())]
        taken.add(m.span() for m in slipped)
        yield from (_plain(_SEPARATORS.sub("", m.group()), *m.span()) for m in slipped)
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST:
            continue
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


_LONGEST = 60  # characters of a number: what is longer is a key, a column of figures, noise


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
    if begin and len(letters) <= 2 and text[begin - 1].isdigit():  # 1m80, 5ft10
        return ""
    return "" if hyphen and letters.islower() else letters.lower()


_LETTERS = 24  # of the longest designation

_SEPARATORS = re.compile(r"[^\d]")
_SLIPPED_CLOCK = re.compile(
    r"(?<![\d:.,])(?:[2-9]|[01]\d|2[0-4]):[0-5]\d0(?![\d:])"
)  # 15:000: a digit too many, and no hour with a number after it
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
    text, spaced = scanned.text, scanned.language.spaced
    longer = {h.start: h.end for h in scanned.of("unit", "currency")}
    for n in scanned.numerals:
        if not taken.free(n.start, n.end):
            continue
        if n.start in longer and (_within(text, n.end, longer[n.start], spaced) or (spaced and _figure_before(text, n.start))):
            continue  # 千 of 千瓦 counts nothing, nor A of A$5, nor năm of 2 năm rưỡi
        # one, first, thousands of: languages say them where others do not; a capital inside a sentence makes a name (Four Corners)
        small = n.value <= 1 and (not n.fraction or _unit_fraction(n.value))
        unmeant = n.article or n.weak or small or n.magnitude_only or _titled(scanned.text, n.start)
        written: Written = "article" if unmeant else "words"
        # the final third, dernier tiers: an ordinal may be a fraction
        amounts = (n.value, 1 / n.value) if n.ordinal and 2 < n.value <= 10 else (n.value,)
        yield _Numeral(n.start, n.end, amounts, (), written, n.ordinal, n.weak)


def _unit_fraction(value: Decimal) -> bool:
    """A half, a third, a tenth, which many languages say by the way; not two thirds."""
    return not value or min(1 / value % 1, 1 - 1 / value % 1) < _SPECK


_SPECK = Decimal("1e-9")


def _within(text: str, end: int, reach: int, spaced: bool) -> bool:
    """Whether a numeral is the beginning of a longer word of measure, which reaches so far."""
    return end < reach and not (spaced and text[end].isspace())


def _figure_before(text: str, start: int) -> bool:
    return text[max(0, start - 2) : start].strip()[-1:].isdigit()


def _titled(text: str, start: int) -> bool:
    """Whether a word begins with a capital where no sentence begins."""
    before = text[max(0, start - 3) : start].rstrip(BLANK)[-1:]
    return text[start].isupper() and not text[start : start + 2].isupper() and bool(before) and (before.isalnum() or before in ",;")


def _fractions(around: Around, taken: Taken) -> Iterator[_Numeral]:
    for match in _VULGAR_SIGN.finditer(around.text):
        value = _VULGAR[match.group()]
        start = match.start()
        if taken.free(start, start + 1):
            yield _Numeral(start, start + 1, (_decimal(value),), (), "digits")
    for hit in around.of("fraction"):
        if taken.free(hit.start, hit.end):
            value = Fraction(hit.value)
            yield _Numeral(hit.start, hit.end, (_decimal(value),), (), "article" if value.numerator == 1 else "words")


def _ratios(around: Around, found: list[_Numeral]) -> list[_Numeral]:
    """3分の2, 3분의 2, ৭ দশমিক ৫: two numerals with the word between them that makes a fraction of them."""
    if not around.has(("fraction-link", "decimal-link")):
        return found
    kept: list[_Numeral] = []
    for n in found:
        link = around.before(n.start, "fraction-link", "decimal-link")
        if link and kept and n.written == kept[-1].written == "digits":
            gap = around.text[kept[-1].end : link.start]
            if link.kind == "decimal-link":
                digits = _ascii(around.text[n.start : n.end])
                if gap and gap in BLANK and digits.isdecimal() and not kept[-1].amounts[0] % 1:
                    amount = Decimal(f"{kept[-1].amounts[0]}.{digits}")
                    kept[-1] = _Numeral(kept[-1].start, n.end, (amount,), (), "digits")
                    continue
            elif gap:
                kept.append(n)
                continue
            first, second = kept[-1].amounts[0], n.amounts[0]
            over, under = (first, second) if link.value == "over" else (second, first)
            if 0 < over < under:
                kept[-1] = _Numeral(kept[-1].start, n.end, (over / under,), (), "digits")
                continue
        kept.append(n)
    return kept


def _multiplied(found: list[_Numeral]) -> Iterator[_Numeral]:
    """milioni 3: a magnitude before its digits."""
    waiting: _Numeral | None = None
    for n in found:
        if waiting and n.written == "digits" and waiting.written == "article" and waiting.amounts[0] >= MANY and n.start - waiting.end == 1:
            factor = waiting.amounts[0]
            amounts = tuple(a * factor for a in n.amounts)
            waiting = _Numeral(waiting.start, n.end, amounts, (), "mixed")
            continue
        if waiting:
            yield waiting
        waiting = n
    if waiting:
        yield waiting


def _wholes(around: Around, taken: Taken) -> Iterator[_Numeral]:
    """Words that are a count or a measure by themselves: 나흘 asserts four days; both and teenage only imply a number."""
    for hit in around.of(*WHOLE):
        if taken.free(hit.start, hit.end):
            amount, _, unit = str(hit.value).partition(" ")
            yield _Numeral(hit.start, hit.end, (Decimal(amount),), (), "words" if hit.kind == "measure" else "article", unit=unit)


def _unsaid_one(around: Around, taken: Taken, found: list[_Numeral]) -> Iterator[_Numeral]:
    """The next year and a half: a unit with a half after it and no number before."""
    if not around.has(("fraction-after",)):
        return
    counted = {n.end for n in found}
    for half in around.of("fraction-after"):
        unit = around.before(half.start, "unit")
        if unit and unit.value in DURATIONS and taken.free(unit.start, half.end) and counted.isdisjoint((unit.start, unit.start - 1)):
            yield _Numeral(unit.start, half.end, (1 + _decimal(Fraction(half.value)),), (), "words", unit=unit.value)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


# --- surroundings ---------------------------------------------------------------------------------------------------


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


_TILDES = frozenset((*_DASHES, "~", "～", "〜", "..", "…"))


def _ranged(text: str, found: list[_Numeral], grammar: Grammar) -> Iterator[_Numeral]:
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


def _facts(scanned: Scanned, found: list[_Numeral], around: Around, taken: Taken) -> Iterator[Fact]:
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


def _scaled(scanned: Scanned, found: list[_Numeral], around: Around) -> Iterator[_Numeral]:
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
        if scale:
            factor, numeral.end = scale
            numeral.scale = factor
            numeral.amounts = tuple(a * factor for a in numeral.amounts)
            numeral.foreign = tuple(a * factor for a in numeral.foreign)
            if numeral.written == "words":
                numeral.written = "mixed"
            if half := around.after(numeral.end, "fraction-after"):  # 2 triệu rưỡi
                numeral.amounts = (numeral.amounts[0] + factor * _decimal(Fraction(half.value)),)
                numeral.foreign, numeral.end = (), half.end
        elif numeral.written == "words":
            factor = _last_magnitude(numeral.amounts[0])
        else:
            factor = Decimal(1)
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


def _step(text: str, current: _Numeral, numeral: _Numeral, last: Decimal, grammar: Grammar) -> bool:
    """Whether figures after a magnitude are the rest of its number (36 ezer 400, 3 millions 400 000, 18만 7500): all the figures that the
    magnitude has room for, or fewer where the language says numbers in steps."""
    if numeral.written != "digits" or current.written != "digits" or len(numeral.amounts) > 1 or current.amounts[0] % last:
        return False
    figures = sum(c.isdigit() for c in text[numeral.start : numeral.end])
    return numeral.amounts[0] % 1 == 0 and (grammar.steps or (10**figures == last and text[numeral.start] not in _ZEROS))


_ZEROS = frozenset("0٠۰०০")


def _value(n: _Numeral, around: Around, start: int, end: int) -> tuple[Number, int, int]:
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
            common["amount"], common["readings"], end = n.amounts[0] + _decimal(Fraction(half.value)), (), half.end
            common["written"] = n.written if n.written == "digits" else "words"
        value = kind(unit=name, **common)  # type: ignore[arg-type]
    else:
        value = Number(**common)  # type: ignore[arg-type]
    bound = _bound(around, start, end, bare=end == n.end, span=isinstance(value, Duration))
    return (replace(value, bound=bound) if bound else value), start, end


_SHARES = {"permille": Decimal("0.1"), "tenth": Decimal(10)}  # in hundredths


DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"})


def _currency(around: Around, start: int, reach: int) -> Side | None:
    """The currency on either side; a sign glued to the numeral wins over a word a blank away. ``reach``: where the numeral ends, with the link after it."""
    before, after = around.before(start, "currency"), around.after(reach, "currency")
    if before and not around.measure_first and _plain_word(around.text[before.start : before.end]):
        before = None  # won 3 medals, som 5 personer: the names of currencies follow their figure
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
