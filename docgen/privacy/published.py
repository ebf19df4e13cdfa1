"""A record that holds only the public view of another, so that the papers can be made where the secrets must not be.

Authorities and parties get new registered names and are called what they are called in
public; free text is masked; references to figures, authorities and parties stay
references, so that every public paper of the new record is that of the old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from docgen.dates import When
from docgen.privacy import words
from docgen.privacy.allowed import PUBLIC
from docgen.privacy.mask import masked_text, matches
from docgen.privacy.secrets import DEFAULT_OUTER, Register
from docgen.privacy.view import Paper, View
from docgen.reading.fields import Model, Scalar, specs
from docgen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from docgen.records import references
from docgen.records.models import STAGES, Agency, Case, Figure, Party
from docgen.source import Located

Value = str | bool | list["Value"] | dict[str, "Value"]


def published(case: Case, register: Register, kinds: frozenset[str] = frozenset()) -> str:
    """The YAML of the public record of *case*. *kinds* are the public kinds whose own fields (其他文书) go along."""
    values = _Publisher(case, register).case(kinds)
    return "# 只有公开内容的记录，由 docgen publish 生成\n" + "".join(_lines(values, 0))


@dataclass
class _Publisher:
    """One case on its way out: the new names of what it registers, and a view for what is not registered."""

    source: Case
    register: Register
    names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for word, group in (
            ("机关", self.source.agencies),
            ("当事人", self.source.parties),
            ("数据", self.source.figures),
        ):
            for number, name in enumerate(group, 1):
                # The handle of a figure may stay unless it gives something away; the others are names themselves.
                kept = word == "数据" and masked_text(name, self.register) == name
                self.names[name] = name if kept else f"{word}{number}"
        self.view = View(self.source, Paper("public", STAGES[-1]), called=self.register.called)

    def case(self, kinds: frozenset[str]) -> dict[str, Value]:
        values = self.model(self.source)
        if papers := [self.node(node) for node in self.source.other_papers if _paper_of(node) in kinds]:
            values["其他文书"] = papers
        return values

    # — values —

    def model(self, value: Model) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for attribute, spec in specs(type(value)).items():
            if attribute not in PUBLIC.get(type(value), frozenset()):
                continue
            found = getattr(value, attribute)
            if spec.shape == Scalar("yes"):
                if attribute in value.keys:
                    made[spec.key] = found
            elif found not in (None, (), {}):
                # The section of a case is headed by the very key that was typed.
                key = str(value.keys[attribute]) if attribute in value.keys and type(value) is Case else spec.key
                made[key] = self.value(found)
        return made

    def value(self, value: object) -> Value:
        match value:
            case Mapping():
                return {self.names[name]: self.registered(name, item) for name, item in value.items()}
            case tuple():
                return [self.value(item) for item in value]
            case When():
                return str(value)
            case Located():
                return self.text(value)
            case Model():
                return self.model(value)
        return str(value)

    def registered(self, name: str, value: object) -> Value:
        match value:
            case Agency():
                outer = {"对外": self.plain(value.outer)} if value.outer else {}
                again = {"再称": self.plain(value.again)} if value.again else {}
                return {"全称": str(value.outer or DEFAULT_OUTER), **outer, **again}
            case Party():
                mask = self.register.called.get(value.span, "")
                return {"姓名": mask, "对外": mask}
            case Figure():
                shown = {"值": self.plain(value.outer or value.value or Located("", value.span))}
                more = {"对外": value.outer, "期间": value.period, "出处": value.origin, "阶段": value.stage}
                return {**shown, **{key: self.plain(text) for key, text in more.items() if text}}
        raise AssertionError(f"unknown registered value: {value!r}")

    def plain(self, text: Located) -> str:
        """What is registered refers to nothing itself."""
        return masked_text(text, self.register)

    def text(self, text: Located) -> str:
        """*text* as the public record has it: references by their new names or printed, secrets replaced."""
        made: list[str] = []
        last = 0
        found = references.find(text)
        pieces = [(one.start, one.stop, self.reference(text, one)) for one in found]
        inside = [(one.start, one.stop) for one in found]
        for match in matches(text, self.register):
            if not any(start < match.stop and match.start < stop for start, stop in inside):
                name = match.secret.via.partition(".")[2]
                word = f"｛{self.names[name]}｝" if name in self.names else match.secret.mask
                pieces.append((match.start, match.stop, word))
        for start, stop, word in sorted(pieces):
            made += [text[last:start], word]
            last = stop
        return "".join((*made, text[last:]))

    def reference(self, text: Located, found: references.Reference) -> str:
        """A reference to what is registered under its new name; any other as it prints."""
        group, _, name = found.name.rpartition(".")
        bare = found.name if found.name in self.names else name if group in ("机关", "当事人", "数据") else ""
        if bare in self.names:
            chosen = f"|{found.filter}" if found.filter else ""
            return f"｛{self.names[bare]}{chosen}｝"
        return masked_text(words.expanded(self.view, text.part(found.start, found.stop)), self.register)

    def node(self, node: Node) -> Value:
        match node:
            case MapNode(entries):
                return {str(key): self.node(value) for key, value in entries}
            case ListNode(items):
                return [self.node(item) for item in items]
            case ScalarNode(text):
                return self.text(text)


def _paper_of(node: Node) -> str:
    entries = node.entries if isinstance(node, MapNode) else ()
    return next((str(value.text) for key, value in entries if str(key) == "文种" and isinstance(value, ScalarNode)), "")


# — YAML —

_PLAIN = re.compile(
    r"[\u4e00-\u9fff〇（“《｛A-Za-z0-9][\u4e00-\u9fff\w　（）“”‘’《》〈〉〔〕｛｝【】，。、；：！？…—·％.%+-]*"
)


def _lines(value: Value, indent: int) -> Iterator[str]:
    """*value* as block YAML that reads back the same: one-line texts plain or in quotes, paragraphs under ``|``."""
    room = " " * indent
    match value:
        case dict():
            for key, item in value.items():
                yield from _entry(f"{room}{key}:", item, indent)
        case list():
            for item in value:
                if isinstance(item, dict | list):
                    first, *rest = list(_lines(item, indent + 2)) or ["{}\n"]
                    yield f"{room}- {first.lstrip()}"
                    yield from rest
                else:
                    yield from _entry(f"{room}-", item, indent)
        case _:
            yield from _entry(room, value, indent)


def _entry(head: str, item: Value, indent: int) -> Iterator[str]:
    if isinstance(item, dict | list):
        if item:
            yield f"{head}\n"
            yield from _lines(item, indent + 2)
        return
    text = ("是" if item else "否") if isinstance(item, bool) else item
    if "\n" in text:
        yield f"{head} |\n"
        yield from (" " * (indent + 2) + line + "\n" for line in text.split("\n") if line.strip())
    elif _PLAIN.fullmatch(text):
        yield f"{head} {text}\n"
    else:
        quoted = text.replace("'", "''")
        yield f"{head} '{quoted}'\n"
