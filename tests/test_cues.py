"""Cues by class, and negation sentence by sentence."""

from __future__ import annotations

import pytest

import transcheck as tc
from transcheck import languages
from transcheck.facts.negations import negation_flips
from transcheck.model import Cue

ENGLISH = languages.load("en")


def cues(text: str, language: str) -> list[tuple[str, str, str]]:
    return [(f.value.family, f.value.value, f.text) for f in tc.extract(text, language=language) if isinstance(f.value, Cue)]


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("en", "The alleged attacker fled.", ("hedge", "alleged", "alleged")),
        ("vi", "Theo Reuters, cầu đã đóng.", ("attribution", "after", "Theo")),
        ("es", "Según la policía, huyó.", ("attribution", "after", "Según")),
        ("fr", "Le tireur présumé a fui.", ("hedge", "alleged", "présumé")),
        ("de", "Der mutmaßliche Täter floh.", ("hedge", "alleged", "mutmaßliche")),
        ("zh", "他否认了。", ("reporting", "deny", "否认")),
        ("ru", "Он признал ошибку.", ("reporting", "admit", "признал")),
        ("ar", "حذر الرئيس من الخطر.", ("reporting", "warn", "حذر")),
        ("ja", "警察によると男は逃げた。", ("attribution", "after", "によると")),
    ],
)
def test_cue_has_its_class(language: str, text: str, cue: tuple[str, str, str]) -> None:
    assert cue in cues(text, language)


def test_a_form_inside_a_longer_one_of_its_family_is_one_cue() -> None:
    assert [c for c in cues("It is no longer open.", "en") if c[0] == "negation"] == [("negation", "no", "no longer")]


def test_theo_is_no_attribution_where_it_means_follow() -> None:
    assert [c for c in cues("Con chó chạy theo người đàn ông.", "vi") if c[0] == "attribution"] == []


@pytest.mark.parametrize(
    ("was", "now", "flips"),
    [
        ("He will come.", "He will not come.", 1),
        ("He won't come.", "He will not come.", 0),
        ("He did not manage to come.", "He failed to come.", 0),
        ("It is raining. He will come.", "It is raining. He will never come.", 1),
        ("No. 3 is open.", "Number 3 is open.", 0),
    ],
)
def test_a_flip_is_counted_by_the_sentence(was: str, now: str, flips: int) -> None:
    assert len(negation_flips(now, was, ENGLISH)) == flips


def test_a_text_denies_nothing_of_itself() -> None:
    text = "He did not come. Nobody knew why. It was not only late but dark."
    assert negation_flips(text, text, ENGLISH) == []
