"""WeasyPrint, tamed: nothing is fetched, one process pays for its fonts once, and a fast subsetter is at work.

Importing this module loads WeasyPrint and, through it, Pango, which takes about a second:
only ``writers.pdf`` does so, and only when a PDF is written. Measured in design note 6, §3.
"""

from __future__ import annotations

import logging
import struct
import warnings
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

import uharfbuzz

with warnings.catch_warnings():
    # Its own subsetter being slow does not matter: ours takes its place below.
    warnings.simplefilter("ignore")
    import weasyprint
    from weasyprint.pdf import fonts as _pdf_fonts
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docgen.fonts import Face

logging.getLogger("weasyprint").addHandler(logging.NullHandler())
logging.getLogger("weasyprint").propagate = False
logging.getLogger("fontTools").setLevel(logging.ERROR)


def pdf(page: str, style: str, faces: Mapping[str, Face], variant: str) -> bytes:
    """*page* (HTML) set by the style sheet *style*, as a PDF of the *variant*; *faces* are what its families are.

    The same bytes for the same arguments, in every process.
    """
    for name, face in faces.items():
        _register(name, face)
    rendered = weasyprint.HTML(string=page, url_fetcher=_Fetcher())
    data: bytes = rendered.write_pdf(
        font_config=_fonts(), stylesheets=[_parsed(style)], pdf_variant=variant, pdf_tags=True
    )
    return data


@lru_cache(maxsize=16)
def _parsed(style: str) -> Any:
    return weasyprint.CSS(string=style, font_config=_fonts(), url_fetcher=_Fetcher())


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


# — the subsetter —

_DROPPED = (b"BASE", b"DSIG", b"EBDT", b"EBLC", b"EBSC", b"GPOS", b"GSUB", b"JSTF", b"LTSH", b"PCLT", b"SVG ")
"""Tables of no use to a PDF, as WeasyPrint drops them."""
_FLAGS = (
    uharfbuzz.SubsetFlags.RETAIN_GIDS
    | uharfbuzz.SubsetFlags.DESUBROUTINIZE
    | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    | uharfbuzz.SubsetFlags.NO_HINTING
)


def _subset(self: Any, to_unicode: dict[int, str], hinting: bool) -> None:
    """In place of ``weasyprint.pdf.fonts.Font.subset``: HarfBuzz from PyPI, the same bytes whatever the system has."""
    if to_unicode:
        key = _identity(self.file_content, self.index)
        self.file_content = _cut(
            _Content(key, self.file_content), self.index, frozenset(to_unicode), bool(self.missing)
        )


class _Content:
    """The bytes of a font, told apart by *key*, so that the cache need not read seven million of them."""

    __slots__ = ("data", "key")

    def __init__(self, key: bytes, data: bytes) -> None:
        self.key = key
        self.data = data

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self.key == other.key


def _identity(data: bytes, index: int) -> bytes:
    """The directory of the font's tables, which has a checksum of each. Source: OpenType 1.9, Table Directory."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    (tables,) = struct.unpack_from(">H", data, start + 4)
    return data[start : start + 12 + 16 * tables]


@lru_cache(maxsize=64)
def _cut(content: _Content, index: int, glyphs: frozenset[int], notdef: bool) -> bytes:
    """The font with *glyphs* only, which keep their numbers."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(sorted(glyphs))
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _DROPPED)
    wanted.flags = _FLAGS | (uharfbuzz.SubsetFlags.NOTDEF_OUTLINE if notdef else 0)
    return bytes(uharfbuzz.subset(_face(content, index), wanted).blob.data)


@lru_cache(maxsize=16)
def _face(content: _Content, index: int) -> Any:
    return uharfbuzz.Face(content.data, index)


if callable(getattr(_pdf_fonts.Font, "subset", None)):
    _pdf_fonts.Font.subset = _subset


def fast() -> bool:
    """False where fonts are cut to size in Python, twenty times slower and with the clock in the bytes."""
    own: bool = _pdf_fonts.Font.__dict__.get("subset") is _subset
    return own or _pdf_fonts.harfbuzz_subset is not None
