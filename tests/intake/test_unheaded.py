"""A case as a district sends it, without headings: a case record; news about cases stays news."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake.take import Taken, take

BODY = """2024年3月，{ours}在履行职责中发现，辖区内石桥村小微水体长期有生活污水排入，影响村民生活。{ours}走访村民12户，查明了原因。
2024年4月，{ours}以行政公益诉讼立案，召开公开听证会，并向石桥镇政府制发检察建议。
石桥镇政府修复管网300米，完成整改。{ours}开展“回头看”，水体已经恢复清澈。
"""
TITLES = (
    "临河区检察院督促整治小微水体污染案",
    "督促整治小微水体污染行政公益诉讼案",
    "青川市临河区人民检察院督促整治小微水体污染行政公益诉讼案",
)


def taken(tmp_path: Path, text: str) -> Taken:
    (tmp_path / "来稿.txt").write_text(text, encoding="utf-8")
    return take([tmp_path / "来稿.txt"], tmp_path / "记录")[0]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("ours", ["本院", "我院", "该院", "青川市临河区人民检察院"])
def test_a_case_without_headings_is_a_case_in_its_own_words(title: str, ours: str, tmp_path: Path) -> None:
    office = "" if "检察院" in title + ours else "青川市临河区人民检察院收到来信。"
    one = taken(tmp_path, f"{title}\n{office}{BODY.format(ours=ours)}")
    record = one.records[0].read_text(encoding="utf-8")
    assert "原文: |" in record and "体裁" not in record
    assert one.comparison is not None and one.comparison.identical
    assert one.verified is not None and one.verified.faultless


@pytest.mark.parametrize("title", ["", "督促整治小微水体污染行政公益诉讼案\n"])
def test_a_case_without_a_name_or_an_office_is_told(title: str, tmp_path: Path) -> None:
    one = taken(tmp_path, title + BODY.format(ours="我院").replace("召开公开听证会，", ""))
    assert any("像一件案例" in note for note in one.imported.source.notes)
    assert one.comparison is not None and one.comparison.identical


@pytest.mark.parametrize(
    "text",
    [
        "青川市检察院召开公益诉讼案件推进会\n5月20日，青川市检察院召开会议，通报立案、检察建议和整改情况。该院今年立案32件。\n",
        "云江省检察机关办理562件安全生产领域公益诉讼案\n云江省检察机关立案562件，该院制发检察建议300件，督促整改隐患200处。\n",
        "临河区检察院督促整治小微水体污染案\n记者从发布会获悉，该院立案后制发检察建议，石桥镇政府完成整改。\n",
        "临河区检察院督促整治小微水体污染案\n该院走访村民12户，听取了村民对小微水体治理的意见建议。\n",
    ],
)
def test_what_is_no_case_stays_a_text(text: str, tmp_path: Path) -> None:
    one = taken(tmp_path, text)
    assert "原文:" not in one.records[0].read_text(encoding="utf-8")
