"""材料: which documents the kit of a conference holds, in which order, and what each file is called.

A kit is a folder of numbered files (01 议程.docx …). What has no data has no number, so that
nothing seems to be missing, nor has what is kept in the house; what is typed and cannot be is a Problem.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.core import files
from docgen.core.errors import DocgenError, Problem, nearest, problem
from docgen.core.source import Located, shown
from docgen.papers import entries, make
from docgen.papers.make import Slot, Workspace
from docgen.privacy.masks import style_of
from docgen.privacy.secrets import register
from docgen.records import project, references
from docgen.records.conference import Conference
from docgen.records.kinds import cases_of
from docgen.records.loader import glance
from docgen.records.release import GENRES

WEB, PICTURE, CARDS, TABLES, NOTE = "web", "picture", "cards", "figures", "note"
"""Kinds that no template makes."""
NAMES = {WEB: "网页", PICTURE: "一图读懂", CARDS: "案例卡片", TABLES: "数字对照表", NOTE: "说明"}
FORMATS = {WEB: ("html",), PICTURE: ("html", "png"), CARDS: ("png",), TABLES: ("xlsx",), NOTE: ("txt",)}
"""Those kinds → the formats that they are made in, whatever is asked for."""
MANIFEST, ZIP = "清单", "压缩包"

_WECHAT, _RELEASE = "公众号", "press-release"
_USUAL = (
    "agenda",
    "host-script",
    "speech",
    "collection",
    _RELEASE,
    "qa",
    "qa-notes",
    "table-cards",
    "press-sign-in",
    "seating",
)
"""The order of a kit whose record does not say 材料; an office's own kinds follow."""


