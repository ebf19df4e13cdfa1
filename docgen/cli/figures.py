"""``docgen figures``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Force, Json
from docgen.core.errors import ConfigError, problem
from docgen.core.source import shown


def figures(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="发布会记录，和它的发布稿，可以写几个")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="写到哪里，如 数字对照表.xlsx")],
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Write the 数字对照表 of *records* to *out*, tell what does not agree; gives the exit code."""
    from docgen.building.kit import extras
    from docgen.building.ledger import write_alone
    from docgen.papers.finish import Options

    if out.suffix.lower() != ".xlsx":
        raise ConfigError(
            [problem(None, "U001", f"对照表是 Excel 文件，“{out}”要以 .xlsx 结尾", "例如 -o 数字对照表.xlsx")]
        )
    data, problems, compared = extras.tables(records, Options())
    write_alone(out, data, force=force)
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems, files=[str(shown(out))])
        return code
    console.show(problems)
    console.result(str(shown(out)))
    console.say(f"{compared}；{console.counted(problems) or '没有发现不一致'}。不比什么，见 docgen explain F003 F006")
    return code
