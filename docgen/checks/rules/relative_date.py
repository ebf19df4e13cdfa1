"""文书里用了“今年”“近日”一类的相对日期。

文书和典型案例要长期使用，写明年月。

好：2024年3月，群众反映
错：今年3月，群众反映母婴室位置隐蔽。
错：近日，群众反映母婴室位置隐蔽。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D014"
LEVEL = "hint"
ON = "段落（案件）"
SOURCE = "GB/T 15835—2011，4.1.2；法律文书的通行写法"

_PATTERN = re.compile(
    r"(?:^|(?<=[。，；“]))(?:今年|去年|前年|本月|上个?月|近日|日前|昨[日天]|今[日天])(?=[\d，以初年底上下]|[\u4e00-\u9fff])",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    if subject.case is not None:
        for hit in subject.hits(_PATTERN, prose=True):
            yield hit.finding(f"“{hit[0]}”写明年月", "写成“2024年3月”")
