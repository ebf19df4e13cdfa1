"""A second ruler, by pdfplumber, that shares no code with ``docgen measure``: long papers as Word files and as PDF.

    python -m reliability.page        (in tests/)

prints the figures of both rulers side by side: of the Word files as LibreOffice sets them, and of
docgen's own PDF, two papers made up and two from records. It knows the tree that was set, so it follows the
text paragraph by paragraph: a line is full where its paragraph goes on, a page where one does.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import pdfplumber
from page.papers import collection, collection_of_a_conference, letter, letter_of_a_record

from docgen.core.tree import Contents, Document, Paragraph, plain_text
from docgen.formats import WRITERS
from docgen.page import fonts, measure
from docgen.page.layout import lay_out
from docgen.page.norm.norms import load

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, 184 * MM, 37 * MM, 262 * MM
PITCH, CELL = 28.95, 442.2 / 28
HANGING = "，。、；：！？”’）》"
_LEADER = re.compile(r"[.·]{4,}(\d+)$")
"""The dots of an entry of a table of contents, and its number."""


@dataclass(frozen=True)
class Line:
    """A line of the type area: its page from 1, its text without spaces, the place of its characters."""

    page: int
    text: str
    chars: tuple[Mapping[str, Any], ...]

    @property
    def left(self) -> float:
        return float(self.chars[0]["x0"])

    @property
    def right(self) -> float:
        return float(self.chars[-1]["x0"]) + float(self.chars[-1]["size"]) * (0.5 if self.text[-1].isascii() else 1)

    @property
    def baseline(self) -> float:
        return float(self.chars[0]["y0"])


@dataclass(frozen=True)
class Figures:
    """What one paper came to. Lengths in points, but for margins, which are in millimetres."""

    pages: int
    lines_of_full_pages: tuple[int, ...]
    full_lines: int
    flush: int
    of_28: int
    pitch: float
    step: float
    past_the_edge: int
    margins: tuple[float, float, float, float]
    folios_right: int
    contents: tuple[tuple[int, int], ...]
    starts_agreed: int
    starts_of_the_word_file: int


def documents() -> dict[str, Document]:
    return {"长函": letter(), "案例集": collection()}


def of_records() -> dict[str, Document]:
    return {"检察建议书": letter_of_a_record(), "典型案例集": collection_of_a_conference()}


def in_pdf(papers: Mapping[str, Document], folder: Path) -> dict[str, Path]:
    """The PDFs that docgen itself makes of *papers*."""
    found = {}
    for name, document in papers.items():
        found[name] = folder / f"{name}.pdf"
        found[name].write_bytes(WRITERS["pdf"].write(document, load(document.meta.norm)))
    return found


def on_paper(papers: Mapping[str, Document], folder: Path) -> dict[str, Path]:
    """The PDFs that LibreOffice makes of the Word files of *papers*, in one run."""
    files = []
    for name, document in papers.items():
        file = folder / f"{name}.docx"
        file.write_bytes(WRITERS["docx"].write(document, load(document.meta.norm)))
        files.append(file)
    return dict(zip(papers, measure.converted(files, folder), strict=True))


def read(path: Path) -> tuple[list[Line], list[Line]]:
    """(lines of the type area, lines below it) of a PDF; a running head stands above."""
    body, foot = [], []
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            rows: dict[int, list[Any]] = {}
            for char in page.chars:
                if char["text"].strip():
                    rows.setdefault(round(char["matrix"][5]), []).append(char)
            for _, row in sorted(rows.items(), reverse=True):
                chars = tuple(sorted(row, key=lambda one: one["x0"]))
                line = Line(number, "".join(one["text"] for one in chars), chars)
                if page.height - chars[0]["matrix"][5] < TOP:
                    continue
                (foot if page.height - chars[0]["matrix"][5] > BOTTOM + 2 else body).append(line)
    return body, foot


def figures(path: Path, document: Document) -> Figures:
    """Everything that the second ruler measures of the PDF at *path*, which shows *document*."""
    body, foot = read(path)
    whole = follow(body, document)
    full = [line for line, goes_on, role in whole if goes_on and role == "正文"]
    # A page over whose end a paragraph runs on is full, whatever it looks like.
    ends = {line.page: goes_on for line, goes_on, _ in whole}
    height = 297 * MM
    tops = [height - line.chars[0]["matrix"][5] for line, _, role in whole if role == "正文"]
    first, last = min(tops), max(tops)
    counts = []
    for page, goes_on in ends.items():
        if goes_on:
            lowest = max(height - line.chars[0]["matrix"][5] for line in body if line.page == page)
            counts.append(round((lowest - first) / PITCH) + 1)
    cells = [line for line in full if not any(one.isascii() for one in line.text)]
    of_28 = [line for line in cells if len(line.text) + round((line.left - LEFT) / CELL) == 28]
    steps = [
        a.chars[0]["matrix"][5] - b.chars[0]["matrix"][5]
        for a, b in pairwise(full)
        if a.page == b.page and follows(a, b)
    ]
    return Figures(
        pages=max(line.page for line in body),
        lines_of_full_pages=tuple(counts),
        full_lines=len(full),
        flush=sum(RIGHT - line.right <= 4.5 for line in full),
        of_28=len(of_28),
        pitch=median((line.chars[-1]["x0"] - line.chars[0]["x0"]) / (len(line.chars) - 1) for line in of_28),
        step=sum(steps) / len(steps),
        past_the_edge=sum(past_the_edge(line) for line in body),
        margins=(
            (first - PITCH / 2 - 6.1) / MM,
            (height - last - PITCH / 2 + 6.1) / MM,
            min(line.left for line in full) / MM,
            210 - median(line.right for line in full) / MM,
        ),
        folios_right=sum(folio_is_right(line, front_of(document)) for line in foot),
        contents=contents(body, document),
        starts_agreed=starts_agreed(body, document, fonts.used),
        starts_of_the_word_file=starts_agreed(body, document, fonts.official),
    )


def follows(above: Line, below: Line) -> bool:
    return above.chars[0]["matrix"][5] - below.chars[0]["matrix"][5] < 1.4 * PITCH


def past_the_edge(line: Line) -> bool:
    over = [
        one
        for one in line.chars
        if float(one["x0"]) + float(one["size"]) * (0.5 if one["text"].isascii() else 1) > RIGHT + 1
    ]
    return bool(over) and not (len(over) == 1 and line.text[-1] in HANGING)


def folio_is_right(line: Line, front: int) -> bool:
    """The number of its page between dashes, one character from the outer edge."""
    x0, x1 = line.left / MM, line.right / MM
    placed = abs(x1 - 179.06) < 1 if line.page % 2 else abs(x0 - 32.94) < 1
    return line.text == f"—{line.page - front}—" and placed


def follow(body: list[Line], document: Document) -> list[tuple[Line, bool, str]]:
    """(line, whether its paragraph goes on, role) for every line of a paragraph, found by its text."""
    paragraphs = [
        (block.role, "".join(plain_text(block.inlines).split()))
        for block in document.blocks
        if isinstance(block, Paragraph)
    ]
    before = 0
    for block in document.blocks:
        if isinstance(block, Contents):
            break
        before += isinstance(block, Paragraph)
    after = max((index for index, line in enumerate(body) if _LEADER.search(line.text)), default=-1)
    found = []
    place = 0
    role, rest = paragraphs[0]
    for index, line in enumerate(body):
        # Behind the paragraphs before the table of contents come its lines, to the last one with a leader.
        if place == before and index <= after:
            continue
        if rest.startswith(line.text):
            rest = rest[len(line.text) :]
            found.append((line, bool(rest), role))
            if not rest:
                place += 1
                role, rest = paragraphs[place] if place < len(paragraphs) else ("", "")
    assert place == len(paragraphs), f"lost at {rest[:20]}"
    return found


def front_of(document: Document) -> int:
    """Pages before the body of a book, which bear no number: its first page is number 1."""
    return lay_out(document, load(document.meta.norm), fonts.used, load(document.meta.norm).grid.gap).front


def contents(body: list[Line], document: Document) -> tuple[tuple[int, int], ...]:
    """(printed number, page of the heading) for each entry of the table of contents."""
    depth = next((block.depth for block in document.blocks if isinstance(block, Contents)), 0)
    if not depth:
        return ()
    roles = [role for role, look in load(document.meta.norm).roles.items() if 0 < look.outline <= depth]
    printed = [int(found[1]) for line in body if (found := _LEADER.search(line.text))]
    front = front_of(document)
    follows_up = [line.page - front for line, goes_on, role in first_lines(body, document) if role in roles]
    return tuple(zip(printed, follows_up, strict=True))


def first_lines(body: list[Line], document: Document) -> list[tuple[Line, bool, str]]:
    whole = follow(body, document)
    return [one for before, one in pairwise([None, *whole]) if one is not None and (before is None or not before[1])]


def starts_agreed(body: list[Line], document: Document, advances: fonts.Advances) -> int:
    """Pages that begin with the same six characters here and in docgen's own layout with the widths *advances*."""
    norm = load(document.meta.norm)
    laid = lay_out(document, norm, advances, norm.grid.gap).pages
    # The left page before the first case of a book stays empty.
    ours = ["".join(page.lines[0].text.split())[:6] if page.lines else "" for page in laid]
    theirs = {line.page: line.text[:6] for line in reversed(body)}
    return sum(ours[page - 1 : page] == [start] for page, start in theirs.items())


