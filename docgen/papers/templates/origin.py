"""Where an office's template comes from: which state of the package's own was taken out, and what differs from it now."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from hashlib import sha256

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.papers.templates.catalog import BUILT_IN, Kind, built_in

_MARK = re.compile(r"^取自[:：] *\S+\n", re.MULTILINE)


def digest(source: str) -> str:
    """What a state of a template is known by."""
    return sha256(source.encode()).hexdigest()[:12]


def taken_out(source: str) -> str:
    """The package's own template *source* as it is written for an office: it says which state it is."""
    head, end, body = source.partition("---#}")
    return f"{head}取自: {digest(source)}\n{end}{body}"


def ours(kind: Kind) -> Kind | None:
    """The package's own template of the same kind; ``None`` where *kind* is that itself, or there is none."""
    if kind.path.resolve().parent == BUILT_IN.resolve():
        return None
    return built_in().kinds.get(kind.id)


def aged(kind: Kind) -> Iterator[Problem]:
    """T013 where the package's own has changed since *kind* was taken out of it."""
    own = ours(kind)
    if own is None or not kind.taken_from or kind.taken_from == digest(own.source):
        return
    line = kind.source[: kind.source.index("取自")].count("\n") + 1
    hint = f"docgen templates diff {kind.name} 看不同；并进来以后，把“取自”改成 {digest(own.source)}"
    yield problem(Span(kind.file, line), "T013", f"取出以后，内置的{kind.name}改过", hint)


def difference(kind: Kind) -> list[str] | None:
    """The lines in which *kind* differs from the package's own, - of ours and + of the office's; ``None`` where there is no other."""
    own = ours(kind)
    if own is None:
        return None
    mine = _MARK.sub("", kind.source, count=1)
    return list(difflib.unified_diff(own.source.splitlines(), mine.splitlines(), "内置", kind.file, lineterm="", n=2))
