"""C502 to C504: a text that disagrees with itself, and versions that disagree with each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.checks import house, wording
from transcheck.checks.agreement import agreement
from transcheck.checks.comparison import CANDIDATE
from transcheck.languages.latin import alike, fold
from transcheck.model import Duration, Example, Fact, Finding, Money, Name, Number, Percent, Quantity, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Bead

_HEADLINES = 2  # segments at the head of an article that may be its headline and its second headline
_SLIP = 4  # factor up to which two counts may be the same count, told differently (15 and 12; not 3 and 5,000)
_UPDATED = Decimal("1.5")  # and by which an older count may differ where a version has several counts
_KINDS = (Money, Percent, Duration, Quantity)


# --- numbers ------------------------------------------------------------------------------------------------------------


def _kind(fact: Fact) -> tuple[str, str] | None:
    """What a number counts: its class with its unit or currency. None for what nobody asserted, a label or a rank."""
    value = fact.value
    if not isinstance(value, Number) or value.written in ("article", "label") or value.ordinal:
        return None
    if isinstance(value, Money):
        return "Money", value.currencies[0]
    if isinstance(value, Quantity | Duration):
        return type(value).__name__, value.unit
    return type(value).__name__, ""


def _rank(fact: Fact) -> bool:
    """Whether a number is a rank (the third Cup)."""
    return isinstance(fact.value, Number) and fact.value.ordinal and type(fact.value) is Number


def _agree(one: Fact, other: Fact) -> bool:
    return agreement(one.value, other.value) is not None or agreement(other.value, one.value) is not None


def _comparable(one: Fact, other: Fact) -> bool:
    """Whether two facts of one kind may state one count: within a factor of each other, neither of them one."""
    a, b = one.value.amount, other.value.amount  # type: ignore[union-attr]
    return min(a, b) > 1 and max(a, b) <= _SLIP * min(a, b)


def _nouns(comparison: Comparison, index: int, fact: Fact, *, after: bool) -> frozenset[str]:
    """The words next to a number, folded, or the character where words are not spaced: what is counted, where no unit says it."""
    document = comparison.document(index)
    at = document.segment_at(fact.span.start)
    if at is None:
        return frozenset()
    segment = document.segments[at].span
    text = (
        document.text[fact.span.end : min(segment.end, fact.span.end + 40)]
        if after
        else document.text[max(segment.start, fact.span.start - 40) : fact.span.start]
    )
    if not languages.load(document.language).spaced:
        return frozenset(text.strip()[:1] if after else text.strip()[-1:])
    words = ["".join(c for c in w if c.isalnum()) for w in fold(text).split()]
    return frozenset(w for w in (words[:2] if after else words[-2:]) if len(w) > 2)


def _same_count(comparison: Comparison, head: Fact, body: Fact) -> bool:
    """Whether a number of the headline and one of the body count the same: one kind, near in size, and for bare numbers a common word."""
    if (_kind(head), _rank(head)) != (_kind(body), _rank(body)) or not _comparable(head, body):
        return False
    if isinstance(head.value, _KINDS) and not isinstance(head.value, Percent):
        return True
    return _beside_alike(comparison, head, body)


def _beside_alike(comparison: Comparison, head: Fact, body: Fact) -> bool:
    """Whether the two stand next to a common word."""
    return any(
        a == b or alike(a, b)
        for after in (True, False)
        for a in _nouns(comparison, CANDIDATE, head, after=after)
        for side in (True, False)
        for b in _nouns(comparison, CANDIDATE, body, after=side)
    )


def _said(fact: Fact) -> str:
    return wording.ordinal(int(fact.value.amount)) if _rank(fact) and isinstance(fact.value, Number) else wording.say(fact.value)


def _answers(comparison: Comparison, head: Fact, body: Fact) -> bool:
    """Whether a number of the body may be the headline's: any of the same amount, but a rank only of the same thing (the third minute)."""
    return not _rank(head) or (_rank(body) and _beside_alike(comparison, head, body))


