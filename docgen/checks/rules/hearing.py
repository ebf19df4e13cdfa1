"""Rules about the hearing: who hears, what its notice tells, whether it is open."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Subject
from docgen.checks.workdays import calendar_of, is_workday
from docgen.core import dates


@rule("A007", level="reminder", on="听证会", source="人民检察院审查案件听证工作规定第七条")
def hearers_count(subject: Subject) -> Iterator[Finding]:
    """听证员人数不是三至七人。

    好：
        听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（律师）]}
    错：
        听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）]}
    """
    hearing = subject.case.hearing if subject.case else None
    if hearing is not None and hearing.hearers and not 3 <= len(hearing.hearers) <= 7:
        yield Finding(hearing.hearers[0].span, f"听证员有{len(hearing.hearers)}人，一般为三至七人", "核对人数")


@rule("A008", level="reminder", on="听证会", source="人民检察院审查案件听证工作规定第七条、第八条")
def supervisor_as_hearer(subject: Subject) -> Iterator[Finding]:
    """人民监督员列成了听证员。

    人民监督员到场监督，不算听证员；写在“人民监督员”里。

    好：
        听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（律师）], 人民监督员: [丁某]}
    错：
        听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（人民监督员）]}
    """
    hearing = subject.case.hearing if subject.case else None
    if hearing is None:
        return
    supervisors = {str(person.name) for person in hearing.supervisors}
    for person in hearing.hearers:
        if (person.identity and "人民监督员" in person.identity) or str(person.name) in supervisors:
            yield Finding(person.span, f"“{person.name}”是人民监督员，不列为听证员", "移到“人民监督员”")


@rule("A009", level="reminder", on="听证会", source="人民检察院审查案件听证工作规定第十条")
def hearing_items(subject: Subject) -> Iterator[Finding]:
    """听证会的要素不全。

    通知里要有案由、时间、地点、主持人、听证员的姓名和身份；公开听证要发公告。

    好：
        听证会: {时间: 2024年4月12日9时30分, 地点: 本院检察听证室, 主持人: 检察官周某, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（律师）], 通知日期: 2024年4月2日, 公告日期: 2024年4月3日}
    错：
        听证会: {时间: 2024年4月12日9时30分, 地点: 本院检察听证室, 通知日期: 2024年4月2日, 公告日期: 2024年4月3日}
    """
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


@rule(
    "A010",
    level="reminder",
    on="听证会",
    source="人民检察院审查案件听证工作规定第五条；人民检察院公益诉讼办案听证工作指引第五条",
)
def closed_hearing(subject: Subject) -> Iterator[Finding]:
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


@rule("A022", level="hint", on="听证会", source="听证会通常在工作日召开（日期写错的多半落在休息日）")
def hearing_on_a_rest_day(subject: Subject) -> Iterator[Finding]:
    """听证会的那一天不是工作日，多半是日期写错了。

    好：
        听证会: {时间: 2024年4月12日9时30分}
    错：
        听证会: {时间: 2024年4月14日9时30分}
    """
    hearing = subject.case.hearing if subject.case else None
    if hearing is None or hearing.time is None or not hearing.time.moment.exact:
        return
    day = hearing.time.moment.day
    works, certain = is_workday(day, calendar_of(subject.project.settings))
    if not works:
        note = "" if certain else "（调休以通知为准）"
        yield Finding(hearing.time.span, f"听证会这一天是{dates.weekday(day)}，不是工作日{note}", "核对日期")
