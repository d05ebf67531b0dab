"""Which quotations of two versions are the same one, which hop changed it, and how a message names them.

Quotations of one speaker that follow each other in a paragraph are one speech: versions split them differently. In one language speeches
are paired by shared words, speaker and place, over the whole document; across languages inside aligned passages by order, length,
speaker and marks. Similarity only pairs; it judges nothing.
"""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck import languages, tags
from transcheck.facts.edits import Drift, compare, key_words
from transcheck.model import Fact, Place, Quote, Span

if TYPE_CHECKING:
    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language
    from transcheck.model import Bead, Document

CANDIDATE = -1
# Code points that a script of syllables or words needs for one of an alphabet.
DENSITY = {"Hans": 0.4, "Hant": 0.4, "Jpan": 0.4, "Kore": 0.55}
FEW = 3  # aligned passages from which a length ratio is measured rather than assumed
SHOWN = 14  # words of a quotation shown in a message
COMMON = 60  # speeches that may hold a word before it says nothing about which two belong together


@dataclass(frozen=True, slots=True)
class Speech:
    """Quotations of one speaker in one paragraph, read as one."""

    facts: tuple[Fact, ...]
    values: tuple[Quote, ...]
    segment: int

    @property
    def words(self) -> str:
        return " ".join(v.words for v in self.values)

    @property
    def parts(self) -> tuple[Span, ...]:
        """The stretches inside the marks."""
        return tuple(p for v in self.values for p in v.parts)

    @property
    def span(self) -> Span:
        return Span(self.facts[0].span.start, self.facts[-1].span.end)

    @property
    def speaker(self) -> str | None:
        return next((v.speaker for v in self.values if v.speaker), None)

    @property
    def kind(self) -> str:
        return self.values[0].kind

    @property
    def balanced(self) -> bool:
        return all(v.balanced for v in self.values)


@dataclass(frozen=True, slots=True)
class Match:
    """A speech of the candidate and its counterpart; one of the two is None where it has none. ``bead`` is the passage it stands in."""

    candidate: Speech | None
    reference: Speech | None
    bead: Bead | None
    moved: bool = False


def speeches(document: Document, facts: tuple[Fact, ...]) -> list[Speech]:
    """The speeches of a document, in order."""
    found: list[Speech] = []
    for fact in facts:
        value = fact.value
        if not isinstance(value, Quote):
            continue
        segment = document.segment_at(fact.span.start) or 0
        last = found[-1] if found else None
        if last and last.segment == segment and last.kind == value.kind == "direct" and last.speaker and last.speaker == value.speaker:
            found[-1] = Speech((*last.facts, fact), (*last.values, value), segment)
        else:
            found.append(Speech((fact,), (value,), segment))
    return found


def same_language(comparison: Comparison, reference: int) -> bool:
    return tags.base(comparison.candidate.language) == tags.base(comparison.references[reference].language)


def candidate_speeches(comparison: Comparison) -> list[Speech]:
    return speeches(comparison.candidate, comparison.facts_of(CANDIDATE))


def all_matches(comparison: Comparison) -> tuple[tuple[Match, ...], ...]:
    """For each reference, the speeches paired; worked out once."""
    own = comparison.once(candidate_speeches)
    return tuple(_matches(comparison, own, r) for r in range(len(comparison.references)))


def _matches(comparison: Comparison, own: list[Speech], reference: int) -> tuple[Match, ...]:
    other = speeches(comparison.references[reference], comparison.facts_of(reference))
    beads = comparison.beads(reference)
    if not (own or other) or not beads:
        return ()
    ours = {s: i for i, b in enumerate(beads) for s in b.candidate}
    theirs = {s: i for i, b in enumerate(beads) for s in b.reference}
    pair = _by_words if same_language(comparison, reference) else _by_place
    pairs = pair(comparison, reference, own, other, ours, theirs)
    found = [
        Match(
            own[c],
            other[r],
            beads[ours[own[c].segment]] if own[c].segment in ours else None,
            ours.get(own[c].segment) != theirs.get(other[r].segment),
        )
        for c, r in pairs
    ]
    paired = {c for c, _ in pairs}, {r for _, r in pairs}
    found += [Match(s, None, beads[ours[s.segment]]) for i, s in enumerate(own) if i not in paired[0] and s.segment in ours]
    found += [Match(None, s, beads[theirs[s.segment]]) for i, s in enumerate(other) if i not in paired[1] and s.segment in theirs]
    return tuple(found)


