"""Citations are parsed as they are written, and judged at the date of the act and of the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from docgen.checks import Choice
from docgen.checks.citations import citations, number, plain_name
from docgen.checks.statutes import statutes
from docgen.core.dates import chinese
from docgen.records.project import Project, Settings
from tests.checks.tools import subject_of

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
TABLE = statutes(Project(Path(), Settings()))


@pytest.mark.parametrize(
    ("text", "name", "articles"),
    [
        ("《中华人民共和国行政诉讼法》第二十五条第四款", "中华人民共和国行政诉讼法", [(25, 4, 0)]),
        ("《民法典》第一千二百六十条", "民法典", [(1260, 0, 0)]),
        ("《消费者权益保护法》第五十六条第一款第九项", "消费者权益保护法", [(56, 1, 9)]),
        ("《甲法》第七十七条第（二）项", "甲法", [(77, 0, 2)]),
        ("《甲法》第八条、第十条、第十二条", "甲法", [(8, 0, 0), (10, 0, 0), (12, 0, 0)]),
        ("《甲法》第九条第二款、第三款、第一百一十二条", "甲法", [(9, 2, 0), (112, 0, 0)]),
        ("《甲法》第十三条至第十五条", "甲法", [(13, 0, 0), (15, 0, 0)]),
        ("《甲法》第25条第4款", "甲法", [(25, 4, 0)]),
        ("《刑法》第二百八十七条之一", "刑法", [(287, 0, 0)]),
        ("《甲法》（以下简称甲法）第三条", "甲法", [(3, 0, 0)]),
        ("《云江省实施〈中华人民共和国水法〉办法》第三条", "云江省实施〈中华人民共和国水法〉办法", [(3, 0, 0)]),
        ("《云江省实施<中华人民共和国水法>办法》第三条", "云江省实施<中华人民共和国水法>办法", [(3, 0, 0)]),
        ("《关于某事的通知》", "关于某事的通知", []),
    ],
)
def test_citations(text: str, name: str, articles: list[tuple[int, int, int]]) -> None:
    (found,) = citations(text)
    assert found.name == name
    assert [(article.number, article.clause, article.item) for article in found.articles] == articles
    assert found.stop == len(text)


def test_several_titles_each_keep_their_articles() -> None:
    text = "根据《甲法》《乙法》第三条和《丙办法》第四条、第五条的规定，"
    found = [(item.name, [article.number for article in item.articles]) for item in citations(text)]
    assert found == [("甲法", []), ("乙法", [3]), ("丙办法", [4, 5])]


def test_numbers_both_ways() -> None:
    for value in (1, 10, 19, 20, 25, 99, 100, 101, 110, 112, 119, 1000, 1001, 1010, 1242, 1260):
        assert number(chinese(value)) == value
    assert [chinese(value) for value in (25, 101, 110, 1260)] == ["二十五", "一百零一", "一百一十", "一千二百六十"]


def test_names_are_known_in_every_dress() -> None:
    for name in ("中华人民共和国水法", "水法", "中华人民共和国水法（2016年修正）", "水 法"):
        assert plain_name(name) == "水法"


def test_the_table_is_sound() -> None:
    for statute in TABLE.values():
        assert statute.evidence in ("✔", "✔2", "mem")
        assert statute.until is None or statute.since < statute.until
        if statute.successor:
            assert statute.successor in TABLE, statute.successor
            assert TABLE[statute.successor].since == statute.until, statute.name
        assert [version.since for version in statute.versions] == sorted(version.since for version in statute.versions)


def said(record: str, folder: Path, *select: str) -> list[tuple[str, str, str]]:
    found = checks.run(subject_of(HEAD + record, folder), Choice(select=select or ("L",)))
    return [(item.problem.code, item.problem.level, item.problem.message) for item in found]


@pytest.mark.parametrize(
    ("record", "code", "level", "words"),
    [
        # 物权法 in 2024
        ("线索: {来源: 举报, 日期: 2024年3月1日}\n查明: 违反《中华人民共和国物权法》第八十三条。\n", "L001", "error", "2021年1月1日废止"),
        # 环境保护法 for an act of September 2026, and the same for an act before the code
        ("行为日期: 2026年9月3日\n查明: 违反《中华人民共和国环境保护法》第四十二条。\n", "L001", "error", "2026年8月15日废止"),
        (
            "行为日期: 2026年5月\n线索: {来源: 举报, 日期: 2026年9月1日}\n立案: 2026年9月9日\n"
            "查明: 违反《中华人民共和国环境保护法》第四十二条。\n",
            "L001", "hint", "从旧兼从轻",
        ),
        # 民事诉讼法第五十五条 for public interest in 2024
        (
            "类型: 民事公益诉讼\n立案: 2024年3月1日\n查明: 根据《中华人民共和国民事诉讼法》第五十五条第二款。\n",
            "L004", "error", "第五十八条",
        ),
        ("查明: 根据《中华人民共和国行政诉讼法》第25条第四款。\n", "L005", "reminder", "汉字"),
        ("立案: 2020年3月1日\n查明: 根据《中华人民共和国民法典》第三条。\n", "L002", "error", "还没有施行"),
        # what was not read in a source only reminds
        ("行为日期: 2024年3月1日\n查明: 根据《食品经营许可管理办法》第三条。\n", "L001", "reminder", "2023年12月1日废止"),
    ],
)  # fmt: skip
def test_a_citation_is_judged_with_its_reason(record: str, code: str, level: str, words: str, tmp_path: Path) -> None:
    (found,) = said(record, tmp_path)
    assert found[:2] == (code, level)
    assert words in found[2]


@pytest.mark.parametrize(
    "record",
    [
        "线索: {来源: 举报, 日期: 2019年3月1日}\n立案: 2019年4月1日\n查明: 违反《中华人民共和国物权法》第八十三条。\n",
        "行为日期: 2025年3月1日\n立案: 2025年4月1日\n查明: 违反《中华人民共和国环境保护法》第四十二条。\n",
        "行为日期: 2026年9月1日\n立案: 2026年9月2日\n查明: 违反《中华人民共和国生态环境法典》第三条。\n",
        "类型: 民事公益诉讼\n立案: 2021年3月1日\n查明: 根据《中华人民共和国民事诉讼法》第五十五条第二款。\n",
        # the joint interpretation itself still cites the old number
        "类型: 民事公益诉讼\n立案: 2024年3月1日\n查明: 解释规定“依照《中华人民共和国民事诉讼法》第五十五条”办理。\n",
    ],
)
def test_what_was_right_in_its_time_is_no_fault(record: str, tmp_path: Path) -> None:
    assert [found for found in said(record, tmp_path) if found[0] in ("L001", "L002", "L004")] == []
