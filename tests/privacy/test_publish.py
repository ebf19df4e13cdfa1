"""The records for the other network hold no secret and give the same public papers."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import (
    CONFERENCE,
    HEAD,
    INVENTED,
    MESSAGE,
    OCCASION,
    RECORDS,
    RELEASES,
    Scratch,
    loaded,
    process,
    stem,
    told,
)
from PIL import Image, PngImagePlugin
from reliability import leak_scanner
from reliability.leak_records import record

from docgen.building.publish import published
from docgen.formats import WRITERS
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.privacy.secrets import register
from docgen.records.kinds import Record, type_of
from docgen.records.loader import load

QUICK = tuple(name for name in WRITERS if name != "pdf")
PAPERS = tuple(name for name in QUICK if name != "json")
"""Without the tree: it tells where a picture lies, which in a public set is another place."""
PLACES = {"document": None, "problems": (), "secrets": None}


def public_set(path: Path, folder: Path, name: str = "") -> dict[str, bytes]:
    """The public set of the record at *path*, written to *folder*: file name → bytes."""
    done = published(path, name or path.name, make.workspace(path))
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in done.files.items():
        (folder / file).write_bytes(data)
    return done.files


def record_at(path: Path, space: make.Workspace) -> Record:
    found = load(path, space.project)
    assert [told(item) for item in found.problems if item.level == "error"] == []
    assert found.record is not None
    return found.record


def same_papers(path: Path, target: Path, formats: Sequence[str] = QUICK) -> int:
    """The number of public files that the records at *path* and at *target* both give, byte for byte."""
    space = make.workspace(path)
    both = [record_at(one, space) for one in (path, target)]
    compared = 0
    for kind in space.catalog.kinds.values():
        if kind.face != "public" or type_of(both[0]) not in kind.takes:
            continue
        pairs = [finish(kind, one, space.project, space.engine, Options()) for one in both]
        for before, after in zip(*([make.checked(one, space) for one in made] for made in pairs), strict=True):
            assert replace(before, **PLACES) == replace(after, **PLACES)
            assert before.document is not None, [told(item) for item in before.problems]
            assert after.document is not None, [told(item) for item in after.problems]
            for form in formats:
                one, two = (make.to_bytes(item, form, space) for item in (before.document, after.document))
                assert one == two, (kind.id, form)
                compared += 1
    return compared


def photo(author: str, path: Path) -> None:
    """A picture at *path* that tells who took it."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", author)
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (40, 30), "white").save(path, pnginfo=notes)


# — the project's own records —


@pytest.mark.parametrize("path", [*RECORDS, MESSAGE, *RELEASES], ids=stem)
def test_the_public_record_gives_the_same_public_papers(path: Path, tmp_path: Path) -> None:
    public_set(path, tmp_path)
    assert same_papers(path, tmp_path / path.name) >= len(QUICK)


@pytest.mark.parametrize("path", [OCCASION, CONFERENCE], ids=lambda path: path.parent.name)
def test_the_public_set_of_a_conference_gives_the_same_public_papers(path: Path, tmp_path: Path) -> None:
    files = public_set(path, tmp_path)
    listed = {one.name for one in path.parent.glob("*.yaml")} - {"个人信息.yaml", "养殖粪污.yaml", "燃气充装.yaml"}
    assert set(files) == listed
    assert same_papers(path, tmp_path / path.name) >= 7 * len(QUICK)
    for name in listed - {path.name}:
        assert same_papers(path.parent / name, tmp_path / name) >= len(QUICK)


def test_its_pdf_files_are_the_same_too(tmp_path: Path) -> None:
    public_set(OCCASION, tmp_path)
    assert same_papers(OCCASION, tmp_path / OCCASION.name, ("pdf",)) >= 9


