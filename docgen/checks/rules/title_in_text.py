"""正文里的案名和本案的案名不一样。

好：
    典型意义: 云江省青川市临河区人民检察院督促规范母婴室建设行政公益诉讼案有典型意义。
错：
    典型意义: 云江省青川市临河区人民检察院督促规范母婴室设施建设行政公益诉讼案有典型意义。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive

ID = "J007"
LEVEL = "error"
ON = "文字"
SOURCE = "同一案名在目录、标题、正文里逐字一致"

_END = r"[^，。；：《》“”\n]{2,40}?(?:行政公益诉讼|民事公益诉讼)案"


def check(subject: Subject) -> Iterator[Finding]:
    cases = [subject.case] if subject.case else list(subject.others.values())
    for case in cases:
        office = str(case.procuratorate or "")
        title = str(derive.title(case))
        if not office:
            continue
        same_office = {str(derive.title(other)) for other in cases if str(other.procuratorate or "") == office}
        for hit in subject.hits(re.compile(rf"{re.escape(office)}(?:督促|诉){_END}")):
            if hit.passage.key not in ("案名", "案由") and hit[0] not in same_office:
                yield hit.finding(
                    f"案名和记录里的不一样：记录里是“{title}”", "逐字一致", fix=title if len(same_office) == 1 else None
                )
