"""Text for people: findings by paragraph with both versions' words; and one line a finding for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transcheck.model import SEVERITIES
from transcheck.writers import catalogue, losses
from transcheck.writers.locations import relative

if TYPE_CHECKING:
    from transcheck.model import Finding, Place, Report

SNIPPET = 100  # code points of a passage shown
EDITS = 6  # changes of a quotation shown
NEIGHBOURS = 40  # code points shown on either side of a value; longer ones stand alone
_COLOURS = {"critical": "1;31", "major": "31", "minor": "33", "neutral": "36"}
_ROLES = {"source": "source", "wire": "wire", "reference": "other version", "candidate": "candidate"}


def text(*reports: Report) -> str:
    """Findings grouped by the candidate's paragraph."""
    return "\n".join("\n".join(_lines(report, colour=False)) + "\n" for report in reports)


def coloured(*reports: Report) -> str:
    """The same, for a terminal."""
    return "\n".join("\n".join(_lines(report, colour=True)) + "\n" for report in reports)


def concise(*reports: Report) -> str:
    """``path:line:col CODE message``, one line each."""
    lines = []
    for report in reports:
        for finding in shown(report):
            path, line, column = where(report, finding)
            lines.append(f"{one_line(relative(path))}:{line}:{column} {finding.code} {one_line(finding.message)}\n")
    return "".join(lines)


def shown(report: Report) -> list[Finding]:
    """New findings, in the candidate's order."""
    return [f for f in report.findings if f.status == "new"]


def where(report: Report, finding: Finding) -> tuple[str, int, int]:
    """Path, line and column of a finding: in the candidate, or in the version that has what the candidate lacks."""
    place = finding.candidate or (finding.evidence[0] if finding.evidence else None)
    if place is None:
        return report.candidate.path or "text", 1, 1
    document = report.document(place.document)
    return document.path or document.role, *document.place(place.span.start)


