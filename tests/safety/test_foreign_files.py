"""Other people's files: what they take of time and memory, what they make programs fetch, what is no file at all."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import ROOT, Scratch, process

from docgen.core.apart import MEMORY, SECONDS, apart, contents
from docgen.core.errors import ConfigError, RecordError
from docgen.formats.word.harmless import harmless
from docgen.formats.word.package import Package
from docgen.page.measure import office
from docgen.privacy import detect
from docgen.privacy.carriers import Unreadable, carriers
from docgen.privacy.leaks import leaks
from docgen.privacy.secrets import Register
from safety.hostile_files import all_files, bombs, calling, growing, spoiled, word

ADDRESS = "http://127.0.0.1:9"
POSIX = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot copy a process")


def test_there_are_ninety() -> None:
    assert len(all_files(ADDRESS)) == 90


# — the process apart —


@POSIX
def test_what_is_read_apart_comes_back_and_so_does_what_went_wrong() -> None:
    assert apart(lambda: {"甲": [1]}, "甲.txt") == {"甲": [1]}

    def fails() -> None:
        raise ConfigError([])

    with pytest.raises(ConfigError):
        apart(fails, "甲.txt")


def _hangs() -> None:
    while True:
        pass


def _grows() -> int:
    return len(b"0" * (MEMORY * 2))


def _dies() -> None:
    os.kill(os.getpid(), 9)


@POSIX
@pytest.mark.parametrize("work", [_hangs, _grows, _dies])
def test_what_hangs_grows_or_dies_is_told_at_the_file(work: object) -> None:
    with pytest.raises(RecordError) as caught:
        apart(work, "甲.pdf", 1)  # type: ignore[arg-type]
    (one,) = caught.value.problems
    assert one.code == "M012" and one.span is not None and one.span.file == "甲.pdf"


@POSIX
@pytest.mark.parametrize("name", ["管道", "文件夹", "设备"])
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "管道":
        os.mkfifo(path)
    elif name == "文件夹":
        path.mkdir()
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises((RecordError, ConfigError, Exception)) as caught:
        contents(path, name)
    assert caught.value.problems[0].code in ("M013", "Y001")  # type: ignore[attr-defined]


@POSIX
@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("案件.yaml", ["check", "案件.yaml"]),
        ("templates/甲.j2", ["render", "案.yaml", "--as", "检察建议书", "-o", "出"]),
        ("出/内部/.docgen.json", ["render", "案.yaml", "--as", "检察建议书", "-o", "出"]),
        ("出/内部/.docgen.journal", ["render", "案.yaml", "--as", "检察建议书", "-o", "出"]),
        ("来.docx", ["import", "来.docx", "--to", "入"]),
        ("来.docx", ["scan", "来.docx"]),
        ("来.docx", ["measure", "来.docx"]),
        ("来.docx", ["diff", "来.docx", "案.yaml"]),
    ],
)
def test_a_pipe_in_place_of_a_file_hangs_no_command(scratch: Scratch, place: str, command: list[str]) -> None:
    scratch.record("", "案.yaml")
    (scratch.root / place).parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(scratch.root / place)
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "docgen", *command], cwd=scratch.root, env=settings, capture_output=True, timeout=120
    )
    assert done.returncode in (0, 1, 2, 3, 4, 5)
    assert b"Traceback" not in done.stderr and b"E003" not in done.stderr


# — patterns —


@POSIX
@pytest.mark.parametrize("name", [name for name, _ in growing(10)])
def test_a_megabyte_of_one_sign_is_read_within_the_budget(name: str) -> None:
    data = dict(growing())[name]
    apart(lambda: len(leaks(data, name, Register())), name)
    apart(lambda: len(detect.find(data.decode())), name)


@pytest.mark.parametrize(
    ("name", "data"), [*spoiled(), *calling(ADDRESS)], ids=lambda one: one if isinstance(one, str) else ""
)
def test_what_is_not_what_it_says_is_read_or_refused_in_words(name: str, data: bytes) -> None:
    try:
        leaks(data, name, Register())
    except Unreadable as fault:
        assert str(fault)


def test_the_budget_counts_what_is_packed_at_all_levels() -> None:
    files = dict(bombs())
    for name in ("zeros.zip", "nested.zip", "flate.pdf", "flate2.pdf", "attached.pdf"):
        with pytest.raises(Unreadable):
            list(carriers(files[name](), name))


# — what leads out —


def test_nothing_in_the_copy_leads_out_of_it() -> None:
    for name, data in calling("http://127.0.0.1:35841"):
        try:
            copy = harmless(data, name)
        except RecordError:
            continue
        with zipfile.ZipFile(io.BytesIO(copy)) as archive:
            for part in archive.namelist():
                assert b"127.0.0.1" not in archive.read(part), (name, part)


def test_the_copy_of_an_ordinary_file_says_the_same(scratch: Scratch) -> None:
    from docgen.formats.word.read import open_word, plain

    data = word(
        "<w:p><w:r><w:t>第一段</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    before, after = open_word(data, "甲"), open_word(harmless(data, "甲"), "甲")
    assert [plain(one.text) for one in before.paragraphs] == [plain(one.text) for one in after.paragraphs] != []


def test_a_field_made_of_the_file_itself_stays() -> None:
    data = word('<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>')
    assert b" PAGE " in Package(harmless(data, "甲"), "甲").read("word/document.xml")


_BEGIN, _APART, _END = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p><w:r>{_BEGIN}</w:r></w:p>" * 200,
        f"<w:p><w:r>{_BEGIN * 200}</w:r></w:p>",
        f"<w:p><w:r>{_BEGIN}<w:instrText>QUOTE</w:instrText>{_APART}</w:r></w:p>" * 200,
        f"<w:tbl><w:tr><w:tc><w:p><w:r>{_BEGIN}</w:r></w:p></w:tc></w:tr></w:tbl>" * 200,
        f"<w:p><w:r>{_BEGIN}{_END}{_BEGIN}</w:r></w:p>" * 200,
        f"<w:p><w:r>{(_BEGIN + _END) * 50}</w:r></w:p>" * 500,
    ],
)
def test_fields_that_nobody_closes_do_not_reach_libreoffice(body: str) -> None:
    with pytest.raises(RecordError) as fault:
        harmless(word(body), "甲.docx")
    assert fault.value.problems[0].code == "M014"


def test_many_fields_that_are_closed_do(scratch: Scratch) -> None:
    one = f"<w:p><w:r>{_BEGIN}<w:instrText>PAGE</w:instrText>{_APART}<w:t>1</w:t>{_END}</w:r></w:p>"
    assert b"PAGE" in Package(harmless(word(one * 5_000), "甲"), "甲").read("word/document.xml")


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """An address on this machine, and everything that was asked of it."""
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    over = threading.Event()

    def listen() -> None:
        while not over.is_set():
            try:
                one, _ = server.accept()
            except TimeoutError:
                continue
            with one:
                one.settimeout(1)
                try:
                    asked.append(one.recv(200))
                except TimeoutError:
                    asked.append(b"")

    thread = threading.Thread(target=listen)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
    over.set()
    thread.join()
    server.close()


@pytest.mark.skipif(office.program() is None, reason="no LibreOffice")
def test_libreoffice_asks_nobody(tmp_path: Path, listener: tuple[str, list[bytes]]) -> None:
    address, asked = listener
    copies = []
    for name, data in calling(address):
        try:
            copy = harmless(data, name)
        except RecordError:
            continue
        copies.append(tmp_path / name)
        copies[-1].write_bytes(copy)
    assert len(copies) > 10
    assert all(pdf.exists() for pdf in office.converted(copies, tmp_path))
    assert asked == []


@pytest.mark.skipif(office.program() is None, reason="no LibreOffice")
def test_the_program_takes_its_children_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A wrapper whose child goes on for ever, as soffice.bin did: when the time is over both are gone."""
    wrapper = tmp_path / "soffice"
    wrapper.write_text(
        f'#!/bin/sh\n"{sys.executable}" -c "import time; time.sleep(600)" &\necho $! > {tmp_path}/child\nwait\n'
    )
    wrapper.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(wrapper))
    monkeypatch.setattr(office, "_SECONDS", 1)
    with pytest.raises(Exception, match="LibreOffice"):
        office.converted([tmp_path / "甲.docx"], tmp_path)
    child = int((tmp_path / "child").read_text())
    for _ in range(50):
        try:
            os.kill(child, 0)
        except ProcessLookupError:
            break
        if "\nState:\tZ" in (Path("/proc") / str(child) / "status").read_text():
            break
        time.sleep(0.1)
    else:
        pytest.fail("the child still runs")


