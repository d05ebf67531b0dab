#!/usr/bin/env python3
"""How often a finding of a class is a planted error: the table behind ``Finding.confidence``.

    python benchmarks/calibration.py --eval DIR --data DIR [--languages vie,deu] [--lines N]

A class is a rule and a severity. One error at a time is planted in a line of a good translation, in both directions (English as the
source, English as the candidate): the errors of the measuring script ``facts.py``, and in English a bound, a currency, a unit and
percentage points. A finding that the untouched line did not have is the error's; one that the untouched line has too is an alarm. The
share is the error's part of both, over the kinds of errors that bring at least a twentieth of the class's findings.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import transcheck as tc
from transcheck.checks.confidence import MEASURED

_BOUNDS = re.compile(r"\b(more than|at least|about|around|nearly|almost|up to|over|roughly|less than)(?= (?:\S\d|\d))", re.IGNORECASE)
_SHARE = 0.05
LINES = 150  # planted lines of a kind, language and direction, at most


def bound_dropped(_: random.Random, text: str) -> str | None:
    return re.sub(r"  +", " ", _BOUNDS.sub("", text, count=1)).strip() if _BOUNDS.search(text) else None


def currency_changed(_: random.Random, text: str) -> str | None:
    found = re.search(r"[$£€](?=\d)", text)
    return text[: found.start()] + {"$": "€", "£": "$", "€": "£"}[found.group()] + text[found.end() :] if found else None


_UNITS = {"miles": "kilometres", "km": "miles", "feet": "metres", "inches": "centimetres", "yards": "miles", "hours": "days", "minutes": "hours",
          "days": "weeks", "weeks": "months", "months": "years", "mph": "km/h", "pounds": "kilos"}  # fmt: skip


def unit_changed(_: random.Random, text: str) -> str | None:
    found = re.search(r"(?<=\d )(" + "|".join(_UNITS) + r")\b", text)
    return text[: found.start()] + _UNITS[found.group()] + text[found.end() :] if found else None


def points_lost(_: random.Random, text: str) -> str | None:
    changed = re.sub(r"percentage points?", "percent", text, count=1)
    return changed if changed != text else None


ENGLISH: dict[str, Any] = {"bound": bound_dropped, "currency": currency_changed, "unit": unit_changed, "points": points_lost}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--languages", default="vie,fra,deu,spa,ita,por,rus,ukr,pol,zho-CN,jpn,kor,arb,hin,ind,tha,tur")
    parser.add_argument("--lines", type=int, default=LINES, help="planted lines of a kind, language and direction, at most")
    args = parser.parse_args()
    for row in report(measure(script(args.eval), args.data, args.languages.split(","), args.lines)):
        print(row)
    return 0


def report(table: dict[tuple[str, str], tuple[int, int]]) -> list[str]:
    """A Markdown table: class, planted findings, alarms, share, and what the code holds."""
    rows = ["| class | planted | alarms | share | in the code |", "|---|---|---|---|---|"]
    for (code, severity), (planted, alarms) in sorted(table.items()):
        held = MEASURED.get((code, severity))  # type: ignore[call-overload]
        rows.append(f"| {code} {severity} | {planted} | {alarms} | {planted / (planted + alarms):.2f} | {'–' if held is None else held} |")
    return rows


def measure(facts: Any, data: Path, languages: list[str], most: int) -> dict[tuple[str, str], tuple[int, int]]:
    """(planted findings, alarms) by class."""
    planted: Counter[tuple[tuple[str, str], str]] = Counter()
    alarms: Counter[tuple[tuple[str, str], str]] = Counter()
    english = facts.lines(data / "eng.txt")
    for language in languages:
        foreign = facts.lines(data / f"{language}.txt")
        clean = [(str(i), s, t) for i, (s, t) in enumerate(zip(english, foreign, strict=True)) if s.strip() and t.strip()]
        for swap in (False, True):
            base = facts.judge(tc, clean, facts.BCP47[language], swap)
            kinds: dict[str, tuple[Any, int]] = {k: (m, 2) for k, m in facts.TARGET.items()} | {k: (m, 1) for k, m in facts.SOURCE.items()}
            if swap:
                kinds |= {k: (m, 1) for k, m in ENGLISH.items()}
            for kind, (mutate, side) in kinds.items():
                pairs = _planted(clean, mutate, side, most)
                after = facts.judge(tc, pairs, facts.BCP47[language], swap)
                for key, _, _ in pairs:
                    known = Counter((f[0], f[2]) for f in base.get(key, ()))
                    alarms.update(((f[0], f[1]), kind) for f in base.get(key, ()))
                    planted.update(((f[0], f[1]), kind) for f in after.get(key, ()) if not known[f[0], f[2]])
    return {c: row for c in sorted({c for c, _ in planted}) if c[0][0] in "FD" and (row := _row(c, planted, alarms))[0] >= 20}


def _planted(clean: list[tuple[str, str, str]], mutate: Any, side: int, most: int) -> list[tuple[str, str, str]]:
    rng = random.Random(7)
    pairs = []
    for key, english, foreign in clean:
        text = (english, foreign)[side - 1]
        changed = mutate(rng, text)
        if changed and changed != text:
            pairs.append((key, changed if side == 1 else english, changed if side == 2 else foreign))
    rng.shuffle(pairs)
    return pairs[:most]


def _row(of: tuple[str, str], planted: Counter[Any], alarms: Counter[Any]) -> tuple[int, int]:
    by_kind = {kind: n for (c, kind), n in planted.items() if c == of}
    whole = sum(by_kind.values())
    kinds = [k for k, n in by_kind.items() if n >= _SHARE * whole]
    return sum(by_kind[k] for k in kinds), sum(alarms[of, k] for k in kinds)


def script(folder: Path) -> Any:
    """The measuring script, as a module."""
    spec = importlib.util.spec_from_file_location("measuring_facts", folder / "facts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
