"""The header of a template: the YAML in its first comment says what the kind is and needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from docgen.core.errors import Problem, problem
from docgen.core.source import Located, Span
from docgen.core.tree import Face
from docgen.records.models import STAGES
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
