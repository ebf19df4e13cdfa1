"""Papers as papers: the number of another, the words of another agency, attachments that are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from docgen.records.loader import load_text
from docgen.records.project import Project, Settings

HEAD = """\
检察院: 云江省青川市临河区人民检察院
事由: 规范母婴室建设
机关:
  区水务局: {全称: 云江省青川市临河区水务局}
  区卫健委: {全称: 云江省青川市临河区卫生健康委员会}
当事人: {某公司: {全称: 青川万汇商业管理有限公司}}
"""


def found(text: str, code: str) -> list[str]:
    loaded = load_text(HEAD + text, Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    return [one.message for one in checks.known()[code].check(checks.Subject(loaded.case))]


NUMBERS = """\
立案: [{机关: %s, 日期: 2024年2月20日, 文号: %s}]
检察建议: [{被建议单位: 区水务局, 文号: %s}]
其他文书: [{文种: 终结案件决定书, 机关: 区水务局, 文号: %s}, {文种: 函, 文号: 临检函〔2024〕5号}]
"""
RIGHT = ("区水务局", "临检行公立〔2024〕1号", "临检行公建〔2024〕2号", "临检行公终〔2024〕3号")


@pytest.mark.parametrize(
    ("place", "number"),
    [
        (1, "白检行公立〔2024〕1号"),
        (2, "滨检行公建〔2024〕2号"),
        (3, "白石检行公终〔2024〕3号"),
        (3, "临检行公建〔2024〕3号"),
        (2, "临检行公立〔2024〕2号"),
        (1, "临检民公立〔2024〕1号"),
    ],
)
def test_a_number_of_another_is_told(place: int, number: str) -> None:
    assert len(found(NUMBERS % tuple(number if at == place else one for at, one in enumerate(RIGHT)), "J015")) == 1


@pytest.mark.parametrize(
    "numbers",
    [
        RIGHT,
        ("某公司", "临检民公立〔2024〕1号", *RIGHT[2:]),
        ("区水务局", "临检公益〔2024〕1号", "临检公益〔2024〕2号", "临检公益〔2024〕3号"),
        ("区水务局", "青临检行公立〔2024〕1号", "青临检行公建〔2024〕2号", "临检行公终〔2024〕3号"),
    ],
)
def test_numbers_of_the_office_are_right(numbers: tuple[str, ...]) -> None:
    assert found(NUMBERS % numbers, "J015") == []


WORDS = [
    ("回复: [{机关: 区水务局, 内容: ｛区卫健委｝书面回复：已经整改。}]\n", 1),
    ("回复: [{机关: 区水务局, 内容: 区卫健委于2024年6月18日书面回复：已经整改。}]\n", 1),
    ("磋商: [{机关: 区卫健委, 结果: 本院与｛区水务局｝召开磋商座谈会。}]\n", 1),
    ("磋商: [{机关: 区卫健委, 结果: 本院向区水务局发送事实确认书。}]\n", 1),
    ("检察建议: [{被建议单位: 区水务局, 送达地点: 临河区卫生健康委员会会议室}]\n", 1),
    ("回复: [{机关: 区水务局, 内容: ｛区水务局｝书面回复：已经会同｛区卫健委｝整改。}]\n", 0),
    ("磋商: [{机关: 区卫健委, 结果: 本院与｛区水务局｝、｛区卫健委｝召开磋商座谈会。}]\n", 0),
    ("磋商: [{机关: 区卫健委, 结果: 本院与｛区卫健委｝召开磋商座谈会，同意与区水务局开展联合检查。}]\n", 0),
    ("检察建议: [{被建议单位: 区水务局, 送达地点: 本院检察听证室}]\n", 0),
    ("检察建议: [{被建议单位: 区水务局, 送达地点: 云江省青川市临河区水务局办公室}]\n", 0),
]


@pytest.mark.parametrize(("text", "count"), WORDS)
def test_words_are_about_the_agency_of_the_item(text: str, count: int) -> None:
    assert len(found(text, "A023")) == count


LAWS = """\
检察建议:
  - {被建议单位: 区水务局, 法律依据: {职责: [《某办法》第十九条第一款]}, 建议: [%s]}
  - {被建议单位: 区卫健委, 法律依据: {职责: [《某办法》第五条、第十九条第二款]}}
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("依照《某办法》第十九条第二款的规定处理", 1),
        ("依照《某办法》第五条的规定处理", 1),
        ("依照《某办法》第五条、第十九条第一款的规定处理", 1),
        ("依照《某办法》第十九条第一款、第十九条第二款的规定处理", 1),
        ("依照《某办法》第十九条第一款的规定处理", 0),
        ("依照《别的办法》第十九条第二款的规定处理", 0),
        ("依照《某办法》第二十条的规定处理", 0),
    ],
)
def test_a_provision_is_that_of_the_letter(text: str, count: int) -> None:
    assert len(found(LAWS % text, "L020")) == count


