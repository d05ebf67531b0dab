"""Dates: absolute in every everyday writing, ranges, decades and centuries, weekdays, and dates told from today.

The text becomes a line of letters (``date_atoms``); one grammar over the letters finds what can be a date, whatever the language, and a
reader per form makes the value. Where digits alone would do (3/2, 1990, 10-12), a date is only believed when a word of dates, the
writing of the locale or its own shape speaks for it: a fraction or a score read as a date costs an editor more than a date left unread.
"""

from __future__ import annotations

import calendar as gregorian_calendar
import datetime
import functools
import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from transcheck.facts import calendars
from transcheck.facts.date_atoms import LINK, PREPOSITION, RANGE, Atom, Line, Taken, abbreviations, line
from transcheck.model import Date, Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Language

Grain = Literal["day", "weekday", "week", "month", "quarter", "half", "year", "decade", "century"]
NEAR = 45  # days from publication within which an event of the news is likely to lie
PIVOT = 2025  # two-digit years are read as 80 years before to 19 after the year of publication, or after this one

# --- the grammar ------------------------------------------------------------------------------------------------------

_LINKS = rf"(?:[{LINK}] ?){{0,2}}"
_TO = rf"(?: ?[-~] ?| ?[{RANGE}] ?)"
_END = r"(?:-?o-?)?"  # of an ordinal: 3rd, 3-го
_DAY = rf"(?:D ?){{0,2}}(?:h-? ?)?(?:[abvO]|1(?={_END} ?D|{_END} ?[{LINK}]))(?:{_END}[.;]?-? ?D|-?o-?[.;]?| ?[.;]|)"
_SEP = rf"[ ,.;/-]{{0,2}}(?:{_LINKS})"
_SEP_DAY = rf"[ .;/-]{{0,2}}(?:{_LINKS})"
_MONTH = r"(?:T ?)?M(?:[.;]?/ ?M|[.;]? ?\(M\))?(?:[ -]?T(?! ?[abv]))?"
_ERA_YEAR = r"(?:(?:J ?)?e ?(?:[abcnv](?:o? ?J)?|J(?= ?[abvM]))|(?:J ?)?[abcn]o?[.]? ?J? ?e)"
_YEAR = rf"(?:(?:J ?)?(?:e ?)?[yV](?:[o.;]?[ -]?J|o)?(?: ?e)?|{_ERA_YEAR}|' ?[abc](?![os]))"
_YEAR_MARKED = rf"(?:(?:J ?)?(?:e ?)?[yV](?:[o.;]?[ -]?J|o|[.;])|{_ERA_YEAR})"
_SEP_YEAR = rf"[ ,.;`/-]{{0,2}}(?:{_LINKS})"
_WEEKDAY_FIRST = rf"(?:W[.;]?[ ,(]{{0,2}}(?:[{LINK}{PREPOSITION}] ?){{0,2}})?"
_WEEKDAY_LAST = r"(?:[ .,(]{0,3}W\)?(?![ ,(]{0,2}(?:D ?)?[abMT]))?"
_UNIT = "[uDTJXQEC]"

_FORMS: tuple[tuple[str, str], ...] = (
    ("iso", r"y(?P<i>[-/.~;])[ab](?P=i)[ab](?![-/.]?[abcnyz])"),
    (
        "days_numeric",
        rf"{_WEEKDAY_FIRST}(?:D ?)?[ab](?:[-~]|[.;]?[-~])(?:D ?)?[ab][/.][ab](?:[/.](?:y|[abc])|[.;](?![abcnyz]))?{_WEEKDAY_LAST}",
    ),
    (
        "numeric",
        rf"{_WEEKDAY_FIRST}(?:D ?)?(?:[abc](?P<n>[/-])[ab](?P=n)'?[yabc]|[abc][.;][ab][.;]'?[yabc]|[ab]/[ab][ -]y|[ab]/[ab](?:`[bcy]|,y)|[ab] [ab] y|y [ab] [ab])(?![-/.]?[abcnyz]){_WEEKDAY_LAST}",
    ),
    ("month_year", r"(?:(?:T ?)?a[/]y|(?:T ?)a ?[.~-] ?y|a[.]y)(?![-/.]?[abcnyz])"),
    ("quarter", rf"(?:{_YEAR}{_SEP_YEAR})?(?:Q ?h?[aviO]|h?[avO]o?[.;]? ?Q|i[.;]? ?Q)(?:[/]y|{_SEP_YEAR}{_YEAR}|[/'](?:[bc]))?"),
    ("half", rf"(?:{_YEAR}{_SEP_YEAR})?(?:H ?[aviO]|[avO]o?[.;]? ?H|i[.;]? ?H|U)(?:[/]y|{_SEP_YEAR}{_YEAR})?"),
    ("century", rf"(?:e ?(?={_LINKS}[aviO]o? ?C))?(?:C ?h?-?[abviO](?:o)?|h?[abvO]o?[.;]?[ -]?C|i o?[.;]? ?C|io?[.;]? ?C)(?: ?{_LINKS}e)?"),
    (
        "decade",
        rf"(?:(?:[EJ] ?)?ys|(?:[EJ] ?)?' ?[abc]s|[abc]s|E ?l? ?[ybc][.]?(?! ?[-~/])|(?:[ybcv](?:o ?|[.;]|-|)|y ?[{LINK}] ?)E|Z)(?: ?E)?",
    ),
    ("era_first", rf"e ?[abcn] ?J ?(?:[av]T ?|{_MONTH} ?)(?:[abv] ?D)?{_WEEKDAY_LAST}"),
    ("named_short", rf"{_WEEKDAY_FIRST}{_DAY}{_SEP}{_MONTH}[ ,./;-]{{1,2}}'?[abc](?![-/.:o]?[abcnyz])"),
    ("named_short", rf"{_WEEKDAY_FIRST}{_MONTH}{_SEP_DAY}{_DAY}[ ,./;-]{{1,2}}'?[abc](?![-/.:o]?[abcnyz])"),
    ("named", rf"{_WEEKDAY_FIRST}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:]))?{_SEP}{_MONTH}(?:{_SEP_YEAR}{_YEAR})?{_WEEKDAY_LAST}"),
    (
        "named",
        rf"{_WEEKDAY_FIRST}{_YEAR}{_SEP_YEAR}{_MONTH}{_SEP_DAY}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:]))?(?![`/.:-]?[abcnyz]){_WEEKDAY_LAST}",
    ),
    ("named", rf"{_WEEKDAY_FIRST}{_YEAR_MARKED}{_SEP_YEAR}{_DAY}{_SEP}{_MONTH}{_WEEKDAY_LAST}"),
    (
        "named",
        rf"{_WEEKDAY_FIRST}{_MONTH}{_SEP_DAY}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:]))?(?:{_SEP_YEAR}{_YEAR})?(?![`/:]?[abcnyz]){_WEEKDAY_LAST}",
    ),
    ("roman", r"[ab](?P<r>[ .])i(?P=r)y"),
    (
        "suffixed",
        rf"{_WEEKDAY_FIRST}(?:{_YEAR} ?{_LINKS})?[av]o? ?T ?(?:(?:[abvO]o? ?D?|1 ?D)(?:{_TO}[abv]D)?(?![-/.:]?[abcnyz]))?{_WEEKDAY_LAST}",
    ),
    (
        "prefixed",
        rf"{_WEEKDAY_FIRST}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:]))?[ ,]{{0,2}}(?:{_LINKS})T ?[av](?:[ ,/-]{{0,2}}(?:{_LINKS}){_YEAR})?{_WEEKDAY_LAST}",
    ),
    ("prefixed", rf"T ?[av][ ,]{{0,2}}(?:{_LINKS}){_YEAR}"),
    ("prefixed", r"T ?[av](?![-/.]?[abcnyz])"),
    ("month", rf"{_MONTH}{_SEP_YEAR}{_YEAR}"),
    ("month", rf"{_YEAR}{_SEP_YEAR}{_MONTH}"),
    ("day_month", rf"{_WEEKDAY_FIRST}(?:D ?)?[ab](?:[/.-]|;)[ab](?:[.;](?=[ ,)]|$)|[.](?=[~-])|)(?![-/.:;]?[abcnyz]){_WEEKDAY_LAST}"),
    ("ago", rf"[abcnvz1]o? ?{_UNIT} ?[gG]|[NY] ?(?:[abcnvz1] ?){_UNIT}"),
    ("day_of_month", rf"{_WEEKDAY_FIRST}(?:{_DAY} ?{_LINKS}r|r ?{_LINKS}[ab]D){_WEEKDAY_LAST}"),
    ("counted", r"[abcnvz1F] ?r"),
    (
        "month_of_year",
        rf"(?:{_MONTH}|T ?[av]|[av]T) ?,? ?(?:{_LINKS})(?:r|R ?[Ju]|[Ju] ?R)|(?:r|R ?[Ju]) ?(?:{_LINKS})(?:{_MONTH}|[av]T)(?! ?[abv])",
    ),
    ("in_week", rf"W ?(?:{_LINKS})r|r ?(?:{_LINKS})W"),
    ("modified", rf"R ?(?:{_LINKS})(?:W|M|{_UNIT})(?! ?[abcny])|(?:W|M|{_UNIT}) ?(?:{_LINKS})R"),
    ("relative", r"r"),
    ("month", rf"{_MONTH}"),
    ("year_span", r"y ?[-~/] ?[yabc](?![-/.]?[abcnyz])"),
    ("year_month", r"y[-/.]a(?![-/.]?[abcnyz])"),
    ("year", _YEAR),
    ("weekday", r"W"),
    ("day", rf"(?:D ?[ab]|[abv]D)(?![-/.:]?[abcnyz]){_WEEKDAY_LAST}"),
)
# What a form can begin with, and what must stand near a number that begins one: a cheap look before the forms are tried.
_BEGINS = r"(?=[DhWMJeyVTQHiUCEZrRNY']|[abcnzvO1F].{0,14}[MTDJQHCErRgGuXsei/.;'~-]|[ab] [ab] y|[uX].{0,5}R)"
_GRAMMAR = re.compile(_BEGINS + "(?:" + "|".join(f"(?P<_{i}>{pattern})" for i, (_, pattern) in enumerate(_FORMS)) + ")")


