"""The second person belongs to whom a text was written for; a paper that another reads speaks of it in the third."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import KINDS, RECORDS, Scratch, codes, documents, finished, lines_of, made, marked, places, stem, text_of

from docgen.papers.views import words

CASE = """\
机关:
  甲: 某市某局
  乙: 某市教育局
  丙: 某市卫生健康委员会
当事人:
  店: 某某有限公司
检察建议:
  - 被建议单位: 甲
    履职情况: ｛甲｝没有查处，称“你单位无权处理”。你单位没有复查。
    认定: 你局没有查处，｛乙｝移送后你单位仍没有查处，%s。
    建议: [对附件所列3家店，请你单位查处并责令改正。]
    附件: [清单]
"""
TWO = CASE + "  - {被建议单位: 丙, 认定: 你委没有检查。, 建议: [请你单位检查。]}\n"
LETTER = "{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 建议, each: 检察建议%s ---#}\n"
ALONE = "{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 建议 ---#}\n"


def _papers(scratch: Scratch, template: str, record: str) -> list[str]:
    scratch.template(template)
    return [text_of(made(one)) for one in finished(scratch.record(record), "trial")]


def test_a_letter_speaks_to_its_agency(scratch: Scratch) -> None:
    (paper,) = _papers(
        scratch, LETTER % "" + "@主送 {{ 被建议单位.全称 }}：\n{{ 履职情况 }}\n{{ 认定 }}\n", CASE % "完"
    )
    assert paper.split("\n")[1:] == [
        "你局没有查处，称“你单位无权处理”。你局没有复查。",
        "你局没有查处，某市教育局移送后你局仍没有查处，完。",
    ]


def test_a_report_on_it_speaks_of_the_agency_and_names_it_where_another_was_named_before(scratch: Scratch) -> None:
    template = LETTER % ", 字段: {上级院: 上一级院}" + "@主送 {{ 上级院 }}：\n{{ 履职情况 }}\n{{ 认定 }}\n"
    (paper,) = _papers(scratch, template, CASE % "完" + "其他文书: [{文种: 试验, 上级院: 某省人民检察院}]\n")
    assert paper.split("\n") == [
        "某省人民检察院：",
        "某市某局没有查处，称“你单位无权处理”。该局没有复查。",
        "该局没有查处，某市教育局移送后某市某局仍没有查处，完。",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "# 报告\n{% for 一份 in 检察建议 %}\n{{ 一份.认定 }}\n{{ 一份.建议|连 }}\n{% endfor %}\n",
        "# 报告\n{% for 一份 in 案.检察建议 %}\n{{ 一份.认定 }}\n{{ 一份.建议|连 }}\n{% endfor %}\n",
        "@主送 某某人民检察院：\n{% for 一份 in 检察建议 %}\n{{ 一份.认定 }}\n{{ 一份.建议|连 }}\n{% endfor %}\n",
    ],
)
def test_a_paper_of_the_whole_case_names_each_agency_when_it_comes_to_it(scratch: Scratch, body: str) -> None:
    (paper,) = _papers(scratch, ALONE + body, TWO % "完")
    assert paper.split("\n")[1:] == [
        "某市某局没有查处，某市教育局移送后某市某局仍没有查处，完。",
        "对检察建议书附件所列3家店，请该局查处并责令改正。",
        "某市卫生健康委员会没有检查。",
        "请该委检查。",
    ]


def test_an_inner_paper_of_one_letter_speaks_to_nobody(scratch: Scratch) -> None:
    papers = _papers(scratch, LETTER % "" + "# 审查报告\n{{ 认定 }}\n", TWO % "完")
    assert papers == [
        "一、审查报告\n某市某局没有查处，某市教育局移送后某市某局仍没有查处，完。",
        "一、审查报告\n某市卫生健康委员会没有检查。",
    ]


def test_what_is_quoted_from_a_letter_by_a_reference_is_turned_too(scratch: Scratch) -> None:
    template = LETTER % ", 字段: {上级院: 上一级院, 说明: 说明}" + "@主送 {{ 上级院 }}：\n{{ 说明 }}\n"
    other = "其他文书: [{文种: 试验, 上级院: 某院, 说明: 认定如下：｛检察建议.认定｝}]\n"
    (paper,) = _papers(scratch, template, CASE.replace("｛乙｝移送后", "") % "完" + other)
    assert paper.split("\n")[1] == "认定如下：某市某局没有查处，该局仍没有查处，完。"


def test_a_decision_speaks_to_the_agency_that_its_own_field_names_and_is_filed_under_it(scratch: Scratch) -> None:
    scratch.template(
        "{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 建议, 字段: {谁: {类型: 机关}, 理由: 理由} ---#}\n"
        "@主送 {{ 谁.全称 }}：\n请你单位到场。{{ 理由 }}\n"
    )
    record = CASE % "完" + "其他文书: [{文种: 试验, 谁: 丙, 理由: 你单位已经整改。}]\n"
    (one,) = finished(scratch.record(record), "trial")
    assert lines_of(made(one))[1] == "请你委到场。你委已经整改。"
    assert one.subject == "丙"
    assert codes(one.problems) == []


@pytest.mark.parametrize("word", ["你们没有查处", "望※你认真对待", "请※您查处"])
def test_what_cannot_be_turned_is_told_where_it_stands(scratch: Scratch, word: str) -> None:
    scratch.template(ALONE + "{% for 一份 in 检察建议 %}\n{{ 一份.认定 }}\n{% endfor %}\n")
    record, (place,) = marked(CASE % (word if "※" in word else f"※{word}"))
    (one,) = finished(scratch.record(record), "trial")
    assert places(one.problems) == [f"案件.yaml:{place} G007"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("{{ 查明 }}", 1),
        ("@主送 某某人民检察院：\n{{ 查明 }}", 1),
        ("@主送 {{ 机关.丙.全称 }}：\n{{ 查明 }}", 1),
        ("请你单位到场。", 1),
        ("称“你局没有查处”。", 0),
    ],
)
def test_a_second_person_that_has_no_reader_is_told(scratch: Scratch, body: str, told: int) -> None:
    scratch.template(ALONE + body + "\n")
    (one,) = finished(scratch.record(CASE % "完" + "查明: 你局没有查处。\n"), "trial")
    assert codes(one.problems) == ["G007"] * told


UNIT = re.compile(r"你(?:单位|公司|委|局|厅|办)")
EVERY = [(path, kind) for path in RECORDS for kind in KINDS]


@pytest.mark.parametrize(("path", "kind"), EVERY, ids=[f"{stem(path)} {kind}" for path, kind in EVERY])
def test_no_kind_says_you_to_whom_it_is_not_addressed(path: Path, kind: str) -> None:
    for document in documents(path, kind):
        lines = lines_of(document)
        addressed = [line for line in lines if line.endswith("：") and re.search(r"(?:局|委员会|公司|院)：$", line)]
        whole = re.sub(r"“[^”]*”", "", "\n".join(lines))
        for word in UNIT.findall(whole):
            assert word == "你单位" or any(words.derive.you_name(line[:-1]) == word for line in addressed), word
        assert "附件所列" not in whole.replace("书附件所列", "") or "附件：" in whole


@pytest.mark.parametrize(
    ("unit", "you"),
    [("某县水务局", "你局"), ("某县卫生健康委员会", "你委"), ("某某有限公司", "你公司"), ("某县人民医院", "你单位")],
)
def test_a_reader_that_is_not_registered_is_called_by_the_kind_of_unit_it_is(
    scratch: Scratch, unit: str, you: str
) -> None:
    typed = f"其他文书: [{{文种: 案件线索移送函, 受移送单位: {unit}, 线索情况: 有人采砂。, 移送理由: 由你单位负责。, 联系人: 张三}}]\n"
    (paper,) = finished(scratch.record(typed), "clue-transfer-letter")
    words = text_of(made(paper))
    assert f"由{you}负责。" in words
    assert f"现将上述线索移送{you}，" in words
    assert "G007" not in codes(paper.problems)
