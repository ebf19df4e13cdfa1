"""From the tree to the bytes of a file: one writer per format, all in one table.

A writer sees a Document and a Norm, nothing of records or templates. A new format is a
module of its own and a line in ``WRITERS``; modules are imported when first used, so that
a text file does not wait for the code of Word files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.norm_model import Norm
    from docgen.tree import Document


@dataclass(frozen=True, slots=True)
class Writer:
    """``suffix`` comes with its dot; ``is_text`` says that the bytes are UTF-8 text, fit for stdout."""

    name: str
    suffix: str
    is_text: bool
    write: Callable[[Document, Norm], bytes]


def _docx(document: Document, norm: Norm) -> bytes:
    from docgen.writers.docx import write

    return write(document, norm)


def _html(document: Document, norm: Norm) -> bytes:
    from docgen.writers.html import write

    return write(document, norm)


def _wechat(document: Document, norm: Norm) -> bytes:
    from docgen.writers.wechat import write

    return write(document, norm)


def _text(document: Document, norm: Norm) -> bytes:
    from docgen.writers.text import write

    return write(document, norm)


def _json(document: Document, norm: Norm) -> bytes:
    from docgen.writers.json import write

    return write(document, norm)


WRITERS: Mapping[str, Writer] = {
    "docx": Writer("docx", ".docx", False, _docx),
    "html": Writer("html", ".html", True, _html),
    "wechat": Writer("wechat", ".wechat.html", True, _wechat),
    "txt": Writer("txt", ".txt", True, _text),
    "json": Writer("json", ".json", True, _json),
}
"""Format name → Writer."""
