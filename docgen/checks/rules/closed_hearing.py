"""听证是否公开写得不对。

公益诉讼听证一般公开；不公开的写明理由。涉及未成年人的一般不公开。

好：
    听证会: {时间: 2024年4月12日9时, 公开: 否, 不公开理由: 涉及个人隐私}
错：
    听证会: {时间: 2024年4月12日9时, 公开: 否}
错：
    当事人: {顾某: {姓名: 顾亦, 未成年: 是, 对外: 顾某}}
    听证会: {时间: 2024年4月12日9时, 公开: 是, 参加单位: [顾某]}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A010"
LEVEL = "reminder"
ON = "听证会"
SOURCE = "人民检察院审查案件听证工作规定第五条；人民检察院公益诉讼办案听证工作指引第五条"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    hearing = case.hearing if case else None
    if case is None or hearing is None:
        return
    if not hearing.open and hearing.closed_because is None:
        place = hearing.keys["open"].span if "open" in hearing.keys else hearing.span
        yield Finding(place, "不公开听证没有写理由", "补上“不公开理由”")
    if hearing.open:
        for name in hearing.participants:
            party = case.parties.get(str(name))
            if party is not None and party.minor:
                yield Finding(name.span, f"参加人“{name}”是未成年人，听证一般不公开", "核对“公开”")
