"""The faults that the five published texts hold are found when the texts are records."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from tests.checks import corpus
from tests.checks.tools import subject_of

pytestmark = pytest.mark.skipif(corpus.folder() is None, reason="DOCGEN_CORPUS is not set")

IN_2025 = "行为日期: 2025年5月\n"

# number of the text, rule, the words at the place of the finding
KNOWN = [
    ("000", "P004", "<中华人民共和国母婴保健法>"),
    ("000", "P015", "-64岁"),
    ("000", "X001", "法制宣传"),
    ("000", "X001", "此些岗位"),
    ("000", "D009", "12月20日上午"),
    ("001", "P014", "ㆍ巾帼"),
    ("001", "Q008", "供稿单位"),
    ("003", "X002", "下下心来"),
    ("003", "X001", "走过程"),
    ("003", "J001", "国土资源部门"),
    ("003", "J001", "国土部门"),
    ("003", "P023", "《医疗机构执业许可证》"),
    ("003", "F109", "上世纪80年代"),
    ("004", "P016", "一创新工作举措"),
    ("004", "P016", "二准确适用法律"),
    ("001", "P001", ",顺义区人民检察院"),
    ("002", "P001", ",2024年"),
    ("003", "P001", ",常在方寸之间"),
    ("004", "P001", ",北京市人民检察院"),
]


@pytest.mark.parametrize(("number", "code", "words"), KNOWN)
def test_known_faults(number: str, code: str, words: str, tmp_path: Path) -> None:
    text = corpus.record(number, IN_2025)
    lines = text.split("\n")
    found = [item.problem for item in checks.run(subject_of(text, tmp_path))]
    places = [lines[item.span.line - 1][item.span.column - 1 :] for item in found if item.span and item.code == code]
    assert any(place.startswith(words) for place in places)


def test_nothing_in_a_published_text_is_an_error(tmp_path: Path) -> None:
    errors = {
        (number, item.problem.code)
        for number in ("000", "001", "002", "003", "004")
        for item in checks.run(subject_of(corpus.record(number, IN_2025), tmp_path))
        if item.problem.level == "error"
    }
    assert errors == set()
