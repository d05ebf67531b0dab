"""What a language's data says about names: which capitalised words are names, which are translated, and what places are called elsewhere."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

import tomli

from transcheck import languages
from transcheck.languages.latin import fold, romanise

if TYPE_CHECKING:
    from transcheck.languages import Language

_ENDINGS = (("'s", ""), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ness", ""))
_SHORTEST_STEM = 4
_SURE_STEM = 6  # letters from which a stem may have any ending
_CASE, _NOMINATIVE = 4, 2  # letters at the end of an inflected place name, and of its nominative, that they need not share
_SHORTEST, _LONGEST_ENDING = 2, 4  # letters that a word keeps without its ending, and of an ending
_MUTE = str.maketrans("", "", "ッっー'’-=.")
_NO_LETTERS = re.compile("[^a-z]")
_SHORT = 5  # letters of the longest syllable of a name in three
HEAD = 3  # letters that the cases of a name share
_REMEMBERED = 50_000  # words whose answers are kept
_KNOWN_KINDS = ("number", "month", "weekday", "title", "honorific", "function-word", "pronoun", "day-period", "timezone", "era", "relative")


@dataclass(frozen=True, eq=False)
class Calling:
    """How a language without capitals calls people; everything in its own letters."""

    titles: str  # where a title stands: "before" the name, "after" it, or on "both" sides
    between: frozenset[str]  # words that may stand between the two (former) and those that follow a title and are nobody (office)
    doubtful: frozenset[str]  # titles that are other words as well
    ends: frozenset[str]  # words that end a name, besides the vocabulary's
    agents: frozenset[str]  # those of them that follow a person who does or says something
    verb_last: bool  # whether sentences end with their verb
    strict: bool  # whether adverbs and verbs follow a title so often that one of those must
    article: str  # what adjectives after a title begin with, and family names may
    foreign: frozenset[str]  # signs that hardly any word but a foreign name holds
    family: frozenset[str]  # signs that family names are written with, and
    length: int  # how many signs a name with one of them has; without spaces, how many a name has at least
    sounds: tuple[tuple[str, str], ...]  # romanised letters and what they stand for in foreign names
    bodies: tuple[str, ...]  # what the names of bodies end in
    vowels: bool  # whether the script writes vowels
    syllables: bool  # whether each sign stands for a syllable and only roughly
    signs: re.Pattern[str] | None  # a run of the signs in which names are written, where no spaces tell words
    endings: frozenset[str]  # the language's endings of any word
    han: (
        re.Pattern[str] | None
    )  # words of names that are written in Han characters, as Latin letters spell them: such a name is read in its own way
    han_family: frozenset[str]  # family names that are written so

    def spells(self, words: Sequence[str]) -> bool:
        """Whether a name in Latin letters, in folded words, is written as it sounds: with spaces between words all are, else the names of
        people whose language has no Han characters."""
        if self.signs is None:
            return True
        if self.han is None or not self.han_family.isdisjoint(words) or (len(words) > 2 and all(len(w) <= _SHORT for w in words)):
            return False
        return not all(map(self.han.fullmatch, words))

    def own(self, word: str) -> bool:
        """Whether a word is built like one of the language's own names, family name and given name in one."""
        return bool(self.family) and self.length == len(word) and word[0] in self.family

    def bare(self, word: str) -> str:
        """A word without its article, or without the longest of the endings that the language puts to any word."""
        if self.article and word.startswith(self.article) and len(word) > len(self.article) + _SHORTEST:
            return word[len(self.article) :]
        for n in range(min(_LONGEST_ENDING, len(word) - _SHORTEST), 0, -1):
            if word[-n:] in self.endings:
                return word[:-n]
        return word

    def latin(self, word: str) -> str:
        """A word in Latin letters, with what they stand for in this language where that is something else."""
        key = _NO_LETTERS.sub("", romanise(word.translate(_MUTE)))
        for letters, sound in self.sounds:
            key = key.replace(letters, sound)
        return key

    def forms(self, word: str) -> tuple[str, ...]:
        """What a word of a text may be of a name, in Latin letters: as it stands, then bare, and the family name of a name in one word."""
        found = [self.latin(word)]
        bare = self.bare(word)
        if bare != word:
            found.append(self.latin(bare))
        found += [self.latin(w[0]) for w in dict.fromkeys((word, bare)) if self.own(w)]
        if self.syllables or not self.vowels:
            found += [f.replace("w", "v") for f in found if "w" in f]
        return tuple(found)


