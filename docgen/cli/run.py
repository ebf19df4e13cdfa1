"""One run of the command line: arguments in, exit code out, no traceback ever."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

from docgen.cli import console
from docgen.core.errors import DocgenError, Problem, problem

INTERRUPTED = 130
_SURROGATE = re.compile("[\ud800-\udfff]")
"""What stands in an argument for bytes that are no characters."""


def run(arguments: list[str]) -> int:
    """The exit code of ``docgen`` with *arguments*. Every fault is told in Chinese on stderr."""
    console.prepare()
    arguments = [_as_typed(argument) for argument in arguments]
    if odd := next((argument for argument in arguments if _SURROGATE.search(argument)), ""):
        return console.failed(DocgenError([_unreadable(odd)]), code=2, as_json="--json" in arguments)
    try:
        from docgen.cli.app import app

        command: Any = app()
        code = command.main(args=_update_name(arguments), prog_name="docgen", standalone_mode=False)
        if code == INTERRUPTED:
            console.say("已中断。")
        return int(code or 0)
    except DocgenError as fault:
        return console.failed(fault, as_json="--json" in arguments)
    except KeyboardInterrupt:
        console.say("已中断。")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (docgen … | head): nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        # A disk that fails, or a file that may not be read, where nobody on the way had better words.
        from docgen.core.files import unread

        where = fault.filename if isinstance(fault.filename, str) else ""
        return console.failed(DocgenError([unread(where, fault)]), code=5, as_json="--json" in arguments)
    except Exception as fault:
        return _unexpected(fault, as_json="--json" in arguments)


def _as_typed(argument: str) -> str:
    """*argument* in the characters that were typed: under the C locale Python hands on bytes it did not understand."""
    try:
        return argument.encode("utf-8", "surrogateescape").decode("utf-8")
    except UnicodeError:
        return argument


def _unreadable(argument: str) -> Problem:
    shown = _SURROGATE.sub("？", argument)
    return problem(None, "U001", f"“{shown}”里有不是文字的字节，认不出来", "给这个文件改个名字，再写一次")


def _unexpected(fault: Exception, *, as_json: bool) -> int:
    """A library that is missing, a usage error of the option parser, or a fault of docgen itself."""
    from docgen.core.libraries import absent, lacking

    if missing := lacking(fault):
        # Without the parser there is no doctor, who would have told all of them.
        others = [item for item in absent() if item != missing]
        return console.failed(DocgenError([missing, *others]), code=5, as_json=as_json)
    from docgen.cli.usage import usage_problem

    known = usage_problem(fault)
    if known is not None:
        return console.failed(DocgenError([known]), code=2, as_json=as_json)
    if os.environ.get("DOCGEN_DEBUG"):
        for line in frames_of(fault):
            console.say(line)
    where = fault.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    # The message of the fault may hold a value of the record, so only its kind and place are told.
    found = problem(
        None,
        "E003",
        f"docgen 内部出错（{type(fault).__name__}，{place}），没有写出文件",
        "请把命令和这一行告诉维护人员",
    )
    return console.failed(DocgenError([found]), code=5, as_json=as_json)


def frames_of(fault: BaseException) -> list[str]:
    """Where *fault* and what caused it came from, line by line of the program; no words of theirs, which may hold values."""
    import traceback

    lines: list[str] = []
    link: BaseException | None = fault
    while link is not None:
        lines.append(f"{type(link).__name__}:")
        lines += [line.rstrip("\n") for line in traceback.format_tb(link.__traceback__)]
        link = link.__cause__ or link.__context__
    return lines


def _update_name(arguments: list[str]) -> list[str]:
    """``snapshot --update NAME`` as ``--update --only NAME``: the parser knows no options with a value at will."""
    if "snapshot" not in arguments or "--update" not in arguments:
        return arguments
    after = arguments.index("--update") + 1
    if after >= len(arguments) or arguments[after].startswith("-") or Path(arguments[after]).exists():
        return arguments
    return [*arguments[:after], "--only", *arguments[after:]]
