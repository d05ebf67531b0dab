"""Pictures that say what the text cannot: inline SVG with a title, a description and a table of the same figures.

Positions are percentages, so that a picture is as wide as its place; no inline style, only classes.
"""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from anyascii import anyascii
from markupsafe import Markup

from transcheck.model import SEVERITIES, Alignment, Date, Finding, Quote, Report, Span
from transcheck.writers.html import wording
from transcheck.writers.html.marking import plain
from transcheck.writers.html.rows import moved
from transcheck.writers.html.versions import Version

PARTLY = 0.7  # confidence below which a match counts as partly covered
BINS = 160  # cells of a coverage strip that can still be told apart at 1280 pixels
ROW = 22  # pixels
LEFT = 17  # percent kept for the labels
BOX = 20  # percent that a version of the chain takes

# state of a passage → words; what only the source may demand is missing, what another version has besides is left out
STATES = {"matched": "matched", "partly": "partly matched", "missing": "missing here", "left": "left out here", "extra": "only here"}


@dataclass(frozen=True, slots=True)
class Picture:
    """``table`` is a heading row, then the rows of the same figures."""

    id: str
    title: str
    description: str
    svg: Markup
    table: tuple[tuple[str, ...], ...]
    key: tuple[tuple[str, str], ...] = ()  # class and words of each state drawn


def _svg(id: str, title: str, description: str, height: int, body: Iterable[Markup], *, role: str = "img") -> Markup:
    return Markup('<svg id="{0}" role="{4}" aria-labelledby="{0}-t {0}-d" height="{3}" width="100%"><title id="{0}-t">{1}</title><desc id="{0}-d">{2}</desc>{5}</svg>').format(
        id, title, description, height, role, Markup("").join(body)
    )  # fmt: skip


def _picture(
    id: str, title: str, description: str, height: int, body: Iterable[Markup], table: Iterable[Sequence[str]], *, role: str = "img"
) -> Picture:
    return Picture(id, title, description, _svg(id, title, description, height, body, role=role), tuple(tuple(r) for r in table))


# --- coverage -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cell:
    state: str  # one of STATES
    weight: float
    target: str
    label: str


def coverage(report: Report, order: Sequence[Version], targets: dict[tuple[int, int], str]) -> Picture:
    """One strip for each version: where the candidate follows it, follows it in part, lacks a passage, or stands alone.

    ``order`` gives the order of the strips; ``targets`` maps (reference, segment) to the anchor of the row that shows it.
    """
    cut = {f.candidate.segment for f in report.findings if f.status == "new" and f.code == "S410" and f.candidate}
    body: list[Markup] = []
    table: list[tuple[str, ...]] = [("Version", *(w.capitalize() for w in STATES.values()))]
    drawn: set[str] = set()
    by_reference = {a.reference: a for a in report.alignments}
    for row, version in enumerate(v for v in order if v.index in by_reference):
        alignment = by_reference[version.index]
        cells = _cells(report, alignment, cut, targets)
        counts = Counter(c.state for c in cells)
        table.append((f"{version.label} ({version.language})", *(str(counts[s]) for s in STATES)))
        drawn |= counts.keys()
        body.append(_label(row, version))
        body += _strip(_binned(cells), row)
    description = "; ".join(
        f"{r[0]}: {', '.join(f'{n} {w}' for n, w in zip(r[1:], STATES.values(), strict=True) if n != '0')}" for r in table[1:]
    )
    made = _picture(
        "coverage", "Coverage by version", description, ROW * len(report.alignments), [_hatches(drawn), *body], table, role="group"
    )
    return replace(made, key=tuple((s, w) for s, w in STATES.items() if s in drawn))


def _cells(report: Report, alignment: Alignment, cut: set[int], targets: dict[tuple[int, int], str]) -> list[_Cell]:
    cells = []
    segments = report.candidate.segments
    reference = report.references[alignment.reference]
    theirs, lost = reference.segments, "missing" if reference.role == "source" else "left"
    for bead in alignment.beads:
        if not bead.candidate:
            first = bead.reference[0]
            weight = sum(len(theirs[i].span) for i in bead.reference)
            cells.append(
                _Cell(
                    lost,
                    weight,
                    targets.get((alignment.reference, first), "rows"),
                    f"{wording.ROLES[reference.role]} ¶{first + 1}: {STATES[lost]}",
                )
            )
            continue
        for s in bead.candidate:
            state = "extra" if not bead.reference else "partly" if s in cut or bead.confidence < PARTLY else "matched"
            words = "" if state == "matched" else f": {STATES[state]}"
            cells.append(_Cell(state, len(segments[s].span), f"p{s + 1}", f"¶{s + 1}{words}"))
    return cells


