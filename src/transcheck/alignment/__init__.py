"""Interim: replaced by the alignment engineer."""

from __future__ import annotations

from transcheck.model import Alignment, Bead


def align(candidate, reference, *, unit="paragraph", lexicon=None, facts=None):  # type: ignore[no-untyped-def]
    n, m = len(candidate.segments), len(reference.segments)
    beads = [Bead((i,), (i,), 0.9) for i in range(min(n, m))]
    beads += [Bead((i,), (), 0.9) for i in range(m, n)] + [Bead((), (i,), 0.9) for i in range(n, m)]
    return Alignment(0, tuple(beads))


def align_many(pairs, *, unit="paragraph"):  # type: ignore[no-untyped-def]
    return [align(a, b, unit=unit) for a, b in pairs]
