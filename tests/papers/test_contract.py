"""What the header of a template promises: each, needs, fields of its own, and a new kind in one file."""

from __future__ import annotations

import pytest
from helpers import ROOT, Scratch, finished, made, marked, places, text_of, told

import docgen
from docgen.core.errors import TemplateError
from docgen.formats import WRITERS
from docgen.papers import finish, make

HEADER = "{#--- kind: trial, 名称: 试验文书, face: instrument, 阶段: 建议%s ---#}\n"
RECORD = (
    "机关: {甲: 某市某局, 乙: 某市某委}\n当事人: {丙: 某公司}\n立案: [{机关: 甲, 日期: 2024年2月20日}]\n"
    "检察建议: [{被建议单位: 甲}, {被建议单位: 乙}]\n听证会: {参加单位: [甲, 丙], 议题: [某事], 公开: 否}\n"
)


def _papers(scratch: Scratch, header: str, body: str, record: str = RECORD) -> list[tuple[str, str]]:
    """(subject, text) of every paper of a template with *header*."""
    scratch.template(HEADER % header + body)
    return [(item.subject, text_of(made(item))) for item in finished(scratch.record(record), "trial")]


def test_each_makes_one_paper_of_each_entry(scratch: Scratch) -> None:
    found = _papers(scratch, ", each: 检察建议", "{{ 被建议单位.全称 }}")
    assert found == [("甲", "某市某局"), ("乙", "某市某委")]


def test_several_lists_are_taken_in_order_and_told_apart(scratch: Scratch) -> None:
    body = '{{ 条目 }}{{ (机关 if 条目 == "立案" else 被建议单位).全称 }}'
    found = _papers(scratch, ", each: [立案, 检察建议]", body)
    assert found == [
        ("甲-立案", "立案某市某局"),
        ("甲-检察建议", "检察建议某市某局"),
        ("乙-检察建议", "检察建议某市某委"),
    ]


def test_an_entry_of_plain_text_is_the_object(scratch: Scratch) -> None:
    assert _papers(scratch, ", each: 听证会.参加单位", "{{ 对象.全称 }}{{ 对象.是机关 }}") == [
        ("甲", "某市某局是"),
        ("丙", "某公司否"),
    ]
    assert _papers(scratch, ", each: 听证会.议题", "{{ 对象 }}") == [("某事", "某事")]


def test_the_whole_case_is_within_reach_behind_the_entry(scratch: Scratch) -> None:
    record = "法律依据: {职责: [《总》]}\n机关: {甲: 某局}\n检察建议: [{被建议单位: 甲, 法律依据: {职责: [《分》]}}, {被建议单位: 甲}]\n"
    body = "{{ 法律依据.职责|连 }}{{ 案.法律依据.职责|连 }}{{ 事由 }}"
    found = _papers(scratch, ", each: 检察建议", body, record)
    assert [text for _, text in found] == ["《分》《总》规范母婴室建设", "《总》《总》规范母婴室建设"]


def test_what_is_needed_and_lacking_is_a_gap_and_what_is_not_needed_is_nothing(scratch: Scratch) -> None:
    body = "甲{{ 公益受损 }}乙{{ 查明 }}丙{{ 线索.来源 }}丁{{ 线索.说法 }}戊{{ 听证会.主持人 }}"
    found = _papers(scratch, ", needs: [公益受损, 线索.来源, 听证会]", body)
    assert [text for _, text in found] == ["甲【待补：公益受损】乙丙【待补：线索.来源】丁戊【待补：听证会.主持人】"]


def test_without_data_a_kind_is_skipped_or_drafted_as_its_header_says(scratch: Scratch) -> None:
    record = "线索: 热线\n"
    assert _papers(scratch, ", each: 检察建议", "甲", record) == []
    assert _papers(scratch, ", each: 检察建议, 无则: 跳过", "甲", record) == []
    assert _papers(scratch, ", each: 检察建议, 无则: 草稿", "甲", record) == [("", "甲")]
    assert _papers(scratch, ", needs: [查明]", "甲", record) == []
    assert _papers(scratch, ", needs: [查明, 线索]", "甲", record) == [("", "甲")]
    assert _papers(scratch, "", "甲", record) == [("", "甲")]


def test_a_kind_is_made_only_where_its_condition_holds(scratch: Scratch) -> None:
    header = ", 仅当: 听证会.公开"
    assert _papers(scratch, header, "甲") == []
    assert _papers(scratch, header, "甲", RECORD.replace("公开: 否", "公开: 是")) == [("", "甲")]
    assert _papers(scratch, header, "甲", RECORD.replace(", 公开: 否", "")) == [("", "甲")]
    assert _papers(scratch, header, "甲", "线索: 热线\n") == []


