"""Which names a template reads, without a record: dotted paths, with the items of a list under the name of the list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import nodes


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
