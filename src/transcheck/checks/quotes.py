"""Quotations: dropped, invented, given to somebody else, without their marks (Q301, Q302, Q305 to Q307, Q309, Q310); the family's table.

Nothing inside quotation marks may be altered other than by deleting words, and then only if the sense stays (Reuters handbook). What
changed inside a pair is ``drift``'s subject. Between two languages presence, speaker, length and the marks are compared.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.checks.drift import back_translated, passage_lacks, quote_drift, quote_meaning_changed, truncated_unmarked
from transcheck.checks.speech import (
    CANDIDATE,
    Match,
    Speech,
    all_matches,
    capital,
    label,
    last_name,
    length_ratio,
    passage,
    place,
    same_language,
    same_name,
    short,
)
from transcheck.facts.edits import key_words
from transcheck.model import Cue, Example, Fact, Finding, Name, Place, Quote, Rule, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language
    from transcheck.model import Bead, Document

LONG_ENOUGH = 8  # words a quotation must have before its absence elsewhere says that it was invented
DENSE = 2  # code points of a script without spaces that count as a word
DOUBLE = 2.2  # times the length to expect from which a speech has a quotation more than its counterpart
HEADS = frozenset(
    (
        "ceo",
        "chairman",
        "president",
        "director-general",
        "director",
        "coo",
        "secretary-general",
        "general-secretary",
        "chancellor",
        "prime-minister",
    )
)
FEWEST = 3  # words of a quotation that is missed
CLEARLY = 0.3  # misfit of lengths (natural logarithm) by which one quotation must fit better than another to be the one that is missed
UNCUT = 0.85  # share of the usual length from which a speaker's quotations are all there
KEPT = 0.6  # share of the words of a quotation found without marks from which it is reported speech, not a loss


def _count(words: str, language: Language) -> int:
    """Words; in a script without spaces, its signs by twos, letters of other scripts by the word."""
    if language.spaced:
        return len(words.split())
    signs = sum(1 for c in words if c.isalpha() and not c.isascii())
    return signs // DENSE + len("".join(c if c.isascii() and c.isalpha() else " " for c in words).split())


# --- presence -------------------------------------------------------------------------------------------------------


def quote_dropped(comparison: Comparison) -> Iterator[Finding]:
    """A direct quotation of the source has no counterpart, neither in marks nor as reported speech.

    Known good: a translation that turns direct speech into indirect (usual in German) is Q306. Against other versions, which are often
    longer, what is left out whole is no fault.
    """
    for reference, match, reported in _lost(comparison):
        if not reported:
            yield _lost_finding(comparison, reference, match, "Q301", "major", 0.8, "has no such quotation")
    for reference, match in _parts_lost(comparison):
        yield _lost_finding(comparison, reference, match, "Q301", "major", 0.7, "has no such quotation")


def direct_to_indirect(comparison: Comparison) -> Iterator[Finding]:
    """A quotation became reported speech: allowed, and the remedy for words translated back; reported so that somebody decides it."""
    for reference, match, reported in _lost(comparison):
        if reported and match.bead is not None:
            yield _lost_finding(comparison, reference, match, "Q306", "minor", 0.7, "reports it without quotation marks")


def _lost_finding(
    comparison: Comparison, reference: int, match: Match, code: str, severity: Severity, confidence: float, what: str
) -> Finding:
    assert match.reference is not None
    said = f"{capital(label(comparison, reference))} quotes {_from(match.reference)}“{short(match.reference.words)}”; the candidate {what}."
    near = passage(comparison, CANDIDATE, match.bead.candidate if match.bead else ())
    evidence = (place(comparison, reference, match.reference),)
    hop = "candidate" if comparison.strict(reference) else "unknown"
    return Finding(code, severity, confidence, said, near, evidence, introduced_in=hop)


def _from(speech: Speech) -> str:
    return f"{speech.speaker}: " if speech.speaker else ""


def _lost(comparison: Comparison) -> Iterator[tuple[int, Match, bool]]:
    """Quotations of a strict reference without counterpart, and whether their content is there unquoted."""
    for reference, matches in enumerate(comparison.once(all_matches)):
        if not comparison.strict(reference):
            continue
        language = languages.load(comparison.references[reference].language)
        for match in matches:
            b = match.reference
            if match.candidate is not None or b is None or not b.balanced or b.kind not in ("direct", "block"):
                continue
            if _count(b.words, language) < FEWEST or _joined_elsewhere(comparison, reference, match, b):
                continue
            if match.bead is None or not _held(comparison, CANDIDATE, match.bead.candidate):
                yield reference, match, _told(comparison, reference, match, b)


def _parts_lost(comparison: Comparison) -> Iterator[tuple[int, Match]]:
    """Between two languages: the quotation of a speaker's several that the candidate's lack, in a passage shorter by as much."""
    for reference, matches in enumerate(comparison.once(all_matches)):
        if same_language(comparison, reference) or not comparison.strict(reference):
            continue
        ratio = length_ratio(comparison, reference)
        language = languages.load(comparison.references[reference].language)
        for match in matches:
            a, b = match.candidate, match.reference
            if (
                a is None
                or b is None
                or match.bead is None
                or match.moved
                or len(a.values) >= len(b.values)
                or not (a.balanced and b.balanced)
            ):
                continue
            whole = len(b.words) * ratio
            left = [abs(math.log(len(a.words) / max(1.0, whole - len(v.words) * ratio))) for v in b.values]
            lost = min(range(len(left)), key=lambda n: (left[n] > min(left) + CLEARLY, -n))  # the last one of those that fit
            rest = left[lost]
            value = b.values[lost]
            if rest >= abs(math.log(len(a.words) / whole)) or len(a.words) > UNCUT * whole or _count(value.words, language) < FEWEST:
                continue
            if _sentences(comparison, CANDIDATE, match.bead.candidate) < _sentences(
                comparison, reference, match.bead.reference
            ) and passage_lacks(comparison, reference, match, len(value.words) * ratio):
                yield reference, replace(match, candidate=None, reference=Speech((b.facts[lost],), (value,), b.segment))


def _sentences(comparison: Comparison, index: int, segments: tuple[int, ...]) -> int:
    document = comparison.document(index)
    return sum(max(1, len(document.segments[i].sentences)) for i in segments)


def _rooms(comparison: Comparison) -> tuple[dict[int, float], ...]:
    """For each reference, by how much the candidate's paired quotations of a passage exceed theirs, in the reference's code points."""
    found: list[dict[int, float]] = []
    for reference, matches in enumerate(comparison.once(all_matches)):
        ratio = length_ratio(comparison, reference)
        rooms: dict[int, float] = {}
        for m in matches:
            if m.candidate and m.reference:
                rooms[id(m.bead)] = rooms.get(id(m.bead), 0.0) + len(m.candidate.words) / ratio - len(m.reference.words)
        found.append(rooms)
    return tuple(found)


def _joined_elsewhere(comparison: Comparison, reference: int, match: Match, speech: Speech) -> bool:
    """Whether quotations that are paired in the same passage have room for this one: one version joins what the other splits.

    Works both ways: ``speech`` may be the candidate's or the reference's.
    """
    room = comparison.once(_rooms)[reference].get(id(match.bead), 0.0)
    if match.candidate is speech:
        room *= -length_ratio(comparison, reference)
    return room >= 0.6 * len(speech.words)


def _loose(comparison: Comparison) -> tuple[list[Span], ...]:
    """For the candidate and each reference, quotations without one of their marks or that run over paragraphs."""
    documents = (comparison.candidate, *comparison.references)
    return tuple(
        [f.span for f in facts if isinstance(f.value, Quote) and (not f.value.balanced or _runs_on(document, f.span))]
        for document, facts in zip(documents, comparison.facts, strict=True)
    )


def _runs_on(document: Document, span: Span) -> bool:
    return document.segment_at(span.start) != document.segment_at(span.end - 1)


def _held(comparison: Comparison, index: int, segments: tuple[int, ...]) -> bool:
    """Whether a passage has marks whose extent is not sure, so that nothing in it can be called unquoted."""
    if not segments:
        return False
    document = comparison.document(index)
    held = Span(document.segments[segments[0]].span.start, document.segments[segments[-1]].span.end)
    loose = comparison.once(_loose)[index + 1]
    at = bisect_left(loose, held.end, key=lambda s: s.start) - 1
    return at >= 0 and loose[at].overlaps(held)


def _told(comparison: Comparison, reference: int, match: Match, speech: Speech) -> bool:
    """Whether the candidate's passage has room for the quotation, or (in one language) its words."""
    bead = match.bead
    if bead is None or not bead.candidate:
        return False
    if same_language(comparison, reference):
        return _has_words(comparison, speech, comparison.candidate, bead.candidate)
    ours = sum(len(comparison.candidate.segments[i].text) for i in bead.candidate)
    theirs = sum(len(comparison.references[reference].segments[i].text) for i in bead.reference)
    return ours / length_ratio(comparison, reference) >= theirs - 0.6 * len(speech.words)


