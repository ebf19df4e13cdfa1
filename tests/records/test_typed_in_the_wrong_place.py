"""What was typed where it does not belong is found when the record is read: it would print."""

from __future__ import annotations

import pytest
from helpers import Scratch, codes, marked, places, text_of, told

import docgen
from docgen.cli.run import run
from docgen.papers.finish import Options, finish
from docgen.records.loader import load

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"

TYPED = [
    ("当事人: {陈美兰: ※13900000102}\n", "R024", "是一个号码"),
    ("当事人: {陈立群: 好又多食品店经营者 陈立群，身份证 ※990211198001010013}\n", "R024", "里有一个号码"),
    ("当事人: {陈立群: {姓名: 陈立群※，好又多食品店经营者}}\n", "R024", "不只是一个名称"),
    ("当事人: {陈立群: {姓名: ※经营者 陈立群}}\n", "R024", "不只是一个名称"),
    ("当事人: {陈立群: {姓名: 陈立群※电话见卷}}\n", "R024", "不只是一个名称"),
    ("机关: {区市监局: {全称: ※0600-5550118}}\n", "R024", "是一个号码"),
    ("听证会: {听证员: [{姓名: 林若棠 ※13900000102, 身份: 区人大代表}]}\n", "R024", "里有一个号码"),
    ("证据: 1.12345热线工单※；2.现场勘察笔录；3.照片\n", "R025", "写了几项"),
    ("证据: 一、工单※；二、笔录\n", "R025", "写了几项"),
    ("证据: （1）工单※，（2）笔录\n", "R025", "写了几项"),
    ("证据: 工单※；笔录；照片\n", "R025", "写了几项"),
    ("关键词: 行政公益诉讼※；母婴室\n", "R025", "写了几项"),
    (
        "机关: {区市监局: {全称: 云江省青川市临河区市场监督管理局}}\n检察建议: [{被建议单位: 区市监局, 建议: 1.立即整改※。2.建立机制。}]\n",
        "R025",
        "写了几项",
    ),
]


@pytest.mark.parametrize(("text", "code", "words"), TYPED, ids=[text[:30] for text, *_ in TYPED])
def test_what_would_print_with_the_name_or_as_one_item_is_found(
    scratch: Scratch, text: str, code: str, words: str
) -> None:
    """A phone became a name, and an identity number printed behind one; 1.工单；2.笔录 printed as one piece of evidence."""
    typed, (mark,) = marked(HEAD + text)
    found = [item for item in docgen.check(scratch.record(typed)) if item.code == code]
    assert places(found) == [f"案件.yaml:{mark} {code}"]
    assert words in told(found[0])


OFFICES = ["全部", "临河区法院", "本院", "临河区人民检察院（盖章）"]


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_that_is_no_procuratorate_is_found(scratch: Scratch, office: str) -> None:
    found = docgen.check(scratch.record(f"检察院: {office}\n事由: 规范母婴室建设\n"))
    assert "R029" in codes(found)


CLEAN = [
    "当事人: {王丽: {姓名: 王　丽}, 某店: {姓名: 云江省青川市临河区好又多食品店}, 三十六中: {姓名: 云江省第36中学}}\n",
    "证据: [工单, 笔录]\n",
    "证据: [现场勘察笔录（含照片12张）]\n",
    "机关: {区市监局: {全称: 云江省青川市临河区市场监督管理局}}\n检察建议: [{被建议单位: 区市监局, 建议: [依法查处；并回复。, 建立机制。]}]\n",
]


@pytest.mark.parametrize("text", CLEAN)
def test_names_and_lists_as_they_should_be_are_left_alone(scratch: Scratch, text: str) -> None:
    assert {"R024", "R025", "R029"}.isdisjoint(codes(docgen.check(scratch.record(HEAD + text))))


ANSWERS = [
    (["--office", "全部", "--matter", "规范母婴室建设"], "不是检察院的全称"),
    (
        ["--office", "云江省青川市临河区人民检察院", "--matter", "督促规范母婴室建设行政公益诉讼案"],
        "写成“规范母婴室建设”",
    ),
    (
        [
            "--office",
            "云江省青川市临河区人民检察院",
            "--matter",
            "云江省青川市临河区人民检察院督促规范母婴室建设行政公益诉讼案",
        ],
        "写成“规范母婴室建设”",
    ),
    (["--office", "云江省青川市临河区人民检察院", "--matter", "规范母婴室建设公益诉讼案"], "写成“规范母婴室建设”"),
]


