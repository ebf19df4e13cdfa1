"""``docgen ledger``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Force, Jobs, Json, Quiet, day
from docgen.core.errors import ConfigError, Problem, problem, sort_problems
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.records.loader import Loaded
    from docgen.review.register import Row


def ledger(
    paths: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件或者文件夹，可以写几个")],
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="文件", help="台账的文件名，以 .xlsx 结尾；不写就把期限印在屏幕上"),
    ] = None,
    ics: Annotated[str, typer.Option("--ics", metavar="文件", help="没有到位的期限另写一份日历（.ics）")] = "",
    date: Annotated[
        str,
        typer.Option("--date", metavar="日期", help="截至哪一天判断是否超期，如 2024年6月30日；不写就不判断未完成的"),
    ] = "",
    samples: Annotated[bool, typer.Option("--samples", help="示例（示例: 是）也算")] = False,
    jobs: Jobs = 0,
    quiet: Quiet = False,
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Write the ledger of every case at *paths*; gives the exit code. One that a person has filled in stays, unless *force*."""
    from docgen.building.ledger import write_alone
    from docgen.building.pool import shared
    from docgen.checks.workdays import calendar_of
    from docgen.records.kinds import records_in
    from docgen.records.project import find
    from docgen.review.register import calendar, rows, sheet

    as_of = day(date)
    problems: list[Problem] = []
    cases = []
    left_out = 0
    records = list(dict.fromkeys(item for given in paths for item in records_in(given)))
    for path, loaded in zip(records, shared(_loaded, records, jobs), strict=True):
        problems += [item for item in loaded.problems if item.level == "error"]
        if loaded.case is not None and loaded.case.sample and not samples:
            left_out += 1
        elif loaded.case is not None:
            cases.append((loaded.case, calendar_of(find(path).settings)))
    if not cases and not problems and left_out:
        hint = "示例不进台账；要看它们，加 --samples"
        raise ConfigError([problem(None, "U001", f"没有案件，只有 {left_out} 份示例", hint)])
    if not cases and not problems:
        raise ConfigError([problem(None, "U001", "没有找到案件记录", "写记录文件的名字，或者有 .yaml 文件的文件夹")])
    if out is not None and out.suffix.lower() != ".xlsx":
        raise ConfigError([problem(None, "U001", f"台账写成 .xlsx 文件，“{out}”不是", "例如 -o 台账.xlsx")])
    found = [row for case, days in cases for row in rows([case], as_of, days)]
    files_of = [case.span.file for case, days in cases for _ in rows([case], as_of, days)]
    files = ({out: sheet(found, as_of)} if out else {}) | ({Path(ics): calendar(found)} if ics else {})
    for path, data in files.items():
        write_alone(path, data, force=force)
    problems = sort_problems(problems)
    late = sum("已超期" in row.cells for row in found)
    code = console.exit_code(problems)
    if as_json:
        table = [
            {name: console.hiding([file])(str(value)) for name, value in row.cells.items()}
            for row, file in zip(found, files_of, strict=True)
        ]
        console.print_json(problems, files=[str(shown(path)) for path in files], rows=table)
        return code
    console.show(problems)
    for path in files:
        console.result(str(shown(path)))
    for line in () if out else due_lines(zip(found, files_of, strict=True), as_of):
        console.result(line)
    if quiet:
        return code
    judged = f"{late} 行有超期" if as_of or late else "没有写 --date，未完成的期限没有判断是否超期"
    console.say(
        "，".join(
            part
            for part in (
                f"{len(cases)} 件案件",
                f"{len(found)} 行",
                judged,
                f"{left_out} 份示例没有算（加 --samples 就算）" if left_out else "",
                console.counted(problems),
            )
            if part
        )
    )
    return code


def due_lines(found: Iterable[tuple[Row, str]], as_of: datetime.date | None) -> list[str]:
    """A line for each period that is not met, the earliest first: its last day, what it is for, whose, of which case.

    Each row comes with the file of its record, whose names no screen shows.
    """
    lines = []
    for row, file in found:
        whom = str(row.cells.get("被建议单位") or row.cells.get("立案对象") or "")
        for due in [*(one for one in row.dues if one.done is None), *row.ends]:
            late = (as_of - due.day).days if as_of else 0
            told = f"　已过{late}天" if late > 0 else ""
            sure = "" if due.known else "（放假安排还没有公布，可能变动）"
            day = f"{due.day.year}年{due.day.month}月{due.day.day}日"
            line = f"{day}　{due.name}{told}{sure}　{whom}　{row.case}"
            lines.append((due.day, console.hiding([file])(line)))
    return [line for _, line in sorted(lines)] or ["没有还没到位的期限"]


def _loaded(paths: Iterable[Path]) -> list[Loaded]:
    """The records at *paths*, read: what a process does with its share."""
    from docgen.records.loader import load
    from docgen.records.project import find

    return [load(shown(path), find(path)) for path in paths]
