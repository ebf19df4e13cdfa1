"""Which paragraphs stand together, and how much room they take: GB/T 9704-2012, 7.2 to 7.4."""

from __future__ import annotations

import pytest
from formats.torture import document, paragraph

from docgen.core.tree import Document, Paragraph
from docgen.page.norm.norms import load
from docgen.page.norm.values import mm, pt
from docgen.page.placing import (
    Beside,
    Group,
    Signatures,
    Single,
    Strip,
    bare_pages,
    fitted,
    groups,
    kept,
    label_end,
    room_above,
    rows_high,
)

NORM = load("gbt9704")
LETTER = load("gbt9704-letter")


def roles(*names: str, norm: str = "gbt9704") -> Document:
    return document(*(paragraph(name, f"{name}的文字") for name in names), norm=norm)


def placed(*names: str) -> list[Group]:
    return groups(roles(*names).blocks, NORM)


def test_paragraphs_stand_for_themselves_unless_their_role_says_otherwise() -> None:
    assert placed("标题", "正文", "成文日期") == [Single(0), Single(1), Single(2)]


def test_a_signer_stands_on_the_line_of_the_number() -> None:
    assert placed("上行文号", "签发人", "标题") == [Beside(0, 1), Single(2)]
    assert placed("文号", "签发人") == [Single(0), Single(1)]


def test_the_imprint_is_one_strip_with_the_date_beside_the_office() -> None:
    assert placed("正文", "抄送", "印发机关", "印发日期") == [Single(0), Strip("版记", ((1,), (2, 3)))]
    assert placed("抄送", "正文", "抄送") == [Strip("版记", ((0,),)), Single(1), Strip("版记", ((2,),))]


@pytest.mark.parametrize(
    ("bodies", "rows"),
    [(1, [1]), (2, [2]), (3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 3, 1])],
)
def test_names_stand_in_rows_of_three_and_the_date_below_the_last(bodies: int, rows: list[int]) -> None:
    (group,) = placed(*["联合署名"] * bodies, "联合日期")
    assert isinstance(group, Signatures)
    assert [len(row) for row in group.rows] == rows
    assert group.rows[-1][-1] == (bodies - 1, bodies)
    assert sum(len(cell) for row in group.rows for cell in row) == bodies + 1


@pytest.mark.parametrize(
    ("characters", "role"),
    [
        (8, "发文机关标志"),
        (12, "发文机关标志（中）"),
        (16, "发文机关标志（小）"),
        (20, "发文机关标志（细）"),
        (40, "发文机关标志（细）"),
    ],
)
def test_a_long_mark_takes_a_smaller_size_to_fit_on_one_line(characters: int, role: str) -> None:
    tree = fitted(document(paragraph("发文机关标志", "院" * characters), norm="gbt9704"), NORM)
    (block,) = tree.blocks
    assert isinstance(block, Paragraph)
    look = NORM.roles[block.role]
    assert block.role == role
    assert characters > 20 or (look.size.length + look.tracking) * characters <= NORM.page.text_width


def test_a_document_in_which_all_fits_stays_what_it_is() -> None:
    tree = roles("标题", "正文", "抄送")
    assert fitted(tree, NORM) is tree


def test_what_stands_above_the_mark_takes_of_its_room() -> None:
    assert room_above(roles("发文机关标志"), NORM) == {0: mm(35)}
    assert room_above(roles("份号", "密级", "发文机关标志"), NORM) == {2: mm(35) - pt(28.95) * 2}
    assert room_above(roles("发文机关标志", "发文机关标志"), NORM) == {0: mm(35), 1: mm(0)}
    assert room_above(roles("发文机关标志", norm="gbt9704-letter"), LETTER) == {}


def test_rows_of_the_imprint_are_as_high_as_their_lines() -> None:
    long = "抄送：" + "，".join(["青川市临河区人民政府"] * 7) + "。"
    tree = document(paragraph("抄送", long), paragraph("印发机关", "某院办公室"), norm="gbt9704")
    (strip,) = groups(tree.blocks, NORM)
    assert isinstance(strip, Strip)
    copies, office = rows_high(strip, tree, NORM)
    assert office.pt == pytest.approx(20 + 7 + mm(0.35).pt, abs=0.001)
    assert copies.pt == pytest.approx(4 * 20 + 7, abs=0.001)


def test_a_label_ends_behind_its_colon() -> None:
    assert (label_end("出席：甲：乙"), label_end("没有标签")) == (3, 0)


def typed(*pairs: tuple[str, str], norm: str = "legal-instrument") -> Document:
    return document(*(paragraph(role, words) for role, words in pairs), norm=norm)


