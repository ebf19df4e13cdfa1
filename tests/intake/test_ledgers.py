"""Ledgers as offices keep them: every cell that is not empty is in a record, or told."""

from __future__ import annotations

import datetime
import io
import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docgen.core.errors import EnvironmentFault, problem
from docgen.intake.take import Taken, take
from docgen.page.measure import office

CASE, OTHER = "云江省壬县人民检察院督促清理河道行政公益诉讼案", "云江省壬县人民检察院督促保护古桥行政公益诉讼案"
OFFICE = "云江省壬县人民检察院"
HEADS: dict[str, list[list[Any]]] = {
    "one row": [["序号", "案件名称", "办案单位", "立案日期", "被建议单位", "建议发出日期", "建议文号", "回复日期", "备注"]],
    "title": [["2024年公益诉讼案件台账"], ["序号", "案件名称", "办案单位", "立案日期", "被建议单位", "制发检察建议日期", "检察建议文号", "回复时间", "备注"]],
    "two rows": [
        ["序号", "案件名称", "办案单位", "立案时间", "检察建议制发情况", None, None, "回复时间", "备注"],
        [None, None, None, None, "被建议单位", "制发日期", "文号", None, None],
    ],
    "three rows": [
        ["公益诉讼案件台账"],
        ["序号", "案件名称", "办案单位", "立案情况", "检察建议情况", None, None, "回复时间", "备注"],
        [None, None, None, "日期", "被建议单位", "发出日期", "文号", None, None],
    ],
    "no remarks' head": [["序号", "案件名称", "承办院", "立案日期", "主送单位", "建议发出日期", "建议编号", "答复日期", None]],
}  # fmt: skip
BODIES: dict[str, list[list[Any]]] = {
    "plain": [[1, CASE, OFFICE, "2024年1月5日", "壬县水利局", "2024.3.1", "壬检建〔2024〕1号", "2024/5/1", "已整改"]],
    "dates and serials": [[1, CASE, OFFICE, datetime.date(2024, 1, 5), "壬县水利局", 45352, "壬检建〔2024〕1号", 20240501, None]],
    "total and ditto": [
        [1, CASE, OFFICE, "2024年1月5日", "壬县水利局", "2024.3.1", "壬检建〔2024〕1号", None, None],
        [2, OTHER, "同上", "〃", "壬县文旅局", "2024.3.2", "壬检建〔2024〕2号", "2024.5.2", "整改中"],
        ["合计", "2件", None, None, None, None, None, None, None],
    ],
    "two agencies in a cell": [[1, CASE, OFFICE, "2024-01-05", "壬县水利局\n壬县城市管理局", "2024.3.1\n2024.3.2", "壬检建〔2024〕1号\n壬检建〔2024〕2号", None, None]],
    "distant rows and nonsense": [
        [1, CASE, OFFICE, "2024年1月5日", "壬县水利局", "2024.3.1", "壬检建〔2024〕1号", None, None],
        [2, OTHER, OFFICE, "去年", "壬县文旅局", "待定", None, None, "?"],
        [3, CASE, OFFICE, "2024年1月5日", "壬县生态环境局", "2024.3.3", "壬检建〔2024〕3号", None, None],
        [None, None, None, None, "填表人：钱某", None, None, "2024年6月1日", None],
    ],
    "no addressee": [[1, CASE, OFFICE, "2024年1月5日", None, "2024.3.1", "壬检建〔2024〕1号", "2024.5.1", None]],
}  # fmt: skip
SHEETS = list(itertools.product(HEADS, BODIES))


def book(head: str, body: str) -> bytes:
    page: Any = (made := openpyxl.Workbook()).active
    for row in [*HEADS[head], *BODIES[body]]:
        page.append(row)
    if head == "title" or head == "three rows":
        page.merge_cells("A1:I1")
    if head in ("two rows", "three rows"):
        top = 1 if head == "two rows" else 2
        page.merge_cells(start_row=top, end_row=top, start_column=5, end_column=7)
        for column in (1, 2, 3, 8, 9):
            page.merge_cells(start_row=top, end_row=top + 1, start_column=column, end_column=column)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def taken(tmp_path: Path, data: bytes, name: str = "台账.xlsx") -> Taken:
    (tmp_path / name).write_bytes(data)
    return take([tmp_path / name], tmp_path / "记录")[0]


def unaccounted(one: Taken, data: bytes) -> list[str]:
    """The cells of *data*, as openpyxl reads them, that neither a record nor the report has."""
    told = {place.partition("!")[2]: (text, name) for place, text, name in one.imported.source.cells}
    records = "".join(path.read_text(encoding="utf-8") for path in one.records)
    missing = []
    for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():  # type: ignore[union-attr]
        for cell in row:
            if cell.value is None:
                continue
            if cell.coordinate not in told:
                missing.append(cell.coordinate)
                continue
            text, name = told[cell.coordinate]
            if name.startswith(("未导入", "表头", "不用导入")) or name.endswith("日期") or name in ("案名", "类型"):
                continue
            said = "同上" in text or "〃" in text or all(part in records for part in str(cell.value).split("\n"))
            missing += [] if said else [f"{cell.coordinate} {text}"]
    return missing


def test_there_are_thirty_shapes() -> None:
    assert len(SHEETS) == 30


