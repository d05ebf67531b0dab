"""The index over the reports of many articles: worst first, what is new, and the way from one page to the next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from transcheck.model import Report, Severity
from transcheck.writers import losses
from transcheck.writers.html import page, wording
from transcheck.writers.html.marking import plain

_STATES = ("stop", "unchecked", "read", "clear")


@dataclass(frozen=True, slots=True)
class Article:
    """One line of the index. ``href`` is the page's address relative to the index; ``counts`` go from critical to neutral, new findings only, each loss once;
    ``known`` findings are hidden by a baseline or a suppression; ``skipped`` is how many things could not be checked.
    """

    name: str
    href: str  # not quoted
    state: str
    verdict: str
    languages: str
    counts: tuple[int, ...]
    known: int
    skipped: int

    @property
    def weight(self) -> tuple[int, ...]:
        """Sort key: the worst first; what could not be checked before what is merely to be read."""
        return (*(-n for n in self.counts[:2]), _STATES.index(self.state), *(-n for n in self.counts[2:]))


def article(name: str, href: str, report: Report, *, blocking: Severity = "major") -> Article:
    """What the index says of one report."""
    told = losses.counts(report)
    counts = tuple(told[s] for s in wording.WORST_FIRST)
    tags = [d.language for d in (*(r for r in report.references if r.role == "source"), report.candidate)]
    known = sum(f.status != "new" for f in report.findings)
    skipped = len(report.skipped)
    return Article(
        plain(name),
        href,
        page.state(report, blocking),
        page.verdict(report, blocking),
        " → ".join(map(plain, tags)),
        counts,
        known,
        skipped,
    )


def worst_first(articles: Sequence[Article]) -> list[Article]:
    """The order of the index, and of “previous” and “next”."""
    return sorted(articles, key=lambda a: (*a.weight, a.name))


def index_text(articles: Sequence[Article], *, title: str = "Articles", signature: str = "") -> str:
    """The index as one self-contained page; the same bytes for the same articles."""
    ordered = worst_first(articles)
    states = {s: sum(a.state == s for a in ordered) for s in _STATES}
    words = {"stop": "not to be published yet", "unchecked": "not checked in full", "read": "to read", "clear": "with nothing found"}
    summary = ", ".join(f"{n:,} {words[s]}" for s, n in states.items() if n)
    return page.render(
        "index.html.j2",
        style=page.style("base.css") + page.style("index.css"),
        script=page.style("index.js"),
        title=title,
        state=next((s for s in _STATES if states[s]), "clear"),
        summary=summary or "No articles",
        articles=ordered,
        severities=wording.WORST_FIRST,
        island=page.island([a.href for a in ordered]),
        signature=signature,
    )


def site(reports: Sequence[tuple[str, Report]], *, title: str = "Articles", blocking: Severity = "major") -> Iterator[tuple[str, str]]:
    """(file name, page) of every article, named by its slug and linked to its neighbours in the order of the index; last the index."""
    articles = worst_first([article(slug, f"{slug}.html", report, blocking=blocking) for slug, report in reports])
    by_name = dict(reports)
    links = [quote(a.href) for a in articles]
    for i, one in enumerate(articles):
        before, after = (links[j] if 0 <= j < len(links) else None for j in (i - 1, i + 1))
        yield one.href, page.html_text(by_name[one.name], previous=before, next=after, index="index.html", blocking=blocking)
    signature = reports[0][1].signature if reports else ""
    yield "index.html", index_text(articles, title=title, signature=signature)


def save(path: Path, text: str) -> bool:
    """Writes the page where it differs from what is there, so that unchanged pages keep their time; whether it did."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
