"""Quotations: what stands between marks, who said it, and whether it is speech at all.

The marks are paired over the whole document (``marks``). Each stretch is then tied to the words around it (``clauses``): a reporting verb
or an attribution after it in the same sentence (“…,” Trump said), before it (Trump said: “…”), between two halves of one sentence (one
quotation), or in the sentence or paragraph before. Speech is told from titles and scare quotes by that tie, by length and by capitals.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from transcheck.facts.clauses import COMMAS, EDGE, Clauses, Verb
from transcheck.facts.marks import TITLE_FAMILIES, Marked, marked
from transcheck.facts.scanned import WORD
from transcheck.facts.speakers import Heard
from transcheck.model import Fact, Quote, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.facts.scanned import Scanned
    from transcheck.model import Document

REACH = 240  # code points behind a quotation in which its attribution is sought
BEFORE = 400  # the same before it
SUBJECT = 5  # most words between a quotation and the verb after it
ASIDE = 40  # the same behind a comma, where a clause about the speaker may stand between (X, who …, said)
GAP = 140  # code points that a speaker may take between two halves of a quotation
CASELESS = 3  # words from which attributed words in a script without capitals are a sentence
SCARE = 4  # words up to which unattributed marks are scare quotes
TITLE = 16  # words from which no title of a work is expected
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_ANY = re.compile(r"[\"“”„‟＂〝«»‹›「」『』《》﹁﹂﹃﹄]|``|(?<!\w)['‘‚’]\w|^[—–]", re.M)
_DATELINE = re.compile(r"(?=([^\W\d_]{3,}))[^.:\"“”—–]{3,60}\s[—–-]{1,2}\s")
_CLOSED = re.compile(r"\s?[—–][.,]?\s?|,\s|\.\s|\s-\s")
_DASH = re.compile(r"\s*[—–]\s*")
_COLONS = (":", "：")
_DASHES = ("—", "–", "-")
_ENDS = (".", "!", "?", "。", "！", "？")
_GO_ON = (*COMMAS, "?", "!", "…", "—", "–", "-", "？", "！", "。")  # ends of words whose speaker may follow
_OPENERS = ("conjunction", "relative", "preposition", "adverb")  # words that open a clause which is no subject
Kind = Literal["direct", "partial", "scare", "title", "block"]


@dataclass(frozen=True, slots=True)
class _Tie:
    """What ties a quotation to its speaker; ``strong`` where nothing else in the sentence can. ``inherited``: from another quotation's."""

    speaker: str | None
    cue: str
    verb: str
    strong: bool
    inherited: bool = False
    behind: bool = False


@dataclass(slots=True)
class _Draft:
    """A quotation being read."""

    pair: Marked
    paragraph: int
    words: str
    parts: tuple[Span, ...]
    end: int
    before: Span  # the part of the sentence that stands before it
    tie: _Tie | None = None

    @property
    def start(self) -> int:
        return self.pair.span.start

    @property
    def first(self) -> str:
        """The first letter."""
        return next((c for c in self.words if c.isalpha()), "")


def quotes(document: Document, scans: tuple[Scanned, ...], facts: list[Fact]) -> list[Fact]:
    """The quotations of a document, in order; nested ones belong to the one around them."""
    if not any(_ANY.search(s.text) for s in scans) and all(s.kind != "quotation" for s in document.segments):
        return []
    return _Reader(document, scans, facts).read()