@pytest.mark.parametrize(("arguments", "words"), ANSWERS, ids=[" ".join(row[0])[:30] for row in ANSWERS])
def test_a_wrong_answer_makes_no_record(
    scratch: Scratch,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(scratch.root)
    assert run(["new", "case", *arguments, "--as", "检察建议书", "--yes"]) != 0
    assert words in capsys.readouterr().err
    assert list(scratch.root.rglob("*.yaml")) == [scratch.root / "docgen.yaml"]


# — the legal bases of a letter —

LETTERS = (
    HEAD
    + "机关: {区市监局: {全称: 云江省青川市临河区市场监督管理局}, 区教体局: {全称: 云江省青川市临河区教育体育局}}\n"
    "立案: [{日期: 2024年2月20日}]\n"
    "法律依据: {职责: [《中华人民共和国食品安全法》第五条], 违反: [《中华人民共和国食品安全法》第三十四条], 提出: [《中华人民共和国行政诉讼法》第二十五条第四款]}\n"
    "检察建议:\n"
    "  - {被建议单位: 区市监局, 认定: 没有查处。, 建议: [查处。]}\n"
    "  - {被建议单位: 区教体局, 认定: 没有督促。依据｛法律依据.违反｝。, 建议: [督促。], 法律依据: {职责: [《中华人民共和国教育法》第十五条]}}\n"
)


def letters(scratch: Scratch, text: str) -> list[str]:
    space = scratch.space()
    record = load(scratch.record(text), space.project).record
    assert record is not None
    made = finish(space.catalog.kind("检察建议书"), record, space.project, space.engine, Options())
    return [text_of(one.document) for one in made if one.document is not None]


def test_a_letters_own_legal_bases_leave_the_others_of_the_case(scratch: Scratch) -> None:
    """法律依据: {职责: …} in a letter made 违反 of the case vanish, and 【待补】 was printed."""
    first, second = letters(scratch, LETTERS)
    assert "《中华人民共和国食品安全法》第五条" in first
    assert "《中华人民共和国教育法》第十五条" in second and "《中华人民共和国食品安全法》第五条" not in second
    assert second.count("《中华人民共和国食品安全法》第三十四条") == 2
    assert "待补：法律依据" not in second and "《中华人民共和国行政诉讼法》第二十五条第四款" in second


OWN = [
    ("违反: [《中华人民共和国教育法》第七十一条]", ["食品安全法》第五条", "教育法》第七十一条"]),
    ("提出: [《中华人民共和国未成年人保护法》第一百零六条]", ["食品安全法》第五条", "未成年人保护法》第一百零六条"]),
    ("职责: []", ["食品安全法》第五条", "食品安全法》第三十四条"]),
    ("职责: [《甲法》第一条], 违反: [《乙法》第二条], 提出: [《丙法》第三条]", ["甲法", "乙法", "丙法"]),
]


@pytest.mark.parametrize(("own", "wanted"), OWN)
def test_each_key_of_the_legal_bases_stands_for_itself(scratch: Scratch, own: str, wanted: list[str]) -> None:
    text = LETTERS.replace("职责: [《中华人民共和国教育法》第十五条]", own)
    _, second = letters(scratch, text)
    assert [words for words in wanted if words not in second] == []


# — gaps —


def test_check_knows_what_a_letter_lacks_and_where_to_write_it(scratch: Scratch) -> None:
    """check said that nothing was wrong, and the final paper then lacked a thing in one of two letters."""
    text = LETTERS.replace(", 建议: [督促。]", "")
    found = [item for item in docgen.check(scratch.record(text)) if item.code == "G001"]
    (lack,) = [item for item in found if item.message.startswith("检察建议书") and item.message.endswith("：建议")]
    assert lack.message == "检察建议书（区教体局）待补：建议"
    assert lack.span is not None and lack.span.line == 8
    assert "检察建议" in lack.hint and "建议" in lack.hint and "第8行" in lack.hint


LACKING = [
    ("其他文书: [{文种: 检察建议备案报告}]\n", "上级院", "文种: 检察建议备案报告"),
    ("立案: [{机关: 区市监局, 日期: 2024年2月20日}]\n", "公益受损", "公益受损"),
    ("听证会: {时间: 2024年4月12日9时30分, 参加单位: [区市监局]}\n", "听证会.地点", "“听证会”下面：地点"),
    ("磋商: [{机关: 区市监局, 方式: 座谈会}]\n", "日期", "磋商"),
]


@pytest.mark.parametrize(("more", "label", "hint"), LACKING, ids=[row[1] for row in LACKING])
def test_a_gap_is_known_before_the_paper_is_made(scratch: Scratch, more: str, label: str, hint: str) -> None:
    text = "\n".join(line for line in LETTERS.split("\n") if more[:3] not in line[:3]) + more
    found = [item for item in docgen.check(scratch.record(text)) if item.code == "G001"]
    lacks = [item for item in found if item.message.partition("待补：")[2] == label]
    assert lacks and any(hint in item.hint for item in lacks)
