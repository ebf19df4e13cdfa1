"""职责依据只引了“三定”方案、清单或者规范性文件。

行政机关的监督管理职责以法律、法规、规章为依据；“三定”方案、权力清单、责任清单只能参考。

好：
    法律依据: {职责: [《中华人民共和国水法》第三十七条, 《区水务局职能配置方案》]}
错：
    法律依据: {职责: [《区水务局职能配置、内设机构和人员编制规定（“三定”方案）》]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Passage, Subject

ID = "L009"
LEVEL = "reminder"
ON = "法律依据.职责"
SOURCE = "人民检察院公益诉讼办案规则第七十二条"

_REFERENCE_ONLY = re.compile(r"三定|权力清单|责任清单|职责清单|职能配置|方案|意见|通知|纪要|函》")
_LAW = re.compile(r"(?:法|法典|条例|规定|办法|规则|细则)(?:（[^）]*）)?》|｛")


def check(subject: Subject) -> Iterator[Finding]:
    groups: dict[int, list[Passage]] = {}
    for passage in subject.under("法律依据"):
        if passage.key == "职责":
            groups.setdefault(id(passage.owner), []).append(passage)
    for passages in groups.values():
        texts = [str(passage.text) for passage in passages]
        if all(_REFERENCE_ONLY.search(text) for text in texts):
            if any(_LAW.search(text) and not re.search(r"三定|职能配置|清单", text) for text in texts):
                continue
            yield Finding(
                passages[0].text.span, "职责依据里没有法律、法规、规章", "补上规定职责的条款；“三定”方案和清单只作参考"
            )
