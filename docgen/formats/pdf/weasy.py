"""The one door to WeasyPrint: every name of its inside that docgen uses or puts another in place of is in this module.

Nothing is fetched, one process pays for its fonts once, the style sheet is ours alone, and fonts
are cut by HarfBuzz from PyPI. Importing this module loads WeasyPrint and, through it, Pango: some
tenths of a second, so ``pdf`` and ``picture`` do it when something is written. Raises OSError or
ImportError where a part of it is missing. A new version of WeasyPrint is tried by
``tests/writers/test_weasyprint_contract.py``. Measured in design note 6, §3.
"""

from __future__ import annotations

import ctypes.util
import io
import logging
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import uharfbuzz

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.page.fonts import Face


@contextmanager
def _names_only() -> Iterator[None]:
    """Libraries are found by the names that the loader of Linux knows.

    WeasyPrint tries several names for each library, and for each that is no file cffi asks
    ``ldconfig``, the C compiler and the linker where it is: a third of the time of the import.
    The name that is right on Linux needs none of them.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


with warnings.catch_warnings(), redirect_stdout(io.StringIO()), _names_only():
    # Its own subsetter being slow does not matter: ours takes its place.
    warnings.simplefilter("ignore")
    import weasyprint
    from cssselect2 import ElementWrapper
    from weasyprint import draw
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.pdf import fonts as pdf_fonts
    from weasyprint.pdf import tags
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import Layout
    from weasyprint.urls import URLFetcher

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("weasyprint").propagate = False
logging.getLogger("fontTools").setLevel(logging.ERROR)


# — the page —


def pdf(page: str, style: str, faces: Mapping[str, Face], variant: str) -> bytes:
    """*page* (XHTML) set by the style sheet *style*, as a PDF of the *variant*; *faces* are what its families are.

    The same bytes for the same arguments, in every process.
    """
    for name, face in faces.items():
        _register(name, face)
    rendered = _Page(page)
    data: bytes = rendered.write_pdf(
        finisher=_finish, font_config=_fonts(), stylesheets=[_parsed(style)], pdf_variant=variant, pdf_tags=True
    )
    return data


def sheets(page: str, style: str, faces: Mapping[str, Face]) -> tuple[bytes, list[float]]:
    """*page* (XHTML) as a bare PDF, and how high what stands on each of its sheets is, in px."""
    for name, face in faces.items():
        _register(name, face)
    document = _Page(page).render(font_config=_fonts(), stylesheets=[_parsed(style)])
    heights = [max((_bottom(box) for box in one._page_box.descendants()), default=0.0) for one in document.pages]
    data: bytes = document.write_pdf(finisher=_finish)
    return data, heights


def _bottom(box: Any) -> float:
    """The lower edge of *box*; only blocks with a height of their own count."""
    if isinstance(box, boxes.BlockBox) and isinstance(box.height, int | float):
        return float(box.position_y + box.border_height())
    return 0.0


@lru_cache(maxsize=16)
def _parsed(style: str) -> Any:
    return weasyprint.CSS(string=style, font_config=_fonts(), url_fetcher=_Fetcher())


_GROUND = """
head,title,meta,style{display:none}
html,body,div,p,h1,h2,h3,h4,h5,h6{display:block}
h1,h2,h3,h4,h5,h6{bookmark-label:content(text)}
table{display:table;box-sizing:border-box;text-indent:initial}
colgroup{display:table-column-group}col{display:table-column}
thead{display:table-header-group}tbody{display:table-row-group}tr{display:table-row}th,td{display:table-cell}
img,svg{overflow:hidden}
@page{@top-center{text-align:center}@bottom-left{text-align:left}@bottom-right{text-align:right}}
"""
"""What elements are, and nothing else.

