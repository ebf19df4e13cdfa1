"""What offices do to their Word templates: each is repaired, left out and told, or refused in words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from docx import Document
from helpers import SAMPLES

import docgen
from docgen.core.errors import DocgenError
from docgen.papers import finish, make
from docgen.papers.letterhead.inspection import inspected
from docgen.papers.letterhead.tags import prepare

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WRITTEN = '<w:{0} w:id="7" w:author="拟稿人甲" w:date="2024-01-01T00:00:00Z">'


def p(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def word(body: str, changes: Mapping[str, tuple[str, str]] | None = None) -> bytes:
    """A Word file whose text is *body*; *changes*: part → (words, what stands there instead)."""
    stream = io.BytesIO()
    Document().save(stream)
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(b"<w:body>", b"<w:body>" + body.encode())
            for before, after in [change for part, change in (changes or {}).items() if part == name]:
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode())
            new.writestr(name, text)
    return made.getvalue()


def parts(data: bytes, record: Path = RECORD) -> dict[str, str]:
    """The parts of the first letter that *data* gives; raises where there is none."""
    space = make.workspace(record)
    options = finish.Options(letterhead=prepare(data, "本院.docx"))
    done = finish.finish(
        space.catalog.kind("recommendation"), docgen.load(record), space.project, space.engine, options
    )
    if done[0].document is None:
        raise DocgenError(done[0].problems)
    Document(io.BytesIO(done[0].ready))
    with zipfile.ZipFile(io.BytesIO(done[0].ready)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def told(data: bytes) -> list[str]:
    """Code and message of every fault and note that ``templates check`` finds."""
    space = make.workspace(RECORD)
    kind = space.catalog.kind("recommendation")
    try:
        prepared = prepare(data, "本院.docx")
    except DocgenError as fault:
        return [f"{item.code} {item.message}" for item in fault.problems]
    found = inspected(prepared, space.engine, finish.blank_tops(kind), ())
    return [f"{item.code} {item.message}" for item in (*found.problems, *prepared.notes)]


NEVER = "{% if 检察院 == '无' %}"


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p(NEVER)}{p('甲')}{p('{% endif %}')}</w:tc></w:tr></w:tbl>", r"<w:tc>(<w:p/>)</w:tc>"),
        (
            f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p(NEVER)}</w:tc></w:tr><w:tr><w:tc>{p('甲')}</w:tc></w:tr>"
            f"<w:tr><w:tc>{p('{% endif %}')}</w:tc></w:tr></w:tbl>",
            r"<w:body>(?!<w:tbl)()",
        ),
        (
            f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p('乙')}<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{p('丙')}</w:tc></w:tr></w:tbl>{p(NEVER)}{p('{% endif %}')}"
            "</w:tc></w:tr></w:tbl>",
            r"</w:tbl>(<w:p/>)</w:tc>",
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{p(NEVER)}{p('甲')}{p('{% endif %}')}</w:sdtContent></w:sdt>", r"<w:body>(?!<w:sdt)()"),
    ],
)  # fmt: skip
def test_what_a_condition_empties_is_still_a_word_file(body: str, whole: str) -> None:
    text = parts(word(body))["word/document.xml"]
    assert re.search(whole, text), text
    assert "甲" not in text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<w:p>{WRITTEN.format('del')}<w:r><w:delText>不外传</w:delText></w:r></w:del><w:r><w:t>留下</w:t></w:r></w:p>", ["留下"]),
        (f"<w:p>{WRITTEN.format('ins')}<w:r><w:t>｛检察院｝</w:t></w:r></w:ins></w:p>", ["云江省青川市临河区人民检察院"]),
        (f"<w:p>{WRITTEN.format('moveFrom')}<w:r><w:t>不外传</w:t></w:r></w:moveFrom></w:p>"
         f"<w:p>{WRITTEN.format('moveTo')}<w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>", ["", "移来"]),
        (f"<w:p><w:pPr><w:rPr>{WRITTEN.format('del')}</w:del></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>{p('后')}", ["前后"]),
        ("<w:p><w:pPr><w:pPrChange w:id='3' w:author='拟稿人甲'><w:pPr/></w:pPrChange></w:pPr><w:r><w:t>段</w:t></w:r></w:p>", ["段"]),
        (f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr>{WRITTEN.format('del')}</w:del></w:trPr><w:tc>{p('不外传')}</w:tc></w:tr>"
         f"<w:tr><w:tc>{p('行')}</w:tc></w:tr></w:tbl>", ["行"]),
    ],
)  # fmt: skip
def test_tracked_changes_are_accepted_and_told(body: str, expected: list[str]) -> None:
    found = parts(word(body))
    assert not any("拟稿人甲" in text or "不外传" in text for text in found.values())
    text = found["word/document.xml"]
    words = ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)", one)) for one in re.findall(r"<w:p>.*?</w:p>|<w:p/>", text)]
    assert words[: len(expected)] == expected
    assert any(line.startswith("T014 第1段有修订") for line in told(word(body)))


def test_variables_and_attached_templates_never_reach_a_paper() -> None:
    settings = '<w:docVars><w:docVar w:name="甲" w:val="不外传"/></w:docVars></w:settings>'
    data = word(p("｛检察院｝"), {"word/settings.xml": ("</w:settings>", settings)})
    assert not any("不外传" in text for text in parts(data).values())
    assert "T014 模板里有文档变量" in told(data)


@pytest.mark.parametrize(
    "instruction", [r" INCLUDEPICTURE C:\Users\章.png ", r" LINK \\server\稿 ", "HYPERLINK file:///D/甲"]
)
def test_a_field_with_a_path_of_the_machine_is_refused(instruction: str) -> None:
    data = word(f'<w:p><w:fldSimple w:instr="{instruction}"><w:r><w:t>甲</w:t></w:r></w:fldSimple></w:p>')
    assert [line[:4] for line in told(data)] == ["T010"]


@pytest.mark.parametrize(
    "kind",
    [
        "vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "vnd.ms-word.document.macroEnabled.main+xml",
        "vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_macro_files_of_word_serve(kind: str) -> None:
    usual = "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    found = parts(word(p("｛检察院｝"), {"[Content_Types].xml": (usual, kind)}))
    assert usual in found["[Content_Types].xml"] and kind not in found["[Content_Types].xml"]


def test_strict_open_xml_is_read_and_a_workbook_refused_in_words() -> None:
    strict = {"word/document.xml": (NS, "http://purl.oclc.org/ooxml/wordprocessingml/main")}
    assert told(word("", strict)) == []
    assert "不是 Word 文档" in told(word("", {"word/document.xml": (NS, "http://schemas.openxmlformats.org/other")}))[0]


@pytest.mark.parametrize("target", ["NULL", "#_top", "media/没有.png"])
def test_a_relation_that_leads_nowhere_goes_with_what_hung_on_it(target: str) -> None:
    link = f'<Relationship Id="rX" Type="http://x/hyperlink" Target="{target}"/></Relationships>'
    body = (
        '<w:p><w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rX">'
        "<w:r><w:t>｛检察院｝</w:t></w:r></w:hyperlink></w:p>"
    )
    found = parts(word(body, {"word/_rels/document.xml.rels": ("</Relationships>", link)}))
    assert "rX" not in found["word/document.xml"] + found["word/_rels/document.xml.rels"]
    assert "临河区人民检察院" in found["word/document.xml"]


def test_a_filled_content_control_is_no_placeholder() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="5"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:rPr>'
        '<w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{0}</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )
    text = parts(word(control.format("｛检察院｝")))["word/document.xml"]
    assert "showingPlcHdr" not in text and "PlaceholderText" not in text
    assert "showingPlcHdr" in parts(word(control.format("单击此处")))["word/document.xml"]


def test_bookmarks_and_ids_stand_once_in_a_loop() -> None:
    body = (
        p("{% for 一条 in 建议 %}")
        + '<w:p><w:bookmarkStart w:id="9" w:name="甲"/><w:r><w:t>{{ 一条 }}</w:t></w:r><w:bookmarkEnd w:id="9"/></w:p>'
        + p("{% endfor %}")
    )
    text = parts(word(body))["word/document.xml"]
    assert text.count("bookmarkStart") == text.count("bookmarkEnd") == 1


@pytest.mark.parametrize(
    "words", ["{案由}", "{ 案由 }", "｛案由｝", "{{ 案由 }}", "{% if 类型 == “行政公益诉讼” %}{案由}{% endif %}"]
)
def test_every_way_to_write_a_name_is_a_name(words: str) -> None:
    assert told(word(p(words))) == []
    text = parts(word(p(words)))["word/document.xml"]
    assert "案由" not in text and "母婴室" in text


def test_wide_signs_of_an_input_method_are_read() -> None:
    assert told(word(p("｛成文日期｜年月｝"))) == []
    assert told(word(p("{{ 抄送|连（“，”） }}"))) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("{案油}", "T004", "没有“案油”"),
        ("{｛案由｝}", "T010", "括号写重了"),
        ("{案由", "T010", "没有成对"),
        ("｛建议｝｛检察建议｝", "T006", "“检察建议”是列表"),
        ("｛法律依据｝", "T006", "有好几项"),
        ("{% for 一条 in 听证会.听证员 %}{{ 一条.性名 }}{% endfor %}", "T004", "没有“性名”"),
        ("{% if 案由 %}", "T003", "“{% if 案由 %}”缺少结束标记"),
        ("{% endif %}", "T003", "没有对应的开头"),
        ("{% else %}", "T003", "不在条件里面"),
    ],
)
def test_check_and_render_find_the_same(words: str, code: str, said: str) -> None:
    data = word(p("首段") + p(words))
    lines = told(data)
    assert any(line.startswith(code) and said in line and "第2段" in line for line in lines), lines
    with pytest.raises(DocgenError) as caught:
        parts(data)
    errors = [f"{item.code} {item.message}" for item in caught.value.problems if item.level == "error"]
    assert errors == lines


def test_all_faults_are_told_at_once() -> None:
    lines = told(word(p("｛案油｝") + p("{{ 案由|没有 }}") + p("{% if 案由 %}") + p("｛检察建议｝")))
    assert sorted(line[:4] for line in lines) == ["T003", "T003", "T004", "T006"]