@pytest.mark.parametrize(
    ("entry", "count"),
    [
        ("建议: [对附件所列场所逐一核查]", 1),
        ("建议: [对附件2所列场所逐一核查], 附件: [场所清单]", 1),
        ("其他说明: 随函附送附件三份。, 附件: [场所清单, 照片]", 1),
        ("其他说明: 另有两件附件。, 附件: [场所清单]", 1),
        ("认定: 详见附件。", 1),
        ("建议: [对附件所列场所逐一核查], 附件: [场所清单]", 0),
        ("建议: [对附件2所列场所逐一核查], 附件: [场所清单, 照片]", 0),
        ("其他说明: 随函附送附件两份。, 附件: [场所清单, 照片]", 0),
        ("建议: [责令拆除违法建筑]", 0),
    ],
)
def test_attachments_are_those_that_are_listed(entry: str, count: int) -> None:
    assert len(found(f"检察建议: [{{被建议单位: 区水务局, {entry}}}]\n", "A024")) == count


DUTIES = """\
检察院: 云江省古原市陶川县人民检察院
事由: 保护古城墙
机关: {局: {全称: %s}}
检察建议: [{被建议单位: 局, 职责: %s, 法律依据: {职责: [%s]}}]
"""
CULTURE, WATER = "云江省古原市陶川县文化和旅游局", "云江省古原市陶川县水务局"


