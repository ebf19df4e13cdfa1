"""A name of two characters is replaced where a person stands; a word that is spelt alike is never maimed."""

from __future__ import annotations

import pytest
from helpers import HEAD, Scratch

PARTIES = (
    "当事人:\n  甲: {姓名: 安全, 对外: 安某}\n  乙: {姓名: 凌晨, 对外: 凌某}\n  丙: {姓名: 高兴, 对外: 高某}\n"
    "  丁: {姓名: 安维, 对外: 安某某}\n  戊: {姓名: 李雪, 对外: 李某}\n听证会: {时间: 2024年5月24日15时, 记录人: 书记员成长}\n"
)


def shown(scratch: Scratch, sentence: str) -> str:
    record = HEAD + PARTIES + f"典型意义: |\n  {sentence}\n"
    return scratch.printed("{{ 典型意义 }}", record, face="public", stage="宣传")


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("当事人安全到场。", "当事人安某到场。"),
        ("村民凌晨反映。", "村民凌某反映。"),
        ("高兴说，店是他开的。", "高某说，店是他开的。"),
        ("经查，高兴伙同李雪排污。", "经查，高某伙同李某排污。"),
        ("李雪、安维到场。", "李某、安某某到场。"),
        ("向李雪送达。", "向李某送达。"),
        ("李雪的母亲", "李某的母亲"),
        ("书记员成长记录。", "书记员成某记录。"),
    ],
)
def test_a_person_is_masked(scratch: Scratch, sentence: str, printed: str) -> None:
    assert shown(scratch, sentence) == printed


@pytest.mark.parametrize(
    "sentence",
    [
        "督促加强安全生产监管。",
        "《中华人民共和国安全生产法》第三条。",
        "2024年3月5日凌晨，群众高兴。",
        "促进未成年人健康成长。",
        "加强治安维稳工作。",
        "安全、健康的环境",
        "高李雪山路",
    ],
)
def test_a_word_is_never_maimed(scratch: Scratch, sentence: str) -> None:
    assert shown(scratch, sentence) == sentence
