"""Options that several commands have, and what is typed after them."""

from __future__ import annotations

import datetime
from typing import Annotated

import typer

from docgen.core.errors import ConfigError, problem

Json = Annotated[bool, typer.Option("--json", help="结果印成一个 JSON 对象")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="列出对外文书里换掉的每一处名字")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="只说发现的问题，不说做了什么")]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", metavar="数", min=0, help="同时开几个进程；缺省 0，就在这个进程里做")
]
Yes = Annotated[bool, typer.Option("--yes", help="不提问，用通常的答案")]
Out = Annotated[str, typer.Option("-o", "--out", metavar="文件", help="文件名")]
Force = Annotated[bool, typer.Option("--force", help="覆盖被人改过的文件")]
Allow = Annotated[list[str] | None, typer.Option("--allow", metavar="发现", help="核对过、确需公开的一处；可以写几次")]


def listed(text: str) -> tuple[str, ...]:
    """The names of a list typed with commas, half-width or full-width."""
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def day(date: str) -> datetime.date | None:
    """The day that ``--date`` says, ``None`` where it says nothing. Raises ConfigError where it is no day."""
    from docgen.core import dates

    if not date:
        return None
    try:
        moment = dates.parse(date)
    except dates.DateFault as fault:
        raise ConfigError(
            [problem(None, "U001", f"--date：{fault}", f"写成 --date {fault.nearest or '2024年3月5日'}")]
        ) from None
    if not moment.exact:
        raise ConfigError([problem(None, "U001", f"--date 要写到日，“{date}”不够", "写成 --date 2024年3月5日")])
    return moment.day
