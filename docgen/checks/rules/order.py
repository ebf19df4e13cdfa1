"""The order of the days of a case: what is served is decided first, what is heard is announced first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Subject
from docgen.core import dates
from docgen.core.dates import When
from docgen.records.models import Case
from docgen.records.yaml.compose import MapNode, ScalarNode

_Ordered = tuple[str, "When | None", str, "When | None"]


@rule("D001", level="error", on="日期", source="人民检察院公益诉讼办案规则第二十四条至第七十七条（办案的先后）")
def date_order(subject: Subject) -> Iterator[Finding]:
    """办案日期的先后不对。

    线索不晚于立案，立案不晚于检察建议的决定；决定、成文不晚于送达，送达不晚于备案和回复；批准召开不晚于通知、公告，通知、公告不晚于听证，听证结束不早于开始；发布的审批不早于检察建议和第一次回复。

    好：
        线索: {来源: 群众举报, 日期: 2024年1月9日}
        立案: 2024年2月20日
    错：
        线索: {来源: 群众举报, 日期: 2024年3月9日}
        立案: 2024年2月20日
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        立案: 2024年2月20日
        检察建议: [{被建议单位: 区水务局, 日期: 2024年2月1日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 决定日期: 2024年4月22日, 送达日期: 2024年4月20日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 决定日期: 2024年4月22日, 日期: 2024年4月26日, 送达日期: 2024年4月24日}]
    错：
        听证会: {时间: 2024年4月12日9时30分, 批准: 检察长2024年4月21日批准}
    错：
        听证会: {时间: 2024年4月12日9时30分}
        其他文书: [{文种: 听证笔录, 结束时间: 9时20分}]
    """
    case = subject.case
    if case is not None:
        yield from _ends_before_it_begins(case)
    for earlier, first, later, second in _in_order(case) if case else ():
        if first is None or second is None or (not second.moment.exact and not first.moment.exact):
            continue
        if _surely_after(first, second):
            yield Finding(second.span, f"{later}（{second}）早于{earlier}（{first}）", "核对两个日期")


def _ends_before_it_begins(case: Case) -> Iterator[Finding]:
    """The 结束时间 of the minutes of a hearing against the hour at which it begins."""
    begins = case.hearing.time if case.hearing else None
    if begins is None or begins.moment.clock is None:
        return
    for node in case.other_papers:
        for key, value in node.entries if isinstance(node, MapNode) else ():
            if str(key).strip() != "结束时间" or not isinstance(value, ScalarNode):
                continue
            try:
                ends = dates.parse(dates.printed(dates.Moment(begins.moment.day, "日")) + str(value.text).strip()).clock
            except dates.DateFault:
                continue
            if (
                ends is not None
                and ends[0] < 12 <= begins.moment.clock[0]
                and re.match(r"[下晚傍午]", begins.moment.time)
            ):
                ends = (ends[0] + 12, ends[1])  # 下午2时30分至4时
            if ends is not None and ends <= begins.moment.clock:
                yield Finding(value.text.span, f"听证会{value.text}结束，开始的时间是{begins}", "核对两个时间")


def _surely_after(first: When, second: When) -> bool:
    """Whether *first* is surely later than *second*; a month or year without a day is given the benefit of the doubt."""
    one, two = first.moment, second.moment
    if one.exact and two.exact:
        return one.day > two.day
    if "年" in (one.precision, two.precision):
        return one.day.year > two.day.year
    return (one.day.year, one.day.month) > (two.day.year, two.day.month)


def _in_order(case: Case) -> Iterator[_Ordered]:
    clue = case.clue.day if case.clue else None
    filed = [filing.day for filing in case.filings if filing.day is not None]
    first_filed = min(filed, key=lambda day: day.moment.day, default=None)
    for filing in case.filings:
        yield "线索日期", clue, "立案日期", filing.day
        yield "立案日期", filing.day, "立案决定书送达日期", filing.served
    for talk in case.consultations:
        yield "立案日期", first_filed, "磋商日期", talk.day
    if case.hearing is not None:
        yield "听证通知日期", case.hearing.notified, "听证会时间", case.hearing.time
        yield "听证公告日期", case.hearing.announced, "听证会时间", case.hearing.time
        yield "立案日期", first_filed, "听证会时间", case.hearing.time
        closes = case.hearing.attendance.closes if case.hearing.attendance else None
        closes = closes if isinstance(closes, When) else None
        yield "旁听报名截止", closes, "听证会时间", case.hearing.time
        yield "听证公告日期", case.hearing.announced, "旁听报名截止", closes
        approved = dates.named(case.hearing.approval)
        yield "立案日期", first_filed, "听证会的批准日期", approved
        yield "听证会的批准日期", approved, "听证通知日期", case.hearing.notified
        yield "听证会的批准日期", approved, "听证公告日期", case.hearing.announced
        yield "听证会的批准日期", approved, "听证会时间", case.hearing.time
    served: dict[str, When] = {}
    for entry in case.recommendations:
        yield "立案日期", first_filed, "检察建议的决定日期", entry.decided
        yield "立案日期", first_filed, "检察建议书的日期", entry.day
        yield "检察建议的决定日期", entry.decided, "检察建议书的日期", entry.day
        yield "检察建议的决定日期", entry.decided or entry.day, "送达日期", entry.served
        if entry.decided is not None:
            yield "检察建议书的日期", entry.day, "送达日期", entry.served
        yield "行为日期", case.conduct_day, "检察建议书的日期", entry.day
        yield "送达日期", entry.served, "备案日期", entry.recorded
        start = entry.served or entry.day
        if start is not None and entry.addressee:
            served.setdefault(str(entry.addressee), start)
    for reply in case.replies:
        yield "检察建议送达日期", served.get(str(reply.agency or "")), "回复日期", reply.day
    first_served = min(served.values(), key=lambda day: day.moment.day, default=None)
    for visit in case.visits:
        yield "立案日期", first_filed, "回访日期", visit.day
        yield "检察建议送达日期", first_served, "回访日期", visit.day
    released = dates.named(case.approval)
    yield "立案日期", first_filed, "发布审批的日期", released
    yield "检察建议送达日期", first_served, "发布审批的日期", released
    first_reply = min((one.day for one in case.replies if one.day), key=lambda day: day.moment.day, default=None)
    yield "回复日期", first_reply, "发布审批的日期", released
    yield from _of_other_papers(case, first_filed)


def _of_other_papers(case: Case, first_filed: When | None) -> Iterator[_Ordered]:
    """The days of the papers of 其他文书: against those of the case, and one day of a paper against another."""
    replied = {str(reply.agency or ""): reply.day for reply in case.replies if reply.day is not None}
    hearing = case.hearing.time if case.hearing else None
    talks = [talk.day for talk in case.consultations if talk.day is not None]
    for kind, whom, days in _other_days(case):
        day = days.get("日期") or days.get("报告日期")
        if kind == "终结案件决定书":
            yield "立案日期", first_filed, "终结案件决定书的日期", day
            yield "回复日期", replied.get(whom), "终结案件决定书的日期", day
        elif kind == "检察建议备案报告":
            first_made = next((entry.decided or entry.day for entry in case.recommendations), None)
            yield "检察建议的日期", first_made, "备案报告的日期", day
        elif kind == "听证方案":
            yield "听证方案的日期", day, "听证会时间", hearing
        elif kind == "磋商函":
            yield "磋商函的日期", day, "约定磋商的时间", days.get("时间")
        elif kind == "磋商纪要" and len(talks) == len(case.consultations) and talks:
            held = day or min(talks, key=lambda one: one.moment.day)
            yield "磋商的日期", held, "纪要的编发日期", days.get("编发日期")
        if kind != "磋商函":
            yield f"{kind}里会议的时间", days.get("时间"), "编发日期", days.get("编发日期")
        yield "原文书的日期", days.get("原日期"), f"{kind}的日期", day
        yield f"{kind}的日期", day, "印发日期", days.get("印发日期")


_OTHER_DAYS = ("日期", "报告日期", "原日期", "时间", "编发日期", "印发日期")


def _other_days(case: Case) -> Iterator[tuple[str, str, dict[str, When]]]:
    """The papers of 其他文书: kind, the agency that it is made about, the days that it bears by their keys."""
    for node in case.other_papers:
        entries = node.entries if isinstance(node, MapNode) else ()
        typed = {str(key).strip(): value.text for key, value in entries if isinstance(value, ScalarNode)}
        days: dict[str, When] = {}
        for key in _OTHER_DAYS:
            text = typed.get(key)
            if text is not None and text.strip():
                try:
                    days[key] = When.of(text, dates.parse(str(text)))
                except dates.DateFault:
                    continue  # what is no date is told where it is read
        if days:
            yield str(typed.get("文种", "")), str(typed.get("机关", "")).strip("｛｝{} "), days
