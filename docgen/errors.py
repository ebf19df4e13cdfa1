"""Faults as values: a Problem has a place, a code and a way out.

Expected faults are collected as Problems and shown all at once. Exceptions exist
only at the seams between stages and carry Problems; ``cli`` and ``build`` are the
only places that catch them. Everything here survives pickling, so that a worker
process can send it home.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.codes import CODES, Level
from docgen.source import Span

__all__ = [
    "ConfigError",
    "DocgenError",
    "EnvironmentFault",
    "NormError",
    "Problem",
    "RecordError",
    "TemplateError",
    "WriteError",
    "has_errors",
    "nearest",
    "problem",
    "sort_problems",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, what is wrong, what to type instead.

    ``span`` is ``None`` where no file is at fault (a missing library). ``level``
    is ``error``, ``reminder`` or ``hint``; only errors change the exit code.
    """

    span: Span | None
    code: str
    level: Level
    message: str
    hint: str = ""

    def sort_key(self) -> tuple[str, int, int]:
        place = self.span or Span("")
        return place.file, place.line, place.column


def problem(span: Span | None, code: str, message: str, hint: str = "", level: Level | None = None) -> Problem:
    """A Problem with the level that its code has in the table of codes, unless *level* is given."""
    return Problem(span, code, level or CODES[code].level, message, hint)


def sort_problems(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order of files and lines, each only once; at one place in the order found."""
    return sorted(dict.fromkeys(problems), key=Problem.sort_key)


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(item.level == "error" for item in problems)


def nearest(word: str, known: Iterable[str]) -> str:
    """The name in *known* most like *word*, ``""`` where none is like it.

    Short Chinese words share few characters, so the cut-off is lower than difflib's own.
    """
    import difflib

    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.45)
    return found[0] if found else ""


ExitCode = Literal[1, 2, 3, 4, 5]


class DocgenError(Exception):
    """A stage could not go on; ``problems`` say why. ``exit_code`` is the contract of the command line."""

    exit_code: ExitCode = 1

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "；".join(item.message for item in self.problems)


class ConfigError(DocgenError):
    """docgen.yaml, house.yaml or the command line asks for something that cannot be."""

    exit_code: ExitCode = 2


class RecordError(DocgenError):
    """A record cannot be read or used."""

    exit_code: ExitCode = 3


class TemplateError(DocgenError):
    """A template is at fault."""

    exit_code: ExitCode = 4


class NormError(DocgenError):
    """A norm file is at fault."""

    exit_code: ExitCode = 2


class WriteError(DocgenError):
    """A finished document could not be put on disk."""

    exit_code: ExitCode = 5


class EnvironmentFault(DocgenError):
    """A library, a font or a program is missing."""

    exit_code: ExitCode = 5
