"""The host's script: every sentence by its place, people and steps; the record's own words go first."""

from __future__ import annotations

from itertools import pairwise

import pytest
from helpers import OCCASION, Scratch, documents, lines_of, roles_of

from docgen.core.dates import When, parse
from docgen.core.source import Located, Span
from docgen.papers.views.hosting import over
from docgen.records import derive

HEAD = (
    "案例集名称: 典型案例\n案例: [甲.yaml]\n发布会: 某发布会\n时间: 2025年1月15日{time}\n"
    "主办: [{{名称: 云江省人民检察院, 简称: 省检察院}}, 云江省妇女联合会]\n"
    "人物: [甲某 | 云江省人民检察院副检察长 | 发布, 乙某 | 省妇联副主席 | 点评, 丙某 | 某大学 | 点评, 丁某 | 省检察院新闻发言人 | 主持]\n"
)


def script(scratch: Scratch, more: str, time: str = "上午10时") -> list[str]:
    scratch.record("基本案情: 略。\n", "甲.yaml")
    (document,) = documents(scratch.file("会.yaml", HEAD.format(time=time) + more), "host-script")
    return lines_of(document)


AGENDA = "议程: [通报情况 | 甲某, 点评典型案例 | 乙某, 点评典型案例 | 丙某, 记者提问]\n"


def test_the_wording_goes_by_the_place_and_two_of_one_matter_are_one_item(scratch: Scratch) -> None:
    lines = script(scratch, AGENDA)
    assert "今天的发布会有两项议程：一是通报情况；二是点评典型案例。随后，回答各位记者的提问。" in lines
    assert [line for line in lines if "请" in line and "某" in line] == [
        "首先，请云江省人民检察院副检察长甲某通报情况。",
        "接下来，请省妇联副主席乙某点评典型案例。",
        "下面，再请某大学丙某点评典型案例。",
    ]
    assert [line for line in lines if line.startswith("感谢")] == [
        "感谢甲某副检察长的通报。",
        "感谢乙某副主席的点评。",
        # Nothing in the post can stand behind the name.
        "感谢丙某的点评。",
        "感谢各位记者的提问。",
    ]
    assert [line for line in lines if line[:1] == "第"] == ["第一项　情况通报", "第二项　案例点评"]


def test_no_heading_says_what_the_next_sentence_says() -> None:
    (document,) = documents(OCCASION, "host-script")
    found = roles_of(document)
    for (role, heading), (_, sentence) in pairwise(found):
        if role == "小节":
            assert heading.rpartition("　")[2] not in sentence or heading == "记者提问"


@pytest.mark.parametrize(
    ("time", "greeting"),
    [
        ("上午10时", "大家上午好！"),
        ("下午3时", "大家下午好！"),
        ("14:30", "大家下午好！"),
        ("晚上", "大家晚上好！"),
        ("", "大家好！"),
    ],
)
def test_the_greeting_goes_by_the_hour(scratch: Scratch, time: str, greeting: str) -> None:
    assert any(line.startswith(greeting) for line in script(scratch, AGENDA, time))


@pytest.mark.parametrize(
    ("steps", "last"),
    [
        ("[通报情况 | 甲某, 领导讲话 | 乙某]", "最后，请省妇联副主席乙某作领导讲话。"),
        ("[通报情况 | 甲某]", "下面，请云江省人民检察院副检察长甲某通报情况。"),
        ("[通报情况 | 甲某, 播放宣传片]", "最后，播放宣传片。"),
    ],
)
def test_the_last_step_is_called_so_where_no_questions_follow(scratch: Scratch, steps: str, last: str) -> None:
    assert last in script(scratch, f"议程: {steps}\n")


CONTACT = "联系人: 省检察院新闻办 | 周某 | 010-55501234\n"


@pytest.mark.parametrize(
    ("embargo", "said"),
    [
        ("2025年1月15日12时", "请各位记者注意：发布的内容，2025年1月15日12时以前不得刊发。"),
        ("2025年1月16日", "请各位记者注意：发布的内容，2025年1月16日以前不得刊发。"),
        ("2025年1月15日上午10时", "发给各位的材料，禁发时间（2025年1月15日上午10时）已过，现在可以刊发。"),
    ],
)
def test_contact_and_embargo_come_before_the_end_and_an_embargo_that_is_over_is_not_asked_for(
    scratch: Scratch, embargo: str, said: str
) -> None:
    assert script(scratch, AGENDA + CONTACT + f"禁发时间: {embargo}\n")[-3:] == [
        "会后需要进一步了解情况的，请联系省检察院新闻办周某，电话010-55501234。",
        said,
        "今天的发布会到此结束。谢谢各位。",
    ]


