"""One record and one kind → finished documents: the stages from view to tree, in order.

View (privacy) → marked lines (templating) → blocks (markup) → voice. Whether a gap is a
reminder or an error is decided here, by ``final``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.core import dates
from docgen.core.dates import When, Worded
from docgen.core.errors import DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.source import Located, Span
from docgen.core.tree import Block, Document, Meta, Paragraph, Text, plain_text, walk
from docgen.papers import entries, markup
from docgen.papers.entries import Entry
from docgen.papers.reader import Reader, called, reader, speaks_to_another, spoken_to_nobody
from docgen.papers.templates.catalog import Kind
from docgen.papers.templates.engine import Engine
from docgen.papers.views import press, words
from docgen.papers.views.scopes import exposed
from docgen.papers.views.top import TopScope
from docgen.papers.views.view import GAP_MARK, Paper, View
from docgen.papers.voice import Voice, spoken
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.kinds import RECORD_TYPES, Record, cases_of, type_of
from docgen.records.models import Case, Filing, Recommendation
from docgen.records.project import Project
from docgen.records.release import Release
from docgen.records.yaml.fields import Model, empty
from docgen.records.yaml.fields import names as attributes

if TYPE_CHECKING:
    from docgen.papers.letterhead.tags import Prepared
    from docgen.privacy.secrets import Register

BLANK_DATE = "　　　　年　　月　　日"
"""The date of issue until it is known (never derived)."""

NUMBER = "文号"
"""The document number: typed in the entry, or in the kind's own field of that name; blank until it is known."""

REVIEW = "送审版"
"""What the name of the file of a paper for review ends in, so that it is not taken for the paper itself."""

DRAFT = "送审稿"
"""What the running head of a paper says that is not final."""

_HEAD_HOLDS = 30
"""Characters that a running head has room for: its marks go before the name of the book."""

_TITLES = ("标题", "主标题", "案例标题")


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller decides: the date of issue where the record has none, and draft or final."""

    day: datetime.date | None = None
    final: bool = False
    length: str = ""
    """短讯, 通稿 or 长稿 for a release that marks what may be left out; ``""`` for all of it."""
    letterhead: Prepared | None = None
    """The office's own Word file to be filled in place of the template, ``None`` for the template."""
    review: bool = False
    """送审版: numbered lines and a wide margin, lines and pages those of the final."""


@dataclass(frozen=True, slots=True)
class Finished:
    """One document, or the reasons why there is none (``document`` is ``None``).

    ``subject`` is the addressee or object as file names call it, ``""`` for none; ``parts``
    are the parts of the file name, without the names of persons: file names go into mails
    and logs, those of instruments too. 文种-院-事由[-对象], of a conference or a release
    文种-名称. ``secrets`` is what the finished bytes may not hold, ``None`` for an instrument.
    """

    kind: Kind
    document: Document | None
    subject: str = ""
    problems: tuple[Problem, ...] = ()
    parts: tuple[str, ...] = ()
    secrets: Register | None = None
    ready: bytes = field(default=b"", repr=False)
    """The finished DOCX where an office's own Word file was filled; ``document`` then only tells its words."""


def finish(kind: Kind, record: Record, project: Project, engine: Engine, options: Options) -> list[Finished]:
    """Every document of *kind* that *record* gives; an empty list where it has nothing for the kind."""
    if kind.face == "public" and (secret := list(_secrets(record))):
        return [Finished(kind, None, problems=tuple(secret))] if type_of(record) in kind.takes else []
    if refused := entries.barred(kind, View(record, Paper(kind.face, kind.stage, inside=kind.inside))):
        return [Finished(kind, None, problems=tuple(refused))]
    secrets: Register | None = None
    if kind.face == "public":
        from docgen.privacy import masks
        from docgen.privacy.masks import style_of
        from docgen.privacy.secrets import register

        if alike := masks.faults(cases_of(record)):
            return [Finished(kind, None, problems=tuple(alike))]
        secrets = register(
            cases_of(record),
            style_of(str(project.settings.masking or "")),
            references.officials(record),
            references.contacts(record),
            kind.name,
            (record, *cases_of(record)),
        )
    found = []
    for entry in entries.entries(kind, record):
        outside = entries.outside_limits(kind, entry)
        if outside is None:
            found.append(_finish_one(kind, record, entry, project, engine, options, secrets))
        elif outside:
            found.append(Finished(kind, None, entries.subject(kind, record, entry), outside))
    return found


