"""｛名字｝ in a text prints what the name stands for in this paper, and every wrong name is told at its column."""

from __future__ import annotations

import pytest
from helpers import Scratch, finished, loaded, made, marked, places, text_of, told

RECORD = """\
检察院: 云江省青川市临河区人民检察院
事由: 规范母婴室建设
领域: 妇女权益保障
机关:
  区住建局: {全称: 临河区住房和城乡建设局, 对外: 住建部门}
  区卫健委: {全称: 临河区卫生健康委员会, 你称: 你委}
当事人:
  某商场: {全称: 万汇商业管理有限公司, 对外: 某商场}
  王某: {姓名: 王小明, 对外: 王某, 身份证: '110101199001011234'}
数据:
  场所: {值: 23家, 对外: 20余家}
  讨薪: {值: 7400余万元}
  整改问题: {值: 46处, 阶段: 整改}
立案: [{机关: 区住建局, 日期: 2024年2月20日}]
法律依据: {职责: [《甲法》第一条, 《乙法》, 《丙法》第二条第三款], 违反: [《丁法》第四条]}
检察建议:
  - 被建议单位: 区住建局
    职责: 根据｛法律依据.职责｝的规定
    法律依据: {职责: [《专门办法》第五条]}
  - 被建议单位: 区卫健委
    职责: 根据｛法律依据.职责｝的规定
"""

PRINTED = [
    # 写法，内部文书（不写给谁），对外文书
    ("｛场所｝商场", "23家商场", "20余家商场"),
    ("｛ 场所 ｝商场", "23家商场", "20余家商场"),
    ("{场所}商场", "23家商场", "20余家商场"),
    ("｛讨薪｝", "7400余万元", "7400余万元"),
    ("｛讨薪|略单位｝", "7400余万", "7400余万"),
    ("｛场所|略单位｝至｛场所｝", "23至23家", "20余至20余家"),
    ("｛数据.场所｝", "23家", "20余家"),
    ("｛数据.场所.值｝", "23家", "20余家"),
    ("｛区住建局｝", "临河区住房和城乡建设局", "住建部门"),
    ("｛区卫健委｝", "临河区卫生健康委员会", "相关行政机关"),
    ("｛机关.区住建局｝", "临河区住房和城乡建设局", "住建部门"),
    ("｛某商场｝、｛王某｝", "万汇商业管理有限公司、王小明", "某商场、王某"),
    ("｛立案日期｝", "2024年2月20日", "2024年2月20日"),
    ("｛立案日期|年月｝", "2024年2月", "2024年2月"),
    ("｛立案日期|年｝", "2024年", "2024年"),
    ("｛立案日期|月日｝", "2月20日", "2月20日"),
    ("｛检察院｝", "云江省青川市临河区人民检察院", "云江省青川市临河区人民检察院"),
    ("｛简称｝", "临河区检察院", "临河区检察院"),
    ("｛事由｝", "规范母婴室建设", "规范母婴室建设"),
    ("｛领域｝", "妇女权益保障", "妇女权益保障"),
    ("｛类型｝", "行政公益诉讼", "行政公益诉讼"),
    (
        "｛案名｝",
        "云江省青川市临河区人民检察院督促规范母婴室建设行政公益诉讼案",
        "云江省青川市临河区人民检察院督促规范母婴室建设行政公益诉讼案",
    ),
    ("{{ 7*7 }}", "{{ 7*7 }}", "{{ 7*7 }}"),
    ("{{场所}}", "{{场所}}", "{{场所}}"),
    ("{abc}{12}", "{abc}{12}", "{abc}{12}"),
    ("｛场所", "｛场所", "｛场所"),
    ("场所｝", "场所｝", "场所｝"),
]


@pytest.mark.parametrize(("typed", "inner", "outer"), PRINTED, ids=[row[0] for row in PRINTED])
def test_a_reference_prints_by_the_face_of_the_paper(scratch: Scratch, typed: str, inner: str, outer: str) -> None:
    record = f"{RECORD}典型意义: |\n  前{typed}后\n"
    assert scratch.printed("{{ 典型意义 }}", record, face="instrument", stage="宣传") == f"前{inner}后"
    assert scratch.printed("{{ 典型意义 }}", record, face="public", stage="宣传") == f"前{outer}后"


LAWS = [
    ("｛法律依据.职责｝", "《甲法》第一条、《乙法》《丙法》第二条第三款"),
    ("｛法律依据.职责|法名｝", "《甲法》《乙法》《丙法》"),
    ("｛法律依据.违反｝", "《丁法》第四条"),
]


@pytest.mark.parametrize(("typed", "printed"), LAWS)
def test_provisions_are_joined_without_a_mark_between_book_marks(scratch: Scratch, typed: str, printed: str) -> None:
    assert scratch.printed("{{ 公益受损 }}", f"{RECORD}公益受损: {typed}\n") == printed


LETTER = "{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 建议, each: 检察建议 ---#}\n"


SALUTED = "@主送 {{ 被建议单位.全称 }}：\n"
"""What makes a paper of a letter speak to its agency."""


def _letters(scratch: Scratch, body: str, record: str) -> list[str]:
    scratch.template(LETTER + body)
    return [text_of(made(item)) for item in finished(scratch.record(record), "trial")]


def test_an_entry_is_looked_at_before_the_case(scratch: Scratch) -> None:
    assert _letters(scratch, "{{ 职责 }}", RECORD) == [
        "根据《专门办法》第五条的规定",
        "根据《甲法》第一条、《乙法》《丙法》第二条第三款的规定",
    ]


