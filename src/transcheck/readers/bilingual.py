"""Bilingual files → two documents whose segments correspond, each with the key of its unit. The family is the literal table ``FORMATS``."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from transcheck import tags
from transcheck.errors import LanguageError, ReadError, reason
from transcheck.model import Document, Mark, Role, Segment, Span
from transcheck.readers.assembly import SEPARATOR, compose, sentences, whole
from transcheck.readers.units import Pairs, Piece, codes, plain

if TYPE_CHECKING:
    import datetime

LIMIT = 64_000_000  # bytes of a file compared whole; `pairs` itself reads files of any size

# suffix → module and function
FORMATS = {
    ".xlf": ("transcheck.readers.xliff", "read_xliff"),
    ".xliff": ("transcheck.readers.xliff", "read_xliff"),
    ".tmx": ("transcheck.readers.tmx", "read_tmx"),
    ".po": ("transcheck.readers.po", "read_po"),
    ".tsv": ("transcheck.readers.tabular", "read_tsv"),
    ".csv": ("transcheck.readers.tabular", "read_csv"),
    ".jsonl": ("transcheck.readers.tabular", "read_jsonl"),
}


def is_bilingual(path: str) -> bool:
    """Whether the name is that of a bilingual file."""
    return Path(path).suffix.lower() in FORMATS


def is_one_text(path: str) -> bool:
    """Whether the units of such a file are those of one text, in order; the rows of the other formats stand each alone."""
    return Path(path).suffix.lower() in (".xlf", ".xliff")


@contextmanager
def pairs(path: str) -> Iterator[Pairs]:
    """The units of a file of any size, one at a time. XLIFF and TMX take the same memory whatever their length.

    Raises ReadError, also while the units are read.
    """
    module, function = FORMATS[Path(path).suffix.lower()]
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 — closed below, after the errors of opening are told apart
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file.") from None
    except OSError as error:
        raise ReadError(f"{path}: {reason(error)}.") from None
    with stream:
        if not stream.read(1):
            raise ReadError(f"{path} is empty.")
        stream.seek(0)
        yield getattr(importlib.import_module(module), function)(stream, path)


def read(
    path: str,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    published: datetime.date | None = None,
    note: Callable[[str], object] = lambda _: None,
) -> tuple[Document, Document]:
    """(candidate, source): the units that are translated, in order. Languages given here go before what the file says, then detection.

    ``note`` is told how many units have a text on one side only, and so are left out.
    Raises ReadError for a file without a translated unit, LanguageError where a language cannot be told.
    """
    if Path(path).is_file() and Path(path).stat().st_size > LIMIT:
        size = Path(path).stat().st_size / 1_000_000
        raise ReadError(
            f"{path} has {size:.0f} MB; up to {LIMIT // 1_000_000} MB are compared at once (`transcheck batch` takes files of any size)."
        )
    with pairs(path) as found:
        units = [(u, bool(plain(u.source)), bool(plain(u.target))) for u in found.units]
    rows = [u for u, source, target in units if source and target]
    if not rows:
        raise ReadError(f"{path} has no unit with both source and target.")
    if alone := sum(source != target for _, source, target in units):
        note(f"{path}: {alone:,} of {len(units):,} units have a text on one side only and are not compared.")
    raw = Path(path).read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    lines = raw.decode("utf-8", "replace").split("\n")
    from_tag = language_of(path, "source", source_language or found.source_language, [plain(u.source) for u in rows[:60]])
    to_tag = language_of(path, "target", target_language or found.target_language, [plain(u.target) for u in rows[:60]])
    target = _document(path, "candidate", to_tag, published, [(u.key, u.target, u.line) for u in rows], digest, lines)
    source = _document(path, "source", from_tag, published, [(u.key, u.source, u.line) for u in rows], digest, lines)
    return target, source


def language_of(path: str, which: str, tag: str | None, sample: list[str]) -> str:
    """The tag given, or that of the language the sample is written in. Raises LanguageError where it cannot be told, or is none."""
    if not tag:
        from transcheck.readers.detection import detect

        tag = detect("\n".join(sample))
    if not tag:
        raise LanguageError(f"{path}: the language of the {which} cannot be told; name it with --lang or --source-lang.")
    try:
        return tags.canonical(tag)
    except LanguageError as error:
        raise LanguageError(f"{path}: {error}") from None


def _document(
    path: str,
    role: Role,
    language: str,
    published: datetime.date | None,
    rows: list[tuple[str, tuple[Piece, ...], int]],
    digest: str,
    lines: list[str],
) -> Document:
    """One segment a unit, placed at the unit's line."""
    texts: list[str] = []
    segments: list[Segment] = []
    marks: list[Mark] = []
    at = 0
    for key, given, line in rows:
        bare = plain(given)
        text, own = compose(bare, _places(bare, given, line, lines))
        segments.append(Segment(text, Span(at, at + len(text)), "paragraph", key, sentences(text, language, at), None, codes(given)))
        marks += (Mark(at + m.offset, m.line, m.column) for m in own)
        texts.append(text)
        at += len(text) + len(SEPARATOR)
    return Document(whole(path), role, language, published, SEPARATOR.join(texts), tuple(segments), tuple(marks), digest)


def _places(text: str, given: tuple[Piece, ...], line: int, lines: list[str]) -> tuple[Mark, ...]:
    """Where each run of text stands on the unit's line; at its beginning where the file writes it in another way (escapes, other lines)."""
    marks = [Mark(0, max(1, line), 1)]
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    at = column = 0
    for piece in given:
        run = piece.text.strip()
        if piece.code or not run:
            continue
        offset, found = text.find(run, at), written.find(run, column)
        if offset < 0 or found < 0:
            break
        marks = [m for m in marks if m.offset < offset] + [Mark(offset, line, found + 1)]
        at, column = offset + len(run), found + len(run)
    return tuple(marks)