def _has_words(comparison: Comparison, speech: Speech, document: Document, segments: tuple[int, ...]) -> bool:
    """Whether a passage in the candidate's language has most of a quotation's words."""
    language = languages.load(comparison.candidate.language)
    keys = set(key_words(speech.words, language))
    return len(keys & set(key_words(" ".join(document.segments[i].text for i in segments), language))) >= KEPT * len(keys)


def quote_invented(comparison: Comparison) -> Iterator[Finding]:
    """The candidate quotes at length where no version has a quotation, nor the content.

    From eight words (sixteen characters of a script without spaces): below that, marks are added to terms as a matter of style.
    """
    for speech, reported in _unfounded(comparison):
        if reported is None:
            yield _unfounded_finding(comparison, speech, "Q302", "critical", "which no version has")


def indirect_to_direct(comparison: Comparison) -> Iterator[Finding]:
    """A paraphrase was put in quotation marks: what a version reports in its own words, the candidate quotes.

    Minor between two languages where the version's passage tells nobody's words: its marks may only have been left out.
    """
    for speech, reported in _unfounded(comparison):
        if reported is not None:
            what = f"which {label(comparison, reported)} reports without quotation marks"
            grave = same_language(comparison, reported) or _telling(comparison, reported, speech)
            yield _unfounded_finding(comparison, speech, "Q307", "critical" if grave else "minor", what, reported)


