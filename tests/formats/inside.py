"""The inside of a PDF as a reader program sees it: elements with their words, names of all objects, marks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pdfplumber
import pikepdf

FORBIDDEN = ("/EmbeddedFile", "/EmbeddedFiles", "/JavaScript", "/JS", "/Launch", "/URI", "/GoToR", "/SubmitForm")
FORBIDDEN += ("/FileAttachment", "/RichMedia", "/AcroForm", "/OpenAction", "/AA", "/Movie", "/Sound", "/Encrypt")
SPACES = str.maketrans("", "", " 　\t\n\r\u00a0\u200b")


def bare(text: str) -> str:
    return text.translate(SPACES)


def elements(node: Any) -> Iterator[Any]:
    """The structure elements below *node*, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def marked_text(data: bytes) -> dict[tuple[int, int], str]:
    """(page, number of the marked content) → its text."""
    found: dict[tuple[int, int], str] = {}
    with pdfplumber.open(io.BytesIO(data)) as paper:
        for number, page in enumerate(paper.pages):
            for one in page.chars:
                if one["mcid"] is not None:
                    key = (number, one["mcid"])
                    found[key] = found.get(key, "") + one["text"]
    return found


def tagged(pdf_file: pikepdf.Pdf, data: bytes) -> list[tuple[str, str]]:
    """(tag, text) of every paragraph, heading and cell that a reader program meets, in order."""
    words = marked_text(data)
    pages = {page.objgen: number for number, page in enumerate(pdf_file.pages)}

    def text(node: Any) -> str:
        if isinstance(node, int):
            return ""
        own = pages[node.Pg.objgen] if "/Pg" in node else 0
        kids = node.get("/K", [])
        said = ""
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                said += text(kid) if "/S" in kid else ""
            else:
                said += words.get((own, int(kid)), "")
        return said

    blocks = ("/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/TH", "/TD")
    return [(str(one.S), text(one)) for one in elements(pdf_file.Root.StructTreeRoot) if str(one.S) in blocks]


def names_in(data: bytes) -> set[str]:
    """Every name (keys and values) in every object."""
    found: set[str] = set()

    def collect(value: Any) -> None:
        if isinstance(value, pikepdf.Name):
            found.add(str(value))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            for key, inner in value.items():
                found.add(key)
                if not getattr(inner, "is_indirect", False):
                    collect(inner)
        elif isinstance(value, pikepdf.Array):
            for inner in value:
                if not getattr(inner, "is_indirect", False):
                    collect(inner)

    with pikepdf.open(io.BytesIO(data)) as opened:
        for one in opened.objects:
            collect(one)
        collect(opened.trailer)
    return found
