"""Kinds whose headers are read when they are asked for are the kinds that reading every header gives, and no fault of a header is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from helpers import HEAD, Scratch, places

import docgen
from docgen.papers import make
from docgen.papers.templates import catalog
from docgen.papers.templates.catalog import BUILT_IN, Kinds

SHIPPED, FAULTS = catalog._kinds_in(BUILT_IN)


def test_what_an_outline_says_is_what_the_header_says() -> None:
    outlines = catalog._outlines()
    assert FAULTS == []
    assert list(outlines) == list(SHIPPED)
    for name, one in outlines.items():
        kind = SHIPPED[name]
        assert (one.name, one.limited, one.source) == (kind.name, bool(kind.limits), kind.source)


def test_a_kind_read_alone_is_the_kind_read_with_all_others(scratch: Scratch) -> None:
    whole = Kinds(SHIPPED, {})
    assert any(kind.elsewhere for kind in whole.values())
    for name, kind in whole.items():
        alone = scratch.space().catalog.kinds[name]
        assert replace(alone, file="", serves=()) == replace(kind, file="", serves=())
        assert {one.id for one in alone.serves} == {one.id for one in kind.serves}


CHANGES: dict[str, tuple[Callable[[Path], object], str, list[str]]] = {
    "a header on one line, the file called otherwise": (
        lambda folder: (folder / "本院写的.j2").write_text(
            "{#--- kind: own-letter, 名称: 本院的信, face: instrument, 阶段: 建议 ---#}\n话\n", encoding="utf-8"
        ),
        "own-letter",
        [],
    ),
    "a file that is not UTF-8": (
        lambda folder: (folder / "agenda.j2").write_bytes("{#--- 名称: 议程 ---#}".encode("gbk")),
        "recommendation",
        ["agenda.j2 T002"],
    ),
    "a copy that kept the Chinese name": (
        lambda folder: (folder / "zz.j2").write_text(
            (folder / "agenda.j2").read_text(encoding="utf-8").replace("kind: agenda", "kind: zz"), encoding="utf-8"
        ),
        "zz",
        ["agenda.j2 T009"],
    ),
    "a face that there is not": (
        lambda folder: (folder / "agenda.j2").write_text(
            (folder / "agenda.j2").read_text(encoding="utf-8").replace("face: ", "face: 半"), encoding="utf-8"
        ),
        "recommendation",
        ["agenda.j2 T002"],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_in_the_checkout_every_template_is_read_and_a_broken_one_costs_only_itself(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    make, usable, faults = CHANGES[change]
    folder = scratch.root / "templates"
    shutil.copytree(BUILT_IN, folder)
    make(folder)
    monkeypatch.setattr(catalog, "BUILT_IN", folder)
    found = scratch.space().catalog
    told = [f"{place.partition(':')[0]} {place.rpartition(' ')[2]}" for place in places(found.problems)]
    assert told == faults
    assert found.kinds[usable].id == usable
    assert len(list(found.kinds.values())) >= len(SHIPPED) - 1


def test_a_template_and_a_look_changed_between_two_papers_of_a_process_are_seen(scratch: Scratch) -> None:
    record = scratch.record(HEAD)
    house = scratch.file("templates/house.yaml", "角色:\n  正文: {字号: 小三}\n")

    def page() -> str:
        (document,) = docgen.render(record, "trial")
        return docgen.write(document, "html", house=house).decode()

    scratch.template("第一次说的话\n")
    before = page()
    scratch.template("第二次说的话\n")
    after = page()
    scratch.file("templates/house.yaml", "角色:\n  正文: {字号: 二号}\n")
    looking = page()
    assert ["第一次" in text for text in (before, after, looking)] == [True, False, False]
    assert ["第二次" in text for text in (before, after, looking)] == [False, True, True]
    assert after != looking


OWN = "{#---\nkind: own\n名称: 自拟文书\nface: instrument\n阶段: 建议\n---#}\n"


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("｛查明｝\n", [("T012", 7)]),
        ("甲\n{ 查明 }\n", [("T012", 8)]),
        ("{# ｛查明｝ #}\n甲\n", []),
        ("{% if 案由 %}\n甲\n{% for 一条 in 检察建议 %}\n乙\n{% endfor %}\n丙\n", [("T003", 7)]),
        ("甲\n{% for 一条 in 检察建议 %}\n乙\n{% endif %}\n", [("T003", 8), ("T003", 10)]),
        ("{% for 一人 in 听证会.听证员 %}\n{{ 一人.性名 }}\n{% endfor %}\n", [("T004", 8)]),
        ("{% for 一人 in 听证会.听证员 %}\n{{ 一人.姓名 }}\n{% endfor %}\n", []),
        ("甲\n{{ 检察建议 }}\n{{ 案油 }}\n", [("T006", 8), ("T004", 9)]),
        ("| 甲 | 乙 |\n| {{ 案由 }} |\n", [("T003", 8)]),
        ("{{ 案由|没有 }}\n{{ 案由 案由 }}\n", [("T003", 7), ("T003", 8)]),
    ],
)
def test_a_template_is_looked_at_without_a_record(body: str, found: list[tuple[str, int]], tmp_path: Path) -> None:
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.j2").write_text(OWN + body, encoding="utf-8")
    space = make.workspace(tmp_path)
    problems = make.check_template(space.catalog.kind("own"), space)
    assert [(item.code, item.span.line if item.span else 0) for item in problems] == found, problems


@pytest.mark.parametrize(("text", "words"), [("", "是空的"), ("{#---\nkind: own\n名称: 甲\n\n正文\n", "没有结束")])
def test_an_empty_template_and_an_open_header_are_told(text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "own.j2").write_text(text, encoding="utf-8")
    (item,) = make.workspace(tmp_path).catalog.problems
    assert (item.code, words in item.message) == ("T002", True)
