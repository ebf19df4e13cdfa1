"""Help and usage errors in Chinese, aligned by display width.

Typer's own help is English and breaks lines by characters, so it is written anew here from
the parameters that a command declares. Only attributes that Typer has kept over its
versions are used.
"""

from __future__ import annotations

from typing import Any

from docgen.core.errors import Problem, nearest, problem
from docgen.records.yaml.excerpt import width

_WIDTH = 96


def help_of(command: Any, ctx: Any) -> str:
    parameters = command.get_params(ctx)
    arguments = [item for item in parameters if item.param_type_name == "argument"]
    options = [item for item in parameters if item.param_type_name == "option" and not item.hidden]
    commands: Any = getattr(command, "commands", None)
    usage = [ctx.command_path, *(["命令 …"] if commands else []), *(_argument(item) for item in arguments), "[选项]"]
    lines = [f"用法：{' '.join(usage)}", ""]
    lines += [line.strip() for line in (command.help or "").strip().splitlines()]
    if commands:
        lines += ["", "命令："]
        lines += _table(commands.help())
    if arguments:
        lines += ["", "参数："]
        lines += _table([(_argument(item), item.help or "") for item in arguments])
    lines += ["", "选项："]
    lines += _table([(_option(item), _described(item)) for item in options])
    return "\n".join(lines) + "\n"


def _argument(item: Any) -> str:
    name = str(item.metavar or item.name)
    many = "…" if item.nargs == -1 else ""
    return f"{name}{many}" if item.required else f"[{name}{many}]"


def _option(item: Any) -> str:
    # The parser keeps the names of --help in a set, whose order changes from run to run.
    names = ", ".join([*sorted(item.opts, key=len), *item.secondary_opts])
    return names if item.is_flag or item.count or item.metavar is None else f"{names} {item.metavar}"


# Completion is Typer's own (two options of the program), so there is no command for it.
_TYPERS_OWN = {
    "install_completion": "给现在用的终端装上命令补全",
    "show_completion": "印出命令补全的脚本，可以自己放到终端的配置里",
}


def _described(item: Any) -> str:
    if "--help" in item.opts:
        return "显示这个说明"
    return _TYPERS_OWN.get(str(item.name)) or str(item.help or "")


def _table(rows: list[tuple[str, str]]) -> list[str]:
    left = min(max((width(name) for name, _ in rows), default=0), 34)
    lines = []
    for name, text in rows:
        wrapped = _wrapped(text, _WIDTH - left - 4)
        if width(name) > left:
            lines.append(f"  {name}")
        else:
            lines.append(f"  {name}{' ' * (left - width(name))}  {wrapped.pop(0) if wrapped else ''}".rstrip())
        lines += [" " * (left + 4) + line for line in wrapped]
    return lines


def _wrapped(text: str, room: int) -> list[str]:
    lines, line = [], ""
    for character in text:
        if width(line + character) > room:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line] if line else lines


def usage_problem(fault: Exception) -> Problem | None:
    """A usage error of the option parser as a Problem in Chinese; ``None`` where *fault* is something else.

    Told by name: Typer carries its parser inside since 0.26 and used another package's before.
    """
    kinds = {cls.__name__ for cls in type(fault).__mro__}
    if not kinds & {"ClickException", "UsageError"}:
        return None
    path = getattr(getattr(fault, "ctx", None), "command_path", "docgen")
    hint = f"看说明：{path} --help"
    if "NoSuchOption" in kinds:
        name = str(getattr(fault, "option_name", ""))
        possible = getattr(fault, "possibilities", None) or ()
        like = nearest(name, possible)
        return problem(None, "U001", f"没有“{name}”这个选项", (f"是不是“{like}”？" if like else "") + hint)
    if "MissingParameter" in kinds:
        item: Any = getattr(fault, "param", None)
        name = str((item.opts[0] if item.param_type_name == "option" else item.metavar or item.name) if item else "")
        return problem(None, "U001", f"缺少“{name}”", hint)
    message = str(getattr(fault, "message", fault))
    if "No such command" in message:
        name = message.split("'")[1] if "'" in message else message
        group: Any = getattr(getattr(fault, "ctx", None), "command", None)
        like = nearest(name, getattr(group, "commands", {}))
        return problem(None, "U001", f"没有“{name}”这个命令", (f"是不是“{like}”？" if like else "") + hint)
    if "BadOptionUsage" in kinds:
        name = str(getattr(fault, "option_name", ""))
        wants_none = "does not take a value" in message
        return problem(None, "U001", f"选项“{name}”后面{'不' if wants_none else ''}要写内容", hint)
    if "Missing command" in message:
        return problem(None, "U001", "没有写命令", hint)
    if "extra argument" in message:
        extra = message.partition("argument")[2].removeprefix("(s)").removeprefix("s").strip(" ()")
        return problem(None, "U001", f"多写了“{extra}”", hint)
    return problem(None, "U001", f"命令写法有误：{message}", hint)
