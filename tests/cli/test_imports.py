"""A command loads what it needs: each is run in a process of its own, which tells what has come in."""

from __future__ import annotations

import ast
import json
import os
import pkgutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from helpers import HEAD, Scratch

from docgen.cli import commands
from docgen.cli.commands import COMMANDS as TABLE
from docgen.cli.commands import Entry

CASE = HEAD + "基本案情: 某公司排污。\n典型意义: 略。\n调查和督促履职: 略。\n"
TOLD = """
import json, sys
from docgen.cli.run import run
code = run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
COSTLY = frozenset(
    (
        "PIL", "asyncio", "budoux", "chinese_calendar", "concurrent.futures", "csv", "difflib", "distributed", "docx", "docxtpl",
        "email", "fontTools", "http", "importlib.metadata", "jinja2", "logging", "lxml", "multiprocessing", "numpy", "openpyxl", "pebble", "pydantic",
        "pikepdf", "pypdfium2", "rich", "socket", "sqlite3", "ssl", "subprocess", "tinycss2", "traceback", "uharfbuzz", "unittest",
        "weasyprint", "xml.etree", "yaml", "zipfile",
    )
)  # fmt: skip
"""Modules that take a good part of a letter's time, or much memory, to load."""
WORD = frozenset(("docgen.writers.docx", "docgen.layout", "docgen.writers.ooxml"))
PUBLIC = frozenset(("docgen.privacy.gate", "docgen.privacy.carriers"))
CHECKS = frozenset(("docgen.checks", "docgen.checking"))
BATCH = frozenset(("docgen.building.kits", "docgen.building.place", "docgen.building.cluster"))
MASKS = frozenset(("docgen.privacy.mask",))
DECLARATIONS = frozenset(f"docgen.cli.commands.{module.name}" for module in pkgutil.iter_modules(commands.__path__))
TYPER = frozenset(("difflib", "subprocess", "traceback"))
"""What the parser of the command line brings with it."""
READS = frozenset(("yaml",))
RENDERS = READS | {"jinja2"}
COMMANDS: dict[str, frozenset[str]] = {
    "--help": frozenset(),
    "--version": frozenset(),
    "render --help": frozenset(),
    "rendr": frozenset(),
    "schema": READS,
    "templates list": RENDERS,
    "render 案件.yaml --as recommendation --format txt -o -": RENDERS,
    "render 案件.yaml --as recommendation --format json -o -": RENDERS,
    # Where the lines of titles end is told to browsers too.
    "render 案件.yaml --as recommendation --format html -o 文.html": RENDERS | {"budoux", "docgen.layout"},
    "render 案件.yaml --as recommendation -o 文.docx": RENDERS | WORD,
    "render 案件.yaml --as typical-case --format txt -o -": RENDERS | PUBLIC | MASKS | {"zipfile"},
    "check 案件.yaml": RENDERS | CHECKS | PUBLIC | {"chinese_calendar"},
    "scan 文.txt": READS | PUBLIC | {"zipfile"},
}
"""Command → what it needs of ``COSTLY``, ``WORD``, ``PUBLIC``, ``CHECKS``, ``BATCH`` and ``MASKS``."""

DECLARED_IN = {
    command: {found.module for name, found in TABLE.items() if name == command.split()[0] and isinstance(found, Entry)}
    for command in COMMANDS
} | {"templates list": {"templates"}}
"""Command → the module with its options; the options of no other command are looked at."""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_loads_nothing_that_it_does_not_need(scratch: Scratch, command: str, tmp_path: Path) -> None:
    scratch.record(CASE)
    scratch.file("文.txt", "一段文字。")
    settings = {**os.environ, "DOCGEN_CACHE": str(tmp_path / "缓存"), "PYTHONIOENCODING": "utf-8"}
    for _ in ("nothing kept", "all kept"):
        ran = subprocess.run(
            [sys.executable, "-c", TOLD, *command.split()],
            cwd=scratch.root,
            env=settings,
            capture_output=True,
            check=False,
        )
        code, loaded = json.loads(ran.stderr.decode().splitlines()[-1])
        assert code in (0, 1, 2), ran.stderr.decode()
        needless = set(loaded) & (COSTLY | WORD | PUBLIC | CHECKS | BATCH | MASKS) - TYPER - COMMANDS[command]
        assert needless == set()
        assert set(loaded) & DECLARATIONS == {f"docgen.cli.commands.{name}" for name in DECLARED_IN[command]}


def test_a_letter_loads_no_module_that_compiles_patterns(scratch: Scratch) -> None:
    """They are compiled at their first use (``docgen.patterns``): a letter needs half of them."""
    scratch.record(CASE)
    command = ["render", "案件.yaml", "--as", "recommendation,typical-case", "--format", "docx,html,txt"]
    ran = subprocess.run(
        [sys.executable, "-c", TOLD, *command],
        cwd=scratch.root,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    _, loaded = json.loads(ran.stderr.decode().splitlines()[-1])
    own = [name for name in loaded if name.partition(".")[0] == "docgen"]
    assert len(own) > 100
    assert [name for name in own if _compiles_when_loaded(name)] == []


def _compiles_when_loaded(name: str) -> bool:
    found = find_spec(name)
    assert found is not None
    assert found.origin is not None
    todo: list[ast.AST] = list(ast.parse(Path(found.origin).read_text(encoding="utf-8")).body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            return True
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            todo += ast.iter_child_nodes(node)
    return False
