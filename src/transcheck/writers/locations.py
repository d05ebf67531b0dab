"""Paths as machines want them: relative to the current folder, with forward slashes, as URIs where asked."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote


def relative(path: str) -> str:
    """The path below the current folder where it is there, as it was given otherwise; a word for what is no file."""
    if not path or path == "-":
        return "standard input" if path else "text"
    try:
        return Path(path).resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return Path(path).as_posix()


def uri(path: str) -> str:
    """A relative reference (RFC 3986), percent-encoded; a file URI for a path outside the current folder."""
    shown = relative(path)
    return Path(path).resolve().as_uri() if shown.startswith(("/", "..")) else quote(shown)
