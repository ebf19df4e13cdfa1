"""同案几份检察建议书的认定或者建议完全一样。

每个机关的职责、违法情形和建议分别写。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区农业农村局: {全称: 云江省青川市临河区农业农村局}}
    检察建议: [{被建议单位: 区水务局, 认定: 你单位没有查处河道违法建筑。}, {被建议单位: 区农业农村局, 认定: 你单位没有查处养殖污染。}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区农业农村局: {全称: 云江省青川市临河区农业农村局}}
    检察建议: [{被建议单位: 区水务局, 认定: 你单位没有依法履职。}, {被建议单位: 区农业农村局, 认定: 你单位没有依法履职。}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A014"
LEVEL = "reminder"
ON = "检察建议"
SOURCE = "检察建议评查常见问题（同案文书雷同）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    seen: dict[tuple[str, str], str] = {}
    for entry in case.recommendations if case else ():
        advice = "\n".join(map(str, entry.advice))
        place = entry.failure or (entry.advice[0] if entry.advice else None)
        for name, text in (("认定", str(entry.failure or "")), ("建议", advice)):
            if text and place is not None:
                first = seen.setdefault((name, text), str(entry.addressee))
                if first != str(entry.addressee):
                    yield Finding(
                        place.span, f"给“{entry.addressee}”的{name}和给“{first}”的完全一样", "按各机关的职责分别写"
                    )
