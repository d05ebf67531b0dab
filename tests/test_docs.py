"""What README and manual show is run; generated pages are made."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Run

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"^\$ transcheck (.*)$", re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def pages(pattern: re.Pattern[str]) -> list[Path]:
    return [p for p in PAGES if "rules" not in p.parts and pattern.search(p.read_text(encoding="utf-8"))]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the manual's commands work on."""
    shutil.copytree(ROOT / "corpora", tmp_path / "corpora")
    shutil.copytree(ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    return tmp_path


@pytest.mark.parametrize("page", pages(COMMAND), ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_shown_run(run: Run, checkout: Path, page: Path) -> None:
    for line in COMMAND.findall(page.read_text(encoding="utf-8")):
        words = shlex.split(line)
        stdin = b""
        if "<" in words:
            stdin = (checkout / words[words.index("<") + 1]).read_bytes()
            words = words[: words.index("<")]
        done = run(*words, stdin=stdin)
        assert done.status in (0, 3), (line, done.out[-500:], done.err)
        assert "Traceback" not in done.err


@pytest.mark.parametrize("page", pages(PYTHON), ids=lambda p: str(p.relative_to(ROOT)))
def test_python_shown_runs(checkout: Path, monkeypatch: pytest.MonkeyPatch, page: Path) -> None:
    monkeypatch.chdir(checkout)
    for code in PYTHON.findall(page.read_text(encoding="utf-8")):
        exec(compile(code, str(page), "exec"), {})


def test_links_of_the_manual_lead_somewhere() -> None:
    generated = {"rules", "settings.md", "formats.md", "languages.md"}
    for page in PAGES:
        if "rules" in page.relative_to(ROOT).parts:
            continue
        for target in re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8")):
            if not generated & set(Path(target).parts):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_generated_pages_cover_every_rule_and_setting(tmp_path: Path) -> None:
    from transcheck import checks, config

    docs = tmp_path / "docs"
    (docs / "reference").mkdir(parents=True)
    shutil.copy(ROOT / "docs" / "generate.py", docs)
    subprocess.run([sys.executable, str(docs / "generate.py")], check=True, env={"PYTHONPATH": str(ROOT / "src")})
    assert {p.stem for p in (docs / "rules").glob("*.md")} == {r.code for r in checks.RULES} | {"index"}
    settings = (docs / "reference" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`{key.name}`" in settings for key in config.KEYS)


def test_the_rule_shown_is_that_of_the_example_package() -> None:
    [shown] = PYTHON.findall((ROOT / "docs" / "extend" / "rule.md").read_text(encoding="utf-8"))
    assert shown == (ROOT / "docs" / "example-package" / "src" / "transcheck_shouting" / "__init__.py").read_text(encoding="utf-8")
