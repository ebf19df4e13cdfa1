"""One record and one kind → the bytes of every document: from a workspace made once to finished files in memory."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.core import files
from docgen.core.errors import (
    ConfigError,
    DocgenError,
    NormError,
    Problem,
    TemplateError,
    has_errors,
    nearest,
    problem,
    sort_problems,
)
from docgen.core.source import Located, Span
from docgen.core.tree import Article, Document, Image, characters
from docgen.formats import WRITERS
from docgen.page import placing
from docgen.page.norm import norms
from docgen.page.shape import without_cover
from docgen.papers import entries, finish
from docgen.papers.finish import Finished, Options
from docgen.papers.templates.catalog import Catalog, Kind, catalog
from docgen.papers.templates.engine import Engine
from docgen.records import project, references
from docgen.records.conference import Conference
from docgen.records.kinds import RECORD_TYPES, Record, cases_of, type_of
from docgen.records.loader import Loaded, load
from docgen.records.project import Project
from docgen.records.release import Release

FOLDERS = {"instrument": "内部", "public": "对外"}
"""Face → the folder of the output that keeps it apart from the other; a public paper may be kept with those of the house."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A project with its templates found and its engine ready: made once, used for many records."""

    project: Project
    catalog: Catalog
    engine: Engine


@dataclass(frozen=True, slots=True)
class Made:
    """One finished document in one format, not yet on disk.

    ``folder`` is the one that keeps its face apart; ``parts`` and ``suffix`` make its name.
    ``allowed`` are the findings of the gate that the request let through,
    ``characters`` the length of the document, blanks left out. With ``gaps`` something is still to be written.
    """

    kind: str
    format: str
    folder: str
    parts: tuple[str, ...]
    suffix: str
    data: bytes = field(repr=False)
    allowed: tuple[str, ...] = ()
    characters: int = 0
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a record gives for one kind: its documents in every format asked for, and what was found on the way.

    ``whole`` is false where a document could not be made; with no document and nothing
    wrong the record has nothing for the kind. ``read`` are the other files that went in:
    pictures, whether they could be read or not, and other records. ``unfit`` says in words
    that the kind takes another type of record.
    """

    made: tuple[Made, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    read: tuple[str, ...] = ()
    unfit: str = ""


def workspace(start: Path) -> Workspace:
    """The project that *start* belongs to, ready to render. Raises ConfigError for a faulty docgen.yaml."""
    return workspace_of(project.find(start))


def workspace_of(found: Project) -> Workspace:
    """The workspace of a project that was found before."""
    templates = catalog(found)
    return Workspace(found, templates, Engine(templates.folders))


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a document of a kit stands: in *folder* below the folder of its face, called 01 议程 after number and name.

    With *online* it is for the web, which has no cover.
    """

    folder: str
    number: int
    name: str
    online: bool = False

    @property
    def label(self) -> str:
        return f"{self.number:02} {self.name}" if self.number else self.name


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms documents are made: the caller's options; without ``drafts`` none that would be all blanks.

    ``allow`` names findings of the gate (手机号码@案件.yaml:46) that a person has looked at;
    ``name`` is the file's name where the caller has chosen it, ``""`` where its parts make it;
    ``variant`` is one of ``PDF_VARIANTS``, ``""`` for the usual one.
    """

    options: Options = Options()
    drafts: bool = True
    allow: tuple[str, ...] = ()
    name: str = ""
    variant: str = ""
    slot: Slot | None = None
    """``None`` for a document that belongs to no kit."""


USUAL = Terms()


class Trees:
    """Records read once and trees made once, for papers that share them: the materials of a kit and their comparison.

    Whoever makes such papers one after another holds one and lets it go when they are done. What it gives is as a
    record and a tree made anew: nothing here depends on the order of the calls.
    """

    def __init__(self) -> None:
        self._loaded: dict[str, Loaded] = {}
        self._made: dict[tuple[str, str, Options], list[Finished]] = {}

    def loaded(self, record: str, space: Workspace) -> Loaded:
        """The record at the path *record* with its faults, read at the first call."""
        if record not in self._loaded:
            self._loaded[record] = load(Path(record), space.project)
        return self._loaded[record]

    def finished(self, kind: Kind, record: Record, space: Workspace, options: Options) -> list[Finished]:
        """The trees of *kind* that *record* gives; *record* is one that ``loaded`` gave."""
        key = (record.span.file, kind.id, options)
        if key not in self._made:
            self._made[key] = finish.finish(kind, record, space.project, space.engine, options)
        return self._made[key]


def make(
    kind: Kind,
    record: Record,
    space: Workspace,
    formats: Sequence[str],
    terms: Terms = USUAL,
    trees: Trees | None = None,
) -> Given:
    """Every document of *kind* that *record* gives, as bytes; a fault of one never stops the others.

    *trees* are those of the kit that the documents belong to, ``None`` for documents by themselves.
    Public bytes have passed the gate: what gives something away is a Problem and not among them.
    """
    if not terms.drafts and not entries.has_data(kind, record):
        return Given()
    if type_of(record) not in kind.takes:
        return Given(whole=False, unfit=_other_type(record, kind))
    if "docx" in formats and space.project.settings.word_templates and terms.slot is None:
        try:
            terms, others = with_word_template(kind, space, terms)
        except DocgenError as fault:
            return Given(problems=fault.problems, whole=False)
        if others is not None and (rest := [name for name in formats if name != "docx"]):
            trees = trees or Trees()
            first = make(kind, record, space, ["docx"], terms, trees)
            return _together(first, make(kind, record, space, rest, others, trees))
    made: list[Made] = []
    problems: list[Problem] = []
    read = [*read_by(record)]
    whole = True
    for finished in (trees or Trees()).finished(kind, record, space, terms.options):
        one = checked(finished, space)
        problems += one.problems
        read += _pictures(finished)
        if one.document is None:
            whole = whole and not has_errors(one.problems)
            continue
        document = without_cover(one.document) if terms.slot and terms.slot.online else one.document
        count = characters(document)
        gaps = has_gaps(one)
        folder, parts = _place(one, kind, terms.slot, gaps=gaps)
        written: list[Made] = []
        refused = False
        if "wechat" in formats and document.meta.face == "public":
            document = replace(document, article=_article(one, record))
        for name in formats:
            suffix = WRITERS[name].suffix
            try:
                problems += (faults := format_problems(document, name, space))
                if has_errors(faults):
                    whole = False
                    continue
                data = one.ready or to_bytes(document, name, space, terms.variant)
                found, allowed = _verdict(one, one.document, data, terms, parts, suffix)
            except DocgenError as fault:
                problems += fault.problems
                whole = False
                continue
            problems += found
            refused = refused or has_errors(found)
            written.append(Made(kind.id, name, folder, parts, suffix, data, allowed, count, gaps))
        # What the gate sees in one format stands in the others too, read there or not: all go out or none.
        made += () if refused else written
        whole = whole and not refused
    return Given(tuple(made), tuple(problems), whole, tuple(dict.fromkeys(read)))


def _article(finished: Finished, record: Record) -> Article:
    """What an account on the web shows round *finished*, a public paper of *record*: who it is from, the figures of each case, the picture.

    Its texts are masked as the paper is.
    """
    from docgen.privacy import replacing  # an internal letter needs none of it

    known = finished.secrets
    event = record.event if isinstance(record, Release) else record if isinstance(record, Conference) else None
    hosts = record.hosts if isinstance(record, Conference | Release) and record.hosts else event.hosts if event else ()
    names = tuple(str(host.name) for host in hosts if host.name)

    def said(text: str) -> str:
        return replacing.masked_text(text, known) if known else text

    if event is None:
        return Article(names)
    found = list(references.of(event))
    own = isinstance(record, Conference)
    figures = tuple(
        tuple((said(one.value), said(one.words)) for one in found if one.member is member) for member in event.members
    )
    poster = said(f"一图读懂：{event.title}") if found else ""
    palette = str((event.poster and event.poster.palette) or "")
    return Article(tuple(map(said, names)), figures if own else (), poster, palette)


def with_word_template(kind: Kind, space: Workspace, terms: Terms) -> tuple[Terms, Terms | None]:
    """(the terms of a DOCX of *kind*, those of its other formats); the latter ``None`` where both are the same.

    A paper for review is laid out by docgen: its lines are numbered. Raises TemplateError where the
    Word file that docgen.yaml names cannot be used.
    """
    if terms.options.letterhead is not None or terms.options.review:
        return terms, None
    from docgen.papers.letterhead.chosen import chosen

    own = chosen(kind, space.project)
    if own is None:
        return terms, None
    return replace(terms, options=replace(terms.options, letterhead=own)), terms


def _together(first: Given, second: Given) -> Given:
    """What two calls for the same papers gave; what both say is said once."""
    return Given(
        (*first.made, *second.made),
        tuple(dict.fromkeys((*first.problems, *second.problems))),
        first.whole and second.whole,
        tuple(dict.fromkeys((*first.read, *second.read))),
        first.unfit,
    )


def has_gaps(finished: Finished) -> bool:
    """True where something of the document is still to be written: the facts that may be used for it stand there."""
    return any(item.code == "G001" for item in finished.problems)


def _place(finished: Finished, kind: Kind, slot: Slot | None, *, gaps: bool) -> tuple[str, tuple[str, ...]]:
    """The folder of a document and the parts of its name: 文种-院-事由, in a kit those of its slot.

    What lies outside is handed to reporters: a paper of a kit with *gaps* is none of it, nor is the draft of a release
    or of another paper of a conference: the facts that may be used stand in it.
    """
    inside = kind.inside or (gaps and (slot is not None or "case" not in kind.takes))
    face = FOLDERS["instrument" if inside else kind.face]
    if slot is None:
        return face, finished.parts
    return f"{face}/{slot.folder}", tuple(part for part in (slot.label, finished.subject) if part)


def _other_type(record: Record, kind: Kind) -> str:
    wanted = "或者".join(RECORD_TYPES[word].name for word in kind.takes)
    return f"{record.span.file}：这是{RECORD_TYPES[type_of(record)].name}记录，{kind.name}要用{wanted}记录，跳过"


def read_by(record: Record, finished: Finished | None = None) -> tuple[str, ...]:
    """The other files that go into the papers of *record*: cases, the conference of a release, pictures of *finished*."""
    others: list[Record] = [*cases_of(record)]
    if isinstance(record, Release) and record.event:
        others.append(record.event)
    known = [file for file in dict.fromkeys(other.span.file for other in others) if file != record.span.file]
    return (*known, *(_pictures(finished) if finished else ()))


def _pictures(finished: Finished) -> list[str]:
    """The picture files of a document, as paths that lead there from the working directory."""
    blocks = finished.document.blocks if finished.document else ()
    return [str(Path(block.span.file).parent / block.source) for block in blocks if isinstance(block, Image)]


def _verdict(
    finished: Finished, document: Document, data: bytes, terms: Terms, parts: tuple[str, ...], suffix: str
) -> tuple[Sequence[Problem], tuple[str, ...]]:
    """What the gate says of finished bytes, and what the caller lets through. Only public ones pay for its import."""
    if document.meta.face != "public":
        return (), ()
    from docgen.privacy.gate import examined

    name = terms.name or files.file_name(parts, suffix)
    verdict = examined(data, name, document, finished.secrets, terms.allow)
    return verdict.problems, verdict.allowed


def settings_problems(space: Workspace) -> list[Problem]:
    """What docgen.yaml and house.yaml say that no paper can be made by: 文号格式 for an unknown kind, 默认格式 that there is not, a look that cannot be."""
    known = list(space.catalog.kinds.names.values())
    problems = []
    for name, pattern in space.project.settings.number_patterns.items():
        if name not in known:
            like = nearest(name, known)
            hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(known)
            problems.append(problem(pattern.span, "C001", f"“文号格式”里的“{name}”不是一个文种", hint))
    if space.project.settings.word_templates:
        from docgen.papers.letterhead import chosen

        problems += chosen.faults(space.project, space.catalog, space.engine)
    problems += [
        _unknown_format(name, name.span, "C001") for name in space.project.settings.formats if str(name) not in WRITERS
    ]
    return [*problems, *_house_problems(space.project.house)]


def _house_problems(house: Path | None) -> list[Problem]:
    """What is wrong with the office's house.yaml, whichever profile shows it."""
    if house is None:
        return []
    found: dict[Problem, None] = {}
    for profile in norms.profiles():
        try:
            norms.load(profile, house)
        except NormError as fault:
            found.update(dict.fromkeys(fault.problems))
    return list(found)


