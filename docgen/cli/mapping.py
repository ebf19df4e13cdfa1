"""``docgen mapping``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.core.errors import ConfigError, WriteError, problem
from docgen.core.source import shown


def mapping(
    records: Annotated[list[Path], typer.Argument(metavar="记录", help="案件记录文件，一起发布的写在一起")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="文件", help="写到哪里，如 对照表.csv")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    """Write who is called what in public, for the file of the case; gives the exit code."""
    from docgen.core.files import deliver
    from docgen.privacy.mapping import table
    from docgen.privacy.masks import style_of
    from docgen.records import project
    from docgen.records.kinds import cases_of
    from docgen.records.loader import load_or_raise

    cases, style = [], ""
    for path in records:
        found = project.find(path)
        cases += cases_of(load_or_raise(shown(path), found))
        style = style or str(found.settings.masking or "")
        _keep_out(out, found.root / "output")
    if out.exists() and not force:
        raise WriteError([problem(None, "W002", f"{shown(out)} 已经有了，没有覆盖", "换一个名字，或者加 --force")])
    deliver(out, table(cases, style_of(style)))
    console.result(str(shown(out)))
    console.say("这张表里有真名：只随卷存放，不要和对外的文件放在一起。")
    return 0


def _keep_out(out: Path, output: Path) -> None:
    """Raises ConfigError where the table would come to lie among papers that leave the office."""
    from docgen.papers import make

    inside = out.resolve().is_relative_to(output.resolve())
    if inside or make.FOLDERS["public"] in out.resolve().parent.parts:
        message = "对照表里有真名，不能放在成品的文件夹里"
        raise ConfigError([problem(None, "U001", message, "“-o”后面写别的地方，如 -o ../卷内/对照表.csv")])
