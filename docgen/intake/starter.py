"""The first files of a project, and new records and templates that hold only what is needed. Plain texts; nothing is written here.

Also the files by which GitHub, GitLab and Gitee run a project's checks: from wheels in the project's own
folder 轮子, no index."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

from docgen.data import HERE
from docgen.intake import skeleton
from docgen.papers.asked import Asked, Want, fill
from docgen.records.conference import Conference
from docgen.records.models import STAGES
from docgen.records.project import FILE_NAME, Settings
from docgen.records.release import Release
from docgen.records.schema import model_schema, schema_of
from docgen.records.yaml.fields import Model, Spec, specs

_HEAD = """\
# 每次提交都运行：记录有没有错、模板有没有错、文书和快照一样不一样。
# 轮子/ 里放 jiancha-docgen 和它要用的包（离线安装包里的“轮子”文件夹，或者在 docgen 的项目里 pip wheel . -w 轮子）；
# 不从公共的索引上取东西：那里叫 docgen 的是别人的包。
# 看差异时中文文件名变成数字的，运行一次 git config core.quotepath false。
"""
_STEPS = (
    "python3 -m venv .venv",
    ".venv/bin/pip install --no-index --find-links 轮子 jiancha-docgen",
    ".venv/bin/docgen check 案件 --strict{told}",
    ".venv/bin/docgen templates check",
    ".venv/bin/docgen snapshot 案件",
)


def _steps(margin: str, told: str = "") -> str:
    return "".join(f"{margin}{step.format(told=told)}\n" for step in _STEPS)


def _github() -> dict[str, str]:
    text = f"""\
{_HEAD}name: docgen
on: [push, pull_request]
jobs:
  docgen:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with: {{python-version: "3.11"}}
      - run: |
{_steps("          ", " --format github")}"""
    return {".github/workflows/docgen.yml": text}


def _gitlab() -> dict[str, str]:
    text = f"""\
{_HEAD}docgen:
  image: python:3.11
  script:
{_steps("    - ")}"""
    return {".gitlab-ci.yml": text}


def _gitee() -> dict[str, str]:
    text = f"""\
{_HEAD}version: '1.0'
name: docgen
displayName: docgen
triggers:
  push:
    branches:
      include: ['.*']
stages:
  - name: check
    displayName: 检查
    steps:
      - step: build@python
        name: docgen
        displayName: docgen
        pythonVersion: '3.11'
        commands:
{_steps("          - ")}"""
    return {".workflow/docgen.yml": text}


FILES: Mapping[str, Callable[[], dict[str, str]]] = {"github": _github, "gitlab": _gitlab, "gitee": _gitee}
"""Name of a site → its files, each name with its text."""


SCHEMAS = {
    "case": "schema/case.schema.json",
    "conference": "schema/conference.schema.json",
    "release": "schema/release.schema.json",
}
SETTINGS_SCHEMA = "schema/settings.schema.json"
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


def project(own: Mapping[str, Mapping[str, Spec]], laws: Sequence[str] = ()) -> dict[str, str]:
    """Name → text of the files of a new project: settings, a sample, editor settings, schemas.

    *own* are fields of templates, *laws* names that the editor offers.
    """
    files = {
        "docgen.yaml": SETTINGS,
        "案件/示例.yaml": comment("case", 1) + (HERE / "starter" / "sample.txt").read_text(encoding="utf-8"),
        ".vscode/settings.json": _json(editor()),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".gitignore": _IGNORED,
    }
    return files | schemas(own, laws)


def schemas(own: Mapping[str, Mapping[str, Spec]], laws: Sequence[str] = ()) -> dict[str, str]:
    """Name → text of the schemas of a project. *own* are fields of templates, *laws* names that editors offer."""
    found = {name: _json(schema_of(word, own if word == "case" else {}, laws)) for word, name in SCHEMAS.items()}
    return {**found, SETTINGS_SCHEMA: _json(model_schema(FILE_NAME, Settings))}


def editor() -> dict[str, object]:
    """The settings by which an editor offers keys and checks records, from schemas that lie in the project."""
    return {
        "yaml.schemas": {f"./{SCHEMAS[word]}": f"{FOLDERS[word]}/**/*.yaml" for word in SCHEMAS}
        | {f"./{SETTINGS_SCHEMA}": FILE_NAME},
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


def case(asked: Asked, answers: Mapping[str, str], agencies: Sequence[str] = ()) -> str:
    """A case record with every key that *asked* asks for, empty. *answers* are 检察院 and 事由, *agencies* full names."""
    return skeleton.whole(asked, skeleton.Known(answers, agency_names(agencies, answers.get("检察院", ""))))


def agency_names(agencies: Sequence[str], office: str) -> dict[str, str]:
    """Name → full name of *agencies*: what is left of the full name without the place that the *office* shares with it."""
    place = re.sub(r"(?:人民)?检察院.*$", "", office)
    found: dict[str, str] = {}
    for full in agencies:
        short = full.removeprefix(place) or full
        found[short if short not in found else full] = full
    return found


def conference(answers: Mapping[str, str], cases: Sequence[str]) -> str:
    """A conference record over the case files *cases*, with every key."""
    found = _all(Conference, {"来历", "密级", "示例", "撤下"}, answers)
    at = next(index for index, line in enumerate(found) if line.startswith("案例:"))
    found[at + 1 : at + 2] = [f"  - {name}" for name in cases]
    return "\n".join(found) + "\n"


def release(answers: Mapping[str, str]) -> str:
    """A release record, with every key that a draft may use."""
    return "\n".join(_all(Release, {"来历", "密级", "示例", "页眉", "来源", "编号"}, answers)) + "\n"


def _all(model: type[Model], without: set[str], answers: Mapping[str, str]) -> list[str]:
    """A line for each key of *model* but those *without*, empty, with what belongs there as a comment."""
    wants = {spec.key: Want(spec, spec.required) for spec in specs(model).values() if spec.key not in without}
    fill(wants, model)
    return list(skeleton.lines(wants.values(), "", skeleton.Known(answers)))


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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def file_name(text: str) -> str:
    """A file name made of *text*."""
    return re.sub(r'[<>:"/\\|?*\s]+', "", text) or "新记录"
