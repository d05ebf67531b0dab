"""What changed inside a quotation: the pairs whose wording differs, which rule reports them, and how that is said (Q303, Q304, Q308, Q311).

In one language every edit has a class (``facts.edits``) and the classes decide; between two languages only what can be known: a denial,
and a length far out of range. Scores (chrF, BLEU, TER) are shown as evidence and decide nothing.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck import languages, tags
from transcheck.checks import chain, denials, passages, wording
from transcheck.checks.agreement import NUMERIC, agreement
from transcheck.checks.matching import Pair, changed
from transcheck.checks.speech import (
    CANDIDATE,
    Match,
    Speech,
    all_matches,
    capital,
    foreign,
    introduced,
    label,
    length_ratio,
    other_names,
    place,
    same_language,
    sentence_count,
    short,
    whose,
)
from transcheck.facts import doubts
from transcheck.facts.contrasts import contrasts
from transcheck.facts.denials import denials as read_denials
from transcheck.facts.denials import judged, separate
from transcheck.facts.edits import HARD, SMALL, SOFT, Drift, compare, key_words
from transcheck.facts.speakers import at_home
from transcheck.model import Cue, Edit, Fact, Finding, Number, Quote, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transcheck.checks.comparison import Comparison

REWORDED = 0.6  # share of the shorter quotation's words that both have, below which a quotation is another wording rather than the same with changes
BESIDE = 3  # words shown on either side of a change
CHANGE = 8  # words of a change that are shown
CLASSES = 3  # classes of edits that a message names
SCORED = 400  # words up to which chrF, BLEU and TER are shown
CUTS = ("head cut", "tail cut")
NAMES = {
    "negation": "a negation",
    "number": "a number",
    "name": "a name",
    "modal": "a modal verb",
    "tense": "the tense",
    "content": "words",
    "person": "a pronoun",
    "form": "an ending",
    "deletion inside": "words",
    "addition": "words",
    "article": "an article",
    "function word": "little words (of, that, will)",
    "interjection": "an interjection",
}
HALF = 0.52  # share of the expected length under which a quotation of two languages was cut, whatever its sentences
SHORTER = 0.72  # the same where it has fewer sentences too, or lacks a clause against another and its passage is shorter by as much
WELL_UNDER = 0.6  # the same where it is long and its passage is shorter by as much
LONGER = 150  # code points of a long quotation
MOST = 0.5  # share of what a quotation lacks that its passage must lack too
SPOKEN = 50  # code points that a quotation must be expected to have for its length and that of its passage to say something
FULL = 0.75  # share of it under which a quotation's denials are not held against the other's
FEW = 4  # words of a quotation that say whether it denies
UNSURE = "Fine if the source has the words as they were spoken: then the wording of the other version is a translation too."
SAID_OTHERWISE = 2  # the largest number that languages say without a numeral
LONG = 60  # code points that a quotation must be expected to have for its length to say something


@dataclass(frozen=True, eq=False)
class Drifted:
    """A pair of speeches in one language whose wording differs."""

    reference: int
    candidate: Speech
    other: Speech
    match: Match
    drift: Drift
    verdict: str  # the one rule that reports the changes inside: Q303, Q304, Q311 or none

    @property
    def inside(self) -> list[Edit]:
        """Edits other than cuts at an end."""
        return [e for e in self.drift.edits if e.kind in NAMES]

    @functools.cached_property
    def details(self) -> tuple[tuple[str, str], ...]:
        """How much of the wording was kept, and the scores of machine translation as evidence."""
        rows = [("words kept", f"{round(100 * self.drift.kept)} %")]
        if max(self.drift.reference_words, self.drift.candidate_words) <= SCORED:
            from sacrebleu.metrics.bleu import BLEU
            from sacrebleu.metrics.chrf import CHRF
            from sacrebleu.metrics.ter import TER

            for metric in (CHRF(), BLEU(effective_order=True), TER()):
                score = metric.sentence_score(self.candidate.words, [self.other.words])
                rows.append((score.name.rstrip("2"), f"{score.score:.1f}"))
        return tuple(rows)


def drifts(comparison: Comparison) -> tuple[Drifted, ...]:
    """Every pair of speeches in one language whose wording differs, compared word by word once for all rules."""
    found = []
    language = languages.load(comparison.candidate.language)
    for reference, matches in enumerate(comparison.once(all_matches)):
        if not same_language(comparison, reference):
            continue
        for match in matches:
            a, b = match.candidate, match.reference
            if a is None or b is None or a.words == b.words:
                continue
            drift = compare(a.words, b.words, language)
            if drift.classes():
                found.append(Drifted(reference, a, b, match, drift, _verdict(comparison, reference, match, drift)))
    return tuple(found)


def _verdict(comparison: Comparison, reference: int, match: Match, drift: Drift) -> str:
    kinds = {e.kind for e in drift.edits if e.kind in NAMES}
    if not kinds:
        return ""
    if not kinds.isdisjoint((*HARD, *SOFT)) and _translated_back(comparison, reference, match):
        return "" if _in_the_source(comparison, reference, match) else "Q311"
    return "Q304" if not kinds.isdisjoint(HARD) and drift.shared >= REWORDED else "Q303"


def _translated_back(comparison: Comparison, reference: int, match: Match) -> bool:
    """Whether the candidate had the words in its own language in another version, and was translated from a text in another one.

    Words first spoken in a third language (the version says so: in Spanish) are a translation there too.
    """
    source = comparison.source
    if source is None or source == reference or same_language(comparison, source) or match.reference is None:
        return False
    named = foreign(languages.load(comparison.references[reference].language))
    return not any(word in named for word in _words_before(comparison, reference, match.reference))


def _words_before(comparison: Comparison, reference: int, speech: Speech) -> list[str]:
    """The words of a quotation's paragraph and of the end of the one before, freed of their marks."""
    segments = comparison.references[reference].segments[max(0, speech.segment - 1) : speech.segment + 1]
    near = " ".join(s.text for s in segments[:-1])[-200:] + " " + segments[-1].text
    return [word.strip(".,;:!?()“”\"'").casefold() for word in near.split()]


