"""The same runs on Dask distributed: workers and schedulers end, the rows stay."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, Run
from test_batch import begun, row, rows, some_shards, write

pytest.importorskip("duckdb", reason="the results of a batch need DuckDB (extra batch)")
pytest.importorskip("distributed", reason="Dask distributed is not installed (extra dask)")


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]]:
    """Address, scheduler and two workers, each a process of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}

    def begin(module: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"]
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path)

    scheduler = begin("dask_scheduler", "--port", str(port))
    workers = [begin("dask_worker", address, "--nthreads", "1", "--no-nanny") for _ in range(2)]
    yield address, scheduler, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path / "articles.jsonl", [row(i) for i in range(400)])


def test_a_cluster_of_its_own_finds_the_same_rows(tmp_path: Path, run: Run) -> None:
    few = write(tmp_path / "few.jsonl", [row(i) for i in range(30)])
    for name, engine in (("local", "local"), ("dask", "dask")):
        assert run("batch", few, "-o", tmp_path / name, "--engine", engine, "--jobs", "2", "--pages", "0").status == 1
    assert rows(tmp_path / "local") == rows(tmp_path / "dask")


def test_a_killed_dask_worker_loses_and_doubles_nothing(
    articles: Path, tmp_path: Path, cluster: tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]]
) -> None:
    address, _, workers = cluster
    process = begun(articles, tmp_path / "dask", "--engine", "dask", "--scheduler", address)
    some_shards(tmp_path / "dask", 2)
    os.kill(workers[0].pid, signal.SIGKILL)
    assert process.wait() == 1
    assert begun(articles, tmp_path / "local").wait() == 1
    assert rows(tmp_path / "dask") == rows(tmp_path / "local")


def test_a_killed_scheduler_is_one_sentence_and_the_run_resumes(
    articles: Path, tmp_path: Path, cluster: tuple[str, subprocess.Popen[bytes], list[subprocess.Popen[bytes]]], run: Run
) -> None:
    address, scheduler, _ = cluster
    process = begun(articles, tmp_path / "dask", "--engine", "dask", "--scheduler", address)
    some_shards(tmp_path / "dask", 2)
    scheduler.kill()
    assert process.wait() == 2
    assert "is gone; what was done is kept" in (tmp_path / "dask" / "batch.log").read_text()
    assert run("batch", articles, "-o", tmp_path / "dask", "--resume", "--jobs", "2", "--pages", "0").status == 1
    assert begun(articles, tmp_path / "local").wait() == 1
    assert rows(tmp_path / "dask") == rows(tmp_path / "local")


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "127.0.0.1", "nonsense://x"])
def test_no_scheduler_is_one_sentence(address: str, tmp_path: Path, run: Run) -> None:
    few = write(tmp_path / "few.jsonl", [row(0)])
    done = run("batch", few, "-o", "out", "--engine", "dask", "--scheduler", address)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert f"No Dask scheduler answers at {address}" in done.err
