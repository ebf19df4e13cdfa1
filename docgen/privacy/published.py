"""A record that holds only the public view of another, so that the papers can be made where the secrets must not be.

Authorities and parties get new registered names and are called what they are called in
public; free text is masked; references to figures, authorities and parties stay
references, so that every public paper of the new record is that of the old one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.dates import When
from docgen.errors import Problem, has_errors
from docgen.privacy import words
from docgen.privacy.allowed import PUBLIC
from docgen.privacy.mask import BETWEEN, masked_text, matches
from docgen.privacy.secrets import BLANKED, DEFAULT_OUTER, Register, Secret
from docgen.privacy.view import Paper, View
from docgen.reading import emit
from docgen.reading.fields import Model, Scalar, names, specs
from docgen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from docgen.records import references
from docgen.records.kinds import Record
from docgen.records.models import STAGES, Agency, Case, Figure, Party
from docgen.source import Located, Span

COMMENT = "只有公开内容的记录，由 docgen publish 生成"

Value = str | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class _Piece:
    """What takes the place of characters *start* to *stop*; ``authority`` is what it prints where it is one, else ``""``."""

    start: int
    stop: int
    word: str
    authority: str = ""


class Publisher(ABC):
    """One record on its way out: the new names of what it registers, and a view for what is not registered.

    ``told`` are the lines made so far, each with the one that it was made of.
    """

    def __init__(self, source: Record, register: Register) -> None:
        self.source = source
        self.register = register
        self.view = View(source, Paper("public", STAGES[-1]), called=register.called)
        self.names = self.figure_names(source.figures)
        self.told: list[tuple[str, Located]] = []

    @property
    def problems(self) -> list[Problem]:
        """What stands in the way: a reference to what no public paper may read."""
        return list(dict.fromkeys(item for item in self.view.problems if has_errors([item])))

    def yaml(self) -> str:
        """The public record. It may not be used where ``problems`` then holds anything."""
        return emit.dump(self.model(self.source), type(self.source), COMMENT)

    def figure_names(self, figures: Mapping[str, Figure]) -> dict[str, str]:
        """Old → new: a figure keeps its name, which papers print, as far as that gives nothing away."""
        found: dict[str, str] = {}
        for number, name in enumerate(figures, 1):
            new = masked_text(name, self.register)
            taken = new in found.values() or (new != name and new in figures)
            found[name] = f"数据{number}" if taken or matches(new, self.register, everywhere=True) else new
        return found

    # — values —

    def model(self, value: Model) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for attribute, spec in specs(type(value)).items():
            if attribute not in PUBLIC.get(type(value), frozenset()):
                continue
            found = getattr(value, attribute)
            if spec.shape == Scalar("yes"):
                if attribute in value.keys:
                    made[spec.key] = "是" if found else "否"
            elif found not in (None, (), {}):
                # The section of a case is headed by the very key that was typed.
                key = str(value.keys[attribute]) if attribute in value.keys and type(value) is Case else spec.key
                made[key] = self.field(value, attribute, found)
        return made

    def field(self, owner: Model, attribute: str, value: Any) -> Value:
        """*value*, which stands under *attribute* of *owner*."""
        return self.value(value)

    def value(self, value: object) -> Value:
        match value:
            case Mapping():
                return {self.names[name]: self.registered(item) for name, item in value.items()}
            case tuple():
                return [made for item in value if (made := self.value(item))]
            case When():
                return str(value)
            case Located():
                return self.text(value)
            case Model():
                return self.model(value)
        return str(value)

    def registered(self, value: object) -> Value:
        match value:
            case Agency():
                outer = {"对外": self.plain(value.outer)} if value.outer else {}
                again = {"再称": self.plain(value.again)} if value.again else {}
                return {"全称": str(value.outer or DEFAULT_OUTER), **outer, **again}
            case Party():
                mask = self.register.called.get(value.span, "") or BLANKED
                return {"姓名": mask, "对外": mask}
            case Figure():
                return self.figure(value)
        raise AssertionError(f"unknown registered value: {value!r}")

    def figure(self, value: Figure) -> dict[str, Value]:
        """The figure as public papers print it, and what is drawn and checked of it; never the inner value of one with 对外."""
        made: dict[str, Value] = {"值": self.plain(value.outer or value.value or Located("", value.span))}
        more = {"对外": value.outer, "期间": value.period, "出处": value.origin, "阶段": value.stage}
        made |= {key: self.plain(text) for key, text in more.items() if text}
        lists: dict[str, list[Value]] = {
            "词": [self.plain(word) for word in value.words],
            "合计": [self.name(part) for part in value.parts],
            "各期": [self.name(part) for part in value.series],
        }
        made |= {key: items for key, items in lists.items() if items}
        return made

    def plain(self, text: Located) -> str:
        """What is registered refers to nothing itself."""
        return masked_text(text, self.register)

    def name(self, text: Located) -> str:
        """A name of something registered, as the public record calls it."""
        return self.renamed(str(text)) or self.plain(text)

    # — running text —

    def text(self, text: Located) -> str:
        """*text* as the public record has it: references by their new names or printed, secrets replaced."""
        return "\n".join(self.line(line) for line in text.lines()) if "\n" in text else self.line(text)

    def line(self, text: Located) -> str:
        found = references.find(text)
        pieces = [self.reference(text, one) for one in found]
        inside = [(one.start, one.stop) for one in found]
        for match in matches(text, self.register):
            if not any(start < match.stop and match.start < stop for start, stop in inside):
                authority = match.secret.mask if match.secret.via.startswith("机关.") else ""
                pieces.append(_Piece(match.start, match.stop, self.masked(match.secret), authority))
        made: list[str] = []
        last = 0
        for piece in _merged(text, sorted(pieces, key=lambda piece: piece.start)):
            made += [text[last : piece.start], piece.word]
            last = piece.stop
        whole = "".join((*made, text[last:]))
        self.told.append((whole, text))
        return whole

    def reference(self, text: Located, found: references.Reference) -> _Piece:
        """A reference to what is kept under its new name; any other as it prints."""
        printed = words.expanded(self.view, text.part(found.start, found.stop))
        authority = str(printed) if _span(printed).via.startswith("机关.") else ""
        if new := self.renamed(found.name):
            word = f"｛{new}{f'|{found.filter}' if found.filter else ''}｝"
        else:
            word = masked_text(printed, self.register)
        return _Piece(found.start, found.stop, word, authority)

    @abstractmethod
    def renamed(self, name: str) -> str | None:
        """What a reference calls *name* in the public record, ``None`` for what is not kept there."""

    def masked(self, secret: Secret) -> str:
        """What stands for *secret* where it was typed out."""
        return secret.mask


class CasePublisher(Publisher):
    """A case: authorities and parties get new names, for the old ones are often names themselves.

    *kinds* are the public kinds whose own fields (其他文书) go along.
    """

    def __init__(self, source: Case, register: Register, kinds: frozenset[str] = frozenset()) -> None:
        super().__init__(source, register)
        self.case = source
        self.kinds = kinds
        for word, group in (("机关", source.agencies), ("当事人", source.parties)):
            self.names |= {name: f"{word}{number}" for number, name in enumerate(group, 1)}

    def yaml(self) -> str:
        values = self.model(self.case)
        if papers := [self.node(node) for node in self.case.other_papers if _paper_of(node) in self.kinds]:
            values["其他文书"] = papers
        return emit.dump(values, Case, COMMENT)

    def renamed(self, name: str) -> str | None:
        group, _, last = name.rpartition(".")
        bare = name if name in self.names else last if group in ("机关", "当事人", "数据") else ""
        return self.names.get(bare)

    def seen_from_outside(self, name: str) -> str | None:
        """What a conference or a release calls *name* of this case; its public texts keep their names too.

        In them 本院 is the office of the case, which it would not be in the text that refers to them.
        """
        if (new := self.renamed(name)) or name not in names(Case):
            return new or (name if name in ("案名", "类型") else None)
        value = getattr(self.case, names(Case)[name])
        if names(Case)[name] not in PUBLIC[Case] or not isinstance(value, Located) or isinstance(value, When):
            return None
        # A text that holds references of its own now cannot be referred to.
        return None if references.find(self.text(value)) else name

    def masked(self, secret: Secret) -> str:
        """A reference where this case registers who is meant under the same name in public, else the mask."""
        group, _, name = secret.via.partition(".")
        registered: Mapping[str, Model] = self.view.registered(group)
        match registered.get(name):
            case Agency() as agency if str(words.agency_outer(agency)) == secret.mask:
                return f"｛{self.names[name]}｝"
            case Party() as party if self.register.called.get(party.span) == secret.mask:
                return f"｛{self.names[name]}｝"
        return secret.mask

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


def _span(text: str) -> Span:
    return text.span if isinstance(text, Located) else Span("")


def _merged(text: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """*pieces* without an authority that prints the same as the one just before it, as papers have it (``mask``)."""
    before: _Piece | None = None
    for piece in pieces:
        again = before and before.authority and before.authority == piece.authority
        if before and again and text[before.stop : piece.start] in BETWEEN:
            before = _Piece(before.start, piece.stop, before.word, before.authority)
            continue
        if before:
            yield before
        before = piece
    if before:
        yield before