class _Reader:
    """One document: its paragraphs, the stretches between marks, and what is said around them."""

    def __init__(self, document: Document, scans: Sequence[Scanned], facts: Sequence[Fact]) -> None:
        self.document = document
        self.text = document.text
        self.language = scans[0].language
        self.paragraphs = [p for s in scans for p in _paragraphs(s)]
        self.starts = [p.start for p in self.paragraphs]
        self.pairs = marked(self.text, self.paragraphs, self.language)
        self.clauses = Clauses(document.text, scans, facts, [p.span for p in self.pairs])

    def read(self) -> list[Fact]:
        drafts = [d for p in self.pairs if (d := self._draft(p)).words]
        self._tie(drafts)
        drafts = self._joined(drafts)
        found = [self._fact(d) for d in drafts]
        found += self._dialogue(found)
        found += self._blocks(found)
        return sorted(found, key=lambda f: f.span.start)

    def _draft(self, pair: Marked) -> _Draft:
        words = " ".join(" ".join(self.text[p.start : p.end].split()) for p in pair.parts)
        return _Draft(pair, bisect_right(self.starts, pair.span.start) - 1, words.strip(), pair.parts, pair.span.end, pair.span)

    # --- ties ---------------------------------------------------------------------------------------------------------

    def _tie(self, drafts: list[_Draft]) -> None:
        clauses = self.clauses
        last: str | None = None
        for i, draft in enumerate(drafts):
            previous = drafts[i - 1] if i else None
            following = drafts[i + 1] if i + 1 < len(drafts) else None
            clauses.heard = self._heard(draft, previous, last)
            draft.before = self._zone_before(draft, previous)
            own = self._own(draft, previous, following)
            draft.tie = (
                own
                if own and own.speaker
                else self._inside(draft) or own or (previous and self._inherited(draft, previous)) or self._from_before(draft, previous)
            )
            if draft.tie and draft.tie.speaker and clauses.people.knows(draft.tie.speaker):
                last = draft.tie.speaker
        for draft, following in zip(drafts[-2::-1], drafts[:0:-1], strict=True):
            if draft.tie is None and following.tie and not following.tie.inherited and self._named_later(draft, following):
                draft.tie = replace(following.tie, inherited=True)

    def _heard(self, draft: _Draft, previous: _Draft | None, last: str | None) -> Heard:
        begin = self.paragraphs[draft.paragraph].start
        if previous and previous.paragraph == draft.paragraph:
            begin = previous.end if last else begin
            return Heard(last, last, begin, begin)
        opens = draft.paragraph and not self.text[begin : draft.start].strip()
        since = max(previous.end if previous else 0, self.paragraphs[draft.paragraph - 1].start) if opens else begin
        return Heard(None, last, begin, since)

    def _own(self, draft: _Draft, previous: _Draft | None, following: _Draft | None) -> _Tie | None:
        """The tie that the quotation's own sentence makes."""
        before, after = draft.before, self._zone_after(draft, following)
        colon = self._lead(before).endswith(_COLONS)
        if colon and (tie := self._before(before, previous, after) or self._label(before)):
            return tie
        behind = self._after(draft, after, before)
        behind = behind and replace(behind, behind=True)
        if behind and behind.strong and not self._governed(draft, before, behind):
            return behind
        ahead = self._before(before, previous, after)
        if ahead and (ahead.speaker or not behind):
            return ahead
        if behind is None and colon and self._sentence(draft) and draft.words.endswith(_ENDS):
            named = self.clauses.clause_subject(before)
            return _Tie(named if named and self.clauses.people.knows(named) else None, "", "say", True)
        return behind

    def _governed(self, draft: _Draft, before: Span, behind: _Tie) -> bool:
        """Whether words that go on with a sentence belong to its verb, not to one behind them whose subject is nobody known."""
        return (
            draft.first.islower()
            and bool(self.clauses.within(before))
            and not (behind.speaker and self.clauses.people.knows(behind.speaker))
        )

    def _lead(self, zone: Span) -> str:
        return self.text[zone.start : zone.end].rstrip()

    def _zone_before(self, draft: _Draft, previous: _Draft | None) -> Span:
        """The part of the sentence that stands before the quotation."""
        start = self._begin(self.paragraphs[draft.paragraph])
        if previous and previous.paragraph == draft.paragraph:
            start = max(start, previous.end)
        start = min(max(start, draft.start - BEFORE), draft.start)
        return Span(next(reversed(self.clauses.stops(start, draft.start)), start), draft.start)

    def _begin(self, paragraph: Span) -> int:
        """Where a paragraph's text begins, behind a dateline (WATERLOO, Iowa —)."""
        dateline = _DATELINE.match(self.text, paragraph.start, paragraph.end)
        return dateline.end() if dateline and dateline.group(1).isupper() else paragraph.start

    def _zone_after(self, draft: _Draft, following: _Draft | None) -> Span:
        """The part of the sentence that stands after the quotation; empty where the quotation ended it."""
        start = draft.end
        paragraph = self.paragraphs[bisect_right(self.starts, max(draft.start, start - 1)) - 1]
        end = min(paragraph.end, start + REACH)
        if following:
            end = min(end, max(start, following.start))
        if draft.words[-1:] in ".。" and self.text[start:end].lstrip()[:1].isupper():
            return Span(start, start)
        return Span(start, next(iter(self.clauses.stops(start, end)), end))

    def _after(self, draft: _Draft, zone: Span, before: Span) -> _Tie | None:
        verbs = self.clauses.within(zone)
        head = self.text[zone.start : zone.end].lstrip()[:1]
        strong = draft.words.endswith(_GO_ON) or head in (*COMMAS, *_DASHES)
        if not verbs:
            return self._unlisted(zone) if draft.words.endswith((*COMMAS, "?", "!")) or head in COMMAS else None
        past = self._past_quotative(zone.start)
        verb = next((v for v in verbs if v.start >= past), verbs[0])
        cue = self.text[verb.start : verb.end]
        zone = Span(min(past, verb.start), zone.end)
        between = self.text[zone.start : verb.start]
        words = self.clauses.words(zone.start, verb.start)
        if len(words) > (ASIDE if strong else SUBJECT):
            return self._trailing(zone)
        if not verb.reporting:
            return _Tie(self.clauses.beside(verb, zone), cue, verb.value, strong or not words)
        if words and head not in (*_DASHES, *_COLONS) and self.clauses.small.get(words[0][2]) in ("conjunction", "relative", "preposition"):
            return self._trailing(zone)
        if self.clauses.topics and not self.clauses.topic(Span(zone.start, verb.start)) and (named := self.clauses.topic(before)):
            return _Tie(named, cue, verb.value, True)
        speaker = self.clauses.subject(zone.start, verb, zone.end)
        if speaker is None and words:
            return None
        return _Tie(speaker or self.clauses.clause_subject(before), cue, verb.value, strong or not between.strip(EDGE))

    def _inside(self, draft: _Draft) -> _Tie | None:
        """A speaker within the marks, between commas or dashes (« Nous avons crié, raconte Lucie Morel, mais … »): cut out of the words."""
        text, clauses = self.text, self.clauses
        for n, part in enumerate(draft.parts):
            for verb in clauses.within(part):
                before = text[part.start : verb.start].rstrip()
                if not verb.reporting or not before.endswith((*COMMAS, *_DASHES)):
                    continue
                closed = _CLOSED.search(text, verb.end, min(part.end, verb.end + REACH // 2))
                end = closed.start() if closed else part.end
                speaker = clauses.behind(verb.end, end)
                if not speaker or not clauses.people.knows(speaker) or len(text[verb.end : end]) > REACH // 4:
                    continue
                begin = part.start + len(before.rstrip(EDGE))
                rest = Span(closed.end() if closed else end, part.end)
                draft.parts = (*draft.parts[:n], Span(part.start, begin), *([rest] if len(rest) else []), *draft.parts[n + 1 :])
                draft.words = " ".join(" ".join(text[p.start : p.end].split()) for p in draft.parts).strip()
                return _Tie(speaker, text[verb.start : verb.end], verb.value, True)
        return None

    def _past_quotative(self, start: int) -> int:
        head = self.text[start : start + 12].lstrip()
        particle = next((q for q in self.clauses.quotatives if head.startswith(q)), "")
        return self.text.index(particle, start) + len(particle) if particle else start

    def _trailing(self, zone: Span) -> _Tie | None:
        """A speaker at the end of a sentence that goes on behind the quotation: … “crippled” by the storm, Berg said."""
        text = self.text
        for verb in self.clauses.within(zone):
            comma = max(text.rfind(c, zone.start, verb.start) for c in COMMAS)
            if comma < 0 or not verb.reporting:
                continue
            words = self.clauses.words(comma + 1, verb.start)
            if not 0 < len(words) <= SUBJECT + 3 or self.clauses.small.get(words[0][2]) in _OPENERS:
                continue
            tail = self.clauses.words(verb.end, zone.end)[:1]
            if tail and tail[0][2] not in self.clauses.small:
                continue
            if speaker := self.clauses.subject(comma + 1, verb, zone.end):
                return _Tie(speaker, text[verb.start : verb.end], verb.value, False)
        return None

    def _unlisted(self, zone: Span) -> _Tie | None:
        """A verb that the vocabulary lacks beside a name or a noun, right behind the words: “…,” countered Dunn; “…!” the crowd roared."""
        clauses, small = self.clauses, self.clauses.small
        words = clauses.words(zone.start, zone.end)
        name = next(iter(clauses.people.between(zone.start, min(zone.end, zone.start + REACH // 4))), None)
        if name and name.person:
            lead = [w for w in words if w[0] < name.start]
            rest = [w for w in words if w[0] >= name.end]
            low = [w for w in lead if self.text[w[0]].islower()]
            verb = low[0] if low == lead[:1] and low else None
            if not low and rest and self.text[rest[0][0]].islower() and (len(rest) == 1 or rest[1][2] in small):
                verb = rest[0]
            speaker: str | None = clauses.people.canonical(name.bare)
        else:
            noun = bool(words) and small.get(words[0][2]) in ("article", "determiner")
            verb = next((w for w in words[2:SUBJECT] if w[2].endswith(clauses.past)), None) if noun and clauses.past else None
            speaker = verb and clauses.resolve(zone.start, verb[0], before=True)
        if not verb or verb[2] in small or not speaker:
            return None
        return _Tie(speaker, self.text[verb[0] : verb[1]], "", True)  # what kind of verb it is nobody told

    def _before(self, zone: Span, previous: _Draft | None = None, after: Span | None = None) -> _Tie | None:
        clauses = self.clauses
        verbs = clauses.within(zone)
        if not verbs:
            return None
        if author := clauses.author(zone):
            return _Tie(author, self.text[verbs[-1].start : verbs[-1].end], verbs[-1].value, True)
        tie: _Tie | None = None
        for verb in reversed(verbs):
            if tie and not verb.reporting:
                continue
            cue = self.text[verb.start : verb.end]
            if verb.reporting and clauses.passive(verb):
                return _Tie(clauses.agent(Span(verb.end, (after or zone).end)), cue, verb.value, True)
            if speaker := self._subject(zone, verb, previous):
                return _Tie(speaker, cue, verb.value, True)
            tie = tie or _Tie(None, cue, verb.value, True)
        named = clauses.topic(zone) or clauses.clause_subject(Span(zone.start, verbs[0].start))
        return replace(tie, speaker=named) if tie and named else tie

    def _subject(self, zone: Span, verb: Verb, previous: _Draft | None) -> str | None:
        """The speaker of a verb before a quotation; a verb that follows another quotation at once has that one's."""
        if not verb.reporting:
            return self.clauses.beside(verb, zone)
        speaker = previous.tie.speaker if previous and previous.end == zone.start and previous.tie else None
        if speaker and all(word in self.clauses.small for _, _, word in self.clauses.words(zone.start, verb.start)):
            return speaker
        return self.clauses.subject(zone.start, verb, zone.end)

    def _label(self, zone: Span) -> _Tie | None:
        """A name, or a title at the head of a paragraph, and a colon before a quotation, without a verb."""
        text = self._lead(zone).rstrip(" :：\u00a0")
        words = self.clauses.words(zone.start, zone.start + len(text))
        if not words or len(words) > 8:
            return None
        speaker = self.clauses.resolve(zone.start, zone.start + len(text), before=True)
        if speaker and self.clauses.people.knows(speaker):
            return _Tie(speaker, "", "say", True)
        if zone.start in self.starts and (self.clauses.is_person(words[0][2]) or len(words) <= 3):
            return _Tie(self.text[words[0][0] : words[-1 if len(words) <= 3 else 0][1]], "", "say", True)
        return None

    def _inherited(self, draft: _Draft, previous: _Draft) -> _Tie | None:
        """The tie of the quotation before, where nothing but the end of its sentence stands between."""
        if previous.tie is None:
            return None
        gap = draft.start - previous.end
        same = draft.paragraph == previous.paragraph
        if not self._sentence(draft):
            goes_on = same and gap < REACH // 2 and not previous.words.endswith(_ENDS[:3])
            fits = goes_on and not self.clauses.stops(previous.end, draft.start)
        elif same:
            fits = gap < REACH
        else:
            alone = not self.text[self.paragraphs[draft.paragraph].start : draft.start].strip()
            fits = draft.paragraph == previous.paragraph + 1 and alone and not self._speech_between(previous, draft)
        return replace(previous.tie, inherited=True) if fits else None

    def _speech_between(self, previous: _Draft, draft: _Draft) -> bool:
        """Whether somebody else speaks between two quotations: a reporting verb beyond the first one's own sentence."""
        stops = self.clauses.stops(previous.end, draft.start)
        return bool(stops) and any(v.reporting for v in self.clauses.within(Span(stops[0], draft.start)))

    def _from_before(self, draft: _Draft, previous: _Draft | None) -> _Tie | None:
        """The last reporting verb of the sentence before, in the same paragraph or at the end of the one before."""
        if not self._sentence(draft):
            return None
        paragraph = self.paragraphs[draft.paragraph]
        if not self.text[paragraph.start : draft.start].strip():
            if draft.paragraph == 0:
                return None
            paragraph = self.paragraphs[draft.paragraph - 1]
        start = max(previous.end if previous else 0, paragraph.start)
        end = min(draft.start, paragraph.end)
        stops = [s for s in self.clauses.stops(start, end) if self.text[s:end].strip()]
        zone = Span(stops[-1] if stops else start, end)
        tie = self._before(zone)
        if tie and tie.speaker:
            return replace(tie, inherited=True)
        if self.clauses.within(zone):
            return None
        people = self.clauses.people
        subject = next((m for m in people.between(zone.start, zone.end) if m.first and m.sure), None)
        return _Tie(people.canonical(subject.bare), "", "say", False, True) if subject else None

    def _named_later(self, draft: _Draft, following: _Draft) -> bool:
        """Whether a quotation that opens a paragraph has its speaker named with the next one."""
        if not self._sentence(draft) or following.paragraph - draft.paragraph > 1:
            return False
        gap = Span(draft.end, following.start)
        if len(gap) < 60 and len(self.clauses.words(gap.start, gap.end)) <= 3:
            return True
        opens = not self.text[self.paragraphs[draft.paragraph].start : draft.start].strip()
        people, speaker = self.clauses.people, following.tie and following.tie.speaker
        named = any(people.canonical(m.bare) == speaker for m in people.between(gap.start, gap.end))
        return opens and named and draft.paragraph == following.paragraph and not self.clauses.within(gap)

    # --- joining and classing -----------------------------------------------------------------------------------------

    def _joined(self, drafts: list[_Draft]) -> list[_Draft]:
        """Quotations interrupted by their speaker become one."""
        found: list[_Draft] = []
        for draft in drafts:
            whole = found[-1] if found else None
            if whole and self._interrupted(whole, draft):
                whole.words = f"{whole.words} {draft.words}"
                whole.parts += draft.parts
                whole.end = draft.end
            else:
                found.append(draft)
        return found

    def _interrupted(self, first: _Draft, second: _Draft) -> bool:
        if first.paragraph != second.paragraph or not first.tie or first.pair.family != second.pair.family or first.words.endswith(_ENDS):
            return False
        gap = Span(first.end, second.start)
        between = self.text[gap.start : gap.end].strip()
        if len(between) > GAP or not self.clauses.within(gap) or self.clauses.stops(gap.start, gap.end):
            return False
        words = self.clauses.words(gap.start, gap.end)
        if not words or self.clauses.small.get(words[0][2]) in ("conjunction", "relative"):
            return False
        opened = first.words.endswith((*COMMAS, "—", "–")) or between.startswith((*COMMAS, *_DASHES))
        closed = between.endswith((*COMMAS, "—", "–"))
        last = words[-1][2]
        ends = last not in self.clauses.helpers and self.clauses.small.get(last) not in ("relative", "conjunction", "preposition")
        return opened and (closed or (second.first.islower() and len(words) <= 4 and ends))

    def _fact(self, draft: _Draft) -> Fact:
        span = Span(draft.start, draft.end)
        kind = self._kind(draft)
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

    def _kind(self, draft: _Draft) -> Kind:
        if draft.pair.family in TITLE_FAMILIES or (draft.pair.family == "white-corner" and draft.tie is None):
            return "title"
        length = self._length(draft.words)
        caseless = not draft.first.isupper() and not draft.first.islower()
        spoken = not caseless or self._spoken(draft)
        sentence = self._sentence(draft) and spoken
        zone = draft.before
        lead = [word for _, _, word in self.clauses.words(max(zone.start, zone.end - 60), zone.end)]
        colon = self._lead(zone).endswith(_COLONS)
        heard = draft.tie is not None and draft.words[-1:] in ",." and length > 6
        if self._titled(draft, lead, length) and not (colon and sentence) and not heard:
            return "title"
        if length <= SCARE and not colon and self._naming(lead):
            return "scare"
        opens = not self._lead(zone).strip()
        if draft.tie:
            caseless = caseless and length >= CASELESS and spoken
            told = colon and (length > 1 or draft.words.endswith(_ENDS))
            led = opens or self._lead(zone).endswith(COMMAS)
            return "direct" if sentence or caseless or told or (draft.words[:1].isupper() and length > SCARE and led) else "partial"
        if length <= SCARE and not (sentence and opens and draft.words.endswith(_ENDS)):
            return "scare"
        return "direct" if sentence else "partial"

    def _spoken(self, draft: _Draft) -> bool:
        """Whether words in a script without capitals are led up to, end like a sentence, or are followed by what follows speech."""
        if self.language.spaced or self._lead(draft.before).endswith(_COLONS) or draft.words.endswith((*_ENDS, *COMMAS, "…")):
            return True
        if self.text[draft.end : draft.end + 2].strip()[:1].isalnum() and not (
            draft.tie and draft.tie.behind
        ):  # “国家飓风中心”的: a name in marks
            return False
        if self._lead(draft.before).endswith(COMMAS):
            return True
        opens = not self._lead(draft.before).strip()
        return opens or self._past_quotative(draft.end) > draft.end

    def _naming(self, lead: list[str]) -> bool:
        """Whether the words before a stretch say that it is a name or a term: known as, nicknamed the; not: what she called."""
        clauses = self.clauses
        named = next((n for n in (-1, -2) if len(lead) >= -n and clauses.role(lead[n]) == "naming"), 0)
        if not named or (named == -2 and lead[-1] not in clauses.small):
            return False
        verb = lead[named] in self.language.kind("reporting") or lead[named] in self.language.kind("quoting")
        before = lead[named - 1] if verb and len(lead) > -named else ""
        return before not in clauses.pronouns and (before not in clauses.helpers or before in clauses.passives)

    def _titled(self, draft: _Draft, lead: list[str], length: int) -> bool:
        """Whether a stretch is written like the title of a work: capitals on most words, or a work named before it."""
        words = WORD.findall(draft.words)
        if not words or length > TITLE or draft.words[-1:] == "!":
            return False
        if not words[0][0].isupper() or not any(c.islower() for c in draft.words):
            return False
        work = any(self.clauses.role(w) == "work" for w in lead[-2:])
        if len(words) == 1 or (work and not draft.tie):
            return work
        content = [w for w in words if w[0].isupper() or w.casefold() not in self.clauses.small]
        capital = sum(w[0].isupper() for w in content)
        spoken = draft.tie is not None and draft.tie.strong and draft.words[-1:] in ".,"
        return (capital == len(content) and (work or (len(content) >= 2 and not spoken))) or (work and capital * 2 >= len(content))

    def _sentence(self, draft: _Draft) -> bool:
        """Whether a quotation looks like a sentence, or several."""
        ends = (
            draft.words[-1:] in ".!?…。！？,，—–"
            or self.text[draft.end : draft.end + 3].lstrip()[:1] in (*",，.。!?—–",)
            or not draft.pair.balanced
        )
        return not draft.first.islower() and ends and self._length(draft.words) >= 2

    def _length(self, words: str) -> int:
        return len(words.split()) if self.language.spaced else (len(words) + 1) // 2

    # --- speech without marks -----------------------------------------------------------------------------------------

    def _dialogue(self, found: list[Fact]) -> list[Fact]:
        """Speech after a dash at the beginning of a paragraph, the reporter's words between further dashes."""
        if not self.language.kind("dialogue"):
            return []
        taken = [f.span for f in found]
        dashed = [p for p in self.paragraphs if self.text[p.start : p.start + 1] in ("—", "–")]
        return [f for p in dashed if not any(s.overlaps(p) for s in taken) and (f := self._dashed(p))]

    def _dashed(self, paragraph: Span) -> Fact | None:
        text, clauses = self.text, self.clauses
        edges = [m.span() for m in _DASH.finditer(text, paragraph.start, paragraph.end)]
        pieces = [Span(a[1], b[0]) for a, b in zip(edges, [*edges[1:], (paragraph.end, paragraph.end)], strict=True)]
        if len(pieces) == 1:
            pieces = self._at_comma(pieces[0])
        said = [p for p in pieces[1::2] if any(v.reporting for v in clauses.within(p))]
        if not said:
            return None
        verb = next(v for v in clauses.within(said[0]) if v.reporting)
        clauses.heard = Heard()
        speaker = clauses.subject(said[0].start, verb, said[0].end)
        told = frozenset(said)
        spoken = tuple(p for p in pieces if p not in told)
        words = " ".join(" ".join(text[p.start : p.end].split()) for p in spoken).strip()
        span = Span(paragraph.start, spoken[-1].end)
        value = Quote(words=words, speaker=speaker, cue=text[verb.start : verb.end], kind="direct", verb=verb.value, parts=spoken)
        return Fact(value, text[span.start : span.end], span)

    def _at_comma(self, piece: Span) -> list[Span]:
        """Speech and speaker of a line with one dash: – Vi ger oss inte, säger Lars Berg."""
        for verb in self.clauses.within(piece):
            before = self.text[piece.start : verb.start].rstrip()
            if verb.reporting and before.endswith((*COMMAS, "?", "!")):
                return [Span(piece.start, piece.start + len(before.rstrip(EDGE))), Span(verb.start, piece.end)]
        return [piece]

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
