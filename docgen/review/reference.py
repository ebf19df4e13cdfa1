"""The tables of the pages for authors, made from the declarations that the program itself obeys.

``python -m docgen.review.reference docs`` renews them in every page that holds their marks; a
test fails where a page is stale. What stands outside the marks is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from docgen import checks
from docgen.checks import pages
from docgen.core.errors import CODES, LETTERS, LEVEL_NAMES
from docgen.page.norm import norms, values
from docgen.page.norm.model import (
    ENTRIES,
    FOLIO,
    GAP,
    HEAD,
    LABEL,
    Abreast,
    Box,
    Folio,
    Font,
    Frame,
    Grid,
    Norm,
    Page,
    Palette,
    Review,
    Role,
    Rule,
    Screen,
    Stagger,
)
from docgen.papers.templates.catalog import Header, OwnField
from docgen.papers.views.view import PUBLIC
from docgen.records.kinds import RECORD_TYPES
from docgen.records.project import Settings
from docgen.records.schema import in_words
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Shape, Spec, specs

_MARK = re.compile(r"(<!-- 生成：(\w+) -->\n).*?(<!-- 生成完 -->)", re.DOTALL)
_OF_WRITERS = (*ENTRIES, FOLIO, GAP, HEAD, LABEL)
"""Roles that no template sets."""
_ALIGN = {"left": "左", "center": "居中", "right": "右", "both": "两端"}


def sections() -> dict[str, str]:
    """Name of a table, as the marks in the pages call it → Markdown."""
    return {
        "字段": field_tables("case"),
        "发布会字段": field_tables("conference"),
        "发布稿字段": field_tables("release"),
        "模板头": _table(
            ("键", "意思", "写法", "不写"), (_row(spec, _unsaid(spec)) for spec in specs(Header).values())
        ),
        "自有字段": _table(
            ("键", "意思", "写法", "不写"), (_row(spec, _unsaid(spec)) for spec in specs(OwnField).values())
        ),
        "角色": role_table(),
        "版式": norm_table(),
        "代码": code_table(""),
        "记录代码": code_table("YRVG"),
        "规则": "\n".join(
            f"## {letter} {subject}\n\n"
            + pages.markdown([rule for rule in checks.known().values() if rule.id[0] == letter])
            for letter, subject in LETTERS.items()
        ),
        "设置": _table(
            ("键", "意思", "写法", "不写"), (_row(spec, _unsaid(spec)) for spec in specs(Settings).values())
        ),
    }


def renewed(page: str) -> str:
    """*page* with every table between its marks made anew; raises KeyError for a mark that names no table."""
    known = sections()
    return _MARK.sub(lambda found: f"{found[1]}\n{known[found[2]]}\n{found[3]}", page)


# — fields of a record —


def field_tables(word: str) -> str:
    """One table for a record of type *word* and one for each mapping in it, in the order in which they occur.

    What a type shares with those before it is told there. Stages and faces matter to a case only.
    """
    told: set[type[Model]] = set()
    for before in list(RECORD_TYPES)[: list(RECORD_TYPES).index(word)]:
        told |= {model for _, model in _models(RECORD_TYPES[before].model, "")}
    parts = []
    for title, model in _models(RECORD_TYPES[word].model, RECORD_TYPES[word].name, told):
        if word != "case":
            rows = (_row(spec, _unsaid(spec)) for spec in specs(model).values())
            parts.append(f"### {title}\n\n" + _table(("键", "意思", "写法", "不写"), rows))
            continue
        public = PUBLIC.get(model, frozenset())
        rows = (
            _row(spec, _unsaid(spec), spec.stage, "是" if name in public else "") for name, spec in specs(model).items()
        )
        parts.append(f"### {title}\n\n" + _table(("键", "意思", "写法", "不写", "阶段", "对外"), rows))
    return "\n".join(parts)


def _models(model: type[Model], title: str, seen: set[type[Model]] | None = None) -> Iterator[tuple[str, type[Model]]]:
    seen = {model} if seen is None else seen
    yield title, model
    for spec in specs(model).values():
        inner = _model_in(spec.shape)
        if inner is not None and inner not in seen:
            seen.add(inner)
            yield from _models(inner, spec.key, seen)


def _model_in(shape: Shape) -> type[Model] | None:
    match shape:
        case ListOf(inner) | MapOf(inner):
            return _model_in(inner)
        case ModelOf(model):
            return model
    return None


def _row(spec: Spec, *more: str) -> tuple[str, ...]:
    also = f"（也可以写：{'、'.join(spec.aliases)}）" if spec.aliases else ""
    return (f"`{spec.key}`{also}", spec.doc, "；".join(in_words(spec.shape)), *more)


def _unsaid(spec: Spec) -> str:
    """What holds where the field is left out."""
    return "**必填**" if spec.required else spec.default


# — roles and codes —


def role_table() -> str:
    """Every role that a template may set, with its look in each profile."""
    profiles: Mapping[str, Norm] = {name: norms.load(name) for name in norms.profiles()}
    names = dict.fromkeys(role for norm in profiles.values() for role in norm.roles if role not in _OF_WRITERS)
    rows = ((f"`{role}`", *(_look(norm, role) for norm in profiles.values())) for role in names)
    return _table(("角色", *profiles), rows)


def _look(norm: Norm, role: str) -> str:
    look = norm.roles.get(role)
    if look is None:
        return "—"
    size = look.size.name or f"{look.size.length.pt:g}磅"
    return f"{size}{look.font.names[0]}，{_ALIGN[look.align]}"


_PARTS: tuple[tuple[str, type[Any]], ...] = (
    ("`页面`", Page),
    ("`网格`", Grid),
    ("`页码`", Folio),
    ("`送审版`", Review),
    ("`屏幕`", Screen),
    ("`配色` 里的每一种", Palette),
    ("`字体` 里的每一种", Font),
    ("`栏` 里的每一个", Box),
    ("`角色` 里的每一个，`默认`，`强调`", Role),
    ("各种线", Rule),
    ("`表`", Frame),
    ("`并排`", Abreast),
    ("`错开`", Stagger),
)


def norm_table() -> str:
    """Every key that house.yaml may hold: where, what it means, how its value is typed."""
    rows = (
        (place, f"`{item.metadata['key']}`", item.metadata["doc"], _way(item.metadata["parser"]))
        for place, part in _PARTS
        for item in fields(part)
        if "key" in item.metadata and item.metadata["key"] != "依据"
    )
    return _table(("在哪里", "键", "意思", "写法"), rows)


def _way(parser: Any) -> str:
    """How a value that *parser* reads is typed."""
    if isinstance(parser, type):
        return "`[名字, 名字]`" if parser is tuple else "分项写，见下面"
    given = getattr(parser, "keywords", {})
    if "attribute" in given:
        return "`28磅`，或者 `网格`"
    if "among" in given:
        return "、".join(f"`{name}`" for name in given["among"])
    return f"`{given['example']}`" if "example" in given else _TYPED[parser]


_TYPED = {
    values.distance: "长度：`37毫米`、`28.95磅`",
    values.whole: "整数：`22`",
    values.text: "文字",
    values.colour: "`黑`、`红`、`灰`、`FF0000`",
    values.tint: "六位十六进制数，如 `0B4EA2`",
    values.size: "`三号`、`16磅`",
    values.font: "`字体` 里的名字：`仿宋`",
}


def code_table(letters: str) -> str:
    """The codes that begin with one of *letters* (``""``: all)."""
    rows = (
        (code, LEVEL_NAMES[row.level], row.title) for code, row in CODES.items() if not letters or code[0] in letters
    )
    return _table(("代码", "级别", "意思"), rows)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    for path in sorted(Path(sys.argv[1]).glob("*.md")):
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
