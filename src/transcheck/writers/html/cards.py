"""A finding as a card: what changed, the evidence of each side, why it matters, how it was read, where it came in, what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from transcheck import tags
from transcheck.model import SEVERITIES, Edit, Finding, Place, Quote, Severity
from transcheck.writers import catalogue, losses
from transcheck.writers.html import quotations, wording
from transcheck.writers.html.marking import Ink, isolated, painted, plain
from transcheck.writers.html.versions import Version

CONTEXT = 36  # code points shown on either side of a value
TWO_LINES = 150  # code points that two lines of the list of findings hold
QUOTED = 42  # code points kept of each quotation in a message that is longer
_ASIDE = re.compile(r" \([^()]{40,}\)|; gone besides: [^;]*$")
_QUOTED = re.compile("“([^“”]*)”")
BRIEF = 26  # the same in the list of findings
SHORT = 60  # code points of a value that says little without its neighbours
SCORES = frozenset({"words kept", "chrF", "BLEU", "TER"})  # details that are measurements: for who asks
LONGEST = 220  # code points of a whole paragraph shown in a card; the paragraph itself stands in the row above
_HOPS = ("wire", "reference", "source", "candidate")  # the order in which a chain of versions is read


@dataclass(frozen=True, slots=True)
class Line:
    """One version's words: where they stand and what they are."""

    version: Version
    where: str
    words: Markup
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    number: int
    finding: Finding
    name: str
    message: Markup
    brief: Markup
    around: Markup | None  # the candidate's words around, where the message names a value alone
    lines: tuple[Line, ...]
    edits: tuple[tuple[str, Markup], ...]  # class of edit, the words that were and are
    why: Markup
    read: tuple[tuple[str, Markup], ...]
    scores: str
    hop: tuple[str, str]  # label and words; empty words where there is no chain to speak of
    fix: Markup | None
    open: bool
    lead: int = 0  # the number of the card whose place or loss this one tells too

    @property
    def severity(self) -> Severity:
        return self.finding.severity

    @property
    def sure(self) -> str:
        return wording.sure(self.finding.confidence)


def card(
    number: int,
    finding: Finding,
    versions: Sequence[Version],
    blocking: Severity,
    besides: Sequence[Place] = (),
    expected: losses.Expected | None = None,
    *,
    lead: int = 0,
) -> Card:
    """The card of one finding; open where it is ``blocking`` or worse and no other card leads it. ``besides``: where other versions have the
    same words; ``expected``: where in the candidate its loss would have stood.
    """
    rule = catalogue.entry(finding.code)
    return Card(
        number,
        finding,
        wording.title(rule.name) if rule.help else finding.code,
        message(finding.message, finding, versions),
        message(shortened(finding.message, [p.text for p in (finding.candidate, *finding.evidence) if p]), finding, versions),
        _around(finding, versions[0], expected),
        _lines(finding, versions, besides, expected),
        changes(finding.edits),
        _why(rule.help),
        _read(finding, versions),
        "; ".join([f"{finding.confidence:.2f}", *(f"{k}: {v}" for k, v in finding.details if k in SCORES)]),
        _hop(finding, versions),
        Markup("{}{}</bdi>").format(versions[0].bdi, painted(finding.fix, 0, len(finding.fix), ())) if finding.fix else None,
        SEVERITIES.index(finding.severity) >= SEVERITIES.index(blocking) and not lead,
        lead,
    )


def shortened(message: str, values: Sequence[str] = ()) -> str:
    """A message that the two lines of the first screen can hold: without long asides, its quotations cut between words around ``values``."""
    if len(message) <= TWO_LINES:
        return message
    head, colon, rest = _ASIDE.sub("", message).partition(": ")
    if head.count(", ") > 1:
        head = f"{', '.join(head.split(', ')[:2])} and more"
    brief = head + colon + rest
    return brief if len(brief) <= TWO_LINES else _QUOTED.sub(lambda m: f"“{_cut(m[1], values)}”", brief)


