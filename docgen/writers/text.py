"""Plain text: one paragraph a line, the cells of a table row with a tab between them.

Page breaks, the running head and tables of contents belong to pages; a text file has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.norm_model import Norm
from docgen.shape import figure_words
from docgen.tree import Contents, Document, Figure, PageBreak, Paragraph, Table, assert_never, plain_text


def write(document: Document, norm: Norm) -> bytes:
    """*document* as UTF-8 text; every line ends with a line feed."""
    return "".join(f"{line}\n" for line in lines(document)).encode()


def lines(document: Document) -> Iterator[str]:
    """The paragraphs and table rows of *document*, in reading order."""
    for block in document.blocks:
        match block:
            case Paragraph():
                yield plain_text(block.inlines)
            case Table():
                yield from ("\t".join(plain_text(cell) for cell in row) for row in block.rows)
            case Figure():
                yield figure_words(block)
            case Contents() | PageBreak():
                pass
            case _:
                assert_never(block)
