"""证照名称用了书名号。

证件、执照、许可证的名称不用书名号；通知书、决定书、意见等文书的名称要用。

好：未取得医疗机构执业许可证；收到《责令限期改正通知书》
错：虽持有《医疗机构执业许可证》，却没有药品经营资质。
改：虽持有医疗机构执业许可证，却没有药品经营资质。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P023"
LEVEL = "hint"
ON = "文字"
SOURCE = "GB/T 15834—2011，附录A.13"

_PATTERN = re.compile(
    r"《(?P<name>[^《》〈〉\n]{0,16}(?:许可证|执照|资格证|身份证|居住证|权证|合格证|健康证|毕业证|驾驶证|行驶证))》"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"证照名称“{hit['name']}”不用书名号", fix=hit["name"])
