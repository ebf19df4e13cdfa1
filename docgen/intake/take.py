"""Files that people have → records on disk, each chosen and proved by printing it again.

Importing alone cannot know what a record prints. Here the records of a file are written
to a place of their own, printed as plain text and compared with the source, paragraph for
paragraph; of several readings the one that prints the source is kept.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from docgen.core.errors import DocgenError, Problem, WriteError, has_errors, problem
from docgen.core.files import Names, deliver, file_name, refused
from docgen.core.source import Span, shown
from docgen.core.tree import Document, Paragraph
from docgen.intake import headings, registering, run, verify
from docgen.intake.found import Change, Draft, Found
from docgen.intake.letters import joining, proving
from docgen.intake.letters.joining import Joined
from docgen.intake.letters.proving import Proof
from docgen.intake.registering import Proposal, Registered
from docgen.intake.run import Imported
from docgen.intake.verify import Verified
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.papers.make import Workspace
from docgen.privacy.masks import usual_mask
from docgen.privacy.redact import values_in
from docgen.records.conference import Conference
from docgen.records.loader import load
from docgen.records.models import Case
from docgen.records.release import Release
from docgen.records.yaml import emit
from docgen.records.yaml.fields import Model

# — store —
# Drafts → the files of their records: names, and the text of each.

_ORIGIN = {"来历": "导入"}
"""A published text is complete as it was published: nothing is missing in it, and nothing of ours is printed."""
MODELS: dict[str, type[Model]] = {"case": Case, "conference": Conference, "release": Release}


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record to be written: its name below the folder of import, and its text."""

    name: str
    text: str
    type: str


def record_files(draft: Draft, stem: str, origin: str, note: str = "") -> list[RecordFile]:
    """The files of *draft*: the record that names the others comes first.

    *stem* names a single record and the folder of a collection; *origin* is the source's
    file name, told in a comment, with *note* behind it. Raises RecordError where a text cannot be written as a record.
    """
    comment = f"由 docgen import 从“{origin}”导入：文字照录，没有改动；请核对以后再用{note}"
    stem = file_name([stem], "")
    if not draft.parts:
        return [_file(f"{stem}.yaml", draft.type, draft.values | _ORIGIN, comment)]
    names = Names()
    places = [part.name[0] if part.name else "" for part in draft.parts]
    inner: list[RecordFile] = []
    for part in draft.parts:
        alone = part.name and places.count(part.name[0]) == 1
        title = names.take(stem, part.name[:1] if alone else part.name or ("案例",), ".yaml")
        inner.append(_file(f"{stem}/{title}", part.type, part.values | _ORIGIN, comment))
    listed = [item.name.partition("/")[2] for item in inner]
    return [_file(f"{stem}/发布会.yaml", draft.type, draft.values | {"案例": listed} | _ORIGIN, comment), *inner]


def row_files(drafts: list[Draft], origin: str) -> list[RecordFile]:
    """The files of the cases of a ledger, each called by its office and matter."""
    comment = f"由 docgen import 从台账“{origin}”导入；请核对以后再用"
    names = Names()
    found = []
    for draft in drafts:
        made = _file("", draft.type, draft.values, comment)
        parts = [_nameless(part, made.text) for part in draft.name or ("案件",)]
        found.append(replace(made, name=names.take("", parts, ".yaml")))
    return found


def _file(name: str, kind: str, values: dict[str, Any], comment: str) -> RecordFile:
    return RecordFile(name, emit.dump(values, MODELS[kind], comment), kind)


def _nameless(stem: str, text: str) -> str:
    """*stem*, by which the record *text* is to be called, without whom it registers: names of files stand on every screen."""
    for value in values_in(text):
        stem = stem.replace(value, usual_mask(value, "某甲") or "某")
    return stem


# — intake —

