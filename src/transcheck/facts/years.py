"""Years alone and what is counted in them: 1987, 44 BC, the third quarter, the 1990s, the 20th century."""

from __future__ import annotations

from transcheck.facts import calendars
from transcheck.facts.date_atoms import LINK, PREPOSITION, Atom
from transcheck.facts.date_chunks import Chunk, Found, Grain, calendar_of_year, date_of, fields_of, full_year, prefixes
from transcheck.model import Date


def read_year(c: Chunk) -> Found:
    """A year alone: marked, with an era, after a preposition, or four digits that look like one."""
    letters = c.letters
    atoms = c.atoms()
    number = next((a for _, a in atoms if a.letter in "abcnyV"), None)
    if number is None:
        return []
    fields = fields_of(c)
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
        if number.letter not in "yV" or not stands_for_a_year(c):
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
        if not dated and calendar_of_year(c.scanned.language, value) == "gregorian":
            return []
    if marked and number.letter not in "yVn" and fields.era is None:
        return []
    if fields.era is not None and number.letter in "abc" and fields.era in ("ad",) and not marked and value < 1:
        return []
    made = date_of(c, fields._replace(year=value, days=[], month=None), None, "year")
    if made is None:
        return []
    start, end = c.span()
    return [(made, start, end)]


def stands_for_a_year(c: Chunk) -> bool:
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


def read_quarter(c: Chunk) -> Found:
    return _part_of_year(c, "quarter", 4)


def read_half(c: Chunk) -> Found:
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
        elif atom.letter == "v" and i - c.start < at and c.scanned.language.spaced:
            return []  # tri chwarter: three quarters
        elif atom.letter in "aviO" and abs(i - c.start - at) <= 3 and index is None:
            index = atom.value
        elif atom.letter in "abc":
            year = full_year(atom.value, c.scanned.published)
    if index is None or not 1 <= index <= parts or (grain == "half" and year is None and "U" not in letters and letters[0] != "H"):
        return []  # the second half of a match
    calendar = era or calendar_of_year(c.scanned.language, year)
    if calendar != "gregorian" and year is not None:
        year = calendars.gregorian(calendar, year).year
    return [(Date(year=year, quarter=index, grain=grain), *c.span())]


def read_decade(c: Chunk) -> Found:
    atoms = c.atoms()
    number = next((a for _, a in atoms if a.letter in "abcvyZ"), None)
    if number is None or number.value % 10:
        return []
    marker = next((a for _, a in atoms if a.letter == "E"), None)
    if (
        marker
        and marker.start < number.start
        and "s" not in c.letters
        and (marker.value == "decade-after" or c.before() in (*"abcnyzvVOF",))
    ):
        return []  # за последние годы 30 человек, dieci anni 30 persone
    value = number.value
    if c.letters[-1] == "s" and number.letter in "abc" and c.before() not in (*LINK, *PREPOSITION, *"fEJ") and "'" not in c.letters:
        return []  # highs in the 80s may be degrees, and somebody in his 80s is not of the decade
    if number.letter != "y":
        if any(a.letter == "s" and a.value == 2 for _, a in atoms):
            return []  # en mann i 40-årene: an age
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


def read_century(c: Chunk) -> Found:
    number = next((a for _, a in c.atoms() if a.letter in "abviO"), None)
    if number is None or not 1 <= number.value <= 30:
        return []
    era = next((a.value for _, a in c.atoms() if a.letter == "e"), None)
    marker = next(a for _, a in c.atoms() if a.letter == "C")
    after = number.start < marker.start
    if after and number.letter in "abv" and not _ordinal(c, number, marker):
        return []
    if not after and number.letter in "abv" and c.after() and c.after() in "uE":
        return []  # w wieku 30 lat: at the age of 30
    year = 1 - 100 * number.value if era == "bc" else 100 * (number.value - 1) + 1
    return [(Date(year=year, grain="century"), *c.span())]


_PAUCAL = 4  # 2, 3 and 4 века are that many centuries, 5 века are none


def _ordinal(c: Chunk, number: Atom, marker: Atom) -> bool:
    """Whether a number before the word for century is an ordinal (20th century, 20世紀, в 20 веке), not a count (20 centuries)."""
    if marker.value == "nth-century" and number.letter != "v" and number.value > (_PAUCAL if "unit" in marker.roles else 1):
        return True
    after = c.scanned.text[number.end : number.end + 1]
    return (not after.isspace()) or not c.scanned.language.spaced or "h" in c.letters
