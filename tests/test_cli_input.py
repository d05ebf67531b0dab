"""Bad input on the command line: one clear sentence, exit status 2, no traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run

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
        (lambda f: f.write_bytes(b"Nine people died. " * 1_200_000), "an article is read up to 16 MB"),
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
        (["compare", "source.en.txt@not_a_tag", "--source", "source.en.txt"], "“not_a_tag” is not a language tag"),
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
    ],
)
def test_wrong_use(run: Run, source: str, args: list[str], says: str) -> None:  # noqa: ARG001
    done = run(*args)
    assert done.status == 2, done.err
    assert says in done.err
    assert "Traceback" not in done.err


def test_an_unknown_setting_names_file_line_and_the_nearest(run: Run, tmp_path: Path, source: str) -> None:
    (tmp_path / "transcheck.toml").write_text('fail-on = "major"\n\nselekt = ["F1"]\n', encoding="utf-8")
    done = run("compare", source, "--source", source)
    assert done.status == 2
    assert "transcheck.toml:3: unknown setting “selekt”. Did you mean “select”?" in done.err
