"""One document as the page shows it: its label, language, direction, and the ink of its facts and findings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from transcheck.model import Cue, Date, Document, Duration, Fact, Finding, Name, Number, Place, Quote, Report, Time, Value
from transcheck.writers.html import wording
from transcheck.writers.html.marking import Ink, painted, plain

# kind of highlight → (symbol, words); the underline styles are the style sheet's
KINDS = {
    "number": ("#", "Number"),
    "date": ("◔", "Date or time"),
    "name": ("@", "Name"),
    "quote": ("“", "Quotation"),
    "negation": ("¬", "Negation"),
    "cue": ("»", "Attribution or hedge"),
    "added": ("+", "Added"),
    "dropped": ("−", "Dropped"),
    "moved": ("⇄", "Moved"),
    "note": ("¶", "Structure"),
}
# kind of an agreeing fact → its element, short because it is by far the commonest of the page
_QUIET = {"number": "u", "date": "i", "name": "b", "quote": "b class=q", "negation": "b class=x", "cue": "b class=e"}
_BY_CODE = {"S401": "dropped", "S410": "dropped", "Q301": "dropped", "S402": "added", "F103": "added", "Q302": "added", "S404": "moved"}


def kind_of(value: Value | None) -> str:
    match value:
        case Duration() | Number():
            return "number"
        case Date() | Time():
            return "date"
        case Name():
            return "name"
        case Quote():
            return "quote"
        case Cue(family="negation"):
            return "negation"
        case Cue(family="title"):
            return "name"
        case Cue():
            return "cue"
        case _:
            return "note"


@dataclass(frozen=True, eq=False)
class Version:
    """``index`` −1 is the candidate, otherwise the reference. ``cls`` is the class that the version switch shows and hides."""

    index: int
    document: Document
    label: str
    language: str
    direction: str
    facts: tuple[Fact, ...]
    inks: tuple[Ink, ...]
    starts: tuple[int, ...]

    @property
    def cls(self) -> str:
        return f"v{self.index}" if self.index >= 0 else "c"

    @property
    def file(self) -> str:
        """The last part of the path, or the role where the text came from memory."""
        return plain(self.document.path.replace("\\", "/").rsplit("/", 1)[-1]) or self.label.lower()

    @property
    def attributes(self) -> Markup:
        return Markup('lang="{}" dir="{}"').format(plain(self.document.language), self.direction)

    @property
    def bdi(self) -> Markup:
        """The opening tag around a value of this version: isolated by itself, with a direction only where it is not the page's."""
        return Markup('<bdi lang="{}"{}>').format(plain(self.document.language), Markup(' dir="rtl"' if self.direction == "rtl" else ""))

    def segment(self, index: int) -> Markup:
        """The text of a segment with its ink."""
        span = self.document.segments[index].span
        return painted(self.document.text, span.start, span.end, self.inks_in(span.start, span.end))

    def inks_in(self, start: int, end: int) -> Sequence[Ink]:
        """The ink that begins in a segment: facts and findings stand inside one, or are cut at its end."""
        return self.inks[bisect_left(self.starts, start) : bisect_right(self.starts, max(start, end - 1))]


def versions(report: Report, numbered: Sequence[tuple[int, Finding]]) -> tuple[Version, ...]:
    """The candidate, then the references in the order of the report. ``numbered`` are the findings shown, with their numbers."""
    documents = (report.candidate, *report.references)
    labels = wording.roles(documents)
    places: list[list[tuple[int, Finding, Place]]] = [[] for _ in documents]
    for number, finding in numbered:
        for place in (finding.candidate, *finding.evidence):
            if place is not None:
                places[place.document + 1].append((number, finding, place))
    made = []
    for n, document in enumerate(documents):
        facts = report.facts[n] if n < len(report.facts) else ()
        inks = tuple(sorted((*_found(document, places[n]), *_agreeing(facts, places[n])), key=lambda i: (i.start, -i.end, i.weak)))
        made.append(Version(n - 1, document, labels[n], *wording.language(document), facts, inks, tuple(i.start for i in inks)))
    return tuple(made)


def _found(document: Document, places: list[tuple[int, Finding, Place]]) -> list[Ink]:
    """Ink of the findings: one mark per stretch, with the numbers of all that stand there as links to their cards."""
    stretches: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for number, finding, place in places:
        whole = place.value is None and place.span == document.segments[place.segment].span
        kind = kind_of(place.value) if place.value is not None else _BY_CODE.get(finding.code) or _lacking(finding, place)
        known = stretches.setdefault((place.span.start, place.span.end), [])
        if all(number != n for n, _ in known):
            known.append((number, f"{kind} whole" if whole else kind))
    inks = []
    for (start, end), known in stretches.items():
        kind = known[0][1]
        numbers = " ".join(str(n) for n, _ in known)
        links = "".join(f'<a href="#f{n}">{n}</a>' for n, _ in known)  # the style sheet adds the symbol, and says “finding”
        inks.append(Ink(start, end, f'<mark class="{kind}" data-f="{numbers}">', "</mark>", links))
    return inks


def _lacking(finding: Finding, place: Place) -> str:
    """A passage of the candidate that lacks a value of the evidence, or something else about the text itself."""
    return "dropped" if place.document < 0 and any(p.value is not None for p in finding.evidence) else "note"


def _agreeing(facts: Sequence[Fact], places: list[tuple[int, Finding, Place]]) -> list[Ink]:
    """Quiet ink of the facts that nobody objects to; seen on request."""
    taken = {(p.span.start, p.span.end) for _, _, p in places}
    once = {(f.span.start, f.span.end): f for f in reversed(facts)}
    return [
        Ink(f.span.start, f.span.end, f"<{_QUIET[kind_of(f.value)]}>", f"</{_QUIET[kind_of(f.value)][0]}>", weak=True)
        for f in once.values()
        if (f.span.start, f.span.end) not in taken and kind_of(f.value) != "note"
    ]
