#!/usr/bin/env python3
"""Recall and precision over the article sets: what each ``expected.jsonl`` says must come, what must stay clean, and what nobody asked for.

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
COLUMNS = (
    "planted",
    "found",
    "must stay clean",
    "flagged",
    "unasked, major or worse",
    "unasked, minor",
    "twin, major or worse",
    "twin, minor",
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Judged:
    """One candidate against its expectations. ``unasked`` and ``asked`` are the findings from minor up."""

    met: tuple[Row, ...]
    missed: tuple[Row, ...]
    clean: tuple[Row, ...]
    unclean: tuple[tuple[Row, tc.Finding], ...]
    asked: tuple[tc.Finding, ...]
    unasked: tuple[tc.Finding, ...]

    @property
    def grave(self) -> tuple[tc.Finding, ...]:
        """What is at or above major although no expectation asks for it."""
        return tuple(f for f in self.unasked if RANK[f.severity] >= 2)


def expectations(folder: Path) -> list[Row]:
    """The lines of ``expected.jsonl``."""
    return [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]


def candidates(folder: Path) -> tuple[str, str]:
    """The names of the flawed candidate and of its clean twin."""
    names = sorted(p.name for p in folder.glob("candidate.*.md"))
    (clean,) = (n for n in names if ".clean." in n)
    (flawed,) = (n for n in names if n != clean)
    return flawed, clean


def report(folder: Path, candidate: str) -> tc.Report:
    """A candidate of an article set against the set's other versions."""
    roles = {name: sorted(folder.glob(f"{name}.*.md")) for name in ("source", "wire", "other")}
    return tc.compare(
        str(folder / candidate),
        source=str(roles["source"][0]),
        wire=list(map(str, roles["wire"])),
        references=list(map(str, roles["other"])),
    )


def judge(folder: Path, found: tc.Report) -> Judged:
    """The report of a candidate, held against what ``expected.jsonl`` says of it."""
    rows = [r for r in expectations(folder) if r["path"] == Path(found.candidate.path).name]
    wanted, clean = [r for r in rows if not r.get("clean")], [r for r in rows if r.get("clean")]
    met: list[Row] = []
    hit: set[int] = set()
    for row in wanted:
        hits = [f for f in found.findings if f.code in row.get("codes", [row["code"]]) and overlaps(found, f, row)]
        hit.update(id(f) for f in hits)
        if any(RANK[f.severity] >= RANK[row["severity"]] and row.get("introduced_in") in (None, f.introduced_in) for f in hits):
            met.append(row)
    told = [f for f in found.findings if RANK[f.severity] >= 1]
    return Judged(
        tuple(met),
        tuple(r for r in wanted if r not in met),
        tuple(clean),
        tuple((r, f) for r in clean for f in found.findings if f.code in r["codes"] and overlaps(found, f, r)),
        tuple(f for f in told if id(f) in hit),
        tuple(f for f in told if id(f) not in hit),
    )


def overlaps(found: tc.Report, finding: tc.Finding, row: Row) -> bool:
    """Whether a finding stands at the passage of an expectation, or shows the passage that was lost."""
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


def _counts(judged: Judged, twin: Judged) -> list[int]:
    return [
        len(judged.met) + len(judged.missed),
        len(judged.met),
        len(judged.clean) + len(twin.clean),
        len(judged.unclean) + len(twin.unclean),
        len(judged.grave),
        len(judged.unasked) - len(judged.grave),
        len(twin.grave),
        len(twin.unasked) - len(twin.grave),
    ]


def _explain(judged: Judged, twin: Judged) -> Iterator[str]:
    for row in judged.missed:
        where = row["line"] or f"{row.get('reference')}:{row.get('reference_line')}"
        yield f"missed  {row['code']} {row['severity']} {where} “{row['text'] or row.get('reference_text')}”: {row['why']}"
    for row, f in (*judged.unclean, *twin.unclean):
        yield f"unclean {f.code} {f.severity} {row['path']}:{row['line']} “{row['text']}”: {f.message}"
    for label, findings in (("unasked", judged.unasked), ("twin", twin.unasked)):
        for f in findings:
            yield f"{label:7} {f.code} {f.severity} {f.candidate and f.candidate.text[:40]!r}: {f.message}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--show", action="store_true", help="what was missed and what nobody asked for")
    args = parser.parse_args()
    print("| set | " + " | ".join(COLUMNS) + " |\n|" + "---|" * (len(COLUMNS) + 1))
    total = [0] * len(COLUMNS)
    asked = unasked = 0
    for folder in sets(args.sets):
        judged, twin = (judge(folder, report(folder, name)) for name in candidates(folder))
        row = _counts(judged, twin)
        total = [a + b for a, b in zip(total, row, strict=True)]
        asked, unasked = asked + len(judged.asked), unasked + len(judged.unasked)
        print(f"| {folder.name} | " + " | ".join(map(str, row)) + " |")
        if args.show:
            for line in _explain(judged, twin):
                print(f"    {line[:240]}")
    print("| all | " + " | ".join(map(str, total)) + " |")
    print(f"\nrecall {total[1] / max(1, total[0]):.1%}; precision, minor and above, {asked / max(1, asked + unasked):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
