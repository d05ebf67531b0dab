"""A worker: a process that judges chunks and writes their shards, told by its parent over standard input.

Before each article it notes its place in a small file that both processes map, so that the parent knows which article was its death.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import signal
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from transcheck.batch import job as jobs
from transcheck.batch import judging, records, shards
from transcheck.batch.rows import Broken, Chunk, Outcome, Row
from transcheck.errors import TranscheckError, unwritable

if TYPE_CHECKING:
    from collections.abc import Callable

    from transcheck.batch.job import Job

IDLE = -1
PARENT = os.getppid()
PLACE = struct.Struct("<qq")  # a number that grows with every article, and the article's place in its chunk

Lost = dict[int, tuple[str, str]]  # place in the chunk → stage and why: articles not to be tried again


def main() -> None:
    """Reads the job, then one order after the other, until standard input ends."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # an article that is named “-” is empty, and the orders stay whole
    os.dup2(2, 1)  # nothing that a library prints gets between the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    with Path(sys.argv[1]).open("r+b") as file:
        place = mmap.mmap(file.fileno(), PLACE.size)
    with contextlib.suppress(OSError):  # Windows keeps a file that is mapped; the parent removes it at the end
        Path(sys.argv[1]).unlink()
    with contextlib.suppress(EOFError, BrokenPipeError):  # the parent is gone
        job: Job = pickle.load(orders)
        os.chdir(job.base)
        _limit(job.megabytes)
        while True:
            name, *given = pickle.load(orders)
            answers.write(pickle.dumps(_answer(name, given, job, place)))
            answers.flush()


def _answer(name: str, given: list[Any], job: Job, place: mmap.mmap) -> object:
    try:
        return ORDERS[name](*given, job, place)
    except TranscheckError as error:
        return error
    except OSError as error:
        return unwritable(error.filename or job.folder, error)
    finally:
        _at(place, IDLE)


def _at(place: mmap.mmap, i: int) -> None:
    """Notes that article ``i`` of the chunk is begun."""
    PLACE.pack_into(place, 0, PLACE.unpack_from(place)[0] + 1, i)


def judge(chunk: Chunk, lost: Lost, job: Job, place: mmap.mmap) -> Outcome:
    """Judges a chunk and writes its shard. ``lost`` articles become failures as they are. Raises OSError where the disk is full."""
    key = jobs.key(chunk, job)
    lines: list[bytes] = []
    failed = 0
    for i, row in enumerate(chunk.rows):
        _at(place, i)
        found = [records.of_failure(row, *lost[i])] if i in lost else _judged(row, job)
        failed += found[0][0] == "failures"
        lines += (records.line(*record) for record in found)
    _at(place, IDLE)
    if os.getppid() != PARENT:
        raise EOFError  # a run that resumes may have written this shard already, from files that have changed since
    shards.write(job.folder, chunk.index, {"key": key, "rows": len(chunk.rows), "failed": failed}, lines)
    return Outcome(chunk.index, len(chunk.rows), failed)


def _judged(row: Row | Broken, job: Job) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(row, Broken):
        return [records.of_failure(row, "manifest", row.why)]
    try:
        return list(records.of_report(row, *judging.report(row, job)))
    except TranscheckError as error:
        return [records.of_failure(row, "read", str(error))]
    except MemoryError:
        return [records.of_failure(row, "memory", f"The article needs more than the {job.megabytes:,} MB that a worker may use.")]
    except Exception as error:
        return [records.of_failure(row, "check", f"{type(error).__name__}: {error}")]


def pages(wanted: list[tuple[Row, str, str | None, str | None]], folder: str, job: Job, place: mmap.mmap) -> int:
    """Writes the pages of some articles: the row, the page's name, and those of the pages before and after it. How many there are."""
    from transcheck.writers.html import html_text, save

    written = 0
    for i, (row, name, before, after) in enumerate(wanted):
        _at(place, i)
        try:
            report, settings = judging.report(row, job)
            text = html_text(report, previous=before, next=after, index="../index.html", blocking=settings.fail_on or "major")
        except (TranscheckError, MemoryError):
            continue  # the file was there when the article was judged, and is not now
        save(job.folder / folder / name, text)
        written += 1
    return written


def learn(rows: list[Row], job: Job, place: mmap.mmap) -> list[str]:  # noqa: ARG001 — every order is told its place
    """Learns lexicons; what is to be logged of it."""
    from transcheck.batch import lexicons

    return lexicons.learn(rows, job)


def _limit(megabytes: int) -> None:
    """Beyond this much data an allocation fails, and one article with it. Only Linux counts so."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, resource.getrlimit(resource.RLIMIT_DATA)[1]))


ORDERS: dict[str, Callable[..., object]] = {"judge": judge, "pages": pages, "learn": learn}

if __name__ == "__main__":
    main()
