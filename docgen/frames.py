"""Invisible frames that carry places and values through Jinja to the parser of markup.

Noncharacters never occur in text that was read (``reading.decode`` refuses them), so
a framed value cannot be mistaken for markup, whatever it holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from docgen.source import Located, Span

LINE, LINE_END = "\ufdd0", "\ufdd1"
"""Round the place of a template line: all that follows stands there."""
MARK, MARK_END = "\ufdd2", "\ufdd3"
"""Round the place of a piece of a value."""
OPEN, CLOSE = "\ufdd4", "\ufdd5"
"""Round a value."""
_BETWEEN = "\ufdd6"

TOKEN = re.compile(f"{LINE}([^{LINE_END}]*){LINE_END}|{MARK}([^{MARK_END}]*){MARK_END}|([{OPEN}{CLOSE}\n])")
"""A frame or a line break: group 1 a template place, group 2 a value's place, group 3 the sign itself."""


def at_line(file: str, line: int) -> str:
    """The frame that says: from here on, line *line* of template *file*."""
    return f"{LINE}{file}{_BETWEEN}{line}{LINE_END}"


@lru_cache(maxsize=4096)
def line_place(inside: str) -> Span:
    file, line = inside.split(_BETWEEN)
    return Span(file, int(line))


def framed(value: str) -> str:
    """*value* as data: the parser will take none of it for markup, and knows where each piece came from."""
    if not isinstance(value, Located):
        return f"{OPEN}{value}{CLOSE}"
    pieces = (f"{MARK}{_packed(span)}{MARK_END}{text}" for text, span in value.pieces())
    return f"{OPEN}{''.join(pieces)}{CLOSE}"


def _packed(span: Span) -> str:
    return f"{span.file}{_BETWEEN}{span.line}{_BETWEEN}{span.column}{_BETWEEN}{span.via}"


def value_place(inside: str) -> Span:
    file, line, column, via = inside.split(_BETWEEN)
    return Span(file, int(line), int(column), via)
