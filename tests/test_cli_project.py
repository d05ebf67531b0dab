"""check, baseline, init and bilingual files on the command line."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from conftest import Run
from transcheck import config
from transcheck.readers import discovery

SOURCE = "Chiếc phà chìm hôm chủ nhật.\n\nChín người chết và 12.000 người được cứu, cảnh sát cho biết.\n"
BAD = "The ferry sank on Sunday.\n\nNine people died and 11,500 people were saved, police said.\n"
GOOD = BAD.replace("11,500", "12,000")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "transcheck.toml").write_text(
        'source-language = "vi"\nselect = ["F102", "F104", "X9"]\nexclude = ["drafts/**"]\n', encoding="utf-8"
    )
    for name, text in {
        "news/ferry.en.md": BAD,
        "news/ferry.vi.md": SOURCE,
        "news/dam.en.md": GOOD,
        "news/dam.vi.md": SOURCE,
        "news/alone.en.md": BAD,
        "drafts/x.en.md": BAD,
        "drafts/x.vi.md": SOURCE,
        "sets/one/candidate.en.md": GOOD,
        "sets/one/source.vi.md": SOURCE,
        "head/text.md": f"---\nlang: en\nsource: original.md\n---\n{BAD}",
        "head/original.md": f"---\nlang: vi\n---\n{SOURCE}",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def checked(out: str) -> list[str]:
    return sorted(
        r["candidate"]["path"].split("/", 1)[-1]
        if not r["candidate"]["path"].startswith("/")
        else "/".join(Path(r["candidate"]["path"]).parts[-2:])
        for r in json.loads(out)
    )


def test_check_finds_articles_in_every_way(run: Run, tree: Path) -> None:
    done = run("check", "--format", "json", "--no-html")
    assert done.status == 1, done.err
    paths = [str(Path(r["candidate"]["path"])) for r in json.loads(done.out)]
    assert [p.removeprefix(f"{tree}/") for p in paths] == ["head/text.md", "news/dam.en.md", "news/ferry.en.md", "sets/one/candidate.en.md"]


def test_check_of_a_folder_or_a_file_or_a_source(run: Run, tree: Path) -> None:  # noqa: ARG001
    assert run("check", "sets", "--no-html").status == 0
    assert run("check", "news/dam.en.md", "--no-html").status == 0
    assert run("check", "news/ferry.en.md", "--no-html").status == 1
    assert run("check", "news/ferry.vi.md", "--no-html").status == 1
    assert run("check", "news/alone.en.md", "--no-html").status == 0


def test_check_writes_a_page_for_each(run: Run, tree: Path) -> None:
    run("check", "news")
    assert sorted(p.name for p in (tree / "reports").iterdir()) == ["index.html", "news-dam.en.html", "news-ferry.en.html"]


def test_check_goes_on_after_an_unreadable_article(run: Run, tree: Path) -> None:
    (tree / "news" / "dam.en.md").write_bytes(b"")
    done = run("check", "news", "--no-html", "--format", "concise")
    assert done.status == 2
    assert "dam.en.md is empty." in done.err
    assert "ferry.en.md:3:" in done.out


def test_what_cannot_be_compared_is_said_and_the_rest_is_checked(run: Run, tree: Path) -> None:
    (tree / "head" / "original.md").unlink()
    (tree / "sets" / "one" / "source.vi.md").unlink()
    (tree / "sets" / "two").mkdir()
    for language in ("en", "de"):
        (tree / "sets" / "two" / f"candidate.{language}.md").write_text(GOOD, encoding="utf-8")
    (tree / "agency.md").write_text("---\nlang: en\nsource: Reuters\n---\nNine people died.\n", encoding="utf-8")
    (tree / "away.md").symlink_to("nowhere.md")
    (tree / "circle.txt").symlink_to("circle.txt")
    done = run("check", "--no-html", "--format", "concise")
    assert done.status == 2
    assert sorted(done.err.splitlines()) == [
        "transcheck: away.md: no such file or directory.",
        "transcheck: circle.txt: too many levels of symbolic links.",
        "transcheck: head/text.md: original.md, which its front matter names, is not there.",
        "transcheck: sets/one/candidate.en.md: there is no version to compare it with.",
        "transcheck: sets/two has several candidates (candidate.de.md, candidate.en.md); name one of them.",
    ]
    assert "ferry.en.md:3:" in done.out


def test_articles_whose_names_differ_in_the_suffix_have_a_page_each(run: Run, tree: Path) -> None:
    for suffix in ("md", "txt"):
        (tree / "head" / f"index.{suffix}").write_text(f"---\nlang: en\nsource: original.md\n---\n{BAD}", encoding="utf-8")
    run("check", "head", "--html", "pages")
    assert sorted(p.name for p in (tree / "pages").iterdir()) == ["head-index-2.html", "head-index.html", "head-text.html", "index.html"]


def test_a_folder_that_may_not_be_read_is_said(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("news"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    found = discovery.articles(config.load(None, str(tree)), [str(tree)])
    assert [v.why for v in found if v.why] == [f"{tree}/news: permission denied."]


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes on Linux only")
@pytest.mark.parametrize("form", ["json", "jsonl", "sarif", "junit", "gitlab", "github", "markdown", "text"])
def test_a_name_that_is_not_utf_8(run: Run, tree: Path, form: str) -> None:
    for language in ("en", "vi"):
        os.rename(tree / "news" / f"ferry.{language}.md", os.fsencode(tree / "news") + b"/b\xff." + language.encode() + b".md")
    done = run("check", "news", "--html", "pages", "--format", form)
    assert done.status == 1, done.err
    assert "b\ufffd.en.md" in unquote(done.out)


def test_units_with_one_side_are_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "memory.tsv").write_text("en\tvi\nNine people died.\tChín người chết.\nTen left.\t\n\tMười.\n", encoding="utf-8")
    done = run("compare", "memory.tsv", "--no-html")
    assert (done.status, done.err) == (
        0,
        "transcheck: memory.tsv: 2 of 3 units have a text on one side only and are not compared.\n",
    )


def test_check_of_nothing_says_so(run: Run, tmp_path: Path) -> None:
    done = run("check", "--no-html", "--format", "json")
    assert (done.status, done.out) == (0, "[]\n")
    assert "no articles found" in done.err
    assert run("check", "none").status == 2
    assert tmp_path.exists()


def test_baseline_create_apply_prune(run: Run, tree: Path) -> None:
    created = run(
        "baseline", "create", "--reason", "before the rules", "--author", "desk", "--expires", "2026-12-31", "--today", "2026-03-01"
    )
    assert created.status == 0
    assert "2 entries added, 2 in all." in created.err
    file = tree / "transcheck-baseline.json"
    before = file.read_bytes()
    assert {e["path"] for e in json.loads(before)["entries"]} == {"news/ferry.en.md", "head/text.md"}

    again = run("check", "--baseline", file, "--no-html", "--today", "2026-03-01")
    assert again.status == 0, again.out
    assert run("baseline", "apply", "--no-html", "--today", "2026-03-01").status == 0
    assert run("check", "--baseline", file, "--no-html", "--today", "2027-01-01").status == 1
    assert file.read_bytes() == before

    (tree / "news" / "ferry.en.md").write_text(GOOD, encoding="utf-8")
    stale = run("check", "--baseline", file, "--no-html", "--format", "concise", "--today", "2026-03-01")
    assert "X903 The baseline's entry for F102" in stale.out
    pruned = run("baseline", "prune", "--today", "2026-03-01")
    assert "1 entries removed, 1 left." in pruned.err


def test_a_baseline_needs_a_reason(run: Run, tree: Path) -> None:  # noqa: ARG001
    assert run("baseline", "create").status == 2
    assert run("baseline", "create", "--reason", " ").status == 2


def test_a_missing_baseline_is_an_error(run: Run, tree: Path) -> None:  # noqa: ARG001
    done = run("check", "--baseline", "none.json")
    assert done.status == 2
    assert "none.json: no such file; make it with" in done.err


def test_init_writes_a_file_that_loads(run: Run, tree: Path) -> None:
    (tree / "transcheck.toml").unlink()
    done = run("init")
    assert done.status == 0
    text = (tree / "transcheck.toml").read_text(encoding="utf-8")
    assert 'source-language = "en"  # found in names here: en, vi' in text
    assert run("check", "sets", "--no-html").status == 0
    assert run("init").status == 2
    assert run("init", "--force", "--source-lang", "vi").status == 0
    uncommented = "\n".join(
        line[2:] if line.startswith("# ") and (" = " in line or line.startswith("# [[")) else line for line in text.splitlines()
    )
    (tree / "transcheck.toml").write_text(uncommented.replace('"news/talks', '"news/ferry'), encoding="utf-8")
    assert "transcheck.toml" not in run("check", "sets", "--no-html").err


def test_a_bilingual_file_by_itself(run: Run, tmp_path: Path) -> None:
    rows = [
        {"id": "r1", "vi": "Chín người chết.", "en": "Nine people died."},
        {"id": "r2", "vi": "12.000 người được cứu.", "en": "11,500 people were saved."},
    ]
    (tmp_path / "memory.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run("compare", "memory.jsonl", "--format", "json", "--no-html", "--select", "F102")
    assert done.status == 1
    found = json.loads(done.out)["findings"]
    assert [(f["key"], f["code"], f["candidate"]["line"]) for f in found] == [("r2", "F102", 2)]


def test_bilingual_files_are_checked_together_and_each_is_found_what_it_has(run: Run, tree: Path) -> None:
    def catalogue(language: str, *rows: tuple[str, str]) -> str:
        head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        return head + "".join(f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in rows)

    source = "The museum has 40 rooms."
    files = {
        "de.po": catalogue("de", (source, "Das Museum hat 40 Räume.")),
        "fr.po": catalogue("fr", (source, "Le musée compte 14 salles.")),
        "ja.po": catalogue("ja", ("See the news.", ""), ("Read more.", "")),
        "memory.xlf": '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="en" target-language="es" '
        f'datatype="plaintext" original="x"><body><trans-unit id="1"><source>{source}</source><target>El museo tiene 41 salas.</target>'
        "</trans-unit></body></file></xliff>",
    }
    (tree / "locale").mkdir()
    for name, text in files.items():
        (tree / "locale" / name).write_text(text, encoding="utf-8")
    done = run("check", "locale", "--format", "json", "--no-html", "--select", "F1")
    assert (done.status, "ja.po has no unit with both" in done.err) == (2, True)
    found = {Path(r["candidate"]["path"]).name: [f["code"] for f in r["findings"]] for r in json.loads(done.out)}
    assert found == {"de.po": [], "fr.po": ["F102"], "memory.xlf": ["F102"]}
