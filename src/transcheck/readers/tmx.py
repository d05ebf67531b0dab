"""TMX 1.4b (LISA OSCAR 2005): read unit by unit, so that a file of any size takes the same memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from transcheck.readers.units import Pairs, Piece, Unit
from transcheck.readers.xliff import content, line_of, xml_lang
from transcheck.readers.xml_safe import elements, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree


def read_tmx(stream: BinaryIO, path: str) -> Pairs:
    """The first variant in the source language of the header (or simply the first) and the first in another."""
    events = elements(stream, path, "header", "tu")
    source: str | None = None
    for event, element in events:
        if event == "end" and local(element) == "header":
            given = element.get("srclang")
            source = None if given in (None, "*all*") else given
            break
    units = _units(events, source)
    first = next(units, None)
    if first is None:
        return Pairs(source, None, iter(()))
    languages, unit = first
    return Pairs(source or languages[0], languages[1], _chain(unit, units))


def _chain(first: Unit, rest: Iterator[tuple[tuple[str | None, str | None], Unit]]) -> Iterator[Unit]:
    yield first
    for _, unit in rest:
        yield unit


def _units(events: Iterator[tuple[str, etree._Element]], source: str | None) -> Iterator[tuple[tuple[str | None, str | None], Unit]]:
    number = 0
    target: str | None = None
    for event, element in events:
        if event != "end" or local(element) != "tu":
            continue
        number += 1
        variants = [(xml_lang(v), _segment(v)) for v in element if local(v) == "tuv"]
        if len(variants) < 2:
            continue
        mine = element.get("srclang") or source
        first = next((v for v in variants if _same(v[0], mine)), variants[0])
        others = [v for v in variants if v is not first]
        second = next((v for v in others if target is not None and v[0] == target), others[0])
        target = target or second[0]
        yield (first[0], second[0]), Unit(element.get("tuid") or str(number), first[1], second[1], line_of(element))


def _segment(variant: etree._Element) -> tuple[Piece, ...]:
    return content(next((c for c in variant if local(c) == "seg"), None))


def _same(tag: str | None, wanted: str | None) -> bool:
    """Whether a variant is in the source language; a plain "en" in the header stands for en-US in a variant."""
    if tag is None or wanted is None:
        return False
    a, b = tag.lower(), wanted.lower()
    return a == b or a.startswith(f"{b}-") or b.startswith(f"{a}-")