def _binned(cells: list[_Cell]) -> list[_Cell]:
    """Neighbours of one state become one cell where there are more than can be told apart."""
    if len(cells) <= BINS:
        return cells
    merged: list[_Cell] = []
    for cell in cells:
        last = merged[-1] if merged else None
        if last and last.state == cell.state:
            merged[-1] = _Cell(last.state, last.weight + cell.weight, last.target, f"{last.label.split(' and on')[0]} and on")
        else:
            merged.append(cell)
    return merged


def _strip(cells: list[_Cell], row: int) -> Iterable[Markup]:
    least = sum(c.weight for c in cells) / max(1, len(cells)) * 0.35  # so that a short paragraph can still be hit
    weights = [max(c.weight, least) for c in cells]
    unit = (100 - LEFT) / (sum(weights) or 1)
    x = float(LEFT)
    yield Markup('<svg y="{}" width="100%" height="{}">').format(row * ROW + 3, ROW - 6)
    for cell, weight in zip(cells, weights, strict=True):
        matched = cell.state == "matched"
        quiet = Markup(' tabindex="-1"') if matched else ""
        kind = "" if matched else Markup(' class="{}"').format(cell.state)
        yield Markup('<a href="#{}"{}><title>{}</title><rect{} x="{}" width="{}"/></a>').format(
            cell.target, quiet, cell.label, kind, _across(x), _across(weight * unit)
        )
        x += weight * unit
    yield Markup("</svg>")


# state → (side of the square, its turn, width of the stripe and its class, ground)
_HATCHES = {
    "partly": ("h1", 6, 45, 2.5, "paper", "matched"),
    "missing": ("h2", 5, -45, 1.8, "lost", "paper"),
    "left": ("h3", 5, -45, 1.4, "matched", "paper"),
}


def _hatches(drawn: Iterable[str]) -> Markup:
    """The patterns of the states that are drawn; the style sheet fills with them."""
    made = []
    for state in (s for s in _HATCHES if s in drawn):
        name, side, turn, stripe, dark, ground = _HATCHES[state]
        made.append(
            Markup(
                '<pattern id="{}" width="{}" height="{}" patternUnits="userSpaceOnUse" patternTransform="rotate({})">'
                '<rect class="{}" width="{}" height="{}"/><rect class="{}" width="{}" height="{}"/></pattern>'
            ).format(name, side, side, turn, ground, side, side, dark, stripe, side)
        )
    return Markup("<defs>{}</defs>").format(Markup("").join(made)) if made else Markup("")


def _across(x: float) -> str:
    """A position across the picture."""
    return f"{x:.1f}".removesuffix(".0") + "%"


def _label(row: float, version: Version) -> Markup:
    """Label and tag; the tag gives way where there is little room."""
    return Markup('<text y="{:.0f}">{}<tspan class="tag"> {}</tspan></text>').format(
        row * ROW + 15, version.label, plain(version.document.language)
    )


def _text(x: float, row: float, words: str, *, cls: str = "", anchor: str = "start") -> Markup:
    kind = Markup(' class="{}"').format(cls) if cls else ""
    at = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
    start = Markup(' x="{}"').format(_across(x)) if x else ""
    return Markup('<text{}{}{} y="{:.0f}">{}</text>').format(kind, at, start, row * ROW + 15, plain(words))


# --- alignment ----------------------------------------------------------------------------------------------------


def alignment_maps(report: Report, versions: Sequence[Version]) -> list[Picture]:
    """A map for each version whose paragraphs do not simply run beside the candidate's."""
    return [_map(report, a, versions[a.reference + 1]) for a in report.alignments if _uneven(a)]


