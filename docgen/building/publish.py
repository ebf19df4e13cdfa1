"""The public version of a record and of every record that it names: one folder for the machine on the other network.

Everything is made and searched in memory; nothing is given back where one file of the set
holds what it may not.
"""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

from docgen.building.kit import materials
from docgen.core.dates import When
from docgen.core.errors import Problem, RecordError, has_errors, problem, sort_problems
from docgen.core.source import Located, Span, shown
from docgen.formats import pictures
from docgen.papers.make import Workspace
from docgen.papers.views import words
from docgen.papers.views.view import PUBLIC, Paper, View
from docgen.privacy import masks
from docgen.privacy.gate import as_words, offset
from docgen.privacy.leaks import Leak, leaks
from docgen.privacy.masks import style_of
from docgen.privacy.replacing import BETWEEN, masked_text, matches
from docgen.privacy.secrets import BLANKED, Register, Secret, register
from docgen.privacy.spelling import located
from docgen.records import derive, references
from docgen.records.conference import Conference, Highlight
from docgen.records.kinds import Record
from docgen.records.loader import load_or_raise
from docgen.records.models import STAGES, Agency, Case, Figure, Party
from docgen.records.release import Release
from docgen.records.yaml import emit
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model, Scalar, names, specs

# — published —
# A record that holds only the public view of another, so that the papers can be made where the secrets must not be.
#
# Authorities and parties get new registered names and are called what they are called in
# public; free text is masked; references to figures, authorities and parties stay
# references, so that every public paper of the new record is that of the old one.

