"""Marked lines → tree. The only parser of markup.

One source line is one paragraph; blank lines mean nothing. ``@角色 text`` sets the role,
``#`` … ``####`` are numbered headings, ``**x**`` is strong, ``| a | b |`` is a table row,
``---`` a page break, ``@正文起`` one behind which the body of a book begins, ``@目录`` the table of contents (``@目录 1``: of first-level headings only),
``@图 {{ 文件 }}{{ 替代文字 }}`` a picture; all else is 正文. Only characters of the template
are markup: a value of the record is text, whatever it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.core.dates import ordinal
from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.core.tree import Block, Contents, Image, Inline, PageBreak, Paragraph, Strong, Table, Text
from docgen.papers.templates.frames import Line, Piece, lines

BODY = "正文"
HEADINGS = ("一级标题", "二级标题", "三级标题", "四级标题")
TABLE = "表格"
PICTURE = "图"
OPENING = "正文起"

_SIGNS = ("@", "#", "|", "-")
"""What a line of more than plain words begins with."""
_ROLE = re.compile(r"@(\S+)[ \t]*")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_GLUED = re.compile(r"#+(?![# \t])")


def parse(rendered: Iterable[str], template: str) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks of a rendered template, given in pieces, and what is wrong with its markup.

    *template* names the file for places before the first frame.
    """
    reader = _Reader()
    for line in lines(rendered, template):
        reader.line(line)
    reader.end_table()
    return tuple(reader.blocks), reader.problems