def _in_the_source(comparison: Comparison, reference: int, match: Match) -> bool | None:
    """Whether the source has the speaker's own words and the other version translates them: a Vietnamese minister in a Vietnamese article.

    By the tongue that the other version says was spoken, else by the speaker's name in both; None where neither tells.
    """
    source = comparison.source
    if source is None or match.reference is None:
        return None
    tongues = languages.load(comparison.candidate.language).kind("tongue")
    own_tongue = {form.casefold() for form, tag in tongues.items() if tag == tags.base(comparison.candidate.language)}
    if not own_tongue.isdisjoint(_words_before(comparison, reference, match.reference)):
        return False
    there = [m.reference for m in comparison.once(all_matches)[source] if m.candidate is match.candidate and m.reference]
    own = languages.load(comparison.document(source).language)
    names = [s.speaker for s in (*there, match.reference, match.candidate) if s and s.speaker]
    told = [home for name in names if (home := at_home(name, own)) is not None]
    return any(told) if told else None


def changed_negations(comparison: Comparison) -> tuple[tuple[Match, ...], ...]:
    """For each reference, the pairs whose negation changed inside the quotation."""
    found: list[list[Match]] = [[] for _ in comparison.references]
    for d in comparison.once(drifts):
        if d.verdict == "Q304" and any(e.kind == "negation" for e in d.drift.edits):
            found[d.reference].append(d.match)
    for reference, match, _ in comparison.once(flipped):
        found[reference].append(match)
    return tuple(tuple(f) for f in found)


