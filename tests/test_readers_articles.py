"""Plain text, Markdown and HTML articles: segments, kinds and exact places."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcheck import readers
from transcheck.model import Document

SAMPLES = Path(__file__).parent / "readers" / "samples"


def markdown(folder: Path, text: str, name: str = "article.en.md") -> Document:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return readers.read(str(file), role="candidate")


def kinds(document: Document) -> list[str]:
    return [s.kind for s in document.segments]


def texts(document: Document) -> list[str]:
    return [s.text for s in document.segments]


def find(document: Document, words: str) -> tuple[int, int]:
    return document.place(document.text.index(words))


def assert_places_are_exact(document: Document, source: str) -> None:
    """Every character that is no white space stands where its place says, composed or not."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset, char in enumerate(document.text):
        if not char.isspace() and not unicodedata.combining(char):
            line, column = document.place(offset)
            written = unicodedata.normalize("NFC", lines[line - 1][column - 1 : column + 4])
            assert written.startswith(char), (offset, char, line, column, written)


# --- plain text


def test_blank_lines_part_paragraphs() -> None:
    document = Document.from_text("One.\n\nTwo\nlines.\n\n\nThree.", language="en")
    assert texts(document) == ["One.", "Two\nlines.", "Three."]
    assert document.text == "One.\n\nTwo\nlines.\n\nThree."
    assert find(document, "lines.") == (4, 1)
    assert find(document, "Three") == (7, 1)


def test_lines_are_segments_with_their_own_numbers_empty_ones_too() -> None:
    document = Document.from_text("a\n\n b\n", language="en", unit="line")
    assert texts(document) == ["a", "", "b"]
    assert find(document, "b") == (3, 2)


def test_windows_line_ends_move_nothing() -> None:
    document = Document.from_text("One.\r\n\r\n  Two.", language="en")
    assert find(document, "Two") == (3, 3)


def test_a_paragraph_a_line_is_a_segment_a_line() -> None:
    long = (
        "The minister said on Monday that the bridge would be rebuilt before the winter, and that the money for it had been found at last."
    )
    assert len(Document.from_text(f"{long}\n{long}\n{long}", language="en").segments) == 3


def test_hard_wrapped_prose_stays_one_segment() -> None:
    text = "The minister said on Monday that the bridge would be rebuilt.\nBefore the winter, he said, the money for it would be\nfound at last. Nobody in the room\nbelieved him."
    assert len(Document.from_text(f"{text}\n\n{text}", language="en").segments) == 2


def test_decomposed_text_is_composed_and_keeps_its_places() -> None:
    source = unicodedata.normalize("NFD", "Tổng thống Việt Nam đến Hà Nội.\n\nÔng nói: “Rất vui”.\n\n한국어 문장.")
    document = Document.from_text(source, language="vi")
    assert unicodedata.is_normalized("NFC", document.text)
    assert_places_are_exact(document, source)


@given(st.text(alphabet="aé\u0301\u0323e\n \u1112\u1161\u11ab한ọ\u09c7\u09be.", max_size=60))
def test_places_are_exact_for_any_mix_of_composed_and_decomposed(source: str) -> None:
    assert_places_are_exact(Document.from_text(source, language="en"), source)
    assert_places_are_exact(Document.from_text(source, language="en", unit="line"), source)


@given(st.text(max_size=200))
def test_segments_are_slices_of_the_text(source: str) -> None:
    for document in (Document.from_text(source, language="en"), Document.from_text(source, language="en", unit="line")):
        for segment in document.segments:
            assert document.text[segment.span.start : segment.span.end] == segment.text


@given(st.lists(st.text(alphabet="ab .\t", max_size=10), min_size=1, max_size=8))
def test_line_unit_gives_one_segment_for_every_line(lines: list[str]) -> None:
    document = Document.from_text("\n".join([*lines, "end"]), language="en", unit="line")
    assert texts(document) == [line.strip() for line in lines] + ["end"]


# --- Markdown


MARKDOWN = """---
language: en-GB
published: 2026-03-12
role: candidate
title: "Ferry: the inquiry"
tags: [sea, law]
---

# Ferry *inquiry* opens

The **ferry** [*Marisol*](https://example.org/a "A ship") left at 18:40 &amp; sank; \\*nobody\\* `knew` why <b>it</b> did
so, although a\\
captain had asked.

> He said: "No **doors** were *shut*."

- first item
- second **item**
  goes on

| Year | Riders |
|------|-------:|
| 2024 | 120,400 |

![The ferry](ferry.jpg "Ferry")

*The ferry in port. Photo: Harbour Office*

***Very*** strange __words__ stood there.

Tom Adeyemi (Reuters)
"""


def test_markdown_kinds(tmp_path: Path) -> None:
    document = markdown(tmp_path, MARKDOWN)
    assert kinds(document) == [
        *("heading", "paragraph", "quotation", "list-item", "list-item", "table-cell", "table-cell", "table-cell", "table-cell"),
        *("image", "caption", "paragraph", "byline"),
    ]
    assert document.language == "en-GB"
    assert str(document.published) == "2026-03-12"
    assert document.title == "Ferry: the inquiry"


def test_markdown_text_is_clean(tmp_path: Path) -> None:
    found = texts(markdown(tmp_path, MARKDOWN))
    assert found[0] == "Ferry inquiry opens"
    assert found[1] == "The ferry Marisol left at 18:40 & sank; *nobody* knew why it did\nso, although a\ncaptain had asked."
    assert found[4] == "second item\ngoes on"
    assert found[11] == "Very strange words stood there."


