"""A ledger of cases in Excel → case records: headers matched by meaning, merged cells, dates in every form."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docgen.core import dates
from docgen.formats.word.package import Package
from docgen.intake import case as cases
from docgen.intake import headings
from docgen.intake.collection import CaseText
from docgen.intake.found import Change, Draft, Dropped, Found, Source
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
_AT = "行"
"""Key of a row for its number in the sheet."""
_ONCE = ("检察院", "事由", "类型", "领域", "承办检察官", "线索来源", "发现日期")
"""Columns of which a case has one value."""
_HEADER_ROWS = 12


@dataclass(slots=True)
class _Case:
    """The rows of one case, each by column."""

    rows: list[dict[str, str]] = field(default_factory=list)
    number: int = 0


def read(package: Package, file: str) -> tuple[Source, Found | None]:
    """The cases of the ledger *package* and what could not be taken; no records where no sheet is a ledger."""
    return of_pages(pages(package), file)


def of_pages(sheets: list[Page], file: str) -> tuple[Source, Found | None]:
    """The cases of the ledger *sheets*. Every cell that is not empty stands in the source's ``cells`` with what became of it."""
    source = Source(file)
    found: dict[tuple[str, ...], _Case] = {}
    for page in sheets:
        if page.hidden:
            source.notes.append(f"表“{page.name}”是隐藏的，没有导入")
            _account(page, source, lambda row, column: "未导入：隐藏的表")
            continue
        _page(page, source, found)
    drafts = [_draft(one, source) for one in found.values()]
    gone = {(one.number, part.partition("：")[0]) for one in source.dropped for part in one.text.split("；")}
    source.cells = [
        (place, text, f"未导入：{name}，见报告" if (int(re.sub(r".*!\D+", "", place)), name) in gone else name)
        for place, text, name in source.cells
    ]
    if not drafts:
        return source, None
    return source, Found(f"台账，{len(drafts)} 件案件", [], [], rows=drafts)


def _account(page: Page, source: Source, told: Callable[[int, int], str]) -> None:
    """Enter every cell of *page* with its words in the source's table, *told* says what became of it."""
    for row, column in sorted(page.cells):
        place = f"{page.name}!{_letters(column)}{row}"
        source.cells.append((place, _plain(page.cells[row, column]), told(row, column)))


def _letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


_TOTAL = re.compile(r"(?:合|小|总|共|累)\s*计.{0,12}|(?:共|计)?\s*\d+\s*件|本(?:页|月|季度|年度?)(?:合|小)计")
_DITTO = frozenset(["同上", "〃", "″", "同前", "同上行", '"', "”", "同 上", "如上"])
_AGENCY = re.compile(
    r"[\u4e00-\u9fff（）()]{2,}(?:局|委|委员会|厅|办|办公室|政府|院|中心|公司|站|所|处|会|队|部|街道|镇|乡)"
)


