"""``transcheck init``: a commented transcheck.toml for the tree it finds."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from transcheck.cli.options import note_always, save
from transcheck.errors import ConfigError
from transcheck.languages import lacking


@click.command("init")
@click.option("--source-lang", metavar="TAG", help="The language that articles are translated from.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def command(source_lang: str | None, force: bool) -> None:
    """Write a commented transcheck.toml into the current folder."""
    if source_lang is not None:
        lacking(source_lang)  # a tag that is none is an error
    file = Path("transcheck.toml")
    if file.exists() and not force:
        raise ConfigError(f"{file} is there already; --force writes over it.")
    save(str(file), text(Path(), source_lang))
    note_always(f"{file} written; `transcheck check` uses it.")


def text(folder: Path, source_language: str | None) -> str:
    """The file: every general setting with what it does, commented out where it is the default."""
    from transcheck.config import KEYS

    languages = _languages(folder)
    source = source_language or (languages[0] if len(languages) > 1 else None)
    lines = ["# Settings of transcheck; every line that is commented out shows the default.", ""]
    for key in (k for k in KEYS if not k.table):
        lines.append(f"# {key.help}")
        if key.name == "source-language" and source:
            seen = f"  # found in names here: {', '.join(languages)}" if languages else ""
            lines.append(f'source-language = "{source}"{seen}')
        else:
            lines.append(f"# {key.name} = {key.default}")
        lines.append("")
    lines += ["# Severities in place of the rules' own.", "[severity]", '# F108 = "neutral"', ""]
    lines += [
        "# The house's style.",
        "[style]",
        *(f"# {k.name} = {k.example or k.default}  # {k.help}" for k in KEYS if k.table == "style"),
        "",
    ]
    lines += ["# Other settings for some languages or paths.", "# [[section]]", '# languages = ["en-US"]', '# ignore = ["D204"]', ""]
    lines += [
        "# An article whose versions follow no rule.",
        "# [[article]]",
        '# candidate = "news/talks.en.md"',
        '# source = "news/talks.vi.md"',
        "",
    ]
    return "\n".join(lines)


def _languages(folder: Path) -> list[str]:
    """Languages in the names of Markdown files, the most frequent first."""
    from transcheck.readers import tag_in_name

    counts: Counter[str] = Counter()
    for file in sorted(folder.glob("**/*.md"))[:2000]:
        tag = tag_in_name(file.name)
        if tag and not any(part.startswith(".") for part in file.parts):
            counts[tag] += 1
    return [tag for tag, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
