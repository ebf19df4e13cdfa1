"""A ledger of cases in Excel → case records: headers matched by meaning, merged cells, dates in every form."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import Any

from docgen.core import dates
from docgen.formats.word.package import Package
from docgen.intake import case as cases
from docgen.intake.collection import CaseText
from docgen.intake.found import Draft, Dropped, Found, Source
from docgen.intake.sheet import Page, Value, pages, serial
from docgen.records import derive

_HEADERS: dict[str, str] = {
    "案名": r"案件?名称?|案件标题|案例名称",
    "检察院": r"(?:办案|承办|办理|填报)?(?:检察院|院名|单位|院)(?:名称)?",
    "事由": r"事由|监督事项|案件事由",
    "类型": r"(?:案件|公益诉讼)?(?:类型|类别)",
    "领域": r"(?:案件|所属|办案)?领域",
    "承办检察官": r"(?:承办|主办|办案)(?:检察官|人|人员)",
    "线索来源": r"(?:案件)?线索来源|来源",
    "发现日期": r"(?:线索)?(?:发现|受理|收到)(?:日期|时间)",
    "立案对象": r"立案(?:对象|机关|监督对象)|被监督(?:单位|机关|对象)|监督对象|行政机关",
    "立案日期": r"(?:决定)?立案(?:决定)?(?:日期|时间)",
    "立案文号": r"立案(?:决定书?)?(?:文号|编号|字号)",
    "立案送达日期": r"立案(?:决定书?)?送达(?:日期|时间)",
    "被建议单位": r"被建议(?:单位|机关|对象)|(?:检察)?建议(?:对象|主送(?:单位)?)|主送单位?",
    "建议文号": r"(?:检察)?建议(?:书)?(?:文号|编号|字号)",
    "建议决定日期": r"(?:检察)?建议(?:书)?(?:决定|制发|发出|提出|成文|签发)?(?:日期|时间)|(?:制发|发出|提出)(?:检察)?建议(?:书)?(?:日期|时间)",
    "建议送达日期": r"(?:检察)?建议(?:书)?送达(?:日期|时间)|送达(?:检察)?建议(?:书)?(?:日期|时间)|送达(?:日期|时间)",
    "备案日期": r"(?:报)?备案(?:日期|时间)",
    "紧急情形": r"紧急(?:情形|理由)?",
    "回复日期": r"(?:书面|行政机关)?(?:回复|复函|答复)(?:日期|时间)",
}
"""Column of our own ledger → what offices call it."""
_PATTERNS = {column: re.compile(pattern) for column, pattern in _HEADERS.items()}
_OWN = re.compile(r"立案送达期限|建议送达期限|备案期限|回复期限|整改期限|审查起诉期限|已超期|序号|编号")
"""What follows from the other columns."""
_DATES = frozenset(column for column in _HEADERS if column.endswith("日期"))
_HEADER_ROWS = 12


@dataclass(slots=True)
class _Case:
    """The rows of one case, each by column."""

    rows: list[dict[str, str]] = field(default_factory=list)
    number: int = 0


def read(package: Package, file: str) -> tuple[Source, Found | None]:
    """The cases of the ledger *package* and what could not be taken; no records where no sheet is a ledger."""
    source = Source(file)
    found: list[_Case] = []
    for page in pages(package):
        if page.hidden:
            source.notes.append(f"表“{page.name}”是隐藏的，没有导入")
            continue
        _page(page, source, found)
    drafts = [_draft(one, source) for one in found]
    if not drafts:
        return source, None
    return source, Found(f"台账，{len(drafts)} 件案件", [], [], rows=drafts)


def _page(page: Page, source: Source, found: list[_Case]) -> None:
    head, columns = _header(page)
    if not head:
        if page.cells:
            source.notes.append(f"表“{page.name}”没有认出台账的表头，没有导入")
        return
    left = [
        name
        for column, name in _names(page, head).items()
        if column not in columns and name and not _OWN.fullmatch(name)
    ]
    known = {name: column for column, name in columns.items()}
    others = {column: name for column, name in _names(page, head).items() if name in left}
    for number in range(head + 1, page.last_row + 1):
        row = {
            name: text
            for name, column in known.items()
            if (text := _text(page.at(number, column), name, number, source))
        }
        for column, name in others.items():
            if (value := page.at(number, column)) is not None:
                source.dropped.append(Dropped(number, f"{name}：{_plain(value)}", "记录里没有这一列"))
        if not row.get("案名") and not row.get("事由"):
            if row:
                source.dropped.append(
                    Dropped(number, "；".join(f"{key}：{text}" for key, text in row.items()), "这一行没有案名")
                )
            continue
        before = found[-1] if found else None
        if (
            before is not None
            and before.rows[0].get("案名") == row.get("案名")
            and before.rows[0].get("事由") == row.get("事由")
        ):
            before.rows.append(row)
        else:
            found.append(_Case([row], number))


def _header(page: Page) -> tuple[int, dict[int, str]]:
    """(row of the header, column → name of our own) of *page*; (0, {}) where it is no ledger."""
    best: tuple[int, dict[int, str]] = (0, {})
    for row in range(1, min(page.last_row, _HEADER_ROWS) + 1):
        found: dict[int, str] = {}
        for column, name in _names(page, row).items():
            matched = _matched(name)
            if matched and matched not in found.values():
                found[column] = matched
        if len(found) > len(best[1]):
            best = (row, found)
    named = set(best[1].values())
    return best if len(named) >= 3 and named & {"案名", "事由"} else (0, {})


def _names(page: Page, row: int) -> dict[int, str]:
    """Column → header; where the row above is merged over several columns, its words come before."""
    found = {}
    for column in range(1, page.last_column + 1):
        own = _plain(page.at(row, column))
        above = _plain(page.at(row - 1, column)) if row > 1 else ""
        spans = (row > 1 and page.merged.get((row - 1, column)) == page.merged.get((row - 1, column + 1), ())) or (
            row > 1 and page.merged.get((row - 1, column)) == page.merged.get((row - 1, column - 1), ())
        )
        title = len({page.merged.get((row - 1, at)) for at in range(1, page.last_column + 1)}) == 1
        joined = above + own if spans and above and not title and above != own else own
        found[column] = joined if _matched(joined) else own
    return found


def _matched(name: str) -> str:
    words = re.sub(r"\s+|[（(].*?[)）]|[:：*]", "", name)
    return next((column for column, pattern in _PATTERNS.items() if words == column or pattern.fullmatch(words)), "")


def _plain(value: Value | None) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else str(value)
    if isinstance(value, datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return re.sub(r"\s*\n\s*", "", str(value)).strip()


def _text(value: Value | None, column: str, number: int, source: Source) -> str:
    """The words of a cell; of a date that none can be made of ``""``, and it is told."""
    text = _plain(value)
    if column not in _DATES or not text or text in ("/", "-", "—", "无"):
        return "" if text in ("/", "-", "—", "无") else text
    if isinstance(value, float):
        eight = re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})", text)
        day = serial(value)
        text = (
            f"{eight[1]}年{int(eight[2])}月{int(eight[3])}日"
            if eight
            else f"{day.year}年{day.month}月{day.day}日"
            if day
            else text
        )
    try:
        moment = dates.parse(re.sub(r"\s*00:00(?::00)?$", "", text))
    except dates.DateFault as fault:
        source.dropped.append(Dropped(number, f"{column}：{text}", f"日期不对：{fault}"))
        return ""
    return dates.printed(moment)


# — records —


def _draft(one: _Case, source: Source) -> Draft:
    first = one.rows[0]
    whole = {key: next((row[key] for row in one.rows if row.get(key)), "") for key in _HEADERS}
    title = first.get("案名", "")
    values: dict[str, Any] = {}
    if title:
        values = dict(cases.draft(CaseText(title, "", one.number), source.notes, plain=True).values)
    if whole["检察院"]:
        values["检察院"] = whole["检察院"]
    if whole["事由"]:
        values["事由"] = whole["事由"]
    if whole["类型"] and whole["类型"] != "行政公益诉讼":
        values["类型"] = whole["类型"]
    values = {
        key: text for key, text in {**values, "领域": whole["领域"], "承办检察官": whole["承办检察官"]}.items() if text
    }
    if not values.get("检察院"):
        values["检察院"] = cases.GAP
        source.notes.append(f"第{one.number}行没有检察院的全称，记录里写了{cases.GAP}，请补上")
    clue = {"来源": whole["线索来源"], "日期": whole["发现日期"]}
    values["线索"] = {key: text for key, text in clue.items() if text}
    _parties(one, values)
    place = derive.place_name(values["检察院"]) if values["检察院"] != cases.GAP else ""
    return Draft(
        "case",
        {key: value for key, value in values.items() if value},
        tuple(part for part in (place, values["事由"]) if part),
    )


def _parties(one: _Case, values: dict[str, Any]) -> None:
    """机关, 立案, 检察建议 and 回复 of the rows, each agency registered once under its own name."""
    agencies: dict[str, dict[str, str]] = {}
    filings: list[dict[str, str]] = []
    letters: list[dict[str, str]] = []
    replies: list[dict[str, str]] = []
    for row in one.rows:
        for key in ("立案对象", "被建议单位"):
            if row.get(key):
                agencies.setdefault(row[key], {"全称": row[key]})
        _add(filings, row, {"机关": "立案对象", "日期": "立案日期", "文号": "立案文号", "决定送达": "立案送达日期"})
        if row.get("被建议单位"):
            _add(letters, row, {
                "被建议单位": "被建议单位", "紧急情形": "紧急情形", "文号": "建议文号", "决定日期": "建议决定日期", "送达日期": "建议送达日期", "备案日期": "备案日期",
            })  # fmt: skip
        if row.get("回复日期"):
            _add(replies, row, {"机关": "被建议单位", "日期": "回复日期"})
    values |= {"机关": agencies, "立案": filings, "检察建议": letters, "回复": replies}


def _add(entries: list[dict[str, str]], row: dict[str, str], columns: dict[str, str]) -> None:
    entry = {key: row[column] for key, column in columns.items() if row.get(column)}
    if entry and entry not in entries:
        entries.append(entry)
