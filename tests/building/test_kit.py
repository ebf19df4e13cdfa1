"""``docgen build`` of a conference: the whole kit in one numbered folder, and nothing made twice."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import helpers
import pytest
from helpers import CONFERENCE, OCCASION, ROOT, Scratch, process
from openpyxl import load_workbook
from reliability import letters

from building.test_agreement import lines_of
from docgen.building.kit import extras as kit_files
from docgen.building.kit import materials
from docgen.papers import finish
from docgen.papers.make import Terms, Trees, workspace
from docgen.papers.templates.catalog import BUILT_IN
from docgen.records.loader import load_or_raise

Cli = Any
FAULTS = ROOT / "tests" / "reliability" / "faults"
SIGNALS = pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上有信号")
RELEASE = "体裁: {genre}\n标题: {title}\n发布会: 发布会.yaml\n导语: ｛时间｝发布｛案例数｝件案例，办案｛办案数｝。\n"


@pytest.fixture
def kit(scratch: Scratch) -> Path:
    """The invented conference with its cases and two releases, in a project of its own."""
    for path in OCCASION.parent.glob("*.yaml"):
        shutil.copy(path, scratch.root)
    for genre in ("消息", "通讯"):
        scratch.file(f"{genre}.yaml", RELEASE.format(genre=genre, title=f"一篇{genre}"))
    material("议程, 主持词, 典型案例集, 消息, 通讯, 席卡, 网页, 一图读懂", scratch.root)
    return scratch.root


def material(listed: str, folder: Path) -> None:
    path = folder / "发布会.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [f"材料: [{listed}]" if line.startswith("材料:") else line for line in lines]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def files(folder: Path) -> dict[str, str]:
    """Name below the output folder → hash of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".docgen.json" and "旧稿" not in path.parts
    }


def mending(folder: Path) -> list[str]:
    """What lies in the folder for a state of the kit that may not go out."""
    top = folder / "output" / "内部" / TITLE / "待改"
    return sorted(path.relative_to(top).as_posix() for path in top.rglob("*") if path.is_file())


TITLE = "云江省检察机关民生领域检察公益诉讼典型案例"
NUMBERED = [
    "01 议程.docx",
    "02 主持词.docx",
    "03 典型案例集.docx",
    "04 消息.docx",
    "05 通讯.docx",
    "06 席卡.docx",
    "07 网页/01.html",
    "07 网页/02.html",
    "07 网页/03.html",
    "07 网页/index.html",
    "07 网页/一图读懂.html",
    "07 网页/一图读懂.png",
    "07 网页/典型案例集.docx",
    "08 一图读懂.html",
    "08 一图读懂.png",
    "清单.json",
    "说明.txt",
]


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(result: str) -> list[str]:
    return [line.rpartition("/")[2] for line in result.splitlines()]


def test_every_tree_of_a_kit_is_made_once(kit: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, str]] = []
    whole = finish.finish

    def counting(kind: Any, record: Any, *others: Any) -> Any:
        made.append((kind.id, record.span.file))
        return whole(kind, record, *others)

    monkeypatch.setattr(finish, "finish", counting)
    cli("build", "发布会.yaml", "--jobs", "0")
    assert len(made) == len(set(made))
    # 席卡 and 新闻通稿 among them; the pages, the picture and the comparison are made of trees that are there.
    assert {kind for kind, _ in made} >= {"agenda", "host-script", "collection", "press-release", "table-cards"}


def test_one_command_makes_the_whole_kit_with_its_manifest_and_its_zip(kit: Path, cli: Cli) -> None:
    ran = cli("build", "发布会.yaml")
    assert ran.code == 0, ran.talk
    made = files(kit / "output")
    top = f"对外/{TITLE}/"
    assert [name.removeprefix(top) for name in made if name.startswith(top)] == NUMBERED
    assert {name for name in made if not name.startswith(top)} == {
        f"内部/{TITLE}/数字对照表.xlsx",
        f"对外/{TITLE}.zip",
    }
    manifest = json.loads((kit / "output" / top / "清单.json").read_bytes())
    assert {one["文件"]: one["sha256"] for one in manifest["文件"]} == {
        name: made[top + name] for name in NUMBERED if name != "清单.json"
    }
    with zipfile.ZipFile(kit / "output" / "对外" / f"{TITLE}.zip") as archive:
        inside = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert inside == {f"{TITLE}/{name}": made[top + name] for name in NUMBERED}
    assert "不一致" not in ran.talk


