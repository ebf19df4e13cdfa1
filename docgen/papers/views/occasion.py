"""What follows from a conference for the papers of the occasion itself: its steps, and who sits where.

All papers of a kit read these, so that order, posts and names agree. Nothing is invented:
where the record names nobody for a step that a conference has, a gap stands. The head and the
lead of a release that nobody has written yet are worded here too; they are drafts, and printed
under a line that says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.core.source import Located
from docgen.papers.views import hosting, words
from docgen.papers.views.hosting import COMMENT, INTRODUCTION, OTHER, QUESTIONS, REPORT
from docgen.papers.views.press import PRESS_DERIVED
from docgen.papers.views.top import Derived, Named, TopScope
from docgen.papers.views.view import Gap
from docgen.records import derive, references
from docgen.records.conference import AgendaItem, Conference
from docgen.records.models import Host, Speaker

_MOST = 8
"""Offices that a lead names; of more it gives the number."""


def headline(top: TopScope) -> Any:
    """拟题: who publishes what."""
    record = top.view.record
    if not isinstance(record, Conference) or not (record.hosts and record.title):
        return Gap.of("标题", record.span)
    together = "联合" if len(record.hosts) > 1 else ""
    return _said(top, record, f"{_hosts(record)}{together}发布｛案例集名称｝")


def lead(top: TopScope) -> Any:
    """拟导语: when, who, what, how many; by whom the cases were handled and in which fields, where all of them say so."""
    record = top.view.record
    if not isinstance(record, Conference) or not (record.hosts and record.title and record.time and record.name):
        return Gap.of("导语", record.span)
    day = f"｛时间|月日｝{hosting.time_of_day(record.time)}" if record.time.moment.exact else "｛时间｝"
    together = "联合" if len(record.hosts) > 1 else ""
    sentences = [
        f"{day}，{_hosts(record)}{together}召开｛发布会｝，向社会发布｛案例集名称｝，共｛案例数｝件。",
        _offices(record),
    ]
    return _said(top, record, "".join(sentences))


def _said(top: TopScope, record: Conference, source: str) -> Located:
    return words.expanded(top.view, Located(source, record.span.through("拟稿")))


def _hosts(record: Conference) -> str:
    """The hosts as somebody would type them: two with 与, more with 、 and 和 before the last; the order is the rank."""
    named = [_named(record, one) for one in record.hosts]
    if len(named) < 3:
        return "与".join(named)
    return f"{'、'.join(named[:-1])}和{named[-1]}"


def _named(record: Conference, host: Host) -> str:
    short = derive.host_short(host)
    return f"｛{short}｝" if references.target(record, short) is host else str(host.name or "")


def _offices(record: Conference) -> str:
    cases = [member.case for member in record.members]
    typed = [(str(one.short_name or ""), str(one.procuratorate or "")) for one in cases]
    offices = list(dict.fromkeys(short or derive.short_name(full) for short, full in typed))
    if not offices or not all(offices):
        return ""
    if len(offices) == 1:
        by = f"{'案例' if len(cases) == 1 else '这些案例'}由{offices[0]}办理"
    elif len(offices) <= _MOST:
        by = f"这些案例分别由{'、'.join(offices)}办理"
    else:
        by = f"这些案例由{len(offices)}个检察院办理"
    fields = list(dict.fromkeys(str(one.field or "") for one in cases))
    return f"{by}，涉及{'、'.join(fields)}领域。" if all(fields) else f"{by}。"


_BY_WORDS = (
    (QUESTIONS, ("提问", "答记者问", "答问")),
    (COMMENT, ("点评",)),
    (INTRODUCTION, ("介绍典型案例", "介绍案例", "案例介绍", "介绍案件")),
    (REPORT, ("通报", "发布")),
)
"""What a step is, by the words of its 事项: the first that fits."""
_USUAL = (
    (REPORT, ("发布", "通报"), "通报情况"),
    (INTRODUCTION, ("介绍", "介绍案例"), "介绍典型案例"),
    (COMMENT, ("点评",), "点评典型案例"),
)
"""The usual order before the questions: (step, 角色 of those who take it, 事项). Source: 5-norms 7.7."""


def part_of(item: str) -> str:
    """Which part of a conference the step *item* is: 发布, 介绍, 点评, 提问 or 其他."""
    return next((part for part, found in _BY_WORDS if any(word in item for word in found)), OTHER)


def _steps(top: TopScope) -> tuple[Named, ...]:
    """程序: the steps as 议程 has them; without 议程 in the usual order, taken by those whose 角色 fits."""
    record = top.view.record
    if not isinstance(record, Conference):
        return ()
    steps = _all_steps(top, record)
    said = hosting.around(top.view, record, steps)
    return tuple(
        Named({"序号": count, "称呼": hosting.greeting(top.view, record, item), **step, **words_round})
        for count, ((item, step), words_round) in enumerate(zip(steps, said, strict=True), 1)
    )


def _all_steps(top: TopScope, record: Conference) -> list[hosting.Step]:
    typed: list[hosting.Step] = [(item, _typed(top, record, item)) for item in record.agenda]
    return typed or [(None, step) for step in _usual(record)]


def _hosting(top: TopScope) -> Named | None:
    """串场: what the host says of the whole conference."""
    record = top.view.record
    if not isinstance(record, Conference):
        return None
    return Named(hosting.frame(top.view, record, _all_steps(top, record)))


def _typed(top: TopScope, record: Conference, item: AgendaItem) -> dict[str, Any]:
    person = next((one for one in record.persons if one.name and one.name == item.person), None)
    matter = words.expanded(top.view, item.item) if item.item else ""
    return _step(
        part_of(str(item.item or "")),
        matter,
        words.person_text(person) if person else Located("", item.span),
        words.expanded(top.view, item.time) if item.time else "",
        words.expanded(top.view, item.body) if item.body else "",
        hosting.of_our_office(person),
        person,
    )


def _usual(record: Conference) -> Iterator[dict[str, Any]]:
    for part, roles, matter in _USUAL:
        who = [one for one in record.persons if str(one.role or "") in roles]
        for one in who:
            yield _step(part, matter, words.person_text(one), ours=hosting.of_our_office(one), who=one)
        if not who:
            yield _step(part, matter, Gap.of(f"{matter}的人", record.span))
    yield _step(QUESTIONS, "记者提问", Located("", record.span))


def _step(
    part: str,
    matter: str,
    person: str,
    time: str = "",
    body: str = "",
    ours: bool = True,
    who: Speaker | None = None,
) -> dict[str, Any]:
    """A step; *person* is post and name, or the gap for one, and *who* has both apart."""
    apart = {"姓名": words.person_text(who, "姓名") if who else "", "职务": (who and who.post) or ""}
    return {"环节": part, "事项": matter, "人": person, "时间": time, "内容": body, "本院": ours, **apart}


def _seats(top: TopScope) -> tuple[Named, ...]:
    """座次: everybody but who leads the meeting, in the order of rank, each with the seat as counted from the hall's left."""
    record = top.view.record
    people = [] if not isinstance(record, Conference) else [one for one in record.persons if one.role != "主持"]
    places = seats(len(people))
    found = []
    for rank, (person, place) in enumerate(zip(people, places, strict=True), 1):
        name = person.name or Located("", person.span)
        found.append(
            Named({"排名": rank, "姓名": name, "职务": person.post or "", "角色": person.role or "", "座位": place})
        )
    return tuple(found)


