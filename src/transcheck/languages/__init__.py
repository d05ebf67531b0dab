"""Languages as data: ``load(tag)`` gives a ``Language`` whose ``scan`` finds every word of its vocabulary in a text, in one pass.

The data files and their fields are described in ``docs/language-data.md``.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import ahocorasick_rs
import msgspec
import tomli

from transcheck import tags
from transcheck.errors import LanguageError
from transcheck.languages.numerals import Grammar

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# Kinds that are looked up word by word (``Language.kind``) and never searched for in running text.
LOOKED_UP = frozenset(
    {
        "function-word", "pronoun", "auxiliary", "modal", "honorific", "irregular", "spelling", "contraction", "antonym", "suffix", "role",
        "abbreviation", "sentence-start", "ordinal-stop", "dialogue", "topic-marker", "tongue", "agent", "quotative", "calendar", "short-date-order", "text-date-order", "unusual-date",
        "abbreviated", "denial-prefix", "denial-inside", "contrast", "belonging",
    }
)  # fmt: skip
# Scripts without capitals
UNCASED = frozenset(
    [
        "Hans",
        "Hant",
        "Jpan",
        "Kore",
        "Thai",
        "Laoo",
        "Khmr",
        "Mymr",
        "Arab",
        "Hebr",
        "Deva",
        "Beng",
        "Guru",
        "Gujr",
        "Orya",
        "Taml",
        "Telu",
        "Knda",
        "Mlym",
        "Sinh",
        "Ethi",
        "Tibt",
        "Geor",
        "Thaa",
        "Syrc",
        "Nkoo",
        "Tfng",
        "Olck",
    ]
)
STEM_TAIL = 6  # letters that may follow a form marked as a stem
_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r"\s")
_CROWDED = frozenset({"unit", "currency", "hour", "minute", "second", "magnitude"})  # kinds whose short forms need a numeral beside them
_VOWELS = frozenset("aeiouyàáâäåæèéêëìíîïòóôöøùúûüýăąęıőűаеёиоуыэюяіїєαάεέηήιίοόυύωώ")
_NUMERAL = frozenset({"number", "number-glued", "number-after", "ordinal", "magnitude", "fraction", "fraction-after", "fraction-before"})
_PART = frozenset({"numeral-part"})
_WORDS_OF_TWO = frozenset({"magnitude", "unit"})
_SPANS = frozenset({"year", "month", "day", "hour"})
_BLANK = frozenset(" -")
# Letters whose capital is also another letter's (ı and i: I) are kept apart by a code point of private use.
_UNTITLED = {ord(c): 0xE000 + i for i, c in enumerate("ıµſςϐϑϕϖϰϱϵẛι\u0345")}
_TWO_TO_ONE = re.compile(f"[{''.join(map(chr, _UNTITLED))}]")
# letters of Indic scripts with a dot below: one code point, or a letter and the dot, which NFC keeps apart
_DOTTED = {
    unicodedata.normalize("NFC", c): c
    for c in map(chr, (*range(0x958, 0x960), 0x9DC, 0x9DD, 0x9DF, 0xA33, 0xA36, *range(0xA59, 0xA5C), 0xA5E, 0xB5C, 0xB5D))
}
_NUKTA = re.compile("[\u0958-\u095f\u09dc\u09dd\u09df\u0a33\u0a36\u0a59-\u0a5e\u0b5c\u0b5d\u093c\u09bc\u0a3c\u0b3c]")
_LEADING = frozenset(
    "เแโใไເແໂໃໄ\u17d2\u1039"
)  # what belongs to the consonant after it: vowel signs of Thai and Lao, the signs that stack letters in Khmer and Burmese
_TRAILING = frozenset("ะาำๅະາຳ")  # and those that are letters after it


class Entry(msgspec.Struct, frozen=True):
    """What one form of the vocabulary may mean; ``form`` as the data writes it."""

    kind: str
    value: Any
    form: str
    stem: bool = False


class Hit(msgspec.Struct, frozen=True):
    """An occurrence of a form: code-point offsets, everything it may mean, and whether the text has the data's own upper and lower case.

    ``kinds`` are those of its entries; "numeral-part" marks the beginning of a word that may be a compound numeral and has no entry.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    exact: bool
    kinds: frozenset[str] = frozenset()

    def value(self, kind: str) -> Any:
        """The value of the first entry of that kind, or None."""
        return next((e.value for e in self.entries if e.kind == kind), None)