KINDS = {"case": "typical-case", "conference": "collection", "release": "press-release"}
"""Type of record → the kind that prints it as it was published."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Source and print, paragraph for paragraph. ``loose`` of the ``equal`` ones differ in numbers, brackets or blanks only."""

    equal: int
    total: int
    loose: int
    lines: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        return not self.lines


@dataclass(slots=True)
class Taken:
    """What became of one file: what was found, the records written, and how they print (``None``: not printed)."""

    imported: Imported
    records: list[Path] = field(default_factory=list)
    comparison: Comparison | None = None
    problems: list[Problem] = field(default_factory=list)
    verified: Verified | None = None
    proof: Proof | None = None
    """Of a paper of a case: how its own kind prints it again from the record."""
    registered: Registered | None = None


def take(
    paths: Sequence[Path], to: Path, *, force: bool = False, choose: Callable[[Proposal], bool] | None = None
) -> list[Taken]:
    """Import every file of *paths* into the folder *to*; one bad file never stops the others.

    An existing record is not overwritten unless *force* is given. Sources are only read.
    With *choose*, which is asked for each, figures and names of published texts are registered.
    """
    space = make.workspace(to)
    stems: dict[str, int] = {}
    taken = [_take(path, to, space, stems, choose, force=force) for path in paths]
    for item in taken if choose is not None else ():
        if item.imported.letter is not None or (item.imported.found is not None and item.imported.found.rows):
            place = Span(item.imported.source.file)
            hint = "文书里的姓名和号码照常登记在“当事人”里；数在记录里自己登记"
            item.problems.append(problem(place, "I016", "台账和归档的文书不登记数和机关", hint))
    _take_papers([item for item in taken if item.imported.letter is not None], to, space, force=force)
    return taken


def _take(
    path: Path,
    to: Path,
    space: Workspace,
    stems: dict[str, int],
    choose: Callable[[Proposal], bool] | None,
    *,
    force: bool,
) -> Taken:
    imported = run.run(path, str(shown(path)))
    taken = Taken(imported, problems=list(imported.problems))
    if imported.found is None:
        return taken
    if imported.letter is not None:
        return taken  # with the others of its case
    if imported.found.rows:
        _take_rows(taken, imported.found, to)
        return taken
    stem = path.stem
    stems[stem] = stems.get(stem, 0) + 1
    name = stem if stems[stem] == 1 else f"{stem}（{stems[stem]}）"
    try:
        draft, files, taken.comparison, printed = _best(imported.found, name, path.name, space)
        if choose is not None:
            taken.registered = registering.register(draft, choose, lambda one: _lines(one, space))
            files = record_files(taken.registered.draft, name, path.name, _NAMED if taken.registered.done else "")
            taken.problems += _unregistered(taken)
        if printed is not None:
            taken.verified = verify.check(path.read_bytes(), imported.source, printed)
        for item in files:
            taken.records.append(_write(to / item.name, item.text, force=force))
    except DocgenError as fault:
        taken.problems += fault.problems
    return taken


def _take_rows(taken: Taken, found: Found, to: Path) -> None:
    """Write the cases of a ledger. A record that stands there already is never overwritten: it knows more than a row."""
    try:
        files = row_files(found.rows, taken.imported.path.name)
    except DocgenError as fault:
        taken.problems += fault.problems
        return
    for item in files:
        try:
            taken.records.append(_write(to / item.name, item.text, force=False))
        except DocgenError as fault:
            taken.problems += (
                replace(one, level="reminder", hint="记录比台账详细，请自己核对") if one.code == "I002" else one
                for one in fault.problems
            )


# — papers of a case —


