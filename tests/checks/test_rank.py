"""The order of persons and hosts is their rank: in lists, in blocks and in sentences of every paper."""

from __future__ import annotations

import pytest
from helpers import CONFERENCE, MESSAGE, OCCASION, RELEASES, Scratch, codes, told

import docgen
from docgen.cli.run import run

CASE = "检察院: 云江省青川市临河区人民检察院\n事由: 规范甲\n"
EVENT = (
    "案例集名称: 某集\n案例: [甲.yaml]\n"
    "主办: [清源市人民检察院, 清源市妇女联合会 | 市妇联, 清源市总工会 | 市总工会]\n"
    "人物: [郑国安 | 清源市人民检察院检察长 | 发布, 林秋雁 | 清源市妇女联合会主席 | 点评, 马志强 | 清源市总工会主席 | 点评]\n"
)


def found(scratch: Scratch, release: str, event: str = "") -> list[str]:
    scratch.file("甲.yaml", CASE)
    scratch.file("会.yaml", EVENT + event)
    path = scratch.file("稿.yaml", "体裁: 消息\n标题: 某稿\n发布会: 会.yaml\n" + release + "\n")
    return [told(item) for item in docgen.check(path) if item.code in ("F005", "F006")]


WRONG = [
    "正文: 马志强、林秋雁、郑国安出席会议。",
    "正文: 郑国安、马志强、林秋雁出席会议。",
    "正文: ｛马志强｝、｛林秋雁｝出席会议。",
    "正文: ｛马志强|姓名｝和｛郑国安|姓名｝出席会议。",
    "正文: 市总工会主席马志强、市妇联主席林秋雁出席会议。",
    "正文: 马志强主席、郑国安检察长出席会议。",
    "正文: 林秋雁同志与郑国安同志参加。",
    "导语: 12月18日，林秋雁，清源市人民检察院检察长郑国安出席发布会。",
    "结尾: 马志强以及林秋雁作了点评。",
    "正文: 市总工会、市妇联联合发布。",
    "正文: 清源市妇女联合会和清源市人民检察院联合发布。",
    "主办: [清源市总工会, 清源市人民检察院]\n正文: 略",
    "人物: [马志强 | 清源市总工会主席, 郑国安 | 清源市人民检察院检察长]\n正文: 略",
    "正文: [{通报人: 马志强, 事项: 甲事, 段落: 略。}, {通报人: 林秋雁, 事项: 乙事, 段落: 略。}]",
]


@pytest.mark.parametrize("text", WRONG, ids=[text[:26] for text in WRONG])
def test_another_order_than_the_conference_has_is_told(scratch: Scratch, text: str) -> None:
    """马志强、林秋雁、郑国安出席会议 passed, and figures said that everything agreed."""
    said = found(scratch, text)
    assert any("F006" in line for line in said)
    assert any(line.startswith("会.yaml") for line in said) and any(line.startswith("稿.yaml") for line in said)
    assert not [line for line in said if "F005" in line]


RIGHT = [
    "正文: 郑国安、林秋雁、马志强出席会议。",
    "正文: 清源市人民检察院检察长郑国安、清源市妇女联合会主席林秋雁、清源市总工会主席马志强出席会议。",
    "正文: 郑国安、马志强出席会议。林秋雁作了点评。",
    "正文: 马志强点评典型案例，林秋雁介绍合作情况。",
    "正文: 自左至右：马志强、林秋雁、郑国安。",
    "正文: 出席的有马志强、林秋雁（按姓氏笔画为序）。",
    "正文: 会后，马志强向林秋雁介绍了情况。",
    "正文: 市检察院、市妇联、市总工会联合发布。",
    "正文: [{通报人: 林秋雁, 事项: 甲事, 段落: 略。}, {通报人: 马志强, 事项: 乙事, 段落: 略。}]",
]


@pytest.mark.parametrize("text", RIGHT, ids=[text[:26] for text in RIGHT])
def test_the_order_of_the_conference_and_of_deeds_is_left_alone(scratch: Scratch, text: str) -> None:
    assert found(scratch, text) == []


def test_the_agenda_decides_in_which_order_they_speak(scratch: Scratch) -> None:
    agenda = "议程: [{事项: 点评, 人: 马志强}, {事项: 点评, 人: 林秋雁}]\n"
    blocks = "正文: [{通报人: 马志强, 事项: 甲事, 段落: 略。}, {通报人: 林秋雁, 事项: 乙事, 段落: 略。}]"
    assert found(scratch, blocks, agenda) == []


