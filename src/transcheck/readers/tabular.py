"""TSV, CSV and JSON Lines with a source and a target in each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from transcheck import languages
from transcheck.errors import LanguageError, ReadError
from transcheck.readers.assembly import whole
from transcheck.readers.decoding import decode
from transcheck.readers.units import Pairs, Unit, pieces

_KEYS = ("id", "key", "unit", "segment")
_SOURCES = ("source", "src", "source_text", "original")
_TARGETS = ("target", "tgt", "translation", "target_text", "candidate")


def read_tsv(stream: BinaryIO, path: str) -> Pairs:
    """Tab-separated rows; quotes are text."""
    return _rows(decode(stream.read(), path), path, csv.reader, delimiter="\t", quoting=csv.QUOTE_NONE)


def read_csv(stream: BinaryIO, path: str) -> Pairs:
    """Rows separated by commas or semicolons, whichever the first line has more of."""
    text = decode(stream.read(), path)
    head = text.split("\n", 1)[0]
    return _rows(text, path, csv.reader, delimiter=";" if head.count(";") > head.count(",") else ",")


def _rows(text: str, path: str, reader: Any, **form: Any) -> Pairs:
    """A header names the columns: id, source and target, or two language tags (the first is the source). Without one: source, target."""
    csv.field_size_limit(1 << 24)
    rows = reader(io.StringIO(text, newline=""), **form)
    try:
        first = next(rows, None) or []
    except csv.Error as error:
        raise ReadError(f"{path}: line {rows.line_num}: {error}.") from None
    names = [c.strip().lower() for c in first]
    key = next((i for i, c in enumerate(names) if c in _KEYS), None)
    source = next((i for i, c in enumerate(names) if c in _SOURCES), None)
    target = next((i for i, c in enumerate(names) if c in _TARGETS), None)
    tags = [i for i, c in enumerate(first) if i != key and _is_tag(c.strip())]
    if source is not None and target is not None:
        return Pairs(None, None, _table(rows, path, key, source, target))
    if len(tags) >= 2:
        return Pairs(first[tags[0]].strip(), first[tags[1]].strip(), _table(rows, path, key, tags[0], tags[1]))
    if len(first) < 2:
        raise ReadError(f"{path}: a row needs two columns, source and target; line 1 has {len(first)}.")
    return Pairs(None, None, _table(_again(first, rows), path, 0 if len(first) > 2 else None, len(first) - 2, len(first) - 1))


def _again(first: list[str], rows: Any) -> Any:
    yield first
    yield from rows


def _table(rows: Any, path: str, key: int | None, source: int, target: int) -> Iterator[Unit]:
    line, after = 1, getattr(rows, "line_num", 0)
    try:
        for number, row in enumerate(rows, 1):
            line, after = after + 1, getattr(rows, "line_num", number)
            if not any(c.strip() for c in row):
                continue
            if len(row) <= max(source, target):
                raise ReadError(f"{path}: line {line} has {len(row)} columns, {max(source, target) + 1} are needed.")
            yield Unit(row[key] if key is not None and key < len(row) else str(number), pieces(row[source]), pieces(row[target]), line)
    except csv.Error as error:
        raise ReadError(f"{path}: line {after + 1}: {error}.") from None


def _is_tag(name: str) -> bool:
    try:
        languages.load(name)
    except LanguageError:
        return False
    return True


def read_jsonl(stream: BinaryIO, path: str) -> Pairs:
    """One object a line: id, source and target (and source_language, target_language), or texts by language tag, also under "translation"."""
    rows = _objects(decode(stream.read(), path), path)
    first = next(rows, None)
    if first is None:
        return Pairs(None, None, iter(()))
    number, row = first
    source, target = _columns(row, path, number)
    tags = _tags(row, path, number) if source in _SOURCES else (source, target)
    return Pairs(tags[0], tags[1], _json_units(_joined(first, rows), path, source, target))


def _tags(row: Mapping[str, Any], path: str, number: int) -> tuple[str | None, str | None]:
    """The languages that a row names."""
    tags = row.get("source_language"), row.get("target_language")
    if not all(tag is None or isinstance(tag, str) for tag in tags):
        raise ReadError(f"{path}: line {number}: “source_language” and “target_language” must be strings.")
    return tags


def _joined(first: tuple[int, Mapping[str, Any]], rest: Iterator[tuple[int, Mapping[str, Any]]]) -> Iterator[tuple[int, Mapping[str, Any]]]:
    yield first
    yield from rest


def _objects(text: str, path: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError) as error:
            raise ReadError(f"{path}: line {number} is not JSON: {error}.") from None
        if not isinstance(row, dict):
            raise ReadError(f"{path}: line {number} is not an object.")
        inner = row.get("translation")
        yield number, {**row, **inner} if isinstance(inner, dict) else row


def _columns(row: Mapping[str, Any], path: str, number: int) -> tuple[str, str]:
    source = next((k for k in _SOURCES if isinstance(row.get(k), str)), None)
    target = next((k for k in _TARGETS if isinstance(row.get(k), str)), None)
    if source and target:
        return source, target
    tags = [k for k, v in row.items() if isinstance(v, str) and k not in _KEYS and _is_tag(k)]
    if len(tags) >= 2:
        return tags[0], tags[1]
    raise ReadError(f"{path}: line {number} has no “source” and “target” and no two texts by language tag.")


def _json_units(rows: Iterator[tuple[int, Mapping[str, Any]]], path: str, source: str, target: str) -> Iterator[Unit]:
    first: tuple[str | None, ...] | None = None
    for number, row in rows:
        tags = _tags(row, path, number) if source in _SOURCES else ()
        first = tags if first is None else first
        if any(own is not None and own != known for own, known in zip(tags, first, strict=True)):
            raise ReadError(f"{path}: line {number} names other languages than the first; a file holds one pair of them.")
        texts = row.get(source), row.get(target)
        if not isinstance(texts[0], str) or not isinstance(texts[1], str):
            raise ReadError(f"{path}: line {number}: “{source}” and “{target}” must both be strings.")
        key = next((str(row[k]) for k in _KEYS if k in row), str(number))
        yield Unit(key, pieces(whole(texts[0])), pieces(whole(texts[1])), number)
