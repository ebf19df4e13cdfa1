"""Plain text: one paragraph a line, the cells of a table row with a tab between them.

Page breaks, the running head and page numbers belong to pages; a text file has none. A
table of contents is the list of its headings.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.core.tree import Contents, Document, Image, PageBreak, Paragraph, Table, assert_never, plain_text
from docgen.page.norm.model import Norm
from docgen.page.shape import captioned, figure_words, headings


def write(document: Document, norm: Norm) -> bytes:
    """*document* as UTF-8 text; every line ends with a line feed."""
    return "".join(f"{line}\n" for line in lines(document, norm)).encode()


def lines(document: Document, norm: Norm) -> Iterator[str]:
    """The paragraphs and table rows of *document*, in reading order."""
    for index, block in enumerate(document.blocks):
        match block:
            case Paragraph(role) if norm.roles[role].turned:
                # The other face of a card says the same.
                pass
            case Paragraph():
                yield plain_text(block.inlines)
            case Table():
                yield from ("\t".join(plain_text(cell) for cell in row) for row in block.rows)
            case Image():
                yield figure_words(block, captioned=captioned(document, index))
            case Contents():
                yield from (heading.text for heading in headings(document, norm, index))
            case PageBreak():
                pass
            case _:
                assert_never(block)
