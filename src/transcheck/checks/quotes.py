"""Quotations: dropped, invented, reworded, cut, given to somebody else (Q301 to Q311).

Nothing inside quotation marks may be altered other than by deleting words, and then only if the sense stays (Reuters handbook). In one
language every edit has a class (``facts.wording``) and the classes decide; across languages only presence, speaker, length and the marks
are compared. Scores (chrF, BLEU, TER) are shown as evidence and decide nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.checks import chain
from transcheck.checks.speech import (
    CANDIDATE,
    Match,
    Speech,
    all_matches,
    foreign,
    introduced,
    last_name,
    length_ratio,
    passage,
    place,
    same_language,
    same_name,
)
from transcheck.facts.wording import HARD, SMALL, SOFT, Drift, compare, key_words, lost_words
from transcheck.model import Edit, Example, Finding, Name, Quote, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language
    from transcheck.model import Place

LONG_ENOUGH = 8  # words a quotation must have before its absence elsewhere says that it was invented
DENSE = 2  # code points of a script without spaces that count as a word
KEPT = 0.6  # share of the words of a quotation found without marks from which it is reported speech, not a loss
REWORDED = 0.6  # share of the shorter quotation's words that both have, below which a quotation is another wording rather than the same with changes
SHOWN = 14  # words of a quotation shown in a message
SCORED = 400  # words up to which chrF, BLEU and TER are shown
NAMES = {
    "negation": "negation",
    "number": "a number",
    "name": "a name",
    "modal": "a modal verb",
    "tense": "the tense",
    "content": "words",
    "person": "a pronoun",
    "form": "a word's form",
    "addition": "added words",
    "deletion inside": "words dropped",
    "head cut": "the beginning dropped",
    "tail cut": "the end dropped",
    "article": "an article",
    "function word": "small words",
    "interjection": "an interjection",
}


# --- what all rules share -------------------------------------------------------------------------------------------


def _label(comparison: Comparison, reference: int) -> str:
    return f"the {comparison.references[reference].role}"


def _whose(speech: Speech) -> str:
    name = speech.speaker
    return f"{name}’s words" if name else "the quotation"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _short(text: str, words: int = SHOWN) -> str:
    """The beginning of a quotation, on one line."""
    parts = text.rstrip(" ,，").split()
    shown = " ".join(parts[:words])
    if len(shown) > 160:
        shown = shown[:160].rstrip()
    return shown if len(shown) >= len(" ".join(parts)) else shown.rstrip(".,;") + " …"


def _count(words: str, language: Language) -> int:
    """Words; in a script without spaces, its signs by twos, letters of other scripts by the word."""
    if language.spaced:
        return len(words.split())
    signs = sum(1 for c in words if c.isalpha() and not c.isascii())
    return signs // DENSE + len("".join(c if c.isascii() and c.isalpha() else " " for c in words).split())


def _drifts(comparison: Comparison) -> tuple[tuple[int, Match, Drift], ...]:
    """Every pair of speeches in one language whose wording differs, compared word by word once for all rules."""
    found = []
    for reference, matches in enumerate(comparison.once(all_matches)):
        if not same_language(comparison, reference):
            continue
        language = languages.load(comparison.candidate.language)
        for match in matches:
            a, b = match.candidate, match.reference
            if a is None or b is None or a.words == b.words:
                continue
            drift = compare(a.words, b.words, language)
            if drift.classes():
                found.append((reference, match, drift))
    return tuple(found)


def _elsewhere(comparison: Comparison, reference: int, match: Match, cut: str) -> bool:
    """Whether words cut from a quotation stand in another quotation of the candidate, or in its text beside it."""
    if not cut:
        return True
    language = languages.load(comparison.candidate.language)
    keys = key_words(cut, language)
    for other in comparison.once(all_matches)[reference]:
        if other.candidate and other.candidate is not match.candidate and set(keys) <= set(key_words(other.candidate.words, language)):
            return True
    return False


def _cuts(comparison: Comparison, reference: int, match: Match, drift: Drift) -> list[Edit]:
    """Cuts at an end that count: not those of a fragment, which quotes some words on purpose."""
    assert match.candidate is not None
    assert match.reference is not None
    fragment = match.candidate.kind in ("partial", "scare", "title") and not match.candidate.words[:1].isupper()
    if fragment and match.reference.kind not in ("partial", "scare", "title"):
        return []
    if not (match.candidate.balanced and match.reference.balanced):
        return []
    return [e for e in drift.edits if e.kind in ("head cut", "tail cut") and not _elsewhere(comparison, reference, match, e.was)]


def _inside(drift: Drift) -> list[Edit]:
    """Edits other than cuts at an end."""
    return [e for e in drift.edits if e.kind in (*HARD, *SOFT, *SMALL) and e.kind not in ("head cut", "tail cut")]


def _back_translated(comparison: Comparison, reference: int, match: Match) -> bool:
    """Whether the candidate had the words in its own language in another version, and was translated from a text in another one.

    Words first spoken in a third language (the version says so: in Spanish) are a translation there too.
    """
    source = comparison.source
    if source is None or source == reference or same_language(comparison, source) or match.reference is None:
        return False
    document = comparison.references[reference]
    language = languages.load(document.language)
    segments = document.segments[max(0, match.reference.segment - 1) : match.reference.segment + 1]
    near = " ".join(s.text for s in segments[:-1])[-200:] + " " + segments[-1].text
    named = foreign(language)
    return not any(word.strip(".,;:!?()“”\"'").casefold() in named for word in near.split())


def _details(drift: Drift, candidate: str, reference: str) -> tuple[tuple[str, str], ...]:
    """How much of the wording was kept, and the scores of machine translation as evidence."""
    rows = [("words kept", f"{round(100 * drift.kept)} %")]
    if max(drift.reference_words, drift.candidate_words) <= SCORED:
        from sacrebleu.metrics.bleu import BLEU
        from sacrebleu.metrics.chrf import CHRF
        from sacrebleu.metrics.ter import TER

        rows += [
            ("chrF", f"{CHRF().sentence_score(candidate, [reference]).score:.1f}"),
            ("BLEU", f"{BLEU(effective_order=True).sentence_score(candidate, [reference]).score:.1f}"),
            ("TER", f"{TER().sentence_score(candidate, [reference]).score:.1f}"),
        ]
    return tuple(rows)


def _sentence(edits: list[Edit]) -> str:
    """The classes of edits in words: “The tense changed, words dropped”."""
    kinds = list(dict.fromkeys(e.kind for e in edits))
    order = [k for k in NAMES if k in kinds]
    changed = [NAMES[k] for k in order if k in (*HARD, "content", "person", "form")]
    rest = []
    for kind in order:
        some = [e for e in edits if e.kind == kind]
        if kind in ("article", "function word", "interjection"):
            verb = "dropped" if not any(e.now for e in some) else "added" if not any(e.was for e in some) else "changed"
            rest.append(f"{NAMES[kind]} {verb}")
        elif kind not in (*HARD, "content", "person", "form"):
            rest.append(NAMES[kind])
    parts = ([_series(changed) + " changed"] if changed else []) + rest
    return _capital(_series(parts))


def _series(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""


def _around(text: str, piece: str) -> str:
    """The part of a quotation around an edit."""
    parts = text.rstrip(" ,，").split()
    target = piece.split()
    if len(parts) <= SHOWN or not target:
        return _short(text)
    at = next((i for i in range(len(parts)) if parts[i].strip(".,;:!?“”\"'’") == target[0].strip(".,;:!?“”\"'’")), 0)
    start = max(0, at - 5)
    end = min(len(parts), max(at + len(target) + 5, start + 8))
    return ("… " if start else "") + " ".join(parts[start:end]) + (" …" if end < len(parts) else "")


def _gone(comparison: Comparison, match: Match) -> list[str]:
    """Runs of words of the other version that the candidate's quotation lacks altogether, the longest first."""
    assert match.candidate is not None
    assert match.reference is not None
    return lost_words(match.candidate.words, match.reference.words, languages.load(comparison.candidate.language))


