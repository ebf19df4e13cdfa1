"""No message holds a secret: not of a forced internal error, not at any verbosity, not with DOCGEN_DEBUG."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from helpers import HEAD, Scratch, process

import docgen
from docgen.papers import finish, make
from docgen.privacy.redact import files_in
from docgen.records import loader

Cli = Any
SECRETS = ("欧阳志远", "110101199003070038", "13812345678", "幸福里7号楼2单元301室")
RECORD = (
    HEAD + "基本案情: 欧阳志远住在幸福里7号楼2单元301室，电话13812345678。\n典型意义: 略。\n调查和督促履职: 略。\n"
    "当事人:\n  甲: {姓名: 欧阳志远, 对外: 欧阳某, 身份证: 110101199003070038, 电话: 13812345678, 住址: 幸福里7号楼2单元301室}\n"
)
COMMANDS = (
    ("render", "案件.yaml", "--as", "典型案例", "-v"),
    ("render", "案件.yaml", "--as", "典型案例", "--json"),
    ("build", "案件.yaml", "-v", "--jobs", "0"),
    ("check", "案件.yaml"),
    ("check", "案件.yaml", "--json"),
    ("check", "案件.yaml", "--format", "github"),
    ("publish", "案件.yaml", "-o", "公开.yaml"),
    ("snapshot", "案件.yaml", "--update"),
    ("ledger", "案件.yaml", "-o", "台账.xlsx"),
    ("ledger", "案件.yaml"),
    ("next", "案件.yaml"),
    ("add", "听证笔录", "案件.yaml"),
)
BREAKS = {
    "loader": (loader, "load"),
    "finish": (finish, "finish"),
    "make": (make, "make"),
    "bytes": (make, "to_bytes"),
}


@pytest.fixture(scope="module", autouse=True)
def everything_loaded() -> None:
    """No module is loaded while a function is replaced: it would keep the replacement for all tests after."""
    for module in pkgutil.walk_packages(docgen.__path__, "docgen."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@pytest.mark.parametrize("debug", ["", "1"])
@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_an_error_of_docgens_own_tells_no_value(
    scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], broken: str, debug: str
) -> None:
    scratch.record(RECORD)
    monkeypatch.setenv("DOCGEN_DEBUG", debug)
    owner, name = BREAKS[broken]

    def fails(*values: Any, **more: Any) -> Any:
        try:
            raise KeyError(*SECRETS)
        except KeyError as inner:
            # What Python chains to a fault is told by nobody either.
            raise ValueError(f"{SECRETS} {values!r}") from inner

    monkeypatch.setattr(owner, name, fails)
    ran = cli(*arguments)
    assert not [secret for secret in SECRETS if secret in ran.talk + ran.result]
    assert "Traceback" not in ran.talk


AGAINST = RECORD.replace("  甲:", "  欧阳志远:").replace("调查和督促履职", "调查和诉讼") + (
    "类型: 民事公益诉讼\n线索: {来源: 举报, 日期: 2024年1月9日}\n立案:\n  - {机关: 欧阳志远, 日期: 2024年2月20日}\n"
)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ledger", "案件.yaml"),
        ("ledger", "案件.yaml", "--date", "2024年9月1日"),
        ("next", "案件.yaml"),
        ("next", "案件.yaml", "--json"),
        ("add", "听证笔录,支持起诉意见书,立案决定书", "案件.yaml"),
        ("render", "案件.yaml", "--as", "立案决定书,听证笔录"),
    ],
    ids=" ".join,
)
def test_what_is_due_is_told_without_names(scratch: Scratch, cli: Cli, arguments: tuple[str, ...]) -> None:
    scratch.record(AGAINST.replace("基本案情: 欧阳志远住在幸福里7号楼2单元301室，电话13812345678。", "基本案情: 略。"))
    ran = cli(*arguments)
    assert ran.code == 0
    assert not [secret for secret in SECRETS if secret in ran.talk + ran.result]


FAULTS = {
    "unknown key": RECORD + "没有这项: 欧阳志远\n",
    "bad date": RECORD + "线索: {来源: 欧阳志远举报, 日期: 13812345678}\n",
    "bad reference": RECORD.replace("典型意义: 略。", "典型意义: ｛当事人.欧阳志远｝"),
    "twice": RECORD + "当事人: {乙: {姓名: 欧阳志远}}\n",
    "control character": RECORD.replace("欧阳志远住在", "欧阳志远\x07住在"),
    "unclosed": RECORD + '案由: "欧阳志远\n',
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("arguments", COMMANDS[:5], ids=" ".join)
def test_a_fault_of_the_record_tells_no_value(
    scratch: Scratch, cli: Cli, fault: str, arguments: tuple[str, ...]
) -> None:
    scratch.record(FAULTS[fault])
    ran = cli(*arguments)
    assert ran.code != 0 or fault == "bad date"
    said = ran.talk + ran.result
    assert not [secret for secret in SECRETS if secret in said], said


NAMED = """# 见 注释.yaml
案例集名称: 某集
案例: [甲.yaml, "乙 一.yaml", '案/*.yml',
  丙\\丁.yaml]  # 说明
案例集: 不是.yaml
前言: |
  文件见../外面.yaml
  另见《某书.yaml》。
