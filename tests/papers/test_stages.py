"""A paper of an early stage cannot read what happened later: told at the template's line and at the record's."""

from __future__ import annotations

import pytest
from full_record import line_of, record
from helpers import HEAD, Scratch, finished, made, marked, places, text_of

from docgen.papers import finish
from docgen.records.models import STAGES, Case, Hearing, Recommendation
from docgen.records.yaml.fields import specs

RECORD = record()
FIELDS = [
    (stage, attribute, spec.key)
    for stage in STAGES
    for attribute, spec in specs(Case).items()
    if spec.stage and STAGES.index(spec.stage) > STAGES.index(stage)
]


@pytest.mark.parametrize(("stage", "attribute", "key"), FIELDS, ids=[f"{row[0]} {row[2]}" for row in FIELDS])
def test_a_field_of_a_later_stage_cannot_be_read(scratch: Scratch, stage: str, attribute: str, key: str) -> None:
    paper = scratch.trial(f"第二行\n{{{{ {key} }}}}\n", RECORD, stage=stage)
    assert paper.document is None
    assert places(paper.problems) == ["trial.j2:3:1 V001", f"案件.yaml:{line_of(RECORD, key)}:1 V001"]
    assert f"“{key}”" in paper.problems[0].message
    assert f"{stage}阶段的文书" in paper.problems[0].message


EARLIER = [
    (spec.stage, spec.key)
    for spec in specs(Case).values()
    if spec.stage and spec.key not in ("立案", "磋商", "检察建议")
]


@pytest.mark.parametrize(("stage", "key"), EARLIER)
def test_at_its_own_stage_a_field_can_be_read(scratch: Scratch, stage: str, key: str) -> None:
    paper = scratch.trial(f"{{% if {key} %}}有{{% endif %}}\n", RECORD, stage=stage)
    assert text_of(made(paper)) == "有"


WAYS = [
    "{% if 整改 %}有{% endif %}",
    "{% for 一次 in 回访 %}{{ 一次.情况 }}{% endfor %}",
    "{{ 整改|首行 }}",
    "{{ 案.整改 }}",
    "{{ 案['整改'] }}",
    "{{ rectification }}",
    "{% set 话 = 整改 %}{{ 话 }}",
    "{{ 整改 ~ '。' }}",
    "{{ [整改]|连 }}",
]


@pytest.mark.parametrize("way", WAYS)
def test_there_is_no_way_round(scratch: Scratch, way: str) -> None:
    paper = scratch.trial(way + "\n", RECORD)
    assert paper.document is None
    key = "回访" if "回访" in way else "整改"
    assert places(paper.problems) == ["trial.j2:2:1 V001", f"案件.yaml:{line_of(RECORD, key)}:1 V001"]


LETTER = "{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 建议, each: 检察建议 ---#}\n"
LATER_IN_LETTER = [spec.key for spec in specs(Recommendation).values() if spec.stage]


@pytest.mark.parametrize("key", LATER_IN_LETTER)
def test_a_letter_cannot_read_when_it_was_served(scratch: Scratch, key: str) -> None:
    scratch.template(LETTER + f"{{{{ {key} }}}}")
    (paper,) = finished(scratch.record(RECORD), "trial")
    assert [item.code for item in paper.problems] == ["V001", "V001"]
    assert places(paper.problems)[0] == "trial.j2:2:1 V001"
    typed = paper.problems[1].span
    assert typed is not None
    assert RECORD.split("\n")[typed.line - 1][typed.column - 1 :].startswith(f"{key}:")


def test_what_the_hearers_said_is_not_known_before_the_hearing(scratch: Scratch) -> None:
    assert specs(Hearing)["opinion"].stage == "建议"
    paper = scratch.trial("{{ 听证会.评议意见 }}", RECORD, stage="听证")
    assert [item.code for item in paper.problems] == ["V001", "V001"]


FIGURES = [(stage, later) for stage in STAGES for later in STAGES if STAGES.index(later) > STAGES.index(stage)]
ASKED = ["｛※某数｝", "｛※某数|略单位｝", "｛※数据.某数｝", "｛※数据.某数.值｝", "｛※数据.某数.对外｝", "{※某数}"]


@pytest.mark.parametrize(("stage", "later"), FIGURES)
def test_a_figure_of_a_later_stage_cannot_be_cited(scratch: Scratch, stage: str, later: str) -> None:
    text, (at, figure) = marked(HEAD + f"案由: 一二｛※某数｝三\n数据:\n  某数: ※{{值: 46处, 阶段: {later}}}\n")
    cited = scratch.trial("{{ 案由 }}", text, stage=stage)
    assert cited.document is None
    assert places(cited.problems) == [f"案件.yaml:{at} V001", f"案件.yaml:{figure} V001"]

    read = scratch.trial("第二行\n{{ 数据.某数 }}", text, stage=stage)
    assert read.document is None
    assert places(read.problems) == ["trial.j2:3:1 V001", f"案件.yaml:{figure} V001"]


@pytest.mark.parametrize("asked", ASKED)
def test_a_later_figure_cannot_be_cited_in_any_form(scratch: Scratch, asked: str) -> None:
    text, (at, figure) = marked(
        HEAD + f"公益受损: 一{asked}\n数据: {{某数: ※{{值: 46处, 对外: 40余处, 阶段: 整改}}}}\n"
    )
    paper = scratch.trial("{{ 公益受损 }}", text)
    assert paper.document is None
    assert places(paper.problems) == [f"案件.yaml:{at} V001", f"案件.yaml:{figure} V001"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_figure_can_be_cited_from_its_stage_on(scratch: Scratch, stage: str) -> None:
    text = f"案由: ｛某数｝\n数据: {{某数: {{值: 46处, 阶段: {stage}}}}}\n"
    for at in STAGES[STAGES.index(stage) :]:
        assert scratch.printed("{{ 案由 }}", text, stage=at) == "46处"


def test_a_reference_to_a_later_field_is_told_at_its_column_and_at_the_field(scratch: Scratch) -> None:
    text, (at, field) = marked("公益受损: 因为｛※整改｝\n※整改: 已经整改。\n")
    paper = scratch.trial("{{ 公益受损 }}", text)
    assert places(paper.problems) == [f"案件.yaml:{at} V001", f"案件.yaml:{field} V001"]


def test_a_reference_to_a_later_date_of_the_letter_is_told(scratch: Scratch) -> None:
    text, (at, field) = marked(
        "机关: {甲局: 某局}\n检察建议: [{被建议单位: 甲局, 认定: ｛※检察建议.送达日期｝后, ※送达日期: 2024年5月1日}]\n"
    )
    scratch.template(LETTER + "{{ 认定 }}")
    (paper,) = finished(scratch.record(text), "trial")
    assert places(paper.problems) == [f"案件.yaml:{at} V001", f"案件.yaml:{field} V001"]


@pytest.mark.parametrize(("stage", "attribute", "key"), FIELDS, ids=[f"{row[0]} {row[2]}" for row in FIELDS])
def test_a_template_is_found_out_without_a_record(scratch: Scratch, stage: str, attribute: str, key: str) -> None:
    scratch.template(f"第二行\n{{% if 事由 %}}{{{{ {key} }}}}{{% endif %}}\n", stage=stage)
    space = scratch.space()
    problems = finish.check_template(space.catalog.kind("trial"), space.project, space.engine)
    assert places(problems) == ["trial.j2:3:1 V001"]
