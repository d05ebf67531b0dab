"""S401 to S406, S410, X904: paragraphs and sentences dropped, added, merged, moved, doubled or left untranslated, by the alignment."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from transcheck import tags
from transcheck.checks.comparison import CANDIDATE
from transcheck.model import Example, Finding, Place, Rule, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Bead, Document, Segment

LEFT_OUT = 0.8  # confidence from which a lost sentence is major: one good translation of sixteen paragraphs in twelve has such a finding
SURE = 0.6  # least confidence that a segment stands alone
LEAST = 20  # characters of a paragraph worth reporting
DOUBLED = 40  # characters from which the same text twice is no coincidence
STRETCH = 8  # characters in a row of a script without spaces that two texts do not share by chance
GRAM = 4  # words in a row that two languages do not share by chance
COPIED = 0.7  # share of such runs from which a sentence counts as left as it was
FEWEST = 6  # words of a sentence: shorter ones may be set phrases that every language borrows
PLAIN = 3  # words in small letters (or of a script without capitals) that make a sentence more than names
LONGEST = 5_000  # words of a sentence looked at
UNCASED = "\u0590"  # the letters of Latin, Greek and Cyrillic, which have capitals, come before it
_ELSEWHERE = frozenset({"image", "byline"})  # S408 and S409 speak of these
_SIGNS = ".,;:!?…\"'“”‘’«»„‹›()[]{}<>|/*_–—-。、，；：！？「」『』（）؟،۔।"  # what stands around words


def paragraph_dropped(comparison: Comparison) -> Iterator[Finding]:
    """A paragraph of the source has no counterpart in the candidate; several in a row are one finding.

    Against the source everything is expected. Another version may be longer: what is left out of it whole is reported as neutral, and only
    where no source is given. Images and bylines have rules of their own.
    """
    for r, reference in enumerate(comparison.references):
        strict = comparison.strict(r)
        if not strict and comparison.source is not None:
            continue
        alone = {i: b.confidence for b in comparison.beads(r) if not b.candidate for i in b.reference}
        worth = [i for i in sorted(alone) if alone[i] >= SURE and _worth(reference.segments[i])]
        for run in _runs(worth):
            confidence = min(alone[i] for i in run)
            minor = strict and all(reference.segments[i].kind == "caption" for i in run)
            places = tuple(comparison.place_of(r, i) for i in run)
            yield Finding(
                "S401",
                "neutral" if not strict else "minor" if minor else "major",
                confidence,
                f"{_The(reference)} has {_count(len(run), 'paragraph')} that the candidate leaves out: {_quoted(places)}.",
                _near(comparison, r, run[0]),
                places,
            )


def paragraph_added(comparison: Comparison) -> Iterator[Finding]:
    """A paragraph of the candidate has no counterpart in any version it was compared with."""
    readable = [r for r in range(len(comparison.references)) if comparison.beads(r)]
    if not readable:
        return
    alone = dict.fromkeys(range(len(comparison.candidate.segments)), 1.0)
    for r in readable:
        lonely = {i: b.confidence for b in comparison.beads(r) if not b.reference for i in b.candidate}
        alone = {i: min(c, lonely[i]) for i, c in alone.items() if i in lonely}
    copies = comparison.once(_copies)  # S405 speaks of these
    worth = [i for i in sorted(alone) if alone[i] >= SURE and i not in copies and _worth(comparison.candidate.segments[i])]
    who = _The(comparison.references[readable[0]]) if len(readable) == 1 else "None of the versions"
    verb = "has no counterpart of" if len(readable) == 1 else "has a counterpart of"
    for run in _runs(worth):
        places = tuple(comparison.place_of(CANDIDATE, i) for i in run)
        message = f"{who} {verb} {_count(len(run), 'paragraph')} of the candidate: {_quoted(places)}."
        place = places[0] if len(run) == 1 else _whole(comparison.candidate, run)
        yield Finding("S402", "minor", min(alone[i] for i in run), message, place)


def merged_or_split(comparison: Comparison) -> Iterator[Finding]:
    """Paragraphs of the source were joined in the candidate, or one was divided."""
    for r, reference in enumerate(comparison.references):
        if not comparison.strict(r):
            continue
        for bead in comparison.beads(r):
            n, m = len(bead.candidate), len(bead.reference)
            if n and m and n != m and bead.confidence >= SURE:
                places = tuple(comparison.place_of(r, i) for i in bead.reference)
                message = f"{_The(reference)} has {_count(m, 'paragraph')} here; the candidate has {_count(n, 'paragraph')}."
                yield Finding("S403", "neutral", bead.confidence, message, comparison.place_of(CANDIDATE, bead.candidate[0]), places)


def reordered(comparison: Comparison) -> Iterator[Finding]:
    """A paragraph stands in another place than in the source."""
    for r, reference in enumerate(comparison.references):
        if not comparison.strict(r):
            continue
        both = [b for b in comparison.beads(r) if b.candidate and b.reference and reference.segments[b.reference[0]].kind not in _ELSEWHERE]
        kept = _ascending([b.reference[0] for b in both])
        for n, bead in enumerate(both):
            if n in kept or bead.confidence < SURE:
                continue
            place, was = comparison.place_of(CANDIDATE, bead.candidate[0]), comparison.place_of(r, bead.reference[0])
            message = f"{_The(reference)} has this as paragraph {was.segment + 1}; in the candidate it is paragraph {place.segment + 1}."
            yield Finding("S404", "neutral", bead.confidence, message, place, (was,))


def duplicated(comparison: Comparison) -> Iterator[Finding]:
    """The same paragraph stands twice in the candidate, and no version it was compared with repeats its counterpart."""
    for i, first in comparison.once(_copies).items():
        message = f"This paragraph stands in the candidate twice: as paragraph {first + 1} and as paragraph {i + 1}."
        yield Finding("S405", "minor", 0.95, message, comparison.place_of(CANDIDATE, i), (comparison.place_of(CANDIDATE, first),))


def _copies(comparison: Comparison) -> dict[int, int]:
    """The candidate's paragraphs that stand in it before (copy → original), unless another version repeats itself too."""
    seen: dict[str, int] = {}
    found: dict[int, int] = {}
    for i, segment in enumerate(comparison.candidate.segments):
        if len(segment.text) >= DOUBLED and segment.kind not in _ELSEWHERE and (first := seen.setdefault(_folded(segment.text), i)) != i:
            found[i] = first
    return found if found and not any(map(_repeats, comparison.references)) else {}


