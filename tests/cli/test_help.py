"""Help and usage errors are Chinese through and through, and every wrong command line ends with 2 and a way out."""

from __future__ import annotations

import inspect
import os
import pkgutil
import re
import subprocess
import sys
import unicodedata
from importlib import import_module
from typing import Any

import pytest
from helpers import Scratch

import docgen.cli
from docgen.cli import options
from docgen.cli.app import COMMANDS as TABLE
from docgen.cli.app import Family, Listed, app

Cli = Any
COMMANDS = [
    [],
    *([name] for name in TABLE),
    *([name, inner] for name, entry in TABLE.items() if isinstance(entry, Family) for inner in entry.commands),
]
SHARED = [name for name in vars(options) if name[0].isupper()]
"""The options that several commands have, by the names that annotations give them."""
ENGLISH = re.compile(
    r"(?i)\b(usage|error|options?|arguments?|commands?|missing|required|default|show|invalid|try|exit|got|unexpected|"
    r"message|help for|no such|does not)\b"
)


def _english(text: str) -> list[str]:
    """English words of the talk of an option parser; names of commands, options, files and formats are none."""
    bare = re.sub(r"--[\w-]+", "", text)
    return ENGLISH.findall(bare)


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_chinese(cli: Cli, command: list[str], flag: str) -> None:
    ran = cli(*command, flag)
    assert ran.code == 0
    assert ran.talk == ""
    assert ran.result.startswith(f"用法：{' '.join(['docgen', *command])}")
    assert "选项：" in ran.result
    assert re.search(r"^  -h, --help +显示这个说明$", ran.result, re.MULTILINE)
    assert _english(ran.result) == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_fits_a_terminal_and_is_aligned(cli: Cli, command: list[str]) -> None:
    def width(text: str) -> int:
        return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)

    lines = cli(*command, "--help").result.split("\n")
    assert max(map(width, lines)) <= 100
    options = lines[lines.index("选项：") + 1 :]
    starts = {width(found[0]) for line in options if (found := re.match(r"  -\S.*?\S  +(?=\S)", line))}
    assert len(starts) == 1


def test_help_names_every_command(cli: Cli) -> None:
    text = cli("--help").result
    for name, entry in TABLE.items():
        assert re.search(rf"^  {name}  +{re.escape(entry.help[:9])}", text, re.MULTILINE)


def test_every_function_with_options_is_in_the_table() -> None:
    listed = [entry for entry in TABLE.values() if isinstance(entry, Listed)]
    listed += [inner for entry in TABLE.values() if isinstance(entry, Family) for inner in entry.commands.values()]
    declared = {
        (module.name, name)
        for module in pkgutil.iter_modules(docgen.cli.__path__)
        for name, made in vars(import_module(f"docgen.cli.{module.name}")).items()
        if inspect.isfunction(made) and made.__module__ == f"docgen.cli.{module.name}" and not name.startswith("_")
        if any("typer." in str(text) or text in SHARED for text in made.__annotations__.values())
    }
    assert declared == {(entry.module, entry.function) for entry in listed}
    assert list(app().commands) == list(TABLE)


COMPLETED = [
    ("docgen sc", ["scan", "schema"]),
    ("docgen templates ", ["list", "eject", "diff", "check"]),
    ("docgen new con", ["conference"]),
    ("docgen render 案件.yaml --fo", ["--format", "--force"]),
    ("docgen templates check --j", ["--json"]),
]


@pytest.mark.parametrize(("line", "names"), COMPLETED, ids=[row[0] for row in COMPLETED])
def test_commands_and_options_are_completed(line: str, names: list[str]) -> None:
    typed = line.split(" ")
    asked = {"_DOCGEN_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(typed) - 1)}
    ran = subprocess.run(
        [sys.executable, "-m", "docgen"],
        env={**os.environ, **asked, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert ran.stdout.decode().split() == names
    assert ran.stderr == b""


WRONG = [
    (["rendr", "案件.yaml"], "没有“rendr”这个命令", "是不是“render”？"),
    (["xyz"], "没有“xyz”这个命令", "docgen --help"),
    (["render"], "缺少“记录”", "docgen render --help"),
    (["render", "案件.yaml"], "缺少“--as”", "docgen render --help"),
    (["render", "案件.yaml", "--as"], "选项“--as”后面要写内容", "--help"),
    (["render", "案件.yaml", "--as", "典型案例", "--formt", "txt"], "没有“--formt”这个选项", "是不是“--format”？"),
    (["render", "案件.yaml", "--as", "典型案例", "--force=1"], "选项“--force”后面不要写内容", "--help"),
    (["check"], "缺少“记录”", "docgen check --help"),
    (["schema", "case", "多余"], "多写了“多余”", "docgen schema --help"),
    (["schema", "发布稿子"], "没有“发布稿子”这种记录", "是不是“发布稿”？"),
    (["templates", "lst"], "没有“lst”这个命令", "是不是“list”？"),
    (["templates", "eject"], "缺少“文种”", "docgen templates eject --help"),
    (["--nothing"], "没有“--nothing”这个选项", "docgen --help"),
    ([], "没有写命令", "docgen --help"),
    (["templates"], "没有写命令", "docgen templates --help"),
]


@pytest.mark.parametrize(("arguments", "message", "hint"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_a_wrong_command_line_is_told_in_chinese(
    scratch: Scratch, cli: Cli, arguments: list[str], message: str, hint: str
) -> None:
    scratch.record("")
    ran = cli(*arguments)
    assert ran.code == 2
    assert ran.result == ""
    assert f"错误 U001 {message}" in ran.talk
    assert hint in ran.talk
    assert _english(ran.talk) == []


COMPLETE = [row[0] for row in WRONG if row[0][-1:] != ["--as"]]


@pytest.mark.parametrize("arguments", COMPLETE, ids=" ".join)
def test_a_wrong_command_line_is_told_in_json_where_that_is_asked_for(cli: Cli, arguments: list[str]) -> None:
    ran = cli(*arguments, "--json")
    assert ran.code == 2
    assert ran.talk == ""
    assert [item["code"] for item in ran.json["problems"]] == ["U001"]


def test_an_inner_fault_names_its_kind_and_place_and_no_value(
    scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docgen.papers import finish

    def broken(*_: object) -> None:
        raise KeyError("某人的身份证号")

    monkeypatch.delenv("DOCGEN_DEBUG", raising=False)
    monkeypatch.setattr(finish, "finish", broken)
    scratch.record("")
    ran = cli("render", "案件.yaml", "--as", "典型案例")
    assert ran.code == 5
    assert "案件.yaml:1:1: 错误 E003 做典型案例时 docgen 内部出错（KeyError，test_help.py:" in ran.talk
    assert "身份证" not in ran.talk
    assert "Traceback" not in ran.talk