正文:
  - {案件: 戊.yaml, 选用: [典型意义]}
  - "己.yaml"
  - /别处/庚.yaml
发布会: 发布会.yaml
"""


def test_only_records_that_a_record_names_are_looked_into() -> None:
    found = files_in(NAMED)
    assert found == (
        "甲.yaml",
        "乙 一.yaml",
        "案/*.yml",
        "丙/丁.yaml",
        "文件见../外面.yaml",
        "戊.yaml",
        "己.yaml",
        "发布会.yaml",
    )


PRESS = "案例集名称: 典型案例\n案例: [{listed}]\n前言: 欧阳志远说：“我是欧阳志远，住在幸福里7号楼2单元301室。”\n"
OF_PRESS = (
    ("check", "发布会.yaml"),
    ("render", "发布会.yaml", "--as", "典型案例集", "-v"),
    ("render", "发布会.yaml", "--as", "典型案例集", "--json"),
    ("publish", "发布会.yaml", "-o", "公开/"),
    ("render", "稿.yaml", "--as", "新闻通稿"),
    ("publish", "稿.yaml", "-o", "公开/"),
)


@pytest.mark.parametrize("listed", ["案/甲.yaml", '"案/*.yaml"', "'案/甲.yaml'"])
@pytest.mark.parametrize("arguments", OF_PRESS, ids=" ".join)
def test_what_a_case_hides_is_not_shown_of_a_conference_or_a_release(
    scratch: Scratch, cli: Cli, arguments: tuple[str, ...], listed: str
) -> None:
    scratch.record(RECORD, "案/甲.yaml")
    scratch.file("发布会.yaml", PRESS.format(listed=listed))
    scratch.file(
        "稿.yaml", "体裁: 消息\n标题: 一\n发布会: 发布会.yaml\n导语: “欧阳志远”住在｛没有｝幸福里7号楼2单元301室。\n"
    )
    ran = cli(*arguments)
    assert ran.talk or arguments[0] != "publish"
    for secret in SECRETS:
        assert secret not in ran.out.decode() + ran.err.decode()


SHAPES = {
    "next line": "当事人:\n  甲:\n    姓名:\n      欧阳志远\n",
    "block": "当事人:\n  甲:\n    姓名: 某人\n    监护人: |\n      欧阳志远\n",
    "list of lines": "当事人:\n  甲:\n    姓名: 某人\n    又名:\n    - 某甲\n    -\n      欧阳志远\n",
    "escaped": '当事人:\n  甲: {姓名: "\\u6b27\\u9633\\u5fd7\\u8fdc"}\n',
    "English keys": "parties:\n  甲:\n    full_name: 某人\n    also: [欧阳志远]\n",
    "private": "当事人:\n  甲:\n    姓名: 某人\n    private:\n      - 欧阳志远\n",
    "note": "当事人:\n  甲: {姓名: 欧阳志远（男）}\n",
    "approval": "发布审批: 检察长欧阳志远2024年6月1日批准\n",
    "attendance": "磋商: [{日期: 2024年5月16日, 参加: [副局长欧阳志远]}]\n",
    "other paper": "其他文书: [{文种: 支持起诉意见书, 原告: 欧阳志远}]\n",
}


@pytest.mark.parametrize("output", [(), ("--json",), ("--format", "github")], ids=" ".join)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_value_is_known_in_whatever_shape_it_was_typed(
    scratch: Scratch, cli: Cli, shape: str, output: tuple[str, ...]
) -> None:
    scratch.record(HEAD + SHAPES[shape] + "基本案情: ｛欧阳志远｝到场。\n")
    ran = cli("check", "案件.yaml", *output)
    assert "R008" in ran.talk + ran.result
    assert "欧阳志远" not in ran.talk + ran.result


@pytest.mark.parametrize("form", ["屏幕", "json", "html"])
def test_a_comparison_of_records_shows_no_name(scratch: Scratch, form: str) -> None:
    """Also one that the edit itself cuts, and one that only the other side registers."""
    text = "检察院: 云江省鹿鸣市松岭区人民检察院\n事由: 规范旅馆\n当事人:\n  何某: {姓名: %s, 电话: 13912345678}\n基本案情: |\n  %s到场。\n"
    scratch.record(text % ("何雨生", "何雨生"), "旧.yaml")
    scratch.record(text % ("何雨声", "何雨声，即13912345678"), "新.yaml")
    more = {"屏幕": [], "json": ["--json"], "html": ["--html", "比.html"]}[form]
    done = process(["diff", "旧.yaml", "新.yaml", *more], scratch.root)
    page = scratch.root / "比.html"
    shown = done.result + done.talk + (page.read_text(encoding="utf-8") if page.exists() else "")
    assert done.code == 1 and "到场" in shown
    assert not any(name in shown for name in ("何雨", "雨生", "雨声", "13912345678"))
    assert "雨" in process(["diff", "旧.yaml", "新.yaml", "--real-names"], scratch.root).result


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("何雨生", "何某"), ("鹿鸣云栖酒店有限公司", "鹿鸣云栖酒店有限公司"), ("松岭区住建局", "松岭区住建局")],
)
def test_the_calendar_of_the_phone_names_no_person(typed: str, shown: str) -> None:
    from docgen.review.register import _outer

    assert _outer(typed) == shown
