"""Where the words of a template and those of a record meet: nothing is said twice, nothing stands without its sentence."""

from __future__ import annotations

import pytest
from helpers import Scratch, documents, lines_of

from docgen.papers.templates.filters import way

FILED = "机关: {{某局: 某市某局}}\n线索: {{来源: {clue}{more}, 日期: 2024年3月1日}}\n立案: {{机关: 某局, 日期: 2024年3月5日}}\n公益受损: 受损。\n"


@pytest.mark.parametrize(
    ("clue", "more", "told"),
    [
        ("履行职责中发现", "", "本院在履行公益诉讼检察职责中发现某市某局"),
        ("本院在履行公益诉讼检察职责中发现", "", "本院在履行公益诉讼检察职责中发现某市某局"),
        ("办案中发现", "", "本院在履行公益诉讼检察职责中，在办案中发现某市某局"),
        ("媒体报道发现", "", "本院在履行公益诉讼检察职责中，通过媒体报道发现某市某局"),
        ("12345市民服务热线", ", 说法: 群众投诉", "职责中，通过12345市民服务热线（群众投诉）发现某市某局"),
        ("办理刑事案件", "", "本院在履行公益诉讼检察职责中，通过办理刑事案件发现某市某局"),
    ],
)
def test_a_clue_is_found_once(scratch: Scratch, clue: str, more: str, told: str) -> None:
    (document,) = documents(scratch.record(FILED.format(clue=clue, more=more)), "case-filing-decision")
    text = "\n".join(lines_of(document))
    assert told in text
    assert "发现发现" not in text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("履行职责中发现", "在履行职责中"),
        ("在日常巡查中发现。", "在日常巡查中"),
        ("本院在巡查时发现", "在巡查时"),
        ("通过卫星遥感发现", "通过卫星遥感"),
        ("“益心为公”检察云平台", "通过“益心为公”检察云平台"),
        ("在线平台", "通过在线平台"),
        ("", ""),
    ],
)
def test_the_way_a_clue_came(source: str, words: str) -> None:
    assert way(source) == words


HALTED = "机关: {某局: 某市某局}\n其他文书:\n  - {文种: 中止审查决定书, 机关: 某局, 障碍: 汛期。, 已做工作: 清运。, 批准: 经检察长批准%s}\n"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (", 恢复条件: 施工条件具备时", "施工条件具备时，本院将恢复审查。请你局继续"),
        (", 恢复条件: 汛期结束后。", "汛期结束后，本院将恢复审查。请你局继续"),
        (
            ", 恢复条件: 具备清挖条件时，请你单位立即告知本院，本院即恢复审查。",
            "\n中止审查的原因消除后，本院将恢复审查。",
        ),
        ("", "\n中止审查的原因消除后，本院将恢复审查。"),
    ],
)
def test_a_condition_is_no_sentence_of_its_own(scratch: Scratch, typed: str, told: str) -> None:
    (document,) = documents(scratch.record(HALTED % typed), "suspension-decision")
    text = "\n".join(lines_of(document))
    assert told in text
    assert text.count("本院将恢复审查") == 1


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        ("[甲。]", ["甲。"]),
        ("[甲, 乙]", ["一、甲。", "二、乙。"]),
        ("[甲, 乙, 丙]", ["一、甲。", "二、乙。", "三、丙。"]),
    ],
)
def test_what_stands_alone_bears_no_number(scratch: Scratch, items: str, lines: list[str]) -> None:
    record = (
        "机关: {某局: 某市某局}\n其他文书:\n  - {文种: 变更检察建议通知书, 批准: 经检察长决定, 被建议单位: 某局, "
        f"原文号: 某检建〔2024〕1号, 原日期: 2024年5月1日, 变更理由: 有变化。, 变更内容: {items}}}\n"
    )
    (document,) = documents(scratch.record(record), "recommendation-change-notice")
    text = lines_of(document)
    assert (
        text[text.index("原检察建议的其他内容不变。") - len(lines) : text.index("原检察建议的其他内容不变。")] == lines
    )


@pytest.mark.parametrize(
    ("style", "gist", "times"),
    [
        ("{提要: 是}", "一句要旨。", 1),
        ("{}", "一句要旨。", 1),
        ("{提要: 是}", "|\n  一句要旨。\n  又一句。", 2),
        ("{提要: 否}", "|\n  一句要旨。\n  又一句。", 1),
    ],
)
def test_the_gist_of_a_case_is_printed_once_unless_it_has_more(
    scratch: Scratch, style: str, gist: str, times: int
) -> None:
    scratch.record(f"要旨: {gist}\n基本案情: 略。\n", "甲.yaml")
    head = f"案例集名称: 典型案例\n案例: [甲.yaml]\n前言: 略。\n体例: {style}\n"
    (document,) = documents(scratch.file("集.yaml", head), "collection")
    text = "\n".join(lines_of(document))
    assert text.count("一句要旨。") == times
    assert ("又一句。" in text) is gist.startswith("|")
