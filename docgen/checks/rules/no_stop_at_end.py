"""段落末尾没有标点。

成段的正文以句号、问号、叹号、冒号或者分号结尾。

好：2024年3月，本院对辖区商场进行现场勘察。
错：2024年3月，本院对辖区商场进行现场勘察
改：2024年3月，本院对辖区商场进行现场勘察。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P020"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.1"

_PATTERN = re.compile(r"^[^\n]{13,}?(?P<last>[\u4e00-\u9fff%\d])$", re.M)
_LINES = frozenset(["摘要"])
"""Fields of one line that hold whole sentences."""
_LOOSE = frozenset(["文末", "结尾", "署名", "电头", "来源", "页眉", "标题", "附件", "参加"])


def check(subject: Subject) -> Iterator[Finding]:
    passages = subject.passages
    last = {(passage.path, id(passage.owner)): passage for passage in passages}
    for hit in subject.hits(_PATTERN):
        passage = hit.passage
        if (
            not (passage.prose or passage.key in _LINES)
            or passage.key in _LOOSE
            or not re.search(r"[，。；]", str(passage.text))
        ):
            continue
        # A line in the middle of a field may have been cut by an editor; the reading says so itself.
        if passage is last[passage.path, id(passage.owner)]:
            yield hit.finding("段落末尾没有标点", "补上句号", fix=hit["last"] + "。", group="last")
