"""办案日期的先后不对。

线索不晚于立案，立案不晚于检察建议的决定；决定不晚于送达，送达不晚于备案和回复；通知、公告不晚于听证。

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
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.dates import When
from docgen.records.models import Case

ID = "D001"
LEVEL = "error"
ON = "日期"
SOURCE = "人民检察院公益诉讼办案规则第二十四条至第七十七条（办案的先后）"

_Pair = tuple[str, "When | None", str, "When | None"]


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    for earlier, first, later, second in _pairs(case) if case else ():
        if first is None or second is None or (not second.moment.exact and not first.moment.exact):
            continue
        if _after(first, second):
            yield Finding(second.span, f"{later}（{second}）早于{earlier}（{first}）", "核对两个日期")


def _after(first: When, second: When) -> bool:
    """Whether *first* is surely later than *second*; a month or year without a day is given the benefit of the doubt."""
    one, two = first.moment, second.moment
    if one.exact and two.exact:
        return one.day > two.day
    if "年" in (one.precision, two.precision):
        return one.day.year > two.day.year
    return (one.day.year, one.day.month) > (two.day.year, two.day.month)


def _pairs(case: Case) -> Iterator[_Pair]:
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
    served: dict[str, When] = {}
    for entry in case.recommendations:
        yield "立案日期", first_filed, "检察建议的决定日期", entry.decided
        yield "立案日期", first_filed, "检察建议书的日期", entry.day
        yield "检察建议的决定日期", entry.decided, "检察建议书的日期", entry.day
        yield "检察建议的决定日期", entry.decided or entry.day, "送达日期", entry.served
        yield "送达日期", entry.served, "备案日期", entry.recorded
        start = entry.served or entry.day
        if start is not None and entry.addressee:
            served.setdefault(str(entry.addressee), start)
    for reply in case.replies:
        yield "检察建议送达日期", served.get(str(reply.agency or "")), "回复日期", reply.day
    for visit in case.visits:
        yield "立案日期", first_filed, "回访日期", visit.day
