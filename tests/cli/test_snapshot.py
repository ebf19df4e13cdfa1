"""``docgen snapshot``: what has changed is told sentence by sentence, and accepted only when asked."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import HEAD, Scratch

Cli = Any
TEMPLATE = "{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 建议 ---#}\n@标题 {{ 事由 }}\n{{ 公益受损 }}应当核查。应当整改。\n"
FIRST = HEAD + "公益受损: 商场受损。\n"
SECOND = HEAD.replace("规范", "整治") + "公益受损: 医院受损。\n"


@pytest.fixture
def office(scratch: Scratch, cli: Cli) -> Scratch:
    """Two records, a template, and the snapshots accepted."""
    scratch.file("templates/trial.j2", TEMPLATE)
    scratch.record(FIRST, "案/甲.yaml")
    scratch.record(SECOND, "案/乙.yaml")
    ran = cli("snapshot", "--update")
    assert ran.code == 0
    return scratch


def snapshots(scratch: Scratch) -> list[str]:
    root = scratch.root / "snapshots"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.txt"))


def test_each_paper_of_each_record_has_a_snapshot_that_a_lawyer_can_read(office: Scratch) -> None:
    found = snapshots(office)
    assert "案/甲/试验.snap.txt" in found
    assert "案/乙/典型案例.snap.txt" in found
    text = (office.root / "snapshots/案/甲/试验.snap.txt").read_text(encoding="utf-8")
    assert text.startswith("文种: 试验 (trial)\n")
    assert "[标题] 规范母婴室建设\n[正文] 商场受损。应当核查。应当整改。\n" in text


def test_nothing_changed_is_equal(office: Scratch, cli: Cli) -> None:
    ran = cli("snapshot")
    assert ran.code == 0
    assert ran.result == ""
    assert ran.talk.startswith(f"{len(snapshots(office))} 份相同")


def test_one_word_of_a_template_is_told_as_its_sentence_once_with_every_snapshot(office: Scratch, cli: Cli) -> None:
    office.file("templates/trial.j2", TEMPLATE.replace("整改", "改正"))
    ran = cli("snapshot")
    assert ran.code == 1
    assert ran.talk.count("错误 S001") == 1
    assert "案/乙.yaml:1:1: 错误 S001" in ran.talk
    assert ran.result.count("- [正文] 应当整改。\n") == 1
    assert ran.result.count("+ [正文] 应当改正。\n") == 1
    assert "同样改动的还有 1 份：snapshots/案/甲/试验.snap.txt" in ran.result
    assert "2 份不同" in ran.talk
    assert "应当核查" not in ran.result


def test_update_accepts_and_the_next_run_is_equal(office: Scratch, cli: Cli) -> None:
    office.file("templates/trial.j2", TEMPLATE.replace("整改", "改正"))
    ran = cli("snapshot", "--update")
    assert ran.code == 0
    assert sorted(ran.result.split("\n")[:-1]) == [
        "已更新 snapshots/案/乙/试验.snap.txt",
        "已更新 snapshots/案/甲/试验.snap.txt",
    ]
    assert cli("snapshot").code == 0


@pytest.mark.parametrize("option", [["--update", "甲/试验"], ["--update", "--only", "甲/试验"]])
def test_update_with_a_name_accepts_only_that(office: Scratch, cli: Cli, option: list[str]) -> None:
    office.file("templates/trial.j2", TEMPLATE.replace("整改", "改正"))
    ran = cli("snapshot", *option)
    assert ran.code == 1
    assert "已更新 snapshots/案/甲/试验.snap.txt" in ran.result
    assert "已更新 snapshots/案/乙" not in ran.result
    again = cli("snapshot")
    assert again.code == 1
    assert again.talk.count("错误 S001") == 1
    assert "案/乙.yaml" in again.talk


def test_a_missing_snapshot_fails(office: Scratch, cli: Cli) -> None:
    (office.root / "snapshots/案/甲/试验.snap.txt").unlink()
    ran = cli("snapshot")
    assert ran.code == 1
    assert "案/甲.yaml:1:1: 错误 S002 还没有快照 snapshots/案/甲/试验.snap.txt" in ran.talk


def test_a_new_record_fails_until_it_is_accepted(office: Scratch, cli: Cli) -> None:
    office.record(FIRST, "案/丙.yaml")
    ran = cli("snapshot")
    assert ran.code == 1
    assert "S002" in ran.talk
    assert cli("snapshot", "--update").code == 0
    assert cli("snapshot").code == 0


def test_an_unused_snapshot_fails_until_it_is_removed(office: Scratch, cli: Cli) -> None:
    (office.root / "案/甲.yaml").unlink()
    ran = cli("snapshot")
    assert ran.code == 1
    assert "snapshots/案/甲/试验.snap.txt:1:1: 错误 S003" in ran.talk
    assert cli("snapshot", "--update").code == 0
    assert [name for name in snapshots(office) if name.startswith("案/甲/")] == []


def test_a_kind_that_is_gone_leaves_an_unused_snapshot(office: Scratch, cli: Cli) -> None:
    (office.root / "templates/trial.j2").unlink()
    ran = cli("snapshot")
    assert ran.code == 1
    assert ran.talk.count("S003") == 2


def test_a_broken_record_is_told_and_its_snapshots_are_not_called_unused(office: Scratch, cli: Cli) -> None:
    office.file("案/甲.yaml", FIRST + "没有: 某\n")
    for arguments in (["snapshot"], ["snapshot", "--update"]):
        ran = cli(*arguments)
        assert ran.code == 3
        assert "案/甲.yaml:4:1: 错误 R002" in ran.talk
        assert "S003" not in ran.talk
    assert "案/甲/试验.snap.txt" in snapshots(office)


def test_one_record_can_be_compared_alone(office: Scratch, cli: Cli) -> None:
    office.file("templates/trial.j2", TEMPLATE.replace("整改", "改正"))
    ran = cli("snapshot", "案/甲.yaml")
    assert ran.code == 1
    assert ran.talk.count("S001") == 1
    assert cli("snapshot", "案/甲.yaml", "--update").code == 0
    assert cli("snapshot", "案/甲.yaml").code == 0
    assert cli("snapshot", "案/乙.yaml").code == 1


def test_a_change_of_typography_alone_is_seen_in_the_fingerprint(office: Scratch, cli: Cli) -> None:
    office.file("templates/house.yaml", "角色:\n  正文: {字号: 四号}\n")
    ran = cli("snapshot")
    if ran.code == 1:
        assert "docx: " in ran.result
    else:
        pytest.fail(ran.talk)


def test_json_tells_the_differences(office: Scratch, cli: Cli) -> None:
    office.file("templates/trial.j2", TEMPLATE.replace("整改", "改正"))
    ran = cli("snapshot", "--json")
    assert ran.code == 1
    assert [item["code"] for item in ran.json["problems"]] == ["S001", "S001"]
    assert {item["path"].replace("\\", "/") for item in ran.json["differences"]} == {
        "snapshots/案/甲/试验.snap.txt",
        "snapshots/案/乙/试验.snap.txt",
    }
    for item in ran.json["differences"]:
        assert "- [正文] 应当整改。" in item["diff"]


WRONG = [
    (["snapshot", "没有"], "没有“没有”这个文件或者文件夹"),
    (["snapshot", "--only", "甲"], "“--only”要和“--update”一起用"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_a_wrong_command_line_is_told(cli: Cli, arguments: list[str], words: str) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert words in ran.talk
