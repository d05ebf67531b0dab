"""Runs over many articles: whatever happens to a process, every row ends once, as a result or as a failure."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import MAIN, ROOT, Run
from poison import Poisoned
from transcheck.batch import folder as folders
from transcheck.batch import lexicons, manifest, results, shards
from transcheck.batch import run as batch
from transcheck.batch.rows import Broken, Row
from transcheck.config import Project, Section
from transcheck.errors import ConfigError, ReadError, TranscheckError

duckdb = pytest.importorskip("duckdb", reason="the results of a batch need DuckDB (extra batch)")


def row(i: int, **more: object) -> dict[str, object]:
    return {
        "id": f"a{i}",
        "candidate_text": f"The ferry sank on Sunday.\n\nNine people died and {1000 + i * (i % 3 == 0)} were saved, police said.",
        "source_text": "The ferry sank on Sunday.\n\nNine people died and 1000 were saved, police said.",
        "candidate_language": "en",
        "source_language": "en",
        "published": f"2026-{i % 12 + 1:02d}-01",
        **more,
    }


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write(tmp_path / "articles.jsonl", [row(i) for i in range(40)])


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]))

    def call(path: Path, folder: Path, **more: Any) -> dict[str, Any]:
        order = batch.Order(
            path, folder, more.pop("project", Project()), more.pop("choices", Poisoned()), **{"jobs": 2, "pages": 0, **more}
        )
        return batch.run(order, lambda *_: None)

    return call


def rows(folder: Path) -> list[Any]:
    """Everything a run found, in a fixed order."""
    found: list[Any] = []
    with results.opened(folder) as db:
        for table in ("articles", "findings", "failures"):
            found += db.execute(f"select * from {table} order by all").fetchall()
    return found


def poisoned(**sections: str) -> Project:
    """Articles (by id) that do something to the process."""
    return Project(sections=tuple(Section(paths=(path,), ignore=(what,)) for what, path in sections.items()))


def failures(folder: Path) -> list[tuple[str, str]]:
    with results.opened(folder) as db:
        return db.execute("select id, stage from failures order by article").fetchall()


# --- what is found ------------------------------------------------------------------------------------------------


def test_every_article_is_judged_once(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    summary = judge(articles, tmp_path / "out", chunk=7)
    assert (summary["rows"], summary["articles"], summary["failures"]) == (40, 40, 0)
    with results.opened(tmp_path / "out") as db:
        wrong = db.execute("select distinct article from findings where severity in ('major', 'critical') order by 1").fetchall()
    assert wrong == [(i + 1,) for i in range(3, 40, 3)]


def test_the_cut_into_chunks_and_the_number_of_workers_change_nothing(
    articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]
) -> None:
    judge(articles, tmp_path / "one", chunk=40, jobs=1)
    judge(articles, tmp_path / "many", chunk=3, jobs=2)
    assert rows(tmp_path / "one") == rows(tmp_path / "many")


def test_the_worst_articles_have_a_page_in_the_index(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    judge(articles, tmp_path / "out", pages=5)
    assert len(list((tmp_path / "out" / "pages").iterdir())) == 5
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "The worst 5 of 40 articles" in index
    assert index.count("href=pages/") + index.count('href="pages/') == 5


def test_paths_are_relative_to_the_manifest(tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Nine people died on Sunday.", encoding="utf-8")
    (tmp_path / "news" / "b.txt").write_text("Nine people died on Sunday.", encoding="utf-8")
    path = write(tmp_path / "news" / "m.jsonl", [{"candidate": "a.txt@en", "source": "b.txt", "source_language": "en"}])
    assert judge(path, tmp_path / "out")["articles"] == 1
    with results.opened(tmp_path / "out") as db:
        assert db.execute("select path, language from articles").fetchall() == [("a.txt", "en")]


def test_a_translation_memory_is_judged_pair_by_pair(tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    path = write(
        tmp_path / "memory.jsonl",
        [
            {
                "id": f"u{i}",
                "source": "It costs 12 euros.",
                "target": f"Es kostet {12 + i} Euro.",
                "source_language": "en",
                "target_language": "de",
            }
            for i in range(3)
        ],
    )
    judge(path, tmp_path / "out")
    with results.opened(tmp_path / "out") as db:
        assert db.execute("select distinct unit from findings order by 1").fetchall() == [("u1",), ("u2",)]


def test_lexicons_are_learnt_in_a_first_pass_and_kept(tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    german = ["Der Hund bellt laut.", "Die Katze schläft heute.", "Das Haus brennt wieder."]
    english = ["The dog barks loudly.", "The cat sleeps today.", "The house burns again."]
    texts = [
        ([e, f"In {i} minutes it ends."], [d, f"In {i} Minuten endet es."]) for i in range(8) for e, d in zip(english, german, strict=True)
    ]
    path = write(
        tmp_path / "m.jsonl",
        [row(i, candidate_text="\n\n".join(e), source_text="\n\n".join(d), source_language="de") for i, (e, d) in enumerate(texts)],
    )
    judge(path, tmp_path / "out", learn=True)
    lexicon = tmp_path / "out" / lexicons.FOLDER / "de-en.lexicon"
    before = lexicon.stat().st_mtime_ns
    judge(path, tmp_path / "out", learn=True, resume=True)
    assert lexicon.stat().st_mtime_ns == before


# --- what goes wrong ----------------------------------------------------------------------------------------------


def test_broken_rows_are_reported_with_their_line_and_the_rest_is_done(tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    path = tmp_path / "m.jsonl"
    lines = [
        json.dumps(row(0)),
        "{not json",
        json.dumps({"id": "b", "candidate": "x.txt"}),
        json.dumps({"candidat": "x"}),
        json.dumps(row(4)),
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    summary = judge(path, tmp_path / "out")
    assert (summary["articles"], summary["failures"]) == (2, 3)
    with results.opened(tmp_path / "out") as db:
        found = db.execute("select article, stage, why from failures order by article").fetchall()
    assert [(line, stage) for line, stage, _ in found] == [(2, "manifest"), (3, "manifest"), (4, "manifest")]
    assert "Did you mean “candidate”?" in found[2][2]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"target": "Nine died.", "target_language": "en"}, "“candidate_text”, which is of an article"),
        ({"candidate_text": None, "candidate": "-"}, "standard input is empty"),
        ({"candidate_text": None, "candidate": "x" * 5000}, "name too long"),
        ({"candidate_language": "klingon"}, "no language data for “klingon”"),
        ({"published": True}, "expected a date like"),
    ],
)
def test_a_row_that_is_odd_is_one_failure(more: dict[str, object], why: str, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    path = write(tmp_path / "m.jsonl", [row(0), row(1, **more), row(2)])
    assert judge(path, tmp_path / "out", seconds=20)["articles"] == 2
    with results.opened(tmp_path / "out") as db:
        found = db.execute("select article, why from failures").fetchall()
    assert [(number, why in said) for number, said in found] == [(2, True)], found


def test_a_folder_with_sets_that_cannot_be_compared(tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    for folder, names in {
        "a": ("candidate.en.txt", "source.en.txt"),
        "b": ("candidate.en.txt",),
        "c": ("candidate.en.txt", "candidate.de.txt"),
    }.items():
        (tmp_path / "sets" / folder).mkdir(parents=True)
        for name in names:
            (tmp_path / "sets" / folder / name).write_text(f"Nine people died, says {name}.", encoding="utf-8")
    summary = judge(tmp_path / "sets", tmp_path / "out")
    assert (summary["articles"], summary["failures"], summary["stages"]) == (1, 2, {"manifest": 2})


def test_an_article_that_cannot_be_read_is_one_failed_row(tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    path = write(tmp_path / "m.jsonl", [row(0), {"id": "gone", "candidate": "gone.txt", "source_text": "It is.", "source_language": "en"}])
    judge(path, tmp_path / "out")
    assert failures(tmp_path / "out") == [("gone", "read")]


@pytest.mark.parametrize(("what", "stage"), [("KILL", "killed"), ("SLEEP", "time"), ("RAISE", "check"), ("MEMORY", "memory")])
def test_a_poison_article_is_one_failed_row(
    what: str, stage: str, articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]
) -> None:
    if what == "MEMORY" and sys.platform != "linux":
        pytest.skip("only Linux limits the data of a process")
    summary = judge(articles, tmp_path / "out", project=poisoned(**{what: "a11"}), seconds=1.5 if what == "SLEEP" else 60, chunk=10)
    assert summary["articles"] == 39
    assert failures(tmp_path / "out") == [("a11", stage)]


def test_what_failed_is_tried_again_when_asked_for(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    project = poisoned(KILL="a11")
    judge(articles, tmp_path / "out", project=project, chunk=10)
    judge(articles, tmp_path / "out", project=project, resume=True)
    log = (tmp_path / "out" / folders.LOG).read_text()
    judge(articles, tmp_path / "out", project=project, resume=True, retry=True)
    tried = (tmp_path / "out" / folders.LOG).read_text()[len(log) :]
    assert "40 were there already" in log
    assert "30 were there already" in tried
    assert failures(tmp_path / "out") == [("a11", "killed")]


def test_a_changed_setting_is_refused_with_the_difference(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    judge(articles, tmp_path / "out", chunk=10)
    with pytest.raises(ConfigError, match="“chunk” was 10 and is 11"):
        judge(articles, tmp_path / "out", chunk=11, resume=True)


def test_a_folder_that_holds_a_run_is_not_used_for_another(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    judge(articles, tmp_path / "out")
    with pytest.raises(ConfigError, match="holds a run already"):
        judge(articles, tmp_path / "out")


def test_files_that_no_run_made_are_not_written_over(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    (tmp_path / "articles.parquet").write_text("somebody's")
    with pytest.raises(ConfigError, match=r"articles\.parquet is there already and not of a run"):
        judge(articles, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["articles.jsonl", "articles.parquet"]


def test_two_runs_in_one_folder(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    with folders.claimed(tmp_path / "out"), pytest.raises(TranscheckError, match="in use by another run"):
        judge(articles, tmp_path / "out")
    assert judge(articles, tmp_path / "out")["articles"] == 40


def test_a_folder_that_cannot_be_written(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(TranscheckError, match="cannot be written: "):
        judge(articles, tmp_path / "file" / "out")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_one_sentence(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    shard = shards.path(tmp_path / "out", 0)
    shard.parent.mkdir(parents=True)
    probe = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0)"])
    probe.wait()
    folder = tmp_path / "out" / shards.FOLDER / "000"
    for pid in range(probe.pid, probe.pid + 4000):  # whatever numbers the workers get, what they write to is full
        (folder / f".{shard.name}.{pid}").symlink_to("/dev/full")
    with pytest.raises(TranscheckError, match="cannot be written: no space left on device"):
        judge(articles, tmp_path / "out", chunk=40)


# --- killed and resumed -------------------------------------------------------------------------------------------


def begun(manifest_: Path, folder: Path, *more: str, stderr: int | None = None) -> subprocess.Popen[bytes]:
    """A run as a process of its own, killed by whoever started it."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            MAIN,
            "batch",
            str(manifest_),
            "-o",
            str(folder),
            "--chunk",
            "5",
            "--jobs",
            "2",
            "--pages",
            "0",
            "-q",
            *more,
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,  # a shell's background job ignores it
    )


