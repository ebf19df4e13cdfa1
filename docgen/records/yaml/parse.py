"""A YAML file becomes nodes with places; every fault becomes a Problem with a place.

``read`` takes a file, ``parse`` a text. Neither ever raises for what was typed, and a
text with faults still gives the node that could be built, so that the binder can say
everything at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from docgen.core.errors import Problem, has_errors, problem, sort_problems
from docgen.core.files import read_regular
from docgen.core.source import Span
from docgen.records.yaml.compose import MapNode, Node, compose
from docgen.records.yaml.decode import LIMIT, SOFT, clean, to_text
from docgen.records.yaml.fields import Shape
from docgen.records.yaml.lines import Mended, rows
from docgen.records.yaml.repair import repair

MOST_LINES = 200_000
"""A record has hundreds of lines; a file of more than this would keep its author waiting for nothing."""

__all__ = ["parse", "read", "top_keys"]

_TOP_KEY = re.compile(r"([^\s#\-\"'\[\]{}|>%&*!?,：:][^：:\n]{0,40}?|\"[^\"\n]{1,40}\"|'[^'\n]{1,40}')[ \t　]*[:：]")


def read(
    path: Path, file: str, shape_for: Callable[[list[str]], Shape | None] | None = None
) -> tuple[Node | None, list[Problem]]:
    """The node of the file at *path*; *file* is what messages call it.

    *shape_for* gets the keys of the first level as typed and says what the record may hold.
    """
    try:
        data = read_regular(path, LIMIT + 1)
    except OSError as fault:
        return None, [problem(Span(file), "Y001", _unreadable(path, fault), "检查文件名和位置，大小写和标点也要一致")]
    except ValueError:  # a NUL in the name
        return None, [problem(Span(file), "Y001", "文件名里有不能用的字符", "换一个文件名")]
    text, problems = to_text(data, file)
    if has_errors(problems):
        return None, problems
    text, more = clean(text, file)
    problems += more
    shape = shape_for(top_keys(text)) if shape_for else None
    node, faults = parse(text, file, shape)
    if shape is None and shape_for and isinstance(node, MapNode) and text.lstrip().startswith("{"):
        # A record in braces (JSON is YAML too) shows its keys only when it has been parsed.
        shape = shape_for([str(key) for key, _ in node.entries])
        if shape is not None:
            node, faults = parse(text, file, shape)
    return node, sort_problems([*problems, *faults])


def parse(text: str, file: str, shape: Shape | None = None) -> tuple[Node | None, list[Problem]]:
    """The node of *text*, whose places are those of *text* as typed; ``None`` where there is nothing to judge."""
    text, problems = clean(text, file)
    if (lines := text.count("\n") + text.count(SOFT)) > MOST_LINES:
        hint = "检查是不是选错了文件；一个文件只放一份记录"
        return None, [*problems, problem(Span(file), "Y005", f"文件有 {lines} 行，不像是一份记录", hint)]
    mended, faults = repair(text, file, shape)
    node, more = compose(mended)
    if has_errors(faults):
        # What PyYAML then stumbles over is the same fault once more, in a worse place.
        first = min(item.span.line for item in faults if item.span and item.level == "error")
        more = [item for item in more if item.code not in ("Y021", "Y025", "Y028") or _line(item) < first]
    problems += faults + more
    if node is None and not has_errors(problems):
        message, hint = "文件是空的，或者只有注释", "写上内容再保存；一份案件记录至少要有“检察院”和“事由”"
        problems.append(problem(Span(file), "Y004", message, hint))
    return node, sort_problems(problems)


def shipped(text: str, file: str) -> tuple[Node | None, list[Problem]]:
    """The node of a text that comes with docgen: plain YAML, in which nobody has mistyped what ``parse`` looks for."""
    whole = Mended(file)
    for row in rows(text):
        whole.keep(row)
    return compose(whole)


def top_keys(text: str) -> list[str]:
    """The keys of the first level as typed, whatever colon follows them."""
    found: list[str] = []
    margin: str | None = None
    for line in text.split("\n"):
        body = line.lstrip(" \t\u3000\xa0\ufeff\u200b")
        if not body or body[0] in "#%" or body.startswith(("---", "...")):
            continue
        indent = line[: len(line) - len(body)]
        margin = indent if margin is None else margin
        if indent == margin and (match := _TOP_KEY.match(body)):
            found.append(match[1].strip("\"'").rstrip())
    return found


def _line(item: Problem) -> int:
    return item.span.line if item.span else 0


def _unreadable(path: Path, fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return "找不到这个文件"
    if isinstance(fault, IsADirectoryError | PermissionError):
        # Windows calls opening a folder a lack of permission.
        return "这是一个文件夹，不是文件" if path.is_dir() else "没有权限打开这个文件，或者它正被别的程序占用"
    return "这个文件打不开"
