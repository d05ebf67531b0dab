"""People in a script without capitals, told by the words around them.

A form of address (السيد, मि., 氏, 씨) makes a name of the word beside it. A title (الرئيس, 총리, राष्ट्रपति) does where the stretch between it
and the next thing that ends a name is short and holds no word that is known: a verb of saying, a mark, a particle, a function word.
Where foreign names are written in signs of their own (katakana, the Chinese signs of transliterations) the signs say how far a name
goes, and a dot between two runs of them is a name's. A name in Han characters that is none of those is not read: in Japanese it has several
readings, and in Chinese it may be one of a language that reads it in its own way.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from transcheck.languages.latin import fold
from transcheck.model import Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Hit, Language
    from transcheck.languages.naming import Calling, Naming
    from transcheck.model import Fact

_TOKEN = re.compile(r"[^\s!-&(-/:-@\[-`{-¿،؛؟۔।॥‐-‘“-‧…‹-⁞「-】〈-〟、。・（），：；！？]+(?:['’׳\"״][^\s!-/:-@\[-`{-¿،؛؟۔।॥‐-‧…]+)*")
_LATIN = re.compile(r"[A-Z\u00c0-\u00de][a-z\u00df-\u024f'’-]+[A-Za-z]*(?: [A-Z\u00c0-\u00de][a-z\u00df-\u024f'’-]+[A-Za-z]*)*")
_LONGEST = 4  # words of a name
_SKIPPED = 3  # words between a title and the name: former, of a country, an adjective
_SHORTEST = 2  # letters of a word of a name
_FARTHEST = 40  # code points that a form of the vocabulary may begin before the word it covers
_NEAR = 6  # code points that blanks and marks between two words take
_LONGEST_RUN = 24  # signs of a name
_LONGEST_GLOSS = 60  # code points in brackets behind a name
_DOTS = "・·•‧･＝=゠"
_QUOTES = " \"'”’»」』)）"
_STOPS = ".!?…۔।॥"
_TITLES = frozenset(["title", "post", "address"])
# kinds of words that are never a name's, and end it
_CLOSING = frozenset(
    [
        "reporting",
        "quoting",
        "attribution",
        "negation",
        "relative",
        "weekday",
        "month",
        "title",
        "post",
        "address",
        "date-preposition",
        "day-period",
        "percent",
        "currency",
    ]
)
_SAID = frozenset(["reporting", "title", "post", "address"])  # those of them that stand beside names
_COUNTS = frozenset(["number", "ordinal", "magnitude"])


class _Token(NamedTuple):
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A word that tells of a person beside it: where it stands, the office it is, whether nobody goes by it without a name, and whether
    it is more than a trade (professor, spokesman), which stands with the names of bodies as well."""

    start: int
    end: int
    title: str | None
    address: bool
    sure: bool
    before: bool
    after: bool


def people(scanned: Scanned, known: Naming) -> Iterator[Fact]:
    """The people of one text, in order."""
    calling = known.calling
    if calling is None:
        return
    anchors = _anchors(scanned, calling)
    if anchors:
        yield from _latin(scanned, anchors)
    if scanned.language.spaced:
        if anchors:
            yield from _spaced(scanned, calling, anchors)
    elif calling.signs is not None:
        yield from _signed(scanned, calling, anchors)


def _latin(scanned: Scanned, anchors: list[_Anchor]) -> Iterator[Fact]:
    """People whose names a text leaves in Latin letters, beside a title or form of address."""
    text = scanned.text
    starts, ends = [a.start for a in anchors], [a.end for a in anchors]
    for m in _LATIN.finditer(text):
        i, j = bisect_left(starts, m.end()), bisect_right(ends, m.start()) - 1
        after = i < len(anchors) and anchors[i].after and _blank(text, m.end(), starts[i])
        before = j >= 0 and anchors[j].before and _blank(text, ends[j], m.start(), ".")
        anchor = anchors[i] if after else anchors[j] if before else None
        if anchor is not None and anchor.sure:
            core = tuple(w for w in fold(m.group()).replace("-", " ").split() if len(w) > 1)
            yield scanned.fact(Name(text=m.group(), key=" ".join(core), kind="person", title=anchor.title, core=core), *m.span())


def _blank(text: str, start: int, end: int, marks: str = "") -> bool:
    """Whether nothing but a space or ``marks`` stands between two places."""
    return end - start <= _NEAR and not text[start:end].strip(" \u00a0" + marks)


def _anchors(scanned: Scanned, calling: Calling) -> list[_Anchor]:
    """The titles and forms of address of a text, the longest of each place."""
    found: list[_Anchor] = []
    end = -1
    for hit in scanned.hits:
        if hit.start < end or _TITLES.isdisjoint(hit.kinds):
            continue
        if scanned.text[hit.start : hit.end] in calling.doubtful:
            continue
        place = hit.value("address") or hit.value("post") or calling.titles
        end = hit.end
        found.append(
            _Anchor(
                hit.start, hit.end, hit.value("title"), "address" in hit.kinds, "post" not in hit.kinds, place != "after", place != "before"
            )
        )
    return found


