"""gettext PO, by polib."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import polib

from transcheck.errors import ReadError
from transcheck.readers.decoding import decode
from transcheck.readers.units import Pairs, Unit, pieces

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_po(stream: BinaryIO, path: str) -> Pairs:
    """Entries in order; obsolete ones are left out, a plural gives a unit for each of its forms. The source is English unless the header says otherwise."""
    text = decode(stream.read(), path)
    try:
        catalogue = polib.pofile(text if "\n" in text else text + "\n", check_for_duplicates=False)
    except (OSError, UnicodeDecodeError, ValueError, IndexError, KeyError, AttributeError) as error:
        raise ReadError(f"{path} is no PO file: {' '.join(str(error).split())[:120]}.") from None
    header = {k.lower(): v.strip() for k, v in catalogue.metadata.items()}
    source = header.get("x-source-language") or "en"
    target = header.get("language") or None
    return Pairs(source.replace("_", "-"), target.replace("_", "-") if target else None, _units(catalogue))


def _units(catalogue: polib.POFile) -> Iterator[Unit]:
    for entry in catalogue:
        if entry.obsolete or not entry.msgid:
            continue
        key = f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
        line = entry.linenum or 0
        if entry.msgid_plural:
            for i, form in sorted((int(k), v) for k, v in entry.msgstr_plural.items()):
                yield Unit(f"{key}[{i}]", pieces(entry.msgid if i == 0 else entry.msgid_plural), pieces(form), line)
        else:
            yield Unit(key, pieces(entry.msgid), pieces(entry.msgstr), line)