def some_shards(folder: Path, n: int) -> None:
    for _ in range(1_000):
        if len(list((folder / shards.FOLDER).glob("*/0*"))) >= n:
            return
        time.sleep(0.1)
    pytest.fail("no shards came")


def test_a_killed_run_resumes_to_the_same_rows(tmp_path: Path, run: Run) -> None:
    many = write(tmp_path / "many.jsonl", [row(i) for i in range(400)])
    whole = begun(many, tmp_path / "whole")
    killed = begun(many, tmp_path / "killed")
    some_shards(tmp_path / "killed", 3)
    killed.kill()
    killed.wait()
    assert whole.wait() == 1
    done = run("batch", many, "-o", tmp_path / "killed", "--resume", "--jobs", "2", "--pages", "0")
    assert done.status == 1
    assert "were there already" in (tmp_path / "killed" / folders.LOG).read_text()
    assert rows(tmp_path / "whole") == rows(tmp_path / "killed")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="children are found in /proc")
def test_killed_workers_change_nothing(tmp_path: Path) -> None:
    many = write(tmp_path / "many.jsonl", [row(i) for i in range(400)])
    process = begun(many, tmp_path / "out")
    some_shards(tmp_path / "out", 2)
    for child in children(process.pid):
        os.kill(child, signal.SIGKILL)
    assert process.wait() == 1
    assert "signal 9" in (tmp_path / "out" / folders.LOG).read_text()
    assert len(rows(tmp_path / "out")) >= 400
    assert failures(tmp_path / "out") == []


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return sorted({int(c) for t in tasks for c in t.read_text().split()})