WeasyPrint's own sheet for any page of the web makes each element six styles of footnotes and
markers and each page sixteen of margins, a sixth of its time.
"""


class _Page(weasyprint.HTML):  # type: ignore[misc]
    """A page whose looks come from docgen's style sheet alone, read as the XML that it is.

    The parser of HTML is written in Python and takes twenty times as long.
    """

    def __init__(self, page: str) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, _Fetcher(), "print"
        self.wrapper_element = ElementWrapper.from_html_root(ElementTree.fromstring(page), content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        return [_parsed(_GROUND)]


PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Refuses everything but pictures that are inside the page: no file is opened, nothing is asked of the network.

    WeasyPrint takes a refusal for a broken link and goes on without.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
        if not url.startswith(PICTURES):
            raise ValueError("refused")
        return super().fetch(url)


# — the file —


def _finish(document: Any, pdf: Any) -> None:
    """Put the last touches to *pdf* (a ``pydyf.PDF``) before it is written."""
    for one in pdf.objects:
        extra = getattr(one, "extra", {})
        if extra.get("Subtype") == "/OpenType" and one.stream[0][:2] == _OUTLINES:
            extra["Subtype"] = "/CIDFontType0C"
        elif extra.get("Type") == "/Metadata":
            one.stream = [_declared(b"".join(one.stream))]


_SPACES = re.compile(rb' xmlns:(?!rdf=)[A-Za-z]+="[^"]*"')


def _declared(metadata: bytes) -> bytes:
    """*metadata* (XMP) with its namespaces declared on each description, where strict readers look for them."""
    before, mark, rest = metadata.partition(b"<rdf:RDF")
    root, end, body = rest.partition(b">")
    spaces = b"".join(_SPACES.findall(root))
    body = body.replace(b"<rdf:Description", b"<rdf:Description" + spaces)
    return before + mark + _SPACES.sub(b"", root) + end + body


# — the fonts —


@cache
def _fonts() -> FontConfiguration:
    """One for the life of the process: each face is registered once."""
    return FontConfiguration()


@cache
def _register(name: str, face: Face) -> None:
    """Make *face* the one face of the family *name*, by its file and its place in it.

    What ``@font-face`` would do, without a copy of the file, and right for collections
    (.ttc), of which ``@font-face`` takes any face. Source: fontconfig, "Configuration File Format".
    """
    path = str(face.path)
    rule = (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
        f'<match target="scan"><test name="file"><string>{escape(path)}</string></test>'
        f'<test name="index"><int>{face.index}</int></test>'
        f'<edit name="family" mode="prepend"><string>{escape(name)}</string></edit>'
        '<edit name="weight" mode="assign_replace"><int>80</int></edit>'
        "</match></fontconfig>"
    )
    fonts = _fonts()
    fontconfig.FcConfigParseAndLoadFromMemory(fonts._config, rule.encode(), True)
    if not fontconfig.FcConfigAppFontAddFile(fonts._config, path.encode()):
        raise OSError(path)
    pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", fonts.font_map))


# — fonts cut to the characters that a PDF shows —
#
# The bytes are the same whatever the system has. A font with PostScript outlines is embedded as
# those outlines alone (CIDFontType0C): smaller than a whole OpenType file, and allowed in PDF/A-1
# too. Sources: ISO 32000-1, 9.9; ISO 19005-1, 6.3.

_DROPPED = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
"""Tables of no use to a PDF, as WeasyPrint drops them."""
_FLAGS = (
    uharfbuzz.SubsetFlags.RETAIN_GIDS
    | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    | uharfbuzz.SubsetFlags.NO_HINTING
)
_OUTLINES = b"\x01\x00"
"""How a bare CFF font begins: its version. Source: Adobe Technical Note 5176, 6."""


class _Source:
    """A font file in memory, one for the life of the process; ``holder`` keeps Pango's face alive, and so its address."""

    __slots__ = ("data", "faces", "holder")

    def __init__(self, holder: Any, data: bytes) -> None:
        self.holder = holder
        self.data = data
        self.faces: dict[int, Any] = {}

    def face(self, index: int) -> Any:
        if index not in self.faces:
            self.faces[index] = uharfbuzz.Face(self.data, index)
        return self.faces[index]


_sources: dict[int, _Source] = {}


def _content(hb_face: Any) -> bytes | None:
    """In place of ``weasyprint.pdf.fonts.get_hb_object_data``: the file of *hb_face*, read once.

    WeasyPrint copies seven million bytes of it for each document.
    """
    address = int(ffi.cast("uintptr_t", hb_face))
    if address not in _sources:
        data = _read(hb_face)
        if not data:
            return None
        _sources[address] = _Source(hb_face, data)
    return _sources[address].data


