"""How a locale writes numbers, dates and quotations, and how its regions differ."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cldr import Cldr

# Scripts written without spaces between words.
UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr"})
# A region whose speakers are fewer than this share of the language's does not make a text of the bare language ambiguous.
MAJOR = 0.03
_QUOTED = re.compile(r"'[^']*'")


def clean(text: str) -> str:
    """One space for any white space, no bidirectional marks, no soft hyphens."""
    text = "".join(" " if c.isspace() else c for c in text if c == "\u200c" or unicodedata.category(c) != "Cf")
    return " ".join(text.split())


def likely(cldr: Cldr, locale: str) -> tuple[str, str]:
    """(script, region) that a tag stands for."""
    table = cldr.supplemental("likelySubtags")["likelySubtags"]
    full = table.get(locale) or table.get(locale.split("-")[0], "und-Latn-001")
    _, script, region = full.split("-")[:3]
    for part in locale.split("-")[1:]:
        if len(part) == 4:
            script = part
        elif part.isalpha() and len(part) == 2:
            region = part
    # a script other than the usual one has a likely region of its own (zh-Hant → TW)
    return script, region


def numbers(cldr: Cldr, locale: str) -> dict[str, Any]:
    data = cldr.main("cldr-numbers-full", locale, "numbers")["numbers"]
    systems = dict.fromkeys((data["defaultNumberingSystem"], data.get("otherNumberingSystems", {}).get("native", "latn")))
    known = cldr.supplemental("numberingSystems")["numberingSystems"]
    symbols = data.get("symbols-numberSystem-latn") or data[f"symbols-numberSystem-{data['defaultNumberingSystem']}"]
    groups = dict.fromkeys([clean_sign(symbols["group"])])
    digits = []
    for system in systems:
        if system != "latn" and known.get(system, {}).get("_type") == "numeric":
            digits.append(known[system]["_digits"])
            native = data.get(f"symbols-numberSystem-{system}", {})
            if "group" in native:
                groups[clean_sign(native["group"])] = None
    found: dict[str, Any] = {"decimal": clean_sign(symbols["decimal"]), "groups": [g for g in groups if g]}
    if found["decimal"] in found["groups"]:
        found["groups"].remove(found["decimal"])
    if digits:
        found["digits"] = digits
    return found


def clean_sign(sign: str) -> str:
    return "".join(" " if c.isspace() else c for c in sign if unicodedata.category(c) != "Cf")


def dates(cldr: Cldr, locale: str) -> tuple[dict[str, Any], int]:
    """Order and separators of an all-numeric date, and the clock."""
    gregorian = cldr.main("cldr-dates-full", locale, "ca-gregorian")["dates"]["calendars"]["gregorian"]
    pattern = gregorian["dateFormats"]["short"]
    if isinstance(pattern, dict):
        pattern = pattern["_value"]
    pattern = clean_sign(_QUOTED.sub("", pattern))
    letters = list(dict.fromkeys(re.sub(r"[^yMLd]", "", pattern.replace("L", "M").replace("u", "y"))))
    order = "".join("m" if c == "M" else c for c in letters)
    if sorted(order) != ["d", "m", "y"]:
        raise ValueError(f"{locale}: short date {pattern!r}")
    if order not in ("dmy", "mdy", "ymd"):
        order = {"ydm": "ymd"}.get(order, order)
    own = re.findall(r"[^\w\s]", re.sub(r"^[^yMdLu]+|[^yMdLu]+$", "", pattern))
    time = gregorian["timeFormats"]["short"]
    if isinstance(time, dict):
        time = time["_value"]
    hours = 12 if re.search(r"[hK]", _QUOTED.sub("", time)) else 24
    return {"order": order, "separators": list(dict.fromkeys([*own, "/", "-", "."]))}, hours


def quotes(cldr: Cldr, locale: str) -> list[list[str]]:
    d = cldr.main("cldr-misc-full", locale, "delimiters")["delimiters"]
    pairs = ((d["quotationStart"], d["quotationEnd"]), (d["alternateQuotationStart"], d["alternateQuotationEnd"]))
    return [list(p) for p in dict.fromkeys((clean(a), clean(b)) for a, b in pairs)]


def currency_of(cldr: Cldr, region: str) -> str | None:
    """The legal tender of a region today, the oldest where there are several."""
    entries = cldr.supplemental("currencyData")["currencyData"]["region"].get(region, [])
    now = [(v["_from"], code) for e in entries for code, v in e.items() if "_to" not in v and v.get("_tender") != "false" and "_from" in v]
    return min(now)[1] if now else None


@functools.cache
def speakers(cldr: Cldr) -> dict[str, dict[str, float]]:
    """Language → region → people who can use it there."""
    found: dict[str, dict[str, float]] = {}
    for region, facts in cldr.supplemental("territoryInfo")["territoryInfo"].items():
        for language, share in facts.get("languagePopulation", {}).items():
            if share.get("_officialStatus") in ("official", "de_facto_official", "official_regional"):
                people = float(facts["_population"]) * float(share["_populationPercent"]) / 100
                found.setdefault(language.replace("_", "-"), {})[region] = people
    return found


def profile(cldr: Cldr, locale: str) -> dict[str, Any]:
    order, hours = dates(cldr, locale)
    return {"numbers": numbers(cldr, locale), "dates": order, "hours": hours, "quotes": quotes(cldr, locale)}


def regions(cldr: Cldr, locale: str, base: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Region → what differs from ``base``, with the currency; ``minor`` marks regions with few of the language's readers."""
    prefix = f"{locale}-"
    members = {}
    for name in cldr.locales:
        tail = name.removeprefix(prefix)
        if name.startswith(prefix) and len(tail) == 2 and tail.isupper():
            members[tail] = name
    home = likely(cldr, locale)[1]
    if len(home) == 2:
        members.setdefault(home, locale)
    people = speakers(cldr).get(locale) or speakers(cldr).get(locale.split("-")[0], {})
    total = sum(people.values()) or 1.0
    found = {}
    for region, name in sorted(members.items()):
        own = profile(cldr, name)
        entry: dict[str, Any] = {}
        for part in ("numbers", "dates"):
            differs = {k: v for k, v in own[part].items() if base[part].get(k) != v}
            if differs:
                entry[part] = differs
        for part in ("hours", "quotes"):
            if own[part] != base[part]:
                entry[part] = own[part]
        money = currency_of(cldr, region)
        if money:
            entry["currency"] = money
        if region != home and people.get(region, 0.0) / total < MAJOR:
            entry["minor"] = True
        found[region] = entry
    return found
