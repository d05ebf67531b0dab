"""Good translations of news sentences, in both directions and many languages: nothing in them is worth a finding."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import transcheck as tc

ROWS = [json.loads(line) for line in (Path(__file__).parent / "cases" / "parallel.jsonl").read_text(encoding="utf-8").splitlines()]


def cases() -> Sequence[object]:
    """Each sentence into the language and out of it; those known to be read wrongly are expected to fail, with the reason."""
    found = []
    for n, row in enumerate(ROWS):
        for direction in ("to", "from"):
            marks = [pytest.mark.xfail(reason=row["open"], strict=True)] if direction in row.get("open_directions", ()) else []
            found.append(pytest.param(row, direction, id=f"{row['language']}-{n}-{direction}", marks=marks))
    return found


@pytest.mark.parametrize(("row", "direction"), cases())
def test_a_good_translation_has_no_findings(row: dict[str, str], direction: str) -> None:
    english, other = ("en", row["source"]), (row["language"], row["text"])
    (source_language, source), (target_language, target) = (english, other) if direction == "to" else (other, english)
    report = tc.compare_pairs([("0", source, target)], source_language=source_language, target_language=target_language, independent=True)
    assert [(f.code, f.message) for f in report.findings if f.severity != "neutral"] == []
