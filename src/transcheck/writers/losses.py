"""Where a loss would have stood in the candidate, and which findings tell one loss."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck.model import SEVERITIES, Cue, Date, Finding, Name, Number, Place, Quote, Report, Span, Time

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from transcheck.model import Bead, Document, Fact

CUT = 48  # code points between two losses of one cut: an authority and the words that name it
FEW = 4  # losses after one that may be of its cut
GONE = frozenset({"S401", "S410", "Q301"})  # rules whose evidence is a whole passage that is gone, with all that it says
REWORDED = frozenset({"Q304"})  # rules whose evidence is a passage of which one value differs, which other rules find by itself


@dataclass(frozen=True, slots=True)
class Expected:
    """A stretch of the candidate in which something is missing; ``at`` is the offset where a whole sentence is, None for less than one."""

    span: Span
    at: int | None = None


# --- where it would have stood ----------------------------------------------------------------------------------------------


def expected(report: Report, finding: Finding) -> Expected | None:
    """The stretch of the candidate that answers to what the evidence has and the candidate lacks; None where the finding itself says it.

    Sentences are paired by their order where both sides have as many, without those that were lost. Otherwise the place is measured: between
    the neighbours of the lost fact that have counterparts, in proportion.
    """
    lost = next((p for p in finding.evidence if p.document >= 0), None)
    if lost is None or not _nowhere(report, finding) or lost.span == report.document(lost.document).segments[lost.segment].span:
        return None
    alignment = next((a for a in report.alignments if a.reference == lost.document), None)
    bead = next((b for b in alignment.beads if lost.segment in b.reference and b.candidate), None) if alignment else None
    if alignment is None or bead is None:
        return None
    theirs, ours = _sentences(report, lost.document, bead.reference), _sentences(report, -1, bead.candidate)
    gone = {s.span for s in alignment.lost}
    if not theirs or not ours:
        return None
    own = max((n for n, s in enumerate(theirs) if s.start <= lost.span.start), default=0)
    kept = [n for n, s in enumerate(theirs) if s not in gone]
    if theirs[own] in gone or len(lost.span) >= len(theirs[own]):
        kept = [n for n in kept if n != own]
        edges = [*(s.start for s in ours), ours[-1].end]
        at = edges[bisect_left(kept, own)] if len(kept) == len(ours) else _nearest(edges, _measured(report, bead, lost, theirs, ours))
        return Expected(Span(ours[0].start, ours[-1].end), at)
    if len(kept) == len(ours):
        return Expected(ours[kept.index(own)])
    at = _measured(report, bead, lost, theirs, ours)
    return Expected(next((s for s in ours if at < s.end), ours[-1]))


def _nowhere(report: Report, finding: Finding) -> bool:
    """Whether the finding has no place of its own in the candidate: none, an empty one, or a whole paragraph."""
    place = finding.candidate
    if place is None:
        return True
    return place.value is None and (
        not place.text.strip() or (len(place.span) > 0 and place.span == report.candidate.segments[place.segment].span)
    )


def _sentences(report: Report, document: int, segments: Sequence[int]) -> list[Span]:
    whole = report.document(document)
    spans = [s for i in segments for s in whole.segments[i].sentences or (whole.segments[i].span,)]
    return [s for s in spans if any(c.isalpha() for c in whole.text[s.start : s.end])]


def _nearest(edges: Sequence[int], at: int) -> int:
    return min(edges, key=lambda e: abs(e - at))


def _measured(report: Report, bead: Bead, lost: Place, theirs: Sequence[Span], ours: Sequence[Span]) -> int:
    """The offset in the candidate that stands as far between the nearest counterparts as the loss stands in its own version."""
    known = [(theirs[0].start, ours[0].start), *_counterparts(report, bead, lost.document), (theirs[-1].end, ours[-1].end)]
    at = lost.span.start
    before = max(k for k in known[:-1] if k[0] <= at or k == known[0])
    after = min(k for k in known[1:] if k[0] >= at or k == known[-1])
    share = (at - before[0]) / (after[0] - before[0]) if after[0] > before[0] else 0
    return round(before[1] + min(1, max(0, share)) * (after[1] - before[1]))


def _counterparts(report: Report, bead: Bead, reference: int) -> list[tuple[int, int]]:
    """Offsets of facts that both sides of a bead have once, as many as stand in one order."""
    if len(report.facts) <= reference + 1:
        return []
    here, there = _once(report, -1, bead.candidate), _once(report, reference, bead.reference)
    found = sorted((there[key], here[key]) for key in there.keys() & here.keys())
    kept: list[tuple[int, int]] = []
    for pair in found:  # the first that stand in order: a few facts, of which hardly one crosses
        if not kept or pair[1] > kept[-1][1]:
            kept.append(pair)
    return kept


def _once(report: Report, document: int, segments: Sequence[int]) -> dict[Hashable, int]:
    facts = report.facts[document + 1]
    places: dict[Hashable, list[int]] = {}
    for segment in segments:
        span = report.document(document).segments[segment].span
        for fact in facts[bisect_left(facts, span.start, key=_start) : bisect_left(facts, span.end, key=_start)]:
            key = _key(fact)
            if key is not None:
                places.setdefault(key, []).append(fact.span.start)
    return {key: at[0] for key, at in places.items() if len(at) == 1}


def _start(fact: Fact) -> int:
    return fact.span.start


def _key(fact: Fact) -> Hashable | None:
    """What a fact is in any language; None for what cannot be told again."""
    match fact.value:
        case Number(amount=amount):
            return ("number", amount)
        case Date(month=int(month), day=day):
            return ("date", month, day)
        case Date(year=int(year)):
            return ("number", year)
        case Time(hours=hours, minute=minute):
            return ("time", hours[0], minute)
        case Name(core=core, key=key):
            return ("name", core or key)
        case _:
            return None


def sides(text: str, place: Expected, reach: int) -> tuple[str, str]:
    """The stretch in at most so many code points, cut between words; in two where a sentence is missing, with nothing in the second
    otherwise.
    """
    span, at = place.span, place.at
    if at is None:
        return _cut(text, span.start, span.start + reach, span), ""
    before = _cut(text, at - reach // 2, at, Span(span.start, at)).strip()
    return before, _cut(text, at, at + reach // 2, Span(at, span.end)).strip()


def _cut(text: str, start: int, stop: int, whole: Span) -> str:
    start, stop = max(start, whole.start), min(stop, whole.end)
    if start > whole.start:
        start = next((i + 1 for i in range(start, stop) if text[i].isspace()), start)
    if stop < whole.end:
        stop = next((i for i in range(stop, start, -1) if text[i].isspace()), stop)
    return f"{'…' if start > whole.start else ''}{text[start:stop]}{'…' if stop < whole.end else ''}"


# --- one loss, several findings ---------------------------------------------------------------------------------------------


def grouped(report: Report, findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    """The findings by what they tell: one place or one loss a group, its gravest first, in the order of the first of each."""
    parent = list(range(len(findings)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _pairs(findings):
        if root(i) != root(j) and _one(report, findings[i], findings[j]):
            a, b = sorted((root(i), root(j)))
            parent[b] = a
    groups: dict[int, list[Finding]] = {}
    for i, finding in enumerate(findings):
        groups.setdefault(root(i), []).append(finding)
    return [
        tuple(sorted(g, key=lambda f: (-SEVERITIES.index(f.severity), f.code not in GONE | REWORDED, not f.fix))) for g in groups.values()
    ]


def counts(report: Report) -> dict[str, int]:
    """How many new losses and errors there are of each severity, each told once."""
    new = [f for f in report.findings if f.status == "new"]
    leads = [g[0].severity for g in grouped(report, new)]
    return {s: leads.count(s) for s in SEVERITIES}


def _pairs(findings: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Indices of findings that may tell one thing, near enough to linear in the findings: of one stretch of the candidate, of a passage that is
    gone and one in its paragraph, of two losses with nothing but a few words between.
    """
    stretches: dict[Span, int] = {}
    passages: dict[tuple[int, int], list[int]] = {}
    losses: list[tuple[int, Span, int]] = []
    for i, finding in enumerate(findings):
        if finding.candidate is not None and finding.candidate.text:
            yield i, stretches.setdefault(finding.candidate.span, i)
        if finding.code in GONE | REWORDED:
            for place in finding.evidence:
                passages.setdefault((place.document, place.segment), []).append(i)
        elif finding.evidence and _lost(finding):
            losses.append((finding.evidence[0].document, finding.evidence[0].span, i))
    if passages:
        for i, finding in enumerate(findings):
            for place in finding.evidence:
                yield from ((i, n) for n in passages.get((place.document, place.segment), ()) if n != i)
    losses.sort()
    for n, (document, span, i) in enumerate(losses):
        for other, after, j in losses[n + 1 : n + 1 + FEW]:
            if other == document and after.start - span.end <= CUT:
                yield i, j