def _secrets(record: Record) -> Iterator[Problem]:
    """V004 for the record, and for every case in it, that bears a mark of secrecy."""
    if record.secrecy:
        message = f"记录标了密级“{record.secrecy}”，不能做对外文书"
        yield problem(record.secrecy.span, "V004", message, "核对密级；有密级的案件不公开")
    if not isinstance(record, Case):
        for member in record.members:
            yield from _secrets(member.case)


def check_template(kind: Kind, project: Project, engine: Engine) -> list[Problem]:
    """Faults of *kind*'s template that show without a record."""
    tops = blank_tops(kind)
    problems = [*entries.unknown(kind), *entries.barred(kind, tops[0].view)]
    return problems + engine.inspect(kind, tops)


def blank_tops(kind: Kind) -> list[TopScope]:
    """The first names of *kind*'s papers for a record in which nothing is typed, one for each list it is made of."""
    place = Span(kind.file)
    tops: list[TopScope] = []
    for word, path in ((word, path) for word in kind.takes for path in kind.each or ("",)):
        record: Record = empty(RECORD_TYPES[word].model, place)
        entry = entries.blank(kind, record, path)
        if path and entry.item is None:
            entry = replace(entry, item=Located("对象", place))
        view = View(record, Paper(kind.face, kind.stage, inside=kind.inside), entry.model)
        tops.append(_top(view, entry, _own_names(kind, entry, view, None)))
    return tops


def _top(view: View, entry: Entry, own: Mapping[str, Any]) -> TopScope:
    """The first names of one paper, with those that follow from a record of its type: a letter loads none of a conference."""
    if isinstance(view.record, Case):
        from docgen.papers.views.top import DERIVED
    else:
        from docgen.papers.views.occasion import OCCASION_DERIVED as DERIVED
    return TopScope(view, entry.item, entry.source, own, DERIVED)


# — one document —


@dataclass(frozen=True, slots=True)
class _Opened:
    """One paper before its template is filled: for whom it is, what it may see, and the first names of its template."""

    reader: Reader
    view: View
    subject: str
    top: TopScope


def gaps(kind: Kind, record: Record, letters: Sequence[Entry], project: Project, engine: Engine) -> Iterator[Problem]:
    """G001 and G007 for what each of the *letters* of *kind* still lacks in *record*, and whom it calls 你委 who is no 委; one that lacks nothing is filled, not finished."""
    options = Options()
    if entries.barred(kind, View(record, Paper(kind.face, kind.stage))):
        return  # it cannot be made at all, which making it tells
    for entry in letters:
        if entries.outside_limits(kind, entry) is not None:
            continue
        try:
            opened = _opened(kind, record, entry, project, options, None)
            filled = "".join(engine.render(kind, opened.top))
        except DocgenError as fault:
            # What else stops it making the letter tells; this is a name in the record that is another's.
            yield from (item for item in fault.problems if item.code == "R055")
            continue
        wrongly = isinstance(record, Case) and speaks_to_another(filled, record, opened.reader)
        if GAP_MARK in filled or wrongly:
            made = _finish_one(kind, record, entry, project, engine, options, None)
            yield from (item for item in made.problems if item.code in ("G001", "G007"))


def _opened(
    kind: Kind, record: Record, entry: Entry, project: Project, options: Options, secrets: Register | None
) -> _Opened:
    issued = _date_of_issue(kind, record, entry, options)
    source = options.letterhead.source if options.letterhead else kind.source
    read = reader(kind, record, entry, source)
    paper = Paper(
        face=kind.face,
        stage=kind.stage,
        needs=frozenset(kind.needs),
        day=issued or _decided(entry.model) or options.day,
        addressee=entries.addressee(entry, record),
        reader=read.name,
        date_style=project.date_style,
        objection=project.settings.objection,
        length=options.length,
        inside=kind.inside,
    )
    view = View(record, paper, entry.model, called=secrets.called if secrets else {})
    subject = entries.subject(kind, record, entry)
    return _Opened(read, view, subject, _top(view, entry, _own_names(kind, entry, view, issued)))


