"""Every trap of docs “3 · Records” §3.5 and “7 · Reliability” §2.1: what is typed, what it means, what is said.

Plain YAML corrupts silently; here nothing changes without a word, and every word has a place.
"""

from __future__ import annotations

import subprocess
import sys
import textwrap
from typing import Any, NamedTuple

import pytest

from tests.records.tools import taken


class Trap(NamedTuple):
    name: str
    typed: str
    wanted: Any
    told: list[str]


def text(value: str) -> dict[str, str]:
    return {"案名": value}


AS_TYPED = [
    "10:30", "1:30", "12:30:45", "190:20:30", "012", "010", "0o17", "0x1F", "1.10", "1_000", "1e3", "+5", ".5", "5.",
    "no", "No", "NO", "yes", "on", "off", "true", "是", "否", "~", "null", "Null", ".inf", ".nan", "=",
    "2024-1-5", "2024-01-05", "2023-02-30", "2024-01-05T10:00:00Z", "2023年2月30日",
    "110101199003070012", "11010119900307001X", "0123456789", "1" * 5000, "12345", "010-12345678",
    "*内部*", "**重点**", "* 要点", "%5", "5%", "@某", "`某`", "&甲", "&A公司", "!重要", "! 注意", "?", "? 是吗", "]", "}", ",", "，",
    "-5℃", "- 甲", "-", "--", "---", "...", "=甲", "<甲>", "《甲》", "【甲】", ">5", ">=5人", "> 5", "|5",
    "{讨薪}件", "{讨薪}", "{讨薪|略单位}件", "{{讨薪}}", "{立案日期}，{立案日期|年月}", "｛讨薪｝件", "[2024]5号", "[注] 说明", "[注", "{注",
    "〔2024〕5号", "甲,乙", "甲, 乙", "a:b", "http://x.cn/a?b=1#c", "三层#302", "甲　#乙", "C:\\文件", "it's", "甲'乙'", "甲\"乙\"",
    "“检察蓝”守护“她权益”", "甲：乙：丙", "甲;乙", "甲 | 乙 | 丙", "<<", "\u200b甲", "甲\u202e乙", "\ue000", "𬱖某", "王　某", "e\u0300",
]  # fmt: skip


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_text_is_what_was_typed(typed: str) -> None:
    wanted = typed.replace("e\u0300", "è")
    assert taken(f"案名: {typed}\n事由: 乙\n") == ({"案名": wanted, "事由": "乙"}, [])


@pytest.mark.parametrize("typed", [item for item in AS_TYPED if item != "-"])
def test_an_item_is_what_was_typed(typed: str) -> None:
    wanted = typed.replace("e\u0300", "è")
    assert taken(f"证据:\n  - {typed}\n  - 乙\n") == ({"证据": [wanted, "乙"]}, [])


IN_BRACKETS = [item for item in AS_TYPED if not set(item) & set(",[\"'") and item not in ("]", "}", "{注", "{{讨薪}}")]


@pytest.mark.parametrize("typed", IN_BRACKETS)
def test_an_item_in_brackets_is_what_was_typed(typed: str) -> None:
    wanted = typed.replace("e\u0300", "è")
    assert taken(f"证据: [{typed}, 乙]\n") == ({"证据": [wanted, "乙"]}, [])


