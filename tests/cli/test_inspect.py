"""``check``, ``templates``, ``schema``, ``doctor``, ``completion`` and ``--version``."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
import yaml
from helpers import ALL_KINDS, HEAD, RECORDS, RELEASES, ROOT, SAMPLES, Scratch, marked

import docgen

Cli = Any
FAULTY, MARKS = marked(HEAD + "※典型意意: 略\n立案: [{决定送达: ※2023-02-30}]\n证据: [※一、甲]\n")


def test_check_tells_every_finding_in_order_with_the_line_and_a_caret(scratch: Scratch, cli: Cli) -> None:
    scratch.file("案件.yaml", FAULTY)
    ran = cli("check", "案件.yaml")
    assert ran.code == 3
    assert ran.result == ""
    told = [line for line in ran.talk.split("\n") if line.startswith("案件.yaml:")]
    places = [
        f"案件.yaml:{mark}: {words}" for mark, words in zip(MARKS, ("错误 R002", "错误 R005", "提醒 R010"), strict=True)
    ]
    assert [line[: len(place)] for line, place in zip(told, places, strict=True)] == places
    lines = ran.talk.split("\n")
    assert lines[1].strip() == "典型意意: 略"
    assert lines[2].strip() == "^"
    assert lines[3] == "    → 是不是“典型意义”？"
    assert lines[-2].startswith("1 份记录，2 处错误，1 处提醒，")


def test_check_takes_folders_and_several_paths(scratch: Scratch, cli: Cli) -> None:
    scratch.record("", "案/甲.yaml")
    scratch.record("", "案/乙.yml")
    scratch.record("", "丙.yaml")
    ran = cli("check", "案", "丙.yaml")
    assert ran.code == 0
    assert ran.talk.startswith("3 份记录，没有问题，")


FOREIGN = {
    "compose.yaml": "services:\n  甲: {image: 乙}\n",
    "用语.yml": "# 词表\n- {错: 法制宣传, 对: 法治宣传}\n",
    "版式.yaml": "名称: 公文\n领域: {水: 河}\n页面: {上: 37毫米}\n",
}
FAULTY_RECORDS = {
    "空.yaml": "",
    "错字.yaml": "检查院: 甲院\n事由: 规范\n",
    "半边.yaml": "“检察院”： 甲院\n",
    "坏.yaml": "检察院: [甲\n",
}


def test_a_folder_holds_other_yaml_too_which_is_passed_over_and_counted(scratch: Scratch, cli: Cli) -> None:
    scratch.record("", "案/甲.yaml")
    for name, text in {**FOREIGN, **FAULTY_RECORDS}.items():
        scratch.file(f"案/{name}", text)
    ran = cli("check", "案")
    told = {name for name in (*FOREIGN, *FAULTY_RECORDS) if f"案/{name}" in ran.talk}
    assert told == set(FAULTY_RECORDS)
    assert "5 份记录" in ran.talk
    assert "略过 3 个不是记录的文件" in ran.talk


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_that_is_named_is_taken_for_a_record(scratch: Scratch, cli: Cli, name: str) -> None:
    scratch.file(name, FOREIGN[name])
    ran = cli("check", name)
    assert ran.code == 3
    assert f"{name}:" in ran.talk


def test_nothing_of_the_package_is_taken_for_a_record(cli: Cli) -> None:
    ran = cli("check", ROOT / "docgen")
    assert ran.code == 2
    assert "没有找到案件记录" in ran.talk


def test_reminders_fail_only_a_strict_check(scratch: Scratch, cli: Cli) -> None:
    scratch.record("证据: [一、甲]\n")
    assert cli("check", "案件.yaml").code == 0
    assert cli("check", "案件.yaml", "--strict").code != 0


def test_check_of_nothing_is_told(cli: Cli) -> None:
    ran = cli("check", ".")
    assert ran.code == 2
    assert "没有找到案件记录" in ran.talk


def test_check_prints_json(scratch: Scratch, cli: Cli) -> None:
    scratch.file("案件.yaml", FAULTY)
    ran = cli("check", "案件.yaml", "--json")
    assert ran.code == 3
    assert [(item["code"], item["level"], f"{item['line']}:{item['column']}") for item in ran.json["problems"]] == [
        ("R002", "error", MARKS[0]),
        ("R005", "error", MARKS[1]),
        ("R010", "reminder", MARKS[2]),
    ]


def test_the_records_of_the_project_are_clean(cli: Cli) -> None:
    ran = cli("check", ROOT / "cases")
    assert ran.code == 0
    assert ran.talk.startswith(f"{len(RECORDS) + len(RELEASES) + 3} 份记录，没有问题，")


def test_every_kind_is_listed_with_its_template(scratch: Scratch, cli: Cli) -> None:
    scratch.template("甲\n")
    ran = cli("templates", "list")
    assert ran.code == 0
    rows = [line.split() for line in ran.result.strip().split("\n")]
    assert sorted(row[0] for row in rows) == sorted([*ALL_KINDS, "trial"])
    assert ["trial", "试验文书", "内部", "templates/trial.j2"] in rows
    assert {row[0]: row[2] for row in rows}["typical-case"] == "对外"
    listed = cli("templates", "list", "--json").json["templates"]
    assert {"kind": "trial", "名称": "试验文书", "face": "instrument", "file": "templates/trial.j2"} in listed


def test_a_template_is_ejected_once_and_then_used(scratch: Scratch, cli: Cli) -> None:
    ran = cli("templates", "eject", "典型案例")
    assert (ran.code, ran.result) == (0, "templates/typical-case.j2\n")
    mine = scratch.root / "templates/typical-case.j2"
    ours = (ROOT / "templates/typical-case.j2").read_text(encoding="utf-8")
    assert re.sub(r"^取自: [0-9a-f]{12}\n", "", mine.read_text(encoding="utf-8"), flags=re.MULTILINE) == ours
    mine.write_text(mine.read_text(encoding="utf-8") + "自己的一句\n", encoding="utf-8")
    again = cli("templates", "eject", "典型案例")
    assert again.code != 0
    assert "W002" in again.talk
    scratch.record("基本案情: 略。\n")
    assert "自己的一句" in cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt", "-o", "-").result
    assert cli("templates", "eject", "typical-case", "--force").code == 0
    assert "自己的一句" not in mine.read_text(encoding="utf-8")


def test_templates_are_checked_without_a_record(scratch: Scratch, cli: Cli) -> None:
    ran = cli("templates", "check")
    assert ran.code == 0
    assert ran.talk == f"{len(ALL_KINDS)} 个模板，没有问题\n"
    scratch.template("{{ 没有的 }}\n{{ 整改 }}\n")
    scratch.file("templates/broken.j2", "{#---\nkind: b\n---#}\n")
    ran = cli("templates", "check")
    assert ran.code == 4
    assert "templates/trial.j2:2:1: 错误 T004" in ran.talk
    assert "templates/trial.j2:3:1: 错误 V001" in ran.talk
    assert "templates/broken.j2:2:1: 错误 T002" in ran.talk
    assert "4 个模板" not in cli("templates", "check", "typical-case").talk
    assert [item["code"] for item in cli("templates", "check", "trial", "--json").json["problems"]].count("T004") == 1


def test_the_schema_accepts_the_samples_and_refuses_an_unknown_key(cli: Cli) -> None:
    ran = cli("schema")
    assert ran.code == 0
    schema = json.loads(ran.out)
    validator = jsonschema.Draft7Validator(schema)
    validator.check_schema(schema)
    for path in SAMPLES:
        record = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        assert [fault.message for fault in validator.iter_errors(record)] == []
    assert list(validator.iter_errors({"检察院": "甲", "事由": "乙", "典型意意": "丙"}))


def test_the_schema_knows_the_fields_of_a_kind_of_the_user(scratch: Scratch, cli: Cli) -> None:
    scratch.template(
        "{#---\nkind: trial\n名称: 试验文书\nface: public\n阶段: 宣传\n字段: {收件人: 寄给谁}\n---#}\n甲\n"
    )
    assert "寄给谁" in cli("schema").result


def test_doctor_tells_what_there_is(cli: Cli) -> None:
    ran = cli("doctor")
    assert ran.code == 0
    assert f"√ docgen：{docgen.__version__}，Python " in ran.result
    assert "可以生成文书" in ran.talk
    found = cli("doctor", "--json").json
    assert {"docgen", "jinja2", "pyyaml", "python-docx"} <= {item["name"] for item in found["checked"]}


@pytest.mark.parametrize(("typed", "offered"), [("docgen re", "render"), ("docgen templates e", "eject")])
def test_the_shell_completes_commands(typed: str, offered: str) -> None:
    asked = {"_DOCGEN_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    ran = subprocess.run(
        [sys.executable, "-m", "docgen"], env={**os.environ, **asked}, capture_output=True, text=True, check=False
    )
    assert offered in ran.stdout.split()


def test_the_version_is_that_of_the_package(cli: Cli) -> None:
    ran = cli("--version")
    assert (ran.code, ran.result) == (0, f"docgen {docgen.__version__}\n")


@pytest.mark.parametrize("odd", ["案\udcff.yaml", "\ud800", "\udbff\udc00"])
def test_bytes_that_are_no_characters_are_told_in_the_name_that_holds_them(
    scratch: Scratch, cli: Cli, odd: str
) -> None:
    for command in ("check", "render", "scan", "init"):
        ran = cli(command, odd)
        assert ran.code == 2, command
        assert "不是文字的字节" in ran.talk and "E003" not in ran.talk
