"""The sections of a published case, in their order: what typical-case, the collection and a release all print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.records.models import SECTIONS
from docgen.scope import Scope
from docgen.source import Located, joined

if TYPE_CHECKING:
    from docgen.privacy.top import TopScope

_HEADINGS = {"基本案情": "案情小节", "调查和督促履职": "履职小节", "典型意义": "意义小节"}
_USUAL_PLACE = "诉讼过程"
"""Behind what a section of another name stands that does not say (其他部分.接在)."""


def sections(case: TopScope) -> list[tuple[str, str]]:
    """(title, text) of each section that the case has; one that the paper needs and the case lacks holds a gap.

    A case whose sections were not recognised has one without a title: its whole text.
    """
    if whole := _words(case.look("原文")):
        return [("", whole)]
    found: list[tuple[str, Any]] = []
    for name in SECTIONS:
        if name == "关键词":
            found.append((name, joined(case.look(name), "　")))
        elif name != "案名":
            title = _HEADINGS.get(name)
            found.append((str(case.look(title)) if title else name, case.look(name)))
        others = (one for one in case.look("其他部分") if (str(one.look("接在")) or _USUAL_PLACE) == name)
        found += [(str(one.look("标题")), one.look("正文")) for one in others]
    printed = ((title, _words(value)) for title, value in found)
    return [(title, text) for title, text in printed if text]


def _words(value: Any) -> str:
    return (value.printed() or "") if isinstance(value, Scope) else value if isinstance(value, Located | str) else ""
