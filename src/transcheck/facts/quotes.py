"""Quotations: what stands between marks, who said it, and whether it is speech at all.

The marks are paired over the whole document (``marks``). Each stretch is then tied to the words around it: a reporting verb or an
attribution after it in the same sentence (“…,” Trump said), before it (Trump said: “…”), between two halves of one sentence (one
quotation), or in the sentence or paragraph before. Where the subject stands is read off the text: between the clause's beginning and the
verb, after a verb that opens its clause, or before a topic marker. Speech is told from titles and scare quotes by that tie, by length
and by capitals.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from transcheck.facts.cues import named_next
from transcheck.facts.marks import TITLE_FAMILIES, Marked, marked
from transcheck.facts.speakers import WORD, Cast, cast
from transcheck.model import Fact, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.facts.scanned import Scanned
    from transcheck.languages import Language
    from transcheck.model import Document

REACH = 240  # code points around a quotation in which its attribution is sought
SUBJECT = 14  # most words between a quotation and the verb after it
CASELESS = 3  # words from which attributed words in a script without capitals are a sentence
SCARE = 4  # words up to which unattributed marks are scare quotes
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_ANY = re.compile(r"[\"“”„‟＂〝«»‹›「」『』《》﹁﹂﹃﹄]|``|(?<!\w)['‘‚]\w|^[—–]", re.M)
_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)|[。！？]+[」』”’]*|\n")
_EDGE = " ,;:—–-\u00a0\t\n，、：；()"
_DASH = re.compile(r"\s*[—–]\s*")
Kind = Literal["direct", "partial", "scare", "title", "block"]


@dataclass(frozen=True, slots=True)
class _Verb:
    """A reporting verb or an attribution in the document's coordinates; ``follows``: its speaker stands behind it."""

    start: int
    end: int
    value: str
    reporting: bool
    precedes: bool = False


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties a quotation to its speaker."""

    speaker: str | None
    cue: str
    verb: str
    strong: bool


@dataclass(slots=True)
class _Draft:
    """A quotation being read."""

    pair: Marked
    paragraph: int
    words: str
    tie: _Tie | None = None
    parts: tuple[Span, ...] = ()
    end: int = 0
    inherited: bool = False


def quotes(document: Document, scans: tuple[Scanned, ...], facts: list[Fact]) -> list[Fact]:
    """The quotations of a document, in order; nested ones belong to the one around them."""
    if not any(_ANY.search(s.text) for s in scans) and all(s.kind != "quotation" for s in document.segments):
        return []
    return _Reader(document, scans, facts).read()


class _Reader:
    """One document: its paragraphs, the stretches between marks, the verbs and the names."""

    def __init__(self, document: Document, scans: Sequence[Scanned], facts: Sequence[Fact]) -> None:
        self.document = document
        self.text = document.text
        self.scans = scans
        self.facts = facts
        self.language: Language = scans[0].language
        self.near: str | None = None
        self.since = 0
        self.paragraphs = [p for s in scans for p in _paragraphs(s)]
        self.starts = [p.start for p in self.paragraphs]
        self.small = self.language.kind("function-word")
        self.pronouns = self.language.kind("pronoun")
        self.roles = self.language.kind("role")
        self.topics = tuple(self.language.kind("topic-marker"))

    def read(self) -> list[Fact]:
        pairs = marked(self.text, self.paragraphs, self.language)
        self.verbs = sorted((v for s in self.scans for v in _verbs(s)), key=lambda v: v.start)
        self.verb_starts = [v.start for v in self.verbs]
        self.people: Cast = cast(self.scans, self.language, self.facts)
        drafts = [self._draft(p) for p in pairs]
        drafts = [d for d in drafts if d.words]
        self._tie(drafts)
        drafts = self._joined(drafts)
        found = [self._fact(d, drafts[i - 1] if i else None) for i, d in enumerate(drafts)]
        found += self._dialogue(found)
        found += self._blocks(found)
        return sorted(found, key=lambda f: f.span.start)

    def _draft(self, pair: Marked) -> _Draft:
        words = " ".join(" ".join(self.text[p.start : p.end].split()) for p in pair.parts)
        return _Draft(pair, bisect_right(self.starts, pair.span.start) - 1, words.strip(), None, pair.parts, pair.span.end)

    # --- ties ---------------------------------------------------------------------------------------------------

    def _tie(self, drafts: list[_Draft]) -> None:
        last: str | None = None
        for i, draft in enumerate(drafts):
            previous = drafts[i - 1] if i else None
            following = drafts[i + 1] if i + 1 < len(drafts) else None
            self.near = last if previous and previous.paragraph == draft.paragraph else None
            self.since = previous.end if previous and self.near else self.paragraphs[draft.paragraph].start
            draft.tie = self._direct_tie(draft, previous, following, last)
            if draft.tie is None and previous is not None:
                draft.tie = self._inherit(draft, previous, last)
                draft.inherited = draft.tie is not None
            if draft.tie is None:
                draft.tie = self._from_before(draft, previous, last)
                draft.inherited = draft.tie is not None
            if draft.tie and draft.tie.speaker and self.people.knows(draft.tie.speaker):
                last = draft.tie.speaker
        for i in range(len(drafts) - 2, -1, -1):  # a quotation that opens a paragraph, its speaker named with the next one
            draft, following = drafts[i], drafts[i + 1]
            if draft.tie is None and following.tie and not following.inherited and self._sentence(draft) and self._near(draft, following):
                draft.tie, draft.inherited = following.tie, True

    def _near(self, draft: _Draft, following: _Draft) -> bool:
        gap = self.text[draft.end : following.pair.span.start]
        return len(gap) < 60 and len(WORD.findall(gap)) <= 3 and following.paragraph - draft.paragraph <= 1

    def _direct_tie(self, draft: _Draft, previous: _Draft | None, following: _Draft | None, last: str | None) -> _Tie | None:
        before = self._zone_before(draft, previous)
        after = self._zone_after(draft, following)
        lead = self.text[before.start : before.end].rstrip()
        if lead.endswith((":", "：")) and (tie := self._before(before, last) or self._label(before, last)):
            return tie
        tie = self._after(draft, after, before, last)
        if tie and tie.strong:
            return tie
        return self._before(before, last) or tie

    def _zone_before(self, draft: _Draft, previous: _Draft | None) -> Span:
        """The part of the sentence that stands before the quotation."""
        start = self.paragraphs[draft.paragraph].start
        if previous and previous.paragraph == draft.paragraph:
            start = max(start, previous.end)
        opened = draft.pair.span.start
        start = max(start, opened - REACH)
        for stop in self._stops(start, opened):
            start = stop
        return Span(start, opened)

    def _zone_after(self, draft: _Draft, following: _Draft | None) -> Span:
        """The part of the sentence that stands after the quotation; empty where the quotation ended it."""
        start = draft.end
        paragraph = self.paragraphs[bisect_right(self.starts, max(draft.pair.span.start, start - 1)) - 1]
        end = min(paragraph.end, start + REACH)
        if following:
            end = min(end, max(start, following.pair.span.start))
        rest = self.text[start:end].lstrip()
        if draft.words[-1:] in ".。" and rest[:1].isupper():
            return Span(start, start)
        end = next(iter(self._stops(start, end)), end)
        return Span(start, end)

    def _stops(self, start: int, end: int) -> list[int]:
        """Where sentences end inside a stretch."""
        found = []
        for m in _STOP.finditer(self.text, start, end):
            if m.group() == "\n" and not self.text[m.end() : m.end() + 1].isspace():
                continue
            if m.group()[0] == "." and self._abbreviated(m.start(), m.end(), end):
                continue
            found.append(m.end())
        return found

    def _abbreviated(self, dot: int, after: int, end: int) -> bool:
        start = dot
        while start > 0 and (self.text[start - 1].isalnum() or self.text[start - 1] == "."):
            start -= 1
        word = self.text[start:dot]
        following = self.text[after : end + 2].lstrip()[:1]
        if following.islower() or (len(word) == 1 and word.isupper()):
            return True
        if "." in word:
            return following.isupper() or following.islower()
        low = word.casefold()
        return f"{low}." in self.language.kind("abbreviation") or f"{word}." in self.language.kind("abbreviation")

    def _within(self, zone: Span) -> list[_Verb]:
        return self.verbs[bisect_left(self.verb_starts, zone.start) : bisect_left(self.verb_starts, zone.end)]

    def _after(self, draft: _Draft, zone: Span, before: Span, last: str | None) -> _Tie | None:
        verbs = self._within(zone)
        if not verbs:
            return None
        head = self.text[zone.start : zone.end].lstrip()[:1]
        strong = draft.words[-1:] in (",", "?", "!", "…", "—", "–", "-", "，", "？", "！", "。") or head in (",", "，", "—", "–", "-")
        verb = verbs[0]
        between = self.text[zone.start : verb.start]
        words = [m.group().casefold() for m in WORD.finditer(between)]
        if len(words) > SUBJECT or (
            words
            and head not in ("—", "–", "-")
            and self.small.get(words[0]) in ("conjunction", "relative", "preposition")
            and verb.reporting
        ):
            return None
        if not verb.reporting:
            return _Tie(self._beside(verb, zone, last), self.text[verb.start : verb.end], verb.value, strong or not words)
        if self.topics and not between.strip(_EDGE).rstrip("とをのто").strip() and (named := self._topic(before, last)):
            return _Tie(named, self.text[verb.start : verb.end], verb.value, True)
        speaker = self._subject(zone.start, verb, zone.end, last)
        if speaker is None:
            if words:
                return None
            speaker = self._clause_subject(before, last)
        return _Tie(speaker, self.text[verb.start : verb.end], verb.value, strong or not between.strip(_EDGE))

    def _before(self, zone: Span, last: str | None) -> _Tie | None:
        verbs = self._within(zone)
        tie: _Tie | None = None
        if verbs and (author := self._author(zone)):
            return _Tie(author, self.text[verbs[-1].start : verbs[-1].end], verbs[-1].value, True)
        for verb in reversed(verbs):
            speaker = self._subject(zone.start, verb, zone.end, last) if verb.reporting else self._beside(verb, zone, last)
            if speaker:
                return _Tie(speaker, self.text[verb.start : verb.end], verb.value, True)
            tie = tie or _Tie(None, self.text[verb.start : verb.end], verb.value, True)
        if tie and (named := self._topic(zone, last) or self._clause_subject(Span(zone.start, verbs[0].start), last)):
            return _Tie(named, tie.cue, tie.verb, True)
        return tie

    def _label(self, zone: Span, last: str | None) -> _Tie | None:
        """A name and a colon before a quotation, without a verb."""
        text = self.text[zone.start : zone.end].rstrip(" :：\u00a0")
        if not text or len(WORD.findall(text)) > 8 or not self._unowned(zone.start, zone.end):
            return None
        speaker = self._resolve(zone.start, zone.start + len(text), last, before=True)
        return _Tie(speaker, "", "say", True) if speaker and self.people.knows(speaker) else None

    def _author(self, zone: Span) -> str | None:
        """Who wrote the note, letter or post that is quoted: the name behind the word for it."""
        noun = None
        for m in WORD.finditer(self.text, zone.start, zone.end):
            if self.roles.get(m.group().casefold()) == "document":
                noun = m.end()
        named = self.people.between(noun, zone.end) if noun else []
        return self.people.canonical(named[0].bare) if named else None

    def _inherit(self, draft: _Draft, previous: _Draft, last: str | None) -> _Tie | None:
        """The speaker of the quotation before, where nothing but the end of its sentence stands between."""
        del last
        if previous.tie is None:
            return None
        if not self._sentence(draft):
            same = draft.paragraph == previous.paragraph and draft.pair.span.start - previous.end < REACH // 2
            return (
                previous.tie
                if same and not self._stops(previous.end, draft.pair.span.start) and previous.words[-1:] not in (*".!?",)
                else None
            )
        gap = self.text[previous.end : draft.pair.span.start]
        if draft.paragraph == previous.paragraph:
            return previous.tie if len(gap) < REACH else None
        stands_alone = not self.text[self.paragraphs[draft.paragraph].start : draft.pair.span.start].strip()
        if draft.paragraph == previous.paragraph + 1 and stands_alone and not self._speech_between(previous, draft):
            return previous.tie
        return None

    def _speech_between(self, previous: _Draft, draft: _Draft) -> bool:
        """Whether somebody else speaks between two quotations: a reporting verb beyond the first one's own sentence."""
        stops = self._stops(previous.end, draft.pair.span.start)
        rest = Span(stops[0], draft.pair.span.start) if stops else Span(previous.end, previous.end)
        return any(v.reporting for v in self._within(rest))

    def _from_before(self, draft: _Draft, previous: _Draft | None, last: str | None) -> _Tie | None:
        """The last reporting verb of the sentence before, in the same paragraph or at the end of the one before."""
        if not self._sentence(draft):
            return None
        opened = draft.pair.span.start
        floor = previous.end if previous else 0
        paragraph = self.paragraphs[draft.paragraph]
        if not self.text[paragraph.start : opened].strip():
            if draft.paragraph == 0:
                return None
            paragraph = self.paragraphs[draft.paragraph - 1]
        start = max(floor, paragraph.start)
        end = min(opened, paragraph.end)
        stops = [s for s in self._stops(start, end) if self.text[s:end].strip()]
        zone = Span(stops[-1] if stops else start, end)
        tie = self._before(zone, last)
        if tie and tie.speaker:
            return tie
        subject = next((m for m in self.people.between(zone.start, zone.end) if m.first and m.person), None)
        return _Tie(self.people.canonical(subject.bare), "", "say", False) if subject and not self._within(zone) else None

    def _sentence(self, draft: _Draft) -> bool:
        """Whether a quotation looks like a sentence, or several."""
        first = next((c for c in draft.words if c.isalpha()), "")
        ends = (
            draft.words[-1:] in ".!?…。！？,，—–"
            or self.text[draft.end : draft.end + 3].lstrip()[:1] in (*",，.。!?—–",)
            or not draft.pair.balanced
        )
        return not first.islower() and ends and self._length(draft.words) >= 2

    def _length(self, words: str) -> int:
        return len(words.split()) if self.language.spaced else (len(words) + 1) // 2

    # --- who ----------------------------------------------------------------------------------------------------

    def _subject(self, start: int, verb: _Verb, end: int, last: str | None) -> str | None:
        """The subject of a verb: what stands before it in its clause, or behind a verb that opens the clause."""
        text = self.text
        words = [(m.start(), m.end(), m.group().casefold()) for m in WORD.finditer(text, start, verb.start)]
        stop = verb.start
        while words and (
            self.small.get(words[-1][2]) == "adverb"
            or words[-1][2] in self.language.kind("auxiliary")
            or words[-1][2] in self.language.kind("modal")
        ):
            stop = words.pop()[0]
        clause = text[start:stop].rstrip()
        if not clause.strip(_EDGE):
            return self._behind(verb.end, end, last)
        stop = start + len(clause)
        if clause[-1] in ",，":
            stop = start + len(clause) - 1
            earlier = self._within(Span(start, stop))
            if earlier and earlier[0].reporting:
                return self._subject(start, earlier[0], stop, last)
            comma = max(text.rfind(c, start, stop) for c in ",，")
            outer = comma > start and text[start:comma].strip(_EDGE) and (self._unowned(start, comma) or not self._unowned(comma, stop))
            stop = comma if outer else stop
            if comma <= start and self._adverbial(start, stop):
                return self._behind(verb.end, end, last)
        cut = max((text.rfind(c, start, stop) for c in ",;，、；（(。:"), default=-1)
        begin = max(start, cut + 1)
        if cut > start and not self._named_within(begin, stop):
            name = next((m for m in reversed(self.people.between(start, cut)) if text[m.end : cut].strip("’'s \u00a0") == ""), None)
            head = next((w for w in words if w[0] >= begin), None)
            if name and head and (self.small.get(head[2]) in ("article", "relative") or head[2] in self.roles):
                return self.people.canonical(name.bare)
        link = self.small.get(words[-1][2]) if words and words[-1][0] >= begin else ""
        if link in ("conjunction", "relative", "preposition"):
            name = next(
                (m for m in reversed(self.people.between(begin, words[-1][0])) if not text[m.end : words[-1][0]].strip(_EDGE)), None
            )
            return self.people.canonical(name.bare) if name and link != "conjunction" else None
        return self._resolve(begin, stop, last, before=True)

    def _unowned(self, start: int, stop: int) -> bool:
        """Whether a stretch names somebody, other than as the owner of something (Dahl's lawyer)."""
        return any(self.text[m.end : m.end + 1] not in ("'", "’") for m in self.people.between(start, stop))

    def _adverbial(self, start: int, stop: int) -> bool:
        first = WORD.search(self.text, start, stop)
        return bool(first) and self.small.get(first.group().casefold(), "") in ("preposition", "adverb", "conjunction")  # type: ignore[union-attr]

    def _named_within(self, start: int, stop: int) -> bool:
        return bool(self.people.between(start, stop))

    def _behind(self, start: int, end: int, last: str | None) -> str | None:
        """The noun phrase behind a verb, up to where another part of the sentence begins."""
        text = self.text
        stop = start
        for m in WORD.finditer(text, start, end):
            if re.search(
                r"[,;:.(，、：。—–]",
                text[max(stop, start) : m.start()].replace(". ", "", 1)
                if stop > start and text[stop - 1 : stop] == "."
                else text[stop : m.start()],
            ):
                break
            low = m.group().casefold()
            kind = self.small.get(low, "")
            if kind in ("relative", "conjunction", "adverb") and stop > start and low not in ("and", "y", "et", "und"):
                break
            if kind == "preposition" and (stop == start or self._named_within(start, stop)):
                break
            stop = m.end()
        if stop == start:
            return None
        if any(self.roles.get(m.group().casefold()) == "document" for m in WORD.finditer(text, start, stop)) and (
            author := self._author(Span(start, end))
        ):
            return author
        if not self._unowned(start, stop) and text[stop : stop + 2] == ", ":
            named = self.people.between(stop, min(stop + 24, end))
            held = any(str(self.roles.get(m.group().casefold(), "")).startswith("person") for m in WORD.finditer(text, start, stop))
            if named and held and not any(c.islower() for c in text[stop + 2 : named[0].start]):
                return self.people.canonical(named[0].bare)
        return self._resolve(start, stop, last, before=False)

    def _beside(self, verb: _Verb, zone: Span, last: str | None) -> str | None:
        """Whom an attribution names: behind it (according to X), or before it (X によると)."""
        if not verb.precedes:
            return self._behind(verb.end, max(zone.end, verb.end), last)
        cut = max((self.text.rfind(c, zone.start, verb.start) for c in ",;，、；。"), default=-1)
        return self._resolve(max(zone.start, cut + 1), verb.start, last, before=True)

    def _topic(self, zone: Span, last: str | None) -> str | None:
        """The phrase before the last topic marker of a stretch."""
        if not self.topics:
            return None
        text = self.text[zone.start : zone.end]
        at = max((m.start() for t in self.topics for m in re.finditer(re.escape(t) + r"(?=[\s、，,「『“\"]|$|[^\W\d_])", text)), default=-1)
        if at <= 0:
            return None
        cut = max(text.rfind(c, 0, at) for c in "、，。,")
        return self._resolve(zone.start + cut + 1, zone.start + at, last, before=True)

    def _clause_subject(self, zone: Span, last: str | None) -> str | None:
        """The first name of a clause whose verb has no subject of its own (he came in and said …)."""
        first = next((m for m in self.people.between(zone.start, zone.end)), None)
        if first:
            return self.people.canonical(first.bare)
        for m in WORD.finditer(self.text, zone.start, zone.end):
            person = self.pronouns.get(m.group().casefold(), "")
            if person.startswith("3"):
                return self._pronoun(person, zone.end, last)
            break
        return self._pronoun("3", zone.end, last)

    def _pronoun(self, person: str, before: int, last: str | None) -> str | None:
        return self.people.pronoun(person, before, self.since, self.near, last)

    def _resolve(self, start: int, stop: int, last: str | None, *, before: bool) -> str | None:
        """The speaker that a noun phrase names: in full where the document gives the full name, as it stands otherwise."""
        text = self.text
        words = [(m.start(), m.end(), m.group()) for m in WORD.finditer(text, start, stop)]
        while words and self.small.get(words[0][2].casefold()) in ("conjunction", "adverb", "interjection", "relative"):
            words.pop(0)
        if not words:
            return None
        start, stop = words[0][0], max(words[-1][1], stop if text[stop - 1 : stop] in ".’" else 0)
        low = [w[2].casefold().rstrip(".") for w in words]
        phrase = text[start:stop].strip(_EDGE)
        if phrase.casefold() in self.small:
            return None
        person = self.pronouns.get(phrase.casefold())
        if person:
            if person in ("1s", "1p", "2"):
                return None
            return self._pronoun(person, start, last) or phrase
        named = [m for m in self.people.between(start, stop) if text[m.end : m.end + 2] not in ("'s", "’s", "' ", "’ ")]
        if named and named[-1].end < stop and before:
            rest = [self.small.get(w.casefold(), "") for s, _, w in words if s >= named[-1].end]
            if rest and not any(rest):
                named = []
        if named:
            lead = [self.small.get(w.casefold()) for s, _, w in words if s < named[0].start]
            if "preposition" not in lead:
                if len(named) > 1 and any(
                    self.small.get(w.casefold()) == "conjunction" for s, _, w in words if named[0].end <= s < named[-1].start
                ):
                    return phrase
                chosen = (
                    named[-1]
                    if before
                    and not any(self.small.get(w.casefold()) == "preposition" for s, _, w in words if named[0].end <= s < named[-1].start)
                    else named[0]
                )
                return self.people.canonical(chosen.bare)
        definite = self.small.get(low[0]) != "article" or low[0][:1] != "a"
        if definite and (titled := self.people.titled([*low, *map(" ".join, itertools.pairwise(low))], start, self.since)):
            return titled
        if self.small.get(low[0]) == "article" and len(words) > 1:
            words.pop(0)
        if len(words) > 10:
            return None
        return text[words[0][0] : stop].strip(_EDGE)

    # --- joining and classing -------------------------------------------------------------------------------------

    def _joined(self, drafts: list[_Draft]) -> list[_Draft]:
        """Quotations interrupted by their speaker become one."""
        found: list[_Draft] = []
        for draft in drafts:
            if found and self._interrupted(found[-1], draft):
                whole = found[-1]
                whole.words = f"{whole.words} {draft.words}"
                whole.parts += draft.parts
                whole.end = draft.end
                continue
            found.append(draft)
        return found

    def _interrupted(self, first: _Draft, second: _Draft) -> bool:
        if (
            first.paragraph != second.paragraph
            or first.words[-1:] in ".!?。！？"
            or not first.tie
            or first.pair.family != second.pair.family
        ):
            return False
        gap = Span(first.end, second.pair.span.start)
        between = self.text[gap.start : gap.end].strip()
        verbs = self._within(gap)
        if not verbs or len(between) > 140 or self._stops(gap.start, gap.end):
            return False
        words = [m.group().casefold() for m in WORD.finditer(between)]
        if not words or self.small.get(words[0]) in ("conjunction", "relative"):
            return False
        opens = next((c for c in second.words if c.isalpha()), "")
        closed_by_comma = first.words[-1:] in ",，—–" or between[:1] in ",，—–-"
        return closed_by_comma and (between[-1:] in ",，—–" or (opens.islower() and len(words) <= 4))

    def _fact(self, draft: _Draft, previous: _Draft | None) -> Fact:
        span = Span(draft.pair.span.start, draft.end)
        kind = self._kind(draft, previous)
        tie = draft.tie if kind in ("direct", "partial") else None
        value = Quote(
            words=draft.words,
            speaker=tie.speaker if tie else None,
            cue=(tie.cue or None) if tie else None,
            kind=kind,
            verb=tie.verb if tie else None,
            parts=draft.parts,
            balanced=draft.pair.balanced,
        )
        return Fact(value, self.text[span.start : span.end], span)

    def _kind(self, draft: _Draft, previous: _Draft | None) -> Kind:
        if draft.pair.family in TITLE_FAMILIES:
            return "title"
        if draft.pair.family == "white-corner" and draft.tie is None:
            return "title"
        length = self._length(draft.words)
        sentence = self._sentence(draft)
        zone = self._zone_before(draft, previous)
        lead = [m.group().casefold() for m in WORD.finditer(self.text, max(zone.start, zone.end - 60), zone.end)]
        naming = bool(lead) and (
            self.roles.get(lead[-1]) == "naming" or (len(lead) > 1 and self.roles.get(lead[-2]) == "naming" and lead[-1] in self.small)
        )
        attributed = draft.tie is not None
        colon = self.text[zone.start : zone.end].rstrip()[-1:] in (":", "：")
        if self._titled(draft, lead, length) and not (colon and sentence) and not (attributed and draft.words[-1:] in ",." and length > 6):
            return "title"
        if naming and length <= SCARE:
            return "scare"
        if attributed:
            first = next((c for c in draft.words if c.isalpha()), "")
            caseless = not first.isupper() and not first.islower() and length >= CASELESS
            opens = draft.words[:1].isupper() and length > SCARE and not self.text[zone.start : zone.end].strip()
            return "direct" if sentence or opens or caseless or (colon and length > 1) else "partial"
        alone = sentence and draft.words[-1:] in ".!?。！？" and not self.text[zone.start : zone.end].strip()
        if length <= SCARE and not alone:
            return "scare"
        return "direct" if sentence else "partial"

    def _titled(self, draft: _Draft, lead: list[str], length: int) -> bool:
        """Whether a stretch is written like the title of a work: capitals on most words, or a work named before it."""
        words = [m.group() for m in WORD.finditer(draft.words)]
        if not words or length > 16 or draft.words[-1:] in ("!",):
            return False
        work = any(self.roles.get(w) == "work" for w in lead[-2:])
        content = [w for w in words if self.small.get(w.casefold(), "") == "" or w[0].isupper()]
        capital = sum(w[0].isupper() for w in content)
        if not words[0][0].isupper() or not any(c.islower() for c in draft.words):
            return False
        if len(words) == 1:
            return work
        return (
            capital == len(content) and (work or (len(content) >= 2 and not (draft.tie and draft.tie.strong and draft.words[-1:] in ".,")))
        ) or (work and capital * 2 >= len(content))

    # --- speech without marks ---------------------------------------------------------------------------------------

    def _dialogue(self, found: list[Fact]) -> list[Fact]:
        """Speech after a dash at the beginning of a paragraph, the reporter's words between further dashes."""
        if not self.language.kind("dialogue"):
            return []
        taken = [f.span for f in found]
        speech = []
        for paragraph in self.paragraphs:
            head = self.text[paragraph.start : paragraph.start + 1]
            if head not in "—–" or not head or any(s.overlaps(paragraph) for s in taken):
                continue
            fact = self._dashed(paragraph)
            if fact:
                speech.append(fact)
        return speech

    def _dashed(self, paragraph: Span) -> Fact | None:
        text = self.text
        edges = [m.span() for m in _DASH.finditer(text, paragraph.start, paragraph.end)]
        pieces = [Span(a[1], b[0]) for a, b in zip(edges, [*edges[1:], (paragraph.end, paragraph.end)], strict=True)]
        said = [p for p in pieces[1::2] if any(v.reporting for v in self._within(p))]
        if not said:
            return None
        verb = next(v for v in self._within(said[0]) if v.reporting)
        speaker = self._subject(said[0].start, verb, said[0].end, None)
        spoken = tuple(p for p in pieces if p not in said)
        words = " ".join(" ".join(text[p.start : p.end].split()) for p in spoken).strip()
        span = Span(paragraph.start, spoken[-1].end)
        value = Quote(words=words, speaker=speaker, cue=text[verb.start : verb.end], kind="direct", verb=verb.value, parts=spoken)
        return Fact(value, text[span.start : span.end], span)

    def _blocks(self, found: list[Fact]) -> list[Fact]:
        """Segments set as block quotations, unless they hold marks of their own."""
        return [
            Fact(Quote(words=" ".join(s.text.split()), kind="block", parts=(s.span,)), s.text, s.span)
            for s in self.document.segments
            if s.kind == "quotation" and s.text.strip() and not any(f.span.overlaps(s.span) for f in found)
        ]