class Chunk(NamedTuple):
    """A stretch of letters that can be a date: ``line.letters[start:end]``."""

    scanned: Scanned
    line: Line
    start: int
    end: int

    @property
    def letters(self) -> str:
        return self.line.letters[self.start : self.end]

    def atoms(self) -> list[tuple[int, Atom]]:
        return [(i, a) for i in range(self.start, self.end) if (a := self.line.atoms[i]) is not None]

    def span(self, first: int | None = None, last: int | None = None) -> tuple[int, int]:
        """Offsets into the text of letters ``first`` to ``last`` (inclusive), signs at the end left out unless they belong to a number."""
        i, j = self.start if first is None else first, self.end - 1 if last is None else last
        while j > i and (
            self.line.letters[j] in " ,;(~`/" or (self.line.letters[j] == "o" and self.scanned.text[self.line.starts[j]] in "'’ʼ")
        ):
            j -= 1
        end = self.line.ends[j]
        if "(" in self.line.letters[i:j] and self.scanned.text[end : end + 1] in (")", "）"):
            end += 1
        return self.line.starts[i], end

    def before(self) -> str:
        """The letter of the word before, across one space; "(" where a bracket opens."""
        letters, i = self.line.letters, self.start - 1
        while i >= 0 and letters[i] in " ,":
            i -= 1
        return letters[i] if i >= 0 else ""

    def after(self) -> str:
        letters, i = self.line.letters, self.end
        while i < len(letters) and letters[i] == " ":
            i += 1
        return letters[i] if i < len(letters) else ""

    def alone(self) -> bool:
        """Whether the text says nothing else: a cell, a dateline."""
        text, start, end = self.scanned.text, self.line.starts[self.start], self.line.ends[self.end - 1]
        return start <= 3 and len(text) - end <= 3 and not any(map(str.isalnum, text[:start] + text[end:]))

    def stops(self) -> bool:
        """Whether the sentence, or a part of it, ends after the chunk."""
        text, end = self.scanned.text, self.line.ends[self.end - 1]
        return (
            not text[end : end + 1].strip() and not text[end + 1 : end + 2].strip()
            if end + 1 >= len(text)
            else text[end] in '.,;:!?)]»”"，。、；）'
        )

    def preposition(self) -> Any:
        """The value of a preposition of dates directly before, or None."""
        i = self.start - 1
        while i >= 0 and self.line.letters[i] in " ":
            i -= 1
        last = self.line.atoms[i] if i >= 0 else None
        if (
            last is not None
            and last.letter in "ζlL1"
            and "date-preposition" not in last.roles
            and i > 1
            and self.line.letters[i - 1] == " "
        ):
            i -= 2  # on the 3rd, no dia 3
        atom = self.line.atoms[i] if i >= 0 else None
        return atom.roles.get("date-preposition") if atom is not None else None


Found = list[tuple[Date, int, int]]
_NOTHING: Found = [(Date(), -1, -1)]  # what a form reads as no date at all, so that no later form tries again