def untranslated(comparison: Comparison) -> Iterator[Finding]:
    """A sentence of the candidate is word for word that of a version in another language.

    Names, figures and titles are the same in many languages: a sentence is reported only where most of its runs of four words stand in the
    other version and at least three of them are words in small letters. Quotations left in the original language on purpose are flagged too.
    """
    base = tags.base(comparison.candidate.language)
    for reference in comparison.references:
        if tags.base(reference.language) == base:
            continue
        written = set(reference.text.split())
        grams: frozenset[tuple[str, ...]] | None = None
        for i, segment in enumerate(comparison.candidate.segments):
            if segment.kind in _ELSEWHERE or not _may_be_copied(segment.text, written, reference.text):
                continue
            grams = _grams(reference) if grams is None else grams
            for span in segment.sentences or (segment.span,):
                text = comparison.candidate.text[span.start : span.end]
                share = _copied(text, grams)
                if share >= COPIED:
                    message = f"{_The(reference)} has this sentence word for word: “{_short(text)}” was not translated."
                    yield Finding("S406", "major", round(min(0.97, 0.3 + 0.65 * share), 4), message, Place(CANDIDATE, i, span, text))


def sentence_dropped(comparison: Comparison) -> Iterator[Finding]:
    """A sentence of the source's paragraph has no counterpart in the paragraph that translates the rest of it.

    Both the length of the paragraph and the words of the sentence must say so; terse translations are not reported. Where two sentences may
    have become one, it is minor.
    """
    for r, reference in enumerate(comparison.references):
        if not comparison.strict(r) or comparison.alignments[r].weak:
            continue
        alignment = comparison.alignments[r]
        for lost in alignment.lost:
            bead: Bead = alignment.beads[lost.bead]
            text = reference.text[lost.span.start : lost.span.end]
            message = f"{_The(reference)} says “{_short(text)}”; this paragraph of the candidate has no sentence for it."
            if not lost.exact:
                message = f"This paragraph lacks a sentence of the {reference.role}, probably in “{_short(text)}”."
            place = comparison.place_of(CANDIDATE, bead.candidate[-1])
            confidence = round(lost.confidence * max(bead.confidence, 0.5), 4)
            severity: Severity = "major" if confidence >= LEFT_OUT else "minor"
            yield Finding("S410", severity, confidence, message, place, (Place(r, lost.segment, lost.span, text),))


def weak_alignment(comparison: Comparison) -> Iterator[Finding]:
    """A version hardly matches the candidate, so that nothing was compared with it: the wrong file, or another article."""
    for reference, alignment in zip(comparison.references, comparison.alignments, strict=True):
        if alignment.weak:
            name = f" ({reference.path})" if reference.path else ""
            yield Finding("X904", "neutral", 0.9, f"The candidate was not compared with the {reference.role}{name}. {alignment.weak}", None)


