"""What follows from a conference or a release: the names that its papers see besides its own fields.

Numbers of cases, headings and points are made here; what a record lacks stays away or
becomes a gap. A case is seen by its public view only, as a paper of the case would see it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from docgen.core.dates import When
from docgen.core.source import Located, joined
from docgen.papers.views import words
from docgen.papers.views.scopes import scope_of
from docgen.papers.views.top import Derived, Named, TopScope, case_top, headed, number, sections
from docgen.papers.views.view import View
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.kinds import Record, type_of
from docgen.records.models import LENGTHS, Case, Figure, Member
from docgen.records.release import Passage, Picture, Release

# — a conference —


def _press(top: TopScope) -> Conference | Release:
    assert isinstance(top.view.record, Conference | Release)
    return top.view.record


def _conference(top: TopScope) -> Conference | None:
    """The conference itself, or the one that a release belongs to."""
    record = _press(top)
    return record if isinstance(record, Conference) else record.event


def _cases(top: TopScope) -> tuple[TopScope, ...]:
    """案例: the cases in their order, each with its 编号 and its 各节 in the collection's own manner."""
    record, conference = _press(top), _conference(top)
    heading = str((conference and conference.style.heading) or "案例1：")
    mark = str((conference and conference.style.section) or "【】")
    spoken = _spoken(conference)
    found = []
    for count, member in enumerate(record.members, 1):
        case = case_top(top, member)
        # 案例一 alone stands on a line above the title; with a mark behind it, before the title.
        alone = heading in ("案例1", "案例一")
        usable = _usable(case.view, member.case.figures, spoken)
        parts = headed(_alike(record, member, sections(case)), mark)
        case.own = {"编号": number(heading, count), "独行": alone, "各节": parts, "可用数据": usable}
        found.append(case)
    return tuple(found)


