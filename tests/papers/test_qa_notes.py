"""答问参考: the line to take, what may be asked next, what is known and not said; none of it in any other paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import KIT, Scratch, codes, documents, finished, lines_of

from docgen.core.tree import Table
from docgen.page.layout import lay_out
from docgen.page.norm import norms
from docgen.page.placing import fitted
from docgen.records.loader import load

HELD = "有两件线索还在复查"
HEAD = "案例集名称: 某集\n案例: [甲.yaml]\n发布会: 某会\n时间: 2024年12月20日上午\n主办: 云江省人民检察院\n人物: [甲某 | 某职 | 发布]\n"
ASKED = f"""答记者问:
  - 问: 线索从哪里来？
    答: 来自群众。
    口径: |
      只讲来源。
      不点名。
    可能追问: [有多少人 | 不报数。, 有没有撤销的]
    只内部掌握: |
      {HELD}。
  - 问: 以后怎么办
"""


def conference(scratch: Scratch, text: str = ASKED) -> Path:
    scratch.record("基本案情: 略。\n", "甲.yaml")
    return scratch.file("会.yaml", HEAD + text)


def test_a_question_stands_with_line_follow_ups_and_what_is_kept(scratch: Scratch) -> None:
    (document,) = documents(conference(scratch), "qa-notes")
    lines = lines_of(document)
    start = lines.index("问题一　线索从哪里来？")
    assert lines[start + 1 : start + 12] == [
        "口径",
        "只讲来源。",
        "不点名。",
        "对外的回答",
        "来自群众。",
        "可能追问",
        "1.有多少人？",
        "不报数。",
        "2.有没有撤销的？",
        "【待补：追问“有没有撤销的”的口径】",
        "只内部掌握，不说",
    ]
    assert lines[start + 12] == f"{HELD}。"
    # A question with neither line nor answer asks for a line.
    assert "【待补：第2个问题的口径】" in lines
    assert "内部" in document.meta.header


@pytest.mark.parametrize("kind", sorted({*KIT, "press-release", "collection"} - {"qa-notes"}))
def test_no_other_paper_says_any_of_it(scratch: Scratch, kind: str) -> None:
    text = "\n".join(line for one in documents(conference(scratch), kind) for line in lines_of(one))
    assert not [word for word in (HELD, "不点名", "不报数", "有没有撤销") if word in text]


@pytest.mark.parametrize("path", ["口径", "只内部掌握", "可能追问.口径"])
def test_a_public_template_or_text_cannot_read_it(scratch: Scratch, path: str) -> None:
    key = path.partition(".")[0]
    reading = "{% for 一问 in 答记者问 %}{{ 一问." + key + " }}{% endfor %}"
    header = "{#--- kind: trial, 名称: 试, norm: publication, face: public, takes: conference, 阶段: 宣传 ---#}\n"
    scratch.template(f"{header}@标题 甲\n{reading}\n")
    (one,) = finished(conference(scratch), "trial")
    assert one.document is None and "V002" in codes(one.problems)
    quoting = conference(scratch, ASKED + f"前言: ｛答记者问.{path}｝。\n")
    (other,) = finished(quoting, "collection")
    assert other.document is None and "V002" in codes(other.problems)


def test_a_sentence_that_is_kept_is_an_error_wherever_it_stands_outside(scratch: Scratch) -> None:
    def faults(path: Path) -> list[str]:
        return [code for code in codes(load(path, scratch.space().project).problems) if code == "R037"]

    assert faults(conference(scratch)) == []
    assert faults(conference(scratch, ASKED.replace("来自群众", f"来自群众。{HELD}"))) == ["R037"]
    assert faults(conference(scratch, ASKED + f"前言: |\n  甲。\n  {HELD}，等等。\n")) == ["R037"]
    conference(scratch)
    assert faults(scratch.file("稿.yaml", f"体裁: 消息\n标题: 一\n发布会: 会.yaml\n导语: 据悉，{HELD}。\n")) == ["R037"]


def test_the_public_version_of_the_record_holds_none_of_it(scratch: Scratch, cli: Any) -> None:
    path = conference(scratch)
    ran = cli("publish", path.name, "-o", "公开")
    assert ran.code == 0, ran.talk
    written = "".join(one.read_text(encoding="utf-8") for one in (scratch.root / "公开").rglob("*.yaml"))
    assert "来自群众" in written
    assert not [word for word in (HELD, "不点名", "不报数", "有没有撤销", "口径") if word in written]


@pytest.mark.parametrize("before", range(6, 30))
def test_the_head_of_a_table_never_stands_alone_at_the_foot_of_a_page(scratch: Scratch, before: int) -> None:
    figures = "".join(f"  数{number}: {{值: {number + 1}件}}\n" for number in range(before))
    path = conference(scratch, f"数据:\n{figures}")
    scratch.record("基本案情: 略。\n数据: {甲数: {值: 3件}, 乙数: {值: 4件}}\n", "甲.yaml")
    (document,) = documents(path, "qa-notes")
    norm = norms.load(document.meta.norm)
    ready = fitted(document, norm)
    rows = {at: len(block.rows) for at, block in enumerate(ready.blocks) if isinstance(block, Table)}
    assert rows
    for page in lay_out(ready, norm).pages:
        last = page.lines[-1]
        if last.block in rows and last.cell is not None:
            assert last.cell[0] > 0


def test_figures_are_called_by_what_they_count_for_a_reader(scratch: Scratch) -> None:
    text = (
        "数据:\n  办案2023: {值: 5件, 期间: 2023年}\n  办案2024: {值: 7件, 期间: 2024年}\n"
        "  办案数: {值: 12件, 合计: [办案2023, 办案2024], 期间: 2023年至2024年}\n  受访人: {值: 9人}\n"
        "亮点: [办案数 | 全市办理公益诉讼案件]\n"
    )
    for kind in ("qa-notes", "press-release", "qa"):
        (document,) = documents(conference(scratch, text), kind)
        said = "\n".join(lines_of(document))
        assert "办案2023" not in said and "办案数" not in said
        assert said.count("全市办理公益诉讼案件") == 3
        assert "受访人" in said
