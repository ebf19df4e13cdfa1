"""``docgen web``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from docgen import kit
from docgen.building.ledger import Ledger
from docgen.cli import console
from docgen.errors import DocgenError
from docgen.papers import Options
from docgen.source import shown


def web(record: Path, out: Path, allow: Collection[str], *, final: bool, force: bool, as_json: bool) -> int:
    """Write the pages and the picture of the conference *record* to the folder *out*; gives the exit code.

    A file that a person has edited since is kept, unless *force*; the others are written all the same.
    """
    files, problems = kit.files(record, Options(final=final), allow)
    ledger = Ledger(out)
    written = []
    try:
        for name, data in files.items():
            try:
                ledger.write(name, data, force=force)
                written.append(name)
            except DocgenError as fault:
                problems += fault.problems
    finally:
        ledger.save()
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems, files=[str(shown(out / name)) for name in written])
        return code
    console.show(problems)
    for name in written:
        console.result(str(shown(out / name)))
    console.say("，".join(part for part in (f"{len(written)} 个文件", console.counted(problems)) if part))
    return code
