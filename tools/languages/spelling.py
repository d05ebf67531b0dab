"""The vocabulary of spelled-out numbers: learnt from the spellings that CLDR's rules give, checked with our own reader.

Every rule set of a locale spells a wide sample of numbers. A spelling that the reader cannot read yet names a word it does not know, or uses
a construction its grammar was not told of: each is tried as what it could be, the simplest first, and kept when the spelling then reads
as the number it is. What cannot be learnt is counted and shown.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from typing import TYPE_CHECKING, Any

from rbnf import NotSpelled, Spelling

from transcheck.languages import Entry, Language
from transcheck.languages.numeral_atoms import atom_of, splits
from transcheck.languages.numeral_grammar import Atom, Grammar
from transcheck.languages.numeral_sums import compose
from transcheck.languages.numerals import read_numerals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cldr import Cldr

SAMPLE = (
    *range(131), *range(180, 241), *range(296, 312), *range(395, 425, 3), *range(500, 1000, 37), *range(990, 1035), *range(1099, 1132),
    *range(1234, 2000, 97), *range(1895, 2060), *range(2100, 10000, 731), 10000, 10001, 10010, 10100, 11000, 11011, 12345, 15000, 20000, 20020,
    21000, 25000, 30000, 50000, 62000, 99999, 100000, 100001, 101000, 110000, 115000, 123456, 200000, 210000, 250000, 300000, 345678, 400000, 500000,
    531000, 600000, 700000, 800000, 900000, 999999, 1000000, 1000001, 1000005, 1001000, 1100000, 1200000, 1500000, 1234567, 2000000, 2000200, 2500000,
    3000000, 5000000, 7000000, 10000000, 11000000, 12000000, 15000000, 20000000, 21000000, 35000000, 50000000, 75250000, 100000000, 120000000,
    123456789, 200000000, 250000000, 300000000, 500000000, 999000000, 10**9, 10**9 + 1, 12 * 10**8, 2 * 10**9, 25 * 10**8, 5 * 10**9, 10**10, 12 * 10**9,
    2 * 10**10, 3 * 10**10, 10**11, 15 * 10**10, 10**12, 2 * 10**12, 5 * 10**12,
)  # fmt: skip
EASY = sorted({*range(21), *range(30, 100, 10)})
POWERS = (10, 100, 1000, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**10, 10**11, 10**12)
KINDS = ("number", "ordinal", "magnitude", "numeral-link", "number-glued")
_SPLIT = re.compile(r"([ \u200b\u200c]+|,\s*|-|\u00ad)")
_SUBLOCALES = {"fr": ("fr-BE", "fr-CH"), "pt": ("pt-PT",), "en": ("en-IN",), "es": ("es-419",), "fa": ("fa-AF",), "de": ("de-CH",)}
RULES_OF = {"nb": "no", "zh-Hant": "zh-Hant", "sr-Latn": "sr-Latn"}
_RARE = re.compile(r"-(essive|translative)(-plural)?$|ive-plural$")
_CHARACTERWISE = frozenset({"Hans", "Hant", "Jpan", "Kore"})


@dataclasses.dataclass(frozen=True)
class Spelled:
    """A number as one rule set writes it, soft hyphens kept."""

    text: str
    value: int
    ordinal: bool
    year: bool = False  # some languages read a year as an ordinal

    @property
    def plain(self) -> str:
        return re.sub(r"\s+", " ", self.text.replace("\u00ad", "").replace("\u200b", "")).strip()


def spelled(cldr: Cldr, locale: str) -> list[Spelled]:
    """Every distinct spelling of the sample; numbers of one word first, then ascending."""
    found: dict[tuple[str, int, bool, bool], None] = {}
    base = RULES_OF.get(locale, locale)
    cardinals, ordinals = cldr.supplemental("plurals")["plurals-type-cardinal"], cldr.supplemental("ordinals")["plurals-type-ordinal"]
    for name in (base, *_SUBLOCALES.get(locale, ())):
        groups = cldr.rules(name).get("SpelloutRules")
        if not groups:
            continue
        language = name.split("-")[0]
        plurals = {"cardinal": _categories(cardinals.get(language, {})), "ordinal": _categories(ordinals.get(language, {}))}
        if name != base:
            groups = {**cldr.rules(base)["SpelloutRules"], **groups}
        rules = Spelling({k: v for k, v in groups.items() if isinstance(v, list)}, plurals)
        sets = sorted(
            (s for s in rules.sets if s.startswith("%spellout") and not _RARE.search(s)), key=lambda s: ("ordinal" in s, "year" in s, s)
        )
        for n in sorted(SAMPLE, key=lambda n: (n not in EASY, n)):
            for rule_set in sets:
                if ("year" in rule_set and not 1100 <= n < 2100) or ("ordinal" in rule_set and n > 1000000):
                    continue
                try:
                    text = rules.spell(rule_set, n)
                except NotSpelled:
                    continue
                text = re.sub(r"[\u00a0\s]+", " ", text.replace("‘", "")).strip()
                if text and not re.search(r"\d", text):
                    found.setdefault((text, n, "ordinal" in rule_set, "year" in rule_set), None)
    unique: dict[tuple[str, bool], set[int]] = {}
    for text, n, ordinal, _ in found:
        unique.setdefault((text, ordinal), set()).add(n)
    # a text that stands for two numbers is a gap in the rules
    good = [Spelled(text, n, ordinal, year) for text, n, ordinal, year in found if len(unique[text, ordinal]) == 1]
    cardinal = {s.plain for s in good if not s.ordinal}
    good = [s for s in good if not (s.ordinal and s.plain in cardinal) and s.plain]
    return sorted(good, key=lambda s: (s.year, s.ordinal, s.value not in EASY, s.value))


def _categories(rules: dict[str, str]) -> dict[str, str]:
    return {k.removeprefix("pluralRule-count-"): v for k, v in rules.items()}


@dataclasses.dataclass(frozen=True)
class Piece:
    text: str
    gap: str  # what stands before it: "joined", "hyphen", "glued", "comma"


class Learner:
    """Learns the words of one language from its spellings; ``language`` holds what is known by hand."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.known: dict[str, list[Entry]] = {k: list(v) for k, v in language.numeral_forms.items()}
        self.given = {k: {e.kind for e in v} for k, v in self.known.items()}
        self.links = {k.lower() for k, v in language.kind("numeral-link").items() if v is not False}
        self.heard = 0
        # words of CLDR's rules that the supplement takes back
        self.rejected = {k.lower() for kind in KINDS for k, v in language.kind(kind).items() if v is False}
        self.prefixes = {k.lower() for k in language.kind("ordinal-prefix")}
        self.learnt: dict[str, dict[str, int]] = {kind: {} for kind in KINDS}
        self.spelling: dict[str, Any] = dict(language.spelling)
        self.given_spelling = frozenset(language.spelling)
        self.standalone: set[str] = set()
        self.grammar = language.grammar

    # --- the loop ---------------------------------------------------------------------------------------------------

    def learn(self, samples: list[Spelled]) -> list[Spelled]:
        """Learns what it can; gives the samples that stay unread."""
        self.standalone = {w.replace("\u00ad", "").lower() for s in samples for w in re.split(r"[ \u200b,-]+", s.text)}
        if any(re.search(r"\w\u00ad\w", s.text) for s in samples):
            self.spelling["glued"] = True
        self.refresh()
        samples = [s for s in samples if self.rejected.isdisjoint(re.split(r"[ -]+", s.plain.lower()))]
        self.heard = len(samples)
        if self.spelling.get("learn", True):  # a supplement that has every word says so
            for sample in samples:
                if not self.reads(sample):
                    self.teach(sample)
            self.settle_links(samples)
        language = self.taught()
        # zero and one alone are words that the reader does not assert
        return [s for s in samples if s.value > 1 and not read_as(language, s)]

    def refresh(self) -> None:
        self.grammar = dataclasses.replace(
            Grammar.of_language(dataclasses.replace(self.language, spelling=self.spelling)),
            links=frozenset(self.links),
            forms={k: tuple(v) for k, v in self.known.items()},
            longest=max(map(len, self.known), default=0),
        )

    def taught(self) -> Language:
        """The language with what was learnt."""
        words = {k: dict(v) for k, v in self.language.words.items()}
        for kind, table in self.tables().items():
            merged = words.setdefault(kind, {})
            for form, value in table.items():
                merged.setdefault(form, value)
        return dataclasses.replace(self.language, words=words, spelling=self.spelling)

    def tables(self) -> dict[str, dict[str, int]]:
        return {kind: dict(sorted(table.items())) for kind, table in self.learnt.items() if table}

    # --- reading by pieces ------------------------------------------------------------------------------------------

    def pieces(self, sample: Spelled) -> list[Piece]:
        if (
            self.language.script in _CHARACTERWISE
            and " " not in sample.text
            and "\u00ad" not in sample.text
            and self.language.script != "Kore"
        ):
            return [Piece(c, "joined") for c in sample.text.lower()]
        found: list[Piece] = []
        gap = "joined"
        prefix = next((p for p in sorted(self.prefixes, key=len, reverse=True) if sample.ordinal and sample.text.startswith(p)), "")
        if prefix and not self.language.spaced:
            return [
                Piece(prefix, "joined"),
                *self.pieces(dataclasses.replace(sample, text=sample.text.removeprefix(prefix), ordinal=False)),
            ]
        for part in _SPLIT.split(sample.text.lower()):
            if not part:
                continue
            if _SPLIT.fullmatch(part):
                gap = {"-": "hyphen", "\u00ad": "glued"}.get(part, "comma" if part.startswith(",") else "joined")
                continue
            part = part.replace("’", "'").replace("ʼ", "'")
            clitic = next(
                (c for c in self.language.clitics if c in self.links and found and part.startswith(c) and len(part) > len(c) + 1), None
            )
            if clitic and part not in self.known:
                found.append(Piece(clitic, gap))
                part, gap = part[len(clitic) :], "joined"
            found.append(Piece(part, gap))
            gap = "joined"
        return found

    def read(self, pieces: list[Piece], tried: dict[str, tuple[str, int]], grammar: Grammar | None = None) -> tuple[int | None, bool]:
        """(value, ordinal) of the pieces with some words tried as (kind, value); (None, False) where they are not one numeral."""
        grammar = grammar or self.grammar
        prefixed = len(pieces) > 1 and pieces[0].text in self.prefixes
        if prefixed:
            pieces = pieces[1:]
        atoms: list[Atom] = []
        at = 0
        gap = "joined"
        while at < len(pieces):
            for size in range(min(4, len(pieces) - at), 0, -1):
                text = "".join((_SEPARATOR[p.gap] if i else "") + p.text for i, p in enumerate(pieces[at : at + size]))
                entries = self.entries(text, tried)
                if entries is not None:
                    break
            if entries is None and size == 1 and grammar.glued and pieces[at].text not in tried:
                parts = next(splits(pieces[at].text, 0, grammar, set()), None)
                if parts:
                    parts[0].gap = gap if gap == "link" else "joined" if pieces[at].gap == "glued" else pieces[at].gap
                    atoms += parts
                    gap = "joined"
                    at += 1
                    continue
            if entries is None:
                return None, False
            if not entries:
                gap = "link"
            else:
                before = pieces[at].gap
                atom = atom_of(at, at + size, tuple(entries))
                atom.gap = gap if gap == "link" else "joined" if before == "glued" else before
                atoms.append(atom)
                gap = "joined"
            at += size
        if not atoms or gap == "link":
            return None, False
        atoms[0].gap = ""
        numeral, end = compose(atoms, 0, grammar)
        if numeral is None or end != len(atoms) or numeral.value != int(numeral.value):
            return None, False
        return int(numeral.value), numeral.ordinal or prefixed

    def entries(self, text: str, tried: dict[str, tuple[str, int]]) -> list[Entry] | None:
        """Entries of a word; none for a link; None for an unknown word."""
        extra = tried.get(text)
        if extra is not None:
            if extra[0] == "numeral-link":
                return []
            kinds = [extra] if extra[0] != "both" else [("number", extra[1]), ("magnitude", extra[1])]
            kept = [e for e in self.known.get(text, []) if e.kind not in {k for k, _ in kinds}]
            return kept + [Entry(k, v, text) for k, v in kinds]
        if text in self.links:
            return []
        known = self.known.get(text)
        if known:
            return known
        for end in range(len(text) - 1, max(3, len(text) - 7), -1):  # a stem with its ending
            stems = [e for e in self.known.get(text[:end], []) if e.stem]
            if stems:
                return stems
        for end in range(len(text) - 1, max(2, len(text) - 6), -1):  # a word with a case suffix
            if text[end:] in self.language.suffixes and text[:end] in self.known:
                return self.known[text[:end]]
        return None

    def reads(self, sample: Spelled) -> bool:
        value, ordinal = self.read(self.pieces(sample), {})
        return value == sample.value and (ordinal == sample.ordinal or sample.year)

    # --- learning one spelling --------------------------------------------------------------------------------------

    def teach(self, sample: Spelled) -> bool:
        pieces = self.pieces(sample)
        for variant in self.variants(pieces):
            texts = list(dict.fromkeys(p.text for p in variant))
            unknown = [t for t in texts if t not in self.links and self.entries(t, {}) is None]
            if len(unknown) > 2 or (len(unknown) == 2 and len(texts) == 2):
                continue
            inner = {p.text for p in variant[1:-1]} if not sample.ordinal else set()
            for grammar_change in ({}, *self.changes(sample)):
                grammar = self.changed(grammar_change)
                for tried in self.guesses(unknown, texts, sample, len(variant)):
                    if any(guess[0] == "numeral-link" and text not in inner for text, guess in tried.items()):
                        continue
                    value, ordinal = self.read(variant, tried, grammar)
                    if value == sample.value and (ordinal == sample.ordinal or sample.year):
                        self.keep(tried, grammar_change)
                        return True
        if sample.value <= (100 if self.spelling.get("glued") else 1000) and sample.plain.count(" ") < 4:
            kind = "ordinal" if sample.ordinal else "number"
            form = sample.plain.lower().replace("’", "'").replace("ʼ", "'")
            self.keep({form: (kind, sample.value)}, {})
            return True
        return False

    def variants(self, pieces: list[Piece]) -> Iterator[list[Piece]]:
        """The pieces as they are; the last ones as one word (zwanzig-ste); without splitting at soft hyphens at all."""
        yield pieces
        for size in (2, 3):
            if len(pieces) > size and all(p.gap == "glued" for p in pieces[-size + 1 :]):
                yield [*pieces[:-size], Piece("".join(p.text for p in pieces[-size:]), pieces[-size].gap)]
        whole: list[Piece] = []
        for p in pieces:
            if p.gap == "glued" and whole:
                whole[-1] = Piece(whole[-1].text + p.text, whole[-1].gap)
            else:
                whole.append(p)
        if len(whole) < len(pieces):
            yield whole
        if self.language.boundary == "none" or self.language.script == "Kore":
            for i, p in enumerate(pieces):
                if p.text in self.known:
                    continue
                for cut in range(len(p.text) - 1, 0, -1):
                    if p.text[:cut] in self.known or p.text[cut:] in self.known:
                        yield [*pieces[:i], Piece(p.text[:cut], p.gap), Piece(p.text[cut:], "glued"), *pieces[i + 1 :]]

    def changes(self, sample: Spelled) -> Iterator[dict[str, Any]]:
        """Constructions the grammar may have to be told of."""
        for name in ("unit-first", "commas"):
            if name not in self.given_spelling and not self.spelling.get(name):
                yield {name: True}
        if "twenties" not in self.given_spelling and sample.value in (30, 50, 70, 90) and not sample.ordinal:
            yield {"twenties": sorted({*self.spelling.get("twenties", ()), sample.value - 10})}

    def changed(self, change: dict[str, Any]) -> Grammar:
        if not change:
            return self.grammar
        grammar = self.grammar
        for name, value in change.items():
            if name == "twenties":
                grammar = dataclasses.replace(grammar, twenties=frozenset(value))
            else:
                grammar = dataclasses.replace(grammar, **{name.replace("-", "_"): value})
        return grammar

    def guesses(self, unknown: list[str], texts: list[str], sample: Spelled, count: int) -> Iterator[dict[str, tuple[str, int]]]:
        if not unknown:
            yield {}
            for text in texts:  # a word that is known for something else: thousand as a number, twenty as a multiplier
                kinds = {e.kind for e in self.known.get(text, [])}
                values = {e.value for e in self.known.get(text, [])}
                for kind, value in self.meanings(sample, count):
                    if kind in ("number", "magnitude", "both") and kind not in kinds and value in values and "ordinal" not in kinds:
                        yield {text: (kind, value)}
            return
        options = [list(self.meanings(sample, count)) for _ in unknown]
        if len(unknown) == 2:
            options = [[g for g in o if g[0] != "both"][:24] for o in options]
        for combination in itertools.product(*options):
            yield dict(zip(unknown, combination, strict=True))

    def meanings(self, sample: Spelled, count: int) -> Iterator[tuple[str, int]]:
        """What an unknown word of the sample could be, the most general first."""
        n = sample.value
        digits = [n // p % 10 * p for p in (1, *POWERS)]
        values = dict.fromkeys(
            v
            for v in (
                *digits,
                n % 100,
                n % 1000,
                n - n % 10,
                n % 100 - n % 20,
                n % 20,
                n // 1000 % 100,
                n // 1000 % 10,
                n // 1000,
                n // 100,
                n // 10 % 10,
                n,
            )
            if 0 < v <= n
        )
        if count == 1:
            if sample.ordinal:
                yield "ordinal", n
            elif n in POWERS and n >= 100:
                yield "both", n
            else:
                yield "number", n
            return
        yield "numeral-link", 0
        for p in POWERS:
            if p <= n:
                yield "magnitude", p
        if sample.ordinal:
            for v in values:
                yield "ordinal", v
        for v in values:
            yield ("both" if v in POWERS and v >= 100 else "number"), v

    def keep(self, tried: dict[str, tuple[str, int]], change: dict[str, Any]) -> None:
        for text, (kind, value) in tried.items():
            if kind == "numeral-link":
                self.links.add(text)
                self.learnt["numeral-link"][text] = 0
                continue
            for k in ("number", "magnitude") if kind == "both" else (kind,):
                self.known.setdefault(text, []).append(Entry(k, value, text))
                stored = k
                if k in ("number", "magnitude") and self.spelling.get("glued") and text not in self.standalone and self.language.spaced:
                    stored = "number-glued" if k == "number" else k
                self.learnt[stored][text] = value
        self.spelling.update(change)
        self.refresh()

    def settle_links(self, samples: list[Spelled]) -> None:
        """After which room a link may stand: what the spellings show."""
        if "links" in self.given_spelling or not self.links:
            return
        rooms = {10, 100, 1000, 10**6, 10**9}
        full = sum(self.reads(s) for s in samples)
        for room in (1000, 100, 10, 10**6, 10**9):
            fewer = rooms - {room}
            if not fewer:
                break
            self.spelling["links"] = sorted(fewer)
            self.refresh()
            if sum(self.reads(s) for s in samples) == full:
                rooms = fewer
        self.spelling["links"] = sorted(rooms)
        self.refresh()


_SEPARATOR = {"joined": " ", "hyphen": "-", "glued": "", "comma": ", "}


def read_as(language: Language, sample: Spelled) -> bool:
    text = sample.plain
    found = read_numerals(text, language.scan(text), language)
    if len(found) != 1 or found[0].start:
        return False
    numeral, rest = found[0], text[found[0].end :].lower()
    return numeral.value == sample.value and (numeral.ordinal == sample.ordinal or sample.year) and (not rest or rest in language.suffixes)
