"""A text as a short string of letters, one for each number, date word and sign between them: what the grammars of dates and times read.

The letters are classes, so the grammars know no language: ``a`` a number from 1 to 12, ``M`` a month, ``W`` a weekday, ``l`` a word that may
stand between the parts of a date … ``LETTERS`` lists them. A stretch of text that is none of these is ``|``, and nothing reaches across it.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from transcheck.languages import letter as is_letter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Entry, Hit, Language
    from transcheck.languages.numerals import Numeral

LETTERS = {
    "a": "digits, 1 to 12",
    "b": "digits, 13 to 31",
    "c": "one or two digits, 0 or over 31",
    "n": "three digits",
    "y": "four digits, 1000 to 2999",
    "z": "any other digits, or digits that belong to a longer sign",
    "v": "a number in words, 1 to 31",
    "V": "a year in words",
    "O": "an ordinal in words, 1 to 31",
    "i": "a Roman numeral",
    "o": "the ending of an ordinal",
    "M": "month",
    "W": "weekday",
    "D": "marker of the day",
    "T": "marker of the month",
    "J": "marker of the year",
    "X": "marker of the week",
    "Q": "marker of the quarter",
    "H": "marker of the half-year",
    "E": "marker of the decade",
    "C": "marker of the century",
    "s": "ending that makes a decade of a year",
    "Z": "decade in a word",
    "U": "half-year in a word",
    "e": "era",
    "r": "relative date",
    "R": "last, this, next",
    "g": "ago, after the amount",
    "N": "ago, before the amount (hace, vor)",
    "G": "from now, after the amount",
    "Y": "from now, before the amount",
    "u": "unit of time",
    "j": "hour word",
    "m": "minute word",
    "S": "second word",
    "p": "part of the day",
    "q": "half past and the like",
    "w": "time zone",
    "f": "early, mid, late",
    "h": "prefix of an ordinal",
    "x": "currency, unit, per cent: what keeps a number from being a year",
    "F": "several, many: no amount",
    "1": "article",
}
_MARKERS = {
    "day": "D",
    "month": "T",
    "year": "J",
    "week": "X",
    "quarter": "Q",
    "half": "H",
    "decade": "E",
    "decade-after": "E",
    "century": "C",
    "nth-century": "C",
    "first-year": "J",
}
_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"})
# Small words by what they may do: 1 link, 2 preposition of a date, 4 between two dates, 8 preposition of a time.
_SMALL = {"date-link": 1, "date-preposition": 2, "date-range": 4, "time-preposition": 8}
SMALL = "ζlPLtkKABβλΠΛτκΨ"
LINK, PREPOSITION, RANGE, AT = ("".join(SMALL[i] for i in range(1, 16) if i & bit) for bit in (1, 2, 4, 8))
# Kind → letter, strongest first: a form of several kinds takes the first that its surroundings allow.
_KINDS = {
    "month": "M",
    "weekday": "W",
    "relative": "r",
    "era": "e",
    "decade-word": "Z",
    "half-year": "U",
    "relative-past": "g",
    "relative-future": "G",
    "hour": "j",
    "minute": "m",
    "second": "S",
    "day-period": "p",
    "clock-shift": "q",
    "timezone": "w",
    "date-part": "f",
    "ordinal": "O",
    "number": "v",
    "ordinal-prefix": "h",
    "decade-suffix": "s",
    "currency": "x",
    "percent": "x",
    "magnitude": "x",
    "points": "x",
    "indefinite": "F",
    "article": "1",
}
_CORE = frozenset("MWrZUDTJQHECXjpqgsNGY")
_DIGITS = re.compile(r"\d+")
_LETTERS = r"(?:[^\W\d_]{1,6}(?![\u0900-\u0963\u0971-\u0df3])|(?:(?!\d)[\u0900-\u0963\u0971-\u0df3]){1,10})"  # of an ending; vowel signs count in Indic scripts
_SUFFIX = re.compile(rf"[-'’‘ʼ:]?(?:\.[ºª°]|\([^\W\d_]{{1,2}}\)[^\W\d_]{{0,4}}|{_LETTERS}|º|ª)\.?")
_ENDING = re.compile(rf"[-'’‘ʼ:](?:{_LETTERS}|º|ª)(?!\w)")
_GAPS = {
    ",": ",",
    "،": ",",
    "፣": ",",
    "၊": ",",
    "、": ",",
    "，": ",",
    ".": ".",
    "․": ".",
    "/": "/",
    "⁄": "/",
    "-": "-",
    "‐": "-",
    "‑": "-",
    "−": "~",
    "–": "~",
    "—": "~",
    "〜": "~",
    "～": "~",
    "~": "~",
    "'": "'",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "(": "(",
    "（": "(",
    "[": "(",
    ")": ")",
    "）": ")",
    "]": ")",
    ":": ":",
    "º": "o",
    "ª": "o",
    "°": "o",
    "·": ".",
    ".,": ".,",
    ".-": ".-",
    ".–": ".~",
    ".—": ".~",
    ". –": ".~",
    ". -": ".~",
    ",'": ",'",
    ",’": ",'",
    ", '": ",'",
    ", ’": ",'",
    ").": ")",
    "),": ")",
    "')": ")",
}
_TENS = frozenset({"十"})
_ROMAN = re.compile(r"\b(?:[IVXLCХІ]{1,7})(?=\b|[a-zº°]{1,3}\b|-)")
_ROMAN_MONTH = re.compile(r"\d\.? ?[IVX]{1,4}\.? ?\d\d")
_ROMAN_VALUES = {"I": 1, "І": 1, "V": 5, "X": 10, "Х": 10, "L": 50, "C": 100}
_INVISIBLE = re.compile("[\u200e\u200f\u200b\u2060\u061c\u202a-\u202e\u2066-\u2069]")


class Atom(NamedTuple):
    """One letter with what it stands for. ``roles`` maps kinds to values; ``exact`` and ``form`` are those of the hit."""

    letter: str
    start: int
    end: int
    value: Any
    roles: dict[str, Any]
    exact: bool = True
    form: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The letters of a text; letter i stands at ``text[starts[i]:ends[i]]``, ``atoms[i]`` is None for a sign between atoms."""

    letters: str
    starts: list[int]
    ends: list[int]
    atoms: list[Atom | None]


