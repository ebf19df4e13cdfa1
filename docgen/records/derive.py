"""What follows from a record and is therefore never typed. Pure functions.

Short names, titles, 你局/你委, legal bases by date, periods. What is never derived:
document numbers, seals, signatures, approvals and the date of issue.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from docgen.core import dates
from docgen.core.source import Located, joined
from docgen.data import table
from docgen.records.models import Case, Host, LegalBasis, Member, Work

OUTER = "相关行政机关"
"""How a published case calls an agency for which the record gives no outer name."""

# — instruments —
# The paper that goes to the authority before a suit, by date: its name and the periods that it gives.
#
# Both change with the law (a bill of 2025 calls it 检察意见), so they are rows of
# ``data/instruments.yaml`` with the dates between which they are in force; a letter of 2024 says
# in 2030 what it said in 2024. What is only a bill stands there disabled.


@dataclass(frozen=True, slots=True)
class Instrument:
    """``name`` and ``short`` as printed; the periods in words, and as months and days to count by.

    ``performance`` and ``reply`` run from receipt; ``urgent`` is that of the written reply in an urgent case.
    """

    name: str
    short: str
    performance: str
    reply: str
    urgent: str
    performance_months: int
    reply_months: int
    urgent_days: int
    since: str
    until: str
    bases: tuple[str, ...] = ()
    """What it rests on, where that is not in ``data/legal_bases.yaml``."""


def instrument(day: datetime.date | None) -> Instrument | None:
    """The instrument in force on *day*, on no known day (``None``) the last one; ``None`` before the first."""
    rows = _rows()
    if day is None:
        return rows[-1]
    on = day.isoformat()
    # A later row ends the one before it, whether or not that says so.
    return next((row for row in reversed(rows) if row.since <= on and (not row.until or on < row.until)), None)


def counted_by(day: datetime.date) -> Instrument:
    """The instrument whose periods count for a paper received on *day*: before the first the first."""
    return instrument(day) or _rows()[0]


@cache
def _rows() -> tuple[Instrument, ...]:
    """Those in force at some time, in the order of their dates."""
    found = [
        Instrument(
            row["名称"],
            row["简称"],
            row["履行"],
            row["回复"],
            row["紧急回复"],
            int(row["履行月数"]),
            int(row["回复月数"]),
            int(row["紧急日数"]),
            row["自"],
            row.get("至", ""),
            tuple(row.get("提出", ())),
        )
        for row in table("instruments")["诉前文书"]
        if "停用" not in row
    ]
    return tuple(sorted(found, key=lambda one: one.since))


# — derive —

_OFFICE = "人民检察院"
_PROVINCES = (
    "内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区", "香港特别行政区", "澳门特别行政区",
    "新疆生产建设兵团",
)  # fmt: skip
_CITIES = ("自治州", "地区", "盟", "市")
_SMALL = ("新区", "开发区", "自治县", "自治旗", "林区", "特区", "区", "县", "旗", "市")
_ENDINGS = (
    "自治区", "自治州", "自治县", "自治旗", "新区", "特区", "林区", "运输", "省", "市", "区", "县", "旗",
)  # fmt: skip
"""What the bare name of a place goes without, the longer first."""
_NAMESAKES = frozenset({"城区", "郊区", "矿区", "新区", "开发区", "高新区", "经开区", "市辖区"}) | {
    f"第{number}市区" for number in "一二三"
}
"""District names that many cities share: without the city they name no place."""


def short_name(procuratorate: str) -> str:
    """The office as later mentions call it: 北京市大兴区人民检察院 → 大兴区检察院.

    Province and city go before a district or county; 人民 goes always. A city's or
    province's own office keeps its name (北京市检察院), a branch what follows the
    office (…检察院第一分院), a railway or special office all of it.
    """
    place, office, branch = procuratorate.partition(_OFFICE)
    if not office:
        return procuratorate
    return _small_place(place) + "检察院" + branch


def host_short(host: Host) -> str:
    """A host as later mentions call it: its 简称; a procuratorate's follows from its name, any other keeps its name."""
    return str(host.short or short_name(str(host.name or "")))


_CALLED = re.compile(
    r"(?:常务|专职)?副?(?:检察长|院长|庭长|主席|主任|书记|部长|局长|厅长|司长|处长|科长|会长|理事长|秘书长|省长|市长|区长|县长|教授|委员|代表|新闻发言人)$"
)
"""What of a post stands behind a name when its bearer is spoken to: 沈怀川副检察长."""


def called(post: str) -> str:
    """The words of *post* that stand behind a name, ``""`` where it ends in none that is known: 某院党组书记、检察长 → 检察长."""
    found = _CALLED.search(post)
    return found[0] if found else ""


