"""F112 and C501: a name without its diacritics, a name spelled in two ways."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from transcheck import languages
from transcheck.checks import house, wording
from transcheck.checks import name_search as search
from transcheck.checks.comparison import CANDIDATE
from transcheck.languages import naming
from transcheck.languages.latin import fold, plain, respell, romanise
from transcheck.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Fact

_SLIP = 6  # letters of the shortest name in which one other letter is a slip rather than another name
_TWO = 2  # names that a text must have for two spellings of one


def _marked(comparison: Comparison) -> list[tuple[int, Fact, Fact, bool]]:
    """(reference, its name with diacritics, the candidate's writing of the name, whether that keeps them), each writing once."""
    found: list[tuple[int, Fact, Fact, bool]] = []
    seen: set[str] = set()
    source = comparison.source
    for reference, bead in comparison.pairs:
        if source not in (None, reference):
            continue
        theirs: dict[str, Fact] = {}
        for fact, name in search.names_in(comparison, reference, bead.reference):
            if not name.territory and not fact.text.isascii() and fold(fact.text).isascii():
                theirs.setdefault(name.key, fact)
        if theirs:
            for fact, name in search.names_in(comparison, CANDIDATE, bead.candidate):
                other = theirs.get(name.key)
                if other is not None and fact.text not in seen:
                    seen.add(fact.text)
                    found.append((reference, other, fact, fact.text.casefold() == other.text.casefold()))
    return found


def name_diacritics(comparison: Comparison) -> Iterator[Finding]:
    """A name keeps or drops its diacritics against the habit of the text: what most of its other names do, where there are several; else
    that they are kept. A house style in the settings goes before the habit."""
    marked = comparison.once(_marked)
    kept = sum(k for *_, k in marked)
    style = comparison.config.house_diacritics
    keep = style if style is not None else kept * 2 > len(marked) if len(marked) > 1 and kept * 2 != len(marked) else True
    if (
        style is None
        and keep
        and not kept
        and marked
        and comparison.candidate.text.isascii()
        and not search.one_language(comparison, marked[0][0])
    ):
        return  # a translation that has no diacritics at all has a habit of its own
    for reference, other, fact, kept_here in marked:
        if kept_here is keep:
            continue
        habit = "as the house style does" if style is not None or len(marked) == 1 else "as the rest of the text does"
        yield Finding(
            "F112",
            "neutral",
            0.8,
            f"{wording.role(comparison.references[reference])} writes {other.text}; candidate writes {fact.text}, and does not {'keep' if keep else 'drop'} diacritics {habit}.",
            comparison.place(CANDIDATE, fact),
            (comparison.place(reference, other),),
            fix=other.text if keep else plain(fact.text),
            introduced_in="candidate" if comparison.strict(reference) else "unknown",
        )


def name_two_spellings(comparison: Comparison) -> Iterator[Finding]:
    """The candidate spells one name in two ways: spellings that usual transliterations vary between (Zelensky, Zelenskyy), or the same
    letters with and without diacritics. Two given names (Sara, Sarah) are two people's, and spellings that a reference has both are its own.
    Spellings that the settings' house style replaces are found too, of names and of other words."""
    yield from house.spellings(comparison)
    names = comparison.once(search.all_names)[0]
    if len(names) < _TWO:
        return
    naming_of_ours = naming.of(languages.load(comparison.candidate.language))
    known, cases = naming_of_ours.given, naming_of_ours.cases
    first: dict[str, tuple[str, Fact]] = {}
    said: set[str] = set()
    whole = comparison.once(search.whole_texts)
    for fact, word, other, twin in _cases_left(comparison):
        pair = _surface(other, twin), _surface(fact, word)
        if word in said or twin in said or len(said) > search.MANY:
            continue
        said |= {word, twin, respell(word)}
        yield _two_spellings(comparison, fact, pair[1], other, pair[0])
    for fact, name in names:
        if name.territory or not name.core:
            continue
        shown = (
            {name.key: fact.text}
            if fact.text.isalpha()
            else {fold(w): w for w in (w.partition("'")[0] for w in fact.text.replace("-", " ").replace("’", "'").split())}
        )
        if len(shown) == 2 and len(name.core) == 2:
            shown["".join(name.core)] = fact.text
        for word in (*name.core, *(k for k in shown if k not in name.core)):
            if len(word) <= search.STEM or word in known or word not in shown:
                continue
            key = respell(word)
            spelled = shown[word]
            before = first.setdefault(key, (spelled, fact))
            if (
                before[0].casefold() == spelled.casefold()
                or key in said
                or _inflected(fold(before[0]), word)
                or (cases and before[0][:-1] == spelled[:-1])
            ):
                continue
            if fold(before[0]).isascii() != fold(spelled).isascii():
                continue  # its name in Latin letters beside it: 만다기(Mandagi)
            said.add(key)
            if len(said) > search.MANY or any(before[0] in r.text and spelled in r.text for r in whole[1:]):
                continue
            yield _two_spellings(comparison, fact, spelled, before[1], before[0])
    for fact, word, other, twin in _slips(comparison, known):
        if word not in said and twin not in said:
            said |= {word, twin}
            yield _two_spellings(comparison, fact, _surface(fact, word), other, _surface(other, twin))


def _slips(comparison: Comparison, given: frozenset[str]) -> Iterator[tuple[Fact, str, Fact, str]]:
    """Names of the candidate that differ by one letter before their ending (Nishioka, Nishoka), of which no version has both, and one has
    one of them where it is written in the same letters: (later, its word, earlier, its word)."""
    seen: dict[str, Fact] = {}
    for fact, name in comparison.once(search.all_names)[0][: search.MANY]:
        for word in name.core if not name.territory else ():
            if len(word) >= _SLIP and word.isalpha() and word not in given:
                seen.setdefault(word, fact)
    close = [
        (a, b)
        for a, b in itertools.combinations(seen, 2)
        if a[0] == b[0] and a[-2:] == b[-2:] and abs(len(a) - len(b)) <= 1 and OSA.distance(a, b, score_cutoff=1) == 1
    ]
    if not close:
        return
    versions = comparison.once(search.whole_texts)[1:]
    told = [{romanise(w) for w in words.spelled} for words in versions]
    latin = any(words.text.isascii() or _latin(comparison, r) for r, words in enumerate(versions))
    for a, b in close:
        if any(a in t and b in t for t in told) or (latin and not any(a in t or b in t for t in told)):
            continue
        yield seen[b], b, seen[a], a


def _latin(comparison: Comparison, reference: int) -> bool:
    return languages.load(comparison.references[reference].language).script == "Latn"


def _two_spellings(comparison: Comparison, fact: Fact, spelled: str, other: Fact, before: str) -> Finding:
    return Finding(
        "C501",
        "minor",
        0.7,
        f"Candidate spells one name {before} and {spelled}.",
        comparison.place(CANDIDATE, fact),
        (comparison.place(CANDIDATE, other),),
        fix=before,
        introduced_in="candidate",
    )


def _surface(fact: Fact, word: str) -> str:
    """A folded word of a name as it is written."""
    return next((w for w in fact.text.replace("-", " ").split() if fold(w) == word), fact.text)


def _cases_left(comparison: Comparison) -> Iterator[tuple[Fact, str, Fact, str]]:
    """Names that stand in a case of the source's in a language without cases, and plain elsewhere (Sieradz, Sieradzu): (name, its word, the
    other, its word)."""
    source = comparison.source
    if source is None:
        return
    known, foreign = (naming.of(languages.load(comparison.document(i).language)) for i in (CANDIDATE, source))
    if known.cases or not foreign.cases:
        return
    ours, theirs = comparison.once(search.all_names)[0], {w for _, name in comparison.once(search.all_names)[source + 1] for w in name.core}
    written = {word: fact for fact, name in reversed(ours) for word in name.core if word not in theirs}
    for fact, name in ours:
        for word in name.core:
            stems = (word[:-n] for n in (1, 2) if word in theirs and len(word) - n > search.STEM and word[-1] != "s")
            if twin := next((w for w in stems if w in written), ""):
                yield fact, word, written[twin], twin


def _inflected(one: str, other: str) -> bool:
    """Whether two different words are one with an ending (Müller, Müllers), not a letter doubled or exchanged."""
    short, long = sorted((one, other), key=len)
    return one != other and long.startswith(short) and long[len(short) :] not in (short[-1], "")
