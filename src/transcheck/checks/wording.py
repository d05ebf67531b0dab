"""How values, roles and readings are said in a message: plain English, the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.model import Date, Document, Duration, Money, Name, Number, Percent, Quantity, Quote, Time, Value

if TYPE_CHECKING:
    from decimal import Decimal

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BOUNDS = {
    "at-least": "at least ",
    "more-than": "more than ",
    "about": "about ",
    "nearly": "nearly ",
    "at-most": "at most ",
    "less-than": "less than ",
}


def role(document: Document) -> str:
    """What a message calls a document: Source, Wire, Reference; the file's name tells several references apart."""
    return document.role.capitalize()


def amount(value: Decimal) -> str:
    """A decimal as English readers write it: 12,000; 1.5; 2.5 million."""
    for factor, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        scaled = value / factor
        if abs(scaled) >= 1 and len(scaled.normalize().as_tuple().digits) <= 4:
            return f"{_plain(scaled)} {word}"
    return _plain(value)


def slip(said: Value | None, meant: Value | None) -> str:
    """“a thousand times too small”, where one number is the other with its decimal point moved; otherwise an empty text."""
    if not isinstance(said, Number) or not isinstance(meant, Number) or not said.amount or not meant.amount:
        return ""
    small, large = sorted((abs(said.amount), abs(meant.amount)))
    times = large / small
    power = times.normalize()
    if times < 10 or power.as_tuple().digits != (1,):
        return ""
    spoken = _POWERS.get(int(times), f"{amount(times)}")
    return f"{spoken} times too {'small' if abs(said.amount) < abs(meant.amount) else 'large'}"


_POWERS = {10: "ten", 100: "a hundred", 1000: "a thousand", 10**6: "a million", 10**9: "a billion"}


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def say(value: Value | None) -> str:
    """One value in plain English."""
    if isinstance(value, Number):
        return _BOUNDS.get(value.bound or "", "") + _number(value)
    if isinstance(value, Date):
        return ("at least " if value.bound == "at-least" else "") + date(value)
    if isinstance(value, Time):
        return time(value)
    if isinstance(value, Name):
        return value.text
    if isinstance(value, Quote):
        return f"“{value.words}”"
    return "" if value is None else value.value


def repeats(text: str, value: Value) -> bool:
    """Whether what a value is read as only repeats the text: $1.2 billion, January 9 (USD 1.2 billion, 9 January); not 1.500 (1.5)."""
    said = say(value)
    code = value.currencies[0] if isinstance(value, Money) else ""
    return said.casefold() == text.casefold() or set(_pieces(said)) - {code.casefold()} <= set(_pieces(text))


def _pieces(text: str) -> list[str]:
    """The words and the figures of a text, each figure with its signs."""
    pieces: list[str] = []
    kind = ""
    for c in text.casefold():
        now = "word" if c.isalpha() else "figure" if c.isdecimal() or (c in ".," and kind == "figure") else ""
        if now and now == kind:
            pieces[-1] += c
        elif now:
            pieces.append(c)
        kind = now
    return [p.rstrip(".,") for p in pieces]


def _number(value: Number) -> str:
    shown = amount(value.amount)
    if isinstance(value, Money):
        return f"{value.currencies[0]} {shown}"
    if isinstance(value, Percent):
        return f"{shown} percentage points" if value.points else f"{shown}%"
    if isinstance(value, Quantity | Duration):
        unit = _NAMES.get(value.unit) or value.unit.replace("-per-", " per ").replace("-", " ")
        return f"{shown} {unit}" if value.amount == 1 else f"{shown} {_plural(unit)}"
    return shown


_NAMES = {"mile-scandinavian": "Scandinavian mile"}
_PLURALS = {
    "foot": "feet",
    "inch": "inches",
    "century": "centuries",
    "celsius": "degrees Celsius",
    "fahrenheit": "degrees Fahrenheit",
    "generic": "degrees",
}


def _plural(unit: str) -> str:
    """A unit's English name for more than one: kilometers per hour, square feet."""
    head, per, tail = unit.partition(" per ")
    *before, last = head.split(" ")
    last = _PLURALS.get(last, last if last.endswith("s") else f"{last}s")
    return " ".join((*before, last)) + per + tail


def date(value: Date) -> str:
    """3 February 2026; as much of it as there is."""
    if value.grain == "century" and value.year:
        return (
            f"the {ordinal((value.year - 1) // 100 + 1)} century" if value.year > 0 else f"the {ordinal(-value.year // 100 + 1)} century BC"
        )
    if value.grain == "decade" and value.year is not None:
        return f"the {value.year}s"
    if value.quarter and value.grain == "quarter":
        return f"the {ordinal(value.quarter)} quarter" + (f" of {value.year}" if value.year else "")
    parts = [WEEKDAYS[value.weekday - 1] + ","] if value.weekday and value.day is None and value.month is None else []
    parts += [str(value.day)] if value.day else []
    parts += [MONTHS[value.month - 1]] if value.month else []
    parts += [str(value.year) if value.year > 0 else f"{1 - value.year} BC"] if value.year is not None else []
    return " ".join(parts).rstrip(",") or (value.relative or "a date").replace(":", " ")


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def time(value: Time) -> str:
    """17:30, with its zone where one was said."""
    shown = f"{value.hours[0]}:{value.minute:02d}"
    return f"{shown} ({value.zone})" if value.zone else shown


def readings(value: Date) -> str:
    """Every reading of an ambiguous date: 3 February or 2 March."""
    return " or ".join(date(r) for r in value.readings) or date(value)
