"""Headlines against the article, versions against each other, terms against the glossary."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from transcheck import pipeline
from transcheck.config import Config
from transcheck.model import Document, Finding, Role


def headed(text: str, language: str = "en", role: Role = "candidate") -> Document:
    """A document whose first paragraph is its headline."""
    plain = Document.from_text(text, language=language, role=role)
    return replace(plain, segments=(replace(plain.segments[0], kind="heading"), *plain.segments[1:]))


def found(candidate: Document, references: list[Document], config: Config) -> list[Finding]:
    report = pipeline.run(candidate, references, config)
    assert not [s for s in report.skipped if s.what.startswith("rule ")]
    return [f for f in report.findings if f.code in config.select]


SOURCE = Document.from_text("Cháy lớn.\n\nVụ cháy bùng phát.\n\nCảnh sát nói.", language="vi", role="source")


@pytest.mark.parametrize(
    ("headline", "body", "flagged", "why"),
    [
        ("Fire kills 15 people", "Police said 12 people were killed.", True, "the same people, counted in two ways"),
        ("Company pays $15 million", "The company paid $12 million for it.", True, "one sum of one currency"),
        ("Five dead, 20 hurt in crash", "A crash left 4 dead and 20 hurt.", True, "five and four dead"),
        ("Fire kills 12 people", "Police said 12 people were killed.", False, "the same"),
        ("Fire kills twelve people", "Police said 12 people were killed.", False, "the same in words"),
        ("Nearly 500 flee", "Police said 487 people fled.", False, "rounded with its bound"),
        ("Three things to know", "Police said 5 people were killed.", False, "things are not people"),
        ("Company pays $15 million", "Two of its 40 shops are closed.", False, "no other sum to disagree with"),
    ],
)
def test_headline_against_the_article(headline: str, body: str, flagged: bool, why: str) -> None:
    candidate = headed(f"{headline}\n\nIt was a long day for everyone there.\n\n{body}")
    assert bool(found(candidate, [SOURCE], Config(select=("C503",)))) is flagged, why


FIRE = "Police said {} people were killed in the fire on Monday in the town of Springfield."
BRAND = "Cảnh sát cho biết {} người thiệt mạng trong vụ cháy hôm thứ Hai tại thị trấn Springfield."


@pytest.mark.parametrize(
    ("wire", "source", "candidate", "flagged"), [(14, 12, 12, True), (14, 12, 14, True), (12, 12, 12, False), (14, 12, 13, False)]
)
def test_versions_that_disagree(wire: int, source: int, candidate: int, flagged: bool) -> None:
    references = [
        Document.from_text(FIRE.format(wire), language="en", role="wire"),
        Document.from_text(BRAND.format(source), language="vi", role="source"),
    ]
    reported = found(Document.from_text(FIRE.format(candidate), language="en"), references, Config(select=("C504",)))
    assert bool(reported) is flagged
    if flagged:
        assert f"sides with the {'source' if candidate == source else 'wire'}" in reported[0].message
        assert reported[0].severity == "neutral"


@pytest.mark.parametrize(("sentence", "flagged"), [("He came to the State Office.", True), ("He came to the Foreign Ministry.", False)])
def test_the_glossary_is_wanted(tmp_path: Path, sentence: str, flagged: bool) -> None:
    file = tmp_path / "terms.tsv"
    file.write_text("# term\trendering\nBộ Ngoại giao\tForeign Ministry|Ministry of Foreign Affairs\n", encoding="utf-8")
    source = Document.from_text("Ông đến Bộ Ngoại giao.", language="vi", role="source")
    reported = found(Document.from_text(sentence, language="en"), [source], Config(select=("C502",), glossary=str(file)))
    assert [f.fix for f in reported] == (["Foreign Ministry"] if flagged else [])
