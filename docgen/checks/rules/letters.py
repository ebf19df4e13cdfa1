"""Rules about the letters of one case beside each other: what is asked twice, answered unasked, counted differently."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.citations import number
from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Subject
from docgen.core.source import Span

_PERIOD = re.compile(r"(?P<count>[一二两三四五六七八九十\d]{1,3})(?P<unit>个?月|个?工作日|[日天])")


def _days(text: str) -> tuple[int, str] | None:
    """How long the period in *text* is: (count, unit); ``None`` where none is seen."""
    found = _PERIOD.search(text)
    if found is None:
        return None
    return number(found["count"].replace("两", "二")), {"天": "日"}.get(found["unit"], found["unit"].removeprefix("个"))


@rule(
    "A019",
    level="reminder",
    on="检察建议.异议期限",
    source="人民检察院检察建议工作规定第十六条第五项（要有异议期限，没有规定几日）",
)
def other_objection_period(subject: Subject) -> Iterator[Finding]:
    """异议期限和本院通常的、和同案另一份的不一样，没有写几日，或者写成了回复的期限。

    规定只要求写异议期限，没有规定几日；和 docgen.yaml 里的“异议期限”、和本案第一份比。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 异议期限: 收到本检察建议书之日起十五日内}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 异议期限: 收到本检察建议书以后}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        检察建议: [{被建议单位: 区水务局, 异议期限: 收到本检察建议书之日起十五日内}, {被建议单位: 区卫健委, 异议期限: 收到本检察建议书之日起五日内}]
    """
    case = subject.case
    usual = subject.project.settings.objection
    for entry in case.recommendations if case else ():
        typed = entry.objection
        if typed is None:
            continue
        said = _days(typed)
        if found := re.search("整改|书面回复|回复本院", typed):
            yield Finding(
                typed.span_at(found.start()),
                f"“异议期限”里写了“{found[0]}”，这是回复的期限",
                "例如：收到本检察建议书之日起十五日内",
            )
            continue
        if said is None:
            yield Finding(typed.span, f"异议期限“{typed}”没有写几日", "例如：收到本检察建议书之日起十五日内")
        elif usual is not None and _days(usual) not in (None, said):
            yield Finding(typed.span, f"异议期限“{typed}”和通常的“{usual}”不一样", "核对几日")
        usual = usual or typed


@rule("A020", level="reminder", on="回复", source="人民检察院公益诉讼办案规则第七十五条、第七十七条（被建议单位回复）")
def answer_of_another(subject: Subject) -> Iterator[Finding]:
    """回复的机关没有收到过检察建议。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局}]
        回复: [{机关: 区水务局, 日期: 2024年6月18日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        检察建议: [{被建议单位: 区水务局}]
        回复: [{机关: 区卫健委, 日期: 2024年6月18日}]
    """
    case = subject.case
    addressed = {str(entry.addressee) for entry in case.recommendations} if case else set()
    for reply in case.replies if case and addressed else ():
        if reply.agency is not None and str(reply.agency) not in addressed:
            message = f"“{reply.agency}”回复了，本案没有给它的检察建议"
            yield Finding(reply.agency.span, message, "核对是哪个机关回复的")


@rule(
    "A021",
    level="reminder",
    on="立案、检察建议",
    source="一个机关一份（人民检察院公益诉讼办案规则第二十八条、第七十五条）",
)
def twice_to_one(subject: Subject) -> Iterator[Finding]:
    """对同一个机关立了两次案，或者同一天给它两份同类的检察建议。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日}, {被建议单位: 区水务局, 类别: 社会治理, 日期: 2024年4月22日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日}, {被建议单位: 区水务局, 日期: 2024年4月22日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        立案: [{机关: 区水务局, 日期: 2024年2月20日}, {机关: 区水务局, 日期: 2024年2月20日}]
    """
    case = subject.case
    if case is None:
        return
    papers = [
        (entry.addressee, f"检察建议（{entry.category or '公益诉讼'}）", entry.day or entry.decided)
        for entry in case.recommendations
    ]
    papers += [(filing.agency, "立案", filing.day) for filing in case.filings]
    seen: dict[tuple[str, ...], Span] = {}
    for name, what, day in papers:
        if name is None:
            continue
        first = seen.setdefault((str(name), what, str(day or "")), name.span)
        if first != name.span:
            message = f"“{name}”的{what}写了两次，日期也一样（另一处在第{first.line}行）"
            yield Finding(name.span, message, "核对是哪个机关；同一份写了两次的，删去一份")
