"""“如下”“以下”引出下文，句末却用了句号。

好：现提出如下建议：
错：经查，存在的问题如下。
改：经查，存在的问题如下：
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P027"
LEVEL = "reminder"
ON = "段落"
SOURCE = "GB/T 15834—2011，4.7"

_PATTERN = re.compile(
    r"(?:如下|以下)(?:[几两二三四五六七八九十\d]+[点条项个]?)?(?:意见|建议|问题|事项|情况|措施)?(?P<mark>[。，；])$",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("引出下文用冒号", fix="：", group="mark")