TRAPS = [
    # §3.5, row by row
    Trap("full-width colon", "检察院：甲\n事由: 乙", {"检察院": "甲", "事由": "乙"}, ["Y010 1:4"]),
    Trap("full-width colons all over", "检察院：甲\n事由：乙\n机关：\n  区局：{全称：丙，对外：丁}",
         {"检察院": "甲", "事由": "乙", "机关": {"区局": {"全称": "丙", "对外": "丁"}}}, ["Y010 1:4"]),
    Trap("no space", "检察院:甲\n事由: 乙", {"检察院": "甲", "事由": "乙"}, ["Y011 1:4"]),
    Trap("tab", "线索:\n\t来源: 甲\n\t说法: 乙", {"线索": {"来源": "甲", "说法": "乙"}}, ["Y012 2:1"]),
    Trap("U+3000", "线索:\n　来源: 甲\n  说法: 乙", {"线索": {"来源": "甲", "说法": "乙"}}, ["Y012 2:1"]),
    Trap("NBSP", "线索:\n\u00a0\u00a0来源: 甲\n  说法: 乙", {"线索": {"来源": "甲", "说法": "乙"}}, ["Y012 2:1"]),
    Trap("quotes in quotes", '案名: "检察蓝"守护"她权益"', text('"检察蓝"守护"她权益"'), ["Y020 1:10"]),
    Trap("second colon", "案名: 山西: 深入推进", text("山西: 深入推进"), ["Y021 1:7"]),
    Trap("hash", "听证会:\n  地点: 三层 #302 会议室", {"听证会": {"地点": "三层 #302 会议室"}}, ["Y022 2:10"]),
    Trap("hash at once", "案名: #姓名", text("#姓名"), ["Y022 1:5"]),
    Trap("comment", "案名: 甲 # 注\n# 注\n#注\n事由: 乙", {"案名": "甲", "事由": "乙"}, []),
    Trap("key twice", "检察院: 甲\n事由: 乙\n检察院: 丙", {"检察院": "甲", "事由": "乙"}, ["Y023 3:1"]),
    Trap("text after |", "基本案情: |根据群众反映\n  第二段", {"基本案情": "根据群众反映\n第二段"}, ["Y014 1:8"]),
    Trap("dash without space", "证据:\n  -督促\n  -甲", {"证据": ["督促", "甲"]}, ["Y013 2:3"]),
    Trap("block not indented", "基本案情: |\n第一段。\n第二段。\n事由: 乙",
         {"基本案情": "第一段。\n第二段。", "事由": "乙"}, ["Y024 2:1"]),
    Trap("pasted paragraphs", "基本案情: |\n  　　第一段。\n  　　第二段。", {"基本案情": "第一段。\n第二段。"}, ["Y015 2:1"]),
    Trap("anchor", "案名: &a 甲\n事由: *a", {"案名": "甲", "事由": "*a"}, ["Y026 1:5", "Y026 2:5"]),
    Trap("merge", "<<: {a: b}\n事由: 乙", {"事由": "乙"}, ["Y026 1:1"]),
    Trap("tag", "案名: !!python/object:os.system x", text("x"), ["Y026 1:5"]),
    Trap("control character", "案名: 甲\0乙", text("甲\ufffd乙"), ["Y006 1:6"]),
    Trap("frame", "案名: 甲\ufdd0乙", text("甲\ufffd乙"), ["Y006 1:6"]),
    Trap("VT in a block", "基本案情: |\n  甲\x0b乙\n事由: 丙", {"基本案情": "甲\n乙", "事由": "丙"}, ["Y007 2:4"]),
    Trap("VT between keys", "检察院: 甲\x0b事由: 乙", {"检察院": "甲", "事由": "乙"}, ["Y007 1:7"]),
    Trap("VT in a text", "案名: 甲\x0b乙\n事由: 丙", {"案名": "甲\n乙", "事由": "丙"}, ["Y007 1:6"]),
    Trap("empty", "", None, ["Y004 1:1"]),
    Trap("only comments", "# 甲\n\n  #乙", None, ["Y004 1:1"]),
    Trap("only a mark", "---\n", None, ["Y004 1:1"]),
    Trap("list at the root", "- 甲\n- 乙", ["甲", "乙"], []),
    Trap("text at the root", "甲", "甲", []),
    # §2.1, row by row
    Trap("names in two forms", "caf\u00e9: 1\ncafe\u0301: 2", {"café": "1"}, ["Y023 2:1"]),
    Trap("names in two forms by escape", '"caf\u00e9": 1\n"cafe\\u0301": 2', {"café": "1"}, ["Y023 2:2"]),
    Trap("full-width colon, two lines", "姓名：张三\n年龄：5", {"姓名": "张三", "年龄": "5"}, ["Y010 1:3"]),
    Trap("BOM in the middle", "检察院: 甲\n\ufeff事由: 乙", {"检察院": "甲", "事由": "乙"}, ["Y003 2:1"]),
    Trap("escape nul", r'案名: "甲\0"', text("甲\ufffd"), ["Y006 1:7"]),
    Trap("escape bell", r'案名: "\a甲"', text("\ufffd甲"), ["Y006 1:6"]),
    Trap("escape surrogate", r'案名: "甲\ud800"', text(r'"甲\ud800"'), ["Y006 1:7"]),
    Trap("escape noncharacter", r'案名: "甲乙\uffff"', text("甲乙\ufffd"), ["Y006 1:8"]),
    Trap("escape too far", r'案名: "\U00110000"', text(r'"\U00110000"'), ["Y006 1:6"]),
    Trap("escape BOM", r'"\uFEFF案名": 甲', {"\ufffd案名": "甲"}, ["Y006 1:2"]),
    Trap("escape unknown", r'案名: "C:\文件"', text(r'"C:\文件"'), ["Y028 1:8"]),
    Trap("escape in brackets", r'证据: ["\0", "\中"]', {"证据": ["\ufffd", r'"\中"']}, ["Y006 1:7", "Y028 1:13"]),
    Trap("escape in a key", r'"甲\中": 乙', {r'"甲\中"': "乙"}, ["Y028 1:3"]),
    Trap("escaped line end", r'案名: "甲\u2028乙\N丙\r\n丁"', text("甲\n乙\n丙\r\n丁".replace("\r\n", "\n\n")), []),
    Trap("U+2028", "案名: 甲\u2028事由: 乙", {"案名": "甲", "事由": "乙"}, ["Y007 1:6"]),
    Trap("U+0085 in a block", "基本案情: |\n  甲\x85乙", {"基本案情": "甲\n乙"}, ["Y007 2:4"]),
    Trap("timestamp tag", "案名: !!timestamp x", text("x"), ["Y026 1:5"]),
    Trap("int tag", "案名: !!int 甲", text("甲"), ["Y026 1:5"]),
    Trap("bool tag", "!!bool x: 甲", {"x": "甲"}, ["Y026 1:1"]),
    Trap("directive", "%YAML 1.1\n---\n案名: 甲", text("甲"), ["Y026 1:1"]),
    Trap("self alias", "&a [*a]", ["*a"], ["Y026 1:1", "Y026 1:5"]),
    Trap("two documents", "案名: 甲\n---\n案名: 乙", text("甲"), ["Y029 2:1"]),
    Trap("a document ends", "---\n案名: 甲\n...\n", text("甲"), []),
    Trap("mapping as key", "{a: b}: c\n", "{a: b}: c", ["Y021 1:3"]),
    Trap("question mark", "? a\n: b", None, ["Y028 1:1"]),
]  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS, ids=[trap.name for trap in TRAPS])
def test_traps(trap: Trap) -> None:
    wanted, told = taken(trap.typed)
    assert told == trap.told
    assert wanted == trap.wanted


