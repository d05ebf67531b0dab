"""Lexicons learnt from text: from aligned articles or a translation memory to a compact file, and back."""

from __future__ import annotations

import functools
import gzip
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from transcheck import tags
from transcheck.alignment import learning, tokens
from transcheck.errors import AlignmentError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from transcheck.model import Document

FORMAT = "transcheck lexicon 1"
DISCOUNT = 0.4  # taken from every expected count: what was seen by chance falls to nothing
PRIOR = 2.0  # occurrences that a token must exceed to be believed
PROMISE = 0.01  # probabilities below are not kept
SURE = 0.5  # confidence of a bead that is learnt from
WORK = 6_000_000  # pairs of tokens learnt from at a time
NOTE = "Word statistics learnt from the texts named by their hash; the rights in these texts are not touched."


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Probabilities of stems of language ``languages[0]`` for stems of ``languages[1]`` and back, with how often each stem was seen.

    ``pairs`` is how many pairs of segments it was learnt from, ``source`` the SHA-256 of their text, ``licence`` a note for who passes it on.
    """

    languages: tuple[str, str]
    stems_a: tuple[str, ...]
    stems_b: tuple[str, ...]
    a: NDArray[np.int32]
    b: NDArray[np.int32]
    forward: NDArray[np.float64]
    backward: NDArray[np.float64]
    total_a: NDArray[np.float64]
    total_b: NDArray[np.float64]
    pairs: int
    source: str
    licence: str = NOTE

    @functools.cached_property
    def hash(self) -> str:
        """First twelve digits of the SHA-256 of the content: what a report's signature names."""
        return hashlib.sha256(self._packed()).hexdigest()[:12]

    @property
    def signature(self) -> str:
        """``en-vi 12,000 pairs 0123456789ab``."""
        return f"{self.languages[0]}-{self.languages[1]} {self.pairs:,} pairs {self.hash}"

    def turned(self) -> Lexicon:
        """The same for the languages the other way round."""
        order = np.lexsort((self.a, self.b))
        return Lexicon(
            (self.languages[1], self.languages[0]), self.stems_b, self.stems_a, self.b[order], self.a[order], self.backward[order],
            self.forward[order], self.total_b, self.total_a, self.pairs, self.source, self.licence,
        )  # fmt: skip

    def for_languages(self, a: str, b: str) -> Lexicon:
        """This lexicon in the direction a → b. Raises AlignmentError where it is for other languages."""
        wanted, own = (tags.base(a), tags.base(b)), tuple(map(tags.base, self.languages))
        if own == wanted:
            return self
        if own == wanted[::-1]:
            return self.turned()
        raise AlignmentError(f"The lexicon is for {self.languages[0]} and {self.languages[1]}; the texts are in {a} and {b}.")

    @classmethod
    def learn(cls, pairs: Sequence[tuple[str, str]], languages: tuple[str, str], *, licence: str = NOTE) -> Lexicon:
        """Learns from (text in ``languages[0]``, text in ``languages[1]``): sentences or paragraphs that say the same.

        The order of the pairs does not matter to the result beyond rounding; memory is bounded by taking every n-th pair of a very large memory.
        """
        numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})
        digest = hashlib.sha256()
        bags: tuple[list[NDArray[np.int32]], list[NDArray[np.int32]]] = ([], [])
        clitics = [tokens.clitics_of(tag) for tag in languages]
        for pair in pairs:
            digest.update("\t".join(pair).encode("utf-8", "replace") + b"\n")
            for text, number, bag, before in zip(pair, numbers, bags, clitics, strict=True):
                stems = dict.fromkeys(tokens.stem(t, before) for t in tokens.tokens(text))
                bag.append(np.array([number.setdefault(s, len(number)) for s in stems], np.int32))
        work = sum(len(x) * len(y) for x, y in zip(*bags, strict=True))
        step = max(1, -(-work // WORK))
        learnt = learning.learn(learning.Bags.of(bags[0][::step]), learning.Bags.of(bags[1][::step]), len(numbers[0]), len(numbers[1]))
        return cls._kept(learnt, numbers, languages, len(pairs), digest.hexdigest(), licence)

    @classmethod
    def from_documents(cls, pairs: Sequence[tuple[Document, Document]], *, licence: str = NOTE) -> Lexicon:
        """Learns from pairs of articles in the same two languages: aligns them first, then learns from what is sure.

        Raises AlignmentError where there are no pairs, where their languages differ, or where a side is empty.
        """
        if not pairs:
            raise AlignmentError("There are no pairs of articles to learn a lexicon from.")
        languages = pairs[0][0].language, pairs[0][1].language
        other = next((p for p in pairs if (p[0].language, p[1].language) != languages), None)
        if other is not None:
            raise AlignmentError(
                f"A lexicon is for two languages: {languages[0]} and {languages[1]}, but {other[0].path} is in {other[0].language}."
            )
        return cls.learn(rows(pairs), languages, licence=licence)

    @classmethod
    def _kept(
        cls,
        learnt: learning.Learnt,
        numbers: tuple[dict[str, int], dict[str, int]],
        languages: tuple[str, str],
        pairs: int,
        source: str,
        licence: str,
    ) -> Lexicon:
        forward = np.maximum(learnt.forward - DISCOUNT, 0.0) / (learnt.total_a[learnt.a] + PRIOR)
        backward = np.maximum(learnt.backward - DISCOUNT, 0.0) / (learnt.total_b[learnt.b] + PRIOR)
        kept = np.maximum(forward, backward) > PROMISE
        a, b = learnt.a[kept], learnt.b[kept]
        used_a, used_b = learning.distinct(a), learning.distinct(b)
        stems_a, stems_b = list(numbers[0]), list(numbers[1])
        return cls(
            languages, tuple(stems_a[i] for i in used_a), tuple(stems_b[i] for i in used_b),
            np.searchsorted(used_a, a).astype(np.int32), np.searchsorted(used_b, b).astype(np.int32),
            np.round(forward[kept], 3), np.round(backward[kept], 3),
            np.round(learnt.total_a[used_a], 1), np.round(learnt.total_b[used_b], 1), pairs, source, licence,
        )  # fmt: skip

    def _packed(self) -> bytes:
        return msgspec.json.encode(
            {
                "format": FORMAT, "languages": self.languages, "pairs": self.pairs, "source": self.source, "licence": self.licence,
                "stems": [self.stems_a, self.stems_b],
                "seen": [np.rint(self.total_a * 10).astype(int).tolist(), np.rint(self.total_b * 10).astype(int).tolist()],
                "a": self.a.tolist(), "b": self.b.tolist(),
                "forward": np.rint(self.forward * 1000).astype(int).tolist(), "backward": np.rint(self.backward * 1000).astype(int).tolist(),
            }
        )  # fmt: skip

    def save(self, path: str | Path) -> None:
        """Writes the lexicon; the same lexicon gives the same bytes. The file appears whole or not at all."""
        target = Path(path)
        partial = target.with_name(target.name + ".part")
        with partial.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0, filename="") as packed:
            packed.write(self._packed())
        partial.replace(target)

    @classmethod
    def load(cls, path: str | Path) -> Lexicon:
        """Reads a lexicon. Raises AlignmentError for a file that is none."""
        try:
            data: dict[str, Any] = msgspec.json.decode(gzip.decompress(Path(path).read_bytes()))
            if data["format"] != FORMAT:
                raise AlignmentError(f"{path} is a lexicon of another version ({data['format']}).")
            stems, seen = data["stems"], data["seen"]
            lexicon = cls(
                (data["languages"][0], data["languages"][1]), tuple(stems[0]), tuple(stems[1]),
                np.array(data["a"], np.int32), np.array(data["b"], np.int32),
                np.array(data["forward"], np.float64) / 1000, np.array(data["backward"], np.float64) / 1000,
                np.array(seen[0], np.float64) / 10, np.array(seen[1], np.float64) / 10,
                data["pairs"], data["source"], data["licence"],
            )  # fmt: skip
        except (gzip.BadGzipFile, EOFError, zlib.error, msgspec.DecodeError, KeyError, TypeError, IndexError, ValueError) as error:
            raise AlignmentError(f"{path} is not a transcheck lexicon.") from error
        except OSError as error:
            raise AlignmentError(f"The lexicon {path} cannot be read: {error.strerror or error}.") from error
        if len(lexicon.a) and (
            lexicon.a.max() >= len(lexicon.stems_a) or lexicon.b.max() >= len(lexicon.stems_b) or len(lexicon.a) != len(lexicon.b)
        ):
            raise AlignmentError(f"{path} is a damaged transcheck lexicon.")
        return lexicon


def rows(pairs: Sequence[tuple[Document, Document]]) -> list[tuple[str, str]]:
    """What surely says the same in pairs of articles in the same two languages. Raises AlignmentError where a side is empty."""
    from transcheck.alignment import align_many  # the aligner uses lexicons; learning one from articles uses the aligner

    found: list[tuple[str, str]] = []
    for (candidate, reference), alignment in zip(pairs, align_many(pairs), strict=True):
        sure = [b for b in alignment.beads if b.candidate and b.reference and b.confidence >= SURE] if alignment.weak is None else []
        found += [(_text(candidate, b.candidate), _text(reference, b.reference)) for b in sure]
    return found


def _text(document: Document, segments: tuple[int, ...]) -> str:
    return " ".join(document.segments[i].text for i in segments)
