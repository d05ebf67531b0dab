"""Which language a file is taken to be in, and the order in which that is asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from transcheck import readers
from transcheck.errors import LanguageError
from transcheck.readers.detection import detect

VIETNAMESE = "Tổng thống Colombia ngày 3/2 đến Nhà Trắng, gặp Tổng thống Mỹ trong khoảng hai tiếng."


def language(folder: Path, name: str, text: str, tag: str = "") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return readers.read(str(folder / name) + tag, role="source").language


def test_the_tag_goes_before_the_front_matter(tmp_path: Path) -> None:
    assert language(tmp_path, "a.fr.md", f"---\nlang: es\n---\n{VIETNAMESE}", "@de-CH") == "de-CH"


def test_the_front_matter_goes_before_the_name(tmp_path: Path) -> None:
    assert language(tmp_path, "a.fr.md", f"---\nlang: es\n---\n{VIETNAMESE}") == "es"


def test_the_name_goes_before_detection(tmp_path: Path) -> None:
    assert language(tmp_path, "a.fr.md", VIETNAMESE) == "fr"


def test_a_name_part_that_is_no_language_is_ignored(tmp_path: Path) -> None:
    assert language(tmp_path, "a.draft.md", VIETNAMESE) == "vi"


def test_a_file_whose_name_holds_an_at_sign_is_read(tmp_path: Path) -> None:
    assert language(tmp_path, "a@b.txt", VIETNAMESE) == "vi"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The ferry left the port at night and did not arrive.", "en"),
        (VIETNAMESE, "vi"),
        ("El presidente se reunió con su homólogo durante dos horas.", "es"),
        ("Die Fähre verließ den Hafen in der Nacht und kam nicht an.", "de"),
        ("Паром вышел из порта ночью и не прибыл.", "ru"),
        ("Пором вийшов із порту вночі й не прибув до місця.", "uk"),
        ("渡轮在夜里离开港口,没有到达。", "zh"),
        ("フェリーは夜に港を出たが、到着しなかった。", "ja"),
        ("東京都知事は会見で述べた。", "ja"),
        ("페리는 밤에 항구를 떠났지만 도착하지 않았다.", "ko"),
        ("غادرت العبارة الميناء ليلا ولم تصل.", "ar"),
        ("เรือข้ามฟากออกจากท่าในเวลากลางคืน", "th"),
        ("Το πλοίο έφυγε τη νύχτα.", "el"),
        ("नौका रात में बंदरगाह से निकली और नहीं पहुँची।", "hi"),
    ],
)
def test_detection(text: str, tag: str) -> None:
    assert detect(text) == tag


def test_detection_gives_no_guess_without_letters() -> None:
    assert detect("12 — 34 %") is None


def test_detection_gives_the_same_answer_in_every_thread() -> None:
    texts = [VIETNAMESE, "Die Fähre kam nicht an, sagte er.", "Паром вышел из порта ночью."] * 6
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(detect, texts)) == ["vi", "de", "ru"] * 6


def test_an_unknown_tag_is_one_sentence(tmp_path: Path) -> None:
    assert language(tmp_path, "a.txt", VIETNAMESE, "@tlh") == "tlh"  # the report says that it was not checked
    with pytest.raises(LanguageError, match="“n0t_a_tag” is not a language tag"):
        language(tmp_path, "a.txt", VIETNAMESE, "@n0t_a_tag")


def test_a_text_that_tells_no_language_asks_for_its_tag(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="the language cannot be told from the text"):
        language(tmp_path, "a.txt", "12 34")
