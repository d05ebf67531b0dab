"""The cold lexicon: names of CLDR concepts (emoji, territories, languages, currencies, units, months) as tiny parallel texts.

Any two of the languages make a pair; English need not be one of them.
"""

from __future__ import annotations

import functools
import gzip
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from transcheck.alignment import learning, tokens

if TYPE_CHECKING:
    from collections.abc import Set

ALIASES = {"nb": "no", "iw": "he", "in": "id", "tl": "fil", "cmn": "zh", "sh": "sr-Latn", "mo": "ro", "arb": "ar", "msa": "ms", "fas": "fa"}
HANT = frozenset({"TW", "HK", "MO"})


@functools.cache
def available() -> frozenset[str]:
    """Tags of the languages there are concept names for."""
    folder = resources.files(__name__.rpartition(".")[0]) / "concepts"
    return frozenset(p.name.removesuffix(".txt.gz") for p in folder.iterdir() if p.name.endswith(".txt.gz"))


def stored(tag: str) -> str | None:
    """The file for a BCP 47 tag: with its script where there is one, otherwise of the language."""
    parts = tag.split("-")
    base = ALIASES.get(parts[0].lower(), parts[0].lower())
    script = next((p.title() for p in parts[1:] if len(p) == 4 and p.isalpha()), None)
    if base == "zh" and script is None and any(p.upper() in HANT for p in parts[1:]):
        script = "Hant"
    with_script = f"{base}-{script}"
    return with_script if with_script in available() else base if base in available() else None


@functools.lru_cache(maxsize=8)
def _concepts(tag: str) -> tuple[tuple[str, ...], ...]:
    """The stems of every concept's names, each once."""
    packed = (resources.files(__name__.rpartition(".")[0]) / "concepts" / f"{tag}.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode("utf-8").split("\n")
    clitics = tokens.clitics_of(tag)
    return tuple(tuple(dict.fromkeys(tokens.stem(t, clitics) for t in tokens.tokens(line) if t[0] != "§")) for line in lines)


@functools.lru_cache(maxsize=64)
def ratio(a: str, b: str) -> float | None:
    """Logarithm of the length of a text in b for one in a, by the names that both have; None without data for one of them."""
    names_a, names_b = (_lengths(stored(t)) for t in (a, b))
    both = [(x, y) for x, y in zip(names_a, names_b, strict=False) if x and y]
    return float(np.log(sum(y for _, y in both) / sum(x for x, _ in both))) if both else None


@functools.lru_cache(maxsize=8)
def _lengths(tag: str | None) -> tuple[int, ...]:
    """Width of each concept's first name, 0 where it has none."""
    if tag is None:
        return ()
    packed = (resources.files(__name__.rpartition(".")[0]) / "concepts" / f"{tag}.txt.gz").read_bytes()
    return tuple(tokens.width(line.split("\t", 1)[0]) for line in gzip.decompress(packed).decode("utf-8").split("\n"))


def learnt(a: str, b: str, stems_a: Set[str], stems_b: Set[str]) -> tuple[list[str], list[str], learning.Learnt] | None:
    """What the concepts say about the stems of two texts; None where one of the languages has no names."""
    file_a, file_b = stored(a), stored(b)
    if file_a is None or file_b is None or file_a == file_b:
        return None
    numbers_a: dict[str, int] = {}
    numbers_b: dict[str, int] = {}
    ids_a: list[int] = []
    ids_b: list[int] = []
    starts_a, starts_b = [0], [0]
    for x, y in zip(_concepts(file_a), _concepts(file_b), strict=False):
        if not x or not y or (stems_a.isdisjoint(x) and stems_b.isdisjoint(y)):
            continue
        ids_a += [numbers_a.setdefault(s, len(numbers_a)) for s in x]
        ids_b += [numbers_b.setdefault(s, len(numbers_b)) for s in y]
        starts_a.append(len(ids_a))
        starts_b.append(len(ids_b))
    if not ids_a:
        return None
    found = learning.learn(
        learning.Bags(np.array(ids_a, np.int32), np.array(starts_a, np.int64)),
        learning.Bags(np.array(ids_b, np.int32), np.array(starts_b, np.int64)),
        len(numbers_a),
        len(numbers_b),
    )
    return list(numbers_a), list(numbers_b), found
