"""摘要超过八十字。

好：
    摘要: 检察机关督促规范母婴室建设。
错：
    摘要: 针对商场、医院母婴室缺失、不达标、标志不清、管理不善等多方面问题，检察机关通过公开听证厘清职责，分别向两个行政机关提出检察建议，推动相关场所在规定的期限内全部完成整改，并建立了常态化的管护机制。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q005"
LEVEL = "reminder"
ON = "摘要"
SOURCE = "目录、议程和公众号摘要的版面"

LONGEST = 80


def check(subject: Subject) -> Iterator[Finding]:
    for passage in subject.passages:
        if passage.path == ("摘要",) and len(passage.text) > LONGEST:
            yield Finding(passage.text.span_at(LONGEST), f"摘要{len(passage.text)}字，最多{LONGEST}字", "压缩")
