"""Words that change how a statement is meant: negation, hedge, attribution, reporting verb (F120 to F123).

Cues are compared by class, over passages that align. Nothing is said where the other side has any cue that may stand for the lost one: a
hedge may become a reporting verb, an attribution a verb of saying, a negation a verb that denies.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.checks import denials, passages
from transcheck.checks.names import names_gone
from transcheck.checks.speech import CANDIDATE, all_matches, place, same_language
from transcheck.facts import denials as denial_words
from transcheck.facts import doubts
from transcheck.facts.cues import authority
from transcheck.facts.edits import key_words
from transcheck.facts.negations import negation_flips
from transcheck.model import Cue, Example, Fact, Finding, Quote, Rule, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Bead, Edit, Place, Severity

GRAVE = ("alleged", "unproven")  # of them, those that no other wording stands for
DOUBT = ("alleged", "suspected", "reported", "unproven")  # classes of hedges that must not be lost
NEUTRAL = ("say",)
TELLING = ("say", "announce", "explain")
ALLIED = {  # classes of verbs that a translation may render by a loaded one
    "admit": frozenset(("admit", "confirm", "deny")),
    "claim": frozenset(("claim", "argue", "insist", "believe", "suggest", "accuse", "confirm", "deny")),
}
NOBODYS = ("predict", "believe")
LOADED = ("claim", "admit", "deny", "warn", "accuse", "demand", "criticize", "promise", "joke")
ALIKE = 0.5  # share of content words two passages of one language must have in common to be held against each other
OWN_VERB = 60  # code points between an attribution and the verb that closes it
STOPS = frozenset(",;:.!?，、；：。！？،؛。")
MANY = 25  # forms of a family from which its absence in a language's text says something


def _text(comparison: Comparison, index: int, segments: tuple[int, ...]) -> str:
    return "\n\n".join(comparison.document(index).segments[i].text for i in segments)


def _cues(comparison: Comparison, index: int, segments: tuple[int, ...], family: str) -> list[Fact]:
    return [f for f in comparison.facts_in(index, segments) if isinstance(f.value, Cue) and f.value.family == family]


def _judged(comparison: Comparison) -> Iterator[tuple[int, Bead]]:
    """Passages whose cues may be compared: against the text that was translated, or near in wording in one language."""
    for reference, bead in comparison.pairs:
        if all(comparison.document(reference).segments[i].kind == "byline" for i in bead.reference):
            continue  # S409 speaks of credits
        if comparison.strict(reference) or (same_language(comparison, reference) and _near(comparison, reference, bead)):
            yield reference, bead


def _near(comparison: Comparison, reference: int, bead: Bead) -> bool:
    language = languages.load(comparison.candidate.language)
    ours = set(key_words(_text(comparison, CANDIDATE, bead.candidate), language))
    theirs = set(key_words(_text(comparison, reference, bead.reference), language))
    return len(ours & theirs) >= ALIKE * max(len(ours), len(theirs))


def _hop(comparison: Comparison, reference: int) -> str:
    return "candidate" if comparison.strict(reference) else "unknown"


def _known(comparison: Comparison, index: int, family: str) -> bool:
    """Whether the language's data has enough words of a family for their absence to mean anything."""
    return len(languages.load(comparison.document(index).language).kind(family)) >= MANY


def negation_flipped(comparison: Comparison) -> Iterator[Finding]:
    """A sentence denies what the other version states, or states what it denies.

    Judged sentence by sentence. Known good: a negation put into a word that denies by itself (did not recognise, failed to recognise), not
    only … but, whether or not. Between two languages a denial counts only where the other side has nothing that may stand for it, or a
    denying verb lost its negation (did not rule out, ruled out); the first is minor, for good translators deny by other means than their
    original in one sentence of two hundred (have not met since 2019, last met in 2019). Negations inside a quotation are Q304's.
    """
    for reference, bead in comparison.pairs:
        if same_language(comparison, reference):
            yield from _flipped_alike(comparison, reference, bead)
        elif comparison.strict(reference):
            yield from _flipped_across(comparison, reference, bead)