def own_office(hosts: tuple[Host, ...]) -> Host | None:
    """The procuratorate among *hosts*, for which 本院 stands; ``None`` where there is none."""
    return next((host for host in hosts if "检察院" in str(host.name or "")), None)


def place_name(procuratorate: str) -> str:
    """The bare place of the office, for file names: 北京市门头沟区人民检察院 → 门头沟."""
    place, _, branch = short_name(procuratorate).partition("检察院")
    return (place if place.endswith(tuple(_NAMESAKES - {"新区"})) else _bare(place)) + branch


_BARE = re.compile(rf"(.*?[\u4e00-\u9fff]{{2}})(?:{'|'.join(_ENDINGS)})", re.DOTALL)
_PROVINCE = re.compile(rf"[\u4e00-\u9fff]{{3}}省|[\u4e00-\u9fff]{{2}}省|{'|'.join(_PROVINCES)}")
_SMALL_OF_CITY = re.compile(
    rf"[\u4e00-\u9fff]{{2,10}}?(?:{'|'.join(_CITIES)})([\u4e00-\u9fff]{{1,12}}(?:{'|'.join(_SMALL)}))"
)
"""A district or county with the city above it."""


def _bare(place: str) -> str:
    found = _BARE.fullmatch(place)
    return found[1] if found else place


def _small_place(place: str) -> str:
    """*place* without the province and the city above its last district or county."""
    above = _PROVINCE.match(place)
    rest = (place[above.end() :] if above else place) or place
    found = _SMALL_OF_CITY.fullmatch(rest)
    small = found[1] if found else rest
    return place if rest in _NAMESAKES else rest if small in _NAMESAKES else small


def you_name(full_name: str) -> str:
    """How a letter addresses the unit: 局→你局, 委员会→你委, 厅→你厅, 公司→你公司, any other → 你单位."""
    endings = (("委员会", "你委"), ("公司", "你公司"), ("分局", "你局"), ("局", "你局"), ("厅", "你厅"), ("委", "你委"))
    for ending, you in endings:
        if full_name.endswith(ending):
            return you
    return "你单位"


def case_type(case: Case) -> str:
    """行政公益诉讼 unless the record says otherwise."""
    return str(case.case_type or "行政公益诉讼")


def title(case: Case) -> str:
    """The title as it is published: 检察院 + 督促 + 事由 + 类型 + 案, or what the record says under 案名."""
    if case.title:
        return case.title
    kinds = table("case_kinds")
    pattern: str = kinds.get(case_type(case), kinds["行政公益诉讼"])["案名"]
    parts = re.split(r"(\{检察院\}|\{事由\})", pattern)
    values = {"{检察院}": case.procuratorate or "", "{事由}": case.matter or ""}
    return joined(values.get(part, part) for part in parts if part)


def cause(case: Case) -> str:
    """The case as internal papers name it: 案由, or the title without the name of the office."""
    if case.cause:
        return case.cause
    whole = title(case)
    office = str(case.procuratorate or "")
    if not whole.startswith(office):
        return whole
    return whole.part(len(office)) if isinstance(whole, Located) else whole[len(office) :]


def work_heading(case: Case) -> str:
    """The name of the section on the office's work: 小节名称, else the key as typed, else the usual one of the type."""
    if case.section_names and case.section_names.work:
        return case.section_names.work
    kinds = table("case_kinds")
    usual: str = kinds.get(case_type(case), kinds["行政公益诉讼"])["履职"][0]
    return str(case.keys["work"]) if "work" in case.keys else usual


def facts_heading(case: Case) -> str:
    """The name of the section on the facts: 小节名称, else the key as typed, else the usual one."""
    if case.section_names and case.section_names.facts:
        return case.section_names.facts
    return str(case.keys.get("facts", "基本案情"))


def significance_heading(case: Case) -> str:
    """The name of the section on what the case means: 小节名称, else the key as typed, else the usual one."""
    if case.section_names and case.section_names.significance:
        return case.section_names.significance
    return str(case.keys.get("significance", "典型意义"))


def section_names(members: Sequence[Member]) -> dict[str, dict[str, str]]:
    """Section → name of a case → what it is called there, for each section and each type of case in which names differ.

    Of a case whose text is printed as it came nothing is known.
    """
    found: dict[str, dict[str, str]] = {}
    kinds = dict.fromkeys(case_type(member.case) for member in members)
    for kind in kinds:
        group = [member for member in members if case_type(member.case) == kind and not member.case.unparsed]
        for what, called in (("基本案情", facts_heading), ("履职", work_heading), ("意义", significance_heading)):
            named = {member.name: str(called(member.case)) for member in group}
            if len(set(named.values())) > 1:
                found[what if len(kinds) == 1 else f"{what}（{kind}）"] = named
    return found


def most_common(names: Iterable[str]) -> str:
    """The name that occurs most often, of several such the first."""
    counted = Counter(names)
    return max(counted, key=counted.__getitem__)


