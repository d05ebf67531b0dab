"""Rules. A rule is a generator over a ``Comparison`` with metadata (``model.Rule``); the family is the literal table ``RULES``."""

from __future__ import annotations

from transcheck.checks.consistency import CONSISTENCY_RULES
from transcheck.checks.cues import CUE_RULES
from transcheck.checks.dates import DATE_RULES
from transcheck.checks.facts import FACT_RULES
from transcheck.checks.markup import MARKUP_RULES
from transcheck.checks.names import NAME_RULES
from transcheck.checks.placeholders import PLACEHOLDER_RULES
from transcheck.checks.quotes import QUOTE_RULES
from transcheck.checks.structure import STRUCTURE_RULES
from transcheck.checks.third_party import third_party
from transcheck.checks.upkeep import UPKEEP_RULES
from transcheck.model import Rule

OWN: tuple[Rule, ...] = (
    *FACT_RULES,
    *DATE_RULES,
    *NAME_RULES,
    *QUOTE_RULES,
    *CUE_RULES,
    *STRUCTURE_RULES,
    *MARKUP_RULES,
    *PLACEHOLDER_RULES,
    *UPKEEP_RULES,
    *CONSISTENCY_RULES,
)
RULES: tuple[Rule, ...] = (*OWN, *third_party(OWN))


def rule(code: str) -> Rule:
    """The rule of a code; KeyError where there is none."""
    return next(r for r in RULES if r.code == code)