def test_a_letter_of_another_category_is_not_made_from_the_built_in_template(scratch: Scratch) -> None:
    text, (mark,) = marked(
        "机关: {甲: 某局}\n检察建议: [{被建议单位: 甲, 类别: ※再审}, {被建议单位: 甲, 类别: 公益诉讼}]\n"
    )
    other, usual = finished(scratch.record(text), "recommendation")
    assert other.document is None
    assert places(other.problems) == [f"案件.yaml:{mark} G003"]
    assert usual.document is not None


def test_letters_of_two_categories_go_to_the_kinds_made_for_them_without_a_word(scratch: Scratch) -> None:
    path = scratch.record(
        "机关: {甲: 某局, 乙: 某委}\n检察建议: [{被建议单位: 甲, 类别: 社会治理}, {被建议单位: 乙}]\n"
    )
    for kind, addressee in (("recommendation", "乙"), ("social-governance-recommendation", "甲")):
        (letter,) = finished(path, kind)
        assert (letter.subject, places(letter.problems, "G003")) == (addressee, [])


OWN = (
    "\n".join(
        [
            "{#---",
            "kind: trial",
            "名称: 试验文书",
            "face: instrument",
            "阶段: 建议",
            "字段:",
            "  收件人: {说明: 寄给谁, 类型: 机关}",
            "  正文: {说明: 写什么, 类型: 段落}",
            "  日子: {类型: 日期}",
            "  清单: {类型: 列表}",
            "  急: {类型: 是否}",
            "  备注: 写一行",
            "needs: [收件人, 备注]",
            "---#}",
        ]
    )
    + "\n{{ 收件人.全称 }}，{{ 日子 }}，{{ 清单|连 }}，{{ 急 }}，{{ 备注 }}\n{{ 正文 }}\n"
)
PAPER = (
    "  - 文种: 试验文书\n    收件人: 甲\n    正文: |\n      首段｛数｝。\n      次段。\n"
    "    日子: 2024-1-5\n    清单: [一, 二]\n    急: 是\n    备注: 无\n"
)
CASE = "机关: {甲: 某市某局}\n数据: {数: 3件}\n其他文书:\n"


def test_a_kind_reads_its_own_fields_typed_and_with_references(scratch: Scratch) -> None:
    scratch.template(OWN)
    (paper,) = finished(scratch.record(CASE + PAPER), "trial")
    assert text_of(made(paper)) == "某市某局，2024年1月5日，一、二，是，无\n首段3件。\n次段。"


def test_several_entries_are_several_papers_and_those_of_other_kinds_none(scratch: Scratch) -> None:
    scratch.template(OWN)
    record = CASE + "  - {文种: trial, 收件人: 甲, 备注: 一}\n  - {文种: 试验文书, 备注: 二}\n"
    first, second = finished(scratch.record(record), "trial")
    assert text_of(made(first)) == "某市某局，，，，一"
    assert text_of(made(second)).startswith("【待补：收件人】")
    assert finished(scratch.record("线索: 热线\n"), "trial") == []


OWN_FAULTS = [
    ("  - {文种: 试验文书, ※正闻: 某}\n", "R002", "是不是“正文”？"),
    ("  - {文种: 试验文书, ※xyz: 某}\n", "R002", "可以写：收件人、正文"),
    ("  - {文种: 试验文书, 日子: ※昨天}\n", "R005", "不像一个日期"),
    ("  - {文种: 试验文书, 急: ※也许}\n", "R006", "只能写“是”或“否”"),
    ("  - {文种: 试验文书, 收件人: ※丁}\n", "R008", "没有在“机关”或“当事人”里登记"),
    ("  - {文种: 试验文书, 正文: 有｛※无｝}\n", "R008", "引用的名字没有登记"),
    ("  - {文种: ※试验文件}\n", "R008", "是不是“试验文书”？"),
]


@pytest.mark.parametrize(("entry", "code", "words"), OWN_FAULTS, ids=[row[0].strip() for row in OWN_FAULTS])
def test_a_fault_in_an_own_field_is_told_at_its_place(scratch: Scratch, entry: str, code: str, words: str) -> None:
    scratch.template(OWN)
    text, (mark,) = marked(
        "机关: {甲: 某市某局}\n其他文书:\n" + entry + "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
    )
    found = docgen.check(scratch.record(text))
    assert places(found) == [f"案件.yaml:{mark} {code}"]
    assert words in told(found[0])


