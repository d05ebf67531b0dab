"""Manifests: JSON Lines, TSV, Parquet, a folder of articles, or a translation memory → rows, one at a time, in order.

The columns are ``id``, ``candidate``, ``source``, ``wire``, ``references`` (paths, relative to the manifest; the last two may be lists),
``candidate_text``, ``source_text``, ``wire_text`` (texts in place of paths), ``candidate_language``, ``source_language``, ``wire_language``,
``references_language`` and ``published``. A row with ``target`` in place of ``candidate`` is a pair of texts that correspond.
"""

from __future__ import annotations

import codecs
import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from transcheck import config
from transcheck.batch.rows import Broken, Chunk, Row, Side
from transcheck.errors import ReadError, reason
from transcheck.model import Role
from transcheck.readers import bilingual, discovery, split_tag, units

ROLES: dict[str, Role] = {"source": "source", "wire": "wire", "references": "reference"}
COLUMNS = frozenset(
    {"id", "target", "target_language", "published"}
    | {f"{name}{what}" for name in ("candidate", *ROLES) for what in ("", "_text", "_language")}
)
MEMORIES = frozenset({".tmx", ".xlf", ".xliff", ".po"})
NOT_TEXT = "The line is not UTF-8 text."
PAGE = 2_000  # rows of a Parquet file read at a time


def base(path: Path) -> Path:
    """The folder that paths of a manifest are relative to."""
    return Path.cwd() if path.is_dir() else path.absolute().parent


