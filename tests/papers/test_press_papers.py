"""The collection and the release: what they print, how they call offices, what they leave out."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import CONFERENCE, PRESS, RELEASES, Scratch, codes, documents, finished, lines_of, made, roles_of, told
from PIL import Image as Raster

import docgen
from docgen.core.tree import Contents, Image
from docgen.page.norm import norms
from docgen.papers.finish import Options, finish

CASE = (
    "检察院: 云江省青川市{place}人民检察院\n事由: 规范{matter}\n数据: {{金额: {{值: 398211元, 对外: 近40万元}}}}\n"
    "摘要: {matter}的摘要｛金额｝。\n基本案情: 本院查明｛金额｝。\n调查和督促履职: |\n  本院立案。\n  本院回访。\n典型意义: 本院认为好。\n"
)
HOSTS = "主办: [{名称: 云江省妇女联合会, 简称: 省妇联}, 云江省人民检察院]\n"
HEAD = f"案例集名称: 某集\n案例: [甲.yaml, 乙.yaml]\n发布会: 某会\n时间: 2024年12月20日上午\n{HOSTS}"


def cases(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE.format(place="临河区", matter="甲"))
    scratch.file("乙.yaml", CASE.format(place="南山县", matter="乙"))


def collection(scratch: Scratch, more: str = "前言: 略。\n") -> list[str]:
    cases(scratch)
    (document,) = documents(scratch.file("会.yaml", HEAD + more), "collection")
    return lines_of(document)


def release(scratch: Scratch, text: str, kind: str = "press-release") -> list[str]:
    cases(scratch)
    scratch.file("会.yaml", HEAD + "前言: 略。\n数据: {办案数: {值: 120件, 期间: 2024年, 出处: 案管}}\n")
    (document,) = documents(scratch.file("稿.yaml", text), kind)
    return lines_of(document)


def test_a_preface_prints_what_follows_from_the_conference(scratch: Scratch) -> None:
    text = "前言: ｛时间｝，｛主办｝召开｛发布会｝，发布｛案例集名称｝，共｛案例数｝件，补缴｛临河.金额｝、｛甲.金额|略单位｝。\n"
    assert collection(scratch, text)[1] == (
        "2024年12月20日上午，云江省妇女联合会、云江省人民检察院召开某会，发布某集，共2件，补缴近40万元、近40万。"
    )


def test_every_case_introduces_its_own_office_once(scratch: Scratch) -> None:
    lines = collection(scratch)
    assert "云江省青川市临河区人民检察院（以下简称临河区检察院）查明近40万元。" in lines
    assert "云江省青川市南山县人民检察院（以下简称南山县检察院）查明近40万元。" in lines
    assert lines.count("临河区检察院立案。") == lines.count("南山县检察院立案。") == 1


def test_the_inner_value_of_a_case_is_in_no_paper_of_the_press(scratch: Scratch) -> None:
    assert "398211" not in "\n".join(collection(scratch, "前言: ｛甲.金额｝｛甲.数据.金额.值｝\n"))
    assert "398211" not in "\n".join(release(scratch, "案例: [甲.yaml]\n正文: ｛甲.金额｝｛甲.数据.金额.值｝\n"))


STYLES = [
    ("案例1：", "案例1：云江省青川市临河区人民检察院督促规范甲行政公益诉讼案"),
    ("案例一：", "案例一：云江省青川市临河区人民检察院督促规范甲行政公益诉讼案"),
    ("1.", "1.云江省青川市临河区人民检察院督促规范甲行政公益诉讼案"),
    ("一、", "一、云江省青川市临河区人民检察院督促规范甲行政公益诉讼案"),
    ("无", "云江省青川市临河区人民检察院督促规范甲行政公益诉讼案"),
]


@pytest.mark.parametrize(("style", "heading"), STYLES, ids=[row[0] for row in STYLES])
def test_headings_of_cases_are_numbered_in_one_style(scratch: Scratch, style: str, heading: str) -> None:
    lines = collection(scratch, f"前言: 略。\n体例: {{案例标题: {style}, 目录: 否, 清单: 否}}\n")
    assert lines[2] == heading


@pytest.mark.parametrize(("style", "number"), [("案例1", "案例1"), ("案例一", "案例一")])
def test_a_number_alone_stands_above_the_title(scratch: Scratch, style: str, number: str) -> None:
    lines = collection(scratch, f"前言: 略。\n体例: {{案例标题: {style}, 目录: 否, 清单: 否}}\n")
    assert lines[2:4] == [number, "云江省青川市临河区人民检察院督促规范甲行政公益诉讼案"]


@pytest.mark.parametrize(
    ("style", "first", "last"),
    [
        ("【】", "【基本案情】", "【典型意义】"),
        ("一、", "一、基本案情", "三、典型意义"),
        ("（一）", "（一）基本案情", "（三）典型意义"),
        ("无", "基本案情", "典型意义"),
    ],
)
def test_sections_are_marked_in_one_style(scratch: Scratch, style: str, first: str, last: str) -> None:
    lines = collection(scratch, f"前言: 略。\n体例: {{小节: {style}}}\n")
    assert lines.count(first) == lines.count(last) == 2


def test_the_list_and_the_headings_hold_the_same_titles(scratch: Scratch) -> None:
    lines = collection(scratch, "前言: 略。\n体例: {目录: 否}\n")
    listed = [line.partition(".")[2] for line in lines if line[:2] in ("1.", "2.")]
    headed = [line.partition("：")[2] for line in lines if line.startswith("案例")]
    assert listed == headed
    assert len(listed) == 2


def test_summaries_stand_under_the_titles_where_the_manner_says_so(scratch: Scratch) -> None:
    lines = collection(scratch, "前言: 略。\n体例: {目录: 否, 清单: 否, 摘要: 是}\n")
    assert lines[3] == "甲的摘要近40万元。"
    assert "甲的摘要近40万元。" not in collection(scratch, "前言: 略。\n")


def test_contents_hold_the_cases_and_no_sections(scratch: Scratch) -> None:
    cases(scratch)
    path = scratch.file("会.yaml", HEAD + "前言: 略。\n")
    (document,) = documents(path, "collection")
    (contents,) = [block for block in document.blocks if isinstance(block, Contents)]
    assert contents.depth == 1
    text = docgen.write(document, "txt").decode().splitlines()
    assert text[text.index("目　录") + 1 :][:2] == [
        "案例1：云江省青川市临河区人民检察院督促规范甲行政公益诉讼案",
        "案例2：云江省青川市南山县人民检察院督促规范乙行政公益诉讼案",
    ]


def test_what_a_case_lacks_is_a_gap_at_its_own_place(scratch: Scratch) -> None:
    cases(scratch)
    scratch.file("乙.yaml", "检察院: 云江省青川市南山县人民检察院\n事由: 规范乙\n基本案情: 某事。\n")
    (one,) = finished(scratch.file("会.yaml", HEAD + "前言: 略。\n"), "collection")
    found = {told(item).partition(":")[0] for item in one.problems}
    assert (codes(one.problems), found) == (["G001", "G001"], {"乙.yaml"})


def test_the_cover_has_the_title_the_hosts_and_the_month(scratch: Scratch) -> None:
    cases(scratch)
    (document,) = documents(scratch.file("会.yaml", HEAD + "前言: 略。\n体例: {封面: 是}\n"), "collection")
    assert roles_of(document)[:6] == [
        ("封面材料", "新闻发布材料"),
        ("封面标题", "某集"),
        ("封面单位", "云江省妇女联合会"),
        ("封面单位", "云江省人民检察院"),
        ("封面日期", "2024年12月"),
        ("标题", "某集"),
    ]


def test_a_case_with_a_mark_of_secrecy_stops_the_collection(scratch: Scratch) -> None:
    cases(scratch)
    scratch.file("乙.yaml", CASE.format(place="南山县", matter="乙") + "密级: 秘密\n")
    (one,) = finished(scratch.file("会.yaml", HEAD + "前言: 略。\n"), "collection")
    assert (one.document, codes(one.problems)) == (None, ["V004"])


# — releases —


def test_in_a_joint_release_each_body_has_its_full_name_once_and_titles_are_short(scratch: Scratch) -> None:
    text = (
        f"体裁: 消息\n标题: 本院与｛省妇联｝发布案例\n{HOSTS}导语: 本院与｛省妇联｝开会。\n正文: 本院和｛省妇联｝说。\n"
    )
    assert release(scratch, text) == [
        "云江省检察院与省妇联发布案例",
        "云江省人民检察院与云江省妇女联合会开会。",
        "云江省检察院和省妇联说。",
    ]


def test_the_title_of_the_file_is_the_title_that_is_printed(scratch: Scratch) -> None:
    (one,) = finished(
        scratch.file("稿.yaml", f"体裁: 消息\n标题: 本院与｛省妇联｝发布\n{HOSTS}正文: 略。\n"), "press-release"
    )
    assert made(one).meta.title == one.parts[-1] == "云江省检察院与省妇联发布"


def test_the_hosts_together_introduce_each_of_them(scratch: Scratch) -> None:
    text = f"{HOSTS}导语: ｛主办｝开会。\n正文: 本院和｛省妇联｝说。\n"
    assert release(scratch, text) == ["云江省妇女联合会、云江省人民检察院开会。", "云江省检察院和省妇联说。"]


def test_a_release_of_one_office_calls_it_short(scratch: Scratch) -> None:
    assert release(scratch, "主办: 云江省人民检察院\n正文: 本院说。\n") == ["云江省检察院说。"]


def test_a_release_prints_its_conference(scratch: Scratch) -> None:
    text = "发布会: 会.yaml\n导语: ｛时间｝，本院召开｛发布会｝，办案｛办案数｝，发布｛案例数｝件，补缴｛乙.金额｝。\n"
    assert release(scratch, "体裁: 消息\n" + text) == [
        "2024年12月20日上午，云江省人民检察院召开某会，办案120件，发布2件，补缴近40万元。"
    ]


BLOCKS = """体裁: 工作通报
页眉: 首页
引题: 引
标题: 主
副标题: 副
来源: 某网
署名: 记者某
电头: 本报讯
导语: |
  导一。
  导二。
