"""Finished files as their readers see them: the words in them, and whether they are whole."""

from __future__ import annotations

import io
import json
import zipfile
from html.parser import HTMLParser

import docx
import openpyxl
import pdfplumber
import pypdfium2
from lxml import etree

from tests.formats.ofd_inside import File, faults


class _Words(HTMLParser):
    """The text of a page, without its head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.skipped = 0

    def handle_starttag(self, tag: str, attributes: object) -> None:
        self.skipped += tag in ("head", "style", "script", "title")

    def handle_endtag(self, tag: str) -> None:
        self.skipped -= tag in ("head", "style", "script", "title")

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.words.append(data)


def words_of(form: str, data: bytes) -> str:
    """The words that a reader of the file sees, one after another."""
    if form == "docx":
        package = docx.Document(io.BytesIO(data))
        cells = [cell.text for table in package.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in package.paragraphs] + cells)
    if form == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return "".join(one["text"] for page in pdf.pages for one in page.chars)
    if form == "ofd":
        return "\n".join(File(data).rows())
    if form in ("html", "wechat"):
        parser = _Words()
        parser.feed(data.decode())
        return "".join(parser.words)
    if form == "json":
        return "".join(_leaves(json.loads(data)["blocks"]))
    return data.decode()


def _leaves(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["text"]] if "text" in node else []
        return own + [text for key, value in node.items() if key != "text" for text in _leaves(value)]
    return [text for item in node for text in _leaves(item)] if isinstance(node, list) else []


def broken(form: str, data: bytes, *, well: bool = True) -> str:
    """Why a reader could not open *data*, a file of the format *form* (docx, xlsx, pdf, html, json …); ``""`` for a whole one.

    Without *well* the parts of a package are parsed, but it is not opened by the library of its format.
    """
    try:
        if form == "ofd":
            return "; ".join(faults(data))
        if form in ("docx", "xlsx"):
            return _broken_package(form if well else "", data)
        if form == "pdf":
            with pypdfium2.PdfDocument(data) as pdf:
                return "" if len(pdf) else "no page"
        if form == "json":
            json.loads(data)
        elif form in ("html", "wechat"):
            page = data.decode()
            if not page.startswith("<!DOCTYPE html>") or not page.rstrip().endswith("</html>"):
                return "not a whole page"
        data.decode()
    except Exception as fault:  # whatever the readers of others raise
        return f"{type(fault).__name__}: {str(fault)[:200]}"
    return ""


def _broken_package(form: str, data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if bad := package.testzip():
            return f"bad member {bad}"
        names = package.namelist()
        if len(names) != len(set(names)):
            return "two members of one name"
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    if form == "docx":
        docx.Document(io.BytesIO(data))
    elif form == "xlsx":
        openpyxl.load_workbook(io.BytesIO(data))
    return ""
