"""``docgen add``: the keys that one more document needs, put into a record that exists."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Json, listed
from docgen.core.errors import ConfigError, RecordError, problem
from docgen.core.source import Span, shown

if TYPE_CHECKING:
    from docgen.intake.skeleton import Added


def add(
    kinds: Annotated[str, typer.Argument(metavar="文种", help="还要做哪些文书，几种之间用逗号")],
    record: Annotated[Path, typer.Argument(metavar="记录", help="案件记录文件")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说要加哪些行，不写")] = False,
    as_json: Json = False,
) -> int:
    """Put what *kinds* need and *record* lacks into it; what is there stays as it is, comments included."""
    from docgen.core.files import deliver
    from docgen.papers import make
    from docgen.records.loader import load

    space = make.workspace(record)
    loaded = load(shown(record), space.project)
    if loaded.type != "case":
        if loaded.problems and not loaded.type:
            raise RecordError(loaded.problems)
        raise ConfigError([problem(None, "U001", "docgen add 只用于案件记录", "发布会用 docgen new conference")])
    if not listed(kinds):
        raise ConfigError([problem(None, "U001", "没有写文种", "例如 docgen add 听证笔录 案件.yaml")])
    text, ending = _text(record)
    found = completed(text, record, kinds)
    if not dry_run and found.keys:
        data = found.text.replace("\n", ending).encode()
        deliver(record, data)
    if as_json:
        keys = [{"line": line, "key": key} for line, key in found.keys]
        console.print_json([], added=keys, left=found.left, written=bool(found.keys) and not dry_run)
        return 0
    rows = found.text.split("\n")
    hide = console.hiding([str(shown(record))])
    for line, _ in found.keys:
        console.result(hide(f"{shown(record)}:{line}: {rows[line - 1]}"))
    for words in found.left:
        console.say(words)
    if not found.keys:
        console.say(hide(f"{'、'.join(listed(kinds))}要用的键都在了；还缺什么内容，看 docgen next {shown(record)}"))
        return 0
    done = "要加" if dry_run else "加了"
    console.say(
        hide(f"{done} {len(found.keys)} 行，原来的一个字没有动；按各行的说明填好，再运行 docgen check {shown(record)}")
    )
    return 0


def completed(text: str, path: Path, kinds: str) -> Added:
    """The record *text* with what *kinds* ask for. Raises ConfigError for an unknown kind, RecordError for faulty YAML."""
    from docgen.intake import skeleton
    from docgen.papers import asked, make
    from docgen.records import derive
    from docgen.records.loader import load_text
    from docgen.records.models import Case
    from docgen.records.yaml.fields import names

    space = make.workspace(path)
    chosen = [space.catalog.kind(name) for name in listed(kinds)]
    unfit = [kind.name for kind in chosen if "case" not in kind.takes]
    if unfit:
        raise ConfigError([problem(None, "U001", f"{'、'.join(unfit)}不是用案件记录做的", "用 docgen new conference")])
    before = load_text(text, shown(path), space.project)
    case = before.partial if before.partial is not None else before.record
    agencies = {name: str(one.full_name or name) for name, one in getattr(case, "agencies", {}).items()}
    work = derive.work_heading(case) if isinstance(case, Case) else ""
    known = skeleton.Known({}, agencies, {"调查和督促履职": work} if work in names(Case) else {})
    found = skeleton.added(text, str(shown(path)), asked.asked(chosen, space.engine), known)
    was = {(item.code, item.message) for item in before.problems}
    after = load_text(found.text, shown(path), space.project)
    new = [item for item in after.problems if item.level == "error" and (item.code, item.message) not in was]
    if new:
        place = Span(str(shown(path)))
        message = f"加了以后读不通（{new[0].message}），没有写"
        raise RecordError([problem(place, "R046", message, "先照 docgen check 的提示改好这份记录，再运行一次")])
    return found


def _text(path: Path) -> tuple[str, str]:
    """The text of the record at *path*, and how its lines end. Raises RecordError where it is not UTF-8."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        place = Span(str(shown(path)))
        raise RecordError([problem(place, "R045", "这份记录不是 UTF-8 编码，没有动", "先另存为 UTF-8")]) from None
    ending = "\r\n" if "\r\n" in text else "\n"
    return text.replace("\r\n", "\n"), ending
