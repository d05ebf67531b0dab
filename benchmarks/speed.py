#!/usr/bin/env python3
"""Speed, whole processes: line pairs beside the peers, cost by length and by number of articles, one and two workers, Dask, start-up.

    python benchmarks/speed.py [pairs length number workers start] --data DIR [--peer DIR] [--articles N]

``--data`` holds line-aligned translations (``eng.txt`` and others); ``--peer`` is a virtual environment with translate-toolkit and dateparser.
Everything to be compared runs in turn in one call: on a machine with other work the ratios are the figures, not the seconds. Processor
seconds are those of a process and all its descendants, read from /proc four times a second; they say what a run costs where it had to wait.
"""

from __future__ import annotations

import argparse
import itertools
import os
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from many_articles import originals, renumber
from quotes import TAGS

ROOT = Path(__file__).resolve().parent.parent
TRANSCHECK = [sys.executable, "-c", "from transcheck.cli import main; main()"]
LANGUAGES = ("vie", "deu", "jpn", "arb")
ARITHMETIC = "x = 0\nfor i in range(30_000_000): x += i * i % 7"
DATES = (
    "import sys; from dateparser.search import search_dates\n"
    "for line in open(sys.argv[1], encoding='utf-8'): search_dates(line, languages=[sys.argv[2]])"
)
OUR_DATES = "import sys, transcheck as tc\nfor line in open(sys.argv[1], encoding='utf-8'): tc.extract(line, language=sys.argv[2])"  # all facts, not only dates


@dataclass(frozen=True)
class Ran:
    """Wall and processor seconds, and the peak memory in MB of the process and of its largest descendant."""

    wall: float
    cpu: float
    own: float
    largest: float


def ran(command: Sequence[str | Path]) -> Ran:
    """Runs a command to its end. Its status does not matter: findings are no failure."""
    began = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([str(c) for c in command], stdout=subprocess.DEVNULL, stderr=errors, cwd=ROOT, env=environment())
        seen: dict[int, float] = {}
        peaks: dict[int, float] = {}
        ended = os.pidfd_open(process.pid)
        while True:
            for pid in tree(process.pid):
                seen[pid], peaks[pid] = max(seen.get(pid, 0), used(pid)), max(peaks.get(pid, 0), resident(pid))
            if select.select([ended], [], [], 0.25)[0]:
                break
        wall = time.perf_counter() - began
        _, status, usage = os.wait4(process.pid, 0)
        os.close(ended)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1, 3):
            errors.seek(0)
            raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{errors.read().decode()[-2000:]}")
    own = max(peaks.pop(process.pid, 0.0), 0.0 if peaks else usage.ru_maxrss / 1024)
    return Ran(wall, max(sum(seen.values()), usage.ru_utime + usage.ru_stime), own, max(peaks.values(), default=0.0))


