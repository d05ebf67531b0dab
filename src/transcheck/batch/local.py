"""The default engine: worker processes on this machine, each with a thread that waits for it."""

from __future__ import annotations

import queue
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from transcheck.batch.hand import Hand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transcheck.batch.job import Job
    from transcheck.batch.rows import Chunk, Outcome

WINDOW = 3  # chunks read ahead for each worker: memory does not grow with the manifest


def judged(job: Job, chunks: Iterable[Chunk], jobs: int, log: Callable[[str], None], errors: int | None) -> Iterator[Outcome]:
    """Judges chunks with ``jobs`` processes and gives the outcomes as they come. Raises TranscheckError where shards cannot be written."""
    packed = job.packed()
    hands: list[Hand] = []
    free: queue.SimpleQueue[Hand] = queue.SimpleQueue()

    def one(chunk: Chunk) -> Outcome:
        hand = free.get()
        try:
            return hand.judge(chunk)
        finally:
            free.put(hand)

    pool = ThreadPoolExecutor(jobs)
    running: set[Future[Outcome]] = set()
    try:
        for _ in range(jobs):
            hands.append(Hand(packed, job.seconds, log, errors))
            free.put(hands[-1])
        for chunk in chunks:
            running.add(pool.submit(one, chunk))
            while len(running) >= jobs * WINDOW:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (d.result() for d in done)
        while running:
            done, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (d.result() for d in done)
    finally:
        for hand in hands:
            hand.close()
        pool.shutdown(cancel_futures=True)
