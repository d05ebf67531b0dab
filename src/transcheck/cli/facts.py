"""``transcheck facts``: what was read out of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from transcheck.cli.options import Day, emit

if TYPE_CHECKING:
    import datetime


@click.command("facts")
@click.argument("file")
@click.option("--lang", "language", metavar="TAG", help="Language of the text.")
@click.option("--published", type=Day(), metavar="DATE", help="Publication date, which relative dates hang on.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(file: str, language: str | None, published: datetime.date | None, form: str) -> None:
    """Show every fact read out of FILE (- is standard input), with its normalised value."""
    import msgspec

    from transcheck import facts, languages, readers
    from transcheck.errors import LanguageError
    from transcheck.writers import json as values
    from transcheck.writers.text import one_line

    document = readers.read(file, role="candidate", language=language, published=published)
    if why := languages.lacking(document.language):
        raise LanguageError(f"{document.path}: {why}")
    rows = []
    for fact in facts.read(document):
        line, column, end_line, end_column = document.extent(fact.span)
        rows.append(
            {
                "paragraph": (document.segment_at(fact.span.start) or 0) + 1,
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
                "text": fact.text,
                "value": values.value(fact.value),
            }
        )
    if form == "json":
        whole = {"path": document.path, "language": document.language, "facts": rows}
        emit(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n")
        return
    for row in rows:
        value = msgspec.to_builtins(row["value"])
        kind = value.pop("kind")
        shown = ", ".join(f"{k} {_brief(v)}" for k, v in value.items())
        emit(f"{row['line']:>4}:{row['column']:<4} {kind:<9} {one_line(str(row['text']))[:60]}  →  {shown}\n")


def _brief(value: object) -> str:
    if isinstance(value, dict):
        if {"year", "month", "day"} & value.keys():
            parts = (value.get("year"), value.get("month"), value.get("day"))
            return "-".join("?" if p is None else f"{p:02}" for p in parts)
        return " ".join(f"{k}={_brief(v)}" for k, v in value.items())
    if isinstance(value, list):
        return " or ".join(map(_brief, value))
    return str(value)
