"""What a kit holds besides papers: the pages and the picture of a conference, each looked at by the gate, and the 数字对照表."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from itertools import combinations
from pathlib import Path, PurePath

from docgen.building.kit import drawing, materials
from docgen.building.kit.drawing import PAGE, PNG, WORD, Drawing
from docgen.building.kit.materials import Source
from docgen.building.kit.poster import page
from docgen.checks import figures, persons
from docgen.core import dates
from docgen.core.errors import (
    ConfigError,
    DocgenError,
    EnvironmentFault,
    Problem,
    RecordError,
    WriteError,
    has_errors,
    problem,
    sort_problems,
)
from docgen.core.source import shown
from docgen.core.tree import Document
from docgen.formats.web import site
from docgen.formats.web.site import Card, Front
from docgen.page import placing
from docgen.page.norm import norms
from docgen.papers.finish import DRAFT, Finished, Options
from docgen.papers.make import (
    FOLDERS,
    Given,
    Made,
    Slot,
    Terms,
    Trees,
    Workspace,
    checked,
    has_gaps,
    read_by,
    to_bytes,
    workspace,
)
from docgen.privacy import replacing
from docgen.privacy.gate import Verdict, examined
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.loader import load_or_raise
from docgen.records.release import Release

NOTE = "说明.txt"
_DOWNLOADS = {WORD: "典型案例集（Word）", PNG: "一图读懂（图片）"}


def files(record: Path, options: Options, allow: Collection[str] = ()) -> tuple[dict[str, bytes], list[Problem]]:
    """File name → bytes of the web pages of the conference *record* and, where it has 亮点, of its picture.

    Raises a DocgenError for a record of another type, a faulty one, or one whose files would give something away.
    """
    space = workspace(record)
    conference = _conference(record, space)
    trees = Trees()
    finished = _collection(conference, space, options, trees)
    problems = list(finished.problems)
    if finished.document is None:
        raise RecordError(problems)
    drawn = drawing.drawing(finished, conference, space)
    releases = _releases(conference, space, options, trees)
    made = _pages(finished, conference, space, drawn, releases)
    if conference.highlights and PNG not in made:
        drawn.png()
    read = [*made.items(), *((name, words) for name in made if (words := drawn.words(name)))]
    found = [item for name, data in read for item in _verdict(data, name, finished, releases, allow).problems]
    if conference.highlights:
        problems += drawing.remarks(finished, conference)
    problems += dict.fromkeys(found)
    if has_errors(found):
        raise WriteError(sort_problems(problems))
    return made, problems


def make(
    name: str,
    record: Record,
    space: Workspace,
    formats: Sequence[str],
    terms: Terms,
    trees: Trees,
    sources: Sequence[Source] = (),
) -> Given:
    """What a kit holds that no template makes (``materials.NAMES``), as ``papers.make`` gives the rest, of the same *trees*."""
    assert isinstance(record, Conference)
    if name == materials.TABLES:
        return _tables(record, space, terms, trees, sources)
    finished = _collection(record, space, terms.options, trees)
    read = read_by(record, finished)
    if finished.document is None:
        return Given(problems=finished.problems, whole=not has_errors(finished.problems), read=read)
    slot = terms.slot or Slot("", 0, materials.NAMES[name])
    gaps = has_gaps(finished)
    top = "/".join(part for part in (FOLDERS["instrument" if gaps else "public"], slot.folder) if part)
    made: list[Made] = []
    problems: list[Problem] = []
    whole = True
    refused = False
    if record.highlights and name != materials.NOTE:
        problems += drawing.remarks(finished, record)
    for form in formats:
        try:
            drawn = drawing.drawing(finished, record, space)
            # In a kit the releases lie beside the pages: one that cannot be made costs its own paper only.
            for file, data in _files(name, form, finished, record, space, drawn).items():
                stem, suffix = PurePath(file).stem, PurePath(file).suffix
                alone = name in (materials.PICTURE, materials.NOTE)
                folder, part = (top, slot.label) if alone else (f"{top}/{slot.label}", stem)
                allowed: list[str] = []
                for one in filter(None, (data, drawn.words(file))):
                    verdict = examined(one, file, finished.document, finished.secrets, terms.allow)
                    problems += verdict.problems
                    refused = refused or has_errors(verdict.problems)
                    allowed += [mark for mark in verdict.allowed if mark not in allowed]
                made.append(Made(name, form, folder, (part,), suffix, data, tuple(allowed), gaps=gaps))
        except DocgenError as fault:
            problems += fault.problems
            whole = False
    if refused:
        # What one format or page gives away the others give away too, in words or in pixels.
        made, whole = [], False
    # What the collection lacks is told with the collection.
    return Given(tuple(made), tuple(dict.fromkeys(problems)), whole, read)


def note(finished: Finished, conference: Conference) -> bytes:
    """说明.txt: what whoever opens the ZIP must know first: until when nothing may be published, and whom to call."""
    rows = [str(conference.title or ""), ""]
    if conference.embargo:
        rows += [f"{dates.printed(conference.embargo.moment)}以前不得刊发。", ""]
    if finished.document is not None and DRAFT in finished.document.meta.header:
        rows += ["这是送审稿，还不是定稿，不得刊发。", ""]
    told = (
        ("发布会", conference.name),
        ("时间", conference.time and dates.printed(conference.time.moment)),
        ("地点", conference.place),
        ("主办", "、".join(str(one.name) for one in conference.hosts)),
        ("案例", f"{len(conference.members)}件"),
    )
    rows += [f"{label}：{value}" for label, value in told if value]
    if (contact := conference.contact) and (contact.unit or contact.name or contact.phone):
        who = f"{contact.unit or ''}{contact.name or ''}"
        rows += ["", f"媒体联系：{'　'.join(part for part in (who, str(contact.phone or '')) if part)}"]
    rows += ["", "清单.json 记着每份材料的校验值。"]
    text = "\n".join(rows) + "\n"
    return (replacing.masked_text(text, finished.secrets) if finished.secrets else text).encode()


def _files(
    name: str,
    form: str,
    finished: Finished,
    record: Conference,
    space: Workspace,
    drawn: Drawing,
) -> dict[str, bytes]:
    if name == materials.WEB:
        return _pages(finished, record, space, drawn, ())
    if name == materials.NOTE:
        return {NOTE: note(finished, record)}
    if name == materials.CARDS:
        return drawn.cards()
    return {PAGE: drawn.page()} if form == "html" else {PNG: drawn.png()}


def _conference(path: Path, space: Workspace) -> Conference:
    record = load_or_raise(shown(path), space.project)
    if not isinstance(record, Conference):
        raise ConfigError([problem(None, "U001", f"{shown(path)} 不是发布会记录", "写发布会记录的文件名")])
    return record


def _collection(conference: Conference, space: Workspace, options: Options, trees: Trees) -> Finished:
    kind = space.catalog.kind("collection")
    return checked(trees.finished(kind, conference, space, options)[0], space)


def _verdict(
    data: bytes, file: str, finished: Finished, releases: Sequence[tuple[str, Finished]], allow: Collection[str]
) -> Verdict:
    """What the gate says of a page: that of a release is held against what the release may not say."""
    own = {site.release_name(number): one for number, (_, one) in enumerate(releases, 1)}.get(file, finished)
    assert own.document is not None
    return examined(data, file, own.document, own.secrets, allow)


def _releases(conference: Conference, space: Workspace, options: Options, trees: Trees) -> list[tuple[str, Finished]]:
    """(what it is called, the release) for each that goes along and has nothing left to be written."""
    path = Path(conference.span.file)
    found = []
    for one in materials.of(conference, path, space)[0]:
        if one.kind != "press-release" or one.formats or one.record == path:
            continue
        record = trees.loaded(str(one.record), space).record
        if record is None:
            # What is wrong in it is told with the release itself.
            continue
        for made in trees.finished(space.catalog.kind(one.kind), record, space, options):
            ready = checked(made, space)
            if ready.document is not None and not has_gaps(ready):
                found.append((f"{one.slot.name}：{ready.document.meta.title}", ready))
    return found


def _pages(
    finished: Finished,
    conference: Conference,
    space: Workspace,
    drawn: Drawing,
    releases: Sequence[tuple[str, Finished]],
) -> dict[str, bytes]:
    """The pages of the collection, its Word file, and with 亮点 the picture in pixels and as a page of text."""
    assert finished.document is not None
    norm = norms.load(finished.document.meta.norm, space.project.house)
    document = placing.fitted(finished.document, norm)
    more = {WORD: to_bytes(finished.document, "docx", space)}
    listed = [(name, one.document) for name, one in releases if one.document is not None]
    data = b""
    if conference.highlights:
        # Where Pango is missing the picture itself tells so; its page of text does without.
        with suppress(EnvironmentFault):
            data = drawn.png()
        more |= {PNG: data, PAGE: drawn.page()} if data else {PAGE: drawn.page()}
    return site.pages(document, norm, _front(drawn, more, listed)) | more


# — 数字对照表 —


def tables(records: Sequence[Path], options: Options) -> tuple[bytes, list[Problem], str]:
    """数字对照表 and 人物对照表 of *records*, and F001–F006 for everything in which two of their documents differ.

    A conference stands there with all its materials, a release with its text, a case with
    its published form. Raises a DocgenError for a faulty record.
    """
    space = workspace(records[0])
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(shown(one) for one in records):
        record = load_or_raise(path, space.project)
        if isinstance(record, Conference):
            listed, faults, _ = materials.of(record, path, space)
            problems += faults
            sources += [one for one in materials.compared(listed) if one not in sources]
        elif all(one.record != str(path) for one in sources):
            kind = "press-release" if isinstance(record, Release) else "typical-case"
            sources.append(Source(str(path), kind, path.stem))
    data, faults, _, said = _compared(sources, space, options, Trees())
    return data, sort_problems(dict.fromkeys([*problems, *faults])), said


def _tables(conference: Conference, space: Workspace, terms: Terms, trees: Trees, sources: Sequence[Source]) -> Given:
    data, problems, read, _ = _compared(sources, space, terms.options, trees, conference)
    slot = terms.slot or Slot("", 0, materials.NAMES[materials.TABLES])
    folder = "/".join(part for part in (FOLDERS["instrument"], slot.folder) if part)
    book = Made(materials.TABLES, "xlsx", folder, (slot.label,), ".xlsx", data)
    return Given((book,), tuple(problems), True, tuple(one for one in read if one != conference.span.file))


def _compared(
    sources: Sequence[Source], space: Workspace, options: Options, trees: Trees, *known: Record
) -> tuple[bytes, list[Problem], list[str], str]:
    """(the workbook, what does not agree, every file that was read, what was compared); what a document lacks is told elsewhere."""
    from docgen.building.kit import comparison
    from docgen.building.kit import comparison as workbook

    records: dict[str, Record] = {record.span.file: record for record in known}
    documents: list[tuple[str, Document]] = []
    for source in sources:
        if source.record not in records:
            records[source.record] = trees.loaded(source.record, space).usable()
        kind = space.catalog.kinds[source.kind]
        made = trees.finished(kind, records[source.record], space, options)
        documents += [(source.name, one.document) for one in made if one.document is not None]
    compared = comparison.compare(list(records.values()), documents)
    problems = [item for record in records.values() for item in (*figures.check(record), *persons.check(record))]
    lists = [record.persons for record in records.values() if isinstance(record, Conference | Release)]
    problems += [item for one, other in combinations(lists, 2) for item in persons.differences(one, other)]
    # What is only not registered is told by ``docgen check``.
    found = [item for item in (*problems, *compared.problems) if item.code != "F004"]
    read = [file for record in records.values() for file in (record.span.file, *read_by(record))]
    return workbook.write(compared), sort_problems(dict.fromkeys(found)), list(dict.fromkeys(read)), compared.compared


def _front(drawn: Drawing, files: Mapping[str, bytes], releases: Sequence[tuple[str, Document]] = ()) -> Front:
    """The front of the pages of *drawn*; *files* are those that lie beside them, by name, *releases* what goes along."""
    sheet = drawn.sheet
    cards = tuple(
        Card(
            case.gist,
            *((case.figures[0].value, case.figures[0].words) if case.figures else ("", "")),
            case.office,
            case.matter,
        )
        for case in sheet.cases
    )
    items = [sheet.lead, *sheet.general, *(one for case in sheet.cases for one in case.figures)]
    facts = [(one.value, one.words) for one in items][:4] if PAGE in files else []
    return Front(
        drawn.palette,
        sheet.hosts,
        sheet.event if sheet.event != sheet.title else "",
        sheet.date,
        sheet.contact,
        tuple(facts),
        cards,
        files.get(PNG, b""),
        page.words(sheet),
        PNG,
        PAGE if PAGE in files else "",
        tuple(releases),
        tuple((name, words) for name, words in _DOWNLOADS.items() if name in files),
    )
