"""The pre-commit hook, the action's script and rules of other packages, each against a scratch project."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from conftest import MAIN, ROOT, Run

SOURCE = "Chín người chết và 12.000 người được cứu.\n"
BAD = "Nine people died and 11,500 people were saved.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A git repository with an article and its source, and a ``transcheck`` command on the path."""
    work = tmp_path / "work"
    (work / "news").mkdir(parents=True)
    (work / "transcheck.toml").write_text('source-language = "vi"\nselect = ["F102"]\n', encoding="utf-8")
    (work / "news" / "ferry.en.md").write_text(BAD, encoding="utf-8")
    (work / "news" / "ferry.vi.md").write_text(SOURCE, encoding="utf-8")
    subprocess.run(["git", "init", "-q", "."], cwd=work, check=True)
    subprocess.run(["git", "add", "."], cwd=work, check=True)
    command = tmp_path / "bin" / "transcheck"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{MAIN}" "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return work


def environment(repository: Path, **more: str) -> dict[str, str]:
    path = f"{repository.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": path, **more}


@pytest.mark.parametrize(("changed", "status"), [("news/ferry.en.md", 1), ("news/ferry.vi.md", 1), ("transcheck.toml", 0)])
def test_the_hook_checks_what_a_commit_touches(repository: Path, changed: str, status: int) -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entry = re.search(r"^  entry: (.+)$", hook, re.MULTILINE)
    files = re.search(r"^  files: (.+)$", hook, re.MULTILINE)
    assert entry is not None
    assert files is not None
    staged = subprocess.run(
        ["git", "diff", "--cached", "--name-only"], cwd=repository, capture_output=True, text=True, check=True
    ).stdout.split()
    assert changed in staged
    arguments = [changed] if re.search(files[1], changed) else []
    if not arguments:
        assert status == 0  # pre-commit does not run the hook
        return
    done = subprocess.run(
        [*entry[1].split(), *arguments], cwd=repository, env=environment(repository), capture_output=True, text=True, check=False
    )
    assert done.returncode == status, done.stderr
    assert done.stdout.startswith("news/ferry.en.md:1:22 F102")


def yaml_blocks(page: str) -> list[str]:
    text = (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(
    ("schema", "number"), [("github-actions", None), ("github-workflows", 0), ("gitlab-ci", 1)], ids=["action", "workflow", "gitlab"]
)
def test_action_and_examples_are_what_the_platforms_accept(tmp_path: Path, schema: str, number: int | None) -> None:
    """Against the schemas of SchemaStore and GitLab, which check-jsonschema brings with it."""
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed: pip install 'transcheck[test]'")
    file = ROOT / "action.yml"
    if number is not None:
        file = tmp_path / "example.yml"
        file.write_text(yaml_blocks("ci.md")[number], encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def action_script() -> str:
    """The shell of the action's check step."""
    text = (ROOT / "action.yml").read_text(encoding="utf-8")
    step = text[text.index("    - name: Check") : text.index("    - name: Keep the pages")]
    return textwrap.dedent(step[step.index("run: |\n") + len("run: |\n") :])


@pytest.mark.parametrize(("fail_on", "status"), [("", "1"), ("never", "0")])
def test_the_action_annotates_summarises_and_keeps_the_pages(repository: Path, fail_on: str, status: str) -> None:
    out, output, summary = (repository.parent / name for name in ("out", "output", "summary"))
    env = environment(
        repository, PATHS="news", FAIL_ON=fail_on, ARGS="", OUT=str(out), GITHUB_OUTPUT=str(output), GITHUB_STEP_SUMMARY=str(summary)
    )
    done = subprocess.run(["bash", "-e", "-c", action_script()], cwd=repository, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("::error file=news/ferry.en.md,line=1,col=22,")
    assert output.read_text(encoding="utf-8") == f"status={status}\n"
    assert "F102" in summary.read_text(encoding="utf-8")
    assert (out / "transcheck.sarif").exists()
    assert "news-ferry.en.html" in {p.name for p in (out / "pages").iterdir()}


def test_rules_of_another_package_run(run: Run, tmp_path: Path) -> None:
    package = tmp_path / "package"
    shutil.copytree(ROOT / "docs" / "example-package", package)
    target = tmp_path / "installed"
    command = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--target",
        str(target),
        str(package),
    ]
    subprocess.run(command, check=True, capture_output=True)
    env = {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{target}"}
    assert "Z001 shouting-heading" in run("rules", "Z001", env=env).out
    (tmp_path / "a.en.md").write_text("# NINE DEAD AT SEA\n\nNine people died.\n", encoding="utf-8")
    (tmp_path / "b.en.md").write_text("# Nine dead at sea\n\nNine people died.\n", encoding="utf-8")
    done = run("compare", "a.en.md", "--source", "b.en.md", "--no-html", "--format", "concise", "--select", "Z", env=env)
    assert done.out == "a.en.md:1:3 Z001 The heading “NINE DEAD AT SEA” stands in capitals.\n"
    assert run("rules", "Z001").status == 2


def test_a_package_that_brings_a_code_that_is_taken_is_an_error(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    info = target / "bad-1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[transcheck.rules]\nx = bad_rules:RULES\n", encoding="utf-8")
    (target / "bad_rules.py").write_text("from transcheck.checks.markup import MARKUP_RULES as RULES\n", encoding="utf-8")
    done = run("rules", env={"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{target}"})
    assert done.status == 2
    assert "transcheck: The package bad brings the rule S407, a code of transcheck." in done.err
