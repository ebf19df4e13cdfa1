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


@pytest.mark.parametrize("form", [(), ("--json",), ("--html", "比.html")], ids=" ".join)
def test_a_comparison_does_not_tell_the_names_of_its_files(scratch: Scratch, cli: Cli, form: tuple[str, ...]) -> None:
    scratch.record(RECORD, FILE)
    scratch.record(RECORD.replace("略", "改"), "欧阳志远/新.yaml")
    ran = cli("diff", FILE, "欧阳志远/新.yaml", *form)
    page = scratch.root / "比.html"
    said = ran.talk + ran.result + (page.read_text(encoding="utf-8") if page.exists() else "")
    assert "××××案.yaml" in said and "志远" not in said
    assert "欧阳志远案.yaml" in cli("diff", FILE, "欧阳志远/新.yaml", "--real-names").result


LETTER = "检察建议书\n云江省鹿鸣市松岭区人民检察院\n松检建〔2024〕3号\n松岭区住房和城乡建设局：\n本院发现欧阳志远占用消防通道。\n"


@pytest.mark.parametrize("output", [(), ("--json",)], ids=" ".join)
def test_what_is_imported_is_not_called_by_a_name(
    scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch, output: tuple[str, ...]
) -> None:
    from docgen.intake import take

    assert take._nameless("欧阳志远案（阿依古丽）", RECORD + "  乙: {姓名: 阿依古丽·买买提}\n") == "欧阳某案（阿某）"
    assert take._nameless("松岭区院 督促整治", RECORD) == "松岭区院 督促整治"
    scratch.file("欧阳志远案.txt", LETTER)
    monkeypatch.setattr(take, "_text_of_case", lambda *_: RECORD)
    ran = cli("import", "欧阳志远案.txt", "--to", "新", *output)
    assert (scratch.root / "新").is_dir(), ran.talk
    assert [path.name for path in (scratch.root / "新").glob("*.yaml")] == ["欧阳某案.yaml"]
    assert "志远" not in ran.talk + ran.result


VALID = (
    RECORD.replace("事由: 规范母婴室建设", "事由: 整治欧阳志远等人污染河道")
    .replace("  甲:", "  欧阳志远:")
    .replace("调查和诉讼: 略", "调查和诉讼: 改")
)
OF_VALID = (
    ("ledger", FILE),
    ("ledger", FILE, "--json"),
    ("ledger", FILE, "--json", "--date", "2024年9月1日"),
    ("next", FILE, "--json"),
    ("snapshot", FILE, "--update"),
    ("snapshot", FILE, "--update", "--json"),
)


@pytest.mark.parametrize("arguments", OF_VALID, ids=" ".join)
def test_a_usable_record_shows_no_name_either(scratch: Scratch, cli: Cli, arguments: tuple[str, ...]) -> None:
    assert "欧阳志远等人" in VALID
    scratch.record(VALID, FILE)
    ran = cli(*arguments)
    said = ran.talk + ran.result
    assert ran.code == 0 and ("××××" in said or "欧阳某" in said), said
    assert not [secret for secret in SECRETS if secret in said], said


def test_a_changed_snapshot_is_not_told_by_the_name_of_its_record(scratch: Scratch, cli: Cli) -> None:
    scratch.record(VALID, FILE)
    cli("snapshot", FILE, "--update")
    scratch.record(VALID.replace("污染河道", "污染湖泊"), FILE)
    for more in ((), ("--json",)):
        ran = cli("snapshot", FILE, *more)
        said = ran.talk + ran.result
        assert ran.code == 1 and "湖泊" in said
        assert not [secret for secret in SECRETS if secret in said], said


@pytest.mark.parametrize(
    ("matter", "shown"),
    [
        ("整治欧阳志远等人污染河道", "整治欧阳某等人污染河道"),
        ("整治欧阳志远（电话13812345678）占道", "整治欧阳某（电话×××）占道"),
        ("整治“欧阳志远”排污", "整治“欧阳某”排污"),
        ("整治幸福里7号楼2单元301室堆物", "整治××堆物"),
    ],
)
def test_the_calendar_holds_no_person_of_the_matter(scratch: Scratch, cli: Cli, matter: str, shown: str) -> None:
    scratch.record(VALID.replace("整治欧阳志远等人污染河道", matter), FILE)
    cli("ledger", FILE, "--ics", "期.ics")
    text = (scratch.root / "期.ics").read_text(encoding="utf-8").replace("\n ", "").replace("\r", "")
    assert shown in text, text
    assert not [secret for secret in SECRETS if secret in text]


def test_a_matter_of_the_calendar_keeps_its_words(scratch: Scratch, cli: Cli) -> None:
    record = VALID.replace("整治欧阳志远等人污染河道", "整治安全隐患").replace("{姓名: 欧阳志远", "{姓名: 安全")
    scratch.record(record, FILE)
    cli("ledger", FILE, "--ics", "期.ics")
    text = (scratch.root / "期.ics").read_text(encoding="utf-8").replace("\n ", "").replace("\r", "")
    assert "整治安全隐患" in text
