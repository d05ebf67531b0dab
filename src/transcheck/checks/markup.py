"""S407, S408, S409: what the page left in the text, and what it lost of its credits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from transcheck.checks.comparison import CANDIDATE
from transcheck.model import Example, Fact, Finding, Markup, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Place

IMAGE, EMPTY_IMAGE, CREDIT = "image", "image-empty", "credit:"
_WHAT = {
    "entity": "an HTML entity that readers would see",
    "tag": "an HTML tag that readers would see",
    "comment": "an HTML comment that readers would see",
    "shortcode": "a shortcode of a content system",
    "table-bar": "a bar left over from a table",
    "link": "a link that was not made into one",
    "character": "the sign that stands for a character lost in a wrong encoding",
}


def leftover_markup(comparison: Comparison) -> Iterator[Finding]:
    """Markup of the page the text came from is left in it: an entity, a tag, a shortcode, the bar of a table.

    Copying from a web page or a content system brings along what the page hid. Readers see it as it stands. What the versions compared with
    hold as often is not reported: an article about HTML shows HTML in every language. The bar after an image that S408 reports is part of
    the same leftover and not reported again.
    """
    if not _markup(comparison, CANDIDATE):
        return
    allowed = _allowed(comparison)
    empty = {comparison.candidate.segment_at(f.span.start) for f, _ in _markup(comparison, CANDIDATE) if _value(f) == EMPTY_IMAGE}
    seen: Counter[tuple[str, str]] = Counter()
    for fact, value in _markup(comparison, CANDIDATE):
        if value not in _WHAT:
            continue
        if value == "table-bar" and comparison.candidate.segment_at(fact.span.start) in empty:
            continue
        key = (value, fact.text)
        seen[key] += 1
        if seen[key] > allowed[key]:
            yield Finding("S407", "minor", 0.9, f"The text holds “{_short(fact.text)}”: {_WHAT[value]}.", comparison.place(CANDIDATE, fact))


def image_empty(comparison: Comparison) -> Iterator[Finding]:
    """An image has no target, so that the page shows a hole where a picture was meant.

    Pasting an article into a content system keeps the image's place and loses the image. Where a version compared with has an image in the
    same place, it is shown.
    """
    if not _markup(comparison, CANDIDATE):
        return
    allowed = _allowed(comparison)
    seen = 0
    for fact, value in _markup(comparison, CANDIDATE):
        if value != EMPTY_IMAGE:
            continue
        seen += 1
        if seen <= sum(n for (v, _), n in allowed.items() if v == EMPTY_IMAGE):
            continue
        place = comparison.place(CANDIDATE, fact)
        evidence = tuple(_images_beside(comparison, place.segment))
        other = f" {_role(comparison, evidence[0])} has “{_short(evidence[0].text)}” in its place." if evidence else ""
        yield Finding("S408", "minor", 0.97, f"The image “{_short(fact.text)}” has no target.{other}", place, evidence)


def byline_lost(comparison: Comparison) -> Iterator[Finding]:
    """The source credits a news agency or another house in its byline, and the candidate names it nowhere.

    Agencies' terms ask for the credit, and readers are told by it whose reporting they read. A credit moved into the text counts as kept, one
    that nobody knows also where the candidate's byline credits somebody (its name may be translated); a translator's name in place of the
    author's is no loss.
    """
    named = {_value(f) for f, v in _markup(comparison, CANDIDATE) if v.startswith(CREDIT)}
    text = comparison.candidate.text.casefold()
    for r, reference in enumerate(comparison.references):
        if not comparison.strict(r):
            continue
        for i, segment in enumerate(reference.segments):
            if segment.kind != "byline":
                continue
            lost = {_value(f): f for f in comparison.facts_in(r, (i,)) if _value(f).startswith(CREDIT) and _value(f) not in named}
            lost = {v: f for v, f in lost.items() if " " not in v or not (named or v.removeprefix(CREDIT) in text)}
            for fact in lost.values():
                here = [j for j, s in enumerate(comparison.candidate.segments) if s.kind == "byline"]
                place = comparison.place_of(CANDIDATE, here[-1] if here else len(comparison.candidate.segments) - 1)
                says = f"says “{_short(place.text)}”" if here else "has no byline"
                yield Finding(
                    "S409",
                    "minor",
                    0.85,
                    f"Source credits {fact.text} (“{_short(segment.text)}”); the candidate {says}.",
                    place,
                    (comparison.place(r, fact),),
                )


def _value(fact: Fact) -> str:
    return fact.value.value if isinstance(fact.value, Markup) else ""


def _markup(comparison: Comparison, index: int) -> list[tuple[Fact, str]]:
    return [(f, f.value.value) for f in comparison.facts_of(index) if isinstance(f.value, Markup)]


def _allowed(comparison: Comparison) -> Counter[tuple[str, str]]:
    """How often each leftover may stand in the candidate: as often as in the version that has most of it."""
    allowed: Counter[tuple[str, str]] = Counter()
    for r in range(len(comparison.references)):
        here = _markup(comparison, r)
        if here:
            allowed |= Counter((value, fact.text) for fact, value in here)
    return allowed


def _images_beside(comparison: Comparison, segment: int) -> Iterator[Place]:
    for r, bead in comparison.pairs:
        if segment in bead.candidate:
            yield from (comparison.place_of(r, i) for i in bead.reference if comparison.references[r].segments[i].target)


def _role(comparison: Comparison, place: Place) -> str:
    return {"source": "Source", "wire": "Wire"}.get(comparison.references[place.document].role, "Another version")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


MARKUP_RULES = (
    Rule(
        "S407",
        "leftover-markup",
        "minor",
        ("Markup", "Markup"),
        leftover_markup,
        (
            Example("Nine people died.&nbsp;", "Nine people died.", True, "an entity is left in the text"),
            Example("Nine people died on Sunday. |", "Chín người chết hôm chủ nhật.", True, "a bar of a table", ("en", "vi")),
            Example("[caption id=12]Nine people died.", "Nine people died.", True, "a shortcode"),
            Example(
                "“They [the police] came late,” he said.", "“They [the police] came late,” he said.", False, "an editor's own brackets"
            ),
            Example(
                "World | Asia: nine people died.", "Monde | Asie : neuf personnes sont mortes.", False, "a bar between words", ("en", "fr")
            ),
        ),
    ),
    Rule(
        "S408",
        "image-empty",
        "minor",
        ("Markup", "Markup"),
        image_empty,
        (
            Example("![]()\n\nThe minister at the port.", "![Port](port.jpg)\n\nThe minister at the port.", True, "the target is gone"),
            Example(
                "![Port](port-en.jpg)\n\nThe minister at the port.",
                "![Port](port.jpg)\n\nThe minister at the port.",
                False,
                "another file, but a picture",
            ),
        ),
    ),
    Rule(
        "S409",
        "byline-lost",
        "minor",
        ("Accuracy", "Omission"),
        byline_lost,
        (
            Example(
                "The ferry sank at night.\n\nNine people died.\n\nLan Anh",
                "Chiếc phà chìm trong đêm.\n\nChín người chết.\n\nLan Anh (Theo Reuters)",
                True,
                "the agency is gone",
                ("en", "vi"),
            ),
            Example(
                "The ferry sank at night, Reuters reported.\n\nNine people died.\n\nLan Anh",
                "Chiếc phà chìm trong đêm.\n\nChín người chết.\n\nLan Anh (Theo Reuters)",
                False,
                "credited in the text",
                ("en", "vi"),
            ),
        ),
    ),
)