def _take_papers(taken: list[Taken], to: Path, space: Workspace, *, force: bool) -> None:
    """Write the record of every case that the papers belong to, and prove each paper by it."""
    by_letter = {id(item.imported.letter): item for item in taken}
    names = Names()
    for case in joining.cases([item.imported.letter for item in taken if item.imported.letter is not None]):
        items = [by_letter[id(letter)] for letter in case.letters]
        alone = len(items) == 1
        parts = (items[0].imported.path.stem,) if alone else case.name or ("案件",)
        try:
            text = _text_of_case(case, items, space)
            name = names.take("", [_nameless(part, text) for part in parts], ".yaml")
            path = _write(to / name, text, force=force)
        except DocgenError as fault:
            items[0].problems += fault.problems
            continue
        for item in items:
            item.records.append(path)
            item.problems += _told(item, case)


def _text_of_case(case: Joined, items: list[Taken], space: Workspace) -> str:
    """The record of *case*; what its papers say and it holds in no field stands in comments at its head."""
    origin = "、".join(dict.fromkeys(item.imported.path.name for item in items))
    comment = f"由 docgen import 从“{origin}”导入：文字照录；请核对以后再用"
    text = emit.dump(case.values, Case, comment)
    left: list[str] = []
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        path = Path(folder) / "案件.yaml"
        path.write_text(text, encoding="utf-8")
        for item in items:
            assert item.imported.letter is not None
            item.proof = proving.prove(item.imported.letter, path, case.values, space)
            item.imported.source.changes += (
                Change("changed", number, f"换成程序的说法：{words}") for number, words in item.proof.reworded
            )
            left += [f"{item.imported.letter.name}第{number}段：{words}" for number, words in item.proof.left]
    told = [*left, *(f"说法不一：{one}" for one in case.conflicts)]
    if not told:
        return text
    return emit.dump(
        case.values,
        Case,
        "\n".join([comment, "原文里这些话没有放进哪一项，核对以后删去：", *(f"  {one}" for one in told)]),
    )


def _told(item: Taken, case: Joined) -> list[Problem]:
    """What a person has to look at in the record of *case*, of which *item* is a paper."""
    letter, proof = item.imported.letter, item.proof
    assert letter is not None and proof is not None
    file = item.imported.source.file
    found = [
        problem(
            Span(file, number),
            "I010",
            f"这句话没有放进记录的哪一项：{_brief(words)}",
            "它写在记录开头的注释里，请放到合适的一项",
        )
        for number, words in proof.left
    ]
    found += [
        problem(
            Span(file, number), "I010", f"没有认出这句话说的是什么，放在“{name}”：{_brief(words)}", "请在记录里核对"
        )
        for number, words, name in letter.unsure
    ]
    found += [
        problem(Span(file), "I012", one, "请核对原件，在记录里改正")
        for one in case.conflicts
        if letter is case.letters[0]
    ]
    missing = [name for name in _NEEDED.get(letter.kind, ()) if not letter.parts.get(name)]
    if missing:
        found.append(
            problem(Span(file), "I014", f"没有认出{letter.name}的{'、'.join(missing)}", "对照原文，在记录里补上")
        )
    if letter is case.letters[0]:
        if case.values.get("事由") == joining.NO_MATTER:
            found.append(
                problem(
                    Span(file), "I014", "文书里没有案由，事由写成【待补：事由】", "在记录里写上，如“规范母婴室建设”"
                )
            )
        if case.registered:
            message = f"有{len(case.registered)}个姓名、单位或者号码登记在“当事人”里，对外的文书一律不印"
            found.append(problem(Span(file), "I013", message, "请逐个核对：不用保密的删去，漏掉的补上"))
    return found


_NEEDED = {
    "recommendation": ("案件来源", "事实", "职责", "认定", "法律依据", "建议", "期限"),
    "social-governance-recommendation": ("事实", "认定", "法律依据", "建议"),
    "case-filing-decision": ("案件来源", "事实", "机关", "法律依据"),
    "hearing-notice": ("时间", "地点", "听证员", "议题"),
    "hearing-announcement": ("时间", "地点"),
    "proof-of-service": ("文书", "受送达人"),
    "case-closure-decision": ("事实", "认定", "法律依据"),
}
"""Kind → the parts that a paper of it always has (办案规则第七十五条 and its like)."""


