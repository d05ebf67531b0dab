"""A run over many articles: manifest → chunks → engine → shards → results."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from transcheck import pairs
from transcheck.batch import folder as folders
from transcheck.batch import job as jobs
from transcheck.batch import lexicons, manifest, records, results, shards
from transcheck.batch.hand import Hand
from transcheck.batch.job import Choices, Job
from transcheck.batch.rows import Chunk, Outcome, Row
from transcheck.errors import ConfigError, ReadError, TranscheckError

if TYPE_CHECKING:
    from transcheck.config import Project
    from transcheck.triage import Accepted

# name → module whose ``judged`` takes (job, chunks, jobs, log, errors) and gives outcomes as they come
ENGINES = {"local": "transcheck.batch.local", "dask": "transcheck.batch.on_dask"}
LARGEST = 100  # rows of a chunk: seconds of work, so that a killed worker loses seconds
NOTE_EVERY = 30.0  # seconds between two lines of progress in the log
PARTS = 16  # chunks that each worker gets at least, where there are as many rows


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done. ``pages`` worst articles get a page; ``learn`` first learns lexicons from the articles."""

    manifest: Path
    folder: Path
    project: Project
    choices: Choices
    engine: str = "local"
    scheduler: str | None = None
    jobs: int | None = None
    chunk: int | None = None
    resume: bool = False
    retry: bool = False
    learn: bool = False
    pages: int = 100
    seconds: float = 120.0
    megabytes: int = 2_000
    baseline: str | None = None
    entries: tuple[Accepted, ...] = ()


Progress = Callable[[int, int, int], None]  # rows done, of how many, of them there already


@dataclass(slots=True)
class Tally:
    """How far a run is."""

    total: int
    progress: Progress
    log: Callable[[str], None]
    done: int = 0
    failed: int = 0
    reused: int = 0
    began: float = field(default_factory=time.monotonic)
    noted: float = 0.0

    def add(self, outcome: Outcome) -> None:
        self.done += outcome.rows
        self.failed += outcome.failed
        self.reused += outcome.rows if outcome.reused else 0
        self.total = max(self.total, self.done)
        self.progress(self.done, self.total, self.reused)
        passed = time.monotonic() - self.began
        if passed - self.noted >= NOTE_EVERY:
            self.noted = passed
            self.log(f"{self.done:,} of {self.total:,} rows, {(self.done - self.reused) / passed:,.1f} a second.")


def run(order: Order, progress: Progress) -> dict[str, Any]:
    """Judges every article of the manifest and gives the summary. Raises TranscheckError; what is done by then is kept for ``resume``."""
    with results.database(order.folder):
        pass  # that there is no DuckDB, or none for such a folder, is said before the work and not after it
    if next(manifest.rows(order.manifest, order.project), None) is None:  # said before anything is made, as what is no manifest is
        raise ReadError(f"{order.manifest} holds no {'articles' if order.manifest.is_dir() else 'rows'}.")
    _free(order.folder)
    with folders.claimed(order.folder):
        log = folders.Log(order.folder)
        try:
            return _run(order, progress, log)
        except (TranscheckError, KeyboardInterrupt) as error:
            log(str(error) or "Interrupted.")
            raise
        finally:
            log.close()


def _free(folder: Path) -> None:
    """Raises ConfigError where results would take the place of files that no run made, such as a manifest named articles.parquet."""
    if not (folder / folders.SETTINGS).exists():
        for name in (*(f"{table}.parquet" for table in records.TABLES), results.SUMMARY, results.INDEX):
            if (folder / name).exists():
                raise ConfigError(f"{folder / name} is there already and not of a run; choose another folder.")


