"""The order of the steps: align → extract → check → report; and nothing else."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from transcheck import checks, facts, languages, tags, triage
from transcheck.checks import chain, upkeep
from transcheck.checks.comparison import Comparison
from transcheck.config import Config
from transcheck.languages.scripts import strange
from transcheck.model import Alignment, Bead, Document, Fact, Finding, Report, Rule, Segment, Skipped, Span

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from transcheck.model import Unit

# A version of the article stands before the text it was the source of: the order of the hops.
HOPS = {"wire": 0, "reference": 1, "source": 2}


def run(candidate: Document, references: Sequence[Document], config: Config | None = None) -> Report:
    """One candidate against its references, aligned here. A version in a language without data is left out, and said to be."""
    return run_many([(candidate, references, config or Config())])[0]


def run_many(articles: Sequence[tuple[Document, Sequence[Document], Config]]) -> list[Report]:
    """Several articles, aligned together: what is learnt from one serves the others of the same two languages. Raises as ``align`` does."""
    from transcheck import alignment  # late: what came aligned needs no arrays

    read = [_read(*article) for article in articles]
    pairs = [(n, i) for n, (whole, _) in enumerate(read) for i in range(len(whole.references))]
    by_lexicon: dict[str | None, list[tuple[int, int]]] = {}
    for n, i in pairs:
        whole = read[n][0]
        by_lexicon.setdefault(whole.config.lexicon_for(whole.candidate, whole.references[i]), []).append((n, i))
    found: dict[tuple[int, int], Alignment] = {}
    for lexicon, members in by_lexicon.items():
        documents = [(read[n][0].candidate, read[n][0].references[i]) for n, i in members]
        known = [(read[n][0].facts[0], read[n][0].facts[i + 1]) for n, i in members]
        found.update(zip(members, alignment.align_many(documents, lexicon=lexicon, facts=known), strict=True))
    reports = []
    for n, (whole, unread) in enumerate(read):
        aligned = tuple(replace(found[n, i], reference=i) for i in range(len(whole.references)))
        reports.append(_report(replace(whole, alignments=aligned), [], unread))
    return reports


def _read(candidate: Document, references: Sequence[Document], config: Config) -> tuple[Comparison, list[Document]]:
    """An article with the facts of its versions in the order of the hops, not aligned yet; and the versions that cannot be read."""
    unread = lacking(candidate, *references)
    kept = () if candidate in unread else tuple(r for r in references if r not in unread)
    ordered = tuple(sorted(kept, key=lambda r: HOPS.get(r.role, 1)))
    read = tuple(() if document in unread else facts.read(document) for document in (candidate, *ordered))
    return Comparison(candidate, ordered, (), read, config), unread


def align_many(
    pairs: Sequence[tuple[Document, Document]], *, unit: Unit = "paragraph", lexicon: str | Path | None = None
) -> list[Alignment]:
    """Alignments of many pairs, of paragraphs by their facts too. Raises as ``align`` does."""
    from transcheck import alignment

    known = [(_facts(a), _facts(b)) if unit == "paragraph" and a.language != b.language else ((), ()) for a, b in pairs]
    return alignment.align_many(pairs, unit=unit, lexicon=lexicon, facts=known)


def _facts(document: Document) -> tuple[Fact, ...]:
    return () if lacking(document) else facts.read(document)


def run_aligned(candidate: Document, reference: Document, config: Config | None = None) -> Report:
    """Two documents whose segments correspond one to one, read as whole texts (``pairs`` judges each pair alone)."""
    config = config or Config()
    if unread := lacking(candidate, reference):
        return _report(Comparison(candidate, (), (), ((),), config), [], unread)
    read = (facts.read(candidate), facts.read(reference))
    return _report(Comparison(candidate, (reference,), (diagonal(len(candidate.segments)),), read, config), [])


def lacking(*documents: Document) -> list[Document]:
    """Those in a language without data."""
    return [document for document in documents if languages.lacking(document.language)]


def rules(config: Config) -> tuple[Rule, ...]:
    return tuple(rule for rule in checks.RULES if config.active(rule.code, preview=rule.preview))


def _report(comparison: Comparison, skipped: list[Skipped], unread: Sequence[Document] = ()) -> Report:
    skipped += (Skipped(d.path or d.role, languages.lacking(d.language) or "") for d in unread)
    skipped += (Skipped(r.path or r.role, a.weak) for r, a in zip(comparison.references, comparison.alignments, strict=True) if a.weak)
    others = [r for r in comparison.references if r.text != comparison.candidate.text]
    # an article against itself came from no other version: nothing can have changed, whatever its dates look like
    findings = judged(comparison, rules(comparison.config), skipped) if others else []
    if comparison.config.active("X901"):
        findings += upkeep.unsupported(unread)
    return finished(comparison, findings, skipped)


def judged(comparison: Comparison, rules: tuple[Rule, ...], skipped: list[Skipped]) -> list[Finding]:
    """Runs the rules; one that crashes is skipped and said so, the others still report."""
    found: list[Finding] = []
    for rule in _concerned(rules, frozenset([type(f.value) for facts_ in comparison.facts for f in facts_])):
        try:
            found += rule.run(comparison)
        except Exception as error:
            skipped.append(Skipped(f"rule {rule.code}", f"it stopped with {type(error).__name__}: {error}"))
    if not found:
        return found
    found = chain.settle(comparison, found)
    found.sort(key=chain.position)
    return found


@functools.lru_cache(maxsize=1024)
def _concerned(rules: tuple[Rule, ...], present: frozenset[type]) -> tuple[Rule, ...]:
    """The rules that read something other than facts, or facts of a type that is there."""
    return tuple(rule for rule in rules if not rule.reads or not present.isdisjoint(rule.reads))


def finished(comparison: Comparison, findings: Sequence[Finding], skipped: Sequence[Skipped]) -> Report:
    config = comparison.config
    written = ((d.path or d.role, strange(d.text, d.language)) for d in (comparison.candidate, *comparison.references))
    report = Report(
        comparison.candidate,
        comparison.references,
        comparison.alignments,
        tuple(replace(f, severity=config.level(f.code) or f.severity) for f in findings) if config.severity else tuple(findings),
        (*skipped, *(Skipped(what, why) for what, why in written if why)),
        _signature(comparison),
        comparison.facts,
    )
    return replace(report, findings=triage.settled(report, config.active))


def diagonal(n: int) -> Alignment:
    return Alignment(0, tuple(Bead((i,), (i,), 1.0) for i in range(n)))


def _signature(comparison: Comparison) -> str:
    from transcheck import __version__

    config = comparison.config
    lexicons = dict.fromkeys(filter(None, (config.lexicon_for(comparison.candidate, r) for r in comparison.references)))
    return "|".join(filter(None, (f"transcheck {__version__}", config.signature(), *map(_named, lexicons))))


def _named(lexicon: str) -> str:
    from transcheck.alignment import Lexicon

    return f"lexicon={Lexicon.load(lexicon).signature}"


def extract(text: str, *, language: str, published: datetime.date | None = None) -> tuple[Fact, ...]:
    """The facts of a text, in order; spans into ``text`` as given."""
    whole = Segment(text, Span(0, len(text)))
    return facts.read(Document("", "candidate", tags.canonical(language), published, text, (whole,)))
