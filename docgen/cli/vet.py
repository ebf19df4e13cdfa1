"""``docgen check`` of papers that were written by hand: Word, text, pages, PDF."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.cli import console
from docgen.core.errors import ConfigError, DocgenError, Problem, problem
from docgen.core.source import Span, shown

if TYPE_CHECKING:
    from docgen.checks import Choice
    from docgen.checks.subject import Found

FOLD = 5


def vet(
    paths: list[Path],
    choice: Choice,
    out: Path | None,
    *,
    fix: bool,
    force: bool,
    strict: bool,
    verbose: bool,
    quiet: bool,
    as_json: bool,
) -> int:
    """Tell what the rules that need no record find in the papers at *paths*; gives the exit code.

    With *out* a copy of the one Word file is written there, with a comment at each finding; with
    *fix* what can be mended safely stands in it as tracked changes.
    """
    from docgen.building.ledger import write_alone
    from docgen.records import project
    from docgen.review.vetting import marking, paper

    started = time.monotonic()
    if out is not None and (len(paths) != 1 or paths[0].suffix.lower() != ".docx"):
        raise ConfigError(
            [problem(None, "U001", "“-o”一次只给一份 .docx 加批注", "docgen check 稿子.docx -o 审阅.docx")]
        )
    if fix and out is None:
        raise ConfigError(
            [
                problem(
                    None,
                    "U001",
                    "改正 Word 文件要用“-o”写明存在哪里，原文件不动",
                    "docgen check 稿子.docx --fix -o 审阅.docx",
                )
            ]
        )
    problems: list[Problem] = []
    count = edited = 0
    vetted: list[tuple[Path, paper.Paper, list[Found]]] = []
    for path in paths:
        try:
            read = paper.read(path)
            vetted.append((path, read, paper.findings(read, project.find(path), choice)))
        except DocgenError as fault:
            problems += fault.problems
    pages = paper.numbered([(path, read) for path, read, found in vetted if found])
    for path, read, found in vetted:
        count += len(found)
        problems += paper.told(read, found, partial(paper.page, pages.get(path, [])))
        if out is None:
            continue
        edits = paper.fixed(read, found) if fix else {}
        edited = sum(map(len, edits.values()))
        data, homeless = marking.marked(read, found, edits)
        if homeless:
            message = f"页眉、页脚和注里的{homeless}处没有加批注，Word 里那些地方放不了"
            problems.append(problem(Span(read.file), "K010", message, "看屏幕上的结果"))
        write_alone(out, data, force=force)
    code = console.exit_code(problems, strict=strict)
    if as_json:
        console.print_json(problems)
        return code
    console.show(problems, fold=0 if verbose else FOLD)
    if quiet:
        return code
    if out is not None:
        console.result(str(shown(out)))
    parts = [f"{len(paths)} 份文稿", f"{count} 处" if count else "没有问题"]
    parts += [f"{edited} 处写成修订"] if fix else []
    console.say("，".join([*parts, f"{time.monotonic() - started:.1f} 秒"]))
    return code
