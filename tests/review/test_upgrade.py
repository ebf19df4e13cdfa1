"""After a new version: bytes that changed by it alone are one line, old templates are told, newer formats are refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from docgen import __version__
from docgen.cli import main
from docgen.intake import starter
from docgen.review import snapshot


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init") == 0
    capsys.readouterr()


def snapshots() -> list[Path]:
    return sorted(Path("snapshots").rglob(f"*{snapshot.SUFFIX}"))


def age(version: str) -> None:
    """As if another version had made the snapshots: their words are the same, their bytes not."""
    Path("snapshots/docgen.version").write_text(f"docgen {version}\n", encoding="utf-8")
    for path in snapshots():
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^(docx: sha256 ).{8}", r"\g<1>00000000", text), encoding="utf-8")


def test_the_snapshots_tell_the_version_that_made_them() -> None:
    assert snapshot.version_of(Path("snapshots")) == __version__


def test_bytes_that_changed_with_the_version_are_one_line(capsys: Any) -> None:
    age("0.0.9")
    assert run("snapshot") == 0
    told = capsys.readouterr()
    assert told.out == "" and f"（0.0.9 → {__version__}）" in told.err
    assert run("upgrade", "--dry-run") == 0
    assert snapshot.version_of(Path("snapshots")) == "0.0.9"
    assert run("upgrade") == 0
    assert snapshot.version_of(Path("snapshots")) == __version__
    capsys.readouterr()
    assert run("snapshot") == 0 and "字节" not in capsys.readouterr().err


def test_bytes_that_changed_under_one_version_are_a_difference() -> None:
    age(__version__)
    assert run("snapshot") == 1


def test_words_that_changed_are_a_difference_under_any_version(capsys: Any) -> None:
    age("0.0.9")
    path = snapshots()[0]
    path.write_text(path.read_text(encoding="utf-8").replace("检察院", "检查院", 1), encoding="utf-8")
    assert run("snapshot") == 1
    before = [one.read_bytes() for one in snapshots()]
    assert run("upgrade") == 1
    assert "文字变了，没有动" in capsys.readouterr().out
    assert [one.read_bytes() for one in snapshots()] == before


def test_one_edit_of_a_template_over_many_cases_is_told_once(capsys: Any) -> None:
    sample = Path("案件/示例.yaml").read_text(encoding="utf-8")
    for number, day in enumerate(("9日", "10日", "11日", "12日")):
        Path(f"案件/{number}.yaml").write_text(
            sample.replace("示例: 是\n", f"示例: 是\n承办检察官: 甲{day}\n", 1), encoding="utf-8"
        )
    assert run("snapshot", "--update") == 0
    assert run("templates", "eject", "检察建议书") == 0
    path = Path("templates/recommendation.j2")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("提供线索", "").replace("发现本案线索", "发现线索"), encoding="utf-8")
    capsys.readouterr()
    assert run("snapshot") == 1
    told = capsys.readouterr()
    assert told.err.count("S001") == 1
    assert "同样改动的还有 4 份" in told.out


def test_two_edits_are_told_apart() -> None:
    from docgen.core.errors import problem

    def one(name: str, *lines: str) -> snapshot.Difference:
        return snapshot.Difference(Path(name), problem(None, "S001", ""), lines)

    found = snapshot.folded(
        [
            one("甲", "- [正文] 甲局于3日送达。", "+ [正文] 甲局于3日收到。"),
            one("乙", "- [正文] 乙委于5日送达。", "+ [正文] 乙委于5日收到。"),
            one("丙", "- [正文] 丙厅于5日送达。", "+ [正文] 丙厅于6日送达。"),
            one("丁", "- [正文] 丁厅于5日送达。"),
            one("戊", "- [正文] 丁厅于5日送达。"),
        ]
    )
    assert [(first.path.name, [other.path.name for other in others]) for first, others in found] == [
        ("甲", ["乙"]), ("丙", []), ("丁", []), ("戊", []),
    ]  # fmt: skip


def test_a_template_that_is_older_than_ours_is_told_with_the_difference(capsys: Any) -> None:
    assert run("templates", "eject", "检察建议书") == 0
    assert run("templates", "check") == 0
    assert "T013" not in capsys.readouterr().err
    path = Path("templates/recommendation.j2")
    taken = re.sub(r"取自: \w+", "取自: 000000000000", path.read_text(encoding="utf-8"))
    path.write_text(taken, encoding="utf-8")
    assert run("templates", "check") == 0
    assert "T013" in capsys.readouterr().err
    assert run("upgrade") == 0
    assert "templates diff 检察建议书" in capsys.readouterr().out
    path.write_text(path.read_text(encoding="utf-8").replace("经依法调查", "经调查"), encoding="utf-8")
    assert run("templates", "diff", "检察建议书") == 0
    told = capsys.readouterr().out
    assert "-经依法调查，现查明：" in told and "+经调查，现查明：" in told


def test_the_schemas_are_renewed_with_the_fields_of_own_templates(capsys: Any) -> None:
    assert run("new", "template", "--name", "情况说明", "--kind", "memo", "--yes") == 0
    path = Path("templates/memo.j2")
    path.write_text(
        path.read_text(encoding="utf-8").replace("needs: [事由]", "needs: [事由]\n字段:\n  某某字段: 说明"),
        encoding="utf-8",
    )
    assert "某某字段" not in Path("schema/case.schema.json").read_text(encoding="utf-8")
    assert run("upgrade") == 0
    assert "某某字段" in Path("schema/case.schema.json").read_text(encoding="utf-8")
    assert run("snapshot", "--update") == 0
    capsys.readouterr()
    assert run("upgrade") == 0
    assert "都是新的" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "code"), [("1", 0), ("2", 3), ("99", 3)])
def test_a_newer_format_of_records_is_refused(typed: str, code: int, capsys: Any) -> None:
    with Path("docgen.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"记录格式: {typed}\n")
    assert run("check", "案件") == code
    assert ("R047" in capsys.readouterr().err) is (code == 3)


# — schemas of settings —


def test_the_settings_and_the_house_style_have_schemas(capsys: Any) -> None:
    for name, good, bad in (
        ("settings", "机关代字: 临检\n关闭规则: [P023]\n日期样式: 汉字\n", "机关代号: 临检\n"),
        ("house", "页面: {上: 37毫米}\n角色: {标题: {字号: 二号}}\n", "页面: {上边距: 37毫米}\n"),
    ):
        assert run("schema", name) == 0
        schema = json.loads(capsys.readouterr().out)
        checker = jsonschema.Draft7Validator(schema)
        assert list(checker.iter_errors(yaml.safe_load(good))) == []
        assert list(checker.iter_errors(yaml.safe_load(bad))) != []
    settings = json.loads(Path(".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"]["./schema/settings.schema.json"] == "docgen.yaml"


# — files of machines —


@pytest.mark.parametrize("name", starter.FILES)
def test_the_files_of_machines_are_yaml_and_run_commands_that_exist(name: str, tmp_path: Path) -> None:
    from docgen.cli.app import app

    assert run("init", "另一个", "--ci", name) == 0
    for path, text in starter.FILES[name]().items():
        assert Path("另一个", path).read_text(encoding="utf-8") == text
        assert isinstance(yaml.safe_load(text), dict)
        called = re.findall(r"bin/docgen (\w+)", text)
        assert called == ["check", "templates", "snapshot"] and set(called) <= set(app().commands)
        assert "--no-index" in text and "pip install docgen" not in text
        for command in re.findall(r"bin/docgen (.+)", text):
            done = subprocess.run(
                [sys.executable, "-m", "docgen", *command.split()], cwd="另一个", capture_output=True, check=False
            )
            assert done.returncode == 0, (command, done.stderr.decode())


def test_an_unknown_machine_is_refused(capsys: Any) -> None:
    assert run("init", "另一个", "--ci", "gihub") == 2
    assert "是不是“github”？" in capsys.readouterr().err
    assert not Path("另一个").exists()
