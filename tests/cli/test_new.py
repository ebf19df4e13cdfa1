"""init and new: what they write works at once."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from docgen.cli import main
from docgen.intake import starter
from docgen.records.kinds import RECORD_TYPES


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init") == 0


def test_a_fresh_project_checks_renders_and_agrees_with_its_snapshots(capsys: Any) -> None:
    assert run("check", ".") == 0
    assert "没有问题" in capsys.readouterr().err
    assert run("snapshot") == 0
    assert run("render", "案件/示例.yaml", "--as", "检察建议书,典型案例", "--format", "docx,html,txt", "--final") == 0
    assert len(list(Path("output").rglob("*.docx"))) == 2


def test_init_does_not_touch_a_project(capsys: Any) -> None:
    before = Path("docgen.yaml").read_bytes()
    assert run("init") == 1
    assert "W002" in capsys.readouterr().err
    assert Path("docgen.yaml").read_bytes() == before


def test_the_editor_knows_every_record_and_offers_its_chinese_keys() -> None:
    """What completion shows comes from the schema that the settings give to a file: keys, each with its meaning."""
    settings = json.loads(Path(".vscode/settings.json").read_text(encoding="utf-8"))
    for word, folder in starter.FOLDERS.items():
        (schema,) = [
            name for name, pattern in settings["yaml.schemas"].items() if fnmatch(f"{folder}/x/某.yaml", pattern)
        ]
        found = json.loads(Path(schema).read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(found)
        offered = found["properties"]
        for key in _keys(word):
            assert offered[key].get("description") or offered[key].get("anyOf") or offered[key].get("$ref"), key
    sample = Path("案件/示例.yaml").read_text(encoding="utf-8")
    case = json.loads(Path(starter.SCHEMAS["case"]).read_text(encoding="utf-8"))
    assert list(jsonschema.Draft7Validator(case).iter_errors(yaml.safe_load(sample))) == []
    assert sample.startswith(f"# yaml-language-server: $schema=../{starter.SCHEMAS['case']}\n")


def _keys(word: str) -> list[str]:
    from docgen.records.yaml.fields import specs

    return [spec.key for spec in specs(RECORD_TYPES[word].model).values()]


def test_a_new_case_holds_what_its_documents_need(capsys: Any) -> None:
    assert run("new", "case", "--matter", "整治井盖缺失", "--as", "检察建议书", "--yes") == 0
    text = Path("案件/整治井盖缺失.yaml").read_text(encoding="utf-8")
    assert "事由: 整治井盖缺失\n" in text
    assert "检察建议:" in text
    assert "典型意义" not in text
    assert run("check", "案件/整治井盖缺失.yaml") == 0
    assert run("render", "案件/整治井盖缺失.yaml", "--as", "检察建议书") == 0
    assert run("new", "case", "--matter", "整治井盖缺失", "--yes") == 1
    assert "没有覆盖" in capsys.readouterr().err


def test_a_new_conference_lists_the_cases_and_a_new_release_renders() -> None:
    assert run("new", "conference", "--name", "某案例集", "--yes") == 0
    assert "  - ../案件/示例.yaml\n" in Path("发布会/某案例集.yaml").read_text(encoding="utf-8")
    assert run("render", "发布会/某案例集.yaml", "--as", "典型案例集", "--format", "txt") == 0
    assert run("new", "release", "--title", "某发布稿", "--yes") == 0
    assert run("check", "发布稿/某发布稿.yaml") == 0


def test_a_new_template_is_a_kind_at_once(capsys: Any) -> None:
    assert run("new", "template", "--name", "情况说明", "--kind", "memo", "--yes") == 0
    assert run("templates", "check", "memo") == 0
    assert run("render", "案件/示例.yaml", "--as", "情况说明", "--format", "txt", "-o", "-") == 0
    assert "情况说明" in capsys.readouterr().out
    assert run("new", "template", "--name", "情况说明", "--kind", "memo2", "--yes") == 2


def test_the_ledger_of_a_project(capsys: Any) -> None:
    assert (
        run("ledger", ".", "--samples", "-o", "台账.xlsx", "--ics", "期限.ics", "--date", "2024年9月30日", "--json")
        == 0
    )
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == ["台账.xlsx", "期限.ics"]
    assert [row["审查起诉期限"] for row in told["rows"]] == ["2024-07-11"]
    assert run("ledger", ".", "--samples", "-o", "台账.csv") == 2
