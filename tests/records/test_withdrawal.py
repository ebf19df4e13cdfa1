"""A case that is withdrawn (撤下) is named by no paper any more, and one fault is told once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from helpers import Scratch, marked

Cli = Any

GONE = """检察院: 云江省青川市大新区人民检察院
事由: 落实高温津贴
当事人: {冯某甲: {全称: 青川远航物流有限公司, 对外: 某物流公司}}
数据: {津贴金额: 63.4万元}
基本案情: 略。
调查和督促履职: 略。
典型意义: 略。
"""
KEPT = """检察院: 云江省青川市临河区人民检察院
事由: 规范母婴室建设
数据: {整改问题: 17处}
基本案情: 略。
调查和督促履职: 略。
典型意义: 略。
"""
EVENT = "案例集名称: 民生领域典型案例\n案例: [临河.yaml]\n撤下: [大新-津贴.yaml]\n数据: {办案数: 208件}\n人物: [{姓名: 马志强, 职务: 主席}]\n"
RELEASE = "体裁: 消息\n发布会: 发布会.yaml\n标题: 发布典型案例\n导语: 近日，发布典型案例。\n"

# (a sentence, its code): ※ where it is told.
SPEAKS = [
    ("记者从※云江省青川市大新区人民检察院获悉。", "R026"),
    ("※大新区检察院的做法受到好评。", "R026"),
    ("其中有※落实高温津贴一案。", "R026"),
    ("※青川远航物流有限公司已经补发。", "R026"),
    ("一间母婴室、一笔※高温津贴，都是小事。", "R027"),
    ("为劳动者追回※63.4万元。", "R027"),
    ("※大新区的户外劳动者拿到了钱。", "R027"),
    ("※某物流公司补发了津贴。", "R027"),
    ("追回｛※大新-津贴.津贴金额｝。", "R026"),
]
SILENT = ["临河区检察院整改17处。", "共办理208件，追回163.4万元。", "检察机关督促保护社会公共利益。"]


@pytest.fixture
def kit(scratch: Scratch) -> Scratch:
    scratch.file("大新-津贴.yaml", GONE)
    scratch.file("临河.yaml", KEPT)
    scratch.file("发布会.yaml", EVENT)
    return scratch


def found(cli: Cli, *paths: str) -> list[str]:
    """``file:line:column code`` of what is told, in order."""
    ran = cli("check", *paths, "--select", "R,F,Y", "--json")
    return [f"{one['path']}:{one['line']}:{one['column']} {one['code']}" for one in ran.json["problems"]]


@pytest.mark.parametrize("sentence, code", SPEAKS)
@pytest.mark.parametrize("kind", ["消息", "前言", "议程", "案例", "不属于发布会的稿子"])
def test_prose_that_still_speaks_of_a_withdrawn_case_is_found(
    kit: Scratch, cli: Cli, kind: str, sentence: str, code: str
) -> None:
    record = {
        "消息": ("消息.yaml", RELEASE + f"正文: {sentence}\n"),
        "前言": ("发布会.yaml", EVENT + f"前言: {sentence}\n"),
        "议程": ("发布会.yaml", EVENT + f"议程: [{{事项: 通报, 人: 马志强, 内容: {sentence}}}]\n"),
        "案例": ("临河.yaml", KEPT.replace("典型意义: 略。", f"典型意义: {sentence}")),
        "不属于发布会的稿子": ("旧稿.yaml", f"体裁: 消息\n标题: 某事\n正文: {sentence}\n"),
    }
    if "｛" in sentence and kind in ("案例", "不属于发布会的稿子"):
        code = "R008"  # There the name was never known.
    name, text = record[kind]
    plain, (at,) = marked(text)
    kit.file(name, plain)
    assert f"{name}:{at} {code}" in found(cli, ".")


@pytest.mark.parametrize("sentence", SILENT)
def test_words_and_numbers_of_the_other_cases_are_their_own(kit: Scratch, cli: Cli, sentence: str) -> None:
    kit.file("消息.yaml", RELEASE + f"正文: {sentence}\n")
    assert not [one for one in found(cli, ".") if one.endswith(("R026", "R027"))]


def test_an_office_that_has_another_case_in_the_kit_may_be_named(kit: Scratch, cli: Cli) -> None:
    kit.file("临河.yaml", KEPT.replace("临河区", "大新区"))
    kit.file("消息.yaml", RELEASE + "正文: 大新区检察院整改17处。\n")
    assert not [one for one in found(cli, ".") if one.endswith(("R026", "R027"))]


def test_a_case_cannot_be_in_the_list_and_withdrawn(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT.replace("[临河.yaml]", "[临河.yaml, 大新-津贴.yaml]"))
    assert found(cli, "发布会.yaml") == ["发布会.yaml:2:15 R022"]


def test_a_pattern_leaves_out_what_is_withdrawn(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT.replace("[临河.yaml]", "['*.yaml']"))
    assert found(cli, "发布会.yaml") == []
    assert cli("build", "发布会.yaml", "--format", "txt").code == 0
    assert "大新区检察院" not in "".join(
        path.read_text(encoding="utf-8") for path in (kit.root / "output").rglob("*.txt")
    )


def test_a_release_that_takes_the_withdrawn_case_is_refused(kit: Scratch, cli: Cli) -> None:
    kit.file("消息.yaml", RELEASE + "正文: [{案件: 大新-津贴.yaml}]\n")
    assert "消息.yaml:5:11 R026" in found(cli, "消息.yaml")
    assert cli("render", "消息.yaml", "--as", "新闻通稿").code != 0


def test_no_paper_is_made_that_names_a_withdrawn_case(kit: Scratch, cli: Cli) -> None:
    kit.file("消息.yaml", RELEASE + "正文: 大新区检察院的做法受到好评。\n")
    assert cli("render", "消息.yaml", "--as", "新闻通稿").code != 0
    assert not list((kit.root / "output").rglob("*.docx"))


# — one fault, one error —


def test_a_broken_conference_gives_one_error_and_not_one_for_each_release(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT + "亮点: [没有这个数]\n")
    for number in range(7):
        kit.file(f"稿{number}.yaml", RELEASE + "正文: [{通报人: 马志强, 事项: 情况}, 办案｛办案数｝。]\n")
    assert found(cli, ".") == ["发布会.yaml:6:6 R008"]


def test_a_conference_that_cannot_be_read_gives_one_error(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT + "时间: 2025年2月30日\n")
    for number in range(7):
        kit.file(f"稿{number}.yaml", RELEASE + "正文: [{通报人: 马志强, 事项: 情况}]\n")
    assert found(cli, ".") == ["发布会.yaml:6:5 R005"]


def test_a_day_that_does_not_exist_is_not_told_again_where_the_text_refers_to_it(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT + "时间: 2025年2月30日\n前言: ｛时间｝发布｛没有这个｝。\n")
    assert found(cli, "发布会.yaml") == ["发布会.yaml:6:5 R005", "发布会.yaml:7:12 R008"]


def test_a_case_that_cannot_be_read_is_told_once_though_many_records_name_it(kit: Scratch, cli: Cli) -> None:
    kit.file("临河.yaml", KEPT + "线索: {日期: 2024年2月30日}\n")
    for number in range(3):
        kit.file(f"稿{number}.yaml", RELEASE + "正文: 整改｛临河.整改问题｝。\n")
    assert found(cli, ".") == ["临河.yaml:7:10 R005"]


def test_one_release_alone_still_says_why_it_cannot_be_made(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT + "亮点: [没有这个数]\n")
    kit.file("消息.yaml", RELEASE + "正文: 略\n")
    assert sorted(found(cli, "消息.yaml")) == ["发布会.yaml:6:6 R008", "消息.yaml:2:6 R028"]
    assert cli("render", "消息.yaml", "--as", "新闻通稿").code != 0


def test_what_is_wrong_in_releases_shows_in_the_first_run_though_the_conference_is_at_fault_too(
    kit: Scratch, cli: Cli
) -> None:
    kit.file("发布会.yaml", EVENT + "亮点: [大新-津贴.津贴金额]\n")
    kit.file("消息.yaml", RELEASE + "正文: 追回｛大新-津贴.津贴金额｝。\n")
    assert found(cli, ".") == ["发布会.yaml:6:6 R026", "消息.yaml:5:8 R026"]


def test_of_a_leader_who_has_left_the_advice_is_not_to_register_him_again(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT + "议程: [{事项: 通报, 人: 林秋雁}]\n")
    told = cli("check", "发布会.yaml").talk
    assert re.search("不出席了的，这里也换人或者删去", told)


def test_build_of_a_folder_tells_the_fault_of_the_conference_once(kit: Scratch, cli: Cli) -> None:
    kit.file("发布会.yaml", EVENT + "亮点: [没有这个数]\n")
    for number in range(4):
        kit.file(f"稿{number}.yaml", RELEASE + "正文: 略\n")
    talk = cli("build", ".", "--format", "txt").talk
    assert talk.count("R008") == 1


def test_the_schema_and_the_page_for_authors_know_the_key() -> None:
    root = Path(__file__).parents[2]
    assert '"撤下"' in (root / "docs" / "conference.schema.json").read_text(encoding="utf-8")
