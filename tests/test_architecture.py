"""The pages for developers say where things are: every path that they name exists, and the picture has every room."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "docs" / "architecture.md", ROOT / "CONTRIBUTING.md"]
HOUSE = ROOT / "docgen"
PATH = re.compile(r"`((?:[\w.-]+/)+(?:[\w-]+\.(?:py|yaml|md))?)`")


def picture() -> str:
    return re.findall(r"^```\n(docgen/\n.*?)^```", PAGES[0].read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_paths_exist(page: Path) -> None:
    named = set(PATH.findall(page.read_text(encoding="utf-8")))
    assert len(named) > 5
    assert sorted(path for path in named if not (HOUSE / path).exists() and not (ROOT / path).exists()) == []


def test_the_picture_has_every_room() -> None:
    rooms = set(re.findall(r"^  ([a-z]+)/ ", picture(), re.MULTILINE))
    assert rooms == {path.name for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_modules_that_are_called_can_be_found(page: Path) -> None:
    called = set(re.findall(r"python -m ((?:docgen|tests)[\w.]+)", page.read_text(encoding="utf-8")))
    assert called
    for name in called:
        assert importlib.util.find_spec(name) is not None, name


def test_links_of_contributing_lead_somewhere() -> None:
    targets = re.findall(r"\]\(([^)#]+)", PAGES[1].read_text(encoding="utf-8"))
    assert [target for target in targets if not (ROOT / target).exists()] == []
