"""X901 to X903: about the run itself. Languages without data are found before all checks, by ``pipeline``; what accepts findings and no longer
has any to accept after them, by ``triage``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.model import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Document


def unsupported_language(comparison: Comparison) -> Iterator[Finding]:
    """A version is in a language that there is no data for: nothing was compared with it, and the run is incomplete.

    Where it is the candidate's, nothing was checked at all.
    """
    del comparison
    yield from ()


def unsupported(documents: Sequence[Document]) -> Iterator[Finding]:
    """The findings of X901 for documents that were left out."""
    for document in documents:
        what = (
            "The candidate was not checked" if document.role == "candidate" else f"The candidate was not compared with the {document.role}"
        )
        named = f" ({document.path})" if document.path else ""
        yield Finding("X901", "neutral", 1.0, f"{what}{named}: there is no language data for “{document.language}”.", None)


def unused_suppression(comparison: Comparison) -> Iterator[Finding]:
    """A comment `<!-- transcheck: ignore … -->` accepts nothing: its finding is gone, it gives no reason, or it names no rule.

    What is left behind would hide the next finding of the kind. A comment for a rule that does not run is not reported.
    """
    del comparison
    yield from ()


def stale_baseline(comparison: Comparison) -> Iterator[Finding]:
    """An entry of the baseline for this article matches no finding any more, its time is over, or it gives no reason.

    `transcheck baseline prune` removes such entries; a check never changes the file.
    """
    del comparison
    yield from ()


UPKEEP_RULES = (
    Rule("X901", "unsupported-language", "neutral", ("Other", "Upkeep"), unsupported_language),
    Rule("X902", "unused-suppression", "neutral", ("Other", "Upkeep"), unused_suppression),
    Rule("X903", "stale-baseline", "neutral", ("Other", "Upkeep"), stale_baseline),
)
