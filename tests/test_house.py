"""House style and glossary: the settings change what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

import transcheck as tc
from transcheck import config, glossary
from transcheck.config import Config
from transcheck.errors import ConfigError
from transcheck.model import Document, Finding

TBX2 = """<?xml version="1.0"?><martif type="TBX" xml:lang="en"><text><body><termEntry id="1">
 <langSet xml:lang="vi"><tig><term>Bộ Ngoại giao</term></tig></langSet>
 <langSet xml:lang="en"><ntig><termGrp><term>Foreign Office</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
  <tig><term>Ministry of Foreign Affairs</term></tig>
  <tig><term>Foreign Ministry</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>"""
TBX3 = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en"><text><body><conceptEntry id="1">
 <langSec xml:lang="vi-VN"><termSec><term>Bộ Ngoại giao</term></termSec></langSec>
 <langSec xml:lang="en-US"><termSec><term>Foreign Ministry</term></termSec>
  <termSec><term>Foreign Office</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def findings(candidate: str, settings: Config, *, source: str = "Một câu không có gì.", language: str = "en-US") -> list[Finding]:
    """What is found in a candidate against a Vietnamese source; no rule may crash."""
    theirs = Document.from_text(source, language="vi", role="source")
    report = tc.compare(Document.from_text(candidate, language=language), source=theirs, config=settings)
    assert not [s for s in report.skipped if s.what.startswith("rule ")]
    return list(report.findings)


# --- dates


@pytest.mark.parametrize(
    ("house", "text", "fix", "why"),
    [
        ("dmy", "They met on 2/13/2026.", "13/2/2026", "month first"),
        ("dmy", "They met on 13/2/2026.", None, "the house's order, though not the locale's"),
        ("mdy", "They met on 2/13/2026.", None, "the house's order"),
        ("mdy", "They met on 13.2.2026.", "2.13.2026", "day first"),
        ("mdy", "They met on 2026-02-13.", "2/13/2026", "year first where the house has it last"),
        ("iso", "They met on 2/13/2026.", "2026-02-13", "month first"),
        ("iso", "They met on 2026-02-13.", None, "ISO 8601"),
        ("iso", "They met on February 13, 2026.", None, "the month is named"),
        ("dmy", "They met on February 13, 2026.", None, "the month is named"),
    ],
)
def test_dates_are_held_to_the_house_style(house: str, text: str, fix: str | None, why: str) -> None:
    found = findings(text, Config(select=("D204",), dates=house))
    assert [f.fix for f in found] == ([] if fix is None else [fix]), why


def test_the_message_names_the_date_and_the_style() -> None:
    found = findings("They met on 2/13/2026.", Config(select=("D204",), dates="dmy"))
    assert [f.message for f in found] == ["Candidate writes 2/13/2026 (13 February 2026); the house style is dmy: 13/2/2026."]


def test_a_date_that_may_be_read_in_two_ways_may_follow_the_style() -> None:
    assert findings("They met on 3/2/2026.", Config(select=("D204",), dates="dmy"), language="en") == []


# --- diacritics


@pytest.mark.parametrize(("keep", "flagged"), [(True, ["Nguyễn Văn An"]), (False, []), (None, [])])
def test_the_house_style_of_diacritics_goes_before_the_habit_of_the_text(keep: bool | None, flagged: list[str]) -> None:
    source = "Ông Nguyễn Văn An và bà Trần Thị Mỹ đến Hà Nội cùng ông Lê Đức Thọ."
    candidate = "Nguyen Van An and Tran Thi My came to Hanoi with Le Duc Tho."
    found = findings(candidate, Config(select=("F112",), house_diacritics=keep), source=source)
    assert bool(found) is bool(flagged)
    assert all("does not keep diacritics as the house style does" in f.message for f in found)


# --- spellings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He flew to Kiev on Monday.", [("Kiev", "Kyiv")]),
        ("He flew to Kyiv on Monday.", []),
        ("The Kievan state was old.", []),
        ("Kiev, Kiev and Kiev.", [("Kiev", "Kyiv")] * 3),
        ("Per cent and per cent.", [("Per cent", "Percent"), ("per cent", "percent")]),
        ("He went to New Delhi.", []),
        ("He went to Delhi.", [("Delhi", "New Delhi")]),
    ],
)
def test_spellings_of_the_house(text: str, found: list[tuple[str, str]]) -> None:
    settings = Config(select=("C501",), spellings={"Kiev": "Kyiv", "per cent": "percent", "Delhi": "New Delhi"})
    reported = findings(text, settings)
    assert sorted((f.candidate.text, f.fix) for f in reported if f.candidate) == sorted(found)


def test_spellings_need_no_spaces_where_the_language_has_none() -> None:
    settings = Config(select=("C501",), spellings={"台湾": "臺灣"})
    assert [f.message for f in findings("他到台湾访问。", settings, language="zh")] == ["Candidate writes 台湾; the house writes 臺灣."]


# --- the glossary

SOURCE = "Ông đến Bộ Ngoại giao."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("terms.tsv", "# from\tto\nBộ Ngoại giao\tForeign Ministry|Ministry of Foreign Affairs\n"),
        ("terms.tsv", "en\tfr\tvi\nForeign Ministry\tQuai d'Orsay\tBộ Ngoại giao\n"),
        ("terms.tsv", "vi\ten-US\nBộ Ngoại giao\tForeign Ministry\n"),
        ("terms.tbx", TBX2),
        ("terms.tbx", TBX3),
        ("terms.xml", TBX3),
    ],
)
@pytest.mark.parametrize(
    ("sentence", "flagged"),
    [("He came to the State Office.", True), ("He came to the Foreign Office.", True), ("He came to the Foreign Ministry.", False)],
)
def test_a_glossary_is_followed_without_being_selected(tmp_path: Path, name: str, text: str, sentence: str, flagged: bool) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    found = [f for f in findings(sentence, Config(glossary=str(file)), source=SOURCE) if f.code == "C502"]
    assert [(f.fix, f.evidence[0].text) for f in found] == ([("Foreign Ministry", "Bộ Ngoại giao")] if flagged else [])


def test_what_a_glossary_wants_is_said_in_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "terms.tbx"
    file.write_text(TBX2, encoding="utf-8")
    found = findings("He came to the State Office.", Config(select=("C502",), glossary=str(file)), source=SOURCE)
    wanted = (
        "Source says Bộ Ngoại giao; the glossary wants Foreign Ministry or Ministry of Foreign Affairs, which the candidate does not use."
    )
    assert [f.message for f in found] == [wanted]


def test_a_glossary_is_followed_in_rows_that_stand_alone(tmp_path: Path) -> None:
    file = tmp_path / "terms.tbx"
    file.write_text(TBX2, encoding="utf-8")
    rows = [("1", SOURCE, "He came to the State Office."), ("2", SOURCE, "He came to the Foreign Ministry.")]
    report = tc.compare_pairs(rows, source_language="vi", target_language="en", independent=True, config=Config(glossary=str(file)))
    assert [(f.code, f.key) for f in report.findings if f.code == "C502"] == [("C502", "1")]


def test_without_a_glossary_the_preview_rule_stays_silent() -> None:
    assert not [f for f in findings("He came to the State Office.", Config(), source=SOURCE) if f.code == "C502"]


def test_a_glossary_of_other_languages_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("fr\tde\nministère\tMinisterium\n", encoding="utf-8")
    assert not findings("He came to the State Office.", Config(select=("C502",), glossary=str(file)), source=SOURCE)


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("none.tsv", None, "no such file or directory."),
        ("a.tsv", b"only one column\n", "holds no terms (expected a table with tabs, or TBX)."),
        ("a.tsv", b"\xff\xfea\tb\n", "is not UTF-8 text."),
        ("a.tbx", b"<tbx>", "not well-formed XML:"),
        ("a.tbx", b'<!DOCTYPE x [<!ENTITY a "b">]><tbx/>', "declares XML entities of its own, which are not expanded."),
    ],
)
def test_what_is_no_glossary_is_an_error_of_the_settings(tmp_path: Path, name: str, raw: bytes | None, says: str) -> None:
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    (tmp_path / "transcheck.toml").write_text(f'fail-on = "major"\nglossary = "{name}"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        config.load(None, str(tmp_path))
    assert str(error.value).startswith(f"{tmp_path}/transcheck.toml:2: glossary ")
    assert says in str(error.value)


def test_a_changed_glossary_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("a b\tc d\n", encoding="utf-8")
    assert glossary.terms(str(file), "vi", "en") == (("a b", ("c d",)),)
    file.write_text("a b\tc d|e\n", encoding="utf-8")
    assert glossary.terms(str(file), "vi", "en") == (("a b", ("c d", "e")),)


def test_every_setting_of_style_changes_the_signature(tmp_path: Path) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("a b\tc d\n", encoding="utf-8")
    plain = Config().signature()
    changed = [
        Config(dates="dmy"),
        Config(house_diacritics=True),
        Config(house_diacritics=False),
        Config(spellings={"a": "b"}),
        Config(glossary=str(file)),
    ]
    assert len({plain, *(c.signature() for c in changed), Config(spellings={"a": "c"}).signature()}) == 7