def _telling(comparison: Comparison, reference: int, speech: Speech) -> bool:
    """Whether the passage of a reference beside a quotation reports what somebody said."""
    bead = _bead(comparison, reference, speech)
    facts = comparison.facts_in(reference, bead.reference) if bead else []
    return any(isinstance(f.value, Cue) and f.value.family in ("reporting", "attribution") for f in facts)


def _unfounded_finding(
    comparison: Comparison, speech: Speech, code: str, severity: Severity, what: str, reported: int | None = None
) -> Finding:
    bead = _bead(comparison, reported, speech) if reported is not None else None
    near = passage(comparison, reported, bead.reference) if bead and reported is not None else None
    said = f"The candidate quotes {_from(speech)}“{short(speech.words)}”, {what}."
    return Finding(code, severity, 0.75, said, place(comparison, CANDIDATE, speech), (near,) if near else (), introduced_in="candidate")


def _homes(comparison: Comparison) -> tuple[dict[int, int], ...]:
    """For each reference, the bead that each segment of the candidate stands in."""
    return tuple({s: n for n, b in enumerate(comparison.beads(r)) for s in b.candidate} for r in range(len(comparison.references)))


def _bead(comparison: Comparison, reference: int, speech: Speech) -> Bead | None:
    """The passage of a reference that a speech of the candidate stands in; None where the reference has nothing there."""
    home = comparison.once(_homes)[reference].get(speech.segment)
    bead = None if home is None else comparison.beads(reference)[home]
    return bead if bead and bead.reference else None


