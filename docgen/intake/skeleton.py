"""Keys that are still to be written, as lines of a record: each with what belongs there, who knows it, what else is used.

``added`` puts them into a record that exists: nothing that a person typed is moved or changed, comments included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docgen.core.errors import RecordError, has_errors
from docgen.papers.asked import Asked, Want
from docgen.records.models import Case
from docgen.records.yaml.bind import is_empty
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ListOf, MapOf, ModelOf, Scalar, Shape, Spec, names, specs
from docgen.records.yaml.parse import parse

_WHO: Mapping[str, str] = {
    "文号": "统一业务系统生成",
    "编号": "内勤编定",
    "全称": "照公章写",
    "来源": "看线索受理登记",
    "决定日期": "看审批表",
    "决定送达": "看送达回证",
    "送达日期": "看送达回证",
    "送达地点": "看送达回证",
    "送达方式": "看送达回证",
    "备案日期": "看备案登记",
    "批准": "看审批表",
    "证据": "照卷内目录写",
    "查明": "承办检察官写",
    "认定": "承办检察官写",
    "评议意见": "看听证评议表",
    "案情介绍": "书记员记",
    "各方说明": "书记员记",
    "提问回答": "书记员记",
    "最后陈述": "书记员记",
    "总结": "书记员记",
    "结束时间": "书记员记",
    "发布审批": "看审批表",
    "摘要": "宣传部门写",
}
"""Key → who knows it, or on which paper it stands."""

_NAMED: Mapping[str, str] = {
    "机关": "# 区住建局: {全称: 云江省青川市临河区住房和城乡建设局, 对外: 区住房和城乡建设部门}",
    "当事人": "# 某商场: {姓名: 青川万汇商业管理有限公司, 对外: 某商场}",
    "数据": "# 投诉件数: {值: 14件, 对外: 10余件, 出处: 12345市民服务热线}",
}
"""Key of a mapping whose names the author chooses → a line to copy."""

OTHER = "其他文书"
_OTHER_DOC = "一种文书一项，写它自己的内容"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beforehand: values of outermost keys, the names of agencies with their full names, other names of keys."""

    values: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """Key → how it is called in a case of this type (调查和诉讼)."""


def comment(spec: Spec, *, needed: bool) -> str:
    """The remark behind a key: what belongs there, who knows it, and whether it may be left empty."""
    parts = [spec.doc]
    who = _WHO.get(spec.key, "")
    if who and who[:4] not in spec.doc and "由" not in spec.doc:
        parts.append(who)
    item = _item(spec.shape)
    if isinstance(item, Scalar) and item.kind in ("date", "moment") and "时间" not in spec.key:
        parts.append("写成 2024年3月5日")
    if isinstance(item, Scalar) and item.choices and len(item.choices) < 8:
        parts.append("可以写：" + "、".join(item.choices))
    if spec.default:
        parts.append(f"不写：{spec.default}")
    elif not needed and not spec.required and not re.search("不写|不填", spec.doc):
        parts.append("没有就不写")
    return "；".join(dict.fromkeys(parts))


def lines(wants: Iterable[Want], margin: str, known: Known) -> Iterator[str]:
    """The lines of *wants*, empty, *margin* before each; what is known is filled in."""
    for want in wants:
        yield from _lines(want, margin, known)


