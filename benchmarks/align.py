"""Alignment beside its peers on the same files: strict F1 of transcheck, Gale–Church (nltk) and hunalign, and cost by length.

    python benchmarks/align.py --eval ../shared/eval --data ../shared/data [--languages vie,deu] [--cost 500,5000,50000]

Peers are used where they are installed (``pip install nltk``; a ``hunalign`` program on the path), outside of the project. The scores are those
of ``align.py`` in the folder of evaluation scripts.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import transcheck as tc

MAIN = "vie,fra,deu,zho-CN,jpn,rus,arb,hin"
Beads = list[tuple[tuple[int, ...], tuple[int, ...]]]


def own(pairs: list[tuple[tc.Document, tc.Document]], unit: Any) -> list[Beads]:
    return [[(b.candidate, b.reference) for b in a.beads] for a in tc.align_many(pairs, unit=unit)]


def gale_church(pairs: list[tuple[tc.Document, tc.Document]]) -> list[Beads] | None:
    try:
        align_blocks = importlib.import_module("nltk.translate.gale_church").align_blocks
    except ImportError:
        return None
    found: list[Beads] = []
    for pair in pairs:
        links = align_blocks(*([len(s.text) or 1 for s in d.segments] for d in pair))
        groups: dict[int, tuple[set[int], set[int]]] = {}
        for i, j in links:  # links of one bead share a segment
            group = next((g for g in groups.values() if i in g[0] or j in g[1]), None)
            group = group or groups.setdefault(len(groups), (set(), set()))
            group[0].add(i)
            group[1].add(j)
        beads: Beads = [(tuple(sorted(a)), tuple(sorted(b))) for a, b in groups.values()]
        seen = ({i for a, _ in beads for i in a}, {j for _, b in beads for j in b})
        beads += [((i,), ()) for i in range(len(pair[0].segments)) if i not in seen[0]]
        beads += [((), (j,)) for j in range(len(pair[1].segments)) if j not in seen[1]]
        found.append(beads)
    return found


def hunalign(pairs: list[tuple[tc.Document, tc.Document]]) -> list[Beads] | None:
    program = shutil.which("hunalign")
    if not program:
        return None
    found: list[Beads] = []
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.dic")
        empty.write_text("", encoding="utf-8")
        for pair in pairs:
            files = []
            for name, document in zip("ab", pair, strict=True):
                files.append(Path(folder, name))
                files[-1].write_text(
                    "".join(" ".join(re.findall(r"\w+|[^\w\s]", s.text)) + "\n" for s in document.segments), encoding="utf-8"
                )
            out = subprocess.run([program, "-realign", empty, *files], capture_output=True, text=True, check=True).stdout
            rungs = [tuple(int(x) for x in line.split("\t")[:2]) for line in out.splitlines() if line.strip()]
            rungs += [tuple(len(d.segments) for d in pair)]
            found.append(
                [
                    (tuple(range(i, min(k, len(pair[0].segments)))), tuple(range(j, min(m, len(pair[1].segments)))))
                    for (i, j), (k, m) in itertools.pairwise(rungs)
                    if k > i or m > j
                ]
            )
    return found


def sets(folder: Path, languages: list[str], script: Any) -> Any:
    """(name, pairs, gold beads, unit) of every set there is data for."""
    facts = importlib.import_module("facts")
    for path in sorted((folder / "textberg-dev").glob("*.defr")):
        sides = [[x.strip() or "-" for x in facts.lines(path.with_suffix(s))] for s in (".de", ".fr")]
        pair = tuple(tc.Document.from_text("\n".join(x), language=t, unit="line") for x, t in zip(sides, ("de", "fr"), strict=True))
        yield f"Text+Berg {path.stem}", [pair], [script.read_gold(path)], "line"
    for language in languages:
        for reorder in (False, True):
            docs = script.perturbed(folder / "ntrex-dev", language, 1, reorder)
            pairs = [
                tuple(tc.Document.from_text("\n\n".join(side), language=tag) for side, tag in ((e, "en"), (f, facts.BCP47[language])))
                for _, e, f, _ in docs
            ]
            yield f"NTREX {language}{' reordered' if reorder else ''}", pairs, [g for *_, g in docs], "paragraph"


def _copy(line: str, copy: int) -> str:
    """A line whose longer words are those of another vocabulary, one for each copy of the text."""
    return re.sub(r"\b(\w{4,})\b", lambda word: word[1] + "aeiouxyzkw"[copy % 10] * min(copy, 1), line)


def cost(folder: Path, sizes: list[int]) -> None:
    """Time and peak memory over length, on text whose vocabulary grows with it."""
    sides = [Path(folder, "alt-en-vi", f"lines.{tag}").read_text(encoding="utf-8").splitlines() for tag in ("en", "vi")]
    for size in sizes:
        texts = ["\n".join(_copy(side[n % len(side)], n // 4000) for n in range(size)) for side in sides]
        pair = [tc.Document.from_text(t, language=tag, unit="line") for t, tag in zip(texts, ("en", "vi"), strict=True)]
        start = time.perf_counter()
        tc.align(*pair, unit="line")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:>7,} segments  {time.perf_counter() - start:6.1f} s  {peak:6.0f} MB", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--languages", default=MAIN)
    parser.add_argument("--cost", default="")
    args = parser.parse_args()
    sys.path.insert(0, str(args.eval))
    script = importlib.import_module("align")
    for name, pairs, gold, unit in sets(args.data, args.languages.split(","), script):
        results = (("transcheck", own(pairs, unit)), ("Gale–Church", gale_church(pairs)), ("hunalign", hunalign(pairs)))
        print(f"{name:24}", *(f"{who} {script.score(gold, found)['strict F1'] if found else '–'}" for who, found in results), flush=True)
    cost(args.data, [int(x) for x in args.cost.split(",") if x])
    return 0


if __name__ == "__main__":
    sys.exit(main())
