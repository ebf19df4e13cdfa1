"""某甲 is told where the paper names nobody else of that surname."""

from __future__ import annotations

import pytest
from helpers import Scratch, finished

RECORD = """\
机关: {甲: 某市某局}
当事人: {一: {姓名: 陈立群}, 二: {姓名: %s}, 店: 某市好味食品店}
基本案情: |
  %s
"""


@pytest.mark.parametrize(
    ("second", "text", "told"),
    [
        ("陈美兰", "陈立群销售过期食品。", ["陈某甲"]),
        ("陈美兰", "店主｛二｝销售过期食品。", ["陈某乙"]),
        ("陈美兰", "陈立群、陈美兰销售过期食品。", []),
        ("王美兰", "陈立群销售过期食品。", []),
        ("陈美兰", "店家销售过期食品。", []),
    ],
)
def test_a_number_without_a_second_person_is_told(scratch: Scratch, second: str, text: str, told: list[str]) -> None:
    (paper,) = finished(scratch.record(RECORD % (second, text)), "typical-case")
    found = [item for item in paper.problems if item.code == "G009"]
    assert [item.message.split("“")[-1].rstrip("”") for item in found] == told
    assert all(item.level == "hint" and item.span is not None for item in found)
