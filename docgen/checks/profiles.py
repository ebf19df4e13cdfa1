"""Profiles of ``docgen check``: which rules speak of a kind of text, and how loudly.

公文 is for records from which papers of a case are made, 宣传 for what is published, 导入 for text that was
published by others and is only kept: there a finding is a hint, since nobody means to rewrite it.
"""

from __future__ import annotations

from dataclasses import dataclass

from docgen.core.errors import Level


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