# --- words with spaces between ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a text, and what is known of them."""

    text: str
    tokens: list[_Token]
    hits: list[Hit]
    starts: list[int]  # of the hits
    calling: Calling
    language: Language

    def at(self, position: int) -> int:
        """Index of the first word that begins at ``position`` or after it."""
        return bisect_right(self.tokens, (position - 1, len(self.text) + 1, ""))

    def touching(self, i: int) -> frozenset[str]:
        """The kinds of vocabulary that a word is, with its clitics and endings."""
        token = self.tokens[i]
        near = self.hits[bisect_left(self.starts, token.start - _FARTHEST) : bisect_left(self.starts, token.end)]
        return frozenset(
            kind for hit in near if 2 * (min(hit.end, token.end) - max(hit.start, token.start)) > len(token.text) for kind in hit.kinds
        )

    def closes(self, i: int) -> bool:
        """Whether a word is none of a name's."""
        word = self.tokens[i].text
        if word in self.calling.ends or word in self.language.kind("function-word") or word in self.language.kind("pronoun"):
            return True
        kinds = self.touching(i)
        return not (kinds.isdisjoint(_CLOSING) and kinds.isdisjoint(_COUNTS)) or any(c.isdigit() for c in word)

    def follows(self, i: int) -> bool:
        """Whether a word is one that follows a person who does or says something."""
        return self.tokens[i].text in self.calling.agents or "reporting" in self.touching(i)

    def final(self, end: int) -> bool:
        """Whether a sentence ends at ``end``."""
        return not (rest := self.text[end : end + _NEAR].lstrip(_QUOTES)) or rest[0] in _STOPS

    def led(self, start: int) -> bool:
        """Whether a word of saying stands before ``start``."""
        i = self.at(start) - 1
        while i >= 0 and self.tokens[i].end > start:
            i -= 1
        return i >= 0 and self.follows(i)

    def apart(self, i: int) -> bool:
        """Whether something else than one space stands before a word."""
        return i > 0 and self.text[self.tokens[i - 1].end : self.tokens[i].start] not in (" ", "\u00a0", "-")

    def skipped(self, i: int) -> bool:
        """Whether a word may stand between a title and the name: former, of a country."""
        word = self.tokens[i].text
        return word in self.calling.between or "territory" in self.touching(i)


def _spaced(scanned: Scanned, calling: Calling, anchors: list[_Anchor]) -> Iterator[Fact]:
    text = scanned.text
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    line = _Line(text, tokens, scanned.hits, [h.start for h in scanned.hits], calling, scanned.language)
    taken = -1
    for anchor in anchors:
        words = (_following(line, anchor) if anchor.before else []) or (_preceding(line, anchor) if anchor.after else [])
        if words and words[0].start >= taken:
            taken = words[-1].end
            yield from _named(scanned, _bare(words, calling), calling, anchor)


def _following(line: _Line, anchor: _Anchor) -> list[_Token]:
    """The words of a name after a title."""
    i = line.at(anchor.end)
    if i == len(line.tokens) or line.text[anchor.end : line.tokens[i].start].strip(".\u00a0 "):
        return []
    first = i
    article = line.calling.article
    while i < min(first + _SKIPPED, len(line.tokens)) and (i == first or not line.apart(i)):
        if not (line.skipped(i) or (article and line.tokens[i].text.startswith(article))):
            break
        i += 1
    else:
        return []
    if i > first and line.apart(i):
        return []
    start = i
    while (
        i < len(line.tokens) and i - start < _LONGEST and (i == start or not line.apart(i)) and not line.closes(i) and not line.skipped(i)
    ):
        if i > start and article and line.tokens[i].text[1:].startswith(article) and line.tokens[i].text[0] in line.language.clitics:
            break  # and the …
        i += 1
    words = line.tokens[start:i]
    if not words:
        return []
    if i == len(line.tokens) or line.apart(i):  # a mark, or the end
        verb = line.calling.verb_last and line.final(words[-1].end)  # the last word of a sentence that ends with its verb
        return words if anchor.address or not verb or line.led(anchor.start) else []
    if line.closes(i):
        return words if anchor.address or line.follows(i) or (len(words) > 1 and not line.calling.strict) else []
    return words[:2] if anchor.address else []


