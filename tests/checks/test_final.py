"""A final paper is not made of a record in which the rules find errors; a draft is."""

from __future__ import annotations

from pathlib import Path

import pytest

import docgen
from docgen.core.errors import RecordError

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
CASE = HEAD + "基本案情: 甲。\n调查和督促履职: 乙，已经整改。\n典型意义: {}\n"


def made(path: Path, **more: bool) -> list[str]:
    report = docgen.build([path], ["典型案例"], formats=["txt"], out=path.parent / "out", **more)  # type: ignore[arg-type]
    return [str(output.path and output.path.name) for output in report.outputs] + [
        item.code for item in report.problems if item.level == "error"
    ]


@pytest.mark.parametrize(("text", "code"), [("2023年2月30日立案。", "D008"), ("共勘察××家商场。", "X003")])
def test_errors_of_rules_stop_final_papers_only(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "记录.yaml"
    path.write_text(CASE.format(text), encoding="utf-8")
    assert len(made(path)) == 1
    assert made(path, final=True) == [code]
    assert len(docgen.render(path, "典型案例")) == 1
    with pytest.raises(RecordError):
        docgen.render(path, "典型案例", final=True)


def test_a_silenced_error_stops_nothing(tmp_path: Path) -> None:
    path = tmp_path / "记录.yaml"
    path.write_text(CASE.format("2023年2月30日立案。  # docgen: 关闭 D008"), encoding="utf-8")
    assert len(made(path, final=True)) == 1
