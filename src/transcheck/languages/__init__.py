"""Languages as data: ``load(tag)`` gives a ``Language`` whose ``scan`` finds every word of its vocabulary in a text, in one pass.

The data files and their fields are described in ``docs/language-data.md``.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import ahocorasick_rs
import msgspec

from transcheck.errors import LanguageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

# Kinds that are looked up word by word (``Language.kind``) and never searched for in running text.
LOOKED_UP = frozenset({"function-word", "pronoun", "auxiliary", "modal", "irregular", "spelling", "contraction", "antonym", "suffix", "role", "dialogue", "topic-marker"})
STEM_TAIL = 6  # letters that may follow a form marked as a stem
_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one form of the vocabulary may mean; ``form`` as the data writes it."""

    kind: str
    value: Any
    form: str
    stem: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence of a form: code-point offsets, everything it may mean, and whether the text has the data's own upper and lower case."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    exact: bool

    def value(self, kind: str) -> Any:
        """The value of the first entry of that kind, or None."""
        return next((e.value for e in self.entries if e.kind == kind), None)


def lower(text: str) -> str:
    """Lower case that never changes the length, so that offsets stay (İ would become two code points)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


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

    def kind(self, name: str) -> Mapping[str, Any]:
        """The vocabulary of one kind: form → value (empty where the language has none)."""
        return self.words.get(name, {})

    @property
    def spaced(self) -> bool:
        """Whether words are separated by spaces."""
        return self.boundary != "none"

    @functools.cached_property
    def date_orders(self) -> tuple[str, ...]:
        """Orders in which readers of the tag read an all-numeric date: one for a tag with a region, every region's for one without."""
        if self.region:
            return (self.date_order,)
        others = (r.get("dates", {}).get("order", self.date_order) for r in self.regions.values())
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
            if (n := r.get("numbers"))
        )
        return tuple(dict.fromkeys((default, *others)))

    @functools.cached_property
    def _forms(self) -> tuple[list[str], list[tuple[Entry, ...]]]:
        forms: dict[str, list[Entry]] = {}
        for kind, table in self.words.items():
            if kind in LOOKED_UP:
                continue
            for form, value in table.items():
                if value is False:
                    continue
                stem = form.endswith("*")
                plain = form.rstrip("*")
                key = _SPACE.sub(" ", lower(plain))
                forms.setdefault(key, []).append(Entry(kind, value, plain, stem))
        return list(forms), [tuple(entries) for entries in forms.values()]

    @functools.cached_property
    def _automaton(self) -> ahocorasick_rs.AhoCorasick:
        return ahocorasick_rs.AhoCorasick(self._forms[0] or ["\0"], matchkind=ahocorasick_rs.MatchKind.Standard)

    def scan(self, text: str) -> list[Hit]:
        """Every occurrence of the vocabulary in ``text``, overlapping ones too, by start then longest first. Linear in the text."""
        low = lower(text)
        if not low.isascii() or "\n" in low or "\t" in low:
            low = _SPACES.sub(" ", low)
        entries = self._forms[1]
        hits = []
        for index, start, end in self._automaton.find_matches_as_indexes(low, overlapping=True):
            found = entries[index]
            kept = self._bounded(low, start, end, found)
            if kept:
                surface = text[start:end]
                hits.append(Hit(start, end, kept, any(e.form == surface for e in kept)))
        hits.sort(key=lambda h: (h.start, -h.end))
        return hits

    def _bounded(self, low: str, start: int, end: int, found: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """The entries that may stand here, given what touches the form on either side."""
        if self.boundary == "none":
            return found if not _latin_inside(low, start, end) else ()
        if start and low[start - 1].isalpha() and low[start].isalpha() and not self._after_clitic(low, start):
            return ()
        if end == len(low) or not low[end].isalpha() or not low[end - 1].isalpha() or self.boundary == "start":
            return found
        tail = end
        while tail < len(low) and low[tail].isalpha():
            tail += 1
        return tuple(e for e in found if e.stem) if tail - end <= STEM_TAIL else ()

    def _after_clitic(self, low: str, start: int) -> bool:
        return any(
            low.startswith(c, start - len(c)) and (start == len(c) or not low[start - len(c) - 1].isalpha()) for c in self.clitics if start >= len(c)
        )


_SPACES = re.compile(r"\s")


def _latin_inside(low: str, start: int, end: int) -> bool:
    """A Latin form that stands inside a longer Latin word, in a script without spaces."""
    def latin(c: str) -> bool:
        return c.isascii() and c.isalpha()

    return bool((start and latin(low[start - 1]) and latin(low[start])) or (end < len(low) and latin(low[end]) and latin(low[end - 1])))


def available() -> tuple[str, ...]:
    """Tags of the languages there is data for, sorted."""
    folder = resources.files(__name__) / "data"
    return tuple(sorted(p.name.removesuffix(".json") for p in folder.iterdir() if p.name.endswith(".json") and p.name != "units.json"))


def load(tag: str) -> Language:
    """The language of a BCP 47 tag; script and region narrow it where the data knows them (zh-Hant, en-GB).

    Raises LanguageError for a malformed tag and for a language without data.
    """
    if not _TAG.fullmatch(tag):
        raise LanguageError(f"“{tag}” is not a language tag (expected one like en, vi or zh-Hans).")
    return _load(tag)


@functools.cache
def _load(tag: str) -> Language:
    parts = tag.split("-")
    base = parts[0].lower()
    script = next((p.title() for p in parts[1:] if len(p) == 4 and p.isalpha()), None)
    region = next((p.upper() for p in parts[1:] if (len(p) == 2 and p.isalpha()) or (len(p) == 3 and p.isdigit())), None)
    data = _file(_stored(base, script, region))
    if data is None:
        raise LanguageError(f"There is no language data for “{tag}”; `transcheck rules X901` lists the languages that can be checked.")
    local = data.get("regions", {}).get(region, {}) if region else {}
    numbers = {**data["numbers"], **local.get("numbers", {})}
    dates = {**data["dates"], **local.get("dates", {})}
    return Language(
        tag=tag,
        language=base,
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
    )


# CLDR's parent locales and macro-languages: tag as people write it → tag of the data file
ALIASES = {"no": "nb", "iw": "he", "in": "id", "tl": "fil", "zh": "zh", "cmn": "zh", "sh": "sr", "mo": "ro", "ji": "yi", "arb": "ar", "msa": "ms", "fas": "fa"}
_HANT_REGIONS = frozenset({"TW", "HK", "MO"})


def _stored(base: str, script: str | None, region: str | None) -> str:
    base = ALIASES.get(base, base)
    if base == "zh" and (script == "Hant" or (script is None and region in _HANT_REGIONS)):
        return "zh-Hant"
    if script and (resources.files(__name__) / "data" / f"{base}-{script}.json").is_file():
        return f"{base}-{script}"
    return base


def _file(name: str) -> dict[str, Any] | None:
    folder = resources.files(__name__)
    generated = folder / "data" / f"{name}.json"
    if not generated.is_file():
        return None
    data: dict[str, Any] = msgspec.json.decode(generated.read_bytes())
    for supplement in _supplements(name):
        _merge(data, tomllib.loads(supplement.read_text(encoding="utf-8")))
    return data


def _supplements(name: str) -> Iterator[Traversable]:
    """The hand-written files of a language: ``supplements/<tag>.toml``, then those of its folders (cues, …) by name."""
    folder = resources.files(__name__) / "supplements"
    if folder.is_dir():
        families = sorted((f for f in folder.iterdir() if f.is_dir()), key=lambda f: f.name)
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
    return (h for h in hits if any(e.kind == kind for e in h.entries))
