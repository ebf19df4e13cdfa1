"""One change at a path of a record: only its own lines change, whichever way it is typed; what cannot be written is refused."""

from __future__ import annotations

import difflib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import ROOT

from docgen.core.errors import DocgenError, WriteError
from docgen.records.yaml.fields import Scalar
from docgen.review.absorb.patch import source
from docgen.review.editing import tree
from docgen.review.editing.desk import Desk, state_of
from docgen.review.editing.form import form, register
from docgen.review.editing.write import Edit, edited

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范窨井盖管理\n"


def after(typed: str, *edits: Edit) -> str:
    """The record of HEAD and *typed* after *edits*, without HEAD."""
    text = HEAD + typed
    for edit in edits:
        text = edited(text, "案件.yaml", edit)
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


def refused(typed: str, edit: Edit) -> list[str]:
    with pytest.raises(DocgenError) as caught:
        edited(HEAD + typed, "案件.yaml", edit)
    return [item.code for item in caught.value.problems]


@pytest.mark.parametrize(
    ("typed", "edit", "wanted"),
    [
        # a text: its characters alone; quotes where they are needed; the comment stays
        ("领域: 生态  # 问过\n", Edit("set", ("领域",), "市政"), "领域: 市政  # 问过\n"),
        ("案名: '甲''乙'\n", Edit("set", ("案名",), "甲: '乙'"), "案名: '甲: ''乙'''\n"),
        ("案名: 甲\n", Edit("set", ("案名",), "甲 # 乙"), "案名: '甲 # 乙'\n"),
        ("领域:   # 哪个领域\n", Edit("set", ("领域",), "市政"), "领域: 市政   # 哪个领域\n"),
        ("领域: 市政  # 问过\n", Edit("set", ("领域",), None), "领域:  # 问过\n"),
        ("领域：市政\n", Edit("set", ("领域",), "国土"), "领域：国土\n"),
        # paragraphs: only the lines that change
        ("查明: |  # 事实\n  一\n\n  二\n", Edit("set", ("查明",), "一\n二点\n三"), "查明: |  # 事实\n  一\n\n  二点\n  三\n"),
        ("查明: |\n  一\n  二\n", Edit("set", ("查明",), "二"), "查明: |\n  二\n"),
        ("查明: 一\n", Edit("set", ("查明",), "一\n二"), "查明: |\n  一\n  二\n"),
        ("查明: |   # 事实\n", Edit("set", ("查明",), "一"), "查明: |   # 事实\n  一\n"),
        # a key that is not there: in the order of the model, below its own lines
        ("查明: 二\n", Edit("set", ("领域",), "市政"), "领域: 市政\n查明: 二\n"),
        (
            "立案:\n  - 机关: 甲\n    # 记着问\n    文号: 一号\n回访: []\n",
            Edit("set", ("立案", 0, "日期"), "2024年5月6日"),
            "立案:\n  - 机关: 甲\n    日期: 2024年5月6日\n    # 记着问\n    文号: 一号\n回访: []\n",
        ),
        ("检察建议:   # 一份\n", Edit("set", ("检察建议", 0, "日期"), "2024年5月6日"), "检察建议:   # 一份\n  - 日期: 2024年5月6日\n"),
        ("", Edit("set", ("机关", "区局"), {"全称": "某局"}), "机关:\n  区局: {全称: 某局}\n"),
        # short forms
        ("机关:\n  区局: 某局 | 对外\n", Edit("set", ("机关", "区局", "对外"), "行政机关"), "机关:\n  区局: 某局 | 行政机关\n"),
        ("机关:\n  区局: 某局\n", Edit("set", ("机关", "区局", "对外"), "行政机关"), "机关:\n  区局: {全称: 某局, 对外: 行政机关}\n"),
        ("立案: {机关: 甲, 日期: 2024年5月}\n", Edit("set", ("立案", 0, "日期"), "2024年6月"), "立案: {机关: 甲, 日期: 2024年6月}\n"),
        # lists
        ("证据: [甲, 乙]  # 两项\n", Edit("add", ("证据", 1), "丙"), "证据: [甲, 丙, 乙]  # 两项\n"),
        ("证据:\n- 甲\n- 乙 # 复印\n", Edit("add", ("证据", 2), "丙"), "证据:\n- 甲\n- 乙 # 复印\n- 丙\n"),
        ("证据:\n  - 甲\n  - 甲\n", Edit("add", ("证据", 0), "甲"), "证据:\n  - 甲\n  - 甲\n  - 甲\n"),
        ("证据:\n  - 甲\n  - 乙 # 复印\n  - 丙\n", Edit("move", ("证据", 1), to=0), "证据:\n  - 乙 # 复印\n  - 甲\n  - 丙\n"),
        ("证据:\n  - 甲\n  - 乙 # 复印\n  - 丙\n", Edit("move", ("证据", 0), to=2), "证据:\n  - 乙 # 复印\n  - 丙\n  - 甲\n"),
        ("证据:\n  - 甲\n  - 乙\n", Edit("drop", ("证据", 0)), "证据:\n  - 乙\n"),
        ("证据: 甲\n", Edit("add", ("证据", 1), "乙"), "证据: [甲, 乙]\n"),
        (
            "立案:\n  - 机关: 甲\n    日期: 2024年5月  # 五月\n  - 机关: 乙\n",
            Edit("move", ("立案", 0), to=1),
            "立案:\n  - 机关: 乙\n  - 机关: 甲\n    日期: 2024年5月  # 五月\n",
        ),
        ("机关:\n  甲: {全称: 甲局}\n  乙: {全称: 乙局}\n", Edit("drop", ("机关", "甲")), "机关:\n  乙: {全称: 乙局}\n"),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_place_change(typed: str, edit: Edit, wanted: str) -> None:
    assert after(typed, edit) == wanted


@pytest.mark.parametrize(
    ("typed", "edit", "code"),
    [
        ("检察建议:\n  - 建议: [甲]\n", Edit("set", ("检察建议", 0, "日期"), "2024年2月30日"), "R005"),
        ("检察建议:\n  - 建议: [甲]\n", Edit("set", ("检察建议", 0, "类别"), "别的"), "R009"),
        ("听证会: {公开: 是}\n", Edit("set", ("听证会", "公开"), "也许"), "R006"),
        ("领域: 市政\n", Edit("set", ("领域",), "一行\n两行"), "R007"),
        ("领域: 市政\n", Edit("set", ("没有这一项",), "甲"), "K009"),
        ("", Edit("set", ("机关", "甲"), {"没有": "甲局"}), "K009"),
        ("", Edit("set", ("数据", "甲"), {"值": "3个", "阶段": "以后"}), "R009"),
        ("证据: [甲]\n", Edit("drop", ("证据", 3)), "K009"),
        ("领域: 市政\n检察建议: {\n", Edit("set", ("领域",), "国土"), "K009"),
        ("领域: 市政\n", Edit("set", ("领域",), "甲\u0007乙"), "K009"),
        # comments inside would be lost
        ("证据: [甲,\n  # 原件\n  乙]\n", Edit("add", ("证据", 0), "丙"), "K009"),
    ],
)
def test_what_cannot_be_written_is_refused(typed: str, edit: Edit, code: str) -> None:
    assert code in refused(typed, edit)


def test_windows_line_ends_and_the_mark_of_the_file_stay() -> None:
    text = "\ufeff" + (HEAD + "查明: |\n  一\n证据:\n  - 甲\n").replace("\n", "\r\n")
    for edit in (Edit("set", ("查明",), "一\n二"), Edit("add", ("证据", 1), "乙"), Edit("set", ("领域",), "市政")):
        text = edited(text, "案件.yaml", edit)
    assert text.startswith("\ufeff") and text.count("\n") == text.count("\r\n")
    assert text.removeprefix("\ufeff").replace("\r\n", "\n") == (
        HEAD + "领域: 市政\n查明: |\n  一\n  二\n证据:\n  - 甲\n  - 乙\n"
    )


def leaves(node: tree.Node, shape: tree.Shape, path: tree.Path = ()) -> Iterator[tuple[tree.Path, Scalar]]:
    for child in tree.children(node, shape):
        inner = (*path, child.step)
        if isinstance(child.shape, Scalar):
            yield inner, child.shape
        else:
            yield from leaves(child.node, child.shape, inner)


NEW = {
    "date": "2024年5月6日",
    "moment": "2024年5月",
    "yes": "是",
    "whole": "3",
    "number": "3",
    "prose": "第一段。\n第二段: # 尾。",
}


@pytest.mark.parametrize("path", sorted((ROOT / "cases").rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_value_of_every_record_can_be_written_and_comes_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    typed = source(text, path.name)
    assert typed.node is not None
    known = list(leaves(typed.node, tree.root_shape(typed)))
    chance = random.Random(path.name)
    for place, shape in chance.sample(known, min(5, len(known))):
        value = shape.choices[0] if shape.choices else NEW.get(shape.kind, "改过: 的#值“x”")
        new = edited(text, path.name, Edit("set", place, value))
        back = source(new, path.name)
        assert tree.at(tree.plain(back.node, tree.root_shape(back)), place) == value
        same = [line for line in difflib.ndiff(text.split("\n"), new.split("\n")) if line.startswith("  ")]
        assert len(same) >= len(text.split("\n")) - max(value.count("\n"), 12), place


def test_edits_are_taken_back_one_by_one_and_never_over_those_of_others(tmp_path: Path) -> None:
    record = tmp_path / "案件.yaml"
    record.write_text(HEAD, encoding="utf-8")
    desk = Desk({"案件.yaml": record}.__getitem__)
    first = desk.edit("案件.yaml", state_of(HEAD), Edit("set", ("领域",), "市政"))
    assert [(line.number, line.old, line.new) for line in first.lines] == [(3, "", "领域: 市政")]
    second = desk.edit("案件.yaml", first.state, Edit("set", ("领域",), "国土"))
    assert second.left == 2
    back = desk.undo("案件.yaml", second.state)
    assert record.read_text(encoding="utf-8") == HEAD + "领域: 市政\n"
    record.write_text(HEAD + "领域: 市政\n密级: 秘密\n", encoding="utf-8")
    for act in (
        lambda: desk.edit("案件.yaml", back.state, Edit("set", ("领域",), "海洋")),
        lambda: desk.undo("案件.yaml", back.state),
        lambda: desk.undo("案件.yaml", state_of(HEAD + "领域: 市政\n密级: 秘密\n")),
    ):
        with pytest.raises(WriteError) as caught:
            act()
        assert caught.value.problems[0].code == "W002"
    assert record.read_text(encoding="utf-8") == HEAD + "领域: 市政\n密级: 秘密\n"
    with pytest.raises(KeyError):
        desk.edit("别的.yaml", "", Edit("set", ("领域",), "海洋"))


def test_a_form_says_what_may_stand_there() -> None:
    typed = source(
        HEAD + "机关:\n  区局: 某局 | 对外\n当事人:\n  王某: 王小明\n数据:\n  井盖: 23个\n听证会: {公开: 否}\n",
        "案件.yaml",
    )
    date = form(typed, ("检察建议", 0, "日期"))
    assert (date["kind"], date["value"], date["label"]) == ("date", "", "检察建议 → 第1项 → 日期")
    assert "成文日期" in date["doc"]
    assert form(typed, ("检察建议", 0, "被建议单位"))["choices"] == ["区局", "王某"]
    assert form(typed, ("检察建议", 0, "类别"))["choices"][0] == "公益诉讼"
    assert form(typed, ("听证会", "公开"))["choices"] == ["是", "否"]
    assert form(typed, ("查明",))["kind"] == "prose"
    assert [row["words"] for row in form(typed, ("机关",))["items"]] == ["区局：某局，对外"]
    assert {row["key"]: row["words"] for row in form(typed, ())["fields"]}["机关"] == "区局"
    assert [row["key"] for row in form(typed, ("立案", 0))["fields"]][:2] == ["机关", "日期"]
    assert {(one["group"], one["insert"]) for one in register(typed)} == {
        ("数据", "｛井盖｝"), ("机关", "｛区局｝"), ("当事人", "｛王某｝"),
    }  # fmt: skip
    with pytest.raises(KeyError):
        form(typed, ("没有",))