def _finish_one(
    kind: Kind,
    record: Record,
    entry: Entry,
    project: Project,
    engine: Engine,
    options: Options,
    secrets: Register | None,
) -> Finished:
    opened = _opened(kind, record, entry, project, options, secrets)
    read, view, subject, top = opened.reader, opened.view, opened.subject, opened.top
    paper = view.paper
    ready, problems = b"", [*entry.problems]
    try:
        if options.letterhead is None:
            blocks, faults = markup.parse(engine.render(kind, top), kind.file)
            document, replaced = _said(kind, record, blocks, options, secrets, read)
        else:
            ready, document, faults = _filled(kind, record, engine, top, options, secrets, read)
            replaced = []
    except DocgenError as fault:
        return Finished(kind, None, subject, tuple(sort_problems([*problems, *view.problems, *fault.problems])))
    problems += [*view.problems, *faults, *replaced, *_lacking(document), *_left_over(document, top, options)]
    if isinstance(record, Case):
        problems += spoken_to_nobody(document, record, read)
        if kind.face == "instrument" and record.parties:
            from docgen.papers.complainant import named_to_the_agency

            target = read.name or ("" if read.words else paper.addressee)
            problems += named_to_the_agency(document, record, target)
    if kind.face == "public" and secrets:
        from docgen.papers.lone import numbered_alone

        problems += numbered_alone(document, secrets)
    problems = [_placed(item, kind, entry, subject, record) if item.code == "G001" else item for item in problems]
    if options.final:
        problems = [_strict(item) for item in problems]
    made = None if has_errors(problems) else document
    parts = _parts(kind, view, subject, document.meta.title)
    if isinstance(record, Release) and options.length:
        parts = (*parts, options.length)
    if options.review:
        parts = (*parts, REVIEW)
    subject, *masked = (_masked(text, secrets or _named(record, text, project)) for text in (subject, *parts))
    return Finished(kind, made, subject, tuple(sort_problems(problems)), tuple(masked), secrets, ready)


def _said(
    kind: Kind, record: Record, blocks: tuple[Block, ...], options: Options, secrets: Register | None, read: Reader
) -> tuple[Document, list[Problem]]:
    """*blocks* as this paper may say them, masked where it is public, in its voice."""
    replaced: list[Problem] = []
    if secrets is not None:
        from docgen.privacy import replacing

        blocks, replaced = replacing.masked(blocks, secrets)
    blocks = spoken(blocks, _voice(kind, record, read))
    # The title is what is printed: with names as the voice of the paper has them.
    return Document(_meta(kind, record, blocks, options), blocks), replaced


def _filled(
    kind: Kind, record: Record, engine: Engine, top: TopScope, options: Options, secrets: Register | None, read: Reader
) -> tuple[bytes, Document, list[Problem]]:
    """The office's own Word file filled: its bytes, its words as a document, and what is wrong or lacking in it."""
    from docgen.papers.letterhead.filling import fill

    assert options.letterhead is not None
    at = Span(options.letterhead.file)

    def tree(lines: Iterable[str]) -> tuple[Block, ...]:
        return tuple(Paragraph(markup.BODY, (Text(line, at),), at) for line in lines)

    def speak(lines: list[str]) -> list[str]:
        document, _ = _said(kind, record, tree(lines), options, secrets, read)
        return [plain_text(block.inlines) for block in document.blocks if isinstance(block, Paragraph)]

    filled = fill(options.letterhead, engine, top, speak, kind.name, "zh-CN")
    blocks = tree(filled.paragraphs)
    lacking = [_gap(kind.name, gap, gap.span) for gap in filled.gaps]
    written = Document(_meta(kind, record, blocks, options), blocks)
    # The gaps are told at the places of the record, once; the words only show that they are there.
    return filled.data, replace(written, blocks=_without_gaps(blocks)), [*filled.problems, *lacking]