def _uneven(alignment: Alignment) -> bool:
    return bool(moved(alignment)) or any(len(b.candidate) != 1 or len(b.reference) != 1 for b in alignment.beads)


def _map(report: Report, alignment: Alignment, version: Version) -> Picture:
    ours, theirs = len(report.candidate.segments), len(version.document.segments)
    crossing = moved(alignment)
    lost = "missing" if version.document.role == "source" else "left"

    def x(i: int, n: int) -> int:
        return round(1000 * (i + 0.5) / max(n, 1))

    lines: dict[str, list[str]] = {}  # class → strokes; a dot is a stroke without length
    table = [("Candidate ¶", f"{version.label} ¶", "Order")]
    for n, bead in enumerate(alignment.beads):
        alone = "extra" if not bead.reference else lost if not bead.candidate else ""
        link = "moved" if n in crossing else "link"
        lines.setdefault(link, []).extend(f"M{x(c, ours)} 19L{x(r, theirs)} 67" for c in bead.candidate for r in bead.reference)
        dots = [f"M{x(c, ours)} 12v0" for c in bead.candidate] + [f"M{x(r, theirs)} 74v0" for r in bead.reference]
        lines.setdefault(alone or "dot", []).extend(dots)
        if alone or link == "moved" or len(bead.candidate) + len(bead.reference) > 2:
            order = "moved" if link == "moved" else "no counterpart" if alone else "in order"
            table.append((_numbers(bead.candidate), _numbers(bead.reference), order))
    described = f"{wording.counted(len(crossing), 'passage')} out of order; {wording.counted(len(table) - 1, 'bead')} not one to one or out of order."
    body = [_text(0, 0, "Candidate"), _label(3, version), _paths(lines)]
    return _picture(f"map{alignment.reference}", f"How the {version.label.lower()} lines up", described, 88, body, table)


def _paths(lines: dict[str, list[str]]) -> Markup:
    """One path for each class of stroke, stretched over the width; rings are dots with a smaller one of the ground's colour on top."""
    drawn = [Markup('<path class="{}" d="{}"/>').format(c, "".join(d)) for c, d in lines.items() if d]
    rings = [d for c, ds in lines.items() if c in STATES for d in ds]
    drawn.append(Markup('<path class="hole" d="{}"/>').format("".join(rings)))
    start = Markup('<svg x="{0}%" width="{1}%" height="88" viewBox="0 0 1000 88" preserveAspectRatio="none">').format(LEFT, 100 - LEFT)
    return Markup("{}{}</svg>").format(start, Markup("").join(drawn))


def _numbers(indices: Sequence[int]) -> str:
    return ", ".join(str(i + 1) for i in indices) or "–"


# --- dates --------------------------------------------------------------------------------------------------------


def date_line(versions: Sequence[Version], findings: Sequence[Finding]) -> Picture | None:
    """The dates of each version on one line; an ambiguous one as a bar between its readings. None where no date is ambiguous and the
    versions name the same ones.
    """
    readings = _readings(findings)
    found = [_dates(v, readings) for v in versions]
    everything = sorted({d for rows in found for spans in rows for d in spans[:2]})
    ambiguous = sum(spans[2] for rows in found for spans in rows)
    if not everything or (not ambiguous and all({d[:2] for d in r} == {d[:2] for d in found[0]} for r in found)):
        return None
    scale = _scale(everything)
    months = {
        d for v in versions for f in v.facts if isinstance(f.value, Date) and not f.value.day and (d := _day(f.value, v.document.published))
    }
    body: list[Markup] = []
    table = [("Version", "Date", "Readings")]
    for row, (version, spans) in enumerate(zip(versions, found, strict=True)):
        y = row * ROW + 11
        body += (_label(row, version), Markup('<line class="rule" x1="{}%" x2="100%" y1="{}" y2="{}"/>').format(LEFT, y, y))
        for a, b, unsure, words in spans:
            name = f"{a} or {b}, not clear which" if unsure else str(a)[: 7 if a in months else None]
            body.append(
                Markup('<g class="unsure"><title>{}: {}</title><rect x="{}" y="{}" width="{}" height="10" rx="5"/></g>').format(
                    plain(words), name, _across(min(scale[a], scale[b]) - 0.7), y - 5, _across(abs(scale[b] - scale[a]) + 1.4)
                )
                if unsure
                else Markup('<circle cx="{}" cy="{}"><title>{}: {}</title></circle>').format(_across(scale[a]), y, plain(words), name)
            )
            table.append((version.label, plain(words), name))
    body += _ticks(everything, scale, months, len(versions))
    unclear = f"{wording.counted(ambiguous, 'ambiguous date')}, drawn as a bar between the readings. " if ambiguous else ""
    described = f"{unclear}Gaps between dates are shortened."
    return _picture("dates", "Dates by version", described, ROW * (len(versions) + 1), body, table)


