"""What a sentence denies, so that a sentence and its translation can be held against each other.

Languages deny by different means (did not recognise, failed to recognise, unrecognised, ne reconnaît plus), so a denial counts as lost only
where the other side has nothing at all that may stand for it. Known limit: a denial that went from one clause to another in the same
sentence is not seen.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from transcheck.languages import lower
from transcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.languages import Hit, Language

NEAR = 16  # code points between a negation and the denying verb that it turns round (does not rule out)
CONCORD = 3  # words between two negations that are one denial
CLAUSE = 40  # code points between a negation and a word that denies together with it
FEW = 3  # words that deny, between the two
_PLAIN = frozenset(("not", "no", "never"))
_TURNING = ({"not", "deny"}, {"weak", "deny"})
PARTICLE = 2  # letters of the longest negation that takes no ending (et, ne)
SHORTEST = 4  # letters of a word that may have a prefix
_WORD = re.compile(r"[^\W\d_]{5,}")
_FIGURE = re.compile(r"(\.)?[^\S\n]?\d+(?!\d|-\w)")
_AROUND = "\"'“”„«»‘’()[],.;:!?…"
_STOPS = frozenset(",;:.!?…，、；：。！？،؛。")


@dataclass(frozen=True, slots=True)
class Denials:
    """How a sentence denies: ``plain`` the negations, ``verbs`` the verbs that deny, ``turned`` denying verbs that are themselves negated
    (does not rule out), as places in its text. ``other`` counts words that may stand for a denial in another language (few, only, un-),
    ``hints`` those that make translators deny where the original does not (remained high: did not weaken), ``faint`` their
    prefixes (in-) and little words that do so only at times (but, any, even).
    """

    plain: tuple[Span, ...] = ()
    verbs: tuple[Span, ...] = ()
    turned: tuple[Span, ...] = ()
    other: int = 0
    hints: int = 0
    faint: int = 0

    @property
    def any(self) -> bool:
        return bool(self.plain or self.verbs or self.turned or self.other)


@dataclass(frozen=True, slots=True)
class Difference:
    """“lost” where the reference denies and the candidate states it, “added” where it is the other way round; ``word`` is the candidate's
    word that does it (its denial, or the denying verb that lost its negation), None where it has no such word. ``sure`` where both sides
    have the denying verb and one of them its negation: free translations deny by other means than the original, but not so.
    """

    what: Literal["lost", "added"]
    word: Span | None
    sure: bool = False


def judged(language: Language) -> bool:
    """Whether the language's data tells what denies from what only looks like it."""
    return bool(language.kind("denial"))


@functools.lru_cache(maxsize=4096)
def denials(text: str, language: Language) -> Denials:
    """The denials of a sentence; kept, because one source has many translations."""
    found = _found(text, language)
    prefixed = _prefixed(text, language)
    hints, faint = (sum(kind == name for *_, kind in found) for name in ("hint", "faint"))
    rest = [(a, b, "not" if kind == "concord" else kind) for a, b, kind in _alone(found, text) if kind not in ("hint", "faint")]
    if written := inside_words(text, language):
        rest = sorted([*rest, *((a, b, "not") for a, b in written)])
    places: dict[str, list[Span]] = {"not": [], "deny": [], "turned": [], "weak": [], "keep": []}
    i = 0
    while i < len(rest):
        start, end, kind = rest[i]
        if i + 1 < len(rest) and {kind, rest[i + 1][2]} in _TURNING and _touch(text, end, rest[i + 1][0]):
            end, kind = rest[i + 1][1], "turned"
            i += 1
        places[kind].append(Span(start, end))
        i += 1
    other = len(places["weak"]) + len(places["keep"]) + prefixed.count(1)
    return Denials(tuple(places["not"]), tuple(places["deny"]), tuple(places["turned"]), other, hints, faint + prefixed.count(2))


def separate(text: str, plain: tuple[Span, ...]) -> int:
    """How many denials the negations of a sentence make: those a few words apart are one (no recibimos ninguna, nie … żadnego, ne … pas)."""
    pairs = itertools.pairwise(plain)
    return len(plain) - sum(len(text[a.end : b.start].split()) <= CONCORD and _STOPS.isdisjoint(text[a.end : b.start]) for a, b in pairs)


def _found(text: str, language: Language) -> list[tuple[int, int, str]]:
    """(start, end, class) of what denies; “only” takes the negation before it along."""
    found: list[tuple[int, int, str]] = []
    for hit in longest(text, language, ("negation", "denial")):
        kind = "none" if numbering(text, hit.start, hit.end, language) else _class(hit)
        if kind == "but":
            at = next((i for i in range(len(found) - 1, -1, -1) if found[i][2] == "not"), None)
            if at is not None:
                found[at] = (*found[at][:2], "keep")
        elif kind != "none":
            found.append((hit.start, hit.end, kind))
    return found


