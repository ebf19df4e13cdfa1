"""Two files or two folders → what differs, as values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen import norms
from docgen.comparing.align import Row, align
from docgen.comparing.read import READERS, read
from docgen.comparing.redline import redline
from docgen.errors import ConfigError, problem
from docgen.source import Span, shown
from docgen.tree import Document, Meta, Paragraph, Text
from docgen.writers import WRITERS

_NORM = "publication"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts beside each other. ``old`` or ``new`` is ``""`` where the file is only on the other side."""

    old: str
    new: str
    rows: tuple[Row, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def changed(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.changed)


def compare(old: Path, new: Path) -> list[Comparison]:
    """What differs between two files, or between the files of two folders, in the order of their names.

    Files of different formats are compared by their words. Equal files of folders are left
    out. Raises ConfigError for a file beside a folder or of a format that cannot be
    compared, RecordError or WriteError for one that cannot be read.
    """
    for path in (old, new):
        if not path.exists():
            raise ConfigError([problem(None, "U001", f"没有 {shown(path)} 这个文件或者文件夹", "核对名字")])
    if old.is_dir() != new.is_dir():
        raise ConfigError([problem(None, "U001", "一个是文件夹，一个是文件，不能比较", "两个都写文件，或者都写文件夹")])
    if not old.is_dir():
        return [_pair(old, new)]
    names = sorted({*_files(old), *_files(new)})
    found = (_pair(old / name, new / name) for name in names)
    return [item for item in found if item.changed or not (item.old and item.new)]


def _files(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder)
        if path.suffix.lower() in READERS and path.is_file() and not any(part.startswith(".") for part in inner.parts):
            yield inner.as_posix()


def _pair(old: Path, new: Path) -> Comparison:
    before = read(old) if old.is_file() else []
    after = read(new) if new.is_file() else []
    names = [str(shown(path)) if path.is_file() else "" for path in (old, new)]
    return Comparison(names[0], names[1], tuple(align(before, after)), tuple(before), tuple(after))


def tracked(old: Path, new: Path) -> bytes:
    """The Word file that shows the way from *old* to *new* as tracked changes.

    Files that are no Word files are set as plain paragraphs first. Raises as ``compare`` does.
    """
    return redline(_as_word(old), _as_word(new), str(shown(old)), str(shown(new)))


def _as_word(path: Path) -> bytes:
    if path.suffix.lower() == ".docx":
        return path.read_bytes()
    place = Span(str(shown(path)))
    blocks = tuple(Paragraph("正文", (Text(words, place),), place) for words in read(path))
    meta = Meta("comparison", "对比", _NORM, "instrument", path.stem)
    return WRITERS["docx"].write(Document(meta, blocks), norms.load(_NORM))
