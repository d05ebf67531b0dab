"""XLIFF, TMX, PO, TSV, CSV, JSON Lines: units, keys, codes; and files made to harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import transcheck as tc
from transcheck.errors import ReadError, TranscheckError
from transcheck.readers import bilingual
from transcheck.readers.units import Piece, Unit, codes, pieces, plain

XLIFF12 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="a.html" source-language="vi" target-language="en" datatype="html"><body>
  <trans-unit id="1"><source>Chín người chết.</source><target>Nine people died.</target>
   <alt-trans><source>x</source><target>Ten people died.</target></alt-trans></trans-unit>
  <group><trans-unit id="2"><source><g id="1">12.000</g> người<x id="2"/> được cứu</source>
   <target><g id="1">12,000</g> people<x id="2"/> were saved</target></trans-unit></group>
  <trans-unit id="3" translate="no"><source>ABC</source><target>ABC</target></trans-unit>
  <trans-unit id="4"><source>Chưa dịch</source></trans-unit>
  <trans-unit id="5"><source>a<ph id="3">&lt;br/&gt;</ph>b <mrk mtype="seg">c</mrk></source><target>a<ph id="3">&lt;br/&gt;</ph>b <mrk mtype="seg">c</mrk></target></trans-unit>
 </body></file>
 <file original="b.html" source-language="vi" target-language="en" datatype="html"><body>
  <trans-unit id="1"><source>Hai</source><target>Two</target></trans-unit>
 </body></file>
</xliff>"""

XLIFF2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="vi" trgLang="en">
 <file id="f"><unit id="u1"><segment id="s1"><source>Một <pc id="1">đậm</pc></source><target>One <pc id="1">bold</pc></target></segment>
  <ignorable><source> </source></ignorable>
  <segment><source>Hai<ph id="2"/>.</source><target>Two<ph id="2"/>.</target></segment></unit>
 <unit id="u2"><segment><source>Ba<cp hex="001F"/></source><target>Three<cp hex="0041"/></target></segment></unit></file></xliff>"""

TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="vi" datatype="plaintext" segtype="sentence" adminlang="en" o-tmf="x" creationtool="x" creationtoolversion="1"/><body>
 <tu tuid="a"><tuv xml:lang="en-US"><seg>Nine <bpt i="1">&lt;b&gt;</bpt>people<ept i="1">&lt;/b&gt;</ept> died.</seg></tuv><tuv xml:lang="vi-VN"><seg>Chín người chết.</seg></tuv></tu>
 <tu><tuv xml:lang="vi"><seg>Hai</seg></tuv><tuv xml:lang="en"><seg>Two <hi>hits</hi></seg></tuv></tu>
 <tu><tuv xml:lang="vi"><seg>Một mình</seg></tuv></tu>
</body></tmx>"""

PO = """msgid ""
msgstr ""
"Language: vi\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgid "Hello, %s!"
msgstr "Xin chào, %s!"

msgctxt "menu"
msgid "Open"
msgstr "Mở"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tập tin"

#~ msgid "old"
#~ msgstr "cũ"
"""


def units(folder: Path, name: str, text: str | bytes) -> list[Unit]:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    with bilingual.pairs(str(folder / name)) as found:
        return list(found.units)


def shown(found: list[Unit]) -> list[tuple[str, str, str]]:
    return [(u.key, plain(u.source), plain(u.target)) for u in found]


def test_xliff_1(tmp_path: Path) -> None:
    found = units(tmp_path, "a.xlf", XLIFF12)
    assert shown(found) == [
        ("1", "Chín người chết.", "Nine people died."),
        ("2", "12.000 người được cứu", "12,000 people were saved"),
        ("4", "Chưa dịch", ""),
        ("5", "ab c", "ab c"),
        ("b.html#1", "Hai", "Two"),
    ]
    assert codes(found[1].target) == ("<g 1>", "</g>", "<x 2>")
    assert codes(found[3].source) == ("<br/>",)
    assert found[0].line == 4


def test_xliff_2(tmp_path: Path) -> None:
    found = units(tmp_path, "a.xliff", XLIFF2)
    assert shown(found) == [("u1/s1", "Một đậm", "One bold"), ("u1/2", "Hai.", "Two."), ("u2", "Ba", "ThreeA")]


def test_tmx(tmp_path: Path) -> None:
    found = units(tmp_path, "a.tmx", TMX)
    assert shown(found) == [("a", "Chín người chết.", "Nine people died."), ("2", "Hai", "Two hits")]
    assert codes(found[0].target) == ("<b>", "</b>")


