"""A sweep: every command that takes a record is run on one whose file and fields hold marked secrets; no screen shows any."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, Scratch

from docgen.core.errors import problem
from docgen.core.source import Span
from docgen.privacy import redact

Cli = Any
SECRETS = ("欧阳志远", "志远", "110101199003070038", "13812345678", "幸福里7号楼2单元301室")
RECORD = (
    HEAD
    + "基本案情: 欧阳志远住在幸福里7号楼2单元301室，电话13812345678。\n典型意义: 欧阳志远等人。\n调查和诉讼: 略。\n"
    "类型: 民事公益诉讼\n线索: {来源: 举报, 日期: 2024年1月9日}\n立案:\n  - {机关: 欧阳志远, 日期: 2024年2月20日}\n"
    "当事人:\n  甲: {姓名: 欧阳志远, 对外: 欧阳某, 身份证: 110101199003070038, 电话: 13812345678, 住址: 幸福里7号楼2单元301室}\n"
)
BROKEN = RECORD + "没有这项: 欧阳志远\n"
FILE = "欧阳志远案.yaml"
COMMANDS = (
    ("check", FILE),
    ("check", FILE, "--json"),
    ("check", FILE, "--format", "github"),
    ("render", FILE, "--as", "典型案例,立案决定书", "-v"),
    ("render", FILE, "--as", "典型案例,立案决定书", "--json"),
    ("ledger", FILE),
    ("next", FILE),
    ("next", FILE, "--json"),
    ("figures", FILE),
    ("cite", FILE),
    ("measure", FILE),
    ("scan", FILE),
    ("build", FILE, "-v", "--jobs", "0"),
    ("build", FILE, "--json", "--jobs", "0"),
    ("add", "听证笔录", FILE),
)


@pytest.mark.parametrize("record", [RECORD, BROKEN], ids=["good", "broken"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_no_command_shows_a_secret_or_the_name_of_the_file(
    scratch: Scratch, cli: Cli, arguments: tuple[str, ...], record: str
) -> None:
    scratch.record(record, FILE)
    ran = cli(*arguments)
    said = ran.talk + ran.result
    assert said
    assert not [secret for secret in SECRETS if secret in said], said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("“他叫欧阳…”", "“他叫××…”"),
        ("“…志远说”", "“…××说”"),
        ("身份证号11010119900…", "身份证号***********…"),
        ("…90307003X号", "…*********号"),
        ("欧阳修写的…", "欧阳修写的…"),
        ("共1200…", "共1200…"),
    ],
)
def test_a_quotation_that_is_cut_within_a_value_shows_no_piece_of_it(text: str, shown: str) -> None:
    assert redact.hidden(text, ("欧阳志远",)) == shown


def test_the_place_of_a_message_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text(RECORD, encoding="utf-8")
    (told,) = redact.without_secrets([problem(Span(str(path), 3, 4), "R008", "欧阳志远")])
    assert told.span and "欧阳志远" not in told.span.file and (told.span.line, told.span.column) == (3, 4)
    assert told.span.file.endswith("××××案.yaml")


def test_a_number_without_a_record_is_not_shown(tmp_path: Path) -> None:
    (told,) = redact.without_secrets([problem(Span("来文.docx", 3), "I010", "这句话没有放进：电话13812345678")])
    assert "13812345678" not in told.message


def test_the_preview_tells_no_value(tmp_path: Path) -> None:
    from docgen.review.preview.server import _problem

    path = tmp_path / "案件.yaml"
    path.write_text(RECORD, encoding="utf-8")
    told = _problem(problem(Span(str(path), 1), "R008", "欧阳志远的13812345678", "改欧阳志远"))
    assert not [secret for secret in SECRETS if secret in f"{told['message']}{told['hint']}"]


def test_the_suite_of_a_project_tells_no_value(tmp_path: Path) -> None:
    from docgen.review.pytest_plugin import _told

    path = tmp_path / FILE
    path.write_text(RECORD, encoding="utf-8")
    said = _told(path, ["- 欧阳志远到场", "+ 13812345678"], [problem(Span(str(path), 1), "R008", "欧阳志远")])
    assert "到场" in said and not [secret for secret in SECRETS if secret in said]
