"""The Word file that the office has named for a kind: ``Word模板: {检察建议书: 本院.docx}`` in docgen.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from docgen.core.errors import DocgenError, Problem, TemplateError, has_errors, nearest, problem
from docgen.core.source import Located, Span, shown
from docgen.papers import finish
from docgen.papers.letterhead.inspection import inspected
from docgen.papers.letterhead.tags import Prepared, prepare
from docgen.papers.templates.catalog import Catalog, Kind
from docgen.papers.templates.engine import Engine
from docgen.records.project import Project


def typed(kind: Kind, project: Project) -> Located | None:
    """The file that docgen.yaml names for *kind*, as typed there; ``None`` where it names none."""
    named = project.settings.word_templates
    return named.get(kind.name) or named.get(kind.id)


def path_of(name: str, project: Project) -> Path:
    """Where the file called *name* lies: in the folder of docgen.yaml, else among the templates."""
    return next(
        (path for path in (project.root / name, project.templates / name) if path.is_file()), project.root / name
    )


def chosen(kind: Kind, project: Project) -> Prepared | None:
    """The office's Word file for *kind*, ready to be filled; ``None`` where docgen.yaml names none.

    Raises TemplateError where it cannot be used.
    """
    name = typed(kind, project)
    if name is None:
        return None
    path = path_of(str(name), project)
    try:
        data = path.read_bytes()
    except OSError:
        hint = "文件名从 docgen.yaml 所在的文件夹算起，也可以放在 templates/ 里"
        raise TemplateError([problem(name.span, "T015", f"打不开“{name}”", hint)]) from None
    return _prepared(data, str(shown(path)))


@lru_cache(maxsize=8)
def _prepared(data: bytes, file: str) -> Prepared:
    return prepare(data, file)


def faults(project: Project, catalog: Catalog, engine: Engine) -> Iterator[Problem]:
    """What is wrong with the setting and with the files that it names; each is looked at without a record."""
    names = catalog.kinds.names
    known = [*names, *names.values()]
    for called, file in project.settings.word_templates.items():
        if called not in known:
            like = nearest(called, known)
            hint = f"是不是“{like}”？" if like else "用 docgen templates list 看全部文种"
            yield problem(file.span, "C001", f"“Word模板”里的“{called}”不是一个文种", hint)
            continue
        kind = catalog.kind(called)
        if "case" not in kind.takes:
            hint = "Word 模板现在只用于案件的文种；这个文种改版式用 templates/house.yaml"
            yield problem(file.span, "C001", f"“{kind.name}”不能用 Word 模板", hint)
            continue
        try:
            prepared = chosen(kind, project)
        except DocgenError as fault:
            yield from fault.problems
            continue
        if prepared is None:
            continue
        found = inspected(prepared, engine, finish.blank_tops(kind), kind.needs)
        yield from found.problems
        if has_errors(found.problems):
            continue
        unused = [
            need for need in found.unused if need.partition(".")[0] in {one.partition(".")[0] for one in kind.needs}
        ]
        if unused:
            message = f"Word 模板没有用到{kind.name}要有的：{'、'.join(unused)}"
            yield problem(Span(prepared.file), "T016", message, "确实不印的，可以不管；漏写的，在 Word 模板里补上")