def dates(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """Every date of the text. Facts claimed by earlier extractors are left alone."""
    letters = line(scanned)
    if not letters.letters:
        return []
    found: Found = []
    position = 0
    while match := _GRAMMAR.search(letters.letters, position):
        chunk = Chunk(scanned, letters, match.start(), match.end())
        values, position = _read_at(chunk, int((match.lastgroup or "_0")[1:]))
        found += values
    found = _inherited(scanned, [f for f in found if f[1] >= 0], letters)
    taken = Taken([(f.span.start - scanned.base, f.span.end - scanned.base) for f in claimed])
    return [scanned.fact(_bounded(d, s, letters), s, e) for d, s, e in found if taken.free(s, e)]


def _read_at(chunk: Chunk, form: int) -> tuple[Found, int]:
    """What the first form that reads the letters as a date makes of them, and where to go on; ``form`` is the first that matched."""
    values = _READERS[_FORMS[form][0]](chunk)
    if values:
        return values, chunk.end
    for other, end in _later(chunk.line.letters[chunk.start : chunk.start + _WINDOW], form):
        values = _READERS[_FORMS[other][0]](chunk._replace(end=chunk.start + end))
        if values:
            return values, chunk.start + end
    return [], chunk.start + 1


_WINDOW = 64  # letters within which every form ends


@functools.lru_cache(maxsize=1024)
def _later(letters: str, form: int) -> tuple[tuple[int, int], ...]:
    """The forms after ``form`` that match at the beginning of ``letters``, and where each match ends."""
    found = ((i, pattern.match(letters)) for i, pattern in enumerate(_COMPILED[form + 1 :], form + 1))
    return tuple((i, match.end()) for i, match in found if match and match.end())


_COMPILED = tuple(re.compile(pattern.replace("P<i>", "P<ia>").replace("P=i", "P=ia")) for _, pattern in _FORMS)


# --- the readers of each form -------------------------------------------------------------------------------------------


def _iso(c: Chunk) -> Found:
    year, month, day = (a.value for _, a in c.atoms())
    value = _date(c, Fields(year, month, [], None, None, "gregorian"), day)
    if value is None and "y" not in c.scanned.language.date_order[:1]:
        value = _date(c, Fields(year, day, [], None, None, "gregorian"), month)
    return [(replace(value, style=_style(c, "ymd")), *c.span())] if value else []


def _numeric(c: Chunk) -> Found:
    """Three numbers: every order of the locales in play that makes a date."""
    numbers = [a for _, a in c.atoms() if a.letter in "abcy"]
    weekday = next((int(a.value) for _, a in c.atoms() if a.letter == "W"), None)
    first, second, third = numbers[-3:]
    text = c.scanned.text
    language = c.scanned.language
    sign = text[first.end : second.start].strip()
    dotted = sign == "."
    short = "y" not in (first.letter, third.letter)
    if not sign and not _apart(c, first, second, third):
        return []
    if short and (third.end - third.start != 2 or (dotted and "." not in language.date_separators)):
        return []
    if short and c.line.letters[c.end : c.end + 1] in (":",):
        return []
    orders = ["dmy" if o == "ymd" and not short else o for o in language.date_orders] if first.letter != "y" else ["ymd"]
    if short and language.date_order == "ymd" and first.end - first.start == 2:
        orders = ["ymd", *orders]
    if any(a.letter == "D" for _, a in c.atoms()):
        orders = ["dmy"]
    readings: list[tuple[str, Date]] = []
    for order in dict.fromkeys((*orders, "dmy", "mdy")):
        if (readings and order not in orders) or (order[0] == "y") != (first.letter == "y" or (short and order == "ymd")):
            continue
        by = dict(zip(order, (first, second, third), strict=True))
        year = by["y"].value if by["y"].letter == "y" else _full_year(by["y"].value, c.scanned.published)
        value = _date(c, Fields(year, by["m"].value, [], weekday, None, "gregorian"), by["d"].value)
        if value is not None:
            readings.append((order, value))
    if not readings:
        return []
    style = _style(c, readings[0][0])
    values = list(dict.fromkeys(replace(value, style=style) for _, value in readings))
    return [(_chosen(values, c.scanned.published), *c.span())]


def _apart(c: Chunk, first: Atom, second: Atom, third: Atom) -> bool:
    """Whether three numbers with spaces between them are a date (20 02 2014), not a telephone number."""
    year = first if first.letter == "y" else third
    return second.end - second.start == 2 and 1900 <= year.value <= 2099 and not (c.before() and c.before() in "abcnyz")


def _style(c: Chunk, order: str) -> str:
    """“d/m/y” from the order of the fields and the first sign between the numbers."""
    numbers = [a for _, a in c.atoms() if a.letter in "abcy"]
    sign = c.scanned.text[numbers[0].end : numbers[1].start].strip()[:1] if len(numbers) > 1 else "/"
    return sign.join(order)


def _day_month(c: Chunk) -> Found:
    """3/2, 3.2., 3-2: only with evidence of a date."""
    atoms = c.atoms()
    numbers = [a for _, a in atoms if a.letter in "ab"]
    first, second = numbers[-2:]
    language = c.scanned.language
    text = c.scanned.text
    sign = text[first.end : second.start].strip()[:1]
    weekday = next((int(a.value) for _, a in atoms if a.letter == "W"), None)
    marked = weekday is not None or any(a.letter == "D" for _, a in atoms)
    preposition = c.preposition()
    before = c.before()
    if c.after() and (
        c.after() in "xuE%" or (c.after() in LINK and preposition != "day" and not marked and first.value < second.value <= 10)
    ):
        return []
    near = bool(before) and (before in "rRWpfD" or (before in LINK and _two_before(c) in ("p", "f")))
    alone = c.alone() and sign == language.date_separators[0] and (first.value > 12 or second.value > 12 or sign == "/")
    if not (marked or near or alone or _believable(c, sign, first, second, preposition)):
        return []
    decimal = language.decimal == sign or (preposition != "day" and not alone)
    if sign == "." and not marked and decimal and text[second.end : second.end + 1] != ".":
        return []
    orders = ["mdy" if o == "ymd" and _month_first(language) else "dmy" if o == "ymd" else o for o in language.date_orders]
    if any(a.letter == "D" for _, a in atoms):
        orders = ["dmy"]
    options: list[tuple[int, int]] = []
    for order in dict.fromkeys((*orders, "dmy", "mdy")):
        if options and order not in orders:
            break
        day, month = (first.value, second.value) if order == "dmy" else (second.value, first.value)
        if _exists(None, month, day):
            options.append((month, day))
    if not options:
        return []
    style = sign.join("dm" if (second.value, first.value) == options[0] else "md")
    values = [Date(month=m, day=d, weekday=weekday, style=style) for m, d in dict.fromkeys(options)]
    start, end = c.span()
    if sign != "." and text[end - 1] == ".":
        end -= 1
    return [(_chosen(values, c.scanned.published), start, end)]


def _two_before(c: Chunk) -> str:
    """The letter before a link: the evening of 5/9."""
    return c.line.letters[: c.start].rstrip(" ")[:-1].rstrip(" ")[-1:]


def _month_first(language: Language) -> bool:
    """Whether a year-first language also puts the month first when the year is left out: all but those that say “d/m” in words."""
    return "dm" not in language.kind("short-date-order").values()


NOT_DATES = frozenset({(24, 7), (16, 9), (21, 9), (7, 24), (9, 16), (4, 4), (50, 50)})  # round the clock, aspect ratios, drives


def _believable(c: Chunk, sign: str, first: Atom, second: Atom, preposition: Any) -> bool:
    """Whether two numbers without a date word beside them are a date."""
    language = c.scanned.language
    pair = (first.value, second.value)
    if sign not in language.date_separators or pair in NOT_DATES:
        return False
    unlike = (first.value > 12) != (second.value > 12)
    if sign == "-":
        return bool(preposition == "day" and unlike)
    fraction = first.value < second.value <= 10
    if preposition == "day":
        return True
    if preposition is not None:
        return not fraction
    text = c.scanned.text
    if sign == ".":
        if text[second.end : second.end + 1] != "." or language.date_separators[0] != "." or language.decimal == ".":
            return False
        spaced = text[first.end + 1 : first.end + 2].isspace()
        onward = text[second.end + 1 : second.end + 2].isspace() and text[second.end + 2 : second.end + 3].islower()
        return spaced or onward or text[second.start] == "0" or first.value > 12
    if "0" in (text[first.start], text[second.start]):
        return True  # no fraction begins with a zero
    bracketed = text[first.start - 1 : first.start] in ("(", "（") and text[second.end : second.end + 1] in (")", "）", ",")
    if unlike and first.value > 12:
        return "dmy" in language.date_orders and first.value != second.value * 2
    if unlike:
        return language.date_order != "dmy" and first.value != 1 and second.value not in (16, 20, 25, 30)
    return (
        language.date_orders == ("dmy",)
        and (bracketed or ("d/m" in language.kind("short-date-order") and first.value > second.value))
        and not fraction
    )


def _days_numeric(c: Chunk) -> Found:
    """3-5/2, 3.–5.2.2026: two days of one month."""
    numbers = [(i, a) for i, a in c.atoms() if a.letter in "abcy"]
    if len(numbers) < 3:
        return []
    (i, one), (j, two), (_, month) = numbers[:3]
    year = None
    if len(numbers) > 3:
        year = numbers[3][1].value if numbers[3][1].letter == "y" else _full_year(numbers[3][1].value, c.scanned.published)
    marked = any(a.letter in "DW" for _, a in c.atoms()) or c.preposition() is not None or year is not None
    if not marked or one.value >= two.value or "dmy" not in c.scanned.language.date_orders:
        return []
    if not (_exists(year, month.value, one.value) and _exists(year, month.value, two.value)):
        return []
    style = "d/m/y" if year else "d/m"
    first = Date(year=year, month=month.value, day=one.value, style=style)
    return [(first, *c.span(None, i)), (replace(first, day=two.value), *c.span(j))]


def _month_year(c: Chunk) -> Found:
    """10/2025, tháng 10/2025, 02.2026."""
    month, year = [a for _, a in c.atoms() if a.letter in "ay"]
    text = c.scanned.text
    sign = text[month.end : year.start].strip()
    marked = any(a.letter == "T" for _, a in c.atoms())
    if sign == "." and not marked and (month.end - month.start != 2 or "." not in c.scanned.language.date_separators):
        return []
    if not marked and not 1900 <= year.value <= 2099:
        return []
    if text[c.line.ends[c.end - 1] : c.line.ends[c.end - 1] + 1] in ("/", "-") and not marked:
        return []
    style = "" if marked and sign not in "/.-" else f"m{sign}y"
    return [(Date(year=year.value, month=month.value, grain="month", style=style), *c.span())]


def _year_month(c: Chunk) -> Found:
    """2025/10, 2025-10; where the second could be a year (2010-12), the later form reads a span of years."""
    year, month = (a for _, a in c.atoms())
    sign = c.scanned.text[year.end]
    padded = month.end - month.start == 2
    if not 1900 <= year.value <= 2099 or not padded or (sign == "." and c.scanned.language.date_order != "ymd"):
        return []
    return [(Date(year=year.value, month=month.value, grain="month", style=f"y{sign}m"), *c.span())]


def _year_span(c: Chunk) -> Found:
    """1950–53, 2024/25: the first and the last year."""
    (i, first), (j, last) = c.atoms()
    sign = c.scanned.text[first.end : last.start].strip()
    width = last.end - last.start
    if last.letter == "y":
        year = last.value
    elif width == 2:
        year = first.value // 100 * 100 + last.value
        if year <= first.value and first.value % 100 == 99 and last.value == 0:
            year += 100
    else:
        return []
    monthly = c.scanned.language.date_order == "ymd" and width == 2 and 1 <= last.value <= 12 and sign == "-"
    if monthly or not 1000 <= first.value <= 2100 or not first.value < year <= first.value + 300:
        return []
    if sign in "/" and year != first.value + 1:
        return []
    if c.after() != "E" and not _year_context(c):
        return []
    return [(Date(year=first.value, grain="year"), *c.span(i, i)), (Date(year=year, grain="year"), *c.span(j, j))]


def _named(c: Chunk) -> Found:
    """A month in words with a day and perhaps a year, in any order; two days make two dates."""
    fields = _fields(c)
    if fields is None or not fields.days:
        return []
    letters = c.letters
    atoms = c.atoms()
    first_month = next((k for k, (_, a) in enumerate(atoms) if a.letter == "M"), 0)
    month_atom = atoms[first_month][1]
    day_first = any(i < atoms[first_month][0] for i, _ in fields.days)
    has_year = fields.year is not None
    weekday = fields.weekday
    if not has_year and not weekday and not _believed(c, month_atom, fields.days[0][1], day_first=day_first):
        return []
    if (
        day_first
        and has_year
        and letters[0] in "yV"
        and letters[1:2] not in ("J", "o", ".", ";", " ")
        and c.scanned.language.date_order != "ymd"
    ):
        return []
    return _day_dates(c, fields)


def _named_short(c: Chunk) -> Found:
    """3 Jan 12, Feb. 3, 26: the last number is a year only where the sentence stops after it."""
    last = c.atoms()[-1][1]
    tail = c.scanned.text[last.end : last.end + 1]
    before = c.scanned.text[last.start - 1 : last.start]
    if last.end - last.start != 2 or (before not in "-/.'’" and (tail.isspace() or tail.isalnum() or tail in ("%", "$", "€"))):
        return []
    if before.isspace() and c.scanned.text[last.start - 2 : last.start - 1] == ",":
        return []
    fields = _fields(c._replace(end=c.end - 1))
    if fields is None or not fields.days or fields.year is not None or fields.month is None:
        return []
    return _day_dates(c, fields._replace(year=_short_year(c, int(last.value)), days=fields.days[:1]))


def _believed(c: Chunk, month: Atom, day: Atom, *, day_first: bool) -> bool:
    """Whether a month beside a number, without a year or a weekday, is a date: “20 may” may be something else, “febrero 12” a count."""
    language = c.scanned.language
    text = c.scanned.text
    said = any(a.letter in "DOh" for _, a in c.atoms()) or "o" in c.letters
    if not day_first and not said and (day.letter == "v" or not _month_then_day(language)) and not c.stops():
        return False  # im März 3 Tote, in May two people
    preposition = c.preposition()
    joined = day_first and text[month.start - 1] in "-/"
    if joined or c.alone() or (said and (preposition is not None or re.search(rf"[{LINK}]", c.letters))):
        return True
    capital = text[month.start].isupper() or (month.exact and month.form[:1].isupper())
    dotted = text[month.end : month.end + 1] == "." or text[month.end - 1] == "."
    if "date-doubtful" in month.roles and _short(language, month):
        return (
            capital and (preposition is not None or month.exact or c.stops())
            if not dotted
            else capital or bool(text[month.end + 1 :].strip())
        )
    if "date-doubtful" not in month.roles or capital:
        return _cased(c, month) or "date-doubtful" not in month.roles
    if not _cased(c, month):
        return preposition is not None or (not day_first and c.stops())
    return said or preposition is not None or _cased(c, month)


def _year_first(language: Language) -> bool:
    """Whether the language says “2026 February” in words."""
    return language.date_order == "ymd" or "md" in language.kind("text-date-order").values()


def _month_then_day(language: Language) -> bool:
    """Whether the language says “February 3” in words."""
    return language.date_orders != ("dmy",) or "md" in language.kind("text-date-order").values()


def _day_dates(c: Chunk, fields: Fields) -> Found:
    made: Found = []
    letters = c.line.letters
    if len(fields.days) == 2 and fields.days[0][1].value >= fields.days[1][1].value:
        # 4-1 de febrero: a score, then the first of February
        month = next((n for n in range(c.start, c.end) if letters[n] in "MT"), c.end)
        if month < fields.days[0][0]:
            return []
        i = fields.days[1][0]
        return _day_dates(c._replace(start=i), fields._replace(days=fields.days[1:]))
    for k, (i, day) in enumerate(fields.days):
        value = _date(c, fields, day.value)
        if value is None and len(fields.days) == 1 and 29 <= day.value <= 31 and fields.month is not None:
            value = _date(c, fields, None, "month")  # 30 February: a slip, and a statement of the month
        if value is None:
            return []
        if len(fields.days) == 1:
            made.append((value, *c.span()))
            continue
        # Of two days the month and the year belong to the one that stands beside them.
        month_before = next((n for n in range(c.start, c.end) if letters[n] in "MT"), c.end) < i
        first = c.start if k == 0 and month_before else None if k == 0 else i
        last = i + (1 if letters[i + 1 : i + 2] in ("o", "D") else 0) if k == 0 else None
        made.append((value, *c.span(first, last)))
    return made


class Fields(NamedTuple):
    """What the letters of a chunk say, before it is a date."""

    year: int | None
    month: int | None
    days: list[tuple[int, Atom]]
    weekday: int | None
    era: str | None
    calendar: str


def _fields(c: Chunk) -> Fields | None:
    """Each number its role, by the markers beside it; what is left is the day."""
    letters = c.line.letters
    suffixed = not prefixes(c.scanned.language)
    year = month = weekday = era = None
    calendar = "gregorian"
    days: list[tuple[int, Atom]] = []
    for i, atom in c.atoms():
        letter = atom.letter
        if letter == "M":
            if month is None:
                calendar, month = atom.value if isinstance(atom.value, tuple) else ("gregorian", atom.value)
        elif letter == "W":
            weekday = int(atom.value)
        elif letter == "e":
            era = era or atom.value
        elif letter == "J" and atom.value == "first-year":
            year = 1
        elif letter in "yVn":
            year = atom.value
        elif letter in "abcvO1":
            role = _role(letters, i, c.start, c.end, suffixed=suffixed)
            if role == "T":
                month = atom.value
            elif role in ("J", "e") and year is None:
                year = atom.value
            elif role == "'":
                year = _full_year(atom.value, c.scanned.published)
            elif letter != "c":
                days.append((i, atom))
    if len(days) > 2 or (month is not None and not 1 <= month <= 13):
        return None
    return Fields(year, month, days, weekday, era, calendar)


def _role(letters: str, i: int, start: int, end: int, *, suffixed: bool) -> str:
    """The marker that a number belongs to: the one after it in languages that put it there, otherwise the one before."""
    before = letters[start:i].rstrip(" h")[-1:]
    after = letters[i + 1 : end].lstrip(" o.-")[:1]
    if before == "'":
        return "'"
    if suffixed and after in ("T", "D", "J", "e"):
        return after
    if before in ("D", "T", "J", "e") and not (suffixed and re.search(rf"[abcnyvVO]-?o?-? ?{before}h?$", letters[start:i].rstrip(" "))):
        return before
    return after if after in ("D", "J", "e") else ""


def prefixes(language: Language) -> bool:
    """Whether the words for day, month and year stand before their number (ngày 3 tháng 2), not after (2月3日)."""
    return language.date_order != "ymd" and "month" in language.kind("date-marker").values()


def _date(c: Chunk, fields: Fields, day: int | None, grain: Grain = "day") -> Date | None:
    """The date of the fields, in the Gregorian calendar; None where there is no such date."""
    calendar = fields.calendar
    year = fields.year
    if calendar == "gregorian":
        calendar = fields.era or _calendar_of_year(c.scanned.language, year)
    if calendar in ("gregorian", "ad"):
        if not _exists(year, fields.month, day):
            return None
        return Date(year=year, month=fields.month, day=day, weekday=fields.weekday, grain=grain)
    if year is None:
        return None
    try:
        moved = calendars.gregorian(calendar, year, fields.month, day)
    except ValueError:
        return None
    if moved.year is None or (calendar != "bc" and not 1 <= moved.year <= 2999):
        return None
    return Date(
        year=moved.year,
        month=moved.month,
        day=moved.day,
        weekday=fields.weekday,
        grain=grain,
        calendar="gregorian" if calendar == "bc" else calendar,
    )


def _calendar_of_year(language: Language, year: int | None) -> str:
    """The calendar that a bare year of the language must be of, where its own calendar counts other years."""
    if year is None:
        return "gregorian"
    own = next(iter(language.kind("calendar").values()), None)
    if own == "buddhist" and 2400 <= year <= 2700:
        return "buddhist"
    if own == "persian" and 1250 <= year <= 1450:
        return "persian"
    if own == "bikram" and 2040 <= year <= 2100:
        return "bikram"
    return "gregorian"


def _suffixed(c: Chunk) -> Found:
    """2026年2月3日, 2월 3일."""
    if prefixes(c.scanned.language):
        return []
    fields = _fields(c)
    if fields is None or fields.month is None:
        return []
    touching = re.search(r"[av]o?-?T", c.letters)
    if not fields.days:
        if not touching and fields.year is None:
            return []
        value = _date(c, fields, None, "month")
        return [(value, *c.span())] if value else []
    if not touching and "D" not in c.letters and fields.year is None:
        return []
    return _day_dates(c, fields)


def _prefixed(c: Chunk) -> Found:
    """ngày 3 tháng 2 năm 2026, tháng 10, เดือน 2."""
    if not prefixes(c.scanned.language):
        return []
    fields = _fields(c)
    if fields is None or fields.month is None or not 1 <= fields.month <= 12:
        return []
    if not fields.days:
        value = _date(c, fields, None, "month")
        return [(value, *c.span())] if value else []
    if "D" not in c.letters and fields.year is None and fields.weekday is None and c.preposition() is None:
        text = c.scanned.text
        start, end = c.span()
        if text[start - 1 : start].isspace() and (text[end : end + 1].isspace() or text[end : end + 1].isalnum()):
            return []  # 23 tháng 11 …: months may be counted
    return _day_dates(c, fields)


def _roman(c: Chunk) -> Found:
    day, month, year = (a.value for _, a in c.atoms())
    return _one(c, year, month, day) if 1 <= month <= 12 else []


def _month(c: Chunk) -> Found:
    """A month with a year, or alone where it is clearly one."""
    fields = _fields(c)
    if fields is None or fields.month is None:
        return []
    letters = c.letters
    atom = next(a for _, a in c.atoms() if a.letter == "M")
    if (
        fields.year is not None
        and letters[0] in "yV"
        and not _year_first(c.scanned.language)
        and not re.match(r"(?:J ?)?(?:e ?)?[yV]\W?[oJ;.]", letters)
    ):
        return []
    if fields.year is None and not _plain_month(c, atom):
        return []
    if fields.year is not None and "date-doubtful" in atom.roles and not atom.exact and atom.form[:1].isupper():
        return []
    value = _date(c, fields, None, "month")
    return [(value, *c.span())] if value else []


def _plain_month(c: Chunk, atom: Atom) -> bool:
    """A month that stands alone: written out, with its capital where it has one, and not a common word unless a preposition vouches."""
    language = c.scanned.language
    if any(a.letter == "T" for _, a in c.atoms()):
        return True
    cased = atom.form[:1].isupper()
    if cased and not atom.exact and not c.scanned.text[atom.start].isupper():
        return False
    before = c.before()
    vouched = c.preposition() is not None or (before != "" and before in "fR" + RANGE)
    dotted = atom.form.endswith(".") or c.scanned.text[atom.end : atom.end + 1] == "."
    if _short(language, atom) and not (dotted and len(atom.form.rstrip(".")) > 3 - c.scanned.text[atom.start].isupper()):
        return False
    if "date-doubtful" in atom.roles:
        return vouched and (not cased or c.scanned.text[atom.start].isupper())
    return vouched if _weak(language, atom) else True


def _weak(language: Language, atom: Atom) -> bool:
    """Whether a month or weekday is written in a short form, or in one that the data calls doubtful."""
    return "date-doubtful" in atom.roles or _short(language, atom)


def _short(language: Language, atom: Atom) -> bool:
    """Whether a month or weekday is abbreviated."""
    return atom.form in abbreviations(language, "month" if atom.letter == "M" else "weekday")


def _year(c: Chunk) -> Found:
    """A year alone: marked, with an era, after a preposition, or four digits that look like one."""
    letters = c.letters
    atoms = c.atoms()
    number = next((a for _, a in atoms if a.letter in "abcnyV"), None)
    if number is None:
        return []
    fields = _fields(c)
    if fields is None:
        return []
    value = number.value
    marked = "J" in letters
    if marked and prefixes(c.scanned.language) and letters.index("J") > letters.find(number.letter):
        marker = next(a for _, a in atoms if a.letter == "J")
        if number.letter not in "yV" or "unit" in marker.roles:
            return []  # 2000 năm, 2000 yıl: that many years; 1987 yılında: in that year
    if letters[0] == "'":
        return []
    if fields.era is None and not marked:
        if number.letter not in "yV" or not _year_context(c):
            return []
        likely = 1900 <= value <= 2050
        bracketed = c.scanned.text[number.start - 1 : number.start] in ("(", "（") and c.scanned.text[number.end : number.end + 1] in (
            ")",
            "）",
            ",",
            "，",
        )
        preposition = c.preposition()
        vouched = preposition == "month" or (preposition in ("day", "any") and value % 50 != 0)
        dated = likely or (vouched and 1000 <= value <= 2100) or (bracketed and 1000 <= value <= 2050)
        if not dated and _calendar_of_year(c.scanned.language, value) == "gregorian":
            return []
    if marked and number.letter not in "yVn" and fields.era is None:
        return []
    if fields.era is not None and number.letter in "abc" and fields.era in ("ad",) and not marked and value < 1:
        return []
    made = _date(c, fields._replace(year=value, days=[], month=None), None, "year")
    if made is None:
        return []
    start, end = c.span()
    return [(made, start, end)]


def _year_context(c: Chunk) -> bool:
    """Whether nothing beside four digits makes them an amount: currency, unit, per cent, a further number, a decimal."""
    letters, i, j = c.line.letters, c.start, c.end
    text = c.scanned.text
    start, end = c.line.starts[i], c.line.ends[j - 1]
    after = letters[j : j + 2].lstrip(" -")[:1]
    if after and after in "xujmSg":
        return False
    if after and after in "DTXQECJ" and letters[j : j + 1] in (" ", after) and prefixes(c.scanned.language) is False and after != "J":
        return False
    if after and after in "DTXQEJ" and prefixes(c.scanned.language):
        nxt = letters[j:].lstrip(" -")[1:3].lstrip()[:1]
        if not (nxt and nxt in "abcnyv"):
            return False
    if i and letters[i - 1] in ".`/:" and i > 1 and letters[i - 2] in "abcnyz":
        return False
    if i and letters[i - 1] == "x":
        return False
    if i > 1 and letters[i - 1] == " " and letters[i - 2] in "x":
        previous = c.line.atoms[i - 2]
        if previous is not None and "currency" in previous.roles:
            return False
    if letters[j : j + 2] and letters[j] in ".`/:" and letters[j + 1 : j + 2] and letters[j + 1] in "abcnyz":
        return False
    tail = text[end : end + 2]
    if tail[:1] in ("%", "٪", "°", "€", "£", "¥", "$") or (tail[:1] in (",", ".", "'", "’", "٬", "٫") and tail[1:2].isdigit()):
        return False
    head = text[max(0, start - 2) : start]
    return not (
        head[-1:] in ("$", "€", "£", "¥", "#", "№", "+", "@", "₹", "₫", "_")
        or (head[-1:] in (",", ".", "٬", "٫", "-", "−") and head[:1].isdigit())
    )


def _weekday(c: Chunk) -> Found:
    """A weekday alone, written out."""
    atom = c.atoms()[0][1]
    language = c.scanned.language
    text = c.scanned.text
    cased = atom.form[:1].isupper()
    if cased and not atom.exact and not text[atom.start].isupper():
        return []
    preposition = c.preposition()
    if _short(language, atom):
        return []
    if (
        "date-doubtful" in atom.roles
        and preposition is None
        and not (c.before() and c.before() in "pR")
        and not (c.after() and (c.after() == "p" or (c.after() in LINK and not cased and atom.form.lower() == atom.form.upper())))
    ):
        return []
    return [(Date(weekday=int(atom.value), grain="weekday"), atom.start, atom.end)]


def _day(c: Chunk) -> Found:
    """ngày 3, 3日: a day of a month that is understood."""
    language = c.scanned.language
    atoms = c.atoms()
    number = next(a for _, a in atoms if a.letter in "abv")
    marker = next(a for _, a in atoms if a.letter == "D")
    before = marker.start < number.start
    if before != prefixes(language) and not (before and "unit" not in marker.roles):
        return []
    if (before and "unit" in marker.roles and c.preposition() is None) or (c.before() and c.before() in "FuX"):
        return []
    after = c.after()
    if after and after in "xujgGT":
        return []
    if (not before and c.scanned.text[marker.end : marker.end + 1] in ("間", "間")) or number.value > 31:
        return []
    weekday = next((int(a.value) for _, a in atoms if a.letter == "W"), None)
    return [(Date(day=number.value, weekday=weekday), *c.span())]


def _quarter(c: Chunk) -> Found:
    return _part_of_year(c, "quarter", 4)


def _half(c: Chunk) -> Found:
    return _part_of_year(c, "half", 2)


def _part_of_year(c: Chunk, grain: Grain, parts: int) -> Found:
    letters = c.letters
    at = next(k for k, x in enumerate(letters) if x in "QHU")
    index = year = era = None
    for i, atom in c.atoms():
        if atom.letter == "U":
            index = atom.value
        elif atom.letter in "yV":
            year = atom.value
        elif atom.letter == "e":
            era = atom.value
        elif atom.letter in "aviO" and abs(i - c.start - at) <= 3 and index is None:
            index = atom.value
        elif atom.letter in "abc":
            year = _full_year(atom.value, c.scanned.published)
    if index is None or not 1 <= index <= parts or (grain == "half" and year is None and "U" not in letters and letters[0] != "H"):
        return []  # the second half of a match
    calendar = era or _calendar_of_year(c.scanned.language, year)
    if calendar != "gregorian" and year is not None:
        year = calendars.gregorian(calendar, year).year
    return [(Date(year=year, quarter=index, grain=grain), *c.span())]


def _decade(c: Chunk) -> Found:
    atoms = c.atoms()
    number = next((a for _, a in atoms if a.letter in "abcvyZ"), None)
    if number is None or number.value % 10:
        return []
    value = number.value
    if c.letters[-1] == "s" and number.letter in "abc" and c.before() not in (*LINK, *PREPOSITION, *"fEJ") and "'" not in c.letters:
        return []  # highs in the 80s may be degrees, and somebody in his 80s is not of the decade
    if number.letter != "y":
        if value == 0 and number.end - number.start != 2:
            return []
        width_ok = number.letter in "Zv" or number.end - number.start == 2
        if not width_ok:
            return []
        if value < 20 and number.letter != "Z" and not any(a.letter == "E" for _, a in atoms):
            return []
        value += 2000 if value <= 20 else 1900
    elif any(a.letter == "J" for _, a in atoms) and not any(a.letter in "sE" for _, a in atoms):
        return []
    if not 1000 <= value <= 2090:
        return []
    start, end = c.span()
    return [(Date(year=value, grain="decade"), start, end)]


def _century(c: Chunk) -> Found:
    number = next((a for _, a in c.atoms() if a.letter in "abviO"), None)
    if number is None or not 1 <= number.value <= 30:
        return []
    era = next((a.value for _, a in c.atoms() if a.letter == "e"), None)
    marker = next(a for _, a in c.atoms() if a.letter == "C")
    after = number.start < marker.start
    if after and number.letter in "abv" and not _ordinal(c, number):
        return []
    year = 1 - 100 * number.value if era == "bc" else 100 * (number.value - 1) + 1
    return [(Date(year=year, grain="century"), *c.span())]


def _ordinal(c: Chunk, number: Atom) -> bool:
    """Whether a number before the word for century is an ordinal (20th century, 20世紀), not a count (20 centuries)."""
    after = c.scanned.text[number.end : number.end + 1]
    return (not after.isspace()) or not c.scanned.language.spaced or "h" in c.letters


def _era_first(c: Chunk) -> Found:
    fields = _fields(c)
    if fields is None or fields.month is None:
        return []
    day = fields.days[0][1].value if fields.days else None
    value = _date(c, fields, day, "day" if day else "month")
    return [(value, *c.span())] if value else []


# --- dates told from today ------------------------------------------------------------------------------------------------


def _relative(c: Chunk) -> Found:
    atom = c.atoms()[0][1]
    if "date-doubtful" in atom.roles and c.preposition() is None:
        return []
    return [(told_from(str(atom.value), c.scanned.published), atom.start, atom.end)]


def _modified(c: Chunk) -> Found:
    """Last Tuesday, next May, el año pasado, за прошлый год."""
    atoms = c.atoms()
    count = next(int(str(a.value).partition(":")[2]) for _, a in atoms if a.letter == "R")
    other = next(a for _, a in atoms if a.letter in "WMuDTJXQEC")
    language = c.scanned.language
    if other.letter == "W":
        if _short(language, other) or ("date-doubtful" in other.roles and c.preposition() is None):
            return []
        return [(told_from(_counted(f"weekday:{count}"), c.scanned.published, weekday=int(other.value)), *c.span())]
    if other.letter == "M":
        if isinstance(other.value, tuple) or _short(language, other) or not _cased(c, other):
            return []
        return [(Date(year=_year_of_month(other.value, count, c.scanned.published), month=other.value, grain="month"), *c.span())]
    unit = str(other.roles.get("unit", other.value))
    if unit in ("hour", "minute", "second", "day") or other.form.lower() not in _singular(language) or (c.before() and c.before() in "FuX"):
        return []
    return [(told_from(_counted(f"{unit}:{count}"), c.scanned.published), *c.span())]


def _cased(c: Chunk, atom: Atom) -> bool:
    """Whether a word that the language capitalises is capitalised here; a text without any capitals has no say."""
    if _uncased(c.scanned):
        return True
    return not atom.form[:1].isupper() or atom.exact or c.scanned.text[atom.start].isupper()


@functools.lru_cache(maxsize=8)
def _uncased(scanned: Scanned) -> bool:
    """Whether the text has letters with a lower case and no capitals."""
    return scanned.text.islower()


def _counted(relative: str) -> str:
    """A relative date as the vocabulary writes it: "week:+1", "week:0"."""
    unit, _, count = relative.partition(":")
    return f"{unit}:{int(count):+d}" if int(count) else f"{unit}:0"


@functools.lru_cache(maxsize=256)
def _singular(language: Language) -> frozenset[str]:
    """Words for units as they stand in “last week” and the like, which tells them from the plural of “the last weeks”."""
    forms = [w for f in language.kind("relative") for w in re.split(r"[\s'’]+", f.lower())]
    return frozenset((*forms, *(f.lower() for f, v in language.kind("date-marker").items() if v in ("year", "month"))))


def _counted_relative(c: Chunk) -> Found:
    """hai năm trước: two years ago, where the words for “last year” follow a number; several years ago is no date."""
    (_, count), (_, word) = c.atoms()
    language = c.scanned.language
    if count.letter == "F":
        return _NOTHING
    if not prefixes(language):
        return []
    unit, _, number = str(word.value).partition(":")
    ago = language.kind("relative-past")
    if int(number) < 0 and any(f in word.form.lower() for f in ago) and 1 <= int(count.value if count.letter != "1" else 1) <= 999:
        amount = 1 if count.letter == "1" else int(count.value)
        return [(told_from(f"{unit}:-{amount}", c.scanned.published), *c.span())]
    return _NOTHING


def _day_of_month(c: Chunk) -> Found:
    """The 12th of last month, 지난달 12일."""
    atoms = c.atoms()
    word = next(a for _, a in atoms if a.letter == "r")
    number = next(a for _, a in atoms if a.letter in "abvO")
    weekday = next((int(a.value) for _, a in atoms if a.letter == "W"), None)
    if not str(word.value).startswith("month:") or not ("D" in c.letters or "o" in c.letters or number.letter == "O"):
        return []
    value = told_from(str(word.value), c.scanned.published)
    if not _exists(value.year, value.month, number.value):
        return []
    return [(replace(value, day=number.value, weekday=weekday, grain="day"), *c.span())]


def _month_of_year(c: Chunk) -> Found:
    """October last year, 去年10月, tháng 10 năm ngoái."""
    atoms = c.atoms()
    count: int | None = None
    for _, a in atoms:
        if (a.letter == "r" and str(a.value).startswith("year:")) or (
            a.letter == "R" and any(b.letter in "Ju" and str(b.roles.get("unit", b.value)) == "year" for _, b in atoms)
        ):
            count = int(str(a.value).partition(":")[2])
    fields = _fields(c)
    if count is None or fields is None or fields.month is None or fields.calendar != "gregorian" or not 1 <= fields.month <= 12:
        return []
    month = next((a for _, a in atoms if a.letter == "M"), None)
    if month is not None and (_short(c.scanned.language, month) or not _cased(c, month)):
        return []
    value = told_from(_counted(f"year:{count}"), c.scanned.published)
    return [(replace(value, month=fields.month, grain="month"), *c.span())]


def _year_of_month(month: int, count: int, published: datetime.date | None) -> int | None:
    """Last May is the latest one before the day of publication, next May the first one after."""
    if published is None:
        return None
    if count < 0:
        return published.year if month < published.month else published.year - 1
    if count > 0:
        return published.year if month > published.month else published.year + 1
    return published.year


def _in_week(c: Chunk) -> Found:
    """thứ Ba tuần trước, 先週の火曜日, Tuesday of last week; a weekday after another relative date stands for itself."""
    week = next(a for _, a in c.atoms() if a.letter == "r")
    weekday = next(a for _, a in c.atoms() if a.letter == "W")
    if _short(c.scanned.language, weekday):
        return []
    if not str(week.value).startswith("week:"):
        return []
    count = int(str(week.value).partition(":")[2])
    value = told_from(str(week.value), c.scanned.published)
    published = c.scanned.published
    if published is None:
        return [(replace(value, weekday=int(weekday.value), grain="weekday"), *c.span())]
    monday = published - datetime.timedelta(days=published.weekday()) + datetime.timedelta(weeks=count)
    day = monday + datetime.timedelta(days=int(weekday.value) - 1)
    return [(replace(value, year=day.year, month=day.month, day=day.day, weekday=int(weekday.value), grain="day"), *c.span())]


def _ago(c: Chunk) -> Found:
    """Two weeks ago, hace tres días, 3天前."""
    atoms = c.atoms()
    count = next((a for _, a in atoms if a.letter in "abcnvz1O"), None)
    unit = next((a for _, a in atoms if a.letter in "uDTJXQEC"), None)
    way = next(a for _, a in atoms if a.letter in "gGNY")
    if unit is None or count is None or count.letter in "O" or (count.letter == "z" and not count.value):
        return []
    amount = 1 if count.letter == "1" else int(count.value)
    name = str(unit.roles.get("unit", unit.value))
    if name in ("hour", "minute", "second") or not 1 <= amount <= 999:
        return []
    sign = -1 if way.letter in "gN" else 1
    return [(told_from(f"{name}:{sign * amount:+d}", c.scanned.published), *c.span())]


def told_from(relative: str, published: datetime.date | None, weekday: int | None = None) -> Date:
    """A relative date ("month:-1") resolved from the day of publication; without one only its wording is known.

    "week:-2" is the day two weeks earlier with grain week; "weekday:-1" the last such weekday before publication, "weekday:+1" the next
    after it, "weekday:0" that of the same week.
    """
    unit, _, text = relative.partition(":")
    count = int(text)
    grain: Any = {"weekday": "day" if published else "weekday"}.get(unit, unit)
    if published is None:
        return Date(grain=grain, relative=relative, weekday=weekday)
    base: dict[str, Any] = {"grain": grain, "relative": relative, "anchor": published, "weekday": weekday}
    try:
        return _told(unit, count, published, weekday, base)
    except (ValueError, OverflowError):
        return Date(grain=grain, relative=relative, weekday=weekday)


def _told(unit: str, count: int, published: datetime.date, weekday: int | None, base: dict[str, Any]) -> Date:
    if unit in ("day", "week"):
        day = published + datetime.timedelta(days=count * (7 if unit == "week" else 1))
        return Date(year=day.year, month=day.month, day=day.day, **base)
    if unit == "weekday":
        apart = (weekday or 1) - published.isoweekday()
        if count < 0:
            apart -= 7 if apart >= 0 else 0
        elif count > 0:
            apart += 7 if apart <= 0 else 0
        day = published + datetime.timedelta(days=apart)
        return Date(year=day.year, month=day.month, day=day.day, **base)
    if unit in ("month", "quarter", "half"):
        months = {"month": 1, "quarter": 3, "half": 6}[unit]
        index = published.year * 12 + published.month - 1 + count * months
        year, month = index // 12, index % 12 + 1
        if unit == "month":
            return Date(year=year, month=month, **base)
        return Date(year=year, quarter=(month - 1) // months + 1, **base)
    span = {"year": 1, "decade": 10, "century": 100}[unit]
    year = published.year + count * span
    return Date(year=(year - 1) // 100 * 100 + 1 if unit == "century" else year // span * span, **base)


# --- shared steps -----------------------------------------------------------------------------------------------------------


def _one(c: Chunk, year: int | None, month: int, day: int, **more: Any) -> Found:
    return [(Date(year=year, month=month, day=day, **more), *c.span())] if _exists(year, month, day) else []


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether the calendar has such a day; 29 February without a year has a chance."""
    if month is None:
        return True
    if not 1 <= month <= 12:
        return False
    if day is None:
        return True
    leap = 2024 if year is None or year < 1 else year
    return 1 <= day <= gregorian_calendar.monthrange(leap, month)[1]


def _short_year(c: Chunk, value: int) -> int:
    """A year of two digits in the calendar of the language (69 is 2569 in Thailand)."""
    own = next(iter(c.scanned.language.kind("calendar").values()), None)
    return 2500 + value if own == "buddhist" else _full_year(value, c.scanned.published)


def _full_year(value: int, published: datetime.date | None) -> int:
    last = (published.year if published else PIVOT) + 19
    year = last // 100 * 100 + value
    return year if year <= last else year - 100


def _chosen(values: list[Date], published: datetime.date | None) -> Date:
    """The preferred reading with all of them inside it: the one near the day of publication where only one is, else the locale's first."""
    if len(values) == 1:
        return values[0]
    decided: str | None = None
    if published is not None:
        near = [v for v in values if distance(v, published) <= NEAR]
        if len(near) == 1:
            decided = "published"
            values = [near[0], *(v for v in values if v is not near[0])]
    return replace(values[0], readings=tuple(values), decided_by=decided)


def distance(date: Date, published: datetime.date) -> int:
    """Days between a date and publication; a date without a year is taken in the year that brings it nearest."""
    years = (date.year,) if date.year is not None else (published.year - 1, published.year, published.year + 1)
    apart = []
    for year in years:
        try:
            apart.append(abs((datetime.date(year, date.month or 1, date.day or 1) - published).days))
        except ValueError:
            continue
    return min(apart, default=10**6)


def _inherited(scanned: Scanned, found: Found, letters: Line) -> Found:
    """In a range the first date takes from the second the month and the year that it does not say: January to March 2025, 3/2–5/3/2026."""
    if len(found) < 2:
        return found
    result = list(found)
    for k in range(len(result) - 1):
        (a, s, e), (b, s2, e2) = result[k], result[k + 1]
        between = scanned.text[e:s2].strip(" .\u00a0")
        if len(between) > 8 or not _spans(between, e, s2, letters):
            continue
        if a.year is None and b.year is not None and a.month is not None and b.month is not None and not a.relative and not b.relative:
            order = (a.month, a.day or 0) <= (b.month, b.day or 31)
            year = b.year if order else b.year - 1
            readings = tuple(replace(r, year=year) for r in a.readings)
            result[k] = (replace(a, year=year, readings=readings), s, e)
        elif a.month is not None and b.month is None and b.day is not None and b.year is None and a.day is not None and not b.relative:
            result[k + 1] = (replace(b, month=a.month, year=a.year), s2, e2)
        elif a.day is not None and a.month is None and b.month is not None and b.day is not None:
            result[k] = (replace(a, month=b.month, year=b.year), s, e)
    return result


def _spans(between: str, start: int, end: int, letters: Line) -> bool:
    if between in ("-", "–", "—", "~", "〜", "～", "‐", "‑"):
        return True
    return any(
        atom is not None and atom.letter in RANGE and start <= atom.start and atom.end <= end for atom in _between(letters, start, end)
    )


def _between(letters: Line, start: int, end: int) -> Iterable[Atom | None]:
    i = bisect_left(letters.starts, start)
    while i < len(letters.starts) and letters.starts[i] < end:
        yield letters.atoms[i]
        i += 1


def _bounded(value: Date, start: int, letters: Line) -> Date:
    """Early, mid and late bound a month, a year or a decade as “about”."""
    if value.grain in ("day", "weekday"):
        return value
    i = bisect_left(letters.starts, start) - 1
    while i >= 0 and letters.letters[i] in " -" + LINK:
        i -= 1
    atom = letters.atoms[i] if i >= 0 else None
    return replace(value, bound="about") if atom is not None and atom.letter == "f" else value


def habit(facts: Iterable[Fact]) -> str | None:
    """The order of day and month that a document shows where it cannot be read otherwise ("dmy", "mdy"); None for neither or both."""
    seen = set()
    for fact in facts:
        value = fact.value
        if not isinstance(value, Date) or value.readings or not value.style or value.day is None or value.day <= 12:
            continue
        fields = [x for x in value.style if x in "dm"]
        seen.add("dmy" if fields == ["d", "m"] else "mdy" if fields == ["m", "d"] and value.style[0] != "y" else "")
    seen.discard("")
    return seen.pop() if len(seen) == 1 else None


_READERS: dict[str, Callable[[Chunk], Found]] = {
    "iso": _iso,
    "days_numeric": _days_numeric,
    "numeric": _numeric,
    "month_year": _month_year,
    "year_month": _year_month,
    "quarter": _quarter,
    "half": _half,
    "century": _century,
    "decade": _decade,
    "era_first": _era_first,
    "named": _named,
    "named_short": _named_short,
    "roman": _roman,
    "suffixed": _suffixed,
    "prefixed": _prefixed,
    "month": _month,
    "day_month": _day_month,
    "ago": _ago,
    "counted": _counted_relative,
    "month_of_year": _month_of_year,
    "day_of_month": _day_of_month,
    "in_week": _in_week,
    "modified": _modified,
    "relative": _relative,
    "year_span": _year_span,
    "year": _year,
    "weekday": _weekday,
    "day": _day,
}
