"""A leader edits the Word file in LibreOffice, and the edits come back into the record."""

from __future__ import annotations

from pathlib import Path

from helpers import SAMPLES, office, process

from docgen.formats.word.read import read_word

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
FIRST = ("没有实地核查", "没有派人实地核查，也没有回访")
SECOND = ("可以商请本院协助", "可以书面商请本院协助")


def project(root: Path) -> Path:
    """The record in a project of its own, with its letters rendered; gives the letter that is edited."""
    (root / "docgen.yaml").write_text("", encoding="utf-8")
    (root / "案件.yaml").write_bytes(RECORD.read_bytes())
    ran = process(["render", "案件.yaml", "--as", "检察建议书"], root)
    assert ran.code == 0, ran.talk
    return next(root.rglob("*区住建局.docx"))


def test_two_sentences_and_a_comment_come_back_and_nothing_else_moves(tmp_path: Path) -> None:
    letter = project(tmp_path)
    edited = letter.with_name("领导改过.docx")
    steps = [["open", str(letter)], ["replace", *FIRST], ["track"], ["replace", *SECOND]]
    steps += [["comment", "调查问卷", "份数再核实"], ["save", str(edited)], ["close"]]
    office(steps, tmp_path)
    before = (tmp_path / "案件.yaml").read_text(encoding="utf-8")

    seen = process(["absorb", edited, "--json"], tmp_path)
    assert (seen.code, len(seen.json["changes"]), seen.json["written"]) == (0, 2, False)
    assert (tmp_path / "案件.yaml").read_text(encoding="utf-8") == before

    ran = process(["absorb", edited, "--yes"], tmp_path)
    assert ran.code == 0, ran.talk
    assert "批注（李领导）：份数再核实" in ran.talk
    assert "案件.yaml:43:" in ran.talk
    assert "修订（" in ran.talk
    # In this order: the words stand in several values, those of the first letter come first.
    assert (tmp_path / "案件.yaml").read_text(encoding="utf-8") == before.replace(*FIRST, 1).replace(*SECOND, 1)

    again = process(["render", "案件.yaml", "--as", "检察建议书", "-o", "又"], tmp_path)
    assert again.code == 0, again.talk
    assert read_word(next((tmp_path / "又").rglob("*区住建局.docx"))) == read_word(edited)
    assert process(["absorb", edited], tmp_path).talk.count("没有要写回的修改") == 1


def test_a_paragraph_typed_or_removed_in_libreoffice_is_a_line_of_the_block(tmp_path: Path) -> None:
    letter = project(tmp_path)
    edited = letter.with_name("改.docx")
    new = "本院还走访了街道办事处。"
    steps = [["open", str(letter)], ["split", "不便用。", new], ["save", str(edited)], ["close"]]
    office(steps, tmp_path)
    before = (tmp_path / "案件.yaml").read_text(encoding="utf-8")
    ran = process(["absorb", edited, "--yes"], tmp_path)
    assert ran.code == 0, ran.talk
    after = (tmp_path / "案件.yaml").read_text(encoding="utf-8")
    assert after == before.replace("不便用。\n", f"不便用。\n  {new}\n", 1)

    steps = [["open", str(edited)], ["remove", new], ["save", str(tmp_path / "删.docx")], ["close"]]
    office(steps, tmp_path)
    ran = process(["absorb", "删.docx", "--record", "案件.yaml", "--as", "检察建议书", "--yes"], tmp_path)
    assert ran.code == 0, ran.talk
    assert (tmp_path / "案件.yaml").read_text(encoding="utf-8") == before
