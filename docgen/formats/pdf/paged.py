"""The style sheet of a norm for paper: every length in points, as the norm has it, and the faces by name of file.

With the rules of boxes (版记, the double lines of a 信函), each at its place. For WeasyPrint, which sets the PDF. The sheet for phones, screens and browsers' printers is ``css``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from docgen.core.tree import Document
from docgen.formats.web.css import align, number
from docgen.page.norm.model import FOLIO, HEAD, Box, Folio, Font, Norm, Role, Rule
from docgen.page.norm.values import Length
from docgen.page.placing import Strip, box_left, first_page_boxes, groups, rows_high

Families = Mapping[Font, Sequence[str]]
"""Font of the norm → the names of its faces, the first sets the text, the others step in."""

LINES = "行号"
"""The class of the numbers of the lines of a page."""
NEW_PAGE, GOES_ON, HEADED = "另页", "续", "标签"
"""Classes that are no roles: what begins a page, what goes on from the page before, the label of a paragraph."""


_NOTHING = "@top-center{content:none}@bottom-left{content:none}@bottom-right{content:none}"
BARE: Mapping[str, str] = {
    "": "",
    "first": f"@page :first{{{_NOTHING}}}",
    "all": f"@page :left{{{_NOTHING}}}@page :right{{{_NOTHING}}}@page :first{{{_NOTHING}}}",
}
"""Pages without number and running head, by what ``placing.bare_pages`` says; in the document, so that it comes last."""


def numbered(norm: Norm, pages: int, front: int) -> str:
    """The numbers of *pages* of which the first *front* bear none; the next one is number 1."""
    folio = norm.folio
    rules = []
    for page in range(1, pages + 1):
        words = f"{folio.before}{page - front}{folio.after}" if page > front else ""
        place = folio.odd if page % 2 else folio.even
        content = f'"{words}"' if words else "none"
        rules.append(f"@page :nth({page}){{@bottom-{place}{{content:{content}}}}}")
    return "".join(rules)


def sheet(norm: Norm, families: Families) -> str:
    """The style sheet, without a ``style`` element round it."""
    return "\n".join(
        (
            *_page(norm, families),
            *(_line_numbers(norm, families) if norm.numbered else ()),
            *_ground(norm, families),
            *(rule for role, look in norm.roles.items() for rule in _role(norm, role, look, families)),
            f".{NEW_PAGE}{{break-before:page}}",
            f".{GOES_ON}{{text-indent:0;bookmark-level:none}}",
        )
    )


def pt(length: Length) -> str:
    """*length* in points."""
    return f"{number(length.pt)}pt" if length.emu else "0"


def characters(look: Role, count: float) -> str:
    """The room of *count* characters in *look*: each as wide as its size and what is added behind it."""
    return pt(look.character * count)


def family(font: Font, families: Families) -> str:
    """The value of ``font-family``."""
    return ",".join((*(f'"{name}"' for name in families[font]), font.kind))


def points(length: float) -> str:
    """*length*, a number of points, as a length of CSS."""
    return f"{number(round(length, 3))}pt"


def _page(norm: Norm, families: Families) -> tuple[str, ...]:
    """The sheet of paper, the running head and the page numbers.

    Layout has decided what stands on a page. Half a line of the lower margin is lent to the
    type area, so that no rounding can push its last line over.
    """
    page, folio, head = norm.page, norm.folio, norm.roles[HEAD]
    lent = norm.grid.pitch * 0.5
    margins = " ".join(pt(side) for side in (page.top, page.right, page.bottom - lent, page.left))
    first = "@page :first{@bottom-left{content:none}@bottom-right{content:none}}"
    return (
        f"@page{{size:{pt(page.width)} {pt(page.height)};margin:{margins};"
        f"@top-center{{content:element(head);width:100%;vertical-align:top;padding-top:{pt(page.head)}}}}}",
        f".{HEAD}{{position:running(head);text-align:{align(head)}}}",
        *(
            f"@page :{side}{{@bottom-{place}{{{_folio(norm, folio, families, place)}}}}}"
            for side, place in (("right", folio.odd), ("left", folio.even))
        ),
        *([] if folio.first else [first]),
    )


def _line_numbers(norm: Norm, families: Families) -> tuple[str, ...]:
    """The numbers of the lines of a page: a running element of its own in the left margin."""
    look = replace(norm.base, font=norm.review.font, size=norm.review.size, tracking=Length(0))
    return (
        "@page{@left-top{content:element(lines);width:100%;height:100%;vertical-align:top}}",
        f".{LINES}{{position:running(lines);padding-right:{pt(norm.review.gap)};{_letters(look, families)};"
        "text-align:right}",
    )


def _folio(norm: Norm, folio: Folio, families: Families, place: str) -> str:
    look = norm.roles[FOLIO]
    inset = f";padding-{place}:{pt(look.size.length * folio.inset)}" if place in ("left", "right") else ""
    # The dash of a number stands in the middle of its line.
    below = norm.page.bottom - folio.drop - look.pitch * 0.5
    return (
        f'content:"{folio.before}" counter(page) "{folio.after}";white-space:pre;vertical-align:bottom;'
        f"padding-bottom:{pt(below)};{_letters(look, families)}{inset}"
    )


def _ground(norm: Norm, families: Families) -> tuple[str, ...]:
    strong = norm.strong
    # A line is as high as its paragraph says, whatever the metrics of another font are.
    own = f";font-family:{family(strong.font, families)};line-height:0" if strong.font != norm.base.font else ""
    return (
        f"html{{{_letters(norm.base, families)};font-kerning:none;font-variant-ligatures:none;orphans:1;widows:1}}",
        "body,h1,h2,h3,h4,h5,h6,p,th,td{margin:0;padding:0;font-weight:normal;text-align:left}",
        # Line feeds are the ends of lines that layout found; those between the elements count for nothing.
        "h1,h2,h3,h4,h5,h6,p,th,td{white-space:pre;bookmark-level:none}",
        f"strong{{font-weight:{_weight(strong.bold)}{own}}}",
        'a{color:inherit;text-decoration:none}a::after{content:leader("·") attr(data-page)}',
        "img{display:block;margin:0 auto}",
        "table{border-collapse:collapse;width:100%;table-layout:fixed}tr{break-inside:avoid}",
    )


def _letters(look: Role, families: Families) -> str:
    """What each character looks like."""
    return (
        f"font-family:{family(look.font, families)};font-size:{pt(look.size.length)};line-height:{pt(look.pitch)};"
        f"letter-spacing:{pt(look.tracking)};color:#{look.colour};font-weight:{_weight(look.bold)}"
    )


def _weight(bold: bool) -> str:
    """Emphasis is drawn with thicker strokes, as word processors do with faces that have no bold (``weasy``)."""
    return "bold" if bold else "normal"


def _role(norm: Norm, role: str, look: Role, families: Families) -> list[str]:
    rules = [
        _letters(look, families),
        f"text-align:{'left' if look.align == 'both' else align(look)}",
        f"text-indent:{characters(look, look.first - look.hanging)}",
        f"margin-left:{characters(look, look.left)}",
        f"margin-right:{characters(look, look.right)}",
        *_rule("top", look.above),
        *_rule("bottom", look.below),
        *([f"bookmark-level:{look.outline}"] if look.outline else []),
    ]
    if role == HEAD:
        rules = rules[:2]
    found = [f".{role}{{{';'.join(rules)}}}"]
    if look.label:
        found.append(f".{role} .{HEADED}{{font-family:{family(look.label, families)};line-height:0}}")
    if frame := look.frame:
        line = f"{pt(frame.line)} solid"
        found += [
            f"table.{role}{{border:{line};text-indent:0;margin-left:0;margin-right:0}}",
            f".{role} th,.{role} td{{border:{line};padding:0 {pt(frame.padding)};vertical-align:middle}}",
        ]
    return found


def _rule(side: str, rule: Rule | None) -> tuple[str, ...]:
    """A line above or below that takes no room from the text."""
    if rule is None:
        return ()
    return (
        f"border-{side}:{pt(rule.width)} solid #{rule.colour}",
        f"padding-{side}:{pt(rule.gap)}",
        *([f"margin-bottom:-{pt(rule.width + rule.gap)}"] if side == "bottom" else []),
    )


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