@pytest.mark.parametrize("path", [OCCASION, CONFERENCE], ids=lambda path: path.parent.name)
def test_the_kit_that_is_made_of_it_is_the_same(path: Path, tmp_path: Path) -> None:
    """Pages, picture, manifest and the packed folder with all papers, by the command line."""
    for one in path.parent.glob("*.yaml"):
        shutil.copy(one, tmp_path)
    assert process(["publish", path.name, "-o", f"公开/{path.name}"], tmp_path).code == 0
    assert process(["build", path.name, "-o", "甲"], tmp_path).code == 0
    again = process(["build", f"公开/{path.name}", "-o", "乙"], tmp_path)
    assert again.code == 0, again.talk
    before, after = (
        {one.relative_to(top): one.read_bytes() for one in top.rglob("*") if one.is_file()}
        for top in (tmp_path / "甲" / "对外", tmp_path / "乙" / "对外")
    )
    assert before == after
    assert len(before) > 10
    assert process(["check", "公开"], tmp_path).code == 0


def test_no_secret_of_the_samples_is_in_the_public_set(tmp_path: Path) -> None:
    cases = [record for record in (loaded(path).case for path in INVENTED) if record]
    files = public_set(OCCASION, tmp_path)
    known = register(cases, officials=["沈怀川", "陶静仪", "贺承志", "温若兰", "邵明远", "罗行之"])
    wanted = [secret.text for secret in known.refused]
    assert len(wanted) > 50
    for name, data in files.items():
        assert leak_scanner.found(data, wanted) == set(), name


# — invented records full of secrets —

PRESS = """案例集名称: 整治{adult}等公益诉讼典型案例
案例: ["*.yaml"]
发布会: 新闻发布会
时间: 2024年12月20日
主办: [云江省人民检察院]
前言: |
  ｛时间｝发布｛案例数｝件案例。{adult}一案，｛{stem}.{handle}｝与{other}被追责，倾倒｛{stem}.{adult}倾倒量｝。
  {authority}、｛{stem}.水务局｝履职，卫健委也已整改。
数据:
  {adult}罚款: {{值: 26.4万元, 对外: 20余万元, 出处: {adult}案判决}}
  甲数: {{值: 3件, 期间: 2023年}}
  乙数: {{值: 5件, 期间: 2024年, 合计: [甲数], 各期: [甲数, 乙数]}}
亮点: ["{adult}罚款", "{stem}.{adult}倾倒量", 乙数]
人物: [苏听澜 | 云江省人民检察院副检察长 | 发布]
议程:
  - {{事项: 通报{other}一案, 人: 苏听澜, 内容: "对{adult}罚款｛{adult}罚款｝。"}}
"""
RELEASE = """体裁: 通讯
标题: {adult}案始末
发布会: 发布会.yaml
案例: [{file}]
数据: {{{other}人数: 2人}}
导语: ｛时间｝，｛苏听澜｝通报，{other}等｛{other}人数｝受罚，｛{adult}罚款｝。
正文:
  - {{案件: {file}}}
  - {{案件: {file}, 选用: [典型意义]}}
  - 图: {{文件: 照片/现场.png, 说明: {other}案现场}}
"""


def planted_set(root: Path) -> list[str]:
    """Three cases, a conference and a release in *root*, with the cases' secrets typed into both; gives all secrets."""
    several = [record(7, number) for number in range(3)]
    for one in several:
        (root / one.name).write_text(one.text, encoding="utf-8")
    secrets = [value for one in several for value in one.secrets]
    people = [[value for value, kind in one.secrets.items() if kind == "姓名"] for one in several]
    authority = next(value for value, kind in several[0].secrets.items() if kind == "机关")
    words = {
        "adult": people[0][0],
        "other": people[1][0],
        "stem": Path(several[0].name).stem,
        "file": several[0].name,
        "handle": people[0][0] if f"  {people[0][0]}: {{姓名" in several[0].text else "甲",
        "authority": authority,
    }
    (root / "发布会.yaml").write_text(PRESS.format(**words), encoding="utf-8")
    (root / "通讯.yaml").write_text(RELEASE.format(**words), encoding="utf-8")
    photo("someone", root / "照片" / "现场.png")
    return secrets


@pytest.mark.parametrize("number", range(4))
def test_no_secret_is_in_the_public_record_of_a_case(number: int, scratch: Scratch) -> None:
    planted = record(7, number)
    path = scratch.file(planted.name, planted.text)
    (data,) = public_set(path, scratch.root / "公开", "公开版.yaml").values()
    assert same_papers(path, scratch.root / "公开" / "公开版.yaml") >= 2 * len(QUICK)
    assert leak_scanner.found(data, planted.secrets) == set()


