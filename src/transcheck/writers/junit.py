"""JUnit XML: a suite an article, a case a rule that found something or one passing case; for servers that show test results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from transcheck.writers import catalogue
from transcheck.writers.locations import relative
from transcheck.writers.text import shown, where
from transcheck.writers.xml import clean

if TYPE_CHECKING:
    from transcheck.model import Report


def junit_text(*reports: Report) -> str:
    """New findings are failures; what was not checked is a skipped case. Times are 0: a clock would change the bytes."""
    root = etree.Element("testsuites", name="transcheck")
    for report in reports:
        _suite(root, report)
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name) or 0) for suite in root)))
    root.set("errors", "0")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True).decode()


def _suite(root: etree._Element, report: Report) -> None:
    path = clean(relative(report.candidate.path))
    found = shown(report)
    suite = etree.SubElement(root, "testsuite", name=path)
    for finding in found:
        file, line, column = where(report, finding)
        case = etree.SubElement(
            suite, "testcase", name=f"{finding.code} {catalogue.entry(finding.code).name} {line}:{column}", classname=path, time="0"
        )
        failure = etree.SubElement(case, "failure", message=clean(finding.message), type=finding.severity)
        lines = [f"{relative(file)}:{line}:{column} {finding.code} {finding.message}"]
        lines += (f"{report.document(p.document).role}: {p.text}" for p in finding.evidence)
        failure.text = clean("\n".join(lines))
    for skipped in report.skipped:
        case = etree.SubElement(suite, "testcase", name=clean(f"not checked: {skipped.what}"), classname=path, time="0")
        etree.SubElement(case, "skipped").text = clean(skipped.why)  # Jenkins' schema knows no message here
    if not len(suite):
        etree.SubElement(suite, "testcase", name="no findings", classname=path, time="0")
    for name, number in (("tests", len(suite)), ("failures", len(found)), ("errors", 0), ("skipped", len(report.skipped))):
        suite.set(name, str(number))
    suite.set("time", "0")
