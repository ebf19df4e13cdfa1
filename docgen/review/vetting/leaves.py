"""On which page a place of a paper stands: as Word noted when it last saved the file, else as LibreOffice lays it out.

Word leaves a mark where each page began. A file without such marks is laid out by the
LibreOffice of this machine, if there is one, and its words are sought in the pages. Where
neither can say, a place has no page and its paragraph has to do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docgen.core.apart import apart
from docgen.core.errors import DocgenError
from docgen.formats.word.changes import W
from docgen.formats.word.harmless import harmless
from docgen.page.measure import glyphs, office
from docgen.review.vetting.paper import Paper

_WORDS = 12
"""Characters by which a place is sought in the pages: fewer where they stand on two pages."""

Starts = tuple[tuple[int, int], ...]
"""Of a paragraph (offset, page): from that character on it stands on that page."""


def numbered(papers: Sequence[tuple[Path, Paper]]) -> dict[Path, list[Starts]]:
    """Of each of *papers* at its path, where the paragraphs stand; one of which nothing is known has no entry."""
    found: dict[Path, list[Starts]] = {}
    asked: list[tuple[Path, Paper]] = []
    for path, paper in papers:
        if paper.word is None:
            if path.suffix.lower() == ".pdf" and (words := _pages(path)):
                found[path] = _sought(paper, words)
        elif marks := _marked(paper):
            found[path] = marks
        else:
            asked.append((path, paper))
    if asked and office.program() is not None:
        found |= _laid_out(asked)
    return found


def page(starts: Sequence[Starts], number: int, at: int) -> int:
    """The page of the character *at* of the paragraph *number*, 0 where none is known."""
    return max((leaf for offset, leaf in starts[number] if offset <= at), default=0) if number < len(starts) else 0


def _marked(paper: Paper) -> list[Starts]:
    """By Word's own marks; empty where the file has none."""
    assert paper.word is not None
    if paper.word.root.find(f".//{W}lastRenderedPageBreak") is None:
        return []
    owners: dict[Any, tuple[int, int]] = {}
    for number, one in enumerate(paper.paragraphs):
        if one.where:
            continue
        offset = 0
        for bit in one.bits:
            if bit.kind in ("text", "field"):
                owners.setdefault(bit.node, (number, offset))
                offset += len(bit.text)
    starts: list[list[tuple[int, int]]] = [[] for _ in paper.paragraphs]
    leaf = 1
    for node in paper.word.root.iter():
        if node.tag == f"{W}lastRenderedPageBreak":
            leaf += 1
        elif node in owners:
            number, offset = owners[node]
            if not starts[number] or starts[number][-1][1] != leaf:
                starts[number].append((offset, leaf))
    # Blanks at the beginning of a paragraph are no part of the line that rules see.
    return [
        tuple((max(offset - _indent(paper, number), 0), page) for offset, page in one)
        for number, one in enumerate(starts)
    ]


def _indent(paper: Paper, number: int) -> int:
    return paper.lines[number].span.column - 1


def _laid_out(papers: Sequence[tuple[Path, Paper]]) -> dict[Path, list[Starts]]:
    """By LibreOffice, all in one run; nothing where it fails: a page is a help and no finding."""
    found: dict[Path, list[Starts]] = {}
    with TemporaryDirectory(prefix="docgen-") as folder:
        kept: list[tuple[Path, Paper]] = []
        copies: list[Path] = []
        for path, paper in papers:
            copy = Path(folder) / f"{len(copies)}.docx"
            try:
                copy.write_bytes(apart(partial(harmless, path.read_bytes(), paper.file), paper.file))
            except (DocgenError, OSError):
                continue
            kept.append((path, paper))
            copies.append(copy)
        try:
            made = office.converted(copies, Path(folder), [paper.file for _, paper in kept])
        except DocgenError:
            return {}
        for (path, paper), pdf in zip(kept, made, strict=True):
            if words := _pages(pdf):
                found[path] = _sought(paper, words)
    return found


def _pages(pdf: Path) -> list[str]:
    """The words of each page without blanks, empty where the file cannot be read."""
    try:
        return [_bare("".join(one.text for one in sheet.glyphs)) for sheet in glyphs.sheets(pdf, str(pdf))]
    except DocgenError:
        return []


def _sought(paper: Paper, words: Sequence[str]) -> list[Starts]:
    """The paragraphs of *paper* in the *words* of its pages, each sought behind the one before."""
    whole = "".join(words)
    ends = [sum(map(len, words[: at + 1])) for at in range(len(words))]

    def leaf(at: int) -> int:
        return next(number for number, end in enumerate(ends, 1) if at < end)

    found: list[Starts] = []
    cursor = 0
    for number, line in enumerate(paper.lines):
        text = _bare(str(line))
        outside = paper.paragraphs and paper.paragraphs[number].where
        start = whole.find(text[:_WORDS], cursor) if text and not outside else -1
        if start < 0:
            found.append(())
            continue
        first, cursor = leaf(start), start + min(len(text), _WORDS)
        last = whole.find(text[-_WORDS:], max(start, start + len(text) - _WORDS), start + len(text) + 400)
        if last < 0 or leaf(last + len(text[-_WORDS:]) - 1) == first:
            found.append(((0, first),))
            continue
        # On two pages: the words that end the first one.
        kept = next(
            size
            for size in range(len(text), -1, -1)
            if whole.startswith(text[:size], start) and leaf(start + max(size - 1, 0)) == first
        )
        cursor = last
        found.append(((0, first), (_offset(str(line), kept), leaf(last))))
    return found


def _offset(line: str, count: int) -> int:
    """The offset in *line* behind *count* of its characters that are no blanks."""
    for at, one in enumerate(line):
        if count == 0:
            return at
        count -= not one.isspace()
    return len(line)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
