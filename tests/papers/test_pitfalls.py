"""What people type with the best of intentions, and what clerks do to templates: told, never printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import HEAD, ROOT, Scratch, finished, made, places, text_of

import docgen
from docgen.building import run
from docgen.building.request import Request
from docgen.core.errors import ConfigError, TemplateError
from docgen.papers import make
from docgen.records.loader import load
from docgen.review import snapshot

LETTER = """检察院: 云江省青川市临河区人民检察院
事由: 规范母婴室建设
机关:
  区住建局: {全称: 云江省青川市临河区住房和城乡建设局}
检察建议:
  - 被建议单位: 区住建局
    建议: [责令限期改正。]
"""

NOTHINGS = [
    ("    紧急情形: 否\n", "R017 8:11", "情况紧急"),
    ("    异议期限: 无\n", "R017 8:11", "有异议的"),
    ("    附件: 无\n", "R017 8:9", "附件"),
    ("    抄送: [无]\n", "R017 8:10", "抄送"),
    ("密级: 无\n", "R017 8:5", "无"),
]


@pytest.mark.parametrize(("line", "told", "words"), NOTHINGS)
def test_nothing_typed_as_a_word_counts_as_nothing(scratch: Scratch, line: str, told: str, words: str) -> None:
    path = scratch.record(LETTER + line)
    found = load(path, scratch.space().project)
    assert [f"{item.code} {item.span.line}:{item.span.column}" for item in found.problems if item.span] == [told]
    (letter,) = finished(path, "recommendation")
    assert words not in text_of(made(letter))


MISTAKES = [
    ("事由: 督促规范母婴室建设行政公益诉讼案", "R019", "写成“规范母婴室建设”"),
    ("事由: 规范母婴室建设行政公益诉讼案", "R019", "写成“规范母婴室建设”"),
    ("事由: 甲\n数据: {问题: 11家 | 10余家}", "R020", "{值: 11家, 对外: 10余家}"),
    ("事由: 甲\n数据: {问题: 11家 ｜ 近10家}", "R020", "{值: 11家, 对外: 近10家}"),
    ("事由: 甲\n机关: {甲局: 某某局}\n数据: {甲局: 3家}", "R018", "换一个名字"),
    ("事由: 甲\n数据: {回复: 3件}", "R018", "换一个名字"),
    ("事由: 甲\n数据: {案名: 3件}", "R018", "换一个名字"),
    ("事由: 甲\n立案: {文号: 临检〔2024〕03号}", "R012", "例如"),
    ("事由: 甲\n立案: {文号: 临检【2024】03号}", "R012", "写成“临检〔2024〕3号”"),
]


@pytest.mark.parametrize(("typed", "code", "hint"), MISTAKES)
def test_a_mistake_is_told_with_what_to_type(scratch: Scratch, typed: str, code: str, hint: str) -> None:
    path = scratch.file("案件.yaml", f"检察院: 云江省青川市临河区人民检察院\n{typed}\n")
    found = load(path, scratch.space().project)
    assert [(item.code, hint in item.hint) for item in found.problems if item.level == "error"] == [(code, True)]


@pytest.mark.parametrize("period", ["2024年1月至11月", "上半年", "1—11月", "截至2024年6月"])
def test_a_period_in_the_short_form_of_a_figure_is_fine(scratch: Scratch, period: str) -> None:
    path = scratch.record(f"数据: {{问题: 11家 | {period}}}\n")
    assert load(path, scratch.space().project).problems == ()


HEADERS = [
    ("needs: [没有的键]", "T002"),
    ("仅当: 听证会.公幵", "T002"),
    ("成文日期: 日朝", "T002"),
    ("each: 检察建议, 限于: {类另: 公益诉讼}", "T002"),
    ("norm: legal-instrumnet", "T002"),
]


@pytest.mark.parametrize(("header", "code"), HEADERS)
def test_a_header_that_leads_nowhere_is_found_at_its_line(scratch: Scratch, header: str, code: str) -> None:
    scratch.template("{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 建议,\n" + header + " ---#}\n甲\n")
    space = scratch.space()
    found = make.check_template(space.catalog.kind("trial"), space)
    assert [f"{item.code} {item.span.line}" for item in found if item.span] == [f"{code} 2"]


def test_an_unknown_role_is_found_without_a_record(scratch: Scratch) -> None:
    scratch.template("@正问 甲\n")
    space = scratch.space()
    (fault,) = make.check_template(space.catalog.kind("trial"), space)
    assert (fault.code, fault.hint) == ("T007", "是不是“正文”？")
    assert places([fault]) == ["trial.j2:2:1 T007"]


OWN = (ROOT / "templates" / "recommendation.j2").read_text(encoding="utf-8")


def test_a_template_of_a_built_in_name_and_another_kind_leaves_the_built_in_alone(scratch: Scratch) -> None:
    body = OWN.replace("kind: recommendation", "kind: my-letter").replace("名称: 检察建议书", "名称: 我的建议书")
    scratch.file("templates/recommendation.j2", body.replace("@文种 {{ 诉前文书.名称 }}", "@文种 我的建议书"))
    path = scratch.record(LETTER)
    (ours,) = finished(path, "recommendation")
    (mine,) = finished(path, "my-letter")
    assert "检察建议书" in text_of(made(ours)).split("\n")
    assert "我的建议书" in text_of(made(mine)).split("\n")


BROKEN = [
    OWN.replace("face: instrument", "face: 内部文书").encode(),
    OWN.encode("gbk"),
    OWN.replace("{#---", "{#", 1).replace("kind:", "king:").encode(),
]


@pytest.mark.parametrize("data", BROKEN, ids=["face", "encoding", "header"])
def test_a_broken_template_of_the_office_is_never_replaced_by_ours_unnoticed(scratch: Scratch, data: bytes) -> None:
    path = scratch.root / "templates" / "recommendation.j2"
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(TemplateError) as caught:
        scratch.space().catalog.kind("recommendation")
    assert any(
        item.code == "T002" and item.span and Path(item.span.file).resolve() == path for item in caught.value.problems
    )


def test_two_kinds_of_one_chinese_name_are_told(scratch: Scratch) -> None:
    scratch.template(OWN.replace("kind: recommendation", "kind: my-letter"))
    assert {item.code for item in scratch.space().catalog.problems} == {"T009"}


def test_a_typo_in_a_template_never_costs_an_accepted_snapshot(scratch: Scratch) -> None:
    scratch.template("@标题 {{ 检察院 }}\n")
    scratch.record(HEAD)
    accepted = len(snapshot.compare(scratch.root, update=True).written)
    for body in ("@标题 {{ 检查院 }}\n", "{#--- kind: trial, 名字: 坏 ---#}\n"):
        scratch.template(body)
        found = snapshot.compare(scratch.root, update=True)
        assert found.problems
        assert (found.written, found.deleted) == ([], [])
    assert len(list((scratch.root / "snapshots").rglob("*.snap.txt"))) == accepted


def test_a_reference_in_the_matter_shows_its_outer_name_in_a_public_file_name(scratch: Scratch) -> None:
    text = "检察院: 云江省青川市临河区人民检察院\n事由: 整治｛万汇商业｝母婴室\n当事人: {万汇商业: {全称: 万汇公司, 对外: 某商场}}\n"
    path = scratch.record(text)
    report = run.report(Request((path,), ("typical-case",), ("txt",)))
    (output,) = report.outputs
    assert output.path is not None
    assert output.path.name == "典型案例-临河-整治某商场母婴室.txt"


def test_what_is_asked_for_twice_is_made_once(scratch: Scratch) -> None:
    path = scratch.record(HEAD + "基本案情: 甲。\n")
    kinds, formats = ("typical-case", "典型案例"), ("txt", "txt")
    report = run.report(Request((path, path), kinds, formats))
    assert len(report.outputs) == 1


def test_a_format_of_docgen_yaml_that_does_not_exist_is_told_at_its_line(scratch: Scratch) -> None:
    scratch.file("docgen.yaml", "默认格式: [docx, pdx]\n")
    path = scratch.record(HEAD)
    with pytest.raises(ConfigError) as caught:
        run.report(Request((path,), ("typical-case",)))
    assert [f"{item.code} {item.span.line}:{item.span.column}" for item in caught.value.problems if item.span] == [
        "C001 1:14"
    ]


def test_a_number_pattern_for_no_kind_is_told_at_its_line(scratch: Scratch) -> None:
    scratch.file("docgen.yaml", "文号格式:\n  检查建议书: 临检〔{年}〕{序号}号\n")
    path = scratch.record(HEAD + "基本案情: 甲。\n")
    report = run.report(Request((path,), ("typical-case",), ("txt",)))
    for problems in (report.problems, docgen.check(path)):
        (fault,) = [item for item in problems if item.level == "error"]
        assert (fault.code, fault.hint, fault.span and fault.span.line) == ("C001", "是不是“检察建议书”？", 2)