def _subset(self: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """In place of ``weasyprint.pdf.fonts.Font.subset``."""
    source = _sources.get(int(ffi.cast("uintptr_t", self.hb_face)))
    if to_unicode and source is not None:
        bare = not ("fvar" in self.tables or self.png or self.svg or self.colr)
        self.file_content = _cut(source, self.index, frozenset(to_unicode), bool(self.missing), bare)


@lru_cache(maxsize=64)
def _cut(source: _Source, index: int, glyphs: frozenset[int], notdef: bool, bare: bool) -> bytes:
    """The font with *glyphs* only, which keep their numbers; its outlines alone where *bare* and they are CFF."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(sorted(glyphs))
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _DROPPED)
    wanted.flags = _FLAGS | (uharfbuzz.SubsetFlags.NOTDEF_OUTLINE if notdef else 0)
    face = uharfbuzz.subset(source.face(index), wanted)
    outlines = bytes(face.reference_table("CFF ").data) if bare and "CFF " in face.table_tags else b""
    return outlines or bytes(face.blob.data)


def _kind(self: Any) -> str:
    """In place of ``weasyprint.pdf.fonts.Font.type``, which takes bare outlines for TrueType."""
    return "otf" if self.file_content[:4] == b"OTTO" or self.file_content[:2] == _OUTLINES else "ttf"


# — what is set and drawn otherwise: rare characters, emphasis, and what is no text of the document —

_BOLD = 600
"""From this weight on, text is emphasis: each face is registered as its family's one weight, 400."""
_THICKER = 1 / 30
"""Em that the strokes of emphasis are thicker, half of it on each side, as LibreOffice thickens them."""


def _set_line(context: Any, box: Any, *rest: Any, **more: Any) -> Any:
    """In place of ``weasyprint.layout.inline.split_text_box``: a line is as high as its style says.

    A character from a face that steps in brings a baseline of its own, and the line would grow by
    the difference: two points for a ㎡.
    """
    found, *others = _line(context, box, *rest, **more)
    if found is not None:
        shift = inline.strut(found.style)[1] - found.baseline
        found.margin_top += shift
        found.margin_bottom -= shift
        found.baseline += shift
    return found, *others


def _draw_text(stream: Any, box: Any, *rest: Any) -> None:
    """In place of ``weasyprint.draw.draw_text``: emphasis filled and outlined, as word processors set it."""
    if box.style["font_weight"] < _BOLD:
        _text(stream, box, *rest)
        return
    with stream.stacked():
        stream.set_text_rendering(2)
        stream.set_line_width(box.style["font_size"] * _THICKER)
        stream.set_color(box.style["color"], stroke=True)
        _text(stream, box, *rest)


def _draw_context(stream: Any, context: Any) -> None:
    """In place of ``weasyprint.draw.draw_stacking_context``: running heads and page numbers as artifacts.

    WeasyPrint marks them as text that no element has. Source: ISO 14289-1, 7.1 and 7.8.
    """
    if stream._tags is None or not isinstance(context.box, boxes.MarginBox):
        _context(stream, context)
        return
    with stream.artifact():
        marked, stream._tags = stream._tags, None
        try:
            _context(stream, context)
        finally:
            stream._tags = marked


def _build_branch(box: Any, *rest: Any) -> Iterator[Any]:
    """In place of ``weasyprint.pdf.tags._build_box_tree``: no elements for artifacts."""
    return iter(()) if isinstance(box, boxes.MarginBox) else _branch(box, *rest)


def _rest(layout: Any) -> None:
    """In place of ``weasyprint.text.line_break.Layout.deactivate``: a line stays as Pango has set it until it is drawn.

    WeasyPrint forgets it and sets it again, a fourteenth of the time of a collection.
    """


def _wake(layout: Any, style: Any) -> None:
    """In place of ``weasyprint.text.line_break.Layout.reactivate``: only a justified line is set again."""
    if layout.justification_spacing:
        _again(layout, style)


_read, pdf_fonts.get_hb_object_data = pdf_fonts.get_hb_object_data, _content
pdf_fonts.Font.subset = _subset
pdf_fonts.Font.type = property(_kind)
_line, inline.split_text_box = inline.split_text_box, _set_line
_text, draw.draw_text = draw.draw_text, _draw_text
_context, draw.draw_stacking_context = draw.draw_stacking_context, _draw_context
_again, Layout.deactivate, Layout.reactivate = Layout.reactivate, _rest, _wake
_branch, tags._build_box_tree = tags._build_box_tree, _build_branch