def flipped(comparison: Comparison) -> tuple[tuple[int, Match, denials.Flip], ...]:
    """Quotations of two languages, one of which denies what the other states."""
    found = []
    for reference, match, a, b, ratio in _sure_pairs(comparison):
        if "?" in unicodedata.normalize("NFKC", a.words + b.words):
            continue
        if not FULL < len(a.words) / max(1.0, len(b.words) * ratio) < 1 / FULL:
            continue
        seen = next(denials.flips(comparison, a.parts, reference, b.parts), None)
        whole = a.kind == b.kind == "direct"
        if seen := seen or (_uneven(comparison, a, reference, b) if whole else None):
            found.append((reference, match, seen))
    return tuple(found)


def _sure_pairs(comparison: Comparison) -> Iterator[tuple[int, Match, Speech, Speech, float]]:
    """Quotations of two languages that are surely one: (reference, match, candidate's, reference's, usual length of ours for one of theirs)."""
    for reference, matches in enumerate(comparison.once(all_matches)):
        if same_language(comparison, reference) or not comparison.strict(reference):
            continue
        ratio = length_ratio(comparison, reference)
        for match in matches:
            a, b = match.candidate, match.reference
            if a is not None and b is not None and _sure(comparison, reference, match):
                yield reference, match, a, b, ratio


def _sure(comparison: Comparison, reference: int, match: Match) -> bool:
    """Whether two whole quotations of two languages are one: in corresponding passages, with both marks, inside their paragraphs.

    The only ones of their passages are one whoever is taken for their speakers, and although one of them looks like a fragment.
    """
    a, b = match.candidate, match.reference
    if a is None or b is None or match.bead is None or match.moved or not (a.balanced and b.balanced):
        return False
    kinds = {a.kind, b.kind}
    if "direct" not in kinds or not kinds <= {"direct", "partial"}:
        return False
    alone = all(len(_spoken(comparison, i, s)) == 1 for i, s in ((CANDIDATE, match.bead.candidate), (reference, match.bead.reference)))
    if not alone and ("partial" in kinds or (a.speaker and b.speaker and other_names(a.speaker, b.speaker))):
        return False
    if min(len(a.words.split()), len(b.words.split())) < FEW and languages.load(comparison.references[reference].language).spaced:
        return False
    within = (
        span.end <= comparison.document(index).segments[speech.segment].span.end
        for index, speech in ((CANDIDATE, a), (reference, b))
        for span in speech.parts
    )
    return all(within)


def _spoken(comparison: Comparison, index: int, segments: tuple[int, ...]) -> list[Fact]:
    """The quotations of a passage that may be somebody's words."""
    return [f for f in comparison.facts_in(index, segments) if isinstance(f.value, Quote) and f.value.kind not in ("scare", "title")]


def changed_numbers(comparison: Comparison) -> tuple[tuple[int, Match, Pair], ...]:
    """Numbers changed inside quotations of two languages that are surely one: (reference, the quotations, the two numbers).

    Held against each other within the marks: a number that stands in another paragraph excuses none of a speaker's. Not where either of the
    two is told elsewhere in the paragraph, and not one and two, which languages say by other means.
    """
    found: list[tuple[int, Match, Pair]] = []
    for reference, match, a, b, _ in _sure_pairs(comparison):
        ours, theirs = (_numbers(comparison, i, speech.parts) for i, speech in ((CANDIDATE, a), (reference, b)))
        if not ours or not theirs:
            continue
        some = [p for p in changed(theirs, ours) if _weighty(p) and not _told_beside(comparison, reference, match, p)]
        found += ((reference, match, p) for p in some)
    return tuple(found)


def _numbers(comparison: Comparison, index: int, parts: Sequence[Span]) -> list[Fact]:
    return [f for p in parts for f in comparison.facts_within(index, p) if isinstance(f.value, NUMERIC)]


def _weighty(pair: Pair) -> bool:
    """Whether both numbers were said as numbers, and one that is not told by other words (twice, a pair)."""
    values = (pair.reference.value, pair.candidate.value)
    return all(isinstance(v, Number) and v.written != "article" and not v.ordinal and v.amount > SAID_OTHERWISE for v in values)


