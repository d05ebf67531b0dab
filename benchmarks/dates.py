#!/usr/bin/env python3
"""How many dates are read back, language by language: those that CLDR's patterns write, and everyday ones that they do not; and how fast.

    python benchmarks/dates.py --cldr FOLDER [--languages en,vi] [--show 5]

FOLDER holds the npm package ``cldr-dates-full`` (its ``main``). Each pattern (full, long, medium, month and day, month and year …) is filled with
random days over the 12th, so that no order is ambiguous, and so is each everyday shape, which stands between two names; a date counts when it
is read once, with its year, month and day, and all its figures are inside the span.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import transcheck as tc
from transcheck import languages
from transcheck.model import Date

if TYPE_CHECKING:
    from collections.abc import Iterator

PATTERNS = ("full", "long", "medium", "short", "yMMMMd", "MMMMd", "MMMd", "MMMEd", "yMMMM", "yMMM", "yMd")
EVERYDAY = (
    "y-MM-dd",
    "y/MM/dd",
    "y.MM.dd",
    "dd/MM/y",
    "d.M.y",
    "dd-MM-y",
    "dd/MM/yy",
    "d MMMM y",
    "d. MMMM y",
    "dMMMM y",
    "d-MMM-y",
    "d/MMM/y",
    "MMMM d, y",
    "EEEE, d MMMM y",
    "EEEE d MMMM",
    "d MMMM (EEEE)",
    "d MMMM",
    "MMMM y",
)
WIDTHS = {3: "abbreviated", 4: "wide", 5: "narrow"}
FIELD = re.compile(r"'([^']*)'|([yYMLdEc])\2*")


def filled(pattern: str, day: datetime.date, calendar: dict[str, Any]) -> str:
    """The pattern with the day's fields in place of its letters."""

    def field(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1] or "'"
        letter, width = match[2], len(match[0])
        context = "format" if letter in "ME" else "stand-alone"
        if letter in "yY":
            return f"{day.year % 100:02d}" if width == 2 else str(day.year)
        if letter == "d":
            return f"{day.day:0{width}d}"
        if letter in "ML":
            return f"{day.month:0{width}d}" if width < 3 else str(calendar["months"][context][WIDTHS[width]][str(day.month)])
        name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]
        return str(calendar["days"][context][WIDTHS[max(3, width)]][name])

    return FIELD.sub(field, pattern)


def written(calendar: dict[str, Any], rng: random.Random, each: int) -> Iterator[tuple[str, str, str, tuple[int | None, ...]]]:
    """(kind, pattern, text, year-month-day) of random days, in CLDR's patterns alone and in everyday shapes within a sentence."""
    own = {name: calendar["dateFormats"].get(name) or calendar["dateTimeFormats"]["availableFormats"].get(name) for name in PATTERNS}
    shapes = [("CLDR", name, pattern) for name, pattern in own.items() if isinstance(pattern, str)]
    numbered = any(c.isdigit() for c in calendar["months"]["format"]["wide"]["3"])  # 3月: no language writes 21-3月-2026
    shapes += [("everyday", pattern, pattern) for pattern in EVERYDAY if not (numbered and "MMM" in pattern)]
    for kind, name, pattern in shapes:
        letters = re.sub("'[^']*'", "", pattern)
        if set(letters) & set("GQ"):
            continue
        for _ in range(each):
            day = datetime.date(rng.randint(1990, 2030), rng.randint(1, 12), rng.randint(13, 28))
            text = filled(pattern, day, calendar)
            wanted = (day.year if set("yY") & set(letters) else None, day.month, day.day if "d" in letters else None)
            yield kind, name, text, wanted


def is_read(text: str, wanted: tuple[int | None, ...], language: str, kind: str) -> bool:
    """Whether the date is found once, whole, with its value."""
    before, after = ("", "") if kind == "CLDR" else ("(Nokia, ", ")")
    facts = [f for f in tc.extract(f"{before}{text}{after}", language=language) if isinstance(f.value, Date)]
    if len(facts) != 1:
        return False
    value = facts[0].value
    assert isinstance(value, Date)
    outside = f"{before}{text}{after}".replace(facts[0].text, "", 1)
    values = {(v.year, v.month, v.day) for v in value.readings or (value,)}
    return wanted in values and not any(map(str.isdigit, outside))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cldr", required=True, type=Path)
    parser.add_argument("--languages", default=",".join(languages.available()))
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--show", type=int, default=3)
    args = parser.parse_args()
    rng, right, total = random.Random(5), Counter[str](), Counter[str]()
    shapes, seconds, tags = Counter[str](), 0.0, 0
    for tag in args.languages.split(","):
        file = args.cldr / "main" / tag / "ca-gregorian.json"
        if not file.is_file():
            continue
        tags += 1
        calendar = json.loads(file.read_text(encoding="utf-8"))["main"][tag]["dates"]["calendars"]["gregorian"]
        missed: list[str] = []
        for kind, name, text, wanted in written(calendar, rng, args.each):
            start = time.perf_counter()
            good = is_read(text, wanted, tag, kind)
            seconds += time.perf_counter() - start
            total[kind] += 1
            right[kind] += good
            if not good:
                shapes[name] += 1
                missed.append(f"{name}: {text}")
        if missed:
            print(f"{tag:8} {len(missed)} missed  {' | '.join(missed[: args.show])}")
    for kind in total:
        print(f"{kind}: {100 * right[kind] / total[kind]:.1f} % of {total[kind]} dates in {tags} languages read back")
    print(f"{total.total() / max(seconds, 1e-9):.0f} texts/s; missed most: {shapes.most_common(8)}")


if __name__ == "__main__":
    main()