def test_nothing_is_made_twice_and_only_what_depends_on_a_change_again(kit: Path, cli: Cli) -> None:
    cli("build", "发布会.yaml")
    ran = cli("build", "发布会.yaml")
    assert (ran.code, ran.result) == (0, "")
    assert "没有变化，19 份都是最新的" in ran.talk
    replaced(kit / "通讯.yaml", "一篇通讯", "另一篇通讯")
    plan = cli("build", "发布会.yaml", "--changed")
    assert [line.partition("：")[2] for line in plan.result.splitlines()] == [
        "记录 通讯.yaml 改了",
        *2 * ["材料有变化"],
    ]
    ran = cli("build", "发布会.yaml")
    assert told(ran.result) == ["05 通讯.docx", "清单.json", f"{TITLE}.zip"]
    shutil.copytree(BUILT_IN, kit / "templates")
    cli("build", "发布会.yaml")
    template = kit / "templates" / "agenda.j2"
    template.write_text(template.read_text(encoding="utf-8") + "完。\n", encoding="utf-8")
    assert told(cli("build", "发布会.yaml").result) == ["01 议程.docx", "清单.json", f"{TITLE}.zip"]


def test_a_comparison_after_a_change_calls_nothing_of_the_kit_one_too_many(kit: Path, cli: Cli) -> None:
    cli("build", "发布会.yaml")
    replaced(kit / "发布会.yaml", "687份", "688份")
    ran = cli("build", "发布会.yaml", "--check")
    assert ran.code == 1
    assert f"{TITLE}/03 典型案例集.docx:1:1: 错误 B004 和现在的记录、模板会做出来的不一样" in ran.talk
    assert "多余" not in ran.talk and "已经不会做出这一份" not in ran.talk
    # Of a whole file no line is shown.
    assert not [line for line in ran.talk.splitlines() if line.strip() in ("{", "^")]


@pytest.mark.parametrize("jobs", ["0", "2"])
def test_after_changes_the_kit_is_that_of_a_clean_build_byte_for_byte(kit: Path, cli: Cli, jobs: str) -> None:
    cli("build", "发布会.yaml", "--jobs", jobs)
    replaced(kit / "危废倾倒.yaml", "清运量: {值: ", "清运量: {值: 1")
    replaced(kit / "发布会.yaml", "687份", "688份")
    assert cli("build", "发布会.yaml", "--jobs", jobs).code == 0
    assert cli("build", "发布会.yaml", "-o", "干净").code == 0
    assert files(kit / "output") == files(kit / "干净")
    assert cli("build", "发布会.yaml", "--check", "--jobs", jobs).code == 0


def test_one_figure_changes_in_every_finished_file_and_the_old_value_is_in_none(kit: Path, cli: Cli) -> None:
    def holding(value: str) -> set[str]:
        top = kit / "output" / "对外" / TITLE
        texts = {path.name: "\n".join(lines_of(path)) for path in top.rglob("*") if path.is_file()}
        return {name for name, text in texts.items() if re.search(rf"(?<!\d){value}", text)}

    cli("build", "发布会.yaml")
    before = holding("1042件")
    assert {"03 典型案例集.docx", "04 消息.docx", "05 通讯.docx", "index.html", "08 一图读懂.html"} <= before
    replaced(kit / "发布会.yaml", "值: 1042件", "值: 1052件")
    replaced(kit / "发布会.yaml", "值: 415件", "值: 425件")
    assert cli("build", "发布会.yaml").code == 0
    assert holding("1052件") == before
    assert holding("1042件") == holding("415件") == set()


