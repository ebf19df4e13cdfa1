"""Every call that touches the disk fails once, in every command that writes: old or new, never half, and plain words."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docx
import pytest
from helpers import HEAD, Scratch
from openpyxl import load_workbook
from reliability import letters

from docgen.core import files
from tests.intake.word_file import paragraph, word

Cli = Any
CODES = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO)
PUBLIC = HEAD + "基本案情: 群众投诉。\n典型意义: 关乎民生。\n调查和督促履职: 本院立案。\n"


MEETING = """案例集名称: 典型案例
时间: 2024年3月5日上午10时
地点: 新闻发布厅
案例: [{cases}]
材料: [典型案例集, 网页, 议程]
前言: 发布案例。
议程: [主持人介绍情况]
"""


class Disk:
    """Counts the calls that write and lets the one of number *failing* fail; 0: none."""

    def __init__(self, failing: int = 0) -> None:
        self.failing = failing
        self.process = os.getpid()
        self.calls: list[str] = []
        self.lock = threading.Lock()  # files are put in place beside each other

    def count(self, name: str) -> None:
        if os.getpid() != self.process:
            return  # a process that reads for this one writes to a pipe only
        with self.lock:
            self.calls.append(name)
            number = len(self.calls)
        if number == self.failing:
            code = CODES[self.failing % len(CODES)]
            raise OSError(code, os.strerror(code))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """All calls that write go through here inside the block."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(files.time, "sleep", lambda _: None)
            real_open: Callable[..., Any] = Path.open

            def path_open(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
                if not set(mode) & set("wax+"):
                    return real_open(path, mode, *more, **named)
                self.count("open")
                return _File(real_open(path, mode, *more, **named), self)

            patch.setattr(Path, "open", path_open)
            for owner, name in ((Path, "replace"), (Path, "mkdir"), (Path, "unlink"), (Path, "chmod")):
                patch.setattr(owner, name, self._counted(getattr(owner, name), name))
            patch.setattr(os, "fsync", self._counted(os.fsync, "fsync"))
            patch.setattr(os, "write", self._counted(os.write, "os.write"))
            real_os_open = os.open

            def os_open(path: Any, flags: int, *more: Any, **named: Any) -> int:
                if flags & (os.O_WRONLY | os.O_RDWR):
                    self.count("os.open")
                return real_os_open(path, flags, *more, **named)

            patch.setattr(os, "open", os_open)
            yield

    def _counted(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            self.count(name)
            return real(*arguments, **named)

        return called


class _File:
    """An open file each ``write`` of which is counted."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self._disk = file, disk

    def write(self, data: Any) -> Any:
        self._disk.count("write")
        return self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *fault: Any) -> None:
        self._file.close()


def _public(scratch: Scratch, cli: Cli) -> None:
    scratch.record(PUBLIC)
    cli("render", "案件.yaml", "--as", "典型案例", "--format", "txt,docx")
    scratch.record(PUBLIC.replace("民生", "大事"))


def _batch(scratch: Scratch, cli: Cli) -> None:
    for number in (1, 2):
        scratch.record(letters.text(number), f"案/{number}.yaml")
    cli("build", "案", "--as", "recommendation", "--jobs", "0")
    for number in (1, 2):
        scratch.record(letters.text(number + 10), f"案/{number}.yaml")


def _published(scratch: Scratch, cli: Cli) -> None:
    scratch.record(PUBLIC)
    cli("publish", "案件.yaml", "-o", "公开.yaml")
    cli("mapping", "案件.yaml", "-o", "卷内/对照表.csv")
    scratch.record(PUBLIC.replace("民生", "大事").rstrip("\n") + "\n当事人: {乙: {姓名: 李大志, 对外: 李某}}\n")


def _published_set(scratch: Scratch, cli: Cli) -> None:
    scratch.record(PUBLIC)
    scratch.file("发布会.yaml", "案例集名称: 典型案例\n案例: [案件.yaml]\n前言: 发布案例。\n")
    cli("publish", "发布会.yaml", "-o", "公开/发布会.yaml")
    scratch.record(PUBLIC.replace("民生", "大事"))
    scratch.file("发布会.yaml", "案例集名称: 典型案例\n案例: [案件.yaml, 又一件.yaml]\n前言: 又发布案例。\n")
    scratch.record(PUBLIC, "又一件.yaml")


def _conference(scratch: Scratch, cli: Cli) -> None:
    """A kit of two documents and its pages, made once in each way; then a case changes and another comes."""
    scratch.file("发布会.yaml", MEETING.format(cases="案件.yaml"))
    scratch.record(PUBLIC)
    cli("build", "发布会.yaml", "--jobs", "0")
    cli("web", "发布会.yaml", "-o", "网")
    scratch.file("发布会.yaml", MEETING.format(cases="案件.yaml, 又一件.yaml"))
    scratch.record(PUBLIC.replace("民生", "大事"))
    scratch.record(PUBLIC.replace("群众投诉", "群众举报"), "又一件.yaml")


def _source(scratch: Scratch, cli: Cli) -> None:
    text = ("案例1：某某案", "【基本案情】", "群众投诉。", "【典型意义】", "关乎民生。")
    (scratch.root / "来文.docx").write_bytes(word("".join(map(paragraph, text))))
    cli("import", "来文.docx", "--to", "记录", "--report", "报告.txt")
    (scratch.root / "来文.docx").write_bytes(word("".join(map(paragraph, (*text, "又一段。")))))


def _edited(scratch: Scratch, cli: Cli) -> None:
    scratch.record(letters.text(7))
    cli("render", "案件.yaml", "--as", "检察建议书", "-o", "信.docx")
    document = docx.Document(str(scratch.root / "信.docx"))
    for one in document.paragraphs:
        for run in one.runs:
            run.text = run.text.replace("过往行人", "来往行人")
    document.save(str(scratch.root / "信.docx"))


def _sloppy(scratch: Scratch, cli: Cli) -> None:
    scratch.record(PUBLIC.replace("群众投诉。", "群众投诉，共3处,均未整改。"))


def _nothing(scratch: Scratch, cli: Cli) -> None:
    scratch.record(PUBLIC)


JOBS: dict[str, tuple[Callable[[Scratch, Cli], None], tuple[str, ...]]] = {
    "render": (_public, ("render", "案件.yaml", "--as", "典型案例", "--format", "txt,docx")),
    "build": (_batch, ("build", "案", "--as", "recommendation", "--jobs", "0")),
    "publish": (_published, ("publish", "案件.yaml", "-o", "公开.yaml", "--force")),
    "publish set": (_published_set, ("publish", "发布会.yaml", "-o", "公开/发布会.yaml", "--force")),
    "web": (_conference, ("web", "发布会.yaml", "-o", "网")),
    "kit": (_conference, ("build", "发布会.yaml", "--jobs", "0")),
    "mapping": (_published, ("mapping", "案件.yaml", "-o", "卷内/对照表.csv", "--force")),
    "import": (_source, ("import", "来文.docx", "--to", "记录", "--report", "报告.txt", "--force", "--verify")),
    "absorb": (_edited, ("absorb", "信.docx", "--record", "案件.yaml", "--as", "检察建议书", "--yes")),
    "fix": (_sloppy, ("check", "案件.yaml", "--fix")),
    "snapshot": (_public, ("snapshot", "案件.yaml", "--update")),
    "ledger": (_nothing, ("ledger", "案件.yaml", "-o", "表/台账.xlsx", "--ics", "表/期限.ics")),
    "diff": (_sloppy, ("diff", "案件.yaml", "案件.yaml", "--html", "对照.html")),
    "new": (_nothing, ("new", "case", "--as", "典型案例", "-o", "新/案.yaml", "--yes")),
    "eject": (_nothing, ("templates", "eject", "典型案例", "--force")),
}
_RUN = (".docgen.json", ".docgen.journal")
"""What docgen keeps for itself: it need not be that of a clean run, only good enough for the next one."""


def _state(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _back(root: Path, state: dict[str, bytes]) -> None:
    for path in root.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, data in state.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def _sums_up(path: Path, where: str) -> bool:
    """True for what tells of the other files of a kit: whole, and true of what is there now, whatever could not be made."""
    if "待改" in path.parts:
        return True  # what could be made, put aside for those who mend it: the kit outside is as it was
    if path.name == "清单.json":
        listed = json.loads(path.read_bytes())["文件"]
        assert listed, where
        for one in listed:
            data = (path.parent / one["文件"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == one["sha256"], f"{one['文件']}: {where}"
        return True
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                assert archive.read(name) == (path.parent / name).read_bytes(), f"{name}: {where}"
        return True
    if path.suffix == ".xlsx":
        load_workbook(path)
        return True
    return False


@pytest.mark.parametrize("job", JOBS)
def test_each_call_fails_once(scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch, job: str) -> None:
    # The power does not fail here: hundreds of files need not reach the disk.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    prepare, arguments = JOBS[job]
    prepare(scratch, cli)
    before = _state(scratch.root)
    disk = Disk()
    with disk.watched():
        clean = cli(*arguments)
    after = _state(scratch.root)
    assert "内部出错" not in clean.talk
    assert {"open", "write", "fsync", "replace"} <= set(disk.calls)
    assert after != before
    for failing in range(1, len(disk.calls) + 1):
        _back(scratch.root, before)
        faulty = Disk(failing)
        with faulty.watched():
            ran = cli(*arguments)
        where = f"call {failing} of {len(disk.calls)}, {faulty.calls[failing - 1]}: {ran.talk}"
        assert "Traceback" not in ran.talk and "内部出错" not in ran.talk, where
        assert ran.code in (clean.code, 5), where
        assert ran.code == clean.code or "W001" in ran.talk or "Y001" in ran.talk, where
        now = _state(scratch.root)
        for name, data in before.items():
            there = now.get(name) in (data, after.get(name)) or (job == "kit" and name in now)
            assert name in _RUN or name.endswith(_RUN) or there, f"{name}: {where}"
        for name, data in now.items():
            own = name.endswith((*_RUN, ".tmp"))
            old_or_new = data in (before.get(name), after.get(name))
            assert own or old_or_new or (job == "kit" and _sums_up(scratch.root / name, where)), f"{name}: {where}"
        if job == "publish set":
            public = [
                {name: data for name, data in state.items() if name[:3] == "公开/"} for state in (now, before, after)
            ]
            left = {name: data for name, data in public[0].items() if not name.endswith(".tmp")}
            assert left in public[1:], f"neither the old set nor the new one: {where}"
        again = cli(*arguments)
        assert again.code in (clean.code, 0), f"{where}\nagain: {again.talk}"
        done = _state(scratch.root)
        assert {name: data for name, data in done.items() if not name.endswith(_RUN)} == {
            name: data for name, data in after.items() if not name.endswith(_RUN)
        }, where


def test_a_device_or_a_pipe_is_never_replaced(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("只在 Linux 和 macOS 上有命名管道")
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(FileExistsError):
        files.replace_file(tmp_path / "管道", b"1")
    assert not (tmp_path / "管道").is_file()


@pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上有权限位")
def test_who_could_not_read_the_old_file_cannot_read_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "案件.yaml"
    path.write_bytes(b"1")
    path.chmod(0o600)
    files.deliver(path, b"2")
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_a_killed_absorb_left_beside_the_record_goes_with_the_next_run(scratch: Scratch) -> None:
    left = scratch.file(f".docgen-{2**22 + 1}-abc.tmp", "半份记录")
    with files.kept_for_now(scratch.root, "案件.yaml", b"1") as path:
        assert path.read_bytes() == b"1"
        assert path.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert not left.exists() and not path.exists()
