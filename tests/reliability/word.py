"""Word out, edited, Word in: what the record takes over, what is told, and whether anything was lost.

    python -m tests.reliability.word              # everything, LibreOffice too, some minutes
    python -m tests.reliability.word --papers 2 --no-office

Prints a table of edits × papers and one of redlines by kind.
"""

from __future__ import annotations

import argparse
import copy
import io
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lxml import etree

from docgen.core.errors import DocgenError
from docgen.core.source import shown
from docgen.formats.word.changes import W
from docgen.formats.word.ooxml import zipped
from docgen.formats.word.read import WordFile, open_word, plain
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.records.loader import load
from docgen.review.absorb import run
from docgen.review.compare.redline import redline
from tests.helpers import ALL_KINDS, OCCASION, RECORDS, RELEASES, SAMPLES, office

KINDS = (
    "recommendation",
    "case-filing-decision",
    "typical-case",
    "hearing-notice",
    "case-closure-decision",
    "proof-of-service",
)
NEW = "本院另查明，现场还留有施工围挡。"
TOLD = ("K001", "K002", "K003", "K008")
W_NAMES = {"w": W.strip("{}")}


@dataclass(frozen=True)
class Paper:
    """A paper of a record, as a Word file."""

    record: Path
    kind: str
    data: bytes


def papers(kinds: tuple[str, ...], records: list[Path], most: int = 1000) -> Iterator[Paper]:
    """The papers of *kinds* that *records* give, *most* of them."""
    left = most
    for path in records:
        space = make.workspace(path)
        loaded = load(path, space.project)
        for name in kinds:
            kind = space.catalog.kinds.get(name)
            if kind is None or loaded.record is None or loaded.type not in kind.takes:
                continue
            for one in finish(kind, loaded.record, space.project, space.engine, Options()):
                done = make.checked(one, space)
                if done.document is None or left == 0:
                    continue
                left -= 1
                yield Paper(path, name, make.to_bytes(done.document, "docx", space))
                break


# — edits by XML —


