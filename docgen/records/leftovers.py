"""Marks that would print as they are: half a brace, 【名】 for ｛名｝, {{ }}, __, ××, 〔　〕.

Each was typed to become something else, and where nothing reads it a signed letter bears it.
Pure functions over one text; whether a find is told or stops a paper is decided by the rule
(``checks.rules.marks``) for records, by ``papers.finish`` for what a template says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from docgen.core.errors import nearest
from docgen.records import references
from docgen.records.kinds import Record, cases_of
from docgen.records.release import Release

ANY = re.compile(r"[｛｝{}_＿×✕╳\[【]|〔(?!\d)|(?<![A-Za-z])[XxＸｘ]{2}")
"""What every find has in it: a text without a match has none."""

_TEMPLATE = re.compile(r"\{\{[^{}\n]*\}\}|｛｛[^｛｝\n]*｝｝|\{[%#][^\n]*?[%#]\}|\{\{|\}\}|\{[%#]|[%#]\}|｛｛|｝｝")
_MIXED = re.compile(r"[｛{]([^｛｝{}\n]{1,30})[｝}]")
_BRACE = re.compile(r"[｛｝{}]")
_BLANK = re.compile(r"〔[\s　_＿]*〕|【[\s　_＿]*】|\[[\s　_＿]+\]")
_BRACKETED = re.compile(r"【([^【】\n]{1,30})】|〔([^〔〕\n]{1,30})〕|(?<![A-Za-z0-9\]])\[([^\[\]\n]{1,30})\](?!\()")
_PLACEHOLDER = re.compile(
    r"[×✕╳]{2,}|(?<![A-Za-z0-9])[XxＸｘ]{2,}(?![A-Za-z0-9])|(?<=[年月第])[XxＸ×](?=[月日号])|_{2,}|＿{2,}"
)


@dataclass(frozen=True, slots=True)
class Leftover:
    """One mark that would print: where in the text it stands, what is said of it and what to type.

    ``certain`` is False for what a text may mean as it stands (××, __): an author may close the rule there.
    """

    start: int
    text: str
    message: str
    hint: str
    certain: bool = True


def names_of(record: Record) -> frozenset[str]:
    """The registered names that a text of *record* may have meant to refer to.

    Hosts are left out: 【市妇联】 is how a release says whose work a part of it tells.
    """
    records: list[Record] = [record, *cases_of(record)]
    if isinstance(record, Release) and record.event is not None:
        records.append(record.event)
    groups = (group for one in records for key, group in references.registers(one).items() if key != "主办")
    derived = (name for one in records for name in references.derived(one) if name in _NO_LABEL)
    return frozenset([*(name for group in groups for name in group), *derived])


_NO_LABEL = ("案例数", "案名", "立案日期", "法律依据.提出")
"""Derived names that nobody prints in brackets as a label, as 【案由】 and 【领域】 are."""


def find(text: str, names: Collection[str] = (), *, typed: bool = True) -> Iterator[Leftover]:
    """The marks left over in *text*, in order. In a text as *typed* whole references are none; in a finished one they are.

    *names* are those that ｛｝ would have been read with.
    """
    if ANY.search(text):
        yield from sorted(_found(text, names, typed=typed), key=lambda one: one.start)


def _found(text: str, names: Collection[str], *, typed: bool) -> Iterator[Leftover]:
    rest = text
    for match in _TEMPLATE.finditer(text):
        yield _of_template(match, names)
        rest = without(rest, match.start(), match.end())
    for reference in references.find(rest) if typed else ():
        rest = without(rest, reference.start, reference.stop)
    for match in _MIXED.finditer(rest):
        yield _mixed(match, names)
        rest = without(rest, match.start(), match.end())
    yield from (_alone(match, text, names) for match in _BRACE.finditer(rest))
    for match in _BLANK.finditer(rest):
        yield Leftover(match.start(), match[0], f"“{match[0]}”里面是空的，会照印出来", "填上内容，或者删去")
    for match in _BRACKETED.finditer(rest):
        name = next(part for part in match.groups() if part is not None)
        heading = not typed and match[0] == text.strip()  # 【基本案情】 is how a section is headed
        if name.strip() in names and not heading:
            message = f"“{match[0]}”会照印出来：引用登记的名字用花括号"
            yield Leftover(match.start(), match[0], message, f"写成｛{name.strip()}｝")
    for match in _PLACEHOLDER.finditer(rest):
        yield Leftover(
            match.start(), match[0], f"“{match[0]}”还没有填，会照印出来", "填上内容，或者删去", certain=False
        )


def without(text: str, start: int, stop: int) -> str:
    """*text* with a stretch made harmless, so that offsets stay true."""
    return text[:start] + "、" * (stop - start) + text[stop:]


def _of_template(match: re.Match[str], names: Collection[str]) -> Leftover:
    inside = match[0].strip("｛｝{}%# ")
    hint = f"写成｛{inside}｝" if inside in names else "引用写成｛名字｝；不是引用的，删去"
    return Leftover(match.start(), match[0], f"“{match[0]}”是模板的记号，在这里会照印出来", hint)


def _mixed(match: re.Match[str], names: Collection[str]) -> Leftover:
    inside = match[1].strip()
    name = inside.partition("|")[0]
    like = name if name in names else nearest(name, names)
    hint = f"是不是“｛{like}｝”？" if like else "引用写成｛名字｝；不是引用的，换成圆括号"
    return Leftover(match.start(), match[0], f"“{match[0]}”没有读成引用，花括号会照印出来", hint)


def _alone(match: re.Match[str], text: str, names: Collection[str]) -> Leftover:
    opens = match[0] in "｛{"
    beside = text[match.end() :] if opens else text[: match.start()]
    fits = [name for name in names if (beside.startswith(name) if opens else beside.endswith(name))]
    name = max(fits, key=len, default="")
    hint = f"是不是“｛{name}｝”？" if name else "引用写成｛名字｝，两边各一个；不是引用的，删去"
    lacks = "｝" if opens else "｛"
    return Leftover(match.start(), match[0], f"“{match[0]}”没有配上“{lacks}”，会照印出来", hint)
