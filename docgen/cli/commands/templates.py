"""Declarations of the commands about templates."""

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import Force, Json


def listed(as_json: Json = False) -> int:
    from docgen.cli import templates as command

    return command.listed(as_json=as_json)


def eject(
    kind: Annotated[str, typer.Argument(metavar="文种", help="英文名或者中文名")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    from docgen.cli import templates as command

    return command.eject(kind, force=force)


def check(
    kinds: Annotated[
        list[str] | None, typer.Argument(metavar="文种", help="缺省检查全部；也可以写本院的 Word 模板（.docx）")
    ] = None,
    kind: Annotated[str, typer.Option("--as", metavar="文种", help="Word 模板给哪个文种用")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="Word 模板有错时，另存一份带批注的")
    ] = None,
    force: Force = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import templates as command

    return command.check(kinds or [], kind=kind, out=out, force=force, as_json=as_json)
