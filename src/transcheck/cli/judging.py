"""From paths to reports: what compare, check and baseline have in common."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from transcheck.cli.options import note
from transcheck.errors import ConfigError, reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.cli.options import Choices
    from transcheck.config import Config, Project
    from transcheck.model import Document, Report, Role
    from transcheck.pairs import Rows
    from transcheck.triage import Accepted

Article = tuple["Document", "list[Document]", "Config"]  # a candidate, its versions and the settings that hold for it


def judge(choices: Choices, project: Project, candidate: str, references: Sequence[tuple[str, Role | None]]) -> tuple[Report, Config]:
    """One article against its versions, or a bilingual file by itself, with the settings that hold for it."""
    from transcheck import pipeline
    from transcheck.readers import bilingual, split_tag

    path, tag = split_tag(candidate)
    if bilingual.is_bilingual(path) and not references:
        rows = read_bilingual(replace(choices, language=tag or choices.language), project, path)
        return judge_bilingual(choices, [rows])[0], rows.config
    article, versions, settings = read(choices, project, candidate, references)
    return pipeline.run(article, versions, settings), settings


def judge_bilingual(choices: Choices, files: Sequence[Rows]) -> list[Report]:
    """The reports of files that hold both sides, in their order."""
    from transcheck import pairs, pipeline
    from transcheck.readers import bilingual

    whole = {
        n: pipeline.run_aligned(f.candidate, f.reference, f.config) for n, f in enumerate(files) if bilingual.is_one_text(f.candidate.path)
    }
    apart = iter(pairs.run_many([f for n, f in enumerate(files) if n not in whole], jobs=choices.processes or pairs.processors()))
    return [whole[n] if n in whole else next(apart) for n in range(len(files))]


def read_bilingual(choices: Choices, project: Project, path: str) -> Rows:
    """A file that holds both sides, with the settings that hold for it. Raises ReadError."""
    from transcheck import pairs
    from transcheck.readers import bilingual

    target, source = bilingual.read(
        path,
        source_language=choices.source_language,
        target_language=choices.language,
        published=choices.published,
        note=lambda said: note(choices, f"transcheck: {said}"),
    )
    return pairs.Rows(target, source, choices.settings(project.for_article(target.path, target.language)))


def read(choices: Choices, project: Project, candidate: str, references: Sequence[tuple[str, Role | None]]) -> Article:
    """The files of one article. Raises ReadError, and AlignmentError where one is empty."""
    from transcheck import alignment, readers

    article = readers.read(candidate, role="candidate", language=choices.language, published=choices.published, encoding=choices.encoding)
    versions = [readers.read(path, role=role, encoding=choices.encoding) for path, role in references]
    alignment.require_text(article, *versions)
    for version in versions:
        if version.text == article.text:
            note(choices, f"transcheck: warning: {version.path} ({version.role}) is the same text as the candidate.")
    return article, versions, choices.settings(project.for_article(article.path, article.language))


def baseline_file(choices: Choices, project: Project) -> str | None:
    """The baseline named on the command line, or the project's."""
    return choices.baseline or project.baseline


def load_baseline(path: str | None, *, must_exist: bool = True) -> tuple[Accepted, ...]:
    """Its entries; none where no baseline is named."""
    from transcheck import triage

    if path is None:
        return ()
    try:
        return triage.read_baseline(Path(path).read_text(encoding="utf-8-sig"), path)
    except FileNotFoundError:
        if not must_exist:
            return ()
        raise ConfigError(f"{path}: no such file; make it with `transcheck baseline create`.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} is not UTF-8 text.") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {reason(error)}.") from None


def accepted(report: Report, entries: Sequence[Accepted], baseline: str | None, today: datetime.date) -> Report:
    """The report with what the baseline accepts marked so."""
    from transcheck import triage

    if baseline is None:
        return report
    return replace(report, findings=triage.baselined(report, entries, triage.named(report.candidate.path, baseline), today))
