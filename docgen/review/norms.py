"""``data/norms.tsv`` made from a table of facts: ``python -m docgen.review.norms 事实.tsv``.

The table of facts has a row for each version: 类 地 名称 版本 施行 条数 条号连续 同时废止 款项. Here rows are
sorted by name, repeals are turned round (who was repealed, when, by whom), and what does not agree
with itself is told; where a row is not sound nothing is written.
"""

from __future__ import annotations

import re
import sys
import warnings
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from docgen.checks.norms import COLUMNS, FILE, articles, key
from docgen.core.files import deliver

HEADER = ("类", "地", "名称", "版本", "施行", "条数", "条号连续", "同时废止", "款项")
_STATE = "中华人民共和国"
_DAY = re.compile(r"(?:\d{4}-\d{2}-\d{2})?")


class Fact(NamedTuple):
    """One row of the table of facts, every cell as text; ``repeals`` joined by ；."""

    rank: str
    region: str
    name: str
    published: str
    since: str
    last: str
    whole: str
    repeals: str
    parts: str


def facts(text: str) -> list[Fact]:
    """The rows of the table *text*, without its line of headings."""
    return [Fact(*line.split("\t")) for line in text.split("\n")[1:] if line]


def faults(table: Iterable[Fact]) -> list[str]:
    """What is wrong with *table*, in words: versions twice, days that are none, articles that do not rise."""
    found = []
    seen: dict[tuple[str, str, str], Fact] = {}
    for fact in table:
        version = (key(fact.name), fact.published, fact.since)
        if seen.setdefault(version, fact)[5:] != fact[5:]:
            found.append(f"{fact.name}：{fact.published or fact.since}的版本有两行，内容不同")
        if not (_DAY.fullmatch(fact.published) and _DAY.fullmatch(fact.since)):
            found.append(f"{fact.name}：日期要写成 2024-03-01")
        if not fact.last.isdigit() or fact.last == "0":
            found.append(f"{fact.name}：条数“{fact.last}”不是数")
            continue
        try:
            numbers = [tuple(map(int, article.split("-"))) for article in articles(fact.parts)]
        except ValueError:
            found.append(f"{fact.name}：款项写得不对")
            continue
        if numbers != sorted(numbers):
            found.append(f"{fact.name}：款项的条号没有递增")
        if any(number[0] > int(fact.last) for number in numbers):
            found.append(f"{fact.name}：款项里有超过第{fact.last}条的条号")
    return found


def repeals(table: Iterable[Fact]) -> tuple[dict[str, tuple[str, str, Fact]], list[str]]:
    """Name that is no longer in force → (day or ``""``, by what, the row that says so); and what was passed over.

    A norm repealed by its own new text is a version. One that has a text of later than the repeal
    was made anew, or another norm bears its name: both are left to a person.
    """
    latest: dict[str, str] = defaultdict(str)
    first: dict[tuple[str, str], str] = {}
    rows = list(table)
    for fact in rows:
        name = key(fact.name)
        latest[name] = max(latest[name], fact.published or fact.since)
        for old in filter(None, fact.repeals.split("；")):
            at = (name, key(old))
            if fact.since and (not first.get(at) or fact.since < first[at]):
                first[at] = fact.since
    found: dict[str, tuple[str, str, Fact]] = {}
    passed: list[str] = []
    for fact in rows:
        for old in filter(None, fact.repeals.split("；")):
            gone, by = key(old), key(fact.name)
            day = first.get((by, gone), "")
            if gone == by or "修改" in gone or "的决定" in gone or len(gone) < 3:
                continue
            if latest[gone] >= (day or fact.published or fact.since):
                passed.append(f"{fact.name}废止的《{old}》另有{latest[gone]}的文本")
                continue
            if gone not in found or (day and not found[gone][0]):
                found[gone] = (day, by, fact)
    return found, passed


def made(table: list[Fact]) -> tuple[str, list[str]]:
    """The content of ``data/norms.tsv``, and what was passed over."""
    gone, passed = repeals(table)
    lines = []
    for fact in table:
        if not fact.published and not fact.since:
            passed.append(f"{fact.name}：公布、施行的日期都没有，不采用")
            continue
        name = key(fact.name)
        day, by, _ = gone.get(name, ("", "", None))
        state = "是" if fact.name.startswith(_STATE) else ""
        lines.append(
            (
                name,
                state,
                fact.rank,
                fact.region,
                fact.published,
                fact.since,
                day,
                by,
                fact.last,
                fact.whole,
                fact.parts,
            )
        )
    known = {line[0] for line in lines}
    for name, (day, by, fact) in gone.items():
        if name not in known:
            state = "是" if any(key(old) == name and old.startswith(_STATE) for old in fact.repeals.split("；")) else ""
            # What rank it had its successor does not tell.
            lines.append((name, state, "", fact.region, "", "", day, by, "", "", ""))
    # One interpretation may stand there under two spellings of its issuers.
    lines = list(dict.fromkeys(lines))
    lines.sort(key=lambda line: (line[0], line[4] or line[5], line[5]))
    return "".join("\t".join(line) + "\n" for line in (COLUMNS, *lines)), passed


def main(source: Path) -> None:
    """Makes the table of the package of the facts in *source* and tells what it passed over; ValueError for faults."""
    table = facts(source.read_text(encoding="utf-8"))
    if wrong := faults(table):
        raise ValueError("\n".join(wrong))
    text, passed = made(table)
    deliver(FILE, text.encode())
    for line in passed:
        warnings.warn(line, stacklevel=2)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
