"""The words that CLDR has for a language, by kind, ready to be looked up in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from writing import clean, currency_of, likely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cldr import Cldr

Table = dict[str, Any]

# Everyday units, the most usual first: where two units share an abbreviation (m, c, t) the earlier one keeps it.
UNITS = [
    "length-kilometer",
    "length-meter",
    "length-centimeter",
    "length-millimeter",
    "length-mile",
    "length-foot",
    "length-inch",
    "length-yard",
    "mass-kilogram",
    "mass-gram",
    "mass-tonne",
    "mass-ton",
    "mass-pound",
    "mass-ounce",
    "mass-milligram",
    "mass-microgram",
    "mass-stone",
    "mass-carat",
    "duration-second",
    "duration-minute",
    "duration-hour",
    "duration-day",
    "duration-week",
    "duration-month",
    "duration-quarter",
    "duration-year",
    "duration-decade",
    "duration-century",
    "duration-night",
    "duration-millisecond",
    "duration-fortnight",
    "area-square-kilometer",
    "area-square-meter",
    "area-square-centimeter",
    "area-hectare",
    "area-acre",
    "area-square-mile",
    "area-square-foot",
    "area-square-yard",
    "area-square-inch",
    "volume-liter",
    "volume-milliliter",
    "volume-centiliter",
    "volume-deciliter",
    "volume-hectoliter",
    "volume-cubic-meter",
    "volume-cubic-kilometer",
    "volume-cubic-centimeter",
    "volume-cubic-foot",
    "volume-gallon",
    "volume-gallon-imperial",
    "volume-quart",
    "volume-pint",
    "volume-cup",
    "volume-fluid-ounce",
    "volume-tablespoon",
    "volume-teaspoon",
    "volume-barrel",
    "volume-bushel",
    "speed-kilometer-per-hour",
    "speed-meter-per-second",
    "speed-mile-per-hour",
    "speed-knot",
    "temperature-celsius",
    "temperature-fahrenheit",
    "temperature-kelvin",
    "temperature-generic",
    "energy-kilowatt-hour",
    "energy-joule",
    "energy-kilojoule",
    "energy-calorie",
    "energy-kilocalorie",
    "energy-foodcalorie",
    "energy-electronvolt",
    "power-watt",
    "power-kilowatt",
    "power-megawatt",
    "power-gigawatt",
    "power-horsepower",
    "power-milliwatt",
    "digital-byte",
    "digital-kilobyte",
    "digital-megabyte",
    "digital-gigabyte",
    "digital-terabyte",
    "digital-petabyte",
    "digital-bit",
    "digital-kilobit",
    "digital-megabit",
    "digital-gigabit",
    "pressure-pascal",
    "pressure-hectopascal",
    "pressure-kilopascal",
    "pressure-bar",
    "pressure-millibar",
    "pressure-millimeter-ofhg",
    "pressure-atmosphere",
    "pressure-pound-force-per-square-inch",
    "frequency-hertz",
    "frequency-kilohertz",
    "frequency-megahertz",
    "frequency-gigahertz",
    "electric-volt",
    "electric-ampere",
    "electric-ohm",
    "force-newton",
    "length-decimeter",
    "length-micrometer",
    "length-nanometer",
    "length-nautical-mile",
    "length-light-year",
    "length-parsec",
    "length-astronomical-unit",
    "consumption-liter-per-100-kilometer",
    "consumption-mile-per-gallon",
    "graphics-pixel",
    "graphics-megapixel",
    "angle-arc-minute",
    "angle-arc-second",
    "concentr-mole",
    "light-lumen",
]
# Currencies that most texts mean by a shared sign or word, the most traded first.
MONEY = [
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "CNY",
    "AUD",
    "CAD",
    "CHF",
    "HKD",
    "INR",
    "KRW",
    "MXN",
    "BRL",
    "RUB",
    "SEK",
    "NOK",
    "DKK",
    "SGD",
    "NZD",
    "TWD",
    "ZAR",
    "TRY",
    "PLN",
    "THB",
    "IDR",
    "ILS",
    "ARS",
    "CLP",
    "COP",
    "PHP",
    "EGP",
    "VND",
]
WIDTHS = ("wide", "abbreviated", "short")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
JAPANESE = {"232": "meiji", "233": "taisho", "234": "showa", "235": "heisei", "236": "reiwa"}
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")


def put(table: Table, form: str, value: Any) -> None:
    """The first value of a form stays."""
    form = clean(form).strip("*")
    if form and not any(c in form for c in "{}[]"):
        table.setdefault(form, value)


def dotless(form: str) -> Iterator[str]:
    """An abbreviation with and without its dot, as both are written."""
    yield form
    if form.endswith(".") and form.count(".") == 1:
        yield form[:-1]


def members(cldr: Cldr, locale: str) -> list[str]:
    """The locale and those below it, whose words are added where they do not contradict."""
    return [locale, *(n for n in cldr.locales if n.startswith(f"{locale}-") and len(n.removeprefix(f"{locale}-")) == 2)]


def calendar(cldr: Cldr, locale: str) -> dict[str, Table]:
    """Months, weekdays, day periods and eras of the Gregorian calendar; which names are abbreviations."""
    months: Table = {}
    whole: set[str] = set()
    weekdays: Table = {}
    periods: Table = {}
    eras: Table = {}
    for name in members(cldr, locale):
        gregorian = cldr.main("cldr-dates-full", name, "ca-gregorian").get("dates", {}).get("calendars", {}).get("gregorian")
        if not gregorian:
            continue
        for width in WIDTHS:
            for style in ("format", "stand-alone"):
                if width == "wide":
                    whole.update(clean(f).lower() for kind in ("months", "days") for f in gregorian[kind][style].get(width, {}).values())
                for number, form in gregorian["months"][style].get(width, {}).items():
                    _named(months, form, int(number))
                for day, form in gregorian["days"][style].get(width, {}).items():
                    if width != "short" or len(clean(form)) > 2:
                        _named(weekdays, form, WEEKDAYS.index(day) + 1)
                for period, form in gregorian["dayPeriods"][style].get(width, {}).items():
                    if not period.endswith("-alt-variant") or _LETTER.search(form):
                        _named(periods, form, re.sub(r"\d+|-alt-variant", "", period))
        for group in ("eraNames", "eraAbbr"):
            for era, form in gregorian["eras"][group].items():
                if len(clean(form)) > 1:
                    put(eras, form, "bc" if era.startswith("0") else "ad")
    abbreviated: Table = {form: 1 for table in (months, weekdays) for form in table if form.lower() not in whole}
    return {"month": months, "weekday": weekdays, "day-period": periods, "era": eras, "abbreviated": abbreviated}


def _named(table: Table, form: str, value: Any) -> None:
    form = clean(form)
    if _DIGIT.search(form) or not _LETTER.search(form):
        return
    for variant in dotless(form):
        if len(variant) > 1 or not variant.isascii():
            put(table, variant, value)


def relative(cldr: Cldr, locale: str, weekdays: Table) -> Table:
    """Yesterday, last month; and the words that stand beside a weekday's name ("last" Monday)."""
    found: Table = {}
    for name in members(cldr, locale):
        fields = cldr.main("cldr-dates-full", name, "dateFields").get("dates", {}).get("fields", {})
        for unit in ("day", "week", "month", "quarter", "year"):
            for width in ("", "-short"):
                for key, form in fields.get(unit + width, {}).items():
                    step = re.fullmatch(r"relative-type-(-?\d)", key)
                    if step and not _DIGIT.search(form) and len(clean(form)) > 1:
                        put(found, form, f"{unit}:{_signed(int(step[1]))}")
        for day in WEEKDAYS:
            for key, form in fields.get(day, {}).items():
                step = re.fullmatch(r"relative-type-(-?\d)", key)
                if step:
                    rest = _without_name(clean(form), weekdays, WEEKDAYS.index(day) + 1)
                    if rest:
                        put(found, rest, f"weekday:{_signed(int(step[1]))}")
    return found


