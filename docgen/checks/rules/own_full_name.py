"""内部文书里，本院写成了全称或者“我院”。

内部文书自称“本院”。

好：本院依法立案。
错：云江省青川市临河区人民检察院依法立案。
错：我院依法立案。
改：本院依法立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "J008"
LEVEL = "reminder"
ON = "文字（内部文书）"
SOURCE = "检察法律文书的通行称谓（本院、你局）"

_LETTER = frozenset(
    [
        "公益受损",
        "查明",
        "整改",
        "机制",
        "内容",
        "履职情况",
        "职责",
        "认定",
        "建议",
        "其他说明",
        "评议意见",
        "紧急情形",
        "结果",
        "情况",
        "下一步",
    ]
)


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None:
        return
    names = [re.escape(str(name)) for name in (case.procuratorate,) if name]
    pattern = re.compile("|".join([*names, r"(?<![\u4e00-\u9fff]医)(?<!该)我院(?!子)"]))
    for hit in subject.hits(pattern, public=False):
        if hit.passage.key in _LETTER and hit.before.count("“") == hit.before.count("”"):
            yield hit.finding(f"“{hit[0]}”要写“本院”", fix="本院")
