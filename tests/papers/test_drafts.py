"""What the record lacks stands as 【待补】 with a reminder in a draft and is refused, by name, in a final paper."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from helpers import HEAD, INVENTED, KINDS, Scratch, documents, finished, made, places, roles_of, text_of, told

import docgen
from docgen.core.errors import RecordError

PUBLISHED_ONLY = HEAD + (
    "基本案情: |\n  群众投诉不断。\n"
    "调查和督促履职: |\n  2024年1月，本院发现线索。\n  经查，问题属实。\n  2024年4月，本院提出检察建议。\n  问题已经整改。\n"
    "典型意义: |\n  关乎民生。\n"
)
NEEDED = [
    "线索.来源",
    "线索.日期",
    "立案.日期",
    "立案.决定送达",
    "公益受损",
    "证据",
    "被建议单位",
    "职责",
    "认定",
    "法律依据.职责",
    "法律依据.违反",
    "建议",
]


def _labels(problems: object) -> list[str]:
    return sorted({item.message.partition("待补：")[2] for item in problems if item.code in ("G001", "G002")})  # type: ignore[attr-defined]


def test_a_record_of_a_published_case_alone_gives_the_case_and_a_draft_of_the_letter(scratch: Scratch) -> None:
    path = scratch.record(PUBLISHED_ONLY)
    (case,) = documents(path, "typical-case")
    assert "【待补" not in text_of(case)
    assert ("小节", "【基本案情】") in roles_of(case)

    (letter,) = finished(path, "recommendation")
    text = text_of(made(letter))
    assert "群众投诉不断。\n2024年1月，本院发现线索。\n经查，问题属实。\n" in text
    assert "提出检察建议。" not in text.partition("现向")[0]
    assert "问题已经整改" not in text
    assert "关乎民生" not in text
    for label in NEEDED:
        assert f"【待补：{label}】" in text


def test_a_draft_reminds_of_each_gap_and_that_published_prose_is_no_finding(scratch: Scratch) -> None:
    (letter,) = finished(scratch.record(PUBLISHED_ONLY), "recommendation")
    assert {item.level for item in letter.problems} == {"reminder"}
    assert _labels(letter.problems) == sorted(NEEDED)
    assert places(letter.problems, "G004") == ["案件.yaml:4:3 G004"]


def test_findings_that_are_typed_are_used_without_a_reminder(scratch: Scratch) -> None:
    (letter,) = finished(scratch.record(PUBLISHED_ONLY + "查明: |\n  经查明属实。\n"), "recommendation")
    assert "经查明属实。" in text_of(made(letter))
    assert "群众投诉不断" not in text_of(made(letter))
    assert places(letter.problems, "G004") == []


def test_a_final_letter_is_refused_and_every_gap_is_named(scratch: Scratch) -> None:
    path = scratch.record(PUBLISHED_ONLY)
    (letter,) = finished(path, "recommendation", final=True)
    assert letter.document is None
    assert _labels(letter.problems) == sorted(NEEDED)
    assert {item.code for item in letter.problems if item.level == "error"} == {"G002", "G004"}
    with pytest.raises(RecordError) as caught:
        docgen.render(path, "recommendation", final=True)
    assert "待补：证据" in str(caught.value)


def test_a_gap_is_told_at_the_place_where_the_value_belongs(scratch: Scratch) -> None:
    path = scratch.record("检察建议:\n  - 被建议单位: 甲\n    认定:\n机关: {甲: 某局}\n线索: {来源: 热线}\n")
    (letter,) = finished(path, "recommendation")
    found = {told(item).split()[2]: told(item).split()[0] for item in letter.problems}
    assert found["检察建议书（甲）待补：认定"] == "案件.yaml:3:5:".rstrip(":")
    assert found["检察建议书（甲）待补：职责"] == "案件.yaml:2:5"
    assert found["检察建议书（甲）待补：线索.日期"] == "案件.yaml:5:5"
    assert found["检察建议书（甲）待补：公益受损"] == "案件.yaml:1:1"


ACCEPTED = [(path, kind) for path in INVENTED for kind in KINDS if finished(path, kind)]
"""Every kind for which a sample has something: all must be without gaps, and no kind may be without a sample."""


def test_every_kind_has_a_sample() -> None:
    assert {kind for _, kind in ACCEPTED} == set(KINDS)


@pytest.mark.parametrize(("path", "kind"), ACCEPTED, ids=[f"{path.stem} {kind}" for path, kind in ACCEPTED])
def test_the_samples_are_final_in_every_kind(path: Path, kind: str) -> None:
    papers = finished(path, kind, final=True)
    assert papers
    for paper in papers:
        assert [told(item) for item in paper.problems] == []
        assert made(paper).meta.header == "示例文书"
        assert "待补" not in text_of(made(paper))


@pytest.mark.parametrize(("path", "kind"), ACCEPTED, ids=[f"{path.stem} {kind}" for path, kind in ACCEPTED])
def test_a_draft_says_so_in_its_running_head_and_is_otherwise_the_final_paper(path: Path, kind: str) -> None:
    drafts, finals = documents(path, kind), documents(path, kind, final=True)
    inside = "内部　" if drafts[0].meta.face == "instrument" else ""
    assert {draft.meta.header for draft in drafts} == {f"示例文书　{inside}送审稿"}
    assert [draft.blocks for draft in drafts] == [final.blocks for final in finals]


def test_a_record_that_is_no_sample_has_no_such_word_in_its_head(scratch: Scratch) -> None:
    path = scratch.record(PUBLISHED_ONLY)
    assert documents(path, "typical-case")[0].meta.header == "送审稿"
    assert documents(path, "typical-case", final=True)[0].meta.header == ""


ISSUED = "检察建议:\n  - {被建议单位: 甲%s}\n机关: {甲: 某局}\n"
BLANK = "　　　　年　　月　　日"
DATES = [
    ("", None, "〔　　〕　　号", BLANK),
    ("", "2024-04-22", "〔2024〕　　号", "2024年4月22日"),
    (", 日期: 2023年12月5日", "2024-04-22", "〔2023〕　　号", "2023年12月5日"),
    (", 决定日期: 2023年12月5日", None, "〔2023〕　　号", BLANK),
    (", 文号: 临检〔2023〕3号", None, "临检〔2023〕3号", BLANK),
]


@pytest.mark.parametrize(("typed", "given", "number", "day"), DATES)
def test_number_and_date_are_never_made_up(
    scratch: Scratch, typed: str, given: str | None, number: str, day: str
) -> None:
    option = None if given is None else datetime.date.fromisoformat(given)
    (letter,) = finished(scratch.record(ISSUED % typed), "recommendation", day=option)
    roles = dict(roles_of(made(letter)))
    assert (roles["文号"], roles["用印日期"]) == (number, day)


def test_an_office_that_writes_dates_in_chinese_gets_them_so(scratch: Scratch) -> None:
    scratch.file("docgen.yaml", "日期样式: 汉字\n")
    (letter,) = finished(scratch.record(ISSUED % ", 日期: 2024年4月22日"), "recommendation")
    assert dict(roles_of(made(letter)))["用印日期"] == "二〇二四年四月二十二日"


def test_dates_in_the_text_are_of_one_style_whatever_that_of_the_date_of_issue(scratch: Scratch) -> None:
    scratch.file("docgen.yaml", "日期样式: 汉字\n")
    clue = "线索: {来源: 热线, 日期: 2024年1月9日}\n公益受损: ｛线索.日期｝起，2024年2月3日止。\n"
    text = text_of(made(finished(scratch.record(clue + ISSUED % ", 日期: 2024年4月22日"), "recommendation")[0]))
    assert "2024年1月9日，本院在履行" in text
    assert "2024年1月9日起，2024年2月3日止。" in text
    assert text.count("二〇二四年") == 1


def test_the_legal_basis_is_that_of_the_day_of_issue(scratch: Scratch) -> None:
    women = "《中华人民共和国妇女权益保障法》第七十七条"
    for day, expected in (("2022年12月31日", False), ("2023年1月1日", True)):
        path = scratch.record("领域: 妇女权益保障\n" + ISSUED % f", 日期: {day}")
        assert (women in text_of(documents(path, "recommendation")[0])) is expected


def test_the_objection_period_of_the_office_is_used_unless_the_letter_has_its_own(scratch: Scratch) -> None:
    scratch.file("docgen.yaml", "异议期限: 收到本检察建议书之日起十日内\n")
    usual = text_of(documents(scratch.record(ISSUED % ""), "recommendation")[0])
    own = text_of(documents(scratch.record(ISSUED % ", 异议期限: 收到之日起五日内"), "recommendation")[0])
    assert "可以在收到本检察建议书之日起十日内，向本院书面提出" in usual
    assert "可以在收到之日起五日内，向本院书面提出" in own
    assert "十日内" not in own