@pytest.mark.parametrize(("head", "body"), SHEETS)
def test_every_cell_is_accounted_for(head: str, body: str, tmp_path: Path) -> None:
    data = book(head, body)
    one = taken(tmp_path, data)
    assert unaccounted(one, data) == []
    records = "".join(path.read_text(encoding="utf-8") for path in one.records)
    assert len(one.records) == (2 if body in ("total and ditto", "distant rows and nonsense") else 1)
    assert "2024年1月5日" in records
    if body != "no addressee":
        assert "决定日期: 2024年3月1日" in records
        assert "文号: 壬检建〔2024〕1号" in records
    else:
        assert any("不知道是写给谁的" in one.reason for one in one.imported.source.dropped)


def test_a_second_agency_has_its_own_letter_with_its_own_date_and_number(tmp_path: Path) -> None:
    text = taken(tmp_path, book("two rows", "two agencies in a cell")).records[0].read_text(encoding="utf-8")
    assert "  - 被建议单位: 壬县城市管理局\n    文号: 壬检建〔2024〕2号\n    决定日期: 2024年3月2日\n" in text


def test_a_name_that_runs_over_two_lines_is_one_agency(tmp_path: Path) -> None:
    data = book("one row", "plain")
    page: Any = (made := openpyxl.load_workbook(io.BytesIO(data))).active
    page["E2"] = "壬县自然资源\n和规划局"
    made.save(out := io.BytesIO())
    assert "被建议单位: 壬县自然资源和规划局" in taken(tmp_path, out.getvalue()).records[0].read_text(encoding="utf-8")


def test_a_formula_without_a_value_is_told(tmp_path: Path) -> None:
    page: Any = (made := openpyxl.load_workbook(io.BytesIO(book("one row", "plain")))).active
    page["D2"] = "=TODAY()"
    made.save(out := io.BytesIO())
    one = taken(tmp_path, out.getvalue())
    assert any("公式" in dropped.reason for dropped in one.imported.source.dropped)
    assert unaccounted(one, out.getvalue()) == []


@pytest.mark.parametrize(("mark", "codec"), [(",", "utf-8-sig"), (",", "gb18030"), ("\t", "utf-8"), (";", "utf-8")])
def test_a_table_as_text_is_a_ledger_too(mark: str, codec: str, tmp_path: Path) -> None:
    rows = [*HEADS["one row"], *BODIES["plain"]]
    text = "\n".join(mark.join(str(value) for value in row) for row in rows)
    said = taken(tmp_path, text.encode(codec), "台账.csv").records[0].read_text(encoding="utf-8")
    assert "被建议单位: 壬县水利局" in said
    assert "决定日期: 2024年3月1日" in said


def test_the_report_has_a_table_of_cells(tmp_path: Path) -> None:
    from docgen.intake import run

    lines = list(run.cells(taken(tmp_path, book("one row", "no addressee")).imported))
    assert "  Sheet!B2\t案名\t" + CASE in lines
    assert any(line.startswith("  Sheet!F2\t未导入：建议决定日期") for line in lines)


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook\0".encode("utf-16-le") + bytes(400)
"""What an Excel file of before 2007 is known by: a compound file and the name of its stream."""


def test_an_old_excel_file_is_read_by_the_office_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = book("one row", "plain")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    def converted(files: Sequence[Path], into: Path, names: Sequence[str], kind: str) -> list[Path]:
        assert files[0].read_bytes() == _OLD and kind == "xlsx" and names[0].endswith("台账.xls")
        (into / "台账.xlsx").write_bytes(new)
        return [into / "台账.xlsx"]

    monkeypatch.setattr(office, "program", lambda: "soffice")
    monkeypatch.setattr(office, "converted", converted)
    old = taken(tmp_path / "a", _OLD, "台账.xls")
    assert [path.read_text() for path in old.records] == [
        path.read_text().replace("台账.xlsx", "台账.xls") for path in taken(tmp_path / "b", new).records
    ]
    assert old.records


def test_an_old_excel_file_without_an_office_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    one = taken(tmp_path, _OLD, "台账.xls")
    assert [item.code for item in one.problems] == ["I001"] and not one.records
    assert ".xls" in one.problems[0].message and ".xlsx" in one.problems[0].hint


def test_an_old_excel_file_that_the_office_cannot_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> list[Path]:
        raise EnvironmentFault([problem(None, "E001", "LibreOffice 没能打开这个文件")])

    monkeypatch.setattr(office, "program", lambda: "soffice")
    monkeypatch.setattr(office, "converted", fails)
    one = taken(tmp_path, _OLD, "台账.xls")
    assert [item.code for item in one.problems] == ["I001"] and "另存" in one.problems[0].hint


def _has_calc() -> bool:
    program = office.program()
    return program is not None and (Path(program).resolve().parent / "libsclo.so").exists()


@pytest.mark.skipif(not _has_calc(), reason="没有 LibreOffice Calc：请安装 libreoffice-calc")
@pytest.mark.parametrize("body", ["dates and serials", "total and ditto", "two agencies in a cell"])
def test_a_true_file_of_old_excel_gives_what_the_new_one_gives(body: str, tmp_path: Path) -> None:
    new = book("three rows", body)
    (tmp_path / "新").mkdir()
    (tmp_path / "旧").mkdir()
    (tmp_path / "新" / "台账.xlsx").write_bytes(new)
    (old,) = office.converted([tmp_path / "新" / "台账.xlsx"], tmp_path / "旧", ["台账.xlsx"], "xls")
    one = taken(tmp_path / "旧", old.read_bytes(), "台账.xls")
    assert [path.read_text().replace("台账.xls", "台账.xlsx") for path in one.records] == [
        path.read_text() for path in taken(tmp_path / "新", new).records
    ]
    assert unaccounted(one, new) == []
