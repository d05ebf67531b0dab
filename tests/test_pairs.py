"""Pairs judged alone: the same report for any number of processes, and nothing lost when one of them ends."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import pytest

import transcheck as tc
from transcheck import pairs

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