def _left_over(comparison: Comparison) -> tuple[frozenset[int], ...]:
    """For each reference, its segments with a quotation that nothing of the candidate is paired with."""
    return tuple(
        frozenset(m.reference.segment for m in matches if m.candidate is None and m.reference) for matches in comparison.once(all_matches)
    )


def _unfounded(comparison: Comparison) -> Iterator[tuple[Speech, int | None]]:
    """Long quotations of the candidate that no version quotes; with the version that has the content without marks, if one has."""
    per_reference = comparison.once(all_matches)
    language = languages.load(comparison.candidate.language)
    founded = {id(m.candidate) for matches in per_reference for m in matches if m.candidate and m.reference}
    seen: set[int] = set()
    for reference, matches in enumerate(per_reference):
        for match in matches:
            speech = match.candidate
            if speech is None or id(speech) in seen:
                continue
            if match.reference is not None and not match.moved and (extra := _extra(comparison, reference, speech, match.reference)):
                seen.add(id(speech))
                yield extra, None
            if id(speech) in founded:
                continue
            seen.add(id(speech))
            if speech.kind not in ("direct", "partial") or not speech.balanced or _count(speech.words, language) < LONG_ENOUGH:
                continue
            aligned = [r for r in range(len(per_reference)) if _bead(comparison, r, speech)]
            if not aligned or _near_marks(comparison, speech) or _joined_elsewhere(comparison, reference, match, speech):
                continue
            yield speech, next((r for r in aligned if _has_content(comparison, r, speech)), None)


def _extra(comparison: Comparison, reference: int, speech: Speech, other: Speech) -> Speech | None:
    """The stretch of a speech without which it is as long as its counterpart in another language, and with which far longer."""
    if same_language(comparison, reference) or not comparison.strict(reference) or len(speech.parts) <= len(other.parts):
        return None
    if not (speech.balanced and other.balanced) or _has_content(comparison, reference, speech) or _near_marks(comparison, speech):
        return None
    text, language = comparison.candidate.text, languages.load(comparison.candidate.language)
    expected = max(1.0, len(other.words) * length_ratio(comparison, reference))
    if len(speech.words) <= DOUBLE * expected:
        return None
    for part in speech.parts[::-1]:
        words = " ".join(text[part.start : part.end].split())
        if _count(words, language) >= LONG_ENOUGH and 0.5 <= (len(speech.words) - len(words)) / expected <= 1.8:
            value = replace(speech.values[0], words=words, parts=(part,))
            return Speech((Fact(value, text[part.start : part.end], part),), (value,), speech.segment)
    return None


def _near_marks(comparison: Comparison, speech: Speech) -> bool:
    """Whether a version has a quotation left over beside the candidate's passage, or marks whose extent is not sure."""
    for r, left in enumerate(comparison.once(_left_over)):
        home = comparison.once(_homes)[r].get(speech.segment)
        beads = comparison.beads(r)[max(0, home - 1) : home + 2] if home is not None else ()
        if any(not left.isdisjoint(b.reference) or _held(comparison, r, b.reference) for b in beads):
            return True
    return False


def _has_content(comparison: Comparison, reference: int, speech: Speech) -> bool:
    bead = _bead(comparison, reference, speech)
    if bead is None:
        return False
    document = comparison.references[reference]
    if same_language(comparison, reference):
        return _has_words(comparison, speech, document, bead.reference)
    theirs = sum(len(document.segments[i].text) for i in bead.reference)
    ours = sum(len(comparison.candidate.segments[i].text) for i in bead.candidate)
    return theirs * length_ratio(comparison, reference) >= ours - 0.6 * len(speech.words)


# --- speaker and marks ----------------------------------------------------------------------------------------------


