"""``--register``: what stands in a text becomes 数据, 机关 and 人物, and the text prints as before."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest

from docgen.cli import main
from docgen.intake import registering
from docgen.intake.found import Draft
from docgen.intake.take import take
from tests.intake.test_intake import SEEDS, needs_corpus
from tests.reliability.registering import measure

RELEASE = """青川市检察机关开展护苗行动
近日，青川市人民检察院召开新闻发布会。青川市人民检察院第一检察部主任赵明远介绍了有关情况。
今年以来，全市检察机关办理公益诉讼案件123件，制发检察建议45份，督促补缴社会保险费近40万元。
其中，临河区检察院办理公益诉讼案件20件；赵明远表示，群众满意率为98.5%。
"""
CASES = """青川市公益诉讼典型案例

案例一：青川市临河区人民检察院督促规范母婴室建设行政公益诉讼案
【基本案情】
辖区内5家商场和3家医院未配备母婴室。
【调查和督促履职】
2024年5月，临河区检察院向区市场监督管理局、区卫生健康局制发检察建议2份。区卫生健康局督促3家医院整改，投入资金1,200元。
【典型意义】
保障了妇女权益。

案例二：青川市江北区人民检察院督促整治河道污染行政公益诉讼案
【基本案情】
河道内有垃圾约5吨。
【调查和督促履职】
2024年6月，江北区检察院与区水务局磋商，清运垃圾约5吨。
【典型意义】
保护了河道。
"""


def imported(text: str, folder: Path, choose: Any = lambda _: True) -> Any:
    source = folder / "原文.txt"
    source.write_text(text, encoding="utf-8")
    (taken,) = take([source], folder / "记录", choose=choose, force=True)
    return taken


def test_figures_and_persons_of_a_release_are_registered(tmp_path: Path) -> None:
    taken = imported(RELEASE, tmp_path)
    text = taken.records[0].read_text(encoding="utf-8")
    assert (taken.registered.figures, taken.registered.total) == (5, 5)
    assert taken.comparison.identical and taken.verified.faultless
    assert "姓名: 赵明远" in text and "职务: 青川市人民检察院第一检察部主任" in text
    assert text.count("｛赵明远|姓名｝") == 2
    assert "督促补缴社会保险费: 近40万元" in text and "督促补缴社会保险费｛督促补缴社会保险费｝" in text
    # One name for one number: 123件 and 20件 are two figures.
    values = [one.words for one in taken.registered.done if "办理公益诉讼案件" in one.name]
    assert sorted(values) == ["123件", "20件"]
    assert "45份" not in text.partition("导语")[2]


def test_every_case_of_a_collection_has_its_own_figures_and_agencies(tmp_path: Path) -> None:
    taken = imported(CASES, tmp_path)
    first, second = (path.read_text(encoding="utf-8") for path in taken.records[1:])
    assert taken.comparison.identical and taken.verified.faultless
    assert "区市场监督管理局: {全称: 区市场监督管理局, 对外: 区市场监督管理局}" in first
    assert first.count("｛区卫生健康局｝") == 2
    assert "区水务局" in second and "区卫生健康局" not in second
    assert "约5吨" in second.partition("基本案情")[0] and "约5吨" not in second.partition("基本案情")[2]
    assert "1,200元" in first.partition("基本案情")[0]


def test_only_what_is_chosen_is_registered(tmp_path: Path) -> None:
    taken = imported(RELEASE, tmp_path, lambda one: one.words == "45份")
    text = taken.records[0].read_text(encoding="utf-8")
    assert [one.words for one in taken.registered.done] == ["45份"]
    assert "办理公益诉讼案件123件，制发检察建议｛" in text
    nothing = imported(RELEASE, tmp_path, lambda _: False)
    assert "｛" not in nothing.records[0].read_text(encoding="utf-8")


def test_what_changes_the_print_is_left_as_it_was() -> None:
    draft = Draft("release", {"导语": "办理案件12件。", "正文": ["制发检察建议3份。"]}, ())

    def printed(one: Draft) -> list[str]:
        text = str(one.values["导语"]) + str(one.values["正文"][0])
        return [text.replace("｛制发检察建议｝", "3份")]  # the lead prints its braces

    found = registering.register(draft, lambda _: True, printed)
    assert [one.words for one in found.done] == ["3份"]
    assert [one.words for one in found.left] == ["12件"]
    assert found.draft.values["导语"] == "办理案件12件。"
    assert (found.figures, found.total) == (1, 2)


@pytest.mark.parametrize(
    "text", ["根据第5条、2024年3月第12次会议", "拨打12345热线", "三个月内", "写着{12件}的牌子", "历时3个月"]
)
def test_what_is_no_figure_is_not_offered(text: str) -> None:
    draft = Draft("release", {"导语": text}, ())
    assert registering.register(draft, lambda _: True, lambda one: [str(one.values["导语"])]).done == []


@pytest.mark.parametrize("text", ["工作格局进一步完善", "行政机关积极整改", "形成全市一盘棋的大局"])
def test_what_is_no_agency_is_not_offered(text: str) -> None:
    draft = Draft("case", {"基本案情": text}, ())
    assert registering.register(draft, lambda _: True, lambda one: [str(one.values["基本案情"])]).done == []


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def test_each_is_asked_for_and_nobody_is_no_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("稿.txt").write_text(RELEASE, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert _run("import", "稿.txt", "--to", "记录", "--register") == 2
    assert "--yes" in capsys.readouterr().err and not Path("记录").exists()
    monkeypatch.setattr(sys, "stdin", _Terminal("否\n是\n停\n"))
    assert _run("import", "稿.txt", "--to", "记录", "--register") == 0
    told = capsys.readouterr().err
    assert "登记吗？" in told and "数据 1 个" in told and "123件" in told
    assert _run("import", "稿.txt", "--to", "记录二", "--yes") == 2


def test_a_ledger_and_a_letter_are_told_as_not_registered(tmp_path: Path) -> None:
    source = tmp_path / "台账.csv"
    source.write_text("检察院,事由,立案日期\n青川市人民检察院,规范停车,2024年3月1日\n", encoding="utf-8")
    (taken,) = take([source], tmp_path / "记录", choose=lambda _: True)
    assert [one.code for one in taken.problems if one.code == "I016"] == ["I016"]


@needs_corpus
def test_four_fifths_of_the_published_figures_are_registered_and_the_print_is_the_same(tmp_path: Path) -> None:
    rows = measure(sorted(SEEDS.glob("*.txt")), tmp_path)
    assert all(row.same for row in rows)
    assert all(row.figures >= 0.8 * row.total for row in rows), rows


HEADED = """云江省检察机关办理562件安全生产领域公益诉讼案
近日，云江省人民检察院召开新闻发布会，通报安全生产领域公益诉讼工作的情况。
去年以来，全省检察机关办理安全生产领域公益诉讼案562件，制发检察建议45份，开展回访{again}次。
"""


@pytest.mark.parametrize("again", ["3", "45", "562"])
def test_a_headline_uses_the_name_that_the_text_gives_to_its_figure(again: str, tmp_path: Path) -> None:
    text = imported(HEADED.format(again=again), tmp_path).records[0].read_text(encoding="utf-8")
    assert "标题: 云江省检察机关办理｛办理安全生产领域公益诉讼案｝安全生产领域公益诉讼案" in text
    assert text.count("562件") == 1


def test_a_headline_whose_figure_stands_for_two_things_in_the_text_is_left(tmp_path: Path) -> None:
    source = HEADED.replace("制发检察建议45份", "发出磋商函562件").format(again="3")
    text = imported(source, tmp_path).records[0].read_text(encoding="utf-8")
    assert "标题: 云江省检察机关办理562件安全生产领域公益诉讼案" in text


def test_the_title_of_a_conference_is_a_name_and_stays(tmp_path: Path) -> None:
    taken = imported(CASES.replace("青川市公益诉讼典型案例", "青川市2件公益诉讼典型案例"), tmp_path)
    assert "2件公益诉讼典型案例" in taken.records[0].read_text(encoding="utf-8")
    assert taken.comparison.identical
