"""What every worker must know, and what of it can change a result."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from transcheck import checks, pairs, triage
from transcheck.batch.rows import Broken, Chunk, Row
from transcheck.config import Config, Project
from transcheck.errors import ConfigError, reason
from transcheck.readers import split_tag
from transcheck.writers import catalogue

if TYPE_CHECKING:
    import datetime


class Choices(Protocol):
    """What the command line says over the configuration."""

    @property
    def language(self) -> str | None: ...
    @property
    def source_language(self) -> str | None: ...
    @property
    def published(self) -> datetime.date | None: ...
    @property
    def encoding(self) -> str | None: ...
    @property
    def today(self) -> datetime.date: ...
    def settings(self, base: Config) -> Config: ...


@dataclass(frozen=True, slots=True)
class Job:
    """One run. ``folder`` is where its results go, ``base`` what the manifest's paths are relative to; both absolute.

    ``signature`` stands for everything that can change a result. ``seconds`` and ``megabytes`` limit one article.
    """

    folder: Path
    base: Path
    project: Project
    choices: Choices
    signature: str
    baseline: tuple[triage.Accepted, ...] = ()
    baseline_path: str | None = None
    seconds: float = 120.0
    megabytes: int = 2_000

    def packed(self) -> bytes:
        """For a process of its own; ``pickle.loads`` is the way back."""
        return pairs.packed(self)


def settings(project: Project, choices: Choices, baseline: str | None, chunk: int) -> dict[str, str]:
    """Everything that can change a result or the cut into shards, in words: what ``--resume`` compares."""
    config = choices.settings(project.config)
    found: dict[str, Any] = {f.name.replace("_", "-"): getattr(config, f.name) for f in dataclasses.fields(config)}
    found |= {
        "transcheck": catalogue.version(),
        "rules": sorted(r.code for r in checks.RULES),
        "sections": [dataclasses.asdict(_plain(s)) for s in project.sections],
        "lexicons": {pair: digest(Path(path)) for pair, path in config.lexicons.items()},
        "glossary": config.glossary and digest(Path(config.glossary)),
        "baseline": baseline and digest(Path(baseline)),
        "today": baseline and choices.today,
        "lang": choices.language,
        "source-lang": choices.source_language,
        "published": choices.published,
        "encoding": choices.encoding,
        "chunk": chunk,
    }
    return {k: msgspec.json.encode(v, order="sorted", enc_hook=dict).decode() for k, v in sorted(found.items())}


def _plain(section: Any) -> Any:
    return dataclasses.replace(section, severity=dict(section.severity))


def digest(path: Path) -> str:
    """First twelve digits of the SHA-256 of a file. Raises ConfigError where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise ConfigError(f"{path}: {reason(error)}.") from None


def signature(found: Mapping[str, str]) -> str:
    """The settings as one short name."""
    return hashlib.sha256(msgspec.json.encode(dict(found), order="sorted")).hexdigest()[:16]


def key(chunk: Chunk, job: Job) -> str:
    """Name of the content: the rows, the bytes of every file they name, and what can change a result. Equal keys have equal shards."""
    hashed = hashlib.sha256(job.signature.encode())
    for row in chunk.rows:
        hashed.update(repr(row).encode("utf-8", "surrogatepass"))
        for path in _paths(row):
            hashed.update(_content(job.base / split_tag(str(job.base / path))[0]))
    return hashed.hexdigest()[:32]


def _paths(row: Row | Broken) -> Iterator[str]:
    if isinstance(row, Row):
        yield from (side.path for side in row.sides if side.path is not None)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except (OSError, ValueError):
        return b"unreadable"
