"""The pages of a document as pictures: every line of type where the layout sets it, as wide as the norm wants it."""

from __future__ import annotations

from html import escape

from docgen.core.tree import Document
from docgen.page.layout import Layout, Line, lay_out
from docgen.page.norm.model import HEAD, Font, Norm
from docgen.page.placing import bare_pages
from docgen.review.preview.rules import drawn

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
