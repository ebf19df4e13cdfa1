"""What ``docgen check`` is to speak of: the profile of a kind of text, and the baseline of an archive.

公文 is for records from which papers of a case are made, 宣传 for what is published, 导入 for text that was
published by others and is only kept: there a finding is a hint, since nobody means to rewrite it. A baseline
is what an archive held when checking began, so that only what is new is told.

A finding is known again by its file, its code, its message and the words of its line, whatever line that has
become. The file holds hashes only: nothing of a record can be read from it.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.checks.silence import ALWAYS
from docgen.core.errors import ConfigError, Level, Problem, problem
from docgen.core.files import deliver, read_regular


@dataclass(frozen=True, slots=True)
class Profile:
    """``ignore``: codes, or their beginnings, that do not speak. ``reminders``: what becomes of the reminders of rules."""

    ignore: tuple[str, ...]
    reminders: Level = "reminder"


PROFILES = {
    "公文": Profile(("Q", "X007", "F111", "F119", "P028")),
    "宣传": Profile(("A", "D009", "D014", "J008", "J009", "L006", "L008", "L009", "L010")),
    "导入": Profile(
        ("A", "D009", "D011", "D014", "F004", "J004", "J006", "P020", "P021", "P022", "Q", "R011", "X003"), "hint"
    ),
}
"""Name → profile."""


FORMAT = 1


def write(path: Path, problems: Iterable[Problem]) -> int:
    """Write the findings among *problems* that may be left as they are into the file at *path*; gives their number."""
    marks = Counter(mark for item, mark in _marked(problems) if mark)
    data = {"docgen": "检查基线", "format": FORMAT, "findings": dict(sorted(marks.items()))}
    deliver(path, (json.dumps(data, ensure_ascii=False, indent=0) + "\n").encode())
    return sum(marks.values())


def fresh(path: Path, problems: Sequence[Problem]) -> list[Problem]:
    """Those of *problems* that the baseline at *path* does not hold. Raises ConfigError where it is no baseline."""
    try:
        data = json.loads(read_regular(path))
        left = Counter({str(mark): int(count) for mark, count in data["findings"].items()})
        if data["format"] != FORMAT:
            raise ValueError
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        hint = "写 check --baseline 生成的文件；要重新开始，换一个名字，或者删去这个文件"
        raise ConfigError([problem(None, "U001", f"“{path}”不是检查基线", hint)]) from None
    kept = []
    for item, mark in _marked(problems):
        if mark and left[mark] > 0:
            left[mark] -= 1
        else:
            kept.append(item)
    return kept


def _marked(problems: Iterable[Problem]) -> Iterable[tuple[Problem, str]]:
    """Each problem with its mark, ``""`` for what no baseline may hold: faults of reading, and what must not be public."""
    texts: dict[str, list[str]] = {}
    for item in problems:
        span = item.span
        if span is None or item.code[0] in ALWAYS:
            yield item, ""
            continue
        if span.file not in texts:
            texts[span.file] = _lines(span.file)
        lines = texts[span.file]
        line = lines[span.line - 1].strip() if 0 < span.line <= len(lines) else ""
        words = "\0".join((Path(span.file).as_posix(), item.code, item.message, line))
        yield item, hashlib.sha256(words.encode()).hexdigest()[:24]


def _lines(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return []
