"""What must hold whatever goes in: Problems have a code, a place and words; finished files are whole and say what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docgen import checks
from docgen.core.errors import CODES, DocgenError, Problem
from docgen.papers.finish import Options
from docgen.papers.make import Terms, Workspace, make
from docgen.papers.templates.catalog import Kind
from docgen.records.kinds import Record, type_of
from docgen.records.yaml.decode import is_forbidden
from tests.readable import broken, words_of

FORMS = ("docx", "html", "txt", "json", "wechat")
_LEAKING = re.compile(r"Traceback|object at 0x|<class '|\.py\"")


class Unsound(AssertionError):
    """Something that may never be so."""


def told(problems: Iterable[Problem]) -> None:
    """Every Problem is one that a person can use."""
    for item in problems:
        if (
            not (item.code in CODES or item.code in checks.known())
            or not item.message
            or item.level not in ("error", "reminder", "hint")
        ):
            raise Unsound(f"no proper Problem: {item.code!r} {item.message!r}")
        if item.code == "E003" or _LEAKING.search(item.message + item.hint):
            raise Unsound(f"a fault of docgen's own: {item.message!r}")
        if item.span is not None and (item.span.line < 1 or item.span.column < 1):
            raise Unsound(f"no place: {item.code} {item.span}")
        # What is told must be sayable: a lone surrogate would end the program that says it.
        (item.message + item.hint + (item.span.file if item.span else "")).encode("utf-8")


def made(
    kind: Kind, record: Record, space: Workspace, forms: Sequence[str] = FORMS, options: Options | None = None
) -> list[bytes]:
    """The documents of *kind*, if there are any, each of them whole."""
    if type_of(record) not in kind.takes:
        return []
    try:
        given = make(kind, record, space, forms, Terms(options or Options()))
    except DocgenError as fault:
        told(fault.problems)
        return []
    told(given.problems)
    for item in given.made:
        whole(item.format, item.data)
        if len("".join(item.parts)) and any(is_forbidden(char) for char in "".join(item.parts)):
            raise Unsound("a character that may not be in a file's name")
    return [item.data for item in given.made]


def whole(form: str, data: bytes) -> None:
    if reason := broken(form, data, well=False):
        raise Unsound(f"{form} is broken: {reason}")
    if form not in ("docx", "xlsx", "pdf"):
        found = next(filter(is_forbidden, set(data.decode())), "")
        if found:
            raise Unsound(f"{form} holds U+{ord(found):04X}")


def holds(form: str, data: bytes, words: str) -> None:
    """*words* stand in *data*, blanks aside."""
    needle = re.sub(r"\s", "", words)
    if needle not in re.sub(r"\s", "", words_of(form, data)):
        raise Unsound(f"{form} lacks {words[:60]!r}")
