"""Alignment: what it finds, what it refuses, and that it is always the same."""

from __future__ import annotations

import csv
import itertools
import random
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import transcheck as tc
from transcheck import readers
from transcheck.alignment import Lexicon, align, align_many
from transcheck.cli.group import transcheck

ROOT = Path(__file__).resolve().parents[1]
SETS = ROOT / "corpora"
EN = [
    "The bridge over the river was closed on Monday after 12 engineers found cracks.",
    "A ferry carries 300 people every hour until the repairs are finished in May.",
    "The mayor said that the shops on both banks would get money for lost trade.",
    "Heavy rain is expected on Friday, and the police asked drivers to stay at home.",
    "Two schools and a hospital near the water have been without power since Sunday.",
]
ES = [
    "El puente sobre el río se cerró el lunes después de que 12 ingenieros hallaran grietas.",
    "Un transbordador lleva a 300 personas cada hora hasta que terminen las obras en mayo.",
    "El alcalde dijo que las tiendas de ambas orillas recibirían dinero por el comercio perdido.",
    "Se espera mucha lluvia el viernes, y la policía pidió a los conductores que se queden en casa.",
    "Dos escuelas y un hospital cerca del agua están sin electricidad desde el domingo.",
]


def document(paragraphs: list[str], language: str = "en") -> tc.Document:
    return tc.Document.from_text("\n\n".join(paragraphs), language=language)


def beads(alignment: tc.Alignment) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(b.candidate, b.reference) for b in alignment.beads]


def test_a_translation_aligns_one_to_one() -> None:
    assert beads(align(document(EN), document(ES, "es"))) == [((i,), (i,)) for i in range(5)]


def test_merged_paragraphs_are_one_bead() -> None:
    merged = [EN[0], f"{EN[1]} {EN[2]}", EN[3], EN[4]]
    assert ((1,), (1, 2)) in beads(align(document(merged), document(ES, "es")))


def test_a_dropped_paragraph_stands_alone() -> None:
    assert ((), (3,)) in beads(align(document([*EN[:3], EN[4]]), document(ES, "es")))


def test_paragraphs_that_changed_places_are_found() -> None:
    moved = [EN[2], EN[0], EN[1], EN[3], EN[4]]
    found = beads(align(document(moved), document(ES, "es")))
    assert ((0,), (2,)) in found
    assert ((1,), (0,)) in found


def test_a_text_against_itself_is_the_diagonal_with_certainty() -> None:
    alignment = align(document(EN), document(EN))
    assert beads(alignment) == [((i,), (i,)) for i in range(5)]
    assert {b.confidence for b in alignment.beads} == {1.0}


def test_the_same_paragraph_a_hundred_times_ends_in_the_diagonal() -> None:
    alignment = align(document([EN[0]] * 100), document([ES[0]] * 100, "es"))
    assert sum(len(b.candidate) == len(b.reference) == 1 for b in alignment.beads) >= 90


def test_another_article_is_weak() -> None:
    other = [
        "The central bank cut its rate by half a point.",
        "Analysts had expected no change.",
        "Shares in Tokyo fell 3 percent.",
        "Oil was little changed.",
        "Gold rose.",
    ]
    assert align(document(EN), document(other)).weak is not None


def test_an_empty_side_is_refused_in_one_sentence() -> None:
    with pytest.raises(tc.AlignmentError, match="nothing to align"):
        align(document(EN), document([""]))


def test_lines_that_jump_far_are_aligned() -> None:
    a = tc.Document.from_text("\n" * 1500 + EN[0], language="en", unit="line")
    b = tc.Document.from_text(ES[0] + "\n" * 1500, language="es", unit="line")
    alignment = align(a, b, unit="line")
    assert sorted(i for x in alignment.beads for i in x.candidate) == list(range(len(a.segments)))


def test_pairs_of_several_languages_keep_their_order() -> None:
    found = align_many([(document(EN), document(ES, "es")), (document(EN), document(EN)), (document(ES, "es"), document(EN))])
    assert [len(a.beads) for a in found] == [5, 5, 5]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(EN), min_size=1, max_size=7), st.lists(st.sampled_from(ES), min_size=1, max_size=7))
def test_every_segment_stands_in_exactly_one_bead_and_twice_is_the_same(left: list[str], right: list[str]) -> None:
    a, b = document(left), document(right, "es")
    alignment = align(a, b)
    assert sorted(i for x in alignment.beads for i in x.candidate) == list(range(len(left)))
    assert sorted(i for x in alignment.beads for i in x.reference) == list(range(len(right)))
    assert all(0.0 <= x.confidence <= 1.0 for x in alignment.beads)
    assert align(a, b) == alignment


def test_a_lexicon_is_learnt_saved_and_read_back(tmp_path: Path) -> None:
    lexicon = Lexicon.learn(list(zip(EN, ES, strict=True)) * 4, ("en", "es"))
    lexicon.save(tmp_path / "en-es.lexicon")
    again = Lexicon.load(tmp_path / "en-es.lexicon")
    assert again.signature == lexicon.signature
    assert "20 pairs" in lexicon.signature
    assert beads(align(document(EN), document(ES, "es"), lexicon=tmp_path / "en-es.lexicon")) == [((i,), (i,)) for i in range(5)]
    assert beads(align(document(ES, "es"), document(EN), lexicon=lexicon)) == [((i,), (i,)) for i in range(5)]


