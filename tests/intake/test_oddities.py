"""What people really bring: pages with other articles on them, tables used for layout, chats, mails, ledgers with groups."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from docgen.intake.take import Taken, differences, take
from docgen.records.loader import load
from docgen.records.project import Project, Settings
from tests.intake.test_ledgers import CASE, HEADS, OFFICE, OTHER, unaccounted
from tests.reliability.intake import TEXTS

TITLE = TEXTS["消息"].title
LINES = TEXTS["消息"].lines
BODY = "".join(f"<p>{line}</p>" for line in LINES)


def taken(folder: Path, name: str, data: str | bytes) -> Taken:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    one = take([path], folder / "记录")[0]
    assert [item.message for item in differences(one) if item.level == "error"] == []
    return one


def texts(one: Taken) -> list[str]:
    return [line.text for line in one.imported.source.lines]


def record(one: Taken) -> Any:
    return load(one.records[0], Project(Path(), Settings())).record


def entry(number: int, manner: str) -> str:
    words = f"某地检察院近日开展第{number}次专项监督活动，督促有关部门整改问题{number}处，取得明显成效，受到群众好评。"
    link = f"<a href='/{number}.html'>某地检察院开展第{number}次专项监督</a>"
    more = {"详细": "[详细]", "全文": "查看全文", "图": "<img src='x.jpg'>"}[manner]
    return f"<div><h4>{link}</h4><p>{words}<a href='/{number}.html'>{more}</a></p></div>"


@pytest.mark.parametrize("manner", ["详细", "全文", "图"])
@pytest.mark.parametrize("before", [True, False])
def test_the_summaries_of_other_articles_are_not_the_article(manner: str, before: bool, tmp_path: Path) -> None:
    other = "<div class='l'>" + "".join(entry(number, manner) for number in range(12)) + "</div>"
    article = f"<div class='r'><h1>{TITLE}</h1>{BODY}</div>"
    page = f"<html><head><title>{TITLE}</title></head><body><div>{other * before}{article}{other * (not before)}</div></body></html>"
    one = taken(tmp_path, "页.html", page)
    assert texts(one) == [TITLE, *LINES]
    assert sum(dropped.reason == "别的文章的提要" for dropped in one.imported.source.dropped) == 24


def test_cases_that_link_to_more_of_themselves_stay(tmp_path: Path) -> None:
    """Two links of an entry that lead to two places, or fewer than three entries, are no list of other articles."""
    cases = "".join(
        f"<div><h3><a href='#{n}'>某案{n}</a></h3><p>{line}<a href='/x{n}'>判决书</a></p></div>"
        for n, line in enumerate(LINES)
    )
    one = taken(tmp_path, "页.html", f"<html><body><h1>{TITLE}</h1><div>{cases}</div></body></html>")
    assert all(any(line in text for text in texts(one)) for line in LINES)


@pytest.mark.parametrize("tag", ["h2", "h1", "p"])
@pytest.mark.parametrize("day", ["6月3日", "近日", "日前"])
def test_a_second_article_on_the_page_is_asked_about(tag: str, day: str, tmp_path: Path) -> None:
    second = "云江省检察机关通报古树名木保护工作情况"
    more = LINES[0].replace("5月20日", day).replace("湿地", "古树名木")
    page = f"<html><body><div><{tag}>{TITLE}</{tag}>{BODY}</div><div><{tag}>{second}</{tag}><p>{more}</p><p>{LINES[2]}</p></div></body></html>"
    one = taken(tmp_path, "页.html", page)
    assert [note for note in one.imported.source.notes if "像是另一篇的标题" in note and second in note]


@pytest.mark.parametrize("genre", TEXTS)
def test_one_article_is_not_taken_for_two(genre: str, tmp_path: Path) -> None:
    one = taken(tmp_path, "文.txt", "\n".join((TEXTS[genre].title, *TEXTS[genre].lines)))
    assert not [note for note in one.imported.source.notes if "像是另一篇" in note]


@pytest.mark.parametrize(
    "pager", ["<a>1</a> <a href='2'>2</a> <a href='2'>下一页</a>", "<a href='2'>下一页</a>", "<a href='2'>余下全文</a>"]
)
def test_an_article_that_goes_on_on_another_page_is_told(pager: str, tmp_path: Path) -> None:
    page = f"<html><body><article><h1>{TITLE}</h1>{BODY}<div>{pager}</div></article></body></html>"
    one = taken(tmp_path, "页.html", page)
    assert any("只导入了这一页" in note for note in one.imported.source.notes)


NOISE = (
    "点击蓝字 关注我们",
    "请点击上方“蓝字”关注我们",
    "END",
    "- THE END -",
    "往期推荐",
    "往期回顾：某地召开座谈会",
    "喜欢就点个“在看”吧",
)


@pytest.mark.parametrize("words", NOISE)
def test_what_an_account_puts_round_its_articles_is_no_text(words: str, tmp_path: Path) -> None:
    page = f"<html><body><h1>{TITLE}</h1><div id='js_content'><p>{words}</p>{BODY}<p>{words}</p></div></body></html>"
    assert texts(taken(tmp_path, "文.html", page)) == [TITLE, *LINES]


CAPTIONS = ("图为发布会现场。云江检察供图", "上图为发布会现场", "发布会现场（周明 摄）", "图1：湿地")


@pytest.mark.parametrize("caption", CAPTIONS)
def test_what_stands_under_a_picture_is_no_heading(caption: str, tmp_path: Path) -> None:
    page = f"<html><body><h1>{TITLE}</h1><p>{LINES[0]}</p><p><img src='a.jpg'></p><p>{caption}</p><p>{LINES[1]}</p></body></html>"
    found = record(taken(tmp_path, "页.html", page))
    assert all(part.heading is None for part in found.body)


@pytest.mark.parametrize(
    "names",
    [
        ("基本案情", "调查和督促履职", "典型意义"),
        ("【案情】", "【履职情况】", "【意义】"),
        ("一、基本案情", "二、检察履职情况", "三、典型意义"),
    ],
)
def test_a_case_set_as_a_table_has_its_sections(names: tuple[str, ...], tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("云江省公益诉讼典型案例")
    whole = [
        line for line in TEXTS["案例集"].lines if not line.startswith("【") and not line.startswith(("近日", "案例"))
    ]
    for number in (1, 2):
        title, *parts = whole[4 * number - 4 : 4 * number]
        document.add_paragraph(f"案例{number}：{title}")
        table = document.add_table(3, 2)
        for row, name, text in zip(table.rows, names, parts, strict=True):
            row.cells[0].text, row.cells[1].text = name, text
    document.save(str(tmp_path / "集.docx"))
    one = taken(tmp_path, "集.docx", (tmp_path / "集.docx").read_bytes())
    said = one.records[1].read_text(encoding="utf-8")
    assert "原文:" not in said and whole[1] in said and f"{names[0]}\t" not in said


MAIL = ("发件人：李某某", "发送时间：2024年5月21日 10:20", "收件人：宣传处", f"主题：转发：{TITLE}")


@pytest.mark.parametrize("mark", ["", "> ", ">> "])
def test_the_head_of_a_mail_and_its_marks_are_no_text(mark: str, tmp_path: Path) -> None:
    text = "\n".join([*MAIL, "", *(f"{mark}{line}" for line in (TITLE, *LINES))])
    one = taken(tmp_path, "信.txt", text)
    assert texts(one) == [TITLE, *LINES]
    assert [dropped.text for dropped in one.imported.source.dropped if dropped.reason == "邮件的头"] == list(MAIL)


@pytest.mark.parametrize("start", ["附件：1.清单", "日期：2024年5月21日", "主题：湿地保护"])
def test_a_line_that_only_looks_like_one_of_a_mail_stays(start: str, tmp_path: Path) -> None:
    assert start in texts(taken(tmp_path, "文.txt", "\n".join([TITLE, *LINES, start])))


def test_bold_marks_of_a_chat_go_and_stars_that_hide_a_number_stay(tmp_path: Path) -> None:
    hidden = "当事人的身份证号是5301**********1234，电话是138****0000，**均已核对**，请有关部门照此办理。"
    one = taken(
        tmp_path, "聊天.txt", "\n\n".join([f"**{TITLE}**", f"**一、情况**\n\n{LINES[0]}", f"**二、打算**\n\n{hidden}"])
    )
    assert texts(one) == [TITLE, "一、情况", LINES[0], "二、打算", hidden.replace("**均已核对**", "均已核对")]


# — ledgers —


def ledger(folder: Path, *rows: list[Any], merged: tuple[str, ...] = ()) -> tuple[Taken, bytes]:
    page: Any = (made := openpyxl.Workbook()).active
    for row in [*HEADS["one row"], *rows]:
        page.append(row)
    for area in merged:
        page.merge_cells(area)
    made.save(stream := io.BytesIO())
    return taken(folder, "台账.xlsx", stream.getvalue()), stream.getvalue()


def row(number: int, case: str, filed: Any, sent: Any = "2024.3.1", back: Any = None) -> list[Any]:
    return [number, case, OFFICE, filed, "壬县水利局", sent, f"壬检建〔2024〕{number}号", back, None]


@pytest.mark.parametrize("words", ["一、生态环境领域", "（一）文物保护", "第一季度", "食品药品安全领域"])
@pytest.mark.parametrize("merge", [True, False])
def test_a_row_that_heads_a_group_is_no_case(words: str, merge: bool, tmp_path: Path) -> None:
    rows = [[words] + [None] * 8, row(1, CASE, "2024.1.5"), [words] + [None] * 8, row(2, OTHER, "2024.1.6")]
    one, data = ledger(tmp_path, *rows, merged=("A2:I2", "A4:I4") if merge else ())
    assert len(one.records) == 2 and unaccounted(one, data) == []
    assert [dropped.text for dropped in one.imported.source.dropped] == [words, words]


DAYS = {"24.3.5": "2024年3月5日", "'24/3/5": "2024年3月5日", "24-03-05": "2024年3月5日", "45356": "2024年3月5日", "2024.3.5日": "2024年3月5日",
        "2024年3月5日（逾期）": "2024年3月5日", "2024.3.5(邮寄)": "2024年3月5日"}  # fmt: skip


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_as_people_type_it_is_read_and_told(typed: str, tmp_path: Path) -> None:
    one, _ = ledger(tmp_path, row(1, CASE, typed))
    assert f"日期: {DAYS[typed]}" in one.records[0].read_text(encoding="utf-8")
    told = [change.text for change in one.imported.source.changes] + one.imported.source.notes
    assert any("读作" in text or "没有导入" in text for text in told)


@pytest.mark.parametrize("typed", ["5月30日", "24.13.5", "24.3", "去年", "24.2.30"])
def test_a_day_that_cannot_be_known_is_told_and_not_made_up(typed: str, tmp_path: Path) -> None:
    one, data = ledger(tmp_path, row(1, CASE, typed))
    assert "立案" not in one.records[0].read_text(encoding="utf-8")
    assert any(typed.rstrip() in dropped.text or "24" in dropped.text for dropped in one.imported.source.dropped)
    assert unaccounted(one, data) == []
