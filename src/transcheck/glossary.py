"""Glossaries: terms and how a house renders them, from a table (TSV) or TBX.

A table has a column a language: a first row of language tags says which (``vi``, tab, ``en``); without one the first column is the source's and
the second the candidate's. Several renderings are separated by “|”, the preferred one first. Lines that begin with ``#`` are notes.
TBX is ISO 30042 in its 2008 (``termEntry``, ``langSet``, ``tig``) and its 2019 form (``conceptEntry``, ``langSec``, ``termSec``); terms marked
as deprecated, superseded or not recommended are renderings that nobody wants.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from transcheck.errors import ConfigError, reason

if TYPE_CHECKING:
    from lxml import etree

# A concept: language → its terms, the preferred first; "" and "-" stand for the source's and the candidate's where the file names no language.
Concept = Mapping[str, tuple[str, ...]]
FROM, TO = "", "-"
_TAG = re.compile(r"[a-z]{2}|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})+")  # a language of three letters needs its region here: “cat” is also a term
_UNWANTED = ("deprecated", "superseded", "notrecommended")


def terms(path: str, source: str, target: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(term, its renderings, the preferred first) for two BCP 47 tags, in the file's order. Raises ConfigError for a file that holds none."""
    found = []
    for concept in read(path):
        renderings = _of(concept, target, TO)
        if renderings:
            found += [(term, renderings) for term in _of(concept, source, FROM)]
    return tuple(found)


def _of(concept: Concept, tag: str, unnamed: str) -> tuple[str, ...]:
    """The terms in a language: of the tag itself, or of another region of it."""
    wanted = tag.lower()
    for known, words in concept.items():
        if known.lower() == wanted:
            return words
    main = wanted.split("-")[0]
    return next((words for known, words in concept.items() if known and known.lower().split("-")[0] == main), concept.get(unnamed, ()))


def read(path: str) -> tuple[Concept, ...]:
    """The concepts of the file; read again when the file changes."""
    try:
        found = Path(path).stat()
        return _read(path, found.st_mtime_ns, found.st_size)
    except OSError as error:
        raise ConfigError(f"glossary {path}: {reason(error)}.") from None


@functools.lru_cache(maxsize=8)
def _read(path: str, _changed: int, _size: int) -> tuple[Concept, ...]:
    raw = Path(path).read_bytes()
    tbx = Path(path).suffix.lower() in (".tbx", ".xml") or raw.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
    concepts = tuple(_tbx(raw, path) if tbx else _table(raw, path))
    if not concepts:
        raise ConfigError(f"glossary {path} holds no terms (expected a table with tabs, or TBX).")
    return concepts


def _table(raw: bytes, path: str) -> Iterator[Concept]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"glossary {path} is not UTF-8 text.") from None
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    rows = [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    heads: tuple[str, ...] = (FROM, TO)
    if rows and len(rows[0]) > 1 and all(map(_TAG.fullmatch, rows[0])):
        heads = tuple(rows.pop(0))
    for row in rows:
        cells = (tuple(w.strip() for w in cell.split("|") if w.strip()) for cell in row)
        concept = {head: words for head, words in zip(heads, cells, strict=False) if words}
        if len(concept) > 1:
            yield MappingProxyType(concept)


def _tbx(raw: bytes, path: str) -> Iterator[Concept]:
    from lxml import etree

    if b"<!ENTITY" in raw.replace(b"\0", b""):
        raise ConfigError(f"glossary {path} declares XML entities of its own, which are not expanded.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ConfigError(f"glossary {path}: not well-formed XML: {' '.join(str(error.msg).split())}.") from None
    for entry in _inside(root, "termEntry", "conceptEntry"):
        concept: dict[str, list[str]] = {}
        for section in _inside(entry, "langSet", "langSec"):
            tag = section.get("{http://www.w3.org/XML/1998/namespace}lang") or section.get("lang") or ""
            groups = [
                (_status(g), "".join(map(str, t.itertext())).strip())
                for g in _inside(section, "tig", "ntig", "termSec")
                for t in _inside(g, "term")
            ]
            wanted = [
                word for status, word in sorted(groups, key=lambda g: "preferred" not in g[0]) if word and not status.startswith(_UNWANTED)
            ]
            if tag and wanted:
                concept.setdefault(tag, []).extend(wanted)
        if len(concept) > 1:
            yield MappingProxyType({tag: tuple(words) for tag, words in concept.items()})


def _inside(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Elements of these local names below ``element``, in the document's order."""
    for found in element.iter():
        if isinstance(found.tag, str) and found.tag.rpartition("}")[2] in names and found is not element:
            yield found


def _status(group: etree._Element) -> str:
    """Whether a term is to be used: the word of its note, without “-admn-sts”."""
    for note in _inside(group, "termNote", "administrativeStatus"):
        if note.get("type", "administrativeStatus") in ("administrativeStatus", "normativeAuthorization"):
            return (note.text or "").strip().lower().removesuffix("-admn-sts").replace(" ", "")
    return ""
