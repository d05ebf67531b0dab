"""Every example in a rule's documentation and every line of tests/cases, through the public API."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import transcheck as tc
from transcheck import checks
from transcheck.config import Config
from transcheck.model import Role

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases"
ALLOWED = {"label", "candidate", "source", "languages", "flagged", "why", "published", "role", "xfail"}


@dataclass(frozen=True, slots=True)
class Case:
    code: str
    label: str
    candidate: str
    source: str
    languages: tuple[str, str]
    flagged: bool
    why: str
    published: datetime.date | None = None
    role: Role = "source"
    wire: str = ""


def examples() -> list[Case]:
    return [
        Case(rule.code, f"{rule.code} example {i}: {e.why}", e.candidate, e.source, e.languages, e.flagged, e.why, wire=e.wire)
        for rule in checks.RULES
        for i, e in enumerate(rule.examples, 1)
    ]


def table() -> list[ParameterSet]:
    found = []
    for file in sorted(CASES.glob("*.jsonl")):
        code = file.stem.split("-")[0].split("_")[0]
        if not any(rule.code == code for rule in checks.RULES):
            continue  # the cases of extractors have tests of their own
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            row = json.loads(line)
            assert not row.keys() - ALLOWED, f"{file.name}:{number}: unknown {row.keys() - ALLOWED}"
            case = Case(
                code,
                f"{file.name}:{number} {row['label']}",
                row["candidate"],
                row["source"],
                (row["languages"][0], row["languages"][1]),
                row["flagged"],
                row["why"],
                datetime.date.fromisoformat(row["published"]) if row.get("published") else None,
                row.get("role", "source"),
            )
            marks = [pytest.mark.xfail(strict=True, reason=row["xfail"])] if "xfail" in row else []
            found.append(pytest.param(case, id=case.label, marks=marks))
    return found


def codes(case: Case) -> list[str]:
    candidate = tc.Document.from_text(case.candidate, language=case.languages[0], published=case.published)
    source = tc.Document.from_text(case.source, language=case.languages[1], role=case.role, published=case.published)
    config = Config(select=(case.code,))
    if case.wire:
        wire = tc.Document.from_text(case.wire, language=case.languages[0], role="wire", published=case.published)
        report = tc.compare(candidate, source=source, wire=wire, config=config)
    elif case.role == "source":
        report = tc.compare(candidate, source=source, config=config)
    elif case.role == "wire":
        report = tc.compare(candidate, wire=source, config=config)
    else:
        report = tc.compare(candidate, references=[source], config=config)
    assert not [s for s in report.skipped if s.what.startswith("rule ")], report.skipped
    return [f.code for f in report.findings]


def check(case: Case) -> None:
    assert (case.code in codes(case)) is case.flagged, case.why


@pytest.mark.parametrize("case", examples(), ids=lambda c: c.label)
def test_example_of_a_rule_holds(case: Case) -> None:
    check(case)


@pytest.mark.parametrize("case", table())
def test_case_of_a_rule_holds(case: Case) -> None:
    check(case)


def test_every_rule_is_documented() -> None:
    for rule in checks.RULES:
        assert (rule.run.__doc__ or "").strip(), rule.code
        assert rule.code.isalnum(), rule.code
        assert rule.name == rule.name.lower(), rule.code


def test_rule_codes_and_names_are_unique() -> None:
    assert len({r.code for r in checks.RULES}) == len(checks.RULES)
    assert len({r.name for r in checks.RULES}) == len(checks.RULES)


ARTICLES = sorted(p for p in (Path(__file__).parent.parent / "corpora").glob("*/*.*.md"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_an_article_compared_with_itself_has_no_findings(path: Path) -> None:
    report = tc.compare(str(path), source=str(path))
    assert [(f.code, f.message) for f in report.findings if f.code != "X902"] == []  # one set holds a comment that accepts nothing
    assert report.skipped == ()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_facts_are_slices_of_the_text(path: Path) -> None:
    report = tc.compare(str(path), source=str(path))
    for fact in report.facts[0]:
        assert report.candidate.text[fact.span.start : fact.span.end] == fact.text