EMPTY = Line("", [], [], [])


class Taken:
    """Stretches of a text that are spoken for, none overlapping; asked in logarithmic time."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._spans = sorted(spans)

    def add(self, spans: Iterable[tuple[int, int]]) -> None:
        """Takes more, which must be free."""
        self._spans = sorted((*self._spans, *spans))

    def free(self, start: int, end: int) -> bool:
        """Whether nothing of ``start`` to ``end`` is taken."""
        i = bisect_left(self._spans, (end, 0)) - 1
        return i < 0 or self._spans[i][1] <= start


@functools.lru_cache(maxsize=8)
def line(scanned: Scanned) -> Line:
    """The letters of a scanned text; empty where it has nothing that can be a date or a time."""
    digits = _DIGITS.search(scanned.text)
    if not digits:
        senses = _senses(scanned.language)
        if not any((senses.get(id(h.entries)) or _sense(senses, h.entries)).core for h in scanned.hits):
            return EMPTY
    words, core = _words(scanned)
    if not core and not digits:
        return EMPTY
    if any(sense.counts for _, sense in words) or _ROMAN_MONTH.search(scanned.text):
        atoms = _with_roman(scanned, words)
    else:
        atoms = _with_digits(scanned, words)
    return _lined(scanned.text, _merged(scanned, atoms), spaced=scanned.language.spaced)


class Sense:
    """What the words of one form may do in a date or a time; made once for each form of a language."""

    __slots__ = ("_choices", "both", "centre", "core", "counts", "entries", "light", "only_unit", "roles", "zone")

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        roles = _roles(entries)
        form = entries[0].form if entries else ""
        if ("weekday" not in roles and len(form) > 1 and _DIGITS.search(form)) or form == ".":
            roles = {}
        self.entries = entries
        self.roles = roles
        self.both = "month" in roles and "weekday" in roles
        self.zone = "timezone" in roles
        self.counts = roles.get("date-marker") in ("century", "nth-century", "quarter", "half")
        self.only_unit = roles.keys() == {"unit"}
        self._choices: dict[int, tuple[str, Any]] = {}
        self.light = bool(roles) and "ordinal-suffix" not in roles and self.choice(0)[0] in "R" + SMALL
        self.core = bool(roles) and (self.both or self.counts or any(self.choice(k)[0] in _CORE for k in range(8)))
        self.centre = self.core or (bool(roles) and self.choice(0)[0] == "R")

    def choice(self, surroundings: int) -> tuple[str, Any]:
        """The letter and the value in these surroundings (bits of ``_choice``)."""
        if surroundings not in self._choices:
            self._choices[surroundings] = _choice(self.roles, surroundings)
        return self._choices[surroundings]


Words = list[tuple["Hit", Sense]]


@functools.cache
def _senses(_: Language) -> dict[int, Sense]:
    """The senses of a language's forms, by the identity of their entries (which each sense keeps alive)."""
    return {}


