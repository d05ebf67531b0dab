"""One row of a manifest → its report."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck import pairs, pipeline, readers, tags, triage
from transcheck.errors import LanguageError
from transcheck.model import Document, Report, Segment, Span
from transcheck.readers import bilingual

if TYPE_CHECKING:
    from transcheck.batch.job import Choices, Job
    from transcheck.batch.rows import Row, Side
    from transcheck.config import Config


def report(row: Row, job: Job) -> tuple[Report, Config]:
    """The report of one article, with the settings that hold for it. Raises TranscheckError for what cannot be read."""
    candidate, references = documents(row, job.choices)
    settings = job.choices.settings(job.project.for_article(candidate.path, candidate.language))
    if row.aligned or row.bilingual:
        together = row.bilingual and bilingual.is_one_text(candidate.path)
        found = (pipeline.run_aligned if together else pairs.run)(candidate, references[0], settings)
    else:
        found = pipeline.run(candidate, references, settings)
    if job.baseline_path is None:
        return found, settings
    path = triage.named(candidate.path, job.baseline_path)
    return replace(found, findings=triage.baselined(found, job.baseline, path, job.choices.today)), settings


def documents(row: Row, choices: Choices) -> tuple[Document, list[Document]]:
    """The candidate and its other versions."""
    published = row.published or choices.published
    if row.bilingual:
        path, tag = readers.split_tag(str(row.candidate.path))
        target, source = bilingual.read(
            path,
            source_language=choices.source_language,
            target_language=tag or row.candidate.language or choices.language,
            published=published,
        )
        return target, [source]
    own = row.candidate.language or choices.language
    candidate = _document(row, replace(row.candidate, language=own), published, choices)
    return candidate, [_document(row, _from(side, choices), None, choices) for side in row.references]


def _from(side: Side, choices: Choices) -> Side:
    return replace(side, language=side.language or choices.source_language) if side.role == "source" else side


def _document(row: Row, side: Side, published: datetime.date | None, choices: Choices) -> Document:
    if side.path is not None:
        return readers.read(side.path, role=side.role, language=side.language, published=published, encoding=choices.encoding)
    text, role = side.text or "", side.role or "reference"
    path = row.id if role == "candidate" else ""
    language = side.language or _detected(row, text, role)
    if not row.aligned:
        return readers.from_text(text, language=language, role=role, path=path, published=published)
    return Document(path, role, tags.canonical(language), published, text, (Segment(text, Span(0, len(text)), key=row.id),))


def _detected(row: Row, text: str, role: str) -> str:
    from transcheck.readers.detection import detect

    found = detect(text)
    if found is None:
        raise LanguageError(f"{row.id}: the language of the {role} cannot be told from its text; name it in “{role}_language”.")
    return found