FEW, ONE, TWO, SIX, NINE = "国" * 8, "国" * 20, "国" * 40, "国" * 150, "国" * 240
CLOSINGS = {
    "one line is too little": (
        [("正文", SIX), ("正文", FEW), ("正文", FEW), ("正文", FEW), ("用印日期", "日期")],
        {2, 3},
    ),
    "enough in one paragraph": ([("正文", FEW), ("正文", SIX), ("用印日期", "日期")], {1}),
    "two and one": ([("正文", FEW), ("正文", TWO), ("正文", FEW), ("用印日期", "日期")], {1, 2}),
    "a long one stays where it is": ([("正文", NINE), ("正文", FEW), ("用印日期", "日期")], {1}),
    "a long one that is the last": ([("正文", FEW), ("正文", NINE), ("用印日期", "日期")], {1}),
    "a line that says enough": ([("正文", SIX), ("正文", ONE), ("用印日期", "日期")], {1}),
    "half a line that says enough": ([("正文", SIX), ("正文", "国" * 13), ("用印日期", "日期")], {1}),
    "annexes are no text": (
        [
            ("正文", FEW),
            ("正文", TWO),
            ("正文", FEW),
            ("附件说明", "附件：1.甲"),
            ("附件说明续", "2.乙"),
            ("用印日期", "日期"),
        ],
        {1, 2, 3, 4},
    ),
    "name and date": ([("正文", SIX), ("署名", "某院"), ("成文日期", "日期")], {0, 1}),
    "what follows the date": ([("正文", SIX), ("用印日期", "日期"), ("附注", "（联系人）")], {0, 1}),
    "nothing closes": ([("正文", SIX), ("正文", FEW)], set()),
}


ANNOUNCED = {
    "a sentence": ([("正文", "现查明："), ("正文", SIX)], {0}),
    "a list": ([("正文", TWO + "："), ("正文", FEW), ("正文", FEW)], {0}),
    "a heading": ([("正文", "报告如下："), ("一级标题", FEW), ("正文", FEW)], {0}),
    "two in a row": ([("正文", "申请："), ("正文", FEW), ("正文", "查明："), ("正文", FEW)], {0, 2}),
    "nothing follows": ([("正文", FEW), ("正文", "现查明：")], set()),
    "a colon within": ([("正文", "案由：某案"), ("正文", FEW)], set()),
}


@pytest.mark.parametrize("name", ANNOUNCED)
def test_words_that_announce_what_follows_are_not_parted_from_it(name: str) -> None:
    pairs, expected = ANNOUNCED[name]
    assert kept(typed(*pairs), load("legal-instrument")) == expected


@pytest.mark.parametrize("name", CLOSINGS)
def test_a_closing_takes_two_lines_of_text_along(name: str) -> None:
    pairs, expected = CLOSINGS[name]
    assert kept(typed(*pairs), load("legal-instrument")) == expected


def test_the_imprint_of_minutes_takes_the_list_along_and_that_of_a_document_stands_alone() -> None:
    pairs = [("正文", NINE), ("名单", "出席：甲"), ("名单续", "列席：乙"), ("抄送", "抄送：丙。"), ("印发机关", "某院")]
    assert kept(typed(*pairs, norm="gbt9704-minutes"), load("gbt9704-minutes")) == {1, 2}
    signed = [("正文", SIX), ("署名", "某院"), ("成文日期", "日期"), ("抄送", "抄送：丙。"), ("印发机关", "某院")]
    assert kept(typed(*signed, norm="gbt9704"), NORM) == {0, 1}


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        (["甲院", "乙会", "丙局"], [3]),
        (["国" * 8, "乙会", "丙局"], [3]),
        (["国" * 9, "乙会", "丙局"], [2, 1]),
        (["国" * 18, "国" * 14, "国" * 16, "国" * 11], [2, 2]),
    ],
)
def test_names_that_are_long_stand_two_in_a_row(names: list[str], rows: list[int]) -> None:
    (group,) = groups(typed(*(("联合署名", name) for name in names), ("联合日期", "日期")).blocks, NORM)
    assert isinstance(group, Signatures)
    assert [len(row) for row in group.rows] == rows


def test_a_cover_and_the_cards_of_a_table_bear_no_number() -> None:
    norm = load("publication")
    cover = [("封面标题", "集"), ("封面单位", "某院"), ("封面日期", "日期")]
    assert bare_pages(typed(*cover, ("标题", "集")), norm) == "first"
    assert bare_pages(typed(("席卡姓名", "甲"), ("席卡职务", "职务"), ("席卡姓名", "乙")), norm) == "all"
    assert bare_pages(typed(("标题", "集"), *cover), norm) == ""
    assert bare_pages(document(norm="publication"), norm) == ""
