"""Pairs judged alone: the same report for any number of processes, and nothing lost when one of them ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

import transcheck as tc
from transcheck import checks, pairs, pipeline
from transcheck.checks.comparison import Comparison
from transcheck.config import Config

SENTENCES = [
    ("Hôm 3/2, {n} người bị thương trong vụ cháy ở Hải Phòng.", "On Feb. 3, {n} people were hurt in the fire in Hai Phong."),
    ("Bộ trưởng Lê Minh nói: “Chúng tôi không rút lui.”", "Minister Le Minh said: “We are retreating.”"),
    ("Công ty lãi {n},5 tỷ đồng trong quý 3.", "The company made {n}.5 million dong in the third quarter."),
    ("Cuộc họp bắt đầu lúc 17h30 thứ Ba, 3/2/2026.", "The meeting began at 5:30 p.m. on Monday, Feb. 3, 2026."),
]
ROWS = [
    (str(i), source.format(n=i + 2), target.format(n=i + 2))
    for i in range(pairs.WORTH // 2)
    for source, target in (SENTENCES[i % len(SENTENCES)],)
] * 4


def report(jobs: int) -> str:
    return tc.compare_pairs(ROWS, source_language="vi", target_language="en", independent=True, jobs=jobs).to_json()


@pytest.fixture(scope="module")
def alone() -> str:
    return report(1)


def test_two_processes_give_the_same_bytes(alone: str) -> None:
    assert '"findings"' in alone
    assert report(2) == alone


def test_started_processes_give_the_same_bytes(alone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert report(2) == alone


def test_pairs_of_a_process_that_was_ended_are_judged_here(alone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Any] = []

    class Deadly(ProcessPoolExecutor):
        def submit(self, *given: Any, **named: Any) -> Any:
            future = super().submit(*given, **named)
            if len(begun) == 2:
                os.kill(next(iter(self._processes)), signal.SIGKILL)
            begun.append(future)
            return future

    monkeypatch.setattr(pairs, "ProcessPoolExecutor", Deadly)
    assert report(2) == alone
    assert len(begun) > 2


def rows(count: int, language: str = "en") -> pairs.Rows:
    """The first rows as two documents."""
    whole = tc.compare_pairs(ROWS[:count], source_language="vi", target_language="en", independent=True)
    return pairs.Rows(replace(whole.candidate, language=language), whole.references[0], Config())


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_files_together_give_what_each_gives_alone(jobs: int) -> None:
    files = [rows(pairs.SHARE + 9), rows(3), rows(40, language="tlh"), rows(len(ROWS))]
    together = [r.to_json() for r in pairs.run_many(files, jobs=jobs)]
    assert together == [pairs.run(f.candidate, f.reference, f.config).to_json() for f in files]
    assert [len(r.skipped) > 0 for r in pairs.run_many(files, jobs=jobs)] == [False, False, True, False]


def test_every_pair_of_every_file_is_in_one_share() -> None:
    files = [rows(n) for n in (1, 130, 700, 64)]
    for jobs in (1, 2, 8):
        shares = pairs._shares(files, range(len(files)), jobs)
        assert [(n, i) for n, first, last in shares for i in range(first, last)] == [
            (n, i) for n, f in enumerate(files) for i in range(len(f))
        ]


def test_rules_that_need_more_than_one_passage_find_nothing_in_a_pair_alone() -> None:
    left_out = [r for r in checks.RULES if r.passages]
    assert {r.code for r in left_out} >= {"S401", "S402", "S403", "S404", "S405", "S410", "X904"}
    report = tc.compare_pairs(ROWS[:4], source_language="vi", target_language="en", independent=True)
    for c, r in zip(report.candidate.segments, report.references[0].segments, strict=True):
        alone = pairs._alone(report.candidate, c), pairs._alone(report.references[0], r)
        facts = pairs._facts(alone[0]), pairs._facts(alone[1])
        pair = Comparison(alone[0], (alone[1],), (pipeline.diagonal(1),), facts, Config())
        assert [f for rule in left_out for f in rule.run(pair)] == []
