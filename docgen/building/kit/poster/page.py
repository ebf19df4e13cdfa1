"""The picture as one page of HTML, 1080 px wide: the same markup for WeasyPrint, which makes the PNG, and for browsers.

Its icons are drawn for docgen, one line thick, on a square of 48."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise

from docgen.building.kit.poster import charts
from docgen.building.kit.poster.facts import CaseFacts, Item, Sheet, drawable
from docgen.page.layout import word_ends
from docgen.page.norm.model import Palette

_LINES = {
    "scales": "M24 7v34M14 41h20M8 15h32M8 15l-5 13h10zM40 15l-5 13h10zM24 7l0 0",
    "people": "M17 20a6 6 0 1 0 0-12a6 6 0 0 0 0 12M6 40c0-9 4-15 11-15s11 6 11 15zM33 21a5 5 0 1 0 0-10a5 5 0 0 0 0 10M32 26c6 0 10 5 10 14h-9",
    "woman": "M24 19a7 7 0 1 0 0-14a7 7 0 0 0 0 14M24 23c-6 0-9 4-11 11l-2 7h26l-2-7c-2-7-5-11-11-11M24 23v18",
    "child": "M24 20a8 8 0 1 0 0-16a8 8 0 0 0 0 16M20 11h1M27 11h1M21 15c2 2 4 2 6 0M12 42c0-11 4-18 12-18s12 7 12 18zM24 31v11",
    "leaf": "M9 40c0-21 10-32 32-33c1 21-8 33-26 33M9 40c5-11 12-18 22-23M6 43l5-5",
    "bowl": "M6 24h36c0 9-6 16-14 17h-8c-8-1-14-8-14-17M17 18c-3-4 3-6 0-11M25 18c-3-4 3-6 0-11M33 18c-3-4 3-6 0-11",
    "helmet": "M6 35h36M10 35c0-12 5-20 14-20s14 8 14 20M20 15v11M28 15v11M20 15c0-5 8-5 8 0M6 35v4h36v-4",
    "lock": "M12 21h24v20h-24zM17 21v-6c0-9 14-9 14 0v6M24 28v6M24 28l0 0",
    "coin": "M24 42a18 18 0 1 0 0-36a18 18 0 0 0 0 36M17 15l7 9l7-9M24 24v11M17 26h14M17 31h14",
    "temple": "M4 20l20-13l20 13zM9 20v18M18 20v18M30 20v18M39 20v18M5 38h38v4h-38z",
    "road": "M18 42l4-36M30 42l-4-36M24 8v5M24 19v6M24 31v8M6 42h36",
    "wheelchair": "M19 10a4 4 0 1 0 0-8a4 4 0 0 0 0 8M19 12v16h13l6 12h5M19 19h12M15 20a12 12 0 1 0 17 16",
    "briefcase": "M6 16h36v24h-36zM17 16v-6h14v6M6 26h36M21 24h6v5h-6z",
    "star": "M24 5l6 12l13 2l-9 10l2 13l-12-6l-12 6l2-13l-9-10l13-2z",
    "chart": "M7 41h35M12 41v-13h7v13M22 41v-22h7v22M32 41v-32h7v32",
    "ring": "M24 42a18 18 0 1 0 0-36a18 18 0 0 0 0 36M24 24v-18M24 24l14 11",
    "folder": "M5 12h14l4 6h20v22h-38zM5 24h38",
    "gear": "M24 31a7 7 0 1 0 0-14a7 7 0 0 0 0 14M24 5v7M24 36v7M5 24h7M36 24h7M11 11l5 5M32 32l5 5M37 11l-5 5M16 32l-5 5",
    "path": "M10 42a4 4 0 1 0 0-8a4 4 0 0 0 0 8M38 14a4 4 0 1 0 0-8a4 4 0 0 0 0 8M14 38h16c9 0 9-14 0-14h-12c-9 0-9-14 0-14h16",
    "check": "M24 43a19 19 0 1 0 0-38a19 19 0 0 0 0 38M15 24l7 7l12-14",
}
_FIELDS = (
    ("妇女", "woman"), ("未成年", "child"), ("儿童", "child"), ("老年", "people"), ("残疾", "wheelchair"), ("无障碍", "wheelchair"),
    ("生态", "leaf"), ("环境", "leaf"), ("资源", "leaf"), ("耕地", "leaf"), ("食品", "bowl"), ("药品", "bowl"), ("安全生产", "helmet"),
    ("劳动", "briefcase"), ("就业", "briefcase"), ("个人信息", "lock"), ("网络", "lock"), ("国有财产", "coin"), ("国有土地", "coin"),
    ("反垄断", "coin"), ("消费", "coin"), ("文物", "temple"), ("文化", "temple"), ("英雄", "star"), ("军人", "star"), ("国防", "star"),
    ("交通", "road"), ("铁路", "road"),
)  # fmt: skip
"""Word in the name of a field of law → its icon; the first that fits."""


def of_field(field: str) -> str:
    """The name of the icon for a *field* of law, the scales where there is none of its own."""
    return next((icon for word, icon in _FIELDS if word in field), "scales")


def icon(name: str, size: int, colour: str, width: float = 3) -> str:
    """The icon as SVG, *size* px wide; it says nothing that does not stand beside it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="icon" width="{size}" height="{size}" viewBox="0 0 48 48" aria-hidden="true" '
        f'style="width:{size}px;height:{size}px"><path d="{_LINES[name]}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )


