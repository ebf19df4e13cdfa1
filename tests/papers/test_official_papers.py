"""磋商纪要, 协作会议纪要, 函, 协作意见: which document comes of what, and what stands in which role."""

from __future__ import annotations

import pytest
from helpers import ROOT, Scratch, documents, finished, lines_of, made, places, roles_of, text_of

import docgen

SAMPLE = ROOT / "cases" / "示例" / "母婴室建设.yaml"
PAPERS = ("consultation-minutes", "cooperation-minutes", "official-letter", "cooperation-opinion")
TWICE = """
机关:
  甲局: {全称: 某市甲局}
  乙局: {全称: 某市乙局}
磋商:
  - {日期: 2024年3月1日, 机关: 甲局, 结果: 甲局表示没有异议。}
  - {日期: 2024年3月2日, 机关: 乙局, 结果: 乙局表示没有异议。}
  - {日期: 2024年4月2日, 机关: 乙局, 结果: 乙局提出整改方案。}
"""


@pytest.mark.parametrize("kind", PAPERS)
def test_the_sample_gives_each_paper_whole(kind: str) -> None:
    found = documents(SAMPLE, kind, final=True)
    assert len(found) == (2 if kind == "consultation-minutes" else 1)
    assert all("待补" not in text_of(one) for one in found)


@pytest.mark.parametrize("kind", PAPERS)
def test_nothing_is_made_where_nothing_is_written(scratch: Scratch, kind: str) -> None:
    assert finished(scratch.record(""), kind) == []


def minutes(scratch: Scratch, others: str) -> list[str]:
    """The place of meeting that each of the minutes names, "" where none."""
    path = scratch.record(TWICE + "其他文书:\n" + others)
    texts = [text_of(made(item)) for item in finished(path, "consultation-minutes")]
    return [next((place for place in ("一楼", "二楼", "三楼") if f"在{place}就" in text), "") for text in texts]


def test_the_agency_and_the_day_say_which_consultation_is_meant(scratch: Scratch) -> None:
    others = (
        "  - {文种: 磋商纪要, 机关: 乙局, 日期: 2024年4月2日, 地点: 三楼}\n"
        "  - {文种: 磋商纪要, 机关: 乙局, 地点: 二楼}\n"
        "  - {文种: 磋商纪要, 机关: 甲局, 地点: 一楼}\n"
    )
    assert minutes(scratch, others) == ["一楼", "二楼", "三楼"]


def test_what_names_no_consultation_goes_for_all(scratch: Scratch) -> None:
    assert minutes(scratch, "  - {文种: 磋商纪要, 地点: 一楼}\n") == ["一楼", "一楼", "一楼"]


def test_what_is_written_for_another_agency_is_not_used(scratch: Scratch) -> None:
    assert minutes(scratch, "  - {文种: 磋商纪要, 机关: 甲局, 地点: 一楼}\n") == ["一楼", "", ""]


def test_minutes_name_the_agency_and_the_day_of_the_record(scratch: Scratch) -> None:
    first, *_ = (made(item) for item in finished(scratch.record(TWICE), "磋商纪要"))
    assert "2024年3月1日，云江省青川市临河区人民检察院（以下简称临河区检察院）与某市甲局就" in text_of(first)


def test_an_agency_nobody_registered_is_told_at_its_place(scratch: Scratch) -> None:
    path = scratch.record(TWICE + "其他文书:\n  - {文种: 磋商纪要, 机关: 丙局}\n")

    assert places(docgen.check(path), "R008") == ["案件.yaml:10:20 R008"]


def test_a_joint_paper_names_the_bodies_in_order_and_the_number_of_the_lead() -> None:
    (paper,) = documents(SAMPLE, "协作意见")
    roles = roles_of(paper)
    signed = [text for role, text in roles if role == "联合署名"]
    assert signed[0] == "云江省青川市临河区人民检察院"
    assert len(signed) == 4
    order = [role for role, _ in roles]
    assert order[:3] == ["发文机关标志", "文号", "标题"]
    assert order[-3:] == ["抄送", "印发机关", "印发日期"]
    assert order.index("附件说明") < order.index("联合署名") < order.index("附件序号") < order.index("抄送")
    headings = [text for role, text in roles if role == "一级标题"]
    assert [text[:2] for text in headings] == ["一、", "二、", "三、", "四、", "五、", "六、"]


def test_an_unnumbered_letter_prints_a_blank_number(scratch: Scratch) -> None:
    path = scratch.record("其他文书:\n  - {文种: 函, 收文单位: 某会, 函题: 商请协助, 正文: 请协助。}\n")
    (paper,) = documents(path, "函")
    assert roles_of(paper)[:4] == [
        ("发文机关标志", "云江省青川市临河区人民检察院"),
        ("文号", "〔　　〕　　号"),
        ("标题", "云江省青川市临河区人民检察院关于商请协助的函"),
        ("主送", "某会："),
    ]
    assert "特此函达。" in lines_of(paper)


def test_a_letter_without_its_text_has_gaps(scratch: Scratch) -> None:
    path = scratch.record("其他文书:\n  - {文种: 函, 函题: 商请协助}\n")
    (item,) = finished(path, "函")
    assert "【待补：收文单位】" in text_of(made(item))
    (strict,) = finished(path, "函", final=True)
    assert strict.document is None
