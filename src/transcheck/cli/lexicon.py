"""``transcheck lexicon``: what words of two languages stand for each other, learnt from one's own texts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from transcheck.cli.options import emit, note_always, spared
from transcheck.errors import AlignmentError, ReadError, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transcheck.model import Document

Pair = tuple[str, str]  # base languages
Rows = list[tuple[str, str]]


@click.group("lexicon", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Learn a lexicon of two languages from one's own texts, for better alignment of short articles."""


@command.command("build")
@click.argument("paths", nargs=-1, required=True)
@click.option("--output", "-o", required=True, metavar="FILE", help="Where the lexicon goes (vi-en.lexicon).")
@click.option("--pair", metavar="A-B", help="The two languages, where the texts are in more than two.")
@click.option("--lang", "language", metavar="TAG", help="Language of the translations in a bilingual file that does not say.")
@click.option("--source-lang", "source_language", metavar="TAG", help="Language of the sources in such a file.")
@click.option("--licence", metavar="NOTE", help="A note that goes with the lexicon to whoever uses it.")
@click.option("--config", metavar="FILE", help="Configuration to use in place of the nearest transcheck.toml.")
def build(
    paths: tuple[str, ...],
    output: str,
    pair: str | None,
    language: str | None,
    source_language: str | None,
    licence: str | None,
    config: str | None,
) -> None:
    """Learn from PATHS: articles with their versions (found as `transcheck check` finds them), TMX, XLIFF, PO, TSV and JSON Lines files.

    The file names its languages, how many pairs of segments it was learnt from, the hash of their text, and the licence note. It holds
    probabilities of words, no sentences. Use it with --lexicon or in [lexicons] of transcheck.toml.
    """
    from transcheck.alignment import lexicon
    from transcheck.readers import bilingual
    from transcheck.readers.units import plain

    spared([output], paths)
    if pair is not None and not all(pair.partition("-")):
        raise click.UsageError(f"--pair “{pair}” is not two languages like vi-en.")
    memories = [p for p in paths if bilingual.is_bilingual(p)]
    rows: dict[Pair, Rows] = {}
    for path in memories:
        with bilingual.pairs(path) as found:
            units = [(text_b, text_a) for u in found.units if (text_a := plain(u.source)) and (text_b := plain(u.target))]
        samples = [[row[side] for row in units[:60]] for side in (0, 1)]
        target = bilingual.language_of(path, "target", language or found.target_language, samples[0])
        source = bilingual.language_of(path, "source", source_language or found.source_language, samples[1])
        _add(rows, (target, source), units)
    for tags, articles in _articles([p for p in paths if p not in memories], config).items():
        _add(rows, tags, lexicon.rows(articles))
    tags, learnt = _chosen(rows, pair)
    built = lexicon.Lexicon.learn(learnt, tags, licence=licence or lexicon.NOTE)
    try:
        built.save(output)
    except OSError as error:
        raise unwritable(output, error) from None
    note_always(f"{output}: {built.signature}, {len(built.stems_a):,} and {len(built.stems_b):,} stems.")


@command.command("show")
@click.argument("file")
def show(file: str) -> None:
    """What a lexicon says of itself: languages, counts, hashes, licence note."""
    from transcheck.alignment import Lexicon

    found = Lexicon.load(file)
    emit(
        f"languages  {found.languages[0]}, {found.languages[1]}\n"
        f"pairs      {found.pairs:,}\n"
        f"stems      {len(found.stems_a):,}, {len(found.stems_b):,}\n"
        f"entries    {len(found.a):,}\n"
        f"hash       {found.hash}\n"
        f"source     {found.source}\n"
        f"licence    {found.licence}\n"
    )


def _articles(paths: list[str], config: str | None) -> dict[Pair, list[tuple[Document, Document]]]:
    """The articles with each of their versions in another language, by their languages."""
    from transcheck import config as settings
    from transcheck import languages, readers
    from transcheck.readers import bilingual
    from transcheck.readers.discovery import articles

    found: dict[Pair, list[tuple[Document, Document]]] = {}
    if not paths:
        return found
    for versions in articles(settings.load(config, start=paths[0]), paths):
        if versions.why:
            raise ReadError(versions.why)
        if bilingual.is_bilingual(versions.candidate):
            continue
        candidate = readers.read(versions.candidate, role="candidate")
        for path, role in versions.references:
            reference = readers.read(path, role=role)
            if without := [why for d in (candidate, reference) if (why := languages.lacking(d.language))]:
                note_always(f"transcheck: {versions.candidate} with {path} is left out: {without[0]}")
                continue
            tags = _base(candidate.language), _base(reference.language)
            if tags[0] != tags[1]:
                found.setdefault(tags, []).append((replace(candidate, language=tags[0]), replace(reference, language=tags[1])))
    return found


def _add(rows: dict[Pair, Rows], tags: tuple[str, str], more: Iterable[tuple[str, str]]) -> None:
    """Puts pairs of texts to those of the same two languages, whichever comes first."""
    a, b = map(_base, tags)
    if (b, a) in rows:
        rows[b, a] += ((y, x) for x, y in more)
    else:
        rows.setdefault((a, b), []).extend(more)


def _chosen(rows: dict[Pair, Rows], pair: str | None) -> tuple[Pair, Rows]:
    """The pair of languages asked for, or the only one."""
    there = {tags: found for tags, found in rows.items() if found}
    if pair is not None:
        a, _, b = pair.partition("-")
        there = {tags: found for tags, found in there.items() if set(tags) == {_base(a), _base(b)}}
        if not there:
            raise AlignmentError(f"There are no texts in {a} and {b} to learn from.")
    if not there:
        raise AlignmentError("There are no pairs of texts in two languages to learn from.")
    if len(there) > 1:
        known = ", ".join("-".join(tags) for tags in there)
        raise AlignmentError(f"The texts are in several pairs of languages ({known}): name one with --pair.")
    return next(iter(there.items()))


def _base(tag: str) -> str:
    from transcheck import tags

    return tags.base(tags.canonical(tag))
