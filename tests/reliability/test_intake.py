"""Four of the shells with every genre: headlines, sections and speakers right, nothing lost, nothing of the site kept."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from docgen.intake.take import take
from tests.reliability import intake


@pytest.mark.parametrize("shell", ["TRS", "ASP.NET", "公众号", "没有 h1"])
def test_a_shell_gives_every_text_whole(shell: str, tmp_path: Path) -> None:
    for genre, text in intake.TEXTS.items():
        path = tmp_path / f"{genre}.html"
        path.write_text(intake.SHELLS[shell](text), encoding="utf-8")
        assert intake.judge(text, take([path], tmp_path / genre)[0], Counter()) == []


def test_a_judge_notices_what_is_lost_and_what_is_kept_of_the_site(tmp_path: Path) -> None:
    text = intake.TEXTS["消息"]
    path = tmp_path / "文.txt"
    path.write_text("\n".join([text.title, *text.lines[1:], intake.FOOT[2]]), encoding="utf-8")
    wrong = intake.judge(text, take([path], tmp_path / "记录")[0], told := Counter())
    assert (told["丢失"], told["外来"]) == (1, 1)
    assert len(wrong) == 2
