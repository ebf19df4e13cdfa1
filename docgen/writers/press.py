"""WeasyPrint, tamed: nothing is fetched, one process pays for its fonts once, and the style sheet is ours alone.

Only ``writers.pdf`` and ``writers.picture`` use it, and only when something is written: see ``engine``.
Measured in design note 6, §3.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from docgen.writers import drawing, once
from docgen.writers.engine import ElementWrapper, FontConfiguration, URLFetcher, ffi, fontconfig, pangoft2, weasyprint
from docgen.writers.subset import fast, outlines_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.fonts import Face

__all__ = ["PICTURES", "drawing", "fast", "once", "pdf"]


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


PICTURES = ("data:image/png;base64,", "data:image/jpeg;base64,")


# — the file —


def _finish(document: Any, pdf: Any) -> None:
    """Put the last touches to *pdf* (a ``pydyf.PDF``) before it is written."""
    outlines_named(pdf)
    for one in pdf.objects:
        if getattr(one, "extra", {}).get("Type") == "/Metadata":
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
