"""Shards: what was found in one chunk, as compressed JSON Lines that appear whole or not at all."""

from __future__ import annotations

import gzip
import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "shards"
IN_A_FOLDER = 1_000


def path(folder: Path, index: int) -> Path:
    """``shards/000/000123.jsonl.gz``."""
    return folder / FOLDER / f"{index // IN_A_FOLDER:03d}" / f"{index:06d}.jsonl.gz"


def write(folder: Path, index: int, head: dict[str, Any], lines: Iterable[bytes]) -> None:
    """Writes a shard and its first line, ``head``. Raises OSError where the disk does not take it; nothing is left behind then."""
    target = path(folder, index)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with partial.open("wb") as raw:
            raw.write(gzip.compress(msgspec.json.encode({"table": "shard", **head}) + b"\n" + b"".join(lines), 1, mtime=0))
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(target)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def head(folder: Path, index: int) -> dict[str, Any] | None:
    """The first line of a shard; None where there is no shard, or none that can be read to its end."""
    try:
        with gzip.open(path(folder, index), "rb") as stream:
            found: dict[str, Any] = msgspec.json.decode(stream.readline())
            while stream.read(1 << 20):
                pass  # a shard that was cut short is none
            return found if found.get("table") == "shard" else None
    except (OSError, EOFError, zlib.error, msgspec.DecodeError):
        return None


def beyond(folder: Path, index: int) -> Iterator[Path]:
    """The shards from ``index`` on, which an earlier and longer manifest left, and what killed workers were writing."""
    for file in (folder / FOLDER).glob("*/*"):
        number = file.name.split(".")[0]
        if not number or (number.isdigit() and int(number) >= index):
            yield file
