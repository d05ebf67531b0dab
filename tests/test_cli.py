"""The commands as a user meets them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import transcheck
from conftest import MAIN, ROOT, Run

CANDIDATE = "The ferry sank on Sunday.\n\nNine people died and 11,000 were saved, police said.\n"
SOURCE = "The ferry sank on Sunday.\n\nNine people died and 12,000 were saved, police said.\n"
SET = ROOT / "corpora" / "petro-white-house"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "article.en.txt").write_text(CANDIDATE, encoding="utf-8")
    (tmp_path / "source.en.txt").write_text(SOURCE, encoding="utf-8")
    return "article.en.txt", "source.en.txt"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("transcheck ba", ["batch", "baseline"]),
        ("transcheck baseline p", ["prune"]),
        ("transcheck compare --form", ["--format"]),
        ("transcheck compare --format js", ["json", "jsonl"]),
        ("transcheck check --select D20", ["D201", "D202", "D203", "D204", "D205", "D206", "D207", "D208", "D209"]),
        ("transcheck check --ignore F108,q31", ["F108,Q310", "F108,Q311"]),
        ("transcheck check --severity F108=m", ["F108=minor", "F108=major"]),
        ("transcheck rules X90", ["X901", "X902", "X903", "X904"]),
    ],
)
def test_shells_complete_commands_options_and_codes(run: Run, words: str, offered: list[str]) -> None:
    asked = {"_TRANSCHECK_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    assert sorted(line.removeprefix("plain,") for line in run(env=asked).out.splitlines()) == sorted(offered)


def test_version(run: Run) -> None:
    assert run("--version").out == f"transcheck {transcheck.__version__}\n"


def test_help_lists_the_commands(run: Run) -> None:
    done = run("--help")
    assert done.status == 0
    for name in ("compare", "align", "facts", "rules"):
        assert name in done.out


def test_help_and_version_import_nothing_heavy() -> None:
    heavy = "{'numpy', 'lxml', 'jinja2', 'msgspec', 'trafilatura', 'markdown_it', 'rapidfuzz', 'sacrebleu', 'langdetect', 'ahocorasick_rs'}"
    for argument in ("--version", "--help"):
        code = f"import sys; sys.argv = ['transcheck', '{argument}']\ntry:\n    {MAIN}\nexcept SystemExit: pass\nassert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)"
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})


def test_findings_fail_the_run(run: Run, pair: tuple[str, str]) -> None:
    done = run("compare", pair[0], "--source", pair[1])
    assert done.status == 1
    assert "Source says 12,000; " in done.out
    assert "article.en.txt" in done.out
    assert done.err == "Report: reports/article.html\n"


def test_an_article_against_itself_is_clean(run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    done = run("compare", pair[0], "--source", pair[0], "--no-html")
    assert (done.status, "No findings." in done.out) in ((0, True), (3, True))
    assert not (tmp_path / "reports").exists()
    assert done.err == "transcheck: warning: article.en.txt (source) is the same text as the candidate.\n"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--exit-zero"], 0),
        (["--fail-on", "never"], 0),
        (["--fail-on", "critical"], 0),
        (["--fail-on", "neutral"], 1),
        (["--ignore", "F1"], 0),
        (["--ignore", "F1", "--select", "F102"], 1),
        (["--ignore", "F102", "--select", "F1"], 0),
        (["--select", "D2"], 0),
        (["--severity", "F102=neutral", "--severity", "F104=neutral"], 0),
    ],
)
def test_options_decide_the_exit_status(run: Run, pair: tuple[str, str], options: list[str], status: int) -> None:
    assert run("compare", pair[0], "--source", pair[1], "--no-html", *options).status == status


def test_several_formats_at_once(run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    done = run("compare", pair[0], "--source", pair[1], "--no-html", "--format", "concise", "--format", "json=out/report.json")
    assert done.out.startswith("article.en.txt:3:22 F10")
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["schema"] == 1


def test_json_goes_to_standard_output_alone(run: Run, pair: tuple[str, str]) -> None:
    done = run("compare", pair[0], "--source", pair[1], "--format", "json")
    assert json.loads(done.out)["candidate"]["path"] == "article.en.txt"


def test_standard_input(run: Run, pair: tuple[str, str]) -> None:
    done = run("compare", "-", "--lang", "en", "--source", pair[1], "--no-html", "--format", "concise", stdin=CANDIDATE.encode())
    assert done.status == 1
    assert done.out.startswith("-:3:22 F10") or done.out.startswith("standard input:3:22 F10")


def test_a_folder_of_versions(run: Run) -> None:
    done = run("compare", SET, "--no-html", "--format", "json", "--exit-zero")
    report = json.loads(done.out)
    assert report["candidate"]["path"].endswith("candidate.en.md")
    assert {r["role"] for r in report["references"]} == {"source", "wire", "reference"}


def test_same_input_same_bytes(run: Run, pair: tuple[str, str]) -> None:
    first, second = (
        run("compare", pair[0], "--source", pair[1], "--no-html", "--format", "json", env={"PYTHONHASHSEED": s}) for s in ("1", "2")
    )
    assert first.out == second.out


def test_no_colour_unless_on_a_terminal(run: Run, pair: tuple[str, str]) -> None:
    assert "\x1b[" not in run("compare", pair[0], "--source", pair[1], "--no-html").out


@pytest.mark.parametrize(("variable", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_on_a_terminal(tmp_path: Path, pair: tuple[str, str], variable: dict[str, str], coloured: bool) -> None:
    import pty

    master, slave = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"PYTHONPATH": str(ROOT / "src"), "TERM": "xterm"} | variable
    command = [sys.executable, "-c", MAIN, "compare", pair[0], "--source", pair[1], "--no-html"]
    process = subprocess.Popen(command, stdout=slave, stderr=subprocess.DEVNULL, cwd=tmp_path, env=env)
    os.close(slave)
    seen = b""
    while True:
        try:
            chunk = os.read(master, 4096)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    process.wait()
    os.close(master)
    assert (b"\x1b[" in seen) is coloured


def test_a_c_locale_and_vietnamese_letters_in_the_path(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "bài báo số 1"
    folder.mkdir()
    (folder / "bài viết.en.txt").write_text(CANDIDATE, encoding="utf-8")
    (folder / "nguồn.vi.txt").write_text(
        "Phà chìm hôm chủ nhật.\n\nChín người chết và 12.000 người được cứu, cảnh sát cho biết.\n", encoding="utf-8"
    )
    done = run(
        "compare", folder / "bài viết.en.txt", "--source", folder / "nguồn.vi.txt", "--format", "concise", env={"LC_ALL": "C", "LANG": "C"}
    )
    assert "bài viết.en.txt:3:" in done.out
    assert (tmp_path / "reports" / "bài viết.html").exists()


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -c '{MAIN}' rules | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command], capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False
    )
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_interrupting_says_so(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MAIN, "facts", "-"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}
    )
    time.sleep(1.5)  # it now waits for standard input
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert err.strip() == b"transcheck: interrupted."


def test_a_read_only_report_folder(pair: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir(mode=0o500)
    bound: list[str] = []
    if os.geteuid() == 0:  # who may write everywhere, until told to do without
        if not (setpriv := shutil.which("setpriv")):
            pytest.skip("root may write everywhere")
        bound = [setpriv, "--bounding-set", "-dac_override,-dac_read_search"]
    command = [*bound, sys.executable, "-c", MAIN, "compare", pair[0], "--source", pair[1]]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    if done.stderr.startswith("setpriv:"):
        pytest.skip("root may write everywhere here")
    assert done.returncode == 2
    assert "reports/article.html cannot be written: permission denied." in done.stderr


def test_a_report_path_that_is_a_folder(run: Run, pair: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "page").mkdir()
    done = run("compare", pair[0], "--source", pair[1], "--html", "page")
    assert done.status == 2
    assert "page cannot be written: is a directory." in done.err


def test_facts_of_a_text(run: Run, pair: tuple[str, str]) -> None:
    assert "11,000" in run("facts", pair[0]).out
    found = json.loads(run("facts", pair[0], "--format", "json").out)
    assert {"kind": "number", "amount": "11000"} in [f["value"] for f in found["facts"]]


@pytest.mark.parametrize("form", ["json", "tsv", "tmx"])
@pytest.mark.parametrize("unit", ["paragraph", "sentence", "line"])
def test_alignment_formats(run: Run, pair: tuple[str, str], form: str, unit: str) -> None:
    done = run("align", *pair, "--format", form, "--unit", unit)
    assert done.status == 0, done.err
    if form == "json":
        assert json.loads(done.out)["beads"][0]["candidate"] == [0]
    else:
        assert "12,000" in done.out


def test_a_rule_is_explained(run: Run) -> None:
    by_code, by_name = run("rules", "S408"), run("rules", "image-empty")
    assert by_code.status == 0
    assert "S408 image-empty" in by_code.out
    assert by_code.out == by_name.out


def test_no_option_of_batch_is_taken_for_one_that_several_commands_share() -> None:
    from transcheck.cli import batch, compare
    from transcheck.cli.options import Choices

    shared = {p.name for p in compare.command.params}
    own = {p.name for p in batch.command.params} - shared
    assert "jobs" in own
    assert own.isdisjoint(Choices.__dataclass_fields__)
