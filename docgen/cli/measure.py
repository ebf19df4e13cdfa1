"""``docgen measure``: the page as it lies on paper against the norm, clause by clause."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from docgen import measure as ruler
from docgen import norms, project
from docgen.cli import console
from docgen.errors import ConfigError, Problem, problem
from docgen.source import Span
from docgen.source import shown as shown_path

_MARKS = {True: "√", False: "×", None: "－"}


def measure(files: list[Path], profile: str, *, as_json: bool) -> int:
    """Measure each of *files* and tell every clause; gives 1 where one of them is missed."""
    for file in files:
        if not file.is_file() or file.suffix.lower() not in (".pdf", ".docx"):
            message, hint = "没有这个文件，或者它不是 PDF 和 DOCX", "写 .pdf 或者 .docx 文件的名字"
            raise ConfigError([problem(Span(shown(file)), "Y001", message, hint)])
    norm = norms.load(profile, project.find(files[0]).house)
    problems: list[Problem] = []
    told = []
    with TemporaryDirectory(prefix="docgen-") as folder:
        words = [file for file in files if file.suffix.lower() == ".docx"]
        pdfs = dict(zip(words, ruler.converted(words, Path(folder)) if words else [], strict=True))
        for file in files:
            clauses = ruler.measured(ruler.sheets(pdfs.get(file, file), shown(file)), norm)
            told.append((shown(file), clauses))
            problems += [_missed(shown(file), one) for one in clauses if one.kept is False]
    if as_json:
        measures = [
            {
                "path": name,
                "clause": one.clause,
                "name": one.name,
                "wanted": one.wanted,
                "found": one.found,
                "ok": one.kept,
            }
            for name, clauses in told
            for one in clauses
        ]
        console.print_json(problems, measures=measures)
        return console.exit_code(problems)
    for name, clauses in told:
        console.result(f"{name}（按版式“{norm.name}”）")
        for one in clauses:
            console.result(f"{_MARKS[one.kept]} {one.clause} {one.name}：{one.found}（应为{one.wanted}）")
    count = sum(len(clauses) for _, clauses in told)
    console.say(f"量了{count}项，{len(problems)}项不符。" if problems else f"量了{count}项，都符合。")
    return console.exit_code(problems)


def shown(path: Path) -> str:
    return str(shown_path(path))


def _missed(name: str, one: ruler.Clause) -> Problem:
    message = f"GB/T 9704 {one.clause} {one.name}：量得{one.found}，应为{one.wanted}"
    return problem(Span(name), "N010", message)
