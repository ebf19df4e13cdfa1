"""A scratch project whose own pytest suite runs its snapshots, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import HEAD

SETTINGS = '[tool.pytest.ini_options]\ndocgen_records = ["案件"]\n'
RECORD = HEAD + "基本案情: |\n  群众反映没有母婴室。\n调查和督促履职: |\n  本院立案。\n典型意义: |\n  意义重大。\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "案件").mkdir()
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "案件" / "母婴室.yaml").write_text(RECORD, encoding="utf-8")
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n", encoding="utf-8")
    return tmp_path


def suite(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and the talk of pytest in *folder*, without the settings of our own run."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CI"))}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments]
    done = subprocess.run(
        command, cwd=folder, env={**environment, "PYTHONUTF8": "1"}, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


def test_new_accepted_changed_and_gone_records(project: Path) -> None:
    code, talk = suite(project)
    assert code == 1
    assert "还没有快照" in talk
    assert "1 failed, 2 passed" in talk

    assert suite(project, "--snapshot-update")[0] == 0
    code, talk = suite(project)
    assert (code, "3 passed" in talk) == (0, True)

    record = project / "案件" / "母婴室.yaml"
    record.write_text(RECORD.replace("没有母婴室", "母婴室太少"), encoding="utf-8")
    code, talk = suite(project)
    assert code == 1
    assert "+ [正文] 群众反映母婴室太少。" in talk
    assert "Traceback" not in talk

    record.rename(project / "案件" / "改名.yaml")
    code, talk = suite(project, "-k", "没有用到")
    assert code == 1
    assert "这个快照没有用到" in talk


def test_without_the_setting_nothing_is_collected(project: Path) -> None:
    (project / "pyproject.toml").unlink()
    assert "1 passed" in suite(project)[1]


def test_a_folder_that_is_not_there_is_told(project: Path) -> None:
    (project / "pyproject.toml").write_text(SETTINGS.replace("案件", "没有"), encoding="utf-8")
    code, talk = suite(project)
    assert (code, "docgen_records：没有“没有”" in talk) == (4, True)