def _one(report: Report, a: Finding, b: Finding) -> bool:
    """Whether two findings tell one thing: of one value, of a passage and what it holds, of two words that one cut took."""
    if a.key != b.key:
        return False
    if _same_value(a.candidate, b.candidate):
        return True
    return _holds(report, a, b) or _holds(report, b, a) or _one_cut(report, a, b)


def _same_value(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and a.span == b.span and a.value is not None and b.value is not None and bool(a.text)


def _holds(report: Report, passage: Finding, part: Finding) -> bool:
    """Whether a passage that is gone, or of which one value differs, is what a finding of less misses."""
    if passage.code not in GONE | REWORDED or part.code in GONE | REWORDED:
        return False
    inside = any(
        p.document == q.document and p.document >= 0 and p.span.start <= q.span.start and q.span.end <= p.span.end
        for p in passage.evidence
        for q in part.evidence
    )
    if passage.code in GONE:
        return inside and _nowhere(report, part)
    ours, theirs = passage.candidate, part.candidate
    within = ours is not None and theirs is not None and ours.span.start <= theirs.span.start and theirs.span.end <= ours.span.end
    return inside and (within or _nowhere(report, part))


def _one_cut(report: Report, a: Finding, b: Finding) -> bool:
    """Whether two losses stand side by side in a sentence with nothing kept between them: according to | Le Courrier."""
    if a.code == b.code or not a.evidence or not b.evidence or not (_lost(a) and _lost(b)):
        return False
    p, q = sorted((a.evidence[0], b.evidence[0]), key=lambda e: e.span)
    if p.document != q.document or p.segment != q.segment or p.document < 0 or q.span.start - p.span.end > CUT:
        return False
    document = report.document(p.document)
    sentences = document.segments[p.segment].sentences
    if any(p.span.end <= s.start <= q.span.start for s in sentences):
        return False
    facts: Sequence[Fact] = report.facts[p.document + 1] if len(report.facts) > p.document + 1 else ()
    between = facts[bisect_left(facts, p.span.end, key=_start) : bisect_left(facts, q.span.start, key=_start)]
    return not any(f.span.end <= q.span.start and isinstance(f.value, Number | Date | Time | Name | Quote) for f in between)


def _lost(finding: Finding) -> bool:
    """A loss of a value: the evidence names it, and the candidate has it nowhere, or says the rest of the sentence without it."""
    value = finding.evidence[0].value
    without = finding.candidate is None or finding.candidate.value is None
    return without and value is not None and not (isinstance(value, Cue) and value.family == "negation")


def only_in(finding: Finding, documents: Sequence[Document]) -> str | None:
    """The role of the one version that has what the finding misses, where neither the source nor the candidate does. ``documents``: the
    candidate, then the references.
    """
    if finding.introduced_in != "source" or (finding.candidate is not None and finding.candidate.text.strip()):
        return None
    roles = {documents[p.document + 1].role for p in finding.evidence if p.document >= 0}
    return roles.pop() if len(roles) == 1 and "source" not in roles else None
