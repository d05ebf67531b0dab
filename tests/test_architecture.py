"""Imports go down, and only the command line prints or exits."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "src" / "transcheck"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The rows of the house, top to bottom; a part may import from rows below its own, and from itself.
ROWS = (
    {"__main__"},
    {"cli"},
    {"batch"},
    {"pairs"},
    {"pipeline"},
    {"writers", "triage"},
    {"readers", "alignment", "checks"},
    {"facts"},
    {"credits", "sentences"},
    {"languages"},
    {"config"},
    {"glossary"},
    {"model"},
    {"tags"},
    {"errors"},
)
# upward or sideways steps with their reason; none other may be taken
EXCEPTIONS = {
    ("model", "readers"): "Document.from_text, a constructor of the public API",
    ("model", "writers"): "Report.to_json, a method of the public API",
    ("model", "checks"): "type of Rule.run, for the type checker only",
}


def part(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py") if relative.parts else "__init__"


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("transcheck.")}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = node.module.split(".")
            if names[0] == "transcheck":
                found |= {names[1]} if len(names) > 1 else {a.name for a in node.names if not a.name.startswith("__")}
    return found


def row(name: str) -> int:
    return next(i for i, parts in enumerate(ROWS) if name in parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    own = part(path)
    if own == "__init__":
        return  # the public API stands above everything
    for name in imported(ast.parse(path.read_text(encoding="utf-8"))):
        if name == own or (own, name) in EXCEPTIONS:
            continue
        assert row(own) < row(name), f"{own} imports {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if part(p) != "cli"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in ("print", "exit", "quit", "sys.exit", "os._exit"), f"line {node.lineno} calls {called}"


@pytest.mark.parametrize("path", [p for p in MODULES if part(p) == "checks"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_checks_hold_no_regular_expression(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    assert not names & {"re", "regex"}
