"""检察建议书缺少规则要求的内容。

行政机关名称、案件来源、公益受损的事实、不依法履职的事实和理由、法律依据、建议的具体内容、整改期限。
期限由程序写出。已经填了文号或者日期的，是错误；还在起草的，是提醒。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    线索: {来源: 群众举报}
    公益受损: 河道被侵占，社会公共利益受到侵害。
    查明: 区水务局没有处理。
    法律依据: {职责: [《中华人民共和国水法》第三十七条]}
    检察建议: [{被建议单位: 区水务局, 认定: 你单位没有依法履职。, 建议: [责令拆除违法建筑], 日期: 2024年4月22日}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    线索: {来源: 群众举报}
    公益受损: 河道被侵占，社会公共利益受到侵害。
    查明: 区水务局没有处理。
    法律依据: {职责: [《中华人民共和国水法》第三十七条]}
    检察建议: [{被建议单位: 区水务局, 认定: 你单位没有依法履职。, 日期: 2024年4月22日}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records.models import Case, Recommendation

ID = "A001"
LEVEL = "error"
ON = "检察建议"
SOURCE = "人民检察院公益诉讼办案规则第七十五条"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    for entry in case.recommendations if case else ():
        if entry.category is not None and str(entry.category) != "公益诉讼":
            continue
        lacking = _lacking(case, entry) if case else []
        if lacking:
            issued = entry.number is not None or entry.day is not None
            yield Finding(
                entry.addressee.span if entry.addressee else entry.span,
                f"给“{entry.addressee}”的检察建议书缺少：{'、'.join(lacking)}",
                "补上这几项",
                None if issued else "reminder",
            )


def _lacking(case: Case, entry: Recommendation) -> list[str]:
    """The items of Art. 75 that the record lacks, as the keys that an author types."""
    agency = case.agencies.get(str(entry.addressee or ""))
    law = [basis for basis in (entry.law, case.law) if basis is not None]
    wanted = (
        ("机关.全称", agency is not None and agency.full_name),
        ("线索.来源", case.clue is not None and case.clue.origin),
        ("公益受损", case.harm),
        ("查明（或者履职情况）", case.findings or entry.conduct),
        ("认定", entry.failure),
        ("法律依据.职责", any(basis.duty for basis in law) or "《" in str(entry.duty or "")),
        ("建议", entry.advice),
    )
    return [name for name, there in wanted if not there]
