"""Writes the concept names that alignment takes its cold lexicon from: one compressed file for each language of CLDR.

    npm pack cldr-annotations-full cldr-annotations-derived-full cldr-localenames-full cldr-numbers-full cldr-units-full cldr-dates-full
    for p in *.tgz; do mkdir -p ${p%-[0-9]*} && tar xzf $p -C ${p%-[0-9]*}; done
    python tools/lexicon/generate.py FOLDER

A concept is an emoji, a territory, a language, a currency, a unit, a month or a day of the week (``index.txt`` names them, in order). What is
stored are the stems of its name and keywords, and how wide the name is: see ``transcheck.alignment.concepts.store``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from transcheck.alignment.concepts import store

TARGET = Path(__file__).resolve().parents[2] / "src" / "transcheck" / "alignment" / "concepts"
LEAST = 600  # emoji that a language must name to be worth a file
TONES = frozenset(range(0x1F3FB, 0x1F400))
CURRENCIES = "USD EUR JPY GBP AUD CAD CHF CNY HKD NZD SEK NOK DKK KRW SGD INR RUB ZAR TRY BRL MXN THB IDR MYR PHP VND PLN CZK HUF ILS CLP COP PEN ARS EGP SAR AED KWD IQD IRR PKR BDT LKR UAH KZT NGN KES"
INHERITED = "↑↑↑"


def emoji_names(folder: Path, tag: str) -> Iterator[tuple[str, list[str]]]:
    for package, key in (("annotations", "annotations"), ("annotations-derived", "annotationsDerived")):
        path = folder / f"cldr-{package}-full" / "package" / key / tag / "annotations.json"
        if not path.is_file():
            continue
        found = json.loads(path.read_text(encoding="utf-8"))[key].get("annotations", {})
        for emoji, names in found.items():
            if not TONES.isdisjoint(map(ord, emoji)):
                continue
            kept = [*names.get("tts", ()), *names.get("default", ())]
            yield emoji, list(dict.fromkeys(_clean(n) for n in kept if n != INHERITED))


def main_file(folder: Path, package: str, tag: str, name: str) -> Any:
    path = folder / f"cldr-{package}-full" / "package" / "main" / tag / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["main"][tag] if path.is_file() else None


def names(folder: Path, tag: str) -> Iterator[tuple[str, list[str]]]:
    for kind, name in (("territory", "territories"), ("language", "languages")):
        found = main_file(folder, "localenames", tag, name)
        for code, text in (found["localeDisplayNames"][name] if found else {}).items():
            if "-alt-" not in code and "_" not in code and text != code:
                yield f"{kind}:{code}", [_clean(text)]
    found = main_file(folder, "numbers", tag, "currencies")
    for code in CURRENCIES.split() if found else ():
        entry = found["numbers"]["currencies"].get(code, {})
        texts = [v for k, v in entry.items() if k.startswith("displayName") and v != code]
        yield f"currency:{code}", list(dict.fromkeys(map(_clean, texts)))
    found = main_file(folder, "units", tag, "units")
    for unit, entry in (found["units"]["long"] if found else {}).items():
        if isinstance(entry, dict) and "displayName" in entry and unit.count("-") <= 2:
            yield f"unit:{unit}", [_clean(entry["displayName"])]
    found = main_file(folder, "dates", tag, "ca-gregorian")
    calendar = found["dates"]["calendars"]["gregorian"] if found else {}
    for kind in ("months", "days"):
        for code, text in calendar.get(kind, {}).get("stand-alone", {}).get("wide", {}).items():
            if not text.isdigit():
                yield f"{kind}:{code}", [_clean(text)]


def _clean(text: str) -> str:
    return " ".join(text.replace("\t", " ").split())


def usable(folder: Path) -> list[str]:
    """Tags of languages, with a script at most: regions differ in a few words only."""
    there = (folder / "cldr-annotations-full" / "package" / "annotations").iterdir()
    tags = sorted(p.name for p in there if all(len(part) == 4 for part in p.name.split("-")[1:]))
    return [t for t in tags if sum(1 for _, n in emoji_names(folder, t) if n) >= LEAST]


def main() -> int:
    folder = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    tags = usable(folder)
    english = [*emoji_names(folder, "en"), *names(folder, "en")]
    index = [concept for concept, kept in english if kept]
    version = json.loads((folder / "cldr-annotations-full" / "package" / "package.json").read_text())["version"]
    (TARGET / "index.txt").write_text("\n".join(index) + "\n", encoding="utf-8")
    for tag in tags:
        found = {c: n for c, n in (*emoji_names(folder, tag), *names(folder, tag)) if n}
        lines = ["\t".join(found.get(concept, ())) for concept in index]
        (TARGET / f"{tag}.gz").write_bytes(store([*lines, ""], tag))
    licence = (folder / "cldr-annotations-full" / "package" / "LICENSE").read_text(encoding="utf-8")
    note = f"Concept names from the Unicode Common Locale Data Repository (CLDR) {version}; written by tools/lexicon/generate.py.\n\n"
    (TARGET / "LICENSE.txt").write_text(note + licence, encoding="utf-8")
    print(f"{len(tags)} languages, {len(index)} concepts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
