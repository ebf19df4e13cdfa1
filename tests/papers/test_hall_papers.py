"""The papers used in the hall of a conference: complete samples, one order, gaps where the record is silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import CONFERENCE, KIT, OCCASION, Scratch, codes, documents, finished, lines_of

from docgen.papers.views.occasion import part_of, seats

HEAD = "案例集名称: 典型案例\n案例: [甲.yaml]\n发布会: 新闻发布会\n时间: 2025年1月15日上午10时\n地点: 发布厅\n"


def printed(path: Path, kind: str) -> list[str]:
    (document,) = documents(path, kind)
    return lines_of(document)


@pytest.mark.parametrize("kind", KIT)
def test_the_sample_conference_gives_every_paper_of_the_kit_in_final_form(kind: str) -> None:
    (made,) = finished(OCCASION, kind, final=True)
    assert made.document is not None
    assert not [code for code in codes(made.problems) if code.startswith("G")]


def test_names_and_order_agree_in_every_paper() -> None:
    order = ["沈怀川", "陶静仪", "贺承志", "温若兰"]
    for kind in ("agenda", "speech", "host-script", "table-cards", "press-sign-in", "seating"):
        # The plan of the seats has an order of its own.
        text = "\n".join(printed(OCCASION, kind)).rpartition("排名 | 姓名")[2]
        places = [text.index(name) for name in order]
        assert places == sorted(places), kind


@pytest.mark.parametrize("kind", ["agenda", "host-script", "speech", "qa", "press-sign-in"])
def test_what_was_not_published_is_a_gap(kind: str) -> None:
    (made,) = finished(CONFERENCE, kind)
    assert made.document is not None and "G001" in codes(made.problems)


@pytest.mark.parametrize("kind", ["table-cards", "seating"])
def test_without_persons_there_is_no_card_and_no_seat(kind: str) -> None:
    assert finished(CONFERENCE, kind) == []


def test_without_an_agenda_the_usual_order_stands_with_gaps(scratch: Scratch) -> None:
    scratch.record("基本案情: 略。\n", "甲.yaml")
    path = scratch.file("会.yaml", HEAD + "人物: [张三 | 某院检察长 | 通报, 李四 | 某会主席 | 点评]\n")
    rows = [line for line in printed(path, "agenda") if line[:1].isdigit()]
    assert [row.split(" | ")[1:3] for row in rows] == [
        ["通报情况", "张　三　某院检察长"],
        ["介绍典型案例", "【待补：介绍典型案例的人】"],
        ["点评典型案例", "李　四　某会主席"],
        ["记者提问", ""],
    ]


def test_our_office_in_the_origin_of_a_figure_is_the_office_of_its_case_short_from_the_first() -> None:
    text = "\n".join(printed(OCCASION, "qa-notes"))
    assert "临河区检察院现场勘察笔录" in text
    assert "省检察院现场勘察笔录" not in text
    assert "以下简称" not in text


def test_what_journalists_get_holds_no_notes_once_every_answer_is_written(scratch: Scratch) -> None:
    scratch.record("基本案情: 略。\n数据: {罚款: 3万元}\n", "甲.yaml")
    asked = "答记者问:\n  - {问: 为什么办这个案, 答: 群众有反映。}\n  - {问: 罚了多少"
    answered = printed(scratch.file("会.yaml", HEAD + asked + ", 答: 还在处理。}\n"), "qa")
    assert "3万元" not in "".join(answered) and "可以用的事实" not in "".join(answered)
    for unanswered in (HEAD + asked + "}\n", HEAD):
        lines = printed(scratch.file("会.yaml", unanswered), "qa")
        assert lines.count("回答时可以用的事实") == lines.count("可用：罚款　3万元") == 1
    people = "人物: [张三 | 某院检察长 | 通报]\n"
    scratch.file("会.yaml", HEAD + people + asked + ", 问者: 某报, 答者: 张三, 答: 还在处理。}\n")
    (notes,) = finished(scratch.root / "会.yaml", "qa-notes", final=True)
    assert notes.document is not None
    assert "内部" in notes.document.meta.header
    assert {"2 | 某报 | 罚了多少 | 张三", "罚款 | 3万元 | "} <= set(lines_of(notes.document))
    assert "某报" not in "".join(printed(scratch.root / "会.yaml", "host-script"))


def test_without_one_who_tells_of_the_cases_the_speaker_has_them(scratch: Scratch) -> None:
    scratch.record("摘要: 一句话。\n", "甲.yaml")

    def parts(steps: str) -> list[int]:
        lines = printed(scratch.file("会.yaml", HEAD + f"议程: [{steps}]\n"), "speech")
        return [part.count("一句话。") for part in "\n".join(lines).split("各位来宾")[1:]]

    # Who comments has them as notes.
    assert parts("通报情况, 介绍典型案例, 点评典型案例") == [0, 1, 1]
    assert parts("通报情况, 点评典型案例") == [1, 1]


@pytest.mark.parametrize(
    ("count", "expected"),
    [(1, [1]), (2, [1, 2]), (3, [2, 3, 1]), (4, [2, 3, 1, 4]), (5, [3, 4, 2, 5, 1])],
)
def test_the_first_sits_in_the_middle_and_the_second_at_the_left_hand(count: int, expected: list[int]) -> None:
    assert seats(count) == expected


def test_the_part_of_a_step_follows_from_its_words() -> None:
    words = ["发布典型案例", "通报情况", "介绍案例", "妇联副主席点评", "答记者问", "宣布结束"]
    assert [part_of(word) for word in words] == ["发布", "发布", "介绍", "点评", "提问", "其他"]
