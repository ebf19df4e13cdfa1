"""``docgen import``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core.errors import ConfigError, Problem, WriteError, problem, sort_problems
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.intake.registering import Proposal
    from docgen.intake.take import Taken

_READ = (".txt", ".html", ".htm", ".docx", ".xlsx", ".xls", ".csv")


def bring(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="txt、html、docx、xlsx、xls 和 csv（台账），可以写几个；也可以是文件夹"),
    ],
    to: Annotated[Path, typer.Option("--to", metavar="文件夹", help="记录放在哪个文件夹")],
    verify: Annotated[bool, typer.Option("--verify", help="把记录印出来和原文逐段核对，不同就列出来")] = False,
    run: Annotated[
        str, typer.Option("--report", metavar="文件", help="导入报告另存一份，以 .json 结尾就存成 JSON")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的同名记录和被人改过的报告")] = False,
    register: Annotated[
        bool, typer.Option("--register", help="正文里的数、机关、人物逐个问，登记成“数据”“机关”“人物”，正文改成引用")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="和 --register 一起用：不问，全部登记")] = False,
    as_json: Json = False,
) -> int:
    """Import *files*, tell each record on stdout and the report on stderr; gives the exit code."""
    from docgen.intake.take import differences, take

    started = time.monotonic()
    paths = list(dict.fromkeys(item for path in files for item in _below(path)))
    if not paths:
        raise ConfigError([problem(None, "U001", "没有找到可以导入的文件", "可以导入：" + "、".join(_READ))])
    if yes and not register:
        raise ConfigError([problem(None, "U001", "--yes 要和 --register 一起用", "加上 --register")])
    if register and not yes and not sys.stdin.isatty():
        hint = "在终端里运行；确实全部登记的，加 --yes"
        raise ConfigError([problem(None, "U001", "--register 要逐个问，这里没有人可以回答", hint)])
    taken = take(paths, to, force=force, choose=_asker(yes=yes) if register else None)
    problems: list[Problem] = []
    for item in taken:
        problems += item.problems
        if verify:
            problems += differences(item)
    problems = sort_problems(problems)
    data = [_data(item, verify=verify) for item in taken]
    lines = [line for item in taken for line in _lines(item, verify=verify)]
    if run:
        try:
            _write(Path(run), data, [*lines, *_cells(taken)], force=force)
        except WriteError as fault:
            # The records are there all the same.
            problems = sort_problems([*problems, *fault.problems])
    code = console.exit_code(problems)
    written = dict.fromkeys(path for item in taken for path in item.records)
    # The papers themselves register nobody: what may not be shown stands in the records made of them.
    made = [str(path) for path in written]
    hide, called = console.hiding(made), console.hiding(made, guessing=False)
    problems = [
        replace(
            item,
            span=item.span and replace(item.span, file=called(item.span.file)),
            message=hide(item.message),
            hint=hide(item.hint),
        )
        for item in problems
    ]
    if as_json:
        console.print_json(problems, imports=_each(data, hide, called))
        return code
    for line in lines:
        console.say(hide(line))
    console.show(problems)
    for path in written:
        console.result(str(shown(path)))
    parts = [
        f"{len(taken)} 个文件",
        f"{len(written)} 份记录",
        console.counted(problems),
        f"{time.monotonic() - started:.1f} 秒",
    ]
    console.say("，".join(part for part in parts if part))
    return code


def _each(value: Any, hide: Callable[[str], str], called: Callable[[str], str]) -> Any:
    """*value* of a report with each of its texts as a screen may show it, names of files by *called*."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, dict):
        files = ("records", "file")
        return {key: _each(one, called if key in files else hide, called) for key, one in value.items()}
    return [_each(one, hide, called) for one in value] if isinstance(value, (list, tuple)) else value


def _below(path: Path) -> list[Path]:
    """The files that can be imported at *path*; of Word's own lock files (~$…) none."""
    if not path.is_dir():
        return [path]
    found = (item for item in path.rglob("*") if item.suffix.lower() in _READ and not item.name.startswith(("~$", ".")))
    return sorted(item for item in found if item.is_file())