def test_changed_and_added_articles_are_all_that_is_done_again(
    articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]
) -> None:
    judge(articles, tmp_path / "out", chunk=10)
    write(articles, [row(i, **({"candidate_text": "Nothing at all."} if i == 25 else {})) for i in range(43)])
    judge(articles, tmp_path / "out", resume=True)
    judge(articles, tmp_path / "fresh", chunk=10)
    assert rows(tmp_path / "out") == rows(tmp_path / "fresh")
    assert "43 rows done, 0 of them failed, 30 were there already." in (tmp_path / "out" / folders.LOG).read_text()


@pytest.mark.parametrize("what", ["gone", "cut", "junk"])
def test_a_shard_that_is_damaged_is_made_again(what: str, articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    judge(articles, tmp_path / "out", chunk=10)
    whole = rows(tmp_path / "out")
    shard = shards.path(tmp_path / "out", 2)
    data = shard.read_bytes()
    shard.unlink()
    if what != "gone":
        shard.write_bytes(data[:-20] if what == "cut" else b"junk")
    judge(articles, tmp_path / "out", resume=True)
    assert rows(tmp_path / "out") == whole
    assert "30 were there already" in (tmp_path / "out" / folders.LOG).read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_says_how_to_go_on(tmp_path: Path, number: signal.Signals) -> None:
    many = write(tmp_path / "many.jsonl", [row(i) for i in range(2000)])
    process = begun(many, tmp_path / "out", stderr=subprocess.PIPE)
    some_shards(tmp_path / "out", 1)
    process.send_signal(number)
    said = process.communicate()[1].decode()
    assert (process.returncode, said) == (130, f"transcheck: interrupted; what is done is kept in {tmp_path}/out: go on with --resume.\n")
    assert (tmp_path / "out" / folders.LOG).read_text().endswith("Interrupted.\n")
    assert not (tmp_path / "out" / results.SUMMARY).exists()


def test_a_shorter_manifest_leaves_nothing_behind(articles: Path, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    judge(articles, tmp_path / "out", chunk=10)
    write(articles, [row(i) for i in range(15)])
    assert judge(articles, tmp_path / "out", resume=True)["articles"] == 15


# --- manifests ----------------------------------------------------------------------------------------------------


def test_the_same_rows_from_every_kind_of_manifest(tmp_path: Path) -> None:
    records = [row(i, candidate_text=f"Nine died, {i} were hurt.", source_text="Nine died.") for i in range(5)]
    write(tmp_path / "m.jsonl", records)
    lines = ["\t".join(records[0]), *("\t".join(map(str, r.values())) for r in records)]
    (tmp_path / "m.tsv").write_text("\n".join(lines), encoding="utf-8")
    duckdb.sql(f"copy (select * from read_json('{tmp_path}/m.jsonl')) to '{tmp_path}/m.parquet'")
    found = [list(manifest.rows(tmp_path / name, Project())) for name in ("m.jsonl", "m.tsv", "m.parquet")]
    assert [r.id for r in found[0]] == ["a0", "a1", "a2", "a3", "a4"]
    assert [(r.id, *r.sides) for r in found[1] if isinstance(r, Row)] == [(r.id, *r.sides) for r in found[0] if isinstance(r, Row)]
    assert found[2] == found[0]


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("m.txt", "x", "is no manifest"),
        ("m.jsonl", "", "holds no rows"),
        ("m.jsonl", "\n  \n", "holds no rows"),
        ("m.tsv", "id\tcandidate\tsource\n", "holds no rows"),
        ("m.tsv", "candidate\tsource\tsource\nx\ty\tz\n", "“source” more than once"),
        ("m.tsv", "id\tsource\n1\tx\n", "one of them “candidate”"),
        ("m.tsv", "id\tcandidate\tsuorce\n1\tx\ty\n", "Did you mean “source”?"),
        ("m.parquet", "not parquet", "cannot be read as Parquet"),
    ],
)
def test_what_is_no_manifest(name: str, text: str, why: str, tmp_path: Path, judge: Callable[..., dict[str, Any]]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=why):
        judge(tmp_path / name, tmp_path / "out")


