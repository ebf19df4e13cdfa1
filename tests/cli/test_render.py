"""``docgen render``: where the papers go, what is told, and with which exit code it ends."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, SAMPLES, Scratch, marked

Cli = Any
CASE = HEAD + "基本案情: 群众投诉。\n典型意义: 关乎民生。\n调查和督促履职: 本院立案。\n"
LETTERS = HEAD + "机关: {甲局: 某市某局, 乙委: 某市某委}\n检察建议: [{被建议单位: 甲局}, {被建议单位: 乙委}]\n"


def files(root: Path) -> list[str]:
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and path.name != ".docgen.json"
    )


def test_papers_go_to_two_folders_by_their_face(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    ran = cli("render", "案件.yaml", "--as", "typical-case,检察建议书")
    assert ran.code == 0
    assert files(scratch.root / "output") == [
        "内部/检察建议书-临河-规范母婴室建设.docx",
        "对外/典型案例-临河-规范母婴室建设.docx",
    ]
    assert ran.result.split("\n") == [
        "output/对外/典型案例-临河-规范母婴室建设.docx",
        "output/内部/检察建议书-临河-规范母婴室建设.docx",
        "",
    ]


def test_one_paper_of_each_entry_is_named_by_its_addressee(scratch: Scratch, cli: Cli) -> None:
    scratch.record(LETTERS)
    assert cli("render", "案件.yaml", "--as", "recommendation", "--format", "txt，json").code == 0
    assert files(scratch.root / "output") == [
        f"内部/检察建议书-临河-规范母婴室建设-{name}{suffix}"
        for name in ("乙委", "甲局")
        for suffix in (".json", ".txt")
    ]


def test_a_folder_after_o_takes_the_two_folders(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    assert cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt", "-o", "别处").code == 0
    assert files(scratch.root / "别处") == ["对外/典型案例-临河-规范母婴室建设.txt"]
    assert not (scratch.root / "output").exists()


def test_a_file_after_o_is_that_file(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    assert cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt", "-o", "稿/案例.txt").code == 0
    assert files(scratch.root / "稿") == ["案例.txt"]


def test_a_dash_after_o_prints_the_text_and_nothing_else(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    ran = cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt", "-o", "-")
    assert ran.code == 0
    assert ran.result.startswith(
        "云江省青川市临河区人民检察院督促规范母婴室建设行政公益诉讼案\n【基本案情】\n群众投诉。\n"
    )
    assert "1 份生成" in ran.talk
    assert not (scratch.root / "output").exists()


def test_a_folder_of_records_is_rendered_whole_but_for_settings_and_outputs(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE, "甲.yaml")
    scratch.record(CASE.replace("规范", "整治"), "内/乙.yml")
    scratch.record(CASE, "output/丙.yaml")
    scratch.record(CASE, ".隐/丁.yaml")
    assert cli("render", ".", "--as", "典型案例", "--format", "txt", "-o", "出").code == 0
    assert files(scratch.root / "出") == [
        "对外/典型案例-临河-整治母婴室建设.txt",
        "对外/典型案例-临河-规范母婴室建设.txt",
    ]


def test_the_last_line_sums_up(scratch: Scratch, cli: Cli) -> None:
    scratch.record(LETTERS)
    ran = cli("render", "案件.yaml", "--as", "recommendation,听证公告")
    last = ran.talk.rstrip("\n").split("\n")[-1]
    assert re.fullmatch(r"2 份生成，共 \d+ 字，\d+ 处提醒，\d+\.\d 秒", last)
    assert "听证公告" in ran.talk
    assert "跳过" in ran.talk


def test_gaps_are_told_in_one_line_for_each_paper(scratch: Scratch, cli: Cli) -> None:
    scratch.record(LETTERS)
    ran = cli("render", "案件.yaml", "--as", "recommendation")
    told = [line for line in ran.talk.split("\n") if "G001" in line]
    assert [line.partition("里有待补的内容：")[0] for line in told] == [
        "案件.yaml: 提醒 G001 检察建议书（甲局）",
        "案件.yaml: 提醒 G001 检察建议书（乙委）",
    ]
    assert all("公益受损" in line for line in told)


def test_json_tells_outputs_and_problems_in_one_object(scratch: Scratch, cli: Cli) -> None:
    text, (mark,) = marked(LETTERS.replace("甲局}, ", "甲局, 建议: [※一、核查]}, "))
    scratch.record(text)
    ran = cli("render", "案件.yaml", "--as", "recommendation,听证公告", "--format", "docx,txt", "--json")
    assert ran.code == 0
    assert ran.talk == ""
    assert set(ran.json) >= {"outputs", "problems"}
    assert [set(item) for item in ran.json["outputs"]] == [{"path", "kind", "format", "sha256", "characters"}] * 4
    for item in ran.json["outputs"]:
        assert item["kind"] == "recommendation"
        data = (scratch.root / item["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == item["sha256"]
    keys = {"path", "line", "column", "level", "code", "message", "hint"}
    assert all(set(item) == keys for item in ran.json["problems"])
    numbered = next(item for item in ran.json["problems"] if item["code"] == "R010")
    assert (numbered["path"], f"{numbered['line']}:{numbered['column']}") == ("案件.yaml", mark)
    assert numbered["level"] == "reminder"


def test_json_tells_faults_of_the_command_line_too(cli: Cli, scratch: Scratch) -> None:
    scratch.record(CASE)
    ran = cli("render", "案件.yaml", "--as", "典型案例", "--format", "doc", "--json")
    assert ran.code == 2
    assert [item["code"] for item in ran.json["problems"]] == ["U001"]
    assert ran.json["outputs"] == []


GAPS = LETTERS + "查明: 已经查明。\n"
EXITS = [
    (CASE, ["--as", "典型案例"], 0, ""),
    (CASE, ["--as", "典型案例", "--final"], 0, ""),
    (GAPS, ["--as", "recommendation", "--final"], 1, "G002"),
    (CASE, ["--as", "典型案例", "--format", "doc"], 2, "是不是“docx”？"),
    (CASE, ["--as", ""], 2, "“--as”后面没有写文种"),
    (CASE, ["--as", "典型案例", "--date", "昨天"], 2, "--date：“昨天”不像一个日期"),
    (CASE, ["--as", "典型案例", "--date", "2024年2月30日"], 2, "2月没有30日"),
    (CASE, ["--as", "典型案例", "--date", "2024年2月"], 2, "--date 要写到日"),
    (CASE, ["--as", "典型案例", "-o", "-"], 2, "docx 不能印到标准输出"),
    (CASE, ["--as", "典型案例", "--format", "txt", "-o", "甲.docx"], 2, "应当以 .txt 结尾"),
    (LETTERS, ["--as", "recommendation", "--format", "txt", "-o", "甲.txt"], 2, "这次会生成2份"),
    (LETTERS, ["--as", "recommendation", "--format", "html", "-o", "-"], 2, "这次会生成2份"),
    (CASE + "典型意意: 略\n", ["--as", "典型案例"], 3, "案件.yaml:6:1: 错误 R002"),
    ("", ["--as", "典型案例"], 3, "Y004"),
    (CASE, ["--as", "典型按例"], 2, "是不是“典型案例”？"),
    (CASE, ["--as", "典型案例", "-o", "甲.doc"], 2, "不会写 .doc 文件"),
    (CASE, ["--as", "典型案例", "-o", "甲.wps"], 2, "不会写 .wps 文件"),
    (CASE, ["--as", "trial"], 4, "trial.j2:2:1: 错误 T004 没有“没有的”这个名字"),
]


@pytest.mark.parametrize(("record", "options", "code", "words"), EXITS, ids=[f"{row[2]} {row[3]}" for row in EXITS])
def test_the_exit_code_says_what_is_at_fault(
    scratch: Scratch, cli: Cli, record: str, options: list[str], code: int, words: str
) -> None:
    scratch.template("{{ 没有的 }}\n")
    scratch.file("案件.yaml", record)
    ran = cli("render", "案件.yaml", *options)
    assert ran.code == code, ran.talk
    assert words in ran.talk
    assert "Traceback" not in ran.talk
    assert (code == 0) is bool(list(scratch.root.glob("output/*/*")))


def test_a_record_that_does_not_exist_is_a_fault_of_the_record(cli: Cli) -> None:
    ran = cli("render", "没有.yaml", "--as", "典型案例")
    assert ran.code == 3
    assert "没有.yaml" in ran.talk
    assert "找不到这个文件" in ran.talk


def test_a_faulty_configuration_is_told_at_its_line(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    scratch.file("docgen.yaml", "日期样式: 罗马数字\n")
    ran = cli("render", "案件.yaml", "--as", "典型案例")
    assert ran.code == 2
    assert "docgen.yaml:1:7: 错误 C001" in ran.talk


def test_one_bad_record_does_not_stop_the_others(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE, "甲.yaml")
    scratch.file("乙.yaml", "检察院: 某院\n")
    ran = cli("render", "乙.yaml", "甲.yaml", "--as", "典型案例")
    assert ran.code == 3
    assert "乙.yaml:1:1: 错误 R003 缺少“事由”" in ran.talk
    assert files(scratch.root / "output") == ["对外/典型案例-临河-规范母婴室建设.docx"]


def test_one_bad_paper_does_not_stop_the_others(scratch: Scratch, cli: Cli) -> None:
    scratch.template("{{ 没有的 }}\n")
    scratch.record(CASE)
    ran = cli("render", "案件.yaml", "--as", "trial,典型案例")
    assert ran.code == 4
    assert files(scratch.root / "output") == ["对外/典型案例-临河-规范母婴室建设.docx"]


def test_the_formats_and_the_date_of_the_office_are_used(scratch: Scratch, cli: Cli) -> None:
    scratch.file("docgen.yaml", "默认格式: [txt, html]\n日期样式: 汉字\n")
    scratch.record(LETTERS.replace(", {被建议单位: 乙委}", ""))
    assert cli("render", "案件.yaml", "--as", "recommendation", "--date", "2024-4-22").code == 0
    found = files(scratch.root / "output")
    assert [name.rpartition(".")[2] for name in found] == ["html", "txt"]
    text = (scratch.root / "output" / found[1]).read_text(encoding="utf-8")
    assert "〔2024〕　　号\n" in text
    assert text.endswith("二〇二四年四月二十二日\n")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_rendered_without_a_word_of_complaint(path: Path, cli: Cli, scratch: Scratch) -> None:
    ran = cli("render", path, "--as", "recommendation,typical-case", "--final", "-o", scratch.root / "出")
    assert ran.code == 0
    assert re.fullmatch(r"[23] 份生成，共 \d+ 字，\d+\.\d 秒\n", ran.talk)


def test_a_release_is_cut_to_a_length_and_its_characters_are_counted(scratch: Scratch, cli: Cli) -> None:
    path = scratch.file("稿.yaml", "体裁: 消息\n标题: 甲乙\n正文:\n  - 丙 丁。\n  - {段落: 戊。, 篇幅: 长稿}\n")
    ran = cli("render", path, "--as", "新闻通稿", "--format", "txt", "--length", "短讯", "--json")
    (output,) = ran.json["outputs"]
    assert output["path"].endswith("新闻通稿-消息-甲乙-短讯.txt")
    assert output["characters"] == 5
    ran = cli("render", path, "--as", "新闻通稿", "--format", "txt")
    assert ran.talk.startswith("1 份生成，7 字，")
    ran = cli("render", path, "--as", "新闻通稿", "--length", "中稿")
    assert (ran.code, "可以写：短讯、通稿、长稿" in ran.talk) == (2, True)


@pytest.mark.parametrize(
    "options",
    [
        ("--as", "检察建议书", "--length", "短讯"),
        ("--as", "recommendation,典型案例", "--length", "长稿"),
        ("--as", "检察建议书", "--pdf-variant", "a-2b", "--format", "docx"),
        ("--as", "检察建议书", "--pdf-variant", "a-2b", "--format", "ofd,txt"),
    ],
)
def test_an_option_that_does_nothing_here_is_refused(cli: Cli, options: tuple[str, ...]) -> None:
    ran = cli("render", SAMPLES[0], *options)
    assert (ran.code, "只用于" in ran.talk) == (2, True)
