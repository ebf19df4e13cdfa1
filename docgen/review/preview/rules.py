"""What is on a page besides type: the lines of tables, rules above and below paragraphs, those of boxes, pictures."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import accumulate

from docgen.core.tree import Document, Image, Paragraph, Table
from docgen.formats.pdf.boxes import placed
from docgen.page.layout import Layout, Line, Page
from docgen.page.norm.model import Norm, Rule
from docgen.page.shape import column_shares, picture_size, table_cells


def drawn(layout: Layout, index: int, document: Document, norm: Norm) -> list[str]:
    """Pieces of SVG for the page *index*, in points from the upper left corner of the type area."""
    page = layout.pages[index]
    pieces: list[str] = []
    for block, lines in _by_block(page).items():
        what = document.blocks[block]
        if isinstance(what, Table):
            pieces += _table(what, lines, norm)
        elif isinstance(what, Image):
            pieces += _picture(what, lines[0], norm)
        elif isinstance(what, Paragraph):
            pieces += _beside(what, lines, norm)
    for rule, top, left, width in placed(document, norm, len(layout.pages)).get(page.number, []):
        pieces += _rule(rule, top.pt, left.pt, width.pt)
    return pieces


def _by_block(page: Page) -> dict[int, list[Line]]:
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        found[line.block].append(line)
    return found


def _table(table: Table, lines: list[Line], norm: Norm) -> Iterator[str]:
    """The boxes of the cells of which *lines* are on this page."""
    frame = norm.roles[table.role].frame
    assert frame is not None, "norms.missing_roles has been asked"
    edges = [0.0, *accumulate(norm.page.text_width.pt * share for share in column_shares(table, norm))]
    rows = table_cells(table)[1]
    found: defaultdict[int, defaultdict[int, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in lines:
        if line.cell is not None:
            found[line.cell[0]][line.cell[1]].append(line)
    for row, cells in found.items():
        # As the layout sets it: a row is as high as its highest cell, and each cell in the middle of it.
        heights = [sum(line.height for line in own) for own in cells.values()]
        height = max(frame.row.pt, max(heights) + 2 * frame.padding.pt)
        own = next(iter(cells.values()))
        top = min(line.y for line in own) - (height - sum(line.height for line in own)) / 2
        column = 0
        for _, taken in rows[row]:
            left, width = edges[column], edges[column + taken] - edges[column]
            yield (
                f'<rect x="{left:.2f}" y="{top:.2f}" width="{width:.2f}" height="{height:.2f}" '
                f'fill="none" stroke="#000" stroke-width="{frame.line.pt:g}"/>'
            )
            column += taken


def _beside(paragraph: Paragraph, lines: list[Line], norm: Norm) -> Iterator[str]:
    """The rules above and below a paragraph."""
    look, width = norm.roles[paragraph.role], norm.page.text_width.pt
    if look.above:
        yield from _rule(look.above, lines[0].y - look.above.gap.pt, 0.0, width)
    if look.below:
        yield from _rule(look.below, lines[-1].y + lines[-1].height + look.below.gap.pt, 0.0, width)


def _rule(rule: Rule, top: float, left: float, width: float) -> Iterator[str]:
    """One line, or a thick and a thin one with a space as wide as the thin one between them."""
    thin = (rule.thickness.pt - rule.width.pt) / 2
    strokes = {
        "single": ((0.0, rule.width.pt),),
        "thick-thin": ((0.0, rule.width.pt), (rule.width.pt + thin, thin)),
        "thin-thick": ((0.0, thin), (2 * thin, rule.width.pt)),
    }[rule.form]
    for down, thick in strokes:
        yield (
            f'<rect x="{left:.2f}" y="{top + down:.2f}" width="{width:.2f}" height="{thick:g}" fill="#{rule.colour}"/>'
        )


def _picture(figure: Image, line: Line, norm: Norm) -> Iterator[str]:
    """The picture at the foot of the room that *line* holds for it."""
    if figure.picture is None:
        return
    width, height, room = picture_size(figure.picture, norm)
    data = b64encode(figure.picture.data).decode()
    yield (
        f'<image x="{(norm.page.text_width.pt - width) / 2:.2f}" y="{line.y + room - height:.2f}" width="{width:.2f}" '
        f'height="{height:.2f}" href="data:{figure.picture.media_type};base64,{data}">'
        f"<title>{escape(figure.alt)}</title></image>"
    )
