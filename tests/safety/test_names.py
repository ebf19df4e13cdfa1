"""Hostile names: of records, of matters, of output; nothing lands outside, nothing collides, everything is legal on Windows."""

from __future__ import annotations

import itertools
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, Scratch

from docgen.core import files

Cli = Any
PIECES = (
    "..", "../..", "/", "/etc/passwd", "\\", "C:\\windows", "a:b", "甲*乙?", "<甲>", "甲|乙", '"甲"', "CON", "con.docx", "nul", "PRN", "AUX", "COM1", "LPT9",
    ".", "...", " ", "甲 ", "甲.", ".甲", "~$甲", "-甲", "--force", "甲\u202e乙", "\u200b", "\ufeff", "é", "e\u0301", "ＣＯＮ", "İ", "ß", "ﬁ", "甲" * 90, "𬱖" * 80,
    "%s%n", "$(id)", "`id`", "甲;rm -rf", "甲&乙", "甲\t乙", "#", "{{ 7 }}",
)  # fmt: skip
NAMES = [one + other for one, other in itertools.product(PIECES[:14], PIECES)][:300] + list(PIECES)
_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def test_there_are_more_than_two_hundred() -> None:
    assert len(set(NAMES)) >= 200


@pytest.mark.parametrize("suffix", [".docx", ".wechat.html"])
def test_every_name_is_legal_everywhere(suffix: str) -> None:
    taken = files.Names()
    seen: set[str] = set()
    for name in [*NAMES, *NAMES]:
        made = taken.take("对外", ("典型案例", name), suffix)
        assert len(made.encode()) <= files.LIMIT
        assert not _ILLEGAL.search(made) and not made.endswith((" ", ".")) and not made.startswith((" ", "-", "~"))
        assert not _RESERVED.fullmatch(made.removesuffix(suffix))
        key = unicodedata.normalize("NFC", made).casefold()
        assert key not in seen, made
        seen.add(key)


@pytest.mark.parametrize("matter", [name for name in PIECES if name.strip(" .\u200b\ufeff")])
def test_a_matter_names_a_file_inside_the_folder(scratch: Scratch, cli: Cli, matter: str) -> None:
    quoted = "'" + matter.replace("'", "''") + "'"
    outside = {path.name for path in scratch.root.parent.iterdir()}
    scratch.record(HEAD.replace("规范母婴室建设", quoted) + "基本案情: 甲。\n典型意义: 乙。\n调查和督促履职: 丙。\n")
    ran = cli("build", "案件.yaml", "--as", "典型案例", "--format", "txt")
    assert "Traceback" not in ran.talk and "内部出错" not in ran.talk
    assert {path.name for path in scratch.root.parent.iterdir()} == outside
    made = list((scratch.root / "output").rglob("*.txt")) if (scratch.root / "output").exists() else []
    assert len(made) == (ran.code == 0)
    for path in made:
        assert path.parent == scratch.root / "output" / "对外"
        assert not path.is_symlink()


def test_names_that_differ_in_case_only_are_two_files_on_every_system(scratch: Scratch, cli: Cli) -> None:
    for number, matter in enumerate(("整治ABC公司排污", "整治abc公司排污", "整治ａｂｃ公司排污")):
        scratch.record(
            HEAD.replace("规范母婴室建设", matter) + "基本案情: 甲。\n典型意义: 乙。\n调查和督促履职: 丙。\n",
            f"案/{number}.yaml",
        )
    assert cli("build", "案", "--as", "典型案例", "--format", "txt", "--jobs", "0").code == 0
    names = [path.name for path in (scratch.root / "output" / "对外").iterdir()]
    assert len(names) == len({name.casefold() for name in names}) == 3


@pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上容易做链接")
@pytest.mark.parametrize("form", ["txt", "docx"])
def test_a_link_that_leads_out_is_never_followed(scratch: Scratch, cli: Cli, tmp_path: Path, form: str) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}外.{form}"
    outside.write_bytes("不能动".encode())
    scratch.record(HEAD + "基本案情: 甲。\n典型意义: 乙。\n调查和督促履职: 丙。\n")
    link = scratch.root / "output" / "对外" / f"典型案例-临河-规范母婴室建设.{form}"
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    cli("render", "案件.yaml", "--as", "典型案例", "--format", form, "--force")
    assert outside.read_bytes() == "不能动".encode()
    outside.unlink()
