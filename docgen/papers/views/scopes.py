"""The Scopes of a case: what a template finds when it asks for a name.

Values are made when they are asked for, so what a paper does not read cannot fail it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docgen.core.errors import problem
from docgen.core.source import Located, Span, joined
from docgen.papers.views import words
from docgen.papers.views.view import NOTHING, Barred, Gap, Scope, View
from docgen.records import derive
from docgen.records.models import Agency, Case, Figure, Host, LegalBasis, Party, Person, Speaker, Work
from docgen.records.yaml.fields import ListOf, Model, ModelOf, Scalar, Shape, empty, specs
from docgen.records.yaml.fields import names as attributes

IS_AGENCY = "是机关"
"""A name that tells authorities from the persons and firms of a case."""
IS_PERSON = "是自然人"
"""A name that tells persons from authorities and firms."""


def scope_of(view: View, value: Model, path: str) -> Scope:
    """A Scope over *value*, which stands at *path* of Chinese keys."""
    name = path.rpartition(".")[2]
    match value:
        case Agency():
            return AgencyScope(view, value, name)
        case Party():
            return PartyScope(view, value, name)
        case Figure():
            return FigureScope(view, value, name)
    return ModelScope(view, value, path)


def registered(view: View, name: Located) -> Scope:
    """The agency or person registered as *name* (the loader has made sure that there is one)."""
    agencies, parties = view.registered("机关"), view.registered("当事人")
    if name in agencies:
        return scope_of(view, agencies[name], f"机关.{name}")
    return scope_of(view, parties[name], f"当事人.{name}")


def gap(view: View, path: str, at: Span) -> Located:
    """【待补：path】 where the paper needs *path*, else nothing."""
    return Gap.of(path, at) if view.needed(path) else Located("", at)


def exposed(view: View, value: Any, shape: Shape, path: str, at: Span) -> Any:
    """*value* of *shape* as a template sees it; a gap where it is lacking and needed."""
    lacking = value is None or (not value and isinstance(value, tuple | dict))
    if isinstance(shape, Scalar):
        if shape.kind == "agency":
            return LackingScope(view, path, at) if lacking else registered(view, value)
        if shape.kind in ("yes", "whole", "number"):
            return value
        return gap(view, path, at) if lacking else words.expanded(view, value)
    match shape:
        case ListOf(item):
            if lacking:
                lack = gap(view, path, at)
                model = item.model if isinstance(item, ModelOf) else Agency if item == Scalar("agency") else None
                if lack and model:
                    return (LackingItem(view, path, at, model),)
                return (lack,) if lack else ()
            return tuple(exposed(view, entry, item, path, at) for entry in value)
        case ModelOf(cls):
            return scope_of(view, empty(cls, at) if value is None else value, path)
    return NamesScope(view, value or {}, path)


class ModelScope(Scope):
    """The fields of one mapping of the record, by their Chinese keys."""

    def __init__(self, view: View, value: Model, path: str) -> None:
        self.view = view.inside(value)
        self.value = value
        self.path = path

    @property
    def printable(self) -> bool:  # type: ignore[override]
        return type(self) is not ModelScope or isinstance(self.value, Work | Person | Host | Speaker)

    def item(self, name: str) -> Scope | None:
        attribute = self.attribute(name)
        shape = specs(type(self.value))[attribute].shape if attribute else None
        if not isinstance(shape, ListOf) or not isinstance(shape.item, ModelOf):
            return None
        spec = specs(type(self.value))[attribute or ""]
        path = f"{self.path}.{spec.key}" if self.path else spec.key
        return scope_of(self.view, empty(shape.item.model, self.value.span), path)

    def attribute(self, name: str) -> str | None:
        """The attribute that *name* (Chinese key, alias or attribute name) stands for."""
        return attributes(type(self.value)).get(name)

    def look(self, name: str) -> Any:
        attribute = self.attribute(name)
        if attribute is None:
            return NOTHING
        return self.view.barred(self.value, attribute) or self.get(attribute)

    def get(self, attribute: str) -> Any:
        """The value of *attribute*, which is known and not barred."""
        value = self.value
        if isinstance(value, LegalBasis) and attribute == "basis" and not self.typed(attribute):
            return self._usual_basis()
        spec = specs(type(value))[attribute]
        key = value.keys.get(attribute)
        path = f"{self.path}.{spec.key}" if self.path else spec.key
        return exposed(self.view, getattr(value, attribute), spec.shape, path, value.span if key is None else key.span)

    def _usual_basis(self) -> tuple[Located, ...]:
        """提出 where it is not typed: by type, field and date (``derive.bases``)."""
        case = self.view.case
        found = derive.bases("建议", derive.case_type(case), str(case.field or ""), self.view.paper.day)
        at = self.value.span.through("法律依据.提出")
        return tuple(Located(provision, at) for provision in found)

    def names(self) -> Iterable[str]:
        table = specs(type(self.value))
        return (spec.key for name, spec in table.items() if self.view.barred(self.value, name) is None)

    def typed(self, attribute: str) -> bool:
        """True where the record holds something under *attribute*."""
        return attribute in self.value.keys and getattr(self.value, attribute) not in (None, (), {})

    def printed(self) -> str | None:
        if isinstance(self.value, Work) and self:
            return joined([self.get(name) for name in specs(Work) if self.typed(name)], "\n")
        if isinstance(self.value, Person):
            identity = self.get("identity")
            return joined([self.get("name"), *(["（", identity, "）"] if identity else [])])
        if isinstance(self.value, Host):
            return words.host_text(self.value)
        if isinstance(self.value, Speaker):
            return words.person_text(self.value)
        return None if self else gap(self.view, self.path, self.value.span)

    def __bool__(self) -> bool:
        return any(self.typed(name) for name in specs(type(self.value)))


class LackingScope(Scope):
    """An agency that the record does not name: every name of it is a gap where the paper needs it, else nothing."""

    def __init__(self, view: View, path: str, at: Span) -> None:
        self.view, self.path = view, path
        self.gap = gap(view, path, at)
        record = view.record
        self.administrative = not isinstance(record, Case) or derive.case_type(record) == "行政公益诉讼"

    def look(self, name: str) -> Any:
        if name == IS_AGENCY:
            return self.administrative
        if name == IS_PERSON:
            return False
        # It may be an authority or one of the parties.
        return self.gap if name in attributes(Agency) or name in attributes(Party) else NOTHING

    def names(self) -> Iterable[str]:
        return (spec.key for spec in specs(Agency).values())

    def printed(self) -> str:
        return self.gap

    def __bool__(self) -> bool:
        return False


class LackingItem(LackingScope):
    """The one item of a list that the record lacks and the paper needs: each of its fields that an item must have is the gap."""

    def __init__(self, view: View, path: str, at: Span, model: type[Model]) -> None:
        super().__init__(view, path, at)
        self.model = model

    def look(self, name: str) -> Any:
        attribute = attributes(self.model).get(name)
        if attribute is None:
            return super().look(name) if self.model is Agency else NOTHING
        spec = specs(self.model)[attribute]
        if isinstance(spec.shape, Scalar) and spec.shape.kind not in ("agency", "yes", "whole", "number"):
            asked = spec.required or not any(one.required for one in specs(self.model).values())
            return self.gap if asked else Located("", self.gap.span)
        return exposed(self.view, None, spec.shape, f"{self.path}.{spec.key}", self.gap.span)

    def names(self) -> Iterable[str]:
        return (spec.key for spec in specs(self.model).values())

    def __bool__(self) -> bool:
        return True


class NamesScope(Scope):
    """机关, 当事人, 数据: values under names that the author chose."""

    fixed = False
    printable = False

    def __init__(self, view: View, values: Mapping[str, Model], path: str) -> None:
        self.view = view
        self.values = values
        self.path = path

    def look(self, name: str) -> Any:
        value = self.values.get(name)
        if value is None:
            return NOTHING
        if isinstance(value, Figure) and (message := self.view.figure_barred(name, value.stage)):
            place = problem(value.span, "V001", f"“{name}”的阶段写的是“{value.stage}”", "核对阶段")
            return Barred("V001", message, "从模板里去掉它", (place,))
        return scope_of(self.view, value, f"{self.path}.{name}")

    def names(self) -> Iterable[str]:
        return self.values

    def __bool__(self) -> bool:
        return bool(self.values)


class AgencyScope(ModelScope):
    """One agency; printed as a text that refers to it would print it."""

    def __init__(self, view: View, value: Agency, name: str) -> None:
        super().__init__(view, value, f"机关.{name}")
        self.agency = value
        self.name = name

    def look(self, name: str) -> Any:
        if name == IS_PERSON:
            return False
        if name != IS_AGENCY and self.attribute(name) is None and name in attributes(Party):
            place = problem(self.value.span, "R055", f"“{self.name}”登记在“机关”里", "核对写的是不是这个名字")
            message = f"这里要写一个当事人，写的“{self.name}”是机关，没有“{name}”"
            return Barred("R055", message, "改成“当事人”里登记的名字", (place,))
        return True if name == IS_AGENCY else super().look(name)

    def get(self, attribute: str) -> Any:
        if attribute == "you":
            return words.you(self.agency, self.name)
        if attribute in ("outer", "again") and not self.typed(attribute):
            return words.agency_outer(self.agency)
        return super().get(attribute)

    def printed(self) -> str:
        return words.agency_text(self.view, self.agency, self.name)


class PartyScope(ModelScope):
    """One person or firm. A firm among the participants answers to 全称 and 你称 as an agency does."""

    def __init__(self, view: View, value: Party, name: str) -> None:
        super().__init__(view, value, f"当事人.{name}")
        self.party = value
        self.name = name

    def look(self, name: str) -> Any:
        if name == IS_AGENCY:
            return False
        if name == IS_PERSON:
            return not words.is_firm(self.party)
        if name == "你称" and not self.view.paper.public:
            return words.party_you(self.party, self.name)
        return super().look(name)

    def get(self, attribute: str) -> Any:
        if attribute == "outer" and not self.typed("outer"):
            return words.party_outer(self.view, self.party)
        return super().get(attribute)

    def printed(self) -> str:
        return words.party_text(self.view, self.party, self.name)


class FigureScope(ModelScope):
    """One figure; printed with the face of the paper."""

    def __init__(self, view: View, value: Figure, name: str) -> None:
        super().__init__(view, value, f"数据.{name}")
        self.figure = value
        self.name = name

    def get(self, attribute: str) -> Any:
        # The exact value never reaches a public paper where an outer one is typed.
        if attribute == "value":
            return words.figure_text(self.view, self.figure, self.name)
        return super().get(attribute)

    def printed(self) -> str:
        return words.figure_text(self.view, self.figure, self.name)