def test_a_material_that_is_no_longer_wanted_goes_and_the_others_get_new_numbers(kit: Path, cli: Cli) -> None:
    cli("build", "发布会.yaml")
    material("议程, 典型案例集, 席卡, 网页", kit)
    assert cli("build", "发布会.yaml").code == 0
    assert cli("build", "发布会.yaml", "-o", "干净").code == 0
    assert files(kit / "output") == files(kit / "干净")
    assert (kit / "output" / "对外" / TITLE / "03 席卡.docx").exists()
    replaced(kit / "发布会.yaml", f"案例集名称: {TITLE}", "案例集名称: 新名称")
    assert cli("build", "发布会.yaml").code == 0
    assert not (kit / "output" / "对外" / TITLE).exists()
    assert cli("build", "发布会.yaml", "-o", "又一次").code == 0
    assert files(kit / "output") == files(kit / "又一次")


def test_a_document_that_a_person_has_edited_stays_and_is_not_in_the_zip(kit: Path, cli: Cli) -> None:
    cli("build", "发布会.yaml")
    agenda = kit / "output" / "对外" / TITLE / "01 议程.docx"
    agenda.write_bytes(b"edited")
    replaced(kit / "发布会.yaml", "687份", "688份")
    ran = cli("build", "发布会.yaml")
    assert ran.code == 1
    assert "01 议程.docx:1:1: 错误 W002" in ran.talk
    assert "B006 压缩包里没有这些材料，它们没有生成：01 议程" in ran.talk
    assert agenda.read_bytes() == b"edited"
    with zipfile.ZipFile(kit / "output" / "对外" / f"{TITLE}.zip") as archive:
        assert f"{TITLE}/01 议程.docx" not in archive.namelist()
        assert f"{TITLE}/02 主持词.docx" in archive.namelist()
    assert cli("build", "发布会.yaml", "--force").code == 0


def test_what_is_no_material_is_told_with_the_nearest(kit: Path, cli: Cli) -> None:
    material("议程, 主持稿, 立案决定书, 没有.yaml", kit)
    ran = cli("build", "发布会.yaml")
    assert ran.code == 3
    for line in (
        "“材料”里的“主持稿”不是一种材料",
        "是不是“主持词”？",
        "“立案决定书”不是用发布会记录做的",
        "没有“没有.yaml”这个文件",
    ):
        assert line in ran.talk
    assert told(ran.result)[0] == "01 议程.docx"


def test_a_material_without_data_has_no_number(kit: Path, cli: Cli) -> None:
    replaced(kit / "发布会.yaml", "亮点: [", "x亮点: [")
    text = (kit / "发布会.yaml").read_text(encoding="utf-8")
    (kit / "发布会.yaml").write_text(
        "\n".join(line for line in text.splitlines() if not line.startswith("x亮点")) + "\n"
    )
    material("议程, 一图读懂, 席卡", kit)
    ran = cli("build", "发布会.yaml")
    assert "跳过：一图读懂" in ran.talk
    assert told(ran.result)[:2] == ["01 议程.docx", "02 席卡.docx"]


def test_a_genre_without_a_release_of_its_own_is_the_draft_of_facts(kit: Path, cli: Cli) -> None:
    (kit / "消息.yaml").unlink()
    material("消息, 新闻通稿", kit)
    assert told(cli("build", "发布会.yaml").result)[:2] == ["01 消息.docx", "02 通讯.docx"]


def test_a_broken_case_is_one_error_and_the_files_of_before_stay(kit: Path, cli: Cli) -> None:
    cli("build", "发布会.yaml")
    before = files(kit / "output")
    replaced(kit / "危废倾倒.yaml", "检察院: ", '检察院: "')
    ran = cli("build", "发布会.yaml")
    assert ran.code == 3
    # What refers to the case is no fault of its own.
    lines = [line for line in ran.talk.splitlines() if " 错误 " in line]
    assert [line.partition(":")[0] + line.partition("错误")[2][:5] for line in lines] == [
        "危废倾倒.yaml Y020",
        "发布会.yaml R021",
    ]
    assert "案件记录“危废倾倒.yaml”有 1 处错误，用不了" in ran.talk
    assert "不知道里面哪些名字不能公开" in ran.talk
    assert files(kit / "output") == before


