"""Titles: no word broken, no hourglass, as few lines as can be."""

from __future__ import annotations

from itertools import pairwise

import pytest

from docgen.page.layout.breaking import title_ends, word_ends

ROOM = 20.3
"""Characters of 2号 in a line: 442.2 pt of 21.75."""

TITLES = {
    "关于督促整治餐饮场所燃气安全隐患行政公益诉讼案的磋商会议纪要": ["安全隐患"],
    "青川市检察机关守护美好生活公益诉讼典型案例": ["美好生活"],
    "北京市检察机关妇女权益保障检察公益诉讼典型案例": ("典型案例", "公益诉讼", "妇女权益保障", "检察机关"),
    "北京市大兴区人民检察院督促保护妇女健康权益行政公益诉讼案": ("健康权益", "大兴区", "人民检察院", "行政公益诉讼案"),
    "北京市门头沟区人民检察院督促规范母婴室建设行政公益诉讼案": ("门头沟区", "母婴室", "公益诉讼"),
    "关于加强妇女儿童权益保障检察公益诉讼协作配合工作的实施意见": ("妇女儿童权益", "实施意见", "工作的"),
    "云江省青川市临河区人民检察院督促整治就业性别歧视行政公益诉讼案": ("临河区", "就业性别歧视"),
    "关于印发《云江省检察机关与妇联组织协作办法》的通知": ("《云江省", "办法》的"),
    "北京市人民检察院关于依法加强妇女权益保障公益诉讼检察工作，进一步深化与妇联组织协作配合，共同维护妇女儿童合法权益的工作情况通报": (
        "工作，", "配合，", "合法权益", "检察院", "妇女",
    ),
}  # fmt: skip


def lines(title: str, room: float = ROOM) -> list[str]:
    ends = title_ends(title, [1.0] * len(title), room)
    return [title[start:end] for start, end in pairwise([0, *ends])]


@pytest.mark.parametrize("title", TITLES)
def test_no_word_is_broken_and_no_line_too_long(title: str) -> None:
    found = lines(title)
    assert "".join(found) == title
    assert len(found) == -(-len(title) // 20)
    assert max(map(len, found)) <= ROOM
    for word in TITLES[title]:
        assert any(word in line for line in found), (word, found)


@pytest.mark.parametrize("title", TITLES)
def test_the_lines_are_of_like_length_and_no_hourglass(title: str) -> None:
    lengths = [len(line) for line in lines(title)]
    assert min(lengths) >= max(lengths) / 2
    for before, middle, after in zip(lengths, lengths[1:], lengths[2:], strict=False):
        assert middle >= min(before, after)


def test_one_line_stays_one() -> None:
    assert lines("检察建议书") == ["检察建议书"]
    assert lines("一" * 20) == ["一" * 20]


def test_a_title_without_any_word_is_still_set() -> None:
    found = lines("甲" * 45)
    assert "".join(found) == "甲" * 45
    assert max(map(len, found)) <= 20


def test_words_of_the_field_are_whole() -> None:
    assert word_ends("典型案例") == ()
    assert 4 in word_ends("公益诉讼典型案例")


def test_the_longest_titles_come_to_an_end() -> None:
    """Of a hundred characters in six lines there are millions of shapes: some thousands are looked at."""
    for length in (60, 80, 100, 119):
        text = ("公益诉讼检察工作" * 15)[:length]
        ends = title_ends(text, [22.0] * length, 440.0)
        assert ends[-1] == length
        assert max(end - start for start, end in zip([0, *ends], ends, strict=False)) <= 20
