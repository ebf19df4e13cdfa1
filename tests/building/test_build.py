"""``docgen build``: every paper of a case, a batch of a folder, and nothing made twice."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, ROOT, Scratch
from reliability import letters

from docgen.building.fresh import besides
from docgen.building.ledger import Ledger
from docgen.papers.templates.catalog import built_in
from docgen.records.models import STAGES

Cli = Any
SAMPLE = ROOT / "cases" / "示例" / "母婴室建设.yaml"


def hashes(folder: Path) -> dict[str, str]:
    """Name → hash of every document below *folder*."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".docgen")
    }


@pytest.fixture
def case(scratch: Scratch) -> Path:
    """The richest sample in a project of its own, with built-in templates only."""
    return Path(shutil.copy(SAMPLE, scratch.root / "案件.yaml"))


def test_every_paper_that_the_data_supports_in_the_order_of_the_stages(case: Path, cli: Cli) -> None:
    ran = cli("build", "案件.yaml")
    assert ran.code == 0, ran.talk
    made = [Path(line).name.partition("-")[0] for line in ran.result.splitlines()]
    kinds = {kind.name: kind for kind in built_in().kinds.values()}
    assert {"立案决定书", "检察建议书", "听证通知书", "听证公告", "送达回证", "典型案例"} <= set(made)
    stages = [STAGES.index(kinds[name].stage) for name in made]
    assert stages == sorted(stages)
    assert {path.parent.name for path in (case.parent / "output").rglob("*.docx")} == {"内部", "对外"}


def test_a_case_without_data_for_a_kind_gets_no_blank_draft_of_it(scratch: Scratch, cli: Cli) -> None:
    scratch.record(HEAD + "基本案情: 甲。\n调查和督促履职: 乙。\n典型意义: 丙。\n")
    made = [line.rpartition("/")[2].partition("-")[0] for line in cli("build", "案件.yaml").result.splitlines()]
    assert "典型案例" in made
    assert "检察建议书" not in made
    assert "立案决定书" not in made


def test_what_is_made_of_another_type_of_record_is_not_told_as_left_out(scratch: Scratch, cli: Cli) -> None:
    scratch.record(HEAD + "基本案情: 甲。\n调查和督促履职: 乙。\n典型意义: 丙。\n")
    for _ in range(2):
        told = cli("build", "案件.yaml", "--format", "txt").talk
        left_out = set(told.partition("跳过：")[2].splitlines()[0].split("、"))
        kinds = built_in().kinds.values()
        assert left_out <= {kind.name for kind in kinds if "case" in kind.takes}
        assert {"检察建议书", "听证笔录"} <= left_out


def test_a_second_build_makes_nothing_and_says_so(case: Path, cli: Cli) -> None:
    cli("build", "案件.yaml")
    before = {path: path.stat().st_mtime_ns for path in (case.parent / "output").rglob("*.docx")}
    ran = cli("build", "案件.yaml")
    assert ran.code == 0
    assert ran.result == ""
    assert f"没有变化，{len(before)} 份都是最新的" in ran.talk
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_only_what_depends_on_a_template_is_made_again(case: Path, scratch: Scratch, cli: Cli) -> None:
    shutil.copytree(built_in().folders[0], scratch.root / "templates")
    (scratch.root / "templates" / "house.yaml").unlink(missing_ok=True)
    cli("build", "案件.yaml")
    template = scratch.root / "templates" / "hearing-announcement.j2"
    template.write_text(template.read_text(encoding="utf-8") + "特此说明。\n", encoding="utf-8")
    told = cli("build", "案件.yaml", "--changed")
    (line,) = told.result.splitlines()
    assert line.startswith("output/对外/听证公告-")
    assert line.endswith("模板 templates/hearing-announcement.j2 改了")
    ran = cli("build", "案件.yaml")
    assert [Path(item).name.partition("-")[0] for item in ran.result.splitlines()] == ["听证公告"]


def test_a_change_of_the_record_is_told_and_the_result_is_that_of_a_clean_build(case: Path, cli: Cli) -> None:
    cli("build", "案件.yaml")
    case.write_text(case.read_text(encoding="utf-8").replace("近30家", "二十多家"), encoding="utf-8")
    (line,) = cli("build", "案件.yaml", "--changed").result.splitlines()
    assert line == "output/对外/典型案例-临河-规范母婴室建设.docx：记录 案件.yaml 改了"
    ran = cli("build", "案件.yaml")
    # Instruments print the exact figure: made again, they are the same, and only the public case differs.
    assert [Path(line).name for line in ran.result.splitlines()] == ["典型案例-临河-规范母婴室建设.docx"]
    cli("build", "案件.yaml", "-o", "干净")
    assert hashes(case.parent / "output") == hashes(case.parent / "干净")