def told(name: str, path: Path, document: Document) -> list[str]:
    """What both rulers say of the PDF at *path*, which shows *document*."""
    found = figures(path, document)
    right = sum(printed == page for printed, page in found.contents)
    lines = Counter(found.lines_of_full_pages)
    share = 100 * found.flush / found.full_lines
    clauses = measure.measured(measure.sheets(path, path.name), load(document.meta.norm))
    return [
        f"{name}：{found.pages} 页",
        f"  满页 {len(found.lines_of_full_pages)}，行数 {dict(lines)}；行距 {found.step:.2f} 磅",
        f"  满行 {found.full_lines}，右边 4.5 磅以内 {found.flush}（{share:.1f}%）；"
        f"纯汉字 28 字的行 {found.of_28}，字距 {found.pitch:.2f} 磅",
        f"  版心以外 {found.past_the_edge} 行；边距（上下左右）{'、'.join(f'{one:.1f}' for one in found.margins)} 毫米",
        f"  页码 {found.folios_right}/{found.pages}；目录页码 {right}/{len(found.contents)}；"
        f"页首与自己的版面一致 {found.starts_agreed}/{found.pages}，按正式字体的字宽 {found.starts_of_the_word_file}/{found.pages}",
        "  docgen measure：",
        *(
            f"    {'√' if one.kept else '×' if one.kept is False else '－'} {one.clause} {one.name}：{one.found}"
            for one in clauses
        ),
    ]


def main() -> None:
    papers = documents() | of_records()
    with TemporaryDirectory() as folder:
        for setter, make in (("PDF", in_pdf), ("Word 文件，经 LibreOffice", on_paper)):
            sys.stdout.write(f"—— {setter} ——\n")
            for name, path in make(papers, Path(folder)).items():
                sys.stdout.write("\n".join(told(name, path, papers[name])) + "\n")


if __name__ == "__main__":
    main()
