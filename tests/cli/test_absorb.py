"""``docgen absorb``: edits of a Word file come back into the record, or are told by name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, SAMPLES, Scratch

from docgen.review.compare.redline import redline

Cli = Any
BODY = """@标题 试验文书
{{ 查明 }}
由{{ 承办检察官 }}承办，领域是{{ 领域 }}，线索来自{{ 线索.来源 }}。
证据有{{ 证据|列举 }}。
"""
RECORD = (
    HEAD
    + """# 手写的说明，不能丢
承办检察官: 周明川   # 第四检察部
领域: '妇女权益保障'
线索: {来源: 市民热线, 日期: 2024年1月9日}
数据:
  场所: {值: 27家, 对外: 近30家}
查明: |
  本院对｛场所｝商场进行勘察。群众多次投诉。
  多数商场没有整改。
证据:
  - 勘察笔录
  - "投诉工单"
"""
)
SHOWN = "本院对27家商场进行勘察。群众多次投诉。"


def rendered(scratch: Scratch, cli: Cli, text: str = RECORD, name: str = "案件.yaml") -> Path:
    """The letter that the trial template makes of *text*."""
    scratch.template(BODY)
    scratch.record(text, name)
    ran = cli("render", name, "--as", "trial", "-o", "出.docx")
    assert ran.code == 0, ran.talk
    return scratch.root / "出.docx"


def edit(path: Path, *changes: tuple[str, str], bookmarks: bool = True) -> Path:
    """The Word file at *path* with the words changed, each change in one run, as 改.docx."""
    stream = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                text = data.decode()
                for before, after in changes:
                    assert before in text, before
                    text = text.replace(before, after, 1)
                if not bookmarks:
                    text = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text)
                data = text.encode()
            new.writestr(name, data)
    target = path.with_name("改.docx")
    target.write_bytes(stream.getvalue())
    return target


def record(scratch: Scratch) -> str:
    return (scratch.root / "案件.yaml").read_bytes().decode()


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        (("群众多次投诉", "群众曾经投诉"), ("群众多次投诉", "群众曾经投诉")),
        (("市民热线", "12345热线，转办"), ("市民热线", "12345热线，转办")),
        (("市民热线", "热线, 转办"), ("市民热线", "'热线, 转办'")),
        (("市民热线", "热线: 转办"), ("市民热线", "'热线: 转办'")),
        (("周明川", "周明川 # 代"), ("周明川", "'周明川 # 代'")),
        (("妇女权益保障", "妇女's"), ("妇女权益保障", "妇女''s")),
        (("投诉工单", "“投诉”\\工单"), ("投诉工单", "“投诉”\\\\工单")),
        (("群众多次投诉", "群众: 投诉 # 'x'"), ("群众多次投诉", "群众: 投诉 # 'x'")),
    ],
)
def test_an_edit_is_typed_as_its_place_needs_it_and_nothing_else_moves(
    scratch: Scratch, cli: Cli, words: tuple[str, str], typed: tuple[str, str]
) -> None:
    edited = edit(rendered(scratch, cli), words)
    ran = cli("absorb", edited, "--yes")
    assert ran.code == 0, ran.talk
    assert record(scratch) == RECORD.replace(*typed, 1)
    assert "没有要写回的修改" in cli("absorb", edited).talk


def test_without_a_yes_the_patch_is_shown_and_nothing_is_written(scratch: Scratch, cli: Cli) -> None:
    ran = cli("absorb", edit(rendered(scratch, cli), ("没有整改", "已经整改")))
    assert ran.code == 0
    assert [line for line in ran.result.split("\n") if line[:1] in "+-@"] == [
        "--- 案件.yaml（现在）",
        "+++ 案件.yaml（改后）",
        "@@ -11 +11 @@",
        "-  多数商场没有整改。",
        "+  多数商场已经整改。",
        "",
    ]
    assert "没有写；加 --yes 写回" in ran.talk
    assert record(scratch) == RECORD


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("27家", "29家"), "K002", "案件.yaml:8:11: 提醒 K002 “27家”改成“29家”：这是引用的“数据.场所”，没有改"),
        (("承办，领域", "办理，领域"), "K001", "trial.j2:4:"),
        (("群众多次", "｛没有的｝多次"), "K003", "案件.yaml:10:"),
    ],
)
def test_what_was_not_typed_there_is_named_and_not_forced(
    scratch: Scratch, cli: Cli, words: tuple[str, str], code: str, told: str
) -> None:
    edited = edit(rendered(scratch, cli), words, ("没有整改", "已经整改"))
    ran = cli("absorb", edited, "--yes")
    assert ran.code == 1
    assert told in ran.talk and code in ran.talk
    assert record(scratch) == RECORD.replace("没有整改", "已经整改")


def test_a_reference_goes_with_its_sentence(scratch: Scratch, cli: Cli) -> None:
    text = RECORD.replace("本院对｛场所｝商场", "经查，本院对｛场所｝商场")
    edited = edit(rendered(scratch, cli, text), ("本院对27家商场进行勘察。", ""))
    ran = cli("absorb", edited, "--yes")
    assert ran.code == 0, ran.talk
    assert record(scratch) == text.replace("本院对｛场所｝商场进行勘察。", "")


def test_a_paragraph_removed_is_a_line_less_and_the_only_one_stays(scratch: Scratch, cli: Cli) -> None:
    edited = edit(rendered(scratch, cli), ("多数商场没有整改。", ""))
    assert cli("absorb", edited, "--yes").code == 0
    assert record(scratch) == RECORD.replace("  多数商场没有整改。\n", "")
    edited = edit(rendered(scratch, cli, record(scratch)), (SHOWN, ""))
    ran = cli("absorb", edited, "--yes")
    assert ran.code == 1
    assert "K003 整段删去的" in ran.talk


def test_line_ends_and_the_mark_at_the_beginning_stay(scratch: Scratch, cli: Cli) -> None:
    data = ("\ufeff" + RECORD).replace("\n", "\r\n").encode()
    rendered(scratch, cli)
    (scratch.root / "案件.yaml").write_bytes(data)
    edited = edit(scratch.root / "出.docx", ("群众多次投诉", "群众曾经投诉"))
    assert cli("absorb", edited, "--yes").code == 0
    assert (scratch.root / "案件.yaml").read_bytes() == data.replace("多次".encode(), "曾经".encode())


def test_without_bookmarks_paragraphs_are_known_by_their_words(scratch: Scratch, cli: Cli) -> None:
    edited = edit(rendered(scratch, cli), ("群众多次投诉", "群众曾经投诉"), bookmarks=False)
    assert cli("absorb", edited, "--yes").code == 0
    assert record(scratch) == RECORD.replace("多次", "曾经")


def test_a_record_changed_since_is_told(scratch: Scratch, cli: Cli) -> None:
    edited = rendered(scratch, cli)
    (scratch.root / "案件.yaml").write_text(RECORD.replace("周明川", "周明远"), encoding="utf-8")
    ran = cli("absorb", edited)
    assert "K006" in ran.talk
    assert "-承办检察官: 周明远   # 第四检察部" in ran.result


def test_tracked_changes_give_the_record_they_were_made_from(scratch: Scratch, cli: Cli) -> None:
    old = next(path for path in SAMPLES if path.stem == "母婴室建设").read_text(encoding="utf-8")
    new = old
    for before, after in (
        ("仅转请商场经营单位自行答复，", ""),
        ("      - 组织医疗机构建立", "      - 督促医疗机构建立"),
        ("    其他说明: |\n", "    其他说明: |\n      新增的一段说明。\n"),
        ("12345市民服务热线, 说法: 群众投诉", "'12345热线, 网络平台', 说法: 群众投诉"),
    ):
        assert before in new
        new = new.replace(before, after, 1)
    made = []
    for text in (new, old):
        scratch.record(text)
        assert cli("render", "案件.yaml", "--as", "检察建议书", "--force").code == 0
        made.append(next((scratch.root / "output").rglob("*区住建局.docx")).read_bytes())
    (scratch.root / "修订.docx").write_bytes(redline(made[1], made[0]))
    ran = cli("absorb", "修订.docx", "--yes")
    assert ran.code == 0, ran.talk
    assert "K005 修订（docgen）：" in ran.talk
    # The second letter's own paragraph is not in this one.
    assert record(scratch) == new.replace("      - 督促医疗机构建立", "      - 组织医疗机构建立", 1)


def test_json_tells_places_and_patch(scratch: Scratch, cli: Cli) -> None:
    found = cli("absorb", edit(rendered(scratch, cli), ("没有整改", "已经整改"), ("27家", "29家")), "--json").json
    assert found["changes"] == [
        {"path": "案件.yaml", "line": 11, "column": 7, "old": "多数商场没有整改。", "new": "多数商场已经整改。"}
    ]
    assert [item["code"] for item in found["problems"]] == ["K002"]
    assert (found["record"], found["kind"], found["written"]) == ("案件.yaml", "试验文书", False)


def test_what_is_no_paper_of_the_project_is_refused(scratch: Scratch, cli: Cli) -> None:
    letter = rendered(scratch, cli)
    (scratch.root / "案件.yaml").write_text(HEAD + "查明: 完全不同的另一件事情。\n", encoding="utf-8")
    assert "K007" in cli("absorb", edit(letter, ("试验文书", "别的"))).talk
    (scratch.root / "坏.docx").write_bytes(b"x")
    assert "I001" in cli("absorb", "坏.docx").talk
    assert cli("absorb", "没有.docx").code == 2


def test_paragraphs_in_another_order_are_told(scratch: Scratch, cli: Cli) -> None:
    letter = rendered(scratch, cli)
    with zipfile.ZipFile(letter) as package:
        paragraphs = re.findall(r"<w:p>.*?</w:p>", package.read("word/document.xml").decode())
    one, other = (next(text for text in paragraphs if words in text) for words in ("群众多次", "多数商场"))
    edited = edit(letter, (one + other, other + one))
    ran = cli("absorb", edited, "--yes")
    assert (ran.code, record(scratch)) == (1, RECORD)
    assert "K003 有的段落换了前后次序" in ran.talk