def test_the_addressee_is_spoken_to_and_every_other_agency_is_named(scratch: Scratch) -> None:
    record = RECORD + "公益受损: ｛区住建局｝和｛区卫健委｝\n"
    printed = [text.split("\n")[1] for text in _letters(scratch, SALUTED + "{{ 公益受损 }}", record)]
    assert printed == ["你局和临河区卫生健康委员会", "临河区住房和城乡建设局和你委"]
    full = "临河区住房和城乡建设局和临河区卫生健康委员会"
    assert _letters(scratch, "{{ 公益受损 }}", record) == [full, full]


def test_a_field_that_names_an_agency_prints_what_the_agency_is_called(scratch: Scratch) -> None:
    record = RECORD + "听证会: {参加单位: [区住建局, 某商场]}\n公益受损: 对｛立案.机关｝立案，｛听证会.参加单位｝到场\n"
    inner = "对临河区住房和城乡建设局立案，临河区住房和城乡建设局、万汇商业管理有限公司到场"
    assert scratch.printed("{{ 公益受损 }}", record) == inner
    record = RECORD.replace("职责: 根据｛法律依据.职责｝的规定", "职责: ｛被建议单位｝负责")
    printed = [text.split("\n")[1] for text in _letters(scratch, SALUTED + "{{ 职责 }}", record)]
    assert printed == ["你局负责", "你委负责"]


def test_a_name_of_an_entry_is_a_gap_in_a_paper_that_is_not_made_of_it(scratch: Scratch) -> None:
    record = RECORD.replace("职责: 根据｛法律依据.职责｝的规定", "职责: ｛被建议单位｝负责")
    assert scratch.printed("{{ 检察建议[0].职责 }}", record) == "【待补：被建议单位】负责"


def test_what_is_quoted_keeps_the_place_where_it_was_typed(scratch: Scratch) -> None:
    document = made(scratch.trial("{{ 公益受损 }}", RECORD + "公益受损: 有｛场所｝商场\n"))
    (block,) = document.blocks
    spans = [(leaf.text, leaf.span.line, leaf.span.column, leaf.span.via) for leaf in block.inlines]  # type: ignore[union-attr]
    assert spans == [("有", 22, 7, ""), ("23家", 11, 11, "数据.场所"), ("商场", 22, 12, "")]


WRONG = [
    ("｛※场地｝", "R008", "是不是“场所”？"),
    ("有｛※区住健局｝和｛※某商厂｝", "R008", "是不是“区住建局”？"),
    ("｛※xyz｝", "R008", "先在“数据”“机关”或“当事人”里登记这个名字"),
    ("｛※场所|略去｝", "R008", "没有“略去”这种写法"),
    ("｛※法律依据.职则｝", "R008", "是不是“法律依据.职责”？"),
    ("｛※｝", "R008", "没有登记"),
    ("{※场地}", "R008", "是不是“场所”？"),
    ("｛※机关｝", "R008", "一组内容"),
    ("｛※立案｝", "R008", "一组内容"),
    ("｛※数据｝｛※检察建议.法律依据｝", "R008", "一组内容"),
    ("｛※证据｝", "R015", "内容里又有引用"),
    ("｛※公益受损｝", "R015", "内容里又有引用"),
]


@pytest.mark.parametrize(("typed", "code", "words"), WRONG, ids=[row[0] for row in WRONG])
def test_a_reference_to_nothing_is_told_at_its_column(scratch: Scratch, typed: str, code: str, words: str) -> None:
    text, marks = marked(
        f"{RECORD}证据: [｛场所｝的笔录]\n公益受损: |\n  首段。\n  次段{typed}。\n查明: ｛场所｝之外又有｛讨薪｝\n"
    )
    found = loaded(scratch.record(text))
    assert found.case is None
    assert places(found.problems) == [f"案件.yaml:{mark} {code}" for mark in marks]
    assert any(words in told(item) for item in found.problems)


@pytest.mark.parametrize(
    "entry", ["数据: {甲: {值: ※｛场所｝家}}", "机关: {甲: {全称: 某市※｛场所｝局}}", "当事人: {甲: ※｛场所｝店}"]
)
def test_what_is_registered_can_refer_to_nothing(scratch: Scratch, entry: str) -> None:
    text, (mark,) = marked(entry + "\n")
    assert places(loaded(scratch.record(text)).problems, "R015") == [f"案件.yaml:{mark} R015"]


UNNAMED = [
    "立案: [{机关: ※区住健局}]\n",
    "听证会: {参加单位: [区住建局, ※区住健局]}\n",
    "磋商: [{机关: ※区住健局}]\n",
    "检察建议: [{主送: ※区住健局}]\n",
    "回复: [{机关: ※区住健局}]\n",
]


@pytest.mark.parametrize("record", UNNAMED)
def test_an_agency_that_nobody_registered_is_told(scratch: Scratch, record: str) -> None:
    text, (mark,) = marked("机关: {区住建局: 某局}\n" + record)
    found = loaded(scratch.record(text))
    assert places(found.problems) == [f"案件.yaml:{mark} R008"]
    assert "是不是“区住建局”？" in told(found.problems[0])


def test_a_title_may_name_a_party_by_reference_but_not_itself(scratch: Scratch) -> None:
    record = "检察院: 甲市人民检察院\n事由: 整治｛某厂｝排污\n当事人: {某厂: {全称: 大华化工厂, 对外: 某工厂}}\n"
    assert scratch.printed("{{ 案名 }}", record, face="public") == "甲市人民检察院督促整治某工厂排污行政公益诉讼案"
    assert scratch.printed("{{ 案由 }}", record) == "督促整治大华化工厂排污行政公益诉讼案"
    text, (mark,) = marked("检察院: 甲市人民检察院\n事由: 整治｛※案名｝\n")
    assert places(loaded(scratch.record(text)).problems) == [f"案件.yaml:{mark} R015"]