def speaker_changed(comparison: Comparison) -> Iterator[Finding]:
    """A quotation is given to somebody else: the candidate names as speaker a person whom the other version names too, as another one.

    Known good: a pronoun, a title or a place for a name; a name in another script or spelling. Without a name on both sides nothing is said.
    """
    for reference, matches in enumerate(comparison.once(all_matches)):
        for match in matches:
            a, b = match.candidate, match.reference
            if (
                a is None
                or b is None
                or not a.speaker
                or not b.speaker
                or a.kind not in ("direct", "partial")
                or b.kind not in ("direct", "partial")
            ):
                continue
            if not (_spoken(comparison, CANDIDATE, a) and _spoken(comparison, reference, b)):
                continue
            if same_name(a.speaker, b.speaker) or not (
                _someone_else(comparison, reference, a, b) or _another_office(comparison, reference, a, b)
            ):
                continue
            message = f"{capital(label(comparison, reference))} has {b.speaker} say “{short(b.words, 10)}”; the candidate {a.speaker}."
            yield Finding(
                "Q305", "critical", 0.75, message, place(comparison, CANDIDATE, a), (place(comparison, reference, b),), fix=b.speaker,
                introduced_in="candidate" if comparison.strict(reference) else "unknown",
            )  # fmt: skip


def _spoken(comparison: Comparison, index: int, speech: Speech) -> bool:
    """Whether a quotation is long enough for its speaker to be sure."""
    return speech.kind == "direct" or _count(speech.words, languages.load(comparison.document(index).language)) > 4


def _tells_people(comparison: Comparison, index: int) -> bool:
    """Whether the language's data tells people from offices and bodies (the Secretary of State, the Security Council)."""
    return bool(languages.load(comparison.document(index).language).kind("role"))


def _someone_else(comparison: Comparison, reference: int, a: Speech, b: Speech) -> bool:
    """Proof that the two speakers are two people: each is named as a person, and one of them stands in both versions."""
    if not (_proper(comparison, CANDIDATE, a) and _proper(comparison, reference, b)):
        return False
    if not same_language(comparison, reference) and not all(_tells_people(comparison, d) for d in (CANDIDATE, reference)):
        return False
    if not (_named_beside(comparison, CANDIDATE, a) and _named_beside(comparison, reference, b)):
        return False
    if same_language(comparison, reference):
        return (
            any(same_name(a.speaker or "", n) for n in _names(comparison, reference))
            or any(same_name(b.speaker or "", n) for n in _passage_names(comparison, CANDIDATE, a))
            or _both_full(a, b)
        )
    if any(same_name(b.speaker or "", n) for n in _passage_names(comparison, CANDIDATE, a)):
        return False
    if not (_is_person(comparison, CANDIDATE, a) and (" " in (b.speaker or "") or b.speaker in _people(comparison, reference))):
        return False
    named = [n for n in _people(comparison, reference) if same_name(last_name(a.speaker or ""), last_name(n))]
    return bool(named) and not any(same_name(n, b.speaker or "") for n in named)


def _another_office(comparison: Comparison, reference: int, a: Speech, b: Speech) -> bool:
    """Proof by what they are: the two speakers hold different offices, and the office of the candidate's is somebody else's in the source.

    Offices that one person may hold at once, or that are told by one word (a company's head), prove nothing. Nor does a passage of the
    candidate that names the office of the source's speaker.
    """
    if same_language(comparison, reference) or not comparison.strict(reference) or not _named_beside(comparison, CANDIDATE, a):
        return False
    mine, theirs = _speaker_offices(comparison, CANDIDATE, a), _speaker_offices(comparison, reference, b)
    if not mine or not theirs or any(_akin(m, t) for m in mine for t in theirs):
        return False
    if any(_akin(_office(f), t) for f in _offices(comparison, CANDIDATE, a.segment) for t in theirs):
        return False
    here = Counter(_office(f) for f in _offices(comparison, reference, b.segment))
    others = comparison.once(_offices_held)[reference + 1] - here
    return any(_akin(office, m) for office in others for m in mine)


def _offices_held(comparison: Comparison) -> tuple[Counter[str], ...]:
    """How often each document names each office."""
    return tuple(Counter(office for f in facts if (office := _office(f))) for facts in comparison.facts)


