"""线索来源归不到办案规则的六类。

举报，办案中发现，行政执法信息共享平台，国家机关、社会团体、代表委员转交，媒体舆论，其他。

好：
    线索: {来源: 12345市民服务热线, 说法: 群众投诉}
错：
    线索: {来源: 无名渠道}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A011"
LEVEL = "hint"
ON = "线索"
SOURCE = "人民检察院公益诉讼办案规则第二十四条"

_KNOWN = re.compile(
    r"举报|控告|投诉|反映|热线|来信|来访|志愿者|群众|公民|办案|办理|履职|履行职责|专项|巡查|走访|摸排|排查|检察监督|大数据|模型|数据|平台|共享|移送|移交|转交|转办|交办|指定|代表|委员|人大|政协|"
    r"社会团体|妇联|工会|共青团|协会|媒体|舆情|网络|新闻|报道|其他|行刑衔接|听证|回头看|法院|公安|纪委|监委|机关|部门|上级|联席会议|协作"
)


def check(subject: Subject) -> Iterator[Finding]:
    clue = subject.case.clue if subject.case else None
    if clue is None or clue.origin is None:
        return
    if not _KNOWN.search(f"{clue.origin}{clue.wording or ''}"):
        yield Finding(
            clue.origin.span,
            f"“{clue.origin}”归不到办案规则第二十四条的六类线索来源",
            "写明是举报、办案中发现、移送，还是别的",
        )
