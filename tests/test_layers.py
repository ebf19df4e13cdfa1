"""Twelve rooms, arrows downward only, no circle between modules; and only the command line prints and exits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "docgen"

# A room → the rooms that it may import, each below it. The facade and ``__main__`` stand on top.
ALLOWED: dict[str, set[str]] = {
    "data": set(),
    "core": {"data"},
    "records": {"core", "data"},
    "page": {"core", "data", "records"},
    "formats": {"core", "page"},
    "privacy": {"core", "data", "records"},
    "papers": {"core", "data", "formats", "page", "privacy", "records"},
    "checks": {"core", "data", "papers", "privacy", "records"},
    "intake": {"core", "data", "formats", "page", "papers", "privacy", "records"},
    "building": {"checks", "core", "data", "formats", "page", "papers", "privacy", "records"},
    "review": {"building", "checks", "core", "data", "docgen", "formats", "intake", "page", "papers", "privacy", "records"},
    "cli": {"building", "checks", "core", "formats", "intake", "page", "papers", "privacy", "records", "review", "docgen"},
}  # fmt: skip
TOP = {"docgen", "__main__"}

MODULES = {
    ".".join(("docgen", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(ROOT.rglob("*.py"))
}


def room(module: str) -> str:
    """The room of *module*; ``docgen`` for a name of the facade itself."""
    return module.split(".")[1] if module in MODULES and "." in module else "docgen"


def imported(module: str) -> Iterator[tuple[str, int]]:
    """(module of docgen, line) for every import, also inside functions and for type checkers."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((item.name, node.lineno) for item in node.names if item.name.partition(".")[0] == "docgen")
        elif isinstance(node, ast.ImportFrom) and node.level:
            raise AssertionError(f"{module}:{node.lineno} write the whole name")
        elif isinstance(node, ast.ImportFrom) and str(node.module).partition(".")[0] == "docgen":
            for item in node.names:
                whole = f"{node.module}.{item.name}"
                yield whole if whole in MODULES else str(node.module), node.lineno


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_down(module: str) -> None:
    own = room(module)
    if own in TOP:
        return
    assert own in ALLOWED, f"{own} is new: say in ALLOWED what it may import"
    wrong = [f"{module}:{line} {name}" for name, line in imported(module) if room(name) not in ALLOWED[own] | {own}]
    assert wrong == []


def test_the_rooms_make_no_circle() -> None:
    assert list(TopologicalSorter({one: set(below) - TOP for one, below in ALLOWED.items()}).static_order())


def test_the_modules_make_no_circle() -> None:
    graph = {module: {name for name, _ in imported(module)} - {module, "docgen"} for module in MODULES}
    assert list(TopologicalSorter(graph).static_order())


def test_the_rooms_are_those_of_the_list() -> None:
    assert set(ALLOWED) == {room(module) for module in MODULES} - TOP


@pytest.mark.parametrize("module", MODULES)
def test_only_the_command_line_prints_and_exits(module: str) -> None:
    if room(module) == "cli":
        return
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        name = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
        assert name not in ("print", "input", "exit", "quit", "SystemExit", "sys.exit", "sys.stdout", "sys.stderr"), (
            f"{module}:{getattr(node, 'lineno', 0)} {name}"
        )
