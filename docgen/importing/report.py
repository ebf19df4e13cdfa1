"""What importing did, for a person and for a program: what was recognised, dropped, joined, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.importing.run import Imported

_CHANGES = {"joined": "合并", "split": "分开", "changed": "调整"}


def lines(item: Imported) -> Iterator[str]:
    """The report on one file, a sentence a line. Every line that was dropped is quoted whole."""
    source = item.source
    if item.found is None:
        yield f"{source.file}：没有导入"
        return
    size = f"，{len(item.found.expected)} 段" if item.found.expected else ""
    yield f"{source.file}：{item.found.what}{size}"
    for name, number in source.counts.items():
        yield f"  {name}：{number}"
    for change in source.changes:
        yield f"  {_CHANGES[change.kind]}　第{change.number}行　{change.text}"
    for dropped in source.dropped:
        place = f"第{dropped.number}行　" if dropped.number else ""
        yield f"  未导入　{place}（{dropped.reason}）{dropped.text}"
    for note in [*source.notes, *item.found.notes]:
        yield f"  请看　{note}"


def as_data(item: Imported) -> dict[str, Any]:
    """The report on one file for ``--json``."""
    source = item.source
    return {
        "file": source.file,
        "what": item.found.what if item.found else "",
        "paragraphs": len(item.found.expected) if item.found else 0,
        "counts": dict(source.counts),
        "changes": [{"kind": change.kind, "line": change.number, "text": change.text} for change in source.changes],
        "dropped": [{"line": one.number, "reason": one.reason, "text": one.text} for one in source.dropped],
        "look": [*source.notes, *(item.found.notes if item.found else [])],
    }
