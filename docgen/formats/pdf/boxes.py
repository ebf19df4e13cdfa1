"""The rules of boxes (版记, the double lines of a 信函), each at its place on the page."""

from __future__ import annotations

from typing import NamedTuple

from docgen.core.tree import Document
from docgen.formats.pdf.paged import pt
from docgen.page.norm.model import Box, Norm, Rule
from docgen.page.norm.units import Length
from docgen.page.placing import Strip, box_left, first_page_boxes, groups, rows_high


class Placed(NamedTuple):
    """A rule on a page; ``top`` and ``left`` are its upper left corner from that of the type area."""

    rule: Rule
    top: Length
    left: Length
    width: Length


def placed(document: Document, norm: Norm, pages: int) -> dict[int, list[Placed]]:
    """Number of the page → the rules on it, where the document takes *pages* pages."""
    found: dict[int, list[Placed]] = {}
    for group in groups(document.blocks, norm):
        if isinstance(group, Strip):
            box = norm.boxes[group.box]
            heights = rows_high(group, document, norm)
            number, top = _place(box, norm, sum(one.emu for one in heights), pages)
            lines = [(box.first, top)]
            for height in heights[:-1]:
                top = top + height
                lines.append((box.middle, top))
            lines.append((box.last, top + heights[-1] - (box.last.thickness if box.last else Length(0))))
            found.setdefault(number, []).extend(_across(rule, at, box, norm) for rule, at in lines if rule)
    for box in first_page_boxes(norm):
        if box.first:
            at = norm.page.height - box.distance - norm.page.top
            found.setdefault(1, []).append(_across(box.first, at, box, norm))
    return found


def rules(document: Document, norm: Norm, pages: int) -> dict[int, list[str]]:
    """Number of the page → the rules on it as HTML; they are no text, and reader programs pass over them."""
    return {number: [_html(one) for one in found] for number, found in placed(document, norm, pages).items()}


def _place(box: Box, norm: Norm, height: int, pages: int) -> tuple[int, Length]:
    """The page of a box and its upper edge from the top of the type area."""
    if box.edge == "text-bottom":
        return pages, norm.page.text_height - box.distance - Length(height)
    return 1, box.distance - norm.page.top


def _across(rule: Rule, top: Length, box: Box, norm: Norm) -> Placed:
    """A rule as wide as *box*."""
    return Placed(rule, top, box_left(box, norm), box.width)


def _html(placed: Placed) -> str:
    """A rule of one line, or of a thick and a thin one."""
    rule, top, left, width = placed
    thin = (rule.thickness - rule.width) * 0.5
    borders = {
        "single": f"border-top:{pt(rule.width)} solid",
        "thick-thin": f"border-top:{pt(rule.width)} solid;height:{pt(thin)};border-bottom:{pt(thin)} solid",
        "thin-thick": f"border-top:{pt(thin)} solid;height:{pt(thin)};border-bottom:{pt(rule.width)} solid",
    }[rule.form]
    return (
        f'<div style="position:absolute;top:{pt(top)};left:{pt(left)};width:{pt(width)};'
        f'color:#{rule.colour};{borders}"></div>\n'
    )
