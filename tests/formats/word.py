"""A Word file taken apart for tests: its parts, its paragraphs, and what a style comes to."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from docgen.core.tree import Contents, Document, Image, PageBreak, Paragraph, Table, plain_text
from docgen.formats import WRITERS
from docgen.page.layout import lay_out
from docgen.page.norm.model import CAPTION, CELL, ENTRIES, GAP, LABEL, Norm
from docgen.page.placing import Beside, Signatures, Single, Strip, groups


def w(name: str) -> str:
    return str(qn(f"w:{name}"))


@dataclass(frozen=True)
class Word:
    data: bytes

    @cached_property
    def zip(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    @cached_property
    def opened(self) -> Any:
        """The file as python-docx sees it."""
        return docx.Document(io.BytesIO(self.data))

    def xml(self, part: str) -> Any:
        return etree.fromstring(self.zip.read(part))

    @cached_property
    def body(self) -> Any:
        return self.xml("word/document.xml").find(w("body"))

    @cached_property
    def styles(self) -> dict[str, Any]:
        """Id → style."""
        return {style.get(w("styleId")): style for style in self.xml("word/styles.xml").iter(w("style"))}

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """(name of the style, text) of every paragraph, those of tables too, in reading order."""
        for node in self.body.iter(w("p")):
            yield self.name_of(node), text_of(node)

    def name_of(self, paragraph: Any) -> str:
        return name(self.styles[paragraph.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))])

    def style(self, role: str) -> Any:
        (found,) = (style for style in self.styles.values() if name(style) == role)
        return found

    def comes_to(self, role: str, path: str) -> Any:
        """The element at *path* (``rPr/sz``) that holds for *role*: its own, or that of the style it is based on."""
        style, wanted = self.style(role), "/".join(map(w, path.split("/")))
        while style is not None:
            if (found := style.find(wanted)) is not None:
                return found
            parent = style.find(w("basedOn"))
            style = None if parent is None else self.styles[parent.get(w("val"))]
        return None

    def paragraph(self, words: str) -> Any:
        """The one paragraph that reads *words*."""
        (found,) = (node for node in self.body.iter(w("p")) if text_of(node) == words)
        return found


def written(document: Document, norm: Norm) -> Word:
    return Word(WRITERS["docx"].write(document, norm))


def name(style: Any) -> str:
    return str(style.find(w("name")).get(w("val")))


def text_of(paragraph: Any) -> str:
    """The words of a paragraph or run, without those of a text box that is anchored to it."""
    inner = {node for box in paragraph.iter(w("txbxContent")) for node in box.iter()} if paragraph.tag == w("p") else {}
    found = (node for node in paragraph.iter(w("t"), w("tab")) if node not in inner)
    return "".join((node.text or "") if node.tag == w("t") else "\t" for node in found)


def expected(document: Document, norm: Norm) -> Iterator[tuple[str, str]]:
    """What :meth:`Word.paragraphs` must give for *document*."""
    for group in groups(document.blocks, norm):
        match group:
            case Single(index):
                yield from expected_block(document, index, norm)
            case Beside(left, right):
                yield on_a_line(document, left, right)
            case Strip(_, rows):
                yield GAP, ""
                yield from (on_a_line(document, *row) for row in rows)
                yield GAP, ""
            case Signatures(rows):
                for row in rows:
                    yield from (on_a_line(document, index) for cell in row for index in cell)
                    yield from [(GAP, "")] * (group.columns - len(row))
                last = rows[-1][-1][-1] + 1
                if isinstance(next(iter(document.blocks[last:]), None), Table | None):
                    yield GAP, ""


def on_a_line(document: Document, *indexes: int) -> tuple[str, str]:
    blocks = [block for block in (document.blocks[index] for index in indexes) if isinstance(block, Paragraph)]
    return blocks[0].role, "\t".join(plain_text(block.inlines) for block in blocks)


def expected_block(document: Document, index: int, norm: Norm) -> Iterator[tuple[str, str]]:
    """The paragraphs of the block *index*."""
    block, *others = document.blocks[index:]
    blocks = [one for one in others if not isinstance(one, PageBreak)]
    match block:
        case Paragraph(role, inlines):
            yield role, plain_text(inlines)
        case Image():
            yield CAPTION, f"［图：{block.alt}］"
        case Contents():
            pages = lay_out(document, norm, gap=norm.grid.gap)
            for place, one in enumerate(document.blocks[index:], index):
                level = norm.roles[one.role].outline if isinstance(one, Paragraph) else 0
                if isinstance(one, Paragraph) and 0 < level <= len(ENTRIES):
                    yield f"toc {level}", f"{plain_text(one.inlines)}\t{pages.page_of(place)}"
        case Table(role, rows):
            frame = norm.roles[role].frame
            assert frame
            for number, row in enumerate(rows):
                for column, cell in enumerate(row or ((),)):
                    label = (frame.header_row and number == 0) or (frame.label_column and column == 0)
                    yield LABEL if label else CELL, plain_text(cell)
            if isinstance(next(iter(blocks), None), Table | None):
                yield GAP, ""
