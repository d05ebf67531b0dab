"""Which numeric fact of a reference is which of the candidate: bead by bead, then across beads, then against the other references.

Greedy by rank of agreement, in the order of the text; what is left over on both sides is paired as changed where the kinds allow it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from transcheck import languages
from transcheck.checks.agreement import LAST, NUMERIC, Agreement, agreement, converts
from transcheck.model import Date, Duration, Fact, Money, Number, Percent, Quantity, Time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transcheck.checks.comparison import Comparison
    from transcheck.model import Bead

NEAR = 2  # beads on either side in which a fact counts as moved, not dropped
LOOSE = 3.0  # likeness that a changed value must exceed against a version which nobody translated: the same kind and unit
LARGE = 40_000  # pairs of left-over facts beyond which a bead is matched by equal keys only: keeps one huge paragraph linear


@dataclass(frozen=True, slots=True)
class Pair:
    """Two facts that belong together; ``agreement`` is None where the value changed."""

    reference: Fact
    candidate: Fact
    agreement: Agreement | None


@dataclass(frozen=True, slots=True)
class Matched:
    """One bead: what belongs together, what only the reference has, what only the candidate has. ``echo`` holds left-over facts whose
    value stands elsewhere in the same bead of the other side (said once instead of twice)."""

    reference: int
    bead: Bead
    pairs: tuple[Pair, ...]
    missing: tuple[Fact, ...]
    added: tuple[Fact, ...]
    echo: frozenset[int]  # id-free: start offsets of echoes, reference ones negative minus one


def matched(comparison: Comparison) -> tuple[Matched, ...]:
    """Every bead with text on both sides, matched; shared by all rules through ``comparison.once``."""
    found: list[Matched] = []
    for r in range(len(comparison.references)):
        found += _reference(comparison, r)
    return tuple(found)


@dataclass(slots=True)
class _Left:
    bead: Bead
    pairs: list[Pair]
    missing: list[Fact]
    added: list[Fact]
    here: tuple[list[Fact], list[Fact]]


def _reference(comparison: Comparison, r: int) -> Iterator[Matched]:
    left: list[_Left] = []
    for bead in comparison.beads(r):
        if not bead.reference and not bead.candidate:
            continue
        ours = _numeric(comparison.facts_in(r, bead.reference))
        theirs = _numeric(comparison.facts_in(-1, bead.candidate))
        pairs, missing, added = match(ours, theirs)
        left.append(_Left(bead, pairs, missing, added, (ours, theirs)))
    if len(left) > 1:
        _move(left)
    for row in left:
        if not (row.bead.reference and row.bead.candidate):
            continue
        floor = 0.0 if comparison.strict(r) else LOOSE
        changed, missing, added = _changed(row.missing, row.added, floor)
        missing, added = _unrepeated(missing, row.here[0]), _unrepeated(added, row.here[1])
        echo = {-1 - f.span.start for f in missing if _stands_in(f, row.here[1])} | {
            f.span.start for f in added if _stands_in(f, row.here[0])
        }
        yield Matched(r, row.bead, tuple(row.pairs + changed), tuple(missing), tuple(added), frozenset(echo))


def _numeric(facts: Iterable[Fact]) -> list[Fact]:
    return [f for f in facts if isinstance(f.value, NUMERIC)]


def match(ours: list[Fact], theirs: list[Fact]) -> tuple[list[Pair], list[Fact], list[Fact]]:
    """Pairs that agree, best rank first, and what is left of either side."""
    if not ours or not theirs:
        return [], ours, theirs
    pairs: list[Pair] = []
    ours, theirs = _identical(ours, theirs, pairs)
    if ours and theirs and len(ours) * len(theirs) <= LARGE:
        ours, theirs = _agreeing(ours, theirs, pairs)
        ours, theirs = _components(ours, theirs, pairs)
        theirs, ours = _components(theirs, ours, pairs, swapped=True)
        ours, theirs = _run_together(ours, theirs, pairs)
        theirs, ours = _run_together(theirs, ours, pairs, swapped=True)
        ours, theirs = _shares(ours, theirs, pairs)
        theirs, ours = _shares(theirs, ours, pairs, swapped=True)
    return pairs, ours, theirs


def _key(fact: Fact) -> object:
    value = fact.value
    if isinstance(value, Number):
        unit = value.unit if isinstance(value, Quantity | Duration) else value.currencies if isinstance(value, Money) else None
        return (type(value), value.amount, unit)
    return None


def _identical(ours: list[Fact], theirs: list[Fact], pairs: list[Pair]) -> tuple[list[Fact], list[Fact]]:
    """Linear first pass: the same kind, amount and unit."""
    places: dict[object, list[int]] = defaultdict(list)
    for i, fact in enumerate(theirs):
        key = _key(fact)
        if key is not None:
            places[key].append(i)
    for same in places.values():
        same.sort(key=lambda i: (_spoken(theirs[i]), -i))  # popped from the end: what is asserted first
    used: set[int] = set()
    rest: list[Fact] = []
    for fact in sorted(ours, key=_unspoken):
        free = places.get(_key(fact))
        found = agreement(fact.value, theirs[free[-1]].value) if free else None
        if free and found and found.rank == 0:
            i = free.pop()
            used.add(i)
            pairs.append(Pair(fact, theirs[i], found))
        else:
            rest.append(fact)
    rest.sort(key=lambda f: f.span.start)
    return rest, [f for i, f in enumerate(theirs) if i not in used]


def _spoken(fact: Fact) -> bool:
    return isinstance(fact.value, Number) and _asserted(fact.value)


def _unspoken(fact: Fact) -> bool:
    return not _spoken(fact)


def _agreeing(ours: list[Fact], theirs: list[Fact], pairs: list[Pair]) -> tuple[list[Fact], list[Fact]]:
    options = sorted(
        (
            (found.rank, -_shared(a, b), i, j, found)
            for i, a in enumerate(ours)
            for j, b in enumerate(theirs)
            if (found := agreement(a.value, b.value)) and found.rank < LAST.rank and (found.issue or not _told_itself(a, b, ours))
        ),
        key=lambda row: row[:4],
    )
    one: set[int] = set()
    other: set[int] = set()
    for _, _, i, j, found in options:
        if i not in one and j not in other:
            one.add(i)
            other.add(j)
            pairs.append(Pair(ours[i], theirs[j], found))
    return [f for i, f in enumerate(ours) if i not in one], [f for j, f in enumerate(theirs) if j not in other]


def _told_itself(fact: Fact, other: Fact, side: list[Fact]) -> bool:
    """Whether a figure need not be converted for its counterpart, as it stands in that unit beside (800 km/h (497 mph), and 805 km/h)."""
    a, b = fact.value, other.value
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)) or a.unit == b.unit:
        return False
    return any(isinstance(f.value, Quantity) and f.value.unit == b.unit and restates(fact, f) for f in side)


def _components(dated: list[Fact], plain: list[Fact], pairs: list[Pair], *, swapped: bool = False) -> tuple[list[Fact], list[Fact]]:
    """A date on one side whose parts stand as bare numbers or smaller dates on the other."""
    rest: list[Fact] = []
    for fact in dated:
        value = fact.value
        if not isinstance(value, Date) or not value.day:
            rest.append(fact)
            continue
        parts = [p for p in (value.day, value.year) if p]
        found = [next((f for f in plain if _says(f, p)), None) for p in parts]
        if all(found):
            chosen = [f for f in found if f]
            if value.style and value.year is None:  # 18-7: a record of wins and losses as well as a day in July
                chosen += [f for f in plain if f not in chosen and _says(f, value.month)][:1]
            plain = [f for f in plain if f not in chosen]
            pairs += (Pair(*((f, fact) if swapped else (fact, f)), Agreement(2)) for f in chosen[:1])
        else:
            rest.append(fact)
    return rest, plain


DIALLED = 7  # digits of the shortest number that may be written in groups or in one


def _run_together(whole: list[Fact], parts: list[Fact], pairs: list[Pair], *, swapped: bool = False) -> tuple[list[Fact], list[Fact]]:
    """A telephone number in one run on one side and in groups on the other (0800555111, 0800 555 111)."""
    if not any(f.span.end - f.span.start >= DIALLED for f in whole):
        return whole, parts
    return _made_up(whole, parts, pairs, _dialled, swapped=swapped)


def _dialled(fact: Fact, parts: list[Fact]) -> list[Fact]:
    digits = _figures(fact)
    return _grouped(digits, parts) if len(digits) >= DIALLED else []


OUT_OF = 24  # characters between the two figures of a share: six out of ten, 3명 중 1명
COUNTED = 100  # the greatest number that a share is told out of
ROUGHLY = Decimal("0.005")


def _shares(wholes: list[Fact], parts: list[Fact], pairs: list[Pair], *, swapped: bool = False) -> tuple[list[Fact], list[Fact]]:
    """A share in one figure on one side and in two on the other: 60 %, six out of ten; a third, 3명 중 1명."""
    return _made_up(wholes, parts, pairs, _divided, swapped=swapped)


def _made_up(
    wholes: list[Fact], parts: list[Fact], pairs: list[Pair], within: Callable[[Fact, list[Fact]], list[Fact]], *, swapped: bool
) -> tuple[list[Fact], list[Fact]]:
    """Pairs each figure with the neighbouring ones of the other side that ``within`` finds to make it up together; what is left of both."""
    if len(parts) < 2:
        return wholes, parts
    rest: list[Fact] = []
    for fact in wholes:
        if found := within(fact, parts):
            parts = [f for f in parts if f not in found]
            pairs.append(Pair(found[0], fact, Agreement(2)) if swapped else Pair(fact, found[0], Agreement(2)))
        else:
            rest.append(fact)
    return rest, parts


def _divided(fact: Fact, parts: list[Fact]) -> list[Fact]:
    share = _share(fact)
    return _out_of(share, parts) if share else []


def _share(fact: Fact) -> Decimal | None:
    value = fact.value
    if isinstance(value, Percent):
        return None if value.points else value.amount / 100
    return value.amount if type(value) is Number and 0 < value.amount < 1 else None


def _out_of(share: Decimal, parts: list[Fact]) -> list[Fact]:
    """Two neighbouring figures of which one is that share of the other."""
    for a, b in pairwise(parts):
        few, many = sorted((a, b), key=_amount)
        near = b.span.start - a.span.end <= OUT_OF and type(few.value) is Number
        if near and 0 < _amount(few) < _amount(many) <= COUNTED and abs(_amount(few) / _amount(many) - share) <= ROUGHLY:
            return [few, many]
    return []


def _amount(fact: Fact) -> Decimal:
    value = fact.value
    return value.amount if isinstance(value, Number) and not isinstance(value, Percent) else Decimal(0)


def _grouped(digits: str, parts: list[Fact]) -> list[Fact]:
    """The neighbouring facts whose digits make up ``digits`` together, none where there are none."""
    for i in range(len(parts)):
        joined = ""
        for j in range(i, len(parts)):
            joined += _figures(parts[j])
            if joined == digits and j > i:
                return parts[i : j + 1]
            if not digits.startswith(joined):
                break
    return []


def _figures(fact: Fact) -> str:
    """The digits of a number in figures as they are written, leading zeros included."""
    if not isinstance(fact.value, Number) or fact.value.written != "digits":
        return ""
    return "".join(str(int(c)) for c in fact.text if c.isdecimal())


def _says(fact: Fact, part: int | None) -> bool:
    value = fact.value
    if isinstance(value, Date):
        return value.grain == "year" and value.year == part
    if part is None or not isinstance(value, Number) or isinstance(value, Money | Percent):
        return False
    return getattr(value, "unit", "day") == "day" and Decimal(part) in value.amounts  # the 28th; not a month for the first of one


def _move(left: list[_Left]) -> None:
    """Facts left over in one bead and found left over in a neighbouring one have moved: they are no one's finding."""
    for i, row in enumerate(left):
        for other in left[max(0, i - NEAR) : i + NEAR + 1]:
            if other is row or not row.missing or not other.added:
                continue
            pairs, row.missing, other.added = match(row.missing, other.added)
            row.pairs += (p for p in pairs if p.agreement and p.agreement.issue is None)
            kept = [p for p in pairs if p.agreement and p.agreement.issue]
            row.missing += (p.reference for p in kept)
            other.added += (p.candidate for p in kept)