def _sense(senses: dict[int, Sense], entries: tuple[Entry, ...]) -> Sense:
    return senses.setdefault(id(entries), Sense(entries))


def _words(scanned: Scanned) -> tuple[Words, bool]:
    """Leftmost and longest words with a role, in order; whether any of them can begin a date or a time.

    A small word gives way to one of more weight that begins inside it: ביום חמישי, del año pasado.
    """
    text, hits = scanned.text, scanned.hits
    senses = _senses(scanned.language)
    words: Words = []
    reach = 0
    core = False
    for i, hit in enumerate(hits):
        start = hit.start
        within = start < reach
        if within and (hit.end <= reach or not words[-1][1].light):
            continue
        sense = senses.get(id(hit.entries)) or _sense(senses, hit.entries)
        if not sense.roles or (within and not sense.core):
            continue
        if sense.light and hit.end - start <= 4 and start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isdigit():
            continue  # 15-tego: an ending, no word of its own
        if sense.only_unit and hit.end - start <= 2 and text[start : hit.end + 1].isascii() and text[hit.end : hit.end + 1].isalpha():
            continue  # 1987-ben: no bytes
        if sense.only_unit and words and reach == start and "number" in words[-1][1].roles and text[start : hit.end - 1] in _TENS:
            continue  # 九十年代 are the nineties, not nine decades
        if within:
            longer, _ = words.pop()
            words += _shorter(hits, i, longer.start, senses)
        words.append((hit, sense))
        reach = hit.end
        core = core or sense.core
    return words, core


def _shorter(hits: list[Hit], i: int, start: int, senses: dict[int, Sense]) -> Words:
    """The longest small word that begins at ``start`` and ends before hit ``i`` begins; none or one."""
    best: Words = []
    for hit in reversed(hits[max(0, i - 8) : i]):
        if hit.start == start and hit.end <= hits[i].start:
            sense = senses.get(id(hit.entries)) or _sense(senses, hit.entries)
            best = [(hit, sense)] if sense.light else best
    return best


_REACH = 40  # characters within which a word has to do with a number or with a word of dates


def _with_digits(scanned: Scanned, words: Words) -> list[Atom]:
    """The atoms of runs of digits and of words of dates, and of the words near them, in order."""
    text = scanned.text
    runs = list(_DIGITS.finditer(text))
    centres = sorted([m.span() for m in runs] + [(h.start, h.end) for h, sense in words if sense.centre])
    spaced = scanned.language.spaced
    atoms: list[Atom] = []
    near = at = 0
    for hit, sense in words:
        start, end = hit.start, hit.end
        if not sense.centre:
            while near < len(centres) and centres[near][1] < start - _REACH:
                near += 1
            if near == len(centres) or centres[near][0] > end + _REACH:
                continue
        while at < len(runs) and runs[at].start() < start:
            atoms.append(_number(text, runs[at], atoms))
            at += 1
        while at < len(runs) and runs[at].start() < end:
            at += 1
        atoms.append(_word(scanned, hit, sense, atoms, spaced=spaced))
        if atoms[-1].letter == "v" and spaced and end < len(text) and is_letter(text[end]):
            atoms += _glued_hour(scanned, end)
    for run in runs[at:]:
        atoms.append(_number(text, run, atoms))
    return atoms


def _glued_hour(scanned: Scanned, start: int) -> list[Atom]:
    """The word for the hour as the ending of its number: পাঁচটায়."""
    text, end = scanned.text, start
    while end < len(text) and is_letter(text[end]):
        end += 1
    return [Atom("j", start, end, 1, {"hour": 1})] if text[start:end].lower() in scanned.language.kind("hour") else []


