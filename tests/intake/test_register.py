"""The ledger: every period, what is overdue, the same bytes, and the way back from Excel."""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import docgen
from docgen.intake import run
from docgen.intake.take import take
from docgen.records.loader import load
from docgen.records.models import Case
from docgen.records.project import Project, Settings
from docgen.review.register import COLUMNS, DERIVED, Row, calendar, rows, sheet

CASES = Path(__file__).parents[2] / "cases"
RECORD = """\
检察院: 云江省青川市临河区人民检察院
事由: 整治占用盲道
机关: {区城管局: {全称: 云江省青川市临河区城市管理局}, 区交通局: {全称: 云江省青川市临河区交通运输局}}
立案: [{机关: 区城管局, 日期: 2023年12月25日, 决定送达: 2024年1月4日}, {机关: 区交通局, 日期: 2023年12月25日}]
检察建议:
  - {被建议单位: 区城管局, 决定日期: 2023年12月29日, 送达日期: 2023年12月31日, 备案日期: 2024年1月2日}
  - {被建议单位: 区交通局, 紧急情形: 汛期将至, 决定日期: 2024年1月10日, 送达日期: 2024年1月11日}
回复: [{机关: 区城管局, 日期: 2024年3月8日}]
"""


def loaded(path: Path) -> Case:
    case = load(path, Project(path.parent, Settings())).case
    assert case is not None
    return case


def made(tmp_path: Path, text: str = RECORD) -> Case:
    path = tmp_path / "案.yaml"
    path.write_text(text, encoding="utf-8")
    return loaded(path)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_every_period_of_a_letter(tmp_path: Path) -> None:
    first, second = rows([made(tmp_path)])
    assert {name: first.cells[name] for name in DERIVED if name != "已超期"} == {
        "立案送达期限": day("2024-01-02"),
        "建议送达期限": day("2024-01-02"),
        "备案期限": day("2024-01-05"),
        "回复期限": day("2024-02-29"),
        "整改期限": day("2024-02-29"),
        "审查起诉期限": day("2024-03-29"),
    }
    assert second.cells["回复期限"] == day("2024-01-26")
    assert second.cells["整改期限"] == day("2024-03-11")


def test_what_was_late_is_told_and_what_is_open_only_as_of_a_day(tmp_path: Path) -> None:
    case = made(tmp_path)
    assert [row.cells.get("已超期", "") for row in rows([case])] == ["立案送达超期2天；回复超期8天", ""]
    later = rows([case], day("2024-01-20"))
    assert later[1].cells["已超期"] == "立案送达未完成，超期18天；备案未完成，超期4天"


SERVED = [
    "2024-04-30",
    "2026-04-30",
    "2026-02-12",
    "2025-09-28",
    "2024-04-24",
    "2027-02-02",
    "2030-09-29",
    "2033-05-28",
]


@pytest.mark.parametrize("served", SERVED)
def test_check_and_ledger_and_calendar_file_give_one_answer_to_when_a_report_is_due(
    tmp_path: Path, served: str
) -> None:
    """They gave two: served on 30 April 2026, due on 6 May by check, on 5 May and overdue by the ledger."""
    late = day(served) + datetime.timedelta(days=30)
    text = RECORD.partition("立案:")[0] + (
        f"检察建议: [{{被建议单位: 区城管局, 送达日期: {served}, 备案日期: {late.isoformat()}}}]\n"
    )
    case = made(tmp_path, text)
    (row,) = rows([case])
    told = [item.message for item in docgen.check(tmp_path / "案.yaml") if item.code == "D004"]
    cell = row.cells["备案期限"]
    shown = cell if isinstance(cell, str) else f"{cell.year}年{cell.month}月{cell.day}日"
    assert told == [f"送达后五日内备案，最迟{shown}"]
    due = next(one for one in row.dues if one.name == "备案")
    assert row.cells["已超期"] == f"备案超期{(late - due.day).days}天"
    open_case = made(tmp_path, text.partition(", 备案日期")[0] + "}]\n")
    assert f"{due.day:%Y%m%d}\r\nSUMMARY:备案期限" in calendar(rows([open_case])).decode()


def test_a_report_served_before_the_may_holiday_is_not_called_overdue(tmp_path: Path) -> None:
    text = RECORD.partition("立案:")[0] + (
        "检察建议: [{被建议单位: 区城管局, 送达日期: 2026-04-30, 备案日期: 2026-05-06}]\n"
    )
    (row,) = rows([made(tmp_path, text)])
    assert row.cells["备案期限"] == day("2026-05-06")
    assert "已超期" not in row.cells


def test_a_due_day_that_a_notice_may_still_move_says_so_in_every_place(tmp_path: Path) -> None:
    text = RECORD.partition("立案:")[0] + "检察建议: [{被建议单位: 区城管局, 送达日期: 2030-09-29}]\n"
    (row,) = rows([made(tmp_path, text)])
    assert row.cells["备案期限"] == "2030年10月4日（调休未公布，暂推算）"
    assert "（调休未公布，暂推算）" in calendar([row]).decode().replace("\r\n ", "")


