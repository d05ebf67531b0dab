"""Quotations on good translations: how often each quotation and cue rule speaks, per 100 lines with quotations, in both directions.

    python benchmarks/quotes.py --data ../shared/data/ntrex-dev [--languages vie,deu] [--rules Q3,F12]

``documents.txt`` names the document of each line; lines are judged as documents and one by one. What is counted is above neutral.
The edit classes themselves are measured by ``quotes.py`` in the folder of evaluation scripts.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import transcheck as tc
from transcheck.config import Config

TAGS = {
    "arb": "ar", "deu": "de", "fra": "fr", "hin": "hi", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "pol": "pl", "por": "pt",
    "rus": "ru", "spa": "es", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "zho-CN": "zh-Hans",
}  # fmt: skip
Pairs = list[tuple[str, str, str]]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def counted(groups: list[Pairs], source: str, target: str, config: Config, *, independent: bool) -> Counter[str]:
    found: Counter[str] = Counter()
    for pairs in groups:
        report = tc.compare_pairs(pairs, source_language=source, target_language=target, independent=independent, config=config)
        found.update(f.code for f in report.findings if f.severity != "neutral")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--languages", default=",".join(TAGS))
    parser.add_argument("--rules", default="Q3,F12")
    args = parser.parse_args()
    config = Config(select=tuple(args.rules.split(",")))
    english, documents = lines(args.data / "eng.txt"), lines(args.data / "documents.txt")
    quoted = sum(any(c in line for c in '"“') for line in english)
    for name in args.languages.split(","):
        other = lines(args.data / f"{name}.txt")
        for forward in (True, False):
            pairs = [(str(i), a, b) if forward else (str(i), b, a) for i, (a, b) in enumerate(zip(english, other, strict=True))]
            groups: dict[str, Pairs] = defaultdict(list)
            for document, pair in zip(documents, pairs, strict=True):
                groups[document].append(pair)
            source, target = ("en", TAGS[name]) if forward else (TAGS[name], "en")
            for unit, given, alone in (("documents", list(groups.values()), False), ("lines", [pairs], True)):
                found = counted(given, source, target, config, independent=alone)
                shown = "  ".join(f"{code} {100 * n / quoted:.1f}" for code, n in sorted(found.items()))
                print(f"{source:8s}→ {target:8s}{unit:10s}{shown}", flush=True)


if __name__ == "__main__":
    main()
