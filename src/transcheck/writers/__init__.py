"""Writers: reports → the text of one format. A writer is a function of one report or several; the family is the literal table ``FORMATS``."""

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
    "json": ("transcheck.writers.json", "json_text", "everything, schema 1; an array of reports where several articles were checked"),
    "jsonl": ("transcheck.writers.json", "jsonl_text", "one finding a line, with its article"),
    "sarif": ("transcheck.writers.sarif", "sarif_text", "SARIF 2.1.0, for code scanning"),
    "junit": ("transcheck.writers.junit", "junit_text", "JUnit XML, a test case an article and rule"),
    "github": ("transcheck.writers.annotations", "github", "GitHub Actions annotations"),
    "gitlab": ("transcheck.writers.annotations", "gitlab", "GitLab code quality"),
    "markdown": ("transcheck.writers.markdown", "markdown", "a table for a job summary"),
}


def writer(name: str) -> Callable[..., str]:
    """The writer of a format; it takes one report or several. KeyError for an unknown name."""
    module, function, _ = FORMATS[name]
    found: Callable[..., str] = getattr(importlib.import_module(module), function)
    return found


def json_text(report: Report) -> str:
    """JSON, schema 1."""
    from transcheck.writers import json

    return json.json_text(report)
