"""What shows only across the fields of a conference or a release: references, names of persons, what a block may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.errors import Problem, nearest, problem
from docgen.reading.fields import specs
from docgen.records import references
from docgen.records.conference import Conference
from docgen.records.release import Release
from docgen.source import Located, joined

_SEVERAL = re.compile(r"\s*[，、；,;]\s*")


def check(record: Conference | Release, *, complete: bool = True) -> list[Problem]:
    """The faults of *record* that only a look across its fields and its cases finds.

    Without all of its cases (*complete*) nobody can tell what a reference leads to: nothing is said of references.
    """
    problems = references.check(record) if complete else []
    problems += _names(record)
    problems += [*_one_name(record), *_persons(record)]
    if isinstance(record, Conference):
        problems += _highlights(record) if complete else ()
    else:
        problems += _blocks(record)
    return problems


def _names(record: Conference | Release) -> Iterator[Problem]:
    """A registered name means one thing only."""
    taken = {spec.key: "记录里的键" for spec in specs(type(record)).values()}
    taken |= dict.fromkeys(references.derived(record), "推出的名字")
    taken |= {member.name: "案例的文件名" for member in record.members}
    for group, values in references.registers(record).items():
        for name, value in values.items():
            if name in taken:
                message = f"“{group}”里的“{name}”已经是{taken[name]}，引用时分不清"
                yield problem(value.span, "R018", message, "换一个名字")
            taken.setdefault(name, f"“{group}”里的名字")


def _one_name(record: Conference | Release) -> Iterator[Problem]:
    """``主办: 甲院，乙会`` and ``- 张某，检察长``: several things typed as one name."""
    for host in record.hosts:
        if host.name and (found := _SEVERAL.search(host.name)):
            at = host.name.span_at(found.start())
            yield problem(at, "R020", "“主办”的一项只写一个单位", f"写成列表：[{_SEVERAL.sub(', ', host.name)}]")
    for person in record.persons:
        if person.name and (found := _SEVERAL.search(person.name)):
            at = person.name.span_at(found.start())
            right = " | ".join(_SEVERAL.split(person.name, maxsplit=1))
            yield problem(at, "R020", "“人物”的一项里，姓名和职务要分开", f"写成：{right}")


def _persons(record: Conference | Release) -> Iterator[Problem]:
    """A name that must stand under 人物, and does not."""
    known = [str(one.name) for one in references.persons(record) if one.name]
    if isinstance(record, Conference):
        used = [(item.person, "议程") for item in record.agenda] + [
            (one.answerer, "答记者问") for one in record.questions
        ]
    else:
        used = [(one.speaker, "正文") for one in record.body]
    for name, where in used:
        if name is not None and str(name) not in known:
            like = nearest(str(name), known)
            hint = f"是不是“{like}”？" if like else f"在“人物”下面加一项：{{姓名: {name}, 职务: …}}"
            yield problem(name.span, "R008", f"“{where}”里的“{name}”没有在“人物”里登记", hint)


def _highlights(record: Conference) -> Iterator[Problem]:
    for name in record.highlights:
        whole = joined(["｛", name, "｝"])
        yield from references.check_text(record, whole) if isinstance(whole, Located) else ()


def _blocks(record: Release) -> Iterator[Problem]:
    for one in record.body:
        if one.speaker and one.heading:
            message = "这一块又写了“标题”，又写了“通报人”，标题印哪一个分不清"
            yield problem(one.keys["speaker"].span, "R023", message, "留下一个；有“通报人”的，标题由程序写出")
        if one.matter and not one.speaker:
            yield problem(one.keys["matter"].span, "R023", "写了“事项”，没有写“通报人”", "补上“通报人”")
        if one.chosen and not one.case_file:
            yield problem(one.keys["chosen"].span, "R023", "写了“选用”，没有写“案件”", "补上“案件: …yaml”")