def _with_roman(scanned: Scanned, words: Words) -> list[Atom]:
    """The atoms of a text that names a century, a quarter or a half-year, which Roman numerals count."""
    text = scanned.text
    roman = [(m.start(), m.end(), value) for m in _ROMAN.finditer(text) if (value := _roman(m.group()))]
    taken = Taken([(a, b) for a, b, _ in roman])
    kept = [(h, r) for h, r in words if taken.free(h.start, h.end)]
    spoken = Taken([(h.start, h.end) for h, _ in kept])
    pieces: list[tuple[int, int, Any]] = [(h.start, 0, (h, r)) for h, r in kept]
    pieces += [(m.start(), 1, m) for m in _DIGITS.finditer(text) if spoken.free(m.start(), m.start() + 1)]
    pieces += [(a, 2, (a, b, value)) for a, b, value in roman]
    spaced = scanned.language.spaced
    atoms: list[Atom] = []
    for _, kind, piece in sorted(pieces, key=lambda row: row[:2]):
        if kind == 0:
            atoms.append(_word(scanned, piece[0], piece[1], atoms, spaced=spaced))
        elif kind == 1:
            atoms.append(_number(text, piece, atoms))
        else:
            atoms.append(Atom("i", piece[0], piece[1], piece[2], {}))
    return atoms


def _roman(numeral: str) -> int:
    """The value of a Roman numeral, 0 where it is none."""
    total, last = 0, 0
    for sign in reversed(numeral):
        value = _ROMAN_VALUES[sign]
        total += -value if value < last else value
        last = max(last, value)
    return total if 1 <= total <= 30 else 0


def _roles(entries: tuple[Entry, ...]) -> dict[str, Any]:
    roles: dict[str, Any] = {}
    for e in entries:
        kind = e.kind
        if kind in _KINDS or kind in _SMALL or kind in _EXTRA:
            if kind not in roles:
                roles[kind] = e.value
        elif kind.startswith("month-"):
            roles.setdefault("month", (kind[6:], e.value))
    return roles


_EXTRA = frozenset({"unit", "date-marker", "date-doubtful", "ordinal-suffix"})


def _number(text: str, run: re.Match[str], before: list[Atom]) -> Atom:
    start, end = run.span()
    letter, value = _class(run.group()) if end - start <= 4 else ("z", 0)
    if start and letter != "z":
        left = text[start - 1]
        # B2, A320, COVID19: part of a designation; a word of the vocabulary may touch the number (ngày3, Q3, AD476).
        if left.isascii() and left.isalpha() and not (before and before[-1].end == start):
            letter = "z"
    return Atom(letter, start, end, value, _NO_ROLES)


_NO_ROLES: dict[str, Any] = {}


@functools.lru_cache(maxsize=8192)
def _class(digits: str) -> tuple[str, int]:
    """The letter and the value of up to four digits."""
    value = int(digits)
    if len(digits) <= 2:
        return "a" if 1 <= value <= 12 else "b" if 13 <= value <= 31 else "c", value
    if len(digits) == 3:
        return "n", value
    return "y" if 1000 <= value <= 2999 else "z", value


