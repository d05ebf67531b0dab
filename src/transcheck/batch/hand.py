"""The parent's side of a worker: gives it chunks, starts it again when it dies, and tells which article it died of."""

from __future__ import annotations

import contextlib
import mmap
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import transcheck
from transcheck.batch.worker import IDLE, PLACE, Lost
from transcheck.errors import TranscheckError

if TYPE_CHECKING:
    from collections.abc import Callable

    from transcheck.batch.rows import Chunk, Outcome

TRIES = 2  # deaths of a worker over one article before the article is given up
STARTS = 3  # deaths in a row outside any article before the run is given up
LOOK = 0.2  # seconds between two looks at how long an article takes


class ClosedError(Exception):
    """The worker was told to end while it was asked something."""


class Hand:
    """One worker process and whoever waits for it. Used by one thread at a time; ``close`` may come from any."""

    def __init__(self, job: bytes, seconds: float, log: Callable[[str], None], errors: int | None = None) -> None:
        """``seconds`` is how long one article may take, ``errors`` the file that the worker's own messages go to."""
        self.job, self.seconds, self.log, self.errors = job, seconds, log, errors
        self.process: subprocess.Popen[bytes] | None = None
        self.ended = threading.Event()
        self.busy = threading.Lock()
        self.late = False
        self.place, self.place_file = _place()
        self.watch = threading.Thread(target=self._watch, daemon=True)
        self.watch.start()

    def judge(self, chunk: Chunk) -> Outcome:
        """Has a chunk judged, whatever happens to the worker. Raises TranscheckError where its shard cannot be written."""
        lost: Lost = {}
        died: Counter[int] = Counter()
        while True:
            outcome: Outcome | None = self._ask("judge", chunk, lost)
            if outcome is not None:
                return outcome
            place = PLACE.unpack_from(self.place)[1]
            died[place] += 1
            how = self._how()
            if place == IDLE:
                self.log(f"A worker ended outside any article ({how}); starting another.")
                if died[place] >= STARTS:
                    raise TranscheckError(f"A worker ended {STARTS} times without an article to blame ({how}); see the log.")
                continue
            row = chunk.rows[place]
            if self.late:
                lost[place] = "time", f"The article took more than the {self.seconds:g} seconds it is given."
            elif died[place] >= TRIES:
                lost[place] = "killed", f"The worker ended {TRIES} times over this article ({how})."
            what = f"given up: {lost[place][1]}" if place in lost else f"a worker ended over it ({how}); once more."
            self.log(f"row {row.number} ({row.id}): {what}")

    def pages(self, wanted: list[Any], folder: str) -> None:
        """Has pages written; an article that the worker dies of gets none."""
        left = list(wanted)
        while left and self._ask("pages", left, folder) is None:
            place = PLACE.unpack_from(self.place)[1]
            self.log(f"A worker ended while it wrote pages ({self._how()}).")
            left = left[place + 1 :] if place != IDLE else []

    def learn(self, rows: list[Any]) -> None:
        """Has lexicons learnt from articles. Raises TranscheckError where the worker dies of it."""
        said: list[str] | None = self._ask("learn", rows)
        if said is None:
            raise TranscheckError(f"The worker that learns lexicons ended ({self._how()}); go on without --learn-lexicon.")
        for message in said:
            self.log(message)

    def close(self) -> None:
        """Ends the worker; what it was doing is lost."""
        self.ended.set()
        if self.process is not None:
            self.process.kill()
        with self.busy:  # whoever waited for it has seen it end
            self._how()
        self.watch.join()

    def _ask(self, *order: object) -> Any:
        """The answer to an order; None where the worker died over it."""
        self.late = False
        with self.busy:
            try:
                process = self._started()
                assert process.stdin is not None
                assert process.stdout is not None
                pickle.dump(order, process.stdin, 5)
                process.stdin.flush()
                answer = pickle.load(process.stdout)
            except (OSError, EOFError, pickle.UnpicklingError):
                if self.ended.is_set():
                    raise ClosedError from None
                return None
        if isinstance(answer, TranscheckError):
            raise answer
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            if self.ended.is_set():
                raise ClosedError
            self._how()
            self.place, self.place_file = _place()
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "transcheck.batch.worker", str(self.place_file)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.errors,
                env=_environment(),
            )
            if self.ended.is_set():
                self.process.kill()
            assert self.process.stdin is not None
            self.process.stdin.write(self.job)
        return self.process

    def _how(self) -> str:
        """Waits for the end of a dead worker and says how it ended."""
        process, self.process = self.process, None
        self.place_file.unlink(missing_ok=True)
        if process is None:
            return "ended"
        status = process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        return f"signal {-status}" if status < 0 else f"status {status}"

    def _watch(self) -> None:
        """Kills the worker when one article takes too long."""
        seen, since = (-1, IDLE), time.monotonic()
        while not self.ended.wait(LOOK):
            now = PLACE.unpack_from(self.place)
            if now != seen or now[1] == IDLE:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > self.seconds:
                self.late = True
                if (process := self.process) is not None:
                    process.kill()
                since = time.monotonic()


def _place() -> tuple[mmap.mmap, Path]:
    """A place for a worker to note where it is, and the file it finds it by; the worker removes the file when it has found it."""
    handle, name = tempfile.mkstemp(prefix="transcheck-")
    os.write(handle, PLACE.pack(0, IDLE))
    place = mmap.mmap(handle, PLACE.size)
    os.close(handle)
    return place, Path(name)


def _environment() -> dict[str, str]:
    """That of this process, with the way to this package, and one thread for each worker's arrays: the workers are the parallelism."""
    home = str(Path(transcheck.__file__).parent.parent)
    known = [str(Path(p).absolute()) for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p]
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    kept = {
        k: v for k, v in os.environ.items() if k != "MALLOC_TRIM_THRESHOLD_"
    }  # Dask's: every array would be paged in anew, at twice the cost
    return {**threads, **kept, "PYTHONPATH": os.pathsep.join(dict.fromkeys([home, *known]))}
