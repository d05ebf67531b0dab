#!/usr/bin/env python3
"""Writes ``src/transcheck/languages/data``: one file per language from CLDR, and the units.

    python tools/languages/generate.py [--cache DIR] [--only TAG]...

Needs npm to fetch the packages once (see ``cldr.py``). The same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "src")]

# the path must be set before these


import spelling  # noqa: E402
import unit_factors  # noqa: E402
import vocabulary  # noqa: E402
import writing  # noqa: E402
from cldr import LICENCE, VERSION, Cldr  # noqa: E402

from transcheck import languages  # noqa: E402

DATA = ROOT / "src" / "transcheck" / "languages" / "data"
FIELDS = (
    "tag", "name", "endonym", "script", "direction", "sources", "boundary", "numbers", "spelling", "dates", "hours", "quotes", "regions", "words",
)  # fmt: skip
RTL = frozenset({"Arab", "Hebr", "Thaa", "Adlm", "Nkoo", "Syrc"})
# no languages, aliases, and those whose names of days CLDR lacks
SKIPPED = frozenset({"und", "root", "no", "hi-Latn", "pcm", "ba", "cv", "shn", "ht", "kok", "rm", "lrc"})


def tags(cldr: Cldr) -> list[str]:
    """Languages with spelled-out numbers, and those CLDR covers to its modern level."""
    levels = cldr.json("cldr-core", "coverageLevels.json")["effectiveCoverageLevels"]
    spelled = {t for t in cldr.spelled if "-" not in t}
    covered = {t for t, level in levels.items() if level == "modern" and "-" not in t}
    return sorted(t for t in (spelled | covered | {"zh-Hant", "sr-Latn", "nb", "nn"}) - SKIPPED if t in cldr.locales)


def numerals(cldr: Cldr, content: dict[str, Any], show: int) -> str:
    """Adds the words of spelled-out numbers to ``content``; says how many spellings are read back."""
    samples = spelling.spelled(cldr, content["tag"])
    if not samples:
        return "no spellings"
    data = json.loads(json.dumps(content))
    languages.merge_supplements(
        data, content["tag"], without="compounds"
    )  # parts of words, which would hide that the words are to be learnt
    learner = spelling.Learner(languages.from_data(content["tag"], data))
    unread = learner.learn(samples)
    for kind, table in learner.tables().items():
        merged = content["words"].setdefault(kind, {})
        for form, value in table.items():
            merged.setdefault(form, value)
    content["words"] = vocabulary.sorted_words(content["words"].items())
    own = {k: v for k, v in learner.spelling.items() if k not in data.get("spelling", {})}
    if own:
        content["spelling"] = dict(sorted(own.items()))
    content["sources"].append(f"CLDR {VERSION} rule-based number formats, {LICENCE}")
    for s in unread[:show]:
        print(f"    {s.value} {'ordinal ' if s.ordinal else ''}{s.plain}", file=sys.stderr)
    learnt = sum(map(len, learner.tables().values()))
    return f"{learner.heard - len(unread)} of {learner.heard} spellings read ({100 - 100 * len(unread) / learner.heard:.1f} %), {learnt} words, {own}"


def language(cldr: Cldr, tag: str) -> dict[str, Any]:
    english = cldr.main("cldr-localenames-full", "en", "languages")["localeDisplayNames"]["languages"]
    own = cldr.main("cldr-localenames-full", tag, "languages")["localeDisplayNames"]["languages"]
    script, _ = writing.likely(cldr, tag)
    base = writing.profile(cldr, tag)
    words = vocabulary.words(cldr, tag)
    return {
        "tag": tag,
        "name": english.get(tag, english.get(tag.split("-")[0], tag)),
        "endonym": writing.clean(own.get(tag, own.get(tag.split("-")[0], tag))),
        "script": script,
        "direction": "rtl" if script in RTL else "ltr",
        "sources": [f"CLDR {VERSION}, {LICENCE}"],
        "boundary": "none" if script in writing.UNSPACED else "word",
        **base,
        "regions": writing.regions(cldr, tag, base),
        "words": vocabulary.sorted_words(words.items()),
    }


def codes(cldr: Cldr, known: set[str]) -> dict[str, str]:
    """Codes that BCP 47 writes otherwise (three letters, deprecated, macrolanguages) → the tag, where there is data for it."""
    aliases = cldr.json("cldr-core", "supplemental/aliases.json")["supplemental"]["metadata"]["alias"]["languageAlias"]
    found = {code: alias["_replacement"] for code, alias in aliases.items() if "-" not in code}
    known = known | {"no"}
    return {code: tag for code, tag in sorted(found.items()) if tag in known}


def canonical(content: dict[str, Any]) -> str:
    """A line for each entry, and for each table of the long ones: readable differences, no needless bytes."""
    lines = []
    for key, value in content.items():
        if key in ("words", "regions") and value:
            inner = ",\n".join(f"{_compact(k)}:{_compact(v)}" for k, v in value.items())
            lines.append(f"{_compact(key)}:{{\n{inner}\n}}")
        else:
            lines.append(f"{_compact(key)}:{_compact(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "transcheck-cldr")
    parser.add_argument("--show", type=int, default=0, help="how many unread spellings to show per language")
    parser.add_argument("--only", action="append", default=[])
    arguments = parser.parse_args()
    cldr = Cldr(arguments.cache)
    cldr.fetch()
    DATA.mkdir(parents=True, exist_ok=True)
    for tag in arguments.only or tags(cldr):
        content = language(cldr, tag)
        heard = numerals(cldr, content, arguments.show)
        text = canonical(dict(sorted(content.items(), key=lambda item: FIELDS.index(item[0]))))
        (DATA / f"{tag}.json").write_text(text, encoding="utf-8")
        print(f"{tag}: {len(text.encode()) // 1000} kB, {heard}", file=sys.stderr, flush=True)
    licence = (cldr.cache / f"cldr-core-{VERSION}" / "LICENSE").read_text(encoding="utf-8")
    (DATA / "LICENSE-unicode.txt").write_text(licence, encoding="utf-8")
    table = {"sources": [f"CLDR {VERSION} language aliases, {LICENCE}"], "codes": codes(cldr, set(tags(cldr)))}
    (DATA / "codes.json").write_text(canonical(table), encoding="utf-8")
    (DATA / "units.json").write_text(canonical(unit_factors.table(cldr)), encoding="utf-8")


if __name__ == "__main__":
    main()
