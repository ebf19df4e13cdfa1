"""One card for each case, square for a feed and 3:4 for a video account: the matter, what was done, the figure that tells it."""

from __future__ import annotations

from html import escape

from docgen.building.kit.poster.facts import CaseFacts, Sheet
from docgen.building.kit.poster.icons import icon, of_field
from docgen.building.kit.poster.page import SYSTEM, breakable, value
from docgen.page.norm.model import Palette

SHAPES = {"方图": (1080, 1080), "竖图": (1080, 1440)}
"""Shape → width and height in px."""
_TOPS, _LOW = {"方图": 370, "竖图": 470}, 150
"""Px of the band at the head, by shape, and of the foot."""
_ROOM = {("方图", True): 75, ("方图", False): 120, ("竖图", True): 170, ("竖图", False): 240}
"""(Shape, whether a figure stands there too) → characters of a gist that a card has room for."""


def body(case: CaseFacts, sheet: Sheet, palette: Palette, shape: str) -> str:
    """The card of *case* in one of ``SHAPES``."""
    width, height = SHAPES[shape]
    room = f"height:{height - _TOPS[shape] - _LOW}px"
    large = case.figures[0] if case.figures else None
    others = "".join(
        f'<div class="other">{value(one.value, "num")}<p class="say">{escape(one.words)}</p></div>'
        for one in case.figures[1 : 3 if shape == "竖图" else 2]
    )
    figure = (
        f'<div class="figure"><div class="one">{value(large.value, "big")}<p class="say">{escape(large.words)}</p></div>{others}</div>'
        if large
        else ""
    )
    gist = f'<p class="gist">{escape(case.gist)}</p>' if case.gist and _fits(case, shape) else ""
    size = " small" if len(case.matter) > 18 else ""
    return (
        f'<div class="card-page" style="width:{width}px;height:{height}px">'
        f'<div class="top {"low-top" if shape == "方图" else "high-top"}" style="height:{_TOPS[shape]}px">'
        f'<div class="sign">{icon(of_field(case.field), 300, "#ffffff", 1.4)}</div>'
        f'<div class="tag">典型案例 {case.number}</div><p class="office">{escape(case.office)}</p>'
        f'<h1 class="matter{size}">{breakable(case.matter)}</h1></div>'
        f'<div class="mid" style="{room}"><div>{figure}{gist}</div></div>'
        f'<div class="low"><p class="set">{escape(sheet.title)}</p>'
        f'<p class="who">{escape("　".join(sheet.hosts) or sheet.contact)}</p></div></div>'
    )


def _fits(case: CaseFacts, shape: str) -> bool:
    """True where the gist has room below the figure: a sentence is printed whole or not at all."""
    return len(case.gist) <= _ROOM[shape, bool(case.figures)]


def style(palette: Palette, regular: str = f"font-family:{SYSTEM}", strong: str = "font-weight:700") -> str:
    """The rules of the cards; *regular* and *strong* are how text and what stands out are set."""
    return f"""
.card-page,.card-page *{{box-sizing:border-box;margin:0;padding:0}}
.card-page{{position:relative;overflow:hidden;background:#ffffff;color:#1c2636;{regular};font-size:38px;line-height:1.5;text-align:left}}
.card-page div,.card-page p,.card-page h1{{display:block;white-space:normal;bookmark-level:none}}
.card-page .w{{display:inline-block}}
.card-page .top{{position:relative;background:{palette.deep};color:#ffffff;padding:60px 64px 0;border-bottom:12px solid {palette.trim};overflow:hidden}}
.card-page .low-top{{padding-top:48px}}
.card-page .low-top .office{{margin-top:20px}}
.card-page .low-top .small{{font-size:56px}}
.card-page .sign{{position:absolute;right:24px;top:20px;opacity:.15;line-height:0}}
.card-page .tag{{display:inline-block;background:{palette.trim};color:#1c2636;{strong};font-size:38px;line-height:1.3;padding:8px 26px;border-radius:10px}}
.card-page .office{{font-size:40px;margin-top:34px;position:relative}}
.card-page .matter{{{strong};font-size:78px;line-height:1.28;margin-top:8px;position:relative}}
.card-page .small{{font-size:62px}}
.card-page .mid{{display:flex;align-items:center;padding:0 64px}}
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
.card-page .gist{{font-size:40px;line-height:1.6;margin-top:36px;background:{palette.pale};border-left:10px solid {palette.main};padding:24px 30px}}
.card-page .low{{position:absolute;left:0;right:0;bottom:0;background:{palette.pale};height:{_LOW}px;padding:28px 64px 0;border-top:3px solid #d5dfec}}
.card-page .set{{font-size:32px;line-height:1.4;color:{palette.deep};{strong}}}
.card-page .who{{font-size:30px;line-height:1.4;color:#4a566c}}
"""


def html(case: CaseFacts, sheet: Sheet, palette: Palette) -> str:
    """The words of the card of *case*, in both shapes: what the gate reads for its pixels."""
    inner = "".join(body(case, sheet, palette, shape) for shape in SHAPES)
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head><title>案例{case.number}</title></head><body>{inner}</body></html>\n'
