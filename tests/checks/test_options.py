"""Baseline, profiles, folding, shares among processes, and what docgen.yaml may close."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.cli import main

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
MESSY = HEAD + "查明: |\n  " + "\n  ".join(f"第{n}处位于桥下,没有标志。" for n in range(1, 9)) + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.yaml").write_text(MESSY, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["check", *arguments])
    return int(left.value.code or 0)


def test_what_a_file_has_often_is_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("甲.yaml")
    said = capsys.readouterr().err
    assert said.count("中文里的“,”是半角标点") == 1
    assert "P001 这一类共 8 处" in said
    run("甲.yaml", "-v")
    assert capsys.readouterr().err.count("中文里的“,”是半角标点") == 8


def test_a_baseline_leaves_what_is_new(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("甲.yaml", "--baseline", "基线.json")
    capsys.readouterr()
    (folder / "甲.yaml").write_text(MESSY.replace("查明: |\n", "查明: |\n  新的一行;在前面。\n"), encoding="utf-8")
    run("甲.yaml", "--baseline", "基线.json")
    said = capsys.readouterr().err
    assert "中文里的“;”是半角标点" in said
    assert "中文里的“,”" not in said
    assert "桥下" not in (folder / "基线.json").read_text(encoding="utf-8")


def test_quiet_says_nothing_where_there_is_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "甲.yaml").write_text(HEAD, encoding="utf-8")
    assert run("甲.yaml", "-q") == 0
    assert "".join(capsys.readouterr()) == ""


def test_dry_run_shows_a_diff_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("甲.yaml", "--fix", "--dry-run") == 0
    assert "+  第1处位于桥下，没有标志。" in capsys.readouterr().out
    assert (folder / "甲.yaml").read_text(encoding="utf-8") == MESSY


def test_imported_records_are_mended_only_when_asked(folder: Path) -> None:
    (folder / "甲.yaml").write_text("# 由 docgen import 从“甲.txt”导入\n" + MESSY, encoding="utf-8")
    run("甲.yaml", "--fix")
    assert "桥下," in (folder / "甲.yaml").read_text(encoding="utf-8")
    run("甲.yaml", "--fix", "--imported")
    assert "桥下," not in (folder / "甲.yaml").read_text(encoding="utf-8")


def test_two_processes_say_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "乙.yaml").write_text(MESSY, encoding="utf-8")
    run(".", "-q")
    one = capsys.readouterr().err
    run(".", "-q", "--jobs", "2")
    assert capsys.readouterr().err == one


@pytest.mark.parametrize("typed", ["关闭规则: [P099]", "规则级别: {X02: 提示}"])
def test_a_code_that_is_none_is_refused(typed: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "docgen.yaml").write_text(typed + "\n", encoding="utf-8")
    assert run("甲.yaml") != 0
    assert "是不是" in capsys.readouterr().err


def test_a_profile_chooses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("甲.yaml", "--profile", "导入")
    assert "提示 P001" in capsys.readouterr().err
    assert run("甲.yaml", "--profile", "没有") == 2


LOOKS = [
    "页面: {上: 370毫米}",
    "字号: {仿宋: 三十磅}",
    "角色: {标题: {字号: 28行}}",
    "角色: {标提: {字体: 仿宋}}",
    "配色: {本院绿: {主色: 红}}",
    "网格: {行距: 28字}",
]


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_that_cannot_be_is_told_by_check(folder: Path, capsys: pytest.CaptureFixture[str], look: str) -> None:
    (folder / "docgen.yaml").write_text("", encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "house.yaml").write_text(look + "\n", encoding="utf-8")
    (folder / "甲.yaml").write_text(HEAD, encoding="utf-8")
    assert run("甲.yaml") == 2
    said = capsys.readouterr().err
    assert "house.yaml:1:" in said
    assert "N001" in said


@pytest.mark.parametrize(
    "settings", ["默认格式: [docxx]", "默认格式: word", "默认格式: [docx, pfd]", "默认格式: [docx, PDF文件]"]
)
def test_a_default_format_that_there_is_not_is_told_by_check(
    folder: Path, capsys: pytest.CaptureFixture[str], settings: str
) -> None:
    (folder / "docgen.yaml").write_text(settings + "\n", encoding="utf-8")
    assert run("甲.yaml") == 2
    assert "docgen.yaml:1:" in capsys.readouterr().err


def test_settings_that_are_right_are_nothing_to_tell(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "docgen.yaml").write_text("默认格式: [docx, pdf]\n", encoding="utf-8")
    (folder / "templates").mkdir()
    (folder / "templates" / "house.yaml").write_text("角色:\n  正文: {字号: 小三}\n", encoding="utf-8")
    (folder / "甲.yaml").write_text(HEAD, encoding="utf-8")
    assert run("甲.yaml") == 0
    assert run("甲.yaml", "--force") == 2
    assert "要和“-o”一起用" in capsys.readouterr().err


NUMBERED = (
    HEAD
    + "机关: {区水务局: {全称: 云江省青川市临河区水务局, 你称: 你局}}\n立案: [{机关: 区水务局, 日期: 2024年2月20日, 文号: 临检行公立〔2024〕%s号}]\n"
)


@pytest.mark.parametrize(("number", "told"), [("3", 1), ("4", 0), ("13", 0), ("30", 0)])
def test_a_number_borne_in_two_records_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], number: str, told: int
) -> None:
    (folder / "甲.yaml").write_text(NUMBERED % "3", encoding="utf-8")
    (folder / "乙.yaml").write_text(NUMBERED % number, encoding="utf-8")
    assert run(".", "--select", "D013") == 0
    assert capsys.readouterr().err.count("D013") == told


@pytest.mark.parametrize(
    ("said", "told"), [("你委", 1), ("你厅", 1), ("你办", 1), ("你公司", 1), ("你局", 0), ("你单位", 0)]
)
def test_a_letter_that_speaks_to_another_is_told_by_check(
    folder: Path, capsys: pytest.CaptureFixture[str], said: str, told: int
) -> None:
    letter = f"检察建议: [{{被建议单位: 区水务局, 认定: {said}没有依法查处。, 建议: [依法查处]}}]\n"
    (folder / "甲.yaml").write_text(NUMBERED % "3" + letter, encoding="utf-8")
    run("甲.yaml", "--select", "G007")
    assert (capsys.readouterr().err.count("G007") > 0) is bool(told)
