#!/usr/bin/env python3
"""Facts and dates: false alarms and recall of planted errors, beside the peers on the same files in the same run.

    python benchmarks/facts.py --eval DIR --data DIR [--demetr DIR] [--peer PATH/TO/pofilter] [--languages vie,deu] [--calibrate] [--markdown FILE]

``--eval`` holds the measuring scripts ``facts.py`` and ``demetr.py``; ``--data`` an NTREX-like folder of line-aligned translations. The
peer is translate-toolkit's ``pofilter -t numbers`` in an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import calibration

BARS = {
    "alarms/100 numbers+dates >=major": ("≤", 0.8),
    "alarms/100 numbers+dates >=minor": ("≤", 2.0),
    "recall number changed": ("≥", 97),
    "recall number dropped": ("≥", 92),
    "recall times ten": ("≥", 97),
    "recall number added": ("≥", 95),
    "recall percent changed": ("≥", 98),
    "recall year changed": ("≥", 98),
    "recall magnitude changed": ("≥", 97),
    "recall month changed": ("≥", 97),
    "recall spelled-out changed": ("≥", 90),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--demetr", type=Path)
    parser.add_argument("--peer", help="translate-toolkit's pofilter")
    parser.add_argument("--languages")
    parser.add_argument("--calibrate", action="store_true", help="measure the confidences too (benchmarks/calibration.py)")
    parser.add_argument("--markdown", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "facts.json"
        command = [sys.executable, str(args.eval / "facts.py"), "--data", str(args.data), "--json", str(result)]
        subprocess.run(command + (["--languages", args.languages] if args.languages else []), check=True, stdout=subprocess.DEVNULL)
        table = json.loads(result.read_text())
    text = _table(table, _peer(args.peer, args.data, list(table)) if args.peer else {})
    if args.demetr:
        for against in ("reference", "source"):
            run = subprocess.run(
                [sys.executable, str(args.eval / "demetr.py"), "--data", str(args.demetr), "--against", against],
                check=True,
                capture_output=True,
                text=True,
            )
            text += f"\n\nDEMETR, against the {against}:\n\n```\n{run.stdout.rstrip()}\n```\n"
    if args.calibrate:
        table_of_classes = calibration.measure(calibration.script(args.eval), args.data, list(table), calibration.LINES)
        text += "\n\nConfidence, by rule and severity:\n\n" + "\n".join(calibration.report(table_of_classes)) + "\n"
    print(text)
    if args.markdown:
        args.markdown.write_text(text + "\n", encoding="utf-8")
    return 0


def _cell(row: dict[str, object], key: str) -> float | None:
    value = row.get(key)
    return value[0] if isinstance(value, list) else value  # type: ignore[return-value]


def _table(table: dict[str, dict[str, object]], peer: dict[str, dict[str, float]]) -> str:
    lines = ["| figure | bar | mean | worst | " + " | ".join(table) + " |", "|---" * (len(table) + 4) + "|"]
    for key, (sign, bar) in BARS.items():
        cells = {language: _cell(row, key) for language, row in table.items()}
        known = [c for c in cells.values() if c is not None]
        if known:
            worst = max(known) if sign == "≤" else min(known)
            shown = " | ".join("–" if c is None else f"{c:g}" for c in cells.values())
            lines.append(f"| {key} | {sign} {bar:g} | {sum(known) / len(known):.2f} | {worst:g} | {shown} |")
    lines.append("| pairs/s | | | | " + " | ".join(f"{row['pairs/s']}" for row in table.values()) + " |")
    names = ("alarms/100", "pairs/s", "all tests pairs/s") if peer else ()
    lines += (f"| pofilter numbers: {name} | | | | " + " | ".join(f"{peer[x][name]:g}" for x in table) + " |" for name in names)
    return "\n".join(lines)


def _peer(pofilter: str, data: Path, languages: list[str]) -> dict[str, dict[str, float]]:
    """Alarms per 100 lines of the peer's number test, and its speed with that test and with all."""
    english = (data / "eng.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    found = {}
    for language in languages:
        foreign = (data / f"{language}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
        with tempfile.TemporaryDirectory() as folder:
            po = Path(folder) / "in.po"
            po.write_text(_po(english, foreign), encoding="utf-8")
            row = {}
            for name, option in (("numbers", ["-t", "numbers"]), ("all", [])):
                out = Path(folder) / f"{name}.po"
                start = time.perf_counter()
                subprocess.run([pofilter, *option, str(po), str(out)], check=True, capture_output=True)
                row[name] = len(english) / (time.perf_counter() - start)
                if name == "numbers":
                    flagged = len(re.findall(r"^msgctxt ", out.read_text(encoding="utf-8"), re.MULTILINE)) if out.exists() else 0
                    row["alarms"] = 100 * flagged / len(english)
        found[language] = {"alarms/100": round(row["alarms"], 2), "pairs/s": round(row["numbers"]), "all tests pairs/s": round(row["all"])}
    return found


def _po(english: list[str], foreign: list[str]) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    quoted = (
        (json.dumps(str(i)), json.dumps(s, ensure_ascii=False), json.dumps(t, ensure_ascii=False))
        for i, (s, t) in enumerate(zip(english, foreign, strict=True))
    )
    return head + "".join(f"\nmsgctxt {k}\nmsgid {s}\nmsgstr {t}\n" for k, s, t in quoted)


if __name__ == "__main__":
    sys.exit(main())