def _both(comparison: Comparison, reference: int, match: Match, edit: Edit) -> str:
    assert match.candidate is not None
    assert match.reference is not None
    was = _around(match.reference.words, edit.was or edit.now)
    now = _around(match.candidate.words, edit.now or edit.was)
    if not edit.was or not edit.now:  # the other side has no such word to centre on
        was, now = _beside(match.reference.words, match.candidate.words, edit)
    text = f"{_label(comparison, reference)} has “{was}”; the candidate “{now}”"
    gone = [g for g in _gone(comparison, match) if g not in was][:3]
    return text + (f"; gone besides: {', '.join(f'“{g}”' for g in gone)}" if gone else "")


def _beside(was: str, now: str, edit: Edit) -> tuple[str, str]:
    """Both quotations around the place where one has words that the other lacks."""
    full, other = (was, now) if edit.was else (now, was)
    shown = _around(full, edit.was or edit.now)
    anchor = shown.replace("… ", "").split()
    pivot = next((w for w in anchor if w in other.split() and w not in (edit.was or edit.now).split()), "")
    second = _around(other, pivot) if pivot else _short(other)
    return (shown, second) if edit.was else (second, shown)


def _finding(
    comparison: Comparison,
    reference: int,
    match: Match,
    drift: Drift,
    code: str,
    severity: Severity,
    message: str,
    edits: list[Edit],
    confidence: float,
) -> Finding:
    """One departure in wording, with its hop; what an earlier hop did is one severity lower."""
    assert match.candidate is not None
    assert match.reference is not None
    cut = all(e.kind in ("head cut", "tail cut") for e in edits)
    hop = introduced(comparison, reference, match.candidate, match.reference, drift, cut=cut)
    if hop == "source":
        severity = chain.lower(severity)
        message += " The source had already changed it."
    return Finding(
        code,
        severity,
        confidence,
        message,
        place(comparison, CANDIDATE, match.candidate),
        (place(comparison, reference, match.reference),),
        fix=match.reference.facts[0].text if len(match.reference.facts) == 1 else match.reference.words,
        introduced_in=hop,
        edits=tuple(edits),
        details=_details(drift, match.candidate.words, match.reference.words),
    )


