"""What a language's data says about names: which capitalised words are names, which are translated, and what places are called elsewhere."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from transcheck import languages
from transcheck.languages.latin import fold

if TYPE_CHECKING:
    from transcheck.languages import Language

_ENDINGS = (("'s", ""), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ness", ""))
_SHORTEST_STEM = 4
_KNOWN_KINDS = ("month", "weekday", "title", "honorific", "function-word", "pronoun", "day-period", "timezone", "era", "relative")


@dataclass(frozen=True, eq=False)
class Naming:
    """One language's knowledge of names; every word folded. Words of ``common`` are mere words, those of ``translated`` have a capital and are not kept in other
    languages, those of ``also`` are both mere words and family names; ``listed`` says whether the everyday vocabulary is known, so that a word outside it is a name.
    """

    listed: bool
    nouns: bool
    common: frozenset[str]
    translated: frozenset[str]
    also: frozenset[str]
    leading: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    elisions: frozenset[str]
    honorifics: frozenset[str]
    titles: Mapping[str, str]
    offices: frozenset[str]  # first and last words of titles
    peoples: frozenset[str]
    territories: Mapping[str, str]
    syllable: re.Pattern[str] | None = None

    def title(self, words: str) -> str | None:
        """The office that folded words name, or None."""
        return self.titles.get(words)

    def everyday(self, word: str) -> bool:
        """Whether a folded word is one of the language's common words, inflected or not."""
        if word in self.common:
            return True
        if not self.listed:
            return False
        stems = [word.removesuffix(e) + stem for e, stem in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM]
        return any(s in self.common for s in stems) or any(
            s.endswith(e) and s.removesuffix(e) + stem in self.common for s in stems for e, stem in _ENDINGS
        )


@functools.cache
def of(language: Language) -> Naming:
    """The names' part of a language's data (empty where the language has none of its own)."""
    tag = languages.ALIASES.get(language.language, language.language)
    own, shared = _table(tag), _table("any")
    listed = _lines(f"{tag}.txt")
    translated = _words(own, "common") | _words(own, "peoples")
    for kind in _KNOWN_KINDS:
        translated.update(fold(w.rstrip("*.")) for w in language.kind(kind))
    translated.update(code.lower() for value in language.kind("currency").values() if value for code in str(value).split())
    titles = {fold(w.rstrip("*")).replace("-", " "): v for w, v in language.kind("title").items() if v}
    return Naming(
        listed=bool(listed),
        nouns=bool(own.get("nouns")),
        common=frozenset(translated.union(listed)),
        translated=frozenset(translated),
        also=frozenset(_words(own, "also")),
        leading=frozenset(_words(own, "leading")),
        given=frozenset(_words(own, "given") | _words(shared, "given")),
        family=frozenset(_words(own, "family")),
        particles=frozenset(_words(own, "particle") | _words(shared, "particle")),
        articles=frozenset(_words(own, "article")),
        links=frozenset(_words(own, "link")),
        elisions=frozenset(_words(own, "elision") | _words(shared, "elision")),
        honorifics=frozenset(fold(w.rstrip("*.")) for w in language.kind("honorific")),
        offices=frozenset(o for w in titles for o in (w.split()[0], w.split()[-1])),
        peoples=frozenset(_words(own, "peoples")),
        titles=titles,
        territories={fold(w): v for w, v in language.kind("territory").items() if v},
        syllable=re.compile(own["syllable"]) if "syllable" in own else None,
    )


@functools.cache
def _table(tag: str) -> dict[str, Any]:
    file = resources.files(languages) / "supplements" / "names" / f"{tag}.toml"
    if not file.is_file():
        return {}
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return data if tag == "any" else data.get("names", {})


def _words(table: Mapping[str, Any], key: str) -> set[str]:
    return {fold(w) for w in str(table.get(key, "")).split()}


def _lines(name: str) -> list[str]:
    file = resources.files(languages) / "supplements" / "names" / name
    if not file.is_file():
        return []
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@functools.cache
def _places() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    """English folded name → every spelling, lower case; and each folded spelling → the English folded name."""
    forms: dict[str, tuple[str, ...]] = {}
    back: dict[str, str] = {}
    for name in ("places.txt", "exonyms.txt"):
        for line in _lines(name):
            spelled = tuple(languages.lower(form.strip()) for form in line.split("|"))
            key = fold(spelled[0])
            forms[key] = tuple(dict.fromkeys((*forms.get(key, ()), *spelled, *(fold(s) for s in spelled))))
            for form in spelled:
                back.setdefault(fold(form), key)
    return forms, back


def elsewhere(word: str) -> tuple[str, ...]:
    """What other languages call the place or body that one calls ``word`` (folded): spellings in lower case, all scripts; empty if unknown."""
    forms, back = _places()
    return forms.get(back.get(word, ""), ())