def changed(reference: list[Fact], candidate: list[Fact]) -> list[Pair]:
    """The values of two stretches that stand for each other and differ."""
    _, missing, added = match(reference, candidate)
    return [p for p in _changed(missing, added, 1.0)[0] if p.agreement is None]


def _changed(missing: list[Fact], added: list[Fact], floor: float) -> tuple[list[Pair], list[Fact], list[Fact]]:
    """Left-over facts of both sides that are one value changed, the likeliest pairs first; last those that may well be the same."""
    if not missing or not added or len(missing) * len(added) > LARGE:
        return [], missing, added
    options = sorted(
        ((-score, i, j) for i, a in enumerate(missing) for j, b in enumerate(added) if (score := likeness(a, b)) > floor),
    )
    one: set[int] = set()
    other: set[int] = set()
    pairs: list[Pair] = []
    for _, i, j in options:
        if i not in one and j not in other:
            one.add(i)
            other.add(j)
            pairs.append(Pair(missing[i], added[j], agreement(missing[i].value, added[j].value)))
    pairs.sort(key=lambda p: p.candidate.span.start)
    return pairs, [f for i, f in enumerate(missing) if i not in one], [f for j, f in enumerate(added) if j not in other]


def likeness(reference: Fact, candidate: Fact) -> float:
    """How likely the two are one value, changed on the way: 0 where their kinds exclude it."""
    a, b = reference.value, candidate.value
    if agreement(a, b):
        return 0.1
    if isinstance(a, Number) and isinstance(b, Number):
        if not _asserted(a) or not _asserted(b):
            return 0.0
        same_kind = type(a) is type(b)
        if not same_kind and Number not in (type(a), type(b)):
            return 0.0
        return 1.0 + same_kind + _kinship(a, b) + _closeness(a.amount, b.amount)
    if isinstance(a, Date) and isinstance(b, Date):
        shared = _shared(reference, candidate)
        return 2.0 + shared if a.grain == b.grain or shared else 0.5
    if isinstance(a, Time) and isinstance(b, Time):
        return 2.0 + (a.minute == b.minute)
    number, date = (a, b) if isinstance(a, Number) else (b, a)
    if (
        isinstance(date, Date)
        and isinstance(number, Number)
        and type(number) is Number
        and date.grain == "year"
        and number.written == "digits"
    ):
        return 0.8
    return 0.0


