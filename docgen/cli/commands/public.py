"""Declarations of the commands about what may be made public."""

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import Json


def scan(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="DOCX、XLSX、PDF、网页或者文本，可以写几个")],
    records: Annotated[
        list[Path] | None, typer.Option("--record", metavar="记录", help="照这份案件记录查真名和身份信息；可以写几次")
    ] = None,
    as_json: Json = False,
) -> int:
    from docgen.cli import scan as command

    return command.scan(files, records or [], as_json=as_json)


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
    from docgen.cli import publish as command

    return command.publish(record, out, force=force, as_json=as_json)


def mapping(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件，一起发布的写在一起")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="写到哪里，如 对照表.csv")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    from docgen.cli import mapping as command

    return command.mapping(records, out, force=force)
