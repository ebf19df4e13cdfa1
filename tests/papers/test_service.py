"""Every paper that is served has its proof of service, whichever list of the record it comes from."""

from __future__ import annotations

import pytest
from helpers import ALL_KINDS, Scratch, finished, lines_of, made

from docgen.papers.templates.catalog import built_in

RECORD = """\
机关: {甲: 某市某局}
当事人: {某公司: 某市某某有限公司}
立案: [{机关: 甲, 日期: 2024年1月5日, 文号: 某检立〔2024〕1号}]
听证会: {时间: 2024年4月12日9时30分, 地点: 听证室, 参加单位: [甲, 某公司], 听证员: [张三], 议题: [职责]}
检察建议: [{被建议单位: 甲, 文号: 某检建〔2024〕2号, 送达地点: 甲局, 送达方式: 直接送达}]
其他文书:
%s"""


def proofs(scratch: Scratch, other: str = "  - {文种: 函, 收文单位: 乙}\n") -> dict[str, str]:
    papers = finished(scratch.record(RECORD % other), "proof-of-service")
    return {paper.subject: " / ".join(lines_of(made(paper))) for paper in papers}


def test_the_lists_of_the_record_each_have_theirs(scratch: Scratch) -> None:
    found = proofs(scratch)
    assert list(found) == ["甲-立案", "甲-检察建议", "甲-听证通知书", "某公司-听证通知书"]
    assert "送达文书 | 立案决定书 / 文号 | 某检立〔2024〕1号 / 受送达人 | 某市某局" in found["甲-立案"]
    assert "送达文书 | 检察建议书 / 文号 | 某检建〔2024〕2号" in found["甲-检察建议"]
    assert "送达地点 | 甲局 / 送达方式 | 直接送达" in found["甲-检察建议"]
    assert "受送达人 | 某市某某有限公司" in found["某公司-听证通知书"]
    assert "文号" not in found["某公司-听证通知书"]


SERVED = [kind for kind in map(built_in().kinds.get, ALL_KINDS) if kind and kind.served]


@pytest.mark.parametrize("kind", SERVED, ids=[kind.id for kind in SERVED])
def test_a_paper_of_another_kind_that_is_served_has_one(scratch: Scratch, kind: object) -> None:
    name, whom = kind.name, kind.served  # type: ignore[attr-defined]
    found = proofs(
        scratch, f"  - {{文种: {name}, {whom}: 甲, 文号: 某检〔2024〕9号}}\n".replace("法院: 甲", "法院: 某法院")
    )
    receiver = "某法院" if whom == "法院" else "某市某局"
    (proof,) = [text for subject, text in found.items() if subject.endswith(f"-{name}")]
    assert f"送达文书 | {name} / " in proof
    assert f"受送达人 | {receiver}" in proof


def test_what_is_typed_for_a_proof_fills_it_in_or_is_one_of_its_own(scratch: Scratch) -> None:
    typed = (
        "  - {文种: 送达回证, 送达文书: 立案决定书, 送达地点: 甲局传达室, 送达方式: 留置送达}\n"
        "  - {文种: 送达回证, 送达文书: 起诉书, 受送达人: 某市人民法院, 文号: 某检诉〔2024〕3号}\n"
    )
    found = proofs(scratch, typed)
    assert len(found) == 5
    assert "送达地点 | 甲局传达室 / 送达方式 | 留置送达" in found["甲-立案"]
    assert "送达文书 | 起诉书 / 文号 | 某检诉〔2024〕3号 / 受送达人 | 某市人民法院" in found["某市人民法院-起诉书"]
