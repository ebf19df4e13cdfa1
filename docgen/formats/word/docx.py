"""Word files: the tree as paragraphs in named styles, and nothing formatted by hand.

The text is streamed as XML into a package whose other parts are made once per norm
(``docx_parts``). Round every paragraph lies a hidden bookmark ``_dg_…`` by which
``absorb`` knows it again after somebody has edited the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from docgen.core.errors import WriteError
from docgen.core.tree import (
    Block,
    Contents,
    Document,
    Image,
    Inline,
    PageBreak,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
    assert_never,
    plain_text,
)
from docgen.formats.word.docx_parts import (
    FIRST_PAGE,
    Statics,
    anchored,
    cell,
    field,
    field_frame,
    headers,
    inline_picture,
    row,
    run,
    statics,
    table,
    turned,
)
from docgen.formats.word.docx_styles import (
    STRONG,
    beside_style,
    label_style,
    line_numbers,
    own_borders,
    picture_room,
    right_indent,
    space_around,
    table_style,
)
from docgen.formats.word.ooxml import (
    NOT_XML,
    WORD,
    content_types,
    core_properties,
    media_parts,
    package,
    part,
    text_relations,
    unprintable,
)
from docgen.page.layout import Layout, lay_out, names_top, title_breaks
from docgen.page.norm.model import CAPTION, ENTRIES, GAP, LABEL, Norm, Role
from docgen.page.norm.values import Length, pt
from docgen.page.placing import (
    Beside,
    Signatures,
    Single,
    Strip,
    bare_pages,
    escort,
    groups,
    kept,
    label_end,
    parting,
    room_above,
    rows_high,
)
from docgen.page.shape import (
    captioned,
    closing_indents,
    column_shares,
    figure_words,
    headings,
    held_rows,
    least_heights,
    merged,
    parted,
    parts_tables,
    picture_size,
    table_cells,
    table_gaps,
)

_HAIR = 0.01
_BREAK = "<w:pageBreakBefore/>"
_KEPT = "<w:keepNext/>"
_EMU = 12_700
"""To the point."""
_NO_ORPHANS = "<w:widowControl/>"
_LINE_BREAK = "<w:r><w:br/></w:r>"


def write(document: Document, norm: Norm) -> bytes:
    """*document* as a Word file; the same bytes for the same tree and norm."""
    fixed = statics(norm)
    body = _Body(document, norm, fixed)
    text = body.xml()
    if NOT_XML.search(text) or NOT_XML.search(document.meta.title):
        raise WriteError([unprintable(document, "Word")])
    heads = headers(norm, document.meta.header) if document.meta.header else ()
    media = media_parts(body.media)
    named = [one.name for one in (*fixed.parts, *heads, *media) if one.name.startswith("word/")]
    parts = [
        *fixed.parts,
        core_properties(document.meta.title, document.meta.language),
        part("word/document.xml", text),
        text_relations(tuple(name.removeprefix("word/") for name in named)),
        *heads,
        *media,
    ]
    return package([content_types(tuple(one.name for one in parts)), *parts])


def _long(paragraph: Paragraph) -> bool:
    """True where the paragraph may have so many lines that it is parted: four of 28 characters, by a rough count."""
    return len(plain_text(paragraph.inlines)) > 70


class _Body:
    """Writes the blocks one after another; remembers the bookmarks and whether a page is to begin."""

    def __init__(self, document: Document, norm: Norm, fixed: Statics) -> None:
        self.document = document
        self.norm = norm
        self.fixed = fixed
        self.strong = fixed.ids[STRONG]
        self.closings = closing_indents(document, norm)
        gaps = table_gaps(document, norm)
        self.rooms = gaps[0] | room_above(document, norm)
        self.below = gaps[1]
        self.kept = kept(document, norm)
        self.bare = bare_pages(document, norm)
        self.groups = groups(document.blocks, norm)
        self.pieces: list[str] = []
        self.marks = 0
        self.boxes = 0
        self.turns = 0
        self.media: list[Picture] = []
        self.new_page = False
        self.opened = False
        self.pages: Layout | None = None
        self.broken = self.broken_before()
        self.cut = self.divided()

    def xml(self) -> str:
        blocks = self.document.blocks
        for group in self.groups:
            match group:
                case Single(index):
                    self.block(blocks[index], index)
                case Beside(left, right):
                    self.pieces.append(self.line(left, right))
                case Strip():
                    self.strip(group)
                case Signatures():
                    self.signatures(group)
                case _:
                    assert_never(group)
        return f"<w:document {WORD}><w:body>{''.join(self.pieces)}{self.section()}</w:body></w:document>"

    def block(self, block: Block, index: int) -> None:
        match block:
            case Paragraph(role) if self.norm.roles[role].turned:
                self.pieces.append(self.turned(block, index))
            case Paragraph():
                self.pieces.append(self.line(index))
            case Table():
                self.table(block, index)
            case Image():
                self.figure(block, index)
            case Contents():
                self.contents(index)
            case PageBreak(_, opens):
                if opens and index:
                    self.open_body()
                else:
                    self.new_page = True
            case _:
                assert_never(block)

    def figure(self, figure: Image, index: int) -> None:
        """The picture in the flow of the text, no wider than the type area, with its words for those who cannot see it."""
        below = captioned(self.document, index)
        if figure.picture is None:
            words = self.runs(CAPTION, (Text(figure_words(figure, captioned=below), figure.span),))
            self.pieces.append(self.paragraph(CAPTION, self.marked(f"{index:04}", words)))
            return
        self.media.append(figure.picture)
        self.boxes += 1
        width, height, room = picture_size(figure.picture, self.norm)
        size = (round(width * _EMU), round(height * _EMU))
        drawing = inline_picture(f"image{len(self.media)}", figure.alt, size, self.boxes)
        looks = f"{_KEPT if below else ''}{self.page()}{picture_room(room - height)}"
        self.pieces.append(self.paragraph(GAP, self.marked(f"{index:04}", drawing), looks))

    def broken_before(self) -> set[int]:
        """The paragraphs with which layout begins a page for the sake of a box at its foot, or of a table of contents.

        LibreOffice keeps paragraphs together, but not with a box or with a table of contents, so here the
        break is written.
        """
        strips = (group for group in self.groups if isinstance(group, Strip))
        firsts = {min(run) for strip in strips if (run := escort(self.document, self.norm, strip.rows[0][0]))}
        firsts |= {at - 1 for at, block in enumerate(self.document.blocks) if isinstance(block, Contents)}
        if not firsts:
            return set()
        begun = {(page.lines[0].block, page.lines[0].start) for page in self.layout().pages[1:] if page.lines}
        return {first for first in firsts if (first, 0) in begun}

    def divided(self) -> set[int]:
        """The paragraphs that layout parts although a closing keeps to them: the last lines are enough for it.

        LibreOffice would take all of such a paragraph to the next page, and leave this one half empty.
        """
        may = parting(self.document, self.norm, self.kept)
        if not any(isinstance(one := self.document.blocks[at], Paragraph) and _long(one) for at in may):
            return set()
        pages = [{line.block for line in page.lines} for page in self.layout().pages]
        return {at for at in may if sum(at in page for page in pages) > 1}

    def layout(self) -> Layout:
        """Our own pages, made once."""
        if self.pages is None:
            self.pages = lay_out(self.document, self.norm, gap=self.norm.grid.gap)
        return self.pages

    def line(self, index: int, *beside: int, border: str = "", columns: int = 1) -> str:
        """The paragraph *index*, with those *beside* it behind a tab each; *border* is what its box adds.

        It stands in one of *columns*.
        """
        block = self.document.blocks[index]
        assert isinstance(block, Paragraph)
        breaks = title_breaks(block.role, block.inlines, self.norm, columns)
        pieces = [tuple(one) for one in parted(block.inlines, breaks)] if breaks else [block.inlines]
        inner = self.marked(f"{index:04}", _LINE_BREAK.join([self.runs(block.role, one) for one in pieces]))
        for other in beside:
            guest = self.document.blocks[other]
            assert isinstance(guest, Paragraph)
            style = self.fixed.ids[beside_style(guest.role)]
            inner += "<w:r><w:tab/></w:r>" + self.marked(f"{other:04}", self.runs(guest.role, guest.inlines, style))
        last = max((index, *beside))
        self.new_page = self.new_page or index in self.broken
        indent = self.closings.get(index)
        look = self.norm.roles[block.role]
        room = self.rooms[index] if self.moved(index, look) else None
        if index in self.broken and look.before:
            # The page came of itself: nothing stands above, as layout has it.
            room = Length(0)
        direct = (
            _KEPT if last in self.kept and last not in self.cut else "",
            self.page(),
            _NO_ORPHANS if index in self.cut else "",
            border,
            space_around(room, self.below.get(last)),
            "" if indent is None else right_indent(look, indent),
        )
        return self.paragraph(block.role, inner, "".join(direct))

    def turned(self, block: Paragraph, index: int) -> str:
        """The paragraph *index* upside down: its room in the text, and in it a drawing at the place that layout found."""
        lines = [line for page in self.layout().pages for line in page.lines if line.block == index]
        top = self.norm.page.top.pt + lines[0].y
        inner = self.marked(f"{index:04}", self.runs(block.role, block.inlines))
        inner = f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[block.role]}"/>{space_around(Length(0), None)}</w:pPr>{inner}</w:p>'
        self.boxes += 1
        words = plain_text(block.inlines)
        self.turns += 1
        look = self.norm.roles[block.role]
        drawing = turned(self.norm, look, inner, words, top, len(lines), self.boxes, first=self.turns == 1)
        # A line is held for each of those that are drawn.
        return self.paragraph(block.role, drawing + "<w:r><w:br/></w:r>" * (len(lines) - 1))

    def moved(self, index: int, look: Role) -> bool:
        """True where something above takes of the room between this paragraph and the top."""
        return index in self.rooms and self.rooms[index] != look.from_top

    def page(self) -> str:
        """The break of a page that is to begin with the paragraph that is being written."""
        page, self.new_page = (_BREAK if self.new_page else ""), False
        return page

    def paragraph(self, role: str, inner: str, direct: str | None = None) -> str:
        """A paragraph of *role*; *direct* is what its place asks for, ``None`` for a page break at most."""
        looks = self.page() if direct is None else direct
        return f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[role]}"/>{looks}</w:pPr>{inner}</w:p>'

    def marked(self, mark: str, runs: str) -> str:
        """*runs* inside the bookmark by which they are known again."""
        id_, self.marks = self.marks, self.marks + 1
        return f'<w:bookmarkStart w:id="{id_}" w:name="_dg_{mark}"/>{runs}<w:bookmarkEnd w:id="{id_}"/>'

    def runs(self, role: str, inlines: tuple[Inline, ...], style: str = "") -> str:
        """The runs of *inlines*, each in the character style *style* but for Strong and for the label of *role*."""
        look = self.norm.roles[role]
        words = plain_text(inlines)
        label = label_end(words) if look.label else 0
        if not label and Strong not in map(type, inlines):
            return run(words, style) if words else ""
        found = []
        for inline in merged(inlines) if len(inlines) > 1 else inlines:
            match inline:
                case Text(text):
                    if label:
                        found.append(run(text[:label], self.fixed.ids[label_style(role)]))
                        text, label = text[label:], max(label - len(text), 0)
                    found.append(run(text, style) if text else "")
                case Strong(children):
                    found += [run(one.text, self.strong) for one in merged(children) if isinstance(one, Text)]
                case _:
                    assert_never(inline)
        return "".join(found)

    def strip(self, strip: Strip) -> None:
        """The paragraphs of a box in a table that is anchored to a paragraph as low as can be."""
        box = self.norm.boxes[strip.box]
        heights = rows_high(strip, self.document, self.norm)
        rows = []
        for indexes, height in zip(strip.rows, heights, strict=True):
            # Above a last rule that keeps its distance the text stays at the top.
            align = "top" if box.last and box.last.gap.emu else "center"
            border = own_borders(box, indexes == strip.rows[0], indexes == strip.rows[-1])
            written = cell(box.width.twips, self.line(*indexes, border=border), align=align)
            rows.append(row(height, written, exact=True))
        inner = table(self.fixed.ids[table_style(strip.box)], (box.width.twips,), "".join(rows))
        inner += self.paragraph(GAP, "", "")
        self.boxes += 1
        whole = sum(heights, Length(0))
        self.pieces.append(self.paragraph(GAP, anchored(box, self.norm, inner, whole, self.boxes)))

    def signatures(self, signatures: Signatures) -> None:
        """Names side by side in a table without lines, each cell with room for a seal."""
        first = self.document.blocks[signatures.rows[0][0][0]]
        assert isinstance(first, Paragraph)
        look = self.norm.roles[first.role]
        assert look.abreast is not None
        widths = self.widths([1 / signatures.columns] * signatures.columns)
        rows = []
        for cells in signatures.rows:
            self.level(cells, signatures.columns, look.abreast.height.pt)
            filled = [*cells, *[()] * (signatures.columns - len(cells))]
            written = [
                cell(
                    width,
                    "".join(self.line(index, columns=signatures.columns) for index in one) or self.paragraph(GAP, ""),
                )
                for one, width in zip(filled, widths, strict=True)
            ]
            rows.append(row(look.abreast.height, "".join(written), exact=True))
        self.pieces.append(table(self.fixed.ids[table_style(first.role)], widths, "".join(rows)))
        self.parted(signatures.rows[-1][-1][-1])

    def level(self, cells: Sequence[tuple[int, ...]], columns: int, height: float) -> None:
        """Room above or below what stands in *cells*, so that all names begin at one height: the cells are centred."""
        heights = [[self.high(index, columns) for index in indexes] for indexes in cells]
        whole = [sum(one) for one in heights]
        # Behind the last name stands the date.
        names = [one[0] for one in heights]
        top = names_top(height, names, whole)
        for indexes, own in zip(cells, whole, strict=True):
            lower = 2 * top - (height - own)
            if lower > _HAIR:
                self.rooms[indexes[0]] = pt(lower)
            elif lower < -_HAIR:
                self.below[indexes[-1]] = pt(-lower)

    def high(self, index: int, columns: int) -> float:
        """The height of a name or of the date in one of *columns*, in points."""
        block = self.document.blocks[index]
        assert isinstance(block, Paragraph)
        lines = len(title_breaks(block.role, block.inlines, self.norm, columns)) + 1
        return self.norm.roles[block.role].pitch.pt * lines

    def widths(self, shares: list[float]) -> list[int]:
        """The columns of a table as wide as the type area, in twips; rounding loses nothing."""
        edges = [0]
        for share in shares:
            edges.append(edges[-1] + (self.norm.page.text_width * share).twips)
        return [right - left for left, right in pairwise(edges)]

    def table(self, one: Table, index: int) -> None:
        frame = self.norm.roles[one.role].ruled
        widths = self.widths(column_shares(one, self.norm))
        rows = []
        lines = table_cells(one)[1]
        held, heights = held_rows(one, self.norm), least_heights(one, self.norm)
        for number, cells in enumerate(lines):
            column = 0
            # Rows keep to one another as paragraphs do, in Word and in LibreOffice alike.
            headed = frame.header_row and number == 0
            keep = _KEPT if number in held else ""
            written = []
            for inlines, taken in cells:
                role = LABEL if frame.names(number, column) else one.role
                inner = self.marked(f"{index:04}_{number}_{column}", self.runs(role, inlines))
                width = sum(widths[column : column + taken])
                written.append(cell(width, self.paragraph(role, inner, keep + self.page()), taken=taken))
                column += taken
            rows.append(row(heights[number], "".join(written), repeated=headed))
        self.pieces.append(table(self.fixed.ids[table_style(one.role)], widths, "".join(rows)))
        self.parted(index)

    def parted(self, index: int) -> None:
        """The paragraph that Word wants behind a table, where none follows the block *index*."""
        if parts_tables(self.document, index):
            self.pieces.append(f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[GAP]}"/></w:pPr></w:p>')

    def contents(self, index: int) -> None:
        """The field that Word keeps up to date, filled with the headings that follow and the pages of our own layout.

        No program computes them anew when the file is opened, so they must be right when written.
        """
        entries = headings(self.document, self.norm, index)
        block = self.document.blocks[index]
        depth = block.depth if isinstance(block, Contents) else len(ENTRIES)
        shown = ((role, look.outline) for role, look in self.norm.roles.items() if 0 < look.outline <= depth)
        levels = ",".join(f"{role},{level}" for role, level in shown)
        # What keeps together but is longer than a page would leave the page before empty.
        pages = {page.number for page in self.layout().pages if any(line.block == index for line in page.lines)}
        loose = '<w:keepNext w:val="0"/>' if len(pages) > 1 else ""
        for number, entry in enumerate(entries):
            page = self.page()
            begin, end = field_frame(f'TOC \\h \\z \\t "{levels}"')
            name = f"_dg_{entry.block:04}"
            page_number = field(f"PAGEREF {name} \\h", str(self.layout().page_of(entry.block)))
            self.pieces.append(
                f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[ENTRIES[entry.level - 1]]}"/>{loose}{page}</w:pPr>'
                f"{begin if number == 0 else ''}"
                f'<w:hyperlink w:anchor="{name}" w:history="1">{run(entry.text)}<w:r><w:tab/></w:r>'
                f"{page_number}</w:hyperlink>{end if number == len(entries) - 1 else ''}</w:p>"
            )

    def open_body(self) -> None:
        """The end of the front matter, a section without numbers; the body begins on a right page with 1."""
        front = self.section(front=True)
        self.pieces.append(f'<w:p><w:pPr><w:pStyle w:val="{self.fixed.ids[GAP]}"/>{front}</w:pPr></w:p>')
        self.opened = True

    def section(self, *, front: bool = False) -> str:
        """The page, last in the text: size, margins, grid, running heads and page numbers.

        That of the *front* matter has no numbers; that of the body behind it begins with 1.
        """
        page = self.norm.page
        # Tables and tabs are as wide as the type area: what rounding leaves over goes to the margin.
        left = page.width.twips - page.text_width.twips - page.right.twips
        wanted = (("header", bool(self.document.meta.header)), ("footer", not front))
        edges = [edge for edge, there in wanted if there]
        bare = self.bare if not self.opened else ""
        kinds = [("1", "default"), ("2", "even")]
        if self.fixed.own_first_page and not bare:
            kinds.append((FIRST_PAGE, "first"))
        # A first page that asks for its own head and foot and names none has none (ECMA-376 part 1, 17.10.6).
        references = "".join(
            f'<w:{edge}Reference w:type="{kind}" r:id="{edge}{number}"/>'
            for edge in edges
            for number, kind in kinds
            if bare != "all"
        )
        across = ' w:orient="landscape"' if page.width.emu > page.height.emu else ""
        first = "<w:titlePg/>" if self.fixed.own_first_page or bare == "first" else ""
        opening = '<w:type w:val="oddPage"/>' if self.opened else ""
        numbers = '<w:pgNumType w:start="1"/>' if self.opened else ""
        return (
            f'<w:sectPr>{references}{opening}<w:pgSz w:w="{page.width.twips}" w:h="{page.height.twips}"{across}/>'
            f'<w:pgMar w:top="{page.top.twips}" w:right="{page.right.twips}" w:bottom="{page.bottom.twips}" '
            f'w:left="{left}" w:header="{page.head.twips}" w:footer="{page.foot.twips}" w:gutter="0"/>'
            f"{line_numbers(self.norm)}{numbers}{first}"
            f'<w:docGrid w:type="lines" w:linePitch="{self.norm.grid.pitch.twips}"/></w:sectPr>'
        )
