"""``docgen diff`` on records, papers and folders; what it writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import SAMPLES, process

from docgen.formats.pdf.read import read_pdf
from docgen.formats.word.read import read_word
from tests.intake.word_file import paragraph, part, word

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
CHANGES = (("27家", "29家"), ("母婴室虽小，关乎", "母婴室不大，却关系"))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One record before and after two changes, and the papers of both."""
    root = tmp_path_factory.mktemp("diff")
    text = RECORD.read_text(encoding="utf-8")
    assert all(old in text for old, _ in CHANGES)
    for name in ("旧", "新"):
        (root / name).mkdir()
        (root / name / "docgen.yaml").write_text("", encoding="utf-8")
        (root / name / "案件.yaml").write_text(text, encoding="utf-8")
        for old, new in CHANGES:
            text = text.replace(old, new)
        ran = process(
            [
                "render",
                f"{name}/案件.yaml",
                "--as",
                "检察建议书,典型案例",
                "--format",
                "docx,pdf,html,txt",
                "-o",
                f"{name}/出",
            ],
            root,
        )
        assert ran.code == 0
    return root / "旧", root / "新"


def test_a_changed_record_is_told_by_key_and_character(folders: tuple[Path, Path]) -> None:
    ran = process(["diff", "旧/案件.yaml", "新/案件.yaml"], folders[0].parent)
    assert ran.code == 1
    assert "数据.勘察场所.值：［-27-］［+29+］家" in ran.result
    assert "典型意义：母婴室［-虽小，关乎-］［+不大，却关系+］" in ran.result
    assert "1 个文件不同，2 段有变化" in ran.talk


def test_a_pdf_reads_as_its_word_file(folders: tuple[Path, Path]) -> None:
    printed = sorted((folders[0] / "出").rglob("*.pdf"))
    assert len(printed) == 3
    for path in printed:
        assert read_pdf(path) == read_word(path.with_suffix(".docx"))


def test_every_format_of_a_build_tells_the_same_changes(folders: tuple[Path, Path]) -> None:
    ran = process(["diff", "旧/出", "新/出", "--json"], folders[0].parent)
    files = json.loads(ran.result)["files"]
    told: dict[str, set[str]] = {}
    for item in files:
        stem, _, suffix = item["new"].rpartition(".")
        pieces = json.dumps([row["pieces"] for row in item["paragraphs"]], ensure_ascii=False)
        told.setdefault(stem, set()).add(pieces)
        assert suffix in ("docx", "pdf", "html", "txt")
    assert len(told) == 3
    assert len(files) == 12
    assert all(len(ways) == 1 for ways in told.values())


def test_equal_things_differ_in_nothing(folders: tuple[Path, Path]) -> None:
    ran = process(["diff", "旧/出", "旧/出"], folders[0].parent)
    assert (ran.code, ran.result) == (0, "")


def test_a_file_on_one_side_only_is_told(folders: tuple[Path, Path], tmp_path: Path) -> None:
    for name, files in (("甲", ["一"]), ("乙", ["一", "二"])):
        (tmp_path / name).mkdir()
        for file in files:
            (tmp_path / name / f"{file}.txt").write_text("第一段\n第二段\n", encoding="utf-8")
    ran = process(["diff", "甲", "乙"], tmp_path)
    assert (ran.code, ran.result.strip()) == (1, "乙/二.txt：新增的文件，2 段")


