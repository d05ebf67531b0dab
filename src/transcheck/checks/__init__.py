"""Rules. A rule is a generator over a ``Comparison`` with metadata (``model.Rule``); the family is the literal table ``RULES``."""

from __future__ import annotations

from dataclasses import replace

from transcheck.checks.consistency import CONSISTENCY_RULES
from transcheck.checks.cues import CUE_RULES
from transcheck.checks.dates import DATE_RULES
from transcheck.checks.facts import FACT_RULES
from transcheck.checks.markup import MARKUP_RULES
from transcheck.checks.names import NAME_RULES
from transcheck.checks.placeholders import PLACEHOLDER_RULES
from transcheck.checks.quotes import QUOTE_RULES
from transcheck.checks.structure import PASSAGE_RULES, UNTRANSLATED
from transcheck.checks.third_party import third_party
from transcheck.checks.upkeep import UPKEEP_RULES
from transcheck.model import Cue, Date, Duration, Money, Name, Number, Percent, Quantity, Quote, Rule, Time

NUMERIC = (Number, Quantity, Money, Percent, Duration, Date, Time)
NAMED = (Name, Cue)


def of_passages(family: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules of a family, which need more than one passage."""
    return tuple(replace(rule, passages=True) for rule in family)


def reading(kinds: tuple[type, ...], family: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules of a family, which have nothing to find where no side holds a value of these kinds."""
    return tuple(replace(rule, reads=kinds) for rule in family)


OWN: tuple[Rule, ...] = (
    *reading(NUMERIC, FACT_RULES),
    *reading(NUMERIC, DATE_RULES),
    *reading(NAMED, NAME_RULES),
    *reading((Quote,), QUOTE_RULES),
    *reading((Cue, Quote), CUE_RULES),
    *of_passages(PASSAGE_RULES),
    UNTRANSLATED,
    *MARKUP_RULES,
    *PLACEHOLDER_RULES,
    *UPKEEP_RULES,
    *CONSISTENCY_RULES,
)
RULES: tuple[Rule, ...] = (*OWN, *third_party(OWN))


def rule(code: str) -> Rule:
    """The rule of a code; KeyError where there is none."""
    return next(r for r in RULES if r.code == code)
