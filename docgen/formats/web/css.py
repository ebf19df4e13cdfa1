"""The style sheet of a norm: one class per role, for a phone, a screen and the printer of a browser.

Sizes are ratios to the text of 正文, so that a page grows and shrinks as a whole; on paper
the text takes the size that the norm gives it.
"""

from __future__ import annotations

from functools import lru_cache

from docgen.page.norm.model import FOLIO, LABEL, Font, Frame, Norm, Role, Rule
from docgen.page.norm.values import Length

BLANK, BREAK = "填写", "分页"
"""Classes that are no roles: a cell to be filled in by hand, the place of a page break."""
_MOST = 2.0
"""Empty lines above or below a paragraph on a screen at most: a cover has six, for a sheet of paper."""


@lru_cache(maxsize=16)
def sheet(norm: Norm) -> str:
    """The style sheet, without a ``style`` element round it."""
    return "\n".join(
        (
            *(_face(name, font) for name, font in norm.fonts.items() if font.faces),
            *_ground(norm),
            *(rule for role, look in norm.roles.items() for rule in _role(norm, role, look)),
            *_paper(norm),
        )
    )


def em(value: float) -> str:
    """*value* as a length in characters: 2em, .5em."""
    return f"{number(value)}em" if value else "0"


def number(value: float) -> str:
    """*value* with at most three decimals, always the same way."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _face(name: str, font: Font) -> str:
    """Single faces from the reader's own machine; nothing is fetched."""
    sources = ",".join(f'local("{face}")' for face in font.faces)
    return f'@font-face{{font-family:"{name}";src:{sources}}}'


def _family(norm: Norm, font: Font) -> str:
    own = [name for name, one in norm.fonts.items() if one == font and one.faces]
    return ",".join((*(f'"{name}"' for name in (*own, *font.names)), font.kind))


def _ground(norm: Norm) -> tuple[str, ...]:
    """What holds for the page as a whole."""
    base, screen = norm.base, norm.screen
    return (
        "*{box-sizing:border-box}",
        "html{-webkit-text-size-adjust:100%;text-size-adjust:100%}",
        "body{margin:0 auto;"
        f"max-width:{em(screen.measure + 2 * screen.margin)};padding:{em(screen.margin)};background:#fff;"
        f"font-size:{number(screen.size)}px;line-height:{number(base.pitch / base.size.length)};"
        f"font-family:{_family(norm, base.font)};color:#{base.colour};text-align:{align(base)};"
        "line-break:strict;overflow-wrap:anywhere}",
        # Spaces are part of the text; tags are written without any between them.
        "h1,h2,h3,h4,h5,h6,p,figure,table,nav,ul,li{margin:0;font:inherit;white-space:pre-wrap}",
        "ul{padding:0;list-style:none}",
        "img{display:block;max-width:100%;height:auto;margin:0 auto}",
        f"strong{{font-weight:{'bold' if norm.strong.bold else 'inherit'}"
        + (f";font-family:{_family(norm, norm.strong.font)}" if norm.strong.font != base.font else "")
        + "}",
        "hr{border:0;border-top:1px solid #ccc;margin:2em 0}",
        # A line to be filled in by hand stays whole; the column of the labels gives way. On a phone nobody fills it in.
        f".{BLANK}{{white-space:pre}}@media(max-width:30em){{.{BLANK}{{white-space:pre-wrap}}}}",
        "nav a{color:inherit}",
        # On a phone a line holds too few characters to be spread: “12345” would tear the one above it apart.
        "@media screen and (max-width:600px){body{text-align:start}}",
    )


_SMALLEST = 15
"""Pixels of a character on a screen, at least: what is small on paper is read on phones too; on paper 15px are 11.25pt."""


def _readable(share: float, norm: Norm) -> str:
    """The size of a role that has *share* of that of the text, on a screen never smaller than can be read."""
    own = em(share)
    return own if share * norm.screen.size >= _SMALLEST else f"max({own},{_SMALLEST}px)"


