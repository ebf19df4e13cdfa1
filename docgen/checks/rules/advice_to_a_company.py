"""建议直接要求公司、个人做什么。

检察建议写给行政机关：写“责令”“督促”某公司怎样，由行政机关依法处理。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 建议: [依法责令某公司拆除河道内的建筑]}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 建议: [某公司应当立即拆除河道内的建筑]}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 建议: [本院责令某公司拆除河道内的建筑]}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A005"
LEVEL = "reminder"
ON = "检察建议.建议"
SOURCE = "人民检察院公益诉讼办案规则第八十三条（诉讼请求不写明行政相对人的具体义务，参照）"

_OBLIGED = r"(?:应当|必须|须|应|要|立即|限期|尽快|自行)"
_ORDERED = re.compile(
    rf"^(?:由|要求)?[^，。；责督促要求依法对]{{0,16}}?(?:公司|商场|酒店|医院|企业|经营者|当事人|商户|工厂|超市|药店|饭店|[某]{{1,2}}){_OBLIGED}"
)
_OFFICE_ORDERS = re.compile(r"(?:本院|我院|检察机关|检察院)(?:依法)?(?:责令|处罚|查处|没收|吊销)")


def check(subject: Subject) -> Iterator[Finding]:
    for passage in subject.passages:
        if passage.path != ("检察建议", "建议"):
            continue
        text = str(passage.text)
        if found := _OFFICE_ORDERS.search(text):
            yield Finding(
                passage.text.span_at(found.start()),
                f"“{found[0]}”：检察机关没有这项职权",
                "写成建议行政机关依法责令、查处",
            )
        elif found := _ORDERED.match(text):
            yield Finding(passage.text.span, "建议直接要求了行政相对人", "写成“依法责令……”“督促……”，由行政机关处理")