def default_formats(found: Project) -> tuple[str, ...]:
    """The formats of docgen.yaml, docx where it names none. Raises ConfigError at the line that names an unknown one."""
    for name in found.settings.formats:
        if str(name) not in WRITERS:
            raise ConfigError([_unknown_format(name, name.span, "C001")])
    return tuple(str(name) for name in found.settings.formats) or ("docx",)


def checked(finished: Finished, space: Workspace) -> Finished:
    """*finished* with its pictures and the Problems that only norm and pictures show; no document where one is an error."""
    if finished.document is None:
        return finished
    document = finished.document
    found: list[Problem] = []
    if any(isinstance(block, Image) for block in document.blocks):
        from docgen.formats.pictures import with_pictures

        document, found = with_pictures(document, space.project.root)
    try:
        found += norms.missing_roles(document, _norm(finished.kind, space))
    except DocgenError as fault:
        found += fault.problems
    if document is finished.document and not found:
        return finished
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
    problems = finish.check_template(kind, space.project, space.engine)
    try:
        norm = _norm(kind, space)
    except DocgenError as fault:
        return sort_problems([*problems, *fault.problems])
    for number, line in enumerate(kind.source.split("\n"), 1):
        role = re.match(r"\s*@([^\s{}]+)", line)
        if role and role[1] not in ("目录", "图", "正文起") and role[1] not in norm.roles:
            like = nearest(role[1], norm.roles)
            hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(norm.roles)
            problems.append(problem(Span(kind.file, number), "T007", f"版式里没有“{role[1]}”这个角色", hint))
    return sort_problems(problems)