def _flipped_alike(comparison: Comparison, reference: int, bead: Bead) -> Iterator[Finding]:
    """In one language, by the words that each negation denies."""
    if not comparison.strict(reference) and not _near(comparison, reference, bead):
        return
    language = languages.load(comparison.candidate.language)
    ours, theirs = _text(comparison, CANDIDATE, bead.candidate), _text(comparison, reference, bead.reference)
    if ours == theirs:
        return
    for now, was, edit, sure in negation_flips(ours, theirs, language, strict=comparison.strict(reference)):
        if _quoted(comparison, reference, bead):
            continue
        what = _DENIES[(len(edit.now) > len(edit.was)) - (len(edit.now) < len(edit.was))]
        places = comparison.place_of(CANDIDATE, bead.candidate[0]), comparison.place_of(reference, bead.reference[0])
        # a version that nobody translated tells of the same in sentences of its own; where there is a source, that one decides
        doubtful = not sure or not (comparison.strict(reference) or comparison.source is None)
        severity: Severity = "minor" if doubtful else "critical" if comparison.strict(reference) else "major"
        yield _flip(comparison, reference, what, was, now, *places, 0.85, edit, severity=severity)


def _flipped_across(comparison: Comparison, reference: int, bead: Bead) -> Iterator[Finding]:
    """Between two languages, by what denies at all."""
    here, there = passages.spans(comparison, CANDIDATE, bead.candidate), passages.spans(comparison, reference, bead.reference)
    for flip in denials.flips(comparison, here, reference, there):
        if _quoted(comparison, reference, bead):
            continue
        ours, theirs = comparison.stretch(CANDIDATE, flip.candidate), comparison.stretch(reference, flip.reference)
        what = _DENIES[1 if flip.what == "added" else -1]
        place = comparison.stretch(CANDIDATE, flip.word) if flip.word else ours
        severity: Severity = "critical" if flip.sure else "minor"
        yield _flip(comparison, reference, what, theirs.text, ours.text, place, theirs, 0.7 if flip.sure else 0.4, severity=severity)
    for was, now in _retold(comparison, reference, bead, {"deny": ("admit",), "admit": ("deny",)}, ("deny", "admit")):
        ours, theirs = comparison.place(CANDIDATE, now), comparison.place(reference, was)
        what = _DENIES[1 if _class(now) == "deny" else -1]
        yield _flip(
            comparison,
            reference,
            what,
            _around(comparison, reference, was.span),
            _around(comparison, CANDIDATE, now.span),
            ours,
            theirs,
            0.7,
        )


_DENIES = {1: "denies what", -1: "does not deny what", 0: "denies something other than what"}


def _flip(
    comparison: Comparison,
    reference: int,
    what: str,
    was: str,
    now: str,
    ours: Place,
    theirs: Place,
    confidence: float,
    *edits: Edit,
    severity: Severity = "critical",
) -> Finding:
    role = comparison.references[reference].role
    message = f"The candidate {what} the {role} says: the {role} has “{_cut(was)}”; the candidate “{_cut(now)}”."
    return Finding("F120", severity, confidence, message, ours, (theirs,), introduced_in=_hop(comparison, reference), edits=edits)


def _quoted(comparison: Comparison, reference: int, bead: Bead) -> bool:
    """Whether a quotation of the passage changed its negation: Q304 says so."""
    from transcheck.checks.drift import changed_negations

    return any(m.bead is bead for m in comparison.once(changed_negations)[reference])


def _cut(text: str, words: int = 24) -> str:
    parts = text.split()
    return " ".join(parts[:words]) + (" …" if len(parts) > words else "")


def hedge_lost(comparison: Comparison) -> Iterator[Finding]:
    """What the source gives as alleged, suspected, apparent or unproven stands in the candidate as a fact.

    Only where the candidate's passage has fewer words of doubt than the source's, those of any class counted, and verbs that leave the
    statement to somebody else (claimed, suspected, accused). Between two languages sentence by sentence, where nothing in the candidate's
    may stand for the doubt, or where may became will; minor there but for accusations and what is unproven.
    """
    for reference, bead in _judged(comparison):
        if all(doubts.judged(languages.load(comparison.document(d).language)) for d in (CANDIDATE, reference)) and not same_language(
            comparison, reference
        ):
            yield from _doubt_lost(comparison, reference, bead)
        else:
            yield from _hedges_fewer(comparison, reference, bead)


def _doubt_lost(comparison: Comparison, reference: int, bead: Bead) -> Iterator[Finding]:
    if not _cues(comparison, reference, bead.reference, "hedge"):
        return
    for ours, theirs in passages.bead_sentences(comparison, reference, bead):
        was = _doubts(comparison, reference, theirs)
        if (
            was.word is None
            or (was.unproven and _denies(comparison, CANDIDATE, ours))
            or not doubts.lost(was, _doubts(comparison, CANDIDATE, ours))
            or _newly_told(comparison, ours, reference, theirs)
        ):
            continue
        word = comparison.stretch(reference, Span(theirs.start + was.word.start, theirs.start + was.word.end))
        yield _without(comparison, reference, word, comparison.stretch(CANDIDATE, ours), accused=was.accused)


