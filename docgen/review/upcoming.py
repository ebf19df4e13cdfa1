"""What is due next in the life of a case: the step it has come to, its papers, their last day, and what is missing where."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from docgen.checks.workdays import Calendar
from docgen.core.dates import When
from docgen.core.source import Span
from docgen.papers import entries, finish
from docgen.papers.finish import Options
from docgen.papers.make import Workspace
from docgen.records.models import Case
from docgen.records.yaml.fields import Model, names
from docgen.review.register import Due, Row, rows


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is still to be written: what, and where in the record."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of a step. ``begun``: the record has something for it; else ``docgen add`` brings its keys."""

    kind: str
    begun: bool
    lacks: tuple[Lack, ...] = ()


@dataclass(slots=True)
class Step:
    """One step that is not done yet. ``whom`` is the agency that it concerns, ``""`` for the whole case."""

    name: str
    whom: str = ""
    due: Due | None = None
    lacks: list[Lack] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Upcoming:
    """How far the case has come, and the steps that can be done now: those with a last day first."""

    reached: str
    steps: tuple[Step, ...]


def upcoming(case: Case, space: Workspace, as_of: datetime.date | None, calendar: Calendar) -> Upcoming:
    """The next steps of *case*. *as_of* changes nothing but what may be said of a day that is over."""
    made: list[Step] = []
    reached = ""
    for name, steps, done in _life(case, list(rows([case], as_of, calendar))):
        found = list(steps())
        made += found
        must = [step for step in found if not step.optional]
        if not must and done:
            reached = name
        elif must:
            break
    for step in made:
        step.papers = [_paper(paper.kind, case, space) for paper in step.papers]
    made = [step for step in made if not step.optional or any(not one.begun or one.lacks for one in step.papers)]
    return Upcoming(reached or "线索", tuple(sorted(made, key=_urgency)))


def _urgency(step: Step) -> tuple[int, datetime.date]:
    return (step.optional, step.due.day if step.due else datetime.date.max)


Stage = tuple[str, Callable[[], Iterator[Step]], bool]


def _life(case: Case, table: Sequence[Row]) -> Iterator[Stage]:
    """(name, steps that are not done, whether anything of it is there), in the order of the case's life."""
    filings, letters = case.filings, case.recommendations
    yield "线索", partial(_clue, case), case.clue is not None
    yield "立案", partial(_filing, case, table), bool(filings)
    yield "调查", partial(_inquiry, case), case.findings is not None
    yield "听证", partial(_hearing, case), case.hearing is not None
    yield "建议", partial(_letters, case), bool(letters)
    yield "送达", partial(_service, case, table), any(one.served for one in letters)
    yield "整改", partial(_mending, case, table), bool(case.replies)
    yield "结案", partial(_closing, case), bool(case.visits)
    yield "宣传", partial(_telling, case), case.significance is not None


def _clue(case: Case) -> Iterator[Step]:
    if case.clue is None or case.clue.origin is None or case.clue.day is None:
        yield Step("登记线索", lacks=_lacking(case, case.clue, "线索", "来源", "日期"))


def _filing(case: Case, table: Sequence[Row]) -> Iterator[Step]:
    if not case.filings:
        yield Step("立案", lacks=[_lack("立案", _key(case, "filings"))], papers=_papers("立案决定书"))
    for one in case.filings:
        whom = str(one.agency or "")
        if one.day is None:
            lacks = _lacking(case, one, "立案", "日期", "文号")
            yield Step("决定立案", whom, lacks=lacks, papers=_papers("立案决定书"))
        elif one.served is None:
            due = _due(table, "立案送达", one.day)
            lacks = _lacking(case, one, "立案", "决定送达")
            yield Step("送达立案决定书", whom, due, lacks, _papers("立案决定书", "送达回证"))


def _inquiry(case: Case) -> Iterator[Step]:
    lacks = [
        _lack(key, _key(case, attribute))
        for attribute, key in (("harm", "公益受损"), ("findings", "查明"), ("evidence", "证据"))
        if not getattr(case, attribute)
    ]
    law = case.law
    if not case.recommendations or not all(one.law and one.law.duty for one in case.recommendations):
        lacks += [
            _lack(f"法律依据 → {key}", _key(case, "law"))
            for attribute, key in (("duty", "职责"), ("broken", "违反"))
            if not law or not getattr(law, attribute)
        ]
    if lacks:
        yield Step("调查取证", lacks=lacks)