def _preceding(line: _Line, anchor: _Anchor) -> list[_Token]:
    """The word of a name before a title: what stands before that may be an adverb as well as a given name."""
    i = line.at(anchor.start) - 1
    while i >= 0 and line.tokens[i].end > anchor.start:
        i -= 1
    last = anchor.start
    if i >= 0 and line.text[line.tokens[i].end : last].strip() == ")":  # 조코 위도도(Joko Widodo) 대통령
        last = line.text.rfind("(", max(0, line.tokens[i].end - _LONGEST_GLOSS), line.tokens[i].start)
        while last >= 0 <= i and line.tokens[i].end > last:
            i -= 1
    for _ in range(_SKIPPED):
        if i < 0 or line.text[line.tokens[i].end : last].strip(" ") or not line.skipped(i):
            break
        last = line.tokens[i].start
        i -= 1
    if i < 0 or line.text[line.tokens[i].end : last] not in (" ", "") or line.closes(i) or line.skipped(i):
        return []
    word = line.tokens[i]
    calling = line.calling
    foreign = not calling.foreign.isdisjoint(word.text)
    own = calling.own(word.text)
    body = bool(calling.bodies) and word.text.endswith(calling.bodies)
    return [word] if anchor.address or ((foreign or own) and not body) else []


def _bare(words: list[_Token], calling: Calling) -> list[_Token]:
    """The words of a name without what the language puts to any word; a name in one word as family and given name."""
    if len(words) == 1 and calling.own(words[0].text):
        start, end, text = words[0]
        return [_Token(start, start + 1, text[0]), _Token(start + 1, end, text[1:])]
    found = []
    for start, end, text in words:
        bare = calling.bare(text)
        found.append(_Token(start, start + len(bare), bare) if text.startswith(bare) else _Token(end - len(bare), end, bare))
    return found


def _named(scanned: Scanned, words: list[_Token], calling: Calling, anchor: _Anchor | None) -> Iterator[Fact]:
    """A person's name as a fact."""
    core = tuple(k for w in words if (k := _key(calling, w.text)))
    if core and len(words[-1].text) + len(core) > _SHORTEST:
        start, end = words[0].start, words[-1].end
        title = anchor.title if anchor else None
        text = scanned.text[start:end]
        kind: Literal["person", "other"] = "person" if anchor and anchor.sure else "other"
        yield scanned.fact(Name(text=text, key=" ".join(core), kind=kind, title=title, core=core), start, end)


@functools.lru_cache(maxsize=8192)
def _key(calling: Calling, word: str) -> str:
    return calling.latin(word)


# --- words without spaces -----------------------------------------------------------------------------------------------


def _signed(scanned: Scanned, calling: Calling, anchors: list[_Anchor]) -> Iterator[Fact]:
    text = scanned.text
    assert calling.signs is not None
    lands = scanned.of("territory")
    between = {(h.start, h.end) for h in lands}
    starts, ends = [a.start for a in anchors], [a.end for a in anchors]
    closing = [h for h in scanned.hits if not h.kinds.isdisjoint(_CLOSING)]
    closing_starts = [h.start for h in closing]
    taken = -1
    for m in calling.signs.finditer(text):
        start, end = m.span()
        i = bisect_right(starts, start)  # a title in the same letters, its name behind it: นายสมบูรณ์
        if i and ends[i - 1] > start and anchors[i - 1].before:
            start = ends[i - 1]
        if start == end or start < taken or any(text.startswith(w, start) for w in calling.ends):
            continue
        i = bisect_left(starts, end)
        after = anchors[i] if i < len(anchors) and anchors[i].after and _skips(text, end, anchors[i].start, calling, between) else None
        i = bisect_right(ends, start) - 1
        before = anchors[i] if i >= 0 and anchors[i].before and _skips(text, anchors[i].end, start, calling, between) else None
        i = bisect_right(closing_starts, start)
        if i < len(closing) and closing[i].start < end:
            if closing[i].kinds.isdisjoint(_SAID):
                continue
            end = closing[i].start
        elif calling.strict and not _told(text, end, closing_starts, closing):
            continue
        if (start, end) in between:
            continue
        dotted = any(d in text[start:end] for d in _DOTS)
        if not (dotted or ((after or before) and end - start >= calling.length)) or end - start > _LONGEST_RUN:
            continue
        taken = end
        parts: list[_Token] = []
        at = start
        for part in re.split(f"[{_DOTS}]", text[start:end]):
            if part:
                parts.append(_Token(at, at + len(part), part))
            at += len(part) + 1
        yield from _named(scanned, parts, calling, after or before)


def _told(text: str, end: int, starts: list[int], closing: list[Hit]) -> bool:
    """Whether a mark or a word of saying follows a run of letters."""
    at = end
    while at < min(end + _NEAR, len(text)) and text[at] in " \u00a0":
        at += 1
    i = bisect_left(starts, at)
    return text[at : at + 1] in "(（," or (i < len(closing) and closing[i].start == at and not closing[i].kinds.isdisjoint(_SAID))


def _skips(text: str, start: int, end: int, calling: Calling, lands: set[tuple[int, int]]) -> bool:
    """Whether nothing stands between a name and its title but what may: a country, former."""
    gap = text[start:end].strip(" ") if end - start <= _FARTHEST else text[start : start + _FARTHEST]
    return not gap or gap in calling.between or (start, end) in lands
