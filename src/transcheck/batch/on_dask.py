"""The engine for several machines: chunks as tasks of Dask distributed. Every machine must see the manifest's files and the folder of results.

A task does not judge by itself: the Dask worker keeps a process for it, as the local engine does, so an article that kills its process is one
failed row, and a Dask worker that is killed only makes Dask give its chunks to another.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import threading
from typing import TYPE_CHECKING, Any

from transcheck.batch.hand import Hand
from transcheck.errors import TranscheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transcheck.batch.job import Job
    from transcheck.batch.rows import Chunk, Outcome

WINDOW = 4  # chunks in flight for each thread of the cluster
WORKER_DEATHS = 10  # of Dask workers over one chunk: an article cannot kill them, people and machines can
_HANDS = threading.local()


def judged(
    job: Job, chunks: Iterable[Chunk], jobs: int, log: Callable[[str], None], errors: int | None, *, scheduler: str | None = None
) -> Iterator[Outcome]:
    """Judges chunks on the cluster at ``scheduler``, or on one of ``jobs`` processes here. Raises as the local engine, and when the scheduler is gone."""
    del errors  # workers of a cluster keep their own logs
    try:
        dask: Any = importlib.import_module("dask")  # as Any: what Dask exports has no types
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise TranscheckError("The Dask engine needs Dask distributed: pip install 'transcheck[dask]'.") from None
    quiet = {
        "distributed.scheduler.allowed-failures": WORKER_DEATHS,
        "distributed.comm.timeouts.connect": "10s",
        "distributed.admin.large-graph-warning-threshold": "100MB",
    }
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a lost scheduler is said once, in our words
    with dask.config.set(quiet), contextlib.ExitStack() as stack:
        try:
            place: Any = scheduler
            if scheduler is not None:  # a client that is given what is no address keeps trying to close
                importlib.import_module("distributed.comm.addressing").get_address_host_port(scheduler)
            if scheduler is None:
                place = stack.enter_context(
                    distributed.LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None, silence_logs=50, protocol="tcp")
                )
            client = stack.enter_context(distributed.Client(place, set_as_default=False))
        except (OSError, TimeoutError, ValueError) as error:
            raise TranscheckError(f"No Dask scheduler answers at {scheduler or 'this machine'}: {error}.") from None
        yield from _through(client, job, chunks, log, str(scheduler or "this machine"))


def _through(client: Any, job: Job, chunks: Iterable[Chunk], log: Callable[[str], None], where: str) -> Iterator[Outcome]:
    from concurrent.futures import CancelledError

    distributed: Any = importlib.import_module("distributed")
    killed, closed = distributed.KilledWorker, importlib.import_module("distributed.comm").CommClosedError
    gone = TranscheckError(f"The Dask scheduler at {where} is gone; what was done is kept: run again with --resume.")
    packed = job.packed()
    rest = iter(chunks)
    try:
        ahead = WINDOW * max(1, sum(client.nthreads().values()))
        running = distributed.as_completed(loop=client.loop)
        for chunk in _first(rest, ahead):
            running.add(client.submit(task, packed, chunk, pure=False, retries=0))
        for future in running:
            try:
                outcome, said = future.result()
            except killed as error:
                raise TranscheckError(f"Dask gave a chunk up after {WORKER_DEATHS} of its workers ended over it ({error}).") from None
            for message in said:
                log(message)
            yield outcome
            for chunk in _first(rest, 1):
                running.add(client.submit(task, packed, chunk, pure=False, retries=0))
    except (closed, CancelledError, TimeoutError):
        raise gone from None
    if client.status != "running":
        raise gone


def _first(chunks: Iterator[Chunk], n: int) -> Iterator[Chunk]:
    for _ in range(n):
        try:
            yield next(chunks)
        except StopIteration:
            return


def task(packed: bytes, chunk: Chunk) -> tuple[Outcome, list[str]]:
    """Runs on a Dask worker: the outcome of a chunk, and what is to be logged of it."""
    import pickle

    said: list[str] = []
    hand = _hand(packed, pickle.loads(packed).seconds)
    hand.log = said.append
    return hand.judge(chunk), said


def _hand(packed: bytes, seconds: float) -> Hand:
    """The process that belongs to this thread of the Dask worker; a new one when the job is another."""
    hand: Hand | None = getattr(_HANDS, "hand", None)
    if hand is None or hand.job != packed:
        if hand is not None:
            hand.close()
        hand = _HANDS.hand = Hand(packed, seconds, lambda _: None)
    return hand