def _doubts(comparison: Comparison, index: int, span: Span) -> doubts.Doubts:
    document = comparison.document(index)
    return doubts.doubts(document.text[span.start : span.end], languages.load(document.language))


def _denies(comparison: Comparison, index: int, span: Span) -> bool:
    document = comparison.document(index)
    return denial_words.denials(document.text[span.start : span.end], languages.load(document.language)).any


def _newly_told(comparison: Comparison, ours: Span, reference: int, theirs: Span) -> bool:
    """Whether the candidate's sentence leaves to somebody what the reference's leaves in doubt."""
    return bool(_within(comparison, CANDIDATE, ours, "attribution")) and not _within(comparison, reference, theirs, "attribution")


def _within(comparison: Comparison, index: int, span: Span, family: str) -> list[Fact]:
    return [f for f in comparison.facts_within(index, span) if isinstance(f.value, Cue) and f.value.family == family]


def _without(comparison: Comparison, reference: int, gone: Place, here: Place, *, accused: bool = False) -> Finding:
    role = comparison.references[reference].role
    message = f"The {role} says “{_around(comparison, reference, gone.span)}”; the candidate states it without “{gone.text}”."
    grave = accused or same_language(comparison, reference) or _accuses(comparison, reference, gone.span)
    severity: Severity = "major" if grave else "minor"
    return Finding("F121", severity, 0.75, message, here, (gone,), introduced_in=_hop(comparison, reference))


def _accuses(comparison: Comparison, index: int, span: Span) -> bool:
    """Whether a doubt leaves an accusation open or a claim unproven; suspected, possibly and reportedly are often told by other means in translation."""
    return any(isinstance(f.value, Cue) and f.value.value in GRAVE and f.span.overlaps(span) for f in comparison.facts_within(index, span))


def _hedges_fewer(comparison: Comparison, reference: int, bead: Bead) -> Iterator[Finding]:
    lost = [f for f in _cues(comparison, reference, bead.reference, "hedge") if isinstance(f.value, Cue) and f.value.value in DOUBT]
    if not lost or not _known(comparison, CANDIDATE, "hedge"):
        return
    kept = _cues(comparison, CANDIDATE, bead.candidate, "hedge")
    told = [
        f
        for f in _cues(comparison, CANDIDATE, bead.candidate, "reporting")
        if isinstance(f.value, Cue) and f.value.value in ("claim", "accuse", "suggest", "believe")
    ]
    told += _cues(comparison, CANDIDATE, bead.candidate, "attribution")
    if len(kept) + len(told) >= len(lost):
        return
    present = {f.value.value for f in kept if isinstance(f.value, Cue)}
    gone = next((f for f in lost if isinstance(f.value, Cue) and f.value.value not in present), lost[-1])
    yield _without(comparison, reference, comparison.place(reference, gone), comparison.place_of(CANDIDATE, bead.candidate[0]))


def _around(comparison: Comparison, index: int, span: Span, reach: int = 40) -> str:
    """A cue with some of its surroundings, cut at spaces."""
    document = comparison.document(index)
    segment = document.segments[document.segment_at(span.start) or 0].span
    start, end = max(segment.start, span.start - reach), min(segment.end, span.end + reach)
    text = document.text[start:end]
    if start > segment.start and " " in text[:15]:
        text = "… " + text.split(" ", 1)[1]
    if end < segment.end and " " in text[-15:]:
        text = text.rsplit(" ", 1)[0] + " …"
    return " ".join(text.split())


