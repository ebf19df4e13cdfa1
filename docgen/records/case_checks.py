"""What can be wrong in a case whose every single value is right: references, types, names, document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from docgen.core.errors import Problem, nearest, problem
from docgen.core.source import Located, joined
from docgen.data import table
from docgen.records import derive, references, sense
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.project import Project, number_regex
from docgen.records.release import Release
from docgen.records.yaml.compose import MapNode, ScalarNode
from docgen.records.yaml.fields import ListOf, Model, Scalar, Spec, specs


def check(case: Case, project: Project) -> list[Problem]:
    """The faults of *case* that only a look across its fields finds."""
    problems = references.check(case)
    problems += _known(case.case_type, "类型", list(table("case_kinds")), "error")
    problems += _known(case.field, "领域", derive.fields(), "reminder")
    problems += _work_key(case)
    problems += _matter(case)
    problems += _office(case)
    people = (*case.hearing.hearers, *case.hearing.supervisors) if case.hearing else ()
    problems += name_faults((*case.agencies.values(), *case.parties.values(), *people))
    problems += list_faults(case)
    problems += _names(case)
    problems += _periods(case)
    problems += sense.check(case)
    for number, name in _numbers(case):
        problems += _number_faults(number, name, project)
    for number in _other_numbers(case):
        # Of other papers only the form of the year is known, not whose number it is.
        problems += _year_faults(number)
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


def bare_matter(typed: str, office: str = "") -> str:
    """What of *typed* is the 事由: what stands between 督促 and 行政公益诉讼案, for the rest of the title is derived."""
    bare = typed.removeprefix(office) or typed
    bare = re.sub(r"^(?:[\u4e00-\u9fff]{2,30}检察院)?(?:督促|诉(?!讼))", "", bare)
    return re.sub(r"(?:(?:行政|民事|刑事附带民事)?公益诉讼)?案?$", "", bare)


def _matter(case: Case) -> list[Problem]:
    if case.matter is None:
        return []
    bare = bare_matter(str(case.matter), str(case.procuratorate or ""))
    if bare in (str(case.matter), ""):
        return []
    message = "“事由”前后的“督促”“公益诉讼案”由程序加上，这里不写"
    return [problem(case.matter.span, "R019", message, f"写成“{bare}”")]


def office_fault(name: str) -> str:
    """What is wrong with *name* as the full name of a procuratorate, in words; ``""`` for nothing."""
    if "检察院" not in name:
        return f"“{name}”不是检察院的全称"
    if not name.endswith(("检察院", "分院", "室")):
        return f"“{name}”不像检察院的全称，“检察院”后面还有字"
    return ""


def _office(case: Case) -> Iterator[Problem]:
    typed = case.procuratorate
    if typed is not None and (fault := office_fault(str(typed))):
        yield problem(typed.span, "R029", fault, "写公章上的全称，如“云江省青川市临河区人民检察院”")


_NUMBER = re.compile(r"\d(?:[ -]?[\dXx]){6,}|(?<!\d)0\d{2,3}[-— ]\d{7,8}")
_PARTICULARS = re.compile(
    r"身份证|证件号|电话|手机|住址|住所|联系方式|(?<=[\u4e00-\u9fff])[，,；;：:。]|[，,；;：:。](?=[\u4e00-\u9fff])"
)
_TWO_WORDS = re.compile(
    r"^(?=[\u4e00-\u9fff]).*?(?:[\u4e00-\u9fff]{2,}[ \u3000]+[\u4e00-\u9fff]|[\u4e00-\u9fff][ \u3000]+[\u4e00-\u9fff]{2,})"
)


def name_faults(models: Iterable[Model]) -> Iterator[Problem]:
    """R024 for each name among *models* that holds a number, particulars or two words: it would print with the name."""
    for model in models:
        name = getattr(model, "full_name", None) or getattr(model, "name", None)
        if not isinstance(name, Located):
            continue
        if found := _NUMBER.search(name):
            said = "里有一个号码" if found[0] != name.strip() else "是一个号码，不是名称"
            key = "身份证" if re.fullmatch(r"\d{17}[\dXx]", found[0]) else "电话"
            hint = f"名称只写名称；号码写在“{key}”下面：{{姓名: …, {key}: …}}"
        elif found := _PARTICULARS.search(name) or _TWO_WORDS.search(name):
            said = "不只是一个名称"
            hint = "名称只写名称；身份、证件、电话、住址各有自己的键，如 {姓名: …, 身份证: …, 电话: …}"
        else:
            continue
        yield problem(name.span_at(found.start()), "R024", f"“{name}”{said}，会跟着名称一起印出来", hint)


_SECOND = re.compile(r"(?:[；;。，,]|(?<=\S)\s)\s*(?:2[.．、](?!\d)|[（(]2[）)]|②|二、|[（(]二[）)]|二是)")
_PARTED = re.compile(r"；|(?<=[\u4e00-\u9fff）)》”\d]);")
_ENUMERATED = ("证据", "附件", "抄送", "关键词", "议题", "参加")
"""Lists of names of things: there ；separates two of them."""


_PAUSED: Mapping[str, int] = {"抄送": 1, "关键词": 1, "附件": 1, "证据": 3}
"""Lists of names of things, with how many 、 in the one item of a list say that several were typed."""
_ENCLOSED = re.compile(r"《[^》]*》|（[^）]*）|“[^”]*”|｛[^｝]*｝")


def list_faults(record: Model) -> Iterator[Problem]:
    """R025 for each list that has one item in which several were typed: 1.工单；2.笔录；3.照片; a reminder for 工单、笔录、照片."""
    for spec, value in _lists(record):
        if (paused := _paused(spec.key, value)) is not None:
            yield paused
            continue
        only = value[0] if len(value) == 1 else None
        if not isinstance(only, Located):
            continue
        found = _SECOND.search(only) or (_PARTED.search(only.rstrip("；;。")) if spec.key in _ENUMERATED else None)
        if found is not None:
            message = f"“{spec.key}”的一项里写了几项，会印成一项"
            hint = "一项一行，前面写“- ”，不写编号；或者 [甲, 乙, 丙]"
            yield problem(only.span_at(found.start()), "R025", message, hint)


def _paused(key: str, value: tuple[object, ...]) -> Problem | None:
    """A reminder where the one item of a list of names is strung with 、 as a sentence strings them."""
    only = value[0] if len(value) == 1 else None
    if key not in _PAUSED or not isinstance(only, Located):
        return None
    plain = _ENCLOSED.sub(lambda found: "　" * len(found[0]), only)
    if plain.count("、") < _PAUSED[key] or _SECOND.search(only):
        return None
    at = only.span_at(plain.index("、"))
    hint = "是几项的，一项一行，前面写“- ”，或者 [甲, 乙, 丙]；本来就是一项的，不用改"
    return problem(at, "R025", f"“{key}”的一项里有“、”，会印成一项", hint, level="reminder")


def _lists(model: Model) -> Iterator[tuple[Spec, tuple[object, ...]]]:
    for attribute, spec in specs(type(model)).items():
        value = getattr(model, attribute)
        if isinstance(value, tuple) and value and isinstance(spec.shape, ListOf) and spec.shape.item == Scalar("text"):
            yield spec, value
        for inner in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if isinstance(inner, Model):
                yield from _lists(inner)


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


def _other_numbers(case: Case) -> Iterator[Located]:
    """The 文号 of the papers of 其他文书, which only the headers of their templates know as fields."""
    for node in case.other_papers:
        for key, value in node.entries if isinstance(node, MapNode) else ():
            if str(key).strip() in ("文号", "原文号") and isinstance(value, ScalarNode) and value.text.strip():
                yield value.text


def _year_faults(number: Located) -> list[Problem]:
    """R012 where the year of *number* stands in other brackets than 〔〕."""
    match = re.search(r"[\[(（【﹝［]\s*((?:19|20)\d{2})\s*[\])）】﹞］]", number)
    if match is None:
        return []
    serial = re.sub(r"^\s*第?0*(?=[1-9])", "", number[match.end() :])
    right = f"{number[: match.start()]}〔{match[1]}〕{serial}"
    return [problem(number.span_at(match.start()), "R012", "文号里的年份要用六角括号〔〕", f"写成“{right}”")]


def _number_faults(number: Located, name: str, project: Project) -> list[Problem]:
    """Faults in the form of a document number: GB/T 9704-2012, 7.2.5, and the office's own pattern."""
    if faults := _year_faults(number):
        return faults
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
    problems += [*_one_name(record), *(_persons(record) if _persons_known(record) else ())]
    told = {item.span for item in problems}
    named = name_faults((*record.hosts, *record.persons))
    problems += [item for item in (*named, *list_faults(record)) if item.span not in told]
    problems += sense.check_press(record)
    if (event := record if isinstance(record, Conference) else record.event) and event.withdrawn:
        from docgen.records import withdrawal

        problems += withdrawal.check(record, event)
    problems += _kept(record)
    if isinstance(record, Conference):
        problems += _highlights(record) if complete else ()
        problems += _sign_in_rows(record)
        problems += _uneven(record)
    else:
        problems += [*_blocks(record), *_pictures(record), *_embargoes(record)]
    return problems