def changed_negations(comparison: Comparison) -> tuple[tuple[Match, ...], ...]:
    """For each reference, the pairs whose negation changed inside the quotation."""
    found: list[list[Match]] = [[] for _ in comparison.references]
    for reference, match, drift in comparison.once(_drifts):
        if any(e.kind == "negation" for e in drift.edits) and _verdict(comparison, reference, match, drift) == "Q304":
            found[reference].append(match)
    return tuple(tuple(f) for f in found)


def _verdict(comparison: Comparison, reference: int, match: Match, drift: Drift) -> str:
    """Which one rule reports the changes inside a pair: Q311, Q304, Q303 or none."""
    edits = _inside(drift)
    if not edits:
        return ""
    weighty = [e for e in edits if e.kind in (*HARD, *SOFT)]
    if weighty and _back_translated(comparison, reference, match):
        return "Q311"
    return "Q304" if any(e.kind in HARD for e in edits) and drift.shared >= REWORDED else "Q303"


# --- wording --------------------------------------------------------------------------------------------------------


def quote_drift(comparison: Comparison) -> Iterator[Finding]:
    """The words of a quotation differ from those of another version in the same language.

    Content words replaced, added or dropped inside, another person, another form of a word: major. Only articles, function words
    or interjections: minor. Spelling (honor, honour), contractions, typography, what an ellipsis or brackets mark: nothing.

    Not judged: quotations in two languages, whose words cannot be held against each other.
    """
    for reference, match, drift in comparison.once(_drifts):
        if _verdict(comparison, reference, match, drift) != "Q303":
            continue
        edits = _inside(drift)
        weighty = [e for e in edits if e.kind in (*HARD, *SOFT)]
        severity: Severity = "major" if weighty else "minor"
        message = f"{_sentence(edits)}: {_both(comparison, reference, match, (weighty or edits)[0])}."
        yield _finding(comparison, reference, match, drift, "Q303", severity, message, edits, 0.9 if weighty else 0.85)


