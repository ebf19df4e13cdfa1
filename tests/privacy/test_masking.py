"""Names and particulars written out in a sentence reach no public paper, in whatever spelling."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers import HEAD, Scratch, codes, made, places, text_of

from docgen.core.errors import ConfigError
from docgen.privacy.masks import STYLES, usual_mask
from docgen.privacy.replacing import masked_text
from docgen.privacy.secrets import BLANKED, Register
from docgen.privacy.spelling import persons_in

RECORD = (
    HEAD
    + """机关:
  区住建局: {全称: 云江省青川市临河区住房和城乡建设局, 对外: 县级住建部门, 再称: 住建部门, 又称: [临河区建设局]}
  区卫健委: {全称: 云江省青川市临河区卫生健康委员会}
  区教育局: {全称: 云江省青川市临河区教育局}
当事人:
  李某: {姓名: 李小明, 对外: 李某, 又名: [李铁柱], 身份证: 990201197908220010, 电话: 19900000202, 住址: 云江省青川市临河区柳湾镇新桥村5组17号}
  乙: {姓名: 李大海, 隐私信息: [微信号 lucky-88, 云A12345]}
  丙: {姓名: 欧阳雪}
  丁: {姓名: 阿依古丽·买买提}
  公司: {全称: 青川市恒润金属表面处理有限公司, 对外: 某公司}
  孩子: {姓名: 顾亦辰, 未成年: 是, 监护人: 母亲陆婉清, 学校: 青川市临河区实验第二小学, 住址: 云江省青川市临河区荷风街15号4幢601室}
