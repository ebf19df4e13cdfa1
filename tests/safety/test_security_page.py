"""SECURITY.md keeps its word: each threat that is covered names tests that exist, and floors are stated and met."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from helpers import ROOT
from packaging.requirements import Requirement
from packaging.version import Version

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([TN]\d+) \| (.+?) \| (.+?) \| (.+?) \|$", PAGE, re.MULTILINE)
COVERED = [row for row in ROWS if row[0].startswith("T")]
TESTS = sorted({test for row in COVERED for test in re.findall(r"`(tests/[^`]+)`", row[3])})
FLOORS = re.findall(r"^\| `([a-z0-9-]+)` \| ([\d.]+) \| (.+?) \|$", PAGE, re.MULTILINE)


def declared() -> dict[str, Requirement]:
    """The requirements of pyproject.toml by name."""
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {found.name: found for found in map(Requirement, data["project"]["dependencies"])}


def test_threats_are_numbered_without_a_gap() -> None:
    for letter in "TN":
        numbers = [int(row[0][1:]) for row in ROWS if row[0].startswith(letter)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= 5


def test_every_threat_that_is_covered_names_a_test() -> None:
    assert [row[0] for row in COVERED if "`tests/" not in row[3]] == []


@pytest.mark.parametrize("name", TESTS)
def test_the_test_exists(name: str) -> None:
    file, _, function = name.partition("::")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert function in functions and function.startswith("test_")


@pytest.mark.parametrize(("name", "floor"), [row[:2] for row in FLOORS], ids=[row[0] for row in FLOORS])
def test_a_floor_is_declared_and_met(name: str, floor: str) -> None:
    (bound,) = [one for one in declared()[name].specifier if one.operator == ">="]
    assert Version(bound.version) == Version(floor)
    assert Version(version(name)) >= Version(floor)


def test_whatever_reads_foreign_bytes_has_a_floor() -> None:
    assert {"jinja2", "weasyprint", "lxml", "pyyaml", "pillow", "pikepdf", "pypdfium2", "python-docx", "docxtpl"} <= {
        row[0] for row in FLOORS
    }


def test_all_that_is_declared_is_met() -> None:
    for name, wanted in declared().items():
        assert Version(version(name)) in wanted.specifier, name


def test_ci_installs_no_less(tmp_path: Path) -> None:
    pinned = dict(
        re.findall(
            r"^([a-z0-9-]+)==([^\s;]+)", (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE
        )
    )
    for name, floor, _ in FLOORS:
        assert Version(pinned[name]) >= Version(floor), name