# — scan: folders and ZIPs —


def test_scan_goes_into_folders_and_packages_and_tells_what_it_passes_over(scratch: Scratch) -> None:
    scratch.file("稿/a/一.txt", "电话13912345678\n")
    with zipfile.ZipFile(scratch.root / "稿" / "包.zip", "w") as archive:
        archive.writestr("内/二.txt", "第一行\n电话13812345678\n")
        archive.writestr("三.docx", word("<w:p><w:r><w:t>电话13712345678</w:t></w:r></w:p>"))
    (scratch.root / "稿" / "链").symlink_to("/etc")
    done = process(["scan", "稿"], scratch.root)
    assert done.code == 1
    assert "稿/a/一.txt:1:1: 错误 M005" in done.talk
    assert "稿/包.zip/内/二.txt:2:1: 错误 M005" in done.talk
    assert "稿/包.zip/三.docx:1:1: 错误 M005" in done.talk
    assert "稿/链:1:1: 提醒 M013" in done.talk


def test_a_limit_is_declared() -> None:
    assert SECONDS < 10 and MEMORY < 1 << 30


# — what spreadsheets and browsers do with what was typed —


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_the_table_of_names_is_computed(typed: str) -> None:
    from docgen.privacy.mapping import _plain

    assert _plain(typed).startswith("'") and _plain("何雨生") == "何雨生"


def test_no_cell_of_a_workbook_is_computed() -> None:
    import openpyxl

    from docgen.formats.workbook import saved

    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["=1+1", '=HYPERLINK("http://127.0.0.1")', "何"])
    (row,) = openpyxl.load_workbook(io.BytesIO(saved(book))).active.iter_rows()  # type: ignore[union-attr]
    assert [cell.data_type for cell in row] == ["s", "s", "s"] and row[0].value == "=1+1"


def test_the_page_of_a_comparison_loads_and_runs_nothing(scratch: Scratch) -> None:
    scratch.file("旧.txt", "甲\n")
    scratch.file("新.txt", "<script>乙</script>\n")
    process(["diff", "旧.txt", "新.txt", "--html", "比.html"], scratch.root)
    page = (scratch.root / "比.html").read_text(encoding="utf-8")
    assert "Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"" in page
    assert "<script" not in page