def _worth(segment: Segment) -> bool:
    return segment.kind not in _ELSEWHERE and len(segment.text.strip()) >= LEAST


def _runs(indices: list[int]) -> list[list[int]]:
    """Neighbours together."""
    runs: list[list[int]] = []
    for i in indices:
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _near(comparison: Comparison, r: int, index: int) -> Place | None:
    """The candidate's segment after which the reference's segment should stand."""
    before = [b.candidate[-1] for b in comparison.beads(r) if b.candidate and b.reference and b.reference[-1] < index]
    return comparison.place_of(CANDIDATE, max(before)) if before else None


def _whole(document: Document, run: list[int]) -> Place:
    span = Span(document.segments[run[0]].span.start, document.segments[run[-1]].span.end)
    return Place(CANDIDATE, run[0], span, document.text[span.start : span.end])


def _ascending(values: Sequence[int]) -> set[int]:
    """Places of a longest ascending run (patience sorting); the rest moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1], ends[at : at + 1] = [value], [n]
    kept: set[int] = set()
    n = ends[-1] if ends else -1
    while n >= 0:
        kept.add(n)
        n = before[n]
    return kept


def _repeats(document: Document) -> bool:
    """Whether a document itself holds a long paragraph twice."""
    texts = [_folded(s.text) for s in document.segments if len(s.text) >= DOUBLED // 2 and s.kind not in _ELSEWHERE]
    return len(set(texts)) < len(texts)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _grams(document: Document) -> frozenset[tuple[str, ...]]:
    words = _words(document.text)
    return frozenset(zip(*(words[n:] for n in range(GRAM)), strict=False))


def _bare(text: str) -> list[str]:
    """What stands between white space, without the signs around it."""
    return [bare for word in text.split() if (bare := word.strip(_SIGNS))]


def _words(text: str) -> list[str]:
    """Words; characters where words are not parted (a run of a script without capitals longer than a word)."""
    found: list[str] = []
    for word in _bare(text):
        if word.isascii() or len(word) <= 4 or word.lower() != word.upper():
            found.append(word.lower())
        else:
            found.extend(a + b for a, b in pairwise(word))
    return found


def _may_be_copied(text: str, written: set[str], whole: str) -> bool:
    """Whether a text shares enough with the other version to be looked at closely: words, or a stretch of a script without spaces."""
    words = text.split()
    if len(written.intersection(words)) >= GRAM:
        return True
    heads = (w[:STRETCH] for w in words if len(w) >= STRETCH)
    return any(max(h) > UNCASED and h.upper() == h.lower() and h in whole for h in heads)


def _copied(text: str, grams: frozenset[tuple[str, ...]]) -> float:
    """Share of a sentence's runs of words that stand in the other version; 0 for sentences of names and figures."""
    words = _words(text[: LONGEST * 8])[:LONGEST]
    if len(words) < FEWEST:
        return 0.0
    runs = list(zip(*(words[n:] for n in range(GRAM)), strict=False))
    share = sum(run in grams for run in runs) / len(runs)
    return share if share >= COPIED and sum(map(_plain, _bare(text[: LONGEST * 8]))) >= PLAIN else 0.0


def _plain(word: str) -> int:
    """How many words in small letters something between white space is; without capitals, two characters are one."""
    if len(word) < 2 or not word[0].isalpha() or word[0].isupper():
        return 0
    return 1 if word.lower() != word.upper() else len(word) // 2


def _The(document: Document) -> str:  # noqa: N802 - the word it writes
    return f"The {document.role}"


def _count(n: int, noun: str) -> str:
    return f"{'one' if n == 1 else n} {noun}{'s' if n != 1 else ''}"


def _quoted(places: Sequence[Place]) -> str:
    texts = [f"“{_short(p.text)}”" for p in places[:3]]
    return ", ".join(texts) + (f" and {len(places) - 3} more" if len(places) > 3 else "")


def _short(text: str) -> str:
    bare = " ".join(text[:300].split())
    return bare if len(bare) <= 80 else bare[:79].rstrip() + "…"


