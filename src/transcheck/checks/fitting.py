"""Suggestions that can be pasted: a value written the way the candidate writes, in the place of what stands there.

The text itself is the model: its own words with other figures, another month, another magnitude. What is made so is read again in its
sentence, and offered only where it reads as the value that was meant; where no form does, there is no suggestion.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice, permutations
from typing import TYPE_CHECKING, TypeVar

from transcheck import facts, languages, tags
from transcheck.checks.comparison import CANDIDATE
from transcheck.model import Date, Document, Duration, Fact, Money, Number, Percent, Quantity, Segment, Span, Time, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal

    from transcheck.checks.comparison import Comparison
    from transcheck.languages import Language

T = TypeVar("T", bound=Value)
MAGNITUDE = 1000  # the least number that a word of magnitude stands for in copy; tens and dozens are counted otherwise
SPELLED = 10  # copy spells out numbers up to ten, and writes greater ones in figures
SIGN = 3  # letters of a unit's or a magnitude's sign: km, bn
TRIES = 40  # forms that are read again before a suggestion is given up


def fitting(comparison: Comparison, ours: Fact, meant: Value, *, words: bool = False) -> str | None:
    """``meant`` in the candidate's own writing, to stand where ``ours`` stands; ``words``: a date with its month in words."""
    language = languages.load(comparison.candidate.language)
    wanted = _in_kind(ours.value, meant)
    forms: Iterable[str] = ()
    if isinstance(wanted, Number):
        forms = _numbers(comparison, language, ours, wanted)
    elif isinstance(wanted, Date):
        forms = _dates(comparison, language, ours, wanted, words=words)
    elif isinstance(wanted, Time) and isinstance(ours.value, Time):
        forms = _times(language, ours, wanted)
    for _, form in zip(range(TRIES), _once(forms), strict=False):
        if form and form != ours.text and wanted and _reads(comparison, ours, form, wanted):
            return form
    return None


def _in_kind(ours: Value, meant: Value) -> Value | None:
    """What is meant, as the kind of value that stands in the candidate: 52 for the 62 of “62-year-old”.

    None where the candidate counts in another unit or currency, with another figure: its own is then a conversion, which has its own sum.
    """
    if isinstance(ours, Date) and type(meant) is Number and ours.month is None and not ours.relative:
        return replace(ours, year=int(meant.amount))
    if not isinstance(ours, Number) or not isinstance(meant, Number):
        return meant
    if isinstance(ours, Percent) or isinstance(meant, Percent):
        return meant
    if type(ours) is Number or type(meant) is Number:
        return replace(ours, amount=meant.amount, readings=(), foreign=())
    if isinstance(ours, Money) and isinstance(meant, Money):
        kept = bool(set(ours.currencies) & set(meant.currencies))
    else:
        kept = getattr(ours, "unit", None) == getattr(meant, "unit", None)
    return meant if kept or ours.amount == meant.amount else None


