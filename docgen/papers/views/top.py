"""The first names that a template sees: the entry's, then the case's, then what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from docgen.core.dates import chinese
from docgen.core.source import Located, joined
from docgen.papers.views import words
from docgen.papers.views.scope import NOTHING, Scope
from docgen.papers.views.scopes import ModelScope, registered, scope_of
from docgen.papers.views.view import View
from docgen.records import derive
from docgen.records.models import SECTIONS, LegalBasis
from docgen.records.yaml.fields import Model, names, remembered, specs

Derived: TypeAlias = Mapping[str, Callable[[Any], Any]]
"""Names that follow from a record, each from the scope that is asked. ``None`` means: use what is typed."""


class TopScope(Scope):
    """Entry before case; 案 is the whole case, 对象 a plain-text entry, 条目 the key that the entry stands under.

    ``own`` are values that the caller adds (文号, 成文日期, the fields of the kind's own); they come first.
    ``derived`` are the names that follow from a record of this type.
    """

    def __init__(
        self, view: View, entry: Model | Located | None, source: str, own: Mapping[str, Any], derived: Derived
    ) -> None:
        self.view = view
        self.own = own
        self.source = source
        self.case = ModelScope(view, view.record, "")
        self.entry = ModelScope(view, entry, "") if isinstance(entry, Model) else None
        self.plain = entry if isinstance(entry, Located) else None
        self.derived = derived

    def look(self, name: str) -> Any:
        if name in self.own:
            return self.own[name]
        if name == "案":
            return self.case
        if name == "条目":
            return Located(self.source, self.view.record.span)
        if name == "对象" and self.plain is not None:
            return self._plain(self.plain)
        if name == "对象" and self.entry is None and self.source:
            return Located("", self.view.record.span)  # an item in which nobody is named yet
        if name in self.derived and (value := self.derived[name](self)) is not None:
            return value
        if self.entry is not None:
            attribute = self.entry.attribute(name)
            if attribute and (self.entry.typed(attribute) or not self._also_of_case(attribute, name)):
                return self.entry.look(name) if name != "法律依据" else self._law(self.entry, attribute)
        return self.case.look(name)

    def _law(self, entry: ModelScope, attribute: str) -> Any:
        """The legal bases of a letter: its own, and under each key that it leaves out those of the case."""
        own, general = getattr(entry.value, attribute), getattr(self.view.record, "law", None)
        if not isinstance(own, LegalBasis) or not isinstance(general, LegalBasis):
            return entry.look("法律依据")
        return self.view.barred(entry.value, attribute) or scope_of(
            self.view, derive.together(own, general), "法律依据"
        )

    def item(self, name: str) -> Scope | None:
        if name in self.own or name in self.derived:
            return None
        if self.entry is not None and self.entry.attribute(name):
            return self.entry.item(name)
        return self.case.item(name)

    def _also_of_case(self, attribute: str, name: str) -> bool:
        """True where a field left out of the entry means the case's own (法律依据), not another thing of that name (机关)."""
        assert self.entry is not None
        return _alike(type(self.view.record), name, type(self.entry.value), attribute)

    def _plain(self, text: Located) -> Any:
        known = text in self.view.registered("机关") or text in self.view.registered("当事人")
        return registered(self.view, text) if known else words.expanded(self.view, text)

    def names(self) -> Iterable[str]:
        yield from self.own
        yield from self.entry.names() if self.entry is not None else ()
        yield from self.case.names()
        yield from self.derived


@remembered
def _alike(record: type[Model], name: str, entry: type[Model], attribute: str) -> bool:
    """True where a *record* has a field called *name* of the very shape that *attribute* of an *entry* has."""
    general = names(record).get(name)
    return general is not None and specs(record)[general].shape == specs(entry)[attribute].shape


class Named(Scope):
    """Values that are made, under names of ours."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def look(self, name: str) -> Any:
        return self.values.get(name, NOTHING)

    def names(self) -> Iterable[str]:
        return self.values


def number(style: str, count: int) -> str:
    """The *count*th mark in a *style* that the record may choose: 案例1：, 一、, 一, 一是, （一）, 1.; 无 gives nothing."""
    if style == "无":
        return ""
    return style.replace("1", str(count)).replace("一", chinese(count), 1)


# — the sections of a published case: what typical-case, the collection and a release all print —

_HEADINGS = {"基本案情": "案情小节", "调查和督促履职": "履职小节", "典型意义": "意义小节"}
_USUAL_PLACE = "诉讼过程"
"""Behind what a section of another name stands that does not say (其他部分.接在)."""


def sections(case: Scope) -> list[tuple[str, str]]:
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


def headed(parts: Sequence[tuple[str, str]], mark: str) -> tuple[Named, ...]:
    """The (title, text) *parts* with their titles as *mark* has it: 【】 round it, 一、 or （一） before it, or bare."""
    found = []
    for count, (title, text) in enumerate(parts, 1):
        line = f"【{title}】" if mark == "【】" else number(mark, count) + title
        found.append(Named({"标题": line if title else "", "正文": text, "是关键词": title == "关键词"}))
    return tuple(found)
