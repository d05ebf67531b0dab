"""Quotations: how well they are read, and how often the rules speak on good translations.

    python benchmarks/quotes.py gold tests/cases/speakers.jsonl tests/cases/attribution.jsonl [--show]
    python benchmarks/quotes.py noise --data ../shared/data/ntrex-dev [--languages vie,deu] [--rules Q3,F12] [--lines]

``gold``: precision and recall of the spans of attributed speech (four fifths of a span in common), and the share of those found whose
speaker is right (the same words, or a part of them; a title or an article more or less).
``noise``: findings above neutral per 100 lines with quotations, in both directions; ``documents.txt`` names the document of each line.
The edit classes themselves are measured by ``quotes.py`` in the folder of evaluation scripts.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import transcheck as tc
from transcheck.config import Config
from transcheck.model import Quote

TAGS = {
    "arb": "ar", "deu": "de", "fra": "fr", "hin": "hi", "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "pol": "pl", "por": "pt",
    "rus": "ru", "spa": "es", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "zho-CN": "zh-Hans",
}  # fmt: skip
SPEECH = ("direct", "partial", "block")
COMMON = 0.8  # share of two spans' union that both must have to be the same quotation
LEADING = frozenset(["the", "a", "an", "mr", "ms", "mrs", "dr", "one"])
Pairs = list[tuple[str, str, str]]


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


# --- gold -----------------------------------------------------------------------------------------------------------


def measure(path: Path, *, show: bool) -> str:
    """Precision, recall and the share of right speakers over one file of paragraphs."""
    counts: Counter[str] = Counter()
    for row in map(json.loads, lines(path)):
        found = [f for f in tc.extract(row["text"], language=row["language"]) if isinstance(f.value, Quote) and f.value.kind in SPEECH]
        for gold in row["quotes"]:
            if gold.get("kind", "direct") not in SPEECH:
                continue
            hit = next((f for f in found if _same(f.span, gold)), None)
            if hit:
                found.remove(hit)
            outcome = "found" if hit else "missed"
            counts[outcome] += 1
            if hit and gold["speaker"]:
                assert isinstance(hit.value, Quote)
                outcome = "right" if right(gold["speaker"], hit.value.speaker or "") else "wrong"
                counts[outcome] += 1
            if show and outcome in ("missed", "wrong"):
                print(f"  {outcome:7s}{row['label']}: {gold['speaker']} | {hit.value.speaker if hit else ''}")  # type: ignore[union-attr]
        counts["false"] += len(found)
        if show:
            for f in found:
                print(f"  false  {row['label']}: {f.text[:80]}")
    precision, recall = _share(counts["found"], counts["false"]), _share(counts["found"], counts["missed"])
    speaker = _share(counts["right"], counts["wrong"])
    return f"{path.name:24s}{sum(counts[k] for k in ('found', 'missed')):5d} spans   P {precision:5.1f}   R {recall:5.1f}   speaker {speaker:5.1f}"


def _share(good: int, bad: int) -> float:
    return 100 * good / max(1, good + bad)


def _same(span: tc.Span, gold: dict[str, Any]) -> bool:
    common = min(span.end, gold["end"]) - max(span.start, gold["start"])
    return bool(common >= COMMON * (max(span.end, gold["end"]) - min(span.start, gold["start"])))


def right(gold: str, got: str) -> bool:
    """Whether two phrases name one speaker: the words of one are among the other's."""
    if not gold.isascii() and gold and (gold in got or (len(got) > 1 and got in gold)):  # scripts without spaces or with clitics
        return True
    a, b = (frozenset(w.casefold() for w in re.findall(r"[^\W_][\w’'-]*", text)) - LEADING for text in (gold, got))
    return bool(a and b) and (a <= b or b <= a)


# --- noise ----------------------------------------------------------------------------------------------------------


def counted(groups: list[Pairs], source: str, target: str, config: Config, *, independent: bool) -> Counter[str]:
    found: Counter[str] = Counter()
    for pairs in groups:
        report = tc.compare_pairs(pairs, source_language=source, target_language=target, independent=independent, config=config)
        found.update(f.code for f in report.findings if f.severity != "neutral")
    return found


def noise(data: Path, names: list[str], config: Config, *, alone: bool) -> None:
    english, documents = lines(data / "eng.txt"), lines(data / "documents.txt")
    quoted = sum(any(c in line for c in '"“') for line in english)
    for name in names:
        other = lines(data / f"{name}.txt")
        for forward in (True, False):
            pairs = [(str(i), a, b) if forward else (str(i), b, a) for i, (a, b) in enumerate(zip(english, other, strict=True))]
            groups: dict[str, Pairs] = defaultdict(list)
            for document, pair in zip(documents, pairs, strict=True):
                groups[document].append(pair)
            source, target = ("en", TAGS[name]) if forward else (TAGS[name], "en")
            found = counted([pairs] if alone else list(groups.values()), source, target, config, independent=alone)
            shown = "  ".join(f"{code} {100 * n / quoted:.1f}" for code, n in sorted(found.items()))
            print(f"{source:8s}→ {target:8s}{shown}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    gold = commands.add_parser("gold")
    gold.add_argument("paths", type=Path, nargs="+")
    gold.add_argument("--show", action="store_true", help="what was missed, false or given to somebody else")
    loud = commands.add_parser("noise")
    loud.add_argument("--data", type=Path, required=True)
    loud.add_argument("--languages", default=",".join(TAGS))
    loud.add_argument("--rules", default="Q3,F12")
    loud.add_argument("--lines", action="store_true", help="each line alone instead of whole documents")
    args = parser.parse_args()
    if args.command == "gold":
        for path in args.paths:
            print(measure(path, show=args.show))
    else:
        noise(args.data, args.languages.split(","), Config(select=tuple(args.rules.split(","))), alone=args.lines)


if __name__ == "__main__":
    main()