def _once(forms: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for form in forms:
        if form not in seen:
            seen.add(form)
            yield form


def bounded(comparison: Comparison, ours: Fact, bound: str) -> str | None:
    """The candidate's figure with the bound that was lost, in the language's own words: at least 9, ít nhất 9."""
    language = languages.load(comparison.candidate.language)
    gap = " " if language.spaced else ""
    forms = [f for f, v in language.kind("bound").items() if v == bound]
    said = {v for v in (getattr(ours.value, "bound", None),) if v}
    for form in _used_first(comparison, forms):
        fix = f"{form}{gap}{ours.text}"
        if any(getattr(f.value, "bound", None) == bound for f in _read(comparison, ours, fix, alone=bool(said))):
            return fix
    return None


def weekday(comparison: Comparison, ours: Fact, meant: int) -> str | None:
    """The name of another weekday, as the text writes the one it has."""
    language = languages.load(comparison.candidate.language)
    names = language.kind("weekday")
    value = ours.value.weekday if isinstance(ours.value, Date) else None
    written = _within(ours.text, [f for f, v in names.items() if v == value])
    found = _alike(comparison, language, written, [f for f, v in names.items() if v == meant]) if written else []
    return found[0] if found else None


# --- reading again ----------------------------------------------------------------------------------------------------


def _read(comparison: Comparison, ours: Fact, form: str, *, alone: bool = False) -> list[Fact]:
    """What is read in the sentence of ``ours`` with ``form`` in its place; ``alone``: with nothing before it."""
    document = comparison.candidate
    segment = document.segments[document.segment_at(ours.span.start) or 0]
    sentence = next((s for s in segment.sentences if s.start <= ours.span.start < s.end), segment.span)
    before = "" if alone else document.text[sentence.start : ours.span.start]
    text = before + form + document.text[ours.span.end : max(sentence.end, ours.span.end)]
    whole = Segment(text, Span(0, len(text)))
    there = Span(len(before), len(before) + len(form))
    made = facts.read(Document("", "candidate", document.language, document.published, text, (whole,)))
    return [f for f in made if f.span.overlaps(there)]


def _reads(comparison: Comparison, ours: Fact, form: str, meant: Value) -> bool:
    """Whether a form reads as what was meant, all of it."""
    found = [f for f in _read(comparison, ours, form) if isinstance(f.value, Number | Date | Time)]
    return len(found) == 1 and len(found[0].span) >= len(form.strip()) and _same(found[0].value, meant)


def _same(value: Value, meant: Value) -> bool:
    if isinstance(meant, Date):
        if type(value) is Number:
            return meant.month is None and meant.year == value.amount
        if not isinstance(value, Date) or len(value.readings) > 1:
            return False
        if meant.relative and value.relative:
            return value.relative == meant.relative and value.anchor == meant.anchor
        # a year that the text does not write is the article's
        return (value.month, value.day) == (meant.month, meant.day) and (value.year == meant.year or None in (value.year, meant.year))
    if isinstance(meant, Time):
        return isinstance(value, Time) and value.hours[:1] == meant.hours[:1] and value.minute == meant.minute
    if type(value) is not type(meant) or not isinstance(value, Number) or not isinstance(meant, Number) or len(value.amounts) > 1:
        return False
    if isinstance(value, Money) and isinstance(meant, Money):
        return value.amount == meant.amount and bool(set(value.currencies) & set(meant.currencies))
    if isinstance(value, Percent) and isinstance(meant, Percent) and value.points != meant.points:
        return False
    return value.amount == meant.amount and getattr(value, "unit", None) == getattr(meant, "unit", None)


# --- words of the language --------------------------------------------------------------------------------------------


def _within(text: str, forms: Iterable[str]) -> str:
    """The longest of the forms that the text holds, as the text writes it."""
    low = languages.lower(text)
    found = [(len(f), low.find(languages.lower(f))) for f in forms if languages.lower(f) in low]
    length, at = max(found, default=(0, 0))
    return text[at : at + length]


def _used_first(comparison: Comparison, forms: Iterable[str]) -> list[str]:
    """Forms that the candidate uses, then the others, in the order of the data."""
    text = comparison.once(_lowered)
    return sorted((f for f in forms if not f.endswith("*")), key=lambda f: not _used(languages.lower(f), text))


def _lowered(comparison: Comparison) -> str:
    return languages.lower(comparison.candidate.text)


def _used(form: str, text: str) -> bool:
    """Whether a form stands in a text with no letter on either side."""
    at = text.find(form)
    while at >= 0:
        if not text[at - 1 : at].isalpha() and not text[at + len(form) : at + len(form) + 1].isalpha():
            return True
        at = text.find(form, at + 1)
    return False


def _alike(comparison: Comparison, language: Language, written: str, forms: Iterable[str]) -> list[str]:
    """Forms by how much they are like the written one: abbreviated as it is, with its ending, in the candidate already."""
    short = _short(language, written)
    text = comparison.candidate.text
    kept = [f for f in forms if not f.endswith("*") and _short(language, f) == short]
    return sorted(
        kept,
        key=lambda f: (
            f[:1].isupper() != written[:1].isupper(),
            f.endswith(".") != written.endswith("."),
            (len(f) <= SIGN) != (len(written) <= SIGN),
            not _used(f, text),
            -_ending(f, written),
            abs(len(f) - len(written)) if len(written) > SIGN else 0,
        ),
    )


def _short(language: Language, form: str) -> bool:
    return form.endswith(".") or form in language.kind("abbreviated")


def _ending(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return n


# --- numbers ------------------------------------------------------------------------------------------------------------


def _numbers(comparison: Comparison, language: Language, ours: Fact, meant: Number) -> Iterator[str]:
    for text in chain((ours.text,), _models(comparison, type(meant))):
        yield from _refigured(comparison, language, text, meant)
    head, numeral, tail = _figures(ours.text)
    if not numeral:
        return
    value = ours.value
    if isinstance(value, Quantity | Duration) and isinstance(meant, Quantity | Duration):
        units = language.kind("unit")
        written = _within(tail, [f for f, v in units.items() if v == value.unit])
        for form in _units(comparison, language, written, [f for f, v in units.items() if v == meant.unit], meant) if written else ():
            yield from _refigured(comparison, language, f"{head}{numeral}{tail.replace(written, form, 1)}", meant)
    elif isinstance(meant, Percent):
        yield from _shares(language, head + numeral, meant)
    elif isinstance(value, Money) and isinstance(meant, Money):
        magnitude = _magnitude(language, tail)
        for form in _used_first(
            comparison, [f for f, v in language.kind("currency").items() if v == meant.currencies[0] and f.isalpha() and f.islower()]
        ):
            yield from _refigured(comparison, language, f"{numeral}{f' {magnitude}' if magnitude else ''} {form}", meant)


def _units(comparison: Comparison, language: Language, written: str, forms: list[str], meant: Number) -> list[str]:
    """Names of a unit, the one that fits first. A sign is known to readers where the text uses it; a word that was a sign tells no ending."""
    alike = _alike(comparison, language, written, forms)
    if len(written) > SIGN:
        return alike
    words = [f for f in forms if len(f) > SIGN and not f.endswith("*")]
    used = [f for f in alike if _used(f, comparison.candidate.text)]
    return used + ([_counted(words, meant)] if words and _counted(words, meant) else []) + alike


def _counted(named: list[str], meant: Number) -> str:
    """The name for so many, where the data tells: the one there is, or the first with a short ending; empty among several endings."""
    plural = next((f for f in named[1:] if f.startswith(named[0]) and len(f) <= len(named[0]) + 2), "")
    if plural or not any(_inflected(named[0], f) for f in named[1:]):
        return plural if plural and meant.amount != 1 else named[0]
    return ""


def _same_language(comparison: Comparison) -> list[int]:
    """The candidate, then its versions in the same language."""
    tongue = tags.base(comparison.candidate.language)
    return [CANDIDATE, *(i for i, r in enumerate(comparison.references) if tags.base(r.language) == tongue)]


def _models(comparison: Comparison, kind: type[T]) -> Iterator[str]:
    """How the candidate, and then its versions in the same language, write values of a kind."""
    documents = _same_language(comparison)
    models = (f.text for d in documents for f in comparison.facts_of(d) if type(f.value) is kind)
    yield from islice(models, TRIES)


def _shares(language: Language, numeral: str, meant: Percent) -> Iterator[str]:
    gap = " " if language.spaced else ""
    if not meant.points:
        yield f"{numeral}%"
        return
    named = [f for f, v in language.kind("points").items() if v == "percent"]
    if named and (form := _counted(named, meant)):
        yield f"{numeral}{gap}{form}"


def _inflected(one: str, other: str) -> bool:
    """Whether two names are one with other endings: which of them belongs here, the data does not tell."""
    a, b = one.split(), other.split()
    return len(a) == len(b) and all(x[:3] == y[:3] for x, y in zip(a, b, strict=True))


def _figures(text: str) -> tuple[str, str, str]:
    """What stands before the first figure, the numeral with its signs, what follows."""
    at = [i for i, c in enumerate(text) if c.isdecimal()]
    if not at:
        return text, "", ""
    end = at[0]
    for i in at:
        if i - end > 1 and not (i - end == 2 and not text[end + 1].isalpha()):
            break
        end = i
    return text[: at[0]], text[at[0] : end + 1], text[end + 1 :]


def _refigured(comparison: Comparison, language: Language, text: str, meant: Number) -> Iterator[str]:
    """A text with the figure, and where need be the magnitude, of the amount that was meant."""
    head, numeral, tail = _figures(text)
    if not numeral:
        yield from _respelled(language, text, meant)
        return
    magnitude = _magnitude(language, tail)
    if magnitude:
        values = language.kind("magnitude")
        own = values.get(magnitude, values.get(magnitude.lower(), 1))
        by = {int(v) for v in values.values() if v and int(v) >= MAGNITUDE}
        for factor in sorted(by, key=lambda v: (not 1 <= meant.amount / v < MAGNITUDE, v != own, -v)):
            if not meant.amount / factor >= 1:
                continue
            forms = [magnitude] if factor == own else _alike(comparison, language, magnitude, [f for f, v in values.items() if v == factor])
            for form in forms[:3]:
                yield head + _written(language, numeral, meant.amount / factor) + tail.replace(magnitude, form, 1)
        tail = tail.replace(magnitude, "", 1).replace("  ", " ")
    yield head + _written(language, numeral, meant.amount) + tail


def _magnitude(language: Language, tail: str) -> str:
    """The word of magnitude right after a figure."""
    words = tail.lstrip(" \u00a0\u202f-")
    first = words.split(" ")[0] if language.spaced else words
    forms = [f for f, v in language.kind("magnitude").items() if v and v >= MAGNITUDE]
    fits = [f for f in forms if (first.lower() == f.lower() if language.spaced else words.startswith(f))]
    return first[: len(max(fits, key=len))] if fits else ""


def _respelled(language: Language, text: str, meant: Number) -> Iterator[str]:
    """A number in words by another: in words where the language has one form for it, otherwise in figures."""
    names = language.kind("number")
    written = _within(text, [f for f in names if languages.lower(f) in languages.lower(text).split()])
    if not written or meant.amount != int(meant.amount):
        return
    forms = [f for f, v in names.items() if v == int(meant.amount)]
    for form in (
        *(forms if len(forms) == 1 and meant.amount <= SPELLED else ()),
        f"{int(meant.amount):,}".replace(",", language.groups[0] if language.groups else ""),
    ):
        yield text.replace(written, form.capitalize() if written[0].isupper() else form, 1)


def _written(language: Language, numeral: str, amount: Decimal) -> str:
    """An amount in figures with the signs of the locale, in the digits of the numeral."""
    signs = [c for c in numeral if not c.isdecimal() and c != language.decimal]
    spaced = signs[0] if signs and (signs[0] in language.groups or signs[0].isspace()) else ""
    sign = spaced or (language.groups[0] if language.groups else "")
    plain = f"{amount.normalize():,f}"
    whole, _, rest = plain.partition(".")
    if len(whole) < 6 and len(numeral) == 4 and numeral.isdecimal():  # four figures that the text does not group
        whole = whole.replace(",", "")
    made = whole.replace(",", sign) + (language.decimal + rest if rest else "")
    first = next(c for c in numeral if c.isdecimal())
    zero = ord(first) - int(first)
    return made if zero == ord("0") else "".join(chr(zero + int(c)) if c in "0123456789" else c for c in made)


# --- dates and times ------------------------------------------------------------------------------------------------------


def _dates(comparison: Comparison, language: Language, ours: Fact, meant: Date, *, words: bool) -> Iterator[str]:
    head, numeral, tail = _figures(ours.text)
    counted = isinstance(ours.value, Date) and ours.value.relative and meant.relative
    if counted or meant.month is None:
        count = (meant.relative or "").rpartition(":")[2].lstrip("+-") if counted else str(meant.year or "")
        yield f"{head}{count}{tail}" if numeral and count.isdecimal() else ""
    if isinstance(ours.value, Date) and not ours.value.relative and not (words and ours.value.style):
        yield from _redated(comparison, language, ours.text, ours.value, meant)
    documents = _same_language(comparison)
    yield from _modelled(comparison, language, documents[0], meant, words=words)
    yield from _worded(language, meant)
    for d in documents[1:]:
        yield from _modelled(comparison, language, d, meant, words=words)
    if not words and meant.month and meant.day and language.date_order in ("dmy", "mdy") and language.date_separators:
        sign = language.date_separators[0]
        yield sign.join(str({"d": meant.day, "m": meant.month}[c]) for c in language.date_order if c in "dm")


def _modelled(comparison: Comparison, language: Language, document: int, meant: Date, *, words: bool) -> Iterator[str]:
    """The date as a document writes another that tells the same parts of one."""
    wanted = [part is not None for part in (meant.month, meant.day)]
    for fact in comparison.facts_of(document):
        value = fact.value
        if not isinstance(value, Date) or value.relative or value.weekday or (value.style and (words or value.readings)):
            continue
        parts = [part is not None for part in (value.month, value.day)]
        if value.calendar == "gregorian" and parts == wanted and (value.year is None or meant.year):
            yield from _redated(comparison, language, fact.text, value, meant)


def _redated(comparison: Comparison, language: Language, text: str, value: Date, meant: Date) -> Iterator[str]:
    """A date's own writing with the fields of another."""
    month = ""
    months: Mapping[str, object] = language.kind("month")
    if value.month and not value.style:
        month = _within(text, [f for f, v in months.items() if v == value.month])
    names = _months(comparison, language, month, [f for f, v in months.items() if v == meant.month]) if month else [""]
    runs = _runs(text.replace(month, "\0", 1) if month else text)
    fields = [c for c in ("y", "m", "d") if {"y": value.year, "m": None if month else value.month, "d": value.day}[c] is not None]
    if not month and value.style:
        order = language.date_order
        orders: Iterable[tuple[str, ...]] = [tuple(sorted(fields, key=order.index))]
    else:
        orders = permutations(fields)
    shown = {"y": meant.year or value.year, "m": meant.month, "d": meant.day}
    for name in names[:3]:
        for arranged in orders:
            figures = [r for r in runs if r.isdecimal()]
            if len(figures) < len(arranged) or any(shown[c] is None for c in arranged):
                continue
            if not value.style and any(
                str({"y": value.year, "m": value.month, "d": value.day}[c]) not in (f, f.lstrip("0"))
                for c, f in zip(arranged, figures, strict=False)
            ):
                continue
            fill = iter(arranged)
            made = [_padded(shown[c], r) if r.isdecimal() and (c := next(fill, "")) else r for r in runs]
            yield "".join(made).replace("\0", name)


def _months(comparison: Comparison, language: Language, written: str, forms: list[str]) -> list[str]:
    """Names of a month in the case of the written one: of several endings only one like it, as the data does not tell which a date takes."""
    alike = _alike(comparison, language, written, forms)
    if _short(language, written) or len({f.lower() for f in alike}) == 1:
        return alike
    return [f for f in alike if _ending(f, written)]


def _padded(part: int | None, figures: str) -> str:
    shown = str(part)
    return shown.zfill(len(figures)) if figures.startswith("0") else shown


def _runs(text: str) -> list[str]:
    """The text cut between figures and what is none."""
    runs: list[str] = []
    for c in text:
        if runs and runs[-1][-1].isdecimal() == c.isdecimal():
            runs[-1] += c
        else:
            runs.append(c)
    return runs


def _worded(language: Language, meant: Date) -> Iterator[str]:
    """Month and day without a model, in languages that put the one right beside the other, as some region's month-first dates show."""
    if "mdy" not in languages.load(language.language).date_orders or meant.month is None:
        return
    month = next((f for f, v in language.kind("month").items() if v == meant.month and not _short(language, f)), "")
    if not month:
        return
    if meant.day is None:
        yield f"{month} {meant.year}" if meant.year else month
    elif language.date_order == "mdy":
        yield f"{month} {meant.day}, {meant.year}" if meant.year else f"{month} {meant.day}"
    else:
        yield f"{meant.day} {month} {meant.year}" if meant.year else f"{meant.day} {month}"


def _times(language: Language, ours: Fact, meant: Time) -> Iterator[str]:
    """The text's own writing of a time with another hour and minute, and the part of the day that belongs to it."""
    hour, minute = meant.hours[0], f"{meant.minute:02d}"
    periods = {f: v for f, v in language.kind("day-period").items() if v in ("am", "pm")}
    written = _within(ours.text, periods)
    texts = [ours.text]
    if written:
        other = [f for f, v in periods.items() if v == ("am" if hour < 12 else "pm")]
        if periods.get(written, periods.get(written.lower())) != ("am" if hour < 12 else "pm"):
            best = max(other, key=lambda f: (_ending(f, written), -abs(len(f) - len(written))), default="")
            texts = [ours.text.replace(written, best, 1)] if best else []
    for text in texts:
        runs = _runs(text)
        at = [i for i, r in enumerate(runs) if r.isdecimal()]
        if not at:
            continue
        for shown in dict.fromkeys([hour % 12 or 12, hour] if written else [hour, hour % 12 or 12]):
            made = list(runs)
            made[at[0]] = _padded(shown, runs[at[0]])
            if len(at) > 1:
                made[at[1]] = minute
                yield "".join(made)
                continue
            if meant.minute == 0:
                yield "".join(made)
            rest = "".join(made[at[0] + 1 :])
            head = "".join(made[: at[0] + 1])
            yield f"{head}:{minute}{rest}"
            yield f"{head}{rest.rstrip()}{minute}"
            yield f"{head}{rest.rstrip()} {minute}"
