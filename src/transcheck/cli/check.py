"""``transcheck check``: every article of a project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcheck.cli.options import Choices, checking, note, status, write
from transcheck.errors import ReadError, TranscheckError

if TYPE_CHECKING:
    from transcheck.config import Config, Project
    from transcheck.model import Report
    from transcheck.pairs import Rows


@click.command("check")
@click.argument("paths", nargs=-1)
@checking
def command(choices: Choices, paths: tuple[str, ...]) -> int:
    """Check the articles below PATHS, or those that a file named is part of; the whole project where nothing is named.

    Articles are found by [[article]] tables of transcheck.toml, folders with candidate.*, front matter that names its source, the naming rule
    ({slug}.{lang}.md) with a source-language, and XLIFF and PO files. Naming a source re-checks what was translated from it.
    """
    from transcheck import config
    from transcheck.cli import judging
    from transcheck.cli.codes import known

    project = config.load(choices.config, start=paths[0] if paths else ".", codes=known())
    judged, failed = run(choices, project, paths)
    if not judged and not failed:
        note(choices, "transcheck: no articles found; see `transcheck check --help` for how they are found.")
    baseline = judging.baseline_file(choices, project)
    entries = judging.load_baseline(baseline)
    done = [(judging.accepted(report, entries, baseline, choices.today), settings) for report, settings in judged]
    reports = [report for report, _ in done]
    write(
        choices,
        reports,
        [slug(report.candidate.path, project.root) for report in reports],
        project.reports,
        settings=done[0][1] if done else None,
    )
    if failed:
        from transcheck.cli.group import USAGE

        return USAGE
    return status(done, exit_zero=choices.exit_zero)


def run(choices: Choices, project: Project, paths: tuple[str, ...]) -> tuple[list[tuple[Report, Config]], int]:
    """Reports of every article that could be read, with their settings, and how many could not (said on standard error).

    All are aligned together, so that each serves the others of the same languages; order and result depend on the articles alone.
    """
    from transcheck import pipeline
    from transcheck.cli import judging
    from transcheck.readers import bilingual
    from transcheck.readers.discovery import articles
    from transcheck.writers.text import one_line

    found = articles(project, paths)
    rows: dict[int, Rows] = {}
    read: dict[int, judging.Article] = {}
    failed = 0
    for number, versions in enumerate(found):
        if sys.stderr.isatty() and not choices.quiet:
            click.echo(f"\r{number + 1}/{len(found)} {versions.candidate[:60]:<60}", nl=False, err=True)
        try:
            if versions.why:
                raise ReadError(versions.why)
            if bilingual.is_bilingual(versions.candidate) and not versions.references:
                rows[number] = judging.read_bilingual(choices, project, versions.candidate)
            else:
                read[number] = judging.read(choices, project, versions.candidate, versions.references)
        except TranscheckError as error:
            failed += 1
            click.echo(f"transcheck: {one_line(str(error))}", err=True)
    apart = judging.judge_bilingual(choices, list(rows.values()))
    judged = {number: (report, file.config) for (number, file), report in zip(rows.items(), apart, strict=True)}
    together = pipeline.run_many(list(read.values()))
    judged |= {number: (report, article[2]) for (number, article), report in zip(read.items(), together, strict=True)}
    if sys.stderr.isatty() and found and not choices.quiet:
        click.echo("\r" + " " * 72 + "\r", nl=False, err=True)
    return [judged[number] for number in sorted(judged)], failed


def slug(path: str, root: Path) -> str:
    """A file name of its own for each article of a tree: its path with hyphens."""
    try:
        relative = Path(path).resolve().relative_to(root.resolve())
    except ValueError:
        relative = Path(Path(path).name)
    parts = list(relative.parts)
    stem = parts[-1].rsplit(".", 1)[0]
    whole = "-".join(parts[:-1] if stem.startswith("candidate.") and parts[:-1] else [*parts[:-1], stem])
    return whole.replace("..", "") or "report"