class _Form(msgspec.Struct, frozen=True):
    """A form of the vocabulary in lower case, with what decides whether it may stand where it was found."""

    entries: tuple[Entry, ...]
    kinds: frozenset[str]
    surfaces: tuple[str, ...]
    stems: _Form | None  # the entries that may be followed by an ending
    free: _Form | None  # those that need no numeral beside them
    first: bool  # begins with a letter
    last: bool  # ends with a letter
    crowded: bool  # needs a numeral beside it
    numeral: bool
    whole: bool  # ends with a letter that no ending and no other numeral may follow


def lower(text: str) -> str:
    """Lower case that never changes the length, so that offsets stay (İ would become two code points)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@functools.lru_cache(maxsize=32)
def _scanned(language: Language, text: str) -> list[Hit]:
    """A sentence read for its facts is read again by the rules that compare sentences."""
    return language._scan(text)


def _headed(low: str) -> str:
    """Lower case with a capital at the beginning of each word, length kept: what begins with a letter is then found at beginnings only."""
    if not low.isascii():
        low = low.translate(_UNTITLED) if _TWO_TO_ONE.search(low) else low
    titled = low.title()
    return titled if len(titled) == len(low) else "".join(t if len(t) == 1 else c for c, t in zip(low, _titles(low), strict=True))


def _titles(low: str) -> Iterator[str]:
    inside = False
    for c in low:
        yield c if inside else c.title()
        inside = c.islower() or c.isupper() or c.istitle()


@dataclass(frozen=True, eq=False)
class Language:
    """One language, with or without a region. Immutable and cached: two loads of a tag give the same object."""

    tag: str
    language: str
    region: str | None
    name: str
    script: str
    direction: str
    boundary: str
    clitics: tuple[str, ...]
    decimal: str
    groups: tuple[str, ...]
    digits: tuple[str, ...]
    date_order: str
    date_separators: tuple[str, ...]
    hours: int
    quotes: tuple[tuple[str, str], ...]
    regions: Mapping[str, Mapping[str, Any]] = field(repr=False)
    words: Mapping[str, Mapping[str, Any]] = field(repr=False)
    sources: tuple[str, ...] = ()
    spelling: Mapping[str, Any] = field(default_factory=dict, repr=False)
    suffixes: frozenset[str] = frozenset()
    harmony: tuple[str, ...] = ()
    sunrise: int = 0
    root: Language | None = field(default=None, repr=False)  # the language of the same data without a region: their vocabulary is one

    def kind(self, name: str) -> Mapping[str, Any]:
        """The vocabulary of one kind: form → value (empty where the language has none)."""
        return self.words.get(name, {})

    @property
    def spaced(self) -> bool:
        """Whether words are separated by spaces."""
        return self.boundary != "none"

    @property
    def cased(self) -> bool:
        """Whether the script has capitals."""
        return self.script not in UNCASED

    @functools.cached_property
    def date_orders(self) -> tuple[str, ...]:
        """Orders in which readers of the tag read an all-numeric date: one for a tag with a region, every region's for one without."""
        if self.region:
            return (self.date_order,)
        others = (r.get("dates", {}).get("order", self.date_order) for r in self.regions.values() if not r.get("minor"))
        return tuple(dict.fromkeys((self.date_order, *others)))

    @functools.cached_property
    def number_signs(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """(decimal sign, grouping signs) of the tag: the default first, then those of other regions where the tag names none."""
        default = (self.decimal, self.groups)
        if self.region:
            return (default,)
        others = (
            (n.get("decimal", self.decimal), tuple(n.get("groups", self.groups)))
            for r in self.regions.values()
            if (n := r.get("numbers")) and not r.get("minor")
        )
        return tuple(dict.fromkeys((default, *others)))

    @functools.cached_property
    def grammar(self) -> Grammar:
        """How the language composes spelled-out numbers."""
        return Grammar.of_language(self)

    @functools.cached_property
    def numeral_forms(self) -> Mapping[str, tuple[Entry, ...]]:
        """The words that spelled-out numbers are made of, in lower case; no abbreviations of one letter (5M), which stand in no word."""
        if self.root:
            return self.root.numeral_forms
        keys, forms = self._forms
        return {
            k: f.entries
            for k, f in zip(keys, forms, strict=True)
            if (f.numeral or "ambiguous" in f.kinds) and not (len(k) == 1 and k.isascii())
        }

    @functools.cached_property
    def _forms(self) -> tuple[list[str], list[_Form]]:
        if self.root:
            return self.root._forms
        table: dict[str, list[Entry]] = {}
        for kind, words in self.words.items():
            if kind in LOOKED_UP:
                continue
            for form, value in words.items():
                if value is False:
                    continue
                plain = form.rstrip("*")
                key = plain.lower()
                if len(key) != len(plain):
                    key = lower(plain)
                entry = Entry(kind, value, plain, len(plain) != len(form))
                known = table.get(key)
                if known is None:
                    table[key] = [entry]
                else:
                    known.append(entry)
        for sign in "’ʼ":
            if sign in "".join(table):
                for key in [k for k in table if sign in k]:
                    table.setdefault(key.replace(sign, "'"), []).extend(table.pop(key))
        for key in [k for k in table if _NUKTA.search(k)]:  # one sign or two: both are written, and no normal form joins them
            for variant in {unicodedata.normalize("NFC", key), _joined(key)} - {key}:
                table.setdefault(variant, table[key])
        return list(table), [_form(k, entries, self.spaced, self.glued) for k, entries in table.items()]

    @functools.cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        if self.root:
            return self.root._automaton
        keys = self._forms[0] or ["\0"]
        return ahocorasick_rs.AhoCorasick(
            list(map(_headed, keys)) if self._whole_words else keys, matchkind=ahocorasick_rs.MatchKind.Standard
        )

    @property
    def _whole_words(self) -> bool:
        """Whether a form that begins with a letter stands only at the beginning of a word."""
        return self.boundary == "word" and not self.clitics

    def scan(self, text: str) -> list[Hit]:
        """Every occurrence of the vocabulary in ``text``, overlapping ones too, by start then longest first. Linear in the text.

        The list is shared by those who ask for the same text again: not to be changed.
        """
        return _scanned(self, text)

    def _scan(self, text: str) -> list[Hit]:
        low = lower(text)
        if not low.isascii() and _SURROGATE.search(low):
            low = _SURROGATE.sub("\ufffd", low)  # half a character, from a broken decoder: the automaton reads UTF-8
        if not low.isascii() or "\n" in low or "\t" in low:
            low = _SPACES.sub(" ", low)
            low = low.replace("’", "'").replace("ʼ", "'")
        forms = self._forms[1]
        end_of_text = len(low)
        bounded = _unspaced if self.boundary == "none" else self._chained(set()) if self.boundary == "start" else self._bounded
        vowelled = self.script == "Arab"  # ألفاً is ألفا
        endless = not self.suffixes and self._whole_words
        hits = []
        for index, start, end in self._automaton.find_matches_as_indexes(_headed(low) if self._whole_words else low, overlapping=True):
            found = forms[index]
            if vowelled and end < end_of_text and low[end] in _VOWEL_SIGNS:
                end += 1
            if endless and found.whole and end < end_of_text and ((c := low[end]).isalpha() or (c > "\u02ff" and letter(c))):
                continue  # the beginning of another word: what most matches of a short form are
            form = bounded(low, start, end, found)
            if form is None:
                continue
            if form.crowded:
                form = _crowded(low, start, end, form)
                if form is None:
                    continue
            hits.append(Hit(start, end, form.entries, text[start:end] in form.surfaces, form.kinds))
        hits.sort(key=_order)
        return hits

    @functools.cached_property
    def _suffix_heads(self) -> frozenset[str]:
        return frozenset(s[0] for s in self.suffixes)

    def _bounded(self, low: str, start: int, end: int, form: _Form) -> _Form | None:
        """The entries that may stand here, given what touches the form on either side."""
        if (
            start
            and form.first
            and ((c := low[start - 1]).isalpha() or (c > "\u02ff" and letter(c)))
            and not self._after_clitic(low, start)
        ):
            return None
        if end == len(low) or not form.last or not ((c := low[end]).isalpha() or (c > "\u02ff" and letter(c))):
            return form
        part = _PARTIAL if form.numeral and self.glued else None
        stems = form.stems
        if stems is None and low[end] not in self._suffix_heads:
            return part
        tail = end + 1
        limit = min(len(low), end + STEM_TAIL + 3)
        while tail < limit and letter(low[tail]):
            tail += 1
        lone = end - start == 1 and low[start] > "\x7f" and not form.numeral  # ሰ is a second, ሰዎች are people
        if low[end:tail] in self.suffixes and not lone and not (form.numeral and self._discord(low[start:end], low[end:tail])):
            return form
        return stems if stems is not None and tail - end <= STEM_TAIL else part

    def _discord(self, stem: str, ending: str) -> bool:
        """Whether the vowels of an ending are of another class than the stem's last: no ending of it (bin, a thousand; bina, a building)."""
        last = next((h for c in reversed(stem) for h in self.harmony if c in h), "")
        first = next((h for c in ending for h in self.harmony if c in h), "")
        return bool(last and first) and last != first

    def _chained(self, ends: set[int]) -> Callable[[str, int, int, _Form], _Form | None]:
        """Bounds for a script whose words take particles and whose counts run together (1억2천만원을): what follows digits may go on."""

        def bounded(low: str, start: int, end: int, form: _Form) -> _Form | None:
            if start and (start in ends or low[start - 1].isdigit()):
                ends.add(end)
                return form
            found = self._bounded(low, start, end, form)
            if found is None and end - start > 2 and not (start and low[start - 1].isalpha()):
                return form
            return found

        return bounded

    @functools.cached_property
    def glued(self) -> bool:
        """Whether numerals are written as one word."""
        return bool(self.spelling.get("glued"))

    @functools.cached_property
    def _prefixes(self) -> tuple[frozenset[str], int, frozenset[str]]:
        """The clitics, the longest one's length, and their last letters."""
        return frozenset(self.clitics), max(map(len, self.clitics), default=0), frozenset(c[-1] for c in self.clitics)

    def _after_clitic(self, low: str, start: int) -> bool:
        clitics, longest, last = self._prefixes
        if low[start - 1] not in last:
            return False
        for before in range(start - 1, max(start - longest, 0) - 1, -1):
            if before == 0 or not low[before - 1].isalpha():
                return low[before:start] in clitics
        return False


_VOWEL_SIGNS = frozenset(map(chr, range(0x64B, 0x653)))  # short vowels and nunation

_PARTIAL = _Form((), _PART, (), None, None, True, True, False, True, False)


_SURROGATE = re.compile("[\ud800-\udfff]")


def letter(c: str) -> bool:
    """A letter, or a mark that is part of one (vowel signs of Indic scripts)."""
    return c.isalpha() or (c > "\u02ff" and unicodedata.category(c)[0] == "M")


def _joined(key: str) -> str:
    for pair, sign in _DOTTED.items():
        key = key.replace(pair, sign)
    return key


def _order(hit: Hit) -> tuple[int, int]:
    return hit.start, -hit.end


def _form(key: str, entries: list[Entry], spaced: bool, glued: bool) -> _Form:
    """Compiles a form; of short abbreviations (m, in, Tr) the entries of measure stand only beside a numeral."""
    if len(key) > 2 and len(entries) == 1 and not entries[0].stem:  # nearly all
        only = entries[0]
        kinds = _kind(only.kind)
        last, numeral = letter(key[-1]), only.kind in _NUMERAL
        return _Form((only,), kinds, (only.form,), None, None, key[0].isalpha(), last, False, numeral, last and not (numeral and glued))
    crowded = (
        len(key) <= 2
        and key.isalpha()
        and key[0] < "\u0900"
        and (spaced or key.isascii())
        and not (len(key) == 2 and _VOWELS.isdisjoint(key) and key[0] < "\u0590")
    )
    european = key[0] < "\u0590"  # elsewhere a word of two letters (سو, a hundred; فٹ, a foot) may be a whole word
    measures = (
        [e for e in entries if e.kind in _CROWDED and (european or e.kind not in _WORDS_OF_TWO) and not _spelled(e)] if crowded else []
    )
    free = _plain(key, [e for e in entries if e.kind not in _CROWDED], None, None) if measures and len(measures) < len(entries) else None
    endless = [e for e in entries if e.stem]
    stems = None
    if endless:
        begins = glued and any(e.kind in _NUMERAL and not e.stem for e in entries)
        stems = _plain(key, endless, None, None, extra=_PART if begins else frozenset())
    return _plain(key, entries, stems, free, bool(measures), glued=glued)


@functools.cache
def _kind(name: str) -> frozenset[str]:
    return frozenset((name,))


def _spelled(entry: Entry) -> bool:
    """A whole word of two letters for a span of time (an, ay, år): it may follow a number in words."""
    return entry.kind == "unit" and entry.value in _SPANS and len(entry.form) == 2 and entry.form.islower()


def _plain(
    key: str,
    entries: list[Entry],
    stems: _Form | None,
    free: _Form | None,
    crowded: bool = False,
    *,
    extra: frozenset[str] = frozenset(),
    glued: bool = False,
) -> _Form:
    kinds = frozenset([e.kind for e in entries]) | extra
    surfaces = tuple(dict.fromkeys([e.form for e in entries]))
    last, numeral = letter(key[-1]), not _NUMERAL.isdisjoint(kinds)
    whole = last and stems is None and not (numeral and glued)
    return _Form(tuple(entries), kinds, surfaces, stems, free, key[0].isalpha(), last, crowded, numeral, whole)


def _crowded(low: str, start: int, end: int, form: _Form) -> _Form | None:
    """An abbreviation of a measure beside digits (5 m, $ 5), else its other meanings."""
    before = start - 1 if start and low[start - 1] in _BLANK else start
    if before > 0 and low[before - 1].isdigit():
        return form
    if "currency" in form.kinds:
        after = end + 1 if end < len(low) and low[end] in " ." else end
        if after < len(low) and low[after].isdigit():
            return form
    return form.free


def _unspaced(low: str, start: int, end: int, form: _Form) -> _Form | None:
    """In a script without spaces a Latin form inside a longer Latin word does not count, nor one that cuts a syllable in two (สาม in สามารถ)."""
    if start and low[start - 1] in _LEADING:
        return None
    if end < len(low) and (c := low[end]) > "\u0dff" and c < "\u1800" and (c in _TRAILING or unicodedata.category(c)[0] == "M"):
        return None
    if form.first and start and low[start].isascii() and (c := low[start - 1]).isascii() and c.isalpha():
        return None
    if form.last and end < len(low) and low[end - 1].isascii() and (c := low[end]).isascii() and c.isalpha():
        return None
    return form


def available() -> tuple[str, ...]:
    """Tags of the languages there is data for, sorted."""
    folder = resources.files(__name__) / "data"
    return tuple(sorted(p.name.removesuffix(".json") for p in folder.iterdir() if p.name.endswith(".json") and p.name not in _TABLES))


def lacking(tag: str) -> str | None:
    """Why nothing can be checked in the language of a tag, None where there is data for it. Raises LanguageError for a malformed tag."""
    tags.canonical(tag)
    try:
        load(tag)
    except LanguageError as error:
        return str(error)
    return None


@functools.cache
def load(tag: str) -> Language:
    """The language of a BCP 47 tag; script and region narrow it where the data knows them (zh-Hant, en-GB).

    Raises LanguageError for a malformed tag and for a language without data.
    """
    parts = tags.canonical(tag).split("-")
    script = next((p.title() for p in parts[1:] if len(p) == 4 and p.isalpha()), None)
    region = next((p.upper() for p in parts[1:] if (len(p) == 2 and p.isalpha()) or (len(p) == 3 and p.isdigit())), None)
    stored = _stored(tags.base(parts[0]), script, region)
    data = _file(stored)
    if data is None:
        raise LanguageError(f"There is no language data for “{tag}”; `transcheck rules X901` lists the languages that can be checked.")
    return from_data(tag, data, region, None if tag == stored else load(stored))


def from_data(tag: str, data: Mapping[str, Any], region: str | None = None, root: Language | None = None) -> Language:
    """The language that ``data``, generated file and supplements together, describes; ``root`` is the one of the same data without a region."""
    local = data.get("regions", {}).get(region, {}) if region else {}
    numbers = {**data["numbers"], **local.get("numbers", {})}
    dates = {**data["dates"], **local.get("dates", {})}
    return Language(
        tag=tag,
        language=tags.base(tags.canonical(tag)),
        region=region,
        name=data["name"],
        script=data["script"],
        direction=data.get("direction", "ltr"),
        boundary=data.get("boundary", "word"),
        clitics=tuple(data.get("clitics", ())),
        decimal=numbers["decimal"],
        groups=tuple(numbers["groups"]),
        digits=tuple(numbers.get("digits", ())),
        date_order=dates["order"],
        date_separators=tuple(dates.get("separators", "/-.")),
        hours=local.get("hours", data.get("hours", 24)),
        quotes=tuple((a, b) for a, b in local.get("quotes", data["quotes"])),
        regions=MappingProxyType(data.get("regions", {})),
        words=MappingProxyType(data["words"]),
        sources=tuple(data.get("sources", ())),
        spelling=MappingProxyType(data.get("spelling", {})),
        suffixes=frozenset(data.get("suffixes", ())),
        harmony=tuple(data.get("harmony", ())),
        sunrise=data.get("sunrise", 0),
        root=root,
    )


_HANT_REGIONS = frozenset({"TW", "HK", "MO"})


def _stored(first: str, script: str | None, region: str | None) -> str:
    if first == "zh" and (script == "Hant" or (script is None and region in _HANT_REGIONS)):
        return "zh-Hant"
    if script and (resources.files(__name__) / "data" / f"{first}-{script}.json").is_file():
        return f"{first}-{script}"
    return first


_TABLES = frozenset({"units.json", "codes.json"})  # of no language


@functools.cache
def _file(name: str) -> dict[str, Any] | None:
    folder = resources.files(__name__)
    generated = folder / "data" / f"{name}.json"
    if not generated.is_file():
        return None
    data: dict[str, Any] = msgspec.json.decode(generated.read_bytes())
    merge_supplements(data, name)
    return data


def merge_supplements(data: dict[str, Any], name: str, *, without: str = "") -> None:
    """Lays the hand-written files of a language over its generated data; ``without`` is a folder of them to leave out."""
    for supplement in _supplements(name, without):
        extra = tomli.loads(supplement.read_text(encoding="utf-8"))
        for kind, table in extra.pop("forms", {}).items():
            words = extra.setdefault("words", {}).setdefault(kind, {})
            for value, forms in table.items():
                meaning = int(value) if value.isdigit() else value
                words.update((form, meaning) for form in forms)
        _merge(data, extra)


def _supplements(name: str, without: str) -> Iterator[Traversable]:
    """The hand-written files of a language: what all share (``und.toml``), ``supplements/<tag>.toml``, then those of its folders (cues, …) by name."""
    folder = resources.files(__name__) / "supplements"
    if folder.is_dir():
        families = sorted((f for f in folder.iterdir() if f.is_dir() and f.name != without), key=lambda f: f.name)
        yield folder / "und.toml"
        yield from (file for place in (folder, *families) if (file := place / f"{name}.toml").is_file())


def _merge(into: dict[str, Any], extra: Mapping[str, Any]) -> None:
    for key, value in extra.items():
        if isinstance(value, Mapping) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value


@functools.cache
def units() -> Mapping[str, Mapping[str, Any]]:
    """Unit id → its dimension, base unit, factor and offset."""
    data: dict[str, Mapping[str, Any]] = msgspec.json.decode((resources.files(__name__) / "data" / "units.json").read_bytes())
    return MappingProxyType(data)


def kinds(hits: list[Hit], kind: str) -> Iterator[Hit]:
    """The hits that may be of one kind."""
    return (h for h in hits if kind in h.kinds)
