"""Commands, their options, and the reading of a command line: declarations in, calls out.

A command is a function whose parameters are annotated with ``Argument`` or ``Option``;
``app`` holds them all. Nothing is looked at but the command that is called: the start of
the program is what a person waits for, and a library for command lines takes longer to
load than a letter takes to make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, get_args, get_origin, get_type_hints

from docgen.errors import ConfigError, nearest, problem

HELP = ("-h", "--help")


class Argument:
    """What is typed without a name before it. ``help`` and ``metavar`` are what a person reads."""

    def __init__(self, *, metavar: str, help: str = "") -> None:  # noqa: A002
        self.metavar = metavar
        self.help = help


class Option:
    """What is typed with a name before it.

    A switch may have an opposite, ``--final/--draft``; ``min`` is the least number.
    """

    def __init__(self, *names: str, metavar: str = "", help: str = "", min: int | None = None) -> None:  # noqa: A002
        self.names = tuple(name.partition("/")[0] for name in names)
        self.opposites = tuple(name.partition("/")[2] for name in names if "/" in name)
        self.metavar = metavar
        self.help = help
        self.least = min


class Parameter:
    """One parameter of a command: its declaration, and how the words for it become a value.

    ``kind`` makes a value of one word; ``many`` says that it takes several. A parameter
    without a default is ``required``.
    """

    def __init__(self, name: str, annotation: Any, default: Any) -> None:
        self.name = name
        annotation, self.declared = get_args(annotation)
        chosen = next((one for one in get_args(annotation) if one is not type(None)), annotation)
        several = chosen if get_origin(chosen) is list else annotation
        self.many = get_origin(several) is list
        if self.many:
            (self.kind,) = get_args(several)
        else:
            self.kind = chosen if get_args(annotation) else annotation
        self.default = default
        self.required = default is _NOTHING

    @property
    def is_argument(self) -> bool:
        return isinstance(self.declared, Argument)

    @property
    def is_switch(self) -> bool:
        return self.kind is bool

    @property
    def called(self) -> str:
        """What a message calls it: an argument by its meaning, an option by its first name."""
        return str(self.declared.metavar if self.is_argument else self.declared.names[0])

    def value(self, word: str, path: str) -> Any:
        """*word* as a value. Raises ConfigError where it is no number, or too small a one."""
        if self.kind not in (int, float):
            return self.kind(word)
        least = self.declared.least
        try:
            number = self.kind(word)
        except ValueError:
            number = None
        if number is None or number != number or (least is not None and number < least):
            wanted = ("整数" if self.kind is int else "数") + ("" if least is None else f"，不小于 {least}")
            raise _wrong(f"选项“{self.called}”后面要写{wanted}，写的是“{word}”", path)
        return number


_NOTHING = object()


class Command:
    """A function that can be called from the command line; its docstring is its help."""

    def __init__(self, function: Callable[..., int], path: str) -> None:
        self.function = function
        self.path = path

    @property
    def help(self) -> str:
        return (self.function.__doc__ or "").strip()

    @cached_property
    def parameters(self) -> list[Parameter]:
        code = self.function.__code__
        names = code.co_varnames[: code.co_argcount]
        defaults = self.function.__defaults__ or ()
        values = [_NOTHING] * (len(names) - len(defaults)) + list(defaults)
        hints = get_type_hints(self.function, include_extras=True)
        return [Parameter(name, hints[name], value) for name, value in zip(names, values, strict=True)]

    @property
    def arguments(self) -> list[Parameter]:
        return [one for one in self.parameters if one.is_argument]

    @property
    def options(self) -> list[Parameter]:
        return [one for one in self.parameters if not one.is_argument]

    def run(self, words: list[str]) -> int:
        """Call the function with what *words* say; gives its exit code. Raises ConfigError for a wrong line."""
        return self.function(**self._read(words))

    def _read(self, words: list[str]) -> dict[str, Any]:
        by_name = {name: (one, True) for one in self.options for name in one.declared.names}
        by_name |= {name: (one, False) for one in self.options for name in one.declared.opposites}
        found: dict[str, list[Any]] = {}
        plain: list[str] = []
        waiting = list(_apart(words, by_name))
        while waiting:
            word = waiting.pop(0)
            if word == "--":
                plain += waiting
                break
            if word == "-" or not word.startswith("-"):
                plain.append(word)
                continue
            name, given, text = word.partition("=")
            if name not in by_name:
                raise self._unknown(name, by_name)
            one, on = by_name[name]
            if one.is_switch:
                if given:
                    raise _wrong(f"选项“{name}”后面不要写内容", self.path)
                found[one.name] = [on]
            elif given or waiting:
                text = text if given else waiting.pop(0)
                found.setdefault(one.name, []).append(one.value(text, self.path))
            else:
                raise _wrong(f"选项“{name}”后面要写内容", self.path)
        for one in self.arguments:
            taken, plain = (plain, []) if one.many else (plain[:1], plain[1:])
            found[one.name] = [one.value(word, self.path) for word in taken]
        if plain:
            raise _wrong(f"多写了“{plain[0]}”", self.path)
        return {one.name: self._chosen(one, found.get(one.name, [])) for one in self.parameters}

    def _chosen(self, one: Parameter, values: list[Any]) -> Any:
        if not values:
            if one.required:
                raise _wrong(f"缺少“{one.called}”", self.path)
            return one.default
        return values if one.many else values[-1]

    def _unknown(self, name: str, known: dict[str, Any]) -> ConfigError:
        like = nearest(name, [*known, *HELP])
        return _wrong(f"没有“{name}”这个选项", self.path, f"是不是“{like}”？" if like else "")


class Group:
    """Commands under one name; ``commands`` in the order in which they are listed."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.help = text
        self.commands: dict[str, Command | Group] = {}

    def group(self, name: str, text: str) -> Group:
        self.commands[name] = made = Group(f"{self.path} {name}", text)
        return made

    def command(self, name: str = "") -> Callable[[Callable[..., int]], Callable[..., int]]:
        """A decorator: the function is the command *name*, ``""`` for the function's own name."""

        def add(function: Callable[..., int]) -> Callable[..., int]:
            called = name or function.__name__
            self.commands[called] = Command(function, f"{self.path} {called}")
            return function

        return add

    def found(self, words: list[str]) -> tuple[Command | Group, list[str]]:
        """The command that *words* begin with, or the group where they name none, and the rest of the words."""
        if not words or words[0].startswith("-"):
            return self, words
        if (chosen := self.commands.get(words[0])) is None:
            like = nearest(words[0], self.commands)
            raise _wrong(f"没有“{words[0]}”这个命令", self.path, f"是不是“{like}”？" if like else "")
        return chosen.found(words[1:]) if isinstance(chosen, Group) else (chosen, words[1:])