def test_markdown_columns_are_exact_after_markup(tmp_path: Path) -> None:
    document = markdown(tmp_path, MARKDOWN)
    lines = MARKDOWN.split("\n")
    for words in (
        "inquiry",
        "ferry",
        "Marisol",
        "left at",
        "sank",
        "nobody",
        "knew",
        "did",
        "captain",
        "doors",
        "shut",
        "item\n",
        "goes",
        "120,400",
        "Riders",
        "Very",
        "strange",
        "words",
        "Tom",
    ):
        word = words.strip()
        line, column = find(document, words)
        assert lines[line - 1][column - 1 :].startswith(word), (word, line, column)


def test_an_empty_image_and_stray_bars_stay_visible(tmp_path: Path) -> None:
    text = "The president spoke for two hours on Monday in the capital, and nobody else was let into the room where they met. He left.\n"
    document = markdown(tmp_path, f"{text}![]() |\nBoth men on Monday. *Photo: Office of the President* |\n{text}")
    assert kinds(document) == ["paragraph", "image", "caption", "paragraph"]
    assert document.segments[1].text == "![]() |"
    assert document.segments[1].target == ""
    assert document.segments[2].text == "Both men on Monday. Photo: Office of the President |"
    assert find(document, " |\n\nThe") == (3, 53)


def test_the_real_article_reads_as_fourteen_segments(root: Path) -> None:
    file = root.parent / "shared" / "seed" / "article.en.md"
    if not file.exists():
        pytest.skip("the article is not part of the repository")
    document = readers.read(str(file), role="candidate")
    assert kinds(document) == [*["paragraph"] * 4, "image", "caption", *["paragraph"] * 7, "byline"]
    assert_places_are_exact(document, file.read_text(encoding="utf-8"))


def test_a_paragraph_of_entities_is_kept_as_it_is(tmp_path: Path) -> None:
    assert texts(markdown(tmp_path, "One.\n\n&nbsp;\n\nTwo &amp; three."))[1:] == ["&nbsp;", "Two & three."]


@given(st.text(alphabet="ab *_[]()!`\\<>&;|#-\n.1é", max_size=80))
def test_markdown_never_fails_and_segments_are_slices(source: str) -> None:
    from transcheck.readers.assembly import assemble
    from transcheck.readers.markdown import read_markdown

    parsed = read_markdown(source, "x.md")
    document = assemble(parsed.blocks, path="x.md", role="candidate", language="en")
    lines = source.split("\n")
    for segment in document.segments:
        assert document.text[segment.span.start : segment.span.end] == segment.text
        line, column = document.place(segment.span.start)
        assert 1 <= line <= len(lines)
        assert column >= 1


def test_emphasis_and_code_do_not_shift_columns_on_later_lines(tmp_path: Path) -> None:
    document = markdown(tmp_path, "**a** `b`  c\n[d](e) ![f](g) h\n")
    assert find(document, "h") == (2, 16)


# --- HTML


def test_html_article_without_the_page_around_it() -> None:
    document = readers.read(str(SAMPLES / "news-page.en.html"), role="wire")
    assert kinds(document) == [
        *("heading", "paragraph", "image", "caption", "paragraph", "heading", "list-item", "list-item", "quotation"),
        *("table-cell", "table-cell", "table-cell", "table-cell", "paragraph", "byline"),
    ]
    assert "recipes" not in document.text
    assert "Home" not in document.text
    assert document.language == "en-GB"
    assert str(document.published) == "2026-03-12"
    assert document.role == "wire"
    assert document.segments[2].target == "/img/marisol.jpg"


def test_html_places_are_exact() -> None:
    document = readers.read(str(SAMPLES / "news-page.en.html"), role="wire")
    assert find(document, "Marisol") == (14, 51)
    assert find(document, "people who died") == (15, 42)
    assert find(document, "said the chair") == (20, 53)
    assert find(document, "promised") == (20, 86)


def test_html_without_an_article_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "x.en.html"
    file.write_text("<p>Nine <b>people</b> died.<p>Two were hurt<br>badly.<img src=''>", encoding="utf-8")
    document = readers.read(str(file), role="candidate")
    assert [(s.kind, s.text) for s in document.segments][:2] == [("paragraph", "Nine people died."), ("paragraph", "Two were hurt badly.")]


@given(st.text(alphabet="<>/pbr imgsc='\"&;!-[]a\n", max_size=80))
def test_broken_html_is_read_as_far_as_it_goes(source: str) -> None:
    from transcheck.readers.markup_strip import strip_tags

    for block in strip_tags(source):
        assert block.text
        assert block.marks[0].offset == 0


# --- front matter


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("lang: vi", "vi"),
        ("language: en\nlocale: en_GB.UTF-8", "en-GB"),
        ("language: pt-BR\nlocale: en_US", "pt-BR"),
        ("language: 'es' # Spanish", "es"),
    ],
)
def test_front_matter_names_the_language(tmp_path: Path, head: str, language: str) -> None:
    assert markdown(tmp_path, f"---\n{head}\n---\nText.", "x.md").language == language


def test_a_rule_line_is_not_front_matter(tmp_path: Path) -> None:
    assert texts(markdown(tmp_path, "---\n\nA line.\n\n---\n\nAnother line.\n")) == ["A line.", "Another line."]


def test_places_count_the_front_matter(tmp_path: Path) -> None:
    assert find(markdown(tmp_path, "---\ntitle: x\n---\n\nText."), "Text") == (5, 1)
