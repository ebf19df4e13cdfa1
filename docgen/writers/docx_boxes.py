"""Boxes that stay where they are on the page, as Word makes them: an anchored text box that holds a table.

Framed paragraphs and floating tables are laid into the text by LibreOffice; a text box
with the text kept above and below it is placed alike by both (design note 6, §2).
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.norm_model import GAP, Box, Norm
from docgen.units import Length
from docgen.writers.docx_styles import borders

_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="{_SHAPE}"'
)


def table(style: str, widths: Sequence[int], rows: str) -> str:
    """A table of the style id *style* with columns of *widths* twips round its *rows*."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def row(height: Length, cells: str, *, exact: bool = False, repeated: bool = False) -> str:
    """A row at least, or exactly, *height* high, never parted; *repeated* on every page for the head of a table."""
    rule = "exact" if exact else "atLeast"
    head = "<w:tblHeader/>" if repeated else ""
    return f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height.twips}" w:hRule="{rule}"/>{head}</w:trPr>{cells}</w:tr>'


def cell(width: int, paragraphs: str, *, taken: int = 1, align: str = "center") -> str:
    """A cell of *width* twips over *taken* columns; *align* is where its text stands, from top to bottom."""
    span = f'<w:gridSpan w:val="{taken}"/>' if taken > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="{align}"/></w:tcPr>{paragraphs}</w:tc>'


def line_only(box: Box, gap: str) -> tuple[str, Length]:
    """The paragraph of a box without text, in the style id *gap*, and its height."""
    rules = borders(above=box.first, below=box.last)
    return f'<w:p><w:pPr><w:pStyle w:val="{gap}"/>{rules}</w:pPr></w:p>', Length(0)


def anchored(box: Box, norm: Norm, inner: str, height: Length, number: int) -> str:
    """A run that holds *inner* at the place of *box*; *number* is that of the drawing, each in a document its own.

    *height* is that of *inner* without the low paragraph at its end, which Word wants behind a table.
    """
    page, below = norm.page, norm.roles[GAP].pitch
    whole = height + below
    place = {
        "page-top": f'<wp:positionV relativeFrom="page"><wp:posOffset>{box.distance.emu}</wp:posOffset></wp:positionV>',
        "text-bottom": '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>',
        "page-bottom": '<wp:positionV relativeFrom="page">'
        f"<wp:posOffset>{(page.height - box.distance).emu}</wp:posOffset></wp:positionV>",
    }[box.edge]
    aside = (
        '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        if box.width == page.text_width
        else '<wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>'
    )
    size = f'cx="{box.width.emu}" cy="{whole.emu}"'
    return (
        f'<w:r><mc:AlternateContent {_SPACES}><mc:Choice Requires="wps"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>{aside}{place}<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        # LibreOffice puts a shape that the text flows through at the top of the page, whatever its place.
        f'<wp:wrapTopAndBottom/><wp:docPr id="{number}" name="栏{number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )
