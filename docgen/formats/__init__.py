"""From the tree to the bytes of a file: one writer per format, all in one table.

A writer sees a Document and a Norm, nothing of records or templates. A new format is a
module of its own and a line in ``WRITERS``; modules are imported when first used, so that
a text file does not wait for the code of Word files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.core.errors import Problem
    from docgen.core.tree import Document
    from docgen.page.norm.model import Norm


@dataclass(frozen=True, slots=True)
class Writer:
    """``suffix`` comes with its dot; ``is_text`` says that the bytes are UTF-8 text, fit for stdout.

    ``check`` tells what is wrong with a document in this format alone; an error keeps it from being written.
    ``variants`` are other ways to write the format, by name; only PDF has some.
    """

    name: str
    suffix: str
    is_text: bool
    write: Callable[[Document, Norm], bytes]
    check: Callable[[Document, Norm], list[Problem]] | None = None
    variants: Mapping[str, Callable[[Document, Norm], bytes]] = field(default_factory=dict)


def _docx(document: Document, norm: Norm) -> bytes:
    from docgen.formats.word.docx import write

    return write(document, norm)


def _html(document: Document, norm: Norm) -> bytes:
    from docgen.formats.web.html import write

    return write(document, norm)


def _wechat(document: Document, norm: Norm) -> bytes:
    from docgen.formats.web.wechat import write

    return write(document, norm)


def _pdf(document: Document, norm: Norm, variant: str = "") -> bytes:
    from docgen.formats.pdf.pdf import UNIVERSAL, write

    return write(document, norm, variant or UNIVERSAL)


def _pages_check(document: Document, norm: Norm) -> list[Problem]:
    from docgen.page.fonts import substitutions, uncovered

    return [*substitutions(norm), *uncovered(document, norm)]


def _ofd(document: Document, norm: Norm) -> bytes:
    from docgen.formats.ofd.ofd import write

    return write(document, norm)


def _text(document: Document, norm: Norm) -> bytes:
    from docgen.formats.text import write

    return write(document, norm)


def _json(document: Document, norm: Norm) -> bytes:
    from docgen.formats.json import write

    return write(document, norm)


PDF_VARIANTS = ("ua-1", "a-1b", "a-2b", "a-2u", "a-2a", "a-3b", "a-3u", "a-3a")
"""What a PDF may conform to: PDF/UA-1 (the usual), or a level of PDF/A for archives. All are tagged."""

WRITERS: Mapping[str, Writer] = {
    "docx": Writer("docx", ".docx", False, _docx),
    "pdf": Writer(
        "pdf", ".pdf", False, _pdf, _pages_check, {name: partial(_pdf, variant=f"pdf/{name}") for name in PDF_VARIANTS}
    ),
    "ofd": Writer("ofd", ".ofd", False, _ofd, _pages_check),
    "html": Writer("html", ".html", True, _html),
    "wechat": Writer("wechat", ".wechat.html", True, _wechat),
    "txt": Writer("txt", ".txt", True, _text),
    "json": Writer("json", ".json", True, _json),
}
"""Format name → Writer."""
