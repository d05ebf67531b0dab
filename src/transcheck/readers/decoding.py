"""Bytes → text: UTF-8 first, then what the file declares, then charset-normalizer; a clear error where nothing explains the bytes."""

from __future__ import annotations

import codecs
import re

from transcheck.errors import ReadError

SAMPLE = 1 << 17  # bytes shown to charset-normalizer: its verdict does not change with more, its time does
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_PLAUSIBLE = [
    *(
        "cp1252",
        "cp1250",
        "cp1251",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "iso8859_15",
        "iso8859_2",
        "koi8_r",
        "koi8_u",
    ),
    *(
        "gb18030",
        "big5",
        "big5hkscs",
        "shift_jis",
        "cp932",
        "euc_jp",
        "euc_kr",
        "cp949",
        "cp874",
        "utf_16",
        "utf_16_le",
        "utf_16_be",
        "utf_32",
    ),
]


def decode(raw: bytes, path: str, encoding: str | None = None) -> str:
    """The text of a file with line ends as ``\\n`` and without a byte order mark.

    Raises ReadError for an empty file, a binary one, and bytes that no encoding explains.
    """
    if not raw.strip():
        raise ReadError(f"{path} is empty.")
    text = _named(raw, path, encoding) if encoding else _guessed(raw, path)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ReadError(f"{path} is empty.")
    if "\0" in text:
        raise ReadError(f"{path} is a binary file, not text.")
    return text


def _named(raw: bytes, path: str, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except LookupError:
        raise ReadError(f"“{encoding}” is not an encoding that Python knows.") from None
    except (UnicodeDecodeError, ValueError):
        raise ReadError(f"{path} is not {encoding} text.") from None


def _guessed(raw: bytes, path: str) -> str:
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise ReadError(f"{path} is {what}, not text.")
    for bom, name in _BOMS:
        if raw.startswith(bom):
            return _named(raw, path, name)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        place = raw.count(b"\n", 0, error.start) + 1
        byte = raw[error.start]
    declared = _DECLARED.search(raw, 0, 2048)
    if declared:
        try:
            return raw.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    guess = None if _broken_utf8(raw) else _normalizer(raw)
    if guess is not None:
        return guess
    if b"\0" in raw:
        raise ReadError(f"{path} is a binary file, not text.")
    raise ReadError(
        f"{path}: byte 0x{byte:02X} on line {place} is not UTF-8 and no other encoding explains the file; save it as UTF-8 or name its encoding."
    )


def _broken_utf8(raw: bytes) -> bool:
    """Whether the bytes are UTF-8 but for some damage: then another encoding would "explain" them only as gibberish.

    A letter above U+00BF written in UTF-8 is a lead byte and its tail; in a one-byte encoding such pairs are rare, in UTF-8 they are the rule.
    """
    pairs = sum(len(m[0]) for m in _MULTIBYTE.finditer(raw, 0, SAMPLE))
    high = sum(b >= 0x80 for b in raw[:SAMPLE])
    return high > 3 and pairs > 0.6 * high and raw[:SAMPLE].decode("utf-8", "ignore").count("\ufffd") == 0 and _mostly_valid(raw[:SAMPLE])


def _mostly_valid(raw: bytes) -> bool:
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(c >= "\u0080" for c in text) - bad
    return good > 4 * bad


def _normalizer(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    sample = raw[: raw.rfind(b"\n", 0, SAMPLE) + 1 or SAMPLE] if len(raw) > SAMPLE else raw
    for match in from_bytes(sample, cp_isolation=_PLAUSIBLE, threshold=0.2):
        try:
            text = raw.decode(match.encoding)
        except UnicodeDecodeError:
            continue
        if not _gibberish(text):
            return text
    return None


def _gibberish(text: str) -> bool:
    """Control characters or private-use code points: no encoding of a language puts them into an article."""
    odd = sum((c < " " and c not in "\n\t\f\v\r") or "\x7f" <= c <= "\x9f" or "\ue000" <= c <= "\uf8ff" for c in text[:20000])
    return odd > 0
