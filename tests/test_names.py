"""Names as facts: what is read as a name, and how one is looked for in another text."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import transcheck as tc
from transcheck import facts, languages, pipeline
from transcheck.config import Config
from transcheck.languages import naming
from transcheck.languages.latin import Words, alike, fold, plain, respell, sounds
from transcheck.model import Cue, Document, Name, Segment, Span


def document(text: str, language: str) -> Document:
    return Document("", "source", language, None, text, (Segment(text, Span(0, len(text))),))


def read(text: str, language: str = "en") -> list[Name]:
    return [f.value for f in facts.read(document(text, language)) if isinstance(f.value, Name)]


def core(text: str, language: str = "en") -> list[str]:
    return [w for name in read(text, language) for w in name.core]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Then President Donald Trump left.", "en", ["donald", "trump"]),
        ("Trump took a different view.", "en", ["trump"]),
        ("Then Elizabeth Warren and Theresa May spoke.", "en", ["elizabeth", "warren", "theresa", "may"]),
        ("Old people may walk and trump cards win.", "en", []),
        ("The Supreme Court met on Monday in May.", "en", []),
        ("Young people like the Internet.", "en", []),
        ("They met O'Neill and J.K. Rowling in St. Petersburg.", "en", ["neill", "rowling", "petersburg"]),
        ("L'Allemagne et Emmanuel Macron sont là, dit Macron.", "fr", ["allemagne", "emmanuel", "macron", "macron"]),
        ("Der Hund traf Frau Merkel und die NATO am Bahnhof.", "de", ["merkel", "nato"]),
        ("Hôm nay Thủ tướng Phạm Minh Chính đến Nhà Trắng gặp ông Trump.", "vi", ["pham", "minh", "chinh", "trump"]),
        ("MEHR ALS TAUSEND MENSCHEN", "de", []),
        ("HANOI, Sept. 6 – The storm came.", "en", []),
    ],
)
def test_what_is_kept_letter_by_letter(text: str, language: str, expected: list[str]) -> None:
    assert core(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("ولم يحضر الشيخ نادر المرزوقي، لأسباب صحية.", "ar", ["نادر المرزوقي"]),
        ("قال الرئيس التركي السابق سليم أوزان إنه لن يعود.", "ar", ["سليم أوزان"]),
        ("وصل الرئيس بصورة مفاجئة إلى المطار.", "ar", []),
        ("خانم سارا احمدی گفت که پل بسته است.", "fa", ["سارا احمدی"]),
        ("صدر مرزا تنولی نے کہا کہ سڑک کھلی ہے۔", "ur", ["مرزا تنولی"]),
        ("הנשיא ביקר אתמול בכפר.", "he", []),
        ("ראש הממשלה דניאל כרמי אמר שהגשר סגור.", "he", ["דניאל כרמי"]),
        ("राष्ट्रपति कार्लोस डेलगाडो ने कहा।", "hi", ["कार्लोस डेलगाडो"]),
        ("राष्ट्रपति ने कहा।", "hi", []),
        ("제임스 위버(James Weaver) 장관이 말했다.", "ko", ["위버", "James", "Weaver"]),
        ("차기 대통령은 말했다.", "ko", []),
        ("首相のテレサ・メイとトランプ米大統領", "ja", ["テレサ・メイ", "トランプ"]),
        ("鈴木氏はチームを去った。", "ja", []),
        ("特雷莎·梅首相会见了特朗普总统。", "zh", ["特雷莎·梅", "特朗普"]),
        ("总统周日发表讲话。", "zh", []),
        ("特雷莎·梅伊首相會見了馬丁先生。", "zh-Hant", ["特雷莎·梅伊", "馬丁"]),
        ("นายสมบูรณ์ กล่าวว่าสะพานปิดแล้ว", "th", ["สมบูรณ์"]),
        ("มร. Merriweather กล่าวว่า", "th", ["Merriweather"]),
    ],
)
def test_people_in_scripts_without_capitals(text: str, language: str, expected: list[str]) -> None:
    assert [n.text for n in read(text, language) if not n.territory] == expected


@pytest.mark.parametrize(
    ("name", "vowels", "text", "heard"),
    [
        (("ndr", "mrzwqy"), False, "Sheikh Nader al-Marzouqi stayed away.", True),
        (("ndr", "mrzwqy"), False, "Envoy Jelena Markovic stayed away.", False),
        (("toranpu",), True, "Then Donald Trump left.", True),
        (("toranpu",), True, "Then Theresa May left.", False),
        (("gim", "jeongeun"), True, "Kim Jong Un left.", True),
        (("mun", "jiein"), True, "Then Moon Jae-in left.", True),
        (("mei",), True, "Nobody left.", True),  # too short to be told
    ],
)
def test_a_name_is_heard_among_words_with_a_capital(name: tuple[str, ...], vowels: bool, text: str, heard: bool) -> None:
    assert Words(text).calls(name, lambda word: word == "then", vowels=vowels) is heard


@pytest.mark.parametrize(
    ("name", "language", "text", "heard"),
    [
        (("donald", "trump"), "ar", "وصل ترامب إلى المطار.", True),
        (("donald", "trump"), "ar", "وصل ماكرون إلى المطار.", False),
        (("james", "baldwin"), "ko", "볼드윈은 떠났다.", True),
        (("donald", "trump"), "hi", "ट्रम्प ने कहा।", True),
        (("donald", "trump"), "hi", "मैक्रों ने कहा।", False),
        (("donald", "trump"), "ja", "ドナルド・トランプは去った。", True),
        (("donald", "trump"), "ja", "エマニュエル・マクロンは去った。", False),
        (("brett", "kavanaugh"), "zh", "布雷特·卡瓦诺离开了。", True),
        (("brett", "kavanaugh"), "zh", "马丁·德尔加多离开了。", False),
    ],
)
def test_a_name_of_a_latin_script_is_heard_in_a_text_without_capitals(name: tuple[str, ...], language: str, text: str, heard: bool) -> None:
    calling = naming.of(languages.load(language)).calling
    assert calling is not None
    assert calling.spells(name)
    words = Words(text)
    found = words.utters(name, calling.forms, vowels=calling.vowels, hushed=calling.syllables, signs=calling.signs)
    assert found is heard


@pytest.mark.parametrize("name", [("shinzo", "abe"), ("xi", "jinping"), ("kim", "jong", "un"), ("nguyen", "phu", "trong")])
def test_names_that_japanese_and_chinese_write_in_han_characters_are_not_compared(name: tuple[str, ...]) -> None:
    for language in ("ja", "zh"):
        calling = naming.of(languages.load(language)).calling
        assert calling is not None
        assert not calling.spells(name)


@given(st.text(max_size=60), st.sampled_from(["ar", "he", "hi", "ja", "ko", "th", "zh"]))
@example("الشيخ " * 40, "ar")
@example("a) 대통령 " * 40, "ko")
def test_names_stand_where_they_say(text: str, language: str) -> None:
    for fact in facts.read(document(text, language)):
        assert text[fact.span.start : fact.span.end] == fact.text


def test_a_title_goes_with_the_name_after_it() -> None:
    assert [n.title for n in read("Then President Gustavo Petro left.")] == ["president"]
    assert [n.title for n in read("Sau đó Tổng thống Colombia Gustavo Petro đi.", "vi") if n.core == ("gustavo", "petro")] == ["president"]


def test_a_territory_is_its_own_name_with_its_code() -> None:
    found = {n.text: n.territory for n in read("The ship sailed from Colombia to South Korea.")}
    assert found == {"Colombia": "CO", "South Korea": "KR"}


def test_a_place_before_a_person_is_another_name() -> None:
    assert [n.text for n in read("Hôm qua chủ tịch huyện Cô Tô Lê Văn Thao nói.", "vi")] == ["Cô Tô", "Lê Văn Thao"]


def test_offices_are_read_in_scripts_without_capitals() -> None:
    found = [
        f.value.value
        for f in facts.read(document("首席财务官会见了总理。", "zh"))
        if isinstance(f.value, Cue) and f.value.family == "title"
    ]
    assert found == ["cfo", "prime-minister chancellor"]


@pytest.mark.parametrize(
    ("one", "other"), [("macedonia", "mazedonien"), ("pyongyang", "pjongjang"), ("mexico", "mexiko"), ("trump", "trumpa")]
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(("one", "other"), [("trump", "truppe"), ("petro", "pietra"), ("kim", "kima"), ("ford", "fordern")])
def test_other_words_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, other)


def test_a_short_name_needs_its_capital_and_its_own_word() -> None:
    assert Words("Kim sagte").holds("kim")
    assert not Words("kimono und kim").holds("kim")
    assert not Words("Die Forderung").holds("ford")
    assert Words("Die Trump-Regierung").holds("trump")


def test_names_echo_in_another_script() -> None:
    text = Words("Президент Дональд Трамп прибыл")
    assert text.echoes("trump")
    assert not text.echoes("kavanaugh")


def test_folding_takes_marks_and_keeps_letters() -> None:
    assert fold("Nguyễn Łódź Straße Ørsted") == "nguyen lodz strasse orsted"
    assert plain("Cô Tô") == "Co To"
    assert respell("zelensky") == respell("zelenskyy")
    assert sounds("trump") == sounds("toranpu").replace("8", "7")


def test_a_name_dropped_by_the_source_is_the_hops_doing_and_weighs_less() -> None:
    wire = Document.from_text("Petro told the radio station Caracol in Bogota that he would go home.", language="en", role="wire")
    source = Document.from_text("Ông Petro nói với đài phát thanh ở Bogota rằng ông sẽ về nhà.", language="vi", role="source")
    candidate = Document.from_text("Petro told a radio station in Bogota that he would go home.", language="en")
    found = pipeline.run(candidate, [wire, source], Config(select=("F110",))).findings
    assert [(f.severity, f.introduced_in) for f in found] == [("minor", "source")]
    assert "Caracol" in found[0].message


def test_without_diacritics_as_house_style_the_marked_name_is_told() -> None:
    text = "Then Nicolás Maduro spoke."
    config = replace(Config(select=("F112",)), house_diacritics=False)
    report = tc.compare(
        Document.from_text(text, language="en"),
        source=Document.from_text(f"{text} Nobody else did.", language="en", role="source"),
        config=config,
    )
    assert [f.fix for f in report.findings] == ["Nicolas Maduro"]


WORDS = st.text(alphabet=string.ascii_letters + "áêđñßłøИЖдあ漢ก.'’-,–  \n“”", max_size=120)


@given(WORDS, st.sampled_from(["en", "de", "fr", "vi", "ru", "zh", "ja", "ar"]))
def test_a_fact_is_the_text_at_its_span(text: str, language: str) -> None:
    doc = document(text, language)
    for fact in facts.read(doc):
        assert doc.text[fact.span.start : fact.span.end] == fact.text


@example("A.a", "en")
@given(WORDS, st.sampled_from(["en", "de", "fr", "vi", "ru"]))
def test_a_document_misses_no_name_of_itself(text: str, language: str) -> None:
    if not text.strip():
        return
    pair = tc.compare_pairs([("1", text, text)], source_language=language, target_language=language, independent=True)
    assert not [f for f in pair.findings if f.code in ("F110", "F111", "F112", "F113")]


@given(st.text(max_size=40), st.text(max_size=40))
def test_alike_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert alike(fold(one), fold(other)) == alike(fold(other), fold(one))


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Wczoraj w Londynie spotkali się ministrowie Stanów Zjednoczonych i Chin.", "pl", ["londynie", "zjednoczonych", "chin"]),
        ("Komisja Sprawiedliwości Senatu wysłuchała Kavanaugha.", "pl", ["kavanaugha"]),
        ("El Consejo de Seguridad escuchó a Petro.", "es", ["petro"]),
        ("José Díaz vio a Andrés Ibáñez y a Ramón Núñez.", "es", ["jose", "diaz", "andres", "ibanez", "ramon", "nunez"]),
        ("Đảng Dân chủ họp vào Chủ Nhật tại vùng Đông Nam.", "vi", []),
        ("Bugün Harington'ın filmi gösterildi.", "tr", ["harington"]),
        ("Die Meldung kam um 20 Uhr.", "de", []),
    ],
)
def test_words_that_other_languages_translate_are_not_kept(text: str, language: str, expected: list[str]) -> None:
    assert core(text, language) == expected
