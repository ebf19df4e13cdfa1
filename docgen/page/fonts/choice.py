"""The font faces of this machine by name; those that serve each font of a norm, what they lack, and what to tell.

No program is started and fontconfig is not asked: it answers with a guess where a name is
unknown. Each file's own name table says what it is, in every language it has."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from unicodedata import category, east_asian_width

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.core.tree import Contents, Document, Image, Inline, PageBreak, Paragraph, Strong, Table, Text, assert_never
from docgen.page.norm.model import CAPTION, HEAD, Font, Norm

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_LEAST = 300_000
"""Bytes below which a file cannot hold a Chinese face; opening only the rest keeps this quick."""
_FAMILY, _STYLE, _FULL, _POSTSCRIPT, _TYPOGRAPHIC = 1, 2, 4, 6, 16
"""Ids of the name table (OpenType 1.9, ``name``)."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face in a font file; ``index`` is its place in a collection (.ttc), 0 in a plain file."""

    name: str
    path: Path
    index: int


def folder() -> Path:
    """Docgen's own folder of fonts, where ``.ci/fonts`` puts the free ones; the variable DOCGEN_FONTS names another."""
    return Path(os.environ.get("DOCGEN_FONTS") or Path.home() / ".local" / "share" / "docgen" / "fonts")


def fontconfig_file() -> Path | None:
    """What FONTCONFIG_FILE must be for LibreOffice to find the stand-ins, ``None`` where they are not there."""
    path = folder() / "fonts.conf"
    return path if path.is_file() else None


@cache
def installed() -> Mapping[str, Face]:
    """Name in lower case → the face of that name, for families (their regular face) and single faces.

    Read once in a process: some tens of milliseconds. Files that are no fonts are passed over.
    """
    found: dict[str, Face] = {}
    regular: dict[str, Face] = {}
    for path in _files():
        for face, full, families in _faces(path):
            for name in full:
                found.setdefault(name.lower(), face)
            for name in families:
                regular.setdefault(name.lower(), face)
    return regular | found


def _files() -> Iterator[Path]:
    """Every font file of some size, the user's own folders first, in a fixed order."""
    for place in _places():
        for root, folders, names in os.walk(place):
            folders.sort()
            for name in sorted(names):
                path = Path(root, name)
                if path.suffix.lower() in _SUFFIXES and path.stat().st_size >= _LEAST:
                    yield path


def _places() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home)) / "Microsoft" / "Windows" / "Fonts"
        return folder(), own, Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
    if sys.platform == "darwin":
        return folder(), home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")
    shared = Path("/usr/local/share/fonts"), Path("/usr/share/fonts")
    return folder(), home / ".fonts", home / ".local/share/fonts", *shared


def _faces(path: Path) -> Iterator[tuple[Face, list[str], list[str]]]:
    """(face, its full names, the families of which it is the regular face) for every face of the file *path*."""
    import uharfbuzz

    try:
        blob = uharfbuzz.Blob.from_file_path(str(path))
        count = uharfbuzz.Face(blob).count
    except (uharfbuzz.HarfBuzzError, OSError):
        return
    for index in range(count):
        face = uharfbuzz.Face(blob, index)
        names: dict[int, list[str]] = {}
        for entry in face.list_names():
            if text := face.get_name(entry.name_id, entry.language):
                names.setdefault(int(entry.name_id), []).append(text)
        families = [*names.get(_FAMILY, []), *names.get(_TYPOGRAPHIC, [])]
        plain = not any("bold" in style.lower() or "italic" in style.lower() for style in names.get(_STYLE, []))
        full = names.get(_FULL, [])
        own = Face((full or families or [path.stem])[0], path, index)
        yield own, [*full, *names.get(_POSTSCRIPT, [])], families if plain else []


@lru_cache(maxsize=32)
def opened(face: Face) -> Any:
    """The face, ready to be asked; kept for the life of the process."""
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)), face.index))


if TYPE_CHECKING:
    from docgen.page.norm.model import Font


_NO_GLYPH = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
"""General categories that leave no ink: a font need not have them."""


