"""The folder of a run: who works in it, with what settings, and what happened."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec

from transcheck.errors import ConfigError, TranscheckError, unwritable

SETTINGS, LOCK, LOG = "run.json", "lock", "batch.log"


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """Holds the folder for this process. A lock ends with the process that holds it, however that ends, so none is ever left behind.

    Raises TranscheckError where another run holds the folder, or where it cannot be written.
    """
    path = folder / LOCK
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a+b")
    except OSError as error:
        raise unwritable(folder, error) from None
    with file:
        if not _locked(file):
            file.seek(0)
            who = file.read().decode("ascii", "replace").strip()
            raise TranscheckError(f"{folder} is in use by another run (process {who}); wait for it or choose another folder.")
        try:
            file.truncate(0)
            file.write(f"{os.getpid()}\n".encode())
            file.flush()
        except OSError as error:
            raise unwritable(folder, error) from None
        yield


def _locked(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 30)  # the byte that is locked cannot be read by others; the number before it can
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def settled(folder: Path, settings: Mapping[str, str], *, resume: bool) -> None:
    """Notes the settings of a new run, or makes sure that a resumed one has the same. Raises ConfigError that names the differences."""
    file = folder / SETTINGS
    known = _known(file)
    if known is None:
        try:
            partial = file.with_name(f".{SETTINGS}")
            partial.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")
            partial.replace(file)
        except OSError as error:
            raise unwritable(folder, error) from None
        return
    if not resume:
        raise ConfigError(f"{folder} holds a run already; go on with it by --resume, or choose another folder.")
    changed = [
        f"“{k}” was {known.get(k, 'null')} and is {settings.get(k, 'null')}"
        for k in sorted({*known, *settings})
        if known.get(k) != settings.get(k)
    ]
    if changed:
        raise ConfigError(f"{folder} was begun with other settings, so its results would not fit: {'; '.join(changed)}.")


def chunk_size(folder: Path) -> int | None:
    """The number of rows in a shard of the run that the folder holds, or None."""
    known = _known(folder / SETTINGS)
    return int(known["chunk"]) if known and known.get("chunk", "").isdigit() else None


def _known(file: Path) -> dict[str, str] | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise ConfigError(f"{file} cannot be read: {error}.") from None


class Log:
    """What happened, with the time, line by line in ``batch.log``."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / LOG
        try:
            self.file = self.path.open("a", encoding="utf-8", errors="replace")
        except OSError as error:
            raise unwritable(self.path, error) from None

    def __call__(self, message: str) -> None:
        try:
            self.file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {message}\n")
            self.file.flush()
        except OSError:
            pass  # a full disk is said where results are written

    def fileno(self) -> int:
        return self.file.fileno()

    def close(self) -> None:
        self.file.close()