def declarations(norm: Norm, look: Role) -> list[tuple[str, str]]:
    """(property, value) for everything in which *look* differs from the ground of the page."""
    base = norm.base
    size = look.size.length
    found = [
        ("font-family", _family(norm, look.font), look.font != base.font),
        ("font-size", _readable(size / base.size.length, norm), size != base.size.length),
        ("line-height", number(look.pitch / size), look.pitch / size != base.pitch / base.size.length),
        ("font-weight", "bold" if look.bold else "normal", look.bold != base.bold),
        ("color", f"#{look.colour}", look.colour != base.colour),
        ("letter-spacing", em(look.tracking / size), look.tracking > base.tracking and look.tracking.emu > 0),
        ("text-align", align(look), look.align != base.align),
        # Short lines over the middle of the page, none with a word left alone.
        ("text-wrap", "balance", look.align == "center"),
        # It ends between words, where the page says so.
        ("word-break", "keep-all", look.align == "center"),
        ("text-indent", em(look.first - look.hanging), look.first != look.hanging),
        ("margin-left", em(look.left), look.left > 0),
        ("margin-right", em(look.right), look.right > 0),
        ("margin-top", em((norm.grid.pitch * min(look.before, _MOST)) / size), look.before > 0),
        ("margin-bottom", em((norm.grid.pitch * min(look.after, _MOST)) / size), look.after > 0),
        *_line("top", look.above),
        *_line("bottom", look.below),
        ("transform", "rotate(180deg)", look.turned),
        ("break-after", "avoid", look.keep_next),
        ("break-before", "avoid", look.keep_previous),
        ("break-before", "page", look.new_page),
    ]
    return [(name, value) for name, value, differs in found if differs]


def _role(norm: Norm, role: str, look: Role) -> list[str]:
    """The rules of one role."""
    wanted = ";".join(f"{name}:{value}" for name, value in declarations(norm, look))
    found = [f".{role}{{{wanted}}}"] if wanted else []
    if frame := look.frame:
        line = line_of(frame)
        inner = f"padding:{number(frame.padding.mm)}mm;height:{number(frame.row.mm)}mm"
        label = norm.roles[LABEL].size.length / look.size.length
        found += [
            f"table.{role}{{width:100%;border-collapse:collapse;border:{line}}}",
            f".{role} th,.{role} td{{border:{line};{inner};font-weight:inherit}}",
            # Inside the table a label is measured against the table's own size.
            f".{role} .{LABEL}{{font-size:{em(label)}}}",
        ]
    return found


def line_of(frame: Frame) -> str:
    """The lines of a table as the value of ``border``."""
    return f"{number(frame.line.pt)}pt solid"


def align(look: Role) -> str:
    """The value of ``text-align``."""
    return "justify" if look.align == "both" else look.align


def _line(side: str, rule: Rule | None) -> tuple[tuple[str, str, bool], ...]:
    if rule is None:
        return ()
    return (
        (f"border-{side}", f"{number(rule.width.pt)}pt solid #{rule.colour}", True),
        (f"padding-{side}", f"{number(rule.gap.pt)}pt", True),
    )


def _mm(*lengths: Length) -> str:
    return " ".join(f"{number(one.mm)}mm" for one in lengths)


def _paper(norm: Norm) -> tuple[str, ...]:
    """The page as the norm has it, for browsers that print."""
    page, base = norm.page, norm.base
    return (
        f"@page{{size:{_mm(page.width, page.height)};margin:{_mm(page.top, page.right, page.bottom, page.left)}}}",
        "@media print{"
        f"body{{max-width:none;padding:0;font-size:{number(base.size.length.pt)}pt;"
        f"letter-spacing:{number(base.tracking.pt)}pt;orphans:1;widows:1}}"
        f".{BREAK}{{break-after:page;border:0;margin:0}}"
        f"{_covers(norm)}"
        "tr,figure{break-inside:avoid}thead{display:table-header-group}a{text-decoration:none}}",
        *_folio(norm),
    )


def _covers(norm: Norm) -> str:
    """The room round what stands in the middle of a page, which a screen does not have."""
    return "".join(
        f".{role}{{margin-top:{em(norm.grid.pitch * look.before / look.size.length)};"
        f"margin-bottom:{em(norm.grid.pitch * look.after / look.size.length)}}}"
        for role, look in norm.roles.items()
        if max(look.before, look.after) > _MOST
    )


def _folio(norm: Norm) -> tuple[str, ...]:
    """The page number at the outer edge, for browsers that can number pages."""
    folio, look = norm.folio, norm.roles[FOLIO]
    words = f'"{folio.before}" counter(page) "{folio.after}"'
    size = look.size.length.pt
    style = (
        f"content:{words};font-family:{_family(norm, look.font)};font-size:{number(size)}pt;vertical-align:top;"
        f"padding-top:{number(folio.drop.mm)}mm;white-space:pre"
    )
    sides = (("right", folio.odd), ("left", folio.even))
    return tuple(
        f"@page :{page}{{@bottom-{side}{{{style};padding-{side}:{number(folio.inset * size)}pt}}}}"
        for page, side in sides
        if side in ("left", "right")
    )
