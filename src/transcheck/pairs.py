"""Pairs that came aligned, each judged as a text of its own (the rows of a translation memory), by one process or by several.

Processes are worth their start from some hundreds of pairs on; what they find is put together in the order of the pairs, so that the report
is the same whoever judged.
"""

from __future__ import annotations

import copyreg
import functools
import gc
import io
import multiprocessing
import os
import pickle
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from transcheck import facts, pipeline
from transcheck.checks.comparison import Comparison
from transcheck.config import Config
from transcheck.model import Document, Fact, Finding, Place, Report, Segment, SegmentKind, Skipped, Span

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence
    from multiprocessing.context import BaseContext

SHARE = 64  # pairs that a process is given at a time, at least
PARTS = 8  # shares for each process, where there are as many pairs
WORTH = 256  # pairs for each process, below which its start costs more than it saves
KEPT = 4096  # texts whose facts are kept for the next pair: one source has many translations, and memories repeat themselves
LONG = 1000  # code points beyond which a text is not kept

Share = tuple[int, int, int]  # number of a file, its first pair, the one after its last
Judged = tuple[list[Finding], list[Skipped]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Two documents whose segments correspond one to one."""

    candidate: Document
    reference: Document
    config: Config

    def __len__(self) -> int:
        return len(self.candidate.segments)

    def report(self, findings: Sequence[Finding], skipped: Sequence[Skipped]) -> Report:
        """The report of the whole documents, from what was found in their pairs."""
        whole = Comparison(self.candidate, (self.reference,), (pipeline.diagonal(len(self)),), ((), ()), self.config)
        return pipeline.finished(whole, findings, skipped)

    def judge(self, first: int, last: int) -> Judged:
        """The findings of the pairs from ``first`` to before ``last``, in the coordinates of the whole documents."""
        findings: list[Finding] = []
        skipped: list[Skipped] = []
        rules = tuple(rule for rule in pipeline.rules(self.config) if not rule.passages)
        diagonal = (pipeline.diagonal(1),)
        for index in range(first, last):
            c, r = self.candidate.segments[index], self.reference.segments[index]
            if c.text.strip() and r.text.strip():
                alone = (_alone(self.candidate, c), _alone(self.reference, r))
                pair = Comparison(alone[0], (alone[1],), diagonal, (_facts(alone[0]), _facts(alone[1])), self.config)
                findings += (_moved(f, index, c, r) for f in pipeline.judged(pair, rules, skipped))
        return findings, skipped


def run(candidate: Document, reference: Document, config: Config | None = None, *, jobs: int = 1) -> Report:
    """Judges every pair alone, with up to ``jobs`` processes (fewer where there are few pairs)."""
    return run_many([Rows(candidate, reference, config or Config())], jobs=jobs)[0]


def run_many(files: Sequence[Rows], *, jobs: int = 1) -> list[Report]:
    """One report for each file, in their order. One set of processes serves all, so that a source with many translations is read once in each."""
    read = [n for n, rows in enumerate(files) if not pipeline.lacking(rows.candidate, rows.reference)]
    findings: dict[int, list[Finding]] = {n: [] for n in read}
    skipped: dict[int, dict[Skipped, None]] = {n: {} for n in read}
    for n, (found, left_out) in _judged(files, _shares(files, read, jobs), jobs):
        findings[n] += found
        skipped[n] |= dict.fromkeys(left_out)
    return [
        rows.report(findings[n], list(skipped[n])) if n in findings else pipeline.run_aligned(rows.candidate, rows.reference, rows.config)
        for n, rows in enumerate(files)
    ]


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def packed(given: object) -> bytes:
    """For a process of its own; ``pickle.loads`` is the way back. Read-only mappings, which pickle does not know, may be part of it."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, protocol=5)
    pickler.dispatch_table = copyreg.dispatch_table | {MappingProxyType: lambda m: (_frozen, (dict(m),))}
    pickler.dump(given)
    return buffer.getvalue()


def _frozen(given: dict[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(given)


def _shares(files: Sequence[Rows], read: Sequence[int], jobs: int) -> list[Share]:
    """The files in turn, cut into what a process is given at a time: less of them would be travel, more would leave one waiting at the end."""
    size = max(SHARE, sum(len(files[n]) for n in read) // (jobs * PARTS))
    return [(n, first, min(len(files[n]), first + size)) for n in read for first in range(0, len(files[n]), size)]


def _judged(files: Sequence[Rows], shares: Sequence[Share], jobs: int) -> Iterator[tuple[int, Judged]]:
    """What is found in each share, in order, with the number of its file."""
    jobs = min(jobs, sum(last - first for _, first, last in shares) // WORTH)
    if jobs < 2:
        for n, first, last in shares:
            yield n, files[n].judge(first, last)
        return
    (n, first, last), *others = shares
    begun = min(first + SHARE, last)
    yield n, files[n].judge(first, begun)  # what a first share loads, a forked process has already
    rest = [(n, begun, last), *others] if begun < last else others
    context = _context()
    given = files if context.get_start_method() == "fork" else packed(files)  # a forked process has them already
    with ProcessPoolExecutor(jobs, context, _begin, (given,)) as pool:
        for share, future in [(share, pool.submit(_share, share)) for share in rest]:
            try:
                yield share[0], future.result()
            except BrokenProcessPool:  # a process was ended from outside; the pairs are not lost
                yield share[0], files[share[0]].judge(*share[1:])


def _context() -> BaseContext:
    """Fork where that is safe: nothing is loaded twice, and the pairs do not travel."""
    forks = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


_files: list[Rows] = []  # of a process that judges shares, and of it alone


def _begin(given: Sequence[Rows] | bytes) -> None:
    gc.disable()  # values are trees, and the process lives as long as its pairs
    _files[:] = pickle.loads(given) if isinstance(given, bytes) else given


def _share(share: Share) -> Judged:
    n, first, last = share
    return _files[n].judge(first, last)


def _alone(document: Document, segment: Segment) -> Document:
    """One segment as a document of its own, in its own coordinates."""
    base = segment.span.start
    sentences = tuple(Span(s.start - base, s.end - base) for s in segment.sentences)
    single = Segment(segment.text, Span(0, len(segment.text)), segment.kind, segment.key, sentences, segment.target, segment.codes)
    return Document(document.path, document.role, document.language, document.published, segment.text, (single,))


def _facts(alone: Document) -> tuple[Fact, ...]:
    text = alone.text
    return facts.read(alone) if len(text) > LONG else _read(text, alone.language, alone.published, alone.segments[0].kind)


@functools.lru_cache(maxsize=KEPT)
def _read(text: str, language: str, published: datetime.date | None, kind: SegmentKind) -> tuple[Fact, ...]:
    """The facts of a text that stands alone: they hang on nothing but these."""
    return facts.read(Document("", "candidate", language, published, text, (Segment(text, Span(0, len(text)), kind),)))


def _moved(finding: Finding, index: int, candidate: Segment, reference: Segment) -> Finding:
    """A finding of a pair judged alone, in the coordinates of the whole documents."""

    def move(place: Place) -> Place:
        base = (reference if place.document >= 0 else candidate).span.start
        return replace(place, segment=index, span=Span(place.span.start + base, place.span.end + base))

    return replace(
        finding,
        key=candidate.key or reference.key,
        candidate=move(finding.candidate) if finding.candidate else None,
        evidence=tuple(map(move, finding.evidence)),
    )