听证会: {时间: 2024年5月24日15时, 主持人: 副检察长陆一舟, 听证员: [沈砚秋（人大代表）], 联系人: 苏听澜 0600-5550218}
"""
)


def shown(scratch: Scratch, sentence: str, **more: str) -> str:
    return scratch.printed(
        "{{ 典型意义 }}", RECORD + f"典型意义: |\n  {sentence}\n", face="public", stage="宣传", **more
    )


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("李小明说。", "李某说。"),
        ("李 小 明和李　小明说。", "李某和李某说。"),
        ("李\u200b小\u200d明说。", "李某说。"),
        ("绰号李铁柱的人", "绰号李某的人"),
        ("李大海和李小明", "李某甲和李某"),
        ("欧阳雪在场。", "欧阳某在场。"),
        ("阿依古丽·买买提、阿依古丽•买买提、阿依古丽买买提", "阿某、阿某、阿某"),
        ("身份证990201197908220010、９９０２０１１９７９０８２２００１０、990201 1979-0822-0010", f"身份证{BLANKED}、{BLANKED}、{BLANKED}"),
        ("电话一九九零零零零零二零二。", f"电话{BLANKED}。"),
        ("微信号 lucky-88，又写 LUCKY88。", f"{BLANKED}，又写 {BLANKED}。"),
        ("车牌云Ａ·12345。", f"车牌{BLANKED}。"),
        ("住云江省青川市临河区柳湾镇新桥村5组17号。", "住云江省青川市临河区××。"),
        ("住柳湾镇新桥村5组17号，新桥村5组17号。", "住××，××。"),
        ("青川市恒润金属表面处理有限公司排污。", "某公司排污。"),
        ("恒润金属表面处理的工人", "某公司的工人"),
        ("顾亦辰的母亲陆婉清到青川市临河区实验第二小学。", "顾某的母亲陆某到某小学。"),
        ("住云江省青川市临河区荷风街15号4幢601室，荷风街。", "住××，荷风街。"),
        ("听证员沈砚秋、副检察长陆一舟", "听证员沈某、副检察长陆某甲"),
        ("联系人苏听澜 0600-5550218", "联系人苏听澜 0600-5550218"),
        ("云江省青川市临河区住房和城乡建设局回复。住建局回复。", "县级住建部门回复。住建局回复。"),
        ("临河区住建局与区住建局", "县级住建部门"),
        ("函告区住建局，海淀区住建局", "函告县级住建部门，海淀区住建局"),
        ("临河区建设局", "县级住建部门"),
        ("云江省青川市临河区卫生健康委员会、云江省青川市临河区教育局会商。", "相关行政机关会商。"),
        ("｛区卫健委｝和｛区教育局｝会商。", "相关行政机关会商。"),
    ],
)  # fmt: skip
def test_a_known_value_in_a_sentence_is_replaced(scratch: Scratch, sentence: str, printed: str) -> None:
    assert shown(scratch, sentence) == printed


@pytest.mark.parametrize(
    "sentence",
    [
        "他说：“李小明打我。”",
        "《李小明案》",
        "李小明商行开业。",
        "云江省青川市临河区教育局青山分局回复。",
    ],
)
def test_a_name_stays_in_a_quotation_a_title_and_a_longer_name(scratch: Scratch, sentence: str) -> None:
    assert shown(scratch, sentence) == sentence


def test_an_instrument_is_not_masked(scratch: Scratch) -> None:
    sentence = "李小明、990201197908220010、云江省青川市临河区教育局"
    assert scratch.printed("{{ 典型意义 }}", RECORD + f"典型意义: {sentence}\n", stage="宣传") == sentence


def test_every_replacement_is_told_at_its_place_without_the_secret(scratch: Scratch) -> None:
    paper = scratch.trial(
        "{{ 典型意义 }}", RECORD + "典型意义: |\n  看李小明，又看李大海。\n", face="public", stage="宣传"
    )
    assert places(paper.problems, "M001") == ["案件.yaml:16:4 M001", "案件.yaml:16:10 M001"]
    assert not [item for item in paper.problems if "李小明" in item.message + item.hint or "李大海" in item.message]


def test_a_masked_authority_gets_its_second_name_like_a_referred_one(scratch: Scratch) -> None:
    sentence = "本院函告云江省青川市临河区住房和城乡建设局。临河区建设局回复。"
    assert shown(scratch, sentence) == "本院函告县级住建部门。住建部门回复。"


def test_titles_tables_and_names_of_files_are_masked(scratch: Scratch) -> None:
    text = RECORD.replace("规范母婴室建设", "惩治李小明污染环境")
    paper = scratch.trial("@标题 {{ 案名 }}\n| 甲 | {{ 事由 }} |\n", text, face="public", stage="宣传")
    named = repr(replace(paper, document=None, secrets=Register()))
    assert "李小明" not in text_of(made(paper)) + made(paper).meta.title + named
    assert "惩治李某污染环境" in made(paper).meta.title
    assert "惩治李某污染环境" in named


def test_masks_in_the_words_of_a_matter_are_the_same_as_in_a_text(scratch: Scratch) -> None:
    paper = scratch.trial("{{ 典型意义 }}", RECORD + "典型意义: 李大海\n", face="public", stage="宣传")
    assert masked_text("李大海案", paper.secrets) == text_of(made(paper)) + "案"


STYLED = [("某甲", "李某甲，李某乙，王某"), ("某1", "李某1，李某2，王某"), ("某某", "李某甲，李某乙，王某某")]


@pytest.mark.parametrize(("style", "printed"), STYLED)
def test_the_office_chooses_the_style(scratch: Scratch, style: str, printed: str) -> None:
    scratch.file("docgen.yaml", f"隐名: {style}\n")
    text = "当事人: {甲: 李小明, 乙: 李大海, 丙: 王一丁}\n典型意义: 李小明，｛乙｝，王一丁\n"
    assert scratch.printed("{{ 典型意义 }}", text, face="public", stage="宣传") == printed


def test_an_unknown_style_is_refused(scratch: Scratch) -> None:
    scratch.file("docgen.yaml", "隐名: 某某某\n")
    with pytest.raises(ConfigError):
        scratch.space()


def test_two_persons_never_share_a_mask(scratch: Scratch) -> None:
    text = "当事人:\n  甲: {姓名: 李小明, 对外: 李某}\n  乙: {姓名: 李大海, 对外: 李某}\n典型意义: 略\n"
    paper = scratch.trial("{{ 典型意义 }}", text, face="public", stage="宣传")
    assert paper.document is None
    assert places(paper.problems) == ["案件.yaml:3:20 M003"]
    one = "当事人:\n  甲: {姓名: 李小明, 对外: 李某}\n  乙: {姓名: 李小明, 对外: 李某}\n典型意义: 略\n"
    assert made(scratch.trial("{{ 典型意义 }}", one, face="public", stage="宣传"))


@pytest.mark.parametrize("outer", ["李小明", "小学生李小明"])
def test_a_child_is_never_called_by_its_name(scratch: Scratch, outer: str) -> None:
    text = f"当事人: {{甲: {{姓名: 李小明, 对外: {outer}, 未成年: 是}}}}\n典型意义: 略\n"
    assert codes(scratch.trial("{{ 典型意义 }}", text, face="public", stage="宣传").problems) == ["M004"]


def test_a_grown_up_whose_name_the_author_publishes_is_named(scratch: Scratch) -> None:
    text = "当事人: {甲: {姓名: 李小明, 对外: 李小明}}\n典型意义: 英雄李小明\n"
    assert scratch.printed("{{ 典型意义 }}", text, face="public", stage="宣传") == "英雄李小明"


@pytest.mark.parametrize(
    ("name", "masks"),
    [
        ("李小明", ("李某", "李某", "李某某")),
        ("欧阳锋", ("欧阳某", "欧阳某", "欧阳某某")),
        ("𬱖小明", ("𬱖某", "𬱖某", "𬱖某某")),
        ("阿依古丽·买买提", ("阿某", "阿某", "阿某某")),
        ("John Smith", ("J", "J", "J")),
        ("平澜市恒润金属表面处理有限公司", ("某公司",) * 3),
        ("青川市安居房地产开发有限公司", ("某房地产公司",) * 3),
        ("澄湖市望湖区实验第二小学", ("某小学",) * 3),
        ("李", ("", "", "")),
        ("5号", ("", "", "")),
    ],
)
def test_the_mask_of_a_name(name: str, masks: tuple[str, str, str]) -> None:
    assert tuple(usual_mask(name, style) for style in STYLES) == masks


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("副检察长陆一舟", ["陆一舟"]),
        ("第一检察部主任王小明", ["王小明"]),
        ("陆一舟检察官", ["陆一舟"]),
        ("母亲陆婉清（联系人）", ["陆婉清"]),
        ("父亲王强、母亲李丽", ["王强", "李丽"]),
        ("和小平", ["和小平"]),
    ],
)
def test_names_are_found_behind_titles_and_kinship(text: str, persons: list[str]) -> None:
    assert persons_in(text) == persons