def test_numbers_and_posts_that_disagree_are_errors_at_both_places(kit: Path, cli: Cli) -> None:
    (kit / "消息.yaml").write_text(
        "体裁: 消息\n标题: 稿\n发布会: 发布会.yaml\n导语: 全省共办理案件1043件，云江省人民检察院检察长沈怀川通报。\n",
        encoding="utf-8",
    )
    ran = cli("build", "发布会.yaml")
    assert ran.code == 1
    assert "消息.yaml:4:12: 错误 F003" in ran.talk
    assert "另一处：发布会.yaml:" in ran.talk
    assert "消息.yaml:4:18: 错误 F005" in ran.talk
    book = load_workbook(kit / "output" / "内部" / TITLE / "待改" / "数字对照表.xlsx")
    rows = {row[0]: row for row in book["数字对照表"].iter_rows(values_only=True)}
    assert rows["办案数"][6] == "不一致"
    assert any(str(cell or "").startswith("【不一致】") and "1043件" in str(cell) for cell in rows["办案数"][7:])
    people = {row[1]: row for row in book["人物对照表"].iter_rows(values_only=True)}
    assert people["沈怀川"][6] == "不一致"


def test_what_fails_in_one_format_is_told_for_that_one_and_the_figures_are_compared(kit: Path, cli: Cli) -> None:
    material("议程, 消息", kit)
    # No font of any machine has the character yet: a PDF cannot print it, Word looks for one by itself.
    replaced(kit / "消息.yaml", "一篇消息", "一篇\U00031350")
    ran = cli("build", "发布会.yaml", "--format", "docx,pdf")
    assert ran.code != 0
    assert "B008" in ran.talk
    assert not (kit / "output" / "对外").exists()
    assert mending(kit) == ["01 议程.docx", "01 议程.pdf", "02 消息.docx", "数字对照表.xlsx", "说明.txt", "问题.txt"]
    book = load_workbook(kit / "output" / "内部" / TITLE / "待改" / "数字对照表.xlsx")
    assert [cell.value for cell in book["数字对照表"][1]][7:] == ["01 议程", "02 消息"]


def test_what_is_for_the_house_is_kept_inside_and_has_no_number(kit: Path, cli: Cli) -> None:
    material("议程, 答问参考, 席卡", kit)
    ran = cli("build", "发布会.yaml")
    assert ran.code == 0
    made = list(files(kit / "output"))
    assert f"内部/{TITLE}/答问参考.docx" in made
    assert [name for name in made if name.endswith(("01 议程.docx", "02 席卡.docx"))] == [
        f"对外/{TITLE}/01 议程.docx",
        f"对外/{TITLE}/02 席卡.docx",
    ]
    with zipfile.ZipFile(kit / "output" / "对外" / f"{TITLE}.zip") as archive:
        assert not [name for name in archive.namelist() if "答问参考" in name]
    assert "没有变化" in cli("build", "发布会.yaml").talk
    material("议程, 席卡", kit)
    assert "答问参考.docx" in cli("build", "发布会.yaml").result
    assert f"内部/{TITLE}/答问参考.docx" not in files(kit / "output")


def test_every_format_of_a_material_has_its_number(kit: Path, cli: Cli) -> None:
    material("议程, 席卡", kit)
    assert told(cli("build", "发布会.yaml", "--format", "docx,txt").result)[:4] == [
        "01 议程.docx",
        "01 议程.txt",
        "02 席卡.docx",
        "02 席卡.txt",
    ]


def test_a_folder_gives_the_kit_of_its_conference_and_the_papers_of_its_cases(kit: Path, cli: Cli) -> None:
    (kit / "案").mkdir()
    for name in ("发布会", "母婴室建设", "危废倾倒", "旅馆入住", "消息", "通讯"):
        (kit / f"{name}.yaml").rename(kit / "案" / f"{name}.yaml")
    ran = cli("build", "案")
    assert ran.code == 0, ran.talk
    made = list(files(kit / "output"))
    assert f"对外/{TITLE}/01 议程.docx" in made
    assert any(name.startswith("内部/检察建议书-临河") for name in made)
    assert "没有变化" in cli("build", "案").talk