# --- one language ---------------------------------------------------------------------------------------------------


def _by_words(
    comparison: Comparison, reference: int, own: list[Speech], other: list[Speech], ours: dict[int, int], theirs: dict[int, int]
) -> list[tuple[int, int]]:
    """Pairs by shared words, speaker and place; the best first. A speech may have two counterparts where the versions split it."""
    language = languages.load(comparison.references[reference].language)
    bags = [[Counter(key_words(s.words, language)) for s in side] for side in (own, other)]
    where: dict[str, list[int]] = defaultdict(list)
    for r, bag in enumerate(bags[1]):
        for key in bag:
            where[key].append(r)
    by_bead: dict[int | None, list[int]] = defaultdict(list)
    for r, s in enumerate(other):
        by_bead[theirs.get(s.segment)].append(r)
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for r, s in enumerate(other):
        if s.speaker:
            by_speaker[last_name(s.speaker)].append(r)
    scored: list[tuple[float, int, int]] = []
    for c, s in enumerate(own):
        near = by_bead[ours.get(s.segment, -1)]
        candidates = dict.fromkeys([*near[:COMMON], *(by_speaker[last_name(s.speaker)][:COMMON] if s.speaker else ())])
        for key in bags[0][c]:
            if len(where[key]) <= COMMON:
                candidates |= dict.fromkeys(where[key])
        for r in candidates:
            score = _score(s, other[r], bags[0][c], bags[1][r], r in near)
            if score > 0:
                scored.append((-score, c, r))
    scored.sort()
    taken: tuple[dict[int, int], dict[int, int]] = ({}, {})
    pairs = []
    for _, c, r in scored:
        if c in taken[0] or (r in taken[1] and not _contained(bags[0][c], bags[1][r])):
            continue
        taken[0][c], taken[1][r] = r, c
        pairs.append((c, r))
    return sorted(pairs)


def _score(a: Speech, b: Speech, one: Counter[str], two: Counter[str], near: bool) -> float:
    """0 where the two are not the same speech; higher is likelier."""
    shared = sum((one & two).values())
    short = max(1, min(sum(one.values()), sum(two.values())))
    share = shared / short
    same = bool(a.speaker and b.speaker) and same_name(a.speaker or "", b.speaker or "")
    long = a.kind != "scare" and b.kind != "scare" and short > 3
    if near:
        fits = share >= 0.3 or (same and (share >= 0.1 or not long)) or (share >= 0.2 and shared >= 2)
    else:
        fits = (share >= 0.5 and shared >= 3 and long) or (same and share >= 0.2 and shared >= 3 and long)
    return share + 0.3 * near + 0.3 * same + min(shared, 20) / 100 if fits else 0.0


def _contained(part: Counter[str], whole: Counter[str]) -> bool:
    return sum((part & whole).values()) >= 0.6 * max(1, sum(part.values()))


# --- across languages -----------------------------------------------------------------------------------------------


