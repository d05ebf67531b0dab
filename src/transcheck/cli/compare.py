"""``transcheck compare``: one article against the versions it came from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from transcheck.cli.options import Choices, checking, once, status, write

if TYPE_CHECKING:
    from transcheck.model import Role


@click.command("compare")
@click.argument("candidate")
@click.option("--source", multiple=True, metavar="PATH", help="The text that was translated: full fidelity is expected.")
@click.option("--wire", multiple=True, metavar="PATH", help="A wire report the source was made from. Repeatable.")
@click.option("--ref", "references", multiple=True, metavar="PATH", help="Another version of the article. Repeatable.")
@checking
def command(choices: Choices, candidate: str, source: tuple[str, ...], wire: tuple[str, ...], references: tuple[str, ...]) -> int:
    """Compare CANDIDATE with the versions it came from.

    CANDIDATE is an article (Markdown, HTML, DOCX, SRT, VTT, plain text; - is standard input), a folder with candidate.*, source.*, wire.* and
    other.*, or a bilingual file (XLIFF, TMX, PO, TSV, CSV, JSON Lines). A path may carry its language: article.txt@vi.
    """
    from transcheck import config, readers
    from transcheck.cli import judging
    from transcheck.cli.codes import known
    from transcheck.readers import bilingual

    if len(source) > 1:
        raise click.UsageError("--source is one text; name the others by --wire or --ref.")
    project = config.load(choices.config, start=candidate, codes=known())
    given: list[tuple[str, Role | None]] = [(w, "wire") for w in wire]
    given += [(r, "reference") for r in references]
    given += [(s, "source") for s in source]
    name = candidate
    if Path(candidate).is_dir():
        name, found = readers.folder(candidate)
        given = found + given
    if not given and not bilingual.is_bilingual(readers.split_tag(name)[0]):
        raise click.UsageError("Nothing to compare with: name a --source, a --wire or a --ref.")
    once(name, *(p for p, _ in given))
    report, settings = judging.judge(choices, project, name, given)
    baseline = judging.baseline_file(choices, project)
    report = judging.accepted(report, judging.load_baseline(baseline), baseline, choices.today)
    write(choices, [report], [slug(candidate)], project.reports if project.file else "reports", single=True, settings=settings)
    return status([(report, settings)], exit_zero=choices.exit_zero)


def slug(candidate: str) -> str:
    """A file name for the page: the folder's name for candidate.*, otherwise the article's name without language and suffix."""
    from transcheck import readers

    name = readers.split_tag(candidate)[0]
    if name == readers.STDIN:
        return "standard-input"
    path = Path(name)
    if path.is_dir():
        return path.resolve().name or "report"
    stem = path.name.split(".")[0] or path.stem.strip(".")
    return path.resolve().parent.name or stem if stem == "candidate" else stem or "report"
