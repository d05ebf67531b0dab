"""Quotations and their speakers, through the public API: extraction in many languages, the ways of attributing, hostile text, edits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quotes import right  # benchmarks/quotes.py

import transcheck as tc
from transcheck import languages
from transcheck.checks import chain
from transcheck.checks.comparison import Comparison
from transcheck.facts.edits import SILENT, compare
from transcheck.model import Fact, Finding, Place, Quote, Span

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases"
SPEECH = ("direct", "partial", "block")
ENGLISH = languages.load("en")


def rows(name: str) -> list[ParameterSet]:
    found = []
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
        found.append(pytest.param(row, id=f"{row['language']}: {row['label']}", marks=marks))
    return found


def read(text: str, language: str = "en") -> list[tuple[Fact, Quote]]:
    return [(f, f.value) for f in tc.extract(text, language=language) if isinstance(f.value, Quote)]


@pytest.mark.parametrize("row", rows("quotes.jsonl"))
def test_quotation_is_read_with_its_kind_and_speaker(row: dict[str, Any]) -> None:
    got = [(f.span.start, f.span.end, q.kind, q.speaker) for f, q in read(row["text"], row["language"])]
    assert got == [(q["start"], q["end"], q["kind"], q["speaker"]) for q in row["quotes"]]


@pytest.mark.parametrize("row", rows("speakers.jsonl"))
def test_speech_is_given_to_its_speaker(row: dict[str, Any]) -> None:
    got = {(f.span.start, f.span.end): q.speaker for f, q in read(row["text"], row["language"]) if q.kind in SPEECH}
    assert list(got) == [(q["start"], q["end"]) for q in row["quotes"]]
    for quote in row["quotes"]:
        if quote["speaker"] is not None:
            assert (got[quote["start"], quote["end"]] or "").casefold() == quote["speaker"].casefold()


@pytest.mark.parametrize("row", rows("attribution.jsonl"))
def test_speech_of_the_news_is_given_to_its_speaker(row: dict[str, Any]) -> None:
    got = {(f.span.start, f.span.end): q.speaker for f, q in read(row["text"], row["language"]) if q.kind in SPEECH}
    assert list(got) == [(q["start"], q["end"]) for q in row["quotes"]]
    for quote in row["quotes"]:
        if quote["speaker"] is not None:
            assert right(quote["speaker"], got[quote["start"], quote["end"]] or ""), got


def test_parts_are_the_words_inside_the_marks() -> None:
    text = "“We worked on it,” Anna Berg said, “and we won.”"
    fact, quote = read(text)[0]
    assert fact.text == text
    assert [text[p.start : p.end] for p in quote.parts] == ["We worked on it,", "and we won."]
    assert quote.words == "We worked on it, and we won."


def test_a_quotation_that_runs_over_lines_is_one() -> None:
    document = tc.Document.from_text('He said: "It began at noon.\nNobody slept.\nThen it stopped."', language="en", unit="line")
    report = tc.compare(document, source=document)
    quotes = [f.value for f in report.facts[0] if isinstance(f.value, Quote)]
    assert [q.words for q in quotes] == ["It began at noon. Nobody slept. Then it stopped."]


@given(st.text(alphabet="ab “”\"'‘’«»„—.,\n", max_size=80))
def test_marks_in_any_order_give_facts_of_the_text(text: str) -> None:
    for fact, quote in read(text):
        assert text[fact.span.start : fact.span.end] == fact.text
        assert all(fact.span.start <= p.start <= p.end <= fact.span.end for p in quote.parts)


WORDS = "“We don't know - not yet - who has done it, but we'll find out,” Anna Berg said."


@given(
    st.lists(
        st.sampled_from([("'", "’"), (" - ", " — "), (" - ", " – "), ("“", '"'), ("”", '"'), (", ", ",  "), (" we", "\u00a0we")]),
        max_size=5,
    )
)
def test_typography_never_makes_a_finding_above_neutral(changes: list[tuple[str, str]]) -> None:
    text = WORDS
    for was, now in changes:
        text = text.replace(was, now)
    report = tc.compare_pairs([("1", WORDS, text)], source_language="en", target_language="en", independent=True)
    assert [f.code for f in report.findings if f.code.startswith("Q") and f.severity != "neutral"] == []


SPOKEN = [
    "We",
    "don't",
    "know",
    "-",
    "not",
    "yet",
    "-",
    "who",
    "has",
    "done",
    "it,",
    "but",
    "we'll",
    "find",
    "out",
    "and",
    "we",
    "will",
    "say",
    "it",
    "to",
    "Anna",
    "Berg",
]


@given(st.lists(st.tuples(st.integers(1, len(SPOKEN) - 1), st.sampled_from(["— ", "– ", " ", "\u00a0", "’", "‘’"])), max_size=6))
def test_a_sign_more_inside_a_quotation_never_makes_a_finding_above_neutral(signs: list[tuple[int, str]]) -> None:
    words = list(SPOKEN)
    for at, sign in signs:
        words[at] = f"‘{words[at]}’" if sign == "‘’" else words[at].replace("'", "’") if sign == "’" else sign + words[at]
    was, now = (f"“{' '.join(some)},” Carla Ruiz said." for some in (SPOKEN, words))
    for pair in ((was, now), (now, was)):
        report = tc.compare_pairs([("1", *pair)], source_language="en", target_language="en", independent=True)
        assert [f.message for f in report.findings if f.code.startswith("Q") and f.severity != "neutral"] == []


@pytest.mark.parametrize(
    "text",
    [
        '"' * 100_000,
        "“a " * 10_000,
        "'" * 100_000,
        "“‘" * 250 + "a" + "’”" * 250,
        ' "' * 50_000,
        "« " * 50_000,
        'a" ' * 30_000,
        "— a, he said, " * 10_000,
        "“a” " + "he said, " * 20_000,
    ],
    ids=["straight", "unclosed", "apostrophes", "nested", "spaced", "angles", "closing", "dashes", "verbs"],
)
def test_hostile_marks_are_read_or_refused(text: str) -> None:
    for fact, _ in read(text):
        assert text[fact.span.start : fact.span.end] == fact.text


def test_right_to_left_text_with_embedded_latin_keeps_its_offsets() -> None:
    text = 'قال أحمد: "نستخدم Windows و Linux في المكتب."'
    fact, quote = read(text, "ar")[0]
    assert fact.text == '"نستخدم Windows و Linux في المكتب."'
    assert quote.speaker == "أحمد"


EDITS = [json.loads(line) for line in (CASES / "edits.jsonl").read_text(encoding="utf-8").splitlines()]
EDIT_NAMES = [f"{e['kind']}: {e['why']}" for e in EDITS]


@pytest.mark.parametrize("edit", EDITS, ids=EDIT_NAMES)
def test_edit_has_its_class(edit: dict[str, Any]) -> None:
    kinds = {e.kind for e in compare(edit["now"], edit["was"], ENGLISH).edits}
    assert edit["kind"] in kinds or (edit["code"] is None and kinds <= set(SILENT))


@pytest.mark.parametrize("edit", EDITS, ids=EDIT_NAMES)
def test_edit_is_reported_by_its_rule_with_its_severity(edit: dict[str, Any]) -> None:
    was, now = (f"“{edit[side].rstrip('.')},” Anna Berg said." for side in ("was", "now"))
    report = tc.compare_pairs([("1", was, now)], source_language="en", target_language="en", independent=True)
    found = [(f.code, f.severity) for f in report.findings if f.code.startswith("Q") and f.severity != "neutral"]
    assert found == ([(edit["code"], edit["severity"])] if edit["code"] else [])


@pytest.mark.parametrize("edit", EDITS, ids=EDIT_NAMES)
def test_the_same_words_have_no_edits(edit: dict[str, Any]) -> None:
    assert compare(edit["was"], edit["was"], ENGLISH).edits == ()
    assert compare(edit["now"], edit["now"], ENGLISH).edits == ()


CHAINS = [json.loads(line) for line in (CASES / "chain.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", CHAINS, ids=[c["label"] for c in CHAINS])
def test_change_in_a_chain_is_laid_to_its_hop(row: dict[str, Any]) -> None:
    candidate, source, wire = (
        row[side] and tc.Document.from_text(row[side], language=language)
        for side, language in zip(("candidate", "source", "wire"), row["languages"], strict=True)
    )
    report = tc.compare(candidate, source=source, wire=wire)
    found = [f for f in report.findings if f.code in ("Q303", "Q304", "Q308", "Q311")]
    assert [(f.code, f.severity, f.introduced_in) for f in found] == [tuple(e[:3]) for e in row["expect"]]
    for finding, (*_, says) in zip(found, row["expect"], strict=True):
        assert says in finding.message


def test_a_quotation_of_fifty_thousand_words_is_compared() -> None:
    was = [f"w{chr(97 + i % 26)}{chr(97 + i // 26 % 26)}{chr(97 + i // 676 % 26)}{chr(97 + i // 17_576)}" for i in range(50_000)]
    drift = compare(" ".join(was[:777] + was[778:]), " ".join(was), ENGLISH)
    assert [e.was for e in drift.edits] == [was[777]]


def test_quotation_translated_back_says_so_with_the_original_words_as_the_fix() -> None:
    wire = tc.Document.from_text(
        "Asked about the deal, Anna Berg said: “We got along very well, and we signed it on the spot.”", language="en"
    )
    source = tc.Document.from_text(
        "Khi được hỏi về thỏa thuận, bà Anna Berg nói: “Chúng tôi rất hòa hợp và đã ký ngay tại chỗ.”", language="vi"
    )
    candidate = tc.Document.from_text(
        "Asked about the deal, Anna Berg said: “We were very harmonious and signed it right there.”", language="en"
    )
    report = tc.compare(candidate, source=source, wire=wire)
    found = [f for f in report.findings if f.code == "Q311"]
    assert [(f.severity, f.introduced_in) for f in found] == [("major", "candidate")]
    assert "We got along very well" in (found[0].fix or "")


def test_words_spoken_in_a_third_language_are_not_called_translated_back() -> None:
    wire = tc.Document.from_text(
        "Anna Berg told the radio in Spanish: “We got along very well, and we signed it on the spot.”", language="en"
    )
    source = tc.Document.from_text("Bà Anna Berg nói với đài phát thanh: “Chúng tôi rất hòa hợp và đã ký ngay tại chỗ.”", language="vi")
    candidate = tc.Document.from_text("Anna Berg told the radio: “We were very harmonious and signed it right there.”", language="en")
    codes = {f.code for f in tc.compare(candidate, source=source, wire=wire).findings if f.code in ("Q303", "Q304", "Q311")}
    assert codes == {"Q303"}


def test_a_mark_that_is_missing_once_is_told_once_whatever_versions_have_it() -> None:
    whole = tc.Document.from_text("“We worked on it all night,” Berg said.", language="en")
    french = tc.Document.from_text("« Nous y avons travaillé toute la nuit », a déclaré Berg.", language="fr")
    open_ended = tc.Document.from_text("“We worked on it all night, Berg said.", language="en")
    (finding,) = [f for f in tc.compare(open_ended, source=whole, references=[french]).findings if f.code == "Q310"]
    assert {p.document for p in finding.evidence} == {0, 1}


@pytest.mark.parametrize(
    ("quoted", "sentence", "severity"),
    [
        (Span(12, 60), Span(10, 61), "minor"),  # the sentence is the quotation
        (Span(40, 90), Span(10, 75), "minor"),  # most of it is
        (Span(50, 70), Span(10, 75), "major"),  # a few words of it are
        (Span(80, 120), Span(10, 75), "major"),  # another sentence
    ],
)
def test_words_of_a_speaker_that_went_with_their_sentence_weigh_once(quoted: Span, sentence: Span, severity: str) -> None:
    source = tc.Document.from_text("x" * 130, language="en").with_role("source")
    comparison = Comparison(tc.Document.from_text("y", language="vi"), (source,), (), ((), ()))
    lost = Finding("Q301", "major", 0.8, "no quotation", None, (Place(0, 0, quoted, "“…”"),))
    dropped = Finding("S410", "major", 0.8, "no sentence", None, (Place(0, 0, sentence, "…"),))
    for order in ([lost, dropped], [dropped, lost]):
        assert {f.code: f.severity for f in chain.settle(comparison, order)} == {"Q301": "major", "S410": severity}
    assert [f.severity for f in chain.settle(comparison, [dropped])] == ["major"]
