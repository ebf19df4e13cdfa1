"""``docgen diff``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Force, Json
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.review.compare.run import Comparison


def diff(
    old: Annotated[Path, typer.Argument(metavar="旧", help="旧的记录、文书（docx、pdf、ofd、html、txt）或者文件夹")],
    new: Annotated[Path, typer.Argument(metavar="新", help="新的，和旧的同一类")],
    html: Annotated[Path | None, typer.Option("--html", metavar="文件", help="再写一个左右对照的网页")] = None,
    redline: Annotated[
        Path | None, typer.Option("--redline", metavar="文件", help="再写一个 Word 文件，不同的地方是修订")
    ] = None,
    real: Annotated[
        bool, typer.Option("--real-names", help="照原样显示记录里的真名和号码；缺省换成 ××，免得留在屏幕和日志里")
    ] = False,
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Tell what differs between *old* and *new*; gives 0 where nothing does, 1 where something does.

    A file at *html* or *redline* that a person has edited since, or made, stays, unless *force*. Raises WriteError.
    """
    from docgen.review.compare.run import compare, lines, page, tracked

    found = [_without_secrets(item) for item in compare(old, new)] if not real else compare(old, new)
    written = []
    if html is not None:
        written.append(_written(html, page(found).encode(), force=force))
    if redline is not None:
        written.append(_written(redline, tracked(old, new), force=force))
    changed = sum(len(item.changed) for item in found)
    differ = [item for item in found if item.changed or item.problems or not (item.old and item.new)]
    problems = [one for item in found for one in item.problems]
    left = list(dict.fromkeys(words for item in found for words in item.left))
    if as_json:
        console.print_json(
            problems,
            files=[_as_json(item) for item in differ],
            written=[str(shown(path)) for path in written],
            left=left,
        )
    else:
        for line in lines(differ):
            console.result(line)
        for path in written:
            console.say(f"写好了 {shown(path)}")
        console.show(problems)
        if left:
            console.say("没有比较：" + "、".join(left))
        console.say(f"{len(differ)} 个文件不同，{changed} 段有变化" if differ else "没有不同")
    return 1 if differ else 0


def _without_secrets(item: Comparison) -> Comparison:
    """*item* as a screen, a log and a page may show it: what the records hold back stays hidden on both sides."""
    from docgen.review.compare.align import hidden_in

    files = [file for file in (item.old, item.new) if file]
    hide, called = console.hiding(files), console.hiding(files, guessing=False)
    return replace(
        item,
        old=item.old and called(item.old),
        new=item.new and called(item.new),
        rows=tuple(replace(row, pieces=hidden_in(row.pieces, hide)) for row in item.rows),
        before=tuple(map(hide, item.before)),
        after=tuple(map(hide, item.after)),
    )


def _written(path: Path, data: bytes, *, force: bool) -> Path:
    from docgen.building.ledger import write_alone

    write_alone(path, data, force=force)
    return path


def _as_json(item: Comparison) -> dict[str, object]:
    rows = [
        {
            "old": None if row.old is None else row.old + 1,
            "new": None if row.new is None else row.new + 1,
            "pieces": [{"kind": kind, "text": text} for kind, text in row.pieces],
        }
        for row in item.changed
    ]
    return {"old": item.old, "new": item.new, "paragraphs": rows}
