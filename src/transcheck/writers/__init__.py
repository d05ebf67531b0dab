"""Writers: a report → the text of one format. A writer is a function of the report; the family is the literal table ``FORMATS``."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from transcheck.model import Report

# name → (module, function, what it is), imported when asked for
FORMATS = {
    "text": ("transcheck.writers.text", "text", "findings by paragraph, for people"),
    "concise": ("transcheck.writers.text", "concise", "one line a finding: path:line:col CODE message"),
    "json": ("transcheck.writers.json", "json_text", "everything, schema 1"),
}


def writer(name: str) -> Callable[[Report], str]:
    """The writer of a format; KeyError for an unknown name."""
    module, function, _ = FORMATS[name]
    found: Callable[[Report], str] = getattr(importlib.import_module(module), function)
    return found


def json_text(report: Report) -> str:
    """JSON, schema 1."""
    from transcheck.writers import json

    return json.json_text(report)
