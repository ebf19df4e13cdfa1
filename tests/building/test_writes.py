"""Each thing that a disk can refuse, refused once: the old file stays whole and the message is plain."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, Scratch

from docgen.building.ledger import Ledger
from docgen.core import files
from docgen.core.errors import WriteError

Cli = Any
CASE = HEAD + "基本案情: 群众投诉。\n典型意义: 关乎民生。\n调查和督促履职: 本院立案。\n"
ARGUMENTS = ("build", "案件.yaml", "--as", "典型案例", "--format", "txt")
TARGET = "output/对外/典型案例-临河-规范母婴室建设.txt"
WORDS = {
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "配额",
    errno.EROFS: "只读",
    errno.EACCES: "写的权限",
    errno.ENAMETOOLONG: "太长",
    errno.EIO: "磁盘或者网络出错",
}


class Failing:
    """Calls of *name* on *owner* that concern output files fail, the *nth* and no other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, code: int, nth: int = 1) -> None:
        self.count = 0
        real: Callable[..., Any] = getattr(owner, name)

        def called(*arguments: Any, **more: Any) -> Any:
            if self.concerns(arguments, more):
                self.count += 1
                if self.count == nth:
                    raise OSError(code, os.strerror(code))
            return real(*arguments, **more)

        monkeypatch.setattr(owner, name, called)

    @staticmethod
    def concerns(arguments: tuple[Any, ...], more: dict[str, Any]) -> bool:
        words = " ".join(map(str, arguments))
        return ".docgen-" in words or "output" in words or isinstance(arguments[0] if arguments else "", int)


CALLS: list[tuple[Any, str]] = [
    (Path, "open"),
    (os, "fsync"),
    (Path, "replace"),
    (Path, "mkdir"),
    (os, "open"),
    (os, "write"),
]


@pytest.mark.parametrize("code", WORDS)
@pytest.mark.parametrize(("owner", "name"), CALLS, ids=[f"{owner.__name__}.{name}" for owner, name in CALLS])
def test_a_call_that_fails_once_leaves_the_old_file_whole(
    scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, code: int
) -> None:
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    scratch.record(CASE)
    cli(*ARGUMENTS)
    old = (scratch.root / TARGET).read_text(encoding="utf-8")
    scratch.record(CASE.replace("民生", "大事"))
    with monkeypatch.context() as broken:
        failing = Failing(broken, owner, name, code)
        ran = cli(*ARGUMENTS)
    now = (scratch.root / TARGET).read_text(encoding="utf-8")
    assert failing.count
    assert "Traceback" not in ran.talk
    assert now in (old, old.replace("民生", "大事"))
    if ran.code:
        assert ran.code == 5
        assert WORDS[code] in ran.talk or "W001" in ran.talk
    assert list((scratch.root / "output").rglob("*.tmp")) == []
    # The next run, on a disk that works, ends complete, takes nothing for a person's edit and leaves nothing behind.
    again = cli(*ARGUMENTS)
    assert again.code == 0, again.talk
    assert (scratch.root / TARGET).read_text(encoding="utf-8") == old.replace("民生", "大事")
    assert [path.name for path in (scratch.root / "output").iterdir() if path.is_file()] == [".docgen.json"]


@pytest.mark.parametrize("code", WORDS)
def test_a_refusal_says_what_to_do(scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(files.time, "sleep", lambda _: None)
    scratch.record(CASE)

    def full(*_: Any) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", full)
    ran = cli(*ARGUMENTS)
    assert ran.code == 5
    assert f"{TARGET}:1:1: 错误 W001 写不进去：" in ran.talk
    assert WORDS[code] in ran.talk
    assert not (scratch.root / TARGET).exists()


def test_a_file_that_word_holds_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(files.time, "sleep", waits.append)
    real = Path.replace
    held = iter([PermissionError(13, "in use"), PermissionError(13, "in use"), None])

    def replace(self: Path, target: Path) -> Path:
        if (fault := next(held)) is not None:
            raise fault
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    files.replace_file(tmp_path / "甲.docx", b"1")
    assert (tmp_path / "甲.docx").read_bytes() == b"1"
    assert len(waits) == 2


def test_a_link_in_place_of_a_file_is_replaced_and_never_followed(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    outside = scratch.file("外面.txt", "不能动\n")
    link = scratch.root / TARGET
    link.parent.mkdir(parents=True)
    link.symlink_to(outside)
    assert "W002" in cli(*ARGUMENTS).talk
    assert cli(*ARGUMENTS, "--force").code == 0
    assert outside.read_text(encoding="utf-8") == "不能动\n"
    assert not link.is_symlink()


def test_what_a_killed_run_had_begun_is_not_taken_for_a_persons_edit(tmp_path: Path) -> None:
    first = Ledger(tmp_path)
    first.write("对外/甲.txt", b"1", force=False)
    first.save()
    killed = Ledger(tmp_path)
    killed.write("对外/甲.txt", b"2", force=False)
    # Killed here: nothing saved, but entered. A torn last line is none.
    with (tmp_path / ".docgen.journal").open("ab") as journal:
        journal.write('{"file": "对外/乙.txt", "sha2'.encode())
    assert json.loads((tmp_path / ".docgen.json").read_text(encoding="utf-8"))["files"]["对外/甲.txt"] != files.sha256(
        b"2"
    )
    after = Ledger(tmp_path)
    assert after.write("对外/甲.txt", b"3", force=False)
    after.save()
    assert not (tmp_path / ".docgen.journal").exists()
    # And one that was killed between the entry and the file: what is there is still docgen's.
    with (tmp_path / ".docgen.journal").open("ab") as journal:
        journal.write((json.dumps({"file": "对外/甲.txt", "sha256": files.sha256(b"4")}) + "\n").encode())
    assert Ledger(tmp_path).write("对外/甲.txt", b"5", force=False)


def test_a_write_that_fails_does_not_make_a_persons_file_docgens_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "对外" / "甲.txt"
    path.parent.mkdir()
    path.write_bytes("人写的".encode())
    ledger = Ledger(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        with pytest.raises(WriteError):
            ledger.write("对外/甲.txt", b"1", force=True)
    ledger.save()
    with pytest.raises(WriteError):
        Ledger(tmp_path).write("对外/甲.txt", b"2", force=False)
    assert path.read_bytes().decode() == "人写的"
