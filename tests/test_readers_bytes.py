"""Encodings, and files that are no text."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from transcheck import readers
from transcheck.errors import ReadError
from transcheck.readers.decoding import decode

GERMAN = "Die Fähre verließ den Hafen um 18:40 Uhr; „Niemand“ hörte später einen Notruf über Funk, sagte der Präsident.\n" * 5
RUSSIAN = "Паром вышел из порта ночью, и никто не услышал сигнала бедствия, сообщил начальник порта журналистам.\n" * 5
VIETNAMESE = "Tổng thống đến Nhà Trắng và nói chuyện với các nhà lãnh đạo trong khoảng hai tiếng đồng hồ.\n" * 5
JAPANESE = "フェリーは夜に港を出たが、到着しなかったと発表した。関係者によると、原因は調査中である。\n" * 5


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (GERMAN, "utf-16"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "utf-16"),
    ],
)
def test_encodings_are_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x.txt") == text


def test_utf16_with_its_mark() -> None:
    assert decode(codecs.BOM_UTF16_BE + VIETNAMESE.encode("utf-16-be"), "x.txt") == VIETNAMESE


def test_a_declared_encoding_is_believed() -> None:
    page = f'<meta charset="iso-8859-2"><p>{"Zażółć gęślą jaźń. " * 3}</p>'
    assert decode(page.encode("iso-8859-2"), "x.html") == page


def test_a_named_encoding_is_used_and_checked() -> None:
    assert decode(RUSSIAN.encode("cp866"), "x.txt", "cp866") == RUSSIAN
    with pytest.raises(ReadError, match=r"x\.txt is not ascii text"):
        decode(RUSSIAN.encode(), "x.txt", "ascii")
    with pytest.raises(ReadError, match="“utf-9” is not an encoding"):
        decode(b"a", "x.txt", "utf-9")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf\n", "is empty"),
        (b"%PDF-1.7 \xe2\xe3", "is a PDF, not text"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG image"),
        (bytes(range(256)) * 20, "is a binary file|is not UTF-8"),
        (VIETNAMESE.encode()[:200] + b"\xff\xfe\xfa" + VIETNAMESE.encode(), "line 2 is not UTF-8 and no other encoding explains"),
        (b"a\0b", "is a binary file"),
    ],
)
def test_what_is_no_text_is_said_in_one_sentence(raw: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as caught:
        decode(raw, "x.txt")
    assert str(caught.value).count("\n") == 0


def test_a_file_too_long_to_be_an_article_says_so(tmp_path: Path) -> None:
    file = tmp_path / "long.txt"
    file.write_bytes(b"Nine people died. " * 1_200_000)
    with pytest.raises(ReadError, match=r"long\.txt is longer than the 16 MB that an article is read up to"):
        readers.read(str(file), role="candidate")
