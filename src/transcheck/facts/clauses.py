"""Who says it: the reporting verbs of a text, the clause each stands in, and the person or body that its subject names.

Where the subject stands is read off the text: between the beginning of the clause and the verb, behind a verb that opens its clause, or
before a topic marker. A noun phrase becomes a speaker: a name in full, the name behind a pronoun or a title, or the phrase as it stands.
"""

from __future__ import annotations

import functools
import itertools
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transcheck.facts.cues import named_next
from transcheck.facts.scanned import WORD
from transcheck.facts.speakers import Cast, Heard, cast
from transcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcheck.facts.scanned import Scanned
    from transcheck.facts.speakers import Mention
    from transcheck.languages import Language
    from transcheck.model import Fact

_STOP = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s|$)|[。！？।]+[」』”’]*|\n")
CLOSING = ("”", "“", "»", "«", '"', "’", "」", "›")
EDGE = " ,;:—–-\u00a0\t\n，、：；،؛()"
COMMAS = (",", "，", "،")
_BREAKS = ",;、，；،。"
_ASIDE = re.compile(r"\s*[(（][^()（）]*[)）]?$")  # 최고경영자(CEO): the title, said again
_PHRASE_ENDS = frozenset(",;:.(，、：،。—–")
LONG = 10  # words from which a noun phrase is no speaker
NEAR = 24  # code points behind a noun phrase in which its bearer's name may follow (the finance minister, Grace Mwangi)
ACTIVE = ("believe", "confirm")  # classes whose participle tells of its subject (was worried, is agreed)
ASIDE = ("relative", "adverb", "interjection", "conjunction")


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb or an attribution in the document's coordinates; ``follows``: its speaker stands before it (によると)."""

    start: int
    end: int
    value: str
    reporting: bool
    follows: bool = False


@functools.cache
def _helpers(language: Language) -> frozenset[str]:
    return frozenset([*language.kind("auxiliary"), *language.kind("modal")])


@functools.cache
def _endings(language: Language, kind: str) -> tuple[str, ...]:
    return tuple(form[1:] for form, value in language.kind("suffix").items() if value == kind and form[0] == "-")


@functools.cache
def _quotatives(language: Language) -> tuple[str, ...]:
    return tuple(sorted(language.kind("quotative"), key=len, reverse=True))


@functools.cache
def _passives(language: Language) -> frozenset[str]:
    return frozenset(form for form, value in language.kind("irregular").items() if value == "be") | {"be", "being"}


