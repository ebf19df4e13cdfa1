"""Records: their bytes, and what stands in their fields."""

from __future__ import annotations

import itertools
import json
from typing import Any

from hypothesis import strategies as st

from docgen.checks.checking import Checker
from docgen.records.kinds import type_of
from docgen.records.loader import load

from . import alter, desk, sound

_turn = itertools.count()
_SIGNS = (": ", "：", "- ", "|", ">", "'", '"', "{", "}", "[", "]", ", ", "，", "\n", "\n  ", "\n    ", "#", "｛", "｝", "\t", "　", "检察院", "事由", "机关", "甲")  # fmt: skip

raw = st.one_of(
    st.tuples(st.integers(0, 99), alter.steps).map(
        lambda pair: alter.encoded(alter.spoiled_lines(_base(pair[0]), pair[1]))
    ),
    st.tuples(st.integers(0, 99), alter.steps).map(
        lambda pair: alter.spoiled_bytes(alter.encoded(_base(pair[0])), pair[1])
    ),
    st.lists(st.sampled_from(_SIGNS), max_size=60).map(lambda signs: "".join(signs).encode()),
    st.tuples(alter.text, st.sampled_from(("utf-8", "gb18030", "utf-16", "utf-32", "utf-16-le"))).map(
        lambda pair: pair[0].encode(pair[1], "ignore")
    ),
    st.binary(max_size=300),
)


def _base(number: int) -> str:
    return desk.texts()[number % len(desk.texts())]


def bytes_of(data: bytes) -> None:
    """Whatever the bytes of a record are: it is read or refused, and what is read can be checked and made."""
    path = desk.put(desk.RECORD, data)
    space = desk.space()
    loaded = load(path, space.project)
    sound.told(loaded.problems)
    if loaded.record is None and not any(item.level == "error" for item in loaded.problems):
        raise sound.Unsound("refused without a reason")
    if any(not (item.span and item.span.file) for item in loaded.problems):
        raise sound.Unsound("refused without a place")
    sound.told(
        Checker(_projects={path.parent: space.project}, _spaces={space.project.root: space}).check(path).problems
    )
    if loaded.record is not None:
        kinds = [kind for kind in space.catalog.kinds.values() if loaded.type in kind.takes]
        turn = next(_turn)
        sound.made(kinds[turn % len(kinds)], loaded.record, space, ("docx", sound.FORMS[1 + turn % 4]))


fields = st.tuples(
    st.integers(0, 99), st.lists(st.tuples(st.integers(0, 999), st.integers(0, 4), alter.text), min_size=1, max_size=4)
)


def _typed(value: str, manner: int) -> str:
    """*value* in one of the ways in which a person, or a program, writes a text in YAML."""
    match manner:
        case 0:
            return value
        case 1:
            return "'" + value.replace("'", "''") + "'"
        case 2:
            return json.dumps(value)
        case 3:
            return json.dumps(value, ensure_ascii=False)
    return "|\n" + "\n".join("      " + line for line in value.split("\n"))


def in_fields(given: Any) -> None:
    """A record that is right but for some fields, which hold anything at all."""
    number, changes = given
    lines = _base(number).split("\n")
    places = [at for at, line in enumerate(lines) if ": " in line and not line.endswith("|")]
    for where, manner, value in changes:
        at = places[where % len(places)]
        lines[at] = f"{lines[at].partition(': ')[0]}: {_typed(value, manner)}"
    bytes_of(alter.encoded("\n".join(lines)))


values = st.tuples(alter.text, st.integers(0, 4))
_BODY = desk.TRIAL + "{{ 案由 }}\n{{ 公益受损 }}\n# {{ 案由 }}\n| {{ 案由 }} | 格 |\n**{{ 案由 }}**\n"


def printed(given: Any) -> None:
    """One value in places of every kind: what was read of it stands in every format."""
    value, manner = given
    typed = _typed(value, manner)
    text = f"检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n案由: {typed}\n公益受损: {typed}\n"
    path = desk.put(desk.RECORD, alter.encoded(text))
    space = desk.space()
    loaded = load(path, space.project)
    sound.told(loaded.problems)
    record: Any = loaded.record
    if record is None:
        return
    assert type_of(record) == "case"
    kind = trial(_BODY)
    for form, data in zip(sound.FORMS, sound.made(kind, record, space), strict=False):
        if record.cause and "｛" not in record.cause:
            sound.holds(form, data, str(record.cause))


def trial(source: str) -> Any:
    """The kind that the template *source* declares, known to nobody else."""
    from pathlib import Path

    from docgen.papers.templates.catalog import kind_of

    name = f"templates/trial{next(_turn)}.j2"
    kind, problems = kind_of(Path(name), name, source)
    sound.told(problems)
    return kind