# — processes —


def world() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join([str(FAULTS), str(ROOT)])}


@SIGNALS
def test_a_broken_release_a_killed_worker_and_a_hung_one_are_three_errors_and_all_else_is_there(kit: Path) -> None:
    scratch = helpers.Scratch(kit)
    scratch.file("综述.yaml", RELEASE.format(genre="综述", title="一篇综述"))
    material("议程, 主持词, 典型案例集, 消息, 通讯, 综述, 席卡, 网页, 一图读懂", kit)
    clean = process(["build", "发布会.yaml", "-o", "干净"], kit)
    assert clean.code == 0
    whole = files(kit / "干净")
    replaced(kit / "消息.yaml", "导语: ", '导语: "')
    replaced(kit / "通讯.yaml", "一篇通讯", letters.KILLS)
    replaced(kit / "综述.yaml", "一篇综述", "读不完的记录")
    ran = process(["build", "发布会.yaml", "--jobs", "2", "--time-limit", "30"], kit, world())
    assert ran.code == 3
    assert b"Traceback" not in ran.err
    lines = [line for line in ran.talk.splitlines() if " 错误 " in line and ".yaml:" in line]
    assert [(line.partition(":")[0], line.partition("错误 ")[2][:4]) for line in lines] == [
        ("消息.yaml", "Y020"),
        ("通讯.yaml", "B002"),
        ("综述.yaml", "B001"),
    ]
    # Nothing of a kit that is not whole goes out; what could be made lies inside, to be looked at.
    assert not (kit / "output" / "对外").exists()
    lacking = {f"对外/{TITLE}/{name}.docx" for name in ("04 消息", "05 通讯", "06 综述")}
    together = {f"对外/{TITLE}/清单.json", f"对外/{TITLE}.zip", f"内部/{TITLE}/数字对照表.xlsx"}
    made = files(kit / "output")
    inside = {name.replace(f"内部/{TITLE}/待改/", f"对外/{TITLE}/"): one for name, one in made.items()}
    others = {f"对外/{TITLE}/数字对照表.xlsx", f"对外/{TITLE}/问题.txt"}
    assert {name: inside[name] for name in set(inside) - others} == {
        name: whole[name] for name in set(whole) - together - lacking
    }
    book = load_workbook(io.BytesIO((kit / "output" / "内部" / TITLE / "待改" / "数字对照表.xlsx").read_bytes()))
    assert [cell.value for cell in book["数字对照表"][1]][7:] == ["01 议程", "02 主持词", "03 典型案例集", "07 席卡"]


def test_a_template_that_does_not_end_costs_its_own_paper(kit: Path, cli: Cli) -> None:
    (kit / "templates").mkdir()
    text = (BUILT_IN / "agenda.j2").read_text(encoding="utf-8")
    loop = "{% for 甲 in range(99999) %}{% for 乙 in range(99999) %}{% endfor %}{% endfor %}\n"
    (kit / "templates" / "agenda.j2").write_text(text + loop, encoding="utf-8")
    ran = cli("build", "发布会.yaml")
    assert ran.code == 4
    (line,) = [line for line in ran.talk.splitlines() if " 错误 " in line]
    assert line.startswith("templates/agenda.j2:")
    assert not (kit / "output" / "对外").exists()
    assert [name for name in mending(kit) if name.endswith(".docx")] == [
        name for name in NUMBERED if name.endswith(".docx") and not name.startswith("01")
    ]


