"""``docgen render``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Force, Json, Verbose, day, listed
from docgen.core.errors import ConfigError, nearest, problem, sort_problems
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.building.request import Output, Report, Request

if TYPE_CHECKING:
    from docgen.papers.letterhead.tags import Prepared


def render(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件，可以写几个；也可以是文件夹")],
    kinds: Annotated[
        str, typer.Option("--as", metavar="文种", help="英文名或中文名，几种之间用逗号，如 recommendation,典型案例")
    ],
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="格式",
            help="docx、pdf、ofd、html、wechat（公众号）、txt、json，几种之间用逗号；缺省 docx",
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
        bool | None,
        typer.Option("--final/--draft", help="定稿：有待补就不生成；缺省是草稿，页眉印“送审稿”；做过定稿的仍做定稿"),
    ] = None,
    review: Annotated[
        bool,
        typer.Option("--review", help="送审版：每行标行号，右边留宽写意见，行和页同定稿一样；docx、pdf、ofd 才有"),
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
    """Render, tell each file on stdout, what was found and skipped on stderr; gives the exit code."""
    from docgen.building.request import Report, Request
    from docgen.papers.finish import Options
    from docgen.records.kinds import records_in

    started = time.monotonic()
    to_stdout = out == "-"
    wanted = format_of(out)
    request = Request(
        records=tuple(item for path in records for item in (records_in(path) if path.is_dir() else [path])),
        kinds=listed(kinds),
        formats=listed(formats) or ((wanted,) if wanted else ()),
        out=Path(out) if out and not to_stdout else None,
        into="memory" if to_stdout else "file" if wanted else "folder",
        options=Options(day(date), bool(final), _wanted_length(length), _letterhead(letterhead), review),
        force=force,
        allow=frozenset(allow or ()),
        pdf_variant=pdf_variant.lower().removeprefix("pdf/"),
        jobs=jobs,
        draft=final is False,
    )
    _check(request, to_stdout=to_stdout)
    quiet = as_json or to_stdout
    report = Report() if quiet else _telling()
    _make(request, report)
    report.problems = sort_problems(report.problems)
    code = console.exit_code(report.problems)
    if as_json:
        console.print_json(report.problems, report.outputs, skipped=report.skipped)
        return code
    if to_stdout:
        for number, output in enumerate(report.outputs, 1):
            if len(report.outputs) > 1:
                console.raw(f"{chr(10) if number > 1 else ''}———— 第{number}份：{output.of} ————\n".encode())
            console.raw(output.data)
    console.show(report.problems, verbose=verbose)
    for line in report.skipped:
        console.say(line)
    parts = [f"{len(report.outputs)} 份生成", _length(report.outputs), console.counted(report.problems)]
    parts.append(f"{time.monotonic() - started:.1f} 秒")
    console.say("，".join(part for part in parts if part))
    return code


def _make(request: Request, report: Report) -> None:
    """Record after record in this process; with workers only where they are asked for."""
    if request.jobs:
        from docgen.building import run

        run.build(request, report)
    else:
        from docgen.building import straight

        straight.render(request, report)


def _letterhead(path: Path | None) -> Prepared | None:
    if path is None:
        return None
    from docgen.papers.letterhead.tags import load

    return load(path)


def _telling() -> Report:
    """A report that tells each file as soon as it is finished."""
    from docgen.building.request import Report

    class Telling(Report):
        def output(self, output: Output) -> None:
            super().output(output)
            if output.path is not None:
                console.result(str(shown(output.path)))

    return Telling()


def _length(outputs: Sequence[Output]) -> str:
    """“1530 字”, of several files the sum; ``""`` where nothing was made."""
    count = sum(output.characters for output in outputs)
    return f"{'共 ' if len(outputs) > 1 else ''}{count} 字" if outputs else ""


_OTHER_FILES = frozenset(
    [".doc", ".wps", ".wpt", ".rtf", ".odt", ".htm", ".md", ".xls", ".xlsx", ".ppt", ".pptx", ".yaml", ".yml"]
)


def format_of(out: str) -> str:
    """The format that the file name *out* calls for, ``""`` where it names a folder.

    Raises ConfigError for a name of a document that docgen does not write.
    """
    from docgen.formats import WRITERS

    suffix = Path(out).suffix.lower()
    if not suffix or Path(out).is_dir():
        return ""
    fitting = [name for name, writer in WRITERS.items() if out.lower().endswith(writer.suffix)]
    known = max(fitting, key=lambda name: len(WRITERS[name].suffix), default="")
    if not known and suffix in _OTHER_FILES:
        suffixes = "、".join(writer.suffix for writer in WRITERS.values())
        raise ConfigError(
            [problem(None, "U001", f"不会写 {suffix} 文件", f"文件名用 {suffixes} 结尾，或者写一个文件夹")]
        )
    return known


def _wanted_length(length: str) -> str:
    from docgen.records.models import LENGTHS

    if length and length not in LENGTHS:
        raise ConfigError([problem(None, "U001", f"没有“{length}”这个篇幅", "可以写：" + "、".join(LENGTHS))])
    return length


def _check_review(request: Request) -> None:
    """A paper for review is a draft laid out by docgen, in a format that has pages."""
    if request.options.final:
        raise ConfigError(
            [problem(None, "U001", "“--review”和“--final”不能一起用", "送审版给领导改，送审定稿是改好以后的清样")]
        )
    if request.options.letterhead is not None:
        raise ConfigError([problem(None, "U001", "Word 模板做不了送审版", "去掉 --template，或者去掉 --review")])
    without = [name for name in request.formats if name not in PAGED]
    if without:
        fault = problem(None, "U001", f"{without[0]} 不分页，做不了送审版", "加 --format docx、pdf 或者 ofd")
        raise ConfigError([fault])


PAGED = ("docx", "pdf", "ofd")
"""The formats that have pages, so that lines can be numbered."""


_HAS_LENGTHS = frozenset(("press-release", "新闻通稿"))
"""The kind that is made short or long, by its two names."""


def _check(request: Request, *, to_stdout: bool) -> None:
    """Raises ConfigError for what the options ask for and cannot have together."""
    from docgen.formats import PDF_VARIANTS, WRITERS
    from docgen.papers import make

    if not request.kinds:
        raise ConfigError([problem(None, "U001", "“--as”后面没有写文种", "例如 --as recommendation")])
    if not request.records:
        raise ConfigError([problem(None, "U001", "没有找到案件记录", "写记录文件的名字，或者有 .yaml 文件的文件夹")])
    make.check_formats(request.formats)
    if request.options.length and not set(request.kinds) & _HAS_LENGTHS:
        hint = "去掉 --length；要做短讯、长稿的，--as 新闻通稿"
        raise ConfigError([problem(None, "U001", f"“--length”只用于新闻通稿，不用于{'、'.join(request.kinds)}", hint)])
    if request.pdf_variant and (request.formats or request.into == "file") and "pdf" not in request.formats:
        raise ConfigError(
            [problem(None, "U001", "“--pdf-variant”只用于 PDF", "加 --format pdf，或者去掉 --pdf-variant")]
        )
    if request.pdf_variant and request.pdf_variant not in PDF_VARIANTS:
        like = nearest(request.pdf_variant, PDF_VARIANTS)
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(PDF_VARIANTS)
        raise ConfigError([problem(None, "U001", f"--pdf-variant：没有“{request.pdf_variant}”这种规格", hint)])
    if request.options.letterhead is not None and set(request.formats or ("docx",)) != {"docx"}:
        raise ConfigError([problem(None, "U001", "Word 模板只能做 docx", "去掉 --format，或者写 --format docx")])
    if request.options.review:
        _check_review(request)
    binary = [name for name in request.formats or ("docx",) if not WRITERS[name].is_text]
    if to_stdout and binary:
        raise ConfigError(
            [problem(None, "U001", f"{binary[0]} 不能印到标准输出", "加 --format txt，或者 -o 后面写文件名")]
        )
    if request.into == "file" and request.out is not None:
        suffixes = {WRITERS[name].suffix for name in request.formats}
        if not request.out.name.lower().endswith(tuple(suffixes)):
            listed_suffixes = "、".join(sorted(suffixes))
            fault = problem(None, "U001", f"-o 的文件名应当以 {listed_suffixes} 结尾，和 --format 一致")
            raise ConfigError([fault])
