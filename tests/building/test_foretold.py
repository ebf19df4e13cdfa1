"""``--changed`` and ``--dry-run`` name the very files that a run then writes; what is passed over is one line."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, OCCASION, Scratch

Cli = Any
CASE = (
    HEAD
    + "基本案情: 某公司排污。\n典型意义: 略。\n调查和督促履职: 略。\n机关: {甲局: 某市某甲局}\n立案: [{机关: 甲局, 日期: 2024年1月5日}]\n"
)


@pytest.fixture
def kit(scratch: Scratch) -> Path:
    for path in OCCASION.parent.glob("*.yaml"):
        shutil.copy(path, scratch.root)
    path = scratch.root / "发布会.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = ["材料: [议程, 发布词, 典型案例集, 席卡]" if one.startswith("材料:") else one for one in lines]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return scratch.root


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def tree(root: Path) -> dict[str, str]:
    every = (path for path in (root / "output").rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in every}


def foretold(root: Path, cli: Cli, *arguments: str) -> list[str]:
    """What ``--changed`` names, after a check that nothing but that becomes of a run."""
    before = tree(root)
    plan = cli("build", *arguments, "--changed")
    assert tree(root) == before
    named = sorted(line.partition("：")[0] for line in plan.result.splitlines())
    cli("build", *arguments)
    after = tree(root)
    changed = {name for name in {**before, **after} if before.get(name) != after.get(name)}
    assert {name for name in changed if "/旧稿/" not in name and "/待改/" not in name} == set(named)
    return named


LATE: list[tuple[str, Callable[[Path], None], tuple[str, ...]]] = [
    ("a figure", lambda root: replaced(root / "发布会.yaml", "687份", "688份"), ("发布词", "典型案例集", ".zip")),
    ("a post", lambda root: replaced(root / "发布会.yaml", "联合会副主席", "联合会主席"), ("议程", "发布词", ".zip")),
    (
        "nothing that prints",
        lambda root: replaced(root / "发布会.yaml", "# 虚构的发布会", "# 虚构的 发布会"),
        (),
    ),
    ("a case that is left out", lambda root: replaced(root / "发布会.yaml", ", 旅馆入住.yaml", ""), ("典型案例集",)),
]


@pytest.mark.parametrize("edit, parts", [pytest.param(edit, parts, id=name) for name, edit, parts in LATE])
def test_of_a_changed_kit_the_files_that_will_change_are_named_and_not_all_of_them(
    kit: Path, cli: Cli, edit: Callable[[Path], None], parts: tuple[str, ...]
) -> None:
    replaced(kit / "发布会.yaml", ", 旅馆入住.排查旅馆 | 公安机关排查旅馆", "")
    cli("build", "发布会.yaml")
    edit(kit)
    named = foretold(kit, cli, "发布会.yaml")
    assert all(any(part in name for name in named) for part in parts)
    assert not any("席卡" in name for name in named) or "议程" in parts
    assert bool(named) == bool(parts)


def test_a_figure_of_one_case_does_not_answer_that_every_paper_has_changed(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("build", "案件.yaml", "--format", "txt")
    scratch.record(CASE.replace("某公司排污", "某公司排放污水"))
    (name,) = foretold(scratch.root, cli, "案件.yaml", "--format", "txt")
    assert "典型案例" in name


def test_a_file_that_a_person_has_edited_is_refused_in_the_plan_as_in_the_run(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt")
    (path,) = (scratch.root / "output" / "对外").glob("*.txt")
    path.write_text("手改", encoding="utf-8")
    plan = cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt", "--dry-run")
    assert plan.result == "" and "W002" in plan.talk and "份要生成" not in plan.talk


def test_the_number_that_is_foretold_is_the_number_that_is_made(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    plan = cli("build", "案件.yaml", "--dry-run")
    assert not (scratch.root / "output").exists()
    count = len(plan.result.splitlines())
    assert f"{count} 份要生成" in plan.talk
    assert "议程" not in plan.result and "席卡" not in plan.result
    assert f"{count} 份生成" in cli("build", "案件.yaml").talk


def test_papers_of_a_record_that_is_gone_are_foretold_to_leave(scratch: Scratch, cli: Cli) -> None:
    scratch.file("案/一.yaml", CASE)
    scratch.file("案/二.yaml", CASE.replace("规范母婴室建设", "整治占用盲道"))
    cli("build", "案", "--as", "典型案例", "--format", "txt")
    (scratch.root / "案" / "二.yaml").unlink()
    plan = cli("build", "案", "--as", "典型案例", "--format", "txt", "--changed")
    assert plan.result.count("会移到旧稿") == 1 and "盲道" in plan.result


def test_an_error_in_a_kit_is_foretold_to_leave_the_outside_as_it_is(kit: Path, cli: Cli) -> None:
    cli("build", "发布会.yaml")
    replaced(kit / "发布会.yaml", "值: 1042件", "值: 1043件")
    before = tree(kit)
    plan = cli("build", "发布会.yaml", "--changed")
    assert plan.code != 0 and "F002" in plan.talk and "对外的一套不会换" in plan.talk
    assert plan.result == "" and tree(kit) == before


def test_what_many_records_have_nothing_for_is_one_short_line(scratch: Scratch, cli: Cli) -> None:
    for number in range(20):
        scratch.file(f"案/{number}.yaml", CASE.replace("规范母婴室建设", f"整治第{number}处"))
    talk = cli("build", "案", "--format", "txt", "--jobs", "0").talk
    (line,) = (one for one in talk.splitlines() if "跳过" in one)
    assert line.startswith("20 份记录：") and len(line) < 250
