"""单位写了两遍。

引用的数已经带单位，后面又写了一遍；要省去单位，写｛名字|略单位｝。

好：
    数据: {清运量: 61.8吨}
    整改: 清运污泥｛清运量｝。
错：
    数据: {清运量: 61.8吨}
    整改: 清运污泥｛清运量｝吨。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F114"
LEVEL = "error"
ON = "文字"
SOURCE = "明显的笔误"

_PATTERN = re.compile(
    r"\d[余多万亿]*(?P<unit>平方米|公里|万元|家|件|名|个|吨|次|处|份|户|条|元|米|倍|款|项|间|起|张|辆|人(?!人)|岁|亩|公斤|立方米)(?P<again>(?P=unit))(?!均|次|民)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"单位“{hit['unit']}”写了两遍", "删去一个；引用时可以写｛名字|略单位｝", group="again")
