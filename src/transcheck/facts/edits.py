"""Two wordings of one quotation in the same language: an alignment word by word, each edit in a class.

The alignment is Indel over normalised words (rapidfuzz), cut at words that both have once where a quotation is very long (patience diff,
Cohen), so that cost stays linear. What a class means is decided by the language's small words (pronouns, modals, auxiliaries,
negations), not by how similar the strings are: a flipped negation keeps 97 % of them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Opcode

from transcheck.model import Edit

if TYPE_CHECKING:
    from transcheck.languages import Language

LONG = 1500  # words from which a quotation is cut at shared rare words before it is aligned
HARD = ("negation", "number", "name", "modal", "tense")  # classes that change what was said
SOFT = ("content", "person", "form", "addition", "deletion inside", "head cut", "tail cut")
SMALL = ("article", "function word", "interjection")
SILENT = ("typography", "spelling", "marked cut", "marked insertion")
RUN = 4  # words in a row that anchor a long quotation
PAIRED = 120  # words of one stretch up to which they are paired one by one
GAP = "…"
_WORD = re.compile(
    r"(?P<gap>…|\.\s?\.\s?\.(?:\s?\.)?|\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\))"
    r"|(?P<bracket>\[[^\[\]]{1,80}\])"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<initials>(?:[^\W\d_]\.){2,})"
    r"|(?P<cjk>[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f])"
    r"|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’]?)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a quotation: ``key`` is what is compared, ``kind`` and ``value`` what small word it is (content words have none)."""

    text: str
    key: str
    kind: str = ""
    value: str = ""
    start: int = 0
    end: int = 0
    begins: bool = False  # a sentence begins here


@dataclass(frozen=True, slots=True)
class Drift:
    """How a candidate's wording departs from a reference's. ``kept`` is the share of the reference's words that stand in the candidate too,
    ``shared`` what both have as a share of the shorter one, ``edits`` every departure in the candidate's order.
    """

    edits: tuple[Edit, ...]
    kept: float
    shared: float
    reference_words: int = 0
    candidate_words: int = 0

    def classes(self) -> tuple[str, ...]:
        """The classes of edits that count, the gravest first, each once."""
        order = (*HARD, *SOFT, *SMALL)
        return tuple(c for c in order if any(e.kind == c for e in self.edits))


@dataclass(frozen=True, slots=True)
class _Tables:
    """A language's small words, made for looking up."""

    kinds: Mapping[str, tuple[str, str]]
    spelling: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    contractions: Mapping[str, tuple[str, ...]]
    suffixes: Mapping[str, str]
    irregular: Mapping[str, str]
    past: tuple[str, ...]
    numbers: Mapping[str, str]


@functools.cache
def _tables(language: Language) -> _Tables:
    kinds: dict[str, tuple[str, str]] = {}
    for form, value in language.kind("function-word").items():
        kinds[form] = (value if value in ("article", "interjection") else "function", value)
    for kind in ("auxiliary", "modal", "pronoun"):
        kinds |= {form.lower(): (kind, str(value)) for form, value in language.kind(kind).items()}
    for form, value in language.kind("negation").items():
        if value != "lexical" and " " not in form:
            kinds[form.rstrip("*")] = ("negation", str(value))
    spelling = {}
    endings = []
    for form, value in language.kind("spelling").items():
        if form.startswith("-"):
            endings.append((form[1:], str(value)[1:]))
        else:
            spelling[form] = str(value)
    numbers = {
        form: str(value)
        for form, value in language.kind("number").items()
        if value is not False and " " not in form and isinstance(value, int)
    }
    return _Tables(
        kinds,
        spelling,
        tuple(sorted(endings, key=lambda e: -len(e[0]))),
        {form: tuple(str(value).split()) for form, value in language.kind("contraction").items()},
        {form: str(value) for form, value in language.kind("suffix").items() if not form.startswith("-")},
        {form: str(value) for form, value in language.kind("irregular").items()},
        tuple(form[1:] for form, value in language.kind("suffix").items() if form.startswith("-") and value == "past"),
        numbers,
    )


