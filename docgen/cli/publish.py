"""``docgen publish``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core.errors import ConfigError, WriteError, problem
from docgen.core.source import shown


def publish(
    record: Annotated[Path, typer.Argument(metavar="记录", help="案件、发布会或者发布稿记录")],
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", metavar="文件", help="写到哪里，如 公开/发布会.yaml；它列出的案件等写在同一个文件夹"
        ),
    ],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件（原来的记录不会被盖掉）")] = False,
    as_json: Json = False,
) -> int:
    """Write the public record of *record* to *out* and those of what it names beside it, all or none; gives the exit code.

    A folder, or a name without a suffix, keeps the record's own name.
    """
    from docgen.building.publish import published
    from docgen.core.files import deliver_all
    from docgen.papers import make

    if not out.suffix or out.is_dir():
        out /= record.name
    done = published(record, out.name, make.workspace(record))
    files = {out.parent / name: data for name, data in done.files.items()}
    sources = {path.resolve() for path in done.sources}
    if any(path.resolve() in sources for path in files):
        hint = f"另写一个文件夹，如 -o 公开/{out.name}"
        raise ConfigError([problem(None, "U001", "公开版会盖掉原来的记录，没有写", hint)])
    if there := [path for path in files if path.exists() and not force]:
        hint = "换一个文件夹或者名字，或者加 --force"
        raise WriteError([problem(None, "W002", f"{shown(path)} 已经有了，没有覆盖", hint) for path in there])
    deliver_all(files)
    written = [str(shown(path)) for path in files]
    if as_json:
        console.print_json(done.problems, published=written)
        return 0
    console.show(done.problems)
    for path in written:
        console.result(path)
    return 0