@SIGNALS
def test_in_a_folder_a_broken_case_a_killed_worker_and_a_hung_template_are_three_errors_and_all_else_is_there(
    kit: Path,
) -> None:
    """A case of no conference is broken, another kills its process, a template of the office does not end."""
    material("议程, 典型案例集, 消息, 座次表, 席卡, 网页", kit)
    (kit / "案").mkdir()
    for path in kit.glob("*.yaml"):
        if path.name != "docgen.yaml":
            path.rename(kit / "案" / path.name)
    stray = (kit / "案" / "母婴室建设.yaml").read_text(encoding="utf-8")
    matter = re.search(r"(?m)^事由: (.*?)(?: +#.*)?$", stray)
    assert matter is not None
    for name, said in (("另一件", "规范另一件"), ("又一件", "规范又一件")):
        text = stray.replace(matter[0], f"事由: {said}")
        (kit / "案" / f"{name}.yaml").write_text(text, encoding="utf-8")
    shutil.copytree(BUILT_IN, kit / "templates")
    clean = process(["build", "案", "-o", "干净"], kit)
    assert clean.code == 0, clean.talk
    replaced(kit / "案" / "另一件.yaml", "检察院: ", '检察院: "')
    replaced(kit / "案" / "又一件.yaml", "规范又一件", letters.KILLS)
    loop = "{% for 甲 in range(99999) %}{% for 乙 in range(99999) %}{% endfor %}{% endfor %}\n"
    replaced(kit / "templates" / "seating.j2", "主持席：", loop + "主持席：")
    ran = process(["build", "案", "--jobs", "2"], kit, world())
    assert ran.code != 0 and b"Traceback" not in ran.err
    lines = [line for line in ran.talk.splitlines() if " 错误 " in line]
    places = {(line.partition(":")[0], line.partition("错误 ")[2][:4]) for line in lines}
    assert places == {("案/另一件.yaml", "Y020"), ("案/又一件.yaml", "B002"), ("templates/seating.j2", "T011")}
    made, whole = files(kit / "output"), files(kit / "干净")
    lost = {name for name in whole if "规范另一件" in name or "规范又一件" in name or TITLE in name}
    assert lost and {name for name in made if "待改" not in name} == set(whole) - lost
    assert [name for name in mending(kit) if "座次表" in name] == []
    assert [name for name in mending(kit) if "议程" in name] == ["01 议程.docx"]


@pytest.mark.parametrize("mark", ["｛", "｝", "{{", "【案例数】", "__"])
def test_a_mark_left_over_in_a_final_kit_is_listed_and_the_last_final_stays(kit: Path, cli: Cli, mark: str) -> None:
    """What rules find has codes of its own: writing the list of them ended in an inner error."""
    material("议程, 消息, 席卡", kit)
    assert cli("build", "发布会.yaml", "--final").code == 0
    outside = {name: one for name, one in files(kit / "output").items() if name.startswith("对外/")}
    replaced(kit / "消息.yaml", "发布｛案例数｝", f"发布{mark}｛案例数｝")
    ran = cli("build", "发布会.yaml")
    assert ran.code == 1 and "E003" not in ran.talk
    assert {name: one for name, one in files(kit / "output").items() if name.startswith("对外/")} == outside
    listed = (kit / "output" / "内部" / TITLE / "待改" / "问题.txt").read_text(encoding="utf-8")
    assert "消息.yaml:4:" in listed and ("P031 " in listed or "G006 " in listed)


@SIGNALS
@pytest.mark.parametrize("jobs", ["0", "2"])
def test_ctrl_c_leaves_whole_files_and_the_next_run_does_the_rest(kit: Path, jobs: str) -> None:
    material("主持词, 典型案例集, 消息, 席卡, 通讯, 议程, 网页, 一图读懂", kit)
    text = (kit / "通讯.yaml").read_text(encoding="utf-8")
    replaced(kit / "通讯.yaml", "一篇通讯", "读不完的记录")
    command = [sys.executable, "-m", "docgen", "build", "危废倾倒.yaml", "发布会.yaml", "--jobs", jobs]
    running = subprocess.Popen(
        command,
        cwd=kit,
        env={**os.environ, **world()},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    )
    assert running.stdout is not None
    # A case comes before the kit, of which nothing goes out until all of it is made.
    first = [running.stdout.readline().decode().strip()]
    # A worker hangs, the whole group hears Ctrl-C as from a terminal.
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert all(first)
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert "再运行一次，接着做剩下的" in err.decode()
    assert list((kit / "output").rglob("*.tmp")) == []
    (kit / "通讯.yaml").write_text(text, encoding="utf-8")
    again = process(["build", "危废倾倒.yaml", "发布会.yaml", "--jobs", jobs], kit)
    assert again.code == 0, again.talk
    assert not set(again.result.splitlines()) & set(first)
    clean = process(["build", "危废倾倒.yaml", "发布会.yaml", "-o", "干净"], kit)
    assert clean.code == 0
    assert files(kit / "output") == files(kit / "干净")


