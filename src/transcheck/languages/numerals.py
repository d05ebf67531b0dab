"""Numbers written in words, in any language: the words are the vocabulary's, the grammar of numerals is one for all.

A numeral is a run of atoms (three, hundert, 二) whose values fit together. Each atom leaves *room*: after twenty there is room for 1 to 9,
after three hundred for 1 to 99, after five for nothing. An atom that fits is added; a magnitude multiplies what stands before it and is
smaller. What fits no more begins a numeral of its own, so that "one one two" are three numerals and "between one and two million" two.
What differs between languages is data, the table ``spelling`` of the language (``docs/language-data.md``): units before tens
(einundzwanzig), scores with teens (quatre-vingt-dix), compounds written as one word, digits read by position (二〇二六), years in pairs.

Every step consumes an atom or closes a numeral whose remainder is bounded by the magnitudes of its atoms: linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transcheck.languages import Entry, Hit, Language

ATOMS = frozenset({"number", "number-after", "ordinal", "magnitude", "fraction", "fraction-after", "fraction-before", "article"})
ROOMS = (10, 100, 1000, 10**6, 10**9)  # the places of a numeral after which a link may stand
_PARTS = frozenset({"numeral-part", "number-glued"})  # hits that may begin a compound
_READ = ATOMS | _PARTS
_FOLLOWED = frozenset({"unit", "currency", "percent", "points", "counter"})  # what makes an article, or a lone sign, a count
_VETO = frozenset({"not-number", "percent", "points"})  # longer words that a numeral inside belongs to
_HYPHENS = "-‐‑\u00ad"
_BLANKS = " \u00a0\u202f\u2009\t\n\r\u3000\u200b\u200c"
_BREAK = re.compile(f"[{re.escape(_BLANKS + _HYPHENS)}]+")
_GAP = 24  # characters that may stand between two atoms
_WORD = 80  # letters of the longest word that is taken apart
_PARSES = 32  # ways of taking a word apart that are tried


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
class _Atom:
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


@dataclass(slots=True)
class _Term:
    """A part of the sum: what it is worth, the room it leaves, the atoms it came from."""

    value: Fraction
    room: int
    first: int
    factor: int = 1  # the magnitude that made it
    bare: bool = False  # a magnitude that multiplied nothing
    open: int = 0  # where the multiplier follows the magnitude: below what it may still grow


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a language composes numerals, compiled from its data."""

    glued: bool
    unit_first: bool
    magnitude_first: bool
    ordinal_first: bool
    twenties: frozenset[int]
    elliptic: bool
    positional: bool
    years: bool
    commas: bool
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
            ordinal_first=bool(table.get("ordinal-first")),
            twenties=frozenset(table.get("twenties", ())),
            elliptic=bool(table.get("elliptic")),
            positional=bool(table.get("positional")),
            years=bool(table.get("years")),
            commas=bool(table.get("commas")),
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
            ordinals=() if language.boundary == "word" else tuple(sorted(_words(language.kind("ordinal-suffix")), key=len, reverse=True)),
        )


def _tails(language: Language) -> tuple[str, ...]:
    """What may follow a compound in the same word: -jährig; where words run together (Korean), everything that is counted."""
    kinds = ("numeral-tail", "counter", "unit", "currency", "percent", "ordinal-suffix") if language.boundary == "start" else ("numeral-tail",)
    return tuple(k.lower().strip("*") for kind in kinds for k, v in language.kind(kind).items() if v is not False)


