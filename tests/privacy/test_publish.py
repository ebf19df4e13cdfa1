"""The record for the other network holds no secret and gives the same public papers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import RECORDS, Scratch, loaded, process, stem
from reliability import leak_scanner
from reliability.leak_records import record

from docgen import builder, papers
from docgen.papers import Options
from docgen.privacy.published import published
from docgen.privacy.secrets import register
from docgen.records.loader import load
from docgen.writers import WRITERS


def same_papers(path: Path, target: Path) -> int:
    """The number of public files that the record at *path* and its public record both give, byte for byte."""
    space = builder.workspace(path)
    case = load(path, space.project).case
    assert case is not None
    own = [kind for kind in space.catalog.kinds.values() if kind.face == "public" and kind.own]
    names = frozenset(name for kind in own for name in (kind.name, kind.id))
    target.write_text(published(case, register([case]), names), encoding="utf-8")
    found = load(target, space.project)
    assert [item for item in found.problems if item.level == "error"] == []
    assert found.case is not None
    compared = 0
    for kind in space.catalog.kinds.values():
        if kind.face != "public" or "case" not in getattr(kind, "takes", "case"):
            continue
        pairs = [papers.finish(kind, one, space.project, space.engine, Options()) for one in (case, found.case)]
        for before, after in zip(*pairs, strict=True):
            assert replace(before, document=None, problems=(), secrets=None) == replace(
                after, document=None, problems=(), secrets=None
            )
            assert before.document is not None
            assert after.document is not None
            for form in WRITERS:
                one, two = (builder.to_bytes(item, form, space) for item in (before.document, after.document))
                assert one == two, (kind.id, form)
                compared += 1
    return compared


@pytest.mark.parametrize("path", RECORDS, ids=stem)
def test_the_public_record_of_a_case_gives_the_same_public_papers(path: Path, tmp_path: Path) -> None:
    assert same_papers(path, tmp_path / "公开版.yaml") >= len(WRITERS)
    assert loaded(path).case is not None


@pytest.mark.parametrize("number", range(4))
def test_no_secret_is_in_it(number: int, scratch: Scratch) -> None:
    planted = record(7, number)
    path = scratch.file(planted.name, planted.text)
    assert same_papers(path, scratch.root / "公开版.yaml") >= 2 * len(WRITERS)
    assert leak_scanner.found((scratch.root / "公开版.yaml").read_bytes(), planted.secrets) == set()


def test_the_commands(scratch: Scratch) -> None:
    planted = record(7, 1)
    scratch.file("案件.yaml", planted.text)
    done = process(["publish", "案件.yaml", "-o", "公开版.yaml"], scratch.root)
    assert (done.code, done.result) == (0, "公开版.yaml\n")
    assert process(["publish", "案件.yaml", "-o", "公开版.yaml"], scratch.root).code == 1
    assert process(["render", "公开版.yaml", "--as", "典型案例"], scratch.root).code == 0
    done = process(["mapping", "案件.yaml", "-o", "对照表.csv"], scratch.root)
    assert done.code == 0
    rows = list(csv.reader(io.StringIO((scratch.root / "对照表.csv").read_text(encoding="utf-8-sig"))))
    real = {row[3] for row in rows}
    assert {value for value, kind in planted.secrets.items() if kind in ("机关", "单位")} <= real
    assert all(row[4] and row[3] not in row[4] for row in rows[1:])
    assert process(["mapping", "案件.yaml", "-o", "output/对照表.csv"], scratch.root).code == 2
    scratch.file("案件.yaml", planted.text + "密级: 秘密★1年\n")
    refused = process(["publish", "案件.yaml", "-o", "另.yaml"], scratch.root)
    assert refused.code == 3
    assert "V004" in refused.talk


def test_scan(scratch: Scratch) -> None:
    planted = record(7, 1)
    scratch.file("案件.yaml", planted.text)
    scratch.file("稿.txt", "第一行\n有" + planted.personal[0] + "\n电话13912345678\n")
    (scratch.root / "稿.docx").write_bytes(leak_scanner._docx("<w:r><w:t>13912345678</w:t></w:r>"))
    done = process(["scan", "稿.txt", "稿.docx", "--record", "案件.yaml"], scratch.root)
    assert done.code == 1
    assert "稿.txt:2:1: 错误 M002" in done.talk
    assert "稿.txt:3:1: 错误 M005 疑似有手机号码" in done.talk
    assert "（word/document.xml）" in done.talk
    assert leak_scanner.found(done.out + done.err, [planted.personal[0], "13912345678"]) == set()
    alone = process(["scan", "稿.txt"], scratch.root)
    assert "M002" not in alone.talk
    assert "姓名要有记录才查得出" in alone.talk
    clean = process(["render", "案件.yaml", "--as", "典型案例", "--format", "docx,html,txt"], scratch.root)
    files = clean.result.split()
    again = process(["scan", *files, "--record", "案件.yaml", "--json"], scratch.root)
    assert again.code == 0, again.talk
    assert again.json["problems"] == []
