"""Fonts cut to the characters that a PDF shows: by HarfBuzz from PyPI, in place of WeasyPrint's own subsetter.

The bytes are the same whatever the system has. A font with PostScript outlines is embedded as
those outlines alone (CIDFontType0C): smaller than a whole OpenType file, and allowed in PDF/A-1
too. Sources: ISO 32000-1, 9.9; ISO 19005-1, 6.3.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import uharfbuzz

from docgen.writers.engine import ffi, pdf_fonts

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
_read = pdf_fonts.get_hb_object_data


def _content(hb_face: Any) -> bytes | None:
    """The bytes of the font file of *hb_face*, read once: WeasyPrint copies seven million of them for each document."""
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


def outlines_named(pdf: Any) -> None:
    """Say of each embedded font in *pdf* (a ``pydyf.PDF``) that is bare outlines that it is."""
    for one in pdf.objects:
        if getattr(one, "extra", {}).get("Subtype") == "/OpenType" and one.stream[0][:2] == _OUTLINES:
            one.extra["Subtype"] = "/CIDFontType0C"


if callable(getattr(pdf_fonts.Font, "subset", None)):
    pdf_fonts.get_hb_object_data = _content
    pdf_fonts.Font.subset = _subset
    pdf_fonts.Font.type = property(_kind)


def fast() -> bool:
    """False where fonts are cut to size in Python, twenty times slower and with the clock in the bytes."""
    own: bool = pdf_fonts.Font.__dict__.get("subset") is _subset
    return own or pdf_fonts.harfbuzz_subset is not None
