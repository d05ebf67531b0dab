"""What readers of bilingual files give: units of source and target with their key, codes taken out of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# {name} {0} {{name}} ${name} %s %1$s %(name)d %@ ; a percent sign after a number is a percentage ("50 % des", "5%d…" is not written)
_PLACEHOLDER = re.compile(
    r"\$?\{\{?[A-Za-z0-9_.][^{}\s]{0,60}\}?\}|\$\{[A-Za-z_]\w{0,60}\}"
    r"|%\([A-Za-z_]\w{0,60}\)[sdifgrxX]|(?<![\d%])%(?:\d{1,2}\$)?[-+0#]{0,3}(?:\d{1,3})?(?:\.\d{1,3})?(?:ll|l|h|z)?[sdiufgxXc@](?![A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or with ``code`` a placeholder or inline tag that stands between runs."""

    text: str
    code: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a bilingual file: ``line`` is where it stands (1-based, 0 where unknown)."""

    key: str
    source: tuple[Piece, ...]
    target: tuple[Piece, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Pairs:
    """A bilingual file: languages as it names them (None where it does not) and its units in order, read as they are asked for."""

    source_language: str | None
    target_language: str | None
    units: Iterator[Unit]


def pieces(text: str) -> tuple[Piece, ...]:
    """Text with its placeholders marked as codes."""
    out: list[Piece] = []
    at = 0
    if "{" in text or "%" in text:
        for match in _PLACEHOLDER.finditer(text):
            if match.start() > at:
                out.append(Piece(text[at : match.start()]))
            out.append(Piece(match[0], True))
            at = match.end()
    if at < len(text):
        out.append(Piece(text[at:]))
    return tuple(out)


def plain(given: tuple[Piece, ...]) -> str:
    """The text without codes; two spaces that a code stood between become one."""
    if len(given) == 1:
        return "" if given[0].code else given[0].text.strip()
    text = ""
    for i, piece in enumerate(given):
        if piece.code:
            continue
        after_code = i > 0 and given[i - 1].code
        text += piece.text[1:] if after_code and text.endswith(" ") and piece.text.startswith(" ") else piece.text
    return text.strip()


def codes(given: tuple[Piece, ...]) -> tuple[str, ...]:
    """The codes in order."""
    return tuple(p.text for p in given if p.code)
