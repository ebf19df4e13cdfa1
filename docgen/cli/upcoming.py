"""``docgen next``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from docgen.cli import console
from docgen.cli.options import Json, day
from docgen.core.errors import ConfigError, RecordError, problem
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.review.upcoming import Step

_MOST = 6
"""Gaps of one paper that are named, the others counted."""


def upcoming(
    record: Annotated[Path, typer.Argument(metavar="记录", help="案件记录文件")],
    date: Annotated[
        str, typer.Option("--date", metavar="日期", help="今天是哪一天，用来判断是否超期，如 2024年6月30日")
    ] = "",
    as_json: Json = False,
) -> int:
    """Tell what is due next in the case: papers, last days, what is missing and on which line."""
    from docgen.checks.workdays import calendar_of
    from docgen.papers import make
    from docgen.records.loader import load
    from docgen.review import upcoming as steps

    as_of = day(date)
    space = make.workspace(record)
    loaded = load(shown(record), space.project)
    if loaded.type and loaded.type != "case":
        raise ConfigError([problem(None, "U001", "docgen next 只用于案件记录", "发布会看 docgen build --dry-run")])
    if loaded.case is None:
        raise RecordError(loaded.problems)
    found = steps.upcoming(loaded.case, space, as_of, calendar_of(space.project.settings))
    if as_json:
        data = [_data(step, str(shown(record))) for step in found.steps]
        console.print_json([], reached=found.reached, steps=data)
        return 0

    def told(line: str) -> None:
        console.result(console.hiding([str(shown(record))])(line))

    told(f"{shown(record)}：办到“{found.reached}”。" + ("接下来：" if found.steps else "各步都有了。"))
    for number, step in enumerate(found.steps, 1):
        whom = f"（{step.whom}）" if step.whom else ""
        told(f"{number}　{step.name}{whom}{_last_day(step, as_of)}{'　可以不做' if step.optional else ''}")
        for lack in step.lacks:
            told(f"   要写：{lack.name}（{lack.where}）")
        for paper in step.papers:
            if not paper.begun:
                told(f"   文书：{paper.kind}　还没有写，先运行 docgen add {paper.kind} {shown(record)}")
            elif paper.lacks:
                names = "、".join(lack.name for lack in paper.lacks[:_MOST])
                more = f" 等 {len(paper.lacks)} 项" if len(paper.lacks) > _MOST else ""
                told(f"   文书：{paper.kind}　还缺 {names}{more}")
                for lack in paper.lacks[:_MOST]:
                    told(f"      {lack.name}：{lack.where}")
            else:
                told(f"   文书：{paper.kind}　写全了：docgen render {shown(record)} --as {paper.kind}")
    if any(step.due for step in found.steps) and as_of is None:
        console.say("加 --date 今天的日期，就说哪些超期了")
    return 0


def _last_day(step: Step, as_of: Any) -> str:
    if step.due is None:
        return ""
    last = step.due.day
    sure = "" if step.due.known else "（放假安排还没有公布，可能变动）"
    late = step.due.overdue(as_of)
    return f"　最迟{last.year}年{last.month}月{last.day}日{sure}" + (f"，已超期{(as_of - last).days}天" if late else "")


def _data(step: Step, file: str) -> dict[str, Any]:
    hide = console.hiding([file])
    return {
        "name": step.name,
        "agency": hide(step.whom),
        "due": step.due.day.isoformat() if step.due else "",
        "optional": step.optional,
        "lacks": [{"name": hide(lack.name), "where": lack.where} for lack in step.lacks],
        "papers": [
            {
                "kind": paper.kind,
                "begun": paper.begun,
                "lacks": [{"name": lack.name, "where": lack.where} for lack in paper.lacks],
            }
            for paper in step.papers
        ],
    }