@dataclass(frozen=True, eq=False)
class Naming:
    """One language's knowledge of names; every word folded. Words of ``common`` are mere words, those of ``translated`` have a capital and are not kept in other
    languages, those of ``also`` are both mere words and family names; ``listed`` says whether the everyday vocabulary is known, so that a word outside it is a name.
    """

    listed: bool
    informed: bool  # whether anything but offices is known of the language's names
    nouns: bool
    cases: bool  # whether names take endings
    quoted: bool  # whether the names of bodies stand in quotation marks
    respells: bool  # whether foreign names are written as they sound
    common: frozenset[str]
    translated: frozenset[str]
    also: frozenset[str]
    leading: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]  # with their diacritics, lower case
    particles: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    elisions: frozenset[str]
    honorifics: frozenset[str]
    titles: Mapping[str, str]
    offices: frozenset[str]  # first and last words of titles
    peoples: frozenset[str]
    territories: Mapping[str, str]
    lands: frozenset[str]  # the territories as they are written, lower case
    stems: frozenset[str]  # beginnings of words that other languages translate
    syllable: re.Pattern[str] | None = None
    calling: Calling | None = None

    def territory(self, words: Sequence[str]) -> str | None:
        """The ISO code of the territory that folded words name, in any case of a language that has cases, or None."""
        key = " ".join(words) if len(words) > 1 else words[0]
        found = self.territories.get(key)
        if found or not self.cases or not words[0].isascii():
            return found
        if len(words) == 1:
            form = inflected(key, self.heads.get(key[:HEAD], ())) if len(key) > _SHORTEST_STEM else None
            return self.territories[form] if form else None
        for form in self.heads.get(key[:HEAD], ()):
            if form.count(" ") == len(words) - 1 and all(map(_akin, form.split(), words)):
                return self.territories[form]
        return None

    @functools.cached_property
    def heads(self) -> Mapping[str, list[str]]:
        """First letters → the territories that begin so, sorted."""
        heads: dict[str, list[str]] = {}
        for form in sorted(self.territories):
            heads.setdefault(form[:HEAD], []).append(form)
        return heads

    def spells(self, name: str) -> bool:
        """Whether a folded name is one of the language's, romanised syllable by syllable: family name, given name of one or two syllables."""
        family, _, given = name.partition(" ")
        if family not in self.family or self.syllable is None or not given:
            return False
        return re.fullmatch(f"(?:{self.syllable.pattern}){{1,2}}", given.replace(" ", "")) is not None

    def title(self, words: str) -> str | None:
        """The office that folded words name, or None."""
        return self.titles.get(words)

    @functools.cached_property
    def _everyday(self) -> dict[str, bool]:
        return {}

    @functools.cached_property
    def _translates(self) -> dict[str, bool]:
        return {}

    def everyday(self, word: str) -> bool:
        """Whether a folded word is one of the language's common words, inflected or not."""
        found = self._everyday.get(word)
        if found is None:
            found = _remember(self._everyday, word, self._is_everyday(word))
        return found

    def translates(self, word: str) -> bool:
        """Whether a folded word, though it has a capital, is not kept in other languages."""
        found = self._translates.get(word)
        if found is None:
            found = _remember(self._translates, word, word in self.translated or (word not in self.also and self._stemmed(word)))
        return found

    def _stemmed(self, word: str) -> bool:
        """Whether a word is one of the stems with an ending: the longer the stem, the longer may be the ending."""
        shortest = max(_SHORTEST_STEM, min(_SURE_STEM, len(word) // 2))
        return any(word[:n] in self.stems for n in range(shortest, len(word) + 1)) or self._demonym(word)

    def _demonym(self, word: str) -> bool:
        """Whether a word begins as a territory does (Kolumbijczyk, Meksikalılar)."""
        if self.listed or len(word) < _SURE_STEM or word in self.given:
            return False
        return any(word.startswith(f[: max(_SURE_STEM, len(f) - 2)]) for f in self.heads.get(word[:HEAD], ()))

    def _is_everyday(self, word: str) -> bool:
        if word in self.common or self._stemmed(word):
            return True
        if not self.listed:
            return False
        stems = [word.removesuffix(e) + stem for e, stem in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM]
        return any(s in self.common for s in stems) or any(
            s.endswith(e) and s.removesuffix(e) + stem in self.common for s in stems for e, stem in _ENDINGS
        )


def _remember(table: dict[str, bool], word: str, value: bool) -> bool:
    """Keeps an answer; a table that an endless text has filled begins anew."""
    if len(table) > _REMEMBERED:
        table.clear()
    table[word] = value
    return value


def of(language: Language) -> Naming:
    """The names' part of a language's data (empty where the language has none of its own)."""
    return _of(language.root or language)


@functools.cache
def _of(language: Language) -> Naming:
    tag = language.language
    own, shared = _table(tag), _table("any")
    own = {**_table(own["like"]), **own} if "like" in own else own
    listed = _lines(f"{tag}.txt")
    translated = _words(own, "common") | _words(own, "peoples")
    for kind in _KNOWN_KINDS:
        translated.update(romanise(w.rstrip("*.")) for w in language.kind(kind))
    translated.update(code.lower() for value in language.kind("currency").values() if value for code in str(value).split())
    particles = frozenset(_words(own, "particle") | _words(shared, "particle"))
    titles = {romanise(w.rstrip("*")).replace("-", " "): v for w, v in language.kind("title").items() if v}
    return Naming(
        listed=bool(listed),
        informed=bool(own),
        nouns=bool(own.get("nouns")),
        cases=bool(own.get("cases")),
        quoted=bool(own.get("quoted")),
        respells=bool(own.get("respells")),
        common=frozenset(translated.union(listed)),
        translated=frozenset(translated),
        also=frozenset(_words(own, "also")),
        leading=frozenset(_words(own, "leading")),
        given=frozenset(_words(own, "given") | _words(shared, "given")),
        family=frozenset(str(own.get("family", "")).split()),
        particles=particles,
        articles=frozenset(_words(own, "article")),
        links=frozenset(_words(own, "link")),
        elisions=frozenset(_words(own, "elision") | _words(shared, "elision")),
        honorifics=frozenset(romanise(w.rstrip("*.")) for w in language.kind("honorific")),
        offices=frozenset(o for w in titles for o in (w.split()[0], w.split()[-1])),
        peoples=frozenset(_words(own, "peoples")),
        titles=titles,
        lands=frozenset(w.lower() for w in language.kind("territory")),
        stems=frozenset(_words(own, "stems") | (_words(shared, "stems") if not listed else frozenset())),
        territories={key: v for w, v in language.kind("territory").items() if v for key in _plainly(romanise(w), particles)},
        syllable=re.compile(own["syllable"]) if "syllable" in own else None,
        calling=_calling(own["calling"], language.suffixes) if "calling" in own else None,
    )


def _calling(table: Mapping[str, Any], endings: frozenset[str]) -> Calling:
    def words(key: str) -> frozenset[str]:
        return frozenset(str(table.get(key, "")).split())

    signs = "".join(str(table.get("signs", "")).split())
    return Calling(
        titles=table["titles"],
        between=words("between"),
        doubtful=words("doubtful"),
        ends=words("ends") | words("agents"),
        agents=words("agents"),
        verb_last=bool(table.get("verb-last")),
        strict=bool(table.get("strict")),
        article=table.get("article", ""),
        foreign=frozenset("".join(words("foreign"))),
        family=words("family"),
        length=table.get("length", 0),
        bodies=tuple(sorted(words("bodies"))),
        vowels=table.get("vowels", True),
        syllables=bool(table.get("syllables")),
        endings=endings,
        han=re.compile(table["han"]) if "han" in table else None,
        han_family=words("han-family"),
        sounds=tuple(table.get("sounds", {}).items()),
        signs=re.compile(f"[{signs}]+(?:[・·•‧･＝=゠][{signs}]+)*") if signs else None,
    )


def _plainly(name: str, particles: frozenset[str]) -> tuple[str, ...]:
    """A folded name as it stands, and with spaces for hyphens and without its particles: Corea del Sur → corea sur."""
    words = name.replace("-", " ").split()
    return tuple(dict.fromkeys((name, " ".join(w for w in words if w not in particles or len(words) == 1))))


@functools.cache
def _table(tag: str) -> dict[str, Any]:
    file = resources.files(languages) / "supplements" / "names" / f"{tag}.toml"
    if not file.is_file():
        return {}
    data: dict[str, Any] = tomli.loads(file.read_text(encoding="utf-8"))
    return data if tag == "any" else data.get("names", {})


def _words(table: Mapping[str, Any], key: str) -> set[str]:
    return {romanise(w) for w in str(table.get(key, "")).split()}


def _lines(name: str) -> list[str]:
    file = resources.files(languages) / "supplements" / "names" / name
    if not file.is_file():
        return []
    return [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


@functools.cache
def _places() -> tuple[list[str], list[str], dict[str, list[int]]]:
    """The places and bodies, a line of spellings each, in lower case and folded; and for each folded spelling the lines it stands in."""
    text = "\n".join(line for name in ("places.txt", "exonyms.txt") for line in _lines(name)).lower()
    low, folded = text.split("\n"), fold(text).split("\n")
    back: dict[str, list[int]] = {}
    for k, line in enumerate(folded):
        for form in line.replace("-", " ").split("|"):
            lines = back.get(form)
            if lines is None:
                back[form] = [k]
            elif lines[-1] != k:
                lines.append(k)
    return low, folded, back


@functools.cache
def adjectives() -> tuple[str, ...]:
    """Beginnings of the endings that make an adjective of a territory's short name (Kina, kineski)."""
    return tuple(sorted(_words(_table("any"), "adjective")))


@functools.cache
def short_lands() -> dict[str, str]:
    """ISO code → the one word of a territory's English name that others do not share and that is not translated (Macedonia, of North Macedonia)."""
    english = languages.load("en")
    known = of(english)
    names = {fold(form): code for form, code in english.kind("territory").items() if code}
    words = [w for name in names for w in name.split()]
    continents = tuple(_words(_table("any"), "stems"))
    found: dict[str, str] = {}
    for name, code in names.items():
        kept = [w for w in name.split() if not known.translates(w)]
        if (
            len(kept) == 1 < len(name.split())
            and len(kept[0]) > _SHORTEST_STEM
            and words.count(kept[0]) == 1
            and not kept[0].startswith(continents)
        ):
            found[code] = kept[0]
    return found


def place(word: str) -> bool:
    """Whether a folded word names a place or body that languages call differently."""
    return word in _places()[2]


@functools.cache
def _sorted_places() -> list[str]:
    return sorted(w for w in _places()[2] if len(w) >= _SHORTEST_STEM)


@functools.lru_cache(maxsize=8192)
def elsewhere(word: str) -> tuple[str, ...]:
    """What other languages call the place or body that one calls ``word`` (folded): spellings in lower case, all scripts; empty if unknown.

    A word that is none may be the case of one (Londynie of Londyn, Neapolu of Neapol).
    """
    low, folded, back = _places()
    known = back.get(word) or back.get(inflected(word, _sorted_places()) or "", [])
    return tuple(dict.fromkeys(form for k in known for line in (low[k], folded[k]) for form in line.split("|")))


def _akin(one: str, other: str) -> bool:
    """Whether two words may be cases of one: the same but for up to three letters at the end."""
    shared = min(len(one), len(other)) - 3
    return one == other or (one[:HEAD] == other[:HEAD] and abs(len(one) - len(other)) <= 3 and one[:shared] == other[:shared])


def inflected(word: str, forms: Sequence[str]) -> str | None:
    """The one of the sorted ``forms`` whose case ``word`` may be: their last letters differ, two of the form's, up to four of the word's."""
    for cut in range(1, min(_CASE, len(word) - _SHORTEST_STEM) + 1):
        stem = word[:-cut]
        i = bisect_left(forms, stem)
        while i < len(forms) and forms[i].startswith(stem):
            if len(forms[i]) - len(stem) <= _NOMINATIVE and " " not in forms[i][len(stem) :]:
                return forms[i]
            i += 1
    return None
