"""Whether one of two wordings of one language denies what the other states.

A flipped negation keeps 97 % of the words: what counts is which content words each negation denies, sentence by sentence.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from transcheck.facts.denials import longest
from transcheck.facts.edits import Word, aligned, irregular, sentences, shown, words
from transcheck.model import Edit

if TYPE_CHECKING:
    from transcheck.languages import Language

ROOT = 4  # letters of a word by which two sentences are seen to deny or state the same
SCOPE = 3  # content words after a negation that it may deny
RETOLD = 0.3  # share of content words under which a sentence was written anew, and denies and states by other words


@dataclass(frozen=True, slots=True)
class Negations:
    """What a sentence denies: for each plain negation the first content word behind it and all it may deny; how many words deny by
    themselves (unable, fail); the sentence's content words, and those of them that anything denies.
    """

    plain: tuple[tuple[str, frozenset[str]], ...]
    lexical: int
    content: frozenset[str]
    denied: frozenset[str]


def negation_flips(candidate: str, reference: str, language: Language, *, strict: bool = True) -> list[tuple[str, str, Edit, bool]]:
    """Sentence pairs of one language of which one denies what the other states: (candidate's, reference's, the edit, whether it is sure).

    It is not where what one denies is said nowhere in the other: another wording may deny by itself (does not reach, is below).

    A difference in the number of plain negations counts unless a word that denies by itself makes up for it (not recognised, failed to be
    recognised); with the same number, a negation that moved from one word to another that both sentences have. Where ``strict`` is
    false (a version that may say more or less), where a sentence was written anew and where the two texts deny as often (a sentence
    changed its place) only a word counts that one denies and the other states.
    """
    now, was = _undenied(words(candidate, language), candidate, language), _undenied(words(reference, language), reference, language)
    if not any(w.kind == "negation" for w in now) and not any(w.kind == "negation" for w in was) and not _denying(language):
        return []
    lexical = _denying(language)
    pairs = list(aligned(sentences(was), sentences(now)))
    strict = strict and (len(pairs) == 1 or _denials(now) != _denials(was))  # one sentence has no other place
    flips = []
    for a, b in pairs:
        theirs, ours = was[a[0] : a[1]], now[b[0] : b[1]]
        if not theirs or not ours:
            continue
        r = _negations(theirs, ours, lexical, language)
        c = _negations(ours, theirs, lexical, language)
        if not r.plain and not c.plain and r.lexical == c.lexical:
            continue
        if _flipped(c, r) and ((strict and _alike(c, r)) or _moved(c, r) or _moved(r, c)):
            was_text, now_text = shown(theirs, reference), shown(ours, candidate)
            flips.append(
                (now_text, was_text, Edit("negation", _plainly(theirs), _plainly(ours)), not (_elsewhere(c, r) or _elsewhere(r, c)))
            )
    return flips


def _undenied(some: list[Word], text: str, language: Language) -> list[Word]:
    """The words, without the negation in those that only look so (hàng không, aviation; no doubt)."""
    if not language.kind("denial") or not any(w.kind == "negation" for w in some):
        return some
    none = [h for h in longest(text, language, ("negation", "denial")) if h.value("denial") == "none"]
    return [replace(w, kind="") if w.kind == "negation" and any(h.start <= w.start < h.end for h in none) else w for w in some]


def _denials(some: list[Word]) -> int:
    return sum(w.kind == "negation" for w in some)


def _alike(c: Negations, r: Negations) -> bool:
    return len(c.content & r.content) >= RETOLD * min(len(c.content), len(r.content))


def _plainly(some: list[Word]) -> str:
    return " ".join(w.text for w in some if w.kind == "negation")


def _flipped(c: Negations, r: Negations) -> bool:
    extra = len(c.plain) - len(r.plain)
    own = c.lexical - r.lexical
    if not extra:
        return bool(c.plain) and len(c.plain) <= 2 and _moved(c, r) and _moved(r, c)
    if extra * own >= 0 or abs(own) < abs(extra):
        return True
    return _moved(c, r) if extra > 0 else _moved(r, c)


def _moved(one: Negations, other: Negations) -> bool:
    """Whether one denies a word that the other states and does not deny."""
    return any(first in other.content and not scope & other.denied for first, scope in one.plain)


def _elsewhere(one: Negations, other: Negations) -> bool:
    """Whether one denies more, and what it denies is for the most part not in the other."""
    return len(one.plain) > len(other.plain) and all(scope and 2 * len(scope & other.content) < len(scope) for _, scope in one.plain)


def _negations(some: list[Word], other: list[Word], lexical: frozenset[str], language: Language) -> Negations:
    exempt, prefixes = _exceptions(language)
    there = frozenset(w.key for w in other)
    plain: list[tuple[str, frozenset[str]]] = []
    count = 0
    content: set[str] = set()
    denied: set[str] = set()
    for i, w in enumerate(some):
        if w.kind == "negation":
            after = some[i + 1] if i + 1 < len(some) else None
            pairs = {(w.key, after.key) if after else (), (some[i - 1].key, w.key) if i else ()}
            if (
                pairs & exempt
                or (plain and w.key in ("nor",))
                or (after and after.kind == "number" and after.text[:1].isdigit() and after.start - w.end <= 2)
            ):
                continue
            scope = _scope(some, i, language)
            plain.append((scope[0] if scope else "", frozenset(scope)))
            denied |= set(scope)
        elif w.kind in ("", "name"):
            content.add(_root(w, language))
            bare = next((w.key[len(p) :] for p in prefixes if w.key.startswith(p) and len(w.key) - len(p) >= 4), "")
            if w.key in lexical or (bare and bare in there and w.key not in there):
                count += 1
                denied |= {*_scope(some, i, language), bare[:ROOT]}
    return Negations(tuple(plain), count, frozenset(content), frozenset(denied))


def _root(word: Word, language: Language) -> str:
    return irregular(word, language)[:ROOT]


def _scope(some: list[Word], i: int, language: Language) -> list[str]:
    """The content words behind a negation, in its clause."""
    found: list[str] = []
    for w in some[i + 1 : i + 9]:
        if (w.value == "conjunction" and found) or len(found) == SCOPE:
            break
        if w.kind in ("", "name", "number"):
            found.append(_root(w, language))
    return found


@functools.cache
def _exceptions(language: Language) -> tuple[frozenset[tuple[str, ...]], tuple[str, ...]]:
    """Pairs of words in which a negation denies nothing, and prefixes that deny."""
    table = language.kind("antonym").items()
    return frozenset(tuple(form.split()) for form, value in table if value == "exempt"), tuple(
        form.rstrip("-") for form, value in table if value == "prefix"
    )


@functools.cache
def _denying(language: Language) -> frozenset[str]:
    return frozenset(form.rstrip("*") for form, value in language.kind("negation").items() if value == "lexical" and " " not in form)
