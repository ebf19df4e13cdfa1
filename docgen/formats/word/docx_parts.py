"""The parts of a Word file that depend on the norm only, made once per norm, and the pieces of running text.

Styles are in ``docx_styles``; here are settings, fonts and page numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from docgen.formats.word.docx_styles import EVEN, LATIN, borders, ids_of, styles
from docgen.formats.word.ooxml import WORD, Part, app_properties, escape, package_relations, part
from docgen.page.layout.breaking import NO_BEGIN, NO_END, UNITS, YEAR_END
from docgen.page.norm.model import FOLIO, GAP, HEAD, Box, Norm, Role
from docgen.page.norm.values import Length
from docgen.page.placing import first_page_boxes
from docgen.page.placing import width as breadth

# — docx boxes —
# Boxes that stay where they are on the page, as Word makes them: an anchored text box that holds a table.
#
# Framed paragraphs and floating tables are laid into the text by LibreOffice; a text box
# with the text kept above and below it is placed alike by both (design note 6, §2).

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


_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def inline_picture(relation: str, words: str, size: tuple[int, int], number: int) -> str:
    """A run with the picture of the relation id *relation*, *size* in EMU, as large as a character that stands in the line.

    *words* are for those who cannot see it; *number* is that of the drawing, each in a document its own.
    """
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    return (
        f'<w:r><w:drawing><wp:inline {_SPACES} distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:docPr id="{number}" name="图{number}" descr="{escape(words)}"/><wp:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        f'<a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="图{number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


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


# — docx turned —
# Words upside down, as on the face of a card that is folded away from the reader.
#
# Word turns the text of a text box with the box (what asks for w15), LibreOffice does not: it takes the drawing of
# letters that every program can turn, as WPS may. Both hold the words as words.

_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_LETTERS = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""The kind of drawing that letters along a straight line are, as every program that knows it has it."""


