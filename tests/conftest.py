"""What tests share: the checkout, and the command line run in a process of its own or in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
NPM = ROOT / "tests" / "browser" / "node_modules"
MAIN = "from transcheck.cli import main; main()"


def missing(part: str, what: str) -> NoReturn:
    """Skips for want of something; fails where ``TRANSCHECK_DEMAND`` names the part, as CI does for what it could install."""
    if part in os.environ.get("TRANSCHECK_DEMAND", "").split():
        pytest.fail(what)
    pytest.skip(what)


def from_npm(path: str) -> Path:
    """A file of a package that ``npm install --omit=peer --prefix tests/browser`` brings; the test is skipped where it did not run."""
    file = NPM / path
    if not file.is_file():
        missing("npm", f"{path} is not installed (npm install --omit=peer --prefix tests/browser)")
    return file


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *args: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran: ...


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``transcheck`` as a process in an empty folder."""

    def call(*args: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-c", MAIN, *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **(env or {})},
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return call


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
