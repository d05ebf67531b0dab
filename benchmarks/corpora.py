#!/usr/bin/env python3
"""Recall and precision over the article sets: what each ``expected.jsonl`` says must come, must stay clean, and nothing major besides.

python benchmarks/corpora.py [corpora/SET …] [--show]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import transcheck as tc

ROOT = Path(__file__).resolve().parent.parent / "corpora"
RANK = {"neutral": 0, "minor": 1, "major": 2, "critical": 3}


@dataclass(frozen=True)
class Judged:
    """One candidate against its expectations."""

    name: str
    met: tuple[dict[str, Any], ...]
    missed: tuple[dict[str, Any], ...]
    unclean: tuple[tuple[dict[str, Any], tc.Finding], ...]
    unasked: tuple[tc.Finding, ...]  # at or above major, and no expectation asks for it


def report(folder: Path, candidate: str) -> tc.Report:
    """The candidate of an article set against the set's other versions."""
    roles = {name: sorted(folder.glob(f"{name}.*.md")) for name in ("source", "wire", "other")}
    return tc.compare(
        str(folder / candidate),
        source=str(roles["source"][0]),
        wire=list(map(str, roles["wire"])),
        references=list(map(str, roles["other"])),
    )


def judge(folder: Path, found: tc.Report) -> Judged:
    """The report of the flawed candidate, held against ``expected.jsonl``."""
    rows = [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    rows = [r for r in rows if r["path"] == Path(found.candidate.path).name]
    wanted = [r for r in rows if not r.get("clean")]
    met: list[dict[str, Any]] = []
    asked: set[int] = set()
    for row in wanted:
        hits = [f for f in found.findings if f.code in row.get("codes", [row["code"]]) and _overlaps(found, f, row)]
        asked.update(id(f) for f in hits)
        if any(RANK[f.severity] >= RANK[row["severity"]] and row.get("introduced_in") in (None, f.introduced_in) for f in hits):
            met.append(row)
    unclean = [(r, f) for r in rows if r.get("clean") for f in found.findings if f.code in r["codes"] and _overlaps(found, f, r)]
    unasked = [f for f in found.findings if RANK[f.severity] >= 2 and id(f) not in asked]
    return Judged(folder.name, tuple(met), tuple(r for r in wanted if r not in met), tuple(unclean), tuple(unasked))


def _overlaps(found: tc.Report, finding: tc.Finding, row: dict[str, Any]) -> bool:
    if row.get("line") and finding.candidate and _inside(found.candidate, finding.candidate.span, row["line"], row["column"], row["text"]):
        return True
    if not row.get("reference"):
        return False
    return any(
        Path(found.references[p.document].path).name == row["reference"]
        and _inside(found.references[p.document], p.span, row["reference_line"], row["reference_column"], row["reference_text"])
        for p in finding.evidence
        if p.document >= 0
    )


def _inside(document: tc.Document, span: tc.Span, line: int, column: int, text: str) -> bool:
    first, last = document.place(span.start), document.place(max(span.start, span.end - 1))
    return first <= (line, column + len(text) - 1) and last >= (line, column)


def sets(names: list[str]) -> Iterator[Path]:
    """The folders named, or all."""
    yield from map(Path, names) if names else sorted(p.parent for p in ROOT.glob("*/expected.jsonl"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--show", action="store_true", help="what was missed and what nobody asked for")
    args = parser.parse_args()
    print("| set | expected | found | clean passages flagged | unasked, major or worse | twin, major or worse |\n|---|---|---|---|---|---|")
    total = [0] * 5
    for folder in sets(args.sets):
        candidate = next(p for p in sorted(folder.glob("candidate.*.md")) if ".clean." not in p.name)
        judged = judge(folder, report(folder, candidate.name))
        twins = [f for p in folder.glob("candidate.clean.*.md") for f in report(folder, p.name).findings if RANK[f.severity] >= 2]
        row = [len(judged.met) + len(judged.missed), len(judged.met), len(judged.unclean), len(judged.unasked), len(twins)]
        total = [a + b for a, b in zip(total, row, strict=True)]
        print(f"| {folder.name} | " + " | ".join(map(str, row)) + " |")
        if args.show:
            for missed in judged.missed:
                where = missed["line"] or f"{missed.get('reference')}:{missed.get('reference_line')}"
                print(
                    f"    missed  {missed['code']} {missed['severity']} {where} “{missed['text'] or missed.get('reference_text')}”: {missed['why'][:140]}"
                )
            for clean, finding in judged.unclean:
                print(f"    unclean {finding.code} {finding.severity} {clean['line']} “{clean['text']}”: {finding.message[:160]}")
            for label, findings in (("unasked", judged.unasked), ("twin", twins)):
                for f in findings:
                    print(f"    {label} {f.code} {f.severity} {f.candidate and f.candidate.text[:40]!r}: {f.message[:200]}")
    print("| all | " + " | ".join(map(str, total)) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
