"""Font files by name, what they cover, how wide they are: with the real Fandol and Noto faces of this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from formats import torture

from docgen.core.tree import Strong
from docgen.page import fonts
from docgen.page.fonts import choice
from docgen.page.norm.model import Font, Norm
from docgen.page.norm.norms import load, profiles

FANDOL = {
    "仿宋": "FandolFang",
    "小标宋": "FandolSong Bold",
    "楷体": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
}


@pytest.fixture
def norm() -> Norm:
    return load("legal-instrument")


@pytest.fixture
def fandol(fontconfig: Path) -> None:
    """The free fonts are here."""


@pytest.fixture
def forgetful() -> Iterator[None]:
    """What is installed is looked up anew in the test, and once more behind it."""
    caches = (choice.installed, choice.chosen, fonts.used)
    for one in caches:
        one.cache_clear()
    yield
    for one in caches:
        one.cache_clear()


def font(*names: str, **more: tuple[str, ...]) -> Font:
    return Font(names, "serif", "", **more)


@pytest.mark.usefixtures("fandol")
@pytest.mark.parametrize("name", FANDOL)
def test_each_font_of_the_norm_has_a_face_here(norm: Norm, name: str) -> None:
    found = fonts.chosen(norm.fonts[name])
    assert found.faces
    if not found.official:
        assert found.faces[0].name == FANDOL[name]


@pytest.mark.usefixtures("fandol")
def test_the_official_name_goes_before_the_stand_ins(
    forgetful: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(fonts.folder() / "FandolKai-Regular.otf", tmp_path / "whatever.otf")
    monkeypatch.setenv("DOCGEN_FONTS", str(tmp_path))
    found = fonts.chosen(font("FandolKai", "Noto Serif CJK SC"))
    assert found.official
    assert found.faces[0].path == tmp_path / "whatever.otf"
    assert not fonts.chosen(font("没有的字体", "FandolKai")).official


@pytest.mark.usefixtures("fandol")
def test_a_bold_face_does_not_pass_for_its_family() -> None:
    assert fonts.chosen(font("FandolSong")).faces[0].path.name == "FandolSong-Regular.otf"
    assert fonts.chosen(font("FandolSong Bold")).faces[0].path.name == "FandolSong-Bold.otf"


def test_a_face_of_a_collection_is_found_by_its_own_name() -> None:
    sc, jp = (fonts.chosen(font(f"Noto Serif CJK {place}")).faces[0] for place in ("SC", "JP"))
    assert sc.path == jp.path
    assert sc.index != jp.index


@pytest.mark.usefixtures("fandol")
def test_chinese_quotation_marks_are_as_wide_as_hanzi_in_fandol(norm: Norm) -> None:
    widths = fonts.used(font("FandolFang"))
    assert [widths[one] for one in "国“”—…·，"] == [1.0] * 7
    assert widths["1"] == 0.5
    official = fonts.official(norm.base.font)
    assert [official[one] for one in "国“”—…·，1a"] == [1.0] * 7 + [0.5] * 2


@pytest.mark.usefixtures("fandol")
def test_what_the_first_face_lacks_is_measured_in_the_next() -> None:
    widths = fonts.used(font("FandolFang", "Noto Serif CJK SC"))
    assert widths["珺"] == widths["㎡"] == 1.0


def test_combining_and_invisible_characters_take_no_room(norm: Norm) -> None:
    for widths in (fonts.official(norm.base.font), fonts.used(norm.base.font)):
        assert [widths[one] for one in "\u200b\u2069\u0301"] == [0.0] * 3


@pytest.mark.parametrize("norm", [load(name) for name in profiles()], ids=lambda norm: norm.name)
def test_characters_beyond_gb2312_step_in_from_another_face(norm: Norm) -> None:
    document = torture.document(torture.paragraph("正文", "张珺祎、李喆、王昇旻，占地㎡，①〇"), norm=norm.name)
    assert fonts.uncovered(document, norm) == []


@pytest.mark.usefixtures("fandol")
def test_a_character_that_no_face_has_is_an_error_at_its_place(norm: Norm) -> None:
    only = font("FandolFang")
    roles = {name: replace(look, font=only) for name, look in norm.roles.items()}
    small = replace(norm, roles=roles, base=replace(norm.base, font=only), strong=replace(norm.strong, font=only))
    strong = Strong((torture.text("㎡", line=9),))
    document = torture.document(torture.paragraph("正文", torture.text("甲𬱖乙𬱖", line=7), strong))
    problems = fonts.uncovered(document, small)
    assert [(item.code, item.level) for item in problems] == [("E004", "error")] * 2
    first, second = (item.span for item in problems)
    assert first and second
    assert (first.line, first.column, second.line) == (7, 4, 9)
    assert "U+2CC56" in problems[0].message


def test_spaces_and_controls_need_no_glyph(norm: Norm) -> None:
    document = torture.document(torture.paragraph("正文", "甲\u3000乙 丙\u00a0丁\t\u200b\u2069"))
    assert fonts.uncovered(document, norm) == []


def test_a_machine_without_fonts_says_so_and_still_has_widths(
    norm: Norm, forgetful: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "_places", lambda: (tmp_path,))
    (tmp_path / "broken.ttf").write_bytes(b"no font" * 100_000)
    assert fonts.chosen(norm.base.font).faces == ()
    assert fonts.used(norm.base.font)["国"] == 1.0
    (told,) = fonts.substitutions(norm)
    assert told.code == "E002"
    assert told.level == "error"
    assert "仿宋_GB2312" in told.message


@pytest.mark.usefixtures("fandol")
def test_two_norms_tell_the_same_stand_ins_in_the_same_words() -> None:
    told = [fonts.substitutions(load(name)) for name in ("legal-instrument", "publication", "gbt9704")]
    assert told[0] == told[1] == told[2] != []


@pytest.mark.usefixtures("fandol")
def test_stand_ins_are_told_once(norm: Norm) -> None:
    (told,) = fonts.substitutions(norm)
    assert told.level == "reminder"
    assert "仿宋_GB2312用 FandolFang" in told.message
