"""What follows from a record: short names, titles, legal bases by date, facts for a draft, periods."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from docgen.core.source import Located, Span
from docgen.records import derive
from docgen.records.models import Case, Work

AT = Span("案件.yaml", 1, 1)

OFFICES = [
    # 直辖市
    ("北京市大兴区人民检察院", "大兴区检察院", "大兴"),
    ("北京市门头沟区人民检察院", "门头沟区检察院", "门头沟"),
    ("重庆市酉阳土家族苗族自治县人民检察院", "酉阳土家族苗族自治县检察院", "酉阳土家族苗族"),
    ("北京市人民检察院", "北京市检察院", "北京"),
    # 省、市、区县
    ("云江省青川市临河区人民检察院", "临河区检察院", "临河"),
    ("云江省平澜市滨江县人民检察院", "滨江县检察院", "滨江"),
    ("云江省澄湖市人民检察院", "澄湖市检察院", "澄湖"),
    ("云江省人民检察院", "云江省检察院", "云江"),
    ("河南省新乡市新乡县人民检察院", "新乡县检察院", "新乡"),
    ("江西省景德镇市乐平市人民检察院", "乐平市检察院", "乐平"),
    ("吉林省吉林市船营区人民检察院", "船营区检察院", "船营"),
    # 县级市，直接写在省后或者市后
    ("浙江省义乌市人民检察院", "义乌市检察院", "义乌"),
    ("江苏省苏州市昆山市人民检察院", "昆山市检察院", "昆山"),
    ("湖南省津市市人民检察院", "津市市检察院", "津市"),
    ("湖南省常德市津市市人民检察院", "津市市检察院", "津市"),
    # 自治区、自治州、盟、地区、自治县、旗
    ("广西壮族自治区南宁市青秀区人民检察院", "青秀区检察院", "青秀"),
    ("内蒙古自治区锡林郭勒盟锡林浩特市人民检察院", "锡林浩特市检察院", "锡林浩特"),
    ("内蒙古自治区呼伦贝尔市鄂伦春自治旗人民检察院", "鄂伦春自治旗检察院", "鄂伦春"),
    ("新疆维吾尔自治区喀什地区喀什市人民检察院", "喀什市检察院", "喀什"),
    ("湖北省恩施土家族苗族自治州恩施市人民检察院", "恩施市检察院", "恩施"),
    ("湖北省恩施土家族苗族自治州人民检察院", "恩施土家族苗族自治州检察院", "恩施土家族苗族"),
    ("云南省大理白族自治州漾濞彝族自治县人民检察院", "漾濞彝族自治县检察院", "漾濞彝族"),
    ("黑龙江省大兴安岭地区呼玛县人民检察院", "呼玛县检察院", "呼玛"),
    # 名字里本来有“市”“区”
    ("四川省乐山市市中区人民检察院", "市中区检察院", "市中"),
    ("湖北省荆州市沙市区人民检察院", "沙市区检察院", "沙市"),
    ("内蒙古自治区呼和浩特市新城区人民检察院", "新城区检察院", "新城区"),
    # 许多城市都有的名字：没有市名就认不出是哪里
    ("山西省大同市城区人民检察院", "大同市城区检察院", "大同市城区"),
    ("山西省阳泉市郊区人民检察院", "阳泉市郊区检察院", "阳泉市郊区"),
    ("广东省东莞市第一市区人民检察院", "东莞市第一市区检察院", "东莞市第一市区"),
    ("甘肃省矿区人民检察院", "甘肃省矿区检察院", "甘肃省矿区"),
    ("四川省成都市高新区人民检察院", "成都市高新区检察院", "成都市高新区"),
    ("天津经济技术开发区人民检察院", "天津经济技术开发区检察院", "天津经济技术开发区"),
    # 新区、林区、特区
    ("上海市浦东新区人民检察院", "浦东新区检察院", "浦东"),
    ("湖北省神农架林区人民检察院", "神农架林区检察院", "神农架"),
    ("贵州省六盘水市六枝特区人民检察院", "六枝特区检察院", "六枝"),
    # 分院、兵团、专门检察院
    ("北京市人民检察院第一分院", "北京市检察院第一分院", "北京第一分院"),
    ("新疆生产建设兵团人民检察院", "新疆生产建设兵团检察院", "新疆生产建设兵团"),
    ("新疆生产建设兵团人民检察院第八师分院", "新疆生产建设兵团检察院第八师分院", "新疆生产建设兵团第八师分院"),
    ("北京铁路运输检察院", "北京铁路运输检察院", "北京铁路"),
    ("广州铁路运输第一检察院", "广州铁路运输第一检察院", "广州铁路运输第一"),
    # 不带省、市
    ("临河区人民检察院", "临河区检察院", "临河"),
]


@pytest.mark.parametrize(("full", "short", "place"), OFFICES)
def test_the_short_name_and_the_place_follow_from_the_full_name(full: str, short: str, place: str) -> None:
    assert derive.short_name(full) == short
    assert derive.place_name(full) == place


YOU = [
    ("云江省青川市临河区住房和城乡建设局", "你局"),
    ("平澜市生态环境局滨江分局", "你局"),
    ("云江省青川市临河区卫生健康委员会", "你委"),
    ("青川市临河区卫生健康委", "你委"),
    ("云江省自然资源厅", "你厅"),
    ("青川万汇商业管理有限公司", "你公司"),
    ("青川市临河区人民政府", "你单位"),
    ("青川市临河区望江街道办事处", "你单位"),
    ("青川市临河区第二人民医院", "你单位"),
    ("", "你单位"),
]


@pytest.mark.parametrize(("full", "you"), YOU)
def test_a_letter_addresses_a_unit_by_the_end_of_its_name(full: str, you: str) -> None:
    assert derive.you_name(full) == you


def case(**values: Any) -> Case:
    """A case with these texts, each as if it were typed under its key."""
    texts = {name: Located(value, AT) if isinstance(value, str) else value for name, value in values.items()}
    keys = {name: Located(name, AT) for name in texts}
    return Case(
        **{"procuratorate": Located("云江省澄湖市人民检察院", AT), "matter": Located("规范母婴室建设", AT)} | texts,
        keys=keys,
    )


TITLES = [
    ({}, "云江省澄湖市人民检察院督促规范母婴室建设行政公益诉讼案", "督促规范母婴室建设行政公益诉讼案"),
    (
        {"case_type": "行政公益诉讼"},
        "云江省澄湖市人民检察院督促规范母婴室建设行政公益诉讼案",
        "督促规范母婴室建设行政公益诉讼案",
    ),
    (
        {"case_type": "民事公益诉讼", "matter": "某公司侵害公民个人信息"},
        "云江省澄湖市人民检察院诉某公司侵害公民个人信息民事公益诉讼案",
        "诉某公司侵害公民个人信息民事公益诉讼案",
    ),
    (
        {"case_type": "刑事附带民事公益诉讼", "matter": "钱某污染环境"},
        "云江省澄湖市人民检察院诉钱某污染环境刑事附带民事公益诉讼案",
        "诉钱某污染环境刑事附带民事公益诉讼案",
    ),
    ({"title": "张某支持起诉案"}, "张某支持起诉案", "张某支持起诉案"),
    ({"cause": "污染环境案"}, "云江省澄湖市人民检察院督促规范母婴室建设行政公益诉讼案", "污染环境案"),
]


@pytest.mark.parametrize(("values", "title", "cause"), TITLES)
def test_the_title_and_the_cause_follow_from_the_type_unless_they_are_typed(
    values: dict[str, str], title: str, cause: str
) -> None:
    assert derive.title(case(**values)) == title
    assert derive.cause(case(**values)) == cause


def test_the_heading_on_the_work_of_the_office_is_the_key_that_was_typed() -> None:
    work = Work(body=Located("略。", AT))
    typed = Case(work=work, keys={"work": Located("检察机关履职情况", AT)})
    assert derive.work_heading(typed) == "检察机关履职情况"
    assert derive.work_heading(case()) == "调查和督促履职"
    assert derive.work_heading(case(case_type="民事公益诉讼")) == "调查和诉讼"


ADMINISTRATIVE = "《中华人民共和国行政诉讼法》第二十五条第四款"
RULES = "《人民检察院公益诉讼办案规则》第六十七条"
WOMEN = "《中华人民共和国妇女权益保障法》第七十七条"
JOINT = "《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第二十一条"
CIVIL_RULES = "《人民检察院公益诉讼办案规则》第八十五条"

CIVIL = "《中华人民共和国民事诉讼法》第五十八条第二款"
ECOLOGY = "《中华人民共和国生态环境法典》第一千零七十六条"
ECOLOGY_CIVIL = "《中华人民共和国生态环境法典》第一千零七十五条"
INTERPRETED = "《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第十三条"
ANNOUNCED = "《人民检察院公益诉讼办案规则》第九十一条"
BASES = [
    ("建议", "行政公益诉讼", "妇女权益保障", "2024-04-22", [ADMINISTRATIVE, WOMEN, JOINT]),
    ("建议", "行政公益诉讼", "妇女权益保障", "2023-01-01", [ADMINISTRATIVE, WOMEN, JOINT]),
    ("建议", "行政公益诉讼", "妇女权益保障", "2022-12-31", [ADMINISTRATIVE, JOINT]),
    ("建议", "行政公益诉讼", "妇女权益保障", None, [ADMINISTRATIVE, WOMEN, JOINT]),
    ("建议", "行政公益诉讼", "生态环境和资源保护", "2024-05-27", [ADMINISTRATIVE, JOINT]),
    ("建议", "行政公益诉讼", "", "2024-05-27", [ADMINISTRATIVE, JOINT]),
    ("建议", "行政公益诉讼", "没有的领域", "2024-05-27", [ADMINISTRATIVE, JOINT]),
    # 不论案件类型，检察建议都依行政诉讼法提出
    ("建议", "民事公益诉讼", "", "2024-05-27", [ADMINISTRATIVE, JOINT]),
    ("建议", "行政公益诉讼", "", "2017-12-01", [ADMINISTRATIVE]),
    ("建议", "行政公益诉讼", "", "2017-06-30", []),
    ("立案", "行政公益诉讼", "妇女权益保障", "2024-02-20", [ADMINISTRATIVE, WOMEN, RULES]),
    ("立案", "民事公益诉讼", "生态环境和资源保护", "2026-08-15", [CIVIL, ECOLOGY_CIVIL, CIVIL_RULES]),
    ("立案", "民事公益诉讼", "生态环境和资源保护", "2026-08-14", [CIVIL, CIVIL_RULES]),
    ("建议", "行政公益诉讼", "生态环境和资源保护", "2026-08-15", [ADMINISTRATIVE, ECOLOGY, JOINT]),
    # 反垄断法只授权民事公益诉讼
    ("建议", "行政公益诉讼", "反垄断", "2024-02-20", [ADMINISTRATIVE, JOINT]),
    ("立案", "民事公益诉讼", "反垄断", "2024-02-20", [CIVIL, "《中华人民共和国反垄断法》第六十条第二款", CIVIL_RULES]),
    (
        "公告",
        "民事公益诉讼",
        "",
        "2021-12-31",
        ["《中华人民共和国民事诉讼法》第五十五条第二款", INTERPRETED, ANNOUNCED],
    ),
    ("公告", "民事公益诉讼", "生态环境和资源保护", "2026-09-01", [CIVIL, ECOLOGY_CIVIL, INTERPRETED, ANNOUNCED]),
    ("立案", "行政公益诉讼", "", "2021-06-30", [ADMINISTRATIVE]),
    ("立案", "民事公益诉讼", "", "2021-12-31", ["《中华人民共和国民事诉讼法》第五十五条第二款", CIVIL_RULES]),
    ("立案", "民事公益诉讼", "", "2022-01-01", ["《中华人民共和国民事诉讼法》第五十八条第二款", CIVIL_RULES]),
    ("立案", "民事公益诉讼", "", None, ["《中华人民共和国民事诉讼法》第五十八条第二款", CIVIL_RULES]),
]


@pytest.mark.parametrize(("purpose", "kind", "field", "day", "expected"), BASES)
def test_the_legal_bases_are_those_in_force_on_the_day(
    purpose: str, kind: str, field: str, day: str | None, expected: list[str]
) -> None:
    when = None if day is None else datetime.date.fromisoformat(day)
    assert derive.bases(purpose, kind, field, when) == expected


def test_every_field_of_litigation_gives_its_clause_before_the_joint_interpretation() -> None:
    for field in derive.fields():
        found = derive.bases("建议", "行政公益诉讼", field, datetime.date(2026, 1, 1))
        assert found[0] == ADMINISTRATIVE
        assert found[-1] == JOINT
        assert all(clause.startswith("《") and "第" in clause for clause in found)


BODY = "2024年1月，本院发现线索。\n经查，属实。\n2024年4月，本院提出检察建议。\n已整改。"

FACTS = [
    (
        {"facts": "群众投诉不断。", "work": Work(body=Located(BODY, AT))},
        "群众投诉不断。\n2024年1月，本院发现线索。\n经查，属实。",
    ),
    ({"work": Work(body=Located("本院督促行政机关整改。", AT))}, None),
    (
        {
            "facts": "群众投诉不断。",
            "work": Work(
                discovery=Located("发现。", AT),
                inquiry=Located("查明。", AT),
                hearing=Located("听证。", AT),
                urging=Located("督促。", AT),
                mending=Located("整改。", AT),
            ),
        },
        "群众投诉不断。\n发现。\n查明。\n听证。",
    ),
    ({}, None),
]


@pytest.mark.parametrize(("values", "expected"), FACTS)
def test_a_draft_borrows_published_facts_up_to_the_advice_and_nothing_later(
    values: dict[str, Any], expected: str | None
) -> None:
    assert derive.published_facts(case(**values)) == expected


PERIODS = [
    (derive.filing_service_due, "2024-02-20", "2024-02-27"),
    (derive.recommendation_service_due, "2024-04-22", "2024-04-25"),
    (derive.recording_due, "2024-04-24", "2024-04-29"),
    (derive.performance_due, "2024-04-24", "2024-06-24"),
    (derive.performance_due, "2024-12-31", "2025-02-28"),
    (derive.performance_due, "2023-12-31", "2024-02-29"),
    (derive.suit_review_due, "2024-06-24", "2024-07-24"),
    (derive.suit_review_due, "2025-01-31", "2025-02-28"),
]


@pytest.mark.parametrize(("period", "start", "end"), PERIODS)
def test_periods_end_on_the_day_that_the_rules_say(period: Any, start: str, end: str) -> None:
    assert period(datetime.date.fromisoformat(start)) == datetime.date.fromisoformat(end)


def test_urgency_shortens_the_reply_and_never_the_performance() -> None:
    received = datetime.date(2024, 5, 28)
    assert derive.reply_due(received, urgent=True) == datetime.date(2024, 6, 12)
    assert derive.reply_due(received, urgent=False) == derive.performance_due(received) == datetime.date(2024, 7, 28)
