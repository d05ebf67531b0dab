"""Where sentences end, in several languages and on hostile text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck import languages
from transcheck.sentences import split

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['language']} {c['label']}")
def test_sentences_end_where_a_reader_would_end_them(case: dict[str, Any]) -> None:
    text = case["text"]
    spans = split(text, languages.load(case["language"]))
    assert [text[s.start : s.end] for s in spans] == case["sentences"], case["why"]


@given(st.text(alphabet='aA .?!"“”。」\n1ก', max_size=60), st.sampled_from(["en", "de", "ja", "th"]))
def test_sentences_cover_everything_but_white_space_in_order(text: str, tag: str) -> None:
    spans = split(text, languages.load(tag), 7)
    end = 0
    for span in spans:
        assert end <= span.start - 7 < span.end - 7 <= len(text)
        assert not text[end : span.start - 7].strip()
        end = span.end - 7
    assert not text[end:].strip()


def test_base_is_added_to_every_offset() -> None:
    english = languages.load("en")
    assert [(s.start - 5, s.end - 5) for s in split("One. Two.", english, 5)] == [(s.start, s.end) for s in split("One. Two.", english)]


@pytest.mark.parametrize(
    "text",
    ["." * 200_000, ". " * 100_000, '".' * 100_000, "A. " * 60_000, " " * 200_000],
    ids=["stops", "spaced", "quotes", "initials", "blank"],
)
def test_hostile_text_is_read(text: str) -> None:
    assert isinstance(split(text, languages.load("en")), tuple)