def _hearing(case: Case) -> Iterator[Step]:
    open_ = not case.recommendations or not any(one.day for one in case.recommendations)
    if open_:
        yield Step("磋商", papers=_papers("磋商纪要"), optional=True)
    if case.hearing is not None:
        lacks = _lacking(case, case.hearing, "听证会", "时间", "地点", "主持人", "议题")
        before = ("听证方案", "听证通知书", "听证邀请函", "听证主持词")
        public = ("听证公告",) if case.hearing.open else ()
        yield Step("听证", lacks=lacks, papers=_papers(*before, *public, "听证笔录"), optional=not lacks or not open_)
    elif open_:
        yield Step("听证", papers=_papers("听证方案", "听证通知书", "听证公告", "听证笔录"), optional=True)


def _letters(case: Case) -> Iterator[Step]:
    if not case.recommendations:
        lack = _lack("检察建议", _key(case, "recommendations"))
        yield Step("提出检察建议", lacks=[lack], papers=_papers("检察建议书"))
    for one in case.recommendations:
        if one.decided is None and one.day is None:
            lacks = _lacking(case, one, "检察建议", "认定", "建议", "文号", "日期", "决定日期")
            yield Step("提出检察建议", str(one.addressee or ""), None, lacks, _papers("检察建议书", "发文稿纸"))


def _service(case: Case, table: Sequence[Row]) -> Iterator[Step]:
    for one in case.recommendations:
        whom = str(one.addressee or "")
        decided = one.decided or one.day
        if one.served is None and decided is not None:
            lacks = _lacking(case, one, "检察建议", "送达日期", "送达地点", "送达方式")
            yield Step(
                "送达检察建议书", whom, _due(table, "建议送达", decided), lacks, _papers("检察建议书", "送达回证")
            )
        elif one.served is not None and one.recorded is None:
            lacks = _lacking(case, one, "检察建议", "备案日期")
            yield Step("报上一级院备案", whom, _due(table, "备案", one.served), lacks, _papers("检察建议备案报告"))


def _mending(case: Case, table: Sequence[Row]) -> Iterator[Step]:
    replied = {str(one.agency or "") for one in case.replies if one.day}
    alone = len(case.recommendations) == 1 and bool(replied)
    for one in case.recommendations:
        whom = str(one.addressee or "")
        if one.served is not None and whom not in replied and not alone:
            lack = _lack(f"回复（机关: {whom}、日期、内容）", _key(case, "replies"))
            yield Step("等书面回复", whom, _due(table, "回复", one.served), [lack])
        elif one.served is not None and not case.visits:
            end = next((due for row in table for due in row.ends if due.name == "整改"), None)
            yield Step(
                "跟进整改", whom, end, [_lack("整改", _key(case, "rectification"))] if not case.rectification else []
            )
    if not case.visits and case.recommendations:
        yield Step("回访", lacks=[_lack("回访", _key(case, "visits"))], papers=_papers("回访记录"))


def _closing(case: Case) -> Iterator[Step]:
    yield Step("终结案件", papers=_papers("回访记录", "终结案件决定书"), optional=True)


def _telling(case: Case) -> Iterator[Step]:
    yield Step("宣传", papers=_papers("典型案例"), optional=True)


# — parts —


def _papers(*kinds: str) -> list[Paper]:
    return [Paper(kind, begun=False) for kind in kinds]


def _paper(name: str, case: Case, space: Workspace) -> Paper:
    """The paper called *name* with the gaps that it would print now."""
    kind = space.catalog.kind(name)
    if not entries.has_data(kind, case):
        return Paper(name, begun=False)
    found = [gap for one in finish.finish(kind, case, space.project, space.engine, Options()) for gap in one.problems]
    gaps = {gap.message.partition("待补：")[2]: gap.hint for gap in found if gap.code == "G001"}
    return Paper(name, True, tuple(Lack(label, hint) for label, hint in gaps.items()))


def _lacking(case: Case, one: Model | None, name: str, *keys: str) -> list[Lack]:
    """What of *keys* is not typed in *one*, which stands under *name*."""
    found: list[Lack] = []
    for key in keys:
        attribute = names(type(one)).get(key) if one is not None else None
        if one is None or attribute is None:
            found.append(_lack(f"{name} → {key}", None, _key(case, names(Case)[name])))
        elif not getattr(one, attribute):
            typed = one.keys.get(attribute)
            found.append(_lack(f"{name} → {key}", typed.span if typed else None, one.span))
    return found


def _lack(name: str, at: Span | None, near: Span | None = None) -> Lack:
    if at is not None:
        return Lack(name, f"第{at.line}行")
    return Lack(name, f"第{near.line}行起的那一项里" if near is not None else "记录里还没有这个键")


def _key(case: Case, attribute: str) -> Span | None:
    typed = case.keys.get(attribute)
    return typed.span if typed is not None else None


def _due(table: Sequence[Row], name: str, when: When) -> Due | None:
    """The period *name* that began on the day of *when*."""
    found = [due for row in table for due in row.dues if due.name == name and due.done is None]
    later = [due for due in found if when.moment.exact and due.day >= when.moment.day]
    return min(later, key=lambda due: due.day, default=None)