def test_a_template_of_the_user_takes_the_place_of_the_built_in_one(scratch: Scratch) -> None:
    scratch.file("templates/mine.j2", HEADER.replace("trial", "typical-case") % "" + "自己的{{ 事由 }}\n")
    path = scratch.record("")
    (paper,) = finished(path, "typical-case")
    assert text_of(made(paper)) == "自己的规范母婴室建设"
    kinds = scratch.space().catalog.kinds
    assert kinds["typical-case"].name == "试验文书"
    assert "recommendation" in kinds


@pytest.mark.parametrize("form", WRITERS)
def test_a_new_kind_is_one_file_and_comes_in_every_format(scratch: Scratch, form: str) -> None:
    scratch.template(
        "@标题 {{ 案名 }}\n@文号 {{ 文号 }}\n# 概况\n{{ 事由 }}\n| 甲 | 乙 |\n---\n@成文日期 {{ 成文日期 }}\n"
    )
    path = scratch.record("")
    report = docgen.build([path], ["试验文书"], formats=[form], out=scratch.root / "out")
    # E002: the stand-ins for the official fonts are told where a PDF is made.
    assert [told(item) for item in report.problems if item.code != "E002"] == []
    (output,) = report.outputs
    assert output.path is not None
    assert output.path.parent.name == "内部"
    assert output.path.name == f"试验文书-临河-规范母婴室建设{WRITERS[form].suffix}"
    assert output.path.stat().st_size > 20


def test_two_templates_of_one_kind_are_a_fault_of_the_second(scratch: Scratch) -> None:
    scratch.file("templates/a.j2", HEADER % "" + "甲\n")
    scratch.file("templates/b.j2", HEADER % "" + "乙\n")
    assert places(scratch.space().catalog.problems) == ["b.j2:1:1 T009"]


HEADERS = [
    ("{#---\nkind: trial\n名称: 试验\n※fase: public\n阶段: 建议\nface: public\n---#}\n", "是不是“face”？"),
    ("{#---\nkind: trial\n名称: 试验\nface: ※pubic\n阶段: 建议\n---#}\n", "是不是“public”？"),
    ("{#---\nkind: trial\n名称: 试验\nface: public\n阶段: ※整该\n---#}\n", "是不是“整改”？"),
    ("{#---\n※kind: trial\n名称: 试验\nface: public\n---#}\n", "缺少“阶段”"),
    ("{#---\nkind: trial\n名称: 试验\nface: public\n阶段: 建议\n无则: ※算了\n---#}\n", "“无则”不能写“算了”"),
    ("{#---\nkind: trial\n名称: 试验\nface: public\n阶段: 建议\n字段:\n  甲: {类型: ※字}\n---#}\n", "是不是“文字”？"),
    ("{#--- kind: trial, 名称: 试验, face: ※pubic, 阶段: 建议 ---#}\n", "是不是“public”？"),
    ("{#--- kind: trial, 名称: 试验, face: public, ※阶断: 建议 ---#}\n", "是不是“阶段”？"),
]


@pytest.mark.parametrize(("header", "words"), HEADERS, ids=[row[1] for row in HEADERS])
def test_a_fault_of_a_header_is_told_at_its_line(scratch: Scratch, header: str, words: str) -> None:
    text, (mark,) = marked(header)
    scratch.file("templates/trial.j2", text + "甲\n")
    catalog = scratch.space().catalog
    assert "trial" not in catalog.kinds
    assert f"trial.j2:{mark} T002" in places(catalog.problems)
    assert {item.code for item in catalog.problems} == {"T002"}
    assert any(words in told(item) for item in catalog.problems)
    with pytest.raises(TemplateError) as caught:
        catalog.kind("trial")
    assert f"trial.j2:{mark} T002" in places(caught.value.problems)


def test_a_list_that_does_not_exist_is_found_without_a_record(scratch: Scratch) -> None:
    scratch.template(HEADER % ", each: 检查建议" + "甲\n")
    space = scratch.space()
    problems = finish.check_template(space.catalog.kind("trial"), space.project, space.engine)
    assert places(problems) == ["trial.j2:1:62 T002"]


def test_a_file_without_a_header_is_only_for_including(scratch: Scratch) -> None:
    scratch.file("templates/part.j2", "甲\n")
    catalog = scratch.space().catalog
    assert catalog.problems == ()
    assert "part" not in catalog.kinds


def test_the_templates_of_the_package_are_without_fault() -> None:
    space = make.workspace(ROOT)
    assert space.catalog.problems == ()
    for kind in space.catalog.kinds.values():
        assert [told(item) for item in finish.check_template(kind, space.project, space.engine)] == []
