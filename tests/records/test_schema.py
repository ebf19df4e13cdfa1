"""The schema accepts what docgen accepts, says where a key is wrong, and the committed file is the present one."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from docgen.checks.statutes import national
from docgen.core.errors import has_errors
from docgen.papers.templates.catalog import catalog, kind_of
from docgen.records.kinds import RECORD_TYPES, recognised
from docgen.records.models import Case
from docgen.records.project import Project, Settings
from docgen.records.schema import case_schema, schema_of
from docgen.records.yaml.bind import bind
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Raw, Scalar, Shape, specs
from docgen.records.yaml.parse import parse, top_keys

ROOT = Path(__file__).parents[2]
RECORDS = sorted((ROOT / "cases").glob("*/*.yaml"))
MINIMAL = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
OWN_KIND = """{#---
kind: follow-up-record
名称: 回访记录
face: instrument
阶段: 结案
字段: {参加人: {说明: 参加回访的人, 类型: 列表}, 情况: {说明: 看到的情况, 类型: 段落}, 合格: {类型: 是否}}
---#}
"""

TEXTS = ("甲", "10:30", "2024-1-5", "2024-01-05", "012", "1.10", "no", "Yes", "1e3", "0x1F", "12:30:45", "~", "")
SAMPLES = {
    "text": (*TEXTS, "{名字}"),
    "prose": (*TEXTS, "{名字}", "[甲, 012, no]", "|\n  甲\n  乙"),
    "agency": ("甲", "012"),
    "file": ("甲.yaml", "案件/*.yaml"),
    "date": ("2024年3月5日", "2024-1-5", "2024-01-05", "２０２４年３月５日", ""),
    "moment": ("2024年3月5日9时30分", "2024-01-05 09:30", "2024年3月", "2024年初", "2024.1", "2024-01", ""),
    "whole": ("12", "'12'", ""),
    "yes": ("是", "否", "yes", "No", "TRUE", "off", "y", "没有", ""),
}


def as_editor(text: str) -> Any:
    """What an editor's parser hands to the schema: JSON, in which a date is a text and every key is one."""

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): plain(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [plain(inner) for inner in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return plain(yaml.safe_load(text))


def faults(text: str, schema: dict[str, Any] | None = None) -> list[Any]:
    return list(Draft7Validator(schema or case_schema()).iter_errors(as_editor(text)))


def deepest(errors: list[Any]) -> Any:
    """The fault that lies deepest in the record: what an editor underlines."""
    while inner := [item for error in errors for item in error.context or ()]:
        errors = [*inner]
        best = max(len(error.absolute_path) for error in errors)
        errors = [error for error in errors if len(error.absolute_path) == best]
    return max(errors, key=lambda error: len(error.absolute_path))


def accepted(text: str) -> bool:
    node, problems = parse(text, "x.yaml", ModelOf(Case))
    _, more = bind(node, Case)
    return not has_errors([*problems, *more])


def test_is_a_draft_7_schema() -> None:
    Draft7Validator.check_schema(case_schema())


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_every_record_of_the_project_is_valid(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    assert faults(text, schema_of(recognised(top_keys(text)))) == []


def test_there_are_records() -> None:
    assert len(RECORDS) >= 8


def samples(shape: Shape, required: bool) -> Iterator[str]:
    """Ways to type a value of *shape*; those that stand for nothing only where nothing may stand."""
    match shape:
        case Scalar(choices=choices) if choices:
            yield choices[0]
        case Scalar(kind):
            yield from (text for text in SAMPLES[kind] if text.strip("~") or not required)
        case ListOf(Raw()):
            return
        case ListOf(item):
            for text in samples(item, True):
                if not text.startswith("|"):
                    yield f"[{text}, {text}]"
                yield text
        case MapOf(value):
            yield from (f"{{甲: {text}}}" for text in samples(value, True) if not text.startswith("|"))
        case ModelOf(model):
            yield from of_model(model)


def of_model(model: type[Model]) -> Iterator[str]:
    """A mapping with the required keys and each single key in turn, and the one-line forms."""
    table = specs(model)
    must = {spec.key: next(samples(spec.shape, True)) for spec in table.values() if spec.required}
    for attribute, spec in table.items():
        for word in (spec.key, *spec.aliases, attribute):
            # Other words for a key are one schema with it: one value is enough.
            for text in islice(samples(spec.shape, spec.required), None if word == spec.key else 1):
                if not text.startswith("|"):
                    entries = {key: value for key, value in must.items() if key != spec.key} | {word: text}
                    yield "{" + ", ".join(f"{key}: {value}" for key, value in entries.items()) + "}"
    if model.SHORT:
        firsts = [next(samples(table[name].shape, True)) for name in model.SHORT]
        yield firsts[0]
        yield " | ".join(firsts)
    if model.SHORT_NOTE:
        yield "甲某（人大代表）"
    if model.LIST_AS:
        yield "[甲, 乙]"


def test_what_docgen_accepts_is_not_underlined() -> None:
    wrong, tried = [], 0
    validator = Draft7Validator(case_schema())
    for attribute, spec in specs(Case).items():
        if spec.key == "类型":
            continue
        for word in (spec.key, attribute, *spec.aliases):
            for text in islice(samples(spec.shape, spec.required), None if word == spec.key else 5):
                lines = [line for line in MINIMAL.splitlines() if not line.startswith(f"{spec.key}:")]
                record = "\n".join([*lines, f"{word}: {text}"]) + "\n"
                if not accepted(record):
                    continue
                tried += 1
                try:
                    value = as_editor(record)
                except (yaml.YAMLError, ValueError):
                    continue
                wrong += [f"{word}: {text} → {error.message}" for error in validator.iter_errors(value)]
    assert wrong == []
    assert tried > 500


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("事油: 甲\n", []),
        ("机关: {甲: {全称: 甲局, 队外: 乙}}\n", ["机关", "甲"]),
        ("检察建议:\n  - 被建议单位: 甲\n    建义: [乙]\n", ["检察建议", 0]),
        ("听证会:\n  听证员:\n    - {姓名: 甲, 深份: 乙}\n", ["听证会", "听证员", 0]),
        ("立案: [{机关: 甲}, {日期: 昨天}]\n", ["立案", 1, "日期"]),
        ("类型: 公益诉讼\n", ["类型"]),
        ("检察建议: {类别: 公益诉讼, 被建议单位: }\n", ["检察建议", "被建议单位"]),
        ("数据: {甲: }\n", ["数据", "甲"]),
        ("示例: 也许\n", ["示例"]),
    ],
)
def test_a_fault_is_found_at_its_place(typed: str, place: list[str | int]) -> None:
    error = deepest(faults(MINIMAL + typed))
    assert list(error.absolute_path) == place


def test_the_name_of_an_unknown_key_is_told() -> None:
    assert "建义" in deepest(faults(MINIMAL + "检察建议:\n  - 被建议单位: 甲\n    建义: [乙]\n")).message


@pytest.mark.parametrize("missing", ["检察院", "事由"])
def test_required_keys(missing: str) -> None:
    rest = "".join(line for line in MINIMAL.splitlines(keepends=True) if not line.startswith(missing))
    assert faults(rest)
    assert faults(rest + f"{missing}:\n")


def test_fields_of_a_template_are_merged_under_their_kind() -> None:
    kind, problems = kind_of(Path("follow-up-record.j2"), "follow-up-record.j2", OWN_KIND)
    assert kind is not None, problems
    schema = case_schema({kind.name: kind.own})
    entry = "其他文书:\n  - {文种: 回访记录, 参加人: [甲, 012], 情况: 10:30, 合格: no}\n"
    assert faults(MINIMAL + entry, schema) == []
    assert faults(MINIMAL + entry.replace("回访记录", "follow-up-record"), schema) == []
    assert faults(MINIMAL + entry.replace("参加人", "参加的人"), schema)
    assert faults(MINIMAL + entry.replace("回访记录", "回访纪录"), schema)
    assert faults(MINIMAL + "其他文书: [{参加人: 甲}]\n", schema)


def test_only_chinese_keys_are_offered() -> None:
    text = json.dumps(case_schema()["properties"], ensure_ascii=False)
    assert not re.search(r'"procuratorate": \{', text)
    assert faults("procuratorate: 甲人民检察院\nmatter: 乙\n") == []


def test_the_committed_schema_is_the_present_one() -> None:
    kinds = catalog(Project(ROOT, Settings())).kinds.values()
    now = case_schema({kind.name: kind.own for kind in kinds if kind.own}, national("宪法", "法律"))
    committed = (ROOT / "docs" / "case.schema.json").read_text(encoding="utf-8")
    assert committed == json.dumps(now, ensure_ascii=False, indent=2) + "\n", "docgen schema > docs/case.schema.json"


def test_names_of_laws_are_offered_where_provisions_are_cited() -> None:
    schema = case_schema({}, national("宪法", "法律"))
    Draft7Validator.check_schema(schema)
    for path in (("LegalBasis", "职责"), ("LegalBasis", "违反"), ("LegalBasis", "提出"), ("Filing", "依据")):
        items = schema["definitions"][path[0]]["properties"][path[1]]["items"]
        offered = schema["definitions"][items["$ref"].rpartition("/")[2]]["examples"]
        assert len(offered) > 200 and "《中华人民共和国妇女权益保障法》" in offered
        assert not {"《中华人民共和国婚姻法》", "《中华人民共和国合同法》"} & set(offered)
    assert faults(MINIMAL + "法律依据: {职责: [某条例第三条]}\n", schema) == []
    assert "provision" not in case_schema()["definitions"]


@pytest.mark.parametrize("word", ["conference", "release"])
def test_the_committed_schemas_of_the_press_are_the_present_ones(word: str) -> None:
    committed = (ROOT / "docs" / f"{word}.schema.json").read_text(encoding="utf-8")
    now = json.dumps(schema_of(word), ensure_ascii=False, indent=2) + "\n"
    assert committed == now, f"docgen schema {word} > docs/{word}.schema.json"


@pytest.mark.parametrize("word", ["conference", "release"])
def test_what_docgen_accepts_in_a_press_record_is_not_underlined(word: str) -> None:
    validator = Draft7Validator(schema_of(word))
    model = RECORD_TYPES[word].model
    Draft7Validator.check_schema(validator.schema)
    wrong, tried = [], 0
    for record in of_model(model):
        node, problems = parse(record, "x.yaml", ModelOf(model))
        _, more = bind(node, model)
        if has_errors([*problems, *more]):
            continue
        tried += 1
        wrong += [f"{record} → {error.message}" for error in validator.iter_errors(as_editor(record))]
    assert wrong == []
    assert tried > 50