def check_formats(formats: Sequence[str]) -> None:
    """Raises ConfigError where a format is not in the table of writers."""
    for name in formats:
        if name not in WRITERS:
            raise ConfigError([_unknown_format(name, None, "U001")])


def _unknown_format(name: str, place: Span | None, code: str) -> Problem:
    like = nearest(name, WRITERS)
    hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(WRITERS)
    return problem(place, code, f"没有“{name}”这种格式", hint)


def format_problems(document: Document, format_name: str, space: Workspace) -> list[Problem]:
    """What is wrong with *document* in this format alone: for PDF the fonts of this machine."""
    check = WRITERS[format_name].check
    return check(document, norms.load(document.meta.norm, space.project.house)) if check else []


def to_bytes(document: Document, format_name: str, space: Workspace, variant: str = "") -> bytes:
    """*document* in the format *format_name*, by the norm it names and the house style of *space*."""
    return in_house(document, format_name, space.project.house, variant)


def in_house(document: Document, format_name: str, house: Path | None, variant: str = "") -> bytes:
    """*document* in the format *format_name*, by the norm it names and an office's house style.

    *house* is its file, ``None`` for the norm as it is; *variant* is one of the format's own, where it has any.
    """
    writer = WRITERS[format_name]
    write = writer.variants.get(variant, writer.write)
    norm = norms.load(document.meta.norm, house)
    if document.meta.review:
        norm = norms.for_review(norm)
    return write(placing.fitted(document, norm), norm)