def moment(text: str) -> When:
    return When.of(Located(text, Span("x")), parse(text))


@pytest.mark.parametrize(
    ("embargo", "start", "expected"),
    [
        ("2025年1月14日", "2025年1月15日", True),
        ("2025年1月15日", "2025年1月15日上午10时", False),
        ("2025年1月15日9时30分", "2025年1月15日上午10时", True),
        ("2025年1月15日下午", "2025年1月15日上午10时", False),
        ("2025年1月", "2025年2月1日", False),
    ],
)
def test_only_what_is_surely_over_is_over(embargo: str, start: str, expected: bool) -> None:
    assert over(moment(embargo), moment(start)) is expected


def test_what_the_record_says_is_said_and_a_word_leaves_a_sentence_out(scratch: Scratch) -> None:
    more = (
        "议程:\n  - {事项: 通报情况, 人: 甲某, 串场: {前: 先听｛甲某|称呼｝讲。, 致谢: 略, 后: 说得好。}}\n"
        "  - 记者提问\n串场: {称呼: 各位朋友：, 议题: 略, 结束: |\n"
    )
    lines = script(scratch, more.replace("|\n", "散会。}\n"))
    assert lines[3] == "各位朋友："
    assert lines[-1] == "散会。"
    place = lines.index("先听甲某副检察长讲。")
    assert lines[place + 1 : place + 3] == ["说得好。", "记者提问"]
    assert not any("项议程" in line for line in lines)


@pytest.mark.parametrize(
    ("post", "called"),
    [
        ("某院党组书记、检察长", "检察长"),
        ("某会党组成员、副主席", "副主席"),
        ("某院公益诉讼检察部主任", "主任"),
        ("某院新闻发言人", "新闻发言人"),
        ("某大学", ""),
        ("", ""),
    ],
)
def test_what_stands_behind_a_name_is_the_end_of_the_post(post: str, called: str) -> None:
    assert derive.called(post) == called


def test_a_row_of_hosts_keeps_its_marks_when_they_are_named_again(scratch: Scratch) -> None:
    lines = script(scratch, "串场: {结束: ｛主办｝谢谢各位。}\n")
    assert lines[-1] == "省检察院、云江省妇女联合会谢谢各位。"


@pytest.mark.parametrize(
    ("matter", "heading"),
    [
        ("通报情况", "第一项　情况通报"),
        ("发布典型案例", "第一项　案例发布"),
        ("通报并发布典型案例", "第一项　情况通报"),
        ("介绍古城墙保护情况", "第一项　情况介绍"),
        ("说明有关政策", "第一项　情况说明"),
        ("播放宣传片", "第一项"),
    ],
)
def test_what_stands_above_a_step_is_what_is_done(scratch: Scratch, matter: str, heading: str) -> None:
    assert heading in script(scratch, f"议程: [{matter} | 甲某, 记者提问]\n")


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ("{事项: 介绍古城墙保护情况, 人: 甲某, 内容: 城墙已经修好。}", True),
        ("{事项: 领导致辞, 人: 乙某, 内容: 城墙已经修好。}", True),
        ("{事项: 播放宣传片}", False),
        ("{事项: 领导致辞, 人: 乙某}", False),
    ],
)
def test_no_speech_that_was_typed_is_lost(scratch: Scratch, step: str, told: bool) -> None:
    scratch.record("基本案情: 略。\n", "甲.yaml")
    agenda = f"议程: [{{事项: 通报情况, 人: 甲某, 内容: 通报的话。}}, {step}]\n"
    (document,) = documents(scratch.file("会.yaml", HEAD.format(time="") + agenda), "speech")
    lines = lines_of(document)
    assert ("城墙已经修好。" in lines) is told
    assert lines.count("谢谢各位。") == 1 + told


@pytest.mark.parametrize(
    ("contact", "printed"),
    [
        ("省检察院新闻办公室 | 孟小舟 | 0600-5550710", "孟小舟"),
        ("省检察院新闻办公室 | 罗行之 | 0600-5550710", "罗行之"),
    ],
)
def test_whom_the_press_may_call_has_a_name_though_a_hearing_names_him(
    scratch: Scratch, contact: str, printed: str
) -> None:
    scratch.record(
        "听证会: {时间: 2024年5月24日15时, 地点: 听证室, 记录人: 书记员孟小舟}\n基本案情: 记录人孟小舟到场。\n",
        "甲.yaml",
    )
    (document,) = documents(scratch.file("会.yaml", HEAD.format(time="") + f"联系人: {contact}\n"), "host-script")
    assert f"请联系省检察院新闻办公室{printed}" in "".join(lines_of(document))
