"""``docgen snapshot``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Jobs, Json, Quiet
from docgen.core.errors import ConfigError, Problem, problem
from docgen.core.source import shown

_NAMED = 5
"""Snapshots of one and the same edit that are named."""


def snapshot(
    path: Annotated[Path, typer.Argument(metavar="位置", help="记录文件或者文件夹，缺省是当前文件夹")] = Path(),
    update: Annotated[
        bool, typer.Option("--update", help="接受现在的内容为新的快照；后面可以写名字，只接受名字里有它的")
    ] = False,
    only: Annotated[str, typer.Option("--only", metavar="名字", help="和 --update 一起用，同 --update 名字")] = "",
    jobs: Jobs = 0,
    quiet: Quiet = False,
    as_json: Json = False,
) -> int:
    """Compare (or accept) what the records at *path* print; gives 1 where anything differs."""
    from docgen.records.kinds import records_in
    from docgen.review import snapshot as snapshots

    if not path.exists():
        raise ConfigError([problem(None, "U001", f"没有“{path}”这个文件或者文件夹", "核对位置")])
    if only and not update:
        raise ConfigError(
            [problem(None, "U001", "“--only”要和“--update”一起用", "docgen snapshot --update --only 名字")]
        )
    found = snapshots.compare(path, update=update, only=only, jobs=jobs)
    # A snapshot lies in a folder that is called by its record.
    called = console.hiding(map(str, records_in(path)), guessing=False)

    def name(file: Path) -> str:
        return called(str(shown(file)))

    def told(item: Problem) -> Problem:
        span = item.span and replace(item.span, file=called(item.span.file))
        return replace(item, span=span, message=called(item.message), hint=called(item.hint))

    problems = [*found.problems, *(told(item.problem) for item in found.differences)]
    code = console.exit_code(problems)
    if as_json:
        changed = [{"path": name(item.path), "diff": list(item.lines)} for item in found.differences]
        console.print_json(
            problems,
            differences=changed,
            updated=[name(item) for item in found.written],
            deleted=[name(item) for item in found.deleted],
            aged=[name(item) for item in found.aged],
        )
        return code
    console.show(found.problems)
    for item, others in snapshots.folded(found.differences):
        console.show([told(item.problem)])
        for line in item.lines:
            console.result(f"  {line}")
        if others:
            names = "、".join(name(one.path) for one in others[:_NAMED])
            more = " 等" if len(others) > _NAMED else ""
            console.result(f"  同样改动的还有 {len(others)} 份：{names}{more}")
    if found.aged:
        from docgen import __version__

        words = f"{len(found.aged)} 份快照的文字没有变，只有字节随版本变了（{found.since} → {__version__}）"
        console.say(f"{words}；docgen upgrade 记成新的")
    for written in found.written:
        console.result(f"已更新 {name(written)}")
    for deleted in found.deleted:
        console.result(f"已删除 {name(deleted)}")
    if quiet:
        return code
    parts = [f"{found.equal} 份相同"]
    parts += [f"{len(found.differences)} 份不同"] if found.differences else []
    parts += [f"{len(found.written)} 份更新"] if found.written else []
    parts += [f"{len(found.deleted)} 份删除"] if found.deleted else []
    parts += [console.counted(found.problems)] if found.problems else []
    console.say("，".join(parts))
    return code
