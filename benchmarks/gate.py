#!/usr/bin/env python3
"""How many good translations a gate would stop: whole news documents and their professional translations, both ways.

    python benchmarks/gate.py --eval DIR --data DIR [--languages vie,fra] [--show CODE]

``--data`` is an NTREX-like folder: line-aligned translations, and ``documents.txt`` that names the document of each line. Every document is an
article, its lines the paragraphs; it is blocked where a finding is major or worse. Some of what blocks is a true error of the translator.
"""

from __future__ import annotations

import argparse
import collections
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import calibration

import transcheck as tc

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = "vie,fra,deu,spa,rus,pol,zho-CN,jpn,arb,tur"
BLOCKING = ("major", "critical")


def documents(data: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Name, English and foreign text of every document, a paragraph a line."""
    names, english, foreign = (
        (data / f"{n}.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n") for n in ("documents", "eng", language)
    )
    lines: dict[str, list[tuple[str, str]]] = collections.defaultdict(list)
    for name, a, b in zip(names, english, foreign, strict=True):
        lines[name].append((a, b))
    for name, pairs in lines.items():
        yield name, "\n\n".join(a for a, _ in pairs), "\n\n".join(b for _, b in pairs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--languages", default=LANGUAGES)
    parser.add_argument("--show", help="print the findings of a rule")
    args = parser.parse_args()
    tags = calibration.script(args.eval).BCP47
    print("| language | from English: blocked | by | into English: blocked | by |\n|---|---|---|---|---|")
    for language in args.languages.split(","):
        cells = []
        for into in (False, True):
            blocked, total = 0, 0
            codes: collections.Counter[str] = collections.Counter()
            for name, english, foreign in documents(args.data, language):
                texts = [(english, "en"), (foreign, tags[language])]
                (candidate, one), (source, other) = texts if into else texts[::-1]
                report = tc.compare(
                    tc.Document.from_text(candidate, language=one), source=tc.Document.from_text(source, language=other, role="source")
                )
                found = [f for f in report.findings if f.severity in BLOCKING]
                blocked, total = blocked + bool(found), total + 1
                codes.update(f.code for f in found)
                for f in found:
                    if f.code == args.show:
                        print(name, f.code, f.message, file=sys.stderr)
            cells += [f"{blocked} of {total}", ", ".join(f"{code} {n}" for code, n in codes.most_common(5))]
        print(f"| {language} | " + " | ".join(cells) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