def _lines(report: Report, *, colour: bool) -> Iterator[str]:
    def paint(words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if colour else words

    yield from _head(report, paint)
    paragraph: int | None = -2
    for finding in shown(report):
        place = finding.candidate
        here = place.segment if place else None
        if here != paragraph:
            paragraph = here
            yield ""
            yield paint(_paragraph_title(report, here) if place or finding.evidence else "The run", "1")
        line_column = ":".join(map(str, where(report, finding)[1:])) if place else "-"
        label = paint(f"{finding.severity:<8}", _COLOURS[finding.severity])
        yield f"  {line_column:>7}  {label} {paint(finding.code, '1')} {catalogue.entry(finding.code).name}  {one_line(finding.message)}"
        if place and place.text.strip() and place.span != report.candidate.segments[place.segment].span:
            yield f"           here: {quoted(report, place)}"
        if near := nearby(report, finding):
            yield f"           expected in: {near}"
        for evidence in finding.evidence[:4]:
            document = report.document(evidence.document)
            line, column = document.place(evidence.span.start)
            yield paint(
                f"           {_ROLES[document.role]}: {quoted(report, evidence)} ({one_line(relative(document.path)) if document.path else document.language}:{line}:{column})",
                "2",
            )
        if finding.edits:
            yield paint(f"           changed: {_edits(finding)}", "2")
        notes = _notes(report, finding)
        if notes:
            yield paint(f"           {notes}", "2")
    yield from _foot(report, paint)


def _head(report: Report, paint: _Paint) -> Iterator[str]:
    candidate = report.candidate
    yield paint(f"{one_line(relative(candidate.path))} ({candidate.language}, {_count(len(candidate.segments), 'paragraph')})", "1")
    for alignment, reference in zip(report.alignments, report.references, strict=False):
        matched = sum(len(b.candidate) for b in alignment.beads if b.candidate and b.reference)
        state = f"not aligned: {alignment.weak}" if alignment.weak else f"{matched} of {len(candidate.segments)} paragraphs aligned"
        yield f"  against {_ROLES[reference.role]} {one_line(relative(reference.path))} ({reference.language}), {state}"


def _foot(report: Report, paint: _Paint) -> Iterator[str]:
    yield ""
    for skipped in report.skipped:
        yield paint(f"Not checked: {one_line(skipped.what)}: {one_line(skipped.why)}", "33")
    counts = [f"{n} {s}" for s in reversed(SEVERITIES) if (n := report.count(s))]
    hidden = [f"{n} {s}" for s in ("baseline", "suppressed") if (n := sum(f.status == s for f in report.findings))]
    yield (", ".join(counts) if counts else "No findings") + (f" ({', '.join(hidden)} not shown)" if hidden else "") + "."


def _paragraph_title(report: Report, index: int | None) -> str:
    if index is None:
        return "Missing from the candidate"
    segment = report.candidate.segments[index]
    kind = "" if segment.kind == "paragraph" else f" ({segment.kind})"
    words = one_line(segment.text)
    return f"Paragraph {index + 1}{kind}: {words[:70]}{'…' if len(words) > 70 else ''}"


def _notes(report: Report, finding: Finding) -> str:
    notes = []
    if alone := losses.only_in(finding, (report.candidate, *report.references)):
        notes.append(f"only in the {_ROLES.get(alone, alone)}")
    elif finding.introduced_in not in ("candidate", "unknown"):
        notes.append(f"came in with the {_ROLES.get(finding.introduced_in, finding.introduced_in)}")
    if finding.fix:
        notes.append(f"suggestion: {_cut(one_line(finding.fix))}")
    if finding.key is not None:
        notes.append(f"unit {one_line(finding.key)}")
    return "; ".join(notes)


def _edits(finding: Finding) -> str:
    """The words of a quotation that changed, those that change the sense first, as many as a line holds."""
    told = []
    for edit in sorted(finding.edits, key=lambda e: catalogue.weight(e.kind)):
        was, now = one_line(edit.was), one_line(edit.now)
        words = f"“{was}” → “{now}”" if was and now else f"−“{was}”" if was else f"+“{now}”"
        if was != now:
            told.append(f"{catalogue.edit_name(edit.kind)} {words}")
    return "; ".join(told[:EDITS]) + (f"; {len(told) - EDITS} more" if len(told) > EDITS else "")


def quoted(report: Report, place: Place) -> str:
    """The words, a short value in brackets among its neighbours: a bare figure says little."""
    if len(place.text) > NEIGHBOURS:
        return f"“{_cut(one_line(place.text))}”"
    document = report.document(place.document)
    segment, span = document.segments[place.segment].span, place.span
    before, after = (
        document.text[max(segment.start, span.start - NEIGHBOURS) : span.start],
        document.text[span.end : min(segment.end, span.end + NEIGHBOURS)],
    )
    if span.start - NEIGHBOURS > segment.start:
        before = "…" + (before.partition(" ")[2] or before)
    if span.end + NEIGHBOURS < segment.end:
        after = (after.rpartition(" ")[0] or after) + "…"
    return f"“{one_line(f'{before}[{place.text}]{after}' if before or after else place.text)}”"


def nearby(report: Report, finding: Finding) -> str:
    """The candidate's words where a loss would have stood, in quotation marks; empty where the finding has a place of its own."""
    place = losses.expected(report, finding)
    if place is None:
        return ""
    before, after = (one_line(side) for side in losses.sides(report.candidate.text, place, SNIPPET))
    return (
        f"“{before}”" if place.at is None else " ".join(filter(None, (before and f"“{before}”", "[missing here]", after and f"“{after}”")))
    )


def _cut(words: str) -> str:
    return words if len(words) <= SNIPPET else f"{words[:SNIPPET]}…"


def one_line(words: str) -> str:
    """Without line breaks and control characters, which could move a terminal's cursor or split a line of output."""
    flat = " ".join(words.split())
    return flat if flat.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in flat)


def _count(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


if TYPE_CHECKING:
    from collections.abc import Callable

    _Paint = Callable[[str, str], str]
