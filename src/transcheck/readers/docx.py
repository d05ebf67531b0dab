"""DOCX (ISO/IEC 29500): an own thin reader, for the libraries drop tracked insertions or hang on archives made to harm.

Lines are paragraphs of the document, counted from 1 with table cells and footnotes; columns count within the paragraph. Tracked insertions
are text, deletions are not; of alternate content the first choice is read.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from transcheck.errors import ReadError
from transcheck.model import Mark, SegmentKind
from transcheck.readers import blocks as kinds
from transcheck.readers.assembly import Block
from transcheck.readers.parsed import Parsed
from transcheck.readers.xml_safe import local, root

if TYPE_CHECKING:
    from lxml import etree

ENTRIES = 4000  # files in the archive
SIZE = 64_000_000  # bytes of one part, unpacked
RATIO = 200  # unpacked to packed; prose packs 5 to 20 times
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_GONE = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText", "rPr", "pPr", "txbxContent"})


def read_docx(raw: bytes, path: str) -> Parsed:
    """Body, then footnotes and endnotes. The language of its styles is that of the program it was written with more often than that of the text,
    so it is detected. Raises ReadError for what is no DOCX and for archives out of proportion."""
    archive = _open(raw, path)
    if "word/document.xml" not in archive.namelist():
        raise ReadError(f"{path} is a ZIP archive but no DOCX: it has no word/document.xml.")
    targets = _targets(archive, path)
    found: list[Block] = []
    number = 0
    for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if part not in archive.namelist():
            continue
        for paragraph, cell in _paragraphs(root(_part(archive, part, path), path)):
            number += 1
            found += _blocks(paragraph, number, cell, targets)
    return Parsed(kinds.with_bylines(found), title=_title(archive, path))


def _open(raw: bytes, path: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ReadError(f"{path} is no DOCX: it is not a whole ZIP archive.") from None
    if len(archive.infolist()) > ENTRIES:
        raise ReadError(f"{path} holds {len(archive.infolist())} files; a DOCX is read up to {ENTRIES}.")
    return archive


def _part(archive: zipfile.ZipFile, name: str, path: str) -> bytes:
    """One part, unpacked no further than its caps whatever the archive's directory claims. Nothing is ever written to disk."""
    info = archive.getinfo(name)
    cap = min(SIZE, max(1_000_000, RATIO * info.compress_size))
    try:
        with archive.open(info) as stream:
            data = stream.read(cap + 1)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError, ValueError, zlib.error) as error:
        what = "it is encrypted" if "encrypted" in str(error) or "password" in str(error) else "the archive is damaged"
        raise ReadError(f"{path}: {name} cannot be unpacked: {what}.") from None
    if len(data) > cap:
        raise ReadError(f"{path}: {name} unpacks to more than {cap / 1_000_000:.0f} MB from {info.compress_size} bytes; no text does that.")
    return data


def _paragraphs(body: etree._Element) -> list[tuple[etree._Element, bool]]:
    """Every paragraph in order with whether it stands in a table cell. Separators of notes are left out."""
    found: list[tuple[etree._Element, bool]] = []
    stack: list[tuple[etree._Element, bool]] = [(body, False)]
    while stack:
        node, cell = stack.pop()
        name = local(node)
        if name == "p" and node.tag.startswith(_W):
            found.append((node, cell))
            boxes = [n for n in node.iter(f"{_W}txbxContent") if not any(local(a) == "Fallback" for a in n.iterancestors())]
            stack += [(box, cell) for box in reversed(boxes)]
            continue
        if name in ("del", "Fallback") or (name in ("footnote", "endnote") and node.get(f"{_W}type")):
            continue
        stack += [(child, cell or name == "tc") for child in reversed(node) if isinstance(child.tag, str)]
    return found


def _blocks(paragraph: etree._Element, number: int, cell: bool, targets: dict[str, str]) -> list[Block]:
    text: list[str] = []
    images: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        name = local(node)
        if node is not paragraph and name in _GONE:
            continue
        if name == "t":
            text.append(node.text or "")
        elif name in ("tab", "br", "cr"):
            text.append(" ")
        elif name == "noBreakHyphen":
            text.append("‑")
        elif name == "blip":
            images.append(targets.get(node.get(f"{_R}embed") or node.get(f"{_R}link") or "", ""))
        stack += [c for c in reversed(node) if isinstance(c.tag, str)]
    out = [Block("[image]", (Mark(0, number, 1),), "image", target) for target in images]
    joined = "".join(text)
    if joined.strip():
        lead = len(joined) - len(joined.lstrip())
        out.append(Block(joined.strip(), (Mark(0, number, 1 + lead),), _kind(paragraph, cell)))
    return out


def _kind(paragraph: etree._Element, cell: bool) -> SegmentKind:
    if cell:
        return "table-cell"
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    if name.startswith(("heading", "title", "berschrift", "überschrift", "titre", "ttulo")):
        return "heading"
    if name.startswith("caption"):
        return "caption"
    if "quote" in name:
        return "quotation"
    return "list-item" if paragraph.find(f"{_W}pPr/{_W}numPr") is not None else "paragraph"


def _targets(archive: zipfile.ZipFile, path: str) -> dict[str, str]:
    name = "word/_rels/document.xml.rels"
    if name not in archive.namelist():
        return {}
    return {r.get("Id") or "": r.get("Target") or "" for r in root(_part(archive, name, path), path) if isinstance(r.tag, str)}


def _title(archive: zipfile.ZipFile, path: str) -> str | None:
    name = "docProps/core.xml"
    if name not in archive.namelist():
        return None
    return next((e.text for e in root(_part(archive, name, path), path) if local(e) == "title" and e.text), None)