WIDTH = 1080
MARK = "一图读懂"
_NUMBER = re.compile(r"(\D*)([\d.,，]+)(.*)", re.DOTALL)
_PERCENT = ("%", "％")
_GIST = 90
"""Characters of a gist that a case without figures has room for."""
_ROW = 5
"""Steps of the course of a case in a row, at most."""
_SHORT = 13
"""Characters of a title that fit on a line in the largest size."""


def value(text: str, name: str) -> str:
    """*text* with its number large and what stands round it small; *name* is the class of the whole."""
    found = _NUMBER.fullmatch(text)
    if not found:
        return f'<div class="{name} words">{escape(text)}</div>'
    before, number, after = (escape(part) for part in found.groups())
    small = f"<small>{before}</small>" if before else ""
    return f'<div class="{name}">{small}{number}<small>{after}</small></div>'


_ALONE = 4
"""Characters that a last line has at least."""
_OPENING = "“‘《〈（【"


def breakable(text: str) -> str:
    """*text* that ends its lines between words, and leaves no short word alone on the last."""
    ends = [0, *(end for end in word_ends(text) if end <= len(text) - _ALONE), len(text)]
    pieces = [escape(text[start:end]) for start, end in pairwise(ends)]
    return "".join(f'<span class="w">{piece}</span>' for piece in pieces if piece)


def said(name: str, text: str, tag: str = "p") -> str:
    """A paragraph of *text* of the class *name*; a mark that opens it hangs in the margin, so that its words stand below others."""
    hung = " hung" if text[:1] and text[0] in _OPENING else ""
    return f'<{tag} class="{name}{hung}">{breakable(text)}</{tag}>'


def body(sheet: Sheet, palette: Palette) -> str:
    """Everything inside ``<main>``: head band, lead figure, zones and foot."""
    zones = [*_general(sheet, palette), *_kinds(sheet, palette), *_cases(sheet, palette)]
    zones += [*_ways(sheet, palette), *_course(sheet, palette)]
    return f'{_head(sheet)}{_lead(sheet, palette)}<div class="zones">{"".join(zones)}</div>{_foot(sheet)}'


_BAND = (
    f'<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" width="{WIDTH}" height="900" viewBox="0 0 {WIDTH} 900">'
    '<g fill="#ffffff" fill-opacity="0.06"><circle cx="980" cy="90" r="250"/><circle cx="980" cy="90" r="160"/></g>'
    '<g fill="none" stroke="#ffffff" stroke-opacity="0.12" stroke-width="3"><circle cx="980" cy="90" r="330"/>'
    '<path d="M700 470h380M760 500h320M820 530h260"/></g></svg>'
)
"""What is drawn on the band at the head: circles of light, no emblem."""