class Clauses:
    """The verbs and the people of one document; ``heard`` is what pronouns are read by, which the reader of quotations moves on."""

    def __init__(self, text: str, scans: Sequence[Scanned], facts: Sequence[Fact], quoted: Sequence[Span] = ()) -> None:
        self.text = text
        self.scans = scans
        self.facts = facts
        self.quoted = quoted
        self.language = scans[0].language
        self.small = self.language.kind("function-word")
        self.pronouns = self.language.kind("pronoun")
        self.roles = self.language.kind("role")
        self.helpers = _helpers(self.language)
        self.adverbs = _endings(self.language, "adverb")
        self.participles = _endings(self.language, "participle")
        self.past = _endings(self.language, "past")
        self.quotatives = _quotatives(self.language)
        self.agents = self.language.kind("agent")
        self.passives = _passives(self.language)
        self.topics = tuple(self.language.kind("topic-marker"))
        self.heard = Heard()
        self._bases = [s.base for s in scans]
        self._known: dict[int, list[tuple[int, int, str]]] = {}

    @functools.cached_property
    def verbs(self) -> list[Verb]:
        return sorted((v for s in self.scans for v in _verbs(s)), key=lambda v: v.start)

    @functools.cached_property
    def _verb_starts(self) -> list[int]:
        return [v.start for v in self.verbs]

    @functools.cached_property
    def people(self) -> Cast:
        return cast(self.scans, self.language, self.facts, self.quoted)

    # --- sentences and words ------------------------------------------------------------------------------------------

    def within(self, zone: Span) -> list[Verb]:
        """The verbs that begin inside a stretch."""
        return self.verbs[bisect_left(self._verb_starts, zone.start) : bisect_left(self._verb_starts, zone.end)]

    def stops(self, start: int, end: int) -> list[int]:
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
        known = self.language.kind("abbreviation")
        return f"{word.casefold()}." in known or f"{word}." in known

    def words(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The words that begin inside a stretch with their places, in lower case; one that reaches beyond it is cut."""
        if not self.language.spaced:
            return [(m.start(), m.end(), m.group()) for m in WORD.finditer(self.text, start, end)]
        found: list[tuple[int, int, str]] = []
        for i in range(max(0, bisect_right(self._bases, start) - 1), bisect_left(self._bases, end)):
            words = self._words(i)
            first, last = bisect_left(words, (start,)), bisect_left(words, (end,))
            found += words[first:last]
        if found and found[-1][1] > end:
            at, _, word = found[-1]
            found[-1] = (at, end, word[: end - at])
        return found

    def _words(self, i: int) -> list[tuple[int, int, str]]:
        """The words of one scanned text, in the document's coordinates."""
        if i not in self._known:
            base = self.scans[i].base
            self._known[i] = [(start + base, end + base, low) for start, end, _, low in self.scans[i].words]
        return self._known[i]

    def role(self, word: str) -> str:
        """What a noun tells of its bearer: person, org, document, work, naming, or nothing."""
        return str(self.roles.get(word.rstrip(".")) or "")

    def is_person(self, word: str) -> bool:
        return self.role(word).startswith("person")

    def _named(self, start: int, stop: int) -> list[Mention]:
        """The names of a stretch that are not the owners of something else there (Dahl's lawyer)."""
        return [m for m in self.people.between(start, stop) if not self._owns(m)]

    def _owns(self, m: Mention) -> bool:
        return self.text[m.end : m.end + 2] in ("'s", "’s", "' ", "’ ")

    # --- the subject of a verb ----------------------------------------------------------------------------------------

    def subject(self, start: int, verb: Verb, end: int) -> str | None:
        """What stands before a verb in its clause, or behind a verb that opens the clause."""
        text = self.text
        glued = text[verb.start : verb.end].rpartition("-")[2]
        if glued in self.pronouns:  # a-t-elle
            return self._pronoun(self.pronouns[glued], verb.start) or glued
        if named := self.topic(Span(start, verb.start)):
            return named
        words = self.words(start, verb.start)
        stop = verb.start
        while words and (self._is_adverb(words) or words[-1][2] in self.helpers):
            stop = words.pop()[0]
        clause = text[start:stop].rstrip()
        if not clause.strip(EDGE) or clause.strip(EDGE) in self.language.clitics:
            return self.behind(verb.end, end)
        stop = start + len(clause)
        if clause[-1] in COMMAS:
            stop -= 1
            earlier = self.within(Span(start, stop))
            if earlier and earlier[0].reporting:
                return self.subject(start, earlier[0], stop)
            comma = max(text.rfind(c, start, stop) for c in COMMAS)
            if comma > start and (bearer := self._bearer(start, comma, stop)):
                return bearer
            outer = comma > start and text[start:comma].strip(EDGE) and (self._named(start, comma) or not self._named(comma, stop))
            stop = comma if outer else stop
            if comma <= start and self._adverbial(start, stop):
                return self.behind(verb.end, end)
        cut = max(text.rfind(c, start, stop) for c in ",;，、；（(。:")
        begin = max(start, cut + 1)
        head = next((w[2] for w in words if w[0] >= begin), "")
        aside = self.small.get(head) == "preposition"
        if cut > start and head and (aside or not self.people.between(begin, stop)):
            name = next((m for m in reversed(self.people.between(start, cut)) if text[m.end : cut].strip("’'s \u00a0") == ""), None)
            if name and (aside or self.small.get(head) in ("article", "relative") or head in self.roles):
                return self.people.canonical(name.bare)
        inner = next((v for v in reversed(self.within(Span(begin, stop))) if v.reporting), None)
        if inner and not self._adverbial(inner.end, stop) and self.words(inner.end, stop):  # Kit said he believes
            begin = inner.end
        link = self.small.get(words[-1][2]) if words and words[-1][0] >= begin else ""
        if link in ("conjunction", "relative", "preposition"):
            at = words[-1][0]
            name = next((m for m in reversed(self.people.between(begin, at)) if not text[m.end : at].strip(EDGE)), None)
            return self.people.canonical(name.bare) if name and link != "conjunction" else None
        owner = next((m for m in self.people.between(begin, stop) if m.end >= stop - 2 and self._owns(m)), None)
        if owner:  # Merrick's claim that …
            return self.people.canonical(owner.bare)
        return self.resolve(begin, stop, before=True)

    def _bearer(self, start: int, comma: int, stop: int) -> str | None:
        """The full name between two commas behind a title (the minister of health, Raúl Ferrer, …)."""
        named = self.people.between(comma, stop)
        whole = len(named) == 1 and named[0].person and " " in named[0].bare and not self.text[named[0].end : stop].strip(EDGE)
        if not whole or not any(self.is_person(w) for _, _, w in self.words(start, comma)):
            return None
        before = self.words(start, comma)
        held = {w for at, _, w in before if self.small.get(w) == "preposition"}
        if not held and any(m.sure for m in self._named(start, comma)):
            return None
        return self.people.canonical(named[0].bare)

    def _is_adverb(self, words: list[tuple[int, int, str]]) -> bool:
        word = words[-1][2]
        if self.small.get(word) == "adverb":
            return True
        return len(words) > 1 and word.endswith(self.adverbs) and not self.role(word) and self.text[words[-1][0]].islower()

    def _adverbial(self, start: int, stop: int) -> bool:
        first = next(iter(self.words(start, stop)), None)
        return bool(first) and self.small.get(first[2], "") in ("preposition", "adverb", "conjunction")  # type: ignore[index]

    def behind(self, start: int, end: int) -> str | None:
        """The noun phrase behind a verb, up to where another part of the sentence begins."""
        stop = self._phrase_end(start, end)
        if stop == start:
            return None
        words = self.words(start, stop)
        if any(self.role(w) == "document" for _, _, w in words) and (author := self.author(Span(start, end))):
            return author
        return self._apposed(words, stop, end) or self.resolve(start, stop, before=False)

    def _phrase_end(self, start: int, end: int) -> int:
        words = self.words(start, end)
        stop = start
        for i, (at, word_end, word) in enumerate(words):
            if not _PHRASE_ENDS.isdisjoint(self.text[stop:at]):
                break
            kind = self.small.get(word, "")
            if kind in ("relative", "adverb") and stop > start:
                break
            if kind == "conjunction" and stop > start and not self._goes_on(words, i):
                break
            if kind == "preposition" and (
                stop == start or words[i - 1][2] in self.pronouns or self.people.between(start, stop) or self._elsewhere(words, i)
            ):
                break
            stop = word_end
        return stop

    def _elsewhere(self, words: list[tuple[int, int, str]], i: int) -> bool:
        """Whether a preposition behind a title leads to where it was said (the minister on Radio Lumen), not to what the bearer is minister of."""
        belonging = self.language.kind("belonging")
        return bool(belonging) and words[i][2] not in belonging and self.is_person(words[i - 1][2])

    def _goes_on(self, words: list[tuple[int, int, str]], i: int) -> bool:
        """Whether a conjunction joins two names rather than two clauses."""
        return i + 1 < len(words) and self.text[words[i + 1][0]].isupper()

    def _apposed(self, words: list[tuple[int, int, str]], stop: int, end: int) -> str | None:
        """The name behind a phrase without one, but for what its bearer is in charge of: Kenya's finance minister, Grace Mwangi; la ministra
        de Asuntos Exteriores, María Montero; one of them, Rita Sandoval."""
        inside = self._named(words[0][0], stop)
        charge = inside and self._in_charge(words, inside[0].start)
        if self.text[stop : stop + 2] != ", " or (inside and not charge):
            return None
        named = self.people.between(stop, min(stop + NEAR, end))
        if charge and not (named and named[0].person and " " in named[0].bare):
            return None
        bare = len(words) <= 4 and not any(self.text[at].isupper() for at, _, _ in words)
        if not named or any(c.islower() for c in self.text[stop + 2 : named[0].start]):
            return None
        full = bare and named[0].person and " " in named[0].bare
        return self.people.canonical(named[0].bare) if full or any(self.is_person(w) for _, _, w in words) else None

    def _in_charge(self, words: list[tuple[int, int, str]], name: int) -> bool:
        """Whether an office and a preposition lead up to a name, which is then no person's."""
        before = [w for at, _, w in words if at < name]
        return any(map(self.is_person, before)) and any(self.small.get(w) == "preposition" for w in before)

    def beside(self, verb: Verb, zone: Span) -> str | None:
        """Whom an attribution names: behind it (according to X), or before it (X によると)."""
        if not verb.follows:
            return self.behind(verb.end, max(zone.end, verb.end))
        cut = max(self.text.rfind(c, zone.start, verb.start) for c in _BREAKS)
        return self.resolve(max(zone.start, cut + 1), verb.start, before=True)

    def passive(self, verb: Verb) -> bool:
        """Whether the subject of a verb hears or suffers what is said (was told, has been described as)."""
        words = self.words(max(0, verb.start - NEAR), verb.start)
        while words and self.small.get(words[-1][2]) == "adverb":
            words.pop()
        low = bool(words) and self.text[words[-1][0]].islower()
        return low and words[-1][2] in self.passives and verb.value not in ACTIVE and not self.ongoing(verb)

    def ongoing(self, verb: Verb) -> bool:
        return bool(self.participles) and self.text[verb.start : verb.end].endswith(self.participles)

    def agent(self, zone: Span) -> str | None:
        """Whom a passive verb names as its doer (by two senators)."""
        by = next((end for _, end, word in self.words(zone.start, zone.end) if word in self.agents), None)
        return self.behind(by, zone.end) if by else None

    def topic(self, zone: Span) -> str | None:
        """The phrase before the last topic marker of a stretch."""
        if not self.topics:
            return None
        text = self.text[zone.start : zone.end]
        at = max((m.start() for m in _topic_marks(self.topics, self.language.spaced).finditer(text)), default=-1)
        if at <= 0:
            return None
        cut = max(text.rfind(c, 0, at) for c in "、，。,")
        return self.resolve(zone.start + cut + 1, zone.start + at, before=True)

    def clause_subject(self, zone: Span) -> str | None:
        """The first name of a clause whose verb has no subject of its own (he came in and said …)."""
        named = self._named(zone.start, zone.end)
        first = next((m for m in named if m.person), named[0] if named else None)
        if first:
            return self.people.canonical(first.bare)
        head = next(iter(self.words(zone.start, zone.end)), None)
        person = self.pronouns.get(head[2], "") if head else ""
        return self._pronoun(person if person.startswith("3") else "3", zone.end)

    def author(self, zone: Span) -> str | None:
        """Who wrote the note, letter or post that is quoted: the name behind the word for it."""
        noun = next((end for _, end, word in reversed(self.words(zone.start, zone.end)) if self.role(word) == "document"), None)
        named = self.people.between(noun, zone.end) if noun else []
        return self.people.canonical(named[0].bare) if named else None

    # --- from a noun phrase to a speaker --------------------------------------------------------------------------------

    def _pronoun(self, person: str, before: int) -> str | None:
        return self.people.pronoun(person, before, self.heard)

    def resolve(self, start: int, stop: int, *, before: bool) -> str | None:
        """The speaker that a noun phrase names: in full where the document gives the full name, as it stands otherwise.

        ``before``: the phrase stands before its verb, so that the last name of it is the subject.
        """
        text = self.text
        words = self.words(start, stop)
        while words and self.small.get(words[0][2]) in ASIDE:
            words.pop(0)
        if before and words and self.pronouns.get(words[-1][2], "").startswith("3"):
            words = words[-1:]
        if len(words) > 1 and self.small.get(words[0][2]) == "preposition" and not self._named(start, stop):
            words.pop(0)
        if not words:
            return None
        start, stop = words[0][0], max(words[-1][1], stop if text[stop - 1 : stop] in ".’" else 0)
        phrase = text[start:stop].strip(EDGE)
        low = phrase.rstrip(".").casefold()
        if low in self.small:
            return None
        person = self.pronouns.get(low) or self.pronouns.get(low.rpartition("-")[2])  # a-t-elle
        if person:
            return None if person in ("1s", "1p", "2") else self._pronoun(person, start) or self._held_before(start) or phrase
        return self._by_name(words, phrase, before=before) or self._by_title(words, stop)

    def _held_before(self, before: int) -> str | None:
        """The title that the text opens with, for a pronoun which no name fits (The judge was not amused. “…,” he said)."""
        words = self.words(self.heard.since, before)[:2]
        held = len(words) == 2 and self.small.get(words[0][2]) == "article" and self.is_person(words[1][2])
        return self.text[words[1][0] : words[1][1]] if held else None

    def _by_name(self, words: list[tuple[int, int, str]], phrase: str, *, before: bool) -> str | None:
        """The person whose name stands in a phrase; the phrase itself where it names several."""
        named = self._named(words[0][0], words[-1][1])
        if not named:
            return None
        first, last = named[0], named[-1]
        tail = [self.small.get(w, "") for at, _, w in words if at >= last.end]
        if before and tail and not any(tail):
            return None
        if not before and tail and not tail[0] and self._bearing(words, last.end):
            return None
        if any(self.small.get(w) == "preposition" for at, _, w in words if at < first.start):
            return None
        between = {self.small.get(w) for at, _, w in words if first.end <= at < last.start}
        if "conjunction" in between:
            return phrase
        joined = not between.isdisjoint(("preposition", "conjunction", "relative"))
        if not before and not joined and " " not in first.bare and " " in last.bare:  # губернатор Верешской области Андрей Лосев
            first = last
        titled = self.is_person(first.bare.split()[-1].casefold())  # Secretary of State Mike Pompeo
        return self.people.canonical((last if before and (titled or "preposition" not in between) else first).bare)

    def _bearing(self, words: list[tuple[int, int, str]], after: int) -> bool:
        """Whether a name only says whose or where from the person is that is named behind it by a noun (a British official)."""
        at, _, word = next(w for w in words if w[0] >= after)
        return self.text[at].islower() and self.is_person(word)

    def _by_title(self, words: list[tuple[int, int, str]], stop: int) -> str | None:
        """The person whose title a phrase is (the mayor), or the phrase as it stands, without its article."""
        low = [w.rstrip(".") for _, _, w in words]
        article = self.small.get(low[0]) == "article"
        if low[0] not in self.language.kind("article"):  # not the indefinite one
            titled = self.people.titled([*low, *map(" ".join, itertools.pairwise(low))], words[0][0], self.heard.paragraph)
            if titled:
                return titled
        if article and len(words) > 1:
            words = words[1:]
        phrase = self.text[words[0][0] : stop].strip(EDGE)
        word = words[-1][2]
        if (
            phrase.endswith(".")
            and word not in self.language.kind("abbreviation")
            and (len(word) > 4 or not self.text[words[-1][0]].isupper())
        ):
            phrase = phrase[:-1]
        marker = next((t for t in self.topics if phrase.endswith(t)), "")
        phrase = _ASIDE.sub("", phrase[: len(phrase) - len(marker)]) or phrase
        return phrase.removesuffix("'s").removesuffix("’s") if len(words) <= LONG else None


@functools.cache
def _topic_marks(topics: tuple[str, ...], spaced: bool) -> re.Pattern[str]:
    """A topic marker at the end of its word; in a script without spaces, before anything."""
    return re.compile("(?:" + "|".join(map(re.escape, topics)) + r")(?=[\s、，,「『“\"]|$" + ("" if spaced else r"|[^\W\d_]") + ")")


def _verbs(scanned: Scanned) -> list[Verb]:
    """Reporting verbs and attributions, the longest of those that overlap."""
    found: list[Verb] = []
    base, end = scanned.base, 0
    places = {i for h in scanned.of("territory") for i in range(h.start, h.end)}
    for hit in scanned.of("attribution", "reporting", "quoting"):
        if hit.start < end or hit.start in places:
            continue
        for entry in hit.entries:
            value = str(entry.value)
            reporting = entry.kind in ("reporting", "quoting") and not value.startswith("after")
            if entry.kind not in ("attribution", "reporting", "quoting") or (reporting and _noun(scanned, hit.start)):
                continue
            if value.endswith("?") and not (named_next(scanned.text, hit.start, hit.end) or _behind_mark(scanned.text, hit.start)):
                continue
            found.append(Verb(base + hit.start, base + hit.end, value.rstrip("<?"), reporting, value.endswith("<")))
            end = hit.end
            break
    return found


def _behind_mark(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start].rstrip(EDGE)[-1:] in CLOSING


def _noun(scanned: Scanned, start: int) -> bool:
    """Whether a form that may be a verb is none here: part of a compound, or behind an article, a determiner or a preposition (of thanks)."""
    text = scanned.text
    if text[start - 1 : start] == "-":
        return True
    if text[start - 1 : start] != " ":
        return False
    head = start - 1
    while head > 0 and text[head - 1].isalpha():
        head -= 1
    return scanned.language.kind("function-word").get(text[head : start - 1].casefold()) in ("article", "determiner", "preposition")
