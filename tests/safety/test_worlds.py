"""The same bytes and no fault in every world: locale, console, time zone, hash seed, umask, home that is not there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from helpers import HEAD, Scratch, process
from reliability import letters

WORLDS: dict[str, dict[str, str]] = {
    "C locale": {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": ""},
    "GBK": {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": ""},
    "GB18030 strict": {"PYTHONIOENCODING": "gb18030:strict"},
    "far east": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"},
    "far west": {"TZ": "Etc/GMT+12", "PYTHONHASHSEED": "123456"},
    "no home": {"HOME": "/没有", "XDG_CACHE_HOME": "/没有", "TMPDIR": ""},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}
KINDS = "recommendation"


def _made(root: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in root.rglob("*.docx")}


@pytest.mark.parametrize("world", WORLDS)
def test_every_world_gives_the_same(scratch: Scratch, world: str) -> None:
    scratch.record(letters.text(7), "案/案件.yaml")
    scratch.record(HEAD + "案名: 𬱖\x07\n", "坏/坏.yaml")
    plain = process(["build", "案", "--as", KINDS, "-o", "一"], scratch.root)
    ran = process(["build", "案", "--as", KINDS, "-o", "二"], scratch.root, WORLDS[world])
    assert (plain.code, ran.code) == (0, 0), ran.talk
    assert _made(scratch.root / "一") == _made(scratch.root / "二") != {}
    bad = process(["build", "坏", "-o", "三"], scratch.root, WORLDS[world])
    assert bad.code == 3
    assert b"Traceback" not in bad.err and b"Y006" in bad.err


@pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上有 umask")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_files_have_the_rights_that_the_user_wants_and_the_same_bytes(scratch: Scratch, mask: int) -> None:
    scratch.record(letters.text(7), "案/案件.yaml")
    before = os.umask(mask)
    try:
        assert process(["build", "案", "--as", KINDS, "-o", "出"], scratch.root).code == 0
    finally:
        os.umask(before)
    (path,) = (scratch.root / "出").rglob("*.docx")
    assert path.stat().st_mode & 0o777 == 0o666 & ~mask
    assert process(["build", "案", "--as", KINDS, "-o", "又"], scratch.root).code == 0
    assert _made(scratch.root / "出") == _made(scratch.root / "又")