def _alike(record: Conference | Release, member: Member, parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """*parts* of a case as 体例.统一 has them: sections called as most cases call them, keywords only where all have some."""
    if not isinstance(record, Conference) or not record.style.alike:
        return parts
    renamed = {
        named[member.name]: Located(derive.most_common(named.values()), member.typed.span)
        for named in derive.section_names(record.members).values()
        if member.name in named
    }
    every = all(one.case.keywords for one in record.members)
    return [(renamed.get(title, title), text) for title, text in parts if title != "关键词" or every]


def _index(top: TopScope) -> tuple[Named, ...]:
    """索引: under each field and each office the numbers and titles of its cases, in their order."""
    record, cases = _press(top), _cases(top)
    found = []
    for label, key in (("按领域", lambda case: str(case.field or "")), ("按办案单位", _office_of)):
        groups: dict[str, list[TopScope]] = {}
        for member, case in zip(record.members, cases, strict=True):
            groups.setdefault(key(member.case), []).append(case)
        rows = [Named({"名称": name, "案例": tuple(group)}) for name, group in groups.items() if name]
        if rows:
            found.append(Named({"标题": label, "各项": tuple(rows)}))
    return tuple(found)


def _office_of(case: Case) -> str:
    return str(case.short_name or derive.short_name(str(case.procuratorate or "")))


def _short_name(top: TopScope) -> Any:
    """The office's own short name, ``""`` where no procuratorate is among the hosts."""
    record = _press(top)
    own = derive.own_office(hosts(record))
    return Located(derive.host_short(own), own.span) if own else Located("", record.span)


def hosts(record: Conference | Release) -> tuple[Any, ...]:
    """The hosts of *record*, of a release without its own those of its conference."""
    if isinstance(record, Release) and not record.hosts and record.event:
        return record.event.hosts
    return record.hosts


def embargo_of(record: Record) -> When | None:
    """Until when nothing of *record* may be published: of a release without its own as its conference has it."""
    if not isinstance(record, Conference | Release):
        return None
    return record.embargo or (record.event.embargo if isinstance(record, Release) and record.event else None)


def _embargo(top: TopScope) -> Any:
    """禁发时间 of the conference, for a release that has none of its own."""
    record = _press(top)
    return None if record.embargo is not None else embargo_of(record)


def _contact(top: TopScope) -> Any:
    """联系人 of the conference, for a release that has none of its own."""
    record = _press(top)
    if record.contact is not None or not isinstance(record, Release) or record.event is None:
        return None
    return scope_of(top.view.of(record.event), record.event.contact, "联系人") if record.event.contact else None


def _listing(top: TopScope) -> bool:
    conference = _conference(top)
    if conference is None:
        return False
    style = conference.style
    return not style.contents if style.listing is None else style.listing


def _figures(top: TopScope) -> tuple[Named, ...]:
    """可用数据: every figure of the record, as it may be printed, with its period and origin; files and lines are no matter of the press."""
    return _usable(top.view, _press(top).figures, _spoken(_conference(top)))


def _usable(view: View, typed: Mapping[str, Figure], spoken: Mapping[int, str]) -> tuple[Named, ...]:
    found = []
    for name, figure in typed.items():
        # With their places: 本院 in the 出处 of a case is the office of that case.
        notes = joined([part for note in (figure.period, figure.origin) if note for part in ("，", note)][1:])
        text = words.figure_text(view, figure, name)
        found.append(Named({"名字": name, "说法": spoken.get(id(figure), name), "数": text, "说明": notes}))
    return tuple(found)


def _spoken(conference: Conference | None) -> dict[int, str]:
    """The id of a figure → what it counts in words for a reader: the 说 of its 亮点.

    Figures that another is the sum of, or that are the same in other periods (办案2022), are called as that one is,
    where each has a period of its own to be told apart by.
    """
    if conference is None:
        return {}
    found = {id(one.figure): one.words for one in references.of(conference)}
    for name, figure in conference.figures.items():
        for listed in (figure.parts, figure.series):
            kin = [conference.figures[str(one)] for one in listed if str(one) in conference.figures]
            periods = [str(one.period or "") for one in kin]
            if all(periods) and len(set(periods)) == len(periods):
                for one in kin:
                    found.setdefault(id(one), found.get(id(figure), name))
    return found


# — a release —


def _release(top: TopScope) -> Release | None:
    record = _press(top)
    return record if isinstance(record, Release) else None


def _headline(top: TopScope) -> Any:
    """标题行: the title, with —— and the subtitle behind it where 标题合一 says so."""
    record = _release(top)
    if record is None or record.title is None:
        return Located("", _press(top).span)
    title = words.expanded(top.view, record.title)
    if not record.in_one or record.subtitle is None:
        return title
    return joined([title, "——", words.expanded(top.view, record.subtitle)])


def _byline(top: TopScope) -> Any:
    """副题行: the subtitle, where it has a line of its own."""
    record = _release(top)
    if record is None or record.subtitle is None or (record.in_one and record.title):
        return Located("", _press(top).span)
    return words.expanded(top.view, record.subtitle)


def _body(top: TopScope) -> tuple[Named, ...]:
    """正文: the blocks that belong to the length of this paper, headings and points numbered."""
    record = _release(top)
    if record is None:
        return ()
    chapter, point = record.style
    found, count = [], 0
    for passage in record.body:
        if not wanted(passage.length, top.view.paper.length):
            continue
        heading = _heading(top, record, passage)
        count += bool(heading)
        values = {
            "号": number(chapter, count) if heading else "",
            "标题": heading,
            "标题次行": _text(top, passage.heading_second),
            "单位": _text(top, passage.unit),
            "引言": _text(top, passage.intro),
            "分点": _points(top, passage, point),
            "段落": _text(top, passage.body),
            "各节": _of_case(top, record, passage),
            "图": _picture(top, passage.picture),
        }
        found.append(Named(values))
    return tuple(found)


def wanted(mark: Located | None, length: str) -> bool:
    """True where what is marked *mark* belongs to a paper of *length* (``""``: the whole of it)."""
    return not length or mark is None or LENGTHS.index(str(mark)) <= LENGTHS.index(length)


def _text(top: TopScope, text: Located | None) -> str:
    return "" if text is None else words.expanded(top.view, text)


def _heading(top: TopScope, record: Release, passage: Passage) -> str:
    """The heading: as typed; of a speaker post, name, 通报 and matter; of a case its title."""
    if passage.heading:
        return words.expanded(top.view, passage.heading)
    if passage.speaker:
        person = next((one for one in references.persons(record) if one.name == passage.speaker), None)
        name = words.person_text(person, "称呼" if record.speakers == "短" else "") if person else passage.speaker
        return joined([name, "通报", *([words.expanded(top.view, passage.matter)] if passage.matter else [])])
    if passage.case_file and not passage.chosen:
        return next((words.title(top.view.of(one.case)) for one in _members(record, passage)), "")
    return ""


def _points(top: TopScope, passage: Passage, style: str) -> tuple[Named, ...]:
    """The points: 首句 is the number with the run-in head, 余句 what follows; a lone sentence has no head."""
    found = []
    chosen = [one for one in passage.points if one.body and wanted(one.length, top.view.paper.length)]
    for count, point in enumerate(chosen, 1):
        text = _text(top, point.body)
        cut = _head_end(text)
        head, rest = (text.part(0, cut), text.part(cut)) if isinstance(text, Located) else (text[:cut], text[cut:])
        found.append(Named({"首句": joined([number(style, count), head]), "余句": rest}))
    return tuple(found)


def _head_end(text: str) -> int:
    """Where the first sentence of *text* ends, outside quotation marks and brackets; 0 where nothing follows it."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character in "“‘（《") - (character in "”’）》")
        if character == "。" and depth <= 0:
            return index + 1 if index + 1 < len(text) else 0
    return 0


def _members(record: Release, passage: Passage) -> list[Member]:
    """The case that *passage* names: a pattern of 案例 may have found it before."""
    if passage.case_file is None:
        return []
    typed = PurePath(record.span.file).parent / passage.case_file.replace("\\", "/")
    file = PurePath(os.path.normpath(typed)).as_posix()
    return [one for one in record.members if one.file == file]


def _of_case(top: TopScope, record: Release, passage: Passage) -> tuple[Named, ...]:
    """The sections of the case that the block names: all with their titles, or the chosen ones as running text."""
    found: list[Named] = []
    for member in _members(record, passage):
        parts = sections(case_top(top, member))
        if not passage.chosen:
            found += headed(parts, "【】")
            continue
        chosen = [str(name) for name in passage.chosen]
        found += [
            Named({"标题": "", "正文": text, "是关键词": False, "是要旨": False})
            for title, text in parts
            if title in chosen
        ]
    return tuple(found)


def _picture(top: TopScope, picture: Picture | None) -> Named | None:
    if picture is None:
        return None
    caption = _text(top, picture.caption)
    by = joined(["　摄影：", words.expanded(top.view, picture.photographer)]) if picture.photographer else ""
    alt = _text(top, picture.alt) or caption
    return Named({"文件": picture.file or "", "说明": joined([caption, by] if by else [caption]), "替代文字": alt})


PRESS_DERIVED: Derived = {
    "案例": _cases,
    "案例数": lambda top: len(_press(top).members),
    "简称": _short_name,
    "印清单": _listing,
    "可用数据": _figures,
    "标题行": _headline,
    "副题行": _byline,
    "正文": _body,
    "索引": _index,
    "禁发时间": _embargo,
    "联系人": _contact,
    "空": lambda top: Located("", _press(top).span),
    "记录": lambda top: {"conference": "发布会", "release": "发布稿"}[type_of(_press(top))],
}
"""Names that follow from the record. ``None`` from a function means: use what is typed."""
