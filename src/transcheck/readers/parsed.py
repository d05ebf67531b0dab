"""What a reader of one format hands back: blocks and what the file says about itself."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from transcheck.model import Role
from transcheck.readers.assembly import Block


@dataclass(frozen=True, slots=True)
class Parsed:
    """The blocks of a file, and its own word on language, role, publication date and title (None where it is silent)."""

    blocks: list[Block]
    language: str | None = None
    role: Role | None = None
    published: datetime.date | None = None
    title: str | None = None
