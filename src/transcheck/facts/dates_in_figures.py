"""Dates in figures: 2026-02-03, 3/2, 3.2.2026, 20 02 2014, 10/2025, 1950–53."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from transcheck.facts.date_atoms import LINK, Atom
from transcheck.facts.date_chunks import Chunk, Fields, Found, date_of, exists, full_year, preferred
from transcheck.facts.years import stands_for_a_year
from transcheck.model import Date

if TYPE_CHECKING:
    from transcheck.languages import Language


def read_iso(c: Chunk) -> Found:
    year, month, day = (a.value for _, a in c.atoms())
    value = date_of(c, Fields(year, month, [], None, None, "gregorian"), day)
    if value is None and "y" not in c.scanned.language.date_order[:1]:
        value = date_of(c, Fields(year, day, [], None, None, "gregorian"), month)
    return [(replace(value, style=_style(c, "ymd")), *c.span())] if value else []


def read_numeric(c: Chunk) -> Found:
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
        if by["y"].letter != "y" and by["y"].end - by["y"].start != 2:
            continue  # no year is written with one figure
        year = by["y"].value if by["y"].letter == "y" else full_year(by["y"].value, c.scanned.published)
        value = date_of(c, Fields(year, by["m"].value, [], weekday, None, "gregorian"), by["d"].value)
        if value is not None:
            readings.append((order, value))
    if not readings:
        return []
    style = _style(c, readings[0][0])
    values = list(dict.fromkeys(replace(value, style=style) for _, value in readings))
    return [(preferred(values, c.scanned.published), *c.span())]


def _apart(c: Chunk, first: Atom, second: Atom, third: Atom) -> bool:
    """Whether three numbers with spaces between them are a date (20 02 2014), not a telephone number."""
    year = first if first.letter == "y" else third
    whole = second.end - second.start == 2 or c.alone() or c.preposition() == "day"
    return whole and 1900 <= year.value <= 2099 and not (c.before() and c.before() in "abcnyz")


def _style(c: Chunk, order: str) -> str:
    """“d/m/y” from the order of the fields and the first sign between the numbers."""
    numbers = [a for _, a in c.atoms() if a.letter in "abcy"]
    sign = c.scanned.text[numbers[0].end : numbers[1].start].strip()[:1] if len(numbers) > 1 else "/"
    return sign.join(order)


def read_day_month(c: Chunk) -> Found:
    """3/2, 3.2., 3-2: only with evidence of a date."""
    atoms = c.atoms()
    numbers = [a for _, a in atoms if a.letter in "ab"]
    first, second = numbers[-2:]
    language = c.scanned.language
    text = c.scanned.text
    sign = text[first.end : second.start].strip()[:1]
    weekday = next((int(a.value) for _, a in atoms if a.letter == "W"), None)
    marked = weekday is not None or any(a.letter == "D" for _, a in atoms)
    if sign == "." and language.decimal == "." and any(a.letter == "W" and _words_between(text, a, first) for _, a in atoms):
        return []  # 금요일에 일어난 7.5 규모의 지진
    if sign == "." and language.date_order == "ymd" and any(a.letter == "D" and a.end <= first.start for _, a in atoms):
        return []  # the marker of the day follows its number: 일어난 7.5
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
    unlike = (first.value > 12) != (second.value > 12) and c.stops()
    decimal = (language.decimal == sign and not unlike) or (preposition != "day" and not alone)
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
        if exists(None, month, day):
            options.append((month, day))
    if not options:
        return []
    style = sign.join("dm" if (second.value, first.value) == options[0] else "md")
    values = [Date(month=m, day=d, weekday=weekday, style=style) for m, d in dict.fromkeys(options)]
    start, end = c.span()
    if sign != "." and text[end - 1] == ".":
        end -= 1
    return [(preferred(values, c.scanned.published), start, end)]


def _words_between(text: str, weekday: Atom, number: Atom) -> bool:
    return weekday.end < number.start and any(part.isalpha() for part in text[weekday.end : number.start].split()[1:])


def _two_before(c: Chunk) -> str:
    """The letter before a link: the evening of 5/9."""
    return c.line.letters[max(0, c.start - 6) : c.start].rstrip(" ")[:-1].rstrip(" ")[-1:]


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
        return first.value != 1 and second.value not in (16, 20, 25, 30)
    return (
        language.date_orders == ("dmy",)
        and (bracketed or ("d/m" in language.kind("short-date-order") and first.value > second.value))
        and not fraction
    )


def read_days_numeric(c: Chunk) -> Found:
    """3-5/2, 3.–5.2.2026: two days of one month."""
    numbers = [(i, a) for i, a in c.atoms() if a.letter in "abcy"]
    if len(numbers) < 3:
        return []
    (i, one), (j, two), (_, month) = numbers[:3]
    year = None
    if len(numbers) > 3:
        year = numbers[3][1].value if numbers[3][1].letter == "y" else full_year(numbers[3][1].value, c.scanned.published)
    marked = any(a.letter in "DW" for _, a in c.atoms()) or c.preposition() is not None or year is not None
    if not marked or one.value >= two.value or "dmy" not in c.scanned.language.date_orders:
        return []
    if not (exists(year, month.value, one.value) and exists(year, month.value, two.value)):
        return []
    style = "d/m/y" if year else "d/m"
    first = Date(year=year, month=month.value, day=one.value, style=style)
    return [(first, *c.span(None, i)), (replace(first, day=two.value), *c.span(j))]


def read_month_year(c: Chunk) -> Found:
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


def read_year_month(c: Chunk) -> Found:
    """2025/10, 2025-10; where the second could be a year (2010-12), the later form reads a span of years."""
    year, month = (a for _, a in c.atoms())
    sign = c.scanned.text[year.end]
    padded = month.end - month.start == 2
    if not 1900 <= year.value <= 2099 or not padded or (sign == "." and c.scanned.language.date_order != "ymd"):
        return []
    return [(Date(year=year.value, month=month.value, grain="month", style=f"y{sign}m"), *c.span())]


def read_year_span(c: Chunk) -> Found:
    """1950–53, 2024/25, año 2024/25: the first and the last year."""
    (i, first), (j, last) = [(n, a) for n, a in c.atoms() if a.letter != "J"]
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
    if c.after() != "E" and not stands_for_a_year(c):
        return []
    return [(Date(year=first.value, grain="year"), *c.span(i, i)), (Date(year=year, grain="year"), *c.span(j, j))]
