"""``docgen check`` of a paper written by hand: the right paragraph, comments on the right words, changes that can be taken back."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement

from docgen.checks import Choice
from docgen.core.errors import EnvironmentFault, problem
from docgen.formats.word.read import open_word
from docgen.page.measure import office, rows
from docgen.papers import make
from docgen.records.project import Project, Settings
from docgen.review.vetting import marking, paper
from tests.intake.word_file import paragraph, part, word
from tests.reliability.archive import own_letters

Cli = Any
LINES = (
    "青岭市石桥区人民检察院",
    "检察建议书",
    "石检行公建〔2022〕15号",
    "青岭市石桥区水务局：",
    "经查,该处河道堆放垃圾约320立方米。。群众多次投诉，，没有处理。",
    "根据《中华人民共和国环境保护法》第三百条的规定，你局负有职责。",
    "根据《中华人民共和国民法总则》第一条的规定，现提出建议。",
    "2022年4月2日",
)
RIGHT = "经查，该处河道堆放垃圾约320立方米。群众多次投诉，没有处理。"


def made(lines: tuple[str, ...] = LINES, size: int = 5) -> bytes:
    """A Word file in whose paragraphs the runs change every *size* characters, with a table and a header."""
    document = Document()
    for line in lines:
        one = document.add_paragraph("　　" if len(line) > 20 else "")
        for at in range(0, len(line), size):
            one.add_run(line[at : at + size]).bold = bool(at // size % 2)
    document.add_table(1, 2).rows[0].cells[1].text = "附件,清单"
    document.sections[0].header.paragraphs[0].text = "页眉,文字"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def vetted(path: Path, *, fix: bool = False) -> tuple[paper.Paper, list[Any], bytes, int]:
    read = paper.read(path)
    found = paper.findings(read, Project(path.parent, Settings()), Choice())
    data, homeless = marking.marked(read, found, paper.fixed(read, found) if fix else {})
    return read, found, data, homeless


@pytest.mark.parametrize("suffix", [".docx", ".txt", ".html"])
def test_findings_by_paragraph(suffix: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    path = tmp_path / f"稿{suffix}"
    if suffix == ".docx":
        path.write_bytes(made())
    elif suffix == ".txt":
        path.write_text("\n".join(LINES), encoding="utf-8")
    else:
        path.write_text(
            "<html><body>" + "".join(f"<p>{line}</p>" for line in LINES) + "</body></html>", encoding="utf-8"
        )
    ran = cli("check", path)
    assert ran.code == 1
    for code in ("P001", "P011", "P019", "L003", "L001"):
        assert code in ran.talk, code
    if suffix == ".docx":
        assert "（第5段：经查,该处河道" in ran.talk and "（表1第1行第2格：附件,清单）" in ran.talk
    if suffix == ".txt":
        assert "稿.txt:5:3: 提醒 P001" in ran.talk and "稿.txt:6:" in ran.talk


def test_a_tagged_pdf(cli: Cli, tmp_path: Path) -> None:
    _, _, document, _ = next(own_letters())
    path = tmp_path / "信.pdf"
    path.write_bytes(make.to_bytes(document, "pdf", make.workspace(tmp_path)))
    ran = cli("check", path)
    assert ran.code == 0 and "没有问题" in ran.talk


def test_letters_of_our_own_are_clean(tmp_path: Path) -> None:
    for number, (_, name, document, _) in enumerate(own_letters()):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(make.to_bytes(document, "docx", make.workspace(tmp_path)))
        _, found, _, _ = vetted(path)
        assert [(name, item.problem.code, item.problem.message) for item in found] == []


@pytest.mark.parametrize("size", [1, 3, 5, 100])
def test_comments_stand_on_the_words_and_nothing_else_changes(size: int, tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(made(size=size))
    read, found, data, homeless = vetted(path)
    assert homeless == 1  # of the header
    after = open_word(data, "后.docx")
    assert [one.text for one in after.everything] == [one.text for one in open_word(path.read_bytes(), "").everything]
    said = {comment.words.split(" ")[1] for comment in after.comments.values()}
    assert {comment.author for comment in after.comments.values()} == {"审阅"}
    assert said == {"P001", "P011", "P019", "L003", "L001"}
    assert len(after.comments) == len(found) - homeless
    assert read.internal
    assert anchored(data) >= {("P001", ","), ("P011", "。。"), ("P019", "，，"), ("L001", "《中华人民共和国民法总则》")}


def anchored(data: bytes) -> set[tuple[str, str]]:
    """(code, the words that its comment stands on), read by python-docx."""
    document = Document(io.BytesIO(data))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    codes = {str(one.comment_id): one.text.split(" ")[1] for one in document.comments}
    found, open_now = set(), {}
    for node in document.element.body.iter():
        if node.tag == f"{w}commentRangeStart":
            open_now[node.get(f"{w}id")] = ""
        elif node.tag == f"{w}commentRangeEnd":
            found.add((codes[node.get(f"{w}id")], open_now.pop(node.get(f"{w}id"))))
        elif node.tag in (f"{w}t", f"{w}delText"):
            open_now = {name: words + (node.text or "") for name, words in open_now.items()}
    return found


@pytest.mark.parametrize("size", [1, 4, 100])
def test_fixes_are_tracked_and_can_be_refused(size: int, tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(made(size=size))
    _, _, data, _ = vetted(path, fix=True)
    taken = [one.text for one in open_word(data, "").paragraphs]
    refused = [one.text for one in open_word(data, "", accept=False).paragraphs]
    assert "　　" + RIGHT in taken and "附件，清单" in taken
    assert refused == [one.text for one in open_word(path.read_bytes(), "").paragraphs]


def test_comments_of_others_stay_and_changes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    document = Document(io.BytesIO(made()))
    document.add_comment(document.paragraphs[4].runs[:1], text="请核对", author="李主任", initials="李")
    document.save(str(path))
    _, _, data, _ = vetted(path)
    authors = [one.author for one in open_word(data, "").comments.values()]
    assert authors.count("李主任") == 1 and authors.count("审阅") == 6
    tracked = tmp_path / "修.docx"
    change = '<w:p><w:ins w:id="1" w:author="甲"><w:r><w:t>经查,有垃圾。</w:t></w:r></w:ins></w:p>'
    tracked.write_bytes(word(paragraph("检察建议书") + change))
    assert [one.code for one in paper.read(tracked).problems] == ["K011"]


def test_what_word_fills_in_itself_is_not_changed(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    field = '<w:p><w:fldSimple w:instr="REF a"><w:r><w:t>经查,有垃圾。</w:t></w:r></w:fldSimple></w:p>'
    path.write_bytes(word(paragraph("检察建议书") + field, header1=part("hdr", paragraph("页眉"))))
    _, found, data, _ = vetted(path, fix=True)
    assert [item.problem.code for item in found] == ["P001"]
    after = open_word(data, "")
    assert not after.changes and len(after.comments) == 1


def test_the_bytes_are_the_same_twice(tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(made())
    assert vetted(path, fix=True)[2] == vetted(path, fix=True)[2]


def test_how_it_is_asked_for(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    path = tmp_path / "稿.docx"
    path.write_bytes(made())
    assert "U001" in cli("check", path, "--fix").talk
    text = tmp_path / "稿.txt"
    text.write_text("经查,有垃圾。", encoding="utf-8")
    assert "U001" in cli("check", text, "-o", tmp_path / "出.docx").talk
    assert cli("check", path, "--fix", "-o", tmp_path / "出.docx").code == 1
    assert (tmp_path / "出.docx").exists() and path.read_bytes() == made()
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK not a file")
    assert "I001" in cli("check", bad).talk


def test_libreoffice_opens_the_comments_at_the_right_words(soffice: str, tmp_path: Path) -> None:
    path = tmp_path / "稿.docx"
    path.write_bytes(made())
    (tmp_path / "审阅.docx").write_bytes(vetted(path)[2])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "审阅.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    whole = (tmp_path / "审阅.fodt").read_text(encoding="utf-8")
    pattern = re.compile(
        r'<office:annotation [^>]*office:name="([^"]*)"[^>]*>(.*?)</office:annotation>(.*?)<office:annotation-end office:name="\1"/>',
        re.S,
    )
    found = {
        (re.search(r"[A-Z]\d{3}", one[2])[0], re.sub(r"<[^>]+>|\s", "", one[3]))
        for one in pattern.finditer(whole)  # type: ignore[index]
    }
    assert found >= {("P001", ","), ("P011", "。。"), ("P019", "，，"), ("L001", "《中华人民共和国民法总则》")}


# — pages —

LONG = "该处河道堆放垃圾约320立方米，群众多次投诉，没有处理，需要尽快清运并且说明去向。"


def leafed(path: Path, begins: dict[int, int]) -> Path:
    """Sixty paragraphs of four sentences with a fault in each; at *begins* paragraph → sentence, Word began a page."""
    document = Document()
    for number in range(60):
        one = document.add_paragraph()
        for sentence in range(4):
            run = one.add_run(f"第{number}处第{sentence}次,{LONG}")
            if begins.get(number) == sentence:
                run._r.insert(0, OxmlElement("w:lastRenderedPageBreak"))
    document.save(str(path))
    return path


def places(talk: str) -> dict[tuple[int, int], int]:
    """(paragraph, sentence) → the page that was told, 0 for none, of every comma in *talk*."""
    found = re.findall(r"P001 [^（]*（(?:第(\d+)页)?第\d+段：[^）]*?第(\d+)处第(\d+)次,", talk)
    return {(int(paragraph), int(sentence)): int(page or 0) for page, paragraph, sentence in found}


@pytest.mark.parametrize("begins", [{20: 0, 41: 2}, {5: 3}, {59: 1, 30: 0, 31: 0}, {0: 1}])
def test_pages_are_those_that_word_saw(
    begins: dict[int, int], cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: pytest.fail("Word has said it"))
    told = places(cli("check", leafed(tmp_path / "稿.docx", begins), "-v").talk)
    assert told == {
        (paragraph, sentence): 1 + sum((paragraph, sentence) >= begin for begin in begins.items())
        for paragraph in range(60)
        for sentence in range(4)
    }


def test_pages_are_those_of_libreoffice_where_word_says_nothing(soffice: str, cli: Cli, tmp_path: Path) -> None:
    told = places(cli("check", leafed(tmp_path / "稿.docx", {}), "-v").talk)
    (pdf,) = office.converted([tmp_path / "稿.docx"], tmp_path)
    words = [re.sub(r"\s", "", "".join(one.text for one in sheet.glyphs)) for sheet in rows.sheets(pdf, "稿")]
    begins = {key: next(number for number, text in enumerate(words, 1) if f"第{key[0]}处第{key[1]}次," in text) for key in told
              if sum(f"第{key[0]}处第{key[1]}次," in text for text in words) == 1}  # fmt: skip
    assert len(told) == 240 and len(words) > 3 and len(begins) > 230
    assert {key: told[key] for key in begins} == begins


def test_without_word_and_libreoffice_the_paragraph_has_to_do(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    assert set(places(cli("check", leafed(tmp_path / "稿.docx", {}), "-v").talk).values()) == {0}


def test_an_office_that_fails_takes_no_finding_away(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> list[Path]:
        raise EnvironmentFault([problem(None, "E001", "LibreOffice 没能打开这个文件")])

    monkeypatch.setattr(office, "program", lambda: "soffice")
    monkeypatch.setattr(office, "converted", fails)
    ran = cli("check", leafed(tmp_path / "稿.docx", {}), "-v")
    assert len(places(ran.talk)) == 240 and "E001" not in ran.talk


def test_a_finding_in_a_pdf_has_its_page(cli: Cli, tmp_path: Path, soffice: str) -> None:
    leafed(tmp_path / "稿.docx", {})
    (pdf,) = office.converted([tmp_path / "稿.docx"], tmp_path)
    ran = cli("check", pdf, "-v")
    pages = [int(one) for one in re.findall(r"P001 [^（]*（第(\d+)页", ran.talk)]
    assert pages[0] == 1 and pages == sorted(pages) and pages[-1] > 3
