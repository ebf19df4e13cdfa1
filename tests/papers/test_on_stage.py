"""What lies on the tables of a conference: cards to be folded, the plan of the seats, an agenda of one page, a list to sign."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from helpers import Scratch, documents, lines_of

import docgen
from docgen.core.tree import Document, Table, plain_text
from docgen.page.layout import Layout, lay_out
from docgen.page.norm import norms
from docgen.page.norm.model import Norm
from docgen.page.placing import fitted
from docgen.page.shape import column_shares

HEAD = (
    "案例集名称: 云江省检察机关民生领域检察公益诉讼典型案例\n案例: ['案*.yaml']\n发布会: 民生领域检察公益诉讼新闻发布会\n"
    "时间: 2025年1月15日上午10时\n地点: 云江省人民检察院新闻发布厅\n主办: [云江省人民检察院, 云江省妇女联合会]\n"
)
PERSONS = (
    ("沈怀川", "云江省人民检察院副检察长", "发布"),
    ("韩冰", "云江省妇女联合会副主席", "发布"),
    ("欧阳若水", "云江省人民检察院公益诉讼检察部主任", "介绍"),
    ("阿不都热合曼·买买提", "云江省未成年人保护工作委员会办公室副主任兼云江省民政厅儿童福利处处长", "点评"),
    ("邵明远", "云江省人民检察院新闻发言人", "主持"),
)
AGENDA = (
    "议程:\n  - 通报全省民生领域检察公益诉讼工作情况 | 沈怀川 | 10时05分\n  - 通报妇女权益保障协作情况 | 韩冰 | 10时15分\n"
    "  - 介绍典型案例 | 欧阳若水 | 10时25分\n  - 点评典型案例 | 阿不都热合曼·买买提 | 10时35分\n  - 记者提问 | | 10时45分\n"
)


def paper(scratch: Scratch, kind: str, more: str = "", cases: int = 6) -> Document:
    for number in range(cases):
        office = f"云江省青川市第{number + 1}临河区人民检察院".replace(f"第{number + 1}", "甲乙丙丁戊己"[number])
        scratch.file(f"案{number}.yaml", f"检察院: {office}\n事由: 整治危险废物非法倾倒污染环境\n基本案情: 略。\n")
    people = "人物:\n" + "".join(f"  - {{姓名: {name}, 职务: {post}, 角色: {role}}}\n" for name, post, role in PERSONS)
    (document,) = documents(scratch.file("会.yaml", HEAD + people + AGENDA + more), kind)
    return document


def laid(document: Document) -> tuple[Layout, Norm, Document]:
    norm = norms.load(document.meta.norm)
    ready = fitted(document, norm)
    return lay_out(ready, norm), norm, ready


def test_an_agenda_of_six_cases_takes_one_page_and_names_nobody_twice(scratch: Scratch) -> None:
    document = paper(scratch, "agenda", "材料: [议程]\n")
    assert len(laid(document)[0].pages) == 1
    text = "\n".join(lines_of(document)).replace("　", "")
    assert all(text.count(name) == 1 for name, _, _ in PERSONS)


def test_a_name_begins_its_cell_and_is_not_broken_and_a_time_takes_one_line(scratch: Scratch) -> None:
    """云江省人民检察院副检察长沈 / 怀川; a space behind 10时05分 took a line of its own where digits are wide."""
    document = paper(scratch, "agenda", "材料: [议程]\n")
    layout, norm, ready = laid(document)
    (at,) = [index for index, block in enumerate(ready.blocks) if isinstance(block, Table)]
    table = ready.blocks[at]
    assert isinstance(table, Table)
    who = [plain_text(row[2]) for row in table.rows[1:5]]
    assert [one.partition("　")[0] if one[1] != "　" else one[:3] for one in who] == [
        "沈怀川", "韩　冰", "欧阳若水", "阿不都热合曼·买买提",
    ]  # fmt: skip
    lines = [line for page in layout.pages for line in page.lines if line.block == at and line.cell]
    assert all(any(line.text.startswith(name) for line in lines) for name in ("沈怀川", "韩　冰", "欧阳若水"))
    assert [line.text for line in lines if "时" in line.text and "分" in line.text] == [
        plain_text(row[3]) for row in table.rows[1:]
    ]
    # Room for digits as wide as those of DejaVu Sans, 0.636 of a character, and for Word's gaps beside them.
    room = column_shares(table, norm)[3] * norm.page.text_width.pt - 2 * norm.roles["议程表"].ruled.padding.pt
    assert room >= (4 * 0.636 + 2 + 3 * norm.grid.gap) * norm.roles["议程表"].size.length.pt


def test_who_neither_speaks_nor_leads_is_named_below(scratch: Scratch) -> None:
    lines = lines_of(paper(scratch, "agenda", "材料: [议程]\n"))
    assert "其他出席人员" not in lines
    (scratch.root / "会.yaml").write_text(
        HEAD + "人物: [甲某 | 某职 | 发布, 乙某 | 某会主席]\n议程: [通报情况 | 甲某]\n", encoding="utf-8"
    )
    lines = lines_of(documents(scratch.root / "会.yaml", "agenda")[0])
    assert lines[lines.index("其他出席人员") + 1] == "某会主席乙某"


def test_a_card_is_two_faces_of_200_by_100_millimetres_one_turned_on_the_other(scratch: Scratch) -> None:
    layout, norm, document = laid(paper(scratch, "table-cards"))
    page = norm.page
    assert (round(page.width.mm), round(page.height.mm)) == (297, 210)
    assert (round(page.text_width.mm, 1), round(page.text_height.mm, 1)) == (200.0, 200.0)
    assert page.left == page.right and page.top == page.bottom
    assert len(layout.pages) == len(PERSONS)
    fold = page.text_height.pt / 2
    for one in layout.pages:
        rows = [(norm.roles[line.role].turned, line) for line in one.lines]
        post, name, mark, other_name, other_post = (line for _, line in rows)
        assert [turned for turned, _ in rows] == [True, True, False, False, False]
        assert mark.y + mark.height == pytest.approx(fold, abs=0.5)
        # Either face is the other turned about the fold; every line is in the middle and inside.
        for above, below in ((name, other_name), (post, other_post)):
            assert above.text == below.text
            assert fold - (above.y + above.height) == pytest.approx(below.y - fold, abs=0.5)
            assert above.x == pytest.approx(below.x) and above.x >= 0
            assert above.x + above.width / 2 == pytest.approx(page.text_width.pt / 2, abs=0.5)
        assert other_post.y + other_post.height < page.text_height.pt
    del document


def test_names_of_two_characters_are_spaced_and_long_ones_take_one_line(scratch: Scratch) -> None:
    document = paper(scratch, "table-cards")
    assert "韩　冰" in lines_of(document) and "韩冰" not in lines_of(document)
    layout, _, _ = laid(document)
    assert all(len(one.lines) == 5 for one in layout.pages)
    for kind in ("seating", "press-sign-in"):
        assert any("韩　冰" in line for line in lines_of(paper(scratch, kind)))


def test_word_has_all_cards_in_one_file_across_with_the_turned_face_for_every_program(scratch: Scratch) -> None:
    data = docgen.write(paper(scratch, "table-cards"), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    assert 'w:orient="landscape"' in text and text.count("<w:sectPr>") == 1
    assert text.count('<a:xfrm rot="10800000">') == 2 * len(PERSONS)
    assert re.findall(r'string="([^"]+)"', text)[1] == "沈怀川"
    assert text.count("rotation:180") == 2 * len(PERSONS)
    places = [int(found) / 12700 for found in re.findall(r"<wp:posOffset>(\d+)</wp:posOffset>", text)]
    assert all(0 < place < 595 / 2 for place in places)


def test_the_pdf_turns_the_face_and_plain_text_says_it_once(scratch: Scratch) -> None:
    import pdfplumber

    document = paper(scratch, "table-cards")
    with pdfplumber.open(io.BytesIO(docgen.write(document, "pdf"))) as file:
        assert len(file.pages) == len(PERSONS)
        first = file.pages[0]
        assert (round(first.width), round(first.height)) == (842, 595)
        big = [char for char in first.chars if char["size"] > 100]
        upper = sorted((one for one in big if one["top"] < 297), key=lambda one: one["x0"])
        lower = sorted((one for one in big if one["top"] > 297), key=lambda one: one["x0"])
        assert "".join(one["text"] for one in lower) == "沈怀川"
        assert "".join(one["text"] for one in upper) == "川怀沈"
        assert all(one["matrix"][0] < 0 for one in upper) and all(one["matrix"][0] > 0 for one in lower)
    assert docgen.write(document, "txt").decode().count("沈怀川") == 1


def test_the_plan_of_the_seats_is_drawn_as_seen_from_the_hall(scratch: Scratch) -> None:
    document = paper(scratch, "seating")
    drawn = [block for block in document.blocks if isinstance(block, Table) and block.role == "座次图"]
    stage, front, hall = ([[plain_text(cell) for cell in row] for row in one.rows] for one in drawn)
    assert stage == [["3", "1", "2", "4"], ["欧阳若水", "沈怀川", "韩　冰", "阿不都热合曼·买买提"]]
    assert front == [["发言席（话筒）", "主持席（话筒）：邵明远"]]
    assert [len(row) for row in hall] == [6, 6]
    assert len(laid(document)[0].pages) == 1


@pytest.mark.parametrize(("typed", "rows"), [("", 12), ("签到行数: 30\n", 30), ("签到行数: 1\n", 1)])
def test_reporters_sign_in_as_many_rows_as_were_asked_for(scratch: Scratch, typed: str, rows: int) -> None:
    document = paper(scratch, "press-sign-in", typed)
    table = [block for block in document.blocks if isinstance(block, Table)][-1]
    assert len(table.rows) == rows + 1
