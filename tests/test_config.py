"""Configuration: what is read, what is refused, and how sections and the command line lie over each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcheck import config
from transcheck.config import Config, Project
from transcheck.errors import ConfigError

CODES = ("D201", "D204", "F101", "F102", "F108", "F112", "Q303")
WHOLE = """
select = ["F1", "D2"]
ignore = ["f108"]
fail-on = "minor"
naming = "{slug}_{lang}.md"
source-language = "vi"
exclude = ["drafts/**"]
baseline = "accepted.json"
glossary = "terms.tsv"

[severity]
D204 = "neutral"

[style]
diacritics = false
dates = "mdy"
spellings = { Kiev = "Kyiv" }

[lexicons]
vi-en = "vi-en.lexicon"

[[section]]
languages = ["en"]
ignore = ["D204"]

[[section]]
paths = ["sport/*"]
severity = { F102 = "minor" }

[[article]]
candidate = "a.en.md"
source = "a.vi.md"
wire = "w.md"
references = ["x.md", "y.md"]
"""


def load(folder: Path, text: str, name: str = "transcheck.toml") -> Project:
    (folder / name).write_text(text, encoding="utf-8")
    (folder / "terms.tsv").write_text("đập\tdam\n", encoding="utf-8")
    return config.load(None, str(folder), CODES)


def test_everything_is_read(tmp_path: Path) -> None:
    project = load(tmp_path, WHOLE)
    general = project.config
    assert (general.select, general.ignore, general.fail_on) == (("F1", "D2"), ("F108",), "minor")
    assert dict(general.severity) == {"D204": "neutral"}
    assert (general.house_diacritics, general.dates, dict(general.spellings)) == (False, "mdy", {"Kiev": "Kyiv"})
    assert general.glossary == str(tmp_path / "terms.tsv")
    assert (project.naming, project.source_language, project.exclude) == ("{slug}_{lang}.md", "vi", ("drafts/**",))
    assert project.baseline == str(tmp_path / "accepted.json")
    assert project.articles[0].wire == (str(tmp_path / "w.md"),)
    assert project.articles[0].references == (str(tmp_path / "x.md"), str(tmp_path / "y.md"))


def test_sections_lie_over_the_general_settings(tmp_path: Path) -> None:
    project = load(tmp_path, WHOLE)
    assert project.for_article(str(tmp_path / "news" / "a.md"), "de").ignore == ("F108",)
    assert project.for_article(str(tmp_path / "news" / "a.md"), "en-US").ignore == ("F108", "D204")
    assert dict(project.for_article(str(tmp_path / "sport" / "a.md"), "de").severity) == {"D204": "neutral", "F102": "minor"}


def test_the_nearest_file_wins(tmp_path: Path) -> None:
    inner = tmp_path / "desk" / "sport"
    inner.mkdir(parents=True)
    load(tmp_path, 'fail-on = "critical"')
    load(tmp_path / "desk", '[tool.other]\nx = 1\n[tool.transcheck]\nfail-on = "minor"\n', "pyproject.toml")
    assert config.load(None, str(inner), CODES).config.fail_on == "minor"
    assert config.load(None, str(inner / "a.md@vi"), CODES).config.fail_on == "minor"
    assert config.load(None, str(tmp_path), CODES).config.fail_on == "critical"


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    load(tmp_path, '[project]\nname = "x"\n', "pyproject.toml")
    assert config.load(None, str(tmp_path), CODES).config == Config()


def test_never_fails_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, 'fail-on = "never"').config.fail_on is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a = 1\n", "transcheck.toml:1: unknown setting “a”."),
        ('\n\nselcet = ["F1"]\n', "transcheck.toml:3: unknown setting “selcet”. Did you mean “select”?"),
        ("[style]\ndiacritic = true\n", "transcheck.toml:2: unknown setting “diacritic” in [style]. Did you mean “diacritics”?"),
        ("[[section]]\nlanguage = ['en']\n", "transcheck.toml:2: unknown setting “language” in [section]. Did you mean “languages”?"),
        ("[stile]\n", "transcheck.toml:1: unknown setting “stile”. Did you mean “style”?"),
        ('fail-on = "high"', "transcheck.toml:1: “fail-on” must be one of critical, major, minor, neutral, never, not 'high'."),
        ('select = "F1"\nignore = 3', "transcheck.toml:2: “ignore” must be a list of strings."),
        ('select = ["F999"]', "transcheck.toml:1: “F999” is not a rule or a family of rules."),
        ('[severity]\nF102 = "big"', "transcheck.toml:2: “F102” must be one of critical, major, minor, neutral, not 'big'."),
        ('[severity]\nF1022 = "major"', "transcheck.toml:2: “F1022” is not a rule or a family of rules. Did you mean “F102”?"),
        ('naming = "{slug}.md"', "transcheck.toml:1: “naming” must hold {slug} and {lang} once each, not '{slug}.md'."),
        ("[[article]]\nsource = 'a'", "transcheck.toml:1: an [[article]] needs its “candidate”."),
        ("article = 1", "transcheck.toml:1: “article” must be written as [[article]]."),
        ('style = "x"', "transcheck.toml:1: “style” must be a table."),
        ("[style]\ndiacritics = 1", "transcheck.toml:2: “diacritics” must be true or false, not 1."),
        ("a = = 1", "transcheck.toml: Invalid value (at line 1, column 5)."),
        ("[style.spellings]\nKiev = 1", "transcheck.toml:2: “Kiev” must be a string, not 1."),
        ('[style]\nspellings = { "" = "x" }', "transcheck.toml:2: “spellings” has an empty name."),
        (
            'naming = "{slug}.{lang}.{slug}.md"',
            "transcheck.toml:1: “naming” must hold {slug} and {lang} once each, not '{slug}.{lang}.{slug}.md'.",
        ),
        ('[lexicons]\nVietnamese = "x"', "transcheck.toml:2: “Vietnamese” is not two languages like vi-en."),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert str(caught.value) == f"{tmp_path}/{says}"


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\ntranscheck = 1"])
def test_a_pyproject_whose_tables_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    if text == "tool = 1":
        assert config.load(str(tmp_path / "pyproject.toml"), ".", CODES).config == Config()
        return
    with pytest.raises(ConfigError, match=r"pyproject\.toml:1: “tool\.transcheck” must be a table\."):
        config.load(str(tmp_path / "pyproject.toml"), ".", CODES)


def test_the_severity_of_a_family_and_of_a_rule_in_it(tmp_path: Path) -> None:
    found = load(tmp_path, '[severity]\nF1 = "minor"\nF108 = "neutral"\n').config
    assert [found.level(code) for code in ("F102", "F108", "D201")] == ["minor", "neutral", None]


def test_lines_are_found_in_pyproject_too(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"pyproject\.toml:4: unknown setting “selekt”"):
        load(tmp_path, "[project]\nselekt = 1\n[tool.transcheck]\nselekt = 1\n", "pyproject.toml")


@pytest.mark.parametrize(
    ("select", "ignore", "code", "active"),
    [
        ((), (), "F102", True),
        (("F1",), (), "F102", True),
        (("D",), (), "F102", False),
        ((), ("F",), "F102", False),
        (("F102",), ("F1",), "F102", True),
        (("F1",), ("F102",), "F102", False),
        (("F1",), ("F1",), "F102", True),
    ],
)
def test_of_select_and_ignore_the_longer_decides(select: tuple[str, ...], ignore: tuple[str, ...], code: str, active: bool) -> None:
    assert Config(select=select, ignore=ignore).active(code) is active


def test_preview_rules_run_only_when_selected() -> None:
    assert not Config().active("C502", preview=True)
    assert not Config(select=("F1",)).active("C502", preview=True)
    assert Config(select=("C5",)).active("C502", preview=True)


def test_every_setting_is_described() -> None:
    for key in config.KEYS:
        assert key.help.endswith("."), key
        assert key.type, key
