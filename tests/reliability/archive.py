"""Letters of the archive brought in: which parts come out right, and whether any word is lost.

    python -m tests.reliability.archive

Twelve letters made by docgen's own kinds, each once in the looks of three Word templates of an
office and once in looks made by hand, and eight letters written by hand (tests/intake/archive.py).
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.intake.letters.letter import Letter, day_in
from docgen.intake.take import Taken, take
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.records import derive
from docgen.records.loader import load
from docgen.records.models import Case
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ModelOf
from docgen.records.yaml.parse import parse
from tests.intake.archive import HAND, Sample, as_word

ROOT = Path(__file__).parents[2]
OWN = (
    "recommendation",
    "case-filing-decision",
    "hearing-notice",
    "hearing-announcement",
    "proof-of-service",
    "case-closure-decision",
    "social-governance-recommendation",
)
RECORDS = ("母婴室建设", "旅馆入住", "危废倾倒", "个人信息")


@dataclass(frozen=True)
class Result:
    """One letter: the parts that had to be right and those that are, and what was lost."""

    name: str
    looks: str
    wanted: dict[str, bool]
    lost: tuple[str, ...]


def plain(value: Any) -> str:
    return re.sub(r"[\s。；，、]", "", str(value))


def values_of(path: Path) -> dict[str, Any]:
    """The values of the record at *path*."""
    node, _ = parse(path.read_text(encoding="utf-8"), "", ModelOf(Case))

    def plainly(one: Node | None) -> Any:
        match one:
            case MapNode():
                return {str(key): plainly(value) for key, value in one.entries}
            case ListNode():
                return [plainly(item) for item in one.items]
            case ScalarNode():
                return str(one.text).rstrip("\n")
        return None

    found: dict[str, Any] = plainly(node)
    return found


def lost(item: Taken, lines: list[str]) -> Iterator[str]:
    """The clauses of *lines* that neither the record nor its comments, nor the paper printed from it, nor the report has."""
    letter = item.imported.letter
    assert letter is not None and item.proof is not None
    whole = item.records[0].read_text(encoding="utf-8") + "\n".join(one.text for one in item.imported.source.dropped)
    whole += "\n".join(one.text for one in letter.dropped)
    missing = [line[1:] for line in item.proof.lines if line.startswith("-")]
    whole += "\n".join(letter.notes) + letter.office + letter.name
    kept = _bare(whole + "".join(line[1:] for line in item.proof.lines if line.startswith("+")), letter)
    for line in lines:
        for piece in re.split(r"[，。；：、？！\s（）()☑□√]+", line):
            day = day_in(piece)
            words = _bare(piece.replace(*day) if day else piece, letter)
            words = words.removesuffix(letter.name)  # a title behind the name of the office
            if len(words) > 1 and words not in kept and any(piece in one for one in missing):
                yield piece


def _bare(text: str, letter: Letter) -> str:
    you = letter.you or derive.you_name(letter.addressee)
    text = text.replace(you, "你单位") if letter.addressee else text
    return re.sub(r"[\s。；，、：:（）()#|]", "", text)


# — letters written by hand —


def of_hand(sample: Sample, folder: Path, *, text: bool = False) -> Result:
    """*sample* brought in, as Word file or as text."""
    path = folder / (f"{sample.name}.txt" if text else f"{sample.name}.docx")
    path.write_bytes("\n".join(sample.lines).encode() if text else as_word(sample.lines))
    item = take([path], folder / ("文本" if text else "记录"))[0]
    if not item.records:
        return Result(sample.name, "文本" if text else "手写", {"导入": False}, sample.lines)
    values = values_of(item.records[0])
    entry = (values.get("检察建议") or [{}])[0]
    own = (values.get("其他文书") or [{}])[0]
    law = entry.get("法律依据") or {}
    whom = f"｛{entry.get('被建议单位')}｝"
    facts = [values.get("公益受损", ""), values.get("查明", ""), entry.get("履职情况", ""), own.get("问题", "")]
    facts = [str(text).replace(whom, "你单位") for text in facts]
    have = {
        "来源": [*(values.get("线索") or {}).values(), own.get("案件来源", "")],
        "事实": facts,
        "证据": values.get("证据") or [],
        "职责": [entry.get("职责", "")],
        "违反": law.get("违反") or [],
        "认定": [entry.get("认定", ""), own.get("原因", "")],
        "依据": (law.get("提出") or []) + (own.get("依据") or []),
        "建议": entry.get("建议") or [],
        "期限": [item.imported.letter.parts.get("期限", "") if item.imported.letter else ""],
        "紧急": [entry.get("紧急情形", "")],
        "异议": [entry.get("异议期限", "")],
        "其他": [entry.get("其他说明", "")],
        "附件": entry.get("附件") or [],
        "抄送": entry.get("抄送") or [],
    }
    wanted = {
        part: all(any(plain(word) in plain(one) for one in have[part]) for word in words)
        and (part not in ("证据", "附件", "抄送", "依据", "违反") or len(have[part]) == len(words))
        for part, words in sample.parts.items()
    }
    head = {"检察院": values.get("检察院"), **entry}
    wanted |= {key: head.get(key) == value for key, value in sample.head.items()}
    wanted["建议条数"] = len(have["建议"]) == sample.items
    registered = str(values.get("当事人", {}))
    if sample.confidential:
        wanted["保密"] = all(one in registered for one in sample.confidential)
    return Result(sample.name, "文本" if text else "手写", wanted, tuple(lost(item, list(sample.lines))))


# — letters of our own —

LOOKS = ("本院版式", "居中标题", "表格页眉", "手排")


def own_letters() -> Iterator[tuple[str, str, Any, list[str]]]:
    """(kind, name, what the record says, the lines of the print) of the first twelve letters that the samples give."""
    space = make.workspace(ROOT)
    found: Counter[str] = Counter()
    for record_name in RECORDS:
        loaded = load(ROOT / "cases" / "示例" / f"{record_name}.yaml", space.project)
        assert loaded.record is not None
        for kind in OWN:
            for done in finish(space.catalog.kinds[kind], loaded.record, space.project, space.engine, Options()):
                if done.document is None or found[kind] >= (4 if kind == "recommendation" else 2):
                    continue
                found[kind] += 1
                lines = make.to_bytes(done.document, "txt", space).decode().splitlines()
                yield (
                    kind,
                    f"{done.kind.name}-{record_name}-{done.subject}",
                    done.document,
                    [line for line in lines if line.strip()],
                )


def dressed(lines: list[str], look: str) -> bytes:
    """The Word file of *lines* in a *look*: what offices do to a letter by hand and by a template of their own."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    for number, line in enumerate(lines):
        if "\t" in line:
            cells = line.split("\t")
            if number == 0 or "\t" not in lines[number - 1]:
                table = document.add_table(rows=0, cols=len(cells))
            row = table.add_row()
            for cell, words in zip(row.cells, cells, strict=False):
                cell.text = words
            continue
        if look == "居中标题" and number < 3:
            document.add_heading(" ".join(line) if number == 1 else line, level=1).alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif look == "手排":
            made = document.add_paragraph()
            half = len(line) // 2
            made.add_run("　　" + line[:half]).bold = True
            made.add_run(line[half:])
        else:
            document.add_paragraph(line, style="Body Text" if look == "本院版式" and number > 3 else None)
    if look == "表格页眉":
        document.sections[0].header.paragraphs[0].text = "XX市人民检察院"
        document.sections[0].footer.paragraphs[0].text = "— 1 —"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def of_own(kind: str, name: str, lines: list[str], look: str, folder: Path) -> Result:
    """A letter of our own in a *look*, brought in and printed again: each sentence must come back."""
    path = folder / f"{name}-{look}.docx"
    path.write_bytes(dressed(lines, look))
    item = take([path], folder / "记录")[0]
    letter = item.imported.letter
    if not item.records or letter is None or item.proof is None:
        return Result(name, look, {"导入": False}, tuple(lines))
    wanted = {"文种": letter.kind == kind, "再印": not [line for line in item.proof.lines if not _formula(line)]}
    wanted |= {part: bool(words) for part, words in letter.parts.items() if part in _ALWAYS.get(kind, ())}
    return Result(name, look, wanted, tuple(lost(item, lines)))


