"""add and next: what one more paper needs goes into a record that a person wrote; what is due is told with its line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from docgen.cli import main
from docgen.papers import make
from docgen.records.loader import load_text

ROOT = Path(__file__).parents[2]
SAMPLE = (ROOT / "cases/示例/母婴室建设.yaml").read_text(encoding="utf-8")
KINDS = [
    kind.name for kind in make.workspace(ROOT / "tests").catalog.kinds.values() if "case" in kind.takes
]  # fmt: skip


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


LEAST = """\
# 本案的记录
检察院: 云江省青川市临河区人民检察院
事由: 规范母婴室建设   # 只写督促后面的话

机关:
  区住建局: {全称: 云江省青川市临河区住房和城乡建设局}   # 照公章
# 线索由控申转来
线索: {来源: 群众来信, 日期: 2024年1月9日}
检察建议:
# 一份
- 被建议单位: 区住建局
  建议: [责令改正。]   # 还要加一条

# 完
"""
WAYS = {
    "少": LEAST,
    "示例": SAMPLE,
    "示例少一半": re.sub(r"\n回复:.*?\n摘要:", "\n摘要:", re.sub(r"\n听证会:.*?\n\n", "\n\n", SAMPLE, flags=re.S), flags=re.S),
    "只有两行": "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n",
    "没有末尾的换行": LEAST.rstrip("\n"),
    "立案一项，不成列表": LEAST + "立案:\n  机关: 区住建局\n  日期: 2024年2月20日\n",
    "立案写成一行": LEAST.replace("检察建议:", "立案: 2024年2月20日\n检察建议:"),
    "括号跨行": LEAST.replace("来源: 群众来信, ", "来源: 群众来信,\n  # 说明\n  "),
    "民事": LEAST + "类型: 民事公益诉讼\n",
    "空着的键": LEAST.replace("检察建议:", "听证会:\n法律依据:\n磋商:\n检察建议:"),
}  # fmt: skip


def _errors(text: str) -> list[str]:
    found = load_text(text, Path("案件.yaml"), make.workspace(Path()).project)
    return [item.message for item in found.problems if item.level == "error"]


@pytest.mark.parametrize(
    ("way", "kind"), [(way, ",".join(KINDS)) for way in WAYS] + [("少", kind) for kind in KINDS[::3]]
)
def test_what_a_person_wrote_stays_and_nothing_is_added_twice(way: str, kind: str) -> None:
    text = WAYS[way]
    Path("案件.yaml").write_text(text, encoding="utf-8")
    assert _errors(text) == []
    assert run("add", kind, "案件.yaml") == 0
    after = Path("案件.yaml").read_text(encoding="utf-8")
    assert _errors(after) == []
    kept = iter(after.split("\n"))
    for line in text.split("\n"):  # every line, in its order; into one in braces a field may have come
        if line.strip():
            assert any(line == other or (line.rstrip("}\n") in other and "}" in line) for other in kept), line
    assert _values(text) <= _values(after)
    assert run("add", kind, "案件.yaml") == 0
    assert Path("案件.yaml").read_text(encoding="utf-8") == after


def _values(text: str) -> set[str]:
    from docgen.records.models import Case
    from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
    from docgen.records.yaml.fields import ModelOf
    from docgen.records.yaml.parse import parse

    def walk(node: Node, path: str) -> Any:
        match node:
            case ScalarNode(value):
                return {f"{path}={value}"} if value.strip() else set()
            case ListNode(items):
                return set().union(*(walk(item, f"{path}[{at}]") for at, item in enumerate(items)))
            case MapNode(entries):
                return set().union(*(walk(value, f"{path}.{key}") for key, value in entries))

    node, _ = parse(text, "", ModelOf(Case))
    assert node is not None
    return set(walk(node, ""))


@pytest.mark.parametrize("kind", ["听证笔录", "终结案件决定书", "磋商纪要", "回访记录", "听证公告"])
def test_each_gap_of_the_paper_has_a_key_after_add(kind: str, capsys: Any) -> None:
    """A paper that was added to two lines tells of each gap a line in the record that has the key."""
    Path("案件.yaml").write_text(LEAST, encoding="utf-8")
    assert run("add", kind, "案件.yaml") == 0
    keys = set(re.findall(r"^[\s-]*([\u4e00-\u9fff]+):", Path("案件.yaml").read_text(encoding="utf-8"), re.M))
    space = make.workspace(Path())
    for need in space.catalog.kind(kind).needs:
        assert need.rpartition(".")[2] in keys, need


def test_windows_line_ends_stay(capsys: Any) -> None:
    Path("案件.yaml").write_bytes(LEAST.replace("\n", "\r\n").encode())
    assert run("add", "听证笔录", "案件.yaml") == 0
    data = Path("案件.yaml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_add_tells_each_line_and_writes_nothing_on_a_dry_run(capsys: Any) -> None:
    Path("案件.yaml").write_text(LEAST, encoding="utf-8")
    assert run("add", "听证笔录", "案件.yaml", "--dry-run") == 0
    assert Path("案件.yaml").read_text(encoding="utf-8") == LEAST
    told = capsys.readouterr()
    assert "结束时间" in told.out and "要加" in told.err
    assert run("add", "听证笔录", "案件.yaml") == 0
    rows = Path("案件.yaml").read_text(encoding="utf-8").split("\n")
    for line in capsys.readouterr().out.strip().split("\n"):
        _, number, text = line.split(":", 2)
        assert rows[int(number) - 1] == text.removeprefix(" ")


def test_add_says_what_it_cannot_do(capsys: Any) -> None:
    Path("案件.yaml").write_text(LEAST, encoding="utf-8")
    assert run("add", "听政笔录", "案件.yaml") == 2
    assert "是不是“听证笔录”？" in capsys.readouterr().err
    assert run("add", "席卡", "案件.yaml") == 2
    Path("坏.yaml").write_text(LEAST + "立案: {机关: [区住建局}\n", encoding="utf-8")
    assert run("add", "听证笔录", "坏.yaml") == 3
    Path("国标.yaml").write_bytes(LEAST.encode("gb18030"))
    assert run("add", "听证笔录", "国标.yaml") == 3
    assert "R045" in capsys.readouterr().err
    assert Path("国标.yaml").read_bytes() == LEAST.encode("gb18030")
    Path("一行.yaml").write_text(WAYS["立案写成一行"], encoding="utf-8")
    assert run("add", "立案决定书", "一行.yaml") == 0
    assert "“立案”写成了一行，没有动" in capsys.readouterr().err


# — new —


def test_new_writes_every_need_of_every_kind(capsys: Any) -> None:
    kinds = ",".join(KINDS)
    assert run("new", "case", "--as", kinds, "--matter", "整治井盖缺失", "--yes") == 0
    text = Path("整治井盖缺失.yaml").read_text(encoding="utf-8")
    keys = set(re.findall(r"^[\s-]*([\u4e00-\u9fff]+):", text, re.M))
    for kind in make.workspace(Path()).catalog.kinds.values():
        if "case" in kind.takes:
            wanted = {key for need in kind.needs for key in need.split(".")} | set(kind.own)
            assert wanted <= keys, (kind.name, wanted - keys)
    bare = [
        line
        for line in text.split("\n")
        if re.match(r"\s*(?:- )?[\u4e00-\u9fff]+:", line) and " # " not in line and "文种:" not in line
    ]
    assert bare == ["检察院: 云江省青川市临河区人民检察院", "事由: 整治井盖缺失"]
    assert run("check", "整治井盖缺失.yaml") == 0


def test_new_registers_the_agencies_and_names_them(capsys: Any) -> None:
    office = "云江省青川市临河区人民检察院"
    place = "云江省青川市临河区"
    agencies = [f"{place}住房和城乡建设局", f"{place}卫生健康委员会"]
    more = [word for name in agencies for word in ("--agency", name)]
    assert run("new", "case", "--as", "检察建议书", "--office", office, "--matter", "整治井盖", *more, "--yes") == 0
    loaded = load_text(
        Path("整治井盖.yaml").read_text(encoding="utf-8"), Path("x.yaml"), make.workspace(Path()).project
    )
    assert loaded.case is not None
    assert [str(one.addressee) for one in loaded.case.recommendations] == ["住房和城乡建设局", "卫生健康委员会"]
    assert [str(one.agency) for one in loaded.case.filings] == ["住房和城乡建设局", "卫生健康委员会"]
    assert [str(one.full_name) for one in loaded.case.agencies.values()] == agencies


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--office", "全部"),
        ("--matter", "督促整治井盖行政公益诉讼案"),
        ("--matter", "整治井盖: 缺失"),
        ("--office", "云江省青川市临河区人民检察院办公室人员"),
        ("--agency", "区住建局 13900000102"),
    ],
)
def test_new_refuses_what_check_refuses(option: str, value: str, capsys: Any) -> None:
    given = {"--office": "云江省青川市临河区人民检察院", "--matter": "整治井盖", option: value}
    assert run("new", "case", "--as", "检察建议书", *[word for pair in given.items() for word in pair], "--yes") == 2
    assert list(Path().glob("*.yaml")) == []


def test_a_row_of_the_ledger_is_a_beginning(capsys: Any) -> None:
    head = "案名,检察院,事由,立案对象,立案日期,被建议单位"
    office = "云江省青川市临河区人民检察院"
    agency = "云江省青川市临河区住房和城乡建设局"
    rows = [f"督促整治井盖行政公益诉讼案,{office},整治井盖,{agency},2024年2月20日,{agency}"]
    rows += [f"督促整治盲道行政公益诉讼案,{office},整治盲道,{agency},2024年3月20日,"]
    Path("台账.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    assert run("new", "case", "--from", "台账.csv", "--as", "检察建议书,听证笔录") == 2
    assert "--matter" in capsys.readouterr().err
    assert run("new", "case", "--from", "台账.csv", "--matter", "井盖", "--as", "检察建议书,听证笔录") == 0
    text = Path("整治井盖.yaml").read_text(encoding="utf-8")
    assert "2024年2月20日" in text and "文种: 听证笔录" in text and "盲道" not in text
    assert run("check", "整治井盖.yaml") == 0


# — next —


def _next(text: str, *more: str, capsys: Any) -> dict[str, Any]:
    Path("案件.yaml").write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert run("next", "案件.yaml", "--json", *more) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_next_goes_through_the_life_of_a_case(capsys: Any) -> None:
    head = LEAST[: LEAST.index("# 线索")]
    first = _next(head, capsys=capsys)
    assert [step["name"] for step in first["steps"]] == ["登记线索"]
    filed = head + "线索: {来源: 来信, 日期: 2024年1月9日}\n立案:\n  - {机关: 区住建局, 日期: 2024年2月20日}\n"
    (step,) = _next(filed, capsys=capsys)["steps"]
    assert (step["name"], step["agency"], step["due"]) == ("送达立案决定书", "区住建局", "2024-02-27")
    assert step["lacks"] == [{"name": "立案 → 决定送达", "where": "第9行起的那一项里"}]
    served = filed.replace("日期: 2024年2月20日", "日期: 2024年2月20日, 决定送达: 2024年2月22日")
    assert [step["name"] for step in _next(served, capsys=capsys)["steps"]] == ["调查取证"]
    whole = re.sub(r"\n    (?:送达日期|备案日期): .*", "", SAMPLE)
    whole = whole[: whole.index("\n回复:")] + whole[whole.index("\n摘要:") :]
    steps = _next(whole, "--date", "2024年5月1日", capsys=capsys)["steps"]
    assert [(step["name"], step["agency"], step["due"]) for step in steps] == [
        ("送达检察建议书", "区住建局", "2024-04-25"),
        ("送达检察建议书", "区卫健委", "2024-04-25"),
    ]
    assert run("next", "案件.yaml", "--date", "2024年5月1日") == 0
    assert "已超期6天" in capsys.readouterr().out
    assert _next(SAMPLE, capsys=capsys)["reached"] == "宣传"


def test_next_has_the_days_of_the_ledger(capsys: Any) -> None:
    text = re.sub(r"\n    备案日期: .*", "", SAMPLE)
    steps = _next(text, capsys=capsys)["steps"]
    Path("案件.yaml").write_text(text, encoding="utf-8")
    assert run("ledger", "案件.yaml", "--samples", "-o", "台账.xlsx", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    assert [step["due"] for step in steps if step["name"] == "报上一级院备案"] == [row["备案期限"] for row in rows]


def test_a_skipped_paper_is_told_with_the_command_that_brings_its_keys(capsys: Any) -> None:
    Path("案件.yaml").write_text(LEAST, encoding="utf-8")
    assert run("render", "案件.yaml", "--as", "听证笔录,检察建议书") == 0
    command = re.search(r"运行 docgen (add \S+ \S+\.yaml)", capsys.readouterr().err)
    assert command
    assert run(*command[1].split()) == 0
    assert run("render", "案件.yaml", "--as", "听证笔录") == 0
    assert "听证笔录" in capsys.readouterr().out


# — the screen —


def test_the_ledger_without_a_file_tells_the_open_periods_and_leaves_samples_out(capsys: Any) -> None:
    text = re.sub(r"\n    (?:送达日期|备案日期): .*", "", SAMPLE)
    Path("示例.yaml").write_text(text, encoding="utf-8")
    assert run("ledger", "示例.yaml") == 2
    assert "--samples" in capsys.readouterr().err
    Path("案件.yaml").write_text(text.replace("示例: 是\n", "", 1), encoding="utf-8")
    assert run("ledger", ".", "--date", "2024年5月1日") == 0
    told = capsys.readouterr()
    assert [line.split("　")[:3] for line in told.out.strip().split("\n")] == [
        ["2024年4月25日", "建议送达", "已过6天"]
    ] * 2
    assert "1 份示例没有算" in told.err
    assert sorted(path.name for path in Path().iterdir()) == ["案件.yaml", "示例.yaml"]


def test_several_papers_go_to_the_screen_in_turn(capfdbinary: Any) -> None:
    Path("案件.yaml").write_text(SAMPLE, encoding="utf-8")
    assert run("render", "案件.yaml", "--as", "听证公告,检察建议书", "--format", "txt", "-o", "-") == 0
    out = capfdbinary.readouterr().out.decode()
    heads = re.findall(r"^———— 第(\d)份：(\S+) ————$", out, re.M)
    assert [number for number, _ in heads] == ["1", "2", "3"]
    assert [name.split("-")[0] for _, name in heads] == ["听证公告", "检察建议书", "检察建议书"]
    assert run("render", "案件.yaml", "--as", "听证公告", "--format", "txt", "-o", "-") == 0
    alone = capfdbinary.readouterr().out.decode()
    assert "————" not in alone and alone in out
    assert run("render", "案件.yaml", "--as", "听证公告,检察建议书", "--format", "html", "-o", "-") == 2


# — a record in which nothing is filled in yet —


@pytest.mark.parametrize("kinds", ["送达回证", "磋商纪要,送达回证", "送达回证,终结案件决定书", ",".join(KINDS)])
def test_new_writes_no_key_twice(kinds: str, capsys: Any) -> None:
    asked = ["new", "case", "--as", kinds, "--matter", "整治井盖", "--agency", "云江省青川市临河区城市管理局", "--yes"]
    assert run(*asked) == 0
    top = re.findall(r"^([\u4e00-\u9fff]+):", Path("整治井盖.yaml").read_text(encoding="utf-8"), re.M)
    assert len(top) == len(set(top))


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("听证签到表", "听证会:\n  时间: 2024年5月24日15时\n  地点: 本院\n  听证员:\n    - 姓名:\n"),
        ("听证签到表", "听证会:\n  时间: 2024年5月24日15时\n  地点: 本院\n  参加单位:\n"),
        ("送达回证", "其他文书:\n  - 文种: 送达回证\n    送达文书:\n    受送达人:\n"),
        ("送达回证", "其他文书:\n  - 文种: 送达回证\n    送达文书: 函\n"),
    ],
)
def test_an_item_that_is_still_empty_is_a_gap_and_no_fault_of_the_template(kind: str, lines: str, capsys: Any) -> None:
    text = f"检察院: 云江省青川市临河区人民检察院\n事由: 整治井盖\n{lines}"
    Path("空.yaml").write_text(text, encoding="utf-8")
    assert run("render", "空.yaml", "--as", kind, "--format", "txt", "-o", "out") == 0
    shown = capsys.readouterr()
    assert "T004" not in shown.err
    if kind == "听证签到表":
        assert "【待补：听证会.听证员】" in next(Path("out/内部").glob("*.txt")).read_text(encoding="utf-8")
        assert "G001" in shown.err
