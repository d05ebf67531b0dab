"""What a manifest says: one article a row, its versions as paths or as texts."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from transcheck.model import Role


@dataclass(frozen=True, slots=True)
class Side:
    """One version of an article: a ``path`` (which may end in ``@tag``) or a ``text``. A role of None is left to the file."""

    role: Role | None
    path: str | None = None
    text: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One article. ``number`` is its line in the manifest (1-based; its place where the manifest has no lines).

    ``aligned``: the two texts are one pair that corresponds, a row of a translation memory. ``bilingual``: the candidate's file holds both sides.
    """

    number: int
    id: str
    candidate: Side
    references: tuple[Side, ...] = ()
    published: datetime.date | None = None
    aligned: bool = False
    bilingual: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        return (self.candidate, *self.references)


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that is no article, and why."""

    number: int
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Rows that are judged together and become one shard; ``index`` counts from 0 in the manifest's order."""

    index: int
    rows: tuple[Row | Broken, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a chunk: its shard is written. ``failed`` rows are in it as failures; ``reused``: it was there already."""

    index: int
    rows: int
    failed: int
    reused: bool = False
