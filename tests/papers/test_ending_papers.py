"""Papers that close a case or pay somebody: what came later is not told, and whoever applies may be an office."""

from __future__ import annotations

import pytest
from helpers import Scratch, finished, made, text_of

from docgen.core.tree import Paragraph, plain_text

RECORD = """\
机关: {甲: {全称: 某市某局}}
当事人: {王某: {姓名: 王小明, 身份证: 11010119900307123X, 住址: 某市某路8号}, 某店: 某市好味食品店}
线索: {来源: 热线, 日期: 2024年1月5日}
检察建议: [{被建议单位: 甲, 日期: 2024年3月5日, 建议: [依法查处]}]
回访:
  - {日期: 2024年5月%d日, 情况: 店已停业。}
回复:
  - {机关: 甲, 日期: 2024年5月%d日, 内容: 已经查处。}
其他文书:
  - {文种: 审查终结报告, 审查意见: 终结案件。%s}
"""
RELIEF = """\
  - {文种: 国家司法救助决定书, 救助申请人: %s, 申请事由: 请。, 审查情况: 查。, 救助理由: 理。, 依据: [《某规定》], 金额: 1万元, 发放方式: 转账}
"""


def words(scratch: Scratch, record: str, kind: str) -> str:
    (paper,) = finished(scratch.record(record), kind)
    return "\n".join(plain_text(one.inlines) for one in made(paper).blocks if isinstance(one, Paragraph))


@pytest.mark.parametrize(
    ("seen", "issued", "told"),
    [
        (10, ", 日期: 2024年5月9日", False),
        (9, ", 日期: 2024年5月9日", True),
        (8, ", 日期: 2024年5月9日", True),
        (30, "", True),
    ],
)
def test_a_review_report_tells_no_visit_and_no_reply_of_a_later_day(
    scratch: Scratch, seen: int, issued: str, told: bool
) -> None:
    text = words(scratch, RECORD % (seen, seen, issued), "review-report")
    assert ("店已停业" in text) is told
    assert ("已经查处" in text) is told


@pytest.mark.parametrize(
    ("who", "line"),
    [
        ("甲", "救助申请人：某市某局。"),
        ("某店", "救助申请人：某市好味食品店。"),
        ("王某", "救助申请人：王小明，身份证号码11010119900307123X，住某市某路8号。"),
    ],
)
def test_relief_is_decided_for_a_person_a_firm_or_an_office(scratch: Scratch, who: str, line: str) -> None:
    assert line in words(scratch, RECORD % (1, 1, "") + RELIEF % who, "judicial-relief-decision").splitlines()


@pytest.mark.parametrize("agencies", [1, 2, 3])
def test_a_report_on_one_agency_has_no_lonely_part_one(scratch: Scratch, agencies: int) -> None:
    names = "甲乙丙"[:agencies]
    registered = ", ".join(f"{name}: 某市{name}局" for name in names)
    letters = "".join(f"  - {{被建议单位: {name}, 履职情况: 没有查处。}}\n" for name in names)
    typed = f"机关: {{{registered}}}\n检察建议:\n{letters}其他文书: [{{文种: 调查终结报告}}]\n"
    (paper,) = finished(scratch.record(typed), "investigation-report")
    heads = [line for line in text_of(made(paper)).split("\n") if "履行职责的情况" in line]
    assert len(heads) == (agencies if agencies > 1 else 0)
