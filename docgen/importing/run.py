"""One file → what it is and the records it gives. Which reader reads it is seen from its first bytes, not from its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import DocgenError, Problem, has_errors, problem
from docgen.importing import docx, html, ledger, sheet, text
from docgen.importing.found import Found, Source
from docgen.importing.recognise import recognise
from docgen.package import FILE_LIMIT, Package, refusal
from docgen.source import Span


@dataclass(slots=True)
class Imported:
    """A source with what was found in it; ``found`` is ``None`` where it could not be read, and the problems say why."""

    path: Path
    source: Source
    found: Found | None

    @property
    def problems(self) -> list[Problem]:
        return self.source.problems


def run(path: Path, file: str) -> Imported:
    """Read the file at *path*, called *file* in messages. Never raises for what the file holds."""
    try:
        data = _bytes(path, file)
        if data.startswith(b"PK") and sheet.is_workbook(package := Package(data, file)):
            return _ledger(path, package, file)
        source = reader_for(data, file)(data, file)
    except DocgenError as fault:
        return Imported(path, Source(file, problems=list(fault.problems)), None)
    if has_errors(source.problems):
        return Imported(path, source, None)
    found = recognise(source, path.stem)
    if found is None:
        hint = "文字在图片里的，先用文字识别软件转成文字"
        source.problems.append(problem(Span(file), "I001", "文件里没有文字", hint))
    return Imported(path, source, found)


def _ledger(path: Path, package: Package, file: str) -> Imported:
    source, found = ledger.read(package, file)
    if found is None:
        hint = "表头里要有“案名”（或“事由”）和至少两个别的栏目，如“立案日期”“被建议单位”"
        source.problems.append(problem(Span(file), "I001", "没有认出案件台账", hint))
    return Imported(path, source, found)


def reader_for(data: bytes, file: str) -> Callable[[bytes, str], Source]:
    """The reader that fits the first bytes. Raises RecordError (I001) for a kind of file that none reads."""
    if data.startswith(b"%PDF"):
        raise refusal(file, "不能导入 PDF 文件", "用 Word 或 WPS 打开 PDF，另存为 .docx，再核对文字")
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8")):
        raise refusal(file, "这是图片", "先用文字识别软件转成文字")
    if data.startswith(b"{\\rtf"):
        raise refusal(file, "不能导入 RTF 文件", "用 Word 或 WPS 打开，另存为 .docx")
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or file.lower().endswith((".docx", ".xlsx")):
        return docx.read
    start = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    is_page = (
        start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml", b"<!--")) or b"<html" in start
    )
    return html.read if is_page or file.lower().endswith((".html", ".htm")) else text.read


def _bytes(path: Path, file: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(FILE_LIMIT + 1)
    except OSError as fault:
        what = "找不到这个文件" if isinstance(fault, FileNotFoundError) else "这个文件打不开"
        raise refusal(file, what, "检查文件名和位置；正在 Word 或 WPS 里打开的先关闭") from None
    if not data:
        raise refusal(file, "文件是空的", "检查是不是选错了文件")
    return data
