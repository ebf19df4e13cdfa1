"""``docgen cite``."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Json, day
from docgen.core.errors import ConfigError, Problem, RecordError, problem
from docgen.core.source import shown

if TYPE_CHECKING:
    from docgen.records.project import Project
    from docgen.review.citing import Citing


def _cited(path: Path, project: Project, name: str) -> list[Citing]:
    from docgen.review.citing import citing

    return list(citing(path, project, name))


def cite(
    name: Annotated[str, typer.Argument(metavar="法律", help="法律、法规的名称，全称、简称都可以；不写是全部")] = "",
    where: Annotated[
        list[Path] | None, typer.Option("--in", metavar="文件夹", help="连同这里的文件（Word、PDF、文字）一起查")
    ] = None,
    on: Annotated[
        str, typer.Option("--on", metavar="日期", help="说明这一天引的是哪个文本；不写按每份里最晚的日期")
    ] = "",
    changed_since: Annotated[
        str, typer.Option("--changed-since", metavar="日期", help="只列这一天以后修改、废止了的法律")
    ] = "",
    as_json: Json = False,
) -> int:
    """List the records (and the files under --in) that cite *name*; gives the exit code."""
    from docgen.core.apart import apart
    from docgen.core.errors import sort_problems
    from docgen.core.files import unread
    from docgen.privacy.carriers import Unreadable
    from docgen.records.kinds import records_in
    from docgen.records.project import find
    from docgen.review.citing import changes, citing, meaning

    if not name and not changed_since:
        raise ConfigError(
            [problem(None, "U001", "要写法律的名称", "docgen cite 妇女权益保障法，或者 --changed-since 2026年1月1日")]
        )
    told, since = day(on), day(changed_since)
    project = find(Path())
    paths = dict.fromkeys(records_in(project.root))
    for folder in where or ():
        if not folder.exists():
            raise ConfigError([problem(None, "U001", f"找不到“{folder}”", "检查文件夹的名字")])
        inside = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        wanted = (".docx", ".pdf", ".txt", ".md", ".html", ".yaml", ".yml")
        paths.update(dict.fromkeys(each for each in inside if each.is_file() and each.suffix.lower() in wanted))
    rows = []
    problems: list[Problem] = []
    cited: list[Citing] = []
    for path in paths:
        try:
            if path.suffix.lower() in (".yaml", ".yml"):
                cited += citing(path, project, name)
            else:
                cited += apart(partial(_cited, path, project, name), str(shown(path)))
        except OSError as fault:
            problems.append(unread(str(shown(path)), fault))
        except RecordError as fault:
            problems += fault.problems
        except Unreadable as fault:
            problems.append(problem(None, "U001", f"“{shown(path)}”读不了：{fault}", "换一份能打开的；没有查它"))
    for found in cited:
        happened = changes(found.statute, since) if since else []
        if since and not happened:
            continue
        rows.append(
            {
                "文件": str(shown(found.path)),
                "行": found.line,
                "列": found.column,
                "名称": found.name,
                "条": list(found.articles),
                "日期": str(told or found.day or ""),
                "文本": meaning(found.statute, told or found.day),
                "变化": happened,
            }
        )
    if as_json:
        console.print_json(problems, citations=rows)
        return console.exit_code(problems)
    console.show(sort_problems(problems))
    for row in rows:
        place = f"{row['文件']}:{row['行']}:{row['列']}" if row["行"] else str(row["文件"])
        articles = "、".join(map(str, row["条"] if isinstance(row["条"], list) else ()))
        news = "；".join(map(str, row["变化"] if isinstance(row["变化"], list) else ()))
        console.result(f"{place} 《{row['名称']}》{articles}　{news or row['文本']}")
    files = len({row["文件"] for row in rows})
    console.say(f"{files} 份，{len(rows)} 处引用" if rows else "没有引用")
    return console.exit_code(problems)
