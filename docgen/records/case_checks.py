"""What can be wrong in a case whose every single value is right: references, types, names, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.core.errors import Problem, nearest, problem
from docgen.core.source import Located, joined
from docgen.data import table
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.project import Project, number_regex
from docgen.records.release import Release
from docgen.records.yaml.fields import specs


def check(case: Case, project: Project) -> list[Problem]:
    """The faults of *case* that only a look across its fields finds."""
    problems = references.check(case)
    problems += _known(case.case_type, "类型", list(table("case_kinds")), "error")
    problems += _known(case.field, "领域", derive.fields(), "reminder")
    problems += _work_key(case)
    problems += _matter(case)
    problems += _names(case)
    problems += _periods(case)
    for number, name in _numbers(case):
        problems += _number_faults(number, name, project)
    return problems


def _known(value: Located | None, key: str, known: list[str], level: str) -> list[Problem]:
    if value is None or str(value) in known:
        return []
    like = nearest(str(value), known)
    hint = f"是不是“{like}”？" if like else "已知的有：" + "、".join(known)
    if level == "error":
        return [problem(value.span, "R009", f"“{key}”不能写“{value}”", hint)]
    message = f"不认识“{value}”这个领域，法律依据里不会有本领域的条款"
    return [problem(value.span, "R009", message, hint, level="reminder")]


def _work_key(case: Case) -> list[Problem]:
    typed = case.keys.get("work")
    kind = derive.case_type(case)
    kinds = table("case_kinds")
    if typed is None or kind not in kinds or str(typed) in (*kinds[kind]["履职"], "work"):
        return []
    usual = kinds[kind]["履职"][0]
    return [problem(typed.span, "R002", f"{kind}案件不用“{typed}”这个小节", f"写“{usual}”")]


def _matter(case: Case) -> list[Problem]:
    """事由 is only what stands between 督促 and 行政公益诉讼案: the rest of the title is derived."""
    if case.matter is None:
        return []
    typed = str(case.matter)
    bare = typed.removeprefix(str(case.procuratorate or "")) or typed
    bare = re.sub(r"^(?:督促|诉(?!讼))", "", bare)
    bare = re.sub(r"(?:(?:行政|民事|刑事附带民事)?公益诉讼)?案?$", "", bare)
    if bare in (typed, ""):
        return []
    message = "“事由”前后的“督促”“公益诉讼案”由程序加上，这里不写"
    return [problem(case.matter.span, "R019", message, f"写成“{bare}”")]


def _names(case: Case) -> list[Problem]:
    """A registered name means one thing: not two, and not what a field or a derived name already means."""
    taken = {spec.key: "记录里的键" for spec in specs(Case).values()} | dict.fromkeys(references.DERIVED, "推出的名字")
    problems = []
    for group, values in (("机关", case.agencies), ("当事人", case.parties), ("数据", case.figures)):
        for name, value in values.items():
            if name in taken:
                message = f"“{group}”里的“{name}”已经是{taken[name]}，引用时分不清"
                problems.append(problem(value.span, "R018", message, "换一个名字"))
            taken.setdefault(name, f"“{group}”里的名字")
    return problems


_PERIOD = re.compile(r"[年月日季周]|[至到—–-]|期间|以来|截|前|后|同")


def _periods(case: Case) -> list[Problem]:
    """``27家 | 近30家``: in the short form of a figure the second part is the period, not the outer value."""
    problems = []
    for name, figure in case.figures.items():
        period = figure.period
        if period is not None and re.match(r"[近约超]?\s*\d", period) and not _PERIOD.search(period):
            message = f"“数据”里“{name}”的第二段是期间，“{period}”不像期间"
            hint = f"对外的说法这样写：{name}: {{值: {figure.value}, 对外: {period}}}"
            problems.append(problem(period.span, "R020", message, hint))
    return problems


def _numbers(case: Case) -> Iterator[tuple[Located, str]]:
    for filing in case.filings:
        if filing.number:
            yield filing.number, "立案决定书"
    for entry in case.recommendations:
        if entry.number:
            yield entry.number, "检察建议书"


def _number_faults(number: Located, name: str, project: Project) -> list[Problem]:
    """Faults in the form of a document number: GB/T 9704-2012, 7.2.5, and the office's own pattern."""
    if match := re.search(r"[\[(（【﹝［]\s*((?:19|20)\d{2})\s*[\])）】﹞］]", number):
        serial = re.sub(r"^\s*第?0*(?=[1-9])", "", number[match.end() :])
        right = f"{number[: match.start()]}〔{match[1]}〕{serial}"
        return [problem(number.span_at(match.start()), "R012", "文号里的年份要用六角括号〔〕", f"写成“{right}”")]
    forms = (
        (r"〔\d{2}〕", "文号里的年份要写四位数"),
        (r"〕\s*第", "文号的序号前不写“第”"),
        (r"〕[A-Z]?0", "文号的序号前不写零"),
        (r"[^号]$", "文号的末尾要有“号”"),
    )
    for pattern, message in forms:
        if match := re.search(pattern, number):
            return [problem(number.span_at(match.start()), "R012", message, "例如“临检行公建〔2024〕3号”")]
    if not re.search(r"〔(?:19|20)\d{2}〕[A-Z]?[1-9]\d*号$", number):
        return [problem(number.span, "R012", f"“{number}”不像一个文号", "例如“临检行公建〔2024〕3号”")]
    own = project.settings.number_patterns.get(name)
    if own and not number_regex(own).fullmatch(number):
        return [
            problem(
                number.span, "R012", f"{name}的文号和 docgen.yaml 里的格式“{own}”不一致", "核对文号，或者改 docgen.yaml"
            )
        ]
    code = project.settings.office_code
    if not own and code and not number.startswith(str(code)):
        return [problem(number.span, "R012", f"文号的机关代字不是 docgen.yaml 里的“{code}”", "核对文号")]
    return []


# — press checks —
# What shows only across the fields of a conference or a release: references, names of persons, what a block may hold.

_SEVERAL = re.compile(r"\s*[，、；,;]\s*")


def check_press(record: Conference | Release, *, complete: bool = True) -> list[Problem]:
    """The faults of *record* that only a look across its fields and its cases finds.

    Without all of its cases (*complete*) nobody can tell what a reference leads to: nothing is said of references.
    """
    problems = references.check(record) if complete else []
    problems += _press_checks_names(record)
    problems += [*_one_name(record), *_persons(record)]
    if isinstance(record, Conference):
        problems += _highlights(record) if complete else ()
    else:
        problems += _blocks(record)
    return problems


def _press_checks_names(record: Conference | Release) -> Iterator[Problem]:
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
