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
        "根据《人民检察院审查案件听证工作规定》第十条第四项的规定，本院决定就",
        "未经同意不得录音、录像、摄影",
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
    day = case.hearing.announced
    # It ends in the office and the date, and the case has no name of the office before it.
    assert day is not None
    assert text.endswith(f"特此公告。\n{case.procuratorate}\n{day}")
    assert text.count(str(case.procuratorate)) == 2


def test_the_case_is_called_in_an_announcement_as_the_office_chooses(scratch: Scratch) -> None:
    usual = "本院决定就督促规范母婴室建设行政公益诉讼案召开公开听证会"
    assert usual in text_of(documents(scratch.record(HEARING), "hearing-announcement")[0])
    chosen = HEARING + "  对外案名: 督促｛甲局｝履职案\n"
    text = text_of(documents(scratch.record(chosen), "hearing-announcement")[0])
    assert "本院决定就督促某部门履职案召开公开听证会" in text


ANNOUNCED = "类型: 民事公益诉讼\n其他文书: [{文种: 民事公益诉讼公告, 日期: %s, 受损事实: 受损。%s}]\n"


@pytest.mark.parametrize(
    ("day", "basis"),
    [
        ("2021年12月1日", "《中华人民共和国民事诉讼法》第五十五条第二款"),
        ("2024年5月10日", "《中华人民共和国民事诉讼法》第五十八条第二款"),
    ],
)
def test_a_civil_announcement_tells_its_basis_thirty_days_and_where_to_send(
    scratch: Scratch, day: str, basis: str
) -> None:
    (document,) = documents(scratch.record(ANNOUNCED % (day, ", 联系地址: 某路1号")), "pre-suit-announcement")
    text = text_of(document)
    assert f"根据{basis}、《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第十三条、" in text
    assert "公告期为三十日" in text
    assert "送交地址：某路1号。" in text
    assert text.endswith(f"特此公告。\n云江省青川市临河区人民检察院\n{day}")
    (bare,) = documents(scratch.record(ANNOUNCED % (day, "")), "pre-suit-announcement")
    assert "送交地址：【待补：联系地址】" in text_of(bare)


def test_the_days_of_the_week_are_true() -> None:
    days = {
        "母婴室建设": "（星期五）9时30分",
        "危废倾倒": "（星期五）15时。",
        "个人信息": "（星期四）14时30分",
        "燃气充装": "（星期四）9时30分",
        "养殖粪污": "（星期五）14时30分",
    }
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


HELD = """\
机关: {甲: 某市某局}
听证会:
  时间: 2024年4月12日9时30分
  地点: 听证室
  公开: 是
  主持人: 主任张三
  记录人: 书记员李四
  听证员: [{姓名: 王五, 身份: 人大代表}, {姓名: 赵六, 身份: 政协委员}]
  人民监督员: [{姓名: 钱七, 身份: 人民监督员}]
  参加单位: [甲]
  议题: [是否负有职责]
其他文书:
  - {文种: 听证笔录, 结束时间: 11时%s}
"""
RECORDED = {
    "核对身份": "书记员核对了身份",
    "告知权利": "主持人告知了权利",
    "回避": "某市某局申请王五回避",
    "休会讨论": "没有休会",
    "到会听证员": "[赵六（政协委员）]",
    "到会人民监督员": "[孙八]",
}


def _written(scratch: Scratch, **fields: str) -> str:
    typed = "".join(f", {key}: {value}" for key, value in fields.items())
    (paper,) = finished(scratch.record(HELD % typed), "hearing-record")
    return text_of(made(paper))


def test_a_record_of_a_hearing_states_nothing_that_was_not_recorded(scratch: Scratch) -> None:
    printed = _written(scratch)
    for choice in (
        "王五（人大代表）　□到会　□未到会；赵六（政协委员）　□到会　□未到会",
        "钱七　□到会　□未到会",
        "核对到会人员身份：□已核对　□未核对。",
        "介绍听证员、告知权利和义务、宣布听证纪律：□已告知　□未告知。",
        "到会各方对主持人、听证员：□申请回避　□不申请回避。",
        "听证员就听证事项：□休会讨论　□未休会。",
        "以上笔录：□已经阅看，与所说相符　□已经阅看，有补充或者更正。",
    ):
        assert choice in printed
    assert "宣布" not in printed.replace("宣布听证纪律：□", "")


@pytest.mark.parametrize("key", RECORDED)
def test_what_was_recorded_is_printed_in_place_of_the_choice(scratch: Scratch, key: str) -> None:
    words = RECORDED[key].strip("[]")
    left, printed = _written(scratch).count("□"), _written(scratch, **{key: RECORDED[key]})
    assert words in printed
    assert printed.count("□") == left - (4 if key == "到会听证员" else 2)


def test_the_script_leaves_attendance_and_challenges_to_the_hall(scratch: Scratch) -> None:
    (paper,) = finished(scratch.record(HELD % ""), "hearing-script")
    printed = text_of(made(paper))
    assert "□到场　□未到场　王五（人大代表）；\n□到场　□未到场　赵六（政协委员）。" in printed
    assert "□到场　□未到场　钱七。" in printed
    assert "请问某市某局，对主持人、听证员是否申请回避？（□申请　□不申请）" in printed
    assert "委托代理人参加听证" in printed
    assert "（□已告知）" in printed