@dataclass(frozen=True)
class Choice:
    """``faces`` in order: the first sets the text, the others step in for characters that it lacks.

    Empty where nothing suitable is installed.
    """

    font: Font
    faces: tuple[Face, ...]

    @property
    def official(self) -> bool:
        """True where the text is set in the font that the norm names first."""
        return bool(self.faces) and self.faces[0].name == self.font.names[0]


@lru_cache(maxsize=32)
def chosen(font: Font) -> Choice:
    """The installed faces for *font*, in the order in which the norm names them.

    Single faces (``faces`` of the norm) go before families, whose weight may be wrong.
    """
    known = installed()
    found: dict[tuple[Path, int], Face] = {}
    for name in font.faces or font.names:
        if face := known.get(name.lower()):
            found.setdefault((face.path, face.index), replace(face, name=name))
    return Choice(font, tuple(found.values()))


def substitutions(norm: Norm) -> list[Problem]:
    """One reminder (E002) with all fonts that others stand in for, an error where none can; nothing if all are here.

    The fonts stand in one order, so that papers of two norms tell the same and it is said once.
    """
    told: list[str] = []
    lacking: list[str] = []
    for font in dict.fromkeys(look.font for look in norm.roles.values()):
        choice = chosen(font)
        if not choice.faces:
            lacking.append(font.names[0])
        elif not choice.official:
            told.append(f"{font.names[0]}用 {choice.faces[0].name}")
    told.sort()
    lacking.sort()
    problems = []
    if lacking:
        hint = "安装这些字体，或者把能代替它们的字体放进 docgen 的字体文件夹（docgen doctor 说它在哪里）"
        problems.append(problem(None, "E002", f"没有{'、'.join(lacking)}，也没有能代替的字体", hint, level="error"))
    if told:
        problems.append(problem(None, "E002", f"没有正式字体，代用：{'，'.join(told)}", "安装正式字体后不用代替"))
    return problems


def uncovered(document: Document, norm: Norm) -> list[Problem]:
    """An E004 for each character that no face of its font has, at its first place in *document*.

    Without it the character would be an empty box on paper. Fonts of which no face is
    installed are told by ``substitutions``.
    """
    problems = []
    seen: set[tuple[Font, str]] = set()
    for text, span, font in _set_in(document, norm):
        faces = chosen(font).faces
        for place, character in enumerate(text):
            if (font, character) in seen:
                continue
            seen.add((font, character))
            if faces and category(character) not in _NO_GLYPH and not has_glyph(faces, character):
                names = "、".join(face.name for face in faces)
                message = f"字体（{names}）里没有“{character}”（U+{ord(character):04X}）"
                at = span.forward(place) if span else None
                problems.append(
                    problem(at, "E004", message, "换一个写法，或者安装有这个字的字体，如 Noto Serif CJK SC")
                )
    return problems


def has_glyph(faces: tuple[Face, ...], character: str) -> bool:
    """True where one of *faces* can show *character*."""
    return any(opened(face).get_nominal_glyph(ord(character)) for face in faces)


def _set_in(document: Document, norm: Norm) -> Iterator[tuple[str, Span | None, Font]]:
    """(text, where it is from, the font that sets it) for everything that is printed."""
    for block in document.blocks:
        match block:
            case Paragraph(role, inlines):
                yield from _leaves(inlines, norm.roles[role].font, norm)
            case Table(role, rows):
                for row in rows:
                    for cell in row:
                        yield from _leaves(cell, norm.roles[role].font, norm)
            case Image(_, alt, span):
                yield alt, span, norm.roles[CAPTION].font
            case Contents() | PageBreak():
                pass
            case _:
                assert_never(block)
    yield document.meta.header, None, norm.roles[HEAD].font


def _leaves(inlines: tuple[Inline, ...], font: Font, norm: Norm) -> Iterator[tuple[str, Span | None, Font]]:
    # As in a Word style: emphasis changes the font only where the norm gives it one of its own.
    strong = font if norm.strong.font == norm.base.font else norm.strong.font
    for inline in inlines:
        match inline:
            case Text(text, span):
                yield text, span, font
            case Strong(children):
                for child in children:
                    yield child.text, child.span, strong
            case _:
                assert_never(inline)


# — advances —
# How wide each character is, in em, for layout: in the official fonts, or in the font files of this machine.

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