def _word(scanned: Scanned, hit: Hit, sense: Sense, before: list[Atom], *, spaced: bool) -> Atom:
    """The atom of a word: of several roles the one that its neighbours ask for."""
    text = scanned.text
    start, end = hit.start, hit.end
    after = text[end : end + 2]
    near_digit = after[:1].isdigit() or (after[1:].isdigit() and after[0].isspace())
    surroundings = _NEAR_DIGIT if near_digit else 0
    after_digit = False
    if before and (gap := start - (last := before[-1]).end) <= 2:
        after_digit = last.letter in "abcnyz"
        if last.letter in "abcnyzivVOM" and (gap == 0 or (gap == 1 and text[start - 1] in _HYPHENS and "ordinal-suffix" in sense.roles)):
            surroundings |= _TOUCHES
        if gap <= 1 and last.letter in "abcnyzvVO":
            surroundings |= _COUNTED
    roles = sense.roles
    if sense.both or sense.zone:
        if sense.zone and not any(e.kind == "timezone" and (e.form == text[start:end] or not e.form.isupper()) for e in hit.entries):
            roles = {k: v for k, v in roles.items() if k != "timezone"}  # ist, et: no IST, no ET
        if sense.both:
            roles = _month_or_weekday(scanned, hit, roles, before, near_digit=near_digit, after_digit=after_digit)
        letter, value = _choice(roles, surroundings)
    else:
        letter, value = sense.choice(surroundings)
    if letter == "W" and not _plainly_weekday(scanned, hit, preposition=bool(_small(roles))):
        letter, value = SMALL[_small(roles)], roles.get("date-preposition")
    if spaced and ((start and text[start - 1].isalpha()) or (letter in "MWr" and after[:1] and is_letter(after[0]))):
        # clitics before and endings after belong to the word (בפברואר, februárban), but not the particles of markers (3일에)
        while start and text[start - 1].isalpha() and not (before and before[-1].end == start):
            start -= 1
        tail = end
        while letter in "MWr" and tail < len(text) and is_letter(text[tail]):
            tail += 1
        if text[end:tail] not in scanned.language.suffixes:
            end = tail
    return Atom(letter, start, end, value, roles, hit.exact, hit.entries[0].form)


def _plainly_weekday(scanned: Scanned, hit: Hit, *, preposition: bool) -> bool:
    """Whether a short form of a weekday is one here, and no other word (do, mar, po, sat); after a ``preposition`` a number may well stand."""
    text, form = scanned.text, hit.entries[0].form
    if form not in abbreviations(scanned.language, "weekday"):
        return True
    numbered = not preposition and text[hit.end + 1 : hit.end + 2].isdigit()
    closed = text[hit.end : hit.end + 1] in (".", ",", ")", "）") or text[hit.end - 1] == "." or numbered
    opened = text[hit.start - 1 : hit.start] in ("(", "（")
    return closed or opened or (hit.exact and form[:1].isupper())


