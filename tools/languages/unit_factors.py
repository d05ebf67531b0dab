"""Exact conversion of units, from CLDR's supplemental conversions and a few everyday units it lacks."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import vocabulary

if TYPE_CHECKING:
    from cldr import Cldr

# Units of everyday life beyond CLDR: id → (dimension, base unit, factor, source).
EXTRA = {
    "mile-scandinavian": ("length", "meter", "10000"),
    "point": ("point", "point", "1"),  # of an index or a game
    "jin": ("mass", "kilogram", "1/2"),  # market units of China, State Council 1959
    "mu": ("area", "square-meter", "2000/3"),
    "li": ("length", "meter", "500"),
    "liang": ("mass", "kilogram", "1/20"),
    "quintal": ("mass", "kilogram", "100"),  # metric quintal: tạ, Doppelzentner, centner in Russian and Polish use
    "tola": ("mass", "kilogram", "0.0116638038"),
    "rai": ("area", "square-meter", "1600"),  # Thai weights and measures act 1923
    "pyeong": ("area", "square-meter", "400/121"),
    "tsubo": ("area", "square-meter", "400/121"),
    "dunam": ("area", "square-meter", "1000"),
    "feddan": ("area", "square-meter", "4200.833"),
    "barrel-per-day": ("flow", "cubic-meter-per-second", "0.158987294928/86400"),
    "dozen": ("count", "item", "12"),
    "person": ("count", "item", "1"),
}
_PREFIX = {
    "nano": "1e-9", "micro": "1e-6", "milli": "1e-3", "centi": "1e-2", "deci": "1e-1", "hecto": "1e2", "kilo": "1e3", "mega": "1e6", "giga": "1e9",
    "tera": "1e12", "peta": "1e15",
}  # fmt: skip
_POWER = {"square": 2, "cubic": 3}


class Factors:
    """Unit identifiers resolved to a factor of their base unit."""

    def __init__(self, cldr: Cldr) -> None:
        data = cldr.supplemental("units")
        self.conversions = data["convertUnits"]
        self.constants = {k: v["_value"] for k, v in data["unitConstants"].items()}
        self.quantities = {base: facts["_quantity"] for base, facts in data["unitQuantities"].items()}

    def number(self, expression: str) -> Fraction:
        """``a * b / c * d``: multiplied from left to right, all that follows a slash up to the next divides (CLDR's own grammar)."""
        top, _, bottom = expression.replace(" ", "").partition("/")
        return self._product(top) / (self._product(bottom) if bottom else 1)

    def _product(self, expression: str) -> Fraction:
        result = Fraction(1)
        for part in expression.split("*"):
            result *= self.number(self.constants[part]) if part in self.constants else Fraction(part)
        return result

    def simple(self, unit: str) -> tuple[Fraction, Fraction, str] | None:
        """(factor, offset, base unit) of a unit without "per"."""
        if unit in self.conversions:
            rule = self.conversions[unit]
            if "_special" in rule:
                return None
            return self.number(rule.get("_factor", "1")), self.number(rule.get("_offset", "0")), rule["_baseUnit"]
        for word, power in _POWER.items():
            if unit.startswith(f"{word}-"):
                inner = self.simple(unit.removeprefix(f"{word}-"))
                return (inner[0] ** power, Fraction(0), f"{word}-{inner[2]}") if inner else None
        for prefix, size in _PREFIX.items():
            if unit.startswith(prefix):
                inner = self.simple(unit.removeprefix(prefix))
                return (Fraction(size) * inner[0], Fraction(0), inner[2]) if inner else None
        if "-" in unit:
            first, second = unit.split("-", 1)
            left, right = self.simple(first), self.simple(second)
            if left and right:
                return left[0] * right[0], Fraction(0), f"{left[2]}-{right[2]}"
        return None

    def unit(self, unit: str) -> tuple[Fraction, Fraction, str] | None:
        if unit in self.conversions:
            return self.simple(unit)
        if "-per-" in unit:
            top, bottom = unit.split("-per-", 1)
            hundred = re.fullmatch(r"100-(.*)", bottom)
            over = self.simple(top)
            under = self.simple(hundred[1] if hundred else bottom)
            if over and under:
                return over[0] / under[0] / (100 if hundred else 1), Fraction(0), f"{over[2]}-per-{under[2]}"
            return None
        return self.simple(unit)


def table(cldr: Cldr) -> dict[str, Any]:
    factors = Factors(cldr)
    found: dict[str, Any] = {}
    bases = {dimension: base for base, dimension in reversed(factors.quantities.items())}
    for name in vocabulary.UNITS:
        dimension, unit = name.split("-", 1)
        if unit == "generic":
            continue
        if unit == "night":
            found[unit] = {"dimension": "night", "base": "night", "factor": "1"}
            continue
        known = factors.unit(unit)
        if known is None:
            raise ValueError(f"no conversion for {unit}")
        factor, offset, base = known
        dimension = _dimension(dimension, base, factors)
        if dimension != "duration":
            base = bases.get(dimension, base)  # one name for a base that products spell in several ways
        found[unit] = {"dimension": dimension, "base": base, "factor": str(factor)}
        if offset:
            found[unit]["offset"] = str(offset)
    for unit, (dimension, base, size) in EXTRA.items():
        found[unit] = {"dimension": dimension, "base": base, "factor": str(factors.number(size))}
    return dict(sorted(found.items()))


def _dimension(group: str, base: str, factors: Factors) -> str:
    return {"duration": "duration", "temperature": "temperature"}.get(group) or factors.quantities.get(base, group)
