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
    ran = cli("absorb", edited, "--real-names")
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


def paragraphs(letter: Path) -> list[str]:
    with zipfile.ZipFile(letter) as package:
        return re.findall(r"<w:p>.*?</w:p>", package.read("word/document.xml").decode())


def paragraph_of(letter: Path, words: str) -> str:
    return next(text for text in paragraphs(letter) if words in text)


def unmarked(text: str) -> str:
    return re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text)


@pytest.mark.parametrize("bookmarks", [True, False])
def test_a_moved_paragraph_takes_its_references_along(scratch: Scratch, cli: Cli, bookmarks: bool) -> None:
    letter = rendered(scratch, cli)
    one, other = paragraph_of(letter, "群众多次"), paragraph_of(letter, "多数商场")
    edited = edit(letter, (one + other, other + (one if bookmarks else unmarked(one))))
    ran = cli("absorb", edited, "--yes")
    assert ran.code == 0, ran.talk
    first, last = "  本院对｛场所｝商场进行勘察。群众多次投诉。\n", "  多数商场没有整改。\n"
    assert record(scratch) == RECORD.replace(first + last, last + first)


def test_a_moved_sentence_of_the_template_is_told_with_its_places(scratch: Scratch, cli: Cli) -> None:
    letter = rendered(scratch, cli)
    one, other = paragraph_of(letter, "多数商场"), paragraph_of(letter, "承办，领域")
    ran = cli("absorb", edit(letter, (one + other, other + one)), "--yes")
    assert (ran.code, record(scratch)) == (1, RECORD)
    assert "换了前后次序（Word 里第" in ran.talk
    assert ":1:1: 提醒 K003" not in ran.talk


def parted(text: str, words: str, *, bookmark_last: bool = False) -> str:
    """The paragraph *text* with a new one begun before *words*, as Word does when Enter is pressed."""
    looks = re.search(r"<w:pPr>.*?</w:pPr>", text)[0]
    start = re.search(r"<w:bookmarkStart[^>]*/>", text)[0]
    head, _, tail = text.partition(words)
    middle = f'</w:t></w:r></w:p><w:p>{looks}<w:r><w:t xml:space="preserve">'
    if bookmark_last:
        head, middle = head.replace(start, ""), middle.replace("<w:r>", start + "<w:r>")
    return head + middle + words + tail


@pytest.mark.parametrize("bookmark_last", [False, True])
@pytest.mark.parametrize("words", ["群众多次", "27家", "商场进行"])
def test_a_split_paragraph_keeps_its_references(scratch: Scratch, cli: Cli, words: str, bookmark_last: bool) -> None:
    letter = rendered(scratch, cli)
    one = paragraph_of(letter, "群众多次")
    ran = cli("absorb", edit(letter, (one, parted(one, words, bookmark_last=bookmark_last))), "--yes")
    assert ran.code == 0, ran.talk
    typed = words.replace("27家", "｛场所｝")
    assert record(scratch) == RECORD.replace(typed, "\n  " + typed, 1).replace("\n  \n", "\n")


def test_a_reference_split_in_two_is_told(scratch: Scratch, cli: Cli) -> None:
    letter = rendered(scratch, cli)
    one = paragraph_of(letter, "群众多次")
    ran = cli("absorb", edit(letter, (one, parted(one, "家商场"))), "--yes")
    assert (ran.code, record(scratch)) == (1, RECORD)
    assert "案件.yaml:10:3: 提醒 K003" in ran.talk and "分成了2段" in ran.talk


JOINED = RECORD.replace("多次投诉。\n  多数", "多次投诉。多数")


@pytest.mark.parametrize("way", ["bookmarks", "one bookmark", "the last bookmark", "tracked"])
def test_joined_paragraphs_are_one_line_with_its_references(scratch: Scratch, cli: Cli, way: str) -> None:
    letter = rendered(scratch, cli)
    one, other = paragraph_of(letter, "群众多次"), paragraph_of(letter, "多数商场")
    inner = re.sub(r"^<w:p><w:pPr>.*?</w:pPr>|</w:p>$", "", other)
    if way == "one bookmark":
        inner = unmarked(inner)
    first = unmarked(one) if way == "the last bookmark" else one
    both = first.removesuffix("</w:p>") + inner + "</w:p>"
    if way == "tracked":
        both = one.replace("</w:pPr>", '<w:rPr><w:del w:id="900" w:author="李"/></w:rPr></w:pPr>', 1) + other
    ran = cli("absorb", edit(letter, (one + other, both)), "--yes")
    assert ran.code == 0, ran.talk
    assert record(scratch) == JOINED
    assert ("修订（李）：删除“段落标记”" in ran.talk) == (way == "tracked")