def words(text: str, language: Language) -> list[Word]:
    """The words of a text, contractions taken apart (don't → do, not), with ellipses and bracketed insertions as words of their own."""
    tables = _tables(language)
    found: list[Word] = []
    begins = True
    for m in _WORD.finditer(text):
        kind = m.lastgroup or ""
        start, end = m.span()
        surface = m.group()
        gap = text[found[-1].end if found else 0 : start]
        begins = not found or any(c in ".!?。！？" for c in gap) or (begins and found[-1].kind == "gap")
        if kind == "gap":
            found.append(Word(surface, GAP, "gap", "", start, end))
        elif kind == "bracket":
            found.append(Word(surface, surface, "bracket", "", start, end))
        elif kind == "number":
            found.append(Word(surface, surface.replace(",", ""), "number", "", start, end))
        else:
            found += _spelled(surface, start, begins, tables)
    return found


def _spelled(surface: str, start: int, begins: bool, tables: _Tables) -> list[Word]:
    plain = surface.rstrip("’'")
    key = unicodedata.normalize("NFC", plain).replace("’", "'").replace("ʼ", "'").lower()
    end = start + len(surface)
    pieces = tables.contractions.get(key)
    if pieces is None and "'" in key:
        for suffix, full in tables.suffixes.items():
            if key.endswith(suffix) and len(key) > len(suffix):
                pieces = (key[: -len(suffix)], full)
                break
    if pieces:
        return [_word(surface if i == 0 else p, p, start, end, begins and i == 0, tables) for i, p in enumerate(pieces)]
    return [_word(plain, key, start, end, begins, tables)]


def _word(surface: str, key: str, start: int, end: int, begins: bool, tables: _Tables) -> Word:
    key = key.replace(".", "")
    kind, value = tables.kinds.get(key, ("", ""))
    key = tables.spelling.get(key, key)
    if not kind:
        kind, value = tables.kinds.get(key, ("", ""))
    if kind == "interjection" and not begins:  # “well” is one at the head of a sentence only
        kind = value = ""
    number = tables.numbers.get(key)
    if number and not kind:
        return Word(surface, number, "number" if number not in ("0", "1") else "", "", start, end, begins)
    if not kind:
        if len(key) > 5:
            for ending, other in tables.endings:
                if key.endswith(ending):
                    key = key[: -len(ending)] + other
                    break
        if surface[:1].isupper() and not begins:
            kind = "name"
    return Word(surface, key, kind, value, start, end, begins)


def key_words(text: str, language: Language) -> list[str]:
    """What a text is known by again: its content words, cut to five letters; all its words where it has no others."""
    found = words(text, language)
    content = [w.key[:5] for w in found if w.kind in ("", "name", "number")]
    return content or [w.key for w in found if w.kind != "gap"]


def compare(candidate: str, reference: str, language: Language) -> Drift:
    """How the candidate's words depart from the reference's: sentence by sentence, then word by word."""
    now, was = words(candidate, language), words(reference, language)
    tables = _tables(language)
    edits: list[Edit] = []
    same = 0
    pairs = aligned(sentences(was), sentences(now))
    for n, (a, b) in enumerate(pairs):
        gone, come = was[a[0] : a[1]], now[b[0] : b[1]]
        if gone and not come:
            edits.append(_sentence_cut(gone, n, len(pairs), now, b[0], reference))
            continue
        blocks = _blocks([w.key for w in gone], [w.key for w in come])
        same += len(gone) - sum(i2 - i1 for i1, i2, _, _ in blocks)
        for i1, i2, j1, j2 in blocks:
            whole = (a[0] + i1, a[0] + i2, b[0] + j1, b[0] + j2)
            edits += _block(was, now, whole, tables, candidate, reference)
    return Drift(tuple(edits), same / max(1, len(was)), same / max(1, min(len(was), len(now))), len(was), len(now))