def _titles_by_word(comparison: Comparison) -> tuple[dict[str, set[str]], ...]:
    """For each document, the titles that stand with a name, by each word of it."""
    found: tuple[dict[str, set[str]], ...] = tuple({} for _ in comparison.facts)
    for facts, titles in zip(comparison.facts, found, strict=True):
        for f in facts:
            if isinstance(f.value, Name) and f.value.title:
                for word in f.value.text.casefold().split():
                    titles.setdefault(word, set()).add(f.value.title)
    return found


def _speaker_offices(comparison: Comparison, index: int, speech: Speech) -> set[str]:
    """The offices of a speaker: by the title in what names the speaker, the only title beside the words, and every title of the name elsewhere."""
    beside = _offices(comparison, index, speech.segment)
    speaker = (speech.speaker or "").casefold()
    found = {_office(f) for f in beside if f.text.casefold() in speaker}
    titles = comparison.once(_titles_by_word)[index + 1]
    found = found.union(*(titles.get(word, ()) for word in speaker.split()))
    if not found and len({_office(f) for f in beside}) == 1 and not _named_beside(comparison, index, speech):
        found = {_office(beside[0])}
    return found


def _offices(comparison: Comparison, index: int, segment: int) -> list[Fact]:
    """The titles of a paragraph outside its quotations."""
    facts = comparison.facts_in(index, (segment,))
    quoted = [p for f in facts if isinstance(f.value, Quote) for p in f.value.parts]
    return [f for f in facts if _office(f) and not any(p.overlaps(f.span) for p in quoted)]


def _office(fact: Fact) -> str:
    return fact.value.value if isinstance(fact.value, Cue) and fact.value.family == "title" else ""


def _akin(one: str, other: str) -> bool:
    """Whether two offices, each of one or more readings, may be one person's."""
    return any(
        a == b or a.endswith(f"-{b}") or b.endswith(f"-{a}") or (a in HEADS and b in HEADS) for a in one.split() for b in other.split()
    )


def _named_beside(comparison: Comparison, index: int, speech: Speech) -> bool:
    """Whether the speaker's name stands in the paragraph itself, outside the quotation: not worked out from a pronoun."""
    name = last_name(speech.speaker or "")
    return any(
        isinstance(f.value, Name) and last_name(f.value.text) == name and not any(p.overlaps(f.span) for p in speech.parts)
        for f in comparison.facts_in(index, (speech.segment,))
    )


def _both_full(a: Speech, b: Speech) -> bool:
    return len((a.speaker or "").split()) >= 2 and len((b.speaker or "").split()) >= 2


def _proper(comparison: Comparison, index: int, speech: Speech) -> bool:
    """Whether a speaker is a person's name: capitals where the script has them, and no title or place among the words."""
    language = languages.load(comparison.document(index).language)
    name = speech.speaker or ""
    if not any(c.isupper() for c in name):
        return False
    roles = language.kind("role")
    small = language.kind("function-word")
    words = [w for w in name.split() if not str(roles.get(w.casefold().strip("."), "")).startswith("person")]
    return bool(words) and all(
        (w[0].isupper() or len(w) <= 3)
        and w.casefold().strip(".") not in roles
        and small.get(w.casefold()) not in ("preposition", "article", "conjunction")
        for w in words
    )


def _names(comparison: Comparison, index: int) -> list[str]:
    """Every name of a document, each once."""
    return list(dict.fromkeys(f.value.text for f in comparison.facts_of(index) if isinstance(f.value, Name)))


def _people(comparison: Comparison, index: int) -> list[str]:
    """Everybody that a document names as a person, or in full."""
    named = [f.value for f in comparison.facts_of(index) if isinstance(f.value, Name)]
    return list(dict.fromkeys(n.text for n in named if n.kind == "person" or (n.kind == "other" and " " in n.text)))


