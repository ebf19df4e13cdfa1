"""机关的“全称”写成了简称。

内部文书用公章上的全称：带省、市、县、区的名称，不用“人社局”“住建局”。

好：
    机关: {区人社局: {全称: 云江省青川市临河区人力资源和社会保障局}}
错：
    机关: {区人社局: {全称: 云江省青川市临河区人社局}}
错：
    机关: {区水务局: {全称: 区水务局}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "J002"
LEVEL = "reminder"
ON = "机关"
SOURCE = "人民检察院公益诉讼办案规则第七十五条（行政机关的名称）"

_SHORT = {
    "人社局": "人力资源和社会保障局",
    "住建局": "住房和城乡建设局",
    "住建委": "住房和城乡建设委员会",
    "卫健委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "市监局": "市场监督管理局",
    "市场监管局": "市场监督管理局",
    "农业局": "农业农村局",
    "文旅局": "文化和旅游局",
    "自规局": "自然资源和规划局",
    "城管局": "城市管理局",
    "应急局": "应急管理局",
    "环保局": "生态环境局",
    "教体局": "教育和体育局",
    "发改委": "发展和改革委员会",
    "林草局": "林业和草原局",
    "交运局": "交通运输局",
    "退役军人局": "退役军人事务局",
    "网信办": "网络安全和信息化委员会办公室",
    "妇联": "妇女联合会",
}
_PATTERN = re.compile("|".join(sorted(_SHORT, key=len, reverse=True)))


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    for name, agency in case.agencies.items() if case else ():
        if not agency.full_name:
            continue
        full = str(agency.full_name)
        if found := _PATTERN.search(full):
            yield Finding(
                agency.full_name.span_at(found.start()),
                f"“{name}”的全称里有简称“{found[0]}”",
                f"写成“{_SHORT[found[0]]}”，以公章为准",
            )
        elif re.match(r"[省市县区州旗][\u4e00-\u9fff]", full) or not re.search(
            r"[省市县区州旗盟镇乡]|街道|自治|新区|国家|中国", full
        ):
            yield Finding(agency.full_name.span, f"“{name}”的全称“{full}”没有地名", "写公章上的全称")