def attribution_lost(comparison: Comparison) -> Iterator[Finding]:
    """“According to police”, “citing Reuters” is gone: the candidate says on its own account what the source gives as somebody's word.

    Judged sentence by sentence, where both sides have as many. Known good: an attribution that became a verb of saying, or a quotation with
    its speaker, or that stands in another sentence of the passage. Between two languages minor, unless the name of the authority is gone too.
    """
    for reference, bead in _judged(comparison):
        if not _cues(comparison, reference, bead.reference, "attribution") or not _known(comparison, CANDIDATE, "reporting"):
            continue
        if same_language(comparison, reference):
            pairs = [(passages.spans(comparison, CANDIDATE, bead.candidate), passages.spans(comparison, reference, bead.reference))]
        else:
            pairs = [([a], [b]) for a, b in passages.bead_sentences(comparison, reference, bead)]
            if len(pairs) > 1 and _voices(comparison, CANDIDATE, bead.candidate) >= _voices(comparison, reference, bead.reference):
                continue
        for ours, theirs in pairs:
            gone = _voiceless(comparison, ours, reference, theirs)
            if gone:
                yield _on_own_account(
                    comparison,
                    reference,
                    gone,
                    comparison.place_of(CANDIDATE, bead.candidate[0]) if len(pairs) == 1 else comparison.stretch(CANDIDATE, ours[0]),
                )


def _voices(comparison: Comparison, index: int, segments: tuple[int, ...]) -> int:
    """How often a passage leaves a statement to somebody."""
    return len(_cues(comparison, index, segments, "attribution")) + len(_told(_cues(comparison, index, segments, "reporting")))


def _told(verbs: list[Fact]) -> list[Fact]:
    """The verbs that say a statement is somebody's; is expected and is believed do not say whose."""
    return [f for f in verbs if isinstance(f.value, Cue) and f.value.value not in NOBODYS]


def _voiceless(comparison: Comparison, ours: list[Span], reference: int, theirs: list[Span]) -> Fact | None:
    """The attribution of the reference's stretch that has no counterpart in the candidate's."""
    lost = [f for s in theirs for f in _within(comparison, reference, s, "attribution")]
    if not lost or any(_within(comparison, CANDIDATE, s, "attribution") for s in ours):
        return None
    told = _told([f for s in ours for f in _within(comparison, CANDIDATE, s, "reporting")])
    before = _told([f for s in theirs for f in _within(comparison, reference, s, "reporting")])
    before = [f for f in before if not any(_of_attribution(comparison, reference, a, f) for a in lost)]
    doubted = any(
        isinstance(f.value, Cue) and f.value.value in ("reported", "alleged")
        for s in ours
        for f in _within(comparison, CANDIDATE, s, "hedge")
    )
    quoted = any(isinstance(f.value, Quote) and f.value.speaker for s in ours for f in comparison.facts_within(CANDIDATE, s))
    return None if quoted or doubted or len(told) > len(before) or (told and not before) else lost[0]


def _of_attribution(comparison: Comparison, index: int, attribution: Fact, verb: Fact) -> bool:
    """Whether a verb of saying is the attribution's own: aldus, 据 … 报道, theo … đưa tin."""
    between = comparison.document(index).text[attribution.span.end : verb.span.start]
    return attribution.span.start <= verb.span.start and len(between) <= OWN_VERB and STOPS.isdisjoint(between)


def _on_own_account(comparison: Comparison, reference: int, gone: Fact, here: Place) -> Finding:
    role = comparison.references[reference].role
    whole = replace(comparison.stretch(reference, authority(comparison.document(reference), gone)), value=gone.value)
    message = f"The {role} says who says so: “{_cut(whole.text)}”; the candidate states it on its own account."
    named = any((reference, f.span) in comparison.once(names_gone) for f in comparison.facts_within(reference, whole.span))
    severity: Severity = "major" if same_language(comparison, reference) or named else "minor"
    return Finding("F122", severity, 0.7, message, here, (whole,), introduced_in=_hop(comparison, reference))


def reporting_verb_shift(comparison: Comparison) -> Iterator[Finding]:
    """A neutral verb of saying became a loaded one, or a loaded one neutral: said, admitted.

    Judged on quotations that are the same in both versions, by the class of the verb that introduces them; and between two languages in
    every sentence, where saying became claiming or admitting.
    """
    yield from _loaded(comparison)
    for reference, matches in enumerate(comparison.once(all_matches)):
        for match in matches:
            a, b = match.candidate, match.reference
            if a is None or b is None or match.moved:
                continue
            now, was = a.values[0], b.values[0]
            if not now.verb or not was.verb or not _shifted(was.verb, now.verb):
                continue
            if _verb_near(comparison, CANDIDATE, a.segment, was.verb) or _verb_near(comparison, reference, b.segment, now.verb):
                continue
            message = f"The {comparison.references[reference].role} introduces the quotation with “{was.cue}” ({was.verb}); the candidate with “{now.cue}” ({now.verb})."
            yield Finding(
                "F123",
                "minor",
                0.7,
                message,
                place(comparison, CANDIDATE, a),
                (place(comparison, reference, b),),
                introduced_in=_hop(comparison, reference),
            )


