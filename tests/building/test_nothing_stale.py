"""No file says in silence what the records no longer say: old formats, other records, final papers, withdrawn cases."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, OCCASION, Scratch, process

from docgen.papers.templates.catalog import BUILT_IN

Cli = Any
CASE = (
    HEAD
    + "基本案情: 某公司排污。\n典型意义: 略。\n调查和督促履职: 略。\n机关: {甲局: 某市某甲局}\n立案: [{机关: 甲局, 日期: 2024年1月5日}]\n"
)
KIT = "云江省检察机关民生领域检察公益诉讼典型案例"


@pytest.fixture
def kit(scratch: Scratch) -> Path:
    for path in OCCASION.parent.glob("*.yaml"):
        shutil.copy(path, scratch.root)
    path = scratch.root / "发布会.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = ["材料: [议程, 主持词, 典型案例集, 席卡, 一图读懂]" if one.startswith("材料:") else one for one in lines]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return scratch.root


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def there(root: Path, pattern: str) -> list[str]:
    return sorted(path.relative_to(root / "output").as_posix() for path in (root / "output").glob(pattern))


# — files that stay —


def test_an_old_pdf_does_not_lie_beside_a_new_word_file(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("build", "案件.yaml", "--format", "docx,pdf")
    (pdf,) = there(scratch.root, "对外/*.pdf")
    before = (scratch.root / "output" / pdf).read_bytes()
    scratch.record(CASE.replace("某公司排污", "某公司排放污水"))
    assert cli("build", "案件.yaml").code == 0
    assert (scratch.root / "output" / pdf).read_bytes() != before


def test_a_format_that_the_reader_has_thrown_away_does_not_come_back(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("build", "案件.yaml", "--format", "docx,txt")
    for name in there(scratch.root, "*/*.txt"):
        (scratch.root / "output" / name).unlink()
    cli("build", "案件.yaml")
    assert there(scratch.root, "*/*.txt") == []


def test_one_paper_rendered_anew_names_the_others_that_are_of_the_old_record(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("render", "案件.yaml", "--as", "立案决定书,典型案例", "--format", "docx,txt")
    assert "B007" not in cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt").talk
    scratch.record(CASE.replace("某公司排污", "某公司排放污水"))
    ran = cli("render", "案件.yaml", "--as", "典型案例", "--format", "docx")
    assert "提醒 B007" in ran.talk
    assert ran.talk.count(".txt") == 2
    assert "立案决定书-临河-规范母婴室建设-甲局.docx" in ran.talk
    assert cli("build", "案件.yaml").code == 0
    assert "B007" not in cli("render", "案件.yaml", "--as", "典型案例").talk


def test_a_build_of_one_kind_names_the_others_that_are_of_the_old_record(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("build", "案件.yaml")
    scratch.record(CASE.replace("某公司排污", "某公司排放污水"))
    ran = cli("build", "案件.yaml", "--as", "典型案例")
    assert "提醒 B007" in ran.talk and "立案决定书" in ran.talk


def test_the_papers_of_a_record_that_was_deleted_are_set_aside_and_told(scratch: Scratch, cli: Cli) -> None:
    (scratch.root / "案").mkdir()
    for name, matter in (("一", "规范母婴室建设"), ("二", "整治占用盲道")):
        scratch.file(f"案/{name}.yaml", CASE.replace("规范母婴室建设", matter))
    cli("build", "案", "--format", "txt")
    papers = there(scratch.root, "*/*盲道*")
    assert len(papers) == 4
    (scratch.root / "案" / "二.yaml").unlink()
    assert "多余" in cli("build", "案", "--format", "txt", "--check").talk
    ran = cli("build", "案", "--format", "txt")
    assert ran.result.count("已移到 output/旧稿/") == len(papers)
    assert there(scratch.root, "内部/*盲道*") == there(scratch.root, "对外/*盲道*") == []
    assert len(there(scratch.root, "旧稿/*/*盲道*")) == len(papers)
    assert "没有变化" in cli("build", "案", "--format", "txt").talk


def test_a_record_that_only_has_another_name_keeps_its_papers(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("build", "案件.yaml")
    before = there(scratch.root, "*/*.docx")
    (scratch.root / "案件.yaml").rename(scratch.root / "改名.yaml")
    ran = cli("build", "改名.yaml")
    assert ran.code == 0 and "旧稿" not in ran.result
    assert there(scratch.root, "*/*.docx") == before


def test_the_papers_of_a_kind_that_there_is_no_longer_are_set_aside(scratch: Scratch, cli: Cli) -> None:
    scratch.file(
        "templates/便函.j2",
        "{#---\nkind: note\n名称: 便函\nface: instrument\n阶段: 立案\nneeds: [立案]\n---#}\n@标题 便函\n\n{{ 检察院 }}\n",
    )
    scratch.record(CASE)
    assert cli("build", "案件.yaml", "--format", "txt").code == 0
    assert len(there(scratch.root, "内部/便函*")) == 1
    (scratch.root / "templates" / "便函.j2").unlink()
    assert "旧稿" in cli("build", "案件.yaml", "--format", "txt").result
    assert there(scratch.root, "内部/便函*") == []


def test_two_records_whose_papers_have_one_name_do_not_overwrite_each_other_in_two_runs(
    scratch: Scratch, cli: Cli
) -> None:
    scratch.record(CASE)
    scratch.file("另案.yaml", CASE.replace("某公司排污", "另一家公司排污"))
    cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt")
    (first,) = there(scratch.root, "对外/*.txt")
    before = (scratch.root / "output" / first).read_bytes()
    ran = cli("render", "另案.yaml", "--as", "典型案例", "--format", "txt")
    assert ran.result.strip().endswith("（2）.txt")
    assert (scratch.root / "output" / first).read_bytes() == before
    # The next run of each keeps to its own file.
    assert cli("render", "另案.yaml", "--as", "典型案例", "--format", "txt").result == ran.result
    assert cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt").result.strip().endswith(Path(first).name)
    assert cli("build", "另案.yaml", "--as", "典型案例", "--format", "txt").code == 0
    assert (scratch.root / "output" / first).read_bytes() == before


# — final and draft —


def test_a_final_kit_does_not_become_a_draft_by_a_plain_build(kit: Path, cli: Cli) -> None:
    assert cli("build", "发布会.yaml", "--final").code == 0
    assert cli("build", "发布会.yaml", "--check").code == 0
    before = (kit / "output" / "对外" / KIT / "02 主持词.docx").read_bytes()
    assert "没有变化" in cli("build", "发布会.yaml").talk
    replaced(kit / "发布会.yaml", "检察长", "代检察长")
    ran = cli("build", "发布会.yaml")
    assert "仍按定稿做" in ran.talk
    for path in (kit / "output" / "对外" / KIT).glob("*.docx"):
        with zipfile.ZipFile(path) as package:
            assert not any(
                "送审稿" in package.read(name).decode() for name in package.namelist() if name.endswith(".xml")
            )
    assert (kit / "output" / "对外" / KIT / "02 主持词.docx").read_bytes() != before
    assert cli("build", "发布会.yaml", "--check").code == 0


def test_a_final_paper_that_has_a_gap_by_now_stays_and_the_gap_is_told(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    assert cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt", "--final").code == 0
    (name,) = there(scratch.root, "对外/*.txt")
    before = (scratch.root / "output" / name).read_bytes()
    scratch.record(CASE.replace("典型意义: 略。\n", ""))
    ran = cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt")
    assert ran.code != 0 and "G002" in ran.talk
    assert (scratch.root / "output" / name).read_bytes() == before
    assert cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt", "--draft").code == 0
    assert (scratch.root / "output" / name).read_bytes() != before


def test_a_draft_rendered_over_a_final_paper_is_final_too_unless_asked_for(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    cli("render", "案件.yaml", "--as", "典型案例", "--final")
    (name,) = there(scratch.root, "对外/*.docx")
    before = (scratch.root / "output" / name).read_bytes()
    ran = cli("render", "案件.yaml", "--as", "典型案例")
    assert "仍按定稿做" in ran.talk and (scratch.root / "output" / name).read_bytes() == before
    cli("render", "案件.yaml", "--as", "典型案例", "--draft")
    assert (scratch.root / "output" / name).read_bytes() != before


# — all or nothing outward —


def test_a_wrong_sum_leaves_the_last_good_kit_whole(kit: Path, cli: Cli) -> None:
    assert cli("build", "发布会.yaml").code == 0
    outside = {name: (kit / "output" / name).read_bytes() for name in there(kit, "对外/**/*.*")}
    replaced(kit / "发布会.yaml", "检察长", "代检察长")
    with (kit / "发布会.yaml").open("a", encoding="utf-8") as record:
        record.write("亮点: [没有这个数]\n")
    ran = cli("build", "发布会.yaml")
    assert ran.code != 0
    assert {name: (kit / "output" / name).read_bytes() for name in there(kit, "对外/**/*.*")} == outside


def test_what_still_is_to_be_written_is_not_in_the_reporters_folder(kit: Path, cli: Cli) -> None:
    replaced(kit / "发布会.yaml", "材料: [议程", "材料: [新闻通稿, 议程")
    ran = cli("build", "发布会.yaml")
    assert ran.code == 0 and "提醒 B010" in ran.talk and "01 新闻通稿" in ran.talk
    assert there(kit, f"内部/{KIT}/01 新闻通稿.docx") and not there(kit, f"对外/{KIT}/*新闻通稿*")
    with zipfile.ZipFile(kit / "output" / "对外" / f"{KIT}.zip") as archive:
        assert not [name for name in archive.namelist() if "新闻通稿" in name]


def test_what_names_a_withdrawn_case_leaves_at_once_though_the_rest_cannot_be_made(kit: Path, cli: Cli) -> None:
    assert cli("build", "发布会.yaml").code == 0
    listed = next(
        line for line in (kit / "发布会.yaml").read_text(encoding="utf-8").splitlines() if "旅馆入住.yaml" in line
    )
    without = listed.replace("旅馆入住.yaml, ", "").replace(", 旅馆入住.yaml", "")
    assert without != listed
    replaced(kit / "发布会.yaml", listed, without)
    # A template that fails: nothing new can go out.
    shutil.copytree(
        Path(__file__).parents[2] / "docgen/papers/templates/built_in", kit / "templates"
    ) if False else None
    (kit / "templates").mkdir()
    text = (BUILT_IN / "agenda.j2").read_text(encoding="utf-8")
    (kit / "templates" / "agenda.j2").write_text(text + "{{ 没有的名字 }}\n", encoding="utf-8")
    ran = cli("build", "发布会.yaml")
    assert ran.code != 0
    assert "B009" in ran.talk
    assert not there(kit, f"对外/{KIT}/03 典型案例集.docx") and not there(kit, f"对外/{KIT}.zip")
    assert there(kit, f"旧稿/对外/{KIT}/03 典型案例集.docx")
    assert there(kit, f"对外/{KIT}/04 席卡.docx")


def test_a_machine_without_a_part_for_pdf_lacks_only_the_picture_as_png(kit: Path, tmp_path: Path) -> None:
    broken = tmp_path / "坏"
    (broken / "weasyprint").mkdir(parents=True)
    (broken / "weasyprint" / "__init__.py").write_text("raise OSError('cannot load library pango')", encoding="utf-8")
    ran = process(["build", "发布会.yaml"], kit, {"PYTHONPATH": str(broken)})
    assert ran.code == 5 and "E001" in ran.talk and "B006" in ran.talk
    assert there(kit, f"对外/{KIT}/05 一图读懂.*") == [f"对外/{KIT}/05 一图读懂.html"]
    assert there(kit, f"对外/{KIT}.zip")
