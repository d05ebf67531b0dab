"""Leftovers of the page a text came from: entities, tags, shortcodes, table bars, images; and the agencies it credits.

Markup is not language: the patterns are those of HTML, Markdown and the shortcodes of content systems. Square brackets are also an editor's
own ([sic], [his]), so a shortcode must have a known name, a closing slash or an attribute; a bar is also a separator ("World | Asia"), so
only one at the edge of a line counts.
"""

from __future__ import annotations

import functools
import re
from html.entities import html5
from typing import TYPE_CHECKING

from transcheck import credits
from transcheck.model import Fact, Markup, Span

if TYPE_CHECKING:
    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Language
    from transcheck.model import Document

IMAGE, EMPTY_IMAGE, CREDIT = "image", "image-empty", "credit:"
_SIGNS = re.compile("[&<\\[{|\ufffd]")
_TAGS = (
    "a|abbr|article|aside|audio|b|blockquote|body|br|button|caption|center|cite|code|col|dd|del|details|div|dl|dt|em|embed|figcaption|figure|font|footer"
    "|form|h[1-6]|head|header|hr|html|i|iframe|input|ins|kbd|label|li|link|main|mark|meta|nav|noscript|object|ol|p|picture|pre|q|s|script|section|small"
    "|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|video|wbr|o:p"
)
_SHORTCODES = "caption|embed|gallery|video|audio|playlist|youtube|vimeo|tweet|twitter|instagram|facebook|readmore|more|adsense|ad|ads|quote|pullquote|related|toc|img|url|code"
_LEFTOVER = re.compile(
    r"(?P<comment><!--(?!\s*transcheck:)[^<>]{0,400}-->)"
    rf"|(?P<img><img\b[^<>]{{0,2000}}>)|(?P<tag></?(?:{_TAGS})(?:\s[^<>]{{0,2000}})?/?>)"
    r"|(?P<entity>&(?:[A-Za-z]{2,8}[0-9]{0,2}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});)"
    rf"|(?P<shortcode>\[/?(?:{_SHORTCODES})\]|\[/?[a-z][a-z_-]{{1,30}}(?:\s+[a-z_-]{{1,30}}=[^\[\]\s]{{1,300}})+\s*/?\]|\[/[a-z][a-z_-]{{1,30}}\])"
    r"|(?P<template>\{\{[<%][^{}]{0,300}[%>]\}\})"
    r"|(?P<image>!\[(?P<alt>[^\[\]]{0,1000})\](?:\((?P<target>[^()\s]{0,2000})(?:\s+\"[^\"]{0,300}\")?\)))"
    r"|(?P<link>\[[^\[\]]{1,300}\]\((?:https?:|/|mailto:)[^()\s]{0,2000}\))"
    r"|(?P<replacement>\ufffd+)"
)
_SRC = re.compile(r"""\b(?:data-)?src(?:set)?\s*=\s*(?:"\s*[^"\s]|'\s*[^'\s]|[^\s"'>])""", re.IGNORECASE)
_BARS = re.compile(r"(?m)^[ \t]{0,200}(\|{1,40})|(?<!\|)(\|{1,40})[ \t]{0,200}$")
_NAMES = {
    "comment": "comment",
    "tag": "tag",
    "entity": "entity",
    "shortcode": "shortcode",
    "template": "shortcode",
    "link": "link",
    "replacement": "character",
}


def markup(scanned: Scanned, claimed: list[Fact]) -> list[Fact]:
    """Leftovers in one stretch of text. Known false alarm: an article about HTML that shows it."""
    del claimed  # markup is read first: what stands inside a tag is no number or name
    text = scanned.text
    if not _SIGNS.search(text):
        return []
    found = []
    for match in _LEFTOVER.finditer(text):
        kind = match.lastgroup or ""
        if kind in ("alt", "target", "image"):
            value = IMAGE if (match["target"] or "").strip("<>") else EMPTY_IMAGE
        elif kind == "img":
            value = IMAGE if _SRC.search(match[0]) else EMPTY_IMAGE
        elif kind == "entity" and match[0][1:] not in html5 and match[0][1] != "#":
            continue
        else:
            value = _NAMES[kind]
        found.append(scanned.fact(Markup(value=value), match.start(), match.end()))
    if "|" in text:
        for match in _BARS.finditer(text):
            group = 1 if match[1] else 2
            found.append(scanned.fact(Markup(value="table-bar"), match.start(group), match.end(group)))
    return found


def bylines(document: Document, scans: tuple[Scanned, ...], found: list[Fact]) -> list[Fact]:
    """Every news agency the document names, as ``credit:<id>``, for credit may be given in any line; and in its byline also one that is not
    known, as ``credit:`` and its words: what an attribution or brackets credit (Theo Tonkin News), or a line with a word for such a house.
    """
    del found
    known = [
        Fact(Markup(value=CREDIT + agency), document.text[start:end], Span(start, end))
        for agency, start, end in credits.agencies_in(document.text)
    ]
    signed = [scanned for segment, scanned in zip(document.segments, scans, strict=True) if segment.kind == "byline"]
    credited = [fact for scanned in signed if (fact := _credited(scanned)) and not any(fact.span.overlaps(k.span) for k in known)]
    return known + credited


def _credited(scanned: Scanned) -> Fact | None:
    """Whom a byline credits."""
    text = scanned.text
    cue = next((hit for hit in scanned.of("attribution")), None)
    start, end = 0, len(text)
    if cue is not None:
        start = cue.end
    elif text.endswith((")", "）")):
        start = max(text.rfind("("), text.rfind("（")) + 1
    elif _houses(scanned.language).isdisjoint(text.casefold().split()):
        return None
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    named = text[start:end]
    return scanned.fact(Markup(value=CREDIT + " ".join(named.casefold().split())), start, end) if named[:1].isupper() else None


@functools.cache
def _houses(language: Language) -> frozenset[str]:
    """Words for bodies that may publish (agency, press)."""
    return frozenset(form for form, value in language.kind("role").items() if value == "org")
