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


STORY = """\
体裁: 消息
标题: 云江发布典型案例
发布会: 发布会.yaml
导语: %s
正文:
  - 引言: 主要在%s个方面推动解决问题。
    分点: [一点。, 两点。, 三点。]
"""


@pytest.mark.parametrize(
    ("lead", "code"),
    [
        ("滨江县检察院推动解决问题｛母婴室建设.整改问题｝。", "Q011"),
        ("丰台区检察院公开听证，解决问题｛母婴室建设.整改问题｝。", "Q011"),
        ("｛案例数｝件案例分别由临河、白石、平澜区检察院办理。", "Q011"),
        ("四件案例分别由不同的检察院办理。", "F009"),
    ],
)
def test_the_office_and_the_count_are_those_of_the_cases(kit: Scratch, lead: str, code: str) -> None:
    assert code in said(kit, STORY % (lead, "三"))


@pytest.mark.parametrize(
    "lead",
    [
        "临河区检察院推动解决问题｛母婴室建设.整改问题｝。",
        "推动解决问题｛母婴室建设.整改问题｝。",
        "云江省检察院指导办案，解决问题｛母婴室建设.整改问题｝。",
        "三件案例分别由不同的检察院办理。",
    ],
)
def test_offices_that_are_right_are_not_told(kit: Scratch, lead: str) -> None:
    assert set(said(kit, STORY % (lead, "三"))).isdisjoint(("Q011", "F009", "A018"))


@pytest.mark.parametrize("count", ["两", "四", "五", "六"])
def test_a_lead_announces_as_many_points_as_follow(kit: Scratch, count: str) -> None:
    assert "A018" in said(kit, STORY % ("会上发布了案例。", count))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("时间: 2025年1月15日\n", "时间: 2025年1月15日\n禁发时间: 2025年1月5日\n", "R070"),
        (" | 0600-5550900", "", "R058"),
    ],
)
def test_an_embargo_before_the_release_and_a_contact_without_a_number(
    kit: Scratch, old: str, new: str, code: str
) -> None:
    assert code in said(kit, RELEASE.replace(old, new))


@pytest.mark.parametrize(("day", "told"), [("2026年1月15日", True), ("2025年3月15日", True), ("2025年1月16日", False)])
def test_an_embargo_is_not_of_another_year(kit: Scratch, day: str, told: bool) -> None:
    path = kit.root / "发布会.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("地点:", f"禁发时间: {day}10时\n地点:", 1), encoding="utf-8")
    assert ("R070" in codes(docgen.check(path))) is told


@pytest.mark.parametrize(
    ("said_of", "told"),
    [
        ("沈怀川检察长出席。", True),
        ("｛沈怀川｝检察长介绍情况。", True),
        ("陶静仪主席点评案例。", True),
        ("会上，陶静仪主席说。", True),
        ("沈怀川副检察长出席。", False),
        ("贺承志主任介绍案例。", False),
        ("温若兰部长点评案例。", False),
        ("沈怀川检察长助理出席。", False),
    ],
)
def test_a_deputy_is_not_called_by_the_post_of_the_chief(kit: Scratch, said_of: str, told: bool) -> None:
    assert ("F005" in said(kit, STORY % (said_of, "三"))) is told
