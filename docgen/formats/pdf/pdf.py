"""PDF: the pages that ``layout`` has made, set line for line by WeasyPrint.

Every line ends where layout ended it, every page begins where layout began it, and what must be
flush gets the space that layout found. WeasyPrint does the rest: shaping, fonts, tags (PDF/UA-1
unless another variant is asked for), bookmarks. The typography is ``paged``'s, WeasyPrint's side
of it ``weasy``'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

from docgen.core.errors import EnvironmentFault, problem
from docgen.core.libraries import lacking
from docgen.core.tree import Document, Image, Inline, Paragraph, Picture, Table, Text, plain_text
from docgen.formats.pdf import paged
from docgen.formats.pdf.paged import rules
from docgen.formats.web import html
from docgen.formats.web.css import number
from docgen.page.fonts import Face, chosen, used
from docgen.page.layout import Layout, Line, Page, flow, lay_out
from docgen.page.norm.model import HEAD, Font, Norm, Role
from docgen.page.placing import bare_pages, label_end
from docgen.page.shape import captioned, column_shares, figure_words, heading_tags, parted, picture_size, table_cells

UNIVERSAL = "pdf/ua-1"
_HINT = "运行 docgen doctor，看怎样安装；Word、网页格式不受影响"


def write(document: Document, norm: Norm, variant: str = UNIVERSAL) -> bytes:
    """*document* as a PDF of the *variant*. Raises EnvironmentFault where Pango is missing."""
    try:
        from docgen.formats.pdf import weasy
    except (OSError, ImportError) as fault:
        pango = problem(None, "E001", "缺少生成 PDF 要用的系统组件 Pango", _HINT)
        raise EnvironmentFault([lacking(fault) or pango]) from None
    faces, families = _faces(norm)
    return weasy.pdf(page(document, norm, layout_of(document, norm)), paged.sheet(norm, families), faces, variant)


def layout_of(document: Document, norm: Norm) -> Layout:
    """The pages of the PDF: those of the Word file, by the widths of the fonts that are embedded."""
    return lay_out(document, norm, used, norm.grid.gap, ours=True)


def _faces(norm: Norm) -> tuple[dict[str, Face], dict[Font, list[str]]]:
    """(family → face, font of the norm → its families): each face is a family of its own."""
    faces: dict[str, Face] = {}
    families: dict[Font, list[str]] = {}
    for font in norm.fonts.values():
        families[font] = []
        for face in chosen(font).faces:
            # Named by the file: the name is seen in the properties of the PDF, the path is not.
            name = "-".join([*re.findall(r"[A-Za-z0-9]+", face.path.stem), *([str(face.index)] if face.index else [])])
            faces[name] = face
            families[font].append(name)
    return faces, families


def page(document: Document, norm: Norm, layout: Layout) -> str:
    """The HTML that WeasyPrint sets: the lines of *layout* in their elements."""
    meta = document.meta
    head = f'<p class="{HEAD}">{escape(meta.header)}</p>\n' if meta.header else ""
    setter = _Setter(document, norm, layout)
    body = "".join(setter.pages())
    spacing = "".join(f".{name}{{letter-spacing:{value}pt}}" for value, name in sorted(setter.spacings.items()))
    spacing += paged.BARE[bare_pages(document, norm)]
    spacing += paged.numbered(norm, len(layout.pages), layout.front) if layout.front else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(meta.language)}"><head><meta charset="utf-8"/>'
        f"<title>{escape(meta.title)}</title><style>{spacing}</style></head><body>\n{head}{body}</body></html>"
    )


class _Setter:
    """Writes page after page; ``spacings`` are the classes for lines whose characters stand wider or closer."""

    def __init__(self, document: Document, norm: Norm, layout: Layout) -> None:
        self.document = document
        self.norm = norm
        self.layout = layout
        self.tags = heading_tags(document, norm)
        self.spacings: dict[str, str] = {}
        self.abreast = flow.abreast(document.blocks, norm)

    def pages(self) -> Iterator[str]:
        ruled = rules(self.document, self.norm, len(self.layout.pages))
        for one in self.layout.pages:
            bottom = 0.0
            new_page = one.number > 1
            # Boxes are told in the order of the text, wherever they stand.
            ordered = sorted(one.lines, key=lambda line: line.block)
            if new_page and (not ordered or self.aside(ordered[0], bottom)):
                yield f'<div class="{paged.NEW_PAGE}"></div>\n'
                new_page = False
            for _, group in groupby(ordered, lambda line: (line.block, line.target)):
                lines = list(group)
                block = self.document.blocks[lines[0].block]
                if isinstance(block, Table):
                    rows = flow.table_rows(block, self.norm, lines)
                    yield from self.table(block, rows, bottom, new_page=new_page)
                    bottom = rows[-1].top + rows[-1].height
                else:
                    aside = self.aside(lines[0], bottom)
                    yield self.fragment(block, lines, None if aside else bottom, new_page=new_page)
                    bottom = bottom if aside else lines[-1].y + lines[-1].height
                new_page = False
            # Behind the text: what begins a page must come first on it.
            yield "".join(ruled.get(one.number, ()))
            if self.norm.numbered:
                yield self.numbers(one)

    def numbers(self, page: Page) -> str:
        """The numbers before the lines of *page*."""
        rows, bottom = [], 0.0
        for count, (y, height) in enumerate(flow.numbered(page, self.norm, self.abreast), 1):
            rows.append(
                f'<div style="margin-top:{paged.points(y - bottom)};line-height:{paged.points(height)}">{count}</div>'
            )
            bottom = y + height
        return f'<div class="{paged.LINES}">{"".join(rows)}</div>\n'

    def aside(self, line: Line, bottom: float) -> bool:
        """True where *line* begins something that does not lie below the text, which has got to *bottom*."""
        return line.y < bottom - _HAIR or bool(self.norm.roles[line.role].box)

    def fragment(self, block: object, lines: list[Line], bottom: float | None, *, new_page: bool) -> str:
        """The lines of one paragraph on one page; what goes before it ends at *bottom*.

        ``None`` where it stands beside something or in a box, wherever the text has got to.
        """
        first = lines[0]
        look = self.norm.roles[first.role]
        classes = [first.role]
        classes += [paged.NEW_PAGE] if new_page else []
        classes += [paged.GOES_ON] if first.start else []
        top = first.y - (bottom or 0.0)
        if isinstance(block, Image) and block.picture is not None:
            return self.picture(block, block.picture, top, new_page=new_page)
        ready = [flow.unspaced(line, self.norm) for line in lines]
        rules = [f"margin-top:{paged.points(top)}"] if abs(top) > _HAIR and bottom is not None else []
        rules += [f"position:absolute;left:0;top:{paged.points(top)}"] if bottom is None else []
        rules += _across(look, ready, aside=bottom is None)
        rules += _turned(lines) if look.turned else []
        style = f' style="{";".join(rules)}"' if rules else ""
        tag = self.tags.get(first.block, "p") if first.target is None else "p"
        place = f' id="d{first.block}"' if tag != "p" and not first.start else ""
        return f'<{tag}{place} class="{" ".join(classes)}"{style}>{self.words(block, lines)}</{tag}>\n'

    def picture(self, figure: Image, picture: Picture, top: float, *, new_page: bool) -> str:
        """The picture in the middle of the type area, *top* points below what stands above it."""
        width, height, room = picture_size(picture, self.norm)
        place = f"margin-top:{paged.points(top + room - height)}"
        size = f"width:{paged.points(width)};height:{paged.points(height)}"
        image = f'<img src="{html.data_url(picture)}" alt="{escape(figure.alt)}" style="{size}"/>'
        classes = f' class="{paged.NEW_PAGE}"' if new_page else ""
        return f'<div{classes} style="{place};height:{paged.points(height)}">{image}</div>\n'

    def words(self, block: object, lines: list[Line]) -> str:
        """The lines with line feeds between them, each in its class where its spacing is not that of its role."""
        target = lines[0].target
        if target is not None:
            return self.entry(target, lines)
        inlines: tuple[Inline, ...]
        if isinstance(block, Paragraph):
            inlines = block.inlines
        else:
            below = captioned(self.document, lines[0].block)
            inlines = (Text(figure_words(block, captioned=below), block.span),) if isinstance(block, Image) else ()
        label = label_end(plain_text(inlines)) if self.norm.roles[lines[0].role].label else 0
        ready = [(self.spacing(line), self.set(line, piece, label)) for line, piece in self.pieced(inlines, lines)]
        # Lines that follow one another with the same spacing share an element.
        return "\n".join(
            _classed(spacing, "\n".join(words for _, words in group))
            for spacing, group in groupby(ready, lambda one: one[0])
        )

    def entry(self, target: int, lines: list[Line]) -> str:
        """An entry of a table of contents: dots, and the number of its page, behind its last line."""
        words = "\n".join(escape(line.text.rstrip(" ")) for line in lines)
        look = self.norm.roles[lines[-1].role]
        room = self.norm.page.text_width.pt - lines[-1].x - lines[-1].width
        turned = "\n" if room < 2 * look.size.length.pt else ""
        return f'<a href="#d{target}" data-page="{self.layout.page_of(target)}">{words}{turned}</a>'

    def pieced(self, inlines: tuple[Inline, ...], lines: list[Line]) -> list[tuple[Line, list[Inline]]]:
        return list(zip(lines, flow.pieces(inlines, lines), strict=True))

    def set(self, line: Line, piece: list[Inline], label: int = 0) -> str:
        """The words of *line*; those before the offset *label* of the paragraph in the font of its label."""
        if line.start >= label:
            return html.inlines(tuple(piece))
        parts = parted(tuple(piece), [label - line.start] if label < line.end else [])
        return _classed(paged.HEADED, html.inlines(tuple(parts[0]))) + "".join(
            html.inlines(tuple(one)) for one in parts[1:]
        )

    def spacing(self, line: Line) -> str:
        """The class for the space behind each character of *line*, ``""`` where it is that of the role."""
        value = number(flow.letter_space(line, self.norm))
        if value == number(self.norm.roles[line.role].tracking.pt):
            return ""
        return self.spacings.setdefault(value, f"s{len(self.spacings)}")

    # — tables —

    def table(self, table: Table, rows: list[flow.TableRow], bottom: float, *, new_page: bool) -> Iterator[str]:
        """The rows of *table* that stand on one page, as a table of their own."""
        frame = self.norm.roles[table.role].ruled
        columns = "".join(f'<col style="width:{number(share * 100)}%"/>' for share in column_shares(table, self.norm))
        # The outer halves of the frame hang over, so that the rows stand where layout has them.
        over = frame.line.pt / 2
        top = rows[0].top - bottom - over
        style = f' style="margin-top:{paged.points(top)};margin-bottom:{paged.points(-over)}"'
        classes = f"{table.role} {paged.NEW_PAGE}" if new_page else table.role
        yield f'<table class="{classes}"{style}><colgroup>{columns}</colgroup><tbody>\n'
        layout = table_cells(table)[1]
        for _, height, row in rows:
            at = row[0].cell[0] if row[0].cell else 0
            yield f'<tr style="height:{paged.points(height)}">'
            for column, ((cell, taken), cell_lines) in enumerate(zip(layout[at], flow.cells(row), strict=True)):
                tag, kind = html.cell_tag(frame, at, column)
                span = f' colspan="{taken}"' if taken > 1 else ""
                words = "\n".join(
                    _classed(self.spacing(line), self.set(line, piece)) for line, piece in self.pieced(cell, cell_lines)
                )
                yield f'<{tag}{kind}{span} class="{cell_lines[0].role}">{words}</{tag}>'
            yield "</tr>\n"
        yield "</tbody></table>\n"


_HAIR = 0.01


def _across(look: Role, lines: list[Line], *, aside: bool) -> list[str]:
    """What puts *lines* at their x, where the class of the role does not."""
    character = look.character.pt
    first, last = lines[0], lines[-1]
    left = _left(look, lines)
    if look.align in ("left", "both"):
        indent = first.x - left
        found = [f"margin-left:{paged.points(left)}"] if aside or abs(left - look.left * character) > _HAIR else []
        return found + ([f"text-indent:{paged.points(indent)}"] if aside else [])
    if not aside and look.align == "center" and (look.above or look.below):
        # The rule is as wide as the paragraph.
        return []
    if first is last:
        return [f"margin-left:{paged.points(first.x)};margin-right:0;text-indent:0;text-align:left"]
    # Lines of one middle, or of one right edge; WeasyPrint counts the space behind the last character too.
    right = max(line.x + line.width for line in lines) + look.tracking.pt
    return [f"margin-left:{paged.points(left)};margin-right:0;text-indent:0;width:{paged.points(right - left)}"]


def _left(look: Role, lines: list[Line]) -> float:
    """The left edge of the element that holds *lines*."""
    first, last = lines[0], lines[-1]
    if look.align in ("left", "both"):
        if first is not last:
            return last.x
        return first.x if first.start else first.x - (look.first - look.hanging) * look.character.pt
    if look.align == "center" and (look.above or look.below):
        return look.left * look.character.pt
    return min(line.x for line in lines)


def _turned(lines: list[Line]) -> list[str]:
    """What turns *lines* about their own middle."""
    across = max(line.x + line.width for line in lines) - min(line.x for line in lines)
    return [*([f"width:{paged.points(across)}"] if len(lines) == 1 else []), "transform:rotate(180deg)"]


def _classed(name: str, words: str) -> str:
    """*words* in an element of the class *name*, bare where it is ``""``."""
    return f'<span class="{name}">{words}</span>' if name else words
