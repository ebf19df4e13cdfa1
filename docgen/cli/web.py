"""``docgen web``."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from docgen import kit
from docgen.cli import console
from docgen.errors import WriteError
from docgen.files import refused, replace_file
from docgen.papers import Options
from docgen.source import shown


def web(record: Path, out: Path, allow: Collection[str], *, final: bool, as_json: bool) -> int:
    """Write the pages and the picture of the conference *record* to the folder *out*; gives the exit code."""
    files, problems = kit.files(record, Options(final=final), allow)
    for name, data in files.items():
        path = out / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, data)
        except OSError as fault:
            raise WriteError([refused(path, fault)]) from None
    code = console.exit_code(problems)
    if as_json:
        console.print_json(problems, files=[str(shown(out / name)) for name in files])
        return code
    console.show(problems)
    for name in files:
        console.result(str(shown(out / name)))
    console.say("，".join(part for part in (f"{len(files)} 个文件", console.counted(problems)) if part))
    return code
