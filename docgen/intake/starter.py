"""The first files of a project, and new records and templates that hold only what is needed. Plain texts; nothing is written here."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from docgen.data import HERE
from docgen.papers.templates.header import Kind
from docgen.records.kinds import RECORD_TYPES
from docgen.records.models import STAGES, Case
from docgen.records.schema import schema_of
from docgen.records.yaml.fields import ListOf, Model, ModelOf, Scalar, Shape, Spec, specs

SCHEMAS = {
    "case": "schema/case.schema.json",
    "conference": "schema/conference.schema.json",
    "release": "schema/release.schema.json",
}
FOLDERS = {"case": "案件", "conference": "发布会", "release": "发布稿"}
"""Type of record → the folder of a new project that holds such records: so an editor knows which schema a file has."""

SETTINGS = """\
# 这个文件标出项目的根：输出写在旁边的 output/ 里，自己的模板放在旁边的 templates/ 里。
# 各院的设置写在这里，去掉行首的 # 就生效：
# 机关代字: 临检
# 文号格式: {检察建议书: "临检行公建〔{年}〕{序号}号"}
# 异议期限: 收到本检察建议书之日起十五日内
日期样式: 阿拉伯数字
"""
_IGNORED = "output/\n.docgen.json\n"


def project(own: Mapping[str, Mapping[str, Spec]]) -> dict[str, str]:
    """Name → text of the files of a new project: settings, a sample, editor settings, schemas. *own* are fields of templates."""
    files = {
        "docgen.yaml": SETTINGS,
        "案件/示例.yaml": comment("case", 1) + (HERE / "starter" / "sample.txt").read_text(encoding="utf-8"),
        ".vscode/settings.json": _json(editor()),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".gitignore": _IGNORED,
    }
    for word, name in SCHEMAS.items():
        files[name] = _json(schema_of(word, own if word == "case" else {}))
    return files


def editor() -> dict[str, object]:
    """The settings by which an editor offers keys and checks records, from schemas that lie in the project."""
    return {
        "yaml.schemas": {f"./{SCHEMAS[word]}": f"{FOLDERS[word]}/**/*.yaml" for word in SCHEMAS},
        "yaml.schemaStore.enable": False,
        "yaml.completion": True,
        "yaml.hover": True,
        "yaml.validate": True,
        "[yaml]": {
            "editor.quickSuggestions": {"other": True, "comments": False, "strings": True},
            "editor.wordWrap": "on",
        },
        "files.encoding": "utf8",
    }


def comment(word: str, depth: int) -> str:
    """The first line of a record *depth* folders below the root, which names its schema for editors."""
    return f"# yaml-language-server: $schema={'../' * depth}{SCHEMAS[word]}\n"


# — new records —


def case(kinds: Sequence[Kind], answers: Mapping[str, str]) -> str:
    """A case record with the keys that *kinds* read or need, in the order of the model. *answers* are 检察院 and 事由."""
    wanted = {"检察院", "事由"} | {path.partition(".")[0] for kind in kinds for path in (*kind.needs, *kind.each)}
    wanted |= _surely(kinds)
    inner = {path.partition(".")[0]: set() for kind in kinds for path in kind.each}  # type: dict[str, set[str]]
    for kind in kinds:
        own = [specs_of(path) for path in kind.each]
        for path in kind.needs:
            for entries in own:
                if path.partition(".")[0] in entries and path.partition(".")[0] not in _keys(Case):
                    inner[kind.each[0].partition(".")[0]].add(path)
        for path in kind.each:
            first, _, rest = path.partition(".")
            if rest:
                inner[first].add(rest)
    return "\n".join(_skeleton(Case, wanted, answers, inner)) + "\n"


def _surely(kinds: Sequence[Kind]) -> set[str]:
    """Keys without which papers of a stage say nothing, whatever their headers need."""
    found = {"线索", "立案"} if any(kind.face == "instrument" for kind in kinds) else set()
    if any((kind.each and kind.each[0].startswith("检察建议")) or "法律依据" in kind.needs for kind in kinds):
        found |= {"机关", "法律依据"}
    return found | ({"机关"} if any(kind.each for kind in kinds) else set())


def specs_of(path: str) -> dict[str, Spec]:
    """The keys of the entries at *path* of a case; empty where they are plain texts."""
    model: type[Model] | None = Case
    for key in path.split("."):
        found = next((spec.shape for spec in specs(model).values() if spec.key == key), None) if model else None
        found = found.item if isinstance(found, ListOf) else found
        model = found.model if isinstance(found, ModelOf) else None
    return {spec.key: spec for spec in specs(model).values()} if model else {}


def conference(answers: Mapping[str, str], cases: Sequence[str]) -> str:
    """A conference record over the case files *cases*."""
    wanted = {"案例集名称", "发布会", "时间", "主办", "前言", "数据", "联系人"}
    lines = list(_skeleton(RECORD_TYPES["conference"].model, wanted | {"案例"}, answers, {}))
    at = next(index for index, line in enumerate(lines) if line.startswith("案例:"))
    lines[at : at + 1] = [lines[at], *(f"  - {name}" for name in cases)]
    return "\n".join(lines) + "\n"


def release(answers: Mapping[str, str]) -> str:
    """A release record."""
    wanted = {"体裁", "标题", "副标题", "署名", "导语", "正文", "结尾"}
    inner = {"正文": {"标题", "分点", "段落"}}
    return "\n".join(_skeleton(RECORD_TYPES["release"].model, wanted, answers, inner)) + "\n"


def template(name: str, word: str, face: str, stage: str) -> str:
    """A template of the kind *word*, called *name*, ready to be rendered and to be written on."""
    place = stage if stage in STAGES else "结案"
    norm, voice = ("legal-instrument", "本院") if face == "instrument" else ("publication", "简称")
    return f"""\
{{#---
kind: {word}
名称: {name}
norm: {norm}
face: {face}
voice: {voice}
阶段: {place}
takes: case
无则: 草稿
needs: [事由]
---#}}
@标题 {name}
{{# 一行就是一段；@角色 换样子，{{{{ 名字 }}}} 取记录里的内容。全部写法见“模板怎么写” #}}
{{{{ 检察院 }}}}办理的{{{{ 案名 }}}}，……
"""


def _skeleton(
    model: type[Model], wanted: Iterable[str], answers: Mapping[str, str], inner: Mapping[str, set[str]]
) -> Iterator[str]:
    """A line for each *wanted* key, with what belongs there as a comment; what was answered is filled in."""
    keys = set(wanted)
    for spec in specs(model).values():
        if spec.key not in keys:
            continue
        if spec.key in answers:
            yield f"{spec.key}: {answers[spec.key]}"
        elif isinstance(spec.shape, ListOf) and isinstance(spec.shape.item, ModelOf):
            yield f"{spec.key}:   # {spec.doc}"
            yield from _entry(spec.shape.item.model, inner.get(spec.key, set()))
        else:
            yield f"{spec.key}:{_sign(spec.shape)}   # {spec.doc}"


def _entry(model: type[Model], chosen: set[str]) -> Iterator[str]:
    known = {spec.key: spec for spec in specs(model).values()}
    usual = [spec for spec in known.values() if not chosen or spec.key in chosen or spec.required][:8]
    for index, spec in enumerate(usual):
        yield f"  #{'-' if index == 0 else ' '} {spec.key}:   # {spec.doc}"


def _sign(shape: Shape) -> str:
    return " |" if isinstance(shape, Scalar) and shape.kind == "prose" else ""


def _keys(model: type[Model]) -> set[str]:
    return {spec.key for spec in specs(model).values()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def file_name(text: str) -> str:
    """A file name made of *text*."""
    return re.sub(r'[<>:"/\\|?*\s]+', "", text) or "新记录"
