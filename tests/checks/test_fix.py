"""``check --fix``: what it mends, what it leaves as typed, and that a second run finds nothing to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.checks import checking
from docgen.checks.checking import Checker
from docgen.records.loader import load
from docgen.records.project import Project, Settings
from tests.checks import corpus

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"

MESSY = """# 母婴室案，第三稿
检察院: 云江省青川市临河区人民检察院   # 公章上的全称
事由: 规范母婴室建设

线索: {来源: 群众举报, 日期: 2024年1月9日}   # 热线工单
# 下面是查明的事实
查明: |
  2024年01月05日,本院对二家商场、和4家医院现场勘察(含门诊楼)。

  群众反映"位置隐蔽"、"不便于使用"，违反《水法》第25条第3款，根据《居住证暂行条例》、《社会保险法》处理...
公益受损: 近40余家（35-64岁）的妇女 无法使用。   # 核对
"""
MENDED = """# 母婴室案，第三稿
检察院: 云江省青川市临河区人民检察院   # 公章上的全称
事由: 规范母婴室建设

线索: {来源: 群众举报, 日期: 2024年1月9日}   # 热线工单
# 下面是查明的事实
查明: |
  2024年1月5日，本院对两家商场和4家医院现场勘察（含门诊楼）。

  群众反映“位置隐蔽”“不便于使用”，违反《水法》第二十五条第三款，根据《居住证暂行条例》《社会保险法》处理……
公益受损: 近40余家（35—64岁）的妇女 无法使用。   # 核对
"""


def fixed(text: str | bytes, folder: Path) -> tuple[Path, int]:
    """The file of *text* after ``--fix``, and the number of patches."""
    path = folder / "记录.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path, checking.mend(Checker(), [path]).get(path, 0)


def test_only_what_is_wrong_is_touched(tmp_path: Path) -> None:
    path, count = fixed(MESSY, tmp_path)
    assert path.read_text(encoding="utf-8") == MENDED
    assert count > 10


def test_a_second_run_finds_nothing_to_mend(tmp_path: Path) -> None:
    path, _ = fixed(MESSY, tmp_path)
    assert Checker().check(path).edits == ()
    assert [item.code for item in Checker().check(path).problems] == ["L006", "L006", "F101", "P021"]
    stamp = path.stat().st_mtime_ns
    assert checking.mend(Checker(), [path]) == {}
    assert path.stat().st_mtime_ns == stamp


def test_line_ends_and_marks_of_the_file_stay(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + MESSY.replace("\n", "\r\n").encode("utf-8")
    path, _ = fixed(data, tmp_path)
    assert path.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode("utf-8")


def test_another_encoding_becomes_utf8(tmp_path: Path) -> None:
    path, count = fixed(MENDED.encode("gb18030"), tmp_path)
    assert (path.read_text(encoding="utf-8"), count) == (MENDED, 1)


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("检察院：云江省青川市临河区人民检察院\n事由：规范母婴室建设\n", HEAD),
        ("检察院:云江省青川市临河区人民检察院\n事由:规范母婴室建设\n", HEAD),
        (HEAD + "线索:\n\t来源: 群众举报\n", HEAD + "线索:\n  来源: 群众举报\n"),
        (HEAD + "证据:\n  -笔录\n  -照片\n", HEAD + "证据:\n  - 笔录\n  - 照片\n"),
        (HEAD + "查明: |\n  　　本院依法立案。\n", HEAD + "查明: |\n  本院依法立案。\n"),
        (HEAD + "查明: |本院依法立案。\n  又查明。\n", HEAD + "查明: |\n  本院依法立案。\n  又查明。\n"),
        (HEAD + '摘要: "检察蓝"守护"她权益"\n', HEAD + "摘要: “检察蓝”守护“她权益”\n"),
        (HEAD + "摘要: 临河: 规范母婴室\n", HEAD + "摘要: 临河：规范母婴室\n"),
        (
            HEAD + "立案: [{日期: 2024年2月20日, 文号: 临检行公立(2024)12号}]\n",
            HEAD + "立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]\n",
        ),
        (HEAD + "证据:\n  - 1.笔录\n  - 2.照片\n", HEAD + "证据:\n  - 笔录\n  - 照片\n"),
    ],
)
def test_what_the_reading_understood_is_written_as_yaml_has_it(typed: str, mended: str, tmp_path: Path) -> None:
    path, count = fixed(typed, tmp_path)
    assert path.read_text(encoding="utf-8") == mended
    assert count
    assert [item.code for item in Checker().check(path).problems if item.code[0] in "YR"] == []


@pytest.mark.parametrize("text", ["检察院: [\n", "", "\x00\x01", "甲: 乙\n丙\n", HEAD + "没有的键: 甲,乙\n"])
def test_a_record_that_cannot_be_used_is_left_alone(text: str, tmp_path: Path) -> None:
    path, count = fixed(text, tmp_path)
    assert (path.read_bytes(), count) == (text.encode(), 0)


def test_a_mark_that_yaml_would_read_otherwise_is_not_put_in(tmp_path: Path) -> None:
    path, _ = fixed(HEAD + "关键词: [甲、乙, ．5公里]\n", tmp_path)
    loaded = load(path, Project(tmp_path, Settings()))
    assert loaded.case is not None
    assert len(loaded.case.keywords) == 2


@pytest.mark.skipif(corpus.folder() is None, reason="DOCGEN_CORPUS is not set")
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_the_corpus_is_mended_and_stays(number: str, tmp_path: Path) -> None:
    text = corpus.record(number)
    path, count = fixed(text, tmp_path)
    assert count
    assert len(path.read_text(encoding="utf-8").split("\n")) == len(text.split("\n"))
    after = Checker().check(path)
    assert after.edits == ()
    assert checking.mend(Checker(), [path]) == {}
    assert not {item.code for item in after.problems} & {"P002", "P015", "P016"}


@pytest.mark.parametrize(
    "text",
    [
        "他说：“水清了,鱼多了。”",
        "依据《关于加强A区,B区管理的通知》办理。",
        "《云江省实施<中华人民共和国水法>办法》已经修改。",
        "她说：“我们天天看，，看了三年。”",
    ],
)
def test_what_is_quoted_or_named_is_told_and_left_alone(text: str, tmp_path: Path) -> None:
    path, count = fixed(HEAD + f"查明: |\n  {text}\n", tmp_path)
    assert (path.read_text(encoding="utf-8"), count) == (HEAD + f"查明: |\n  {text}\n", 0)
    assert Checker().check(path).problems


def test_a_headline_is_left_alone(tmp_path: Path) -> None:
    text = "体裁: 消息\n标题: 一江清水,两岸新绿\n副标题: 二零二四年的答卷\n正文:\n  - 段落: 完。\n"
    path, count = fixed(text, tmp_path)
    assert (path.read_text(encoding="utf-8"), count) == (text, 0)
