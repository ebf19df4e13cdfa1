"""Norms as data: the look of every role, read from ``data/norms`` and the office's house.yaml.

A profile is a YAML file; ``沿用`` names a file that it changes, ``默认`` is what every role
starts from, and house.yaml changes the result once more. The merging is done on nodes, so
a fault is reported at the very line that is wrong, whoever wrote it. Writers and layout
take every typographic number from here. Sources: GB/T 9704-2012 and design notes 5 and 6;
each ``依据`` in the data names its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeVar

from docgen.core.errors import NormError, Problem, has_errors, nearest, problem, sort_problems
from docgen.core.source import Span
from docgen.core.tree import Document, Paragraph, Table
from docgen.data import HERE
from docgen.page.norm import values as v
from docgen.page.norm.model import (
    CAPTION,
    CELL,
    ENTRIES,
    FOLIO,
    GAP,
    HEAD,
    LABEL,
    TEXT,
    Box,
    Folio,
    Font,
    Grid,
    Norm,
    Page,
    Palette,
    Review,
    Role,
    Screen,
)
from docgen.page.norm.values import Reader
from docgen.records.yaml.compose import MapNode, Node, ScalarNode
from docgen.records.yaml.decode import to_text
from docgen.records.yaml.parse import parse, shipped

__all__ = ["Norm", "for_review", "load", "missing_roles", "profiles"]

T = TypeVar("T")


def load(profile: str, house: Path | None = None) -> Norm:
    """The norm of *profile* with the office's changes in the file *house*; NormError where either is at fault.

    One process reads the same texts only once and gets the same Norm again.
    """
    if house is None or not house.is_file():
        return _norm(profile, "", "")
    text, problems = to_text(house.read_bytes(), str(house))
    if has_errors(problems):
        raise NormError(problems)
    return _norm(profile, text, str(house))


@lru_cache(maxsize=16)
def for_review(norm: Norm) -> Norm:
    """The 送审版 of *norm*: the same type area moved to the left, room to write at the right, lines numbered."""
    right = norm.page.left + norm.page.right - norm.review.left
    return replace(norm, page=replace(norm.page, left=norm.review.left, right=right), numbered=True)


@cache
def profiles() -> tuple[str, ...]:
    """The names of the profiles that come with docgen."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml") if path.stem != _COMMON))


def missing_roles(document: Document, norm: Norm) -> list[Problem]:
    """A T007 for every block of *document* whose role *norm* does not have, with the nearest name."""
    found = []
    for role, span, table in _roles_of(document):
        look = norm.roles.get(role)
        if look is None:
            like = nearest(role, norm.roles)
            hint = f"是不是“{like}”？" if like else "可以用：" + "、".join(norm.roles)
            found.append(problem(span, "T007", f"版式“{norm.name}”里没有“{role}”这个角色", hint))
        elif table and look.frame is None:
            hint = "可以用：" + "、".join(name for name, one in norm.roles.items() if one.frame)
            found.append(problem(span, "T007", f"角色“{role}”不是表格的角色", hint))
    return found


def _roles_of(document: Document) -> Iterator[tuple[str, Span, bool]]:
    """(role, where, whether a table) of every block that has a look."""
    for block in document.blocks:
        if isinstance(block, Paragraph | Table):
            yield block.role, block.span, isinstance(block, Table)


# — reading —

_FOLDER = HERE / "norms"
_COMMON = "common"
"""The file that holds what the profiles share; no profile itself."""
_SECTIONS = ("字号", "字体", "页面", "网格", "页码", "送审版", "屏幕", "配色", "强调", "默认", "栏", "角色")
_OWN = ("名称", "依据", "沿用", "语言", *_SECTIONS)
_SHEET = ("页面", "网格", "页码", "送审版")
_OWN_SHEET = ("table-cards",)
"""Profiles whose sheet is no page of a paper: what an office says of its pages is not meant for them."""
PER_PROFILE = "各版式"
_NAMED = ("角色", "栏")
"""Sections whose keys are names that a profile gives."""


@lru_cache(maxsize=16)
def _norm(profile: str, house_text: str, house: str) -> Norm:
    reader = Reader([], {}, {})
    merged = _profile(profile, profiles(), reader)
    if house_text and not reader.problems:
        merged = _with_house(merged, _mapping(parse(house_text, house), house, reader), profile, reader)
    norm = None if reader.problems else _built(profile, merged, reader)
    if norm is not None and house_text:
        _possible(norm, merged, house, reader)
    if norm is None or reader.problems:
        raise NormError(sort_problems(reader.problems))
    return norm


def _profile(profile: str, known: Sequence[str], reader: Reader) -> MapNode:
    """The nodes of a built-in profile, one of *known*, laid over those of the file that it changes."""
    at = Span(profile)
    if profile not in known:
        like = nearest(profile, known)
        reader.fault(at, f"没有“{profile}”这个版式", f"是不是“{like}”？" if like else "可以用：" + "、".join(known))
        return MapNode((), at)
    written = (_FOLDER / f"{profile}.yaml").read_text(encoding="utf-8")
    file = f"docgen/data/norms/{profile}.yaml"
    node = _mapping(shipped(written, file), file, reader)
    base = _at(node, "沿用")
    return _over(_profile(str(base.text), [*known, _COMMON], reader), node) if isinstance(base, ScalarNode) else node