def numbering(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a word that may deny is an abbreviation before a figure here (No. 14, No 10)."""
    after = _FIGURE.match(text, end)
    if not after or not (after.group(1) or text[start].isupper()):
        return False
    known = language.kind("abbreviation")
    word = text[start:end]
    return f"{word}." in known or f"{word.capitalize()}." in known


def _alone(found: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """Without the words that deny nothing more beside the negation of their clause (non … mai, никогда не)."""
    return [
        f for i, f in enumerate(found) if f[2] != "concord" or not any(_together(text, f, n) for n in found[max(0, i - FEW) : i + FEW + 1])
    ]


def _together(text: str, word: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether a word stands in one clause with a negation."""
    (_, end, _), (start, _, _) = sorted((word, other))
    return other[2] == "not" and start - end <= CLAUSE and _STOPS.isdisjoint(text[end:start])


def longest(text: str, language: Language, kinds: tuple[str, ...]) -> Iterator[Hit]:
    """The hits of some kinds, in order; a form inside a longer one does not count again."""
    end = 0
    for hit in language.scan(text):
        if hit.start >= end and not hit.kinds.isdisjoint(kinds):
            if (
                hit.end - hit.start <= PARTICLE
                and language.boundary == "word"
                and language.suffixes
                and text[hit.end : hit.end + 1].isalpha()
            ):
                continue  # että, -nek: no particle with an ending
            end = hit.end
            yield hit


def _class(hit: Hit) -> str:
    """What a word does: the denial data's word goes before that of kind negation; a negation that only may stand for a denial is “weak”."""
    own, plain = hit.value("denial"), hit.value("negation") in _PLAIN
    if own == "keep" or own is None:
        return "weak" if plain and own else "not" if plain else "keep"
    return str(own)


def _touch(text: str, end: int, start: int) -> bool:
    return start - end <= NEAR and _STOPS.isdisjoint(text[end:start])


def inside_words(text: str, language: Language) -> list[tuple[int, int]]:
    """The words that carry a plain negation in themselves (Turkish söylemedi), in a language that writes it so."""
    parts = language.kind("denial-inside")
    if not parts:
        return []
    inside = [p for p, value in parts.items() if value]
    others = tuple(p for p, value in parts.items() if not value)
    words = ((m.group(), m.span()) for m in _WORD.finditer(lower(text)))
    return [span for word, span in words if any(_carries(word, p) for p in inside) and not word.startswith(others)]


def _carries(word: str, part: str) -> bool:
    """-maz ends the word, -madığ* may go on."""
    bare = part.strip("-*")
    return bare in word[2:] if part.endswith("*") else word.endswith(bare, 2)


def _prefixed(text: str, language: Language) -> list[int]:
    """For each word with a prefix that denies (unhappy; not united) what the data says of the prefix: 1 denies, 2 hints at it."""
    prefixes = language.kind("denial-prefix")
    if not prefixes:
        return []
    longest = _by_length(language)
    any_of = tuple(p[:-1] for p in longest)
    found = []
    for word in text.lower().replace("-", " ").split():
        bare = word.strip(_AROUND)
        if len(bare) > SHORTEST:
            found.append(next(prefixes[p] for p in longest if bare.startswith(p[:-1])) if bare.startswith(any_of) else 0)
    return found


@functools.lru_cache(maxsize=256)
def _by_length(language: Language) -> tuple[str, ...]:
    return tuple(sorted(language.kind("denial-prefix"), key=len, reverse=True))


def difference(reference: Denials, candidate: Denials) -> Difference | None:
    """What one denies and the other states (has not found, has found; does not rule out, rules out), or None."""
    if _turned_round(reference, candidate):
        return Difference("lost", candidate.verbs[-1], sure=True)
    if reference.plain and not candidate.any and not candidate.hints:
        return Difference("lost", None)
    if reference.hints or reference.faint:
        return None
    if _turned_round(candidate, reference):
        return Difference("added", candidate.turned[-1], sure=True)
    if candidate.plain and not reference.any:
        return Difference("added", candidate.plain[0])
    return None


def _turned_round(one: Denials, other: Denials) -> bool:
    """Whether a denying verb that one sentence negates stands in the other without its negation."""
    return len(one.turned) > len(other.turned) and len(other.verbs) > len(one.verbs)