def test_no_secret_of_any_case_is_in_the_set_of_a_conference(scratch: Scratch) -> None:
    secrets = planted_set(scratch.root)
    files = public_set(scratch.root / "发布会.yaml", scratch.root / "公开")
    assert sorted(files) == ["发布会.yaml", "案例1.yaml", "案例2.yaml", "案例3.yaml", "现场.png", "通讯.yaml"]
    for name, data in files.items():
        assert leak_scanner.found(data, secrets) | leak_scanner.found(name.encode(), secrets) == set(), name
    press = files["发布会.yaml"].decode()
    assert "26.4" not in "".join(data.decode("utf-8", "replace") for data in files.values())
    assert re.search(r"案例: \[案例\d.yaml, 案例\d.yaml, 案例\d.yaml\]", press)
    assert re.search(r"亮点: \[\S+某\S*罚款, 案例\d\.\S+某\S*倾倒量, 乙数\]", press)
    for name in ("发布会.yaml", "通讯.yaml"):
        assert same_papers(scratch.root / name, scratch.root / "公开" / name, PAPERS) >= len(PAPERS)


def test_the_set_of_a_release_has_its_conference(scratch: Scratch) -> None:
    secrets = planted_set(scratch.root)
    files = public_set(scratch.root / "通讯.yaml", scratch.root / "公开", "稿.yaml")
    assert list(files)[:2] == ["稿.yaml", "发布会.yaml"]
    assert "发布会: 发布会.yaml" in files["稿.yaml"].decode()
    for name, data in files.items():
        assert leak_scanner.found(data, secrets) | leak_scanner.found(name.encode(), secrets) == set(), name
    assert same_papers(scratch.root / "通讯.yaml", scratch.root / "公开" / "稿.yaml", PAPERS) >= len(PAPERS)


def test_one_person_has_one_mask_in_the_whole_set(scratch: Scratch) -> None:
    case = "检察院: 云江省青川市{place}区人民检察院\n事由: 整治乙\n当事人:\n  甲: {{姓名: {name}}}\n基本案情: {name}排污。\n"
    scratch.file("临河.yaml", case.format(place="临河", name="李婉钧"))
    scratch.file("望江.yaml", case.format(place="望江", name="李霖澄"))
    scratch.file(
        "发布会.yaml",
        "案例集名称: 典型案例\n案例: [临河.yaml, 望江.yaml]\n前言: ｛望江.甲｝和李婉钧，见｛临河.基本案情｝\n",
    )
    files = public_set(scratch.root / "发布会.yaml", scratch.root / "公开")
    assert "姓名: 李某甲" in files["临河.yaml"].decode()
    assert "姓名: 李某乙" in files["望江.yaml"].decode()
    assert "基本案情: |\n  ｛当事人1｝排污。" in files["望江.yaml"].decode()
    # The text of a case that now holds a reference cannot be referred to, so it is printed.
    assert "｛望江.当事人1｝和李某甲，见李某甲排污。" in files["发布会.yaml"].decode()
    assert same_papers(scratch.root / "发布会.yaml", scratch.root / "公开" / "发布会.yaml") >= len(QUICK)


def test_a_total_of_rounded_figures_is_kept_and_not_summed(scratch: Scratch) -> None:
    scratch.file(
        "甲.yaml", HEAD + "数据:\n  一: {值: 3家, 对外: 几家}\n  二: 4家\n  和: {值: 7家, 词: [共计], 合计: [一, 二]}\n"
    )
    (data,) = public_set(scratch.root / "甲.yaml", scratch.root / "公开").values()
    assert "3家" not in data.decode()
    assert "合计: [一, 二]" in data.decode()
    assert process(["check", "公开/甲.yaml", "--select", "F002"], scratch.root).code == 0


