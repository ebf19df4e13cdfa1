"""Where everything on the pages stands: characters, rules and pictures, in points from the corner of the sheet.

The lines are those of ``page.layout``, by the widths of the fonts that are embedded, as for a PDF;
here each gets its baseline, and each of its characters its face and its place. Nothing is asked of
Pango or WeasyPrint: an OFD can be made where they are missing, and what they make of the same
lines is held against this by ``tests/reliability/ofd.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeAlias

from docgen.core.tree import Document, Image, Inline, Paragraph, Picture, Strong, Table, Text, plain_text, texts
from docgen.formats.ofd.lines import Owner, Run, Styled, across, faces_of, set_line, strut
from docgen.formats.pdf.paged import placed
from docgen.page.fonts import used
from docgen.page.layout import Layout, Line, Page, flow, lay_out
from docgen.page.norm.model import FOLIO, HEAD, Norm, Role, Rule
from docgen.page.norm.values import Length
from docgen.page.placing import bare_pages, label_end
from docgen.page.shape import captioned, column_shares, figure_words, picture_size, table_cells


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle: a rule, or a line of a table."""

    x: float
    y: float
    width: float
    height: float
    colour: str = "000000"


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture on a page."""

    picture: Picture
    x: float
    y: float
    width: float
    height: float
    owner: Owner


Thing: TypeAlias = Run | Plate


@dataclass(slots=True)
class Leaf:
    """A page: what belongs to the text in its order, the rules, and what stands in the margins."""

    number: int
    things: list[Thing] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    margin: list[Run] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages; ``tops`` is block index → (page from 1, y) of the first line of a paragraph."""

    leaves: list[Leaf]
    layout: Layout
    tops: dict[int, tuple[int, float]]


def pages(document: Document, norm: Norm) -> Pages:
    """The pages of *document*: those of its PDF."""
    layout = lay_out(document, norm, used, norm.grid.gap, ours=True)
    setter = _Setter(document, norm, layout)
    return Pages([setter.leaf(page) for page in layout.pages], layout, setter.tops)


