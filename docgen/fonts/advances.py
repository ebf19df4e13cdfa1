"""How wide each character is, in em, for layout: in the official fonts, or in the font files of this machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category, east_asian_width

from docgen.fonts.choice import chosen
from docgen.fonts.installed import Face, opened

if TYPE_CHECKING:
    from docgen.norm_model import Font

INVISIBLE = frozenset({"Cc", "Cf", "Mn", "Me"})
"""General categories that take no room of their own: controls, marks of direction, combining accents."""


class Widths(dict[str, float]):
    """Character → its advance in em. What is not yet known is looked up once, in *faces*, then by rule."""

    def __init__(self, faces: tuple[Face, ...] = ()) -> None:
        super().__init__()
        self.faces = faces

    def __missing__(self, character: str) -> float:
        found = None if category(character) in INVISIBLE else self._measured(character)
        width = self[character] = grid_width(character) if found is None else found
        return width

    def _measured(self, character: str) -> float | None:
        code = ord(character)
        for face in self.faces:
            font = opened(face)
            glyph = font.get_nominal_glyph(code)
            if glyph:
                return float(font.get_glyph_h_advance(glyph)) / float(font.face.upem)
        return None


Advances: TypeAlias = "Callable[[Font], Widths]"
"""The widths for each font of a norm."""


def grid_width(character: str) -> float:
    """The width in the official fonts: hanzi and Chinese marks (“”‘’—…· too) one em, Latin and digits half an em.

    仿宋_GB2312, 楷体_GB2312, 黑体 and 宋体 are made so (design note 6, §1).
    """
    if category(character) in INVISIBLE:
        return 0.0
    return 1.0 if east_asian_width(character) in "WFA" else 0.5


_OFFICIAL = Widths()


def official(font: Font) -> Widths:
    """The widths of the official fonts; no file is read, so they are the same on every machine."""
    return _OFFICIAL


@lru_cache(maxsize=32)
def used(font: Font) -> Widths:
    """The widths of the faces that are embedded in a PDF for *font*; by rule where none is installed."""
    return Widths(chosen(font).faces)
