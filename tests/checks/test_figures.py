"""Figures are strings with manners, and one figure has one value in a whole kit."""

from __future__ import annotations

import io
import zipfile

import pytest
from helpers import CONFERENCE, RELEASES, Scratch, codes, marked, places, told
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import docgen
from docgen.building.kit import comparison
from docgen.checks import figures, persons
from docgen.cli.run import run
from docgen.records.numbers import Number, find, parse, total

CASE = "检察院: 云江省青川市临河区人民检察院\n事由: 规范甲\n数据: {补缴金额: {值: 398211元, 对外: 近40万元}, 商场: 20余家}\n"
CONFERENCE_TEXT = "案例集名称: 某集\n案例: [甲.yaml]\n"


def the(text: str) -> Number:
    found = parse(text)
    assert found is not None, text
    return found


WRITTEN = [
    ("近40万元", ("近", "40", "", "万", "", "元")),
    ("40万元", ("", "40", "", "万", "", "元")),
    ("20余家", ("", "20", "余", "", "", "家")),
    ("750余万元", ("", "750", "余", "万", "", "元")),
    ("83万余元", ("", "83", "", "万", "余", "元")),
    ("18万余人次", ("", "18", "", "万", "余", "人次")),
    ("7.3万人", ("", "7.3", "", "万", "", "人")),
    ("约5.79亩", ("约", "5.79", "", "", "", "亩")),
    ("超3亿元", ("超", "3", "", "亿", "", "元")),
    ("6391件", ("", "6391", "", "", "", "件")),
    ("12,345元", ("", "12,345", "", "", "", "元")),
    ("100%", ("", "100", "", "", "", "%")),
]