def quote_meaning_changed(comparison: Comparison) -> Iterator[Finding]:
    """A negation, a number, a name, a modal verb or the tense changed inside a quotation that is otherwise the same."""
    for reference, match, drift in comparison.once(_drifts):
        if _verdict(comparison, reference, match, drift) != "Q304":
            continue
        edits = _inside(drift)
        worst = next(e for kind in HARD for e in edits if e.kind == kind)
        message = f"{_sentence(edits)} inside {_whose(match.reference) if match.reference else 'the quotation'}: {_both(comparison, reference, match, worst)}."
        yield _finding(comparison, reference, match, drift, "Q304", "critical", message, edits, 0.9)


def back_translated(comparison: Comparison) -> Iterator[Finding]:
    """The speaker's own words stand in another version in this language, and the candidate has them by way of another language.

    A quotation that was first spoken in the candidate's language must be taken from where it stands, not translated back. Words
    spoken in a third language are a translation in every version: Q303.
    """
    for reference, match, drift in comparison.once(_drifts):
        if _verdict(comparison, reference, match, drift) != "Q311":
            continue
        edits = _inside(drift)
        worst = next(e for kind in (*HARD, *SOFT, *SMALL) for e in edits if e.kind == kind)
        whose = _whose(match.reference) if match.reference else "the quotation"
        message = (
            f"{_capital(whose)} were translated back instead of taken from {_label(comparison, reference)} ({_sentence(edits).lower()}): "
        )
        if whose == "the quotation":
            message = message.replace("were translated", "was translated")
        yield _finding(
            comparison, reference, match, drift, "Q311", "major", message + _both(comparison, reference, match, worst) + ".", edits, 0.9
        )


def truncated_unmarked(comparison: Comparison) -> Iterator[Finding]:
    """The beginning or the end of a quotation is cut without an ellipsis.

    Against the text that was translated every unmarked cut is major; against another version one that leaves whole sentences out is
    minor, for a reporter may choose which sentences to quote, unless it stands at the head, where an answer is lost.
    """
    for reference, match, drift in comparison.once(_drifts):
        cuts = _cuts(comparison, reference, match, drift)
        if match.candidate is None or match.reference is None:
            continue
        if drift.shared < REWORDED:
            cuts = [e for e in cuts if _whole(match.reference.words, e)]
        if not cuts:
            continue
        whole = all(_whole(match.reference.words, e) for e in cuts)
        head = any(e.kind == "head cut" for e in cuts)
        severity: Severity = "major" if comparison.strict(reference) or head or not whole else "minor"
        gone = " and ".join(f"“{_short(e.was)}”" for e in cuts)
        where = "begins" if all(e.kind == "head cut" for e in cuts) else "ends" if not head else "begins and ends"
        whose = f"{match.reference.speaker}’s quotation" if match.reference.speaker else "the quotation"
        message = (
            f"{_capital(whose)} {where} with {gone} in {_label(comparison, reference)}; "
            f"the candidate leaves that out without an ellipsis: “{_short(match.candidate.words)}”."
        )
        yield _finding(comparison, reference, match, drift, "Q308", severity, message, cuts, 0.9)
    yield from _shorter(comparison)


def _shorter(comparison: Comparison) -> Iterator[Finding]:
    """Across languages: a quotation far shorter than its source, in a pair that is sure."""
    for reference, matches in enumerate(comparison.once(all_matches)):
        if same_language(comparison, reference) or not comparison.strict(reference):
            continue
        ratio = length_ratio(comparison, reference)
        for match in matches:
            a, b = match.candidate, match.reference
            if a is None or b is None or match.moved or a.kind != "direct" or b.kind != "direct" or not (a.balanced and b.balanced):
                continue
            expected = len(b.words) * ratio
            if expected < 100 or len(a.words) >= 0.45 * expected or _marked(a.words):
                continue
            message = (
                f"{_capital(_label(comparison, reference))} quotes {len(b.words)} characters (“{_short(b.words, 8)}”); the candidate has "
                f"{len(a.words)} of them (“{_short(a.words, 8)}”) and no ellipsis."
            )
            yield Finding(
                "Q308",
                "major",
                0.7,
                message,
                place(comparison, CANDIDATE, a),
                (place(comparison, reference, b),),
                introduced_in="candidate",
            )


