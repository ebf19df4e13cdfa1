"""``docgen measure``: the page as it lies on paper against the norm, clause by clause."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from docgen.cli import console
from docgen.cli.options import Json
from docgen.core.errors import ConfigError, Problem, problem
from docgen.core.source import Span
from docgen.core.source import shown as shown_path

if TYPE_CHECKING:
    from docgen.page import measure as ruler
    from docgen.page.norm.model import Norm

_MARKS = {True: "√", False: "×", None: "－"}


def measure(
    files: Annotated[
        list[Path], typer.Argument(metavar="文件", help="PDF、OFD 或者 DOCX，可以写几个；DOCX 要有 LibreOffice")
    ],
    norm: Annotated[
        str, typer.Option("--norm", metavar="版式", help="按哪个版式量：legal-instrument、gbt9704、publication 等")
    ] = "legal-instrument",
    as_json: Json = False,
) -> int:
    """Measure each of *files* and tell every clause; gives 1 where one of them is missed."""
    from docgen.page import measure as ruler
    from docgen.page.norm import norms
    from docgen.records import project

    for file in files:
        if not file.is_file() or file.suffix.lower() not in (".pdf", ".ofd", ".docx"):
            message, hint = "没有这个文件，或者它不是 PDF、OFD 和 DOCX", "写 .pdf、.ofd 或者 .docx 文件的名字"
            raise ConfigError([problem(Span(shown(file)), "Y001", message, hint)])
    wanted = norms.load(norm, project.find(files[0]).house)
    problems: list[Problem] = []
    told = []
    with TemporaryDirectory(prefix="docgen-") as folder:
        words = [file for file in files if file.suffix.lower() == ".docx"]
        copies = [_copied(file, Path(folder) / f"{number}.docx") for number, file in enumerate(words)]
        pdfs = dict(
            zip(words, ruler.converted(copies, Path(folder), list(map(shown, words))) if copies else [], strict=True)
        )
        for file in files:
            clauses = _clauses(pdfs.get(file, file), shown(file), wanted)
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
        console.result(f"{name}（按版式“{wanted.name}”）")
        for one in clauses:
            console.result(f"{_MARKS[one.kept]} {one.clause} {one.name}：{one.found}（应为{one.wanted}）")
    count = sum(len(clauses) for _, clauses in told)
    console.say(f"量了{count}项，{len(problems)}项不符。" if problems else f"量了{count}项，都符合。")
    return console.exit_code(problems)


def _copied(file: Path, copy: Path) -> Path:
    """A copy of the Word file *file* in which nothing leads out of it: LibreOffice never sees the file itself."""
    from docgen.core.apart import apart, contents
    from docgen.formats.word.harmless import harmless

    data, name = contents(file, shown(file)), shown(file)
    copy.write_bytes(apart(lambda: harmless(data, name), name))
    return copy


def _clauses(file: Path, name: str, wanted: Norm) -> list[ruler.Clause]:
    from docgen.core.apart import apart, contents
    from docgen.formats.ofd import read as ofd
    from docgen.page import measure as ruler

    contents(file, name)
    read = ofd.sheets if file.suffix.lower() == ".ofd" else ruler.sheets
    return apart(lambda: list(ruler.measured(read(file, name), wanted)), name)


def shown(path: Path) -> str:
    return str(shown_path(path))


def _missed(name: str, one: ruler.Clause) -> Problem:
    message = f"GB/T 9704 {one.clause} {one.name}：量得{one.found}，应为{one.wanted}"
    return problem(Span(name), "N010", message)
