"""``transcheck batch``: as many articles as there are."""

from __future__ import annotations

import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from transcheck.cli.options import Choices, emit, judging_many, note

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command("batch")
@click.argument("manifest", type=click.Path(path_type=Path))
@click.option("-o", "--output", "folder", required=True, type=click.Path(path_type=Path), help="Folder of the results.")
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", metavar="ADDRESS", help="The Dask scheduler; without it a cluster is started here.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes (all processors).")
@click.option("--chunk", type=click.IntRange(1, 100_000), metavar="N", help="Rows that are judged and kept together.")
@click.option("--resume", is_flag=True, help="Go on with the run that the folder holds: only what is missing or has changed.")
@click.option("--retry-failed", "retry", is_flag=True, help="With --resume, also what failed.")
@click.option("--learn-lexicon", "learn", is_flag=True, help="First learn lexicons from the articles themselves.")
@click.option("--pages", type=click.IntRange(0, 10_000), default=100, show_default=True, help="How many of the worst articles get a page.")
@click.option("--time-limit", "seconds", type=click.FloatRange(0.1), default=120, show_default=True, help="Seconds for one article.")
@click.option("--memory-limit", "megabytes", type=click.IntRange(200), default=2000, show_default=True, help="MB for one worker.")
@judging_many
def command(
    choices: Choices, manifest: Path, folder: Path, engine: str, scheduler: str | None, retry: bool, resume: bool, **limits: Any
) -> int:
    """Check every article that MANIFEST names and keep the results in a folder.

    MANIFEST is JSON Lines, TSV or Parquet with an article a row (columns candidate, source, wire, references, or candidate_text and so on), a folder
    of articles, or a translation memory (TMX, XLIFF, PO). The results are Parquet files, which `transcheck query` asks, and an index with pages of
    the worst articles. A run that ended in any way goes on with --resume.
    """
    from transcheck import config
    from transcheck.batch import run
    from transcheck.cli import judging
    from transcheck.cli.codes import known
    from transcheck.cli.group import FINDINGS, INCOMPLETE, INTERRUPTED, OK

    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler is for --engine dask.")
    if retry and not resume:
        raise click.UsageError("--retry-failed goes with --resume.")
    given = str(Path(choices.config).absolute()) if choices.config else None
    project = config.load(given, start=str(manifest), codes=known())
    baseline = judging.baseline_file(choices, project)
    order = run.Order(
        manifest,
        folder,
        project,
        choices,
        engine=engine,
        scheduler=scheduler,
        resume=resume,
        retry=retry,
        baseline=baseline,
        entries=judging.load_baseline(baseline),
        **limits,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end, by whomever: as by Ctrl-C
    bar = Bar(lambda text: note(choices, text)) if not choices.quiet else None
    try:
        summary = run.run(order, bar.show if bar else lambda *_: None)
    except KeyboardInterrupt:
        click.echo(f"transcheck: interrupted; what is done is kept in {folder}: go on with --resume.", err=True)
        return INTERRUPTED
    finally:
        if bar:
            bar.clear()
    emit(told(summary))
    note(choices, f"Results: {folder}/findings.parquet, articles.parquet, failures.parquet, summary.json, index.html")
    if summary["blocked"] and not choices.exit_zero:
        return FINDINGS
    return INCOMPLETE if summary["failures"] or summary["incomplete"] else OK


def told(summary: dict[str, Any]) -> str:
    """The result in a few lines."""
    levels = {k: v for k, v in summary["findings"].items() if k != "known"}
    lines = [
        f"{counted(summary['articles'], 'article')}, {summary['blocked']:,} with findings that fail the run.",
        f"Findings: {', '.join(f'{n:,} {level}' for level, n in levels.items())}.",
    ]
    if summary["findings"]["known"]:
        lines.append(f"Accepted before: {summary['findings']['known']:,}.")
    if summary["incomplete"]:
        lines.append(f"Checked in part: {counted(summary['incomplete'], 'article')}.")
    if summary["failures"]:
        stages = ", ".join(f"{n:,} {stage}" for stage, n in summary["stages"].items())
        lines.append(f"Not checked: {counted(summary['failures'], 'row')} ({stages}).")
    return "\n".join(lines) + "\n"


def counted(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


@dataclass(slots=True)
class Bar:
    """Progress on standard error: a line that is written over on a terminal, nothing elsewhere."""

    note: Callable[[str], None]
    began: float = field(default_factory=time.monotonic)
    terminal: bool = field(default_factory=sys.stderr.isatty)

    def show(self, done: int, total: int, reused: int) -> None:
        if not self.terminal:
            return
        rate = (done - reused) / max(time.monotonic() - self.began, 1e-6)
        left = f", {span((total - done) / rate)} left" if rate > 0 and done < total else ""
        full = 24 * done // max(total, 1)
        line = f"{'━' * full}{'─' * (24 - full)} {done:,} of {total:,}, {rate:,.1f} a second{left}"
        click.echo(f"\r{line:<78}", nl=False, err=True)

    def clear(self) -> None:
        if self.terminal:
            click.echo("\r" + " " * 78 + "\r", nl=False, err=True)


def span(seconds: float) -> str:
    """A length of time as people say it: 40 s, 12 min, 3 h 20 min."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