def _marked(words: str) -> bool:
    return "…" in words or "..." in words


def _whole(text: str, cut: Edit) -> bool:
    """Whether a cut takes whole sentences."""
    at = text.find(cut.was)
    if at < 0:
        return False
    before, after = text[:at].rstrip(), text[at + len(cut.was) :].lstrip()
    return (not before or before[-1] in ".!?…。！？") and (not after or after[0] in ".!?…。！？,\"'")


# --- presence -------------------------------------------------------------------------------------------------------


def quote_dropped(comparison: Comparison) -> Iterator[Finding]:
    """A direct quotation of the source has no counterpart, neither in marks nor as reported speech.

    Known good: a translation that turns direct speech into indirect (usual in German) is Q306. Against other versions, which are often
    longer, what is left out whole is no fault.
    """
    for reference, match, reported in _lost(comparison):
        assert match.reference is not None
        if reported:
            continue
        message = f"{_capital(_label(comparison, reference))} quotes {_from(match.reference)}“{_short(match.reference.words)}”; the candidate has no such quotation."
        yield Finding(
            "Q301",
            "major",
            0.8,
            message,
            passage(comparison, CANDIDATE, match.bead.candidate if match.bead else ()),
            (place(comparison, reference, match.reference),),
            introduced_in="candidate" if comparison.strict(reference) else "unknown",
        )


def direct_to_indirect(comparison: Comparison) -> Iterator[Finding]:
    """A quotation became reported speech: allowed, and the remedy for words translated back; reported so that somebody decides it."""
    for reference, match, reported in _lost(comparison):
        assert match.reference is not None
        if not reported or match.bead is None:
            continue
        message = f"{_capital(_label(comparison, reference))} quotes {_from(match.reference)}“{_short(match.reference.words)}”; the candidate reports it without quotation marks."
        yield Finding(
            "Q306",
            "minor",
            0.7,
            message,
            passage(comparison, CANDIDATE, match.bead.candidate),
            (place(comparison, reference, match.reference),),
            introduced_in="candidate" if comparison.strict(reference) else "unknown",
        )


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
            if (
                match.candidate is not None
                or b is None
                or not b.balanced
                or b.kind not in ("direct", "block")
                or _count(b.words, language) < 3
            ):
                continue
            if _merged_elsewhere(comparison, reference, matches, match, b):
                continue
            yield reference, match, _told(comparison, reference, match, b)


def _merged_elsewhere(comparison: Comparison, reference: int, matches: tuple[Match, ...], match: Match, speech: Speech) -> bool:
    """Whether quotations that are paired in the same passage have room for this one: one version joins what the other splits.

    Works both ways: ``speech`` may be the candidate's or the reference's.
    """
    ratio = length_ratio(comparison, reference)
    room = 0.0
    for m in matches:
        if m.bead is match.bead and m.candidate and m.reference:
            room += len(m.candidate.words) / ratio - len(m.reference.words)
    if match.candidate is speech:
        room = -room * ratio
    return room >= 0.6 * len(speech.words)


def _told(comparison: Comparison, reference: int, match: Match, speech: Speech) -> bool:
    """Whether the candidate's passage has room for the quotation, or (in one language) its words."""
    bead = match.bead
    if bead is None or not bead.candidate:
        return False
    ours = " ".join(comparison.candidate.segments[i].text for i in bead.candidate)
    if same_language(comparison, reference):
        language = languages.load(comparison.candidate.language)
        keys = set(key_words(speech.words, language))
        return len(keys & set(key_words(ours, language))) >= KEPT * len(keys)
    theirs = sum(len(comparison.references[reference].segments[i].text) for i in bead.reference)
    size = len(speech.words)
    ratio = length_ratio(comparison, reference)
    return len(ours) / ratio >= theirs - 0.6 * size


def quote_invented(comparison: Comparison) -> Iterator[Finding]:
    """The candidate quotes at length where no version has a quotation, nor the content.

    From eight words (sixteen characters of a script without spaces): below that, marks are added to terms as a matter of style.
    """
    for match, reported in _unfounded(comparison):
        if reported is None:
            yield _unfounded_finding(comparison, match, "Q302", "which no version has")