_P1 = "The bridge over the Lenne was closed on Monday after engineers found cracks in two of its pillars."
_P2 = "A ferry carries commuters across the river every fifteen minutes until repairs are finished in May."
_P3 = "The mayor, Ines Duarte, promised that shops on both banks would be compensated for lost trade."
_ES = "El puente sobre el Lenne se cerró el lunes después de que los ingenieros hallaran grietas en dos de sus pilares."
_ES2 = "Un transbordador cruza el río cada quince minutos hasta que terminen las obras en mayo."
_P2A, _P2B = (
    "The city council met late into the night.",
    "It voted by nine to four to raise the fares of all buses and trams from the first of July.",
)
_OTHER = (
    "The central bank cut its rate by half a point.\n\nAnalysts had expected no change.\n\nShares in Tokyo fell 3 percent.\n\n"
    "Oil was little changed."
)

PASSAGE_RULES: tuple[Rule, ...] = (
    Rule(
        "S401",
        "paragraph-dropped",
        "major",
        ("Accuracy", "Omission"),
        paragraph_dropped,
        (
            Example(f"{_P1}\n\n{_P3}", f"{_P1}\n\n{_P2}\n\n{_P3}", True, "the paragraph on the ferry is gone"),
            Example(f"{_P1} {_P2}\n\n{_P3}", f"{_P1}\n\n{_P2}\n\n{_P3}", False, "two paragraphs became one; nothing is gone"),
        ),
    ),
    Rule(
        "S402",
        "paragraph-added",
        "minor",
        ("Accuracy", "Addition"),
        paragraph_added,
        (
            Example(f"{_P1}\n\n{_P2}\n\n{_P3}", f"{_P1}\n\n{_P3}", True, "no version speaks of a ferry"),
            Example(f"{_P1}\n\n{_P2}", f"{_P1}\n\n{_P2}", False, "every paragraph has its counterpart"),
        ),
    ),
    Rule(
        "S403",
        "merged-or-split",
        "neutral",
        ("Style", "Organization"),
        merged_or_split,
        (
            Example(f"{_P1} {_P2}\n\n{_P3}", f"{_P1}\n\n{_P2}\n\n{_P3}", True, "two paragraphs became one"),
            Example(f"{_P1}\n\n{_P2}", f"{_P1}\n\n{_P2}", False, "the same paragraphs"),
        ),
    ),
    Rule(
        "S404",
        "reordered",
        "neutral",
        ("Style", "Organization"),
        reordered,
        (
            Example(f"{_P2}\n\n{_P1}\n\n{_P3}", f"{_P1}\n\n{_P2}\n\n{_P3}", True, "the first two paragraphs changed places"),
            Example(f"{_P1}\n\n{_P2}\n\n{_P3}", f"{_P1}\n\n{_P2}\n\n{_P3}", False, "the same order"),
        ),
    ),
    Rule(
        "S405",
        "duplicated",
        "minor",
        ("Markup", "Duplicate"),
        duplicated,
        (
            Example(f"{_P1}\n\n{_P2}\n\n{_P1}", f"{_P1}\n\n{_P2}", True, "the first paragraph stands twice"),
            Example(f"{_P1}\n\n{_P2}\n\n{_P1}", f"{_P1}\n\n{_P2}\n\n{_P1}", False, "the source repeats it too"),
        ),
    ),
    Rule(
        "S410",
        "sentence-dropped",
        "major",
        ("Accuracy", "Omission"),
        sentence_dropped,
        (
            Example(
                f"{_P1}\n\n{_P2A}\n\n{_P2}\n\n{_P3}",
                f"{_P1}\n\n{_P2A} {_P2B}\n\n{_P2}\n\n{_P3}",
                True,
                "the vote itself is gone from the second paragraph",
            ),
            Example(f"{_P1}\n\n{_P2A} {_P2B}\n\n{_P3}", f"{_P1}\n\n{_P2A} {_P2B}\n\n{_P3}", False, "both sentences are there"),
        ),
    ),
    Rule(
        "X904",
        "weak-alignment",
        "neutral",
        ("Other", "Upkeep"),
        weak_alignment,
        (
            Example(f"{_P1}\n\n{_P2}\n\n{_P3}", _OTHER, True, "the source is another article"),
            Example(f"{_P1}\n\n{_P2}", f"{_P1}\n\n{_P2}", False, "the two are versions of one article"),
        ),
    ),
)

UNTRANSLATED = Rule(
    "S406",
    "untranslated",
    "major",
    ("Accuracy", "Untranslated"),
    untranslated,
    (
        Example(f"{_P1}\n\n{_ES2}", f"{_ES}\n\n{_ES2}", True, "the second paragraph is still Spanish", ("en", "es")),
        Example(f"{_P1}\n\n{_P2}", f"{_ES}\n\n{_ES2}", False, "all is translated", ("en", "es")),
    ),
)