def asks_for_help(words: list[str]) -> bool:
    """True where a name of ``HELP`` stands among the options in *words*."""
    options = words[: words.index("--")] if "--" in words else words
    return any(name in options for name in HELP)


def no_command(group: Group, words: list[str], known: tuple[str, ...]) -> ConfigError:
    """What is wrong with *words* that name no command of *group*; *known* are the options that it has itself."""
    if not words:
        return _wrong("没有写命令", group.path)
    like = nearest(words[0], [*known, *HELP])
    return _wrong(f"没有“{words[0]}”这个选项", group.path, f"是不是“{like}”？" if like else "")


def _apart(words: list[str], by_name: dict[str, tuple[Parameter, bool]]) -> Iterator[str]:
    """*words* with switches and values that were typed as one word (-vj2, -o表.xlsx) taken apart."""
    for index, word in enumerate(words):
        if word == "--":
            yield from words[index:]
            return
        while len(word) > 2 and word[0] == "-" != word[1] and (known := by_name.get(word[:2])):
            yield word[:2]
            word = f"-{word[2:]}" if known[0].is_switch else word[2:].removeprefix("=")
            if not known[0].is_switch:
                break
        yield word


def _wrong(message: str, path: str, like: str = "") -> ConfigError:
    return ConfigError([problem(None, "U001", message, f"{like}看说明：{path} --help")])
