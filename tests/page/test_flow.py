"""Lines onto pages: 22 to a page, what stays together, what begins a page; all of it from norm and tree alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from formats.torture import document, norms, paragraph, table, torture
from formats.torture import named as named_norm

from docgen.core.source import Span
from docgen.core.tree import Contents, PageBreak, Paragraph, Table, plain_text
from docgen.page.layout import Layout, Line, lay_out, title_breaks
from docgen.page.norm.model import Norm
from docgen.page.norm.norms import load
from docgen.page.shape import column_shares, headings, least_heights, table_gaps
from page.papers import collection, letter

BREAK = PageBreak(Span("x"))
PITCH = 28.95
WIDTH, HEIGHT = 442.2, 637.8


@pytest.fixture
def norm() -> Norm:
    return load("legal-instrument")


def texts(layout: Layout) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in layout.pages]


def lines(layout: Layout) -> list[Line]:
    return [line for page in layout.pages for line in page.lines]


def test_a_full_line_holds_28_characters_and_a_full_page_22_lines(norm: Norm) -> None:
    pages = texts(lay_out(document(paragraph("正文", "国" * 28 * 50)), norm))
    assert [len(page) for page in pages] == [22, 22, 7]
    assert [len(line) for line in pages[0]] == [26, *[28] * 21]


def test_lines_end_at_the_edge_but_for_the_last(norm: Norm) -> None:
    first, second, last = lines(lay_out(document(paragraph("正文", "国" * 60)), norm))
    for line in (first, second):
        assert line.x + line.width + line.extra * (len(line.text) - 1) == pytest.approx(WIDTH, abs=0.01)
    assert first.x == pytest.approx(2 * 15.75)
    assert second.extra == pytest.approx((442.2 - 28 * 16 + 27 * 0.25) / 27, abs=0.001)
    assert last.extra == 0


def test_every_paragraph_keeps_its_text_and_its_order(norm: Norm) -> None:
    for long, profile in ((letter(), norm), (collection(), load("publication"))):
        laid = lay_out(long, profile)
        for index, block in enumerate(long.blocks):
            if isinstance(block, Paragraph):
                own = [line for line in lines(laid) if line.block == index]
                text = plain_text(block.inlines)
                assert "".join(line.text for line in own) == text
                assert [line.start for line in own] == [0, *(line.end for line in own[:-1])]
                assert [text[line.start : line.end] for line in own] == [line.text for line in own]
        blocks = [line.block for line in lines(laid)]
        assert blocks == sorted(blocks)


def test_no_line_leaves_the_type_area_and_none_lies_on_another(norm: Norm) -> None:
    for long, profile in ((letter(), norm), (collection(), load("publication"))):
        for page in lay_out(long, profile).pages:
            for line in page.lines:
                assert line.x >= 0
                assert line.x + line.width <= WIDTH + 0.5
                assert line.y + line.height <= HEIGHT
            for above, below in pairwise(page.lines):
                assert below.y >= above.y + above.height - 0.01


@pytest.mark.parametrize("norm", norms(), ids=named_norm)
def test_the_torture_document_is_laid_out_whole(norm: Norm) -> None:
    tree = torture(norm)
    laid = lay_out(tree, norm, gap=0.2)
    for index, block in enumerate(tree.blocks):
        own = [line for line in lines(laid) if line.block == index]
        match block:
            case Paragraph(_, inlines):
                assert "".join(line.text for line in own) == plain_text(inlines)
            case Table(_, rows):
                cells = "".join(plain_text(cell) for row in rows for cell in row)
                assert "".join(line.text for line in own) == cells
        assert 1 <= laid.page_of(index) <= len(laid.pages)


def test_the_same_tree_gives_the_same_pages(norm: Norm) -> None:
    assert lay_out(letter(), norm) == lay_out(letter(), norm)


def test_a_heading_goes_with_the_text_below_it(norm: Norm) -> None:
    for filled in range(18, 23):
        laid = lay_out(
            document(
                *[paragraph("正文", "文")] * filled, paragraph("一级标题", "一、题"), paragraph("正文", "文" * 90)
            ),
            norm,
        )
        assert laid.page_of(filled) == laid.page_of(filled + 1)
        assert laid.page_of(filled) == (1 if filled <= 20 else 2)


def test_a_row_of_headings_moves_as_one(norm: Norm) -> None:
    chain = [paragraph("标题", "题"), paragraph("一级标题", "一、题"), paragraph("二级标题", "（一）题")]
    laid = lay_out(document(*[paragraph("正文", "文")] * 18, *chain, paragraph("正文", "文")), norm)
    assert {laid.page_of(place) for place in range(18, 22)} == {2}


def test_a_date_never_stands_alone(norm: Norm) -> None:
    for filled in range(17, 23):
        closing = [paragraph("署名", "某院"), paragraph("成文日期", "2024年4月22日")]
        laid = lay_out(document(*[paragraph("正文", "文")] * filled, *closing), norm)
        assert laid.page_of(filled - 1) == laid.page_of(filled) == laid.page_of(filled + 1)


def test_breaks_begin_pages_but_make_no_empty_ones(norm: Norm) -> None:
    laid = lay_out(document(BREAK, paragraph("正文", "甲"), BREAK, BREAK, paragraph("正文", "乙"), BREAK), norm)
    assert texts(laid)[:2] == [["甲"], ["乙"]]
    assert laid.page_of(4) == 2


def test_space_before_is_left_out_at_the_top_of_a_page_that_came_of_itself(norm: Norm) -> None:
    heading = paragraph("案例标题", "案例")
    publication = load("publication")
    flowing = lay_out(document(*[paragraph("正文", "文")] * 22, heading, paragraph("正文", "文")), publication)
    asked = lay_out(document(paragraph("正文", "文"), BREAK, heading, paragraph("正文", "文")), publication)
    assert flowing.pages[1].lines[0].y == 0
    assert asked.pages[1].lines[0].y == pytest.approx(PITCH)


def test_a_signature_is_centred_on_its_date(norm: Norm) -> None:
    laid = lay_out(
        document(paragraph("署名", "云江省青川市临河区人民检察院"), paragraph("成文日期", "2024年4月22日")), norm
    )
    name, date = lines(laid)
    assert name.x + name.width / 2 == pytest.approx(date.x + date.width / 2, abs=2)
    assert date.x + date.width == pytest.approx(WIDTH - 4 * 15.75, abs=1)


@pytest.mark.parametrize(
    "names",
    [
        ["甲院", "乙会"],
        ["国" * 18, "国" * 14, "国" * 16, "国" * 11],
        ["国" * 9, "国" * 9, "国" * 18, "国" * 11],
        ["国" * 12, "乙会", "国" * 30, "丁局"],
        ["甲院", "乙会", "丙局"],
    ],
)
def test_names_of_a_row_begin_at_one_height_whether_or_not_the_date_stands_below(norm: Norm, names: list[str]) -> None:
    signed = [paragraph("联合署名", name) for name in names]
    norm = load("gbt9704")
    laid = lay_out(document(*signed, paragraph("联合日期", "2024年4月22日"), norm="gbt9704"), norm)
    begun = [next(line for line in lines(laid) if line.block == index) for index in range(len(names))]
    count = 3 if len(names) == 3 else 2
    rows = [begun[at : at + count] for at in range(0, len(begun), count)]
    for row in rows:
        assert len({round(line.y, 2) for line in row}) == 1
    (date,) = [line for line in lines(laid) if line.block == len(names)]
    assert date.y >= max(line.y + line.height for line in lines(laid) if line.block == len(names) - 1) - 0.01


@pytest.mark.parametrize(
    ("cell", "lines_of_it"),
    [
        ("云江省青川市综合行政执法局", 1),
        ("云江省青川市文物局", 1),
        ("省文物保护专家库专家、古建筑工程高级工程师", 2),
        ("市人大代表", 1),
    ],
)
def test_where_only_signatures_stand_a_little_room_goes_to_names_that_lack_it(cell: str, lines_of_it: int) -> None:
    norm = load("legal-instrument")
    rows = [("类别", "姓名", "单位、职务或者身份", "签名"), ("人民监督员", "司马长青", cell, "　" * 5)]
    rows.append(("听证员", "甲", "国" * 21, "　" * 5))
    of = table(*rows, role="对照表")
    laid = lay_out(document(of), norm)
    assert len([line for line in lines(laid) if line.cell == (1, 2)]) == lines_of_it
    assert [len([line for line in lines(laid) if line.cell == (row, 3)]) for row in range(3)] == [1, 1, 1]
    assert sum(column_shares(of, norm)) == pytest.approx(1)


def test_two_columns_to_fill_in_are_as_they_were() -> None:
    norm = load("legal-instrument")
    of = table(("序号", "媒体", "姓名", "签名"), ("1", "　" * 7, "　" * 5, "　" * 5), role="对照表")
    assert column_shares(of, norm)[2] == column_shares(of, norm)[3]


def test_rows_of_a_table_are_high_enough_and_their_cells_wide_enough(norm: Norm) -> None:
    laid = lay_out(document(table(("名目", "长" * 60), ("名", "短"))), norm)
    frame = norm.roles["表格"].frame
    assert frame
    (label,) = [line for line in lines(laid) if line.text == "名目"]
    long = [line for line in lines(laid) if line.cell == (0, 1)]
    short = [line for line in lines(laid) if line.cell == (1, 1)]
    assert len(long) > 1
    assert long[0].y < label.y < long[-1].y
    assert short[0].y - long[-1].y >= 20
    assert all(line.x + line.width <= WIDTH - frame.padding.pt + 0.5 for line in long)


def test_the_header_row_comes_again_on_each_page() -> None:
    norm = load("publication")
    rows = [("表头甲", "表头乙"), *((f"第{number}行", "数") for number in range(60))]
    laid = lay_out(document(table(*rows), norm="publication"), norm)
    assert len(laid.pages) > 1
    assert all(page.lines[0].text == "表头甲" for page in laid.pages)


def test_contents_name_each_heading_with_its_page() -> None:
    norm = load("publication")
    tree = collection()
    laid = lay_out(tree, norm)
    place = next(index for index, block in enumerate(tree.blocks) if isinstance(block, Contents))
    entries = [line for line in lines(laid) if line.block == place]
    targets = list(dict.fromkeys(line.target for line in entries))
    assert targets == [entry.block for entry in headings(tree, norm, place)]
    pages = [laid.page_of(target) for target in targets if target is not None]
    assert pages == sorted(pages)
    assert pages[0] == 3


def test_wider_characters_make_more_lines(norm: Norm) -> None:
    class Wide(dict[str, float]):
        def __missing__(self, character: str) -> float:
            return 1.2

    tree = document(paragraph("正文", "国" * 280))
    assert len(lines(lay_out(tree, norm, lambda font: Wide()))) > len(lines(lay_out(tree, norm)))  # type: ignore[arg-type, return-value]


def test_only_centred_paragraphs_of_several_lines_are_broken_as_titles(norm: Norm) -> None:
    long = paragraph("标题", "北京市检察机关妇女权益保障检察公益诉讼典型案例")
    assert title_breaks(long.role, long.inlines, norm) == [13]
    assert title_breaks("正文", long.inlines, norm) == []
    assert title_breaks("标题", paragraph("标题", "检察建议书").inlines, norm) == []


def test_a_gap_between_hanzi_and_digits_takes_room(norm: Norm) -> None:
    tree = document(paragraph("主送", "国1" * 18))
    assert [len(lines(lay_out(tree, norm, gap=gap))) for gap in (0.0, 0.22)] == [1, 2]
    flush = document(paragraph("正文", "国1" * 100))
    for line in lines(lay_out(flush, norm, gap=0.22))[:-1]:
        assert line.x + line.width + line.extra * (len(line.text) - 1) == pytest.approx(WIDTH, abs=0.01)


def test_a_style_that_asks_for_a_page_gets_one(norm: Norm) -> None:
    roles = {**norm.roles, "一级标题": replace(norm.roles["一级标题"], new_page=True)}
    laid = lay_out(document(paragraph("正文", "文"), paragraph("一级标题", "题")), replace(norm, roles=roles))
    assert laid.page_of(1) == 2


@pytest.mark.parametrize("rows", [3, 14])
def test_a_form_parts_between_its_rows_and_what_introduces_it_goes_with_the_first(norm: Norm, rows: int) -> None:
    form = table(*[("栏目", "内容")] * rows)
    for filled in range(16, 22):
        text = [paragraph("正文", "文")] * filled
        pages = lay_out(document(*text, paragraph("正文", "以下签名。"), form), norm).pages
        cells = [[line.cell[0] for line in page.lines if line.cell] for page in pages]
        assert [row for page in cells for row in page] == [row for row in range(rows) for _ in range(2)]
        introduced = next(
            place for place, page in enumerate(pages) if "以下签名。" in [line.text for line in page.lines]
        )
        assert 0 in cells[introduced]


SIGNED = "　　　　　　　　年　　月　　日"


def test_rows_in_which_somebody_signs_or_seals_have_room(norm: Norm) -> None:
    form = table(
        ("案由", "某案"),
        ("送达地点", ""),
        ("送达人", SIGNED),
        ("单位盖章", SIGNED),
        ("部门意见", "□同意　□不同意，理由："),
        ("备注", ""),
    )
    least = [round(one.mm) for one in least_heights(form, norm)]
    assert least == [11, 11, 13, 44, 25, 13]
    laid = lines(lay_out(document(form), norm))
    tops = {line.cell[0]: line.y + line.height / 2 for line in laid if line.cell and line.cell[1] == 0}
    assert tops[4] - tops[3] == pytest.approx((44 + 25) / 2 * 72 / 25.4, abs=1)


LONG = "国" * 28 * 6


def test_a_paragraph_parts_before_a_closing_where_two_lines_stay_on_each_page(norm: Norm) -> None:
    for filled in range(12, 23):
        tree = document(
            *[paragraph("正文", "文")] * filled, paragraph("正文", LONG), paragraph("用印日期", "2024年4月22日")
        )
        for ours in (False, True):
            pages = lay_out(tree, norm, ours=ours).pages
            own = [sum(line.block == filled for line in page.lines) for page in pages]
            dated = next(
                place for place, page in enumerate(pages) if any(line.block == filled + 1 for line in page.lines)
            )
            assert own[dated] >= 2, (filled, own)
            assert all(count == 0 or count >= 2 for count in own), (filled, own)
            room = 22 - filled
            # Only what LibreOffice cannot do leaves the page empty: all fits but the date.
            if own[0] == 0 and room >= 2:
                assert not ours and 7 <= room < 10, (filled, own)


def test_text_and_table_keep_apart_but_for_a_caption(norm: Norm) -> None:
    form = table(("栏目", "内容"))
    around = document(paragraph("正文", "前"), form, paragraph("正文", "后"), paragraph("表题", "题"), form)
    above, below = table_gaps(around, norm)
    assert {place: round(room.mm) for place, room in below.items()} == {0: 5}
    assert {place: round(room.mm) for place, room in above.items()} == {2: 5}


def test_a_form_longer_than_a_page_is_parted(norm: Norm) -> None:
    form = table(*[("栏目", "内容")] * 50)
    assert len(lay_out(document(paragraph("正文", "以下签名。"), form), norm).pages) == 3


def test_a_cell_that_fits_on_one_line_stays_on_one() -> None:
    publication = load("publication")
    rows = [
        ("排名", "姓名", "职务", "会上", "座位"),
        ("1", "沈怀川", "云江省人民检察院公益诉讼检察部主任", "发布", "左起第2位"),
    ]
    laid = lay_out(document(table(*rows, role="对照表"), norm="publication"), publication, gap=publication.grid.gap)
    cells = [line.cell for line in lines(laid)]
    assert [cell for cell in cells if cells.count(cell) > 1] == [(1, 2)] * 2
    assert sum(column_shares(table(*rows, role="对照表"), publication)) == pytest.approx(1)


@pytest.mark.parametrize("role", ["表格", "对照表"])
@pytest.mark.parametrize("rows", [4, 12, 20, 21, 22, 40])
@pytest.mark.parametrize("above", range(8))
def test_the_last_row_of_a_table_is_never_alone_on_a_page(role: str, rows: int, above: int, norm: Norm) -> None:
    text = [paragraph("正文", "国")] * above
    laid = lay_out(document(*text, table(*[("栏目", "内容")] * rows, role=role)), norm)
    last = [line.cell for line in laid.pages[-1].lines if line.cell is not None]
    held = {cell[0] for cell in last} - {0}
    assert len(laid.pages) == 1 or len(held) >= 2


def test_nobody_signs_on_another_page_than_that_of_his_opinion(norm: Norm) -> None:
    rows = [
        ("承办人意见", "□同意　□不同意，理由："),
        ("承办人签名", SIGNED),
        ("检察长决定", "□同意　□不同意"),
        ("检察长签名", SIGNED),
    ]
    for above in range(10, 22):
        laid = lay_out(document(*[paragraph("正文", "国")] * above, table(*rows, ("备注", ""), ("编号", "一"))), norm)
        page = {line.cell[0]: number for number, one in enumerate(laid.pages) for line in one.lines if line.cell}
        assert (page[0], page[2]) == (page[1], page[3])
