"""Declarations of the commands that make papers and show them."""

from pathlib import Path
from typing import Annotated, Any

import typer

from docgen.cli.options import Allow, Force, Json, Verbose


def render(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件，可以写几个；也可以是文件夹")],
    kinds: Annotated[
        str, typer.Option("--as", metavar="文种", help="英文名或中文名，几种之间用逗号，如 recommendation,典型案例")
    ],
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="格式", help="docx、pdf、html、wechat（公众号）、txt、json，几种之间用逗号；缺省 docx"
        ),
    ] = "",
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="位置", help="文件夹、一个文件，或者 -（印到标准输出）")
    ] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="日期", help="成文日期，记录里没有写的才用，如 2024年3月5日")
    ] = "",
    length: Annotated[
        str, typer.Option("--length", metavar="篇幅", help="新闻通稿做多长：短讯、通稿、长稿；缺省全部都印")
    ] = "",
    final: Annotated[
        bool, typer.Option("--final/--draft", help="定稿：有待补就不生成；缺省是草稿，页眉印“送审稿”")
    ] = False,
    review: Annotated[
        bool,
        typer.Option("--review", help="送审版：每行标行号，右边留宽写意见，行和页同定稿一样；docx、pdf 才有"),
    ] = False,
    letterhead: Annotated[
        Path | None, typer.Option("--template", metavar="文件", help="本院自己的 Word 模板（.docx），代替内置的模板")
    ] = None,
    force: Force = False,
    allow: Annotated[
        list[str] | None,
        typer.Option("--allow", metavar="发现", help="核对过、确需公开的一处，写消息里给的名字；可以写几次"),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", metavar="数", min=0, help="同时开几个进程；缺省 0，就在这个进程里做")
    ] = 0,
    verbose: Verbose = False,
    pdf_variant: Annotated[
        str, typer.Option("--pdf-variant", metavar="规格", help="PDF 的规格：ua-1（缺省），存档用 a-2b、a-3b 等")
    ] = "",
    as_json: Json = False,
) -> int:
    from docgen.cli import render as command

    return command.render(
        records,
        kinds,
        formats,
        out,
        date,
        length,
        pdf_variant,
        final=final,
        force=force,
        allow=allow or [],
        jobs=jobs,
        verbose=verbose,
        as_json=as_json,
        letterhead=letterhead,
        review=review,
    )


def build(
    paths: Annotated[
        list[Path], typer.Argument(metavar="位置", help="案件记录、发布会记录，或者有记录的文件夹，可以写几个")
    ],
    kinds: Annotated[
        str, typer.Option("--as", metavar="文种", help="只做这几种，用逗号分开；缺省是记录里有内容的全部文种")
    ] = "",
    formats: Annotated[str, typer.Option("--format", metavar="格式", help="同 render；缺省 docx")] = "",
    out: Annotated[str, typer.Option("-o", "--out", metavar="位置", help="输出文件夹，缺省 output")] = "",
    date: Annotated[str, typer.Option("--date", metavar="日期", help="同 render")] = "",
    final: Annotated[bool, typer.Option("--final/--draft", help="同 render")] = False,
    force: Annotated[bool, typer.Option("--force", help="全部重做，覆盖被人改过的文件")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="只说这次的改动牵动哪些文书、为什么，不生成")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会做哪些文书，不生成")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="核对已有的文件是不是现在的记录和模板会做出来的，不写文件")
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast/--keep-going", help="遇到错误就停；缺省是一份有错，其他照做")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="数", min=0, help="同时开几个进程；缺省：记录多时同处理器的个数"),
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="地址", help="用 Dask 集群做，如 tcp://10.0.0.5:8786")
    ] = "",
    limit: Annotated[
        float, typer.Option("--time-limit", metavar="秒", min=0, help="一种文书最多做多久，缺省 60，0 不限")
    ] = 60,
    allow: Allow = None,
    verbose: Verbose = False,
    as_json: Json = False,
) -> int:
    into: Any = "check" if check else "plan" if changed or dry_run else "folder"
    from docgen.cli import build as command

    return command.build(
        paths,
        kinds,
        formats,
        out,
        date,
        final=final,
        force=force,
        fail_fast=fail_fast,
        into=into,
        only_changed=changed and not dry_run,
        jobs=jobs,
        scheduler=scheduler,
        limit=limit,
        allow=allow or [],
        verbose=verbose,
        as_json=as_json,
    )


def web(
    record: Annotated[Path, typer.Argument(metavar="记录", help="发布会记录文件")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件夹", help="写到哪个文件夹")],
    final: Annotated[bool, typer.Option("--final/--draft", help="定稿：有待补就不生成")] = False,
    allow: Allow = None,
    force: Force = False,
    as_json: Json = False,
) -> int:
    from docgen.cli import web as command

    return command.web(record, out, frozenset(allow or ()), final=final, force=force, as_json=as_json)


def preview(
    path: Annotated[Path, typer.Argument(metavar="位置", help="记录文件或者文件夹，缺省是当前文件夹")] = Path(),
    port: Annotated[int, typer.Option("--port", metavar="端口", help="缺省用空着的端口")] = 0,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="要不要打开浏览器")] = True,
) -> int:
    from docgen.cli import preview as command

    return command.preview(path, port=port, browser=browser)