def headline_disagrees(comparison: Comparison) -> Iterator[Finding]:
    """A number of the headline stands nowhere in the body, and the body has another number for the same count.

    Rounding and bounds agree (nearly 500; 487). Bare numbers must stand next to a common word (15 dead; 12 dead): otherwise they count
    different things as a rule.
    """
    segments = comparison.candidate.segments
    heads = [i for i, s in enumerate(segments[:_HEADLINES]) if s.kind == "heading"]
    if not heads or len(segments) <= len(heads):
        return
    body = [f for f in comparison.facts_in(CANDIDATE, tuple(range(heads[-1] + 1, len(segments)))) if isinstance(f.value, Number)]
    for head in comparison.facts_in(CANDIDATE, tuple(heads)):
        if (_kind(head) is None and not _rank(head)) or any(_agree(f, head) and _answers(comparison, head, f) for f in body):
            continue
        other = next((f for f in body if _same_count(comparison, head, f)), None)
        if other is None:
            continue
        yield Finding(
            "C503",
            "major",
            0.6,
            f"Headline says {_said(head)}; the article says {_said(other)}.",
            comparison.place(CANDIDATE, head),
            (comparison.place(CANDIDATE, other),),
            introduced_in="candidate",
        )


def _stated(comparison: Comparison, index: int, segments: tuple[int, ...]) -> dict[tuple[str, str], list[Fact]]:
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in comparison.facts_in(index, segments):
        if kind := _kind(fact):
            found[kind].append(fact)
    return found


def _aligned(comparison: Comparison) -> dict[int, dict[int, Bead]]:
    """Candidate segment → reference → the bead that joins them."""
    found: dict[int, dict[int, Bead]] = defaultdict(dict)
    for reference, bead in comparison.pairs:
        for segment in bead.candidate:
            found[segment][reference] = bead
    return found


@dataclass(frozen=True, slots=True)
class _Dispute:
    """Two versions beside one passage of the candidate, and the figures in which they differ."""

    one: tuple[int, Bead, Fact]
    two: tuple[int, Bead, Fact]


def references_disagree(comparison: Comparison) -> Iterator[Finding]:
    """Two versions that stand beside the same passage of the candidate give different numbers for the same count.

    Told only where one version has a single number of its kind there that the other lacks everywhere, and the other one that is near it; the
    message says which of the two the candidate sides with.
    """
    for dispute in comparison.once(_disputes):
        (r1, bead1, a), (r2, bead2, b) = dispute.one, dispute.two
        ours = comparison.facts_in(CANDIDATE, bead1.candidate)
        with_one = next((f for f in ours if isinstance(f.value, Number) and _agree(f, a)), None)
        with_two = next((f for f in ours if isinstance(f.value, Number) and _agree(f, b)), None)
        if (with_one is None) == (with_two is None):
            continue
        side, mine = (r1, with_one) if with_one else (r2, with_two)
        said = [f"{wording.role(comparison.references[r])} says {wording.say(f.value)}" for r, f in ((r1, a), (r2, b))]
        yield Finding(
            "C504",
            "neutral",
            round(0.6 * min(bead1.confidence, bead2.confidence), 2),
            f"{said[0]}; {said[1][0].lower() + said[1][1:]}; candidate sides with the {comparison.references[side].role}.",
            comparison.place(CANDIDATE, mine) if mine else None,
            (comparison.place(r1, a), comparison.place(r2, b)),
            introduced_in=comparison.references[r2].role,
        )


def disputed(comparison: Comparison) -> frozenset[tuple[int, int]]:
    """(version, start) of the figures that another version tells differently: an older count is no loss of the candidate."""
    return frozenset((r, f.span.start) for d in comparison.once(_disputes) for r, _, f in (d.one, d.two))


def _disputes(comparison: Comparison) -> tuple[_Dispute, ...]:
    if len(comparison.references) < 2:
        return ()
    found: dict[tuple[int, int], _Dispute] = {}
    for _segment, beads in sorted(_aligned(comparison).items()):
        order = sorted(beads)
        for k, first in enumerate(order):
            for second in order[k + 1 :]:
                for a, b in _differing(comparison, (first, beads[first]), (second, beads[second])):
                    found.setdefault((first, a.span.start), _Dispute((first, beads[first], a), (second, beads[second], b)))
    return tuple(found.values())


def _differing(comparison: Comparison, first: tuple[int, Bead], second: tuple[int, Bead]) -> Iterator[tuple[Fact, Fact]]:
    (r1, bead1), (r2, bead2) = first, second
    one, two = _stated(comparison, r1, bead1.reference), _stated(comparison, r2, bead2.reference)
    for kind in sorted(one.keys() & two.keys()):
        a = [f for f in one[kind] if not any(_told(f, g) for g in comparison.facts_of(r2))]
        b = [f for f in two[kind] if not any(_told(f, g) for g in comparison.facts_of(r1))]
        if len(a) == len(b) == 1 and _comparable(a[0], b[0]):
            yield a[0], b[0]
        elif min(len(a), len(b)) == 1:
            near = [(f, g) for f in a for g in b if _comparable(f, g) and _ratio(f, g) <= _UPDATED]
            yield from near if len(near) == 1 else ()


