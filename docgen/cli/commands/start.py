"""Declarations of the commands with which a person, a record or a kind of paper begins."""

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli.options import Json, Out, Yes


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="在哪里建立，缺省是当前文件夹")] = Path(),
) -> int:
    from docgen.cli import new as command

    return command.init(folder)


def doctor(as_json: Json = False) -> int:
    from docgen.cli import doctor as command

    return command.doctor(as_json=as_json)


def new_case(
    kinds: Annotated[str, typer.Option("--as", metavar="文种", help="要做哪些文书，几种之间用逗号")] = "",
    office: Annotated[str, typer.Option("--office", metavar="检察院", help="检察院全称")] = "",
    matter: Annotated[str, typer.Option("--matter", metavar="事由", help="只写“督促”后面的话")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    from docgen.cli import new as command

    return command.case(out, kinds, office, matter, yes=yes)


def new_conference(
    name: Annotated[str, typer.Option("--name", metavar="名称", help="案例集名称")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    from docgen.cli import new as command

    return command.conference(out, name, yes=yes)


def new_release(
    genre: Annotated[str, typer.Option("--genre", metavar="体裁", help="消息、工作通报、综述、通讯")] = "",
    title: Annotated[str, typer.Option("--title", metavar="标题", help="标题")] = "",
    out: Out = "",
    yes: Yes = False,
) -> int:
    from docgen.cli import new as command

    return command.release(out, genre, title, yes=yes)


def new_template(
    name: Annotated[str, typer.Option("--name", metavar="名称", help="文种的中文名")] = "",
    word: Annotated[str, typer.Option("--kind", metavar="英文名", help="文种的英文名")] = "",
    public: Annotated[bool, typer.Option("--public", help="对外文书；缺省是内部文书")] = False,
    out: Out = "",
    yes: Yes = False,
) -> int:
    from docgen.cli import new as command

    return command.template(out, name, word, public=public, yes=yes)