def _shared(reference: Fact, candidate: Fact) -> int:
    """How many fields two dates have in common."""
    a, b = reference.value, candidate.value
    if not (isinstance(a, Date) and isinstance(b, Date)):
        return 0
    return sum(x is not None and x == y for x, y in ((a.year, b.year), (a.month, b.month), (a.day, b.day), (a.weekday, b.weekday)))


def _kinship(a: Number, b: Number) -> float:
    """1 for the same unit or sign, ½ for one of the same dimension, −1 for two that measure different things; 0 for bare numbers."""
    if isinstance(a, Money | Percent) and type(a) is type(b):
        return 1.0
    one, other = getattr(a, "unit", None), getattr(b, "unit", None)
    if one == other:
        return 1.0 if one else 0.0
    table = languages.units()
    if one is None or other is None or one not in table or other not in table:
        return 0.0
    return 0.5 if table[one]["dimension"] == table[other]["dimension"] else -1.0


def _closeness(a: Decimal, b: Decimal) -> float:
    """1 for equal figures, falling with the share of figures that differ."""
    x, y = str(a.normalize()), str(b.normalize())
    same = sum(c == d for c, d in zip(x, y, strict=False))
    return same / max(len(x), len(y), 1)


def _asserted(value: Number) -> bool:
    return value.written != "article"


