"""Putting atoms together: one numeral after the other, by the room that each atom leaves.

Every step consumes an atom or closes a numeral whose remainder is bounded by the magnitudes of its atoms: linear in their number.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from transcheck.languages.numeral_grammar import Atom, Numeral, decimal

if TYPE_CHECKING:
    from transcheck.languages.numeral_grammar import Grammar

ROOMS = (10, 100, 1000, 10**6, 10**9)  # the places of a numeral after which a link may stand
_ZERO: int | Fraction = 0
_DIGITS = 30  # of a number that is read digit by digit


@dataclass(slots=True)
class Term:
    """A part of the sum: what it is worth, the room it leaves, the atoms it came from."""

    value: int | Fraction
    room: int
    first: int
    factor: int = 1  # the magnitude that made it
    bare: bool = False  # a magnitude that multiplied nothing
    open: int = 0  # where the multiplier follows the magnitude: below what it may still grow


def _room(value: int, grammar: Grammar) -> int:
    if value in grammar.twenties:
        return 20
    if value == 0:
        return 1
    room = 1
    while value % (room * 10) == 0:
        room *= 10
    return room


def compose(atoms: list[Atom], i: int, grammar: Grammar) -> tuple[Numeral | None, int]:
    """The numeral that begins with atom ``i``, and the atom after it."""
    first = atoms[i]
    if first.gap == "digit" or (first.ambiguous > 1 and first.gap == "joined" and first.number and i and not _scaled(atoms, i)):
        return None, i + 1  # the magnitude of digits; năm after a number is the year
    if grammar.positional:
        run = _positional(atoms, i)
        if run is not None:
            return run
    if first.after or (first.added is not None and first.number is None and first.fraction is None):
        return None, i + 1
    if first.ahead is not None and i + 1 < len(atoms) and atoms[i + 1].gap == "joined":
        return _fraction_ahead(atoms, i)
    if first.fraction is not None and first.number is None and first.ordinal is None:
        return _fraction_first(atoms, i)
    if first.article and first.number == 1 and _scaled(atoms, i + 1) and atoms[i + 1].gap == "joined" and atoms[i + 1].fraction is not None:
        numeral, j = _fraction_first(atoms, i + 1)  # eine halbe Million
        return (replace(numeral, start=first.start) if numeral is not None else None), j
    if first.number is None and first.ordinal is None and first.magnitude is None:
        return _article(atoms, i, grammar) if first.article else (None, i + 1)
    return Sum(atoms, i, grammar).read()


def _scaled(atoms: list[Atom], i: int) -> bool:
    return i + 1 < len(atoms) and atoms[i + 1].gap == "joined" and atoms[i + 1].magnitude is not None


def _article(atoms: list[Atom], i: int, grammar: Grammar) -> tuple[Numeral | None, int]:
    """a hundred, ein Dutzend: the article belongs to the numeral; alone it is one that nobody asserts."""
    atom = atoms[i]
    following = atoms[i + 1] if i + 1 < len(atoms) else None
    if following is not None and following.gap == "joined":
        if following.magnitude is not None or (following.fraction is not None and following.number is None and following.ordinal is None):
            numeral, j = compose(atoms, i + 1, grammar)
            if numeral is not None:
                counted = Numeral(atom.start, numeral.end, numeral.value, numeral.ordinal, fraction=numeral.fraction, weak=numeral.weak)
                return counted, j
        return None, i + 1
    return Numeral(atom.start, atom.end, Decimal(1), article=True, weak=True), i + 1


def _positional(atoms: list[Atom], i: int) -> tuple[Numeral, int] | None:
    """Digits read by position: 二〇二六 is 2026; two neighbours, 三四, are three or four."""
    j = i
    digits: list[int] = []
    while (
        j < len(atoms)
        and (n := atoms[j].number) is not None
        and n < 10
        and atoms[j].magnitude is None
        and (j == i or atoms[j].gap == "joined")
    ):
        digits.append(n)
        j += 1
    if len(digits) == 2 and 0 < digits[0] == digits[1] - 1:
        factor, k = 1, j
        while k < len(atoms) and atoms[k].gap == "joined" and (m := atoms[k].magnitude) is not None:
            factor *= m
            k += 1
        if k < len(atoms) and atoms[k].gap == "joined" and atoms[k].number is not None and k == j + 1 and factor == 10:
            return None
        low, high = Decimal(digits[0] * factor), Decimal(digits[1] * factor)
        return Numeral(atoms[i].start, atoms[k - 1].end, low, upto=high), k
    follows = j < len(atoms) and atoms[j].gap == "joined" and atoms[j].magnitude is not None
    if len(digits) < 3 and not (len(digits) == 2 and 0 in digits[1:] and not follows):
        return None
    if follows:  # the last digit counts the magnitude
        j -= 1
        digits.pop()
    return Numeral(atoms[i].start, atoms[j - 1].end, Decimal(int("".join(map(str, digits[:_DIGITS]))))), j


def _fraction_first(atoms: list[Atom], i: int) -> tuple[Numeral | None, int]:
    """half a million, ein halbes Dutzend, nửa triệu; a fraction of one alone is left to the caller, one and a half is a number."""
    atom = atoms[i]
    value = atom.fraction
    assert value is not None
    j, factor, end = i + 1, 1, atom.end
    while j < len(atoms):
        a = atoms[j]
        if a.gap not in ("joined", "hyphen", "article", "of", "link"):
            break
        if (
            a.article
            and a.number in (None, 1)
            and a.magnitude is None
            and factor == 1
            and j == i + 1
            and j + 1 < len(atoms)
            and atoms[j + 1].magnitude
        ):
            j += 1
            continue
        if a.magnitude is None or a.number not in (None, a.magnitude) or a.magnitude <= factor:
            break
        factor *= a.magnitude
        end = a.end
        j += 1
    if factor == 1:
        return (Numeral(atom.start, atom.end, decimal(value), fraction=True) if value.numerator > 1 else None), i + 1
    return Numeral(atom.start, end, decimal(value * factor)), j


def _fraction_ahead(atoms: list[Atom], i: int) -> tuple[Numeral | None, int]:
    """साढ़े तीन लाख, सवा सौ: the fraction belongs to the number after it, or to one of the magnitude."""
    part, following = atoms[i].ahead, atoms[i + 1]
    assert part is not None
    whole, j = (following.number, i + 2) if following.number is not None and following.magnitude is None else (1, i + 1)
    factor = 1
    while j < len(atoms) and atoms[j].gap == "joined" and (m := atoms[j].magnitude) is not None and m > factor:
        factor *= m
        j += 1
    if j == i + 1:
        return None, j
    return Numeral(atoms[i].start, atoms[j - 1].end, decimal((whole + part) * factor)), j


class Sum:
    """The terms of one numeral while it is read."""

    def __init__(self, atoms: list[Atom], i: int, grammar: Grammar) -> None:
        self.atoms, self.first, self.at, self.grammar = atoms, i, i, grammar
        self.terms: list[Term] = []
        self.ordinal = False
        self.zero = False  # 零, linh: what follows is units, whatever was left out
        self.fraction = False

    def read(self) -> tuple[Numeral | None, int]:
        while self.at < len(self.atoms):
            atom = self.atoms[self.at]
            if self.at > self.first and not self._may_follow(atom):
                break
            if not self._take(atom):
                break
            self.at += 1
            if self.fraction:
                break
        return self._numeral()

    def _may_follow(self, atom: Atom) -> bool:
        gap = atom.gap
        if gap in ("joined", "hyphen"):
            return not (self.ordinal and atom.ordinal is None) or self.grammar.ordinal_first
        if gap == "link":
            last = self.terms[-1]
            return not self.ordinal or atom.ordinal is not None or last.room > 1 or self.grammar.ordinal_first
        if gap == "comma":
            return self.grammar.commas and self.terms[-1].factor >= 1000 and self._scaled()
        if gap == "article":
            return atom.fraction is not None or (atom.magnitude is not None and self.terms[-1].room > atom.magnitude)
        if gap == "point":
            return atom.number is not None and atom.number < 10 and not self.ordinal
        if gap == "of":
            return self.terms[-1].bare and atom.magnitude is not None and self.at == self.first + 1
        return gap in ("over", "under") and self.at == self.first + len(self.terms)

    def _scaled(self) -> bool:
        """Whether a magnitude follows soon, so that a comma stands between groups (one million, two hundred thousand) and not in a list."""
        if self.grammar.magnitude_first:
            atom = self.atoms[self.at]
            return atom.magnitude is not None or (atom.number is not None and self.terms[-1].open != self.terms[-1].factor)
        for a in self.atoms[self.at + 1 : self.at + 5]:
            if a.gap not in ("joined", "hyphen"):
                return False
            if a.magnitude is not None:
                return a.magnitude < self.terms[-1].factor
        return False

    def _take(self, atom: Atom) -> bool:
        """Adds the atom to the numeral, or says that it belongs to the next."""
        if atom.gap in ("over", "under") and self.at > self.first:
            return self._ratio(atom)
        following = self.atoms[self.at + 1] if self.at + 1 < len(self.atoms) else None
        if atom.gap == "point" and self.terms:
            return self._decimals()
        if (atom.fraction is not None or atom.added is not None) and self.terms and atom.gap != "comma":
            took = self._add_fraction(atom)
            if took or (atom.number is None and atom.ordinal is None and atom.magnitude is None):
                return took
        if atom.ambiguous > 1 and self.terms and not self._multiplies(atom) and not self._clear(atom, following):
            return False
        if atom.ordinal is not None and atom.number is None and atom.magnitude is None:
            return self._take_ordinal(atom)
        if atom.magnitude is not None and (self._multiplies(atom) or atom.number is None):
            return self._multiply(atom.magnitude)
        if atom.number is not None:
            return self._add(atom.number, atom, following)
        return False

    def _clear(self, atom: Atom, following: Atom | None) -> bool:
        """Whether an ambiguous word must be a number here: after a link, hyphened, or before a magnitude that fits."""
        if atom.gap in ("link", "hyphen") or self.zero or (atom.number == 0 and self.terms[-1].room > 1):
            return True
        return (
            following is not None
            and following.gap == "joined"
            and following.magnitude is not None
            and following.magnitude < self.terms[-1].room
        )

    def _multiplies(self, atom: Atom) -> bool:
        return bool(self.terms) and atom.magnitude is not None and self.terms[-1].value < atom.magnitude

    def _take_ordinal(self, atom: Atom) -> bool:
        value = atom.ordinal
        assert value is not None
        if value >= 100 and self.terms and self.terms[-1].value < value and not self.ordinal:
            took = self._multiply(value)
        else:
            took = self._add(value, atom, None)
        self.ordinal = self.ordinal or took
        return took

    def _add(self, value: int, atom: Atom, following: Atom | None) -> bool:
        room = _room(value, self.grammar)
        factor = value if atom.magnitude == value else 1
        if not self.terms:
            self.terms.append(Term(value, room, self.at, factor))
            return True
        last = self.terms[-1]
        multiplied = following is not None and following.gap in ("joined", "hyphen") and following.magnitude is not None
        if value == 0:
            if last.room > 1 and following is not None and following.gap:
                self.zero = True
                return True
            return False
        linked = atom.gap == "link"
        if value < last.open and (linked or atom.gap == "joined") and (last.value == last.factor or linked):  # elfu ishirini na tano
            grown = last.value * value if not linked else last.value + value * last.factor
            last.value, last.open, last.bare = grown, room if room > 1 else 0, False
            return True
        if linked and self._inverted(value):
            last.value += value
            last.room = 1
            return True
        if linked and self.grammar.rooms and not self._linkable(last.room):
            return False
        if value >= last.room:
            return False
        if self.grammar.elliptic and last.factor >= 100 and value < 10 and not (self.zero or linked or multiplied):
            self.terms.append(Term(value * last.factor // 10, 1, self.at))
            return True
        self.terms.append(Term(value, room, self.at, factor))
        self.zero = False
        return True

    def _inverted(self, value: int) -> bool:
        """Whether the units stand before these tens: ein-und-zwanzig."""
        last = self.terms[-1]
        fits = len(self.terms) == 1 or self.terms[-2].room > value
        return self.grammar.unit_first and fits and value in range(20, 100, 10) and 0 < last.value < 10 and last.factor == 1

    def _linkable(self, room: int) -> bool:
        """Whether the language puts its "and" after a term that leaves this room."""
        return max((r for r in ROOMS if r <= room), default=0) in self.grammar.rooms

    def _multiply(self, magnitude: int) -> bool:
        k, small = len(self.terms), _ZERO
        while k and small + self.terms[k - 1].value < magnitude:
            k -= 1
            small += self.terms[k].value
        room = _room(magnitude, self.grammar) if magnitude >= 10 else 1
        if k == len(self.terms):  # nothing to multiply: thousand, mille cent
            if self.terms and self.terms[-1].open > magnitude and self.atoms[self.at].gap == "joined":  # elfu mia tano
                self.terms[-1].value *= magnitude
                self.terms[-1].factor *= magnitude
                return True
            if self.zero:  # không trăm: no hundreds
                self.terms[-1].room = min(self.terms[-1].room, magnitude)
                return True
            if self.terms and magnitude >= self.terms[-1].room:
                return False
            opened = magnitude if self.grammar.magnitude_first and magnitude >= 100 else 0
            self.terms.append(Term(magnitude, room, self.at, magnitude, bare=not self.terms, open=opened))
            return True
        product = small * magnitude
        if k and product >= self.terms[k - 1].room:  # "one hundred (two hundred)": what was multiplied begins the next numeral
            self.at = self.terms[k].first
            del self.terms[k:]
            return False
        begun = self.terms[k]
        bare = begun.bare and k == 0 and len(self.terms) == 1
        self.terms[k:] = [Term(product, room, begun.first, magnitude, bare)]
        self.zero = False
        return True

    def _decimals(self) -> bool:
        """three point one four: the digits after the sign, each by itself."""
        place, value, j = 10, Fraction(0), self.at
        while j < len(self.atoms) and j < self.at + _DIGITS and (j == self.at or self.atoms[j].gap == "joined"):
            digit = self.atoms[j].number
            if digit is None or digit > 9 or self.atoms[j].magnitude is not None:
                break
            value += Fraction(digit, place)
            place *= 10
            j += 1
        if j == self.at:
            return False
        self.terms.append(Term(value, 1, self.at))
        self.at = j - 1
        return True

    def _add_fraction(self, atom: Atom) -> bool:
        part = atom.added if atom.added is not None and atom.gap in ("joined", "link", "hyphen") else atom.fraction
        if part is None:
            return False
        last = self.terms[-1]
        total = sum((t.value for t in self.terms), _ZERO)
        if part >= 1 or last.value.denominator != 1 or self.ordinal:
            return False
        if atom.gap in ("joined", "link") and last.factor >= 100 and part.numerator == 1:  # hai triệu rưỡi, un millón y medio
            self.terms.append(Term(part * last.factor, 1, self.at))
            return True
        if atom.gap in ("link", "article") or part is atom.added or (part == Fraction(1, 2) and total >= 2):  # two and a half, zweieinhalb
            if last.factor != 1 and atom.gap != "article":
                return False
            self.terms.append(Term(part, 1, self.at))
            return True
        if atom.gap in ("joined", "hyphen") and total.denominator == 1 and 0 < total < part.denominator:  # two thirds
            self.terms[:] = [Term(total * part, 1, self.first)]
            self.fraction = True
            return True
        return False

    def _ratio(self, atom: Atom) -> bool:
        """hai phần ba, 三分之二; the second number is read by itself."""
        if atom.number is None or self.ordinal:
            return False
        whole = sum((t.value for t in self.terms), _ZERO)
        second = Sum([*self.atoms[self.at : self.at + 8]], 0, self.grammar)
        second.atoms[0] = Atom(atom.start, atom.end, atom.number, None, atom.magnitude)
        numeral, used = second.read()
        if numeral is None or numeral.value <= 0 or whole <= 0:
            return False
        other = Fraction(numeral.value)
        self.terms[:] = [Term(whole / other if atom.gap == "over" else other / whole, 1, self.first)]
        self.at += used - 1
        self.fraction = True
        return True

    def _numeral(self) -> tuple[Numeral | None, int]:
        if not self.terms:
            return None, self.first + 1
        self.at = max(self.at, self.first + 1)
        only = self.atoms[self.first] if self.at == self.first + 1 else None
        value = sum((t.value for t in self.terms), _ZERO)
        upto = self._approximate(value)
        numeral = Numeral(
            self.atoms[self.first].start,
            self.atoms[self.at - 1].end,
            decimal(value),
            ordinal=self.ordinal,
            article=only is not None and only.article,
            weak=only is not None and only.ambiguous > 0,
            magnitude_only=self.terms[0].bare and len(self.terms) == 1,
            fraction=self.fraction,
            upto=upto,
        )
        return numeral, self.at

    def _approximate(self, value: int | Fraction) -> Decimal | None:
        """十七八: seventeen or eighteen."""
        if not self.grammar.positional or self.at >= len(self.atoms) or self.ordinal or self.fraction:
            return None
        digit, last = self.atoms[self.at], self.terms[-1]
        following = self.atoms[self.at + 1] if self.at + 1 < len(self.atoms) else None
        if following is not None and following.gap == "joined" and (following.magnitude is not None or following.number is not None):
            return None
        if (
            digit.gap == "joined"
            and digit.magnitude is None
            and last.factor == 1
            and last.value == (digit.number or 0) - 1 > 0
            and len(self.terms) > 1
        ):
            self.at += 1
            return decimal(value + 1)
        return None