def _told(fact: Fact, other: Fact) -> bool:
    """Whether a version has the figure too; 37 is not 15 inches where people are counted."""
    found = agreement(fact.value, other.value) or agreement(other.value, fact.value)
    return found is not None and isinstance(other.value, Number) and (found.rank < 2 or _kind(fact) == _kind(other))


def _ratio(one: Fact, other: Fact) -> Decimal:
    a, b = one.value.amount, other.value.amount  # type: ignore[union-attr]
    return max(a, b) / min(a, b)


# --- terms --------------------------------------------------------------------------------------------------------------


def term_two_ways(comparison: Comparison) -> Iterator[Finding]:
    """A term of the source is rendered in two ways, or not as the glossary wants it.

    A glossary in the settings is always followed. What is rendered in two ways is a guess and looked for only where the rule is selected: terms are the source's names that are not kept letter by letter (Bộ Ngoại giao): in two passages the candidate must have exactly one
    name that the rest of the source passage does not explain, and the two must share no word.
    """
    yield from house.glossary_terms(comparison)
    source = comparison.source
    if source is None or not comparison.config.selected("C502"):
        return
    kept: dict[str, tuple[Fact, Fact]] = {}
    said: set[str] = set()
    for bead in comparison.beads(source):
        theirs = [f for f in comparison.facts_in(source, bead.reference) if isinstance(f.value, Name) and not f.value.core]
        if len({f.value.key for f in theirs}) != 1:  # type: ignore[union-attr]
            continue
        known = {w for f in comparison.facts_in(source, bead.reference) if isinstance(f.value, Name) for w in f.value.core}
        ours = [
            f
            for f in comparison.facts_in(CANDIDATE, bead.candidate)
            if isinstance(f.value, Name) and not f.value.territory and not known.intersection(f.value.core)
        ]
        if len({f.value.key for f in ours}) != 1:  # type: ignore[union-attr]
            continue
        term, rendering = theirs[0], ours[0]
        key = term.value.key  # type: ignore[union-attr]
        before = kept.setdefault(key, (term, rendering))
        if key in said or set(before[1].value.key.split()) & set(rendering.value.key.split()):  # type: ignore[union-attr]
            continue
        said.add(key)
        yield Finding(
            "C502",
            "minor",
            0.5,
            f"Source says {term.text} in both places; candidate says {before[1].text} and {rendering.text}.",
            comparison.place(CANDIDATE, rendering),
            (comparison.place(source, term), comparison.place(CANDIDATE, before[1])),
            fix=before[1].text,
            introduced_in="candidate",
        )


CONSISTENCY_RULES = (
    Rule(
        "C502",
        "term-two-ways",
        "minor",
        ("Terminology", "Inconsistent"),
        term_two_ways,
        examples=(
            Example(
                "The minister came to the Foreign Ministry.\n\nLater he left the Diplomacy Office.",
                "Bộ trưởng đến Bộ Ngoại giao.\n\nSau đó ông rời Bộ Ngoại giao.",
                False,
                "a pair is judged only where the source's term is read as one name",
                ("en", "vi"),
            ),
        ),
        preview=True,
    ),
    Rule("C503", "headline-disagrees", "major", ("Accuracy", "Mistranslation"), headline_disagrees),
    Rule(
        "C504",
        "references-disagree",
        "neutral",
        ("Source issue", "Source issue"),
        references_disagree,
        (
            Example(
                "The fire killed 14 people in the harbour.",
                "Vụ cháy làm 14 người thiệt mạng ở bến cảng.",
                True,
                "the wire counts twelve",
                ("en", "vi"),
                "The fire killed 12 people in the harbour.",
            ),
            Example(
                "The fire killed 14 people in the harbour.",
                "Vụ cháy làm 14 người thiệt mạng ở bến cảng.",
                False,
                "the versions agree",
                ("en", "vi"),
                "The fire killed 14 people in the harbour.",
            ),
        ),
    ),
)
