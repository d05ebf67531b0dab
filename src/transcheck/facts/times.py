"""Times of day: 8 p.m., 20h, 20:30, 17h30, 7.30 Uhr, 午後3時, half past seven, noon, with their zones.

Reads the same line of letters as the dates (``date_atoms``). Lengths of time (two hours, 3 ngày) are amounts with a unit and come out of
``numbers``; where one word counts hours and tells the clock (2 giờ), a time is read only with evidence: minutes, a part of the day, a
preposition of times before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from transcheck.facts.date_atoms import AT, RANGE, Atom, Line, Taken, line
from transcheck.model import Fact, Time

if TYPE_CHECKING:
    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Hit

_ZONE = r"(?:[ ,(]{0,2}w)?"
_HOUR = r"[abcvO]"
_FORMS: tuple[tuple[str, str], ...] = (
    ("colon", rf"(?:w ?)?(?:p ?)?(?:j ?)?[abc]:[abc](?::[abc](?:\.[abcnz])?)?(?: ?[-~] ?(?=[abc]:))?(?: ?j)?(?: ?p)?{_ZONE}"),
    ("words", rf"(?:w ?)?(?:p ?)?(?:j ?)?{_HOUR}(?:o|[;-])? ?j ?(?:[abcv] ?m?|q)?(?: ?[abc] ?S)?(?: ?p)?{_ZONE}"),
    ("dotted", rf"(?:w ?)?(?:p ?)?(?:j ?)?[abc]\.[abc](?:[ -]?j)?(?: ?p)?{_ZONE}"),
    ("shifted", rf"(?:p ?)?(?:q ?{_HOUR}|{_HOUR} ?(?:j ?)?q)(?: ?j)?(?: ?p)?{_ZONE}"),
    ("named", rf"(?:p ?)?j[ -]?[abcvO1](?![:`][abcnyz])(?: ?(?:[abc] ?m|q))?(?: ?p)?{_ZONE}"),
    ("period", rf"[abvO] ?p{_ZONE}"),
    ("noon", rf"p{_ZONE}"),
    ("military", r"[yz] ?[wj]"),
    ("zoned", r"[abc](?: ?w)"),
)
_GRAMMAR = re.compile("|".join(f"(?P<_{i}>{pattern})" for i, (_, pattern) in enumerate(_FORMS)))
_AFTER_NOON = frozenset({"pm", "afternoon", "evening"})
_NUMBERS = "abcvO1"  # of hours and minutes; 1 is an article, which counts only where the hour word names it


class _Match(NamedTuple):
    """A stretch of letters that can be a time."""

    scanned: Scanned
    line: Line
    start: int
    end: int
    name: str
    ranged: bool = False  # the end of a range that a time begins (08.00 to 17.30)

    def atoms(self) -> list[Atom]:
        return [a for a in self.line.atoms[self.start : self.end] if a is not None]

    @property
    def letters(self) -> str:
        return self.line.letters[self.start : self.end]

    def at(self) -> bool:
        """Whether a preposition of times stands before."""
        i = self.start - 1
        while i >= 0 and self.line.letters[i] == " ":
            i -= 1
        return (i >= 0 and self.line.letters[i] in AT and self._role(i) != "after") or self._followed()

    def _followed(self) -> bool:
        """Whether a word follows that a language puts behind its times (19.30 körül)."""
        i = self.end
        while i < len(self.line.letters) and self.line.letters[i] == " ":
            i += 1
        return i < len(self.line.letters) and self._role(i) == "after"

    def _role(self, i: int) -> object:
        atom = self.line.atoms[i]
        return atom.roles.get("time-preposition") if atom is not None else None


def times(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """Every time of day that no earlier extractor claimed."""
    letters = line(scanned)
    text = letters.letters
    if not text or not ("j" in text or "p" in text or ":" in text or "q" in text or "w" in text or "." in text):
        return []
    taken = Taken([(f.span.start - scanned.base, f.span.end - scanned.base) for f in claimed])
    zones = scanned.of("zone-word", "timezone")
    found: list[Fact] = []
    position, last = 0, -1
    while match := _GRAMMAR.search(text, position):
        ranged = last >= 0 and _to(text[last : match.start()])
        chunk = _Match(scanned, letters, match.start(), match.end(), _FORMS[int((match.lastgroup or "_0")[1:])][0], ranged)
        read = _read(chunk)
        if read is None:
            position = match.start() + 1
            continue
        value, start, end = read
        position = last = match.end()
        if taken.free(start, end):
            if value.zone is None and zones:
                value, end = _placed(scanned.text, zones, value, start, end)
            found.append(scanned.fact(value, start, end))
    return found


def _to(between: str) -> bool:
    """Whether only a word or a dash that leads from one end of a range to the other stands between."""
    link = between.strip()
    return len(link) == 1 and (link in RANGE or link in "-~")


_NEAR = 60  # characters within which the words for a time zone belong to a time
_PLACE = re.compile(r" ?[^\W\d_][\w’'-]*")
_TO_PLACE = re.compile(r"[\s,(]{0,3}(?:[^\W\d_][\w.’'-]* ?){1,3}")


def _placed(text: str, zones: list[Hit], value: Time, start: int, end: int) -> tuple[Time, int]:
    """The time with the zone that words give it which name none of the vocabulary: “10 a.m. Muscat time”, “20h giờ Guayaquil”.

    "named" is a zone told by a place beside the time, "said" one told elsewhere near it, of which no more is known. ``zones`` are the
    words that tell one, in order.
    """
    said = False
    for i in range(bisect_left(zones, start - _NEAR, key=lambda h: h.start), len(zones)):
        hit = zones[i]
        if hit.start > end + _NEAR:
            break
        order = hit.value("zone-word")
        said = said or ((hit.start >= end or hit.end <= start) and (order is not None or hit.exact))
        reach = _place_end(text, hit, order, end)
        if reach:
            return replace(value, zone="named"), reach
    return (replace(value, zone="said") if said else value), end


def _place_end(text: str, hit: Hit, order: str | None, end: int) -> int:
    """Where the name of a zone that follows a time ends; 0 where ``hit`` is no word of one."""
    if order == "before" and end <= hit.start <= end + 3 and (place := _PLACE.match(text, hit.end)):
        word = place.group().strip()
        return place.end() if word[0].isupper() or word.lower() == word.upper() else 0
    named = order == "after" and end < hit.start <= end + _NEAR and _TO_PLACE.fullmatch(text, end, hit.start)
    return hit.end if named and text[end : hit.start].strip(" ,(").istitle() else 0


def _read(m: _Match) -> tuple[Time, int, int] | None:
    atoms = m.atoms()
    period = next((str(a.value) for a in atoms if a.letter == "p"), None)
    zone = next((str(a.value) for a in atoms if a.letter == "w"), None)
    if m.name == "noon":
        return _noon(m, period, zone)
    if m.name == "military":
        return _military(m, atoms[0], zone)
    if not m.scanned.language.spaced and (
        m.letters.lstrip("p ")[0] == "q" or (m.letters[0] == "j" and m.name in ("words", "named") and not _early(m))
    ):
        return None  # 后半9, 同时两次: where nothing parts the words, the hour comes first
    clock = _clock(m, atoms)
    if clock is None or not _evident(m, atoms, period, zone):
        return None
    hour, minute, second = clock
    hours = _hours(hour, period, m, atoms)
    if hours is None:
        return None
    if minute < 0:
        hours, minute = tuple((h - 1) % 24 for h in hours), minute + 60
    if not 0 <= minute <= 59 or (second is not None and second > 59):
        return None
    start, end = m.line.starts[m.start], m.line.ends[m.end - 1]
    end = _closed(m.scanned.text, start, end)
    return Time(hours=hours, minute=minute, second=second, zone=zone), start, end


def _early(m: _Match) -> bool:
    """Whether a word that tells from which hour it counts stands before its number: เวลาตี 3, at 3 a.m."""
    return int(m.atoms()[0].value) > 1 and m.at()


def _closed(text: str, start: int, end: int) -> int:
    """Takes in the bracket that closes one opened inside (19:00 (MEZ))."""
    opened = "(" in text[start:end] or "（" in text[start:end]
    return end + 1 if opened and text[end : end + 1] in (")", "）") else end


def _military(m: _Match, figures: Atom, zone: str | None) -> tuple[Time, int, int] | None:
    """0600 GMT: hours and minutes in four digits before a zone."""
    text = m.scanned.text[figures.start : figures.end]
    told = zone is not None or (text[0] == "0" and any(a.letter == "j" for a in m.atoms()))
    if len(text) != 4 or not told:
        return None
    hour, minute = int(text[:2]), int(text[2:])
    return (
        (Time(hours=(hour % 24,), minute=minute, zone=zone), figures.start, m.line.ends[m.end - 1]) if hour <= 24 and minute < 60 else None
    )


def _noon(m: _Match, period: str | None, zone: str | None) -> tuple[Time, int, int] | None:
    """Noon and midnight: where a preposition of times or a zone says that the clock is meant."""
    if period not in ("noon", "midnight") or not (m.at() or zone):
        return None
    before = m.line.letters[max(0, m.start - 2) : m.start]
    if before.strip() and before.strip()[-1] in "abcnyzvj":
        return None
    atom = m.atoms()[0]
    end = m.line.ends[m.end - 1]
    return Time(hours=(12,) if period == "noon" else (0,), zone=zone), atom.start, end


def _clock(m: _Match, atoms: list[Atom]) -> tuple[int, int, int | None] | None:
    """Hour, minute and second as written; a quarter to eight is (8, -15, None)."""
    numbers = [a for a in atoms if a.letter in _NUMBERS]
    if not numbers:
        return None
    hour = int(numbers[0].value)
    minute = int(numbers[1].value) if len(numbers) > 1 else 0
    second = int(numbers[2].value) if len(numbers) > 2 else None
    shift = next((int(a.value) for a in atoms if a.letter == "q"), None)
    if shift is not None:
        minute = shift
    if m.name in ("colon", "dotted") and len(numbers) > 1 and numbers[1].end - numbers[1].start != 2:
        return None
    return (hour, minute, second) if 0 <= hour <= 24 else None


def _evident(m: _Match, atoms: list[Atom], period: str | None, zone: str | None) -> bool:
    """Whether the clock is meant, not a score, a length of time, a decimal."""
    letters, text = m.line.letters, m.scanned.text
    around = letters[max(0, m.start - 1) : m.start] + letters[m.end : m.end + 1]
    first = next(a for a in atoms if a.letter in _NUMBERS)
    if m.name == "colon":
        return "." not in around and ":" not in around and "/" not in around and first.letter != "v"
    if m.start and letters[m.start - 1] in ".,`:/" and m.start > 1 and letters[m.start - 2] in "abcnyz":
        return False
    if m.name == "dotted":
        minute = [a for a in atoms if a.letter in _NUMBERS][1]
        late = (
            max(first.value, minute.value) >= 13 and m.scanned.language.decimal != "."
        )  # 12.55, which is neither an amount there nor a day
        marked = (
            m.ranged
            or any(a.letter == "j" for a in atoms)
            or period in ("am", "pm")
            or m.letters[0] == "p"
            or (m.at() and (late or _strong_at(m)))
        )
        return marked and not _unit_after(m)
    if m.name == "period":
        return (
            period in ("am", "pm")
            and text[first.end : next(a for a in atoms if a.letter == "p").start].strip() == ""
            and (first.letter not in "vO" or (m.at() and (first.letter == "v" or _strong_at(m))))  # o ósmej wieczorem, no second evening
            and 1 <= int(first.value) <= 12
        )
    if m.name == "zoned":
        return m.at() and zone is not None
    if m.name == "shifted":
        return _shift_fits(m, atoms)
    hour_word = next((a for a in atoms if a.letter == "j"), None)
    if hour_word is None or _stray_minute(m, atoms):
        return False
    if m.name == "named":
        return first.letter != "1" or period is not None  # saa moja: an hour
    if first.letter == "O":
        return period in ("am", "pm") and m.at()  # а восьмай гадзіне вечара
    if first.letter == "v" and first.value == 1 and not m.scanned.language.spaced and period is None and not m.at():
        return False  # 一点: a little
    counts = "unit" in hour_word.roles
    minutes = sum(a.letter in "abcv" for a in atoms) > 1 or any(a.letter == "q" for a in atoms)
    touching = text[first.end : hour_word.start] == ""
    if not counts or any(a.letter == "m" and "unit" not in a.roles for a in atoms):  # 14 óra 40 perckor: minutes of the clock alone
        return True
    if period is not None or zone is not None or m.at():
        return True
    return touching and (minutes or not m.scanned.language.spaced or _latin_h(m, hour_word, first))


def _stray_minute(m: _Match, atoms: list[Atom]) -> bool:
    """Whether the second number only happens to follow the hour (at 2 o'clock 30 people)."""
    numbers = [a for a in atoms if a.letter in _NUMBERS]
    if len(numbers) < 2 or any(a.letter == "m" for a in atoms):
        return False
    text, minute = m.scanned.text, numbers[1]
    if minute.letter == "v" or minute.end - minute.start != 2:
        return True
    sign = next((a for a in atoms if a.letter == "j"), None)
    if sign is not None and sign.end - sign.start == 1 and text[sign.start - 1].isspace():
        return False  # 19 h 30, typeset with blanks
    spaced = text[minute.start - 1 : minute.start].isspace()
    return spaced and text[minute.end : minute.end + 1].isspace() and not any(a.letter in "pw" and a.start > minute.start for a in atoms)


def _latin_h(m: _Match, hour_word: Atom, first: Atom) -> bool:
    """20h, where h may also count hours: an hour of the clock when it is past noon."""
    return hour_word.end - hour_word.start == 1 and 13 <= int(first.value) <= 24 and m.at()


def _strong_at(m: _Match) -> bool:
    """A preposition of times that is no preposition of anything else."""
    i = m.start - 1
    while i >= 0 and m.line.letters[i] == " ":
        i -= 1
    atom = m.line.atoms[i]
    return atom is not None and not ({"date-preposition", "date-link", "date-range", "bound"} & atom.roles.keys())


def _unit_after(m: _Match) -> bool:
    i = m.end + m.line.letters.startswith(" ", m.end)
    after = m.line.letters[i : i + 1].strip()
    atom = m.line.atoms[i] if after else None
    if after == "x" and atom is not None and len(atom.form) <= 2 and m.scanned.text[atom.start : atom.end] != atom.form:
        return False  # a preposition, no volt
    return bool(after) and after in "xuDTJXQEC"


def _shift_fits(m: _Match, atoms: list[Atom]) -> bool:
    """Half past seven, halb acht, las siete y media: the hour is one of the clock and the words stand as the language puts them."""
    if _unit_after(m):
        return False  # সাড়ে তিন লাখ: three and a half hundred thousand
    shift = next(a for a in atoms if a.letter == "q")
    number = next(a for a in atoms if a.letter in _NUMBERS)
    if not 1 <= int(number.value) <= 12:
        return False
    if shift.start > number.start:
        return m.at() or any(a.letter == "j" and "unit" not in a.roles for a in atoms)
    return (
        m.at() or int(shift.value) != -30 or any(a.letter == "j" for a in atoms) or not m.scanned.text[number.end : number.end + 1].strip()
    )


def _hours(hour: int, period: str | None, m: _Match, atoms: list[Atom]) -> tuple[int, ...] | None:
    """Every hour of the day that may be meant, the likelier first."""
    if hour == 24:
        return (0,)
    counted = next((int(a.value) for a in atoms if a.letter == "j"), 1)
    if counted > 1 and 1 <= hour <= 12:  # 2 ทุ่ม: the second hour after 18
        return ((hour + counted) % 24,)
    if hour > 12 or hour == 0:
        return (hour,)
    if sunrise := m.scanned.language.sunrise:
        return _from_sunrise((hour + sunrise) % 12, period)
    if period in ("am", "morning"):
        return (hour % 12,)
    if period in _AFTER_NOON:
        return (hour % 12 + 12,)
    if period == "noon":
        return (12,) if hour in (11, 12) and hour == 12 else (hour % 12 + 12,) if hour <= 4 else (hour,)
    if period == "midnight":
        return (0,) if hour == 12 else (hour,)
    if period == "night":
        return (0,) if hour == 12 else (hour + 12, hour) if hour >= 6 else (hour, hour + 12)
    number = next(a for a in atoms if a.letter in _NUMBERS)
    padded = m.scanned.text[number.start] == "0" or (
        m.scanned.language.hours == 24 and m.name in ("colon", "dotted", "words") and number.letter != "v"
    )
    if padded:
        return (hour, (hour + 12) % 24) if hour < 12 and m.scanned.text[number.start] != "0" else (hour,)
    return (hour % 12 + 12, hour % 12) if hour == 12 else (hour, hour + 12)


def _from_sunrise(hour: int, period: str | None) -> tuple[int, ...]:
    """The hour of a clock that counts from sunrise and from sunset, 0 to 11 as others count it: saa tisa alasiri is 3 p.m."""
    if period in ("am", "morning"):
        return (hour,)
    if period in ("afternoon", "noon"):
        return (hour + 12 if hour < 8 else hour,)
    if period in ("pm", "evening"):
        return (hour + 12,)
    if period in ("night", "midnight"):
        return (hour + 12 if hour >= 6 else hour,)
    return (hour, hour + 12)
