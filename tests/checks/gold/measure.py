"""How right each rule is: what it says of right texts, and what it finds of planted slips."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen import checks
from docgen.checks.fixing import apply
from docgen.checks.subject import Found
from tests.checks import corpus, gold
from tests.checks.gold import Slip, Text, at_slip
from tests.reliability import seeded_faults

ROOT = Path(__file__).parents[3]


@dataclass(slots=True)
class Measured:
    """Counts by rule. ``false`` are findings in right text, ``found`` of ``planted`` slips; ``notes`` tell each miss.

    Slips are planted in sentences of the gold set, and in the records of ``cases/`` (``seeded_faults``).
    ``seeds`` and ``cases`` are findings in the published texts (not judged right or wrong here) and in ``cases/``.
    ``touched`` are right texts that ``--fix`` would change, ``other`` slips where it would change more than the slip.
    """

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    seeds: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)
    touched: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def precision(self, code: str) -> float | None:
        """Of what the rule says, how much is right; ``None`` where it said nothing."""
        said = self.found[code] + self.false[code]
        return self.found[code] / said if said else None

    def recall(self, code: str) -> float | None:
        """Of the slips planted for the rule, how many it finds; ``None`` where none were."""
        return self.found[code] / self.planted[code] if self.planted[code] else None

    def write(self, path: Path) -> None:
        """Write the figures that stand beside each rule in docs/检查规则.md."""
        lines = [
            "# 每条规则在检验集上的准确率、查全率（百分数）和植入的错的处数。由 python -m tests.checks.gold --write 生成。"
        ]
        for code in checks.known():
            precision, recall = self.precision(code), self.recall(code)
            if precision is not None and recall is not None:
                lines.append(f"{code}: [{precision * 100:.0f}, {recall * 100:.0f}, {self.planted[code]}]")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure() -> Measured:
    """Everything, counted; some seconds."""
    found = Measured()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for text in [*gold.right(), *gold.documents(), *(slip.right for slip in gold.slips())]:
            _right(found, text, folder)
        for slip in gold.slips():
            _slip(found, slip, folder)
        put, missed, _ = seeded_faults.run()
        for code, (planted, hits) in put.items():
            found.planted[code] += planted
            found.found[code] += hits
        for fault in missed:
            found.notes.append(f"漏报 {fault.code} {fault.record}:{fault.line}")
        for counted, texts in ((found.seeds, _seeds()), (found.cases, _cases())):
            for text in texts:
                counted.update(item.problem.code for item in gold.said(text, folder))
    return found


_OF_FIELDS = ("A012", "A013")
"""Rules on what a field may hold: a sentence of the gold set stands in 查明 only because it must stand somewhere."""


def _said(text: Text, folder: Path) -> list[Found]:
    return [item for item in gold.said(text.record, folder) if not text.genre or item.problem.code not in _OF_FIELDS]


def _right(found: Measured, text: Text, folder: Path) -> None:
    said = _said(text, folder)
    for item in said:
        found.false[item.problem.code] += 1
        where = f"（{item.problem.message}）"
        found.notes.append(f"误报 {item.problem.code} {text.text[:60]!r} {where}")
    edits = [item.edit for item in said if item.edit]
    if apply(text.record, edits) != text.record:
        found.touched.append(text.text[:60])


def _slip(found: Measured, slip: Slip, folder: Path) -> None:
    said = _said(slip.wrong, folder)
    found.planted[slip.code] += 1
    at = [item for item in said if at_slip(slip, item) or item.problem.code in ("P006", "P020")]
    if any(item.problem.code == slip.code for item in at):
        found.found[slip.code] += 1
    else:
        found.notes.append(f"漏报 {slip.code} {slip.wrong.text!r}：{[item.problem.code for item in said]}")
    for item in said:
        if item not in at:
            found.false[item.problem.code] += 1
            found.notes.append(f"误报 {item.problem.code} {slip.wrong.text!r}（{item.problem.message}）")
    edits = [item.edit for item in said if item.edit]
    mended = apply(slip.wrong.record, edits)
    if mended not in (slip.wrong.record, slip.right.record) and any(
        not at_slip(slip, item) for item in said if item.edit
    ):
        found.other.append(slip.wrong.text)


def _seeds() -> Iterator[str]:
    where = corpus.folder()
    for path in sorted(where.glob("[0-9]*.txt")) if where else ():
        yield corpus.record(path.name.partition("-")[0], "行为日期: 2025年5月\n")


def _cases() -> Iterator[str]:
    for path in sorted((ROOT / "cases").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        if text.startswith("检察院:") or "\n检察院:" in text:
            yield text


def table(found: Measured) -> list[str]:
    """A line for each rule, then the sums."""
    lines = ["规则  级别  植入  找到  误报  真文  cases  准确率  查全率"]
    for code, rule in checks.known().items():
        precision, recall = found.precision(code), found.recall(code)
        shown = ["—" if value is None else f"{value * 100:.0f}%" for value in (precision, recall)]
        counts = (found.planted[code], found.found[code], found.false[code], found.seeds[code], found.cases[code])
        lines.append(
            f"{code}  {rule.level:8}"
            + "".join(f"{count:6}" for count in counts)
            + f"  {shown[0]:>5}  {shown[1]:>5}  {rule.title}"
        )
    lines.append(
        f"正确的句子 {len(gold.right())}，正确的文书 {len(gold.documents())}，植入 {sum(found.planted.values())}，"
        f"找到 {sum(found.found.values())}，误报 {sum(found.false.values())}；"
        f"--fix 会改动正确的 {len(found.touched)} 份，会多改 {len(found.other)} 份"
    )
    return lines


BESIDE = ("Q011",)
"""Rules on a release beside the cases of its conference: a single text or record holds no fault of theirs."""


def faults(found: Measured) -> list[str]:
    """What is not as it must be, in words; empty where all is."""
    bad = []
    for code, rule in checks.known().items():
        precision, recall = found.precision(code), found.recall(code)
        least = 0.99 if rule.level == "error" else 0.95
        if precision is None:
            bad += [] if code in BESIDE else [f"{code} 没有植入的错"]
        elif precision < least and found.false[code]:
            bad.append(f"{code} 准确率 {precision:.2f}，要 {least}")
        if recall is not None and recall < 0.95:
            bad.append(f"{code} 查全率 {recall:.2f}")
    bad += [f"--fix 改动了正确的：{text}" for text in found.touched]
    bad += [f"--fix 多改了：{text}" for text in found.other]
    return bad