class _Setter:
    """Sets page after page; ``tops`` grows as it goes."""

    def __init__(self, document: Document, norm: Norm, layout: Layout) -> None:
        self.document = document
        self.norm = norm
        self.layout = layout
        self.left, self.top = norm.page.left.pt, norm.page.top.pt
        self.width = norm.page.text_width.pt
        self.tops: dict[int, tuple[int, float]] = {}
        self.headed: set[int] = set()
        self.aside = flow.abreast(document.blocks, norm)
        self.rules = placed(document, norm, len(layout.pages))
        self.bare = bare_pages(document, norm)

    def leaf(self, page: Page) -> Leaf:
        leaf = Leaf(page.number)
        # Boxes are told in the order of the text, wherever they stand.
        ordered = sorted(page.lines, key=lambda line: line.block)
        for (index, target), group in groupby(ordered, lambda line: (line.block, line.target)):
            lines = list(group)
            block = self.document.blocks[index]
            if isinstance(block, Table):
                self.table(leaf, index, block, lines)
            elif target is not None:
                self.entry(leaf, lines)
            elif isinstance(block, Image):
                self.figure(leaf, index, block, lines)
            elif isinstance(block, Paragraph):
                self.paragraph(leaf, lines, block.inlines)
        for rule in self.rules.get(page.number, ()):
            x, y = self.left + rule.left.pt, self.top + rule.top.pt
            leaf.bars += _ruled(rule.rule, x, y, rule.width.pt)
        self.margin(leaf, page)
        return leaf

    # — blocks —

    def paragraph(self, leaf: Leaf, lines: Sequence[Line], inlines: tuple[Inline, ...]) -> None:
        first, last = lines[0], lines[-1]
        look = self.norm.roles[first.role]
        self.tops.setdefault(first.block, (leaf.number, self.top + first.y))
        label = label_end(plain_text(inlines)) if look.label else 0
        middle = self.middle(lines) if look.turned else None
        for line, piece in zip(lines, flow.pieces(inlines, lines), strict=True):
            runs = self.line(line, self.styled(piece, look, label - line.start), Owner(line.block))
            if middle is None:
                leaf.things += runs
            else:
                # What stands upside down says once more what stands upright: it is no text of its own.
                leaf.margin += [replace(run, owner=None, middle=middle) for run in runs]
        for rule, y in ((look.above, first.y - _depth(look.above)), (look.below, last.y + last.height)):
            if rule is not None:
                left, right = look.left * look.character.pt, look.right * look.character.pt
                gap = rule.gap.pt if rule is look.below else 0.0
                leaf.bars += _ruled(rule, self.left + left, self.top + y + gap, self.width - left - right)

    def middle(self, lines: Sequence[Line]) -> tuple[float, float]:
        """The point about which *lines* are turned: the middle of the room that they take."""
        placed = [flow.unspaced(line, self.norm) for line in lines]
        across = min(line.x for line in placed) + max(line.x + line.width for line in placed)
        return self.left + across / 2, self.top + (lines[0].y + lines[-1].y + lines[-1].height) / 2

    def figure(self, leaf: Leaf, index: int, figure: Image, lines: Sequence[Line]) -> None:
        """The picture at the foot of the room that layout keeps for it, or the words in its place."""
        first = lines[0]
        if figure.picture is None:
            words = figure_words(figure, captioned=captioned(self.document, index))
            self.paragraph(leaf, lines, (Text(words, figure.span),))
            return
        width, height, room = picture_size(figure.picture, self.norm)
        x, y = self.left + (self.width - width) / 2, self.top + first.y + room - height
        leaf.things.append(Plate(figure.picture, x, y, width, height, Owner(index)))

    def entry(self, leaf: Leaf, lines: Sequence[Line]) -> None:
        """An entry of a table of contents: its words, dots, and the number of its page at the edge."""
        last = lines[-1]
        target = last.target or 0
        look = self.norm.roles[last.role]
        end = last.x
        for line in lines:
            words: list[Styled] = [(line.text.rstrip(" "), look.font, look.bold)]
            runs = self.line(line, words, Owner(line.block, target=target))
            leaf.things += runs
            end = runs[-1].right - self.left + look.tracking.pt if runs else line.x
        if self.width - last.x - last.width < 2 * look.size.length.pt:
            # There was no room behind the words: the number stands on a line of its own.
            last = last._replace(y=last.y + last.height, x=look.left * look.character.pt)
            end = last.x
        right = self.width - look.right * look.character.pt
        number = str(self.layout.page_of(target))
        start = right - self._across(number, look)
        dot = self._across(_DOT, look)
        count = int(right // dot) if dot else 0
        places = [right - dot * step for step in range(count, 0, -1)]
        shown = faces_of(look.font)[_DOT][0] is not None
        dots = [x for x in places if shown and x >= end and x + dot <= start]
        base, top = self.baseline(last.y, last.height, look), self.top + last.y
        if dots:
            face = faces_of(look.font)[_DOT][0]
            assert face is not None, "a dot that takes room has a face"
            xs = tuple(self.left + x for x in dots)
            size, colour = look.size.length.pt, look.colour
            run = Run(_DOT * len(dots), face, size, colour, look.bold, xs, xs[-1] + dot, base, top, last.height)
            leaf.margin.append(run)
        leaf.margin += set_line([(number, look.font, look.bold)], look, look.tracking.pt, self.left + start, base, top)

    def table(self, leaf: Leaf, index: int, table: Table, lines: Sequence[Line]) -> None:
        """The rows of *table* that stand on one page, and their frame; a heading row that comes again is no text."""
        look = self.norm.roles[table.role]
        frame = look.ruled
        grid = table_cells(table)[1]
        rows = flow.table_rows(table, self.norm, lines)
        thick, padding = frame.line.pt, frame.padding.pt
        edges = [thick / 2]
        for share in column_shares(table, self.norm):
            edges.append(edges[-1] + (self.width - thick) * share)
        for row in rows:
            at = row.lines[0].cell[0] if row.lines[0].cell else 0
            again = at == 0 and index in self.headed
            column = 0
            for (cell, taken), inner in zip(grid[at], flow.cells(row.lines), strict=True):
                left, right = edges[column] + thick / 2 + padding, edges[column + taken] - thick / 2 - padding
                runs = self.cell(cell, inner, left, right, None if again else Owner(index, inner[0].cell))
                if again:
                    leaf.margin += runs
                else:
                    leaf.things += runs
                leaf.bars.append(self.upright(edges[column], row, thick, look.colour))
                column += taken
            leaf.bars.append(self.upright(edges[-1], row, thick, look.colour))
            if at == 0:
                self.headed.add(index)
        for y in (rows[0].top, *(row.top + row.height for row in rows)):
            leaf.bars.append(Bar(self.left, self.top + y - thick / 2, self.width, thick, look.colour))

    def cell(
        self, cell: tuple[Inline, ...], lines: Sequence[Line], left: float, right: float, owner: Owner | None
    ) -> list[Run]:
        """The lines of a cell, its words between *left* and *right*."""
        look = self.norm.roles[lines[0].role]
        ready = [flow.unspaced(line, self.norm) for line in lines]
        indent = (look.first - look.hanging) * look.character.pt
        found = []
        for line, at, piece in zip(lines, ready, flow.pieces(cell, lines), strict=True):
            free = right - left - at.width
            x = {"center": free / 2, "right": free}.get(look.align, 0.0 if line.start else indent)
            found += self.line(line._replace(x=left + x), self.styled(piece, look), owner, moved=True)
        return found

    def upright(self, x: float, row: flow.TableRow, thick: float, colour: str) -> Bar:
        return Bar(self.left + x - thick / 2, self.top + row.top, thick, row.height, colour)

    # — lines —

    def styled(self, piece: Iterable[Inline], look: Role, label: int = 0) -> list[Styled]:
        """The characters of *piece* with their fonts; the first *label* of them in the font of the role's label."""
        norm, found, done = self.norm, [], 0
        for inline in piece:
            strong = isinstance(inline, Strong)
            own = norm.strong.font if strong and norm.strong.font != norm.base.font else None
            for leaf in texts((inline,)):
                cut = min(max(label - done, 0), len(leaf.text))
                parts = ((leaf.text[:cut], look.label or look.font), (leaf.text[cut:], look.font))
                bold = norm.strong.bold if strong else look.bold
                found += [(words, own or font, bold) for words, font in parts if words]
                done += len(leaf.text)
        return found

    def line(self, line: Line, words: Iterable[Styled], owner: Owner | None, *, moved: bool = False) -> list[Run]:
        """The runs of *line*, which stands at its own x where it has been *moved* already."""
        look = self.norm.roles[line.role]
        x = self.left + (line if moved else flow.unspaced(line, self.norm)).x
        space = flow.letter_space(line, self.norm)
        base = self.baseline(line.y, line.height, look)
        return set_line(words, look, space, x, base, self.top + line.y, line.height, owner)

    def baseline(self, y: float, height: float, look: Role) -> float:
        """The baseline of a line at *y* of the type area: its strut, of the first face of the font, is in its middle."""
        return self.top + y + strut(look.font, look.size.length.pt, height)

    def _across(self, words: str, look: Role) -> float:
        return across(words, look.font, look.size.length.pt, look.tracking.pt)

    # — margins —

    def margin(self, leaf: Leaf, page: Page) -> None:
        """The running head, the number of the page and those of its lines, where *page* has them."""
        bare = self.bare == "all" or (self.bare == "first" and leaf.number == 1)
        if self.document.meta.header and not bare:
            self.head(leaf)
        if leaf.number > self.layout.front and not bare and (self.norm.folio.first or leaf.number > 1):
            self.folio(leaf)
        if self.norm.numbered:
            self.numbers(leaf, page)

    def head(self, leaf: Leaf) -> None:
        look = self.norm.roles[HEAD]
        words = self.document.meta.header
        y = self.norm.page.head.pt
        free = self.width - self._across(words, look)
        x = self.left + free * {"center": 0.5, "right": 1.0}.get(look.align, 0.0)
        base = y + strut(look.font, look.size.length.pt, look.pitch.pt)
        leaf.margin += set_line([(words, look.font, look.bold)], look, look.tracking.pt, x, base, y)

    def folio(self, leaf: Leaf) -> None:
        norm, folio, look = self.norm, self.norm.folio, self.norm.roles[FOLIO]
        words = f"{folio.before}{leaf.number - self.layout.front}{folio.after}"
        inset = folio.inset * look.size.length.pt
        free = self.width - self._across(words, look)
        side = folio.odd if leaf.number % 2 else folio.even
        x = self.left + {"left": inset, "right": free - inset}.get(side, free / 2)
        # The dash of a number stands in the middle of its line.
        y = norm.page.height.pt - norm.page.bottom.pt + folio.drop.pt - look.pitch.pt / 2
        base = y + strut(look.font, look.size.length.pt, look.pitch.pt)
        leaf.margin += set_line([(words, look.font, look.bold)], look, look.tracking.pt, x, base, y)

    def numbers(self, leaf: Leaf, page: Page) -> None:
        review = self.norm.review
        look = replace(self.norm.base, font=review.font, size=review.size, tracking=Length(0))
        edge = self.left - review.gap.pt
        for count, (y, height) in enumerate(flow.numbered(page, self.norm, self.aside), 1):
            words = str(count)
            base = self.baseline(y, height, look)
            runs = set_line(
                [(words, look.font, look.bold)], look, 0.0, edge - self._across(words, look), base, self.top + y
            )
            leaf.margin += runs


_DOT = "·"
"""What leads the eye to the number of a page."""


# — rules —


def _depth(rule: Rule | None) -> float:
    return rule.gap.pt + rule.width.pt if rule is not None else 0.0


def _ruled(rule: Rule, x: float, y: float, width: float) -> list[Bar]:
    """A rule whose upper edge is at *y*: one line, or a thick and a thin one."""
    if rule.form == "single":
        return [Bar(x, y, width, rule.width.pt, rule.colour)]
    thin = (rule.thickness - rule.width).pt / 2
    first, second = (rule.width.pt, thin) if rule.form == "thick-thin" else (thin, rule.width.pt)
    return [Bar(x, y, width, first, rule.colour), Bar(x, y + first + thin, width, second, rule.colour)]
