"""XML from strangers: no network, no DTD, no entities of its own, bounded depth, memory that does not grow with the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from transcheck.errors import ReadError

HEAD = 1 << 16  # bytes in which a document type stands, if there is one


def elements(stream: BinaryIO, path: str, *names: str) -> Iterator[tuple[str, etree._Element]]:
    """("start" or "end", element) for the local ``names`` in order; ended elements are emptied once the caller is done with them.

    Raises ReadError for what is not well-formed, nests deeper than 256 elements, or declares entities.
    """
    head = stream.read(HEAD)
    stream.seek(0)
    refuse_entities(head, path)
    wanted = set(names)
    try:
        parse = etree.iterparse(
            stream,
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            recover=False,
        )
        for event, element in parse:
            name = local(element)
            if name not in wanted:
                continue
            yield event, element
            if event == "end":
                forget(element)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{path}: not well-formed XML: {_sentence(error)}") from None
    except LookupError as error:
        raise ReadError(f"{path}: {error}.") from None


def root(raw: bytes, path: str) -> etree._Element:
    """The whole tree of a small document, under the same rules."""
    refuse_entities(raw[:HEAD], path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{path}: not well-formed XML: {_sentence(error)}") from None


def refuse_entities(head: bytes, path: str) -> None:
    """Raises ReadError for a document that declares entities: a few lines of them can expand to gigabytes or name files of this machine."""
    if b"<!ENTITY" in head.replace(b"\0", b""):
        raise ReadError(f"{path} declares XML entities of its own, which are not expanded; write the text out.")


def local(element: etree._Element) -> str:
    """The name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def forget(element: etree._Element) -> None:
    """Empties an element and drops what stands before it in its parent."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _sentence(error: etree.XMLSyntaxError) -> str:
    message = " ".join((error.msg or "syntax error").split()).replace(" ,", ",")
    return f"{message}." if not message.endswith(".") else message