def _run(order: Order, progress: Progress, log: folders.Log) -> dict[str, Any]:
    workers = order.jobs or pairs.processors()
    total = manifest.count(order.manifest, order.project)
    size = order.chunk or folders.chunk_size(order.folder) or max(1, min(LARGEST, total // (workers * PARTS)))
    job = _job(order, size, total, log)
    log(f"{total:,} rows, {size} to a chunk, engine {order.engine}, {workers} at a time.")
    tally = Tally(total, progress, log)
    with closing(_outcomes(order, job, tally, size, workers, log)) as outcomes:
        for outcome in outcomes:
            if not shards.path(job.folder, outcome.index).is_file():
                raise TranscheckError(f"A worker wrote its results to a {job.folder} that this machine does not see: it must be shared.")
            tally.add(outcome)
    done = tally.done
    for left in shards.beyond(order.folder, -(-done // size)):
        left.unlink(missing_ok=True)
    log(f"{done:,} rows done, {tally.failed:,} of them failed, {tally.reused:,} were there already.")
    results.tables(order.folder)
    _pages(order, job, log, done)
    return results.summary(order.folder, done)


def _job(order: Order, size: int, total: int, log: folders.Log) -> Job:
    settings = jobs.settings(order.project, order.choices, order.baseline, size) | {"learn": str(order.learn).lower()}
    begun = (order.folder / lexicons.FOLDER).is_dir()
    folders.settled(order.folder, settings, resume=order.resume)
    job = Job(
        order.folder.absolute(),
        manifest.base(order.manifest),
        order.project,
        order.choices,
        jobs.signature(settings),
        order.entries,
        str(Path(order.baseline).absolute()) if order.baseline else None,
        order.seconds,
        order.megabytes,
    )
    if not order.learn:
        return job
    if not begun:
        with closing(Hand(job.packed(), job.seconds, log, log.fileno())) as hand:
            hand.learn(lexicons.sample(manifest.rows(order.manifest, order.project), total))
    project = lexicons.used(order.project, job.folder)
    learnt = {pair: jobs.digest(Path(path)) for pair, path in sorted(project.config.lexicons.items())}
    return replace(job, project=project, signature=jobs.signature(settings | {"learnt": str(learnt)}))


def _outcomes(order: Order, job: Job, tally: Tally, size: int, workers: int, log: folders.Log) -> Generator[Outcome, None, None]:
    """Outcomes of the chunks that have no shard yet; the others are told to the tally as they are met."""

    def missing() -> Iterator[Chunk]:
        for chunk in manifest.chunks(manifest.rows(order.manifest, order.project), size):
            head = shards.head(job.folder, chunk.index) if order.resume else None
            if head and head["key"] == jobs.key(chunk, job) and not (order.retry and head["failed"]):
                tally.add(Outcome(chunk.index, len(chunk.rows), head["failed"], True))
            else:
                yield chunk

    engine = importlib.import_module(ENGINES[order.engine]).judged
    more = {"scheduler": order.scheduler} if order.engine == "dask" else {}
    found: Generator[Outcome, None, None] = engine(job, missing(), workers, log, log.fileno(), **more)
    return found


def _pages(order: Order, job: Job, log: folders.Log, total: int) -> None:
    """The pages of the worst articles, judged once more, and the index over them."""
    worst = results.worst(order.folder, order.pages) if order.pages else []
    numbers = {a["article"]: i for i, a in enumerate(worst)}
    names = [f"{a['article']}.html" for a in worst]
    rows: list[Row | None] = [None] * len(worst)
    if worst:
        for row in manifest.rows(order.manifest, order.project):
            if row.number in numbers and isinstance(row, Row):
                rows[numbers[row.number]] = row
    links = [None, *map(quote, names), None]
    wanted = [(row, names[i], links[i], links[i + 2]) for i, row in enumerate(rows) if row is not None]
    for old in (order.folder / results.PAGES).glob("*.html"):
        if old.name not in names:
            old.unlink()
    if wanted:
        with closing(Hand(job.packed(), job.seconds, log, log.fileno())) as hand:
            hand.pages(wanted, results.PAGES)
    kept = [i for i, name in enumerate(names) if (order.folder / results.PAGES / name).is_file()]
    results.index(order.folder, [worst[i] for i in kept], [names[i] for i in kept], total, f"transcheck {job.signature}")
