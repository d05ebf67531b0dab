"""Alignment beside its peers on the same files: strict F1 of transcheck, Gale–Church (nltk) and hunalign, and cost by length.

    python benchmarks/align.py --eval ../shared/eval --data ../shared/data --peer build/peer [--languages vie,deu] [--cost 500,5000,50000]

Peers are used where they are installed, in the folder of peers (``make bench-align`` does it): nltk, and hunalign compiled to WebAssembly. The
scores are those of ``align.py`` in the folder of evaluation scripts.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import multiprocessing
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
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


def hunalign(pairs: list[tuple[tc.Document, tc.Document]], peer: Path, module: str) -> list[Beads] | None:
    """Without a dictionary. ``module`` is index.js, or realign.js: the alignment done again with the dictionary it made for itself."""
    package = peer / "node_modules" / "@bitextual" / "hunalign" / "dist"
    if not (package / module).is_file() or not shutil.which("node"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for n, pair in enumerate(pairs):
            for name, document in zip("ab", pair, strict=True):
                files.append(Path(folder, f"{n}{name}"))
                lines = (" ".join(re.findall(r"\w+|[^\w\s]", s.text)) for s in document.segments)
                files[-1].write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        script = Path(__file__).with_name("hunalign.mjs")
        out = subprocess.run(["node", script, (package / module).resolve(), *files], capture_output=True, text=True, check=True).stdout
    ladders = [[tuple(int(x) for x in rung.split("\t")) for rung in ladder.splitlines()] for ladder in out.split("\n\n")[: len(pairs)]]
    return [_climbed(ladder, *(len(d.segments) for d in pair)) for ladder, pair in zip(ladders, pairs, strict=True)]


def _climbed(rungs: list[tuple[int, ...]], n: int, m: int) -> Beads:
    """The beads between the rungs of a ladder."""
    steps = itertools.pairwise([*rungs, (n, m)])
    return [(tuple(range(i, min(k, n))), tuple(range(j, min(q, m)))) for (i, j), (k, q) in steps if min(k, n) > i or min(q, m) > j]


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


def cost(folder: Path, sizes: list[int], times: int = 3) -> None:
    """Best time of several and peak memory over length, each size in a process of its own; growth is time against that of the size before."""
    before = None
    for size in sizes:
        found = [_measured(folder, size) for _ in range(times)]
        seconds, peak = min(s for s, _ in found), min(p for _, p in found)
        growth = "" if before is None else f"  {seconds / before[1] / (size / before[0]):.2f} of linear"
        print(f"{size:>7,} segments  {seconds:6.1f} s  {peak:6.0f} MB{growth}", flush=True)
        before = size, seconds


def _measured(folder: Path, size: int) -> tuple[float, float]:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_aligned, folder, size).result()


def _aligned(folder: Path, size: int) -> tuple[float, float]:
    """Seconds of the processor and peak megabytes of aligning so many lines, whose vocabulary grows with them."""
    sides = [Path(folder, "alt-en-vi", f"lines.{tag}").read_text(encoding="utf-8").splitlines() for tag in ("en", "vi")]
    texts = ["\n".join(_copy(side[n % len(side)], n // 4000) for n in range(size)) for side in sides]
    pair = [tc.Document.from_text(t, language=tag, unit="line") for t, tag in zip(texts, ("en", "vi"), strict=True)]
    tc.align(
        *(tc.Document.from_text("\n".join(t.split("\n")[:20]), language=d.language, unit="line") for t, d in zip(texts, pair, strict=True)),
        unit="line",
    )
    start = time.process_time()
    tc.align(*pair, unit="line")
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--peer", type=Path, default=Path("build/peer"), help="folder of peers: python/ with nltk, node_modules/")
    parser.add_argument("--languages", default=MAIN)
    parser.add_argument("--cost", default="")
    args = parser.parse_args()
    sys.path[:0] = [str(args.eval), str(args.peer / "python")]
    script = importlib.import_module("align")
    means: dict[tuple[str, str], list[float]] = {}
    for name, pairs, gold, unit in sets(args.data, args.languages.split(","), script):
        results = {
            "transcheck": own(pairs, unit),
            "Gale–Church": gale_church(pairs),
            "hunalign": hunalign(pairs, args.peer, "index.js"),
            "hunalign -realign": hunalign(pairs, args.peer, "realign.js"),
        }
        scores = {who: script.score(gold, found)["strict F1"] for who, found in results.items() if found}
        print(f"{name:24}", *(f"{who} {scores.get(who, 'is not installed')} " for who in results), flush=True)
        for who, score in scores.items():
            means.setdefault((name.partition(" ")[0] + " reordered" * ("reordered" in name), who), []).append(score)
    for (name, who), found in means.items():
        print(f"MEAN {name:20} {who:18} {sum(found) / len(found):.4f}")
    cost(args.data, [int(x) for x in args.cost.split(",") if x])
    return 0


if __name__ == "__main__":
    sys.exit(main())
