"""Help in Chinese, aligned by display width, from what commands declare."""

from __future__ import annotations

from docgen.cli.options import HELP, Command, Group, Parameter
from docgen.reading.excerpt import width

_WIDTH = 96
_MOST = 34
"""The widest name that text stands beside; behind a longer one it begins on the next line."""


def help_of(command: Command | Group, more: dict[str, str]) -> str:
    """What ``--help`` prints for *command*; *more* are options that no command declares, with their help."""
    arguments = command.arguments if isinstance(command, Command) else []
    options = command.options if isinstance(command, Command) else []
    commands = command.commands if isinstance(command, Group) else {}
    usage = [command.path, *(["命令 …"] if commands else []), *map(_argument, arguments), "[选项]"]
    lines = [f"用法：{' '.join(usage)}", "", *(line.strip() for line in command.help.splitlines())]
    if commands:
        lines += ["", "命令：", *_table([(name, item.help.splitlines()[0]) for name, item in commands.items()])]
    if arguments:
        lines += ["", "参数：", *_table([(_argument(item), item.declared.help) for item in arguments])]
    rows = [(_option(item), item.declared.help) for item in options]
    lines += ["", "选项：", *_table([*rows, *more.items(), (", ".join(HELP), "显示这个说明")])]
    return "\n".join(lines) + "\n"


def _argument(item: Parameter) -> str:
    name = f"{item.called}{'…' if item.many else ''}"
    return name if item.required else f"[{name}]"


def _option(item: Parameter) -> str:
    names = ", ".join([*sorted(item.declared.names, key=len), *item.declared.opposites])
    return names if item.is_switch else f"{names} {item.declared.metavar}"


def _table(rows: list[tuple[str, str]]) -> list[str]:
    left = min(max((width(name) for name, _ in rows), default=0), _MOST)
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
