"""The pages of a document as pictures: every line of type where the layout sets it, as wide as the norm wants it;
and what is on a page besides type: lines of tables, rules above and below paragraphs, those of boxes, pictures."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import accumulate

from docgen.core.tree import Document, Image, Paragraph, Table
from docgen.formats.pdf.paged import placed
from docgen.page.layout import Layout, Line, Page, lay_out
from docgen.page.norm.model import HEAD, Font, Norm, Rule
from docgen.page.placing import bare_pages
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


_BASELINE = 0.36
"""How far the baseline of a hanzi lies below its middle, in parts of its size."""


def sheets(document: Document, norm: Norm) -> list[str]:
    """One SVG for each page, in points."""
    layout = lay_out(document, norm, ours=True)
    return [_sheet(layout, number, document, norm) for number in range(len(layout.pages))]


def _sheet(layout: Layout, index: int, document: Document, norm: Norm) -> str:
    page, paper = layout.pages[index], norm.page
    left, top = paper.left.pt, paper.top.pt
    art = "".join(drawn(layout, index, document, norm))
    pieces = [f'<g transform="translate({left:.2f} {top:.2f})">{art}</g>'] if art else []
    pieces += [_line(line, layout, norm, left, top) for line in page.lines]
    bare = bare_pages(document, norm)
    if bare == "all" or (bare and page.number == 1):
        return _page(page.number, pieces, norm)
    if document.meta.header:
        pieces.append(_head(document.meta.header, norm))
    if page.number > layout.front and (norm.folio.first or page.number > 1):
        side = norm.folio.odd if page.number % 2 else norm.folio.even
        inset = norm.base.size.length.pt * norm.folio.inset
        x = paper.width.pt - paper.right.pt - inset if side == "right" else left + inset
        x, anchor = (paper.width.pt / 2, "middle") if side == "center" else (x, "end" if side == "right" else "start")
        y = paper.height.pt - paper.bottom.pt + norm.folio.drop.pt
        pieces.append(_plain(f"{norm.folio.before}{page.number - layout.front}{norm.folio.after}", x, y, anchor))
    return _page(page.number, pieces, norm)


def _page(number: int, pieces: list[str], norm: Norm) -> str:
    size = f"{norm.page.width.pt:.1f} {norm.page.height.pt:.1f}"
    return f'<svg class="sheet" viewBox="0 0 {size}" role="img" aria-label="第{number}页">{"".join(pieces)}</svg>'


def _line(line: Line, layout: Layout, norm: Norm, left: float, top: float) -> str:
    look = norm.roles[line.role]
    size = look.size.length.pt
    y = top + line.y + line.height / 2 + size * _BASELINE
    length = line.width + line.extra * max(len(line.text) - 1, 0)
    fitted = f' textLength="{length:.2f}"' if len(line.text) > 1 and length > 0 else ""
    looks = f'{_family(look.font)} font-size="{size:g}" fill="#{look.colour.lstrip("#")}"'
    bold = ' font-weight="bold"' if look.bold else ""
    text = f'<text x="{left + line.x:.2f}" y="{y:.2f}"{fitted} {looks}{bold}{_origin(line)}>{escape(line.text)}</text>'
    if line.target is not None:
        right = left + norm.page.text_width.pt
        number = layout.page_of(line.target)
        text += f'<text x="{right:.2f}" y="{y:.2f}" text-anchor="end" {looks}>{number}</text>'
    return text


def _origin(line: Line) -> str:
    """Which characters of which block (and cell) the line shows, for whoever clicks on it."""
    if line.target is not None:
        return ""
    cell = f' data-cell="{line.cell[0]},{line.cell[1]}"' if line.cell is not None else ""
    return f' data-block="{line.block}" data-start="{line.start}"{cell}'


def _head(words: str, norm: Norm) -> str:
    """The running head where it stands on paper, in its font: by the role 页眉 of the norm."""
    look, page = norm.roles[HEAD], norm.page
    middle = page.left.pt + page.text_width.pt / 2
    places = {"center": (middle, "middle"), "right": (page.width.pt - page.right.pt, "end")}
    x, anchor = places.get(look.align, (page.left.pt, "start"))
    size = look.size.length.pt
    y = page.head.pt + look.pitch.pt / 2 + size * _BASELINE
    looks = f'{_family(look.font)} font-size="{size:g}" fill="#{look.colour.lstrip("#")}"'
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" {looks}>{escape(words)}</text>'


def _plain(text: str, x: float, y: float, anchor: str) -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" text-anchor="{anchor}" font-size="14">{escape(text)}</text>'


def _family(font: Font) -> str:
    names = ",".join([*(f"'{name}'" for name in font.names), font.kind])
    return f'font-family="{escape(names)}"'
