"""What a sentence leaves in doubt: alleged, reportedly, might; so that it can be held against its translation.

As with denials, languages doubt by different means (the conditional of French news, soll … haben), so a doubt counts as lost only where the
other side has nothing that may stand for it, or says “will” where the original says “may”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck.facts.denials import longest
from transcheck.model import Span

if TYPE_CHECKING:
    from transcheck.languages import Hit, Language


HEDGES = frozenset(("alleged", "suspected", "reported", "unproven"))  # classes of kind hedge that leave a statement in doubt


@dataclass(frozen=True, slots=True)
class Doubts:
    """How many words leave the sentence in doubt (``doubt``), say that something is possible (``may``) or that somebody is able or allowed
    (``can``), may stand for a doubt otherwise (``other``), or say what is certain to come (``certain``). ``word`` is the first of the
    doubts; ``unproven``: all of them deny a proof (no evidence), as any negation may; ``accused``: one of them leaves somebody's guilt open.
    """

    doubt: int = 0
    may: int = 0
    can: int = 0
    other: int = 0
    certain: int = 0
    word: Span | None = None
    unproven: bool = False
    accused: bool = False


def judged(language: Language) -> bool:
    """Whether the language's data tells what leaves a sentence in doubt."""
    return bool(language.kind("doubt"))


def doubts(text: str, language: Language) -> Doubts:
    """The doubts of a sentence."""
    found = [(_class(hit, text), hit) for hit in longest(text, language, ("doubt", "hedge"))]
    counts = [kind for kind, _ in found]
    of = next((kinds for kinds in (("accused",), ("doubt", "may")) if not set(kinds).isdisjoint(counts)), ())
    word = next((Span(hit.start, hit.end) for kind, hit in found if kind in of), None)
    unproven = all(hit.value("hedge") == "unproven" for kind, hit in found if kind in ("doubt", "may", "accused"))
    doubted = counts.count("doubt") + counts.count("accused")
    accused = "accused" in counts
    return Doubts(doubted, counts.count("may"), counts.count("can"), counts.count("keep"), counts.count("certain"), word, unproven, accused)


def _class(hit: Hit, text: str) -> str:
    """What a word does; one with a capital that the data has not (May) is no doubt, unless it begins the sentence."""
    entries = [e for e in hit.entries if e.kind == "doubt"]
    if not entries:
        return "doubt" if hit.value("hedge") in HEDGES else "keep"
    if hit.start and text[hit.start].isupper():
        entries = [e for e in entries if not e.form[0].islower()]
    return str(entries[0].value) if entries else "none"


def lost(reference: Doubts, candidate: Doubts) -> bool:
    """Whether the candidate states what the reference leaves in doubt: nothing stands for the doubt, or may has become will."""
    if candidate.doubt or candidate.may or candidate.can:
        return False
    if reference.doubt and not candidate.other:
        return True
    return bool((reference.doubt or reference.may) and candidate.certain and not reference.certain)