def bases(purpose: str, kind_of_case: str, field: str, day: datetime.date | None) -> list[str]:
    """The provisions that *purpose* (立案, 建议 or 公告) rests on, in the order in which they are cited.

    General provision, the field's own clause, the joint interpretation; those in
    force on *day*, on no known day (``None``) those in force last. An instrument that says
    under 提出 what it rests on replaces the general provisions of 建议.
    """
    known = table("legal_bases")
    law = instrument(day) if purpose == "建议" else None
    if law is not None and law.bases:
        first = [provision for provision in law.bases if provision.startswith("《中华人民共和国")]
        last = [provision for provision in law.bases if provision not in first]
    else:
        first, last = (
            [row["条款"] for row in known[part] if row["用途"] == purpose and _fits(row, kind_of_case, day)]
            for part in ("通用", "末尾")
        )
    # Whatever the case is, an agency is urged by administrative procedure, and the public told by civil.
    kind = {"建议": "行政公益诉讼", "公告": "民事公益诉讼"}.get(purpose, kind_of_case)
    own = [row["条款"] for row in clauses(field, day) if _fits(row, kind, day)]
    return [*first, *own, *last]


def clauses(field: str, day: datetime.date | None) -> list[dict[str, Any]]:
    """The rows of ``data/legal_bases.yaml`` with the clauses of *field* itself that are in force on *day*."""
    return [
        row
        for row in table("legal_bases")["领域"]
        if row["领域"] == field and "条款" in row and _fits(row, row.get("类型", ""), day)
    ]


def _fits(row: dict[str, Any], kind_of_case: str, day: datetime.date | None) -> bool:
    if row.get("类型", kind_of_case) != kind_of_case:
        return False
    if day is None:
        return "至" not in row
    return row.get("自", "") <= day.isoformat() and (not row.get("至") or day.isoformat() < row["至"])


def together(own: LegalBasis, general: LegalBasis) -> LegalBasis:
    """The legal bases of one letter: what it types itself, and the case's under every key that it leaves out."""
    return LegalBasis(
        span=own.span,
        keys={**general.keys, **own.keys},
        duty=own.duty or general.duty,
        broken=own.broken or general.broken,
        basis=own.basis or general.basis,
    )


def case_types() -> list[str]:
    """The types that a case may have."""
    return [str(name) for name in table("case_kinds")]


def fields() -> list[str]:
    """The fields of public-interest litigation that docgen knows."""
    return list(dict.fromkeys(row["领域"] for row in table("legal_bases")["领域"]))


_URGING = re.compile(r"检察建议|督促(?:行政机关|相关|其|履)")


def published_facts(case: Case) -> Located | None:
    """The facts that a draft letter may borrow from the text for publication, ``None`` where there are none.

    基本案情, and of 调查和督促履职 what comes before the paragraph (or the step) that
    tells of the 检察建议: a letter never tells what happened after it.
    """
    parts: list[Located] = case.facts.lines() if case.facts else []
    if case.work:
        parts += _before_urging(case.work)
    whole = joined(parts, "\n")
    return whole if isinstance(whole, Located) else None


def _before_urging(work: Work) -> list[Located]:
    if work.body is None:
        steps = (work.discovery, work.inquiry, work.hearing)
        return [line for step in steps if step for line in step.lines()]
    found: list[Located] = []
    for line in work.body.lines():
        if _URGING.search(line):
            break
        found.append(line)
    return found


# — periods: all start on the day after receipt (first day not counted) —


def filing_service_due(filed: datetime.date) -> datetime.date:
    """The decision to file reaches the agency within seven days (办案规则, Art. 70)."""
    return dates.add_days(filed, 7)


def recommendation_service_due(decided: datetime.date) -> datetime.date:
    """The letter is served within three days after the decision (办案规则, Art. 76)."""
    return dates.add_days(decided, 3)


def recording_due(served: datetime.date) -> datetime.date:
    """The letter is reported upwards within five days after service (办案规则, Art. 75)."""
    return dates.add_days(served, 5)


def performance_due(received: datetime.date) -> datetime.date:
    """The agency performs its duty within the months that the law of that day gives (检察公益诉讼解释, Art. 21: two)."""
    return dates.add_months(received, counted_by(received).performance_months)


def reply_due(received: datetime.date, *, urgent: bool) -> datetime.date:
    """The written reply is due within two months, in an urgent case within fifteen days (检察公益诉讼解释, Art. 21).

    By the law of the day of receipt.
    """
    law = counted_by(received)
    return dates.add_days(received, law.urgent_days) if urgent else dates.add_months(received, law.reply_months)


def suit_review_due(period_end: datetime.date) -> datetime.date:
    """The office reviews for suit within a month from the end of the period (办案规则, Art. 47)."""
    return dates.add_months(period_end, 1)