def _page(page: Page, source: Source, found: dict[tuple[str, ...], _Case]) -> None:
    head, columns = _header(page)
    if not head:
        if page.cells:
            source.notes.append(f"表“{page.name}”没有认出台账的表头，没有导入")
            _account(page, source, lambda row, column: "未导入：没有认出表头")
        return
    names = _names(page, head)
    known = {name: column for column, name in columns.items()}
    fields = dict(columns)
    others = {
        column: name or f"第{_letters(column)}列"
        for column, name in names.items()
        if column not in columns and not (name and _OWN.fullmatch(name))
    }
    skipped: dict[int, str] = {}
    above: dict[str, str] = {}
    for number in range(head + 1, page.last_row + 1):
        values = [_plain(page.at(number, column)) for column in range(1, page.last_column + 1)]
        if any(_TOTAL.fullmatch(value) for value in values[:4]) and not _dated_row(values):
            skipped[number] = "合计行"
            source.dropped.append(Dropped(number, "；".join(filter(None, values)), "合计行，不是案件"))
            continue
        if group := _grouping(values):
            skipped[number] = "分组行"
            source.dropped.append(Dropped(number, group, "分组的一行，不是案件"))
            continue
        raw: dict[str, str] = {}
        for name, column in known.items():
            if _plain(page.at(number, column)) in _DITTO and name in above:
                raw[name] = above[name]
                source.changes.append(
                    Change("changed", number, f"{name}写的是“同上”，沿用上一行的“{_shown(above[name])}”")
                )
            else:
                raw[name] = _lined(page.at(number, column))
        above = {name: text for name, text in raw.items() if text}
        for column, name in others.items():
            if (value := page.cells.get((number, column))) is not None:
                source.dropped.append(Dropped(number, f"{name}：{_plain(value)}", "记录里没有这一列"))
        values_of = {name: page.at(number, column) for name, column in known.items()}
        rows = [
            {
                name: text
                for name, words in one.items()
                if (text := _text(words if words != _lined(values_of[name]) else values_of[name], name, number, source))
            }
            for one in _apart(raw)
        ]
        if not rows[0].get("案名") and not rows[0].get("事由"):
            if rows[0]:
                skipped[number] = "未导入：这一行没有案名"
                words = "；".join(f"{key}：{_shown(text)}" for key, text in raw.items() if text)
                source.dropped.append(Dropped(number, words, "这一行没有案名"))
            continue
        for entry in rows:
            entry[_AT] = str(number)
        key = tuple(rows[0].get(name, "") for name in ("案名", "事由", "检察院"))
        found.setdefault(key, _Case([], number)).rows.extend(rows)
    for (row, column), words in page.formulas.items():
        source.dropped.append(
            Dropped(row, f"{_letters(column)}{row}：{words}", "公式没有存下结果，用 Excel 打开另存一次")
        )
        source.cells.append((f"{page.name}!{_letters(column)}{row}", words, "未导入：公式没有结果"))
    lost = {(one.number, one.text) for one in source.dropped}

    def became(row: int, column: int) -> str:
        if row <= head:
            return "表头" if column in columns or row == head else "表头或者表的名称"
        if row in skipped:
            return skipped[row] if skipped[row].startswith("未导入") else f"未导入：{skipped[row]}"
        if column in fields:
            text = f"{fields[column]}：{_plain(page.cells[row, column])}"
            return "未导入：见报告" if (row, text) in lost else fields[column]
        return "未导入：记录里没有这一列" if column in others else "不用导入（序号，或者由别的栏推出）"

    _account(page, source, became)


def _grouping(values: list[str]) -> str:
    """The words of a row that only says what the rows below have in common (一、生态环境领域); ``""`` of any other row."""
    said = {value for value in values if value}
    if len(said) != 1 or len(values) < 4:
        return ""
    (words,) = said
    merged = sum(value == words for value in values) >= len(values) - 1
    numbered = re.match(
        r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|.*(?:领域|季度|月份|年度|部分|类)$",
        words,
    )
    return words if not headings.is_title(words) and (merged or numbered) else ""


def _dated_row(values: list[str]) -> bool:
    return any(re.search(r"\d{4}\s*[年./-]\s*\d{1,2}", value) for value in values)


def _lined(value: Value | None) -> str:
    """The words of a cell with its lines apart."""
    return (
        "\n".join(part.strip() for part in str(value).split("\n") if part.strip())
        if isinstance(value, str)
        else _plain(value)
    )


def _shown(text: str) -> str:
    return text.replace("\n", "、")


def _agencies(text: str) -> list[str]:
    """The agencies that stand in one cell; one name that only runs over two lines stays one."""
    parts = [part.strip() for part in re.split(r"[\n；;]|(?<=[局委厅办院会府])[、，,/]", text) if part.strip()]
    return parts if len(parts) > 1 and all(_AGENCY.fullmatch(part) for part in parts) else [text.replace("\n", "")]


def _apart(raw: dict[str, str]) -> list[dict[str, str]]:
    """One row for each agency of the cell; dates and numbers of as many lines go with them one by one."""
    lists = {name: _agencies(raw[name]) for name in ("立案对象", "被建议单位") if raw.get(name)}
    count = max((len(names) for names in lists.values()), default=1)
    rows = []
    for index in range(count):
        row: dict[str, str] = {}
        for name, text in raw.items():
            lines = lists.get(name) or text.split("\n")
            apart = name in lists or (len(lines) == count and count > 1)
            row[name] = lines[min(index, len(lines) - 1)] if apart else text.replace("\n", "")
        rows.append(row)
    return rows


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
    """Column → header; the words of the groups above it come before, where that names a column better."""
    found = {}
    for column in range(1, page.last_column + 1):
        own = _plain(page.at(row, column))
        groups = [words for up in (row - 1, row - 2) if up > 0 and (words := _group(page, up, column)) and words != own]
        heads = [_ABOUT.sub("", words) for words in groups]
        # The nearest group first: under 检察建议制发情况 a 文号 is that of the recommendation.
        joined = [head + own for head in heads if own] + [
            "".join(reversed(heads)) + own,
            *(words + own for words in groups),
        ]
        found[column] = next((words for words in joined if _matched(words)), own) or next(iter(groups), "")
    return found


