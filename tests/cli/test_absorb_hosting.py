"""``docgen absorb`` of a host's script: what docgen has worded and a person has edited becomes the record's own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD as CASE
from helpers import Scratch

Cli = Any
HEAD = """案例集名称: 典型案例   # 说明不能丢
案例: [甲.yaml]
发布会: 某发布会
时间: 2025年1月15日上午10时
主办: [{名称: 云江省人民检察院, 简称: 省检察院}, 云江省妇女联合会]
人物: [甲某 | 云江省人民检察院副检察长 | 发布, 乙某 | 省妇联副主席 | 点评, 丁某 | 省检察院新闻发言人 | 主持]
"""
AGENDA = """议程:
  - 事项: 通报情况
    人: 甲某
    时间: 10时
  - {事项: 点评, 人: 乙某, 时间: 10时10分}
  - 记者提问 |  | 10时30分
"""


def rendered(scratch: Scratch, cli: Cli, text: str) -> Path:
    scratch.file("甲.yaml", CASE + "基本案情: 略。\n")
    scratch.file("会.yaml", text)
    ran = cli("render", "会.yaml", "--as", "主持词", "-o", "出.docx")
    assert ran.code == 0, ran.talk
    return scratch.root / "出.docx"


def edited(path: Path, *changes: tuple[str, str]) -> Path:
    """The Word file with changed words; ("+甲", "乙") puts a paragraph 乙 behind that of 甲, ("甲", "") takes one away."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                for before, after in changes:
                    at = text.index(before.removeprefix("+"))
                    start, end = text.rindex("<w:p>", 0, at), text.index("</w:p>", at) + len("</w:p>")
                    if before[:1] == "+":
                        text = f"{text[:end]}<w:p><w:r><w:t>{after}</w:t></w:r></w:p>{text[end:]}"
                    elif after:
                        text = text.replace(before, after, 1)
                    else:
                        text = text[:start] + text[end:]
                data = text.encode()
            new.writestr(name, data)
    target = path.with_name("改.docx")
    target.write_bytes(stream.getvalue())
    return target


def absorbed(scratch: Scratch, cli: Cli, text: str, *changes: tuple[str, str]) -> str:
    """The record *text* after an edited script was absorbed; absorbing it again finds nothing."""
    file = edited(rendered(scratch, cli, text), *changes)
    ran = cli("absorb", file, "--record", "会.yaml", "--as", "主持词", "--yes")
    assert ran.code == 0, ran.talk
    assert "没有要写回的修改" in cli("absorb", file, "--record", "会.yaml", "--as", "主持词").talk
    return (scratch.root / "会.yaml").read_bytes().decode()


STEPS = [
    (
        ("感谢甲某副检察长的通报", "感谢甲某副检察长的详细通报"),
        "    时间: 10时\n",
        "    时间: 10时\n    串场:\n      致谢: |\n        感谢｛甲某|称呼｝的详细通报。\n",
    ),
    (
        ("+请省妇联副主席乙某", "大家欢迎。"),
        "  - {事项: 点评, 人: 乙某, 时间: 10时10分}\n",
        "  - 事项: 点评\n    人: 乙某\n    时间: 10时10分\n    串场:\n      前: |\n"
        "        接下来，请｛乙某｝点评。\n        大家欢迎。\n",
    ),
    (
        ("感谢各位记者的提问", ""),
        "  - 记者提问 |  | 10时30分\n",
        "  - 事项: 记者提问\n    时间: 10时30分\n    串场:\n      致谢: 略\n",
    ),
]


@pytest.mark.parametrize(("change", "before", "after"), STEPS, ids=["block", "flow", "one line"])
def test_a_sentence_round_a_step_is_written_to_the_step_however_that_is_typed(
    scratch: Scratch, cli: Cli, change: tuple[str, str], before: str, after: str
) -> None:
    text = HEAD + AGENDA
    assert absorbed(scratch, cli, text, change) == text.replace(before, after)


def test_what_concerns_the_whole_conference_is_written_below_with_references(scratch: Scratch, cli: Cli) -> None:
    text = HEAD + AGENDA
    assert absorbed(scratch, cli, text, ("大家上午好", "各位早上好"), ("谢谢各位", "谢谢大家")) == text + (
        "串场:\n  开场: |\n    各位早上好！欢迎参加｛发布会｝。今天的发布会由｛省检察院｝、｛云江省妇女联合会｝联合举办，"
        "发布｛案例集名称｝，共｛案例数｝件。我是｛丁某｝，主持今天的发布会。\n"
        "  结束: |\n    今天的发布会到此结束。谢谢大家。\n"
    )


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        (
            "串场:\n  称呼: 各位：\n",
            "串场:\n  结束: |\n    今天的发布会到此结束。再见。\n  称呼: 各位：\n",
        ),
        ("串场: {称呼: 各位：}\n", "串场: {结束: '今天的发布会到此结束。再见。', 称呼: 各位：}\n"),
    ],
)
def test_beside_what_is_there_already(scratch: Scratch, cli: Cli, typed: str, after: str) -> None:
    assert absorbed(scratch, cli, HEAD + AGENDA + typed, ("谢谢各位", "再见")) == HEAD + AGENDA + after


def test_what_is_the_records_own_is_edited_there(scratch: Scratch, cli: Cli) -> None:
    text = HEAD + AGENDA + "串场:\n  结束: |\n    散会。\n    谢谢。\n"
    assert absorbed(scratch, cli, text, ("散会。", "现在散会。")) == text.replace("    散会。", "    现在散会。")


def test_line_ends_stay(scratch: Scratch, cli: Cli) -> None:
    text = (HEAD + AGENDA).replace("\n", "\r\n")
    after = absorbed(scratch, cli, text, ("感谢甲某副检察长的通报", "感谢甲某副检察长"))
    assert after.count("\n") == after.count("\r\n") == text.count("\n") + 3


@pytest.mark.parametrize("agenda", ["", "议程: [通报情况 | 甲某, 记者提问]\n"])
def test_where_there_is_no_place_for_it_the_author_is_told_what_to_type(
    scratch: Scratch, cli: Cli, agenda: str
) -> None:
    text = HEAD + agenda
    file = edited(rendered(scratch, cli, text), ("感谢各位记者的提问", "感谢大家的提问"))
    ran = cli("absorb", file, "--record", "会.yaml", "--as", "主持词", "--yes")
    assert ran.code == 1
    assert "一项一行" in ran.talk
    assert (scratch.root / "会.yaml").read_bytes().decode() == text


def test_the_next_script_reads_as_edited_and_follows_the_record(scratch: Scratch, cli: Cli) -> None:
    after = absorbed(scratch, cli, HEAD + AGENDA, ("首先，请云江", "请允许我先请云江"))
    scratch.file("会.yaml", after.replace("云江省人民检察院副检察长", "云江省人民检察院检察长"))
    assert cli("render", "会.yaml", "--as", "主持词", "--format", "txt", "-o", "后.txt").code == 0
    assert "请允许我先请云江省人民检察院检察长甲某通报情况。" in (scratch.root / "后.txt").read_text(encoding="utf-8")
