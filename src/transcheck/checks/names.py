"""Names: gone, exchanged, stripped of their diacritics, given another office, spelled in two ways."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.checks.comparison import CANDIDATE
from transcheck.languages import naming
from transcheck.languages.latin import Words, alike, fold
from transcheck.model import Finding, Name, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language
    from transcheck.model import Bead, Fact, Severity

_SHORT_STEM = 4  # letters of a territory's name that its adjectives keep (Colombia, colombien)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in which names are looked for."""

    words: Words
    language: Language
    own_letters: bool  # whether it shares its script with the text the names stand in
    own_language: bool


@functools.cache
def _territory_forms(language: Language) -> Mapping[str, tuple[str, ...]]:
    """ISO code → what the language calls the territory: folded, a long one without its last letter (``_stands`` cuts two more)."""
    forms: dict[str, list[str]] = {}
    for form, code in language.kind("territory").items():
        if code and len(form) > 1:
            low = fold(form)
            forms.setdefault(code, []).append(low[:-1] if low.isascii() and len(low) > 6 and " " not in low else low)
    return {code: tuple(found) for code, found in forms.items()}


def _named_elsewhere(word: str, text: _Text) -> bool:
    return any(_stands(form, text) for form in naming.elsewhere(word))


def _stands(form: str, text: _Text) -> bool:
    """Whether a spelling stands in the text; of a longer Latin word the last letters may change with its case."""
    if form.isascii() and len(form) > _SHORT_STEM and " " not in form:
        form = form[: -2 if len(form) > _SHORT_STEM + 1 else -1]
    return form in text.words.folded and (len(form) > 3 or not form.isascii() or text.words.holds(form))


def _carried(word: str, text: _Text) -> bool:
    """Whether a word of a name stands in the text in any of its spellings."""
    words = text.words
    if words.holds(word) or (len(word) >= 3 and len(word) <= 6 and word in words.initials):
        return True
    if text.own_letters:
        return words.resembles(word) or _named_elsewhere(word, text)
    return words.echoes(word) or _named_elsewhere(word, text)


def _gone(name: Name, text: _Text) -> tuple[str, ...]:
    """The words of a name that the text does not carry; none where it carries the name under another form."""
    if name.territory and any(_stands(form, text) for form in _territory_forms(text.language).get(name.territory, ())):
        return ()
    core = name.core
    if text.own_language and not core:
        core = tuple(w for w in name.key.split() if len(w) > 2)
        return () if any(_carried(w, text) for w in core) or _named_elsewhere(name.key, text) else core
    gone = tuple(w for w in core if not _carried(w, text))
    if gone and _named_elsewhere(name.key, text):
        return ()
    return gone


def _names(comparison: Comparison, index: int, segments: tuple[int, ...]) -> list[Fact]:
    return [f for f in comparison.facts_in(index, segments) if isinstance(f.value, Name)]


def _text(comparison: Comparison, reference: int, index: int, segments: tuple[int, ...]) -> _Text:
    document, other = comparison.document(index), comparison.references[reference]
    language, theirs = languages.load(document.language), languages.load(other.language)
    text = "\n".join(document.segments[s].text for s in segments)
    return _Text(Words(text), language, language.script == theirs.script, language.language == theirs.language)


def _whole(comparison: Comparison) -> Words:
    return Words(comparison.candidate.text)


def _missing(comparison: Comparison) -> list[tuple[int, Bead, Fact, tuple[str, ...]]]:
    """(reference, bead, name, the words of it that the candidate lacks), each name once a document."""
    found = []
    alone = len(comparison.candidate.segments) == 1
    for reference, bead in comparison.pairs():
        facts = _names(comparison, reference, bead.reference)
        if not facts:
            continue
        text = _text(comparison, reference, CANDIDATE, bead.candidate)
        for fact in facts:
            gone = _gone(fact.value, text)  # type: ignore[arg-type]
            if gone and not alone:
                whole = _Text(comparison.once(_whole), text.language, text.own_letters, text.own_language)
                gone = () if any(_carried(w, whole) for w in fact.value.core) else _gone(fact.value, whole)  # type: ignore[arg-type,union-attr]
            if gone:
                found.append((reference, bead, fact, gone))
    return found


def name_missing(comparison: Comparison) -> Iterator[Finding]:
    """A name of the reference that the candidate does not carry in any form."""
    for reference, bead, fact, gone in comparison.once(_missing):
        yield Finding(
            "F110",
            "major",
            0.7,
            f"{comparison.references[reference].role.title()} names {fact.text}; candidate does not ({', '.join(gone)}).",
            comparison.place_of(CANDIDATE, bead.candidate[0]),
            (comparison.place(reference, fact),),
        )


NAME_RULES = (Rule("F110", "name-missing", "major", ("Accuracy", "Omission"), name_missing),)
