"""Makes ``tests/readers/bilingual/toolkit.json``: what translate-toolkit reads out of the samples there.

It is GPL and no part of this project: run this with a Python that has it, in an environment of its own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "readers" / "bilingual"


def main() -> None:
    """Writes the file; source and target of every unit that translate-toolkit calls translatable."""
    from translate.storage import factory, xliff2  # type: ignore[import-not-found]

    found = {}
    for file in sorted(FOLDER.iterdir()):
        if file.suffix not in (".xlf", ".xliff", ".tmx", ".po"):
            continue
        store = xliff2.Xliff2File.parsefile(str(file)) if file.suffix == ".xliff" else factory.getobject(str(file))
        units = [u for u in store.units if u.istranslatable() and not u.isobsolete() and not u.isheader()]
        found[file.name] = [[str(u.source), str(u.target or "")] for u in units]
    (FOLDER / "toolkit.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(found)} files", file=sys.stderr)


if __name__ == "__main__":
    main()