@pytest.mark.parametrize("trap", TRAPS, ids=[trap.name for trap in TRAPS])
def test_traps_without_a_shape_never_raise(trap: Trap) -> None:
    taken(trap.typed, None)


def bomb(levels: int, width: int = 9) -> str:
    lines = ["a0: &a0 [甲]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


BOMBS = {
    "aliases": (bomb(9), "Y026"),
    "merge keys": ("a: &a {b: 甲}\n" + "\n".join(f"c{n}: &c{n} {{<<: [*a, *a]}}" for n in range(300)), "Y026"),
    "self": ("&a [*a]", "Y026"),
    "brackets": ("甲: " + "[" * 100_000, "Y027"),
    "braces": ("甲: " + "{a: " * 100_000, "Y027"),
    "closed brackets": ("[" * 3000 + "]" * 3000, "Y027"),
    "dashes": ("- " * 100_000 + "甲", "Y027"),
    "margins": ("\n".join(" " * n + "a:" for n in range(1200)), "Y027"),
    "lines": ("a: [\n" * 300_000, "Y005"),
    "nested in a list": ("证据:\n  - " + "[" * 60 + "甲" + "]" * 60 + "\n事由: 乙", "Y027"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_refused_at_once(name: str) -> None:
    """In a process of its own, so that a bomb that goes off is a failed test; ``tests/benchmarks/reading.py`` has the times."""
    typed, code = BOMBS[name]
    program = textwrap.dedent("""
        import sys
        from docgen.records.yaml.parse import parse
        from tests.records.tools import CASE
        text = sys.stdin.buffer.read().decode("utf-8")
        _, problems = parse(text, "a.yaml", CASE)
        print(" ".join(item.code for item in problems))
    """)
    done = subprocess.run([sys.executable, "-c", program], input=typed.encode(), capture_output=True, timeout=30)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert code in done.stdout.decode().split()
