"""A command loads what it needs: each is run in a process of its own, which tells what has come in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import HEAD, Scratch

from docgen.cli.app import COMMANDS as TABLE
from docgen.cli.app import Family

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
WORD = frozenset(("docgen.formats.word.docx", "docgen.page.layout", "docgen.formats.word.ooxml"))
PUBLIC = frozenset(("docgen.privacy.gate", "docgen.privacy.carriers"))
CHECKS = frozenset(("docgen.checks", "docgen.checks.checking"))
BATCH = frozenset(("docgen.building.kit.folder", "docgen.building.place", "docgen.building.cluster"))
MASKS = frozenset(("docgen.privacy.replacing",))
ENTRIES = {
    name if inner is None else f"{name} {inner}": entry
    for name, found in TABLE.items()
    for inner, entry in (found.commands.items() if isinstance(found, Family) else [(None, found)])
}
"""Command, with the name of its family before it → its row of the table."""
DECLARATIONS = frozenset(f"docgen.cli.{entry.module}" for entry in ENTRIES.values())
TYPER = frozenset(("difflib", "subprocess", "traceback"))
"""What the parser of the command line brings with it."""
READS = frozenset(("yaml",))
RENDERS = READS | {"jinja2"}
COMMANDS: dict[str, frozenset[str]] = {
    "--help": frozenset(),
    "--version": frozenset(),
    "render --help": frozenset(),
    "rendr": frozenset(),
    # It offers the names of laws.
    "schema": READS | {"docgen.checks"},
    "templates list": RENDERS,
    "render 案件.yaml --as recommendation --format txt -o -": RENDERS,
    "render 案件.yaml --as recommendation --format json -o -": RENDERS,
    # Where the lines of titles end is told to browsers too.
    "render 案件.yaml --as recommendation --format html -o 文.html": RENDERS | {"budoux", "docgen.page.layout"},
    "render 案件.yaml --as recommendation -o 文.docx": RENDERS | WORD,
    "render 案件.yaml --as typical-case --format txt -o -": RENDERS | PUBLIC | MASKS | {"zipfile"},
    "check 案件.yaml": RENDERS | CHECKS | PUBLIC | {"chinese_calendar"},
    "scan 文.txt": READS | PUBLIC | {"zipfile"},
}
"""Command → what it needs of ``COSTLY``, ``WORD``, ``PUBLIC``, ``CHECKS``, ``BATCH`` and ``MASKS``."""


def _loaded(arguments: list[str], folder: Path) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", TOLD, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    code, loaded = json.loads(ran.stderr.decode().splitlines()[-1])
    assert code in (0, 1, 2), ran.stderr.decode()
    return set(loaded)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_loads_nothing_that_it_does_not_need(scratch: Scratch, command: str) -> None:
    scratch.record(CASE)
    scratch.file("文.txt", "一段文字。")
    loaded = _loaded(command.split(), scratch.root)
    assert loaded & (COSTLY | WORD | PUBLIC | CHECKS | BATCH | MASKS) - TYPER - COMMANDS[command] == set()
    called = {entry.module for name, entry in ENTRIES.items() if f"{command} ".startswith(f"{name} ")}
    assert loaded & DECLARATIONS == {f"docgen.cli.{name}" for name in called}


@pytest.mark.parametrize("command", ENTRIES)
def test_the_help_of_a_command_loads_its_module_and_nothing_of_its_work(command: str, tmp_path: Path) -> None:
    loaded = _loaded([*command.split(), "--help"], tmp_path)
    assert loaded & COSTLY - TYPER == set()
    assert loaded & DECLARATIONS == {f"docgen.cli.{ENTRIES[command].module}"}
    work = {
        "docgen.building.run",
        "docgen.papers.finish",
        "docgen.records.loader",
        "docgen.formats",
        "docgen.papers.make",
    }
    assert loaded & work == set()
