"""Declarations of the commands that read records, or make them from papers."""

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import Force, Json


def bring(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", help="txt、html、docx、xlsx（台账），可以写几个；也可以是文件夹")
    ],
    to: Annotated[Path, typer.Option("--to", metavar="文件夹", help="记录放在哪个文件夹")],
    verify: Annotated[bool, typer.Option("--verify", help="把记录印出来和原文逐段核对，不同就列出来")] = False,
    report: Annotated[
        str, typer.Option("--report", metavar="文件", help="导入报告另存一份，以 .json 结尾就存成 JSON")
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的同名记录和被人改过的报告")] = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import bring as command

    return command.bring(files, to, report, verify=verify, force=force, as_json=as_json)


def absorb(
    edited: Annotated[Path, typer.Argument(metavar="文书", help="改过的 Word 文件（docgen 生成以后被人改的）")],
    record: Annotated[
        Path | None, typer.Option("--record", metavar="记录", help="它是哪份记录做的；缺省在它所在的项目里找")
    ] = None,
    kind: Annotated[str, typer.Option("--as", metavar="文种", help="它是哪个文种；缺省从文件名和内容认")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再问，直接写进记录")] = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import absorb as command

    return command.absorb(edited, record=record, kind=kind, yes=yes, as_json=as_json)


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件或者文件夹，可以写几个")],
    fix: Annotated[
        bool, typer.Option("--fix", help="改正能安全改正的（标点、括号、全角半角、日期写法等），再检查")
    ] = False,
    select: Annotated[
        str, typer.Option("--select", metavar="代码", help="只看这些代码，写代码或者开头的字母，如 L,P001")
    ] = "",
    ignore: Annotated[str, typer.Option("--ignore", metavar="代码", help="不看这些代码")] = "",
    format_name: Annotated[str, typer.Option("--format", metavar="格式", help="text、json、github")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="有提醒也算不通过")] = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import check as command

    return command.check(
        paths, strict=strict, as_json=as_json, format_name=format_name, select=select, ignore=ignore, fix=fix
    )


def explain(
    codes: Annotated[list[str] | None, typer.Argument(metavar="代码", help="一个或者几个代码；不写，列出全部")] = None,
    as_json: Json = False,
) -> int:
    from docgen.cli import check as command

    return command.explain(codes or [], as_json=as_json)


def snapshot(
    path: Annotated[Path, typer.Argument(metavar="位置", help="记录文件或者文件夹，缺省是当前文件夹")] = Path(),
    update: Annotated[
        bool, typer.Option("--update", help="接受现在的内容为新的快照；后面可以写名字，只接受名字里有它的")
    ] = False,
    only: Annotated[str, typer.Option("--only", metavar="名字", help="和 --update 一起用，同 --update 名字")] = "",
    as_json: Json = False,
) -> int:
    from docgen.cli import snapshot as command

    return command.snapshot(path, update=update, only=only, as_json=as_json)


def schema(
    name: Annotated[
        str, typer.Argument(metavar="记录", help="case（案件）、conference（发布会）或者 release（发布稿）")
    ] = "case",
) -> int:
    from docgen.cli import schema as command

    return command.schema(name)


def ledger(
    paths: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件或者文件夹，可以写几个")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="台账的文件名，以 .xlsx 结尾")],
    ics: Annotated[str, typer.Option("--ics", metavar="文件", help="没有到位的期限另写一份日历（.ics）")] = "",
    date: Annotated[
        str,
        typer.Option("--date", metavar="日期", help="截至哪一天判断是否超期，如 2024年6月30日；不写就不判断未完成的"),
    ] = "",
    force: Force = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import ledger as command
    from docgen.cli.render import day

    return command.ledger(paths, out, ics, day(date), force=force, as_json=as_json)
