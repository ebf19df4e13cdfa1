"""From nothing to a final paper by what the page lists as missing: every kind, without touching YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import KINDS, OCCASION, ROOT

from docgen.review.editing.desk import state_of
from docgen.review.editing.parts import lacking
from docgen.review.editing.write import Edit
from docgen.review.preview.studio import Studio

START = """\
检察院: 云江省青川市临河区人民检察院
事由: 规范窨井盖管理
机关:
  区局: {全称: 云江省青川市临河区城市管理局, 对外: 城市管理部门}
当事人:
  王某: {姓名: 王小明, 对外: 王某}
"""
VALUES = {"date": "2024年5月6日", "moment": "2024年5月6日9时", "prose": "情况属实。", "whole": "3", "number": "3"}


def answer(form: dict[str, Any], label: str) -> str:
    """What somebody may write: the choice that is asked for, a person where one applies, else anything of the right sort."""
    asked = label.partition("（")[2].strip("）")
    if form["choices"]:
        return asked or str(form["choices"][("申请" in label and -1) or 0])
    return VALUES.get(form["kind"], "内容")


def filled(studio: Studio, kind: str, path: tuple[Any, ...], label: str) -> None:
    """Write something at *path*, as the form of the place wants it."""
    for _ in range(6):
        form = studio.form("案件.yaml", path, kind)
        if form["kind"] == "list" and form["plain"]:
            edit = Edit("add", tuple(form["next"]), answer({**form, "kind": "text"}, label))
        elif form["kind"] in ("list", "fields"):
            rows = [row for row in form.get("fields", ()) if not row["words"]]
            first = [row for row in rows if row["required"]] or rows
            path = tuple(form["next"] if form["kind"] == "list" else first[0]["path"])
            continue
        else:
            edit = Edit("set", path, answer(form, label))
        studio.edit("案件.yaml", form["state"], edit, kind)
        return


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_page_lists_leads_from_nothing_to_the_final_paper(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docgen.yaml").touch()
    Path("案件.yaml").write_text(START, encoding="utf-8")
    studio = Studio(Path("案件.yaml"))
    seen = set()
    while True:
        view = studio.view("案件.yaml", kind)
        missing = list(lacking(view.papers[0].parts) if view.papers else view.lacking)
        if not missing:
            break
        first = next(one for one in missing if one.path not in seen)
        assert first.path, first
        seen.add(first.path)
        filled(studio, kind, first.path, first.label)
    assert Path("案件.yaml").read_text(encoding="utf-8").startswith(START.partition("事由")[0])
    final = studio.view("案件.yaml", kind, final=True)
    assert final.papers and [item.message for item in final.problems if item.level == "error"] == []


def test_a_paper_of_a_conference_leads_to_the_records_of_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    studio = Studio(OCCASION.parent)
    name = OCCASION.relative_to(ROOT).as_posix()
    view = studio.view(name, "collection")
    files = {part.file for part in view.papers[0].parts if part.kind == "value" and part.path}
    assert name in files and len(files) > 1
    assert files <= set(studio.records())
    part = next(part for part in view.papers[0].parts if part.path == ("典型意义",))
    typed = studio.form(part.file, part.path, "collection")
    assert typed["kind"] == "prose" and typed["state"] == state_of(Path(part.file).read_text(encoding="utf-8"))
