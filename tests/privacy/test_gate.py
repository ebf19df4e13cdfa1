"""Finished bytes that give something away are not written, whatever way it came in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from helpers import HEAD, Scratch, made, places
from reliability import leak_scanner

import docgen
from docgen.building import run as building_run
from docgen.building.request import Report, Request
from docgen.core.source import Span
from docgen.core.tree import Document, Meta, Paragraph, Text
from docgen.formats import WRITERS
from docgen.formats.word.ooxml import zipped
from docgen.privacy.carriers import Unreadable
from docgen.privacy.gate import examined
from docgen.privacy.leaks import leaks, strangers
from docgen.privacy.secrets import Register, secret

RECORD = (
    HEAD
    + """当事人:
  王某: {姓名: 王小明, 身份证: 990201197908220010}
听证会: {时间: 2024年5月24日15时, 院址: 法治路6号, 联系人: 苏听澜 0600-5550218}
"""
)
BODY = "{{ 典型意义 }}\n"
KNOWN = ("李婉钧", "赵𬱖珩", "阿依古丽·买买提", "990201197908220010", "0600-5550231", "lucky-88xy", "新桥村5组17号")


def run(scratch: Scratch, meaning: str, *, formats: tuple[str, ...] = ("txt",), allow: tuple[str, ...] = ()) -> Report:
    header = "{#--- kind: trial, 名称: 试验文书, face: public, 阶段: 宣传, 无则: 草稿, voice: 本院 ---#}\n"
    scratch.template(header + BODY)
    record = scratch.record(RECORD + f"典型意义: |\n  {meaning}\n")
    request = Request((record,), ("trial",), formats, scratch.root / "out", allow=frozenset(allow))
    return building_run.report(request)


REFUSED = [
    ("他说：“王小明打我。”", "案件.yaml:7:7 M002"),
    ("《王小明案》", "案件.yaml:7:4 M002"),
    ("李四，身份证110101199003070038。", "案件.yaml:7:9 M005"),
    ("电话13912345678。", "案件.yaml:7:5 M005"),
]


@pytest.mark.parametrize(("meaning", "place"), REFUSED)
@pytest.mark.parametrize("form", WRITERS)
def test_a_leak_is_refused_at_its_line_and_nothing_is_written(
    scratch: Scratch, meaning: str, place: str, form: str
) -> None:
    report = run(scratch, meaning, formats=(form,))
    # E002: the stand-ins for the official fonts are told where a PDF is made.
    found = [item for item in report.problems if item.code != "E002"]
    assert places(found) == [place]
    assert report.outputs == []
    assert not list(scratch.root.rglob("试验文书*"))
    assert leak_scanner.found(found[0].message.encode(), ["王小明", "110101199003070038", "13912345678"]) == set()


def test_what_is_public_by_purpose_passes(scratch: Scratch) -> None:
    assert run(scratch, "请拨打0600-5550218，到法治路6号。（2024）京0115民初123号，12345。").problems == []


def test_an_allowed_finding_passes_and_is_kept_in_the_ledger(scratch: Scratch) -> None:
    allow = mark_of(run(scratch, "公开电话13912345678。"))
    assert allow.startswith("手机号码@案件.yaml:7#") and "139" not in allow
    report = run(scratch, "公开电话13912345678。", allow=(allow,))
    (output,) = report.outputs
    assert places(report.problems) == ["案件.yaml:7:7 M008"]
    assert output.allowed == (allow,)
    ledger = json.loads((scratch.root / "out/.docgen.json").read_text(encoding="utf-8"))
    assert ledger["allowed"] == {"对外/" + Path(str(output.path)).name: [allow]}


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("公开电话13912345678，又13812345678。", "M008 M005"),
        ("公开电话13812345678。", "M005"),
        ("公开电话13912345678，又是13912345678。", "M005"),
        ("公开。\n\n  电话13912345678。", "M005"),
    ],
)
def test_what_was_allowed_is_one_value_at_one_place_as_often_as_it_stood(
    scratch: Scratch, text: str, stays: str
) -> None:
    allow = mark_of(run(scratch, "公开电话13912345678。"))
    again = run(scratch, text, allow=(allow,))
    assert " ".join(one.code for one in again.problems) == stays


def mark_of(report: Report) -> str:
    """What the one refusal of *report* says to type behind --allow."""
    (mark,) = (one.hint.partition("--allow ")[2] for one in report.problems if "--allow" in one.hint)
    return mark


def test_a_name_that_an_instrument_holds_is_no_leak(scratch: Scratch) -> None:
    scratch.template(BODY)
    record = scratch.record(RECORD + "典型意义: 王小明990201197908220010\n")
    report = building_run.report(Request((record,), ("trial",), ("txt", "docx"), scratch.root / "out"))
    assert report.problems == [] or {item.code for item in report.problems} == {"V001"}


def test_what_a_template_brings_in_is_refused_too(scratch: Scratch) -> None:
    header = "{#--- kind: trial, 名称: 试验文书, face: public, 阶段: 宣传, 无则: 草稿 ---#}\n"
    scratch.template(header + "联系王小明，13912345678\n")
    report = building_run.report(Request((scratch.record(RECORD),), ("trial",), ("docx",), scratch.root / "out"))
    assert report.outputs == []
    assert places(report.problems) == ["trial.j2:2:7 M005"] or "M005" in {item.code for item in report.problems}


@pytest.mark.parametrize("value", KNOWN)
def test_every_disguise_is_seen_through(value: str) -> None:
    register = Register((secret(value, "秘密", "×", Span("x")),))
    missed = [
        name for name, data in leak_scanner.disguises(value).items() if not leaks(data, "甲", register, detecting=False)
    ]
    assert missed == []
    assert len(leak_scanner.disguises(value)) >= 12


def test_a_pdf_with_real_fonts_is_read(tmp_path: Path) -> None:
    from weasyprint import HTML

    page = "<p>当事人李婉钧住新桥<b>村5组</b>17号，电话0600-5550231。</p><p>无关的赵某。</p>"
    data = HTML(string=page).write_pdf()
    register = Register(tuple(secret(value, "秘密", "×", Span("x")) for value in KNOWN))
    found = {leak.secret.text for leak in leaks(data, "甲.pdf", register, detecting=False) if leak.secret}
    assert found == {"李婉钧", "新桥村5组17号", "0600-5550231"}


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", b"%PDF-1.7 broken"])
def test_what_cannot_be_read_is_said_so(data: bytes) -> None:
    with pytest.raises(Unreadable):
        leaks(data, "甲", Register())


SAMPLES = sorted((Path(__file__).parents[2] / "cases" / "示例").glob("*.yaml"))


@pytest.mark.parametrize("form", [form for form in WRITERS if form != "pdf"])
def test_our_own_files_hold_nothing_that_was_not_set_on_purpose(form: str) -> None:
    for document in docgen.render(SAMPLES[0], "typical-case"):
        assert strangers(docgen.write(document, form), public=True) == []


STRANGERS = {
    "docProps/core.xml": ("<dc:creator>张三</dc:creator>", "文档属性“作者”"),
    "docProps/app.xml": ("<Company>某院</Company>", "文档属性“单位”"),
    "word/document.xml": ('<w:p w:rsidR="00AB12CD"/>', "修订标识（rsid）"),
    "word/settings.xml": ("<w:ins/>", "修订痕迹"),
    "word/comments.xml": ("<w:comment/>", "批注"),
    "customXml/item1.xml": ("<a/>", "自定义数据（customXml）"),
    "docProps/thumbnail.jpeg": ("x", "缩略图"),
    "word/styles.xml": ("<a>file:///home/someone/x</a>", "本机的路径"),
}


@pytest.mark.parametrize("name", STRANGERS)
def test_traces_of_those_who_made_a_file_are_told(name: str) -> None:
    content, told = STRANGERS[name]
    data = leak_scanner._docx("", **{name: content})
    assert told in strangers(data)


def test_a_record_gives_the_same_trees_to_both_faces(scratch: Scratch) -> None:
    text = RECORD + "典型意义: ｛王某｝和王小明\n"
    inner = scratch.trial(BODY, text, stage="宣传")
    outer = scratch.trial(BODY, text, face="public", stage="宣传")
    from helpers import text_of

    assert (text_of(made(inner)), text_of(made(outer))) == ("王小明和王小明", "王某和王某")


CONTACT = """案例集名称: 典型案例
案例: [案件.yaml]
发布会: 新闻发布会
人物: [沈某 | 某院副检察长 | 发布]
前言: ｛前｝
联系人: 某院新闻办公室 | 罗某 | 0600-5550900
"""


@pytest.mark.parametrize(
    ("preface", "refused"),
    [("如有疑问，请致电0600-5550900。", False), ("如有疑问，请致电0600-5550901。", True)],
)
def test_the_phone_that_a_conference_gives_the_press_is_public_and_no_other(
    scratch: Scratch, preface: str, refused: bool
) -> None:
    scratch.record(RECORD)
    record = scratch.file("会.yaml", CONTACT.replace("｛前｝", preface))
    request = Request((record,), ("collection", "press-release"), ("txt",), scratch.root / "out")
    report = building_run.report(request)
    stopped = [item.message for item in report.problems if item.code == "M005"]
    assert stopped == (["典型案例集里疑似有固定电话，没有写出"] if refused else [])
    written = [path.read_text(encoding="utf-8") for path in (scratch.root / "out").rglob("*.txt")]
    assert any("0600-5550900" in text for text in written)


def _page(*lines: str) -> bytes:
    """An OFD of one page with *lines*."""
    objects = "".join(
        f'<ofd:TextObject ID="{number}"><ofd:TextCode X="0" Y="{number}">{line}</ofd:TextCode></ofd:TextObject>'
        for number, line in enumerate(lines)
    )
    return zipped(
        {"OFD.xml": b"<ofd:OFD/>", "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page>{objects}</ofd:Page>".encode()}
    )


SPLIT = [
    ("李雪", "姓名", "店里贴着“李雪”二字", False, "M002"),
    ("李雪", "听证人员姓名", "《李雪案》的讨论", False, "M002"),
    ("云栖", "单位名称", "云栖违规", True, "M010"),
    ("安全", "姓名", "安全整改完毕", False, "M002"),
    ("四中", "学校", "四中的学生", True, "M010"),
]


@pytest.mark.parametrize(("name", "kind", "text", "likely", "code"), SPLIT)
def test_a_name_of_two_characters_is_seen_though_a_line_ends_within_it(
    name: str, kind: str, text: str, likely: bool, code: str
) -> None:
    at = Span("案.yaml", 7, 3)
    known = Register((secret(name, kind, "某", at, likely=likely),))
    document = Document(
        Meta("trial", "试验文书", "letter", "public", "题"), (Paragraph("正文", (Text(text, at),), at),)
    )
    data = text.replace(name, "\n".join(name)).encode()
    assert leaks(data, "", known) == []
    (told,) = examined(data, "试验文书.txt", document, known).problems
    assert told.code == code and told.span and told.span.column == 3 + text.index(name)
    assert leaks(_page(*name), "", known) == []
    assert [leak.kind for leak in leaks(_page(*name), "", known, across=True)] == [kind]


def test_the_end_of_a_line_and_the_next_one_make_no_name() -> None:
    at = Span("案.yaml", 7, 3)
    known = Register((secret("安全", "姓名", "某", at),))
    lines = ("保安", "全县排查")
    blocks = tuple(Paragraph("正文", (Text(line, at),), at) for line in lines)
    document = Document(Meta("trial", "试验文书", "letter", "public", "题"), blocks)
    assert examined("\n".join(lines).encode(), "试验文书.txt", document, known).problems == ()
