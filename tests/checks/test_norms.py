"""Citations drawn from the table of norms: right ones pass, wrong ones are told with their reason."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from docgen import checks
from docgen.checks import Choice, norms
from docgen.checks.statutes import Version, merged, statutes
from docgen.core.dates import chinese
from docgen.data import table
from docgen.records.project import Project, Settings
from docgen.review import norms as made
from tests.checks.tools import subject_of

PROJECT = Project(Path(), Settings())
RULES = ("L001", "L002", "L003", "L006", "L007", "L016")
OTHER_WORDS = "某乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class Drawn:
    """A citation, the day of its paper, the rule that has to speak (``""``: none) and words that it says."""

    text: str
    day: datetime.date
    rule: str
    words: str
    region: str


def latest() -> list[norms.Row]:
    """The newest text of each norm that is in force on the day of a drawn paper."""
    found = [norms.rows(name)[-1] for name in norms.names()]
    return [row for row in found if row.last and row.whole and not row.successor]


def article_of(row: norms.Row, chance: random.Random) -> tuple[int, tuple[int, ...]]:
    counted = [(int(name), shape) for name, shape in norms.articles(row.parts).items() if "-" not in name]
    return chance.choice(counted) if counted else (row.last, (0,))


def written(row: norms.Row, rest: str) -> str:
    return f"《{row.full_name}》{rest}"


def in_words(article: int, clause: int = 0, item: int = 0) -> str:
    return (
        f"第{chinese(article)}条"
        + (f"第{chinese(clause)}款" if clause else "")
        + (f"第（{chinese(item)}）项" if item else "")
    )


def misspelt(name: str, chance: random.Random) -> str:
    letters = list(name)
    count = 2 if len(name) >= 8 else 1
    # Behind the place: a rule that differs only in its place is that of another place.
    place = re.match(r".{2,10}?(?:省|市|自治区|自治州|自治县|县)", name)
    begin = place.end() if place and place.end() < len(name) - 4 else 1
    places = chance.sample(range(begin, len(name) - 1), count)
    for place in places:
        letters[place] = chance.choice(OTHER_WORDS)
    return "".join(letters)


def draw(seed: int, count: int) -> Iterator[Drawn]:
    chance = random.Random(seed)
    all_rows = sorted(latest(), key=lambda row: row.name)
    gone = [row for name in norms.names() if (row := norms.rows(name)[-1]).repealed]
    changed = []
    for name in norms.names():
        rows = norms.rows(name)
        if len(rows) > 1 and rows[-1].since and rows[0].since and 0 < rows[0].last < rows[-1].last:
            changed.append((rows[0], rows[-1]))
    today = datetime.date(2026, 11, 2)
    for index in range(count):
        row = chance.choice(all_rows)
        article, shape = article_of(row, chance)
        clause = chance.randrange(len(shape)) + 1
        items = shape[clause - 1]
        match index % 8:
            case 0:  # the article alone
                yield Drawn(written(row, in_words(article)), today, "", "", row.region)
            case 1:  # down to the item
                right = in_words(article, clause if len(shape) > 1 else 0, items and chance.randrange(items) + 1)
                yield Drawn(written(row, right), today, "", "", row.region)
            case 2:
                wrong = in_words(row.last + 1)
                yield Drawn(written(row, wrong), today, "L003", f"没有第{row.last + 1}条", row.region)
            case 3:
                wrong = in_words(article, len(shape) + 1)
                yield Drawn(written(row, wrong), today, "L016", f"没有第{chinese(len(shape) + 1)}款", row.region)
            case 4:
                wrong = in_words(
                    article, clause if len(shape) > 1 else 0, max(items if len(shape) > 1 else max(shape), 0) + 1
                )
                yield Drawn(written(row, wrong), today, "L016", "项", row.region)
            case 5:
                old = chance.choice(gone)
                yield Drawn(written(old, in_words(3)), today, "L001", "废止", old.region)
            case 6:
                if index % 16 == 6 and row.state:
                    yield Drawn(f"《{row.name}》{in_words(article)}", today, "L006", "全称", row.region)
                elif len(row.name) > 4:
                    wrong_name = misspelt(row.name, chance)
                    yield Drawn(f"《{wrong_name}》{in_words(article)}", today, "L007", "像是", row.region)
            case _:
                first, last = chance.choice(changed)
                assert last.since is not None
                day = last.since - datetime.timedelta(days=1)
                if first.since is not None and first.since <= day:
                    wrong = in_words(last.last)
                    yield Drawn(written(first, wrong), day, "L003", f"没有第{last.last}条", first.region)


def said(drawn: Drawn, folder: Path) -> list[tuple[str, str]]:
    day = f"{drawn.day.year}年{drawn.day.month}月{drawn.day.day}日"
    record = (
        f"检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n线索: {{来源: 群众举报, 日期: {day}}}\n"
        f"立案: {day}\n查明: 根据{drawn.text}的规定。\n"
    )
    found = checks.run(subject_of(record, folder), Choice(select=RULES))
    return [(each.problem.code, each.problem.message) for each in found]


@pytest.mark.parametrize("seed", [24, 2026])
def test_drawn_citations_are_judged_as_they_are(seed: int, tmp_path: Path) -> None:
    alarms, wrong, missed = [], 0, []
    for drawn in draw(seed, 400):
        found = said(drawn, tmp_path)
        if not drawn.rule:
            alarms += [(drawn.text, each) for each in found]
            continue
        wrong += 1
        if not any(code == drawn.rule and drawn.words in message for code, message in found):
            missed.append((drawn, found))
    assert alarms == []
    assert len(missed) <= wrong * 0.02, missed


@pytest.mark.parametrize(
    ("record", "code", "level", "words"),
    [
        ("查明: 根据《中华人民共和国行政诉讼法》第二十五条第五款。", "L016", "error", "只有4款，没有第五款"),
        ("查明: 根据《中华人民共和国行政诉讼法》第二十五条第四款、第六款。", "L016", "error", "没有第六款"),
        ("查明: 根据《中华人民共和国妇女权益保障法》第七十七条第（六）项。", "L016", "error", "只有5项"),
        (
            "查明: 根据《中华人民共和国妇女权益保障法》第七十七条第（二）项至第（七）项。",
            "L016",
            "error",
            "没有第（七）项",
        ),
        ("查明: 根据《中华人民共和国妇女权益保障法》第七十七条第一款。", "L017", "reminder", "只有一款"),
        ("查明: 根据《中华人民共和国刑法》第三百八十五条第三款。", "L016", "error", "没有第三款"),
        # The errors that the audit found in the table of docgen's own.
        ("查明: 根据《人力资源市场暂行条例》第四十九条。", "L003", "error", "一共48条"),
        ("查明: 根据《中华人民共和国网络安全法》第九十条。\n立案: 2026年3月2日", "L003", "error", "一共81条"),
        ("查明: 根据《中华人民共和国食品安全法》第一百六十条。\n立案: 2026年3月2日", "L003", "error", "一共154条"),
        # A local rule, and a law that another ends.
        ("查明: 根据《上海市绿化条例》第一百条。", "L003", "reminder", "没有第100条"),
        (
            "线索: {来源: 举报, 日期: 2024年3月1日}\n查明: 根据《中华人民共和国执业医师法》第三条。",
            "L001",
            "error",
            "2022年3月1日废止",
        ),
        ("检察院: 北京市大兴区人民检察院\n查明: 根据《上海市绿化条例》第三条。", "L018", "reminder", "上海的规定"),
    ],
)
def test_what_the_table_tells(record: str, code: str, level: str, words: str, tmp_path: Path) -> None:
    head = "事由: 规范母婴室建设\n" + ("" if "检察院:" in record else "检察院: 云江省青川市临河区人民检察院\n")
    found = checks.run(subject_of(head + record + "\n", tmp_path), Choice(select=(code,)))
    assert [(each.problem.code, each.problem.level) for each in found] == [(code, level)]
    assert words in found[0].problem.message


@pytest.mark.parametrize(
    "text",
    [
        "根据《中华人民共和国人口与计划生育法》第四十八条。",
        "根据《中华人民共和国妇女权益保障法》第七十七条第（二）项、第（五）项。",
        "根据《中华人民共和国民法典》第一千二百六十条。",
        "根据《中华人民共和国刑法》第二百八十七条之一第一款。",
        "根据《中华人民共和国长江保护法》第九十六条。",
        "该局文件称“依照《中华人民共和国行政诉讼法》第二十五条第九款”办理。",
        "根据《天津市绿化条例》第三条。",
    ],
)
def test_right_citations_and_quotations_pass(text: str, tmp_path: Path) -> None:
    record = f"检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n立案: 2024年3月4日\n查明: {text}\n"
    assert [each.problem for each in checks.run(subject_of(record, tmp_path), Choice(select=("L",)))] == []


def test_every_row_made_by_hand_agrees_with_the_counts_or_says_why_not() -> None:
    compared = 0
    for row in table("statutes"):
        counted = norms.rows(row["名称"])
        statute = statutes(PROJECT)[row["名称"]]
        if not counted:
            continue
        compared += 1
        differs = counted[-1].repealed is not None and counted[-1].repealed != statute.until
        for each in counted:
            begun = each.since or each.published
            if not each.last or begun is None:
                continue
            latest_then = begun if each.since else begun + datetime.timedelta(days=400)
            known = [version.last for version in statute.versions if version.last and version.since <= latest_then]
            differs = differs or bool(known and each.last not in known[-2:])
        assert not differs or "说明" in row, row["名称"]
    assert compared > 120


def test_a_count_without_its_day_joins_the_text_that_a_person_dated_soon_after() -> None:
    own = (Version(datetime.date(2022, 1, 1), 291, sure=True), Version(datetime.date(2024, 1, 1), 306, sure=True))
    counted = (Version(datetime.date(2023, 9, 1), 306, sure=True, exact=False, parts="58:2"),)
    found = merged(own, counted)
    assert [(version.since.year, version.last, version.parts) for version in found] == [
        (2022, 291, None),
        (2024, 306, "58:2"),
    ]


HEADER = "\t".join(made.HEADER) + "\n"


def test_the_table_is_made_of_facts_and_repeals_are_turned_round() -> None:
    text = (
        HEADER
        + "法律\t\t中华人民共和国甲乙丙法\t2020-01-01\t2020-03-01\t9\t是\t甲乙丙条例；某丁戊办法\t3:2\n"
        + "行政法规\t\t甲乙丙条例\t2001-01-01\t\t5\t是\t\t\n"
        + "行政法规\t\t某丁戊办法\t2022-01-01\t\t5\t是\t\t\n"
    )
    content, passed = made.made(made.facts(text))
    assert "甲乙丙条例\t\t行政法规\t\t2001-01-01\t\t2020-03-01\t甲乙丙法\t5\t是\t\n" in content
    assert passed == ["中华人民共和国甲乙丙法废止的《某丁戊办法》另有2022-01-01的文本"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("法律\t\t甲法\t2020-01-01\t\t9\t是\t\t5:2 3:2", "没有递增"),
        ("法律\t\t甲法\t2020-01-01\t\t9\t是\t\t10:2", "超过第9条"),
        ("法律\t\t甲法\t2020年\t\t9\t是\t\t", "日期"),
        ("法律\t\t甲法\t2020-01-01\t\t\t是\t\t", "不是数"),
    ],
)
def test_a_row_of_facts_that_is_not_sound_is_told(row: str, words: str) -> None:
    (fault,) = made.faults(made.facts(HEADER + row + "\n"))
    assert words in fault


def test_the_packaged_table_is_sound() -> None:
    lines = norms.FILE.read_text(encoding="utf-8").split("\n")
    assert tuple(lines[0].split("\t")) == norms.COLUMNS
    names = [line.split("\t")[0] for line in lines[1:] if line]
    assert names == sorted(names)
    for name in norms.names():
        assert norms.rows(name)
        assert all(row.repealed is None or row.successor for row in norms.rows(name))
