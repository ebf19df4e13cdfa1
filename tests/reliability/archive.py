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

from docgen.core.dates import typed_number
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
    whole += "\n".join(one.text for one in item.imported.source.changes)
    whole += "\n".join(letter.notes) + letter.office + letter.name
    kept = _bare(whole + "".join(line[1:] for line in item.proof.lines if line.startswith("+")), letter)
    for line in lines:
        for piece in re.split(r"[，。；：、？！\s（）()☑□√]+", line):
            piece = piece[len(typed_number(piece)) :]
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


# — letters of our own, filled into the Word files of three offices —

OFFICES = {
    "甲院": (
        "｛检察院｝", "检 察 建 议 书", "｛文号｝", "｛被建议单位.全称｝：", "一、案件来源",
        "｛线索.日期｝，本院通过｛线索.来源｝发现本案线索，于｛本次立案.日期｝以行政公益诉讼立案，于｛本次立案.决定送达｝向你单位送达立案决定书。",
        "二、查明的事实", "｛公益受损｝", "｛查明｝", "｛履职情况｝",
        "上述事实，有{{ 证据|列举 }}等证据予以证实。",
        "三、认定的理由", "本院认为，｛职责｝", "上述情形违反了{{ 法律依据.违反|连法 }}的规定。｛认定｝",
        "四、检察建议", "根据{{ 法律依据.提出|连法 }}的规定，现向你单位提出如下检察建议：",
        "{% for 一条 in 建议 %}", "{{ loop.index }}.{{ 一条|成句 }}", "{% endfor %}",
        "请你单位在收到本检察建议书之日起两个月内依法履行职责，并将办理情况书面回复本院。",
        "{% if 附件 %}", "附件：", "{% endif %}", "{% for 一件 in 附件 %}", "{{ loop.index }}.{{ 一件 }}", "{% endfor %}",
        "｛检察院｝", "｛成文日期｝", "（院印）",
    ),
    "乙院": (
        "｛检察院｝检察建议书", "｛文号｝", "｛被建议单位.全称｝：",
        "本院接到｛线索.来源｝反映的线索，于｛本次立案.日期｝决定立案。", "现查明：",
        "｛公益受损｝", "｛查明｝", "｛履职情况｝", "以上事实，由{{ 证据|列举 }}佐证。", "本院认为：", "｛职责｝",
        "该行为违反了{{ 法律依据.违反|连法 }}的规定。", "｛认定｝",
        "依照{{ 法律依据.提出|连法 }}之规定，特向你单位提出检察建议如下：",
        "{% for 一条 in 建议 %}", "（{{ loop.index|序号|replace('、', '') }}）{{ 一条|成句 }}", "{% endfor %}",
        "请在收到本检察建议书之日起二个月内将办理情况书面函复本院。", "｛成文日期｝", "抄送：{{ 抄送|连('、') }}",
    ),
    "丙院": (
        "检察建议书", "｛文号｝", "｛被建议单位.全称｝：",
        "｛线索.日期｝，本院从｛线索.来源｝发现线索，｛本次立案.日期｝对你单位立案，{{ 本次立案.决定送达 }}向你单位送达立案决定书。经依法调查，查明以下事实：",
        "｛公益受损｝", "｛查明｝", "｛履职情况｝", "证明上述事实的证据如下：", "{% for 一项 in 证据 %}", "（{{ loop.index }}）{{ 一项 }}；", "{% endfor %}",
        "综上，本院认为，｛职责｝", "以上行为违反{{ 法律依据.违反|连法 }}的规定，｛认定｝",
        "根据{{ 法律依据.提出|连法 }}的规定，建议你单位做好以下工作：",
        "{% for 一条 in 建议 %}", "{{ loop.index|序号 }}{{ 一条|成句 }}", "{% endfor %}",
        "你单位应当自收到本检察建议书之日起两个月内依法履行职责，并书面回复本院。",
        "｛检察院｝　｛成文日期｝",
    ),
}  # fmt: skip
"""Office → its Word file, as it might have written one itself."""


def of_offices(folder: Path) -> Iterator[Result]:
    """Every recommendation of the samples in the Word file of each office: what it says must be what our own print says."""
    from docx import Document

    from docgen.papers.letterhead.tags import prepare

    space = make.workspace(ROOT)
    kind = space.catalog.kinds["recommendation"]
    for office, lines in OFFICES.items():
        document = Document()
        for line in lines:
            document.add_paragraph(line)
        stream = io.BytesIO()
        document.save(stream)
        prepared = prepare(stream.getvalue(), f"{office}.docx")
        for record_name in RECORDS:
            record = load(ROOT / "cases" / "示例" / f"{record_name}.yaml", space.project).record
            assert record is not None
            plain_ones = finish(kind, record, space.project, space.engine, Options())
            filled = finish(kind, record, space.project, space.engine, Options(letterhead=prepared))
            for number, (ours, theirs) in enumerate(zip(plain_ones, filled, strict=True)):
                if ours.document is None or theirs.document is None:
                    continue
                name = f"{record_name}-{number}"
                first, second = folder / f"{office}-{name}.txt", folder / f"{office}-{name}.docx"
                first.write_bytes(make.to_bytes(ours.document, "txt", space))
                second.write_bytes(theirs.ready)
                wanted, item = take([first], folder / "自己")[0], take([second], folder / office)[0]
                yield _agreed(name, office, values_of(wanted.records[0]), item, "\n".join(lines))


def _agreed(name: str, office: str, ours: dict[str, Any], item: Taken, template: str) -> Result:
    theirs = values_of(item.records[0])
    own, other = ours["检察建议"][0], theirs["检察建议"][0]

    def facts(values: dict[str, Any], entry: dict[str, Any]) -> str:
        return plain(
            "".join(
                str(part) for part in (values.get("公益受损", ""), values.get("查明", ""), entry.get("履职情况", ""))
            )
        ).replace(f"｛{entry['被建议单位']}｝", "你单位")

    laws = [one.get("法律依据") or {} for one in (own, other)]
    wanted = {key: own.get(key) == other.get(key) for key in ("被建议单位", "文号", "日期")}
    wanted |= {
        "检察院": ours["检察院"].endswith(theirs["检察院"]),
        "来源": str(theirs.get("线索", {}).get("来源", "")).startswith(ours["线索"]["来源"]),
        "立案": ours["立案"][0]["日期"] == (theirs.get("立案") or [{}])[0].get("日期"),
        "事实": facts(ours, own).startswith(facts(theirs, other))
        and len(facts(theirs, other)) > 100,  # 磋商 is not asked for
        "证据": [plain(one) for one in ours["证据"]] == [plain(one) for one in theirs.get("证据", [])],
        "职责": plain(own["职责"]) == plain(other.get("职责", "")),
        "认定": plain(own["认定"]) == plain(other.get("认定", "")),
        "违反": laws[0].get("违反") == laws[1].get("违反"),
        "依据": laws[0].get("提出") == laws[1].get("提出"),
        "建议": [plain(one) for one in own["建议"]] == [plain(one) for one in other.get("建议", [])],
    }
    for key in ("附件", "抄送"):
        if key in template:
            wanted[key] = (own.get(key) or []) == (other.get(key) or [])
    lines = [line.text for line in item.imported.letter.lines] if item.imported.letter else []
    return Result(name, office, wanted, tuple(lost(item, lines)))


def results(folder: Path) -> Iterator[Result]:
    for sample in HAND:
        yield of_hand(sample, folder)
        yield of_hand(sample, folder, text=True)
    yield from of_offices(folder)
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
