"""Where templates are found, and which kinds of document they make: the YAML in the first comment of each says it.

The user's ``templates/`` come first, then those of the package; a user's template of
the same kind takes the place of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from docgen.core.errors import ConfigError, Problem, TemplateError, nearest, problem
from docgen.core.files import read_regular
from docgen.core.source import Located, Span, shown
from docgen.core.tree import Face
from docgen.data import HERE, table
from docgen.records.models import STAGES
from docgen.records.project import Project
from docgen.records.yaml.bind import bind
from docgen.records.yaml.fields import (
    ListOf,
    MapOf,
    Model,
    ModelOf,
    Scalar,
    agency,
    date,
    entry,
    moment,
    named,
    prose,
    text,
    texts,
    yes,
)
from docgen.records.yaml.fields import Spec as FieldSpec
from docgen.records.yaml.parse import parse

_COMMENT = re.compile(r"\{#-{0,3}(.*?)-{0,3}#\}", re.DOTALL)
_FACES: dict[str, Face] = {"instrument": "instrument", "内部": "instrument", "public": "public", "对外": "public"}
RECORDS = ("case", "conference", "release")
"""The types of record that a template may take."""
OTHER_PAPERS = "其他文书"
"""In ``each``: one paper for each paper of 其他文书 that is served."""
_MAKERS = {"文字": text, "段落": prose, "日期": date, "时间": moment, "列表": texts, "机关": agency, "是否": yes}


@dataclass(frozen=True, kw_only=True)
class OwnField(Model):
    """A field that only this kind has, read from 其他文书."""

    SHORT: ClassVar[tuple[str, ...]] = ("doc",)

    doc: Located | None = text("说明", "这个字段写什么")
    kind: Located | None = text("类型", "值的类型", tuple(_MAKERS), default="文字")


@dataclass(frozen=True, kw_only=True)
class Header(Model):
    """What a template says of itself."""

    kind: Located | None = text("kind", "文种的英文名，命令行里用", required=True)
    name: Located | None = text("名称", "文种的中文名，命令行和文件名里用", required=True)
    norm: Located | None = text("norm", "版式", default="legal-instrument")
    face: Located | None = text("face", "instrument 内部文书，public 对外文书", tuple(_FACES), required=True)
    inside: Located | None = text(
        "存放", "写“内部”：对外的内容，但是只供自己人用，放在内部文件夹，不进发布会的压缩包", ("内部",)
    )
    embargoed: bool = yes("印禁发", "页眉里印发布会或者发布稿的禁发时间：给记者的写“是”")
    titled: bool = yes("页眉书名", "页眉里印案例集的名称，放得下的时候")
    voice: Located | None = text(
        "voice", "怎样称呼检察院：本院，或者全称一次以后用简称", ("本院", "简称"), default="本院"
    )
    stage: Located | None = text("阶段", "文书在案件的哪个阶段制作；以后阶段的内容读不到", STAGES, required=True)
    takes: tuple[Located, ...] = entry(
        ListOf(Scalar("text", RECORDS)),
        "takes",
        "用哪种记录：case 案件，conference 发布会，release 发布稿；可以写几种",
        default="case",
    )
    each: tuple[Located, ...] = texts("each", "一项做一份：列表在记录里的位置，如“检察建议”“听证会.参加单位”")
    needs: tuple[Located, ...] = texts("needs", "必须有的字段；缺了印【待补】")
    absent: Located | None = text("无则", "记录里没有内容时：草稿，或者跳过", ("草稿", "跳过"), default="跳过")
    only_if: Located | None = text("仅当", "这个“是/否”字段为“是”才做，如“听证会.公开”")
    limits: Mapping[str, Located] = entry(
        MapOf(Scalar("text")), "限于", "只用于这样的项，如“类别: 公益诉讼”；写了别的值的项跳过，没写的照做"
    )
    served: Located | None = text(
        "送达", "要送达的文种：写收文的是哪个字段，如“机关”“被建议单位”；有“其他文书”的一份就有一份送达回证"
    )
    fields: Mapping[str, OwnField] = named(OwnField, "字段", "这个文种自己的字段，从“其他文书”里读")
    taken_from: Located | None = text(
        "取自", "取出时内置模板的版次，由 docgen templates eject 写上，用来看内置的有没有改过"
    )
    day: tuple[Located, ...] = texts("成文日期", "成文日期取自哪个字段，可以写几个，取先有的", default="日期")


@dataclass(frozen=True)
class Kind:
    """A kind of document: its header with every default filled in, and where its template lies.

    ``inside``: kept among the papers of the house, whatever its face. ``embargoed``: its running head says until when
    nothing may be published, that of one ``titled`` the name of the book. ``file`` is the template's path as shown to people, ``source`` its text. What was
    typed in the header keeps its place (``Located``), for messages. ``elsewhere`` are the
    values of a 限于 for which another kind is made: what has them is passed over without a word.
    ``taken_from`` is the state of the package's own template that an office's was taken from.
    """

    id: str
    name: str
    norm: str
    face: Face
    voice: str
    stage: str
    takes: tuple[str, ...]
    each: tuple[str, ...]
    needs: tuple[str, ...]
    drafts_without_data: bool
    only_if: str
    limits: Mapping[str, str]
    own: Mapping[str, FieldSpec]
    day: tuple[str, ...]
    file: str
    path: Path
    source: str
    inside: bool = False
    embargoed: bool = False
    taken_from: str = ""
    titled: bool = False
    elsewhere: frozenset[tuple[str, str]] = frozenset()
    served: str = ""
    """The field that says on whom a paper of this kind is served, ``""`` where it is not."""
    serves: tuple[Kind, ...] = ()
    """The kinds of 其他文书 that are served, of a kind that is made for each of their papers."""


def kind_of(path: Path, file: str, source: str) -> tuple[Kind | None, list[Problem]]:
    """The kind that the template *source* declares; ``None`` with Problems where its header is at fault.

    ``None`` without Problems where there is no header: the file is only for including.
    """
    comment = _COMMENT.search(source)
    if not source.strip():
        return None, [problem(Span(file), "T002", "模板是空的", "写模板头和正文；不用的模板删去")]
    opened = re.match(r"\s*\{#-*\s*(?:kind|名称|norm|face|阶段)\s*[:：]", source)
    if opened and (comment is None or "{#" in comment[1]):
        line = source[: source.index("{#")].count("\n") + 1
        return None, [problem(Span(file, line), "T002", "模板头没有结束", "在模板头的最后一行后面写 ---#}")]
    if comment is None or source[: comment.start()].strip() or "kind" not in comment[1]:
        return None, []
    header, problems = _read(source, comment, file)
    problems = [problem(item.span, "T002", item.message, item.hint, item.level) for item in problems]
    if header is None or any(item.level == "error" for item in problems):
        return None, problems
    kind = Kind(
        id=str(header.kind),
        name=str(header.name),
        norm=header.norm or "legal-instrument",
        face=_FACES[str(header.face)],
        voice=str(header.voice or "本院"),
        stage=str(header.stage),
        takes=header.takes or ("case",),
        each=header.each,
        needs=header.needs,
        drafts_without_data=str(header.absent or "跳过") == "草稿",
        only_if=header.only_if or "",
        limits=header.limits,
        own={name: _own_spec(name, declared) for name, declared in header.fields.items()},
        day=header.day or ("日期",),
        file=file,
        path=path,
        source=source,
        inside=header.inside is not None,
        embargoed=header.embargoed,
        served=str(header.served or ""),
        taken_from=str(header.taken_from or ""),
        titled=header.titled,
    )
    return kind, problems


def _read(source: str, comment: re.Match[str], file: str) -> tuple[Header | None, list[Problem]]:
    """The header as block YAML (a key a line) or, where it starts on the line of the comment, as ``a: b, c: d``."""
    inside = comment[1]
    start = comment.start(1)
    before = source[:start]
    if inside.strip() and not inside.lstrip(" \t").startswith("\n"):
        # Braces make it a flow mapping; they take the places of the comment's own signs, so columns stay true.
        column = start - (before.rfind("\n") + 1)
        text_of = "\n" * before.count("\n") + " " * (column - 1) + "{" + inside.rstrip() + "}"
    else:
        text_of = "\n" * before.count("\n") + inside
    node, problems = parse(text_of, file, ModelOf(Header))
    if node is None:
        return None, problems or [problem(Span(file), "T002", "模板头是空的")]
    header, faults = bind(node, Header)
    return header, [*problems, *faults]


def _own_spec(name: str, declared: OwnField) -> FieldSpec:
    maker = _MAKERS[str(declared.kind or "文字")]
    made = maker(name, str(declared.doc or ""))
    spec: FieldSpec = made.metadata["spec"]
    return spec


BUILT_IN = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parents[1] / "templates"
"""The package's own templates: inside the wheel, or beside the package in a checkout."""