def _uneven(record: Conference) -> Iterator[Problem]:
    """R038 for sections that are called differently in cases of one type, and for parts that only some cases have."""
    if record.style.alike:
        return
    hint = "改成一样的；或者在“体例”里写“统一: 是”，小节名照多数，只有一部分案例有的关键词不印"
    for what, named in derive.section_names(record.members).items():
        usual = derive.most_common(named.values())
        others = {name: f"{name}叫“{called}”" for name, called in named.items() if called != usual}
        if others:
            first = next(member for member in record.members if member.name in others)
            message = f"“{what}”这一节，多数案例叫“{usual}”，{'、'.join(others.values())}"
            yield problem(first.typed.span, "R038", message, hint)
    with_words = [member for member in record.members if member.case.keywords]
    if 0 < len(with_words) < len(record.members):
        without = "、".join(member.name for member in record.members if not member.case.keywords)
        yield problem(with_words[0].typed.span, "R038", f"有的案例有关键词，有的没有：{without}没有", hint)


_SENTENCE = re.compile(r"[。；！？\n]+")
_TELLING = 6
"""Characters from which a sentence that stands again is no coincidence."""


def _kept(record: Conference | Release) -> Iterator[Problem]:
    """R037 where a sentence that is to be known and not said (只内部掌握) stands in what goes outside."""
    event = record if isinstance(record, Conference) else record.event
    questions = event.questions if event else ()
    sentences = [
        sentence.strip()
        for one in questions
        for sentence in _SENTENCE.split(str(one.kept or ""))
        if len(sentence.strip()) >= _TELLING
    ]
    if not sentences:
        return
    inside = {
        text.span for one in questions for text in references.all_texts((one.line, one.further, one.kept)) if text
    }
    for text in references.all_texts(record):
        for sentence in sentences:
            if text.span not in inside and (at := str(text).find(sentence)) >= 0:
                hint = "从这里删去；可以说的，从“只内部掌握”里删去"
                message = "这句话在“答记者问”里写着“只内部掌握”，对外的内容里不能有"
                yield problem(text.span_at(at), "R037", message, hint)


