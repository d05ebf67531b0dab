"""Readers: files → ``Document``. A reader is a function of a file's text; the family is the literal table ``ARTICLES``."""

from __future__ import annotations

import datetime
import hashlib
import importlib
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from transcheck import languages, tags
from transcheck.errors import LanguageError, ReadError
from transcheck.model import Document, Role, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from transcheck.readers.parsed import Parsed

LIMIT = 16_000_000  # bytes: an article is thousands of times smaller; beyond this it is some other file

# suffix → module and function, imported when a file of the kind is read; unknown suffixes are plain text
ARTICLES = {
    ".md": ("transcheck.readers.markdown", "read_markdown"),
    ".markdown": ("transcheck.readers.markdown", "read_markdown"),
    ".html": ("transcheck.readers.html", "read_html"),
    ".htm": ("transcheck.readers.html", "read_html"),
    ".xhtml": ("transcheck.readers.html", "read_html"),
    ".docx": ("transcheck.readers.docx", "read_docx"),
    ".srt": ("transcheck.readers.subtitles", "read_subtitles"),
    ".vtt": ("transcheck.readers.subtitles", "read_subtitles"),
    ".txt": ("transcheck.readers.plaintext", "read_plain"),
}
BOTH_SIDES = frozenset({".xlf", ".xliff", ".tmx", ".po"})  # read by ``readers.bilingual``
STDIN = "-"
ROLE_OF_NAME: dict[str, Role | None] = {"source": "source", "wire": "wire", "other": None, "reference": "reference"}


def from_text(
    text: str,
    *,
    language: str,
    unit: Unit = "paragraph",
    role: Role = "candidate",
    path: str = "",
    published: datetime.date | None = None,
) -> Document:
    """A document of plain text. ``unit="line"``: one segment per line, empty ones too, so that indices are line numbers less one.

    Raises LanguageError for a malformed tag or a language without data.
    """
    from transcheck.readers import blocks, plaintext
    from transcheck.readers.assembly import assemble, whole

    languages.load(language)
    found = plaintext.segment(whole(text).replace("\r\n", "\n").replace("\r", "\n"), unit=unit)
    if unit == "paragraph":
        found = blocks.with_bylines(found)
    return assemble(found, path=path, role=role, language=language, published=published)


def read(
    path: str,
    *,
    role: Role | None,
    language: str | None = None,
    published: datetime.date | None = None,
    encoding: str | None = None,
    unit: Unit = "paragraph",
) -> Document:
    """Reads one article. ``path`` may end in ``@tag``, its language; ``-`` is standard input. ``unit="line"`` reads any file as lines.

    A ``role`` of None leaves it to the file's front matter ("reference" where it is silent). Comments that accept findings become
    ``Document.suppressions``.

    The language comes from ``@tag`` or ``language``, then front matter or the ``lang`` attribute, then the name (``source.vi.md``), then
    detection. ``published`` given here goes before what the file says.
    Raises ReadError for what cannot be read and LanguageError for a malformed tag, or where the language cannot be told.
    """
    from transcheck.readers import suppressions
    from transcheck.readers.assembly import assemble
    from transcheck.readers.decoding import decode
    from transcheck.readers.parsed import Parsed
    from transcheck.readers.plaintext import segment

    name, tagged = split_tag(path)
    shown = "standard input" if name == STDIN else name
    parse, binary = _reader(name)
    raw = _bytes(name)
    comments: list[suppressions.Comment] = []
    if binary:
        parsed = parse(raw, shown)
    else:
        text, comments = suppressions.taken_out(decode(raw, shown, encoding))
        parsed = Parsed(segment(text, unit="line")) if unit == "line" else parse(text, shown)
    if not any(b.text for b in parsed.blocks):
        raise ReadError(f"{shown} holds no text.")
    chosen = tagged or language or parsed.language or tag_in_name(name)
    if chosen is None:
        from transcheck.readers.detection import detect

        chosen = detect("\n".join(b.text for b in parsed.blocks[:200] if b.kind != "image"))
    if chosen is None:
        how = "give it by --lang" if name == STDIN else f"name it as {name}@en"
        raise LanguageError(f"{shown}: the language cannot be told from the text; {how}.")
    try:
        chosen = tags.canonical(chosen)  # one without data is read all the same: the report says that it was not checked
    except LanguageError as error:
        raise LanguageError(f"{shown}: {error}") from None
    document = assemble(
        parsed.blocks,
        path=name,
        role=role or parsed.role or "reference",
        language=chosen,
        published=published or parsed.published,
        sha256=hashlib.sha256(raw).hexdigest(),
        title=parsed.title,
    )
    return replace(document, suppressions=suppressions.placed(document, comments)) if comments else document