def test_po(tmp_path: Path) -> None:
    found = units(tmp_path, "vi.po", PO)
    assert shown(found) == [("Hello, %s!", "Hello, !", "Xin chào, !"), ("menu|Open", "Open", "Mở"), ("%d file[0]", "file", "tập tin")]
    assert codes(found[0].source) == ("%s",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "id\tvi\ten\n7\tHai\tTwo\n"),
        ("a.tsv", "id\tsource\ttarget\n7\tHai\tTwo\n\n"),
        ("a.tsv", "7\tHai\tTwo\n"),
        ("a.csv", 'id,vi,en\n7,"Hai","Two"\n'),
        ("a.csv", "id;vi;en\n7;Hai;Two\n"),
        ("a.jsonl", '{"id": 7, "source": "Hai", "target": "Two"}\n'),
        ("a.jsonl", '{"id": "7", "vi": "Hai", "en": "Two"}\n\n'),
        ("a.jsonl", '{"id": "7", "translation": {"vi": "Hai", "en": "Two"}}'),
    ],
)
def test_rows(tmp_path: Path, name: str, text: str) -> None:
    assert shown(units(tmp_path, name, text)) == [("7", "Hai", "Two")]


def test_a_csv_cell_may_hold_lines_and_keeps_its_line_number(tmp_path: Path) -> None:
    found = units(tmp_path, "a.csv", 'vi,en\n"Một\nhai","One\ntwo"\nBa,Three\n')
    assert [(u.line, plain(u.target)) for u in found] == [(2, "One\ntwo"), (5, "Three")]


def test_compare_reports_the_unit(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(XLIFF12.replace("12,000", "1,200"), encoding="utf-8")
    candidate, source = bilingual.read(str(tmp_path / "a.xlf"))
    assert (candidate.language, source.language) == ("en", "vi")
    assert [s.key for s in candidate.segments] == ["1", "2", "5", "b.html#1"]
    line = XLIFF12.replace("12,000", "1,200").split("\n")[6]
    for words in ("1,200", "people", "were saved"):
        assert candidate.place(candidate.text.index(words, candidate.segments[1].span.start)) == (7, line.index(words) + 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi {name}, {0} and {{user}}", ("{name}", "{0}", "{{user}}")),
        ("%s has %d files, %1$s %(n)s %.2f %%", ("%s", "%d", "%1$s", "%(n)s", "%.2f")),
        ("50 % des voix, 5% de, 100%d", ()),
        ("a set {1, 2} and {} and { x }", ()),
        ("${amount} due", ("${amount}",)),
    ],
)
def test_placeholders(text: str, expected: tuple[str, ...]) -> None:
    assert codes(pieces(text)) == expected


@pytest.mark.parametrize(
    ("source", "target", "flagged"),
    [
        ("Hello {name}", "Xin chào {name}", False),
        ("Hello {name}", "Xin chào {tên}", True),
        ("Hello {name}", "Xin chào", True),
        ("Hello", "Xin chào {name}", True),
        ("%s of %s", "%2$s trong %1$s", False),
        ("{a} and {b}", "{b} và {a}", False),
    ],
)
def test_f130(tmp_path: Path, source: str, target: str, flagged: bool) -> None:
    from transcheck import pairs, pipeline
    from transcheck.config import Config

    (tmp_path / "a.jsonl").write_text(json.dumps({"en": source, "vi": target}), encoding="utf-8")
    for judge in (pairs.run, pipeline.run_aligned):
        report = judge(*bilingual.read(str(tmp_path / "a.jsonl")), Config(select=("F130",)))
        assert [f.code for f in report.findings] == (["F130"] if flagged else [])


# --- harm

BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xliff version="1.2"><file><body><trans-unit id="1"><source>&b;</source></trans-unit></body></file></xliff>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><tmx><header/><body><tu><tuv xml:lang="en"><seg>&e;</seg></tuv></tu></body></tmx>'


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.xlf", BOMB, "declares XML entities"),
        ("a.tmx", EXTERNAL, "declares XML entities"),
        ("a.xlf", BOMB.encode("utf-16"), "declares XML entities"),
        (
            "a.xlf",
            "<xliff><file>" + "<group>" * 10_000 + "</group>" * 10_000 + "</file></xliff>",
            "not well-formed XML: Excessive depth|not well-formed",
        ),
        ("a.xlf", XLIFF12[:700], "not well-formed XML"),
        ("a.xlf", "<html/>", "is no XLIFF"),
        ("a.xlf", "", "is empty"),
        ("a.tmx", "<tmx><body><tu>", "not well-formed XML"),
        ("a.tmx", b"\xff\xfe\x00", "not well-formed XML"),
        ("a.xlf", '<?xml version="1.0" encoding="x-none"?><xliff/>', "not well-formed XML|encoding"),
        ("a.po", 'msgid "a\nmsgstr', "is no PO file"),
        ("a.tsv", "only one column\n", "needs two columns"),
        ("a.tsv", "vi\ten\nHai\n", "line 2 has 1 columns, 2 are needed"),
        ("a.jsonl", "{}\n", "line 1 has no “source” and “target”"),
        ("a.jsonl", "[1]\n", "line 1 is not an object"),
        ("a.jsonl", '{"vi": "a", "en": "b"}\nnonsense', "line 2 is not JSON"),
        ("a.jsonl", '{"vi": "a", "en": "b"}\n{"vi": 1, "en": "b"}', "line 2: “vi” and “en” must both be strings"),
        ("a.jsonl", "[" * 100_000, "line 1 is not JSON"),
        (
            "a.jsonl",
            '{"source": "a", "target": "b", "target_language": 5}',
            "line 1: “source_language” and “target_language” must be strings",
        ),
        (
            "a.jsonl",
            '{"source": "a", "target": "b", "source_language": "en"}\n{"source": "a", "target": "b"}\n'
            '{"source": "a", "target": "b", "source_language": "de"}',
            "line 3 names other languages than the first",
        ),
    ],
)
def test_harmful_and_broken_files_end_in_one_sentence(tmp_path: Path, name: str, text: str | bytes, why: str) -> None:
    with pytest.raises(ReadError, match=why) as caught:
        units(tmp_path, name, text)
    assert "\n" not in str(caught.value)


def test_a_long_tmx_is_read_unit_by_unit(tmp_path: Path) -> None:
    import tracemalloc

    unit = '<tu><tuv xml:lang="vi"><seg>Chín người chết hôm chủ nhật.</seg></tuv><tuv xml:lang="en"><seg>Nine people died on Sunday.</seg></tuv></tu>\n'
    file = tmp_path / "long.tmx"
    file.write_text(f'<tmx version="1.4"><header srclang="vi"/><body>{unit * 20_000}</body></tmx>', encoding="utf-8")
    tracemalloc.start()
    with bilingual.pairs(str(file)) as found:
        count = sum(1 for _ in found.units)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < file.stat().st_size / 4


def test_a_file_without_a_translated_unit_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"vi": "Hai", "en": ""}', encoding="utf-8")
    with pytest.raises(ReadError, match="has no unit with both source and target"):
        bilingual.read(str(tmp_path / "a.jsonl"))


SEEDS = {
    "a.xlf": XLIFF12,
    "a.xliff": XLIFF2,
    "a.tmx": TMX,
    "a.po": PO,
    "a.tsv": "id\tvi\ten\n7\tHai\tTwo\n",
    "a.csv": 'vi,en\n"a",b\n',
    "a.jsonl": '{"vi": "a", "en": "b"}\n',
}


@pytest.mark.parametrize("name", list(SEEDS))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_damaged_files_give_units_or_a_clear_error(tmp_path: Path, name: str, data: st.DataObject) -> None:
    raw = bytearray(SEEDS[name].encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(raw) - 1))
        change = data.draw(st.sampled_from(["cut", "byte", "double", "drop"]))
        if change == "cut" and at:
            del raw[at:]
        elif change == "byte":
            raw[at] = data.draw(st.integers(0, 255))
        elif change == "double":
            raw[at:at] = raw[at : at + 40]
        elif len(raw) > 10:
            del raw[at : at + 7]
    try:
        units(tmp_path, name, bytes(raw))
    except TranscheckError as error:
        said = str(error)
    else:
        said = ""
    assert "\n" not in said


def test_pairs_of_rows_are_judged_through_the_public_api() -> None:
    report = tc.compare_pairs(
        [("a", "Chín người.", "Nine people."), ("b", "12.000 người", "1,300 people")], source_language="vi", target_language="en"
    )
    assert {f.key for f in report.findings} <= {"b", None}


# --- agreement with translate-toolkit, whose answers toolkit.json holds (made by tests/toolkit_agreement.py)

BILINGUAL = Path(__file__).parent / "readers" / "bilingual"
TOOLKIT: dict[str, list[list[str]]] = json.loads((BILINGUAL / "toolkit.json").read_text(encoding="utf-8"))


def written(given: tuple[Piece, ...]) -> str:
    """The text with placeholders in it and inline tags left out, white space evened."""
    return " ".join("".join(p.text for p in given if not (p.code and p.text.startswith("<"))).split())


@pytest.mark.parametrize("name", list(TOOLKIT))
def test_units_and_texts_are_those_that_translate_toolkit_reads(name: str) -> None:
    with bilingual.pairs(str(BILINGUAL / name)) as found:
        ours = [[written(u.source), written(u.target)] for u in found.units]
    assert ours == [[" ".join(text.split()) for text in unit] for unit in TOOLKIT[name]]
