"""``docgen snapshot``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Jobs, Json, Quiet
from docgen.core.errors import ConfigError, problem
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
    from docgen.review import snapshot as snapshots

    if not path.exists():
        raise ConfigError([problem(None, "U001", f"没有“{path}”这个文件或者文件夹", "核对位置")])
    if only and not update:
        raise ConfigError(
            [problem(None, "U001", "“--only”要和“--update”一起用", "docgen snapshot --update --only 名字")]
        )
    found = snapshots.compare(path, update=update, only=only, jobs=jobs)
    problems = [*found.problems, *(item.problem for item in found.differences)]
    code = console.exit_code(problems)
    if as_json:
        changed = [{"path": str(shown(item.path)), "diff": list(item.lines)} for item in found.differences]
        console.print_json(
            problems,
            differences=changed,
            updated=[str(shown(item)) for item in found.written],
            deleted=[str(shown(item)) for item in found.deleted],
            aged=[str(shown(item)) for item in found.aged],
        )
        return code
    console.show(found.problems)
    for item, others in snapshots.folded(found.differences):
        console.show([item.problem])
        for line in item.lines:
            console.result(f"  {line}")
        if others:
            names = "、".join(str(shown(one.path)) for one in others[:_NAMED])
            more = " 等" if len(others) > _NAMED else ""
            console.result(f"  同样改动的还有 {len(others)} 份：{names}{more}")
    if found.aged:
        from docgen import __version__

        told = f"{len(found.aged)} 份快照的文字没有变，只有字节随版本变了（{found.since} → {__version__}）"
        console.say(f"{told}；docgen upgrade 记成新的")
    for written in found.written:
        console.result(f"已更新 {shown(written)}")
    for deleted in found.deleted:
        console.result(f"已删除 {shown(deleted)}")
    if quiet:
        return code
    parts = [f"{found.equal} 份相同"]
    parts += [f"{len(found.differences)} 份不同"] if found.differences else []
    parts += [f"{len(found.written)} 份更新"] if found.written else []
    parts += [f"{len(found.deleted)} 份删除"] if found.deleted else []
    parts += [console.counted(found.problems)] if found.problems else []
    console.say("，".join(parts))
    return code
