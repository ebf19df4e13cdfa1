"""状语后面的“的”应当是“地”。

好：全面地履行职责；依法的行政行为
错：积极的开展专项整治。
改：积极地开展专项整治。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X005"
LEVEL = "reminder"
ON = "文字"
SOURCE = "现代汉语语法的一般规则"

_PATTERN = re.compile(
    r"(?:积极|认真|及时|严格|全面|切实|深入|主动|迅速|扎实|有序|逐一|耐心|充分|持续|不断|大力|彻底)(?P<de>的)(?=(?:开展|履行|推进|推动|落实|采取|组织|配合|督促|排查|整改|核查|调查|听取|查处|纠正|参与|完成|解决|回应|跟进|发挥|运用|研究|宣传))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("动词前面用“地”", fix="地", group="de")
