"""X902 and X903: what accepts findings and no longer has any to accept. Found after all checks, by ``triage``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcheck.model import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Finding


def unused_suppression(comparison: Comparison) -> Iterator[Finding]:
    """A comment `<!-- transcheck: ignore … -->` accepts nothing: its finding is gone, it gives no reason, or it names no rule.

    What is left behind would hide the next finding of the kind. A comment for a rule that does not run is not reported.
    """
    del comparison
    yield from ()


def stale_baseline(comparison: Comparison) -> Iterator[Finding]:
    """An entry of the baseline for this article matches no finding any more, or its time is over.

    `transcheck baseline prune` removes such entries; a check never changes the file.
    """
    del comparison
    yield from ()


UPKEEP_RULES = (
    Rule("X902", "unused-suppression", "neutral", ("Other", "Upkeep"), unused_suppression),
    Rule("X903", "stale-baseline", "neutral", ("Other", "Upkeep"), stale_baseline),
)