def folder(path: str) -> tuple[str, list[tuple[str, Role | None]]]:
    """The article set in a folder: path of candidate.*, and path and role of source.*, wire.* and other.* beside it, by name.

    The role of other.* is in its front matter or "reference". Raises ReadError for a folder without a candidate or with several.
    """
    readable = [f for f in sorted(Path(path).iterdir()) if f.is_file() and f.suffix.lower() in ARTICLES and ".clean." not in f.name]
    candidates = [f for f in readable if f.name.startswith("candidate.")]
    if not candidates:
        raise ReadError(f"{path} is a folder without an article: it has no candidate.* (such as candidate.en.md).")
    if len(candidates) > 1:
        raise ReadError(f"{path} has several candidates ({', '.join(f.name for f in candidates)}); name one of them.")
    versions = [(str(f), ROLE_OF_NAME[f.name.split(".")[0]]) for f in readable if f.name.split(".")[0] in ROLE_OF_NAME]
    return str(candidates[0]), versions


def split_tag(path: str) -> tuple[str, str | None]:
    """``article.txt@vi`` → (``article.txt``, ``vi``); a file whose own name holds the @ is left alone."""
    name, at, tag = path.rpartition("@")
    if not at or not name or "/" in tag or os.path.exists(path):
        return path, None
    return name, tag


def tag_in_name(path: str) -> str | None:
    """The language a name carries: ``source.vi.md`` → vi, ``source.zh-Hans.md`` → zh-Hans; None where there is no data for such a language."""
    parts = Path(path).name.split(".")
    if len(parts) < 3:
        return None
    tag = parts[-2].replace("_", "-")
    try:
        languages.load(tag)
    except LanguageError:
        return None
    found = tags.canonical(tag)
    return None if found != tag and len(tag.partition("-")[0]) > 2 else found  # photo.cat.md is no Catalan


def _bytes(name: str) -> bytes:
    if name == STDIN:
        raw = sys.stdin.buffer.read(LIMIT + 1)
        if len(raw) > LIMIT:
            raise ReadError(f"Standard input is longer than the {LIMIT // 1_000_000} MB that an article is read up to.")
        return raw
    file = Path(name)
    try:
        if file.is_dir():
            raise ReadError(f"{name} is a folder; name an article in it.")
        with file.open("rb") as stream:
            raw = stream.read(LIMIT + 1)
        if len(raw) > LIMIT:
            raise ReadError(f"{name} is longer than the {LIMIT // 1_000_000} MB that an article is read up to.")
        return raw
    except FileNotFoundError:
        raise ReadError(f"{name}: no such file.") from None
    except PermissionError:
        raise ReadError(f"{name}: no permission to read it.") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{name}: {error.strerror if isinstance(error, OSError) else error}.") from None


def _reader(name: str) -> tuple[Callable[..., Parsed], bool]:
    suffix = Path(name).suffix.lower()
    if suffix in BOTH_SIDES:
        raise ReadError(f"{name} holds a source and its translation; compare it by itself.")
    module, function = ARTICLES.get(suffix, ARTICLES[".txt"])
    return getattr(importlib.import_module(module), function), suffix == ".docx"
