"""Who may import whom inside docgen, as data; and only the command line prints and exits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "docgen"
FACADE = "__init__"
ANYTHING = {FACADE, "cli", "__main__"}
"""The facade and the command line may import whatever lies below them."""
TOOLS = {"frozen", "patterns"}
"""How classes and patterns are made in every module: they may be imported anywhere."""

# A module or package → what it may import. Arrows only point down; what is not listed is forbidden.
ALLOWED: dict[str, set[str]] = {
    # What everything stands on
    "frozen": set(),
    "patterns": set(),
    "source": set(),
    "codes": set(),
    "units": set(),
    "naming": set(),
    "data": set(),
    "kept": {"data"},
    "errors": {"codes", "source"},
    "numerals": {"source"},
    "dates": {"numerals", "source"},
    "tree": {"source"},
    "pictures": {"errors", "tree"},
    "frames": {"source"},
    "files": {"errors", "source"},
    "scope": {"errors", "source"},
    "package": {"errors", "source"},
    "workbook": set(),
    # YAML → records
    "reading": {"dates", "errors", "numerals", "source"},
    "project": {"dates", "errors", "reading", "source"},
    "records": {"data", "dates", "errors", "numerals", "project", "reading", "source"},
    # Records → marked lines → tree
    "privacy": {"dates", "errors", "numerals", "reading", "records", "scope", "source", "tree"},
    "templating": {
        "data", "dates", "errors", "frames", "kept", "numerals", "project", "reading", "records", "scope", "source", "tree",
    },
    "markup": {"errors", "numerals", "pieces", "source", "tree"},
    "pieces": {"frames", "source"},
    "voice": {"source", "tree"},
    # The look, and tree → bytes
    "norm_values": {"errors", "reading", "source", "units"},
    "norm_model": {"norm_values", "units"},
    "norms": {"data", "errors", "kept", "norm_model", "norm_values", "reading", "source", "tree"},
    "placing": {"norm_model", "tree", "units"},
    "fonts": {"errors", "norm_model", "source", "tree"},
    "shape": {"norm_model", "placing", "source", "tree", "units"},
    "layout": {"fonts", "norm_model", "placing", "shape", "tree"},
    "measure": {"errors", "fonts", "norm_model", "source"},
    "writers": {"errors", "fonts", "layout", "norm_model", "placing", "shape", "source", "tree", "units"},
    # What people have → records
    "importing": {
        "data", "dates", "errors", "naming", "numerals", "package", "reading", "records", "source", "tree", "voice",
    },
    # What must agree across a kit
    "figures": {"errors", "records", "source"},
    "persons": {"errors", "records", "source"},
    "comparison": {"codes", "errors", "figures", "persons", "records", "source", "tree"},
    "tables": {"comparison", "workbook"},
    # What a reviewer would say
    "workdays": {"data", "project"},
    "checks": {
        "codes", "data", "dates", "errors", "numerals", "project", "reading", "records", "source", "workdays",
    },
    "fixing": {"checks", "errors", "files", "numerals", "reading", "records"},
    # Putting it together
    "entries": {"errors", "privacy", "reading", "records", "source", "templating"},
    "headers": {"errors", "privacy", "reading", "records", "source", "templating"},
    "papers": {
        "letterhead", "dates", "entries", "errors", "headers", "markup", "privacy", "project", "reading", "records", "scope", "source", "templating",
        "tree", "voice",
    },
    "builder": {
        "entries", "errors", "naming", "norms", "papers", "pictures", "placing", "privacy", "project", "records",
        "shape", "source", "templating", "tree", "writers",
    },
    "checking": {
        "builder", "checks", "entries", "errors", "figures", "fixing", "persons", "privacy", "project", "reading", "records", "source",
    },
    "ledger": {"dates", "records", "workbook"},
    "starter": {"data", "reading", "records", "templating"},
    "intake": {
        "builder", "errors", "files", "importing", "papers", "records", "scope", "source", "tree",
    },
    # Many records: plan → executor → files
    "building": {
        "builder", "checks", "data", "errors", "files", "kit", "materials", "naming", "papers", "project", "records", "source",
        "templating",
    },
    "snapshot": {
        "builder", "errors", "files", "naming", "norms", "papers", "privacy", "project", "records", "source", "tree", "writers",
    },
    "letterhead": {"errors", "package", "scope", "source", "templating", "writers"},
    # The public records for the other network
    "publishing": {"builder", "errors", "materials", "pictures", "privacy", "records", "source"},
    # The kit of a conference
    "materials": {"builder", "entries", "errors", "naming", "privacy", "records", "source"},
    "poster": {"figures", "layout"},
    "kit": {
        "builder", "comparison", "dates", "errors", "figures", "materials", "norms", "papers", "persons", "placing", "poster", "privacy",
        "records", "source", "tables", "tree", "writers",
    },
    "comparing": {"errors", "norms", "package", "reading", "records", "source", "tree", "writers"},
    "pytest_plugin": {"records", "snapshot"},
    "previewing": {
        "builder", "checking", "errors", "layout", "norm_model", "norms", "papers", "placing", "privacy", "project", "reading", "records",
        "shape", "snapshot", "source", "tree", "writers",
    },
    "absorbing": {
        "builder", "building", "comparing", "errors", "files", "package", "papers", "project", "reading", "records", "shape", "source",
        "templating", "tree",
    },
    "reference": {"checks", "codes", "norm_model", "norms", "privacy", "project", "reading", "records", "templating"},
}  # fmt: skip
STAGES_ONLY = {"docgen.records.models"}
"""Of records, templating knows the names of the stages and nothing else."""

MODULES = sorted(path for path in ROOT.rglob("*.py"))


def unit(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """(full name of a module of docgen, line) for every import, also inside functions and for type checkers."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((item.name, node.lineno) for item in node.names if item.name.partition(".")[0] == "docgen")
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield f"docgen.{'.'.join(path.relative_to(ROOT).parts[:-1])}", node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module == "docgen":
            yield from ((f"docgen.{item.name}", node.lineno) for item in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("docgen."):
            yield str(node.module), node.lineno


def of(name: str) -> str:
    """The unit that the module *name* belongs to; a name of the facade itself (docgen.__version__) is the facade's."""
    second = name.split(".")[1]
    return second if (ROOT / second).is_dir() or (ROOT / f"{second}.py").is_file() else FACADE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    own = unit(path)
    if own in ANYTHING:
        return
    assert own in ALLOWED, f"{own} is new: say in ALLOWED what it may import"
    wrong = [
        f"{path.name}:{line} {name}" for name, line in imported(path) if of(name) not in ALLOWED[own] | TOOLS | {own}
    ]
    assert wrong == []


def test_nobody_imports_the_command_line() -> None:
    for path in MODULES:
        if unit(path) not in ("cli", "__main__"):
            assert "cli" not in {of(name) for name, _ in imported(path)}, path


def test_the_arrows_make_no_circle() -> None:
    assert list(TopologicalSorter(ALLOWED).static_order())


def test_templating_knows_only_the_stages_of_records() -> None:
    found = {name for path in (ROOT / "templating").glob("*.py") for name, _ in imported(path) if of(name) == "records"}
    assert found <= STAGES_ONLY


def test_no_entry_for_what_is_gone() -> None:
    assert set(ALLOWED) <= {unit(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if unit(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""
        assert name not in ("print", "input", "exit", "quit", "SystemExit", "sys.exit", "sys.stdout", "sys.stderr"), (
            f"{path.name}:{getattr(node, 'lineno', 0)} {name}"
        )