def test_a_lexicon_of_other_languages_is_refused() -> None:
    lexicon = Lexicon.learn(list(zip(EN, ES, strict=True)), ("en", "es"))
    with pytest.raises(tc.AlignmentError, match="en and es"):
        align(document(EN), document(ES, "vi"), lexicon=lexicon)


def test_a_file_that_is_no_lexicon_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("no", encoding="utf-8")
    with pytest.raises(tc.AlignmentError, match="not a transcheck lexicon"):
        Lexicon.load(tmp_path / "x")


# The part of TMX 1.4 that is written here, from its specification: elements, their order, and which attributes there must be.
TMX = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop | ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED segtype (block | paragraph | sentence | phrase) #REQUIRED
  o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)> <!ELEMENT ude EMPTY> <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT body (tu*)> <!ELEMENT tu ((note | prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED> <!ELEMENT seg (#PCDATA)>
"""


@pytest.mark.parametrize("unit", ["paragraph", "sentence", "line"])
def test_tmx_is_valid_and_holds_the_matched_beads(unit: str, tmp_path: Path) -> None:
    (tmp_path / "a.en.txt").write_text("\n\n".join([*EN[:4], "<5 & \x01>"]), encoding="utf-8")
    (tmp_path / "b.es.txt").write_text("\n\n".join(ES[:4]), encoding="utf-8")
    result = CliRunner().invoke(
        transcheck, ["align", str(tmp_path / "a.en.txt"), str(tmp_path / "b.es.txt"), "--unit", unit, "--format", "tmx"]
    )
    root = etree.fromstring(result.stdout.encode("utf-8"))
    dtd = etree.DTD(StringIO(TMX))
    assert dtd.validate(root), dtd.error_log
    assert len(root.findall("body/tu")) == 4


def gold(name: str) -> list[tuple[str, str]]:
    with (SETS / name / "alignment.tsv").open(encoding="utf-8") as lines:
        return [(name, r) for r in dict.fromkeys(row[0] for row in csv.reader((x for x in lines if x[0] != "#"), delimiter="\t") if row)]


@pytest.mark.parametrize(("name", "reference"), [pair for file in sorted(SETS.glob("*/alignment.tsv")) for pair in gold(file.parent.name)])
def test_article_sets_align_as_a_careful_reader_would(name: str, reference: str) -> None:
    with (SETS / name / "alignment.tsv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.reader((x for x in lines if x[0] != "#"), delimiter="\t") if r and r[0] == reference]
    expected = {tuple(tuple(int(x) for x in cell.split(",") if x) for cell in row[1:3]) for row in rows}
    article, versions = readers.folder(str(SETS / name))
    role = next(role for path, role in versions if Path(path).name == reference)
    found = beads(tc.align(readers.read(article, role="candidate"), readers.read(str(SETS / name / reference), role=role)))
    both = {g for g in expected if all(g)}
    precision, recall = sum(b in expected for b in found) / len(found), len(both & set(found)) / len(both)
    assert 2 * precision * recall / (precision + recall) >= 0.9


def shuffled(size: int, words: str) -> list[str]:
    """Lines of one vocabulary at random."""
    rng = random.Random(size)
    return [" ".join(rng.choices(words.split(), k=9)) + "." for _ in range(size)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (EN[:1], [f"{s} {i}" for i in range(20) for s in ES]),
        ([EN[0]] * 100, [ES[0]] * 100),
        (EN, ["x" * 1_000_000]),
        (["word " * 200_000], ["palabra " * 200_000]),
        ([EN[0], ES[1], "第三の段落は日本語です。", EN[3]], ES),
        (["."], ["…"]),
        (["a"] * 500, ES),
    ],
    ids=["one against a hundred", "a hundred the same", "no spaces", "1 MB in one line", "mixed languages", "marks only", "letters"],
)
def test_bad_input_ends_with_every_segment_in_one_bead(left: list[str], right: list[str]) -> None:
    alignment = tc.align(document(left), document(right, "es"))
    assert sorted(i for b in alignment.beads for i in b.candidate) == list(range(len(left)))
    assert sorted(i for b in alignment.beads for i in b.reference) == list(range(len(right)))


def test_two_long_texts_on_different_subjects_are_weak() -> None:
    left = tc.Document.from_text("\n".join(shuffled(2000, " ".join(EN))), language="en", unit="line")
    right = tc.Document.from_text(
        "\n".join(shuffled(2001, "gato perro libro verde correr cantar lento noche vaso sombra piedra")), language="es", unit="line"
    )
    assert tc.align(left, right, unit="line").weak is not None


def test_pooled_articles_are_judged_the_same_whatever_runs_before() -> None:
    pairs = [(document(EN), document(ES, "es")), (document(EN[1:]), document(ES[1:], "es"))]
    assert tc.align_many(pairs) == tc.align_many(pairs)


def test_concepts_are_stored_as_what_a_run_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from transcheck.alignment import concepts

    packed = concepts.store(["red apple\tfruit", "", "green apple"], "en")
    assert packed == concepts.store(["red apple\tfruit", "", "green apple"], "en"), "generating again gives the same bytes"
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "xx.gz").write_bytes(packed)
    monkeypatch.setattr("transcheck.alignment.concepts.resources.files", lambda _: tmp_path)
    concepts._stored.cache_clear()
    concepts._names.cache_clear()
    names = concepts._names("xx")
    words = [[names.stems[i] for i in names.ids[a:b]] for a, b in itertools.pairwise(names.starts)]
    assert words == [["red", "apple", "fruit"], [], ["green", "apple"]]
    concepts._stored.cache_clear()
    concepts._names.cache_clear()
