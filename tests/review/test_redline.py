"""A redline in LibreOffice: accepted it reads as the new file, rejected as the old one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from helpers import SAMPLES, office, process

from docgen.formats.word.read import open_word, read_word
from docgen.review.compare.redline import redline

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
CHANGES = (
    ("27家", "29家"),
    (
        "      - 组织医疗机构建立母婴室日常管理制度，明确清洁消毒、设施维护和巡查的责任人员，并对执行情况进行监督检查。\n",
        "",
    ),
    ("    其他说明: |\n", "    其他说明: |\n      新增的一段说明。\n"),
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("redline")
    (root / "docgen.yaml").write_text("", encoding="utf-8")
    text = RECORD.read_text(encoding="utf-8")
    found = {}
    for name in ("旧", "新"):
        (root / "案件.yaml").write_text(text, encoding="utf-8")
        ran = process(["render", "案件.yaml", "--as", "检察建议书", "-o", name], root)
        assert ran.code == 0, ran.talk
        found[name] = next((root / name).rglob("*区卫健委.docx"))
        for old, new in CHANGES:
            text = text.replace(old, new)
    found["修订"] = root / "修订.docx"
    ran = process(["diff", found["旧"], found["新"], "--redline", found["修订"]], root)
    assert ran.code == 1
    return found


def test_insertions_and_deletions_are_tracked_and_nothing_else_moves(files: dict[str, Path]) -> None:
    word = open_word(files["修订"].read_bytes(), "修订.docx")
    assert {one.what for one in word.changes} == {"插入", "删除"}
    assert read_word(files["修订"]) == read_word(files["新"])


def test_accepting_all_gives_the_new_text_and_rejecting_all_the_old(files: dict[str, Path], tmp_path: Path) -> None:
    steps = []
    for word in ("accept", "reject"):
        steps += [["open", str(files["修订"])], [word], ["save", str(tmp_path / f"{word}.docx")], ["close"]]
    office(steps, tmp_path)
    assert read_word(tmp_path / "accept.docx") == read_word(files["新"])
    assert read_word(tmp_path / "reject.docx") == read_word(files["旧"])
    assert read_word(files["新"]) != read_word(files["旧"])


def test_two_runs_give_the_same_bytes(files: dict[str, Path]) -> None:
    old, new = files["旧"].read_bytes(), files["新"].read_bytes()
    assert redline(old, new) == redline(old, new)


def test_a_file_of_another_program_can_be_redlined() -> None:
    from docx import Document

    made = []
    for words in (["第一段", "第二段"], ["第一段改", "新的", "第二段"]):
        document = Document()
        for text in words:
            document.add_paragraph(text)
        stream = io.BytesIO()
        document.save(stream)
        made.append(stream.getvalue())
    result = open_word(redline(*made), "修订.docx")
    assert [one.text for one in result.paragraphs] == ["第一段改", "新的", "第二段"]
    assert len(result.changes) == 3
