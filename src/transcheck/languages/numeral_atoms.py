"""The atoms of spelled-out numbers in a text: which words may belong to a numeral, and how each hangs on the one before."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

from transcheck.languages.numeral_grammar import ATOMS, BLANKS, PARTS, Atom
from transcheck.languages.numeral_sums import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.languages import Entry, Hit
    from transcheck.languages.numeral_grammar import Grammar

_VETO = frozenset({"not-number", "percent", "points"})  # longer words that a numeral inside belongs to
HYPHENS = "-‐‑\u00ad"
_BREAK = re.compile(f"[{re.escape(BLANKS + HYPHENS)}]+")
_NEAR = 6  # longer words around a place that are looked at
_GAP = 24  # characters that may stand between two atoms
_WORD = 80  # letters of the longest word that is taken apart
_PARSES = 32  # ways of taking a word apart that are tried


def atoms_of(text: str, hits: list[Hit], grammar: Grammar) -> list[Atom]:
    """The words of numerals, the longest first where they overlap, each with the gap to the one before."""
    vetoes = [(h.start, h.end, h.value("not-number") == 2) for h in hits if not _VETO.isdisjoint(h.kinds)]
    atoms: list[Atom] = []
    end = -1
    for hit in hits:
        if hit.start < end:
            continue
        if ATOMS.isdisjoint(hit.kinds):
            if not PARTS.isdisjoint(hit.kinds):
                parts = taken_apart(text, hit.start, grammar)
                if parts:
                    parts[0].gap = _gap(text, end, parts[0].start, grammar) if atoms else ""
                    atoms += parts
                    end = parts[-1].end
            continue
        if grammar.glued and text[hit.end : hit.end + 1].isalpha():  # an ending, or more of a compound
            parts = taken_apart(text, hit.start, grammar)
            if len(parts) > 1:
                parts[0].gap = _gap(text, end, parts[0].start, grammar) if atoms else ""
                atoms += parts
                end = parts[-1].end
                continue
        atom = atom_of(hit.start, _word_end(text, hit.end) if grammar.endings else hit.end, hit.entries)
        atom.gap = _gap(text, end, hit.start, grammar) if atoms else ""
        if atom.magnitude is not None and not atom.gap and _after_digit(text, hit.start):
            atom.gap = "digit"
        if len(atoms) > 1 and atom.gap == "joined" and atom.fraction is not None and _before_fraction(atoms[-1]):
            atoms.pop()  # two and a half, två och en halv
            atom.gap = "article"
        atoms.append(atom)
        end = atom.end
    return _unvetoed(atoms, vetoes) if vetoes else atoms


def _word_end(text: str, end: int) -> int:
    """Past the ending of a stem or the case suffix of a word."""
    while end < len(text) and (text[end].isalpha() or unicodedata.category(text[end])[0] == "M"):
        end += 1
    return end


def _before_fraction(atom: Atom) -> bool:
    """An article that belongs to the fraction after it, in a numeral that has begun."""
    return atom.article and atom.number in (None, 1) and atom.magnitude is None and atom.fraction is None and atom.gap in ("link", "joined")


def atom_of(start: int, end: int, entries: tuple[Entry, ...], *, inside: bool = False) -> Atom:
    """The atom of a word, or of a piece ``inside`` one, where a combining form goes before the numeral of the same letters (šesto)."""
    atom = Atom(start, end)
    glued: int | None = None
    for e in entries:
        if e.kind == "number":
            atom.number = int(e.value)
        elif e.kind == "number-glued":
            glued = int(e.value)
        elif e.kind == "ordinal":
            atom.ordinal = int(e.value)
        elif e.kind == "magnitude":
            atom.magnitude = int(e.value)
        elif e.kind == "fraction":
            atom.fraction = Fraction(e.value)
        elif e.kind == "article":
            atom.article = True
        elif e.kind == "ambiguous":
            atom.ambiguous = max(atom.ambiguous, int(e.value))
        elif e.kind == "number-after":
            if atom.number is None:
                atom.number, atom.after = int(e.value), True
        elif e.kind == "fraction-after":
            atom.added = Fraction(e.value)
        elif e.kind == "fraction-before":
            atom.ahead = Fraction(e.value)
    if glued is not None and (inside or (atom.number is None and atom.ordinal is None)):
        atom.number = glued
    return atom


def _after_digit(text: str, start: int) -> bool:
    before = start - 1 if start and text[start - 1] in BLANKS + "-" else start
    return before > 0 and text[before - 1].isdigit()


def _gap(text: str, end: int, start: int, grammar: Grammar) -> str:
    """How two atoms hang together, by what stands between them."""
    if start - end > _GAP:
        return ""
    between = text[end:start]
    if not between:
        return "joined"
    if between in HYPHENS:
        return "hyphen"
    if not grammar.spaced:
        low = between.strip("\u200b")
        if not low:
            return "joined"
        return next((name for name, table in grammar.gaps if low in table), "")
    low = between.lower()
    words = [w for w in _BREAK.split(low) if w]
    if not words:
        return "joined"
    if words == [","] and low.startswith(","):
        return "comma"
    middle = " ".join(words)
    for name, table in grammar.gaps:
        if middle in table:
            return name
    if words[-1] in grammar.articles and (len(words) == 1 or " ".join(words[:-1]) in grammar.links):
        return "article"
    return ""


def _unvetoed(atoms: list[Atom], vetoes: list[tuple[int, int, bool]]) -> list[Atom]:
    """Without the runs of atoms that lie inside a longer word which is no number (一些, 万一, phần trăm).

    A word that the data marks so takes every atom inside it away, whatever runs into it (สิบห้าง is ten department stores).
    """
    strict = [(start, end) for start, end, alone in vetoes if alone]
    if strict:
        left: list[Atom] = []
        apart = False
        for atom in atoms:
            if any(s <= atom.start and atom.end <= e for s, e in _near(strict, atom.start)):
                apart = True
                continue
            if apart:
                atom.gap = ""
            apart = False
            left.append(atom)
        atoms = left
    kept: list[Atom] = []
    for run in _runs(atoms):
        first, last = run[0].start, run[-1].end
        if not any(s <= first and last <= e for s, e, _ in _near(vetoes, first)):
            kept += run
    return kept


def _near(vetoes: list[Any], start: int) -> Iterator[Any]:
    """The words that begin at ``start`` or a few before it; ``vetoes`` are in order of their start."""
    i = bisect_right(vetoes, start, key=lambda v: v[0]) - 1
    for k in range(i, max(-1, i - _NEAR), -1):
        yield vetoes[k]


def _runs(atoms: list[Atom]) -> Iterator[list[Atom]]:
    """Atoms that touch or are hyphened."""
    run: list[Atom] = []
    for atom in atoms:
        if run and atom.gap not in ("joined", "hyphen"):
            yield run
            run = []
        run.append(atom)
    if run:
        yield run


# --- compounds written as one word ----------------------------------------------------------------------------------


def taken_apart(text: str, start: int, grammar: Grammar) -> list[Atom]:
    """The atoms of a compound (dreihundertfünfundzwanzig), or nothing where the word is not wholly a numeral."""
    end = start
    limit = min(len(text), start + _WORD + 1)
    while end < limit and (text[end].isalpha() or text[end] in "\u00ad'’ʼ"):
        end += 1
    if end - start > _WORD:
        return []
    word = text[start:end].lower().replace("’", "'").replace("ʼ", "'").rstrip("'")
    end = start + len(word)
    if len(word) != end - start:
        return []
    for atoms in islice(splits(word, 0, grammar, set()), _PARSES):
        sure = len(atoms) > 1 or (grammar.endings and bool(grammar.tails) and word.startswith(grammar.tails, atoms[-1].end))
        shifted = [replace(a, start=a.start + start, end=a.end + start, ambiguous=0 if sure else a.ambiguous) for a in atoms]
        numeral, following = compose(shifted, 0, grammar)
        if numeral is not None and following == len(shifted):
            if grammar.endings and not word[atoms[-1].end :].startswith(grammar.tails or (" ",)):
                shifted[-1].end = end  # with its ending
            return shifted
    return []


def splits(word: str, at: int, grammar: Grammar, dead: set[tuple[int, str]], gap: str = "joined") -> Iterator[list[Atom]]:
    """Every way to cut ``word[at:]`` into atoms and links, the longest pieces first; ``dead`` are places from which no way leads on."""
    if (at, gap) in dead:
        return
    while at < len(word) and word[at] == "\u00ad":
        at += 1
    found = False
    for end in range(min(len(word), at + grammar.longest), at, -1):
        piece = word[at:end]
        entries = grammar.forms.get(piece)
        if entries is not None:
            atom = atom_of(at, end, entries, inside=end < len(word))
            atom.gap = gap
            stem = end < len(word) and any(e.stem for e in entries)
            if stem and len(word) - end <= 6 and not any(True for _ in splits(word, end, grammar, dead)):
                found = True
                yield [atom]
                continue
            for after in (end, *_inflected(word, end, grammar)):
                for rest in splits(word, after, grammar, dead):
                    found = True
                    yield [atom, *rest]
        if at and gap == "joined" and piece in grammar.links:
            for rest in splits(word, end, grammar, dead, "link"):
                if rest:
                    found = True
                    yield rest
    if at and _may_end(word[at:], grammar):
        found = True
        yield []
    if not found:
        dead.add((at, gap))


def _inflected(word: str, end: int, grammar: Grammar) -> list[int]:
    """Where the case suffixes that may follow a part end (kolmelta-kymmeneltä)."""
    return (
        [e for e in range(end + 1, min(len(word), end + 6)) if word[end:e] in grammar.suffixes]
        if grammar.endings and grammar.suffixes
        else []
    )


def _may_end(tail: str, grammar: Grammar) -> bool:
    return not tail or tail in grammar.suffixes or tail.startswith(grammar.tails)
