"""A name of two characters is replaced where a person stands; a word that is spelt alike is never maimed."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import HEAD, Scratch

from docgen.privacy.wording import is_word_there

PARTIES = (
    "当事人:\n  甲: {姓名: 安全, 对外: 安某}\n  乙: {姓名: 凌晨, 对外: 凌某}\n  丙: {姓名: 高兴, 对外: 高某}\n"
    "  丁: {姓名: 安维, 对外: 安某某}\n  戊: {姓名: 李雪, 对外: 李某}\n听证会: {时间: 2024年5月24日15时, 记录人: 书记员成长}\n"
)


def shown(scratch: Scratch, sentence: str) -> str:
    record = HEAD + PARTIES + f"典型意义: |\n  {sentence}\n"
    return scratch.printed("{{ 典型意义 }}", record, face="public", stage="宣传")


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("当事人安全到场。", "当事人安某到场。"),
        ("村民凌晨反映。", "村民凌某反映。"),
        ("高兴说，店是他开的。", "高某说，店是他开的。"),
        ("经查，高兴伙同李雪排污。", "经查，高某伙同李某排污。"),
        ("李雪、安维到场。", "李某、安某某到场。"),
        ("向李雪送达。", "向李某送达。"),
        ("李雪的母亲", "李某的母亲"),
        ("书记员成长记录。", "书记员成某记录。"),
    ],
)
def test_a_person_is_masked(scratch: Scratch, sentence: str, printed: str) -> None:
    assert shown(scratch, sentence) == printed


@pytest.mark.parametrize(
    "sentence",
    [
        "督促加强安全生产监管。",
        "《中华人民共和国安全生产法》第三条。",
        "2024年3月5日凌晨，群众高兴。",
        "促进未成年人健康成长。",
        "加强治安维稳工作。",
        "安全、健康的环境",
        "高李雪山路",
    ],
)
def test_a_word_is_never_maimed(scratch: Scratch, sentence: str) -> None:
    assert shown(scratch, sentence) == sentence


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("安全", "《中华人民共和国安全生产法》第三条"),
        ("安全", "消除安全隐患"),
        ("安全", "食品安全问题突出"),
        ("安全", "加强安全监管"),
        ("安全", "落实安全生产主体责任"),
        ("平安", "建设平安校园"),
        ("平安", "平安路与新华街交叉口"),
        ("文明", "推进生态文明建设"),
        ("凌晨", "凌晨两点仍有噪声"),
        ("凌晨", "3月5日凌晨，村民发现泄漏"),
        ("马路", "在马路上堆放建材"),
        ("高兴", "居民都高兴地说水清了"),
        ("明亮", "灯光更加明亮"),
        ("车站", "占用火车站广场"),
        ("成年", "未成年人保护"),
        ("安维", "加强治安维稳工作"),
        ("何明", "如何明确职责"),
        ("程建", "工程建设资金"),
        ("方公", "地方公安机关"),
        ("王维", "国王维护权威"),
    ],
)
def test_a_longer_word_is_nobody(name: str, sentence: str) -> None:
    start = sentence.index(name)
    assert is_word_there(sentence, start, start + len(name), name)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("安全", "安全生产了三吨次品"),
        ("安全", "安全要求赔偿"),
        ("安全", "危害安全的身体健康"),
        ("平安", "平安社区矫正期间再次倾倒"),
        ("平安", "变更平安为法定代表人"),
        ("平安", "批评教育平安"),
        ("平安", "平安上有老下有小"),
        ("平安", "平安镇上开了一家店"),
        ("白雪", "白雪经济困难"),
        ("白雪", "白雪的父亲"),
        ("白云", "因此白云把污水排进河里"),
        ("高洁", "一份高洁签订的合同"),
        ("康健", "一处康健的养殖场"),
        ("凌晨", "3月5日凌晨和妻子一起倾倒"),
        ("黎明", "去年黎明的鱼塘绝收"),
        ("建国", "建国路过现场"),
        ("高峰", "有关高峰的举报材料"),
        ("安全", "村民安全隐患很多"),
        ("于明", "由于明确认收到"),
        ("何平", "如何平时常来店里"),
        ("方明", "当地方明确实排过污水"),
        ("张伟", "张伟负责安全设施"),
    ],
)
def test_where_somebody_may_stand_it_is_asked(name: str, sentence: str) -> None:
    start = sentence.index(name)
    assert not is_word_there(sentence, start, start + len(name), name)


WORDED = (
    HEAD
    + PARTIES.replace("丙: {姓名: 高兴, 对外: 高某}", "丙: {姓名: 何明, 对外: 何某}")
    + (
        "基本案情: |\n  店里有安全隐患，3月5日凌晨两点仍有噪声。\n调查和督促履职: |\n  本院明确如何明确职责。\n典型意义: |\n  %s\n"
    )
)


@pytest.mark.parametrize("form", ["docx", "html", "pdf", "ofd", "txt"])
def test_a_word_goes_out_and_is_told(scratch: Scratch, cli: Any, form: str) -> None:
    scratch.record(WORDED % ("保障食品安全问题得到解决。" * 12), "案.yaml")
    ran = cli("render", "案.yaml", "--as", "典型案例", "--format", form, "--json")
    said = ran.talk + ran.result
    assert "M002" not in said and "M010" not in said, said
    assert "M016" in said and "处和登记的姓名写法一样的词" in said


def test_a_person_between_words_is_still_asked(scratch: Scratch, cli: Any) -> None:
    scratch.record(WORDED % ("消除安全隐患，安全整改完毕。"), "案.yaml")
    ran = cli("render", "案.yaml", "--as", "典型案例", "--format", "txt")
    assert ran.code != 0 and "M002" in ran.talk


def test_a_published_record_tells_its_words(scratch: Scratch, cli: Any) -> None:
    scratch.record(WORDED % ("消除安全隐患。"), "案.yaml")
    ran = cli("publish", "案.yaml", "-o", "公开.yaml")
    assert ran.code == 0 and "M016" in ran.talk, ran.talk
