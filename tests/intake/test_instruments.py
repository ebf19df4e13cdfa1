"""Papers of the house are not imported as releases or cases; what only speaks of them is."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.intake.run import run

BODY = "2024年3月，甲县人民检察院就修补破损人行道一事向县住建局制发检察建议书。\n县住建局已经整改。\n"


@pytest.mark.parametrize(
    "head",
    [
        "甲县人民检察院\n再审检察建议书\n甲检民监〔2024〕3号",
        "甲县人民检察院\n立案决定书",  # of a crime: nothing in it speaks of public interest
        "公开听证笔录",
        "询问笔录（第1次）",
        "督促监护令",
        "内部资料 注意保存",
        "【内部】\n甲县院工作情况",
        "机密★一年\n情况专报",
        "甲检行公建〔2024〕3号\n甲县住建局：",
    ],
)
def test_a_paper_of_the_house_is_refused(head: str, tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_text(f"{head}\n{BODY}", encoding="utf-8")
    imported = run(path, "文.txt")
    assert imported.found is None
    assert [item.code for item in imported.problems] == ["I001"]
    assert "不能当作发布稿" in imported.problems[0].message


@pytest.mark.parametrize(
    "head", ["一份检察建议书，让破损人行道焕然一新", "甲县检察院召开新闻发布会", "检察建议“回头看”"]
)
def test_news_of_a_letter_is_imported(head: str, tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_text(f"{head}\n{BODY}", encoding="utf-8")
    assert run(path, "文.txt").found is not None
