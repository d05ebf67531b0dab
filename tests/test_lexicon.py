"""Lexicons: learnt by the command line from whatever holds two languages, used by every command, and named in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from transcheck.alignment import Lexicon
from transcheck.cli.group import run, transcheck

SAMPLES = Path(__file__).parent / "readers" / "samples"
SETS = Path(__file__).resolve().parents[1] / "corpora"
EN = ["The bridge was closed on Monday.", "A ferry carries three hundred people.", "The mayor promised money for the shops."]
ES = ["El puente se cerró el lunes.", "Un transbordador lleva a trescientas personas.", "La alcaldesa prometió dinero a las tiendas."]


def build(*arguments: str) -> int:
    return run(["lexicon", "build", *arguments])


@pytest.mark.parametrize("name", ["memory.tmx", "two.xliff", "menu.po", "rows.csv", "rows.jsonl"])
def test_every_bilingual_format_can_be_learnt_from(name: str, tmp_path: Path) -> None:
    out = tmp_path / "x.lexicon"
    assert build(str(SAMPLES / name), "-o", str(out), "--source-lang", "en", "--lang", "vi") == 0
    assert Lexicon.load(out).pairs > 0


def test_a_lexicon_of_article_sets_is_for_the_pair_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "vi-en.lexicon"
    assert build(str(SETS), "--pair", "en-vi", "-o", str(out)) == 0
    assert set(Lexicon.load(out).languages) == {"en", "vi"}


def test_several_pairs_of_languages_are_refused_by_their_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(str(SETS), "-o", str(tmp_path / "x")) == 2
    assert "name one with --pair" in capsys.readouterr().err


def test_texts_in_both_directions_are_one_lexicon(tmp_path: Path) -> None:
    for name, head, rows in (("a", "en\tes", zip(EN, ES, strict=True)), ("b", "es\ten", zip(ES, EN, strict=True))):
        body = "".join(f"{x}\t{y}\n" for x, y in rows)
        (tmp_path / f"{name}.tsv").write_text(f"{head}\n{body}", encoding="utf-8")
    assert build(*(str(tmp_path / f"{n}.tsv") for n in "ab"), "-o", str(tmp_path / "x.lexicon"), "--licence", "ours") == 0
    found = Lexicon.load(tmp_path / "x.lexicon")
    assert (found.pairs, found.licence) == (6, "ours")


def test_a_report_names_the_lexicon_it_was_made_with(tmp_path: Path) -> None:
    out = str(tmp_path / "vi-en.lexicon")
    assert build(str(SETS), "--pair", "vi-en", "-o", out) == 0
    arguments = ["compare", str(SETS / "steel-third-quarter"), "--lexicon", out, "--no-html", "--format", "json", "--exit-zero"]
    result = CliRunner().invoke(transcheck, arguments)
    assert f"lexicon={Lexicon.load(out).signature}" in json.loads(result.stdout)["tool"]["signature"]


def test_the_same_texts_give_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        assert build(str(SAMPLES / "memory.tmx"), "-o", str(tmp_path / name)) == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_without_pairs_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.tsv").write_text("en\tes\n", encoding="utf-8")
    assert build(str(tmp_path / "empty.tsv"), "-o", str(tmp_path / "x")) == 2
    assert capsys.readouterr().err.startswith("transcheck: ")


def test_show_says_what_a_lexicon_holds(tmp_path: Path) -> None:
    Lexicon.learn(list(zip(EN, ES, strict=True)), ("en", "es")).save(tmp_path / "x")
    assert "languages  en, es" in CliRunner().invoke(transcheck, ["lexicon", "show", str(tmp_path / "x")]).stdout