def _masked(text: str, known: Register | None) -> str:
    if not known:
        return text
    from docgen.privacy import replacing

    return replacing.masked_text(text, known)


def _without_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        block for block in blocks if not (isinstance(block, Paragraph) and GAP_MARK in plain_text(block.inlines))
    )


def _named(record: Record, text: str, project: Project) -> Register | None:
    """The persons of *record*'s cases where one of them is named in *text*, else ``None``."""
    cases = cases_of(record)
    parties = (party for case in cases for party in case.parties.values())
    if any(party.full_name and party.full_name in text for party in parties):
        from docgen.privacy.masks import style_of
        from docgen.privacy.secrets import register

        whole = register(cases, style_of(str(project.settings.masking or "")))
        return replace(whole, secrets=whole.personal)
    return None


def _parts(kind: Kind, view: View, subject: str, title: str) -> tuple[str, ...]:
    """The parts of the file name, in their order, none empty; *title* as the document prints it."""
    record = view.record
    if isinstance(record, Case):
        matter = words.expanded(view, record.matter) if record.matter else ""
        parts = [kind.name, derive.place_name(str(record.procuratorate)), str(matter), subject]
    else:
        genre = str(record.genre or "消息") if isinstance(record, Release) else ""
        parts = [kind.name, genre, _press_title(view, title), subject]
    return tuple(part for part in parts if part)


def _press_title(view: View, title: str) -> str:
    """What a paper of the press is called by: its title; where that is still a gap, the collection's; else the file."""
    record = view.record
    if isinstance(record, Conference):
        return str(words.expanded(view, record.title)) if record.title else ""
    return title if isinstance(record, Release) and record.title else Path(record.span.file).stem


def _own_names(kind: Kind, entry: Entry, view: View, issued: datetime.date | None) -> dict[str, Any]:
    """文号 and 成文日期, blank until they are known, and the kind's own fields."""
    model = entry.model
    at = model.span if model else view.record.span
    known = issued or view.paper.day
    typed = model.number if isinstance(model, Filing | Recommendation) else None
    barred = view.barred(model, "number") if model and typed else None
    number = entry.own.get(NUMBER) or barred or typed
    blank = Located(BLANK_DATE, at.through("成文日期"))
    day = dates.Moment(issued, "日") if issued else None
    date = Worded.of(Located(dates.printed(day, view.paper.date_style), blank.marks), day) if day else blank
    names: dict[str, Any] = {
        NUMBER: number or Located(f"〔{known.year if known else '　　'}〕　　号", at.through("文号")),
        "成文日期": date,
    }
    for key, spec in kind.own.items():
        # What the entry itself holds under the name is only chosen by it.
        if key != NUMBER and (key in entry.own or not (model and references.exists(key, type(model)))):
            place = entry.at.get(key) or entry.at.get("") or view.record.span
            names[key] = exposed(view, entry.own.get(key), spec.shape, key, place)
    return names


def _date_of_issue(kind: Kind, record: Record, entry: Entry, options: Options) -> datetime.date | None:
    """The typed date of issue, else ``--date``; a month without a day is no date of issue."""
    for path in kind.day:
        found = entry.own.get(path) or references.target(record, path, entry.model)
        if isinstance(found, When) and found.moment.exact:
            return found.moment.day
    return options.day


def _decided(model: Model | None) -> datetime.date | None:
    return model.decided.moment.day if isinstance(model, Recommendation) and model.decided else None


def _voice(kind: Kind, record: Record, read: Reader) -> Voice:
    if not isinstance(record, Case):
        return _press_voice(kind, record)
    case = record
    full = str(case.procuratorate or "")
    you = called(read, case)
    # The text of a case that was published so, kept whole (原文), says 本院 where its author did.
    as_printed = case.origin is not None and case.unparsed is not None
    short = str(case.short_name or derive.short_name(full)) if kind.voice == "简称" and not as_printed else ""
    if kind.face == "public":
        return Voice(full, short, you, _later_names(case))
    again = _short_names(case, read.name) if short else {}
    return Voice(full, short, you, again, introduced=bool(again), units=_units(case))


