"""What a release says before anybody has written it, and what every release has from its conference."""

from __future__ import annotations

import pytest
from helpers import Scratch, codes, documents, finished, lines_of, made

from docgen.records.loader import load

CASE = "检察院: 云江省青川市{place}人民检察院\n事由: 规范{place}\n{more}基本案情: 略。\n"
HEAD = "案例集名称: 某集\n案例: [甲.yaml, 乙.yaml]\n"
ALL = "发布会: 某会\n时间: 2024年12月20日上午10时\n主办: [{hosts}]\n"
ONE, TWO = "云江省人民检察院", "云江省人民检察院, {名称: 云江省妇女联合会, 简称: 省妇联}"


def cases(scratch: Scratch, *more: str) -> None:
    for name, place, own in zip("甲乙", ("临河区", "南山县"), more or ("", ""), strict=True):
        scratch.file(f"{name}.yaml", CASE.format(place=place, more=own))


def draft(scratch: Scratch, text: str, *more: str) -> list[str]:
    cases(scratch, *more)
    (document,) = documents(scratch.file("会.yaml", HEAD + text), "press-release")
    return lines_of(document)


LEADS = [
    (
        ONE,
        "云江省检察院发布某集",
        "12月20日上午，云江省人民检察院召开某会，向社会发布某集，共2件。这些案例分别由临河区检察院、南山县检察院办理。",
    ),
    (
        TWO,
        "云江省检察院与省妇联联合发布某集",
        "12月20日上午，云江省人民检察院与云江省妇女联合会联合召开某会，向社会发布某集，共2件。"
        "这些案例分别由临河区检察院、南山县检察院办理。",
    ),
    (
        f"{TWO}, 某工会",
        "云江省检察院、省妇联和某工会联合发布某集",
        "12月20日上午，云江省人民检察院、云江省妇女联合会和某工会联合召开某会，向社会发布某集，共2件。"
        "这些案例分别由临河区检察院、南山县检察院办理。",
    ),
]


@pytest.mark.parametrize(("hosts", "title", "lead"), LEADS, ids=["one", "two", "three"])
def test_the_lead_is_worded_of_what_is_known_and_marked_as_a_draft(
    scratch: Scratch, hosts: str, title: str, lead: str
) -> None:
    lines = draft(scratch, ALL.replace("{hosts}", hosts))
    assert lines[0].startswith("拟写：")
    assert lines[1:3] == [title, lead]


def test_a_field_is_named_only_where_every_case_says_it(scratch: Scratch) -> None:
    text = ALL.replace("{hosts}", ONE)
    field = "领域: 妇女权益保障\n"
    assert draft(scratch, text, field, field)[2].endswith("办理，涉及妇女权益保障领域。")
    assert "领域" not in draft(scratch, text, field, "")[2]


@pytest.mark.parametrize("without", ["发布会: 某会\n", "时间: 2024年12月20日上午10时\n"])
def test_where_a_fact_is_lacking_the_lead_is_a_gap(scratch: Scratch, without: str) -> None:
    assert "【待补：导语】" in draft(scratch, ALL.replace("{hosts}", ONE).replace(without, ""))
    assert "【待补：标题】" in draft(scratch, "发布会: 某会\n")


def test_the_draft_lies_in_the_house(scratch: Scratch, cli: object) -> None:
    cases(scratch)
    scratch.file("会.yaml", HEAD + ALL.replace("{hosts}", ONE))
    ran = cli("render", "会.yaml", "--as", "新闻通稿")  # type: ignore[operator]
    assert "/内部/" in ran.result and "/对外/" not in ran.result


PRESS = "禁发时间: 2024年12月20日12时\n联系人: 某处 | 王某 | 010-55501234\n"
RELEASE = "体裁: 消息\n标题: 一\n发布会: 会.yaml\n导语: 略。\n"


def release(scratch: Scratch, more: str = "") -> tuple[list[str], str]:
    cases(scratch)
    scratch.file("会.yaml", HEAD + ALL.replace("{hosts}", ONE) + PRESS)
    (one,) = finished(scratch.file("稿.yaml", RELEASE + more), "press-release")
    return lines_of(made(one)), made(one).meta.header


def test_embargo_and_contact_of_the_conference_reach_every_release_and_its_running_head(scratch: Scratch) -> None:
    lines, header = release(scratch)
    assert "禁发时间：2024年12月20日12时以前不得刊发" in lines
    assert lines[-1] == "媒体联系：某处王某　010-55501234"
    assert header.endswith("　12月20日12时以前不得刊发")


def test_its_own_go_before_and_another_time_is_told(scratch: Scratch) -> None:
    lines, header = release(scratch, "禁发时间: 2024年12月20日14时\n联系人: 别处 | 李某 | 010-55505678\n")
    assert "禁发时间：2024年12月20日14时以前不得刊发" in lines and header.endswith("12月20日14时以前不得刊发")
    assert lines[-1] == "媒体联系：别处李某　010-55505678"
    assert "R036" in codes(load(scratch.root / "稿.yaml", scratch.space().project).problems)
    release(scratch, "禁发时间: 2024年12月20日中午12时\n")
    assert "R036" in codes(load(scratch.root / "稿.yaml", scratch.space().project).problems)


@pytest.mark.parametrize(
    ("kind", "told"),
    [("collection", True), ("qa", True), ("speech", True), ("agenda", False), ("table-cards", False)],
)
def test_what_reporters_get_says_it_on_every_page(scratch: Scratch, kind: str, told: bool) -> None:
    cases(scratch)
    path = scratch.file("会.yaml", HEAD + ALL.replace("{hosts}", ONE) + PRESS + "人物: [甲某 | 某职 | 发布]\n")
    (document,) = documents(path, kind)
    assert ("不得刊发" in document.meta.header) is told


@pytest.mark.parametrize(("rows", "right"), [("1", True), ("200", True), ("0", False), ("201", False), ("-3", False)])
def test_the_sign_in_sheet_has_the_rows_that_were_asked_for(scratch: Scratch, rows: str, right: bool) -> None:
    cases(scratch)
    path = scratch.file("会.yaml", HEAD + ALL.replace("{hosts}", ONE) + f"签到行数: {rows}\n")
    assert ("R035" in codes(load(path, scratch.space().project).problems)) is not right
