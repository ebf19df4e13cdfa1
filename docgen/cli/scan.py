"""``docgen scan``."""

from __future__ import annotations

import os
import stat
import time
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core.errors import Problem, RecordError, problem, sort_problems
from docgen.core.source import Span, shown

if TYPE_CHECKING:
    from docgen.privacy.leaks import Leak
    from docgen.privacy.secrets import Register, Secret


def scan(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", help="DOCX、XLSX、PDF、OFD、网页、文本，ZIP 或者文件夹，可以写几个")
    ],
    records: Annotated[
        list[Path] | None, typer.Option("--record", metavar="记录", help="照这份案件记录查真名和身份信息；可以写几次")
    ] = None,
    as_json: Json = False,
) -> int:
    """Search *files* for what the *records* hold secret and for what looks like a particular; gives the exit code."""
    started = time.monotonic()
    known = _register(records or [])
    problems = sort_problems(item for file in files for item in _findings(file, known))
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems)
        return code
    console.show(problems)
    count = sum(sum(1 for _ in files_in(file)) if file.is_dir() else 1 for file in files)
    parts = [f"{count} 个文件", console.counted(problems) or "没有发现", f"{time.monotonic() - started:.1f} 秒"]
    console.say("，".join(parts))
    if not records:
        console.say("没有给记录（--record），只按样子查了号码、住址和身份旁边的姓名；别的姓名要有记录才查得出。")
    return code


def _register(records: list[Path]) -> Register:
    """The secrets of all *records* together. Raises RecordError."""
    from docgen.privacy.masks import style_of
    from docgen.privacy.secrets import register
    from docgen.records import project, references
    from docgen.records.kinds import cases_of
    from docgen.records.loader import load_or_raise

    cases, public, style = [], [], ""
    for path in records:
        found = project.find(path)
        record = load_or_raise(shown(path), found)
        cases += cases_of(record)
        public += references.officials(record)
        style = style or str(found.settings.masking or "")
    return register(cases, style_of(style), public)


def _findings(file: Path, known: Register) -> list[Problem]:
    """The findings in *file*; of a folder and of a ZIP those in every file inside."""
    from docgen.core.apart import SECONDS, apart, contents

    path = str(shown(file))
    if file.is_dir():
        return [item for inner in files_in(file) for item in _of_folder(inner, known)]
    try:
        data = contents(file, path)
        # Everything of a file together: a ZIP has the more time the more is in it.
        return apart(lambda: _of_file(data, path, file.name, known), path, SECONDS + (len(data) >> 20))
    except RecordError as fault:
        return list(fault.problems)


def files_in(folder: Path) -> Iterator[Path]:
    """Everything in *folder* and below that is no folder, in the order of the names; links to folders are not followed."""
    for above, folders, names in os.walk(folder):
        folders.sort()
        links = [name for name in folders if (Path(above) / name).is_symlink()]
        yield from (Path(above) / name for name in sorted((*names, *links)) if not name.startswith(("~$", ".DS_Store")))


def _of_folder(file: Path, known: Register) -> list[Problem]:
    """The findings in a file met on the way: what is a link, a pipe or a device there is told and not opened."""
    try:
        regular = stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        regular = False
    if regular:
        return _findings(file, known)
    message = "这是链接、管道或者设备，没有查"
    return [problem(Span(str(shown(file))), "M013", message, "要查的，把文件本身放进来", "reminder")]


def _of_file(data: bytes, path: str, name: str, known: Register) -> list[Problem]:
    from docgen.privacy.carriers import Budget, Unreadable, members

    try:
        inner = members(data)[0] if data.startswith(b"PK\x03\x04") else ()
        office = any(one.name.startswith(("[Content_Types]", "mimetype", "word/", "xl/", "ppt/")) for one in inner)
        if not inner or office:
            return _in(data, path, name, known)
        problems: list[Problem] = []
        budget = Budget()
        for one in inner:
            budget.spend(len(one.data))
            problems += _in(one.data, f"{path}/{one.name}", one.name, known)
        return problems
    except Unreadable as fault:
        return [problem(Span(path), "M007", f"{fault}，没有查", "换一份能打开的文件再查")]


def _in(data: bytes, path: str, name: str, known: Register) -> list[Problem]:
    from docgen.privacy.carriers import Unreadable
    from docgen.privacy.leaks import MOST, leaks, strangers

    try:
        words: set[Secret] = set()
        found = leaks(data, name, known, words=words, across=True)
        more = strangers(data)
    except Unreadable as fault:
        return [problem(Span(path), "M007", f"{fault}，没有查", "换一份能打开的文件再查")]
    lines = _Lines(data)
    problems = [_told(leak, lines.place(path, leak)) for leak in found]
    if words:
        message = "有和登记的姓名写法一样的词，看作常用词，没有列出"
        problems.append(problem(Span(path), "M016", message, "对外以前自己找一遍"))
    if len(found) >= MOST:
        problems.append(
            problem(Span(path), "M015", f"像号码、住址的超过 {MOST} 处，其余没有列出", "先处理列出的，再查")
        )
    hint = "对外发出以前去掉：Word 的“检查文档”，或者另存一份新文件"
    return problems + [problem(Span(path), "M006", f"文件里有{what}", hint, "reminder") for what in more]


def _told(leak: Leak, span: Span) -> Problem:
    if leak.secret is not None:
        return problem(span, "M002", f"有登记过的{leak.kind}（{leak.place}）", "对外以前换成对外的称呼或者删去")
    return problem(span, "M005", f"疑似有{leak.kind}（{leak.place}）", "核对；不是的不用管")


class _Lines:
    """The lines of a text file: where a value stands."""

    def __init__(self, data: bytes) -> None:
        from docgen.privacy.carriers import decoded
        from docgen.privacy.spelling import Spellings

        text = None if data[:4] in (b"PK\x03\x04", b"%PDF") else decoded(data)
        self.spelled = [Spellings(line) for line in (text or "").splitlines()]
        self.whole: dict[bool | None, tuple[str, list[int]]] = {}

    def place(self, path: str, leak: Leak) -> Span:
        """The line of a text file, the file itself for any other."""
        from docgen.privacy.spelling import needle_of

        needle, number = (leak.secret.needle, leak.secret.is_number) if leak.secret else needle_of(leak.value)
        kind = True if number else False if len(needle) > 2 else None
        if kind not in self.whole:
            lines = [one.fitting(needle, number=number) for one in self.spelled]
            self.whole[kind] = "\n".join(lines), [0, *accumulate(len(line) + 1 for line in lines)]
        text, starts = self.whole[kind]
        at = text.find(needle) if needle else -1
        return Span(path, bisect_right(starts, at)) if at >= 0 else Span(path)