def turned(norm: Norm, look: Role, inner: str, words: str, top: float, lines: int, number: int, *, first: bool) -> str:
    """A run that holds the paragraph *inner*, which says *words*, upside down, *top* points below the edge of the sheet.

    The *first* of a file says what kind of drawing it is; the others name it.
    """
    page = norm.page
    height = look.pitch * lines
    size = f'cx="{page.text_width.emu}" cy="{height.emu}"'
    across = min(breadth(words) * look.size.length.pt / lines, page.text_width.pt)
    left = page.left.pt + (page.text_width.pt - across) / 2
    # Letters fill their drawing from edge to edge, as no line of type does.
    high = look.size.length.pt * 0.85 * lines
    below = top + (height.pt - high) / 2
    return (
        f'<w:r><mc:AlternateContent {_SPACES}><mc:Choice xmlns:w15="{_W15}" Requires="wps w15"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(top * 12700)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="背面{number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr><a:xfrm rot="10800000"><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"/></wps:wsp>'
        f"</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict {_V}>{_LETTERS if first else ''}"
        f'<v:shape id="背面{number}" type="#_x0000_t136" style="position:absolute;'
        f"margin-left:{_pt(left)};margin-top:{_pt(below)};width:{_pt(across)};height:{_pt(high)};rotation:180;"
        'mso-position-horizontal-relative:page;mso-position-vertical-relative:page" fillcolor="black" stroked="f">'
        f'<v:textpath style="font-family:&quot;{escape(look.font.names[0])}&quot;;'
        f'font-size:{_pt(look.size.length.pt)}" string="{escape(words)}"/></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def _pt(points: float) -> str:
    return f"{round(points, 2):g}pt"


# — docx parts —

FIRST_PAGE = "3"
"""The number of the header and footer of the first page; 1 and 2 are those of odd and even pages."""


@dataclass(frozen=True)
class Statics:
    """``ids`` gives for the name of each style its id; ``own_first_page``: the first page has its own head and foot."""

    parts: tuple[Part, ...]
    ids: Mapping[str, str]
    own_first_page: bool


@lru_cache(maxsize=16)
def statics(norm: Norm) -> Statics:
    """The parts of every document of *norm*, in the order of the package, and the ids of its styles."""
    ids = ids_of(norm)
    own_first_page = not norm.folio.first or bool(first_page_boxes(norm))
    footers = [
        part("word/footer1.xml", _footer(ids[FOLIO], _number(norm, "1"))),
        part("word/footer2.xml", _footer(ids[EVEN], _number(norm, "2"))),
    ]
    if own_first_page:
        number = _number(norm, "1") if norm.folio.first else ""
        footers.append(part(f"word/footer{FIRST_PAGE}.xml", _footer(ids[FOLIO], number + _first_page(norm, ids))))
    return Statics(
        (
            package_relations(),
            app_properties(),
            part("word/styles.xml", styles(norm, ids)),
            part("word/settings.xml", _settings(norm)),
            part("word/fontTable.xml", _fonts(norm)),
            *footers,
        ),
        ids,
        own_first_page,
    )


@lru_cache(maxsize=64)
def headers(norm: Norm, text: str) -> tuple[Part, ...]:
    """The running head, a part for odd pages and one for even pages, where it must be one for the first."""
    fixed = statics(norm)
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{fixed.ids[HEAD]}"/></w:pPr>{run(text)}</w:p>'
    numbers = ("1", "2", FIRST_PAGE) if fixed.own_first_page else ("1", "2")
    return tuple([part(f"word/header{number}.xml", f"<w:hdr {WORD}>{paragraph}</w:hdr>") for number in numbers])


def run(text: str, style: str = "") -> str:
    """*text* as one run, spaces kept, tabs as Word's tabs."""
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    inner = escape(text)
    if "\t" in inner:
        inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{looks}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def field_frame(code: str) -> tuple[str, str]:
    """What stands before and behind the result of the field *code*."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>{separate}', end


def field(code: str, shown: str) -> str:
    """A field with the result that is shown until a program computes it anew."""
    before, behind = field_frame(code)
    return before + run(shown) + behind


# — the parts —


_DASH = "—"
"""Half of a dash, of which Word cannot be told that only the second may begin no line."""


def _line_breaks(language: str) -> str:
    """What may not end and what may not begin a line: the sets of our own layout in place of the program's own."""
    sets = (NO_END | {YEAR_END}, NO_BEGIN | UNITS)
    after, before = ("".join(sorted(marks - {_DASH})) for marks in sets)
    return (
        f'<w:noLineBreaksAfter w:lang="{language}" w:val="{escape(after)}"/>'
        f'<w:noLineBreaksBefore w:lang="{language}" w:val="{escape(before)}"/>'
    )


def _settings(norm: Norm) -> str:
    return (
        f"<w:settings {WORD}><w:evenAndOddHeaders/>"
        f'<w:characterSpacingControl w:val="doNotCompress"/>{_line_breaks(norm.language)}'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LATIN}" w:eastAsia="{norm.language}"/></w:settings>'
    )


def _fonts(norm: Norm) -> str:
    """For machines without the official fonts: another name, and what kind of face to look for."""
    rows = []
    for font in norm.fonts.values():
        name, *others = (escape(one) for one in font.names)
        alternative = f'<w:altName w:val="{others[0]}"/>' if others else ""
        family = "roman" if font.kind == "serif" else "swiss"
        rows.append(
            f'<w:font w:name="{name}">{alternative}<w:panose1 w:val="{escape(font.panose)}"/>'
            f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        )
    return f"<w:fonts {WORD}>{''.join(rows)}</w:fonts>"


def _number(norm: Norm, shown: str) -> str:
    return run(norm.folio.before) + field("PAGE", shown) + run(norm.folio.after)


def _footer(style: str, inner: str) -> str:
    return f'<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p></w:ftr>'


def _first_page(norm: Norm, ids: Mapping[str, str]) -> str:
    """The lines at the foot of the first page, each in a box that stays where it is."""
    boxes = enumerate(first_page_boxes(norm), 1001)
    return "".join(anchored(box, norm, *line_only(box, ids[GAP]), number) for number, box in boxes)
