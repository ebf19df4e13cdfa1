"""Records × kinds × formats → files. Plans in a fixed order, writes each file whole, reports everything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen import naming, norms, papers, placing, project, writers
from docgen.checks import refusals
from docgen.errors import (
    ConfigError,
    DocgenError,
    Problem,
    TemplateError,
    WriteError,
    has_errors,
    nearest,
    problem,
    sort_problems,
)
from docgen.files import Folder, sha256
from docgen.papers import Finished, Options
from docgen.pictures import with_pictures
from docgen.privacy.verdict import Verdict
from docgen.project import Project
from docgen.records.kinds import RECORD_TYPES
from docgen.records.loader import load
from docgen.source import Located, Span, shown
from docgen.templating.catalog import Catalog, catalog
from docgen.templating.engine import Engine
from docgen.templating.header import Kind
from docgen.tree import Document, characters

FOLDERS = {"instrument": "内部", "public": "对外"}
"""Face → the folder of the output that keeps it apart from the other."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A project with its templates found and its engine ready: made once, used for many records."""

    project: Project
    catalog: Catalog
    engine: Engine


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file. ``path`` is ``None`` where the bytes were asked for, not a file.

    ``allowed`` are the findings of the gate that the request let through, ``problems`` what is told of them.
    ``characters`` is the length of the document, blanks left out.
    """

    path: Path | None
    kind: str
    format: str
    sha256: str
    data: bytes = field(repr=False)
    problems: tuple[Problem, ...] = ()
    allowed: tuple[str, ...] = ()
    characters: int = 0


@dataclass(slots=True)
class Report:
    """What a run made, what it found, and in ``skipped`` what it passed over, a sentence for each record."""

    outputs: list[Output] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Request:
    """What to make. ``formats`` empty means the project's own, ``out`` ``None`` the project's output folder.

    ``into`` decides what happens to finished bytes: ``folder`` (the two folders of the faces
    below ``out``), ``file`` (exactly one output, at ``out``), ``memory`` (nothing is written).
    ``allow`` names findings of the gate (手机号码@案件.yaml:46) that a person has looked at.
    ``pdf_variant`` is one of ``writers.PDF_VARIANTS``, ``""`` for the usual one.
    """

    records: tuple[Path, ...]
    kinds: tuple[str, ...]
    formats: tuple[str, ...] = ()
    out: Path | None = None
    into: str = "folder"
    options: Options = Options()
    force: bool = False
    allow: frozenset[str] = frozenset()
    pdf_variant: str = ""


def workspace(start: Path) -> Workspace:
    """The project that *start* belongs to, ready to render. Raises ConfigError for a faulty docgen.yaml."""
    return workspace_of(project.find(start))


def workspace_of(found: Project) -> Workspace:
    """*found*, ready to render."""
    templates = catalog(found)
    return Workspace(found, templates, Engine(templates.folders, found.date_style))


def render(request: Request, tell: Callable[[Output], None] | None = None) -> Report:
    """Make everything that *request* asks for; one bad record or document never stops the others.

    *tell* is called for each finished output. Raises ConfigError where the request itself cannot be.
    """
    report = Report()
    names = naming.Names()
    spaces: dict[Path, Workspace] = {}
    folders: dict[Path, Folder] = {}
    records = {path.resolve(): path for path in reversed(request.records)}
    unfit: list[str] = []
    planned = [item for path in reversed(records.values()) for item in _planned(path, request, report, spaces, unfit)]
    if unfit and not planned and not report.skipped and not has_errors(report.problems):
        raise ConfigError([problem(None, "U001", line, "换一种文书，或者换一份记录") for line in unfit])
    report.skipped += unfit
    if request.into != "folder" and len(planned) != 1 and (planned or not has_errors(report.problems)):
        where = "标准输出" if request.into == "memory" else f"一个文件 {request.out}"
        fault = problem(
            None,
            "W003",
            f"要写到{where}，但这次会生成{len(planned)}份",
            "“-o”后面写一个文件夹，或者只选一种文书、一种格式",
        )
        raise ConfigError([fault])
    for item in planned:
        try:
            output = _write(item, request, names, folders)
        except DocgenError as fault:
            report.problems += fault.problems
            continue
        report.outputs.append(output)
        report.problems += output.problems
        if tell:
            tell(output)
    for folder in folders.values():
        try:
            folder.save()
        except DocgenError as fault:
            report.problems += fault.problems
    report.problems = sort_problems(report.problems)
    return report


@dataclass(frozen=True, slots=True)
class _Planned:
    """One document in one format, rendered and not yet written."""

    space: Workspace
    finished: Finished
    document: Document
    format: str


def _planned(
    path: Path, request: Request, report: Report, spaces: dict[Path, Workspace], unfit: list[str]
) -> Iterator[_Planned]:
    """*unfit* gathers a sentence for each kind that takes another type of record than this one."""
    found = project.find(path)
    if found.root not in spaces:
        spaces[found.root] = workspace_of(found)
        report.problems += [*spaces[found.root].catalog.problems, *settings_problems(spaces[found.root])]
    space = spaces[found.root]
    kinds = list(dict.fromkeys(space.catalog.kind(name).id for name in request.kinds))
    formats = request.formats or default_formats(found)
    check_formats(formats)
    loaded = load(shown(path), found)
    report.problems += loaded.problems
    if loaded.record is None:
        return
    if request.options.final and (refused := refusals(loaded.record, found, path)):
        report.problems += refused
        return
    without: list[str] = []
    for name in kinds:
        kind = space.catalog.kinds[name]
        if loaded.type not in kind.takes:
            unfit.append(_other_type(path, loaded.type, kind))
            continue
        documents = papers.finish(kind, loaded.record, found, space.engine, request.options)
        if not documents:
            without.append(kind.name)
        for document in documents:
            finished = checked(document, space)
            report.problems += finished.problems
            if finished.document is not None:
                for wanted in dict.fromkeys(formats):
                    faults = format_problems(finished.document, wanted, space)
                    report.problems += faults
                    if has_errors(faults):
                        continue
                    yield _Planned(space, finished, finished.document, wanted)
    if without:
        report.skipped.append(f"{shown(path)}：记录里没有这些文书要用的内容，跳过：{'、'.join(without)}")


def _other_type(path: Path, type_name: str, kind: Kind) -> str:
    wanted = "或者".join(RECORD_TYPES[word].name for word in kind.takes)
    return f"{shown(path)}：这是{RECORD_TYPES[type_name].name}记录，{kind.name}要用{wanted}记录，跳过"


def settings_problems(space: Workspace) -> list[Problem]:
    """What docgen.yaml names that no template makes: a 文号格式 for an unknown kind would check nothing."""
    known = [kind.name for kind in space.catalog.kinds.values()]
    problems = []
    for name, pattern in space.project.settings.number_patterns.items():
        if name not in known:
            like = nearest(name, known)
            hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(known)
            problems.append(problem(pattern.span, "C001", f"“文号格式”里的“{name}”不是一个文种", hint))
    return problems


def default_formats(found: Project) -> tuple[str, ...]:
    """The formats of docgen.yaml, docx where it names none. Raises ConfigError at the line that names an unknown one."""
    for name in found.settings.formats:
        if str(name) not in writers.WRITERS:
            raise ConfigError([_unknown_format(name, name.span, "C001")])
    return tuple(str(name) for name in found.settings.formats) or ("docx",)


def checked(finished: Finished, space: Workspace) -> Finished:
    """*finished* with its pictures and the Problems that only norm and pictures show; no document where one is an error."""
    if finished.document is None:
        return finished
    document, found = with_pictures(finished.document, space.project.root)
    try:
        found += norms.missing_roles(document, _norm(finished.kind, space))
    except DocgenError as fault:
        found += fault.problems
    problems = (*finished.problems, *found)
    return replace(finished, document=None if has_errors(found) else document, problems=problems)


def _norm(kind: Kind, space: Workspace) -> norms.Norm:
    """The norm that *kind* names. Raises TemplateError at the header's line where there is none of that name."""
    if kind.norm not in norms.profiles():
        like = nearest(kind.norm, norms.profiles())
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(norms.profiles())
        place = kind.norm.span if isinstance(kind.norm, Located) else Span(kind.file)
        raise TemplateError([problem(place, "T002", f"没有“{kind.norm}”这个版式", hint)])
    return norms.load(str(kind.norm), space.project.house)


def check_template(kind: Kind, space: Workspace) -> list[Problem]:
    """What is wrong with the template of *kind* that shows without a record: names, paths, norm and roles."""
    problems = papers.check_template(kind, space.project, space.engine)
    try:
        norm = _norm(kind, space)
    except DocgenError as fault:
        return sort_problems([*problems, *fault.problems])
    for number, line in enumerate(kind.source.split("\n"), 1):
        role = re.match(r"\s*@([^\s{}]+)", line)
        if role and role[1] not in ("目录", "图") and role[1] not in norm.roles:
            like = nearest(role[1], norm.roles)
            hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(norm.roles)
            problems.append(problem(Span(kind.file, number), "T007", f"版式里没有“{role[1]}”这个角色", hint))
    return sort_problems(problems)


def check_formats(formats: Sequence[str]) -> None:
    """Raises ConfigError where a format is not in the table of writers."""
    for name in formats:
        if name not in writers.WRITERS:
            raise ConfigError([_unknown_format(name, None, "U001")])


def _unknown_format(name: str, place: Span | None, code: str) -> Problem:
    like = nearest(name, writers.WRITERS)
    hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(writers.WRITERS)
    return problem(place, code, f"没有“{name}”这种格式", hint)


def format_problems(document: Document, format_name: str, space: Workspace) -> list[Problem]:
    """What is wrong with *document* in this format alone: for PDF the fonts of this machine."""
    check = writers.WRITERS[format_name].check
    return check(document, norms.load(document.meta.norm, space.project.house)) if check else []