class Kinds(Mapping[str, Kind]):
    """Kinds by their English id; of the package's own a header is read when its kind is asked for.

    A letter needs one header of forty: the ids and names of the others are enough for it.
    ``names`` are the Chinese names by id, in the order of the kinds.
    """

    def __init__(self, read: Mapping[str, Kind], unread: Mapping[str, _Outline]) -> None:
        self._read = dict(read)
        self._unread = {name: one for name, one in unread.items() if name not in read}
        self._divided: dict[str, Kind] = {}
        self.names = {name: kind.name for name, kind in read.items()}
        self.names |= {name: one.name for name, one in self._unread.items()}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._divided:
            self._divided[name] = self._with_served(self._with_elsewhere(self._whole(name)))
        return self._divided[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def sources(self) -> Iterator[tuple[str, str]]:
        """(id, text of the template) of every kind."""
        for name in self.names:
            yield name, self._read[name].source if name in self._read else self._unread[name].source

    def _whole(self, name: str) -> Kind:
        if name not in self._read:
            kind, problems = _load(self._unread[name].path)
            if kind is None:
                raise TemplateError(problems)
            self._read[name] = kind
        return self._read[name]

    def _with_served(self, kind: Kind) -> Kind:
        """*kind*, told which kinds of 其他文书 are served where it is made for each of their papers (送达回证)."""
        if OTHER_PAPERS not in kind.each:
            return kind
        named = [name for name, one in self._read.items() if one.served]
        named += [name for name, one in self._unread.items() if one.served]
        return replace(kind, serves=tuple(self._whole(name) for name in dict.fromkeys(named) if name != kind.id))

    def _with_elsewhere(self, kind: Kind) -> Kind:
        """*kind*, told which values of its lists other kinds serve (限于)."""
        if not kind.limits:
            return kind
        limited = [name for name, one in self._read.items() if one.limits]
        limited += [name for name, one in self._unread.items() if one.limited]
        others = [self._whole(name) for name in dict.fromkeys(limited) if name != kind.id]
        sharing = [other for other in others if set(other.each) & set(kind.each)]
        found = {(str(key), str(value)) for other in sharing for key, value in other.limits.items()}
        return replace(kind, elsewhere=frozenset(found))


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of one of the package's own kinds before its header is read."""

    path: Path
    source: str
    name: str
    limited: bool
    served: bool


@dataclass(frozen=True)
class Catalog:
    """All kinds by their English id, and what is wrong with templates that could not be used."""

    kinds: Kinds
    folders: tuple[Path, ...]
    problems: tuple[Problem, ...]

    def kind(self, name: str) -> Kind:
        """The kind called *name*, English or Chinese.

        Raises ConfigError where there is none, TemplateError where the reason may be a broken template.
        """
        names = self.kinds.names
        for english, chinese in names.items():
            if name in (english, chinese):
                return self.kinds[english]
        known = [*names, *names.values()]
        like = nearest(name, known)
        listed = "、".join(f"{english}（{chinese}）" for english, chinese in names.items())
        hint = f"是不是“{like}”？" if like else f"可以写：{listed}"
        if waiting := _waiting(name):
            raise ConfigError(
                [problem(None, "U001", f"{name}还不能做：{waiting}", "现在用检察建议书（recommendation）")]
            )
        if broken := [item for item in self.problems if item.level == "error"]:
            raise TemplateError([problem(None, "T001", f"没有“{name}”这个文种，有的模板读不出来", hint), *broken])
        raise ConfigError([problem(None, "U001", f"没有“{name}”这个文种", hint)])


def _waiting(name: str) -> str:
    """Why the instrument *name* is not made yet, ``""`` where it is none of those that a bill would bring."""
    rows = (row for row in table("instruments")["诉前文书"] if "停用" in row)
    return next((row["状态"] for row in rows if name in (row["名称"], row["简称"], row["英文"])), "")


def built_in() -> Catalog:
    """The package's own templates alone."""
    return Catalog(Kinds({}, _outlines()), (BUILT_IN,), ())


def catalog(project: Project) -> Catalog:
    """The templates that *project* may use. Faults of the office's own are collected, not raised.

    In docgen's own checkout the project's templates are those of the package; whoever works there writes
    templates, so that each is read whole and its faults are told like an office's.
    """
    user = project.templates
    same = user.is_dir() and user.resolve() == BUILT_IN.resolve()
    kinds, problems = _kinds_in(user) if user.is_dir() else ({}, [])
    read = {kind.path.name for kind in kinds.values()}
    broken = {Path(item.span.file).name for item in problems if item.span and item.level == "error"} - read
    # The office's own file of that name cannot be read: ours must not stand in for it unnoticed.
    own = {} if same else {name: one for name, one in _outlines().items() if one.path.name not in broken}
    problems += _same_names(kinds, own)
    folders = tuple(folder for folder in (user, *(() if same else (BUILT_IN,))) if folder.is_dir())
    return Catalog(Kinds(kinds, own), folders, tuple(problems))


def _same_names(kinds: Mapping[str, Kind], own: Mapping[str, _Outline]) -> Iterator[Problem]:
    """T009 where one of the office's *kinds* has the Chinese name of another, or of one of the package's *own*."""
    named = [(name, kind.name) for name, kind in kinds.items()] + [(name, one.name) for name, one in own.items()]
    for number, (name, chinese) in enumerate(named):
        before = [kinds[other] for other, _ in named[:number] if other in kinds]
        other = next((kind for kind in before if kind.name == chinese and kind.id != name), None)
        if other is not None:
            message = f"“{other.name}”也是 {name} 的名称"
            yield problem(Span(other.file), "T009", message, f"换一个名称；要代替内置的，就写 kind: {name}")


def _outlines() -> dict[str, _Outline]:
    """The package's own kinds by id, from two lines of each header: each is called after its file (a test sees to it)."""
    outlines = (_outline(path, path.read_text(encoding="utf-8")) for path in sorted(BUILT_IN.glob("*.j2")))
    return {one.path.stem: one for one in outlines if one is not None}


_NAME = re.compile(r"^名称: *(\S+)$", re.M)


@lru_cache(maxsize=128)
def _outline(path: Path, source: str) -> _Outline | None:
    head = source.partition("---#}")[0]
    name = _NAME.search(head)
    return _Outline(path, source, name[1], "\n限于:" in head, "\n送达:" in head) if name else None


def _kinds_in(folder: Path) -> tuple[dict[str, Kind], list[Problem]]:
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.j2")):
        kind, faults = _load(path)
        problems += faults
        if kind is not None and kind.id in kinds:
            message = f"“{kind.id}”和 {kinds[kind.id].file} 是同一个文种"
            problems.append(problem(Span(kind.file), "T009", message, "换一个 kind，或者删去一个模板"))
        elif kind is not None:
            kinds[kind.id] = kind
    return kinds, problems


def _load(path: Path) -> tuple[Kind | None, Sequence[Problem]]:
    file = str(shown(path))
    try:
        source = read_regular(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None, [problem(Span(file), "T002", "模板读不出来，要用 UTF-8 编码保存")]
    kind, problems = _kind(path, file, source.replace("\r\n", "\n"))
    if kind is None and not problems and (BUILT_IN / path.name).is_file():
        # A file of this name is meant to take the place of ours.
        hint = "第一行写 {#--- ，接着写 kind、名称、face、阶段，再写 ---#}；只供包含的模板放在 partials/ 里"
        return None, [problem(Span(file), "T002", "模板头读不出来", hint)]
    return kind, problems


@lru_cache(maxsize=128)
def _kind(path: Path, file: str, source: str) -> tuple[Kind | None, tuple[Problem, ...]]:
    """``kind_of``, kept for a template whose text is the same: a second paper of one process reads no header again."""
    kind, problems = kind_of(path, file, source)
    return kind, tuple(problems)