_ALWAYS = {
    "recommendation": ("案件来源", "事实", "证据", "职责", "违反", "认定", "法律依据", "建议", "期限"),
    "social-governance-recommendation": ("案件来源", "事实", "认定", "法律依据", "建议", "期限"),
    "case-filing-decision": ("案件来源", "事实", "机关", "法律依据"),
    "hearing-notice": ("时间", "地点", "主持人", "联系人", "听证员", "议题"),
    "hearing-announcement": ("时间", "地点", "联系人", "议题"),
    "proof-of-service": ("文书", "受送达人"),
    "case-closure-decision": ("事实", "认定", "法律依据"),
}


def _formula(line: str) -> bool:
    """True for a difference that is none of substance: a blank of a form."""
    return not re.search(r"[\u4e00-\u9fff]", line) or "【待补" in line


def results(folder: Path) -> Iterator[Result]:
    for sample in HAND:
        yield of_hand(sample, folder)
        yield of_hand(sample, folder, text=True)
    for kind, name, _, lines in list(own_letters())[:12]:
        for look in LOOKS:
            yield of_own(kind, name, lines, look, folder)


def main() -> int:
    right: Counter[bool] = Counter()
    whole: Counter[bool] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for one in results(Path(folder)):
            right.update(one.wanted.values())
            whole[not one.lost] += 1
            wrong = "、".join(part for part, is_right in one.wanted.items() if not is_right)
            print(
                f"{one.looks}\t{sum(one.wanted.values())}/{len(one.wanted)}\t{one.name}\t{wrong}\t{'；'.join(one.lost)}"
            )
    total = right.total()
    print(f"各部分：{right[True]}/{total}（{right[True] / total:.1%}）；一字不丢：{whole[True]}/{whole.total()}")
    return 0 if right[True] >= 0.95 * total and not whole[False] else 1


if __name__ == "__main__":
    sys.exit(main())
