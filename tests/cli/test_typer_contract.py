"""What docgen relies on inside Typer and its parser, in one place: an upgrade that changes it fails here, by name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from docgen.cli.app import app
from docgen.cli.usage import usage_problem

CALLED: list[tuple[Callable[..., Any], tuple[str, ...]]] = [
    (TyperCommand.format_help, ("self", "ctx", "formatter")),
    (TyperGroup.format_help, ("self", "ctx", "formatter")),
    (TyperGroup.list_commands, ("self", "ctx")),
    (TyperGroup.get_command, ("self", "ctx", "cmd_name")),
    (TyperCommand.get_params, ("self", "ctx")),
    (typer.main.get_command, ("typer_instance",)),
]
"""What is called or overridden, with its parameters."""
TAKEN: list[tuple[Callable[..., Any], set[str]]] = [
    (typer.Typer, {"cls", "help", "rich_markup_mode", "context_settings", "add_completion"}),
    (typer.Typer.command, {"name", "cls", "context_settings", "help"}),
    (TyperGroup, {"name", "commands", "rich_markup_mode"}),
    (TyperCommand.main, {"args", "prog_name", "standalone_mode"}),
    (typer.Argument, {"metavar", "help"}),
    (typer.Option, {"metavar", "help", "min", "callback", "is_eager"}),
]
"""What is handed over by name."""
PARAMETER = (
    "param_type_name", "name", "metavar", "nargs", "required", "opts", "secondary_opts", "help", "hidden"
)  # fmt: skip
"""What the help is written from; of options also ``is_flag`` and ``count``."""


def _told(function: Callable[..., Any]) -> str:
    return getattr(function, "__qualname__", repr(function))


@pytest.mark.parametrize(("function", "parameters"), CALLED, ids=[_told(row[0]) for row in CALLED])
def test_what_is_overridden_has_the_parameters_of_ours(
    function: Callable[..., Any], parameters: tuple[str, ...]
) -> None:
    assert tuple(inspect.signature(function).parameters) == parameters


@pytest.mark.parametrize(("function", "names"), TAKEN, ids=[_told(row[0]) for row in TAKEN])
def test_what_is_handed_over_is_taken(function: Callable[..., Any], names: set[str]) -> None:
    assert names - set(inspect.signature(function).parameters) == set()


def _sample(
    paths: Annotated[list[str], typer.Argument(metavar="记录", help="几个")],
    kind: Annotated[str, typer.Option("--as", metavar="文种", help="哪种")] = "",
    final: Annotated[bool, typer.Option("--final/--draft", help="定稿")] = False,
) -> int:
    return 7 if final else len(paths)


def _made() -> Any:
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    alone.command("sample", cls=TyperCommand)(_sample)
    return typer.main.get_command(alone)


def test_a_command_tells_what_its_help_is_written_from() -> None:
    made = _made()
    found = {item.name: item for item in made.get_params(made.make_context("sample", ["甲"]))}
    for item in found.values():
        if "--help" not in item.opts:
            assert [name for name in PARAMETER if not hasattr(item, name)] == []
    paths, kind, final = found["paths"], found["kind"], found["final"]
    assert (paths.param_type_name, paths.nargs, paths.required, paths.metavar) == ("argument", -1, True, "记录")
    assert (kind.param_type_name, kind.opts, kind.is_flag, kind.metavar, kind.help) == (
        "option", ["--as"], False, "文种", "哪种"
    )  # fmt: skip
    assert (final.opts, final.secondary_opts, final.is_flag, bool(final.count)) == (
        ["--final"], ["--draft"], True, False
    )  # fmt: skip
    assert [item.param_type_name for item in found.values() if "--help" in item.opts] == ["option"]


def test_what_a_command_gives_comes_back_as_it_is() -> None:
    assert _made().main(args=["甲", "乙"], prog_name="docgen", standalone_mode=False) == 2
    assert _made().main(args=["甲", "--final"], prog_name="docgen", standalone_mode=False) == 7


def test_the_commands_of_a_group_may_be_any_mapping() -> None:
    root = app()
    context = root.make_context("docgen", ["scan", "--help"])
    assert root.get_command(context, "scan") is root.commands["scan"]
    assert root.list_commands(context)[0] == "render"
    assert context.command_path == "docgen"


def test_the_options_of_completion_have_the_names_that_the_help_knows() -> None:
    root = app()
    names = {item.name for item in root.get_params(root.make_context("docgen", ["scan"]))}
    assert {"install_completion", "show_completion", "version"} <= names


FAULTS = [
    (["scan", "--recod"], "NoSuchOption", ("option_name", "possibilities"), "No such option"),
    (["scan"], "MissingParameter", ("param",), ""),
    (["scan", "甲", "--record"], "BadOptionUsage", ("option_name",), "requires an argument"),
    (["scan", "甲", "--json=1"], "BadOptionUsage", ("option_name",), "does not take a value"),
    (["skan"], "UsageError", (), "No such command 'skan'"),
    (["templates"], "UsageError", (), "Missing command"),
    (["schema", "case", "甲"], "UsageError", (), "extra argument"),
]


@pytest.mark.parametrize(("arguments", "kind", "attributes", "words"), FAULTS, ids=[" ".join(row[0]) for row in FAULTS])
def test_a_fault_of_usage_has_the_name_and_the_words_it_is_known_by(
    arguments: list[str], kind: str, attributes: tuple[str, ...], words: str
) -> None:
    with pytest.raises(Exception, match=words or ".") as caught:
        app().main(args=arguments, prog_name="docgen", standalone_mode=False)
    fault: Any = caught.value
    assert {kind, "UsageError"} <= {cls.__name__ for cls in type(fault).__mro__}
    assert [name for name in attributes if not hasattr(fault, name)] == []
    assert words in str(fault.message)
    assert kind == "BadOptionUsage" or fault.ctx.command_path.startswith("docgen")
    told = usage_problem(fault)
    assert told is not None
    assert "命令写法有误" not in told.message
