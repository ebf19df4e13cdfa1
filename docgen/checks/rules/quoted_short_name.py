"""机关的简称加了引号。

“以下简称”后面，机关单位的简称不加引号；自己定的名词（“两癌”）才加。

好：北京市大兴区人民检察院（以下简称大兴区检察院）
好：宫颈癌和乳腺癌（以下简称“两癌”）
错：北京市大兴区人民检察院（以下简称“大兴区检察院”）立案。
改：北京市大兴区人民检察院（以下简称大兴区检察院）立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P028"
LEVEL = "hint"
ON = "文字"
SOURCE = "公开发布的典型案例的通行写法"

_PATTERN = re.compile(
    r"以下(?:简称|称)(?P<name>“[^“”\n]{2,16}(?:检察院|法院|公安局|局|委|委员会|政府|妇联|工会|公司|医院)”)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("机关单位的简称不加引号", fix=hit["name"][1:-1], group="name")