@functools.cache
def abbreviations(language: Language, kind: str) -> frozenset[str]:
    """Forms of a kind that are abbreviations: with a sign for it at the end, or by CLDR, and brief.

    In scripts without capitals CLDR's abbreviations are mostly everyday words (周二, จันทร์): there one is at most half as long as the name.
    """
    known = language.kind("abbreviated")
    table = {f.rstrip("*"): v for f, v in language.kind(kind).items() if v is not False}
    longest: dict[Any, int] = {}
    for form, value in table.items():
        longest[value] = max(longest.get(value, 0), len(form))
    return frozenset(
        form
        for form, value in table.items()
        if form[-1] in ".׳॰" or (form in known and len(form) <= 4 and (form.lower() != form.upper() or len(form) <= longest[value] // 2))
    )


def _month_or_weekday(
    scanned: Scanned, hit: Hit, roles: dict[str, Any], before: list[Atom], *, near_digit: bool, after_digit: bool
) -> dict[str, Any]:
    """“mar.” is mardi or mars: a month after a number or a link, or before a year; a weekday before the day of a day-first language."""
    text = scanned.text
    linked = bool(before) and before[-1].letter in LINK and hit.start - before[-1].end <= 1
    year_next = _YEAR_NEXT.match(text, hit.end) is not None
    day_next = near_digit and scanned.language.date_order == "dmy"
    month = after_digit or (linked and not day_next) or year_next or (near_digit and not day_next)
    return {k: v for k, v in roles.items() if k != ("weekday" if month else "month")}


_YEAR_NEXT = re.compile(r"\.?\s?(?:[^\W\d]{1,3}\s)?\d{4}(?!\d)")


_HYPHENS = frozenset("-‐‑'’ʼ:")
_TOUCHES, _NEAR_DIGIT, _COUNTED = 1, 2, 4  # a number before without a space; digits after; a number before


def _choice(roles: dict[str, Any], surroundings: int) -> tuple[str, Any]:
    near_digit = surroundings & _NEAR_DIGIT
    if surroundings & _TOUCHES and "ordinal-suffix" in roles:
        return "o", None
    marker = roles.get("date-marker")
    marked = (
        marker is not None
        and "half-year" not in roles
        and (surroundings & _TOUCHES or near_digit or not ({"number", "weekday", "month", "relative"} & roles.keys()))
    )
    if surroundings & _COUNTED and marker == "year" and "relative" in roles:
        marked = True  # 1987 წელს: in 1987, not this year
    if marked and not ("hour" in roles or "minute" in roles):
        return _MARKERS[str(marker)], marker
    if (
        surroundings & _COUNTED
        and roles.get("unit") in _TIME_UNITS
        and not near_digit
        and ({"number", "weekday", "day-period"} & roles.keys())
    ):
        return (_MARKERS[marker], marker) if marker is not None else ("u", roles["unit"])
    for kind, letter in _KINDS.items():
        if kind in roles:
            value = roles[kind]
            if letter == "r":
                return ("R", value) if str(value).startswith("weekday:") else ("r", value)
            if letter in "gG" and value == "before":
                return ("N" if letter == "g" else "Y"), value
            if letter == "v" and "article" in roles:
                continue
            if letter in "1hx" and _small(roles):
                break
            if letter == "O" and ("number" in roles or (surroundings & _COUNTED and near_digit and "date-range" in roles)):
                continue  # 3 முதல் 5: from, not first
            if letter in "vO" and not 0 <= int(value) <= 31 and int(value) % 10:
                continue
            return letter, value
    unit = roles.get("unit")
    if unit is not None and (unit in _TIME_UNITS or not ({"date-range", "date-link"} & roles.keys())):
        return ("u", unit) if unit in _TIME_UNITS else ("x", unit)
    mask = _small(roles)
    return SMALL[mask], roles.get("date-preposition")


def _small(roles: dict[str, Any]) -> int:
    return sum(bit for kind, bit in _SMALL.items() if kind in roles)


def _merged(scanned: Scanned, atoms: list[Atom]) -> list[Atom]:
    """Numbers in words joined, and those inside words found: twenty-third, hai mươi ba, 二〇二六, einundzwanzigsten."""
    if not any(a.letter in _DATED for a in atoms):
        return atoms if not any(a.letter == "j" for a in atoms) else _with_halves(scanned, atoms)
    spaced = scanned.language.boundary == "word" and not scanned.language.glued
    merged: list[Atom] = []
    i = 0
    for numeral in scanned.numerals:
        if numeral.value % 1:
            i = _halved(atoms, i, merged, numeral)
            continue
        if numeral.fraction or numeral.magnitude_only:
            continue
        while i < len(atoms) and atoms[i].end <= numeral.start:
            merged.append(atoms[i])
            i += 1
        j = i
        while j < len(atoms) and atoms[j].start < numeral.end:
            j += 1
        inside = atoms[i:j]
        allowed = _ORDINAL if numeral.ordinal else _WORDED
        if (len(inside) == 1 and inside[0].letter in _SETTLED) or any(a.letter not in allowed for a in inside) or (spaced and not inside):
            continue
        start = min([numeral.start, *(a.start for a in inside)])
        end = max([numeral.end, *(a.end for a in inside)])
        merged.append(_numbered(int(numeral.value), start, end, ordinal=numeral.ordinal))
        i = j
    return _ordinals(scanned.text, merged + atoms[i:])


def _with_halves(scanned: Scanned, atoms: list[Atom]) -> list[Atom]:
    """The atoms with the numbers and a half that stand before a word for the hour."""
    merged: list[Atom] = []
    i = 0
    for numeral in scanned.numerals:
        if numeral.value % 1:
            i = _halved(atoms, i, merged, numeral)
    return merged + atoms[i:] if merged else atoms


_NOON = 13


def _halved(atoms: list[Atom], i: int, merged: list[Atom], numeral: Numeral) -> int:
    """Before the word for the hour a number and a half is a time: साडेपाच वाजता, ڈھائی بجے. Gives the atom to go on with."""
    quarters = numeral.value * 4
    if numeral.value >= _NOON or quarters % 1:
        return i
    j = i
    while j < len(atoms) and atoms[j].start < numeral.end:
        j += 1
    if j < len(atoms) and atoms[j].letter == "j" and "unit" not in atoms[j].roles and atoms[j].start - numeral.end <= 1:
        hour, rest = divmod(int(quarters), 4)
        merged += [a for a in atoms[i:j] if a.end <= numeral.start]
        merged.append(Atom("q", numeral.start, numeral.start, rest * 15, {}))
        merged.append(_numbered(hour, numeral.start, numeral.end, ordinal=False))
        return j
    return i


def _ordinals(text: str, atoms: list[Atom]) -> list[Atom]:
    """Twenty second joined, where the second word might as well be the unit."""
    joined: list[Atom] = []
    for atom in atoms:
        last = joined[-1] if joined else atom
        tens = atom.letter == "O" and atom.value < 10 and last.letter == "v" and last.value in (20, 30)
        if tens and text[last.end : atom.start] in (" ", "-"):
            joined[-1] = _numbered(last.value + atom.value, last.start, atom.end, ordinal=True)
        else:
            joined.append(atom)
    return joined


_DATED = frozenset("MTDJQHECW")
_SETTLED = frozenset("vO1" + RANGE)
_WORDED = frozenset("vO1xhzo" + SMALL)
_ORDINAL = _WORDED | frozenset("uS")  # twenty-second


def _numbered(value: int, start: int, end: int, *, ordinal: bool) -> Atom:
    if ordinal:
        letter = "O" if 1 <= value <= 31 or (value < 100 and value % 10 == 0) else "z"
    else:
        letter = "v" if 1 <= value <= 99 else "V" if 1000 <= value <= 2999 else "z"
    return Atom(letter, start, end, value, {"ordinal" if ordinal else "number": value})


def _lined(text: str, atoms: list[Atom], *, spaced: bool) -> Line:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    owners: list[Atom | None] = []
    before: Atom | None = None
    for atom in atoms:
        if before is not None and before.end != atom.start:
            start = _with_ending(text, before, atom.start) if spaced and before.letter in "DTJQXECMWrO" else before.end
            if start != atom.start:
                gap = text[start : atom.start] if atom.start - start <= 12 else ""
                if not gap and text[start] in _HYPHENS and before.letter in "abcnyi" and (tail := _ENDING.match(text, start)):
                    letters.append("o")
                    starts.append(start)
                    start = tail.end()
                    ends.append(start)
                    owners.append(None)
                signs, width = (" ", 0) if gap == " " else _gap(gap, before.letter in "abcnyzi", atom.letter in "abcnyz", spaced)
                for k, sign in enumerate(signs):
                    letters.append(sign)
                    starts.append(start)
                    ends.append(start + width if k == 0 else atom.start)
                    owners.append(None)
        letters.append(atom.letter)
        starts.append(atom.start)
        ends.append(atom.end)
        owners.append(atom)
        before = atom
    if before is not None and before.letter in "abcnyi" and (tail := _ENDING.match(text, before.end)):
        letters.append("o")
        starts.append(tail.start())
        ends.append(tail.end())
        owners.append(None)
    return Line("".join(letters), starts, ends, owners)


def _with_ending(text: str, atom: Atom, limit: int) -> int:
    """Where a word ends that may take an ending, after an apostrophe or without one (Mart'ın, 3일에)."""
    end = atom.end + (text[atom.end] in "'’ʼ" and text[atom.end + 1].isalpha())
    while end < limit and is_letter(text[end]):
        end += 1
    return end


@functools.lru_cache(maxsize=4096)
def _gap(gap: str, digits: bool, next_digits: bool, spaced: bool) -> tuple[str, int]:
    """The signs that stand for the text between two atoms, and how much of it belongs to the atom before (3rd, 3-го)."""
    if not gap:
        return "|", 0
    plain = _INVISIBLE.sub("", gap)
    if not plain:
        return "", 0
    core = plain.strip()
    if not core:
        return " ", 0
    width = 0
    signs = ""
    if digits and plain[0] == core[0]:
        suffix = _SUFFIX.match(core)
        if suffix and (spaced or core[0] in "ºª"):
            signs, width = "o", len(suffix.group())
            rest = core[width:].strip()
            if not rest:
                return ("o" if plain == core else "o "), width
            core = rest
    sign = _GAPS.get(core)
    if sign is None:
        return "|", 0
    touching = plain == core
    if sign == "." and not touching:
        sign = ";"
    elif sign == "-" and not touching and plain[0].isspace() and plain[-1].isspace():
        sign = "~"
    elif sign == "," and touching and digits and next_digits:
        sign = "`"
    return signs + sign, width
