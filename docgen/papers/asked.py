"""What kinds of document ask of a case: each field that their templates read, and whether a gap prints without it.

Made from the templates themselves and from the declarations of the record, so that a kind of an office's own is
served like ours. ``docgen new``, ``add`` and ``next`` and the page on fields all go by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from docgen.papers.templates.catalog import OTHER_PAPERS, Kind
from docgen.papers.templates.engine import Engine
from docgen.records.models import STAGES, Case
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Scalar, Shape, Spec, names, specs


def reads(trees: Iterable[nodes.Template]) -> list[str]:
    """Every name that the *trees* read, as dotted paths in the order in which they stand, each once.

    ``{% for 一次 in 磋商 %}{{ 一次.结果 }}`` reads 磋商.结果; what ``set`` names is read under what it was set to.
    """
    return list(dict.fromkeys(path for tree in trees for path in _below(tree, {})))


Known = Mapping[str, tuple[str, ...]]
"""Names of loops and of ``set`` → the paths that they stand for."""


def _below(node: nodes.Node, known: Known) -> Iterator[str]:
    match node:
        case nodes.For():
            yield from _below(node.iter, known)
            inner = {**known, **{name: _paths(node.iter, known) for name in _targets(node.target)}}
            for child in (*node.body, *((node.test,) if node.test else ())):
                yield from _below(child, inner)
            for child in node.else_:
                yield from _below(child, known)
            return
        case nodes.Template() | nodes.If() | nodes.Block():
            # What is set here is known to what follows.
            inner = dict(known)
            for child in node.iter_child_nodes():
                yield from _below(child, inner)
                if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
                    inner[child.target.name] = _paths(child.node, inner)
            return
        case nodes.Name() | nodes.Getattr():
            yield from _paths(node, known)
            return
    for child in node.iter_child_nodes():
        yield from _below(child, known)


def _targets(node: nodes.Node) -> list[str]:
    return [one.name for one in (node, *node.find_all(nodes.Name)) if isinstance(one, nodes.Name)]


def _paths(node: nodes.Node, known: Known) -> tuple[str, ...]:
    """The paths that *node* may stand for; nothing where it is no name."""
    match node:
        case nodes.Name():
            return known.get(node.name, (node.name,) if node.ctx == "load" else ())
        case nodes.Getattr():
            return tuple(f"{path}.{node.attr}" for path in _paths(node.node, known))
        case nodes.CondExpr():
            return tuple(path for one in (node.expr1, node.expr2) if one for path in _paths(one, known))
        case nodes.Filter() | nodes.Getitem() if node.node is not None:
            return _paths(node.node, known)
    return ()


_STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    "本次立案": ("立案",),
    "本次磋商": ("磋商",),
    "立案日期": ("立案.日期",),
    "案": ("",),
    "各节": ("关键词", "要旨", "基本案情", "调查和督促履职", "典型意义"),
    "立案依据": ("领域",),
    "公告依据": ("领域",),
    "对外案名": ("听证会.对外案名",),
}
"""A name that follows from the record → the fields that it is made of."""

_USUALLY_RIGHT = frozenset(["案由", "案名", "简称", "题注"])
"""Fields that are typed only where what docgen derives is not right."""


@dataclass(slots=True)
class Want:
    """A field that is asked for. ``needed``: without it a gap prints; ``below`` are its own fields, by their keys."""

    spec: Spec
    needed: bool = False
    below: dict[str, Want] = field(default_factory=dict)

    @property
    def model(self) -> type[Model] | None:
        """What its mapping holds, of a list each item of it; ``None`` for a plain value."""
        return model_in(self.spec.shape)


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the case by their keys, in the order of the model, and for each kind its own fields."""

    fields: dict[str, Want]
    own: dict[str, dict[str, Want]]


def asked(kinds: Iterable[Kind], engine: Engine) -> Asked:
    """What *kinds* ask of a case. Kinds that take another record ask for nothing."""
    top: dict[str, Want] = {}
    own: dict[str, dict[str, Want]] = {}
    _put(top, ("检察院",), needed=True)
    _put(top, ("事由",), needed=True)
    for kind in kinds:
        if "case" in kind.takes:
            own |= _of_kind(kind, engine, top)
    _put(top, ("数据",))
    fill(top, Case)
    for key in [key for key, want in top.items() if key in _USUALLY_RIGHT and not want.needed]:
        del top[key]
    return Asked(_ordered(top, Case), own)


def needs_of(kind: Kind) -> list[tuple[str, ...]]:
    """The paths into a case that *kind* needs: what its header says, led into its list."""
    return [path for need in kind.needs for path in _led(kind, need)]


