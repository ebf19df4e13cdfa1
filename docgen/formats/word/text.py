"""The paragraphs of a Word file as elements, so that a comparison can be written back as tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.core.errors import WriteError
from docgen.formats.word.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
GONE = (f"{W}del", f"{W}moveFrom")
"""What tracked changes took away stands inside these."""
_GENERATED = (f"{W}fldChar", f"{W}fldSimple", f"{W}drawing", f"{W}pict", f"{W}object")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINE_END = re.compile(r"(?<![A-Za-z0-9])\n|\n(?![A-Za-z0-9])")
"""A line end that stands for no space: not between two Latin words."""
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word file: its package, the root of its text, and the paragraphs that hold typed words, with these words."""

    package: Package
    root: Any
    paragraphs: tuple[Any, ...]
    texts: tuple[str, ...]


def open_word(data: bytes, file: str) -> WordText:
    """The Word file *data*. Raises WriteError (I001) where it cannot be read.

    Paragraphs that Word makes itself (contents, page numbers) and empty ones are left out;
    deleted text that is still tracked does not count.
    """
    package = Package(data, file, raising=WriteError)
    root = package.xml(MAIN)
    found = [(paragraph, text_of(paragraph)) for paragraph in root.iter(f"{W}p") if not _generated(paragraph)]
    found = [(paragraph, text) for paragraph, text in found if text.strip()]
    return WordText(package, root, tuple(one for one, _ in found), tuple(text for _, text in found))


def read_word(path: Path) -> list[str]:
    """The paragraphs of the Word file at *path*, as words; where their lines end is no matter."""
    return [
        _LINE_END.sub("", text).replace("\n", " ").strip() for text in open_word(path.read_bytes(), str(path)).texts
    ]


def text_of(paragraph: Any) -> str:
    """The words of *paragraph* as they stand when all tracked changes are accepted."""
    return "".join(text for text, _ in characters(paragraph))


def characters(paragraph: Any) -> Iterator[tuple[str, Any]]:
    """(text, properties of its run or ``None``) for each piece of *paragraph*'s own runs."""
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph or any(True for _ in run.iterancestors(*GONE)):
            continue
        looks = run.find(f"{W}rPr")
        for node in run:
            if node.tag == f"{W}t":
                yield node.text or "", looks
            elif node.tag in MARKS:
                yield MARKS[node.tag], looks


def _generated(paragraph: Any) -> bool:
    """True for what Word makes itself, and for the second copy of a text box, made for old programs."""
    return any(True for _ in paragraph.iter(*_GENERATED)) or any(True for _ in paragraph.iterancestors(_FALLBACK))
