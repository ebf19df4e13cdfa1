"""The font faces on this machine by name, read from the files themselves.

No program is started and fontconfig is not asked: it answers with a guess where a name is
unknown. Each file's own name table says what it is, in every language it has.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

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