BESIDE = {
    "cross-reference": "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>（见附件）</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "simple field": "<w:fldSimple xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' w:instr='REF a'>"
    "<w:r><w:t>（见附件）</w:t></w:r></w:fldSimple>",
    "picture": "<w:r><w:pict/></w:r>",
    "object": "<w:r><w:object/></w:r>",
    "hidden": "<w:r><w:rPr><w:vanish/></w:rPr><w:t>这句请再核</w:t></w:r>",
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("place", ["before", "behind"])
def test_what_is_no_text_of_the_record_takes_nothing_away_and_is_told(
    scratch: Scratch, cli: Cli, beside: str, place: str
) -> None:
    letter = rendered(scratch, cli)
    one = paragraph_of(letter, "群众多次")
    other = (
        one.replace("</w:p>", beside + "</w:p>") if place == "behind" else one.replace("</w:pPr>", "</w:pPr>" + beside)
    )
    ran = cli("absorb", edit(letter, (one, other)), "--yes")
    assert (ran.code, record(scratch)) == (0, RECORD), ran.talk
    assert "没有要写回的修改" in ran.talk
    assert "案件.yaml:10:3: 提醒 K008 Word 里第" in ran.talk


def test_a_field_in_the_place_of_typed_words_changes_nothing(scratch: Scratch, cli: Cli) -> None:
    field = BESIDE["cross-reference"].replace("（见附件）", "27家")
    letter = rendered(scratch, cli)
    middle = f'</w:t></w:r>{field}<w:r><w:t xml:space="preserve">'
    ran = cli("absorb", edit(letter, ("27家", middle)), "--yes")
    assert (ran.code, record(scratch)) == (0, RECORD), ran.talk


def test_a_text_box_takes_no_paragraphs_place(scratch: Scratch, cli: Cli) -> None:
    letter = rendered(scratch, cli)
    one = paragraph_of(letter, "群众多次")
    box = (
        "<w:r><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    ran = cli("absorb", edit(letter, (one, one.replace("</w:p>", box))), "--yes")
    assert (ran.code, record(scratch)) == (1, RECORD)
    assert "K003 Word 文本框里的“框里的话”没有带回" in ran.talk


@pytest.mark.parametrize("blanks", ["　　", "　", "  ", "\t", "\u00a0\u00a0"])
def test_blanks_at_the_beginning_are_nothing(scratch: Scratch, cli: Cli, blanks: str) -> None:
    letter = rendered(scratch, cli)
    ran = cli("absorb", edit(letter, ("多数商场没有整改", f"{blanks}多数商场已经整改")), "--yes")
    assert ran.code == 0, ran.talk
    assert record(scratch) == RECORD.replace("没有整改", "已经整改")


ITEMS = """@标题 试验文书
{% for one in 证据 %}{{ loop.index }}．{{ one }}{{ "。" if loop.last else "；" }}
{% endfor %}"""


@pytest.mark.parametrize(
    ("after", "text", "new"),
    [
        ("勘察笔录", "2．现场照片；", "  - 勘察笔录\n  - 现场照片\n"),
        ("投诉工单", "3．现场照片。", '  - "投诉工单"\n  - 现场照片\n'),
        ("勘察笔录", "现场: 照片", "  - 勘察笔录\n  - '现场: 照片'\n"),
        ("试验文书", "（1）现场照片；", "证据:\n  - 现场照片\n"),
    ],
)
def test_a_new_item_of_a_list_is_a_new_item_of_the_record(
    scratch: Scratch, cli: Cli, after: str, text: str, new: str
) -> None:
    scratch.template(ITEMS)
    scratch.record(RECORD)
    assert cli("render", "案件.yaml", "--as", "trial", "-o", "出.docx").code == 0
    one = paragraph_of(scratch.root / "出.docx", after)
    more = re.sub(r"<w:t[^>]*>.*?</w:t>", f"<w:t>{text}</w:t>", unmarked(one))
    ran = cli("absorb", edit(scratch.root / "出.docx", (one, one + more)), "--yes")
    assert ran.code == 0, ran.talk
    assert new in record(scratch)
    assert len(record(scratch)) == len(RECORD) + len(new.rpartition("  - ")[2]) + 4


def test_an_item_put_into_an_enumeration_is_an_item_of_the_record(scratch: Scratch, cli: Cli) -> None:
    ran = cli("absorb", edit(rendered(scratch, cli), ("投诉工单", "投诉工单、现场照片")), "--yes")
    assert ran.code == 0, ran.talk
    assert record(scratch).endswith('  - "投诉工单"\n  - 现场照片\n')


def test_two_records_that_fit_are_asked_about(scratch: Scratch, cli: Cli) -> None:
    letter = rendered(scratch, cli)
    scratch.record(RECORD, "又一件.yaml")
    ran = cli("absorb", edit(letter, ("没有整改", "已经整改")))
    assert "K007 有几份记录都像是做出这份文书的：又一件.yaml、案件.yaml" in ran.talk
    assert "--record" in ran.talk


@pytest.mark.parametrize("tracked", [False, True])
def test_a_paragraph_that_reads_otherwise_because_another_one_went_is_told(
    scratch: Scratch, cli: Cli, tracked: bool
) -> None:
    """The short name of the office was explained in the paragraph that went: now the next one explains it."""
    sample = next(path for path in SAMPLES if path.stem == "养殖粪污")
    scratch.record(sample.read_text(encoding="utf-8"), "案件.yaml")
    assert cli("render", "案件.yaml", "--as", "typical-case", "-o", "出.docx").code == 0
    path = edit(scratch.root / "出.docx")
    old = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(old)) as package:
        text = package.read("word/document.xml").decode()
    (gone,) = (one for one in re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", text) if "反映河道发黑" in one)
    path = edit(scratch.root / "出.docx", (gone, ""))
    if tracked:
        path.write_bytes(redline((scratch.root / "出.docx").read_bytes(), path.read_bytes()))
    ran = cli("absorb", "改.docx")
    assert "K003 没有改的这一段，写回记录以后印出来会和 Word 里不同：“云台县检察院运用" in ran.talk
