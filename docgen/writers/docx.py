"""Word files: the tree as paragraphs in named styles, and nothing formatted by hand.

The text is streamed as XML into a package whose other parts are made once per norm
(``docx_parts``). Round every paragraph lies a hidden bookmark ``_dg_…`` by which
``absorb`` knows it again after somebody has edited the file.
"""

from __future__ import annotations

from itertools import pairwise

from docgen.errors import Problem, WriteError, problem
from docgen.norm_model import CAPTION, ENTRIES, GAP, LABEL, Frame, Norm
from docgen.tree import (
    Contents,
    Document,
    Figure,
    Inline,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    assert_never,
    walk,
)
from docgen.writers.docx_parts import STRONG, Statics, field, field_frame, header, right_indent, run, statics
from docgen.writers.ooxml import NOT_XML, WORD, content_types, core_properties, package, part, text_relations
from docgen.writers.shape import (
    Cell,
    closing_indents,
    column_shares,
    figure_words,
    headings,
    merged,
    table_cells,
)

_BREAK = "<w:pageBreakBefore/>"


def write(document: Document, norm: Norm) -> bytes:
    """*document* as a Word file; the same bytes for the same tree and norm."""
    fixed = statics(norm)
    text = _Body(document, norm, fixed).xml()
    if NOT_XML.search(text) or NOT_XML.search(document.meta.title):
        raise WriteError([_unprintable(document)])
    heads = [header(norm, document.meta.header, number) for number in (1, 2)] if document.meta.header else []
    named = [one.name for one in (*fixed.parts, *heads) if one.name.startswith("word/")]
    parts = [
        *fixed.parts,
        core_properties(document.meta.title, document.meta.language),
        part("word/document.xml", text),
        text_relations(name.removeprefix("word/") for name in named),
        *heads,
    ]
    return package([content_types(parts), *parts])


def _unprintable(document: Document) -> Problem:
    """Where the character stands that no Word file can hold. Reading refuses them, so this is a fault of docgen."""
    for leaf in walk(document):
        if found := NOT_XML.search(leaf.text):
            place = leaf.span.forward(found.start())
            return problem(place, "W001", f"有 Word 文件装不下的字符 U+{ord(found[0]):04X}", "删去这个字符")
    return problem(None, "W001", "标题、页眉或者图注里有 Word 文件装不下的字符", "删去这个字符")


