"""The measure of masking: ``python -m tests.privacy.masking`` prints its figures and every sentence that failed.

A sentence with a person is well treated where the name is replaced or asked about; one
without where not a character is changed. What is asked about there is counted too.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from privacy.masking_sets import Sentence, first, second
from privacy.masking_third import third
from privacy.masking_unseen import unseen

from docgen.core.source import Span
from docgen.privacy.leaks import leaks
from docgen.privacy.replacing import masked_text
from docgen.privacy.secrets import PERSON, Register, secret


@dataclass
class Score:
    masked: int = 0
    asked: int = 0
    passed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    asked_of_innocent: int = 0
    persons: int = 0
    innocent: int = 0


def score(persons: list[Sentence], innocent: list[Sentence]) -> Score:
    """How the *persons* and the *innocent* sentences fare."""
    found = Score(persons=len(persons), innocent=len(innocent))
    for name, text in persons:
        register = Register((secret(name, PERSON, name[0] + "某", Span("案.yaml")),))
        made = masked_text(text, register)
        if name not in made:
            found.masked += 1
        elif leaks(made.encode(), "", register, detecting=False):
            found.asked += 1
        else:
            found.passed.append(text)
    for name, text in innocent:
        register = Register((secret(name, PERSON, name[0] + "某", Span("案.yaml")),))
        made = masked_text(text, register)
        if made != text:
            found.changed.append(f"{text} → {made}")
        elif leaks(made.encode(), "", register, detecting=False):
            found.asked_of_innocent += 1
    return found


def main() -> int:
    for title, sentences in (
        ("第一组", first()),
        ("第二组", second()),
        ("没有见过的一组", unseen()),
        ("第三组", third()),
    ):
        done = score(*sentences)
        fine = done.masked + done.asked
        print(
            f"{title}：有人的 {done.persons} 句，换了 {done.masked}，问 {done.asked}，漏 {len(done.passed)}"
            f"（换或者问 {fine / done.persons:.1%}）；无人的 {done.innocent} 句，误改 {len(done.changed)}"
            f"（{len(done.changed) / done.innocent:.2%}），问 {done.asked_of_innocent}"
        )
        for line in (*done.passed, *done.changed):
            print("  ", line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
