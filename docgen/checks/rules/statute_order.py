"""引用几部法律的先后次序不对。

先法律，后行政法规、地方性法规、规章，最后司法解释。

好：
    法律依据: {职责: [《中华人民共和国社会保险法》第八十四条, 《人力资源市场暂行条例》第三十四条]}
错：
    法律依据: {职责: [《人力资源市场暂行条例》第三十四条, 《中华人民共和国社会保险法》第八十四条]}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L008"
LEVEL = "hint"
ON = "法律依据"
SOURCE = "最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）"

_ORDER = {"法律": 0, "行政法规": 1, "地方性法规": 2, "规章": 3, "司法解释": 4}


def check(subject: Subject) -> Iterator[Finding]:
    last: dict[tuple[int, tuple[str, ...]], tuple[int, str]] = {}
    for citation, passage, statute in cited(subject):
        if statute is None or statute.rank not in _ORDER or "法律依据" not in passage.path:
            continue
        place = (id(passage.owner), passage.path)
        rank, name = last.get(place, (0, ""))
        own = _ORDER[statute.rank]
        if own < rank:
            message = f"《{citation.name}》是{statute.rank}，要写在《{name}》前面"
            yield Finding(
                passage.text.span_at(citation.start), message, "调整次序：法律、行政法规、地方性法规、规章、司法解释"
            )
        last[place] = (max(rank, own), citation.name if own >= rank else name)