def test_what_a_record_no_longer_gives_is_set_aside_with_what_a_person_wrote(scratch: Scratch, cli: Cli) -> None:
    two = "机关: {甲局: 某市某甲局, 乙局: 某市某乙局}\n立案: [{机关: 甲局, 日期: 2024年1月5日}, {机关: 乙局, 日期: 2024年1月5日}]\n"
    scratch.record(HEAD + two)
    arguments = ("build", "案件.yaml", "--as", "立案决定书", "--format", "txt")
    cli(*arguments)
    gone = scratch.root / "output/内部/立案决定书-临河-规范母婴室建设-乙局.txt"
    scratch.record(HEAD + two.replace(", {机关: 乙局, 日期: 2024年1月5日}", ""))
    kept = gone.read_bytes()
    assert "多余" in cli(*arguments, "--check").talk
    moved = f"已移到 output/旧稿/{gone.relative_to(scratch.root / 'output')}（不再有这一份：{gone.relative_to(scratch.root)}）"
    assert moved in cli(*arguments).result
    assert not gone.exists()
    scratch.record(HEAD + two)
    cli(*arguments)
    gone.write_bytes(kept + "领导批示".encode())
    scratch.record(HEAD + two.replace(", {机关: 乙局, 日期: 2024年1月5日}", ""))
    assert "已移到" in cli(*arguments).result
    assert not gone.exists()
    aside = scratch.root / "output/旧稿/内部"
    assert sum("领导批示" in path.read_text(encoding="utf-8") for path in aside.iterdir()) == 1


def test_another_format_leaves_the_files_of_the_first(case: Path, cli: Cli) -> None:
    cli("build", "案件.yaml", "--as", "典型案例")
    ran = cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt")
    assert "删去" not in ran.talk
    assert len(list((case.parent / "output/对外").iterdir())) == 2
    assert "没有变化" in cli("build", "案件.yaml", "--as", "典型案例", "--format", "docx,txt").talk


def test_a_render_with_other_options_makes_the_build_stale(case: Path, cli: Cli) -> None:
    cli("build", "案件.yaml", "--as", "检察建议书")
    assert cli("render", "案件.yaml", "--as", "检察建议书", "--final").code == 0
    ran = cli("build", "案件.yaml", "--as", "检察建议书")
    assert "原来是送审定稿，仍按定稿做" in ran.talk
    assert cli("build", "案件.yaml", "--as", "检察建议书", "--check").code == 0
    assert "2 份生成" in cli("build", "案件.yaml", "--as", "检察建议书", "--draft").talk
    assert cli("build", "案件.yaml", "--as", "检察建议书", "--check").code == 0


def test_an_edited_file_is_kept_and_told_every_time(case: Path, cli: Cli) -> None:
    cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt")
    target = case.parent / "output/对外/典型案例-临河-规范母婴室建设.txt"
    target.write_text("领导改过的稿子\n", encoding="utf-8")
    for _ in range(2):
        ran = cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt")
        assert ran.code == 1
        assert "错误 W002" in ran.talk
    assert target.read_text(encoding="utf-8") == "领导改过的稿子\n"
    assert cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt", "--force").code == 0
    assert "领导改过的稿子" not in target.read_text(encoding="utf-8")


def test_check_says_whether_the_files_are_what_the_sources_make(case: Path, cli: Cli) -> None:
    arguments = ("build", "案件.yaml", "--as", "典型案例,检察建议书", "--format", "txt")
    missing = cli(*arguments, "--check")
    assert missing.code == 1
    assert "3 份缺少" in missing.talk
    assert not (case.parent / "output").exists()
    cli(*arguments)
    assert cli(*arguments, "--check").code == 0
    target = case.parent / "output/对外/典型案例-临河-规范母婴室建设.txt"
    target.write_bytes(target.read_bytes() + b" ")
    ran = cli(*arguments, "--check")
    assert ran.code == 1
    assert "output/对外/典型案例-临河-规范母婴室建设.txt:1:1: 错误 B004" in ran.talk


def test_a_plan_is_told_and_nothing_is_written(case: Path, cli: Cli) -> None:
    ran = cli("build", "案件.yaml", "--as", "典型案例", "--dry-run")
    assert ran.result == "output/对外/典型案例-临河-规范母婴室建设.docx：还没有生成过\n"
    assert not (case.parent / "output").exists()


def test_json_says_what_became_of_each_output(case: Path, cli: Cli) -> None:
    first = cli("build", "案件.yaml", "--as", "典型案例", "--json").json
    (output,) = first["outputs"]
    assert (output["state"], output["kind"], output["format"]) == ("written", "typical-case", "docx")
    assert output["sha256"] == hashlib.sha256((case.parent / output["path"]).read_bytes()).hexdigest()
    assert cli("build", "案件.yaml", "--as", "典型案例", "--json").json["outputs"][0]["state"] == "unchanged"


