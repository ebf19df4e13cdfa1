"""Every command: its name, what it is for and where it is; and the whole command line out of this table.

Help, completion and the hint for a name mistyped need the names only, so the module of a command,
which holds its options and its work, is imported when that command is called. What the work needs
is imported inside its functions: the help of a command loads no more than its options.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

from docgen import __version__


class Listed(NamedTuple):
    """A command: its module in ``docgen.cli``, its function there, and its line of help."""

    module: str
    function: str
    help: str


class Family(NamedTuple):
    """A command that has commands."""

    help: str
    commands: dict[str, Listed]


HELP = "docgen：把一份案件记录（YAML）做成办案和宣传要用的各种文书。"
COMMANDS: dict[str, Listed | Family] = {
    "render": Listed("render", "render", "生成文书：docgen render 记录.yaml --as recommendation"),
    "build": Listed("build", "build", "成批生成：一个案件的全部文书、一场发布会的全套材料，没有变的不重做"),
    "web": Listed("web", "web", "把一场发布会做成网页和一图读懂：目录一页，每个案例一页"),
    "figures": Listed("figures", "figures", "数字对照表和人物对照表：每个数、每个人在每份材料里怎样写，不一致的标出来"),
    "import": Listed("bring", "bring", "导入：把已有的案例、案例集、新闻稿变成记录，文字照录"),
    "check": Listed("check", "check", "检查记录：一次说出全部问题，不生成文件"),
    "cite": Listed("cite", "cite", "谁引用了这部法律：哪份记录、哪一条、哪个文本；法律变了，牵涉哪些记录"),
    "explain": Listed("check", "explain", "解释代码：意思、依据、正误例子、怎样关闭"),
    "snapshot": Listed("snapshot", "snapshot", "快照：核对各种文书的内容有没有变"),
    "scan": Listed("scan", "scan", "查泄密：成品文件里有没有真名、号码、住址和作者痕迹"),
    "publish": Listed("publish", "publish", "公开版：只有公开内容的记录，拿到别的网络上做对外文书"),
    "mapping": Listed("mapping", "mapping", "真名和对外称呼的对照表，只随卷存放"),
    "diff": Listed("diff", "diff", "对比：一段一段对齐，一个字一个字标出不同"),
    "measure": Listed("measure", "measure", "量版面：纸、边、行、字、字体、颜色、页码，逐条和版式对照"),
    "preview": Listed("preview", "preview", "预览：在浏览器里看纸面，点着改；只在这台电脑上"),
    "absorb": Listed("absorb", "absorb", "吸收：把 Word 里的修改、修订和批注带回记录"),
    "schema": Listed("schema", "schema", "记录的 JSON Schema，供编辑器提示和检查"),
    "doctor": Listed("doctor", "doctor", "看看这台电脑缺什么、怎样装"),
    "ledger": Listed("ledger", "ledger", "台账：一案一行，文号、日期、各项期限、是否超期"),
    "add": Listed("adding", "add", "再做一种文书：把它要用的键加进已有的记录，原来的不动"),
    "next": Listed("upcoming", "upcoming", "接下来做什么：办到哪一步、该做哪些文书、最迟哪天、还缺什么、写在哪一行"),
    "upgrade": Listed("upgrade", "upgrade", "升级：换了新版本以后，更新项目里的 schema 和快照，说出过期的模板"),
    "docs": Listed("docs", "docs", "说明：随程序带来的各页，不用联网"),
    "init": Listed("new", "init", "建立项目：设置、示例记录、编辑器的提示和检查"),
    "templates": Family(
        "查看、取出和检查文书模板。",
        {
            "list": Listed("templates", "listed", "列出全部文种和它们的模板"),
            "eject": Listed("templates", "eject", "把内置模板取到自己的 templates/ 里，改了就用改过的"),
            "diff": Listed("templates", "diff", "自己的模板和内置的有什么不同"),
            "check": Listed("templates", "check", "检查模板：语法、用到的名字、阶段和公开范围"),
        },
    ),
    "new": Family(
        "新建记录和模板：只写选定的文书要用的内容。",
        {
            "case": Listed("new", "case", "新建案件记录"),
            "conference": Listed("new", "conference", "新建发布会记录，列出项目里的全部案件"),
            "release": Listed("new", "release", "新建发布稿记录"),
            "template": Listed("new", "template", "新建文书模板"),
        },
    ),
}

_SETTINGS = {"help_option_names": ["--help", "-h"]}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"docgen {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    """What stands before every command."""


class Command(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_help(self, ctx))


class Group(TyperGroup):
    """A group of commands whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(_help(self, ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """The names in the order of the table; the parser's own way asks for every command."""
        return list(self.commands)


def _help(command: Any, ctx: Any) -> str:
    from docgen.cli.usage import help_of

    return help_of(command, ctx)


class Commands(Mapping[str, Any]):
    """Name → command, declared when it is asked for: the parser takes 1 ms to look at the options of each."""

    def __init__(self, table: Mapping[str, Listed | Family]) -> None:
        self._table = table
        self._declared: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._declared:
            found = self._table[name]
            self._declared[name] = _family(name, found) if isinstance(found, Family) else _command(name, found)
        return self._declared[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def help(self) -> list[tuple[str, str]]:
        """Each name and what it is for."""
        return [(name, entry.help) for name, entry in self._table.items()]


def _command(name: str, entry: Listed) -> Any:
    function = getattr(import_module(f"docgen.cli.{entry.module}"), entry.function)
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    alone.command(name, cls=Command, context_settings=_SETTINGS, help=entry.help)(function)
    return typer.main.get_command(alone)


def _family(name: str, family: Family) -> Any:
    commands: Any = Commands(family.commands)
    return Group(
        name=name,
        help=family.help,
        commands=commands,
        no_args_is_help=False,
        rich_markup_mode=None,
        context_settings=_SETTINGS,
    )


@cache
def app() -> Any:
    """The whole command line, ready to run."""
    root = typer.Typer(cls=Group, help=HELP, rich_markup_mode=None, context_settings=_SETTINGS)
    root.callback()(_root)
    made: Any = typer.main.get_command(root)
    made.commands = Commands(COMMANDS)
    return made
