"""Whether a page can be printed at all: an office may ask for another sheet, not for an impossible one.

Each value of house.yaml may be right by itself and wrong beside the others: margins that
leave no text, a footer inside the text, lines closer than the type is high, an indent
that is wider than the page. The numbers of 网格 that only say what is wanted must be what
the page, the type and the pitch give, or they would change nothing and be believed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from math import floor
from typing import NamedTuple

from docgen.page.norm.model import TEXT, Norm, Page, Role
from docgen.page.norm.values import Length, mm

_CHARACTERS, _LINES = 10, 5
"""What a page must have room for: fewer characters or lines of text are a slip of the pen."""
_LARGEST = mm(558.8)
"""The longest side of a sheet that Word knows."""
_CLOSEST = 0.5
"""A character may be set so much closer than it is wide, as a share of its size; nearer, one lies on another."""
_STEP = 20
"""Steps of a point in which Word holds the pitch and the tracking."""
_SLACK = 1e-6
_SHEET = (("页面", "左"), ("页面", "右"), ("页面", "宽"), ("页面", "上"), ("页面", "下"), ("页面", "高"))
"""To blame where a role by itself is as it always was."""

Path = tuple[str, ...]


class Fault(NamedTuple):
    """``paths`` lead to the values that make it, in the order in which they are to blame.

    One value may be the fault of many roles: they have a ``kind`` in common, and the one
    with the most ``weight`` stands for all of them.
    """

    paths: tuple[Path, ...]
    message: str
    hint: str
    role: str = ""
    kind: str = ""
    weight: float = 0.0


def faults(norm: Norm) -> list[Fault]:
    """What makes the pages of *norm* impossible; of roles only where the page is sound."""
    return list(_page(norm)) or [*_roles(norm), *_boxes(norm)]


def promises(norm: Norm) -> Iterator[Fault]:
    """The numbers of 网格 that the layout does not keep."""
    page, grid, look = norm.page, norm.grid, norm.roles[TEXT]
    lines = floor(page.text_height / look.pitch + _SLACK)
    if grid.lines != lines:
        pitch = page.text_height.pt / max(grid.lines, 1)
        fit = (
            f"行距要写“{_floored(pitch)}磅”"
            if pitch >= look.size.length.pt
            else "这么多行排不下，要改“页面”或者正文的字号"
        )
        message = f"“每页行数”写了 {grid.lines}，按现在的页面和行距（{look.pitch.pt:g}磅）一页是 {lines} 行"
        yield Fault(
            (("网格", "每页行数"),), message, f"写 {lines}" + (f"；真要 {grid.lines} 行，{fit}" if grid.lines else "")
        )
    characters = floor(page.text_width / look.character + _SLACK)
    if grid.characters != characters:
        size = look.size.length.pt
        tracking = page.text_width.pt / max(grid.characters, 1) - size
        fit = (
            f"字距要写“{_floored(tracking)}磅”"
            if abs(tracking) < _CLOSEST * size
            else "这样的字距不行，要改“页面”或者正文的字号"
        )
        message = f"“每行字数”写了 {grid.characters}，按现在的页面、字号和字距（{look.tracking.pt:g}磅）一行是 {characters} 个字"
        wish = f"；真要 {grid.characters} 个字，{fit}" if grid.characters else ""
        yield Fault((("网格", "每行字数"),), message, f"写 {characters}{wish}")


def _floored(points: float) -> str:
    return f"{floor(points * _STEP + _SLACK) / _STEP:g}"


def _page(norm: Norm) -> Iterator[Fault]:
    page, text, wrong = norm.page, norm.roles[TEXT], False
    for key, length in _lengths(page):
        if length < mm(0) or (key in ("宽", "高") and not mm(0) < length <= _LARGEST):
            hint = f"不能是负数；纸的宽、高最多 {_LARGEST.mm:g}毫米"
            yield Fault((("页面", key),), f"“页面”的“{key}”不能是 {length.mm:g}毫米", hint)
            wrong = True
    if wrong:
        return
    if norm.grid.pitch <= mm(0):
        yield Fault((("网格", "行距"),), "“网格”的“行距”要大于零", "例如：28.95磅")
        return
    for name, room, least, keys, side in (
        ("左、右", page.text_width, norm.base.size.length * _CHARACTERS, ("左", "右"), "宽"),
        ("上、下", page.text_height, norm.grid.pitch * _LINES, ("上", "下"), "高"),
    ):
        if room < least:
            left = f"只剩 {room.mm:g}毫米" if room > mm(0) else "什么也不剩"
            most = floor(_whole(page, side) - least.mm)
            hint = f"版心至少要 {least.mm:.0f}毫米{side}，" + (
                f"{name}加起来最多 {most}毫米" if most > 0 else f"纸的“{side}”要写大一些"
            )
            paths = (*(("页面", key) for key in keys), ("页面", side))
            yield Fault(paths, f"“页面”的{name}太大：纸{side} {_whole(page, side):g}毫米，版心{left}", hint)
    for key, margin, inner, edge in (("页眉距", "上", page.head, page.top), ("页脚距", "下", page.foot, page.bottom)):
        if inner >= edge:
            message = f"“{key}”是 {inner.mm:g}毫米，不比“{margin}”（{edge.mm:g}毫米）小，{key[:2]}会压到正文"
            hint = f"“{key}”写得比 {edge.mm:g}毫米 小，例如：页面: {{{margin}: {edge.mm:g}毫米, {key}: {edge.mm / 2:.3g}毫米}}"
            yield Fault((("页面", key), ("页面", margin)), message, hint)
    if not mm(0) <= norm.folio.drop < page.bottom:
        message = f"页码“距版心” {norm.folio.drop.mm:g}毫米，不在版心和纸边之间（“下”是 {page.bottom.mm:g}毫米）"
        yield Fault((("页码", "距版心"), ("页面", "下")), message, "写得比“页面”的“下”小")
    if text.size.length <= mm(0):
        yield Fault((("角色", TEXT, "字号"), ("默认", "字号")), "字号要大于零", "例如：三号")
    if norm.review.left < mm(0):
        yield Fault((("送审版", "左"),), "“送审版”的“左”不能是负数", "例如：18毫米")
    for key, number, example in (("字号", norm.screen.size, "18像素"), ("行长", norm.screen.measure, "36字")):
        if number < 1:
            yield Fault((("屏幕", key),), f"“屏幕”的“{key}”不能小于一", f"例如：{example}")


def _lengths(page: Page) -> Iterator[tuple[str, Length]]:
    for item in fields(page):
        value = getattr(page, item.name)
        if isinstance(value, Length):
            yield item.metadata["key"], value


def _whole(page: Page, side: str) -> float:
    return (page.width if side == "宽" else page.height).mm


def _roles(norm: Norm) -> Iterator[Fault]:
    for name, look in {"默认": norm.base, **norm.roles}.items():
        at = ("默认",) if look is norm.base else ("角色", name)
        for keys, message, hint in _look(look, norm):
            paths = (*((*at, key) for key in keys), *((above, key) for above in ("默认", "网格") for key in keys))
            yield Fault((*paths, *_SHEET), message, hint, name, keys[0], _strictest(look, keys[0]))


def _strictest(look: Role, key: str) -> float:
    """The more, the less a value for all roles may be: a small character bears little tracking, a large one needs a high line."""
    return -look.size.length.pt if key == "字距" else look.size.length.pt


def _look(look: Role, norm: Norm) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """(keys to blame, what is wrong, what to type) of one role."""
    size = look.size.length
    if size <= mm(0):
        yield ("字号",), "的字号要大于零", "例如：三号"
        return
    if abs(look.tracking.pt) > _CLOSEST * size.pt and look.tracking < mm(0):
        yield ("字距", "字号"), f"的字距 {look.tracking.pt:g}磅 太小，字会叠在一起", f"不小于 {-_CLOSEST * size.pt:g}磅"
        return
    if look.pitch < size:
        message = f"的行距 {look.pitch.pt:g}磅 比字（{size.pt:g}磅）还小，上下两行会叠在一起"
        yield ("行距", "字号"), message, f"行距至少写“{size.pt:g}磅”，或者在“角色”里给它单写一个"
    width = norm.boxes[look.box].width if look.box else norm.page.text_width
    room = width / look.character - look.left - look.right - max(look.first - look.hanging, 0.0)
    if room < 2:
        message = f"一行排不下两个字：版心 {width.mm:g}毫米，一个字 {look.character.mm:.1f}毫米，还要缩进"
        yield ("左缩进", "右缩进", "首行缩进", "字号", "字距"), message, "缩进、字号或者字距写小一些"
    if look.hanging > look.left:
        room_left = norm.page.left / look.character
        if look.hanging - look.left >= room_left:
            yield ("悬挂缩进", "左缩进"), "的悬挂缩进出了纸边", f"最多比左缩进大 {floor(room_left)}字"
    if (look.before + look.after) * norm.grid.pitch.pt + look.pitch.pt > norm.page.text_height.pt:
        yield ("段前", "段后", "行距", "字号"), "一段就比一页高", "段前、段后或者行距写小一些"
    if look.abreast and look.abreast.most < 1:
        yield ("并排",), "的“并排”每排至少一个", "例如：每排: 3"


def _boxes(norm: Norm) -> Iterator[Fault]:
    page = norm.page
    for name, box in norm.boxes.items():
        if not mm(0) < box.width <= page.width:
            message = f"栏“{name}”宽 {box.width.mm:g}毫米，纸宽 {page.width.mm:g}毫米"
            yield Fault((("栏", name, "宽"), ("页面", "宽")), message, f"大于零，最多 {page.width.mm:g}毫米")
        if not mm(0) <= box.distance < page.height:
            message = f"栏“{name}”的“距” {box.distance.mm:g}毫米，不在纸上"
            yield Fault((("栏", name, "距"), ("页面", "高")), message, f"不小于零，小于纸高 {page.height.mm:g}毫米")