def test_the_published_conference_is_made_in_one_command(tmp_path: Path) -> None:
    ran = process(["build", CONFERENCE, "-o", tmp_path / "全套"], ROOT)
    assert ran.code == 0, ran.talk
    top = tmp_path / "全套" / "对外" / "北京市检察机关妇女权益保障检察公益诉讼典型案例"
    # What a person still has to write is none of the reporters' business.
    inside = tmp_path / "全套" / "内部" / top.name
    names = [path.name for folder in (top, inside) for path in folder.iterdir()]
    assert sorted(name for name in names if name[0].isdigit()) == [
        "01 议程.docx",
        "02 主持词.docx",
        "03 发布词.docx",
        "04 典型案例集.docx",
        "05 消息.docx",
        "06 答记者问.docx",
        "07 发布会签到表.docx",
        "08 网页",
        "09 公众号.wechat.html",
        "10 公众号（消息）.wechat.html",
        "11 一图读懂.html",
        "11 一图读懂.png",
        "12 案例卡片",
    ]


NAMED = """案例集名称: 典型案例
案例: [案.yaml]
发布会: 发布会
时间: 2025年1月15日
主办: [云江省人民检察院]
数据:
  何雨生罚金: {值: 12件, 期间: 2024年, 出处: %s, 出处公开: 是}
亮点: [何雨生罚金, 案.罚款]
材料: [一图读懂, 网页]
"""
NAMED_CASE = """检察院: 云江省鹿鸣市松岭区人民检察院
事由: 规范旅馆接待未成年人入住
当事人:
  何某: {姓名: 何雨生, 对外: 何某, 电话: 0600-5550431}
数据:
  罚款: {值: 26.4万元, 期间: 2024年, 出处: 何雨生（0600-5550431）, 出处公开: 是}
基本案情: 案情。
调查和督促履职: 履职。
典型意义: 意义。
"""


def test_a_picture_is_masked_before_it_is_drawn(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.record(NAMED_CASE, "案.yaml")
    record = scratch.file("会.yaml", NAMED % "何雨生案")
    drawn: list[str] = []
    real = kit_files.drawing.page.body
    monkeypatch.setattr(kit_files.drawing.page, "body", lambda *given: drawn.append(real(*given)) or drawn[-1])
    made, problems = kit_files.files(record, finish.Options())
    assert kit_files.PNG in made
    assert not [text for text in drawn if "何雨生" in text or "5550431" in text]
    assert "何某罚金" in drawn[0]
    assert [item.code for item in problems if item.code == "M001"] == ["M001", "M001"]


@pytest.mark.parametrize("origin", ["“何雨生”一案", "13912345678"])
def test_a_picture_whose_words_the_gate_refuses_is_not_made_in_pixels_either(
    scratch: Scratch, origin: str, cli: Cli
) -> None:
    scratch.record(NAMED_CASE, "案.yaml")
    scratch.file("会.yaml", NAMED % origin)
    run = cli("build", "会.yaml", "--jobs", "0")
    assert run.code == 1
    assert "M002" in run.talk or "M005" in run.talk
    assert not [path for path in (scratch.root / "output").rglob("*") if path.suffix in (".png", ".svg", ".html")]
    # With a format asked for alone there is still the text that the pixels come from.
    space = workspace(scratch.root)
    conference = load_or_raise(scratch.root / "会.yaml", space.project)
    given = kit_files.make(materials.PICTURE, conference, space, ("png",), Terms(), Trees())
    assert given.made == ()
    assert not given.whole
