"""Written records come back as they were, whatever the text holds."""

from __future__ import annotations

import pytest
import yaml

from docgen.core.errors import RecordError
from docgen.records.models import Case
from docgen.records.yaml import emit
from docgen.records.yaml.lines import bare

BASE = {"检察院": "云江省青川市临河区人民检察院", "事由": "规范母婴室建设"}
HARD = (
    "标题: 有半角冒号", "有 # 号", "# 开头", "- 开头", "“引号”开头", '"半角引号"', "'单引号'", "*星号*", "@某", "%5", "`反引号`", "{花括号}", "[方括号]", "是", "no",
    "12:30", "0123", "2024-1-5", "|竖线", "键：值", "a, b", "，逗号", "1.编号", "---", "...", "&甲", "!乙", "> 大于", "尾空格", "《书名》：说明", "𬱖姓",
)  # fmt: skip


@pytest.mark.parametrize("text", HARD)
def test_a_line_comes_back(text: str) -> None:
    written = emit.dump({**BASE, "案名": text, "题注": text, "其他部分": [{"标题": text, "正文": text}]}, Case)
    # dump itself reads the record back and refuses what differs.
    assert written.startswith("检察院: 云江省青川市临河区人民检察院\n")


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("in_flow", [False, True])
def test_yaml_reads_a_bare_text_as_it_is(text: str, in_flow: bool) -> None:
    """``bare`` never says yes where YAML itself, without docgen's mending, would read something else."""
    written = f"键: [{text}]" if in_flow else f"键: {text}"
    if bare(text, in_flow=in_flow):
        read = yaml.load(written, yaml.BaseLoader)["键"]
        assert read == ([text] if in_flow else text)
    else:
        assert "'" + text.replace("'", "''") + "'" in emit.dump({**BASE, "关键词": [text, "乙"]}, Case)


def test_a_mapping_that_is_too_long_for_a_line_stands_below() -> None:
    origin = "云江省青川市临河区某某委员会办公室统计部门根据各街道办事处上报的材料汇总统计得出的年度数字"
    written = emit.dump({**BASE, "数据": {"甲数": {"值": "3家", "出处": origin, "词": ["甲"]}}, "其他文书": [{"文种": "某", "项": [{"甲": "乙"}]}]}, Case)  # fmt: skip
    assert f"数据:\n  甲数:\n    值: 3家\n    出处: {origin}\n    词: [甲]\n" in written
    assert "其他文书:\n  - 文种: 某\n    项:\n      - 甲: 乙\n" in written


def test_keys_stand_in_the_order_of_the_model() -> None:
    written = emit.dump({"典型意义": "一段。\n二段。", "案名": "某案", **BASE, "关键词": ["甲", "乙"]}, Case)
    assert [line.partition(":")[0] for line in written.splitlines() if not line.startswith(" ")] == [
        "检察院",
        "事由",
        "案名",
        "关键词",
        "典型意义",
    ]
    assert "典型意义: |\n  一段。\n  二段。\n" in written
    assert "关键词: [甲, 乙]\n" in written


def test_what_would_come_back_otherwise_is_not_written() -> None:
    with pytest.raises(RecordError) as fault:
        emit.dump({**BASE, "基本案情": "　缩进会被去掉"}, Case)
    assert [item.code for item in fault.value.problems] == ["I003"]