def _asker(*, yes: bool) -> Callable[[Proposal], bool]:
    """A function that asks whether a proposal is to be registered; 全部 and 停 answer for all that follow."""
    rest: list[bool] = [True] if yes else []

    def ask(one: Proposal) -> bool:
        if rest:
            return rest[0]
        said = one.words if one.words == one.name else f"{one.words}，叫“{one.name}”"
        console.say(f"{one.group}　{said}　原文：{one.sentence.strip()}")
        console.ask("登记吗？（是/否/全部/停，直接回车是“否”）")
        answer = sys.stdin.readline().strip().lower()
        if answer in ("全部", "全", "all", "停", "stop"):
            rest.append(answer in ("全部", "全", "all"))
            return rest[0]
        return answer in ("是", "y", "yes")

    return ask


def _registered(item: Taken) -> str:
    """What was registered of one file, in a line."""
    found = item.registered
    assert found is not None
    groups = [(name, sum(one.group == name for one in found.done)) for name in ("数据", "机关", "人物")]
    counted = "，".join(f"{name} {number} 个" for name, number in groups if number) or "没有"
    return f"  登记：{counted}；正文里带单位的数 {found.total} 个，引用了 {found.figures} 个"


def _cells(taken: list[Taken]) -> list[str]:
    """The table of a ledger's cells, which is too long for the screen and stands in the report."""
    from docgen.intake import run

    return [line for item in taken for line in run.cells(item.imported)]


def _lines(item: Taken, *, verify: bool) -> list[str]:
    from docgen.intake import run

    lines = list(run.lines(item.imported))
    compared = item.comparison
    if item.registered is not None:
        lines.append(_registered(item))
    if verify and compared is not None:
        loose = f"（其中 {compared.loose} 段只有编号、括号或者空格不同）" if compared.loose else ""
        lines.append(f"  核对：{compared.equal}/{compared.total} 段相同{loose}")
        lines += (f"    {line}" for line in compared.lines)
    if verify and item.proof is not None:
        lines.append(f"  核对：再印一次，{item.proof.equal}/{item.proof.total} 句相同")
        lines += (f"    {line}" for line in item.proof.lines)
    if verify and (again := item.verified) is not None:
        lines.append(f"  另读一遍：原文 {again.found}/{again.total} 段有着落，没有导入的文字占 {again.share:.0%}")
        for mark, found in (("-", again.missing), ("~", again.moved), ("+", again.added), ("!", again.prose)):
            lines += (f"    {mark}{line}" for line in found)
    return lines


def _data(item: Taken, *, verify: bool) -> dict[str, Any]:
    from docgen.intake import run

    data = run.as_data(item.imported) | {"records": [str(shown(path)) for path in item.records]}
    compared = item.comparison
    if (named := item.registered) is not None:
        data["registered"] = {
            "total": named.total, "figures": named.figures,
            "entries": [{"group": one.group, "name": one.name, "words": one.words} for one in named.done],
        }  # fmt: skip
    if verify:
        data["verify"] = None if compared is None else {
            "equal": compared.equal, "total": compared.total, "loose": compared.loose, "diff": list(compared.lines),
        }  # fmt: skip
        if (proof := item.proof) is not None:
            data["verify"] = {"equal": proof.equal, "total": proof.total, "loose": 0, "diff": list(proof.lines)}
        again = item.verified
        data["again"] = None if again is None else {
            "found": again.found, "total": again.total, "share": round(again.share, 4), "missing": list(again.missing),
            "moved": list(again.moved), "added": list(again.added), "prose": list(again.prose),
        }  # fmt: skip
    return data


def _write(path: Path, data: list[dict[str, Any]], lines: list[str], *, force: bool) -> None:
    """The report as a file: JSON where the name ends so, else text. Raises WriteError, where a person's file is there too."""
    from docgen.building.ledger import write_alone

    text = json.dumps(data, ensure_ascii=False, indent=2) if path.suffix.lower() == ".json" else "\n".join(lines)
    write_alone(path, (text + "\n").encode(), force=force)
