"""The cold lexicon: names of CLDR concepts (emoji, territories, languages, currencies, units, months) as tiny parallel texts.

Any two of the languages make a pair; English need not be one of them.
"""

from __future__ import annotations

import functools
import gzip
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from transcheck import tags
from transcheck.alignment import learning, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

    from numpy.typing import NDArray

HANT = frozenset({"TW", "HK", "MO"})


@functools.cache
def available() -> frozenset[str]:
    """Tags of the languages there are concept names for."""
    folder = resources.files(__name__.rpartition(".")[0]) / "concepts"
    return frozenset(p.name.removesuffix(".gz") for p in folder.iterdir() if p.name.endswith(".gz"))


def stored(tag: str) -> str | None:
    """The file for a BCP 47 tag: with its script where there is one, otherwise of the language."""
    parts = tags.canonical(tag).split("-")
    base = tags.base(parts[0])
    base = "no" if base == "nb" else base
    script = next((p.title() for p in parts[1:] if len(p) == 4 and p.isalpha()), None)
    if base == "zh" and script is None and any(p.upper() in HANT for p in parts[1:]):
        script = "Hant"
    with_script = f"{base}-{script}"
    return with_script if with_script in available() else base if base in available() else None


@dataclass(frozen=True, eq=False)
class Names:
    """The stems of every concept's names, each once: ``ids[starts[c]:starts[c + 1]]`` are places in ``stems``, in order."""

    stems: tuple[str, ...]
    numbers: dict[str, int]
    ids: NDArray[np.int32]
    starts: NDArray[np.int64]

    def touched(self, stems: Set[str], n: int) -> NDArray[np.bool_]:
        """Which of the first ``n`` concepts have one of these stems."""
        known = np.zeros(len(self.stems) + 1, np.int64)
        known[[self.numbers[s] for s in stems if s in self.numbers]] = 1
        before = np.concatenate([[0], np.cumsum(known[self.ids])])
        found: NDArray[np.bool_] = (before[self.starts[1:]] > before[self.starts[:-1]])[:n]
        return found

    def chosen(self, concepts: NDArray[np.bool_]) -> tuple[list[str], learning.Bags]:
        """Some of the concepts as bags of stems, numbered by first appearance, and these stems."""
        sizes = np.diff(self.starts)[: len(concepts)]
        ids = self.ids[: self.starts[len(concepts)]][np.repeat(concepts, sizes)]
        places = np.arange(len(ids))
        first = np.zeros(len(self.stems), np.int64)
        first[ids[::-1]] = places[::-1]
        order = ids[first[ids] == places]
        rank = np.zeros(len(self.stems), np.int32)
        rank[order] = np.arange(len(order))
        starts = np.concatenate([[0], np.cumsum(sizes[concepts])])
        return [self.stems[i] for i in order], learning.Bags(rank[ids], starts)


class Stored(msgspec.Struct, frozen=True):
    """A language's file: its stems, one a line; for each concept how many of them its names have, and which, as little-endian numbers; and the
    width of its first name, 0 where it has none. Made from the names when the data are generated: a run reads, and cuts no words.
    """

    stems: str
    sizes: bytes  # uint16
    ids: bytes  # int32
    widths: bytes  # uint16


def store(lines: Iterable[str], tag: str) -> bytes:
    """The file of a language from its concepts' names: a line each, the name first, then its keywords, separated by tabs."""
    clitics = tokens.clitics_of(tag)
    numbers: dict[str, int] = {}
    ids: list[int] = []
    sizes: list[int] = []
    widths: list[int] = []
    for line in lines:
        found = dict.fromkeys(numbers.setdefault(tokens.stem(t, clitics), len(numbers)) for t in tokens.tokens(line) if t[0] != "§")
        ids += found
        sizes.append(len(found))
        widths.append(tokens.width(line.split("\t", 1)[0]))
    arrays = (np.array(sizes, "<u2").tobytes(), np.array(ids, "<i4").tobytes(), np.array(widths, "<u2").tobytes())
    return gzip.compress(msgspec.msgpack.encode(Stored("\n".join(numbers), *arrays)), 9, mtime=0)


@functools.lru_cache(maxsize=8)
def _stored(tag: str) -> Stored:
    packed = (resources.files(__name__.rpartition(".")[0]) / "concepts" / f"{tag}.gz").read_bytes()
    return msgspec.msgpack.decode(gzip.decompress(packed), type=Stored)


@functools.lru_cache(maxsize=8)
def _names(tag: str) -> Names:
    file = _stored(tag)
    stems = tuple(file.stems.split("\n"))
    starts = np.concatenate([[0], np.cumsum(np.frombuffer(file.sizes, "<u2"), dtype=np.int64)])
    return Names(stems, dict(zip(stems, range(len(stems)), strict=True)), np.frombuffer(file.ids, "<i4"), starts)


@functools.lru_cache(maxsize=64)
def ratio(a: str, b: str) -> float | None:
    """Logarithm of the length of a text in b for one in a, by the names that both have; None without data for one of them."""
    files = (stored(a), stored(b))
    if None in files:
        return None
    widths_a, widths_b = (np.frombuffer(_stored(str(f)).widths, "<u2").astype(np.int64) for f in files)
    n = min(len(widths_a), len(widths_b))
    both = (widths_a[:n] > 0) & (widths_b[:n] > 0)
    return float(np.log(widths_b[:n][both].sum() / widths_a[:n][both].sum())) if both.any() else None


def learnt(a: str, b: str, stems_a: Set[str], stems_b: Set[str]) -> tuple[list[str], list[str], learning.Learnt] | None:
    """What the concepts say about the stems of two texts; None where one of the languages has no names."""
    file_a, file_b = stored(a), stored(b)
    if file_a is None or file_b is None or file_a == file_b:
        return None
    names_a, names_b = _names(file_a), _names(file_b)
    n = min(len(names_a.starts), len(names_b.starts)) - 1
    both = (np.diff(names_a.starts)[:n] > 0) & (np.diff(names_b.starts)[:n] > 0)
    told = both & (names_a.touched(stems_a, n) | names_b.touched(stems_b, n))
    if not told.any():
        return None
    kept_a, bags_a = names_a.chosen(told)
    kept_b, bags_b = names_b.chosen(told)
    return kept_a, kept_b, learning.learn(bags_a, bags_b, len(kept_a), len(kept_b))