def _units(case: Case) -> dict[str, tuple[str, str]]:
    """Reference → (该局, full name) of every agency and firm that a letter of the case may speak to."""
    called = [(f"机关.{name}", one.full_name, words.you(one, name)) for name, one in case.agencies.items()]
    called += [(f"当事人.{name}", one.full_name, words.party_you(one, name)) for name, one in case.parties.items()]
    return {via: (f"该{you[1:]}", str(full)) for via, full, you in called if full and you[:1] == "你" and you[1:]}


def _short_names(case: Case, reader: str) -> dict[str, str]:
    """Reference → the name under which an agency is registered, where that is its full name made short: 区住建局."""
    named = {name: str(one.full_name or "") for name, one in case.agencies.items() if name != reader}
    return {f"机关.{name}": name for name, full in named.items() if len(name) < len(full) and _shortens(name, full)}


def _shortens(name: str, full: str) -> bool:
    """True where the characters of *name* stand in *full* in their order."""
    rest = iter(full)
    return all(character in rest for character in name)


def _later_names(case: Case) -> dict[str, str]:
    return {f"机关.{name}": str(agency.again) for name, agency in case.agencies.items() if agency.again}


def _press_voice(kind: Kind, record: Conference | Release) -> Voice:
    """Each case of a collection introduces its office with （以下简称…）; a release names offices short.

    In a joint release the first mention of the office and of each partner is the full name.
    """
    hosts = press.hosts(record)
    own = derive.own_office(hosts)
    short = derive.host_short(own) if own and kind.voice == "简称" else ""
    full = str(own.name) if own and len(hosts) > 1 else short
    partners = {f"主办.{derive.host_short(one)}": derive.host_short(one) for one in hosts}
    cases = {}
    for member in record.members:
        office = str(member.case.procuratorate or "")
        name = str(member.case.short_name or derive.short_name(office))
        whole = isinstance(record, Conference)
        cases[member.file] = Voice(office if whole else name, name, again=_later_names(member.case))
    return Voice(full, short, again=partners, gloss=False, cases=cases)


def _meta(kind: Kind, record: Record, blocks: tuple[Block, ...], options: Options) -> Meta:
    titles = (plain_text(block.inlines) for block in blocks if isinstance(block, Paragraph) and block.role in _TITLES)
    # A letter that is served says neither: whoever gets it is not inside.
    inside = kind.inside or (kind.face == "instrument" and not options.final)
    marks = (("示例文书", record.sample), ("内部", inside), (DRAFT, not options.final))
    header = [word for word, wanted in marks if wanted]
    if kind.embargoed and (embargo := press.embargo_of(record)):
        header.append(f"{_short_moment(embargo)}以前不得刊发")
    title = next(titles, kind.name)
    if kind.titled and len("　".join([title, *header])) <= _HEAD_HOLDS:
        header.insert(0, title)
    return Meta(kind.id, kind.name, kind.norm, kind.face, title, "　".join(header), review=options.review)


def _short_moment(when: When) -> str:
    """Day and hour as a running head has room for them, without the year and the day of the week."""
    return "".join(dates.FORMS[form](when.moment, "阿拉伯数字") for form in ("月日", "时刻"))


def _lacking(document: Document) -> Iterator[Problem]:
    for leaf in walk(document):
        if GAP_MARK not in leaf.text:
            continue
        start = leaf.text.find(GAP_MARK)
        while start >= 0:
            yield _gap(document.meta.name, leaf.text[start:], leaf.span.forward(start))
            start = leaf.text.find(GAP_MARK, start + 1)


_MAY_BE_LEFT = re.compile(r"[｛｝{}_＿×✕╳\[【]|〔(?!\d)|(?<![A-Za-z])[XxＸｘ]{2}")