def _is_person(comparison: Comparison, index: int, speech: Speech) -> bool:
    """Whether the reader of names does not take a speaker for a place or a body."""
    kinds = {
        f.value.kind
        for f in comparison.facts_of(index)
        if isinstance(f.value, Name) and last_name(f.value.text) == last_name(speech.speaker or "")
    }
    return bool(kinds) and not kinds & {"place", "organisation"}


def _passage_names(comparison: Comparison, index: int, speech: Speech) -> list[str]:
    names = [f.value.text for f in comparison.facts_in(index, (speech.segment,)) if isinstance(f.value, Name)]
    others = [v.speaker for f in comparison.facts_in(index, (speech.segment,)) if isinstance(v := f.value, Quote) and v.speaker]
    return list(dict.fromkeys([*names, *others]))


def scare_quotes(comparison: Comparison) -> Iterator[Finding]:
    """Quotation marks were put around a few words, or taken off them: a matter of style, shown and never counted."""
    for reference, matches in enumerate(comparison.once(all_matches)):
        if not comparison.strict(reference):
            continue
        for match in matches:
            speech = match.candidate or match.reference
            if speech is None or (match.candidate and match.reference) or speech.kind not in ("scare", "partial"):
                continue
            index = CANDIDATE if match.candidate else reference
            if _count(speech.words, languages.load(comparison.document(index).language)) > 4 or match.bead is None:
                continue
            if match.candidate:
                message = f"The candidate puts “{speech.words}” in quotation marks; {label(comparison, reference)} has none there."
                yield Finding("Q309", "neutral", 0.6, message, place(comparison, CANDIDATE, speech))
            else:
                message = f"{capital(label(comparison, reference))} puts “{speech.words}” in quotation marks; the candidate has none there."
                near = passage(comparison, CANDIDATE, match.bead.candidate)
                yield Finding("Q309", "neutral", 0.6, message, near, (place(comparison, reference, speech),))


def marks_unbalanced(comparison: Comparison) -> Iterator[Finding]:
    """A quotation mark of the candidate has no partner, where the counterpart of the quotation has both.

    Known good: a quotation that runs over paragraphs, reopened in each and closed once.
    """
    shown: dict[Span, tuple[Speech, list[Place]]] = {}  # a mark is missing once, however many versions have it
    for reference, matches in enumerate(comparison.once(all_matches)):
        for match in matches:
            a, b = match.candidate, match.reference
            if a is None or b is None or a.balanced or not b.balanced or "title" in (a.kind, b.kind) or len(b.words.split()) < 3:
                continue
            if any(m.reference and not m.reference.balanced and m.bead is match.bead for m in matches):
                continue
            shown.setdefault(a.span, (a, []))[1].append(place(comparison, reference, b))
    for a, places in shown.values():
        lacks = "closed" if a.values[0].parts[0].start > a.span.start else "opened"
        message = f"The quotation “{short(a.words, 8)}” is never {lacks}; {label(comparison, places[0].document)} has both marks."
        yield Finding("Q310", "minor", 0.8, message, place(comparison, CANDIDATE, a), tuple(places), introduced_in="candidate")