@pytest.mark.parametrize(
    ("prosecutor", "hosts", "told"),
    [
        ("张三", ["主持人 | 主任张三（承办检察官）"], "由我介绍"),
        ("李某", ["主持人 | 主任张三", "承办检察官 | 李某"], "请承办检察官介绍"),
        ("张三、李某", ["主持人 | 主任张三", "承办检察官 | 张三、李某"], "请承办检察官介绍"),
    ],
)
def test_one_who_presides_over_a_case_of_his_own_signs_once_and_tells_of_it_himself(
    scratch: Scratch, prosecutor: str, hosts: list[str], told: str
) -> None:
    path = scratch.record(f"承办检察官: {prosecutor}\n{HELD % ''}")
    (minutes,), (script,) = finished(path, "hearing-record"), finished(path, "hearing-script")
    rows = [line.rsplit(" | ", 2)[0] for line in text_of(made(minutes)).split("\n") if line.endswith("年　月　日")]
    assert [row for row in rows if row.startswith(("主持人", "承办检察官"))] == hosts
    assert told in text_of(made(script))


UNRECORDED = [
    ("磋商: [{机关: 甲, 日期: 2024年3月1日, 结果: 一致。}]\n", "consultation-minutes", "参加"),
    ("其他文书: [{文种: 中止审查决定书, 机关: 甲, 障碍: 冬季。, 已做工作: 施工。}]\n", "suspension-decision", "批准"),
    (
        "其他文书: [{文种: 变更检察建议通知书, 被建议单位: 甲, 原文号: 〔2024〕1号, 原日期: 2024年3月1日, 变更理由: 不当。, "
        "变更内容: [改为检查]}]\n",
        "recommendation-change-notice",
        "批准",
    ),
    (
        "其他文书: [{文种: 撤回检察建议通知书, 被建议单位: 甲, 原文号: 〔2024〕1号, 原日期: 2024年3月1日, 撤回理由: 不当。}]\n",
        "recommendation-withdrawal-notice",
        "批准",
    ),
]


@pytest.mark.parametrize(
    ("title", "called"),
    [
        ("某市某区人民检察院诉某公司侵权民事公益诉讼案", "就某公司侵权民事公益诉讼案召开"),
        ("某市某区人民检察院督促治理河道行政公益诉讼案", "就督促治理河道行政公益诉讼案召开"),
        ("诉讼服务案", "就诉讼服务案召开"),
    ],
)
def test_an_announcement_names_no_suit_without_the_office_that_sues(scratch: Scratch, title: str, called: str) -> None:
    record = f"检察院: 某市某区人民检察院\n事由: 某事\n案名: {title}\n{HELD.split('其他文书')[0]}  公告日期: 2024年4月1日\n  联系人: 甲\n"
    (paper,) = finished(scratch.record(record), "hearing-announcement")
    assert called in text_of(made(paper))


@pytest.mark.parametrize(("record", "kind", "label"), UNRECORDED, ids=[row[1] for row in UNRECORDED])
def test_who_was_there_and_who_decided_is_a_gap_until_it_is_recorded(
    scratch: Scratch, record: str, kind: str, label: str
) -> None:
    (paper,) = finished(scratch.record("机关: {甲: 某市某局}\n" + record), kind)
    printed = text_of(made(paper))
    assert f"【待补：{label}】" in printed
    assert "经检察长" not in printed


@pytest.mark.parametrize(
    ("way", "title", "who"),
    [
        ("", "磋商会议纪要", "出席："),
        ("方式: 磋商座谈会, ", "磋商会议纪要", "出席："),
        ("方式: 事实确认书, ", "磋商情况纪要", "参加："),
        ("方式: 书面磋商, ", "磋商情况纪要", "参加："),
    ],
)
def test_a_consultation_in_writing_was_no_meeting(scratch: Scratch, way: str, title: str, who: str) -> None:
    typed = f"机关: {{甲: 某市某局}}\n磋商: [{{机关: 甲, 日期: 2024年3月1日, {way}参加: [张三, 李四], 结果: 一致。}}]\n"
    (paper,) = finished(scratch.record(typed), "consultation-minutes")
    lines = text_of(made(paper)).split("\n")
    assert lines[0] == title
    assert any(line.endswith(f"的{title}") for line in lines)
    assert [line[:3] for line in lines if line.endswith("张三、李四")] == [who]


@pytest.mark.parametrize(
    ("party", "asked", "row"),
    [
        ("{姓名: 曲向阳}", "请曲向阳发言。", "当事人 | 曲向阳"),
        ("{姓名: 令狐冰清, 未成年: 否}", "请令狐冰清发言。", "当事人 | 令狐冰清"),
        ("{全称: 青川市轻盈商贸有限公司}", "请青川市轻盈商贸有限公司的代表发言。", "参加单位"),
        ("{全称: 青川市城根小院餐饮店}", "请青川市城根小院餐饮店的代表发言。", "参加单位"),
    ],
)
def test_a_person_is_no_unit_and_speaks_for_himself(scratch: Scratch, party: str, asked: str, row: str) -> None:
    held = "{时间: 2024年5月24日15时, 地点: 听证室, 主持人: 主任张三, 记录人: 李四, 听证员: [王五], 参加单位: [某方], 议题: [是否违法]}"
    path = scratch.record(f"当事人: {{某方: {party}}}\n听证会: {held}\n")
    (script,), (table,) = finished(path, "hearing-script"), finished(path, "hearing-sign-in")
    said, person = text_of(made(script)), row.startswith("当事人")
    assert asked in said
    assert ("参加今天听证会的单位和当事人有：" if person else "参加今天听证会的单位有：") in said
    assert ("参加单位和当事人有下列权利" in said) is person
    rows = [line for line in text_of(made(table)).split("\n") if line.startswith(("当事人", "参加单位"))]
    assert len(rows) == (1 if person else 2)
    assert rows[0].startswith(row)
