"""What is typed where a name belongs is taken apart: every person and every name is registered, or it is an error."""

from __future__ import annotations

import pytest
from helpers import HEAD, Scratch, codes, places

from docgen.privacy.naming import people_in, taken_apart


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("何雨生（男）", "何雨生"),
        ("何雨生(男，汉族，1980年生)", "何雨生"),
        ("何雨生【另案处理】", "何雨生"),
        ("村民何雨生", "何雨生"),
        ("护林员何雨生", "何雨生"),
        ("何雨生等两人", "何雨生"),
        ("何雨生夫妇", "何雨生"),
        ("何雨生女士", "何雨生"),
        ("当事人：何雨生", "何雨生"),
        ("何 雨生", "何雨生"),
        ("何雨生 孙二喜", "何雨生 孙二喜"),
        ("钱大鹏、孙二喜", "钱大鹏 孙二喜"),
        ("何雨生和孙二喜", "何雨生 孙二喜"),
        ("何雨生（父）、陆婉清（母）", "何雨生 陆婉清"),
        ("鹿鸣云栖商店经营者何雨生", "鹿鸣云栖商店 何雨生"),
        ("鹿鸣云栖酒店管理有限公司（法定代表人李四光）", "鹿鸣云栖酒店管理有限公司 李四光"),
        ("恒润（上海）有限公司", "恒润（上海）有限公司"),
        ("欧阳雪", "欧阳雪"),
        ("安全", "安全"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("“何雨生的那家店”", "何雨生的那家店"),
        ("松岭区老王烧烤", "松岭区老王烧烤"),
        ("涉事商户", "涉事商户"),
    ],
)
def test_a_name_is_told_from_its_notes_and_from_other_names(typed: str, names: str) -> None:
    apart = taken_apart(typed)
    assert (list(apart.names), apart.unclear) == (names.split(" "), ())


def test_another_name_of_the_same_person_is_no_second_person() -> None:
    apart = taken_apart("何雨生（曾用名何小雨，绰号“老三”）")
    assert (apart.names, apart.also, apart.unclear) == (("何雨生",), ("何小雨", "老三"), ())


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("检察长赵启明2024年5月17日批准", "赵启明"),
        ("分管副局长钱有德", "钱有德"),
        ("副局长王明、科长李大海", "王明 李大海"),
        ("区住建局", ""),
        ("检察长决定", ""),
        ("监护人何某", ""),
    ],
)
def test_persons_are_found_in_fields_of_decisions_and_attendance(typed: str, names: str) -> None:
    assert people_in(typed) == names.split()


PARTIES = """当事人:
  甲: {姓名: 何雨生（男）, 对外: 何某}
  乙: {姓名: 钱大鹏、孙二喜, 对外: 钱某}
  丙: {姓名: 王大明, 对外: 王某, 又名: [王小毛、王阿大]}
  丁: {全称: 鹿鸣云栖酒店管理有限公司（法定代表人李四光）, 对外: 某酒店}
  戊: {姓名: 周知夏, 未成年: 是, 学校: 鹿鸣市松岭区第四中学（初二3班）}
发布审批: 检察长孙立本2024年6月1日批准
磋商: [{日期: 2024年5月16日, 参加: [分管副局长钱有德]}]
听证会: {时间: 2024年5月24日15时, 批准: 检察长赵启明2024年5月17日批准, 联系人: 沈秋砚 0600-5550218, 听证员: [沈秋]}
其他文书: [{文种: 支持起诉意见书, 原告: 郑秀英}]
"""


def shown(scratch: Scratch, sentence: str, parties: str = PARTIES) -> str:
    record = HEAD + parties + f"典型意义: |\n  {sentence}\n"
    return scratch.printed("{{ 典型意义 }}", record, face="public", stage="宣传")


def test_every_name_that_was_typed_with_a_note_is_masked(scratch: Scratch) -> None:
    sentence = (
        "何雨生、钱大鹏、孙二喜、王小毛、王阿大到鹿鸣云栖酒店管理有限公司找李四光，周知夏在松岭区第四中学初二3班。"
    )
    assert shown(scratch, sentence) == "何某、钱某、孙某、王某、王某到某酒店找李某，周某在某中学×××。"


def test_names_in_fields_of_decisions_count(scratch: Scratch) -> None:
    sentence = "孙立本、钱有德、赵启明、郑秀英和沈秋到场。"
    assert shown(scratch, sentence) == "孙某甲、钱某甲、赵某、郑某和沈某到场。"


@pytest.mark.parametrize("typed", ["何雨生某年被抓的那个", "何雨生—孙二喜", "何雨生（经常在外的那一位亲戚）"])
def test_what_cannot_be_taken_apart_is_an_error_at_its_place(scratch: Scratch, typed: str) -> None:
    text = f"当事人:\n  甲: {{姓名: {typed}, 对外: 何某}}\n典型意义: 略\n"
    paper = scratch.trial("{{ 典型意义 }}", text, face="public", stage="宣传")
    assert places(paper.problems) == ["案件.yaml:2:11 M009"]


@pytest.mark.parametrize(
    "parties",
    [
        "甲: {姓名: 张三丰, 对外: 小夏}\n  乙: {姓名: 何知夏, 又名: [小夏]}",
        "甲: {姓名: 张三丰, 对外: 何知夏}\n  乙: {姓名: 何知夏（男）}",
        "乙: {姓名: 何知夏, 未成年: 是, 对外: 知夏}",
        "乙: {姓名: 何知夏, 未成年: 是, 又名: [夏夏], 对外: 夏夏}",
    ],
)
def test_an_outer_name_is_nobodys_real_name(scratch: Scratch, parties: str) -> None:
    text = f"当事人:\n  {parties}\n典型意义: 略\n"
    assert codes(scratch.trial("{{ 典型意义 }}", text, face="public", stage="宣传").problems) == ["M004"]


def test_a_number_opened_for_one_paper_is_open_in_that_paper_only(scratch: Scratch) -> None:
    from docgen.privacy.secrets import register
    from docgen.records.loader import load_or_raise

    text = HEAD + "其他文书: [{文种: 案件线索移送函, 联系人: 张伟 13800138000}]\n"
    record = load_or_raise(scratch.record(text), scratch.space().project)
    assert register([record], paper="案件线索移送函").is_open("13800138000")
    assert not register([record], paper="典型案例").is_open("13800138000")


def test_whom_a_public_paper_names_in_its_own_fields_it_may_name(scratch: Scratch) -> None:
    from docgen.privacy.secrets import register
    from docgen.records.loader import load_or_raise

    text = HEAD + "当事人: {甲: 何雨生}\n其他文书: [{文种: 协作会议纪要, 主持人: 副检察长宋以安, 参加人: [何雨生]}]\n"
    record = load_or_raise(scratch.record(text), scratch.space().project)
    own = {one.text for one in register([record], paper="协作会议纪要").secrets}
    other = {one.text for one in register([record], paper="典型案例").secrets}
    assert (own & {"宋以安", "何雨生"}, other & {"宋以安", "何雨生"}) == ({"何雨生"}, {"宋以安", "何雨生"})