def _by_place(
    comparison: Comparison, reference: int, own: list[Speech], other: list[Speech], ours: dict[int, int], theirs: dict[int, int]
) -> list[tuple[int, int]]:
    """Pairs inside aligned passages by order, length and speaker; what is left by speaker and length in the passages beside."""
    ratio = length_ratio(comparison, reference)
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for side, (some, home) in enumerate(((own, ours), (other, theirs))):
        for i, s in enumerate(some):
            if s.segment in home:
                groups.setdefault(home[s.segment], ([], []))[side].append(i)
    pairs = []
    for group in groups.values():
        pairs += _in_order(group, own, other, ratio)
    paired = {c for c, _ in pairs}, {r for _, r in pairs}
    rest = [r for r in range(len(other)) if r not in paired[1]]
    for c, s in enumerate(own):
        if c in paired[0] or s.segment not in ours or s.kind != "direct":
            continue
        here = ours[s.segment]
        near = [r for r in rest if other[r].segment in theirs and abs(theirs[other[r].segment] - here) <= 3 and other[r].kind == "direct"]
        best = max(((_likeness(s, other[r], ratio), -r) for r in near), default=(0.0, 0))
        if best[0] > 0.5:
            rest.remove(-best[1])
            pairs.append((c, -best[1]))
    return sorted(pairs)