def test_the_page_escapes_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("甲<乙>&丙\n", encoding="utf-8")
    (tmp_path / "乙.txt").write_text("甲<乙>&丁\n", encoding="utf-8")
    process(["diff", "甲.txt", "乙.txt", "--html", "对比.html"], tmp_path)
    page = (tmp_path / "对比.html").read_text(encoding="utf-8")
    assert "甲&lt;乙&gt;&amp;<del>丙</del>" in page
    assert "<ins>丁</ins>" in page


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["没有.txt", "甲.txt"], 2, "没有 没有.txt"),
        (["甲.txt", "夹"], 2, "一个是文件夹，一个是文件"),
        (["甲.png", "甲.png"], 2, "不会比较 .png"),
        (["坏.docx", "坏.docx"], 3, "不是 Word、Excel 文件"),
        (["坏.pdf", "甲.txt"], 3, "PDF 文件读不出来"),
        (["坏.yaml", "甲.yaml"], 3, "写了两次"),
    ],
)
def test_what_cannot_be_compared_is_told(tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    (tmp_path / "夹").mkdir()
    for name in ("甲.txt", "甲.png", "坏.docx", "坏.pdf"):
        (tmp_path / name).write_text("甲", encoding="utf-8")
    (tmp_path / "甲.yaml").write_text("检察院: 甲\n", encoding="utf-8")
    (tmp_path / "坏.yaml").write_text("检察院: 甲\n检察院: 乙\n", encoding="utf-8")
    ran = process(["diff", *arguments], tmp_path)
    assert ran.code == code
    assert words in ran.talk
    assert "Traceback" not in ran.talk


def test_a_file_that_is_not_docgens_own_or_was_edited_is_kept(tmp_path: Path) -> None:
    old, new = tmp_path / "甲.docx", tmp_path / "乙.docx"
    for path, number in ((old, "一"), (new, "二")):
        (tmp_path / "稿.yaml").write_text(f"体裁: 消息\n标题: 第{number}稿\n正文: 一段。\n", encoding="utf-8")
        assert process(["render", "稿.yaml", "--as", "press-release", "-o", path.name], tmp_path).code == 0
    for option, target in (("--html", "对比.html"), ("--redline", "修订.docx")):
        arguments = ["diff", "甲.docx", "乙.docx", option, target]
        assert process(arguments, tmp_path).code == process(arguments, tmp_path).code == 1
        (tmp_path / target).write_bytes(b"edited")
        ran = process(arguments, tmp_path)
        assert (ran.code, f"{target}:1:1: 错误 W002" in ran.talk) == (1, True)
        assert (tmp_path / target).read_bytes() == b"edited"
        assert process([*arguments, "--force"], tmp_path).code == 1
        assert (tmp_path / target).read_bytes() != b"edited"
    before = new.read_bytes()
    assert "W002" in process(["diff", "甲.docx", "乙.docx", "--redline", "稿.yaml"], tmp_path).talk
    assert "第二稿" in (tmp_path / "稿.yaml").read_text(encoding="utf-8")
    assert new.read_bytes() == before


def test_words_beside_a_field_and_in_running_heads_and_notes_are_compared(tmp_path: Path) -> None:
    field = "<w:fldSimple w:instr='REF a'><w:r><w:t>（见附件）</w:t></w:r></w:fldSimple>"
    body = f"<w:p><w:r><w:t>赔偿8万元</w:t></w:r>{field}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    notes = part("footnotes", f"<w:footnote w:id='2'>{paragraph('见卷宗')}</w:footnote>")
    heads = {"header1": part("hdr", paragraph("送审稿")), "footer1": part("ftr", paragraph("— —"))}
    (tmp_path / "旧.docx").write_bytes(word(body, footnotes=notes, **heads))
    for before, after, told in (
        ("8万", "80万", "第1段： 赔偿［-8-］［+80+］万元（见附件）"),
        ("送审稿", "定稿", "正文以外： 页眉："),
        ("见卷宗", "见公告", "正文以外： 脚注：见［-卷宗-］［+公告+］"),
    ):
        changed = {name: xml.replace(before, after) for name, xml in {"footnotes": notes, **heads}.items()}
        (tmp_path / "新.docx").write_bytes(word(body.replace(before, after), **changed))
        ran = process(["diff", "旧.docx", "新.docx"], tmp_path)
        assert (ran.code, told in ran.result) == (1, True), ran.result
    assert process(["diff", "旧.docx", "旧.docx"], tmp_path).code == 0


def test_what_is_not_compared_is_told(tmp_path: Path) -> None:
    (tmp_path / "旧.docx").write_bytes(word(paragraph("甲")))
    hidden = "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>不见</w:t></w:r><w:ins w:id='1'><w:r><w:t>乙</w:t></w:r></w:ins></w:p>"
    (tmp_path / "新.docx").write_bytes(word(hidden))
    ran = process(["diff", "旧.docx", "新.docx"], tmp_path)
    assert "没有比较：隐藏文字（旧0处，新1处）、原有的修订（旧0处，新1处，按全部接受算）" in ran.talk
    (tmp_path / "旧.txt").write_text("甲乙", encoding="utf-8")
    assert "没有比较：Word 文件的页眉、页脚和注" in process(["diff", "旧.txt", "新.docx"], tmp_path).talk


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    for side, text in (("旧", "甲"), ("新", "乙")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "一.docx").write_bytes(word(paragraph(text)))
        (tmp_path / side / "~$一.docx").write_bytes(b"\x05lock")
        (tmp_path / side / "坏.docx").write_bytes(word(paragraph("坏"))[: 100 if side == "新" else None])
    ran = process(["diff", "旧", "新"], tmp_path)
    assert ran.code == 1
    assert "一.docx：2 段不同" in ran.result and "坏.docx：没有比较" in ran.result
    assert "新/坏.docx:1:1: 错误 I001" in ran.talk
    assert "~$" not in ran.result + ran.talk
