"""``docgen scan``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core.errors import EnvironmentFault, Problem, problem, sort_problems
from docgen.core.source import Span, shown

if TYPE_CHECKING:
    from docgen.privacy.leaks import Leak
    from docgen.privacy.secrets import Register


def scan(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="DOCX、XLSX、PDF、OFD、网页或者文本，可以写几个")],
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
    parts = [f"{len(files)} 个文件", console.counted(problems) or "没有发现", f"{time.monotonic() - started:.1f} 秒"]
    console.say("，".join(parts))
    if not records:
        console.say("没有给记录（--record），只按样子查了号码和住址；姓名要有记录才查得出。")
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
    from docgen.privacy.carriers import Unreadable
    from docgen.privacy.leaks import leaks, strangers

    path = str(shown(file))
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise EnvironmentFault(
            [problem(Span(path), "Y001", f"打不开：{fault.strerror}", "看看文件名写对了没有")]
        ) from None
    try:
        found = leaks(data, file.name, known)
        more = strangers(data)
    except Unreadable as fault:
        return [problem(Span(path), "M007", f"{fault}，没有查", "换一份能打开的文件再查")]
    problems = [_told(leak, _place(path, data, leak)) for leak in found]
    hint = "对外发出以前去掉：Word 的“检查文档”，或者另存一份新文件"
    return problems + [problem(Span(path), "M006", f"文件里有{what}", hint, "reminder") for what in more]


def _told(leak: Leak, span: Span) -> Problem:
    if leak.secret is not None:
        return problem(span, "M002", f"有登记过的{leak.kind}（{leak.place}）", "对外以前换成对外的称呼或者删去")
    return problem(span, "M005", f"疑似有{leak.kind}（{leak.place}）", "核对；不是的不用管")


def _place(path: str, data: bytes, leak: Leak) -> Span:
    """The line of a text file, the file itself for any other."""
    from docgen.privacy.carriers import decoded
    from docgen.privacy.spelling import folded, with_digits

    text = None if data[:4] in (b"PK\x03\x04", b"%PDF") else decoded(data)
    needle = leak.secret.needle if leak.secret else with_digits(folded(leak.value))
    for number, line in enumerate((text or "").splitlines(), 1):
        if needle in folded(line) or needle in with_digits(folded(line)):
            return Span(path, number)
    return Span(path)
