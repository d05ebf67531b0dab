"""``transcheck query``: questions about the results of a batch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from transcheck.cli.options import emit

FORMATS = ("table", "tsv", "jsonl")


@click.command("query")
@click.argument("question")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
def command(question: str, folder: Path, form: str) -> None:
    """Ask about the results of `transcheck batch` in FOLDER.

    QUESTION is SQL over the tables articles, findings and failures, or one of: worst (the articles with the gravest findings), rules (how often each
    rule speaks for each pair of languages), drift (findings per article by month of publication).
    """
    from transcheck.batch import queries

    names, rows = queries.answer(folder, question)
    emit({"table": table, "tsv": tsv, "jsonl": jsonl}[form](names, rows))


def table(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Aligned columns, numbers to the right."""
    from transcheck.writers.text import one_line

    cells = [[one_line(_cell(c)) for c in row] for row in rows]
    widths = [max([len(name), *(len(row[i]) for row in cells)]) for i, name in enumerate(names)]
    right = [bool(rows) and all(isinstance(row[i], (int, float)) or row[i] is None for row in rows) for i in range(len(names))]

    def line(row: list[str]) -> str:
        return "  ".join(c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True)).rstrip()

    return "\n".join([line(names), line(["─" * w for w in widths]), *map(line, cells)]) + "\n"


def tsv(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """Tab-separated, with a header; tabs and line breaks in a text become spaces."""
    return "".join("\t".join(_cell(c) for c in row) + "\n" for row in [tuple(names), *rows])


def jsonl(names: list[str], rows: list[tuple[Any, ...]]) -> str:
    """One object a line."""
    import msgspec

    return "".join(msgspec.json.encode(dict(zip(names, row, strict=True))).decode() + "\n" for row in rows)


def _cell(value: Any) -> str:
    text = "" if value is None else "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return " ".join(text.split()) if text.split() != text.split(" ") else text
