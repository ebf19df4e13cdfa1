"""``docgen absorb``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.review.absorb.plan import Change
    from docgen.review.absorb.run import Absorbed


def absorb(
    edited: Annotated[Path, typer.Argument(metavar="文书", help="改过的 Word 文件（docgen 生成以后被人改的）")],
    record: Annotated[
        Path | None, typer.Option("--record", metavar="记录", help="它是哪份记录做的；缺省在它所在的项目里找")
    ] = None,
    kind: Annotated[str, typer.Option("--as", metavar="文种", help="它是哪个文种；缺省从文件名和内容认")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="不再问，直接写进记录")] = False,
    as_json: Json = False,
    real: Annotated[bool, typer.Option("--real-names", help="修改里照印真名和号码，只在自己的屏幕上看时用")] = False,
) -> int:
    """Show what *edited* changes in its record and write it, asked first or told with *yes*.

    Gives 0 where all edits went into the record, or could, 1 where some were left.
    """
    from docgen.review.absorb import run

    result = run.absorb(edited, record, kind)
    # What the record holds back, before the edit and after it.
    hide = (lambda text: text) if real else console.hiding([str(shown(result.record))], result.before, result.after)
    if not as_json:
        _show(result, hide)
    wanted = bool(result.changes) and (yes or (not as_json and _agreed(result)))
    if wanted:
        run.write(result)
    if as_json:
        console.print_json(
            result.problems,
            record=str(shown(result.record)),
            kind=result.kind,
            changes=[_as_json(change, hide) for change in result.changes],
            patch=[hide(line) for line in result.patch],
            written=wanted,
        )
    else:
        _conclude(result, written=wanted)
    return 1 if any(item.code in ("K001", "K002", "K003") for item in result.problems) else 0


def _show(result: Absorbed, hide: Callable[[str], str]) -> None:
    console.say(hide(f"{shown(result.record)} 的{result.kind}"))
    if result.changes:
        console.say(f"可以写回 {len(result.changes)} 处：")
        for line in result.patch:
            console.result(hide(line))
        if any(hide(line) != line for line in result.patch):
            console.say("名字和号码没有照印，写回的是真的；要看清楚，或者存成补丁，加 --real-names")
    console.show(result.problems)


def _agreed(result: Absorbed) -> bool:
    """True where the person at the keyboard says yes; without one nothing is written."""
    if not sys.stdin.isatty():
        return False
    console.say(f"写进 {shown(result.record)} 吗？（是/否，直接回车是“否”）")
    return sys.stdin.readline().strip().lower() in ("是", "y", "yes")


def _conclude(result: Absorbed, *, written: bool) -> None:
    left = sum(item.code in ("K001", "K002", "K003") for item in result.problems)
    comments = sum(item.code == "K004" for item in result.problems)
    parts = [f"{left} 处没有改"] if left else []
    parts += [f"{comments} 条批注"] if comments else []
    if not result.changes:
        head = "没有要写回的修改"
    elif written:
        head = f"写好了 {shown(result.record)}，{len(result.changes)} 处"
    else:
        head = "没有写；加 --yes 写回"
    console.say("，".join([head, *parts]))


def _as_json(change: Change, hide: Callable[[str], str]) -> dict[str, object]:
    place = change.place
    return {
        "path": place.file,
        "line": place.line,
        "column": place.column,
        "old": hide(change.old),
        "new": hide(change.new),
    }
