"""A person's edits are never lost, and every name of a file is legal, short enough and its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, Scratch

Cli = Any
CASE = HEAD + "基本案情: 群众投诉。\n典型意义: 关乎民生。\n调查和督促履职: 本院立案。\n"
ARGUMENTS = ("render", "案件.yaml", "--as", "典型案例", "--format", "txt")
TARGET = "output/对外/典型案例-临河-规范母婴室建设.txt"


def test_a_file_that_a_person_edited_is_kept(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    assert cli(*ARGUMENTS).code == 0
    target = scratch.root / TARGET
    target.write_text("领导改过的稿子\n", encoding="utf-8")
    scratch.record(CASE.replace("民生", "大事"))
    ran = cli(*ARGUMENTS)
    assert ran.code != 0
    assert f"{TARGET}:1:1: 错误 W002" in ran.talk
    assert "--force" in ran.talk
    assert "0 份生成" in ran.talk
    assert target.read_text(encoding="utf-8") == "领导改过的稿子\n"


def test_force_writes_over_it(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli(*ARGUMENTS)
    target = scratch.root / TARGET
    target.write_text("领导改过的稿子\n", encoding="utf-8")
    assert cli(*ARGUMENTS, "--force").code == 0
    assert "关乎民生" in target.read_text(encoding="utf-8")
    assert cli(*ARGUMENTS).code == 0


def test_a_file_that_docgen_wrote_is_renewed_without_asking(scratch: Scratch, cli: Cli) -> None:
    for words in ("民生", "大事", "长远"):
        scratch.record(CASE.replace("民生", words))
        assert cli(*ARGUMENTS).code == 0
        assert words in (scratch.root / TARGET).read_text(encoding="utf-8")


def test_a_file_that_was_there_before_docgen_is_kept(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    scratch.file(TARGET, "别人的文件\n")
    assert "W002" in cli(*ARGUMENTS).talk
    assert (scratch.root / TARGET).read_text(encoding="utf-8") == "别人的文件\n"


def test_the_same_text_is_no_edit_even_where_the_ledger_is_lost(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli(*ARGUMENTS)
    ledger = scratch.root / "output" / ".docgen.json"
    names = json.loads(ledger.read_text(encoding="utf-8"))["files"]
    assert list(names) == [TARGET.removeprefix("output/")]
    for spoiled in ("", "不是 JSON", "[]", '{"files": 3}'):
        ledger.write_text(spoiled, encoding="utf-8")
        assert cli(*ARGUMENTS).code == 0
    assert json.loads(ledger.read_text(encoding="utf-8"))["files"] == names


def test_other_files_are_written_though_one_is_kept(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    scratch.file(TARGET, "别人的文件\n")
    ran = cli("render", "案件.yaml", "--as", "典型案例,检察建议书", "--format", "txt")
    assert ran.code != 0
    assert (scratch.root / "output/内部/检察建议书-临河-规范母婴室建设.txt").is_file()


def test_nothing_half_written_is_left_behind(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    (scratch.root / TARGET).mkdir(parents=True)
    ran = cli(*ARGUMENTS, "--force")
    assert ran.code == 5
    assert "W001" in ran.talk
    assert [path.name for path in (scratch.root / "output").rglob("*.tmp")] == []


NAMES = [
    ('整治A/B:C*D?E"F<G>H|I\\J', "整治A／B：C＊D？E＂F＜G＞H｜I＼J"),
    ("整治  空格 ", "整治 空格"),
    ("整治𬱖某", "整治𬱖某"),
    ("整治...", "整治"),
    ("..", ""),
]


@pytest.mark.parametrize(("matter", "shown"), NAMES)
def test_what_windows_forbids_becomes_full_width(scratch: Scratch, cli: Cli, matter: str, shown: str) -> None:
    quoted = matter.replace("'", "''")
    scratch.record(CASE.replace("规范母婴室建设", f"'{quoted}'"))
    assert cli(*ARGUMENTS).code == 0
    (path,) = (scratch.root / "output/对外").iterdir()
    assert path.name == f"典型案例-临河{'-' if shown else ''}{shown}.txt"


def test_a_long_name_is_cut_with_a_mark_of_its_own(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE.replace("规范母婴室建设", "整治" + "很长的事由" * 40 + "甲"), "甲.yaml")
    scratch.record(CASE.replace("规范母婴室建设", "整治" + "很长的事由" * 40 + "乙"), "乙.yaml")
    assert cli("render", "甲.yaml", "乙.yaml", "--as", "典型案例", "--format", "txt,docx").code == 0
    names = [path.name for path in (scratch.root / "output/对外").iterdir()]
    assert len(names) == 4
    for name in names:
        assert name.startswith("典型案例-临河-整治很长的事由")
        assert 190 < len(name.encode()) <= 200


def test_a_second_paper_of_the_same_name_is_numbered(scratch: Scratch, cli: Cli) -> None:
    filings = "机关: {甲局: 某市某局}\n立案: [{机关: 甲局, 日期: 2024年1月5日}, {机关: 甲局, 日期: 2024年2月5日}, {机关: 甲局}]\n"
    scratch.record(HEAD + filings)
    assert cli("render", "案件.yaml", "--as", "case-filing-decision", "--format", "txt").code == 0
    names = sorted(path.name for path in (scratch.root / "output/内部").iterdir())
    assert names == [f"立案决定书-临河-规范母婴室建设-甲局{count}.txt" for count in ("", "（2）", "（3）")]
    texts = [(scratch.root / "output/内部" / name).read_text(encoding="utf-8") for name in names]
    assert "2024年1月5日" in texts[0]
    assert "2024年2月5日" in texts[1]


def test_two_records_of_the_same_matter_do_not_overwrite_each_other(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE, "甲.yaml")
    scratch.record(CASE.replace("民生", "大事"), "乙.yaml")
    ran = cli("render", "甲.yaml", "乙.yaml", "--as", "典型案例", "--format", "txt")
    assert ran.code == 0
    first, second = (Path(line) for line in ran.result.split())
    assert second.name == "典型案例-临河-规范母婴室建设（2）.txt"
    assert "民生" in first.read_text(encoding="utf-8")
    assert "大事" in second.read_text(encoding="utf-8")
