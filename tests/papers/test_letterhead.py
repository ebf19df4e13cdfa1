"""An office's own Word file as a template: filled, checked, and unable to do anything else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from docx import Document
from helpers import SAMPLES, Scratch, process

import docgen
from docgen.core.errors import DocgenError, TemplateError
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.papers.letterhead.tags import prepare

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
LINES = (
    "｛检察院｝",
    "检察建议书",
    "｛被建议单位.全称｝：",
    "｛查明｝",
    "{% for 一条 in 建议 %}",
    "{{ loop.index|序号 }}{{ 一条|成句 }}",
    "{% endfor %}",
    "{% if 紧急情形 %}",
    "情况紧急：｛紧急情形｝",
    "{% endif %}",
    "请你单位收到后，书面回复本院。",
    "｛成文日期｝",
)


def word(lines: Iterable[str], cells: tuple[tuple[str, ...], ...] = (), head: str = "") -> bytes:
    """A Word file as an office might make it: its author named, a header, a table."""
    document = Document()
    document.core_properties.author = "承办人张某某"
    for line in lines:
        document.add_paragraph(line)
    if cells:
        table = document.add_table(rows=len(cells), cols=len(cells[0]))
        for row, texts in enumerate(cells):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
    document.sections[0].header.paragraphs[0].text = head
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(data: bytes, record: Path = RECORD, kind: str = "recommendation", **options: object) -> list[bytes]:
    """The finished files; raises where one cannot be made."""
    space = make.workspace(record)
    prepared = prepare(data, "本院.docx")
    done = finish(
        space.catalog.kind(kind), docgen.load(record), space.project, space.engine, Options(letterhead=prepared)
    )
    for item in done:
        if item.document is None:
            raise DocgenError(item.problems)
    return [item.ready for item in done]


def texts(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs]


def test_a_letter_is_filled_with_values_loops_conditions_table_and_header() -> None:
    cells = (("{% for 一人 in 听证会.听证员 %}", ""), ("｛一人.姓名｝", "｛一人.身份｝"), ("{% endfor %}", ""))
    first, second = filled(word(LINES, cells, "｛文号｝"))
    found = Document(io.BytesIO(first))
    lines = [paragraph.text for paragraph in found.paragraphs]
    assert lines[:3] == ["云江省青川市临河区人民检察院", "检察建议书", "云江省青川市临河区住房和城乡建设局："]
    assert sum(line.startswith("2024年2月26日至3月8日，本院") for line in lines) == 1
    assert [line[:2] for line in lines if line[:2] in ("一、", "二、", "三、")] == ["一、", "二、", "三、"]
    assert lines[-2:] == ["请你局收到后，书面回复本院。", "2024年4月22日"]
    assert "" not in lines
    assert [row.cells[0].text for row in found.tables[0].rows] == ["林若棠", "徐景行", "方晓岚", "高以宁", "谢文澜"]
    assert found.sections[0].header.paragraphs[0].text == "临检行公建〔2024〕3号"
    assert "请你委收到后，书面回复本院。" in texts(second)


def test_values_are_printed_as_they_are_and_never_read_as_markup(scratch: Scratch) -> None:
    hostile = "甲<乙>&丙 {{ 7*7 }} {% if %}"
    record = scratch.record(f"机关: {{甲: 某局}}\n检察建议: [{{被建议单位: 甲, 其他说明: '{hostile}'}}]\n")
    (data,) = filled(word(["说明：{{ 其他说明 }}"]), record)
    assert texts(data) == [f"说明：{hostile}"]


def test_a_tag_that_word_has_cut_works_and_is_told(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("案由：")
    for part in ("{{ 案", "由 }", "}，｛检", "察院｝"):
        paragraph.add_run(part)
    path = tmp_path / "本院.docx"
    document.save(str(path))
    prepared = prepare(path.read_bytes(), "本院.docx")
    assert [tag.cut for tag in prepared.tags] == [True, True]
    assert texts(filled(path.read_bytes())[0]) == [
        "案由：督促规范母婴室建设行政公益诉讼案，云江省青川市临河区人民检察院"
    ]


def test_two_runs_give_the_same_bytes_and_no_trace_of_the_author() -> None:
    data = word(LINES, head="｛文号｝")
    once, again = filled(data)[0], filled(data)[0]
    assert once == again
    with zipfile.ZipFile(io.BytesIO(once)) as package:
        names = package.namelist()
        everything = b"".join(package.read(name) for name in names)
    assert "张某某".encode() not in everything
    assert b"w:rsid" not in everything
    assert not any("thumbnail" in name or "customXml" in name for name in names)


def test_a_public_kind_is_masked_and_passes_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "本院.docx"
    path.write_bytes(word(["｛案名｝", "｛基本案情｝", "｛典型意义｝"]))
    ran = process(["render", RECORD, "--as", "典型案例", "--template", path, "-o", tmp_path / "出"], tmp_path)
    assert ran.code == 0, ran.talk
    (made,) = (tmp_path / "出" / "对外").glob("*.docx")
    assert "规范母婴室建设行政公益诉讼案" in texts(made.read_bytes())[0]


def test_a_public_kind_cannot_read_what_is_internal() -> None:
    with pytest.raises(DocgenError) as caught:
        filled(word(["｛承办检察官｝"]), kind="typical-case")
    assert {item.code for item in caught.value.problems} == {"V002"}


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        (["案由｛案由｝", "致｛被建议单为｝："], "T004", "第2段：“致｛被建议单为｝：”"),
        (["{% for 一条 in 建议 %}{{ 一条.没有 }}{% endfor %}"], "T004", "第1段"),
        (["说明：｛查明｝"], "T005", "“说明："),
        (["{{ 案由|没有这个 }}"], "T003", "没有这个过滤器"),
        (["{% if 案由 %}"], "T003", "缺少结束"),
    ],
)
def test_a_fault_of_the_template_quotes_its_paragraph(lines: list[str], code: str, words: str) -> None:
    with pytest.raises(DocgenError) as caught:
        filled(word(lines))
    assert {item.code for item in caught.value.problems} == {code}
    assert any(words in item.message for item in caught.value.problems), str(caught.value)


def test_a_brace_without_its_pair_is_refused_before_paragraphs_are_lost() -> None:
    with pytest.raises(TemplateError) as caught:
        prepare(word(["第一段 {{ 案由", "第二段", "}} 第三段"]), "本院.docx")
    assert [item.code for item in caught.value.problems] == ["T010", "T010"]
    assert "第一段 {{ 案由" in caught.value.problems[0].message


@pytest.mark.parametrize(
    "payload",
    [
        "{{ cycler.__init__.__globals__.os.popen('touch 坏').read() }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ 案由.__class__ }}",
        "{{ '%s'|format(案由.__class__) }}",
        "{{ ('{0.__class__}').format(案由) }}",
        "{{ 案由|attr('__class__') }}",
        "{{ self.__init__.__globals__ }}",
        "{{ joiner.__init__.__globals__ }}",
        "{{ namespace.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ lipsum.__globals__ }}",
        "{{ request.application.__globals__ }}",
        "{{ dict.__base__.__subclasses__() }}",
    ],
)
def test_code_in_a_template_does_not_run(payload: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DocgenError):
        filled(word([payload]))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip at all", word(["甲"])[:900]])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError) as caught:
        prepare(data, "本院.docx")
    assert [item.code for item in caught.value.problems] == ["T010"]


def test_a_file_with_a_part_that_word_could_not_read_is_refused() -> None:
    whole = io.BytesIO(word(["｛检察院｝"]))
    spoiled = io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(spoiled, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"::::" if name == "word/fontTable.xml" else source.read(name))
    prepare(whole.getvalue(), "本院.docx")
    with pytest.raises(TemplateError) as caught:
        prepare(spoiled.getvalue(), "本院.docx")
    assert [item.code for item in caught.value.problems] == ["T010"]


def test_check_lists_names_and_puts_comments_at_the_faults(tmp_path: Path) -> None:
    path = tmp_path / "本院.docx"
    path.write_bytes(word([*LINES, "致｛被建议单为｝"]))
    ran = process(["templates", "check", path, "--as", "检察建议书", "-o", tmp_path / "批注.docx"], tmp_path)
    over = process(["templates", "check", path, "--as", "检察建议书", "-o", path], tmp_path)
    assert over.code == 1 and "错误 W002" in over.talk
    assert ran.code == 4
    assert "是不是“被建议单位”？" in ran.talk
    assert "要有而没有用到的：" in ran.result
    (comment,) = Document(str(tmp_path / "批注.docx")).comments
    assert "没有“被建议单为”这个名字" in comment.text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["render", RECORD, "--as", "检察建议书", "--template", "本院.docx", "--format", "txt"], "只能做 docx"),
        (["render", RECORD, "--as", "检察建议书", "--template", "没有.docx"], "打不开"),
        (["templates", "check", "本院.docx"], "--as"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: list[str | Path], words: str, tmp_path: Path) -> None:
    (tmp_path / "本院.docx").write_bytes(word(LINES))
    ran = process(arguments, tmp_path)
    assert ran.code in (2, 4)
    assert words in ran.talk


def test_gaps_are_told_at_their_places_and_refuse_a_final_paper(scratch: Scratch) -> None:
    record = scratch.record("机关: {甲: 某局}\n检察建议: [{被建议单位: 甲}]\n")
    space = make.workspace(record)
    for final, level in ((False, "reminder"), (True, "error")):
        options = Options(final=final, letterhead=prepare(word(["｛职责｝", "｛案由｝"]), "本院.docx"))
        (done,) = finish(
            space.catalog.kind("recommendation"), docgen.load(record), space.project, space.engine, options
        )
        (gap,) = [item for item in done.problems if "待补：职责" in item.message]
        assert (gap.level, gap.span.file if gap.span else "") == (level, str(record))
        assert (done.document is None) is final


def test_a_report_in_the_office_s_own_file_speaks_of_the_agency_and_a_letter_to_it() -> None:
    lines = ["{{ %s }}：", "{{ 认定 }}", "{% for 一条 in 建议 %}{{ 一条 }}{% endfor %}"]
    (report, _) = filled(word([lines[0] % "上级院", *lines[1:]]), kind="filing-report")
    (letter, _) = filled(word([lines[0] % "被建议单位.全称", *lines[1:]]))
    assert "该局对辖区" in "".join(texts(report))
    assert "你局" not in "".join(texts(report))
    assert "检察建议书附件所列" in "".join(texts(report))
    assert "你局对辖区" in "".join(texts(letter))
    assert "对附件所列" in "".join(texts(letter))