@dataclass(frozen=True, slots=True)
class Material:
    """One numbered entry of a kit: *kind* made of *record*; ``formats`` empty means those that are asked for."""

    record: Path
    kind: str
    slot: Slot
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A document whose figures the 数字对照表 shows: *kind* made of *record*, under *name* at the head of its column."""

    record: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str
    kind: str
    record: Path
    formats: tuple[str, ...] = ()


def folder_name(conference: Conference, space: Workspace) -> str:
    """What the folder of the kit is called: the name of the collection, as public as its files."""
    from docgen.privacy import replacing

    style = style_of(str(space.project.settings.masking or ""))
    secrets = register(cases_of(conference), style, references.officials(conference))
    return files.file_name((replacing.masked_text(str(conference.title or ""), secrets),), "")


def of(conference: Conference, path: Path, space: Workspace) -> tuple[list[Material], list[Problem], list[str]]:
    """(the materials in order, what is wrong with 材料, the names of those that the record has nothing for)."""
    problems: list[Problem] = []
    wanted: list[_Wanted] = []
    for entry in conference.material:
        wanted += _typed(entry, path, space, problems)
    if not conference.material:
        wanted += _usual(path, space)
    folder = folder_name(conference, space)
    found: list[Material] = []
    numbered = 0
    without: list[str] = []
    for one in {(one.name, one.record, one.kind): one for one in wanted}.values():
        if not _has(one, conference, path, space):
            without.append(one.name)
            continue
        inside = one.kind not in NAMES and space.catalog.kinds[one.kind].inside
        numbered += not inside
        slot = Slot(folder, 0 if inside else numbered, one.name, one.name.startswith(_WECHAT))
        found.append(Material(one.record, one.kind, slot, one.formats))
    if conference.embargo or conference.contact:
        # What whoever opens the ZIP must know first.
        found.append(Material(path, NOTE, Slot(folder, 0, NAMES[NOTE])))
    return found, problems, without


def typed_wrongly(conference: Conference, path: Path) -> list[Problem]:
    """What is wrong with the 材料 of the conference at *path*: what ``build`` would say, for those who check first."""
    if not conference.material:
        return []
    try:
        return of(conference, path, make.workspace_of(project.find(path)))[1]
    except DocgenError:
        return []  # settings that cannot be used are told where they are read


def compared(listed: Iterable[Material]) -> tuple[Source, ...]:
    """The documents among *listed* that the 数字对照表 shows: papers, each once, by their label."""
    papers = (one for one in listed if one.kind not in NAMES and not one.formats)
    return tuple(Source(str(one.record), one.kind, one.slot.label) for one in papers)


def _has(wanted: _Wanted, conference: Conference, path: Path, space: Workspace) -> bool:
    """True where there is something to make of it; of another record only that record can say."""
    if wanted.kind in (PICTURE, CARDS):
        return bool(conference.highlights)
    return (
        wanted.kind == WEB
        or wanted.record != path
        or bool(entries.entries(space.catalog.kinds[wanted.kind], conference))
    )


def _usual(path: Path, space: Workspace) -> Iterator[_Wanted]:
    fitting = {name: kind for name, kind in space.catalog.kinds.items() if "conference" in kind.takes}
    for name in (*_USUAL, *sorted(set(fitting) - set(_USUAL))):
        if name == _RELEASE and (releases := list(_releases(path))):
            yield from (_Wanted(one.stem, _RELEASE, one) for one, _ in releases)
        elif name in fitting:
            yield _Wanted(fitting[name].name, name, path)
    yield _Wanted(NAMES[WEB], WEB, path)
    yield _Wanted(NAMES[PICTURE], PICTURE, path)
    yield _Wanted(NAMES[CARDS], CARDS, path)


def _typed(entry: Located, path: Path, space: Workspace, problems: list[Problem]) -> Iterator[_Wanted]:
    """What the *entry* of 材料 means: a kind, a genre, a release by its file, 网页, 公众号 or 一图读懂."""
    name = str(entry).strip()
    kinds = {word: kind for kind, chinese in space.catalog.kinds.names.items() for word in (kind, chinese)}
    own = {word: kind for kind, title in NAMES.items() for word in (kind, title)}
    if own.get(name) in (TABLES, NOTE):
        # They are made without being asked for.
        return
    if name in own:
        yield _Wanted(NAMES[own[name]], own[name], path)
    elif name == _WECHAT:
        yield _Wanted(_WECHAT, "collection", path, ("wechat",))
        releases = [one for one, _ in _releases(path)]
        yield from (_Wanted(f"{_WECHAT}（{one.stem}）", _RELEASE, one, ("wechat",)) for one in releases)
    elif name.lower().endswith((".yaml", ".yml")):
        yield from _file(entry, path, problems)
    elif name in GENRES or kinds.get(name) == _RELEASE:
        releases = [one for one, genre in _releases(path) if name in (genre, _RELEASE, _release_name(space))]
        yield from (_Wanted(one.stem, _RELEASE, one) for one in releases)
        if not releases:
            yield _Wanted(name if name in GENRES else _release_name(space), _RELEASE, path)
    elif name in kinds and "conference" in space.catalog.kinds[kinds[name]].takes:
        yield _Wanted(space.catalog.kinds[kinds[name]].name, kinds[name], path)
    else:
        problems.append(_unknown(entry, name, space, known=name in kinds))


def _release_name(space: Workspace) -> str:
    """What the kind of releases is called in this project."""
    return space.catalog.kinds[_RELEASE].name if _RELEASE in space.catalog.kinds else "新闻通稿"


def _unknown(entry: Located, name: str, space: Workspace, *, known: bool) -> Problem:
    if known:
        return problem(entry.span, "R009", f"“{name}”不是用发布会记录做的", "从“材料”里去掉它")
    fitting = [kind.name for kind in space.catalog.kinds.values() if "conference" in kind.takes]
    words = [*fitting, *GENRES, NAMES[WEB], _WECHAT, NAMES[PICTURE], NAMES[CARDS]]
    like = nearest(name, words)
    hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(words) + "，或者发布稿记录的文件名"
    return problem(entry.span, "R009", f"“材料”里的“{name}”不是一种材料", hint)


def _file(entry: Located, path: Path, problems: list[Problem]) -> Iterator[_Wanted]:
    target = shown(Path(os.path.normpath(path.parent / str(entry).replace("\\", "/"))))
    if not target.is_file():
        like = nearest(target.name, [one.name for one in target.parent.glob("*.y*ml")])
        hint = f"是不是“{like}”？" if like else "位置相对于本文件"
        problems.append(problem(entry.span, "R021", f"没有“{target}”这个文件", hint))
        return
    yield _Wanted(target.stem, _RELEASE, target)


def _content(path: Path) -> bytes:
    try:
        return files.read_regular(path)
    except OSError:
        return b""


def _releases(path: Path) -> Iterator[tuple[Path, str]]:
    """The releases beside the conference at *path* that name it (发布会), each with its genre, by file name."""
    marks = [path.name.encode(encoding) for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")]
    for other in sorted(path.parent.glob("*.y*ml")):
        data = b"" if other.name == path.name else _content(other)
        if not any(mark in data for mark in marks):
            continue
        kind, values = glance(other)
        if kind == "release" and Path(values.get("conference", "")).name == path.name:
            yield shown(other), values.get("genre", "消息")
