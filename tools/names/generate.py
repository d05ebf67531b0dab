"""Makes the generated files beside the hand-written ones in ``languages/supplements/names``.

    python tools/names/generate.py --cldr DIR --scowl DIR

``DIR`` of CLDR holds the unpacked npm packages ``cldr-core``, ``cldr-dates-full`` and ``cldr-subdivisions-full`` (Unicode licence); that of SCOWL the
word lists of Debian's package ``scowl`` (its copyright file allows any use with the notice kept). Running it again gives the same bytes.

``places.txt``: a place a line, its English name first, then what languages of CLDR call it, but for spellings that ``latin.alike`` knows anyway.
``en.txt``: everyday English words in lower case, inflections that ``naming`` undoes left out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from transcheck.languages.latin import alike, fold

INTO = Path(__file__).parents[2] / "src/transcheck/languages/supplements/names"
LISTS = [f"{v}-words.{n}" for v in ("english", "american", "british") for n in (10, 20, 35, 40)]
ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ness", ""))


def cities(zones: Path, tag: str) -> dict[str, str]:
    """Zone id → the language's name of its exemplar city."""
    tree = json.loads(zones.read_text(encoding="utf-8"))["main"][tag]["dates"]["timeZoneNames"].get("zone", {})
    found: dict[str, str] = {}

    def walk(prefix: str, node: dict) -> None:
        for key, child in node.items():
            if isinstance(child, dict):
                if "exemplarCity" in child:
                    found[prefix + key] = child["exemplarCity"]
                walk(f"{prefix}{key}/", child)

    walk("", tree)
    return found


def places(cldr: Path) -> str:
    """Every place with the spellings of all languages (of a script each once)."""
    main = cldr / "cldr-dates-full/main"
    levels = json.loads((cldr / "cldr-core/coverageLevels.json").read_text(encoding="utf-8"))["effectiveCoverageLevels"]
    covered = {tag for tag, level in levels.items() if level == "modern" and ("-" not in tag or tag in ("zh-Hant", "sr-Latn"))}
    english = cities(main / "en/timeZoneNames.json", "en")
    forms: dict[str, dict[str, None]] = {}
    for folder in sorted(main.iterdir()):
        if folder.name not in covered:
            continue
        for zone, form in cities(folder / "timeZoneNames.json", folder.name).items():
            if zone.startswith(("Etc/", "Antarctica/")) or zone.count("/") > 1 or any(c in form for c in "([,（"):
                continue
            forms.setdefault(english.get(zone, zone.rsplit("/", 1)[-1].replace("_", " ")), {}).setdefault(form)
    for file in sorted((cldr / "cldr-subdivisions-full/subdivisions").glob("*/*.json")):
        names = json.loads(file.read_text(encoding="utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
        for code, name in (("gbeng", "England"), ("gbsct", "Scotland"), ("gbwls", "Wales")):
            if code in names:
                forms.setdefault(name, {}).setdefault(names[code])
    told = {name: [f for f in found if not alike(fold(name), fold(f))] for name, found in sorted(forms.items())}
    lines = ["|".join((name, *found)) for name, found in told.items() if found]
    return (
        "# Cities of CLDR 48's time zones and parts of the United Kingdom, in all its languages. Unicode licence. Generated.\n"
        + "\n".join(lines)
        + "\n"
    )


def common(scowl: Path) -> str:
    """Everyday English words, without those that an ending makes of another."""
    words: set[str] = set()
    for name in LISTS:
        if (scowl / name).is_file():
            words |= {
                w
                for w in (scowl / name).read_text(encoding="latin-1").split()
                if len(w) > 2 and w.isascii() and w.isalpha() and w.islower()
            }
    base = sorted(
        w for w in words if not any(w.endswith(e) and len(w) - len(e) > 3 and w.removesuffix(e) + stem in words for e, stem in ENDINGS)
    )
    head = "# Everyday English words: SCOWL 2020.12.07, sizes 10 to 40, copyright 2000-2020 Kevin Atkinson, free for any use with this notice. Generated.\n"
    return head + "\n".join(base) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cldr", type=Path, required=True)
    parser.add_argument("--scowl", type=Path, required=True)
    args = parser.parse_args()
    INTO.mkdir(parents=True, exist_ok=True)
    (INTO / "places.txt").write_text(places(args.cldr), encoding="utf-8")
    (INTO / "en.txt").write_text(common(args.scowl), encoding="utf-8")


if __name__ == "__main__":
    main()
