"""CLDR as published on npm: packages fetched once into a cache outside the repository, read as plain dictionaries."""

from __future__ import annotations

import functools
import json
import subprocess
import tarfile
from pathlib import Path
from typing import Any

# One version for all; these calendars are published apart and less often.
VERSION = "48.2.0"
PACKAGES = {
    "cldr-core": VERSION,
    "cldr-numbers-full": VERSION,
    "cldr-dates-full": VERSION,
    "cldr-units-full": VERSION,
    "cldr-localenames-full": VERSION,
    "cldr-misc-full": VERSION,
    "cldr-rbnf": VERSION,
    "cldr-cal-islamic-full": VERSION,
    "cldr-cal-hebrew-full": VERSION,
    "cldr-cal-persian-full": "46.1.0",
    "cldr-cal-buddhist-full": "39.0.0",
    "cldr-cal-japanese-full": "39.0.0",
}
LICENCE = "Unicode-3.0"


class Cldr:
    """The packages of one cache folder. ``main`` gives a locale's part of a file, already resolved by inheritance, or {}."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def fetch(self) -> None:
        """Packs what the cache lacks with the npm client and unpacks it."""
        self.cache.mkdir(parents=True, exist_ok=True)
        for name, version in PACKAGES.items():
            folder = self.cache / f"{name}-{version}"
            if folder.is_dir():
                continue
            archive = self.cache / f"{name}-{version}.tgz"
            if not archive.is_file():
                subprocess.run(["npm", "pack", "--silent", f"{name}@{version}"], cwd=self.cache, check=True, stdout=subprocess.DEVNULL)
            with tarfile.open(archive) as packed:
                packed.extractall(self.cache / f"{name}-{version}.part", filter="data")
            (self.cache / f"{name}-{version}.part" / "package").rename(folder)
            (self.cache / f"{name}-{version}.part").rmdir()

    @functools.lru_cache(maxsize=64)  # noqa: B019 - one instance for the life of the process
    def json(self, package: str, path: str) -> dict[str, Any]:
        file = self.cache / f"{package}-{PACKAGES[package]}" / path
        if not file.is_file():
            return {}
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found

    def main(self, package: str, locale: str, file: str) -> dict[str, Any]:
        found: dict[str, Any] = self.json(package, f"main/{locale}/{file}.json").get("main", {}).get(locale, {})
        return found

    def supplemental(self, file: str) -> dict[str, Any]:
        found: dict[str, Any] = self.json("cldr-core", f"supplemental/{file}.json")["supplemental"]
        return found

    @functools.cached_property
    def locales(self) -> tuple[str, ...]:
        return tuple(sorted(p.name for p in (self.cache / f"cldr-numbers-full-{VERSION}" / "main").iterdir()))

    @functools.cached_property
    def spelled(self) -> tuple[str, ...]:
        """Locales with rules for spelled-out numbers."""
        return tuple(sorted(p.stem for p in (self.cache / f"cldr-rbnf-{VERSION}" / "rbnf").glob("*.json")))

    def rules(self, locale: str) -> dict[str, dict[str, list[list[str]]]]:
        """Rule groups (SpelloutRules, OrdinalRules) of a locale: rule set name → rules."""
        found: dict[str, dict[str, list[list[str]]]] = self.json("cldr-rbnf", f"rbnf/{locale}.json").get("rbnf", {}).get("rbnf", {})
        return found
