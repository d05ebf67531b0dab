#!/usr/bin/env python3
"""Makes a manifest of as many short articles as wanted: passages of the article sets, with numbers changed and errors planted.

    python benchmarks/many_articles.py 100000 build/articles.jsonl

The same number gives the same file. An article is one or two paragraphs (news in brief) of a candidate and of its source; numbers that both write are
replaced by others on both sides, and a third of the articles then get a wrong number, lose a paragraph or say one twice.
"""

from __future__ import annotations

import argparse
import datetime
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import transcheck as tc
from transcheck import readers

ROOT = Path(__file__).resolve().parent.parent / "corpora"
SURE = 0.8
NUMBER = re.compile(r"(?<![\d.,])\d{2,3}(?![\d.,]?\d)")


@dataclass(frozen=True)
class Original:
    """One article set: languages of candidate and source, and the paragraphs of both that correspond."""

    name: str
    languages: tuple[str, str]
    beads: tuple[tuple[str, str], ...]


def originals() -> list[Original]:
    """The sets with a candidate and a source, the good translation where there is one."""
    found = []
    for folder in sorted(p.parent for p in ROOT.glob("*/alignment.tsv")):
        candidate = next(iter(sorted(folder.glob("candidate.clean.*.md"))), None) or next(iter(sorted(folder.glob("candidate.*.md"))))
        source = next(folder.glob("source.*.md"))
        documents = [readers.read(str(p), role="candidate") for p in (candidate, source)]
        beads = [
            tuple(" ".join(d.segments[i].text for i in side) for d, side in zip(documents, (b.candidate, b.reference), strict=True))
            for b in tc.align(*documents).beads  # alignment.tsv is of the candidate with flaws, which has other paragraphs
            if b.candidate and b.reference and b.confidence > SURE
        ]
        found.append(Original(folder.name, (documents[0].language, documents[1].language), tuple((a, b) for a, b in beads if a and b)))
    return found


def articles(n: int) -> Iterator[dict[str, str]]:
    """``n`` rows of a manifest."""
    sets = originals()
    for i in range(n):
        choose = random.Random(i)
        original = sets[i % len(sets)]
        size = choose.randint(1, 2)
        start = choose.randrange(max(1, len(original.beads) - size))
        beads = [list(b) for b in original.beads[start : start + size]]
        renumber(beads, choose)
        plant(beads, choose)
        yield {
            "id": f"{original.name}-{i}",
            "candidate_text": "\n\n".join(b[0] for b in beads if b[0]),
            "candidate_language": original.languages[0],
            "source_text": "\n\n".join(b[1] for b in beads),
            "source_language": original.languages[1],
            "published": str(datetime.date(2025, 1, 1) + datetime.timedelta(days=i % 365)),
        }


def renumber(beads: list[list[str]], choose: random.Random) -> None:
    """Other numbers in place of those that both sides of a bead write."""
    for bead in beads:
        for number in sorted(set(NUMBER.findall(bead[0])) & set(NUMBER.findall(bead[1]))):
            other = str(choose.randrange(10 ** (len(number) - 1), 10 ** len(number)))
            bead[:] = [re.sub(rf"(?<![\d.,]){number}(?![\d.,]?\d)", other, text) for text in bead]


def plant(beads: list[list[str]], choose: random.Random) -> None:
    """At most one error, in a third of the articles."""
    kind, bead = choose.randrange(9), choose.choice(beads)
    if kind == 0:
        bead[0] = NUMBER.sub(lambda m: str(int(m[0]) + 7), bead[0], count=1)
    elif kind == 1 and len(beads) > 1:
        bead[0] = ""
    elif kind == 2:
        bead[0] = f"{bead[0]}\n\n{bead[0]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("n", type=int)
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    args.file.parent.mkdir(parents=True, exist_ok=True)
    with args.file.open("w", encoding="utf-8") as out:
        for row in articles(args.n):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
