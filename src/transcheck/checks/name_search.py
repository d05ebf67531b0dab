"""Where a name of one text is looked for in another: whether it stands there, in whatever form.

A name is looked for in the whole text that corresponds, not only among the names read there: an ending, a compound, a lower-case adjective, an
exonym, a transliteration or the words of an acronym carry it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck import languages, tags
from transcheck.languages import naming
from transcheck.languages.latin import VOWELS, Words, alike, fold, same_said, telling
from transcheck.model import Name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language
    from transcheck.languages.naming import Calling, Naming
    from transcheck.model import Fact

_LEAST = 3  # letters of a word that may be a name respelled
STEM = 4  # letters of a name that its adjectives and cases keep (Colombia, colombien)
MANY = 120  # names of one passage that are looked for: a passage with more is no prose, and the search stays linear
_SYLLABLE = 5  # letters of the longest syllable of a name written syllable by syllable
_LONG = 8  # letters of a name from which an adjective may take its last two
_ACRONYM = 6  # letters of the longest acronym that the initials of other words may spell out


@dataclass(frozen=True)
class Text:
    """A text in which names are looked for."""

    words: Words
    theirs: Words  # the words of the text that the names stand in
    language: Language
    naming: Naming  # what is known of names in the language that the names stand in
    respelled: bool  # whether either language writes foreign names as they sound
    own_letters: bool  # whether it shares its script with the text the names stand in
    own_language: bool

    @functools.cached_property
    def left_over(self) -> tuple[str, ...]:
        """The capitalised words of the text of which the text that the names stand in has nothing: a name respelled is one of them."""
        known = naming.of(self.language)
        return tuple(
            w
            for w in self.words.glued
            if len(w) >= _LEAST and not (self.theirs.resembles(f := fold(w)) or self.theirs.holds(f) or known.translates(f))
        )


@functools.cache
def territory_forms(language: Language) -> Mapping[str, tuple[str, ...]]:
    """ISO code → what the language calls the territory, folded."""
    forms: dict[str, list[str]] = {}
    for form, code in language.kind("territory").items():
        if code and len(form) > 1:
            forms.setdefault(code, []).append(fold(form))
    for code, name in naming.short_lands().items():  # Macedonia, of North Macedonia
        words = [w for form in forms.get(code, ()) for w in form.replace("-", " ").split()]
        forms.setdefault(code, []).extend(w for w in words if alike(w, name))
    return {code: tuple(found) for code, found in forms.items()}


def stands(form: str, words: Words) -> bool:
    """Whether a spelling stands in the text; of a longer Latin word the last letters may change with its case."""
    if " " in form and form.isascii() and form not in words.folded:
        return words.follow([w[: max(STEM - 1, len(w) - 2)] for w in form.split()])
    if form.isascii() and len(form) > STEM and " " not in form:
        form = form[: -2 if len(form) > STEM + 2 else -1]
    return form in words.folded and (len(form) >= STEM or not form.isascii() or words.holds(form))


def _adjective(form: str, words: Words) -> bool:
    """Whether a word of the text begins as a territory does (Finnland, finnische), a short name before the ending of an adjective (Kina, kineski)."""
    if not form.isascii() or len(form) < STEM:
        return False
    if len(form) > STEM + 1:
        return any(w.startswith(form[: max(STEM, len(form) - STEM)]) for w in words.words)
    stem = form[:-1] if form[-1] in VOWELS else form
    adjectives = tuple(stem + ending for ending in naming.adjectives())
    return any(w.startswith(adjectives) for w in words.words)


def _elsewhere(word: str, text: Text) -> bool:
    return any(stands(form, text.words) for form in naming.elsewhere(word))


def carries(word: str, text: Text) -> bool:
    """Whether a word of a name stands in the text in any of its spellings."""
    words = text.words
    if words.holds(word) or (3 <= len(word) <= _ACRONYM and word in words.initials):
        return True
    if text.own_letters:
        return words.resembles(word) or _elsewhere(word, text)
    if text.naming.calling and text.language.cased:
        return _heard_in((word,), text, text.naming.calling) or _elsewhere(word, text)
    return words.echoes(word, capitals=text.language.cased) or _elsewhere(word, text)


def words_gone(name: Name, text: Text) -> tuple[str, ...]:
    """The words of a name that the text does not carry; none where it carries the name under another form."""
    core = name.core
    if (len(name.text) > _SYLLABLE or not (name.text.isascii() and name.text.isalpha())) and name.text in text.words.text:
        return ()
    if not text.own_letters and (name.kind == "organisation" or not (name.kind == "person" or name.territory or len(core) > 1)):
        return ()  # what is written in another script may be translated or go by other initials: only people and countries are told
    if _in_one(name.key, text.words):
        return ()
    if text.naming.calling and not (text.own_letters or name.territory or name.text.isascii()):
        return () if _called(name, text, text.naming.calling) else core
    missing = tuple(w for w in core if not carries(w, text))
    if not text.own_letters and not name.territory:
        if calling := _spelled(name, text):
            return () if _uttered(name, text, calling) else core
        return core if _silent(core, missing, text) and not _elsewhere(name.key, text) else ()
    if not missing and (core or not text.own_language) and not name.territory:
        return _torn(name, text) if len(core) < name.key.count(" ") and text.own_letters and not text.own_language else ()
    if name.territory and any(
        stands(f, text.words) or _adjective(f, text.words) or _elsewhere(f, text)
        for f in territory_forms(text.language).get(name.territory, ())
    ):
        return ()
    if not core and text.own_language:
        core = tuple(w for w in name.key.split() if len(w) > 1)
        missing = () if any(carries(w, text) for w in core) else core
    if not missing or _elsewhere(name.key, text):
        return ()
    if text.own_language and len(missing) < len(core):
        return tuple(w for w in missing if w == core[-1] and not text.words.roughly(w))
    if not text.own_language:
        missing = _unheard(name, tuple(w for w in missing if not _abbreviated(w, name, text)), text)
        if missing and name.kind != "person" and mostly(name, missing):
            return ()
        if not text.naming.listed and len(missing) < len(core):  # the rest of the name is there: what stands before it may be a word
            missing = tuple(w for w in missing if (w == core[-1] and len(w) >= STEM) or w in text.naming.given)
    return missing


def _unheard(name: Name, missing: tuple[str, ...], text: Text) -> tuple[str, ...]:
    """Those of a name's missing words that are not said by a left-over word of the text: alone, or together with their neighbours."""
    if not missing:
        return missing
    written = list(Words(name.text).spelled)
    spelled = {fold(w): w for w in written}
    if not text.naming.listed:
        missing = tuple(w for w in missing if not any(bare(w, n, text) for n in text.words.names))
    missing = tuple(w for w in missing if not any(sounds_like(spelled.get(w, w), o, text) for o in text.left_over))
    if missing and len(written) > 1 and all(len(w) <= _SYLLABLE for w in written):  # written syllable by syllable
        given = "".join(written[1:])
        if len(given) > STEM and any(same_said(given, o) for o in (*text.words.glued, *text.words.neighbours)):
            return ()
    return missing