def _signed(step: int) -> str:
    return f"+{step}" if step > 0 else str(step)


def _without_name(phrase: str, weekdays: Table, day: int) -> str | None:
    """What is left of "last Monday" without the name, which may be inflected: the words that share no beginning with it."""
    names = [n.lower() for n, v in weekdays.items() if v == day and len(n) > 2]
    if " " not in phrase:
        for name in sorted(names, key=len, reverse=True):
            if name in phrase.lower():
                return phrase.lower().replace(name, "", 1).strip() or None
        return None
    parts = {w for n in names for w in n.split()}
    starts = {w[:3] for w in parts if len(w) > 2}
    words = phrase.split()
    gone = [i for i, w in enumerate(words) if w.lower() in parts or w.lower()[:3] in starts]
    kept = [w for i, w in enumerate(words) if i not in gone]
    if not gone or not kept or gone != list(range(gone[0], gone[-1] + 1)) or 0 < gone[0] <= gone[-1] < len(words) - 1:
        return None
    return " ".join(kept)


def calendars(cldr: Cldr, locale: str, language: str, region: str, gregorian: Table) -> dict[str, Table]:
    """Months and eras of the other calendars that the language's readers use."""
    found: dict[str, Table] = {}
    preferred = cldr.supplemental("calendarPreferenceData")["calendarPreferenceData"]
    used = {c.split("-")[0] for c in preferred.get(region, [])}
    eras: Table = {}
    root = _months(cldr, "cldr-cal-islamic-full", "und", "islamic")
    islamic = _months(cldr, "cldr-cal-islamic-full", locale, "islamic")
    islamic = {f: v for f, v in islamic.items() if f not in gregorian}
    if islamic and (islamic != root or "islamic" in used):
        found["month-islamic"] = islamic
    if "islamic" in used:
        _era(cldr, eras, "cldr-cal-islamic-full", locale, "islamic", {"0": "hijri"})
    if "persian" in used or language == "en":
        persian = _months(cldr, "cldr-cal-persian-full", locale, "persian")
        if persian:
            found["month-persian"] = persian
        _era(cldr, eras, "cldr-cal-persian-full", locale, "persian", {"0": "persian"})
    if "hebrew" in used or language == "en":
        hebrew = _months(cldr, "cldr-cal-hebrew-full", locale, "hebrew")
        if hebrew:
            found["month-hebrew"] = hebrew
    if "buddhist" in used:
        _era(cldr, eras, "cldr-cal-buddhist-full", locale, "buddhist", {"0": "buddhist"})
    if language in ("ja", "zh", "yue", "ko", "en", "vi"):
        _era(cldr, eras, "cldr-cal-japanese-full", locale, "japanese", JAPANESE)
    if eras:
        found["era"] = eras
    return found


