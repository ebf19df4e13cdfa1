"""``docgen upgrade``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from docgen.cli import console
from docgen.core.source import shown


def upgrade(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="项目的文件夹，缺省是当前文件夹")] = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说要改什么，不写")] = False,
) -> int:
    """Renew what a project needs after a new version; what a person has to look at is listed."""
    from docgen.checks.statutes import national
    from docgen.core.files import deliver
    from docgen.intake import starter
    from docgen.papers import make
    from docgen.review import upgrading

    space = make.workspace(folder)
    own = {kind.name: dict(kind.own) for kind in space.catalog.kinds.values() if kind.own}
    found = upgrading.upgrade(space.project, starter.schemas(own, national("宪法", "法律")), write=not dry_run)
    for path, data in found.files.items():
        if not dry_run:
            deliver(path, data)
        console.result(f"{'要换' if dry_run else '换成新的'}：{shown(path)}")
    if found.aged and not found.differing:
        console.result(f"{'要记' if dry_run else '记成新的'}：{len(found.aged)} 份快照，文字没有变")
    changed = [item for item in found.differing if item.problem.code == "S001"]
    if others := len(found.differing) - len(changed):
        console.result(f"快照有 {others} 份还没有或者没有用到：docgen snapshot 列出来")
    if changed:
        told = "docgen snapshot 看过，再 docgen snapshot --update"
        console.result(f"快照有 {len(changed)} 份文字变了，没有动：{told}")
    for kind in found.kinds:
        console.result(f"内置的{kind.name}改过了，本院的是以前取出来的：docgen templates diff {kind.name}")
    if not (found.files or found.aged or found.differing or found.kinds):
        console.say("都是新的，没有要改的")
    return 1 if changed else 0
