"""A line of type: its characters, each in the first face of its font that has it, one behind the other; and those faces, cut.

What a file holds of a font is a whole OpenType file with the characters that it shows, which any reader asks
by character. Source: GB/T 33190-2016, 11.1 (embedded fonts are OpenType) and 11.3 (a character without a
glyph of its own named is looked up in the table of the font)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import uharfbuzz

from docgen.page.fonts import Face, chosen, opened, used
from docgen.page.norm.model import Font, Role

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


@dataclass(frozen=True, slots=True)
class Owner:
    """What a thing on a page belongs to: a block, the cell (row, column) of a table, the entry for a heading."""

    block: int
    cell: tuple[int, int] | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one face and look on one line.

    ``xs`` are their origins, ``right`` is the end of the last one's advance; ``top`` and ``height`` are
    those of the line. ``owner`` is ``None`` for what is no text of the document: heads, numbers, leaders.
    ``middle`` is the point about which the run is turned upside down, ``None`` where it stands upright.
    """

    text: str
    face: Face
    size: float
    colour: str
    bold: bool
    xs: tuple[float, ...]
    right: float
    baseline: float
    top: float
    height: float
    owner: Owner | None = None
    middle: tuple[float, float] | None = None


Styled: TypeAlias = "tuple[str, Font, bool]"
"""Characters, the font that sets them, and whether they are emphasised."""


def set_line(
    words: Iterable[Styled],
    look: Role,
    space: float,
    x: float,
    baseline: float,
    top: float,
    height: float = 0.0,
    owner: Owner | None = None,
) -> list[Run]:
    """*words* from *x* on with *space* behind each character: a run for each face and look.

    A character that no face has leaves no ink (``fonts.uncovered`` refuses any other): it takes
    its room and stands in no run. A blank stays in the run of its neighbour.
    """
    size = look.size.length.pt
    found: list[_Letters] = []
    for text, font, bold in words:
        known = faces_of(font)
        for letter in text:
            face, advance = known[letter]
            blank = letter.isspace()
            last = found[-1] if found else None
            if face is not None:
                if last is None or (not blank and not last.takes(face, bold)):
                    last = _Letters(face, bold, blank)
                    found.append(last)
                last.add(letter, x, face, bold, blank=blank)
            x += advance * size + space
            if last is not None and face is not None:
                last.right = x - space
    return [
        Run(
            "".join(one.letters), one.face, size, look.colour, one.bold,
            tuple(one.xs), one.right, baseline, top, height or look.pitch.pt, owner,
        )
        for one in found
    ]  # fmt: skip


class _Letters:
    """A run as it grows; ``blank`` while it holds nothing but blanks, when its face may still change."""

    __slots__ = ("blank", "bold", "face", "letters", "right", "xs")

    def __init__(self, face: Face, bold: bool, blank: bool) -> None:
        self.face, self.bold, self.blank = face, bold, blank
        self.letters: list[str] = []
        self.xs: list[float] = []
        self.right = 0.0

    def takes(self, face: Face, bold: bool) -> bool:
        return self.blank or (self.face == face and self.bold == bold)

    def add(self, letter: str, x: float, face: Face, bold: bool, *, blank: bool) -> None:
        if self.blank and not blank:
            self.face, self.bold, self.blank = face, bold, False
        self.letters.append(letter)
        self.xs.append(x)


# — faces —


class _Faces(dict[str, tuple[Face | None, float]]):
    """Character → the face that shows it, the first that has it, and its advance in em; no face where none has it."""

    def __init__(self, font: Font) -> None:
        super().__init__()
        self.font = font

    def __missing__(self, character: str) -> tuple[Face | None, float]:
        found: tuple[Face | None, float] = (None, used(self.font)[character])
        for face in chosen(self.font).faces:
            font = opened(face)
            if glyph := font.get_nominal_glyph(ord(character)):
                found = face, float(font.get_glyph_h_advance(glyph)) / float(font.face.upem)
                break
        self[character] = found
        return found


@lru_cache(maxsize=32)
def faces_of(font: Font) -> _Faces:
    """The faces of the characters of *font*, kept for the life of the process."""
    return _Faces(font)


def across(words: str, font: Font, size: float, tracking: float) -> float:
    """The width of *words* in points, with the tracking behind each character."""
    known = faces_of(font)
    return sum(known[one][1] * size + tracking for one in words)


def strut(font: Font, size: float, height: float) -> float:
    """How far below the top of a line *height* points high the baseline lies: the first face stands in its middle."""
    faces = chosen(font).faces
    if not faces:
        return height / 2 + size * 0.38
    ascent, descent = _extents(faces[0])
    return (height - (ascent + descent) * size) / 2 + ascent * size


@lru_cache(maxsize=32)
def _extents(face: Face) -> tuple[float, float]:
    """(ascent, descent) of *face* in em."""
    font = opened(face)
    extents = font.get_font_extents("ltr")
    return extents.ascender / font.face.upem, -extents.descender / font.face.upem
