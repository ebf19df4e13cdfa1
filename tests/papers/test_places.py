"""Every text of a finished paper points at the very characters that were typed, in the record or the template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import KINDS, RECORDS, documents, stem

from docgen.core.tree import Text, walk

GLUE = "、；，。　（）个"
PART_OF_A_DATE = re.compile(r"[\d年月日时分]+")
DATES = {f"星期{day}" for day in "一二三四五六日"}
FROM_THE_TITLE = "督促"
MADE = (
    "成文日期",
    "文号",
    "简称",
    "类型",
    "立案依据",
    "公告依据",
    "法律依据.提出",
    "诉前文书",
    "送达文书",
    "以下简称",
    "途径",
)
"""What follows from the record instead of being typed there."""

PAPERS = [(path, kind) for path in RECORDS for kind in KINDS]


def fault(leaf: Text, line: str) -> str:
    """What is wrong with the place of *leaf*, which points at *line* of the record; ``""`` for nothing."""
    here = line[leaf.span.column - 1 :]
    via = leaf.span.via
    if via.startswith(("机关.", "当事人.", "数据.")):
        # What a letter says to its agency is 该局 or a full name in a paper that another reads.
        good = leaf.text in line or leaf.text.startswith("你") or here.startswith("你")
    elif via in ("本院", "你单位", "附件"):
        good = here.startswith(via)
    elif via:
        good = via in MADE or f"｛{via}" in line or leaf.text in here
    else:
        words = leaf.text.rstrip(GLUE)
        # A derived title is glued together: its pieces begin where their fields were typed.
        head = words.partition(FROM_THE_TITLE)[0].partition("行政公益诉讼案")[0]
        good = here.startswith(words) or leaf.text in DATES or words.startswith(FROM_THE_TITLE)
        good = good or bool(PART_OF_A_DATE.fullmatch(words) and words in here)
        good = good or (bool(head) and head != words and here.startswith(head))
    return "" if good else f"{leaf.text!r} via {via!r} points at {line!r}"


@pytest.mark.parametrize(("path", "kind"), PAPERS, ids=[f"{stem(path)} {kind}" for path, kind in PAPERS])
def test_every_text_points_at_what_was_typed(path: Path, kind: str) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    for document in documents(path, kind):
        typed = [leaf for leaf in walk(document) if leaf.span.file == path.name and "【待补" not in leaf.text]
        assert typed
        assert [found for leaf in typed if (found := fault(leaf, lines[leaf.span.line - 1]))] == []


@pytest.mark.parametrize(("path", "kind"), PAPERS, ids=[f"{stem(path)} {kind}" for path, kind in PAPERS])
def test_every_other_text_points_at_a_line_of_a_template(path: Path, kind: str) -> None:
    for document in documents(path, kind):
        others = [leaf for leaf in walk(document) if leaf.span.file != path.name]
        assert others
        for leaf in others:
            template = Path(leaf.span.file)
            assert template.suffix == ".j2"
            line = template.read_text(encoding="utf-8").split("\n")[leaf.span.line - 1]
            # What stands there is the text itself, or the expression that made it.
            assert leaf.text.strip() in line or "{{" in line or line.startswith("#") or "你单位" in line, leaf
