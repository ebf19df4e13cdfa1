"""建议空泛，没有可以执行的内容。

每项建议至少写明一样：对象、法律动作（查处、责令、处罚、注销、公示……）、范围或者时限。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 建议: [责令违法建设人限期拆除河道内的建筑]}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 建议: [提高认识，高度重视，进一步加强监管]}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A004"
LEVEL = "reminder"
ON = "检察建议.建议"
SOURCE = "人民检察院检察建议工作规定第十六条（建议应当具体、可操作）"

_HOLLOW = (
    r"进一步|切实|不断|全面|认真|充分|积极|有效|依法|严格|持续|深入|着力|大力|加强|强化|提高|提升|增强|完善|健全|落实|履行|"
    r"高度|重视|监管|管理|监督|认识|思想|意识|责任|职责|制度|机制|体系|工作|力度|水平|能力|质效|日常|领域|相关|有关|各项|"
    r"政治站位|站位|统筹|协调|配合|联动|执法|检查|行业|引导|宣传|教育|培训|队伍|建设|法定|本|你单位|对|的|地|和|与|及|并|为|在|"
    r"[，、。；：\s]"
)
_ONLY_HOLLOW = re.compile(rf"(?:{_HOLLOW})+$")


def check(subject: Subject) -> Iterator[Finding]:
    for passage in subject.passages:
        if passage.path == ("检察建议", "建议") and _ONLY_HOLLOW.match(str(passage.text)):
            yield Finding(
                passage.text.span,
                "这一项建议空泛，没有对象、措施、范围或者时限",
                "写明对什么、依法采取什么措施、到什么程度",
            )
