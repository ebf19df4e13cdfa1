"""The second reading notices whatever the first one loses, adds or moves; and what people really have comes in whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake import verify
from docgen.intake.found import Line, Source
from docgen.intake.take import Taken, differences, take
from docgen.records.loader import load
from docgen.records.project import Project, Settings

TEXT = (
    "云江省检察机关通报湿地保护工作情况",
    "5月20日，云江省人民检察院召开新闻发布会，通报湿地保护公益诉讼工作的情况，并发布3件典型案例。",
    "一、办案情况",
    "去年以来，全省检察机关共办理湿地保护案件86件，督促恢复湿地1200余亩，有关部门均作了书面回复。",
    "二、下一步打算",
    "下一步，检察机关将同林草部门一起，把湿地巡查做到每一个季度，守护好候鸟的家园。",
)
PAGE = "<html><body>" + "".join(f"<p>{line}</p>" for line in TEXT) + "</body></html>"


def without(at: int) -> list[str]:
    return [line for index, line in enumerate(TEXT) if index != at]


def exchanged(at: int) -> list[str]:
    lines = list(TEXT)
    lines[at], lines[at + 1] = lines[at + 1], lines[at]
    return lines


PLANTED = {
    **{f"without paragraph {at}": without(at) for at in range(6)},
    **{f"paragraph {at} after the next": exchanged(at) for at in (0, 1, 3, 4)},
    **{f"a line more behind {at}": [*TEXT[: at + 1], "【调查和督促履职】", *TEXT[at + 1 :]] for at in (0, 3, 5)},
    "a placeholder": [*TEXT, "【待补：典型意义】"],
    "a number changed": [line.replace("86件", "68件") for line in TEXT],
    "a sentence cut": [line.replace("，有关部门均作了书面回复", "") for line in TEXT],
    "a word more": [line.replace("新闻发布会", "新闻发布会议") for line in TEXT],
    "two paragraphs of which one is twice": [*TEXT[:2], TEXT[1], *TEXT[2:]],
    "nothing": [],
    "only the headline": [TEXT[0]],
}


@pytest.mark.parametrize("data", ["\n".join(TEXT).encode(), PAGE.encode(), "\n".join(TEXT).encode("gb18030")])
@pytest.mark.parametrize("fault", PLANTED)
def test_every_planted_fault_is_noticed(data: bytes, fault: str) -> None:
    found = verify.check(data, Source("文"), PLANTED[fault])
    assert found is not None
    assert not found.faultless


@pytest.mark.parametrize("data", ["\n".join(TEXT).encode(), PAGE.encode(), "\n".join(TEXT).encode("utf-16")])
def test_a_faultless_print_is_faultless(data: bytes) -> None:
    found = verify.check(data, Source("文"), TEXT)
    assert found is not None
    assert (found.faultless, found.found, found.total, found.share) == (True, 6, 6, 0)


def test_what_was_told_as_the_sites_is_accounted_for_and_prose_among_it_is_not() -> None:
    source = Source("文")
    source.drop([Line("首页", 1)], "网页栏目")
    assert verify.check(("首页\n" + "\n".join(TEXT)).encode(), source, TEXT) == verify.Verified(
        7, 7, pytest.approx(0.01, abs=0.01)
    )  # type: ignore[arg-type]
    source.drop([Line(TEXT[3], 4)], "正文以外的网页内容")
    found = verify.check(("首页\n" + "\n".join(TEXT)).encode(), source, without(3))
    assert found is not None
    assert found.prose == (TEXT[3],)


# — texts as people copy them —

HEAD = "云江省检察机关办理562件安全生产领域公益诉讼案"
BODY = "记者近日从新闻发布会上了解到，云江省检察机关共立案办理安全生产领域公益诉讼案件562件。\n全省检察机关发出检察建议545件，有关部门均已回复。"
COPIED = {
    "menu": f"设为首页 | 加入收藏\n首页 | 检务公开 | 检察风采\n{HEAD}\n{BODY}",
    "breadcrumb inside": f"登录\n您的位置：首页 > 检察新闻 > 正文\n{HEAD}\n{BODY}",
    "time line of the site": f"首页 | 检务公开\n{HEAD}\n时间：2024-06-12  作者：  新闻来源：  【字号：大 | 中 | 小】\n{BODY}",
    "toolbar": f"青川县人民检察院\nQING CHUAN XIAN REN MIN JIAN CHA YUAN\n声音开关\n语速\n放大\n退出服务\n{HEAD}\n{BODY}",
    "behind": f"{HEAD}\n{BODY}\n【打印】【关闭】\n分享到：微信\n上一篇：某地召开座谈会\n下一篇：没有了\n版权所有：青川县人民检察院",
    "report box": f"法治号 手机版| 站内搜索\n网上有害信息举报\n{HEAD}\n{BODY}\n审核：",
}


def taken(tmp_path: Path, text: str, name: str = "文.txt") -> Taken:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return take([path], tmp_path / "记录")[0]


def record(one: Taken) -> str:
    return one.records[0].read_text(encoding="utf-8")


@pytest.mark.parametrize("page", COPIED)
def test_lines_of_the_site_are_told_and_not_printed(page: str, tmp_path: Path) -> None:
    one = taken(tmp_path, COPIED[page])
    assert f"\n标题: {HEAD}\n" in record(one)
    said = [line.text for line in one.imported.source.lines]
    assert said == [HEAD, *BODY.split("\n")]
    assert [item for item in differences(one) if item.level == "error"] == []


CASE = "【基本案情】\n石桥建于清代，桥面被堆放建材，桥墩开裂，存在安全隐患。\n【检察机关履职情况】\n调查和督促履职。2023年3月，{office}依法立案。\n【典型意义】\n守住文化的根脉。\n"


def test_a_heading_run_in_stays_in_its_paragraph(tmp_path: Path) -> None:
    cases = "".join(
        f"案例{number}\n云江省青川市{place}人民检察院督促保护石桥行政公益诉讼案\n"
        + CASE.format(office="检察院").replace("【典型", "诉讼过程。检察院提起行政公益诉讼，法院裁定终结诉讼。\n【典型")
        for number, place in (("一", "临河区"), ("二", "南山区"))
    )
    one = taken(tmp_path, "云江省文物保护公益诉讼典型案例\n" + cases)
    assert "诉讼过程。检察院提起行政公益诉讼" in one.records[1].read_text(encoding="utf-8")
    assert differences(one) == []


@pytest.mark.parametrize("before", ["目录\n1.甲地保护桥梁案\n2.乙地保护水源案\n", "2024年6月3日\n", ""])
def test_one_case_of_a_collection_keeps_what_stands_before_it_in_its_place(before: str, tmp_path: Path) -> None:
    case = "云江省青川市临河区人民检察院督促保护石桥行政公益诉讼案\n" + CASE.format(office="检察院")
    one = taken(tmp_path, f"云江省文物保护公益诉讼典型案例\n{before}{case}")
    assert differences(one) == []
    assert len(one.records) == 2


def test_nothing_is_printed_that_a_collection_lacked_and_its_rules_are_silent(tmp_path: Path) -> None:
    from docgen.checks.checking import Checker

    cases = "".join(
        f"案例{number}\n云江省青川市{place}人民检察院支持开展生态环境损害赔偿案\n【基本案情】\n某公司向河道排放尾水。\n【磋商】\n双方达成协议。\n"
        for number, place in (("一", "临河区"), ("二", "南山区"))
    )
    one = taken(tmp_path, "云江省生态环境损害赔偿典型案例\n" + cases)
    assert differences(one) == []
    assert [item.code for path in one.records for item in Checker().check(path).problems] == []
    assert load(one.records[0], Project(Path(), Settings())).record is not None


VERBS = ("移送", "交办", "邀请", "会同", "移交给", "的线索转交", "报送", "通知")


@pytest.mark.parametrize("verb", VERBS)
def test_the_name_of_an_office_begins_behind_the_verb(verb: str, tmp_path: Path) -> None:
    text = (
        "案例一\n“工会+检察”督促支付骑手报酬案\n【基本案情】\n王某拖欠12名骑手的报酬。\n【检察机关履职情况】\n"
        f"区人社局将王某涉嫌拒不支付劳动报酬一事{verb}青川市临河区人民检察院（以下简称区检察院），区检察院提前介入。\n【典型意义】\n按时支付报酬。\n"
    )
    one = taken(tmp_path, text)
    said = "".join(path.read_text(encoding="utf-8") for path in one.records)
    assert "\n检察院: 青川市临河区人民检察院\n" in said
    assert "涉嫌拒不支付劳动报酬一事" in said


@pytest.mark.parametrize(
    ("first", "answer", "second"),
    [("问题一：", "答：", "问题二："), ("问：", "答：", "问："), ("Q1：", "A1：", "Q2："), ("记者：", "林知远：", "记者："), ("云江日报记者：", "云江省人民检察院负责人：", "法治日报记者：")],
)  # fmt: skip
def test_questions_stand_over_their_answers(first: str, answer: str, second: str, tmp_path: Path) -> None:
    text = (
        f"云江省人民检察院负责人答记者问\n5月20日，云江省人民检察院召开新闻发布会，并回答提问。\n{first}这批案例有哪些特点？\n{answer}有以下特点。\n"
        f"一是领域广。涉及河湖。\n二是效果实。恢复湿地。\n{second}下一步有什么打算？\n{answer}继续加大办案力度。\n"
    )
    loaded = load(taken(tmp_path, text).records[0], Project(Path(), Settings())).record
    assert loaded is not None
    assert [str(one.heading) for one in loaded.body] == [f"{first}这批案例有哪些特点？", f"{second}下一步有什么打算？"]  # type: ignore[union-attr]
    assert str(loaded.body[0].body).splitlines()[1] == "一是领域广。涉及河湖。"  # type: ignore[union-attr]


@pytest.mark.parametrize("numbers", ["一二三", "一二二", "一三三"])
def test_a_notice_keeps_one_liners_under_their_headings_and_the_office_at_its_end(numbers: str, tmp_path: Path) -> None:
    one, two, three = numbers
    text = (
        f"云江省青川市人民检察院听证公告\n根据有关规定，本院决定召开公开听证会。现将有关事项公告如下：\n{one}、听证时间\n2024年7月5日下午3时\n"
        f"{two}、听证地点\n办公楼七楼听证室\n{three}、注意事项\n旁听人员应当提前进场。\n特此公告。\n联系人：钱书怡\n云江省青川市人民检察院\n2024年6月28日\n"
    )
    loaded = load(taken(tmp_path, text).records[0], Project(Path(), Settings())).record
    assert loaded is not None
    assert [str(part.body).splitlines()[0] for part in loaded.body] == [  # type: ignore[union-attr]
        "2024年7月5日下午3时", "办公楼七楼听证室", "旁听人员应当提前进场。",
    ]  # fmt: skip
    assert str(loaded.tail).splitlines() == ["联系人：钱书怡", "云江省青川市人民检察院", "2024年6月28日"]  # type: ignore[union-attr]


def test_a_line_that_ends_in_a_dash_before_a_quotation_stays_a_line(tmp_path: Path) -> None:
    text = "青川市检察院举办检察开放日活动\n5月20日上午，检察院举办开放日活动，邀请人大代表参加。\n走访参观\n在讲解员的介绍下，大家对检察工作的职能和流程有了初步的印象和了解，纷纷表示——\n“这是我院的听证室。”\n"
    assert "合并" not in [change.kind for change in taken(tmp_path, text).imported.source.changes]
    assert "了解，纷纷表示——\n" in record(taken(tmp_path, text))


def test_words_taken_out_of_a_paragraph_and_marks_of_notes_are_no_difference(tmp_path: Path) -> None:
    page = PAGE.replace("86件", "<del>80</del>86件<sup>1</sup>").replace("湿地巡查", "湿地<i hidden>（内部）</i>巡查")
    one = taken(tmp_path, page, "页.html")
    assert differences(one) == []
    assert "86件〔注1〕" in record(one)


@pytest.mark.parametrize(
    "end", ["联系人：钱书怡\n联系电话：0600-5550118", "云江省青川市人民检察院报送", "（青川市检察院供稿）"]
)
def test_senders_and_contacts_at_the_end_of_a_case_are_told_and_stand_in_no_section(end: str, tmp_path: Path) -> None:
    one = taken(
        tmp_path, f"云江省青川市临河区人民检察院督促保护石桥行政公益诉讼案\n{CASE.format(office='检察院')}{end}\n"
    )
    assert not any(line in record(one) for line in end.split("\n"))
    assert sorted(dropped.text for dropped in one.imported.source.dropped) == sorted(end.split("\n"))
    assert differences(one) == []
