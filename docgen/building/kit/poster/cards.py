"""One card for each case, square for a feed and 3:4 for a video account: the matter, what was done, the figure that tells it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from docgen.building.kit.poster.facts import CaseFacts, Sheet
from docgen.building.kit.poster.page import SYSTEM, breakable, icon, of_field, said, value
from docgen.page.norm.model import Palette

SHAPES = {"方图": (1080, 1080), "竖图": (1080, 1440)}
"""Shape → width and height in px."""
_LOW = 150
"""Px of the foot."""
_SIDE, _PAD = 64, 30
"""Px beside the words, and inside the box of the gist."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What fits where, in px: the band at the head and where the matter begins in it, its sign, the largest sizes of letters."""

    top: int
    begins: int
    sign: int
    matter: int
    figure: int
    say: int
    gist: int
    alone: int
    """The gist where no figure stands above it."""


_ROOMS = {"方图": _Shape(370, 206, 150, 84, 150, 42, 44, 58), "竖图": _Shape(410, 226, 170, 96, 210, 54, 56, 72)}
_SMALLEST, _TITLE = 36, 44
"""Px of a gist and of a matter, at least."""


def body(case: CaseFacts, sheet: Sheet, palette: Palette, shape: str) -> str:
    """The card of *case* in one of ``SHAPES``."""
    width, height = SHAPES[shape]
    look = _ROOMS[shape]
    room = height - look.top - _LOW
    large = case.figures[0] if case.figures else None
    others = "".join(
        f'<div class="other">{value(one.value, "num")}{said("say", one.words)}</div>'
        for one in case.figures[1 : 3 if shape == "竖图" else 2]
    )
    figure = (
        f'<div class="figure"><div class="one">{value(large.value, "big")}{said("say", large.words)}</div>{others}</div>'
        if large
        else ""
    )
    gist = _gist(case, look, room, alone=not large)
    across = width - 2 * _SIDE
    title = _size(case.matter, across, look.top - look.begins - 28, look.matter, _TITLE, 1.28) or _TITLE
    return (
        f'<div class="card-page {_CLASSES[shape]}" style="width:{width}px;height:{height}px">'
        f'<div class="top" style="height:{look.top}px">'
        f'<div class="sign">{icon(of_field(case.field), look.sign, "#ffffff", 1.8)}</div>'
        f'<div class="tag">典型案例 {case.number}</div><p class="office">{escape(case.office)}</p>'
        f'<h1 class="matter" style="font-size:{title}px">{breakable(case.matter)}</h1></div>'
        f'<div class="mid" style="height:{room}px"><div>{figure}{gist}</div></div>'
        f'<div class="low"><p class="set">{escape(sheet.title)}</p>'
        f'<p class="who">{escape("　".join(sheet.hosts) or sheet.contact)}</p></div></div>'
    )


_CLASSES = {"方图": "square", "竖图": "upright"}


def _gist(case: CaseFacts, look: _Shape, room: int, *, alone: bool) -> str:
    """The sentence on *case* as large as it has room below the figure: it is printed whole or not at all."""
    if not case.gist:
        return ""
    across = SHAPES["方图"][0] - 2 * (_SIDE + _PAD) - 10
    taken = 0 if alone else round(look.figure * 1.05 + look.say * 1.4 * _lines(case)) + 44
    size = _size(
        case.gist, across, room - taken - (116 if alone else 76), look.alone if alone else look.gist, _SMALLEST, 1.6
    )
    return f'<p class="gist" style="font-size:{size}px">{breakable(case.gist)}</p>' if size else ""


def _lines(case: CaseFacts) -> int:
    """Lines that the words below the figures take, at most: one that stands alone has the whole width."""
    return 1 if len(case.figures) == 1 and len(case.figures[0].words) < 16 else 2


def _size(text: str, across: int, room: int, most: int, least: int, leading: float) -> int:
    """The largest size of letters in which *text* takes no more than *room* px of height; 0 where there is none.

    A line that ends between words may lack three characters.
    """
    for size in range(most, least - 1, -2):
        lines = 1 if len(text) * size <= across else -(-len(text) // max(across // size - 2, 1))
        if lines * size * leading <= room:
            return size
    return 0


def style(palette: Palette, regular: str = f"font-family:{SYSTEM}", strong: str = "font-weight:700") -> str:
    """The rules of the cards; *regular* and *strong* are how text and what stands out are set."""
    return f"""
.card-page,.card-page *{{box-sizing:border-box;margin:0;padding:0}}
.card-page{{position:relative;overflow:hidden;background:#ffffff;color:#1c2636;{regular};font-size:38px;line-height:1.5;text-align:left}}
.card-page div,.card-page p,.card-page h1{{display:block;white-space:normal;bookmark-level:none}}
.card-page .w{{display:inline-block;text-indent:0}}
.card-page .hung{{text-indent:-.45em}}
.card-page .top{{position:relative;background:{palette.deep};color:#ffffff;padding:60px {_SIDE}px 0;border-bottom:12px solid {palette.trim};overflow:hidden}}
.card-page .sign{{position:absolute;right:52px;top:40px;opacity:.3;line-height:0}}
.card-page .tag{{display:inline-block;background:{palette.trim};color:#1c2636;{strong};font-size:38px;line-height:1.3;padding:8px 26px;border-radius:10px}}
.card-page .office{{font-size:40px;margin-top:34px;position:relative}}
.card-page .matter{{{strong};line-height:1.28;margin-top:8px;position:relative}}
.card-page .mid{{display:flex;align-items:center;padding:0 {_SIDE}px}}
.card-page .mid > div{{flex:1}}
.card-page .figure{{display:flex;align-items:flex-start}}
.card-page .one{{flex:1}}
.card-page .other{{margin-left:36px;padding-left:36px;border-left:4px solid {palette.pale};max-width:420px}}
.card-page .big{{{strong};font-size:150px;line-height:1.05;color:{palette.accent};white-space:nowrap}}
.card-page .big small{{font-size:62px;margin:0 4px}}
.card-page .big.words{{font-size:76px;white-space:normal}}
.card-page .num{{{strong};font-size:76px;line-height:1.2;color:{palette.main};white-space:nowrap}}
.card-page .num small{{font-size:40px}}
.card-page .say{{font-size:42px;line-height:1.4;{strong};color:{palette.deep};margin-top:8px}}
.card-page .gist{{line-height:1.6;margin-top:36px;background:{palette.pale};border-left:10px solid {palette.main};padding:24px {_PAD}px}}
.card-page .mid > div > .gist:first-child{{margin-top:0}}
.square .top{{padding-top:48px}}
.square .office{{margin-top:20px}}
.upright .big{{font-size:210px}}
.upright .big small{{font-size:84px}}
.upright .big.words{{font-size:100px}}
.upright .num{{font-size:96px}}
.upright .say{{font-size:54px}}
.card-page .low{{position:absolute;left:0;right:0;bottom:0;background:{palette.pale};height:{_LOW}px;padding:28px 64px 0;border-top:3px solid #d5dfec}}
.card-page .set{{font-size:32px;line-height:1.4;color:{palette.deep};{strong}}}
.card-page .who{{font-size:30px;line-height:1.4;color:#4a566c}}
"""


def html(case: CaseFacts, sheet: Sheet, palette: Palette) -> str:
    """The words of the card of *case*, in both shapes: what the gate reads for its pixels."""
    inner = "".join(body(case, sheet, palette, shape) for shape in SHAPES)
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head><title>案例{case.number}</title></head><body>{inner}</body></html>\n'