def _lines(want: Want, margin: str, known: Known) -> Iterator[str]:
    key, shape = known.names.get(want.spec.key, want.spec.key), want.spec.shape
    note = f"   # {comment(want.spec, needed=want.needed)}"
    inner = margin + "  "
    if not margin and key in known.values:
        yield f"{key}: {known.values[key]}"
        return
    match shape:
        case Scalar(kind="prose"):
            yield f"{margin}{key}: |{note}"
        case Scalar(kind="agency") if _is_party(want.spec):
            yield f"{margin}{key}:{note}"
        case Scalar(kind="agency") if len(known.agencies) == 1:
            yield f"{margin}{key}: {next(iter(known.agencies))}{note}"
        case Scalar(kind="agency") if known.agencies:
            yield f"{margin}{key}:{note}；可以写：{'、'.join(known.agencies)}"
        case ListOf(Scalar(kind="agency")) if known.agencies:
            yield f"{margin}{key}:{note}"
            yield from (f"{inner}- {name}" for name in known.agencies)
        case Scalar():
            yield f"{margin}{key}:{note}"
        case MapOf():
            yield f"{margin}{key}:{note}"
            if key == "机关" and known.agencies:
                for name, full in known.agencies.items():
                    yield f"{inner}{name}:"
                    yield f"{inner}  全称: {full}"
                    outer = [one for one in want.below.values() if one.spec.key != "全称"]
                    yield from lines(outer, inner + "  ", Known())
            elif key in _NAMED:
                yield inner + _NAMED[key]
        case ListOf(ModelOf()):
            yield f"{margin}{key}:{note}"
            for one in _each(want, known):
                yield from item(want.below.values(), inner, one)
        case ListOf():
            yield f"{margin}{key}:{note}"
            yield f"{inner}-"
        case _:
            yield f"{margin}{key}:{note}"
            yield from lines(want.below.values(), inner, known)


def _is_party(spec: Spec) -> bool:
    """True for a field in which one of 当事人 is named, no agency."""
    return "当事人" in spec.doc and "机关" not in spec.doc


def _each(want: Want, known: Known) -> list[Known]:
    """One item for each agency where items name one, else one."""
    if known.agencies and any(one.spec.shape == Scalar("agency") for one in want.below.values()):
        return [Known(known.values, {name: full}, known.names) for name, full in known.agencies.items()]
    return [known]


def item(wants: Iterable[Want], margin: str, known: Known) -> Iterator[str]:
    """The lines of one item of a list."""
    found = list(lines(wants, margin + "  ", known))
    yield f"{margin}- {found[0].lstrip()}"
    yield from found[1:]


def paper(name: str, own: Mapping[str, Want], margin: str, known: Known) -> list[str]:
    """The item of 其他文书 for the kind called *name*."""
    return [f"{margin}- 文种: {name}", *lines(own.values(), margin + "  ", known)]


def whole(asked: Asked, known: Known) -> str:
    """A record that holds nothing but what *asked* asks for."""
    found = list(lines(asked.fields.values(), "", known))
    if asked.own:
        found.append(f"{OTHER}:   # {_OTHER_DOC}")
        for name, own in asked.own.items():
            found += paper(name, own, "  ", known)
    return "\n".join(found) + "\n"


# — into a record that exists —


