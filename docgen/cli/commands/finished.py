"""Declarations of the commands that look into finished papers."""

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import Force, Json


def diff(
    old: Annotated[Path, typer.Argument(metavar="旧", help="旧的记录、文书（docx、html、txt）或者文件夹")],
    new: Annotated[Path, typer.Argument(metavar="新", help="新的，和旧的同一类")],
    html: Annotated[Path | None, typer.Option("--html", metavar="文件", help="再写一个左右对照的网页")] = None,
    redline: Annotated[
        Path | None, typer.Option("--redline", metavar="文件", help="再写一个 Word 文件，不同的地方是修订")
    ] = None,
    force: Force = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import diff as command

    return command.diff(old, new, html=html, redline=redline, force=force, as_json=as_json)


def measure(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", help="PDF 或者 DOCX，可以写几个；DOCX 要有 LibreOffice")
    ],
    norm: Annotated[
        str, typer.Option("--norm", metavar="版式", help="按哪个版式量：legal-instrument、gbt9704、publication 等")
    ] = "legal-instrument",
    as_json: Json = False,
) -> int:
    from docgen.cli import measure as command

    return command.measure(files, norm, as_json=as_json)


def figures(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="发布会记录，和它的发布稿，可以写几个")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="写到哪里，如 数字对照表.xlsx")],
    force: Force = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import figures as command

    return command.figures(records, out, force=force, as_json=as_json)