class _Body:
    """Writes the blocks one after another; remembers the bookmarks and whether a page is to begin."""

    def __init__(self, document: Document, norm: Norm, fixed: Statics) -> None:
        self.document = document
        self.norm = norm
        self.fixed = fixed
        self.strong = fixed.ids[STRONG]
        self.closings = closing_indents(document, norm)
        self.pieces: list[str] = []
        self.marks = 0
        self.new_page = False

    def xml(self) -> str:
        for index, block in enumerate(self.document.blocks):
            match block:
                case Paragraph(role, inlines):
                    self.paragraph(role, inlines, f"{index:04}", self.closing(index, role), kept=self.kept(index))
                case Table():
                    self.table(block, index)
                case Figure():
                    self.paragraph(CAPTION, (Text(figure_words(block), block.span),), f"{index:04}")
                case Contents():
                    self.contents(index)
                case PageBreak():
                    self.new_page = True
                case _:
                    assert_never(block)
        return f"<w:document {WORD}><w:body>{''.join(self.pieces)}{self.section()}</w:body></w:document>"

    def kept(self, index: int) -> bool:
        """True where the next paragraph asks not to be parted from this one."""
        following = self.document.blocks[index + 1 : index + 2]
        return any(isinstance(block, Paragraph) and self.norm.roles[block.role].keep_previous for block in following)

    def closing(self, index: int, role: str) -> str:
        indent = self.closings.get(index)
        return "" if indent is None else right_indent(self.norm.roles[role], indent)

    def paragraph(
        self, role: str, inlines: tuple[Inline, ...], mark: str, indent: str = "", *, kept: bool = False
    ) -> None:
        """A paragraph inside its bookmark; a page that is to begin begins with it."""
        page, self.new_page = (_BREAK if self.new_page else ""), False
        id_, self.marks = self.marks, self.marks + 1
        runs = "".join([self.inline(inline) for inline in merged(inlines)])
        keep = "<w:keepNext/>" if kept else ""
        self.pieces.append(
            f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[role]}"/>{keep}{page}{indent}</w:pPr>'
            f'<w:bookmarkStart w:id="{id_}" w:name="_dg_{mark}"/>{runs}<w:bookmarkEnd w:id="{id_}"/></w:p>'
        )

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return run(text)
            case Strong(children):
                return "".join([run(child.text, self.strong) for child in merged(children) if isinstance(child, Text)])
            case _:
                return assert_never(inline)

    def table(self, table: Table, index: int) -> None:
        frame = self.norm.roles[table.role].frame
        assert frame is not None, "norms.missing_roles has been asked"
        edges = [0]
        for share in column_shares(table, frame):
            edges.append(edges[-1] + (self.norm.page.text_width * share).twips)
        widths = [right - left for left, right in pairwise(edges)]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        self.pieces.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.fixed.frames[table.role]}"/>'
            f'<w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>"
        )
        for row, cells in enumerate(table_cells(table)[1]):
            repeated = "<w:tblHeader/>" if frame.header_row and row == 0 else ""
            height = f'<w:trHeight w:val="{frame.row.twips}" w:hRule="atLeast"/>'
            self.pieces.append(f"<w:tr><w:trPr>{height}{repeated}</w:trPr>")
            column = 0
            for cell, taken in cells:
                self.cell(cell, table.role, frame, (index, row, column), taken, sum(widths[column : column + taken]))
                column += taken
            self.pieces.append("</w:tr>")
        self.pieces.append("</w:tbl>")
        rest = (block for block in self.document.blocks[index + 1 :] if not isinstance(block, PageBreak))
        if isinstance(next(rest, None), Table | None):
            self.pieces.append(f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[GAP]}"/></w:pPr></w:p>')

    def cell(self, cell: Cell, role: str, frame: Frame, place: tuple[int, int, int], taken: int, width: int) -> None:
        index, row, column = place
        span = f'<w:gridSpan w:val="{taken}"/>' if taken > 1 else ""
        self.pieces.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
        )
        label = (frame.header_row and row == 0) or (frame.label_column and column == 0)
        self.paragraph(LABEL if label else role, cell, f"{index:04}_{row}_{column}")
        self.pieces.append("</w:tc>")

    def contents(self, index: int) -> None:
        """The field that Word keeps up to date, filled with the headings that follow.

        The page numbers are left to the program that opens the file: they need a layout.
        """
        entries = headings(self.document, self.norm, index)
        levels = ",".join(f"{role},{look.outline}" for role, look in self.norm.roles.items() if look.outline)
        for number, entry in enumerate(entries):
            page, self.new_page = (_BREAK if self.new_page else ""), False
            begin, end = field_frame(f'TOC \\h \\z \\t "{levels}"')
            name = f"_dg_{entry.block:04}"
            page_number = field(f"PAGEREF {name} \\h", "")
            self.pieces.append(
                f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[ENTRIES[entry.level - 1]]}"/>{page}</w:pPr>'
                f"{begin if number == 0 else ''}"
                f'<w:hyperlink w:anchor="{name}" w:history="1">{run(entry.text)}<w:r><w:tab/></w:r>'
                f"{page_number}</w:hyperlink>{end if number == len(entries) - 1 else ''}</w:p>"
            )

    def section(self) -> str:
        """The page, last in the text: size, margins, grid, running heads and page numbers."""
        page = self.norm.page
        # Tables and tabs are as wide as the type area: what rounding leaves over goes to the margin.
        left = page.width.twips - page.text_width.twips - page.right.twips
        edges = ("header", "footer") if self.document.meta.header else ("footer",)
        references = "".join(
            f'<w:{edge}Reference w:type="{kind}" r:id="{edge}{number}"/>'
            for edge in edges
            for number, kind in ((1, "default"), (2, "even"))
        )
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{page.width.twips}" w:h="{page.height.twips}"/>'
            f'<w:pgMar w:top="{page.top.twips}" w:right="{page.right.twips}" w:bottom="{page.bottom.twips}" '
            f'w:left="{left}" w:header="{page.head.twips}" w:footer="{page.foot.twips}" w:gutter="0"/>'
            f'<w:docGrid w:type="lines" w:linePitch="{self.norm.grid.pitch.twips}"/></w:sectPr>'
        )
