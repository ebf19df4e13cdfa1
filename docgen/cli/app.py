"""The whole command line out of the table of commands. A command is declared to the parser when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer

from docgen import __version__
from docgen.cli.commands import COMMANDS, HELP, Entry, Family
from docgen.cli.usage import Command, Group

_SETTINGS = {"help_option_names": ["--help", "-h"]}


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"docgen {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本")] = False,
) -> None:
    """What stands before every command."""


class Commands(Mapping[str, Any]):
    """Name → command, declared when it is asked for: the parser takes 1 ms to look at the options of each."""

    def __init__(self, table: Mapping[str, Entry | Family]) -> None:
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


def _command(name: str, entry: Entry) -> Any:
    function = getattr(import_module(f"docgen.cli.commands.{entry.module}"), entry.function)
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