def test_a_picture_goes_along_without_what_it_carries(scratch: Scratch) -> None:
    photo("someone", scratch.root / "图" / "现场.png")
    scratch.file(
        "稿.yaml",
        "体裁: 通讯\n标题: 一\n正文:\n  - 图: {文件: 图/现场.png, 说明: 现场}\n",
    )
    done = process(["publish", "稿.yaml", "-o", "公开/稿.yaml"], scratch.root)
    assert done.result.split() == ["公开/稿.yaml", "公开/现场.png"]
    assert b"someone" not in (scratch.root / "公开" / "现场.png").read_bytes()
    assert same_papers(scratch.root / "稿.yaml", scratch.root / "公开" / "稿.yaml", PAPERS) == len(PAPERS)


def test_a_picture_that_cannot_go_along_keeps_the_record_at_home(scratch: Scratch) -> None:
    (scratch.root / "假.png").write_bytes(b"GIF89a")
    scratch.file("稿.yaml", "体裁: 通讯\n标题: 一\n正文:\n  - 图: {文件: 假.png, 说明: 无}\n")
    done = process(["publish", "稿.yaml", "-o", "公开/稿.yaml"], scratch.root)
    assert done.code == 3 and "稿.yaml:4:13: 错误 R031 图没有带上" in done.talk
    assert not (scratch.root / "公开").exists()


def test_a_picture_that_is_called_by_a_name_is_called_otherwise(scratch: Scratch) -> None:
    scratch.record("当事人: {甲: {姓名: 李婉钧}}\n", "甲.yaml")
    photo("someone", scratch.root / "李婉钧.png")
    scratch.file("稿.yaml", "体裁: 通讯\n案例: [甲.yaml]\n正文:\n  - 图: {文件: 李婉钧.png, 说明: 李婉钧的家}\n")
    files = public_set(scratch.root / "稿.yaml", scratch.root / "公开")
    assert list(files) == ["稿.yaml", "甲.yaml", "图1.png"]
    assert "图: {文件: 图1.png, 说明: 李某的家}" in files["稿.yaml"].decode()


# — refused —


def conference(scratch: Scratch, preface: str = "发布案例。", case: str = "") -> None:
    scratch.record(f"当事人: {{甲: {{姓名: 李婉钧, 电话: 13912345678}}}}\n{case}", "甲.yaml")
    scratch.record("", "乙.yaml")
    scratch.file("发布会.yaml", f"案例集名称: 典型案例\n案例: [甲.yaml, 乙.yaml]\n前言: |\n  {preface}\n")


