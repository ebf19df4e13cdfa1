"""What people type becomes YAML: the mended text, what it means, and what is said about it."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from docgen.records.yaml.fields import Shape
from docgen.records.yaml.repair import repair
from tests.records.tools import CASE, taken


class Row(NamedTuple):
    name: str
    typed: str
    wanted: Any
    told: list[str]


COLONS = [
    Row("space before", "检察院 ： 甲", {"检察院": "甲"}, ["Y010 1:5"]),
    Row("wide, then no more", "机关：\n  区局：\n    全称：甲", {"机关": {"区局": {"全称": "甲"}}}, ["Y010 1:3"]),
    Row("the value has colons", "案名：甲：乙:丙", {"案名": "甲：乙:丙"}, ["Y010 1:3"]),
    Row("in text it is text", "证据:\n  - 主送：甲\n  - 证人：乙", {"证据": ["主送：甲", "证人：乙"]}, []),
    Row("plain colon in an item", "证据:\n  - 证人: 乙", {"证据": ["证人: 乙"]}, []),
    Row("in a list of mappings", "立案:\n  - 机关：区局\n    日期：2023年", {"立案": [{"机关": "区局", "日期": "2023年"}]},
        ["Y010 2:7"]),
    Row("an unknown word between keys", "检察院: 甲\n检查院：乙", {"检察院": "甲", "检查院": "乙"}, ["Y010 2:4"]),
    Row("prose under a mapping", "调查和督促履职:\n  经查：甲\n  认定：乙", {"调查和督促履职": "经查：甲\n认定：乙"}, ["Y016 3:3"]),
    Row("steps under a mapping", "调查和督促履职:\n  发现：甲\n  查明：乙", {"调查和督促履职": {"发现": "甲", "查明": "乙"}},
        ["Y010 2:5"]),
    Row("prose with a plain colon", "查明:\n  2023年1月: 甲", {"查明": "2023年1月: 甲"}, []),
    Row("in braces", "线索: {来源：甲，说法：乙，丙}", {"线索": {"来源": "甲", "说法": "乙，丙"}}, ["Y010 1:8"]),
    Row("in braces, no space", "线索: {来源:甲, 说法:10:30}", {"线索": {"来源": "甲", "说法": "10:30"}}, ["Y011 1:8"]),
    Row("json", '{"检察院":"甲","证据":["乙"]}', {"检察院": "甲", "证据": ["乙"]}, []),
    Row("quoted key", '"检察院"：甲', {"检察院": "甲"}, ["Y010 1:6"]),
    Row("invisible before a key", "检察院: 甲\n\u200b事由: 乙", {"检察院": "甲", "事由": "乙"}, ["Y012 2:1"]),
    Row("invisible after a key", "检察院\u200b: 甲", {"检察院": "甲"}, []),
    Row("full-width space after the colon", "检察院:　甲", {"检察院": "甲"}, ["Y011 1:4"]),
    Row("key that begins with a sign", "数据:\n  \"*甲\": 乙\n  '%丙': 丁", {"数据": {"*甲": "乙", "%丙": "丁"}}, []),
    Row("name that begins with a sign", "数据:\n  *甲*: 乙\n  @丙：丁", {"数据": {"*甲*": "乙", "@丙": "丁"}}, ["Y010 3:5"]),
]  # fmt: skip

MARGINS = [
    Row("tab takes the step of the file", "线索:\n    来源: 甲\n听证会:\n\t时间: 乙\n    地点: 丙",
        {"线索": {"来源": "甲"}, "听证会": {"时间": "乙", "地点": "丙"}}, ["Y012 4:1"]),
    Row("the whole file is indented", "  检察院: 甲\n  事由: 乙", {"检察院": "甲", "事由": "乙"}, []),
    Row("too deep", "检察院: 甲\n  事由: 乙\n案由: 丙", {"检察院": "甲", "事由": "乙", "案由": "丙"}, ["Y025 2:3"]),
    Row("one space off", "线索:\n  来源: 甲\n 说法: 乙\n事由: 丙",
        {"线索": {"来源": "甲", "说法": "乙"}, "事由": "丙"}, ["Y025 3:2"]),
    Row("not deep enough", "线索:\n来源: 甲\n说法: 乙\n事由: 丙",
        {"线索": {"来源": "甲", "说法": "乙"}, "事由": "丙"}, ["Y025 2:1"]),
    Row("item off", "证据:\n  - 甲\n   - 乙\n - 丙", {"证据": ["甲", "乙", "丙"]}, ["Y025 3:4", "Y025 4:2"]),
    Row("items at the margin of the key", "证据:\n- 甲\n- 乙\n事由: 丙", {"证据": ["甲", "乙"], "事由": "丙"}, []),
    Row("key of the item off", "立案:\n  - 机关: 甲\n   日期: 乙", {"立案": [{"机关": "甲", "日期": "乙"}]}, ["Y025 3:4"]),
    Row("mapping below a value", "线索: 群众投诉\n  日期: 甲", {"线索": "群众投诉", "日期": "甲"}, ["Y025 2:3"]),
    Row("text among keys", "检察院: 甲\n第二行\n第三行\n事由: 乙", {"检察院": "甲", "事由": "乙"}, ["Y024 2:1"]),
    Row("text after brackets", "证据: [甲]\n第二行\n事由: 乙", {"证据": ["甲"], "事由": "乙"}, ["Y028 2:1"]),
    Row("item among keys", "检察院: 甲\n- 乙\n事由: 丙", {"检察院": "甲", "事由": "丙"}, ["Y028 2:1"]),
    Row("heading above the record", "案件记录\n检察院: 甲\n事由: 乙", {"检察院": "甲", "事由": "乙"}, ["Y028 1:1"]),
    Row("text in a list", "证据:\n  - 甲\n  乙\n事由: 丙", {"证据": ["甲"], "事由": "丙"}, ["Y028 3:3"]),
]  # fmt: skip

LISTS = [
    Row("dash without space, mapping", "立案:\n  -机关: 甲\n   日期: 乙\n  -机关: 丙\n    日期: 丁",
        {"立案": [{"机关": "甲", "日期": "乙"}, {"机关": "丙", "日期": "丁"}]}, ["Y013 2:3"]),
    Row("dash and full-width space", "证据:\n  -　甲", {"证据": ["甲"]}, ["Y013 2:3"]),
    Row("minus in a text", "要旨: -5℃\n查明:\n  -5℃", {"要旨": "-5℃", "查明": "-5℃"}, []),
    Row("dash in an item", "证据:\n  - -5℃\n  - - 甲", {"证据": ["-5℃", "- 甲"]}, []),
    Row("lists in a list", "其他文书:\n  - - 甲\n    - 乙\n  - 丙", {"其他文书": [["甲", "乙"], "丙"]}, []),
    Row("first item beside the key", "证据: - 甲\n      - 乙", {"证据": ["甲", "乙"]}, ["Y013 1:5"]),
    Row("a lone value", "证据: 甲", {"证据": "甲"}, []),
    Row("a lone mapping", "立案:\n  机关：甲\n  日期：乙", {"立案": {"机关": "甲", "日期": "乙"}}, ["Y010 2:5"]),
    Row("short forms", "立案: 2023年2月20日\n数据:\n  办案: 120件 | 2024年", {"立案": "2023年2月20日", "数据": {"办案": "120件 | 2024年"}}, []),
    Row("plain list for a mapping", "法律依据:\n  -《甲》\n  - 《乙》", {"法律依据": ["《甲》", "《乙》"]}, ["Y013 2:3"]),
    Row("empty item", "证据:\n  -\n  - 乙", {"证据": ["", "乙"]}, []),
    Row("item below its dash", "立案:\n  -\n    机关: 甲\n  -\n    机关: 乙", {"立案": [{"机关": "甲"}, {"机关": "乙"}]}, []),
    Row("block in an item", "检察建议:\n  - 被建议单位: 甲\n    职责: |\n      乙。\n      丙。\n    建议:\n      - |\n        丁。",
        {"检察建议": [{"被建议单位": "甲", "职责": "乙。\n丙。", "建议": ["丁。"]}]}, []),
]  # fmt: skip

BLOCKS = [
    Row("folded is not folded", "基本案情: >\n  甲\n  乙", {"基本案情": "甲\n乙"}, []),
    Row("signs and comment", "基本案情: |-  # 注\n  甲\n典型意义: |2+\n  乙", {"基本案情": "甲", "典型意义": "乙"}, []),
    Row("full-width bar", "基本案情: ｜\n  甲", {"基本案情": "甲"}, []),
    Row("blank lines", "基本案情: |\n\n  甲\n\n   \n  乙\n\n事由: 丙", {"基本案情": "甲\n乙", "事由": "丙"}, []),
    Row("hash and colon are text", "基本案情: |\n  # 甲\n  乙: 丙 #丁\n  - 戊", {"基本案情": "# 甲\n乙: 丙 #丁\n- 戊"}, []),
    Row("paragraphs at all margins", "基本案情: |\n    甲\n  乙\n      丙", {"基本案情": "甲\n乙\n丙"}, ["Y015 4:1"]),
    Row("only full-width margin", "基本案情: |\n　　甲\n　　乙", {"基本案情": "甲\n乙"}, ["Y015 2:1"]),
    Row("tab margin", "基本案情: |\n\t甲\n\t乙", {"基本案情": "甲\n乙"}, ["Y012 2:1"]),
    Row("blanks at the end", "基本案情: |\n  甲 　\n  乙\t", {"基本案情": "甲\n乙"}, []),
    Row("comment in between", "基本案情: |\n  甲\n# 注\n  乙", {"基本案情": "甲\n乙"}, []),
    Row("text or comment in between", "基本案情: |\n  甲\n#302\n  乙", {"基本案情": "甲\n乙"}, ["Y022 3:1"]),
    Row("comment after", "基本案情: |\n  甲\n#文号: 乙\n事由: 丙", {"基本案情": "甲", "事由": "丙"}, []),
    Row("empty block", "基本案情: |\n事由: 乙", {"基本案情": "", "事由": "乙"}, []),
    Row("second paragraph not indented", "基本案情: |\n  甲。\n乙。\n  丙。\n事由：丁", {"基本案情": "甲。\n乙。\n丙。", "事由": "丁"},
        ["Y024 3:1", "Y010 5:3"]),
    Row("not indented, with a colon", "基本案情: |\n经查：甲。\n事由: 丁", {"基本案情": "经查：甲。", "事由": "丁"}, ["Y024 2:1"]),
    Row("not indented, without bar", "基本案情:\n甲。\n乙。\n事由: 丁", {"基本案情": "甲。\n乙。", "事由": "丁"}, ["Y024 2:1"]),
    Row("not indented in an item", "检察建议:\n  - 职责: |\n    甲。\n    认定: 乙", {"检察建议": [{"职责": "甲。", "认定": "乙"}]},
        ["Y024 3:5"]),
    Row("text after |, quietly", "基本案情: |  甲\n典型意义: >乙", {"基本案情": "甲", "典型意义": "乙"}, ["Y014 1:10", "Y014 2:8"]),
    Row("a bar without space", "基本案情:|\n  甲", {"基本案情": "甲"}, ["Y011 1:5"]),
    Row("invisible characters stay", "基本案情: |\n  \u200b甲\u200b\n  \u202e乙", {"基本案情": "\u200b甲\u200b\n\u202e乙"}, []),
]  # fmt: skip

LINES = [
    Row("more lines", "基本案情: 甲\n  乙\n  　　丙\n事由: 丁", {"基本案情": "甲\n乙\n丙", "事由": "丁"}, ["Y016 2:3"]),
    Row("lines under the key", "基本案情:\n  甲\n\n  乙", {"基本案情": "甲\n乙"}, ["Y016 4:3"]),
    Row("one line under the key", "基本案情:\n  *甲*", {"基本案情": "*甲*"}, []),
    Row("comments under the key", "基本案情: # 注\n  # 注\n  甲\n  # 注\n  乙", {"基本案情": "甲\n乙"}, ["Y016 5:3"]),
    Row("lines of an item", "证据:\n  - 甲\n    乙\n  - 丙", {"证据": ["甲\n乙", "丙"]}, ["Y016 3:5"]),
    Row("hash in the lines", "基本案情: 甲\n  乙 #丙\n  #丁", {"基本案情": "甲\n乙 #丙\n#丁"}, ["Y016 2:3", "Y022 2:5", "Y022 3:3"]),
    Row("hash alone under a key", "案名:\n  #甲\n事由: 乙", {"案名": "", "事由": "乙"}, ["Y022 2:3"]),
    Row("keys commented out", "听证会:\n  #时间: 甲\n  #地点: 乙\n事由: 丙", {"听证会": "", "事由": "丙"}, []),
    Row("Word breaks", "证据:\n  - 甲\v乙\n  - 丙", {"证据": ["甲\n乙", "丙"]}, ["Y007 2:6"]),
    Row("a whole record of Word breaks", "检察院: 甲\v证据:\v- 乙\v- 丙\v事由: 丁",
        {"检察院": "甲", "证据": ["乙", "丙"], "事由": "丁"}, ["Y007 1:7"]),
]  # fmt: skip

QUOTES = [
    Row("single", "案名: '它是''甲'''", {"案名": "它是'甲'"}, []),
    Row("double", '案名: "甲\\t\\"乙\\"\\u4e00"', {"案名": '甲\t"乙"一'}, []),
    Row("comment after", "案名: '甲' # 注", {"案名": "甲"}, []),
    Row("text after", "案名: '甲' 乙", {"案名": "'甲' 乙"}, ["Y020 1:9"]),
    Row("hash after", "案名: '甲' #乙", {"案名": "甲"}, ["Y022 1:9"]),
    Row("more lines", "案名: '甲\n  乙\n\n  　丙'\n事由: \"丁\n  戊\"", {"案名": "甲\n乙\n丙", "事由": "丁\n戊"}, ["Y016 2:3", "Y016 6:3"]),
    Row("joined lines", '案名: "甲\\\n  乙"', {"案名": "甲乙"}, []),
    Row("not closed", '案名: "甲\n事由: 乙', {"案名": '"甲', "事由": "乙"}, ["Y020 1:5"]),
    Row("not closed, one more line", "案名: '甲\n  乙\n事由: 丙", {"案名": "'甲\n乙", "事由": "丙"}, ["Y020 1:5", "Y016 2:3"]),
    Row("in brackets", "证据: ['甲, 乙', \"丙\"丁, '戊]", {"证据": ["甲, 乙", '"丙"丁', "'戊"]}, ["Y020 1:17", "Y020 1:20"]),
]  # fmt: skip

BRACKETS = [
    Row("many lines", "证据: [\n  甲,\n  乙, # 注\n]\n事由: 丙", {"证据": ["甲", "乙"], "事由": "丙"}, []),
    Row("mappings", "检察建议: [{主送: 甲,\n  建议: [乙, 丙]}]", {"检察建议": [{"主送": "甲", "建议": ["乙", "丙"]}]}, []),
    Row("no comma at the line end", "证据: [甲\n  乙]", {"证据": ["甲", "乙"]}, ["Y028 2:3"]),
    Row("two commas", "证据: [甲,, 乙, ]", {"证据": ["甲", "乙"]}, ["Y028 1:8"]),
    Row("wrong partner", "证据: [甲, 乙}\n事由: 丙", {"证据": ["甲", "乙"], "事由": "丙"}, ["Y028 1:10"]),
    Row("no partner", "证据: [甲, 乙\n事由: 丙", {"证据": "[甲, 乙", "事由": "丙"}, ["Y028 1:5"]),
    Row("no partner, more lines", "立案: [{机关: 甲},\n  {机关: 乙}\n事由: 丙", {"立案": "[{机关: 甲},\n{机关: 乙}", "事由": "丙"},
        ["Y028 1:5", "Y016 2:3"]),
    Row("thousands", "数据: {甲: {值: 1,000元}}", {"数据": {"甲": {"值": "1,000元"}}}, ["Y028 1:14"]),
    Row("thousands in a list", "证据: [1,000元, 2，000元]", {"证据": ["1,000元", "2，000元"]}, ["Y028 1:7"]),
    Row("a Chinese comma does not separate", "证据: [甲，乙]", {"证据": ["甲，乙"]}, []),
    Row("Chinese comma between items that end", "证据: ['甲'，'乙']", {"证据": ["甲", "乙"]}, ["Y010 1:9"]),
    Row("braces in a list of texts", "证据: [{讨薪}件, 甲{办案}乙, 丙[1]丁, {{x}}]", {"证据": ["{讨薪}件", "甲{办案}乙", "丙[1]丁", "{{x}}"]}, []),
    Row("empty values", "线索: {来源: , 说法: 乙}", {"线索": {"来源": "", "说法": "乙"}}, []),
    Row("text after brackets", "案名: [甲] 乙", {"案名": "[甲] 乙"}, []),
    Row("text after many lines of brackets", "证据: [甲,\n  乙] 丙\n事由: 丁", {"证据": ["甲", "乙"], "事由": "丁"}, ["Y028 2:6"]),
    Row("a comment after", "证据: [甲] # 注", {"证据": ["甲"]}, []),
    Row("a hash inside", "证据: [甲 #乙, 丙]", {"证据": ["甲 #乙", "丙"]}, ["Y022 1:8"]),
    Row("alias inside", "证据: [*甲, *a, &b 乙]", {"证据": ["*甲", "*a", "乙"]}, ["Y026 1:10", "Y026 1:14"]),
]  # fmt: skip

ALL = [*COLONS, *MARGINS, *LISTS, *BLOCKS, *LINES, *QUOTES, *BRACKETS]


@pytest.mark.parametrize("row", ALL, ids=[row.name for row in ALL])
def test_what_is_typed_is_understood(row: Row) -> None:
    wanted, told = taken(row.typed)
    assert wanted == row.wanted
    assert told == row.told


@pytest.mark.parametrize("row", ALL, ids=[row.name for row in ALL])
def test_the_mended_text_needs_no_mending(row: Row) -> None:
    """What ``docgen check --fix`` would write is read as the same, and nothing is said about it any more."""
    wanted, told = taken(row.typed)
    if not any(code[:4] in ERRORS for code in told):
        from docgen.records.yaml.decode import clean

        mended, _ = repair(clean(row.typed, "a.yaml")[0], "a.yaml", CASE)
        assert taken(mended.text) == (wanted, [])


ERRORS = {"Y006", "Y020", "Y021", "Y022", "Y023", "Y024", "Y025", "Y026", "Y027", "Y028", "Y029"}


WITHOUT_SHAPE = [
    ("甲: 1\n乙:\n  - 丙: 2\n    丁: {戊: 3}\n", {"甲": "1", "乙": [{"丙": "2", "丁": {"戊": "3"}}]}, []),
    ("甲:\n  乙：丙", {"甲": "乙：丙"}, []),
    ("甲:\n  乙: 丙\n  丁：戊", {"甲": {"乙": "丙", "丁": "戊"}}, ["Y010 3:4"]),
    ("甲:\n  - -5", {"甲": ["-5"]}, []),
    ("甲:\n  -5", {"甲": "-5"}, []),
    ("甲: {乙}", {"甲": {"乙": ""}}, []),
    ("甲: {乙}件", {"甲": "{乙}件"}, []),
    ("甲: *b*\n乙: '*b'", {"甲": "*b*", "乙": "*b"}, []),
    ("甲: 乙: 丙", {"甲": "乙: 丙"}, ["Y021 1:5"]),
]


@pytest.mark.parametrize(("typed", "wanted", "told"), WITHOUT_SHAPE)
def test_without_a_shape_only_what_is_sure_is_mended(typed: str, wanted: Any, told: list[str]) -> None:
    assert taken(typed, None) == (wanted, told)


def test_a_good_text_is_left_as_it_is() -> None:
    typed = "# 注\n检察院: 甲\n证据:\n  - 乙\n基本案情: |\n  丙\n\n线索: {来源: 丁} # 注"
    shape: Shape
    for shape in (CASE, None):
        mended, problems = repair(typed, "a.yaml", shape)
        assert mended.text.rstrip("\n") == typed and not problems


def test_all_faults_of_a_file_are_told_at_once() -> None:
    typed = (
        '案名: "甲"乙\n事由: 丙: 丁\n听证会:\n  地点: 三层 #302\n基本案情: |\n戊\n检察院: 己\n  简称: 庚\n检察院: 辛'
    )
    _, told = taken(typed)
    assert told == ["Y020 1:8", "Y021 2:6", "Y022 4:10", "Y024 6:1", "Y025 8:3", "Y023 9:1"]


def test_a_habit_is_told_once_with_its_lines() -> None:
    from docgen.records.yaml.parse import parse

    (found,) = parse("检察院：甲\n事由：乙\n案由：丙\n", "a.yaml", CASE)[1]
    assert "第 2、3 行" in found.message and "共 3 行" in found.message


def test_the_same_fault_over_and_over_is_cut_off() -> None:
    _, told = taken("数据:\n" + "".join(f"  甲{n}: 乙: 丙\n" for n in range(500)))
    assert len(told) == 20
