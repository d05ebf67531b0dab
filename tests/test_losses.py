"""Where a loss would have stood, and what tells one loss: what the page and the text show."""

from __future__ import annotations

import pytest

import html_reports
import transcheck as tc
from transcheck.model import Date, Document, Finding, Number, Report
from transcheck.writers import losses
from transcheck.writers.html import html_text
from transcheck.writers.html.rows import units
from transcheck.writers.text import text


def compared(candidate: str, source: str, languages: tuple[str, str] = ("en-US", "vi")) -> Report:
    return tc.compare(
        Document.from_text(candidate, language=languages[0]), source=Document.from_text(source, language=languages[1], role="source")
    )


def only(report: Report, code: str) -> Finding:
    (finding,) = (f for f in report.findings if f.code == code)
    return finding


def test_a_lost_number_is_shown_in_the_sentence_that_answers_to_its_own() -> None:
    report = compared(
        "The storm came ashore at dawn. People were hurt in the port. The ferry stopped running.",
        "Bão đổ bộ lúc rạng sáng. 12 người bị thương ở cảng. Phà ngừng chạy.",
    )
    place = losses.expected(report, only(report, "F101"))
    assert place is not None
    assert place.at is None
    assert report.candidate.text[place.span.start : place.span.end].strip() == "People were hurt in the port."
    assert "expected in: “People were hurt in the port.”" in text(report)
    assert "<small>where it is expected</small>" in html_text(report)


def _n(amount: int) -> Number:
    return next(f.value for f in tc.extract(str(amount), language="en") if isinstance(f.value, Number))


def desk() -> html_reports.Desk:
    """Three sentences of the source in two of the candidate, the 7 lost."""
    ours = "In May 40 boats left port, and 55 came back by night. By June only 30 of the crews were paid."
    theirs = "Tháng 5 có 40 tàu. Đến đêm 55 tàu về, 7 tàu mất. Tháng 6 chỉ 30 đội được trả lương."
    made = html_reports.Desk(
        Document.from_text(ours, language="en", path="candidate.en.md"),
        Document.from_text(theirs, language="vi", role="source", path="source.vi.md"),
    )
    for document, words, value in ((-1, "40", 40), (-1, "55", 55), (-1, "30", 30), (0, "40", 40), (0, "55", 55), (0, "30", 30)):
        made.at(document, 0, words, _n(value))
    return made


def test_between_unlike_sentences_the_neighbours_with_counterparts_tell_the_place() -> None:
    made = desk()
    lost = Finding("F101", "major", 0.9, "Source says 7; the candidate has no such number.", None, (made.at(0, 0, "7", _n(7)),))
    report = made.report([html_reports.beads(((0,), (0,), 0.9))], [lost])
    place = losses.expected(report, lost)
    assert place is not None
    assert "55 came back" in report.candidate.text[place.span.start : place.span.end]


def test_a_value_that_stands_in_the_candidate_is_expected_nowhere_else() -> None:
    made = desk()
    changed = Finding(
        "F102", "major", 0.9, "Source says 7; the candidate says 55.", made.at(-1, 0, "55", _n(55)), (made.at(0, 0, "7", _n(7)),)
    )
    assert losses.expected(made.report([html_reports.beads(((0,), (0,), 0.9))], [changed]), changed) is None


def test_a_dropped_sentence_is_missing_between_its_neighbours() -> None:
    rest = "A ferry carries commuters across the river every fifteen minutes.\n\nHeavy rain is expected on Friday, and police asked drivers to stay at home."
    kept = (
        "The council met late into the night and listened to more than forty speakers from all parts of the town.",
        "The mayor praised them.",
    )
    gone = "It then voted to raise the fares of all buses by 310 pounds and to close 14 stops from July."
    report = compared(f"{' '.join(kept)}\n\n{rest}", f"{kept[0]} {gone} {kept[1]}\n\n{rest}", ("en", "en"))
    lost = only(report, "S410")
    place = losses.expected(report, lost)
    assert place is not None
    assert place.at is not None
    assert report.candidate.text[place.at :].lstrip().startswith("The mayor praised")
    assert "<em lang=en>[missing here]</em> The mayor praised" in html_text(report)
    # and the sum that went with it is no second loss
    groups = losses.grouped(report, report.findings)
    assert all(len({"S410", "F101"} & {f.code for f in g}) != 1 for g in groups)
    assert losses.counts(report)["major"] < report.count("major")
    assert "Same as" in html_text(report)


@pytest.mark.parametrize(
    ("codes", "groups"),
    [
        (("F102", "C503"), [("F102", "C503")]),  # one figure of the headline, which the source and the text below both contradict
        (("F102", "D202"), [("F102",), ("D202",)]),  # two figures of one sentence are two errors
    ],
)
def test_findings_of_one_place_are_one_group(codes: tuple[str, str], groups: list[tuple[str, ...]]) -> None:
    made = desk()
    here = made.at(-1, 0, "55", _n(55))
    other = here if codes[1] == "C503" else made.at(-1, 0, "June", Date(month=6, grain="month"))
    findings = [
        Finding(codes[0], "major", 0.9, "a", here, (made.at(0, 0, "7", _n(7)),), fix="7"),
        Finding(codes[1], "major", 0.9, "b", other, (made.at(0, 0, "30", _n(30)),)),
    ]
    report = made.report([html_reports.beads(((0,), (0,), 0.9))], findings)
    assert [tuple(f.code for f in g) for g in losses.grouped(report, findings)] == groups
    assert f"Do not publish yet: {len(groups)} major" in html_text(report)


def test_the_rows_keep_the_candidates_order_when_a_version_joins_what_stands_apart() -> None:
    made = html_reports.Desk(
        html_reports.document(
            ["Bridge opens", "It cost a lot.", "Two hundred people came to see the bridge."], "candidate", "en", path="c.en.md"
        ),
        html_reports.document(["Two hundred came as the bridge opened."], "wire", "en", path="w.en.md"),
        html_reports.document(["Khánh thành cầu", "Nó rất tốn kém.", "Hai trăm người đến xem cây cầu."], "source", "vi", path="s.vi.md"),
    )
    report = made.report(
        [
            html_reports.beads(((0, 2), (0,), 0.8), ((1,), (), 0.8)),
            html_reports.beads(((0,), (0,), 0.9), ((1,), (1,), 0.9), ((2,), (2,), 0.9)),
        ],
        [],
    )
    rows = units(report)
    assert [u.candidate for u in rows] == [(0,), (1,), (2,)]
    assert [[b.reference for r, b in u.beads if r == 1] for u in rows] == [[(0,)], [(1,)], [(2,)]]
    assert [[b.reference for r, b in u.beads if r == 0 and b.reference] for u in rows] == [[], [], [(0,)]]  # beside most of its words
    page = html_text(report)
    assert page.index("id=p1>") < page.index("id=p2>") < page.index("id=p3>")
    assert "<a href=#p3>Beside ¶3</a>" in page
