"""Lines that a column, a PDF or a mail cut: joined by the width that the text itself shows, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake import headings, text
from docgen.intake.found import Source
from docgen.intake.take import differences, take
from tests.reliability.intake import TEXTS, WRAPS, Text, typeset


def read(words: str) -> Source:
    source = Source("文")
    source.lines = text.split(words)
    text.finish(source)
    return source


def paragraphs(words: str) -> list[str]:
    return [line.text for line in read(words).lines]


@pytest.mark.parametrize("manner", WRAPS)
def test_a_wrapped_text_comes_out_in_its_paragraphs(manner: str) -> None:
    broken = [
        (genre, line)
        for genre, one in TEXTS.items()
        for line in (one.title, *one.lines)
        if line not in paragraphs(WRAPS[manner](one))
    ]
    assert len(broken) <= 2  # of 140; a text of three sentences may not show its width


@pytest.mark.parametrize("widths", [(26, 36, 0), (40, 26, 32), (0, 30, 44), (36, 26, 56)])
def test_articles_of_several_widths_on_one_page_each_have_their_own(widths: tuple[int, ...]) -> None:
    whole: list[str] = []
    lines: list[str] = []
    for width, genre in zip(widths, ("工作通报", "案例集", "案例集，别的小节"), strict=True):
        one = TEXTS[genre]
        whole += (one.title, *one.lines)
        lines.append(typeset(one, width) if width else "\n".join((one.title, *one.lines)))
    kept = paragraphs("\n\n".join(lines))
    assert [line for line in whole if line not in kept] == []


SENTENCE = "大家纷纷表示这次活动的收获很大，对检察机关怎样守护公共利益有了新的认识和体会"
QUOTED = "“这是我院的听证室，听证员在这里发表意见，社会各界人士都可以来参加，也可以查询案件办理的进度。”"


@pytest.mark.parametrize("width", [26, 34, 39, 44, 60])
def test_a_line_ending_in_a_dash_before_a_quotation_stays(width: int) -> None:
    lines = (SENTENCE + "——", QUOTED, *TEXTS["通讯"].lines)
    assert paragraphs(typeset(Text("青川市举办检察开放日活动", lines), width))[1:3] == list(lines[:2])


@pytest.mark.parametrize("between", ["", " "])
def test_a_dash_alone_on_its_line_is_no_ornament_of_the_site(between: str) -> None:
    lines = [SENTENCE[:26], SENTENCE[26:], "——", QUOTED]
    assert "——" in "".join(paragraphs(f"\n{between}".join(["青川市举办检察开放日活动", *lines])))


LISTS = {
    "persons": [f"张某{one}，女，青川市临河区人民检察院检察官" for one in "甲乙丙丁戊己"],
    "offices": [f"青川市{one}区人民检察院" for one in ("临河", "南山", "望江", "东浦", "高坪")],
    "cases": [f"青川市{one}区人民检察院督促整治河道行政公益诉讼案" for one in ("临河", "南山", "望江", "东浦")],
    "points": [f"{one}是发现线索，立案调查，督促有关部门依法履行职责" for one in "一二三四五"],
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("behind", [[], ["特此公告。"], ["有关情况另行公布，请社会各界监督。"]])
def test_the_entries_of_a_list_are_not_one_sentence(name: str, behind: list[str]) -> None:
    lines = ["现将名单公布如下：", *LISTS[name], *behind]
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize("genre", TEXTS)
def test_a_text_that_was_never_wrapped_is_left_alone(genre: str) -> None:
    lines = [TEXTS[genre].title, *TEXTS[genre].lines]
    source = read("\n".join(lines))
    assert [line.text for line in source.lines] == lines
    assert source.changes == []


@pytest.mark.parametrize("line", ["旁听人员应当提前到场。现场提供", "本院决定召开公开听证会。现将有"])
def test_a_cut_that_no_width_shows_is_told(line: str) -> None:
    source = read("\n".join(["某院听证公告", "根据有关规定，就督促保护耕地行政公益诉讼案，" + line, "关事项公告如下"]))
    assert any("可能在句中被断开" in note for note in source.notes)


@pytest.mark.parametrize("manner", ["窄栏13字", "首行空两字，窄栏", "数字符24", "页码"])
@pytest.mark.parametrize("genre", ["通讯", "案例集", "答记者问"])
def test_the_second_reading_finds_every_line_of_a_wrapped_text(manner: str, genre: str, tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_text(WRAPS[manner](TEXTS[genre]), encoding="utf-8")
    assert differences(take([path], tmp_path / "记录")[0]) == []


@pytest.mark.parametrize("words", ["本院依法立案", "督促整治河道的整改方案", "检察机关公益诉讼办案"])
def test_what_ends_in_an_but_is_no_case_is_no_title(words: str) -> None:
    assert not headings.is_title(words)
