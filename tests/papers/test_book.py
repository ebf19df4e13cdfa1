"""The collection as a book: cover and contents without numbers, page 1 on the right, a running title, one manner, an index."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from helpers import Scratch, codes, documents, lines_of, roles_of, told
from PIL import Image as Raster

import docgen
from docgen.core.tree import Document, PageBreak
from docgen.page.layout import lay_out
from docgen.page.norm import norms
from docgen.page.placing import bare_pages
from docgen.records.loader import load

CASE = "检察院: 云江省青川市{place}人民检察院\n事由: 整治{place}\n领域: {field}\n{more}基本案情: 某事。\n典型意义: 有意义。\n"
HEAD = "案例集名称: 某集\n案例: [甲.yaml, 乙.yaml, 丙.yaml]\n时间: 2024年12月20日上午\n主办: [云江省人民检察院]\n前言: 略。\n"
WORK = "调查和督促履职: 做了。\n"


def book(scratch: Scratch, manner: str, *more: str, head: str = HEAD) -> Document:
    own = more or (WORK, WORK, WORK)
    places = zip("甲乙丙", ("临河区", "南山县", "临河区"), ("安全生产", "食品药品安全", "安全生产"), own, strict=True)
    for name, place, field, typed in places:
        scratch.file(f"{name}.yaml", CASE.format(place=place, field=field, more=typed))
    (document,) = documents(scratch.file("会.yaml", head + f"体例: {{{manner}}}\n"), "collection")
    return document


def opening(document: Document) -> int:
    (place,) = [at for at, block in enumerate(document.blocks) if isinstance(block, PageBreak) and block.opens]
    return place + 1


@pytest.mark.parametrize(
    ("manner", "preface", "front"),
    [
        ("封面: 是, 目录: 是", "略。", 2),
        ("封面: 否, 目录: 是", "略。", 2),
        ("封面: 是, 目录: 否", "略。", 2),
        ("封面: 是, 目录: 是", "很长的一句话，写满一行又一行。" * 60, 4),
    ],
)
def test_the_first_case_stands_on_a_right_page_with_the_number_1(
    scratch: Scratch, manner: str, preface: str, front: int
) -> None:
    document = book(scratch, manner, head=HEAD.replace("略。", preface))
    layout = lay_out(document, norms.load("publication"))
    assert layout.front == front and front % 2 == 0
    assert layout.starts[opening(document)] == front + 1
    assert layout.page_of(opening(document)) == 1


def test_without_cover_and_contents_the_pages_count_from_the_first(scratch: Scratch) -> None:
    document = book(scratch, "封面: 否, 目录: 否")
    assert not any(isinstance(block, PageBreak) and block.opens for block in document.blocks)
    assert lay_out(document, norms.load("publication")).front == 0


def test_word_has_a_section_for_the_front_and_one_that_begins_with_1_on_a_right_page(scratch: Scratch) -> None:
    with zipfile.ZipFile(io.BytesIO(docgen.write(book(scratch, "封面: 是"), "docx"))) as archive:
        text = archive.read("word/document.xml").decode()
    front, body = re.findall(r"<w:sectPr>.*?</w:sectPr>", text)
    assert "footerReference" not in front and "<w:titlePg/>" in front and "pgNumType" not in front
    assert '<w:type w:val="oddPage"/>' in body and '<w:pgNumType w:start="1"/>' in body
    assert "footerReference" in body and "titlePg" not in body
    # No page is begun twice.
    first = text.index("案例1：")
    assert "pageBreakBefore" not in text[text.rindex("<w:p>", 0, first) : first]


def test_the_pdf_prints_no_number_before_the_first_case_and_contents_agree(scratch: Scratch) -> None:
    import pdfplumber

    document = book(scratch, "封面: 是, 另页: 是")
    with pdfplumber.open(io.BytesIO(docgen.write(document, "pdf"))) as file:
        texts = [page.extract_text() for page in file.pages]
    numbers = [found[0] if (found := re.findall(r"— (\d+) —", text)) else "" for text in texts]
    assert numbers == ["", "", "1", "2", "3"]
    assert re.findall(r"[·. ](\d+)$", texts[1], re.MULTILINE) == ["1", "2", "3"]


def test_the_running_head_has_the_name_of_the_book_where_there_is_room(scratch: Scratch) -> None:
    assert book(scratch, "封面: 是").meta.header == "某集　送审稿"
    long = HEAD.replace("某集", "云江省检察机关维护劳动者合法权益检察公益诉讼典型案例")
    assert book(scratch, "封面: 是", head=long + "禁发时间: 2024年12月20日12时\n").meta.header.startswith("送审稿")


def test_the_cover_says_what_it_is_and_takes_the_offices_own_emblem(scratch: Scratch) -> None:
    roles = [role for role, _ in roles_of(book(scratch, "封面: 是"))]
    Raster.new("RGB", (60, 60), "navy").save(scratch.root / "徽.png")
    assert roles[:4] == ["封面材料", "封面标题", "封面单位", "封面日期"]
    document = book(scratch, "封面: 是, 徽标: 徽.png")
    assert bare_pages(document, norms.load("publication")) == "first"


UNEVEN = (WORK, "检察机关履职过程: 做了。\n", WORK)


def test_sections_that_are_called_differently_are_told_and_one_switch_makes_them_alike(scratch: Scratch) -> None:
    document = book(scratch, "小节: 【】", *UNEVEN)
    found = [item for item in load(scratch.root / "会.yaml", scratch.space().project).problems if item.code == "R038"]
    assert [told(item) for item in found] == [
        "会.yaml:2:14 R038 “履职”这一节，多数案例叫“调查和督促履职”，乙叫“检察机关履职过程” → 改成一样的；"
        "或者在“体例”里写“统一: 是”，小节名照多数，只有一部分案例有的关键词不印"
    ]
    assert "【检察机关履职过程】" in lines_of(document)
    lines = lines_of(book(scratch, "统一: 是", *UNEVEN))
    assert lines.count("【调查和督促履职】") == 3 and "【检察机关履职过程】" not in lines
    assert "R038" not in codes(load(scratch.root / "会.yaml", scratch.space().project).problems)


def test_keywords_of_some_cases_only_are_told_and_left_out_where_all_are_to_be_alike(scratch: Scratch) -> None:
    own = (WORK + "关键词: [甲, 乙]\n", WORK, WORK)
    assert "【关键词】" in lines_of(book(scratch, "小节: 【】", *own))
    assert "R038" in codes(load(scratch.root / "会.yaml", scratch.space().project).problems)
    assert "【关键词】" not in lines_of(book(scratch, "统一: 是", *own))
    every = (WORK + "关键词: [甲]\n",) * 3
    assert lines_of(book(scratch, "统一: 是", *every)).count("【关键词】") == 3
    assert "R038" not in codes(load(scratch.root / "会.yaml", scratch.space().project).problems)


def test_the_index_goes_by_field_and_by_office(scratch: Scratch) -> None:
    lines = lines_of(book(scratch, "索引: 是"))
    assert lines[lines.index("案例索引") :] == [
        "案例索引",
        "按领域",
        "安全生产：案例1、案例3",
        "食品药品安全：案例2",
        "按办案单位",
        "临河区检察院：案例1、案例3",
        "南山县检察院：案例2",
    ]
    assert "案例索引" not in lines_of(book(scratch, "小节: 【】"))


def test_a_summary_stands_before_each_case_where_asked_for(scratch: Scratch) -> None:
    own = (WORK + "摘要: 一句。\n", WORK, WORK)
    lines = lines_of(book(scratch, "提要: 是", *own))
    start = lines.index("案由：督促整治临河区行政公益诉讼案")
    assert lines[start + 1 : start + 4] == ["办案单位：临河区检察院", "领域：安全生产", "一句话：一句。"]
    assert not [line for line in lines_of(book(scratch, "小节: 【】", *own)) if line.startswith("案由：")]
