"""A Word file that docgen.yaml names for a kind serves render, build, snapshot and check; an old template is told."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from helpers import Scratch

from docgen.papers.templates import origin
from docgen.papers.templates.catalog import built_in
from docgen.review import snapshot

Cli = Any
RECORD = """检察院: 云江省青川市临河区人民检察院
事由: 清理河道垃圾
机关: {水务局: {全称: 青川市临河区水务局}}
检察建议:
  - {被建议单位: 水务局, 建议: [清理河道垃圾], 文号: 临检行公建〔2024〕3号, 日期: 2024年4月22日}
"""
LINES = (
    "本院自己的版头",
    "｛被建议单位.全称｝：",
    "{% for 一条 in 建议 %}",
    "{{ 一条|成句 }}",
    "{% endfor %}",
    "｛成文日期｝",
)


def office(scratch: Scratch, lines: Iterable[str] = LINES, name: str = "本院.docx", kind: str = "检察建议书") -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    (scratch.root / name).write_bytes(stream.getvalue())
    scratch.file("docgen.yaml", f"Word模板: {{{kind}: {name}}}\n")
    return scratch.record(RECORD)


def words(path: Path) -> list[str]:
    return [one.text for one in Document(str(path)).paragraphs]


FILLED = ["本院自己的版头", "青川市临河区水务局：", "清理河道垃圾。", "2024年4月22日"]


@pytest.mark.parametrize("kind", ["检察建议书", "recommendation"])
def test_render_fills_it_and_other_formats_stay(kind: str, scratch: Scratch, cli: Cli) -> None:
    office(scratch, kind=kind)
    ran = cli("render", "案件.yaml", "--as", "检察建议书", "--format", "docx,txt", "-o", "出")
    assert ran.code == 0, ran.talk
    (docx,) = (scratch.root / "出").rglob("*.docx")
    (text,) = (scratch.root / "出").rglob("*.txt")
    assert words(docx) == FILLED
    assert "本院自己的版头" not in text.read_text(encoding="utf-8")
    assert ran.talk.count("G001") <= 2  # what lacks in both is told once for each paper at most


def test_build_fills_it_and_makes_it_anew_when_it_changed(scratch: Scratch, cli: Cli) -> None:
    office(scratch)
    assert cli("build", ".").code == 0
    (docx,) = scratch.root.rglob("检察建议书*.docx")
    assert words(docx) == FILLED
    assert "没有变化" in cli("build", ".").talk or "1 份" in cli("build", ".").talk
    office(scratch, ("换过的版头", *LINES[1:]))
    assert cli("build", ".").code == 0
    assert words(docx)[0] == "换过的版头"


def test_snapshots_show_it(scratch: Scratch, cli: Cli) -> None:
    record = office(scratch)
    cli("snapshot", record, "--update")
    assert cli("snapshot", record).code == 0
    kept = next(scratch.root.rglob(f"检察建议书*{snapshot.SUFFIX}")).read_text(encoding="utf-8")
    assert "本院自己的版头" in kept
    office(scratch, ("换过的版头", *LINES[1:]))
    assert cli("snapshot", record).code == 1


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (("｛被建议单位.全秤｝", *LINES), "T004", "第1段"),
        (("｛检察院", *LINES), "T010", "没有成对"),
        (("只有一句",), "T016", "没有用到检察建议书要有的"),
    ],
)
def test_check_tells_what_is_wrong_with_it(
    lines: tuple[str, ...], code: str, said: str, scratch: Scratch, cli: Cli
) -> None:
    office(scratch, lines)
    for command in (("check", "案件.yaml"), ("templates", "check")):
        ran = cli(*command)
        assert code in ran.talk and said in ran.talk, command


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("Word模板: {检察建义书: 本院.docx}", "C001"),
        ("Word模板: {检察建议书: 没有.docx}", "T015"),
        ("Word模板: {议程: 本院.docx}", "C001"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(setting: str, code: str, scratch: Scratch, cli: Cli) -> None:
    office(scratch)
    scratch.file("docgen.yaml", setting + "\n")
    ran = cli("check", "案件.yaml")
    assert ran.code and code in ran.talk and "docgen.yaml:1:" in ran.talk
    if code == "T015":
        ran = cli("render", "案件.yaml", "--as", "检察建议书", "-o", "出")
        assert ran.code and "T015" in ran.talk


def test_loose_braces_are_told_with_the_other_faults(scratch: Scratch, cli: Cli) -> None:
    office(scratch, ("｛检察院", "｛被建议单位.全秤｝", "甲｝", *LINES))
    ran = cli("templates", "check", "本院.docx", "--as", "检察建议书", "-o", "批.docx")
    assert ran.code
    assert ran.talk.count("T010") == 2 and ran.talk.count("T004") == 1
    assert len(list(Document(str(scratch.root / "批.docx")).comments)) == 3


# — templates that were taken out —


def test_a_template_taken_out_of_an_older_state_is_told(scratch: Scratch, cli: Cli) -> None:
    assert cli("templates", "eject", "检察建议书").code == 0
    path = scratch.root / "templates/recommendation.j2"
    assert "T013" not in cli("templates", "check", "检察建议书").talk
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(f"取自: {origin.digest(built_in().kinds['recommendation'].source)}", "取自: 0123456789ab"),
        encoding="utf-8",
    )
    ran = cli("templates", "check", "检察建议书")
    assert ran.code == 0 and "T013" in ran.talk and "templates diff" in ran.talk


def test_diff_shows_what_the_office_changed(scratch: Scratch, cli: Cli) -> None:
    cli("templates", "eject", "检察建议书")
    path = scratch.root / "templates/recommendation.j2"
    assert "和内置的一样" in cli("templates", "diff", "检察建议书").talk
    path.write_text(path.read_text(encoding="utf-8").replace("经依法调查，现查明：", "现查明："), encoding="utf-8")
    ran = cli("templates", "diff", "recommendation")
    assert "-经依法调查，现查明：" in ran.result and "+现查明：" in ran.result and "取自" not in ran.result
    assert "内置" in cli("templates", "diff", "立案决定书").talk
