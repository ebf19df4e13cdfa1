"""``docgen check``."""

from __future__ import annotations

import time
from pathlib import Path

from docgen import builder, snapshot
from docgen.cli import console
from docgen.errors import ConfigError, problem, sort_problems


def check(paths: list[Path], *, strict: bool, as_json: bool) -> int:
    """Load and validate every record at *paths* and tell all findings; gives the exit code."""
    started = time.monotonic()
    records = list(
        dict.fromkeys(item for path in paths for item in (snapshot.records_in(path) if path.is_dir() else [path]))
    )
    if not records:
        raise ConfigError([problem(None, "U001", "没有找到案件记录", "写记录文件的名字，或者有 .yaml 文件的文件夹")])
    problems = sort_problems(item for path in records for item in builder.check(path))
    code = console.exit_code(problems, strict=strict)
    if as_json:
        console.print_json(problems)
        return code
    console.show(problems, gaps_one_by_one=True)
    parts = [f"{len(records)} 份记录", console.counted(problems) or "没有问题", f"{time.monotonic() - started:.1f} 秒"]
    console.say("，".join(parts))
    return code
