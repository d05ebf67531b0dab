"""XLIFF 1.2 (OASIS 2008) and 2.x (OASIS 2014, ISO 21720)."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from transcheck.errors import ReadError
from transcheck.readers.units import Pairs, Piece, Unit, pieces
from transcheck.readers.xml_safe import elements, local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

_CODES = frozenset({"x", "bx", "ex", "ph", "bpt", "ept", "it", "sc", "ec", "sm", "em", "ut"})  # what they hold is code, not text
_PAIRED = frozenset({"g", "pc"})  # codes around text
_XML = "{http://www.w3.org/XML/1998/namespace}"


def read_xliff(stream: BinaryIO, path: str) -> Pairs:
    """Units in order. What is marked translate="no" is left out; so are proposals (alt-trans, matches)."""
    events = elements(stream, path, "xliff", "file", "trans-unit", "unit")
    header: list[str | None] = [None, None]
    first: tuple[str, etree._Element] | None = None
    for event, element in events:
        name = local(element)
        if event == "start" and name == "xliff":
            header = [element.get("srcLang"), element.get("trgLang")]
        elif event == "start" and name == "file":
            header = [header[0] or element.get("source-language"), header[1] or element.get("target-language")]
            first = (event, element)
            break
    if first is None:
        raise ReadError(f"{path} is no XLIFF: it has no <file>.")
    return Pairs(header[0], header[1], _units(events, first[1]))


def _units(events: Iterator[tuple[str, etree._Element]], first: etree._Element) -> Iterator[Unit]:
    file = first.get("id") or ""
    seen: set[str] = set()
    for event, element in events:
        name = local(element)
        if name == "file":
            if event == "start":
                file = element.get("original") or element.get("id") or ""
        elif event == "end" and element.get("translate") != "no":
            for unit in _old(element) if name == "trans-unit" else _new(element):
                key = unit.key if unit.key not in seen else f"{file}#{unit.key}"
                seen.add(key)
                yield Unit(key, unit.source, unit.target, unit.line)


def _old(element: etree._Element) -> Iterator[Unit]:
    source = next((c for c in element if local(c) == "source"), None)
    target = next((c for c in element if local(c) == "target"), None)
    if source is not None:
        line = line_of(target if target is not None else source)
        yield Unit(element.get("id") or element.get("resname") or "", content(source), content(target), line)


def _new(element: etree._Element) -> Iterator[Unit]:
    unit = element.get("id") or ""
    segments = [s for s in element if local(s) == "segment"]
    for i, segment in enumerate(segments):
        source = next((c for c in segment if local(c) == "source"), None)
        target = next((c for c in segment if local(c) == "target"), None)
        if source is not None:
            key = unit if len(segments) == 1 else f"{unit}/{segment.get('id') or i + 1}"
            yield Unit(key, content(source), content(target), line_of(target if target is not None else source))


def content(element: etree._Element | None) -> tuple[Piece, ...]:
    """The text of an element with its inline codes. Iterative: depth is the file's, not ours."""
    if element is None:
        return ()
    out: list[Piece] = []
    stack: list[tuple[etree._Element, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        name = local(node)
        if leaving:
            if name in _PAIRED:
                out.append(Piece(f"</{name}>", True))
            if node is not element and node.tail:
                out += pieces(node.tail)
            continue
        if node is not element and (not isinstance(node.tag, str) or name in _CODES or name == "cp"):
            if name == "cp":
                out.append(Piece(_character(node.get("hex") or "")))
            elif isinstance(node.tag, str):
                out.append(Piece(_written(node, name), True))
            elif getattr(node, "name", None):  # an entity reference
                out.append(Piece(node.text or "", True))
            if node.tail:
                out += pieces(node.tail)
            continue
        if name in _PAIRED:
            out.append(Piece(_written(node, name), True))
        if node.text:
            out += pieces(node.text)
        stack.append((node, True))
        stack += [(child, False) for child in reversed(node)]
    return tuple(out)


def _written(node: etree._Element, name: str) -> str:
    """A code as findings show it: its name and identity; the code it stands for where it is given."""
    held = "" if name in _PAIRED else "".join(str(t) for t in node.itertext()).strip()
    identity = node.get("id") or node.get("x") or node.get("i") or node.get("rid") or ""
    return held or f"<{name}{f' {identity}' if identity else ''}>"


def _character(hexadecimal: str) -> str:
    """A character that XML cannot hold, by its number (XLIFF 2 <cp>); nothing for a control character."""
    try:
        char = chr(int(hexadecimal, 16))
    except (ValueError, OverflowError):
        return ""
    return char if char.isprintable() else ""


def line_of(element: etree._Element) -> int:
    """The line an element begins on; 0 where the parser does not say."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def xml_lang(element: etree._Element) -> str | None:
    """xml:lang, or the plain lang of old files."""
    return element.get(f"{_XML}lang") or element.get("lang")
