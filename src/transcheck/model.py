"""The data that flows from readers to writers: frozen, whole when made, standard library only.

Every position is a code-point offset into ``Document.text``. Only ``Document.place`` turns one into a line and a column of the file.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from transcheck.checks.comparison import Comparison

Role = Literal["candidate", "source", "wire", "reference"]
Severity = Literal["neutral", "minor", "major", "critical"]
SEVERITIES: tuple[Severity, ...] = ("neutral", "minor", "major", "critical")
SegmentKind = Literal["heading", "paragraph", "list-item", "table-cell", "caption", "byline", "image", "quotation"]
Bound = Literal["at-least", "more-than", "about", "nearly", "at-most", "less-than"]
Written = Literal["digits", "words", "mixed", "label", "article"]
Unit = Literal["paragraph", "line"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range ``start <= i < end`` of code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


# --- values: free of language -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A count or measure. ``readings`` holds every amount that readers of the locale may read, ``amount`` first; empty when there is one.
    ``foreign`` holds those that only readers of other locales read (1.500 in English: 1.5, elsewhere 1500).

    ``written`` "article" is an amount nobody asserted (an hour, một giờ): it may match, it is never missed; "label" is a part of a
    designation (COVID-19, MH370), whose letters are ``label``, in lower case. ``beside`` are the bounds said in the same clause, not of this
    figure: they accuse no one, they may be meant for it.
    """

    amount: Decimal
    readings: tuple[Decimal, ...] = ()
    foreign: tuple[Decimal, ...] = ()
    bound: Bound | None = None
    ordinal: bool = False
    written: Written = "digits"
    label: str = ""
    beside: tuple[Bound, ...] = ()

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        return self.readings or (self.amount,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Number):
    """A number with a unit (CLDR unit id)."""

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Money(Number):
    """A sum; ``currencies`` are ISO 4217 codes the sign or word can stand for, the most likely first ($ → USD, AUD, …)."""

    currencies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Percent(Number):
    """A share in hundredths (``amount`` 2.5 is 2.5 %); ``points`` where percentage points are meant; per mille is divided by ten."""

    points: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A calendar date, or as much of one as the text gives; Gregorian, whatever calendar it was written in.

    ``readings`` holds every date the text allows (3/2 → 3 February, 2 March), the preferred one first; empty when there is one.
    ``decided_by`` says what chose among them: neighbour, reference, published, habit, locale, or None.
    ``weekday`` is the one the text names (ISO, Monday 1). ``relative`` ("month:-1") is how a relative date was said; year, month
    and day are then resolved from ``anchor`` (the publication date) where there is one. ``calendar`` is that of the writing.
    ``style`` describes all-numeric writing by its fields and signs ("d/m", "m/y", "y-m-d"); empty when a month is named.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    grain: Literal["day", "weekday", "week", "month", "quarter", "half", "year", "decade", "century"] = "day"
    readings: tuple[Date, ...] = ()
    decided_by: str | None = None
    relative: str | None = None
    anchor: datetime.date | None = None
    calendar: str = "gregorian"
    style: str = ""
    bound: Bound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time of day; ``hours`` holds every hour (0–23) the text allows, the preferred first (7:30 without a.m. or p.m. → 7, 19)."""

    hours: tuple[int, ...]
    minute: int = 0
    second: int | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(Number):
    """A length of time; ``unit`` is one of second, minute, hour, day, week, month, quarter, year, decade, century."""

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name. ``key`` is its comparable form (Latin, folded, no diacritics), ``territory`` the ISO code where it is a country.

    ``core`` are the words of ``key`` that translators keep letter by letter (petro, nato; none of Supreme Court). ``title`` is the
    office named with it, several ids by spaces where the word may mean several.
    """

    text: str
    key: str
    kind: Literal["person", "place", "organisation", "other"] = "other"
    territory: str | None = None
    title: str | None = None
    core: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A quotation. ``words`` is what stands between the marks (an interrupting clause of the speaker left out, joined by one space)."""

    words: str
    speaker: str | None = None
    cue: str | None = None
    kind: Literal["direct", "partial", "scare", "title", "block"] = "direct"
    verb: str | None = None
    parts: tuple[Span, ...] = ()
    balanced: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that changes how a statement is meant. ``family``: negation, hedge, attribution, reporting, title; ``value`` its class."""

    family: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A leftover of the page the text came from: entity, shortcode, table-bar, tag."""

    value: str


Value = Number | Quantity | Money | Percent | Date | Time | Duration | Name | Quote | Cue | Markup


@dataclass(frozen=True, slots=True)
class Fact:
    """One value read out of a text: ``document.text[span.start:span.end] == text``."""

    value: Value
    text: str
    span: Span


# --- documents ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """From ``offset`` on, the text stands at ``line`` and ``column`` of the file (1-based, code points), until the next mark."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document that is aligned as one: a paragraph, a heading, a caption.

    ``text`` is ``document.text[span.start:span.end]``. ``sentences`` are spans into ``Document.text``. ``key`` is the id of a unit in a
    bilingual file. ``target`` is where an image points (None for what is no image). ``codes`` are the placeholders and inline tags of a
    unit, which are not in its text.
    """

    text: str
    span: Span
    kind: SegmentKind = "paragraph"
    key: str | None = None
    sentences: tuple[Span, ...] = ()
    target: str | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suppression:
    """A comment in an article that accepts findings: ``<!-- transcheck: ignore F102 "1,200" -- reason -->``.

    ``segment`` is the index of the segment it holds for, None for the whole file. ``value`` limits it to findings at that text. ``reason``
    is empty where the comment gives none; it then accepts nothing. ``line`` is where the comment stands.
    """

    codes: tuple[str, ...]
    segment: int | None
    value: str | None
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its segments. ``language`` is a BCP 47 tag; ``published`` the date that relative dates hang on.

    ``sha256`` is that of the file's bytes (of the UTF-8 text where there is no file). ``lines`` maps offsets to the file, in order.
    """

    path: str
    role: Role
    language: str
    published: datetime.date | None
    text: str
    segments: tuple[Segment, ...]
    lines: tuple[Mark, ...] = (Mark(0, 1, 1),)
    sha256: str = ""
    title: str | None = None
    suppressions: tuple[Suppression, ...] = ()

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        language: str,
        unit: Unit = "paragraph",
        role: Role = "candidate",
        path: str = "",
        published: datetime.date | None = None,
    ) -> Document:
        """Segments ``text`` as plain text: by blank lines (``unit="paragraph"``) or one segment a line (``unit="line"``, empty lines too)."""
        from transcheck.readers import from_text  # the one upward step: the constructor of the public API

        return from_text(text, language=language, unit=unit, role=role, path=path, published=published)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column in the file, 1-based, in code points."""
        mark = self.lines[max(0, bisect_right(self.lines, offset, key=lambda m: m.offset) - 1)]
        return mark.line, mark.column + offset - mark.offset

    def extent(self, span: Span) -> tuple[int, int, int, int]:
        """First line and column of a span, and the line and column after its last character (markup that follows is not part of it)."""
        end_line, last = self.place(max(span.start, span.end - 1))
        return (*self.place(span.start), end_line, last + (span.end > span.start))

    def segment_at(self, offset: int) -> int | None:
        """Index of the segment that holds ``offset``, or None between segments."""
        i = bisect_right(self.segments, offset, key=lambda s: s.span.start) - 1
        return i if i >= 0 and offset <= self.segments[i].span.end else None

    def with_role(self, role: Role) -> Document:
        return self if role == self.role else replace(self, role=role)


# --- alignment ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bead:
    """Segments that say the same: indices into both documents' ``segments``, ascending; one side empty where nothing corresponds.

    ``confidence`` in 0 … 1: how likely the bead is right.
    """

    candidate: tuple[int, ...]
    reference: tuple[int, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Lost:
    """Sentences of a reference's segment that nothing in the bead's candidate segments corresponds to; ``bead`` is its place in ``beads``.

    ``exact``: it surely is this passage; otherwise something is lost from the segment, and this is the likeliest place.
    """

    bead: int
    segment: int
    span: Span
    confidence: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Alignment:
    """The beads between the candidate and ``reference`` (index into ``Report.references``); every segment stands in exactly one bead.

    Beads are in the candidate's order, unmatched reference segments after what precedes them. ``weak`` says why not to trust it, or None.
    """

    reference: int
    beads: tuple[Bead, ...]
    weak: str | None = None
    lost: tuple[Lost, ...] = ()


# --- results ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: ``document`` −1 is the candidate, otherwise the index of a reference; ``segment`` is 0-based."""

    document: int
    segment: int
    span: Span
    text: str
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A step of a word-by-word comparison of two quotations: ``kind`` is its class, spans are offsets into the two texts shown."""

    kind: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One issue. ``candidate`` is None only where nothing in the candidate is near it.

    ``introduced_in`` is "candidate", "source", the role of another hop, or "unknown". ``status``: new, baseline or suppressed, with
    ``reason``. ``fingerprint`` is stable under edits elsewhere: rule, role and normalised values. ``details`` are (label, value)
    rows that a report may show: how a value was read, which edits were seen, scores as evidence.
    """

    code: str
    severity: Severity
    confidence: float
    message: str
    candidate: Place | None
    evidence: tuple[Place, ...] = ()
    fix: str | None = None
    introduced_in: str = "unknown"
    fingerprint: str = ""
    status: Literal["new", "baseline", "suppressed"] = "new"
    reason: str | None = None
    key: str | None = None
    edits: tuple[Edit, ...] = ()
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A documented case of a rule: a candidate against a source, with how many findings of the rule it must give."""

    candidate: str
    source: str
    flagged: bool
    why: str
    languages: tuple[str, str] = ("en", "en")  # candidate, source
    wire: str = ""  # a wire report in the candidate's language, where the rule needs the chain


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A check with its metadata. ``run`` yields findings; its docstring is the rule's documentation. ``preview`` rules run only when selected."""

    code: str
    name: str
    severity: Severity
    mqm: tuple[str, str]  # dimension, type
    run: Callable[[Comparison], Iterator[Finding]]
    examples: tuple[Example, ...] = ()
    preview: bool = False
    reads: tuple[type, ...] = ()  # kinds of values without which, on every side, there is nothing to find; empty: always runs
    passages: bool = False  # compares which passages there are, and in what order: nothing to find in a pair that stands alone


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not checked, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one comparison. ``facts`` are those of the candidate, then of each reference (for the writers)."""

    candidate: Document
    references: tuple[Document, ...]
    alignments: tuple[Alignment, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...] = ()
    signature: str = ""
    facts: tuple[tuple[Fact, ...], ...] = field(default=(), repr=False)

    def count(self, severity: Severity) -> int:
        """New findings of exactly this severity."""
        return sum(f.severity == severity and f.status == "new" for f in self.findings)

    def to_json(self) -> str:
        """JSON, schema 1: the same bytes for the same input and configuration."""
        from transcheck.writers import json_text

        return json_text(self)

    def document(self, index: int) -> Document:
        """The candidate for −1, otherwise a reference."""
        return self.candidate if index < 0 else self.references[index]
