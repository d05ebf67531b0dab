"""When two values say the same: the relation between a fact of a reference and one of the candidate, whatever their languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from transcheck import languages
from transcheck.facts import agreement_dates
from transcheck.model import Date, Duration, Money, Number, Percent, Quantity, Time, Value

NUMERIC = (Number, Date, Time)
ROUND = Fraction(3, 200)  # the share by which a conversion may be off beyond its rounding: 85 mph, 135 km/h

VAGUE = Fraction(1, 4)  # the share beyond which no rounding excuses a conversion: an inch, 2 cm; not a mile, 1 km


@dataclass(frozen=True, slots=True)
class Agreement:
    """``rank`` 0 is identical, higher is looser; ``issue`` names the rule that reports what still differs, or None."""

    rank: int
    issue: str | None = None


SAME, SAME_AMOUNT, EQUIVALENT = Agreement(0), Agreement(1), Agreement(2)
LAST = Agreement(4)  # belongs together only if nothing better is left


def agreement(reference: Value, candidate: Value) -> Agreement | None:
    """How the two agree, or None where they do not."""
    if isinstance(reference, Number) and isinstance(candidate, Number):
        return _numbers(reference, candidate)
    if isinstance(reference, (Date, Time)) and isinstance(candidate, (Date, Time)):
        return _dates(reference, candidate)
    if isinstance(reference, Number) and isinstance(candidate, (Date, Time)):
        return _number_in_date(reference, candidate)
    if isinstance(candidate, Number) and isinstance(reference, (Date, Time)):
        return _number_in_date(candidate, reference)
    return None


def _dates(reference: Date | Time, candidate: Date | Time) -> Agreement | None:
    found = agreement_dates.agreement(reference, candidate)
    if (
        isinstance(reference, Date)
        and isinstance(candidate, Date)
        and found in ("same", "compatible")
        and _unanchored(reference, candidate)
    ):
        if None not in (reference.month, candidate.month) and reference.month != candidate.month:
            return None
        return SAME if found == "same" and reference.month == candidate.month else LAST
    return {"same": SAME, "compatible": SAME_AMOUNT, "ambiguous": EQUIVALENT}.get(found) if found else None


def _unanchored(*dates: Date) -> bool:
    """Whether one is relative to a day that nobody told: it contradicts nothing, and proves as little."""
    return any(d.relative and d.anchor is None for d in dates)


def _number_in_date(number: Number, date: Date | Time) -> Agreement | None:
    """A year, decade, century or hour that one side writes as a bare number."""
    if isinstance(number, (Money, Percent)):
        return None
    if isinstance(number, Duration) and agreement_dates.agreement(number, date) in ("same", "compatible"):
        return EQUIVALENT
    amounts = {int(a) for a in number.amounts if not a.as_tuple().exponent}  # 13.000 Uhr is not 13 hours
    said = number.written != "article"
    if isinstance(date, Date) and date.relative and type(number) is Number:
        count = date.relative.rpartition(":")[2].lstrip("+-")
        return EQUIVALENT if said and count.isdecimal() and int(count) in amounts - {0, 1} else None  # five days ago, four or five
    if isinstance(date, Time):
        hours = {*date.hours, *((h - 12) % 24 for h in date.hours)}
        return EQUIVALENT if not date.minute and amounts & hours else None
    if isinstance(number, Duration):
        return SAME_AMOUNT if number.unit == "year" and date.year in amounts else None
    if date.grain == "year" and date.year is not None:
        return SAME_AMOUNT if amounts & {date.year, date.year % 100} else None
    if date.grain == "decade" and date.year is not None:
        return EQUIVALENT if amounts & {date.year, date.year % 100} else None
    if date.grain == "century" and date.year is not None:
        return EQUIVALENT if amounts & {date.year // 100, date.year // 100 + 1} else None
    parts = {p for p in (date.quarter if date.grain == "quarter" else None, date.month if date.grain == "month" else None) if p}
    return EQUIVALENT if said and amounts & parts else None


def _numbers(reference: Number, candidate: Number) -> Agreement | None:
    same = bool(set(reference.amounts) & set(candidate.amounts))
    if "label" in (reference.written, candidate.written) and not same and _short_year(reference, candidate):
        return EQUIVALENT
    if isinstance(reference, Percent) != isinstance(candidate, Percent):
        return _percent_and_number(reference, candidate, same)
    if isinstance(reference, Duration) and isinstance(candidate, Duration) and agreement_dates.agreement(reference, candidate) == "same":
        return SAME
    if isinstance(reference, Quantity | Duration) and isinstance(candidate, Quantity | Duration) and reference.unit != candidate.unit:
        return _units(reference, candidate, same)
    if same:
        return _same_amount(reference, candidate)
    if _weighed(reference, candidate) or _weighed(candidate, reference):
        return EQUIVALENT
    if _converted_bare(reference, candidate) or _converted_bare(candidate, reference):
        return EQUIVALENT
    if _foreign(reference, candidate):
        return Agreement(3, "D210")
    return EQUIVALENT if _rounded(reference, candidate) else None


def _weighed(sum_: Number, mass: Number) -> bool:
    """A sum of pounds that may be a weight: 200 pounds, 91 kg."""
    if not (isinstance(sum_, Money) and isinstance(mass, Quantity) and "GBP" in sum_.currencies) or mass.unit == "pound":
        return False
    return converts(Quantity(amount=sum_.amount, readings=sum_.readings, unit="pound"), mass, ROUND)


def _short_year(reference: Number, candidate: Number) -> bool:
    """SS19 and 2019."""
    return any(b == 2000 + a or a == 2000 + b for a in reference.amounts for b in candidate.amounts)


def _same_amount(reference: Number, candidate: Number) -> Agreement:
    if isinstance(reference, Money) and isinstance(candidate, Money) and not _one_currency(reference, candidate):
        return Agreement(3, "F105")
    if isinstance(reference, Percent) and isinstance(candidate, Percent) and reference.points != candidate.points:
        return Agreement(3, "F107")
    return SAME if type(reference) is type(candidate) else SAME_AMOUNT


def _one_currency(a: Money, b: Money) -> bool:
    """Whether what one sign most likely means is among what the other may mean ($ and A$; not $ and 元, which share but Taiwan's dollar)."""
    return a.currencies[0] in b.currencies or b.currencies[0] in a.currencies


def _foreign(reference: Number, candidate: Number) -> bool:
    """Whether readers of one text take the figure of the other for what the locale of neither means.

    A decimal read into the reference's group (5.000 tỷ, five billion) is no such doubt: the candidate says a thousandth.
    """
    if "article" in (reference.written, candidate.written):
        return False
    copied = set(reference.amounts) & set(candidate.foreign)
    return bool(copied) or any(a > reference.amount for a in set(candidate.amounts) & set(reference.foreign))


def _percent_and_number(reference: Number, candidate: Number, same: bool) -> Agreement | None:
    """35 % may become “over a third”; a percentage beside the same bare number is one whose sign stands elsewhere in the sentence."""
    percent, number = (reference, candidate) if isinstance(reference, Percent) else (candidate, reference)
    if same:
        shortened = isinstance(number, Quantity) and number.unit == "point" and isinstance(percent, Percent) and not percent.points
        return Agreement(3, "F107") if shortened else SAME_AMOUNT  # up 3.5 points, up 3.5 %
    if 0 < number.amount < 1 and abs(percent.amount / 100 - number.amount) <= Decimal("0.03"):
        return EQUIVALENT
    return None


# What a measure is everyday converted to, between the metric and the imperial system.
_COUNTERPARTS = {
    "mile": ("kilometer",), "kilometer": ("mile",), "yard": ("meter",), "foot": ("meter", "centimeter"), "inch": ("centimeter", "millimeter"),
    "meter": ("foot", "yard"), "centimeter": ("inch",), "pound": ("kilogram",), "kilogram": ("pound",), "ounce": ("gram",), "acre": ("hectare",),
    "mile-per-hour": ("kilometer-per-hour",), "kilometer-per-hour": ("mile-per-hour",), "fahrenheit": ("celsius",), "celsius": ("fahrenheit",),
    "gallon": ("liter",), "square-mile": ("square-kilometer",), "square-foot": ("square-meter",), "generic": ("generic",),
}  # fmt: skip


def _converted_bare(measure: Number, bare: Number) -> bool:
    """A measure, and a bare number that is its everyday conversion: the unit stands where it was not recognised."""
    if not isinstance(measure, Quantity) or type(bare) is not Number or bare.written == "article":
        return False
    counterparts = _COUNTERPARTS.get(measure.unit, ())
    return any(converts(measure, Quantity(amount=bare.amount, readings=bare.readings, unit=unit), exact=True) for unit in counterparts)


# Degrees of no scale (20 degrees, 20 Grad) are what either scale makes of them; newspapers write tons for tonnes.
_SCALES = {"generic": ("celsius", "fahrenheit"), "ton": ("ton", "tonne"), "tonne": ("tonne", "ton")}


def _units(reference: Quantity | Duration, candidate: Quantity | Duration, same: bool) -> Agreement | None:
    """Different units: a conversion right within its own rounding, or the same figure with the wrong unit."""
    if converts(reference, candidate, ROUND):
        return EQUIVALENT
    one, other = languages.units().get(reference.unit), languages.units().get(candidate.unit)
    if not one or not other or one["dimension"] != other["dimension"]:
        return SAME_AMOUNT if same else None
    return Agreement(3, "F106") if same else None


def converts(
    reference: Quantity | Duration, candidate: Quantity | Duration, tolerance: Fraction = Fraction(0), *, exact: bool = False
) -> bool:
    """Whether one is the other in another unit: within the rounding of either figure (``exact``: of the candidate's), or ``tolerance``
    (a share) beyond."""
    table = languages.units()
    scaled = "generic" not in (reference.unit, candidate.unit)
    for one in (table.get(u) for u in _SCALES.get(reference.unit, (reference.unit,))):
        for other in (table.get(u) for u in _SCALES.get(candidate.unit, (candidate.unit,))):
            if one and other and one["dimension"] == other["dimension"]:
                for a in reference.amounts:
                    for b in candidate.amounts:
                        if _near(a, b, one, other, tolerance, exact=exact, signed=scaled):
                            return True
    return False


def _near(
    a: Decimal, b: Decimal, one: Mapping[str, str], other: Mapping[str, str], tolerance: Fraction, *, exact: bool, signed: bool
) -> bool:
    scale = Fraction(one["factor"]) / Fraction(other["factor"])
    shift = (Fraction(one.get("offset", 0)) - Fraction(other.get("offset", 0))) / Fraction(other["factor"])
    there = Fraction(a) * scale
    slack = Fraction(_ulp(b)) / 2 if exact else max(Fraction(_ulp(b)) / 2, Fraction(_ulp(a)) / 2 * scale)
    if not shift:  # a round figure (two feet) is not so vague
        slack = min(slack, VAGUE * abs(there))
    told = {there, there + shift}  # a difference of temperatures, or a temperature
    if signed and shift and a != b:  # whose sign no figure tells: minus 15 is 5 °F, and minus 4 °F is minus 20
        told |= {abs(there + shift), abs(shift - there)}
    return any(abs(t - Fraction(b)) <= max(slack, tolerance * abs(t)) for t in told)


def _ulp(amount: Decimal) -> Decimal:
    """One unit in the last significant place (of 30: 10, of 48: 1, of 1.5: 0.1)."""
    if not amount:
        return Decimal(1)
    exponent = amount.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _rounded(reference: Number, candidate: Number) -> bool:
    """Whether the candidate rounds the reference's figure and says so: by a bound of its own, or by a magnitude word."""
    if reference.bound == candidate.bound in ("at-least", "more-than", "at-most", "less-than"):
        return False  # at least 384, at least 380
    return any(_rounds(a, b, candidate) for a in reference.amounts for b in candidate.amounts)


def _rounds(exact: Decimal, coarse: Decimal, said: Number) -> bool:
    if not coarse or len(_figures(coarse)) >= len(_figures(exact)) or abs(exact - coarse) > _step(coarse) / 2:
        return False
    share = abs(exact - coarse) / abs(exact)
    if said.bound in ("nearly", "less-than", "at-most"):
        return coarse > exact and share <= Decimal("0.1")
    if said.bound in ("more-than", "at-least"):
        return coarse < exact and share <= Decimal("0.1")
    return share <= Decimal("0.05") and (said.bound == "about" or (said.written == "mixed" and len(_figures(coarse)) > 1))


def _step(amount: Decimal) -> Decimal:
    """One unit in the last place that was written: of 20.0 a tenth, of 12,000 a thousand."""
    exponent = int(amount.as_tuple().exponent)
    return Decimal(1).scaleb(exponent) if exponent < 0 else _ulp(amount)


def _figures(amount: Decimal) -> tuple[int, ...]:
    return amount.normalize().as_tuple().digits


def magnitude_slip(reference: Number, candidate: Number) -> bool:
    """Whether the figures are the same and only the power of ten differs (1.5 billion → 1.5 million)."""
    a, b = reference.amount, candidate.amount
    return bool(a and b and a != b and _figures(a) == _figures(b))