def test_a_manifest_with_a_byte_order_mark_and_other_line_ends(tmp_path: Path) -> None:
    (tmp_path / "m.jsonl").write_bytes(("\ufeff" + "\r\n".join(json.dumps(row(i)) for i in range(2))).encode())
    (tmp_path / "m.tsv").write_bytes("\ufeffid\tcandidate\tsource\r\na0\ta\tb\r\na1\ta \xe9\tb\r\n".encode())
    for name in ("m.jsonl", "m.tsv"):
        found = list(manifest.rows(tmp_path / name, Project()))
        assert [r.id for r in found if isinstance(r, Row)] == ["a0", "a1"]


@pytest.mark.parametrize("name", ["m.jsonl", "m.tsv"])
def test_a_manifest_in_another_encoding(name: str, tmp_path: Path) -> None:
    text = (
        "candidate\tsource\ncaf\xe9\tb\n"
        if name == "m.tsv"
        else '{"candidate": "b", "source": "c"}\n{"candidate": "caf\xe9", "source": "b"}\n'
    )
    (tmp_path / name).write_bytes(text.encode("latin-1"))
    assert [r.why for r in manifest.rows(tmp_path / name, Project()) if isinstance(r, Broken)] == ["The line is not UTF-8 text."]
    (tmp_path / name).write_text(text, encoding="utf-16")
    with pytest.raises(ReadError, match="a manifest must be UTF-8"):
        next(manifest.rows(tmp_path / name, Project()))


