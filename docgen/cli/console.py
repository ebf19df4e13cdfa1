"""What a person (or another program) sees: results on stdout, talk on stderr.

Only characters that GBK has are used, and a console that lacks one shows its code
instead of crashing.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.core.errors import LEVEL_NAMES, DocgenError, Problem
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.building.request import Output

EXITS = {
    0: "没有错误（可以有提醒；加 --strict，提醒也算）",
    1: "有要处理的问题：检查出错误、定稿有待补、快照有差异、文件被人改过、泄密",
    2: "命令或者设置写错",
    3: "记录有错，读不通",
    4: "模板有错",
    5: "环境问题：缺少组件，文件写不出，程序内部错误",
    130: "被中断（Ctrl+C）",
}
"""Every exit code and what it means; of several the first of 2, 5, 3, 4, 1 that holds. docs/命令和退出码.md is compared with it."""
_EXIT_BY_LETTER = {
    "U": 2,
    "C": 2,
    "N": 2,
    "E": 5,
    "W": 5,
    "Y": 3,
    "R": 3,
    "I": 3,
    "T": 4,
    "G": 1,
    "S": 1,
    "M": 1,
    "K": 1,
    "F": 1,
    "B": 1,
}
_EXIT_BY_CODE = {"W002": 1, "W003": 2, "N010": 1, "M003": 3, "M004": 3, "M009": 3, "I002": 1, "I004": 1, "B005": 5}
"""What differs from its letter: a file edited by a person and a page off the norm are findings, a place of output that cannot be a wrong command."""

_BAR = 30
_AFTER = 1.0
"""Seconds before the bar is shown: what is done sooner needs none."""
_EVERY = 0.1
"""Seconds between two pictures of it."""
_LINE = 10.0
"""Seconds between two lines where there is no terminal."""


def prepare() -> None:
    """Make stdout and stderr survive any character on any console."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def result(line: str) -> None:
    """A line of the result, written in one piece: an interrupt leaves no line without its end."""
    sys.stdout.write(f"{line}\n")


def say(line: str) -> None:
    """A line of talk."""
    print(line, file=sys.stderr)


def ask(question: str) -> None:
    """A question, the answer to which is typed on the same line."""
    print(question, end="", file=sys.stderr, flush=True)


