"""``transcheck align``: the alignment of two versions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from transcheck.cli.options import emit, once

if TYPE_CHECKING:
    from transcheck.model import Alignment, Document, Segment, Unit


@click.command("align")
@click.argument("a")
@click.argument("b")
@click.option("--unit", type=click.Choice(["paragraph", "sentence", "line"]), default="paragraph", show_default=True)
@click.option("--lexicon", metavar="FILE", help="A lexicon made by `transcheck lexicon build`.")
@click.option("--format", "form", type=click.Choice(["json", "tsv", "tmx"]), default="json", show_default=True)
def command(a: str, b: str, unit: str, lexicon: str | None, form: str) -> int | None:
    """Align A with B: which paragraphs (sentences, lines) say the same. Indices in json count from 0."""
    from transcheck import pipeline, readers
    from transcheck.alignment import export

    once(a, b)
    cut: Unit = "line" if unit == "line" else "paragraph"
    first = _by(unit, readers.read(a, role="candidate", unit=cut))
    second = _by(unit, readers.read(b, role="source", unit=cut))
    found = pipeline.align_many([(first, second)], unit=cut, lexicon=lexicon)[0]
    if form == "tmx":
        emit(export.tmx(found, first, second, unit=unit))
    else:
        emit((_json if form == "json" else _tsv)(found, first, second))
    if found.weak:
        click.echo(f"transcheck: weak alignment: {found.weak}", err=True)
        return 3
    return None


def _by(unit: str, document: Document) -> Document:
    """The document with its sentences as segments."""
    if unit != "sentence":
        return document
    sentences: list[Segment] = []
    for segment in document.segments:
        spans = segment.sentences or (segment.span,)
        sentences += (replace(segment, text=document.text[s.start : s.end], span=s, sentences=(s,)) for s in spans)
    return replace(document, segments=tuple(sentences))


def _json(found: Alignment, a: Document, b: Document) -> str:
    import msgspec

    whole = {
        "candidate": {"path": a.path, "language": a.language, "segments": len(a.segments)},
        "reference": {"path": b.path, "language": b.language, "segments": len(b.segments)},
        "weak": found.weak,
        "beads": [{"candidate": x.candidate, "reference": x.reference, "confidence": round(x.confidence, 3)} for x in found.beads],
    }
    return msgspec.json.format(msgspec.json.encode(whole), indent=2).decode() + "\n"


def _joined(document: Document, indices: tuple[int, ...]) -> str:
    return " ".join(" ".join(document.segments[i].text.split()) for i in indices)


def _tsv(found: Alignment, a: Document, b: Document) -> str:
    rows = [f"{round(x.confidence, 3)}\t{_joined(a, x.candidate)}\t{_joined(b, x.reference)}\n" for x in found.beads]
    return f"confidence\t{a.language}\t{b.language}\n" + "".join(rows)