def _told_beside(comparison: Comparison, reference: int, match: Match, pair: Pair) -> bool:
    """Whether one of the two numbers stands in the paragraph of the other's quotation after all."""
    ours, theirs = (() if s is None else (s.segment,) for s in (match.candidate, match.reference))
    here = any(agreement(pair.reference.value, f.value) for f in comparison.facts_in(CANDIDATE, ours))
    return here or any(agreement(f.value, pair.candidate.value) for f in comparison.facts_in(reference, theirs))


def made_certain(comparison: Comparison) -> tuple[tuple[int, Match, Span, Span], ...]:
    """Quotations of two languages in which a may became a will: (reference, the quotations, the word of doubt, the candidate's sentence)."""
    found: list[tuple[int, Match, Span, Span]] = []
    for reference, match, a, b, _ in _sure_pairs(comparison):
        ours, theirs = (languages.load(comparison.document(i).language) for i in (CANDIDATE, reference))
        if not (doubts.judged(ours) and doubts.judged(theirs)) or not any(_hedged(comparison, reference, p) for p in b.parts):
            continue
        for now, was in passages.sentence_pairs(comparison, a.parts, reference, b.parts):
            before = doubts.doubts(comparison.references[reference].text[was.start : was.end], theirs)
            after = doubts.doubts(comparison.candidate.text[now.start : now.end], ours)
            if before.word and after.certain and not (before.certain or after.other) and doubts.lost(before, after):
                found.append((reference, match, Span(was.start + before.word.start, was.start + before.word.end), now))
    return tuple(found)


def _hedged(comparison: Comparison, index: int, span: Span) -> bool:
    return any(isinstance(f.value, Cue) and f.value.family == "hedge" for f in comparison.facts_within(index, span))


def _uneven(comparison: Comparison, a: Speech, reference: int, b: Speech) -> denials.Flip | None:
    """A denial less than in the source, in a pair whose sentences deny plainly on both sides (… will not confess to what I did not do)."""
    ours, theirs = (languages.load(comparison.document(i).language) for i in (CANDIDATE, reference))
    if not (judged(ours) and judged(theirs)):
        return None
    for now, was in passages.sentence_pairs(comparison, a.parts, reference, b.parts):
        here, there = comparison.candidate.text[now.start : now.end], comparison.references[reference].text[was.start : was.end]
        one, two = read_denials(here, ours), read_denials(there, theirs)
        turned = one.verbs or one.turned or two.verbs or two.turned
        if not turned and one.plain and separate(here, one.plain) < separate(there, two.plain):
            return denials.Flip(now, was, "lost", None)
    return None


# --- messages -------------------------------------------------------------------------------------------------------


def _changes(edits: list[Edit]) -> str:
    """The gravest classes of edits in words: “the tense and words changed”; “a negation dropped”."""
    done: dict[str, str] = {}
    for kind, name in NAMES.items():
        some = [e for e in edits if e.kind == kind]
        if some:
            how = "added" if not any(e.was for e in some) else "dropped" if not any(e.now for e in some) else "changed"
            done[name] = how if done.get(name, how) == how else "changed"
    shown = list(done)[:CLASSES]
    hows = dict.fromkeys(done[name] for name in shown)
    return _series([f"{_series([n for n in shown if done[n] == how])} {how}" for how in hows])


