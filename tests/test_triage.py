"""Fingerprints, suppressions, baseline."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

import transcheck as tc
from transcheck import readers, triage
from transcheck.config import Config
from transcheck.errors import ConfigError
from transcheck.model import Report

SOURCE = "Chiếc phà chìm hôm chủ nhật.\n\nChín người chết và 12.000 người được cứu, cảnh sát cho biết.\n"
CANDIDATE = "The ferry sank on Sunday.\n\nNine people died and 11,500 people were saved, police said.\n"


def compare(folder: Path, candidate: str, source: str = SOURCE) -> Report:
    (folder / "a.en.md").write_text(candidate, encoding="utf-8")
    (folder / "a.vi.md").write_text(source, encoding="utf-8")
    versions = [readers.read(str(folder / name), role=role) for name, role in (("a.en.md", "candidate"), ("a.vi.md", "source"))]  # type: ignore[arg-type]
    return tc.compare(versions[0], source=versions[1], config=Config(select=("F102", "X902")))


def prints(report: Report) -> list[str]:
    return [f.fingerprint for f in report.findings]


def test_the_finding_under_test_is_there(tmp_path: Path) -> None:
    assert [f.code for f in compare(tmp_path, CANDIDATE).findings] == ["F102"]


def test_a_fingerprint_survives_edits_elsewhere(tmp_path: Path) -> None:
    before = prints(compare(tmp_path, CANDIDATE))
    edited = "A new paragraph.\n\n" + CANDIDATE.replace("police said", "the police of the port told reporters")
    assert prints(compare(tmp_path, edited)) == before


def test_a_fingerprint_changes_with_the_value(tmp_path: Path) -> None:
    assert prints(compare(tmp_path, CANDIDATE)) != prints(compare(tmp_path, CANDIDATE.replace("11,500", "11,600")))


def test_equal_findings_are_told_apart_by_count(tmp_path: Path) -> None:
    twice = compare(tmp_path, f"{CANDIDATE}\n{CANDIDATE}", f"{SOURCE}\n{SOURCE}")
    found = prints(twice)
    assert len(found) == 2
    assert found[1] == f"{found[0]}#2"


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- transcheck: ignore F102 -- agreed with the desk -->",
        "<!-- transcheck: ignore F1 — agreed with the desk -->",
        '<!-- transcheck: ignore F102 "11,500" -- agreed with the desk -->',
        "<!--transcheck:ignore-file F102,D201 -- agreed with the desk-->",
    ],
)
def test_a_comment_before_the_paragraph_accepts_its_finding(tmp_path: Path, comment: str) -> None:
    report = compare(tmp_path, CANDIDATE.replace("Nine", f"{comment}\n\nNine"))
    assert [(f.code, f.status, f.reason) for f in report.findings] == [("F102", "suppressed", "agreed with the desk")]


def test_a_comment_inside_the_paragraph_moves_nothing(tmp_path: Path) -> None:
    report = compare(tmp_path, CANDIDATE.replace(" and 11", " <!-- transcheck: ignore F102 -- agreed --> and 11"))
    assert report.findings[0].status == "suppressed"
    assert report.findings[0].candidate is not None
    assert report.candidate.place(report.findings[0].candidate.span.start) == (3, 65)


@pytest.mark.parametrize(
    ("comment", "says"),
    [
        (
            "<!-- transcheck: ignore F102 -->",
            "The comment on line 3 for F102 gives no reason (write it after two hyphens) and is not applied.",
        ),
        ("<!-- transcheck: ignore -- why -->", "The comment on line 3 names no rule."),
        ('<!-- transcheck: ignore F102 "12" -- why -->', "The comment on line 3 for F102 accepts no finding."),
    ],
)
def test_a_comment_that_accepts_nothing_is_reported(tmp_path: Path, comment: str, says: str) -> None:
    report = compare(tmp_path, CANDIDATE.replace("Nine", f"{comment}\n\nNine"))
    assert sorted((f.code, f.status) for f in report.findings) == [("F102", "new"), ("X902", "new")]
    assert next(f.message for f in report.findings if f.code == "X902") == says


def test_a_comment_for_another_paragraph_is_unused(tmp_path: Path) -> None:
    report = compare(tmp_path, f"<!-- transcheck: ignore F102 -- why -->\n{CANDIDATE}")
    assert sorted((f.code, f.status) for f in report.findings) == [("F102", "new"), ("X902", "new")]


def test_a_comment_for_a_rule_that_did_not_run_is_left_in_peace(tmp_path: Path) -> None:
    report = compare(tmp_path, f"{CANDIDATE}\n<!-- transcheck: ignore D204 -- why -->\n")
    assert [f.code for f in report.findings] == ["F102"]


def accept(report: Report, expires: datetime.date | None = None) -> tuple[triage.Accepted, ...]:
    return tuple(triage.Accepted("a.en.md", f.fingerprint, f.code, f.message, "old news", "desk", expires) for f in report.findings)


def test_the_baseline_accepts_by_count_and_reports_what_is_stale(tmp_path: Path) -> None:
    once = compare(tmp_path, CANDIDATE)
    twice = compare(tmp_path, f"{CANDIDATE}\n{CANDIDATE}", f"{SOURCE}\n{SOURCE}")
    found = triage.baselined(twice, accept(once), "a.en.md")
    assert [(f.status, f.reason) for f in found] == [("baseline", "old news"), ("new", None)]
    stale = triage.baselined(once, accept(twice), "a.en.md")
    assert [(f.code, f.status) for f in stale] == [("F102", "baseline"), ("X903", "new")]
    assert "matches no finding any more" in stale[1].message


def test_an_expired_entry_accepts_nothing(tmp_path: Path) -> None:
    report = compare(tmp_path, CANDIDATE)
    entries = accept(report, datetime.date(2026, 3, 1))
    assert triage.baselined(report, entries, "a.en.md", datetime.date(2026, 3, 1))[0].status == "baseline"
    late = triage.baselined(report, entries, "a.en.md", datetime.date(2026, 3, 2))
    assert [f.code for f in late if f.status == "new"] == ["F102", "X903"]


def test_an_entry_without_a_reason_accepts_nothing(tmp_path: Path) -> None:
    report = compare(tmp_path, CANDIDATE)
    bare = tuple(replace(e, reason=" ") for e in accept(report))
    found = triage.baselined(report, bare, "a.en.md")
    assert [(f.code, f.status) for f in found] == [("F102", "new"), ("X903", "new")]
    assert found[1].message.endswith("gives no reason and is not applied.")


def test_entries_of_another_article_do_not_count(tmp_path: Path) -> None:
    report = compare(tmp_path, CANDIDATE)
    assert triage.baselined(report, accept(report), "b.en.md") == report.findings


def test_the_file_reads_back(tmp_path: Path) -> None:
    entries = accept(compare(tmp_path, CANDIDATE), datetime.date(2026, 3, 1))
    assert triage.read_baseline(triage.write_baseline(entries), "x") == entries


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2, "entries": []}', '{"version": 1, "entries": [{}]}', "[" * 10_000])
def test_what_is_no_baseline_is_said(text: str) -> None:
    with pytest.raises(ConfigError, match=r"b\.json is not a baseline"):
        triage.read_baseline(text, "b.json")
