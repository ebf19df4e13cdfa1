"""``docgen templates list|eject|diff|check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Force, Json
from docgen.core.errors import ConfigError, WriteError, problem, sort_problems
from docgen.core.source import Span, shown

_FACES = {"instrument": "内部", "public": "对外"}


def listed(as_json: Json = False) -> int:
    """Print every kind with its name, face and template."""
    from docgen.papers import make
    from docgen.records.yaml.excerpt import width

    space = make.workspace(Path())
    kinds = list(space.catalog.kinds.values())
    if as_json:
        rows = [{"kind": kind.id, "名称": kind.name, "face": kind.face, "file": kind.file} for kind in kinds]
        console.print_json(space.catalog.problems, templates=rows)
        return console.exit_code(space.catalog.problems)
    console.show(space.catalog.problems)
    left = max((width(kind.id) for kind in kinds), default=0)
    middle = max((width(kind.name) for kind in kinds), default=0)
    for kind in kinds:
        name = kind.name + " " * (middle - width(kind.name))
        console.result(f"{kind.id:<{left}}  {name}  {_FACES[kind.face]}  {kind.file}")
    return console.exit_code(space.catalog.problems)


def eject(
    kind: Annotated[str, typer.Argument(metavar="文种", help="英文名或者中文名")],
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> int:
    """Copy the built-in template of *kind* into the project's own folder, where it may be changed."""
    from docgen.core.files import deliver
    from docgen.papers import make
    from docgen.papers.templates.catalog import built_in
    from docgen.papers.templates.origin import taken_out

    space = make.workspace(Path())
    found = built_in().kind(kind)
    target = space.project.templates / found.path.name
    if target.exists() and not force:
        hint = "已经在用自己的模板了；要换成内置的，加 --force"
        raise WriteError([problem(Span(str(target)), "W002", "这个模板已经在 templates/ 里，没有覆盖", hint)])
    deliver(target, taken_out(found.source).encode())
    console.result(str(shown(target)))
    return 0


def diff(
    kind: Annotated[str, typer.Argument(metavar="文种", help="英文名或者中文名；不写就是全部取出来的")] = "",
) -> int:
    """Show in which lines the project's own templates differ from the package's own; gives 0."""
    from docgen.papers import make
    from docgen.papers.templates.origin import aged, difference

    catalog = make.workspace(Path()).catalog
    told = False
    for found in [catalog.kind(kind)] if kind else catalog.kinds.values():
        lines = difference(found)
        if lines is None:
            continue
        told = True
        for line in lines:
            console.result(line)
        console.show(list(aged(found)))
        console.say("-是内置的，+是自己的" if lines else f"{found.file} 和内置的一样")
    if not told:
        console.say(
            f"{catalog.kind(kind).name}用的是内置的模板，或者没有内置的可比" if kind else "没有自己的模板代替内置的"
        )
    return 0


def check(
    kinds: Annotated[
        list[str] | None, typer.Argument(metavar="文种", help="缺省检查全部；也可以写本院的 Word 模板（.docx）")
    ] = None,
    kind: Annotated[str, typer.Option("--as", metavar="文种", help="Word 模板给哪个文种用")] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="文件", help="Word 模板有错时，另存一份带批注的")
    ] = None,
    force: Force = False,
    as_json: Json = False,
) -> int:
    """Find what is wrong with templates without any record; gives the exit code."""
    from docgen.papers import make
    from docgen.papers.templates.origin import aged

    names = kinds or []
    files = [
        name
        for name in names
        if Path(name).suffix.lower() in (".docx", ".dotx", ".docm", ".dotm", ".doc", ".dot", ".wps", ".wpt")
    ]
    if files:
        return _check_files(files, names, kind, out, force=force, as_json=as_json)
    space = make.workspace(Path())
    chosen = [space.catalog.kind(name) for name in names] or list(space.catalog.kinds.values())
    problems = list(space.catalog.problems)
    for one in chosen:
        problems += make.check_template(one, space)
        problems += aged(one)
    if not names:
        problems += make.settings_problems(space)
    problems = sort_problems(problems)
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems)
        return code
    console.show(problems)
    console.say(f"{len(chosen)} 个模板，{console.counted(problems) or '没有问题'}")
    return code


def _check_files(files: list[str], names: list[str], kind: str, out: Path | None, *, force: bool, as_json: bool) -> int:
    """The same for an office's own Word file: its names, the tags that Word has cut, comments at the faults."""
    from docgen.building.ledger import write_alone
    from docgen.papers import finish, make
    from docgen.papers.letterhead.inspection import commented, inspected
    from docgen.papers.letterhead.tags import load

    if len(names) != 1 or not kind:
        hint = "docgen templates check 本院.docx --as 检察建议书"
        raise ConfigError([problem(None, "U001", "检查 Word 模板，一次一个，并且用 --as 写明给哪个文种用", hint)])
    path = Path(files[0])
    space = make.workspace(Path())
    wanted = space.catalog.kind(kind)
    prepared = load(path, strict=False)
    found = inspected(prepared, space.engine, finish.blank_tops(wanted), wanted.needs)
    problems = [*found.problems, *prepared.notes]
    code = console.exit_code(problems)
    if out is not None and found.problems:
        write_alone(out, commented(prepared, found), force=force)
    if as_json:
        console.print_json(problems, used=list(found.used), unused=list(found.unused), cut=list(found.cut))
        return code
    console.show(problems)
    console.result("用到的名字：" + ("、".join(found.used) or "没有"))
    if found.unused:
        console.result(f"{wanted.name}要有而没有用到的：" + "、".join(found.unused))
    for place in found.cut:
        console.result(f"被 Word 拆开的名字（照样能用）：{place}")
    if out is not None and found.problems:
        console.say(f"带批注的一份在 {shown(out)}")
    console.say(console.counted(problems) or "没有问题")
    return code
