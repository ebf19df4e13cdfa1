"""The record of letters printed again, each by its own kind, and held against the letter, sentence by sentence; and what a sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from docgen.core.dates import typed_number
from docgen.intake.letters.letter import Letter, sentences
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.papers.make import Workspace
from docgen.records import derive
from docgen.records.loader import load

_WHERE = r"第[零〇一二三四五六七八九十百\d]+(?:条(?:之[一二三四五六])?|款|项)(?:第[零〇一二三四五六七八九十百\d（）()]+[款项])*"
_MORE = rf"(?:[、，和及与以及]{{0,2}}(?:{_WHERE}))*"
_PROVISION = re.compile(rf"《[^《》]+(?:〈[^〉]*〉[^《》]*)*》(?:（[^（）]{{1,20}}）)?(?:的?(?:{_WHERE}){_MORE})?")


def provisions(text: str) -> list[str]:
    """The provisions of *text* in their order, each once."""
    return list(dict.fromkeys(_joined(found[0]) for found in _PROVISION.finditer(text)))


def _joined(text: str) -> str:
    return re.sub(r"》(（[^（）]*）)?的第", lambda found: f"》{found[1] or ''}第", text)


def only_provisions(text: str) -> bool:
    """True where *text* is a list of provisions and nothing else."""
    return re.fullmatch(r"[、，和及与等以\s]*(?:有关|相关|之)?", _PROVISION.sub("", text)) is not None


@dataclass(frozen=True, slots=True)
class Proof:
    """``equal`` of the ``total`` sentences are printed again; ``lines`` are what differs, - of the letter, + of the print.

    ``left`` are (line, words) that the record does not hold in any field either.
    """

    equal: int
    total: int
    lines: tuple[str, ...]
    left: tuple[tuple[int, str], ...]
    reworded: tuple[tuple[int, str], ...] = ()
    """Those whose words are all in fields, put together otherwise by the kind."""


def prove(letter: Letter, path: Path, values: dict[str, Any], space: Workspace) -> Proof:
    """*letter* against what the record at *path*, whose values are *values*, prints as its kind."""
    source = [(line.number, one) for line in letter.lines for one in _pieces(line.text)]
    printed = _nearest(source, _printed(letter.kind, path, space), letter)
    kept = _held(values, letter)
    keys = [key(one, letter) for _, one in source]
    again = [key(one, letter) for one in printed]
    lines: list[str] = []
    equal = 0
    for action, start, stop, first, last in SequenceMatcher(None, keys, again, autojunk=False).get_opcodes():
        if action == "equal":
            equal += stop - start
            continue
        lines += (f"-{one}" for _, one in source[start:stop])
        lines += (f"+{one}" for one in printed[first:last])
    shown = set(again)
    whole = "".join(again)
    left: list[tuple[int, str]] = []
    reworded: list[tuple[int, str]] = []
    for (number, one), word in zip(source, keys, strict=True):
        if not word or number in letter.taken or word in shown or word in kept or word in whole:
            continue
        formula = one.strip() in letter.said or _taken(word, kept + whole)
        (reworded if formula else left).append((number, one))
    return Proof(equal, len(source), tuple(lines), tuple(left), tuple(reworded))


def _pieces(text: str) -> Iterator[str]:
    for cell in re.split(r"\t", text):
        for one in sentences(cell.strip()):
            if one.strip():
                yield one.strip()


def _printed(kind: str, path: Path, space: Workspace) -> list[list[str]]:
    """The sentences of every paper of *kind* that the record gives."""
    loaded = load(path, space.project, path.name)
    if loaded.record is None or kind not in space.catalog.kinds:
        return []
    done = finish(space.catalog.kinds[kind], loaded.record, space.project, space.engine, Options())
    texts = [make.to_bytes(one.document, "txt", space).decode() for one in done if one.document is not None]
    return [[one for line in text.splitlines() for one in _pieces(line)] for text in texts]


def _nearest(source: Sequence[tuple[int, str]], papers: Sequence[list[str]], letter: Letter) -> list[str]:
    wanted = {key(one, letter) for _, one in source}
    return max(papers, key=lambda paper: sum(key(one, letter) in wanted for one in paper), default=[])


def key(text: str, letter: Letter) -> str:
    """*text* as it is compared: without blanks, numbers before points and the ways of writing brackets and 你局."""
    words = re.sub(r"\s", "", text)
    words = words[len(typed_number(words)) :] or words
    you = letter.you or derive.you_name(letter.addressee)
    words = words.replace(you, "你单位") if letter.addressee else words
    words = (
        re.sub(r"[\[（(【﹝](\d{4})[\]）)】﹞]", r"〔\1〕", words).replace("第", "")
        if len(words) < 30 and words.endswith("号")
        else words
    )
    return words.translate(_ALIKE).rstrip("。；;，,")


_ALIKE = str.maketrans({"(": "（", ")": "）", ":": "：", ",": "，", ";": "；", "｛": "", "｝": "", "﹛": "", "﹜": ""})


def _held(values: dict[str, Any], letter: Letter) -> str:
    """All that the record holds, in one piece."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for item in value.values():
                yield from walk(item)
        elif isinstance(value, list):
            for item in value:
                yield from walk(item)
        else:
            yield from (key(line, letter) for line in str(value).split("\n"))

    return "\n".join(walk(values))


def _taken(words: str, kept: str) -> bool:
    """True where every piece of *words* between marks stands in the record or the print: a sentence put together otherwise."""
    pieces = [piece for piece in re.split(r"[，。；：、？！\s]", words) if piece and not _FORMULA.fullmatch(piece)]
    kept = _LAW.sub("", kept)
    return all(_LAW.sub("", piece) in kept for piece in pieces)


_FORMULA = re.compile(
    r"(?:经|经过)?(?:本院|我院|依法|初步)*(?:审查|调查|核查|审理|勘查)*(?:现|已)*查明(?:以下事实)?|综上|(?:本院|我院)(?:经审查)?认为|(?:本院|我院)?(?:依法)?决定(?:终结案件|立案)"
)
"""Words of a formula that the kinds say in their own way."""
_LAW = re.compile(r"(?:根据|依照|依据|按照)(?=《)|(?:之|的)(?:有关|相关)?规定")
