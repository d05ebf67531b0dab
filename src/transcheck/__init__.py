"""transcheck: checks an article against the versions it came from.

>>> import transcheck as tc
>>> report = tc.compare(tc.Document.from_text("Nine people died.", language="en"),
...                     source=tc.Document.from_text("12 người chết.", language="vi"))
>>> [f.code for f in report.findings]
['F102']
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # without importing typing: `transcheck --version` answers before anything is loaded
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from transcheck.config import Config
    from transcheck.errors import AlignmentError, ConfigError, LanguageError, ReadError, TranscheckError
    from transcheck.model import Alignment, Bead, Document, Fact, Finding, Report, Role, Segment, Span, Unit

    Article = str | Path | Document

__version__ = "0.1.0"
__all__ = [
    "Alignment",
    "AlignmentError",
    "Bead",
    "ConfigError",
    "Document",
    "Fact",
    "Finding",
    "LanguageError",
    "ReadError",
    "Report",
    "Segment",
    "Span",
    "TranscheckError",
    "align",
    "align_many",
    "compare",
    "compare_pairs",
    "extract",
]

_ERRORS = ("AlignmentError", "ConfigError", "LanguageError", "ReadError", "TranscheckError")
_MODEL = ("Alignment", "Bead", "Document", "Fact", "Finding", "Report", "Segment", "Span")


def __getattr__(name: str) -> object:
    """The types of the API, loaded when they are first asked for."""
    if name in _ERRORS or name in _MODEL:
        import importlib

        return getattr(importlib.import_module("transcheck.errors" if name in _ERRORS else "transcheck.model"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def compare(
    candidate: Article,
    *,
    source: Article | None = None,
    wire: Article | Sequence[Article] | None = None,
    references: Sequence[Article] = (),
    published: datetime.date | None = None,
    config: Config | None = None,
) -> Report:
    """Compares an article with the versions it came from.

    ``source`` is the text that was translated (full fidelity is expected), ``wire`` and ``references`` are other versions (only
    passages that align are compared). Paths may carry a language (``article.txt@vi``). ``published`` is the candidate's date of
    publication where its file does not say.

    Raises ReadError for a file that cannot be read, LanguageError for a malformed tag.
    """
    from transcheck import pipeline

    given: list[tuple[Article, Role]] = [(w, "wire") for w in _several(wire)] + [(r, "reference") for r in references]
    if source is not None:
        given.append((source, "source"))
    return pipeline.run(_document(candidate, "candidate", published), [_document(other, role, None) for other, role in given], config)


def _several(given: Article | Sequence[Article] | None) -> Sequence[Article]:
    from transcheck.model import Document

    if given is None:
        return ()
    return (given,) if isinstance(given, (str, os.PathLike, Document)) else given


def _document(given: Article, role: Role, published: datetime.date | None) -> Document:
    from transcheck import readers
    from transcheck.model import Document

    if isinstance(given, Document):
        return given.with_role(role)

    return readers.read(str(given), role=role, published=published)


def compare_pairs(
    pairs: Iterable[tuple[str, str, str]],
    *,
    source_language: str,
    target_language: str,
    independent: bool = False,
    jobs: int = 1,
    published: datetime.date | None = None,
    config: Config | None = None,
) -> Report:
    """Compares text that came aligned: (key, source, target) for each unit; each finding carries its key.

    ``independent`` judges each pair alone (rows of a translation memory), with up to ``jobs`` processes; otherwise the pairs are one
    document in order. The report is the same for any number of processes.
    """
    from transcheck import pairs as rows_alone
    from transcheck import pipeline

    rows = list(pairs)
    target = _joined([(k, t) for k, _, t in rows], "candidate", target_language, published)
    source = _joined([(k, s) for k, s, _ in rows], "source", source_language, published)
    if independent:
        return rows_alone.run(target, source, config, jobs=jobs)
    return pipeline.run_aligned(target, source, config)


def _joined(rows: list[tuple[str, str]], role: Role, language: str, published: datetime.date | None) -> Document:
    """One document with a segment a row, an empty line between."""
    from transcheck import tags
    from transcheck.model import Document, Segment, Span

    segments, offset = [], 0
    for key, text in rows:
        segments.append(Segment(text, Span(offset, offset + len(text)), "paragraph", key))
        offset += len(text) + 2
    return Document("", role, tags.canonical(language), published, "\n\n".join(text for _, text in rows), tuple(segments))


def align(
    candidate: Document,
    reference: Document,
    *,
    unit: Unit = "paragraph",
    lexicon: str | Path | None = None,
) -> Alignment:
    """The alignment of two documents: ``.beads`` with indices into the segments of both and a confidence in 0 … 1.

    Raises AlignmentError where one side is empty.
    """
    from transcheck import pipeline

    return pipeline.align_many([(candidate, reference)], unit=unit, lexicon=lexicon)[0]


def align_many(
    pairs: Sequence[tuple[Document, Document]], *, unit: Unit = "paragraph", lexicon: str | Path | None = None
) -> list[Alignment]:
    """Alignments of many pairs of documents in the same two languages; what is learnt from one helps the others."""
    from transcheck import pipeline

    return pipeline.align_many(pairs, unit=unit, lexicon=lexicon)


def extract(text: str, *, language: str, published: datetime.date | None = None) -> tuple[Fact, ...]:
    """The facts of a text, by position; spans are offsets into ``text``. Relative dates hang on ``published``.

    Raises LanguageError for a language without data.
    """
    from transcheck import pipeline

    return pipeline.extract(text, language=language, published=published)
