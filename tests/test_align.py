"""Alignment: what it finds, what it refuses, and that it is always the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import transcheck as tc
from transcheck import readers
from transcheck.alignment import Lexicon, align, align_many, export

ROOT = Path(__file__).resolve().parents[1]
SET = ROOT / "corpora" / "petro-white-house"
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


def test_one_paragraph_against_a_hundred_uses_every_segment_once() -> None:
    alignment = align(document(EN[:1]), document([f"{s} {i}" for i in range(20) for s in ES], "es"))
    assert sorted(i for b in alignment.beads for i in b.reference) == list(range(100))


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


def test_tmx_is_well_formed_and_holds_the_matched_beads() -> None:
    a, b = document([*EN[:4], "<5 & \x01>"]), document(ES[:4], "es")
    root = etree.fromstring(export.tmx(align(a, b), a, b).encode("utf-8"))
    assert root.get("version") == "1.4"
    assert len(root.findall("body/tu")) == 4


@pytest.mark.parametrize("reference", ["source.vi.md", "wire.en.md"])
def test_the_first_article_set_aligns_as_a_careful_reader_would(reference: str) -> None:
    with (SET / "alignment.tsv").open(encoding="utf-8") as lines:
        rows = [r for r in csv.reader((x for x in lines if not x.startswith("#")), delimiter="\t") if r and r[0] == reference]
    gold = {tuple(tuple(int(x) for x in cell.split(",") if x) for cell in row[1:3]) for row in rows}
    found = beads(align(readers.read(str(SET / "candidate.en.md"), role="candidate"), readers.read(str(SET / reference), role="wire")))
    both = {g for g in gold if all(g)}
    precision, recall = sum(b in gold for b in found) / len(found), len(both & set(found)) / len(both)
    assert 2 * precision * recall / (precision + recall) >= 0.9
