"""What the host of a conference says: as the record has it (串场), else worded by place, person and step.

Every sentence that is worded here is an offer (``words.offered``): it may be edited in Word, and ``absorb``
takes the edit back as the record's own. So it is put together as somebody would type it, with references.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from docgen.core.dates import When, chinese
from docgen.core.source import Located, Span
from docgen.papers.views import words
from docgen.papers.views.view import View
from docgen.records import references
from docgen.records.conference import UNSAID, AgendaItem, Conference, Hosting, Transition
from docgen.records.models import Speaker
from docgen.records.yaml.fields import empty

REPORT, INTRODUCTION, COMMENT, QUESTIONS, OTHER = "发布", "介绍", "点评", "提问", "其他"
"""The parts of a conference."""
GREETING = "各位来宾，记者朋友们："
CLOSING = "今天的发布会到此结束。谢谢各位。"
HEADINGS = {REPORT: "情况通报", INTRODUCTION: "案例介绍", COMMENT: "案例点评", QUESTIONS: "记者提问"}
"""What stands above a step: its part, not the words of the sentence that follows."""

_ENDS = "。；，、：！？;,. "
_DOING = re.compile(
    "通报|介绍|点评|发布|解读|宣读|宣布|致辞|致词|讲话|发言|说明|回答|回应|总结|分析|汇报|展示|播放|交流|主持|作|为"
)
"""Verbs with which a step may begin; one that begins otherwise is made: 请某某作情况通报."""
_SAID = ("通报", "介绍", "点评", "解读", "致辞", "致词", "讲话", "说明", "回应", "分析", "总结")
"""Words of a step by which one thanks for it."""
_AFTER_THE_FIRST = ("接下来，", "下面，")

_OTHERWISE = (
    ("致辞", "致辞"),
    ("致词", "致词"),
    ("讲话", "讲话"),
    ("解读", "解读"),
    ("介绍", "情况介绍"),
    ("说明", "情况说明"),
    ("回应", "回应"),
)
"""What stands above a step that is none of the usual ones, by a word of it."""

Step = tuple[AgendaItem | None, Mapping[str, Any]]
"""What is typed of a step, ``None`` for nothing, and what the papers see of it."""


def matter_of(step: Mapping[str, Any]) -> str:
    """The 事项 of *step* without the mark at its end."""
    return str(step["事项"]).rstrip(_ENDS)


def around(view: View, record: Conference, steps: Sequence[Step]) -> list[dict[str, Any]]:
    """For each of *steps* what the host says round it (前, 致谢, 后) and the 标题 above it.

    Steps of one 事项 that follow one another are one item, as people count; the questions are none.
    """
    speaking = [place for place, (_, step) in enumerate(steps) if step["环节"] != QUESTIONS]
    questions = len(speaking) < len(steps)
    found = []
    count = 0
    for place, (item, step) in enumerate(steps):
        again = place > 0 and step["环节"] != QUESTIONS and matter_of(steps[place - 1][1]) == matter_of(step)
        count += not again and step["环节"] != QUESTIONS
        at = (item or record).span
        path = f"议程.{record.agenda.index(item)}.串场" if item else ""
        typed = (item and item.hosting) or empty(Transition, at)
        offer = _Offer(view, record, at, path)
        if step["环节"] == QUESTIONS:
            before = _to_questions(step, last=place + 1 == len(steps), first=not speaking or place < speaking[0])
            thanks = "感谢各位记者的提问。"
        else:
            number = speaking.index(place)
            last = number + 1 == len(speaking) and not questions
            before = _before(record, item, step, number, last=last, alone=len(speaking) == 1, again=again)
            thanks = _thanks(record, item, step)
        found.append(
            {
                "标题": "" if again else _heading(count, step),
                "前": offer.text("前", typed.before, *before),
                "致谢": offer.text("致谢", typed.thanks, *([thanks] if thanks else [])),
                "后": offer.text("后", typed.after),
            }
        )
    return found


def frame(view: View, record: Conference, steps: Sequence[Step]) -> dict[str, Any]:
    """What the host says of the conference as a whole, by the keys of 串场; ``""`` for what is not said."""
    typed = record.hosting or empty(Hosting, record.span)
    offer = _Offer(view, record, record.span, "串场")
    leader = next((one for one in record.persons if one.role == "主持"), None)
    guests = any(one.role != "主持" for one in record.persons)
    me = [f"我是{_named(record, leader)}，主持今天的发布会。"] if leader else []
    hosts = "联合举办" if len(record.hosts) > 1 else "举办"
    opening = f"大家{time_of_day(record.time)}好！欢迎参加｛发布会｝。今天的发布会由｛主办｝{hosts}，发布｛案例集名称｝，共｛案例数｝件。"
    return {
        "称呼": offer.text("称呼", typed.greeting, GREETING),
        "开场": offer.text("开场", typed.opening, opening, *me),
        "嘉宾": offer.text("嘉宾", typed.guests, *(["出席今天发布会的有："] if guests else [])),
        "议题": offer.text("议题", typed.items, *_items(steps)),
        "联系": offer.text("联系", typed.contact, *_contact(record)),
        "禁发": offer.text("禁发", typed.embargo, *_embargo(record)),
        "结束": offer.text("结束", typed.closing, CLOSING),
    }


def greeting(view: View, record: Conference, item: AgendaItem | None) -> Any:
    """How the speech of a step begins."""
    if item is None:
        return Located(GREETING, record.span)
    return _Offer(view, record, item.span, f"议程.{record.agenda.index(item)}").text("称呼", item.greeting, GREETING)


class _Offer:
    """Sentences of one place of the record; without a *path* nothing is typed there, and nothing can be."""

    def __init__(self, view: View, record: Conference, at: Span, path: str) -> None:
        self.view = view
        self.record = record
        self.at = at
        self.path = path

    def text(self, key: str, typed: Located | None, *parts: str) -> Any:
        """What is *typed*, nothing where that is 略, else the *parts* put together as an offer for *key*."""
        if typed is not None:
            said = str(typed).strip().rstrip("。") != UNSAID
            return words.expanded(self.view, typed) if said else Located("", typed.span)
        source = "".join(parts)
        if self.path:
            return words.offered(self.view, source, self.at, f"{self.path}.{key}")
        return words.expanded(self.view, Located(source, self.at.through("程序")))


def _named(record: Conference, person: Speaker, chosen: str = "") -> str:
    """A reference to *person* as somebody would type it; the bare words where a reference would lead elsewhere."""
    name = str(person.name or "")
    if references.target(record, name) is person:
        return f"｛{name}|{chosen}｝" if chosen else f"｛{name}｝"
    return str(words.person_text(person, chosen))


def _person(record: Conference, step: Mapping[str, Any]) -> Speaker | None:
    """Who takes *step*, ``None`` where nobody does or a gap stands."""
    return next((one for one in record.persons if one.name and str(words.person_text(one)) == str(step["人"])), None)


def _matter(item: AgendaItem | None, step: Mapping[str, Any]) -> str:
    """The 事项 as it was typed, references and all."""
    typed = str(item.item) if item and item.item else str(step["事项"])
    return typed.rstrip(_ENDS)


def _heading(count: int, step: Mapping[str, Any]) -> str:
    matter, part = matter_of(step), step["环节"]
    named = HEADINGS.get(part, "")
    if part == REPORT and "通报" not in matter and "案例" in matter:
        named = "案例发布"
    elif part == OTHER:
        named = next((said for word, said in _OTHERWISE if word in matter), "")
    return named if step["环节"] == QUESTIONS else "　".join(part for part in (f"第{chinese(count)}项", named) if part)


def _before(
    record: Conference,
    item: AgendaItem | None,
    step: Mapping[str, Any],
    number: int,
    *,
    last: bool,
    alone: bool,
    again: bool,
) -> list[str]:
    matter = _matter(item, step)
    start = _AFTER_THE_FIRST[(number + 1) % 2]
    if alone:
        start = "下面，"
    elif number == 0:
        start = "首先，"
    elif last:
        start = "最后，"
    if not step["人"]:
        return [start, matter, "。"]
    person = _person(record, step)
    who = _named(record, person) if person else step["人"]
    doing = "" if _DOING.match(matter) else "作"
    ask = "再请" if again else "请"
    return [start, ask, who, doing, matter, "。"]


def _thanks(record: Conference, item: AgendaItem | None, step: Mapping[str, Any]) -> str:
    person = _person(record, step)
    if person is None:
        return ""
    matter = _matter(item, step)
    word = next((one for one in _SAID if one in matter), "发言")
    return f"感谢{_named(record, person, '称呼')}的{word}。"


def _to_questions(step: Mapping[str, Any], *, last: bool, first: bool) -> list[str]:
    matter = matter_of(step)
    named = matter if len(matter) <= 6 and not _DOING.match(matter) else HEADINGS[QUESTIONS]
    start = "下面进入" if first or not last else "以上发言完毕，最后进入"
    return [f"{start}{named}环节。请各位记者围绕今天发布的内容提问，提问以前请先通报所在的媒体。"]


def _items(steps: Sequence[Step]) -> list[str]:
    matters: list[str] = []
    before = ""
    for item, step in steps:
        if step["环节"] != QUESTIONS and matter_of(step) != before:
            matters.append(_matter(item, step))
        before = matter_of(step)
    if not matters:
        return []
    if len(matters) == 1:
        listed = matters[0]
    else:
        listed = "；".join(f"{chinese(count)}是{matter}" for count, matter in enumerate(matters, 1))
    asked = any(step["环节"] == QUESTIONS for _, step in steps)
    many = "两" if len(matters) == 2 else chinese(len(matters))
    then = "随后，回答各位记者的提问。" if asked else ""
    return [f"今天的发布会有{many}项议程：{listed}。{then}"]


def _contact(record: Conference) -> list[str]:
    contact = record.contact
    if contact is None or not (contact.unit or contact.name or contact.phone):
        return []
    who = [f"｛联系人.{key}｝" for key, value in (("单位", contact.unit), ("姓名", contact.name)) if value]
    phone = "电话｛联系人.电话｝" if contact.phone else ""
    return ["会后需要进一步了解情况的，请联系", "，".join(part for part in ("".join(who), phone) if part), "。"]


def _embargo(record: Conference) -> list[str]:
    if record.embargo is None:
        return []
    if over(record.embargo, record.time):
        return ["发给各位的材料，禁发时间（｛禁发时间｝）已过，现在可以刊发。"]
    return ["请各位记者注意：发布的内容，｛禁发时间｝以前不得刊发。"]


def over(embargo: When, start: When | None) -> bool:
    """True where *embargo* surely ends no later than the conference starts: then the host has nothing to forbid."""
    if start is None or not (embargo.moment.exact and start.moment.exact):
        return False
    one, other = embargo.moment, start.moment
    if one.day != other.day:
        return one.day < other.day
    return one.clock is not None and other.clock is not None and one.clock <= other.clock


def time_of_day(time: When | None) -> str:
    """上午, 中午, 下午 or 晚上, ``""`` where the hour is not known: 大家上午好."""
    if time is None:
        return ""
    if time.moment.clock is not None:
        hour = time.moment.clock[0]
        return "上午" if hour < 12 else "中午" if hour < 13 else "下午" if hour < 18 else "晚上"
    return next((word for word in ("上午", "中午", "下午", "晚上") if time.moment.time.startswith(word)), "")


def of_our_office(person: Speaker | None) -> bool:
    """True where *person* speaks for a procuratorate, as for all that is known ``None`` does."""
    return person is None or "检察院" in f"{person.unit or ''}{person.post or ''}"
