"""Language data: what is generated is canonical, what is written by hand is of a known shape, and scanning keeps its word."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

import transcheck as tc
from transcheck import languages, readers, tags
from transcheck.alignment import concepts
from transcheck.errors import LanguageError

DATA = resources.files("transcheck.languages") / "data"
SUPPLEMENTS = resources.files("transcheck.languages") / "supplements"
TAGS = languages.available()
INTEGERS = frozenset({"number", "number-glued", "number-after", "ordinal", "magnitude", "month", "weekday"})
BOUNDS = frozenset({"at-least", "more-than", "about", "nearly", "at-most", "less-than"})


def generated(tag: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / f"{tag}.json").read_text(encoding="utf-8"))
    return content


def test_there_is_data_for_more_than_ninety_languages() -> None:
    assert len(TAGS) >= 90
    assert {"en", "vi", "es", "fr", "de", "zh", "zh-Hant", "ja", "ru", "ar", "sr", "sr-Latn", "pt", "nb"} <= set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_generated_files_are_canonical_small_and_name_their_source(tag: str) -> None:
    text = (DATA / f"{tag}.json").read_text(encoding="utf-8")
    content = generated(tag)
    assert content["tag"] == tag
    assert len(text.encode()) < 120_000
    assert all("Unicode-3.0" in source for source in content["sources"])
    for kind, words in content["words"].items():
        assert list(words) == sorted(words), kind
        assert all(form == " ".join(form.split()) and "\u00a0" not in form for form in words), kind
    assert text.endswith("}\n")
    assert all(line.startswith(('"', "{", "}")) for line in text.splitlines())


@pytest.mark.parametrize("tag", TAGS)
def test_every_word_has_a_value_of_its_kind(tag: str) -> None:
    language = languages.load(tag)
    units = languages.units()
    for kind, words in language.words.items():
        for form, value in words.items():
            assert form.strip(), kind
            if value is False:
                continue
            if kind in INTEGERS:
                assert isinstance(value, int), (kind, form)
            elif kind == "unit":
                assert value in units or value == "generic", (form, value)
            elif kind == "currency":
                assert all(len(code) == 3 and code.isupper() for code in value.split()), (form, value)
            elif kind.startswith("fraction") and kind != "fraction-link":
                assert Fraction(value), (form, value)
            elif kind in ("bound", "bound-after"):
                assert value in BOUNDS, (form, value)
    assert set(language.kind("month").values()) - {False} in (set(range(1, 13)), set())  # none where months are numbered
    assert set(language.kind("weekday").values()) >= set(range(1, 8))


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_finds_its_own_weekdays(tag: str) -> None:
    language = languages.load(tag)
    for form, day in generated(tag)["words"]["weekday"].items():
        found = [h for h in language.scan(f"({form})") if "weekday" in h.kinds and h.end - h.start == len(form)]
        if language.kind("weekday").get(form) is not False:
            assert found, form
            assert day in [e.value for e in found[0].entries if e.kind == "weekday"], form


def test_supplements_are_written_for_known_languages() -> None:
    for file in SUPPLEMENTS.iterdir():
        if file.name.endswith(".toml"):
            assert file.name.removesuffix(".toml") in {*TAGS, "und"}, file.name  # und: what every language shares
            assert file.read_text(encoding="utf-8").startswith("# "), file.name
            assert "forms" in tomli.loads(file.read_text(encoding="utf-8")), file.name


def test_units_convert_exactly() -> None:
    units = {name: (Fraction(u["factor"]), Fraction(u.get("offset", "0"))) for name, u in languages.units().items()}
    assert units["mile"][0] / units["kilometer"][0] == Fraction("1.609344")
    assert units["acre"][0] == Fraction("4046.8564224")
    assert units["pound"][0] == Fraction("0.45359237")
    assert units["mile-per-hour"][0] / units["kilometer-per-hour"][0] == Fraction("1.609344")
    fahrenheit, celsius = units["fahrenheit"], units["celsius"]
    assert (100 * celsius[0] + celsius[1] - fahrenheit[1]) / fahrenheit[0] == 212
    assert len({u["base"] for u in languages.units().values() if u["dimension"] == "energy"}) == 1


def test_regions_change_signs_and_orders() -> None:
    assert languages.load("en-US").date_orders == ("mdy",)
    assert languages.load("en-GB").date_orders == ("dmy",)
    assert {"mdy", "dmy"} <= set(languages.load("en").date_orders)
    assert languages.load("en").number_signs == ((".", (",",)),)
    assert languages.load("de-CH").groups[0] in ("’", "'")
    assert languages.load("es-MX").decimal == "."
    assert languages.load("es").decimal == ","
    assert languages.load("pt-PT").region == "PT"
    assert languages.load("zh-TW").script == "Hant"
    assert languages.load("sr-Latn").script == "Latn"


def test_unknown_and_malformed_tags_are_refused_in_one_sentence() -> None:
    for tag in ("xx", "english language", ""):
        with pytest.raises(LanguageError):
            languages.load(tag)


def test_abbreviations_of_measures_stand_beside_digits() -> None:
    language = languages.load("en")
    assert not [h for h in language.scan("in a m of the g") if "unit" in h.kinds]
    assert [h.value("unit") for h in language.scan("5 m and 3 h") if "unit" in h.kinds] == ["meter", "hour"]


def test_stems_take_endings_and_other_words_do_not() -> None:
    russian = languages.load("ru")
    assert [h.value("magnitude") for h in russian.scan("миллионами") if "magnitude" in h.kinds] == [10**6]
    assert not [h for h in languages.load("en").scan("Mondayish threefold") if h.kinds & {"weekday", "number"}]


def test_prefixes_may_stand_before_a_word() -> None:
    assert [h.value("number") for h in languages.load("ar").scan("وعشرون") if "number" in h.kinds] == [20]


def test_korean_counts_run_together() -> None:
    kinds = [sorted(h.kinds & {"magnitude", "currency"}) for h in languages.load("ko").scan("1억2천만원을")]
    assert ["currency"] in kinds
    assert kinds.count(["magnitude"]) == 3


@given(st.sampled_from(["en", "vi", "zh", "ar", "de", "ko", "th", "tr"]), st.text(max_size=60))
def test_scan_gives_hits_in_order_and_within_any_text(tag: str, text: str) -> None:
    language = languages.load(tag)
    hits = language.scan(text)
    assert [(h.start, -h.end) for h in hits] == sorted((h.start, -h.end) for h in hits)
    for h in hits:
        assert 0 <= h.start < h.end <= len(text)
        assert not h.exact or text[h.start : h.end] in {e.form for e in h.entries}


def test_decimals_are_exact_strings() -> None:
    assert all(Decimal(Fraction(u["factor"]).numerator) for u in languages.units().values())


@pytest.mark.parametrize(
    ("written", "tag", "name"),
    [
        ("rus", "ru", "Russian"),
        ("ger", "de", "German"),
        ("zho_Hant", "zh-Hant", "Traditional Chinese"),
        ("arb_Arab", "ar-Arab", "Arabic"),
        ("pt_BR", "pt-BR", "Portuguese"),
        ("iw", "he", "Hebrew"),
        ("sh", "sr-Latn", "Serbian"),
        ("nor", "no", "Norwegian Bokmål"),
        ("en-GB", "en-GB", "English"),
    ],
)
def test_codes_of_every_kind_name_the_language(written: str, tag: str, name: str) -> None:
    assert tags.canonical(written) == tag
    assert languages.load(written).name == name
    assert tc.compare_pairs([("1", "x", "y")], source_language="vi", target_language=written).candidate.language == tag


def test_two_codes_of_one_language_are_one_language() -> None:
    assert tags.base(tags.canonical("arb")) == tags.base("ar-EG")
    assert tags.base(tags.canonical("nor")) == tags.base(tags.canonical("nob")) == "nb"


def test_every_code_leads_to_a_language_with_data() -> None:
    for code, tag in tags._codes().items():
        assert languages.load(code)
        assert not languages.lacking(tag), code


def test_no_word_in_a_file_name_is_taken_for_a_code_of_three_letters() -> None:
    assert [readers.tag_in_name(f"photo.{part}.md") for part in ("cat", "may", "rus", "vi", "zh_Hant")] == [
        None,
        None,
        None,
        "vi",
        "zh-Hant",
    ]


def test_concepts_of_a_language_are_found_by_any_of_its_codes() -> None:
    assert [concepts.stored(tag) for tag in ("nob", "nb", "nor", "no", "rus", "zh-TW")] == ["no", "no", "no", "no", "ru", "zh-Hant"]
