"""HTML articles: trafilatura says which part of the page is the article, the page's own tokens say where each word stands.

trafilatura gives text without places and drops captions and images. So the page is read into blocks with exact places first, and those are
kept that trafilatura kept; images and captions between them come along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from transcheck.errors import ReadError
from transcheck.readers import blocks as kinds
from transcheck.readers import frontmatter
from transcheck.readers.assembly import Block
from transcheck.readers.html_tokens import tokens
from transcheck.readers.markup_strip import strip_tags
from transcheck.readers.parsed import Parsed

if TYPE_CHECKING:
    import datetime

LIMIT = 4_000_000  # code points: a page beyond that is no article, and lxml's tree of it would take gigabytes
_DATES = ("article:published_time", "datepublished", "date", "dc.date", "dcterms.date", "pubdate", "parsely-pub-date")


def read_html(text: str, path: str) -> Parsed:
    """The article of a page. A page in which trafilatura finds none is taken whole.

    Raises ReadError for a page too long to be an article.
    """
    if len(text) > LIMIT:
        raise ReadError(f"{path} has {len(text) / 1_000_000:.1f} million characters; a page is read up to {LIMIT // 1_000_000} million.")
    head = _head(text)
    found = strip_tags(text)
    kept = _article(found, _main_text(text))
    return Parsed(kinds.with_bylines(kept), head.language, None, head.published, head.title)


def _main_text(text: str) -> str | None:
    """trafilatura's view of the article: one paragraph a line."""
    from trafilatura import extract

    return extract(
        text,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        include_images=False,
        include_formatting=False,
        favor_recall=True,
    )


def _article(found: list[Block], main: str | None) -> list[Block]:
    if not main:
        return found
    lines = {_key(line) for line in main.split("\n")} - {""}
    whole = "".join(_key(line) for line in main.split("\n"))
    cursor = 0
    kept: list[bool] = []
    for block in found:
        key = _key(block.text)
        hit = block.kind != "image" and key in lines
        if not hit and block.kind != "image" and len(key) >= 8:
            at = whole.find(key, cursor)
            hit = at >= 0
            cursor = at + len(key) if hit else cursor
        kept.append(hit)
    if not any(kept):
        return found
    first, last = kept.index(True), len(kept) - 1 - kept[::-1].index(True)
    first = next((i for i in range(max(0, first - 3), first) if found[i].kind == "heading"), first)
    return [
        block
        for i, block in enumerate(found)
        if kept[i]
        or (first <= i <= last and (block.kind in ("image", "caption", "table-cell") or i == first))
        or (last < i <= last + 2 and _ends_article(block))
    ]


def _ends_article(block: Block) -> bool:
    return block.kind == "paragraph" and kinds.is_signature(block.text)


def _key(text: str) -> str:
    """Letters and digits only: trafilatura moves white space and marks about."""
    return re.sub(r"[\W_]+", "", text).casefold()


@dataclass(frozen=True, slots=True)
class _Head:
    """Language, title and publication date as the page itself states them."""

    language: str | None
    title: str | None
    published: datetime.date | None


def _head(text: str) -> _Head:
    language = title = None
    dates: dict[str, str] = {}
    for token in tokens(text):
        given = token.attributes
        if token.kind == "open" and token.text in ("html", "body", "article") and not language:
            language = (given.get("lang") or given.get("xml:lang") or "").strip().replace("_", "-") or None
        elif token.kind == "open" and token.text == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if name in _DATES:
                dates.setdefault(name, given.get("content", ""))
            elif given.get("http-equiv", "").lower() == "content-language" and not language:
                language = given.get("content", "").split(",")[0].strip() or None
        elif token.kind == "open" and token.text == "title" and title is None:
            close = text.find("<", token.offset + len(token.raw))
            title = " ".join(unescape(text[token.offset + len(token.raw) : close if close >= 0 else None]).split())
        elif token.kind == "open" and token.text == "p":
            break  # the head is over
    return _Head(language, title or None, _published(dates))


def _published(dates: dict[str, str]) -> datetime.date | None:
    """The first stated date that is an ISO date; a page's date in words is the reader's to name."""
    for name in _DATES:
        try:
            return frontmatter.date(dates[name], "")
        except (KeyError, ReadError):
            continue
    return None