def _block(
    was: list[Word], now: list[Word], block: tuple[int, int, int, int], tables: _Tables, candidate: str, reference: str
) -> list[Edit]:
    i1, i2, j1, j2 = block
    gone, come = was[i1:i2], now[j1:j2]
    edge = "head" if i1 == 0 and j1 == 0 else "tail" if i2 == len(was) and j2 == len(now) else ""
    gap = any(w.kind == "gap" for w in (*come, *now[max(0, j1 - 1) : j1], *now[j2 : j2 + 1]))
    return _classified([w for w in gone if w.kind != "gap"], [w for w in come if w.kind != "gap"], gap, edge, tables, candidate, reference)


def _sentence_cut(gone: list[Word], n: int, of: int, now: list[Word], at: int, reference: str) -> Edit:
    """A whole sentence that the candidate leaves out, marked by an ellipsis there or not."""
    whole = shown(gone, reference)
    if any(w.kind == "gap" for w in (*now[max(0, at - 1) : at], *now[at : at + 1])):
        return Edit("marked cut", whole, "")
    return Edit("head cut" if n == 0 else "tail cut" if n == of - 1 else "deletion inside", whole, "")


def sentences(some: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = []
    for word in some:
        if word.begins or not found:
            found.append([])
        found[-1].append(word)
    return found


Range = tuple[int, int]


def aligned(was: list[list[Word]], now: list[list[Word]]) -> list[tuple[Range, Range]]:
    """Sentences that say the same, as ranges of words: 1-1, 1-2, 2-1 and left out, by weighted words in common (Gale and Church's moves)."""
    total = (sum(map(len, was)), sum(map(len, now)))
    if (len(was) <= 1 and len(now) <= 1) or len(was) * len(now) > 10_000:
        return [((0, total[0]), (0, total[1]))]
    n, m = len(was), len(now)
    bags = [[_bag(s) for s in side] for side in (was, now)]
    best: list[list[float]] = [[-1.0] * (m + 1) for _ in range(n + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            for di, dj in ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1)):
                if i < di or j < dj or best[i - di][j - dj] < 0:
                    continue
                score = best[i - di][j - dj] + (_common(bags[0][i - di : i], bags[1][j - dj : j]) if di and dj else 0.0)
                if score > best[i][j]:
                    best[i][j], back[i][j] = score, (di, dj)
    ends = [[0], [0]]
    for side, sentences in enumerate((was, now)):
        for s in sentences:
            ends[side].append(ends[side][-1] + len(s))
    found = []
    i, j = n, m
    while i or j:
        di, dj = back[i][j]
        found.append(((ends[0][i - di], ends[0][i]), (ends[1][j - dj], ends[1][j])))
        i, j = i - di, j - dj
    return found[::-1]


def _bag(sentence: list[Word]) -> dict[str, float]:
    bag: dict[str, float] = {}
    for w in sentence:
        if w.kind != "gap":
            bag[w.key[:5]] = bag.get(w.key[:5], 0.0) + (1.0 if w.kind in ("", "name", "number") else 0.2)
    return bag


def _common(a: list[dict[str, float]], b: list[dict[str, float]]) -> float:
    """Shared weight of two groups of sentences, as a share of both, times the shorter's weight; a little less for every join."""
    one = _merged(a)
    two = _merged(b)
    shared = sum(min(v, two.get(k, 0.0)) for k, v in one.items())
    size = sum(one.values()) + sum(two.values())
    return 2 * shared * shared / size * (0.98 if len(a) + len(b) > 2 else 1.0) + 0.02 if size and shared else 0.01


def _merged(bags: list[dict[str, float]]) -> dict[str, float]:
    if len(bags) == 1:
        return bags[0]
    total = dict(bags[0])
    for bag in bags[1:]:
        for k, v in bag.items():
            total[k] = total.get(k, 0.0) + v
    return total


def _blocks(was: list[str], now: list[str]) -> list[tuple[int, int, int, int]]:
    """Stretches where the two differ, as (start, end) in each, in order; neighbouring deletions and insertions are one stretch."""
    found: list[tuple[int, int, int, int]] = []
    for i0, i1, j0, j1 in _pieces(was, now):
        for op in _opcodes(was[i0:i1], now[j0:j1]):
            a1, a2, b1, b2 = op.src_start + i0, op.src_end + i0, op.dest_start + j0, op.dest_end + j0
            if op.tag == "equal":
                continue
            if found and found[-1][1] == a1 and found[-1][3] == b1:
                found[-1] = (found[-1][0], a2, found[-1][2], b2)
            else:
                found.append((a1, a2, b1, b2))
    return found


def _opcodes(was: list[str], now: list[str]) -> list[Opcode]:
    if max(len(was), len(now)) > LONG * 4:
        return [Opcode("replace", 0, len(was), 0, len(now))]
    return list(Indel.opcodes(was, now))


def _pieces(was: list[str], now: list[str]) -> list[tuple[int, int, int, int]]:
    if len(was) <= LONG and len(now) <= LONG:
        return [(0, len(was), 0, len(now))]
    runs = [[tuple(side[i : i + RUN]) for i in range(len(side) - RUN + 1)] for side in (was, now)]
    once = {k for k, n in Counter(runs[0]).items() if n == 1} & {k for k, n in Counter(runs[1]).items() if n == 1}
    at = {k: j for j, k in enumerate(runs[1]) if k in once}
    anchors: list[tuple[int, int]] = []
    last = -1
    for i, run in enumerate(runs[0]):
        j = at.get(run, -1)
        if last < j <= last + LONG:
            anchors.append((i, j))
            last = j
    found = []
    i0 = j0 = 0
    for i, j in anchors:
        if i - i0 >= 200:
            found.append((i0, i, j0, j))
            i0, j0 = i, j
    return [*found, (i0, len(was), j0, len(now))]


def _classified(
    gone: Sequence[Word], come: Sequence[Word], gap: bool, edge: str, tables: _Tables, candidate: str, reference: str
) -> list[Edit]:
    """The edits of one stretch that differs."""
    if not gone and not come:
        return []
    was, now = shown(gone, reference), shown(come, candidate)
    if _joined(gone) == _joined(come):
        return [Edit("spelling", was, now)]
    if come and all(w.kind == "bracket" for w in come):
        return [Edit("marked insertion", was, now)]
    if gap and not come:
        return [Edit("marked cut", was, now)]
    if not come and edge:
        if all(w.kind in ("interjection",) for w in gone) and len(gone) == 1:
            return [Edit("interjection", was, now)]
        if all(w.kind in ("article",) for w in gone):
            return [Edit("article", was, now)]
        return [Edit(f"{edge} cut", was, now)]
    return _paired(list(gone), list(come), tables, was, now)


def shown(some: Sequence[Word], text: str) -> str:
    return text[some[0].start : some[-1].end] if some else ""


def _joined(some: Sequence[Word]) -> str:
    return "".join(w.key for w in some if w.kind != "gap").replace("'", "")


def _paired(gone: list[Word], come: list[Word], tables: _Tables, was: str, now: str) -> list[Edit]:
    """Pairs the words of a stretch by kind and by lemma; what is left over was dropped, added or replaced."""
    edits: list[Edit] = []
    if len(gone) + len(come) > PAIRED:
        return [Edit("content", was, now)]
    lost = [w for w in gone if w.kind == "negation"]
    new = [w for w in come if w.kind == "negation"]
    if (len(lost) - len(new)) % 2:
        edits.append(Edit("negation", was, now))
    gone = [w for w in gone if w.kind != "negation"]
    come = [w for w in come if w.kind != "negation"]
    for old in list(gone):
        twin = next((w for w in come if _lemma(old, tables) == _lemma(w, tables) or _alike(old, w)), None)
        if twin:
            gone.remove(old)
            come.remove(twin)
            if old.key != twin.key:
                alone = len(gone) + len(come) <= 2
                edits.append(Edit("tense" if alone and _past(old, tables) != _past(twin, tables) else "form", old.text, twin.text))
    for kind, name in (("number", "number"), ("modal", "modal"), ("pronoun", "person"), ("name", "name"), ("auxiliary", "tense")):
        a, b = [w for w in gone if w.kind == kind], [w for w in come if w.kind == kind]
        gone, come = [w for w in gone if w.kind != kind], [w for w in come if w.kind != kind]
        for old, new_word in zip(a, b, strict=False):
            edits += _changed(name, old, new_word)
        rest = a[len(b) :] or b[len(a) :]
        if rest:
            edits += _alone(kind, rest, dropped=len(a) > len(b))
    edits += _left(gone, come)
    return edits


def _changed(name: str, old: Word, new: Word) -> list[Edit]:
    if name in ("modal", "tense") and old.value == new.value:
        return [Edit("function word" if name == "tense" else "form", old.text, new.text)]
    if name == "tense" and "none" in (old.value, new.value):
        return [Edit("function word", old.text, new.text)]
    if name == "person" and old.value == new.value:
        return [Edit("form", old.text, new.text)]
    return [Edit(name, old.text, new.text)]


def _alone(kind: str, rest: list[Word], *, dropped: bool) -> list[Edit]:
    """Words of a kind that stand on one side only."""
    text = " ".join(w.text for w in rest)
    name = {"number": "number", "modal": "modal", "pronoun": "function word", "auxiliary": "function word"}.get(kind) or (
        "deletion inside" if dropped else "addition"
    )
    return [Edit(name, text if dropped else "", "" if dropped else text)]


def _left(gone: list[Word], come: list[Word]) -> list[Edit]:
    edits = []
    for kind, name in (("article", "article"), ("interjection", "interjection"), ("function", "function word")):
        a, b = [w for w in gone if w.kind == kind], [w for w in come if w.kind == kind]
        gone, come = [w for w in gone if w.kind != kind], [w for w in come if w.kind != kind]
        if a or b:
            edits.append(Edit(name, " ".join(w.text for w in a), " ".join(w.text for w in b)))
    was, now = " ".join(w.text for w in gone), " ".join(w.text for w in come)
    if gone and come:
        edits.append(Edit("content", was, now))
    elif gone:
        edits.append(Edit("deletion inside", was, ""))
    elif come:
        edits.append(Edit("addition", "", now))
    return edits


def _lemma(word: Word, tables: _Tables) -> str:
    return tables.irregular.get(word.key, word.key) if word.kind in ("", "name", "auxiliary") else f"{word.kind}:{word.key}"


def _alike(a: Word, b: Word) -> bool:
    """Two inflections of one word: the same beginning, short endings."""
    if a.kind not in ("", "name") or b.kind not in ("", "name"):
        return False
    x, y = a.key, b.key
    short = min(len(x), len(y))
    common = 0
    while common < short and x[common] == y[common]:
        common += 1
    tail = max(len(x), len(y)) - common
    return (common >= 4 and tail <= 3) or (common == short >= 3 and tail <= 3)


def _past(word: Word, tables: _Tables) -> bool:
    if word.kind == "auxiliary":
        return word.value == "past"
    return word.key in tables.irregular or word.key.endswith(tables.past) if tables.past else word.key in tables.irregular


def irregular(word: Word, language: Language) -> str:
    """The base form of a word whose inflection no ending tells."""
    return _tables(language).irregular.get(word.key, word.key)