COMMENT = "只有公开内容的记录，由 docgen publish 生成"

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What takes the place of characters *start* to *stop*; ``authority`` is what it prints where it is one, else ``""``."""

    start: int
    stop: int
    word: str
    authority: str = ""


class Publisher(ABC):
    """One record on its way out: the new names of what it registers, and a view for what is not registered.

    ``told`` are the lines made so far, each with the one that it was made of.
    """

    def __init__(self, source: Record, register: Register) -> None:
        self.source = source
        self.register = register
        self.view = View(source, Paper("public", STAGES[-1]), called=register.called)
        self.names = self.figure_names(source.figures)
        self.told: list[tuple[str, Located]] = []

    @property
    def problems(self) -> list[Problem]:
        """What stands in the way: a reference to what no public paper may read."""
        return list(dict.fromkeys(item for item in self.view.problems if has_errors([item])))

    def yaml(self) -> str:
        """The public record. It may not be used where ``problems`` then holds anything."""
        return emit.dump(self.model(self.source), type(self.source), COMMENT)

    def figure_names(self, figures: Mapping[str, Figure]) -> dict[str, str]:
        """Old → new: a figure keeps its name, which papers print, as far as that gives nothing away."""
        found: dict[str, str] = {}
        for number, name in enumerate(figures, 1):
            new = masked_text(name, self.register)
            taken = new in found.values() or (new != name and new in figures)
            found[name] = f"数据{number}" if taken or matches(new, self.register, everywhere=True) else new
        return found

    # — values —

    def model(self, value: Model) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for attribute, spec in specs(type(value)).items():
            if attribute not in PUBLIC.get(type(value), frozenset()):
                continue
            found = getattr(value, attribute)
            if spec.shape == Scalar("yes"):
                if attribute in value.keys:
                    made[spec.key] = "是" if found else "否"
            elif found not in (None, (), {}):
                # The section of a case is headed by the very key that was typed.
                key = str(value.keys[attribute]) if attribute in value.keys and type(value) is Case else spec.key
                made[key] = self.field(value, attribute, found)
        return made

    def field(self, owner: Model, attribute: str, value: Any) -> Value:
        """*value*, which stands under *attribute* of *owner*."""
        return self.value(value)

    def value(self, value: object) -> Value:
        match value:
            case Mapping():
                return {self.names[name]: self.registered(item) for name, item in value.items()}
            case tuple():
                return [made for item in value if (made := self.value(item))]
            case When():
                return str(value)
            case Located():
                return self.text(value)
            case Model():
                return self.model(value)
        return str(value)

    def registered(self, value: object) -> Value:
        match value:
            case Agency():
                outer = {"对外": self.plain(value.outer)} if value.outer else {}
                again = {"再称": self.plain(value.again)} if value.again else {}
                return {"全称": str(value.outer or derive.OUTER), **outer, **again}
            case Party():
                mask = self.register.called.get(value.span, "") or BLANKED
                return {"姓名": mask, "对外": mask}
            case Figure():
                return self.figure(value)
        raise AssertionError(f"unknown registered value: {value!r}")

    def figure(self, value: Figure) -> dict[str, Value]:
        """The figure as public papers print it, and what is drawn and checked of it; never the inner value of one with 对外."""
        made: dict[str, Value] = {"值": self.plain(value.outer or value.value or Located("", value.span))}
        more = {"对外": value.outer, "期间": value.period, "出处": value.origin, "阶段": value.stage}
        made |= {key: self.plain(text) for key, text in more.items() if text}
        made |= {"出处公开": "是"} if value.open_origin else {}
        lists: dict[str, list[Value]] = {
            "词": [self.plain(word) for word in value.words],
            "合计": [self.name(part) for part in value.parts],
            "各期": [self.name(part) for part in value.series],
        }
        made |= {key: items for key, items in lists.items() if items}
        return made

    def plain(self, text: Located) -> str:
        """What is registered refers to nothing itself."""
        return masked_text(text, self.register)

    def name(self, text: Located) -> str:
        """A name of something registered, as the public record calls it."""
        return self.renamed(str(text)) or self.plain(text)

    # — running text —

    def text(self, text: Located) -> str:
        """*text* as the public record has it: references by their new names or printed, secrets replaced."""
        return "\n".join(self.line(line) for line in text.lines()) if "\n" in text else self.line(text)

    def line(self, text: Located) -> str:
        found = references.find(text)
        pieces = [self.reference(text, one) for one in found]
        inside = [(one.start, one.stop) for one in found]
        for match in matches(text, self.register):
            if not any(start < match.stop and match.start < stop for start, stop in inside):
                authority = match.secret.mask if match.secret.via.startswith("机关.") else ""
                pieces.append(_Piece(match.start, match.stop, self.masked(match.secret), authority))
        made: list[str] = []
        last = 0
        for piece in _merged(text, sorted(pieces, key=lambda piece: piece.start)):
            made += [text[last : piece.start], piece.word]
            last = piece.stop
        whole = "".join((*made, text[last:]))
        self.told.append((whole, text))
        return whole

    def reference(self, text: Located, found: references.Reference) -> _Piece:
        """A reference to what is kept under its new name; any other as it prints."""
        printed = words.expanded(self.view, text.part(found.start, found.stop))
        authority = str(printed) if _span(printed).via.startswith("机关.") else ""
        if new := self.renamed(found.name):
            word = f"｛{new}{f'|{found.filter}' if found.filter else ''}｝"
        else:
            word = masked_text(printed, self.register)
        return _Piece(found.start, found.stop, word, authority)

    @abstractmethod
    def renamed(self, name: str) -> str | None:
        """What a reference calls *name* in the public record, ``None`` for what is not kept there."""

    def masked(self, secret: Secret) -> str:
        """What stands for *secret* where it was typed out."""
        return secret.mask


class CasePublisher(Publisher):
    """A case: authorities and parties get new names, for the old ones are often names themselves.

    *kinds* are the public kinds whose own fields (其他文书) go along.
    """

    def __init__(self, source: Case, register: Register, kinds: frozenset[str] = frozenset()) -> None:
        super().__init__(source, register)
        self.case = source
        self.kinds = kinds
        for word, group in (("机关", source.agencies), ("当事人", source.parties)):
            self.names |= {name: f"{word}{number}" for number, name in enumerate(group, 1)}

    def yaml(self) -> str:
        values = self.model(self.case)
        if papers := [self.node(node) for node in self.case.other_papers if _paper_of(node) in self.kinds]:
            values["其他文书"] = papers
        return emit.dump(values, Case, COMMENT)

    def renamed(self, name: str) -> str | None:
        group, _, last = name.rpartition(".")
        bare = name if name in self.names else last if group in ("机关", "当事人", "数据") else ""
        return self.names.get(bare)

    def seen_from_outside(self, name: str) -> str | None:
        """What a conference or a release calls *name* of this case; its public texts keep their names too.

        In them 本院 is the office of the case, which it would not be in the text that refers to them.
        """
        if (new := self.renamed(name)) or name not in names(Case):
            return new or (name if name in ("案名", "类型") else None)
        value = getattr(self.case, names(Case)[name])
        if names(Case)[name] not in PUBLIC[Case] or not isinstance(value, Located) or isinstance(value, When):
            return None
        # A text that holds references of its own now cannot be referred to.
        return None if references.find(self.text(value)) else name

    def masked(self, secret: Secret) -> str:
        """A reference where this case registers who is meant under the same name in public, else the mask."""
        group, _, name = secret.via.partition(".")
        registered: Mapping[str, Model] = self.view.registered(group)
        match registered.get(name):
            case Agency() as agency if str(words.agency_outer(agency)) == secret.mask:
                return f"｛{self.names[name]}｝"
            case Party() as party if self.register.called.get(party.span) == secret.mask:
                return f"｛{self.names[name]}｝"
        return secret.mask

    def node(self, node: Node) -> Value:
        match node:
            case MapNode(entries):
                return {str(key): self.node(value) for key, value in entries}
            case ListNode(items):
                return [self.node(item) for item in items]
            case ScalarNode(text):
                return self.text(text)


def _paper_of(node: Node) -> str:
    entries = node.entries if isinstance(node, MapNode) else ()
    return next((str(value.text) for key, value in entries if str(key) == "文种" and isinstance(value, ScalarNode)), "")


def _span(text: str) -> Span:
    return text.span if isinstance(text, Located) else Span("")


def _merged(text: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """*pieces* without an authority that prints the same as the one just before it, as papers have it (``replacing``)."""
    before: _Piece | None = None
    for piece in pieces:
        again = before and before.authority and before.authority == piece.authority
        if before and again and text[before.stop : piece.start] in BETWEEN:
            before = _Piece(before.start, piece.stop, before.word, before.authority)
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before


# — published press —
# The public record of a conference or a release: written for the public already, but it names cases and may name persons.
#
# Names of files, and what the cases register, are called as the public records of the
# cases call them; a secret of any case is masked as the papers of the press mask it.


def place(path: Path) -> Path:
    """*path* as the records of a set are told apart by: from the root, without detours."""
    return Path(os.path.abspath(path))  # noqa: PTH100  links stay what was typed


class PressPublisher(Publisher):
    """A conference or a release at *path*.

    ``files`` is place → new name of every file of the set, ``others`` place → what publishes that
    record; both are filled by the caller before the YAML is asked for.
    """

    def __init__(
        self,
        source: Conference | Release,
        register: Register,
        path: Path,
        files: Mapping[Path, str],
        others: Mapping[Path, Publisher],
    ) -> None:
        super().__init__(source, register)
        self.press = source
        self.path = path
        self.files = files
        self.others = others
        spoken = [str(one.name) for one in source.persons if one.name] + [
            derive.host_short(one) for one in source.hosts
        ]
        self.names |= {name: masked_text(name, register) for name in spoken}

    def file(self, typed: Located) -> str:
        """The new name of the file that *typed* leads to; of one that is not there a name as public as any text."""
        known = self.files.get(self.below(typed))
        return known or masked_text(PurePath(str(typed).replace("\\", "/")).name, self.register)

    def below(self, typed: str) -> Path:
        return place(self.path.parent / typed.replace("\\", "/"))

    def field(self, owner: Model, attribute: str, value: Any) -> Value:
        match attribute:
            case "case_files":
                # A pattern becomes the list of what it found; the cases that only 正文 names are named there.
                own = (one for one in self.press.members if one.typed.span.file == self.press.span.file)
                return [self.files[place(one.path)] for one in own if one.typed in value]
            case "case_file" | "conference" | "file":
                return self.file(value)
            case "material":
                return [self.file(one) if one.lower().endswith((".yaml", ".yml")) else self.text(one) for one in value]
            case "highlights":
                return [self.highlight(one) for one in value]
            case "course":
                member = next((one for one in self.press.members if one.name == value.removesuffix(".yaml")), None)
                return PurePath(self.files[place(member.path)]).stem if member else str(value)
        return self.value(value)

    def highlight(self, one: Highlight) -> Value:
        name = self.name(one.figure or Located("", one.span))
        return {"数": name, "说": self.text(one.words)} if one.words else name

    def renamed(self, name: str) -> str | None:
        further = references.below(self.press, name)
        if further is None:
            return self.names.get(name) or ".".join(self.names.get(part, part) for part in name.split("."))
        record, rest = further
        if not isinstance(record, Case):
            assert isinstance(self.press, Release)
            assert self.press.conference is not None
            return self.others[self.below(self.press.conference)].renamed(rest)
        member = next(one for one in self.press.members if one.case is record)
        publisher = self.others[place(member.path)]
        assert isinstance(publisher, CasePublisher)
        new = publisher.seen_from_outside(rest)
        return f"{PurePath(self.files[place(member.path)]).stem}.{new}" if new else None


# — publishing —

_SUFFIX = ".yaml"
Told = Sequence[tuple[str, Located]]
"""Lines of a public record, each with the line of the record that it was made of."""
_STEM = {Case: "案例", Conference: "发布会", Release: "新闻通稿"}
"""Type of record → what its file is called where its own name may not go out, with a number behind it."""


@dataclass(frozen=True, slots=True)
class Published:
    """File name → bytes, the record itself first; ``sources`` are the files that it was made of."""

    files: dict[str, bytes]
    sources: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass
class _Set:
    """Records (and pictures) that go out together, by their places, in order."""

    space: Workspace
    records: dict[Path, Record] = field(default_factory=dict)
    pictures: dict[Path, Span] = field(default_factory=dict)

    def add(self, path: Path, record: Record) -> None:
        """*record*, what it names, and of a conference the releases of its kit."""
        if place(path) in self.records:
            return
        self.records[place(path)] = record
        if isinstance(record, Case):
            return
        if isinstance(record, Release):
            if record.event is not None and record.conference is not None:
                self.add(_below(path, record.conference), record.event)
            for passage in record.body:
                if passage.picture and passage.picture.file:
                    typed = passage.picture.file
                    self.pictures.setdefault(place(_below(path, typed)), typed.span)
        for member in record.members:
            self.add(member.path, member.case)

    @property
    def cases(self) -> list[Case]:
        return [record for record in self.records.values() if isinstance(record, Case)]


def _below(path: Path, typed: str) -> Path:
    return path.parent / typed.replace("\\", "/")


def published(path: Path, name: str, space: Workspace) -> Published:
    """The public version of the record at *path*, to be called *name*, and of all that it names.

    Of a conference also the releases of its kit (材料), of a release its conference; cleaned
    pictures lie beside them. Raises RecordError where a record cannot be read, bears a mark
    of secrecy, or where a finished file would give something away.
    """
    whole = _collected(path, space)
    _openly(whole)
    known = _register(whole, space)
    files = _names(whole, place(path), name, known)
    data, problems = _pictures(whole, files)
    made: dict[Path, bytes] = {}
    publishers = _publishers(whole, known, files)
    for one, publisher in publishers.items():
        made[one] = publisher.yaml().encode()
    faults = [item for publisher in publishers.values() for item in publisher.problems]
    for one, finished in (made | data).items():
        source: Told = publishers[one].told if one in publishers else ()
        at = whole.records[one].span if one in publishers else whole.pictures[one]
        faults += _found(finished, files[one], known, source, at)
    if has_errors([*problems, *faults]):
        raise RecordError(sort_problems(dict.fromkeys([*problems, *faults])))
    ready = {files[one]: finished for one, finished in (made | data).items()}
    return Published(ready, tuple(files), (*problems, *dict.fromkeys(faults)))


def _collected(path: Path, space: Workspace) -> _Set:
    root = load_or_raise(shown(path), space.project)
    whole = _Set(space)
    whole.add(shown(path), root)
    if isinstance(root, Conference):
        listed, _, _ = materials.of(root, shown(path), space)
        for one in dict.fromkeys(one.record for one in listed):
            if place(one) not in whole.records:
                whole.add(one, load_or_raise(shown(one), space.project))
    return whole


def _openly(whole: _Set) -> None:
    """Raises RecordError where a record of the set is secret, or two persons could not be told apart."""
    hint = "核对密级；有密级的案件不公开"
    found = [
        problem(record.secrecy.span, "V004", "记录标了密级，不能做公开版", hint)
        for record in whole.records.values()
        if record.secrecy
    ]
    if faults := sort_problems([*found, *masks.faults(whole.cases)]):
        raise RecordError(faults)


def _register(whole: _Set, space: Workspace) -> Register:
    """The secrets of all cases together: one person has one mask in the whole set, as in the papers of the press."""
    records = list(whole.records.values())
    return register(
        whole.cases,
        style_of(str(space.project.settings.masking or "")),
        [name for record in records for name in references.officials(record)],
        [number for record in records for number in references.contacts(record)],
        records=records,
    )


def _publishers(whole: _Set, known: Register, files: Mapping[Path, str]) -> dict[Path, Publisher]:
    own = [kind for kind in whole.space.catalog.kinds.values() if kind.face == "public" and kind.own]
    kinds = frozenset(name for kind in own for name in (kind.name, kind.id))
    found: dict[Path, Publisher] = {}
    for one, record in whole.records.items():
        if isinstance(record, Case):
            found[one] = CasePublisher(record, known, kinds)
        else:
            found[one] = PressPublisher(record, known, one, files, found)
    return found


# — names of files —


def _names(whole: _Set, root: Path, name: str, known: Register) -> dict[Path, str]:
    """Place → name beside the others: its own where that gives nothing away and is free, else 案例1, 图1 …."""
    found = {root: name}
    taken = {name.casefold()}
    entries = [(one, _STEM[type(record)], _SUFFIX) for one, record in whole.records.items()]
    entries += [(one, "图", one.suffix.lower()) for one in whole.pictures]
    count: dict[str, int] = {}
    for one, word, suffix in entries:
        if one == root:
            continue
        count[word] = count.get(word, 0) + 1
        own = one.stem + suffix
        if own.casefold() in taken or not _harmless(one.stem, known):
            own = next(new for new in _numbered(word, count[word], suffix) if new.casefold() not in taken)
        found[one] = own
        taken.add(own.casefold())
    return found


def _numbered(word: str, first: int, suffix: str) -> Iterator[str]:
    number = first
    while True:
        yield f"{word}{number}{suffix}"
        number += 1


def _harmless(stem: str, known: Register) -> bool:
    """True for a name that holds no secret, and that a reference (｛大兴.补缴金额｝) can begin with."""
    hidden = masked_text(stem, known) != stem or matches(stem, known, everywhere=True)
    return not hidden and not re.search(r"[.|{}｛｝*?\\]", stem)


# — what may not go out —


def _pictures(whole: _Set, files: Mapping[Path, str]) -> tuple[dict[Path, bytes], list[Problem]]:
    """The pictures that can be read, cleaned, and an R030 or R031 for each other."""
    found: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for one, at in whole.pictures.items():
        try:
            found[one] = pictures.read(one, whole.space.project.root).data
        except pictures.PictureFault as fault:
            problems.append(problem(at, fault.code, f"图没有带上：{fault}", fault.hint))
    return found, problems


def _found(data: bytes, name: str, known: Register, told: Told, at: Span) -> Iterator[Problem]:
    """Why the file *name* may not be written, at the lines that it was made of (*told*), else at *at*."""
    left: set[Secret] = set()

    def nobody(secret: Secret) -> bool:
        with_it = [(text, list(located(text, secret.needle, number=False))) for _, text in told]
        spots = [(text, start) for text, found in with_it for start, _ in found]
        return bool(spots) and all(known.says_no_person(secret, text.span_at(start)) for text, start in spots)

    for leak in leaks(data, name, known, words=left, typed_as_word=nobody if known.no_persons else lambda _: False):
        span = next((_place(typed, leak) for line, typed in told if offset(line, leak) is not None), at)
        if leak.secret is None:
            hint = "删去，或者写到当事人的字段里"
            yield problem(span, "M005", f"公开版里疑似有{leak.kind}（{leak.place}），没有写出", hint)
        else:
            hint = "引号、书名号、更长的名称和文件名里的名字要自己改写" if leak.secret.is_name else "删去它"
            yield problem(span, "M002", f"公开版里有登记过的{leak.kind}（{leak.place}），没有写出", hint)
    kept = [
        typed.span_at(start)
        for _, typed in told
        for secret in left
        for start, _ in located(typed, secret.needle, number=False)
    ]
    if kept:
        yield as_words("公开版", kept)


def _place(typed: Located, leak: Leak) -> Span:
    """The place of *leak* in the line *typed*; of one that a reference brought in, that line."""
    start = offset(typed, leak)
    return typed.span if start is None else typed.span_at(start)
