"""不是人名: a word that is spelt like a registered name goes out where the record says so, by field and count, and no name does."""

from __future__ import annotations

import pytest
from helpers import Scratch

from docgen.formats import WRITERS

CASE = """检察院: 云江省青川市临河区人民检察院
事由: 整治占用盲道
领域: 无障碍环境建设
当事人:
  成功: {{全称: 成功, 对外: 某甲}}
  何知夏: {{全称: 何知夏, 对外: 某乙}}
基本案情: {facts}
典型意义: 本案成功调解了纠纷，保障了群众出行。
调查和督促履职: 2024年4月，本院向行政机关提出检察建议。
发布审批: 检察长2024年11月18日批准
"""
FACTS = "群众反映盲道被占。成功调解了三起纠纷，成功到案后承认了违法事实。"
SAID = "不是人名: [成功 | 基本案情 | 2, {词: 成功, 在: 典型意义, 处: 1}]\n"


def record(scratch: Scratch, said: str = "", facts: str = FACTS) -> str:
    return scratch.file("案.yaml", CASE.format(facts=facts) + said).name


def made(scratch: Scratch, cli, form: str = "txt") -> tuple[int, str]:
    ran = cli("render", "案.yaml", "--as", "典型案例", "--format", form, "-o", f"出{WRITERS[form].suffix}")
    return ran.code, ran.talk


@pytest.mark.parametrize("form", WRITERS)
def test_what_the_record_says_is_nobody_goes_out_and_is_told(scratch: Scratch, cli, form: str) -> None:
    record(scratch)
    assert made(scratch, cli, form)[0] == 1
    record(scratch, SAID)
    code, talk = made(scratch, cli, form)
    assert code == 0 and "M016" in talk, talk
    if form == "txt":
        text = (scratch.root / "出.txt").read_text(encoding="utf-8")
        # The same two characters are masked where a person stands, though the record counts that place too.
        assert "成功调解了三起纠纷，某甲到案后" in text and "本案成功调解" in text


@pytest.mark.parametrize(
    "said",
    [
        "不是人名: [成功 | 基本案情 | 3, 成功 | 典型意义 | 1]\n",
        "不是人名: [成功 | 基本案情 | 1, 成功 | 典型意义 | 1]\n",
        "不是人名: [成功 | 基本案情 | 2]\n",
        "不是人名: [成功 | 案情 | 2, 成功 | 典型意义 | 1]\n",
        "不是人名: [成就 | 基本案情 | 2, 成就 | 典型意义 | 1]\n",
    ],
)
def test_a_count_or_a_field_that_does_not_fit_frees_nothing(scratch: Scratch, cli, said: str) -> None:
    record(scratch, said)
    code, talk = made(scratch, cli)
    assert code == 1 and "M002" in talk and not (scratch.root / "出.txt").exists()


@pytest.mark.parametrize(("said", "told"), [(3, "有2处"), (0, "有2处")])
def test_check_tells_a_count_that_does_not_fit(scratch: Scratch, cli, said: int, told: str) -> None:
    record(scratch, f"不是人名: [成功 | 基本案情 | {said}]\n")
    talk = cli("check", "案.yaml").talk
    assert "R071" in talk and told in talk


def test_check_tells_a_field_that_is_none(scratch: Scratch, cli) -> None:
    record(scratch, "不是人名: [成功 | 典型意议 | 1]\n")
    talk = cli("check", "案.yaml").talk
    assert "R071" in talk and "是不是“典型意义”？" in talk


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("何知夏到场。", "何知夏 | 基本案情 | 1"),
        ("他说“何知夏没有来”。", "何知夏 | 基本案情 | 1"),
        ("群众称“成功到案了”。", "成功 | 基本案情 | 1"),
        ("盲道被占，见《何知夏的报告》。", "何知夏 | 基本案情 | 1"),
    ],
)
def test_a_person_is_never_freed(scratch: Scratch, cli, facts: str, said: str) -> None:
    record(scratch, f"不是人名: [{said}, 成功 | 典型意义 | 1]\n", facts)
    code, talk = made(scratch, cli)
    out = scratch.root / "出.txt"
    assert code == 1 or "何知夏" not in out.read_text(encoding="utf-8"), talk
    assert code == 1 or "成功到案" not in out.read_text(encoding="utf-8"), talk


def test_the_published_record_keeps_the_word_and_not_the_list(scratch: Scratch, cli) -> None:
    record(scratch, SAID)
    ran = cli("publish", "案.yaml", "-o", "公开")
    assert ran.code == 0, ran.talk
    (published,) = (scratch.root / "公开").glob("*.yaml")
    text = published.read_text(encoding="utf-8")
    assert "成功调解了三起纠纷" in text and "不是人名" not in text and "成功到案" not in text


def test_a_release_says_it_of_its_own_text(scratch: Scratch, cli) -> None:
    record(scratch, SAID)
    head = "体裁: 消息\n标题: 临河区整治占用盲道\n案例: [案.yaml]\n导语: 本院成功调解了纠纷。\n正文: [盲道已经畅通。]\n"
    scratch.file("消息.yaml", head)
    assert cli("render", "消息.yaml", "--as", "新闻通稿", "--format", "txt", "-o", "稿.txt").code == 1
    scratch.file("消息.yaml", head + "不是人名: [成功 | 导语 | 1]\n")
    ran = cli("render", "消息.yaml", "--as", "新闻通稿", "--format", "txt", "-o", "稿.txt")
    assert ran.code == 0, ran.talk
    assert "本院成功调解了纠纷" in (scratch.root / "稿.txt").read_text(encoding="utf-8")


KIT = """案例集名称: 无障碍典型案例
案例: [案.yaml]
时间: 2024年12月20日上午10时
地点: 新闻发布厅
主办: [云江省人民检察院]
前言: 发布典型案例。
材料: [典型案例集, 网页, 公众号, 一图读懂, 案例卡片]
亮点: [{数: 案.盲道, 说: 整治盲道}]
"""


@pytest.mark.parametrize(
    ("gist", "code"), [("成功 | 摘要 | 1", 0), ("成功 | 摘要 | 2", 1), ("成就 | 摘要 | 1", 1), ("成功 | 要旨 | 1", 1)]
)
def test_what_only_a_page_says_is_free_only_where_the_record_says_so(
    scratch: Scratch, cli, gist: str, code: int
) -> None:
    more = "数据: {盲道: {值: 3处}}\n摘要: 检察机关成功调解纠纷，督促整治盲道。\n"
    record(scratch, more + f"不是人名: [成功 | 基本案情 | 2, 成功 | 典型意义 | 1, {gist}]\n")
    scratch.file("会.yaml", KIT)
    ran = cli("build", "会.yaml")
    assert ran.code == code, ran.talk
    assert (scratch.root / "output" / "对外").exists() == (code == 0)
