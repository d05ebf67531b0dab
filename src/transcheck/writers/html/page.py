"""The report of one article as one page: ``html_text``."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.util import cache_from_source
from pathlib import Path

import jinja2
import rcssmin
import rjsmin
from markupsafe import Markup

from transcheck.model import SEVERITIES, Bead, Finding, Report, Severity
from transcheck.writers import losses
from transcheck.writers.html import cards, pictures, rows, wording
from transcheck.writers.html.chains import chain_places
from transcheck.writers.html.marking import plain
from transcheck.writers.html.rows import TABS
from transcheck.writers.html.versions import KINDS, Version, versions

FIRST_SCREEN = 9  # blocking findings listed before the rest is folded


@dataclass(frozen=True, slots=True)
class Cell:
    """What one version has in a row: its paragraphs, their numbers, the kind of bead and the confidence in words. ``held``: the number of
    the candidate's paragraph that its paragraphs stand beside, where that is in another row.
    """

    version: Version
    numbers: str
    kind: str
    sure: str
    confidence: float
    paragraphs: tuple[tuple[str, str, Markup], ...]  # anchor, kind of segment, text
    held: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """``gap``: the version whose passage is lost here, in a row without candidate text."""

    id: str
    paragraphs: tuple[tuple[int, str, Markup], ...]  # number, kind of segment, text
    cells: tuple[Cell, ...]
    cards: tuple[cards.Card, ...]
    gap: Version | None


def html_text(
    report: Report,
    *,
    previous: str | None = None,
    next: str | None = None,
    index: str | None = None,
    blocking: Severity = "major",
) -> str:
    """The report as one self-contained page; the same bytes for the same report.

    ``previous``, ``next`` and ``index`` are relative addresses of other pages. ``blocking``: findings at or above it stand in the way.
    """
    numbered, hidden = _numbered(report)
    shown = versions(report, [(n, f) for n, f, _ in numbered])
    made = [cards.card(n, f, shown, blocking, chain_places(report, f), losses.expected(report, f), lead=lead) for n, f, lead in numbered]
    body, loose = _rows(report, shown, made)
    leads = [c for c in made if not c.lead]
    stopping = [c for c in leads if c.open]
    worst = sorted(stopping or leads, key=lambda c: (-SEVERITIES.index(c.severity), c.number))
    told = losses.counts(report)
    targets = {(cell.version.index, int(p[0].split("-")[1]) - 1): row.id for row in body for cell in row.cells for p in cell.paragraphs}
    tabs = sorted(shown[1:], key=lambda v: (TABS.index(v.document.role), v.index))
    return render(
        "page.html.j2",
        style=style("base.css") + style("page.css") + _switch(tabs),
        script=style("page.js"),
        report=report,
        title=f"{verdict(report, blocking)} – {shown[0].file}",
        verdict=verdict(report, blocking),
        state=state(report, blocking),
        candidate=shown[0],
        versions=shown,
        tabs=tabs,
        stopping=bool(stopping),
        first=worst[:FIRST_SCREEN],
        more=worst[FIRST_SCREEN:],
        lesser=wording.by_severity([0 if SEVERITIES.index(s) >= SEVERITIES.index(blocking) else told[s] for s in wording.WORST_FIRST]),
        hidden=hidden,
        hidden_words=hidden_words(report),
        rows=body,
        loose=loose,
        coverage=pictures.coverage(report, tabs, targets) if report.alignments else None,
        pictures=_pictures([shown[0], *tabs], made, report),
        kinds=KINDS,
        island=_island(report, made),
        previous=previous,
        next=next,
        index=index,
    )


# --- the verdict --------------------------------------------------------------------------------------------------


def _blocking(report: Report, blocking: Severity) -> list[int]:
    told = losses.counts(report)
    return [told[s] if SEVERITIES.index(s) >= SEVERITIES.index(blocking) else 0 for s in wording.WORST_FIRST]


def state(report: Report, blocking: Severity = "major") -> str:
    """stop, unchecked, read or clear: what the page is about, worst first."""
    if any(_blocking(report, blocking)):
        return "stop"
    if report.skipped or any(a.weak for a in report.alignments):
        return "unchecked"
    return "read" if any(f.status == "new" for f in report.findings) else "clear"


def verdict(report: Report, blocking: Severity = "major") -> str:
    """The whole report in one sentence."""
    if any(stop := _blocking(report, blocking)):
        return f"Do not publish yet: {wording.by_severity(stop)}"
    told = losses.counts(report)
    rest = wording.by_severity([told[s] for s in wording.WORST_FIRST])
    if state(report, blocking) == "unchecked":
        what = [plain(s.what) for s in report.skipped] or [
            wording.ROLES[report.references[a.reference].role] for a in report.alignments if a.weak
        ]
        named = list(dict.fromkeys(what))
        if len(named) > 3:
            named[2:] = [f"{len(named) - 2} more"]
        return f"Could not check: {wording.joined(named)}" + (f"; {rest} to read" if rest else "")
    return f"Nothing blocking; {rest} to read" if rest else "Nothing found"


def hidden_words(report: Report) -> str:
    """“3 findings hidden: 2 by the baseline, 1 by a suppression”, or an empty text."""
    baseline = sum(f.status == "baseline" for f in report.findings)
    suppressed = sum(f.status == "suppressed" for f in report.findings)
    by = [f"{n} by {what}" for n, what in ((baseline, "the baseline"), (suppressed, "a suppression")) if n]
    return f"{wording.counted(baseline + suppressed, 'finding')} hidden: {', '.join(by)}" if by else ""


# --- the body -----------------------------------------------------------------------------------------------------


def _numbered(report: Report) -> tuple[list[tuple[int, Finding, int]], list[Finding]]:
    """New findings numbered in the order in which the page shows them, each with the number of the one whose loss it tells too (0 for none);
    and the hidden ones.
    """
    at = _positions(report)
    new = sorted((f for f in report.findings if f.status == "new"), key=lambda f: (_row(f, at), _offset(f)))
    groups = sorted(losses.grouped(report, new), key=lambda g: (_row(g[0], at), _offset(g[0])))
    numbered: list[tuple[int, Finding, int]] = []
    for group in groups:
        first = len(numbered) + 1
        numbered += [(first + n, f, first if n else 0) for n, f in enumerate(group)]
    return numbered, [f for f in report.findings if f.status != "new"]


def _positions(report: Report) -> dict[tuple[int, int], int]:
    """(document, segment) → row."""
    found: dict[tuple[int, int], int] = {}
    for n, unit in enumerate(rows.units(report)):
        found.update({(-1, s): n for s in unit.candidate})
        for reference, bead in unit.beads:
            for s in bead.reference:
                found.setdefault((reference, s), n)
    return found


def _row(finding: Finding, at: dict[tuple[int, int], int]) -> int:
    """The row that a finding belongs to; −1 for one about the whole article."""
    for place in (finding.candidate, *finding.evidence):
        if place is not None:
            return at.get((place.document, place.segment), -1)
    return -1


def _offset(finding: Finding) -> int:
    return finding.candidate.span.start if finding.candidate else 1 << 60


def _rows(report: Report, shown: Sequence[Version], made: Sequence[cards.Card]) -> tuple[list[Row], list[cards.Card]]:
    at = _positions(report)
    by_row: dict[int, list[cards.Card]] = {}
    for card in made:
        by_row.setdefault(_row(made[card.lead - 1].finding if card.lead else card.finding, at), []).append(card)
    crossing = {(a.reference, a.beads[n]) for a in report.alignments for n in rows.moved(a)}
    units = rows.units(report)
    homes = {held: unit.candidate[0] + 1 for unit in units if unit.candidate for held in unit.beads}
    body = [_shown_row(unit, shown, crossing, homes, tuple(by_row.get(n, ()))) for n, unit in enumerate(units)]
    return body, by_row.get(-1, [])


def _shown_row(
    unit: rows.Unit,
    shown: Sequence[Version],
    crossing: set[tuple[int, Bead]],
    homes: dict[tuple[int, Bead], int],
    held: tuple[cards.Card, ...],
) -> Row:
    candidate = shown[0]
    paragraphs = tuple((s + 1, candidate.document.segments[s].kind, candidate.segment(s)) for s in unit.candidate)
    cells = []
    for reference, bead in unit.beads:
        version = shown[reference + 1]
        theirs = tuple((f"r{reference}-{s + 1}", version.document.segments[s].kind, version.segment(s)) for s in bead.reference)
        kind = rows.kind(bead, out_of_order=(reference, bead) in crossing)
        numbers = ", ".join(str(s + 1) for s in bead.reference)
        cells.append(Cell(version, numbers, kind, wording.sure(bead.confidence), bead.confidence, theirs))
    for reference, bead in unit.held:
        numbers = ", ".join(str(s + 1) for s in bead.reference)
        kind = rows.kind(bead, out_of_order=False)
        cells.append(Cell(shown[reference + 1], numbers, kind, wording.sure(bead.confidence), bead.confidence, (), homes[reference, bead]))
    gap = shown[unit.gap + 1] if unit.gap is not None else None
    first = f"p{unit.candidate[0] + 1}" if unit.candidate else f"gap{unit.gap}-{unit.beads[0][1].reference[0] + 1}"
    cells.sort(key=lambda c: TABS.index(c.version.document.role))
    return Row(first, paragraphs, tuple(cells), held, gap)


def _pictures(shown: Sequence[Version], made: Sequence[cards.Card], report: Report) -> list[pictures.Picture]:
    findings = [c.finding for c in made]
    found = [pictures.chain(findings, shown), pictures.date_line(shown, findings), pictures.speakers(shown, report.alignments)]
    by_index = sorted(shown, key=lambda v: v.index)
    return [p for p in found if p] + pictures.alignment_maps(report, by_index)


# --- the page around it -------------------------------------------------------------------------------------------


def _island(report: Report, made: Sequence[cards.Card]) -> Markup:
    """What the script cannot read off the page, as JSON that cannot end its element: rule, hop and fingerprint in the order of the cards."""
    data = {
        "candidate": plain(report.candidate.path),
        "sha256": report.candidate.sha256[:12],
        "findings": [[c.finding.code, c.finding.introduced_in, c.finding.fingerprint] for c in made],
    }
    return island(data)


def island(data: object) -> Markup:
    """JSON for a data block: ASCII only, with <, > and & escaped, so that no text of it can be markup or turn the line around."""
    text = json.dumps(data, separators=(",", ":"))
    for char in "<>&":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)


def _switch(tabs: Sequence[Version]) -> str:
    """Rules of the version switch: with version i chosen, the others and their gaps are not shown; and their labels, for where all are."""
    return "".join(
        f"body:has(#s{v.index}:checked) .v:not(.v{v.index}){{display:none}}.v{v.index} p.g::before{{content:'{v.label}'}}" for v in tabs
    )


@functools.cache
def style(name: str) -> str:
    """A style sheet or script without comments and needless space."""
    text = (resources.files(__package__) / "assets" / name).read_text(encoding="utf-8")
    made: str = rcssmin.cssmin(text) if name.endswith(".css") else rjsmin.jsmin(text)
    return made


@functools.cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(lambda name: (resources.files("transcheck.writers.html") / "assets" / name).read_text(encoding="utf-8"))
    made = jinja2.Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined, bytecode_cache=_compiled()
    )
    made.filters["plain"] = plain
    made.filters["counted"] = wording.counted
    return made


def _compiled() -> jinja2.BytecodeCache | None:
    """Compiled templates beside Python's own compiled modules, where it may write them: half the time of a short page."""
    folder = Path(cache_from_source(__file__)).parent
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return None
    return jinja2.FileSystemBytecodeCache(str(folder), "%s.jinja")