def _words(table: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(k.lower().strip("*") for k, v in table.items() if v is not False)


def read_numerals(text: str, hits: list[Hit], language: Language) -> list[Numeral]:
    """Every number in words, in order, none overlapping; magnitudes that follow digits are left to ``magnitude_after``."""
    if all(_READ.isdisjoint(h.kinds) for h in hits):
        return []
    grammar = language.grammar
    atoms = _atoms(text, hits, grammar)
    found: list[Numeral] = []
    i = 0
    while i < len(atoms):
        numeral, i = _compose(atoms, i, grammar)
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
    by_start: dict[int, Hit] = {}
    for hit in hits:
        if hit.start >= at and "magnitude" in hit.kinds and hit.start not in by_start:
            by_start[hit.start] = hit
            if hit.start > at + 40:
                break
    factor, end = Decimal(1), position
    hit = by_start.get(at)
    last = 0
    while hit is not None:
        value = int(hit.value("magnitude"))
        if last and value < last:
            break
        if (value > 999 or last) and last >= value:
            break
        factor *= value
        end, last = hit.end, value
        following = end + 1 if end < len(text) and text[end] in " \u00a0\u202f" else end
        hit = by_start.get(following)
    return (factor, end) if last else None


# --- atoms ----------------------------------------------------------------------------------------------------------


def _atoms(text: str, hits: list[Hit], grammar: Grammar) -> list[_Atom]:
    """The words of numerals, the longest first where they overlap, each with the gap to the one before."""
    vetoes = [(h.start, h.end) for h in hits if not _VETO.isdisjoint(h.kinds)]
    atoms: list[_Atom] = []
    end = -1
    for hit in hits:
        if hit.start < end:
            continue
        if ATOMS.isdisjoint(hit.kinds):
            if not _PARTS.isdisjoint(hit.kinds):
                parts = _taken_apart(text, hit.start, grammar)
                if parts:
                    parts[0].gap = _gap(text, end, parts[0].start, grammar) if atoms else ""
                    atoms += parts
                    end = parts[-1].end
            continue
        if grammar.glued and text[hit.end : hit.end + 1].isalpha():  # an ending, or more of a compound
            parts = _taken_apart(text, hit.start, grammar)
            if len(parts) > 1:
                parts[0].gap = _gap(text, end, parts[0].start, grammar) if atoms else ""
                atoms += parts
                end = parts[-1].end
                continue
        atom = _atom(hit.start, _word_end(text, hit.end) if grammar.endings else hit.end, hit.entries)
        atom.gap = _gap(text, end, hit.start, grammar) if atoms else ""
        if atom.magnitude is not None and not atom.gap and _after_digit(text, hit.start):
            atom.gap = "digit"
        if len(atoms) > 1 and atom.gap == "joined" and atom.fraction is not None and _before_fraction(atoms[-1]):
            atoms.pop()  # two and a half, två och en halv
            atom.gap = "article"
        atoms.append(atom)
        end = atom.end
    return _unvetoed(atoms, vetoes) if vetoes else atoms


def _word_end(text: str, end: int) -> int:
    """Past the ending of a stem or the case suffix of a word."""
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _before_fraction(atom: _Atom) -> bool:
    """An article that belongs to the fraction after it, in a numeral that has begun."""
    return atom.article and atom.number in (None, 1) and atom.magnitude is None and atom.fraction is None and atom.gap in ("link", "joined")


def _atom(start: int, end: int, entries: tuple[Entry, ...]) -> _Atom:
    atom = _Atom(start, end)
    for e in entries:
        if e.kind in ("number", "number-glued"):
            atom.number = int(e.value)
        elif e.kind == "ordinal":
            atom.ordinal = int(e.value)
        elif e.kind == "magnitude":
            atom.magnitude = int(e.value)
        elif e.kind == "fraction":
            atom.fraction = Fraction(e.value)
        elif e.kind == "article":
            atom.article = True
        elif e.kind == "ambiguous":
            atom.ambiguous = max(atom.ambiguous, int(e.value))
        elif e.kind == "number-after":
            if atom.number is None:
                atom.number, atom.after = int(e.value), True
        elif e.kind == "fraction-after":
            atom.added = Fraction(e.value)
        elif e.kind == "fraction-before":
            atom.ahead = Fraction(e.value)
    return atom


def _after_digit(text: str, start: int) -> bool:
    before = start - 1 if start and text[start - 1] in _BLANKS + "-" else start
    return before > 0 and text[before - 1].isdigit()


def _gap(text: str, end: int, start: int, grammar: Grammar) -> str:
    """How two atoms hang together, by what stands between them."""
    if start - end > _GAP:
        return ""
    between = text[end:start]
    if not between:
        return "joined"
    if between in _HYPHENS:
        return "hyphen"
    if not grammar.spaced:
        low = between.strip("\u200b")
        if not low:
            return "joined"
        return next((name for name, table in grammar.gaps if low in table), "")
    low = between.lower()
    words = [w for w in _BREAK.split(low) if w]
    if not words:
        return "joined"
    if words == [","] and low.startswith(","):
        return "comma"
    middle = " ".join(words)
    for name, table in grammar.gaps:
        if middle in table:
            return name
    if words[-1] in grammar.articles and (len(words) == 1 or " ".join(words[:-1]) in grammar.links):
        return "article"
    return ""


def _unvetoed(atoms: list[_Atom], vetoes: list[tuple[int, int]]) -> list[_Atom]:
    """Without the runs of atoms that lie inside a longer word which is no number (一些, 万一, phần trăm)."""
    kept: list[_Atom] = []
    run: list[_Atom] = []
    v = 0

    def close() -> None:
        nonlocal v
        if run:
            while v < len(vetoes) and vetoes[v][1] < run[-1].end:
                v += 1
            inside = any(s <= run[0].start and run[-1].end <= e for s, e in vetoes[v : v + 4])
            if not inside:
                kept.extend(run)
            run.clear()

    for atom in atoms:
        if atom.gap not in ("joined", "hyphen"):
            close()
        run.append(atom)
    close()
    return kept


# --- compounds written as one word ----------------------------------------------------------------------------------


def _taken_apart(text: str, start: int, grammar: Grammar) -> list[_Atom]:
    """The atoms of a compound (dreihundertfünfundzwanzig), or nothing where the word is not wholly a numeral."""
    end = start
    limit = min(len(text), start + _WORD + 1)
    while end < limit and (text[end].isalpha() or text[end] in "\u00ad'’ʼ"):
        end += 1
    if end - start > _WORD:
        return []
    word = text[start:end].lower().replace("’", "'").replace("ʼ", "'").rstrip("'")
    end = start + len(word)
    if len(word) != end - start:
        return []
    tried = 0
    for atoms in _splits(word, 0, grammar, set()):
        tried += 1
        sure = len(atoms) > 1
        shifted = [replace(a, start=a.start + start, end=a.end + start, ambiguous=0 if sure else a.ambiguous) for a in atoms]
        numeral, following = _compose(shifted, 0, grammar)
        if numeral is not None and following == len(shifted):
            return shifted
        if tried >= _PARSES:
            break
    return []


def _splits(word: str, at: int, grammar: Grammar, dead: set[int], gap: str = "joined") -> Iterator[list[_Atom]]:
    """Every way to cut ``word[at:]`` into atoms and links, the longest pieces first; ``dead`` are places from which no way leads on."""
    if at in dead:
        return
    while at < len(word) and word[at] == "\u00ad":
        at += 1
    found = False
    for end in range(min(len(word), at + grammar.longest), at, -1):
        piece = word[at:end]
        entries = grammar.forms.get(piece)
        if entries is not None:
            atom = _atom(at, end, entries)
            atom.gap = gap
            stem = end < len(word) and any(e.stem for e in entries)
            if stem and len(word) - end <= 6 and not any(True for _ in _splits(word, end, grammar, dead)):
                found = True
                yield [atom]
                continue
            for after in (end, *_inflected(word, end, grammar)):
                for rest in _splits(word, after, grammar, dead):
                    found = True
                    yield [atom, *rest]
        if at and gap == "joined" and piece in grammar.links:
            for rest in _splits(word, end, grammar, set(), "link"):
                if rest:
                    found = True
                    yield rest
    if at and _may_end(word[at:], grammar):
        found = True
        yield []
    if not found:
        dead.add(at)


def _inflected(word: str, end: int, grammar: Grammar) -> list[int]:
    """Where the case suffixes that may follow a part end (kolmelta-kymmeneltä)."""
    return [e for e in range(end + 1, min(len(word), end + 6)) if word[end:e] in grammar.suffixes] if grammar.endings and grammar.suffixes else []


def _may_end(tail: str, grammar: Grammar) -> bool:
    return not tail or tail in grammar.suffixes or tail.startswith(grammar.tails)


# --- composition ----------------------------------------------------------------------------------------------------


def _room(value: int, grammar: Grammar) -> int:
    if value in grammar.twenties:
        return 20
    if value == 0:
        return 1
    room = 1
    while value % (room * 10) == 0:
        room *= 10
    return room


def _compose(atoms: list[_Atom], i: int, grammar: Grammar) -> tuple[Numeral | None, int]:
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
        return _fraction_ahead(atoms, i, grammar)
    if first.fraction is not None and first.number is None and first.ordinal is None:
        return _fraction_first(atoms, i, grammar)
    if first.article and first.number == 1 and i + 2 < len(atoms) and atoms[i + 1].gap == "joined" and atoms[i + 1].fraction is not None:
        if atoms[i + 2].gap == "joined" and atoms[i + 2].magnitude is not None:  # eine halbe Million
            numeral, j = _fraction_first(atoms, i + 1, grammar)
            return (replace(numeral, start=first.start) if numeral is not None else None), j
    if first.number is None and first.ordinal is None and first.magnitude is None:
        return _article(atoms, i, grammar) if first.article else (None, i + 1)
    return _Sum(atoms, i, grammar).read()


def _scaled(atoms: list[_Atom], i: int) -> bool:
    return i + 1 < len(atoms) and atoms[i + 1].gap == "joined" and atoms[i + 1].magnitude is not None


def _article(atoms: list[_Atom], i: int, grammar: Grammar) -> tuple[Numeral | None, int]:
    """a hundred, ein Dutzend: the article belongs to the numeral; alone it is one that nobody asserts."""
    atom = atoms[i]
    following = atoms[i + 1] if i + 1 < len(atoms) else None
    if following is not None and following.gap == "joined":
        if following.magnitude is not None or (following.fraction is not None and following.number is None and following.ordinal is None):
            numeral, j = _compose(atoms, i + 1, grammar)
            if numeral is not None:
                counted = Numeral(
                    atom.start, numeral.end, numeral.value, numeral.ordinal, fraction=numeral.fraction, weak=numeral.weak
                )
                return counted, j
        return None, i + 1
    return Numeral(atom.start, atom.end, Decimal(1), article=True, weak=True), i + 1


def _positional(atoms: list[_Atom], i: int) -> tuple[Numeral, int] | None:
    """Digits read by position: 二〇二六 is 2026; two neighbours, 三四, are three or four."""
    j = i
    digits: list[int] = []
    while j < len(atoms) and (n := atoms[j].number) is not None and n < 10 and atoms[j].magnitude is None and (j == i or atoms[j].gap == "joined"):
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
    if follows:
        return None
    value = int("".join(map(str, digits[:30])))
    return Numeral(atoms[i].start, atoms[j - 1].end, Decimal(value)), j


def _fraction_first(atoms: list[_Atom], i: int, grammar: Grammar) -> tuple[Numeral | None, int]:
    """half a million, ein halbes Dutzend, nửa triệu; a fraction of one alone is left to the caller, one and a half is a number."""
    atom = atoms[i]
    value = atom.fraction
    assert value is not None
    j, factor, end = i + 1, 1, atom.end
    while j < len(atoms):
        a = atoms[j]
        if a.gap not in ("joined", "hyphen", "article", "of", "link"):
            break
        if a.article and a.number in (None, 1) and a.magnitude is None and factor == 1 and j == i + 1 and j + 1 < len(atoms) and atoms[j + 1].magnitude:
            j += 1
            continue
        if a.magnitude is None or a.number not in (None, a.magnitude) or a.magnitude <= factor:
            break
        factor *= a.magnitude
        end = a.end
        j += 1
    if factor == 1:
        return (Numeral(atom.start, atom.end, _decimal(value), fraction=True) if value.numerator > 1 else None), i + 1
    return Numeral(atom.start, end, _decimal(value * factor)), j


def _fraction_ahead(atoms: list[_Atom], i: int, grammar: Grammar) -> tuple[Numeral | None, int]:
    """साढ़े तीन लाख, सवा सौ: the fraction belongs to the number after it, or to one of the magnitude."""
    part, following = atoms[i].ahead, atoms[i + 1]
    assert part is not None
    whole, j = (Fraction(following.number), i + 2) if following.number is not None and following.magnitude is None else (Fraction(1), i + 1)
    factor = 1
    while j < len(atoms) and atoms[j].gap == "joined" and (m := atoms[j].magnitude) is not None and m > factor:
        factor *= m
        j += 1
    if j == i + 1:
        return None, j
    return Numeral(atoms[i].start, atoms[j - 1].end, _decimal((whole + part) * factor)), j


class _Sum:
    """The terms of one numeral while it is read."""

    def __init__(self, atoms: list[_Atom], i: int, grammar: Grammar) -> None:
        self.atoms, self.first, self.at, self.grammar = atoms, i, i, grammar
        self.terms: list[_Term] = []
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

    def _may_follow(self, atom: _Atom) -> bool:
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
            return atom.magnitude is not None or (atom.number is not None and self.terms[-1].value > self.terms[-1].factor)
        for a in self.atoms[self.at + 1 : self.at + 5]:
            if a.gap not in ("joined", "hyphen"):
                return False
            if a.magnitude is not None:
                return a.magnitude < self.terms[-1].factor
        return False

    def _take(self, atom: _Atom) -> bool:
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

    def _clear(self, atom: _Atom, following: _Atom | None) -> bool:
        """Whether an ambiguous word must be a number here: after a link, hyphened, or before a magnitude that fits."""
        if atom.gap in ("link", "hyphen") or self.zero or (atom.number == 0 and self.terms[-1].room > 1):
            return True
        return following is not None and following.gap == "joined" and following.magnitude is not None and following.magnitude < self.terms[-1].room

    def _multiplies(self, atom: _Atom) -> bool:
        return bool(self.terms) and atom.magnitude is not None and self.terms[-1].value < atom.magnitude

    def _take_ordinal(self, atom: _Atom) -> bool:
        value = atom.ordinal
        assert value is not None
        if value >= 100 and self.terms and self.terms[-1].value < value and not self.ordinal:
            took = self._multiply(value)
        else:
            took = self._add(value, atom, None)
        self.ordinal = self.ordinal or took
        return took

    def _add(self, value: int, atom: _Atom, following: _Atom | None) -> bool:
        room = _room(value, self.grammar)
        factor = value if atom.magnitude == value else 1
        if not self.terms:
            self.terms.append(_Term(Fraction(value), room, self.at, factor))
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
        if linked and self.grammar.unit_first and len(str(value)) == 2 and value % 10 == 0 and 0 < last.value < 10 and last.factor == 1:
            if len(self.terms) == 1 or self.terms[-2].room > value:
                last.value += value
                last.room = 1
                return True
        if linked and self.grammar.rooms and not self._linkable(last.room):
            return False
        if value >= last.room:
            return False
        if self.grammar.elliptic and last.factor >= 100 and value < 10 and not (self.zero or linked or multiplied):
            self.terms.append(_Term(Fraction(value * last.factor, 10), 1, self.at))
            return True
        self.terms.append(_Term(Fraction(value), room, self.at, factor))
        self.zero = False
        return True

    def _linkable(self, room: int) -> bool:
        """Whether the language puts its "and" after a term that leaves this room."""
        return max((r for r in ROOMS if r <= room), default=0) in self.grammar.rooms

    def _multiply(self, magnitude: int) -> bool:
        k, small = len(self.terms), Fraction(0)
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
            self.terms.append(_Term(Fraction(magnitude), room, self.at, magnitude, bare=not self.terms, open=opened))
            return True
        product = small * magnitude
        if k and product >= self.terms[k - 1].room:  # "one hundred (two hundred)": what was multiplied begins the next numeral
            self.at = self.terms[k].first
            del self.terms[k:]
            return False
        begun = self.terms[k]
        bare = begun.bare and k == 0 and len(self.terms) == 1
        self.terms[k:] = [_Term(product, room, begun.first, magnitude, bare)]
        self.zero = False
        return True

    def _decimals(self) -> bool:
        """three point one four: the digits after the sign, each by itself."""
        place, value, j = 10, Fraction(0), self.at
        while j < len(self.atoms) and (j == self.at or self.atoms[j].gap == "joined"):
            digit = self.atoms[j].number
            if digit is None or digit > 9 or self.atoms[j].magnitude is not None:
                break
            value += Fraction(digit, place)
            place *= 10
            j += 1
        if j == self.at:
            return False
        self.terms.append(_Term(value, 1, self.at))
        self.at = j - 1
        return True

    def _add_fraction(self, atom: _Atom) -> bool:
        part = atom.added if atom.added is not None and atom.gap in ("joined", "link", "hyphen") else atom.fraction
        if part is None:
            return False
        last = self.terms[-1]
        total = sum((t.value for t in self.terms), Fraction(0))
        if part >= 1 or last.value.denominator != 1 or self.ordinal:
            return False
        if atom.gap in ("joined", "link") and last.factor >= 100 and part.numerator == 1:  # hai triệu rưỡi, un millón y medio
            self.terms.append(_Term(part * last.factor, 1, self.at))
            return True
        if atom.gap in ("link", "article") or part is atom.added or (part == Fraction(1, 2) and total >= 2):  # two and a half, zweieinhalb
            if last.factor != 1 and atom.gap != "article":
                return False
            self.terms.append(_Term(part, 1, self.at))
            return True
        if atom.gap in ("joined", "hyphen") and total.denominator == 1 and 0 < total < part.denominator:  # two thirds
            self.terms[:] = [_Term(total * part, 1, self.first)]
            self.fraction = True
            return True
        return False

    def _ratio(self, atom: _Atom) -> bool:
        """hai phần ba, 三分之二; the second number is read by itself."""
        if atom.number is None or self.ordinal:
            return False
        whole = sum((t.value for t in self.terms), Fraction(0))
        second = _Sum([*self.atoms[self.at : self.at + 8]], 0, self.grammar)
        second.atoms[0] = _Atom(atom.start, atom.end, atom.number, None, atom.magnitude)
        numeral, used = second.read()
        if numeral is None or numeral.value <= 0 or whole <= 0:
            return False
        other = Fraction(numeral.value)
        self.terms[:] = [_Term(whole / other if atom.gap == "over" else other / whole, 1, self.first)]
        self.at += used - 1
        self.fraction = True
        return True

    def _numeral(self) -> tuple[Numeral | None, int]:
        if not self.terms:
            return None, self.first + 1
        self.at = max(self.at, self.first + 1)
        only = self.atoms[self.first] if self.at == self.first + 1 else None
        value = sum((t.value for t in self.terms), Fraction(0))
        upto = self._approximate(value)
        numeral = Numeral(
            self.atoms[self.first].start,
            self.atoms[self.at - 1].end,
            _decimal(value),
            ordinal=self.ordinal,
            article=only is not None and only.article,
            weak=only is not None and only.ambiguous > 0,
            magnitude_only=self.terms[0].bare and len(self.terms) == 1,
            fraction=self.fraction,
            upto=upto,
        )
        return numeral, self.at


    def _approximate(self, value: Fraction) -> Decimal | None:
        """十七八: seventeen or eighteen."""
        if not self.grammar.positional or self.at >= len(self.atoms) or self.ordinal or self.fraction:
            return None
        digit, last = self.atoms[self.at], self.terms[-1]
        following = self.atoms[self.at + 1] if self.at + 1 < len(self.atoms) else None
        if following is not None and following.gap == "joined" and (following.magnitude is not None or following.number is not None):
            return None
        if digit.gap == "joined" and digit.magnitude is None and last.factor == 1 and last.value == (digit.number or 0) - 1 > 0 and len(self.terms) > 1:
            self.at += 1
            return _decimal(value + 1)
        return None


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


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
    for h in hits:
        if not _FOLLOWED.isdisjoint(h.kinds):
            follows.add(h.start)
            if "counter" in h.kinds:
                counters.add(h.start)
        if "ordinal-prefix" in h.kinds:
            prefixes[h.end] = h.start
        if "ordinal-suffix" in h.kinds:
            suffixes[h.start] = h.end
    for n in found:
        spaced_end = n.end + 1 if n.end < len(text) and text[n.end] in _BLANKS + "-" else n.end
        counted = n.end in follows or spaced_end in follows
        if n.article and n.weak:
            if counted:
                yield Numeral(n.start, n.end, n.value, article=True)
            continue
        if n.weak and (n.value == 0 or _beside_digit(text, n.start, n.end)):
            continue
        start = prefixes.get(n.start, prefixes.get(n.start - 1) if n.start and text[n.start - 1] in _BLANKS else None)
        end = suffixes.get(n.end, suffixes.get(spaced_end) if not grammar.spaced or text[n.end : n.end + 1].isspace() else None)
        if end is None and grammar.ordinals and text.startswith(grammar.ordinals, n.end):
            end = n.end + next(len(o) for o in grammar.ordinals if text.startswith(o, n.end))
        if start is not None or (end is not None and not text[n.start : end].isascii()):
            n = replace(n, start=n.start if start is None else start, end=n.end if end is None else end, ordinal=True, weak=False, magnitude_only=False)
        elif n.weak and (n.end in counters or spaced_end in counters):
            n = replace(n, weak=False)
        elif not grammar.spaced and not n.weak and not counted and n.end - n.start == 1:
            n = replace(n, weak=True)
        yield n
