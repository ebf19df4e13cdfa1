"""One page of HTML that needs nothing else: headings as headings, the role as the class, the style sheet inside.

It fetches nothing, runs nothing and can be read aloud; it is also what a PDF is set from.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from docgen.core.tree import (
    Block,
    Contents,
    Document,
    Image,
    Inline,
    PageBreak,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
    assert_never,
    plain_text,
)
from docgen.formats.web.css import BLANK, BREAK, em, number, sheet
from docgen.page.layout import may_break, word_ends
from docgen.page.norm.model import CAPTION, ENTRIES, HEAD, LABEL, Frame, Norm
from docgen.page.shape import (
    captioned,
    closing_indents,
    column_shares,
    figure_words,
    heading_tags,
    headings,
    parted,
    table_cells,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_BLANKS = "　　"
"""Room left for a pen: 年　　月　　日."""


@dataclass(frozen=True, slots=True)
class Round:
    """HTML that stands round the blocks of a page that has neighbours, and rules for it."""

    before: str = ""
    after: str = ""
    style: str = ""


def write(document: Document, norm: Norm, around: Round = Round()) -> bytes:
    """*document* as a UTF-8 page."""
    meta = document.meta
    head = f'<header class="{HEAD}">{escape(meta.header)}</header>\n' if meta.header else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(meta.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(meta.title)}</title>\n<style>\n{sheet(norm)}{around.style}\n</style>\n</head>\n"
        f"<body>\n{head}<main>\n{around.before}{body(document, norm)}{around.after}</main>\n</body>\n</html>\n"
    ).encode()


def body(document: Document, norm: Norm) -> str:
    """The blocks of *document*, one a line."""
    closings = closing_indents(document, norm)
    tags = heading_tags(document, norm)
    return "".join(
        _block(document, norm, index, closings, tags.get(index, "p")) for index in range(len(document.blocks))
    )


def _block(document: Document, norm: Norm, index: int, closings: dict[int, float], tag: str) -> str:
    block: Block = document.blocks[index]
    match block:
        case Paragraph(role, words):
            place = f' id="d{index}"' if norm.roles[role].outline else ""
            indent = f' style="margin-right:{em(closings[index])}"' if index in closings else ""
            inner = flowing(words, title=norm.roles[role].align == "center")
            return f'<{tag}{place} class="{role}"{indent}>{inner}</{tag}>\n'
        case Table():
            return table(block, norm)
        case Image():
            return figure(block, captioned=captioned(document, index))
        case Contents():
            entries = "".join(
                f'<li class="{ENTRIES[one.level - 1]}"><a href="#d{one.block}">{escape(one.text)}</a></li>'
                for one in headings(document, norm, index)
            )
            return f'<nav aria-label="目录"><ul>{entries}</ul></nav>\n' if entries else ""
        case PageBreak():
            return f'<hr class="{BREAK}">\n'
        case _:
            return assert_never(block)


def flowing(nodes: tuple[Inline, ...], *, title: bool) -> str:
    """*nodes* as HTML that tells a browser where a line may end: between the words of a *title*, beside quotation marks.

    Browsers keep a Chinese quotation mark together with what stands on either side of it, so that
    whole clauses go to the next line and the one before is stretched.
    """
    words = plain_text(nodes)
    places: Sequence[int] = ()
    if title:
        places = word_ends(words)
    elif "“" in words or "”" in words:
        beside = (place for place in range(1, len(words)) if words[place] == "“" or words[place - 1] == "”")
        places = [place for place in beside if may_break(words, place)]
    return "<wbr>".join([inlines(tuple(piece)) for piece in parted(nodes, places)]) if places else inlines(nodes)


def flowing_text(words: str) -> str:
    """*words* of a title as HTML that tells a browser where a line may end."""
    places = [0, *word_ends(words), len(words)]
    pieces = [escape(words[start:end]) for start, end in pairwise(places) if end > start]
    return "<wbr>".join(pieces)


def inlines(nodes: tuple[Inline, ...]) -> str:
    """*nodes* as HTML."""
    return "".join([_inline(inline) for inline in nodes])


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text):
            return escape(text)
        case Strong(children):
            return f"<strong>{inlines(children)}</strong>"
        case _:
            return assert_never(inline)


def figure(figure: Image, *, captioned: bool) -> str:
    """The picture inside the page, its words for those who cannot see it; without a picture words that stand for it."""
    if figure.picture is None:
        words = escape(figure_words(figure, captioned=captioned))
        return f'<figure class="{CAPTION}" role="img" aria-label="{escape(figure.alt)}">{words}</figure>\n'
    image = (
        f'<img src="{data_url(figure.picture)}" alt="{escape(figure.alt)}" '
        f'width="{figure.picture.width}" height="{figure.picture.height}">'
    )
    return f'<figure class="{CAPTION}">{image}</figure>\n'


def data_url(picture: Picture) -> str:
    """*picture* as an address that holds all of it."""
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"


def cell_tag(frame: Frame, row: int, column: int) -> tuple[str, str]:
    """The element of a cell and what says whose header it is, ``""`` for no header."""
    scope = frame.names(row, column)
    return ("th", f' scope="{scope}"') if scope else ("td", "")


def table(table: Table, norm: Norm) -> str:
    frame = norm.roles[table.role].ruled
    columns = "".join(f'<col style="width:{number(share * 100)}%">' for share in column_shares(table, norm))
    rows = []
    for row, cells in enumerate(table_cells(table)[1]):
        written = []
        for column, (cell, taken) in enumerate(cells):
            span = f' colspan="{taken}"' if taken > 1 else ""
            tag, kind = cell_tag(frame, row, column)
            kind += f' class="{LABEL}"' if kind else f' class="{BLANK}"' if _BLANKS in plain_text(cell) else ""
            written.append(f"<{tag}{kind}{span}>{inlines(cell)}</{tag}>")
        rows.append(f"<tr>{''.join(written)}</tr>")
    if frame.header_row:
        rows[:1] = [f"<thead>{rows[0]}</thead>"] if rows else []
    return f'<table class="{table.role}"><colgroup>{columns}</colgroup>{"".join(rows)}</table>\n'