REFUSED = {
    "a name in quotation marks": ({"preface": "他说：“我是李婉钧。”"}, "发布会.yaml:4:9: 错误 M002", 1),
    "a number that no field holds": ({"preface": "电话13812345678。"}, "发布会.yaml:4:5: 错误 M005", 1),
    "a case with a mark of secrecy": ({"case": "密级: 秘密\n"}, "甲.yaml:2:5: 错误 V004", 3),
    "a reference to what is not public": ({"preface": "由｛甲.承办检察官｝办理。", "case": "承办检察官: 周明川\n"}, "V002", 3),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_where_one_file_may_not_go_out_none_does(scratch: Scratch, what: str) -> None:
    given, words, code = REFUSED[what]
    conference(scratch, **given)
    done = process(["publish", "发布会.yaml", "-o", "公开/发布会.yaml"], scratch.root)
    assert (done.code, done.result) == (code, "")
    assert words in done.talk
    assert leak_scanner.found(done.out + done.err, ["13812345678", "李婉钧", "周明川"]) == set()
    assert not (scratch.root / "公开").exists()


def test_what_is_there_is_not_overwritten(scratch: Scratch) -> None:
    conference(scratch)
    scratch.file("公开/乙.yaml", "旧")
    done = process(["publish", "发布会.yaml", "-o", "公开/发布会.yaml"], scratch.root)
    assert done.code == 1
    assert "W002 公开/乙.yaml 已经有了" in done.talk
    assert [path.name for path in (scratch.root / "公开").iterdir()] == ["乙.yaml"]
    forced = process(["publish", "发布会.yaml", "-o", "公开/发布会.yaml", "--force", "--json"], scratch.root)
    assert forced.code == 0
    assert forced.json["published"] == ["公开/发布会.yaml", "公开/甲.yaml", "公开/乙.yaml"]


@pytest.mark.parametrize("out", ["公开/", "公开", "公开/甲.yaml"])
def test_a_folder_keeps_the_name_of_the_record(scratch: Scratch, out: str) -> None:
    conference(scratch)
    done = process(["publish", "甲.yaml", "-o", out], scratch.root)
    assert (done.code, done.result) == (0, "公开/甲.yaml\n")


def test_the_records_themselves_are_never_overwritten(scratch: Scratch) -> None:
    conference(scratch)
    for record_file, out in (("发布会.yaml", "公开版.yaml"), ("甲.yaml", "甲.yaml")):
        before = (scratch.root / "甲.yaml").read_bytes()
        done = process(["publish", record_file, "-o", out, "--force"], scratch.root)
        assert done.code == 2
        assert "会盖掉原来的记录" in done.talk
        assert (scratch.root / "甲.yaml").read_bytes() == before
    assert not (scratch.root / "公开版.yaml").exists()


def test_a_disk_that_refuses_one_file_gets_none(scratch: Scratch) -> None:
    conference(scratch)
    scratch.file("公开/甲.yaml", "旧")
    (scratch.root / "公开" / "乙.yaml").mkdir()
    done = process(["publish", "发布会.yaml", "-o", "公开/发布会.yaml", "--force"], scratch.root)
    assert done.code == 5
    assert "W001" in done.talk
    assert sorted(path.name for path in (scratch.root / "公开").iterdir()) == ["乙.yaml", "甲.yaml"]
    assert (scratch.root / "公开" / "甲.yaml").read_text(encoding="utf-8") == "旧"


# — the commands —


def test_the_commands(scratch: Scratch) -> None:
    planted = record(7, 1)
    scratch.file("案件.yaml", planted.text)
    done = process(["publish", "案件.yaml", "-o", "公开版.yaml"], scratch.root)
    assert (done.code, done.result) == (0, "公开版.yaml\n")
    assert process(["publish", "案件.yaml", "-o", "公开版.yaml"], scratch.root).code == 1
    assert process(["render", "公开版.yaml", "--as", "典型案例"], scratch.root).code == 0
    done = process(["mapping", "案件.yaml", "-o", "对照表.csv"], scratch.root)
    assert done.code == 0
    rows = list(csv.reader(io.StringIO((scratch.root / "对照表.csv").read_text(encoding="utf-8-sig"))))
    real = {row[3] for row in rows}
    assert {value for value, kind in planted.secrets.items() if kind in ("机关", "单位")} <= real
    assert all(row[4] and row[3] not in row[4] for row in rows[1:])
    assert process(["mapping", "案件.yaml", "-o", "output/对照表.csv"], scratch.root).code == 2


def test_scan(scratch: Scratch) -> None:
    planted = record(7, 1)
    scratch.file("案件.yaml", planted.text)
    scratch.file("稿.txt", "第一行\n有" + planted.personal[0] + "\n电话13912345678\n")
    (scratch.root / "稿.docx").write_bytes(leak_scanner._docx("<w:r><w:t>13912345678</w:t></w:r>"))
    done = process(["scan", "稿.txt", "稿.docx", "--record", "案件.yaml"], scratch.root)
    assert done.code == 1
    assert "稿.txt:2:1: 错误 M002" in done.talk
    assert "稿.txt:3:1: 错误 M005 疑似有手机号码" in done.talk
    assert "（word/document.xml）" in done.talk
    assert leak_scanner.found(done.out + done.err, [planted.personal[0], "13912345678"]) == set()
    alone = process(["scan", "稿.txt"], scratch.root)
    assert "M002" not in alone.talk
    assert "姓名要有记录才查得出" in alone.talk
    clean = process(["render", "案件.yaml", "--as", "典型案例", "--format", "docx,html,txt"], scratch.root)
    files = clean.result.split()
    again = process(["scan", *files, "--record", "案件.yaml", "--json"], scratch.root)
    assert again.code == 0, again.talk
    assert again.json["problems"] == []