def indirect_to_direct(comparison: Comparison) -> Iterator[Finding]:
    """A paraphrase was put in quotation marks: what a version reports in its own words, the candidate quotes."""
    for match, reported in _unfounded(comparison):
        if reported is not None:
            yield _unfounded_finding(
                comparison, match, "Q307", f"which the {comparison.references[reported].role} reports without quotation marks", reported
            )


def _unfounded_finding(comparison: Comparison, match: Match, code: str, what: str, reported: int | None = None) -> Finding:
    assert match.candidate is not None
    evidence: tuple[Place, ...] = ()
    if reported is not None:
        beads = [b for b in comparison.beads(reported) if match.candidate.segment in b.candidate and b.reference]
        near = passage(comparison, reported, beads[0].reference) if beads else None
        evidence = (near,) if near else ()
    message = f"The candidate quotes {_from(match.candidate)}“{_short(match.candidate.words)}”, {what}."
    return Finding(code, "critical", 0.75, message, place(comparison, CANDIDATE, match.candidate), evidence, introduced_in="candidate")


def _unfounded(comparison: Comparison) -> Iterator[tuple[Match, int | None]]:
    """Long quotations of the candidate that no version quotes; with the version that has the content without marks, if one has."""
    per_reference = comparison.once(all_matches)
    if not per_reference:
        return
    language = languages.load(comparison.candidate.language)
    founded = {id(m.candidate) for matches in per_reference for m in matches if m.candidate and m.reference}
    seen: set[int] = set()
    for reference, matches in enumerate(per_reference):
        for match in matches:
            speech = match.candidate
            if speech is None or match.reference is not None or id(speech) in founded or id(speech) in seen:
                continue
            seen.add(id(speech))
            if speech.kind not in ("direct", "partial") or not speech.balanced or _count(speech.words, language) < LONG_ENOUGH:
                continue
            aligned = [
                r for r in range(len(per_reference)) if any(speech.segment in b.candidate and b.reference for b in comparison.beads(r))
            ]
            if not aligned or not _all_unquoted(comparison, speech) or _merged_elsewhere(comparison, reference, matches, match, speech):
                continue
            reference = next((r for r in aligned if _has_content(comparison, r, speech)), -1)
            yield match, (reference if reference >= 0 else None)


def _all_unquoted(comparison: Comparison, speech: Speech) -> bool:
    """No version has any other quotation left over beside the candidate's passage: its marks may only stand elsewhere there."""
    for r, matches in enumerate(comparison.once(all_matches)):
        home = [n for n, b in enumerate(comparison.beads(r)) if speech.segment in b.candidate]
        beads = comparison.beads(r)
        near = {s for n in home for b in beads[max(0, n - 1) : n + 2] for s in b.reference}
        if any(m.candidate is None and m.reference and m.reference.segment in near for m in matches):
            return False
    return True


def _has_content(comparison: Comparison, reference: int, speech: Speech) -> bool:
    bead = next((b for b in comparison.beads(reference) if speech.segment in b.candidate and b.reference), None)
    if bead is None:
        return False
    theirs = " ".join(comparison.references[reference].segments[i].text for i in bead.reference)
    if same_language(comparison, reference):
        language = languages.load(comparison.candidate.language)
        keys = set(key_words(speech.words, language))
        return len(keys & set(key_words(theirs, language))) >= KEPT * len(keys)
    ours = sum(len(comparison.candidate.segments[i].text) for i in bead.candidate)
    return len(theirs) * length_ratio(comparison, reference) >= ours - 0.6 * len(speech.words)


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
            if same_name(a.speaker, b.speaker) or not _someone_else(comparison, reference, a, b):
                continue
            message = f"{_capital(_label(comparison, reference))} has {b.speaker} say “{_short(b.words, 10)}”; the candidate {a.speaker}."
            yield Finding(
                "Q305", "critical", 0.75, message, place(comparison, CANDIDATE, a), (place(comparison, reference, b),), fix=b.speaker,
                introduced_in="candidate" if comparison.strict(reference) else "unknown",
            )  # fmt: skip


