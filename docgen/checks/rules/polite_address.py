"""检察建议书里称对方“贵局”“贵单位”。

称“你局”“你委”“你单位”，不用敬称。

好：你单位没有责令限期改正。
错：贵局没有责令限期改正。
错：贵单位没有责令限期改正。
改：你单位没有责令限期改正。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "J009"
LEVEL = "reminder"
ON = "文字（内部文书）"
SOURCE = "检察法律文书的通行称谓（本院、你局）"

_PATTERN = re.compile(
    r"(?:贵|该)(?P<unit>局|委|厅|办|单位|公司|院|中心)(?<!该院)(?<!该公司)(?<!该单位)(?<!该局)(?<!该委)(?<!该中心)(?<!该厅)(?<!该办)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN, public=False):
        yield hit.finding(
            f"“{hit[0]}”要写“你{hit['unit']}”", fix=f"你{hit['unit']}" if hit["unit"] == "单位" else "你单位"
        )