def raw(data: bytes) -> None:
    """Bytes of a document as the result: UTF-8, whatever the console is set to."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def show(problems: Sequence[Problem], *, gaps_one_by_one: bool = False, verbose: bool = False, fold: int = 0) -> None:
    """Tell every problem with its place, its line and what to type.

    Gaps of one file are gathered into one line, and so are the names replaced in it unless *verbose*.
    Where *fold* is set, what a file has of one code beyond that number is gathered into one line, errors not.
    """
    gaps: dict[tuple[str, str, str], list[str]] = {}
    masked: Counter[str] = Counter()
    real = list(problems)
    problems = without_secrets(real)
    # The place that is shown may lack the name of the file: its line is read by the true one.
    typed = {id(told): item for told, item in zip(problems, real, strict=True)}
    many: Counter[tuple[str, str]] = Counter()
    if fold:
        many.update((item.span.file, item.code) for item in problems if item.span and item.level != "error")
    folded: dict[tuple[str, str], list[Problem]] = {}
    for item in problems:
        key = (item.span.file if item.span else "", item.code)
        if fold and item.level != "error" and many[key] > fold:
            folded.setdefault(key, []).append(item)
            if len(folded[key]) > 1:
                continue
        if item.code == "M001" and not verbose:
            masked[item.span.file if item.span else ""] += 1
            continue
        paper, mark, name = item.message.partition("待补：")
        if mark and item.code in ("G001", "G002") and not gaps_one_by_one:
            head = f"{item.span.file}: " if item.span and item.span.file else ""
            # The first line of a record is the place of what stands nowhere: it would tell nothing.
            line = f"（第{item.span.line}行）" if item.span and item.span.line > 1 else ""
            gaps.setdefault((head, f"{LEVEL_NAMES[item.level]} {item.code}", paper), []).append(name + line)
        else:
            _show_one(item, typed[id(item)])
    for (head, code, paper), names in gaps.items():
        say(f"{head}{code} {paper}里有待补的内容：{'、'.join(dict.fromkeys(names))}")
    for (file, code), several in folded.items():
        places = "、".join(f"{one.span.line}:{one.span.column}" for one in several[1:6] if one.span)
        say(
            f"{file}: {LEVEL_NAMES[several[0].level]} {code} 这一类共 {len(several)} 处，其余在 {places}"
            + (" 等处" if len(several) > 6 else "")
            + "（加 -v 看每一处）"
        )
    for file, count in masked.items():
        head = f"{file}: " if file else ""
        say(f"{head}提示 M001 对外文书里有 {count} 处直接写出来的名字或者信息，已换成对外的说法（加 -v 看每一处）")


def _show_one(item: Problem, typed: Problem) -> None:
    span = item.span
    place = f"{span.file}:{span.line}:{span.column}: " if span and span.file else ""
    say(f"{place}{LEVEL_NAMES[item.level]} {item.code} {item.message}")
    for line in excerpt_lines(typed):
        say(f"    {line}")
    if item.hint:
        say(f"    → {item.hint}")


def excerpt_lines(item: Problem) -> Sequence[str]:
    """The line at fault and a caret under the place; nothing where there is no such text file."""
    span = item.span
    finished = item.code[0] == "M" and not (span and span.file.endswith((".yaml", ".yml", ".j2")))
    if (
        span is None
        or not span.file
        or finished
        # Of a whole file there is no line to be shown.
        or item.code[0] in "BWS"
        or item.code in ("Y001", "Y002", "Y004", "Y005")
    ):
        return ()
    from docgen.privacy import redact
    from docgen.records.yaml.excerpt import excerpt

    line, caret = excerpt(redact.text_without_secrets(span.file), span)
    return (line, caret) if line.strip() else ()


def without_secrets(problems: Iterable[Problem]) -> list[Problem]:
    """*problems* without the names and particulars that stand in the files they are about: no screen and no log shows them."""
    problems = list(problems)
    if not problems:
        return []
    from docgen.privacy import redact

    return redact.without_secrets(problems)


def hiding(files: Iterable[str], *more: str, guessing: bool = True) -> Callable[[str], str]:
    """What takes out of a text the names and particulars that the records *files* and the texts of records *more* hold.

    Every character keeps its place. Not *guessing*, for names of files, nothing else is taken out.
    """
    from docgen.privacy import redact

    return redact.hiding(files, *more, guessing=guessing)


def print_json(
    problems: Iterable[Problem], outputs: Iterable[Output] = (), *, states: bool = False, **more: Any
) -> None:
    """The one JSON object of a run, on stdout. Paths are relative to the working directory.

    With *states* each output says what became of it and why.
    """
    data: dict[str, Any] = {
        "outputs": [
            {
                "path": _path(item.path),
                "kind": item.kind,
                "format": item.format,
                "sha256": item.sha256,
                "characters": item.characters,
            }
            | ({"allowed": list(item.allowed)} if item.allowed else {})
            | ({"state": item.state, "why": list(item.why)} if states else {})
            for item in outputs
        ],
        "problems": [
            {
                "path": item.span.file if item.span else "",
                "line": item.span.line if item.span else 0,
                "column": item.span.column if item.span else 0,
                "level": item.level,
                "code": item.code,
                "message": item.message,
                "hint": item.hint,
            }
            for item in without_secrets(problems)
        ],
        **more,
    }
    print_data(data)


def print_data(data: dict[str, Any]) -> None:
    """One JSON object on stdout."""
    raw((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace"))


def _path(path: Path | None) -> str:
    return "" if path is None else str(shown(path))


def counted(problems: Iterable[Problem]) -> str:
    """“2 处错误，3 处提醒”, ``""`` where there is nothing."""
    count = Counter(item.level for item in problems)
    return "，".join(f"{count[level]} 处{LEVEL_NAMES[level]}" for level in LEVEL_NAMES if count[level])


def exit_code(problems: Iterable[Problem], *, strict: bool = False) -> int:
    """The exit code that *problems* call for: configuration before environment, record, template, findings."""
    counting = [item for item in problems if item.level == "error" or (strict and item.level != "hint")]
    in_template = any(item.span and item.span.file.endswith(".j2") for item in counting)
    found = {_exit_of(item, in_template=in_template) for item in counting}
    return next((code for code in (2, 5, 3, 4, 1) if code in found), 0)


def _exit_of(item: Problem, *, in_template: bool) -> int:
    if item.code[0] == "V":
        # Whoever reads what it may not is at fault: the template, or a reference in the record.
        return 4 if in_template else 3
    return _EXIT_BY_CODE.get(item.code, _EXIT_BY_LETTER.get(item.code[0], 1))


def failed(fault: DocgenError, *, code: int | None = None, as_json: bool = False) -> int:
    """Tell why a command could not go on; gives its exit code."""
    if as_json:
        print_json(fault.problems)
    else:
        show(fault.problems)
    return code if code is not None else (exit_code(fault.problems) or fault.exit_code)


class Progress:
    """How far a run is: a bar, on a terminal only, after a second, in characters that every console has.

    ``clear`` before anything else is printed; the next ``at`` draws the bar again.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self.total = 0
        self._begun = self._last = time.monotonic()
        self._terminal = not quiet and sys.stderr.isatty()
        self._quiet = quiet
        self._shown = False

    def at(self, count: int) -> None:
        """*count* of ``total`` are done."""
        now = time.monotonic()
        pause = _EVERY if self._terminal else _LINE
        if self._quiet or self.total < 2 or now - self._begun < _AFTER or now - self._last < pause:
            return
        self._last = now
        if not self._terminal:
            print(f"已处理 {count} / {self.total}", file=sys.stderr)
            return
        done = _BAR * count // self.total
        left = (now - self._begun) / count * (self.total - count) if count else 0
        bar = "█" * done + "—" * (_BAR - done)
        print(f"\r{bar} {count} / {self.total}，还要约 {left:.0f} 秒  ", end="", file=sys.stderr, flush=True)
        self._shown = True

    def clear(self) -> None:
        """Take the bar off the line."""
        if self._shown:
            print("\r" + " " * (2 * _BAR + 40) + "\r", end="", file=sys.stderr, flush=True)
            self._shown = False