def bare(word: str, other: str, text: Text) -> bool:
    """Whether a word is another with the ending of a case or of a woman's name (Harlemista, Mayová), or a compound of it (Newportpolisen)."""
    if not word.startswith(other):
        return False
    tail = len(word) - len(other)
    if tail > _SYLLABLE:
        return len(other) > STEM or (len(other) == STEM and tail > _ACRONYM)
    return text.naming.cases and len(other) >= (STEM if len(word) > _SYLLABLE + _LEAST else _LEAST)


def mostly(name: Name, missing: tuple[str, ...]) -> bool:
    """Whether of a name of three words or more most stand in the text: the rest may be translated. Of a name in syllables all must."""
    joined = any(w.islower() for w in name.text.split())  # two names with an and between them, as often as one
    return 2 * len(missing) < len(name.core) and not joined and any(len(w) > _SYLLABLE for w in name.core)


def sounds_like(word: str, other: str, text: Text) -> bool:
    return same_said(word, other, endings=text.naming.cases, respelled=text.respelled)


def _in_one(key: str, words: Words) -> bool:
    """Whether a name of several words stands in one, or in its adjective, or one word in syllables (Hà Nội, Hanoi)."""
    if " " in key:
        joined = key.replace(" ", "")
        if all(len(w) <= _SYLLABLE for w in key.split()) and joined in words.lone:
            return True
        stem = joined[: -2 if len(joined) > _LONG else -1]  # New York, newyorský; Los Angeles, losangeleský
        return len(stem) > _SYLLABLE and any(w.startswith(stem) and len(w) - len(joined) <= STEM for w in words.words)
    return _SYLLABLE <= len(key) <= 2 * _SYLLABLE and key in words.pairs


def _heard_in(core: tuple[str, ...], text: Text, calling: Calling) -> bool:
    """Whether a text with capitals has a name of a script without them, by its sound."""
    return text.words.calls(core, naming.of(text.language).translates, hushed=calling.syllables, vowels=calling.vowels)


def _spelled(name: Name, text: Text) -> Calling | None:
    """How a text without capitals spells a person's name of a Latin script, where it writes it as it sounds."""
    if name.kind != "person" or name.territory or text.own_letters or text.language.cased or text.naming.calling:
        return None
    calling = naming.of(text.language).calling
    if calling is None or not calling.spells(name.core):
        return None
    return calling if calling.signs is None or len(name.core) > 1 or telling(name.core[0]) else None


def _uttered(name: Name, text: Text, calling: Calling) -> bool:
    """Whether a text without capitals carries a person's name of a Latin script: in its letters, under a known form, or by its sound."""
    if any(text.words.holds(w) or _elsewhere(w, text) for w in (*name.core, name.key)):
        return True
    return text.words.utters(name.core, calling.forms, vowels=calling.vowels, hushed=calling.syllables, signs=calling.signs)


