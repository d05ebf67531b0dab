"""Bad input on the command line: one clear sentence, exit status 2, no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import MAIN, ROOT, Run

TEXT = "Nine people died when the ferry sank on Sunday.\n"


@pytest.fixture
def source(tmp_path: Path) -> str:
    (tmp_path / "source.en.txt").write_text(TEXT, encoding="utf-8")
    return "source.en.txt"


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda _: None, "article.txt: no such file."),
        (lambda f: f.mkdir(), "is a folder without an article"),
        (lambda f: f.write_bytes(b""), "article.txt is empty."),
        (lambda f: f.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)), "article.txt is a PNG image, not text."),
        (
            lambda f: f.write_bytes("Tổng thống đến Nhà Trắng. ".encode() * 9 + b"\xff\xfe\x80"),
            "is not UTF-8 and no other encoding explains",
        ),
        (lambda f: f.write_bytes(b"Nine people died. " * 1_200_000), "is longer than the 16 MB that an article is read up to"),
    ],
    ids=["missing", "folder", "empty", "binary", "encoding", "20 MB"],
)
def test_what_cannot_be_read(run: Run, tmp_path: Path, source: str, make, says: str) -> None:  # type: ignore[no-untyped-def]
    make(tmp_path / "article.txt")
    done = run("compare", "article.txt", "--source", source)
    assert done.status == 2
    assert done.out == ""
    assert says in done.err
    assert "Traceback" not in done.err
    assert len(done.err.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["compare", "source.en.txt@not+a+tag", "--source", "source.en.txt"], "“not+a+tag” is not a language tag"),
        (["facts", "source.en.txt@tlh"], "source.en.txt: There is no language data for “tlh”"),
        (["compare", "source.en.txt"], "Nothing to compare with"),
        (["compare", "-", "--source", "-"], "Standard input can be read once"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--select", "F99X"], "“F99X” is not a rule"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--severity", "F101"], "is not CODE=LEVEL"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--severity", "F101=big"], "is not CODE=LEVEL"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--format", "jsonn"], "“jsonn” is not a format"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--published", "3/2"], "is not a date"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--config", "none.toml"], "none.toml: no such file"),
        (["compare", "source.en.txt", "--sorce", "x"], "No such option"),
        (["comapre"], "No such command"),
        (["facts", "memory.tmx"], "memory.tmx holds a source and its translation; compare it by itself."),
        (["rules", "F999"], "“F999” is not a rule"),
        (["facts", "none.md"], "none.md: no such file"),
        (["align", "source.en.txt", "none.md"], "none.md: no such file"),
        (["align", "-", "-"], "Standard input can be read once"),
        (["compare", "source.en.txt", "--source", ""], "--source is empty; is a variable not set?"),
        (["compare", "source.en.txt", "--source="], "--source is empty; is a variable not set?"),
        (["check", ""], "an argument is empty"),
        (["facts", "a\n\x1b[31mb.txt"], "transcheck: a \ufffd[31mb.txt: no such file."),
        (["compare", "x", "--source", "source.en.txt", "--source", "x"], "--source is one text; name the others by --wire or --ref."),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--select", ","], "it names no rule"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--format", "json="], "“json=” names no file"),
        (["compare", "source.en.txt", "--source", "source.en.txt", "--html", "x.html", "--no-html"], "exclude each other"),
        (["init", "--source-lang", 'e"n'], "is not a language tag"),
        (["lexicon", "build", "source.en.txt", "-o", "x.lexicon", "--pair", "en"], "“en” is not two languages like vi-en"),
        (["compare"], "transcheck: Missing argument 'CANDIDATE'. See `transcheck compare --help`."),
    ],
)
def test_wrong_use(run: Run, source: str, args: list[str], says: str) -> None:  # noqa: ARG001
    done = run(*args)
    assert done.status == 2, done.err
    assert says in done.err
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.parametrize(
    "args",
    [
        ["--format", "json=source.en.txt"],
        ["--format", "json=candidate.en.txt"],
        ["--html", "./source.en.txt"],
        ["--format", "json=x", "--format", "text=x"],
    ],
)
def test_no_result_is_written_over_an_input_or_another_result(run: Run, tmp_path: Path, source: str, args: list[str]) -> None:
    (tmp_path / "candidate.en.txt").write_text(TEXT, encoding="utf-8")
    done = run("compare", "candidate.en.txt", "--source", source, *args)
    assert (done.status, done.out) == (2, "")
    assert (tmp_path / source).read_text(encoding="utf-8") == (tmp_path / "candidate.en.txt").read_text(encoding="utf-8") == TEXT


def test_a_lexicon_is_not_written_over_what_it_is_learnt_from(run: Run, tmp_path: Path) -> None:
    rows = "en\tvi\nNine people died.\tChín người chết.\n"
    (tmp_path / "memory.tsv").write_text(rows, encoding="utf-8")
    assert run("lexicon", "build", "memory.tsv", "-o", "memory.tsv").status == 2
    assert (tmp_path / "memory.tsv").read_text(encoding="utf-8") == rows


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("redirected", "status", "says"),
    [
        ("rules >/dev/full", 2, "transcheck: standard output: no space left on device.\n"),
        ("facts none.txt 2>/dev/full", 2, ""),
        ("facts - <&-", 2, "transcheck: standard input is empty.\n"),
        ("facts source.en.txt >&-", 0, ""),
        ("rules | true", 141, ""),
    ],
)
def test_streams_that_are_closed_or_full(tmp_path: Path, source: str, redirected: str, status: int, says: str) -> None:  # noqa: ARG001
    command = f'set -o pipefail; "{sys.executable}" -c "{MAIN}" {redirected}'
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, says)


def test_a_fault_of_our_own_is_neither_findings_nor_a_traceback(tmp_path: Path, source: str) -> None:  # noqa: ARG001
    code = "from transcheck import readers; readers.read = lambda *_, **__: 1 / 0; from transcheck.cli.group import run; import sys; sys.exit(run(['facts', 'x']))"
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("transcheck: stopped by a fault of its own (ZeroDivisionError division by zero)")
    traced = subprocess.run(
        [sys.executable, "-c", code], env={**env, "TRANSCHECK_TRACEBACK": "1"}, capture_output=True, text=True, check=False
    )
    assert "Traceback" in traced.stderr


def test_an_unknown_setting_names_file_line_and_the_nearest(run: Run, tmp_path: Path, source: str) -> None:
    (tmp_path / "transcheck.toml").write_text('fail-on = "major"\n\nselekt = ["F1"]\n', encoding="utf-8")
    done = run("compare", source, "--source", source)
    assert done.status == 2
    assert "transcheck.toml:3: unknown setting “selekt”. Did you mean “select”?" in done.err