def rows(path: Path, project: config.Project) -> Iterator[Row | Broken]:
    """The rows of a manifest; one that is no article is ``Broken`` and the next follows. Memory does not grow with the manifest.

    Raises ReadError for what is no manifest at all.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        return _found(path, project)
    if not path.is_file():
        raise ReadError(f"{path}: no such file or folder.")
    if suffix in MEMORIES:
        return _memory(path)
    if suffix in (".parquet", ".pq"):
        return _records(_parquet(path))
    if suffix in (".jsonl", ".ndjson"):
        return _records(_json(path))
    if suffix in (".tsv", ".tab"):
        return _records(_tsv(path))
    raise ReadError(f"{path} is no manifest: expected .jsonl, .tsv, .parquet, a folder, or a translation memory (.tmx, .xliff, .po).")


def chunks(found: Iterable[Row | Broken], size: int) -> Iterator[Chunk]:
    """The rows in order, ``size`` to a chunk."""
    rest = iter(found)
    for index in itertools.count():
        batch = tuple(itertools.islice(rest, size))
        if not batch:
            return
        yield Chunk(index, batch)


def count(path: Path, project: config.Project) -> int:
    """How many rows there are, about: lines for JSON Lines and TSV."""
    suffix = path.suffix.lower()
    if path.is_file() and suffix in (".jsonl", ".ndjson", ".tsv", ".tab"):
        with path.open("rb") as stream:
            lines = sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
            last = stream.tell() > 0 and (stream.seek(-1, 2), stream.read(1))[1] != b"\n"
        return lines + last - (suffix in (".tsv", ".tab"))
    return sum(1 for _ in rows(path, project))


# --- where records come from --------------------------------------------------------------------------------------

Record = tuple[int, Mapping[str, Any] | str]  # number, and the columns or what is wrong


def _json(path: Path) -> Iterator[Record]:
    for number, line in _lines(path):
        try:
            data = msgspec.json.decode(line)
        except UnicodeDecodeError:
            yield number, NOT_TEXT
        except (msgspec.DecodeError, RecursionError) as error:
            yield number, f"The line is not JSON: {error}."
        else:
            yield number, data if isinstance(data, dict) else "The line is not an object."


def _tsv(path: Path) -> Iterator[Record]:
    lines = _lines(path)
    names = [c.strip().lower() for c in next(lines, (0, b""))[1].decode("utf-8", "replace").split("\t")]
    _columns(path, names)
    for number, line in lines:
        try:
            cells = line.decode().rstrip("\r\n").split("\t")
        except UnicodeDecodeError:
            yield number, NOT_TEXT
            continue
        if len(cells) > len(names):
            yield number, f"The line has {len(cells)} columns; the first line names {len(names)}."
        else:
            yield number, {k: v for k, v in zip(names, cells, strict=False) if v}


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that are not blank, with their numbers. Raises ReadError for a file that is not UTF-8 as a whole."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise ReadError(f"{path}: {reason(error)}.") from None
    with stream:
        for number, line in enumerate(stream, 1):
            if number == 1:
                if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                    raise ReadError(f"{path} is UTF-16 or UTF-32 text; a manifest must be UTF-8.")
                line = line.removeprefix(codecs.BOM_UTF8)
            if line.strip():
                yield number, line


def _parquet(path: Path) -> Iterator[Record]:
    import duckdb

    with duckdb.connect() as db:
        try:
            total = db.execute("select count(*) from read_parquet(?)", [str(path)]).fetchone()
            names: list[str] = []
            for start in range(0, total[0] if total else 0, PAGE):
                query = "select * exclude file_row_number from read_parquet(?, file_row_number=true) where file_row_number between ? and ? order by file_row_number"
                found = db.execute(query, [str(path), start, start + PAGE - 1])
                if not names:
                    names = [c[0].lower() for c in found.description or ()]
                    _columns(path, names)
                for number, cells in enumerate(found.fetchall(), start + 1):
                    yield number, {k: v for k, v in zip(names, cells, strict=True) if v is not None}
        except duckdb.Error as error:
            raise ReadError(f"{path} cannot be read as Parquet: {str(error).splitlines()[0]}.") from None


def _columns(path: Path, names: list[str]) -> None:
    """Raises ReadError where the columns are not those of a manifest."""
    if not {"candidate", "candidate_text", "target"} & set(names):
        raise ReadError(
            f"{path} names its columns in its first line, one of them “candidate”, “candidate_text” or “target”; it has none of them."
        )
    if double := [n for n, times in Counter(names).items() if times > 1]:
        raise ReadError(f"{path} names the column “{double[0]}” more than once.")
    try:
        _known(names)
    except ValueError as error:
        raise ReadError(f"{path}: {error}") from None


def _found(path: Path, project: config.Project) -> Iterator[Row | Broken]:
    """The articles below a folder, as ``check`` finds them."""
    for number, versions in enumerate(discovery.articles(project, [str(path)]), 1):
        if versions.why:
            yield Broken(number, versions.candidate, versions.why)
            continue
        references = tuple(Side(role, p) for p, role in versions.references)
        both = not references and bilingual.is_bilingual(versions.candidate)
        yield Row(number, versions.candidate, Side("candidate", versions.candidate), references, bilingual=both)


def _memory(path: Path) -> Iterator[Row | Broken]:
    """The units of a translation memory that have both sides, each a pair of its own."""
    number = 0
    try:
        with bilingual.pairs(str(path)) as found:
            for number, unit in enumerate(found.units, 1):
                target, source = units.plain(unit.target), units.plain(unit.source)
                if target and source:
                    sides = Side("candidate", None, target, found.target_language), Side("source", None, source, found.source_language)
                    yield Row(unit.line or number, unit.key, sides[0], (sides[1],), aligned=True)
    except ReadError as error:
        yield Broken(number + 1, "", str(error))


# --- from a record to a row ---------------------------------------------------------------------------------------


def _records(found: Iterator[Record]) -> Iterator[Row | Broken]:
    for number, columns in found:
        if isinstance(columns, str):
            yield Broken(number, "", columns)
            continue
        name = columns.get("id")
        try:
            yield _row(number, columns)
        except ValueError as error:
            yield Broken(number, str(name) if name is not None else "", str(error))


def _row(number: int, columns: Mapping[str, Any]) -> Row:
    """The row of a record. Raises ValueError with a sentence that says what is wrong."""
    _known(columns)
    given = columns.get("id")
    name = str(number if given in (None, "") else given)
    if "target" in columns:
        if also := [k for k in columns if k.startswith(("candidate", "wire", "references", "source_text")) and columns[k] is not None]:
            raise ValueError(f"The row names a “target”, the other half of a pair, and “{also[0]}”, which is of an article.")
        target = Side("candidate", None, _string(columns, "target"), _string(columns, "target_language", optional=True))
        source = Side("source", None, _string(columns, "source"), _string(columns, "source_language", optional=True))
        return Row(number, name, target, (source,), _date(columns), aligned=True)
    candidate = _sides(columns, "candidate", "candidate")
    if len(candidate) != 1:
        raise ValueError("The row names no candidate." if not candidate else "The row names several candidates.")
    references = tuple(side for key, role in ROLES.items() for side in _sides(columns, key, role))
    if not references:
        path = candidate[0].path
        if path is None or not bilingual.is_bilingual(split_tag(path)[0]):
            raise ValueError("The row names nothing to compare the candidate with.")
        return Row(number, name, candidate[0], (), _date(columns), bilingual=True)
    return Row(number, name, candidate[0], references, _date(columns))


def _known(names: Iterable[str]) -> None:
    for name in names:
        if name not in COLUMNS:
            raise ValueError(f"“{name}” is not a column of a manifest.{config.near(name, COLUMNS)}")


def _sides(columns: Mapping[str, Any], key: str, role: Role) -> tuple[Side, ...]:
    language = _string(columns, f"{key}_language", optional=True)
    found = [Side(role, path, None, language) for path in _strings(columns, key)]
    found += [Side(role, None, text, language) for text in _strings(columns, f"{key}_text")]
    return tuple(found)


def _strings(columns: Mapping[str, Any], key: str) -> list[str]:
    given = columns.get(key)
    listed = [given] if isinstance(given, str) else given or []
    if not isinstance(listed, list) or not all(isinstance(s, str) and s.strip() for s in listed):
        raise ValueError(f"“{key}” must be a string{' or a list of strings' if key in ROLES else ''}.")
    return listed


def _string(columns: Mapping[str, Any], key: str, *, optional: bool = False) -> str | None:
    given = columns.get(key)
    if given is None and optional:
        return None
    if not isinstance(given, str) or not given.strip():
        raise ValueError(f"“{key}” must be a string.")
    return given


def _date(columns: Mapping[str, Any]) -> datetime.date | None:
    given = columns.get("published")
    if given is None or isinstance(given, datetime.date):
        return given.date() if isinstance(given, datetime.datetime) else given
    try:
        return datetime.date.fromisoformat(str(given))
    except ValueError:
        raise ValueError(f"“published” is “{given}”, expected a date like 2026-02-04.") from None