def _months(cldr: Cldr, package: str, locale: str, name: str) -> Table:
    found: Table = {}
    data = cldr.main(package, locale, f"ca-{name}").get("dates", {}).get("calendars", {}).get(name, {}).get("months", {})
    for style in ("format", "stand-alone"):
        for number, form in data.get(style, {}).get("wide", {}).items():
            if number.isdigit():
                _named(found, form, int(number))
    return found


def _era(cldr: Cldr, table: Table, package: str, locale: str, name: str, wanted: dict[str, str]) -> None:
    data = cldr.main(package, locale, f"ca-{name}").get("dates", {}).get("calendars", {}).get(name, {}).get("eras", {})
    for group in ("eraNames", "eraAbbr"):
        for number, value in wanted.items():
            form = data.get(group, {}).get(number, "")
            if len(clean(form)) > 1:
                put(table, form, value)


def currencies(cldr: Cldr, locale: str, region: str) -> Table:
    """Signs, names and plural forms of the currencies in use; a shared form lists all it may mean."""
    current = sorted(
        {
            code
            for entries in cldr.supplemental("currencyData")["currencyData"]["region"].values()
            for e in entries
            for code, v in e.items()
            if "_to" not in v and v.get("_tender") != "false" and "_from" in v
        }
    )
    own = currency_of(cldr, region)
    rank = {code: i for i, code in enumerate(MONEY)}
    data = cldr.main("cldr-numbers-full", locale, "currencies")["numbers"]["currencies"]
    forms: dict[str, set[str]] = {}
    for code in current:
        names = data.get(code, {})
        for key, form in names.items():
            form = clean(form)
            if not form or _DIGIT.search(form) or (len(form) == 1 and form.isalpha()):
                continue
            if form != code:
                forms.setdefault(form, set()).add(code)
            if key == "symbol-alt-narrow" and form == "$":
                continue
        forms.setdefault(code, set()).add(code)
    dollar = forms.pop("$", set())
    found: Table = {}
    for form in sorted(forms):
        found[form] = " ".join(sorted(forms[form], key=lambda c: (c != own, rank.get(c, 99), c)))
    if dollar:
        found["$"] = " ".join(sorted(dollar | {"USD"}, key=lambda c: (c != "USD", c != own, rank.get(c, 99), c)))
    return found


def units(cldr: Cldr, locale: str) -> Table:
    found: Table = {}
    data = cldr.main("cldr-units-full", locale, "units").get("units", {})
    for width in ("long", "short", "narrow"):
        for unit in UNITS:
            ident = unit.split("-", 1)[1]
            for key, pattern in data.get(width, {}).get(unit, {}).items():
                if "{0}" not in pattern or key == "perUnitPattern":
                    continue
                form = clean(pattern.replace("{0}", " "))
                if (
                    "  " in pattern
                    or _DIGIT.search(form.replace("100", "").replace("²", "").replace("³", ""))
                    or form in ("′", "″", "'", '"', "’", "”", "#")
                ):
                    continue
                if clean(pattern).index("{0}") and not clean(pattern).endswith("{0}"):
                    continue  # words on both sides of the number
                put(found, form, ident)
                if width != "long":
                    for variant in dotless(form):
                        put(found, variant, ident)
    return found