@pytest.mark.parametrize(
    ("full", "said", "law", "count"),
    [
        (CULTURE, "你单位作为水行政主管部门，负有监督管理职责。", "《某办法》第五条", 1),
        (WATER, "你局作为县级文物行政部门，负有监督管理职责。", "《某办法》第五条", 1),
        (CULTURE, "略", "《中华人民共和国水法》第十二条第四款", 1),
        (WATER, "略", "《中华人民共和国食品安全法》第六条第二款", 1),
        ("云江省古原市陶川县消防救援大队", "略", "《物业管理条例》第五条第二款", 1),
        (CULTURE, "你单位作为文物行政部门，负有监督管理职责。", "《中华人民共和国文物保护法》第九条", 0),
        (WATER, "你局作为水行政主管部门，负有监督管理职责。", "《中华人民共和国水法》第十二条第四款", 0),
        (
            "云江省古原市陶川县住房和城乡建设局",
            "你局作为燃气管理部门，负有监督管理职责。",
            "《中华人民共和国消防法》第十四条",
            0,
        ),
        ("云江省古原市陶川县城关镇人民政府", "略", "《中华人民共和国水法》第十二条第四款", 0),
        (
            "云江省古原市陶川县综合行政执法局",
            "你局作为水行政主管部门，负有监督管理职责。",
            "《中华人民共和国水法》第六条",
            0,
        ),
    ],
)
def test_a_duty_is_that_of_the_agency(full: str, said: str, law: str, count: int) -> None:
    loaded = load_text(DUTIES % (full, said, law), Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    assert len(list(checks.known()["L021"].check(checks.Subject(loaded.case)))) == count


@pytest.mark.parametrize(
    ("article", "count"),
    [
        ("第七十四条", 0),
        ("第七十四条第一项", 0),
        ("第八十四条", 1),
        ("第二十九条", 1),
        ("第四十七条", 1),
        ("第七十五条", 1),
    ],
)
def test_a_case_is_closed_by_its_article(article: str, count: int) -> None:
    text = f"其他文书: [{{文种: 终结案件决定书, 机关: 区水务局, 依据: [《人民检察院公益诉讼办案规则》{article}]}}]\n"
    assert len(found(text, "L022")) == count


@pytest.mark.parametrize(
    ("place", "count"),
    [
        ("临河区自然资源局办公室", 1),
        ("青川市城市管理委员会一楼", 1),
        ("临河区消防救援大队", 1),
        ("云江省青川市财政局会议室", 1),
        ("临河区水务局三楼会议室", 0),
        ("水务局办公室", 0),
        ("该局办公室", 0),
        ("本院检察听证室", 0),
        ("临河区政务服务中心", 0),
    ],
)
def test_a_letter_is_served_at_its_addressee(place: str, count: int) -> None:
    assert len(found(f"检察建议: [{{被建议单位: 区水务局, 送达地点: {place}}}]\n", "A023")) == count


@pytest.mark.parametrize(
    ("law", "count"),
    [
        ("《中华人民共和国文物法》第二十八条", 1),
        ("《中华人民共和国药品法》第二十八条", 1),
        ("《中华人民共和国妇女法》第二十八条", 1),
        ("《中华人民共和国个人信息法》第二十八条", 1),
        ("《中华人民共和国劳动法》第二十八条", 0),
        ("《中华人民共和国国防法》第二十八条", 0),
        ("《中华人民共和国水法》第二十八条", 0),
        ("《中华人民共和国档案法》第二十八条", 0),
    ],
)
def test_a_law_without_its_middle_is_told(law: str, count: int) -> None:
    assert len(found(f"查明: 违反{law}的规定。\n", "L007")) == count


@pytest.mark.parametrize(
    ("text", "code", "count"),
    [
        ("典型意义: 我院依法立案。\n", "J008", 1),
        ("调查和督促履职: 2024年1月，我院发现线索。\n", "J008", 1),
        ("典型意义: 群众说：“我院里的井盖换了。”\n", "J008", 0),
        ("典型意义: 云江省青川市临河区人民检察院依法立案。\n", "J008", 0),
    ],
)
def test_a_case_calls_the_office_this_office(text: str, code: str, count: int) -> None:
    assert len(found(text, code)) == count


@pytest.mark.parametrize(
    ("kind", "registered", "text", "count"),
    [
        ("民事公益诉讼", "当事人: {某公司: {全称: 青川万汇商业管理有限公司}}", "诉讼过程: 本院提起行政公益诉讼。", 1),
        ("民事公益诉讼", "当事人: {某公司: {全称: 青川万汇商业管理有限公司}}", "查明: 以行政公益诉讼立案。", 1),
        ("行政公益诉讼", "机关: {局: {全称: 云江省青川市临河区水务局}}", "典型意义: 本院提起民事公益诉讼。", 1),
        ("行政公益诉讼", "机关: {局: {全称: 云江省青川市临河区水务局}}", "典型意义: 以民事公益诉讼立案。", 1),
        ("民事公益诉讼", "机关: {局: {全称: 云江省青川市临河区水务局}}", "查明: 对局以行政公益诉讼立案。", 0),
        ("行政公益诉讼", "机关: {局: {全称: 云江省青川市临河区水务局}}", "典型意义: 本院提起行政公益诉讼。", 0),
    ],
)
def test_the_suit_is_of_the_kind_of_the_case(kind: str, registered: str, text: str, count: int) -> None:
    head = f"检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n类型: {kind}\n{registered}\n{text}\n"
    loaded = load_text(head, Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    said = [one for one in checks.known()["J006"].check(checks.Subject(loaded.case)) if "这里写" in one.message]
    assert len(said) == count
