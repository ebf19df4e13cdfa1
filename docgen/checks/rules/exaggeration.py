"""宣传文字里有难以核实的夸大说法。

好：全市首批
错：
    典型意义: 本案系全国首创，取得了前所未有的巨大成效，彻底杜绝了此类问题。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X007"
LEVEL = "hint"
ON = "宣传文字"
SOURCE = "典型案例评审常见问题（夸大、口号多）"

_PATTERN = re.compile(
    r"全国(?:首创|首例|第一|领先)|史无前例|前所未有|空前|彻底(?:杜绝|根除|根治)|圆满(?:解决|成功)|一致好评|高度(?:赞扬|评价)|巨大(?:成效|成功|反响)|强烈反响|填补[\u4e00-\u9fff]{0,4}空白"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN, public=True):
        yield hit.finding(f"“{hit[0]}”难以核实", "用事实和数字说明，或者写明依据")