def test_one_sentence_with_three_names_is_not_one_post(scratch: Scratch) -> None:
    """Each of three was told to have the posts of all before him, twice."""
    text = "正文: 清源市总工会主席马志强、清源市妇女联合会主席林秋雁、清源市人民检察院检察长郑国安出席会议。"
    said = found(scratch, text)
    assert [line for line in said if "F005" in line] == []
    assert len(said) == len(set(said)) == 6


def test_a_wrong_post_in_a_row_of_names_is_told_alone(scratch: Scratch) -> None:
    said = found(scratch, "正文: 检察长郑国安、市总工会主席林秋雁、清源市总工会主席马志强出席会议。")
    assert all("“林秋雁”是“市总工会主席”" in line for line in said if "F005" in line)
    assert len([line for line in said if "F005" in line]) in (0, 2)


@pytest.mark.parametrize(
    "more", ["前言: 马志强、林秋雁出席。", "议程: [{事项: 主持, 人: 郑国安, 内容: 今天出席的有马志强、林秋雁。}]"]
)
def test_the_conference_itself_is_read(scratch: Scratch, more: str) -> None:
    scratch.file("甲.yaml", CASE)
    path = scratch.file("会.yaml", EVENT + more + "\n")
    assert "F006" in codes(docgen.check(path))


@pytest.mark.parametrize("path", [CONFERENCE, MESSAGE, OCCASION, *RELEASES], ids=lambda path: path.stem)
def test_the_records_of_the_project_have_one_order(path: object) -> None:
    assert [told(item) for item in docgen.check(path) if item.code in ("F005", "F006")] == []  # type: ignore[arg-type]


def test_the_tables_say_what_they_compared_and_no_more(scratch: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    """“各份材料里的数和人物都一致” stood there where the rank did not agree."""
    scratch.file("甲.yaml", CASE)
    scratch.file("会.yaml", EVENT + "材料: [典型案例集, 议程]\n")
    path = scratch.file("稿.yaml", "体裁: 消息\n标题: 某稿\n发布会: 会.yaml\n正文: 马志强、郑国安出席会议。\n")
    out = scratch.root / "对照表.xlsx"
    assert run(["figures", str(scratch.root / "会.yaml"), str(path), "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert "F006" in said and "一致" not in said.replace("不一致", "").rpartition("\n\n")[2]
    path.write_text(path.read_text(encoding="utf-8").replace("马志强、郑国安", "郑国安、马志强"), encoding="utf-8")
    assert run(["figures", str(scratch.root / "会.yaml"), str(path), "-o", str(out), "--force"]) == 0
    said = capsys.readouterr().err
    assert "没有发现不一致" in said and "3 份材料" in said and "3 个人" in said and "docgen explain" in said


HOSTED = "案例集名称: 某集\n案例: [甲.yaml]\n主办: [清源市人民检察院, {host}]\n人物: [郑国安 | 清源市人民检察院检察长 | 发布, 欧阳若水 | {post} | 点评]\n"


@pytest.mark.parametrize(
    ("agency", "host", "post", "lines"),
    [
        ("{全称: 云江省清源市文物局, 对外: 市级文物行政部门}", "清源市文物局", "清源市文物局副局长", 2),
        ("{全称: 清源市文物局, 对外: 市级文物行政部门}", "清源市文物局", "某大学教授", 1),
        ("清源市文物局", "清源市文物局", "清源市文物局副局长", 2),
        ("{全称: 清源市文物局, 对外: 清源市文物局}", "清源市文物局", "清源市文物局副局长", 0),
        ("{全称: 云江省清源市文物局, 对外: 清源市文物局}", "清源市文物局", "清源市文物局副局长", 0),
        ("{全称: 清源市文物局, 对外: 市级文物行政部门}", "清源市妇女联合会", "清源市妇女联合会主席", 0),
        ("{全称: 清源市文物局, 对外: 市级文物行政部门}", "临河市文物局", "临河市文物局局长", 0),
    ],
)
def test_a_host_that_papers_would_call_otherwise_is_told(
    scratch: Scratch, agency: str, host: str, post: str, lines: int
) -> None:
    scratch.file("甲.yaml", CASE + f"机关: {{市文物局: {agency}}}\n基本案情: 略。\n")
    path = scratch.file("会.yaml", HOSTED.format(host=host, post=post))
    assert codes(docgen.check(path)).count("F011") == lines