class _Reader:
    """Turns lines into blocks; remembers heading numbers and the table that is being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []
        self.numbers = [0, 0, 0, 0]
        self.rows: list[tuple[tuple[Inline, ...], ...]] = []
        self.table_role = TABLE
        self.table_span = Span("")

    def fault(self, span: Span, message: str, hint: str = "", code: str = "T008") -> None:
        self.problems.append(problem(span, code, message, hint))

    def line(self, line: Line) -> None:
        pieces = _trimmed(line.pieces)
        lead = pieces[0].text if pieces and not pieces[0].value else ""
        role = BODY
        if pieces and lead[:1] not in _SIGNS:
            self.paragraphs(line, pieces, role)
            return
        if match := _ROLE.match(lead):
            role, pieces = match[1], _without(pieces, match.end())
            if role == "目录" and (not pieces or pieces[0].text in ("1", "2")):
                self.put(Contents(line.span, int(pieces[0].text) if pieces else 2))
                return
            if role == OPENING:
                self.put(PageBreak(line.span, opens=True))
                return
            if role == PICTURE:
                self.picture(line, pieces)
                return
            lead = pieces[0].text if pieces and not pieces[0].value else ""
        elif lead.startswith("@"):
            self.fault(line.span, "“@”后面要写角色的名字", "例如“@正文 ……”")
            return
        if lead.startswith("|"):
            self.row(line, pieces, role if match else TABLE)
        elif not pieces or (not match and len(pieces) == 1 and lead.strip("#") == "" != lead):
            # An empty field prints no paragraph, whatever its role.
            return
        elif not match and lead == "---" and len(pieces) == 1:
            self.put(PageBreak(line.span))
        elif not match and _GLUED.match(lead):
            self.fault(line.span, "“#”后面要空一格再写标题", "例如“# 基本情况”；要印“#”本身就写 {{ '#' }}")
        elif not match and (heading := _HEADING.match(lead)):
            self.heading(line, _without(pieces, heading.end()), len(heading[1]))
        else:
            self.paragraphs(line, pieces, role)

    def picture(self, line: Line, pieces: list[Piece]) -> None:
        """``@图 {{ 文件 }}{{ 替代文字 }}``: the first value is the file, what follows the words for it."""
        if not pieces or not pieces[0].value:
            self.fault(line.span, "“@图”后面先写图片文件", "例如“@图 {{ 图.文件 }}{{ 图.替代文字 }}”")
            return
        source = "".join(piece.text for piece in pieces if piece.value == pieces[0].value)
        alt = "".join(piece.text for piece in pieces if piece.value != pieces[0].value).strip()
        self.put(Image(source, alt, pieces[0].span))

    def put(self, block: Block) -> None:
        self.end_table()
        self.blocks.append(block)

    def heading(self, line: Line, pieces: list[Piece], level: int) -> None:
        if level > len(HEADINGS):
            self.fault(line.span, "标题最多四级", "用“#”到“####”")
            return
        if not pieces:
            return
        self.numbers[level - 1] += 1
        self.numbers[level:] = [0] * (len(HEADINGS) - level)
        number = Piece(ordinal(self.numbers[level - 1], level), line.span, 0)
        self.paragraphs(line, [number, *pieces], HEADINGS[level - 1], alone=False)

    def paragraphs(self, line: Line, pieces: list[Piece], role: str, *, alone: bool = True) -> None:
        """One paragraph; a value of several lines that stands alone gives one for each of its lines."""
        if "\n" in _words(pieces):
            alone = alone and line.values == 1 and all(piece.value == 1 for piece in pieces)
            parts = _split(pieces) if alone else [self._one_line(line, pieces)]
        else:
            parts = [pieces]
        for part in parts:
            inlines = self.inlines(line, part)
            if inlines:
                self.put(Paragraph(role, inlines, part[0].span))

    def _one_line(self, line: Line, pieces: list[Piece]) -> list[Piece]:
        broken = [piece for piece in pieces if "\n" in piece.text]
        if not broken:
            return pieces
        place = f"{line.span.file}:{line.span.line}"
        hint = f"改成一行；或者在模板 {place} 里让这个值单独占一行"
        self.fault(broken[0].span, f"这个值有几行，不能放在一行的中间（模板 {place}）", hint, "T005")
        return [Piece(piece.text.replace("\n", ""), piece.span, piece.value) for piece in pieces]

    def row(self, line: Line, pieces: list[Piece], role: str) -> None:
        cells: list[list[Piece]] = [[]]
        for piece in pieces:
            if piece.value:
                cells[-1].append(piece)
                continue
            for index, text in enumerate(piece.text.split("|")):
                if index:
                    cells.append([])
                cells[-1].append(Piece(text, piece.span, 0))
        if len(cells) < 3 or any(piece.text.strip() for piece in cells[-1]):
            self.fault(line.span, "表格的一行要以“|”开头，以“|”结尾", "例如“| 甲 | 乙 |”")
            return
        row = tuple(self.inlines(line, self._one_line(line, _trimmed(cell))) for cell in cells[1:-1])
        if not self.rows:
            self.table_role, self.table_span = role, line.span
        elif len(row) != len(self.rows[0]):
            self.fault(line.span, f"这一行有{len(row)}格，表格的第一行有{len(self.rows[0])}格")
            return
        self.rows.append(row)

    def end_table(self) -> None:
        if self.rows:
            rows, self.rows = tuple(self.rows), []
            self.blocks.append(Table(self.table_role, rows, self.table_span))

    def inlines(self, line: Line, pieces: list[Piece]) -> tuple[Inline, ...]:
        """The Texts of a line; ``**`` of the template switches Strong on and off."""
        if "**" not in _words(pieces):
            return tuple([Text(text, span) for text, span, _ in pieces if text])
        found: list[Inline] = []
        strong: list[Text] | None = None
        for piece in pieces:
            if piece.value or "**" not in piece.text:
                if piece.text:
                    (found if strong is None else strong).append(Text(piece.text, piece.span))
                continue
            for index, text in enumerate(piece.text.split("**")):
                if index and strong is None:
                    strong = []
                elif index and strong is not None:
                    found += [Strong(tuple(strong))] if strong else []
                    strong = None
                if text:
                    (found if strong is None else strong).append(Text(text, piece.span))
        if strong is not None:
            self.fault(line.span, "“**”没有成对", "强调的文字前后各写一个“**”")
            found.extend(strong)
        return tuple(found)


def _words(pieces: list[Piece]) -> str:
    return "".join([piece[0] for piece in pieces])


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the template's own blanks at both ends; blanks of a value belong to it."""
    if pieces and _no_blank(pieces[0], pieces[0].text[:1]) and _no_blank(pieces[-1], pieces[-1].text[-1:]):
        return pieces
    kept = list(pieces)
    while kept and not kept[0].value:
        text = kept[0].text.lstrip(" \t")
        if text:
            kept[0] = Piece(text, kept[0].span, 0)
            break
        kept.pop(0)
    while kept and not kept[-1].value:
        text = kept[-1].text.rstrip(" \t")
        if text:
            kept[-1] = Piece(text, kept[-1].span, 0)
            break
        kept.pop()
    return kept


def _no_blank(piece: Piece, edge: str) -> bool:
    """True where *edge*, the outermost character of *piece*, is no blank of the template's own."""
    return bool(piece.value or edge.strip(" \t"))


def _without(pieces: list[Piece], characters: int) -> list[Piece]:
    """*pieces* less the first *characters* of the first one (the marking)."""
    first = pieces[0]
    return _trimmed([Piece(first.text[characters:], first.span, 0), *pieces[1:]])


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    """*pieces* cut at line breaks, empty lines left out."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        for index, text in enumerate(piece.text.split("\n")):
            if index:
                lines.append([])
            if text:
                lines[-1].append(Piece(text, piece.span, piece.value))
    return [line for line in lines if line]
