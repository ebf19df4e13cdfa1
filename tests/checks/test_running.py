"""The runner: levels, choice, silencing, the office's own settings, and what the command line shows of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen import checks
from docgen.checks import Choice
from docgen.checks.checking import Checker
from docgen.cli.run import run
from docgen.core.errors import CODES

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
WRONG = "根据《居住证暂行条例》、《社会保险法》的规定,依法立案。"

Project = Callable[[str, str], Path]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Makes a folder of its own with docgen.yaml and one record, gives the record."""

    def make(record: str, settings: str = "") -> Path:
        (tmp_path / "docgen.yaml").write_text(settings, encoding="utf-8")
        path = tmp_path / "记录.yaml"
        path.write_text(record, encoding="utf-8")
        return path

    monkeypatch.chdir(tmp_path)
    return make


def codes(path: Path, choice: Choice | None = None) -> list[str]:
    return [item.code for item in Checker(choice or Choice()).check(path).problems]


def test_findings_stand_at_their_characters(project: Project) -> None:
    found = Checker().check(project(f"{HEAD}典型意义: |\n  {WRONG}\n", "")).problems
    assert [(item.code, item.span and (item.span.line, item.span.column)) for item in found] == [
        ("P003", (4, 14)),
        ("P001", (4, 25)),
    ]


def test_select_and_ignore(project: Project) -> None:
    path = project(f"{HEAD}典型意义: |\n  {WRONG}\n", "")
    assert codes(path, Choice(select=("P",))) == ["P003", "P001"]
    assert codes(path, Choice(select=("P003",))) == ["P003"]
    assert codes(path, Choice(ignore=("P0",))) == []


@pytest.mark.parametrize(
    "record",
    [
        f"# docgen: 关闭 P001、P003\n{HEAD}典型意义: |\n  {WRONG}\n",
        f"{HEAD}# docgen: 关闭 P001, P003\n典型意义: |\n  {WRONG}\n",
        f"{HEAD}# docgen: 关闭 P\n典型意义: |\n  甲。\n  {WRONG}\n摘要: 甲。\n",
        f"{HEAD}典型意义: {WRONG}  # docgen: 关闭 p001 P003\n",
    ],
    ids=["file", "key", "letter", "line"],
)
def test_a_comment_silences(project: Project, record: str) -> None:
    checked = Checker().check(project(record, ""))
    assert checked.problems == ()
    assert checked.silenced == 2


def test_a_comment_reaches_no_further(project: Project) -> None:
    record = f"{HEAD}# docgen: 关闭 P\n摘要: {WRONG}\n典型意义: {WRONG}\n"
    assert {item.span.line for item in Checker().check(project(record, "")).problems if item.span} == {5}


def test_a_comment_that_silences_nothing_is_told(project: Project) -> None:
    found = Checker().check(project(f"{HEAD}摘要: 甲。  # docgen: 关闭 P999\n# docgen: 关闭 V001\n", "")).problems
    assert [(item.code, item.span and item.span.line) for item in found] == [("C002", 3), ("C002", 4)]


def test_the_office_silences_and_weighs(project: Project) -> None:
    path = project(f"{HEAD}典型意义: {WRONG}\n", "关闭规则: [P001]\n规则级别: {P003: 错误}\n")
    assert [(item.code, item.level) for item in Checker().check(path).problems] == [("P003", "error")]


def test_the_office_lists_its_agencies(project: Project) -> None:
    record = HEAD + "机关: {区水务局: {全称: 云江省青川市临河区水利局}}\n"
    path = project(record, "机关名录: [云江省青川市临河区水务局]\n")
    (found,) = Checker().check(path).problems
    assert (found.code, found.hint) == ("J003", "是不是“云江省青川市临河区水务局”？")


def test_the_office_brings_its_own_statutes(project: Project, tmp_path: Path) -> None:
    (tmp_path / "法规.yaml").write_text(
        "- {名称: 云江省河道条例, 施行: 2001-05-01, 废止: 2023-01-01, 条数: 40}\n", encoding="utf-8"
    )
    path = project(HEAD + "立案: 2024年3月1日\n查明: 违反《云江省河道条例》第五十条。\n", "法规表: 法规.yaml\n")
    assert [code for code in codes(path) if code != "G001"] == ["L001", "L003"]


def test_a_faulty_table_of_statutes_is_told(project: Project, tmp_path: Path) -> None:
    (tmp_path / "法规.yaml").write_text("- {名称: 云江省河道条例, 施行: 2001-02-30}\n", encoding="utf-8")
    path = project(HEAD + "查明: 违反《云江省河道条例》第五十条。\n", "法规表: 法规.yaml\n")
    found = Checker().check(path).problems
    assert [item.code for item in found] == ["R005"]
    assert {item.span.file for item in found if item.span} == {"法规.yaml"}


def test_formats(project: Project, capfd: pytest.CaptureFixture[str]) -> None:
    path = project(f"{HEAD}典型意义: 2023年2月30日立案。\n", "")
    assert run(["check", path.name, "--format", "github"]) == 1
    assert capfd.readouterr().out.startswith("::error file=记录.yaml,line=3,col=7,title=D008::")
    assert run(["check", path.name, "--format", "json"]) == 1
    (found,) = json.loads(capfd.readouterr().out)["problems"]
    assert (found["code"], found["level"], found["line"]) == ("D008", "error", 3)
    assert run(["check", path.name, "--format", "yaml"]) == 2
    assert run(["check", path.name, "--select", "Q"]) == 0


def test_explain_knows_every_code(capfd: pytest.CaptureFixture[str]) -> None:
    every = [*CODES, *checks.known()]
    assert run(["explain"]) == 0
    listed = capfd.readouterr().out
    assert [code for code in every if f"\n{code} " not in f"\n{listed}"] == []
    for code in every:
        assert run(["explain", code]) == 0
        assert capfd.readouterr().out.startswith(f"{code} ")
    assert run(["explain", "L01"]) == 2


def test_explain_tells_article_samples_and_silencing(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "a001"]) == 0
    shown = capfd.readouterr().out
    for part in ("第七十五条", "好：", "错：", "# docgen: 关闭 A001", "关闭规则: [A001]"):
        assert part in shown
    shown.encode("gbk")


def test_all_pages_can_be_shown_on_a_gbk_console(capfd: pytest.CaptureFixture[str]) -> None:
    from docgen.checks import pages

    own = {"P014", "X006", "P013"}  # their samples are about characters that no GBK console has
    for rule in checks.known().values():
        if rule.id not in own:
            pages.page(rule).encode("gbk")