def edited(data: bytes, edit: Callable[[Any, list[Any]], None]) -> bytes:
    """The Word file *data* with *edit* done to its root and the paragraphs of running text in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    body = root.find(f"{W}body")
    long = [one for one in body.findall(f"{W}p") if len(_text(one)) > 40 and one.find(f"{W}bookmarkStart") is not None]
    edit(root, long or [one for one in root.iter(f"{W}p") if len(_text(one)) > 4])
    parts["word/document.xml"] = etree.tostring(root)
    return zipped(parts)


def _text(paragraph: Any) -> str:
    return "".join(one.text or "" for one in paragraph.iter(f"{W}t"))


def _xml(text: str) -> list[Any]:
    names = 'xmlns:w="' + W.strip("{}") + '" xmlns:v="urn:schemas-microsoft-com:vml"'
    return list(etree.fromstring(f"<x {names}>{text}</x>"))


def _middle(paragraph: Any) -> tuple[Any, str, str]:
    """The longest text of *paragraph*, and its words before and behind a mark near the middle."""
    node = max(paragraph.iter(f"{W}t"), key=lambda one: len(one.text or ""))
    words = node.text or ""
    marks = [found.end() for found in re.finditer("[，。；]", words[:-1])] or [len(words) // 2]
    at = min(marks, key=lambda one: abs(one - len(words) // 2))
    return node, words[:at], words[at:]


def _put(paragraph: Any, xml: str) -> None:
    node, head, tail = _middle(paragraph)
    own = node.getparent()
    rest = copy.deepcopy(own)
    node.text = head
    next(rest.iter(f"{W}t")).text = tail
    for one in _xml(xml):
        own.getparent().insert(own.getparent().index(own) + 1, one)
        own = one
    own.addnext(rest)


def _new(paragraph: Any, words: str = NEW, mark: str = "") -> Any:
    made = etree.Element(f"{W}p")
    looks = copy.deepcopy(paragraph.find(f"{W}pPr"))
    made.append(looks)
    inner = f"<w:r><w:t>{words}</w:t></w:r>"
    if mark:
        looks.extend(_xml(f'<w:rPr><w:{mark} w:id="900" w:author="李"/></w:rPr>'))
        inner = f'<w:ins w:id="901" w:author="李">{inner}</w:ins>'
    made.extend(_xml(inner))
    return made


def _part(paragraph: Any) -> None:
    node, head, tail = _middle(paragraph)
    made = _new(paragraph, "")
    rest = list(node.getparent().itersiblings())
    node.text = head
    next(made.iter(f"{W}t")).text = tail
    made.extend(one for one in rest if one.tag == f"{W}r")
    paragraph.addnext(made)


def _run_on(paragraph: Any, following: Any) -> None:
    paragraph.extend(one for one in list(following) if one.tag != f"{W}pPr")
    following.getparent().remove(following)


def _deleted(paragraph: Any) -> None:
    looks = paragraph.find(f"{W}pPr")
    looks.extend(_xml('<w:rPr><w:del w:id="902" w:author="李"/></w:rPr>'))
    for one in paragraph.findall(f"{W}r"):
        (gone,) = _xml('<w:del w:id="903" w:author="李"/>')
        one.addprevious(gone)
        gone.append(one)
        for text in one.iter(f"{W}t"):
            text.tag = f"{W}delText"


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _say(paragraph: Any, words: str = "") -> None:
    node, head, tail = _middle(paragraph)
    node.text = words or f"{head}（经复核）{tail}"


def _cell(root: Any) -> None:
    node = next((one for cell in root.iter(f"{W}tc") for one in cell.iter(f"{W}t") if one.text), None)
    if node is not None:
        node.text += "（补）"


def _neighbours(long: list[Any]) -> tuple[Any, Any]:
    return next(((one, other) for one, other in pairwise(long) if one.getnext() is other), (long[0], None))


def _swap(long: list[Any]) -> None:
    one, other = _neighbours(long)
    if other is not None:
        other.addnext(one)


def _join(long: list[Any], *, tracked: bool = False) -> None:
    one, other = _neighbours(long)
    if other is None:
        return
    if tracked:
        one.find(f"{W}pPr").extend(_xml('<w:rPr><w:del w:id="904" w:author="李"/></w:rPr>'))
    else:
        _run_on(one, other)


def _without_marks(root: Any) -> None:
    for one in list(root.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        one.getparent().remove(one)


EDITS: dict[str, Callable[[Any, list[Any]], None]] = {
    "不改": lambda root, long: None,
    "改字": lambda root, long: _say(long[0]),
    "改字，最后一段": lambda root, long: _say(long[-1]),
    "改字，修订": lambda root, long: _put(long[0], '<w:ins w:id="1" w:author="李"><w:r><w:t>（经复核）</w:t></w:r></w:ins>'),
    "插入一句": lambda root, long: _put(long[-1], f"<w:r><w:t>{NEW}</w:t></w:r>"),
    "插入一段": lambda root, long: long[0].addnext(_new(long[0])),
    "插入一段，修订": lambda root, long: long[0].addnext(_new(long[0], mark="ins")),
    "插入一段，最前": lambda root, long: long[0].addprevious(_new(long[0])),
    "插入一段，最后": lambda root, long: long[-1].addnext(_new(long[-1])),
    "删一段": lambda root, long: long[0].getparent().remove(long[0]),
    "删一段，修订": lambda root, long: _deleted(long[0]),
    "拆段": lambda root, long: _part(long[0]),
    "拆段，最后一段": lambda root, long: _part(long[-1]),
    "并段": lambda root, long: _join(long),
    "并段，修订": lambda root, long: _join(long, tracked=True),
    "换次序": lambda root, long: _swap(long),
    "列表加一项": lambda root, long: long[-1].addnext(_new(long[-1], "3．督促落实日常巡查制度。")),
    "表格里改字": lambda root, long: _cell(root),
    "域": lambda root, long: _put(long[0], FIELD.format("（见附件）")),
    "域代替字": lambda root, long: _put(long[0], FIELD.format("")),
    "图片": lambda root, long: _put(long[0], "<w:r><w:pict/></w:r>"),
    "文本框": lambda root, long: _put(
        long[0], f"<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>{NEW}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
    ),
    "隐藏文字": lambda root, long: _put(long[0], "<w:r><w:rPr><w:vanish/></w:rPr><w:t>请再核</w:t></w:r>"),
    "段首空格": lambda root, long: long[0].insert(1, _xml("<w:r><w:t>　　</w:t></w:r>")[0]),
    "去掉书签": lambda root, long: _without_marks(root),
    "去掉书签，改字": lambda root, long: (_without_marks(root), _say(long[0]))[0],
}  # fmt: skip
SAME = ("不改", "域代替字", "图片", "隐藏文字", "段首空格", "去掉书签")
"""Edits after which the paper says the same."""
TAKING = ("删一段", "删一段，修订")
OFFICE: dict[str, Callable[[str], list[list[str]]]] = {
    "LibreOffice 另存": lambda words: [],
    "LibreOffice 改字": lambda words: [["replace", words, f"{words}（经复核）"]],
    "LibreOffice 改字，修订": lambda words: [["track"], ["replace", words, f"{words}（经复核）"]],
    "LibreOffice 加一段": lambda words: [["split", words, NEW]],
    "LibreOffice 删一段": lambda words: [["remove", words]],
    "LibreOffice 批注": lambda words: [["comment", words, "请再核"]],
}


@dataclass
class Score:
    taken: int = 0
    told: int = 0
    lost: int = 0
    false: int = 0
    fixed: int = 0


def judge(paper: Paper, data: bytes, name: str, root: Path, score: Score) -> list[str]:
    """Absorb *data* into a copy of the record of *paper* and enter what came of it; gives what was lost, for eyes."""
    path = root / "改.docx"
    path.write_bytes(data)
    try:
        result = run.absorb(path, paper.record, paper.kind)
    except DocgenError as fault:
        score.told += 1
        return [f"{name} {paper.kind} {paper.record.stem}: {fault.problems[0].message}"]
    told = [one for one in result.problems if one.code in TOLD]
    score.taken += bool(result.changes)
    score.told += bool(told)
    score.false += bool(result.changes) and name.removeprefix("LibreOffice ") in (*SAME, "另存", "批注")
    faults = []
    references = [len(re.findall("｛[^｝]*｝", text)) for text in (result.before, result.after)]
    if references[1] < references[0] and "删" not in name:
        score.fixed += 1
        faults.append(f"{name} {paper.kind} {paper.record.stem}: 引用 {references}")
    wanted = Counter(plain(one.text) for one in open_word(data, "改").paragraphs if plain(one.text))
    origin = run.find(path, run.read_edited(data, "改")[0], paper.record, paper.kind)
    printed = Counter(plain(one.text) for one in run.made_of(origin, result.after) or ())
    missing = "".join((wanted - printed).elements())
    if missing and not told and not _renumbered(wanted, printed):
        score.lost += 1
        faults.append(f"{name} {paper.kind} {paper.record.stem}: 丢了 {missing[:60]}")
    return faults


def _renumbered(wanted: Counter[str], printed: Counter[str]) -> bool:
    """True where all but numbers and final marks of items is there."""
    bare = [Counter(run.bare_item(one) for one in side.elements()) for side in (wanted, printed)]
    return not bare[0] - bare[1]


def round_trip(found: list[Paper], *, with_office: bool) -> tuple[dict[str, Score], list[str]]:
    """Edit → its score over all papers *found*, and what was lost or written wrongly."""
    scores: dict[str, Score] = {}
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, edit in EDITS.items():
            score = scores[name] = Score()
            for paper in found:
                faults += judge(paper, edited(paper.data, edit), name, root, score)
        if with_office:
            made = {}
            steps: list[list[str]] = []
            for number, paper in enumerate(found):
                source = root / f"{number}.docx"
                source.write_bytes(paper.data)
                long = [one.text for one in open_word(paper.data, "").paragraphs if len(one.text) > 30]
                words = re.split("[，。；]", long[len(long) // 2])[0][-8:]
                for at, (name, more) in enumerate(OFFICE.items()):
                    target = made[number, name] = root / f"{number}-{at}.docx"
                    steps += [["open", str(source)], *more(words), ["save", str(target)], ["close"]]
            office(steps, root)
            for (number, name), target in made.items():
                score = scores.setdefault(name, Score())
                faults += judge(found[number], target.read_bytes(), name, root, score)
    return scores, faults


# — redlines —


def shaken(data: bytes) -> bytes:
    """The Word file *data* with one edit in each block: a word more, a word less, gone, new, a row less."""

    def edit(root: Any, _: list[Any]) -> None:
        for number, one in enumerate([one for one in root.iter(f"{W}p") if _text(one)]):
            node = max(one.iter(f"{W}t"), key=lambda text: len(text.text or ""))
            words = node.text or ""
            if number % 5 == 0:
                node.text = f"{words[: len(words) // 2]}新{words[len(words) // 2 :]}"
            elif number % 5 == 1:
                node.text = words[: len(words) // 2] + words[len(words) // 2 + 1 :] or "空"
            elif number % 5 == 2 and one.getparent().tag == f"{W}body" and one.find(f".//{W}sectPr") is None:
                one.getparent().remove(one)
            elif number % 5 == 3 and one.getparent().tag in (f"{W}body", f"{W}tc"):
                one.addnext(_new(one, NEW) if one.find(f"{W}pPr") is not None else copy.deepcopy(one))
            else:
                node.text = f"另{words}"
        for table in root.iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            if len(rows) > 2:
                table.remove(rows[1])
                rows[2].addnext(copy.deepcopy(rows[2]))

    return edited(data, edit)


def shape(found: WordFile) -> list[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """The words with their cells; which table of several is no matter of words."""
    return [(one.where, one.text, tuple(cell[1:] for cell in one.cells)) for one in found.everything if one.number]


def redlines(found: list[Paper], *, with_office: bool) -> dict[str, list[bool]]:
    """Kind → accepted = new, rejected = old by our reader, then by LibreOffice."""
    result: dict[str, list[bool]] = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        steps: list[list[str]] = []
        for number, paper in enumerate(found):
            new = shaken(paper.data)
            made = redline(paper.data, new)
            sides = [shape(open_word(made, "", accept=accept)) for accept in (True, False)]
            result[paper.kind] = [sides[0] == shape(open_word(new, "")), sides[1] == shape(open_word(paper.data, ""))]
            (root / f"{number}.docx").write_bytes(made)
            for word in ("accept", "reject"):
                steps += [
                    ["open", str(root / f"{number}.docx")],
                    [word],
                    ["save", str(root / f"{number}-{word}.docx")],
                    ["close"],
                ]
        if with_office:
            office(steps, root)
            for number, paper in enumerate(found):
                for word, data in (("accept", shaken(paper.data)), ("reject", paper.data)):
                    saved = shape(open_word((root / f"{number}-{word}.docx").read_bytes(), ""))
                    result[paper.kind].append(_words(saved) == _words(shape(open_word(data, ""))))
    return result


def _words(found: list[tuple[str, str, tuple[tuple[int, int], ...]]]) -> list[str]:
    """The words of the text, cells with their places; LibreOffice writes heads and boxes its own way."""
    return [f"{cells[-1:] or ''}{plain(text)}" for where, text, cells in found if where == ""]


def main() -> None:
    """Print both tables; ends with 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=12)
    parser.add_argument("--no-office", action="store_true")
    options = parser.parse_args()
    found = list(papers(KINDS, SAMPLES, options.papers))
    print(f"{len(found)} 份文书：", "、".join(f"{shown(one.record)} {one.kind}" for one in found))
    scores, faults = round_trip(found, with_office=not options.no_office)
    print(f"{'改法':20} 写回 说明 丢字 误改 引用写死")
    for name, one in scores.items():
        print(f"{name:20} {one.taken:4} {one.told:4} {one.lost:4} {one.false:4} {one.fixed:4}")
    print(*faults, sep="\n")
    kinds = {one.kind: one for one in papers(ALL_KINDS, [*RECORDS, OCCASION, *RELEASES])}
    table = redlines(list(kinds.values()), with_office=not options.no_office)
    print(f"{len(table)} 个文种的修订对照：全部接受=新、全部拒绝=旧（按部件），再按 LibreOffice")
    for kind, good in table.items():
        if not all(good):
            print(f"  {kind}: {good}")
    columns = list(zip(*table.values(), strict=True))
    print("  合计：", *(f"{sum(column)}/{len(column)}" for column in columns))
    raise SystemExit(bool(faults) or not all(all(good) for good in table.values()))


if __name__ == "__main__":
    main()