def territories(cldr: Cldr, locale: str) -> Table:
    found: Table = {}
    data = cldr.main("cldr-localenames-full", locale, "territories").get("localeDisplayNames", {}).get("territories", {})
    for key, form in data.items():
        code = key.split("-")[0]
        if len(code) == 2 and code.isalpha() and code not in ("ZZ", "XA", "XB", "QO", "EZ") and clean(form) != code:
            put(found, form, code)
            plain = re.sub(r"\s*[\(（].*[\)）]\s*", " ", form)  # Myanmar (Burma)
            if clean(plain) != clean(form):
                put(found, plain, code)
                inner = re.search(r"[\(（](.*)[\)）]", form)
                if inner and code in ("MM", "CZ", "SZ", "CI", "TL", "MK", "FK"):
                    put(found, inner[1], code)
    return found


def percent(cldr: Cldr, locale: str) -> Table:
    found: Table = {"%": "percent", "‰": "permille"}
    for key, symbols in cldr.main("cldr-numbers-full", locale, "numbers")["numbers"].items():
        if key.startswith("symbols-"):
            put(found, symbols["percentSign"], "percent")
            put(found, symbols["perMille"], "permille")
    return found


def magnitudes(cldr: Cldr, locale: str) -> tuple[Table, Table]:
    """Words for powers of ten from the compact formats (0 million, 00 triệu, 0億), and those of them that alone mean one (Milliarde, not Milliarden)."""
    found: Table = {}
    alone: Table = {}
    data = cldr.main("cldr-numbers-full", locale, "numbers")["numbers"]
    for width in ("long", "short"):
        singular: dict[int, str] = {}
        others: set[str] = set()
        for key, formats in data.items():
            if not key.startswith("decimalFormats-"):
                continue
            for case, pattern in formats.get(width, {}).get("decimalFormat", {}).items():
                read = _magnitude(case, pattern)
                if read is None:
                    continue
                factor, form = read
                put(found, form, factor)
                if form.endswith("."):
                    put(found, form[:-1], factor)
                if not case.endswith("-count-one"):
                    others.add(form)
                elif len(case) == len(f"{factor}-count-one"):
                    singular[factor] = form
        if width == "long":
            alone = {form: factor for factor, form in singular.items() if form not in others}
    whole = {f: v for f, v in found.items() if " " not in f or any(part not in found for part in f.split(" "))}
    return whole, {f: v for f, v in alone.items() if f in whole}


def _magnitude(case: str, pattern: Any) -> tuple[int, str] | None:
    """(factor, word) of one compact pattern."""
    part = pattern.split(";")[0] if isinstance(pattern, str) else ""
    power, zeros = re.match(r"10*", case), re.search(r"0+", part)
    form = clean(part.replace("0", "").replace("'", "").replace("{", "").replace("}", ""))
    if not power or not zeros or not form or not _LETTER.search(form) or "-count-" not in case:
        return None
    factor = 10 ** (len(power[0]) - len(zeros[0]))
    return (factor, form) if factor >= 100 else None


def words(cldr: Cldr, locale: str) -> dict[str, Table]:
    language = locale.split("-")[0]
    _, region = likely(cldr, locale)
    found = calendar(cldr, locale)
    found["relative"] = relative(cldr, locale, found["weekday"])
    for kind, table in calendars(cldr, locale, language, region, found.get("month", {})).items():
        merged = found.setdefault(kind, {})
        for form, value in table.items():
            merged.setdefault(form, value)
    found["currency"] = currencies(cldr, locale, region)
    found["unit"] = units(cldr, locale)
    found["territory"] = territories(cldr, locale)
    found["percent"] = percent(cldr, locale)
    found["magnitude"], found["number"] = magnitudes(cldr, locale)
    return {kind: folded(table) for kind, table in found.items() if table}


def folded(table: Table) -> Table:
    """One form for those that differ by case only: the first."""
    seen: set[str] = set()
    kept: Table = {}
    for form, value in table.items():
        if form.lower() not in seen:
            seen.add(form.lower())
            kept[form] = value
    return kept


def sorted_words(tables: Iterable[tuple[str, Table]]) -> dict[str, Table]:
    return {kind: dict(sorted(table.items())) for kind, table in sorted(tables)}