def test_a_broken_record_costs_only_itself(scratch: Scratch, cli: Cli) -> None:
    letters.write(scratch.root, 12, bad=4)
    ran = cli("build", "案", "--as", "检察建议书", "--format", "txt", "--jobs", "0")
    assert ran.code == 3
    assert "8 份生成" in ran.talk
    assert "4 处错误" in ran.talk
    for name in ("00002", "00005", "00008", "00011"):
        assert f"案/{name}.yaml:" in ran.talk


def test_fail_fast_stops_at_the_first_error(scratch: Scratch, cli: Cli) -> None:
    letters.write(scratch.root, 12, bad=4)
    ran = cli("build", "案", "--as", "检察建议书", "--format", "txt", "--jobs", "0", "--fail-fast")
    assert ran.code == 3
    assert "1 份生成" in ran.talk
    assert "还有 10 份记录没有做" in ran.talk


def test_names_of_a_batch_are_those_of_a_clean_build_after_a_record_came_before(scratch: Scratch, cli: Cli) -> None:
    for name, word in (("乙", "二"), ("丙", "三")):
        scratch.record(HEAD + f"典型意义: {word}。\n", f"案/{name}.yaml")
    arguments = ("build", "案", "--as", "典型案例", "--format", "txt")
    cli(*arguments)
    scratch.record(HEAD + "典型意义: 一。\n", "案/a.yaml")
    cli(*arguments)
    cli(*arguments, "-o", "干净")
    assert hashes(scratch.root / "output") == hashes(scratch.root / "干净")
    assert len(hashes(scratch.root / "output")) == 3
    (scratch.root / "案/a.yaml").unlink()
    cli(*arguments)
    shutil.rmtree(scratch.root / "干净")
    cli(*arguments, "-o", "干净")
    kept = hashes(scratch.root / "output")
    assert hashes(scratch.root / "干净").items() <= kept.items()


def test_the_same_bytes_for_any_number_of_jobs_and_any_order_of_the_folder(
    scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.write(scratch.root, 40, bad=2)
    arguments = ("build", "案", "--as", "检察建议书")
    for jobs in ("0", "1", "3"):
        assert cli(*arguments, "--jobs", jobs, "-o", f"出{jobs}").code == 3
    assert len(hashes(scratch.root / "出0")) == 38
    assert hashes(scratch.root / "出0") == hashes(scratch.root / "出1") == hashes(scratch.root / "出3")
    ordinary = os.scandir

    @contextmanager
    def shuffled(folder: Any) -> Iterator[list[Any]]:
        with ordinary(folder) as found:
            yield sorted(found, key=lambda one: hashlib.sha256(os.fsencode(one.name)).digest())

    monkeypatch.setattr(os, "scandir", shuffled)
    ran = cli(*arguments, "--jobs", "0", "-o", "乱")
    assert [Path(line).name for line in ran.result.splitlines()][:2] == [
        "检察建议书-临河-整治第1号路段井盖缺失-区城管局.docx",
        "检察建议书-临河-整治第2号路段井盖缺失-区城管局.docx",
    ]
    monkeypatch.undo()
    assert hashes(scratch.root / "乱") == hashes(scratch.root / "出0")


def test_a_spoiled_ledger_only_makes_everything_again(case: Path, cli: Cli) -> None:
    cli("build", "案件.yaml", "--as", "典型案例")
    ledger = case.parent / "output" / ".docgen.json"
    whole = ledger.read_text(encoding="utf-8")
    for spoiled in (
        "",
        "[]",
        '{"files": 3}',
        '{"files": {}, "made": {"案件.yaml|typical-case|docx": "[]"}}',
        whole[:-30],
    ):
        ledger.write_text(spoiled, encoding="utf-8")
        ran = cli("build", "案件.yaml", "--as", "典型案例")
        assert (ran.code, ran.result) == (0, ""), spoiled
    assert json.loads(ledger.read_text(encoding="utf-8")) == json.loads(whole)


def test_a_place_that_does_not_exist_is_told(cli: Cli) -> None:
    ran = cli("build", "没有")
    assert ran.code == 2
    assert "U001" in ran.talk


def test_a_picture_that_changes_makes_its_paper_again(scratch: Scratch, cli: Cli) -> None:
    (scratch.root / "图.png").write_bytes(b"1")
    scratch.record("典型意义: 略\n")
    scratch.template("@标题 甲\n", face="public", stage="宣传")
    arguments = ("build", "案件.yaml", "--as", "trial", "--format", "html")
    assert cli(*arguments).code == 0
    ledger = Ledger(scratch.root / "output")
    (key,) = ledger.keys()
    entry = ledger.entry(key)
    assert entry is not None
    assert entry.read == ()
    ledger.enter(key, replace(entry, read=besides(ledger, [str(scratch.root / "图.png")])))
    ledger.save()
    assert "没有变化" in cli(*arguments).talk
    (scratch.root / "图.png").write_bytes(b"2")
    # The template prints no picture: made again, the paper is as it was, and no file is said to change.
    assert cli(*arguments, "--changed").result == ""
    assert "1 份内容没有变" in cli(*arguments).talk