def _head(sheet: Sheet) -> str:
    long = " long" if len(sheet.title) > _SHORT * 2 else ""
    event = said("event", sheet.event) if sheet.event and sheet.event != sheet.title else ""
    hosts = "".join(f'<span class="host">{escape(one)}</span>' for one in sheet.hosts)
    day = f'<span class="day">{escape(sheet.date)}</span>' if sheet.date else ""
    by = f'<div class="by">{hosts}{day}</div>' if hosts or day else ""
    return (
        f'<div class="head"><div class="band">{_BAND}</div><div class="over"><div class="mark">{MARK}</div>'
        f'<h1 class="title{long}">{breakable(sheet.title)}</h1>{event}{by}</div></div>'
    )


def _lead(sheet: Sheet, palette: Palette) -> str:
    item = sheet.lead
    if sheet.beside:
        ones = "".join(
            f'<div class="one">{value(one.value, "much")}{said("words", one.words)}</div>'
            for one in (item, *sheet.beside)
        )
        return f'<div class="lead"><div class="many">{ones}</div></div>'
    note = f'<p class="note">{escape(item.period)}</p>' if item.period else ""
    drawn = _drawn(item, palette)
    return (
        f'<div class="lead"><div class="first">{value(item.value, "most")}'
        f'<div class="what">{said("words", item.words)}{note}</div></div>{drawn}</div>'
    )


def _drawn(item: Item, palette: Palette) -> str:
    """The chart of *item*: a line of its periods, bars of its parts; ``""`` where there is none."""
    if len(drawable(item.series)) > 1:
        return charts.curve(item.series, palette)
    return charts.bars(item.parts) if len(drawable(item.parts)) > 1 else ""


def _zone(name: str, symbol: str, inner: str, palette: Palette, note: str = "") -> str:
    more = f'<span class="note">{escape(note)}</span>' if note else ""
    return (
        f'<div class="zone"><h2><span class="sign">{icon(symbol, 44, "#ffffff", 4)}</span>'
        f'<span class="name">{escape(name)}</span>{more}</h2>{inner}</div>'
    )


def _general(sheet: Sheet, palette: Palette) -> Iterator[str]:
    if not sheet.general:
        return
    wide = [one for one in sheet.general if _drawn(one, palette)]
    small = [one for one in sheet.general if one not in wide]
    if len(small) % 2:
        # One that would stand in a row alone has its words beside it.
        wide.append(small.pop(0))
    pieces = [_chart_card(one, palette) for one in wide]
    pairs = [small[at : at + 2] for at in range(0, len(small), 2)]
    pieces += [f'<div class="row">{"".join(_card(one, palette) for one in pair)}</div>' for pair in pairs]
    yield _zone("办案成效", "chart", "".join(pieces), palette)


def _chart_card(item: Item, palette: Palette) -> str:
    note = f'<p class="note">{escape(item.period)}</p>' if item.period else ""
    return (
        f'<div class="card wide"><div class="first">{value(item.value, "much")}'
        f'<div class="what">{said("words", item.words)}{note}</div></div>{_drawn(item, palette)}</div>'
    )


def _card(item: Item, palette: Palette) -> str:
    note = f'<p class="note">{escape(item.period)}</p>' if item.period else ""
    inner = f"{value(item.value, 'much')}{said('words', item.words)}{note}"
    if item.value.strip().endswith(_PERCENT) and drawable([("", item.value)]):
        return f'<div class="card ringed">{charts.ring(item, palette)}<div class="beside">{inner}</div></div>'
    return f'<div class="card">{inner}</div>'


def _kinds(sheet: Sheet, palette: Palette) -> Iterator[str]:
    if not sheet.kinds:
        return
    chips = "".join(
        f'<div class="chip"><span class="sign">{icon(of_field(name), 52, palette.main)}</span>'
        f'<span class="name">{escape(name)}</span><span class="count">{count}件</span></div>'
        for name, count in sheet.kinds
    )
    yield _zone("涉及领域", "folder", f'<div class="chips">{chips}</div>', palette)


def _cases(sheet: Sheet, palette: Palette) -> Iterator[str]:
    if sheet.cases:
        # One sign for all tells nothing.
        inner = "".join(_case(one, palette, signed=bool(sheet.kinds)) for one in sheet.cases)
        yield _zone("典型案例", "scales", inner, palette, "" if sheet.counts else f"{len(sheet.cases)}件")


