"""Import as a whole: five published texts come back, what is told, what is never overwritten."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from docgen.cli import main
from docgen.intake.take import take
from docgen.records.loader import load
from docgen.records.project import Project, Settings
from tests.intake.corpus import Manner, made

SEEDS = Path(os.environ.get("DOCGEN_CORPUS") or "missing")
COUNTS = {"000": 57, "001": 23, "002": 22, "003": 54, "004": 21}
needs_corpus = pytest.mark.skipif(not SEEDS.is_dir(), reason="DOCGEN_CORPUS 没有指出语料的文件夹")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@needs_corpus
def test_the_published_texts_come_back_paragraph_for_paragraph(capsysbinary: Any) -> None:
    files = [str(path) for path in sorted(SEEDS.glob("*.txt"))]
    assert run("import", *files, "--to", "记录", "--verify", "--json") == 0
    told = json.loads(capsysbinary.readouterr().out)["imports"]
    assert {Path(one["file"]).name[:3]: (one["verify"]["equal"], one["verify"]["total"]) for one in told} == {
        name: (count, count) for name, count in COUNTS.items()
    }
    stories, results = told[3], told[4]
    assert sum(change["kind"] == "joined" for change in stories["changes"]) == 8
    assert len(results["dropped"]) == 10
    assert told[0]["what"] == "典型案例集，5 件案例"
    assert all("没有认出案例" in one["what"] for one in told[1:])
    for path in Path("记录").rglob("*.yaml"):
        assert [item for item in load(path, Project(Path(), Settings())).problems if item.level == "error"] == []


@needs_corpus
def test_the_office_is_ours_again_in_the_records_of_cases() -> None:
    taken = take([next(SEEDS.glob("000*"))], Path("记录"))[0]
    texts = [path.read_text(encoding="utf-8") for path in taken.records[1:]]
    assert len(texts) == 5
    assert all("本院" in text and "（以下简称" + "大兴" not in text for text in texts)


def collection(**manner: Any) -> Path:
    document = made("集", Manner(**manner), random.Random(11))
    path = Path(f"集.{document.manner.container}")
    path.write_bytes(document.data)
    return path


MANNERS: list[dict[str, Any]] = [
    {}, {"contents": "numbered"}, {"contents": "paged", "start": "案例一\n"}, {"start": "一、", "head": "（一）"}, {"head": "无"}, {"head": "【】行内"},
    {"container": "docx", "labels": True}, {"container": "html", "chrome": True}, {"wrap": 34}, {"half_width": True}, {"subheads": True},
]  # fmt: skip


@pytest.mark.parametrize("manner", MANNERS, ids=str)
def test_collections_in_many_manners_print_as_they_read(manner: dict[str, Any]) -> None:
    taken = take([collection(**manner)], Path("记录"))[0]
    assert taken.problems == []
    assert taken.comparison is not None
    assert taken.comparison.lines == ()


def test_a_difference_is_shown_and_the_exit_code_is_one(capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = collection()
    # A project whose own template prints something else.
    Path("docgen.yaml").write_text("", encoding="utf-8")
    assert run("templates", "eject", "collection") == 0
    template = Path("templates/collection.j2")
    template.write_text(template.read_text(encoding="utf-8") + "多出的一段。\n", encoding="utf-8")
    assert run("import", str(path), "--to", "记录", "--verify") == 1
    shown = capsys.readouterr().err
    assert "I004" in shown
    assert "+多出的一段。" in shown
    assert run("import", str(path), "--to", "记录", "--force") == 0


def test_sources_are_not_touched_and_records_not_overwritten(capsys: Any) -> None:
    path = collection()
    before = path.read_bytes()
    assert run("import", str(path), "--to", "记录") == 0
    assert path.read_bytes() == before
    assert run("import", str(path), "--to", "记录") == 0  # the same records again
    record = Path("记录/集/发布会.yaml")
    record.write_text(record.read_text(encoding="utf-8") + "# 改过\n", encoding="utf-8")
    assert run("import", str(path), "--to", "记录") == 1
    assert "I002" in capsys.readouterr().err
    assert record.read_text(encoding="utf-8").endswith("# 改过\n")


def test_no_case_is_an_answer_and_the_text_is_kept(capsys: Any) -> None:
    Path("菜谱.txt").write_text("番茄炒蛋\n两个番茄切块。三个鸡蛋打散。\n先炒蛋，再炒番茄。\n", encoding="utf-8")
    assert run("import", "菜谱.txt", "--to", "记录", "--report", "报告.json") == 0
    assert "没有认出案例，也不像发布稿" in capsys.readouterr().err
    kept = Path("记录/菜谱.yaml").read_text(encoding="utf-8")
    assert "两个番茄切块。三个鸡蛋打散。" in kept
    assert json.loads(Path("报告.json").read_text(encoding="utf-8"))[0]["records"] == ["记录/菜谱.yaml"]
    Path("报告.json").write_text("批了几个字", encoding="utf-8")
    assert run("import", "菜谱.txt", "--to", "记录", "--report", "报告.json") == 1
    assert "报告.json:1:1: 错误 W002" in capsys.readouterr().err
    assert Path("报告.json").read_text(encoding="utf-8") == "批了几个字"


def test_a_bad_file_does_not_stop_the_others(capsys: Any) -> None:
    Path("坏.docx").write_bytes(b"PK\x03\x04rubbish")
    assert run("import", "坏.docx", str(collection()), "没有.txt", "--to", "记录") == 3
    assert Path("记录/集/发布会.yaml").is_file()
    assert capsys.readouterr().err.count("I001") == 2
