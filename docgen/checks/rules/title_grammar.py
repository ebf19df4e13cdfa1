"""案名不合通行的写法。

行政公益诉讼：检察院全称＋督促＋动词＋事项＋行政公益诉讼案；事由以“保护”“整治”“规范”一类动词开头。

好：
    事由: 整治妇女就业歧视
错：
    事由: 妇女就业歧视问题
错：
    案名: 临河区检察院督促整治违建行政公益诉讼
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive

ID = "J006"
LEVEL = "reminder"
ON = "事由、案名"
SOURCE = "最高人民检察院公开发布的典型案例的案名"

_VERBS = [
    "整治",
    "治理",
    "保护",
    "维护",
    "规范",
    "履行",
    "落实",
    "加强",
    "推进",
    "推动",
    "保障",
    "监管",
    "查处",
    "纠正",
    "清除",
    "清理",
    "修复",
    "追缴",
    "收回",
    "消除",
    "防治",
    "防范",
    "解决",
    "完善",
    "建设",
    "恢复",
    "拆除",
    "整改",
    "改善",
    "提升",
    "优化",
    "监督",
    "处置",
    "管护",
    "管理",
    "强化",
    "守护",
    "促进",
    "依法",
    "制止",
    "取缔",
    "打击",
    "惩治",
    "净化",
    "救助",
    "传承",
    "抢救",
    "征收",
    "缴纳",
    "健全",
    "设置",
    "开展",
    "做好",
    "遏制",
    "禁止",
    "打通",
    "畅通",
    "补缴",
    "救治",
    "化解",
    "破解",
    "关爱",
]


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None:
        return
    if case.title is not None:
        name, office = str(case.title), str(case.procuratorate or "")
        if not name.endswith("案"):
            yield Finding(case.title.span, "案名要以“案”字结尾", f"写成“{name}案”")
        elif "督促" in name and office and not name.startswith(office):
            yield Finding(case.title.span, "案名里的检察院和“检察院”不一致", f"以“{office}”开头")
    elif case.matter is not None and derive.case_type(case) == "行政公益诉讼":
        matter = re.sub(r"^｛[^｝]*｝", "", str(case.matter))
        if not matter.startswith(tuple(_VERBS)) and not re.match(
            r"[\u4e00-\u9fff]{0,12}(?:依法)?(?:履行|履职)", matter
        ):
            yield Finding(case.matter.span, "“督促”后面要接动词", "以“整治”“保护”“规范”“维护”等开头")