_ABOUT = re.compile(r"(?:制发|办理|发出|有关|基本)*(?:情况|信息|环节|阶段|部分)$")


def _group(page: Page, row: int, column: int) -> str:
    """The words over *column* in *row*: of a merged cell, or of the last one to the left where people did not merge; of a title ``""``."""
    words = {_plain(page.at(row, at)) for at in range(1, page.last_column + 1)} - {""}
    if len(words) < 2:
        return ""
    if own := _plain(page.at(row, column)):
        return own
    below = [at for at in range(1, column + 1) if _plain(page.at(row + 1, at)) and _plain(page.cells.get((row, at)))]
    return _plain(page.cells.get((row, below[-1]))) if below and (row + 1, column) in page.cells else ""


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
    text = _as_a_day(text, column, number, source)
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


_TWO_DIGITS = re.compile(r"['‘’]?(\d{2})\s*([./、-])\s*(\d{1,2})\s*\2\s*(\d{1,2})\s*日?")
_REMARKED = re.compile(r"(.*\d日?)\s*[（(]([^（）()\d]{1,20})[)）]")


def _as_a_day(text: str, column: str, number: int, source: Source) -> str:
    """A date as people abbreviate it (24.3.5), as Excel counts it (45356, typed as text), with a remark; told, since it was read into it."""
    if found := _REMARKED.fullmatch(text):
        text = found[1]
        source.notes.append(f"第{number}行{column}后面的“{found[2]}”没有导入")
    read = ""
    if found := _TWO_DIGITS.fullmatch(text):
        read = f"20{found[1]}年{int(found[3])}月{int(found[4])}日"
    elif re.fullmatch(r"[34]\d{4}", text) and (day := serial(float(text))) is not None:
        read = f"{day.year}年{day.month}月{day.day}日"
    elif found := re.fullmatch(r"(\d{4}[./-]\d{1,2}[./-]\d{1,2})日", text):
        read = found[1]
    if read:
        source.changes.append(Change("changed", number, f"{column}“{text}”读作{read}，请核对"))
    return read or text


# — records —


def _row_of(one: _Case, key: str, text: str) -> int:
    return next(int(row[_AT]) for row in one.rows if row.get(key) == text)


def _draft(one: _Case, source: Source) -> Draft:
    first = one.rows[0]
    whole = {key: next((row[key] for row in one.rows if row.get(key)), "") for key in _HEADERS}
    for key in _ONCE:
        said = list(dict.fromkeys(row[key] for row in one.rows if row.get(key)))
        source.dropped += (
            Dropped(_row_of(one, key, text), f"{key}：{text}", f"同一件案件有几个不同的{key}，用了“{said[0]}”")
            for text in said[1:]
        )
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
    _parties(one, values, source)
    place = derive.place_name(values["检察院"]) if values["检察院"] != cases.GAP else ""
    return Draft(
        "case",
        {key: value for key, value in values.items() if value},
        tuple(part for part in (place, values["事由"]) if part),
    )


_SENT = ("建议文号", "建议决定日期", "建议送达日期", "备案日期", "紧急情形")


def _parties(one: _Case, values: dict[str, Any], source: Source) -> None:
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
        if not row.get("被建议单位") and (sent := {name: row[name] for name in _SENT if row.get(name)}):
            if row.get("立案对象"):
                row["被建议单位"] = row["立案对象"]
                source.notes.append(f"第{row[_AT]}行没有被建议单位，写成立案对象“{row['立案对象']}”，请核对")
            else:
                told = "；".join(f"{name}：{text}" for name, text in sent.items())
                source.dropped.append(Dropped(int(row[_AT]), told, "没有被建议单位，不知道是写给谁的"))
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