def _unrepeated(left: list[Fact], side: list[Fact]) -> list[Fact]:
    """Left-over facts but those that say the same as another fact of their own side in another unit: six metres (18 feet). Where both are
    left over the first of them stays."""
    if len(side) >= LARGE**0.5 or not left:
        return left
    kept: list[Fact] = []
    for f in left:
        if not any(f is not g and (g in kept or g not in left) and restates(f, g) for g in side):
            kept.append(f)
    return kept


BESIDE = 14  # characters between a sum and the same sum in another currency: 4.3 trillion dong (about $175 million)


def restates(fact: Fact, beside: Fact) -> bool:
    value, other = fact.value, beside.value
    if isinstance(value, Money) and isinstance(other, Money):
        gap = max(fact.span.start - beside.span.end, beside.span.start - fact.span.end)
        return gap <= BESIDE and value.currencies[0] not in other.currencies
    if isinstance(value, Date) and isinstance(other, Date):
        gap = max(fact.span.start - beside.span.end, beside.span.start - fact.span.end)
        return (
            gap <= BESIDE
            and value.calendar != other.calendar
            and (value.year, value.month, value.day) == (other.year, other.month, other.day)
        )
    measures = isinstance(value, Quantity) and isinstance(other, Quantity) and value.unit != other.unit
    return measures and converts(value, other, Fraction(1, 10))  # type: ignore[arg-type]


def _stands_in(fact: Fact, facts: list[Fact]) -> bool:
    if len(facts) > 200:
        return False
    return any((found := agreement(fact.value, f.value)) and found.issue is None for f in facts)