def environment() -> dict[str, str]:
    """As a user has it: byte code is kept."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(ROOT / "src")}


def tree(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for parent in found:
        for tasks in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found += map(int, tasks.read_text().split())
            except OSError:
                continue
    return found


def used(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / int(os.sysconf("SC_CLK_TCK"))


def resident(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return max((float(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), default=0.0)


def in_turn(rounds: int, **commands: Sequence[str | Path] | Callable[[], Sequence[str | Path]]) -> dict[str, list[Ran]]:
    """Every command once, then every command again, and so on: what slows the machine for a while slows all."""
    found: dict[str, list[Ran]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(ran(command() if callable(command) else command))
    return found


def middle(runs: Iterable[Ran], what: str = "wall") -> float:
    return float(statistics.median(getattr(r, what) for r in runs))


def table(*rows: Sequence[object]) -> None:
    """Prints a Markdown table; the first row is its head."""
    for i, row in enumerate(rows):
        print("| " + " | ".join(f"{c:,.1f}" if isinstance(c, float) else f"{c:,}" if isinstance(c, int) else str(c) for c in row) + " |")
        if not i:
            print("|" + "---|" * len(row))
    print(flush=True)


# --- line pairs ---------------------------------------------------------------------------------------------------


def po(folder: Path, data: Path, language: str) -> tuple[Path, int]:
    """The line pairs as a PO file, and how many they are."""

    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    pairs = list(zip(*((data / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in ("eng", language)), strict=True))
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {TAGS.get(language, language)}\\n"\n\n'
    path = folder / f"{language}.po"
    units = (f"#: {i}\nmsgctxt {quoted(str(i))}\nmsgid {quoted(a)}\nmsgstr {quoted(b)}\n" for i, (a, b) in enumerate(pairs))
    path.write_text(head + "\n".join(units), encoding="utf-8")
    return path, len(pairs)


def pairs(args: argparse.Namespace, folder: Path) -> None:
    """Rows of a translation memory, each alone, beside the peers on the same files."""
    print("## Line pairs\n")
    rows: list[Sequence[object]] = [
        ("language", "pairs", "transcheck/s", "pofilter, all tests/s", "ratio", "processor ratio", "facts ours/s", "dateparser/s")
    ]
    pofilter, python = args.peer / "bin" / "pofilter", args.peer / "bin" / "python"
    for language in args.languages.split(","):
        file, n = po(folder, args.data, language)
        tag, text = TAGS.get(language, language), args.data / f"{language}.txt"
        commands: dict[str, Sequence[str | Path]] = {
            "ours": [*TRANSCHECK, "compare", file, "--no-html", "--source-lang", "en", "--lang", tag, "-q"]
        }
        if pofilter.exists():
            commands["pofilter"] = [pofilter, "--progress=none", file, folder / "out.po"]
        if (
            subprocess.run([python, "-c", "import dateparser"], capture_output=True, check=False).returncode == 0
            if python.exists()
            else False
        ):
            commands |= {"facts": [sys.executable, "-c", OUR_DATES, text, tag], "dates": [python, "-c", DATES, text, tag]}
        found = in_turn(args.rounds, **commands)
        speed = {name: n / middle(runs) for name, runs in found.items()}
        ratio = (
            (speed["ours"] / speed["pofilter"], middle(found["pofilter"], "cpu") / middle(found["ours"], "cpu"))
            if "pofilter" in speed
            else ("", "")
        )
        rows.append(
            (language, n, speed["ours"], speed.get("pofilter", "absent"), *ratio, speed.get("facts", ""), speed.get("dates", "absent"))
        )
    table(*rows)
    every_language(args, folder, pofilter)
    hunalign = shutil.which("hunalign")
    print(f"hunalign: {hunalign or 'not on this machine'}\n")
    if hunalign:
        (folder / "empty.dic").write_text("")
        rows = [("language", "lines", "transcheck align/s", "hunalign/s")]
        for language in args.languages.split(","):
            texts = [args.data / "eng.txt", args.data / f"{language}.txt"]
            ours = [
                *TRANSCHECK,
                "align",
                f"{texts[0]}@en",
                f"{texts[1]}@{TAGS.get(language, language)}",
                "--unit",
                "line",
                "--format",
                "tsv",
            ]
            found = in_turn(args.rounds, ours=ours, hunalign=[hunalign, folder / "empty.dic", *texts])
            n = len(texts[0].read_text(encoding="utf-8").splitlines())
            rows.append((language, n, n / middle(found["ours"]), n / middle(found["hunalign"])))
        table(*rows)


def every_language(args: argparse.Namespace, folder: Path, pofilter: Path) -> None:
    """One source and its translations into every language there is, as a project has them: a PO file for each, in one run."""
    locale = folder / "locale"
    locale.mkdir(exist_ok=True)
    names = [name for name in sorted(TAGS) if (args.data / f"{name}.txt").exists()]
    n = sum(po(locale, args.data, name)[1] for name in names)
    check = [*TRANSCHECK, "check", locale, "--no-html", "--source-lang", "en", "-q"]
    commands: dict[str, Sequence[str | Path]] = {"two": check, "one": [*check, "--jobs", "1"]}
    if pofilter.exists():
        commands["pofilter"] = [pofilter, "--progress=none", locale, folder / "filtered"]
    found = in_turn(args.rounds, **commands)
    speed = {name: n / middle(runs) for name, runs in found.items()}
    head = ("languages", "pairs", "transcheck, all processors/s", "one process/s", "pofilter, all tests/s", "ratio", "processor ratio")
    ratios = ["", ""]
    if "pofilter" in speed:
        ratios = [f"{speed['two'] / speed['pofilter']:.2f}", f"{middle(found['pofilter'], 'cpu') / middle(found['one'], 'cpu'):.2f}"]
    table(head, (len(names), n, speed["two"], speed["one"], speed.get("pofilter", "absent"), *ratios))


# --- length -------------------------------------------------------------------------------------------------------


def long_article(folder: Path, n: int) -> list[Path]:
    """A candidate and a source of ``n`` paragraphs: those of the article sets again and again, with other numbers."""
    import random

    sets = [o for o in originals() if o.languages[0].startswith("en") and o.languages[1].startswith("vi")]
    beads = list(itertools.islice(itertools.cycle(b for o in sets for b in o.beads), n))
    made = [list(b) for b in beads]
    choose = random.Random(n)
    for bead in made:
        renumber([bead], choose)
        bead[:] = [f"{text} ({len(made)}/{choose.randrange(n * 10)})" for text in bead]
    paths = [folder / f"candidate.{n}.en.txt", folder / f"source.{n}.vi.txt"]
    for side, path in enumerate(paths):
        path.write_text("\n\n".join(b[side] for b in made), encoding="utf-8")
    return paths


def length(args: argparse.Namespace, folder: Path) -> None:
    """One article of many paragraphs, the page written too up to 2,000."""
    print("## Cost by length\n")
    rows: list[Sequence[object]] = [("paragraphs", "wall s", "processor s", "ms a paragraph", "peak MB")]
    for n in map(int, args.lengths.split(",")):
        candidate, source = long_article(folder, n)
        page = ["--html", folder / "page.html"] if n <= 2_000 else ["--no-html"]
        one = ran([*TRANSCHECK, "compare", f"{candidate}@en-US", "--source", f"{source}@vi", "-q", *page])
        rows.append((n, one.wall, one.cpu, 1000 * one.cpu / n, round(one.own)))
    table(*rows)


# --- number -------------------------------------------------------------------------------------------------------


def manifest(folder: Path, n: int) -> Path:
    path = folder / f"articles-{n}.jsonl"
    if not path.exists():
        ran([sys.executable, ROOT / "benchmarks" / "many_articles.py", str(n), path])
    return path


def batch(folder: Path, n: int, *more: str | int) -> Callable[[], list[str | Path]]:
    """A run into a fresh folder."""
    number = itertools.count()

    def command() -> list[str | Path]:
        name = "-".join(str(m).strip("-") for m in more)
        return [
            *TRANSCHECK,
            "batch",
            manifest(folder, n),
            "-o",
            folder / f"out-{n}-{name}-{next(number)}",
            "-q",
            "--pages",
            "0",
            *map(str, more),
        ]

    return command


def number(args: argparse.Namespace, folder: Path) -> None:
    """Many articles with two workers."""
    print("## Cost by number of articles, two workers\n")
    rows: list[Sequence[object]] = [
        ("articles", "wall s", "processor s", "articles/s", "ms of processor an article", "peak MB main", "peak MB a worker")
    ]
    n = 100
    while n <= args.articles:
        one = ran(batch(folder, n, "--jobs", 2)())
        rows.append((n, one.wall, one.cpu, n / one.wall, 1000 * one.cpu / n, round(one.own), round(one.largest)))
        n *= 10
    table(*rows)


# --- workers ------------------------------------------------------------------------------------------------------


def workers(args: argparse.Namespace, folder: Path) -> None:
    """One and two workers beside plain arithmetic in one and two processes; Dask beside the local pool."""
    print("## One and two workers\n")
    n = min(args.articles, 6_000)
    manifest(folder, n)
    two = f"import subprocess, sys; [p.wait() for p in [subprocess.Popen([sys.executable, '-c', {ARITHMETIC!r}]) for _ in range(2)]]"
    found = in_turn(
        args.rounds,
        one=batch(folder, n, "--jobs", 1, "--chunk", 50),
        two=batch(folder, n, "--jobs", 2, "--chunk", 50),
        arithmetic=[sys.executable, "-c", ARITHMETIC],
        twice=[sys.executable, "-c", two],
    )
    ours = statistics.median(a.wall / b.wall for a, b in zip(found["one"], found["two"], strict=True))
    plain = statistics.median(2 * a.wall / b.wall for a, b in zip(found["arithmetic"], found["twice"], strict=True))
    table(
        ("", "one s", "two s", "ratio"),
        (f"{n:,} articles", middle(found["one"]), middle(found["two"]), f"{ours:.2f}"),
        ("plain arithmetic, twice the work", middle(found["arithmetic"]), middle(found["twice"]), f"{plain:.2f}"),
    )
    print("## Dask beside the local pool, two workers each\n")
    rows: list[Sequence[object]] = [("chunk", "local s", "Dask s", "ratio", "local processor s", "Dask processor s", "ratio")]
    for chunk in (100, 250):
        found = in_turn(
            args.rounds,
            local=batch(folder, n, "--jobs", 2, "--chunk", chunk),
            dask=batch(folder, n, "--jobs", 2, "--chunk", chunk, "--engine", "dask"),
        )
        rows.append((chunk, *(f(found) for f in _compared)))
    table(*rows)


def _ratio(what: str) -> Callable[[dict[str, list[Ran]]], str]:
    return lambda found: (
        f"{statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(found['dask'], found['local'], strict=True)):.2f}"
    )


_compared: list[Callable[[dict[str, list[Ran]]], object]] = [
    lambda f: middle(f["local"]),
    lambda f: middle(f["dask"]),
    _ratio("wall"),
    lambda f: middle(f["local"], "cpu"),
    lambda f: middle(f["dask"], "cpu"),
    _ratio("cpu"),
]


# --- start-up -----------------------------------------------------------------------------------------------------


def start(args: argparse.Namespace, folder: Path) -> None:
    """What a user waits for."""
    print("## Start-up\n")
    script = [sys.executable, "-c", "from transcheck.cli import main; main()"]
    found = in_turn(
        max(5, args.rounds),
        nothing=[sys.executable, "-c", "pass"],
        version=[*script, "--version"],
        article=[*script, "compare", "corpora/petro-white-house", "--html", folder / "page.html", "-q"],
    )
    base = middle(found["nothing"])
    rows = [(name, 1000 * middle(runs), middle(runs) / base) for name, runs in found.items()]
    table(("", "ms", "times python -c pass"), *rows)


PARTS = {"pairs": pairs, "length": length, "number": number, "workers": workers, "start": start}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, "all"], default="all")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peer", type=Path, default=ROOT / "build" / "peer")
    parser.add_argument("--languages", default=",".join(LANGUAGES))
    parser.add_argument("--lengths", default="500,2000,10000,50000")
    parser.add_argument("--articles", type=int, default=10_000, help="the largest number of articles")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    args.data, args.peer = args.data.absolute(), args.peer.absolute()
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS if "all" in args.parts else args.parts:
            PARTS[part](args, Path(folder))


if __name__ == "__main__":
    main()