def _spoken(comparison: Comparison, index: int, speech: Speech) -> bool:
    """Whether a quotation is long enough for its speaker to be sure."""
    return speech.kind == "direct" or _count(speech.words, languages.load(comparison.document(index).language)) > 4


def _someone_else(comparison: Comparison, reference: int, a: Speech, b: Speech) -> bool:
    """Proof that the two speakers are two people: each is named as a person, and one of them stands in both versions."""
    if not (_proper(comparison, CANDIDATE, a) and _proper(comparison, reference, b)):
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
    return any(same_name(a.speaker or "", n) for n in _people(comparison, reference)) and _is_person(comparison, CANDIDATE, a)


def _named_beside(comparison: Comparison, index: int, speech: Speech) -> bool:
    """Whether the speaker's name stands in the paragraph itself, outside the quotation: not worked out from a pronoun."""
    segment = comparison.document(index).segments[speech.segment]
    outside = (
        segment.text[: max(0, speech.span.start - segment.span.start)] + " " + segment.text[max(0, speech.span.end - segment.span.start) :]
    )
    return last_name(speech.speaker or "") in outside.casefold()


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
    words = name.split()
    return all(w[0].isupper() or len(w) <= 3 for w in words) and not any(
        w.casefold().strip(".") in roles or small.get(w.casefold()) in ("preposition", "article") for w in words
    )


def _names(comparison: Comparison, index: int) -> list[str]:
    """Every name of a document, each once."""
    return list(dict.fromkeys(f.value.text for f in comparison.facts_of(index) if isinstance(f.value, Name)))


def _people(comparison: Comparison, index: int) -> list[str]:
    return list(
        dict.fromkeys(
            v.speaker for f in comparison.facts_of(index) if isinstance(v := f.value, Quote) and v.speaker and v.speaker[:1].isupper()
        )
    )


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
                message = f"The candidate puts “{speech.words}” in quotation marks; {_label(comparison, reference)} has none there."
                yield Finding("Q309", "neutral", 0.6, message, place(comparison, CANDIDATE, speech))
            else:
                message = (
                    f"{_capital(_label(comparison, reference))} puts “{speech.words}” in quotation marks; the candidate has none there."
                )
                near = passage(comparison, CANDIDATE, match.bead.candidate)
                yield Finding("Q309", "neutral", 0.6, message, near, (place(comparison, reference, speech),))


def marks_unbalanced(comparison: Comparison) -> Iterator[Finding]:
    """A quotation mark of the candidate has no partner, where the counterpart of the quotation has both.

    Known good: a quotation that runs over paragraphs, reopened in each and closed once.
    """
    for reference, matches in enumerate(comparison.once(all_matches)):
        for match in matches:
            a, b = match.candidate, match.reference
            if a is None or b is None or a.balanced or not b.balanced or "direct" not in (a.kind, b.kind):
                continue
            if any(m.reference and not m.reference.balanced and m.bead is match.bead for m in matches):
                continue
            lacks = "closed" if a.values[0].parts[0].start > a.span.start else "opened"
            message = f"The quotation “{_short(a.words, 8)}” is never {lacks}; {_label(comparison, reference)} has both marks."
            evidence = (place(comparison, reference, b),)
            yield Finding("Q310", "minor", 0.8, message, place(comparison, CANDIDATE, a), evidence, introduced_in="candidate")


_ACCURACY = "Accuracy"
QUOTE_RULES: tuple[Rule, ...] = (
    Rule("Q301", "quote-dropped", "major", (_ACCURACY, "Omission"), quote_dropped, (
        Example("The minister spoke on Monday.", "The minister spoke on Monday. “We will rebuild every school before winter comes,” he said.", True, "the quotation is gone"),
        Example("The minister said they would rebuild every school before winter comes.", "The minister said: “We will rebuild every school before winter comes.”", False, "it became reported speech (Q306)"),
    )),
    Rule("Q302", "quote-invented", "critical", (_ACCURACY, "Addition"), quote_invented, (
        Example("The bridge is closed. “Nobody told us a single word about it before this morning,” Anna Berg said.", "The bridge is closed.", True, "no version has these words"),
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
