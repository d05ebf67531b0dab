"""Where numerals stand in a text: digits with their separators, numbers in words, and words and signs that are amounts by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from transcheck.facts.surroundings import BLANK, DURATIONS, MANY, WHOLE, Around
from transcheck.languages.numeral_grammar import ATOMS, PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.facts.date_atoms import Taken
    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Language
    from transcheck.model import Written

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
DASHES = "-‐‑–−"
_SPELLED = ATOMS.union(PARTS, WHOLE)
_ALONE = frozenset({*WHOLE, "fraction", "fraction-after"})


@dataclass(slots=True)
class Numeral:
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


def any_in(scanned: Scanned) -> bool:
    """Whether the text may hold a numeral: a look at what most texts lack."""
    if _DIGIT.search(scanned.text) or _VULGAR_SIGN.search(scanned.text):
        return True
    kinds = frozenset().union(*(h.kinds for h in scanned.hits))
    return not (kinds.isdisjoint(_SPELLED) or (kinds.isdisjoint(_ALONE) and not scanned.numerals))


def numerals_in(scanned: Scanned, around: Around, taken: Taken) -> list[Numeral]:
    """The numerals of the text by their start, none where it is taken; what they stand on is taken then."""
    grammar = scanned.language.grammar
    signs = {h.end: h.end - h.start for h in scanned.of("currency") if h.exact}
    found = _ratios(around, list(_digits(scanned.text, scanned.language, taken, signs)))
    taken.add((n.start, n.end) for n in found)
    whole = list(_wholes(around, taken))
    taken.add((n.start, n.end) for n in whole)
    words = list(_words(scanned, taken))
    taken.add((n.start, n.end) for n in words)
    found += whole + words
    found += _fractions(around, taken)
    found += _unsaid_one(around, taken, found)
    found.sort(key=lambda n: n.start)
    before = grammar.measure_first or grammar.magnitude_first or grammar.magnitude_figures
    return list(_multiplied(found)) if before else found


# --- digits ---------------------------------------------------------------------------------------------------------


_SLASHED = re.compile(r"(?<![\d/.,])([^\D0۰-۹])/([^\D0۰-۹]|10)(?![\d/])")

_PERSIAN = re.compile(r"(?<![\d/.,٫])([۰-۹]{1,3})/([۰-۹]{1,2})(?![\d/])")  # ۱/۵ is 1.5 as often as a fifth


def _digits(text: str, language: Language, taken: Taken, signs: dict[int, int]) -> Iterator[Numeral]:
    """Digits with their separators; ``signs`` are the lengths of the currency signs by where they end (RM3.5 is a sum, B12 is not)."""
    if "/" in text:
        slashed = [m for m in _SLASHED.finditer(text) if int(m[1]) < int(m[2]) and taken.free(*m.span())]
        taken.add(m.span() for m in slashed)
        yield from (Numeral(*m.span(), (decimal_of(Fraction(int(m[1]), int(m[2]))),), (), "digits") for m in slashed)
    if "/" in text:
        slashed = [m for m in _PERSIAN.finditer(text) if taken.free(*m.span())]
        taken.add(m.span() for m in slashed)
        yield from (
            Numeral(*m.span(), (Decimal(f"{int(m[1])}.{_ascii(m[2])}"), decimal_of(Fraction(int(m[1]), int(m[2])))), (), "digits")
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
            yield Numeral(start, end, amounts, foreign, "label" if label else "digits", label=label)
        else:
            yield from (_plain(part.group(), *part.span()) for part in _DIGITS.finditer(text, start, end))


_DIGITS = re.compile(r"\d+")


_LONGEST = 60  # characters of a number: what is longer is a key, a column of figures, noise


def _plain(digits: str, start: int, end: int) -> Numeral:
    return Numeral(start, end, (Decimal(int(digits)),), (), "digits")


def _label(text: str, start: int) -> str:
    """The letters of a designation that the digits belong to (G20, COVID-19, MH370, F-16), in lower case; empty where they are a number.

    After a hyphen a word in small letters makes none: mid-2000s counts years.
    """
    end = start
    hyphen = bool(start and text[start - 1] in DASHES)
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
        if sign in groups or sign in "'’\u00a0\u202f\u2009 ":
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


def _words(scanned: Scanned, taken: Taken) -> Iterator[Numeral]:
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
        yield Numeral(n.start, n.end, amounts, (), written, n.ordinal, n.weak)


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


def _fractions(around: Around, taken: Taken) -> Iterator[Numeral]:
    for match in _VULGAR_SIGN.finditer(around.text):
        value = _VULGAR[match.group()]
        start = match.start()
        if taken.free(start, start + 1):
            yield Numeral(start, start + 1, (decimal_of(value),), (), "digits")
    for hit in around.of("fraction"):
        if taken.free(hit.start, hit.end):
            value = Fraction(hit.value)
            yield Numeral(hit.start, hit.end, (decimal_of(value),), (), "article" if value.numerator == 1 else "words")


def _ratios(around: Around, found: list[Numeral]) -> list[Numeral]:
    """3分の2, 3분의 2, ৭ দশমিক ৫: two numerals with the word between them that makes a fraction of them."""
    if not around.has(("fraction-link", "decimal-link")):
        return found
    kept: list[Numeral] = []
    for n in found:
        link = around.before(n.start, "fraction-link", "decimal-link")
        if link and kept and n.written == kept[-1].written == "digits":
            gap = around.text[kept[-1].end : link.start]
            if link.kind == "decimal-link":
                digits = _ascii(around.text[n.start : n.end])
                if gap and gap in BLANK and digits.isdecimal() and not kept[-1].amounts[0] % 1:
                    amount = Decimal(f"{kept[-1].amounts[0]}.{digits}")
                    kept[-1] = Numeral(kept[-1].start, n.end, (amount,), (), "digits")
                    continue
            elif gap:
                kept.append(n)
                continue
            first, second = kept[-1].amounts[0], n.amounts[0]
            over, under = (first, second) if link.value == "over" else (second, first)
            if 0 < over < under:
                kept[-1] = Numeral(kept[-1].start, n.end, (over / under,), (), "digits")
                continue
        kept.append(n)
    return kept


def _multiplied(found: list[Numeral]) -> Iterator[Numeral]:
    """milioni 3: a magnitude before its digits."""
    waiting: Numeral | None = None
    for n in found:
        if waiting and n.written == "digits" and waiting.written == "article" and waiting.amounts[0] >= MANY and n.start - waiting.end == 1:
            factor = waiting.amounts[0]
            amounts = tuple(a * factor for a in n.amounts)
            waiting = Numeral(waiting.start, n.end, amounts, (), "mixed")
            continue
        if waiting:
            yield waiting
        waiting = n
    if waiting:
        yield waiting


def _wholes(around: Around, taken: Taken) -> Iterator[Numeral]:
    """Words that are a count or a measure by themselves: 나흘 asserts four days; both and teenage only imply a number."""
    for hit in around.of(*WHOLE):
        if taken.free(hit.start, hit.end):
            amount, _, unit = str(hit.value).partition(" ")
            yield Numeral(hit.start, hit.end, (Decimal(amount),), (), "words" if hit.kind == "measure" else "article", unit=unit)


def _unsaid_one(around: Around, taken: Taken, found: list[Numeral]) -> Iterator[Numeral]:
    """The next year and a half: a unit with a half after it and no number before."""
    if not around.has(("fraction-after",)):
        return
    counted = {n.end for n in found}
    for half in around.of("fraction-after"):
        unit = around.before(half.start, "unit")
        if unit and unit.value in DURATIONS and taken.free(unit.start, half.end) and counted.isdisjoint((unit.start, unit.start - 1)):
            yield Numeral(unit.start, half.end, (1 + decimal_of(Fraction(half.value)),), (), "words", unit=unit.value)


def decimal_of(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
