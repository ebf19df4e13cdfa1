"""听证会的要素不全。

通知里要有案由、时间、地点、主持人、听证员的姓名和身份；公开听证要发公告。

好：
    听证会: {时间: 2024年4月12日9时30分, 地点: 本院检察听证室, 主持人: 检察官周某, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（律师）], 通知日期: 2024年4月2日, 公告日期: 2024年4月3日}
错：
    听证会: {时间: 2024年4月12日9时30分, 地点: 本院检察听证室, 通知日期: 2024年4月2日, 公告日期: 2024年4月3日}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A009"
LEVEL = "reminder"
ON = "听证会"
SOURCE = "人民检察院审查案件听证工作规定第十条"


def check(subject: Subject) -> Iterator[Finding]:
    hearing = subject.case.hearing if subject.case else None
    if hearing is None or hearing.notified is None:
        return
    wanted = (
        ("时间", hearing.time is not None and hearing.time.moment.clock is not None),
        ("地点", hearing.place),
        ("主持人", hearing.host),
        ("听证员", hearing.hearers),
        ("听证员的身份", all(person.identity for person in hearing.hearers)),
        ("公告日期", hearing.announced or not hearing.open),
    )
    lacking = [name for name, there in wanted if not there]
    if lacking:
        yield Finding(hearing.notified.span, f"已经通知，听证会还缺少：{'、'.join(lacking)}", "补上；时间写到几时几分")
