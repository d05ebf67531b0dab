"""Numbers in words, language by language: every line of tests/cases/numerals.jsonl.

A line is a text and the numerals that must be read out of it, in order: "205", "2/3" for a fraction, "21o" for an ordinal, "10000m" for a
magnitude that multiplies nothing (tens of thousands), "30..40" for one of two neighbours. Words that often are no number are not counted.
"""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck import languages
from transcheck.languages.numerals import Numeral, magnitude_after, read_numerals

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "numerals.jsonl").read_text(encoding="utf-8").splitlines()]


def read(text: str, tag: str) -> list[Numeral]:
    language = languages.load(tag)
    return read_numerals(text, language.scan(text), language)


def written(n: Numeral) -> str:
    part = Fraction(n.value).limit_denominator(100)
    text = f"{part.numerator}/{part.denominator}" if n.fraction else f"{n.value.normalize():f}"
    upto = f"..{n.upto.normalize():f}" if n.upto is not None else ""
    return text + upto + "o" * n.ordinal + "m" * n.magnitude_only


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['language']} {c['text']}")
def test_numbers_in_words_are_read(case: dict[str, Any]) -> None:
    assert [written(n) for n in read(case["text"], case["language"]) if not n.weak and not n.article] == case["numerals"]


def test_every_supplemented_language_has_fifteen_cases() -> None:
    counts = Counter(case["language"] for case in CASES)
    assert len(counts) >= 31
    assert min(counts.values()) >= 15, counts


def test_a_numeral_covers_its_words_and_nothing_else() -> None:
    text = "In all two hundred and five people came, twenty-one of them late."
    assert [text[n.start : n.end] for n in read(text, "en")] == ["two hundred and five", "twenty-one"]


def test_an_article_is_one_only_before_what_is_counted() -> None:
    assert [(int(n.value), n.article) for n in read("an hour and an idea", "en")] == [(1, True)]


def test_a_lone_sign_without_a_counter_is_weak() -> None:
    assert [n.weak for n in read("三星", "zh") + read("一人", "ja")] == [False]
    assert [n.weak for n in read("他说一", "zh")] == [True]


def test_vietnamese_year_is_not_five() -> None:
    assert read("năm 2020", "vi") == []
    assert [n.value for n in read("hai mươi năm trước", "vi")] == [20]
    assert [n.value for n in read("năm mươi lăm", "vi")] == [55]


def test_the_magnitude_after_digits_is_not_read_twice() -> None:
    assert read("1.5 million two", "en")[0].value == 2


@pytest.mark.parametrize(
    ("language", "text", "position", "factor"),
    [
        ("en", "1.5 million", 3, 10**6),
        ("en", "3 hundred million", 1, 10**8),
        ("vi", "2 nghìn tỷ đồng", 1, 10**12),
        ("vi", "2 triệu", 1, 10**6),
        ("zh", "3千万人", 1, 10**7),
        ("zh", "3亿人", 1, 10**8),
        ("ko", "5천명", 1, 1000),
        ("es", "2 mil millones", 1, 10**9),
        ("hi", "2 लाख करोड़", 1, 10**12),
        ("en", "2 people", 1, None),
        ("en", "million", 7, None),
    ],
)
def test_magnitude_after_digits(language: str, text: str, position: int, factor: int | None) -> None:
    found = magnitude_after(text, languages.load(language).scan(text), position)
    assert (found[0] if found else None) == factor
    assert found is None or text[:position] + text[position : found[1]] == text[: found[1]]


HOSTILE = {
    "en": ("one ", "one hundred ", "million ", "half a ", "twenty twenty ", "two point ", "one, ", "a "),
    "zh": ("一", "三万", "万一", "分之一", "二〇"),
    "de": ("einundzwanzig", "ein und ", "dreihundert "),
    "vi": ("năm ", "không trăm "),
    "ko": ("일", "만"),
    "fi": ("kolme",),
    "ar": ("و",),
}


@pytest.mark.parametrize(("language", "unit"), [(tag, unit) for tag, units in HOSTILE.items() for unit in units])
def test_cost_grows_linearly_on_hostile_text(language: str, unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the steps of composing, not seconds: four times the text, at most a little more than four times the steps."""
    from transcheck.languages import numeral_sums

    steps = Counter[int]()
    take = numeral_sums.Sum._take
    size = 0

    def counted(self: numeral_sums.Sum, atom: object) -> bool:
        steps[size] += 1
        return take(self, atom)  # type: ignore[arg-type]

    monkeypatch.setattr(numeral_sums.Sum, "_take", counted)
    for size in (2_000, 8_000):
        read((unit * size)[:size], language)
    assert steps[8_000] <= 4.5 * steps[2_000] + 100


ATOMS = {
    tag: tuple(languages.load(tag).numeral_forms)
    for tag in ("en", "vi", "zh", "de", "fr", "ru", "ar", "hi", "ja", "ko", "th", "tr", "fi", "sw", "ka")
}


@given(
    st.sampled_from(sorted(ATOMS)).flatmap(lambda t: st.tuples(st.just(t), st.lists(st.sampled_from(ATOMS[t]), max_size=12))),
    st.sampled_from(["", " ", "-", " and "]),
)
def test_any_heap_of_number_words_gives_numerals_in_order_within_the_text(heap: tuple[str, list[str]], gap: str) -> None:
    tag, words = heap
    text = gap.join(words)
    found = read(text, tag)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert read(text, tag) == found
