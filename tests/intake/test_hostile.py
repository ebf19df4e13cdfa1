"""Files that mean harm or are broken: a plain refusal or the text, never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from docgen.core.errors import Problem
from docgen.intake import run
from tests.intake.corpus import Manner, made
from tests.intake.word_file import packed, paragraph, part, word

DOCX = made("害", Manner(container="docx", contents="numbered"), random.Random(7)).data
HTML = made("害", Manner(container="html", chrome=True), random.Random(7)).data


def problems(tmp_path: Path, data: bytes, name: str = "来文.docx") -> list[Problem]:
    path = tmp_path / name
    path.write_bytes(data)
    found = run.run(path, name)
    assert found.found is not None or any(item.level == "error" for item in found.problems)
    return found.problems


def refused(tmp_path: Path, data: bytes, words: str, name: str = "来文.docx") -> None:
    found = problems(tmp_path, data, name)
    assert [item.code for item in found] == ["I001"]
    assert words in found[0].message
    assert found[0].hint


def bomb(part_name: str = "word/document.xml", size: int = 300 * 1024 * 1024) -> bytes:
    """A small file in which one part unpacks to *size* bytes."""
    buffer = io.BytesIO(word(paragraph("甲")))
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            if name != part_name:
                archive.writestr(name, data)
        with archive.open(part_name, "w", force_zip64=True) as stream:
            for _ in range(size // 1_048_576):
                stream.write(b" " * 1_048_576)
    return out.getvalue()


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, bomb(), "大得不正常")


@pytest.mark.parametrize("name", ["styles", "numbering", "footnotes"])
def test_a_bomb_in_another_part_is_refused(tmp_path: Path, name: str) -> None:
    data = word(paragraph("甲"), **{name: part(name, "")})
    members = {one: zipfile.ZipFile(io.BytesIO(data)).read(one) for one in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    members[f"word/{name}.xml"] = b" " * (30 * 1024 * 1024)
    if name == "footnotes":
        members["word/document.xml"] = members["word/document.xml"].replace(
            b"</w:r>", b"<w:footnoteReference w:id='2'/></w:r>"
        )
    refused(tmp_path, packed(members), "大得不正常")


XXE = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE w:document [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("head", "body"), [(XXE, paragraph("A&e;B")), (LAUGHS, paragraph("&j;")), (XXE, paragraph("没有引用"))]
)
def test_entities_are_refused_and_never_read(tmp_path: Path, head: str, body: str) -> None:
    found = problems(tmp_path, word(body, head=head))
    assert [item.code for item in found] == ["I001"]


def test_a_million_paragraphs_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, word("<w:p/>" * 1_000_000), "多得不正常")


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    found = problems(tmp_path, word("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000))
    assert [item.code for item in found] == ["I001"]


def test_nested_fields_are_refused(tmp_path: Path) -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    refused(tmp_path, word(f"<w:p>{begin * 5000}</w:p>"), "嵌套")


def test_many_members_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, packed({f"m{number}": "" for number in range(4000)}), "部件多得不正常")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1 }", "RTF"),
        (b"\x89PNG\r\n", "图片"),
        (b"", "空的"),
        (packed({"a.txt": "甲"}), "不是 Word"),
    ],
)
def test_other_kinds_of_file_are_named(tmp_path: Path, data: bytes, words: str) -> None:
    refused(tmp_path, data, words)


def test_a_workbook_without_a_ledger_is_no_word_file(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    refused(tmp_path, buffer.getvalue(), "没有认出案件台账", "表.xlsx")


def test_truncation_at_each_kilobyte(tmp_path: Path) -> None:
    for size in range(0, len(DOCX), 1024):
        assert problems(tmp_path, DOCX[:size])


@pytest.mark.parametrize(("data", "name"), [(DOCX, "来文.docx"), (HTML, "网页.html")])
def test_flipped_bits(tmp_path: Path, data: bytes, name: str) -> None:
    chance = random.Random(2024)
    for _ in range(200):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        problems(tmp_path, bytes(broken), name)


def test_random_bytes(tmp_path: Path) -> None:
    chance = random.Random(2025)
    for start in (b"", b"PK\x03\x04", b"<html>", "案例1：".encode()):
        for _ in range(20):
            problems(tmp_path, start + chance.randbytes(600), "乱码.txt")


def test_a_long_line_of_blanks_and_marks_takes_no_time_to_speak_of(tmp_path: Path) -> None:
    for text in (
        "首页" + " > " * 40_000,
        "案例1：" + "　" * 200_000 + "案",
        "（" * 100_000,
        "【基本案情】" * 20_000,
        "一、" * 50_000,
    ):
        problems(tmp_path, text.encode(), "长.txt")


def test_a_sheet_that_claims_to_be_endless(tmp_path: Path) -> None:
    sheet = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="999999999"><c r="XFD999999999"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD9999999"/></mergeCells></worksheet>'
    book = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{}" Target="{}"/></Relationships>'
    data = packed({
        "_rels/.rels": relation.format(f"{kind}/officeDocument", "xl/workbook.xml"), "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relation.format(f"{kind}/worksheet", "s.xml"), "xl/s.xml": sheet,
    })  # fmt: skip
    refused(tmp_path, data, "没有认出案件台账", "表.xlsx")