def render(template: str, *, style: str, script: str, **context: object) -> str:
    """A template with its style sheet and script, and a policy that allows these two and nothing else."""
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; base-uri 'none'; form-action 'none'"
    page = compact(_environment().get_template(template).render(policy=policy, **context))
    return page.replace("<style></style>", f"<style>{style}</style>", 1).replace("<script></script>", f"<script>{script}</script>", 1)


_TAG = re.compile(r"<[a-z][^<>]*>")  # in the text < and > are always escaped
_QUOTED = re.compile(r'="([A-Za-z0-9#.:%_-]+)"(?: ?(/)>|(?=[ >]))')
_BREAK = re.compile(r">\n+<")
# end tags that HTML implies where these follow ("optional tags" of the standard)
_IMPLIED = re.compile(
    r"</li>(?=<li[ >]|</[ou]l>)|</t[dh]>(?=<t[dh][ >]|</tr>)|</tr>(?=<tr[ >]|</t(?:able|body|head)>)|</t(?:body|head)>(?=<tbody>|</table>)"
    r"|</d[dt]>(?=<d[dt][ >]|</dl>|</div>)|</p>(?=<(?:p|div|dl|ul|details|table|section)[ >]|</(?:div|section|details)>)"
)


def compact(page: str) -> str:
    """The same page without what it can do without: line breaks between elements, quotation marks of attributes, implied end tags."""
    return _TAG.sub(lambda m: _QUOTED.sub(_unquoted, m[0]), _IMPLIED.sub("", _BREAK.sub("><", page)))


def _unquoted(found: re.Match[str]) -> str:
    return f"={found[1]} />" if found[2] else f"={found[1]}"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