def _paragraphs(scanned: Scanned) -> list[Span]:
    """A segment's paragraphs (a text given whole holds several), in the document's coordinates."""
    found, start = [], 0
    for m in _BLANK.finditer(scanned.text):
        found.append(Span(scanned.base + start, scanned.base + m.start()))
        start = m.end()
    found.append(Span(scanned.base + start, scanned.base + len(scanned.text)))
    return found


def _verbs(scanned: Scanned) -> list[_Verb]:
    """Reporting verbs and attributions, the longest of those that overlap."""
    found: list[_Verb] = []
    end = 0
    for hit in scanned.hits:
        if hit.start < end:
            continue
        for entry in hit.entries:
            if entry.kind == "attribution" or (entry.kind == "reporting" and not _noun(scanned, hit.start)):
                value = str(entry.value)
                if value.endswith("?") and not named_next(scanned.text, hit.start, hit.end):
                    continue
                found.append(
                    _Verb(
                        scanned.base + hit.start, scanned.base + hit.end, value.rstrip("<?"), entry.kind == "reporting", value.endswith("<")
                    )
                )
                end = hit.end
                break
    return found


def _noun(scanned: Scanned, start: int) -> bool:
    """Whether a form that may be a verb is a noun here: an article, a determiner or a preposition stands before it (a note, of thanks)."""
    text = scanned.text
    if text[start - 1 : start] != " ":
        return False
    head = start - 1
    while head > 0 and text[head - 1].isalpha():
        head -= 1
    return scanned.language.kind("function-word").get(text[head : start - 1].casefold()) in ("article", "determiner", "preposition")