# --- the commands -------------------------------------------------------------------------------------------------


def test_the_command_and_the_three_ready_questions(run: Run) -> None:
    done = run("batch", ROOT / "corpora" / "typhoon-marani", "-o", "out", "--pages", "1")
    assert done.status == 1
    assert done.out.startswith("1 article, 1 with findings that fail the run.\nFindings: ")
    assert done.err.startswith("Results: out/findings.parquet")
    for question in ("worst", "rules", "drift"):
        asked = run("query", question, "out")
        assert asked.status == 0
        assert len(asked.out.splitlines()) >= 3
    assert run("query", "select count(*) as n from articles", "out", "--format", "jsonl").out == '{"n":1}\n'


def test_a_query_that_fails_and_a_folder_without_results(run: Run) -> None:
    assert run("query", "worst", "nothing").err == (
        "transcheck: nothing holds no results: articles.parquet is missing; finish the run with `transcheck batch … --resume`.\n"
    )
    run("batch", ROOT / "corpora" / "typhoon-marani", "-o", "out", "--pages", "0", "-q")
    failed = run("query", "select nonsense", "out")
    assert (failed.status, failed.err.count("\n")) == (2, 1)
    assert run("query", "select * from read_text('/etc/hosts')", "out").status == 2
    assert run("query", ";", "out").err == "transcheck: The query is empty.\n"
    assert "Did you mean “worst”?" in run("query", "worts", "out").err
    assert run("query", "select 1 as n, 2 as n", "out", "--format", "jsonl").out == '{"n":1,"n_1":2}\n'
