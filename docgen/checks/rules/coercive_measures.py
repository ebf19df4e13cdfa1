"""写成检察机关查封、扣押、冻结。

公益诉讼办案不得采取限制人身自由或者查封、扣押、冻结财产等强制性措施。

好：公安机关依法扣押涉案车辆。
错：本院依法扣押涉案车辆两辆。
错：检察机关对该公司账户予以冻结。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A006"
LEVEL = "error"
ON = "文字"
SOURCE = "人民检察院公益诉讼办案规则第三十五条；人民检察院检察建议工作规定第十四条"

_PATTERN = re.compile(
    r"(?:本院|我院|检察机关|[\u4e00-\u9fff]{0,6}检察院|检察官)(?P<between>[^，。；\n]{0,16}?)(?P<measure>查封|扣押|冻结|拘留|拘传|留置(?!送达))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if re.search(
            r"建议|督促|会同|联合|协调|商|监督|公安|法院|发现|查明|申请|请求|未|不|移送|被|送达", hit["between"]
        ):
            continue
        yield hit.finding(
            f"公益诉讼办案不能由检察机关“{hit['measure']}”", "写明是哪个机关采取的措施；确是笔误就改正", group="measure"
        )
