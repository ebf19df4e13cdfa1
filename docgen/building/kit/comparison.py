"""数字对照表 and 人物对照表: what every paper of a kit says of every figure and every person, side by side.

Works on the finished trees, so that it shows what is printed and not what was meant. A
figure is found by the place from which its text came, or (typed by hand) by its words.
``write`` makes the workbook, for the leader who reviews the kit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import PurePath

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.checks import figures, persons
from docgen.checks.figures import RegisteredFigure
from docgen.core.errors import Level, Problem
from docgen.core.source import Located, Span, joined
from docgen.core.tree import Block, Document, Paragraph, Table, Text, texts
from docgen.formats.workbook import saved
from docgen.records import references
from docgen.records.conference import Conference
from docgen.records.kinds import Record, cases_of
from docgen.records.models import Speaker
from docgen.records.numbers import Number, find, parse
from docgen.records.release import Release


@dataclass(frozen=True, slots=True)
class Cell:
    """What one paper says: the sentences, and whether one of them gives another value (or post)."""

    sentences: tuple[str, ...] = ()
    differs: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One figure (or person): ``head`` are the registered facts in the order of the sheet's first columns."""

    head: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return any(cell.differs for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sheets. ``papers`` names the documents, in the order of the columns; ``across`` is what no cell shows.

    ``hosts`` is the number of bodies whose order was compared.
    """

    papers: tuple[str, ...]
    figures: tuple[Row, ...]
    persons: tuple[Row, ...]
    across: tuple[Problem, ...] = ()
    hosts: int = 0

    @property
    def compared(self) -> str:
        """In words what was held against what: nothing else was."""
        what = [
            f"{len(self.figures)} 个数" if self.figures else "",
            f"{len(self.persons)} 个人的职务和先后" if self.persons else "",
            f"{self.hosts} 个主办单位的先后" if self.hosts > 1 else "",
        ]
        said = "、".join(part for part in what if part) or "没有登记数和人物，什么也没有比"
        return f"比了 {len(self.papers)} 份材料：{said}"

    @property
    def problems(self) -> list[Problem]:
        """F003 and F005 at each place where a paper differs, each once."""
        cells = (cell for row in (*self.figures, *self.persons) for cell in row.cells)
        return list(dict.fromkeys([*(item for cell in cells for item in cell.problems), *self.across]))


def compare(records: Sequence[Record], documents: Sequence[tuple[str, Document]]) -> Comparison:
    """The figures and persons of *records* in the (name, tree) *documents* that were made of them."""
    entries = figures.register(records)
    known = _Known(
        tuple(entries),
        tuple(number for entry in entries for form in entry.forms if (number := parse(form))),
        frozenset(case.span.file for record in records for case in cases_of(record)),
    )
    numbers = tuple(
        Row(_head(entry), tuple(_cell(entry, document, known) for _, document in documents)) for entry in entries
    )
    everyone = _persons(records)
    names = [str(person.name) for person in everyone if person.name]
    people = tuple(
        Row(_person_head(rank, person), tuple(_person_cell(person, document, names) for _, document in documents))
        for rank, person in enumerate(everyone, 1)
    )
    order = persons.Order.of(records)
    across = [
        fault for _, document in documents for fault in (*_faces(document, known), *_ranks(document, order, known))
    ]
    return Comparison(
        tuple(name for name, _ in documents),
        numbers,
        people,
        tuple(across),
        len({place for place, _ in order.hosts.values()}),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """All registered figures and their ``numbers``, and the files of the ``cases``: of another case's figures a case does not speak."""

    entries: tuple[RegisteredFigure, ...]
    numbers: tuple[Number, ...]
    cases: frozenset[str]

    def spoken_of(self, file: str) -> list[RegisteredFigure]:
        """The figures that a text typed in *file* may speak of."""
        return [entry for entry in self.entries if file not in self.cases or entry.place.file == file]


def _faces(document: Document, known: _Known) -> Iterable[Problem]:
    """F008 where a public *document* prints a figure rounded and exact, as what it was made of came together there."""
    if document.meta.face != "public":
        return
    for file in dict.fromkeys(entry.place.file for entry in known.entries):
        own = [entry for entry in known.entries if entry.place.file == file]
        if any(entry.figure.outer and entry.figure.outer != entry.figure.value for entry in own):
            # Of another case's figures a case does not speak.
            others = known.cases - {file}
            lines = (
                [Located(leaf.text, leaf.span) for leaf in leaves if leaf.text and leaf.span.file not in others]
                for leaves in _paragraphs(document)
            )
            texts = [text for line in lines if line and isinstance(text := joined(line), Located)]
            yield from figures.two_faces(texts, own)


def _ranks(document: Document, order: persons.Order, known: _Known) -> Iterable[Problem]:
    """F006 where a sentence of *document* names persons or hosts in another order than the conference has them."""
    for leaves in _paragraphs(document):
        line = [Located(leaf.text, leaf.span) for leaf in leaves if leaf.text]
        text = joined(line) if line else ""
        if isinstance(text, Located):
            for fault in order.in_text(text):
                # A case has its own hosts and its own order: for a person to look at.
                told_of_case = fault.span is not None and fault.span.file in known.cases
                yield replace(fault, level="reminder") if told_of_case else fault


def _head(entry: RegisteredFigure) -> tuple[str, ...]:
    figure = entry.figure
    inner = str(figure.value or "")
    return (entry.label, str(entry.outer), inner, entry.period, str(figure.origin or ""), _place(entry.place))


def _place(span: Span) -> str:
    # Without its folders: the sheet is the same wherever docgen is started.
    return f"{PurePath(span.file).name}:{span.line}"


def _cell(entry: RegisteredFigure, document: Document, known: _Known) -> Cell:
    """The sentences of *document* that print the figure, or that give the thing another value by hand."""
    found: list[str] = []
    faults: list[Problem] = []
    places = {(form.span.file, form.span.line, form.span.column) for form in entry.forms}
    units = {number.unit for form in entry.forms if (number := parse(form))}
    for leaves in _paragraphs(document):
        whole = "".join(leaf.text for leaf in leaves)
        offset = 0
        for leaf in leaves:
            span = leaf.span
            if span.via == f"数据.{entry.name}" and (span.file, span.line, span.column) in places:
                found.append(figures.sentence(whole, offset))
            elif not span.via and (span.file == entry.place.file or span.file not in known.cases):
                for number in find(leaf.text):
                    at = offset + number.start
                    here = replace(number, start=at)
                    if not figures.nearness(whole, here, entry):
                        continue
                    contrary = figures.contradicted(whole, here, known.spoken_of(span.file))
                    if number.unit in units:
                        found.append(figures.sentence(whole, at))
                    if contrary is not None and contrary[0] == entry:
                        registered = any(number.same(other) for other in known.numbers)
                        # A case tells of parts too: there it is for a person to look at.
                        sure = contrary[1] and not registered and span.file not in known.cases
                        level: Level = "error" if sure else "reminder"
                        told = figures.other_value(number, span.forward(number.start), entry)
                        faults += [replace(item, level=level) for item in told]
            offset += len(leaf.text)
    return Cell(tuple(dict.fromkeys(found)), bool(faults), tuple(faults))


def _paragraphs(document: Document) -> Iterable[list[Text]]:
    for block in document.blocks:
        yield from _leaves(block)


def _leaves(block: Block) -> Iterable[list[Text]]:
    match block:
        case Paragraph(_, inlines):
            yield list(texts(inlines))
        case Table(_, rows):
            yield from (list(texts(cell)) for row in rows for cell in row)


# — persons —


def _persons(records: Iterable[Record]) -> list[Speaker]:
    """Every person, in the order of the first record that names them."""
    found: dict[str, Speaker] = {}
    for record in records:
        if isinstance(record, Conference | Release):
            for person in references.persons(record):
                found.setdefault(str(person.name), person)
    return list(found.values())


def _person_head(rank: int, person: Speaker) -> tuple[str, ...]:
    unit = str(person.unit or "")
    return (
        str(rank),
        str(person.name or ""),
        str(person.post or ""),
        unit,
        str(person.role or ""),
        _place(person.span),
    )


def _person_cell(person: Speaker, document: Document, names: Sequence[str]) -> Cell:
    """How *document* calls the person: the words before the name, back to the last mark."""
    found: list[str] = []
    faults: list[Problem] = []
    name, post = str(person.name or ""), str(person.post or "")
    apart = "　".join(name) if len(name) == 2 else name
    for leaves in _paragraphs(document):
        whole = "".join(leaf.text for leaf in leaves).replace(apart, name)
        at = whole.find(name) if name else -1
        while at >= 0:
            other = persons.other_post(persons.own_words(whole[:at], names), person)
            # 沈怀川　云江省人民检察院副检察长: in a table the post stands behind the name.
            behind = whole[at + len(name) :].startswith(f"　{post}")
            called = post if whole[:at].endswith(post) or behind else other
            found.append(called + name)
            if other:
                place = _span_at(leaves, at - len(other))
                faults += persons.two_posts(person, other, place)
            at = whole.find(name, at + 1)
    return Cell(tuple(dict.fromkeys(found)), bool(faults), tuple(faults))


def _span_at(leaves: Sequence[Text], at: int) -> Span:
    """Where the character at *at* of the paragraph of *leaves* was typed."""
    for leaf in leaves:
        if at < len(leaf.text):
            return leaf.span.forward(at)
        at -= len(leaf.text)
    return leaves[-1].span


FIGURES = ("数", "对外的说法", "准数", "期间", "出处", "登记处")
PERSONS = ("排名", "姓名", "职务", "单位", "角色", "登记处")
SHEETS = ("数字对照表", "人物对照表")

_NARROWEST, _HEAD_WIDEST, _PAPER_WIDEST = 8.0, 20.0, 32.0
"""Widths of columns in characters of Excel, of which a hanzi takes two: what is registered, and the sentences of a paper."""
_A4_WIDTH = 190.0
"""What an A4 sheet across takes before its print is too small to read; a wider table is set on A3."""
_LINE_HEIGHT, _TALLEST = 14.5, 409.0
"""Points: a line of 宋体 11, and what Excel takes."""
_HEAD = PatternFill("solid", fgColor="D9E2F3")
_WRONG = PatternFill("solid", fgColor="F8CBAD")
_LINE = Side(style="thin", color="999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")


def write(comparison: Comparison) -> bytes:
    """The workbook. Differing cells are coloured, and say 不一致 in words too."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _sheet(first, SHEETS[0], FIGURES, comparison.figures, comparison.papers)
    _sheet(book.create_sheet(), SHEETS[1], PERSONS, comparison.persons, comparison.papers)
    return saved(book)


def _sheet(sheet: Worksheet, title: str, head: tuple[str, ...], rows: tuple[Row, ...], papers: tuple[str, ...]) -> None:
    sheet.title = title
    lines = [
        (*row.head, "不一致" if row.differs else "一致", *(_words(cell) for cell in row.cells)) for row in rows
    ] or [(f"没有登记{'人物' if title == SHEETS[1] else '数'}",)]
    titles = (*head, "核对", *papers)
    widths = [
        _width(text, [line[column] for line in lines if column < len(line)], column <= len(head))
        for column, text in enumerate(titles)
    ]
    for column, (text, width) in enumerate(zip(titles, widths, strict=True), 1):
        _put(sheet, 1, column, text, bold=True, fill=_HEAD)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, line in enumerate(lines, 2):
        for column, text in enumerate(line, 1):
            _put(sheet, number, column, text)
        sheet.row_dimensions[number].height = _height(zip(line, widths, strict=False))
    for number, row in enumerate(rows, 2):
        wrong = [row.differs, *(cell.differs for cell in row.cells)]
        for column in (column for column, differs in enumerate(wrong, len(head) + 1) if differs):
            sheet.cell(number, column).fill = _WRONG
    # What names a row stays in sight when one reads on to the right.
    sheet.freeze_panes = "C2"
    _set_up_print(sheet, title, sum(widths))


def _width(title: str, texts: list[str], head: bool) -> float:
    """The width of a column for its longest line, within what is good to read; a column with nothing in it is narrow."""
    longest = max((_columns(line) for text in texts for line in text.split("\n")), default=0)
    most = _HEAD_WIDEST if head else _PAPER_WIDEST
    return max(_NARROWEST, float(min(most, max(longest, min(_columns(title), most)) + 2)))


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row for its longest cell, in points: not every program finds it out for itself."""
    lines = max(sum(max(1, ceil(_columns(line) / (width - 2))) for line in text.split("\n")) for text, width in cells)
    return min(_LINE_HEIGHT * lines + 2, _TALLEST)


def _columns(text: str) -> int:
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)


def _set_up_print(sheet: Worksheet, title: str, width: float) -> None:
    """Across, all columns on one page, the head on every page; numbered, and marked as not for the public."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4 if width <= _A4_WIDTH else sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.oddHeader.center.text = f"{title}（内部）"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.print_title_rows = "1:1"


def _words(cell: Cell) -> str:
    return "\n".join([*(["【不一致】"] if cell.differs else []), *cell.sentences])


def _put(
    sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False, fill: PatternFill | None = None
) -> None:
    cell = sheet.cell(row, column)
    # A sentence that begins with = is a sentence, not a formula.
    cell.value = text
    cell.data_type = "s"
    cell.font = Font(name="宋体", size=11, bold=bold)
    cell.alignment = _WRAP
    cell.border = _BOX
    if fill is not None:
        cell.fill = fill