@dataclass(slots=True)
class Added:
    """A record with what was put in: its text, (line, key) of each new key, and what could not be put in, in words."""

    text: str
    keys: list[tuple[int, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def added(text: str, file: str, asked: Asked, known: Known) -> Added:
    """*text* with every field of *asked* that it lacks. Raises RecordError where it cannot be read as YAML."""
    node, problems = parse(text, file, ModelOf(Case))
    if has_errors(problems) or not isinstance(node, MapNode):
        raise RecordError(problems)
    putting = _Putting(text.split("\n"), known)
    putting.mapping(node, asked.fields, ModelOf(Case), len(putting.rows), 0)
    putting.papers(node, asked.own)
    return putting.result()


class _Putting:
    """The insertions into the lines of one record. Lines count from 0; an insertion stands before its line."""

    def __init__(self, rows: list[str], known: Known) -> None:
        self.rows = rows
        self.known = known
        self.new: dict[int, list[str]] = {}
        self.within: dict[int, list[tuple[int, str]]] = {}
        self.left: list[str] = []

    def result(self) -> Added:
        """The new text."""
        found = Added("", left=self.left)
        made: list[str] = []
        for number, row in enumerate([*self.rows, None]):
            for line in self.new.get(number, ()):
                made.append(line)
                found.keys.append((len(made), line.strip().removeprefix("- ").partition(":")[0]))
            if row is None:
                break
            for column, words in sorted(self.within.get(number, ()), reverse=True):
                row = row[:column] + words + row[column:]
                found.keys.append((len(made) + 1, words.strip(" ,:")))
            made.append(row)
        found.text = "\n".join(made)
        return found

    def before(self, line: int, new: Iterable[str]) -> None:
        """Put *new* before *line*, behind what was put there already."""
        self.new.setdefault(line, []).extend(new)

    def mapping(self, node: MapNode, wants: Mapping[str, Want], shape: ModelOf, end: int, margin: int) -> None:
        """Put into *node*, whose lines end before *end*, what it lacks of *wants*."""
        known = names(shape.model)
        order = [spec.key for spec in specs(shape.model).values()]
        here = {
            specs(shape.model)[known[str(key).strip()]].key: (key.span.line - 1, value)
            for key, value in node.entries
            if str(key).strip() in known
        }
        starts = sorted(key.span.line - 1 for key, _ in node.entries)
        if self.flow(node):
            self.into_braces(node, [want for key, want in wants.items() if key not in here])
            return
        for key, want in wants.items():
            if key in here:
                line, value = here[key]
                self.inside(value, want, line, self.end(starts, line, end, margin), margin)
                continue
            earlier = [other for other in order[: order.index(key)] if other in here]
            at = self.end(starts, here[earlier[-1]][0], end, margin) if earlier else starts[0]
            if not earlier and margin and starts[0] == node.span.line - 1:
                at = self.end(starts, starts[0], end, margin)  # the first key stands behind the dash
            self.before(at, lines([want], " " * margin, self.known))

    def inside(self, value: Node, want: Want, line: int, end: int, margin: int) -> None:
        """Put what *want* asks for below the key at *line*, under which *value* stands."""
        shape = want.spec.shape
        inner = " " * (margin + 2)
        match value, shape:
            case ScalarNode(), ListOf(ModelOf()) if is_empty(value):
                for one in _each(want, self.known):
                    self.before(end, item(want.below.values(), inner, one))
            case ScalarNode(), ModelOf() if is_empty(value):
                self.before(end, lines(want.below.values(), inner, self.known))
            case ScalarNode(), MapOf() if is_empty(value):
                found = list(_lines(want, " " * margin, self.known))[1:]
                if not any(row.strip().startswith("#") for row in self.rows[line + 1 : end]):
                    self.before(end, found)
            case MapNode(entries), ModelOf():
                self.mapping(value, want.below, shape, end, self.margin(entries, margin + 2))
            case MapNode(entries), MapOf(ModelOf() as inside):
                self.each([one for _, one in entries], want, inside, end)
            case MapNode(), ListOf(ModelOf() as inside):
                self.each([value], want, inside, end)
            case ListNode(items), ListOf(ModelOf() as inside):
                self.each(items, want, inside, end)
            case ScalarNode(), ModelOf(model) if not model.SHORT or len(model.SHORT) > 1:
                self.short(want, line)
            case ScalarNode(), ListOf(ModelOf()):
                self.short(want, line)

    def each(self, items: Sequence[Node], want: Want, shape: ModelOf, end: int) -> None:
        """Put into each of *items* what a gap would print for."""
        lacking = {key: one for key, one in want.below.items() if one.needed}
        begins = [one.span.line - 1 for one in items]
        for number, one in enumerate(items):
            if isinstance(one, MapNode) and one.entries:
                stop = begins[number + 1] if number + 1 < len(items) else end
                margin = self.margin(one.entries, 0)
                self.mapping(one, lacking, shape, self.last(begins[number], stop, margin), margin)

    def papers(self, node: MapNode, own: Mapping[str, Mapping[str, Want]]) -> None:
        """Put into 其他文书 what the kinds of *own* lack: an item, or keys of the item that is there."""
        if not own:
            return
        place = next(((key.span.line - 1, value) for key, value in node.entries if str(key).strip() == OTHER), None)
        starts = sorted(key.span.line - 1 for key, _ in node.entries)
        if place is None:
            order = [spec.key for spec in specs(Case).values()]
            after = [
                key.span.line - 1
                for key, _ in node.entries
                if str(key).strip() in order and order.index(str(key).strip()) < order.index(OTHER)
            ]
            at = self.end(starts, max(after), len(self.rows), 0) if after else len(self.rows)
            self.before(at, [f"{OTHER}:   # {_OTHER_DOC}"])
            for name, wants in own.items():
                self.before(at, paper(name, wants, "  ", self.known))
            return
        line, value = place
        end = self.end(starts, line, len(self.rows), 0)
        items = value.items if isinstance(value, ListNode) else (value,) if isinstance(value, MapNode) else ()
        begins = [one.span.line - 1 for one in items]
        margin = self.margin_of_items(items)
        for name, wants in own.items():
            there = [number for number, one in enumerate(items) if _paper_name(one) == name]
            for number in there:
                one = items[number]
                stop = begins[number + 1] if number + 1 < len(items) else end
                if isinstance(one, MapNode):
                    self.own(one, wants, self.last(begins[number], stop, margin + 2), margin + 2)
            if not there:
                self.before(end, paper(name, wants, " " * margin, self.known))

    def own(self, node: MapNode, wants: Mapping[str, Want], end: int, margin: int) -> None:
        here = {str(key).strip() for key, _ in node.entries}
        lacking = [want for key, want in wants.items() if key not in here and want.needed]
        if self.flow(node):
            self.into_braces(node, lacking)
        else:
            self.before(end, lines(lacking, " " * margin, self.known))

    # — where —

    def flow(self, node: MapNode) -> bool:
        """True where *node* is written in braces."""
        row = self.rows[node.span.line - 1]
        return row[node.span.column - 1 : node.span.column] in ("{", "｛")

    def into_braces(self, node: MapNode, wants: Sequence[Want]) -> None:
        """Put plain fields before the closing brace; what they mean stands in a comment above."""
        wants = [want for want in wants if isinstance(_item(want.spec.shape), Scalar) and want.needed]
        if not wants:
            return
        line, column = node.span.line - 1, node.span.column - 1
        depth, quote = 0, ""
        for number in range(line, len(self.rows)):
            row = self.rows[number]
            for at in range(column if number == line else 0, len(row)):
                sign = row[at]
                quote = "" if sign == quote else quote or (sign if sign in "'\"" else "")
                depth += 0 if quote else (sign in "{[") - (sign in "}]")
                if not depth:
                    gap = "" if not row[:at].rstrip().endswith(",") else " "
                    words = "".join(f", {want.spec.key}: " for want in wants)
                    self.within.setdefault(number, []).append((at, words.removeprefix(",") if gap else words))
                    margin = self.rows[line][: len(self.rows[line]) - len(self.rows[line].lstrip())]
                    notes = (f"{want.spec.key}：{comment(want.spec, needed=True)}" for want in wants)
                    self.before(line, (f"{margin}# {note}" for note in notes))
                    return

    def short(self, want: Want, line: int) -> None:
        """Say that what stands in one line would have to be set apart first."""
        wanted = [one for one in want.below.values() if one.needed] or list(want.below.values())
        keys = "、".join(one.spec.key for one in wanted)
        if keys:
            self.left.append(f"第{line + 1}行的“{want.spec.key}”写成了一行，没有动；分项写才能补上：{keys}")

    def end(self, starts: Sequence[int], line: int, limit: int, margin: int) -> int:
        """The line before which something is to stand that comes behind the key at *line*."""
        stop = next((start for start in starts if start > line), limit)
        return self.last(line, min(stop, limit), margin)

    def last(self, line: int, stop: int, margin: int) -> int:
        """The line behind the last line of the block from *line*: blank lines and comments before *stop* belong to what follows."""
        while stop > line + 1:
            row = self.rows[stop - 1]
            inner = len(row) - len(row.lstrip()) > margin
            if row.strip() and not (row.lstrip().startswith("#") and not inner):
                break
            stop -= 1
        return stop

    def margin(self, entries: Sequence[tuple[object, Node]], usual: int) -> int:
        """Where the keys of a mapping begin."""
        columns = [key.span.column - 1 for key, _ in entries if hasattr(key, "span")]
        return min(columns, default=usual)

    def margin_of_items(self, items: Sequence[Node]) -> int:
        rows = [self.rows[one.span.line - 1] for one in items]
        dashes = [len(row) - len(row.lstrip()) for row in rows if row.lstrip().startswith("-")]
        return min(dashes, default=2)


def _item(shape: Shape) -> Shape:
    return shape.item if isinstance(shape, ListOf) else shape


def _paper_name(node: Node) -> str:
    entries = node.entries if isinstance(node, MapNode) else ()
    found = next((value for key, value in entries if str(key).strip() == "文种"), None)
    return str(found.text).strip() if isinstance(found, ScalarNode) else ""
