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
        "unknown.txt": "---\nlang: tlh\n---\nnuqneH jagh.\n",
        "pairs.tsv": "id\ten\tvi\n1\tNine people died.\tChín người chết.\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "unknown.md").write_text("---\nlang: tlh\nsource: source.en.txt\n---\nnuqneH jagh.\n", encoding="utf-8")
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
    ("compare unknown.md --source source.en.txt", 3),
    ("compare good.en.txt --source source.en.txt --wire unknown.md --select F1", 3),
    ("compare unknown.md --source source.en.txt --fail-on neutral", 1),
    ("compare source.en.txt@not+a+tag --source source.en.txt", 2),
    ("compare pairs.tsv --lang vi --source-lang en", 0),
    ("compare pairs.tsv@vi", 0),
    ("compare pairs.tsv@tlh", 3),
    ("compare pairs.tsv --lang tlh --source-lang en", 3),
    ("check good unknown.md --select F1", 3),
    ("check bad unknown.md --select F1", 1),
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
    ("baseline apply unknown.md --baseline accepted.json --select F1", 3),
    ("batch good -o out --jobs 1 --select F1", 0),
    ("batch bad -o out --jobs 1 --select F1", 1),
    ("batch none -o out", 2),
    ("batch good", 2),
    ("query none", 2),
    ("align good.en.txt source.en.txt", 0),
    ("align good.en.txt none.txt", 2),
    ("facts good.en.txt", 0),
    ("facts none.txt", 2),
    ("facts unknown.md", 2),
    ("lexicon build pairs.tsv --lang vi --source-lang en -o en-vi.lexicon", 0),
    ("lexicon build none -o en-vi.lexicon", 2),
    ("lexicon build pairs.tsv", 2),
    ("lexicon show none", 2),
    ("lexicon show good.en.txt", 2),
    ("lexicon", 2),
    ("baseline", 2),
    ("rules", 0),
    ("rules F102", 0),
    ("rules F1", 2),
    ("rules X901", 0),
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
        *(["--no-html"] if line.startswith(("compare", "check")) and not {"--html", "--help"}.intersection(line.split()) else []),
    )
    assert done.status == status, done.out + done.err
    assert "Traceback" not in done.err


def test_a_language_without_data_is_named_and_the_others_are_compared(run: Run, files: Path) -> None:
    assert files.exists()
    done = run("compare", "bad.en.txt", "--source", "source.en.txt", "--wire", "unknown.md", "--no-html", "--select", "F102,X901")
    assert done.status == 1
    assert "F102" in done.out
    assert (
        "X901 unsupported-language  The candidate was not compared with the wire (unknown.md): there is no language data for “tlh”."
        in done.out
    )
    assert "Not checked: unknown.md: There is no language data for “tlh”; `transcheck rules X901` lists" in done.out
    alone = run("compare", "unknown.md", "--source", "source.en.txt")
    assert "The candidate was not checked (unknown.md)" in alone.out
    assert "Could not check: unknown.md" in (files / "reports" / "unknown.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("candidate", "source", "encoding", "status"),
    [
        ("long.txt@en", "long.vi.txt@vi", "utf-8", 0),
        ("long.txt@zh", "long.vi.txt@vi", "utf-8", 3),
        ("long.txt@en", "long.vi.txt@ru", "utf-8", 3),
        ("long.txt@en", "long.txt@en", "utf-16", 3),
        ("short.txt@zh", "short.txt@zh", "utf-8", 0),
    ],
)
def test_a_text_that_cannot_be_in_its_language_is_not_passed(
    run: Run, tmp_path: Path, candidate: str, source: str, encoding: str, status: int
) -> None:
    (tmp_path / "long.txt").write_text("The ferry sank near the coast on Sunday morning, the police said today.\n" * 2, encoding="utf-8")
    (tmp_path / "long.vi.txt").write_text("Cảnh sát hôm nay cho biết chiếc phà chìm gần bờ biển sáng Chủ nhật.\n" * 2, encoding="utf-8")
    (tmp_path / "short.txt").write_text("NATO, Reuters\n", encoding="utf-8")  # a line of names is no language
    done = run("compare", candidate, "--source", source, "--encoding", encoding, "--no-html", "--fail-on", "never")
    assert done.status == status
    assert ("Hardly any of its letters are of the script" in done.out) == (status == 3)


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
