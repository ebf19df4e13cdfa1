"""Values under another key than their own, and outer names of another surname."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.records.loader import load_text
from docgen.records.project import Project, Settings

HEAD = """\
检察院: 云江省青川市临河区人民检察院
事由: 规范母婴室建设
机关: {区水务局: {全称: 云江省青川市临河区水务局}}
"""


def codes(text: str) -> set[str]:
    return {one.code for one in load_text(HEAD + text, Path("案.yaml"), Project(Path(), Settings())).problems}


@pytest.mark.parametrize(
    "text",
    [
        "听证会: {时间: 2024年4月12日9时, 主持人: 本院检察听证室}\n",
        "听证会: {时间: 2024年4月12日9时, 记录人: 2024年5月7日}\n",
        "承办检察官: “向北川”\n",
        "听证会: {时间: 2024年4月12日9时, 地点: 法治路6号0600-5550618}\n",
        "听证会: {时间: 2024年4月12日9时, 院址: 公开}\n",
        "听证会: {时间: 2024年4月12日9时, 听证员: [{姓名: 县人大代表, 身份: 穆青松}]}\n",
        "检察建议: [{被建议单位: 区水务局, 送达地点: 直接送达}]\n",
        "线索: {来源: 志愿者反映, 说法: “益心为公”检察云平台}\n",
        "其他文书: [{文种: 磋商纪要, 地点: 2024年3月14日9时}]\n",
    ],
)
def test_a_value_of_another_key_is_told(text: str) -> None:
    assert "R073" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "听证会: {时间: 2024年4月12日9时, 主持人: 第四检察部主任周明川, 记录人: 书记员何知微, 地点: 本院检察听证室, 院址: 云江省青川市临河区法治路6号}\n",
        "听证会: {时间: 2024年4月12日9时, 听证员: [{姓名: 林若棠, 身份: 区人大代表}, {姓名: 方晓岚, 身份: 社区居民}]}\n",
        "检察建议: [{被建议单位: 区水务局, 送达地点: 区水务局办公室, 送达方式: 直接送达}]\n",
        "线索: {来源: 12345市民服务热线, 说法: 群众投诉}\n",
    ],
)
def test_values_where_they_belong_are_not_told(text: str) -> None:
    assert "R073" not in codes(text)


@pytest.mark.parametrize(
    ("party", "told"),
    [
        ("{姓名: 秦守义, 对外: 陈某}", True),
        ("{姓名: 冯志刚, 对外: 马某甲}", True),
        ("{姓名: 欧阳文, 对外: 司马某}", True),
        ("{姓名: 罗静宜, 对外: 张某某}", True),
        ("{姓名: 秦守义, 对外: 秦某}", False),
        ("{姓名: 欧阳文, 对外: 欧阳某}", False),
        ("{姓名: 何知夏, 对外: 何某某}", False),
        ("{姓名: 秦守义, 对外: 投诉人}", False),
        ("{全称: 青川万汇商业管理有限公司, 对外: 某公司}", False),
    ],
)
def test_the_outer_name_has_the_surname(party: str, told: bool) -> None:
    assert ("R074" in codes(f"当事人: {{甲: {party}}}\n")) is told