_MOST_ROWS = 200


def _sign_in_rows(record: Conference) -> Iterator[Problem]:
    if record.rows is not None and not 1 <= record.rows <= _MOST_ROWS:
        message = f"“签到行数”写的是{record.rows}"
        yield problem(record.keys["rows"].span, "R035", message, f"写1到{_MOST_ROWS}之间的整数")


def _embargoes(record: Release) -> Iterator[Problem]:
    """R036 where a release says another time than its conference: one of the two is wrong, or somebody must know why."""
    event = record.event
    if record.embargo is None or event is None or event.embargo is None:
        return
    if record.embargo.moment != event.embargo.moment:
        message = f"禁发时间“{record.embargo}”和发布会的“{event.embargo}”不一样"
        yield problem(record.embargo.span, "R036", message, "同一场发布会用一个时间的，从这里删去，由发布会的记录带出")


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


def _persons_known(record: Conference | Release) -> bool:
    """False where the conference that would say who there is could not be read."""
    return not isinstance(record, Release) or record.conference is None or record.event is not None


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
            add = f"在“人物”下面加一项：{{姓名: {name}, 职务: …}}"
            hint = f"是不是“{like}”？" if like else f"不出席了的，这里也换人或者删去；漏了登记的，{add}"
            yield problem(name.span, "R008", f"“{where}”里的“{name}”没有在“人物”里登记", hint)


def _highlights(record: Conference) -> Iterator[Problem]:
    for one in record.highlights:
        whole = joined(["｛", one.figure or "", "｝"])
        yield from references.check_text(record, whole) if isinstance(whole, Located) else ()
    typed = record.poster.course if record.poster else None
    names = [member.name for member in record.members]
    if typed is not None and str(typed).removesuffix(".yaml") not in (*names, "无"):
        like = nearest(str(typed), names)
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(names)
        yield problem(typed.span, "R008", f"“一图读懂”的“过程”里的“{typed}”不是这场发布会的案例", hint)


def _pictures(record: Release) -> Iterator[Problem]:
    """A picture that is not where the record says; what can only be seen in it is told when a paper is made."""
    for passage in record.body:
        typed = passage.picture.file if passage.picture else None
        if typed is None:
            continue
        folder = Path(typed.span.file).parent
        path = folder / str(typed).replace("\\", "/")
        try:
            if path.is_file():
                continue
            like = nearest(path.name, [one.name for one in path.parent.iterdir() if one.suffix.lower() in _PICTURES])
        except (OSError, ValueError):
            like = ""
        hint = f"是不是“{like}”？" if like else "核对文件名和文件夹，写相对于记录的路径；还没有照片，先不写“文件”"
        yield problem(typed.span, "R030", "找不到图片文件", hint)


_PICTURES = (".png", ".jpg", ".jpeg")


def _blocks(record: Release) -> Iterator[Problem]:
    for one in record.body:
        if one.speaker and one.heading:
            message = "这一块又写了“标题”，又写了“通报人”，标题印哪一个分不清"
            yield problem(one.keys["speaker"].span, "R023", message, "留下一个；有“通报人”的，标题由程序写出")
        if one.matter and not one.speaker:
            yield problem(one.keys["matter"].span, "R023", "写了“事项”，没有写“通报人”", "补上“通报人”")
        if one.chosen and not one.case_file:
            yield problem(one.keys["chosen"].span, "R023", "写了“选用”，没有写“案件”", "补上“案件: …yaml”")
