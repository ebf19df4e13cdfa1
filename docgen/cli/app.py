"""The commands and their options. The work of each is in a module of its own, imported when it is called."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from docgen import __version__
from docgen.cli.usage import Command, Group

_HELP = {"help_option_names": ["--help", "-h"]}

Json = Annotated[bool, typer.Option("--json", help="结果印成一个 JSON 对象")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="列出对外文书里换掉的每一处名字")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"docgen {__version__}")
        raise typer.Exit


def _typer(text: str) -> typer.Typer:
    return typer.Typer(cls=Group, help=text, rich_markup_mode=None, context_settings=_HELP)


_app = _typer("docgen：把一份案件记录（YAML）做成办案和宣传要用的各种文书。")
_templates = _typer("查看、取出和检查文书模板。")
_app.add_typer(_templates, name="templates")
_new = _typer("新建记录和模板：只写选定的文书要用的内容。")
_app.add_typer(_new, name="new")

Yes = Annotated[bool, typer.Option("--yes", help="不提问，用通常的答案")]
Out = Annotated[str, typer.Option("-o", "--out", metavar="文件", help="文件名")]


@_app.callback()
def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    """docgen：把一份案件记录（YAML）做成办案和宣传要用的各种文书。"""


@_app.command(cls=Command, context_settings=_HELP)
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
    force: Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")] = False,
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
    """生成文书：docgen render 记录.yaml --as recommendation"""
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


@_app.command(cls=Command, context_settings=_HELP)
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
    allow: Annotated[
        list[str] | None, typer.Option("--allow", metavar="发现", help="核对过、确需公开的一处；可以写几次")
    ] = None,
    verbose: Verbose = False,
    as_json: Json = False,
) -> int:
    """成批生成：一个案件的全部文书、一场发布会的全套材料，没有变的不重做"""
    from docgen.cli import build as command

    into: Any = "check" if check else "plan" if changed or dry_run else "folder"
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


@_app.command(cls=Command, context_settings=_HELP)
def web(
    record: Annotated[Path, typer.Argument(metavar="记录", help="发布会记录文件")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件夹", help="写到哪个文件夹")],
    final: Annotated[bool, typer.Option("--final/--draft", help="定稿：有待补就不生成")] = False,
    allow: Annotated[
        list[str] | None, typer.Option("--allow", metavar="发现", help="核对过、确需公开的一处；可以写几次")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")] = False,
    as_json: Json = False,
) -> int:
    """把一场发布会做成网页和一图读懂：目录一页，每个案例一页"""
    from docgen.cli import web as command

    return command.web(record, out, frozenset(allow or ()), final=final, force=force, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def figures(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="发布会记录，和它的发布稿，可以写几个")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="写到哪里，如 数字对照表.xlsx")],
    force: Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")] = False,
    as_json: Json = False,
) -> int:
    """数字对照表和人物对照表：每个数、每个人在每份材料里怎样写，不一致的标出来"""
    from docgen.cli import figures as command

    return command.figures(records, out, force=force, as_json=as_json)


@_app.command("import", cls=Command, context_settings=_HELP)
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
    """导入：把已有的案例、案例集、新闻稿变成记录，文字照录"""
    from docgen.cli import bring as command

    return command.bring(files, to, report, verify=verify, force=force, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
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
    """检查记录：一次说出全部问题，不生成文件"""
    from docgen.cli import check as command

    return command.check(
        paths, strict=strict, as_json=as_json, format_name=format_name, select=select, ignore=ignore, fix=fix
    )


@_app.command(cls=Command, context_settings=_HELP)
def explain(
    codes: Annotated[list[str] | None, typer.Argument(metavar="代码", help="一个或者几个代码；不写，列出全部")] = None,
    as_json: Json = False,
) -> int:
    """解释代码：意思、依据、正误例子、怎样关闭"""
    from docgen.cli import check as command

    return command.explain(codes or [], as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def snapshot(
    path: Annotated[Path, typer.Argument(metavar="位置", help="记录文件或者文件夹，缺省是当前文件夹")] = Path(),
    update: Annotated[
        bool, typer.Option("--update", help="接受现在的内容为新的快照；后面可以写名字，只接受名字里有它的")
    ] = False,
    only: Annotated[str, typer.Option("--only", metavar="名字", help="和 --update 一起用，同 --update 名字")] = "",
    as_json: Json = False,
) -> int:
    """快照：核对各种文书的内容有没有变"""
    from docgen.cli import snapshot as command

    return command.snapshot(path, update=update, only=only, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def scan(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="DOCX、XLSX、PDF、网页或者文本，可以写几个")],
    records: Annotated[
        list[Path] | None, typer.Option("--record", metavar="记录", help="照这份案件记录查真名和身份信息；可以写几次")
    ] = None,
    as_json: Json = False,
) -> int:
    """查泄密：成品文件里有没有真名、号码、住址和作者痕迹"""
    from docgen.cli import scan as command

    return command.scan(files, records or [], as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
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
    """公开版：只有公开内容的记录，拿到别的网络上做对外文书"""
    from docgen.cli import publish as command

    return command.publish(record, out, force=force, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def mapping(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件，一起发布的写在一起")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="写到哪里，如 对照表.csv")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    """真名和对外称呼的对照表，只随卷存放"""
    from docgen.cli import mapping as command

    return command.mapping(records, out, force=force)


@_app.command(cls=Command, context_settings=_HELP)
def diff(
    old: Annotated[Path, typer.Argument(metavar="旧", help="旧的记录、文书（docx、html、txt）或者文件夹")],
    new: Annotated[Path, typer.Argument(metavar="新", help="新的，和旧的同一类")],
    html: Annotated[Path | None, typer.Option("--html", metavar="文件", help="再写一个左右对照的网页")] = None,
    redline: Annotated[
        Path | None, typer.Option("--redline", metavar="文件", help="再写一个 Word 文件，不同的地方是修订")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")] = False,
    as_json: Json = False,
) -> int:
    """对比：一段一段对齐，一个字一个字标出不同"""
    from docgen.cli import diff as command

    return command.diff(old, new, html=html, redline=redline, force=force, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def measure(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", help="PDF 或者 DOCX，可以写几个；DOCX 要有 LibreOffice")
    ],
    norm: Annotated[
        str, typer.Option("--norm", metavar="版式", help="按哪个版式量：legal-instrument、gbt9704、publication 等")
    ] = "legal-instrument",
    as_json: Json = False,
) -> int:
    """量版面：纸、边、行、字、字体、颜色、页码，逐条和版式对照"""
    from docgen.cli import measure as command

    return command.measure(files, norm, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def preview(
    path: Annotated[Path, typer.Argument(metavar="位置", help="记录文件或者文件夹，缺省是当前文件夹")] = Path(),
    port: Annotated[int, typer.Option("--port", metavar="端口", help="缺省用空着的端口")] = 0,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="要不要打开浏览器")] = True,
) -> int:
    """预览：边写边在浏览器里看纸面，只在这台电脑上"""
    from docgen.cli import preview as command

    return command.preview(path, port=port, browser=browser)


@_app.command(cls=Command, context_settings=_HELP)
def absorb(
    edited: Annotated[Path, typer.Argument(metavar="文书", help="改过的 Word 文件（docgen 生成以后被人改的）")],
    record: Annotated[
        Path | None, typer.Option("--record", metavar="记录", help="它是哪份记录做的；缺省在它所在的项目里找")
    ] = None,
    kind: Annotated[str, typer.Option("--as", metavar="文种", help="它是哪个文种；缺省从文件名和内容认")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再问，直接写进记录")] = False,
    as_json: Json = False,
) -> int:
    """吸收：把 Word 里的修改、修订和批注带回记录"""
    from docgen.cli import absorb as command

    return command.absorb(edited, record=record, kind=kind, yes=yes, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def schema(
    name: Annotated[
        str, typer.Argument(metavar="记录", help="case（案件）、conference（发布会）或者 release（发布稿）")
    ] = "case",
) -> int:
    """记录的 JSON Schema，供编辑器提示和检查"""
    from docgen.cli import schema as command

    return command.schema(name)


@_app.command(cls=Command, context_settings=_HELP)
def doctor(as_json: Json = False) -> int:
    """看看这台电脑缺什么、怎样装"""
    from docgen.cli import doctor as command

    return command.doctor(as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def ledger(
    paths: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件或者文件夹，可以写几个")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="台账的文件名，以 .xlsx 结尾")],
    ics: Annotated[str, typer.Option("--ics", metavar="文件", help="没有到位的期限另写一份日历（.ics）")] = "",
    date: Annotated[
        str,
        typer.Option("--date", metavar="日期", help="截至哪一天判断是否超期，如 2024年6月30日；不写就不判断未完成的"),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")] = False,
    as_json: Json = False,
) -> int:
    """台账：一案一行，文号、日期、各项期限、是否超期"""
    from docgen.cli import ledger as command
    from docgen.cli.render import day

    return command.ledger(paths, out, ics, day(date), force=force, as_json=as_json)


@_app.command(cls=Command, context_settings=_HELP)
def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="在哪里建立，缺省是当前文件夹")] = Path(),
) -> int:
    """建立项目：设置、示例记录、编辑器的提示和检查"""
    from docgen.cli import new as command

    return command.init(folder)


@_new.command("case", cls=Command, context_settings=_HELP)
def new_case(
    kinds: Annotated[str, typer.Option("--as", metavar="文种", help="要做哪些文书，几种之间用逗号")] = "",
    office: Annotated[str, typer.Option("--office", metavar="检察院", help="检察院全称")] = "",
    matter: Annotated[str, typer.Option("--matter", metavar="事由", help="只写“督促”后面的话")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    """新建案件记录"""
    from docgen.cli import new as command

    return command.case(out, kinds, office, matter, yes=yes)


@_new.command("conference", cls=Command, context_settings=_HELP)
def new_conference(
    name: Annotated[str, typer.Option("--name", metavar="名称", help="案例集名称")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    """新建发布会记录，列出项目里的全部案件"""
    from docgen.cli import new as command

    return command.conference(out, name, yes=yes)


@_new.command("release", cls=Command, context_settings=_HELP)
def new_release(
    genre: Annotated[str, typer.Option("--genre", metavar="体裁", help="消息、工作通报、综述、通讯")] = "",
    title: Annotated[str, typer.Option("--title", metavar="标题", help="标题")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    """新建发布稿记录"""
    from docgen.cli import new as command

    return command.release(out, genre, title, yes=yes)


@_new.command("template", cls=Command, context_settings=_HELP)
def new_template(
    name: Annotated[str, typer.Option("--name", metavar="名称", help="文种的中文名")] = "",
    word: Annotated[str, typer.Option("--kind", metavar="英文名", help="文种的英文名")] = "",
    public: Annotated[bool, typer.Option("--public", help="对外文书；缺省是内部文书")] = False,
    out: Out = "",
    yes: Yes = False,
) -> int:
    """新建文书模板"""
    from docgen.cli import new as command

    return command.template(out, name, word, public=public, yes=yes)


@_templates.command("list", cls=Command, context_settings=_HELP)
def templates_list(as_json: Json = False) -> int:
    """列出全部文种和它们的模板"""
    from docgen.cli import templates as command

    return command.listed(as_json=as_json)


@_templates.command("eject", cls=Command, context_settings=_HELP)
def templates_eject(
    kind: Annotated[str, typer.Argument(metavar="文种", help="英文名或者中文名")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    """把内置模板取到自己的 templates/ 里，改了就用改过的"""
    from docgen.cli import templates as command

    return command.eject(kind, force=force)


@_templates.command("check", cls=Command, context_settings=_HELP)
def templates_check(
    kinds: Annotated[
        list[str] | None, typer.Argument(metavar="文种", help="缺省检查全部；也可以写本院的 Word 模板（.docx）")
    ] = None,
    kind: Annotated[str, typer.Option("--as", metavar="文种", help="Word 模板给哪个文种用")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="Word 模板有错时，另存一份带批注的")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")] = False,
    as_json: Json = False,
) -> int:
    """检查模板：语法、用到的名字、阶段和公开范围"""
    from docgen.cli import templates as command

    return command.check(kinds or [], kind=kind, out=out, force=force, as_json=as_json)


@cache
def app() -> Any:
    """The whole command line, ready to run."""
    return typer.main.get_command(_app)
