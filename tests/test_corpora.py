"""The first article set and the article this project began with: what must be found is found, at its place, and nothing grave besides."""

from __future__ import annotations

from pathlib import Path

import corpora
import pytest

import transcheck as tc

ROOT = Path(__file__).resolve().parent.parent
PETRO = ROOT / "corpora" / "petro-white-house"
SEED = ROOT.parent / "shared" / "seed" / "article.en.md"


def test_everything_planted_in_the_first_set_is_found_and_nothing_grave_besides() -> None:
    judged = corpora.judge(PETRO, corpora.report(PETRO, "candidate.en.md"))
    assert [row["why"] for row in judged.missed] == []
    assert [(row["text"], f.code) for row, f in judged.unclean] == []
    assert [(f.code, f.message) for f in judged.unasked] == []


@pytest.fixture(scope="module")
def seed() -> tc.Report:
    if not SEED.exists():
        pytest.skip("the article this project began with is not beside this checkout")
    return tc.compare(str(SEED), source=str(PETRO / "source.vi.md"), wire=str(PETRO / "wire.en.md"))


@pytest.mark.parametrize(
    ("code", "line", "column", "text"),
    [
        ("D201", 1, 62, "3/2"),
        ("D201", 6, 66, "3/2"),
        ("D204", 9, 118, "10/2025"),
        ("S408", 5, 1, "![]()"),
        ("S407", 6, 116, "|"),
    ],
)
def test_flaws_of_the_seed_stand_at_their_place(seed: tc.Report, code: str, line: int, column: int, text: str) -> None:
    places = [(*seed.candidate.place(f.candidate.span.start), f.candidate.text) for f in seed.findings if f.code == code and f.candidate]
    assert (line, column, text) in places


def test_drifted_quotations_of_the_seed_are_held_against_the_wire(seed: tc.Report) -> None:
    drifted = {f.candidate.segment: f for f in seed.findings if f.code in ("Q303", "Q304", "Q308", "Q311") and f.candidate}
    assert set(drifted) == {1, 2, 3}
    told = " ".join(f.message for f in seed.findings if f.code.startswith("Q3"))
    assert "Yeah, we did" in told
    assert "social networks" in told
    assert "A great honor" in told


def test_caracol_was_lost_on_the_vietnamese_hop(seed: tc.Report) -> None:
    lost = [f for f in seed.findings if f.code == "F110" and f.evidence[0].text == "Caracol"]
    assert [f.introduced_in for f in lost] == ["source"]


def test_what_is_right_in_the_seed_stays_clean(seed: tc.Report) -> None:
    flagged = {f.candidate.text for f in seed.findings if f.candidate and f.code[0] in "FD"}
    assert not flagged & {"2/2", "on 2/2", "Colombia", "Trump", "two hours", "about two hours"}


def test_an_article_compared_with_itself_has_no_findings() -> None:
    path = str(PETRO / "candidate.en.md")
    assert tc.compare(path, source=path).findings == ()
