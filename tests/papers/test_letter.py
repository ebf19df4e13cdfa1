"""The letters of the sample cases: every part that the rules require, in its order, in the right words."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import SAMPLES, documents, finished, lines_of, loaded, made, roles_of, text_of

from docgen.records.models import Case

HALF = "《最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释》第二十一条"
ADMINISTRATIVE = "根据《中华人民共和国行政诉讼法》第二十五条第四款、"
TWO_MONTHS = "自收到本检察建议书之日起两个月内，依法履行职责，并将办理情况书面回复本院。"

LETTERS: dict[tuple[str, int], list[str]] = {
    ("母婴室建设", 0): [
        "云江省青川市临河区人民检察院\n检察建议书\n临检行公建〔2024〕3号\n",
        "\n云江省青川市临河区住房和城乡建设局：\n",
        "2024年1月9日，本院在履行公益诉讼检察职责中，通过12345市民服务热线（群众投诉）发现",
        "本院于2024年2月20日以行政公益诉讼立案（临检行公立〔2024〕12号）",
        "2024年2月23日向你局送达立案决定书",
        "\n经依法调查，现查明：\n",
        "临河区部分商场、医院没有按照规定设置母婴室",
        "致使社会公共利益受到侵害。\n",
        "《云江省母婴设施建设管理办法》第八条规定",
        "\n2024年2月26日至3月8日，本院对辖区内符合上述条件的27家商场、医院进行现场勘察",
        "\n你局自2022年起将母婴室列为公共建筑竣工验收的监督抽查内容",
        "\n2024年3月14日，本院与你局召开磋商座谈会。",
        "\n2024年4月12日，本院就本案召开公开听证会。听证员经评议一致认为",
        "\n以上事实，有12345市民服务热线投诉工单",
        "听证笔录等证据证实。\n",
        "本院认为，根据《中华人民共和国妇女权益保障法》第三条第四款、《云江省母婴设施建设管理办法》第五条第一款、第十九条第一款的规定，你局作为",
        "违反了《中华人民共和国人口与计划生育法》第二十九条第二款、《云江省母婴设施建设管理办法》第八条、第十条、第十二条的规定",
        "属于不依法履行监督管理职责",
        f"\n{ADMINISTRATIVE}《中华人民共和国妇女权益保障法》第七十七条、{HALF}的规定，现向你局提出如下检察建议：\n",
        "一、对附件所列8家商场逐一核查",
        "\n二、对本区建筑面积超过1万平方米",
        "\n三、在新建、改建、扩建商业建筑",
        f"\n请你局{TWO_MONTHS}\n",
        "你局对本检察建议有异议的，可以在收到本检察建议书之日起十五日内，向本院书面提出。\n",
        "你局在整改中需要与其他行政机关协同的，可以商请本院协助。\n",
        "附件：1.存在问题的商场清单\n2.现场勘察笔录及照片\n",
        "2024年4月22日\n",
        "抄送：青川市临河区人民政府，青川市临河区妇女联合会。",
    ],
    ("母婴室建设", 1): [
        "临检行公建〔2024〕4号\n",
        "\n云江省青川市临河区卫生健康委员会：\n",
        "（临检行公立〔2024〕13号）",
        "2024年2月23日向你委送达立案决定书",
        "\n2023年11月，你委在医疗机构日常检查中",
        "\n2024年3月15日，本院与你委召开磋商座谈会。",
        "由云江省青川市临河区住房和城乡建设局监督管理，医疗机构母婴室的建设和使用由你委监督管理",
        "本院认为，根据《中华人民共和国母婴保健法》第二十九条、《云江省母婴设施建设管理办法》第五条第二款、第十九条第二款的规定，你委作为",
        f"\n{ADMINISTRATIVE}《中华人民共和国妇女权益保障法》第七十七条、{HALF}的规定，现向你委提出如下检察建议：\n",
        "一、对附件所列3家医院",
        f"\n请你委{TWO_MONTHS}\n",
        "附件：1.存在问题的医院清单\n2.现场勘察笔录及照片\n",
    ],
    ("危废倾倒", 0): [
        "云江省平澜市滨江县人民检察院\n检察建议书\n滨检行公建〔2024〕5号\n平澜市生态环境局滨江分局：\n",
        "2024年5月6日，本院在履行公益诉讼检察职责中，通过“益心为公”检察云平台（志愿者反映）发现",
        "本院于2024年5月9日以行政公益诉讼立案（滨检行公立〔2024〕8号）",
        "2024年5月10日向你局送达立案决定书",
        "2024年1月，钱大鹏受平澜市恒润金属表面处理有限公司委托",
        "\n2024年5月16日，本院向你局发送事实确认书。",
        "\n2024年5月24日，本院就本案召开公开听证会。",
        "平澜市恒润金属表面处理有限公司负责人和钱大鹏的询问笔录",
        # 生态环境和资源保护是行政诉讼法列明的领域，没有另外的条款
        f"\n{ADMINISTRATIVE}{HALF}的规定，现向你局提出如下检察建议：\n",
        "\n四、对本县金属表面处理企业",
        "\n鉴于涉案危险废物露天堆放在河道滩地，",
        "情况紧急，请你局自收到本检察建议书之日起十五日内，将办理情况书面回复本院；",
        "履行职责的期限仍为自收到本检察建议书之日起两个月。\n",
        "可以在收到本检察建议书之日起五日内，向本院书面提出",
        "附件：1.检测报告\n2.无人机测绘报告\n3.现场勘察笔录及照片\n2024年5月27日\n",
    ],
    ("个人信息", 0): [
        "云江省澄湖市人民检察院\n检察建议书\n澄检行公建〔2024〕9号\n云江省澄湖市市场监督管理局：\n",
        "本院于2024年3月11日以行政公益诉讼立案（澄检行公立〔2024〕15号），并于2024年3月13日向你局送达立案决定书",
        "澄湖市知禾信息技术有限公司运营的“禾点打卡”小程序",
        "法定代表人为沈立群",
        "\n本院认为，根据《中华人民共和国个人信息保护法》第六十条第二款、第六十一条、《中华人民共和国消费者权益保护法》第三十二条的规定，你局作为",
        f"\n{ADMINISTRATIVE}《中华人民共和国个人信息保护法》第七十条、{HALF}的规定，现向你局提出如下检察建议：\n",
        f"\n请你局{TWO_MONTHS}\n",
        "\n本院对澄湖市知禾信息技术有限公司侵害个人信息的民事公益诉讼案件依法另行办理。\n",
    ],
}


def _record(name: str) -> Path:
    return next(path for path in SAMPLES if path.stem == name)


@pytest.mark.parametrize(("record", "index"), LETTERS, ids=[f"{name} {index}" for name, index in LETTERS])
def test_the_letter_holds_every_part_in_its_order(record: str, index: int) -> None:
    text = text_of(documents(_record(record), "recommendation")[index])
    at = 0
    for part in LETTERS[record, index]:
        found = text.find(part, at)
        assert found >= 0, f"missing or too early: {part!r}"
        # The line break at the end of a part may be the one at the beginning of the next.
        at = found + len(part.rstrip("\n"))


@pytest.mark.parametrize("record", SAMPLES, ids=lambda path: path.stem)
def test_every_part_stands_in_its_own_role(record: Path) -> None:
    for document in documents(record, "recommendation"):
        roles = [role for role, _ in roles_of(document)]
        assert roles[:4] == ["院名", "文种", "文号", "主送"]
        assert roles[-2:] == ["用印日期", "抄送"]
        assert roles.count("附件说明") == 1
        assert set(roles) == {"院名", "文种", "文号", "主送", "正文", "附件说明", "附件说明续", "用印日期", "抄送"}


def test_an_ordinary_letter_speaks_of_no_urgency_and_an_urgent_one_names_both_periods() -> None:
    (urgent,) = documents(_record("危废倾倒"), "recommendation")
    assert "十五日内，将办理情况书面回复" in text_of(urgent)
    assert "两个月" in text_of(urgent)
    for record in ("母婴室建设", "个人信息"):
        for document in documents(_record(record), "recommendation"):
            assert "情况紧急" not in text_of(document)
            assert text_of(document).count("两个月") == 1


def _case(path: Path) -> Case:
    case = loaded(path).case
    assert case is not None
    return case


@pytest.mark.parametrize("record", SAMPLES, ids=lambda path: path.stem)
def test_a_letter_has_the_exact_figures_and_the_published_case_the_outer_ones(record: Path) -> None:
    inner = "\n".join(map(text_of, documents(record, "recommendation")))
    outer = text_of(documents(record, "typical-case")[0])
    both = [figure for figure in _case(record).figures.values() if figure.outer]
    exact = [str(figure.value) for figure in both if str(figure.value) in inner]
    rounded = [str(figure.outer) for figure in both if str(figure.outer) in outer]
    assert len(exact) >= 3
    assert len(rounded) >= 5
    assert [value for value in exact if value in outer] == []
    assert [value for value in rounded if value in inner] == []


@pytest.mark.parametrize("record", SAMPLES, ids=lambda path: path.stem)
def test_a_letter_tells_nothing_of_what_happened_after_it(record: Path) -> None:
    case = _case(record)
    inner = "\n".join(map(text_of, documents(record, "recommendation")))
    earlier = {str(figure.value) for figure in case.figures.values() if figure.stage != "整改"}
    later = {str(figure.value) for figure in case.figures.values() if figure.stage == "整改"} - earlier
    assert later
    assert [value for value in later if value in inner] == []
    told = [
        case.rectification,
        case.mechanism,
        *(item.content for item in case.replies),
        *(item.seen for item in case.visits),
    ]
    openings = [str(line)[:10] for text in told if text for line in text.lines()]
    assert len(openings) >= 4
    assert [words for words in openings if words in inner] == []


@pytest.mark.parametrize("record", SAMPLES, ids=lambda path: path.stem)
def test_a_letter_calls_its_addressee_you_and_never_by_name(record: Path) -> None:
    case = _case(record)
    for entry, item in zip(case.recommendations, finished(record, "recommendation"), strict=True):
        agency = case.agencies[str(entry.addressee)]
        salutation, *rest = [line for line in lines_of(made(item)) if line.startswith(str(agency.full_name))]
        assert (salutation, rest) == (f"{agency.full_name}：", [])
        assert text_of(made(item)).count(str(agency.full_name)) == 1
        assert "你单位" not in text_of(made(item))
        assert text_of(made(item)).count(str(agency.you)) >= 5
