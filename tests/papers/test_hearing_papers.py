"""Papers of a hearing: what they must hold, to whom they go, and when there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import KINDS, PUBLISHED, SAMPLES, Scratch, documents, finished, loaded, made, stem, text_of

import docgen

HEARING_KINDS = ("hearing-notice", "hearing-announcement")


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_a_notice_holds_all_that_article_ten_asks_for(path: Path) -> None:
    case = loaded(path).case
    assert case is not None and case.hearing is not None
    notices = finished(path, "hearing-notice")
    assert [item.subject for item in notices] == [str(name) for name in case.hearing.participants]
    for item in notices:
        text = text_of(made(item))
        day = case.hearing.time
        assert day is not None
        assert f"案由：{case.cause or '督促' + str(case.matter) + '行政公益诉讼案'}" in text
        week = "一二三四五六日"[day.moment.day.weekday()]
        assert f"{day.moment.day.year}年{day.moment.day.month}月{day.moment.day.day}日（星期{week}）" in text
        assert f"{day.moment.clock[0]}时" in text  # type: ignore[index]
        assert str(case.hearing.place) in text
        assert str(case.hearing.host) in text
        for person in case.hearing.hearers:
            assert f"{person.name}（{person.identity}）" in text


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_a_supervisor_is_not_listed_among_the_hearers(path: Path) -> None:
    case = loaded(path).case
    assert case is not None and case.hearing is not None
    for document in documents(path, "hearing-notice"):
        (hearers,) = [line for line in text_of(document).split("\n") if "听证员：" in line]
        for person in case.hearing.supervisors:
            assert str(person.name) not in hearers
            assert str(person.name) in text_of(document)


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_only_the_notice_to_a_firm_or_person_speaks_of_consequences(path: Path) -> None:
    case = loaded(path).case
    assert case is not None
    for item in finished(path, "hearing-notice"):
        text = text_of(made(item))
        if item.subject in case.agencies:
            assert text.split("\n")[2] == f"{case.agencies[item.subject].full_name}："
            assert "无正当理由" not in text
        else:
            assert text.split("\n")[2] == f"{case.parties[item.subject].full_name}："
            assert "无正当理由" in text
            assert "你公司可以委托代理人" in text


@pytest.mark.parametrize("path", SAMPLES, ids=stem)
def test_an_announcement_tells_the_public_how_to_attend(path: Path) -> None:
    case = loaded(path).case
    assert case is not None and case.hearing is not None and case.hearing.attendance is not None
    (document,) = documents(path, "hearing-announcement")
    text = text_of(document)
    for words in (
        "本院定于",
        str(case.hearing.place),
        str(case.hearing.address),
        f"旁听席位共{case.hearing.attendance.seats}个",
        str(case.hearing.attendance.phone),
        str(case.hearing.attendance.closes),
        str(case.hearing.contact),
        "特此公告。",
    ):
        assert words in text
    for person in (*case.hearing.hearers, *case.hearing.supervisors):
        assert str(person.name) not in text


def test_the_days_of_the_week_are_true() -> None:
    days = {"母婴室建设": "（星期五）9时30分", "危废倾倒": "（星期五）15时，", "个人信息": "（星期四）14时30分"}
    for path in SAMPLES:
        assert days[path.stem] in text_of(documents(path, "hearing-announcement")[0])


HEARING = (
    "机关: {甲局: 某市某局 | 某部门}\n"
    "听证会:\n  时间: 2024年4月12日9时30分\n  地点: 听证室\n  主持人: 某主任\n"
    "  听证员: [甲某（代表）]\n  议题: [是否受损]\n  联系人: 钱某 010-1\n  参加单位: [甲局]\n"
)


def test_a_closed_hearing_is_not_announced_but_notified_with_its_reason(scratch: Scratch) -> None:
    path = scratch.record(HEARING + "  公开: 否\n  不公开理由: 涉及个人隐私\n")
    assert finished(path, "hearing-announcement") == []
    (notice,) = documents(path, "hearing-notice")
    assert "不公开听证（涉及个人隐私）" in text_of(notice)


def test_a_hearing_is_open_unless_the_record_says_otherwise(scratch: Scratch) -> None:
    path = scratch.record(HEARING)
    assert len(finished(path, "hearing-announcement")) == 1
    assert "公开听证" in text_of(documents(path, "hearing-notice")[0])


def test_what_is_left_out_of_the_attendance_has_its_usual_words(scratch: Scratch) -> None:
    (document,) = documents(scratch.record(HEARING), "hearing-announcement")
    text = text_of(document)
    assert "申请方式：电话报名。" in text
    assert "本人有效身份证件" in text
    assert "额满为止" not in text


@pytest.mark.parametrize("path", PUBLISHED, ids=stem)
def test_a_case_without_a_hearing_gives_no_paper_of_one_and_says_so(path: Path, tmp_path: Path) -> None:
    report = docgen.build([path], HEARING_KINDS, formats=["txt"], out=tmp_path)
    assert report.outputs == []
    assert [item.level for item in report.problems if item.level == "error"] == []
    (line,) = report.skipped
    assert path.name in line
    assert "跳过" in line
    assert "听证通知书" in line
    assert "听证公告" in line


def test_no_kind_is_ever_left_out_unsaid(scratch: Scratch) -> None:
    path = scratch.record("")
    report = docgen.build([path], KINDS, formats=["txt"], out=scratch.root / "out")
    drafted = {output.kind for output in report.outputs}
    assert drafted == {"recommendation", "typical-case"}
    (line,) = report.skipped
    for name in ("听证通知书", "听证公告", "立案决定书", "送达回证"):
        assert name in line