def _readings(findings: Sequence[Finding]) -> dict[tuple[int, Span], list[Date]]:
    """(version, span) of each date that a finding calls ambiguous → how its readers, and the version it came from, read it."""
    found: dict[tuple[int, Span], list[Date]] = {}
    for finding in findings:
        if finding.code == "D201" and finding.candidate is not None:
            places = (finding.candidate, *finding.evidence)
            found[-1, finding.candidate.span] = [p.value for p in places if isinstance(p.value, Date)]
    return found


def _dates(version: Version, readings: dict[tuple[int, Span], list[Date]]) -> list[tuple[datetime.date, datetime.date, bool, str]]:
    """(first reading, last reading, whether they differ, words) of the dates with a month, once each."""
    seen: dict[tuple[datetime.date, datetime.date], tuple[datetime.date, datetime.date, bool, str]] = {}
    for fact in version.facts:
        if isinstance(fact.value, Date) and fact.value.grain in ("day", "month"):
            read = readings.get((version.index, fact.span)) or fact.value.readings or (fact.value,)
            days = [d for r in read if (d := _day(r, version.document.published))]
            if days:
                key = (min(days), max(days))
                seen.setdefault(key, (*key, len(set(days)) > 1, fact.text))
    return list(seen.values())


def _day(value: Date, published: datetime.date | None) -> datetime.date | None:
    year = value.year or (published.year if published else None)
    if not year or not value.month:
        return None
    try:
        return datetime.date(year, value.month, value.day or 1)
    except ValueError:
        return None


def _scale(days: Sequence[datetime.date]) -> dict[datetime.date, float]:
    """Percent across; gaps grow with the logarithm of their days, so that a year does not hide a week."""
    steps = [0.0]
    for a, b in pairwise(days):
        steps.append(steps[-1] + math.log1p((b - a).days))
    width = steps[-1] or 1
    return {d: LEFT + 3 + (100 - LEFT - 8) * s / width for d, s in zip(days, steps, strict=True)}


def _ticks(days: Sequence[datetime.date], scale: dict[datetime.date, float], months: set[datetime.date], row: int) -> Iterable[Markup]:
    last = -100.0
    for day in days:
        if scale[day] - last >= 11:
            last = scale[day]
            name = f"{wording.MONTHS[day.month - 1]} {day.year}"
            yield _text(last, row, name if day in months else f"{day.day} {name}", cls="tick", anchor="middle")


# --- speakers -----------------------------------------------------------------------------------------------------


def speakers(versions: Sequence[Version], alignments: Sequence[Alignment]) -> Picture | None:
    """How much each person is quoted in each version, in characters between the marks. None where every version quotes the same people.

    A speaker has the name that the candidate uses, where an aligned quotation of the candidate tells it.
    """
    known = _names(versions, alignments)
    said: dict[str, list[int]] = {}
    for n, version in enumerate(versions):
        for _, quote in _spoken(version):
            name = known.get((version.index, quote.speaker or ""), quote.speaker or "")
            said.setdefault(name, [0] * len(versions))[n] += len(quote.words)
    if all(all(amounts) for amounts in said.values()):
        return None
    most = max(max(v) for v in said.values())
    names = sorted(said, key=lambda k: -sum(said[k]))[:8]
    column = (100 - LEFT) / len(versions)
    body = [_text(LEFT + column * n, 0, v.label, cls="tick") for n, v in enumerate(versions)]
    for row, name in enumerate(names, 1):
        body.append(_text(0, row, name))
        for n, amount in enumerate(said[name]):
            x = LEFT + column * n
            mark = '<rect class="bar" x="{}" y="{}" width="{}" height="10"><title>{}</title></rect>'
            width = (column - 2) * amount / most
            body.append(
                Markup(mark).format(_across(x), row * ROW + 6, _across(width), f"{amount} characters")
                if amount
                else _text(x, row, "–", cls="tick")
            )
    table = [("Speaker", *(v.label for v in versions)), *((plain(k), *(str(a) for a in said[k])) for k in names)]
    described = "Characters between quotation marks for each speaker in each version."
    return _picture("speakers", "Who is quoted, by version", described, ROW * (len(names) + 1), body, table)