def _mapping(parsed: tuple[Node | None, list[Problem]], file: str, reader: Reader) -> MapNode:
    node, problems = parsed
    # A house.yaml that holds comments only changes nothing.
    reader.problems += [
        replace(item, code="N001") for item in problems if item.level == "error" and item.code != "Y004"
    ]
    if isinstance(node, MapNode):
        return node
    if not reader.problems and node is not None:
        reader.fault(node.span, "版式数据要分项写", "例如：角色: {标题: {字号: 二号}}")
    return MapNode((), Span(file))


def _with_house(merged: MapNode, house: MapNode, profile: str, reader: Reader) -> MapNode:
    """*merged* with the office's changes: for every profile, then for this one."""
    whole = MapNode(tuple(entry for entry in house.entries if entry[0] != PER_PROFILE), house.span)
    own = _at(house, PER_PROFILE)
    for typed, part in reader.entries(own, PER_PROFILE).items():
        if typed not in profiles():
            reader.unknown(typed, dict.fromkeys(profiles()), PER_PROFILE)
        else:
            _house_keys(part, (typed,), reader)
    _house_keys(whole, (profile, *profiles()), reader)
    if profile in _OWN_SHEET:
        whole = MapNode(tuple(entry for entry in whole.entries if entry[0] not in _SHEET), whole.span)
    merged = _over(merged, _within(whole, merged))
    chosen = _at(own, profile)
    return _over(merged, chosen) if isinstance(chosen, MapNode) else merged


def _within(house: MapNode, merged: MapNode) -> MapNode:
    """*house* without the roles and boxes that only other profiles have: a red head is none of a letter's."""
    kept = []
    for typed, value in house.entries:
        own = _at(merged, typed)
        if typed in _NAMED and isinstance(value, MapNode):
            there = tuple(entry for entry in value.entries if _at(own, entry[0]) is not None)
            value = MapNode(there, value.span)
            if not there and own is None:
                continue
        kept.append((typed, value))
    return MapNode(tuple(kept), house.span)


@cache
def _names(profile: str, section: str) -> tuple[str, ...]:
    """The roles or boxes of a built-in profile."""
    node = _at(_profile(profile, profiles(), Reader([], {}, {})), section)
    return tuple(str(name) for name, _ in node.entries) if isinstance(node, MapNode) else ()


def _house_keys(part: Node, among: Sequence[str], reader: Reader) -> None:
    """Overrides only: an office changes roles and boxes of the profiles *among*, it does not invent them."""
    for typed, value in reader.entries(part, "house.yaml").items():
        if typed not in _SECTIONS:
            reader.unknown(typed, dict.fromkeys((*_SECTIONS, PER_PROFILE)), "house.yaml")
        if typed in _NAMED:
            for name in reader.entries(value, str(typed)):
                # The first profile is the one asked for: the others are not read where it has the name.
                if not any(name in _names(profile, typed) for profile in among):
                    known = dict.fromkeys(one for profile in among for one in _names(profile, typed))
                    reader.unknown(name, known, str(typed))


def _built(profile: str, merged: MapNode, reader: Reader) -> Norm | None:
    """The Norm of the merged nodes, ``None`` where one of them is at fault."""
    top = {str(typed): node for typed, node in reader.entries(merged, profile).items()}
    for typed in reader.entries(merged, profile):
        if typed not in _OWN:
            reader.unknown(typed, dict.fromkeys(_OWN), profile)
    reader.sizes = _each(top, "字号", reader, lambda node, name: reader.value(v.distance, node, name))
    reader.fonts = _each(top, "字体", reader, lambda node, name: reader.build(Font, node, name))
    if reader.problems:
        return None
    page = reader.build(Page, top.get("页面"), "页面")
    grid = reader.grid = reader.build(Grid, top.get("网格"), "网格")
    folio = reader.build(Folio, top.get("页码"), "页码")
    screen = reader.build(Screen, top.get("屏幕"), "屏幕")
    review = reader.build(Review, top.get("送审版"), "送审版")
    start = top.get("默认")
    base = reader.build(Role, start, "默认") if grid else None
    if base is None or start is None:
        return None
    strong = reader.build(Role, _laid(start, top.get("强调", start)), "强调")
    boxes = _each(top, "栏", reader, lambda node, name: reader.build(Box, node, name))
    roles = _each(top, "角色", reader, lambda node, name: reader.build(Role, _laid(start, node), name))
    _known_names(top["角色"], roles, boxes, reader)
    for name in (*ENTRIES, CAPTION, CELL, FOLIO, GAP, HEAD, LABEL, TEXT):
        if name not in roles and not reader.problems:
            reader.fault(merged.span, f"缺少角色“{name}”", "写文件时要用到它")
    palettes = _each(top, "配色", reader, lambda node, name: reader.build(Palette, node, name))
    for name, palette in palettes.items():
        if words := unreadable(palette):
            at = _at(top.get("配色"), name) or merged
            reader.fault(at.span, f"配色“{name}”里{words}，读不清楚", "对比度至少要 4.5：字再深一些，或者底再浅一些")
    language = str(getattr(top.get("语言"), "text", ""))
    if page and review and review.left >= page.left + page.right:
        reader.fault(_at(merged, "送审版").span, "“送审版”的左白边太宽，右边没有了", "要比“页面”的左、右加起来窄")  # type: ignore[union-attr]
    if page is None or grid is None or folio is None or screen is None or strong is None or review is None:
        return None
    if reader.problems:
        return None
    return Norm(
        profile, language, page, grid, folio, screen, reader.fonts, boxes, base, strong, roles, review, palettes
    )


