"""宣传用语写进了查明的事实。

内部文书写事实和证据，不写修饰和评价。

好：
    查明: 区水务局于2024年3月1日到现场检查，没有处理。
错：
    查明: 检察机关用心用情守护群众的获得感、幸福感、安全感，交出亮眼答卷。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A013"
LEVEL = "reminder"
ON = "公益受损、查明、认定、职责"
SOURCE = "人民检察院检察建议工作规定第十六条（事实和证据）"

_PATTERN = re.compile(
    r"获得感|幸福感|安全感|用心用情|答卷|检察蓝|司法温[情度]|检察温度|有力[度]?(?:提升|守护|维护)|切实守护|守护[\u4e00-\u9fff]{2,8}权益|助力[\u4e00-\u9fff]{2,10}发展|谱写|擦亮|硬核|亮点|“?当下改”?|“?长久治”?|贡献检察(?:力量|智慧)|高质效|彰显"
)
_FACTS = frozenset(["公益受损", "查明", "认定", "职责", "履职情况"])


def check(subject: Subject) -> Iterator[Finding]:
    if subject.case is not None:
        for hit in subject.hits(_PATTERN, public=False):
            if hit.passage.key in _FACTS:
                yield hit.finding(f"“{hit[0]}”是宣传用语", "只写查明的事实")
