"""HTML → tokens with their places, in one pass.

The standard library's tokenizer takes quadratic time on broken tags (15 s for 40 kB of ``<a``) and stops at some declarations, so this is our
own: the states of the HTML standard (§13.2.5) that matter for text. What never ends (a comment, a tag, a quoted attribute) takes the rest of
the page, as in a browser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_NAME = re.compile(r"[A-Za-z][^\s/>]{0,60}")
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)("?)|'([^']*)('?)|([^\s>]*)))?|[\s/]*[=/]""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});?")
RAW = frozenset({"script", "style", "title", "textarea", "noscript", "iframe", "xmp", "noembed", "noframes"})


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is text, open or close. A text's ``text`` is as shown (references resolved), ``raw`` as written; ``offset`` is that of ``raw``."""

    kind: str
    text: str
    offset: int
    raw: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(source: str) -> Iterator[Token]:
    """Text and tags of a page in order; comments and declarations are left out. The content of a title or textarea is text, of scripts nothing."""
    at, end = 0, len(source)
    while at < end:
        sign = source.find("<", at)
        if sign < 0:
            sign = end
        if sign > at:
            yield from _text(source, at, sign)
        at = sign
        if at >= end:
            return
        following = source[at + 1 : at + 2]
        if source.startswith("<!--", at):
            close = source.find("-->", at + 2)
            at = close + 3 if close >= 0 else end
        elif following in ("!", "?") and following:
            close = source.find(">", at)
            at = close + 1 if close >= 0 else end
        elif following == "/" and source[at + 2 : at + 3].isalpha():
            close = source.find(">", at)
            if close < 0:
                return
            name = _NAME.match(source, at + 2)
            yield Token("close", name[0].lower() if name else "", at, source[at : close + 1])
            at = close + 1
        elif following.isascii() and following.isalpha():
            name = _NAME.match(source, at + 1)
            assert name is not None
            tag = name[0].lower()
            close, attributes = _attributes(source, name.end())
            if close < 0:
                return
            yield Token("open", tag, at, source[at:close], attributes)
            at = close
            if tag in RAW:
                ending = re.compile(f"</{re.escape(tag)}(?=[\\s/>])", re.IGNORECASE).search(source, at)
                stop = ending.start() if ending else end
                if tag in ("title", "textarea"):
                    yield from _text(source, at, stop)
                at = stop
        else:
            yield Token("text", "<", at, "<")
            at += 1


def _attributes(source: str, at: int) -> tuple[int, Mapping[str, str]]:
    """The offset after the ``>`` that ends the tag (−1 where none does) and the attributes before it, the first of a name."""
    found: dict[str, str] = {}
    while True:
        match = _ATTRIBUTE.match(source, at)
        if match is None or match.end() == at:
            break
        if match[1]:
            if (match[2] is not None and not match[3]) or (match[4] is not None and not match[5]):
                return -1, found
            value = next((v for v in (match[2], match[4], match[6]) if v is not None), "")
            found.setdefault(match[1].lower(), html.unescape(value))
        at = match.end()
    close = source.find(">", at)
    return close + 1 if close >= 0 else -1, found


def _text(source: str, start: int, stop: int) -> Iterator[Token]:
    """A stretch of text, cut at character references so that each keeps its place."""
    at = start
    while at < stop:
        sign = source.find("&", at, stop)
        if sign < 0:
            sign = stop
        if sign > at:
            yield Token("text", source[at:sign], at, source[at:sign])
        if sign >= stop:
            return
        match = _REFERENCE.match(source, sign, stop)
        written = match[0] if match else "&"
        yield Token("text", html.unescape(written), sign, written)
        at = sign + len(written)