def seats(count: int) -> list[int]:
    """The seat of each rank in a row of *count*, counted from 1 at the left as seen from the hall.

    The first sits in the middle, the second at the first's left hand (the hall's right), the
    third at the right hand, and so on outward. Source: 惯例 [mem], 主席台以左为上.
    """
    middle = (count + 1) // 2
    return [middle + ((rank + 1) // 2 if rank % 2 else -(rank // 2)) for rank in range(count)]


def _row(top: TopScope) -> tuple[Named, ...]:
    """台上: 座次 in the order of the seats, from the left as seen from the hall."""
    return tuple(sorted(_seats(top), key=lambda one: int(one.values["座位"])))


def _leader(top: TopScope) -> Any:
    """主持人: who leads the meeting, with the post; a gap where nobody's 角色 says so."""
    record = top.view.record
    persons: tuple[Speaker, ...] = references.persons(record) if isinstance(record, Conference) else ()
    found = next((one for one in persons if one.role == "主持"), None)
    return words.person_text(found) if found else Gap.of("主持人", record.span)


def _leaders_name(top: TopScope) -> Any:
    """主持人姓名: the bare name, for a seat that has no room for a post."""
    record = top.view.record
    found = (
        next((one for one in record.persons if one.role == "主持"), None) if isinstance(record, Conference) else None
    )
    return words.person_text(found, "姓名") if found else Gap.of("主持人", record.span)


def _others(top: TopScope) -> tuple[Any, ...]:
    """其他出席: who neither leads the meeting nor takes a step of it, with the post."""
    record = top.view.record
    if not isinstance(record, Conference):
        return ()
    speaking = {str(step["人"]) for _, step in _all_steps(top, record)}
    everyone = [words.person_text(one) for one in record.persons if one.role != "主持"]
    return tuple(one for one in everyone if str(one) not in speaking)


OCCASION_DERIVED: Derived = {
    **PRESS_DERIVED,
    "程序": _steps,
    "串场": _hosting,
    "拟题": headline,
    "拟导语": lead,
    "座次": _seats,
    "台上": _row,
    "主持人": _leader,
    "主持人姓名": _leaders_name,
    "其他出席": _others,
}
"""Names that follow from the record of a conference or a release: those of ``press`` and those of the occasion."""
