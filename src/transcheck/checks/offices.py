"""F113: the office that is named with a person, or alone in a passage, became another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.checks import name_search as search
from transcheck.checks import wording
from transcheck.checks.comparison import CANDIDATE
from transcheck.languages.latin import respell
from transcheck.model import Cue, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Fact

_GENERAL = frozenset(("minister", "chairman"))  # offices that also stand for more special ones


def same_office(one: str, other: str) -> bool:
    """Whether two offices, each of one or more readings, may be the same: equal, or one the general word for the other."""
    return any(a == b or a.endswith("-" + b) or b.endswith("-" + a) for a in one.split() for b in other.split())


def _offices(comparison: Comparison) -> tuple[Mapping[str, frozenset[str]], ...]:
    """For the candidate and each reference: last word of a person's name → every office the text gives the person."""
    tables = []
    for names in comparison.once(search.all_names):
        table: dict[str, set[str]] = {}
        for _, name in names:
            if name.title and name.core:
                table.setdefault(name.core[-1], set()).add(name.title)
        tables.append({k: frozenset(v) for k, v in table.items()})
    return tuple(tables)


def title_changed(comparison: Comparison) -> Iterator[Finding]:
    """A person has another office in the candidate than in the reference, and neither text gives the person the other's office too."""
    if not any(isinstance(f.value, Cue) and f.value.family == "title" for f in comparison.facts_of(CANDIDATE)):
        return
    offices = comparison.once(_offices)
    seen: set[tuple[int, str]] = set()
    for reference, bead in comparison.pairs if offices[0] else ():
        ours = {n.core[-1]: (f, n) for f, n in search.names_in(comparison, CANDIDATE, bead.candidate) if n.title and n.core}
        if not ours:
            continue
        for fact, name in search.names_in(comparison, reference, bead.reference):
            if not (name.title and name.core):
                continue
            word = name.core[-1]
            same = ours.get(word) or next((o for w, o in ours.items() if respell(w) == respell(word)), None)
            if same is None or (reference, word) in seen:
                continue
            mine, other = same[1].title or "", name.title
            known = offices[0].get(same[1].core[-1], frozenset()) | offices[reference + 1].get(word, frozenset())
            if same_office(mine, other) or any(same_office(o, mine) and same_office(o, other) for o in known):
                continue
            if any(same_office(o, other) for o in offices[0][same[1].core[-1]]) or any(
                same_office(o, mine) for o in offices[reference + 1][word]
            ):
                continue
            seen.add((reference, word))
            strict = comparison.strict(reference)
            yield Finding(
                "F113",
                "major" if strict else "minor",
                round(0.7 * max(0.3, bead.confidence), 2),
                f"{wording.role(comparison.references[reference])} calls {fact.text} {_spoken(other)}; candidate says {_spoken(mine)}.",
                comparison.place(CANDIDATE, same[0]),
                (comparison.place(reference, fact),),
                introduced_in="candidate" if strict else "unknown",
            )
    yield from _exchanged(comparison, seen)


def _sole_office(facts: list[Fact]) -> Fact | None:
    """The fact of the only office a passage names, if it names one only."""
    offices = [f for f in facts if isinstance(f.value, Cue) and f.value.family == "title"]
    return offices[0] if len({f.value.value for f in offices}) == 1 else None  # type: ignore[union-attr]


def _exchanged(comparison: Comparison, seen: set[tuple[int, str]]) -> Iterator[Finding]:
    """Passages of the source that name one office and one only, where the candidate names one and one only, and another."""
    if comparison.source is None:
        return
    for bead in comparison.beads(comparison.source):
        if not (bead.candidate and bead.reference):
            continue
        theirs = _sole_office(comparison.facts_in(comparison.source, bead.reference))
        ours = _sole_office(comparison.facts_in(CANDIDATE, bead.candidate))
        if theirs is None or ours is None or any(r == comparison.source for r, _ in seen):
            continue
        other, mine = theirs.value.value, ours.value.value  # type: ignore[union-attr]
        if same_office(other, mine) or _GENERAL.intersection((*other.split(), *mine.split())):
            continue
        yield Finding(
            "F113",
            "major",
            round(0.6 * max(0.3, bead.confidence), 2),
            f"Source says {_explained(theirs.text, other)}; candidate says {_explained(ours.text, mine)}.",
            comparison.place(CANDIDATE, ours),
            (comparison.place(comparison.source, theirs),),
            introduced_in="candidate",
        )


def _spoken(office: str) -> str:
    return office.split()[0].replace("-", " ")


def _explained(text: str, office: str) -> str:
    """A title as the text has it, with the office that it was read as where that says more."""
    return text if text.casefold() == _spoken(office) else f"{text} ({_spoken(office)})"
