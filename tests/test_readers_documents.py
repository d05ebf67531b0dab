"""DOCX and subtitles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcheck import readers
from transcheck.errors import ReadError, TranscheckError
from transcheck.readers.docx import read_docx
from transcheck.readers.subtitles import read_subtitles

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
BODY = """
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Ferry inquiry opens</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Nine people </w:t></w:r><w:ins><w:r><w:t>and a dog </w:t></w:r></w:ins><w:del><w:r><w:delText>or ten </w:delText></w:r></w:del><w:r><w:t>died.</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>an item</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>2024</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>120,400</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><a:blip r:embed="rId5"/></w:drawing></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>The ferry.</w:t></w:r></w:p>
<w:p/>
"""


def docx(body: str = BODY, notes: str = "", extra: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        archive.writestr(
            "word/_rels/document.xml.rels", '<Relationships><Relationship Id="rId5" Target="media/ferry.jpg"/></Relationships>'
        )
        archive.writestr("docProps/core.xml", '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The inquiry</dc:title></c>')
        if notes:
            archive.writestr("word/footnotes.xml", f"<w:footnotes {NS}>{notes}</w:footnotes>")
        for name, data in extra.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_docx_with_revisions_tables_images_and_notes() -> None:
    note = '<w:footnote w:type="separator"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>'
    parsed = read_docx(docx(notes=note), "a.docx")
    assert [(b.kind, b.text) for b in parsed.blocks] == [
        ("heading", "Ferry inquiry opens"),
        ("paragraph", "Nine people and a dog died."),
        ("list-item", "an item"),
        ("table-cell", "2024"),
        ("table-cell", "120,400"),
        ("image", "[image]"),
        ("caption", "The ferry."),
        ("paragraph", "A note."),
    ]
    assert parsed.title == "The inquiry"
    assert parsed.blocks[5].target == "media/ferry.jpg"
    assert [b.marks[0].line for b in parsed.blocks] == [1, 2, 3, 4, 5, 6, 7, 9]


def test_docx_through_the_reader(tmp_path: Path) -> None:
    (tmp_path / "a.en.docx").write_bytes(docx())
    assert readers.read(str(tmp_path / "a.en.docx"), role="candidate").segments[1].text == "Nine people and a dog died."


def bomb() -> bytes:
    return docx(f"<w:p><w:r><w:t>{'a' * 30_000_000}</w:t></w:r></w:p>")


def encrypted() -> bytes:
    raw = bytearray(docx())
    for at in (raw.find(b"PK\x03\x04") + 6, raw.find(b"PK\x01\x02") + 8):
        raw[at] |= 1
    return bytes(raw)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"PK\x03\x04 nonsense", "is not a whole ZIP archive"),
        (docx()[:300], "is not a whole ZIP archive"),
        (b"", "is not a whole ZIP archive"),
        (bomb(), "unpacks to more than"),
        (encrypted(), "it is encrypted"),
        (docx("<w:p>"), "not well-formed XML"),
        (docx("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000), "not well-formed XML"),
    ],
    ids=["no zip", "cut", "empty", "bomb", "encrypted", "broken", "deep"],
)
def test_harmful_docx_ends_in_one_sentence(raw: bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why):
        read_docx(raw, "a.docx")


def test_a_zip_that_is_no_docx_and_one_with_too_many_files() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(ReadError, match="no DOCX"):
        read_docx(stream.getvalue(), "a.docx")
    with zipfile.ZipFile(stream, "w") as archive:
        for i in range(4001):
            archive.writestr(f"{i}", "")
    with pytest.raises(ReadError, match="holds 4001 files"):
        read_docx(stream.getvalue(), "a.docx")


def test_path_traversal_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read_docx(docx(extra={"../evil.txt": b"x", "/tmp/evil-transcheck.txt": b"x"}), "a.docx")
    assert list(tmp_path.iterdir()) == []
    assert not Path("/tmp/evil-transcheck.txt").exists()


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_damaged_docx_gives_text_or_a_clear_error(data: st.DataObject) -> None:
    raw = bytearray(docx())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_docx(bytes(raw), "a.docx")
    except TranscheckError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said


SRT = "1\n00:00:01,000 --> 00:00:02,500\n<i>Nine people</i> died.\nAll at sea.\n\n2\n00:00:03,000 --> 00:00:04,000\n{\\an8}On 3 February.\n"
VTT = "WEBVTT\nLanguage: vi\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Lan>Chín người chết.\n\nNOTE no\n\n00:03.000 --> 00:04.000\nHai.\n"


def test_srt() -> None:
    parsed = read_subtitles(SRT, "a.srt")
    assert [(b.key, b.text, b.marks[0].line) for b in parsed.blocks] == [
        ("1", "Nine people died.\nAll at sea.", 3),
        ("2", "On 3 February.", 8),
    ]


def test_vtt() -> None:
    parsed = read_subtitles(VTT, "a.vtt")
    assert [(b.key, b.text) for b in parsed.blocks] == [("intro", "Chín người chết."), ("2", "Hai.")]
    assert parsed.language == "vi"


@given(st.text(alphabet="0123:,.-> \n<i>{\\}aW", max_size=120))
def test_broken_subtitles_never_fail(text: str) -> None:
    read_subtitles(text, "a.srt")
