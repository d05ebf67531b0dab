"""Spelled-out numbers by CLDR's rule-based number formats (UTS 35 part 3, section 9; the syntax is ICU's RuleBasedNumberFormat).

Integers only. A rule that falls back to digits raises ``NotSpelled``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_SUBSTITUTION = re.compile(r"→→→|([←→=])([^←→=]*)\1|\[|\]|\||\$\((cardinal|ordinal),(.*?)\)\$", re.S)
_CASE = re.compile(r"(\w+)\{(.*?)\}", re.S)
DEPTH = 40


class NotSpelled(Exception):  # noqa: N818 - not an error: the rules end here
    """The rules write this number in digits, or have no rule for it."""


@dataclass(frozen=True)
class Rule:
    base: int
    divisor: int
    text: str

    def rolls_back(self, n: int) -> bool:
        """ICU's rule: a rule with a remainder does not take multiples of its divisor unless its base is one."""
        return "→" in self.text and n % self.divisor == 0 and self.base % self.divisor != 0


@dataclass
class RuleSet:
    name: str
    rules: list[Rule] = field(default_factory=list)

    def rule(self, n: int) -> Rule:
        i = bisect_right(self.rules, n, key=lambda r: r.base) - 1
        if i < 0:
            raise NotSpelled(f"{self.name} {n}")
        if i and self.rules[i].rolls_back(n):
            i -= 1
        return self.rules[i]

    def before(self, rule: Rule) -> Rule:
        return self.rules[max(0, self.rules.index(rule) - 1)]


class Spelling:
    """The rule sets of a locale; ``plural`` gives the plural category of (type, n)."""

    def __init__(self, groups: Mapping[str, list[list[str]]], plurals: Mapping[str, Mapping[str, str]]) -> None:
        self.sets = {name: _rule_set(name, rules) for name, rules in groups.items() if name.startswith("%")}
        self.plurals = plurals

    def spell(self, name: str, n: int, depth: int = 0) -> str:
        if name not in self.sets or depth > DEPTH:
            raise NotSpelled(f"{name} {n}")
        rules = self.sets[name]
        return self._apply(rules.rule(n), rules, n, depth)

    def _apply(self, rule: Rule, rules: RuleSet, n: int, depth: int) -> str:
        parts: list[str] = []
        at = 0
        text = rule.text
        multiple = n % rule.divisor == 0 and rule.base % rule.divisor == 0
        skipping = inside = False
        for match in _SUBSTITUTION.finditer(text):
            if not skipping:
                parts.append(text[at : match.start()])
            at = match.end()
            sign = match.group()
            if sign == "[":
                inside, skipping = True, multiple
            elif sign == "|" and inside:
                skipping = not skipping
            elif sign == "|":
                parts.append(sign)
            elif sign == "]":
                inside = skipping = False
            elif not skipping:
                parts.append(self._substitute(match, rule, rules, n, depth))
        parts.append(text[at:])
        return "".join(parts)

    def _substitute(self, match: re.Match[str], rule: Rule, rules: RuleSet, n: int, depth: int) -> str:
        if match.group() == "→→→":
            return self._apply(rules.before(rule), rules, n % rule.divisor, depth + 1)
        if match[3]:
            return self._plural(match[3], match[4], n // rule.divisor if rule.divisor > 1 and match[3] == "cardinal" else n)
        value = {"←": n // rule.divisor, "→": n % rule.divisor, "=": n}[match[1]]
        target = match[2]
        if target.startswith("%"):
            return self.spell(target, value, depth + 1)
        if target:
            raise NotSpelled(f"{rules.name} {n}")
        return self.spell(rules.name, value, depth + 1)

    def _plural(self, kind: str, cases: str, n: int) -> str:
        known = dict(_CASE.findall(cases))
        category = next((c for c, rule in self.plurals.get(kind, {}).items() if _holds(rule, n)), "other")
        return known.get(category, known.get("other", ""))


def _rule_set(name: str, rules: list[list[str]]) -> RuleSet:
    found: list[Rule] = []
    for descriptor, text in rules:
        match = re.fullmatch(r"([\d,.]+)(?:/([\d,]+))?(>*)", descriptor)
        if not match:
            continue  # negative numbers, decimals, infinity
        base = int(re.sub(r"\D", "", match[1]))
        radix = int(re.sub(r"\D", "", match[2])) if match[2] else 10
        exponent = 0
        while base and radix ** (exponent + 1) <= base:
            exponent += 1
        text = text.removesuffix(";")
        found.append(Rule(base, radix ** max(0, exponent - len(match[3])), text[1:] if text.startswith("'") else text))
    found.sort(key=lambda r: r.base)
    return RuleSet(name, found)


def _holds(rule: str, n: int) -> bool:
    """A plural rule of UTS 35 for an integer: conditions on n, i, v, f, t, e."""
    condition = rule.split("@")[0].strip()
    if not condition:
        return True
    return any(all(_relation(r.strip(), n) for r in part.split(" and ")) for part in condition.split(" or "))


def _relation(relation: str, n: int) -> bool:
    match = re.fullmatch(r"([nivwftce])(?:\s*%\s*(\d+))?\s*(!?=)\s*([\d.,\s]+)", relation)
    if not match:
        raise ValueError(f"plural rule {relation!r}")
    value = n if match[1] in "ni" else 0
    if match[2]:
        value %= int(match[2])
    listed = False
    for part in match[4].replace(" ", "").split(","):
        low, _, high = part.partition("..")
        listed = listed or int(low) <= value <= int(high or low)
    return listed == (match[3] == "=")