def _case(case: CaseFacts, palette: Palette, *, signed: bool) -> str:
    figures = "".join(
        f'<p class="fact"><span class="of">{breakable(one.words)}</span>{value(one.value, "some")}</p>'.replace(
            "<div", "<span"
        ).replace("</div>", "</span>")
        for one in case.figures
    )
    gist = said("gist", case.gist) if case.gist and len(case.gist) <= _GIST else ""
    sign = f'<div class="sign">{icon(of_field(case.field), 84, palette.main, 2.2)}</div>' if signed else ""
    return (
        f'<div class="case"><div class="no">{case.number}</div><div class="told">'
        f'<p class="where">{escape(case.place)}</p><h3>{breakable(case.matter)}</h3>{figures or gist}</div>'
        f"{sign}</div>"
    )


def _ways(sheet: Sheet, palette: Palette) -> Iterator[str]:
    if sheet.ways:
        rows = "".join(
            f'<div class="way"><span class="sign">{icon("check", 44, palette.main)}</span>{said("words", one)}</div>'
            for one in sheet.ways
        )
        yield _zone("机制做法", "gear", f'<div class="ways">{rows}</div>', palette)


def _course(sheet: Sheet, palette: Palette) -> Iterator[str]:
    if not sheet.course:
        return
    steps = "".join(
        f'<div class="step"><div class="dot"></div><div class="name">{escape(one.name)}</div>'
        f'<div class="when">{escape(one.date)}</div></div>'
        for one in sheet.course
    )
    # Rows of as many steps, the last of one less at most where the number does not divide.
    rows = -(-len(sheet.course) // _ROW)
    across = -(-len(sheet.course) // rows)
    yield _zone(
        "一件案子怎样办",
        "path",
        f'<div class="steps of-{across}">{steps}</div>',
        palette,
        f"以{sheet.course_of}的案件为例",
    )


def _foot(sheet: Sheet) -> str:
    sources = f'<p class="source">数据来源：{escape("、".join(sheet.sources))}</p>' if sheet.sources else ""
    sample = '<p class="source">示例数据</p>' if sheet.sample else ""
    return f'<div class="foot"><p class="from">{escape(sheet.contact)}</p>{sources}{sample}</div>'


# — style —

SYSTEM = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','SimHei',sans-serif"


def style(palette: Palette, regular: str = f"font-family:{SYSTEM}", strong: str = "font-weight:700") -> str:
    """The rules of the picture; *regular* and *strong* are how text and what stands out are set.

    A phone shows the picture at about a third of its width: nothing is smaller than 28 px of 1080.
    All colours are flat: a PNG of few colours is small, and a shaded ground would show steps in it.
    """
    return f"""
.poster,.poster *{{box-sizing:border-box;margin:0;padding:0}}
.poster{{width:{WIDTH}px;background:#ffffff;color:#1c2636;{regular};font-size:32px;line-height:1.5;text-align:left}}
.poster div,.poster p,.poster h1,.poster h2,.poster h3{{display:block;font-size:inherit;white-space:normal;bookmark-level:none}}
.poster .w{{display:inline-block;text-indent:0}}
.poster .hung{{text-indent:-.45em}}
.poster .many{{display:flex}}
.poster .many .one{{flex:1;padding-right:20px}}
.poster .many .one + .one{{border-left:3px solid {palette.pale};padding-left:28px}}
.poster .many .much{{color:{palette.accent}}}
.poster .many .words{{font-size:32px;margin-top:10px}}
.poster .head{{position:relative;background:{palette.deep};color:#ffffff;padding:60px 60px 136px}}
.poster .band{{position:absolute;left:0;top:0;width:{WIDTH}px;height:100%;overflow:hidden;line-height:0}}
.poster .over{{position:relative}}
.poster .mark{{display:inline-block;background:{palette.trim};color:#1c2636;{strong};font-size:34px;line-height:1.3;letter-spacing:8px;padding:8px 18px 8px 26px;border-radius:8px}}
.poster h1.title{{{strong};font-size:72px;line-height:1.28;margin-top:34px}}
.poster h1.long{{font-size:60px}}
.poster .event{{font-size:34px;margin-top:20px}}
.poster .by{{margin-top:28px;padding-left:22px;border-left:8px solid {palette.trim};font-size:32px;line-height:1.45}}
.poster .host{{display:inline-block;margin-right:32px}}
.poster .day{{display:block}}
.poster .lead{{position:relative;margin:-84px 40px 0;background:#ffffff;border:3px solid #d5dfec;border-top:10px solid {palette.trim};border-radius:22px;padding:38px 48px 44px}}
.poster .first{{display:flex;align-items:flex-end}}
.poster .first .what{{flex:1;padding-left:32px}}
.poster .most{{{strong};font-size:150px;line-height:1;color:{palette.accent};white-space:nowrap}}
.poster .most small{{font-size:58px;margin:0 4px}}
.poster .most.words{{font-size:80px}}
.poster .lead .words{{{strong};font-size:42px;line-height:1.35;color:{palette.deep}}}
.poster .note{{font-size:28px;color:#56627a;line-height:1.45}}
.poster .zones{{padding:8px 40px 24px}}
.poster .zone{{margin-top:52px}}
.poster h2{{display:flex;align-items:center;{strong};font-size:46px;line-height:1.2;color:{palette.deep};margin-bottom:26px;border-bottom:3px solid {palette.pale};padding-bottom:18px}}
.poster h2 .sign{{display:inline-block;width:72px;height:72px;border-radius:18px;background:{palette.main};padding:14px;margin-right:22px;line-height:0}}
.poster h2 .note{{{regular};font-weight:400;margin-left:24px;font-size:30px}}
.poster .row{{display:flex}}
.poster .card{{flex:1;background:{palette.pale};border-radius:20px;padding:32px 36px;margin:0 0 24px 0}}
.poster .row .card + .card{{margin-left:24px}}
.poster .ringed{{display:flex;align-items:center}}
.poster .ringed .beside{{flex:1;padding-left:26px}}
.poster .much{{{strong};font-size:76px;line-height:1.1;color:{palette.main};white-space:nowrap}}
.poster .much small{{font-size:38px;margin:0 3px}}
.poster .much.words{{font-size:48px;white-space:normal}}
.poster .card .words{{font-size:33px;line-height:1.42;margin-top:6px}}
.poster .bars{{margin-top:34px}}
.poster .bar{{display:flex;align-items:center;margin-top:16px;font-size:32px;line-height:1.25}}
.poster .bar .name{{width:190px;padding-right:22px;color:#3a465c}}
.poster .rod{{height:42px;border-radius:0 10px 10px 0;background:{palette.main}}}
.poster .bar .val{{{strong};margin-left:18px;color:{palette.deep};white-space:nowrap}}
.poster .said{{{strong};font-size:31px;color:{palette.accent};margin-top:24px}}
.poster .plot{{position:relative;width:880px;height:250px;margin-top:34px}}
.poster .curve{{position:absolute;left:0;top:0;width:880px;height:250px}}
.poster .at{{position:absolute;text-align:center;{strong};font-size:34px;line-height:1.3;color:{palette.deep}}}
.poster .unders{{display:flex;width:880px}}
.poster .under{{text-align:center;font-size:30px;color:#3a465c;margin-top:10px}}
.poster .chips{{display:flex;flex-wrap:wrap;margin:0 -10px}}
.poster .chip{{display:flex;align-items:center;border:2px solid {palette.main};border-radius:16px;padding:16px 28px;margin:0 10px 20px;font-size:34px}}
.poster .chip .sign{{line-height:0;margin-right:16px}}
.poster .chip .count{{{strong};color:{palette.accent};margin-left:18px}}
.poster .case{{display:flex;align-items:flex-start;background:{palette.pale};border-radius:20px;padding:30px 34px;margin-bottom:22px}}
.poster .no{{width:72px;height:72px;border-radius:36px;background:{palette.main};color:#ffffff;{strong};font-size:40px;line-height:72px;text-align:center}}
.poster .told{{flex:1;padding:0 24px 0 28px}}
.poster .where{{font-size:30px;line-height:1.3;color:{palette.main};{strong}}}
.poster h3{{{strong};font-size:40px;line-height:1.35;color:#1c2636}}
.poster .fact{{font-size:33px;line-height:1.45;margin-top:10px;color:#3a465c}}
.poster .gist{{font-size:31px;line-height:1.5;margin-top:8px;color:#3a465c}}
.poster .some{{{strong};font-size:44px;line-height:1.1;color:{palette.accent};white-space:nowrap}}
.poster .of{{margin-right:16px}}
.poster .some small{{font-size:33px}}
.poster .case .sign{{line-height:0;padding-top:4px}}
.poster .way{{display:flex;align-items:flex-start;padding:16px 4px;border-bottom:2px solid {palette.pale}}}
.poster .way .sign{{line-height:0;padding-top:4px;margin-right:22px}}
.poster .way .words{{flex:1;font-size:34px;line-height:1.45}}
.poster .steps{{display:flex;flex-wrap:wrap;padding-top:4px}}
.poster .step{{position:relative;width:20%;text-align:center;padding:56px 6px 22px;border-top:0}}
.poster .step::before{{content:"";position:absolute;left:0;width:100%;top:23px;height:6px;background:{palette.trim}}}
.poster .step:first-child::before{{left:50%;width:50%}}
.poster .step:last-child::before{{width:50%}}
.poster .of-4 .step{{width:25%}}
.poster .of-3 .step{{width:33.33%}}
.poster .of-2 .step{{width:50%}}
.poster .step .dot{{position:absolute;left:50%;margin-left:-22px;top:4px;width:44px;height:44px;border-radius:22px;background:#ffffff;border:12px solid {palette.main}}}
.poster .step .name{{{strong};font-size:33px;line-height:1.35;color:{palette.deep}}}
.poster .step .when{{font-size:28px;line-height:1.35;color:#56627a}}
.poster .foot{{background:{palette.deep};color:#ffffff;padding:36px 60px 40px;margin-top:36px;border-top:10px solid {palette.trim}}}
.poster .from{{{strong};font-size:34px}}
.poster .source{{font-size:28px;line-height:1.5;opacity:.88}}
"""


PHONE = """
@media screen and (max-width:1079px){.poster{zoom:.5;width:100%;max-width:1080px}}
@media screen and (max-width:539px){
.poster .band{width:100%}
.poster h1.title,.poster h1.long{font-size:62px}
.poster .first{flex-wrap:wrap}
.poster .first .what{flex:1 1 100%;padding-left:0;margin-top:14px}
.poster .row{display:block}
.poster .row .card + .card{margin-left:0}
.poster .bar .name{width:150px}
.poster .rod{zoom:.45;height:94px;border-radius:0 22px 22px 0}
.poster .plot,.poster .unders{zoom:.68}
.poster .at,.poster .under{font-size:42px}
.poster h2{flex-wrap:wrap}
.poster .many{display:block}
.poster .many .one{display:flex;align-items:baseline;padding:12px 0}
.poster .many .one + .one{border-left:0;border-top:3px solid #e6e9ee;padding-left:0}
.poster .many .much{flex:0 0 270px}
.poster .many .words{flex:1;margin:0 0 0 24px}
.poster .of-5 .step{width:33.33%}
}
@media screen and (max-width:374px){.poster{zoom:.41}}
"""
"""What a browser narrower than the picture adds: it flows in half its size, nothing below 14 px but on the smallest; rods are shortened alike."""


def html(sheet: Sheet, palette: Palette, language: str = "zh-CN") -> str:
    """The picture as a page of its own: it needs nothing else, fetches nothing and can be read aloud."""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{MARK}：{escape(sheet.title)}</title>\n<style>body{{margin:0;background:#e9edf3}}"
        f".poster{{margin:0 auto}}{style(palette)}{PHONE}</style>\n</head>\n<body>\n"
        f'<main class="poster">{body(sheet, palette)}</main>\n</body>\n</html>\n'
    )


def words(sheet: Sheet) -> str:
    """The picture for one who cannot see it."""
    items = [sheet.lead, *sheet.general]
    said = [f"{one.words}{one.value}" + (f"（{one.period}）" if one.period else "") for one in items]
    said += [
        f"案例{case.number}，{case.place}{case.matter}" + "".join(f"，{one.words}{one.value}" for one in case.figures)
        for case in sheet.cases
    ]
    return f"{MARK}：{sheet.title}。" + "；".join(said) + "。"
