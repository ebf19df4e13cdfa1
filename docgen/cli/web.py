"""``docgen web``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Allow, Force, Json
from docgen.core.errors import DocgenError
from docgen.core.source import shown


def web(
    record: Annotated[Path, typer.Argument(metavar="记录", help="发布会记录文件")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件夹", help="写到哪个文件夹")],
    final: Annotated[bool, typer.Option("--final/--draft", help="定稿：有待补就不生成")] = False,
    allow: Allow = None,
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Write the pages and the picture of the conference *record* to the folder *out*; gives the exit code.

    A file that a person has edited since is kept, unless *force*; the others are written all the same.
    """
    from docgen.building.kit import extras
    from docgen.building.ledger import Ledger
    from docgen.papers.finish import Options

    files, problems = extras.files(record, Options(final=final), allow or ())
    ledger = Ledger(out)
    written = []
    try:
        for name, data in files.items():
            try:
                ledger.write(name, data, force=force)
                written.append(name)
            except DocgenError as fault:
                problems += fault.problems
    finally:
        ledger.save()
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems, files=[str(shown(out / name)) for name in written])
        return code
    console.show(problems)
    for name in written:
        console.result(str(shown(out / name)))
    console.say("，".join(part for part in (f"{len(written)} 个文件", console.counted(problems)) if part))
    return code
