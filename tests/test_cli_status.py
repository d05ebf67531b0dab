"""The table of exit status for every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run

SOURCE = "Nine people died and 12,000 were saved on Sunday.\n"
BAD = "Nine people died and 11,500 were saved on Sunday.\n"
BASELINE = '{"version": 1, "entries": []}'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in {
        "good.en.txt": SOURCE.replace("on Sunday", "this Sunday"),
        "bad.en.txt": BAD,
        "source.en.txt": SOURCE,
        "accepted.json": BASELINE,
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for folder, text in (("bad", BAD), ("good", SOURCE)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "candidate.en.txt").write_text(text, encoding="utf-8")
        (tmp_path / folder / "source.en.txt").write_text(SOURCE, encoding="utf-8")
    return tmp_path


TABLE = [
    ("compare good.en.txt --source source.en.txt --select F1", 0),
    ("compare bad.en.txt --source source.en.txt --select F1", 1),
    ("compare bad.en.txt --source source.en.txt --select F1 --exit-zero", 0),
    ("compare bad.en.txt --source none.txt", 2),
    ("compare bad.en.txt --source source.en.txt --html source.en.txt/page.html", 2),
    ("check good --select F1", 0),
    ("check bad --select F1", 1),
    ("check bad --fail-on never", 0),
    ("check none", 2),
    ("check --unknown", 2),
    ("baseline create bad --reason x --baseline new.json", 0),
    ("baseline create bad", 2),
    ("baseline apply bad --baseline accepted.json --select F1", 1),
    ("baseline apply good --baseline accepted.json --select F1", 0),
    ("baseline apply good --baseline none.json", 2),
    ("baseline prune good --baseline accepted.json", 0),
    ("baseline prune good --baseline good.en.txt", 2),
    ("align good.en.txt source.en.txt", 0),
    ("align good.en.txt none.txt", 2),
    ("facts good.en.txt", 0),
    ("facts none.txt", 2),
    ("rules", 0),
    ("rules F102", 0),
    ("rules F1", 2),
    ("init", 0),
    ("init --nonsense", 2),
    ("nonsense", 2),
    ("", 2),
    ("--help", 0),
    ("compare --help", 0),
    ("--version", 0),
]


@pytest.mark.parametrize(("line", "status"), TABLE, ids=[line or "nothing" for line, _ in TABLE])
def test_exit_status(run: Run, files: Path, line: str, status: int) -> None:  # noqa: ARG001
    done = run(
        *line.split(),
        *(
            ["--no-html"]
            if line.startswith(("compare bad", "check", "compare good")) and "--html" not in line and "none" not in line
            else []
        ),
    )
    assert done.status == status, done.out + done.err
    assert "Traceback" not in done.err


def test_what_was_not_checked_is_status_three(run: Run, files: Path, tmp_path: Path) -> None:
    """A rule that crashes: the others still report, the run is incomplete."""
    assert files.exists()
    target = tmp_path / "installed"
    info = target / "bad-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[transcheck.rules]\nx = crash:RULE\n", encoding="utf-8")
    rule = "from transcheck.model import Rule\ndef crash(comparison):\n    '''Crashes.'''\n    raise ZeroDivisionError('no')\nRULE = Rule('Z002', 'crash', 'minor', ('a', 'b'), crash)\n"
    (target / "crash.py").write_text(rule, encoding="utf-8")
    from conftest import ROOT

    env = {"PYTHONPATH": f"{ROOT / 'src'}:{target}"}
    done = run("compare", "good.en.txt", "--source", "source.en.txt", "--no-html", "--select", "F1,Z", env=env)
    assert done.status == 3
    assert "Not checked: rule Z002: it stopped with ZeroDivisionError: no" in done.out
    assert run("compare", "bad.en.txt", "--source", "source.en.txt", "--no-html", "--select", "F1,Z", env=env).status == 1
