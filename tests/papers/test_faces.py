"""What is not on the allow-list does not exist for a public paper: one test for each field of the model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from full_record import NAMES, record
from helpers import HEAD, Scratch, finished, made, marked, places, text_of

from docgen.papers import finish
from docgen.papers.views.view import PUBLIC
from docgen.records.models import Case
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Shape, specs

RECORD = record()


def _inner(shape: Shape) -> type[Model] | None:
    shape = shape.item if isinstance(shape, ListOf) else shape.value if isinstance(shape, MapOf) else shape
    return shape.model if isinstance(shape, ModelOf) else None


def _fields(model: type[Model], path: str = "") -> Iterator[tuple[str, type[Model], str]]:
    """(path of keys, model, attribute) of every field of the record, however deep."""
    for attribute, spec in specs(model).items():
        here = f"{path}.{spec.key}" if path else spec.key
        yield here, model, attribute
        if inner := _inner(spec.shape):
            yield from _fields(inner, f"{here}.{NAMES[spec.key]}" if isinstance(spec.shape, MapOf) else here)


ALL = list(_fields(Case))
ALLOWED = [path for path, model, attribute in ALL if attribute in PUBLIC.get(model, frozenset())]
CONFIDENTIAL = [path for path, model, attribute in ALL if attribute not in PUBLIC.get(model, frozenset())]


def test_every_name_on_the_allow_list_exists_in_the_model() -> None:
    for model, attributes in PUBLIC.items():
        assert attributes <= set(specs(model)), model.__name__


def test_the_model_holds_far_more_than_the_public_may_see() -> None:
    assert len(CONFIDENTIAL) > 2 * len(PUBLIC[Case])
    for path in ("机关.甲局.全称", "当事人.乙某.身份证", "当事人.乙某.姓名", "听证会.听证员", "检察建议", "承办检察官"):
        assert path in CONFIDENTIAL


@pytest.mark.parametrize("path", CONFIDENTIAL)
def test_a_public_template_cannot_read_a_confidential_field(scratch: Scratch, path: str) -> None:
    paper = scratch.trial(
        f"第二行\n{{% for 一 in [1] %}}\n{{{{ {path} }}}}\n{{% endfor %}}", RECORD, face="public", stage="宣传"
    )
    assert paper.document is None
    assert places(paper.problems) == ["trial.j2:4:1 V002"]


@pytest.mark.parametrize("path", CONFIDENTIAL)
def test_no_text_can_quote_a_confidential_field_into_a_public_paper(scratch: Scratch, path: str) -> None:
    text, (at,) = marked(record(典型意义=f"一｛※{path}｝", 发布审批="", 示例="否"))
    try:
        paper = scratch.trial("{{ 典型意义 }}", text, face="public", stage="宣传")
    except AssertionError as fault:
        # A reference to a whole group, or to what another field already quotes, is refused when the record is read.
        assert f"案件.yaml:{at} R008" in str(fault)
        return
    assert paper.document is None
    assert f"案件.yaml:{at} V002" in places(paper.problems)


@pytest.mark.parametrize("path", ALLOWED)
def test_what_is_allowed_can_be_read(scratch: Scratch, path: str) -> None:
    path = path.replace("其他部分.", "其他部分[0].")
    paper = scratch.trial(f"有{{% if {path} %}}{{% endif %}}", RECORD, face="public", stage="宣传")
    assert text_of(made(paper)) == "有"


LISTS = [
    "立案",
    "磋商",
    "检察建议",
    "回复",
    "回访",
    "听证会.听证员",
    "听证会.人民监督员",
    "听证会.参加单位",
    "证据",
    "检察建议.建议",
]
HEADERS = [f"each: {path}" for path in LISTS]
HEADERS += [
    "成文日期: 回访.日期",
    "成文日期: [回访.日期, 听证会.通知日期]",
    "仅当: 检察建议",
    "each: 检察建议, 成文日期: 决定日期",
]


@pytest.mark.parametrize("header", HEADERS)
def test_the_header_of_a_public_template_cannot_reach_a_confidential_field(scratch: Scratch, header: str) -> None:
    text, (at,) = marked(
        "{#--- kind: trial, 名称: 试验, face: public, 阶段: 宣传, " + header.replace(": ", ": ※", 1) + " ---#}\n"
    )
    scratch.template(text + "{{ 对象 or 成文日期 }}\n")
    (paper,) = finished(scratch.record(RECORD), "trial")
    assert paper.document is None
    assert {item.code for item in paper.problems} == {"V002"}
    assert paper.problems[0].span is not None
    assert paper.problems[0].span.line == int(at.split(":")[0])
    space = scratch.space()
    found = finish.check_template(space.catalog.kind("trial"), space.project, space.engine)
    assert "V002" in {item.code for item in found}


STATIC = [path for path in CONFIDENTIAL if not any(name in path for name in NAMES.values())]


@pytest.mark.parametrize("path", STATIC)
def test_a_public_template_is_found_out_without_a_record(scratch: Scratch, path: str) -> None:
    scratch.template(f"第二行\n{{% if 示例 %}}{{{{ {path} }}}}{{% endif %}}", face="public", stage="宣传")
    space = scratch.space()
    problems = finish.check_template(space.catalog.kind("trial"), space.project, space.engine)
    assert places(problems) == ["trial.j2:3:1 V002"]


WAYS = [
    "{{ 案.承办检察官 }}",
    "{{ prosecutor }}",
    "{{ 机关.甲局['全称'] }}",
    "{{ 机关['甲局'].full_name }}",
    "{{ 当事人.乙某[['身份', '证']|join] }}",
    "{{ [当事人.乙某]|map(attribute='电话')|first }}",
    "{{ 本次立案.文号 }}",
    "{% for 一次 in 本次磋商 %}{{ 一次.结果 }}{% endfor %}",
    "{% set 人 = 当事人.乙某 %}{{ 人.住址 }}",
    "{% with 人 = 当事人.乙某 %}{{ 人.住址 }}{% endwith %}",
    "{{ 案由 }}",
]


@pytest.mark.parametrize("way", WAYS)
def test_there_is_no_way_round(scratch: Scratch, way: str) -> None:
    paper = scratch.trial(way, RECORD, face="public", stage="宣传")
    assert paper.document is None
    assert places(paper.problems) == ["trial.j2:2:1 V002"]


def test_the_exact_figure_is_not_public_where_there_is_an_outer_one(scratch: Scratch) -> None:
    text = "数据: {甲: {值: 23家, 对外: 20余家}, 乙: 8家}\n"
    body = "{{ 数据.甲 }}，{{ 数据.甲.值 }}，{{ 数据.甲.对外 }}，{{ 数据.乙 }}"
    assert scratch.printed(body, text, face="public") == "20余家，20余家，20余家，8家"
    assert scratch.printed(body, text) == "23家，23家，20余家，8家"


def test_an_agency_without_an_outer_name_is_called_by_the_usual_words(scratch: Scratch) -> None:
    text = "机关: {甲: 某市某局}\n"
    body = "{{ 机关.甲 }}，{{ 机关.甲.对外 }}，{{ 机关.甲.再称 }}"
    assert scratch.printed(body, text, face="public") == "，".join(["相关行政机关"] * 3)


@pytest.mark.parametrize("asked", ["{{ 典型意义 }}", "{{ 当事人.某 }}", "{{ 当事人.某.对外 }}"])
def test_a_person_without_an_outer_name_gets_one_and_one_of_whom_none_can_be_made_stops_the_paper(
    scratch: Scratch, asked: str
) -> None:
    text, (mark,) = marked(HEAD + "当事人: {某: ※王小明}\n典型意义: 看｛某｝\n")
    assert scratch.printed(asked, text, face="public", stage="宣传").endswith("王某")
    assert scratch.printed(asked.replace(".对外", ""), text, stage="宣传").endswith("王小明")
    paper = scratch.trial(asked, text.replace("王小明", "5号"), face="public", stage="宣传")
    assert paper.document is None
    assert f"案件.yaml:{mark} V003" in places(paper.problems)


def test_a_secret_record_makes_no_public_paper_and_every_instrument(scratch: Scratch) -> None:
    text, (mark,) = marked(HEAD + "密级: ※秘密★1年\n基本案情: 略。\n")
    path = scratch.record(text)
    for kind in ("typical-case", "hearing-announcement"):
        (paper,) = finished(path, kind)
        assert paper.document is None
        assert places(paper.problems) == [f"案件.yaml:{mark} V004"]
    (letter,) = finished(path, "recommendation")
    assert letter.document is not None