def _in_order(group: tuple[list[int], list[int]], own: list[Speech], other: list[Speech], ratio: float) -> list[tuple[int, int]]:
    """The best pairing in order (Needleman and Wunsch); groups too large for that are paired one by one."""
    a, b = group
    if len(a) * len(b) > 2500:
        return list(zip(a, b, strict=False))
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _likeness(own[a[i]], other[b[j]], ratio))
    i = j = 0
    pairs = []
    while i < len(a) and j < len(b):
        score = _likeness(own[a[i]], other[b[j]], ratio)
        if score > 0 and best[i][j] == best[i + 1][j + 1] + score:
            pairs.append((a[i], b[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(a: Speech, b: Speech, ratio: float) -> float:
    """How well two speeches of two languages fit: 1 for the same length, 0 for four times it; a speaker in common adds, another takes off."""
    x, y = len(a.words) + 4, (len(b.words) + 4) * ratio
    fit = 1 - abs(math.log(x / y)) / math.log(5)
    if a.speaker and b.speaker:
        fit += 0.3 if same_name(a.speaker, b.speaker) else -0.1
    return max(0.0, fit) + (0.05 if a.kind == b.kind else 0.0) if fit > 0 else 0.0


def length_ratio(comparison: Comparison, reference: int) -> float:
    """Code points of the candidate for one of the reference, over the passages that align one to one."""
    return comparison.once(_length_ratios)[reference]


def _length_ratios(comparison: Comparison) -> tuple[float, ...]:
    return tuple(_length_ratio(comparison, r) for r in range(len(comparison.references)))


def _length_ratio(comparison: Comparison, reference: int) -> float:
    ours, theirs = comparison.candidate, comparison.references[reference]
    single = [b for b in comparison.beads(reference) if b.candidate and b.reference]
    if len(single) >= FEW:
        a = sum(len(ours.segments[i].text) for b in single for i in b.candidate)
        b = sum(len(theirs.segments[i].text) for b in single for i in b.reference)
        if a and b:
            return a / b
    dense = [DENSITY.get(languages.load(d.language).script, 1.0) for d in (ours, theirs)]
    return dense[0] / dense[1]


# --- names ----------------------------------------------------------------------------------------------------------


def last_name(name: str) -> str:
    words = name.split()
    return words[-1].casefold().strip(".’'") if words else ""


@functools.lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """A name's sounds in Latin letters, roughly: what survives transliteration (Müller, Мюллер → mlr)."""
    from anyascii import anyascii

    plain = anyascii(name).casefold()
    for sounds, sign in _SOUNDS:
        plain = plain.replace(sounds, sign)
    kept: list[str] = []
    for c in plain:
        if c in "bcdfgklmnprstvz" and (not kept or kept[-1] != c):
            kept.append(c)
    return "".join(kept)


_SOUNDS = (
    ("sch", "s"), ("tsch", "s"), ("ch", "k"), ("sh", "s"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("kh", "k"), ("zh", "s"),
    ("ts", "s"), ("j", "g"), ("c", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("z", "s"), ("b", "p"), ("d", "t"), ("g", "k"), ("v", "f"), ("y", ""),
)  # fmt: skip


def same_name(a: str, b: str) -> bool:
    """Whether two names may be one person's: a word in common, or one with the same consonants (in another script too)."""
    x = {w.casefold().strip(".,’'") for w in a.split() if len(w) > 1}
    y = {w.casefold().strip(".,’'") for w in b.split() if len(w) > 1}
    if x & y:
        return True
    one, two = {skeleton(w) for w in x}, {skeleton(w) for w in y}
    return any(len(s) >= 2 and s in two for s in one) or skeleton(a) == skeleton(b)


def other_names(a: str, b: str) -> bool:
    """Whether two speakers are named by names that have nothing in common, as far as letters can tell."""
    return a[:1].isupper() and b[:1].isupper() and not same_name(a, b)


# --- hops -----------------------------------------------------------------------------------------------------------


def introduced(comparison: Comparison, reference: int, speech: Speech, other: Speech, drift: Drift, *, cut: bool) -> str:
    """Which hop changed a quotation between another version and the candidate.

    With a source between the two: in the same language its own wording answers; in another, a cut belongs to the source where its quotation
    is as short as the candidate's (in sentences, then in length); other changes of wording belong to the candidate, which put the
    words back instead of looking them up. Without a source in between: the candidate against its source, otherwise unknown.
    """
    source = comparison.source
    if comparison.references[reference].role == "source":
        return "candidate"
    if source is None or source == reference:
        return "unknown"
    between = next((m.reference for m in comparison.once(all_matches)[source] if m.candidate is speech and m.reference), None)
    if between is None:
        return "unknown"
    language = languages.load(comparison.references[reference].language)
    if tags.base(comparison.references[source].language) == language.language:
        there = {(e.kind, e.was) for e in compare(between.words, other.words, language).edits}
        return "source" if any((e.kind, e.was) in there for e in drift.edits) else "candidate"
    if not cut:
        return "candidate"
    ratio = length_ratio(comparison, source)
    fits = 0.6 <= len(speech.words) / max(1.0, len(between.words) * ratio) <= 1.7
    return "source" if fits and sentence_count(between) <= sentence_count(speech) else "candidate"


def sentence_count(speech: Speech) -> int:
    text = speech.words
    return sum(1 for i, c in enumerate(text) if c in ".!?。！？" and (i + 1 == len(text) or not text[i + 1].isalnum())) + (
        text[-1:] not in ".!?。！？"
    )


# --- messages -------------------------------------------------------------------------------------------------------


def label(comparison: Comparison, reference: int) -> str:
    """What a message calls a version: the source, the wire."""
    return f"the {comparison.references[reference].role}"


def whose(speech: Speech) -> str:
    return f"{speech.speaker}’s words" if speech.speaker else "the quotation"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def short(text: str, words: int = SHOWN) -> str:
    """The beginning of a quotation, on one line."""
    parts = text.rstrip(" ,，").split()
    shown = " ".join(parts[:words])[:160].rstrip()
    return shown if len(shown) >= len(" ".join(parts)) else shown.rstrip(".,;") + " …"


def place(comparison: Comparison, index: int, speech: Speech) -> Place:
    """Where a speech stands: from its first mark to its last."""
    document = comparison.document(index)
    span = speech.span
    return Place(index, speech.segment, span, document.text[span.start : span.end], speech.values[0])


def passage(comparison: Comparison, index: int, segments: tuple[int, ...]) -> Place | None:
    """The first segment of a passage, as the place of what is missing there."""
    return comparison.place_of(index, segments[0]) if segments else None


def foreign(language: Language) -> frozenset[str]:
    """Words that name another tongue than ``language`` (in Spanish): the words were not spoken in this one."""
    return frozenset(form.casefold() for form, tag in language.kind("tongue").items() if tag != language.language)
