"""What docgen is called where it is installed from: no page, script or hint sends a user to a stranger's package."""

from __future__ import annotations

import re
import subprocess

import pytest
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager
from helpers import ROOT

import docgen

NAME = "jiancha-docgen"
BARE = re.compile(r"(?:pip3?|pipx|uvx?|poetry|conda) [^\n`]*(?<![-\w./])docgen(?![-\w/])(?=[\[\s'\"`=<>~]|$)")
"""An installer's command with the bare name, which on the public index is somebody else's."""
TOLD = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z", "--", "*.md", "*.py", "*.toml", "*.yaml", ".ci"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split("\0")
    if name and name != "CHANGELOG.md" and not name.startswith(("tests/", "cases/"))
]


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("$ pip install docgen", True),
        (".venv/bin/pip install docgen pytest", True),
        ("pip install 'docgen[cluster]'", True),
        ("python -m pip download docgen==0.1.0", True),
        ("uv tool install docgen", True),
        ("pipx install docgen`", True),
        ("pip install 'jiancha-docgen[cluster]'", False),
        ("pip install --find-links 轮子 jiancha-docgen pytest", False),
        ("pip install .", False),
        ("pip install --target x; docgen-setup", False),
    ],
)
def test_the_pattern_knows_a_bare_name(line: str, caught: bool) -> None:
    assert bool(BARE.search(line)) == caught


def test_nothing_tells_anybody_to_install_a_strangers_package() -> None:
    assert len(TOLD) > 100
    hits = {path.relative_to(ROOT).as_posix(): BARE.findall(path.read_text(encoding="utf-8")) for path in TOLD}
    assert {name: found for name, found in hits.items() if found} == {}


def test_the_distribution_has_a_name_of_its_own_and_the_version_of_the_package() -> None:
    metadata = ProjectMetadata(str(ROOT), PluginManager())
    assert (metadata.core.name, metadata.version) == (NAME, docgen.__version__)
    assert metadata.core.scripts == {"docgen": "docgen.cli:main"}


def test_the_version_is_written_once() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert not re.search(r"^version\s*=", settings, re.MULTILINE)
    wanted = f'"{docgen.__version__}"'
    assert [path.name for path in TOLD if wanted in path.read_text(encoding="utf-8")] == ["__init__.py"]


def test_the_script_of_setup_finds_the_link_of_the_name() -> None:
    script = (ROOT / ".ci" / "setup.py").read_text(encoding="utf-8")
    assert f"_editable_impl_{NAME.replace('-', '_')}.pth" in script