def _brief(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


# — texts for publication —


def _best(
    found: Found, stem: str, origin: str, space: Workspace
) -> tuple[Draft, list[RecordFile], Comparison | None, list[str] | None]:
    """The files of the first draft that prints the source, else of the one that comes nearest; and what they print.

    Raises RecordError where none can be written.
    """
    best: tuple[int, Draft, list[RecordFile], Comparison | None, list[str] | None] | None = None
    fault: DocgenError | None = None
    for draft in found.drafts:
        try:
            files = record_files(draft, stem, origin)
        except DocgenError as unwritten:
            fault = fault or unwritten
            continue
        comparison, printed = _proved(draft, files, found.expected, space)
        if comparison is not None and comparison.identical:
            return draft, files, comparison, printed
        worth = -len(comparison.lines) if comparison is not None else -(10**9)
        if best is None or worth > best[0]:
            best = (worth, draft, files, comparison, printed)
    if best is None:
        assert fault is not None
        raise fault
    return best[1:]


def _proved(
    draft: Draft, files: list[RecordFile], expected: list[str], space: Workspace
) -> tuple[Comparison | None, list[str] | None]:
    """The comparison of what *files* print with the source, and the print; ``None`` where they print nothing."""
    printed = _print(draft, files, space)
    if printed is None:
        return None, None
    return compare(expected, printed, loosely=draft.type != "release"), printed


_NAMED = "\n数据、机关、人物从原文取出，名字是程序起的，全称、职务照原文：请核对，补全期间和出处"


def _lines(draft: Draft, space: Workspace) -> list[str] | None:
    """What the records of *draft* print, ``None`` where they cannot be written."""
    try:
        return _print(draft, record_files(draft, "记录", "原文"), space)
    except DocgenError:
        return None


def _unregistered(taken: Taken) -> list[Problem]:
    """What was chosen and yet not registered, since the text would have read otherwise."""
    assert taken.registered is not None
    if not (left := taken.registered.left):
        return []
    told = "、".join(f"“{one.words}”（{one.name}）" for one in left[:5])
    more = f"等{len(left)}个" if len(left) > 5 else ""
    message = f"登记以后印出来会和原文不同，没有登记：{told}{more}"
    return [
        problem(
            Span(taken.imported.source.file), "I015", message, "要登记的，在记录里自己写，再用 docgen render 看一遍"
        )
    ]


def _print(draft: Draft, files: list[RecordFile], space: Workspace) -> list[str] | None:
    """What *files* print, which are those of *draft*."""
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        for item in files:
            path = Path(folder) / item.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(item.text, encoding="utf-8")
        return _printed(Path(folder) / files[0].name, draft.type, space)


def _printed(path: Path, kind: str, space: Workspace) -> list[str] | None:
    loaded = load(path, space.project, path.name)
    if loaded.record is None or KINDS[kind] not in space.catalog.kinds:
        return None
    done = finish(space.catalog.kinds[KINDS[kind]], loaded.record, space.project, space.engine, Options())
    document = next((item.document for item in done if item.document is not None), None)
    return None if document is None else paragraphs(document, space)


def paragraphs(document: Document, space: Workspace) -> list[str]:
    """The lines of *document* as text, as ``docgen render`` prints them; only the word 目录 over a list of contents is docgen's own."""
    kept = tuple(block for block in document.blocks if not (isinstance(block, Paragraph) and block.role == "目录题"))
    return make.to_bytes(replace(document, blocks=kept), "txt", space).decode().splitlines()


def compare(source: Sequence[str], printed: Sequence[str], *, loosely: bool) -> Comparison:
    """*source* against *printed*. Blanks never count; *loosely* numbers and brackets of headings do not either."""

    def key(line: str) -> str:
        return _bare(line) if loosely else "".join(line.split())

    if loosely:
        # 案例一 on a line of its own is a number, which a source may have set before the title.
        printed = [line for line in printed if not ((alone := headings.marked_start(line)) and not alone.title)]
    old, new = [key(line) for line in source], [key(line) for line in printed]
    equal = loose = 0
    lines: list[str] = []
    for action, start, stop, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if action == "equal":
            equal += stop - start
            pairs = zip(source[start:stop], printed[first:last], strict=True)
            loose += sum(one.strip() != other.strip() for one, other in pairs)
            continue
        lines += (f"-{line}" for line in source[start:stop])
        lines += (f"+{line}" for line in printed[first:last])
    return Comparison(equal, len(source), loose, tuple(lines))


def _bare(line: str) -> str:
    """*line* without blanks and, where it is a heading or a title, without its number and brackets."""
    if len(line) > 140:
        return "".join(line.split())
    found = headings.heading(line.strip())
    if found is not None and not found.text:
        return found.name
    return headings.bare(line.strip("【】 \u3000"))


def differences(taken: Taken) -> list[Problem]:
    """What keeps the records of a file from printing what the file says, by both comparisons; empty where they do."""
    found, compared, again = taken.imported.found, taken.comparison, taken.verified
    place = Span(taken.imported.source.file)
    if taken.imported.letter is not None:
        return _reprinted(taken, place)
    if found is None or found.rows:
        return []
    if compared is None:
        return [problem(place, "I004", "导入的记录印不出来，没有办法和原文比较", "用 docgen check 检查记录")]
    problems: list[Problem] = []
    if not compared.identical:
        message = f"导入的记录印出来和原文不同：{compared.equal}/{compared.total} 段相同"
        problems.append(problem(place, "I004", message, "看下面的对照，改记录，或者接受不同"))
    if again is None:
        return [*problems, problem(place, "I004", "原文没有办法用另一套程序再读一遍，没有核对", "请对照原文看一遍")]
    for lines, what in ((again.missing, "原文的{}段没有印出来，报告里也没有"), (again.moved, "原文的{}段印在了别的地方"),
                        (again.added, "印出来的{}行原文里没有"), (again.prose, "成段的文字有{}段当作网页内容没有导入")):  # fmt: skip
        if lines:
            told = "；".join(line if len(line) <= 40 else line[:39] + "…" for line in lines[:3])
            problems.append(problem(place, "I004", f"{what.format(len(lines))}：{told}", "对照原文，改记录"))
    if again.share > verify.SHARE:
        message = f"原文的文字有 {again.share:.0%} 没有导入（都当作网页的栏目、链接等）"
        problems.append(problem(place, "I009", message, "看报告里“未导入”的各行，确认里面没有正文"))
    return problems


def _reprinted(taken: Taken, place: Span) -> list[Problem]:
    proof = taken.proof
    if proof is None or not proof.lines:
        return []
    message = f"用记录再印一次，{proof.equal}/{proof.total} 句和原文相同"
    return [problem(place, "I011", message, "看上面的对照：程序自己的套话可以不同，事实、数字、条款要一样")]


def _write(path: Path, content: str, *, force: bool) -> Path:
    """Put the record at *path*. Raises WriteError (I002) where another record stands there."""
    data = content.encode()
    try:
        old = path.read_bytes() if path.exists() else None
    except OSError as fault:
        raise WriteError([refused(path, fault)]) from None
    if old == data:
        return path
    if old is not None and not force:
        hint = "换一个 --to 文件夹；确实要换掉旧记录的，加 --force"
        raise WriteError([problem(Span(str(shown(path))), "I002", "已有同名的记录，没有覆盖", hint)])
    deliver(path, data)
    return path


def failed(taken: Sequence[Taken], *, proved: bool) -> bool:
    """True where a file was not imported or, with *proved*, does not print as it reads."""
    return any(has_errors(item.problems) or (proved and has_errors(differences(item))) for item in taken)