def _cut(words: str, values: Sequence[str]) -> str:
    """``QUOTED`` code points of the words, with the first value that stands in them."""
    if len(words) <= QUOTED:
        return words
    value = next((v for v in values if v and v in words), "")
    at = words.find(value)
    fits = at + len(value) <= QUOTED
    start = 0 if fits else max(0, min(at - max(0, QUOTED - len(value)) // 2, len(words) - QUOTED))
    stop = start + QUOTED
    if start and " " in words[start : start + QUOTED // 3]:
        start = words.index(" ", start) + 1
    if stop < len(words) and " " in words[stop - QUOTED // 3 : stop]:
        stop = words.rindex(" ", 0, stop)
    return f"{'…' if start else ''}{words[start:stop]}{'…' if stop < len(words) else ''}"


def message(text: str, finding: Finding, versions: Sequence[Version]) -> Markup:
    """A message with the values it names isolated, each in its language; the longest first, as one may stand inside another."""
    inks: list[Ink] = []
    places = [p for p in (finding.candidate, *finding.evidence) if p is not None and p.text and len(p.text) <= 200]
    for place in sorted(places, key=lambda p: -len(p.text)):
        words = place.value.words if isinstance(place.value, Quote) else place.text
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            if not any(i.start < found.end() and found.start() < i.end for i in inks):
                inks.append(Ink(found.start(), found.end(), versions[place.document + 1].bdi, "</bdi>"))
                break
    return painted(text, 0, len(text), [*inks, *(i for i in isolated(text) if not any(k.start <= i.start < k.end for k in inks))])


def _lines(finding: Finding, versions: Sequence[Version], besides: Sequence[Place], expected: losses.Expected | None) -> tuple[Line, ...]:
    """The words of every side, in the order of the chain; wordings of one language against each other, others in full."""
    places = [p for p in (*finding.evidence, *besides, None if expected else finding.candidate) if p is not None]
    places.sort(key=lambda p: _HOPS.index(versions[p.document + 1].document.role))
    compared = _compared(finding, versions)
    lines = tuple(
        Line(v := versions[p.document + 1], f"{v.file}:{_where(v, p)}", compared.get((p.document, p.span.start)) or _excerpt(p, v))
        for p in places
    )
    return (*lines, _gap(versions[0], expected)) if expected else lines


def _where(version: Version, place: Place) -> str:
    line, column = version.document.place(place.span.start)
    return f"{line}:{column}"


MISSING = Markup('<em lang="en">[missing here]</em>')


def _gap(version: Version, expected: losses.Expected, reach: int = LONGEST) -> Line:
    """The candidate's words where a loss would have stood: its sentence, or the ends of the sentences that a lost one stood between."""
    document = version.document
    line, column = document.place(expected.span.start if expected.at is None else expected.at)
    parts = [painted(side, 0, len(side), ()) for side in losses.sides(document.text, expected, reach)]
    if expected.at is not None:
        parts.insert(1, MISSING)
    return Line(version, f"{version.file}:{line}:{column}", Markup(" ").join(p for p in parts if p), "where it is expected")


def _around(finding: Finding, version: Version, expected: losses.Expected | None) -> Markup | None:
    """A few words of the candidate: what was counted, and where; none for a passage that its message quotes."""
    place = finding.candidate
    if expected is not None:
        segment = version.document.segment_at(expected.span.start if expected.at is None else min(expected.at, expected.span.end - 1))
        words = _gap(version, expected, 3 * BRIEF).words
    elif place is None or place.value is None or isinstance(place.value, Quote) or not place.text or len(place.text) > SHORT:
        return None
    else:
        segment, words = place.segment, _excerpt(place, version, BRIEF)
    return Markup("¶{} {}").format((segment or 0) + 1, words)


def _compared(finding: Finding, versions: Sequence[Version]) -> dict[tuple[int, int], Markup]:
    """Words of the candidate's quotation against the first evidence in its own language."""
    now = finding.candidate
    if now is None or not isinstance(now.value, Quote):
        return {}
    tongue = _tongue(versions[0])
    was = next((p for p in finding.evidence if isinstance(p.value, Quote) and _tongue(versions[p.document + 1]) == tongue), None)
    if was is None or not isinstance(was.value, Quote) or was.value.words == now.value.words:
        return {}
    before, after = quotations.marked(was.value.words, now.value.words, finding.edits)
    return {(was.document, was.span.start): before, (now.document, now.span.start): after}


def changes(edits: Sequence[Edit]) -> tuple[tuple[str, Markup], ...]:
    """The edits by class, those that change the meaning before those that hardly do."""
    by: dict[str, list[Markup]] = {}
    for edit in edits:
        if edit.was != edit.now:
            was, now = (
                Markup("<bdi>{}</bdi>").format(painted(w.strip(), 0, len(w.strip()), ())) if w.strip() else "" for w in (edit.was, edit.now)
            )
            words = Markup("{} → {}").format(was, now) if was and now else Markup("{} {}").format("−" if was else "+", was or now)
            by.setdefault(edit.kind.replace("-", " "), []).append(words)
    named: dict[str, list[Markup]] = {}
    for kind in sorted(by, key=catalogue.weight):
        named.setdefault(catalogue.edit_name(kind), []).extend(by[kind])
    return tuple((name, Markup("; ").join(words)) for name, words in named.items())


def _tongue(version: Version) -> str:
    return tags.base(version.document.language)


def _excerpt(place: Place, version: Version, context: int = CONTEXT) -> Markup:
    """The value in its sentence's neighbourhood, cut between words where the script has them."""
    text, segment = version.document.text, version.document.segments[place.segment].span
    if isinstance(place.value, Quote) or place.span == segment or len(place.span) > CONTEXT * 3:
        stop = min(place.span.end, place.span.start + LONGEST)
        return Markup("{}{}").format(painted(text, place.span.start, stop, ()), "…" if stop < place.span.end else "")
    start = max(segment.start, place.span.start - context)
    stop = min(max(segment.end, place.span.end), place.span.end + context)
    if start > segment.start:
        start = next((i + 1 for i in range(start, place.span.start) if text[i].isspace()), start)
    if stop < segment.end:
        stop = next((i for i in range(stop, place.span.end, -1) if text[i : i + 1].isspace()), stop)
    inside = painted(text, start, stop, [Ink(place.span.start, place.span.end, "<em>", "</em>")])
    return Markup("{}{}{}").format("…" if start > segment.start else "", inside, "…" if stop < segment.end else "")


def _why(documentation: str) -> Markup:
    """The first paragraph of a rule's documentation."""
    text = " ".join(documentation.split("\n\n", 1)[0].split()).replace("``", "")
    return painted(text, 0, len(text), isolated(text))


def _read(finding: Finding, versions: Sequence[Version]) -> tuple[tuple[str, Markup], ...]:
    """How the values were read: the finding's own rows, or the values of its places; nothing that only repeats what is written."""
    if finding.details:
        told = [(label, value) for label, value in finding.details if not label.startswith(f"{value} (") and label not in SCORES]
        return tuple((plain(label), painted(value, 0, len(value), ())) for label, value in told)
    rows = []
    places = [p for p in (finding.candidate, *finding.evidence) if p is not None]
    for place in places:
        read = wording.reading(place.value)
        if read and not isinstance(place.value, Quote) and read != place.text.casefold() and read != place.text:
            version = versions[place.document + 1]
            words = Markup("{}{}</bdi> → {}").format(version.bdi, painted(place.text, 0, len(place.text), ()), plain(read))
            rows.append((version.label, words))
    by = wording.decided(places)
    if by:
        rows.append(("Decided by", escape(by)))
    return tuple(rows)


def _hop(finding: Finding, versions: Sequence[Version]) -> tuple[str, str]:
    """Which version first departed, or which alone has what is missing, in words; empty where there is no chain to speak of."""
    hop, label = finding.introduced_in, "Came in with"
    if alone := losses.only_in(finding, [v.document for v in versions]):
        return "Stands", f"only in the {alone}"
    if hop == "unknown":
        return label, "" if len(versions) < 3 else "The versions do not tell."
    version = next((v for v in versions if v.document.role == hop), None)
    return label, f"{version.label} ({version.language})" if version else wording.ROLES.get(hop, hop)
