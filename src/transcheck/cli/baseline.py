"""``transcheck baseline``: findings that somebody accepted."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import click

from transcheck.cli.options import Choices, Day, checking, note, save, status, write
from transcheck.errors import ConfigError

if TYPE_CHECKING:
    from transcheck.config import Config, Project
    from transcheck.model import Report

DEFAULT = "transcheck-baseline.json"


@click.group("baseline", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Accept findings for a time, so that only new ones fail the run. A check never changes the file."""


@command.command("create")
@click.argument("paths", nargs=-1)
@click.option("--reason", required=True, help="Why these findings are accepted.")
@click.option("--author", default="", help="Who accepts them.")
@click.option("--expires", type=Day(), metavar="DATE", help="The day after which they count as new again.")
@checking
def create(choices: Choices, paths: tuple[str, ...], reason: str, author: str, expires: datetime.date | None) -> int:
    """Check PATHS as `transcheck check` does and accept what is found; entries there are kept."""
    from transcheck.cli import judging
    from transcheck.triage import Accepted, named, write_baseline

    if not reason.strip():
        raise click.UsageError("A baseline needs a --reason.")
    project, file, judged, failed = _judged(choices, paths)
    entries = {(e.path, e.fingerprint): e for e in judging.load_baseline(file, must_exist=False)}
    before = len(entries)
    for report, _ in judged:
        path = named(report.candidate.path, file)
        for f in report.findings:
            if f.status == "new" and f.code not in ("X902", "X903"):
                entries.setdefault((path, f.fingerprint), Accepted(path, f.fingerprint, f.code, f.message, reason, author, expires))
    save(file, write_baseline(tuple(entries.values())))
    note(choices, f"{file}: {len(entries) - before} entries added, {len(entries)} in all.")
    del project
    return 2 if failed else 0


@command.command("apply")
@click.argument("paths", nargs=-1)
@checking
def apply(choices: Choices, paths: tuple[str, ...]) -> int:
    """Check PATHS and show what the baseline leaves; the same as `transcheck check --baseline`."""
    from transcheck.cli import judging
    from transcheck.cli.check import slug

    project, file, judged, failed = _judged(choices, paths)
    entries = judging.load_baseline(file)
    done = [(judging.accepted(report, entries, file, choices.today), settings) for report, settings in judged]
    write(choices, [r for r, _ in done], [slug(r.candidate.path, project.root) for r, _ in done], project.reports)
    return 2 if failed else status(done, exit_zero=choices.exit_zero)


@command.command("prune")
@click.argument("paths", nargs=-1)
@checking
def prune(choices: Choices, paths: tuple[str, ...]) -> int:
    """Remove the entries of the articles checked that match no finding any more or have expired."""
    from transcheck.cli import judging
    from transcheck.triage import named, write_baseline

    _, file, judged, failed = _judged(choices, paths)
    entries = judging.load_baseline(file)
    kept = []
    found = {named(r.candidate.path, file): {f.fingerprint for f in r.findings} for r, _ in judged}
    for entry in entries:
        over = entry.expires is not None and entry.expires < choices.today
        if entry.path not in found or (entry.fingerprint in found[entry.path] and not over):
            kept.append(entry)
    save(file, write_baseline(kept))
    note(choices, f"{file}: {len(entries) - len(kept)} entries removed, {len(kept)} left.")
    return 2 if failed else 0


def _judged(choices: Choices, paths: tuple[str, ...]) -> tuple[Project, str, list[tuple[Report, Config]], int]:
    from transcheck import config
    from transcheck.cli import judging
    from transcheck.cli.check import run
    from transcheck.cli.codes import known

    project = config.load(choices.config, start=paths[0] if paths else ".", codes=known())
    file = judging.baseline_file(choices, project) or str(project.root / DEFAULT)
    judged, failed = run(choices, project, paths)
    if not judged and not failed:
        raise ConfigError("no articles found to take a baseline of.")
    return project, file, judged, failed