def unreadable(palette: Palette) -> str:
    """What of *palette* cannot be read on what it stands on, ``""`` for nothing. Source: WCAG 2.2, 1.4.3."""
    pairs = (
        ("主色上的白字", palette.main, "#ffffff"),
        ("深色上的白字", palette.deep, "#ffffff"),
        ("浅色上深色的字", palette.deep, palette.pale),
        ("浅色上主色的字", palette.main, palette.pale),
        ("浅色上重点色的字", palette.accent, palette.pale),
    )
    return next((name for name, one, other in pairs if contrast(one, other) < _READABLE), "")


_READABLE = 4.5


def contrast(one: str, other: str) -> float:
    """The ratio of contrast of two colours. Source: WCAG 2.2, “contrast ratio”."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _possible(norm: Norm, merged: MapNode, house: str, reader: Reader) -> None:
    """A fault for what the file *house* makes impossible, at the value typed there that is first to blame."""
    from docgen.page.norm import possible  # only an office's own pages can be impossible

    def typed(path: Sequence[str]) -> Node | None:
        node: Node | None = merged
        for name in path:
            node = _at(node, name)
        return node if node is not None and node.span.file == house else None

    alike: dict[tuple[Span, str], list[possible.Fault]] = {}
    for number, fault in enumerate(possible.faults(norm)):
        places = (typed(path) for path in fault.paths)
        place = next((node.span for node in places if node is not None), Span(house, 1))
        alike.setdefault((place, fault.kind or str(number)), []).append(fault)
    for (place, _), group in alike.items():
        worst = max(group, key=lambda fault: fault.weight)
        more = f"等 {len(group)} 个角色" if len(group) > 1 else ""
        reader.fault(place, f"“{worst.role}”{more}{worst.message}" if worst.role else worst.message, worst.hint)
    if not reader.problems:
        # What the office did not type may no longer hold on its sheet; ``docgen measure`` tells that.
        for fault in possible.promises(norm):
            if node := typed(fault.paths[0]):
                reader.fault(node.span, fault.message, fault.hint)


def _known_names(section: Node, roles: Mapping[str, Role], boxes: Mapping[str, Box], reader: Reader) -> None:
    """A role may name other roles and a box; each must be there."""
    if reader.problems:
        return
    for typed, node in reader.entries(section, "角色").items():
        look = roles[str(typed)]
        stagger = look.stagger.role if look.stagger else ""
        named = (("居中于", look.centred_on), ("错开", stagger), ("同行于", look.beside), ("排不下用", look.smaller))
        for key, name in named:
            if name and name not in roles:
                like = nearest(name, roles)
                place = _at(node, key) or node
                reader.fault(place.span, f"“{key}”里的“{name}”不是一个角色", f"是不是“{like}”？" if like else "")
        if look.box and look.box not in boxes:
            place = _at(node, "栏") or node
            hint = "可以写：" + "、".join(boxes) if boxes else f"这个版式没有栏，删去“栏: {look.box}”"
            reader.fault(place.span, f"没有“{look.box}”这个栏", hint)


def _each(top: Mapping[str, Node], section: str, reader: Reader, make: Callable[[Node, str], T | None]) -> dict[str, T]:
    """Name → what *make* makes of it, for every entry of a section; what is at fault is left out."""
    made = ((str(name), make(node, str(name))) for name, node in reader.entries(top.get(section), section).items())
    return {name: value for name, value in made if value is not None}


def _over(base: MapNode, change: MapNode) -> MapNode:
    """*base* with the entries of *change* over it; each keeps the place where it was typed."""
    new = {str(name): (name, node) for name, node in change.entries}
    merged = []
    for name, node in base.entries:
        typed, changed = new.pop(str(name), (name, node))
        merged.append((typed, _laid(node, changed)))
    return MapNode((*merged, *new.values()), change.span)


def _laid(base: Node, change: Node) -> Node:
    """*change*, over *base* where both are mappings."""
    return _over(base, change) if isinstance(base, MapNode) and isinstance(change, MapNode) else change


def _at(node: Node | None, name: str) -> Node | None:
    """The value under *name*, ``None`` where there is none."""
    entries = node.entries if isinstance(node, MapNode) else ()
    return next((value for typed, value in entries if typed == name), None)
