#!/usr/bin/env python3
"""How many dates written by CLDR's patterns are read back, language by language; and how fast.

    python benchmarks/dates.py --cldr FOLDER [--languages en,vi] [--show 5]

FOLDER holds the npm package ``cldr-dates-full`` (its ``main``). Each pattern (full, long, medium, month and day, month and year …) is filled with
random days over the 12th, so that no order is ambiguous; a date counts when it is read whole, once, with its year, month and day.
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
from typing import Any

import transcheck as tc
from transcheck import languages
from transcheck.model import Date

PATTERNS = ("full", "long", "medium", "short", "yMMMMd", "MMMMd", "MMMd", "MMMEd", "yMMMM", "yMMM", "yMd")
WIDTHS = {3: "abbreviated", 4: "wide", 5: "narrow"}
FIELD = re.compile(r"'([^']*)'|([yMLdEc])\2*")


def filled(pattern: str, day: datetime.date, calendar: dict[str, Any]) -> str:
    """The pattern with the day's fields in place of its letters."""

    def field(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1] or "'"
        letter, width = match[2], len(match[0])
        context = "format" if letter in "ME" else "stand-alone"
        if letter == "y":
            return f"{day.year % 100:02d}" if width == 2 else str(day.year)
        if letter == "d":
            return f"{day.day:0{width}d}"
        if letter in "ML":
            return f"{day.month:0{width}d}" if width < 3 else str(calendar["months"][context][WIDTHS[width]][str(day.month)])
        name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()]
        return str(calendar["days"][context][WIDTHS[max(3, width)]][name])

    return FIELD.sub(field, pattern)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cldr", required=True, type=Path)
    parser.add_argument("--languages", default=",".join(languages.available()))
    parser.add_argument("--each", type=int, default=4)
    parser.add_argument("--show", type=int, default=3)
    args = parser.parse_args()
    rng, right, total = random.Random(5), Counter[str](), Counter[str]()
    seconds, read = 0.0, 0
    for tag in args.languages.split(","):
        file = args.cldr / "main" / tag / "ca-gregorian.json"
        if not file.is_file():
            continue
        calendar = json.loads(file.read_text(encoding="utf-8"))["main"][tag]["dates"]["calendars"]["gregorian"]
        missed: list[str] = []
        for name in PATTERNS:
            pattern = calendar["dateFormats"].get(name) or calendar["dateTimeFormats"]["availableFormats"].get(name)
            if not isinstance(pattern, str) or set(re.sub("'[^']*'", "", pattern)) & set("GQ"):
                continue
            letters = re.sub("'[^']*'", "", pattern)
            for _ in range(args.each):
                day = datetime.date(rng.randint(1990, 2030), rng.randint(1, 12), rng.randint(13, 28))
                text = filled(pattern, day, calendar)
                start = time.perf_counter()
                facts = tc.extract(text, language=tag)
                seconds += time.perf_counter() - start
                read += 1
                wanted = (day.year if "y" in letters else None, day.month, day.day if "d" in letters else None)
                got = [(f.value.year, f.value.month, f.value.day) for f in facts if isinstance(f.value, Date)]
                total[tag] += 1
                if got == [wanted]:
                    right[tag] += 1
                else:
                    missed.append(f"{name}: {text}")
        if missed:
            print(f"{tag:8} {right[tag]}/{total[tag]}  {' | '.join(missed[: args.show])}")
    share = 100 * right.total() / max(1, total.total())
    print(f"{share:.1f} % of {total.total()} dates in {len(total)} languages read back; {read / max(seconds, 1e-9):.0f} texts/s")


if __name__ == "__main__":
    main()