人物: [张某 | 某院副检察长 | 发布]
正文:
  - 标题: 部分
    标题次行: 次行
    单位: 某院
    引言: 引言。
    分点: [首句。余句。, 只有一句]
    段落: 段落。
  - {通报人: 张某, 事项: 工作情况}
  - 案件: 甲.yaml
  - {案件: 乙.yaml, 选用: [典型意义]}
  - 图: {文件: 图.png, 说明: 图说, 摄影: 李某, 替代文字: 两人}
结尾: 结尾。
文末: 供稿
联系人: 某处 | 王某 | 010-55501234
"""


def test_every_field_of_a_release_prints_in_its_place(scratch: Scratch) -> None:
    cases(scratch)
    Raster.new("RGB", (60, 40), "blue").save(scratch.root / "图.png")
    (document,) = documents(scratch.file("稿.yaml", BLOCKS), "press-release")
    assert roles_of(document) == [
        ("栏目", "首页"),
        ("引题", "引"),
        ("主标题", "主"),
        ("副标题", "副"),
        ("来源", "某网"),
        ("署名行", "记者某"),
        ("正文", "本报讯　导一。"),
        ("正文", "导二。"),
        ("一级标题", "一、部分"),
        ("标题次行", "次行"),
        ("办案单位", "【某院】"),
        ("正文", "引言。"),
        ("正文", "一是首句。余句。"),
        ("正文", "二是只有一句"),
        ("正文", "段落。"),
        ("一级标题", "二、某院副检察长张某通报工作情况"),
        ("一级标题", "三、云江省青川市临河区人民检察院督促规范甲行政公益诉讼案"),
        ("小节", "【基本案情】"),
        ("正文", "临河区检察院查明近40万元。"),
        ("小节", "【调查和督促履职】"),
        ("正文", "临河区检察院立案。"),
        ("正文", "临河区检察院回访。"),
        ("小节", "【典型意义】"),
        ("正文", "临河区检察院认为好。"),
        ("正文", "南山县检察院认为好。"),
        ("图注", "图说　摄影：李某"),
        ("正文", "结尾。"),
        ("文末", "供稿"),
        ("文末", "媒体联系：某处王某　010-55501234"),
    ]
    (figure,) = [block for block in document.blocks if isinstance(block, Image)]
    assert (figure.source, figure.alt) == ("图.png", "两人")


@pytest.mark.parametrize("listed", ['["*.yaml"]', "[./甲.yaml]", "[]"])
def test_a_case_prints_in_its_block_however_it_was_listed_before(scratch: Scratch, listed: str) -> None:
    lines = release(scratch, f"标题: 一\n案例: {listed}\n正文:\n  - 案件: 甲.yaml\n")
    assert "临河区检察院立案。" in lines


def test_the_persons_of_a_kit_are_called_the_same_in_all_its_papers(scratch: Scratch) -> None:
    for number, name in (("甲", "李婉钧"), ("乙", "李霖澄")):
        text = CASE.format(place="临河区", matter=name) + f"当事人: {{张三: {{姓名: {name}}}}}\n"
        scratch.file(f"{number}.yaml", text)
    (collected,) = documents(scratch.file("会.yaml", HEAD), "collection")
    text = "标题: 一\n发布会: 会.yaml\n案例: [乙.yaml]\n导语: 李霖澄和李婉钧。\n"
    (told_again,) = documents(scratch.file("稿.yaml", text), "press-release")
    assert any("规范李某乙" in line for line in lines_of(collected))
    assert "李某乙和李某甲。" in lines_of(told_again)


def test_an_empty_field_prints_nothing(scratch: Scratch) -> None:
    assert release(scratch, "体裁: 消息\n正文: 一段。\n文末:\n页眉:\n") == ["一段。"]


@pytest.mark.parametrize(
    ("style", "numbers"),
    [("{章: 无, 点: 无}", ["", ""]), ("{章: 一, 点: （一）}", ["一", "（一）"]), ("{章: 1., 点: 1.}", ["1.", "1."])],
)
def test_numbers_are_as_the_record_says(scratch: Scratch, style: str, numbers: list[str]) -> None:
    lines = release(scratch, f"编号: {style}\n正文: [{{标题: 甲, 分点: [乙]}}]\n")
    assert lines == [numbers[0] + "甲", numbers[1] + "乙"]


LENGTHS = "正文:\n  - {段落: 短。}\n  - {段落: 中。, 篇幅: 通稿}\n  - 分点: [甲, {文字: 乙, 篇幅: 长稿}, 丙]\n"


@pytest.mark.parametrize(
    ("length", "lines"),
    [
        ("短讯", ["短。", "一是甲", "二是丙"]),
        ("通稿", ["短。", "中。", "一是甲", "二是丙"]),
        ("长稿", ["短。", "中。", "一是甲", "二是乙", "三是丙"]),
        ("", ["短。", "中。", "一是甲", "二是乙", "三是丙"]),
    ],
)
def test_a_release_may_be_cut_to_a_length(scratch: Scratch, length: str, lines: list[str]) -> None:
    path = scratch.file("稿.yaml", LENGTHS)
    space = scratch.space()
    (one,) = finish(
        space.catalog.kind("press-release"), docgen.load(path), space.project, space.engine, Options(length=length)
    )
    assert lines_of(made(one)) == lines
    assert one.parts[-1] == (length or "稿")


def test_a_draft_from_a_conference_has_facts_with_their_sources_and_no_prose_but_the_lead(scratch: Scratch) -> None:
    cases(scratch)
    path = scratch.file(
        "会.yaml", HEAD + "人物: [张某 | 某院副检察长 | 发布]\n数据: {办案数: {值: 120件, 期间: 2024年, 出处: 案管}}\n"
    )
    (one,) = finished(path, "press-release")
    lines = lines_of(made(one))
    # What it comes from is the period and who counted: files and lines are no matter of the press.
    assert "可用：办案数　120件（2024年，案管）" in lines
    assert "可用：金额　近40万元" in lines
    assert ".yaml" not in "\n".join(lines)
    assert [line for line in lines if "待补" in line] == [
        "【待补：通报的内容】",
        "【待补：结尾】",
    ]
    assert "398211" not in "\n".join(lines)
    (final,) = finished(path, "press-release", final=True)
    assert (final.document, set(codes(final.problems))) == (None, {"G002"})


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("", "某省人民检察院党组成员、副检察长张某通报工作情况"),
        ("通报标题: 全\n", "某省人民检察院党组成员、副检察长张某通报工作情况"),
        ("通报标题: 短\n", "张某副检察长通报工作情况"),
    ],
)
def test_a_speakers_heading_is_as_long_as_asked_for(scratch: Scratch, typed: str, heading: str) -> None:
    people = "人物: [张某 | 某省人民检察院党组成员、副检察长 | 发布]\n"
    assert heading in release(scratch, f"体裁: 消息\n{typed}{people}正文: [{{通报人: 张某, 事项: 工作情况}}]\n")


def test_kicker_headline_and_sub_are_set_apart_and_the_second_line_of_a_head_from_the_first() -> None:
    roles = norms.load("publication").roles
    sizes = [roles[name].size.length.pt for name in ("引题", "主标题", "副标题")]
    assert sizes[0] < sizes[1] > sizes[2]
    assert roles["标题次行"].font != roles["一级标题"].font


# — the project's own records —


@pytest.mark.parametrize(("path", "kind"), PRESS, ids=lambda value: value.stem if isinstance(value, Path) else value)
def test_the_press_papers_of_the_project_are_made(path: Path, kind: str) -> None:
    (document,) = documents(path, kind)
    for form in ("docx", "html", "txt", "json"):
        assert docgen.write(document, form)


def test_the_records_of_the_project_are_clean() -> None:
    assert [told(item) for path in (CONFERENCE, *RELEASES) for item in docgen.check(path)] == []


def test_one_figure_of_a_case_changes_every_paper(tmp_path: Path) -> None:
    """顺义's 近40万元 stands in the collection and in the release, typed once."""
    for path in (*CONFERENCE.parent.glob("*.yaml"), *RELEASES, CONFERENCE.parents[2] / "docgen.yaml"):
        target = tmp_path / path.relative_to(CONFERENCE.parents[2])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    case = tmp_path / "cases" / "北京妇女权益" / "生育保险.yaml"
    papers_ = [(tmp_path / "cases" / "北京妇女权益" / "发布会.yaml", "collection")]
    papers_ += [(tmp_path / "cases" / "发布稿" / "消息-顺义.yaml", "press-release")]

    def texts() -> list[str]:
        return ["\n".join(lines_of(docgen.render(path, kind)[0])) for path, kind in papers_]

    assert all("近40万元" in text for text in texts())
    case.write_text(case.read_text(encoding="utf-8").replace("值: 近40万元", "值: 近42万元"), encoding="utf-8")
    assert all("近42万元" in text and "近40万元" not in text for text in texts())