@pytest.mark.parametrize(("text", "parts"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_figure_is_read_as_it_is_written(text: str, parts: tuple[str, ...]) -> None:
    found = the(text)
    assert (found.mark, found.digits, found.about, found.scale, found.also, found.unit) == parts
    assert found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "2024年12月20日上午9时30分",
        "12345市民服务热线",
        "12309中国检察网",
        "35岁，35-64岁",
        "《妇女权益保障法》第77条第2款",
        "临检行公建〔2024〕3号",
        "第3次会议，第2批",
        "24小时",
        "9个月以上，2个工作日",
        "三个、几家、多数",
        "A4纸、5G手机",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert [number.text for number in find(text)] == []


def test_figures_are_found_in_running_text_with_their_places() -> None:
    text = "近三年办理396件482人，补缴近40万元，“2面”锦旗（20余家）。"
    found = list(find(text))
    assert [number.text for number in found] == ["396件", "482人", "近40万元", "2面", "20余家"]
    assert all(text[number.start :].startswith(number.text) for number in found)


@given(st.text(alphabet="近约余万亿元家件人0123456789.,，第〔〕年月 ", max_size=30))
def test_any_text_is_read_and_every_figure_is_a_part_of_it(text: str) -> None:
    for number in find(text):
        assert text[number.start : number.start + len(number.text)] == number.text
        assert number.same(number)


DIFFERENT = [("近40万元", "40万元"), ("20余家", "20家"), ("40万元", "40元"), ("5家", "5件"), ("750余万元", "75余万元")]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_figures_that_differ(one: str, other: str) -> None:
    assert not the(one).same(the(other))


@pytest.mark.parametrize(("one", "other"), [("40万元", "400000元"), ("12,345元", "12345元"), ("83万余元", "83万余元")])
def test_two_figures_that_say_the_same(one: str, other: str) -> None:
    assert the(one).same(the(other))


def test_exact_figures_are_summed_and_others_refused() -> None:
    whole = total([the("5家"), the("4家")])
    assert isinstance(whole, Number)
    assert whole.text == "9家"
    assert total([the("20余家"), the("5家")]) == "“20余家”不是准数，不能相加"
    assert total([the("近40万元"), the("2万元")]) == "“近40万元”不是准数，不能相加"
    assert total([the("5家"), the("4件")]) == "单位不同（家、件），不能相加"
    thousands = total([the("1.5万元"), the("2.5万元")])
    assert isinstance(thousands, Number)
    assert thousands.text == "4万元"


SUMS = [
    ("数据: {甲商场: 5家, 乙医院: 4家, 总计: {值: ※9家, 合计: [甲商场, 乙医院]}}\n", None),
    ("数据: {甲商场: 5家, 乙医院: 4家, 总计: {值: 8家, ※合计: [甲商场, 乙医院]}}\n", "5家＋4家是“9家”"),
    ("数据: {甲商场: 20余家, 乙医院: 5家, 总计: {值: 25家, ※合计: [甲商场, 乙医院]}}\n", "“20余家”不是准数，不能相加"),
    ("数据: {甲商场: 5家, 总计: {值: 5家, 合计: [※丙丁]}}\n", "不是登记了的数"),
]


@pytest.mark.parametrize(("text", "words"), SUMS)
def test_a_total_is_checked(scratch: Scratch, text: str, words: str | None) -> None:
    typed, (mark,) = marked("检察院: 云江省青川市临河区人民检察院\n事由: 整治乙\n" + text)
    found = docgen.check(scratch.record(typed))
    assert [told(item) for item in found if item.code != "F002"] == []
    assert places(found) == ([f"案件.yaml:{mark} F002"] if words else [])
    assert not words or words in told(found[0])


def test_a_different_value_typed_by_hand_is_told_at_both_places(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    text, (mark,) = marked(CONFERENCE_TEXT + "前言: 督促补缴社会保险※近50万元。\n")
    found = docgen.check(scratch.file("会.yaml", text))
    assert sorted(places(found)) == ["会.yaml:3:13 F003", "甲.yaml:3:12 F003"]
    assert places(found, "F003")[-1].startswith(f"会.yaml:{mark}") or places(found, "F003")[0].startswith(
        f"会.yaml:{mark}"
    )
    assert "“近50万元”和登记的“甲.补缴金额”（398211元，对外近40万元）不一样" in "".join(map(told, found))


@pytest.mark.parametrize("typed", ["近40万元", "398211元", "｛甲.补缴金额｝"])
def test_the_registered_value_typed_by_hand_is_no_fault(scratch: Scratch, typed: str) -> None:
    scratch.file("甲.yaml", CASE)
    assert docgen.check(scratch.file("会.yaml", CONFERENCE_TEXT + f"前言: 督促补缴社会保险{typed}。\n")) == []


def test_the_exact_form_of_an_estimate_is_another_value(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    found = docgen.check(scratch.file("会.yaml", CONFERENCE_TEXT + "前言: 督促补缴社会保险40万元。\n"))
    assert set(codes(found)) == {"F003"}


def test_a_figure_that_nobody_registered_is_a_reminder(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    text, (mark,) = marked(CONFERENCE_TEXT + "前言: 开展宣传※36场。\n")
    found = docgen.check(scratch.file("会.yaml", text))
    assert places(found) == [f"会.yaml:{mark} F004"]
    assert found[0].level == "reminder"


def test_words_of_a_figure_may_be_typed(scratch: Scratch) -> None:
    record = "体裁: 消息\n数据: {办案: {值: 6391件, 词: [劳动者权益保障案件]}}\n导语: 办理劳动者权益保障案件6390件，另办结执行案件12件。\n"
    found = docgen.check(scratch.file("稿.yaml", record))
    assert sorted(codes(found)) == ["F003", "F003", "F004"]


def test_one_name_with_two_values_is_told_at_both_places(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    scratch.file("会.yaml", CONFERENCE_TEXT + "数据: {办案数: {值: 120件, 期间: 2024年}}\n")
    record = "体裁: 消息\n发布会: 会.yaml\n数据: {办案数: {值: 121件, 期间: %s}}\n正文: 略\n"
    found = docgen.check(scratch.file("稿.yaml", record % "2024年"))
    assert sorted(places(found)) == ["会.yaml:3:11 F001", "稿.yaml:3:11 F001"]
    assert docgen.check(scratch.file("稿.yaml", record % "2023年")) == []


# — persons —

KIT = CONFERENCE_TEXT + "人物: [甲某 | 某院检察长 | 发布, 乙某 | 某妇联主席 | 点评]\n"


def release(scratch: Scratch, more: str) -> list[str]:
    scratch.file("甲.yaml", CASE)
    scratch.file("会.yaml", KIT)
    return sorted(places(docgen.check(scratch.file("稿.yaml", "体裁: 消息\n发布会: 会.yaml\n" + more))))


def test_a_post_that_differs_between_two_papers_is_told_at_both(scratch: Scratch) -> None:
    found = release(scratch, "人物: [甲某 | 某院副检察长 | 发布]\n正文: 略\n")
    assert found == ["会.yaml:3:11 F005", "稿.yaml:3:11 F005"]


def test_a_post_typed_by_hand_that_differs_is_told_at_both(scratch: Scratch) -> None:
    assert release(scratch, "正文: 会上，某院副检察长甲某发布。\n") == ["会.yaml:3:11 F005", "稿.yaml:3:8 F005"]
    assert release(scratch, "正文: 会上，某院检察长甲某、主席乙某发布，甲某答问，｛乙某｝点评。\n") == []


def test_another_order_of_persons_is_told_at_both(scratch: Scratch) -> None:
    found = release(scratch, "人物: [乙某 | 某妇联主席, 甲某 | 某院检察长]\n正文: 略\n")
    assert [place.partition(" ")[2] for place in found] == ["F006", "F006"]
    assert release(scratch, "人物: [丙某 | 某部主任, 甲某 | 某院检察长, 乙某 | 某妇联主席]\n正文: 略\n") == []


def test_what_contradicts_the_figures_of_its_own_case_is_a_reminder(scratch: Scratch) -> None:
    text = CASE + "基本案情: 某公司补缴社会保险近50万元，罚款300元。\n"
    found = [item for item in docgen.check(scratch.file("甲.yaml", text)) if item.code == "F003"]
    assert {item.level for item in found} == {"reminder"}
    assert sorted(item.span.line for item in found if item.span) == [3, 4]


# — the workbook —


def rows(data: bytes, sheet: str) -> list[list[str]]:
    book = load_workbook(io.BytesIO(data))
    return [[str(cell.value or "") for cell in row] for row in book[sheet].iter_rows()]


def test_the_tables_of_the_project_agree_and_are_the_same_bytes_every_time() -> None:
    records = [CONFERENCE, *RELEASES]
    data = docgen.figure_tables(records)
    assert data == docgen.figure_tables(records)
    numbers = rows(data, "数字对照表")
    head, body = numbers[0], numbers[1:]
    assert head[:6] == list(comparison.FIGURES)
    kit = [
        "01 议程",
        "02 主持词",
        "03 发布词",
        "04 典型案例集",
        "05 消息",
        "06 答记者问",
        "答问参考",
        "07 发布会签到表",
    ]
    assert head[7:] == [*kit, *(path.stem for path in RELEASES)]
    assert {row[6] for row in body} == {"一致"}
    (paid,) = [row for row in body if row[0] == "生育保险.补缴金额"]
    said = {paper: cell for paper, cell in zip(head[7:], paid[7:], strict=True) if cell}
    assert {"04 典型案例集", "05 消息", "06 答记者问", "消息-顺义"} <= set(said)
    assert all("近40万元" in cell for cell in said.values())
    people = rows(data, "人物对照表")
    assert [row[1] for row in people[1:]] == ["姜某", "肖某", "韩某", "刘某"]
    assert {row[6] for row in people[1:]} == {"一致"}


def test_the_tables_mark_what_differs(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    scratch.file("会.yaml", KIT + "前言: 补缴｛甲.补缴金额｝，｛甲某｝通报。\n")
    scratch.file("稿.yaml", "体裁: 消息\n发布会: 会.yaml\n正文: 督促补缴社会保险近50万元，某院副检察长甲某通报。\n")
    data = docgen.figure_tables([scratch.root / "会.yaml", scratch.root / "稿.yaml"])
    (paid,) = [row for row in rows(data, "数字对照表") if row[0] == "甲.补缴金额"]
    assert paid[6] == "不一致"
    assert any("近40万元" in cell for cell in paid[7:])
    assert [cell for cell in paid if cell.startswith("【不一致】\n督促补缴社会保险近50万元")]
    (person,) = [row for row in rows(data, "人物对照表") if row[1] == "甲某"]
    assert person[6] == "不一致"
    assert {"某院检察长甲某", "【不一致】\n某院副检察长甲某"} <= set(person[7:])


def test_the_tables_are_set_for_reading_on_paper() -> None:
    book = load_workbook(io.BytesIO(docgen.figure_tables([CONFERENCE])))
    sheet = book["数字对照表"]
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", sheet.PAPERSIZE_A3)
    assert (sheet.print_title_rows, sheet.page_setup.fitToHeight) == ("$1:$1", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == ("数字对照表（内部）", "第 &P 页，共 &N 页")
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            width = sheet.column_dimensions[cell.column_letter].width
            # A hanzi of 11 points is two characters of Excel wide, its line 14 points high.
            lines = sum(-(-2 * len(line) // int(width)) for line in str(cell.value or "").split("\n"))
            assert sheet.row_dimensions[cell.row].height >= min(14 * lines, 409), cell.coordinate
    widths = {
        sheet.cell(1, number).value: sheet.column_dimensions[letter].width
        for number, letter in enumerate("ABCDEFGHIJKLMNO", 1)
    }
    assert widths["01 议程"] < widths["04 典型案例集"]
    assert book["人物对照表"]["A2"].value == "没有登记人物"


def test_the_command_writes_the_tables_and_tells_what_differs(
    scratch: Scratch, capsys: pytest.CaptureFixture[str]
) -> None:
    scratch.file("甲.yaml", CASE)
    scratch.file("会.yaml", KIT + "前言: 补缴｛甲.补缴金额｝，｛甲某｝通报。\n材料: [典型案例集, 议程]\n")
    out = scratch.root / "对照表.xlsx"
    arguments = ["figures", str(scratch.root / "会.yaml"), "-o", str(out)]
    assert run(arguments) == 0
    assert "没有发现不一致" in capsys.readouterr().err
    assert rows(out.read_bytes(), "数字对照表")[0][7:] == ["01 典型案例集", "02 议程"]
    scratch.file("稿.yaml", "体裁: 消息\n发布会: 会.yaml\n正文: 督促补缴社会保险近50万元，某院副检察长甲某通报。\n")
    assert run([*arguments[:2], str(scratch.root / "稿.yaml"), *arguments[2:]]) == 1
    told = capsys.readouterr().err
    assert told.count("错误 F003") == told.count("错误 F005") == 2
    out.write_bytes(b"edited")
    assert run(arguments) == 1
    assert "W002" in capsys.readouterr().err
    assert run([*arguments, "--force"]) == 0


def test_a_series_needs_registered_figures_of_one_unit_with_their_periods(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    text = "数据: {甲数: {值: 3件, 期间: 2023年}, 乙数: 4件, 丙数: {值: 5人, 期间: 2024年}, 丁数: {值: 6件, 各期: [甲数, 乙数, 丙数, 戊数]}}\n"
    found = docgen.check(scratch.file("会.yaml", KIT + text))
    assert [item.message for item in found if item.code == "F007"] == [
        "“各期”里的“乙数”没有写“期间”",
        "“丁数”的各期单位不同：“3件”和“5人”",
        "“各期”里的“戊数”不是登记了的数",
    ]


def test_the_workbook_holds_no_clock_and_no_name_of_a_user() -> None:
    data = docgen.figure_tables([RELEASES[0]])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2


def test_the_register_has_every_figure_once() -> None:
    record = docgen.load(CONFERENCE)
    labels = [entry.label for entry in figures.register([record, record])]
    assert len(labels) == len(set(labels))
    assert "生育保险.补缴金额" in labels
    assert persons.check(record) == []