def _loaded(comparison: Comparison) -> Iterator[Finding]:
    """Between two languages: a sentence whose verb of saying became admit or claim."""
    for reference, bead in _judged(comparison):
        if same_language(comparison, reference):
            continue
        for was, now in _retold(comparison, reference, bead, dict.fromkeys(TELLING, tuple(ALLIED)), TELLING):
            message = (
                f"The {comparison.references[reference].role} has “{was.text}” ({_class(was)}); the candidate “{now.text}” ({_class(now)})."
            )
            here, there = comparison.place(CANDIDATE, now), comparison.place(reference, was)
            yield Finding("F123", "minor", 0.7, message, here, (there,), introduced_in=_hop(comparison, reference))


def _retold(
    comparison: Comparison, reference: int, bead: Bead, turns: dict[str, tuple[str, ...]], kept: tuple[str, ...]
) -> Iterator[tuple[Fact, Fact]]:
    """Verbs of saying of the reference, by class those of ``turns``, that became one of the classes given for them.

    Sentence by sentence; nothing where the candidate's keeps a verb of the classes ``kept`` besides, or the reference's has one akin to the new.
    """
    if not _cues(comparison, reference, bead.reference, "reporting") or not _cues(comparison, CANDIDATE, bead.candidate, "reporting"):
        return
    for ours, theirs in passages.bead_sentences(comparison, reference, bead):
        before, after = (_within(comparison, d, s, "reporting") for d, s in ((reference, theirs), (CANDIDATE, ours)))
        was = next((f for f in before if _class(f) in turns), None)
        now = was and next((f for f in after if _class(f) in turns[_class(was)]), None)
        if was is None or now is None or len(after) > len(before):
            continue
        akin = ALLIED.get(_class(now), frozenset((_class(now),))) - {_class(was)}
        if not any(_class(f) in akin for f in before) and not any(_class(f) in kept for f in after if f is not now):
            yield was, now


def _class(fact: Fact) -> str:
    return fact.value.value if isinstance(fact.value, Cue) else ""


def _shifted(was: str, now: str) -> bool:
    return (was in NEUTRAL and now in LOADED) or (was in LOADED and now in NEUTRAL)


def _verb_near(comparison: Comparison, index: int, segment: int, verb: str) -> bool:
    """Whether the passage has a verb of that class at all."""
    return any(isinstance(f.value, Cue) and f.value.value == verb for f in _cues(comparison, index, (segment,), "reporting"))


CUE_RULES: tuple[Rule, ...] = (
    Rule("F120", "negation-flipped", "critical", ("Accuracy", "Mistranslation"), negation_flipped, (
        Example("The city has not closed the bridge since March.", "The city has closed the bridge since March.", True, "a negation came in"),
        Example("The city failed to close the bridge.", "The city did not close the bridge.", False, "failed to denies by itself"),
        Example("The authorities rule out landslides.", "Nhà chức trách không loại trừ nguy cơ sạt lở.", True, "không is gone", ("en", "vi")),
        Example("The company kept silent.", "Das Unternehmen äußerte sich nicht.", False, "silent says it", ("en", "de")),
    )),
    Rule("F121", "hedge-lost", "major", ("Accuracy", "Over-translation"), hedge_lost, (
        Example("Police caught the attacker on Monday.", "Police caught the alleged attacker on Monday.", True, "alleged is gone"),
        Example("Police caught the suspected attacker on Monday.", "Police caught the alleged attacker on Monday.", False, "another word of doubt"),
    )),
    Rule("F122", "attribution-lost", "major", ("Accuracy", "Omission"), attribution_lost, (
        Example("Nine people died in the fire.", "Nine people died in the fire, according to police.", True, "police are gone"),
        Example("Police said nine people died in the fire.", "Nine people died in the fire, according to police.", False, "a verb of saying in its place"),
    )),
    Rule("F123", "reporting-verb-shift", "minor", ("Accuracy", "Mistranslation"), reporting_verb_shift, (
        Example("“We knew about the leak,” Anna Berg admitted.", "“We knew about the leak,” Anna Berg said.", True, "said became admitted"),
        Example("“We knew about the leak,” Anna Berg added.", "“We knew about the leak,” Anna Berg said.", False, "both neutral"),
    )),
)  # fmt: skip