def _left_over(document: Document, top: TopScope, options: Options) -> Iterator[Problem]:
    """G005 for each mark that prints as it is; what a template says and what came by another record is seen only here."""
    if not any(_MAY_BE_LEFT.search(leaf.text) for leaf in walk(document)):
        return
    from docgen.records import leftovers

    named = leftovers.names_of(top.view.record)
    asked = named.union(top.names())
    word = options.letterhead
    blank = word is not None and NUMBER in word.source
    for leaf in walk(document):
        if leaf.span.via in (NUMBER, "成文日期"):
            continue  # blank until they are known: the space for them is meant to print
        typed = word is None and not leaf.span.file.endswith(".j2")
        text = leaf.text.replace("〔　　〕　　号", "　" * 7) if blank else leaf.text
        for found in leftovers.find(text, named if typed else asked, typed=False):
            # Of the words of a record the rules have judged what is not certain, and its author may have closed them.
            if found.certain or not typed:
                place = leaf.span.forward(found.start) if word is None else leaf.span
                yield problem(place, "G005", f"{document.meta.name}：{found.message}", found.hint)


def _typed_at(record: Record, label: str) -> str | None:
    """Where in *record* the field at the path *label* is to be written, ``None`` where not even its first key stands there."""
    value: Any = record
    above = ""
    for number, key in enumerate(label.split("."), 1):
        value = value[0] if isinstance(value, tuple) and value else value
        attribute = attributes(type(value)).get(key) if isinstance(value, Model) else None
        typed = value.keys.get(attribute) if attribute else None
        if typed is None:
            rest = " → ".join(label.split(".")[number - 1 :])
            return f"{above}下面：{rest}: …" if above else None
        above = f"写在第{typed.span.line}行起的“{typed}”"
        value = getattr(value, attribute or "")
    return above.replace("起的", "的") + "后面"


def _placed(gap: Problem, kind: Kind, entry: Entry, subject: str, record: Record) -> Problem:
    """*gap* with the letter that lacks it and the place where it is to be written."""
    paper, mark, label = gap.message.partition("待补：")
    which = f"{paper}（{subject}）" if subject else paper
    first = label.partition(".")[0]
    path = label.replace(".", " → ")
    line = gap.span.line if gap.span else 0
    if first in kind.own and first in entry.at:
        hint = f"写在第{line}行“{first}”后面"
    elif first in kind.own and "" in entry.at:
        hint = f"写在第{entry.at[''].line}行起“其他文书”的这一项“文种: {kind.name}”下面：{first}: …"
    elif first in kind.own:
        gap = replace(gap, span=Span(record.span.file))
        hint = f"写在“其他文书”里“文种: {kind.name}”的那一项下面：{first}: …（docgen add {kind.name} 会把要写的键加好）"
    elif entry.model is not None and entry.model.span == record.span and references.exists(first, type(entry.model)):
        gap = replace(gap, span=Span(record.span.file))
        hint = f"记录里还没有“{entry.source}”，加上一项，写明{path}（docgen add {kind.name} 会把要写的键加好）"
    elif entry.model is not None and references.exists(first, type(entry.model)):
        typed = next((key for key in entry.model.keys.values() if str(key) == first), None)
        where = f"第{typed.span.line}行" if typed else f"第{entry.model.span.line}行起的这一项“{entry.source}”下面"
        hint = f"写在{where}：{path}"
    elif isinstance(record, Case) and (typed_at := _typed_at(record, label)) is not None:
        hint = typed_at
    elif isinstance(record, Case) and references.exists(first):
        gap = replace(gap, span=Span(record.span.file))
        hint = f"在记录最外层加上：{path}（docgen add {kind.name} 会把要写的键加好）"
    else:
        hint = gap.hint
    return replace(gap, message=f"{which}{mark}{label}", hint=hint)


def _gap(paper: str, text: str, place: Span) -> Problem:
    label = text.removeprefix(GAP_MARK).partition("】")[0]
    return problem(place, "G001", f"{paper}待补：{label}", f"在记录里补上“{label}”")


_FINAL = {"G001": "G002", "G005": "G006"}


def _strict(item: Problem) -> Problem:
    """In a final paper a gap, a mark left over, and publication prose in place of findings, are errors."""
    if item.code in _FINAL:
        return replace(item, code=_FINAL[item.code], level="error")
    return replace(item, level="error") if item.code in ("G004", "G008") else item