def _spoken(version: Version) -> list[tuple[int, Quote]]:
    """(segment, quotation) of every quotation with a speaker."""
    return [
        (version.document.segment_at(fact.span.start) or 0, fact.value)
        for fact in version.facts
        if isinstance(fact.value, Quote) and fact.value.speaker and fact.value.kind != "title"
    ]


def _names(versions: Sequence[Version], alignments: Sequence[Alignment]) -> dict[tuple[int, str], str]:
    """(reference, its name of a speaker) → the candidate's name: by aligned quotations in their order, otherwise by the last word."""
    ours = next(v for v in versions if v.index < 0)
    last = {_last(q.speaker or ""): q.speaker or "" for _, q in reversed(_spoken(ours))}
    named: dict[tuple[int, str], str] = {}
    for version in versions:
        for _, quote in _spoken(version):
            if _last(quote.speaker or "") in last:
                named[(version.index, quote.speaker or "")] = last[_last(quote.speaker or "")]
    for alignment in alignments:
        theirs = _by_segment(next(v for v in versions if v.index == alignment.reference))
        mine = _by_segment(ours)
        for bead in alignment.beads:
            pairs = zip(
                (q for s in bead.candidate for q in mine.get(s, ())), (q for s in bead.reference for q in theirs.get(s, ())), strict=False
            )
            for a, b in pairs:
                named.setdefault((alignment.reference, b.speaker or ""), a.speaker or "")
    return named


def _by_segment(version: Version) -> dict[int, list[Quote]]:
    found: dict[int, list[Quote]] = {}
    for segment, quote in _spoken(version):
        found.setdefault(segment, []).append(quote)
    return found


def _last(name: str) -> str:
    return (anyascii(name).lower().split() or [""])[-1]


# --- the chain ----------------------------------------------------------------------------------------------------


def chain(findings: Sequence[Finding], versions: Sequence[Version]) -> Picture | None:
    """How many findings each hop brought in. None where there is only one hop."""
    steps = [v for role in ("wire", "source", "candidate") for v in versions if v.document.role == role]
    if len(steps) < 3 or not findings:
        return None
    by = Counter(f.introduced_in for f in findings)
    worst = {h: max((f.severity for f in findings if f.introduced_in == h), key=SEVERITIES.index, default="neutral") for h in by}
    width = 100 / len(steps)
    body: list[Markup] = []
    table = [("Version", "Findings that came in here")]
    for n, version in enumerate(steps):
        x, amount = width * n, by[version.document.role]
        if n:
            body.append(Markup('<line class="rule" x1="{}" x2="{}" y1="22" y2="22"/>').format(_across(x - width + BOX), _across(x)))
            body.append(_text(x, 0.5, "▸", cls="tick", anchor="end"))
        body.append(Markup('<rect class="box" x="{}" y="4" width="{}%" height="36" rx="3"/>').format(_across(x), BOX))
        body.append(_text(x + BOX / 2, 0.1, version.label, anchor="middle"))
        body.append(_text(x + BOX / 2, 0.8, version.document.language, cls="tick", anchor="middle"))
        if n:
            body.append(
                _text(
                    x + BOX / 2,
                    2,
                    f"{amount} came in here" if amount else "nothing came in",
                    cls=worst.get(version.document.role, "tick"),
                    anchor="middle",
                )
            )
        table.append((f"{version.label} ({version.language})", str(amount) if n else "–"))
    if by["unknown"]:
        table.append(("The versions do not tell", str(by["unknown"])))
    return _picture("chain", "Where the findings came in", "; ".join(": ".join(r) for r in table[1:]) + ".", 66, body, table)
