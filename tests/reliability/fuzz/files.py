"""Files of other programs: imported, absorbed, searched, compared, measured, shown as pictures."""

from __future__ import annotations

import io
import random
import shutil
from functools import cache
from typing import Any

import openpyxl
from hypothesis import strategies as st
from PIL import Image

from docgen.core.errors import DocgenError, has_errors
from docgen.formats.pictures import PictureFault, clean
from docgen.intake.take import take
from docgen.papers.make import Terms, make
from docgen.records.loader import load
from docgen.review.absorb import run as absorbing
from tests.intake.corpus import Manner, made
from tests.reliability import letters

from . import alter, desk, sound

_LEDGER = (
    ("案名", "承办检察院", "立案日期", "被建议单位", "线索来源", "领域", "检察建议日期", "回复日期", "文号"),
    ("督促整治某路段井盖缺失案", "云江省青川市临河区人民检察院", "2024年3月5日", "区城管局", "12345", "公共安全", "2024-04-01", 45500, "临检行公建〔2024〕1号"),
)  # fmt: skip


@cache
def sources() -> dict[str, list[bytes]]:
    """Suffix → files that can be imported as they are."""
    chance = random.Random(11)
    found: dict[str, list[bytes]] = {".docx": [], ".html": [], ".txt": []}
    for number in range(4):
        found[".docx"].append(made(f"文{number}", Manner(container="docx", contents="numbered"), chance).data)
        found[".html"].append(made(f"网{number}", Manner(container="html", chrome=True), chance).data)
        found[".txt"].append(made(f"字{number}", Manner(), chance).data)
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (*_LEDGER, *(_LEDGER[1:] * 3)):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return found | {".xlsx": [stream.getvalue()]}


_MAIN = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
imports = st.tuples(
    st.sampled_from((".docx", ".docx", ".html", ".txt", ".xlsx")), st.integers(0, 9), alter.steps, alter.short
)


def _spoiled(suffix: str, data: bytes, some: Any) -> bytes:
    if suffix in _MAIN:
        return alter.spoiled_package(data, some, _MAIN[suffix])
    if some[0][2] % 2:
        return alter.spoiled_bytes(data, some)
    text = data.decode("utf-8", "replace")
    return alter.encoded(alter.spoiled_xml(text, some) if suffix == ".html" else alter.spoiled_lines(text, some))


def imported(given: Any) -> None:
    """A file to be imported, spoiled: it is refused, or what is written of it reads as a record."""
    suffix, number, some, name = given
    known = sources()[suffix]
    stem = "".join(char for char in name if char >= " " and char not in "/\\\x7f").encode("utf-8", "ignore").decode()
    path = desk.put(f"来{stem[:20]}{suffix}", _spoiled(suffix, known[number % len(known)], some))
    to = desk.desk() / "导入"
    shutil.rmtree(to, ignore_errors=True)
    for taken in take([path], to, force=True):
        sound.told(taken.problems)
        for record in taken.records:
            loaded = load(record, desk.space().project)
            sound.told(loaded.problems)
            if unread := [item for item in loaded.problems if item.level == "error" and item.code[0] == "Y"]:
                raise sound.Unsound(f"what was written cannot be read: {unread[0]}")
    path.unlink()


@cache
def letter() -> bytes:
    """The Word file of a letter, whose record is the project's own."""
    path = desk.put("信/案件.yaml", letters.text(7).encode())
    space = desk.space()
    record = load(path, space.project).record
    assert record is not None
    (one,) = make(space.catalog.kind("recommendation"), record, space, ["docx"], Terms()).made
    return one.data


absorbed = alter.steps


def taken_back(some: Any) -> None:
    """The Word file of a letter, edited in any way: edits that are written leave a record that reads."""
    path = desk.put("信/改过.docx", alter.spoiled_package(letter(), some, "word/document.xml"))
    record = desk.put("信/案件.yaml", letters.text(7).encode())
    try:
        result = absorbing.absorb(path, record, "recommendation")
        sound.told(result.problems)
        if record.read_bytes() != letters.text(7).encode():
            raise sound.Unsound("the record was changed before anybody said yes")
        if result.changes:
            absorbing.write(result)
            if has_errors(load(record, desk.space().project).problems):
                raise sound.Unsound("the record cannot be used any more")
    except DocgenError as fault:
        sound.told(fault.problems)


@cache
def _pictures() -> tuple[bytes, ...]:
    found = []
    for form in ("PNG", "JPEG"):
        stream = io.BytesIO()
        Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(
            stream, form, exif=_turned() if form == "JPEG" else b""
        )
        found.append(stream.getvalue())
    return tuple(found)


def _turned() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif.tobytes()


pictures = st.tuples(st.booleans(), alter.steps)


def picture(given: Any) -> None:
    """A picture of spoiled bytes."""
    which, some = given
    try:
        clean(alter.spoiled_bytes(_pictures()[which], some))
    except PictureFault:
        return
