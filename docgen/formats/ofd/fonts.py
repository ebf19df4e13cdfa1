"""Fonts cut to the characters that an OFD shows: whole OpenType files, which any reader asks by character.

Source: GB/T 33190-2016, 11.1 (embedded fonts are OpenType) and 11.3 (a character without a glyph of
its own named is looked up in the table of the font).
"""

from __future__ import annotations

from functools import lru_cache

import uharfbuzz

from docgen.page.fonts import Face, opened

_DROPPED = (
    b"vhea",
    b"vmtx",
    b"VORG",
    b"BASE",
    b"DSIG",
    b"EBDT",
    b"EBLC",
    b"EBSC",
    b"GDEF",
    b"GPOS",
    b"GSUB",
    b"JSTF",
    b"LTSH",
    b"PCLT",
    b"SVG ",
)
"""Tables that nothing here asks for: every character stands where its line says."""
_NAMES = (1, 2, 4, 6)
"""What a font tells of itself: family, style, full and PostScript name; nobody's notes."""
_FLAGS = (
    uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
)
_OUTLINES = b"OTTO"
"""How an OpenType file with PostScript outlines begins. Source: OpenType 1.9, Organization of an OpenType Font."""


@lru_cache(maxsize=64)
def cut(face: Face, characters: frozenset[str]) -> bytes:
    """The file of *face* with the glyphs of *characters* only; the same bytes on every machine."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(sorted(map(ord, characters)))
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _DROPPED)
    wanted.name_id_set.clear()
    wanted.name_id_set.update(_NAMES)
    wanted.flags = _FLAGS
    return bytes(uharfbuzz.subset(opened(face).face, wanted).blob.data)


def suffix(data: bytes) -> str:
    """The suffix of the font file *data*."""
    return ".otf" if data.startswith(_OUTLINES) else ".ttf"
