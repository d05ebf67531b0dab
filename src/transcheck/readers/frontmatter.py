"""The head of an article between two ``---`` lines: the small part of YAML that newsrooms write there.

Keys with a string, a date or a list of strings; quotes and comments. Nested tables are kept as unread text, never an error: a site's own
settings are none of our business.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from transcheck.errors import ReadError
from transcheck.model import Role

ROLES: Mapping[str, Role] = MappingProxyType(
    {"candidate": "candidate", "source": "source", "wire": "wire", "reference": "reference", "other": "reference"}
)
_KEY = re.compile(r"([A-Za-z_][\w.-]*)\s*:(?:\s+(.*))?$")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")


@dataclass(frozen=True, slots=True)
class Head:
    """What the front matter says. ``lines`` is how many lines it takes, its two fences included (0 without one)."""

    values: Mapping[str, str | tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    lines: int = 0

    def text(self, *keys: str) -> str | None:
        """The first of ``keys`` that has a plain value."""
        for key in keys:
            value = self.values.get(key)
            if isinstance(value, str) and value:
                return value
        return None

    @property
    def language(self) -> str | None:
        """``locale`` where it is the more exact one, otherwise ``language`` or ``lang``; underscores read as hyphens."""
        language, locale = self.text("language", "lang"), self.text("locale")
        chosen = locale if locale and (not language or locale.replace("_", "-").lower().startswith(language.lower())) else language
        return chosen.split(".")[0].replace("_", "-") if chosen else None


def split(text: str) -> tuple[Head, str]:
    """The front matter of ``text`` and the rest; a first line ``---`` without its end is text."""
    if not text.startswith("---\n"):
        return Head(), text
    end = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE).search(text, 4)
    if end is None:
        return Head(), text
    inner = text[4 : end.start()]
    values = _values(inner)
    if inner.strip() and not values:
        return Head(), text
    return Head(MappingProxyType(values), text.count("\n", 0, end.end()) + 1), text[end.end() + 1 :]


def _values(inner: str) -> dict[str, str | tuple[str, ...]]:
    values: dict[str, str | tuple[str, ...]] = {}
    key = ""
    items: list[str] = []
    for line in inner.split("\n"):
        item = re.match(r"\s*-\s+(.*)$", line) if key else None
        if item:
            items.append(_scalar(item[1]))
            values[key] = tuple(items)
            continue
        pair = _KEY.match(line)
        if pair:
            key, items = pair[1].lower(), []
            written = (pair[2] or "").strip()
            values[key] = _list(written) if written.startswith("[") else _scalar(written)
    return values


def _scalar(written: str) -> str:
    written = written.strip()
    if written[:1] in "\"'" and written[:1]:
        end = written.find(written[0], 1)
        return written[1:end] if end > 0 else written[1:]
    return re.split(r"\s+#", written)[0].strip()


def _list(written: str) -> tuple[str, ...]:
    inner = written.strip("[] ")
    return tuple(_scalar(part) for part in inner.split(",")) if inner else ()


def date(written: str, where: str) -> datetime.date:
    """An ISO date, a time after it ignored. Raises ReadError that names ``where`` it stands."""
    match = _DATE.match(written.strip())
    try:
        if match:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        pass
    raise ReadError(f"{where}: “{written}” is not a date (expected one like 2026-02-04).")


def role(written: str, where: str) -> Role:
    """One of the roles. Raises ReadError that names ``where`` it stands."""
    found = ROLES.get(written.strip().lower())
    if found is None:
        raise ReadError(f"{where}: “{written}” is not a role (expected candidate, source, wire or reference).")
    return found