def model_in(shape: Shape) -> type[Model] | None:
    """The model of the mapping, or of the mappings, that stand at *shape*."""
    while isinstance(shape, ListOf | MapOf):
        shape = shape.item if isinstance(shape, ListOf) else shape.value
    return shape.model if isinstance(shape, ModelOf) else None


def _of_kind(kind: Kind, engine: Engine, top: dict[str, Want]) -> dict[str, dict[str, Want]]:
    if kind.face == "instrument":
        for path in ("线索.来源", "线索.日期", "立案.机关", "立案.日期", "立案.文号"):
            _put(top, tuple(path.split(".")))
    for path in kind.each:
        if path == OTHER_PAPERS:
            continue  # what lies there each kind that is served asks for itself
        _put(top, tuple(path.split(".")), needed=True)
        model = _model_at(path)
        for spec in specs(model).values() if model else ():
            if spec.required:
                _put(top, (*path.split("."), spec.key), needed=True)
    for read in (*reads(engine.trees(kind)), *kind.day):
        for led in _led(kind, read):
            # A kind that says nothing of what it needs asks for all that it prints of its items.
            _put(top, led, stage=kind.stage, needed=not kind.needs and len(led) > 1 and led[0] in kind.each)
    for led in needs_of(kind):
        _put(top, led, needed=True)
    if kind.own:
        if any("当事人" in spec.doc for spec in kind.own.values()):
            _put(top, ("当事人", "姓名"))
        if any(spec.shape == Scalar("agency") and "当事人" not in spec.doc for spec in kind.own.values()):
            _put(top, ("机关", "全称"), needed=True)
        return {kind.name: {key: Want(spec, key in kind.needs) for key, spec in kind.own.items()}}
    return {}


def _led(kind: Kind, path: str) -> Iterator[tuple[str, ...]]:
    """Where *path*, as the templates of *kind* say it, lies in a case; nothing for a name that is no field."""
    first, _, rest = path.partition(".")
    general = names(Case).get(first)
    inside = False
    for each in kind.each:
        model = _model_at(each)
        attribute = names(model).get(first) if model else None
        if model is None or attribute is None:
            continue
        if general and specs(Case)[general].shape == specs(model)[attribute].shape:
            continue  # what the item leaves out the case has: it is written once, there
        inside = True
        yield (*each.split("."), *path.split("."))
    if inside or first in kind.own:
        return  # a field of the kind's own may choose the item that has a field of that name
    if first == "对象":
        yield from (tuple(each.split(".")) for each in kind.each)
    elif first in _STANDS_FOR:
        for meant in _STANDS_FOR[first]:
            # Of what is made of several fields the parts are ours.
            led = ".".join(part for part in (meant, rest if len(_STANDS_FOR[first]) == 1 else "") if part)
            if led:
                yield tuple(led.split("."))
    elif general:
        yield tuple(path.split("."))


def _model_at(path: str) -> type[Model] | None:
    model: type[Model] | None = Case
    for key in path.split("."):
        attribute = names(model).get(key) if model else None
        model = model_in(specs(model)[attribute].shape) if model and attribute else None
    return model


def _put(top: dict[str, Want], path: Sequence[str], *, needed: bool = False, stage: str = "") -> None:
    """Enter the field at *path*, as far as it leads; one that exists only after *stage* is passed over."""
    level, model = top, Case  # type: tuple[dict[str, Want], type[Model] | None]
    for number, key in enumerate(path):
        attribute = names(model).get(key) if model else None
        if model is None or attribute is None:
            return
        spec = specs(model)[attribute]
        if stage and spec.stage and STAGES.index(spec.stage) > STAGES.index(stage):
            return
        want = level.setdefault(spec.key, Want(spec))
        want.needed = want.needed or needed
        item = spec.shape.item if isinstance(spec.shape, ListOf) else spec.shape
        if item == Scalar("agency"):
            _put(top, ("机关", "全称"), needed=True)
            for further in path[number + 1 :]:
                _put(top, ("机关", further))
        level, model = want.below, model_in(spec.shape)


def fill(level: Mapping[str, Want], model: type[Model]) -> None:
    """Fill in what is below: a mapping of which no field was named is wanted whole; one that may stand in a line, with all of that line."""
    for want in level.values():
        inner = want.model
        if inner is None:
            continue
        if not want.below:
            for spec in specs(inner).values():
                want.below[spec.key] = Want(spec, spec.required)
        for attribute in inner.SHORT:
            spec = specs(inner)[attribute]
            want.below.setdefault(spec.key, Want(spec, spec.required))
        fill(want.below, inner)
        want.below = _ordered(want.below, inner)


def _ordered(level: Mapping[str, Want], model: type[Model]) -> dict[str, Want]:
    return {spec.key: level[spec.key] for spec in specs(model).values() if spec.key in level}
