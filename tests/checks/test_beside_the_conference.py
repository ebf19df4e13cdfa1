"""A release beside its conference, a conference beside its cases: days, numbers to call, counts of cases, names, 材料."""

from __future__ import annotations

import pytest
from helpers import ROOT, Scratch, codes

import docgen

RELEASE = """\
体裁: 消息
标题: 云江发布典型案例
发布会: 发布会.yaml
时间: 2025年1月15日
导语: 2025年1月15日，云江省人民检察院举行新闻发布会，发布三件典型案例。
正文:
  - 段落: 云江省人民检察院副检察长沈怀川介绍了情况。
联系人: 云江省人民检察院新闻办公室 | 罗行之 | 0600-5550900
"""


@pytest.fixture
def kit(scratch: Scratch) -> Scratch:
    for path in (ROOT / "cases" / "示例").glob("*.yaml"):
        (scratch.root / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return scratch


def said(kit: Scratch, text: str) -> list[str]:
    path = kit.root / "稿.yaml"
    path.write_text(text, encoding="utf-8")
    return codes(docgen.check(path))


def test_a_release_that_agrees_is_nothing_to_tell(kit: Scratch) -> None:
    assert set(said(kit, RELEASE)).isdisjoint(("D017", "F009", "J011", "R066", "R070", "R063", "R009"))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("时间: 2025年1月15日", "时间: 2024年1月15日", "R070"),
        ("时间: 2025年1月15日", "时间: 2025年1月5日", "R070"),
        ("导语: 2025年1月15日", "导语: 2025年1月16日", "D017"),
        ("导语: 2025年1月15日", "导语: 2024年1月15日", "D017"),
        ("发布三件", "发布5件", "F009"),
        ("发布三件典型案例", "公布两件民生领域检察公益诉讼典型案例", "F009"),
        ("沈怀川介绍", "沈怀山介绍", "J011"),
        ("0600-5550900", "0600-5550901", "R066"),
    ],
)
def test_a_release_that_differs_from_its_conference_is_told(kit: Scratch, old: str, new: str, code: str) -> None:
    assert code in said(kit, RELEASE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("此次发布的｛案例数｝件案例", "此次发布的四件案例", "F009"),
        ("  ｛时间｝，｛主办｝联合举行｛发布会｝", "  2025年1月16日，｛主办｝联合举行民生领域新闻发布会", "D017"),
        ("简称: 省妇联", "简称: 省检察院", "R063"),
        ("材料: [议程,", "材料: [议成,", "R009"),
        ("材料: [议程,", "材料: [议程, 检察建议书,", "R009"),
        ("0600-5550900", "0600-55509", "R058"),
    ],
)
def test_a_conference_that_differs_from_its_cases_is_told(kit: Scratch, old: str, new: str, code: str) -> None:
    path = kit.root / "发布会.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text and code not in codes(docgen.check(path))
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert code in codes(docgen.check(path))
