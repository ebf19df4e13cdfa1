"""Letters of the archive become case records: the parts of Art. 75 by their formulas, and no word lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from docgen.intake.letters import proving
from docgen.intake.letters.letter import day_in, kind_of, sentences
from docgen.intake.take import take
from tests.intake.archive import HAND, Sample
from tests.reliability.archive import LOOKS, of_hand, of_offices, of_own, own_letters, values_of

Cli = Any
LETTERS = list(own_letters())[:12]


@pytest.mark.parametrize("text", [False, True], ids=["word", "text"])
@pytest.mark.parametrize("sample", HAND, ids=[one.name for one in HAND])
def test_letters_by_hand(sample: Sample, text: bool, tmp_path: Path) -> None:
    found = of_hand(sample, tmp_path, text=text)
    assert [part for part, right in found.wanted.items() if not right] == []
    assert found.lost == ()


@pytest.mark.parametrize("number", range(len(LETTERS)))
def test_letters_of_our_own_print_as_they_were(number: int, tmp_path: Path) -> None:
    kind, name, _, lines = LETTERS[number]
    found = of_own(kind, name, lines, LOOKS[number % len(LOOKS)], tmp_path)
    assert [part for part, right in found.wanted.items() if not right] == []
    assert found.lost == ()


def test_letters_in_the_word_files_of_three_offices(tmp_path: Path) -> None:
    found = list(of_offices(tmp_path))
    assert {one.looks for one in found} == {"甲院", "乙院", "丙院"} and len(found) >= 12
    right = [is_right for one in found for is_right in one.wanted.values()]
    assert sum(right) >= 0.95 * len(right)
    assert [one.lost for one in found if one.lost] == []


def record_of(tmp_path: Path, text: str) -> dict[str, Any]:
    path = tmp_path / "文书.txt"
    path.write_text(text, encoding="utf-8")
    return values_of(take([path], tmp_path)[0].records[0])


def test_a_number_of_nobody_is_registered_and_public_papers_can_be_made(cli: Cli, tmp_path: Path) -> None:
    head = "甲县人民检察院\n检察建议书\n甲检行公建〔2024〕1号\n甲县水务局：\n经调查，现查明：\n"
    (tmp_path / "信.txt").write_text(f"{head}河道有垃圾，举报电话13800138000。\n2024年4月1日", encoding="utf-8")
    record = take([tmp_path / "信.txt"], tmp_path)[0].records[0]
    assert "13800138000" in str(values_of(record)["当事人"])
    text = record.read_text(encoding="utf-8").replace("'【待补：事由】'", "清理河道垃圾")
    record.write_text(text + "基本案情: |\n  河道有垃圾，电话13800138000。\n", encoding="utf-8")
    cli("render", record, "--as", "典型案例", "--format", "txt", "-o", tmp_path / "出")
    printed = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "出").rglob("*.txt"))
    assert "河道有垃圾" in printed and "13800138000" not in printed


def test_a_clue_and_a_filing_in_one_sentence_keep_their_dates(tmp_path: Path) -> None:
    said = "2024年3月4日，本院通过网格员发现本案线索，于2024年3月11日以行政公益诉讼立案，于2024年3月14日向你局送达立案决定书。"
    values = record_of(
        tmp_path,
        f"甲县人民检察院\n检察建议书\n甲检行公建〔2024〕1号\n甲县水务局：\n{said}\n经调查，现查明：\n河道有垃圾。",
    )
    assert values["线索"] == {"来源": "网格员", "日期": "2024年3月4日"}
    assert values["立案"][0]["日期"] == "2024年3月11日" and values["立案"][0]["决定送达"] == "2024年3月14日"


def test_a_filing_decision_of_one_sentence(tmp_path: Path) -> None:
    said = "本院在履行公益监督职责中发现甲县水利局对采砂行为可能未依法履行监管职责，致使国家利益受到侵害，根据《人民检察院公益诉讼办案规则》第二十八条、第六十七条的规定，决定对甲县水利局立案。"
    values = record_of(tmp_path, f"甲县人民检察院\n立案决定书\n甲检行公立〔2024〕6号\n{said}\n2024年3月5日\n（院印）")
    assert values["立案"] == [
        {"机关": "甲县水利局", "日期": "2024年3月5日", "文号": "甲检行公立〔2024〕6号",
         "依据": ["《人民检察院公益诉讼办案规则》第二十八条、第六十七条"]}
    ]  # fmt: skip
    assert values["公益受损"].rstrip("\n").endswith("致使国家利益受到侵害。")


def test_a_closure_decision_without_headings(tmp_path: Path) -> None:
    values = record_of(
        tmp_path,
        "甲县人民检察院\n终结案件决定书\n甲检行公终〔2024〕2号\n甲县城市管理局：\n本院于2024年1月10日决定立案的你局怠于履职一案，现已审查终结。\n"
        "经调查查明，你局清理占道摊位46处。\n本院认为，你局已经依法全面履行职责。依据《人民检察院公益诉讼办案规则》第七十四条的规定，决定终结案件。\n2024年5月30日",
    )
    (paper,) = values["其他文书"]
    assert paper["查明情况"] == "你单位清理占道摊位46处。" and paper["理由"] == "你单位已经依法全面履行职责。"
    assert (
        paper["依据"] == ["《人民检察院公益诉讼办案规则》第七十四条"] and values["立案"][0]["日期"] == "2024年1月10日"
    )


def test_a_title_says_what_the_letter_is_about(tmp_path: Path) -> None:
    values = record_of(
        tmp_path,
        "甲县人民检察院\n关于加强消防通道管理的检察建议书\n甲检建〔2022〕4号\n甲县星光物业服务有限公司：\n"
        "本院在办理案件中发现，你公司管理的消防通道被占用。依据《人民检察院检察建议工作规定》第十一条之规定，现提出以下检察建议：\n一、清理消防通道。\n二、建立巡查制度。\n"
        "请将落实情况于两个月内书面回复本院。\n2022年8月1日",
    )
    assert values["事由"] == "加强消防通道管理"
    assert [one.rstrip("。") for one in values["检察建议"][0]["建议"]] == ["清理消防通道", "建立巡查制度"]
    assert values["检察建议"][0]["类别"] == "社会治理" and list(values["当事人"]) == ["甲县星光物业服务有限公司"]


def test_what_fits_no_formula_is_kept_and_told(tmp_path: Path) -> None:
    sample = HAND[0]
    odd = "本案系上级挂牌督办，办理中应当同时考虑柳溪河防汛工程的施工安排。"
    at = sample.lines.index("四、检察建议内容")
    path = tmp_path / "信.txt"
    path.write_text("\n".join([*sample.lines[:at], odd, *sample.lines[at:]]), encoding="utf-8")
    item = take([path], tmp_path / "记录")[0]
    assert odd.rstrip("。") in item.records[0].read_text(encoding="utf-8")


def test_papers_of_one_case_join(tmp_path: Path) -> None:
    paths = []
    for kind, name, _, lines in LETTERS:
        if "母婴室" in name:
            paths.append(tmp_path / f"{kind}{len(paths)}.txt")
            paths[-1].write_text("\n".join(lines), encoding="utf-8")
    taken = take(paths, tmp_path / "记录")
    written = {path for item in taken for path in item.records}
    assert len(written) == 1
    values = values_of(written.pop())
    assert values["事由"] == "规范母婴室建设"
    assert len(values["机关"]) == 2 and len(values["立案"]) == 2 and len(values["检察建议"]) == 2
    assert values["听证会"]["时间"] == "2024年4月12日9时30分"
    assert [one["文种"] for one in values["其他文书"]] == ["终结案件决定书"]
    assert {one["决定送达"] for one in values["立案"]} == {"2024年2月23日"}


def test_letters_of_two_cases_stay_apart(tmp_path: Path) -> None:
    paths = []
    for sample in HAND[:3]:
        paths.append(tmp_path / f"{sample.name}.txt")
        paths[-1].write_text("\n".join(sample.lines), encoding="utf-8")
    assert len({path for item in take(paths, tmp_path / "记录") for path in item.records}) == 3


def test_what_papers_say_differently_is_told(tmp_path: Path) -> None:
    sample = HAND[0]
    paths = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    paths[0].write_text("\n".join(sample.lines), encoding="utf-8")
    paths[1].write_text("\n".join(sample.lines).replace("2022年4月2日", "2022年4月12日"), encoding="utf-8")
    taken = take(paths, tmp_path / "记录")
    told = [one for item in taken for one in item.problems if one.code == "I012"]
    assert len(told) == 1 and "2022年4月12日" in told[0].message
    assert "2022年4月12日" in taken[0].records[0].read_text(encoding="utf-8")


def test_no_public_paper_carries_a_name_of_the_letter(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "信.txt"
    path.write_text("\n".join(HAND[0].lines), encoding="utf-8")
    record = take([path], tmp_path)[0].records[0]
    values = values_of(record)
    assert values["当事人"]["赵国栋"]["隐私信息"] == ["990102197805061235"]
    text = record.read_text(encoding="utf-8").replace("'【待补：事由】'", "清理河道垃圾")
    record.write_text(text + "基本案情: |\n  青岭市宏远渣土清运有限公司的赵国栋倾倒垃圾。\n", encoding="utf-8")
    cli("render", record, "--as", "典型案例", "--format", "txt", "-o", tmp_path / "出")
    printed = "".join(one.read_text(encoding="utf-8") for one in (tmp_path / "出").rglob("*.txt"))
    assert "倾倒垃圾" in printed
    assert "赵国栋" not in printed and "宏远" not in printed


def test_verify_shows_the_sentences_that_differ(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "信.txt"
    path.write_text("\n".join(HAND[5].lines), encoding="utf-8")
    result = cli("import", path, "--to", tmp_path / "记录", "--verify")
    assert result.code == 0
    told = result.talk
    assert "-请在收到本检察建议书后一个月内" not in told  # 其他说明 prints it again
    assert "+上述情形违反了【待补：法律依据.违反】的规定。" in told
    assert "是一个月，不是现行规定的两个月" in told and "I011" in told


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["甲县人民检察院", "检 察 建 议 书", "督促行政公益诉讼"], "recommendation"),
        (["甲县人民检察院立案决定书", "以行政公益诉讼立案"], "case-filing-decision"),
        (["甲县人民检察院", "立案决定书", "涉嫌滥用职权罪"], ""),
        (["再审检察建议书"], ""),
        (["公开听证公告"], "hearing-announcement"),
        (["关于召开某案听证会的通知"], "hearing-notice"),
        (["送 达 回 证"], "proof-of-service"),
        (["一份检察建议书的背后"], ""),
    ],
)
def test_kinds(lines: list[str], kind: str) -> None:
    assert kind_of(lines) == kind


def test_dates_sentences_and_provisions() -> None:
    assert day_in("二〇二一年七月十二日") == ("二〇二一年七月十二日", "2021年7月12日")
    assert day_in("二○二四年十二月三十一日") == ("二○二四年十二月三十一日", "2024年12月31日")
    assert day_in("2024年 4月 2日") == ("2024年 4月 2日", "2024年4月2日")
    assert sentences("他说：“好。走吧。”然后走了。又来。") == ["他说：“好。走吧。”然后走了。", "又来。"]
    assert proving.provisions("根据《甲法》第一条、第二条第一款和《乙办法》（省政府令）第三条之一的规定") == [
        "《甲法》第一条、第二条第一款",
        "《乙办法》（省政府令）第三条之一",
    ]
