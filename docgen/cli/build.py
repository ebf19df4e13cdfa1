"""``docgen build``."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Allow, Json, Verbose, day, listed
from docgen.cli.run import INTERRUPTED
from docgen.core.errors import LEVEL_NAMES, ConfigError, Level, Problem, problem
from docgen.core.source import Span, shown

if TYPE_CHECKING:
    from docgen.building.request import Output

_WORDS = {
    "written": "份生成",
    "same": "份内容没有变",
    "unchanged": "份不用重做",
    "removed": "份改了名字",
    "moved": "份移到旧稿",
    "missing": "份缺少",
    "other": "份不一致",
    "extra": "份多余",
    "planned": "份要生成",
}
_WRONG = {
    "missing": ("还没有生成", "运行 docgen build"),
    "other": ("和现在的记录、模板会做出来的不一样", "没有手改过就运行 docgen build；手改过的，把修改写回记录"),
    "extra": ("现在的记录已经不会做出这一份", "运行 docgen build 就会移到旧稿"),
}


def build(
    paths: Annotated[
        list[Path], typer.Argument(metavar="位置", help="案件记录、发布会记录，或者有记录的文件夹，可以写几个")
    ],
    kinds: Annotated[
        str, typer.Option("--as", metavar="文种", help="只做这几种，用逗号分开；缺省是记录里有内容的全部文种")
    ] = "",
    formats: Annotated[str, typer.Option("--format", metavar="格式", help="同 render；缺省 docx")] = "",
    out: Annotated[str, typer.Option("-o", "--out", metavar="位置", help="输出文件夹，缺省 output")] = "",
    date: Annotated[str, typer.Option("--date", metavar="日期", help="同 render")] = "",
    final: Annotated[bool | None, typer.Option("--final/--draft", help="同 render")] = None,
    force: Annotated[bool, typer.Option("--force", help="全部重做，覆盖被人改过的文件")] = False,
    changed: Annotated[bool, typer.Option("--changed", help="只说哪些文件的内容会变、为什么，不生成")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说会生成哪些文件、哪些没有变，不生成")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="核对已有的文件是不是现在的记录和模板会做出来的，不写文件")
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast/--keep-going", help="遇到错误就停；缺省是一份有错，其他照做")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="数", min=0, help="同时开几个进程；缺省：记录多时同处理器的个数"),
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="地址", help="用 Dask 集群做，如 tcp://10.0.0.5:8786")
    ] = "",
    limit: Annotated[
        float, typer.Option("--time-limit", metavar="秒", min=0, help="一种文书最多做多久，缺省 60，0 不限")
    ] = 60,
    allow: Allow = None,
    verbose: Verbose = False,
    as_json: Json = False,
) -> int:
    """Make every paper of the records at *paths*, tell what became of each; gives the exit code."""
    from docgen.building import run
    from docgen.building.request import Request
    from docgen.papers.finish import Options
    from docgen.records.kinds import each_record

    started = time.monotonic()
    planning = not check and (changed or dry_run)
    for path in paths:
        if not path.exists():
            raise ConfigError([problem(None, "U001", f"没有“{path}”这个文件或者文件夹", "核对位置")])
    request = Request(
        records=[item for path in paths for item in (each_record(path) if path.is_dir() else [path])],
        kinds=listed(kinds),
        formats=listed(formats),
        out=Path(out) if out else None,
        into="check" if check else "plan" if planning else "folder",
        options=Options(day(date), bool(final)),
        force=force,
        again=False,
        fail_fast=fail_fast,
        jobs=jobs,
        scheduler=scheduler,
        limit=limit,
        allow=frozenset(allow or ()),
        draft=final is False,
    )
    if not request.records:
        raise ConfigError([problem(None, "U001", "没有找到案件记录", "写记录文件的名字，或者有 .yaml 文件的文件夹")])
    talk = _Talk(as_json=as_json, planning=planning, only_changed=changed and not dry_run, verbose=verbose)
    try:
        run.build(request, talk)
    except KeyboardInterrupt:
        talk.progress.clear()
        console.say(f"已经生成的 {talk.states['written']} 份都完整；再运行一次，接着做剩下的。")
        return INTERRUPTED
    talk.progress.clear()
    code = talk.exit_code()
    if as_json:
        console.print_json(talk.problems, talk.outputs, states=True, skipped=talk.lines)
        return code
    console.say(talk.summary(time.monotonic() - started))
    return code


class _Talk:
    """Tells a run as it goes on. Keeps nothing but numbers, unless all is wanted as JSON at the end."""

    def __init__(self, *, as_json: bool, planning: bool, only_changed: bool, verbose: bool) -> None:
        self.as_json = as_json
        self.planning = planning
        self.only_changed = only_changed
        self.verbose = verbose
        self.progress = console.Progress(quiet=as_json)
        self.states: Counter[str] = Counter()
        self.levels: Counter[Level] = Counter()
        self.worst: list[Problem] = []
        self.problems: list[Problem] = []
        self.outputs: list[Output] = []
        self.lines: list[str] = []

    def begin(self, total: int) -> None:
        self.progress.total = total

    def output(self, output: Output) -> None:
        self.states[output.state] += 1
        if output.state in _WRONG and output.path is not None and not self.planning:
            message, hint = _WRONG[output.state]
            self.found([problem(Span(str(shown(output.path))), "B004", message, hint)])
        if self.as_json:
            self.outputs.append(output)
        elif line := self._line(output):
            self.progress.clear()
            console.result(line)

    def _line(self, output: Output) -> str:
        """What is said of *output* on stdout, ``""`` for nothing."""
        name = str(shown(output.path)) if output.path is not None else ""
        match output.state:
            case "written":
                return name
            case "removed":
                return f"已删去 {name}（改了名字）"
            case "moved":
                return f"已移到 {output.of}（不再有这一份：{name}）"
            case "planned":
                return f"{name or output.of}：{'；'.join(output.why)}"
            case "extra" if self.planning:
                return f"{name}：不再有这一份，会移到旧稿"
            case "unchanged" | "same" if self.planning and not self.only_changed and name:
                return f"{name}：没有变"
        return ""

    def found(self, problems: Sequence[Problem]) -> None:
        for item in problems:
            self.levels[item.level] += 1
            if item.level == "error" and all(item.code != other.code for other in self.worst):
                self.worst.append(item)
        if self.as_json:
            self.problems += problems
        elif problems:
            self.progress.clear()
            console.show(problems, verbose=self.verbose)

    def passed(self, line: str) -> None:
        # It begins with the record that it is about.
        line = console.hiding([line.partition("：")[0]])(line)
        if self.as_json:
            self.lines.append(line)
        else:
            self.progress.clear()
            console.say(line)

    def done(self, count: int) -> None:
        self.progress.at(count)

    def exit_code(self) -> int:
        return console.exit_code(self.worst)

    def summary(self, seconds: float) -> str:
        """“3 份生成，8 份不用重做，2 处提醒，0.4 秒”."""
        parts = [f"{self.states[state]} {words}" for state, words in _WORDS.items() if self.states[state]]
        if set(self.states) <= ({"unchanged", "same"} if self.planning else {"unchanged"}) and self.states:
            parts = [f"没有变化，{self.states.total()} 份都是最新的"]
        found = [f"{self.levels[level]} 处{LEVEL_NAMES[level]}" for level in LEVEL_NAMES if self.levels[level]]
        return "，".join([*(parts or ["0 份生成"]), *found, f"{seconds:.1f} 秒"])