_ACCURACY = "Accuracy"
QUOTE_RULES: tuple[Rule, ...] = (
    Rule("Q301", "quote-dropped", "major", (_ACCURACY, "Omission"), quote_dropped, (
        Example("The minister spoke on Monday.", "The minister spoke on Monday. “We will rebuild every school before winter comes,” he said.", True, "the quotation is gone"),
        Example("The minister said they would rebuild every school before winter comes.", "The minister said: “We will rebuild every school before winter comes.”", False, "it became reported speech (Q306)"),
    )),
    Rule("Q302", "quote-invented", "critical", (_ACCURACY, "Addition"), quote_invented, (
        Example("The bridge over the river Vanna is closed until Sunday. “Nobody told us a single word about it before this morning,” Anna Berg said.", "The bridge over the river Vanna is closed until Sunday.", True, "no version has these words"),
        Example("The “old” bridge is closed.", "The old bridge is closed.", False, "marks around one word are style"),
    )),
    Rule("Q303", "quote-drift", "major", (_ACCURACY, "Mistranslation"), quote_drift, (
        Example("“We are very harmonious,” Trump said.", "“We got along very well,” Trump said.", True, "content words changed"),
        Example("“It’s an honour,” he said.", "\"It's an honor,\" he said.", False, "spelling and typography"),
    )),
    Rule("Q304", "quote-meaning-changed", "critical", (_ACCURACY, "Mistranslation"), quote_meaning_changed, (
        Example("“We are not ready for a second winter,” Berg said.", "“We are ready for a second winter,” Berg said.", True, "a negation came in"),
        Example("“We don’t know,” Berg said.", "“We do not know,” Berg said.", False, "a contraction"),
    )),
    Rule("Q305", "speaker-changed", "critical", (_ACCURACY, "Mistranslation"), speaker_changed, (
        Example("“We will rebuild it,” Carla Ruiz said. Peter Novak listened.", "“We will rebuild it,” Peter Novak said. Carla Ruiz listened.", True, "another speaker"),
        Example("“We will rebuild it,” he said.", "“We will rebuild it,” Peter Novak said.", False, "a pronoun for the name"),
    )),
    Rule("Q306", "direct-to-indirect", "minor", ("Style", "Register"), direct_to_indirect, (
        Example("The minister said they would rebuild every school before winter comes.", "The minister said: “We will rebuild every school before winter comes.”", True, "the marks are gone, the content stays"),
        Example("The minister said: “We will rebuild it.”", "The minister said: “We will rebuild it.”", False, "still a quotation"),
    )),
    Rule("Q307", "indirect-to-direct", "critical", (_ACCURACY, "Addition"), indirect_to_direct, (
        Example("“The government will rebuild every school in the valley before winter,” the minister said.", "The minister said that the government would rebuild every school in the valley before winter.", True, "a paraphrase in quotation marks"),
        Example("The minister called it “vital”.", "The minister called it vital.", False, "below the floor of eight words"),
    )),
    Rule("Q308", "truncated-unmarked", "major", (_ACCURACY, "Omission"), truncated_unmarked, (
        Example("“We worked on it,” Trump said.", "“Yeah, we did. We worked on it,” Trump said.", True, "the answer at the head is gone"),
        Example("“… We worked on it,” Trump said.", "“Yeah, we did. We worked on it,” Trump said.", False, "an ellipsis marks the cut"),
    )),
    Rule("Q309", "scare-quotes", "neutral", ("Style", "Register"), scare_quotes, (
        Example("The “deal” is off.", "The deal is off.", True, "marks added to one word"),
        Example("The “deal” is off.", "The “deal” is off.", False, "the same marks"),
    )),
    Rule("Q310", "marks-unbalanced", "minor", ("Linguistic conventions", "Punctuation"), marks_unbalanced, (
        Example("“We worked on it all night, Berg said.", "“We worked on it all night,” Berg said.", True, "opened and never closed"),
        Example("“We worked on it all night,” Berg said.", "“We worked on it all night,” Berg said.", False, "both marks"),
    )),
    Rule("Q311", "back-translated", "major", (_ACCURACY, "Mistranslation"), back_translated, (
        Example(
            "“We solved the thing together and we were very harmonious with each other,” the mayor said on Monday.",
            "“Chúng tôi đã cùng nhau giải quyết vấn đề và rất hòa hợp”, thị trưởng nói hôm thứ Hai.",
            True, "the mayor's own English words stand in the wire", ("en", "vi"),
            "“We worked it out, and we got along very well,” the mayor said on Monday.",
        ),
        Example(
            "“We worked it out, and we got along very well,” the mayor said on Monday.",
            "“Chúng tôi đã cùng nhau giải quyết vấn đề và rất hòa hợp”, thị trưởng nói hôm thứ Hai.",
            False, "the words are the wire's", ("en", "vi"),
            "“We worked it out, and we got along very well,” the mayor said on Monday.",
        ),
    )),
)  # fmt: skip