def test_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    found = rows([made(tmp_path)], day("2024-06-30"))
    assert sheet(found, day("2024-06-30")) == sheet(found, day("2024-06-30"))
    assert calendar(found) == calendar(found)


def test_the_sheet_shows_overdue_in_words_and_colour_and_merges_the_case(tmp_path: Path) -> None:
    page: Any = openpyxl.load_workbook(io.BytesIO(sheet(rows([made(tmp_path)])))).active
    late = page.cell(3, COLUMNS.index("已超期") + 1)
    assert late.value == "立案送达超期2天；回复超期8天"
    assert late.fill.fgColor.rgb != page.cell(4, COLUMNS.index("已超期") + 1).fill.fgColor.rgb
    assert "A3:A4" in [str(area) for area in page.merged_cells.ranges]
    assert page.cell(3, COLUMNS.index("回复期限") + 1).value == datetime.datetime(2024, 2, 29)


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    page: Any = openpyxl.load_workbook(io.BytesIO(sheet([Row("甲", True, {"案名": "=1+1"})]))).active
    assert (page["A3"].value, page["A3"].data_type) == (" =1+1", "s")


def test_the_calendar_holds_the_open_periods(tmp_path: Path) -> None:
    text = calendar(rows([made(tmp_path)])).decode().replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20240126\r\nSUMMARY:回复期限：" in text
    assert "SUMMARY:备案期限" in text
    assert all(len(line.encode()) <= 75 for line in calendar(rows([made(tmp_path)])).decode().split("\r\n"))


def test_the_rows_come_back_from_excel(tmp_path: Path) -> None:
    cases = [loaded(path) for path in sorted(CASES.rglob("*.yaml")) if load(path, Project(CASES, Settings())).case]
    before = rows(cases, day("2024-12-31"))
    book = tmp_path / "台账.xlsx"
    book.write_bytes(sheet(before, day("2024-12-31")))
    taken = take([book], tmp_path / "记录")[0]
    after = rows([loaded(path) for path in taken.records], day("2024-12-31"))
    assert taken.problems == []
    assert [row.cells for row in after] == [row.cells for row in before]
    assert len(after) >= 10


def workbook(table: list[list[Any]], merges: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in table:
        page.append(row)
    for area in merges:
        page.merge_cells(area)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def imported(tmp_path: Path, data: bytes) -> run.Imported:
    path = tmp_path / "旧台账.xlsx"
    path.write_bytes(data)
    return run.run(path, path.name)


def test_headers_dates_and_merged_cells_of_other_ledgers(tmp_path: Path) -> None:
    table = [
        ["2024年公益诉讼办案台账", None, None, None, None, None, None],
        ["序号", "案件名称", "检察建议", None, None, "立案时间", "备注"],
        [None, None, "对象", "文号", "送达日期", None, None],
        [
            1,
            "云江省白石县人民检察院督促整治某事行政公益诉讼案",
            "白石县水利局",
            "白检行公建〔2024〕1号",
            45300,
            "2024.1.5",
            "加急",
        ],
        [None, None, "白石县林业局", "白检行公建〔2024〕2号", "2024/1/30", datetime.datetime(2024, 1, 6), None],
        [2, "云江省柳溪县人民检察院督促保护某物行政公益诉讼案", "柳溪县水利局", None, 20240215, "下周", None],
    ]
    found = imported(
        tmp_path, workbook(table, ("A1:G1", "C2:E2", "A2:A3", "B2:B3", "F2:F3", "G2:G3", "A4:A5", "B4:B5"))
    )
    assert found.found is not None
    first, second = found.found.rows
    assert first.values["事由"] == "整治某事"
    assert [one["送达日期"] for one in first.values["检察建议"]] == ["2024年1月9日", "2024年1月30日"]
    assert [one["文号"] for one in first.values["检察建议"]] == ["白检行公建〔2024〕1号", "白检行公建〔2024〕2号"]
    assert [one["日期"] for one in first.values["立案"]] == ["2024年1月5日", "2024年1月6日"]
    assert second.values["检察建议"][0]["送达日期"] == "2024年2月15日"
    told = [(one.text, one.reason) for one in found.source.dropped]
    assert ("备注：加急", "记录里没有这一列") in told
    assert any(text == "立案日期：下周" for text, _ in told)


def test_an_existing_record_is_never_overwritten(tmp_path: Path) -> None:
    book = tmp_path / "台账.xlsx"
    book.write_bytes(sheet(rows([made(tmp_path)])))
    target = tmp_path / "记录" / "临河-整治占用盲道.yaml"
    target.parent.mkdir()
    target.write_text("# 自己写的\n", encoding="utf-8")
    taken = take([book], target.parent, force=True)[0]
    assert [(one.code, one.level) for one in taken.problems] == [("I002", "reminder")]
    assert target.read_text(encoding="utf-8") == "# 自己写的\n"


@pytest.mark.parametrize("table", [[["甲", "乙"], [1, 2]], [["案名"], ["某案"]]])
def test_a_sheet_that_is_no_ledger_is_refused(tmp_path: Path, table: list[list[Any]]) -> None:
    found = imported(tmp_path, workbook(table))
    assert found.found is None
    assert [one.code for one in found.problems] == ["I001"]