def _called(name: Name, text: Text, calling: Calling) -> bool:
    """Whether a name of a script without capitals stands in the text; one that nothing but its signs tells may be a common word there."""
    if name.kind != "person" and (not telling("".join(name.core)) or text.words.speaks(name.core)):
        return True
    return _heard_in(name.core, text, calling) or any(_elsewhere(w, text) for w in (name.key, *name.core))


def _silent(core: tuple[str, ...], missing: tuple[str, ...], text: Text) -> bool:
    """Whether no word of a name is heard in a text of another script; words too short to be told are heard together only."""
    if any(w not in missing and (telling(w) or _elsewhere(w, text)) for w in core):
        return False
    if len(missing) == len(core) or not text.language.cased:
        return len(missing) == len(core) > 0
    return not text.words.resounds(core, capitals=True)


def _abbreviated(word: str, name: Name, text: Text) -> bool:
    """Whether a word is an abbreviation whose letters the other language orders in its own way (UE, EU; OTAN, NATO)."""
    if not 2 <= len(word) <= _ACRONYM or word.upper() not in name.text:
        return False
    return any(sorted(w) == sorted(word) for w in text.words.names)


def _torn(name: Name, text: Text) -> tuple[str, ...]:
    """Everyday words of a name that the text lacks though it left others of them untranslated (Big Brother → Brother)."""
    if name.key.count(" ") > 1:
        return ()  # of so many words some may be translated and others left
    others = [w for w in name.key.split() if w not in name.core and len(w) >= STEM and not text.naming.translates(w)]
    kept = [w for w in others if w in text.words.names]
    return tuple(w for w in others if not carries(w, text)) if kept and len(kept) < len(others) else ()


def all_names(comparison: Comparison) -> tuple[tuple[tuple[Fact, Name], ...], ...]:
    """The names of the candidate, then of each reference, in order."""
    return tuple(tuple((f, f.value) for f in facts if isinstance(f.value, Name)) for facts in comparison.facts)


def names_in(comparison: Comparison, index: int, segments: tuple[int, ...]) -> Sequence[tuple[Fact, Name]]:
    listed = comparison.once(all_names)[index + 1]
    if not listed or len(comparison.document(index).segments) == 1:
        return listed
    return [(f, f.value) for f in comparison.facts_in(index, segments) if isinstance(f.value, Name)]


def text_for(comparison: Comparison, index: int, other: int, words: Words, theirs: Words) -> Text:
    """The words of document ``index``, for names of document ``other``, whose words are ``theirs``."""
    language = languages.load(comparison.document(index).language)
    foreign = languages.load(comparison.document(other).language)
    known = naming.of(foreign)
    respelled = language is not foreign and (known.respells or naming.of(language).respells)
    return Text(words, theirs, language, known, respelled, language.script == foreign.script, language.language == foreign.language)


def passage(comparison: Comparison, index: int, segments: tuple[int, ...], other: int, theirs: tuple[int, ...]) -> Text:
    """A passage of document ``index``, for names of the passage of document ``other`` that corresponds."""
    return text_for(comparison, index, other, words_of(comparison, index, segments), words_of(comparison, other, theirs))


def words_of(comparison: Comparison, index: int, segments: tuple[int, ...]) -> Words:
    document = comparison.document(index)
    return Words(document.segments[segments[0]].text if len(segments) == 1 else "\n".join(document.segments[s].text for s in segments))


def whole_texts(comparison: Comparison) -> tuple[Words, ...]:
    """The candidate's words, then those of each reference."""
    return tuple(Words(d.text) for d in (comparison.candidate, *comparison.references))


def absent(comparison: Comparison, index: int, other: int, name: Name, words: tuple[str, ...] = ()) -> bool:
    """Whether the whole of document ``index`` carries none of ``words``, or of all a name's words, of document ``other``.

    The family name stands for the whole; of a name of three short syllables (Phạm Minh Chính) only its last does, for the others are shared.
    """
    whole = comparison.once(whole_texts)
    text = text_for(comparison, index, other, whole[index + 1], whole[other + 1])
    if (text.naming.calling and not (text.own_letters or name.territory)) or _spelled(name, text):
        return bool(words_gone(name, text))
    if not words:
        if not words_gone(name, text):
            return False
        syllables = len(name.core) > 2 and all(len(w) <= _SYLLABLE for w in name.core)
        words = name.core[-1:] if syllables else name.core
    return not any(carries(w, text) for w in words)


def calling_of(comparison: Comparison, index: int) -> Calling | None:
    """How a document's language calls people, where it has no capitals to tell them by."""
    return naming.of(languages.load(comparison.document(index).language)).calling


def one_language(comparison: Comparison, reference: int) -> bool:
    return tags.base(comparison.candidate.language) == tags.base(comparison.references[reference].language)