def _series(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def _window(text: str, piece: str) -> str:
    """The part of a quotation around a piece of it, with a few words on either side; its beginning where the piece is not in it."""
    parts = text.rstrip(" ,，").split()
    if len(parts) <= CHANGE + BESIDE:
        return short(text)
    at = text.find(piece) if piece else -1
    if at < 0 and piece:  # words with others between them: where the first stands
        at = text.find(piece.split()[0])
    if at < 0:
        return short(text, CHANGE + BESIDE)
    first = len(text[:at].split()) - (at > 0 and not text[at - 1].isspace())
    size = min(len(piece.split()), CHANGE)
    start, end = max(0, first - BESIDE), min(len(parts), first + size + BESIDE)
    shown = " ".join(parts[start:end])
    return ("… " if start else "") + (shown[:160].rstrip(".,;") + " …" if end < len(parts) else shown)


def _both(was: str, now: str, edit: Edit) -> tuple[str, str]:
    """Both wordings around a change; where one side lacks the words, around a neighbour that both have."""
    if edit.was and edit.now:
        return _window(was, edit.was), _window(now, edit.now)
    full, other, piece = (was, now, edit.was) if edit.was else (now, was, edit.now)
    around = full[: full.find(piece)].split()[-BESIDE:][::-1] + full[full.find(piece) + len(piece) :].split()[:BESIDE]
    pivot = next((w for w in around if len(w) > 2 and f" {w} " in f" {other} "), "")
    shown = _window(full, piece), _window(other, pivot)
    return shown if edit.was else (shown[1], shown[0])


def message(comparison: Comparison, d: Drifted) -> str:
    """One sentence: what changed in whose words, and both wordings around the main change."""
    worst = next(e for kind in (*HARD, *SOFT, *SMALL) for e in d.inside if e.kind == kind)
    if d.verdict != "Q304":  # no single word turned the meaning: the longest run of words that is gone says most
        worst = max(
            (e for e in d.inside if e.kind in SOFT and e.was and e.now),
            key=lambda e: (len(e.was.split()), len(e.now.split())),
            default=worst,
        )
    was, now = _both(d.other.words, d.candidate.words, worst)
    values = f"{label(comparison, d.reference)} has “{was}”; the candidate “{now}”"
    if d.verdict == "Q311":
        verb = "were" if d.other.speaker else "was"
        return f"{capital(whose(d.other))} {verb} translated back: {values} ({_changes(d.inside)})."
    main = [e for e in d.inside if e.kind in HARD] if d.verdict == "Q304" else d.inside
    return f"{capital(_changes(main))} in {whose(d.other)}: {values}."


def finding(comparison: Comparison, d: Drifted, severity: Severity, said: str, edits: list[Edit], confidence: float, code: str) -> Finding:
    """One departure in wording, with its hop; what an earlier hop did is one severity lower."""
    hop = introduced(comparison, d.reference, d.candidate, d.other, d.drift, cut=all(e.kind in CUTS for e in edits))
    if hop == "source":
        severity = chain.lower(severity)
        said += " The source had already changed it."
    return Finding(
        code,
        severity,
        confidence,
        said,
        place(comparison, CANDIDATE, d.candidate),
        (place(comparison, d.reference, d.other),),
        fix=d.other.facts[0].text if len(d.other.facts) == 1 else d.other.words,
        introduced_in=hop,
        edits=tuple(edits),
        details=d.details,
    )


# --- rules ----------------------------------------------------------------------------------------------------------


def quote_drift(comparison: Comparison) -> Iterator[Finding]:
    """The words of a quotation differ from those of another version in the same language.

    Content words replaced, added or dropped inside, another person, another form of a word: major. Only articles, function words
    or interjections: minor. Spelling (honor, honour), contractions, typography, what an ellipsis or brackets mark: nothing.

    Not judged: quotations in two languages, whose words cannot be held against each other.
    """
    for d in comparison.once(drifts):
        if d.verdict == "Q303":
            weighty = any(e.kind in (*HARD, *SOFT) for e in d.inside)
            yield finding(
                comparison, d, "major" if weighty else "minor", message(comparison, d), d.inside, 0.9 if weighty else 0.85, "Q303"
            )


def quote_meaning_changed(comparison: Comparison) -> Iterator[Finding]:
    """A negation, a number, a name, a modal verb or the tense changed inside a quotation that is otherwise the same.

    Between two languages a denial that one side lacks, another number, a may that became a will: names and dates inside quotations are compared where all are (F1, D2).
    """
    for d in comparison.once(drifts):
        if d.verdict == "Q304":
            yield finding(comparison, d, "critical", message(comparison, d), d.inside, 0.9, "Q304")
    for reference, match, pair in comparison.once(changed_numbers):
        assert match.reference is not None
        assert match.candidate is not None
        there, here = comparison.place(reference, pair.reference), comparison.place(CANDIDATE, pair.candidate)
        said = (
            f"A number changed in {whose(match.reference)}: {label(comparison, reference)} has "
            f"“{_window(match.reference.words, pair.reference.text)}”; the candidate “{_window(match.candidate.words, pair.candidate.text)}”."
        )
        yield Finding("Q304", "critical", 0.8, said, here, (there,), fix=wording.say(pair.reference.value), introduced_in="candidate")
    for reference, match, word, sentence in comparison.once(made_certain):
        assert match.reference is not None
        gone, here = comparison.stretch(reference, word), comparison.stretch(CANDIDATE, sentence)
        said = (
            f"A modal verb changed in {whose(match.reference)}: {label(comparison, reference)} has "
            f"“{_window(match.reference.words, gone.text)}”; the candidate says for certain “{short(here.text)}”."
        )
        yield Finding("Q304", "critical", 0.75, said, here, (gone,), introduced_in="candidate")
    for reference, match, flip in comparison.once(flipped):
        assert match.reference is not None
        was, now = comparison.stretch(reference, flip.reference), comparison.stretch(CANDIDATE, flip.candidate)
        done = "dropped" if flip.what == "lost" else "added"
        said = (
            f"A negation {done} in {whose(match.reference)}: {label(comparison, reference)} has “{short(was.text)}”; "
            f"the candidate “{short(now.text)}”."
        )
        severity: Severity = "critical" if flip.sure else "minor"
        yield Finding("Q304", severity, 0.75 if flip.sure else 0.4, said, now, (was,), introduced_in="candidate")


def back_translated(comparison: Comparison) -> Iterator[Finding]:
    """The speaker's own words stand in another version in this language, and the candidate has them by way of another language.

    A quotation that was first spoken in the candidate's language must be taken from where it stands, not translated back. Words
    spoken in a third language are a translation in every version: Q303. Where the speaker's name is one of the source's language, the source
    has the words and the other version translates them: nothing is said. Minor where the name does not tell whose language was spoken.
    """
    for d in comparison.once(drifts):
        if d.verdict == "Q311":
            sure = _in_the_source(comparison, d.reference, d.match) is False
            said = message(comparison, d) if sure else f"{message(comparison, d)} {UNSURE}"
            yield finding(comparison, d, "major" if sure else "minor", said, d.inside, 0.9 if sure else 0.5, "Q311")


def truncated_unmarked(comparison: Comparison) -> Iterator[Finding]:
    """The beginning or the end of a quotation is cut without an ellipsis.

    Against the text that was translated every unmarked cut is major; against another version one that leaves whole sentences out is
    minor, for a reporter may choose which sentences to quote, unless it stands at the head, where an answer is lost. Between two languages:
    far shorter than its length allows, or shorter and with fewer sentences.
    """
    for d in comparison.once(drifts):
        cuts = _cuts(comparison, d)
        if d.drift.shared < REWORDED:
            cuts = [e for e in cuts if _whole(d.other.words, e)]
        if not cuts:
            continue
        head = any(e.kind == "head cut" for e in cuts)
        grave = comparison.strict(d.reference) or head or not all(_whole(d.other.words, e) for e in cuts)
        where = "begins" if all(e.kind == "head cut" for e in cuts) else "ends" if not head else "begins and ends"
        gone = " and ".join(f"“{short(e.was, CHANGE)}”" for e in cuts)
        said = (
            f"{capital(_quotation(d.other))} {where} with {gone} in {label(comparison, d.reference)}; "
            f"the candidate cuts that without an ellipsis: “{short(d.candidate.words, CHANGE)}”."
        )
        yield finding(comparison, d, "major" if grave else "minor", said, cuts, 0.9, "Q308")
    yield from _shorter(comparison)


def _quotation(speech: Speech) -> str:
    return f"{speech.speaker}’s quotation" if speech.speaker else "the quotation"


def _cuts(comparison: Comparison, d: Drifted) -> list[Edit]:
    """Cuts at an end that count: not those of a fragment, which quotes some words on purpose."""
    fragments = ("partial", "scare", "title")
    if d.candidate.kind in fragments and not d.candidate.words[:1].isupper() and d.other.kind not in fragments:
        return []
    if not (d.candidate.balanced and d.other.balanced):
        return []
    return [e for e in d.drift.edits if e.kind in CUTS and not _elsewhere(comparison, d, e.was)]


def _elsewhere(comparison: Comparison, d: Drifted, cut: str) -> bool:
    """Whether words cut from a quotation stand in another quotation of the candidate."""
    keys = frozenset(key_words(cut, languages.load(comparison.candidate.language))) if cut else frozenset()
    return any(keys <= have for speech, have in comparison.once(_quoted_words) if speech is not d.candidate) or not keys


def _quoted_words(comparison: Comparison) -> tuple[tuple[Speech, frozenset[str]], ...]:
    language = languages.load(comparison.candidate.language)
    own = {id(m.candidate): m.candidate for matches in comparison.once(all_matches) for m in matches if m.candidate}
    return tuple((s, frozenset(key_words(s.words, language))) for s in own.values())


def _shorter(comparison: Comparison) -> Iterator[Finding]:
    """Between two languages: a quotation far shorter than its source, in a pair that is sure.

    Less is enough where the whole passage is shorter by as much: the rest of the words was not put before the marks or behind them.
    """
    for reference, match, a, b, ratio in _sure_pairs(comparison):
        expected = len(b.words) * ratio
        share = len(a.words) / max(1.0, expected)
        if expected < SPOKEN or share >= SHORTER or "partial" in (a.kind, b.kind) or "…" in a.words or "..." in a.words:
            continue
        fewer = sentence_count(a) < sentence_count(b)
        if expected < LONG or share >= (SHORTER if fewer else HALF):
            lost = fewer or (expected >= LONGER and share < WELL_UNDER) or _turn_lost(comparison, a, reference, b)
            if not lost or not passage_lacks(comparison, reference, match, expected - len(a.words)):
                continue
        said = (
            f"{capital(_quotation(b))} is cut without an ellipsis: {label(comparison, reference)} has “{short(b.words, CHANGE)}”; "
            f"the candidate “{short(a.words, CHANGE)}”, about {round(100 * share)} % of its length."
        )
        places = place(comparison, CANDIDATE, a), (place(comparison, reference, b),)
        yield Finding("Q308", "major", 0.7, said, *places, introduced_in="candidate")


def passage_lacks(comparison: Comparison, reference: int, match: Match, lacking: float) -> bool:
    """Whether the passage of a quotation is shorter by most of so many code points of the candidate."""
    assert match.bead is not None
    ours = sum(len(comparison.candidate.segments[i].text) for i in match.bead.candidate)
    theirs = sum(len(comparison.references[reference].segments[i].text) for i in match.bead.reference)
    return theirs * length_ratio(comparison, reference) - ours >= MOST * lacking


def _turn_lost(comparison: Comparison, a: Speech, reference: int, b: Speech) -> bool:
    """Whether a quotation has a clause against another (… but …) for which its counterpart has no word."""
    ours, theirs = (languages.load(comparison.document(i).language) for i in (CANDIDATE, reference))
    return bool(ours.kind("contrast")) and contrasts(b.words, theirs) and not contrasts(a.words, ours)


def _whole(text: str, cut: Edit) -> bool:
    """Whether a cut takes whole sentences."""
    at = text.find(cut.was)
    if at < 0:
        return False
    before, after = text[:at].rstrip(), text[at + len(cut.was) :].lstrip()
    return (not before or before[-1] in ".!?…。！？") and (not after or after[0] in ".!?…。！？,\"'")