def to_bytes(document: Document, format_name: str, space: Workspace, variant: str = "") -> bytes:
    """*document* in the format *format_name*, by the norm it names and the office's house style.

    *variant* is one of the format's own, where it has any.
    """
    writer = writers.WRITERS[format_name]
    write = writer.variants.get(variant, writer.write)
    norm = norms.load(document.meta.norm, space.project.house)
    return write(placing.fitted(document, norm), norm)


def _write(item: _Planned, request: Request, names: naming.Names, folders: dict[Path, Folder]) -> Output:
    data = item.finished.ready or to_bytes(item.document, item.format, item.space, request.pdf_variant)
    if request.into == "folder":
        root = request.out if request.out is not None else item.space.project.root / "output"
        name = _name(item, names)
    else:
        root = request.out.parent if request.out is not None else Path()
        name = request.out.name if request.out is not None else ""
    verdict = _verdict(item, data, name, request)
    if has_errors(verdict.problems):
        raise WriteError(verdict.problems)
    made, count = sha256(data), characters(item.document)
    output = Output(None, item.finished.kind.id, item.format, made, data, verdict.problems, verdict.allowed, count)
    if request.into == "memory":
        return output
    if root not in folders:
        folders[root] = Folder(root)
    folder = folders[root]
    path = folder.write(name, data, force=request.force, allowed=verdict.allowed)
    return replace(output, path=path, data=b"")


def _verdict(item: _Planned, data: bytes, name: str, request: Request) -> Verdict:
    """What the gate says of finished bytes. Only public ones are looked at, so only they pay for its import."""
    if item.document.meta.face != "public":
        return Verdict()
    from docgen.privacy.gate import examined

    return examined(data, name, item.document, item.finished.secrets, request.allow)


def _name(item: _Planned, names: naming.Names) -> str:
    kind = item.finished.kind
    folder = FOLDERS[kind.face]
    suffix = writers.WRITERS[item.format].suffix
    return f"{folder}/{names.take(folder, item.finished.parts, suffix)}"
