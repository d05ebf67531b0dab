"""The first of two passes: lexicons learnt from the articles themselves, one for each pair of languages."""

from __future__ import annotations

import shutil
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from transcheck import tags
from transcheck.batch import judging
from transcheck.batch.rows import Broken, Row
from transcheck.errors import TranscheckError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transcheck.batch.job import Choices, Job
    from transcheck.config import Project
    from transcheck.model import Document

FOLDER = "lexicons"
ARTICLES = 400  # of a pair of languages; more teach little more
ENOUGH = 15  # below it what is learnt is noise


def sample(rows: Iterable[Row | Broken], total: int) -> list[Row]:
    """Articles spread evenly over the manifest, enough for four pairs of languages to get their full number."""
    step = max(1, total // (ARTICLES * 4))
    every = (row for i, row in enumerate(rows) if i % step == 0)
    return [row for row in every if isinstance(row, Row) and not row.aligned and not row.bilingual]


def learn(rows: Iterable[Row], job: Job) -> list[str]:
    """Learns a lexicon for each pair of languages with enough articles and saves it; what is to be said of each."""
    from transcheck.alignment import Lexicon

    said: list[str] = []
    partial = job.folder / f".{FOLDER}"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    for (a, b), pairs in sorted(_pairs(rows, job.choices).items()):
        if len(pairs) < ENOUGH:
            said.append(f"{b} → {a}: {len(pairs)} articles are too few to learn a lexicon from.")
            continue
        lexicon = Lexicon.from_documents(pairs)
        lexicon.save(partial / f"{b}-{a}.lexicon")
        said.append(f"{b} → {a}: a lexicon learnt from {len(pairs)} articles ({lexicon.signature}).")
    partial.rename(job.folder / FOLDER)  # all of them or none, so that a resumed run has the same
    return said


def _pairs(rows: Iterable[Row], choices: Choices) -> dict[tuple[str, str], list[tuple[Document, Document]]]:
    taken: dict[tuple[str, str], list[tuple[Document, Document]]] = defaultdict(list)
    for row in rows:
        try:
            candidate, references = judging.documents(row, choices)
        except TranscheckError:
            continue
        for reference in references:
            a, b = (tags.base(d.language) for d in (candidate, reference))
            if a != b and len(taken[a, b]) < ARTICLES:
                taken[a, b].append((replace(candidate, language=a), replace(reference, language=b)))
    return taken


def used(project: Project, folder: Path) -> Project:
    """The project with the lexicons learnt in ``folder``; those that the configuration names stay."""
    learnt = {p.stem: str(p.absolute()) for p in sorted((folder / FOLDER).glob("*.lexicon"))}
    config = replace(project.config, lexicons=MappingProxyType({**learnt, **project.config.lexicons}))
    return replace(project, config=config)
