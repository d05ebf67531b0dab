"""What a number in words is made of: the numeral that is read, the atoms of its words, and how a language puts them together."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transcheck.languages import Entry, Language

ATOMS = frozenset({"number", "number-after", "ordinal", "magnitude", "fraction", "fraction-after", "fraction-before", "article"})
PARTS = frozenset({"numeral-part", "number-glued"})  # hits that may begin a compound
BLANKS = " \u00a0\u202f\u2009\t\n\r\u3000\u200b\u200c"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in words at ``text[start:end]``.

    ``article``: the word may be an article (un, một, a before a unit): a value of one that nobody need have meant. ``weak``: the word often is
    no number at all (năm, 一 without a counter). ``magnitude_only``: nothing was multiplied (millions of …, hàng trăm): the value is the
    magnitude. ``upto``: the other end of an approximation (三四十 → 30, 40). ``year``: read as a year in two pairs (nineteen eighty-four).
    """

    start: int
    end: int
    value: Decimal
    ordinal: bool = False
    article: bool = False
    weak: bool = False
    magnitude_only: bool = False
    fraction: bool = False
    upto: Decimal | None = None
    year: bool = False


@dataclass(slots=True)
class Atom:
    """One word of a numeral with what it may be; ``gap`` is how it hangs on the atom before it."""

    start: int
    end: int
    number: int | None = None
    ordinal: int | None = None
    magnitude: int | None = None
    fraction: Fraction | None = None
    article: bool = False
    ambiguous: int = 0  # 1: alone it is often no number (un, neuf); 2: nor does it continue one without a link (năm, second)
    gap: str = ""  # "" apart, "joined", "hyphen", "link", "article", "comma", "of", "over", "under", "point", "digit"
    after: bool = False  # a word that only continues a numeral (mốt, lăm)
    added: Fraction | None = None  # a fraction that is added to the numeral before it (rưỡi, -einhalb)
    ahead: Fraction | None = None  # a fraction that is added to the numeral after it (साढ़े)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language composes numerals, compiled from its data."""

    glued: bool
    unit_first: bool
    magnitude_first: bool
    magnitude_figures: bool  # သန်း ၄၀: a magnitude before figures only
    ordinal_first: bool
    twenties: frozenset[int]
    elliptic: bool
    positional: bool
    years: bool
    commas: bool
    measure_first: bool  # units before their number: kilomita 20
    rooms: frozenset[int]  # after which a link may stand; empty for any
    spaced: bool
    links: frozenset[str]
    of: frozenset[str]  # words between two magnitudes: tens of thousands
    over: frozenset[str]  # hai phần ba: numerator first
    under: frozenset[str]  # 三分之二: denominator first
    points: frozenset[str]  # three point five, ba phẩy năm
    articles: frozenset[str]
    forms: Mapping[str, tuple[Entry, ...]] = field(repr=False)
    longest: int = 0
    tails: tuple[str, ...] = ()
    suffixes: frozenset[str] = frozenset()
    endings: bool = True  # a word may go on after its form: stems, case suffixes
    ranges: frozenset[str] = frozenset()  # words between the ends of a range: 10 to 15
    joins: frozenset[str] = frozenset()  # words between the steps of a measure: two years and six months
    steps: bool = False  # a magnitude in figures may be followed by fewer than its own: 1만 500, ۳۶ هزار و ۵۰
    ordinals: tuple[str, ...] = ()  # suffixes of ordinals where they stand in one word with the numeral

    @property
    def gaps(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The words that may stand between two atoms, by what they make of them."""
        return ("link", self.links), ("of", self.of), ("over", self.over), ("under", self.under), ("point", self.points)

    @classmethod
    def of_language(cls, language: Language) -> Grammar:
        table: Mapping[str, Any] = language.spelling
        forms = language.numeral_forms
        return cls(
            glued=bool(table.get("glued")),
            unit_first=bool(table.get("unit-first")),
            magnitude_first=bool(table.get("magnitude-first")),
            magnitude_figures=bool(table.get("magnitude-figures")),
            ordinal_first=bool(table.get("ordinal-first")),
            twenties=frozenset(table.get("twenties", ())),
            elliptic=bool(table.get("elliptic")),
            positional=bool(table.get("positional")),
            years=bool(table.get("years")),
            commas=bool(table.get("commas")),
            measure_first=bool(table.get("measure-first")),
            rooms=frozenset(table.get("links", ())),
            spaced=language.spaced,
            links=_words(language.kind("numeral-link")),
            of=_words(language.kind("magnitude-link")),
            over=frozenset(k.lower() for k, v in language.kind("fraction-link").items() if v == "over"),
            under=frozenset(k.lower() for k, v in language.kind("fraction-link").items() if v == "under"),
            points=_words(language.kind("decimal-link")),
            articles=_words(language.kind("article")),
            forms=forms,
            longest=max(map(len, forms), default=0),
            tails=_tails(language),
            suffixes=language.suffixes,
            endings=language.boundary == "word",
            ranges=_words(language.kind("date-range")) | _words(language.kind("range-link")),
            joins=_words(language.kind("measure-link")) | _words(language.kind("numeral-link")) | {"", ","},
            steps=bool(table.get("steps")),
            ordinals=() if language.boundary == "word" else tuple(sorted(_words(language.kind("ordinal-suffix")), key=len, reverse=True)),
        )


def _tails(language: Language) -> tuple[str, ...]:
    """What may follow a compound in the same word: -jährig; where words run together (Korean), everything that is counted."""
    kinds = (
        ("numeral-tail", "counter", "unit", "currency", "percent", "ordinal-suffix") if language.boundary == "start" else ("numeral-tail",)
    )
    return tuple(k.lower().strip("*") for kind in kinds for k, v in language.kind(kind).items() if v is not False)


def _words(table: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(k.lower().strip("*") for k, v in table.items() if v is not False)


def decimal(value: int | Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator) if value.denominator != 1 else Decimal(value.numerator)
